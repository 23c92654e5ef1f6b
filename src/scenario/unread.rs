//! What a kind of event does not read: numbers and targets that an inject or a scheduled event gives, and from which nothing would follow.

use crate::{
    domain::{Action, Case, EventFact, EventKind, Shock},
    study::Inject,
};

/// Acts that so much effort, so many men or so many sorties are put into; in all others there are all who are at hand.
const SIZED: [Action; 5] =
    [Action::AirStrike, Action::CollectivePunishment, Action::Implement, Action::Protect, Action::SelectiveKilling];

/// What is said of a size above the whole.
pub(super) const SHARE: (&str, &str) = ("`size` is a share here", "a number from 0 to 1");

/// The keys that a kind of event does not read.
pub(super) fn keys(kind: EventKind) -> &'static [&'static str] {
    use Shock::{
        AircraftArrive, Clash, Flight, ForceArrives, ForceLeaves, JoinsCoalition, Massacre, Return, Rising, Set, Split,
    };
    match kind {
        EventKind::Act(action) if SIZED.contains(&action) => &["deaths", "civilian_deaths"],
        EventKind::Shock(Set) => &["actor", "target", "place", "agreement", "deaths", "civilian_deaths", "size"],
        EventKind::Shock(
            ForceArrives | AircraftArrive | Rising | ForceLeaves | Split | JoinsCoalition | Flight | Return,
        ) => &["deaths", "civilian_deaths"],
        EventKind::Shock(Clash) => &["size"],
        EventKind::Shock(Massacre) => &["deaths", "size"],
        // How many die in an act is told by the fight; of the dead of other kinds nobody would be missing.
        EventKind::Act(_) | EventKind::Shock(_) => &["deaths", "civilian_deaths", "size"],
    }
}

/// What is said of such a key; `what` says of which kind it is.
pub(super) fn said(key: &str, what: &str) -> String {
    format!("`{key}` does nothing with {what}")
}

/// Whether a size is one of a share, and above the whole.
pub(super) fn is_no_share(kind: EventKind, size: f64) -> bool {
    matches!(kind, EventKind::Shock(Shock::Split | Shock::JoinsCoalition)) && size > 1.0
}

/// The first number of a scheduled event that its kind does not read, and what is said of it.
pub(super) fn of_scheduled(fact: &EventFact) -> Option<(&'static str, String)> {
    let numbers = [("deaths", &fact.deaths), ("civilian_deaths", &fact.civilian_deaths), ("size", &fact.size)];
    let unread = keys(fact.kind);
    let idle = numbers.into_iter().find(|(key, number)| unread.contains(key) && number.high > 0.0);
    let idle = idle.map(|(key, _)| (key, said(key, &format!("`{}`", fact.kind.word()))));
    idle.or_else(|| is_no_share(fact.kind, fact.size.high).then(|| ("size", format!("{}: {}", SHARE.0, SHARE.1))))
}

/// What is said of a target to which this kind of event does nothing.
pub(super) fn target(case: &Case, inject: &Inject) -> Option<String> {
    use Shock::{
        AircraftArrive, Ban, Coup, ElectionPostponed, Flight, ForceArrives, ForceLeaves, LeaderLost, MissionEnds,
        Return, Rising,
    };
    let EventKind::Shock(shock) = inject.given.kind else { return None };
    let alone = matches!(
        shock,
        AircraftArrive
            | Ban
            | Coup
            | ElectionPostponed
            | Flight
            | ForceArrives
            | ForceLeaves
            | LeaderLost
            | MissionEnds
            | Return
            | Rising
    );
    let target = inject.given.target.filter(|_| alone)?;
    let (id, who) = (&inject.id, &case.actors[target.index()].id);
    Some(format!("injects.{id}.target: `{}` does nothing to {who}: events.csv names it, and no more", shock.word()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_and_sizes_belong_to_kinds_that_read_them() {
        let (act, shock) = (EventKind::Act, EventKind::Shock);
        assert!(keys(act(Action::Raid)).contains(&"size") && !keys(act(Action::Implement)).contains(&"size"));
        assert!(keys(act(Action::Raid)).contains(&"deaths") && !keys(shock(Shock::Clash)).contains(&"deaths"));
        assert!(
            keys(shock(Shock::Coup)).contains(&"deaths") && !keys(shock(Shock::Massacre)).contains(&"civilian_deaths")
        );
        assert!(!keys(shock(Shock::Flight)).contains(&"size"));
        assert!(is_no_share(shock(Shock::Split), 1.5) && !is_no_share(shock(Shock::Split), 1.0));
        assert!(!is_no_share(shock(Shock::Flight), 500.0));
    }
}
