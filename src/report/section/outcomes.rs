//! Every outcome, for the base and each what-if side by side, in the groups of the scenario.

use super::Ground;
use crate::{
    output::Statistic,
    report::{
        chart::{dots, estimate::Estimate, levels},
        document::{Block, Figure, Section, Table},
        draw::look::{FILLS, NOBODY, OTHERS},
        number::{Digits, written},
        read::{Answer, Estimated},
        text::{say, words::word},
    },
};

/// A level that is never as frequent as this in any variant is shown with the others.
const RARE: f64 = 0.02;

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
    match ground.results.manifest.outcomes[outcome].kind.as_str() {
        "category" => categories(ground, outcome),
        "quantity" => estimates(ground, outcome, Statistic::Mean),
        _ => estimates(ground, outcome, Statistic::Probability),
    }
}

/// How the numbers of an answer are written.
pub(super) fn digits(ground: &Ground, statistic: Statistic, found: &Estimated) -> Digits {
    match statistic {
        Statistic::Probability => Digits::percent(found.interval, ground.lang),
        _ => Digits::of(found.interval, ground.lang),
    }
}

fn estimates(ground: &Ground, outcome: usize, statistic: Statistic) -> Option<Figure> {
    let lang = ground.lang;
    let entry = &ground.results.manifest.outcomes[outcome];
    let answers: Vec<&Answer> = ground.results.of_outcome(outcome, statistic).collect();
    let base = answers.iter().find(|a| a.variant == 0)?;
    let percent = statistic == Statistic::Probability;
    let rows: Vec<dots::Row> = answers
        .iter()
        .map(|a| dots::Row {
            name: ground.variant(a.variant),
            base: a.variant == 0,
            estimate: Estimate { value: a.found.value, spread: a.found.spread, interval: a.found.interval },
            label: digits(ground, statistic, &a.found).number(a.found.value),
        })
        .collect();
    let weeks = ground.results.manifest.weeks.to_string();
    let note = match entry.kind.as_str() {
        "week" => say::WITHIN.with(lang, &[&weeks]),
        "quantity" => say::IN_UNIT.with(lang, &[&word(&base.unit, lang)]),
        _ => say::SHARE_OF_WORLDS.to(lang).to_owned(),
    };
    let own = digits(ground, statistic, &base.found);
    let said = [own.number(base.found.value), own.range(base.found.spread), own.range(base.found.interval)];
    Some(Figure {
        id: format!("o-{}", entry.id),
        title: ground.question(outcome),
        alt: say::DOTS_ALT.with(lang, &said.each_ref().map(String::as_str)),
        drawing: dots::dots(&rows, percent, lang),
        note,
        table: table_of(ground, &answers, statistic),
    })
}

fn table_of(ground: &Ground, answers: &[&Answer], statistic: Statistic) -> Table {
    let lang = ground.lang;
    let mut head = vec![say::VARIANT, say::ESTIMATE, say::OVER_ASSUMPTIONS, say::SAMPLING];
    let quantiles = answers.iter().any(|a| a.quantiles.is_some());
    head.extend(quantiles.then_some(say::WORLDS_5_95));
    let mut table = Table::new(head.iter().map(|t| t.to(lang)), 1);
    for a in answers {
        let own = digits(ground, statistic, &a.found);
        let mut cells = vec![
            ground.variant(a.variant),
            own.number(a.found.value),
            own.range(a.found.spread),
            own.range(a.found.interval),
        ];
        cells.extend(a.quantiles.map(|q| own.range(Some((q[0], q[2])))));
        table.row(cells);
    }
    table
}

fn categories(ground: &Ground, outcome: usize) -> Option<Figure> {
    let lang = ground.lang;
    let entry = &ground.results.manifest.outcomes[outcome];
    let answers: Vec<&Answer> = ground.results.of_outcome(outcome, Statistic::Probability).collect();
    let mut kept: Vec<&str> = Vec::new();
    for a in &answers {
        let peak = answers.iter().filter(|b| b.level == a.level).map(|b| b.found.value).fold(0.0, f64::max);
        if peak >= RARE && !kept.contains(&a.level.as_str()) {
            kept.push(&a.level);
        }
    }
    let rare = answers.iter().any(|a| a.found.value > 0.0 && !kept.contains(&a.level.as_str()));
    // What has no filling of its own joins the others.
    let named: Vec<&str> = kept.iter().copied().filter(|l| *l != "nobody").take(FILLS).collect();
    let rare = rare || kept.iter().any(|l| *l != "nobody" && !named.contains(l));
    let mut names: Vec<String> = named.iter().map(|l| ground.level(l)).collect();
    let mut fills: Vec<usize> = (0..named.len()).collect();
    let nobody = kept.contains(&"nobody");
    if rare {
        names.push(word("others", lang));
        fills.push(OTHERS);
    }
    if nobody {
        names.push(word("nobody", lang));
        fills.push(NOBODY);
    }
    let bars: Vec<levels::Bar> = (0..ground.results.manifest.variants.len())
        .map(|v| {
            let of = |level: &str| {
                answers.iter().find(|a| a.variant == v && a.level == level).map_or(0.0, |a| a.found.value)
            };
            let mut shares: Vec<f64> = named.iter().map(|l| of(l)).collect();
            let nobody_share = if nobody { of("nobody") } else { 0.0 };
            if rare {
                shares.push((1.0 - shares.iter().sum::<f64>() - nobody_share).max(0.0));
            }
            if nobody {
                shares.push(nobody_share);
            }
            levels::Bar { name: ground.variant(v), base: v == 0, shares }
        })
        .collect();
    let percent = |share: f64| say::PERCENT.with(lang, &[&written(share * 100.0, 0, lang)]);
    let said: Vec<String> =
        names.iter().zip(&bars.first()?.shares).map(|(n, s)| format!("{n} {}", percent(*s))).collect();
    let mut table = Table::new(
        [say::VARIANT, say::STATE, say::ESTIMATE, say::OVER_ASSUMPTIONS, say::SAMPLING].map(|t| t.to(lang)),
        2,
    );
    for a in answers.iter().filter(|a| a.found.value > 0.0) {
        let own = digits(ground, Statistic::Probability, &a.found);
        table.row([
            ground.variant(a.variant),
            ground.level(&a.level),
            own.number(a.found.value),
            own.range(a.found.spread),
            own.range(a.found.interval),
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
