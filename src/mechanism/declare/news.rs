//! What happened last week that two sides take to heart: incidents, and news after which war is weighed anew.

use super::{
    Between, Settings, guard,
    incident::{self, is_between},
};
use crate::{
    chance::laws::weekly_decay,
    domain::{Action, ActorKind, EventKind, Shock},
    id::ActorId,
    mechanism::View,
    world::{Change, Event, Proposals, QuarrelField},
};

/// Whether an event is of a kind that any two sides may take to heart: all that [`weight`] and [`is_news`] ask about.
pub(super) fn may_matter(event: &Event) -> bool {
    let talked_about = matches!(
        event.kind,
        EventKind::Shock(
            Shock::CampCloses
                | Shock::MissionEnds
                | Shock::Capture
                | Shock::AgreementSigned
                | Shock::AgreementCollapses
                | Shock::Breach
        ) | EventKind::Act(Action::SeizeCamp | Action::EndMission | Action::Denounce | Action::SuspendTalks)
    );
    talked_about || event.is_violent() || incident::is_incident(event)
}

/// Moves the stock of incidents, and notes when a side has news to weigh.
pub(super) fn take_in(view: &View<Settings>, between: &Between, told: &[Event], out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let [a, b] = between.sides;
    let open = 1.0 - incident::settles(view, &between.guard);
    let mut fresh = 0.0;
    let mut news = [is_exit_announced(view, between); 2];
    for event in told {
        fresh += weight(view, between, event, open);
        for (side, heard) in news.iter_mut().enumerate() {
            *heard = *heard || is_news(view, between, side, event);
        }
    }
    let decay = weekly_decay(set.memory) - 1.0;
    for (side, (me, other)) in [(a, b), (b, a)].into_iter().enumerate() {
        let quarrel = world.quarrels.at(me.index(), other.index());
        // In war nobody counts incidents.
        let by = quarrel.incidents * decay + if between.is_war() { 0.0 } else { fresh };
        if by != 0.0 {
            out.drift(Change::Quarrel(me, other, QuarrelField::Incidents, by));
        }
        if news[side] && quarrel.due == 0 {
            // What is heard this week happened last week.
            let due = world.week + (set.reaction.round() as u32).saturating_sub(1);
            out.drift(Change::Quarrel(me, other, QuarrelField::Due, f64::from(due)));
        }
    }
}

/// What an event adds to the stock: an unsettled incident or any force used between the two, a camp taken that the other claims, an act
/// of spoilers against what they agreed on; the last ones as far as nobody settles them.
pub(super) fn weight(view: &View<Settings>, between: &Between, event: &Event, open: f64) -> f64 {
    let world = view.world;
    if incident::is_incident(event) {
        let ours = is_between(world, between.sides, event);
        return if ours && !event.success { 1.0 } else { 0.0 };
    }
    let counts = match event.kind {
        EventKind::Act(Action::SeizeCamp) => {
            let by = |side: ActorId| event.actor.is_some_and(|x| world.belongs_to(x, side));
            let claims = |side: ActorId| event.place.is_some_and(|p| world.control_of(p, side) >= view.set.claim);
            let [a, b] = between.sides;
            event.success && (by(a) && claims(b) || by(b) && claims(a))
        }
        EventKind::Shock(Shock::Breach) => {
            let outside = !is_between(world, between.sides, event);
            outside && event.agreement.is_some_and(|id| between.agreement.is_some_and(|(own, _)| own == id))
        }
        _ => event.is_violent() && is_between(world, between.sides, event),
    };
    if counts { open } else { 0.0 }
}

/// Whether a side weighs war because of an event.
pub(super) fn is_news(view: &View<Settings>, between: &Between, side: usize, event: &Event) -> bool {
    let (world, me) = (view.world, between.sides[side]);
    let of = |x: Option<ActorId>, root: ActorId| x.is_some_and(|x| world.belongs_to(x, root));
    let claimed = || event.place.is_some_and(|p| world.control_of(p, me) >= view.set.claim);
    let agreed = || {
        event.agreement.is_some_and(|id| {
            let agreement = &world.agreements[id.index()];
            !agreement.parties.is_empty() && world.covers(agreement, between.sides[0], between.sides[1])
        })
    };
    match event.kind {
        EventKind::Shock(Shock::CampCloses) | EventKind::Act(Action::SeizeCamp) => claimed(),
        EventKind::Shock(Shock::MissionEnds) | EventKind::Act(Action::EndMission) => {
            event.actor.is_some_and(|x| world.actors[x.index()].kind == ActorKind::Peacekeeper)
        }
        EventKind::Shock(Shock::Capture) => of(event.target, me) || is_between(world, between.sides, event),
        EventKind::Shock(Shock::AgreementSigned | Shock::AgreementCollapses | Shock::Breach)
        | EventKind::Act(Action::Denounce | Action::SuspendTalks) => agreed(),
        _ => false,
    }
}

/// Whether the exit of the guarantor became known in the past week.
fn is_exit_announced(view: &View<Settings>, between: &Between) -> bool {
    let Some(end) = between.guard.guarantor.and_then(|g| guard::planned_end(view, g)) else { return false };
    let (today, before) = (view.case.date(view.world.week), view.case.date(view.world.week.saturating_sub(1)));
    before < end.known && end.known <= today
}
