//! Notice: what does each actor that may have men believe about the enemy, and about its chance to win?
//!
//! Where an actor has eyes (men of its own or of friends at a place or one route away, or aircraft in the region),
//! what it believes moves towards a noisy count: `seen += learning * (men * visibility * e - seen)`,
//! `ln e ~ N(0, error)`, in men. `visibility = 1 - concealment * (1 - informers * collaboration) * (1 - air)`: people
//! who lean to the observer and do not fear the enemy point him out. Elsewhere the picture fades.
//!
//! Losses claimed for the enemy are last week's true deaths times `exp(N(bias, spread))` (C16, each side counts for
//! itself; off: the true number). Belief in victory moves by `learning` towards own/(own + enemy seen), in men times
//! quality of the bloc, mixed with claimed/(claimed + lost); a fresh patron or supplier of arms raises it for its
//! client (C11). An actor that has members and no men of its own takes their belief, weighted by their men. Losses, claims and
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
    domain::ActorKind,
    id::ActorId,
    parameter::settings,
    world::{Eyes, Proposals, Sight, World, index::ENEMY},
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
    /// Weight of as many dead as `evidence` says, lost or claimed, against the balance of men, as evidence of who wins.
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
    let world = view.world;
    let mut ground = Ground {
        eyes: std::mem::take(&mut out.scratch.eyes),
        sights: std::mem::take(&mut out.scratch.sights),
        bodies: std::mem::take(&mut out.scratch.bodies),
        left: laws::weekly_decay(view.set.fading),
    };
    open_eyes(world, &mut ground.eyes);
    ground.survey(view);
    for observer in world.living().filter(|a| looks(world, *a)) {
        look(view, observer, &ground, out);
    }
    (out.scratch.eyes, out.scratch.sights, out.scratch.bodies) = (ground.eyes, ground.sights, ground.bodies);
    report::hear(view, out);
    belief::weigh(view, out);
}

/// Whether an actor looks where its enemies are: everybody who may have men of its own to send there.
fn looks(world: &World, actor: ActorId) -> bool {
    bears_arms(world, actor) || world.actors[actor.index()].kind == ActorKind::Government
}

/// Whether an actor is of the kinds that fight; those who have no men of late see nothing.
fn bears_arms(world: &World, actor: ActorId) -> bool {
    use ActorKind::{Army, Jihadist, Mercenary, Militia, Movement};
    matches!(world.actors[actor.index()].kind, Army | Mercenary | Movement | Jihadist | Militia)
}

/// Finds for every place who has enemies there, who friends, who eyes and who aircraft: all places for the first 64 actors, then
/// all for the next.
fn open_eyes(world: &World, eyes: &mut Vec<Eyes>) {
    let places = world.places.len();
    eyes.clear();
    eyes.resize(places * world.index.foes.words(), Eyes::default());
    for (word, map) in eyes.chunks_exact_mut(places.max(1)).enumerate() {
        for (eyes, present) in map.iter_mut().zip(&world.index.present) {
            for other in present {
                eyes.foes |= world.index.foes.row(other.index())[word];
                eyes.friends |= world.index.friends.row(other.index())[word];
            }
            eyes.near = eyes.friends;
        }
        for route in world.map.routes.iter().filter(|route| route.open) {
            let (a, b) = (route.a.index(), route.b.index());
            let friends = map[a].friends | map[b].friends;
            map[a].near |= friends;
            map[b].near |= friends;
        }
        for wing in world.index.wings.iter().map(|id| world.force(*id)) {
            let (bloc, region) = (world.actors[wing.actor.index()].bloc, world.places[wing.place.index()].region);
            let actors = world.actors.iter().skip(64 * word).take(64).enumerate();
            let fliers = actors.filter(|(_, actor)| actor.bloc == bloc).fold(0, |fliers, (bit, _)| fliers | 1 << bit);
            let near = map.iter_mut().zip(&world.places).filter(|(_, place)| place.region == region);
            near.for_each(|(eyes, _)| eyes.air |= fliers);
        }
    }
}

/// What there is to be seen of every place, and with what eyes.
struct Ground {
    eyes: Vec<Eyes>,
    sights: Vec<Sight>,
    /// Everybody at each place, with its men and how many of them would hide if nobody told and nobody flew.
    bodies: Vec<(ActorId, f64, f64)>,
    /// Share of the picture that remains without eyes.
    left: f64,
}

impl Ground {
    /// Lists who stands where.
    fn survey(&mut self, view: &View<Settings>) {
        let world = view.world;
        self.sights.clear();
        self.bodies.clear();
        for (place, present) in world.all_places().zip(&world.index.present) {
            let first = self.bodies.len();
            self.bodies.extend(present.iter().map(|other| {
                let men = world.men_at(*other, place);
                (*other, men, men * world.actors[other.index()].concealment)
            }));
            self.sights.push(Sight { place, errors: view.fan(COUNT, place), bodies: first..self.bodies.len() });
        }
    }
}

/// Moves what an observer believes about every place.
fn look(view: &View<Settings>, observer: ActorId, ground: &Ground, out: &mut Proposals) {
    let (picture, bit) = (view.world.seen.row(observer.index()), 1 << (observer.index() % 64));
    let facing = view.world.index.facing.row(observer.index());
    let eyes = &ground.eyes[observer.index() / 64 * picture.len()..];
    for ((seen, eyes), sight) in picture.iter().zip(eyes).zip(&ground.sights) {
        if *seen < 1.0 && eyes.foes & bit == 0 {
            continue;
        }
        let by = if (eyes.near | eyes.air) & bit == 0 {
            (ground.left - 1.0) * seen
        } else {
            let foes = ground.bodies[sight.bodies.clone()].iter().filter(|(who, ..)| facing[who.index()] & ENEMY != 0);
            view.set.learning * (counted(view, observer, sight, foes, eyes.air & bit != 0) - seen)
        };
        if by != 0.0 {
            out.drifts.seen(observer, sight.place, by);
        }
    }
}

/// Enemy men as an observer counts them. What people tell matters only where somebody hides.
fn counted<'a>(
    view: &View<Settings>,
    observer: ActorId,
    sight: &Sight,
    foes: impl Iterator<Item = &'a (ActorId, f64, f64)>,
    flies: bool,
) -> f64 {
    let (world, set) = (view.world, view.set);
    let (mut visible, mut hidden) = (0.0, 0.0);
    for (_, men, hiding) in foes {
        visible += men;
        hidden += hiding;
    }
    if hidden > 0.0 {
        let help = set.informers * world.collaboration(sight.place, observer);
        let flown = if flies { 1.0 - set.air } else { 1.0 };
        visible -= hidden * (1.0 - help) * flown;
    }
    if visible <= 0.0 {
        return 0.0;
    }
    visible * laws::log_normal(sight.errors.of(world.actors[observer.index()].key), set.error)
}

#[cfg(test)]
mod tests;
