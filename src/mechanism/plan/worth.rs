//! What a place is worth to a planner.
//!
//! `W = aim A V + (people P - hostile H) N / (N + crowd) + gate G + stores S + threat T`, each part 0-1, `W` cut at nought: `A` whether it claims the
//! region, `V` the value of the place against that of the chief place of its region, `P` and `H` the shares of its `N` people who are for it and against it. It differs by planner: its
//! aims, its people, the ways that it needs. Worth is not yet a reason: [`super::weigh`] sets the chance, the cost and the risk against it.

use super::Settings;
use crate::{
    id::{ActorId, PlaceId, RegionId},
    mechanism::View,
    world::{Desk, Slot, World, ledger::Cause},
};

/// Share of the ways to the other places that a planner wants which lead through each place: walked once for all places.
pub(super) fn find_gates(view: &View<Settings>, planner: ActorId, desk: &mut Desk) {
    let world = view.world;
    let Some(lead) = desk.lead else { return };
    let base = main_base(world, lead);
    let mut wanted = 0.0;
    for place in world.all_places().filter(|p| wants(world, planner, *p)) {
        wanted += 1.0;
        let mut at = base;
        while let Some(next) = world.map.ways.next(at, place) {
            if next != place {
                desk.gate[next.index()] += 1.0;
            }
            at = next;
        }
    }
    if wanted > 0.0 {
        desk.gate.iter_mut().for_each(|share| *share /= wanted);
    }
}

/// Where most men of an actor stand.
fn main_base(world: &World, actor: ActorId) -> PlaceId {
    let own = world.own_forces(actor).filter(|f| f.march.is_none());
    let most = own.max_by(|a, b| a.strength.total_cmp(&b.strength).then(b.key.cmp(&a.key)));
    most.map_or(PlaceId(0), |f| f.place)
}

/// Whether a planner claims a region.
pub(super) fn claims(world: &World, planner: ActorId, region: RegionId) -> bool {
    world.aims(planner).has(region)
}

/// Whether a planner wants a place: it claims the region, and an enemy holds it.
fn wants(world: &World, planner: ActorId, place: PlaceId) -> bool {
    let holder = world.places[place.index()].holder;
    world.is_contestable(place)
        && claims(world, planner, world.places[place.index()].region)
        && holder.is_none_or(|h| world.are_enemies(h, planner))
}

/// Worth of a place to a planner, about 0 to 1.
pub(super) fn worth(view: &View<Settings>, planner: ActorId, place: PlaceId, desk: &Desk) -> f64 {
    let (world, set) = (view.world, view.set);
    let there = &world.places[place.index()];
    // Whoever claims a region wants its chief town first, its hamlets last.
    let chief = desk.chief[there.region.index()].max(there.value);
    let aim = if claims(world, planner, there.region) && chief > 0.0 { there.value / chief } else { 0.0 };
    let liking = world.liking(place, planner);
    let many = there.residents / (there.residents + set.crowd);
    let rents = there.income / (there.income + set.rich);
    let stores = f64::midpoint(there.value, rents);
    let w = set.aim * aim
        + many * set.people * kin(world, planner, place).max(liking.max(0.0))
        + set.gate * desk.gate[place.index()]
        + set.stores * stores
        + set.threat * danger(view, planner, place, desk)
        - many * set.hostile * (-liking).max(0.0);
    w.max(0.0)
}

/// Share of the people of a place who are kin to a planner, 0-1.
fn kin(world: &World, planner: ActorId, place: PlaceId) -> f64 {
    let (mut sum, mut people) = (0.0, 0.0);
    for id in &world.map.people[place.index()] {
        let residents = world.residents_of(*id);
        sum += residents * world.kin_with(*id, planner);
        people += residents;
    }
    if people > 0.0 { sum / people } else { 0.0 }
}

/// How far the enemies who are seen there threaten the nearest place of the planner's own side, 0-1.
fn danger(view: &View<Settings>, planner: ActorId, place: PlaceId, desk: &Desk) -> f64 {
    let (world, ways) = (view.world, &view.world.map.ways);
    let Some(lead) = desk.lead else { return 0.0 };
    let seen = *world.seen.at(lead.index(), place.index());
    if seen <= 0.0 {
        return 0.0;
    }
    let near = |p: PlaceId| ways.near(place, p);
    let near = if desk.planner == Some(planner) {
        desk.held.iter().map(|p| near(*p)).fold(0.0, f64::max)
    } else {
        let own = |p: &PlaceId| world.places[p.index()].holder.is_some_and(|h| world.are_friends(h, planner));
        world.all_places().filter(own).map(near).fold(0.0, f64::max)
    };
    near * seen / (seen + view.set.garrison)
}

/// The parts of the world behind the weightiest terms of an objective.
pub(super) fn causes(planner: ActorId, chosen: &crate::world::Objective) -> Vec<Cause> {
    chosen.terms.causes(|term| match (term, chosen.target) {
        ("gain", _) => Slot::Place(chosen.place),
        ("tie" | "pressure", Some(target)) => Slot::Tie(planner, target),
        _ => Slot::Actor(planner),
    })
}
