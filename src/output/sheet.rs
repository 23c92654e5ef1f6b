//! Writing CSV, cell by cell, in the format that the column table states.

use super::{
    columns::{Kind, Layout},
    pack::Packer,
    shelf::{Deed, Entry, Hashed, Refused, Shelf},
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
    kinds: Vec<Kind>,
    /// The row under way, and a cell of it that is put together here.
    row: csv::ByteRecord,
    cell: String,
}

impl Csv {
    /// A new file with its header.
    ///
    /// # Errors
    /// The shelf's.
    pub fn new(shelf: &mut dyn Shelf, layout: &Layout) -> Result<Self, Refused> {
        Self::begin(shelf, layout, Begin::Headed)
    }

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
        let kinds = layout.columns.iter().map(|c| c.kind).collect();
        let mut csv = Self { writer, name, kinds, row: csv::ByteRecord::new(), cell: String::new() };
        if matches!(begin, Begin::Headed) {
            for column in &layout.columns {
                csv.text(&column.name);
            }
            csv.end()?;
            // The header is a member of its own, so that parts can follow each other.
            csv.flush()?;
        }
        Ok(csv)
    }

    /// A text, a word or a date.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.row.push_field(text.as_bytes());
        self
    }

    /// A text that is put together here.
    pub fn built(&mut self, build: impl FnOnce(&mut String)) -> &mut Self {
        self.cell.clear();
        build(&mut self.cell);
        self.row.push_field(self.cell.as_bytes());
        self
    }

    /// A whole number.
    pub fn whole(&mut self, number: impl Into<u64>) -> &mut Self {
        self.row.push_field(Digits::new(false, number.into(), 0).text());
        self
    }

    /// A number, with the decimals of its column.
    pub fn number(&mut self, number: f64) -> &mut Self {
        let Kind::Number(decimals) = self.kinds.get(self.row.len()).copied().unwrap_or(Kind::Number(6)) else {
            debug_assert!(false, "{}: column {} holds no numbers", self.name, self.row.len());
            return self.none();
        };
        match Digits::of(number, decimals) {
            Some(digits) => self.row.push_field(digits.text()),
            None => return self.built(|cell| format_number(cell, number, decimals)),
        }
        self
    }

    /// `true` or `false`.
    pub fn yes_no(&mut self, yes: bool) -> &mut Self {
        self.text(if yes { "true" } else { "false" })
    }

    /// An empty cell.
    pub fn none(&mut self) -> &mut Self {
        self.text("")
    }

    /// A number or an empty cell.
    pub fn maybe(&mut self, number: Option<f64>) -> &mut Self {
        match number {
            Some(number) => self.number(number),
            None => self.none(),
        }
    }

    /// Two numbers or two empty cells.
    pub fn range(&mut self, range: Option<(f64, f64)>) -> &mut Self {
        self.maybe(range.map(|r| r.0)).maybe(range.map(|r| r.1))
    }

    /// Ends the row.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn end(&mut self) -> Result<(), Refused> {
        debug_assert!(self.row.len() == self.kinds.len(), "{}: {} cells", self.name, self.row.len());
        let written = self.writer.write_byte_record(&self.row);
        self.row.clear();
        written.map_err(|error| self.refused(error))
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

    /// Ends the file.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn finish(mut self) -> Result<Entry, Refused> {
        self.settle()
    }

    fn refused(&self, error: csv::Error) -> Refused {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Refused::io(&self.name, &error),
            other => Refused::io(&self.name, &io::Error::other(format!("{other:?}"))),
        }
    }
}

/// A number rounded to some decimals, as short as it can be written; nothing for what is no number.
pub fn format_number(out: &mut String, number: f64, decimals: u8) {
    match Digits::of(number, decimals) {
        Some(digits) => out.extend(digits.text().iter().map(|byte| char::from(*byte))),
        // (Adding zero turns a negative zero into a plain one.)
        None if number.is_finite() => _ = write!(out, "{}", number.round() + 0.0),
        None => {}
    }
}

/// A number written out, from its last digit to its first: at most twenty digits, a point and a sign.
struct Digits {
    text: [u8; 22],
    at: usize,
}

impl Digits {
    /// A number rounded to some decimals, without zeros at the end; nothing for one so large that a double has no decimals to
    /// round and scaling would lose its last digits, or for what is no number.
    fn of(number: f64, decimals: u8) -> Option<Self> {
        if number.is_nan() || number.abs() >= 1e9 {
            return None;
        }
        let mut decimals = usize::from(decimals.min(6));
        let scale = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6][decimals];
        // At most fifteen digits, which a double tells apart: the shortest way to write it is the digits without zeros at the end.
        let steps = (number * scale).round();
        let mut digits = steps.abs() as u64;
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        Some(Self::new(steps < 0.0, digits, decimals))
    }

    /// Digits of which the last so many are decimals.
    fn new(negative: bool, mut digits: u64, decimals: usize) -> Self {
        let mut written = Self { text: [b'0'; 22], at: 22 };
        for _ in 0..decimals {
            written.push(b'0' + (digits % 10) as u8);
            digits /= 10;
        }
        if decimals > 0 {
            written.push(b'.');
        }
        loop {
            written.push(b'0' + (digits % 10) as u8);
            digits /= 10;
            if digits == 0 {
                break;
            }
        }
        if negative {
            written.push(b'-');
        }
        written
    }

    fn push(&mut self, byte: u8) {
        self.at -= 1;
        self.text[self.at] = byte;
    }

    fn text(&self) -> &[u8] {
        &self.text[self.at..]
    }
}

#[cfg(test)]
mod tests {
    use super::format_number;
    use proptest::prelude::*;

    proptest! {
        /// What the standard library writes for the rounded number, which is the shortest text that reads back as it.
        #[test]
        fn numbers_are_as_short_as_they_can_be(number in -1e9..1e9_f64, small in -2.0..2.0_f64, decimals in 0..7_u8) {
            for number in [number, small, number * small * 1e-3] {
                let scale = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6][usize::from(decimals)];
                let mut out = String::new();
                format_number(&mut out, number, decimals);
                prop_assert_eq!(out, format!("{}", (number * scale).round() / scale + 0.0));
            }
        }
    }

    #[test]
    fn numbers_are_rounded_and_short() {
        for (number, decimals, text) in [
            (0.5, 4, "0.5"),
            (1.0 / 3.0, 4, "0.3333"),
            (-0.000_01, 4, "0"),
            (12.0, 6, "12"),
            (0.0, 4, "0"),
            (-0.25, 4, "-0.25"),
            (0.000_1, 4, "0.0001"),
            (1200.0, 2, "1200"),
            (1e15, 2, "1000000000000000"),
            (2.675, 0, "3"),
            (f64::NAN, 2, ""),
            (f64::INFINITY, 2, ""),
        ] {
            let mut out = String::new();
            format_number(&mut out, number, decimals);
            assert_eq!(out, text, "{number}");
        }
    }
}
