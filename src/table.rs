//! Tables: what a row of a result file holds, declared once.
//!
//! A [`Field`] says the name of a column, its kind, its unit and its meaning, and how its cell comes from a row. Every format is
//! written from there, and [`read::Reader`] reads it back by the same names. A getter has the type that its kind asks for, so
//! that a column cannot say one thing and hold another.

pub mod common;
pub mod number;
pub mod places;
pub mod read;

use jiff::civil::Date;
use std::{borrow::Cow, fmt};

/// What a column holds, and so how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Whole,
    /// A number, rounded to so many decimals and then written as short as it can be.
    Number(u8),
    /// `true` or `false`.
    YesNo,
    /// An ISO date.
    Date,
    /// Text.
    Text,
}

/// What stands in a column of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing: an empty cell.
    Missing,
    /// A whole number.
    Whole(u64),
    /// A number that is finite, and to how many decimals it is rounded.
    Number(f64, u8),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Date(Date),
    /// A text that is not empty.
    Text(&'a str),
}

impl Cell<'_> {
    /// The same cell; a text is put into `scratch`, and lasts as long as that.
    pub fn put_in(self, scratch: &mut String) -> Cell<'_> {
        match self {
            Self::Missing => Cell::Missing,
            Self::Whole(number) => Cell::Whole(number),
            Self::Number(number, decimals) => Cell::Number(number, decimals),
            Self::YesNo(yes) => Cell::YesNo(yes),
            Self::Date(date) => Cell::Date(date),
            Self::Text(text) => {
                scratch.clear();
                scratch.push_str(text);
                Cell::Text(scratch)
            }
        }
    }
}

/// A table: what a row is, and its columns.
pub trait Table: Sized + fmt::Debug + 'static {
    /// A row, as it is at hand when it is written.
    type Row<'a>;
    /// Name of the file without `.csv`.
    const NAME: &'static str;
    /// One row per what.
    const ROWS: &'static str;
    /// Columns that together name a row; none where nothing does.
    const KEY: &'static [&'static str];

    /// The columns, in order.
    fn fields() -> Vec<Field<Self>>;

    /// What the file looks like, whoever fills it.
    fn layout() -> Layout {
        Layout::of(&Self::fields())
    }
}

/// A whole number of a row.
pub type GetWhole<T> = fn(&<T as Table>::Row<'_>) -> Option<u64>;
/// A number of a row.
pub type GetNumber<T> = fn(&<T as Table>::Row<'_>) -> Option<f64>;
/// A yes or no of a row.
pub type GetYesNo<T> = fn(&<T as Table>::Row<'_>) -> Option<bool>;
/// A day of a row.
pub type GetDate<T> = fn(&<T as Table>::Row<'_>) -> Option<Date>;
/// A text of a row, put at the end of a string that is empty.
pub type GetText<T> = fn(&<T as Table>::Row<'_>, &mut String);
/// The n-th of several columns that are the same but for their number.
pub type GetNth<T> = for<'s> fn(&<T as Table>::Row<'_>, usize, &'s mut String) -> Cell<'s>;

/// How a cell comes from a row.
#[derive(Debug)]
enum Get<T: Table> {
    Whole(GetWhole<T>),
    Number(u8, GetNumber<T>),
    YesNo(GetYesNo<T>),
    Date(GetDate<T>),
    Text(GetText<T>),
    Nth(Kind, usize, GetNth<T>),
}

/// A column as it is declared.
#[derive(Debug)]
pub struct Field<T: Table> {
    name: Cow<'static, str>,
    unit: Cow<'static, str>,
    meaning: Cow<'static, str>,
    get: Get<T>,
}

impl<T: Table> Field<T> {
    fn new(name: &'static str, unit: &'static str, meaning: &'static str, get: Get<T>) -> Self {
        Self { name: name.into(), unit: unit.into(), meaning: meaning.into(), get }
    }

    /// A column of whole numbers.
    pub fn whole(name: &'static str, unit: &'static str, meaning: &'static str, get: GetWhole<T>) -> Self {
        Self::new(name, unit, meaning, Get::Whole(get))
    }

    /// A column of numbers with so many decimals.
    pub fn number(
        name: &'static str,
        (decimals, unit): (u8, &'static str),
        meaning: &'static str,
        get: GetNumber<T>,
    ) -> Self {
        Self::new(name, unit, meaning, Get::Number(decimals, get))
    }

    /// A column of yes and no.
    pub fn yes_no(name: &'static str, meaning: &'static str, get: GetYesNo<T>) -> Self {
        Self::new(name, "", meaning, Get::YesNo(get))
    }

    /// A column of days.
    pub fn date(name: &'static str, meaning: &'static str, get: GetDate<T>) -> Self {
        Self::new(name, "", meaning, Get::Date(get))
    }

    /// A column of texts.
    pub fn text(name: &'static str, meaning: &'static str, get: GetText<T>) -> Self {
        Self::new(name, "", meaning, Get::Text(get))
    }

    /// The n-th of several columns that a study asks for.
    pub fn nth(column: Column, n: usize, get: GetNth<T>) -> Self {
        let Column { name, kind, unit, meaning } = column;
        Self { name: name.into(), unit: unit.into(), meaning: meaning.into(), get: Get::Nth(kind, n, get) }
    }

    /// Its cell in a row. A text is put together in `scratch`.
    pub fn cell<'s>(&self, row: &T::Row<'_>, scratch: &'s mut String) -> Cell<'s> {
        let cell = match self.get {
            Get::Whole(get) => get(row).map(Cell::Whole),
            Get::Number(decimals, get) => {
                get(row).filter(|x| x.is_finite()).map(|number| Cell::Number(number, decimals))
            }
            Get::YesNo(get) => get(row).map(Cell::YesNo),
            Get::Date(get) => get(row).map(Cell::Date),
            Get::Text(get) => {
                scratch.clear();
                get(row, scratch);
                (!scratch.is_empty()).then_some(Cell::Text(scratch))
            }
            Get::Nth(_, n, get) => {
                scratch.clear();
                Some(get(row, n, scratch))
            }
        };
        cell.unwrap_or(Cell::Missing)
    }

    /// What it is, whoever fills it.
    fn column(&self) -> Column {
        let kind = match self.get {
            Get::Whole(_) => Kind::Whole,
            Get::Number(decimals, _) => Kind::Number(decimals),
            Get::YesNo(_) => Kind::YesNo,
            Get::Date(_) => Kind::Date,
            Get::Text(_) => Kind::Text,
            Get::Nth(kind, ..) => kind,
        };
        let [name, unit, meaning] = [&self.name, &self.unit, &self.meaning].map(|text| text.clone().into_owned());
        Column { name, kind, unit, meaning }
    }
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Unit; empty for text and for numbers without one.
    pub unit: String,
    /// Meaning.
    pub meaning: String,
}

/// A file of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Name without `.csv`.
    pub name: &'static str,
    /// One row per what.
    pub rows: &'static str,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Columns that together name a row.
    pub key: &'static [&'static str],
    /// Whether the file is packed with gzip.
    pub packed: bool,
}

impl Layout {
    /// The layout of a table with these columns, not packed.
    pub fn of<T: Table>(fields: &[Field<T>]) -> Self {
        let columns = fields.iter().map(Field::column).collect();
        Self { name: T::NAME, rows: T::ROWS, columns, key: T::KEY, packed: false }
    }

    /// Its name in the folder.
    pub fn file(&self) -> String {
        format!("{}.csv{}", self.name, if self.packed { ".gz" } else { "" })
    }
}
