//! Orders of people and of injects that look as if nothing could come of them, as things stand at the start. An analyst may mean
//! them for later; but nothing is worse than a slip of which nobody hears.

use super::{
    postures::{self, Stand},
    shocks::Idle,
    stand::{contracts, is_below, one_side, same, stance},
    unread,
};
use crate::{
    domain::{
        Action, ActorKind, AgreementKind, AgreementState, Camp, Case, Clause, ClauseFact, EventKind, ForceKind,
        PlaceKind, action::Aim,
    },
    id::{ActorId, AgreementId, PlaceId},
    study::{Decrees, Inject, When},
    world::outside::{Command, Decree},
};

/// What is ordered, whoever gives the order.
#[derive(Clone, Copy)]
struct Order {
    actor: ActorId,
    action: Action,
    target: Option<ActorId>,
    place: Option<PlaceId>,
    agreement: Option<AgreementId>,
}

/// What stands against the choices of people.
pub(super) fn of_people(case: &Case, decrees: &Decrees) -> Vec<String> {
    let unread = decrees.choices.iter().flat_map(|(week, d)| {
        let Command::Act { action, target, place, agreement } = d.command else { return Vec::new() };
        let who = &case.actors[d.actor.index()].id;
        let idle = unread::named(case, EventKind::Act(action), (target, place, agreement));
        idle.map(|(_, said)| format!("decision in week {week}, {} by {who}: {said}", action.word())).collect()
    });
    let told = decrees.choices.iter().filter_map(|(week, d)| {
        let whose = format!("decision in week {week}, {} by {}", d.command.word(), case.actors[d.actor.index()].id);
        let now = match d.command {
            Command::Act { action, target, place, agreement } => {
                hindered(case, Order { actor: d.actor, action, target, place, agreement })
            }
            Command::Posture { enemy, place, .. } => postures::hindered(case, Stand { actor: d.actor, enemy, place }),
        };
        match (impossible(case, d), now) {
            (Some((_, why)), _) => Some(format!("{whose}: {why}; it can never be carried out")),
            (None, Some(why)) => Some(at_the_start(&whose, why)),
            (None, None) => None,
        }
    });
    told.chain(unread).chain(postures::overruled(case, decrees)).collect()
}

/// What stands against the acts that injects order.
pub(super) fn of_injects(case: &Case, injects: &[Inject]) -> Vec<String> {
    let told = injects.iter().filter_map(|inject| {
        let (given, EventKind::Act(action)) = (&inject.given, inject.given.kind) else { return None };
        let (target, place, agreement) = (given.target, given.place, given.agreement);
        let order = Order { actor: given.actor?, action, target, place, agreement };
        let why = hindered(case, order).filter(|_| hopeless(case, order).is_none())?;
        let whose = format!("inject {}, {} by {}", inject.id, action.word(), case.actors[order.actor.index()].id);
        Some(at_the_start(&whose, why))
    });
    told.collect()
}

/// Why an act that an inject orders could never be carried out.
pub(super) fn idle(case: &Case, inject: &Inject) -> Option<Idle> {
    let (given, EventKind::Act(action)) = (&inject.given, inject.given.kind) else { return None };
    let (target, place, agreement) = (given.target, given.place, given.agreement);
    let (key, why) = hopeless(case, Order { actor: given.actor?, action, target, place, agreement })?;
    Some(Idle::Never(key, format!("`{}`: {why}", action.word())))
}

/// Why a choice of a person could never be carried out: the column that makes it so, and why.
pub(super) fn impossible(case: &Case, d: &Decree) -> Option<(&'static str, &'static str)> {
    match d.command {
        Command::Act { action, target, place, agreement } => {
            hopeless(case, Order { actor: d.actor, action, target, place, agreement })
        }
        Command::Posture { enemy, place, .. } => postures::hopeless(case, Stand { actor: d.actor, enemy, place }),
    }
}

/// What stands against an order whatever happens: kinds of actors, roads, and what agreements of the case say do not change.
fn hopeless(case: &Case, order: Order) -> Option<(&'static str, &'static str)> {
    use ActorKind::{Coalition, Criminal};
    let Order { actor, action, target, place, agreement } = order;
    let kind = |id: ActorId| case.actors[id.index()].kind;
    let fights_alone = |id: ActorId| kind(id).is_irregular() && !matches!(kind(id), Coalition | Criminal);
    match action {
        Action::Hire if target.is_some_and(|t| kind(t) != ActorKind::Mercenary) => {
            Some(("target", "the target is nobody who can be hired"))
        }
        Action::Join if target.is_some_and(|t| !kind(t).is_irregular()) => {
            Some(("target", "the target is no coalition"))
        }
        Action::Coordinate if target.is_some_and(|t| !kind(t).is_irregular() || kind(t) == Criminal) => {
            Some(("target", "only groups of irregulars draw closer so"))
        }
        Action::Merge if !fights_alone(actor) => Some(("actor", "only movements merge")),
        Action::Merge if target.is_some_and(|t| !fights_alone(t)) => Some(("target", "only movements merge")),
        Action::Recruit if kind(actor) == ActorKind::Army && place != case.actors[actor.index()].home => {
            Some(("place", "an army recruits at its home alone"))
        }
        Action::Tax if place.is_some_and(|p| case.places[p.index()].kind == PlaceKind::Border) => {
            Some(("place", "nobody holds a border crossing, and so nobody taxes there"))
        }
        Action::CloseBorder if place.is_some_and(|p| !at_border(case, p)) => {
            Some(("place", "no road crosses a border there"))
        }
        Action::Pay => {
            let agreement = &case.agreements[agreement?.index()];
            let pays = |clause: &ClauseFact| clause.clause == Clause::Payment && clause.amount.high > 0.0;
            if agreement.kind != AgreementKind::Patronage {
                Some(("agreement", "the agreement is no contract of protection, and nobody is paid under it"))
            } else if agreement.parties.first() != Some(&actor) {
                Some(("agreement", "it is not the client of the contract"))
            } else {
                (!agreement.clauses.iter().any(pays)).then_some(("agreement", "the agreement has no payment clause"))
            }
        }
        _ => None,
    }
}

/// Injects that never happen.
pub(super) fn never(injects: &[Inject]) -> impl Iterator<Item = String> {
    let never = injects.iter().filter(|inject| inject.chance <= 0.0);
    never.map(|inject| format!("inject {} never happens: its chance is 0", inject.id))
}

/// Injects that come again after the end alone.
pub(super) fn once(injects: &[Inject]) -> impl Iterator<Item = String> {
    injects.iter().filter_map(|inject| {
        let When::Every { every, from, until } = inject.when else { return None };
        let again = from.saturating_add(every);
        (again > until && every > 1).then(|| {
            format!(
                "inject {}: it comes in week {from} and not again: {every} weeks later is after week {until}",
                inject.id
            )
        })
    })
}

fn at_the_start(whose: &str, why: &str) -> String {
    format!("{whose}: at the start {why}; orders.csv says what comes of it")
}

/// What stands against an order at the start, if anything does.
fn hindered(case: &Case, order: Order) -> Option<&'static str> {
    let Order { actor, action, target, place, agreement } = order;
    let has =
        |wing: bool| case.forces.iter().any(|f| (f.kind == ForceKind::AirWing) == wing && same(case, f.actor, actor));
    if action == Action::AirStrike && !has(true) {
        return Some("its side has no aircraft");
    }
    match action.row().aim {
        Aim::Enemy if place.is_some_and(|p| holds(case, p, actor) && !target.is_some_and(|t| is_at(case, t, p))) => {
            Some("its own side holds the place")
        }
        Aim::Enemy if action != Action::AirStrike && !has(false) => Some("its side has no men"),
        Aim::Enemy if target.is_some_and(|t| one_side(case, actor, t)) => Some("the two are on one side"),
        Aim::Enemy if target.is_none() => place.and_then(|place| nobody_to_fight(case, actor, place)),
        Aim::Enemy => target.zip(place).filter(|(t, p)| !is_at(case, *t, *p)).map(|_| "the target has no men there"),
        Aim::Here | Aim::There => place.and_then(|place| on_the_ground(case, order, place, has(false))),
        Aim::Other => target.and_then(|target| towards(case, order, target)),
        Aim::Coalition => coalition(case, actor, action, target),
        Aim::Agreement => agreement.map_or_else(|| debts(case, actor, action), |id| about(case, order, id)),
        Aim::Own => (action == Action::EndMission && !has(false)).then_some("it has no men who could go home"),
    }
}

/// Whether the side of an actor holds a place.
fn holds(case: &Case, place: PlaceId, actor: ActorId) -> bool {
    case.control.iter().any(|c| c.place == place && c.holder.is_some_and(|h| one_side(case, h, actor)))
}

/// Whether there is nobody at a place against whom something could be done, or nobody who is no ally.
fn nobody_to_fight(case: &Case, actor: ActorId, place: PlaceId) -> Option<&'static str> {
    let men = case.forces.iter().filter(|f| f.place == place && f.kind != ForceKind::AirWing).map(|f| f.actor);
    let holders = case.control.iter().filter(|c| c.place == place).filter_map(|c| c.holder);
    let mut others = men.chain(holders).filter(|other| !one_side(case, *other, actor)).peekable();
    if others.peek().is_none() {
        return Some("nobody is there");
    }
    let ally = |other: ActorId| stance(case, actor, other).is_ally() && stance(case, other, actor).is_ally();
    others.all(ally).then_some("all who are there are its allies")
}

/// Whether an actor, or one below it, stands in a place or holds it.
fn is_at(case: &Case, actor: ActorId, place: PlaceId) -> bool {
    let own = |id: ActorId| is_below(case, id, actor);
    case.forces.iter().any(|f| f.place == place && f.kind != ForceKind::AirWing && own(f.actor))
        || case.control.iter().any(|c| c.place == place && c.holder.is_some_and(own))
}

/// Acts at a place that are against nobody.
fn on_the_ground(case: &Case, order: Order, place: PlaceId, armed: bool) -> Option<&'static str> {
    let Order { actor, action, .. } = order;
    let control = || case.control.iter().filter(|c| c.place == place);
    let here =
        || case.forces.iter().any(|f| f.place == place && f.kind != ForceKind::AirWing && same(case, f.actor, actor));
    let needs_men = !matches!(action, Action::Relief | Action::CloseBorder | Action::Tax);
    match action {
        Action::LiftBlockade if !control().any(|c| c.blockaded_by.is_some_and(|by| same(case, by, actor))) => {
            Some("its side does not cut the place off")
        }
        Action::SeizeCamp if !control().any(|c| matches!(c.camp, Camp::Vacated | Camp::Closing | Camp::Open)) => {
            Some("no camp is there")
        }
        Action::CloseBorder if case.places[place.index()].kind != PlaceKind::Border && !at_border(case, place) => {
            Some("no road crosses a border there")
        }
        Action::Administer | Action::Convoy if !holds(case, place, actor) => Some("its side does not hold the place"),
        _ if needs_men && !armed => Some("its side has no men"),
        // Men who are to be led there come from elsewhere.
        Action::Garrison | Action::Column | Action::Relief | Action::CloseBorder | Action::Tax => None,
        _ => (!here()).then_some("its side has no men there"),
    }
}

/// Whether a road from a place crosses a border.
fn at_border(case: &Case, place: PlaceId) -> bool {
    case.routes.iter().any(|r| r.border && (r.a == place || r.b == place))
}

/// Words and deeds towards another.
fn towards(case: &Case, order: Order, target: ActorId) -> Option<&'static str> {
    let Order { actor, action, .. } = order;
    let kind = case.actors[target.index()].kind;
    // Those who belong together may still turn on each other, or draw closer.
    if same(case, actor, target) && !matches!(action, Action::Coordinate | Action::Betray | Action::Merge) {
        return Some("the two belong together");
    }
    let label = case.ties.iter().any(|t| t.actor == actor && t.label && is_below(case, t.other, target));
    match action {
        Action::Label if label => Some("the target has that label already"),
        Action::Unlabel if !label => Some("the target has no label"),
        Action::Hire if kind != ActorKind::Mercenary => Some("the target is nobody who can be hired"),
        Action::Hire if contracts(case).any(|(_, provider)| provider == target) => Some("the target's contract stands"),
        Action::Betray if !stance(case, actor, target).is_ally() => Some("the two are no allies"),
        Action::Assist if !case.forces.iter().any(|f| same(case, f.actor, actor)) => Some("its side has no men"),
        _ => None,
    }
}

/// Leaving and joining.
fn coalition(case: &Case, actor: ActorId, action: Action, target: Option<ActorId>) -> Option<&'static str> {
    let above = case.memberships.iter().find(|m| m.member == actor).map(|m| m.coalition);
    match action {
        Action::Leave if above.is_none() => Some("it belongs to no coalition"),
        Action::Leave if target.is_some_and(|from| !is_below(case, actor, from)) => {
            Some("it does not belong to that coalition")
        }
        Action::Join if above.is_some() && above == target => Some("it belongs to that coalition already"),
        Action::Join if target.is_some_and(|t| case.actors[t.index()].kind != ActorKind::Coalition) => {
            Some("the target is no coalition")
        }
        _ => None,
    }
}

/// A client without a contract has nobody to pay.
fn debts(case: &Case, actor: ActorId, action: Action) -> Option<&'static str> {
    use crate::domain::AgreementKind::Patronage;
    let owes = case.agreements.iter().any(|g| g.kind == Patronage && g.parties.first() == Some(&actor));
    (action == Action::Pay && !owes).then_some("it has a contract with nobody")
}

/// What is done about an agreement.
fn about(case: &Case, order: Order, id: AgreementId) -> Option<&'static str> {
    let (agreement, actor) = (&case.agreements[id.index()], order.actor);
    let party = agreement.parties.iter().any(|p| is_below(case, actor, *p) || is_below(case, *p, actor));
    let over = agreement.state == AgreementState::Collapsed;
    match order.action {
        Action::Mediate | Action::Guarantee if party => Some("it is itself a party to the agreement"),
        Action::Guarantee if agreement.guarantor == Some(actor) => Some("it stands behind the agreement already"),
        Action::Mediate => None,
        _ if over => Some("the agreement has collapsed"),
        Action::Guarantee => None,
        _ => (!party).then_some("it is no party to the agreement"),
    }
}
