//! Who talks with whom, what is signed, and what do words change?
//!
//! Carries out the diplomatic orders of the week. All offers that concern one pair of actors, by either side or by a
//! mediator, are one talk: offers that cross need no second answer, and an operation or attack between the two weighs on it. A talk succeeds with probability `logistic(x)`,
//! `x = openness + stalemate*min(h_a, h_b) + trust*T - audience*R - attacked - war_aims*W - mistrust*(1-T)*(1-M)`,
//! with `h` in 0-1 how much a side hurts (its losses against its strength, while it doubts that it can win), `T` the mean
//! trust of the two, `R` the rhetoric of those who did not offer themselves, `W` what the war is worth to them (-1 to 1, as `declare` weighs
//! it), and `M` in 0-1 the third party: leverage times
//! impartiality times trust in it. A label in force on either side closes talks; so do creeds too far apart,
//! between armed groups; a third party that a side rejects counts for
//! nothing. The last term is claim C19: only a third party mitigates mistrust.
//!
//! A success signs a ceasefire; where one holds already, an accord; an older accord that is not in force is renegotiated.
//! Implementing moves an agreement on, the less the richer the rents of those who must do it (C8), and costs standing with a
//! capital that rejects the other side (C23).
//!
//! Sources: Zartman (1989) for the hurting stalemate; Walter (1997): talks with a guarantor nearly always held, without one
//! they usually failed; Fearon (1994) for audience costs. Reads orders, ties, losses, agreements, communities of the capital.
//! Changes agreements, stances, trust, affinity, labels, blockades, borders, rhetoric and standing. Leaves out the content
//! of talks beyond the clauses, and the weeks that they take: an offer of one week is answered in it.
//!
//! Speaking to one's public binds for a season: rhetoric fades back to what an actor stands for.

mod gesture;
mod pact;
mod talk;

use super::View;
use crate::{
    domain::{Action, ActorKind},
    id::{ActorId, Key},
    parameter::settings,
    world::{Event, Order, Proposals, World},
};

settings! { "bargain" {
    /// Log-odds that an offer is accepted when nobody hurts, nobody trusts and no rhetoric stands in the way.
    openness: -2.5, -3.5..-1.5, in -10.0..5.0, "log-odds", "assumed";
    /// What a stalemate that hurts both sides adds to the log-odds.
    stalemate: 4.0, 3.0..5.0, in 0.0..10.0, "log-odds", "Zartman 1989; size assumed";
    /// Losses against strength at which a war hurts fully.
    hurting_losses: 0.1, 0.05..0.2, in 0.001..1.0, "share", "assumed";
    /// Belief in winning at which a side stops to hurt.
    doubt: 0.6, 0.5..0.7, in 0.0..1.0, "probability", "domain 2.11";
    /// What full trust adds to the log-odds.
    trust: 1.0, 0.5..2.0, in 0.0..10.0, "log-odds", "assumed";
    /// What full rhetoric of a side that did not offer takes from the log-odds.
    audience: 1.5, 0.5..2.5, in 0.0..10.0, "log-odds", "Fearon 1994; size assumed";
    /// What an operation between the two that is on its way or holds, or an attack ordered this week, takes from the log-odds.
    attacked: 2.0, 1.0..3.0, in 0.0..10.0, "log-odds", "assumed";
    /// What mistrust takes from the log-odds when no third party mitigates it (C19).
    mistrust: 4.0, 2.0..6.0, in 0.0..12.0, "log-odds", "Walter 1997: success with a guarantor, failure without";
    /// Largest distance on one issue, weighted by how much it matters to either, at which two armed groups sign anything.
    creed: 0.45, 0.4..0.5, in 0.0..1.0, "share", "assumed; domain 2.4, ideology closeness (Gade et al. 2019)";
    /// What a war that is worth one unit of utility more than peace to who is asked takes from the log-odds.
    war_aims: 4.0, 2.0..6.0, in 0.0..40.0, "log-odds per utility", "Fearon 1995; size assumed";
    /// Affinity to a third party below which a side rejects it.
    rejection: -0.3, -0.4..-0.2, in -1.0..1.0, "affinity", "domain 2.11; size assumed";
    /// Trust in a third party that an agreement's sides need to take it as guarantor.
    guarantor_trust: 0.3, 0.2..0.4, in 0.0..1.0, "trust", "assumed";
    /// Trust that a success adds between the two; part of it a refusal takes from the one refused.
    talk_trust: 0.04, 0.02..0.08, in 0.0..1.0, "trust", "assumed";
    /// Confidence in a new agreement without third party.
    birth_trust: 0.35, 0.25..0.45, in 0.0..1.0, "trust", "assumed";
    /// What a full third party adds to it.
    birth_guarantee: 0.4, 0.2..0.5, in 0.0..1.0, "trust", "assumed";
    /// Log-odds of a local pact between unequal strangers.
    pact_openness: -3.0, -4.0..-2.0, in -10.0..5.0, "log-odds", "assumed";
    /// What equal strength at the place adds to them.
    pact_parity: 3.0, 2.0..4.0, in 0.0..10.0, "log-odds", "assumed";
    /// What full kin between the two adds to them.
    pact_kin: 1.0, 0.5..2.0, in 0.0..10.0, "log-odds", "assumed";
    /// Trust that freed prisoners or a back channel add.
    gesture_trust: 0.03, 0.01..0.05, in 0.0..1.0, "trust", "assumed";
    /// Affinity that freed prisoners add, and that an accusation takes.
    gesture_affinity: 0.02, 0.01..0.04, in 0.0..1.0, "affinity", "assumed";
    /// Rhetoric that a week of propaganda adds, as a share of what is left to 1.
    propaganda_rhetoric: 0.05, 0.02..0.1, in 0.0..1.0, "share", "assumed";
    /// Weeks in which half of the rhetoric beyond what an actor stands for is forgotten.
    propaganda_memory: 13.0, 8.0..26.0 log, in 0.0..520.0, "weeks", "assumed: a season";
    /// Standing that a week of propaganda adds, as a share of what is left to 1.
    propaganda_standing: 0.01, 0.005..0.02, in 0.0..1.0, "share", "assumed";
    /// Share of a week's outside income that sanctions take from their target's funds.
    sanction_income: 0.15, 0.05..0.3, in 0.0..1.0, "share", "assumed";
    /// Standing that a week of sanctions takes from their target.
    sanction_standing: 0.004, 0.0..0.01, in 0.0..1.0, "standing", "assumed";
    /// Weekly probability that a border closed at a crossing opens again.
    border_reopens: 0.1, 0.05..0.2, in 0.0..1.0, "per week", "assumed";
    /// Share of an agreement that one political act of medium size implements.
    implement_step: 0.02, 0.01..0.04, in 0.0..1.0, "share", "assumed";
    /// Trust in the agreement that such an act adds.
    implement_trust: 0.03, 0.01..0.05, in 0.0..1.0, "trust", "assumed";
    /// How far the rents of those who must implement hold them back (C8), when rents are all they live on.
    rent_drag: 0.7, 0.3..1.0, in 0.0..1.0, "share", "assumed";
    /// Standing that implementing costs with a capital that wholly rejects the other side (C23).
    implement_backlash: 0.02, 0.005..0.04, in 0.0..1.0, "standing", "assumed";
    /// Share of such a change of trust or affinity that is felt in return: by the one refused, the accuser, those who wait.
    in_return: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// How gradually doubt sets in around the belief in winning at which a side stops to hurt.
    doubt_width: 0.05, 0.03..0.1 log, in 0.001..1.0, "probability", "assumed";
    /// Worth of a third party that nobody trusts, as a share.
    untrusted: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
} }

/// Carries out the diplomatic orders of the week.
pub fn bargain(view: &View<Settings>, out: &mut Proposals) {
    talk::talk(view, out);
    gesture::reopen_borders(view, out);
    gesture::forget(view, out);
    for order in &view.world.traffic.orders {
        match order.action {
            Action::LocalPact => pact::local(view, order, out),
            Action::Guarantee => pact::guarantee(view, order, out),
            Action::Implement => pact::implement(view, order, out),
            Action::SuspendTalks | Action::Denounce => pact::set_aside(view, order, out),
            Action::ReleasePrisoners | Action::BackChannel | Action::Accuse => gesture::towards(view, order, out),
            Action::Label | Action::Unlabel => gesture::label(view, order, out),
            Action::Propaganda => gesture::propaganda(view, order, out),
            Action::Sanction => gesture::sanction(view, order, out),
            Action::CloseBorder => gesture::close_border(view, order, out),
            Action::LiftBlockade => gesture::lift_blockade(view, order, out),
            _ => {}
        }
    }
}

/// The event that carries out an order.
fn carried(view: &View<Settings>, order: &Order, rule: &'static str) -> Event {
    let &Order { target, place, agreement, .. } = order;
    Event { target, place, agreement, ..Event::of_order(order, rule, &view.world.ladder) }
}

/// The key of two actors, whoever comes first.
fn pair(world: &World, a: ActorId, b: ActorId) -> Key {
    let (a, b) = (world.actors[a.index()].key, world.actors[b.index()].key);
    if a < b { a.with(b) } else { b.with(a) }
}

/// Mean trust of two actors in each other.
fn mutual_trust(world: &World, a: ActorId, b: ActorId) -> f64 {
    0.5 * (world.tie(a, b).trust + world.tie(b, a).trust)
}

/// Whether both sides would sit down with this third party: it exists, it is there, neither rejects it.
fn is_accepted(view: &View<Settings>, third: ActorId, sides: &[ActorId]) -> bool {
    let world = view.world;
    let actor = &world.actors[third.index()];
    actor.alive
        && (actor.kind != ActorKind::Peacekeeper || world.strength(third) > 0.0)
        && sides.iter().all(|side| {
            let tie = world.tie(*side, third);
            *side != third && !tie.label && tie.affinity >= view.set.rejection
        })
}

/// What a third party is worth to a talk, 0-1.
fn mediation(view: &View<Settings>, third: ActorId, a: ActorId, b: ActorId) -> f64 {
    if !is_accepted(view, third, &[a, b]) {
        return 0.0;
    }
    let (x, y) = (view.world.tie(a, third), view.world.tie(b, third));
    let impartial = 1.0 - (x.affinity - y.affinity).abs() / 2.0;
    (view.world.actors[third.index()].leverage * impartial * (view.set.untrusted + 0.5 * (x.trust + y.trust)))
        .clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests;
