//! What is derived: who stands with whom, which forces are whose, and who is where with how many men. Called by `apply`
//! where what lies behind it has changed.

use super::{
    Index, Pace, World,
    index::{ENEMY, FRIEND},
};
use crate::{
    domain::{ActorKind, AgreementKind, ForceKind},
    id::{ActorId, AgreementId, ForceId, PlaceId},
};

impl World {
    /// Finds all ways afresh, after a road or a speed has changed.
    pub fn find_ways(&mut self) {
        self.map.ways.find(&self.map.routes);
    }

    /// Measures all ways by these speeds and gradients.
    pub fn measure_ways(&mut self, pace: Pace) {
        self.map.ways.pace = pace;
        self.find_ways();
    }

    /// Derives everything that is derived afresh, for whoever has changed the world by hand.
    pub fn settle(&mut self) {
        self.find_blocs();
        self.find_sides();
        self.find_troops();
        self.find_under_way();
        self.find_pacts();
        self.count_men();
        self.find_rulers();
        self.find_feelings();
        self.traffic.agenda.sort(&self.traffic.orders);
    }

    /// Finds how everybody faces everybody, after blocs have changed.
    pub(super) fn find_sides(&mut self) {
        for a in 0..self.actors.len() {
            for b in 0..=a {
                self.face(a, b);
            }
        }
    }

    /// Finds how two actors face each other and whether they know each other, after their ties have changed.
    #[inline]
    pub(super) fn face(&mut self, a: usize, b: usize) {
        let (out, back) = (self.ties.at(a, b), self.ties.at(b, a));
        let enemy = a != b && (out.stance.is_enemy() || back.stance.is_enemy());
        let allied = out.stance.is_ally() && back.stance.is_ally();
        let friend = a == b || self.actors[a].bloc == self.actors[b].bloc || allied;
        let exist = a != b && self.actors[a].alive && self.actors[b].alive;
        let (knows, known) = (exist && out.known, exist && back.known);
        for (from, to, knows) in [(a, b, knows), (b, a, known)] {
            *self.index.facing.at_mut(from, to) = (u8::from(enemy) * ENEMY) | (u8::from(friend) * FRIEND);
            self.index.foes.set(from, to, enemy);
            self.index.friends.set(from, to, friend);
            self.index.known.set(from, to, knows);
        }
    }

    /// Finds who exists, who belongs to whom and who governs, and for every actor the root of its coalitions, or the root of its client if it is hired.
    pub(super) fn find_blocs(&mut self) {
        self.index.living.clear();
        self.index.members.iter_mut().for_each(Vec::clear);
        self.index.governments.clear();
        for i in 0..self.actors.len() {
            if self.actors[i].alive {
                self.index.living.push(ActorId::from(i));
                if let Some(up) = self.actors[i].coalition {
                    self.index.members[up.index()].push(ActorId::from(i));
                }
                if self.actors[i].kind == ActorKind::Government {
                    self.index.governments.push(ActorId::from(i));
                }
            }
            let mut at = i;
            for _ in 0..8 {
                match self.actors[at].coalition {
                    Some(up) => at = up.index(),
                    None => break,
                }
            }
            self.actors[i].bloc = ActorId::from(at);
        }
        for g in 0..self.agreements.len() {
            let agreement = &self.agreements[g];
            if agreement.kind == AgreementKind::Patronage
                && agreement.state.is_in_force()
                && agreement.parties.len() >= 2
            {
                let (client, provider) = (agreement.parties[0], agreement.parties[1]);
                let root = self.actors[client.index()].bloc;
                self.actors[provider.index()].bloc = root;
            }
        }
        self.index.belonging.clear();
        for i in 0..self.actors.len() {
            self.index.belonging.set(self.actors[i].bloc.index(), i, true);
            let mut at = Some(ActorId::from(i));
            while let Some(above) = at {
                self.index.belonging.set(above.index(), i, true);
                at = self.actors[above.index()].coalition;
            }
        }
    }

    /// Derives from the forces which are whose.
    pub(super) fn find_troops(&mut self) {
        self.index.wings.clear();
        self.index.standing.clear();
        self.index.troops.iter_mut().for_each(Vec::clear);
        for (i, force) in self.forces.iter().enumerate().filter(|(_, f)| f.stands()) {
            let wing = force.kind == ForceKind::AirWing;
            let list = if wing { &mut self.index.wings } else { &mut self.index.troops[force.actor.index()] };
            list.push(ForceId::from(i));
            self.index.standing.push(ForceId::from(i));
        }
    }

    /// Derives from the slots which agreements there are.
    pub(super) fn find_pacts(&mut self) {
        let all = self.agreements.iter().enumerate().filter(|(_, g)| !g.parties.is_empty());
        self.index.pacts.clear();
        self.index.pacts.extend(all.map(|(i, _)| AgreementId::from(i)));
    }

    /// Derives from the troops of each actor who is where with how many men.
    pub(super) fn count_men(&mut self) {
        for (place, present) in self.index.present.iter_mut().enumerate().filter(|(_, present)| !present.is_empty()) {
            let men = self.index.men.row_mut(place);
            present.drain(..).for_each(|actor| men[actor.index()] = 0.0);
            self.index.posted[place].clear();
        }
        for (actor, troops) in self.index.troops.iter().enumerate() {
            let mut all = 0.0;
            for (id, force) in troops.iter().map(|id| (*id, &self.forces[id.index()])) {
                all += force.strength;
                if force.march.is_none() {
                    self.index.posted[force.place.index()].push(id);
                    let men = self.index.men.at_mut(force.place.index(), actor);
                    if *men == 0.0 {
                        self.index.present[force.place.index()].push(ActorId::from(actor));
                    }
                    *men += force.strength;
                }
            }
            self.index.own[actor] = all;
        }
        self.index.strengths.clone_from(&self.index.own);
        self.add_up_strengths();
        self.add_up_blocs();
    }

    /// Adds those in the pay of each root to those under it.
    fn add_up_blocs(&mut self) {
        let Index { blocs, strengths, living, .. } = &mut self.index;
        blocs.fill(0.0);
        for id in living.iter() {
            let actor = &self.actors[id.index()];
            if actor.bloc != *id && actor.coalition.is_none() {
                blocs[actor.bloc.index()] += strengths[id.index()];
            }
        }
        blocs.iter_mut().zip(strengths).for_each(|(bloc, own)| *bloc += *own);
    }

    /// Adds the men of members to those above them: whoever leads nobody has its own.
    fn add_up_strengths(&mut self) {
        for (actor, own) in self.actors.iter().zip(&self.index.own).filter(|(_, own)| **own > 0.0) {
            let mut at = actor.coalition;
            while let Some(up) = at {
                self.index.strengths[up.index()] += own;
                at = self.actors[up.index()].coalition;
            }
        }
    }

    /// People of each place who have not fled.
    pub(super) fn count_residents(&mut self, place: PlaceId) {
        // Where the seeds name no community, the place's own figure stands.
        if self.map.people[place.index()].is_empty() {
            return;
        }
        self.places[place.index()].residents =
            self.map.people[place.index()].iter().map(|id| self.residents_of(*id)).sum();
    }

    /// Takes the civilian dead out of the people of a place: of each community by its residents.
    pub(super) fn bury(&mut self, place: PlaceId, dead: u32) {
        let (dead, residents) = (f64::from(dead), self.places[place.index()].residents);
        if dead <= 0.0 || residents <= 0.0 {
            return;
        }
        let share = (dead / residents).min(1.0);
        self.places[place.index()].residents -= share * residents;
        for i in 0..self.map.people[place.index()].len() {
            let id = self.map.people[place.index()][i];
            self.communities[id.index()].dead += share * self.residents_of(id);
        }
        self.count_residents(place);
    }
}
