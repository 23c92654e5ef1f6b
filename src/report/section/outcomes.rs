//! Every outcome, for the base and each what-if side by side, in the groups of the scenario.

use super::{
    Ground,
    level::{Drawn, drawn},
};
use crate::{
    counts::SummaryRow,
    report::{
        chart::{dots, estimate::Estimate, levels},
        document::{Block, Figure, Section, Table},
        number::{Digits, written},
        text::{say, words::word},
    },
    study::{Reading, Statistic},
};

pub(super) fn section(ground: &Ground) -> Section {
    let lang = ground.lang;
    let mut blocks = vec![Block::Text(say::OUTCOMES_INTRO.to(lang).into())];
    for (title, outcomes) in groups(ground) {
        let figures: Vec<Figure> = outcomes.iter().filter_map(|o| figure(ground, *o)).collect();
        if !figures.is_empty() {
            blocks.push(Block::Heading(title));
            blocks.push(Block::Figures(figures));
        }
    }
    Section { id: "outcomes", title: say::OUTCOMES.to(lang).to_owned(), blocks }
}

/// The groups of the scenario; what belongs to none comes last.
fn groups(ground: &Ground) -> Vec<(String, Vec<usize>)> {
    let outcomes = &ground.results.manifest.outcomes;
    let mut left: Vec<usize> = (0..outcomes.len()).collect();
    let mut all = Vec::new();
    for group in &ground.results.study.hints.groups {
        let own: Vec<usize> =
            group.outcomes.iter().filter_map(|id| outcomes.iter().position(|o| o.id == *id)).collect();
        left.retain(|o| !own.contains(o));
        all.push((group.title.clone(), own));
    }
    let title = if all.is_empty() { say::ALL_OUTCOMES } else { say::OTHER_OUTCOMES };
    all.push((title.to(ground.lang).to_owned(), left));
    all
}

fn figure(ground: &Ground, outcome: usize) -> Option<Figure> {
    match ground.results.manifest.outcomes[outcome].kind.home().reading() {
        Reading::Levels => categories(ground, outcome),
        reading => estimates(ground, outcome, reading.statistic()),
    }
}

/// How the numbers of an answer are written.
pub(super) fn digits(ground: &Ground, statistic: Statistic, interval: Option<(f64, f64)>) -> Digits {
    match statistic {
        Statistic::Probability => Digits::percent(interval, ground.lang),
        _ => Digits::of(interval, ground.lang),
    }
}

fn estimates(ground: &Ground, outcome: usize, statistic: Statistic) -> Option<Figure> {
    let lang = ground.lang;
    let entry = &ground.results.manifest.outcomes[outcome];
    let answers: Vec<&SummaryRow> = ground.results.of_outcome(outcome, statistic).collect();
    let base = answers.iter().find(|a| a.variant == 0)?;
    let percent = statistic == Statistic::Probability;
    let rows: Vec<dots::Row> = answers
        .iter()
        .map(|a| dots::Row {
            name: ground.variant(a.variant),
            base: a.variant == 0,
            estimate: Estimate { value: a.estimate.value, spread: a.estimate.spread, interval: a.estimate.interval },
            label: digits(ground, statistic, a.estimate.interval).number(a.estimate.value),
        })
        .collect();
    let weeks = ground.results.manifest.weeks.to_string();
    let note = match entry.kind.home().reading() {
        Reading::Comes => say::WITHIN.with(lang, &[&weeks]),
        Reading::Amount => say::IN_UNIT.with(lang, &[&word(base.unit(&ground.results.study), lang)]),
        Reading::Yes | Reading::Levels => say::SHARE_OF_WORLDS.to(lang).to_owned(),
    };
    let own = digits(ground, statistic, base.estimate.interval);
    let said = [own.number(base.estimate.value), own.spread(base.estimate.spread), own.range(base.estimate.interval)];
    Some(Figure {
        id: format!("o-{}", entry.id),
        title: ground.question(outcome),
        alt: say::DOTS_ALT.with(lang, &said.each_ref().map(String::as_str)),
        drawing: dots::dots(&rows, percent, lang),
        note,
        table: table_of(ground, &answers, statistic),
    })
}

fn table_of(ground: &Ground, answers: &[&SummaryRow], statistic: Statistic) -> Table {
    let lang = ground.lang;
    let mut head = vec![say::VARIANT, say::ESTIMATE, say::OVER_ASSUMPTIONS, say::SAMPLING];
    let quantiles = answers.iter().any(|a| a.quantiles.is_some());
    head.extend(quantiles.then_some(say::WORLDS_5_95));
    let mut table = Table::new(head.iter().map(|t| t.to(lang)), 1);
    for a in answers {
        let own = digits(ground, statistic, a.estimate.interval);
        let mut cells = vec![
            ground.variant(a.variant),
            own.number(a.estimate.value),
            own.spread(a.estimate.spread),
            own.range(a.estimate.interval),
        ];
        cells.extend(a.quantiles.map(|q| own.worlds((q[0], q[2]), a.estimate.interval)));
        table.row(cells);
    }
    table
}

fn categories(ground: &Ground, outcome: usize) -> Option<Figure> {
    let lang = ground.lang;
    let entry = &ground.results.manifest.outcomes[outcome];
    let answers: Vec<&SummaryRow> = ground.results.of_outcome(outcome, Statistic::Probability).collect();
    let variants: Vec<Vec<(&str, f64)>> = (0..ground.results.manifest.variants.len())
        .map(|v| answers.iter().filter(|a| a.variant == v).map(|a| (a.level.as_str(), a.estimate.value)).collect())
        .collect();
    let drawn = drawn(ground, &variants);
    let names: Vec<String> = drawn.iter().map(|d| d.name.clone()).collect();
    let fills: Vec<usize> = drawn.iter().map(|d| d.fill).collect();
    let bars: Vec<levels::Bar> = variants
        .iter()
        .enumerate()
        .map(|(v, shares)| {
            let of =
                |d: &Drawn| shares.iter().filter(|(l, _)| d.levels.iter().any(|own| own == l)).map(|(_, s)| s).sum();
            levels::Bar { name: ground.variant(v), base: v == 0, shares: drawn.iter().map(of).collect() }
        })
        .collect();
    let percent = |share: f64| say::PERCENT.with(lang, &[&written(share * 100.0, 0, lang)]);
    let said: Vec<String> =
        names.iter().zip(&bars.first()?.shares).map(|(n, s)| format!("{n} {}", percent(*s))).collect();
    let mut table = Table::new(
        [say::VARIANT, say::STATE, say::ESTIMATE, say::OVER_ASSUMPTIONS, say::SAMPLING].map(|t| t.to(lang)),
        2,
    );
    for a in answers.iter().filter(|a| a.estimate.value > 0.0) {
        let own = digits(ground, Statistic::Probability, a.estimate.interval);
        table.row([
            ground.variant(a.variant),
            ground.level(&a.level),
            own.number(a.estimate.value),
            own.spread(a.estimate.spread),
            own.range(a.estimate.interval),
        ]);
    }
    Some(Figure {
        id: format!("o-{}", entry.id),
        title: ground.question(outcome),
        alt: say::LEVELS_ALT.with(lang, &[&said.join(", ")]),
        drawing: levels::levels(&names, &fills, &bars),
        note: say::SHARE_OF_WORLDS.to(lang).to_owned(),
        table,
    })
}
