//! Events before the start that a scenario adds or changes, and of which nothing is left when a run begins.

use crate::{
    chance::laws::weekly_decay,
    domain::{Action, Case, EventFact, EventKind, Shock},
    mechanism::quantity_index,
    parameter::Quantity,
    seeds::columns::Sheet,
    world::WEEKS_REMEMBERED,
};
use libm::pow;

/// The number that says how fast the dead of before are forgotten.
const MEMORY: &str = "befall.memory";
/// The share of a stock that is still told of.
const FORGOTTEN: f64 = 1e-3;

/// What is said of such events.
pub(super) fn notes(case: &Case, quantities: &[Quantity], changed: &[(Sheet, String, String)]) -> Vec<String> {
    let mut keys: Vec<&str> =
        changed.iter().filter(|(sheet, ..)| *sheet == Sheet::Events).map(|(_, key, _)| key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let memory = quantity_index(MEMORY).and_then(|index| quantities.get(index)).map_or(f64::MAX, |q| q.high);
    let idle = |key: &str| {
        let fact = case.history.iter().find(|fact| fact.id == key)?;
        let days = case.start.duration_since(fact.date).as_hours() / 24;
        (!is_remembered(fact, days, memory)).then(|| {
            format!("events.{key}: it lies {} weeks before the start, and no run knows of it any more", days / 7)
        })
    };
    keys.into_iter().filter_map(idle).collect()
}

/// Whether anything in a run hangs on what happened so many days before it.
fn is_remembered(fact: &EventFact, days: i64, memory: f64) -> bool {
    match fact.kind {
        EventKind::Shock(Shock::Coup) | EventKind::Act(Action::Betray) if fact.actor.is_some() => return true,
        EventKind::Act(_) if fact.actor.is_some() && fact.target.is_some() => {
            if (days - 1) / 7 < i64::from(WEEKS_REMEMBERED) {
                return true;
            }
        }
        EventKind::Act(_) | EventKind::Shock(_) => {}
    }
    let died = fact.deaths.high > 0.0 || fact.civilian_deaths.high > 0.0;
    died && pow(weekly_decay(memory), days as f64 / 7.0) > FORGOTTEN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Request, load};

    #[test]
    fn the_dead_are_forgotten_in_time_and_betrayal_never() {
        let study = load("tolmarra/winter-road", &Request::default()).expect("the built-in case has no fault");
        let mut fact = study.variants[0].case.history[0].clone();
        (fact.kind, fact.target) = (EventKind::Shock(Shock::Clash), None);
        (fact.deaths, fact.civilian_deaths) = (Quantity::fixed(0.0), Quantity::fixed(0.0));
        assert!(!is_remembered(&fact, 7, 18.0));
        fact.deaths = Quantity::fixed(9.0);
        // Of what has a half-life of 18 weeks a thousandth is left after 179 of them.
        assert!(is_remembered(&fact, 179 * 7, 18.0) && !is_remembered(&fact, 180 * 7, 18.0));
        fact.deaths = Quantity::fixed(0.0);
        fact.actor = Some(crate::id::ActorId::from(0));
        fact.target = Some(crate::id::ActorId::from(1));
        fact.kind = EventKind::Act(Action::Raid);
        assert!(is_remembered(&fact, 56, 18.0) && !is_remembered(&fact, 57, 18.0));
        fact.kind = EventKind::Act(Action::Betray);
        assert!(is_remembered(&fact, 5_000, 18.0));
    }
}
