//! Pacts of one place, guarantees, implementation, and agreements set aside.

use super::{Settings, carried, is_accepted, mutual_trust, pair, talk::are_at_blows};
use crate::{
    chance::{Purpose, laws::logistic},
    domain::{Action, ActorKind, AgreementKind, AgreementState, Clause, PlaceKind},
    id::{ActorId, PlaceId},
    mechanism::{Rule, View},
    world::{
        ActorField, Agreement, AgreementClause, AgreementField, Change, EventRef, Order, Proposals, Slot, TieField,
        World,
    },
};

const LOCAL: Purpose = Purpose::of("bargain.local");

/// A pact of one place: likely where neither side can win there. Labels do not close it, as nobody far away hears of it. Armies make
/// none: peace is their government's.
pub(super) fn local(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let (Some(b), Some(place)) = (order.target, order.place) else { return };
    let a = order.actor;
    if a == b || !world.actors[b.index()].alive || world.pact_at(a, b, place).is_some() {
        return;
    }
    let crossed = world
        .traffic
        .orders
        .iter()
        .any(|o| o.action == Action::LocalPact && (o.actor, o.target, o.place) == (b, Some(a), Some(place)));
    let (mine, theirs) = (world.friends_at(a, place), world.friends_at(b, place));
    let parity = mine.min(theirs) / mine.max(theirs).max(1.0);
    let kin = world.tie(a, b).kin.max(world.tie(b, a).kin);
    let rhetoric = if crossed || !view.rules.on(Rule::RhetoricBinds) { 0.0 } else { world.actors[b.index()].rhetoric };
    let blows = if are_at_blows(world, a, b) { set.attacked } else { 0.0 };
    let x = set.pact_openness + set.pact_parity * parity + set.pact_kin * kin + set.trust * mutual_trust(world, a, b)
        - set.audience * rhetoric
        - blows;
    let key = pair(world, a, b).with(world.places[place.index()].key);
    let local = world.actors[b.index()].kind.is_irregular();
    let success = local && parity > 0.0 && view.chance.happens(LOCAL, key, logistic(x));
    let mut event = carried(view, order, "bargain.local_pact");
    event.success = success;
    let event = out.event(event);
    out.because(event, Slot::Place(place), 0.5);
    out.because(event, Slot::Tie(b, a), 0.5);
    let first = world.actors[a.index()].key < world.actors[b.index()].key;
    if success && (first || !crossed) {
        sign_local(view, (a, b), place, event, out);
    }
}

fn sign_local(view: &View<Settings>, (a, b): (ActorId, ActorId), place: PlaceId, event: EventRef, out: &mut Proposals) {
    let world = view.world;
    let clause = AgreementClause { clause: Clause::NonAggression, weight: 1.0, bears: None, amount: 0.0 };
    let sign = Change::Sign {
        key: pair(world, a, b).with(world.places[place.index()].key).child("bargain", world.week),
        kind: AgreementKind::LocalPact,
        a,
        b,
        guarantor: None,
        mediator: None,
        place: Some(place),
        trust: view.set.birth_trust,
        clauses: [Some(clause), None, None, None],
    };
    out.change(event, sign);
    for (x, y) in [(a, b), (b, a)] {
        out.change(event, Change::Tie(x, y, TieField::Trust, view.set.talk_trust));
    }
    let by_one_of_them =
        |who: ActorId| [a, b].iter().any(|side| world.belongs_to(who, *side) || world.belongs_to(*side, who));
    if world.places[place.index()].blockade.is_some_and(by_one_of_them) {
        out.change(event, Change::Blockade(place, None));
    }
}

/// A third party offers to stand behind an agreement whose parties trust it and that has nobody behind it.
pub(super) fn guarantee(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let world = view.world;
    let Some(id) = order.agreement else { return };
    let agreement = &world.agreements[id.index()];
    let free = agreement.guarantor.is_none_or(|g| g != order.actor && !is_accepted(view, g, &[]));
    let trusted = agreement.parties.iter().all(|p| world.tie(*p, order.actor).trust >= view.set.guarantor_trust);
    let mut event = carried(view, order, "bargain.guarantee");
    event.success = free && trusted && is_accepted(view, order.actor, &agreement.parties);
    let success = event.success;
    let event = out.event(event);
    for party in &agreement.parties {
        out.because(event, Slot::Tie(*party, order.actor), 1.0 / agreement.parties.len() as f64);
    }
    if success {
        out.change(event, Change::Guarantor(id, Some(order.actor)));
        out.change(event, Change::Agreement(id, AgreementField::Trust, view.set.talk_trust));
    }
}

/// A party does part of what an agreement asks; if it is not in force, it shows its will to have it back.
pub(super) fn implement(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let Some(id) = order.agreement else { return };
    let agreement = &world.agreements[id.index()];
    let effort = order.effort / Action::Implement.row().effort;
    let mut step = set.implement_step * borne(world, agreement, order.actor) * effort.clamp(0.0, 3.0);
    if view.rules.on(Rule::DelayFeedsRebellion) {
        step *= 1.0 - set.rent_drag * rents(world, order.actor);
    }
    let live = agreement.state != AgreementState::Collapsed && agreement.state != AgreementState::Offered;
    let mut event = carried(view, order, "bargain.implement");
    event.success = live && step > 0.0;
    let success = event.success;
    let event = out.event(event);
    out.because(event, Slot::Agreement(agreement.key), 1.0);
    if !success {
        return;
    }
    if agreement.state.is_in_force() {
        out.change(event, Change::Agreement(id, AgreementField::Progress, step));
    }
    out.change(event, Change::Agreement(id, AgreementField::Trust, set.implement_trust * effort.clamp(0.0, 3.0)));
    for other in agreement.parties.iter().filter(|p| !world.belongs_to(order.actor, **p)) {
        out.change(event, Change::Tie(*other, order.actor, TieField::Trust, set.in_return * set.implement_trust));
    }
    if view.rules.on(Rule::CapitalRejectsTheAccord) && world.actors[order.actor.index()].kind == ActorKind::Government {
        let by = -set.implement_backlash * rejection(world, agreement, order.actor) * effort.clamp(0.0, 3.0);
        if by != 0.0 {
            out.change(event, Change::Actor(order.actor, ActorField::Legitimacy, by));
        }
    }
}

/// Share of an agreement's obligations that an actor must carry, 0-1.
fn borne(world: &World, agreement: &Agreement, actor: ActorId) -> f64 {
    let all: f64 = agreement.clauses.iter().map(|c| c.weight).sum();
    let own: f64 = agreement
        .clauses
        .iter()
        .filter(|c| c.bears.is_none_or(|b| world.belongs_to(b, actor) || world.belongs_to(actor, b)))
        .map(|c| c.weight)
        .sum();
    if all > 0.0 { own / all } else { 0.0 }
}

/// Share of an actor's living that comes from rents of the status quo.
fn rents(world: &World, actor: ActorId) -> f64 {
    let rents: f64 = world.all_places().map(|p| world.places[p.index()].income * world.control_of(p, actor)).sum();
    let outside: f64 =
        world.living().filter(|x| world.belongs_to(*x, actor)).map(|x| world.actors[x.index()].income).sum();
    rents / (rents + outside + 1.0)
}

/// How far the public of the capital rejects the other parties of an agreement, 0-1: its most negative feeling towards one of
/// them or somebody above them, weighted by people.
fn rejection(world: &World, agreement: &Agreement, government: ActorId) -> f64 {
    let (mut people, mut against) = (0.0, 0.0);
    let capitals = world.all_places().filter(|p| world.places[p.index()].kind == PlaceKind::Capital);
    for community in capitals.flat_map(|p| &world.map.people[p.index()]) {
        let row = community.index();
        let mut worst = 0.0_f64;
        for party in agreement.parties.iter().filter(|p| !world.belongs_to(**p, government)) {
            let mut at = Some(*party);
            while let Some(id) = at {
                let feeling = world.grievance.at(row, id.index()).max(-world.support.at(row, id.index()));
                worst = worst.max(feeling);
                at = world.actors[id.index()].coalition;
            }
        }
        people += world.communities[row].population;
        against += world.communities[row].population * worst;
    }
    if people > 0.0 { against / people } else { 0.0 }
}

/// A party sets an agreement aside, or denounces it.
pub(super) fn set_aside(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let Some(id) = order.agreement else { return };
    let agreement = &view.world.agreements[id.index()];
    let new = if order.action == Action::Denounce { AgreementState::Collapsed } else { AgreementState::Suspended };
    let world = view.world;
    let mut event = carried(view, order, "bargain.set_aside");
    // Others can break it by deeds alone.
    event.success =
        agreement.parties.iter().any(|p| world.belongs_to(order.actor, *p) || world.belongs_to(*p, order.actor));
    let is_theirs = event.success;
    let event = out.event(event);
    out.because(event, Slot::Agreement(agreement.key), 1.0);
    if !is_theirs {
        return;
    }
    let denounced = new == AgreementState::Suspended && view.orders(Action::Denounce).any(|o| o.agreement == Some(id));
    let first = view.orders(order.action).find(|o| o.agreement == Some(id)).is_some_and(|o| o.actor == order.actor);
    if agreement.state > new {
        if first && !denounced {
            out.change(event, Change::AgreementState(id, new));
        }
        for other in agreement.parties.iter().filter(|p| !view.world.belongs_to(order.actor, **p)) {
            out.change(event, Change::Tie(*other, order.actor, TieField::Trust, -view.set.talk_trust));
        }
    }
}
