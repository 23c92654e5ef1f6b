//! Drifts: what moves a little every week without any event, in lists by what moves. They are carried out before the changes of
//! their phase.

use super::{ForceField, Slot, TieField, World, number::add};
use crate::id::{ActorId, ForceId, PlaceId};

/// The drifts that a phase proposes.
#[derive(Clone, Debug, Default)]
pub struct Drifts {
    seen: Vec<(ActorId, PlaceId, f64)>,
    control: Vec<(PlaceId, ActorId, f64)>,
    ready: Vec<(ForceId, [f64; 2])>,
    ties: Vec<(ActorId, ActorId, [f64; 3])>,
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

/// What drifts have moved, for what must be derived afresh.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Carried {
    /// Some control share.
    pub control: bool,
    /// Men: what was left of a force is gone.
    pub men: bool,
}

impl World {
    /// Carries out the drifts of a phase, in the order proposed.
    pub(super) fn carry(&mut self, drifts: &Drifts) -> Carried {
        let mut carried = Carried { control: !drifts.control.is_empty(), men: false };
        for (observer, place, by) in &drifts.seen {
            let sound = add(self.seen.at_mut(observer.index(), place.index()), *by, 0.0, 1e6);
            self.see_to(sound, Slot::Actor(*observer));
        }
        for (place, actor, by) in &drifts.control {
            self.add_control(*place, *actor, *by);
        }
        for (id, [supply, morale]) in &drifts.ready {
            let force = &mut self.forces[id.index()];
            carried.men |= force.strength < 1.0;
            let sound = force.add(ForceField::Supply, *supply) & force.add(ForceField::Morale, *morale);
            let slot = Slot::Force(force.key);
            self.see_to(sound, slot);
            self.vanish_if_few(*id);
        }
        for (from, to, [affinity, trust, harm]) in &drifts.ties {
            let tie = self.ties.at_mut(from.index(), to.index());
            let sound = tie.add(TieField::Affinity, *affinity)
                & tie.add(TieField::Trust, *trust)
                & tie.add(TieField::Harm, *harm);
            self.see_to(sound, Slot::Tie(*from, *to));
        }
        carried
    }
}
