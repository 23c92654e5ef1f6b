//! Operate: where does every operation stand, and what does it do next?
//!
//! An operation assembles, advances stage by stage along its axis, holds what it reached and returns. It is looked at again at its stages
//! and on shocks only: it is broken off when what it lost passes `culmination`, when the chance at the next enemy place is below `floor`, when the way is
//! closed, when its planner, an agreement or a bar forbids it. Whoever breaks off goes back to where it assembled, or to the nearest safe place.
//! On the way a regular force leaves a post in every place that it took, so that the road stays open.
//!
//! What ends an operation: those who seized a place hold it for as long as the plan says and are then its garrison; raiders strike and leave, or stay for days if they
//! mean to linger; those who clear the country stay in it for weeks; a siege begins when the ways are cut ([`siege`]), is given up when that takes more than
//! `closing` weeks or lasts too long, and ends with the ring; relief becomes garrison; a camp is taken over once its mission has left, and the town around it stormed
//! if it is war; whoever is not let in goes home. A planner that is removed loses its operations; a partner that leaves takes its men along; who splits from a partner takes its share of them.
//!
//! Reads: operations, forces, holders, what is believed. Changes: stages, marches, blockades, camps. Leaves out: supply columns.

mod advance;
mod review;

use super::View;
use crate::{
    domain::{Action, OperationEnd, OperationKind, OperationStage},
    id::{ActorId, OperationId},
    parameter::settings,
    warfare::siege,
    world::{Change, Event, EventRef, Operation, Proposals, Slot, World},
};

settings! { "operate" {
    /// Share of the men committed whose loss ends an operation.
    culmination: 0.25, 0.15..0.35, in 0.01..1.0, "share", "assumed; Clausewitz's culminating point, sized by Helmbold 1971";
    /// Chance at the next enemy place below which an operation is broken off.
    floor: 0.25, 0.15..0.35, in 0.0..1.0, "probability", "assumed: lower than the chance for which one sets out";
    /// Weeks within which a ring must close around a town, or the siege is given up.
    closing: 6.0, 4.0..10.0, in 0.0..208.0, "weeks", "assumed";
    /// Men left in each place that was taken on the way.
    post: 60.0, 30.0..100.0, in 0.0..1000.0, "men", "assumed: a reinforced platoon";
    /// Weeks that a stage may take beyond the days of travel before it is broken off.
    delay: 6.0, 4.0..10.0, in 1.0..104.0, "weeks", "assumed";
} }

/// Moves every operation to its next stage, if the week brings one.
pub fn operate(view: &View<Settings>, out: &mut Proposals) {
    for (id, operation) in view.world.under_way() {
        let_go_of_leavers(view.world, id, operation, out);
        if let Some(end) = review::spoiled(view, id, operation) {
            turn_back(view, id, operation, end, out);
            continue;
        }
        match operation.stage {
            OperationStage::Assembling => advance::assemble(view, id, operation, out),
            OperationStage::Advancing => advance::advance(view, id, operation, out),
            OperationStage::Holding => hold(view, id, operation, out),
            OperationStage::Returning => come_home(view, id, operation, out),
            OperationStage::Over => {}
        }
    }
}

/// Lets go of the men of partners who are no friends of the planner any more: they stay where they are.
fn let_go_of_leavers(world: &World, id: OperationId, operation: &Operation, out: &mut Proposals) {
    for force in world.committed_to(id) {
        if !world.are_friends(world.force(force).actor, operation.planner) {
            out.drift(Change::Commit(force, None));
        }
    }
}

/// Men of an operation who are not on the road, and how many are.
fn gathered(world: &World, id: OperationId) -> (f64, f64) {
    world.committed_to(id).map(|f| world.force(f)).fold((0.0, 0.0), |(here, away), force| {
        if force.march.is_none() { (here + force.strength, away) } else { (here, away + force.strength) }
    })
}

/// The actor with most men in an operation: whose name its events bear.
fn leader(world: &World, id: OperationId, operation: &Operation) -> ActorId {
    let mut best: Option<(f64, ActorId)> = None;
    for part in &operation.participants {
        let forces = world.committed_to(id).map(|f| world.force(f)).filter(|f| f.actor == part.actor);
        let men: f64 = forces.map(|f| f.strength).sum();
        if best.is_none_or(|(most, _)| men > most) {
            best = Some((men, part.actor));
        }
    }
    best.map_or(operation.planner, |(_, actor)| actor)
}

/// An event of an operation, by whoever leads it.
fn event(view: &View<Settings>, action: Action, rule: &'static str, id: OperationId, operation: &Operation) -> Event {
    let mut event = Event::act(action, rule).by(leader(view.world, id, operation)).at(operation.objective);
    event.target = operation.target;
    event.rung = view.world.ladder.rung(action);
    event.operation = Some(operation.key);
    event.origin = operation.origin;
    event
}

/// Next stage of an operation, to be over after so many weeks.
fn stage(
    view: &View<Settings>,
    id: OperationId,
    stage: OperationStage,
    weeks: f64,
    event: EventRef,
    out: &mut Proposals,
) {
    let due = view.world.week + weeks.max(0.0).round() as u32;
    out.change(event, Change::Stage { operation: id, stage, due, end: None });
}

/// Ends an operation in success or otherwise; whoever is still part of it is free.
fn end(id: OperationId, end: OperationEnd, event: EventRef, out: &mut Proposals) {
    out.change(event, Change::Stage { operation: id, stage: OperationStage::Over, due: 0, end: Some(end) });
}

/// What those do who have reached their objective.
fn hold(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) {
    let (world, week) = (view.world, view.world.week);
    let there = &world.places[operation.objective.index()];
    let ours = there.holder.is_some_and(|h| world.are_friends(h, operation.planner));
    match operation.kind {
        OperationKind::Besiege if ours => end(id, OperationEnd::Achieved, EventRef::DRIFT, out),
        OperationKind::Besiege => invest(view, id, operation, out),
        // The town has fallen meanwhile: whoever came for the country goes back.
        OperationKind::Clear if there.holder.is_some_and(|h| world.are_enemies(h, operation.planner)) => {
            turn_back(view, id, operation, OperationEnd::BrokenOff, out);
        }
        OperationKind::Raid | OperationKind::Clear if week >= operation.due => {
            turn_back(view, id, operation, OperationEnd::Achieved, out);
        }
        // Whoever waits for a mission waits for as long as it is to leave.
        OperationKind::TakeOver if week < operation.due || waits(view, operation) => {
            advance::take_over(view, id, operation, out);
            if advance::could_storm(view, id, operation) {
                stage(view, id, OperationStage::Advancing, view.set.delay, EventRef::DRIFT, out);
            }
        }
        _ if week >= operation.due => {
            let camp =
                operation.kind == OperationKind::TakeOver && world.has_camp(operation.planner, operation.objective);
            let kept = ours || camp;
            end(id, if kept { OperationEnd::Achieved } else { OperationEnd::BrokenOff }, EventRef::DRIFT, out);
        }
        _ => {}
    }
}

/// Closes the ring as soon as the ways are cut, keeps it up until the season is over, and gives up where it cannot be closed in time.
fn invest(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) {
    let (world, place) = (view.world, operation.objective);
    let there = &world.places[place.index()];
    let hostile = there.holder.is_some_and(|h| world.are_enemies(h, operation.planner));
    let ringed = there.blockade.is_some_and(|by| world.are_friends(by, operation.planner));
    let late = if ringed { operation.due } else { operation.since + view.set.closing.round() as u32 };
    if world.week >= late.min(operation.due) {
        lift(view, id, operation, out);
        turn_back(view, id, operation, OperationEnd::BrokenOff, out);
    } else if hostile && there.blockade.is_none() && siege::is_closed(view.warfare, world, place, operation.planner) {
        let cut = out.event(event(view, Action::Blockade, "operate.besiege", id, operation));
        out.because(cut, Slot::Place(place), 0.5);
        let by = leader(world, id, operation);
        out.because(cut, Slot::Control(place, by), 0.5);
        out.change(cut, Change::Blockade(place, Some(by)));
    }
}

/// Whether an operation waits for a mission that is to leave its camp.
fn waits(view: &View<Settings>, operation: &Operation) -> bool {
    view.world.is_mission_there(operation.objective) && view.days_to_closing(operation.objective).is_some()
}

/// Ends the siege that an operation keeps up.
fn lift(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) {
    let there = &view.world.places[operation.objective.index()];
    if there.blockade.is_some_and(|by| view.world.are_friends(by, operation.planner)) {
        let lifted = out.event(event(view, Action::LiftBlockade, "operate.lift", id, operation));
        out.because(lifted, Slot::Place(operation.objective), 1.0);
        out.change(lifted, Change::Blockade(operation.objective, None));
    }
}

/// Sends everybody back, with the reason.
fn turn_back(view: &View<Settings>, id: OperationId, operation: &Operation, why: OperationEnd, out: &mut Proposals) {
    let world = view.world;
    if world.committed_to(id).next().is_none() {
        end(id, why, EventRef::DRIFT, out);
        return;
    }
    let due = Operation::home_by(world.week);
    out.drift(Change::Stage { operation: id, stage: OperationStage::Returning, due, end: Some(why) });
    for force in world.committed_to(id) {
        out.drift(Change::March(force, world.way_home(force, operation, view.warfare.home_range)));
    }
}

/// Those who return are free once they have arrived.
fn come_home(view: &View<Settings>, id: OperationId, operation: &Operation, out: &mut Proposals) {
    let (_, away) = gathered(view.world, id);
    if away <= 0.0 || view.world.week >= operation.due {
        end(id, operation.end.unwrap_or(OperationEnd::BrokenOff), EventRef::DRIFT, out);
    }
}

#[cfg(test)]
mod tests;
