//! The columns of every table: the one description from which tables are read, checked, documented and written.

mod tables;

use crate::words::words;
pub use tables::{DECISIONS, FRENCH, TABLES};

words! {
    /// The tables of a case.
    pub enum Sheet {
        /// Texts and data sources.
        Documents = "documents",
        /// What they say.
        Claims = "claims",
        /// Organisations that act.
        Actors = "actors",
        /// Who belongs to which coalition.
        Memberships = "memberships",
        /// What actors differ about.
        Issues = "issues",
        /// Where they stand.
        Positions = "positions",
        /// How actors stand to each other.
        Ties = "ties",
        /// Towns, camps, refuges.
        Places = "places",
        /// Who holds them.
        Control = "control",
        /// Roads between them.
        Routes = "routes",
        /// People who share loyalties.
        Communities = "communities",
        /// Men under arms.
        Forces = "forces",
        /// Accords, pacts, contracts.
        Agreements = "agreements",
        /// What they oblige to.
        Clauses = "clauses",
        /// The escalation ladder.
        Ladder = "ladder",
        /// Dated events.
        Events = "events",
    }
}

impl Sheet {
    /// What the table's columns mean.
    pub fn schema(self) -> &'static Schema {
        &TABLES[self as usize]
    }
}

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// The row's own id.
    Id,
    /// Any text.
    Text,
    /// Texts separated by `|`.
    Texts,
    /// A number or a range, within bounds.
    Number(f64, f64),
    /// A number within bounds, not a range.
    Plain(f64, f64),
    /// A whole number within bounds.
    Whole(f64, f64),
    /// One of these words.
    Word(&'static [&'static str]),
    /// An action or a kind of event.
    EventKind,
    /// Actions separated by `|`.
    Actions,
    /// An ISO date.
    Date,
    /// An ISO date, or the month or the year alone.
    Period,
    /// 1 or 0.
    Flag,
    /// The id of a row of another table.
    Ref(Sheet),
    /// Such ids separated by `|`.
    Refs(Sheet),
    /// Names of regions of places separated by `|`, or `none`.
    Regions,
    /// `id:number` separated by `|`, the numbers within bounds.
    Weights(Sheet, f64, f64),
    /// Claims, `id` or `column:id`, separated by `|`.
    Claims,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name in the header.
    pub name: &'static str,
    /// Whether every row must fill it.
    pub required: bool,
    /// What its cells hold.
    pub kind: Kind,
    /// What an empty cell means, as if it were written there.
    pub default: &'static str,
    /// Unit; empty for words and shares.
    pub unit: &'static str,
    /// Meaning.
    pub meaning: &'static str,
}

/// A table: its columns and its key.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Name; the file is `NAME.csv`.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// Positions of the columns that make the key.
    pub key: &'static [usize],
    /// Columns.
    pub columns: &'static [Column],
    /// Most different keys that a case may have.
    pub most: usize,
}

impl Schema {
    /// The position of a column.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether its rows hold from a day until a day.
    pub fn is_dated(&self) -> bool {
        self.position("from").is_some()
    }

    /// The header line.
    pub fn header(&self) -> String {
        self.columns.iter().map(|c| c.name).collect::<Vec<_>>().join(",")
    }

    /// What a key looks like: `actor:other`.
    pub fn key_form(&self) -> String {
        self.key.iter().map(|i| self.columns[*i].name).collect::<Vec<_>>().join(":")
    }
}

impl Kind {
    /// Whether a cell holds several values, separated by `|`.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::Actions | Self::Refs(_) | Self::Regions | Self::Weights(..) | Self::Claims)
    }

    /// What a cell may hold, in words.
    pub fn describe(self) -> String {
        match self {
            Self::Id => "an id: small letters, digits and `_`, a letter first, 64 at most".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Texts => "texts separated by `|`".to_owned(),
            Self::Number(min, max) => super::number::bounds(min, max),
            Self::Plain(min, max) => format!("a number from {min} to {max}"),
            Self::Whole(min, max) => format!("a whole number from {min} to {max}"),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::EventKind => "an action or a kind of event".to_owned(),
            Self::Actions => "actions separated by `|`".to_owned(),
            Self::Date => "a date such as 2023-12-04, of the years 1000 to 2999".to_owned(),
            Self::Period => "a date such as 2023-12-04, a month such as 2023-12 or a year, of 1000 to 2999".to_owned(),
            Self::Flag => "1 or 0".to_owned(),
            Self::Ref(sheet) => format!("an id of {}.csv", sheet.word()),
            Self::Refs(sheet) => format!("ids of {}.csv separated by `|`", sheet.word()),
            Self::Regions => "regions of places.csv separated by `|`, or `none`".to_owned(),
            Self::Weights(sheet, min, max) => {
                format!(
                    "`id:number` separated by `|`, ids of {}.csv, numbers or ranges from {min} to {max}",
                    sheet.word()
                )
            }
            Self::Claims => {
                "ids of claims.csv separated by `|`; `column:id` where one column has a source of its own".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_in_the_order_of_the_sheets_and_defaults_are_valid() {
        assert_eq!(TABLES.len(), Sheet::ALL.len());
        for (schema, sheet) in TABLES.iter().zip(Sheet::ALL) {
            assert_eq!(schema.name, sheet.word());
            assert!(schema.key.iter().all(|i| schema.columns[*i].required), "{}", schema.name);
            for column in schema.columns {
                let fine = match column.kind {
                    Kind::Number(min, max) if !column.required => {
                        crate::seeds::number::range(column.default, min, max).is_ok()
                    }
                    Kind::Word(words) => column.required || words.contains(&column.default),
                    _ => true,
                };
                assert!(fine && !column.meaning.is_empty(), "{}.{}", schema.name, column.name);
            }
        }
    }
}
