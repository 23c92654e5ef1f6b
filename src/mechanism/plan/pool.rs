//! The pool of a planner: which men of its own side and of its partners are free, and where.
//!
//! Men are free beyond what their place needs against the enemies seen within `alarm` days of it, `guard` men for each, shared among
//! all who stand there (C4; with the rule off no place needs any). Of a body at most the share `spare` leaves at all, of one in a capital `spare_capital`. Those who are
//! on an operation that has not reached its objective, on the march or not yet fit are not free; those who hold what they took may go on from there.
//! Allies lend no more men than the planner's own side has free, so that who plans leads.

use super::Settings;
use crate::{
    domain::{ActorKind, AgreementKind, AgreementState, ForceKind, PlaceKind},
    id::{ActorId, ForceId, PlaceId},
    mechanism::{Rule, View},
    warfare::estimate,
    world::{Agreement, Body, Desk, Foe, World},
};

/// Lists the free men whom a planner may count on, and what it has committed already.
pub(super) fn open(view: &View<Settings>, planner: ActorId, desk: &mut Desk) {
    let world = view.world;
    desk.clear();
    desk.mass.resize(world.places.len(), 0.0);
    desk.gate.resize(world.places.len(), 0.0);
    desk.prospects.resize(world.actors.len(), [0.0; 2]);
    desk.strength = world.bloc_strength(planner);
    desk.rivals.resize(world.actors.len(), false);
    world.living().for_each(|other| desk.rivals[other.index()] = is_rival(world, planner, other));
    desk.chief.resize(view.case.regions.len(), 0.0);
    for there in &world.places {
        let chief = &mut desk.chief[there.region.index()];
        *chief = chief.max(there.value);
    }
    let mut lead: (f64, Option<ActorId>) = (0.0, None);
    for actor in world.living().filter(|a| takes_part(world, *a, planner)) {
        let own = is_own(world, actor, planner);
        let before = desk.free;
        for id in &world.index.troops[actor.index()] {
            let force = world.force(*id);
            if own && !world.is_idle(force) {
                desk.committed += force.strength;
            }
            let left = (free_men(view, *id) - desk.taken_from(*id)).max(0.0);
            // Men go whole: fractions of several bodies are nobody.
            let free = (left * if own { 1.0 } else { view.set.lend }).floor();
            if free >= 1.0 {
                desk.bodies.push(Body { force: *id, actor, place: force.place, free, own, key: force.key });
                desk.free += free;
            }
        }
        let brings = desk.free - before;
        let first = |other: ActorId| world.actors[actor.index()].key < world.actors[other.index()].key;
        if own && (brings > lead.0 || brings > 0.0 && brings == lead.0 && lead.1.is_some_and(first)) {
            lead = (brings, Some(actor));
        }
    }
    desk.lead = lead.1;
    desk.fed = desk.lead.map_or(0.0, |lead| estimate::supply(world, lead));
    share_the_lead(desk);
    if desk.lead.is_none() {
        // Nobody plans with the men of others alone.
        desk.bodies.clear();
    }
    desk.planner = Some(planner);
    let ours = |p: &PlaceId| world.places[p.index()].holder.is_some_and(|h| world.are_friends(h, planner));
    desk.held.extend(world.all_places().filter(ours));
    gather(view, planner, desk);
    list_foes(world, planner, desk);
}

/// Finds how many men could be brought to each place in time, and where the planner's own may assemble: a camp of bands may lie in the country
/// of an enemy's town; regular forces assemble where their side holds.
fn gather(view: &View<Settings>, planner: ActorId, desk: &mut Desk) {
    let Desk { bodies, mass, bases, held, .. } = desk;
    for body in &*bodies {
        let days = view.world.map.ways.days_from(body.place);
        for (mass, _) in mass.iter_mut().zip(days).filter(|(_, days)| **days <= view.set.gather) {
            *mass += body.free;
        }
    }
    let irregular = view.world.actors[planner.index()].kind.is_irregular();
    for place in bodies.iter().filter(|b| b.own).map(|b| b.place) {
        if (irregular || held.contains(&place)) && bases.iter().all(|(known, _)| *known != place) {
            bases.push((place, mass[place.index()].sqrt()));
        }
    }
}

/// Lists the enemies who are seen, each by its part of all enemies who stand there.
fn list_foes(world: &World, planner: ActorId, desk: &mut Desk) {
    let Some(lead) = desk.lead else { return };
    for (place, seen) in world.all_places().zip(world.seen.row(lead.index())).filter(|(_, seen)| **seen >= 1.0) {
        let there = world.enemies_at(lead, place).max(1.0);
        let enemies = world.index.present[place.index()].iter().filter(|a| world.are_enemies(planner, **a));
        desk.foes.extend(enemies.map(|enemy| Foe {
            place,
            side: world.actors[enemy.index()].bloc,
            seen: *seen,
            share: world.men_at(*enemy, place) / there,
        }));
    }
}

/// Who plans leads: allies lend no more men than the planner's own side brings, each by its part.
fn share_the_lead(desk: &mut Desk) {
    let brought = |desk: &Desk, own: bool| desk.bodies.iter().filter(|b| b.own == own).map(|b| b.free).sum::<f64>();
    let (own, lent) = (brought(desk, true), brought(desk, false));
    if lent > own {
        desk.bodies.iter_mut().filter(|b| !b.own).for_each(|b| b.free = (b.free * own / lent).floor());
        desk.bodies.retain(|b| b.free >= 1.0);
        desk.free = own + brought(desk, false);
    }
}

/// Men who can be brought together at a place for an objective: those within `gather` days whose range it is, and no more than are led as one.
pub(super) fn at_most(
    view: &View<Settings>,
    planner: ActorId,
    (assembly, objective): (PlaceId, PlaceId),
    desk: &Desk,
) -> f64 {
    let (world, set) = (view.world, view.set);
    let kind = world.actors[planner.index()].kind;
    if !kind.is_irregular() {
        return desk.mass[assembly.index()].min(led_as_one(set, kind));
    }
    let days = world.map.ways.days_from(assembly);
    let near = |b: &&Body| days[b.place.index()] <= set.gather;
    // Bodies are listed by actor: each asks once how far it goes from home.
    let men = desk.bodies.chunk_by(|a, b| a.actor == b.actor).fold(0.0, |men, own| {
        let goes = !world.is_beyond_range(own[0].actor, objective, view.warfare.home_range);
        own.iter().filter(|b| goes || b.place == objective).filter(near).fold(men, |men, b| men + b.free)
    });
    men.min(led_as_one(set, kind))
}

/// Most men of one operation of a planner of this kind.
pub(super) const fn led_as_one(set: &Settings, kind: ActorKind) -> f64 {
    match kind {
        ActorKind::Militia => set.villages,
        _ if kind.is_irregular() => set.band,
        _ => set.lift,
    }
}

/// Whether an objective lies in the home range of those who are asked, or they stand there already.
pub(super) fn is_in_range(view: &View<Settings>, (actor, from): (ActorId, PlaceId), place: PlaceId) -> bool {
    from == place || !view.world.is_beyond_range(actor, place, view.warfare.home_range)
}

/// Whether an actor's men may be part of a planner's operations: its own side's and those in its pay, and allies. Governments lend men to governments
/// alone: nobody else commands an army.
fn takes_part(world: &World, actor: ActorId, planner: ActorId) -> bool {
    let commands = || world.government_of(planner) == Some(planner) || world.government_of(actor).is_none();
    let lends = || world.are_friends(actor, planner) && commands();
    world.actors[actor.index()].kind.fights() && (world.belongs_to(actor, planner) || lends())
}

/// Whether two are enemies, or have an agreement of peace that may end.
fn is_rival(world: &World, planner: ActorId, other: ActorId) -> bool {
    use AgreementKind::{Accord, Ceasefire, Truce};
    let peace = |g: &Agreement| matches!(g.kind, Accord | Ceasefire | Truce) && g.state != AgreementState::Collapsed;
    world.are_enemies(planner, other)
        || !world.are_friends(planner, other)
            && world.pacts().any(|(_, g)| peace(g) && g.place.is_none() && world.covers(g, planner, other))
}

/// Whether an actor stands under the planner, or is in its pay.
pub(super) fn is_own(world: &World, actor: ActorId, planner: ActorId) -> bool {
    world.belongs_to(actor, planner)
}

/// Men of a force that may leave its place.
pub(super) fn free_men(view: &View<Settings>, id: ForceId) -> f64 {
    let (world, set) = (view.world, view.set);
    let force = world.force(id);
    let bound = !world.is_idle(force) || force.march.is_some() || force.rest > 0.0;
    if bound || force.kind == ForceKind::AirWing {
        return 0.0;
    }
    let here = world.friends_at(force.actor, force.place).max(force.strength);
    let need = set.guard * threat(view, force.actor, force.place) * force.strength / here;
    let capital = world.places[force.place.index()].kind == PlaceKind::Capital;
    let spare = if capital { set.spare_capital } else { set.spare };
    (force.strength - need).clamp(0.0, spare * force.strength)
}

/// Enemy men who threaten a place that one's own side holds, as an actor believes; without C4 nobody counts them.
pub(super) fn threat(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let world = view.world;
    let ours = world.places[place.index()].holder.is_some_and(|h| world.are_friends(h, actor));
    if !ours || !view.rules.on(Rule::EffortIsSpentOnce) {
        return 0.0;
    }
    let ways = &world.map.ways;
    let around = ways.days_from(place).iter().zip(ways.near_from(place));
    let seen = world.seen.row(actor.index()).iter().zip(around).filter(|(seen, _)| **seen > 0.0);
    let near = seen.filter(|(_, (days, _))| **days <= view.set.alarm);
    near.map(|(seen, (_, left))| seen * left).sum()
}
