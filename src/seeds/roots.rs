//! Names that many cells use and that their own table lacks: told once, where the slip most likely is, and taken as given from then on.

use super::{
    at::At,
    columns::{Column, Kind, Sheet},
    table::{Cell, Row, Table},
    values,
};
use crate::fault::{Fault, MOST, near, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// How many cells make a name one that is meant.
pub(crate) const MANY: usize = 2;
/// How many places a message names.
const NAMED: usize = 3;

/// How many letters a misspelt id may have otherwise than the one that was meant: of short ones, which differ by a letter or two anyhow, one.
pub(crate) fn slip(id: &str) -> usize {
    if id.len() < 5 { 1 } else { 2 }
}

/// Tells what of a table many cells of others miss, and puts it right: the id that nobody uses and that is nearly the same is renamed;
/// failing that, there is a row of which nothing is known. `more` are ids that a scenario adds, `many` says how many cells make a
/// name one that is meant. Gives the addresses of rows that were put in.
pub(super) fn mend(
    tables: &mut [Table],
    more: &[(Sheet, String)],
    many: usize,
    faults: &mut Vec<Fault>,
) -> Vec<String> {
    let (mut used, mut added) = (uses(tables), Vec::new());
    for sheet in Sheet::ALL {
        let (table, used) = (&mut tables[*sheet as usize], std::mem::take(&mut used[*sheet as usize]));
        let Some(own) = table.schema.position("id").filter(|_| !table.unreadable && !used.is_empty()) else { continue };
        if table.rows.is_empty() && more.iter().all(|(other, _)| other != sheet) {
            let places: Vec<&At> = used.values().flatten().collect();
            let message = format!("the table has no rows, and {} cells of others name some", places.len());
            faults.push(table.at.fault("", message, format!("such as `{}`: {}", first(&used), listed(&places))));
            table.unreadable = true;
            continue;
        }
        let known = |id: &str| more.iter().any(|(other, name)| other == sheet && name == id);
        let ids: BTreeSet<String> = table.rows.iter().map(|row| row.text(own).to_owned()).collect();
        let unknown = used.iter().filter(|(id, _)| !ids.contains(*id) && !known(id)).take(MOST);
        for (id, places) in unknown {
            let places: Vec<&At> = places.iter().collect();
            if let Some(fault) = renamed(table, own, id, &places, &used) {
                faults.push(fault);
            } else if places.len() >= many {
                faults.push(given(table, own, id, &places));
                added.push(format!("{}.{id}", table.schema.name));
            }
        }
    }
    added
}

/// Where ids are used, by table and id.
type Uses = BTreeMap<String, Vec<At>>;

fn first(used: &Uses) -> &str {
    used.keys().next().map_or("", String::as_str)
}

fn uses(tables: &[Table]) -> Vec<Uses> {
    let mut used: Vec<Uses> = Sheet::ALL.iter().map(|_| Uses::new()).collect();
    for table in tables {
        for row in table.rows.iter().filter(|row| !row.ragged) {
            for (column, cell) in table.schema.columns.iter().zip(&row.cells) {
                let Some((sheet, ids)) = named(column, &cell.text) else { continue };
                // A cell that names it twice is one place.
                for id in ids.into_iter().filter(|id| !id.is_empty()).collect::<BTreeSet<_>>() {
                    used[sheet as usize].entry(id.to_owned()).or_default().push(cell.at.clone());
                }
            }
        }
    }
    used
}

/// The ids of another table that a cell names.
fn named<'a>(column: &Column, text: &'a str) -> Option<(Sheet, Vec<&'a str>)> {
    match column.kind {
        Kind::Ref(sheet) => Some((sheet, vec![text])),
        Kind::Refs(sheet) => Some((sheet, values::items(text).collect())),
        Kind::Weights(sheet, ..) => Some((sheet, values::weights(text).map(|(id, _)| id).collect())),
        Kind::Claims => Some((Sheet::Claims, values::claims(text).map(|(_, id)| id).collect())),
        _ => None,
    }
}

/// Renames the row that nobody names to what is named and not there, if that is nearly the same. Gives the fault that says so.
fn renamed(table: &mut Table, own: usize, id: &str, places: &[&At], used: &Uses) -> Option<Fault> {
    let idle = table.rows.iter().map(|row| row.text(own)).filter(|other| !used.contains_key(*other));
    let misspelt = near(id, idle.collect::<BTreeSet<_>>(), slip)?.to_owned();
    let mut rows = table.rows.iter_mut().map(|row| &mut row.cells[own]).filter(|cell| cell.text == misspelt).peekable();
    let at = rows.peek()?.at.clone();
    rows.for_each(|cell| id.clone_into(&mut cell.text));
    let name = table.schema.name;
    let [place] = places else {
        let message = format!("nobody names this id, and {} places name the unknown `{id}`", places.len());
        return Some(at.fault(&misspelt, message, format!("did you mean `{id}`? {}", listed(places))));
    };
    // Which of the two is misspelt nobody knows: whoever reads on comes to the one that names.
    let help = format!("did you mean `{misspelt}`? nobody else names {}:{}", at.file, at.line);
    Some(place.fault(id, format!("{name}.csv has no such id"), help))
}

/// Puts a row into a table of which nothing but its id is known. Gives the fault that says so.
fn given(table: &mut Table, own: usize, id: &str, places: &[&At]) -> Fault {
    let name = table.schema.name;
    let help = nearest(id, table.rows.iter().map(|row| row.text(own)).collect::<BTreeSet<_>>());
    let at = places[0].clone();
    let message = match places {
        [_] => format!("{name}.csv has no such id"),
        _ => format!("{} places name the unknown `{id}`: {name}.csv has no such id", places.len()),
    };
    let fault = at.fault(id, message, format!("{help}; {}", listed(places)).trim_start_matches("; "));
    let blank = |position| Cell { text: if position == own { id } else { "" }.to_owned(), at: at.clone() };
    // As of a row with too few cells, nothing follows from what it says.
    table.rows.push(Row { cells: (0..table.schema.columns.len()).map(blank).collect(), at: at.clone(), ragged: true });
    fault
}

/// The fault of a table without rows of its own of which a row is named elsewhere, unless that is nearly one that was added: it is told
/// once, whatever is named.
pub(crate) fn no_rows(table: &Table, key: &str, at: &At) -> Option<Fault> {
    let keys: Vec<String> = table.rows.iter().map(|row| table.schema.key_of(row)).collect();
    let own = table.rows.iter().any(|row| row.at.file == table.at.file);
    if own || near(key, keys.iter().map(String::as_str), slip).is_some() {
        return None;
    }
    Some(table.at.fault(
        "",
        "the table has no rows, and other files name some",
        format!("such as `{key}`: {}", listed(&[at])),
    ))
}

/// Where something is named: the first places, and how many there are.
pub(crate) fn listed(places: &[&At]) -> String {
    let mut lines: Vec<String> = places.iter().map(|at| format!("{}:{}", at.file, at.line)).collect();
    lines.dedup();
    let more = lines.len().saturating_sub(NAMED);
    lines.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} lines more") } else { String::new() };
    format!("it is named in {}{more}", lines.join(", "))
}
