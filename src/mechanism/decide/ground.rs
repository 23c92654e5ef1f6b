//! The ground on which everybody decides: what all have in common this week, counted once, and what one of them can reach.

use crate::{
    domain::Clause,
    id::{ActorId, AgreementId, PlaceId},
    world::World,
};

/// Agreements that bind the hands of enemies, looked at in order; more than fit are looked for one by one.
const TRUCES: usize = 16;

/// Sums that every actor asks for, in memory lent by the phase.
pub(super) struct Ground {
    actors: usize,
    /// Control of each place (row) by each bloc (column, at its root).
    control: Vec<f64>,
    /// Fighters lost of late, by bloc.
    losses: Vec<f64>,
    /// Men, by bloc: those under its root, and those in its root's pay.
    men: Vec<f64>,
    /// Men of the actor whose turn it is who stand one open route from each place: the largest body.
    near: Vec<f64>,
    /// Agreements in force everywhere by which enemies leave each other alone, in order.
    truces: [Option<AgreementId>; TRUCES],
}

impl Ground {
    /// Counts what is the same for all.
    pub(super) fn survey(world: &World, [mut control, mut losses, mut men, mut near]: [Vec<f64>; 4]) -> Self {
        let (places, actors) = (world.places.len(), world.actors.len());
        for (sums, len) in [(&mut control, places * actors), (&mut losses, actors), (&mut men, actors)] {
            sums.clear();
            sums.resize(len, 0.0);
        }
        near.clear();
        near.resize(places, 0.0);
        for place in 0..places {
            for (actor, share) in world.control.row(place).iter().enumerate().filter(|(_, share)| **share > 0.0) {
                control[place * actors + world.actors[actor].bloc.index()] += share;
            }
        }
        for id in world.living() {
            let actor = &world.actors[id.index()];
            losses[actor.bloc.index()] += actor.losses;
            if actor.coalition.is_none() {
                men[actor.bloc.index()] += world.strength(id);
            }
        }
        let mut truces = [None; TRUCES];
        let clauses = [Clause::Ceasefire, Clause::NonAggression];
        let in_force = world.pacts().filter(|(_, g)| clauses.iter().any(|c| g.binds_everywhere(*c)));
        for (slot, (id, _)) in truces.iter_mut().zip(in_force) {
            *slot = Some(id);
        }
        Self { actors, control, losses, men, near, truces }
    }

    /// Gives the memory back.
    pub(super) fn leave(self) -> [Vec<f64>; 4] {
        [self.control, self.losses, self.men, self.near]
    }

    /// Turns to what an actor can reach.
    pub(super) fn turn_to(&mut self, world: &World, actor: ActorId) {
        self.near.fill(0.0);
        for force in world.own_forces(actor).filter(|f| f.march.is_none()) {
            let men = world.men_at(actor, force.place);
            for (route, place) in &world.roads[force.place.index()] {
                if world.routes[route.index()].open {
                    let near = &mut self.near[place.index()];
                    *near = near.max(men);
                }
            }
        }
    }

    /// Men of the actor at hand that can act at a place this week: those in it, else the largest body one open route away.
    #[inline]
    pub(super) fn reach(&self, here: f64, place: PlaceId) -> f64 {
        if here > 0.0 { here } else { self.near[place.index()] }
    }

    /// Control share of a bloc at a place.
    #[inline]
    pub(super) fn control(&self, place: PlaceId, bloc: ActorId) -> f64 {
        self.control[place.index() * self.actors + bloc.index()]
    }

    /// Fighters that a bloc has lost of late, and men that it has.
    #[inline]
    pub(super) fn toll(&self, bloc: ActorId) -> (f64, f64) {
        (self.losses[bloc.index()], self.men[bloc.index()])
    }

    /// The truce that binds two actors (or those above them) by this clause everywhere.
    pub(super) fn bound_by(&self, world: &World, a: ActorId, b: ActorId, clause: Clause) -> Option<AgreementId> {
        if self.truces[TRUCES - 1].is_some() {
            return world.bound_by(a, b, clause);
        }
        self.truces.iter().map_while(|id| *id).find(|id| world.agreements[id.index()].binds_by(world, a, b, clause))
    }
}
