//! `runs.csv`: the answers of single worlds, as far as charts need them.

use super::Reader;
use crate::{
    fault::Fault,
    output::Manifest,
    study::{Question, Study},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

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
    pub(super) fn read(folder: &Path, manifest: &Manifest, study: &Study) -> Result<Self, Fault> {
        let ids: Vec<String> = manifest.outcomes.iter().map(|o| o.id.clone()).collect();
        let mut wanted = vec!["run", "variant", "status"];
        wanted.extend(ids.iter().map(String::as_str));
        let mut reader = Reader::open(folder, manifest, "runs.csv", &wanted)?;
        let mut all = Self { comings: comings(manifest, study), ..Self::default() };
        while reader.advance()? {
            let variant = reader.variant(1, manifest)?;
            all.worlds += u64::from(variant == 0);
            if reader.bytes(2) != b"ok" {
                if variant == 0 {
                    all.failed.insert(reader.whole(0)?);
                }
                continue;
            }
            for coming in &mut all.comings {
                coming.take(&reader, variant, manifest)?;
            }
            if variant == 0 {
                check(&reader, manifest)?;
            }
        }
        Ok(all)
    }
}

/// The outcomes of kind week, each with the category that is read when it comes.
fn comings(manifest: &Manifest, study: &Study) -> Vec<Coming> {
    let weeks = manifest.outcomes.iter().enumerate().filter(|(_, o)| o.kind == "week");
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
    fn take(&mut self, reader: &Reader, variant: usize, manifest: &Manifest) -> Result<(), Fault> {
        self.n[variant] += 1;
        if reader.bytes(3 + self.outcome).is_empty() {
            return Ok(());
        }
        let week = reader.week(3 + self.outcome, manifest)?;
        let level = self.what.map_or(Ok(""), |what| reader.text(3 + what))?;
        let counts = &mut self.counts[variant];
        if !counts.contains_key(level) {
            counts.insert(level.to_owned(), vec![0; manifest.weeks as usize]);
        }
        if let Some(weeks) = counts.get_mut(level) {
            weeks[week] += 1;
        }
        Ok(())
    }
}

/// Whether a world of the base has answers that charts and replays can use.
fn check(reader: &Reader, manifest: &Manifest) -> Result<(), Fault> {
    for (at, outcome) in (3..).zip(&manifest.outcomes) {
        match outcome.kind.as_str() {
            "yes_no" if !matches!(reader.bytes(at), b"true" | b"false") => {
                return Err(reader.wrong(at, "this is neither true nor false"));
            }
            "week" if !reader.bytes(at).is_empty() => drop(reader.week(at, manifest)?),
            "quantity" => drop(reader.number(at)?),
            "category" => drop(reader.text(at)?),
            _ => {}
        }
    }
    Ok(())
}
