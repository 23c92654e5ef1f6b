//! Two variants of a question, world by world: what one changes against the other, how sure that is, and what pairing worlds was worth.
//!
//! World *k* of either has the same chance and the same draw, so that their difference is taken in each world and then counted as every difference is ([`crate::stats::cluster`]).
//! What pairing saves is the share of variance that the difference of two ensembles of *other* worlds would have more:
//! `1 - Var(B - A) / (Var(A) + Var(B))`, with the variances of totals of draws (the variance reduction of common random numbers; Law 2015, *Simulation Modeling and Analysis*, 11.2).

mod columns;

pub use columns::{Compared, Line};

use super::{
    bootstrap,
    worlds::{Worlds, answered},
};
use crate::{
    counts::panel::{Key, Pairs, Panel, difference, estimate, values},
    fault::Fault,
    run::WorldNumber,
    stats::{Estimate, several::holm},
    study::{Answer, Statistic, Study},
    table::read::fault,
};
use std::collections::BTreeMap;

/// Most units of which resamples are taken; of more draws, several make one.
const UNITS: usize = 1024;
/// Resamples for an interval.
const RESAMPLES: u64 = 400;

/// One of the two: a variant of a result.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The result.
    pub of: &'a Worlds,
    /// The index of the variant.
    pub variant: usize,
}

impl Side<'_> {
    fn bounds(self, outcome: usize) -> (f64, f64) {
        let variant = &self.of.study.variants[self.variant];
        variant.outcomes[outcome].bounds(&variant.case, self.of.study.weeks)
    }
}

/// In how many worlds the answer was yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twice {
    /// In both.
    pub both: u64,
    /// In A alone.
    pub only_a: u64,
    /// In B alone.
    pub only_b: u64,
    /// In none.
    pub neither: u64,
}

/// The share of variance that pairing saves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Saved {
    /// The share; below zero where pairing makes it larger.
    pub share: f64,
    /// Its 95 % interval, by the bootstrap over draws; nothing of few draws, or where all differ alike.
    pub interval: Option<(f64, f64)>,
}

/// One number of an outcome, compared.
#[derive(Clone, Debug)]
pub struct Row {
    /// Index of the outcome in the result of A.
    pub outcome: usize,
    /// Level of a category.
    pub level: String,
    /// What is estimated.
    pub statistic: Statistic,
    /// The estimate in A, in the worlds counted.
    pub a: Estimate,
    /// That in B.
    pub b: Estimate,
    /// B minus A.
    pub difference: Estimate,
    /// Worlds that went up and down from A to B.
    pub signs: (u64, u64),
    /// Of shares, the two by two count.
    pub twice: Option<Twice>,
    /// What pairing saved; nothing where no world differs from another.
    pub saved: Option<Saved>,
    /// How unlikely the difference would be if there were none; nothing of too few draws.
    pub p: Option<f64>,
    /// The same after Holm's correction for all numbers compared.
    pub p_holm: Option<f64>,
}

impl Row {
    /// Whether the sampling interval of the difference leaves zero out.
    pub fn is_resolved(&self) -> bool {
        self.difference.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }

    /// Whether any world differs.
    pub fn moves(&self) -> bool {
        self.signs != (0, 0) || self.difference.value != 0.0
    }
}

/// A comparison.
#[derive(Clone, Debug, Default)]
pub struct Paired {
    /// Every number of every outcome compared, in the order of the question.
    pub rows: Vec<Row>,
    /// Worlds that ended well in both.
    pub worlds: u64,
    /// Worlds that failed in one or both.
    pub excluded: u64,
    /// Worlds that only one of the two has.
    pub unpaired: u64,
}

/// Sums of a unit of draws: runs, and the totals of A and of B.
type Sums = [f64; 3];

/// What is counted of one outcome.
#[derive(Debug)]
struct Counted {
    /// Its index in either result.
    at: (usize, usize),
    a: Panel,
    b: Panel,
    pairs: Pairs,
    /// Sums of each number by unit, over the worlds that have it.
    sums: BTreeMap<Key, Vec<Sums>>,
    /// Worlds by unit.
    worlds: Vec<f64>,
}

/// Why two results cannot be compared world by world; nothing if they can.
fn apart(a: &Worlds, b: &Worlds) -> Option<(String, String)> {
    let (x, y) = (&a.manifest, &b.manifest);
    if x.scenario != y.scenario {
        return Some((
            format!("it answers another question, {} and not {}", y.scenario, x.scenario),
            "worlds are compared within one scenario".to_owned(),
        ));
    }
    if x.asked.seed != y.asked.seed {
        let help = format!("run it again with --seed {}", x.asked.seed);
        return Some((format!("its worlds are others: seed {} and not {}", y.asked.seed, x.asked.seed), help));
    }
    (x.weeks != y.weeks).then(|| {
        let help = format!("run it again with --weeks {}", x.weeks);
        (format!("its worlds end after {} weeks and not {}", y.weeks, x.weeks), help)
    })
}

/// The outcomes that two studies ask in the same words.
fn shared(a: &Study, b: &Study, only: Option<usize>) -> Vec<(usize, usize)> {
    let asked = |study: &Study, at: usize| {
        let outcome = &study.variants[0].outcomes[at];
        (outcome.id.clone(), outcome.kind, outcome.unit.clone())
    };
    let find = |at: usize| (0..b.variants[0].outcomes.len()).find(|other| asked(b, *other) == asked(a, at));
    let outcomes = 0..a.variants[0].outcomes.len();
    outcomes.filter(|at| only.is_none_or(|only| only == *at)).filter_map(|at| Some((at, find(at)?))).collect()
}

/// Compares two variants in every outcome that both have, or in this one alone.
///
/// # Errors
/// What is wrong with a folder; worlds of the one are not those of the other.
pub fn paired(a: Side, b: Side, only: Option<usize>) -> Result<Paired, Vec<Fault>> {
    let wrong = |message: String, help: &str| vec![fault(&b.of.dir.to_string_lossy(), 0, 0..0, "", message, help)];
    if let Some((message, help)) = apart(a.of, b.of) {
        return Err(wrong(message, &help));
    }
    let (mine, theirs) = (&a.of.study, &b.of.study);
    let fresh = |at: (usize, usize)| Counted {
        at,
        a: Panel::new(&mine.variants[a.variant].outcomes[at.0]),
        b: Panel::new(&theirs.variants[b.variant].outcomes[at.1]),
        pairs: Pairs::default(),
        sums: BTreeMap::new(),
        worlds: Vec::new(),
    };
    let mut counted: Vec<Counted> = shared(mine, theirs, only).into_iter().map(fresh).collect();
    if counted.is_empty() {
        return Err(wrong(
            "it has no outcome that the other has".to_owned(),
            "both must ask the same, in the same unit",
        ));
    }
    let mut firsts: Vec<Option<Vec<Answer>>> = Vec::new();
    a.of.each(a.variant, |ran| firsts.push(answered(ran)))?;
    let (mut found, mut last): (Paired, Option<WorldNumber>) = (Paired::default(), None);
    let mut firsts_left = firsts.into_iter();
    b.of.each(b.variant, |ran| {
        let world = WorldNumber::of_run(ran.run);
        let Some(first) = firsts_left.next() else {
            found.unpaired += 1;
            return;
        };
        if let Some(last) = last.filter(|last| last.draw != world.draw) {
            counted.iter_mut().for_each(|counted| counted.close(last.scramble()));
        }
        last = Some(world);
        let (Some(first), Some(second)) = (first, answered(ran)) else {
            found.excluded += 1;
            return;
        };
        found.worlds += 1;
        for counted in &mut counted {
            let outcomes = (&mine.variants[a.variant].outcomes, &theirs.variants[b.variant].outcomes);
            let a = values(&outcomes.0[counted.at.0], &first[counted.at.0], mine.weeks);
            let b = values(&outcomes.1[counted.at.1], &second[counted.at.1], theirs.weeks);
            counted.add((&a, &b), world.draw);
        }
    })?;
    found.unpaired += firsts_left.count() as u64;
    if let Some(last) = last {
        counted.iter_mut().for_each(|counted| counted.close(last.scramble()));
    }
    found.rows = counted.iter().flat_map(|counted| counted.rows(a, b)).collect();
    let tested: Vec<usize> = (0..found.rows.len()).filter(|at| found.rows[*at].p.is_some()).collect();
    let corrected = holm(&tested.iter().filter_map(|at| found.rows[*at].p).collect::<Vec<_>>());
    tested.iter().zip(corrected).for_each(|(at, p)| found.rows[*at].p_holm = Some(p));
    Ok(found)
}

/// The numbers of one world.
type World<'a> = &'a [(Key, i128)];

impl Counted {
    /// Counts a world.
    fn add(&mut self, (a, b): (World, World), draw: u64) {
        self.a.add(a);
        self.b.add(b);
        self.pairs.add(a, b);
        let unit = draw as usize % UNITS;
        self.worlds.resize(self.worlds.len().max(unit + 1), 0.0);
        self.worlds[unit] += 1.0;
        let of = |values: World, key: &Key| values.iter().find(|(own, _)| own == key).map(|(_, value)| *value as f64);
        for (key, _) in a.iter().chain(b.iter().filter(|(key, _)| of(a, key).is_none())) {
            // A level that was not taken is a zero; a mean that one side lacks altogether cannot be compared.
            let unsaid = (key.statistic == Statistic::Probability).then_some(0.0);
            let Some((before, after)) = of(a, key).or(unsaid).zip(of(b, key).or(unsaid)) else { continue };
            if !self.sums.contains_key(key) {
                self.sums.insert(key.clone(), Vec::new());
            }
            let Some(units) = self.sums.get_mut(key) else { continue };
            units.resize(units.len().max(unit + 1), [0.0; 3]);
            let sums = &mut units[unit];
            *sums = [sums[0] + 1.0, sums[1] + before, sums[2] + after];
        }
    }

    /// The sums of a number by unit; of a share over all worlds, whether they say anything of it or not.
    fn units(&self, key: &Key) -> Vec<Sums> {
        let of = |unit: usize| self.sums.get(key).and_then(|units| units.get(unit)).copied().unwrap_or_default();
        let share = key.statistic == Statistic::Probability;
        let unit = |(unit, worlds): (usize, &f64)| {
            let [n, a, b] = of(unit);
            [if share { *worlds } else { n }, a, b]
        };
        self.worlds.iter().enumerate().map(unit).filter(|sums| sums[0] > 0.0).collect()
    }

    fn close(&mut self, scramble: usize) {
        self.a.close(scramble);
        self.b.close(scramble);
        self.pairs.panel.close(scramble);
    }

    /// Its rows: every number that some world has.
    fn rows(&self, a: Side, b: Side) -> Vec<Row> {
        let (mine, theirs) = (a.bounds(self.at.0), b.bounds(self.at.1));
        let furthest = (theirs.0 - mine.1, theirs.1 - mine.0);
        let row = |(key, tally): (&Key, &crate::stats::Tally)| {
            let share = key.statistic == Statistic::Probability;
            let found = difference(key, tally, furthest)?;
            let of = |panel: &Panel, bounds| {
                panel.rows().find(|(own, _)| *own == key).and_then(|(_, tally)| estimate(key, tally, bounds))
            };
            let (first, second) = (of(&self.a, mine)?, of(&self.b, theirs)?);
            let (up, down) = tally.signs();
            let before = (self.pairs.base(key) * found.n as f64).round() as u64;
            let twice = || Twice {
                both: before - down.min(before),
                only_a: down,
                only_b: up,
                neither: found.n - (before + up).min(found.n),
            };
            let p = if share { tally.paired_p() } else { tally.mean_p() };
            Some(Row {
                outcome: self.at.0,
                level: key.level.clone(),
                statistic: key.statistic,
                a: first,
                b: second,
                difference: found,
                signs: (up, down),
                twice: share.then(twice),
                saved: saved(&self.units(key)),
                p,
                p_holm: None,
            })
        };
        self.pairs.panel.rows().filter_map(row).collect()
    }
}

/// `1 - Var(B - A) / (Var(A) + Var(B))`, with each unit counted so often; nothing where nothing varies.
fn share_saved(units: &[Sums], counts: &[f64]) -> Option<f64> {
    let mut totals = [0.0; 3];
    for (sums, count) in units.iter().zip(counts) {
        totals.iter_mut().zip(sums).for_each(|(total, sum)| *total += count * sum);
    }
    let [n, a, b] = totals;
    let (a, b) = (a / n, b / n);
    let (mut apart, mut together) = (0.0, 0.0);
    for (sums, count) in units.iter().zip(counts) {
        let (of_a, of_b) = (sums[1] - sums[0] * a, sums[2] - sums[0] * b);
        apart += count * (of_a * of_a + of_b * of_b);
        together += count * (of_b - of_a) * (of_b - of_a);
    }
    (apart > 0.0).then(|| 1.0 - together / apart)
}

/// What pairing saved, with its interval.
fn saved(units: &[Sums]) -> Option<Saved> {
    let share = share_saved(units, &vec![1.0; units.len()])?;
    let resample = |nth| share_saved(units, &bootstrap::counts(units.len(), nth));
    let of_resamples = || (0..RESAMPLES).filter_map(resample).collect::<Vec<_>>();
    // Where no unit differs from another, resamples do not either, which tells nothing.
    let interval =
        (units.len() >= bootstrap::FEWEST && share < 1.0).then(|| bootstrap::middle(&mut of_resamples())).flatten();
    Some(Saved { share, interval })
}

#[cfg(test)]
mod tests;
