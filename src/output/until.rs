//! When an ensemble may stop growing: once the interval of one number is as narrow as was asked.
//!
//! It is looked at after fixed numbers of runs only (256, then each time a quarter more, in whole batches, which are whole rounds of scrambles), so that the result
//! depends on the seed and the target and on nothing else, and that luck has few chances: a look after every run would stop at
//! the luckiest moment. Of an outcome with several shares (the levels of a category) the widest counts.

use crate::{
    counts::{Counts, panel},
    ensemble::BATCH,
    fault::{Fault, nearest},
    stats::{ANY, Estimate},
    study::{Kind, Statistic, Study},
};
use serde::{Deserialize, Serialize};

/// The first look.
const FIRST: u64 = 256;

/// How narrow is narrow enough.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Until {
    /// Half the width of the 95 % sampling interval, in the unit of the outcome; a share of worlds for yes or no.
    pub half_width: f64,
    /// `OUTCOME` of the base, or `WHAT-IF/OUTCOME` for its paired difference.
    pub of: String,
    /// Where it ends, narrow or not.
    pub max_runs: u64,
}

impl Until {
    /// What the command line says.
    pub(super) fn words(&self) -> String {
        format!("--until {} --of {} --max-runs {}", self.half_width, self.of, self.max_runs)
    }

    /// The number of runs at which to look next.
    pub fn next_look(&self, runs: u64) -> u64 {
        self.looks().find(|look| *look > runs).unwrap_or(self.max_runs)
    }

    /// Whether to go no further: it was time to look, and the interval was narrow.
    pub fn is_met(&self, study: &Study, counts: &Counts) -> bool {
        let narrow = || Target::find(study, Some(&self.of)).ok().and_then(|target| target.half_width(counts));
        self.looks().take_while(|look| *look <= counts.next).last() == Some(counts.next)
            && narrow().is_some_and(|width| width <= self.half_width)
    }

    fn looks(&self) -> impl Iterator<Item = u64> {
        let grown = |runs: &u64| Some((runs + runs / 4).next_multiple_of(BATCH));
        std::iter::successors(Some(FIRST), grown).take_while(|runs| *runs < self.max_runs).chain([self.max_runs])
    }

    /// What to tell of it at the end.
    pub fn note(&self, study: &Study, counts: &Counts) -> String {
        let Ok(target) = Target::find(study, Some(&self.of)) else { return String::new() };
        let (wanted, of, runs) = (self.half_width, &self.of, counts.next);
        let mut note = match target.half_width(counts) {
            Some(width) if width <= wanted => {
                format!("stopped at {runs} runs: the interval of {of} is {width:.4} to each side, {wanted} was asked")
            }
            Some(width) => format!(
                "not narrow enough after {runs} runs, the most allowed: the interval of {of} is {width:.4} to each side, \
                 {wanted} was asked"
            ),
            None => format!("after {runs} runs there is no interval of {of}"),
        };
        if target.variant > 0 && target.estimates(counts).iter().all(holds_zero) {
            note += "; the difference stays unresolved: its interval holds zero";
        }
        note
    }
}

fn holds_zero(estimate: &Estimate) -> bool {
    estimate.interval.is_none_or(|(low, high)| low <= 0.0 && high >= 0.0)
}

/// A number to look at: an outcome of the base, or the difference that a what-if makes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Index of the variant; 0 is the base.
    pub variant: usize,
    /// Index of the outcome.
    pub outcome: usize,
}

impl Target {
    /// The target of this name; without one, the first yes-or-no outcome, else the first.
    ///
    /// # Errors
    /// The study has no such outcome or what-if.
    pub fn find(study: &Study, name: Option<&str>) -> Result<Self, Fault> {
        let outcomes = study.variants.first().map_or(&[][..], |base| &base.outcomes);
        let Some(name) = name else {
            let outcome = outcomes.iter().position(|o| o.kind == Kind::YesNo).unwrap_or(0);
            return Ok(Self { variant: 0, outcome });
        };
        let (what_if, id) = name.split_once('/').map_or((None, name), |(what_if, id)| (Some(what_if), id));
        let place = |word: &str, what: &str, names: Vec<&str>| {
            let unknown = || fault(word, &format!("this run has no such {what}"), nearest(word, names.iter().copied()));
            names.iter().position(|name| *name == word).ok_or_else(unknown)
        };
        let what_ifs = study.variants.iter().skip(1).map(|v| v.name.as_str()).collect();
        let variant = what_if.map_or(Ok(0), |name| Ok(1 + place(name, "what-if", what_ifs)?))?;
        let outcome = place(id, "outcome", outcomes.iter().map(|o| o.id.as_str()).collect())?;
        Ok(Self { variant, outcome })
    }

    /// Its name.
    pub fn name(self, study: &Study) -> String {
        let variant = &study.variants[self.variant];
        let id = variant.outcomes.get(self.outcome).map_or("", |outcome| &outcome.id);
        if self.variant == 0 { id.to_owned() } else { format!("{}/{id}", variant.name) }
    }

    /// The estimates that answer it: shares of worlds, else the mean. How wide an interval is says how far an estimate may be off, so that it is
    /// taken as it is, and not cut where no value can be.
    pub fn estimates(self, counts: &Counts) -> Vec<Estimate> {
        let answers = &counts.answers;
        let estimate = if self.variant == 0 { panel::estimate } else { panel::difference };
        let panel =
            if self.variant == 0 { answers.panel(0, self.outcome) } else { answers.pair(self.variant, self.outcome) };
        let rows = || panel.into_iter().flat_map(panel::Panel::rows);
        let shares = rows().any(|(key, _)| key.statistic == Statistic::Probability);
        let wanted = if shares { Statistic::Probability } else { Statistic::Mean };
        rows().filter(|(key, _)| key.statistic == wanted).filter_map(|(key, tally)| estimate(key, tally, ANY)).collect()
    }

    /// Half the width of the widest interval; nothing before two draws are in.
    fn half_width(self, counts: &Counts) -> Option<f64> {
        let widths =
            self.estimates(counts).into_iter().filter_map(|e| e.error.and(e.interval)).map(|(l, h)| (h - l) / 2.0);
        widths.reduce(f64::max)
    }
}

fn fault(found: &str, message: &str, help: String) -> Fault {
    let (file, message) = ("--of".to_owned(), message.to_owned());
    Fault { file, line: 0, span: 0..0, found: found.to_owned(), message, help }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        run::WorldNumber,
        stats::{Tally, UNIT},
    };

    fn until(half_width: f64, max_runs: u64) -> Until {
        Until { half_width, of: "x".to_owned(), max_runs }
    }

    #[test]
    fn looks_grow_by_a_quarter_in_whole_batches() {
        let looks: Vec<u64> = until(0.01, 1000).looks().collect();
        assert_eq!(looks, [256, 320, 448, 576, 768, 960, 1000]);
        assert_eq!(until(0.01, 100).looks().collect::<Vec<_>>(), [100]);
        assert_eq!((until(0.01, 1000).next_look(0), until(0.01, 1000).next_look(300)), (256, 320));
        assert!(until(0.01, u64::MAX >> 8).looks().count() < 200);
    }

    /// How often the interval still holds the truth when the moment to stop was chosen by its width. Each draw has a probability of its own,
    /// the mean of which is the truth; of stratified draws `tests/it/coverage.rs` asks the same.
    #[test]
    fn stopping_costs_little_coverage() {
        let (truth, spread, repeats) = (0.3, 0.25, 600);
        let mut dice = 1u64;
        let mut unit = || {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 11) as f64 / (1u64 << 53) as f64
        };
        let mut held = 0;
        let mut stops = Vec::new();
        for _ in 0..repeats {
            let (mut tally, mut runs) = (Tally::default(), 0);
            for look in until(0.04, 100_000).looks() {
                while runs < look {
                    let p = truth + spread * (2.0 * unit() - 1.0);
                    (0..2).for_each(|_| tally.add(if unit() < p { UNIT as i128 } else { 0 }));
                    tally.close(WorldNumber::of_run(runs).scramble());
                    runs += 2;
                }
                let (low, high) = tally.proportion().unwrap().interval.unwrap();
                if (high - low) / 2.0 <= 0.04 {
                    held += usize::from(low <= truth && truth <= high);
                    stops.push(runs);
                    break;
                }
            }
        }
        let coverage = held as f64 / repeats as f64;
        stops.sort_unstable();
        assert!((0.92..=0.97).contains(&coverage), "{coverage}");
        assert!(stops[0] < stops[repeats - 1], "the moment depends on what was found");
    }
}
