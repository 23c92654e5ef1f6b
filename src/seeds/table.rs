//! Raw tables: cells with their text and the exact place where they stand in the file.
//!
//! UTF-8 with or without a byte order mark, `,` or `;` as separator (whichever the header uses), LF or CRLF, quoted cells.

use super::{
    at::{At, Lines},
    columns::Schema,
};
use crate::fault::{Fault, nearest};

/// Most bytes that a file may have.
pub const MAX_BYTES: usize = 16 << 20;
/// Most rows that a table may have.
pub const MAX_ROWS: usize = 20_000;

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
}

impl Table {
    /// A table without rows.
    pub fn empty(schema: &'static Schema, file: &str) -> Self {
        Self { schema, at: At::whole(file), rows: Vec::new(), unreadable: true }
    }

    /// Reads a table. Whatever is wrong with its form goes into `faults`; the rest is read all the same.
    pub fn read(schema: &'static Schema, file: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Self {
        let mut table = Self::empty(schema, file);
        let Some(text) = decode(file, bytes, faults) else {
            return table;
        };
        let lines = Lines::new(file, text);
        let mut records = records(text, &lines).into_iter();
        let Some(header) = records.next() else {
            faults.push(table.at.fault(
                "",
                "the file is empty",
                format!("its first line names its columns: {}", schema.header()),
            ));
            return table;
        };
        let columns = columns(schema, &header, faults);
        table.unreadable = schema.key.iter().any(|i| columns[*i].is_none());
        for record in records {
            if record.iter().all(|cell| cell.text.is_empty()) {
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
            let ragged = record.len() != header.len();
            if ragged {
                let message = format!("the row has {} cells where the header has {}", record.len(), header.len());
                let help = "put a cell that contains the separator in double quotes; a decimal comma becomes a point (in Excel save as \"CSV UTF-8\")";
                faults.push(at.fault(&joined(&record), message, help));
            }
            faults.extend(record.iter().filter_map(|cell| unclosed(text, cell)));
            let cells = columns.iter().map(|column| {
                let found = column.and_then(|i| record.get(i)).cloned();
                found.unwrap_or_else(|| Cell { text: String::new(), at: at.clone() })
            });
            table.rows.push(Row { cells: cells.collect(), at: at.clone(), ragged });
        }
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

/// The text of a file of the user, unless it is too large or not UTF-8.
pub fn decode<'a>(file: &str, bytes: &'a [u8], faults: &mut Vec<Fault>) -> Option<&'a str> {
    let at = At::whole(file);
    if bytes.len() > MAX_BYTES {
        let message =
            format!("the file has {} MB, more than the {} MB that are read", bytes.len() >> 20, MAX_BYTES >> 20);
        faults.push(at.fault("", message, "split the case, or leave rows out"));
        return None;
    }
    match str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = String::from_utf8_lossy(before).matches('\n').count() + 1;
            let word: Vec<u8> =
                bytes[error.valid_up_to()..].iter().copied().take(12).take_while(|b| !b",;\r\n".contains(b)).collect();
            let at = At { line, ..at };
            let help = "save it again: in Excel \"Save as\", type \"CSV UTF-8\"; in LibreOffice tick \"Edit filter settings\" and choose UTF-8";
            faults.push(at.fault(&String::from_utf8_lossy(&word), "the file is not UTF-8 text", help));
            None
        }
    }
}

/// For every column of the schema its position in the file.
fn columns(schema: &'static Schema, header: &[Cell], faults: &mut Vec<Fault>) -> Vec<Option<usize>> {
    let names = || schema.columns.iter().map(|c| c.name);
    for (i, cell) in header.iter().enumerate() {
        if !names().any(|name| name == cell.text) {
            let message = if cell.text.is_empty() { "a column has no name" } else { "there is no such column" };
            let missing = names().filter(|name| !header.iter().any(|c| c.text == *name));
            faults.push(cell.at.fault(&cell.text, message, nearest(&cell.text, missing)));
        } else if header[..i].iter().any(|other| other.text == cell.text) {
            faults.push(cell.at.fault(&cell.text, "the column is there twice", "leave one of the two out"));
        }
    }
    let found: Vec<Option<usize>> = names().map(|name| header.iter().position(|cell| cell.text == name)).collect();
    for (column, position) in schema.columns.iter().zip(&found) {
        if column.required && position.is_none() {
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

/// The records of a text. No record is empty.
fn records(text: &str, lines: &Lines) -> Vec<Vec<Cell>> {
    let bytes = text.as_bytes();
    let mut position = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let first = text[position..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let mut output = vec![0; bytes.len() + 1];
    let (mut all, mut record) = (Vec::new(), Vec::new());
    loop {
        if record.is_empty() {
            position += bytes[position..].iter().take_while(|b| b"\r\n".contains(b)).count();
        }
        let (result, read, written) = reader.read_field(&bytes[position..], &mut output);
        let raw = position..position + read;
        position += read;
        match result {
            csv_core::ReadFieldResult::InputEmpty if !bytes[raw.clone()].is_empty() => {
                // The text ends within a field: an empty input tells the reader so.
                let (_, _, more) = reader.read_field(&[], &mut output[written..]);
                record.push(cell(text, raw, &output[..written + more], lines, delimiter));
                all.push(record);
                break;
            }
            csv_core::ReadFieldResult::Field { record_end } => {
                record.push(cell(text, raw, &output[..written], lines, delimiter));
                if record_end {
                    all.push(std::mem::take(&mut record));
                }
            }
            csv_core::ReadFieldResult::InputEmpty
            | csv_core::ReadFieldResult::OutputFull
            | csv_core::ReadFieldResult::End => {
                if !record.is_empty() {
                    all.push(record);
                }
                break;
            }
        }
    }
    all
}

fn cell(text: &str, mut span: std::ops::Range<usize>, content: &[u8], lines: &Lines, delimiter: u8) -> Cell {
    let bytes = text.as_bytes();
    while span.end > span.start && (bytes[span.end - 1] == delimiter || b"\r\n".contains(&bytes[span.end - 1])) {
        span.end -= 1;
        if bytes[span.end] == delimiter {
            break;
        }
    }
    Cell { text: String::from_utf8_lossy(content).trim().to_owned(), at: lines.at(span) }
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
        let text = "\u{feff}id;name;low;high;claims\r\n\r\na;\"b; \"\"c\"\"\";d;é;\r\nx; y ;\"two\nlines\";z;p1";
        let (table, faults) = read(text.as_bytes());
        assert!(faults.is_empty(), "{faults:?}");
        let cell = |row: usize, column: usize| &table.rows[row].cells[column];
        let raw = |row: usize, column: usize| &text[cell(row, column).at.span.clone()];
        assert_eq!((cell(0, 1).text.as_str(), raw(0, 1), cell(0, 1).at.line), ("b; \"c\"", "\"b; \"\"c\"\"\"", 3));
        assert_eq!((raw(0, 3), raw(0, 4)), ("é", ""));
        assert_eq!((cell(1, 1).text.as_str(), raw(1, 1), raw(1, 4)), ("y", " y ", "p1"));
        assert_eq!((cell(1, 0).at.line, cell(1, 4).at.line), (4, 5));
    }

    #[test]
    fn what_is_wrong_with_the_form_is_said() {
        let limit = "id,name,low,high,claims\n".to_owned() + &"a,b,c,d,e\n".repeat(MAX_ROWS + 1);
        for (text, words) in [
            ("", "empty"),
            ("id,name,low,hi,claims\na,b,c,d,e\n", "did you mean `high`?"),
            ("id,name,name,low,high,claims\n", "twice"),
            ("id,name,low,high,claims\na,b,c\n", "3 cells where the header has 5"),
            ("id,name,low,high,claims\na,\"b,c,d,e\n", "never closed"),
            (limit.as_str(), "20000 rows"),
        ] {
            let (_, faults) = read(text.as_bytes());
            assert!(faults.iter().any(|f| f.to_string().contains(words)), "{words}: {faults:?}");
        }
        let (_, faults) = read(&vec![b'a'; MAX_BYTES + 1]);
        assert!(faults[0].message.contains("16 MB"));
    }
}
