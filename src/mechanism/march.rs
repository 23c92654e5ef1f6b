//! March: who moves, how fast, and who has arrived?
//!
//! Orders `column` and `garrison` detach a share of the nearest body of the actor and send it down one route; those that draw on
//! one body share it out where together they ask for more than all of it. `withdraw` takes every man out of a place towards a
//! refuge or a friend. A force covers `speed(terrain) × season` kilometres a week and is in no place while it is on the road. Roads are those of the case; several stretches take several orders.
//!
//! Source of the rule: the columns of autumn 2023 took six weeks for the 350 km from Gao to Kidal, halts included (seeds, claim of
//! the Kidal offensive); speeds are assumed with wide ranges. Reads: orders, forces, routes, month. Changes: forces. Leaves out:
//! ambush on the road (an enemy at either end can strike before or after), fuel, vehicles.

use super::View;
use crate::{
    domain::{Action, ActorKind, ForceKind, Way},
    id::{ActorId, ForceId, Key, PlaceId, RouteId},
    parameter::settings,
    world::{Change, Event, EventRef, ForceField, March, Order, Proposals, Slot, World},
};

settings! { "march" {
    /// Kilometres a week on a road, halts included.
    road: 200.0, 120.0..300.0, in 0.0..3000.0, "km/week", "assumed";
    /// Kilometres a week on a track or along a river.
    track: 120.0, 80.0..180.0, in 0.0..3000.0, "km/week", "assumed: Gao to Kidal in six weeks with fighting and halts";
    /// Kilometres a week through sand or rock.
    rough: 80.0, 50.0..120.0, in 0.0..3000.0, "km/week", "assumed";
    /// How much faster irregular bands move.
    band: 1.5, 1.2..2.0, in 0.1..10.0, "factor", "assumed: motorcycles and pick-ups without a train";
    /// Share of speed left in the rains.
    wet_speed: 0.6, 0.4..0.8, in 0.0..1.0, "share", "assumed; mobility by season, domain 5.6";
    /// First month of the rains.
    wet_from: 7.0, 7.0..7.0, in 1.0..12.0, "month", "Sahel: July to September";
    /// Last month of the rains.
    wet_until: 9.0, 9.0..9.0, in 1.0..12.0, "month", "Sahel: July to September";
    /// Share of the men at a place that leaves with a column.
    column_share: 0.6, 0.4..0.8, in 0.0..1.0, "share", "assumed";
    /// Share of the men at a place that leaves to strengthen another.
    garrison_share: 0.3, 0.2..0.4, in 0.0..1.0, "share", "assumed";
} }

/// Carries out the orders that move men, and moves those who are on the road.
pub fn march(view: &View<Settings>, out: &mut Proposals) {
    for order in detachments(view) {
        set_out(view, out, order);
    }
    for order in view.orders(Action::Withdraw) {
        withdraw(view, out, order);
    }
    for id in view.world.standing() {
        advance(view, out, id);
    }
}

/// Orders that detach men from a body: first columns, then garrisons.
fn detachments<'a>(view: &'a View<Settings>) -> impl Iterator<Item = &'a Order> {
    view.orders(Action::Column).chain(view.orders(Action::Garrison))
}

/// Share of a body that an order detaches, if the body has only this one to serve.
fn asked(set: &Settings, order: &Order) -> f64 {
    if order.action == Action::Column { set.column_share } else { set.garrison_share }
}

/// The largest body of an actor one open route away from a place.
fn nearest_body(world: &World, actor: ActorId, place: PlaceId) -> Option<(RouteId, PlaceId)> {
    let mut best: Option<(f64, RouteId, PlaceId)> = None;
    for (route, near) in &world.map.roads[place.index()] {
        let men = world.men_at(actor, *near);
        if men > 0.0 && world.map.routes[route.index()].open && best.is_none_or(|(most, ..)| men > most) {
            best = Some((men, *route, *near));
        }
    }
    best.map(|(_, route, near)| (route, near))
}

fn set_out(view: &View<Settings>, out: &mut Proposals, order: &Order) {
    let world = view.world;
    let Some(to) = order.place else { return };
    let Some((route, from)) = nearest_body(world, order.actor, to) else { return };
    let draws = |o: &&Order| {
        let body = |to| nearest_body(world, o.actor, to);
        o.actor == order.actor && o.place.and_then(body).is_some_and(|(_, near)| near == from)
    };
    // Nobody can be sent out twice.
    let all: f64 = detachments(view).filter(draws).map(|o| asked(view.set, o)).sum();
    let share = asked(view.set, order) / all.max(1.0);
    let regular = matches!(
        world.actors[order.actor.index()].kind,
        ActorKind::Army | ActorKind::Mercenary | ActorKind::Peacekeeper
    );
    let kind = if regular { ForceKind::Column } else { ForceKind::Band };
    let mut event = Event::of_order(order, "march.set_out", &world.ladder).at(to);
    event.target = order.target;
    let event = out.event(event);
    out.because(event, Slot::Place(to), 0.5);
    for id in world.bodies(order.actor, from) {
        let force = world.force(id);
        let men = force.strength * share;
        out.change(event, Change::Force(id, ForceField::Strength, -men));
        out.because(event, Slot::Force(force.key), 0.5);
        out.change(
            event,
            Change::Muster {
                key: force
                    .key
                    .with(Key::of("march.column"))
                    .with(world.places[to.index()].key)
                    .with(Key(u64::from(world.week))),
                actor: order.actor,
                place: from,
                kind,
                strength: men,
                morale: force.morale,
                supply: force.supply,
                march: Some(March { to, route, left: world.map.routes[route.index()].km }),
            },
        );
    }
}

fn withdraw(view: &View<Settings>, out: &mut Proposals, order: &Order) {
    let Some(place) = order.place else { return };
    let Some((route, to)) = view.world.way_out(order.actor, place) else { return };
    let event = out.event(Event::of_order(order, "march.withdraw", &view.world.ladder).at(place));
    retreat(view.world, out, event, order.actor, place, (route, to));
}

/// Sends every man of an actor from a place down a route.
fn retreat(
    world: &World,
    out: &mut Proposals,
    event: EventRef,
    actor: ActorId,
    place: PlaceId,
    by: (RouteId, PlaceId),
) {
    for id in world.bodies(actor, place) {
        let march = March { to: by.1, route: by.0, left: world.map.routes[by.0.index()].km };
        out.change(event, Change::March(id, Some(march)));
        out.because(event, Slot::Place(place), 1.0);
    }
}

fn advance(view: &View<Settings>, out: &mut Proposals, id: ForceId) {
    let force = view.world.force(id);
    let Some(march) = force.march else { return };
    let left = march.left - speed(view, force.kind, view.world.map.routes[march.route.index()].terrain);
    if left <= 0.0 {
        out.drift(Change::Arrive(id, march.to));
    } else {
        out.drift(Change::March(id, Some(March { left, ..march })));
    }
}

/// Kilometres a week of a kind of force on a kind of road, in this season.
fn speed(view: &View<Settings>, kind: ForceKind, way: Way) -> f64 {
    let set = view.set;
    let dry = match way {
        Way::Road => set.road,
        Way::Track | Way::River => set.track,
        Way::Desert | Way::Mountain => set.rough,
    };
    let month = f64::from(view.world.month);
    let season = if (set.wet_from..=set.wet_until).contains(&month) { set.wet_speed } else { 1.0 };
    dry * season * if kind == ForceKind::Band { set.band } else { 1.0 }
}

#[cfg(test)]
mod tests;
