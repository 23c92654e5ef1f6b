//! Notice: what does each armed actor believe about the enemy, and about its chance to win?
//!
//! Where an actor has eyes (men of its own or of friends at a place or one route away, or aircraft in the region),
//! what it believes moves towards a noisy count: `seen += learning * (men * visibility * e - seen)`,
//! `ln e ~ N(0, error)`, in men. `visibility = 1 - concealment * (1 - informers * collaboration) * (1 - air)`: people
//! who lean to the observer and do not fear the enemy point him out. Elsewhere the picture fades.
//!
//! Losses claimed for the enemy are last week's true deaths times `exp(N(bias, spread))` (C16, each side counts for
//! itself; off: the true number). Belief in victory moves by `learning` towards own/(own + enemy seen), in men times
//! quality of the bloc, mixed with claimed/(claimed + lost); a fresh patron or supplier of arms raises it for its
//! client (C11). An actor without men takes the belief of its members, weighted by their men. Losses, claims and
//! defeats fade by half-lives.
//!
//! Source: domain 2.1 (log-normal error 0.4, smoothing 0.2), 2.2-2.3 (collaboration gives intelligence), C11,
//! C16. Reads: men, concealment, support, fear, last week's reports, contracts. Changes: what is seen, confidence,
//! losses, claims, defeats. Leaves out: intelligence sold or passed on between actors that are not friends, and
//! deliberate deception in the field.

mod belief;
mod report;

use super::View;
use crate::{
    chance::{Purpose, laws},
    id::{ActorId, PlaceId},
    parameter::settings,
    world::{Change, Proposals, World},
};

settings! { "notice" {
    /// Share of the way that a belief moves towards new evidence in a week.
    learning: 0.2, 0.1..0.4, in 0..1, "share", "domain 2.1 [K]";
    /// Standard deviation of the logarithm of a count of enemy men.
    error: 0.4, 0.2..0.6, in 0..2, "log", "domain 2.1 [K]";
    /// Share of the enemy's concealment that is lost where everybody would help the observer.
    informers: 0.7, 0.4..1, in 0..1, "share", "Kalyvas 2006; assumed size";
    /// Share of the enemy's concealment that aircraft in the region lift.
    air: 0.3, 0.1..0.5, in 0..1, "share", "assumed (C1)";
    /// Half-life of what was seen where one has no eyes any more.
    fading: 16, 8..40 log, in 0..500, "weeks", "assumed";
    /// Mean of the logarithm of the factor by which a side overstates what it did to the enemy.
    bias: 0.5, 0..1, in 0..3, "log", "assumed (C16: tolls that contradict each other)";
    /// Standard deviation of that logarithm.
    spread: 0.5, 0.2..0.8, in 0..2, "log", "assumed (C16)";
    /// Weight of a hundred dead, lost or claimed, against the balance of men, as evidence of who wins.
    score: 0.3, 0.1..0.5, in 0..1, "share", "assumed";
    /// How far a new patron or supplier closes the gap to certainty of victory.
    patron: 0.1, 0.03..0.25, in 0..1, "share", "assumed (C11)";
    /// Half-life of losses suffered and claimed in the minds of those who decide.
    memory: 12, 6..20, in 0..200, "weeks", "assumed (window of defeat, domain 2.10)";
    /// Half-life of defeats.
    defeat_memory: 12, 8..26, in 0..200, "weeks", "domain 2.10 (12 weeks)";
    /// Dead, lost or claimed, that count as much evidence as `score` says.
    evidence: 100.0, 50.0..200.0 log, in 1.0..1e5, "deaths", "assumed";
} }

const COUNT: Purpose = Purpose::of("notice.count");

/// Looks where there are eyes, hears the reports, and weighs the chances.
pub fn notice(view: &View<Settings>, out: &mut Proposals) {
    let left = laws::weekly_decay(view.set.fading);
    for observer in view.world.living().filter(|a| bears_arms(view.world, *a)) {
        for place in view.world.all_places() {
            look(view, observer, place, left, out);
        }
    }
    report::hear(view, out);
    belief::weigh(view, out);
}

/// Whether an actor can have men at all; those who have none of late see nothing.
fn bears_arms(world: &World, actor: ActorId) -> bool {
    use crate::domain::ActorKind::{Army, Jihadist, Mercenary, Militia, Movement};
    matches!(world.actors[actor.index()].kind, Army | Mercenary | Movement | Jihadist | Militia)
}

/// Moves what an observer believes about a place; where it has no eyes, the share `left` of the picture remains.
fn look(view: &View<Settings>, observer: ActorId, place: PlaceId, left: f64, out: &mut Proposals) {
    let world = view.world;
    let seen = *world.seen.at(observer.index(), place.index());
    let here = any_enemy(world, observer, place);
    if seen < 1.0 && !here {
        return;
    }
    let wing = wing_in_region(world, observer, place);
    if !wing && !has_eyes(world, observer, place) {
        out.drift(Change::Seen(observer, place, (left - 1.0) * seen));
        return;
    }
    let visible = if here { visible_men(view, observer, place, wing) } else { 0.0 };
    let whose = world.actors[observer.index()].key.with(world.places[place.index()].key);
    let count =
        if visible > 0.0 { visible * laws::log_normal(view.chance.pair(COUNT, whose, 0), view.set.error) } else { 0.0 };
    let by = view.set.learning * (count - seen);
    if by != 0.0 {
        out.drift(Change::Seen(observer, place, by));
    }
}

fn any_enemy(world: &World, observer: ActorId, place: PlaceId) -> bool {
    world.present[place.index()].iter().any(|other| world.are_enemies(observer, *other))
}

/// Enemy men as they show themselves, before any error.
fn visible_men(view: &View<Settings>, observer: ActorId, place: PlaceId, wing: bool) -> f64 {
    let world = view.world;
    let help = view.set.informers * world.collaboration(place, observer);
    let lifted = (1.0 - help) * if wing { 1.0 - view.set.air } else { 1.0 };
    world.present[place.index()]
        .iter()
        .filter(|other| world.are_enemies(observer, **other))
        .map(|other| world.men_at(*other, place) * (1.0 - world.actors[other.index()].concealment * lifted))
        .sum()
}

/// Men of the observer or of its friends at the place or one open route away.
fn has_eyes(world: &World, observer: ActorId, place: PlaceId) -> bool {
    let friends = |at: PlaceId| world.present[at.index()].iter().any(|other| world.are_friends(observer, *other));
    friends(place) || world.roads[place.index()].iter().any(|(r, at)| world.routes[r.index()].open && friends(*at))
}

/// Aircraft of the observer or its bloc in the region of a place.
fn wing_in_region(world: &World, observer: ActorId, place: PlaceId) -> bool {
    let (bloc, region) = (world.actors[observer.index()].bloc, world.places[place.index()].region);
    world
        .wings
        .iter()
        .map(|id| world.force(*id))
        .any(|wing| world.actors[wing.actor.index()].bloc == bloc && world.places[wing.place.index()].region == region)
}

#[cfg(test)]
mod tests;
