//! When things come: the share of worlds in which they have come by a date, and what was so when they came.

use super::{Ground, course::stacked, level::drawn};
use crate::report::{
    chart::{areas::Layer, lines},
    document::{Block, Figure, Table},
    draw::look::NOBODY,
    number::written,
    read::runs::Coming,
    text::{say, words::word},
};

pub(super) fn blocks(ground: &Ground) -> Vec<Block> {
    let lang = ground.lang;
    let mut figures = Vec::new();
    for coming in &ground.results.runs.comings {
        figures.extend(coming.what.map(|_| by_level(ground, coming)));
        figures.push(curves(ground, coming));
    }
    if figures.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(say::WHEN.to(lang).to_owned()),
        Block::Text(say::WHEN_INTRO.to(lang).into()),
        Block::Figures(figures),
    ]
}

/// Cumulated share of worlds by week.
fn cumulated(weeks: &[u32], n: u32) -> Vec<f64> {
    let mut sum = 0;
    weeks
        .iter()
        .map(|w| {
            sum += w;
            f64::from(sum) / f64::from(n.max(1))
        })
        .collect()
}

/// What was so when it came, in the base.
fn by_level(ground: &Ground, coming: &Coming) -> Figure {
    let lang = ground.lang;
    let shares: Vec<(&str, Vec<f64>)> =
        coming.counts[0].iter().map(|(level, weeks)| (level.as_str(), cumulated(weeks, coming.n[0]))).collect();
    let last = ground.weeks.count - 1;
    // The worlds in which it never comes have the filling of nobody, as where they are shown as shares.
    let never = 1.0 - shares.iter().map(|(_, s)| s[last]).sum::<f64>();
    let ends = shares.iter().map(|(level, s)| (*level, s[last])).chain([("never", never)]).collect();
    let sum = |own: &[String], week: usize| -> f64 {
        shares.iter().filter(|(level, _)| own.iter().any(|o| o == level)).map(|(_, s)| s[week]).sum()
    };
    let came = drawn(ground, &[ends]).into_iter().filter(|d| d.levels.iter().any(|level| level != "never"));
    let mut layers: Vec<Layer> = came
        .map(|d| Layer {
            shares: (0..ground.weeks.count).map(|w| sum(&d.levels, w)).collect(),
            name: d.name,
            fill: d.fill,
        })
        .collect();
    let left: Vec<f64> =
        (0..ground.weeks.count).map(|w| 1.0 - layers.iter().map(|l| l.shares[w]).sum::<f64>()).collect();
    layers.push(Layer { name: word("not_yet", lang), fill: NOBODY, shares: left });
    let what = coming.what.map(|w| ground.question(w)).unwrap_or_default();
    let id = format!("i-{}", ground.results.manifest.outcomes[coming.outcome].id);
    let mut figure = stacked(ground, id, what, &layers);
    say::CAME_BY.to(lang).clone_into(&mut figure.note);
    figure
}

/// One curve for each variant.
fn curves(ground: &Ground, coming: &Coming) -> Figure {
    let lang = ground.lang;
    let mut table = Table::new([say::VARIANT, say::BY_MIDDLE, say::BY_END].map(|t| t.to(lang)), 1);
    let mut rows = Vec::new();
    for variant in 0..ground.results.manifest.variants.len() {
        let mut weeks = vec![0; ground.weeks.count];
        for level in coming.counts[variant].values() {
            weeks.iter_mut().zip(level).for_each(|(sum, n)| *sum += n);
        }
        let shares = cumulated(&weeks, coming.n[variant]);
        let percent = |x: f64| say::PERCENT.with(lang, &[&written(x * 100.0, 0, lang)]);
        let (middle, end) = (shares[shares.len() / 2], shares[shares.len() - 1]);
        table.row([ground.variant(variant), percent(middle), percent(end)]);
        rows.push(lines::Curve { name: ground.variant(variant), base: variant == 0, shares });
    }
    let entry = &ground.results.manifest.outcomes[coming.outcome];
    let end = rows[0].shares[rows[0].shares.len() - 1];
    Figure {
        id: format!("c-{}", entry.id),
        title: ground.question(coming.outcome),
        alt: say::CURVES_ALT.with(lang, &[&written(end * 100.0, 0, lang)]),
        drawing: lines::lines(&rows, &ground.weeks, lang),
        note: say::CAME_BY_ALL.to(lang).to_owned(),
        table,
    }
}
