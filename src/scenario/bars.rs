//! What a scenario prevents, and what it lets happen nevertheless: bars that bar nothing, and events or orders that are barred.

use super::{
    draft::Draft,
    orders,
    shocks::{self, Idle},
    stand::is_below,
    unread,
};
use crate::{
    domain::{Action, ActorFact, Case, EventKind, Shock},
    id::{ActorId, Key, PlaceId},
    study::{Decrees, Inject, Prevent, When},
    world::outside::{Bar, Command, Given},
};

/// What comes from outside alone.
pub(super) const GIVEN: [Shock; 8] = [
    Shock::AircraftArrive,
    Shock::Ban,
    Shock::ElectionPostponed,
    Shock::ForceArrives,
    Shock::JoinsCoalition,
    Shock::LeaderLost,
    Shock::MissionEnds,
    Shock::Set,
];

/// Bars that stand in nobody's way, with the reason.
pub(super) fn idle(case: &Case, prevents: &[Prevent], injects: &[Inject]) -> Vec<String> {
    let note = |(i, prevent): (usize, &Prevent)| {
        let same =
            |other: &&Prevent| (other.bar, other.from, other.until) == (prevent.bar, prevent.from, prevent.until);
        let twice = || prevents[..i].iter().find(same).map(|other| format!("it says what prevents.{} says", other.id));
        let why = needless(case, prevent, injects).or_else(twice)?;
        Some(format!("prevents.{}: {why}, and it prevents nothing", prevent.id))
    };
    prevents.iter().enumerate().filter_map(note).collect()
}

/// Why nothing that a bar forbids could ever happen.
fn needless(case: &Case, prevent: &Prevent, injects: &[Inject]) -> Option<String> {
    let bar = &prevent.bar;
    let (word, actor_id) = (bar.kind.word(), |id: ActorId| case.actors[id.index()].id.as_str());
    if let Some(own) = bar.actor.filter(|id| bar.target == Some(*id))
        && !case.memberships.iter().any(|m| m.coalition == own)
    {
        return Some(format!("{} does nothing to itself", actor_id(own)));
    }
    if let Some(why) = impossible(case, bar, injects) {
        return Some(why);
    }
    let comes = |inject: &Inject| {
        let given = &inject.given;
        hits(case, bar, (given.kind, given.actor, given.target, given.place)) && within(&inject.when, prevent)
    };
    match bar.kind {
        EventKind::Shock(shock) => {
            let nowhere = GIVEN.contains(&shock) && !injects.iter().any(comes);
            if nowhere {
                return Some(format!("`{word}` comes from outside alone, and nothing here brings it"));
            }
            let names = [bar.actor.is_some(), bar.target.is_some(), bar.place.is_some()];
            let mut unread = names.into_iter().zip(of_the_model(shock)).zip(WITHOUT);
            let (_, without) =
                unread.find(|((named, has), _)| *named && !has).filter(|_| !injects.iter().any(comes))?;
            Some(format!("`{word}` {without}"))
        }
        EventKind::Act(action) => {
            let able = |(i, fact): (usize, &ActorFact)| {
                action.is_open_to(fact.kind) && bar.actor.is_none_or(|root| is_below(case, ActorId::from(i), root))
            };
            if !case.actors.iter().enumerate().any(able) {
                let who = bar.actor.map_or("here", actor_id);
                let of = if bar.actor.is_some() { "of " } else { "" };
                return Some(format!("`{word}` is open to nobody {of}{who}"));
            }
            let mut unread = unread::named(case, bar.kind, (bar.target, bar.place, None));
            let (key, _) = unread.next().filter(|_| !injects.iter().any(comes))?;
            let without = if key == "target" { "is done to nobody" } else { "happens at no place" };
            Some(format!("`{word}` {without}"))
        }
    }
}

/// What is said of an event without actor, target and place.
const WITHOUT: [&str; 3] = ["is nobody's doing", "is done to nobody", "happens at no place"];

/// Whether an event that the model itself brings about has an actor, a target and a place by which it could be forbidden.
const fn of_the_model(shock: Shock) -> [bool; 3] {
    match shock {
        Shock::Announcement | Shock::LeavesCoalition | Shock::PatronLeaves | Shock::StanceShift => [true, true, false],
        Shock::CampCloses | Shock::Coup | Shock::ForceLeaves | Shock::Rising => [true, false, true],
        Shock::Split => [true, false, false],
        Shock::Flight | Shock::Return => [false, false, true],
        _ => [true; 3],
    }
}

/// Why nobody whom a bar names could ever do it: what an inject of the same could never bring about.
fn impossible(case: &Case, bar: &Bar, injects: &[Inject]) -> Option<String> {
    let ids = || (0..case.actors.len()).map(ActorId::from);
    let below = |root: Option<ActorId>| -> Vec<Option<ActorId>> {
        root.map_or_else(|| vec![None], |root| ids().filter(|id| is_below(case, *id, root)).map(Some).collect())
    };
    // Of an act that nobody is named for anybody may be meant to whom it is open.
    let able =
        |action: Action| ids().filter(move |id| action.is_open_to(case.actors[id.index()].kind)).map(Some).collect();
    let actors = match (bar.actor, bar.kind) {
        (None, EventKind::Act(action)) => able(action),
        (root, _) => below(root),
    };
    let mut reasons = Vec::new();
    for actor in actors {
        for target in below(bar.target) {
            let given = Given { actor, target, place: bar.place, ..Given::of(Key(0), bar.kind) };
            let inject = Inject { id: String::new(), when: When::Week(0), given, chance: 1.0 };
            match shocks::idle(case, injects, &inject).or_else(|| orders::idle(case, &inject)) {
                Some(Idle::Never(_, why)) => reasons.push(why),
                _ => return None,
            }
        }
    }
    reasons.into_iter().next()
}

/// Injects and choices of people that a bar of the same scenario forbids in every week in which they could happen. Where a what-if
/// prevents what its base puts in, that is what it is for.
pub(super) fn barred(
    case: &Case,
    whose: &str,
    draft: &Draft,
    injects: &[Inject],
    all: (&[Prevent], &Decrees),
) -> Vec<String> {
    let (prevents, decrees) = all;
    let own = |inject: &&Inject| {
        let item = draft.injects.get(&inject.id);
        item.is_some_and(|item| whose == "base" || item.own)
    };
    let of_injects = injects.iter().filter(own).filter_map(|inject| {
        let given = &inject.given;
        let what = (given.kind, given.actor, given.target, given.place);
        let bar = prevents.iter().find(|p| hits(case, &p.bar, what) && always(&inject.when, p))?;
        Some(format!("inject {}, {}: prevents.{} forbids it: it never happens", inject.id, given.kind.word(), bar.id))
    });
    let of_people = decrees.choices.iter().filter_map(|(week, d)| {
        let Command::Act { action, target, place, .. } = d.command else { return None };
        let kind = EventKind::Act(action);
        let what = (kind, Some(d.actor), target, place);
        let bar = prevents.iter().find(|p| hits(case, &p.bar, what) && (p.from..=p.until).contains(week))?;
        let (who, word) = (&case.actors[d.actor.index()].id, kind.word());
        Some(format!("decision in week {week}, {word} by {who}: prevents.{} forbids it", bar.id))
    });
    of_injects.chain(of_people).collect()
}

/// Whether a bar forbids what is done by one to another at a place; as things stand at the start.
fn hits(case: &Case, bar: &Bar, what: (EventKind, Option<ActorId>, Option<ActorId>, Option<PlaceId>)) -> bool {
    let (kind, actor, target, place) = what;
    let under = |bar: Option<ActorId>, who: Option<ActorId>| {
        bar.is_none_or(|root| who.is_some_and(|id| is_below(case, id, root)))
    };
    bar.kind == kind
        && under(bar.actor, actor)
        && under(bar.target, target)
        && (bar.place.is_none() || bar.place == place)
}

/// Whether a bar stands in some week in which something can happen.
fn within(when: &When, bar: &Prevent) -> bool {
    match when {
        When::Week(week) => (bar.from..=bar.until).contains(week),
        When::Every { from, until, .. } => bar.from <= *until && *from <= bar.until,
        When::Condition { .. } => true,
    }
}

/// Whether a bar stands in every week in which something can happen.
fn always(when: &When, bar: &Prevent) -> bool {
    match when {
        When::Week(week) => (bar.from..=bar.until).contains(week),
        When::Every { from, until, .. } => bar.from <= *from && *until <= bar.until,
        When::Condition { .. } => bar.from == 0 && bar.until == u32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Action,
        scenario::{Request, load},
    };

    #[test]
    fn a_bar_hits_what_it_names_and_all_who_belong_there() {
        let study = load("tolmarra/winter-road", &Request::default()).expect("the built-in case has no fault");
        let case = &study.variants[0].case;
        let kind = EventKind::Act(Action::Assault);
        let (front, band, guard) = (case.actor("front"), case.actor("river_band"), case.actor("guard"));
        let (dunvar, brenhold) = (case.place("dunvar"), case.place("brenhold"));
        let all = Bar { kind, actor: None, target: None, place: None };
        let of_front = Bar { actor: front, ..all };
        assert!(hits(case, &all, (kind, guard, None, dunvar)));
        assert!(!hits(case, &all, (EventKind::Act(Action::Raid), guard, None, dunvar)));
        assert!(
            hits(case, &of_front, (kind, band, None, dunvar)) && !hits(case, &of_front, (kind, guard, None, dunvar))
        );
        assert!(!hits(case, &Bar { place: brenhold, ..all }, (kind, guard, None, dunvar)));
        // Whose target is not said may find another.
        assert!(!hits(case, &Bar { target: band, ..all }, (kind, guard, None, dunvar)));
        let prevent = |from, until| Prevent { id: String::new(), bar: all, from, until };
        assert!(always(&When::Week(5), &prevent(5, 5)) && !always(&When::Week(5), &prevent(6, 9)));
        let every = |from, until| When::Every { every: 4, from, until };
        assert!(always(&every(4, 20), &prevent(4, 20)) && !always(&every(4, 20), &prevent(4, 19)));
    }
}
