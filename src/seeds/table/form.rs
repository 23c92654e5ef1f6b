//! What is wrong with a table as a whole: told once, as nothing else can be said of it.

use super::Cell;
use crate::{
    fault::Fault,
    seeds::{at::At, columns::Schema},
};

/// Begins the lines that a version control leaves where two versions did not fit together.
const CONFLICT: &str = "<<<<<<<";
/// Quotes of texts, which a table does not know.
const CURLY: [char; 4] = ['“', '”', '„', '«'];
/// So many rows that do not fit are told one by one.
const FEW: usize = 3;
/// How many lines a message names.
const NAMED: usize = 8;

/// A first line that is no header.
pub(super) fn header(schema: &Schema, header: &[Cell]) -> Option<Fault> {
    let first = header.first()?;
    if first.text.to_lowercase().starts_with("sep=") {
        let help = "take the line away: Excel reads it, and no other program does";
        return Some(first.at.fault(&first.text, "the first line names a separator and no columns", help));
    }
    if let Some(fault) = conflict(header) {
        return Some(fault);
    }
    unseparated(schema, header).or_else(|| {
        let is_none = first.text.starts_with(['#', '<']);
        let known = !is_none && header.iter().any(|cell| schema.position(&cell.text).is_some());
        let message = match first.text.chars().next() {
            Some('<') => "this is a page of the web, and no CSV",
            Some('#') => "the first line is a comment, which a table cannot have",
            _ => "the first line names none of the columns",
        };
        let help = format!("the first line has to name the columns: {}", schema.header());
        (!known).then(|| super::whole(header).fault(&super::joined(header), message, help))
    })
}

/// A row of another number of cells than the header.
pub(super) fn misfit(header: &[Cell], record: &[Cell], at: &At, text: &str) -> Fault {
    let curly = record.iter().any(|cell| raw(cell, text).trim_start().starts_with(CURLY));
    let help = if curly {
        "put the cell in straight double quotes, `\"`: curly ones hold no cell together"
    } else {
        "put a cell that contains the separator in double quotes; a decimal comma becomes a point (in Excel save as \"CSV UTF-8\")"
    };
    at.fault(&super::joined(record), miscounted(header, record), help)
}

fn miscounted(header: &[Cell], record: &[Cell]) -> String {
    format!("the row has {} cells where the header has {}", record.len(), header.len())
}

/// A quote that opens in one row and is closed in another, so that both are one, with cells of both.
pub(super) fn runaway(header: &[Cell], record: &[Cell], text: &str) -> Option<Fault> {
    let open = record.iter().find(|cell| raw(cell, text).trim().contains(['\n', '\r']))?;
    let message = format!("the quote is closed on another line only, so that {}", miscounted(header, record));
    Some(open.at.fault(raw(open, text), message, "take the quote away, or close it where the cell ends"))
}

/// These faults; where there are many, one that counts them and names their lines.
pub(super) fn at_most_a_few(faults: Vec<Fault>) -> Vec<Fault> {
    if faults.len() <= FEW {
        return faults;
    }
    let lines: Vec<String> = faults.iter().skip(1).take(NAMED).map(|fault| fault.line.to_string()).collect();
    let (more, dots) = (faults.len() - 1, if faults.len() > NAMED + 1 { ", ..." } else { "" });
    let one = faults.into_iter().next().map(|mut fault| {
        fault.message =
            format!("{}, and {more} more rows do not fit it: lines {}{dots}", fault.message, lines.join(", "));
        fault
    });
    one.into_iter().collect()
}

fn raw<'a>(cell: &Cell, text: &'a str) -> &'a str {
    text.get(cell.at.span.clone()).unwrap_or_default()
}

/// A row after which nothing can be read as it was meant.
pub(super) fn row(header: &[Cell], record: &[Cell], at: &At, text: &str) -> Option<Fault> {
    let same = |(a, b): (&Cell, &Cell)| a.text == b.text;
    if record.len() == header.len() && header.iter().zip(record).all(same) {
        let help = "take the second one away, and what belongs to another table";
        return Some(at.fault(&super::joined(record), "the header stands twice", help));
    }
    let raw = text.get(at.span.clone()).unwrap_or_default();
    let other = record.len() != header.len() && header.len() > 1 && separated(raw) == header.len();
    conflict(record).or_else(|| curly(header, record, text)).or_else(|| {
        let message = "the row has other separators than the header";
        other.then(|| at.fault(raw, message, "save the table again as CSV, with commas everywhere"))
    })
}

/// So many cells of a row in curly quotes are no names with such quotes.
const WRAPPED: usize = 3;

/// A row whose cells stand in quotes that hold no cell together.
fn curly(header: &[Cell], record: &[Cell], text: &str) -> Option<Fault> {
    let is_wrapped = |cell: &&Cell| cell.text.starts_with(CURLY) && cell.text.ends_with(['”', '“', '»']);
    let wrapped: Vec<&Cell> = record.iter().filter(is_wrapped).collect();
    // Of short tables all cells are enough.
    let first = wrapped.first().filter(|_| wrapped.len() >= WRAPPED.min(header.len()))?;
    let message = format!("{} cells of this row stand in curly quotes, which belong to the text then", wrapped.len());
    let help = "write straight double quotes, `\"`, or none: in all rows";
    Some(first.at.fault(raw(first, text), message, help))
}

/// Two versions of the table in one.
fn conflict(record: &[Cell]) -> Option<Fault> {
    let first = record.first().filter(|cell| cell.text.starts_with(CONFLICT))?;
    let message = "two versions of the file stand here in one";
    Some(first.at.fault(&first.text, message, "settle the conflict: keep one of the two and take the marks away"))
}

/// Into how many cells a row falls, with whichever separator makes most of them; what stands in quotes is one cell.
fn separated(row: &str) -> usize {
    let count = |separator: char| {
        let (mut cells, mut quoted) = (1, false);
        for sign in row.chars() {
            quoted ^= sign == '"';
            cells += usize::from(sign == separator && !quoted);
        }
        cells
    };
    [',', ';', '\t', '|'].map(count).into_iter().max().unwrap_or(1)
}

/// A header in one piece, though several columns are named in it.
fn unseparated(schema: &Schema, header: &[Cell]) -> Option<Fault> {
    let [only] = header else { return None };
    let words = only.text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let named = words.filter(|word| schema.position(word).is_some()).count();
    (named > 1).then(|| {
        let by = if only.text.contains('\t') { "tabs" } else { "something else than `,` or `;`" };
        let help = "save the table as CSV with commas: in Excel as type \"CSV UTF-8\"";
        only.at.fault(&only.text, format!("the columns are separated by {by}"), help)
    })
}
