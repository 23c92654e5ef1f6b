//! On which uncertain numbers an outcome hangs, from the worlds that are there.
//!
//! A draw is a point: everything uncertain as it took it, and the mean of the outcome over its runs. Of each number three things are told: Spearman's rank correlation with the
//! outcome, its coefficient in a regression on the ranks of those that stand out, and the first-order index by bins, the share of the variance between draws that
//! it tells alone ([`crate::stats::ranks`]). Chance is part of that variance: with two runs a draw, `1 - chance` is the most that all numbers together could tell.
//!
//! **Dummies.** An outcome that is dealt out to the draws anew, within the design that they are drawn by ([`bootstrap::deal`]), has nothing to do with any number. Dealt out without regard
//! to the design it would look too harmless: draws of a block share out every range, so that numbers that have nothing to do with each other are a little more alike than by chance. The largest rank correlation and the largest index of all numbers are
//! taken over many such deals; a number that stays below the 97.5 % points of both cannot be told from a dummy. So one of twenty results that hang on nothing
//! names any number at all (the largest statistic of permutations: Westfall and Young 1993, *Resampling-Based Multiple Testing*).
//!
//! **Intervals** are bootstraps over blocks of draws ([`bootstrap::blocks`]), with ranks and bins as they are. Those of an index are moved by what chance adds to the index of a
//! resample, `η²` of the draws less their index. The coefficients are of numbers that were picked because they stand out, and so a little too far from zero.

mod columns;

pub use columns::{Hangs, Line};

use super::{
    bootstrap,
    factors::{By, Factor, factors, groups},
    worlds::Worlds,
};
use crate::{
    counts::panel::values,
    fault::Fault,
    history::Status,
    run::WorldNumber,
    stats::{UNIT, ranks},
    study::Statistic,
};
use std::{borrow::Cow, collections::BTreeMap};

/// Fewer draws tell nothing of so many numbers.
pub const FEWEST: usize = 32;
/// Draws that are looked at: as many as `draws.csv` has.
pub const MOST: usize = 5_000;
/// Resamples for an interval, and deals of a dummy.
const RESAMPLES: u64 = 400;
/// Of so many draws one number goes into the regression.
const DRAWS_A_NUMBER: usize = 10;

/// A number with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// The estimate.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
}

/// What is told of one number that varies.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its address.
    pub address: String,
    /// The claim that ranks higher, where it is a choice between two.
    pub higher: Option<String>,
    /// Draws that have it.
    pub draws: u64,
    /// Rank correlation; nothing of three or more rival claims.
    pub correlation: Option<Told>,
    /// Standardised rank regression coefficient; nothing of those that are not in the regression.
    pub coefficient: Option<Told>,
    /// First-order index.
    pub index: Option<Told>,
    /// Whether it is told from a dummy.
    pub stands_out: bool,
}

/// What is told of a group of numbers.
#[derive(Clone, Debug)]
pub struct Group {
    /// How they are put together.
    pub by: By,
    /// What they share.
    pub name: String,
    /// How many they are.
    pub size: usize,
    /// The sum of their first-order indices: what they tell each alone, and not together.
    pub index: Told,
    /// Whether that is told from as many dummies.
    pub stands_out: bool,
}

/// On what an outcome hangs.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// Draws looked at.
    pub draws: usize,
    /// Runs of them that ended well.
    pub runs: u64,
    /// The part of the variance between draws that is chance; nothing with one run a draw.
    pub chance: Option<f64>,
    /// The part that the regression tells.
    pub told: Option<f64>,
    /// Every number, those first that stand out, by the larger of index and squared correlation.
    pub found: Vec<Found>,
    /// Every group, likewise.
    pub groups: Vec<Group>,
}

/// Why nothing can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untold {
    /// There are too few draws: so many.
    Few(usize),
    /// No draw differs from another.
    Alike,
    /// Nothing uncertain varies.
    Fixed,
}

/// The number of an outcome of which it is asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Index of the variant.
    pub variant: usize,
    /// Index of the outcome.
    pub outcome: usize,
    /// What of it.
    pub statistic: Statistic,
    /// Level of a category.
    pub level: &'a str,
}

/// The mean of a number in each draw, and the part of their variance that is chance.
struct Drawn {
    numbers: Vec<u64>,
    y: Vec<f64>,
    runs: u64,
    chance: Option<f64>,
}

/// Tells on what a number of an outcome hangs.
///
/// # Errors
/// What is wrong with the folder.
pub fn sensitivity(worlds: &Worlds, asked: &Asked) -> Result<Result<Sensitivity, Untold>, Vec<Fault>> {
    let drawn = means(worlds, asked)?;
    if drawn.y.len() < FEWEST {
        return Ok(Err(Untold::Few(drawn.y.len())));
    }
    if drawn.y.iter().all(|mean| *mean == drawn.y[0]) {
        return Ok(Err(Untold::Alike));
    }
    let factors = factors(&worlds.study, asked.variant, worlds.manifest.asked.seed, &drawn.numbers);
    // A number that few draws have tells as little.
    let factors: Vec<Factor> = factors.into_iter().filter(|factor| factor.there.len() >= FEWEST).collect();
    if factors.is_empty() {
        return Ok(Err(Untold::Fixed));
    }
    let groups = groups(&worlds.study.variants[asked.variant].case, &factors);
    let told = look(&factors, &groups, &drawn.numbers, &drawn.y);
    Ok(Ok(Sensitivity { draws: drawn.y.len(), runs: drawn.runs, chance: drawn.chance, ..told }))
}

fn means(worlds: &Worlds, asked: &Asked) -> Result<Drawn, Vec<Fault>> {
    let (study, mut draws) = (&worlds.study, BTreeMap::<u64, (f64, f64, f64)>::new());
    let outcome = &study.variants[asked.variant].outcomes[asked.outcome];
    worlds.each(asked.variant, |ran| {
        let draw = WorldNumber::of_run(ran.run).draw;
        if ran.status != Status::Ok || draw >= MOST as u64 {
            return;
        }
        let found = values(outcome, &ran.answers[asked.outcome], study.weeks);
        let own = found.iter().find(|(key, _)| key.statistic == asked.statistic && key.level == asked.level);
        let unsaid = (asked.statistic == Statistic::Probability).then_some(0.0);
        if let Some(value) = own.map(|(_, value)| *value as f64 / UNIT).or(unsaid) {
            let sums = draws.entry(draw).or_default();
            *sums = (sums.0 + 1.0, sums.1 + value, sums.2 + value * value);
        }
    })?;
    let means: Vec<f64> = draws.values().map(|(n, sum, _)| sum / n).collect();
    let (n, d) = (draws.values().map(|sums| sums.0).sum::<f64>(), means.len() as f64);
    let within = draws.values().map(|(n, sum, square)| (square - sum * sum / n).max(0.0)).sum::<f64>();
    let mean = means.iter().sum::<f64>() / d;
    let between = means.iter().map(|own| (own - mean) * (own - mean)).sum::<f64>() / (d - 1.0);
    // MSW over the runs of a draw, as a part of the variance of the draws' means.
    let chance = (n > d && between > 0.0).then(|| (within / (n - d) / (n / d) / between).min(1.0));
    Ok(Drawn { numbers: draws.keys().copied().collect(), y: means, runs: n as u64, chance })
}

/// The outcome as one factor sees it: values and ranks in the draws that have it.
struct View {
    y: Vec<f64>,
    ranks: Vec<f64>,
}

impl View {
    fn of(factor: &Factor, y: &[f64]) -> Self {
        let y: Vec<f64> = factor.there.iter().map(|at| y[*at]).collect();
        Self { ranks: ranks::ranks(&y), y }
    }

    fn correlation(&self, factor: &Factor, weights: &[f64]) -> Option<f64> {
        ranks::correlation(factor.ranks.as_ref()?, &self.ranks, weights)
    }

    fn between(&self, factor: &Factor, weights: &[f64]) -> Option<ranks::Between> {
        ranks::between(&self.y, &factor.bins, weights)
    }
}

/// What is said of draws, of those that a factor has.
fn seen<'a>(factor: &Factor, of: &'a [f64]) -> Cow<'a, [f64]> {
    if factor.there.len() == of.len() { of.into() } else { factor.there.iter().map(|at| of[*at]).collect() }
}

/// What of dummies: of each deal the index of every factor, and the points beyond which a factor stands out.
struct Dummies {
    indices: Vec<Vec<f64>>,
    correlation: f64,
    index: f64,
}

fn dummies(factors: &[Factor], draws: &[u64], y: &[f64]) -> Dummies {
    let ones = vec![1.0; y.len()];
    let (mut indices, mut correlations, mut largest) = (Vec::new(), Vec::new(), Vec::new());
    for deal in 0..RESAMPLES {
        let dealt: Vec<f64> = bootstrap::deal(draws, deal).into_iter().map(|at| y[at]).collect();
        let ranked = ranks::ranks(&dealt);
        let (mut correlation, mut of_deal) = (0.0_f64, Vec::with_capacity(factors.len()));
        for factor in factors {
            let weights = &ones[..factor.there.len()];
            // Ranks among all draws do for those that have it: only whose they are is dealt anew.
            let found = factor.ranks.as_ref().and_then(|own| ranks::correlation(own, &seen(factor, &ranked), weights));
            correlation = correlation.max(found.map_or(0.0, f64::abs));
            of_deal.push(ranks::between(&seen(factor, &dealt), &factor.bins, weights).map_or(0.0, |found| found.index));
        }
        correlations.push(correlation);
        largest.push(of_deal.iter().copied().fold(0.0, f64::max));
        indices.push(of_deal);
    }
    let point = |values: &mut [f64]| bootstrap::quantile(values, 0.975).unwrap_or(1.0);
    Dummies { indices, correlation: point(&mut correlations), index: point(&mut largest) }
}

/// Looks at every factor and every group.
fn look(factors: &[Factor], groups: &BTreeMap<(By, String), Vec<usize>>, draws: &[u64], y: &[f64]) -> Sensitivity {
    let views: Vec<View> = factors.iter().map(|factor| View::of(factor, y)).collect();
    let ones = vec![1.0; y.len()];
    let all: Vec<(Option<f64>, Option<ranks::Between>)> = factors
        .iter()
        .zip(&views)
        .map(|(factor, view)| {
            let weights = &ones[..factor.there.len()];
            (view.correlation(factor, weights), view.between(factor, weights))
        })
        .collect();
    let dummies = dummies(factors, draws, y);
    let stands_out: Vec<bool> = all
        .iter()
        .map(|(correlation, between)| {
            correlation.is_some_and(|r| r.abs() > dummies.correlation)
                || between.is_some_and(|b| b.index > dummies.index)
        })
        .collect();
    let size = |at: usize| {
        let (correlation, between) = &all[at];
        correlation.map_or(0.0, |r| r * r).max(between.map_or(0.0, |b| b.index))
    };
    let mut order: Vec<usize> = (0..factors.len()).collect();
    order.sort_by(|a, b| stands_out[*b].cmp(&stands_out[*a]).then(size(*b).total_cmp(&size(*a))).then(a.cmp(b)));
    let fitting = order.iter().filter(|at| stands_out[**at] && factors[**at].ranks.is_some());
    let picked: Vec<usize> = fitting.take(y.len() / DRAWS_A_NUMBER).copied().collect();
    let columns: Vec<Vec<f64>> = picked.iter().map(|at| whole(&factors[*at], y.len())).collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let ranked = ranks::ranks(y);
    let regression = ranks::regression(&columns, &ranked, &ones).filter(|_| !picked.is_empty());

    let (mut correlations, mut indices) = (vec![Vec::new(); factors.len()], Vec::new());
    let mut coefficients = vec![Vec::new(); picked.len()];
    let blocks = bootstrap::blocks(draws);
    let units = blocks.iter().max().map_or(0, |most| most + 1);
    for resample in 0..RESAMPLES {
        let counts = bootstrap::counts(units, resample);
        let weights: Vec<f64> = blocks.iter().map(|block| counts[*block]).collect();
        let mut of_resample = Vec::with_capacity(factors.len());
        for (at, (factor, view)) in factors.iter().zip(&views).enumerate() {
            let weights = seen(factor, &weights);
            correlations[at].extend(view.correlation(factor, &weights));
            of_resample.push(view.between(factor, &weights).map_or(0.0, |found| found.index));
        }
        indices.push(of_resample);
        if regression.is_some()
            && let Some(again) = ranks::regression(&columns, &ranked, &weights)
        {
            coefficients.iter_mut().zip(again.coefficients).for_each(|(all, one)| all.push(one));
        }
    }
    let told =
        |value: f64, resamples: &mut [f64]| bootstrap::middle(resamples).map(|interval| Told { value, interval });
    let found = order.iter().map(|at| {
        let (factor, (correlation, between)) = (&factors[*at], &all[*at]);
        let coefficient = picked.iter().position(|own| own == at).zip(regression.as_ref());
        Found {
            address: factor.address.clone(),
            higher: factor.higher.clone(),
            draws: factor.there.len() as u64,
            correlation: correlation.and_then(|value| told(value, &mut correlations[*at])),
            coefficient: coefficient.and_then(|(nth, fit)| told(fit.coefficients[nth], &mut coefficients[nth])),
            index: between.and_then(|found| moved(&[found], &mut indices.iter().map(|of| of[*at]).collect::<Vec<_>>())),
            stands_out: stands_out[*at],
        }
    });
    let found = found.collect();
    let told_by = regression.as_ref().map(|regression| regression.told);
    let groups = grouped(groups, &all, &indices, &dummies);
    Sensitivity { draws: y.len(), runs: 0, chance: None, told: told_by, found, groups }
}

/// The ranks of a factor in all draws; where a draw has it not, their mean.
fn whole(factor: &Factor, draws: usize) -> Vec<f64> {
    let mut column = vec![f64::midpoint(1.0, factor.there.len() as f64); draws];
    for (at, rank) in factor.there.iter().zip(factor.ranks.iter().flatten()) {
        column[*at] = *rank;
    }
    column
}

/// An index, or a sum of several, with its interval: that of resamples, moved by what chance adds to them, and never beyond 0 and 1.
fn moved(found: &[ranks::Between], resamples: &mut [f64]) -> Option<Told> {
    let value: f64 = found.iter().map(|found| found.index).sum();
    let added: f64 = found.iter().map(|found| found.seen - found.index).sum();
    let (low, high) = bootstrap::middle(resamples)?;
    let within = |value: f64| value.clamp(0.0, 1.0);
    Some(Told { value: within(value), interval: (within(low - added), within(high - added)) })
}

/// Every group: the sum of its indices, against the sums of as many dummies. Those of one kind are compared by how many standard deviations of dummies they reach,
/// with the 95 % point of the largest.
fn grouped(
    groups: &BTreeMap<(By, String), Vec<usize>>,
    all: &[(Option<f64>, Option<ranks::Between>)],
    indices: &[Vec<f64>],
    dummies: &Dummies,
) -> Vec<Group> {
    let sum = |of: &Vec<f64>, members: &[usize]| members.iter().map(|at| of[*at]).sum::<f64>();
    let mut found = Vec::new();
    for by in [By::Part, By::Actor, By::Claim] {
        let own: Vec<(&String, &Vec<usize>)> =
            groups.iter().filter(|((kind, _), _)| *kind == by).map(|((_, name), members)| (name, members)).collect();
        let deals: Vec<(f64, Vec<f64>)> = own
            .iter()
            .map(|(_, members)| {
                let sums: Vec<f64> = dummies.indices.iter().map(|of| sum(of, members)).collect();
                let spread = (sums.iter().map(|sum| sum * sum).sum::<f64>() / sums.len() as f64).sqrt();
                (spread.max(f64::MIN_POSITIVE), sums)
            })
            .collect();
        let reach = |deal: usize| deals.iter().map(|(spread, sums)| sums[deal] / spread).fold(0.0, f64::max);
        let mut reached: Vec<f64> = (0..dummies.indices.len()).map(reach).collect();
        let beyond = bootstrap::quantile(&mut reached, 0.95).unwrap_or(f64::INFINITY);
        for ((name, members), (spread, _)) in own.iter().zip(&deals) {
            let between: Vec<ranks::Between> = members.iter().filter_map(|at| all[*at].1).collect();
            let mut resamples: Vec<f64> = indices.iter().map(|of| sum(of, members)).collect();
            let value: f64 = between.iter().map(|found| found.index).sum();
            let Some(index) = moved(&between, &mut resamples) else { continue };
            // A sum of many that are hardly told may pass for more than a dummy, and be nought all the same.
            let stands_out = value / spread > beyond && index.interval.0 > 0.0;
            found.push(Group { by, name: (*name).clone(), size: members.len(), index, stands_out });
        }
    }
    found.sort_by(|a, b| {
        let order = a.by.cmp(&b.by).then(b.stands_out.cmp(&a.stands_out));
        order.then(b.index.value.total_cmp(&a.index.value)).then_with(|| a.name.cmp(&b.name))
    });
    found
}

#[cfg(test)]
mod tests;
