//! Sites: whom an actor meets at a place, and with which aircraft it reaches it.

use super::Settings;
use crate::{
    chance::Fan,
    id::{ActorId, PlaceId},
    mechanism::View,
    world::World,
};
use std::iter::once;

/// Sorties of an actor's own that reach a place.
pub(super) fn sorties(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let world = view.world;
    let own = world.own_wings(actor);
    own.filter(|f| *world.map.distance.at(f.place.index(), place.index()) <= view.warfare.air_strike)
        .map(|f| f.strength)
        .sum()
}

/// Whom an actor meets at a place: one of the enemies there, each as likely as it is strong.
pub(super) fn foe_at(world: &World, actor: ActorId, place: PlaceId, numbers: Fan) -> Option<ActorId> {
    let mut there = world.enemies_present(actor, place);
    let one = there.next()?;
    let Some(another) = there.next() else { return Some(one) };
    // A race of exponential clocks: the first to ring is drawn in proportion to its rate.
    let key = |o: ActorId| world.actors[o.index()].key;
    let rings = |o: ActorId| -libm::log(numbers.of(key(o))) / world.men_at(o, place);
    let (mut first, mut soonest) = (one, rings(one));
    for other in once(another).chain(there) {
        let time = rings(other);
        if time < soonest || (time == soonest && key(other) < key(first)) {
            (first, soonest) = (other, time);
        }
    }
    Some(first)
}
