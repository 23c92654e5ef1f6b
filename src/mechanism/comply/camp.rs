//! Camps: the shift of power that handovers bring, and when a mission leaves.

use super::Settings;
use crate::{
    chance::{Purpose, laws::within_week},
    domain::{ActorKind, AgreementKind, Camp, Clause, EventKind, Shock},
    id::{ActorId, PlaceId},
    mechanism::{Rule, View},
    world::{Agreement, Change, Event, ForceField, Proposals, Slot, World, observe::NEAR_KM},
};

const LEAVE: Purpose = Purpose::of("comply.camp_exit");

/// Power that is about to shift from one party to another by camps.
#[derive(Clone, Debug)]
pub(super) struct Shift {
    /// Who gains.
    pub(super) by: ActorId,
    /// Who loses.
    pub(super) on: ActorId,
    /// By how much the shift exceeds the cost of war.
    pub(super) excess: f64,
    /// One of the camps, the most valued place.
    pub(super) place: PlaceId,
}

/// The greatest shift between a government and another party that exceeds the cost of war.
pub(super) fn shift(view: &View<Settings>, agreement: &Agreement) -> Option<Shift> {
    let (world, set) = (view.world, view.set);
    if !matches!(agreement.kind, AgreementKind::Accord | AgreementKind::Ceasefire | AgreementKind::Truce) {
        return None;
    }
    let gains = *agreement.parties.iter().find(|p| world.actors[p.index()].kind == ActorKind::Government)?;
    let joint = agreement.state.is_in_force() && agreement.clauses.iter().any(|c| c.clause == Clause::CampHandover);
    let mut worst: Option<Shift> = None;
    for loses in agreement.parties.iter().filter(|p| world.actors[p.index()].kind.is_irregular()) {
        let mut sum = 0.0;
        let mut prize: Option<PlaceId> = None;
        for place in world.all_places().filter(|p| is_in_sight(world, *p, gains)) {
            if world.control_of(place, *loses) >= set.claim {
                sum += set.camp_shift;
                let value = |p: PlaceId| world.places[p.index()].value;
                prize = prize.filter(|old| value(*old) >= value(place)).or(Some(place));
            }
        }
        let excess = sum * if joint { 1.0 - set.joint_handover } else { 1.0 } - set.war_cost;
        if let Some(place) = prize
            && excess > worst.as_ref().map_or(0.0, |w| w.excess)
        {
            worst = Some(Shift { by: gains, on: *loses, excess, place });
        }
    }
    worst
}

/// Whether a camp is about to go over, or has just gone over, to a government: closing, vacated, due under a mandate's
/// terms, or handed this week.
fn is_in_sight(world: &World, place: PlaceId, gains: ActorId) -> bool {
    let at = &world.places[place.index()];
    match at.camp {
        Camp::None => false,
        Camp::Closing | Camp::Vacated => true,
        Camp::Open => at.camp_host.is_some_and(|host| is_due(world, host)),
        Camp::Handed => {
            at.camp_host.is_some_and(|host| world.belongs_to(host, gains))
                && world
                    .traffic
                    .events
                    .iter()
                    .any(|e| e.place == Some(place) && e.kind == EventKind::Shock(Shock::CampCloses))
        }
    }
}

/// Whether a mission is bound to hand its camps over.
fn is_due(world: &World, host: ActorId) -> bool {
    world.pacts().any(|(_, g)| {
        g.state.is_in_force()
            && g.clauses.iter().any(|c| {
                c.clause == Clause::CampHandover
                    && (c.bears == Some(host) || c.bears.is_none() && g.parties.contains(&host))
            })
    })
}

/// Closing camps are vacated in their time, and earlier when there is fighting near them; the men there leave.
pub(super) fn leave(view: &View<Settings>, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    for place in world.all_places() {
        let at = &world.places[place.index()];
        let Some(host) = at.camp_host.filter(|h| world.actors[h.index()].kind == ActorKind::Peacekeeper) else {
            continue;
        };
        let mut rate = match at.camp {
            Camp::Closing => set.camp_exit,
            Camp::Open if is_due(world, host) => 0.0,
            _ => continue,
        };
        if view.rules.on(Rule::FightingHastensExit) {
            let near = world.all_places().filter(|p| *world.map.distance.at(place.index(), p.index()) <= NEAR_KM);
            let danger: f64 = near.map(|p| world.places[p.index()].danger).sum();
            rate += set.camp_flight * danger / (danger + set.camp_danger);
        }
        let barred = view.is_barred(EventKind::Shock(Shock::CampCloses), Some(host), None, Some(place));
        if barred || !view.chance.happens(LEAVE, at.key.with(world.actors[host.index()].key), within_week(rate)) {
            continue;
        }
        let event = out.event(Event::shock(Shock::CampCloses, "comply.camp_exit").by(host).at(place));
        out.because(event, Slot::Place(place), 1.0);
        out.change(event, Change::Camp(place, Camp::Vacated, None));
        for id in world.standing().filter(|f| (world.force(*f).actor, world.force(*f).place) == (host, place)) {
            out.change(event, Change::Force(id, ForceField::Strength, -world.force(id).strength));
        }
    }
}
