//! Notice: what does each actor that may have men believe about the enemy, and about its chance to win?
//!
//! Where an actor has eyes (men of its own or of friends at a place or one route away, or aircraft in the region),
//! what it believes moves towards a noisy count: `seen += learning * (men * visibility * e - seen)`,
//! `ln e ~ N(0, error)`, in men. Those whose side holds a place stand in the open; of others `visibility = 1 - concealment * (1 - informers * collaboration) * (1 - air)`: people
//! who lean to the observer and do not fear the enemy point him out, all of them where the observer's side rules the country, a share `whisper` of them where
//! it rules nothing of it. What lies beyond sight is known by rumour, late and with error: once in [`NEWS`] weeks the picture moves, by `rumour` for each of
//! them, towards a count with an error of `hearsay`, the same for [`TALE`] weeks.
//!
//! Losses claimed for the enemy are last week's true deaths times `exp(N(bias, spread))` (C16, each side counts for
//! itself; off: the true number). Belief in victory moves by `learning` towards own/(own + enemy seen), in men times
//! quality of the bloc, mixed with claimed/(claimed + lost); a fresh patron or supplier of arms raises it for its
//! client (C11). An actor that has members and no men of its own takes their belief, weighted by their men. Losses, claims and
//! defeats fade by half-lives.
//!
//! Source: domain 2.1 (log-normal error 0.4, smoothing 0.2), 2.2-2.3 (collaboration gives intelligence), C11,
//! C16. Reads: men, concealment, support, fear, rulers of the country, last week's reports, contracts. Changes: what is seen, confidence,
//! losses, claims, defeats. Leaves out: intelligence sold or passed on between actors that are not friends, and
//! deliberate deception in the field.

mod belief;
mod report;

use super::View;
use crate::{
    chance::{Purpose, laws},
    domain::ActorKind,
    id::{ActorId, PlaceId},
    parameter::settings,
    world::{Change, Eyes, Proposals, Sight, World, index::ENEMY},
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
    /// Share of those who would tell who do so where the observer's side rules nothing of the country.
    whisper: 0.4, 0.2..0.6, in 0..1, "share", "Kalyvas 2006: collaboration follows control; assumed size";
    /// Share of the way that a belief moves in a week towards what is rumoured where one has no eyes.
    rumour: 0.05, 0.02..0.1, in 0..1, "1/week", "assumed: months";
    /// Standard deviation of the logarithm of a number that is rumoured.
    hearsay: 0.6, 0.4..0.9, in 0..3, "log", "assumed: half as much again as the error of a count";
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
const RUMOUR: Purpose = Purpose::of("notice.rumour");

/// Weeks between two rumours of a place.
const NEWS: u32 = 4;
/// Weeks for which a rumour is told with the same error.
const TALE: u32 = 8;

/// Looks where there are eyes, hears the reports, and weighs the chances.
pub fn notice(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let mut ground = Ground {
        eyes: std::mem::take(&mut out.scratch.eyes),
        sights: std::mem::take(&mut out.scratch.sights),
        bodies: std::mem::take(&mut out.scratch.bodies),
        heard: 1.0 - libm::pow(1.0 - view.set.rumour, f64::from(NEWS)),
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
    /// Share of the way that a belief moves when a rumour comes.
    heard: f64,
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
                // Whoever holds a town stands in the open.
                let holds = world.places[place.index()].holder.is_some_and(|h| world.are_friends(h, *other));
                let hiding = if holds { 0.0 } else { men * world.actors[other.index()].concealment };
                (*other, men, hiding)
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
        let foes = ground.bodies[sight.bodies.clone()].iter().filter(|(who, ..)| facing[who.index()] & ENEMY != 0);
        let by = if (eyes.near | eyes.air) & bit != 0 {
            view.set.learning * (counted(view, observer, sight, foes, eyes.air & bit != 0) - seen)
        } else if is_news(view, sight.place) {
            ground.heard * (rumoured(view, observer, sight.place, foes) - seen)
        } else {
            0.0
        };
        if by != 0.0 {
            out.drift(Change::Seen(observer, sight.place, by));
        }
    }
}

/// Whether a rumour of a place comes this week.
fn is_news(view: &View<Settings>, place: PlaceId) -> bool {
    let turn = view.world.places[place.index()].key.0 % u64::from(NEWS);
    u64::from(view.world.week % NEWS) == turn
}

/// Enemy men as they are rumoured where an observer has no eyes: those who do not hide, by hearsay.
fn rumoured<'a>(
    view: &View<Settings>,
    observer: ActorId,
    place: PlaceId,
    foes: impl Iterator<Item = &'a (ActorId, f64, f64)>,
) -> f64 {
    let shown: f64 = foes.map(|(_, men, hiding)| men - hiding).sum();
    if shown <= 0.0 {
        return 0.0;
    }
    let (us, there) = (view.world.actors[observer.index()].key, view.world.places[place.index()].key);
    let tale = view.chance.in_week(view.world.week / TALE);
    shown * laws::log_normal(tale.unit(RUMOUR, us.with(there)), view.set.hearsay)
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
        let dare = set.whisper + (1.0 - set.whisper) * world.country_of(sight.place, observer);
        let help = set.informers * dare * world.collaboration(sight.place, observer);
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
