//! Seeds: the documented facts of a case, read from tables, checked, and turned into a [`crate::domain::Case`].
//!
//! Reading has three steps, each in its own files: [`table`] gives cells and where they stand, [`check`] finds everything that is
//! wrong with them, [`build`] picks the facts that hold on the day of the start. What the columns mean stands in [`columns`]
//! alone. A scenario changes cells between the first step and the second, so that a changed value is checked like any other.

pub mod at;
pub mod build;
pub mod check;
pub mod columns;
pub mod files;
pub mod french;
pub mod number;
pub mod outline;
pub mod roots;
pub mod rows;
pub mod table;
pub mod values;

use crate::fault::{Fault, nearest};
use at::At;
use columns::Sheet;
use files::Folder;
use table::{MAX_BYTES, Table};

/// The tables of a case as its files state them, unchecked.
#[derive(Clone, Debug)]
pub struct Raw {
    /// Name of the case.
    pub case: String,
    /// Its texts in French by address; those of the base stand in its `[report.fr]`.
    pub french: Vec<(String, String)>,
    /// What of its map is not drawn.
    pub outline: Vec<String>,
    /// Whether a rival claim was misspelt or lost, so that nobody knows which rows exclude each other.
    unsure: bool,
    tables: Vec<Table>,
}

impl Raw {
    /// Reads the tables of a folder. Whatever is wrong with their form goes into `faults`, and so does what many cells name and no table
    /// has; `more` are ids that a scenario adds.
    pub fn read(case: &str, folder: &Folder, more: &[(Sheet, String)], faults: &mut Vec<Fault>) -> Self {
        let file = |sheet: Sheet| format!("{}.csv", sheet.word());
        let missing =
            Sheet::ALL.iter().copied().filter(|sheet| folder.file(&file(*sheet)).is_none()).collect::<Vec<_>>();
        faults.extend(missing_tables(folder, &missing));
        let mut tables = Vec::new();
        for &sheet in Sheet::ALL {
            let name = file(sheet);
            let shown = folder.shown(&name);
            tables.push(match folder.file(&name) {
                Some(bytes) => Table::read(sheet.schema(), &shown, bytes, faults),
                None => Table::empty(sheet.schema(), &shown),
            });
        }
        for name in folder.names().filter(|name| is_csv(name) && *name != french::FILE) {
            let known = |stem: &str| Sheet::ALL.iter().any(|sheet| sheet.word() == stem);
            let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
            if !known(stem) || end != "csv" {
                let missing =
                    Sheet::ALL.iter().map(|s| s.word()).filter(|s| folder.file(&format!("{s}.csv")).is_none());
                let help = nearest(stem, missing);
                faults.push(At::whole(&folder.shown(name)).fault(name, "no table has this name", help));
            }
        }
        roots::mend(&mut tables, more, roots::MANY, faults);
        let before = faults.len();
        if !tables[Sheet::Claims as usize].unreadable {
            check::misspelt(&tables[Sheet::Claims as usize], faults);
        }
        let unsure = faults.len() > before;
        let outline = outline::check(folder, &tables[Sheet::Places as usize], faults);
        for name in folder.names().filter(|name| !is_csv(name) && *name != outline::FILE) {
            if folder.file(name).is_some_and(|bytes| bytes.len() > MAX_BYTES) {
                // Results take all files of a case along, and would take a part of this one.
                let message = format!("the file has more than the {} MB that are read", MAX_BYTES >> 20);
                faults.push(At::whole(&folder.shown(name)).fault("", message, "put it beside the folder of the case"));
            }
        }
        let french = french::read(folder, &tables, faults);
        Self { case: case.to_owned(), french, outline, unsure, tables }
    }

    /// Tells what many cells of a changed case name and no table has, and goes on as if it were there; also what a single one names,
    /// where rows were `lost`. Gives the addresses of rows that were put in.
    pub fn mend(&mut self, lost: bool, faults: &mut Vec<Fault>) -> Vec<String> {
        roots::mend(&mut self.tables, &[], if lost { 1 } else { roots::MANY }, faults)
    }

    /// A table.
    pub fn table(&self, sheet: Sheet) -> &Table {
        &self.tables[sheet as usize]
    }

    /// Whether every table could be read; else what hangs on another table cannot be judged.
    pub fn is_whole(&self) -> bool {
        self.tables.iter().all(|table| !table.unreadable)
    }

    /// Whether what a row says is not known, since it has other cells than its header or names a column that is not there.
    pub fn is_ragged(&self) -> bool {
        self.tables.iter().any(|table| table.rows.iter().any(|row| row.ragged))
    }

    /// The same without rows that have another number of cells than their header; nothing where there is none.
    fn without_ragged(&self) -> Option<Self> {
        self.is_ragged().then(|| {
            let mut whole = self.clone();
            whole.unsure |= self.table(Sheet::Claims).rows.iter().any(|row| row.ragged);
            whole.tables.iter_mut().for_each(|table| table.rows.retain(|row| !row.ragged));
            whole
        })
    }

    /// A table, to be changed.
    pub fn table_mut(&mut self, sheet: Sheet) -> &mut Table {
        &mut self.tables[sheet as usize]
    }
}

/// What is said of tables that are missing: of each one, or of all at once where there are so many that the folder is another one.
fn missing_tables(folder: &Folder, missing: &[Sheet]) -> Vec<Fault> {
    if missing.len() <= roots::MANY {
        let one = |sheet: &Sheet| {
            let help = format!("a table without rows still has its first line: {}", sheet.schema().header());
            At::whole(&folder.shown(&format!("{}.csv", sheet.word()))).fault("", "the file is missing", help)
        };
        return missing.iter().map(one).collect();
    }
    let names: Vec<String> = missing.iter().map(|sheet| format!("{}.csv", sheet.word())).collect();
    let message = format!("{} of the {} tables of a case are missing here", missing.len(), Sheet::ALL.len());
    let help = format!("{}; `escalade new NAME` writes all of a small case", names.join(", "));
    vec![At::whole(&folder.shown("")).fault("", message, help)]
}

/// Whether a file is a table, or is meant to be one.
pub fn is_csv(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("csv"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_seeds_have_no_fault() {
        let mut faults = Vec::new();
        for case in files::built_in_cases() {
            let folder = Folder::built_in(&format!("seeds/{case}")).expect("every built-in case has seeds");
            let raw = Raw::read(&case, &folder, &[], &mut faults);
            faults.extend(check::check(&raw));
        }
        let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", shown.join("\n"));
    }
}
