//! A variant in the making: tables, numbers and injects, changed by one patch after the other.

mod cascade;
mod change;

use super::node::{Node, flag};
use crate::{
    fault::{Fault, nearest},
    id::Key,
    mechanism::{RULES, default_quantities, parameters, quantity_index},
    parameter::Quantity,
    scenario::{
        grammar::{self, INJECT, PREVENT},
        injects::{Item, field_shape},
        sets::{Addresses, is_stated, one_way},
    },
    seeds::{Raw, at::At, columns::Sheet, number, roots::no_rows},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most injects and most prevents that a variant may have.
const MOST_ITEMS: usize = 1_000;

/// A variant before it is checked and built.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Tables.
    pub raw: Raw,
    /// First day.
    pub start: Date,
    /// Parameters and rules.
    pub quantities: Vec<Quantity>,
    /// Injects by id.
    pub injects: BTreeMap<String, Item>,
    /// Prevents by id.
    pub prevents: BTreeMap<String, Item>,
    /// Ids of scheduled events.
    pub scheduled: Vec<(String, At)>,
    /// What was asked for and changed nothing.
    pub idle: Vec<String>,
    /// Cells that were set: table, key and column, which is empty where the row was added.
    pub changed: Vec<(Sheet, String, String)>,
}

impl Draft {
    /// A variant without any patch.
    pub fn new(raw: Raw, start: Date) -> Self {
        Self {
            raw,
            start,
            quantities: default_quantities(),
            injects: BTreeMap::new(),
            prevents: BTreeMap::new(),
            scheduled: Vec::new(),
            idle: Vec::new(),
            changed: Vec::new(),
        }
    }

    /// Applies the first half of a scenario file: the rows that it removes and adds, in this order.
    pub fn rows(&mut self, file: &Node, faults: &mut Vec<Fault>) {
        for node in file.get("remove").map(Node::items).unwrap_or_default() {
            self.remove(node, faults);
        }
        for (sheet, rows) in file.entries_of("add") {
            for (key, row) in rows.entries() {
                if let Some(sheet) = Sheet::parse(sheet) {
                    self.add(sheet, key, row, faults);
                }
            }
        }
    }

    /// Applies the rest of it: what it schedules, puts in and sets, in this order.
    pub fn apply(&mut self, file: &Node, own: bool, faults: &mut Vec<Fault>) {
        for node in file.get("scheduled").map(Node::items).unwrap_or_default() {
            self.schedule(node, faults);
        }
        for (id, row) in file.get("add").into_iter().flat_map(|add| add.entries_of("events")) {
            let later = row
                .get("date")
                .and_then(|date| crate::seeds::values::date(date.text()))
                .is_some_and(|date| date >= self.start);
            if later && !self.scheduled.iter().any(|(other, _)| other == id) {
                self.idle.push(format!(
                    "[add.events.{id:?}] comes after the start, and `scheduled` does not name it: it is not read"
                ));
            }
        }
        for (table, own_items) in [("injects", &mut self.injects), ("prevents", &mut self.prevents)] {
            for (id, node) in file.entries_of(table) {
                if own_items.contains_key(id) {
                    let help =
                        format!("choose another name, or change the base's with \"{table}.{id}.KEY\" under [set]");
                    faults.push(node.key.fault(id, "the base has one of this name", help));
                }
                own_items.insert(id.to_owned(), Item { node: node.clone(), own });
            }
            if own_items.len() > MOST_ITEMS {
                faults.push(file.at.fault(
                    "",
                    format!("there may be at most {MOST_ITEMS} {table}"),
                    "join some with `every`",
                ));
            }
        }
        let mut seen = Addresses::default();
        for (address, value) in file.entries_of("set") {
            let stated = is_stated(file, address).then_some((
                "the same file states this value already, where it adds what the address names",
                "write the value there, and leave this line out",
            ));
            if let Some((message, help)) = seen.take(address).or(stated) {
                faults.push(value.key.fault(address, message, help));
                continue;
            }
            self.set(address, value, faults);
        }
    }

    fn schedule(&mut self, node: &Node, faults: &mut Vec<Fault>) {
        let events = self.raw.table(Sheet::Events);
        let Some(row) = events.with_key(node.text()).next() else {
            if !events.unreadable {
                let help = || nearest(node.text(), events.rows.iter().map(|row| row.text(0)));
                let fault = || node.at.fault(node.text(), "events.csv has no such event", help());
                faults.push(no_rows(events, node.text(), &node.at).unwrap_or_else(fault));
            }
            return;
        };
        let date = crate::seeds::values::date(events.schema.value(row, "date"));
        if let Some(date) = date.filter(|date| *date < self.start) {
            let help = format!("it is part of the history; the scenario starts on {}", self.start);
            faults.push(node.at.fault(node.text(), format!("the event of {date} lies before the start"), help));
        }
        if self.scheduled.iter().any(|(id, _)| id == node.text()) {
            faults.push(node.at.fault(node.text(), "the base schedules the event already", "leave it out"));
            return;
        }
        self.scheduled.push((node.text().to_owned(), node.at.clone()));
    }

    /// Sets the value at an address.
    pub fn set(&mut self, address: &str, value: &Node, faults: &mut Vec<Fault>) {
        let Some((table, rest)) = address.split_once('.') else {
            faults.push(value.key.fault(address, "this is not an address", address_help(address)));
            return;
        };
        if let Some(sheet) = Sheet::parse(table) {
            self.set_cell(sheet, rest, value, faults);
        } else if table == "injects" || table == "prevents" {
            self.set_item(table, rest, value, faults);
        } else if let Some(index) = quantity_index(address) {
            match quantity(address, value) {
                Ok(quantity) => {
                    let old = std::mem::replace(&mut self.quantities[index], quantity);
                    self.said((old.low, old.high, old.log) == (quantity.low, quantity.high, quantity.log), address);
                }
                Err((message, help)) => {
                    faults.push(value.at.fault(&value.as_cell().unwrap_or_default(), message, help));
                }
            }
        } else {
            faults.push(value.key.fault(address, "no value has this address", address_help(address)));
        }
    }

    /// Notes that an address was set to what stands there.
    fn said(&mut self, same: bool, address: &str) {
        if same {
            self.idle.push(format!("{address} is set to what it is already"));
        }
    }

    fn set_item(&mut self, table: &str, rest: &str, value: &Node, faults: &mut Vec<Fault>) {
        let (id, name) = rest.split_once('.').unwrap_or((rest, ""));
        let (items, fields) =
            if table == "injects" { (&mut self.injects, INJECT) } else { (&mut self.prevents, PREVENT) };
        let Some(item) = items.get_mut(id) else {
            let help = nearest(id, items.keys().map(String::as_str));
            faults.push(value.key.fault(id, format!("there is nothing of this name in [{table}]"), help));
            return;
        };
        let (name, inner) = name.split_once('.').unwrap_or((name, ""));
        let Some(shape) = field_shape(fields, name) else {
            let help = nearest(name, fields.iter().map(|f| f.name));
            faults.push(value.key.fault(name, format!("[{table}.ID] has no such key"), help));
            return;
        };
        if !inner.is_empty() && name == "set" {
            let Some(mut set) = item.node.get("set").cloned() else {
                faults.push(value.key.fault(
                    id,
                    "the inject sets nothing that could be changed",
                    "give it do = \"set\"",
                ));
                return;
            };
            // What the inject sets stays one value, from whichever end its road is named.
            let own = set.entries().map(|(name, _)| name).find(|name| one_way(name) == one_way(inner));
            let own = own.unwrap_or(inner).to_owned();
            set.put(&own, value.clone());
            item.node.put("set", set);
            return;
        }
        let before = faults.len();
        grammar::shape(name, value, shape, faults);
        if faults.len() == before {
            item.node.put(name, value.clone());
        }
    }
}

/// What an address looks like, and the nearest one.
fn address_help(address: &str) -> String {
    let rules: Vec<String> = (1..=RULES).map(|n| format!("rules.c{n}")).collect();
    let table = address.split('.').next().unwrap_or_default();
    let same: Vec<&str> = parameters().map(|p| p.address).filter(|a| a.split('.').next() == Some(table)).collect();
    if !same.is_empty() {
        return nearest(address, same);
    }
    if table == "rules" {
        return nearest(address, rules.iter().map(String::as_str));
    }
    let mut tables: Vec<&str> = parameters().filter_map(|p| p.address.split('.').next()).collect();
    tables.dedup();
    tables.extend(["rules", "injects", "prevents"]);
    tables.extend(Sheet::WORDS);
    format!("an address is TABLE.KEY.COLUMN, MECHANISM.NAME or rules.cN; {}", nearest(table, tables))
}

/// The value of a parameter or rule, within its bounds.
fn quantity(address: &str, value: &Node) -> Result<Quantity, number::Wrong> {
    let (min, max) = parameters().find(|p| p.address == address).map_or((0.0, 1.0), |p| p.bounds);
    // A rule is on or off.
    let cell = value
        .as_cell()
        .filter(|_| !value.is_list())
        .map(|text| if address.starts_with("rules.") { flag(text) } else { text });
    let text = cell.ok_or_else(|| ("this is not a number".to_owned(), number::bounds(min, max)))?;
    let written = number::range(&text, min, max)?;
    if address.starts_with("rules.") && ![(0.0, 0.0), (1.0, 1.0), (0.0, 1.0)].contains(&(written.low, written.high)) {
        return Err(("a rule is on or off".to_owned(), "1, 0, or 0..1: on in half of the draws".to_owned()));
    }
    Ok(Quantity { low: written.low, high: written.high, log: written.log, key: Key::of(address) })
}
