//! Copies of tables that Excel opens with a double click: with a byte order mark, so that Ségou and Ménaka keep their accents,
//! with the line ends of Windows, and with the separators of the reader's own Excel.

use super::{
    columns::{Kind, Layout},
    shelf::{Entry, Hashed, Refused, Shelf},
};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

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

    /// Copies a table that is written into the folder `excel`.
    ///
    /// # Errors
    /// The shelf's.
    pub(super) fn copy(self, layout: &Layout, table: &Entry, shelf: &mut dyn Shelf) -> Result<Entry, Refused> {
        let name = format!("excel/{}", table.name);
        let refused = |error: &io::Error| Refused::io(&name, error);
        let other = |error: csv::Error| refused(&io::Error::other(error));
        let text = shelf.beginning(&table.name, table.bytes).map_err(|e| refused(&e))?;
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        let mut page = Hashed::new(shelf, &name)?;
        page.write_all("\u{feff}".as_bytes()).map_err(|e| refused(&e))?;
        let delimiter = if self == Self::Comma { b',' } else { b';' };
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(page);
        let (mut row, mut header) = (csv::StringRecord::new(), true);
        while rows.read_record(&mut row).map_err(other)? {
            for (cell, column) in row.iter().zip(&layout.columns) {
                let number = self == Self::Semicolon && !header && matches!(column.kind, Kind::Number(_));
                let written =
                    if number { writer.write_field(cell.replace('.', ",")) } else { writer.write_field(cell) };
                written.map_err(other)?;
            }
            writer.write_record(None::<&[u8]>).map_err(other)?;
            header = false;
        }
        let mut page = writer.into_inner().map_err(|e| refused(e.error()))?;
        page.flush().map_err(|e| refused(&e))?;
        page.settle()
    }
}
