//! What the deeds of the week do to ties.

use super::Settings;
use crate::{
    domain::{EventKind, Shock},
    id::{ActorId, PlaceId},
    mechanism::View,
    world::{Event, Proposals, World},
};
use libm::exp;

/// Longest chain of coalitions that is followed.
const HEIGHT: usize = 4;

/// Turns the events of the week into affinity, trust and harm.
pub(super) fn remember(view: &View<Settings>, out: &mut Proposals) {
    for event in &view.world.traffic.events {
        if let (Some(a), Some(b), true) = (event.actor, event.target, event.is_violent()) {
            clash(view, event, a, b, out);
        }
        for (killer, deaths) in [(event.actor, event.civilian_deaths), (event.target, event.target_civilian_deaths)] {
            if let (Some(killer), Some(place), true) = (killer, event.place, deaths > 0) {
                mourn(view, killer, place, f64::from(deaths), out);
            }
        }
    }
    stand_together(view, out);
}

/// Moves the affinity and trust of one towards another, and of those above them at a fraction.
fn move_tie(view: &View<Settings>, from: ActorId, to: ActorId, by: f64, out: &mut Proposals) {
    let world = view.world;
    let mut x_share = 1.0;
    for x in world.lineage(from).take(HEIGHT) {
        let mut share = x_share;
        for y in world.lineage(to).take(HEIGHT) {
            let affinity = world.tie(x, y).affinity;
            let room = if by < 0.0 { 1.0 + affinity } else { 1.0 - affinity };
            if x != y && !world.belongs_to(x, y) && !world.belongs_to(y, x) {
                let step = by * share * room;
                out.drifts.tie(x, y, [step, view.set.trust_share * step, 0.0]);
            }
            share *= view.set.carry;
        }
        x_share *= view.set.carry;
    }
}

/// A clash: worse the more died; who lost men remembers who killed them.
fn clash(view: &View<Settings>, event: &Event, a: ActorId, b: ActorId, out: &mut Proposals) {
    let fell = f64::from(event.actor_deaths + event.target_deaths);
    let by = -view.set.clash * (2.0 - exp(-fell / view.set.clash_deaths));
    move_tie(view, a, b, by, out);
    move_tie(view, b, a, by, out);
    for (victim, killer, deaths) in [(a, b, event.actor_deaths), (b, a, event.target_deaths)] {
        for x in view.world.lineage(victim).take(HEIGHT).filter(|_| deaths > 0) {
            for y in view.world.lineage(killer).take(HEIGHT).filter(|y| *y != x) {
                out.drifts.tie(x, y, [0.0, 0.0, f64::from(deaths)]);
            }
        }
    }
}

/// Civilians killed: everybody with kin among the people of the place turns against the killer.
fn mourn(view: &View<Settings>, killer: ActorId, place: PlaceId, deaths: f64, out: &mut Proposals) {
    let world = view.world;
    let by = -view.set.massacre * (1.0 - exp(-deaths / view.set.massacre_deaths));
    for mourner in world.living().filter(|m| !world.are_friends(*m, killer)) {
        let kin = world.map.people[place.index()]
            .iter()
            .map(|c| *world.kin.at(c.index(), mourner.index()))
            .fold(0.0, f64::max);
        if kin > 0.0 {
            move_tie(view, mourner, killer, by * kin, out);
        }
    }
}

/// Who attacked whose camp where, if force was used on purpose.
fn attack(world: &World, event: &Event) -> Option<(ActorId, PlaceId, ActorId)> {
    if !event.is_violent() || matches!(event.kind, EventKind::Shock(Shock::Clash | Shock::Massacre)) {
        return None;
    }
    Some((event.actor?, event.place?, world.actors[event.target?.index()].bloc))
}

/// Who attacked the same enemy at the same place in the same week draws closer, once for each pair and place.
fn stand_together(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let camp = |id: ActorId| world.actors[id.index()].bloc;
    let is_first = |n: usize| {
        let this = attack(world, &world.traffic.events[n]);
        world.traffic.events[..n].iter().all(|e| attack(world, e) != this)
    };
    for (i, event) in world.traffic.events.iter().enumerate() {
        let Some((a, place, enemy)) = attack(world, event) else { continue };
        for (j, other) in world.traffic.events.iter().enumerate().skip(i + 1).filter(|(_, e)| e.place == Some(place)) {
            let Some((b, _, _)) = attack(world, other).filter(|(_, _, of)| *of == enemy) else { continue };
            if camp(a) != camp(b) && camp(a) != enemy && camp(b) != enemy && is_first(i) && is_first(j) {
                move_tie(view, a, b, view.set.joint, out);
                move_tie(view, b, a, view.set.joint, out);
            }
        }
    }
}
