//! Allies turn on each other.

use super::{Settings, enemy::worst_common_enemy, key, record, shift, stance};
use crate::{
    chance::{Purpose, laws::within_week},
    domain::{Action, EventKind, Stance},
    id::ActorId,
    mechanism::{Rule, View},
    world::{Change, Event, Order, Origin, Proposals, Slot, TieField},
};

const TURN: Purpose = Purpose::of("align.turn");

/// Carries out orders to betray.
pub(super) fn ordered(view: &View<Settings>, out: &mut Proposals) {
    for (order, target) in betrayals(view) {
        turn(view, (order.actor, target), "align.betray", order.origin, out);
    }
}

/// Orders to betray, with the betrayed: an ally. Nobody else can be betrayed.
fn betrayals<'a>(view: &'a View<Settings>) -> impl Iterator<Item = (&'a Order, ActorId)> {
    let world = view.world;
    let may_turn = |by, on: ActorId| by != on && world.actors[on.index()].alive && stance(world, by, on).is_ally();
    view.orders(Action::Betray).filter_map(move |o| o.target.filter(|t| may_turn(o.actor, *t)).map(|t| (o, t)))
}

/// Whether one of two groups, or somebody below them, was ordered to betray the other.
pub(super) fn is_ordered(view: &View<Settings>, a: ActorId, b: ActorId) -> bool {
    let of = |x, root| view.world.belongs_to(x, root);
    betrayals(view).any(|(o, t)| of(o.actor, a) && of(t, b) || of(o.actor, b) && of(t, a))
}

/// Whether the stronger of two allies turns on the other: it has most of the joint strength, and the common threat fades.
pub(super) fn ripe(view: &View<Settings>, a: ActorId, b: ActorId, out: &mut Proposals) -> bool {
    let (world, set) = (view.world, view.set);
    if !view.rules.on(Rule::StrongerAllyPushesAside) {
        return false;
    }
    let (mine, theirs) = (world.strength(a), world.strength(b));
    let (strong, weak, most) = if mine > theirs { (a, b, mine) } else { (b, a, theirs) };
    let share = most / (mine + theirs).max(1.0);
    let threat = worst_common_enemy(view, a, b).map_or(0.0, |(_, t)| t);
    if share <= set.dominance
        || threat >= set.safety
        || view.is_barred(EventKind::Act(Action::Betray), Some(strong), Some(weak), None)
    {
        return false;
    }
    let rate = set.treachery * (share - set.dominance) / (1.0 - set.dominance) * (1.0 - threat / set.safety);
    let turns = view.chance.happens(TURN, key(world, a, b), within_week(rate));
    if turns {
        turn(view, (strong, weak), "align.turn", Origin::Rule, out);
    }
    turns
}

fn turn(view: &View<Settings>, (by, on): (ActorId, ActorId), rule: &'static str, origin: Origin, out: &mut Proposals) {
    let world = view.world;
    let rung = world.ladder.rung(Action::Betray);
    let event = out.event(Event::act(Action::Betray, rule).by(by).on(on).on_rung(rung).from(origin));
    out.because(event, Slot::Tie(by, on), 0.5);
    out.because(event, Slot::Actor(on), 0.25);
    out.because(event, Slot::Actor(by), 0.25);
    shift(view, (by, on), Stance::Hostile, event, out);
    record(world, (by, on), -view.set.betrayal, event, out);
    // Who fights whom is decided between members: the deed of one estranges all who belong to either.
    for traitor in world.living().filter(|x| world.belongs_to(*x, by)) {
        for victim in world.living().filter(|x| *x != traitor && world.belongs_to(*x, on)) {
            for field in [TieField::Affinity, TieField::Trust] {
                out.change(event, Change::Tie(victim, traitor, field, -view.set.betrayal));
            }
            let remorse = view.set.remorse * view.set.betrayal;
            out.change(event, Change::Tie(traitor, victim, TieField::Affinity, -remorse));
        }
    }
}
