//! The operations of one world, a line each: when, who with how many, towards what, what it cost and how it ended.

use crate::{
    cli::numbers::thousands,
    domain::{Case, OperationEnd},
    history::{Detail, chronicle::OperationRow},
    id::{ActorId, Key},
    run::splinter,
};
use std::{collections::BTreeMap, fmt::Write as _};

/// Most operations that are told; the largest are.
const LINES: usize = 24;

/// The section; nothing in a world without operations.
pub(super) fn told(case: &Case, detail: &Detail) -> String {
    let set_out = |row: &&OperationRow| row.operation.end != Some(OperationEnd::CalledOff);
    let (mut out, all) = (String::new(), detail.chronicle.operations.len());
    let mut rows: Vec<&OperationRow> = detail.chronicle.operations.iter().filter(set_out).collect();
    if all == 0 {
        return out;
    }
    let _ = writeln!(out, "  Operations: {}", counted(detail));
    let fights = fights(detail);
    let begun = rows.len();
    rows.sort_by(|a, b| b.operation.men().total_cmp(&a.operation.men()).then_with(|| a.id.cmp(&b.id)));
    rows.truncate(LINES);
    rows.sort_by(|a, b| a.operation.begun.cmp(&b.operation.begun).then_with(|| a.id.cmp(&b.id)));
    for row in &rows {
        let _ = writeln!(out, "  {}  {}", case.date(row.operation.begun), line(case, detail, row, &fights));
    }
    if begun > rows.len() {
        let _ = writeln!(out, "  ... and {} smaller ones", begun - rows.len());
    }
    out.push('\n');
    out
}

/// How many operations ended how.
fn counted(detail: &Detail) -> String {
    let ends: Vec<Option<OperationEnd>> =
        detail.chronicle.operations.iter().map(|row| row.ended().and(row.operation.end)).collect();
    let mut parts = Vec::new();
    let kinds = OperationEnd::ALL.iter().map(|end| (Some(*end), end.word())).chain([(None, "under way")]);
    for (end, word) in kinds {
        let count = ends.iter().filter(|own| **own == end).count();
        if count > 0 {
            parts.push(format!("{count} {}", word.replace('_', " ")));
        }
    }
    parts.join(", ")
}

/// Events and deaths of each operation.
fn fights(detail: &Detail) -> BTreeMap<Key, (usize, u32)> {
    let mut fights: BTreeMap<Key, (usize, u32)> = BTreeMap::new();
    for event in detail.chronicle.ledger.events.iter().map(|logged| &logged.event) {
        if let Some(key) = event.operation {
            let (count, dead) = fights.entry(key).or_default();
            *count += usize::from(event.is_violent());
            *dead += event.deaths();
        }
    }
    fights
}

fn line(case: &Case, detail: &Detail, row: &OperationRow, fights: &BTreeMap<Key, (usize, u32)>) -> String {
    let operation = &row.operation;
    let weeks = match row.ended() {
        Some(ended) => format!("weeks {} to {ended}", operation.begun),
        None => format!("from week {}", operation.begun),
    };
    let (planner, kind) = (name(case, detail, Some(operation.planner)), operation.kind.word().replace('_', " "));
    let objective = &case.places[operation.objective.index()].name;
    let mut text = format!("{weeks:<16} {planner}: {kind} {objective}");
    let parts: Vec<String> = operation
        .participants
        .iter()
        .filter(|part| part.men >= 1.0)
        .map(|part| format!("{} {}", name(case, detail, Some(part.actor)), men(part.men)))
        .collect();
    let _ = write!(text, ", {} men", men(operation.men()));
    if !parts.is_empty() {
        let _ = write!(text, " ({})", parts.join(", "));
    }
    if let Some((count, dead)) = fights.get(&operation.key).filter(|(count, _)| *count > 0) {
        let _ = write!(text, ", {count} {}, {dead} killed", if *count == 1 { "fight" } else { "fights" });
    }
    let how = row.ended().and(operation.end).map_or("under way", OperationEnd::word);
    let _ = write!(text, ": {}", how.replace('_', " "));
    text
}

/// Whole men, in groups of three digits.
fn men(number: f64) -> String {
    thousands(number.round() as u64)
}

/// The name of an actor: that of the seeds; of a splinter that of whom it left, with its number.
pub(super) fn name(case: &Case, detail: &Detail, actor: Option<ActorId>) -> String {
    let Some(actor) = actor else { return "nobody".to_owned() };
    let named = |id: &str| case.actor(id).map(|a| case.actors[a.index()].name.as_str());
    let id = detail.chronicle.name(actor);
    let left = splinter(id).and_then(|(parent, number)| Some(format!("{}, splinter {number}", named(parent)?)));
    left.unwrap_or_else(|| named(id).unwrap_or(id).to_owned())
}
