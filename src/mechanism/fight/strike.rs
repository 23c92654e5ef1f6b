//! Strikes: fire from the air and from afar, which the target cannot answer; and shows of force, which hurt nobody.
//!
//! A sortie finds its target with the share of the enemy that is seen (`seen / present`, at most 1) times how far the ground lies
//! open; it then kills `Poisson(lethality)` fighters. An actor flies no more sorties a week than it has: its strikes share them,
//! and what is left of a whole one finds its target that much less often. Shelling is a strike of a few salvoes that the ground
//! hides less well from.

use super::{
    Settings, View,
    field::{Field, open_to_air},
};
use crate::{
    chance::{Purpose, laws::poisson},
    domain::Action,
    id::{ActorId, Key},
    mechanism::Rule,
    world::{Change, Event, ForceField, Order, Proposals},
};

const SORTIE: Purpose = Purpose::of("fight.sortie");

/// Carries out an air strike or a bombardment: the `nth` of the week by one against another in that place.
pub(super) fn from_afar(view: &View<Settings>, field: &mut Field, out: &mut Proposals, order: &Order, nth: usize) {
    let (Some(foe), Some(place)) = (order.target, order.place) else { return };
    let (world, set) = (view.world, view.set);
    let there = field.men(view, foe, place);
    if there < 1.0 {
        return;
    }
    let name = |id: ActorId| world.actors[id.index()].key;
    let whose = name(order.actor).with(world.places[place.index()].key).with(Key(order.action as u64));
    let whose = whose.with(name(foe)).with(Key(nth as u64));
    let present = world.enemies_at(order.actor, place).max(1.0);
    let found = (world.seen.at(order.actor.index(), place.index()) / present).min(1.0);
    let terrain = open_to_air(view.set, world.places[place.index()].terrain);
    let (shots, open, power) = match order.action {
        // Without C1 aircraft are there but decide nothing: they hit no harder than shells.
        Action::AirStrike if view.rules.on(Rule::AirPowerDecidesAndKills) => (sorties(view, order), terrain, 1.0),
        Action::AirStrike => (sorties(view, order), terrain, set.salvo_power),
        _ => (set.salvoes.round().max(1.0), set.salvo_reach + (1.0 - set.salvo_reach) * terrain, set.salvo_power),
    };
    let mut killed = 0.0;
    for shot in 0..shots.ceil().min(40.0) as u16 {
        let (hit, toll) = view.chance.pair(SORTIE, whose, shot);
        let whole = (shots - f64::from(shot)).min(1.0);
        if hit < found * open * whole {
            killed += f64::from(poisson(toll, set.air_lethality * power));
        }
    }
    let killed = killed.min(there) as u32;
    let mut event = Event::of_order(order, "fight.strike", &world.ladder).on(foe).at(place);
    event.target_deaths = killed;
    event.success = killed > 0;
    let event = out.event(event);
    field.bury(view, out, event, (order.actor, 0), (foe, killed), place);
    for id in world.bodies(foe, place) {
        out.change(event, Change::Force(id, ForceField::Morale, -set.strike_shock * set.shaken));
    }
}

/// Sorties of one strike: those asked for, or its part of what the actor has where its strikes of the week ask for more.
fn sorties(view: &View<Settings>, order: &Order) -> f64 {
    let asked = |order: &Order| order.effort.max(1.0);
    let all: f64 = view.orders(Action::AirStrike).filter(|o| o.actor == order.actor).map(asked).sum();
    // A scenario may put in a strike by more sorties than there are.
    let own = view.world.own_wings(order.actor).map(|f| f.strength).sum::<f64>().max(asked(order));
    asked(order) * (own / all).min(1.0)
}

/// A show of force: nobody is hurt, the enemy's morale falls a little, and a rung is climbed.
pub(super) fn show(view: &View<Settings>, out: &mut Proposals, order: &Order) {
    let (Some(foe), Some(place)) = (order.target, order.place) else { return };
    let event = out.event(Event::of_order(order, "fight.show", &view.world.ladder).on(foe).at(place));
    for id in view.world.bodies(foe, place) {
        out.change(event, Change::Force(id, ForceField::Morale, -view.set.show_shock * view.set.shaken));
    }
}
