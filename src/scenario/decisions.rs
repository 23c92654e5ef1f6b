//! The choices of people who play actors, from a file: actor, week, action, target, place, agreement.

use crate::{
    domain::{Action, Case},
    fault::{Fault, nearest},
    seeds::{
        columns::{DECISIONS, Kind, Sheet},
        number,
        table::{Row, Table},
    },
    study::Decrees,
    world::outside::Decree,
};

/// Reads the choices for one variant. An actor, place or agreement that the base knows and the variant lacks takes its row along.
pub fn decrees(table: &Table, case: &Case, base: &Case, weeks: u32, faults: &mut Vec<Fault>) -> Decrees {
    let mut decrees = Decrees::default();
    for row in &table.rows {
        if let Some((week, decree)) = choice(table, row, case, base, weeks, faults) {
            decrees.seats.push(decree.actor);
            decrees.choices.push((week, decree));
        }
    }
    decrees.seats.sort_unstable();
    decrees.seats.dedup();
    decrees.choices.sort_by_key(|(week, decree)| (*week, decree.actor));
    decrees
}

fn choice(
    table: &Table,
    row: &Row,
    case: &Case,
    base: &Case,
    weeks: u32,
    faults: &mut Vec<Fault>,
) -> Option<(u32, Decree)> {
    let before = faults.len();
    let mut lost = false;
    let mut index = |column: &str, faults: &mut Vec<Fault>| -> Option<usize> {
        let cell = &row.cells[table.schema.position(column)?];
        let Some(Kind::Ref(sheet)) = table.schema.column(column).map(|c| c.kind).filter(|_| !cell.text.is_empty())
        else {
            return None;
        };
        let found = find(case, sheet, &cell.text);
        if found.is_none() {
            lost = true;
            if find(base, sheet, &cell.text).is_none() {
                let message = format!("`{column}`: the case has no such id");
                faults.push(cell.at.fault(&cell.text, message, nearest(&cell.text, ids(base, sheet))));
            }
        }
        found
    };
    let actor = index("actor", faults);
    let target = index("target", faults);
    let place = index("place", faults);
    let agreement = index("agreement", faults);
    for column in table.schema.columns.iter().filter(|c| c.required) {
        let cell = &row.cells[table.schema.position(column.name)?];
        if cell.text.is_empty() {
            faults.push(row.at.fault("", format!("`{}` must be filled", column.name), column.meaning));
        }
    }
    let cell = |column: &str| table.schema.position(column).map(|i| &row.cells[i]).filter(|cell| !cell.text.is_empty());
    let week = cell("week").and_then(|cell| match number::plain(&cell.text, 0.0, f64::from(weeks.saturating_sub(1))) {
        Ok(week) if week.fract() == 0.0 => Some(week as u32),
        Ok(_) => {
            faults.push(cell.at.fault(&cell.text, "`week`: this is not a whole number", "weeks count from 0"));
            None
        }
        Err((message, help)) => {
            faults.push(cell.at.fault(&cell.text, format!("`week`: {message}"), help));
            None
        }
    });
    let action = cell("action").and_then(|cell| {
        let action = Action::parse(&cell.text);
        if action.is_none() {
            let help = nearest(&cell.text, Action::WORDS.iter().copied());
            faults.push(cell.at.fault(&cell.text, "`action` has no such word", help));
        }
        action
    });
    if let (Some(actor), Some(action), Some(cell)) = (actor, action, cell("action")) {
        let kind = case.actors[actor].kind;
        if !action.is_open_to(kind) {
            let open: Vec<&str> = Action::ALL.iter().filter(|a| a.is_open_to(kind)).map(|a| a.word()).collect();
            let message = format!("the action is not open to a {}", kind.word());
            faults.push(cell.at.fault(action.word(), message, format!("open to it: {}", open.join(", "))));
        }
    }
    if lost || faults.len() > before {
        return None;
    }
    let decree = Decree {
        actor: actor?.into(),
        action: action?,
        target: target.map(Into::into),
        place: place.map(Into::into),
        agreement: agreement.map(Into::into),
    };
    Some((week?, decree))
}

/// An empty table of choices.
pub fn read(file: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Table {
    Table::read(&DECISIONS, file, bytes, faults)
}

fn find(case: &Case, sheet: Sheet, id: &str) -> Option<usize> {
    match sheet {
        Sheet::Actors => case.actor(id).map(crate::id::ActorId::index),
        Sheet::Places => case.place(id).map(crate::id::PlaceId::index),
        Sheet::Agreements => case.agreement(id).map(crate::id::AgreementId::index),
        _ => None,
    }
}

fn ids(case: &Case, sheet: Sheet) -> Vec<&str> {
    match sheet {
        Sheet::Actors => case.actors.iter().map(|a| a.id.as_str()).collect(),
        Sheet::Places => case.places.iter().map(|p| p.id.as_str()).collect(),
        Sheet::Agreements => case.agreements.iter().map(|a| a.id.as_str()).collect(),
        _ => Vec::new(),
    }
}
