//! Friction below war: incidents where men of both sides meet, settled or remembered, and answered in kind.

use super::{Between, Guard, Settings, side};
use crate::{
    chance::{
        Fan, Purpose,
        laws::{poisson, weekly_decay, within_week},
    },
    domain::{Action, EventKind, Shock},
    id::{ActorId, Key, PlaceId},
    mechanism::View,
    world::{ActorField, COLUMN_REFUSED, Change, Event, EventRef, ForceField, PlaceField, Proposals, Slot, World},
};

/// The rule of its events, and what kind they are.
pub(super) const RULE: &str = "declare.incident";
const FATAL_KIND: EventKind = EventKind::Shock(Shock::Clash);
const BLOODLESS_KIND: EventKind = EventKind::Act(Action::ShowOfForce);

const HAPPENS: Purpose = Purpose::of("declare.incident");
const WHERE: Purpose = Purpose::of("declare.contact");
const FATAL: Purpose = Purpose::of("declare.fatal");
pub(super) const SETTLED: Purpose = Purpose::of("declare.settled");
const TOLL: Purpose = Purpose::of("declare.toll");
const ANSWER: Purpose = Purpose::of("declare.answer");

/// Whether an event is an incident; to let a column in is refused by a show of force.
pub(super) fn is_incident(event: &Event) -> bool {
    matches!(event.kind, FATAL_KIND | BLOODLESS_KIND) && matches!(event.rule, RULE | COLUMN_REFUSED)
}

/// Whether an event is one side's doing to the other.
pub(super) fn is_between(world: &World, [a, b]: [ActorId; 2], event: &Event) -> bool {
    let (Some(by), Some(on)) = (event.actor, event.target) else { return false };
    let of = |x, side| world.belongs_to(x, side);
    of(by, a) && of(on, b) || of(by, b) && of(on, a)
}

/// Probability that an incident is settled.
pub(super) fn settles(view: &View<Settings>, guard: &Guard) -> f64 {
    (view.set.settling + view.set.mediation * guard.full(view, true)).clamp(0.0, 1.0)
}

/// Unsettled incidents in mind when a peace has stood for long, before an announced exit counts.
pub(super) fn usual(view: &View<Settings>, between: &Between) -> f64 {
    let (set, [a, b]) = (view.set, between.sides);
    if contact(view, a, b, view.chance.fan(WHERE, side(view.world, a, b))).is_none() {
        return 0.0;
    }
    let full = between.guard.full(view, false);
    let open = 1.0 - (set.settling + set.mediation * full).clamp(0.0, 1.0);
    let answered = (set.answer * open).min(0.95);
    let weekly = (set.quiet + set.friction * (1.0 - full)) * open / (1.0 - answered);
    weekly / (1.0 - weekly_decay(set.memory)).max(0.01)
}

/// Where men of one side meet men of the other.
#[derive(Clone, Copy)]
struct Contact {
    by: ActorId,
    from: PlaceId,
    on: ActorId,
    at: PlaceId,
}

/// Plays the week's incidents of two sides: one by itself, and an answer of each to what it has got.
pub(super) fn play(view: &View<Settings>, between: &Between, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let [a, b] = between.sides;
    let gap = 1.0 - between.guard.full(view, true);
    let key = side(world, a, b);
    let rate = set.quiet + set.friction * gap;
    if view.chance.happens(HAPPENS, key, within_week(rate)) {
        let fatal = view.chance.happens(FATAL, key, set.bloodless + set.blood * gap);
        let turned = view.chance.pair(HAPPENS, key, 1).0 < 0.5;
        let sides = if turned { (b, a) } else { (a, b) };
        break_out(view, between, sides, (key, fatal), out);
    }
    for (me, other) in [(a, b), (b, a)] {
        let got = |e: &&Event| {
            let from = |x: Option<ActorId>, root| x.is_some_and(|x| world.belongs_to(x, root));
            is_incident(e) && !e.success && is_between(world, between.sides, e) && from(e.actor, other)
        };
        let (mut count, mut fatal) = (0.0, false);
        for event in world.traffic.reports.iter().filter(got) {
            count += 1.0;
            fatal |= event.deaths() > 0;
        }
        let key = side(world, me, other).with(ANSWER_KEY);
        if count > 0.0 && view.chance.happens(ANSWER, key, set.answer * count) {
            break_out(view, between, (me, other), (key, fatal), out);
        }
    }
}

/// Keeps the draws of an answer apart from those of an incident by itself.
const ANSWER_KEY: Key = Key::of("answer");

/// One incident at one of the places of contact; none where the two do not meet.
fn break_out(
    view: &View<Settings>,
    between: &Between,
    (by, on): (ActorId, ActorId),
    (key, fatal): (Key, bool),
    out: &mut Proposals,
) {
    let world = view.world;
    let Some(contact) = contact(view, by, on, view.chance.fan(WHERE, key)) else { return };
    let (kind, like) = if fatal { (FATAL_KIND, Action::Ambush) } else { (BLOODLESS_KIND, Action::ShowOfForce) };
    if view.is_barred(kind, Some(contact.by), Some(contact.on), Some(contact.at)) {
        return;
    }
    let settled = view.chance.happens(SETTLED, key, settles(view, &between.guard));
    let mut event = Event::new(kind, RULE).by(contact.by).on(contact.on).at(contact.at);
    event.success = settled;
    event.rung = rung(world, (by, on), like).saturating_sub(u8::from(settled));
    if fatal {
        (event.actor_deaths, event.target_deaths) = dead(view, contact, key);
    }
    let (fell, died) = (event.actor_deaths, event.target_deaths);
    let event = out.event(event);
    out.because(event, Slot::Tie(by, on), 0.5);
    out.because(event, Slot::Place(contact.at), 0.5);
    if fatal {
        bury(view, event, (contact.by, contact.from, fell), out);
        bury(view, event, (contact.on, contact.at, died), out);
        out.change(event, Change::Place(contact.at, PlaceField::Danger, f64::from(fell + died) + 1.0));
    }
}

/// How grave an incident is held to be: shots out of a clear sky are no fighting yet; the ladder is climbed one step at a time above what went before.
/// What is settled at once stands a step lower.
pub(super) fn rung(world: &World, (by, on): (ActorId, ActorId), like: Action) -> u8 {
    let step = (world.rung(by, on) + 1).max(world.ladder.rung(Action::ShowOfForce));
    world.ladder.rung(like).min(step)
}

/// One of all meetings of a man of one side with one of the other, each as likely.
fn contact(view: &View<Settings>, by: ActorId, on: ActorId, fan: Fan) -> Option<Contact> {
    let world = view.world;
    let key = |actor: ActorId, place: PlaceId| world.actors[actor.index()].key.with(world.places[place.index()].key);
    let here = |place: PlaceId, root: ActorId| {
        let present = if world.is_contestable(place) { world.index.present[place.index()].as_slice() } else { &[] };
        present.iter().copied().filter(move |x| world.belongs_to(*x, root) && world.men_at(*x, place) >= 1.0)
    };
    let mut best: Option<(f64, Contact)> = None;
    for from in world.all_places() {
        for x in here(from, by) {
            let near = world.all_places().filter(|at| world.map.ways.days(from, *at) <= view.set.touch);
            for (at, y) in near.flat_map(|at| here(at, on).map(move |y| (at, y))) {
                let score = fan.of(key(x, from).with(key(y, at)));
                if !world.are_friends(x, y) && best.as_ref().is_none_or(|(most, _)| score > *most) {
                    best = Some((score, Contact { by: x, from, on: y, at }));
                }
            }
        }
    }
    best.map(|(_, contact)| contact)
}

/// Dead of a fatal incident on either side: at least one in all, and no more than there are men.
fn dead(view: &View<Settings>, contact: Contact, key: Key) -> (u32, u32) {
    let (u, _) = view.chance.pair(TOLL, key, 0);
    let all = 1 + poisson(u, view.set.toll - 1.0);
    let fan = view.chance.fan(TOLL, key.with(ANSWER_KEY));
    let fell = (0..all).filter(|n| fan.nth(*n as u16) < 0.5).count() as u32;
    let men = |actor, place| view.world.men_at(actor, place) as u32;
    (fell.min(men(contact.by, contact.from)), (all - fell).min(men(contact.on, contact.at)))
}

/// Takes the dead of one side out of its bodies.
fn bury(view: &View<Settings>, event: EventRef, (actor, place, lost): (ActorId, PlaceId, u32), out: &mut Proposals) {
    let (lost, men) = (f64::from(lost), view.world.men_at(actor, place));
    if lost <= 0.0 || men <= 0.0 {
        return;
    }
    for id in view.world.bodies(actor, place) {
        let share = view.world.force(id).strength / men;
        out.change(event, Change::Force(id, ForceField::Strength, -lost * share));
    }
    out.change(event, Change::Actor(actor, ActorField::Losses, lost));
}
