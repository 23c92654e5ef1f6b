//! How do affinity and trust move with what was done?
//!
//! Deeds of the week first: a clash takes `clash` to twice `clash` from the affinity of both sides, the more the more died;
//! an attack of two on one enemy at one place in one week adds `joint`; civilians killed take up to `massacre` from everybody
//! with kin among them. All of it scaled by the room left (a tie of -0.9 falls little further), and carried at a fraction to
//! those above. Deaths also enter a stock of harm with a half-life.
//!
//! Then structural balance (Heider 1946; Marvel et al. 2011) among ties that are known: `dX_ij = balance*(S_ij - rivalry*turf_ij)`,
//! `S_ij = sum_k X_ik*X_kj / (1 + sum_k |X_ik|)`: friends of friends draw near, enemies of enemies too, unless they compete for
//! the same ground (a common enemy alone would reconcile the deadliest rivals). The sum is over those whom `i` knows, so that a
//! stranger changes nothing. Affinity decays to its base, trust to what affinity warrants. The slow part is played for a
//! quarter of the actors each week, chosen by their keys, with four times the step.
//!
//! Sources: domain 2.4. Reads events, ties, kin. Changes affinity, trust, harm. Leaves out betrayals (in `align`, with the act)
//! and words (in `bargain`).

mod balance;
mod deed;

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "relate" {
    /// Affinity that a bloodless clash takes at affinity zero; a bloody one takes up to twice as much.
    clash: 0.15, 0.1..0.2, in 0.0..1.0, "affinity", "domain 2.4";
    /// Deaths at which two thirds of the way to twice as much are gone.
    clash_deaths: 10.0, 5.0..20.0, in 0.1..1000.0, "deaths", "assumed";
    /// Affinity that a joint attack adds at affinity zero.
    joint: 0.1, 0.05..0.15, in 0.0..1.0, "affinity", "domain 2.4";
    /// Affinity that a great killing of one's kin takes at affinity zero.
    massacre: 0.3, 0.15..0.5, in 0.0..1.0, "affinity", "assumed";
    /// Civilian deaths at which two thirds of that are gone.
    massacre_deaths: 20.0, 10.0..40.0, in 0.1..1000.0, "deaths", "assumed";
    /// Share of a move of affinity that goes on to the next actor above.
    carry: 0.6, 0.4..0.8, in 0.0..1.0, "share", "assumed";
    /// Trust that a clash takes and a joint attack adds, as a share of the move of affinity.
    trust_share: 0.3, 0.1..0.5, in 0.0..1.0, "share", "assumed";
    /// Weekly step of structural balance.
    balance: 0.01, 0.005..0.02 log, in 0.0..0.2, "affinity per week", "domain 2.4";
    /// Weight of competition for turf against it.
    rivalry: 1.0, 0.7..1.5, in 0.0..5.0, "none", "domain 2.4: turf must outweigh a common enemy";
    /// Share of the distance to its base that affinity goes back in a week.
    decay: 0.005, 0.003..0.01 log, in 0.0..0.2, "per week", "domain 2.4";
    /// Share of the distance to what affinity warrants that trust goes in a week.
    trust_drift: 0.005, 0.002..0.01 log, in 0.0..0.2, "per week", "assumed";
    /// Weeks in which the memory of harm halves.
    harm_half_life: 20.0, 12.0..26.0, in 1.0..500.0, "weeks", "domain 2.8";
} }

/// Moves affinity and trust.
pub fn relate(view: &View<Settings>, out: &mut Proposals) {
    deed::remember(view, out);
    balance::drift(view, out);
}

#[cfg(test)]
mod tests;
