//! What a planner may begin at all, and whether those who are asked take part.
//!
//! Nobody begins an operation against somebody to whom it is bound by an agreement in force, and places are seized, cut off and cleared of bands only in war: going to
//! war is a decision of its own. So are raids on a government or by one; among irregulars the merely hostile raid each other. To take over a camp is below war.
//!
//! A government commands its army; all others are asked. Consent: `1 / (1 + exp(-k (C + own_worth W + pay - dread L - worry T - reluctance)))`, with `C` the commitment of a member, the trust of a hired
//! company or the affinity of an ally, `W` what the objective is worth to the one who is asked, `L` the chance of defeat by the share of its
//! men who would go, `T` the enemies who threaten its most endangered place against all of its side who stand there.

use super::{Settings, pool, worth::worth};
use crate::{
    chance::Purpose,
    domain::{ActorKind, EventKind, OperationKind},
    id::{ActorId, Key, PlaceId},
    mechanism::View,
    warfare::odds::logistic,
    world::{Desk, Objective, World},
};

const CONSENT: Purpose = Purpose::of("plan.consent");

/// Whether a planner may begin such an operation now.
pub(super) fn is_open(
    view: &View<Settings>,
    planner: ActorId,
    kind: OperationKind,
    place: PlaceId,
    target: Option<ActorId>,
) -> bool {
    let world = view.world;
    if is_barred(view, kind, planner, target, place) {
        return false;
    }
    let running = world.under_way().any(|(_, o)| o.planner == planner && o.objective == place);
    if running {
        return false;
    }
    let Some(target) = target.filter(|_| kind.is_offensive()) else { return true };
    let government = world.government_of(planner).or(world.government_of(target));
    let skirmish = kind == OperationKind::Raid && government.is_none();
    (world.are_at_war(planner, target) || skirmish) && !world.must_spare(planner, target, place)
}

/// Whether something of this kind may not happen.
pub(super) fn is_barred(
    view: &View<Settings>,
    kind: OperationKind,
    planner: ActorId,
    target: Option<ActorId>,
    place: PlaceId,
) -> bool {
    view.is_barred(EventKind::Act(kind.action()), Some(planner), target, Some(place))
}

/// Whether a planner asks an actor at all: its own side always, an ally only against somebody who is the ally's enemy as well.
/// No irregular actor goes beyond its home range, and no militia is part of what assembles beyond its own.
pub(super) fn is_invited(
    view: &View<Settings>,
    planner: ActorId,
    (actor, from): (ActorId, PlaceId),
    objective: &Objective,
) -> bool {
    let world = view.world;
    pool::is_in_range(view, (actor, from), objective.place)
        && !world.is_far_from_home(actor, objective.assembly, view.warfare.home_range)
        && (world.belongs_to(actor, planner) || objective.target.is_none_or(|target| world.are_enemies(actor, target)))
}

/// Whether an actor that is asked takes part: drawn once for an operation and an actor.
pub(super) fn consents(
    view: &View<Settings>,
    planner: ActorId,
    actor: ActorId,
    objective: &Objective,
    key: Key,
    desk: &Desk,
) -> bool {
    let willing = || logistic(view.set.consent * leaning(view, planner, actor, objective, desk));
    is_commanded(view.world, planner, actor)
        || view.chance.happens(CONSENT, key.with(view.world.actors[actor.index()].key), willing())
}

/// Whether a planner gives orders where others ask: to itself, and as a government to its army.
fn is_commanded(world: &World, planner: ActorId, actor: ActorId) -> bool {
    actor == planner
        || world.actors[actor.index()].kind == ActorKind::Army && world.government_of(actor) == Some(planner)
}

/// Whether an actor takes part as a partner, hired or allied: neither under orders nor a member of the planner.
pub(super) fn is_partner(world: &World, planner: ActorId, actor: ActorId) -> bool {
    let member = world.belongs_to(actor, planner) && world.actors[actor.index()].coalition.is_some();
    !member && !is_commanded(world, planner, actor)
}

/// What speaks for taking part, less what speaks against it: at nought half consent.
pub(super) fn leaning(
    view: &View<Settings>,
    planner: ActorId,
    actor: ActorId,
    objective: &Objective,
    desk: &Desk,
) -> f64 {
    let (world, set) = (view.world, view.set);
    let us = &world.actors[actor.index()];
    let member = world.lineage(actor).any(|up| up == planner) && us.coalition.is_some();
    let hired = us.coalition.is_none() && us.bloc == planner;
    let bond = if member {
        us.commitment
    } else if hired {
        world.tie(actor, planner).trust
    } else {
        world.tie(actor, planner).affinity
    };
    let pay = if hired { set.pay } else { 0.0 };
    let own: f64 = world.own_forces(actor).map(|f| f.strength).sum();
    let bodies = || desk.bodies.iter().filter(|b| b.actor == actor);
    // All of its side who stand in a place keep it together.
    let worry = |place: PlaceId| {
        let threat = pool::threat(view, actor, place);
        threat / (threat + world.friends_at(actor, place).max(1.0))
    };
    let sent = bodies().map(|b| b.free).sum::<f64>().min(objective.men);
    bond + set.own_worth * worth(view, actor, objective.place, desk) + pay
        - set.dread * (1.0 - objective.chance) * (sent / own.max(1.0)).min(1.0)
        - set.worry * bodies().map(|b| worry(b.place)).fold(0.0, f64::max)
        - set.reluctance
}
