//! Drifts: what moves a little every week without any event, in lists by what moves. They are carried out before the changes of
//! their phase.

use crate::id::{ActorId, ForceId, PlaceId};

/// The drifts that a phase proposes.
#[derive(Clone, Debug, Default)]
pub struct Drifts {
    pub(super) seen: Vec<(ActorId, PlaceId, f64)>,
    pub(super) control: Vec<(PlaceId, ActorId, f64)>,
    pub(super) ready: Vec<(ForceId, [f64; 2])>,
    pub(super) ties: Vec<(ActorId, ActorId, [f64; 3])>,
}

impl Drifts {
    /// Adds to the enemy men that an actor believes to be at a place.
    #[inline]
    pub fn seen(&mut self, observer: ActorId, place: PlaceId, by: f64) {
        self.seen.push((observer, place, by));
    }

    /// Adds to the control share of an actor at a place.
    #[inline]
    pub fn control(&mut self, place: PlaceId, actor: ActorId, by: f64) {
        self.control.push((place, actor, by));
    }

    /// Adds to supply and to morale of a force.
    #[inline]
    pub fn ready(&mut self, force: ForceId, by: [f64; 2]) {
        self.ready.push((force, by));
    }

    /// Adds to the affinity, trust and harm of the tie from one to another.
    #[inline]
    pub fn tie(&mut self, from: ActorId, to: ActorId, by: [f64; 3]) {
        self.ties.push((from, to, by));
    }

    /// Forgets everything, keeping the memory.
    pub(super) fn clear(&mut self) {
        self.seen.clear();
        self.control.clear();
        self.ready.clear();
        self.ties.clear();
    }
}
