//! Camps that a foreign mission hands over: who is told of the day, and who can be flown in.
//!
//! A mission tells the government of the country, its interlocutor, on which day it leaves a camp (S2:17); whoever is there by then takes it over. A place with an
//! airstrip can be reached by air as long as the mission keeps it, or no enemy holds it (S4:4).

use super::{Settings, cost, worth::claims};
use crate::{
    domain::{ActorKind, ForceKind},
    id::{ActorId, PlaceId},
    mechanism::View,
    world::{Desk, World},
};

/// Whether a mission has told a planner that it is about to hand over its camp at a place.
pub(super) fn is_handed_over(view: &View<Settings>, planner: ActorId, place: PlaceId) -> bool {
    let told = 7.0 * view.set.handover;
    is_told(view, planner, place) && view.days_to_closing(place).is_some_and(|days| days <= told)
}

/// Whether a planner has been told last week that a camp is about to be handed over to it.
pub(super) fn is_news(view: &View<Settings>, planner: ActorId, place: PlaceId) -> bool {
    let (told, first) = (7.0 * view.set.handover, view.world.week == 0);
    let fresh = |days: f64| days <= told && (first || days > told - 7.0);
    is_told(view, planner, place) && view.days_to_closing(place).is_some_and(fresh)
}

/// Whether a mission keeps its camp at a place and speaks of it with a planner: the government that claims the region.
fn is_told(view: &View<Settings>, planner: ActorId, place: PlaceId) -> bool {
    let world = view.world;
    let claims = || claims(world, planner, world.places[place.index()].region);
    is_spoken_to(world, planner) && world.is_mission_there(place) && claims()
}

/// Whether the holder of a place has turned away a planner's column of late, with whom it is not at war.
pub(super) fn is_shut(view: &View<Settings>, planner: ActorId, place: PlaceId) -> bool {
    let there = &view.world.places[place.index()];
    let of_late = |week: u32| f64::from(view.world.week - week) < view.set.rebuffed;
    there.turned_away.is_some_and(|(whose, week)| whose == planner && of_late(week))
        && !there.holder.is_some_and(|h| view.world.are_at_war(planner, h))
}

/// Whether missions speak of their camps with an actor at all.
pub(super) fn is_spoken_to(world: &World, actor: ActorId) -> bool {
    world.actors[actor.index()].kind == ActorKind::Government
}

/// Whether so many men who set out for the camp of a mission are there before it leaves.
pub(super) fn is_in_time(view: &View<Settings>, (assembly, place): (PlaceId, PlaceId), flown: bool, men: f64) -> bool {
    let (world, war) = (view.world, view.warfare);
    let way = || (world.map.ways.days(assembly, place) / war.marching / war.season(world.month)).ceil();
    let weeks = if flown { 1.0 } else { way() };
    let left = || view.days_to_closing(place);
    world.is_mission_there(place)
        && left().is_some_and(|days| f64::from(cost::weeks_to_gather(view, men)) + weeks <= (days / 7.0).floor())
}

/// From where men could be flown to a place: the airstrip of one's own side where most are free; nothing, if there is no such airstrip, no aircraft, or
/// nobody can land.
pub(super) fn airhead(view: &View<Settings>, planner: ActorId, to: PlaceId, desk: &Desk) -> Option<PlaceId> {
    let world = view.world;
    let flies = |id: &crate::id::ForceId| {
        let force = world.force(*id);
        force.kind == ForceKind::AirWing && force.strength > 0.0 && world.belongs_to(force.actor, planner)
    };
    if !world.can_land(planner, to) || !world.index.wings.iter().any(flies) {
        return None;
    }
    let ours = |p: PlaceId| world.places[p.index()].holder.is_some_and(|h| world.are_friends(h, planner));
    let airstrip = |p: PlaceId| p != to && world.places[p.index()].airstrip && ours(p);
    let own = desk.bodies.iter().filter(|b| b.own && airstrip(b.place)).map(|b| b.place);
    let most = |a: &PlaceId, b: &PlaceId| {
        let (a, b) = (*a, *b);
        desk.mass[a.index()]
            .total_cmp(&desk.mass[b.index()])
            .then_with(|| world.places[b.index()].key.cmp(&world.places[a.index()].key))
    };
    own.max_by(most)
}
