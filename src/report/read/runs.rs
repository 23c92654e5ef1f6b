//! `runs.csv`: the answers of single worlds, as far as charts need them.

use super::rows::{self, Open};
use crate::{
    fault::Fault,
    history::{Status, rows as tables},
    output::Manifest,
    study::{Answer, Kind, Question, Study},
};
use std::collections::{BTreeMap, BTreeSet};

/// When a week came, and what was so when it came: worlds by level and week, for each variant.
#[derive(Clone, Debug)]
pub struct Coming {
    /// Index of the outcome of kind week.
    pub outcome: usize,
    /// Index of the category that says what was so then.
    pub what: Option<usize>,
    /// Worlds by level (a single empty one without a category) and week, by variant.
    pub counts: Vec<BTreeMap<String, Vec<u32>>>,
    /// Worlds counted, by variant.
    pub n: Vec<u32>,
}

/// What is kept.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// Worlds of the base, whatever became of them.
    pub worlds: u64,
    /// Each outcome of kind week.
    pub comings: Vec<Coming>,
    /// Worlds of the base that failed.
    pub failed: BTreeSet<u64>,
}

impl Runs {
    pub(super) fn read(open: &Open<'_>, manifest: &Manifest, study: &Study) -> Result<Self, Fault> {
        let mut all = Self { comings: comings(manifest, study), ..Self::default() };
        rows::each(open, manifest, &tables::Runs::layout_of(study), |row| {
            let ran = tables::Ran::read(row, study)?;
            all.worlds += u64::from(ran.variant == 0);
            if ran.status == Status::Ok {
                all.comings.iter_mut().for_each(|coming| coming.take(&ran, study.weeks));
            } else if ran.variant == 0 {
                all.failed.insert(ran.run);
            }
            Ok(())
        })?;
        Ok(all)
    }
}

/// The outcomes of kind week, each with the category that is read when it comes.
fn comings(manifest: &Manifest, study: &Study) -> Vec<Coming> {
    let weeks = manifest.outcomes.iter().enumerate().filter(|(_, o)| o.kind == Kind::Week);
    let variants = manifest.variants.len();
    weeks
        .map(|(outcome, entry)| {
            let says = |ask: &Question| matches!(ask, Question::When(_, _, of) if *of == entry.id);
            let what = study.variants[0].outcomes.iter().position(|o| says(&o.ask));
            Coming { outcome, what, counts: vec![BTreeMap::new(); variants], n: vec![0; variants] }
        })
        .collect()
}

impl Coming {
    fn take(&mut self, ran: &tables::Ran, weeks: u32) {
        self.n[ran.variant] += 1;
        let Some(Answer::Week(Some(week))) = ran.answers.get(self.outcome) else { return };
        let level = match self.what.and_then(|what| ran.answers.get(what)) {
            Some(Answer::Category(level)) => level.as_str(),
            _ => "",
        };
        let counts = &mut self.counts[ran.variant];
        if !counts.contains_key(level) {
            counts.insert(level.to_owned(), vec![0; weeks as usize]);
        }
        if let Some(weeks) = counts.get_mut(level) {
            weeks[*week as usize] += 1;
        }
    }
}
