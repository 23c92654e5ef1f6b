//! What is written and not read: numbers and names that an event of this kind does without, and values that count for nothing in this case.

use crate::{
    domain::{Action, ActorKind, AgreementState, Case, Clause, EventFact, EventKind, PlaceKind, Shock, action::Aim},
    id::{ActorId, AgreementId, PlaceId},
    seeds::columns::Sheet,
    study::Inject,
    world::outside::Put,
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

/// What is said of the actors, places and agreements to which this kind of event does nothing.
pub(super) fn of_inject(case: &Case, inject: &Inject) -> Vec<String> {
    let given = &inject.given;
    let note = |(name, does): (&str, String)| match given.kind {
        EventKind::Act(_) => format!("injects.{}.{name}: {does}", inject.id),
        EventKind::Shock(_) => format!("injects.{}.{name}: {does}: events.csv names it, and no more", inject.id),
    };
    let set = given.puts.iter().filter_map(|put| {
        let (sheet, key, column) = match *put {
            Put::Actor(id, field, _) => (Sheet::Actors, &case.actors[id.index()].id, field.word()),
            Put::Place(id, field, _) => (Sheet::Places, &case.places[id.index()].id, field.word()),
            _ => return None,
        };
        let why = value(case, sheet, key, column)?;
        Some(format!("injects.{}.set, {}.{key}.{column}: it is not read: {why}", inject.id, sheet.word()))
    });
    named(case, given.kind, (given.target, given.place, given.agreement)).map(note).chain(set).collect()
}

/// What is said of those that an order names and that nothing is done to; each with the name of its key.
pub(super) fn named(
    case: &Case,
    kind: EventKind,
    (target, place, agreement): (Option<ActorId>, Option<PlaceId>, Option<AgreementId>),
) -> impl Iterator<Item = (&'static str, String)> {
    let all = [
        ("target", "to", target.map(|id| case.actors[id.index()].id.as_str())),
        ("place", "at", place.map(|id| case.places[id.index()].id.as_str())),
        ("agreement", "about", agreement.map(|id| case.agreements[id.index()].id.as_str())),
    ];
    let idle = names(kind, agreement.is_some());
    // Whoever is named in what climbs a rung of the ladder is one of the two who climb it.
    let at_home = |action: Action| matches!(action, Action::Recruit | Action::Tax | Action::Withdraw);
    let climbs = matches!(kind, EventKind::Act(action) if case.rung(action) > 0 && !at_home(action));
    let written = all.into_iter().filter_map(|(name, how, id)| Some((name, how, id?)));
    let unread = written.filter(move |(name, ..)| idle.contains(name) && !(climbs && *name == "target"));
    unread.map(move |(name, how, id)| (name, format!("`{}` does nothing {how} {id}", kind.word())))
}

/// The names that a kind of event does not read, of its target, its place and its agreement.
fn names(kind: EventKind, about: bool) -> &'static [&'static str] {
    use Shock::{
        AgreementCollapses, AgreementSigned, AircraftArrive, Announcement, Ban, Breach, CampCloses, Capture, Clash,
        Coup, Defection, ElectionPostponed, Flight, ForceArrives, ForceLeaves, JoinsCoalition, LeaderLost,
        LeavesCoalition, Massacre, MissionEnds, PatronLeaves, Return, Rising, Set, Split, StanceShift,
    };
    let shock = match kind {
        EventKind::Act(action) => return names_of_act(action),
        EventKind::Shock(shock) => shock,
    };
    match shock {
        Announcement | Ban | Coup | ElectionPostponed | LeaderLost | MissionEnds => &["target", "place", "agreement"],
        AircraftArrive | Flight | ForceArrives | ForceLeaves | Return | Rising => &["target", "agreement"],
        JoinsCoalition | LeavesCoalition | Split | StanceShift => &["place", "agreement"],
        CampCloses | Capture | Clash | Defection | Massacre => &["agreement"],
        AgreementSigned if !about => &[],
        AgreementCollapses | AgreementSigned | Breach | PatronLeaves => &["place"],
        // It has none of them: that is a fault already.
        Set => &[],
    }
}

fn names_of_act(action: Action) -> &'static [&'static str] {
    match (action, action.row().aim) {
        (Action::Column | Action::CollectivePunishment | Action::Protest | Action::SelectiveKilling, _)
        | (_, Aim::Enemy) => &["agreement"],
        (Action::Assist | Action::Mediate, _) => &["place"],
        (_, Aim::Here | Aim::There) => &["target", "agreement"],
        (_, Aim::Other | Aim::Coalition) => &["place", "agreement"],
        (_, Aim::Agreement) => &["target", "place"],
        (_, Aim::Own) => &["target", "place", "agreement"],
    }
}

/// What is said of the cells that a scenario sets, by table, key and column, and that are not read in this case.
pub(super) fn values(case: &Case, changed: &[(Sheet, String, String)]) -> Vec<String> {
    let note = |(sheet, key, column): &(Sheet, String, String)| {
        let why = value(case, *sheet, key, column)?;
        Some(format!("{}.{key}.{column}: it is not read: {why}", sheet.word()))
    };
    changed.iter().filter_map(note).collect()
}

fn value(case: &Case, sheet: Sheet, key: &str, column: &str) -> Option<&'static str> {
    let place = || case.place(key);
    match (sheet, column) {
        (Sheet::Places, "population") => {
            let settled = place().is_some_and(|id| case.communities.iter().any(|c| c.place == id));
            settled.then_some("those who live there are listed in communities.csv, and they are counted")
        }
        (Sheet::Places, "income" | "value") => {
            let border = place().is_some_and(|id| case.places[id.index()].kind == PlaceKind::Border);
            border.then_some("nobody holds a border crossing")
        }
        (Sheet::Actors, "concealment" | "quality") => {
            let id = case.actor(key)?;
            let armed = case.forces.iter().any(|f| f.actor == id);
            (!armed).then_some("it has no men at the start, whom alone this concerns")
        }
        (Sheet::Actors, "leverage") => {
            let kind = case.actors[case.actor(key)?.index()].kind;
            let open = [Action::Mediate, Action::Guarantee, Action::Sanction].iter().any(|a| a.is_open_to(kind));
            (!open).then_some("nobody of its kind mediates, guarantees or sanctions")
        }
        (Sheet::Actors, "burden") => {
            let id = case.actor(key)?;
            (!is_asked(case, id)).then_some("it helps nobody, pays nobody and stands behind no agreement")
        }
        (Sheet::Actors, "commitment") => {
            let id = case.actor(key)?;
            let member = case.memberships.iter().any(|m| m.member == id);
            (!member).then_some("it belongs to no coalition at the start")
        }
        (Sheet::Actors, "unrest") => {
            let kind = case.actors[case.actor(key)?.index()].kind;
            (kind != ActorKind::Government).then_some("only a government has a public that is uneasy")
        }
        (Sheet::Agreements, "progress") => {
            let state = case.agreements[case.agreement(key)?.index()].state;
            (state == AgreementState::Offered).then_some("it is on offer, and counts only from when it is signed")
        }
        (Sheet::Ladder, "direction") => Some("it tells readers what a rung means, and no number hangs on it"),
        (Sheet::Clauses, "amount") => {
            let kind = Clause::parse(key.rsplit_once(':')?.1)?;
            let counts = matches!(kind, Clause::Payment | Clause::Integration);
            (!counts).then_some("only payments and men to be taken in have an amount")
        }
        _ => None,
    }
}

/// Whether somebody may count on an actor, so that it matters how busy it is.
fn is_asked(case: &Case, id: ActorId) -> bool {
    let kind = case.actors[id.index()].kind;
    let open = [Action::Mediate, Action::Guarantee, Action::Assist].iter().any(|action| action.is_open_to(kind));
    let named = case.agreements.iter().any(|g| g.guarantor == Some(id) || g.parties.contains(&id));
    open || named || kind == ActorKind::Mercenary || case.forces.iter().any(|f| f.actor == id)
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
