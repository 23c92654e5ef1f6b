//! Cells set and rows added by a scenario. A changed cell points at the line of the scenario that changed it.

use super::Draft;
use crate::{
    fault::{Fault, nearest},
    scenario::node::{Node, flag},
    seeds::{
        at::At,
        build::expected_row,
        columns::{Column, Kind, Schema, Sheet},
        roots::no_rows,
        rows::Days,
        table::{Cell, Row, Table},
        values,
    },
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The document, and the claim, that rows rest on when a scenario sets what no row of the seeds states.
const ASSUMED: (&str, &str) = ("assumed", "set_by_scenario");

impl Draft {
    /// Sets the cells `KEY.COLUMN` of a table, in all rows of the key that hold at the start.
    pub(super) fn set_cell(&mut self, sheet: Sheet, rest: &str, value: &Node, faults: &mut Vec<Fault>) {
        let schema = sheet.schema();
        let (key, column) = rest.split_once('.').unwrap_or((rest, ""));
        let (column, entry) = column.split_once('.').unwrap_or((column, ""));
        let Some(position) = schema.position(column) else {
            let help = nearest(column, schema.columns.iter().map(|c| c.name));
            let message = format!("{}.csv has no such column", schema.name);
            faults.push(value.key.fault(column, message, help));
            return;
        };
        if schema.key.contains(&position) {
            let help = format!("remove \"{}.{key}\" and add a row with the new key", schema.name);
            faults.push(value.key.fault(column, "the key of a row cannot be set", help));
            return;
        }
        let Some(text) = value.as_cell().map(|text| written(schema, position, text)) else {
            return;
        };
        if let Some((message, help)) = misfit(&schema.columns[position], entry, value, &text) {
            faults.push(value.at.fault("", message, help));
            return;
        }
        let start = self.start;
        let mut rows = hits(self.raw.table(sheet), key, start);
        if rows.is_empty() && sheet == Sheet::Ties {
            rows = self.new_tie(key, value).into_iter().collect();
        }
        if rows.is_empty() {
            if !self.raw.is_whole() || self.is_spoiled(sheet) {
                return;
            }
            faults.push(missing(self.raw.table(sheet), key, start, &value.key));
            return;
        }
        let mut same = true;
        let dated = ["from", "until", "known_on"].contains(&column) && sheet != Sheet::Agreements;
        for row in rows.iter().copied() {
            let cell = &mut self.raw.table_mut(sheet).rows[row].cells[position];
            let there = || values::weights(&cell.text).any(|(id, _)| id == entry);
            if text.is_empty() && if entry.is_empty() { cell.text.is_empty() } else { !there() } {
                let message = format!("`{column}` has nothing there that could be taken out");
                faults.push(value.at.fault(entry, message, "leave the line out"));
                return;
            }
            let text = match (entry, schema.columns[position].kind) {
                ("", _) => text.clone(),
                (id, Kind::Weights(..)) => with_entry(&cell.text, id, &text),
                _ => {
                    let help = format!("the address ends with the column: \"{}.{key}.{column}\"", schema.name);
                    faults.push(value.key.fault(entry, "the column holds a single value", help));
                    return;
                }
            };
            same &= text == if cell.text.is_empty() { schema.columns[position].default } else { &cell.text };
            *cell = Cell { text, at: value.at.clone() };
        }
        self.said(same, &format!("{}.{rest}", schema.name));
        self.changed.push((sheet, key.to_owned(), column.to_owned()));
        let gone = |row: &usize| !Days::of(schema, &self.raw.table(sheet).rows[*row]).include(start);
        if dated && rows.iter().all(gone) {
            self.idle.push(format!(
                "{}.{key} does not hold on {start} with this `{column}`, or is not known then: it is not read",
                schema.name
            ));
        }
    }

    /// Adds a row.
    pub(super) fn add(&mut self, sheet: Sheet, key: &str, node: &Node, faults: &mut Vec<Fault>) {
        let schema = sheet.schema();
        let parts: Vec<&str> = key.split(':').collect();
        if parts.len() != schema.key.len() {
            let help = format!("write [add.{}.\"{}\"]", schema.name, schema.key_form());
            faults.push(node.key.fault(key, format!("the key of {}.csv has another form", schema.name), help));
            return;
        }
        let mut row = Row {
            cells: schema.columns.iter().map(|_| blank(&node.key)).collect(),
            at: node.key.clone(),
            ragged: false,
        };
        for (part, position) in parts.iter().zip(schema.key) {
            row.cells[*position] = Cell { text: (*part).to_owned(), at: node.key.clone() };
        }
        for (column, value) in node.entries() {
            match schema.position(column) {
                None => {
                    let help = nearest(column, schema.columns.iter().map(|c| c.name));
                    faults.push(value.key.fault(column, format!("{}.csv has no such column", schema.name), help));
                    row.ragged = true;
                }
                Some(position) => {
                    // What is no single value was told with the form of the file.
                    row.ragged |= value.as_cell().is_none();
                    if value.is_list() && !schema.columns[position].kind.is_list() {
                        let (message, help) = single(&schema.columns[position]);
                        faults.push(value.at.fault("", message, help));
                        row.ragged = true;
                    } else if let Some((message, help)) = no_text(&schema.columns[position], value) {
                        faults.push(value.at.fault(value.text(), message, help));
                        row.ragged = true;
                    }
                    let text = written(schema, position, value.as_cell().unwrap_or_default());
                    if schema.key.contains(&position) && row.text(position) != text {
                        let message = format!("the key says `{}`", row.text(position));
                        faults.push(value.at.fault(&text, message, "leave it out: the key says it already"));
                    } else {
                        row.cells[position] = Cell { text, at: value.at.clone() };
                    }
                }
            }
        }
        // An agreement may be there because a scheduled event names it, and a row of events waits to be scheduled.
        let days = Days::of(schema, &row);
        if schema.is_dated() && sheet != Sheet::Agreements && !row.ragged && !days.include(self.start) {
            let (name, start) = (schema.name, self.start);
            self.idle
                .push(format!("[add.{name}.{key:?}] does not hold on {start}, or is not known then: it is not read"));
        }
        self.raw.table_mut(sheet).rows.push(row);
        self.changed.push((sheet, key.to_owned(), String::new()));
    }

    /// Whether the key of a row names what is not there: that is told, and it may be the row that is missed.
    pub(super) fn is_spoiled(&self, sheet: Sheet) -> bool {
        let schema = sheet.schema();
        let dangles = |row: &Row, i: &usize| match schema.columns[*i].kind {
            Kind::Ref(to) => self.raw.table(to).with_key(row.text(*i)).next().is_none(),
            Kind::Word(words) => !words.contains(&row.text(*i)),
            _ => false,
        };
        self.raw.table(sheet).rows.iter().any(|row| schema.key.iter().any(|i| dangles(row, i)))
    }

    /// A row for a tie that the seeds do not list: the tie that the pair would take from the coalitions above it, else that of
    /// strangers, from the start on until another row of the pair begins.
    fn new_tie(&mut self, key: &str, value: &Node) -> Option<usize> {
        let (a, b) = key.split_once(':')?;
        let table = self.raw.table(Sheet::Ties);
        let actors = self.raw.table(Sheet::Actors);
        if a == b || [a, b].iter().any(|id| actors.with_key(id).next().is_none()) {
            return None;
        }
        let next =
            table.with_key(key).map(|row| Days::of(table.schema, row).from).filter(|from| *from > self.start).min();
        let (above_a, above_b) = (self.chain(a), self.chain(b));
        let pairs = above_a
            .iter()
            .enumerate()
            .flat_map(|(i, x)| above_b.iter().enumerate().map(move |(j, y)| (i + j, format!("{x}:{y}"))));
        let nearest = pairs.filter_map(|(steps, pair)| hits(table, &pair, self.start).first().map(|row| (steps, *row)));
        let stated = nearest.min_by_key(|(steps, _)| *steps).map(|(_, row)| table.rows[row].clone());
        let kindred = above_a.last() == above_b.last();
        let mut row = stated.unwrap_or_else(|| self.stranger(kindred, &value.key));
        let schema = Sheet::Ties.schema();
        let mut write = |column: &str, text: String| {
            if let Some(position) = schema.position(column) {
                row.cells[position] = Cell { text, at: value.key.clone() };
            }
        };
        write("actor", a.to_owned());
        write("other", b.to_owned());
        write("from", self.start.to_string());
        write("until", next.map(|date| date.to_string()).unwrap_or_default());
        write("known_on", String::new());
        let rows = &mut self.raw.table_mut(Sheet::Ties).rows;
        rows.push(row);
        Some(rows.len() - 1)
    }

    /// A tie of which nothing is known, resting on an assumption of the scenario.
    fn stranger(&mut self, kindred: bool, at: &At) -> Row {
        let (document, claim) = ASSUMED;
        if self.raw.table(Sheet::Documents).with_key(document).next().is_none() {
            let title = [("id", document), ("title", "Our own assumptions")];
            self.push(Sheet::Documents, &title, at);
        }
        if self.raw.table(Sheet::Claims).with_key(claim).next().is_none() {
            let text = "Nothing is known of this tie; the scenario sets it.";
            let said = [("id", claim), ("document", document), ("text", text), ("confidence", "assumed")];
            self.push(Sheet::Claims, &said, at);
        }
        let (affinity, trust) = if kindred { crate::world::KINDRED } else { (0.0, 0.5) };
        let (affinity, trust) = (affinity.to_string(), trust.to_string());
        let stance = if kindred { "joint_operations" } else { "tolerant" };
        row(
            Sheet::Ties.schema(),
            &[("affinity", &affinity), ("trust", &trust), ("stance", stance), ("claims", claim)],
            at,
        )
    }

    fn push(&mut self, sheet: Sheet, cells: &[(&str, &str)], at: &At) {
        self.raw.table_mut(sheet).rows.push(row(sheet.schema(), cells, at));
    }

    /// An actor and the coalitions above it at the start, nearest first.
    fn chain(&self, id: &str) -> Vec<String> {
        let table = self.raw.table(Sheet::Memberships);
        let up: BTreeMap<&str, &str> = table.live(self.start).iter().map(|row| (row.text(0), row.text(1))).collect();
        let mut chain = vec![id.to_owned()];
        while let Some(next) = chain.last().and_then(|last| up.get(last.as_str())) {
            if chain.iter().any(|id| id == next) {
                break;
            }
            chain.push((*next).to_owned());
        }
        chain
    }
}

/// The rows that an address speaks of: those of the key that hold at the start; of an agreement that does not hold yet, the one
/// that a scheduled event would bring; of a table without dates, all.
pub(super) fn hits(table: &Table, key: &str, start: Date) -> Vec<usize> {
    let turned = key.split_once(':').filter(|_| table.schema.name == "routes").map(|(a, b)| format!("{b}:{a}"));
    let is = |row: &Row| {
        let own = table.schema.key_of(row);
        own == key || turned.as_ref() == Some(&own)
    };
    let all: Vec<usize> = (0..table.rows.len()).filter(|i| is(&table.rows[*i])).collect();
    let live: Vec<usize> =
        all.iter().copied().filter(|i| Days::of(table.schema, &table.rows[*i]).include(start)).collect();
    if live.is_empty() && table.schema.name == "agreements" {
        let expected = expected_row(table, key, start);
        return all
            .into_iter()
            .filter(|i| expected.is_some_and(|row| std::ptr::eq(row, &raw const table.rows[*i])))
            .collect();
    }
    live
}

/// The fault of an address whose row is not there, or does not hold.
pub(super) fn missing(table: &Table, key: &str, start: Date, at: &At) -> Fault {
    let schema = table.schema;
    if let Some(fault) = no_rows(table, key, at) {
        return fault;
    }
    let mut others = table.with_key(key).map(|row| Days::of(schema, row)).peekable();
    if others.peek().is_some() {
        let spans: Vec<String> = others.map(|days| format!("from {} until {}", days.from, days.until)).collect();
        let message = format!("no row of `{key}` in {}.csv holds on {start}", schema.name);
        return at.fault(key, message, format!("its rows hold {}", spans.join(", ")));
    }
    let keys: Vec<String> = table.rows.iter().map(|row| schema.key_of(row)).collect();
    let help = format!("the key is {}; {}", schema.key_form(), nearest(key, keys.iter().map(String::as_str)));
    at.fault(key, format!("{}.csv has no such row", schema.name), help)
}

/// What is wrong with the form of a value for a column: a list where one value stands, or an empty text that says nothing.
fn misfit(column: &Column, entry: &str, value: &Node, text: &str) -> Option<(String, String)> {
    if value.is_list() && !(entry.is_empty() && column.kind.is_list()) {
        return Some(single(column));
    }
    if let Some(wrong) = no_text(column, value).filter(|_| entry.is_empty()) {
        return Some(wrong);
    }
    if !text.is_empty() || !entry.is_empty() {
        return None;
    }
    if column.required {
        return Some((format!("`{}` must be filled", column.name), column.kind.describe()));
    }
    let meant = format!("an empty cell means `{}`: write that", column.default);
    (!column.default.is_empty()).then(|| (format!("`{}`: an empty text says nothing", column.name), meant))
}

/// What is said of a number, a date or `true` where a text belongs.
fn no_text(column: &Column, value: &Node) -> Option<(String, String)> {
    let is_text = matches!(column.kind, Kind::Text | Kind::Texts);
    (is_text && !value.items().iter().all(Node::is_text))
        .then(|| (format!("`{}`: this is not a text", column.name), "a text in quotes".to_owned()))
}

/// A list where one value stands.
fn single(column: &Column) -> (String, String) {
    (format!("`{}` takes a single value", column.name), column.kind.describe())
}

/// A value of a scenario as it would stand in the column.
fn written(schema: &Schema, position: usize, text: String) -> String {
    if schema.columns[position].kind == Kind::Flag { flag(text) } else { text }
}

fn blank(at: &At) -> Cell {
    Cell { text: String::new(), at: At { span: at.span.start..at.span.start, ..at.clone() } }
}

fn row(schema: &Schema, cells: &[(&str, &str)], at: &At) -> Row {
    let text = |name: &str| cells.iter().find(|(column, _)| *column == name).map_or("", |(_, text)| text);
    let cell = |name: &str| Cell { text: text(name).to_owned(), at: at.clone() };
    Row { cells: schema.columns.iter().map(|column| cell(column.name)).collect(), at: at.clone(), ragged: false }
}

/// A weighted list with one of its numbers replaced or added; an empty number takes the entry out.
fn with_entry(list: &str, id: &str, number: &str) -> String {
    let mut entries: Vec<(&str, &str)> = values::weights(list).filter(|(other, _)| *other != id).collect();
    if !number.is_empty() {
        entries.push((id, number));
    }
    entries.iter().map(|(id, number)| format!("{id}:{number}")).collect::<Vec<_>>().join("|")
}
