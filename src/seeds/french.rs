//! The texts of a case in French, from `french.csv`, which may be there: by the address of what they translate. They change no
//! run; the report reads them.

use super::{
    columns::{FRENCH, Sheet},
    files::Folder,
    roots::no_rows,
    table::{Row, Table},
    values,
};
use crate::fault::{Fault, nearest};
use std::collections::BTreeSet;

/// Name of the table.
pub const FILE: &str = "french.csv";

/// The columns whose texts a report says; a text of any other would change nothing.
const SPOKEN: &[(Sheet, &[&str])] = &[
    (Sheet::Documents, &["title", "publisher"]),
    (Sheet::Claims, &["text"]),
    (Sheet::Actors, &["name", "aliases"]),
    (Sheet::Places, &["name"]),
    (Sheet::Ladder, &["name"]),
];

/// Reads the table of a case; `tables` are those that its addresses name.
pub(super) fn read(folder: &Folder, tables: &[Table], faults: &mut Vec<Fault>) -> Vec<(String, String)> {
    let Some(bytes) = folder.file(FILE) else { return Vec::new() };
    let table = Table::read(&FRENCH, &folder.shown(FILE), bytes, faults);
    let mut texts: Vec<(String, String)> = Vec::new();
    if table.unreadable || !table.absent.is_empty() {
        return texts;
    }
    let mut seen = BTreeSet::new();
    for row in table.rows.iter().filter(|row| !row.ragged) {
        let (address, text) = (row.text(0), row.text(1));
        let wrong = if values::control(text).is_some() {
            Some(("the text has a control character", "leave it out".to_owned()))
        } else if text.is_empty() {
            Some(("the text is missing", "a French text, or no row at all".to_owned()))
        } else if !seen.insert(address) {
            Some(("the address is there twice", "leave one of the two out".to_owned()))
        } else {
            if let Some((table, key)) = named(address, tables)
                && let Some(fault) = no_rows(table, key, at(row)).filter(|_| !table.unreadable)
            {
                faults.push(fault);
                continue;
            }
            meant(address, tables).err().map(|help| ("a report says no text of this address", help))
        };
        match wrong {
            Some((message, help)) => faults.push(at(row).fault(address, message, help)),
            None => texts.push((address.to_owned(), text.to_owned())),
        }
    }
    // The order of rows means nothing.
    texts.sort();
    texts
}

fn at(row: &Row) -> &super::at::At {
    row.cells.first().filter(|cell| !cell.text.is_empty()).map_or(&row.at, |cell| &cell.at)
}

/// The table and the key that an address names.
fn named<'a, 'b>(address: &'a str, tables: &'b [Table]) -> Option<(&'b Table, &'a str)> {
    let (sheet, rest) = address.split_once('.')?;
    Some((&tables[Sheet::parse(sheet)? as usize], rest.rsplit_once('.')?.0))
}

/// Whether there is such a text, `TABLE.KEY.COLUMN`; else what would be right.
fn meant(address: &str, tables: &[Table]) -> Result<(), String> {
    let forms =
        || SPOKEN.iter().flat_map(|(sheet, columns)| columns.iter().map(|c| format!("{}.ID.{c}", sheet.word())));
    let form = || format!("one of {}", forms().collect::<Vec<_>>().join(", "));
    let (sheet, rest) = address.split_once('.').ok_or_else(form)?;
    let (key, column) = rest.rsplit_once('.').ok_or_else(form)?;
    let (sheet, columns) = SPOKEN.iter().find(|(s, _)| s.word() == sheet).ok_or_else(form)?;
    if !columns.contains(&column) {
        return Err(form());
    }
    let table = &tables[*sheet as usize];
    // What a table that could not be read would have named is not held against the address.
    if table.unreadable || table.rows.iter().any(|row| row.text(0) == key) {
        return Ok(());
    }
    Err(nearest(key, table.rows.iter().map(|row| row.text(0))))
}
