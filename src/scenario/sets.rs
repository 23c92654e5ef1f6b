//! Values set on the command line.

use super::node::Node;
use crate::{
    fault::{Fault, nearest},
    seeds::at::At,
};

/// A value set on the command line.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) variant: Option<String>,
    pub(super) address: String,
    pub(super) value: Node,
}

/// An address in one spelling: a road has the same name from either end.
fn one_way(address: &str) -> String {
    let road = address.strip_prefix("routes.").and_then(|rest| rest.split_once('.'));
    let ends = road.and_then(|(ends, column)| Some((ends.split_once(':')?, column)));
    match ends {
        Some(((a, b), column)) if a > b => format!("routes.{b}:{a}.{column}"),
        _ => address.to_owned(),
    }
}

/// Reads what was set; of two values for one address nobody can tell which was meant.
pub(super) fn sets(texts: &[String], names: &[&str], faults: &mut Vec<Fault>) -> Vec<Set> {
    let mut all: Vec<Set> = Vec::new();
    for text in texts {
        let Some(set) = set(text, names, faults) else { continue };
        let same = |other: &Set| other.variant == set.variant && one_way(&other.address) == one_way(&set.address);
        if all.iter().any(same) {
            faults.push(set.value.at.fault(&set.address, "the address is set twice", "leave one of the two out"));
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

/// A what-if that overrides a value set on the command line says so.
pub(super) fn overridden(name: &str, what_if: &Node, sets: &[Set]) -> Vec<String> {
    let own = what_if.entries_of("set").map(|(address, _)| address);
    let hit = own.filter(|address| sets.iter().any(|set| set.variant.is_none() && set.address == *address));
    hit.map(|address| {
        format!("what-if {name} sets {address} itself, so --set {address} does not reach it; --set {name}/{address}=... does")
    })
    .collect()
}
