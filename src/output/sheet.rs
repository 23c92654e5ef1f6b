//! One table under way, in every format that was asked for.

use super::{
    csv::{Begin, Csv},
    excel::{self, Excel},
    parquet,
    shelf::{Deed, Entry, Refused, Shelf},
    sink::Sink,
};
use crate::table::{Field, Layout, Table, read::Reader};
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// Formats beside CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// For this Excel.
    pub excel: Option<Excel>,
    /// As Parquet.
    pub parquet: bool,
}

/// A table under way: each row goes to CSV and to every copy.
#[derive(Debug)]
pub struct Sheet<T: Table> {
    fields: Vec<Field<T>>,
    layout: Layout,
    csv: Csv,
    copies: Vec<Box<dyn Sink>>,
    /// A text under way.
    scratch: String,
}

impl<T: Table> Sheet<T> {
    /// A table with all of its columns, new and not packed, with copies from its first row on.
    ///
    /// # Errors
    /// The shelf's.
    pub fn new(shelf: &mut dyn Shelf, copies: Copies) -> Result<Self, Refused> {
        let mut sheet = Self::begin(shelf, T::fields(), false, Begin::Headed)?;
        sheet.copies = sheet.open(copies, shelf)?;
        Ok(sheet)
    }

    /// A table with these columns, packed or not, new or taken up again.
    ///
    /// # Errors
    /// The shelf's.
    pub fn begin(shelf: &mut dyn Shelf, fields: Vec<Field<T>>, packed: bool, begin: Begin) -> Result<Self, Refused> {
        let layout = Layout { packed, ..Layout::of(&fields) };
        let csv = Csv::begin(shelf, &layout, begin)?;
        Ok(Self { fields, layout, csv, copies: Vec::new(), scratch: String::new() })
    }

    /// Begins copies. They take over the rows that are there; later ones go to them as well.
    ///
    /// # Errors
    /// The shelf's, or what is there cannot be read.
    pub fn copy(&mut self, copies: Copies, shelf: &mut dyn Shelf) -> Result<(), Refused> {
        self.copies = self.open(copies, shelf)?;
        if self.copies.is_empty() {
            return Ok(());
        }
        let there = self.csv.settle()?;
        let text = shelf.beginning(&there.name, there.bytes).map_err(|e| Refused::io(&there.name, &e))?;
        let text: Box<dyn Read> = if self.layout.packed { Box::new(MultiGzDecoder::new(text)) } else { text };
        let unreadable = |fault: crate::fault::Fault| Deed::Read.refused(&there.name, fault.message);
        let mut rows = Reader::open(&there.name, text, &self.layout).map_err(unreadable)?;
        while rows.advance().map_err(unreadable)? {
            rows.cells(|cell| self.copies.iter_mut().for_each(|copy| copy.cell(cell))).map_err(unreadable)?;
            self.copies.iter_mut().try_for_each(|copy| copy.end())?;
        }
        Ok(())
    }

    fn open(&self, copies: Copies, shelf: &mut dyn Shelf) -> Result<Vec<Box<dyn Sink>>, Refused> {
        let mut open: Vec<Box<dyn Sink>> = Vec::new();
        if let Some(excel) = copies.excel {
            open.push(Box::new(excel::Copy::begin(excel, &self.layout, shelf)?));
        }
        if copies.parquet {
            open.push(parquet::begin(&self.layout, shelf)?);
        }
        Ok(open)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn row(&mut self, row: &T::Row<'_>) -> Result<(), Refused> {
        for field in &self.fields {
            let cell = field.cell(row, &mut self.scratch);
            self.csv.cell(cell);
            self.copies.iter_mut().for_each(|copy| copy.cell(cell));
        }
        self.csv.end()?;
        self.copies.iter_mut().try_for_each(|copy| copy.end())
    }

    /// Hands everything written so far to the file; where it is packed, this ends a member.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn flush(&mut self) -> Result<(), Refused> {
        self.csv.flush()
    }

    /// Makes sure that every row so far stays, and says what that is.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn settle(&mut self) -> Result<Entry, Refused> {
        self.csv.settle()
    }

    /// Ends the table: its layout, its file, and its copies.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn finish(mut self) -> Result<Finished, Refused> {
        let entry = self.csv.settle()?;
        let copies = self.copies.into_iter().map(Sink::finish).collect::<Result<_, _>>()?;
        Ok(Finished { layout: self.layout, entry, copies })
    }
}

/// A table that is written.
#[derive(Clone, Debug)]
pub struct Finished {
    /// What it looks like.
    pub layout: Layout,
    /// Its file.
    pub entry: Entry,
    /// Its copies.
    pub copies: Vec<Entry>,
}
