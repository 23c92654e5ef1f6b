//! What each side hears of last week's fights, and how such memories fade.

use super::Settings;
use crate::{
    chance::{Purpose, laws},
    id::{ActorId, Key},
    mechanism::{Rule, View},
    world::{ActorField, Change, Event, Proposals},
};

const CLAIM: Purpose = Purpose::of("notice.claim");

/// Adds the claims of last week's fights and lets older losses, claims and defeats fade.
pub(super) fn hear(view: &View<Settings>, out: &mut Proposals) {
    let (kept, kept_defeats) = (laws::weekly_decay(view.set.memory), laws::weekly_decay(view.set.defeat_memory));
    for id in view.world.living() {
        let actor = &view.world.actors[id.index()];
        fade(id, ActorField::Losses, actor.losses, kept, out);
        fade(id, ActorField::Claimed, actor.claimed, kept, out);
        fade(id, ActorField::Defeats, actor.defeats, kept_defeats, out);
    }
    for event in view.world.traffic.reports.iter().filter(|e| e.actor_deaths + e.target_deaths > 0) {
        for (side, other, dead) in
            [(event.actor, event.target, event.target_deaths), (event.target, event.actor, event.actor_deaths)]
        {
            if let (Some(side), true) = (side, dead > 0) {
                let by = f64::from(dead) * overstated(view, side, other, event);
                out.drift(Change::Actor(side, ActorField::Claimed, by));
            }
        }
    }
}

fn fade(id: ActorId, field: ActorField, stock: f64, kept: f64, out: &mut Proposals) {
    if stock > 1e-6 {
        out.drift(Change::Actor(id, field, (kept - 1.0) * stock));
    }
}

/// Factor by which a side believes what it says of the enemy's dead. Two fights of one pair at one place in a week
/// share the teller and hence the factor.
fn overstated(view: &View<Settings>, side: ActorId, other: Option<ActorId>, event: &Event) -> f64 {
    if !view.rules.on(Rule::InformationIsContested) {
        return 1.0;
    }
    let world = view.world;
    let other = other.map_or(Key(0), |o| world.actors[o.index()].key);
    let place = event.place.map_or(Key(0), |p| world.places[p.index()].key);
    let whose = world.actors[side.index()].key.with(other).with(place);
    laws::exp(view.set.bias) * laws::log_normal(view.chance.unit(CLAIM, whose), view.set.spread)
}
