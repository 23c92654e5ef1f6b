//! `runs.csv`: the answers of single worlds, as far as charts and replays need them.

use super::Reader;
use crate::{
    fault::Fault,
    output::Manifest,
    study::{Answer, Question, Study},
};
use std::{collections::BTreeMap, path::Path};

/// Worlds of the base that are looked at when some are chosen to be replayed: memory stays flat beyond.
pub const CONSIDERED: usize = 20_000;

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
    /// The first worlds of the base that ended well, with their answers as numbers, by outcome: yes 1 and no 0, weeks (the
    /// horizon if it did not come), quantities; not a number for categories.
    pub base: Vec<(u64, Vec<f32>)>,
    /// Levels of the categories of the same worlds, by outcome.
    pub levels: Vec<Vec<String>>,
}

impl Runs {
    pub(super) fn read(folder: &Path, manifest: &Manifest, study: &Study) -> Result<Self, Fault> {
        let ids: Vec<String> = manifest.outcomes.iter().map(|o| o.id.clone()).collect();
        let mut wanted = vec!["run", "variant", "status"];
        wanted.extend(ids.iter().map(String::as_str));
        let mut reader = Reader::open(folder, "runs.csv", &wanted)?;
        let mut all = Self { comings: comings(manifest, study), ..Self::default() };
        while reader.advance()? {
            let variant = reader.variant(1, manifest)?;
            all.worlds += u64::from(variant == 0);
            if reader.bytes(2) != b"ok" {
                continue;
            }
            for coming in &mut all.comings {
                coming.take(&reader, variant, manifest)?;
            }
            if variant == 0 && all.base.len() < CONSIDERED {
                let (answers, levels) = answers(&reader, manifest)?;
                all.base.push((reader.whole(0)?, answers));
                all.levels.push(levels);
            }
        }
        Ok(all)
    }
}

impl Runs {
    /// Whether a world that was played again gave the answers that the file holds.
    pub fn agrees(&self, run: u64, answers: &[Answer], weeks: u32) -> bool {
        let Some((_, known)) = self.base.iter().find(|(r, _)| *r == run) else { return false };
        known.iter().zip(answers).all(|(known, answer)| match answer {
            Answer::YesNo(yes) => *known == f32::from(u8::from(*yes)),
            Answer::Week(week) => *known == week.unwrap_or(weeks) as f32,
            Answer::Quantity(x) => (f64::from(*known) - x).abs() <= 1e-4 * x.abs().max(1.0),
            Answer::Category(_) => true,
        })
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

fn answers(reader: &Reader, manifest: &Manifest) -> Result<(Vec<f32>, Vec<String>), Fault> {
    let (mut numbers, mut levels) = (Vec::with_capacity(manifest.outcomes.len()), Vec::new());
    for (i, outcome) in manifest.outcomes.iter().enumerate() {
        let at = 3 + i;
        numbers.push(match outcome.kind.as_str() {
            "yes_no" => match reader.bytes(at) {
                b"true" => 1.0,
                b"false" => 0.0,
                _ => return Err(reader.wrong(at, "this is neither true nor false")),
            },
            "week" if reader.bytes(at).is_empty() => manifest.weeks as f32,
            "week" => reader.week(at, manifest)? as f32,
            "quantity" => reader.number(at)? as f32,
            _ => {
                levels.push(reader.text(at)?.to_owned());
                f32::NAN
            }
        });
    }
    Ok((numbers, levels))
}
