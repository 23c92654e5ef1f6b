//! Words and gestures: labels, accusations, prisoners freed, propaganda, sanctions, borders, blockades lifted.

use super::{Settings, carried};
use crate::{
    chance::{Purpose, laws::weekly_decay},
    domain::Action,
    id::{ActorId, RouteId},
    mechanism::View,
    world::{ActorField, Change, Order, Proposals, Slot, TieField},
};

const REOPEN: Purpose = Purpose::of("bargain.reopen");

/// Prisoners freed, a secret channel, an accusation.
pub(super) fn towards(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let (set, a) = (view.set, order.actor);
    let Some(b) = order.target.filter(|b| *b != a && view.world.actors[b.index()].alive) else { return };
    let event = out.event(carried(view, order, "bargain.gesture"));
    out.because(event, Slot::Tie(a, b), 1.0);
    // Goodwill counts as far as deeds do not belie it, and the less the more there is already.
    let deeds = 1.0 - view.world.ladder.height(view.world.rung(a, b));
    let mut tie = |x, y, field, by: f64| {
        let now = view.world.tie(x, y);
        let room = match (field, by > 0.0) {
            (TieField::Trust, _) => deeds * (1.0 - now.trust),
            (_, true) => deeds * (1.0 - now.affinity),
            (_, false) => 1.0 + now.affinity,
        };
        out.change(event, Change::Tie(x, y, field, by * room));
    };
    match order.action {
        Action::ReleasePrisoners => {
            tie(b, a, TieField::Trust, set.gesture_trust);
            tie(b, a, TieField::Affinity, set.gesture_affinity);
        }
        Action::BackChannel => {
            tie(a, b, TieField::Trust, set.gesture_trust);
            tie(b, a, TieField::Trust, set.gesture_trust);
        }
        _ => {
            tie(b, a, TieField::Affinity, -set.gesture_affinity);
            tie(a, b, TieField::Affinity, -set.in_return * set.gesture_affinity);
        }
    }
}

/// An actor declares another and all below it enemies with whom one does not talk, or takes that back.
pub(super) fn label(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let Some(target) = order.target else { return };
    let (world, label) = (view.world, order.action == Action::Label);
    let named = || world.living().filter(|x| *x != order.actor && world.belongs_to(*x, target));
    let turns = |x: &ActorId| world.tie(order.actor, *x).label != label;
    let mut event = carried(view, order, "bargain.label");
    event.success = named().any(|x| turns(&x));
    let event = out.event(event);
    out.because(event, Slot::Tie(order.actor, target), 1.0);
    for other in named().filter(turns) {
        out.change(event, Change::Label(order.actor, other, label));
    }
}

/// Speaking to one's public wins standing and binds.
pub(super) fn propaganda(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let actor = &view.world.actors[order.actor.index()];
    let event = out.event(carried(view, order, "bargain.propaganda"));
    out.because(event, Slot::Actor(order.actor), 1.0);
    let (rhetoric, standing) = (1.0 - actor.rhetoric, 1.0 - actor.legitimacy);
    out.change(event, Change::Actor(order.actor, ActorField::Rhetoric, view.set.propaganda_rhetoric * rhetoric));
    out.change(event, Change::Actor(order.actor, ActorField::Legitimacy, view.set.propaganda_standing * standing));
}

/// What was said is forgotten: everybody's rhetoric fades back to what it stands for.
pub(super) fn forget(view: &View<Settings>, out: &mut Proposals) {
    let left = weekly_decay(view.set.propaganda_memory) - 1.0;
    for id in view.world.living() {
        let actor = &view.world.actors[id.index()];
        let by = left * (actor.rhetoric - actor.rhetoric_base);
        if by != 0.0 {
            out.drift(Change::Actor(id, ActorField::Rhetoric, by));
        }
    }
}

/// A week of sanctions.
pub(super) fn sanction(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let Some(target) = order.target else { return };
    let event = out.event(carried(view, order, "bargain.sanction"));
    out.because(event, Slot::Tie(order.actor, target), 1.0);
    let income = view.world.actors[target.index()].income;
    out.change(event, Change::Actor(target, ActorField::Funds, -view.set.sanction_income * income));
    out.change(event, Change::Actor(target, ActorField::Legitimacy, -view.set.sanction_standing));
}

/// The border routes at a place are closed.
pub(super) fn close_border(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let Some(place) = order.place else { return };
    let event = out.event(carried(view, order, "bargain.close_border"));
    out.because(event, Slot::Actor(order.actor), 1.0);
    for (route, _) in &view.world.map.roads[place.index()] {
        let road = &view.world.map.routes[route.index()];
        if road.border && road.open {
            out.change(event, Change::Route(*route, false));
        }
    }
}

/// Closed borders open again after a while, unless they are being closed this week.
pub(super) fn reopen_borders(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    for (i, road) in world.map.routes.iter().enumerate().filter(|(_, r)| r.border && !r.open) {
        let shut = view.orders(Action::CloseBorder).any(|o| o.place == Some(road.a) || o.place == Some(road.b));
        let key = world.places[road.a.index()].key.with(world.places[road.b.index()].key);
        if !shut && view.chance.happens(REOPEN, key, view.set.border_reopens) {
            out.drift(Change::Route(RouteId::from(i), true));
        }
    }
}

/// An actor ends its blockade of a place.
pub(super) fn lift_blockade(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let Some(place) = order.place else { return };
    let own = |by| view.world.belongs_to(by, order.actor) || view.world.belongs_to(order.actor, by);
    if view.world.places[place.index()].blockade.is_some_and(own) {
        let event = out.event(carried(view, order, "bargain.lift_blockade"));
        out.because(event, Slot::Place(place), 1.0);
        out.change(event, Change::Blockade(place, None));
    }
}
