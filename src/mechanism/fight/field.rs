//! The field: who is still standing as the week's fights are played one after the other, and what each fight leaves.

use super::{Settings, View};
use crate::{
    domain::{Action, EventKind, ForceKind, Terrain},
    id::{ActorId, Key, PlaceId},
    mechanism::Rule,
    world::{ActorField, Change, Event, EventRef, Force, ForceField, March, Order, PlaceField, Proposals, Slot},
};

/// Men already lost this week, by actor and place.
pub(super) struct Field {
    fallen: Vec<(ActorId, PlaceId, f64)>,
}

impl Field {
    pub(super) fn new(memory: Vec<(ActorId, PlaceId, f64)>) -> Self {
        Self { fallen: memory }
    }

    /// Gives the memory back.
    pub(super) fn close(mut self) -> Vec<(ActorId, PlaceId, f64)> {
        self.fallen.clear();
        self.fallen
    }

    /// Men of an actor who still stand at a place.
    pub(super) fn men(&self, view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
        let lost: f64 = self.fallen.iter().filter(|f| (f.0, f.1) == (actor, place)).map(|f| f.2).sum();
        (view.world.men_at(actor, place) - lost).max(0.0)
    }

    /// Men of an actor who can act at a place, there or one route away.
    pub(super) fn men_for(&self, view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
        view.world.reach(actor, place).1.map_or(0.0, |from| self.men(view, actor, from))
    }

    /// Sorties that an actor and its friends can fly in support at a place, as far as the ground is open to them.
    pub(super) fn sorties(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
        let world = view.world;
        let near = |at: PlaceId| *world.map.distance.at(at.index(), place.index()) <= view.set.air_reach;
        let wings = world.index.wings.iter().map(|id| world.force(*id));
        let sorties: f64 =
            wings.filter(|f| world.are_friends(actor, f.actor) && near(f.place)).map(|f| f.strength).sum();
        sorties * open_to_air(view.set, world.places[place.index()].terrain)
    }

    /// Mean supply and morale of the men of an actor who act at a place.
    pub(super) fn state(view: &View<Settings>, actor: ActorId, place: PlaceId) -> (f64, f64) {
        let from = view.world.reach(actor, place).1.unwrap_or(place);
        let bodies = view.world.bodies(actor, from).map(|id| view.world.force(id));
        let (supply, morale, men) = bodies.fold((0.0, 0.0, 0.0), |(supply, morale, men), f| {
            (supply + f.supply * f.strength, morale + f.morale * f.strength, men + f.strength)
        });
        if men > 0.0 { (supply / men, morale / men) } else { (0.5, 0.5) }
    }

    /// Takes the dead of both sides out of their forces and into the memory of both.
    pub(super) fn bury(
        &mut self,
        view: &View<Settings>,
        out: &mut Proposals,
        event: EventRef,
        (a, a_lost): (ActorId, u32),
        (b, b_lost): (ActorId, u32),
        place: PlaceId,
    ) {
        let from = view.world.reach(a, place).1.unwrap_or(place);
        for (actor, at, lost) in [(a, from, a_lost), (b, place, b_lost)] {
            let (lost, men) = (f64::from(lost), view.world.men_at(actor, at));
            if lost <= 0.0 || men <= 0.0 {
                continue;
            }
            self.fallen.push((actor, at, lost));
            for id in view.world.bodies(actor, at) {
                let share = view.world.force(id).strength / men;
                out.change(event, Change::Force(id, ForceField::Strength, -lost * share));
            }
            out.change(event, Change::Actor(actor, ActorField::Losses, lost));
        }
        out.change(event, Change::Place(place, PlaceField::Danger, f64::from(a_lost + b_lost) + 1.0));
    }

    /// Moves the morale of those who fought, and of those who stand with them as far as they were part of it.
    pub(super) fn shake(
        view: &View<Settings>,
        out: &mut Proposals,
        event: EventRef,
        (a, b, a_won): (ActorId, ActorId, bool),
        place: PlaceId,
        (a_part, b_part): (f64, f64),
    ) {
        let from = view.world.reach(a, place).1.unwrap_or(place);
        for (actor, at, won, part) in [(a, from, a_won, a_part), (b, place, !a_won, b_part)] {
            let step = view.set.shaken * part.min(1.0);
            for id in view.world.bodies(actor, at) {
                out.change(
                    event,
                    Change::Force(id, ForceField::Morale, if won { view.set.heartened * step } else { -step }),
                );
            }
        }
    }

    /// Stores change hands: the loser's supply falls, the winner's rises as far as the booty goes round, and irregulars are
    /// the better armed for it (C21).
    pub(super) fn loot(
        view: &View<Settings>,
        out: &mut Proposals,
        event: EventRef,
        (winner, loser): (ActorId, ActorId),
        place: PlaceId,
        post: f64,
    ) {
        let world = view.world;
        let booty = |men: f64| (post / men.max(1.0)).min(1.0);
        for id in world.bodies(loser, place) {
            let lost = view.set.loot_supply * booty(world.men_at(loser, place));
            out.change(event, Change::Force(id, ForceField::Supply, -lost));
        }
        if !view.rules.on(Rule::LootRearms) {
            return;
        }
        let from = world.reach(winner, place).1.unwrap_or(place);
        for id in world.bodies(winner, from) {
            let won = view.set.loot_supply * booty(world.men_at(winner, from));
            out.change(event, Change::Force(id, ForceField::Supply, won));
        }
        let us = &world.actors[winner.index()];
        if us.kind.is_irregular() && us.quality < view.set.best_looted {
            let armed = view.set.loot_quality * booty(world.own_forces(winner).map(|f| f.strength).sum());
            out.change(event, Change::Actor(winner, ActorField::Quality, armed.min(view.set.best_looted - us.quality)));
        }
    }

    /// A defender leaves a place by the best way out that nothing bars: before the fight, or beaten in it. Without one, who
    /// has not fought stays; of the beaten a part disperses and the rest is beaten where it stands. Returns whether it left.
    pub(super) fn leave(
        &mut self,
        view: &View<Settings>,
        out: &mut Proposals,
        fight: Option<EventRef>,
        actor: ActorId,
        place: PlaceId,
    ) -> bool {
        let world = view.world;
        let here = self.men(view, actor, place);
        if here <= 0.0 {
            return false;
        }
        let barred = view.is_barred(EventKind::Act(Action::Withdraw), Some(actor), None, Some(place));
        let event = match (world.way_out(actor, place).filter(|_| !barred), fight) {
            (Some((route, to)), _) => {
                let rule = if fight.is_some() { "fight.rout" } else { "fight.give_way" };
                let rung = world.ladder.rung(Action::Withdraw);
                let event = out.event(Event::act(Action::Withdraw, rule).by(actor).at(place).on_rung(rung));
                out.because(event, Slot::Place(place), 1.0);
                for id in world.bodies(actor, place) {
                    let march = March { to, route, left: world.map.routes[route.index()].km };
                    out.change(event, Change::March(id, Some(march)));
                }
                event
            }
            (None, Some(fight)) => {
                // The dead of the week have left the ranks already.
                let share = view.set.dispersed * here / world.men_at(actor, place);
                for id in world.bodies(actor, place) {
                    out.change(fight, Change::Force(id, ForceField::Strength, -world.force(id).strength * share));
                }
                fight
            }
            (None, None) => return false,
        };
        self.fallen.push((actor, place, here));
        if world.places[place.index()].holder.is_some_and(|h| world.are_friends(h, actor)) {
            out.change(event, Change::Actor(actor, ActorField::Defeats, world.places[place.index()].value));
        }
        true
    }

    /// After an assault from next door the victors send as many men into the place as they found there, or all they have.
    pub(super) fn move_in(
        &mut self,
        view: &View<Settings>,
        out: &mut Proposals,
        order: &Order,
        foe: ActorId,
        found: f64,
    ) {
        let (world, actor) = (view.world, order.actor);
        let Some(to) = order.place else { return };
        let Some(from) = world.reach(actor, to).1.filter(|from| *from != to) else { return };
        let mut roads = world.map.roads[to.index()].iter().filter(|(road, _)| world.map.routes[road.index()].open);
        let Some((route, _)) = roads.find(|(_, near)| *near == from) else { return };
        let men = self.men(view, actor, from).min(found);
        if men < 1.0 || view.is_barred(EventKind::Act(Action::Column), Some(actor), Some(foe), Some(to)) {
            return;
        }
        let us = &world.actors[actor.index()];
        let kind = if us.kind.is_irregular() { ForceKind::Band } else { ForceKind::Column };
        let follows = Order { action: Action::Column, ..*order };
        let event = out.event(Event::of_order(&follows, "fight.move_in", &world.ladder).on(foe).at(to));
        out.because(event, Slot::Place(to), 1.0);
        let whose = Key::of("fight.move_in").with(world.places[to.index()].key).with(world.actors[foe.index()].key);
        let march = Some(March { to, route: *route, left: world.map.routes[route.index()].km });
        let share = men / world.men_at(actor, from);
        for id in world.bodies(actor, from) {
            let &Force { key, strength, morale, supply, .. } = world.force(id);
            let strength = strength * share;
            // Fewer than one man are no force.
            if strength >= 1.0 {
                let key = key.with(whose).with(Key(u64::from(world.week)));
                out.change(event, Change::Force(id, ForceField::Strength, -strength));
                out.change(event, Change::Muster { key, actor, place: from, kind, strength, morale, supply, march });
            }
        }
        self.fallen.push((actor, from, men));
    }
}

/// How far fire from the air tells on this ground.
pub(super) fn open_to_air(set: &Settings, terrain: Terrain) -> f64 {
    match terrain {
        Terrain::Open => 1.0,
        Terrain::River => set.open_by_river,
        Terrain::Town | Terrain::Mountain => set.open_in_cover,
    }
}
