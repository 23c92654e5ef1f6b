//! The answer, in a paragraph with numbers, the wide range first.

use super::Ground;
use crate::{
    counts::DifferenceRow,
    report::{
        document::{Block, Line, Section},
        number::Digits,
        text::{say, words::word},
    },
    stats::Estimate,
    study::{Reading, Statistic},
};

/// How many what-ifs are named that move the answer.
const MOST_MOVERS: usize = 3;

pub(super) fn section(ground: &Ground) -> Section {
    let lang = ground.lang;
    let mut blocks = Vec::new();
    let headline = ground.results.study.headline();
    for outcome in &headline {
        blocks.extend(lead(ground, *outcome).map(Block::Lead));
    }
    if let Some(first) = headline.first()
        && ground.results.manifest.variants.len() > 1
    {
        blocks.push(Block::Text(movers(ground, *first)));
    }
    blocks.push(Block::Text(say::TWO_RANGES.to(lang).into()));
    blocks.push(Block::Text(say::OPEN.to(lang).into()));
    Section { id: "answer", title: say::ANSWER.to(lang).to_owned(), blocks }
}

/// The answer to one outcome.
fn lead(ground: &Ground, outcome: usize) -> Option<Line> {
    let lang = ground.lang;
    let begin = Line::default().plain(format!("{} ", ground.question(outcome)));
    match ground.results.manifest.outcomes[outcome].kind.home().reading() {
        Reading::Amount => {
            let answer = ground.answer(0, outcome, Statistic::Mean)?;
            let digits = Digits::of(answer.estimate.interval, lang);
            let begin = begin.plain(say::ANSWER_MEAN.to(lang));
            let wide =
                answer.estimate.spread.map_or_else(|| digits.number(answer.estimate.value), |s| digits.spread(Some(s)));
            let unit = word(answer.unit(&ground.results.study), lang);
            let parts = [unit.as_str(), &digits.number(answer.estimate.value), &digits.range(answer.estimate.interval)];
            Some(begin.strong(wide).plain(say::ANSWER_MEAN_AFTER.with(lang, &parts)))
        }
        Reading::Levels => {
            let of_base = ground.results.of_outcome(outcome, Statistic::Probability).filter(|a| a.variant == 0);
            let likeliest = of_base.max_by(|a, b| a.estimate.value.total_cmp(&b.estimate.value))?;
            let level = ground.level(&likeliest.level);
            Some(shares(begin.plain(say::ANSWER_LEVEL_IN.with(lang, &[&level])), &likeliest.estimate, ground))
        }
        Reading::Comes => {
            let answer = ground.answer(0, outcome, Statistic::Probability)?;
            let weeks = ground.results.manifest.weeks.to_string();
            Some(shares(begin.plain(say::ANSWER_COMES_IN.with(lang, &[&weeks])), &answer.estimate, ground))
        }
        Reading::Yes => {
            let answer = ground.answer(0, outcome, Statistic::Probability)?;
            Some(shares(begin.plain(say::ANSWER_YES_IN.to(lang)), &answer.estimate, ground))
        }
    }
}

/// "17 to 93 of 100 worlds, depending on assumptions; 58 over all of them (sampling error 53 to 62)."
fn shares(line: Line, found: &Estimate, ground: &Ground) -> Line {
    let lang = ground.lang;
    let digits = Digits::percent(found.interval, lang);
    let sampling = digits.range(found.interval);
    match found.spread {
        Some(spread) => line
            .strong(say::ANSWER_WIDE.with(lang, &[&digits.plain_spread(spread)]))
            .plain(say::ANSWER_AFTER.with(lang, &[&digits.plain(found.value), &sampling])),
        None => line.strong(digits.plain(found.value)).plain(say::ANSWER_NO_SPREAD.with(lang, &[&sampling])),
    }
}

/// The what-ifs that move the first answer most.
fn movers(ground: &Ground, outcome: usize) -> Line {
    let lang = ground.lang;
    let statistic = ground.results.manifest.outcomes[outcome].kind.home().reading().statistic();
    let of =
        |c: &&DifferenceRow| c.outcome == outcome && c.statistic == statistic && c.level.is_empty() && c.is_resolved();
    let mut moved: Vec<_> = ground.results.changes.iter().filter(of).collect();
    moved.sort_by(|a, b| b.estimate.value.abs().total_cmp(&a.estimate.value.abs()).then(a.variant.cmp(&b.variant)));
    if moved.is_empty() {
        return say::NONE_MOVES.to(lang).into();
    }
    let said: Vec<String> = moved
        .iter()
        .take(MOST_MOVERS)
        .map(|c| {
            let digits = match statistic {
                Statistic::Probability => Digits::percent(c.estimate.interval, lang),
                _ => Digits::of(c.estimate.interval, lang),
            };
            let title = ground.variant(c.variant);
            let (by, sure) = (digits.signed(c.estimate.value), digits.signed_range(c.estimate.interval));
            match statistic {
                Statistic::Probability => say::BIGGEST_ONE.with(lang, &[&title, &by, &sure]),
                _ => say::BIGGEST_AMOUNT.with(lang, &[&title, &by, &sure]),
            }
        })
        .collect();
    Line::from(format!("{}{}.", say::BIGGEST.to(lang), said.join(say::BREAK.to(lang))))
}
