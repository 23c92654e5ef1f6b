//! The choices of people who play actors, from a file: actor, week, action or posture, target, place, agreement.

use super::{injects::SELF, notes::OfVariant, orders::impossible, postures};
use crate::{
    domain::{Action, Case, Posture},
    fault::Fault,
    seeds::{
        Raw,
        check::{Names, cells},
        columns::DECISIONS,
        table::{Cell, Row, Table},
    },
    study::Decrees,
    world::outside::{Command, Decree},
};
use std::collections::BTreeMap;

/// Reads the form of the file.
pub fn read(file: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Table {
    Table::read(&DECISIONS, file, bytes, faults)
}

/// The faults of its cells: words, weeks, and ids that the base does not know.
pub fn check(table: &Table, base: &Raw, weeks: u32, faults: &mut Vec<Fault>) {
    let mut own = Vec::new();
    cells(table, &Names::of(base), &mut own);
    let last = weeks.saturating_sub(1);
    own.iter_mut().filter(|fault| fault.message.starts_with("`week`")).for_each(|fault| {
        fault.help = format!("a whole number from 0 to {last}; a choice of several weeks has a row for each");
    });
    faults.extend(once(own));
    for cell in table.rows.iter().filter_map(|row| cell(table, row, "week")) {
        if cell.text.parse::<f64>().is_ok_and(|week| week >= f64::from(weeks)) {
            let help = format!("the last week is week {last}");
            faults.push(cell.at.fault(&cell.text, "`week`: this lies after the end of the scenario", help));
        }
    }
}

/// Tells of a cell that is wrong in many rows once, and how many rows have it.
fn once(faults: Vec<Fault>) -> Vec<Fault> {
    let mut told: Vec<(Fault, usize)> = Vec::new();
    for fault in faults {
        match told.iter_mut().find(|(other, _)| (&other.found, &other.message) == (&fault.found, &fault.message)) {
            Some((_, times)) => *times += 1,
            None => told.push((fault, 1)),
        }
    }
    let said = |(mut fault, times): (Fault, usize)| {
        if times > 1 {
            let rows = format!("{times} rows have it");
            fault.help = if fault.help.is_empty() { rows } else { format!("{}; {rows}", fault.help) };
        }
        fault
    };
    told.into_iter().map(said).collect()
}

/// Says that nobody plays anybody, where the file has no rows.
pub(super) fn none(table: &Table) -> Option<String> {
    table.rows.is_empty().then(|| format!("{} has no rows: nobody is played", table.at.file))
}

/// Choices that stand there more than once: nobody knows whether so much effort was meant.
pub(super) fn doubled(table: &Table) -> impl Iterator<Item = String> {
    let mut seen: BTreeMap<Vec<&str>, (usize, usize)> = BTreeMap::new();
    // A posture that stands there twice is told of as one that a later line overrules.
    let acts = |row: &&Row| cell(table, row, "action").is_none_or(|cell| Posture::parse(&cell.text).is_none());
    for row in table.rows.iter().filter(acts) {
        let cells = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        seen.entry(cells).or_insert((row.at.line, 0)).1 += 1;
    }
    let mut doubled: Vec<(usize, usize)> = seen.into_values().filter(|(_, times)| *times > 1).collect();
    doubled.sort_unstable();
    doubled.into_iter().map(|(line, times)| {
        format!("the decision in line {line} stands there {times} times: each is carried out by itself, as far as effort lasts")
    })
}

/// The choices in one variant, given its case and that of the base. A row that names what the variant lacks is left out, and said so.
pub(super) fn decrees(
    table: &Table,
    (case, base): (&Case, &Case),
    notes: &mut OfVariant,
    faults: &mut Vec<Fault>,
) -> Decrees {
    let mut decrees = Decrees::default();
    for row in &table.rows {
        let known = faults.len();
        // What the base can never have is a fault; what a what-if takes away is told of it.
        let of_base = choice(table, row, base, faults).filter(|_| faults.len() == known);
        if let Some((column, why)) = of_base.and_then(|(_, decree)| impossible(base, &decree)) {
            let at = cell(table, row, column).map_or(&row.at, |cell| &cell.at);
            let found = cell(table, row, column).map_or("", |cell| &cell.text);
            faults.push(at.fault(
                found,
                format!("{why}: the order can never be carried out"),
                "name another, or leave the row out",
            ));
            continue;
        }
        faults.truncate(known);
        if let Some((week, decree)) = choice(table, row, case, faults) {
            decrees.seats.push(decree.actor);
            decrees.choices.push((week, decree));
        } else if let Some(gone) = gone(table, row, case, base) {
            notes.add(format!("the decision in line {} is left out: there is no {gone}", row.at.line));
        }
    }
    decrees.seats.sort_unstable();
    decrees.seats.dedup();
    // In the order of the file within a week: of two postures for a front the later holds.
    decrees.choices.sort_by_key(|(week, _)| *week);
    decrees
}

/// What a row names that the base has and the variant lacks.
fn gone<'a>(table: &Table, row: &'a Row, case: &Case, base: &Case) -> Option<&'a str> {
    let is_gone = |column: &str, id: &str| match column {
        "place" => case.place(id).is_none() && base.place(id).is_some(),
        "agreement" => case.agreement(id).is_none() && base.agreement(id).is_some(),
        _ => case.actor(id).is_none() && base.actor(id).is_some(),
    };
    let named = |column| cell(table, row, column).map(|cell| cell.text.as_str());
    let all = ["actor", "target", "place", "agreement"].into_iter();
    all.filter_map(|column| Some((column, named(column)?))).find(|(column, id)| is_gone(column, id)).map(|(_, id)| id)
}

fn choice(table: &Table, row: &Row, case: &Case, faults: &mut Vec<Fault>) -> Option<(u32, Decree)> {
    let text = |column: &str| cell(table, row, column).map(|cell| cell.text.as_str());
    let at = |column: &str| cell(table, row, column).map_or(&row.at, |cell| &cell.at);
    let actor = case.actor(text("actor")?)?;
    let word = text("action")?;
    let week = text("week")?.parse::<f64>().ok()? as u32;
    let kind = case.actors[actor.index()].kind;
    let (target, place, agreement) = (text("target"), text("place"), text("agreement"));
    let (action, posture) = (Action::parse(word), Posture::parse(word));
    if action.is_none() && posture.is_none() {
        return None;
    }
    let closed = match action {
        Some(action) if !action.is_open_to(kind) => {
            let open: Vec<&str> = Action::ALL.iter().filter(|a| a.is_open_to(kind)).map(|a| a.word()).collect();
            let message = format!("the action is not open to {}", kind.one());
            Some((message, format!("open to it: {}", open.join(", "))))
        }
        Some(_) => None,
        None => postures::closed_to(kind),
    };
    if let Some((message, help)) = closed {
        faults.push(at("action").fault(word, message, help));
        return None;
    }
    let missing = match action {
        Some(action) => action.lacks(place.is_some(), target.is_some(), agreement.is_some()),
        None => target.is_none().then_some("target"),
    };
    if let Some(missing) = missing {
        let message = format!("`{word}` does nothing without `{missing}`");
        faults.push(row.at.fault("", message, format!("fill the cell `{missing}` of the row")));
        return None;
    }
    if let Some(idle) = agreement.filter(|id| posture.is_some() && case.agreement(id).is_some()) {
        let message = format!("`agreement` does nothing with `{word}`");
        faults.push(at("agreement").fault(idle, message, "leave the cell empty"));
        return None;
    }
    if let Some(own) = target.filter(|id| case.actor(id) == Some(actor)) {
        let help = if posture.is_some() { "name an enemy" } else { "name another, or leave the cell empty" };
        faults.push(at("target").fault(own, SELF, help));
        return None;
    }
    let whom = target.and_then(|id| case.actor(id));
    let there = place.and_then(|id| case.place(id));
    let about = agreement.and_then(|id| case.agreement(id));
    let whole = target.is_some() == whom.is_some()
        && place.is_some() == there.is_some()
        && agreement.is_some() == about.is_some();
    let command = match action {
        Some(action) => Command::Act { action, target: whom, place: there, agreement: about },
        None => Command::Posture { posture: posture?, enemy: whom?, place: there },
    };
    whole.then_some((week, Decree { actor, command }))
}

/// A filled cell.
fn cell<'a>(table: &Table, row: &'a Row, column: &str) -> Option<&'a Cell> {
    table.schema.position(column).and_then(|i| row.cells.get(i)).filter(|cell| !cell.text.is_empty())
}
