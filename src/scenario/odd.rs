//! What is odd but legal: orders that look as if nothing could come of them, and facts that look like slips. No fault, for an
//! analyst may mean it; but nothing is worse than a slip of which nobody hears.

use crate::{
    domain::{Action, AgreementState, Case, ForceKind, Stance, action::Aim},
    id::{ActorId, PlaceId},
    seeds::{Raw, columns::Sheet, values},
    study::Decrees,
};
use std::collections::BTreeSet;

/// The largest numbers of the built-in cases: men of a force, weekly income and reserve of an actor, income of a place.
const LARGEST: [(Sheet, &str, f64); 4] = [
    (Sheet::Forces, "strength", 4_600.0),
    (Sheet::Actors, "income", 14_000.0),
    (Sheet::Actors, "funds", 60_000.0),
    (Sheet::Places, "income", 2_700.0),
];
/// How many names a note lists.
const NAMED: usize = 8;

/// Orders of people that nobody could carry out as things stand at the start.
pub(super) fn orders(case: &Case, decrees: &Decrees) -> Vec<String> {
    let why = |actor: ActorId, action: Action, place: Option<PlaceId>| {
        let own = |there: PlaceId| {
            case.control.iter().any(|c| c.place == there && c.holder.is_some_and(|h| same(case, h, actor)))
        };
        let has = |wing: bool| {
            case.forces.iter().any(|f| (f.kind == ForceKind::AirWing) == wing && same(case, f.actor, actor))
        };
        if action == Action::AirStrike && !has(true) {
            Some("its side has no aircraft")
        } else if action.row().aim != Aim::Enemy {
            None
        } else if place.is_some_and(own) {
            Some("its own side holds the place")
        } else {
            (action != Action::AirStrike && !has(false)).then_some("its side has no men")
        }
    };
    let told = decrees.choices.iter().filter_map(|(week, order)| {
        let (who, action) = (&case.actors[order.actor.index()].id, order.action.word());
        let why = why(order.actor, order.action, order.place)?;
        Some(format!(
            "decision in week {week}, {action} by {who}: at the start {why}; orders.csv says what comes of it"
        ))
    });
    told.collect()
}

/// Whether two actors stand in one coalition, at its top.
fn same(case: &Case, a: ActorId, b: ActorId) -> bool {
    let top = |mut at: ActorId| {
        for _ in 0..case.actors.len() {
            match case.memberships.iter().find(|m| m.member == at) {
                Some(membership) => at = membership.coalition,
                None => break,
            }
        }
        at
    };
    top(a) == top(b)
}

/// Facts of the base that look like slips.
pub(super) fn facts(raw: &Raw, case: &Case) -> Vec<String> {
    let mut notes = large(raw);
    let name = |actor: ActorId| case.actors[actor.index()].id.as_str();
    for tie in &case.ties {
        let odd = match tie.stance {
            Stance::War if tie.affinity.low > 0.0 => "at war with those whom it likes",
            Stance::JointOperations | Stance::Merged if tie.affinity.high < 0.0 => {
                "side by side with those whom it dislikes"
            }
            _ => continue,
        };
        notes.push(format!("ties.{}:{}: {} is {odd}", name(tie.actor), name(tie.other), name(tie.actor)));
    }
    let armed = |actor: ActorId| case.forces.iter().any(|f| f.kind != ForceKind::AirWing && same(case, f.actor, actor));
    for control in &case.control {
        if let Some(by) = control.blockaded_by.filter(|by| !armed(*by)) {
            let place = &case.places[control.place.index()].id;
            notes.push(format!("control.{place}.blockaded_by: {} has no men to cut it off", name(by)));
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
    for (i, actor) in case.actors.iter().enumerate() {
        let id = ActorId::from(i);
        let able = Action::ALL.iter().any(|action| action.is_open_to(actor.kind));
        let member = case.memberships.iter().any(|m| m.coalition == id);
        let owns = case.forces.iter().any(|f| f.actor == id);
        if !able || (actor.effort.high <= 0.0 && !member && !owns) {
            notes.push(format!("actors.{}: it has no men, no members and no effort, and can do nothing", actor.id));
        }
    }
    notes.extend(idle_claims(raw));
    notes
}

/// Numbers beyond those of every built-in case.
fn large(raw: &Raw) -> Vec<String> {
    let mut notes = Vec::new();
    for (sheet, column, most) in LARGEST {
        let table = raw.table(sheet);
        for row in &table.rows {
            let text = table.schema.value(row, column);
            let air = sheet == Sheet::Forces && table.schema.value(row, "kind") == ForceKind::AirWing.word();
            let high = crate::seeds::number::range(text, 0.0, f64::MAX).map_or(0.0, |written| written.high);
            if high > most && !air {
                let key = table.schema.key_of(row);
                notes.push(format!(
                    "{}.{key}.{column}: {text} is more than any of a built-in case ({most})",
                    sheet.word()
                ));
            }
        }
    }
    notes
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
    let idle: Vec<&str> =
        raw.table(Sheet::Claims).rows.iter().map(|row| row.text(0)).filter(|id| !used.contains(id)).collect();
    let more = if idle.len() > NAMED { ", ..." } else { "" };
    let named = idle[..idle.len().min(NAMED)].join(", ");
    (!idle.is_empty()).then(|| format!("{} claims on which nothing rests: {named}{more}", idle.len()))
}
