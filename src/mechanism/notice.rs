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
    id::{ActorId, ForceId, PlaceId},
    parameter::settings,
    world::{
        Change, Proposals, World,
        state::{ENEMY, FRIEND},
    },
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
} }

const COUNT: Purpose = Purpose::of("notice.count");

/// Mark, beside those of [`World::facing`], of a place where somebody has eyes: friends at it or one open route away.
const EYES: u8 = FRIEND << 1;

/// Looks where there are eyes, hears the reports, and weighs the chances.
pub fn notice(view: &View<Settings>, out: &mut Proposals) {
    let mut marks = std::mem::take(&mut out.scratch.marks);
    let left = laws::weekly_decay(view.set.fading);
    mark(view.world, &mut marks);
    for observer in view.world.living().filter(|a| bears_arms(view.world, *a)) {
        let bloc = view.world.actors[observer.index()].bloc;
        let flies = view.world.wings.iter().any(|id| bloc_of(view.world, *id) == bloc);
        for place in view.world.all_places() {
            let mark = marks[place.index() * view.world.actors.len() + observer.index()];
            look(
                view,
                observer,
                place,
                Eyes { mark, air: flies && wing_in_region(view.world, bloc, place), left },
                out,
            );
        }
    }
    out.scratch.marks = marks;
    report::hear(view, out);
    belief::weigh(view, out);
}

/// Whether an actor can have men at all; those who have none of late see nothing.
fn bears_arms(world: &World, actor: ActorId) -> bool {
    use crate::domain::ActorKind::{Army, Jihadist, Mercenary, Militia, Movement};
    matches!(world.actors[actor.index()].kind, Army | Mercenary | Movement | Jihadist | Militia)
}

/// Marks for every place, row by row, who has enemies there, who has friends there, and who has eyes.
fn mark(world: &World, marks: &mut Vec<u8>) {
    let columns = world.actors.len();
    marks.clear();
    marks.resize(world.places.len() * columns, 0);
    for (row, present) in marks.chunks_exact_mut(columns).zip(&world.present) {
        for other in present {
            row.iter_mut().zip(world.facing.row(other.index())).for_each(|(mark, facing)| *mark |= facing);
        }
    }
    marks.iter_mut().for_each(|mark| *mark |= (*mark & FRIEND) << 1);
    let row = |place: PlaceId| place.index() * columns..(place.index() + 1) * columns;
    for route in world.routes.iter().filter(|route| route.open) {
        if let Ok([a, b]) = marks.get_disjoint_mut([row(route.a), row(route.b)]) {
            for (a, b) in a.iter_mut().zip(b) {
                let friends = ((*a | *b) & FRIEND) << 1;
                (*a, *b) = (*a | friends, *b | friends);
            }
        }
    }
}

/// How well an observer sees a place.
struct Eyes {
    mark: u8,
    air: bool,
    /// Share of the picture that remains where it has no eyes.
    left: f64,
}

/// Moves what an observer believes about a place.
fn look(view: &View<Settings>, observer: ActorId, place: PlaceId, eyes: Eyes, out: &mut Proposals) {
    let world = view.world;
    let seen = *world.seen.at(observer.index(), place.index());
    let here = eyes.mark & ENEMY != 0;
    if seen < 1.0 && !here {
        return;
    }
    if !eyes.air && eyes.mark & EYES == 0 {
        out.drift(Change::Seen(observer, place, (eyes.left - 1.0) * seen));
        return;
    }
    let visible = if here { visible_men(view, observer, place, eyes.air) } else { 0.0 };
    let count = if visible > 0.0 {
        let whose = world.actors[observer.index()].key.with(world.places[place.index()].key);
        visible * laws::log_normal(view.chance.unit(COUNT, whose), view.set.error)
    } else {
        0.0
    };
    let by = view.set.learning * (count - seen);
    if by != 0.0 {
        out.drift(Change::Seen(observer, place, by));
    }
}

/// Enemy men as they show themselves, before any error. What people tell matters only where somebody hides.
fn visible_men(view: &View<Settings>, observer: ActorId, place: PlaceId, air: bool) -> f64 {
    let world = view.world;
    let (mut men, mut hidden) = (0.0, 0.0);
    for other in world.present[place.index()].iter().filter(|other| world.are_enemies(observer, **other)) {
        let there = world.men_at(*other, place);
        men += there;
        hidden += there * world.actors[other.index()].concealment;
    }
    if hidden <= 0.0 {
        return men;
    }
    let help = view.set.informers * world.collaboration(place, observer);
    men - hidden * (1.0 - help) * if air { 1.0 - view.set.air } else { 1.0 }
}

/// The bloc of whoever owns a force.
fn bloc_of(world: &World, force: ForceId) -> ActorId {
    world.actors[world.force(force).actor.index()].bloc
}

/// Aircraft of a bloc in the region of a place.
fn wing_in_region(world: &World, bloc: ActorId, place: PlaceId) -> bool {
    let region = |place: PlaceId| world.places[place.index()].region;
    world.wings.iter().any(|id| bloc_of(world, *id) == bloc && region(world.force(*id).place) == region(place))
}

#[cfg(test)]
mod tests;
