//! The way to an objective: who is counted on it, from where a force lives, and the chance to get through.

use super::Settings;
use crate::{
    id::{ActorId, PlaceId},
    mechanism::View,
    warfare::estimate,
    world::World,
};

/// Men of a target at a place: enemies as they are seen, others as anybody can count them. Of a town that is held nobody believes that it is
/// empty.
pub(super) fn count(view: &View<Settings>, lead: ActorId, place: PlaceId, target: Option<ActorId>) -> f64 {
    let world = view.world;
    let open = target.filter(|t| !world.are_enemies(lead, *t));
    let men = open.map_or_else(|| *world.seen.at(lead.index(), place.index()), |t| world.friends_at(t, place));
    let held = target.is_some() && world.places[place.index()].holder == target;
    if held { men.max(view.set.least) } else { men }
}

/// The last place before the goal from which a regular force can live: one on the way that its side holds, or will have taken.
pub(super) fn last_base(world: &World, planner: ActorId, (from, to): (PlaceId, PlaceId)) -> PlaceId {
    let (mut at, mut base) = (from, from);
    while let Some(next) = world.map.ways.next(at, to) {
        if next != to
            && world.places[next.index()]
                .holder
                .is_some_and(|h| world.are_friends(h, planner) || world.are_enemies(h, planner))
        {
            base = next;
        }
        at = next;
    }
    base
}

/// Chance to get through: over every place on the way that an enemy holds, with the same force.
pub(super) fn passage(
    view: &View<Settings>,
    planner: ActorId,
    (lead, men, fed): (ActorId, f64, f64),
    (from, to): (PlaceId, PlaceId),
    resists: impl Fn(PlaceId, ActorId) -> bool,
) -> f64 {
    let (world, war) = (view.world, view.warfare);
    let (mut at, mut chance) = (from, 1.0);
    while let Some(next) = world.map.ways.next(at, to) {
        let holder = world.places[next.index()].holder.filter(|h| resists(next, *h));
        if next != to && holder.is_some() {
            let near = world.map.ways.near(last_base(world, planner, (from, next)), next);
            let air = (view.air_support(planner, next), holder.map_or(0.0, |h| view.air_support(h, next)));
            let own = estimate::attacker_fed(war, world, (lead, men, fed), next, (near, air.0, false));
            let seen = count(view, lead, next, holder);
            let enemy = estimate::defender(war, world, next, (holder, seen), air.1);
            chance *= view.chance_to_take(&own, &enemy, view.wanted(next, holder));
        }
        at = next;
    }
    chance
}
