//! What leaves: the result files of an ensemble, as plain CSV with a data package and a manifest.
//!
//! [`Results`] takes finished runs as an [`Observer`] of the ensemble. Rows of runs are written as they come, in order, so
//! that the files of N runs are the beginning of those of more; everything else is counted in whole numbers in memory that
//! does not grow with the number of runs, and written at the end. The manifest comes last.

pub mod answers;
pub mod columns;
pub mod detail;
pub mod folder;
pub mod manifest;
mod package;
mod panel;
pub mod sheet;
pub mod shelf;
mod weekly;
mod why;
pub mod worlds;

pub use answers::{CameOut, DifferenceRow, SummaryRow};
pub use folder::Folder;
pub use manifest::{Asked, Manifest};
pub use panel::Statistic;
pub use shelf::{Memory, Refused};

use crate::{
    ensemble::Observer,
    history::{History, Status, Survey},
    run::WorldNumber,
    stats::Estimate,
    study::{Answer, Study},
};
use answers::Answers;
use columns::{Column, Kind, Layout, layout};
use sheet::Csv;
use shelf::{Entry, Shelf, put};
use weekly::Weekly;

/// First days of the weeks of a study, as texts.
pub type Dates = Vec<String>;

/// The result files of an ensemble under way.
#[derive(Debug)]
pub struct Results<'a, S> {
    study: &'a Study,
    survey: &'a Survey,
    asked: &'a Asked,
    shelf: S,
    dates: Dates,
    runs: Csv,
    details: detail::Details,
    answers: Answers,
    weekly: Weekly,
    entries: Vec<Entry>,
}

/// What an ensemble found, for showing.
#[derive(Clone, Debug)]
pub struct Found {
    /// Rows of `summary.csv`.
    pub summary: Vec<SummaryRow>,
    /// Rows of `differences.csv`.
    pub differences: Vec<DifferenceRow>,
    /// Runs of each variant that failed.
    pub failed: Vec<u64>,
}

impl<'a, S: Shelf> Results<'a, S> {
    /// Starts the files: inputs first, then the tables of runs.
    ///
    /// # Errors
    /// The shelf's.
    pub fn new(study: &'a Study, survey: &'a Survey, asked: &'a Asked, mut shelf: S) -> Result<Self, Refused> {
        let mut entries = Vec::new();
        for (name, bytes) in &study.inputs {
            entries.push(put(&mut shelf, &format!("inputs/{name}"), bytes)?);
        }
        Ok(Self {
            study,
            survey,
            asked,
            dates: dates(study),
            runs: Csv::new(&mut shelf, &runs_layout(study))?,
            details: detail::Details::new(asked.tables, &mut shelf)?,
            answers: Answers::new(study),
            weekly: Weekly::new(study, survey),
            entries,
            shelf,
        })
    }

    /// Writes what was counted, the data package and the manifest, and gives the shelf back.
    ///
    /// # Errors
    /// The shelf's.
    pub fn finish(mut self) -> Result<(S, Found), Refused> {
        self.answers.close();
        let found = Found {
            summary: self.answers.summary(),
            differences: self.answers.differences(self.study),
            failed: self.answers.failed().to_vec(),
        };
        let Self { study, survey, asked, mut shelf, dates, runs, details, weekly, mut entries, .. } = self;
        let mut layouts = vec![runs_layout(study)];
        entries.push(runs.finish()?);
        entries.push(write_summary(study, &found.summary, &mut shelf)?);
        entries.push(weekly.write_weekly(study, survey, &dates, &mut shelf)?);
        entries.push(weekly.write_shares(study, survey, &dates, &mut shelf)?);
        layouts.extend(["summary", "weekly", "shares"].map(layout));
        if study.variants.len() > 1 {
            entries.push(write_differences(study, &found.differences, &mut shelf)?);
            layouts.push(layout("differences"));
        }
        layouts.extend(asked.tables.names().map(layout));
        entries.extend(details.finish()?);
        let title = format!("{}: results of {} runs", study.title, asked.runs);
        let package = package::package(&title, &layouts, &entries);
        entries.push(put(&mut shelf, "datapackage.json", package.as_bytes())?);
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        let manifest = Manifest::new(study, asked, &found.failed, &entries);
        put(&mut shelf, manifest::NAME, manifest.text().as_bytes())?;
        Ok((shelf, found))
    }
}

impl<S: Shelf> Observer for Results<'_, S> {
    type Error = Refused;

    fn take(&mut self, history: History) -> Result<(), Refused> {
        write_run(&mut self.runs, self.study, &history)?;
        self.answers.take(self.study, &history);
        self.weekly.take(self.survey, &history);
        if history.status == Status::Ok {
            self.details.take(self.study, &self.dates, &history)?;
        }
        Ok(())
    }

    fn batch(&mut self, _runs: u64) -> Result<(), Refused> {
        self.runs.flush()?;
        self.details.flush()
    }
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
