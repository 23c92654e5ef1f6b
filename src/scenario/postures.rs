//! Postures that people order and of which nothing could come, whatever happens or as things stand at the start.

use super::stand::{contracts, is_below, one_side, stance};
use crate::{
    domain::{ActorKind, Case, ForceKind, PlaceKind, Posture},
    id::{ActorId, PlaceId},
    study::Decrees,
    world::outside::Command,
};

/// A posture as it is ordered: by whom, against whom, in the region of which place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    pub(super) actor: ActorId,
    pub(super) enemy: ActorId,
    pub(super) place: Option<PlaceId>,
}

/// Why no posture can be ordered by an actor of this kind.
pub(super) fn closed_to(kind: ActorKind) -> Option<(String, String)> {
    let open = ActorKind::ALL.iter().filter(|kind| Posture::is_open_to(**kind)).map(|kind| kind.word());
    let open: Vec<&str> = open.collect();
    let message = format!("no posture is open to {}", kind.one());
    (!Posture::is_open_to(kind)).then(|| (message, format!("postures are open to: {}", open.join(", "))))
}

/// What stands against a posture whatever happens: the column that makes it so, and why.
pub(super) fn hopeless(case: &Case, stand: Stand) -> Option<(&'static str, &'static str)> {
    let place = stand.place?;
    // Nobody fights on foreign ground.
    let fought_over = |p: PlaceId| lies_with(case, p, place) && case.places[p.index()].kind != PlaceKind::Border;
    let all = (0..case.places.len()).map(PlaceId::from);
    (!all.into_iter().any(fought_over))
        .then_some(("place", "its region has border posts alone, and nobody fights there"))
}

/// What stands against a posture at the start, if anything does.
pub(super) fn hindered(case: &Case, stand: Stand) -> Option<&'static str> {
    let Stand { actor, enemy, place } = stand;
    let all = || (0..case.actors.len()).map(ActorId::from);
    let own = |id: &ActorId| serves(case, *id, actor) && case.actors[id.index()].kind.fights();
    let theirs = |id: &ActorId| serves(case, *id, enemy);
    let hostile = |a: ActorId, b: ActorId| {
        !one_side(case, a, b) && (stance(case, a, b).is_enemy() || stance(case, b, a).is_enemy())
    };
    let armed = |id: ActorId, anywhere: bool| {
        let near = |at: PlaceId| anywhere || place.is_none_or(|place| lies_with(case, at, place));
        case.forces.iter().any(|f| f.actor == id && near(f.place) && (anywhere || f.kind != ForceKind::AirWing))
    };
    if one_side(case, actor, enemy) {
        return Some("the two are on one side");
    }
    if !all().filter(own).any(|id| armed(id, true)) {
        return Some("its side has no men");
    }
    if !all().filter(own).any(|a| all().filter(theirs).any(|b| hostile(a, b))) {
        return Some("the two are no enemies");
    }
    let there = all().filter(theirs).any(|id| armed(id, false));
    (!there).then_some(if place.is_some() { "the target has no men in that region" } else { "the target has no men" })
}

/// What of the orders of people for postures does nothing, because a later one of the same week covers it.
pub(super) fn overruled(case: &Case, decrees: &Decrees) -> Vec<String> {
    let covers = |one: Option<PlaceId>, other: Option<PlaceId>| match (one, other) {
        (None, _) => true,
        (Some(one), Some(other)) => lies_with(case, one, other),
        (Some(_), None) => false,
    };
    let told = decrees.choices.iter().enumerate().filter_map(|(i, (week, decree))| {
        let Command::Posture { posture, enemy, place } = decree.command else { return None };
        let later = decrees.choices[i + 1..].iter().find(|(at, other)| match other.command {
            Command::Posture { enemy: whom, place: at_place, .. } => {
                (*at, other.actor, whom) == (*week, decree.actor, enemy) && covers(at_place, place)
            }
            Command::Act { .. } => false,
        })?;
        let (who, word, other) = (&case.actors[decree.actor.index()].id, posture.word(), later.1.command.word());
        Some(format!("decision in week {week}, {word} by {who}: a later line of that week says {other} of the same fronts, and that one holds"))
    });
    told.collect()
}

/// Whether an actor is another, belongs to it, or is in the pay of one that does.
fn serves(case: &Case, actor: ActorId, root: ActorId) -> bool {
    is_below(case, actor, root) || contracts(case).any(|(client, provider)| provider == actor && client == root)
}

/// Whether two places lie in one region.
fn lies_with(case: &Case, a: PlaceId, b: PlaceId) -> bool {
    case.places[a.index()].region == case.places[b.index()].region
}
