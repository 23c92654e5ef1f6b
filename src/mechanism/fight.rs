//! Fight: what comes of every order to use force, and of columns that run into enemies?
//!
//! Who is engaged depends on the act: an **ambush** sets a party against a party, both of sizes drawn from groups that merge and
//! shatter, density `∝ size^-2.5` (Bohorquez et al. 2009); a **raid** or looting does the same with larger parties against posts, and
//! may find nobody where the enemy hides; an **assault**, and a column that finds enemies where it arrives, sets all against all. Then [`attrition`] decides, with
//! surprise for those in hiding, walls for those dug in, aircraft for whoever has them in reach (C1), until one side has lost what
//! it bears. A defender who is beaten, or who sees beforehand that it cannot hold (C13), leaves by the best way out; whoever
//! assaulted it from next door sends as many men in as were there.
//!
//! How simultaneous acts meet: acts at one place are played in an order drawn for the week, each with the men the earlier ones
//! left; two sides that attack each other at one place meet in the open: nobody has surprise or walls.
//!
//! Reads: orders, forces, morale, supply, terrain. Changes: forces, losses, defeats, danger, loot; events carry the dead fighters.
//! Civilians are `harm`'s. Leaves out: prisoners, wounded who return, weapons one by one.

pub mod attrition;
mod field;
mod strike;

use super::{Rule, View};
use crate::{
    chance::{Purpose, laws::pareto},
    domain::{Action, EventKind, ForceKind, Shock},
    id::{ActorId, Key, PlaceId},
    parameter::settings,
    world::{Event, Order, Origin, Proposals},
};
use attrition::{Side, engage};
use field::Field;

settings! { "fight" {
    /// Advantage of fire from hiding.
    surprise: 2.5, 1.8..3.5, in 0.1..20.0, "factor", "assumed; sets the exchange ratio of ambushes";
    /// Chance that a blow at an enemy who hides wholly, and of whom nothing is seen, still meets it.
    contact: 0.1, 0.05..0.2, in 0.0..1.0, "probability", "domain 2.2: share of strikes with good intelligence, Kress and Szechtman 2009";
    /// Share of its effect that fire has when it cannot be aimed, because the other side is wholly hidden.
    unaimed: 0.25, 0.15..0.4, in 0.0..1.0, "share", "assumed; the area fire of Deitchman 1962";
    /// Advantage of defenders who are dug in.
    entrenchment: 1.8, 1.3..2.5, in 0.1..20.0, "factor", "assumed";
    /// Added fire per sortie in support, in the open.
    air_support: 0.2, 0.1..0.35, in 0.0..5.0, "factor per sortie", "domain 2.2: 0.5 to 1.5 in all, for some four sorties";
    /// Distance over which aircraft support a fight.
    air_reach: 350.0, 250.0..450.0, in 0.0..5000.0, "km", "assumed: drones that must also loiter";
    /// Fighters killed by a sortie that finds its target in the open.
    air_lethality: 2.0, 1.0..3.0, in 0.0..50.0, "deaths", "assumed";
    /// Share of men whom an attacker bears to lose.
    attack_resolve: 0.12, 0.08..0.18, in 0.0..1.0, "share", "assumed";
    /// Share of men whom a defender bears to lose before it gives way.
    defence_resolve: 0.2, 0.14..0.28, in 0.0..1.0, "share", "assumed";
    /// Smallest party that ambushes or is ambushed.
    smallest_party: 8.0, 6.0..12.0, in 1.0..100.0, "men", "assumed: a vehicle or two";
    /// Exponent of the sizes of parties.
    party_exponent: 2.5, 2.3..2.7, in 1.1..6.0, "1", "Bohorquez et al. 2009, about 2.5 over nine wars";
    /// How many times larger the smallest party of a raid is, and the smallest post that it strikes.
    raid_scale: 4.0, 3.0..6.0, in 1.0..100.0, "factor", "assumed: a platoon or a small camp";
    /// Chance of holding below which a defender leaves instead of fighting.
    hold_threshold: 0.35, 0.25..0.45, in 0.0..1.0, "probability", "domain 2.2";
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
    /// Share of the stores of a base that a raid carries off which is not after them.
    raid_booty: 0.4, 0.2..0.6, in 0.0..1.0, "share", "assumed";
    /// Share of the surprise of an ambush that a raid has.
    raid_surprise: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Share of its fire that a force has left without any supply.
    unfed: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
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

/// Plays every use of force of the week.
pub fn fight(view: &View<Settings>, out: &mut Proposals) {
    let mut field = Field::new(std::mem::take(&mut out.scratch.fallen));
    let mut acts = std::mem::take(&mut out.scratch.acts);
    gather(view, &mut acts);
    for (_, order) in &acts {
        if matches!(order.action, Action::AirStrike | Action::Shelling) {
            strike::from_afar(view, &mut field, out, order);
        } else if order.action == Action::ShowOfForce {
            strike::show(view, out, order);
        } else {
            ground(view, &mut field, out, order);
        }
    }
    acts.clear();
    out.scratch.acts = acts;
    out.scratch.fallen = field.close();
}

/// Orders that use force, and columns that stand where an enemy holds the ground, in this week's order of play.
fn gather(view: &View<Settings>, acts: &mut Vec<(f64, Order)>) {
    let world = view.world;
    let first = |order: &Order| {
        let place = order.place.map_or(Key(0), |p| world.places[p.index()].key);
        let whose = world.actors[order.actor.index()].key.with(place).with(Key(order.action as u64));
        view.chance.unit(FIRST, whose)
    };
    for order in &world.traffic.orders {
        let force = order.action.is_attack() || order.action == Action::ShowOfForce;
        let coercion = matches!(order.action, Action::CollectivePunishment | Action::SelectiveKilling);
        if force && !coercion && order.target.is_some() && order.place.is_some() {
            acts.push((first(order), *order));
        }
    }
    for force in world.forces.iter().filter(|f| f.strength > 0.0 && f.march.is_none() && f.kind == ForceKind::Column) {
        let holder = world.places[force.place.index()].holder;
        let Some(holder) = holder.filter(|h| world.are_enemies(force.actor, *h) && world.men_at(*h, force.place) > 0.0)
        else {
            continue;
        };
        let order = Order {
            actor: force.actor,
            action: Action::Column,
            target: Some(holder),
            place: Some(force.place),
            agreement: None,
            effort: force.strength,
            origin: Origin::Rule,
        };
        acts.push((first(&order), order));
    }
    // One actor's acts of one kind at one place share a draw; the key of whom they are aimed at orders those.
    let aim = |order: &Order| order.target.map(|t| world.actors[t.index()].key);
    acts.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then_with(|| aim(&a.1).cmp(&aim(&b.1))));
}

/// An engagement on the ground.
fn ground(view: &View<Settings>, field: &mut Field, out: &mut Proposals, order: &Order) {
    let (Some(foe), Some(place)) = (order.target, order.place) else { return };
    let (kind, rule) = match order.action {
        Action::Column => (EventKind::Shock(Shock::Clash), "fight.meet"),
        action => (EventKind::Act(action), "fight.engage"),
    };
    if view.is_barred(kind, Some(order.actor), Some(foe), Some(place)) {
        return;
    }
    let whose = view.world.actors[order.actor.index()].key.with(view.world.places[place.index()].key);
    let whose = whose.with(Key(order.action as u64));
    let (ours, theirs) = (field.men_for(view, order.actor, place), field.men(view, foe, place));
    if ours < 1.0 || theirs < 1.0 {
        return;
    }
    let all_out = matches!(order.action, Action::Assault | Action::Column);
    if all_out && gives_way(view, foe, place, ours, theirs) && field.leave(view, out, None, foe, place) {
        field.move_in(view, out, order, foe, theirs);
        return;
    }
    let (a, b) = sides(view, order, foe, place, whose, (ours, theirs));
    let met = view.chance.happens(CONTACT, whose, contact(view, order.actor, foe, place));
    let end = if met { engage(a, b, view.chance.fan(TOLL, whose)) } else { attrition::Outcome::default() };
    let mut event = Event { kind, ..Event::of_order(order, rule, &view.world.ladder) }.on(foe).at(place);
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
    Field::shake(
        view,
        out,
        event,
        (order.actor, foe, end.a_won),
        place,
        (f64::from(a.men) / ours, f64::from(b.men) / theirs),
    );
    if end.a_won && matches!(order.action, Action::LootBase | Action::Raid) {
        let share = if order.action == Action::LootBase { 1.0 } else { view.set.raid_booty };
        Field::loot(view, out, event, (order.actor, foe), place, share * f64::from(b.men));
    }
    if all_out && end.a_won {
        field.leave(view, out, Some(event), foe, place);
        field.move_in(view, out, order, foe, theirs);
    }
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

/// What the walls of those who are dug in are worth to them.
fn walls(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    if is_dug_in(view, actor, place) { view.set.entrenchment } else { 1.0 }
}

/// Whether a defender sees that it cannot hold (C13).
fn gives_way(view: &View<Settings>, foe: ActorId, place: PlaceId, ours: f64, theirs: f64) -> bool {
    let friends = view.world.friends_at(foe, place).max(theirs);
    let walled = friends * walls(view, foe, place) * view.world.actors[foe.index()].quality;
    view.rules.on(Rule::WithdrawalSparesForces) && walled / (walled + ours) < view.set.hold_threshold
}

/// The two sides of an engagement: who takes part, how well it shoots, what it bears.
fn sides(
    view: &View<Settings>,
    order: &Order,
    foe: ActorId,
    place: PlaceId,
    whose: Key,
    (ours, theirs): (f64, f64),
) -> (Side, Side) {
    let (set, world) = (view.set, view.world);
    let (us, them) = (&world.actors[order.actor.index()], &world.actors[foe.index()]);
    let crossed = world
        .traffic
        .orders
        .iter()
        .any(|o| o.actor == foe && o.target == Some(order.actor) && o.place == Some(place) && o.action.is_attack());
    let hidden = |concealment: f64| 1.0 + (set.surprise - 1.0) * concealment;
    let (mut our_men, mut their_men) = (ours, theirs);
    let (mut our_edge, mut their_edge) = (1.0, 1.0);
    match order.action {
        Action::Ambush => {
            (our_men, their_men) = parties(view, whose, (ours, theirs), 1.0);
            our_edge = hidden(us.concealment);
        }
        Action::Raid | Action::LootBase => {
            (our_men, their_men) = parties(view, whose, (ours, theirs), set.raid_scale);
            our_edge = hidden(set.raid_surprise * us.concealment);
            their_edge = walls(view, foe, place);
        }
        _ => their_edge = walls(view, foe, place),
    }
    if crossed {
        (our_edge, their_edge) = (1.0, 1.0);
    }
    let air = |actor: ActorId| {
        if view.rules.on(Rule::AirPowerDecidesAndKills) {
            1.0 + set.air_support * Field::sorties(view, actor, place)
        } else {
            1.0
        }
    };
    // Fire with the supply at hand, and the share of men that it bears to lose: as stated at middling morale.
    let able = |actor: ActorId, quality: f64, edge: f64, resolve: f64| {
        let (supply, morale) = Field::state(view, actor, place);
        (quality * edge * air(actor) * (set.unfed + (1.0 - set.unfed) * supply), resolve * (0.5 + morale))
    };
    let (our_fire, our_resolve) = able(order.actor, us.quality, our_edge, set.attack_resolve);
    let (their_fire, their_resolve) = able(foe, them.quality, their_edge, set.defence_resolve);
    let ambush = order.action == Action::Ambush && us.kind.is_irregular();
    let hides = ambush && !crossed;
    let aimed = if hides { 1.0 - (1.0 - set.unaimed) * us.concealment } else { 1.0 };
    let a = Side { men: our_men as u32, fire: our_fire, resolve: our_resolve, hidden: hides };
    let b = Side { men: their_men as u32, fire: their_fire * aimed, resolve: their_resolve, hidden: false };
    (a, b)
}

/// The parties that meet: each drawn from the groups into which the men at hand are divided.
fn parties(view: &View<Settings>, whose: Key, (ours, theirs): (f64, f64), scale: f64) -> (f64, f64) {
    let (u, v) = view.chance.pair(PARTY, whose, 0);
    let party = |u: f64, men: f64| pareto(u, view.set.smallest_party * scale, men, view.set.party_exponent);
    (party(u, ours), party(v, theirs))
}

#[cfg(test)]
mod tests;
