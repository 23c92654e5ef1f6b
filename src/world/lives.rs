//! Lives: how forces and actors come into being, join, split and end. Called by `apply` alone.

use super::{
    Force, Tie, World,
    found::{UNUSED, ties::stranger},
    number::add,
};
use crate::{
    domain::ForceKind,
    id::{ActorId, ForceId, Key},
};

impl Force {
    /// Whether it exists.
    pub(super) fn stands(&self) -> bool {
        self.strength > 0.0
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
        self.enroll(ForceId::from(slot));
        self.join_with_own(ForceId::from(slot));
    }

    /// What is left of a force too small to count goes.
    pub(super) fn vanish_if_few(&mut self, id: ForceId) {
        let force = &mut self.forces[id.index()];
        if force.strength < 1.0 {
            force.strength = 0.0;
            force.march = None;
            force.operation = None;
            self.enroll(id);
        }
    }

    /// Puts a force on the list of whose it is and on that of all, or takes it off when it is gone.
    pub(super) fn enroll(&mut self, id: ForceId) {
        let force = &self.forces[id.index()];
        let wing = force.kind == ForceKind::AirWing;
        let whose = if wing { &mut self.index.wings } else { &mut self.index.troops[force.actor.index()] };
        for list in [whose, &mut self.index.standing] {
            match (list.binary_search(&id), force.stands()) {
                (Err(at), true) => list.insert(at, id),
                (Ok(at), false) => _ = list.remove(at),
                _ => {}
            }
        }
    }

    /// A force that stands where its actor has another of the same kind becomes part of it.
    pub(super) fn join_with_own(&mut self, id: ForceId) {
        let new = self.forces[id.index()].clone();
        if new.march.is_some() || new.strength <= 0.0 {
            return;
        }
        let list =
            if new.kind == ForceKind::AirWing { &self.index.wings } else { &self.index.troops[new.actor.index()] };
        let own = list.iter().map(|own| own.index()).find(|i| {
            let f = &self.forces[*i];
            f.key != new.key
                && f.stands()
                && f.march.is_none()
                && (f.actor, f.place, f.kind, f.operation, f.left)
                    == (new.actor, new.place, new.kind, new.operation, new.left)
        });
        let Some(own) = own else { return };
        // The older name stays; both are keyed by name, so which slot is lower never matters.
        let (keep, gone) = if self.forces[own].key < new.key { (own, id.index()) } else { (id.index(), own) };
        let (mine, theirs) = (self.forces[keep].strength, self.forces[gone].strength);
        let share = theirs / (mine + theirs);
        let (morale, supply, rest) = (self.forces[gone].morale, self.forces[gone].supply, self.forces[gone].rest);
        let force = &mut self.forces[keep];
        force.strength = mine + theirs;
        force.morale += share * (morale - force.morale);
        force.supply += share * (supply - force.supply);
        force.rest += share * (rest - force.rest);
        self.forces[gone].strength = 0.0;
        self.forces[gone].march = None;
        self.forces[gone].operation = None;
        self.enroll(ForceId::from(gone));
    }

    /// Gives birth to a splinter: a share of every force, of funds, income and losses, and of control; claims and ties like the parent's,
    /// and to the parent those of people who know each other.
    pub(super) fn split(&mut self, parent: ActorId, share: f64, shift: f64) {
        let Some(slot) = self.actors.iter().position(|a| !a.alive && a.origin == UNUSED) else {
            return;
        };
        let child = ActorId::from(slot);
        let share = share.clamp(0.0, 1.0);
        let mut actor = self.actors[parent.index()].clone();
        actor.splits = 0;
        actor.dead = Default::default();
        let ordinal = self.actors[parent.index()].splits + 1;
        self.actors[parent.index()].splits = ordinal;
        actor.ordinal = ordinal;
        actor.key = self.actors[parent.index()].key.child("split", u32::from(ordinal));
        actor.coalition = None;
        actor.aims = self.aims(parent);
        actor.alive = true;
        for (who, part) in [(&mut actor, share), (&mut self.actors[parent.index()], 1.0 - share)] {
            who.funds *= part;
            who.income *= part;
            who.losses *= part;
        }
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
            *self.climbs.at_mut(slot, other) = *self.climbs.at(parent.index(), other);
            *self.climbs.at_mut(other, slot) = *self.climbs.at(other, parent.index());
        }
        for (a, b) in [(parent, child), (child, parent)] {
            *self.ties.at_mut(a.index(), b.index()) =
                Tie { kin: 1.0, known: true, since: self.week as i32, ..stranger() };
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
                part.operation = None;
                part.strength *= share;
                self.forces[i].strength *= 1.0 - share;
                self.muster(part);
            }
        }
    }

    /// Ends an actor; its men, funds and income go over to another, or home, and orders by it or about it lapse.
    pub(super) fn dissolve(&mut self, id: ActorId, into: Option<ActorId>) {
        for i in 0..self.forces.len() {
            if self.forces[i].actor == id && self.forces[i].strength > 0.0 {
                self.forces[i].operation = None;
                if let Some(heir) = into {
                    self.forces[i].actor = heir;
                    self.enroll(ForceId::from(i));
                    self.join_with_own(ForceId::from(i));
                } else {
                    self.forces[i].strength = 0.0;
                }
            }
        }
        if let Some(heir) = into {
            self.actors[heir.index()].funds += self.actors[id.index()].funds;
            self.actors[heir.index()].income += self.actors[id.index()].income;
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
        self.traffic.orders.retain(|o| o.actor != id && o.target != Some(id));
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
}

#[cfg(test)]
mod tests {
    use crate::{
        domain::{ActorKind, Stance},
        id::{RegionId, Regions},
        mechanism::testing::{Stage, Tiny},
        world::{Change, Ledger, Proposals},
    };

    fn small() -> Stage {
        let mut stage = Tiny::state()
            .actor("hawks", ActorKind::Movement)
            .actor("doves", ActorKind::Movement)
            .place("town", "hawks")
            .force("hawks", "town", 400.0)
            .tie("hawks", "doves", -0.4, Stance::Hostile)
            .stage();
        for (who, sum) in [("hawks", 100.0), ("doves", 20.0)] {
            let actor = stage.who(who);
            (actor.funds, actor.income, actor.losses) = (sum, sum, sum);
        }
        stage
    }

    fn make(stage: &mut Stage, change: Change) {
        let mut out = Proposals::default();
        out.drift(change);
        stage.world.apply(&mut out, &mut Ledger::default());
    }

    #[test]
    fn a_split_shares_what_there_is_and_the_two_know_each_other() {
        let mut stage = small();
        let (hawks, doves) = (stage.actor("hawks"), stage.actor("doves"));
        let claimed: Regions = [RegionId(0)].into_iter().collect();
        stage.who("hawks").coalition = Some(doves);
        stage.who("doves").aims = claimed;
        make(&mut stage, Change::Split { parent: hawks, share: 0.25, shift: 0.0 });
        let world = &stage.world;
        let child = world.living().find(|id| world.actors[id.index()].ordinal > 0).unwrap();
        for (who, sum) in [(hawks, 75.0), (child, 25.0)] {
            let actor = &world.actors[who.index()];
            assert_eq!([actor.funds, actor.income, actor.losses], [sum; 3]);
            assert_eq!(world.aims(who), claimed, "a splinter claims what it claimed through its coalition");
        }
        for (a, b) in [(hawks, child), (child, hawks)] {
            let tie = world.tie(a, b);
            assert_eq!((tie.kin, tie.affinity, tie.trust, tie.stance), (1.0, 0.0, 0.5, Stance::Tolerant));
            assert!(world.index.known.has(a.index(), b.index()));
        }
        assert_eq!(world.tie(child, doves), world.tie(hawks, doves));
    }

    #[test]
    fn an_heir_comes_into_money_and_income() {
        let mut stage = small();
        let (hawks, doves) = (stage.actor("hawks"), stage.actor("doves"));
        make(&mut stage, Change::Dissolve(doves, Some(hawks)));
        assert_eq!((stage.who("hawks").funds, stage.who("hawks").income), (120.0, 120.0));
    }
}
