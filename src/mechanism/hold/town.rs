//! Towns: who holds them, and when they change hands.

use super::{Settings, View};
use crate::{
    chance::Purpose,
    domain::{ActorKind, EventKind, ForceKind, OperationKind, OperationStage, Shock},
    id::{ActorId, Key, OperationId, PlaceId},
    world::{ActorField, Change, Event, Operation, Proposals, Slot, World},
};

const LAPSE: Purpose = Purpose::of("hold.lapse");

/// A good part of the men in a town, against those of whoever has most there.
const GOOD_PART: f64 = 1.0 / 3.0;

/// How a town comes to another holder.
struct Capture {
    taker: ActorId,
    rule: &'static str,
    operation: Option<Key>,
}

/// Who holds the town from now on, and a capture if that is news.
pub(super) fn change_hands(view: &View<Settings>, out: &mut Proposals, place: PlaceId) -> Option<ActorId> {
    let world = view.world;
    let holder = world.places[place.index()].holder;
    let raided = holder.is_some_and(|h| is_left_by_raiders(world, h, place));
    // Whoever of its side stands there keeps it for the holder; against an operation those whose enemy it is.
    let kept = !raided && holder.is_some_and(|h| world.friends_at(h, place) >= 1.0);
    let left =
        || if kept { None } else { given_back(view, place, holder, raided).or_else(|| moved_in(view, place, holder)) };
    let taken = by_operation(view, place, holder).or_else(left);
    match taken {
        Some(taken) if !is_barred(view, &taken, holder, place) => {
            capture(view, out, place, holder, &taken);
            Some(taken.taker)
        }
        _ => holder,
    }
}

fn is_barred(view: &View<Settings>, taken: &Capture, holder: Option<ActorId>, place: PlaceId) -> bool {
    view.is_barred(EventKind::Shock(Shock::Capture), Some(taken.taker), holder, Some(place))
}

/// An operation that stands in the town takes it; of several the one with most men there.
fn by_operation(view: &View<Settings>, place: PlaceId, holder: Option<ActorId>) -> Option<Capture> {
    let world = view.world;
    let mut best: Option<(f64, Key, OperationId)> = None;
    for (id, operation) in world.under_way().filter(|(_, o)| takes(world, o, place, holder)) {
        let men: f64 = standing(world, id, place).map(|(_, men)| men).sum();
        let first = |key: Key, than: f64| men > than || (men == than && operation.key < key);
        if men >= view.set.foothold && best.is_none_or(|(most, key, _)| first(key, most)) {
            best = Some((men, operation.key, id));
        }
    }
    let (_, key, id) = best?;
    let taker = leader(world, id, world.operation(id).planner, place)?;
    Some(Capture { taker, rule: "hold.capture", operation: Some(key) })
}

/// Whether an operation takes this town when it is empty: one that is meant for it and stays, or regulars on their way.
fn takes(world: &World, operation: &Operation, place: PlaceId, holder: Option<ActorId>) -> bool {
    let out = matches!(operation.stage, OperationStage::Advancing | OperationStage::Holding);
    let hostile = holder.is_none_or(|h| world.are_enemies(h, operation.planner));
    let defended = || holder.is_some_and(|h| world.defenders_at(place, h, operation.planner) >= 1.0);
    let stays = match operation.kind {
        OperationKind::Seize | OperationKind::Besiege => true,
        OperationKind::Raid => operation.lingers,
        // In war, whoever came for the camp and finds that the enemy has left the town as well.
        OperationKind::TakeOver => {
            !world.is_mission_there(place) && holder.is_some_and(|h| world.are_at_war(operation.planner, h))
        }
        OperationKind::Relieve | OperationKind::Clear => false,
    };
    let meant = operation.objective == place && stays;
    let regular = !world.actors[operation.planner.index()].kind.is_irregular();
    let passes = place != operation.objective || operation.kind == OperationKind::Relieve;
    let on_the_way = regular && passes && !world.goes_round(operation, place) && operation.axis.contains(&place);
    out && hostile && (meant || on_the_way) && !defended()
}

/// Men of an operation who stand at a place, by whose they are.
fn standing(world: &World, id: OperationId, place: PlaceId) -> impl Iterator<Item = (ActorId, f64)> + '_ {
    let forces = world.committed_to(id).map(|force| world.force(force));
    let here = forces.filter(move |f| f.place == place && f.march.is_none() && f.kind != ForceKind::AirWing);
    here.map(|f| (f.actor, f.strength))
}

/// Whose flag goes up: of those with a good part of the men there the planner's own, the army before militias, else those in its pay, else its
/// allies; of equals those with most.
fn leader(world: &World, id: OperationId, planner: ActorId, place: PlaceId) -> Option<ActorId> {
    let men =
        |who: ActorId| standing(world, id, place).filter(|(actor, _)| *actor == who).map(|(_, men)| men).sum::<f64>();
    let parts = || world.operation(id).participants.iter().map(|p| p.actor).filter(|p| men(*p) >= 1.0);
    let most = parts().map(men).fold(0.0, f64::max);
    let rank = |who: ActorId| {
        let own = world.belongs_to(who, planner) && world.leaves(planner).any(|leaf| leaf == who);
        match (own, world.actors[who.index()].kind, world.belongs_to(who, planner)) {
            (true, ActorKind::Militia, _) => 2,
            (true, ..) => 3,
            (false, _, true) => 1,
            (false, _, false) => 0,
        }
    };
    let key = |who: ActorId| world.actors[who.index()].key;
    parts()
        .filter(|who| men(*who) >= most * GOOD_PART)
        .max_by(|a, b| rank(*a).cmp(&rank(*b)).then(men(*a).total_cmp(&men(*b))).then_with(|| key(*b).cmp(&key(*a))))
}

/// Whether raiders who held a town for a while go home: bands who live in the country around do not keep it for them.
fn is_left_by_raiders(world: &World, holder: ActorId, place: PlaceId) -> bool {
    let taken = world.places[place.index()].taken;
    let leaves = |o: &Operation| o.kind == OperationKind::Raid && o.stage == OperationStage::Returning;
    let theirs = |o: &Operation| o.objective == place && world.are_friends(o.planner, holder);
    world.under_way().any(|(_, o)| leaves(o) && theirs(o) && taken >= o.begun as i32 && taken <= o.since as i32)
}

/// A town that was taken of late and left again falls back to whoever held it before, if its men are near and no enemy of theirs is in it.
fn given_back(view: &View<Settings>, place: PlaceId, holder: Option<ActorId>, raided: bool) -> Option<Capture> {
    let world = view.world;
    let there = &world.places[place.index()];
    let former =
        there.former.filter(|f| world.actors[f.index()].alive && holder.is_none_or(|h| !world.are_friends(h, *f)))?;
    let lately = there.taken >= 0 && f64::from(world.week as i32 - there.taken) <= view.set.brief;
    let near = world.friends_at(former, place) + world.near_friends(former, place);
    let free = raided || world.enemies_at(former, place) < view.set.foothold;
    (lately && near >= view.set.foothold && free).then_some(Capture {
        taker: former,
        rule: "hold.return",
        operation: None,
    })
}

/// An enemy who rules the country around an empty town moves in, sooner or later.
fn moved_in(view: &View<Settings>, place: PlaceId, holder: Option<ActorId>) -> Option<Capture> {
    let world = view.world;
    let key = |actor: ActorId| world.actors[actor.index()].key;
    let ready = |actor: &ActorId| {
        world.actors[actor.index()].kind.fights()
            && world.men_at(*actor, place) >= view.set.foothold
            && holder.is_none_or(|h| world.are_enemies(h, *actor))
            && world.country_of(place, *actor) >= view.set.contest
    };
    let there = world.index.present[place.index()].iter().copied().filter(ready);
    let taker = there.max_by(|a, b| {
        world.men_at(*a, place).total_cmp(&world.men_at(*b, place)).then_with(|| key(*b).cmp(&key(*a)))
    })?;
    let side = key(world.actors[taker.index()].bloc).with(world.places[place.index()].key);
    let moves = view.chance.happens(LAPSE, side, view.set.lapse);
    moves.then_some(Capture { taker, rule: "hold.lapse", operation: None })
}

fn capture(view: &View<Settings>, out: &mut Proposals, place: PlaceId, from: Option<ActorId>, taken: &Capture) {
    let taker = taken.taker;
    let mut event = Event::shock(Shock::Capture, taken.rule).by(taker).at(place);
    event.target = from;
    event.operation = taken.operation;
    let event = out.event(event);
    out.because(event, Slot::Place(place), 0.6);
    out.because(event, Slot::Control(place, taker), 0.4);
    out.change(event, Change::Holder(place, Some(taker)));
    let enemy = from.filter(|f| view.world.are_enemies(*f, taker));
    if let Some(loser) = enemy {
        let value = view.world.places[place.index()].value;
        out.change(event, Change::Actor(loser, ActorField::Defeats, value));
        out.change(event, Change::Actor(taker, ActorField::Confidence, view.set.won_confidence * value));
        out.change(event, Change::Actor(loser, ActorField::Confidence, -view.set.won_confidence * value));
    }
}
