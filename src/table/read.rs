//! Rows of a table, read back one at a time by the names of its columns, with faults that name file and line.

use super::{Cell, Kind, Layout};
use crate::fault::{Fault, nearest};
use std::{
    fmt,
    io::{self, Read},
    ops::Range,
};

/// Most bytes of one row: no table has one, and what has was made to fill the memory.
const LONGEST: usize = 64 << 20;

/// A table being read.
pub struct Reader<R> {
    shown: String,
    records: Records<R>,
    record: csv::ByteRecord,
    /// Name and kind of each column of the layout, and where it stands in the file.
    columns: Vec<(String, Kind, usize)>,
}

impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("shown", &self.shown).field("record", &self.record).finish_non_exhaustive()
    }
}

/// The records of a text, one at a time, given up where one does not end: a cell in quotes goes on over as many lines as it likes.
pub struct Records<R>(csv::Reader<Row<R>>);

/// A text, and how much of it was handed over since the record began.
struct Row<R> {
    text: R,
    since: usize,
}

impl<R: Read> Read for Row<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since > LONGEST {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a row of it has more than 64 MB"));
        }
        let n = self.text.read(buffer)?;
        self.since += n;
        Ok(n)
    }
}

impl<R: Read> Records<R> {
    /// Those of a text, read as the builder says.
    pub fn of(text: R, how: &mut csv::ReaderBuilder) -> Self {
        Self(how.from_reader(Row { text, since: 0 }))
    }

    /// Reads the next one; false at the end.
    ///
    /// # Errors
    /// It has another number of cells, if that matters, does not end, or cannot be read.
    pub fn read(&mut self, record: &mut csv::ByteRecord) -> csv::Result<bool> {
        self.0.get_mut().since = 0;
        self.0.read_byte_record(record)
    }
}

/// A fault in a file of results.
pub fn fault(file: &str, line: usize, span: Range<usize>, found: &str, message: String, help: &str) -> Fault {
    Fault { file: file.to_owned(), line, span, found: found.to_owned(), message, help: help.to_owned() }
}

/// What may have happened to a file that cannot be read.
pub const DAMAGED: &str = "the file was changed or damaged after it was written; `inputs/` repeats the run";

impl<R: Read> Reader<R> {
    /// Begins with the header of a text that is not packed; `shown` names it in faults.
    ///
    /// # Errors
    /// It cannot be read, or lacks a column of the layout.
    pub fn open(shown: &str, text: R, layout: &Layout) -> Result<Self, Fault> {
        let mut records = Records::of(text, csv::ReaderBuilder::new().buffer_capacity(1 << 18));
        let headers = records.0.byte_headers().map_err(|error| refused(shown, &error))?.clone();
        let find = |column: &super::Column| {
            let at = headers.iter().position(|header| header == column.name.as_bytes()).ok_or_else(|| {
                let known: Vec<String> = headers.iter().map(|h| String::from_utf8_lossy(h).into_owned()).collect();
                let help = nearest(&column.name, known.iter().map(String::as_str));
                fault(shown, 1, 0..0, "", format!("the column `{}` is missing", column.name), &help)
            });
            Ok((column.name.clone(), column.kind, at?))
        };
        let columns = layout.columns.iter().map(find).collect::<Result<_, Fault>>()?;
        Ok(Self { shown: shown.to_owned(), records, record: csv::ByteRecord::new(), columns })
    }

    /// Goes on to the next row; false at the end.
    ///
    /// # Errors
    /// The row has another number of cells, or cannot be read.
    pub fn advance(&mut self) -> Result<bool, Fault> {
        self.records.read(&mut self.record).map_err(|error| refused(&self.shown, &error))
    }

    /// What is read from.
    pub fn source(&self) -> &R {
        &self.records.0.get_ref().text
    }

    fn find(&self, name: &str) -> Result<&(String, Kind, usize), Fault> {
        let found = self.columns.iter().find(|(own, ..)| own == name);
        found.ok_or_else(|| fault(&self.shown, 1, 0..0, "", format!("no column is called `{name}`"), ""))
    }

    /// The bytes of a cell; none if the layout has no such column.
    pub fn bytes(&self, name: &str) -> &[u8] {
        self.find(name).ok().and_then(|(.., at)| self.record.get(*at)).unwrap_or_default()
    }

    /// A cell as text.
    ///
    /// # Errors
    /// It is not UTF-8, or there is no such column, as for every other kind of cell.
    pub fn text(&self, name: &str) -> Result<&str, Fault> {
        let (.., at) = self.find(name)?;
        let bytes = self.record.get(*at).unwrap_or_default();
        std::str::from_utf8(bytes).map_err(|_| self.wrong(name, "this is not UTF-8"))
    }

    /// A cell as a number.
    ///
    /// # Errors
    /// It is none.
    pub fn number(&self, name: &str) -> Result<f64, Fault> {
        let number = self.text(name)?.parse::<f64>().ok().filter(|n| n.is_finite());
        number.ok_or_else(|| self.wrong(name, "this is not a number"))
    }

    /// A cell as a number, if it holds anything.
    ///
    /// # Errors
    /// It holds something else.
    pub fn maybe(&self, name: &str) -> Result<Option<f64>, Fault> {
        if self.text(name)?.is_empty() { Ok(None) } else { self.number(name).map(Some) }
    }

    /// Two cells as the ends of a range, if both hold anything.
    ///
    /// # Errors
    /// One holds something else.
    pub fn range(&self, low: &str, high: &str) -> Result<Option<(f64, f64)>, Fault> {
        Ok(self.maybe(low)?.zip(self.maybe(high)?))
    }

    /// A cell as a whole number.
    ///
    /// # Errors
    /// It is none.
    pub fn whole(&self, name: &str) -> Result<u64, Fault> {
        let bytes = self.text(name)?.as_bytes();
        // At most nineteen digits always fit.
        let fits = !bytes.is_empty() && bytes.len() < 20 && bytes.iter().all(u8::is_ascii_digit);
        let read = || bytes.iter().fold(0, |n, digit| n * 10 + u64::from(digit - b'0'));
        fits.then(read).ok_or_else(|| self.wrong(name, "this is not a whole number"))
    }

    /// A cell as yes or no.
    ///
    /// # Errors
    /// It is neither.
    pub fn yes_no(&self, name: &str) -> Result<bool, Fault> {
        match self.text(name)? {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(self.wrong(name, "this is neither true nor false")),
        }
    }

    /// A cell as the kind of its column says.
    ///
    /// # Errors
    /// It is of another kind.
    pub fn cell(&self, name: &str) -> Result<Cell<'_>, Fault> {
        self.find(name).and_then(|column| self.as_its_kind(column))
    }

    /// Hands over every cell of the row, in the order of the layout.
    ///
    /// # Errors
    /// One is of another kind than its column.
    pub fn cells(&self, mut take: impl FnMut(Cell<'_>)) -> Result<(), Fault> {
        self.columns.iter().try_for_each(|column| self.as_its_kind(column).map(&mut take))
    }

    fn as_its_kind(&self, (name, kind, _): &(String, Kind, usize)) -> Result<Cell<'_>, Fault> {
        let text = self.text(name)?;
        if text.is_empty() {
            return Ok(Cell::Missing);
        }
        Ok(match kind {
            Kind::Whole => Cell::Whole(self.whole(name)?),
            Kind::Number(decimals) => Cell::Number(self.number(name)?, *decimals),
            Kind::YesNo => Cell::YesNo(self.yes_no(name)?),
            Kind::Date => Cell::Date(text.parse().map_err(|_| self.wrong(name, "this is not a date"))?),
            Kind::Text => Cell::Text(text),
        })
    }

    /// What is wrong with a cell of this row.
    pub fn wrong(&self, name: &str, message: &str) -> Fault {
        let (line, start) = self.record.position().map_or((0, 0), |p| (p.line() as usize, p.byte() as usize));
        let found = String::from_utf8_lossy(self.bytes(name)).into_owned();
        fault(&self.shown, line, start..start, &found, format!("`{name}`: {message}"), DAMAGED)
    }
}

fn refused(shown: &str, error: &csv::Error) -> Fault {
    let (line, start) = error.position().map_or((0, 0), |p| (p.line() as usize, p.byte() as usize));
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} cells, the header has {expected_len}")
        }
        csv::ErrorKind::Io(error) => format!("the file cannot be read: {error}"),
        _ => format!("the row cannot be read: {error}"),
    };
    fault(shown, line, start..start, "", message, DAMAGED)
}
