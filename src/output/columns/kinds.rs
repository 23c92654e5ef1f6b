//! What a file and its columns are.

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

/// A column.
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

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Name without `.csv`.
    pub name: &'static str,
    /// One row per what.
    pub rows: &'static str,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Columns that together name a row.
    pub key: Vec<&'static str>,
    /// Whether the file is packed with gzip.
    pub packed: bool,
}

impl Layout {
    /// Its name in the folder.
    pub fn file(&self) -> String {
        format!("{}.csv{}", self.name, if self.packed { ".gz" } else { "" })
    }
}
