//! What a place is worth to a planner, and whether it could be kept.
//!
//! `W = aim A + people P + gate G + stores S + threat T - hostile H`, each part 0-1, `W` cut at nought. It differs by planner: its aims, its
//! people, the ways that it needs. Worth is not yet a reason: [`super::weigh`] sets the chance, the cost and the risk against it.

use super::Settings;
use crate::{
    id::{ActorId, PlaceId, RegionId},
    mechanism::View,
    warfare::odds::{self, Side},
    world::{
        Desk, Slot, World,
        ledger::{Cause, TERMS},
    },
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
fn claims(world: &World, planner: ActorId, region: RegionId) -> bool {
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
    let aim = f64::from(u8::from(claims(world, planner, there.region)));
    let liking = world.liking(place, planner);
    let rents = there.income / (there.income + set.rich);
    let stores = f64::midpoint(there.value, rents);
    let w = set.aim * aim
        + set.people * kin(world, planner, place).max(liking.max(0.0))
        + set.gate * desk.gate[place.index()]
        + set.stores * stores
        + set.threat * danger(view, planner, place, desk)
        - set.hostile * (-liking).max(0.0);
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
    let own =
        world.all_places().filter(|p| world.places[p.index()].holder.is_some_and(|h| world.are_friends(h, planner)));
    let near = own.map(|p| ways.near(place, p)).fold(0.0, f64::max);
    // Two hundred men, the garrison of a small town, are half of a full threat.
    near * seen / (seen + 200.0)
}

/// Chance that so many men could keep a place, dug in, against the largest enemy body that may come within `counter` days; the
/// body that stands in the place counts by half, as it will have been beaten.
pub(super) fn could_keep(view: &View<Settings>, place: PlaceId, men: f64, desk: &Desk) -> f64 {
    let (world, war) = (view.world, view.warfare);
    let Some(lead) = desk.lead else { return 0.0 };
    let ways = &world.map.ways;
    let mut worst = 0.0_f64;
    for from in world.all_places() {
        let days = ways.days(from, place);
        if days > view.set.counter {
            continue;
        }
        let beaten = if from == place { 0.5 } else { 1.0 };
        let seen = beaten * world.seen.at(lead.index(), from.index());
        worst = worst.max(seen * ways.near(from, place));
    }
    let quality = world.actors[lead.index()].quality;
    let present = war.present(false);
    let kept = Side::of(war, present * men, quality * war.walls);
    1.0 - odds::chance_if_counted(war, &Side::of(war, present * worst, 1.0), &kept)
}

/// The parts of the world behind the weightiest terms of an objective.
pub(super) fn causes(planner: ActorId, chosen: &crate::world::Objective) -> Vec<Cause> {
    let mut terms: Vec<(usize, f64)> = chosen.terms.iter().copied().enumerate().filter(|(_, t)| *t > 0.0).collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(3);
    let total: f64 = terms.iter().map(|t| t.1).sum();
    let slot = |term: usize| match (TERMS[term], chosen.target) {
        ("gain", _) => Slot::Place(chosen.place),
        ("tie" | "pressure", Some(target)) => Slot::Tie(planner, target),
        _ => Slot::Actor(planner),
    };
    terms.into_iter().map(|(i, t)| Cause { slot: slot(i), share: t / total }).collect()
}
