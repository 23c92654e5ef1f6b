//! The result files of an ensemble, from the first row to the manifest.
//!
//! [`Results`] takes finished runs as an [`Observer`] of the ensemble. Rows of runs are written as they come, in order, so
//! that the files of N runs are the beginning of those of more; everything else is counted in whole numbers in memory that
//! does not grow with the number of runs, and written at the end. The manifest comes last.

use super::{
    asked::{Asked, Keep},
    csv::Begin,
    detail::Details,
    draws::DrawSheet,
    inputs::{inputs, write_inputs},
    journal::{NAME as JOURNAL, Safe},
    kept::Kept,
    manifest::{self, Manifest},
    package::package,
    parquet,
    pick::{Wish, pick},
    sheet::{Copies, Finished, Sheet},
    shelf::{Deed, Entry, Memory, Refused, Shelf, put},
};
use crate::{
    counts::{Counts, DifferenceRow, Differences, Shares, Summary, SummaryRow, Told, WeekNumbers},
    ensemble::{Crew, Observer, single},
    history::{
        Dates, History, Status, dates,
        rows::{RunLine, Runs},
    },
    study::Study,
    table::Table,
};
use std::collections::BTreeSet;

/// The result files of an ensemble under way.
#[derive(Debug)]
pub struct Results<'a, S> {
    pub(super) study: &'a Study,
    asked: &'a Asked,
    pub(super) shelf: S,
    /// On which worlds are played again.
    threads: usize,
    dates: Dates,
    runs: Sheet<Runs>,
    draws: DrawSheet<'a>,
    details: Details,
    pub(super) counts: Counts,
}

/// What an ensemble found, for showing.
#[derive(Clone, Debug)]
pub struct Found {
    /// What was asked, with as many runs as it took.
    pub asked: Asked,
    /// Things to know that are no faults.
    pub notes: Vec<String>,
    /// Rows of `summary.csv`.
    pub summary: Vec<SummaryRow>,
    /// Rows of `differences.csv`.
    pub differences: Vec<DifferenceRow>,
    /// Runs of each variant that failed.
    pub failed: Vec<u64>,
    /// How many of those panicked; the others broke a law of the world.
    pub panicked: Vec<u64>,
}

impl<'a, S: Shelf> Results<'a, S> {
    /// Starts the files: inputs first, then the tables of runs.
    ///
    /// # Errors
    /// The shelf's, or copies as Parquet are asked of a build that cannot write them.
    pub fn new(study: &'a Study, asked: &'a Asked, shelf: S) -> Result<Self, Refused> {
        Self::starting(study, asked, shelf, 0)
    }

    /// Starts the files of the part of an ensemble that begins with this run. Only the first part has headers, so that parts
    /// one after the other make the whole.
    ///
    /// # Errors
    /// Those of [`Results::new`].
    pub fn starting(study: &'a Study, asked: &'a Asked, mut shelf: S, first: u64) -> Result<Self, Refused> {
        parquet::check(asked.parquet)?;
        write_inputs(study, &mut shelf)?;
        let begin = if first == 0 { Begin::Headed } else { Begin::Bare };
        Self::begin(study, asked, shelf, begin, Counts::new(study, first))
    }

    /// Takes up an ensemble again from where it was safe. What was written later is cut off.
    ///
    /// # Errors
    /// Those of [`Results::new`], or a file is not what was written.
    pub fn again(study: &'a Study, asked: &'a Asked, shelf: S, (rows, counts): Safe) -> Result<Self, Refused> {
        parquet::check(asked.parquet)?;
        if !counts.fits(&Counts::new(study, 0)) {
            return Err(Deed::Read.refused(JOURNAL, "what was counted is not what the inputs ask"));
        }
        Self::begin(study, asked, shelf, Begin::At(&rows), counts)
    }

    fn begin(study: &'a Study, asked: &'a Asked, mut shelf: S, begin: Begin, counts: Counts) -> Result<Self, Refused> {
        let runs = Sheet::begin(&mut shelf, Runs::of(study), false, begin)?;
        let draws = DrawSheet::begin(study, asked.seed, asked.tables.draws, &mut shelf, begin)?;
        let details = Details::begin(asked.tables, asked.gzip, &mut shelf, begin)?;
        Ok(Self { study, asked, shelf, threads: 1, dates: dates(study), runs, draws, details, counts })
    }

    /// The names of all files of such a result but the manifest, or of such a part of one. How many worlds are in them does not matter.
    ///
    /// # Errors
    /// Those of [`Results::new`].
    pub fn names(study: &Study, asked: &Asked, is_part: bool) -> Result<BTreeSet<String>, Refused> {
        let asked = Asked { runs: 0, kept: 0, ..asked.clone() };
        let results = Results::new(study, &asked, Memory::default())?;
        let memory = if is_part { results.shelf } else { results.finish()?.0 };
        Ok(memory.files().map(|(name, _)| name.to_owned()).filter(|name| name != manifest::NAME).collect())
    }

    /// Worlds that are picked once all are known are played again on so many threads; without this, on the one that asks.
    pub fn on_threads(self, threads: usize) -> Self {
        Self { threads, ..self }
    }

    /// What is asked of every run.
    pub fn study(&self) -> &'a Study {
        self.study
    }

    /// What is counted so far.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Makes sure that every row so far stays, and says how long each file of rows is.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn settle(&mut self) -> Result<Vec<Entry>, Refused> {
        let mut entries = vec![self.runs.settle()?, self.draws.settle()?];
        entries.extend(self.details.settle()?);
        Ok(entries)
    }

    /// Writes what was counted, the data package and the manifest, and gives the shelf back.
    ///
    /// # Errors
    /// The shelf's.
    pub fn finish(mut self) -> Result<(S, Found), Refused> {
        self.counts.answers.close();
        let (excel, parquet) = (self.asked.excel, self.asked.parquet);
        // Of the tables of single runs, which are too long for Excel, there are no copies for it.
        let (copies, of_runs) = (Copies { excel, parquet }, Copies { excel: None, parquet });
        self.runs.copy(copies, &mut self.shelf)?;
        self.draws.copy(copies, &mut self.shelf)?;
        let kept = self.keep_picked(copies)?;
        // Copies take over what is there, the rows of picked worlds among it.
        self.details.copy(of_runs, &mut self.shelf)?;
        let Self { study, asked, mut shelf, dates, runs, draws, details, counts, .. } = self;
        let asked = Asked { runs: counts.next, kept: asked.kept.min(counts.next), ..asked.clone() };
        let stopped = asked.until.as_ref().map(|until| until.note(study, &counts));
        let Counts { answers, weekly, .. } = counts;
        let found = Found {
            asked,
            notes: study.notes.iter().cloned().chain(stopped).collect(),
            summary: answers.summary(study),
            differences: answers.differences(study),
            failed: answers.failed().to_vec(),
            panicked: answers.panicked().to_vec(),
        };
        let mut finished = vec![runs.finish()?];
        finished.push(write::<Summary>(told(study, &found.summary), copies, &mut shelf)?);
        finished.push(write::<WeekNumbers>(weekly.lines(study, &dates), copies, &mut shelf)?);
        finished.push(write::<Shares>(weekly.states(study, &dates), copies, &mut shelf)?);
        if study.variants.len() > 1 {
            finished.push(write::<Differences>(told(study, &found.differences), copies, &mut shelf)?);
        }
        finished.push(draws.finish()?);
        finished.extend(kept);
        finished.extend(details.finish()?);
        put_manifest(study, &found, finished, &mut shelf)?;
        Ok((shelf, found))
    }

    /// Picks worlds, writes which and why, and adds their rows to the tables of single runs; nothing unless it was asked for.
    fn keep_picked(&mut self, copies: Copies) -> Result<Option<Finished>, Refused> {
        if self.asked.keep == Keep::First {
            return Ok(None);
        }
        let runs = self.runs.settle()?;
        let wish = Wish::worlds(self.asked.kept as usize);
        let picked = pick(self.study, self.asked.seed, wish, || self.shelf.beginning(&runs.name, runs.bytes))?;
        let kept = write::<Kept>(picked.iter().cloned(), copies, &mut self.shelf)?;
        let variants = 0..self.study.variants.len();
        let worlds: Vec<(u64, usize)> =
            picked.iter().flat_map(|world| variants.clone().map(|variant| (world.ran.run, variant))).collect();
        let (study, asked) = (self.study, self.asked);
        single::play_all(study, asked.seed, &worlds, asked.tables, &Crew::or_alone(self.threads), |history| {
            if history.status == Status::Ok { self.details.take(study, &self.dates, &history) } else { Ok(()) }
        })?;
        Ok(Some(kept))
    }
}

/// Rows with the study that names what they speak of.
fn told<'a, R>(study: &'a Study, rows: &'a [R]) -> impl Iterator<Item = Told<'a, R>> {
    rows.iter().map(move |row| Told { study, row })
}

/// Writes a whole table.
fn write<'a, T: Table>(
    mut rows: impl Iterator<Item = T::Row<'a>>,
    copies: Copies,
    shelf: &mut dyn Shelf,
) -> Result<Finished, Refused> {
    let mut sheet = Sheet::<T>::new(shelf, copies)?;
    rows.try_for_each(|row| sheet.row(&row))?;
    sheet.finish()
}

/// Writes what the columns mean, and at last the manifest.
fn put_manifest(study: &Study, found: &Found, finished: Vec<Finished>, shelf: &mut dyn Shelf) -> Result<(), Refused> {
    let asked = &found.asked;
    let title = format!("{}: results of {} runs", study.title, asked.runs);
    let package = package(&title, &finished);
    let mut entries = inputs(study);
    entries.extend(finished.into_iter().flat_map(|table| [table.entry].into_iter().chain(table.copies)));
    entries.push(put(shelf, "datapackage.json", package.as_bytes())?);
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let mut manifest = Manifest::new(study, asked, &found.failed, &entries);
    manifest.notes.clone_from(&found.notes);
    put(shelf, manifest::NAME, manifest.text().as_bytes())?;
    Ok(())
}

impl<S: Shelf> Observer for Results<'_, S> {
    type Error = Refused;

    fn take(&mut self, history: History) -> Result<(), Refused> {
        self.runs.row(&RunLine { study: self.study, history: &history })?;
        self.draws.take(history.run)?;
        self.counts.take(self.study, &history);
        if history.status == Status::Ok {
            self.details.take(self.study, &self.dates, &history)?;
        }
        Ok(())
    }

    fn batch(&mut self, _runs: u64) -> Result<(), Refused> {
        // Batches are whole draws: what comes next belongs to another one.
        self.counts.answers.close();
        self.runs.flush()?;
        self.draws.flush()?;
        self.details.flush()
    }
}
