//! Harm: which civilians die of this week's violence, and what do those who live come to feel?
//!
//! **Bystanders.** A strike from the air (C1) or shelling hits a gathering of people with probability
//! `collateral * (1 - mu) / (1 - mu0)`; intelligence `mu = mu0 + (mu1 - mu0) * collaboration` (Kress & Szechtman
//! 2009). On the ground each fighter killed stands for fire that also hits people:
//! `Poisson(crossfire * killed * people / (people + town))`, for each side. **Coercion.** Ordered punishment and
//! selective killing follow Kalyvas (2006) in the control share κ of the perpetrator among those who control anything:
//! indiscriminate `∝ (1 - κ)²`, selective `∝ |2κ - 1| min(κ, 1 - κ)`, which is zero at parity. Where the
//! men of a state's operations are at work, or were within `aftermath` weeks, they kill without being told, at the weekly rate
//! `reprisals * M / many * (1 - a)^2 * h * (1 - i) * (1 + min(fury, dead / sore)) * (1 - f) * people / (people + town)`, `dead` their own two to
//! four weeks ago (C3), mercenaries `brutality` times as often (C14; off: never); `a` accountability, `h` hostility of the people, `i` those who help,
//! `f` fear: the afraid hide before troops come, so that violence in a village ends by itself. **Protection**: all rates of deaths times
//! `max(residue, exp(-protection * men))`, men of a mission there and those told to shield civilians.
//!
//! Sizes are heavy-tailed because gatherings and parties are (density `∝ size^-a`), not because of a curve of deaths.
//!
//! **Feelings.** `n` dead touch the share `1 - exp(-circle * n / people)` of the victims' community (C25; off: of the
//! whole place), whose grievance, less where the killer is one's own, rises, support for the killer falls and fear
//! rises; whoever commands him gets a part. Guerrilla attacks on a garrison in town bring sweeps that sour relations
//! with the people (C3). Grievance and fear fade by half-lives towards the lasting part of what the seeds state.
//!
//! Source: domain 2.2, 2.3, 2.7, 2.8. Reads: this week's events and orders, control, support, missions. Changes:
//! events with civilian deaths, grievance, support, fear, danger. Leaves out: wounded, prisoners, looting of goods.

mod coerce;
mod feel;
mod hurt;

use super::View;
use crate::{
    parameter::settings,
    world::{Change, Event, EventRef, PlaceField, Proposals},
};

settings! { "harm" {
    /// Probability that a strike without intelligence hits people.
    collateral: 0.25, 0.15..0.35, in 0..1, "probability", "domain 2.2";
    /// Share of strikes on good intelligence where nobody helps.
    blind: 0.1, 0.05..0.2, in 0..0.99, "share", "domain 2.2: mu0 = 0.1";
    /// Share of strikes on good intelligence where everybody helps.
    informed: 0.6, 0.4..0.8, in 0..1, "share", "domain 2.2: mu1 = 0.6";
    /// Share of a gathering that dies when it is struck.
    lethality: 0.2, 0.1..0.35, in 0..1, "share", "assumed";
    /// Exponent of the density of sizes of gatherings and of parties.
    exponent: 2.2, 1.9..2.5, in 1.1..4, "1", "Bohorquez et al. 2009 (2.5); assumed for gatherings";
    /// Bystanders killed in a large town for each fighter killed.
    crossfire: 0.08, 0.03..0.2 log, in 0..5, "deaths per death", "assumed";
    /// People among whom half of the crossfire hits somebody.
    town: 5000, 2000..10000 log, in 1..1e6, "people", "assumed";
    /// Share of those rounded up whom a punishment without restraint kills.
    wrath: 0.3, 0.15..0.5, in 0..1, "share", "assumed; form after Kalyvas 2006";
    /// People whom each man of a party can round up.
    grip: 3, 1..8 log, in 0..100, "people per man", "assumed; with `wrath` some 5 to 12 dead an event, domain 5.2";
    /// Civilians killed in a week of selective killing where control is three quarters.
    picks: 3, 1..6, in 0..50, "deaths a week", "assumed; form after Kalyvas 2006";
    /// Reprisals a week by as many unrestrained men of an operation as `many` says, among people who are all hostile.
    reprisals: 10, 5..20 log, in 0..200, "reprisals a week", "domain 5.6; size fitted: state violence of January 2020 to July 2023, domain 5.4";
    /// How much more often mercenaries do so.
    brutality: 2, 1..4, in 0..20, "factor", "assumed (C14)";
    /// Weeks for which it goes on where the men of an operation were.
    aftermath: 4, 2..6, in 0..52, "weeks", "assumed";
    /// How much more of it the heaviest losses bring, at most.
    fury: 3, 2..4, in 0..20, "factor", "assumed (C3)";
    /// Reduction of the logarithm of the rates by one man who protects.
    protection: 0.0005, 0.0003..0.0008, in 0..0.1, "1/man", "Hultman, Kathman & Shannon 2013 (domain 2.7)";
    /// Share of the rates that no protection removes.
    residue: 0.2, 0.1..0.3, in 0..1, "share", "domain 2.7 (saturates at 0.2)";
    /// People who know a victim.
    circle: 300, 100..1000 log, in 0..1e5, "people", "assumed: size of a personal network";
    /// Grievance of somebody touched by a death for which the killer is fully blamed.
    blame: 0.6, 0.3..0.9, in 0..1, "share", "assumed; UNDP 2017: 71 % of triggers are harm by the state";
    /// Blame that falls on a killer who is one's own, of that on an outsider.
    own_blame: 0.5, 0.2..0.8, in 0..1, "share", "Condra & Shapiro 2012 (sign); assumed size";
    /// Share of grievance that reaches whoever commands the killer.
    command: 0.6, 0.3..0.9, in 0..1, "share", "assumed";
    /// Support lost with each unit of grievance.
    estrangement: 0.6, 0.3..1, in 0..3, "support per grievance", "assumed";
    /// How much further fear spreads than grief.
    dread: 3, 1.5..5, in 0..50, "factor", "assumed";
    /// Grievance against a garrison from the sweeps after an attack on it, among people of the attackers.
    sweep: 0.02, 0.005..0.05, in 0..1, "share", "assumed (C3); Condra et al. 2010 for the loop";
    /// Half-life of grievance.
    memory: 18, 12..26, in 0..500, "weeks", "domain 2.8";
    /// Half-life of fear.
    fear_memory: 8, 4..16, in 0..500, "weeks", "assumed";
    /// Part of the grievance and fear that the seeds state which does not fade.
    lasting: 0.6, 0.3..0.9, in 0..1, "share", "assumed: grievances are older than the war";
    /// Own dead of two to four weeks ago that double reprisals.
    sore: 20.0, 10.0..40.0 log, in 1.0..1e4, "men", "assumed; state reprisals follow losses by two to four weeks, domain 5.6";
    /// Men of an operation to whom the rate of reprisals refers.
    many: 500.0, 300.0..800.0 log, in 1.0..1e5, "men", "assumed: a column";
    /// Largest share of the people of a place whom a party finds and rounds up.
    round_up: 0.15, 0.05..0.3, in 0.0..1.0, "share", "assumed: the others hide or flee in time";
    /// Smallest party that punishes.
    patrol: 8.0, 5.0..12.0, in 1.0..1e3, "men", "assumed";
    /// Smallest gathering that is hit.
    family: 4.0, 3.0..6.0, in 1.0..100.0, "people", "assumed: those of one house or car";
    /// Largest gathering that is hit, as a share of the people of a place.
    market: 0.05, 0.03..0.1 log, in 0.001..1.0, "share", "assumed: a market day";
} }

/// Adds the civilian dead of the week and moves what people feel.
pub fn harm(view: &View<Settings>, out: &mut Proposals) {
    feel::fade(view, out);
    let events = &view.world.traffic.events;
    for (i, event) in events.iter().enumerate() {
        suffer(view, event, out);
        let what = |e: &Event| (e.kind, e.actor, e.target, e.place, e.part);
        let nth = || events[..i].iter().filter(|e| what(e) == what(event)).count();
        hurt::bystanders(view, event, nth, out);
        feel::sweep(view, event, out);
    }
    coerce::ordered(view, out);
    coerce::unordered(view, out);
    coerce::remember(view, out);
}

/// People feel and flee what other mechanisms have stated already, such as a massacre from outside. What `harm` states itself
/// is not among the events yet.
fn suffer(view: &View<Settings>, event: &Event, out: &mut Proposals) {
    let Some(place) = event.place else { return };
    for (side, dead) in [(event.actor, event.civilian_deaths), (event.target, event.target_civilian_deaths)] {
        if let (Some(side), true) = (side, dead > 0) {
            out.drift(Change::Place(place, PlaceField::Danger, f64::from(dead)));
            feel::grieve(view, EventRef::DRIFT, (side, place), dead, feel::Victims::Hostile, out);
        }
    }
}

#[cfg(test)]
mod tests;
