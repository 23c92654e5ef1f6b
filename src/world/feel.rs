//! How people stand to actors. The seeds may state a feeling for a coalition or for one of its members; whoever asks
//! about a member hears both.

use super::{Grid, World};
use crate::id::{ActorId, CommunityId, PlaceId};

impl World {
    /// An actor and the coalitions above it, without memory of its own.
    fn upward(&self, actor: ActorId) -> impl Iterator<Item = ActorId> + '_ {
        let mut at = Some(actor);
        std::iter::from_fn(move || {
            let id = at?;
            at = self.actors[id.index()].coalition;
            Some(id)
        })
        .take(8)
    }

    fn strongest(&self, grid: &Grid<f64>, community: CommunityId, actor: ActorId) -> f64 {
        self.upward(actor).map(|a| *grid.at(community.index(), a.index())).fold(0.0, f64::max)
    }

    /// Support of a community for an actor, -1 to 1: what it feels for the actor and for the coalitions above it.
    #[inline]
    pub fn support_for(&self, community: CommunityId, actor: ActorId) -> f64 {
        *self.index.backing.at(community.index(), actor.index())
    }

    /// Grievance of a community against an actor or a coalition above it, 0-1.
    pub fn grievance_against(&self, community: CommunityId, actor: ActorId) -> f64 {
        self.strongest(&self.grievance, community, actor)
    }

    /// Kin links of a community to an actor or a coalition above it, 0-1.
    #[inline]
    pub fn kin_with(&self, community: CommunityId, actor: ActorId) -> f64 {
        *self.index.kinship.at(community.index(), actor.index())
    }

    /// Sums support for an actor and for those above it.
    fn back(&mut self, community: CommunityId, actor: ActorId) {
        let sum: f64 = self.upward(actor).map(|a| *self.support.at(community.index(), a.index())).sum();
        *self.index.backing.at_mut(community.index(), actor.index()) = sum.clamp(-1.0, 1.0);
    }

    /// Hands a change of support for an actor on to everybody below it.
    pub(super) fn find_backing(&mut self, community: CommunityId, changed: ActorId) {
        self.back(community, changed);
        if self.has_members(changed) {
            for actor in (0..self.actors.len()).map(ActorId::from) {
                if self.belongs_to(actor, changed) {
                    self.back(community, actor);
                }
            }
        }
    }

    /// Finds what follows from feelings and memberships, after memberships have changed.
    pub(super) fn find_feelings(&mut self) {
        for community in (0..self.communities.len()).map(CommunityId::from) {
            for actor in (0..self.actors.len()).map(ActorId::from) {
                self.back(community, actor);
                let kin = self.strongest(&self.kin, community, actor);
                *self.index.kinship.at_mut(community.index(), actor.index()) = kin;
            }
            let row = self.grievance.row(community.index());
            let grudges = &mut self.index.grudges[community.index()];
            grudges.clear();
            grudges.extend((0..row.len()).filter(|i| row[*i] > 0.0).map(ActorId::from));
        }
    }

    /// Lets grievance and fear fade by these shares of what exceeds the lasting part of what the seeds state.
    pub(super) fn soothe(&mut self, grievance: f64, fear: f64, lasting: f64) {
        for (community, grudges) in self.index.grudges.iter().enumerate() {
            let (row, stated) = (self.grievance.row_mut(community), self.stated_grievance.row(community));
            for id in grudges {
                fade(&mut row[id.index()], lasting * stated[id.index()], grievance);
            }
        }
        for community in &mut self.communities {
            fade(&mut community.fear, lasting * community.stated_fear, fear);
        }
    }

    /// Finds who controls anything of each place, and brings shares that sum to more than one back to one.
    pub(super) fn find_rulers(&mut self) {
        for (place, rulers) in self.index.rulers.iter_mut().enumerate() {
            let row = self.control.row_mut(place);
            rulers.clear();
            rulers.extend((0..row.len()).filter(|i| row[*i] > 0.0).map(ActorId::from));
        }
        self.share_control();
    }

    /// Brings control shares that sum to more than one back to one.
    pub(super) fn share_control(&mut self) {
        for (place, rulers) in self.index.rulers.iter().enumerate() {
            let row = self.control.row_mut(place);
            let sum: f64 = rulers.iter().map(|id| row[id.index()]).sum();
            if sum > 1.0 {
                rulers.iter().for_each(|id| row[id.index()] /= sum);
            }
        }
    }

    /// Bond of an actor's ranks with the leader of another, 0-1: in full only while that leader stands high.
    pub fn leader_bond(&self, actor: ActorId, other: ActorId) -> f64 {
        self.tie(actor, other).leader * (0.5 + 0.5 * self.actors[other.index()].leader_standing)
    }

    /// People of a community who have not fled.
    pub fn residents_of(&self, community: CommunityId) -> f64 {
        self.communities[community.index()].residents()
    }

    /// Share of the people of a place who would help an actor or its bloc and dare to, 0-1: support above zero, less fear.
    pub fn collaboration(&self, place: PlaceId, actor: ActorId) -> f64 {
        let bloc = self.actors[actor.index()].bloc;
        let (mut willing, mut all) = (0.0, 0.0);
        for id in &self.map.people[place.index()] {
            let (community, backing) = (&self.communities[id.index()], self.index.backing.row(id.index()));
            let (residents, support) =
                (community.residents(), backing[actor.index()].max(backing[bloc.index()]).max(0.0));
            willing += residents * support * (1.0 - community.fear);
            all += residents;
        }
        if all > 0.0 { willing / all } else { 0.0 }
    }

    /// Mean dislike of an actor among the people of a place, 0-1.
    pub fn dislike(&self, place: PlaceId, actor: ActorId) -> f64 {
        let residents = self.places[place.index()].residents;
        let people = &self.map.people[place.index()];
        let sum: f64 = people.iter().map(|id| self.residents_of(*id) * (-self.support_for(*id, actor)).max(0.0)).sum();
        if residents > 0.0 { sum / residents } else { 0.0 }
    }
}

/// Takes a share of what a feeling exceeds what lasts of it; a trace is left as it is.
fn fade(feeling: &mut f64, lasting: f64, share: f64) {
    let above = *feeling - lasting;
    if above > 1e-4 {
        *feeling -= share * above;
    }
}
