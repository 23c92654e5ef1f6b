//! Dated events before the start, turned into the stocks that they left.

use super::{Settings, given::share_out};
use crate::{
    chance::laws::weekly_decay,
    domain::{Case, EventFact, EventKind, Shock},
    id::ActorId,
    mechanism::View,
    world::{ActorField, Change, PlaceField, Proposals, TieField, World},
};
use libm::pow;

/// What is left of a stock when a share this small remains is not worth a change.
const FORGOTTEN: f64 = 1e-3;

/// Turns the events before the start that hold in this world into losses, danger, harm, grievance and dates of coups.
pub(super) fn remember(view: &View<Settings>, out: &mut Proposals) {
    for fact in view.case.history.iter().filter(|f| Case::holds(&f.source, &view.world.reading)) {
        let weeks = (view.case.start.duration_since(fact.date).as_hours() / 24) as f64 / 7.0;
        if let (EventKind::Shock(Shock::Coup), Some(actor)) = (fact.kind, fact.actor) {
            out.drift(Change::Coup(view.world.government_of(actor).unwrap_or(actor), weeks as u32));
        }
        let left = pow(weekly_decay(view.set.memory), weeks.max(0.0));
        if left > FORGOTTEN {
            leave_traces(view, fact, left, out);
        }
    }
}

fn leave_traces(view: &View<Settings>, fact: &EventFact, left: f64, out: &mut Proposals) {
    // The seeds state a range; what the actors remember is its middle.
    let deaths = middle(fact.deaths.low, fact.deaths.high) * left;
    let civilians = middle(fact.civilian_deaths.low, fact.civilian_deaths.high) * left;
    let sides = [fact.actor, fact.target].into_iter().flatten().count().max(1) as f64;
    for side in [fact.actor, fact.target].into_iter().flatten() {
        share_out(view.world, side, None, |id, share| {
            out.drift(Change::Actor(id, ActorField::Losses, share * deaths / sides));
        });
    }
    if let (Some(actor), Some(target), true) = (fact.actor, fact.target, deaths > 0.0) {
        hurt(view.world, actor, target, deaths / sides, out);
        hurt(view.world, target, actor, deaths / sides, out);
    }
    if let Some(place) = fact.place {
        out.drift(Change::Place(place, PlaceField::Danger, deaths + civilians));
        if let Some(actor) = fact.actor {
            resent(view, actor, place, civilians, out);
        }
    }
}

/// Whoever fights for one side, and everybody above it, remembers who killed its men: the other's fighters and everybody above
/// them, each by its share.
fn hurt(world: &World, victim: ActorId, killer: ActorId, deaths: f64, out: &mut Proposals) {
    share_out(world, victim, None, |hit, fell| {
        share_out(world, killer, None, |by, killed| {
            for x in world.lineage(hit) {
                for y in world.lineage(by).filter(|y| *y != x) {
                    out.drift(Change::Tie(x, y, TieField::Harm, fell * killed * deaths));
                }
            }
        });
    });
}

fn resent(view: &View<Settings>, actor: ActorId, place: crate::id::PlaceId, civilians: f64, out: &mut Proposals) {
    for community in &view.world.map.people[place.index()] {
        let thousands = (view.world.residents_of(*community) / 1000.0).max(1.0);
        let by = (view.set.grudge * civilians / thousands).min(view.set.grudge_most);
        if by > 0.0 {
            out.drift(Change::Grievance(*community, actor, by));
        }
    }
}

fn middle(low: f64, high: f64) -> f64 {
    f64::midpoint(low, high)
}
