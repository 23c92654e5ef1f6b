//! What spoils an operation: looked at at its stages, and on shocks.

use super::{Settings, gathered};
use crate::{
    domain::{EventKind, OperationEnd, OperationKind, OperationStage},
    id::{OperationId, PlaceId},
    mechanism::View,
    warfare::estimate,
    world::{Operation, World},
};

/// Why an operation cannot go on, if it cannot.
pub(super) fn spoiled(view: &View<Settings>, id: OperationId, operation: &Operation) -> Option<OperationEnd> {
    let world = view.world;
    let (here, away) = gathered(world, id);
    if here + away < 1.0 {
        return Some(OperationEnd::Dissolved);
    }
    if operation.stage == OperationStage::Returning {
        return None;
    }
    if operation.end == Some(OperationEnd::TurnedAway) {
        return operation.end;
    }
    if !world.actors[operation.planner.index()].alive {
        return Some(OperationEnd::Dissolved);
    }
    let kind = EventKind::Act(operation.kind.action());
    if view.is_barred(kind, Some(operation.planner), operation.target, Some(operation.objective))
        || is_bound(world, operation)
    {
        return Some(OperationEnd::BrokenOff);
    }
    let bled = operation.lost > view.set.culmination * operation.men();
    let late = world.week >= operation.due && operation.stage == OperationStage::Advancing;
    let camp = operation.kind == OperationKind::TakeOver && world.has_camp(operation.planner, operation.objective);
    let decided = camp || operation.stage == OperationStage::Holding && operation.kind != OperationKind::Clear;
    (!decided && (bled || late)).then_some(OperationEnd::BrokenOff)
}

/// Whether an agreement in force forbids it by now; whoever is ordered from outside breaks it.
fn is_bound(world: &World, operation: &Operation) -> bool {
    if operation.origin.is_from_outside() {
        return false;
    }
    let Some(target) = operation.target.filter(|_| operation.kind.is_offensive()) else { return false };
    world.must_spare(operation.planner, target, operation.objective)
}

/// Chance at the next enemy place, as the operation sees it from where it stands.
pub(super) fn chance_at(view: &View<Settings>, id: OperationId, operation: &Operation, place: PlaceId) -> f64 {
    let (world, war) = (view.world, view.warfare);
    let lead = super::leader(world, id, operation);
    let (men, _) = gathered(world, id);
    let near = estimate::near(world, operation, place);
    let hidden = operation.kind == OperationKind::Raid && place == operation.objective;
    let own = estimate::attacker(war, world, (lead, men), place, (near, operation.sorties(), hidden));
    let seen = *world.seen.at(lead.index(), place.index());
    let holder = world.places[place.index()].holder.filter(|h| world.are_enemies(*h, operation.planner));
    let answer = holder.map_or(0.0, |h| view.air_support(h, place));
    let enemy = estimate::defender(war, world, place, (holder, seen), answer);
    // Nobody leaves before a raid: it comes by surprise.
    view.chance_to_take(&own, &enemy, if hidden { None } else { view.wanted(place, holder) })
}
