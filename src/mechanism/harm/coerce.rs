//! Violence meant for civilians: ordered, in revenge, and for prey.

use super::{
    Settings, feel,
    hurt::{MASSACRE, people, restraint},
};
use crate::{
    chance::{Purpose, laws},
    domain::{Action, ActorKind, EventKind, Shock},
    id::{ActorId, Key, PlaceId},
    mechanism::{Rule, View},
    world::{Change, Event, Order, Origin, PlaceField, Proposals, Slot, World},
};

const TOLL: Purpose = Purpose::of("harm.toll");
const PARTY: Purpose = Purpose::of("harm.party");
const UNORDERED: Purpose = Purpose::of("harm.unordered");

/// Names of deeds, to keep their draws apart.
const ORDER: Key = Key::of("order");
const CHOSEN: Key = Key::of("chosen");
const REVENGE: Key = Key::of("revenge");
const ABUSE: Key = Key::of("abuse");

/// Carries out this week's orders against civilians.
pub(super) fn ordered(view: &View<Settings>, out: &mut Proposals) {
    for action in [Action::CollectivePunishment, Action::SelectiveKilling] {
        for order in view.orders(action) {
            let Some(place) = order.place else { continue };
            let men = at_hand(view.world, order.actor, place).min(if order.effort > 0.0 { order.effort } else { 1e9 });
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

/// Men who can act at a place: there, or one route away.
fn at_hand(world: &World, actor: ActorId, place: PlaceId) -> f64 {
    world.reach(actor, place).0
}

/// What troops do to civilians without being told.
pub(super) fn unordered(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    for place in world.all_places() {
        if people(view, place) < 1.0 {
            continue;
        }
        let numbers = view.fan(UNORDERED, place);
        for actor in world.index.present[place.index()].iter().copied() {
            let (men, us) = (world.men_at(actor, place), &world.actors[actor.index()]);
            if men < view.set.patrol || !harsh(us.kind) {
                continue;
            }
            // A chance that is too small even where everybody is hostile needs no closer look.
            let (revenge, prey) = (revenge(view, actor, place), prey(view, actor, men));
            if revenge + prey <= 0.0 {
                continue;
            }
            let numbers = numbers.child(us.key);
            let (u, v) = (numbers.nth(0), numbers.nth(1));
            // What protects lowers the toll, and so the rate of deaths, once.
            let chance = |most: f64| most * hostility(world, place, actor);
            if u < revenge && was_hit(world, actor) && u < chance(revenge) {
                let dead = whoever(view, actor, place, men, REVENGE);
                let deed = Deed { action: Action::CollectivePunishment, rule: "harm.revenge", order: None };
                commit(view, (actor, place), dead, deed, out);
            }
            if v < prey && v < chance(prey) {
                let dead = whoever(view, actor, place, men, ABUSE);
                let deed = Deed { action: Action::SelectiveKilling, rule: "harm.abuse", order: None };
                if dead > 0 {
                    commit(view, (actor, place), dead, deed, out);
                }
            }
        }
    }
}

const fn harsh(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Army | ActorKind::Mercenary | ActorKind::Jihadist | ActorKind::Militia)
}

/// How likely state troops and their helpers at most take revenge, if they were hit two to four weeks ago (C3).
fn revenge(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let us = &view.world.actors[actor.index()];
    if !view.rules.on(Rule::LostTownsTurnToGuerrilla)
        || us.kind == ActorKind::Jihadist
        || view.world.places[place.index()].danger < 1.0
    {
        return 0.0;
    }
    let free = 1.0 - us.accountability;
    view.set.revenge * us.losses / (us.losses + view.set.sore) * free * free
}

/// Whether somebody attacked the actor two to four weeks ago.
fn was_hit(world: &World, actor: ActorId) -> bool {
    (0..world.actors.len()).any(|enemy| {
        let climb = world.climbs.at(enemy, actor.index());
        (2..=4).any(|ago| world.ladder.is_fighting(climb.ago(ago)))
            && world.ties.at(enemy, actor.index()).stance.is_enemy()
    })
}

/// How likely men with little restraint at most prey on people; mercenaries answer to nobody (C14).
fn prey(view: &View<Settings>, actor: ActorId, men: f64) -> f64 {
    let us = &view.world.actors[actor.index()];
    let factor = match (us.kind, view.rules.on(Rule::MercenariesAbuse)) {
        (ActorKind::Mercenary, true) => view.set.brutality,
        (ActorKind::Mercenary, false) => return 0.0,
        _ => 1.0,
    };
    let free = 1.0 - us.accountability;
    view.set.abuse * factor * men / (men + view.set.many) * free * free * free * free
}

/// Mean dislike of an actor among the people of a place, 0-1.
fn hostility(world: &World, place: PlaceId, actor: ActorId) -> f64 {
    let residents = world.places[place.index()].residents;
    let sum: f64 = world.map.people[place.index()]
        .iter()
        .map(|id| world.residents_of(*id) * (-world.support_for(*id, actor)).max(0.0))
        .sum();
    if residents > 0.0 { sum / residents } else { 0.0 }
}

/// Share of a bloc in the control of a place, among those who control anything.
fn control_share(world: &World, actor: ActorId, place: PlaceId) -> f64 {
    let all: f64 = world.control.row(place.index()).iter().sum();
    let own = world.control_of(place, world.actors[actor.index()].bloc);
    if all > 0.0 { own / all } else { 0.0 }
}

/// Relative rate of selective killing: zero at parity and at full control, one where control is three quarters or one.
pub(super) fn selective_rate(control: f64) -> f64 {
    8.0 * (2.0 * control - 1.0).abs() * control.min(1.0 - control)
}

/// Relative rate of indiscriminate killing: the less one controls, the less one knows whom to kill.
pub(super) fn indiscriminate_rate(control: f64) -> f64 {
    (1.0 - control) * (1.0 - control)
}

fn key(view: &View<Settings>, actor: ActorId, place: PlaceId, deed: Key) -> Key {
    view.world.actors[actor.index()].key.with(view.world.places[place.index()].key).with(deed)
}

/// Deaths when chosen people are killed.
fn chosen_few(view: &View<Settings>, actor: ActorId, place: PlaceId) -> u32 {
    let rate = selective_rate(control_share(view.world, actor, place));
    let toll = view.chance.unit(TOLL, key(view, actor, place, CHOSEN));
    laws::poisson(toll, view.set.picks * rate * restraint(view, place))
}

/// Deaths when whoever is found is killed: those whom a party can round up, as far as nothing holds it back.
fn whoever(view: &View<Settings>, actor: ActorId, place: PlaceId, men: f64, deed: Key) -> u32 {
    let set = view.set;
    let whose = key(view, actor, place, deed);
    let (size, toll) = view.chance.pair(PARTY, whose, 0);
    let party = laws::pareto(size, set.patrol, men, set.exponent);
    let found = (party * set.grip).min(people(view, place));
    let free = 1.0 - view.world.actors[actor.index()].accountability;
    let control = control_share(view.world, actor, place);
    laws::poisson(toll, found * set.wrath * free * indiscriminate_rate(control) * restraint(view, place))
}

/// What is done, under which rule, and by whose order.
#[derive(Clone, Copy)]
struct Deed<'a> {
    action: Action,
    rule: &'static str,
    order: Option<&'a Order>,
}

fn commit(view: &View<Settings>, (actor, place): (ActorId, PlaceId), dead: u32, deed: Deed, out: &mut Proposals) {
    let target = deed.order.and_then(|o| o.target);
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
