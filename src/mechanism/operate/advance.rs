//! Assembling, and the advance along the axis.

use super::{Settings, event, gathered, review, stage, turn_back};
use crate::{
    domain::{Action, Camp, EventKind, ForceKind, OperationEnd, OperationKind, OperationStage},
    id::{ForceId, Key, OperationId, PlaceId},
    mechanism::View,
    world::{Change, EventRef, ForceField, March, Operation, Proposals, Slot, World},
};

/// Weeks for which those who have gathered wait for stragglers.
const PATIENCE: u32 = 2;
/// Most of a force that it leaves behind in one post.
const MOST_LEFT: f64 = 0.2;

/// Men gather; when all are there, or nobody waits any longer, they set out.
pub(super) fn assemble(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) {
    let world = view.world;
    let at = operation.assembly();
    let (_, away) = gathered(world, id);
    let patient = world.week < operation.due + PATIENCE;
    if world.week < operation.due || (away > 0.0 && patient) {
        return;
    }
    let days = if operation.flown { 1.0 } else { world.map.ways.days(at, operation.objective) };
    let goal = if operation.flown { operation.objective } else { next_halt(view, operation, at) };
    // Whoever is ordered from outside sets out and sees.
    let hopeless = !operation.origin.is_from_outside() && is_hopeless(view, id, operation, goal);
    if !days.is_finite()
        || hopeless
        || (operation.flown && !world.can_land(operation.planner, operation.objective))
        || view.is_barred(EventKind::Act(Action::Column), Some(operation.planner), operation.target, Some(goal))
    {
        return turn_back(view, id, operation, OperationEnd::CalledOff, out);
    }
    // Whoever has not arrived stays behind.
    let there = |f: &ForceId| world.force(*f).march.is_none() && world.force(*f).place == at;
    for force in world.committed_to(id).filter(|f| !there(f)) {
        out.drift(Change::Commit(force, None));
    }
    let set_out = set_out(view, id, operation, out);
    let weeks = days / view.warfare.marching / view.warfare.season(world.month) + view.set.delay;
    stage(view, id, OperationStage::Advancing, weeks, set_out, out);
    if at != operation.objective {
        for force in world.committed_to(id).filter(there) {
            let way = || Change::March(force, March::towards(world, at, goal));
            out.change(set_out, if operation.flown { Change::Arrive(force, goal) } else { way() });
        }
    }
}

/// The news that a column has set out. Only a column that is to seize a place is an offensive; raiders are not seen to set out, and nobody sets out for
/// where he stands.
fn set_out(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) -> EventRef {
    if operation.kind == OperationKind::Raid || operation.assembly() == operation.objective {
        return EventRef::DRIFT;
    }
    let mut set_out = event(view, Action::Column, "operate.set_out", id, operation);
    if operation.kind != OperationKind::Seize {
        set_out.rung = view.world.ladder.rung(Action::ShowOfForce).min(set_out.rung);
    }
    let set_out = out.event(set_out);
    out.because(set_out, Slot::Place(operation.objective), 1.0);
    set_out
}

/// Whether the chance where the column halts next is too small: if it will have to fight there.
fn is_hopeless(view: &View<Settings>, id: OperationId, operation: &Operation, halt: PlaceId) -> bool {
    let camp = operation.kind == OperationKind::TakeOver && !view.world.is_camp_open(operation.planner, halt);
    let town = matches!(operation.kind, OperationKind::Seize | OperationKind::Raid);
    let fights = camp || town || halt != operation.objective;
    fights && is_enemy_place(view, operation, halt) && review::chance_at(view, id, operation, halt) < view.set.floor
}

/// The column moves on from a place as soon as nobody of it is on the road and nobody stands in its way.
pub(super) fn advance(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) {
    let world = view.world;
    let (_, away) = gathered(world, id);
    if away > 0.0 {
        return;
    }
    let Some(at) = world.committed_to(id).map(|f| world.force(f).place).next() else { return };
    if at == operation.objective {
        return arrive(view, id, operation, out);
    }
    let tired = world.committed_to(id).any(|f| world.force(f).rest > 0.0);
    let held = !world.goes_round(operation, at) && is_enemy_place(view, operation, at);
    // Where an enemy holds the place `fight` decides first; after a fight there is a pause.
    if held || tired {
        return;
    }
    let Some(next) = operation.after(at) else {
        return turn_back(view, id, operation, OperationEnd::BrokenOff, out);
    };
    let open = world.map.roads[at.index()].iter().any(|(r, p)| *p == next && world.map.routes[r.index()].open);
    let halt = next_halt(view, operation, at);
    if !open || is_hopeless(view, id, operation, halt) {
        return turn_back(view, id, operation, OperationEnd::BrokenOff, out);
    }
    for force in world.committed_to(id) {
        leave_post(view, force, operation, at, out);
        out.drift(Change::March(force, March::towards(world, world.force(force).place, halt)));
    }
}

/// Where the column halts next: the first place on its axis that an enemy holds and that it does not go round, or the objective.
fn next_halt(view: &View<Settings>, operation: &Operation, from: PlaceId) -> PlaceId {
    let mut at = from;
    while let Some(next) = operation.after(at) {
        let halts = || !view.world.goes_round(operation, next) && is_enemy_place(view, operation, next);
        if next == operation.objective || halts() {
            return next;
        }
        at = next;
    }
    operation.objective
}

/// Whether an enemy of the operation holds a place.
fn is_enemy_place(view: &View<Settings>, operation: &Operation, place: PlaceId) -> bool {
    let holder = view.world.places[place.index()].holder;
    holder.is_some_and(|h| view.world.are_enemies(h, operation.planner))
}

/// A regular force leaves a few men in a place that its side holds beyond where it began, if none stand there yet.
fn leave_post(view: &View<Settings>, id: ForceId, operation: &Operation, at: PlaceId, out: &mut Proposals) {
    let (world, force) = (view.world, view.world.force(id));
    let column: f64 = operation.participants.iter().map(|p| world.committed_to_place(p.actor, at)).sum();
    let garrison = world.friends_at(operation.planner, at) - column;
    let ours = world.places[at.index()].holder.is_some_and(|h| world.are_friends(h, operation.planner));
    // Each force leaves its part of the post.
    let men = (view.set.post * force.strength / column.max(1.0)).min(MOST_LEFT * force.strength).floor();
    let enough = garrison >= view.set.post || men < 1.0;
    if world.goes_round(operation, at) || !ours || at == operation.assembly() || enough {
        return;
    }
    out.drift(Change::Force(id, ForceField::Strength, -men));
    let key = force.key.with(Key::of("operate.post")).with(world.places[at.index()].key);
    let ready = (force.morale, force.supply);
    out.drift(Change::muster(key, force.actor, (at, ForceKind::Garrison), men, ready));
}

/// Whether men of the enemy who holds the objective stand in it.
fn resists(world: &World, operation: &Operation) -> bool {
    let holder = world.places[operation.objective.index()].holder;
    holder.is_some_and(|h| world.defenders_at(operation.objective, h, operation.planner) >= 1.0)
}

/// Takes over the camp at the objective, once the mission has left it.
pub(super) fn take_over(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) {
    let (world, place) = (view.world, operation.objective);
    // Of several who wait the one with most men there.
    let men = |id: OperationId| {
        let there = world.committed_to(id).map(|f| world.force(f)).filter(|f| f.place == place && f.march.is_none());
        there.map(|f| f.strength).sum::<f64>()
    };
    let waits = |o: &Operation| o.kind == OperationKind::TakeOver && o.objective == place;
    let first = world
        .under_way()
        .filter(|(_, o)| waits(o))
        .all(|(other, o)| other == id || men(other) < men(id) || (men(other) == men(id) && operation.key < o.key));
    if first && world.places[place.index()].camp == Camp::Vacated {
        let taken = out.event(event(view, Action::SeizeCamp, "operate.take_over", id, operation));
        out.because(taken, Slot::Place(place), 1.0);
        out.change(taken, Change::Camp(place, Camp::Handed, Some(super::leader(world, id, operation))));
    }
}

/// Whether those who have taken over a camp may storm the town around it: they are at war with whoever holds it, no agreement protects him, and they have a
/// chance.
pub(super) fn could_storm(view: &View<Settings>, id: OperationId, operation: &Operation) -> bool {
    let (world, place, planner) = (view.world, operation.objective, operation.planner);
    let Some(holder) = world.places[place.index()].holder else { return false };
    let rested = world.committed_to(id).all(|f| world.force(f).rest <= 0.0);
    let open = world.are_at_war(holder, planner) && !world.must_spare(planner, holder, place);
    let barred = view.is_barred(EventKind::Act(Action::Assault), Some(planner), Some(holder), Some(place));
    open && !barred
        && world.has_camp(planner, place)
        && rested
        && resists(world, operation)
        && review::chance_at(view, id, operation, place) >= view.set.floor
}

/// What happens at the objective when nobody resists, or resists no more.
fn arrive(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) {
    let world = view.world;
    let enemy = is_enemy_place(view, operation, operation.objective);
    let tired = || world.committed_to(id).any(|f| world.force(f).rest > 0.0);
    let fights = |o: &Operation| {
        let camp = world.is_camp_open(o.planner, o.objective) || world.has_camp(o.planner, o.objective);
        enemy && !camp && resists(world, o) && !tired()
    };
    match operation.kind {
        // It has come to war before the town: `fight` decides, if there is a chance.
        OperationKind::TakeOver if fights(operation) => {
            if !operation.origin.is_from_outside() && is_hopeless(view, id, operation, operation.objective) {
                turn_back(view, id, operation, OperationEnd::BrokenOff, out);
            }
        }
        OperationKind::TakeOver => {
            // Whoever has stormed the town from the camp and not won it stays in the camp, and does not try again.
            let tried = enemy && world.has_camp(operation.planner, operation.objective);
            take_over(view, id, operation, out);
            stage(view, id, OperationStage::Holding, if tried { 0.0 } else { operation.stay }, EventRef::DRIFT, out);
        }
        // The ring closes when the ways are cut: `invest` sees to it from now on.
        OperationKind::Besiege if enemy => {
            stage(view, id, OperationStage::Holding, operation.stay, EventRef::DRIFT, out);
        }
        // An enemy who still holds it is `fight`'s; there is one battle a week.
        OperationKind::Raid if enemy && resists(world, operation) => {}
        OperationKind::Raid if !operation.lingers => turn_back(view, id, operation, OperationEnd::Achieved, out),
        OperationKind::Seize | OperationKind::Raid if enemy => {}
        // The town has fallen meanwhile: whoever came for the country goes back.
        OperationKind::Clear if enemy => turn_back(view, id, operation, OperationEnd::BrokenOff, out),
        _ => stage(view, id, OperationStage::Holding, operation.stay, EventRef::DRIFT, out),
    }
}
