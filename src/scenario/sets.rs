//! Addresses that are set, each once; and values set on the command line.

use super::node::Node;
use crate::{
    fault::{Fault, nearest},
    seeds::{at::At, values},
};
use std::collections::{BTreeMap, BTreeSet};

/// A value set on the command line.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) variant: Option<String>,
    pub(super) address: String,
    pub(super) value: Node,
}

/// An address in one spelling: a road has the same name from either end, also where an inject sets it.
pub(super) fn one_way(address: &str) -> String {
    let (before, road) = match address.rfind("routes.") {
        Some(at) if at == 0 || address[..at].ends_with('.') => address.split_at(at),
        _ => return address.to_owned(),
    };
    let ends = road["routes.".len()..].split_once('.').map_or((&road["routes.".len()..], ""), |parts| parts);
    match ends.0.split_once(':') {
        Some((a, b)) if a > b && ends.1.is_empty() => format!("{before}routes.{b}:{a}"),
        Some((a, b)) if a > b => format!("{before}routes.{b}:{a}.{}", ends.1),
        _ => address.to_owned(),
    }
}

/// What is said of an address that is there already.
pub(super) const TWICE: (&str, &str) = ("the address is set twice", "leave one of the two out");

/// Addresses that are set together: of two values for one nobody can tell which was meant.
#[derive(Debug, Default)]
pub(super) struct Addresses(BTreeSet<String>);

impl Addresses {
    /// Takes one more; what is wrong with it if it says again, in whole or in part, what another says, and what helps.
    pub(super) fn take(&mut self, address: &str) -> Option<(&'static str, &'static str)> {
        let own = one_way(address);
        let below = format!("{own}.");
        let part = own.match_indices('.').any(|(at, _)| self.0.contains(&own[..at]));
        let whole = self.0.range(below.clone()..).next().is_some_and(|other| other.starts_with(&below));
        if !self.0.insert(own) {
            return Some(TWICE);
        }
        let help = "set the whole list with all its entries, or its entries alone";
        (part || whole)
            .then_some(("a list and one of its entries are both set, and one of the two would be lost", help))
    }
}

/// Whether a file states the value of an address itself, where it adds the row or the inject.
pub(super) fn is_stated(file: &Node, address: &str) -> bool {
    let mut parts = address.splitn(4, '.');
    let (table, key, column) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let entry = parts.next().unwrap_or("");
    let rows = if matches!(table, "injects" | "prevents") {
        file.get(table)
    } else {
        file.get("add").and_then(|add| add.get(table))
    };
    let own = |name: &str| one_way(&format!("{table}.{name}")) == one_way(&format!("{table}.{key}"));
    let row = rows.into_iter().flat_map(Node::entries).find(|(name, _)| own(name));
    row.and_then(|(_, row)| row.get(column)).is_some_and(|cell| {
        let list = cell.as_cell().unwrap_or_default();
        entry.is_empty()
            || cell.entries().any(|(name, _)| one_way(name) == one_way(entry))
            || values::weights(&list).any(|(id, _)| id == entry)
    })
}

/// Reads what was set.
pub(super) fn sets(texts: &[String], names: &[&str], faults: &mut Vec<Fault>) -> Vec<Set> {
    let mut seen: BTreeMap<Option<String>, Addresses> = BTreeMap::new();
    let mut all: Vec<Set> = Vec::new();
    for text in texts {
        let Some(set) = set(text, names, faults) else { continue };
        if let Some((message, help)) = seen.entry(set.variant.clone()).or_default().take(&set.address) {
            faults.push(set.value.at.fault(&set.address, message, help));
        }
        all.push(set);
    }
    all
}

/// Reads `ADDRESS=VALUE` or `NAME/ADDRESS=VALUE`.
fn set(text: &str, names: &[&str], faults: &mut Vec<Fault>) -> Option<Set> {
    let at = At::whole(&format!("--set {text}"));
    let Some((left, value)) = text.split_once('=') else {
        faults.push(at.fault(
            text,
            "this is no setting",
            "write --set ADDRESS=VALUE, such as --set decide.rationality=3",
        ));
        return None;
    };
    let (variant, address) = left.split_once('/').map_or((None, left), |(name, address)| (Some(name), address));
    if let Some(name) = variant.filter(|name| *name != "base" && !names.contains(name)) {
        faults.push(at.fault(
            name,
            "there is no such variant in this run",
            nearest(name, names.iter().copied().chain(["base"])),
        ));
        return None;
    }
    let value = Node::loose(value.trim(), &at);
    Some(Set { variant: variant.map(str::to_owned), address: address.trim().to_owned(), value })
}

/// A what-if that overrides a value set on the command line says so: itself, or the list of which it is an entry.
pub(super) fn overridden(name: &str, what_if: &Node, sets: &[Set]) -> Vec<String> {
    let mut notes = Vec::new();
    for (own, _) in what_if.entries_of("set") {
        let (whole, list) = (one_way(own), format!("{}.", one_way(own)));
        let is_hit = |address: &str| one_way(address) == whole || one_way(address).starts_with(&list);
        for Set { address, .. } in sets.iter().filter(|set| set.variant.is_none() && is_hit(&set.address)) {
            notes.push(format!(
                "what-if {name} sets {own} itself, so --set {address} does not reach it; --set {name}/{address}=... does"
            ));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_once_however_it_is_spelt() {
        let doubled = |a: &str, b: &str| {
            let mut all = Addresses::default();
            assert_eq!(all.take(a), None);
            all.take(b).is_some()
        };
        for (a, b) in [
            ("routes.a:b.km", "routes.b:a.km"),
            ("injects.x.set.routes.a:b.open", "injects.x.set.routes.b:a.open"),
            ("communities.c.support", "communities.c.support.a"),
            ("control.p.others.a", "control.p.others"),
            ("decide.rationality", "decide.rationality"),
        ] {
            assert!(doubled(a, b) && doubled(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("ties.a:b.trust", "ties.b:a.trust"),
            ("communities.c.support.a", "communities.c.support.ab"),
            ("communities.c.support", "communities.c.supports"),
            ("routes.a:b.km", "routes.a:b.terrain"),
        ] {
            assert!(!doubled(a, b) && !doubled(b, a), "{a} {b}");
        }
    }
}
