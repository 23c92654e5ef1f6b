//! Rows removed by a scenario, and what goes with them.
//!
//! A row that needs what was removed (in its key or in a column that must be filled) is removed too. A list loses the item, as do
//! aims the region whose last place is gone; an agreement left with fewer than two parties, and a row left without any claim, is removed. Any other cell becomes empty,
//! except that an event, and a clause that the removed actor bears, makes no sense without it and is removed.

use super::{
    Draft,
    change::{hits, missing},
};
use crate::{
    fault::{Fault, nearest},
    scenario::node::Node,
    seeds::{
        columns::{Kind, Sheet},
        table::{Cell, Row},
        values,
    },
};
use std::collections::BTreeSet;

/// Optional columns without which the row makes no sense.
const NEEDED: [(Sheet, &str); 5] = [
    (Sheet::Events, "actor"),
    (Sheet::Events, "target"),
    (Sheet::Events, "place"),
    (Sheet::Events, "agreement"),
    (Sheet::Clauses, "bears"),
];

impl Draft {
    /// Removes what an address `TABLE.KEY` speaks of: the entity with all its rows, or an inject or prevent.
    pub(super) fn remove(&mut self, node: &Node, faults: &mut Vec<Fault>) {
        let (table, key) = node.text().split_once('.').unwrap_or((node.text(), ""));
        if table == "injects" || table == "prevents" {
            let items = if table == "injects" { &mut self.injects } else { &mut self.prevents };
            if items.remove(key).is_none() {
                let help = nearest(key, items.keys().map(String::as_str));
                faults.push(node.at.fault(key, format!("there is nothing of this name in [{table}]"), help));
            }
            return;
        }
        let Some(sheet) = Sheet::parse(table) else {
            let help = format!("write TABLE.KEY; {}", nearest(table, Sheet::WORDS.iter().copied()));
            faults.push(node.at.fault(node.text(), "no table has this name", help));
            return;
        };
        let source = self.raw.table(sheet);
        if source.unreadable {
            return;
        }
        let turned = key.split_once(':').filter(|_| sheet == Sheet::Routes).map(|(a, b)| format!("{b}:{a}"));
        let found = source.with_key(key).next().is_some();
        let key = if found { key.to_owned() } else { turned.unwrap_or_else(|| key.to_owned()) };
        if source.with_key(&key).next().is_none() && self.is_spoiled(sheet) {
            return;
        }
        if source.with_key(&key).next().is_none() {
            faults.push(missing(source, &key, self.start, &node.at));
            return;
        }
        if hits(source, &key, self.start).is_empty() && sheet != Sheet::Events {
            faults.push(missing(source, &key, self.start, &node.at));
            return;
        }
        self.take_out(sheet, key);
    }

    /// Removes the rows of a key and, step by step, what goes with them.
    fn take_out(&mut self, sheet: Sheet, key: String) {
        let mut waiting = vec![(sheet, key)];
        while let Some((sheet, key)) = waiting.pop() {
            let table = self.raw.table_mut(sheet);
            let schema = table.schema;
            table.rows.retain(|row| schema.key_of(row) != key);
            if schema.position("id").is_none() {
                continue;
            }
            for other in Sheet::ALL {
                let table = self.raw.table_mut(*other);
                let mut gone = Vec::new();
                table.rows.retain_mut(|row| {
                    let stays = without(*other, row, sheet, &key);
                    if !stays {
                        gone.push(other.schema().key_of(row));
                    }
                    stays
                });
                // Only an entity whose last row is gone takes others along.
                gone.retain(|key| table.with_key(key).next().is_none());
                waiting.extend(gone.into_iter().map(|key| (*other, key)));
            }
        }
        self.forget_regions();
    }

    /// Nobody claims a region whose last place is gone.
    fn forget_regions(&mut self) {
        let places = self.raw.table(Sheet::Places);
        let named = |row: &Row| places.schema.value(row, "region").to_owned();
        let regions: BTreeSet<String> = places.rows.iter().map(named).collect();
        let actors = self.raw.table_mut(Sheet::Actors);
        let Some(aims) = actors.schema.position("aims") else { return };
        for cell in actors.rows.iter_mut().filter_map(|row| row.cells.get_mut(aims)) {
            let here = |item: &str| item == values::NO_REGION || regions.contains(item);
            if keep(cell, here) == Some(0) {
                values::NO_REGION.clone_into(&mut cell.text);
            }
        }
    }
}

/// Takes an id out of a row; false if the row goes with it.
fn without(of: Sheet, row: &mut Row, sheet: Sheet, id: &str) -> bool {
    for (column, cell) in of.schema().columns.iter().zip(&mut row.cells) {
        let left = match column.kind {
            Kind::Ref(to) if to == sheet && cell.text == id => {
                if column.required || NEEDED.contains(&(of, column.name)) {
                    return false;
                }
                cell.text.clear();
                continue;
            }
            Kind::Refs(to) if to == sheet => keep(cell, |item| item != id),
            Kind::Weights(to, ..) if to == sheet => {
                keep(cell, |item| item.split(':').next().map(str::trim) != Some(id))
            }
            Kind::Claims if sheet == Sheet::Claims => {
                keep(cell, |item| item.rsplit(':').next().map(str::trim) != Some(id))
            }
            _ => None,
        };
        let least = if column.name == "parties" { 2 } else { usize::from(column.required) };
        if left.is_some_and(|left| left < least) {
            return false;
        }
    }
    // A share is the holder's: it goes with it.
    let column = |name| of.schema().position(name);
    if let (Sheet::Control, Some(holder), Some(share)) = (of, column("holder"), column("share"))
        && row.text(holder).is_empty()
        && let Some(cell) = row.cells.get_mut(share)
    {
        cell.text.clear();
    }
    true
}

/// Keeps some items of a list. Gives how many are left, if any was taken out.
fn keep(cell: &mut Cell, stays: impl Fn(&str) -> bool) -> Option<usize> {
    let (all, kept): (usize, Vec<&str>) =
        (values::items(&cell.text).count(), values::items(&cell.text).filter(|item| stays(item)).collect());
    let left = kept.len();
    if left == all {
        return None;
    }
    cell.text = kept.join("|");
    Some(left)
}
