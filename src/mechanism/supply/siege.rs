//! Towns under siege: stores, convoys, and those who can hold out no longer.

use super::{Settings, View};
use crate::{
    chance::Purpose,
    domain::{Action, EventKind, ForceKind, OperationKind, OperationStage},
    id::{ActorId, ForceId, PlaceId},
    warfare::odds::{self, Side},
    world::{Change, Event, ForceField, March, Order, PlaceField, Proposals, Slot, World},
};

const DESPAIR: Purpose = Purpose::of("supply.despair");
const THROUGH: Purpose = Purpose::of("supply.through");

/// Who cuts a town off from its holder, if anybody does.
fn ring(world: &World, place: PlaceId) -> Option<(ActorId, ActorId)> {
    let there = &world.places[place.index()];
    let holder = there.holder?;
    there.blockade.filter(|by| world.are_enemies(holder, *by)).map(|by| (holder, by))
}

/// Stores shrink in a siege and fill again afterwards; where they are gone those inside may give up.
pub(super) fn stores(view: &View<Settings>, place: PlaceId, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let there = &world.places[place.index()];
    if let Some((holder, by)) = ring(world, place) {
        let flown = there.airstrip && !world.actors[holder.index()].kind.is_irregular();
        let eaten = 1.0 - if flown { set.airlift } else { 0.0 };
        out.drift(Change::Place(place, PlaceField::Eaten, eaten));
        if there.eaten >= set.stocks && !relief_is_coming(world, holder, place) {
            give_up(view, place, (holder, by), out);
        }
    } else if there.eaten > 0.0 {
        out.drift(Change::Place(place, PlaceField::Eaten, -set.refill));
    }
}

/// Whether an operation to relieve a place has been begun.
fn relief_is_coming(world: &World, holder: ActorId, place: PlaceId) -> bool {
    world.under_way().any(|(_, o)| {
        o.kind == OperationKind::Relieve
            && o.objective == place
            && matches!(o.stage, OperationStage::Assembling | OperationStage::Advancing)
            && world.are_friends(o.planner, holder)
    })
}

/// Everybody of the holder's side inside a town.
fn inside(world: &World, holder: ActorId, place: PlaceId) -> impl Iterator<Item = ForceId> + '_ {
    world.standing().filter(move |id| {
        let force = world.force(*id);
        let here = force.place == place && force.march.is_none() && force.kind != ForceKind::AirWing;
        here && world.are_friends(force.actor, holder)
    })
}

/// The starved leave by the nearest shelter, less those who do not get away; without one they all surrender.
fn give_up(view: &View<Settings>, place: PlaceId, (holder, by): (ActorId, ActorId), out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let fed = inside(world, holder, place).map(|id| world.force(id));
    let (men, supply) = fed.fold((0.0, 0.0), |(men, supply), f| (men + f.strength, supply + f.strength * f.supply));
    if men < 1.0 || view.is_barred(EventKind::Act(Action::Withdraw), Some(holder), Some(by), Some(place)) {
        return;
    }
    let whose = world.actors[holder.index()].key.with(world.places[place.index()].key);
    if !view.chance.happens(DESPAIR, whose, set.despair * (1.0 - supply / men)) {
        return;
    }
    let mut event = Event::act(Action::Withdraw, "supply.give_up").by(holder).on(by).at(place);
    event.rung = world.ladder.rung(Action::Withdraw);
    let event = out.event(event);
    out.because(event, Slot::Place(place), 1.0);
    let goal = world.nearest_shelter(holder, place, view.warfare.home_range);
    for id in inside(world, holder, place) {
        let lost = if goal.is_some() { set.surrender } else { 1.0 };
        out.change(event, Change::Force(id, ForceField::Strength, -lost * world.force(id).strength));
        let march = goal.and_then(|goal| March::towards(world, place, goal));
        if let Some(march) = march {
            out.change(event, Change::March(id, Some(March { retreat: true, ..march })));
        }
    }
}

/// A convoy brings supply to everybody of the bloc who stands at the place, and stores to a town under siege, if it gets through the ring.
pub(super) fn escort(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let Some(place) = order.place else { return };
    if view.is_barred(EventKind::Act(Action::Convoy), Some(order.actor), order.target, Some(place)) {
        return;
    }
    let ring = ring(world, place).filter(|(holder, _)| world.are_friends(*holder, order.actor));
    let key = world.actors[order.actor.index()].key.with(world.places[place.index()].key);
    let through = ring.is_none_or(|(_, by)| view.chance.happens(THROUGH, key, passes(view, order.actor, by, place)));
    let mut event = Event::act(Action::Convoy, "supply.convoy").by(order.actor).at(place);
    event.target = ring.map(|(_, by)| by);
    event.rung = world.ladder.rung(Action::Convoy);
    event.origin = order.origin;
    event.success = through;
    let event = out.event(event);
    out.because(event, Slot::Place(place), 1.0);
    if !through {
        return;
    }
    if ring.is_some() {
        out.change(event, Change::Place(place, PlaceField::Eaten, -set.load));
    }
    let bloc = world.actors[order.actor.index()].bloc;
    for id in world.standing() {
        let force = world.force(id);
        if force.place == place && force.march.is_none() && world.actors[force.actor.index()].bloc == bloc {
            out.change(event, Change::Force(id, ForceField::Supply, set.convoy * (1.0 - force.supply)));
        }
    }
}

/// Chance that a convoy gets through a ring: its guards against those who watch one of the ways.
pub(super) fn passes(view: &View<Settings>, actor: ActorId, by: ActorId, place: PlaceId) -> f64 {
    let (world, war) = (view.world, view.warfare);
    let open = world.map.roads[place.index()].iter().filter(|(r, _)| world.map.routes[r.index()].open).count();
    let men = (world.friends_at(by, place) + world.near_friends(by, place)) / open.max(1) as f64;
    let (us, them) = (&world.actors[actor.index()], &world.actors[by.index()]);
    let guards = Side::of(war, view.set.escort, us.quality);
    let surprise = 1.0 + (war.surprise - 1.0) * them.concealment;
    let watch = Side::of(war, war.present(false) * men, surprise * them.quality);
    odds::chance(war, &guards, &watch)
}
