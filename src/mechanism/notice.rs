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
    chance::{Fan, Purpose, laws},
    id::{ActorId, PlaceId},
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
    /// Dead, lost or claimed, that count as much evidence as `score` says.
    evidence: 100.0, 50.0..200.0 log, in 1.0..1e5, "deaths", "assumed";
} }

const COUNT: Purpose = Purpose::of("notice.count");

/// Mark, beside those of [`World::facing`], of a place where somebody has eyes: friends at it or one open route away.
const EYES: u8 = FRIEND << 1;
/// Mark of a place in whose region somebody's bloc has aircraft.
const AIR: u8 = FRIEND << 2;

/// Looks where there are eyes, hears the reports, and weighs the chances.
pub fn notice(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let (mut marks, mut observers) = (std::mem::take(&mut out.scratch.marks), std::mem::take(&mut out.scratch.actors));
    let (mut men, mut hidden) = (std::mem::take(&mut out.scratch.numbers), std::mem::take(&mut out.scratch.others));
    observers.clear();
    observers.extend(world.living().filter(|a| bears_arms(world, *a)));
    mark(world, &mut marks);
    let left = laws::weekly_decay(view.set.fading);
    for (place, marks) in world.all_places().zip(marks.chunks_exact(world.actors.len())) {
        count(world, place, &mut men, &mut hidden);
        let errors = view.fan(COUNT, place);
        for observer in observers.iter().copied() {
            let i = observer.index();
            let sight = Sight { mark: marks[i], men: men[i], hidden: hidden[i], left, errors };
            look(view, observer, place, &sight, out);
        }
    }
    (out.scratch.marks, out.scratch.actors) = (marks, observers);
    (out.scratch.numbers, out.scratch.others) = (men, hidden);
    report::hear(view, out);
    belief::weigh(view, out);
}

/// Whether an actor can have men at all; those who have none of late see nothing.
fn bears_arms(world: &World, actor: ActorId) -> bool {
    use crate::domain::ActorKind::{Army, Jihadist, Mercenary, Militia, Movement};
    matches!(world.actors[actor.index()].kind, Army | Mercenary | Movement | Jihadist | Militia)
}

/// Marks for every place, row by row, who has enemies there, who has friends there, who has eyes, and who aircraft.
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
    for wing in world.wings.iter().map(|id| world.force(*id)) {
        let (bloc, region) = (world.actors[wing.actor.index()].bloc, world.places[wing.place.index()].region);
        for place in world.all_places().filter(|place| world.places[place.index()].region == region) {
            let ours = marks[row(place)].iter_mut().zip(&world.actors).filter(|(_, actor)| actor.bloc == bloc);
            ours.for_each(|(mark, _)| *mark |= AIR);
        }
    }
}

/// Counts for every actor its enemies at a place, and how many of them would hide if nobody told and nobody flew.
fn count(world: &World, place: PlaceId, men: &mut Vec<f64>, hidden: &mut Vec<f64>) {
    for list in [&mut *men, &mut *hidden] {
        list.clear();
        list.resize(world.actors.len(), 0.0);
    }
    for other in &world.present[place.index()] {
        let there = world.men_at(*other, place);
        let hiding = there * world.actors[other.index()].concealment;
        world.foes.each(other.index(), |observer| {
            men[observer] += there;
            hidden[observer] += hiding;
        });
    }
}

/// What there is to be seen of a place, and with what eyes.
struct Sight {
    mark: u8,
    /// Enemies there.
    men: f64,
    /// Those of them who hide.
    hidden: f64,
    /// Share of the picture that remains without eyes.
    left: f64,
    /// Errors of everybody who counts there.
    errors: Fan,
}

/// Moves what an observer believes about a place.
fn look(view: &View<Settings>, observer: ActorId, place: PlaceId, sight: &Sight, out: &mut Proposals) {
    let seen = *view.world.seen.at(observer.index(), place.index());
    if seen < 1.0 && sight.mark & ENEMY == 0 {
        return;
    }
    let by = if sight.mark & (EYES | AIR) == 0 {
        (sight.left - 1.0) * seen
    } else {
        view.set.learning * (counted(view, observer, place, sight) - seen)
    };
    if by != 0.0 {
        out.drift(Change::Seen(observer, place, by));
    }
}

/// Enemy men as an observer counts them. What people tell matters only where somebody hides.
fn counted(view: &View<Settings>, observer: ActorId, place: PlaceId, sight: &Sight) -> f64 {
    let (world, set) = (view.world, view.set);
    let mut visible = sight.men;
    if sight.hidden > 0.0 {
        let help = set.informers * world.collaboration(place, observer);
        let flown = if sight.mark & AIR != 0 { 1.0 - set.air } else { 1.0 };
        visible -= sight.hidden * (1.0 - help) * flown;
    }
    if visible <= 0.0 {
        return 0.0;
    }
    visible * laws::log_normal(sight.errors.of(world.actors[observer.index()].key), set.error)
}

#[cfg(test)]
mod tests;
