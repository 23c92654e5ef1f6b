//! Why: `events.csv` and `causes.csv`, from the ledger of a run.

use super::{
    detail::Frame,
    sheet::{Csv, format_number},
    shelf::Refused,
};
use crate::{
    domain::{Case, EventKind, Source},
    history::tables::made_name,
    id::{ActorId, AgreementId, Key, PlaceId},
    world::{
        Slot,
        ledger::{Choice, Decision, Edge, TERMS},
    },
};
use std::collections::BTreeMap;

/// The two files, where asked for.
#[derive(Debug)]
pub(super) struct Why {
    pub(super) events: Option<Csv>,
    pub(super) causes: Option<Csv>,
}

impl Why {
    pub(super) fn take(&mut self, frame: &Frame) -> Result<(), Refused> {
        if let Some(csv) = &mut self.events {
            write_events(csv, frame)?;
        }
        if let Some(csv) = &mut self.causes {
            write_causes(csv, frame)?;
        }
        Ok(())
    }
}

fn write_events(csv: &mut Csv, frame: &Frame) -> Result<(), Refused> {
    let ledger = &frame.detail.ledger;
    for (i, logged) in ledger.events.iter().enumerate() {
        let event = &logged.event;
        let of_table = if matches!(event.kind, EventKind::Act(_)) { "act" } else { "shock" };
        frame.open(csv, logged.week).whole(i as u64).text(of_table).text(event.kind.word()).text(event.rule);
        csv.text(frame.actor(event.actor)).text(frame.actor(event.target)).text(frame.place(event.place));
        csv.text(&event.agreement.map_or_else(String::new, |g| agreement(frame, g, logged.week)));
        csv.whole(event.actor_deaths).whole(event.target_deaths).whole(event.civilian_deaths);
        csv.whole(event.target_civilian_deaths).whole(event.rung).yes_no(event.success).yes_no(event.part);
        match event.origin.record().and_then(|at| ledger.decisions.get(at)) {
            Some(decision) => write_decision(csv, frame, decision),
            None => csv.none().none().none(),
        };
        csv.end()?;
    }
    Ok(())
}

fn write_decision<'c>(csv: &'c mut Csv, frame: &Frame, decision: &Decision) -> &'c mut Csv {
    let terms = |cell: &mut String| {
        for (name, value) in TERMS.iter().zip(decision.chosen.terms).filter(|(_, value)| *value != 0.0) {
            separate(cell);
            cell.push_str(name);
            cell.push('=');
            format_number(cell, value, 4);
        }
    };
    let rejected = |cell: &mut String| decision.rejected.iter().for_each(|choice| option(cell, frame, choice));
    csv.number(decision.chosen.utility).built(terms).built(rejected)
}

/// Between two items of a list.
fn separate(cell: &mut String) {
    if !cell.is_empty() {
        cell.push('|');
    }
}

/// An option in a few characters: `raid>army@town=0.12`.
fn option(cell: &mut String, frame: &Frame, choice: &Choice) {
    separate(cell);
    cell.push_str(choice.action.word());
    for (mark, name) in [('>', frame.actor(choice.target)), ('@', frame.place(choice.place))] {
        if !name.is_empty() {
            cell.push(mark);
            cell.push_str(name);
        }
    }
    cell.push('=');
    format_number(cell, choice.utility, 4);
}

fn write_causes(csv: &mut Csv, frame: &Frame) -> Result<(), Refused> {
    let ledger = &frame.detail.ledger;
    let mut known = BTreeMap::new();
    // The edges of an effect lie side by side; those that say the same (stated by the rule, and again by the decision behind
    // it) become one.
    let mut merged: Vec<Edge> = Vec::new();
    for edges in ledger.edges.chunk_by(|a, b| a.effect == b.effect) {
        merged.clear();
        for edge in edges {
            match merged.iter_mut().find(|m| (m.cause, m.slot) == (edge.cause, edge.slot)) {
                Some(same) => same.share += edge.share,
                None => merged.push(*edge),
            }
        }
        for edge in &merged {
            write_cause(csv, frame, edge, &mut known)?;
        }
    }
    Ok(())
}

/// Writes an arrow; `known` keeps what was found of the sources of initial facts.
fn write_cause(csv: &mut Csv, frame: &Frame, edge: &Edge, known: &mut Known) -> Result<(), Refused> {
    let Some(effect) = frame.detail.ledger.events.get(edge.effect as usize) else { return Ok(()) };
    frame.open(csv, effect.week).whole(edge.effect);
    match edge.cause {
        Some(cause) => csv.whole(cause),
        None => csv.none(),
    };
    csv.text(effect.event.rule).number(edge.share).built(|cell| address(cell, frame, edge.slot));
    if edge.cause.is_some() {
        csv.none();
    } else {
        csv.text(known.entry(edge.slot).or_insert_with(|| claims(frame, edge.slot)));
    }
    csv.end()
}

/// The claims behind parts of the world, found once a run.
type Known = BTreeMap<Slot, String>;

/// A part of the world as an address.
fn address(cell: &mut String, frame: &Frame, slot: Slot) {
    let actor = |id: ActorId| frame.actor(Some(id));
    let place = |id: PlaceId| frame.place(Some(id));
    let community = |id: crate::id::CommunityId| frame.case.communities[id.index()].id.as_str();
    let mut put = |table: &str, one: &str, other: Option<&str>| {
        cell.push_str(table);
        cell.push_str(one);
        if let Some(other) = other {
            cell.push(':');
            cell.push_str(other);
        }
    };
    match slot {
        Slot::Actor(a) => put("actors.", actor(a), None),
        Slot::Tie(a, b) => put("ties.", actor(a), Some(actor(b))),
        Slot::Place(p) => put("places.", place(p), None),
        Slot::Control(p, a) => put("control.", place(p), Some(actor(a))),
        Slot::Community(c) => put("communities.", community(c), None),
        Slot::Feeling(c, a) => put("communities.", community(c), Some(actor(a))),
        Slot::Force(key) => put("forces.", &force(frame, key), None),
        Slot::Agreement(key) => put("agreements.", &pact(frame, key, frame.detail.pacts.what(key)), None),
    }
}

/// The id of a force of the seeds; of one raised in the run, its key.
fn force(frame: &Frame, key: Key) -> String {
    let known = frame.case.forces.iter().find(|f| f.key == key);
    known.map_or_else(|| made_name(key, "raised"), |f| f.id.clone())
}

/// The agreement that an event of this week is about.
fn agreement(frame: &Frame, id: AgreementId, week: u32) -> String {
    let Some((key, what)) = frame.detail.pacts.at(id.index(), week) else {
        return frame.case.agreements.get(id.index()).map_or_else(String::new, |g| g.id.clone());
    };
    pact(frame, key, Some(what))
}

/// The id of an agreement of the seeds; of one made in the run, its kind and key.
fn pact(frame: &Frame, key: Key, kind: Option<&str>) -> String {
    let known = frame.case.agreements.iter().find(|g| g.key == key);
    known.map_or_else(|| made_name(key, kind.unwrap_or("agreement")), |g| g.id.clone())
}

/// The claims on which an initial fact rests.
fn claims(frame: &Frame, slot: Slot) -> String {
    let case = frame.case;
    let sources: Vec<&Source> = match slot {
        Slot::Actor(a) => case.actors.get(a.index()).map(|f| &f.source).into_iter().collect(),
        Slot::Tie(a, b) => nearest_tie(case, a, b),
        Slot::Place(p) => {
            let control = case.control.iter().filter(|f| f.place == p).map(|f| &f.source);
            control.chain([&case.places[p.index()].source]).collect()
        }
        Slot::Control(p, _) => case.control.iter().filter(|f| f.place == p).map(|f| &f.source).collect(),
        Slot::Community(c) | Slot::Feeling(c, _) => vec![&case.communities[c.index()].source],
        Slot::Force(key) => case.forces.iter().filter(|f| f.key == key).map(|f| &f.source).collect(),
        Slot::Agreement(key) => case.agreements.iter().filter(|g| g.key == key).map(|g| &g.source).collect(),
    };
    let mut ids: Vec<&str> = Vec::new();
    for (_, claim) in sources.into_iter().flat_map(|s| &s.claims) {
        let id = case.claims[claim.index()].id.as_str();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.join("|")
}

/// The fact about a pair, else about the coalitions nearest above the two.
fn nearest_tie(case: &Case, a: ActorId, b: ActorId) -> Vec<&Source> {
    let above = |mut at: ActorId| {
        let mut chain = vec![at];
        while let Some(up) = case.memberships.iter().find(|m| m.member == at).map(|m| m.coalition)
            && !chain.contains(&up)
        {
            chain.push(up);
            at = up;
        }
        chain
    };
    let (up_a, up_b) = (above(a), above(b));
    let steps = |f: &crate::domain::TieFact| {
        let i = up_a.iter().position(|x| *x == f.actor)?;
        Some(i + up_b.iter().position(|y| *y == f.other)?)
    };
    let nearest = case.ties.iter().filter_map(&steps).min();
    case.ties.iter().filter(|f| nearest.is_some() && steps(f) == nearest).map(|f| &f.source).collect()
}
