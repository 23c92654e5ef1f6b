//! Are agreements kept, and how do they die?
//!
//! Every week the confidence in an agreement moves by
//! `quiet - breach_cost*b*(1 - calm*m) - unguarded*(1-G) - frustration*O*(1-progress)`
//! and by what spoilers do, with `b` in 0-1 the worst violence between the parties since last week (none in
//! the week of signing; times `unbound` where no clause forbids it), `m` whether somebody monitors, `G` in 0-1 the guarantee
//! (leverage times `untrusted` plus trust, times `unwritten` when no clause obliges the guarantor); `quiet` counts only in force
//! and without breach, `unguarded` only in force; and `O` the share of the clauses that must be carried out (C8; the people of
//! the disappointed side grow aggrieved as well). An agreement dies at the weekly rate `collapse*exp(-guarantee*G - confidence*T)`,
//! faster once it is breached, and stances fall back to hostility with it: peace without war. War is a decision of its own (`declare`), which
//! ends agreements at once.
//!
//! The exit of a guarantor takes confidence (C7). Armed groups left outside spoil, unless a clause includes them (C24). Fighting near
//! a camp hastens its closing (C20).
//!
//! Sources: domain 2.7; Fortna (2004) for what peacekeepers do to the hazard; Stedman (1997) for spoilers. Reads last week's rungs
//! of the ladder, camps, control, forces, orders. Changes agreements, stances, trust, grievance, camps, and what the clauses
//! oblige to: men who join the army, services, funds, cohesion. Leaves patronage, alliances and charters to others.

mod camp;
mod clause;
mod life;

use super::View;
use crate::{
    domain::{ActorKind, AgreementKind, Clause},
    id::ActorId,
    parameter::settings,
    world::{Agreement, Proposals, World},
};

settings! { "comply" {
    /// Weekly rate at which an agreement lapses without guarantee and confidence.
    collapse: 0.002, 0.001..0.004 log, in 0.0..2.0, "per week", "assumed: one in ten a year; war is a decision of its own; form after domain 2.7";
    /// How much a full guarantee lowers that rate.
    guarantee: 1.5, 1.0..2.0, in 0.0..10.0, "log", "domain 2.7 (Fortna 2004)";
    /// How much full confidence lowers it.
    confidence: 2.0, 1.0..3.0, in 0.0..10.0, "log", "assumed";
    /// How much faster an agreement dies while it is breached.
    breached: 5.0, 3.0..8.0, in 1.0..50.0, "times", "assumed";
    /// How much slower one dies that is carried out, or set aside.
    dormant: 0.3, 0.2..0.5, in 0.0..1.0, "times", "assumed";
    /// Weekly rate at which a breached agreement without further breach mends, times confidence plus guarantee.
    mend: 0.2, 0.1..0.4, in 0.0..5.0, "per week", "assumed";
    /// Weekly rate at which talks over an older agreement bring it back, times confidence plus guarantee.
    resume: 0.15, 0.05..0.3, in 0.0..5.0, "per week", "assumed";
    /// Weekly rate at which such talks stall.
    stall: 0.03, 0.01..0.06, in 0.0..5.0, "per week", "assumed";
    /// Confidence that a week without breach adds.
    quiet: 0.006, 0.003..0.01, in 0.0..1.0, "trust per week", "assumed";
    /// Confidence that the worst breach takes.
    breach_cost: 0.3, 0.15..0.5, in 0.0..1.0, "trust", "assumed";
    /// Probability that a breach is answered instead of returned when somebody monitors, and share of its cost that is saved.
    calm: 0.6, 0.4..0.8, in 0.0..1.0, "probability", "Fortna 2004; size assumed";
    /// Confidence that a week without guarantee takes.
    unguarded: 0.004, 0.002..0.008, in 0.0..1.0, "trust per week", "assumed";
    /// Confidence that the exit of the guarantor takes at once (C7).
    guarantor_exit: 0.15, 0.05..0.3, in 0.0..1.0, "trust", "assumed";
    /// Confidence that a week of obligations wholly unmet takes (C8).
    frustration: 0.006, 0.003..0.012, in 0.0..1.0, "trust per week", "assumed";
    /// Grievance that such a week adds among those who stand with the disappointed side (C8).
    frustration_grievance: 0.002, 0.0005..0.004, in 0.0..1.0, "grievance per week", "assumed";
    /// Weekly rate of acts of spoilers when those left out have all the arms (C24).
    spoiling: 0.15, 0.05..0.3, in 0.0..5.0, "per week", "Stedman 1997; size assumed";
    /// Confidence that such an act takes.
    spoiler_blow: 0.08, 0.04..0.15, in 0.0..1.0, "trust", "assumed";
    /// Share of spoiling that a clause of inclusion prevents when it is carried out; half of that from the start.
    inclusion: 0.7, 0.4..0.9, in 0.0..1.0, "share", "assumed";
    /// Weekly rate at which a closing camp is vacated in quiet times.
    camp_exit: 0.06, 0.04..0.1, in 0.0..5.0, "per week", "13 camps closed in 26 weeks of 2023";
    /// What heavy fighting within 50 km adds to that rate (C20).
    camp_flight: 0.3, 0.1..0.6, in 0.0..5.0, "per week", "assumed";
    /// Weeks before the day of its closing at which a camp may be vacated, at the earliest.
    hasten: 3.0, 1.0..6.0, in 0.0..104.0, "weeks", "assumed: trucks and guards are ordered for the day";
    /// Deaths near a camp, in the stock of danger, at which half of that is added.
    camp_danger: 15.0, 8.0..30.0 log, in 0.1..1000.0, "deaths", "assumed";
    /// Share of the men agreed on who join the army in a week of full confidence.
    integration: 0.0015, 0.0008..0.003, in 0.0..1.0, "per week", "recalled: some 1,800 of 8,000 fighters or more in the eight years of the Algiers accord, its observers' reports to 2023";
    /// Cohesion that the other ranks lose for each share of them that joins the army or takes an amnesty.
    ranks_leave: 0.5, 0.2..1.0, in 0.0..5.0, "cohesion per share", "assumed";
    /// Share of fighters who take an amnesty in a week, for a clause that is all of the agreement.
    amnesty: 0.002, 0.001..0.004, in 0.0..1.0, "per week", "assumed";
    /// Services that full decentralisation adds in a week where the other parties hold.
    decentralised_services: 0.005, 0.002..0.01, in 0.0..1.0, "services per week", "domain 2.3";
    /// Grievance against the government that it takes there.
    decentralised_relief: 0.004, 0.002..0.008, in 0.0..1.0, "grievance per week", "assumed";
    /// Standing that it costs the government in a week.
    decentralised_cost: 0.0005, 0.0..0.001, in 0.0..1.0, "standing per week", "assumed";
    /// Share of a guarantor's weight behind an agreement without a clause that says so.
    unwritten: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Share of a guarantor's weight with parties that do not trust it.
    untrusted: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// How much violence breaks an agreement that does not forbid it, against one that does.
    unbound: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Share of the relief by inclusion that its promise alone brings, before anything is implemented.
    promised: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Share implemented from which an agreement counts as carried out.
    done: 0.95, 0.9..0.99, in 0.0..1.0, "share", "assumed";
} }

/// Plays the week of every agreement and every camp.
pub fn comply(view: &View<Settings>, out: &mut Proposals) {
    for (id, agreement) in view.world.pacts() {
        if is_ours(agreement.kind) {
            let weighed = life::weigh(view, id, agreement, out);
            life::go_on(view, id, agreement, &weighed, out);
        }
        if agreement.state.is_in_force() && agreement.kind != AgreementKind::Patronage {
            clause::carry_out(view, id, agreement, out);
        }
    }
    camp::leave(view, out);
}

/// The kinds whose life is played here.
const fn is_ours(kind: AgreementKind) -> bool {
    use AgreementKind::{Accord, Ceasefire, Deal, LocalPact, Truce};
    matches!(kind, Accord | Ceasefire | Truce | LocalPact | Deal)
}

/// Whether a third party can do its work: it exists, and a mission has men in the country.
fn is_present(world: &World, third: ActorId) -> bool {
    let actor = &world.actors[third.index()];
    actor.alive && (actor.kind != ActorKind::Peacekeeper || world.strength(third) > 0.0)
}

fn has(agreement: &Agreement, clause: Clause) -> bool {
    agreement.clauses.iter().any(|c| c.clause == clause)
}

/// The guarantee behind an agreement, 0-1.
fn guarantee(world: &World, set: &Settings, agreement: &Agreement) -> f64 {
    let Some(guarantor) = agreement.guarantor.filter(|g| is_present(world, *g)) else { return 0.0 };
    let parties = agreement.parties.len().max(1) as f64;
    let trust = agreement.parties.iter().map(|p| world.tie(*p, guarantor).trust).sum::<f64>() / parties;
    let bound = if has(agreement, Clause::Guarantee) { 1.0 } else { set.unwritten };
    (world.actors[guarantor.index()].leverage * (set.untrusted + trust) * bound).clamp(0.0, 1.0)
}

/// Whether somebody watches over an agreement.
fn is_monitored(world: &World, agreement: &Agreement) -> bool {
    agreement
        .clauses
        .iter()
        .filter(|c| c.clause == Clause::Monitoring)
        .any(|c| c.bears.or(agreement.guarantor).or(agreement.mediator).is_some_and(|third| is_present(world, third)))
}

#[cfg(test)]
mod tests;
