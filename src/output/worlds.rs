//! The rows of single worlds: `runs.csv`, `draws.csv` and the tables of runs, for worlds that somebody picked.

use super::{
    asked::Asked,
    csv::Begin,
    detail::Details,
    draws::DrawSheet,
    manifest::{NAME, replayed},
    package::package,
    sheet::{Finished, Sheet},
    shelf::{Refused, Shelf, put},
};
use crate::{
    history::{
        Dates, History, Tables, dates,
        rows::{RunLine, Runs},
    },
    study::Study,
};
use serde_json::json;

/// The files of single worlds under way.
#[derive(Debug)]
pub struct Worlds<'a> {
    study: &'a Study,
    dates: Dates,
    runs: Sheet<Runs>,
    draws: DrawSheet<'a>,
    details: Details,
}

impl<'a> Worlds<'a> {
    /// Starts the files.
    ///
    /// # Errors
    /// The shelf's.
    pub fn new(study: &'a Study, seed: u64, tables: Tables, shelf: &mut dyn Shelf) -> Result<Self, Refused> {
        let runs = Sheet::begin(shelf, Runs::of(study), false, Begin::Headed)?;
        let draws = DrawSheet::begin(study, seed, tables.draws, shelf, Begin::Headed)?;
        let details = Details::begin(tables, false, shelf, Begin::Headed)?;
        Ok(Self { study, dates: dates(study), runs, draws, details })
    }

    /// Writes the rows of a run: of a failed one, too, as far as it came.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn take(&mut self, history: &History) -> Result<(), Refused> {
        self.runs.row(&RunLine { study: self.study, history })?;
        self.draws.take(history.run)?;
        self.details.take(self.study, &self.dates, history)
    }

    /// Ends the files.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn finish(self) -> Result<Vec<Finished>, Refused> {
        let mut tables = vec![self.runs.finish()?, self.draws.finish()?];
        tables.extend(self.details.finish()?);
        Ok(tables)
    }
}

/// Writes one world of some variants as a folder of its own: its rows, all tables, what the columns mean, and where it is from.
///
/// # Errors
/// The shelf's.
pub fn alone(
    study: &Study,
    asked: &Asked,
    run: u64,
    histories: &[History],
    shelf: &mut dyn Shelf,
) -> Result<(), Refused> {
    let mut worlds = Worlds::new(study, asked.seed, Tables::ALL, shelf)?;
    histories.iter().try_for_each(|history| worlds.take(history))?;
    let tables = worlds.finish()?;
    let package = package(&format!("{}: world {run}", study.title), &tables);
    let mut entries: Vec<_> = tables.into_iter().map(|table| table.entry).collect();
    entries.push(put(shelf, "datapackage.json", package.as_bytes())?);
    let variants: Vec<&str> = histories.iter().map(|h| study.variants[h.variant].name.as_str()).collect();
    let manifest =
        replayed(&json!({ "run": run, "variants": variants, "asked": asked, "command": asked.command() }), &entries);
    put(shelf, NAME, manifest.as_bytes())?;
    Ok(())
}
