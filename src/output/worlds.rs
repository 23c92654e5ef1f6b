//! The rows of single worlds: `runs.csv` and the tables of runs, for worlds that somebody picked.

use super::{
    Asked, Dates,
    columns::{self, Layout},
    dates,
    detail::Details,
    manifest::{NAME, replayed},
    package::package,
    runs_layout,
    sheet::{Begin, Csv},
    shelf::{Deed, Entry, Memory, Refused, Shelf, put},
    write_run,
};
use crate::{
    history::{History, Tables},
    study::Study,
};
use serde_json::json;

/// The files of single worlds under way.
#[derive(Debug)]
pub struct Worlds<'a> {
    study: &'a Study,
    dates: Dates,
    runs: Csv,
    details: Details,
}

impl<'a> Worlds<'a> {
    /// Starts the files.
    ///
    /// # Errors
    /// The shelf's.
    pub fn new(study: &'a Study, tables: Tables, shelf: &mut dyn Shelf) -> Result<Self, Refused> {
        let runs = Csv::new(shelf, &runs_layout(study))?;
        Ok(Self { study, dates: dates(study), runs, details: Details::begin(tables, false, shelf, Begin::Headed)? })
    }

    /// Writes the rows of a run: of a failed one, too, as far as it came.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn take(&mut self, history: &History) -> Result<(), Refused> {
        write_run(&mut self.runs, self.study, history)?;
        self.details.take(self.study, &self.dates, history)
    }

    /// Ends the files.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn finish(mut self) -> Result<Vec<Entry>, Refused> {
        let mut entries = vec![self.runs.finish()?];
        entries.extend(self.details.settle()?);
        Ok(entries)
    }
}

/// The cells of a run in `runs.csv`.
///
/// # Errors
/// None but those of memory.
pub fn row(study: &Study, history: &History) -> Result<Vec<String>, Refused> {
    let mut memory = Memory::default();
    let mut runs = Csv::new(&mut memory, &runs_layout(study))?;
    write_run(&mut runs, study, history)?;
    let name = runs.finish()?.name;
    let bytes = memory.files().find(|(file, _)| **file == *name).map(|(_, bytes)| bytes).unwrap_or_default();
    let row = csv::Reader::from_reader(bytes.as_slice()).into_records().next();
    let refused = |error| Deed::Read.refused("runs.csv", error);
    row.map_or_else(|| Ok(Vec::new()), |row| Ok(row.map_err(refused)?.iter().map(str::to_owned).collect()))
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
    let mut worlds = Worlds::new(study, Tables::ALL, shelf)?;
    histories.iter().try_for_each(|history| worlds.take(history))?;
    let mut entries = worlds.finish()?;
    let layouts: Vec<Layout> =
        std::iter::once(runs_layout(study)).chain(Tables::ALL.names().map(columns::layout)).collect();
    let package = package(&format!("{}: world {run}", study.title), &layouts, &entries);
    entries.push(put(shelf, "datapackage.json", package.as_bytes())?);
    let variants: Vec<&str> = histories.iter().map(|h| study.variants[h.variant].name.as_str()).collect();
    let manifest =
        replayed(&json!({ "run": run, "variants": variants, "asked": asked, "command": asked.command() }), &entries);
    put(shelf, NAME, manifest.as_bytes())?;
    Ok(())
}
