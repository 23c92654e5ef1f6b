//! How an operation begins: who is asked, who comes, who sets out to where it assembles.

use super::{Settings, ask, cost};
use crate::{
    chance::Purpose,
    domain::{ForceKind, OperationEnd, OperationKind, OperationStage},
    id::{ActorId, ForceId, Key, PlaceId},
    mechanism::View,
    world::{
        Body, Change, Desk, EventRef, ForceField, March, Objective, Operation, Origin, Participant, Proposals, World,
        ledger::{Choice, Decision},
    },
};
use arrayvec::ArrayVec;

const LINGER: Purpose = Purpose::of("plan.linger");

/// Begins the operation that was chosen; keeps the decision, if somebody asks for it.
pub(super) fn begin(view: &View<Settings>, planner: ActorId, chosen: &Objective, desk: &mut Desk, out: &mut Proposals) {
    let origin = note(planner, chosen, desk, out);
    send(view, planner, chosen, origin, desk, out);
}

/// Asks those who could take part ([`call_up`]), and sends those who come to where it assembles.
pub(super) fn send(
    view: &View<Settings>,
    planner: ActorId,
    objective: &Objective,
    origin: Origin,
    desk: &mut Desk,
    out: &mut Proposals,
) {
    let (world, set) = (view.world, view.set);
    // Whoever finds no room among the operations waits.
    if desk.begun >= world.room_for_operations() {
        return;
    }
    desk.begun += 1;
    let key = key_of(world, planner, objective);
    let ways = &world.map.ways;
    let away = |place: PlaceId| ways.days(place, objective.assembly);
    desk.bodies.sort_unstable_by(|a, b| {
        away(a.place).total_cmp(&away(b.place)).then(b.own.cmp(&a.own)).then(a.key.cmp(&b.key))
    });
    let mut operation = Operation::at_start(key, planner, objective, world.week);
    operation.origin = origin;
    operation.lingers = objective.kind == OperationKind::Raid && view.chance.happens(LINGER, key, set.linger);
    operation.stay = cost::stay(set, objective.kind, operation.lingers);
    follow(world, &mut operation, objective.assembly);
    let mut sent = call_up(view, planner, objective, desk, &mut operation);
    share_the_lead(world, &mut operation, &mut sent);
    operation.participants.retain(|p| p.men >= 1.0);
    let men = operation.men();
    let enough = men >= set.least && (men >= set.quorum * objective.men || objective.kind == OperationKind::Relieve);
    if !enough {
        operation.stage = OperationStage::Over;
        operation.end = Some(OperationEnd::CalledOff);
        out.launch(operation);
        return;
    }
    promise_sorties(view, objective, &mut operation, desk);
    operation.since = world.week;
    operation.due = world.week + cost::weeks_to_gather(view, men);
    out.launch(operation);
    for (force, men) in sent {
        desk.taken.push((force, men));
        detach(view, force, men, (key, objective.assembly), out);
    }
}

/// Asks whoever is in reach, nearest first: partners for their share of the men, the planner's own for the rest, then partners for what is missing. Who sends
/// how many of which force.
fn call_up(
    view: &View<Settings>,
    planner: ActorId,
    objective: &Objective,
    desk: &Desk,
    operation: &mut Operation,
) -> ArrayVec<(ForceId, f64), 64> {
    let (world, set) = (view.world, view.set);
    let near = |b: &&Body| world.map.ways.days(b.place, objective.assembly) <= set.gather;
    let asked = |b: &&Body| near(b) && ask::is_invited(view, planner, (b.actor, b.place), objective);
    let is_partner = |b: &&Body| ask::is_partner(world, planner, b.actor);
    let free = |partners: bool| -> f64 {
        desk.bodies.iter().filter(asked).filter(|b| is_partner(b) == partners).map(|b| b.free).sum()
    };
    let (own, lent) = (free(false), free(true));
    let (mut left, mut sent) = (objective.men, ArrayVec::<(ForceId, f64), 64>::new());
    let mut refused = ArrayVec::<ActorId, 16>::new();
    for (partners, part) in [(true, lent / (own + lent).max(1.0)), (false, 1.0), (true, 1.0)] {
        let mut quota = left * part;
        for body in desk.bodies.iter().filter(asked).filter(|b| is_partner(b) == partners) {
            if quota < 1.0 || refused.contains(&body.actor) {
                continue;
            }
            let known = operation.participants.iter().position(|p| p.actor == body.actor);
            let Some(at) = known.or_else(|| {
                if !ask::consents(view, planner, body.actor, objective, operation.key, desk) {
                    operation.declined += 1;
                    // More who refuse than fit here are asked again, and answer the same.
                    let _ = refused.try_push(body.actor);
                    let _ = operation.refused.try_push(body.actor);
                    return None;
                }
                let part = Participant { actor: body.actor, men: 0.0, sorties: 0.0 };
                operation.participants.try_push(part).ok().map(|()| operation.participants.len() - 1)
            }) else {
                continue;
            };
            let before = sent.iter().position(|(force, _)| *force == body.force);
            let men = (body.free - before.map_or(0.0, |i| sent[i].1)).min(quota).floor();
            if men < 1.0 || before.is_none() && sent.is_full() {
                continue;
            }
            operation.participants[at].men += men;
            (left, quota) = (left - men, quota - men);
            match before {
                Some(i) => sent[i].1 += men,
                None => sent.push((body.force, men)),
            }
        }
    }
    sent
}

/// Who plans leads: of allies no more men come than of the planner's own side, each of them by its part.
pub(super) fn share_the_lead(world: &World, operation: &mut Operation, sent: &mut ArrayVec<(ForceId, f64), 64>) {
    let planner = operation.planner;
    let own = |actor: ActorId| world.belongs_to(actor, planner);
    let of = |side: bool| operation.participants.iter().filter(|p| own(p.actor) == side).map(|p| p.men).sum::<f64>();
    let (ours, lent) = (of(true), of(false));
    if lent <= ours {
        return;
    }
    operation.participants.iter_mut().filter(|p| !own(p.actor)).for_each(|p| p.men = 0.0);
    for (force, men) in sent.iter_mut().filter(|(force, _)| !own(world.force(*force).actor)) {
        *men = (*men * ours / lent).floor();
        let whose = world.force(*force).actor;
        operation.participants.iter_mut().filter(|p| p.actor == whose).for_each(|p| p.men += *men);
    }
    sent.retain(|(_, men)| *men >= 1.0);
}

/// Key of an operation: nothing but its planner, kind, place and week.
fn key_of(world: &World, planner: ActorId, objective: &Objective) -> Key {
    let whose = world.actors[planner.index()].key.with(world.places[objective.place.index()].key);
    Key::of("operation").with(whose).with(Key(objective.kind as u64)).with(Key(u64::from(world.week)))
}

/// Lays the axis along the shortest way; those who fly have none.
fn follow(world: &World, operation: &mut Operation, from: PlaceId) {
    operation.axis.clear();
    operation.axis.push(from);
    if operation.flown {
        operation.axis.push(operation.objective);
        return;
    }
    let mut at = from;
    while let Some(next) = world.map.ways.next(at, operation.objective) {
        if operation.axis.try_push(next).is_err() {
            break;
        }
        at = next;
    }
}

/// Promises the sorties of those who take part or stand with them, by what each has.
fn promise_sorties(view: &View<Settings>, objective: &Objective, operation: &mut Operation, desk: &mut Desk) {
    if objective.sorties <= 0.0 {
        return;
    }
    let world = view.world;
    let near = |at: PlaceId| *world.map.distance.at(at.index(), objective.place.index()) <= view.warfare.air_support;
    for wing in world.index.wings.iter().map(|id| world.force(*id)) {
        let asked = world.are_friends(wing.actor, operation.planner)
            && ask::is_invited(view, operation.planner, (wing.actor, wing.place), objective);
        // Who has declined to send men sends no aircraft.
        let takes_part = operation.participants.iter().any(|p| p.actor == wing.actor);
        let comes = || ask::consents(view, operation.planner, wing.actor, objective, operation.key, desk);
        if !near(wing.place) || !asked || !(takes_part || comes()) {
            continue;
        }
        let promised = world.sorties_promised(wing.actor) + desk.promised_of(wing.actor);
        let sorties = (wing.strength - promised).max(0.0).min(view.warfare.air_share * wing.strength);
        desk.promised.push((wing.actor, sorties));
        match operation.participants.iter_mut().find(|p| p.actor == wing.actor) {
            Some(part) => part.sorties += sorties,
            None => _ = operation.participants.try_push(Participant { actor: wing.actor, men: 0.0, sorties }),
        }
    }
}

/// Takes men out of a body and sends them to where the operation assembles.
fn detach(view: &View<Settings>, from: ForceId, men: f64, (operation, assembly): (Key, PlaceId), out: &mut Proposals) {
    let world = view.world;
    let force = world.force(from);
    let regular = !world.actors[force.actor.index()].kind.is_irregular();
    out.drift(Change::Force(from, ForceField::Strength, -men));
    out.change(
        EventRef::DRIFT,
        Change::Muster {
            key: force.key.with(operation),
            actor: force.actor,
            place: force.place,
            kind: if regular { ForceKind::Column } else { ForceKind::Band },
            strength: men,
            morale: force.morale,
            supply: force.supply,
            march: March::towards(world, force.place, assembly),
            operation: Some(operation),
        },
    );
}

/// Keeps the decision with the best of what was not chosen; returns where the operation comes from.
fn note(planner: ActorId, chosen: &Objective, desk: &Desk, out: &mut Proposals) -> Origin {
    if !out.explain {
        return Origin::Decision(0);
    }
    let choice = |o: &Objective| Choice {
        action: o.kind.action(),
        target: o.target,
        place: Some(o.place),
        agreement: None,
        utility: o.utility,
        terms: o.terms,
    };
    let others = desk.objectives.iter().filter(|o| (o.place, o.kind) != (chosen.place, chosen.kind)).take(3);
    let causes = super::worth::causes(planner, chosen);
    out.decisions.push(Decision {
        actor: planner,
        chosen: choice(chosen),
        rejected: others.map(choice).collect(),
        causes,
    });
    Origin::Decision(out.decisions.len() as u32)
}
