//! `causes.csv`: what brought each event of a run about, from its ledger.

use crate::{
    domain::{Case, Source},
    history::frame::{self, Frame, InRun, agreement_name, made_name},
    id::{ActorId, CommunityId, PlaceId},
    table::{Field, Table},
    world::{
        Slot,
        ledger::{Edge, Logged},
    },
};
use std::collections::BTreeMap;

/// A cause of an event.
#[derive(Debug)]
pub struct CauseLine<'a> {
    frame: &'a Frame<'a>,
    edge: &'a Edge,
    effect: &'a Logged,
    /// The claims on which the initial fact rests, where that was the cause.
    claims: &'a str,
}

impl InRun for CauseLine<'_> {
    fn frame(&self) -> &Frame<'_> {
        self.frame
    }

    fn week(&self) -> u32 {
        self.effect.week
    }
}

/// `causes.csv`.
#[derive(Debug)]
pub struct Causes;

impl Table for Causes {
    type Row<'a> = CauseLine<'a>;
    const NAME: &'static str = "causes";
    const ROWS: &'static str = "cause of an event";
    const KEY: &'static [&'static str] = &[];

    fn fields() -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = frame::columns();
        fields.append(&mut vec![
            Field::whole("effect", "", "Event that was brought about, as in events.csv", |r| {
                Some(r.edge.effect.into())
            }),
            Field::whole(
                "cause",
                "",
                "Event that last changed the part of the world through which it came about; empty: nothing had, the initial fact was the cause",
                |r| r.edge.cause.map(u64::from),
            ),
            Field::text("rule", "Rule of the effect", |r, to| to.push_str(r.effect.event.rule)),
            Field::number("share", (4, "share"), "Share of this cause among those of the effect", |r| {
                Some(r.edge.share)
            }),
            Field::text("slot", "The part of the world, as an address", |r, to| address(to, r.frame, r.edge.slot)),
            Field::text(
                "claims",
                "Claims of the seeds on which the initial fact rests, separated by |",
                |r, to| to.push_str(r.claims),
            ),
            Field::text(
                "inject",
                "Inject or scheduled event that brought the effect about, itself or by the operation that it ordered",
                |r, to| to.push_str(r.frame.inject_behind(&r.effect.event)),
            ),
        ]);
        fields
    }
}

/// Hands over every cause of every event of a run. The edges of an effect lie side by side; those that say the same (stated by the
/// rule, and again by the decision behind it) become one.
///
/// # Errors
/// Those of who takes them.
pub fn causes<E>(frame: &Frame, mut take: impl FnMut(&CauseLine) -> Result<(), E>) -> Result<(), E> {
    let ledger = &frame.chronicle.ledger;
    let mut known: BTreeMap<Slot, String> = BTreeMap::new();
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
            let Some(effect) = ledger.events.get(edge.effect as usize) else { continue };
            let claims = match edge.cause {
                Some(_) => "",
                None => known.entry(edge.slot).or_insert_with(|| claims(frame, edge.slot)),
            };
            take(&CauseLine { frame, edge, effect, claims })?;
        }
    }
    Ok(())
}

/// A part of the world as an address.
fn address(cell: &mut String, frame: &Frame, slot: Slot) {
    let actor = |id: ActorId| frame.actor(Some(id));
    let place = |id: PlaceId| frame.place(Some(id));
    let community = |id: CommunityId| frame.case.communities[id.index()].id.as_str();
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
        Slot::Force(key) => put("forces.", &frame.force(key), None),
        Slot::Operation(key) => put("operations.", &made_name(key, "operation"), None),
        Slot::Agreement(key) => {
            let kind = frame.chronicle.pacts.what(key).unwrap_or("agreement");
            put("agreements.", &agreement_name(frame.case, key, kind), None);
        }
    }
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
        // Every operation is made in the run.
        Slot::Operation(_) => Vec::new(),
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
