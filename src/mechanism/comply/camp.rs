//! Camps: when a mission leaves them.

use super::Settings;
use crate::{
    chance::{Purpose, laws::within_week},
    domain::{ActorKind, Camp, EventKind, Shock},
    mechanism::{Rule, View},
    world::{Change, Event, ForceField, Proposals, Slot, observe::NEAR_KM},
};

const LEAVE: Purpose = Purpose::of("comply.camp_exit");

/// Closing camps are vacated in their time, and earlier when there is fighting near them; the men there leave.
pub(super) fn leave(view: &View<Settings>, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    for place in world.all_places() {
        let at = &world.places[place.index()];
        let Some(host) = at.camp_host.filter(|h| world.actors[h.index()].kind == ActorKind::Peacekeeper) else {
            continue;
        };
        // A camp that has a day is not left long before it.
        if view.case.days_to_closing(place, world.week).is_some_and(|days| days > 7.0 * set.hasten) {
            continue;
        }
        let mut rate = match at.camp {
            Camp::Closing => set.camp_exit,
            Camp::Open if world.must_leave_camps(host) => 0.0,
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
