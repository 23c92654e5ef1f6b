//! Rates of small blows and of violence against civilians.

use super::Settings;
use crate::{
    domain::Action,
    id::{ActorId, PlaceId},
    mechanism::View,
    warfare::coercion,
    world::Contact,
};

/// Share of what many men do, or suffer, that so many do.
pub(super) fn of_many(men: f64, half: f64) -> f64 {
    men / (men + half)
}

/// What people tell: half of the blows need nobody who does.
pub(super) fn told(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    0.5 + view.world.collaboration(place, actor)
}

/// Less is done to those with whom one is not at war.
fn enmity(view: &View<Settings>, contact: &Contact) -> f64 {
    if contact.at_war { 1.0 } else { view.set.hostile }
}

/// Blows a week by men on the ground.
pub(super) fn blows(view: &View<Settings>, contact: &Contact, intensity: f64) -> f64 {
    let set = view.set;
    if contact.men < 1.0 || contact.exposed <= 0.0 {
        return 0.0;
    }
    let met = of_many(contact.men, set.half) * of_many(contact.exposed, set.half);
    set.pace * intensity * enmity(view, contact) * met * told(view, contact.actor, contact.place)
}

/// Strikes a week from the air: among those at war alone.
pub(super) fn strikes(view: &View<Settings>, contact: &Contact, intensity: f64) -> f64 {
    let set = view.set;
    if !contact.at_war || contact.sorties <= 0.0 || contact.seen < 1.0 {
        return 0.0;
    }
    let met = of_many(contact.sorties, set.flights) * of_many(contact.seen, set.half);
    set.strikes * intensity * met * told(view, contact.actor, contact.place)
}

/// Killings of chosen people a week: by irregulars.
pub(super) fn picks(view: &View<Settings>, actor: ActorId, place: PlaceId, men: f64, intensity: f64) -> f64 {
    // What a state's troops do follows their operations.
    if !view.world.actors[actor.index()].kind.is_irregular() {
        return 0.0;
    }
    let control = view.world.share_of_control(actor, place);
    view.set.picks * intensity * of_many(men, view.set.half) * coercion::selective(control)
}

/// Punishments of anybody a week: by irregulars; what a state's troops do follows their operations.
pub(super) fn punishments(view: &View<Settings>, actor: ActorId, place: PlaceId, men: f64, intensity: f64) -> f64 {
    let (world, us) = (view.world, &view.world.actors[actor.index()]);
    if !us.kind.is_irregular() || !Action::CollectivePunishment.is_open_to(us.kind) {
        return 0.0;
    }
    let free = (1.0 - us.accountability) * (1.0 - us.accountability);
    let hostile = free * world.dislike(place, actor);
    if hostile <= 0.0 {
        return 0.0;
    }
    let control = world.share_of_control(actor, place);
    let blind = coercion::indiscriminate(control) * (1.0 - world.collaboration(place, actor));
    view.set.punishments * intensity * of_many(men, view.set.half) * hostile * blind
}
