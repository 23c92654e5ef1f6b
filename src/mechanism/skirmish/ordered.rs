//! Postures that people order: on which fronts they hold, and what stands against the others.
//!
//! An order reaches the actor and whoever belongs to it: below it in its coalition, or in its pay. It is about every enemy who is, or belongs to, the
//! target, in the region of its place or in all. It holds from this week on, whether the two meet now or later, until another takes its place;
//! of several orders of one week for a front the last holds. Nobody declines: a posture sends nobody anywhere.

use super::{Settings, contact};
use crate::{
    domain::{Action, ActorKind, ChosenAs, EventKind, Hindrance, Posture, action::Aim},
    id::{ActorId, PlaceId, RegionId},
    mechanism::View,
    world::{Change, Chosen, Front, Ordered, Origin, Proposals, Routine, World, outside::Command},
};

/// What an order is about.
#[derive(Clone, Copy)]
struct Scope {
    actor: ActorId,
    enemy: ActorId,
    region: Option<RegionId>,
}

/// Whether a person has ordered the posture of an actor on a front, and still plays it or one to which it belongs.
pub(super) fn holds(view: &View<Settings>, actor: ActorId, front: Front) -> bool {
    front.chosen == Chosen::Ordered && view.outside.seats.iter().any(|seat| view.world.belongs_to(actor, *seat))
}

/// Takes up the postures that are ordered this week, the last order first: what it says no other changes.
pub(super) fn take(view: &View<Settings>, routine: &mut Routine, out: &mut Proposals) {
    let world = view.world;
    for (number, decree) in view.outside.decrees.iter().enumerate().rev() {
        let Command::Posture { posture, enemy, place } = decree.command else { continue };
        if !world.actors[decree.actor.index()].alive {
            continue;
        }
        let region = place.map(|place| world.places[place.index()].region);
        let scope = Scope { actor: decree.actor, enemy, region };
        let order = Origin::Person(number as u32);
        if let Some(why) = carry_out(view, routine, (order, posture, scope), out) {
            out.hinder(order, why);
        }
    }
}

/// Sets the posture on every front of an order; says why on none, or why nobody is struck there now.
fn carry_out(
    view: &View<Settings>,
    routine: &mut Routine,
    (order, posture, scope): (Origin, Posture, Scope),
    out: &mut Proposals,
) -> Option<Hindrance> {
    let world = view.world;
    if !own(world, scope).any(|_| true) {
        return Some(Hindrance::NoMen);
    }
    let mut why = Hindrance::NotEnemies;
    let (mut taken, mut met) = (false, false);
    for actor in own(world, scope) {
        for enemy in enemies(world, actor, scope) {
            for region in regions(view, scope) {
                if is_barred(view, (actor, enemy, region)) {
                    why = Hindrance::Prevented;
                    continue;
                }
                let cell = contact::cell(world, (actor, enemy, region));
                if routine.chosen[cell].is_some() {
                    why = Hindrance::Overruled;
                    continue;
                }
                let meets = routine.contacts.iter().any(|c| (c.actor, c.enemy, c.region) == (actor, enemy, region));
                let before = world.front(actor, enemy, region).posture;
                routine.choose(cell, posture);
                out.drift(Change::Posture(actor, enemy, region, Front { posture, chosen: Chosen::Ordered }));
                out.stand(Ordered { order, actor, enemy, region, before, posture, met: meets });
                (taken, met) = (true, met || meets);
            }
        }
    }
    if taken { (!met).then(|| apart(world, routine, scope)) } else { Some(why) }
}

/// Who fights for the actor of an order: itself, and whoever belongs to it.
fn own(world: &World, scope: Scope) -> impl Iterator<Item = ActorId> {
    world.living().filter(move |a| world.belongs_to(*a, scope.actor) && world.actors[a.index()].kind.fights())
}

/// The enemies of one of them of whom an order speaks.
fn enemies(world: &World, actor: ActorId, scope: Scope) -> impl Iterator<Item = ActorId> {
    let hostile = move |e: ActorId| world.are_enemies(actor, e) && world.tie(actor, e).stance.is_enemy();
    world.living().filter(move |e| world.belongs_to(*e, scope.enemy) && hostile(*e))
}

/// The regions of which an order speaks and in which blows can be struck.
fn regions(view: &View<Settings>, scope: Scope) -> impl Iterator<Item = RegionId> {
    let (world, all) = (view.world, (0..view.case.regions.len()).map(RegionId::from));
    let asked = all.filter(move |region| scope.region.is_none_or(|only| only == *region));
    asked.filter(|region| places(world, Some(*region)).next().is_some())
}

/// The places of an order at which blows can be struck.
fn places(world: &World, region: Option<RegionId>) -> impl Iterator<Item = PlaceId> {
    let inside = move |p: PlaceId| region.is_none_or(|only| world.places[p.index()].region == only);
    world.all_places().filter(move |p| world.is_contestable(*p) && inside(*p))
}

/// Whether the scenario prevents everything that a posture on a front leads to.
fn is_barred(view: &View<Settings>, (actor, enemy, region): (ActorId, ActorId, RegionId)) -> bool {
    if view.outside.bars.is_empty() {
        return false;
    }
    let kind = view.world.actors[actor.index()].kind;
    let barred = |action: Action| {
        let target = (action.row().aim == Aim::Enemy).then_some(enemy);
        let mut all = places(view.world, Some(region));
        all.all(|place| view.is_barred(EventKind::Act(action), Some(actor), target, Some(place)))
    };
    let follows = |action: &&Action| action.chosen_as() == ChosenAs::Posture && is_routine_of(kind, **action);
    Action::ALL.iter().filter(follows).all(|action| barred(*action))
}

/// Whether an actor of this kind does this between operations.
fn is_routine_of(kind: ActorKind, action: Action) -> bool {
    // What a state's troops do to civilians follows their operations.
    action.is_open_to(kind) && (action.row().aim == Aim::Enemy || kind.is_irregular())
}

/// Why the sides of an order cannot strike each other now.
fn apart(world: &World, routine: &mut Routine, scope: Scope) -> Hindrance {
    let has_men = |a: ActorId| world.own_forces(a).next().is_some() || world.own_wings(a).next().is_some();
    if !own(world, scope).any(has_men) {
        return Hindrance::NoMen;
    }
    let (mut there, mut free) = (false, false);
    for actor in own(world, scope).filter(|a| has_men(*a)) {
        for enemy in enemies(world, actor, scope) {
            let stands = |p: &PlaceId| world.index.present[p.index()].contains(&enemy);
            for place in places(world, scope.region).filter(stands) {
                there = true;
                free |= !contact::is_bound(world, routine, (actor, enemy), place);
            }
        }
    }
    match (there, free) {
        (false, _) => Hindrance::NobodyThere,
        (true, false) => Hindrance::NotGiven,
        (true, true) => Hindrance::NoMen,
    }
}

#[cfg(test)]
mod tests;
