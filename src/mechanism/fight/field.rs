//! The field: who is still standing as the week's fights are played one after the other, and what each fight leaves.

use super::{Settings, View};
use crate::{
    domain::Terrain,
    id::{ActorId, ForceId, PlaceId},
    mechanism::Rule,
    warfare::estimate,
    world::{ActorField, Change, EventRef, ForceField, March, PlaceField, Proposals, World},
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

    /// Men of an actor who can strike a small blow at a place: there, or within a day of travel.
    pub(super) fn men_for(&self, view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
        base(view, actor, place).map_or(0.0, |from| self.men(view, actor, from).min(view.world.idle_at(actor, from)))
    }

    /// Mean supply and morale of the men of an actor at the place from where they act.
    pub(super) fn state(view: &View<Settings>, actor: ActorId, from: PlaceId) -> (f64, f64) {
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
        let from = base(view, a, place).unwrap_or(place);
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
        let from = base(view, a, place).unwrap_or(place);
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
        let from = base(view, winner, place).unwrap_or(place);
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

    /// Notes that men of an actor have fallen at a place.
    pub(super) fn note(&mut self, actor: ActorId, place: PlaceId, men: f64) {
        self.fallen.push((actor, place, men));
    }

    /// Notes that these forces have left a place, or stand there no more.
    pub(super) fn vacate(&mut self, view: &View<Settings>, place: PlaceId, forces: &[ForceId]) {
        for id in forces {
            let force = view.world.force(*id);
            self.fallen.push((force.actor, place, force.strength));
        }
    }
}

/// From where an actor strikes small blows at a place.
pub(super) fn base(view: &View<Settings>, actor: ActorId, place: PlaceId) -> Option<PlaceId> {
    estimate::at_hand(view.warfare, view.world, actor, place).1
}

/// Sends a force off to a shelter.
pub(super) fn retreat(world: &World, id: ForceId, goal: PlaceId, event: EventRef, out: &mut Proposals) {
    let march = March::towards(world, world.force(id).place, goal).map(|march| March { retreat: true, ..march });
    out.change(event, Change::March(id, march));
}

/// How far fire from the air tells on this ground.
pub(super) fn open_to_air(set: &Settings, terrain: Terrain) -> f64 {
    match terrain {
        Terrain::Open => 1.0,
        Terrain::River => set.open_by_river,
        Terrain::Town | Terrain::Mountain => set.open_in_cover,
    }
}
