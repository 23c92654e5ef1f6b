//! Men who go home: missions that end, and providers without contract.

use super::Settings;
use crate::{
    domain::{Action, ActorKind, AgreementKind, AgreementState, Camp, EventKind, Shock},
    id::ActorId,
    mechanism::View,
    world::{ActorField, Change, Event, ForceField, Order, Proposals, Slot},
};

/// Ends a mission by order: its men leave, its camps stand empty, and it stands behind nothing any more.
pub(super) fn end(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let (world, actor) = (view.world, order.actor);
    if view.is_barred(EventKind::Act(Action::EndMission), Some(actor), order.target, order.place) {
        return;
    }
    let event = out.event(Event::of_order(order, "sponsor.end_mission", &world.ladder));
    out.because(event, Slot::Actor(actor), 1.0);
    for id in world.standing().filter(|id| world.force(*id).actor == actor) {
        out.change(event, Change::Force(id, ForceField::Strength, -world.force(id).strength));
    }
    if world.actors[actor.index()].kind == ActorKind::Peacekeeper {
        let (funds, income) = (world.actors[actor.index()].funds, world.actors[actor.index()].income);
        out.change(event, Change::Actor(actor, ActorField::Funds, -funds.max(0.0)));
        out.change(event, Change::Actor(actor, ActorField::Income, -income));
    }
    for place in world.all_places().filter(|p| world.places[p.index()].camp_host == Some(actor)) {
        out.change(event, Change::Camp(place, Camp::Vacated, None));
    }
    for (id, pact) in world.pacts().filter(|(_, g)| g.guarantor == Some(actor)) {
        if pact.kind == AgreementKind::Patronage && pact.state.is_in_force() {
            out.change(event, Change::AgreementState(id, AgreementState::Suspended));
        }
        if world.quits(actor, pact) {
            out.change(event, Change::Guarantor(id, None));
        }
    }
}

/// A share of an actor's men leaves; a remnant goes as a whole, and then the force has left.
pub(super) fn thin_out(view: &View<Settings>, actor: ActorId, share: f64, out: &mut Proposals) {
    let world = view.world;
    let left: f64 = world.standing().map(|id| world.force(id)).filter(|f| f.actor == actor).map(|f| f.strength).sum();
    if left <= 0.0 {
        return;
    }
    let last = left * (1.0 - share) < view.set.remnant;
    let event = if last {
        let event = out.event(Event::shock(Shock::ForceLeaves, "sponsor.gone").by(actor));
        out.because(event, Slot::Actor(actor), 1.0);
        event
    } else {
        crate::world::EventRef::DRIFT
    };
    let share = if last { 1.0 } else { share };
    for id in world.standing().filter(|id| world.force(*id).actor == actor) {
        out.change(event, Change::Force(id, ForceField::Strength, -share * world.force(id).strength));
    }
}
