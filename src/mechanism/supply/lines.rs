//! Lines of supply: which places are joined to a base of each bloc, and which of these lines lead through quiet country.

use crate::{
    domain::PlaceKind,
    id::{ActorId, PlaceId},
    world::{Line, Route, World},
};

/// For each place one bit for each actor that may be the root of a bloc, all places for the first 64 actors, then all for the next.
pub(super) struct Lines {
    pub(super) joined: Vec<Line>,
    places: usize,
}

/// How a place is joined to a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Over roads through country that no enemy rules.
    Quiet,
    /// Over open roads, some of them through country that an enemy rules.
    Watched,
    /// Not at all.
    None,
}

const NOBODY: Line = Line { passable: u64::MAX, joined: 0, quiet: u64::MAX, safe: 0 };

impl Lines {
    /// Spreads from the bases of every bloc along open roads through places that no enemy holds or cuts off. Bases are the
    /// homes of its actors, and for rebels the border. An enemy rules the country from `half` of it on.
    pub(super) fn of(world: &World, half: f64, memory: Vec<Line>) -> Self {
        let mut lines = Self { joined: memory, places: world.places.len().max(1) };
        lines.joined.clear();
        lines.joined.resize(world.places.len() * world.index.foes.words(), NOBODY);
        for (word, map) in lines.joined.chunks_exact_mut(lines.places).enumerate() {
            find_bases(world, (word, half), map);
            // Forth and back, so that a chain of roads is joined whichever way it is listed.
            let routes = &world.map.routes;
            while spread(routes.iter(), map) && spread(routes.iter().rev(), map) {}
        }
        lines
    }

    /// How a place is joined to a base of the bloc at this root.
    pub(super) fn lead_to(&self, root: ActorId, place: PlaceId) -> Joint {
        let line = &self.joined[root.index() / 64 * self.places + place.index()];
        let has = |marks: u64| marks >> (root.index() % 64) & 1 != 0;
        match (has(line.safe), has(line.joined)) {
            (true, _) => Joint::Quiet,
            (false, true) => Joint::Watched,
            (false, false) => Joint::None,
        }
    }
}

/// Finds who of one word of actors can pass each place, who can pass it in peace, and who has a base there that no enemy holds or cuts off.
fn find_bases(world: &World, (word, half): (usize, f64), map: &mut [Line]) {
    let bit = |root: ActorId| if root.index() / 64 == word { 1 << (root.index() % 64) } else { 0 };
    let rebels = world.living().filter(|a| world.actors[a.index()].kind.is_irregular());
    let rebels = rebels.fold(0, |all, rebel| all | bit(rebel));
    for (at, (line, place)) in map.iter_mut().zip(&world.places).enumerate() {
        let foes = |who: ActorId| world.index.foes.row(who.index())[word];
        for who in [place.holder, place.blockade].into_iter().flatten() {
            line.passable &= !foes(who);
        }
        line.quiet = line.passable;
        for ruler in &world.index.rulers[at] {
            let troubled = line.quiet & foes(*ruler);
            if troubled != 0 && world.country_of(PlaceId::from(at), *ruler) >= half {
                line.quiet ^= troubled;
            }
        }
        if place.kind == PlaceKind::Border {
            line.joined = rebels & line.passable;
        }
    }
    for actor in world.living().map(|a| &world.actors[a.index()]) {
        if let Some(home) = actor.home {
            let line = &mut map[home.index()];
            line.joined |= bit(actor.bloc) & line.passable;
        }
    }
    for line in map {
        line.safe = line.joined & line.quiet;
    }
}

/// Joins what lies at the two ends of every open road, once. Returns whether that brought anything new.
fn spread<'a>(routes: impl Iterator<Item = &'a Route>, map: &mut [Line]) -> bool {
    let mut new = 0;
    for route in routes.filter(|route| route.open) {
        let (a, b) = (map[route.a.index()], map[route.b.index()]);
        let (both, safe) = (a.joined | b.joined, a.safe | b.safe);
        for (end, was) in [(route.a, a), (route.b, b)] {
            let line = &mut map[end.index()];
            line.joined = both & line.passable;
            line.safe = safe & line.quiet;
            new |= (line.joined ^ was.joined) | (line.safe ^ was.safe);
        }
    }
    new != 0
}
