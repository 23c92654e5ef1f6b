//! What is shown over the weeks: shares as areas, and the dates at which more is shown.

use super::Ground;
use crate::report::{
    chart::areas,
    document::{Figure, Table},
    draw::look::OTHERS,
    number::written,
    read::Track,
    text::{say, words::word},
};

/// Weeks of which maps and networks are drawn: the first, two between, the last.
pub(super) fn dates(ground: &Ground) -> Vec<usize> {
    let last = ground.weeks.count - 1;
    let mut weeks = vec![0, last / 3, 2 * last / 3, last];
    weeks.dedup();
    weeks
}

/// States in the order of a closed list, each with a filling of its own.
pub(super) fn ordered(ground: &Ground, track: &Track, words: &[&'static str]) -> Vec<areas::Layer> {
    let weeks = 0..ground.weeks.count;
    let some = words.iter().enumerate().filter(|(_, w)| track.peak(w) > 0.0);
    some.map(|(i, w)| areas::Layer {
        name: word(w, ground.lang),
        fill: i.min(OTHERS),
        shares: weeks.clone().map(|week| track.share(w, week)).collect(),
    })
    .collect()
}

/// Shares over time as a figure, with a table of a few dates.
pub(super) fn stacked(ground: &Ground, id: String, title: String, layers: &[areas::Layer]) -> Figure {
    let lang = ground.lang;
    let mut head = vec![say::WEEK_OF.to(lang).to_owned()];
    head.extend(layers.iter().map(|l| l.name.clone()));
    let mut table = Table::new(head, 1);
    let percent = |x: f64| say::PERCENT.with(lang, &[&written(x * 100.0, 0, lang)]);
    for week in ground.weeks.listed() {
        let mut row = vec![ground.weeks.day(week, lang)];
        row.extend(layers.iter().map(|l| percent(l.shares[week])));
        table.row(row);
    }
    let at = |week: usize| -> String {
        let mut all: Vec<(&str, f64)> = layers.iter().map(|l| (l.name.as_str(), l.shares[week])).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        let said: Vec<String> = all.iter().take(3).map(|(n, s)| format!("{n} {}", percent(*s))).collect();
        said.join(", ")
    };
    let last = ground.weeks.count - 1;
    Figure {
        id,
        title,
        alt: say::AREAS_ALT.with(lang, &[&ground.weeks.day(0, lang), &at(0), &ground.weeks.day(last, lang), &at(last)]),
        drawing: areas::areas(layers, &ground.weeks, lang),
        note: say::SHARE_OF_WORLDS.to(lang).to_owned(),
        table,
    }
}
