//! Carrying out what drifts.

use super::{ForceField, Slot, TieField, World, drift::Drifts, number::add};

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
