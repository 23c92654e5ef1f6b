//! Fight: what comes of every operation that meets an enemy, and of every order to use force?
//!
//! **Battles** of operations come first ([`battle`]): side against side, one a week and place, until one side breaks. Then routine fights: an **ambush** (of regulars: a clash of patrols) sets a
//! party against a party: its own is one of the groups that merge and shatter, density `∝ size^-2.5` (Bohorquez et al. 2009), and it goes for one of about its
//! own size, as it counts the enemy. [`attrition`] decides, with surprise for those in hiding and aircraft for whoever has them in reach (C1), until one side has
//! lost what it bears: a share that differs between fights as it does in battles (log-normal, Helmbold 1971). **Strikes** from afar cannot be answered.
//!
//! How simultaneous acts meet: battles and acts are played in an order drawn for the week, each with the men the earlier ones
//! left; two sides that ambush each other at one place meet in the open: nobody has surprise.
//!
//! Reads: operations, orders, forces, morale, supply, terrain. Changes: forces, losses, defeats, danger, loot; events carry the dead fighters.
//! Civilians are `harm`'s. Leaves out: prisoners, wounded who return, weapons one by one.

pub mod attrition;
mod battle;
mod field;
mod host;
mod strike;

use super::View;
use crate::{
    chance::{
        Fan, Purpose,
        laws::{log_normal, pareto},
    },
    domain::{Action, EventKind, Shock},
    id::{ActorId, Key, PlaceId},
    parameter::settings,
    warfare::odds,
    world::{Event, Order, Proposals},
};
use attrition::{Side, engage};
use field::Field;

settings! { "fight" {
    /// Chance that a blow at an enemy who hides wholly, and of whom nothing is seen, still meets it.
    contact: 0.1, 0.05..0.2, in 0.0..1.0, "probability", "domain 2.2: share of strikes with good intelligence, Kress and Szechtman 2009";
    /// Share of its effect that fire has when it cannot be aimed, because the other side is wholly hidden.
    unaimed: 0.25, 0.15..0.4, in 0.0..1.0, "share", "assumed; the area fire of Deitchman 1962";
    /// Fighters killed by a sortie that finds its target in the open.
    air_lethality: 2.0, 1.0..3.0, in 0.0..50.0, "deaths", "assumed";
    /// Share of men whom an attacker bears to lose.
    attack_resolve: 0.12, 0.08..0.18, in 0.0..1.0, "share", "assumed";
    /// Share of men whom a defender bears to lose before it gives way.
    defence_resolve: 0.2, 0.14..0.28, in 0.0..1.0, "share", "assumed";
    /// Smallest party that ambushes.
    smallest_party: 10.0, 7.0..13.0, in 1.0..100.0, "men", "fitted: half of the fatal events of January 2020 to July 2023 leave 4 dead or fewer, domain 5.5";
    /// Exponent of the sizes of parties.
    party_exponent: 2.5, 2.3..2.7, in 1.1..6.0, "1", "Bohorquez et al. 2009, about 2.5 over nine wars";
    /// Supply won by looting a base.
    loot_supply: 0.3, 0.2..0.4, in 0.0..1.0, "share", "assumed";
    /// Fighting quality that an irregular group would win if it looted arms for every one of its men.
    loot_quality: 0.3, 0.1..0.5, in 0.0..3.0, "factor", "assumed; C21";
    /// Fighting quality up to which looted arms help.
    best_looted: 1.3, 1.1..1.5, in 0.0..3.0, "factor", "assumed";
    /// Share of a beaten garrison without way out that disperses.
    dispersed: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Morale lost by the beaten, and half as much won by the others.
    shaken: 0.1, 0.05..0.15, in 0.0..1.0, "share", "assumed";
    /// Share of the stores of a place that those who seize it carry off; raiders carry off all they can.
    raid_booty: 0.4, 0.2..0.6, in 0.0..1.0, "share", "assumed";
    /// Share of the morale that the loser of a fight loses which its winner gains.
    heartened: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";
    /// Share of that loss which a strike from afar brings to those whom it misses too.
    strike_shock: 0.3, 0.2..0.4, in 0.0..2.0, "share", "assumed";
    /// Share of that loss which a show of force brings.
    show_shock: 0.2, 0.1..0.3, in 0.0..2.0, "share", "assumed";
    /// How far fire from the air tells in a river valley, against open ground.
    open_by_river: 0.7, 0.5..0.9, in 0.0..1.0, "share", "domain 2.2: little in towns and mountains; size assumed";
    /// How far fire from the air tells in towns and mountains, against open ground.
    open_in_cover: 0.3, 0.15..0.45, in 0.0..1.0, "share", "domain 2.2: little in towns and mountains; size assumed";
    /// Salvoes of a bombardment, against one for each sortie of aircraft.
    salvoes: 2.0, 1.0..3.0, in 0.0..40.0, "salvoes", "assumed";
    /// What a salvo kills, against a sortie; without C1 a sortie does no more.
    salvo_power: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";
    /// How far ground that hides from aircraft lies open to shells.
    salvo_reach: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
} }

const CONTACT: Purpose = Purpose::of("fight.contact");
const FIRST: Purpose = Purpose::of("fight.first");
const PARTY: Purpose = Purpose::of("fight.party");
const TOLL: Purpose = Purpose::of("fight.toll");

/// Plays every battle and every use of force of the week.
pub fn fight(view: &View<Settings>, out: &mut Proposals) {
    let mut field = Field::new(std::mem::take(&mut out.scratch.fallen));
    battle::play(view, &mut field, out);
    let mut acts = std::mem::take(&mut out.scratch.acts);
    gather(view, &mut acts);
    for (i, (_, order)) in acts.iter().enumerate() {
        let same = |other: &Order| {
            (other.actor, other.action, other.target, other.place)
                == (order.actor, order.action, order.target, order.place)
        };
        let nth = acts[..i].iter().filter(|(_, other)| same(other)).count();
        match order.action {
            Action::AirStrike | Action::Shelling => strike::from_afar(view, &mut field, out, order, nth),
            Action::ShowOfForce => strike::show(view, out, order),
            _ => ambush(view, &mut field, out, order, nth),
        }
    }
    acts.clear();
    out.scratch.acts = acts;
    out.scratch.fallen = field.close();
}

/// Orders of routine force, in this week's order of play.
fn gather(view: &View<Settings>, acts: &mut Vec<(f64, Order)>) {
    use Action::{AirStrike, Ambush, Shelling, ShowOfForce};
    let world = view.world;
    let first = |order: &Order| {
        let place = order.place.map_or(Key(0), |p| world.places[p.index()].key);
        let whose = world.actors[order.actor.index()].key.with(place).with(Key(order.action as u64));
        view.chance.unit(FIRST, whose)
    };
    for order in &world.traffic.orders {
        let routine = matches!(order.action, Ambush | AirStrike | Shelling | ShowOfForce);
        if routine && order.target.is_some() && order.place.is_some() {
            acts.push((first(order), *order));
        }
    }
    // One actor's acts of one kind at one place share a draw; the key of whom they are aimed at orders those.
    let aim = |order: &Order| order.target.map(|t| world.actors[t.index()].key);
    acts.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then_with(|| aim(&a.1).cmp(&aim(&b.1))));
}

/// A party lies in wait for a party, or a patrol meets one: the `nth` of the week between these two in that place.
fn ambush(view: &View<Settings>, field: &mut Field, out: &mut Proposals, order: &Order, nth: usize) {
    let (Some(foe), Some(place)) = (order.target, order.place) else { return };
    let hides = view.world.actors[order.actor.index()].kind.is_irregular();
    let kind = if hides { EventKind::Act(order.action) } else { EventKind::Shock(Shock::Clash) };
    let barred = |kind| view.is_barred(kind, Some(order.actor), Some(foe), Some(place));
    if barred(kind) || barred(EventKind::Act(order.action)) {
        return;
    }
    let whose = view.world.actors[order.actor.index()].key.with(view.world.places[place.index()].key);
    let whose = whose.with(view.world.actors[foe.index()].key).with(Key(nth as u64));
    let (ours, theirs) = (field.men_for(view, order.actor, place), field.men(view, foe, place));
    if ours < 1.0 || theirs < 1.0 {
        return;
    }
    let (a, b, hidden) = sides(view, order, foe, place, whose, (ours, theirs));
    let met = view.chance.happens(CONTACT, whose, contact(view, order.actor, foe, place));
    let end = if met { engage(a, b, hidden, view.chance.fan(TOLL, whose)) } else { attrition::Outcome::default() };
    let mut event = Event { kind, ..Event::of_order(order, "fight.engage", &view.world.ladder) }.on(foe).at(place);
    event.actor_deaths = end.a_lost;
    event.target_deaths = end.b_lost;
    event.success = end.a_won;
    let event = out.event(event);
    if order.origin.record().is_none() {
        out.because(event, crate::world::Slot::Tie(order.actor, foe), 0.5);
        out.because(event, crate::world::Slot::Place(place), 0.5);
    }
    if !met {
        return;
    }
    field.bury(view, out, event, (order.actor, end.a_lost), (foe, end.b_lost), place);
    let parts = (f64::from(a.men) / ours, f64::from(b.men) / theirs);
    Field::shake(view, out, event, (order.actor, foe, end.a_won), place, parts);
}

/// Chance that a blow meets its enemy at all: certain against those who stand in the open, else as far as they are seen.
fn contact(view: &View<Settings>, actor: ActorId, foe: ActorId, place: PlaceId) -> f64 {
    let world = view.world;
    if is_dug_in(view, foe, place) {
        return 1.0;
    }
    let present = world.enemies_at(actor, place).max(1.0);
    let seen = (world.seen.at(actor.index(), place.index()) / present).min(1.0);
    let hidden = world.actors[foe.index()].concealment;
    1.0 - hidden * (1.0 - view.set.contact) * (1.0 - seen)
}

/// Whether an actor stands where it or its friends hold: it is dug in there, and not hidden.
fn is_dug_in(view: &View<Settings>, actor: ActorId, place: PlaceId) -> bool {
    view.world.places[place.index()].holder.is_some_and(|h| view.world.are_friends(h, actor))
}

/// The two sides of an ambush: who takes part, how well it shoots, what it bears; and whether the first fights from hiding.
fn sides(
    view: &View<Settings>,
    order: &Order,
    foe: ActorId,
    place: PlaceId,
    whose: Key,
    (ours, theirs): (f64, f64),
) -> (Side, Side, bool) {
    let (set, war, world) = (view.set, view.warfare, view.world);
    let (us, them) = (&world.actors[order.actor.index()], &world.actors[foe.index()]);
    let mut ambushes = view.orders(Action::Ambush);
    let crossed = ambushes.any(|o| o.actor == foe && o.target == Some(order.actor) && o.place == Some(place));
    let numbers = view.chance.fan(PARTY, whose);
    let (our_men, their_men) = parties(view, numbers, (ours, theirs));
    let our_edge = if crossed { 1.0 } else { 1.0 + (war.surprise - 1.0) * us.concealment };
    // Power with the supply and the aircraft at hand, and the share of men that it bears to lose: as stated at middling morale.
    let open = war.air(world.places[place.index()].terrain);
    let from = field::base(view, order.actor, place).unwrap_or(place);
    let able = |actor: ActorId, from: PlaceId, quality: f64, (resolve, u): (f64, f64)| {
        let (supply, morale) = Field::state(view, actor, from);
        let sorties = view.air_support(actor, place);
        (odds::power(war, quality, supply, 1.0, (sorties, open)), bears(war, resolve * (0.5 + morale), u))
    };
    let (our_luck, their_luck) = (numbers.nth(2), numbers.nth(3));
    let (our_fire, our_resolve) = able(order.actor, from, us.quality * our_edge, (set.attack_resolve, our_luck));
    let (their_fire, their_resolve) = able(foe, place, them.quality, (set.defence_resolve, their_luck));
    let hides = us.kind.is_irregular() && !crossed;
    let aimed = if hides { 1.0 - (1.0 - set.unaimed) * us.concealment } else { 1.0 };
    let a = Side { men: our_men as u32, fire: our_fire, resolve: our_resolve };
    let b = Side { men: their_men as u32, fire: their_fire * aimed, resolve: their_resolve };
    (a, b, hides)
}

/// The parties that meet: a group of those at hand, and a party of the enemy of about its size, as whoever strikes has counted it.
fn parties(view: &View<Settings>, numbers: Fan, (ours, theirs): (f64, f64)) -> (f64, f64) {
    let set = view.set;
    let party = pareto(numbers.nth(0), set.smallest_party, ours, set.party_exponent);
    let count = log_normal(numbers.nth(1), view.warfare.miscount);
    (party, (party * count).clamp(1.0, theirs))
}

/// Share of its men that a party bears to lose: it differs between fights around this one.
fn bears(war: &crate::warfare::Settings, share: f64, u: f64) -> f64 {
    (share * log_normal(u, war.breaking_spread)).min(war.breaking_most)
}

#[cfg(test)]
mod tests;
