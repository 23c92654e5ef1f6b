//! What a scenario prevents, and what it lets happen nevertheless: bars that bar nothing, and events or orders that are barred.

use super::{draft::Draft, stand::is_below};
use crate::{
    domain::{ActorFact, Case, EventKind},
    id::{ActorId, PlaceId},
    study::{Decrees, Inject, Prevent, When},
    world::outside::{Bar, Command},
};

/// What is prevented of those who could never do it.
pub(super) fn idle(case: &Case, prevents: &[Prevent]) -> Vec<String> {
    let note = |prevent: &Prevent| {
        let (EventKind::Act(action), Some(actor)) = (prevent.bar.kind, prevent.bar.actor) else { return None };
        let able =
            |(i, fact): (usize, &ActorFact)| action.is_open_to(fact.kind) && is_below(case, ActorId::from(i), actor);
        let nobody = !case.actors.iter().enumerate().any(able);
        let (id, who) = (&prevent.id, &case.actors[actor.index()].id);
        nobody.then(|| format!("prevents.{id}: `{}` is open to nobody of {who}, and prevents nothing", action.word()))
    };
    prevents.iter().filter_map(note).collect()
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
