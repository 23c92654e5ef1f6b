//! Hosts: everybody who stands on one side of a battle, what they are worth together, and how they share the dead.

use super::{Settings, View, field::Field};
use crate::{
    domain::OperationKind,
    id::{ActorId, ForceId, PlaceId},
    warfare::odds::{self, Side},
    world::{Change, Operation, Proposals, World},
};
use arrayvec::ArrayVec;

/// Most forces of one side in one battle; the rest look on.
pub(super) const MOST: usize = 32;

/// The killed of each actor of a side.
pub(super) type Toll = ArrayVec<(ActorId, u32), MOST>;

/// The forces of one side, and what they are worth together.
pub(super) struct Host {
    pub(super) forces: ArrayVec<ForceId, MOST>,
    pub(super) side: Side,
    pub(super) leader: ActorId,
}

/// One side gathers: everybody at the place who stands with `with` and against `against`.
pub(super) fn gather(
    view: &View<Settings>,
    field: &Field,
    place: PlaceId,
    (with, against): (ActorId, ActorId),
    (walled, sorties, near): (bool, f64, f64),
    operation: Option<&Operation>,
) -> Option<Host> {
    let (world, war) = (view.world, view.warfare);
    let open = war.air(world.places[place.index()].terrain);
    let mut host = Host { forces: ArrayVec::new(), side: Side::of(war, 0.0, 0.0), leader: with };
    let (mut all, mut power, mut morale) = (0.0, 0.0, 0.0);
    let mut largest = 0.0;
    for actor in &world.index.present[place.index()] {
        let stands = world.are_friends(*actor, with) && !world.are_friends(*actor, against);
        let kind = world.actors[actor.index()].kind;
        if !stands || !kind.fights() || (*actor != with && !world.are_enemies(*actor, against)) {
            continue;
        }
        // A militia that rests far from home takes part in nobody's attack unless it was asked and came.
        let bystands = operation.is_some() && world.is_far_from_home(*actor, place, war.home_range);
        let left = field.men(view, *actor, place) / world.men_at(*actor, place).max(1.0);
        let mut own = 0.0;
        for id in world.bodies(*actor, place) {
            let force = world.force(id);
            let men = force.strength * left;
            if men < 1.0 || host.forces.is_full() || bystands && force.operation.is_none() {
                continue;
            }
            host.forces.push(id);
            let present = war.present(kind.is_irregular() && force.operation.is_none());
            let hidden = match operation {
                Some(o) if o.kind == OperationKind::Raid && place == o.objective => {
                    1.0 + (war.surprise - 1.0) * world.actors[actor.index()].concealment
                }
                _ => 1.0,
            };
            let quality = hidden * world.actors[actor.index()].quality;
            let takes_part = men * present;
            all += takes_part;
            power += takes_part * odds::power(war, quality, force.supply, near, (sorties, open));
            morale += takes_part * force.morale;
            own += takes_part;
        }
        let first = world.actors[actor.index()].key < world.actors[host.leader.index()].key;
        if own > largest || own > 0.0 && own == largest && first {
            (largest, host.leader) = (own, *actor);
        }
    }
    if all < 1.0 {
        return None;
    }
    let walls = if walled { war.walls } else { 1.0 };
    // As stated at middling morale.
    let bears = war.breaking * (0.5 + morale / all);
    host.side = Side { men: all, power: walls * power / all, bears };
    Some(host)
}

/// The killed of each actor of a host: by its men, the last ones to those with the largest remainders.
pub(super) fn share_out(world: &World, host: &Host, killed: u32) -> Toll {
    let mut men: ArrayVec<(ActorId, f64), MOST> = ArrayVec::new();
    for id in &host.forces {
        let force = world.force(*id);
        match men.iter_mut().find(|(actor, _)| *actor == force.actor) {
            Some((_, own)) => *own += force.strength,
            None => men.push((force.actor, force.strength)),
        }
    }
    let all: f64 = men.iter().map(|(_, men)| men).sum();
    let exact = |own: f64| f64::from(killed) * own / all.max(1.0);
    let mut toll: Toll = men.iter().map(|(a, own)| (*a, exact(*own).floor() as u32)).collect();
    let mut left = killed - toll.iter().map(|(_, n)| n).sum::<u32>().min(killed);
    while left > 0 {
        let missing = |i: usize| exact(men[i].1) - f64::from(toll[i].1);
        let key = |i: usize| world.actors[toll[i].0.index()].key;
        let next = (0..toll.len()).max_by(|a, b| missing(*a).total_cmp(&missing(*b)).then(key(*b).cmp(&key(*a))));
        let Some(next) = next else { break };
        toll[next].1 += 1;
        left -= 1;
    }
    toll
}

/// The killed of one actor.
pub(super) fn of(toll: &[(ActorId, u32)], actor: ActorId) -> u32 {
    toll.iter().find(|(a, _)| *a == actor).map_or(0, |(_, n)| *n)
}

/// Weeks for which a host cannot attack.
pub(super) fn rest(world: &World, host: &Host, weeks: f64, out: &mut Proposals) {
    for id in &host.forces {
        let by = weeks - world.force(*id).rest;
        if by > 0.0 {
            out.drift(Change::Rest(*id, by));
        }
    }
}
