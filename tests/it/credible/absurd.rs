//! Absurd things: what nobody who knows the region would believe. Each may happen in no world.

use super::line::{Bar, Line};
use escalade::inside::{
    domain::{Action, ActorKind, EventKind, PlaceKind, PlaceState, Shock},
    id::{ActorId, PlaceId},
    mechanism::Settings,
    run::{Start, Watcher},
    study::Variant,
    world::{Event, World},
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is looked for: name, and what it is.
pub(super) const ALL: [(&str, &str); 9] = [
    ("absurd-militia", "blows of a militia beyond its range"),
    ("absurd-ground", "fights on foreign ground"),
    ("absurd-reach", "blows beyond a day's travel, strikes beyond the reach of aircraft"),
    ("absurd-member", "coalitions that join their own members, or want to"),
    ("absurd-creed", "groups that join a coalition against their creed"),
    ("absurd-betrayal", "betrayals of those with whom nobody was allied"),
    ("absurd-pact", "talks, ceasefires and accords of armed groups whose creeds are too far apart"),
    ("absurd-rebels", "allies of the state scored as rebels"),
    ("absurd-road", "columns over a longer way where a shorter one is open"),
];

/// What is absurd in one world.
#[derive(Clone, Debug)]
pub(super) struct Absurd {
    set: Settings,
    /// Allies, by pair, at the end of last week.
    allies: BTreeSet<(ActorId, ActorId)>,
    /// Men by actor and place at the end of last week; wings as well.
    stood: BTreeSet<(ActorId, PlaceId)>,
    /// Where militias belong: their homes, and the places where their men stand at the start.
    homes: BTreeSet<(ActorId, PlaceId)>,
    /// Places scored as rebels' though an ally of the state held them at the end of last week.
    misread: BTreeSet<PlaceId>,
    /// Agreements that have been looked at.
    signed: BTreeSet<usize>,
    /// How often each was seen, and the first one.
    pub(super) found: BTreeMap<&'static str, (u32, String)>,
}

impl Absurd {
    pub(super) fn new(start: &Start) -> Self {
        let signed = (0..start.world.agreements.len()).filter(|i| !start.world.agreements[*i].parties.is_empty());
        let world = &start.world;
        let militia = |id: &ActorId| world.actors[id.index()].kind == ActorKind::Militia;
        let homes =
            world.living().filter(militia).filter_map(|id| world.actors[id.index()].home.map(|home| (id, home)));
        let homes = homes.chain(stands(world).filter(|(id, _)| militia(id))).collect();
        let mut absurd = Self {
            homes,
            misread: BTreeSet::new(),
            set: start.settings.clone(),
            allies: BTreeSet::new(),
            stood: BTreeSet::new(),
            signed: signed.collect(),
            found: BTreeMap::new(),
        };
        absurd.remember(&start.world);
        absurd
    }

    fn remember(&mut self, world: &World) {
        self.stood = stands(world).collect();
        let actors: Vec<ActorId> = world.living().collect();
        self.allies.clear();
        for a in &actors {
            let allied = |b: &&ActorId| world.tie(*a, **b).stance.is_ally() || world.are_friends(*a, **b);
            self.allies.extend(actors.iter().filter(allied).map(|b| (*a, *b)));
        }
    }

    fn see(&mut self, what: &'static str, said: impl FnOnce() -> String) {
        let found = self.found.entry(what).or_insert_with(|| (0, said()));
        found.0 += 1;
    }

    fn blows(&mut self, world: &World, variant: &Variant) {
        for event in &world.traffic.events {
            let (Some(actor), Some(place)) = (event.actor, event.place) else { continue };
            if !event.is_violent() && event.rule != "fight.beside" {
                continue;
            }
            let us = &world.actors[actor.index()];
            let said = || told(world, variant, event);
            if world.places[place.index()].kind == PlaceKind::Border {
                self.see("absurd-ground", said);
            }
            let range = self.set.warfare.home_range;
            let near = |home: PlaceId| world.map.ways.days(home, place) <= range + 1e-9;
            let mut homes = self.homes.iter().filter(|(id, _)| *id == us.origin);
            if us.kind == ActorKind::Militia && !homes.any(|(_, home)| near(*home)) {
                self.see("absurd-militia", said);
            }
            if !self.is_in_reach(world, event, actor, place) {
                self.see("absurd-reach", said);
            }
        }
    }

    /// Whether somebody of the actor stood near enough, before the week or after it, to strike this blow. What an operation does is done where it
    /// stands.
    fn is_in_reach(&self, world: &World, event: &Event, actor: ActorId, place: PlaceId) -> bool {
        let war = &self.set.warfare;
        let near: Box<dyn Fn(PlaceId) -> bool> = match (event.rule, event.kind) {
            ("fight.strike", EventKind::Act(Action::AirStrike)) => {
                Box::new(|at| *world.map.distance.at(at.index(), place.index()) <= war.air_strike + 1e-6)
            }
            ("fight.engage" | "fight.strike" | "fight.show", _) => {
                let days = war.blow(world.actors[actor.index()].kind.is_irregular());
                Box::new(move |at| world.map.ways.days(at, place) <= days + 1e-9)
            }
            _ => return true,
        };
        self.stood
            .iter()
            .copied()
            .chain(stands(world))
            .any(|(who, at)| origin(world, who) == origin(world, actor) && near(at))
    }

    fn unions(&mut self, world: &World, variant: &Variant) {
        let above = |who: ActorId, root: ActorId| world.lineage(root).skip(1).any(|up| up == who);
        for order in world.traffic.orders.iter().filter(|o| o.action == Action::Join) {
            if order.target.is_some_and(|t| t == order.actor || above(order.actor, t)) {
                self.see("absurd-member", || {
                    format!("week {}: {}", world.week, pair(world, variant, order.actor, order.target))
                });
            }
        }
        for event in world.traffic.events.iter().filter(|e| e.success) {
            let joins = matches!(
                event.kind,
                EventKind::Act(Action::Join | Action::Merge) | EventKind::Shock(Shock::JoinsCoalition)
            );
            let (Some(actor), Some(target), true) = (event.actor, event.target, joins) else { continue };
            if actor == target || above(actor, target) {
                self.see("absurd-member", || told(world, variant, event));
            }
            // A scheduled founding is given.
            let given = event.rule.starts_with("befall");
            if !given && world.creed_gap(actor, target) > self.set.cohere.creed + 0.05 {
                self.see("absurd-creed", || told(world, variant, event));
            }
        }
        let loops = |id: &ActorId| world.lineage(*id).skip(1).take(8).any(|up| up == *id);
        if let Some(actor) = world.living().find(loops) {
            self.see("absurd-member", || format!("week {}: {}", world.week, pair(world, variant, actor, None)));
        }
    }

    fn deals(&mut self, world: &World, variant: &Variant) {
        for event in &world.traffic.events {
            let (Some(actor), Some(target)) = (event.actor, event.target) else { continue };
            let betrays = event.kind == EventKind::Act(Action::Betray) && event.success;
            // A splinter inherits the friends of those it has left.
            let (a, b) = (origin(world, actor), origin(world, target));
            let pairs = [(actor, target), (target, actor), (a, b), (b, a)];
            if betrays && !pairs.iter().any(|pair| self.allies.contains(pair)) {
                self.see("absurd-betrayal", || told(world, variant, event));
            }
        }
        for (id, agreement) in world.pacts() {
            if agreement.origin.is_some() || agreement.place.is_some() || !self.signed.insert(id.index()) {
                continue;
            }
            let irregular = |a: &&ActorId| world.actors[a.index()].kind.is_irregular();
            let groups: Vec<ActorId> = agreement.parties.iter().filter(irregular).copied().collect();
            for (i, a) in groups.iter().enumerate() {
                let far = |b: &&ActorId| world.creed_gap(*a, **b) > self.set.bargain.creed + 0.05;
                if let Some(b) = groups[i + 1..].iter().find(far).copied() {
                    self.see("absurd-pact", || format!("week {}: {}", world.week, pair(world, variant, *a, Some(b))));
                }
            }
        }
    }

    fn places(&mut self, world: &World, variant: &Variant) {
        for id in world.all_places() {
            let place = &world.places[id.index()];
            let holder = place.holder.filter(|h| world.holds_for_state(*h));
            let (Some(holder), PlaceState::RebelHeld) = (holder, place.state) else {
                self.misread.remove(&id);
                continue;
            };
            // Towns are scored before alliances move: one week does not count.
            if !self.misread.insert(id) {
                self.see("absurd-rebels", || {
                    let town = &variant.case.places[id.index()].id;
                    format!("week {}: {} in {town}", world.week, name(world, variant, holder))
                });
            }
        }
        for force in world.standing().map(|id| world.force(id)) {
            let Some(march) = force.march else { continue };
            let ways = &world.map.ways;
            let route = &world.map.routes[march.route.index()];
            // Who is on a road that has closed since stays on it.
            if !route.open || world.week == 0 {
                continue;
            }
            let (round, straight) =
                (ways.pace().days(route) + ways.days(march.to, march.goal), ways.days(march.from, march.goal));
            if straight.is_finite() && round > straight * 1.001 + 1e-6 {
                self.see("absurd-road", || {
                    let id = |p: PlaceId| &variant.case.places[p.index()].id;
                    let (from, to, goal) = (id(march.from), id(march.to), id(march.goal));
                    format!(
                        "week {}: {} from {from} over {to} to {goal}",
                        world.week,
                        name(world, variant, force.actor)
                    )
                });
            }
        }
    }
}

/// The actor of the case whose name an actor bears.
fn origin(world: &World, actor: ActorId) -> ActorId {
    world.actors[actor.index()].origin
}

/// Who has men or aircraft where, on the road or not.
fn stands(world: &World) -> impl Iterator<Item = (ActorId, PlaceId)> + '_ {
    world.standing().map(|id| world.force(id)).map(|f| (f.actor, f.place))
}

fn name(world: &World, variant: &Variant, actor: ActorId) -> String {
    let us = &world.actors[actor.index()];
    let splinter = if us.ordinal > 0 { format!(" ({})", us.ordinal) } else { String::new() };
    format!("{}{splinter}", variant.case.actors[us.origin.index()].id)
}

fn pair(world: &World, variant: &Variant, a: ActorId, b: Option<ActorId>) -> String {
    let b = b.map_or_else(String::new, |b| format!(" and {}", name(world, variant, b)));
    format!("{}{b}", name(world, variant, a))
}

fn told(world: &World, variant: &Variant, event: &Event) -> String {
    let place = event.place.map_or_else(String::new, |p| format!(" in {}", variant.case.places[p.index()].id));
    let who = event.actor.map_or_else(String::new, |a| pair(world, variant, a, event.target));
    format!("week {}: {} ({}) of {who}{place}", world.week, event.kind.word(), event.rule)
}

impl Watcher for Absurd {
    fn week(&mut self, world: &World, variant: &Variant) {
        self.blows(world, variant);
        self.unions(world, variant);
        self.deals(world, variant);
        self.places(world, variant);
        self.remember(world);
    }
}

/// One line for each, over the worlds of all bases.
pub(super) fn lines(worlds: &[&Absurd]) -> Vec<Line> {
    let line = |(id, what): &(&'static str, &str)| {
        let found: Vec<&(u32, String)> = worlds.iter().filter_map(|w| w.found.get(id)).collect();
        let times: u32 = found.iter().map(|f| f.0).sum();
        let line = Line::number(id, what, Bar::Never, Some(f64::from(times)), None);
        match found.first() {
            Some((_, first)) => line.and(format!("in {} of {} worlds, for example {first}", found.len(), worlds.len())),
            None => line.and(format!("{} worlds", worlds.len())),
        }
    };
    ALL.iter().map(line).collect()
}
