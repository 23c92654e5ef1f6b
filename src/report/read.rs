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
    counts::{CameOut, Differences, Summary},
    ensemble::Crew,
    fault::Fault,
    output::{
        Manifest, Memory,
        manifest::NAME,
        pick::{Picked, Wish, pick},
    },
    stats::spread::{self, Spread},
    study::{Kind, Statistic, Study},
    table::{
        Table,
        read::{DAMAGED, fault},
    },
};
use rows::{Open, Rows};
use std::{
    io::{self, BufRead},
    path::Path,
};

/// A number with both of its ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimated {
    /// The estimate.
    pub value: f64,
    /// Spread over assumptions.
    pub spread: Option<Spread>,
    /// Sampling interval.
    pub interval: Option<(f64, f64)>,
    /// Worlds counted.
    pub n: u64,
}

/// A row of `summary.csv`.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Index of the variant in the manifest.
    pub variant: usize,
    /// Index of the outcome in the manifest.
    pub outcome: usize,
    /// Level of a category.
    pub level: String,
    /// What is estimated.
    pub statistic: Statistic,
    /// Its unit.
    pub unit: String,
    /// The estimate.
    pub found: Estimated,
    /// 5, 50 and 95 % of worlds.
    pub quantiles: Option<[f64; 3]>,
}

/// A row of `differences.csv`.
#[derive(Clone, Debug)]
pub struct Change {
    /// Index of the variant in the manifest.
    pub variant: usize,
    /// Index of the outcome in the manifest.
    pub outcome: usize,
    /// Level of a category.
    pub level: String,
    /// What is estimated.
    pub statistic: Statistic,
    /// The base.
    pub base: f64,
    /// The what-if.
    pub what_if: f64,
    /// The difference.
    pub found: Estimated,
    /// Worlds that went up and down.
    pub moved: (u64, u64),
    /// Sign expected.
    pub expected: String,
    /// How it came out, where something was expected.
    pub came_out: Option<CameOut>,
}

impl Change {
    /// Whether the sampling interval leaves zero out.
    pub fn is_resolved(&self) -> bool {
        self.found.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}

/// A folder of results.
#[derive(Clone, Debug)]
pub struct Results {
    /// What was asked.
    pub manifest: Manifest,
    /// `summary.csv`.
    pub answers: Vec<Answer>,
    /// `differences.csv`; empty without what-ifs.
    pub changes: Vec<Change>,
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

/// The tables of a result that a report speaks of.
struct Tables {
    answers: Vec<Answer>,
    changes: Vec<Change>,
    weekly: Weekly,
    shares: Shares,
    runs: Runs,
}

impl Tables {
    fn read(manifest: &Manifest, study: &Study, open: &Open<'_>) -> Result<Self, Fault> {
        Ok(Self {
            answers: answers(open, manifest)?,
            changes: if manifest.variants.len() > 1 { changes(open, manifest)? } else { Vec::new() },
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
        let again = reopen(path)?;
        let (manifest, study) = (&again.manifest, &again.study);
        // Rows are found by the names that the manifest lists, and read with the study that the inputs make.
        let names = |v: &crate::study::Variant| v.name.clone();
        let one_study = manifest.variants.iter().map(|v| v.name.clone()).eq(study.variants.iter().map(names))
            && manifest.outcomes.iter().map(|o| &o.id).eq(study.variants[0].outcomes.iter().map(|o| &o.id));
        if !one_study {
            let shown = path.join(NAME).to_string_lossy().into_owned();
            let message = "its variants or outcomes are not those of `inputs/`".to_owned();
            return Err(vec![fault(&shown, 0, 0..0, "", message, "one of the two was changed after the run")]);
        }
        let open = |name: &str| {
            let path = table(path, name);
            (path.to_string_lossy().into_owned(), text_of(&path))
        };
        let tables = Tables::read(manifest, study, &open).map_err(|fault| vec![fault])?;
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
        if let Some(main) = all.headline().first() {
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

    /// The outcomes that answer the question: those that the scenario names, else the first that is a yes or no.
    pub fn headline(&self) -> Vec<usize> {
        let outcomes = &self.manifest.outcomes;
        let named = &self.study.hints.headline;
        let mut found: Vec<usize> = named.iter().filter_map(|id| outcomes.iter().position(|o| o.id == *id)).collect();
        if found.is_empty() {
            found.extend(outcomes.iter().position(|o| o.kind == Kind::YesNo).or((!outcomes.is_empty()).then_some(0)));
        }
        found
    }

    /// The answers to one outcome, by variant, levels side by side.
    pub fn of_outcome(&self, outcome: usize, statistic: Statistic) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(move |a| a.outcome == outcome && a.statistic == statistic)
    }

    /// First day of a week.
    pub fn date(&self, week: u32) -> String {
        self.study.variants[0].case.date(week).to_string()
    }
}

fn statistic(row: &Rows) -> Result<Statistic, Fault> {
    let word = row.text("statistic")?;
    Statistic::parse(word).ok_or_else(|| row.wrong("statistic", "there is no such statistic"))
}

/// How an expected sign came out; nothing where none was expected.
fn came_out(row: &Rows) -> Result<Option<CameOut>, Fault> {
    match row.text("came_out")? {
        "" => Ok(None),
        word => CameOut::parse(word).map(Some).ok_or_else(|| row.wrong("came_out", "no sign comes out so")),
    }
}

/// The estimate of a row, with both of its ranges.
fn estimated(row: &Rows, value: &str) -> Result<Estimated, Fault> {
    let at_most = row.text("spread_is")? == spread::AT_MOST;
    Ok(Estimated {
        value: row.number(value)?,
        spread: row.range("spread_low", "spread_high")?.map(|(low, high)| Spread { low, high, at_most }),
        interval: row.range("low", "high")?,
        n: row.whole("n")?,
    })
}

fn answers(open: &Open<'_>, manifest: &Manifest) -> Result<Vec<Answer>, Fault> {
    let mut answers = Vec::new();
    rows::each(open, manifest, &Summary::layout(), |row| {
        let quantiles = (row.maybe("q05")?, row.maybe("q50")?, row.maybe("q95")?);
        answers.push(Answer {
            variant: rows::variant(row, manifest)?,
            outcome: rows::outcome(row, manifest)?,
            level: row.text("level")?.to_owned(),
            statistic: statistic(row)?,
            unit: row.text("unit")?.to_owned(),
            found: estimated(row, "estimate")?,
            quantiles: match quantiles {
                (Some(low), Some(middle), Some(high)) => Some([low, middle, high]),
                _ => None,
            },
        });
        Ok(())
    })?;
    Ok(answers)
}

fn changes(open: &Open<'_>, manifest: &Manifest) -> Result<Vec<Change>, Fault> {
    let mut changes = Vec::new();
    rows::each(open, manifest, &Differences::layout(), |row| {
        changes.push(Change {
            variant: rows::variant(row, manifest)?,
            outcome: rows::outcome(row, manifest)?,
            level: row.text("level")?.to_owned(),
            statistic: statistic(row)?,
            base: row.number("base")?,
            what_if: row.number("what_if")?,
            found: estimated(row, "difference")?,
            moved: (row.whole("up")?, row.whole("down")?),
            expected: row.text("expected")?.to_owned(),
            came_out: came_out(row)?,
        });
        Ok(())
    })?;
    Ok(changes)
}
