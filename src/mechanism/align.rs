//! Who stands with whom, and against whom?
//!
//! What irregular groups are to each other follows from what they do. Each pair has a stock of deeds from -1 to 1, which fades by
//! `fade` a week: a meeting adds `meeting`, prisoners spared `spared`, an operation that passes through the other's ground in peace
//! `passage`, an operation of both that sets out or a battle fought side by side `together`; an invitation declined takes `declined`,
//! an unwelcome passage `intrusion`, a deal with the other's enemy `deal`, a clash `clash`, a betrayal `betrayal`. Stances begin at 0 (tolerance),
//! 0.2 (non-aggression), 0.4 (coordination) and 0.6 (joint operations), and last until 0.1 below. A step closer needs a deed of
//! the same week that draws closer; the last one a battle in which both fought. A battle makes war of hostility, and quiet weeks
//! end it.
//!
//! Meetings come at the weekly rate
//! `meet*exp(enemy*E + kin*K + leader*L + borders*B + label*N - gap*D - turf*F - precedent*P)`
//! with, all in 0-1: `E` the common enemy (both affinities, by how much he fights both), `K` kin, `L` respect for the other's
//! leader, `B` the share of places where the men of both stand (C5 is these four); `N` whether the enemy that weighs most calls
//! one (half) or both an enemy with whom one does not talk, plus `refusal` if it refused talks with one this week (C10); `D` the distance of aims, `F` shared turf, `P` whether one
//! betrayed the other before (C6). An order to coordinate makes it `courtship` times as likely. Nobody meets whom it fought of late.
//!
//! What a pair can become is drawn once for each world: it may coordinate with probability
//! `1/(1 + exp(-(openness + kin*K + leader*L - creed*D - rivalry*F - precedent*P)))` (`K` and `L` under C5, `P` under C6), and a share
//! `comrades` of these may fight together; whoever may not coordinate never goes beyond non-aggression.
//!
//! An ally with more than `dominance` of the joint strength turns on the other when the common threat fades (C6).
//! Between governments and rebels war cools to mere hostility after quiet weeks if neither wants it; war itself is a decision (`declare`),
//! peace the business of talks. Roots of coalitions move; each member follows by a draw of its own, as far as it is bound.
//!
//! Sources: domain 2.4 (weights); Christia (2012) for betrayal by the strong; sizes of deeds assumed. Reads events, operations, ties, positions,
//! forces, the ladder's memory, orders. Changes deeds and stances, and affinity and trust after a betrayal. Leaves out union, which is an act, and
//! the marches of men who belong to no operation.

mod betray;
mod deed;
mod enemy;
mod near;
mod war;

use super::View;
use crate::{
    chance::Purpose,
    domain::{Action, ActorKind, EventKind, Shock, Stance},
    id::{ActorId, Key},
    parameter::settings,
    world::{Change, EventRef, Proposals, TieField, World},
};

settings! { "align" {
    /// Weekly rate at which two groups meet when nothing speaks for or against it.
    meet: 0.04, 0.02..0.08 log, in 0.0..5.0, "per week", "assumed: twice a year";
    /// Weight of a common enemy (C5).
    enemy: 1.2, 0.5..2.0, in 0.0..10.0, "log", "domain 2.4";
    /// Weight of kin (C5).
    kin: 1.0, 0.5..2.0, in 0.0..10.0, "log", "domain 2.4";
    /// Weight of respect for the other's leader (C5).
    leader: 1.0, 0.5..2.0, in 0.0..10.0, "log", "domain 2.4";
    /// Weight of permeable borders between the groups (C5).
    borders: 0.7, 0.3..1.2, in 0.0..10.0, "log", "assumed, within domain 2.4";
    /// Weight of a label on both, and of talks refused (C10).
    label: 0.7, 0.3..1.2, in 0.0..10.0, "log", "assumed, within domain 2.4";
    /// Weight of the distance of aims.
    gap: 1.2, 0.5..2.0, in 0.0..10.0, "log", "domain 2.4";
    /// Weight of shared turf.
    turf: 1.5, 1.0..2.0, in 0.0..10.0, "log", "domain 2.4";
    /// Weight of an earlier betrayal (C6).
    precedent: 1.0, 0.5..1.5, in 0.0..10.0, "log", "assumed";
    /// How much likelier a meeting is in a week in which one side seeks it.
    courtship: 3.0, 2.0..5.0 log, in 1.0..100.0, "times", "assumed";
    /// What a meeting adds to the stock of deeds.
    meeting: 0.03, 0.015..0.06 log, in 0.0..1.0, "deeds", "assumed";
    /// What prisoners spared add to it.
    spared: 0.05, 0.025..0.1 log, in 0.0..1.0, "deeds", "assumed";
    /// What an operation adds that passes through the other's ground in peace.
    passage: 0.08, 0.04..0.16 log, in 0.0..1.0, "deeds", "assumed";
    /// What an operation of both, or a battle side by side, adds.
    together: 0.15, 0.1..0.2, in 0.0..1.0, "deeds", "domain 2.4, +0.1 for a joint attack; size assumed";
    /// What an invitation declined takes.
    declined: 0.05, 0.025..0.1 log, in 0.0..1.0, "deeds", "assumed";
    /// What an operation takes that passes through the other's ground unwelcome.
    intrusion: 0.1, 0.05..0.2 log, in 0.0..1.0, "deeds", "assumed";
    /// What a deal with an enemy of the other takes.
    deal: 0.15, 0.1..0.2, in 0.0..1.0, "deeds", "assumed";
    /// What a week with a clash takes.
    clash: 0.2, 0.15..0.3, in 0.0..1.0, "deeds", "domain 2.4, -0.15 to -0.3";
    /// Share of the stock of deeds that fades in a week.
    fade: 0.01, 0.005..0.02 log, in 0.0..1.0, "per week", "domain 2.4, 0.5 % a week; size assumed";
    /// Share of control from which the country around a place is a group's ground.
    zone: 0.4, 0.3..0.5, in 0.0..1.0, "share", "assumed";
    /// Log-odds that two groups may coordinate when nothing speaks for or against it.
    openness: 0.5, 0.0..1.0, in -10.0..10.0, "log-odds", "assumed";
    /// Weight against it of the distance of aims.
    creed: 3.0, 2.0..4.0, in 0.0..20.0, "log-odds", "assumed";
    /// Weight against it of shared turf.
    rivalry: 2.0, 1.5..3.0, in 0.0..20.0, "log-odds", "assumed";
    /// Share of those who may coordinate that may also fight together.
    comrades: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Probability that a skirmish with a government ends a truce or an alliance.
    rupture: 0.5, 0.3..0.8, in 0.0..1.0, "probability", "assumed";
    /// Share of the joint strength above which an ally may turn (C6).
    dominance: 0.7, 0.65..0.8, in 0.5..0.99, "share", "domain 2.4";
    /// Common threat below which it may (C6).
    safety: 0.35, 0.2..0.5, in 0.01..1.0, "share", "assumed";
    /// Weekly rate at which an ally with all the strength and no threat turns (C6).
    treachery: 0.05, 0.02..0.1 log, in 0.0..1.0, "per week", "assumed";
    /// Affinity and trust that a betrayal takes from the betrayed, and deeds from the pair.
    betrayal: 0.5, 0.4..0.6, in 0.0..2.0, "affinity", "domain 2.4";
    /// Weeks without skirmish before war may cool to hostility.
    quiet: 8.0, 4.0..8.0, in 1.0..8.0, "weeks", "assumed";
    /// Weekly rate at which it then does.
    calming: 0.1, 0.05..0.2, in 0.0..5.0, "per week", "assumed";
    /// Share of its weight that a common enemy has when the two do not fight him.
    unfought: 0.3, 0.15..0.45, in 0.0..1.0, "share", "assumed";
    /// What talks refused this week count as, against a label on both (C10); a label on one of them counts one half.
    refusal: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Share of the affinity that a betrayal takes from the betrayed which it takes from the betrayer too.
    remorse: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
} }

const FOLLOW: Purpose = Purpose::of("align.follow");

/// Moves stances.
pub fn align(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let week = near::Week::of(view);
    out.drift(Change::FadeDeeds(view.set.fade));
    betray::ordered(view, out);
    let mut roots = std::mem::take(&mut out.scratch.actors);
    roots.clear();
    roots.extend(world.living().filter(|a| is_root(world, *a)));
    for (i, a) in roots.iter().copied().enumerate() {
        for b in roots[i + 1..].iter().copied() {
            if !world.index.known.has(a.index(), b.index()) && !world.index.known.has(b.index(), a.index()) {
                continue;
            }
            match (is_band(world, a), is_band(world, b)) {
                (true, true) => near::pair(view, (a, b), &week, out),
                (false, true) => war::pair(view, a, b, out),
                (true, false) => war::pair(view, b, a, out),
                (false, false) => {}
            }
        }
    }
    out.scratch.actors = roots;
    near::courted(view, &week, out);
}

/// Whether an actor speaks for itself: an irregular group or a government that is in no coalition and in nobody's pay.
fn is_root(world: &World, id: ActorId) -> bool {
    let actor = &world.actors[id.index()];
    actor.coalition.is_none() && actor.bloc == id && (is_band(world, id) || actor.kind == ActorKind::Government)
}

/// Whether an actor is an armed irregular group or a coalition of such.
fn is_band(world: &World, id: ActorId) -> bool {
    let kind = world.actors[id.index()].kind;
    kind.is_irregular() && kind != ActorKind::Criminal
}

/// The key of two actors, whoever comes first.
fn key(world: &World, a: ActorId, b: ActorId) -> Key {
    let (a, b) = (world.actors[a.index()].key, world.actors[b.index()].key);
    if a < b { a.with(b) } else { b.with(a) }
}

/// The more distant of the two stances of a pair.
fn stance(world: &World, a: ActorId, b: ActorId) -> Stance {
    world.tie(a, b).stance.min(world.tie(b, a).stance)
}

/// How far an actor goes along with its root: commitment times cohesion, up the chain.
fn bond(world: &World, member: ActorId, root: ActorId) -> f64 {
    let mut share = 1.0;
    let mut at = member;
    while at != root {
        let Some(up) = world.actors[at.index()].coalition else { break };
        share *= world.actors[at.index()].commitment * world.actors[up.index()].cohesion;
        at = up;
    }
    share
}

/// Adds to the deeds of two actors, and of everybody below them.
fn record(world: &World, (a, b): (ActorId, ActorId), by: f64, event: EventRef, out: &mut Proposals) {
    if by == 0.0 {
        return;
    }
    for x in world.living().filter(|x| world.belongs_to(*x, a)) {
        for y in world.living().filter(|y| *y != x && world.belongs_to(*y, b)) {
            for (from, other) in [(x, y), (y, x)] {
                out.change(event, Change::Tie(from, other, TieField::Deeds, by));
            }
        }
    }
}

/// Sets the stance of two actors, and of everybody below them who follows.
fn shift(view: &View<Settings>, (a, b): (ActorId, ActorId), to: Stance, event: EventRef, out: &mut Proposals) {
    let world = view.world;
    let up = to > stance(world, a, b);
    for x in world.living().filter(|x| world.belongs_to(*x, a)) {
        for y in world.living().filter(|y| world.belongs_to(*y, b)) {
            let led = (x, y) == (a, b);
            let together = bond(world, x, a) * bond(world, y, b);
            if !led && (goes_its_own_way(view, x, y) || !view.chance.happens(FOLLOW, key(world, x, y), together)) {
                continue;
            }
            for (from, other) in [(x, y), (y, x)] {
                let old = world.tie(from, other).stance;
                if (up && old < to) || (!up && old > to) {
                    out.change(event, Change::Stance(from, other, to));
                }
            }
        }
    }
}

/// Whether one of two members courts or betrays the other this week, and so does not wait for its root.
fn goes_its_own_way(view: &View<Settings>, x: ActorId, y: ActorId) -> bool {
    view.world.traffic.orders.iter().any(|o| {
        matches!(o.action, Action::Coordinate | Action::Betray)
            && ((o.actor, o.target) == (x, Some(y)) || (o.actor, o.target) == (y, Some(x)))
    })
}

/// Whether a shift of stance may not happen this week.
fn is_barred(view: &View<Settings>, a: ActorId, b: ActorId) -> bool {
    let kind = EventKind::Shock(Shock::StanceShift);
    view.is_barred(kind, Some(a), Some(b), None) || view.is_barred(kind, Some(b), Some(a), None)
}

#[cfg(test)]
mod tests;
