//! Supply: what reaches the men of each force, and what do they do when nothing does?
//!
//! `supply += pace * (target - supply)`, shares of a full load. The target of a force that is joined to a base of its
//! bloc by open roads through places that no enemy holds or blockades is `line`; cut off, it is what can be flown in
//! (`airlift`, where aircraft can land and somebody pays) or what is left (`stranded`). Bands live off the land,
//! taking or buying what they need, and better where people lean to them and the ground hides them. A blockade by an
//! enemy takes away `cut` of what came by road to the place itself, and nothing passes beyond it; convoys ordered this
//! week bring supply past it. Unpaid men (funds below zero) get less of everything.
//!
//! Morale drifts towards `0.3 + 0.6 supply`, less when unpaid; below `breaking` men leave:
//! `strength -= desertion * (1 - morale / breaking)` a week.
//!
//! Source: domain 2.12 (blockade cuts the supply of the army); numbers assumed. Reads: roads, holders, blockades,
//! support, funds, convoys. Changes: supply, morale and strength of forces. Leaves out: distance along the line, fuel,
//! and the ambush of a convoy, which is `fight`'s.

use super::View;
use crate::{
    domain::{Action, ActorKind, EventKind, ForceKind, PlaceKind, Terrain},
    id::{ActorId, ForceId, PlaceId},
    parameter::settings,
    world::{Actor, Change, Event, Force, ForceField, Line, Proposals, Slot, World},
};

settings! { "supply" {
    /// Share of the way that supply moves towards its target in a week.
    pace: 0.3, 0.15..0.5, in 0..1, "1/week", "assumed: stores for a few weeks";
    /// Supply of a force with an open line to a base.
    line: 0.9, 0.8..1, in 0..1, "share", "assumed";
    /// Supply that can be flown to a force cut off where aircraft can land.
    airlift: 0.5, 0.3..0.7, in 0..1, "share", "assumed";
    /// Supply of a force cut off from everything.
    stranded: 0.15, 0..0.3, in 0..1, "share", "assumed";
    /// Supply of a band among people who are neither for it nor against it.
    land: 0.5, 0.35..0.65, in 0..1, "share", "assumed: bands eat where they are";
    /// Supply that full support adds to it; from hostile people it is taken.
    hospitality: 0.4, 0.2..0.6, in 0..1, "share", "assumed";
    /// Share of supply by road that a blockade stops.
    cut: 0.8, 0.6..0.95, in 0..1, "share", "assumed (domain 2.12)";
    /// Supply that a convoy brings.
    convoy: 0.35, 0.2..0.5, in 0..1, "share", "assumed";
    /// Supply and morale that men lose whose actor cannot pay.
    unpaid: 0.25, 0.1..0.4, in 0..1, "share", "assumed";
    /// Share of the way that morale moves towards what supply warrants.
    spirit: 0.2, 0.1..0.35, in 0..1, "1/week", "assumed";
    /// Morale below which men leave.
    breaking: 0.3, 0.2..0.4, in 0..1, "share", "assumed";
    /// Share of men who leave in a week when morale is gone.
    desertion: 0.1, 0.04..0.2, in 0..1, "1/week", "assumed";
} }

/// Moves supply and morale of every force, convoys included.
pub fn supply(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let lines = Lines::of(world, std::mem::take(&mut out.scratch.lines));
    for actor in world.living() {
        let us = &world.actors[actor.index()];
        let unpaid = if world.purse(actor) < 0.0 { view.set.unpaid } else { 0.0 };
        let wings = world.index.wings.iter().filter(|id| world.force(**id).actor == actor);
        for id in world.index.troops[actor.index()].iter().chain(wings) {
            provide(view, *id, (us, unpaid), &lines, out);
        }
    }
    out.scratch.lines = lines.joined;
    for order in view.orders(Action::Convoy) {
        escort(view, order, out);
    }
}

/// Places joined to a base of each bloc: for each place one bit for each actor that may be the root of a bloc, all places for
/// the first 64 actors, then all for the next.
struct Lines {
    joined: Vec<Line>,
    places: usize,
}

impl Lines {
    /// Spreads from the bases of every bloc along open roads through places that no enemy holds or cuts off. Bases are the
    /// homes of its actors, and for rebels the border.
    fn of(world: &World, memory: Vec<Line>) -> Self {
        let mut lines = Self { joined: memory, places: world.places.len().max(1) };
        lines.joined.clear();
        lines.joined.resize(world.places.len() * world.index.foes.words(), Line { passable: u64::MAX, joined: 0 });
        for (word, map) in lines.joined.chunks_exact_mut(lines.places).enumerate() {
            find_bases(world, word, map);
            while spread(world, map) {}
        }
        lines
    }

    fn reaches(&self, root: ActorId, place: PlaceId) -> bool {
        let line = &self.joined[root.index() / 64 * self.places + place.index()];
        line.joined >> (root.index() % 64) & 1 != 0
    }

    /// Whether a line leads to a place; to one that an enemy cuts off, from the places around it, and no further.
    fn lead_to(&self, world: &World, root: ActorId, place: PlaceId, ringed: bool) -> bool {
        let lost = world.places[place.index()].holder.is_some_and(|h| world.are_enemies(h, root));
        let open = world.map.roads[place.index()].iter().filter(|(route, _)| world.map.routes[route.index()].open);
        let mut near = open.map(|(_, near)| *near);
        self.reaches(root, place) || ringed && !lost && near.any(|near| self.reaches(root, near))
    }
}

/// Finds who of one word of actors can pass each place, and who has a base there that no enemy holds or cuts off.
fn find_bases(world: &World, word: usize, map: &mut [Line]) {
    let bit = |root: ActorId| if root.index() / 64 == word { 1 << (root.index() % 64) } else { 0 };
    let rebels = world.living().filter(|a| world.actors[a.index()].kind.is_irregular());
    let rebels = rebels.fold(0, |all, rebel| all | bit(rebel));
    for (line, place) in map.iter_mut().zip(&world.places) {
        for who in [place.holder, place.blockade].into_iter().flatten() {
            line.passable &= !world.index.foes.row(who.index())[word];
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
}

/// Joins what lies at the two ends of every open road, once. Returns whether that brought anything new.
fn spread(world: &World, map: &mut [Line]) -> bool {
    let mut new = 0;
    for route in world.map.routes.iter().filter(|route| route.open) {
        let (a, b) = (map[route.a.index()], map[route.b.index()]);
        let both = a.joined | b.joined;
        let ends = (both & a.passable, both & b.passable);
        new |= (ends.0 ^ a.joined) | (ends.1 ^ b.joined);
        (map[route.a.index()].joined, map[route.b.index()].joined) = ends;
    }
    new != 0
}

fn provide(view: &View<Settings>, id: ForceId, (us, unpaid): (&Actor, f64), lines: &Lines, out: &mut Proposals) {
    let force = view.world.force(id);
    let supply = view.set.pace * ((1.0 - unpaid) * target(view, force, us, lines) - force.supply);
    let spirit = (0.3 + 0.6 * force.supply - unpaid).clamp(0.0, 1.0);
    let morale = view.set.spirit * (spirit - force.morale);
    if supply.abs() > 1e-9 || morale.abs() > 1e-9 {
        out.drifts.ready(id, [supply, morale]);
    }
    if force.morale < view.set.breaking && force.kind != ForceKind::AirWing {
        let share = view.set.desertion * (1.0 - force.morale / view.set.breaking);
        out.drift(Change::Force(id, ForceField::Strength, -share * force.strength));
    }
}

/// Supply towards which a force drifts.
fn target(view: &View<Settings>, force: &Force, us: &Actor, lines: &Lines) -> f64 {
    let (world, set) = (view.world, view.set);
    let place = &world.places[force.place.index()];
    let ringed = place.blockade.is_some_and(|by| world.are_enemies(force.actor, by));
    let by_road = if lines.lead_to(world, us.bloc, force.place, ringed) { set.line } else { set.stranded };
    let by_road = if ringed { by_road * (1.0 - set.cut) } else { by_road };
    let by_air = if place.airstrip && !us.kind.is_irregular() { set.airlift } else { 0.0 };
    let found = if force.kind == ForceKind::Band {
        let hides = matches!(place.terrain, Terrain::Mountain) || place.kind == PlaceKind::Refuge;
        set.land + set.hospitality * world.liking(force.place, force.actor).max(0.0) + if hides { 0.1 } else { 0.0 }
    } else {
        0.0
    };
    by_road.max(by_air).max(found.clamp(0.0, 1.0)).max(if world_pays(us.kind) { set.line } else { 0.0 })
}

/// Missions bring their own supply.
const fn world_pays(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Peacekeeper)
}

/// A convoy brings supply to everybody of the bloc who stands at the place, blockade or not.
fn escort(view: &View<Settings>, order: &crate::world::Order, out: &mut Proposals) {
    let Some(place) = order.place else { return };
    if view.is_barred(EventKind::Act(Action::Convoy), Some(order.actor), order.target, Some(place)) {
        return;
    }
    let event = out.event(Event::of_order(order, "supply.convoy", &view.world.ladder).at(place));
    out.because(event, Slot::Place(place), 1.0);
    let bloc = view.world.actors[order.actor.index()].bloc;
    for id in view.world.standing() {
        let force = view.world.force(id);
        if force.place == place && force.march.is_none() && view.world.actors[force.actor.index()].bloc == bloc {
            out.change(event, Change::Force(id, ForceField::Supply, view.set.convoy * (1.0 - force.supply)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Stance,
        mechanism::{
            Rules,
            testing::{Stage, Tiny},
        },
    };

    fn small() -> Stage {
        Tiny::new()
            .actor_with("army", ActorKind::Army, |_| ())
            .actor("rebels", ActorKind::Movement)
            .place("base", "army")
            .place("mid", "")
            .place("post", "army")
            .place("hills", "rebels")
            .route("base", "mid", 100.0)
            .route("mid", "post", 100.0)
            .force("army", "post", 100.0)
            .force("rebels", "hills", 100.0)
            .tie("army", "rebels", -0.5, Stance::War)
            .community("herders", "hills", 1000.0, &[("rebels", 0.5)], &[], &[])
            .stage()
    }

    fn at_home(mut stage: Stage) -> Stage {
        let base = stage.place("base");
        stage.who("army").home = Some(base);
        stage
    }

    fn supply_of(stage: &Stage, who: &str) -> f64 {
        let actor = stage.actor(who);
        stage.world.own_forces(actor).next().map_or(0.0, |f| f.supply)
    }

    fn settle(stage: &mut Stage, set: &Settings) {
        for _ in 0..40 {
            stage.play(supply, set, &Rules::default());
        }
    }

    #[test]
    fn without_pace_and_desertion_nothing_moves() {
        let mut stage = at_home(small());
        let silent = Settings { pace: 0.0, spirit: 0.0, desertion: 0.0, ..Settings::typical() };
        let before = format!("{:?}", stage.world.forces);
        stage.play(supply, &silent, &Rules::default());
        assert_eq!(before, format!("{:?}", stage.world.forces));
    }

    #[test]
    fn an_open_line_fills_and_a_lost_road_starves() {
        let set = Settings::typical();
        let mut open = at_home(small());
        settle(&mut open, &set);
        assert!((supply_of(&open, "army") - set.line).abs() < 1e-3);
        let mut lost = at_home(small());
        lost.ground("mid").holder = Some(lost.actor("rebels"));
        settle(&mut lost, &set);
        assert!((supply_of(&lost, "army") - set.stranded).abs() < 1e-3);
    }

    #[test]
    fn a_blockade_starves_and_an_airstrip_helps() {
        let set = Settings::typical();
        let mut ringed = at_home(small());
        ringed.ground("post").blockade = Some(ringed.actor("rebels"));
        let mut flown = ringed.clone();
        flown.ground("post").airstrip = true;
        settle(&mut ringed, &set);
        settle(&mut flown, &set);
        assert!((supply_of(&ringed, "army") - set.line * (1.0 - set.cut)).abs() < 1e-3);
        assert!((supply_of(&flown, "army") - set.airlift).abs() < 1e-3);
    }

    #[test]
    fn nothing_passes_a_blockaded_place() {
        let set = Settings::typical();
        let mut beyond = at_home(small());
        beyond.ground("mid").blockade = Some(beyond.actor("rebels"));
        settle(&mut beyond, &set);
        assert!((supply_of(&beyond, "army") - set.stranded).abs() < 1e-3);
        let mut lost = at_home(small());
        lost.ground("mid").holder = Some(lost.actor("rebels"));
        lost.ground("post").blockade = Some(lost.actor("rebels"));
        settle(&mut lost, &set);
        assert!((supply_of(&lost, "army") - set.stranded * (1.0 - set.cut)).abs() < 1e-3);
    }

    #[test]
    fn bands_live_off_people_who_lean_to_them() {
        let set = Settings::typical();
        let mut stage = small();
        settle(&mut stage, &set);
        assert!((supply_of(&stage, "rebels") - (set.land + 0.5 * set.hospitality)).abs() < 1e-3);
    }

    #[test]
    fn hungry_and_unpaid_men_lose_heart_and_leave() {
        let mut stage = small();
        stage.who("army").funds = -1.0;
        let army = stage.actor("army");
        settle(&mut stage, &Settings::typical());
        let force = stage.world.own_forces(army).next().expect("still there");
        assert!(force.morale < 0.35 && force.strength < 100.0, "{force:?}");
    }

    #[test]
    fn a_convoy_breaks_through() {
        let mut stage = at_home(small());
        stage.ground("post").blockade = Some(stage.actor("rebels"));
        let mut without = stage.clone();
        stage.order("army", Action::Convoy, None).place = Some(stage.place("post"));
        let events = stage.play(supply, &Settings::typical(), &Rules::default());
        without.play(supply, &Settings::typical(), &Rules::default());
        assert_eq!(events.len(), 1);
        assert!(supply_of(&stage, "army") > supply_of(&without, "army"));
    }

    #[test]
    fn a_convoy_feeds_nobody_who_has_left() {
        let mut stage = at_home(small());
        let (army, route) = (stage.actor("army"), stage.world.map.roads[stage.place("post").index()][0].0);
        for force in stage.world.forces.iter_mut().filter(|f| f.actor == army) {
            force.march = Some(crate::world::March { to: force.place, route, left: 300.0 });
        }
        let mut without = stage.clone();
        stage.order("army", Action::Convoy, None).place = Some(stage.place("post"));
        stage.play(supply, &Settings::typical(), &Rules::default());
        without.play(supply, &Settings::typical(), &Rules::default());
        assert_eq!(supply_of(&stage, "army"), supply_of(&without, "army"));
    }
}
