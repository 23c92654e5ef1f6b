//! What each what-if changes: paired differences around a zero line.

use super::{Ground, outcomes::digits};
use crate::{
    counts::{CameOut, DifferenceRow},
    report::{
        chart::{estimate::Estimate, forest},
        document::{Block, Figure, Section, Table},
        number::{Digits, whole, written},
        text::{say, words::word},
    },
    stats::Spread,
    study::{Sign, Statistic},
};

/// Differences drawn for one what-if; the table has all of them.
const MOST: usize = 14;
/// Percent of the base beyond which a difference is pointed at rather than drawn: one that is twenty times the base would leave
/// no room for the others.
const FURTHEST: f64 = 200.0;

pub(super) fn section(ground: &Ground) -> Section {
    let lang = ground.lang;
    let variants = ground.results.manifest.variants.len();
    let mut blocks = Vec::new();
    if variants == 1 {
        blocks.push(Block::Text(say::NO_WHAT_IFS.to(lang).into()));
    } else {
        blocks.push(Block::Text(say::CHANGES_INTRO.to(lang).into()));
    }
    for variant in 1..variants {
        let entry = &ground.results.manifest.variants[variant];
        blocks.push(Block::Heading(ground.variant(variant)));
        blocks.push(Block::Text(entry.question.as_str().into()));
        blocks.extend(expectations(ground, variant).map(|text| Block::Text(text.into())));
        let figures: Vec<Figure> =
            [Statistic::Probability, Statistic::Mean].iter().filter_map(|s| figure(ground, variant, *s)).collect();
        if figures.is_empty() {
            blocks.push(Block::Text(say::NOTHING_MOVED.to(lang).into()));
        } else {
            blocks.push(Block::Figures(figures));
        }
    }
    Section { id: "changes", title: say::CHANGES.to(lang).to_owned(), blocks }
}

/// How the signs came out that had been written down.
fn expectations(ground: &Ground, variant: usize) -> Option<String> {
    let signed: Vec<&DifferenceRow> =
        ground.results.changes.iter().filter(|c| c.variant == variant && c.came_out.is_some()).collect();
    let count = |how: CameOut| signed.iter().filter(|c| c.came_out == Some(how)).count();
    let wrong = count(CameOut::Opposite) + count(CameOut::Differs);
    let numbers = [signed.len(), count(CameOut::AsExpected), wrong, count(CameOut::Unresolved)].map(|n| n.to_string());
    let parts = numbers.each_ref().map(String::as_str);
    (!signed.is_empty()).then(|| say::EXPECTATIONS.with(ground.lang, &parts))
}

/// What is compared in points, and what in percent of the base.
fn is_of(change: &DifferenceRow, statistic: Statistic) -> bool {
    match statistic {
        Statistic::Probability => change.statistic == statistic && change.level.is_empty(),
        _ => change.statistic == statistic && change.base.abs() > 1e-9,
    }
}

fn figure(ground: &Ground, variant: usize, statistic: Statistic) -> Option<Figure> {
    let lang = ground.lang;
    let percent = statistic == Statistic::Probability;
    // Shares become points; quantities, which have units of their own, percent of the base.
    let unit = |c: &DifferenceRow| if percent { 0.01 } else { c.base.abs() / 100.0 };
    let all = ground.results.changes.iter().filter(|c| c.variant == variant && is_of(c, statistic));
    let mut moved: Vec<&DifferenceRow> = all.filter(|c| c.signs != (0, 0)).collect();
    let size = |c: &DifferenceRow| (c.estimate.value / unit(c)).abs();
    moved.sort_by(|a, b| b.is_resolved().cmp(&a.is_resolved()).then(size(b).total_cmp(&size(a))));
    let first = moved.first()?;
    let shown = &moved[..moved.len().min(MOST)];
    let mut order: Vec<&DifferenceRow> = shown.to_vec();
    order.sort_by(|a, b| (b.estimate.value / unit(b)).total_cmp(&(a.estimate.value / unit(a))));
    let rows: Vec<forest::Row> = order
        .iter()
        .map(|c| {
            let by = unit(c);
            let scaled = |range: Option<(f64, f64)>| range.map(|(low, high)| (low / by, high / by));
            let own = Digits::of(scaled(c.estimate.interval).map(|(l, h)| (l, h.max(l + 1.0))), lang);
            let label = own.signed(c.estimate.value / by);
            forest::Row {
                name: ground.question(c.outcome),
                estimate: Estimate {
                    value: c.estimate.value / by,
                    spread: c.estimate.spread.map(|s| Spread { low: s.low / by, high: s.high / by, ..s }),
                    interval: scaled(c.estimate.interval),
                },
                label: if percent { label } else { say::PERCENT.with(lang, &[&label]) },
                moved: format!("↑{} ↓{}", whole(c.signs.0, lang), whole(c.signs.1, lang)),
            }
        })
        .collect();
    let limit = if percent { 100.0 } else { FURTHEST };
    let beyond = shown.iter().any(|c| size(c) > limit);
    let resolved = moved.iter().filter(|c| c.is_resolved()).count();
    let largest = written(first.estimate.value / unit(first), 0, lang);
    let numbers = [moved.len().to_string(), resolved.to_string(), ground.question(first.outcome), largest];
    let name = ground.variant(variant);
    let mut note = if percent { say::POINTS } else { say::RELATIVE }.to(lang).to_owned();
    if beyond {
        note = format!("{note}. {}", say::BEYOND.to(lang));
    }
    if moved.len() > shown.len() {
        note = format!("{note}. {}", say::UNMOVED.with(lang, &[&(moved.len() - shown.len()).to_string()]));
    }
    Some(Figure {
        id: format!("{}-{}", if percent { "p" } else { "q" }, ground.results.manifest.variants[variant].name),
        title: if percent { say::PROBABILITIES_OF } else { say::QUANTITIES_OF }.with(lang, &[&name]),
        alt: say::FOREST_ALT.with(lang, &numbers.each_ref().map(String::as_str)),
        drawing: forest::forest(&rows, limit, lang),
        note,
        table: table(ground, &moved),
    })
}

fn table(ground: &Ground, changes: &[&DifferenceRow]) -> Table {
    let lang = ground.lang;
    let head = [
        say::OUTCOME,
        say::BASE,
        say::WHAT_IF,
        say::DIFFERENCE,
        say::OVER_ASSUMPTIONS,
        say::SAMPLING,
        say::UP_DOWN,
        say::EXPECTED,
        say::CAME_OUT,
    ];
    let mut table = Table::new(head.map(|t| t.to(lang)), 1);
    for c in changes {
        let own = digits(ground, c.statistic, c.estimate.interval);
        let came_out = c.came_out.map_or_else(String::new, |how| word(how.word(), lang));
        table.row([
            ground.question(c.outcome),
            own.number(c.base),
            own.number(c.what_if()),
            own.signed(c.estimate.value),
            own.signed_spread(c.estimate.spread),
            own.signed_range(c.estimate.interval),
            format!("{}, {}", whole(c.signs.0, lang), whole(c.signs.1, lang)),
            c.expected.map_or("", Sign::word).replace('-', "−"),
            came_out,
        ]);
    }
    table
}
