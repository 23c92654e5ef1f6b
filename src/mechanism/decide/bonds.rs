//! What groups could do towards each other: draw closer, join, turn on an ally; and what binds them, a common enemy.

use super::Settings;
use crate::{
    domain::{ActorKind, Stance},
    id::ActorId,
    mechanism::{Rule, View},
    world::Actor,
};

/// Whether two irregular actors have an enemy in common and are free to act together.
pub(super) fn could_coordinate(view: &View<Settings>, actor: ActorId, other: ActorId) -> bool {
    let (us, them) = (&view.world.actors[actor.index()], &view.world.actors[other.index()]);
    us.kind.is_irregular()
        && them.kind.is_irregular()
        && us.bloc != them.bloc
        && (us.coalition.is_none() || us.kind == ActorKind::Coalition)
        && view.world.tie(actor, other).stance < Stance::JointOperations
        && view.world.tie(actor, other).stance > Stance::War
        && view.world.tie(other, actor).stance > Stance::War
        && common_threat(view, actor, other) > 0.0
}

/// Whether a group on its own could join a coalition: one of which it is no part and which is no part of it, whose people are not its
/// enemies, and whose aims and creed are not too far from its own.
pub(super) fn could_join(view: &View<Settings>, actor: ActorId, other: ActorId) -> bool {
    let world = view.world;
    world.actors[other.index()].kind == ActorKind::Coalition
        && world.actors[actor.index()].kind != ActorKind::Coalition
        && world.actors[actor.index()].coalition.is_none()
        && !world.belongs_to(other, actor)
        && !world.belongs_to(actor, other)
        && !world.leaves(other).any(|of_them| world.are_enemies(actor, of_them))
        && world.position_gap(actor, other) <= view.set.join_gap
        && world.creed_gap(actor, other) <= view.set.creed
}

/// Whether an ally is so much weaker that an actor could turn on it, as in 2012 (C6).
pub(super) fn could_betray(view: &View<Settings>, actor: ActorId, other: ActorId) -> bool {
    let world = view.world;
    let (us, them) = (&world.actors[actor.index()], &world.actors[other.index()]);
    let (own, theirs) = (world.strength(actor), world.strength(other));
    // Members leave that to those who lead them.
    let leads = |x: &Actor| x.coalition.is_none() || x.kind == ActorKind::Coalition;
    view.rules.on(Rule::StrongerAllyPushesAside)
        && world.tie(actor, other).stance.is_ally()
        && world.tie(other, actor).stance.is_ally()
        && us.bloc != them.bloc
        && leads(us)
        && leads(them)
        && them.kind.is_irregular()
        && own > view.set.dominance * (own + theirs)
}

/// How much two actors suffer from the same enemies, 0-1.
pub(super) fn common_threat(view: &View<Settings>, actor: ActorId, other: ActorId) -> f64 {
    let world = view.world;
    let shared = world
        .index
        .governments
        .iter()
        .copied()
        .filter(|e| *e != actor && *e != other && world.are_enemies(actor, *e) && world.are_enemies(other, *e));
    let threat: f64 =
        shared.map(|e| -world.tie(actor, e).affinity.min(0.0) * -world.tie(other, e).affinity.min(0.0)).sum();
    threat.min(1.0)
}

/// How much two allies would miss each other, 0-1: against the enemies whom they have in common, whoever they are, and against those with whom their
/// peace may end.
pub(super) fn shared_danger(view: &View<Settings>, actor: ActorId, other: ActorId) -> f64 {
    let world = view.world;
    let dangerous = |e: &ActorId| {
        let (us, them) = (world.tie(actor, *e), world.tie(other, *e));
        let armed = world.actors[e.index()].bloc == *e && *e != actor && *e != other && world.strength(*e) >= 1.0;
        armed && us.affinity < 0.0 && them.affinity < 0.0 && !us.stance.is_ally() && !them.stance.is_ally()
    };
    let danger = |e: ActorId| world.tie(actor, e).affinity * world.tie(other, e).affinity;
    world.living().filter(dangerous).map(danger).sum::<f64>().min(1.0)
}
