//! Recruit: who takes up arms, and for whom?
//!
//! An irregular actor with men at a place gains from each community there, in a week, a Poisson number of recruits
//! with mean `rate * residents / 1000 * grievance * opportunity`, `grievance` being the strongest against an enemy of
//! the actor and `opportunity` its support plus `kinship` times kin (C22), less the share of men already under arms,
//! tripled or so where it was ordered, cut where the actor cannot pay, and down to `unruled` where its side rules nothing of the country around. Money buys men too ([`pay`]). Every recruit costs
//! his outfit. Armies recruit from the people at their home in proportion to the standing of their government, while they
//! can pay, up to a ceiling.
//!
//! Fighters drift between irregular groups that are kin to the same people and not at war with each other, from the
//! group that believes less in victory to the one that believes more (C22).
//!
//! Source: domain 2.8 (recruits = rho * population * g * opportunity; UNDP 2017, 2023 on triggers), C22. Reads:
//! grievance, support, kin, funds, men, rulers of the country. Changes: men, the share of men under arms. Leaves out: forced recruitment,
//! children, and looted arms, which `fight` hands over.

mod pay;

use super::View;
use crate::{
    chance::{Fan, Purpose, laws},
    domain::{Action, ActorKind, EventKind, ForceKind, Shock, Stance},
    id::{ActorId, CommunityId, Key, PlaceId},
    mechanism::Rule,
    parameter::settings,
    world::{
        ActorField, Change, CommunityField, Event, EventRef, ForceField, Order, Proposals, Slot, World, index::ENEMY,
    },
};

settings! { "recruit" {
    /// Recruits among a thousand people of full grievance who are fully for the actor.
    rate: 0.015, 0.006..0.04 log, in 0..100, "1/week",
        "domain 2.8 (form); size: groups that lost hundreds a year (domain 5.2) kept their strength among 1.5 million";
    /// What full kinship counts in opportunity against full support.
    kinship: 0.7, 0.3..1.2, in 0..5, "factor", "assumed (C22)";
    /// How much an order to recruit raises the rate.
    drive: 3, 2..5, in 1..50, "factor", "assumed";
    /// Price of a man who comes for money and not for the cause.
    bounty: 40, 20..80 log, in 1..1e5, "man-weeks", "assumed: most of a year's pay, arms included";
    /// Share of the money beyond the reserve that is spent on such men in a week.
    spend: 0.03, 0.01..0.06 log, in 0..1, "1/week", "assumed; rents raise recruitment, Dube & Vargas 2013";
    /// Weeks of upkeep, at the price of regulars of the same quality, kept in reserve before money goes to such men.
    reserve: 8, 4..16, in 0..500, "weeks", "assumed";
    /// Arms and first pay of a recruit.
    outfit: 15, 5..40 log, in 0..1000, "man-weeks", "assumed";
    /// Share of the rate left to who cannot pay.
    unpaid: 0.4, 0.2..0.7, in 0..1, "share", "assumed; wages draw recruits, Dube & Vargas 2013";
    /// Share of the rate left to a side that rules nothing of the country around.
    unruled: 0.4, 0.2..0.6, in 0..1, "share", "assumed: recruiters come by night";
    /// Share of a community's men who may take up arms.
    ceiling: 0.06, 0.03..0.12, in 0.001..1, "share", "assumed";
    /// Recruits of a government's army among a thousand people of its home.
    army_rate: 0.006, 0.002..0.02 log, in 0..100, "1/week", "fitted: the army of 2023 is little larger than that of 2020 (seeds)";
    /// Soldiers for each person of the army's home up to which it grows.
    army_ceiling: 0.005, 0.003..0.008, in 0..1, "share", "assumed: up to a half above the army of the case";
    /// Fighters who drift in a week between groups equally near to them, one sure to win and one sure to lose.
    drift: 0.02, 0.005..0.05 log, in 0..1, "1/week", "assumed (C22)";
    /// Men of fighting age among the people.
    of_age: 0.22, 0.2..0.24, in 0.01..1.0, "share", "about the share of males from 15 to 49 in young populations";
    /// Morale and supply of new fighters.
    raw: 0.6, 0.5..0.7, in 0.0..1.0, "share", "assumed";
} }

/// Men from whose number a rising or a change of sides is told as an event of its own; nothing else depends on it.
const LARGE: f64 = 30.0;

const JOIN: Purpose = Purpose::of("recruit.join");
const ENLIST: Purpose = Purpose::of("recruit.enlist");
const CHANGE_SIDES: Purpose = Purpose::of("recruit.change_sides");

/// Raises bands and regiments, and lets fighters drift.
pub fn recruit(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    out.scratch.others.clear();
    // What each can still spend on outfits this week, wherever men join it.
    out.scratch.others.extend((0..world.actors.len()).map(|i| world.purse(ActorId::from(i)).max(0.0)));
    for place in view.world.all_places() {
        let joining = view.fan(JOIN, place);
        for actor in view.world.index.present[place.index()].iter().copied() {
            let men = view.world.men_at(actor, place);
            if men >= 1.0 && takes_volunteers(view.world.actors[actor.index()].kind) {
                rise(view, actor, place, joining, out);
                if view.rules.on(Rule::FightersDriftAlongKin) {
                    lose_to_kin(view, actor, place, men, out);
                }
            }
        }
    }
    for actor in view.world.living() {
        if view.world.actors[actor.index()].kind == ActorKind::Army {
            enlist(view, actor, out);
        } else {
            pay::raise(view, actor, out);
        }
    }
}

const fn takes_volunteers(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Movement | ActorKind::Jihadist | ActorKind::Militia)
}

/// Volunteers of a place for an irregular actor that stands there.
fn rise(view: &View<Settings>, actor: ActorId, place: PlaceId, numbers: Fan, out: &mut Proposals) {
    let world = view.world;
    let order = view.orders(Action::Recruit).find(|o| o.actor == actor && o.place == Some(place));
    let barred = view.is_barred(EventKind::Shock(Shock::Rising), Some(actor), None, Some(place));
    if barred && order.is_none() {
        return;
    }
    let effort = if order.is_some() { view.set.drive } else { 1.0 }
        * if world.purse(actor) < 0.0 { view.set.unpaid } else { 1.0 }
        * access(view, actor, place);
    let here = &world.map.people[place.index()];
    let mut means = std::mem::take(&mut out.scratch.numbers);
    means.clear();
    means.extend(here.iter().map(|id| effort * volunteers(view, actor, *id)));
    let mean = means.iter().sum();
    let joined = if mean > 0.0 { laws::poisson(numbers.of(world.actors[actor.index()].key), mean) } else { 0 };
    let men = f64::from(joined);
    let event = announce(view, actor, place, men, order, out);
    if out.explain && event != EventRef::DRIFT {
        move_to_join(world, actor, here, event, out);
    }
    if joined > 0 {
        come_from(view, here, &means, (joined, mean), numbers.child(world.actors[actor.index()].key), event, out);
    }
    out.scratch.numbers = means;
    muster(view, (actor, place, ForceKind::Band), men, event, out);
}

/// Share of the volunteers of a place whom an actor reaches: all where its side rules the whole country around.
fn access(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    view.set.unruled + (1.0 - view.set.unruled) * view.world.country_of(place, actor)
}

/// Shares those who joined out: independent Poisson numbers, given their sum, are as if each man came from a community with the
/// probability that is its share of the mean.
fn come_from(
    view: &View<Settings>,
    here: &[CommunityId],
    means: &[f64],
    (joined, mean): (u32, f64),
    numbers: Fan,
    event: EventRef,
    out: &mut Proposals,
) {
    if let [only] = here {
        return mobilise(view, *only, f64::from(joined), event, out);
    }
    let likely = |n: &usize| means[*n] > 0.0;
    for man in 0..joined {
        let mut left = numbers.nth(man as u16) * mean;
        let from = (0..here.len()).filter(likely).find(|n| {
            left -= means[*n];
            left <= 0.0
        });
        if let Some(n) = from.or_else(|| (0..here.len()).rfind(likely)) {
            mobilise(view, here[n], 1.0, event, out);
        }
    }
}

/// Men of one community who join in a week when nothing drives or hinders them, in the mean.
fn volunteers(view: &View<Settings>, actor: ActorId, id: CommunityId) -> f64 {
    let world = view.world;
    let opportunity = opportunity(view, actor, id);
    let left = 1.0 - world.communities[id.index()].mobilised / view.set.ceiling;
    if opportunity <= 0.0 || left <= 0.0 {
        return 0.0;
    }
    view.set.rate * world.residents_of(id) / 1000.0
        * anger(world, actor, id).map_or(0.0, |(_, anger)| anger)
        * opportunity
        * left
}

/// Support and kin that open a community to an actor.
fn opportunity(view: &View<Settings>, actor: ActorId, id: CommunityId) -> f64 {
    let kin = if view.rules.on(Rule::FightersDriftAlongKin) {
        view.set.kinship * view.world.kin_with(id, actor)
    } else {
        0.0
    };
    view.world.support_for(id, actor).max(0.0) + kin
}

/// The enemy of an actor against whom a community bears the strongest grievance, and how strong it is.
fn anger(world: &World, actor: ActorId, id: CommunityId) -> Option<(ActorId, f64)> {
    let (row, facing) = (world.grievance.row(id.index()), world.index.facing.row(actor.index()));
    let enemies = world.index.grudges[id.index()].iter().filter(|who| facing[who.index()] & ENEMY != 0);
    let key = |who: ActorId| world.actors[who.index()].key;
    enemies.map(|who| (*who, row[who.index()])).max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| key(b.0).cmp(&key(a.0))))
}

/// The event behind recruits: an order carried out, a rising if they are many, else nothing in particular.
fn announce(
    view: &View<Settings>,
    actor: ActorId,
    place: PlaceId,
    men: f64,
    order: Option<&Order>,
    out: &mut Proposals,
) -> EventRef {
    let mut event = match order {
        Some(order) => Event::of_order(order, "recruit.order", &view.world.ladder),
        None if men >= LARGE => Event::shock(Shock::Rising, "recruit.rising"),
        None => return EventRef::DRIFT,
    };
    event.success = men > 0.0;
    out.event(event.by(actor).at(place))
}

/// What moves volunteers: what their enemy did to them, and how they stand to whom they join.
fn move_to_join(world: &World, actor: ActorId, here: &[CommunityId], event: EventRef, out: &mut Proposals) {
    for id in here {
        if let Some((enemy, _)) = anger(world, actor, *id) {
            out.because(event, Slot::Feeling(*id, enemy), 0.5);
        }
        out.because(event, Slot::Feeling(*id, actor), 0.5);
    }
}

fn mobilise(view: &View<Settings>, id: CommunityId, men: f64, event: EventRef, out: &mut Proposals) {
    let of_age = (view.world.communities[id.index()].population * view.set.of_age).max(1.0);
    out.change(event, Change::Community(id, CommunityField::Mobilised, men / of_age));
}

fn muster(
    view: &View<Settings>,
    (actor, place, kind): (ActorId, PlaceId, ForceKind),
    strength: f64,
    event: EventRef,
    out: &mut Proposals,
) {
    if strength >= 1.0 {
        let us = view.world.actors[actor.index()].key;
        // Who has no money takes men as they come.
        let purse = &mut out.scratch.others[actor.index()];
        let cost = (view.set.outfit * strength).min(*purse);
        *purse -= cost;
        out.change(event, Change::Actor(actor, ActorField::Funds, -cost));
        let key = us.with(view.world.places[place.index()].key).child("recruit", view.world.week);
        out.change(event, Change::muster(key, actor, (place, kind), strength, (view.set.raw, view.set.raw)));
    }
}

/// Fighters of an actor leave for another group that is kin to the same people and likelier to win.
fn lose_to_kin(view: &View<Settings>, actor: ActorId, place: PlaceId, men: f64, out: &mut Proposals) {
    let (world, us) = (view.world, &view.world.actors[actor.index()]);
    let at_war = |a, b| world.tie(a, b).stance == Stance::War;
    for other in world.index.present[place.index()].iter().copied() {
        let them = &world.actors[other.index()];
        let edge = them.confidence - us.confidence;
        // Nobody has an edge over himself.
        if edge <= 0.0
            || !takes_volunteers(them.kind)
            || world.men_at(other, place) < 1.0
            || at_war(actor, other)
            || at_war(other, actor)
        {
            continue;
        }
        let shared = world.map.people[place.index()]
            .iter()
            .map(|id| world.kin_with(*id, actor) * world.kin_with(*id, other))
            .fold(0.0, f64::max);
        let mean = view.set.drift * shared * edge * men;
        if mean <= 0.0 {
            continue;
        }
        let going = laws::poisson(view.fan(CHANGE_SIDES, place).child(us.key).of(them.key), mean);
        if going > 0 {
            change_sides(view, actor, other, place, f64::from(going).min(men), out);
        }
    }
}

fn change_sides(view: &View<Settings>, from: ActorId, to: ActorId, place: PlaceId, going: f64, out: &mut Proposals) {
    let (world, kind) = (view.world, EventKind::Shock(Shock::Defection));
    if view.is_barred(kind, Some(from), Some(to), Some(place)) {
        return;
    }
    let event = if going >= LARGE {
        let event = out.event(Event::new(kind, "recruit.kin").by(from).on(to).at(place));
        out.because(event, Slot::Actor(from), 0.5);
        out.because(event, Slot::Actor(to), 0.5);
        event
    } else {
        EventRef::DRIFT
    };
    let all = world.men_at(from, place);
    for id in world.bodies(from, place) {
        let by = going * world.force(id).strength / all;
        out.change(event, Change::Force(id, ForceField::Strength, -by));
    }
    let key = world.actors[from.index()].key.with(world.actors[to.index()].key).child("kin", world.week);
    let key = key.with(Key(world.places[place.index()].key.0));
    out.change(event, Change::muster(key, to, (place, ForceKind::Band), going, (view.set.raw, view.set.raw)));
}

/// Recruits of an army from the people at its home.
fn enlist(view: &View<Settings>, actor: ActorId, out: &mut Proposals) {
    let world = view.world;
    let us = &world.actors[actor.index()];
    let Some(home) = us.home.filter(|h| world.places[h.index()].holder.is_none_or(|o| !world.are_enemies(actor, o)))
    else {
        return;
    };
    let standing = world.actors[us.bloc.index()].legitimacy;
    let people: f64 = world.map.people[home.index()].iter().map(|id| world.communities[id.index()].population).sum();
    let room = (1.0 - world.strength(actor) / (view.set.army_ceiling * people).max(1.0)).max(0.0);
    let order = view.orders(Action::Recruit).find(|o| o.actor == actor && o.place == Some(home));
    // Nobody enlists without pay, even when called.
    let drive = if world.purse(actor) < 0.0 { 0.0 } else { order.map_or(1.0, |_| view.set.drive) };
    let mean = view.set.army_rate * drive * people / 1000.0 * standing * room;
    let men = if mean > 0.0 { f64::from(laws::poisson(view.chance.unit(ENLIST, us.key), mean)) } else { 0.0 };
    let event = match order {
        Some(_) => announce(view, actor, home, men, order, out),
        None => EventRef::DRIFT,
    };
    out.because(event, Slot::Actor(us.bloc), 1.0);
    muster(view, (actor, home, ForceKind::Garrison), men, event, out);
}

#[cfg(test)]
mod tests;
