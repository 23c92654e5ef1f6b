//! Copies of tables that Excel opens with a double click: with a byte order mark, so that Ségou and Ménaka keep their accents,
//! with the line ends of Windows, and with the separators of the reader's own Excel.

use super::{
    csv::{refused, write_cell},
    shelf::{Entry, Hashed, Refused, Shelf},
    sink::Sink,
};
use crate::{
    seeds::values::is_formula,
    table::{Cell, Layout},
};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, io::Write};

/// What stands between cells and in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excel {
    /// Commas between cells, points in numbers: Excel in English.
    Comma,
    /// Semicolons between cells, commas in numbers: Excel in French and most other languages.
    Semicolon,
}

impl Excel {
    /// Reads its name.
    ///
    /// # Errors
    /// What would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text {
            "comma" => Ok(Self::Comma),
            "semicolon" => Ok(Self::Semicolon),
            _ => Err("comma (Excel in English) or semicolon (Excel in French and most other languages)".to_owned()),
        }
    }

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
        }
    }
}

/// A text that Excel would take for a formula and carry out, after an apostrophe; a sign alone is none.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A copy in the folder `excel` under way.
#[derive(Debug)]
pub(super) struct Copy {
    excel: Excel,
    name: String,
    writer: csv::Writer<Hashed>,
    row: csv::ByteRecord,
}

impl Copy {
    /// Begins the copy of a table.
    ///
    /// # Errors
    /// The shelf's.
    pub(super) fn begin(excel: Excel, layout: &Layout, shelf: &mut dyn Shelf) -> Result<Self, Refused> {
        let name = format!("excel/{}", layout.file());
        let mut page = Hashed::new(shelf, &name)?;
        page.write_all("\u{feff}".as_bytes()).map_err(|e| Refused::io(&name, &e))?;
        let delimiter = if excel == Excel::Comma { b',' } else { b';' };
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(page);
        let header = writer.write_record(layout.columns.iter().map(|column| harmless(&column.name).into_owned()));
        header.map_err(|e| refused(&name, e))?;
        Ok(Self { excel, name, writer, row: csv::ByteRecord::new() })
    }
}

impl Sink for Copy {
    fn cell(&mut self, cell: Cell<'_>) {
        if let Cell::Text(text) = cell {
            self.row.push_field(harmless(text).as_bytes());
            return;
        }
        let comma = self.excel == Excel::Semicolon && matches!(cell, Cell::Number(..));
        write_cell(cell, |bytes| match bytes.iter().position(|byte| *byte == b'.').filter(|_| comma) {
            Some(point) => self.row.push_field(&[&bytes[..point], b",", &bytes[point + 1..]].concat()),
            None => self.row.push_field(bytes),
        });
    }

    fn end(&mut self) -> Result<(), Refused> {
        let written = self.writer.write_byte_record(&self.row);
        self.row.clear();
        written.map_err(|e| refused(&self.name, e))
    }

    fn finish(self: Box<Self>) -> Result<Entry, Refused> {
        let name = self.name;
        let mut page = self.writer.into_inner().map_err(|e| Refused::io(&name, e.error()))?;
        page.flush().map_err(|e| Refused::io(&name, &e))?;
        page.settle()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{output::shelf::Memory, table::Table};

    #[test]
    fn no_name_of_a_column_is_a_formula() {
        let mut memory = Memory::default();
        let mut layout = crate::counts::Summary::layout();
        layout.columns[0].name = "=cmd/actors.front.cohesion".into();
        let copy = Copy::begin(Excel::Comma, &layout, &mut memory).unwrap();
        let entry = Box::new(copy).finish();
        assert!(entry.is_ok());
        let page = memory.files().find(|(name, _)| name.starts_with("excel/")).map(|(_, bytes)| bytes.clone()).unwrap();
        assert!(String::from_utf8_lossy(&page).starts_with("\u{feff}'=cmd/actors.front.cohesion,"));
    }

    #[test]
    fn no_text_is_a_formula() {
        let mut memory = Memory::default();
        let layout = crate::counts::Summary::layout();
        let mut copy = Copy::begin(Excel::Comma, &layout, &mut memory).unwrap();
        for text in ["=cmd|' /C calc'!A0", "+1", "-1 to 1", "@x", "\tx", "men", "+"] {
            copy.cell(Cell::Text(text));
        }
        copy.cell(Cell::Number(-1.5, 1));
        let row: Vec<String> = copy.row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        assert_eq!(row, ["'=cmd|' /C calc'!A0", "'+1", "'-1 to 1", "'@x", "'\tx", "men", "+", "-1.5"]);
    }
}
