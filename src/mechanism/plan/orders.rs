//! Operations that are ordered: by an inject, by a person in a seat, or by any mechanism that asks for an act which only an operation can carry out.
//!
//! Whoever is ordered plans for itself and those below it; nobody weighs whether it is worth it. The order is carried out with the men who are free, as far as
//! they can be brought there; what is barred or impossible does not begin.

use super::{Settings, ask, launch, pool, weigh};
use crate::{
    domain::{EventKind, Hindrance, OperationKind},
    id::{ActorId, PlaceId},
    mechanism::View,
    world::{Desk, Objective, Order, Proposals, ledger::Terms},
};

/// Begins an operation for every order of the week that asks for one.
pub(super) fn carry_out(view: &View<Settings>, desk: &mut Desk, out: &mut Proposals) {
    for order in &view.world.traffic.orders {
        let (Some(kind), Some(place)) = (OperationKind::asked_by(order.action), order.place) else { continue };
        // Those who stand in a camp take it over where they are.
        if kind == OperationKind::TakeOver && view.world.men_at(order.actor, place) > 0.0 {
            continue;
        }
        let asked = EventKind::Act(order.action);
        if ask::is_barred(view, kind, order.actor, order.target, place)
            || view.is_barred(asked, Some(order.actor), order.target, Some(place))
        {
            out.hinder(order.origin, Hindrance::Prevented);
            continue;
        }
        // Whoever holds a town is found in it, and not in the country.
        let holder = view.world.places[place.index()].holder;
        if kind == OperationKind::Clear && holder.is_some_and(|h| view.world.are_enemies(h, order.actor)) {
            out.hinder(order.origin, Hindrance::NobodyThere);
            continue;
        }
        pool::open(view, order.actor, desk);
        let site = weigh::Site::of(view, order.actor, place, desk);
        let planned = site.and_then(|mut site| {
            site.quarry = order.target.or(site.quarry);
            // Whoever is ordered asks no leave.
            weigh::objective(view, order.actor, (kind, true), &site, desk)
        });
        let objective = planned.or_else(|| as_ordered(view, order, (kind, place), desk));
        let own = || desk.bodies.iter().filter(|body| body.own);
        let goes = |o: &Objective| own().any(|b| ask::is_invited(view, order.actor, (b.actor, b.place), o));
        match objective {
            Some(objective) if goes(&objective) => {
                launch::send(view, order.actor, &objective, order.origin, desk, out);
            }
            Some(_) => out.hinder(order.origin, Hindrance::OutOfRange),
            None if own().next().is_some() => out.hinder(order.origin, Hindrance::NoWay),
            None => out.hinder(order.origin, Hindrance::NoMen),
        }
    }
}

/// The operation with whatever is free, where its planner would not have found one.
fn as_ordered(
    view: &View<Settings>,
    order: &Order,
    (kind, place): (OperationKind, PlaceId),
    desk: &Desk,
) -> Option<Objective> {
    let world = view.world;
    let nearest = |a: &PlaceId, b: &PlaceId| {
        let days = |p: &PlaceId| world.map.ways.days(*p, place);
        days(a).total_cmp(&days(b)).then(world.places[a.index()].key.cmp(&world.places[b.index()].key))
    };
    let assembly = desk.bodies.iter().filter(|b| b.own).map(|b| b.place).min_by(nearest)?;
    if !world.map.ways.days(assembly, place).is_finite() {
        return None;
    }
    let holder = world.places[place.index()].holder;
    let target: Option<ActorId> = order.target.or(holder.filter(|h| world.are_enemies(*h, order.actor)));
    let men = pool::at_most(view, order.actor, (assembly, place), desk);
    Some(Objective {
        kind,
        place,
        target,
        assembly,
        flown: false,
        men,
        sorties: 0.0,
        chance: 0.0,
        utility: 0.0,
        surplus: None,
        terms: Terms::default(),
        open: true,
    })
}
