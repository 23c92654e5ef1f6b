//! Raw tables: cells with their text and the exact place where they stand in the file.
//!
//! UTF-8 with or without a byte order mark, `,` or `;` as separator (whichever the header uses), LF or CRLF, quoted cells.

mod form;

use super::{
    at::{At, Lines, with_line_ends},
    columns::{Kind, Schema},
};
use crate::{
    fault::{Fault, nearest},
    id,
};
use std::{ops::Range, path::Path};

/// Most bytes that a file may have.
pub const MAX_BYTES: usize = 16 << 20;
/// Most rows that a table may have.
pub const MAX_ROWS: usize = 20_000;
/// Most bytes of a cell.
pub const MAX_CELL: usize = 10_000;
/// Most cells of a row that are looked at: far more than any table has columns.
const MAX_CELLS: usize = 64;

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Text without the blanks around it; empty when the cell is empty or its column is not there.
    pub text: String,
    /// Where it stands: in the table, or in the patch that changed it.
    pub at: At,
}

/// One row, its cells in the order of the schema's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Cells.
    pub cells: Vec<Cell>,
    /// Where the row stands.
    pub at: At,
    /// Whether it has another number of cells than the header: a fault already, whose cells say nothing.
    pub ragged: bool,
}

/// A table of a case.
#[derive(Clone, Debug)]
pub struct Table {
    /// What its columns mean.
    pub schema: &'static Schema,
    /// The file.
    pub at: At,
    /// Rows in the order of the file.
    pub rows: Vec<Row>,
    /// Whether the file is missing or cannot be read, so that nothing can be said about its ids.
    pub unreadable: bool,
    /// Columns that it must have and its header lacks: a fault already, so that no row need be told of it.
    pub absent: Vec<usize>,
}

impl Table {
    /// A table without rows.
    pub fn empty(schema: &'static Schema, file: &str) -> Self {
        Self { schema, at: At::whole(file), rows: Vec::new(), unreadable: true, absent: Vec::new() }
    }

    /// Reads a table. Whatever is wrong with its form goes into `faults`; the rest is read all the same.
    pub fn read(schema: &'static Schema, file: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Self {
        let mut table = Self::empty(schema, file);
        let Some(text) = decode(file, bytes, MAX_BYTES, faults) else {
            return table;
        };
        let lines = Lines::new(file, text);
        let mut records = Records::new(text, &lines);
        let Some(header) = records.next() else {
            faults.push(table.at.fault(
                "",
                "the file is empty",
                format!("its first line names its columns: {}", schema.header()),
            ));
            return table;
        };
        if let Some(fault) = form::header(schema, &header) {
            faults.push(fault);
            return table;
        }
        let columns = columns(schema, &header, faults);
        table.absent = (0..columns.len()).filter(|i| columns[*i].is_none() && schema.columns[*i].required).collect();
        // What stood in a column that is unknown was not read: nothing may follow from its not being there.
        let unknown = header.iter().any(|cell| schema.position(&cell.text).is_none());
        table.unreadable = unknown || schema.key.iter().any(|i| columns[*i].is_none());
        let own = schema.columns.iter().position(|column| column.kind == Kind::Id);
        let mut misfits = Vec::new();
        for record in records {
            if record.len() < MAX_CELLS && record.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            if table.rows.len() == MAX_ROWS {
                faults.push(record[0].at.fault(
                    "",
                    format!("a table may have at most {MAX_ROWS} rows"),
                    "split the case, or leave rows out",
                ));
                break;
            }
            let at = whole(&record);
            if let Some(fault) = record.iter().find_map(|cell| unclosed(text, cell)) {
                // Whatever stood after it is in this cell: nothing more can be said of the table.
                faults.push(fault);
                table.unreadable = true;
                break;
            }
            if let Some(fault) = form::row(&header, &record, &at, text) {
                faults.push(fault);
                table.unreadable = true;
                break;
            }
            let ragged = record.len() != header.len();
            if ragged && let Some(fault) = form::runaway(&header, &record, text) {
                // Rows that it took in are meant by those that name them.
                faults.push(fault);
                table.unreadable = true;
            } else if ragged {
                misfits.push(form::misfit(&header, &record, &at, text));
            }
            faults.extend(record.iter().filter_map(|cell| oversized(text, cell)));
            let cells = columns.iter().map(|column| {
                let found = column.and_then(|i| record.get(i)).cloned();
                found.unwrap_or_else(|| Cell { text: String::new(), at: at.clone() })
            });
            let cells: Vec<Cell> = cells.collect();
            // A row without a name of its own was meant by those that name what is not there.
            table.unreadable |= own.is_some_and(|i| !id::is_valid(&cells[i].text));
            table.rows.push(Row { cells, at: at.clone(), ragged });
        }
        faults.extend(form::at_most_a_few(misfits));
        table
    }
}

impl Row {
    /// The text of a column, by its position.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_str())
    }
}

/// A quote that opens a cell and is never closed swallows the rest of the file.
fn unclosed(text: &str, cell: &Cell) -> Option<Fault> {
    let raw = &text[cell.at.span.clone()];
    let open = raw.starts_with('"') && raw.matches('"').count() % 2 == 1;
    open.then(|| {
        cell.at.fault(raw, "the quote is never closed", "close it with `\"`, or write two for a quote inside a cell")
    })
}

/// A cell that no sentence fills; only its beginning was kept.
fn oversized(text: &str, cell: &Cell) -> Option<Fault> {
    let raw = &text[cell.at.span.clone()];
    (raw.len() > MAX_CELL).then(|| {
        let message = format!("the cell has {} bytes, more than the {MAX_CELL} that are read", raw.len());
        cell.at.fault(raw, message, "shorten it; longer texts belong into a file beside the tables")
    })
}

/// The text of a file of the user, unless it is larger than `most` bytes or not UTF-8.
pub fn decode<'a>(file: &str, bytes: &'a [u8], most: usize, faults: &mut Vec<Fault>) -> Option<&'a str> {
    let at = At::whole(file);
    if bytes.len() > most {
        let message = format!("the file has more than the {} MB that are read", most >> 20);
        faults.push(at.fault("", message, "split it, or leave out what the question does not need"));
        return None;
    }
    if let Some(encoding) = wide(bytes) {
        let message = format!("the file is {encoding} text, and not UTF-8");
        faults.push(At { line: 1, ..at }.fault("", message, save(file)));
        return None;
    }
    match str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = with_line_ends(&String::from_utf8_lossy(before)).matches('\n').count() + 1;
            let word: Vec<u8> =
                bytes[error.valid_up_to()..].iter().copied().take(12).take_while(|b| !b",;\r\n".contains(b)).collect();
            let at = At { line, ..at };
            faults.push(at.fault(&String::from_utf8_lossy(&word), "the file is not UTF-8 text", save(file)));
            None
        }
    }
}

/// How to save a file so that it can be read.
fn save(file: &str) -> &'static str {
    if Path::new(file).extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) {
        "save it again: in Excel \"Save as\", type \"CSV UTF-8\"; in LibreOffice tick \"Edit filter settings\" and choose UTF-8"
    } else {
        "save it again with the encoding UTF-8: an editor asks for it under \"Save as\", or in the line at the bottom"
    }
}

/// How many bytes of a file tell in what encoding it is.
const SAMPLE: usize = 400;

/// The encoding of a text of wide signs, with a byte order mark or without one: of Latin letters every second byte is nought then, or
/// three of four.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE) / 4 * 4];
    let noughts = |step: usize, at: usize| sample.iter().skip(at).step_by(step).filter(|byte| **byte == 0).count();
    let most = |count: usize, step: usize| count > 0 && count * step * 2 > sample.len();
    if most(noughts(4, 1), 4) && most(noughts(4, 2), 4) {
        return Some("UTF-32");
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some("UTF-16");
    }
    let [even, odd] = [0, 1].map(|at| noughts(2, at));
    (even.min(odd) == 0 && most(even.max(odd), 2)).then_some("UTF-16")
}

/// For every column of the schema its position in the file.
fn columns(schema: &'static Schema, header: &[Cell], faults: &mut Vec<Fault>) -> Vec<Option<usize>> {
    let names = || schema.columns.iter().map(|c| c.name);
    let lacking = || schema.columns.iter().filter(|c| c.required && !header.iter().any(|cell| cell.text == c.name));
    let unknown = header.iter().filter(|cell| !names().any(|name| name == cell.text)).count();
    let mut misspelt = Vec::new();
    for (i, cell) in header.iter().enumerate() {
        if !names().any(|name| name == cell.text) {
            let message = if cell.text.is_empty() { "a column has no name" } else { "there is no such column" };
            let missing = || names().filter(|name| !header.iter().any(|c| c.text == *name));
            let help = match lacking().next() {
                // One name that is unknown and one that is missing are one slip, however far they are apart.
                Some(only) if unknown == 1 && lacking().count() == 1 => format!("did you mean `{}`?", only.name),
                _ => nearest(&cell.text, missing()),
            };
            misspelt.extend(missing().find(|name| help == format!("did you mean `{name}`?")));
            faults.push(cell.at.fault(&cell.text, message, help));
        } else if header[..i].iter().any(|other| other.text == cell.text) {
            faults.push(cell.at.fault(&cell.text, "the column is there twice", "leave one of the two out"));
        }
    }
    let found: Vec<Option<usize>> = names().map(|name| header.iter().position(|cell| cell.text == name)).collect();
    for (column, position) in schema.columns.iter().zip(&found) {
        if column.required && position.is_none() && !misspelt.contains(&column.name) {
            let message = format!("the column `{}` is missing", column.name);
            faults.push(whole(header).fault(&joined(header), message, column.meaning));
        }
    }
    found
}

fn whole(record: &[Cell]) -> At {
    let mut at = record[0].at.clone();
    at.span.end = record.last().map_or(at.span.end, |cell| cell.at.span.end);
    at
}

fn joined(record: &[Cell]) -> String {
    record.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(",")
}

/// The records of a text, one at a time. No record is empty; of one with very many cells the rest is left out.
struct Records<'a> {
    text: &'a str,
    lines: &'a Lines,
    delimiter: u8,
    reader: csv_core::Reader,
    /// Where the reader stands in the text.
    position: usize,
    /// Where it writes a cell without its quotes.
    output: Vec<u8>,
    ended: bool,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, lines: &'a Lines) -> Self {
        let position = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let first = text[position..].split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or_default();
        let delimiter = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
        let reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Self { text, lines, delimiter, reader, position, output: vec![0; text.len() + 1], ended: false }
    }

    fn cell(&self, raw: Range<usize>, written: usize) -> Cell {
        cell(self.text, raw, &self.output[..written], self.lines, self.delimiter)
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<Cell>;

    fn next(&mut self) -> Option<Vec<Cell>> {
        let bytes = self.text.as_bytes();
        let mut record = Vec::new();
        self.position += bytes[self.position..].iter().take_while(|b| b"\r\n".contains(b)).count();
        while !self.ended {
            let (result, read, written) = self.reader.read_field(&bytes[self.position..], &mut self.output);
            let raw = self.position..self.position + read;
            self.position += read;
            match result {
                csv_core::ReadFieldResult::InputEmpty if !raw.is_empty() => {
                    // The text ends within a field: an empty input tells the reader so.
                    let (_, _, more) = self.reader.read_field(&[], &mut self.output[written..]);
                    record.push(self.cell(raw, written + more));
                    self.ended = true;
                }
                csv_core::ReadFieldResult::Field { record_end } => {
                    if record.len() < MAX_CELLS {
                        record.push(self.cell(raw, written));
                    }
                    if record_end {
                        break;
                    }
                }
                csv_core::ReadFieldResult::InputEmpty
                | csv_core::ReadFieldResult::OutputFull
                | csv_core::ReadFieldResult::End => self.ended = true,
            }
        }
        (!record.is_empty()).then_some(record)
    }
}

fn cell(text: &str, mut span: Range<usize>, content: &[u8], lines: &Lines, delimiter: u8) -> Cell {
    let bytes = text.as_bytes();
    while span.end > span.start && (bytes[span.end - 1] == delimiter || b"\r\n".contains(&bytes[span.end - 1])) {
        span.end -= 1;
        if bytes[span.end] == delimiter {
            break;
        }
    }
    let content = String::from_utf8_lossy(&content[..content.len().min(MAX_CELL)]);
    Cell { text: content.trim().to_owned(), at: lines.at(span) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds::columns::Sheet;

    fn read(bytes: &[u8]) -> (Table, Vec<Fault>) {
        let mut faults = Vec::new();
        (Table::read(Sheet::Issues.schema(), "issues.csv", bytes, &mut faults), faults)
    }

    #[test]
    fn cells_know_their_exact_bytes_and_lines() {
        const CLAIMS: usize = 5;
        let text = "\u{feff}id;name;low;high;claims\r\n\r\na;\"b; \"\"c\"\"\";d;é;\r\nx; y ;\"two\nlines\";z;p1";
        let (table, faults) = read(text.as_bytes());
        assert!(faults.is_empty(), "{faults:?}");
        let cell = |row: usize, column: usize| &table.rows[row].cells[column];
        let raw = |row: usize, column: usize| &text[cell(row, column).at.span.clone()];
        assert_eq!((cell(0, 1).text.as_str(), raw(0, 1), cell(0, 1).at.line), ("b; \"c\"", "\"b; \"\"c\"\"\"", 3));
        assert_eq!((raw(0, 3), raw(0, CLAIMS)), ("é", ""));
        assert_eq!((cell(1, 1).text.as_str(), raw(1, 1), raw(1, CLAIMS)), ("y", " y ", "p1"));
        assert_eq!((cell(1, 0).at.line, cell(1, CLAIMS).at.line), (4, 5));
    }

    #[test]
    fn what_is_wrong_with_the_form_is_said() {
        let head = "id,name,low,high,claims\n".to_owned();
        let limit = head.clone() + &"a,b,c,d,e\n".repeat(MAX_ROWS + 1);
        let blanks = head.clone() + &",".repeat(MAX_BYTES - head.len());
        let novel = head + "a,b," + &"x".repeat(MAX_CELL + 1) + ",d,e\n";
        for (text, words) in [
            ("", "empty"),
            ("id,name,low,hi,claims\na,b,c,d,e\n", "did you mean `high`?"),
            ("id,name,name,low,high,claims\n", "twice"),
            ("id,name,low,high,claims\na,b,c\n", "3 cells where the header has 5"),
            ("id,name,low,high,claims\na,\"b,c,d,e\n", "never closed"),
            (limit.as_str(), "20000 rows"),
            (blanks.as_str(), "64 cells where the header has 5"),
            (novel.as_str(), "more than the 10000 that are read"),
        ] {
            let (_, faults) = read(text.as_bytes());
            let said = faults.iter().any(|f| f.to_string().contains(words));
            assert!(said, "{words}: {:?}", &faults[..faults.len().min(5)]);
            assert!(faults.iter().all(|fault| fault.to_string().len() < 1_000));
        }
        let (_, faults) = read(&vec![b'a'; MAX_BYTES + 1]);
        assert!(faults[0].message.contains("16 MB"));
    }
}
