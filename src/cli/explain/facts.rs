//! Rows of the case, shown by address with their dates and claims.

use super::{Evidence, paragraph};
use crate::seeds::{
    Raw,
    columns::{Kind, Sheet},
    rows::Days,
    table::{Row, Table},
    values,
};
use crate::{
    domain::Case,
    id::ActorId,
    mechanism::RULES,
    study::{Inject, When},
};
use std::fmt::Write;

/// What the rows of a table are to the entity that is explained.
const HEADINGS: [(Sheet, &str); 13] = [
    (Sheet::Memberships, "Memberships"),
    (Sheet::Positions, "Positions"),
    (Sheet::Ties, "Ties"),
    (Sheet::Control, "Control"),
    (Sheet::Forces, "Forces"),
    (Sheet::Agreements, "Agreements"),
    (Sheet::Clauses, "Clauses"),
    (Sheet::Communities, "Communities"),
    (Sheet::Routes, "Routes"),
    (Sheet::Places, "Places"),
    (Sheet::Actors, "Actors"),
    (Sheet::Events, "Events"),
    (Sheet::Ladder, "Ladder"),
];

/// A region: its places, and who claims it.
pub(super) fn region(raw: &Raw, name: &str, out: &mut String) {
    let (places, actors) = (raw.table(Sheet::Places), raw.table(Sheet::Actors));
    let lies = |row: &&Row| places.schema.value(row, "region").eq_ignore_ascii_case(name);
    let there: Vec<&Row> = places.rows.iter().filter(lies).collect();
    let Some(first) = there.first() else { return };
    if !out.is_empty() {
        out.push('\n');
    }
    let region = places.schema.value(first, "region");
    let claims = |row: &&Row| values::regions(actors.schema.value(row, "aims")).any(|own| own == region);
    let listed = |rows: Vec<&Row>| rows.iter().map(|row| row.text(0)).collect::<Vec<_>>().join(", ");
    let by = listed(actors.rows.iter().filter(claims).collect());
    paragraph(out, "", "  ", &format!("{region}: a region with {} places: {}", there.len(), listed(there.clone())));
    if !by.is_empty() {
        paragraph(out, "  ", "  ", &format!("claimed by {by}"));
    }
}

/// An inject in a line: what happens, between whom, where and when.
pub(super) fn inject(case: &Case, inject: &Inject) -> String {
    let given = &inject.given;
    let actor = |id: ActorId| case.actors[id.index()].id.as_str();
    let parts = [
        ("by", given.actor.map(actor)),
        ("to", given.target.map(actor)),
        ("at", given.place.map(|id| case.places[id.index()].id.as_str())),
        ("about", given.agreement.map(|id| case.agreements[id.index()].id.as_str())),
    ];
    let mut text = given.kind.word().to_owned();
    for (how, id) in parts {
        if let Some(id) = id {
            let _ = write!(text, " {how} {id}");
        }
    }
    let when = match &inject.when {
        When::Week(week) => format!("in week {week}"),
        When::Every { every, from, until } => format!("every {every} weeks, from week {from} to week {until}"),
        When::Condition { delay, times, .. } => {
            let most = if *times == 1 { "once".to_owned() } else { format!("at most {times} times") };
            format!("{most}, {delay} weeks after its condition has come true")
        }
    };
    let chance = if inject.chance < 1.0 { format!(", with probability {}", inject.chance) } else { String::new() };
    format!("{text}, {when}{chance}")
}

/// Everything that is known of an entity.
pub(super) fn entity(raw: &Raw, sheet: Sheet, id: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    let mut evidence = Evidence::new(raw);
    let table = raw.table(sheet);
    if sheet == Sheet::Claims {
        return claim(raw, id, out);
    }
    for (i, row) in sorted(table, table.with_key(id)).into_iter().enumerate() {
        if i == 0 {
            let name = ["name", "title", "kind"].iter().map(|c| table.schema.value(row, c)).find(|t| !t.is_empty());
            paragraph(out, "", "  ", &format!("{id}: {} ({})", name.unwrap_or(id), table.schema.row));
        }
        own(table, row, out, &mut evidence);
    }
    for (other, heading) in HEADINGS {
        let table = raw.table(other);
        let rows: Vec<&Row> = table.rows.iter().filter(|row| speaks_of(table, row, sheet, id)).collect();
        if other == sheet || rows.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{heading}");
        for row in sorted(table, rows.into_iter()) {
            line(table, row, Some((sheet, id)), out, &mut evidence);
        }
    }
    if sheet == Sheet::Documents {
        let claims = raw.table(Sheet::Claims);
        let _ = writeln!(out, "\nClaims");
        let of_it = claims.rows.iter().filter(|row| claims.schema.value(row, "document") == id);
        of_it.for_each(|row| evidence.claim(row, out));
    }
    evidence.show(out);
}

/// The ties between two actors, both ways, and what else joins them.
pub(super) fn pair(raw: &Raw, a: &str, b: &str, out: &mut String) {
    let mut evidence = Evidence::new(raw);
    for (one, other) in [(a, b), (b, a)] {
        let _ = writeln!(out, "{one} towards {other}");
        let ties = raw.table(Sheet::Ties);
        let key = format!("{one}:{other}");
        let rows = sorted(ties, ties.with_key(&key));
        if rows.is_empty() {
            let text = "no tie is listed: it takes that of the coalitions above the two, else that of strangers";
            paragraph(out, "  ", "    ", text);
        }
        rows.into_iter().for_each(|row| line(ties, row, None, out, &mut evidence));
    }
    for (sheet, heading) in HEADINGS.iter().filter(|(sheet, _)| *sheet != Sheet::Ties) {
        let table = raw.table(*sheet);
        let both = |row: &&Row| speaks_of(table, row, Sheet::Actors, a) && speaks_of(table, row, Sheet::Actors, b);
        let rows: Vec<&Row> = table.rows.iter().filter(both).collect();
        if *sheet != Sheet::Communities && *sheet != Sheet::Control && !rows.is_empty() {
            let _ = writeln!(out, "\n{heading}");
            sorted(table, rows.into_iter()).into_iter().for_each(|row| line(table, row, None, out, &mut evidence));
        }
    }
    evidence.show(out);
}

/// A claim, and every value that rests on it.
fn claim(raw: &Raw, id: &str, out: &mut String) {
    let evidence = Evidence::new(raw);
    raw.table(Sheet::Claims).with_key(id).for_each(|row| evidence.claim(row, out));
    let mut addresses = Vec::new();
    for sheet in Sheet::ALL {
        let table = raw.table(*sheet);
        for row in &table.rows {
            for (column, _) in values::claims(table.schema.value(row, "claims")).filter(|(_, claim)| *claim == id) {
                let address = format!("{}.{}", table.schema.name, table.schema.key_of(row));
                addresses.push(if column.is_empty() { address } else { format!("{address}.{column}") });
            }
        }
    }
    addresses.sort();
    addresses.dedup();
    let rule = id.strip_prefix('c').and_then(|n| n.parse().ok()).filter(|n| (1..=RULES).contains(n));
    if let Some(number) = rule {
        let _ = writeln!(out, "\nrules.c{number} switches the rule that this causal claim stands for");
    }
    let _ = writeln!(out, "\nWhat rests on it");
    if addresses.is_empty() {
        let _ = writeln!(out, "  no value of the case");
    }
    for address in addresses {
        let _ = writeln!(out, "  {address}");
    }
}

/// Rows by key, then by their first day.
fn sorted<'a>(table: &Table, rows: impl Iterator<Item = &'a Row>) -> Vec<&'a Row> {
    let mut rows: Vec<&Row> = rows.collect();
    rows.sort_by_key(|row| (table.schema.key_of(row), Days::of(table.schema, row).from));
    rows
}

/// Whether a row refers to an entity.
fn speaks_of(table: &Table, row: &Row, sheet: Sheet, id: &str) -> bool {
    table.schema.columns.iter().zip(&row.cells).any(|(column, cell)| match column.kind {
        Kind::Ref(to) if to == sheet => cell.text == id,
        Kind::Refs(to) if to == sheet => values::items(&cell.text).any(|item| item == id),
        Kind::Weights(to, ..) if to == sheet => values::weights(&cell.text).any(|(item, _)| item == id),
        Kind::Claims if sheet == Sheet::Claims => values::claims(&cell.text).any(|(_, claim)| claim == id),
        _ => false,
    })
}

/// The entity's own row: one line a column.
fn own(table: &Table, row: &Row, out: &mut String, evidence: &mut Evidence) {
    let key = table.schema.key_of(row);
    let dates = dates(table, row);
    if !dates.is_empty() {
        let _ = writeln!(out, "\n  {dates}");
    }
    for (column, cell) in table.schema.columns.iter().zip(&row.cells) {
        let idle = ["id", "name", "title", "from", "until", "known_on", "claims"].contains(&column.name);
        if idle || cell.text.is_empty() {
            continue;
        }
        let unit = if column.unit.is_empty() { String::new() } else { format!(" {}", column.unit) };
        let claims = claims_of(table, row, Some(column.name), evidence);
        let address = format!("{}.{key}.{}", table.schema.name, column.name);
        let text = cell.text.replace('|', ", ");
        paragraph(out, "  ", "      ", &format!("{address} = {text}{unit} ({}){claims}", column.meaning));
    }
    let claims = claims_of(table, row, None, evidence);
    if !claims.is_empty() {
        paragraph(out, "  ", "      ", &format!("the row as a whole rests on{claims}"));
    }
}

/// A row in one paragraph. Of a list of numbers only that of the entity is shown.
fn line(table: &Table, row: &Row, about: Option<(Sheet, &str)>, out: &mut String, evidence: &mut Evidence) {
    let mut parts = Vec::new();
    for (i, (column, cell)) in table.schema.columns.iter().zip(&row.cells).enumerate() {
        let idle =
            ["from", "until", "known_on", "claims", "id"].contains(&column.name) || table.schema.key.contains(&i);
        if idle || cell.text.is_empty() {
            continue;
        }
        match (column.kind, about) {
            (Kind::Weights(to, ..), Some((sheet, id))) if to == sheet => {
                let own = values::weights(&cell.text).find(|(item, _)| *item == id);
                parts.extend(own.map(|(_, number)| format!("{}.{id} {number}", column.name)));
            }
            (Kind::Weights(..), Some((Sheet::Actors, _))) => {}
            _ => parts.push(format!("{} {}", column.name, cell.text.replace('|', ", "))),
        }
    }
    let dates = dates(table, row);
    let dates = if dates.is_empty() { dates } else { format!("; {dates}") };
    let address = format!("{}.{}", table.schema.name, table.schema.key_of(row));
    let claims = claims_of(table, row, None, evidence);
    paragraph(out, "  ", "      ", &format!("{address}: {}{dates}{claims}", parts.join(", ")));
}

fn dates(table: &Table, row: &Row) -> String {
    if !table.schema.is_dated() {
        return String::new();
    }
    let days = Days::of(table.schema, row);
    let text = |column: &str| table.schema.value(row, column);
    let mut parts = Vec::new();
    for word in ["from", "until"] {
        if !text(word).is_empty() {
            parts.push(format!("{word} {}", text(word)));
        }
    }
    if days.known_on != days.from {
        parts.push(format!("known on {}", days.known_on));
    }
    if parts.is_empty() { "always".to_owned() } else { parts.join(" ") }
}

/// The claims of a row in brackets: all of them, or those of one column.
fn claims_of(table: &Table, row: &Row, column: Option<&str>, evidence: &mut Evidence) -> String {
    let all = values::claims(table.schema.value(row, "claims"));
    let mut shown = Vec::new();
    for (of, claim) in all.filter(|(of, _)| column.is_none_or(|column| *of == column)) {
        evidence.note(claim);
        shown.push(if of.is_empty() || column.is_some() { claim.to_owned() } else { format!("{of}: {claim}") });
    }
    if shown.is_empty() { String::new() } else { format!(" [{}]", shown.join(", ")) }
}
