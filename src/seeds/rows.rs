//! Rows by meaning: their key, the days on which they hold, and whether two of them exclude each other.

use super::{
    Raw,
    columns::{Schema, Sheet},
    table::{Row, Table},
    values,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Schema {
    /// The key of a row, its parts joined by `:`.
    pub fn key_of(&self, row: &Row) -> String {
        let mut key = String::new();
        for (n, column) in self.key.iter().enumerate() {
            if n > 0 {
                key.push(':');
            }
            key.push_str(row.text(*column));
        }
        key
    }

    /// The text of a column by name; the column's default when the cell is empty.
    pub fn value<'a>(&'static self, row: &'a Row, name: &str) -> &'a str {
        let Some(position) = self.position(name) else {
            return "";
        };
        let text = row.text(position);
        if text.is_empty() { self.columns[position].default } else { text }
    }
}

/// The days on which a row holds, and from which on it was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: Date,
    /// First day on which it no longer holds.
    pub until: Date,
    /// First day on which it was known.
    pub known_on: Date,
}

impl Days {
    /// The days of a row; a row without dates always holds.
    pub fn of(schema: &'static Schema, row: &Row) -> Self {
        let day = |name, otherwise| values::date(schema.value(row, name)).unwrap_or(otherwise);
        let from = day("from", Date::MIN);
        Self { from, until: day("until", Date::MAX), known_on: day("known_on", from) }
    }

    /// Whether a scenario that starts on this day reads the row.
    pub fn include(&self, start: Date) -> bool {
        self.from <= start && start < self.until && self.known_on <= start
    }

    /// The first of the days on which a start would read both rows.
    pub fn first_common(&self, other: &Self) -> Option<Date> {
        let first = self.from.max(self.known_on).max(other.from).max(other.known_on);
        (first < self.until.min(other.until)).then_some(first)
    }
}

/// Which claims are rivals: claim to the name of what they disagree about.
#[derive(Clone, Debug, Default)]
pub struct Rivals<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Rivals<'a> {
    /// The rivals among the claims of a case.
    pub fn of(raw: &'a Raw) -> Self {
        let table = raw.table(Sheet::Claims);
        let named =
            table.rows.iter().map(|row| (table.schema.value(row, "id"), table.schema.value(row, "alternative")));
        Self(named.filter(|(_, alternative)| !alternative.is_empty()).collect())
    }

    /// The first claim of a row that has rivals.
    pub fn among<'r>(&self, schema: &'static Schema, row: &'r Row) -> Option<&'r str> {
        values::claims(schema.value(row, "claims")).map(|(_, claim)| claim).find(|claim| self.0.contains_key(claim))
    }

    /// Whether no draw has both rows, as they rest on different claims of one disagreement.
    pub fn exclude(&self, schema: &'static Schema, a: &Row, b: &Row) -> bool {
        self.exclude_across(schema, a, schema, b)
    }

    /// The same for rows of two tables.
    pub fn exclude_across(&self, of_a: &'static Schema, a: &Row, of_b: &'static Schema, b: &Row) -> bool {
        values::claims(of_a.value(a, "claims")).any(|(_, x)| {
            let about = self.0.get(x);
            about.is_some() && values::claims(of_b.value(b, "claims")).any(|(_, y)| x != y && self.0.get(y) == about)
        })
    }
}

impl Table {
    /// The rows that a start on this day reads, in an order that does not depend on that of the file.
    pub fn live(&self, start: Date) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.rows.iter().filter(|row| Days::of(self.schema, row).include(start)).collect();
        self.sort(&mut rows);
        rows
    }

    /// Sorts rows by key, then by everything else that they say.
    pub fn sort(&self, rows: &mut [&Row]) {
        let key = self.schema.key;
        rows.sort_by(|a, b| {
            let by_key = key.iter().map(|i| a.text(*i)).cmp(key.iter().map(|i| b.text(*i)));
            by_key.then_with(|| a.cells.iter().map(|c| &c.text).cmp(b.cells.iter().map(|c| &c.text)))
        });
    }

    /// The rows with a key, in the order of the file.
    pub fn with_key<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter(move |row| self.schema.key_of(row) == key)
    }
}
