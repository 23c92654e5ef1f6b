//! What is odd but legal: facts that look like slips. No fault, for an analyst may mean it; but nothing is worse than a slip of which
//! nobody hears.

use super::{node::Node, stand::same};
use crate::{
    domain::{Action, ActorKind, AgreementKind, AgreementState, Case, EventKind, ForceKind, RouteFact, Shock, Stance},
    id::{ActorId, PlaceId},
    seeds::{
        Raw,
        check::lone,
        columns::{Kind, Sheet},
        number,
        table::Row,
        values,
    },
    study::Inject,
};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers of the built-in cases, the least and the most that is written: men of a force, sorties of an air wing, and what actors,
/// places and communities have.
const SEEN: [(Sheet, &str, Option<bool>, f64, f64); 8] = [
    (Sheet::Forces, "strength", Some(false), 15.0, 4_600.0),
    (Sheet::Forces, "strength", Some(true), 0.5, 6.0),
    (Sheet::Actors, "income", None, 0.0, 14_000.0),
    (Sheet::Actors, "funds", None, 50.0, 60_000.0),
    (Sheet::Actors, "effort", None, 0.3, 3.0),
    (Sheet::Actors, "quality", None, 0.4, 1.5),
    (Sheet::Places, "income", None, 0.0, 2_700.0),
    (Sheet::Communities, "population", None, 800.0, 4_227_569.0),
];
/// Affinities of the built-in cases, by stance.
const STANCES: [(Stance, f64, f64); 7] = [
    (Stance::War, -1.0, -0.5),
    (Stance::Hostile, -0.95, -0.2),
    (Stance::Tolerant, -0.8, 0.7),
    (Stance::NonAggression, -0.4, 0.75),
    (Stance::Coordination, 0.0, 0.9),
    (Stance::JointOperations, 0.2, 0.9),
    (Stance::Merged, 0.65, 0.95),
];
/// Lengths of routes as parts of the straight line between their ends: of the built-in cases from 0.92 to 1.4, which leaves room for valleys.
const LENGTHS: (f64, f64) = (0.8, 4.0);
/// Kilometres by which places that lie near each other may be off.
const ROUNDED: f64 = 10.0;
/// How many names a note lists, or signs of a text.
const NAMED: usize = 8;

/// Facts of a variant that look like slips; claims are those of the base, for a what-if may
/// say with one why it sets what it sets.
pub(super) fn facts(raw: &Raw, case: &Case, is_base: bool) -> Vec<String> {
    let mut notes = outside(raw, case);
    let name = |actor: ActorId| case.actors[actor.index()].id.as_str();
    for tie in &case.ties {
        let between = |(stance, ..): &&(Stance, f64, f64)| *stance == tie.stance;
        let (least, most) = STANCES.iter().find(between).map_or((-1.0, 1.0), |(_, least, most)| (*least, *most));
        let (low, high) = (tie.affinity.low, tie.affinity.high);
        let odd = match tie.stance {
            Stance::War if low > 0.0 => "is at war with those whom it likes".to_owned(),
            Stance::JointOperations | Stance::Merged if high < 0.0 => {
                "is side by side with those whom it dislikes".to_owned()
            }
            stance if low < least || high > most => {
                let affinity = if low == high { format!("{low}") } else { format!("{low}..{high}") };
                format!(
                    "has `{}` and affinity {affinity}; in the built-in cases it is {least} to {most} then",
                    stance.word()
                )
            }
            _ => continue,
        };
        notes.push(format!("ties.{}:{}: {} {odd}", name(tie.actor), name(tie.other), name(tie.actor)));
    }
    for control in &case.control {
        if let Some(by) = control.blockaded_by.filter(|by| !is_near(case, *by, control.place)) {
            let place = &case.places[control.place.index()].id;
            let how = "has no men to cut it off, there or at the other end of a road";
            notes.push(format!("control.{place}.blockaded_by: {} {how}", name(by)));
        }
        if let (Some(by), Some(holder)) = (control.blockaded_by, control.holder)
            && same(case, by, holder)
        {
            let place = &case.places[control.place.index()].id;
            notes.push(format!("control.{place}.blockaded_by: {} cuts off what its own side holds", name(by)));
        }
    }
    for event in &case.scheduled {
        let Some(agreement) = event.agreement.map(|id| &case.agreements[id.index()]) else { continue };
        if agreement.state == AgreementState::Offered {
            let (id, date) = (&agreement.id, event.date);
            notes.push(format!(
                "agreements.{id}: it is on offer from the start, so that its parties may sign it before {date}"
            ));
        }
    }
    for agreement in case.agreements.iter().filter(|g| g.kind == AgreementKind::Patronage) {
        let kind = |at: usize| agreement.parties.get(at).map(|id| case.actors[id.index()].kind);
        if kind(0) == Some(ActorKind::Mercenary) && kind(1) != Some(ActorKind::Mercenary) {
            let id = &agreement.id;
            notes.push(format!("agreements.{id}.parties: the client stands first, and who is paid second"));
        }
    }
    notes.extend(namesakes(case));
    for (i, actor) in case.actors.iter().enumerate() {
        let id = ActorId::from(i);
        let able = Action::ALL.iter().any(|action| action.is_open_to(actor.kind));
        let member = case.memberships.iter().any(|m| m.coalition == id);
        let owns = case.forces.iter().any(|f| f.actor == id);
        if !able || (actor.effort.high <= 0.0 && !member && !owns) {
            notes.push(format!("actors.{}: it has no men, no members and no effort, and can do nothing", actor.id));
        }
    }
    notes.extend(case.routes.iter().filter_map(|route| detour(case, route)));
    notes.extend(lone_claims(raw));
    notes.extend(idle_claims(raw).filter(|_| is_base));
    notes
}

/// Whether an actor, or whoever belongs to its side, has men at a place or a road away, as those need who keep a ring around it.
fn is_near(case: &Case, actor: ActorId, place: PlaceId) -> bool {
    let there =
        |at: PlaceId| at == place || case.routes.iter().any(|r| (r.a, r.b) == (at, place) || (r.b, r.a) == (at, place));
    case.forces.iter().any(|f| f.kind != ForceKind::AirWing && same(case, f.actor, actor) && there(f.place))
}

/// Two actors, or two places, of one name: no page can tell them apart.
fn namesakes(case: &Case) -> Vec<String> {
    let actors = case.actors.iter().map(|fact| ("actors", &fact.id, &fact.name));
    let places = case.places.iter().map(|fact| ("places", &fact.id, &fact.name));
    let mut seen = BTreeMap::new();
    let note = |(table, id, name): (&'static str, &String, &String)| {
        let first = seen.entry((table, name.clone())).or_insert_with(|| id.clone());
        (first != id).then(|| format!("{table}.{id}.name: {first} has the name `{name}` as well"))
    };
    actors.chain(places).filter_map(note).collect()
}

/// A route whose length does not fit the places at its ends.
fn detour(case: &Case, route: &RouteFact) -> Option<String> {
    let straight = case.distance(route.a, route.b);
    let (least, most) = (straight * LENGTHS.0, straight * LENGTHS.1 + ROUNDED);
    let (a, b) = (&case.places[route.a.index()].id, &case.places[route.b.index()].id);
    let (low, high) = (route.km.low, route.km.high);
    let km = if low == high { format!("{low}") } else { format!("{low}..{high}") };
    let wrong = high < least - ROUNDED || low > most;
    wrong.then(|| {
        format!("routes.{a}:{b}.km: {km} km between places that lie {straight:.0} km apart, as their degrees say")
    })
}

/// Titles, units and names that a table calculator would take for formulas. Tables keep them as they are; copies for Excel do not.
pub(super) fn formulas(raw: &Raw, file: &Node, variant: &str) -> Vec<String> {
    let mut texts: Vec<(String, &str)> = Vec::new();
    let is_base = variant == "base";
    if !is_base {
        texts.push(("its name".to_owned(), variant));
    }
    texts.extend(["title", "question"].map(|key| (key.to_owned(), file.text_of(key))));
    for (table, keys) in [("outcomes", ["question", "unit"]), ("report.groups", ["title", "title"])] {
        let place = table.rsplit_once('.').map_or(Some(file), |(section, _)| file.get(section));
        let own = table.rsplit('.').next().unwrap_or(table);
        for (id, node) in place.into_iter().flat_map(|node| node.entries_of(own)) {
            texts.extend(keys.map(|key| (format!("{table}.{id}.{key}"), node.text_of(key))));
        }
    }
    for sheet in Sheet::ALL {
        let table = raw.table(*sheet);
        for (i, column) in table.schema.columns.iter().enumerate() {
            if matches!(column.kind, Kind::Text | Kind::Texts) {
                let address = |row: &Row| format!("{}.{}.{}", sheet.word(), table.schema.key_of(row), column.name);
                texts.extend(table.rows.iter().map(|row| (address(row), row.text(i))));
            }
        }
    }
    texts.dedup_by(|a, b| a.0 == b.0);
    let found = texts.into_iter().filter(|(_, text)| values::is_formula(text));
    let note = |(address, text): (String, &str)| {
        let start: String = text.chars().take(NAMED).collect();
        format!(
            "{address}: it begins like a formula, `{start}`, which Excel carries out where a table has it; the copies of --excel say it as a text"
        )
    };
    found.map(note).collect()
}

/// Forces that injects bring, beyond those of every built-in case.
pub(super) fn arrivals(case: &Case, injects: &[Inject]) -> Vec<String> {
    let scheduled = |inject: &Inject| case.scheduled.iter().any(|event| event.id == inject.id);
    let mut notes = Vec::new();
    for inject in injects.iter().filter(|inject| !scheduled(inject)) {
        let wing = match inject.given.kind {
            EventKind::Shock(Shock::ForceArrives | Shock::Rising) => false,
            EventKind::Shock(Shock::AircraftArrive) => true,
            _ => continue,
        };
        for (.., least, most) in SEEN.iter().filter(|(.., of, _, _)| *of == Some(wing)) {
            let (id, size) = (&inject.id, inject.given.size);
            notes
                .extend(beyond((size, size), (*least, *most)).map(|how| format!("injects.{id}.size: {size} is {how}")));
        }
    }
    notes
}

/// How a number stands to those of the built-in cases, if it lies beyond them.
fn beyond((low, high): (f64, f64), (least, most): (f64, f64)) -> Option<String> {
    if high > most {
        Some(format!("more than any of a built-in case ({most})"))
    } else {
        (low < least).then(|| format!("less than any of a built-in case ({least})"))
    }
}

/// Numbers beyond those of every built-in case, of rows that the variant reads.
fn outside(raw: &Raw, case: &Case) -> Vec<String> {
    let mut notes = Vec::new();
    for (sheet, column, wing, least, most) in SEEN {
        let table = raw.table(sheet);
        for row in &table.rows {
            let key = table.schema.key_of(row);
            let air = table.schema.value(row, "kind") == ForceKind::AirWing.word();
            let text = table.schema.position(column).map_or("", |i| row.text(i));
            let Ok(written) = number::range(text, 0.0, f64::MAX) else { continue };
            // What an empty cell means is no slip.
            if text.is_empty() || wing.is_some_and(|wing| wing != air) || !is_read(sheet, &key, case) {
                continue;
            }
            let how = beyond((written.low, written.high), (least, most));
            notes.extend(how.map(|how| format!("{}.{key}.{column}: {text} is {how}", sheet.word())));
        }
    }
    notes
}

/// Whether a row of a key is read at the start; of tables without dates all are.
fn is_read(sheet: Sheet, key: &str, case: &Case) -> bool {
    sheet != Sheet::Forces || case.forces.iter().any(|force| force.id == key)
}

/// Rival claims that have no rival.
fn lone_claims(raw: &Raw) -> Vec<String> {
    let alone = lone(raw.table(Sheet::Claims));
    let note = |row: &Row| {
        format!("claims.{}.alternative: no other claim has it, so that every draw takes this one", row.text(0))
    };
    alone.into_iter().map(note).collect()
}

/// Claims on which no row rests.
fn idle_claims(raw: &Raw) -> Option<String> {
    let mut used = BTreeSet::new();
    for sheet in Sheet::ALL {
        let table = raw.table(*sheet);
        used.extend(
            table.rows.iter().flat_map(|row| values::claims(table.schema.value(row, "claims")).map(|(_, id)| id)),
        );
    }
    let said = raw.table(Sheet::Claims).rows.iter();
    let idle: Vec<&str> = said.map(|row| row.text(0)).filter(|id| !used.contains(id)).collect();
    let more = if idle.len() > NAMED { ", ..." } else { "" };
    let named = idle[..idle.len().min(NAMED)].join(", ");
    (!idle.is_empty()).then(|| format!("{} claims on which nothing rests: {named}{more}", idle.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds::files::{Folder, built_in_cases};

    /// The least and the most that the built-in cases write into a column, of rows that pass.
    fn seen(sheet: Sheet, column: &str, passes: impl Fn(&Row) -> bool) -> (f64, f64) {
        let mut ends = (f64::MAX, f64::MIN);
        for case in built_in_cases() {
            let folder = Folder::built_in(&format!("seeds/{case}")).expect("every built-in case has seeds");
            let raw = Raw::read(&case, &folder, &[], &mut Vec::new());
            let table = raw.table(sheet);
            let position = table.schema.position(column).expect("the column is there");
            let texts = table.rows.iter().filter(|row| passes(row)).map(|row| row.text(position));
            for written in texts.filter_map(|text| number::range(text, f64::MIN, f64::MAX).ok()) {
                ends = (ends.0.min(written.low), ends.1.max(written.high));
            }
        }
        ends
    }

    #[test]
    fn what_is_said_of_the_built_in_cases_is_so() {
        for (sheet, column, wing, least, most) in SEEN {
            let air = |row: &Row| sheet.schema().value(row, "kind") == ForceKind::AirWing.word();
            let ends = seen(sheet, column, |row| wing.is_none_or(|wing| wing == air(row)));
            assert_eq!(ends, (least, most), "{}.{column}", sheet.word());
        }
        for (stance, least, most) in STANCES {
            let own = |row: &Row| Sheet::Ties.schema().value(row, "stance") == stance.word();
            assert_eq!(seen(Sheet::Ties, "affinity", own), (least, most), "{}", stance.word());
        }
        assert_eq!(STANCES.len(), Stance::ALL.len());
    }
}
