//! Coups, and the leadership that comes of them.

use super::{Record, Settings};
use crate::{
    chance::{Purpose, laws},
    domain::{ActorKind, AgreementKind, EventKind, Shock},
    id::ActorId,
    mechanism::{Rule, View},
    world::{ActorField, Change, Event, EventRef, PlaceField, Proposals, Slot, TieField, World},
};

const COUP: Purpose = Purpose::of("govern.coup");
const LEADER: Purpose = Purpose::of("govern.leader");

/// Weeks for which one coup makes another likelier.
const TRAP: i32 = 104;
/// Weeks of a year.
const YEAR: f64 = 52.0;

/// Overthrows a government by chance, and puts a new leadership in its place; also after a coup from outside.
pub(super) fn threaten(view: &View<Settings>, id: ActorId, out: &mut Proposals) {
    let world = view.world;
    let kind = EventKind::Shock(Shock::Coup);
    let us = &world.actors[id.index()];
    if world
        .traffic
        .events
        .iter()
        .any(|e| e.kind == kind && e.actor.is_some_and(|a| world.government_of(a) == Some(id)))
    {
        install(view, id, EventRef::DRIFT, out);
    } else if view.chance.happens(COUP, us.key, laws::within_week(hazard(view, id) / YEAR))
        && !view.is_barred(kind, Some(id), None, us.home)
    {
        let mut event = Event::new(kind, "govern.coup").by(id);
        event.place = us.home;
        let event = out.event(event);
        out.because(event, Slot::Actor(id), 1.0);
        out.change(event, Change::Coup(id, 0));
        install(view, id, event, out);
    }
}

/// Yearly hazard of a coup.
pub(super) fn hazard(view: &View<Settings>, id: ActorId) -> f64 {
    let (world, set) = (view.world, view.set);
    let us = &world.actors[id.index()];
    let recent = (world.week as i32).saturating_sub(us.coup_week) < TRAP;
    let trap = if recent { set.trap } else { 0.0 };
    let anger = if view.rules.on(Rule::DefeatUnsettlesTheCapital) {
        (1.0 + set.defeat * Record::of(world, id).defeats) * (1.0 + set.unrest * us.unrest)
    } else {
        1.0
    };
    let guard = if patron(world, id).is_some() { 1.0 - set.guard } else { 1.0 };
    (set.base + trap) * anger * guard
}

/// Who protects a government under a contract in force: the power behind it, else the provider.
fn patron(world: &World, id: ActorId) -> Option<ActorId> {
    world
        .pacts()
        .find(|(_, g)| g.kind == AgreementKind::Patronage && g.state.is_in_force() && g.parties.first() == Some(&id))
        .and_then(|(_, g)| g.guarantor.or_else(|| g.parties.get(1).copied()))
}

fn install(view: &View<Settings>, id: ActorId, event: EventRef, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let us = &world.actors[id.index()];
    let (u, v) = view.chance.pair(LEADER, us.key, 0);
    let (rhetoric, view_of_patron) = (laws::normal(u), laws::normal(v));
    out.change(event, Change::Actor(id, ActorField::Legitimacy, set.honeymoon - us.legitimacy));
    out.change(event, Change::Actor(id, ActorField::Unrest, (view.set.unrest_left - 1.0) * us.unrest));
    out.change(event, Change::Actor(id, ActorField::Rhetoric, set.turn * rhetoric));
    out.change(event, Change::Actor(id, ActorField::RhetoricBase, set.turn * rhetoric));
    if let Some(patron) = patron(world, id) {
        out.change(event, Change::Tie(id, patron, TieField::Affinity, set.turn * view_of_patron));
        out.change(event, Change::Tie(id, patron, TieField::Base, set.turn * view_of_patron));
    }
    for army in world.leaves(id).filter(|a| world.actors[a.index()].kind == ActorKind::Army) {
        out.change(event, Change::Actor(army, ActorField::Cohesion, -set.rift));
    }
    if let Some(home) = us.home {
        out.change(event, Change::Place(home, PlaceField::Services, -set.disorder));
    }
}
