//! March: who moves, how far, and who has arrived?
//!
//! Whoever has a goal goes there by the shortest way ([`crate::world::Ways`]), `marching` days of the week, at the speed of the ground, less in the rains,
//! bands faster. A week's march goes on from road to road until its days are spent. A force on the road is in no place; it counts where
//! it last was once the way is closed. Orders to withdraw send every man out of a place to the nearest shelter.
//! Each week those who fought recover a week of their rest; those who were driven out go back once they are fit: bands into the country where
//! they live, garrisons to a town that their side has back.
//!
//! Source of the speeds: [`crate::warfare`]. Reads: marches, orders to withdraw, roads, month. Changes: forces. Leaves out: ambush on the
//! road (an enemy at either end can strike before or after), fuel, vehicles.

use super::View;
use crate::{
    domain::{Action, ForceKind},
    id::ForceId,
    parameter::settings,
    world::{Change, Event, March, Order, Proposals, Slot, World},
};

settings! { "march" {
    /// Share of its speed at which a force withdraws: it takes its train and its people along.
    retreat: 0.8, 0.6..1.0, in 0.05..1.0, "share", "assumed";
} }

/// Carries out orders to withdraw, moves those who are on the road, and lets the tired recover.
pub fn march(view: &View<Settings>, out: &mut Proposals) {
    for order in view.orders(Action::Withdraw) {
        withdraw(view, out, order);
    }
    for id in view.world.standing() {
        advance(view, out, id);
        come_back(view, out, id);
        let rest = view.world.force(id).rest;
        if rest > 0.0 {
            out.drift(Change::Rest(id, -rest.min(1.0)));
        }
    }
}

fn withdraw(view: &View<Settings>, out: &mut Proposals, order: &Order) {
    let world = view.world;
    let Some(place) = order.place else { return };
    let Some(goal) = world.nearest_shelter(order.actor, place, view.warfare.home_range) else { return };
    let free = || world.bodies(order.actor, place).filter(|id| world.force(*id).operation.is_none());
    // Men on an operation go where it goes.
    if free().next().is_none() {
        return;
    }
    let mut event = Event::act(Action::Withdraw, "march.withdraw").by(order.actor).at(place);
    event.rung = world.ladder.rung(Action::Withdraw);
    event.origin = order.origin;
    let event = out.event(event);
    for id in free() {
        out.change(event, Change::March(id, March::towards(world, place, goal)));
        out.because(event, Slot::Place(place), 1.0);
    }
}

/// Whoever was driven out and is fit again goes back, once no enemy has an operation under way at that place: bands into the country where they
/// live, garrisons to a town that their side has back.
fn come_back(view: &View<Settings>, out: &mut Proposals, id: ForceId) {
    let world = view.world;
    let force = world.force(id);
    let free = force.march.is_none() && force.operation.is_none() && force.rest <= 0.0;
    let Some(left) = force.left.filter(|_| free) else { return };
    let holder = world.places[left.index()].holder;
    let open = force.kind == ForceKind::Band || holder.is_some_and(|holder| world.are_friends(holder, force.actor));
    let watched = world.under_way().any(|(_, o)| o.objective == left && world.are_enemies(o.planner, force.actor));
    if open && !watched {
        out.drift(Change::March(id, March::towards(world, force.place, left)));
    }
}

/// A week on the road.
fn advance(view: &View<Settings>, out: &mut Proposals, id: ForceId) {
    let (world, war) = (view.world, view.warfare);
    let force = world.force(id);
    let Some(mut march) = force.march else { return };
    let fast = if force.kind == ForceKind::Band { war.band } else { 1.0 };
    let slow = if march.retreat { view.set.retreat } else { 1.0 };
    let mut days = war.marching * war.season(world.month) * fast * slow;
    loop {
        let route = &world.map.routes[march.route.index()];
        let speed = world.map.ways.pace().speed(route.terrain);
        if march.left > days * speed {
            march.left -= days * speed;
            out.drift(Change::March(id, Some(march)));
            return;
        }
        days -= march.left / speed;
        let Some(next) = onward(world, &march) else {
            out.drift(Change::Arrive(id, march.to));
            return;
        };
        march = next;
    }
}

/// The next leg of a march that has come to the end of a road; nothing at the goal, or where the way is closed.
fn onward(world: &World, march: &March) -> Option<March> {
    March::towards(world, march.to, march.goal).map(|next| March { retreat: march.retreat, ..next })
}

#[cfg(test)]
mod tests;
