//! The country around a town: who rules which share of it.

use super::{Settings, View};
use crate::{
    domain::{Action, ForceKind, OperationKind, OperationStage},
    id::{ActorId, PlaceId},
    mechanism::Rule,
    world::{Force, Proposals},
};
use arrayvec::ArrayVec;

/// Most actors who contend for the country of one place.
const MOST: usize = 24;

/// Men of one actor in the country around a place.
struct Party {
    actor: ActorId,
    men: f64,
    /// Whether an enemy of theirs is in the country, too.
    contends: bool,
    /// What they make of it if there is: their men, by what people make of them, against all of their side.
    influence: f64,
}

/// Moves the shares of the country of one place.
pub(super) fn contend(view: &View<Settings>, out: &mut Proposals, place: PlaceId, holder: Option<ActorId>) {
    let (world, set) = (view.world, view.set);
    let c2 = view.rules.on(Rule::TakingIsNotHolding);
    let parties = parties(view, place);
    let row = world.control.row(place.index());
    let contends = |actor: ActorId| parties.iter().any(|p| p.actor == actor && p.contends);
    // What those rule who have no part in this.
    let mut kept = 0.0;
    for ruler in world.index.rulers[place.index()].iter().copied().filter(|r| !contends(*r)) {
        let share = row[ruler.index()];
        let absent = world.men_at(ruler, place) < 1.0 && world.friends_at(ruler, place) < 1.0;
        let rate = match (absent, c2) {
            (true, true) => set.fade,
            // Without C2 those who have nobody there have lost it.
            (true, false) => set.pace,
            (false, _) => 0.0,
        };
        kept += if absent && !c2 { 0.0 } else { share };
        rule(out, place, ruler, -rate * share);
    }
    let all: f64 = parties.iter().filter(|p| p.contends).map(|p| p.influence).sum();
    if all > 0.0 {
        let pool = (1.0 - kept).max(0.0);
        for party in parties.iter().filter(|p| p.contends) {
            let aim = pool * party.influence / all;
            rule(out, place, party.actor, set.pace * (aim - row[party.actor.index()]));
        }
    } else if let Some(holder) = holder.filter(|h| world.men_at(*h, place) >= 1.0) {
        // Nobody is there to dispute it: what nobody rules comes to who serves the town.
        let ruled: f64 = world.index.rulers[place.index()].iter().map(|r| row[r.index()]).sum();
        let services = world.places[place.index()].services;
        rule(out, place, holder, set.attract * services * (1.0 - ruled).max(0.0));
    }
}

fn rule(out: &mut Proposals, place: PlaceId, actor: ActorId, by: f64) {
    if by.abs() > 1e-9 {
        out.drifts.control(place, actor, by);
    }
}

/// Everybody with men in the country of a place.
fn parties(view: &View<Settings>, place: PlaceId) -> ArrayVec<Party, MOST> {
    let world = view.world;
    let c2 = view.rules.on(Rule::TakingIsNotHolding);
    let mut parties: ArrayVec<Party, MOST> = ArrayVec::new();
    for actor in world.index.present[place.index()].iter().copied() {
        let men = if world.actors[actor.index()].kind.fights() { in_country(view, actor, place) } else { 0.0 };
        if men > 0.0 && !parties.is_full() {
            parties.push(Party { actor, men, contends: !c2, influence: 0.0 });
        }
    }
    for i in 0..parties.len() {
        let (actor, before) = (parties[i].actor, parties[i].contends);
        let met = parties.iter().any(|other| world.are_enemies(actor, other.actor));
        parties[i].contends = before || met;
        if parties[i].contends {
            parties[i].influence = influence(view, place, &parties[i], &parties);
        }
    }
    parties
}

/// What the men of one of the parties make of the country.
fn influence(view: &View<Settings>, place: PlaceId, party: &Party, parties: &[Party]) -> f64 {
    let (world, set) = (view.world, view.set);
    let c2 = view.rules.on(Rule::TakingIsNotHolding);
    let liking = if c2 { world.liking(place, party.actor) } else { 1.0 };
    let friends = parties.iter().filter(|other| world.are_friends(party.actor, other.actor));
    let side: f64 = friends.map(|other| other.men).sum();
    party.men * welcome(set, liking) / (side + set.grip)
}

/// Men of an actor in the country: bands and those who clear it whole, of garrisons and other columns those who patrol; without C2 all.
fn in_country(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let (world, set) = (view.world, view.set);
    let ordered = || view.orders(Action::Patrol).any(|o| o.actor == actor && o.place == Some(place));
    let out = || (view.warfare.patrols * if ordered() { set.patrol } else { 1.0 }).min(1.0);
    let bodies = world.bodies(actor, place).map(|id| world.force(id));
    let clears = |force: &Force| {
        let operation = force.operation.map(|id| world.operation(id));
        operation.is_some_and(|o| {
            o.kind == OperationKind::Clear && o.objective == place && o.stage == OperationStage::Holding
        })
    };
    let men = bodies.map(|force| match force.kind {
        ForceKind::Band => force.strength,
        _ if clears(force) => force.strength,
        _ if view.rules.on(Rule::TakingIsNotHolding) => out() * force.strength,
        _ => force.strength,
    });
    men.sum()
}

/// What people who like an actor by so much, -1 to 1, make of its men, 0 to 1.
pub(super) fn welcome(set: &Settings, liking: f64) -> f64 {
    if liking >= 0.0 { set.neutral + (1.0 - set.neutral) * liking } else { set.neutral * (1.0 + liking) }
}
