//! News after which a planner does not wait for its turn, and the decision for war that asks for an operation.

use super::{Settings, camp, worth::claims};
use crate::{
    domain::{Action, ActorKind, EventKind, Shock, Stance},
    id::ActorId,
    mechanism::View,
    world::{Event, World},
};

/// Whether last week brought news after which nobody waits: war, a place of one's own side lost or gained, an enemy's column that has set out, a camp
/// or a mission that goes or says when, an agreement signed or broken, a partner come or gone.
pub(super) fn is_alarmed(view: &View<Settings>, planner: ActorId) -> bool {
    let world = view.world;
    world.traffic.reports.iter().any(|event| concerns(view, planner, event))
        || world.all_places().any(|place| camp::is_news(view, planner, place))
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
        EventKind::Act(Action::Column) => ours(event.target),
        _ => false,
    }
}

fn is_war(world: &World, event: &Event) -> bool {
    event.actor.zip(event.target).is_some_and(|(a, b)| world.tie(a, b).stance == Stance::War)
}

/// The side with which a planner has decided last week to go to war. Between irregular groups war is not a decision ([`crate::mechanism`]).
pub(super) fn has_gone_to_war(world: &World, planner: ActorId) -> Option<ActorId> {
    let government = |id: ActorId| world.actors[id.index()].kind == ActorKind::Government;
    let decided = |event: &&Event| {
        event.kind == EventKind::Shock(Shock::StanceShift)
            && event.actor == Some(planner)
            && event.target.is_some_and(|other| government(planner) || government(other))
            && is_war(world, event)
    };
    world.traffic.reports.iter().find(decided).and_then(|event| event.target)
}
