//! A folder of results, read: the manifest, the answers, the weekly numbers and shares, and the study that its inputs make.

pub mod rows;
pub mod runs;
pub mod shares;
pub mod weekly;

pub use runs::Runs;
pub use shares::{Shares, Track};
pub use weekly::Weekly;

use crate::{
    again::{Reopened, reopen, table, text_of, verify},
    counts::{DifferenceRow, Differences, Summary, SummaryRow},
    ensemble::Crew,
    fault::Fault,
    output::{
        Manifest, Memory,
        manifest::NAME,
        pick::{Picked, Wish, pick},
    },
    study::{Statistic, Study},
    table::{
        Table,
        read::{DAMAGED, fault},
    },
};
use rows::Open;
use std::{
    io::{self, BufRead},
    path::Path,
};

/// A folder of results.
#[derive(Clone, Debug)]
pub struct Results {
    /// What was asked.
    pub manifest: Manifest,
    /// `summary.csv`.
    pub answers: Vec<SummaryRow>,
    /// `differences.csv`; empty without what-ifs.
    pub changes: Vec<DifferenceRow>,
    /// `weekly.csv`.
    pub weekly: Weekly,
    /// `shares.csv`.
    pub shares: Shares,
    /// `runs.csv`.
    pub runs: Runs,
    /// Worlds of the base that are worth looking at.
    pub picked: Vec<Picked>,
    /// The study that the inputs make.
    pub study: Study,
    /// On how many worlds are played again.
    pub threads: usize,
    /// Whether the report is in another language than some text of the case.
    pub untranslated: bool,
}

/// Opens a folder of results whose manifest speaks of the study that its inputs make.
///
/// # Errors
/// It cannot be opened again, or the two differ.
pub fn reopened(path: &Path) -> Result<Reopened, Vec<Fault>> {
    let again = reopen(path)?;
    let (manifest, study) = (&again.manifest, &again.study);
    // Rows are found by the names that the manifest lists, and read with the study that the inputs make.
    let names = |v: &crate::study::Variant| v.name.clone();
    let one_study = manifest.variants.iter().map(|v| v.name.clone()).eq(study.variants.iter().map(names))
        && manifest.outcomes.iter().map(|o| &o.id).eq(study.variants[0].outcomes.iter().map(|o| &o.id));
    if one_study {
        return Ok(again);
    }
    let shown = path.join(NAME).to_string_lossy().into_owned();
    let message = "its variants or outcomes are not those of `inputs/`".to_owned();
    Err(vec![fault(&shown, 0, 0..0, "", message, "one of the two was changed after the run")])
}

/// A table of a folder as rows are read from it: what it is called in messages, and its text, unpacked.
pub fn opened(folder: &Path, name: &str) -> (String, io::Result<Box<dyn BufRead + Send>>) {
    let path = table(folder, name);
    (path.to_string_lossy().into_owned(), text_of(&path))
}

/// The tables of a result that a report speaks of.
struct Tables {
    answers: Vec<SummaryRow>,
    changes: Vec<DifferenceRow>,
    weekly: Weekly,
    shares: Shares,
    runs: Runs,
}

impl Tables {
    fn read(manifest: &Manifest, study: &Study, open: &Open<'_>) -> Result<Self, Fault> {
        Ok(Self {
            answers: answers(open, manifest, study)?,
            changes: if manifest.variants.len() > 1 { changes(open, manifest, study)? } else { Vec::new() },
            runs: Runs::read(open, manifest, study)?,
            weekly: Weekly::read(open, manifest)?,
            shares: Shares::read(open, manifest)?,
        })
    }
}

impl Results {
    /// Reads a folder. Worlds will be played again on so many threads.
    ///
    /// # Errors
    /// The first thing wrong with a file, with its line; a table that is not what was written; all faults of the inputs.
    pub fn read(path: &Path, threads: usize) -> Result<Self, Vec<Fault>> {
        let again = reopened(path)?;
        let open = |name: &str| opened(path, name);
        let tables = Tables::read(&again.manifest, &again.study, &open).map_err(|fault| vec![fault])?;
        verify::rely(&again)?;
        let Reopened { manifest, study, .. } = again;
        Self::made((manifest, study), tables, threads, &open)
    }

    /// Takes in results in memory, those of this study; nothing is read from a disk.
    ///
    /// # Errors
    /// The first thing wrong with a file.
    pub fn of(study: Study, files: &Memory, threads: usize) -> Result<Self, Vec<Fault>> {
        let open = |name: &str| -> (String, io::Result<Box<dyn BufRead + Send>>) {
            let text = files.file(name).ok_or_else(|| io::ErrorKind::NotFound.into());
            (name.to_owned(), text.map(|text| Box::new(io::Cursor::new(text)) as _))
        };
        let text = files.file(NAME).unwrap_or_default();
        let manifest = Manifest::read(NAME, &String::from_utf8_lossy(&text)).map_err(|fault| vec![fault])?;
        let tables = Tables::read(&manifest, &study, &open).map_err(|fault| vec![fault])?;
        Self::made((manifest, study), tables, threads, &open)
    }

    fn made(
        (manifest, study): (Manifest, Study),
        tables: Tables,
        threads: usize,
        open: &Open<'_>,
    ) -> Result<Self, Vec<Fault>> {
        let Tables { answers, changes, weekly, shares, runs } = tables;
        let (picked, untranslated) = (Vec::new(), false);
        let mut all = Self { manifest, answers, changes, weekly, shares, runs, picked, study, threads, untranslated };
        if let Some(main) = all.study.headline().first() {
            let rows = || open("runs.csv").1;
            let picked = pick(&all.study, all.manifest.asked.seed, Wish::answers(*main), rows);
            all.picked =
                picked.map_err(|refused| vec![fault(&open("runs.csv").0, 0, 0..0, "", refused.why, DAMAGED)])?;
        }
        Ok(all)
    }

    /// Those who play worlds again; one thread where there are no more to be had.
    pub(super) fn crew(&self) -> Crew {
        Crew::or_alone(self.threads)
    }

    /// The answers to one outcome, by variant, levels side by side.
    pub fn of_outcome(&self, outcome: usize, statistic: Statistic) -> impl Iterator<Item = &SummaryRow> {
        self.answers.iter().filter(move |a| a.outcome == outcome && a.statistic == statistic)
    }

    /// First day of a week.
    pub fn date(&self, week: u32) -> String {
        self.study.variants[0].case.date(week).to_string()
    }
}

fn answers(open: &Open<'_>, manifest: &Manifest, study: &Study) -> Result<Vec<SummaryRow>, Fault> {
    let mut answers = Vec::new();
    rows::each(open, manifest, &Summary::layout(), |row| {
        answers.push(SummaryRow::read(row, study)?);
        Ok(())
    })?;
    Ok(answers)
}

fn changes(open: &Open<'_>, manifest: &Manifest, study: &Study) -> Result<Vec<DifferenceRow>, Fault> {
    let mut changes = Vec::new();
    rows::each(open, manifest, &Differences::layout(), |row| {
        changes.push(DifferenceRow::read(row, study)?);
        Ok(())
    })?;
    Ok(changes)
}
