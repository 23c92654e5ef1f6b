//! Lives: how forces and actors come into being, join, split and end. Called by `apply` alone.

use super::{
    Force, World,
    apply::{add, enlist},
    found::UNUSED,
};
use crate::{
    domain::ForceKind,
    id::{ActorId, ForceId, Key, PlaceId},
};

impl Force {
    /// What is left of a force too small to count goes.
    pub(super) fn vanish_if_few(&mut self) {
        if self.strength < 1.0 {
            self.strength = 0.0;
            self.march = None;
        }
    }
}

impl World {
    /// Adds a force to the world: to the actor's own of that kind at the place, else in the first unused slot.
    pub(super) fn muster(&mut self, force: Force) {
        // Men raised for an actor that ended in the same phase go home.
        if force.strength < 1.0 || !self.actors[force.actor.index()].alive {
            return;
        }
        let free = self.forces.iter().position(|f| f.strength <= 0.0);
        let slot = free.unwrap_or(self.forces.len());
        if slot == self.forces.len() {
            self.forces.push(force);
        } else {
            self.forces[slot] = force;
        }
        self.join_with_own(ForceId::from(slot));
    }

    /// A force that stands where its actor has another of the same kind becomes part of it.
    pub(super) fn join_with_own(&mut self, id: ForceId) {
        let new = self.forces[id.index()].clone();
        if new.march.is_some() || new.strength <= 0.0 {
            return;
        }
        let own = self.forces.iter().position(|f| {
            f.key != new.key
                && f.strength > 0.0
                && f.march.is_none()
                && (f.actor, f.place, f.kind) == (new.actor, new.place, new.kind)
        });
        let Some(own) = own else { return };
        // The older name stays; both are keyed by name, so which slot is lower never matters.
        let (keep, gone) = if self.forces[own].key < new.key { (own, id.index()) } else { (id.index(), own) };
        let (mine, theirs) = (self.forces[keep].strength, self.forces[gone].strength);
        let share = theirs / (mine + theirs);
        let (morale, supply) = (self.forces[gone].morale, self.forces[gone].supply);
        let force = &mut self.forces[keep];
        force.strength = mine + theirs;
        force.morale += share * (morale - force.morale);
        force.supply += share * (supply - force.supply);
        self.forces[gone].strength = 0.0;
        self.forces[gone].march = None;
    }

    /// Gives birth to a splinter: a share of every force, of funds and of control, and ties like the parent's.
    pub(super) fn split(&mut self, parent: ActorId, share: f64, shift: f64) {
        let Some(slot) = self.actors.iter().position(|a| !a.alive && a.origin == UNUSED) else {
            return;
        };
        let child = ActorId::from(slot);
        let share = share.clamp(0.0, 1.0);
        let mut actor = self.actors[parent.index()].clone();
        actor.splits = 0;
        let ordinal = self.actors[parent.index()].splits + 1;
        self.actors[parent.index()].splits = ordinal;
        actor.ordinal = ordinal;
        actor.key = self.actors[parent.index()].key.child("split", u32::from(ordinal));
        actor.coalition = None;
        actor.alive = true;
        actor.funds *= share;
        actor.losses *= share;
        self.actors[parent.index()].funds *= 1.0 - share;
        self.actors[slot] = actor;
        for issue in 0..self.positions.columns() {
            let position = self.positions.at(parent.index(), issue) + shift;
            *self.positions.at_mut(slot, issue) = position.clamp(-1.0, 1.0);
            *self.salience.at_mut(slot, issue) = *self.salience.at(parent.index(), issue);
        }
        for other in 0..self.actors.len() {
            let (out, back) =
                (self.ties.at(parent.index(), other).clone(), self.ties.at(other, parent.index()).clone());
            *self.ties.at_mut(slot, other) = out;
            *self.ties.at_mut(other, slot) = back;
        }
        for place in 0..self.places.len() {
            let control = *self.control.at(place, parent.index());
            *self.control.at_mut(place, slot) = control * share;
            *self.control.at_mut(place, parent.index()) = control * (1.0 - share);
            *self.seen.at_mut(slot, place) = *self.seen.at(parent.index(), place);
        }
        for community in 0..self.communities.len() {
            *self.support.at_mut(community, slot) = *self.support.at(community, parent.index());
            *self.grievance.at_mut(community, slot) = *self.grievance.at(community, parent.index());
            *self.kin.at_mut(community, slot) = *self.kin.at(community, parent.index());
        }
        for i in 0..self.forces.len() {
            if self.forces[i].actor == parent && self.forces[i].strength > 0.0 {
                let mut part = self.forces[i].clone();
                part.key = part.key.with(Key::of("split")).with(Key(u64::from(ordinal)));
                part.actor = child;
                part.strength *= share;
                self.forces[i].strength *= 1.0 - share;
                self.muster(part);
            }
        }
    }

    /// Ends an actor; its men and funds go over to another, or home, and orders by it or about it lapse.
    pub(super) fn dissolve(&mut self, id: ActorId, into: Option<ActorId>) {
        for i in 0..self.forces.len() {
            if self.forces[i].actor == id && self.forces[i].strength > 0.0 {
                match into {
                    Some(heir) => {
                        self.forces[i].actor = heir;
                        self.join_with_own(ForceId::from(i));
                    }
                    None => self.forces[i].strength = 0.0,
                }
            }
        }
        if let Some(heir) = into {
            self.actors[heir.index()].funds += self.actors[id.index()].funds;
            for place in 0..self.places.len() {
                let share = std::mem::replace(self.control.at_mut(place, id.index()), 0.0);
                add(self.control.at_mut(place, heir.index()), share, 0.0, 1.0);
            }
        }
        for i in 0..self.actors.len() {
            if self.actors[i].coalition == Some(id) {
                self.actors[i].coalition = into.filter(|heir| heir.index() != i);
            }
        }
        self.orders.retain(|o| o.actor != id && o.target != Some(id));
        let actor = &mut self.actors[id.index()];
        actor.alive = false;
        actor.coalition = None;
        for place in &mut self.places {
            if place.holder == Some(id) {
                place.holder = into;
            }
            if place.blockade == Some(id) {
                place.blockade = into;
            }
        }
    }

    /// Derives from the forces who is where with how many men, and which forces are whose.
    pub(super) fn count_men(&mut self) {
        for (place, present) in self.present.iter_mut().enumerate() {
            for actor in present.drain(..) {
                *self.men.at_mut(place, actor.index()) = 0.0;
            }
        }
        self.strengths.fill(0.0);
        self.wings.clear();
        self.troops.iter_mut().for_each(Vec::clear);
        for (i, force) in self.forces.iter().enumerate().filter(|(_, f)| f.strength > 0.0) {
            if force.kind == ForceKind::AirWing {
                self.wings.push(ForceId::from(i));
                continue;
            }
            self.troops[force.actor.index()].push(ForceId::from(i));
            self.strengths[force.actor.index()] += force.strength;
            if force.march.is_none() {
                let men = self.men.at_mut(force.place.index(), force.actor.index());
                if *men == 0.0 {
                    enlist(&mut self.present[force.place.index()], force.actor);
                }
                *men += force.strength;
            }
        }
        self.add_up_strengths();
    }

    /// Adds the men of members to those above them: whoever leads nobody has its own.
    fn add_up_strengths(&mut self) {
        for i in 0..self.actors.len() {
            let men = self.troops[i].iter().map(|id| self.forces[id.index()].strength).sum::<f64>();
            if men > 0.0 {
                let mut at = self.actors[i].coalition;
                while let Some(up) = at {
                    self.strengths[up.index()] += men;
                    at = self.actors[up.index()].coalition;
                }
            }
        }
    }

    /// People of each place who have not fled.
    pub(super) fn count_residents(&mut self, place: PlaceId) {
        // Where the seeds name no community, the place's own figure stands.
        if self.people[place.index()].is_empty() {
            return;
        }
        let sum = self.people[place.index()]
            .iter()
            .map(|c| &self.communities[c.index()])
            .map(|c| c.population * (1.0 - c.displaced))
            .sum();
        self.places[place.index()].residents = sum;
    }
}
