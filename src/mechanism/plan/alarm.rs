//! News after which a planner does not wait for its turn, and the decision for war that asks for an operation.

use super::{Settings, camp, worth::claims};
use crate::{
    domain::{Action, ActorKind, EventKind, Shock, Stance},
    id::ActorId,
    mechanism::View,
    world::{Event, WAR_DECIDED, World},
};

/// Whether an event is of a kind that may concern some planner: all that [`concerns`] asks about.
pub(super) fn is_news(event: &Event) -> bool {
    matches!(
        event.kind,
        EventKind::Shock(
            Shock::Capture
                | Shock::JoinsCoalition
                | Shock::LeavesCoalition
                | Shock::Split
                | Shock::StanceShift
                | Shock::CampCloses
                | Shock::MissionEnds
                | Shock::AgreementSigned
                | Shock::AgreementCollapses
                | Shock::Breach
        ) | EventKind::Act(Action::EndMission | Action::Join | Action::Column)
    )
}

/// Whether last week brought news after which nobody waits: war, a place of one's own side lost or gained, an enemy's column that has set out, a camp
/// or a mission that goes or says when, an agreement signed or broken, a partner come or gone.
pub(super) fn is_alarmed(view: &View<Settings>, planner: ActorId, news: &[Event]) -> bool {
    let world = view.world;
    let is_told = || camp::is_spoken_to(world, planner);
    news.iter().any(|event| concerns(view, planner, event))
        || is_told() && world.all_places().any(|place| camp::is_news(view, planner, place))
}

fn concerns(view: &View<Settings>, planner: ActorId, event: &Event) -> bool {
    let world = view.world;
    let ours = |who: Option<ActorId>| who.is_some_and(|who| world.belongs_to(who, planner));
    let either = ours(event.actor) || ours(event.target);
    match event.kind {
        EventKind::Shock(Shock::Capture | Shock::JoinsCoalition | Shock::LeavesCoalition | Shock::Split) => either,
        EventKind::Shock(Shock::StanceShift) => either && is_war(world, event),
        EventKind::Shock(Shock::CampCloses) => {
            event.place.is_some_and(|place| claims(world, planner, world.places[place.index()].region))
        }
        EventKind::Shock(Shock::MissionEnds) | EventKind::Act(Action::EndMission) => {
            event.actor.is_some_and(|actor| world.actors[actor.index()].kind == ActorKind::Peacekeeper)
        }
        EventKind::Shock(Shock::AgreementSigned | Shock::AgreementCollapses | Shock::Breach) => event
            .agreement
            .is_some_and(|id| world.agreements[id.index()].parties.iter().any(|party| ours(Some(*party)))),
        EventKind::Act(Action::Join) => either && event.success,
        EventKind::Act(Action::Column) => ours(event.target),
        _ => false,
    }
}

fn is_war(world: &World, event: &Event) -> bool {
    event.actor.zip(event.target).is_some_and(|(a, b)| world.tie(a, b).stance == Stance::War)
}

/// Whether a planner has decided last week to go to war with the side of somebody ([`WAR_DECIDED`]).
pub(super) fn has_gone_to_war(world: &World, planner: ActorId, target: ActorId) -> bool {
    let mut enemies = wars(world, planner).filter_map(|event| event.target);
    enemies.any(|enemy| world.belongs_to(target, enemy))
}

/// The decisions of last week by which a planner has gone to war.
pub(super) fn wars(world: &World, planner: ActorId) -> impl Iterator<Item = &Event> {
    let decided =
        move |event: &&Event| event.actor == Some(planner) && event.rule == WAR_DECIDED && is_war(world, event);
    world.traffic.reports.iter().filter(decided)
}
