//! From answers to the rows of `summary.csv` and `differences.csv`.

use super::{
    differences::{CameOut, DifferenceRow},
    panel::{Key, Pairs, Panel, Value, difference, estimate, values},
    summary::SummaryRow,
};
use crate::{
    history::{History, Status},
    run::WorldNumber,
    study::{Sign, Statistic, Study},
};
use serde::{Deserialize, Serialize};

/// Everything counted of the answers, in memory that does not grow with the number of runs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answers {
    panels: Vec<Vec<Panel>>,
    pairs: Vec<Vec<Pairs>>,
    failed: Vec<u64>,
    panicked: Vec<u64>,
    unpaired: Vec<u64>,
    /// The world that was counted last.
    #[serde(skip)]
    last: Option<WorldNumber>,
    #[serde(skip)]
    base: Option<Vec<Vec<Value>>>,
}

impl Answers {
    /// Nothing counted yet.
    pub fn new(study: &Study) -> Self {
        let n = study.variants.len();
        Self {
            panels: study.variants.iter().map(|v| v.outcomes.iter().map(Panel::new).collect()).collect(),
            pairs: study.variants.iter().map(|v| vec![Pairs::default(); v.outcomes.len()]).collect(),
            failed: vec![0; n],
            panicked: vec![0; n],
            unpaired: vec![0; n],
            last: None,
            base: None,
        }
    }

    /// Counts a run. Runs come in order: by run, then by variant.
    pub fn take(&mut self, study: &Study, history: &History) {
        let world = WorldNumber::of_run(history.run);
        if self.last.is_some_and(|last| last.draw != world.draw) {
            self.close();
        }
        self.last = Some(world);
        let v = history.variant;
        let found: Option<Vec<Vec<Value>>> = (history.status == Status::Ok).then(|| {
            let outcomes = study.variants[v].outcomes.iter().zip(&history.answers);
            outcomes.map(|(outcome, answer)| values(outcome, answer, study.weeks)).collect()
        });
        if let Some(found) = &found {
            self.panels[v].iter_mut().zip(found).for_each(|(panel, values)| panel.add(values));
        } else {
            self.failed[v] += 1;
            self.panicked[v] += u64::from(history.status == Status::Panicked);
        }
        if v == 0 {
            self.base = found;
        } else if let (Some(base), Some(found)) = (&self.base, &found) {
            for (pairs, (base, found)) in self.pairs[v].iter_mut().zip(base.iter().zip(found)) {
                pairs.add(base, found);
            }
        } else {
            self.unpaired[v] += 1;
        }
    }

    /// Ends the draw that is open.
    pub fn close(&mut self) {
        let Some(scramble) = self.last.map(WorldNumber::scramble) else { return };
        self.panels.iter_mut().flatten().for_each(|panel| panel.close(scramble));
        self.pairs.iter_mut().flatten().for_each(|pairs| pairs.panel.close(scramble));
    }

    /// Adds another part of the ensemble. Both must have ended their draws.
    pub fn merge(&mut self, other: &Self) {
        let (panels, theirs) = (self.panels.iter_mut().flatten(), other.panels.iter().flatten());
        panels.zip(theirs).for_each(|(panel, other)| panel.merge(other));
        let (pairs, theirs) = (self.pairs.iter_mut().flatten(), other.pairs.iter().flatten());
        pairs.zip(theirs).for_each(|(pairs, other)| pairs.merge(other));
        self.failed.iter_mut().zip(&other.failed).for_each(|(failed, other)| *failed += other);
        self.panicked.iter_mut().zip(&other.panicked).for_each(|(panicked, other)| *panicked += other);
        self.unpaired.iter_mut().zip(&other.unpaired).for_each(|(unpaired, other)| *unpaired += other);
    }

    /// What is counted of an outcome in a variant.
    pub fn panel(&self, variant: usize, outcome: usize) -> Option<&Panel> {
        self.panels.get(variant)?.get(outcome)
    }

    /// What is counted of the difference that a what-if makes to an outcome.
    pub fn pair(&self, variant: usize, outcome: usize) -> Option<&Panel> {
        Some(&self.pairs.get(variant)?.get(outcome)?.panel)
    }

    /// Variants and outcomes that are counted.
    pub fn shape(&self) -> (usize, usize) {
        (self.panels.len(), self.panels.iter().map(Vec::len).sum())
    }

    /// Runs of each variant that failed.
    pub fn failed(&self) -> &[u64] {
        &self.failed
    }

    /// How many of those panicked; the others broke a law of the world.
    pub fn panicked(&self) -> &[u64] {
        &self.panicked
    }

    /// The rows of `summary.csv`.
    pub fn summary(&self, study: &Study) -> Vec<SummaryRow> {
        let mut rows = Vec::new();
        for (variant, panels) in self.panels.iter().enumerate() {
            for (outcome, panel) in panels.iter().enumerate() {
                let is_week = panel.rows().any(|(key, _)| key.statistic == Statistic::RestrictedMean);
                let bounds = bounds(study, variant, outcome);
                for (key, tally) in panel.rows() {
                    let Some(found) = estimate(key, tally, bounds) else { continue };
                    let come = (found.value * found.n as f64).round() as u64;
                    let probability = key.statistic == Statistic::Probability;
                    let quantiles = [0.05, 0.5, 0.95].map(|q| tally.quantile(q));
                    rows.push(SummaryRow {
                        variant,
                        outcome,
                        level: key.level.clone(),
                        statistic: key.statistic,
                        excluded: self.failed[variant],
                        censored: (is_week && probability).then(|| found.n - come),
                        estimate: found,
                        quantiles: match quantiles {
                            [Some(a), Some(b), Some(c)] if !probability => Some([a, b, c]),
                            _ => None,
                        },
                    });
                }
            }
        }
        rows
    }

    /// The rows of `differences.csv`.
    pub fn differences(&self, study: &Study) -> Vec<DifferenceRow> {
        let mut rows = Vec::new();
        for (variant, all) in self.pairs.iter().enumerate().skip(1) {
            for (outcome, pairs) in all.iter().enumerate() {
                let (base, own) = (bounds(study, 0, outcome), bounds(study, variant, outcome));
                let furthest = (own.0 - base.1, own.1 - base.0);
                for (key, tally) in pairs.panel.rows() {
                    let Some(found) = difference(key, tally, furthest) else { continue };
                    let expected = expected(study, variant, outcome, key);
                    rows.push(DifferenceRow {
                        variant,
                        outcome,
                        level: key.level.clone(),
                        statistic: key.statistic,
                        excluded: self.unpaired[variant],
                        base: pairs.base(key),
                        estimate: found,
                        signs: tally.signs(),
                        expected,
                        came_out: expected.and_then(|sign| CameOut::judge(sign, found.interval)),
                    });
                }
            }
        }
        rows
    }
}

/// The least and the most that an outcome can be in a variant.
fn bounds(study: &Study, variant: usize, outcome: usize) -> (f64, f64) {
    let variant = &study.variants[variant];
    variant.outcomes[outcome].bounds(&variant.case, study.weeks)
}

/// The sign that a what-if expects of an outcome, on the row that answers it: more (mean), likelier (yes or no), later (mean
/// week), further up the list (mean rank).
fn expected(study: &Study, variant: usize, outcome: usize, key: &Key) -> Option<Sign> {
    let variant = &study.variants[variant];
    let asked = &variant.outcomes[outcome];
    let sign = variant.expects.iter().find(|(id, _)| *id == asked.id).map(|(_, sign)| *sign)?;
    (key.statistic == asked.kind.home().signed()).then_some(sign)
}
