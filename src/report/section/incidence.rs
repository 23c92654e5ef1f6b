//! When things come: the share of worlds in which they have come by a date, and what was so when they came.

use super::{Ground, places::stacked};
use crate::report::{
    chart::{areas::Layer, lines},
    document::{Block, Figure, Table},
    draw::look::NOBODY,
    number::written,
    read::runs::Coming,
    text::{say, words::word},
};
use std::collections::BTreeMap;

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
    // Holders have fillings of their own; splinters and rare ones come together.
    let mut layers: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (level, weeks) in &coming.counts[0] {
        let sum = layers.entry(ground.palette.fill(level)).or_insert_with(|| vec![0; weeks.len()]);
        sum.iter_mut().zip(weeks).for_each(|(s, w)| *s += w);
    }
    let mut layers: Vec<Layer> = layers
        .into_iter()
        .map(|(fill, weeks)| Layer { name: ground.fill_name(fill), fill, shares: cumulated(&weeks, coming.n[0]) })
        .collect();
    let left: Vec<f64> =
        (0..ground.weeks.count).map(|w| 1.0 - layers.iter().map(|l| l.shares[w]).sum::<f64>()).collect();
    layers.retain(|l| l.shares.last().is_some_and(|s| *s > 0.0));
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
