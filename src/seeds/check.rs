//! Everything that can be wrong with the tables of a case, all of it in one go.

mod rules;

use super::{
    Raw,
    at::At,
    columns::{Column, Kind, Schema, Sheet},
    number,
    table::{Cell, Row, Table},
    values,
};
use crate::{
    domain::{Action, EventKind},
    fault::{Fault, MOST, nearest},
    id,
};
use std::collections::{BTreeMap, BTreeSet};

/// The ids and regions that cells may refer to.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    ids: Vec<Option<BTreeSet<&'a str>>>,
    regions: Option<BTreeSet<&'a str>>,
}

impl<'a> Names<'a> {
    /// The names of a case; nothing is known of a table that could not be read.
    pub fn of(raw: &'a Raw) -> Self {
        let ids = |sheet: &Sheet| {
            let table = raw.table(*sheet);
            let id = table.schema.position("id").filter(|_| !table.unreadable)?;
            Some(table.rows.iter().map(|row| row.text(id)).collect())
        };
        let places = raw.table(Sheet::Places);
        let regions = || places.rows.iter().map(|row| places.schema.value(row, "region")).collect();
        let lost = places.schema.position("region").is_none_or(|at| places.absent.contains(&at));
        Self { ids: Sheet::ALL.iter().map(ids).collect(), regions: (!places.unreadable && !lost).then(regions) }
    }

    /// Whether a table has a row of this id.
    pub fn has(&self, sheet: Sheet, id: &str) -> bool {
        self.ids[sheet as usize].as_ref().is_none_or(|ids| ids.contains(id))
    }

    /// Help for an id that is not there.
    pub fn help(&self, sheet: Sheet, id: &str) -> String {
        nearest(id, self.ids[sheet as usize].iter().flatten().copied())
    }
}

/// All faults of the tables of a case, dates of all rows included.
pub fn check(raw: &Raw) -> Vec<Fault> {
    let mut faults = Vec::new();
    let names = Names::of(raw);
    for sheet in Sheet::ALL {
        cells(raw.table(*sheet), &names, &mut faults);
    }
    // What a row with another number of cells says nobody knows: that was told, and nothing follows from it.
    match raw.without_ragged() {
        Some(whole) => rules::check(&whole, &mut faults),
        None => rules::check(raw, &mut faults),
    }
    faults
}

/// Rival claims that have no rival: the rows whose alternative no other row has.
pub fn lone(claims: &Table) -> Vec<&Row> {
    let named = |row: &Row| claims.schema.value(row, "alternative").to_owned();
    let mut of: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in claims.rows.iter().filter(|row| !named(row).is_empty()) {
        of.entry(named(row)).or_default().push(row);
    }
    let mut rows: Vec<&Row> = of.into_values().filter(|rows| rows.len() == 1).flatten().collect();
    rows.sort_by_key(|row| (row.at.line, row.at.span.start));
    rows
}

/// Rival claims without a rival whose alternative looks like a misspelling of another, as the file has them. One without any such is
/// odd and no fault: a scenario may take a rival away.
pub(super) fn misspelt(claims: &Table, faults: &mut Vec<Fault>) {
    let named = |row: &Row| claims.schema.value(row, "alternative").to_owned();
    let all: BTreeSet<String> = claims.rows.iter().map(named).filter(|name| !name.is_empty()).collect();
    let rows = lone(claims);
    let near = |a: &str, b: &str| a != b && strsim::damerau_levenshtein(a, b) == 1;
    for (i, row) in rows.iter().enumerate() {
        let name = named(row);
        let meant = all.iter().find(|other| near(other, &name));
        // Two that are nearly the same were meant to be: told at the second.
        if let Some(meant) = meant.filter(|_| !rows[i + 1..].iter().any(|other| near(&named(other), &name))) {
            let help = format!("did you mean `{meant}`?");
            faults.push(at(claims, row, "alternative").fault(&name, "no other claim has this alternative", help));
        }
    }
}

/// The faults of a table's cells, one by one.
pub fn cells(table: &Table, names: &Names, faults: &mut Vec<Fault>) {
    let before = faults.len();
    for row in table.rows.iter().filter(|row| !row.ragged) {
        // More are not told anyway, and the nearest name of each takes its time.
        if faults.len() - before > MOST {
            break;
        }
        for (i, (column, cell)) in table.schema.columns.iter().zip(&row.cells).enumerate() {
            let wrong = if cell.text.is_empty() {
                (column.required && !table.absent.contains(&i)).then(|| missing(column))
            } else {
                wrong(table.schema, column, cell, names)
            };
            if let Some((found, message, help)) = wrong {
                let at = if cell.text.is_empty() && cell.at.span.is_empty() { &row.at } else { &cell.at };
                faults.push(part(cell, found).as_ref().unwrap_or(at).fault(found, message, help));
            }
        }
    }
}

/// The part of the text that is wrong, what is wrong, and what would be right.
type Wrong<'a> = (&'a str, String, String);

/// Where a part of a cell's text stands; nothing where the cell is written otherwise than its text, with signs that stand for others.
fn part(cell: &Cell, found: &str) -> Option<At> {
    let start = (found.as_ptr() as usize).checked_sub(cell.text.as_ptr() as usize)?;
    let (span, length) = (&cell.at.span, cell.text.len());
    // A cell is written as it is, or in quotes.
    let quote = [0, 1].into_iter().find(|quote| span.len() == length + 2 * quote)?;
    let is_part = !found.is_empty() && found.len() < length && start + found.len() <= length;
    let start = span.start + quote + start;
    is_part.then(|| At { span: start..start + found.len(), ..cell.at.clone() })
}

fn missing<'a>(column: &Column) -> Wrong<'a> {
    let help = format!("{}: {}", column.meaning, column.kind.describe());
    ("", format!("`{}` must be filled", column.name), help)
}

/// What is wrong with a filled cell.
fn wrong<'a>(schema: &Schema, column: &Column, cell: &'a Cell, names: &Names) -> Option<Wrong<'a>> {
    let text = cell.text.as_str();
    let name = column.name;
    let unless =
        |fine: bool, message: &str| (!fine).then(|| (text, format!("`{name}`: {message}"), column.kind.describe()));
    let number = |item: &'a str, (message, help): number::Wrong| Some((item, format!("`{name}`: {message}"), help));
    if let Some(sign) = values::control(text) {
        let message = format!("`{name}`: the text has a control character, {}", sign.escape_unicode());
        return Some(("", message, "leave it out".to_owned()));
    }
    match column.kind {
        Kind::Text => None,
        Kind::Id => unless(id::is_valid(text), "this is not a valid id"),
        Kind::Date => unless(values::date(text).is_some(), "this is not a date"),
        Kind::Period => unless(values::is_period(text), "this is no date, month or year"),
        Kind::Flag => unless(text == "0" || text == "1", "this is neither 1 nor 0"),
        Kind::Number(min, max) => number::range(text, min, max).err().and_then(|wrong| number(text, wrong)),
        Kind::Plain(min, max) => number::plain(text, min, max).err().and_then(|wrong| number(text, wrong)),
        Kind::Whole(min, max) => match number::plain(text, min, max) {
            Ok(value) => unless(value.fract() == 0.0, "this is not a whole number"),
            Err(wrong) => number(text, wrong),
        },
        Kind::Word(words) => word(text, name, words.iter().copied()),
        Kind::EventKind => word(text, name, EventKind::all_words()),
        Kind::Actions => values::items(text).find_map(|item| word(item, name, Action::WORDS.iter().copied())),
        Kind::Texts => unless(!values::items(text).any(str::is_empty), "an item of the list is empty"),
        Kind::Ref(sheet) => dangling(sheet, text, name, names),
        Kind::Refs(sheet) => {
            let twice = repeated(values::items(text), name);
            values::items(text).find_map(|item| dangling(sheet, item, name, names)).or(twice)
        }
        Kind::Regions => {
            let known = names.regions.as_ref();
            let unknown = values::regions(text).find(|item| known.is_some_and(|all| !all.contains(item)));
            let wrong = |item: &'a str| {
                let help = nearest(item, known.into_iter().flatten().copied());
                (item, format!("`{name}`: no place lies in a region of this name"), help)
            };
            unknown.map(wrong).or_else(|| repeated(values::regions(text), name))
        }
        Kind::Weights(sheet, min, max) => values::weights(text)
            .find_map(|(id, value)| {
                let value = || number::range(value, min, max).err().and_then(|wrong| number(value, wrong));
                dangling(sheet, id, name, names).or_else(value)
            })
            .or_else(|| repeated(values::weights(text).map(|(id, _)| id), name)),
        Kind::Claims => values::claims(text).find_map(|(column, claim)| {
            if !column.is_empty() && schema.position(column).is_none() {
                let help = nearest(column, schema.columns.iter().map(|c| c.name));
                return Some((column, "`claims` speaks of a column that the table does not have".to_owned(), help));
            }
            dangling(Sheet::Claims, claim, name, names)
        }),
    }
}

fn word<'a>(text: &'a str, name: &str, words: impl Iterator<Item = &'static str>) -> Option<Wrong<'a>> {
    let words: Vec<_> = words.collect();
    let unknown = !words.contains(&text);
    unknown.then(|| (text, format!("`{name}` has no such word"), nearest(text, words)))
}

fn dangling<'a>(sheet: Sheet, id: &'a str, name: &str, names: &Names) -> Option<Wrong<'a>> {
    let unknown = !names.has(sheet, id);
    unknown.then(|| (id, format!("`{name}`: {}.csv has no such id", sheet.word()), names.help(sheet, id)))
}

fn repeated<'a>(mut ids: impl Iterator<Item = &'a str>, name: &str) -> Option<Wrong<'a>> {
    let mut seen = BTreeSet::new();
    let twice = ids.find(|id| !seen.insert(*id))?;
    Some((twice, format!("`{name}` names it twice"), "leave one of the two out".to_owned()))
}

/// The cell of a column by name, for pointing at it; the row when the cell is empty.
fn at<'a>(table: &Table, row: &'a Row, column: &str) -> &'a super::at::At {
    let cell = table.schema.position(column).and_then(|i| row.cells.get(i)).filter(|cell| !cell.text.is_empty());
    cell.map_or(&row.at, |cell| &cell.at)
}
