//! Postures: what an actor does on each of its fronts this month, by quantal response.
//!
//! With `x` of 0, 1/3, 2/3 and 1 for quiet, on guard, harass and press, a posture is worth `U = drive x - strain x^2`, where
//!
//! `drive = enmity + sting + odds (2 p - 1) + operation + support + grief + spite`
//!
//! each times its weight: dislike and war, losses suffered from this enemy, the balance `p = own / (own + seen)` shifted by confidence,
//! operations under way in the region, the people's support and their grievance against the enemy, and for irregulars places lost (C3). A posture is
//! drawn with probability `exp(l U)`, `l` the rationality; the noise is keyed by month of the calendar, actor and front, so that nobody else's
//! choice moves it.

use super::{Settings, contact, ordered};
use crate::{
    chance::{Purpose, laws::gumbel},
    domain::{Posture, Stance},
    id::{ActorId, PlaceId, RegionId},
    mechanism::{Rule, View},
    world::{Change, Chosen, Contact, Front, Proposals, Routine, World},
};

const POSTURE: Purpose = Purpose::of("skirmish.posture");

/// Losses count against this many men at least, so that a handful does not take fright at one death.
const FEW: f64 = 100.0;

/// Intensity of an actor's routine on the front of a contact.
pub(super) fn of(view: &View<Settings>, routine: &Routine, contact: &Contact) -> f64 {
    let posture = routine.chosen[contact.front]
        .unwrap_or_else(|| view.world.front(contact.actor, contact.enemy, contact.region).posture);
    match posture {
        Posture::Quiet => view.set.quiet,
        Posture::Guard => 1.0,
        Posture::Harass => view.set.harass,
        Posture::Press => view.set.press,
    }
}

/// This month of the calendar, counted from year 0.
fn month(view: &View<Settings>) -> u16 {
    let date = view.case.date(view.world.week);
    (i32::from(date.year()) * 12 + i32::from(date.month())) as u16
}

/// Lets everybody choose its posture on fronts with contact for which it has none of this month.
pub(super) fn review(view: &View<Settings>, routine: &mut Routine, out: &mut Proposals) {
    let (world, month) = (view.world, month(view));
    for i in 0..routine.contacts.len() {
        let Contact { actor, enemy, region, front: cell, .. } = routine.contacts[i];
        let front = world.front(actor, enemy, region);
        let known = front.chosen == Chosen::For(month) || routine.chosen[cell].is_some();
        if known || view.outside.seats.contains(&actor) || ordered::holds(view, actor, front) {
            continue;
        }
        let posture = choose(view, routine, (actor, enemy, region), month);
        routine.choose(cell, posture);
        out.weighed += Posture::ALL.len() as u64;
        out.drift(Change::Posture(actor, enemy, region, Front { posture, chosen: Chosen::For(month) }));
    }
}

/// Quantal response among the postures.
fn choose(
    view: &View<Settings>,
    routine: &Routine,
    (actor, enemy, region): (ActorId, ActorId, RegionId),
    month: u16,
) -> Posture {
    let world = view.world;
    let drive = drive(view, routine, (actor, enemy, region));
    let whose = world.actors[actor.index()].key.with(world.actors[enemy.index()].key);
    let whose = whose.with(crate::id::Key::of(&view.case.regions[region.index()]));
    let numbers = view.chance.in_week(u32::from(month)).fan(POSTURE, whose);
    let score =
        |posture: Posture| view.rationality * worth(view.set, drive, posture) + gumbel(numbers.nth(posture as u16));
    let best = Posture::ALL.iter().copied().max_by(|a, b| score(*a).total_cmp(&score(*b)).then(b.cmp(a)));
    best.unwrap_or(Posture::Guard)
}

/// What a posture is worth.
pub(super) fn worth(set: &Settings, drive: f64, posture: Posture) -> f64 {
    let x = f64::from(posture as u8) / 3.0;
    drive * x - set.strain * x * x
}

/// What urges an actor to press an enemy in a region.
pub(super) fn drive(
    view: &View<Settings>,
    routine: &Routine,
    (actor, enemy, region): (ActorId, ActorId, RegionId),
) -> f64 {
    let (world, set) = (view.world, view.set);
    let us = &world.actors[actor.index()];
    let tie = world.tie(actor, enemy);
    let war = if tie.stance == Stance::War { set.war_enmity } else { 0.0 };
    let enmity = ((-tie.affinity).max(0.0) + war).min(1.0);
    let sting = (tie.harm / (world.strength(actor).max(FEW) * set.sore)).min(1.0);
    let [own, seen] = routine.balance[contact::cell(world, (actor, enemy, region))];
    let own = own * us.quality;
    let balance = own / (own + seen).max(1.0) + set.confidence * (us.confidence - 0.5);
    let (liking, grievance) = people(world, actor, enemy, region);
    let lost =
        if view.rules.on(Rule::LostTownsTurnToGuerrilla) && us.kind.is_irregular() { us.defeats.min(1.0) } else { 0.0 };
    set.enmity * enmity
        + set.sting * sting
        + set.odds * (2.0 * balance - 1.0)
        + set.operation * f64::from(u8::from(is_campaign(world, actor, enemy, region)))
        + set.support * liking
        + set.grief * grievance
        + set.spite * lost
}

/// Whether one's own side or the enemy has an operation under way in a region.
fn is_campaign(world: &World, actor: ActorId, enemy: ActorId, region: RegionId) -> bool {
    world.under_way().any(|(_, o)| {
        let takes_part =
            |who: ActorId| world.belongs_to(who, o.planner) || o.participants.iter().any(|p| p.actor == who);
        world.places[o.objective.index()].region == region && (takes_part(actor) || takes_part(enemy))
    })
}

/// Support for an actor, and grievance against its enemy among those who support it, of the people of a region.
fn people(world: &World, actor: ActorId, enemy: ActorId, region: RegionId) -> (f64, f64) {
    let (mut liking, mut grief, mut all) = (0.0, 0.0, 0.0);
    let there = |p: &PlaceId| world.places[p.index()].region == region && world.is_contestable(*p);
    for place in world.all_places().filter(there) {
        for id in &world.map.people[place.index()] {
            let (residents, support) = (world.residents_of(*id), world.support_for(*id, actor));
            liking += residents * support;
            grief += residents * support.max(0.0) * world.grievance.at(id.index(), enemy.index());
            all += residents;
        }
    }
    if all > 0.0 { (liking / all, grief / all) } else { (0.0, 0.0) }
}
