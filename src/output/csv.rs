//! The tables themselves: CSV, plain or packed, that can be made safe, taken up again and continued.

use super::{
    pack::Packer,
    shelf::{Deed, Entry, Hashed, Refused, Shelf},
    sink::Sink,
};
use crate::table::{
    Cell, Layout,
    number::{Digits, format_number},
};
use std::{fmt::Write as _, io};

/// How a file of rows is begun.
#[derive(Clone, Copy, Debug)]
pub enum Begin<'a> {
    /// A new file, with its header.
    Headed,
    /// A new file without a header: it continues that of another part.
    Bare,
    /// The file that is there, from where it was safe.
    At(&'a [Entry]),
}

/// A CSV file under way.
#[derive(Debug)]
pub struct Csv {
    writer: csv::Writer<Packer<Hashed>>,
    name: String,
    /// The row under way.
    row: csv::ByteRecord,
}

impl Csv {
    /// A file, new or taken up again.
    ///
    /// # Errors
    /// The shelf's.
    pub fn begin(shelf: &mut dyn Shelf, layout: &Layout, begin: Begin) -> Result<Self, Refused> {
        let name = layout.file();
        let safe = match begin {
            Begin::At(safe) => Some(safe.iter().find(|entry| entry.name == name)),
            Begin::Headed | Begin::Bare => None,
        };
        let page = match safe {
            Some(Some(safe)) => Hashed::again(shelf, safe)?,
            Some(None) => return Err(Deed::Read.refused(name, "nothing says how far it was written")),
            None => Hashed::new(shelf, &name)?,
        };
        let writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(Packer::new(page, layout.packed));
        let mut csv = Self { writer, name, row: csv::ByteRecord::new() };
        if matches!(begin, Begin::Headed) {
            for column in &layout.columns {
                csv.row.push_field(column.name.as_bytes());
            }
            csv.end()?;
            // The header is a member of its own, so that parts can follow each other.
            csv.flush()?;
        }
        Ok(csv)
    }

    /// Hands everything written so far to the file; where it is packed, this ends a member.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn flush(&mut self) -> Result<(), Refused> {
        self.writer.flush().map_err(|e| Refused::io(&self.name, &e))
    }

    /// Makes sure that everything written so far stays, and says what that is.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn settle(&mut self) -> Result<Entry, Refused> {
        self.flush()?;
        self.writer.get_ref().file().map_err(|e| Refused::io(&self.name, &e))?.settle()
    }
}

impl Sink for Csv {
    fn cell(&mut self, cell: Cell<'_>) {
        write_cell(cell, |bytes| self.row.push_field(bytes));
    }

    fn end(&mut self) -> Result<(), Refused> {
        let written = self.writer.write_byte_record(&self.row);
        self.row.clear();
        written.map_err(|error| refused(&self.name, error))
    }

    fn finish(mut self: Box<Self>) -> Result<Entry, Refused> {
        self.settle()
    }
}

/// Writes a cell as CSV has it.
pub(super) fn write_cell<T>(cell: Cell<'_>, write: impl FnOnce(&[u8]) -> T) -> T {
    match cell {
        Cell::Missing => write(b""),
        Cell::Whole(number) => write(Digits::whole(number).text()),
        Cell::Number(number, decimals) => {
            if let Some(digits) = Digits::of(number, decimals) {
                return write(digits.text());
            }
            let mut text = String::new();
            format_number(&mut text, number, decimals);
            write(text.as_bytes())
        }
        Cell::YesNo(yes) => write(if yes { b"true" } else { b"false" }),
        Cell::Date(date) => {
            let mut text = String::with_capacity(10);
            let _ = write!(text, "{date}");
            write(text.as_bytes())
        }
        Cell::Text(text) => write(text.as_bytes()),
    }
}

/// What the file system refused.
pub(super) fn refused(name: &str, error: csv::Error) -> Refused {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Refused::io(name, &error),
        other => Refused::io(name, &io::Error::other(format!("{other:?}"))),
    }
}
