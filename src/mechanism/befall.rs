//! Befall: what comes from outside this week, and what do the documents remember?
//!
//! Injects and scheduled events are carried out as given. An act becomes an order of the actor (in the field, of its
//! strongest member that may do it when the actor itself has no men), which a later mechanism carries out like any other;
//! a shock changes the world here; `set` puts values. Nothing else befalls anybody by chance: shocks that have causes
//! arise where their causes are.
//!
//! In week 0 the dated events before the start become stocks: `stock += amount * 2^(-age / half-life)`, age in weeks,
//! for losses (men), danger of a place and violence received (deaths), grievance (share), and the week of a coup. Losses
//! and violence of a coalition are those of its fighters, by their men.
//!
//! Source: the documents' own chronology; half-lives after domain 2.8; the effects of losing a leader after
//! Johnston (2012) and Jordan (2009), who disagree, hence the wide range. Reads: what comes from outside, the history
//! of the case. Changes: orders, and whatever a shock or a `set` concerns. Leaves out: the toll of an act put in from
//! outside, which follows from the fight it leads to; the overthrow's aftermath, which `govern` works out.

mod given;
mod memory;
mod put;

use super::View;
use crate::{domain::Hindrance, parameter::settings, world::Proposals};

settings! { "befall" {
    /// Half-life of what the actors and the people remember of events before the start.
    memory: 18, 12..26, in 0..200, "weeks", "domain 2.8 (half-life of grievance)";
    /// Grievance left by one civilian killed before the start among a thousand people, beyond what the seeds state.
    grudge: 0.01, 0..0.03, in 0..1, "share", "assumed";
    /// Cohesion that an organisation loses with its leader.
    leader_loss: 0.15, 0.05..0.3, in 0..1, "share", "Jordan 2009; Johnston 2012";
    /// Unrest stirred by a ban of gatherings or by an election put off.
    anger: 0.05, 0.02..0.12, in 0..1, "share", "assumed (C18)";
    /// Standing that a government loses when it puts an election off, and gains by an announcement.
    standing: 0.02, 0..0.05, in 0..1, "share", "assumed (C18)";
    /// Most grievance that one event before the start leaves.
    grudge_most: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Morale and supply of men who come from outside.
    fresh: 0.75, 0.65..0.85, in 0.0..1.0, "share", "assumed";
} }

/// Carries out what comes from outside, and at the start remembers what was before.
pub fn befall(view: &View<Settings>, out: &mut Proposals) {
    if view.world.week == 0 {
        memory::remember(view, out);
    }
    for given in &view.outside.given {
        if view.is_barred(given.kind, given.actor, given.target, given.place) {
            out.hinder(given::origin(view, given), Hindrance::Prevented);
        } else {
            given::happen(view, given, out);
        }
    }
}

#[cfg(test)]
mod tests;
