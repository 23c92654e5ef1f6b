//! Violence meant for civilians: ordered, and in reprisal.

use super::{
    Settings, feel,
    hurt::{MASSACRE, people, restraint, unafraid},
};
use crate::{
    chance::{Purpose, laws},
    domain::{Action, ActorKind, EventKind, Shock},
    id::{ActorId, Key, PlaceId},
    mechanism::{Rule, View},
    warfare::{coercion, estimate},
    world::{Change, Event, Order, Origin, PlaceField, Proposals, Slot},
};

const TOLL: Purpose = Purpose::of("harm.toll");
const PARTY: Purpose = Purpose::of("harm.party");
const UNORDERED: Purpose = Purpose::of("harm.unordered");

/// Names of deeds, to keep their draws apart.
const ORDER: Key = Key::of("order");
const CHOSEN: Key = Key::of("chosen");
const REPRISAL: Key = Key::of("reprisal");

/// Carries out this week's orders against civilians.
pub(super) fn ordered(view: &View<Settings>, out: &mut Proposals) {
    for action in [Action::CollectivePunishment, Action::SelectiveKilling] {
        for order in view.orders(action) {
            let Some(place) = order.place else { continue };
            let men = at_hand(view, order.actor, place).min(if order.effort > 0.0 { order.effort } else { 1e9 });
            if men < 1.0 {
                continue;
            }
            let dead = match action {
                Action::SelectiveKilling => chosen_few(view, order.actor, place),
                _ => whoever(view, order.actor, place, men, ORDER),
            };
            commit(view, (order.actor, place), dead, Deed { action, rule: "harm.ordered", order: Some(order) }, out);
        }
    }
}

/// Men who can act at a place: there, or else within a day of travel.
fn at_hand(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let here = view.world.men_at(actor, place);
    if here > 0.0 { here } else { estimate::at_hand(view.warfare, view.world, actor, place).0 }
}

/// Remembers where the men of operations are at work this week.
pub(super) fn remember(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    for place in world.all_places() {
        for actor in &world.index.present[place.index()] {
            let men = world.at_work(*actor, place);
            if men >= 1.0 {
                out.drift(Change::Visit(place, *actor, men));
            }
        }
    }
}

/// What a state's troops do to civilians without being told, where men of their operations are at work or were of late.
pub(super) fn unordered(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let mut prone = std::mem::take(&mut out.scratch.actors);
    prone.clear();
    prone.extend(world.living().filter(|a| excess(view, *a) > 0.0));
    for place in world.all_places().filter(|p| world.is_contestable(*p)) {
        for actor in prone.iter().copied() {
            // Those of this week are not among the visits yet.
            let men = world.at_work(actor, place).max(world.visitors(actor, place, view.set.aftermath));
            if men < view.set.patrol || people(view, place) < 1.0 {
                continue;
            }
            let rate = reprisals(view, actor, place, men);
            let whose = world.actors[actor.index()].key.with(world.places[place.index()].key);
            if view.chance.happens(UNORDERED, whose, laws::within_week(rate)) {
                let dead = whoever(view, actor, place, men, REPRISAL);
                let deed = Deed { action: Action::CollectivePunishment, rule: "harm.reprisal", order: None };
                commit(view, (actor, place), dead, deed, out);
            }
        }
    }
    out.scratch.actors = prone;
}

/// Reprisals of an actor for one of an army in its place: of mercenaries who answer to nobody more (C14), of others than a state's troops none.
fn excess(view: &View<Settings>, actor: ActorId) -> f64 {
    match view.world.actors[actor.index()].kind {
        ActorKind::Mercenary if view.rules.on(Rule::MercenariesAbuse) => view.set.brutality,
        ActorKind::Army | ActorKind::Government => 1.0,
        _ => 0.0,
    }
}

/// Reprisals a week of so many men of an operation: more after losses (C3), of mercenaries who answer to nobody more still (C14).
pub(super) fn reprisals(view: &View<Settings>, actor: ActorId, place: PlaceId, men: f64) -> f64 {
    let (world, set, us) = (view.world, view.set, &view.world.actors[actor.index()]);
    let factor = excess(view, actor);
    let free = (1.0 - us.accountability) * (1.0 - us.accountability);
    let hostile = world.dislike(place, actor);
    if hostile * free <= 0.0 {
        return 0.0;
    }
    // Two to four weeks ago.
    let dead: u32 = us.dead[2..].iter().sum();
    let losses =
        if view.rules.on(Rule::LostTownsTurnToGuerrilla) { (f64::from(dead) / set.sore).min(set.fury) } else { 0.0 };
    let blind = 1.0 - world.collaboration(place, actor);
    let people = people(view, place);
    let met = unafraid(view, place) * people / (people + set.town);
    set.reprisals * factor * men / set.many * free * hostile * blind * (1.0 + losses) * met
}

fn key(view: &View<Settings>, actor: ActorId, place: PlaceId, deed: Key) -> Key {
    view.world.actors[actor.index()].key.with(view.world.places[place.index()].key).with(deed)
}

/// Deaths when chosen people are killed.
fn chosen_few(view: &View<Settings>, actor: ActorId, place: PlaceId) -> u32 {
    let rate = coercion::selective(view.world.share_of_control(actor, place));
    let toll = view.chance.unit(TOLL, key(view, actor, place, CHOSEN));
    laws::poisson(toll, view.set.picks * rate * restraint(view, place))
}

/// Deaths when whoever is found is killed: those whom a party can round up, as far as nothing holds it back.
fn whoever(view: &View<Settings>, actor: ActorId, place: PlaceId, men: f64, deed: Key) -> u32 {
    let set = view.set;
    let whose = key(view, actor, place, deed);
    let (size, toll) = view.chance.pair(PARTY, whose, 0);
    let party = laws::pareto(size, set.patrol, men, set.exponent);
    let found = (party * set.grip).min(set.round_up * unafraid(view, place) * people(view, place));
    let free = 1.0 - view.world.actors[actor.index()].accountability;
    let control = view.world.share_of_control(actor, place);
    laws::poisson(toll, found * set.wrath * free * coercion::indiscriminate(control) * restraint(view, place))
}

/// Most of the country around a place.
const MOST: f64 = 0.5;

/// To whom it is done when civilians are killed without orders: whoever of another side holds the town or rules most of the country around it, if the people
/// there like him.
fn whose_people(view: &View<Settings>, actor: ActorId, place: PlaceId) -> Option<ActorId> {
    let world = view.world;
    let holder = world.places[place.index()].holder;
    let ruler = || {
        let mut rulers = world.index.rulers[place.index()].iter().copied();
        rulers.find(|r| world.country_of(place, *r) > MOST)
    };
    let other = |who: &ActorId| !world.are_friends(*who, actor);
    holder.filter(other).or_else(|| ruler().filter(other)).filter(|who| world.liking(place, *who) > 0.0)
}

/// What is done, under which rule, and by whose order.
#[derive(Clone, Copy)]
struct Deed<'a> {
    action: Action,
    rule: &'static str,
    order: Option<&'a Order>,
}

fn commit(view: &View<Settings>, (actor, place): (ActorId, PlaceId), dead: u32, deed: Deed, out: &mut Proposals) {
    let target = match deed.order {
        Some(order) => order.target,
        None => whose_people(view, actor, place),
    };
    let kind = if dead >= MASSACRE { EventKind::Shock(Shock::Massacre) } else { EventKind::Act(deed.action) };
    if view.is_barred(EventKind::Act(deed.action), Some(actor), target, Some(place))
        || view.is_barred(kind, Some(actor), target, Some(place))
    {
        return;
    }
    let mut event = Event::new(kind, deed.rule).by(actor).at(place);
    event.target = target;
    event.civilian_deaths = dead;
    event.success = dead > 0;
    let grave = if dead >= MASSACRE { Action::CollectivePunishment } else { deed.action };
    event.rung = view.world.ladder.rung(grave);
    event.origin = deed.order.map_or(Origin::Rule, |o| o.origin);
    let event = out.event(event);
    out.because(event, Slot::Actor(actor), 0.5);
    out.because(event, Slot::Place(place), 0.5);
    if dead > 0 {
        out.change(event, Change::Place(place, PlaceField::Danger, f64::from(dead)));
        feel::grieve(view, event, (actor, place), dead, feel::Victims::Hostile, out);
    }
}
