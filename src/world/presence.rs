//! Who is at a place, within reach of it, at work there or idle, and on which front.

use super::{Force, Front, Operation, World};
use crate::{
    domain::{ActorKind, OperationKind, OperationStage},
    id::{ActorId, PlaceId, RegionId},
};

impl World {
    /// The posture of an actor against an enemy in a region.
    #[inline]
    pub fn front(&self, actor: ActorId, enemy: ActorId, region: RegionId) -> Front {
        *self.fronts.at(actor.index(), self.front_of(enemy, region))
    }

    /// Column of the fronts against an enemy in a region.
    #[inline]
    pub fn front_of(&self, enemy: ActorId, region: RegionId) -> usize {
        enemy.index() * (self.fronts.columns() / self.actors.len()) + region.index()
    }

    /// Men of an actor's operations who are at a place, or were within so many weeks.
    pub fn visitors(&self, actor: ActorId, place: PlaceId, weeks: f64) -> f64 {
        let visit = self.visits.at(place.index(), actor.index());
        let ago = f64::from(self.week + 1 - visit.last);
        if visit.last > 0 && ago <= weeks { visit.men } else { 0.0 }
    }

    /// Share of a bloc in the control of a place, among those who control anything.
    pub fn share_of_control(&self, actor: ActorId, place: PlaceId) -> f64 {
        let row = self.control.row(place.index());
        let all: f64 = self.index.rulers[place.index()].iter().map(|id| row[id.index()]).sum();
        let own = self.control_of(place, self.actors[actor.index()].bloc);
        if all > 0.0 { own / all } else { 0.0 }
    }

    /// Whether a force has time for what is not its operation: it has none, or holds what it reached. Those who clear the country have not, nor those who wait
    /// for a camp.
    pub fn is_idle(&self, force: &Force) -> bool {
        force.operation.is_none_or(|id| {
            let operation = self.operation(id);
            let done = match operation.kind {
                OperationKind::Clear => false,
                OperationKind::TakeOver => self.has_camp(operation.planner, operation.objective),
                _ => true,
            };
            operation.stage == OperationStage::Holding && done
        })
    }

    /// Men of an actor's operations at a place who search it or fight for it: those on their way beyond the places of their own side, those at their
    /// objective, and those who clear the country or hold what they took together; not who gathers, comes for a camp in peace, relieves or goes home.
    pub fn at_work(&self, actor: ActorId, place: PlaceId) -> f64 {
        use OperationKind::{Clear, Raid, Seize};
        if self.men_at(actor, place) == 0.0 {
            return 0.0;
        }
        let own = self.places[place.index()].holder.is_some_and(|h| self.are_friends(h, actor));
        let works = |operation: &Operation| match operation.stage {
            OperationStage::Advancing if self.is_camp_open(actor, place) => false,
            // A town may have fallen to them this week.
            OperationStage::Advancing => place == operation.objective || !own && place != operation.assembly(),
            OperationStage::Holding => matches!(operation.kind, Clear | Seize | Raid),
            _ => false,
        };
        let bodies = self.bodies(actor, place).map(|id| self.force(id));
        let busy = bodies.filter(|force| force.operation.is_some_and(|id| works(self.operation(id))));
        busy.map(|force| force.strength).sum()
    }

    /// Whether a militia would have to go further from its home than so many days of travel.
    pub fn is_far_from_home(&self, actor: ActorId, place: PlaceId, range: f64) -> bool {
        let us = &self.actors[actor.index()];
        us.kind == ActorKind::Militia && us.home.is_some_and(|home| self.map.ways.days(home, place) > range)
    }

    /// Whether a place lies beyond the home range of an irregular actor: for a militia further from its home than so many days of
    /// travel; for others besides outside the regions that they claim and the region of their home.
    pub fn is_beyond_range(&self, actor: ActorId, place: PlaceId, range: f64) -> bool {
        let us = &self.actors[actor.index()];
        if us.kind == ActorKind::Militia || !us.kind.is_irregular() {
            return self.is_far_from_home(actor, place, range);
        }
        let (aims, region) = (self.aims(actor), |at: PlaceId| self.places[at.index()].region);
        let at_home = |home: PlaceId| region(home) == region(place) || self.map.ways.days(home, place) <= range;
        let bound = !aims.is_empty() || us.home.is_some();
        bound && !aims.has(region(place)) && !us.home.is_some_and(at_home)
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

#[cfg(test)]
mod tests {
    use crate::{
        domain::{
            ActorKind::{self, Jihadist, Militia},
            Stance,
        },
        id::RegionId,
        mechanism::testing::{Stage, Tiny},
    };

    /// Bands that live in a village of the north; a garrison in both towns; empty hills in the south, two days away.
    fn stage(kind: ActorKind) -> Stage {
        let mut stage = Tiny::state()
            .actor("bands", kind)
            .tie("army", "bands", -0.8, Stance::War)
            .place("village", "army")
            .place("town", "army")
            .place("hills", "bands")
            .route("village", "town", 100.0)
            .route("town", "hills", 300.0)
            .force("army", "village", 300.0)
            .force("army", "town", 300.0)
            .force("bands", "village", 100.0)
            .stage();
        let (village, hills) = (stage.place("village"), stage.place("hills"));
        stage.world.places[hills.index()].region = RegionId(1);
        stage.who("bands").home = Some(village);
        stage
    }

    #[test]
    fn irregulars_look_for_shelter_where_they_live_or_in_what_they_claim() {
        let goes = |aims: &[usize], range: f64, kind: ActorKind| {
            let mut stage = stage(kind);
            stage.who("bands").aims = aims.iter().map(|region| RegionId::from(*region)).collect();
            let (bands, village) = (stage.actor("bands"), stage.place("village"));
            let goal = stage.world.nearest_shelter(bands, village, range).expect("bands hide everywhere");
            [("hills", "hills"), ("town", "town")].iter().find(|(id, _)| stage.place(id) == goal).map(|(_, name)| *name)
        };
        assert_eq!(goes(&[], 1.0, Jihadist), Some("town"), "who claims nothing has the region of its home");
        assert_eq!(goes(&[0, 1], 1.0, Jihadist), Some("hills"), "claimed");
        assert_eq!(goes(&[0], 1.0, Jihadist), Some("town"), "the country around the nearest town instead");
        assert_eq!(goes(&[0], 9.0, Jihadist), Some("hills"), "near enough to home");
        assert_eq!(goes(&[0, 1], 1.0, Militia), Some("town"), "a militia stays near home, whatever it claims");
    }

    #[test]
    fn an_army_has_no_home_range() {
        let stage = stage(ActorKind::Movement);
        assert!(!stage.world.is_beyond_range(stage.actor("army"), stage.place("hills"), 0.0));
    }
}
