//! Reasons for and against an operation beyond what its objective is worth: the public, the people in the way, losses that sting.

use super::Settings;
use crate::{
    domain::{ActorKind, OperationKind, PlaceKind},
    id::{ActorId, PlaceId},
    mechanism::{Rule, View},
};

/// What firmness counts before a planner's own public, 0-1 (C9): a place taken from an enemy by what it is worth; for a government a camp that a foreign mission leaves
/// in full, wherever it lies, as it is the sovereignty of the country that is taken over.
pub(super) fn audience(
    view: &View<Settings>,
    planner: ActorId,
    kind: OperationKind,
    target: Option<ActorId>,
    place: PlaceId,
) -> f64 {
    let us = &view.world.actors[planner.index()];
    let seen = match kind {
        OperationKind::Seize if target.is_some() => view.world.places[place.index()].value,
        OperationKind::TakeOver if us.kind == ActorKind::Government => 1.0,
        _ => 0.0,
    };
    if view.rules.on(Rule::RhetoricBinds) { us.rhetoric * seen } else { 0.0 }
}

/// How many people are in the way of an operation, for a planner that minds them fully, 0-1.
pub(super) fn bystanders(view: &View<Settings>, lead: ActorId, place: PlaceId, kind: OperationKind) -> f64 {
    let there = &view.world.places[place.index()];
    let people = there.residents + there.hosted;
    let hurt = match kind {
        OperationKind::Seize => 1.0,
        OperationKind::Raid | OperationKind::Besiege | OperationKind::Clear => 0.5,
        OperationKind::Relieve | OperationKind::TakeOver => 0.0,
    };
    let refuge = if there.kind == PlaceKind::Refuge { 0.0 } else { 1.0 };
    hurt * refuge * view.world.actors[lead.index()].accountability * people / (people + view.set.crowd)
}

/// Losses suffered of late from an enemy, against what counts as full, 0-1.
pub(super) fn sting(view: &View<Settings>, planner: ActorId, target: ActorId, strength: f64) -> f64 {
    let all = strength.max(100.0);
    (view.world.tie(planner, target).harm / (all * view.set.sting)).min(1.0)
}
