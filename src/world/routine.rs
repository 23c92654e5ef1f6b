//! What lasts of the routine of war: postures on fronts, where the men of operations were, and the dead of the last weeks.

use super::{Force, World};
use crate::{
    domain::{ActorKind, OperationKind, OperationStage, Posture},
    id::{ActorId, PlaceId, RegionId},
};

/// The posture of an actor on a front, and since when it has held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front {
    /// What it does there.
    pub posture: Posture,
    /// Month of the calendar in which it was chosen, counted from year 0; 0: never.
    pub month: u16,
}

/// Nobody has chosen anything yet.
pub(super) const UNCHOSEN: Front = Front { posture: Posture::Guard, month: 0 };

/// Men of an actor's operations who were at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Visit {
    /// Men, when they were last there.
    pub men: f64,
    /// Week in which they were last there, counted from 1; 0: never.
    pub last: u32,
}

/// Weeks for which the dead of each week are remembered, this one included.
pub const WEEKS_OF_DEAD: usize = 5;

impl World {
    /// The posture of an actor against an enemy in a region.
    #[inline]
    pub fn front(&self, actor: ActorId, enemy: ActorId, region: RegionId) -> Front {
        *self.fronts.at(actor.index(), self.front_of(enemy, region))
    }

    /// Column of the fronts against an enemy in a region.
    pub(super) fn front_of(&self, enemy: ActorId, region: RegionId) -> usize {
        enemy.index() * (self.fronts.columns() / self.actors.len()) + region.index()
    }

    /// Men of an actor's operations who are at a place, or were within so many weeks.
    pub fn visitors(&self, actor: ActorId, place: PlaceId, weeks: f64) -> f64 {
        let visit = self.visits.at(place.index(), actor.index());
        let ago = f64::from(self.week + 1 - visit.last);
        if visit.last > 0 && ago <= weeks { visit.men } else { 0.0 }
    }

    /// Mean dislike of an actor among the people of a place, 0-1.
    pub fn dislike(&self, place: PlaceId, actor: ActorId) -> f64 {
        let residents = self.places[place.index()].residents;
        let people = &self.map.people[place.index()];
        let sum: f64 = people.iter().map(|id| self.residents_of(*id) * (-self.support_for(*id, actor)).max(0.0)).sum();
        if residents > 0.0 { sum / residents } else { 0.0 }
    }

    /// Share of a bloc in the control of a place, among those who control anything.
    pub fn share_of_control(&self, actor: ActorId, place: PlaceId) -> f64 {
        let all: f64 = self.control.row(place.index()).iter().sum();
        let own = self.control_of(place, self.actors[actor.index()].bloc);
        if all > 0.0 { own / all } else { 0.0 }
    }

    /// Whether a force has time for what is not its operation: it has none, or holds what it reached. Those who clear the country have not.
    pub fn is_idle(&self, force: &Force) -> bool {
        force.operation.is_none_or(|id| {
            let operation = self.operation(id);
            operation.stage == OperationStage::Holding && operation.kind != OperationKind::Clear
        })
    }

    /// Whether a militia would have to go further from its home than so many days of travel.
    pub fn is_far_from_home(&self, actor: ActorId, place: PlaceId, range: f64) -> bool {
        let us = &self.actors[actor.index()];
        us.kind == ActorKind::Militia && us.home.is_some_and(|home| self.map.ways.days(home, place) > range)
    }

    /// Men of an actor at a place who have time for what is not an operation.
    pub fn idle_at(&self, actor: ActorId, place: PlaceId) -> f64 {
        let bodies = self.bodies(actor, place).map(|id| self.force(id));
        bodies.filter(|force| self.is_idle(force)).map(|force| force.strength).sum()
    }

    /// Idle men of an actor who can act at a place, and from where: those in it, else the largest body within so many days of
    /// travel, of equals that at the place of the lower key.
    pub fn within(&self, actor: ActorId, place: PlaceId, days: f64) -> (f64, Option<PlaceId>) {
        let here = self.idle_at(actor, place);
        if here > 0.0 {
            return (here, Some(place));
        }
        let mut best: (f64, Option<PlaceId>) = (0.0, None);
        for from in self.own_forces(actor).filter(|f| f.march.is_none()).map(|f| f.place) {
            if self.map.ways.days(from, place) > days {
                continue;
            }
            let men = self.idle_at(actor, from);
            let first = |other: PlaceId| self.places[from.index()].key < self.places[other.index()].key;
            if men > best.0 || men > 0.0 && men == best.0 && best.1.is_some_and(first) {
                best = (men, Some(from));
            }
        }
        best
    }
}
