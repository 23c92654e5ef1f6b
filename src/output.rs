//! What leaves: the result files of an ensemble, as plain CSV with a data package and a manifest.
//!
//! [`Results`] takes finished runs as an [`Observer`] of the ensemble. Rows of runs are written as they come, in order, so
//! that the files of N runs are the beginning of those of more; everything else is counted in whole numbers in memory that
//! does not grow with the number of runs, and written at the end. The manifest comes last.

pub mod answers;
pub mod columns;
pub mod counts;
pub mod detail;
pub mod excel;
pub mod folder;
pub mod journal;
mod kept;
pub mod manifest;
mod pack;
mod package;
mod panel;
pub mod parquet;
pub mod parts;
pub mod pick;
pub mod sheet;
pub mod shelf;
pub mod until;
mod weekly;
mod why;
pub mod worlds;

pub use answers::{CameOut, DifferenceRow, SummaryRow};
pub use folder::Folder;
pub use manifest::{Asked, Keep, Manifest};
pub use panel::Statistic;
pub use shelf::{Memory, Refused};

use crate::{
    ensemble::Observer,
    history::{History, Status},
    run::WorldNumber,
    stats::Estimate,
    study::{Answer, Study},
};
use columns::{Column, Kind, Layout, layout};
use counts::Counts;
use journal::Safe;
use sheet::{Begin, Csv};
use shelf::{Deed, Entry, Shelf, put};

/// The folder of everything that was read.
pub const INPUTS: &str = "inputs";

/// First days of the weeks of a study, as texts.
pub type Dates = Vec<String>;

/// The result files of an ensemble under way.
#[derive(Debug)]
pub struct Results<'a, S> {
    study: &'a Study,
    asked: &'a Asked,
    shelf: S,
    dates: Dates,
    runs: Csv,
    details: detail::Details,
    counts: Counts,
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
    /// The shelf's.
    pub fn new(study: &'a Study, asked: &'a Asked, shelf: S) -> Result<Self, Refused> {
        Self::starting(study, asked, shelf, 0)
    }

    /// Starts the files of the part of an ensemble that begins with this run. Only the first part has headers, so that parts
    /// one after the other make the whole.
    ///
    /// # Errors
    /// The shelf's.
    pub fn starting(study: &'a Study, asked: &'a Asked, mut shelf: S, first: u64) -> Result<Self, Refused> {
        write_inputs(study, &mut shelf)?;
        let begin = if first == 0 { Begin::Headed } else { Begin::Bare };
        Self::begin(study, asked, shelf, begin, Counts::new(study, first))
    }

    /// Takes up an ensemble again from where it was safe. What was written later is cut off.
    ///
    /// # Errors
    /// The shelf's, or a file is not what was written.
    pub fn again(study: &'a Study, asked: &'a Asked, shelf: S, (rows, counts): Safe) -> Result<Self, Refused> {
        if !counts.fits(&Counts::new(study, 0)) {
            return Err(Deed::Read.refused(journal::NAME, "what was counted is not what the inputs ask"));
        }
        Self::begin(study, asked, shelf, Begin::At(&rows), counts)
    }

    fn begin(study: &'a Study, asked: &'a Asked, mut shelf: S, begin: Begin, counts: Counts) -> Result<Self, Refused> {
        let runs = Csv::begin(&mut shelf, &runs_layout(study), begin)?;
        let details = detail::Details::begin(asked.tables, asked.gzip, &mut shelf, begin)?;
        Ok(Self { study, asked, shelf, dates: dates(study), runs, details, counts })
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
        let mut entries = vec![self.runs.settle()?];
        entries.extend(self.details.settle()?);
        Ok(entries)
    }

    /// Writes what was counted, the data package and the manifest, and gives the shelf back.
    ///
    /// # Errors
    /// The shelf's.
    pub fn finish(mut self) -> Result<(S, Found), Refused> {
        self.counts.answers.close();
        let kept = self.keep_picked()?;
        let mut entries = self.settle()?;
        let Self { study, asked, mut shelf, dates, counts, .. } = self;
        let asked = Asked { runs: counts.next, kept: asked.kept.min(counts.next), ..asked.clone() };
        let stopped = asked.until.as_ref().map(|until| until.note(study, &counts));
        let Counts { answers, weekly, .. } = counts;
        let found = Found {
            asked,
            notes: study.notes.iter().cloned().chain(stopped).collect(),
            summary: answers.summary(),
            differences: answers.differences(study),
            failed: answers.failed().to_vec(),
            panicked: answers.panicked().to_vec(),
        };
        let asked = &found.asked;
        let mut layouts = vec![runs_layout(study)];
        entries.extend(inputs(study));
        entries.push(write_summary(study, &found.summary, &mut shelf)?);
        entries.push(weekly.write_weekly(study, &dates, &mut shelf)?);
        entries.push(weekly.write_shares(study, &dates, &mut shelf)?);
        layouts.extend(["summary", "weekly", "shares"].map(layout));
        if study.variants.len() > 1 {
            entries.push(write_differences(study, &found.differences, &mut shelf)?);
            layouts.push(layout("differences"));
        }
        layouts.extend(kept.iter().map(|_| layout("kept")));
        entries.extend(kept);
        layouts.extend(asked.tables.names().map(|name| Layout { packed: asked.gzip, ..layout(name) }));
        let title = format!("{}: results of {} runs", study.title, asked.runs);
        let package = package::package(&title, &layouts, &entries);
        for layout in layouts.iter().filter(|layout| !asked.tables.names().any(|table| table == layout.name)) {
            if let (Some(excel), Some(entry)) = (asked.excel, entries.iter().find(|e| e.name == layout.file())) {
                let copy = excel.copy(layout, entry, &mut shelf)?;
                entries.push(copy);
            }
        }
        parquet::check(asked.parquet)?;
        #[cfg(feature = "parquet")]
        for layout in layouts.iter().filter(|_| asked.parquet) {
            if let Some(entry) = entries.iter().find(|e| e.name == layout.file()) {
                let copy = parquet::copy(layout, entry, &mut shelf)?;
                entries.push(copy);
            }
        }
        entries.push(put(&mut shelf, "datapackage.json", package.as_bytes())?);
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        let mut manifest = Manifest::new(study, asked, &found.failed, &entries);
        manifest.notes.clone_from(&found.notes);
        put(&mut shelf, manifest::NAME, manifest.text().as_bytes())?;
        Ok((shelf, found))
    }
}

impl<S: Shelf> Observer for Results<'_, S> {
    type Error = Refused;

    fn take(&mut self, history: History) -> Result<(), Refused> {
        write_run(&mut self.runs, self.study, &history)?;
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
        self.details.flush()
    }
}

fn write_inputs(study: &Study, shelf: &mut dyn Shelf) -> Result<(), Refused> {
    study.inputs.iter().try_for_each(|(name, bytes)| put(shelf, &format!("{INPUTS}/{name}"), bytes).map(drop))
}

/// The copies of everything that a study was made of.
pub fn inputs(study: &Study) -> Vec<Entry> {
    study.inputs.iter().map(|(name, bytes)| Entry::of(format!("{INPUTS}/{name}"), bytes)).collect()
}

/// The row of a run in `runs.csv`.
fn write_run(csv: &mut Csv, study: &Study, history: &History) -> Result<(), Refused> {
    let variant = &study.variants[history.variant];
    let world = WorldNumber::of_run(history.run);
    csv.whole(history.run).whole(world.chance).whole(world.draw).text(&variant.name);
    csv.text(history.status.word()).text(&history.message);
    for i in 0..variant.outcomes.len() {
        match history.answers.get(i) {
            Some(Answer::YesNo(yes)) => csv.yes_no(*yes),
            Some(Answer::Week(Some(week))) => csv.whole(*week),
            Some(Answer::Quantity(x)) => csv.number(*x),
            Some(Answer::Category(level)) => csv.text(level),
            Some(Answer::Week(None)) | None => csv.none(),
        };
    }
    csv.end()
}

/// First days of the weeks of a study.
fn dates(study: &Study) -> Dates {
    let case = study.variants.first().map(|v| &v.case);
    (0..study.weeks).map(|w| case.map_or_else(String::new, |c| c.date(w).to_string())).collect()
}

/// The layout of `runs.csv` with a column for each outcome.
pub(crate) fn runs_layout(study: &Study) -> Layout {
    let mut layout = layout("runs");
    for outcome in study.variants.first().map_or(&[][..], |v| &v.outcomes) {
        let kind = match outcome.kind() {
            "yes_no" => Kind::YesNo,
            "week" => Kind::Whole,
            "quantity" => Kind::Number(6),
            _ => Kind::Text,
        };
        let taken = layout.columns.iter().any(|c| c.name == outcome.id);
        let unit = if outcome.kind() == "week" { "week, from 0; empty: not within the horizon" } else { &outcome.unit };
        layout.columns.push(Column {
            name: if taken { format!("outcome_{}", outcome.id) } else { outcome.id.clone() },
            kind,
            unit: unit.to_owned(),
            meaning: outcome.question.clone(),
        });
    }
    layout
}

fn write_summary(study: &Study, rows: &[SummaryRow], shelf: &mut dyn Shelf) -> Result<Entry, Refused> {
    let mut csv = Csv::new(shelf, &layout("summary"))?;
    for row in rows {
        let outcome = &study.variants[row.variant].outcomes[row.outcome];
        let found = &row.estimate;
        csv.text(&study.variants[row.variant].name).text(&outcome.id).text(outcome.kind()).text(&row.level);
        csv.text(row.statistic.word()).text(row.statistic.unit(outcome)).whole(found.n).whole(row.excluded);
        match row.censored {
            Some(censored) => csv.whole(censored),
            None => csv.none(),
        };
        csv.whole(found.draws).number(found.value).range(found.spread).range(found.interval);
        csv.maybe(found.error).maybe(found.chance_error);
        for i in 0..3 {
            csv.maybe(row.quantiles.map(|q| q[i]));
        }
        csv.text(method(row.statistic, "wilson")).end()?;
    }
    csv.finish()
}

fn write_differences(study: &Study, rows: &[DifferenceRow], shelf: &mut dyn Shelf) -> Result<Entry, Refused> {
    let mut csv = Csv::new(shelf, &layout("differences"))?;
    for row in rows {
        let outcome = &study.variants[row.variant].outcomes[row.outcome];
        let found: &Estimate = &row.estimate;
        csv.text(&study.variants[row.variant].name).text(&outcome.id).text(outcome.kind()).text(&row.level);
        csv.text(row.statistic.word()).text(row.statistic.unit(outcome)).whole(found.n).whole(row.excluded);
        csv.whole(found.draws).number(row.base).number(row.base + found.value).number(found.value);
        csv.range(found.spread).range(found.interval).maybe(found.error).maybe(found.chance_error);
        csv.whole(row.signs.0).whole(row.signs.1);
        csv.text(row.expected.map_or("", answers::sign_word)).text(row.came_out.map_or("", CameOut::word));
        csv.text(method(row.statistic, "bonett_price")).end()?;
    }
    csv.finish()
}

fn method(statistic: Statistic, of_shares: &'static str) -> &'static str {
    if statistic == Statistic::Probability { of_shares } else { "student" }
}

#[cfg(test)]
mod tests;
