//! What agreements bind whom, and where.

use super::{Agreement, World};
use crate::{
    domain::{ActorKind, AgreementKind, Clause},
    id::{ActorId, AgreementId, PlaceId},
};

impl World {
    /// Agreements that are not unused slots.
    pub fn pacts(&self) -> impl Iterator<Item = (AgreementId, &Agreement)> {
        self.agreements
            .iter()
            .enumerate()
            .filter(|(_, g)| !g.parties.is_empty())
            .map(|(i, g)| (AgreementId::from(i), g))
    }

    /// The agreement in force that binds two actors (or those above them) by this clause everywhere; pacts of one place do
    /// not, see [`World::pact_at`].
    pub fn bound_by(&self, a: ActorId, b: ActorId, clause: Clause) -> Option<AgreementId> {
        self.pacts().find(|(_, g)| g.binds_by(self, a, b, clause)).map(|(id, _)| id)
    }

    /// Whether an agreement in force between two actors, or those above or below them, has this clause everywhere: what a member
    /// has signed its coalition does not break either.
    pub fn is_covered(&self, a: ActorId, b: ActorId, clause: Clause) -> bool {
        self.pacts().any(|(_, g)| g.binds_everywhere(clause) && self.covers(g, a, b))
    }

    /// The agreement in force by which two actors (or those above them) leave each other alone at this place.
    pub fn pact_at(&self, a: ActorId, b: ActorId, place: PlaceId) -> Option<AgreementId> {
        self.pacts()
            .find(|(_, g)| g.state.is_in_force() && g.place == Some(place) && self.are_parties(g, a, b))
            .map(|(id, _)| id)
    }

    /// Whether two actors, or those above them, are different parties of an agreement.
    pub fn are_parties(&self, agreement: &Agreement, a: ActorId, b: ActorId) -> bool {
        agreement.parties.iter().any(|p| self.belongs_to(a, *p))
            && agreement.parties.iter().any(|p| self.belongs_to(b, *p) && !self.belongs_to(a, *p))
    }

    /// Whether a guarantor that ends its mission is behind an agreement no more from then on. Of peacekeepers `comply` takes leave
    /// once it sees that they are gone, as their exit costs confidence; a contract has nobody to wait for.
    pub fn quits(&self, guarantor: ActorId, agreement: &Agreement) -> bool {
        agreement.kind == AgreementKind::Patronage || self.actors[guarantor.index()].kind != ActorKind::Peacekeeper
    }

    /// Whether a mission is bound to hand its camps over.
    pub fn must_leave_camps(&self, host: ActorId) -> bool {
        let bears =
            |g: &Agreement, who: Option<ActorId>| who == Some(host) || (who.is_none() && g.parties.contains(&host));
        let handover = |g: &Agreement| g.clauses.iter().any(|c| c.clause == Clause::CampHandover && bears(g, c.bears));
        self.pacts().any(|(_, g)| g.state.is_in_force() && handover(g))
    }

    /// Whether an agreement is one between two actors: both, or those above or below them, are among its parties.
    pub fn covers(&self, agreement: &Agreement, a: ActorId, b: ActorId) -> bool {
        let has = |x| agreement.parties.iter().any(|p| self.belongs_to(x, *p) || self.belongs_to(*p, x));
        has(a) && has(b)
    }

    /// Whether an actor could take over the camp at a place: regulars in any, irregulars only where the side that holds the place has
    /// nobody to keep them out: no men at all against others, no regulars against its own.
    pub fn camp_is_open_to(&self, actor: ActorId, place: PlaceId) -> bool {
        let kept = |holder: ActorId| {
            let regular = |a: ActorId| {
                let kind = self.actors[a.index()].kind;
                kind.fights() && !kind.is_irregular() && self.are_friends(a, holder) && self.men_at(a, place) >= 1.0
            };
            let stranger = !self.are_friends(holder, actor) && self.friends_at(holder, place) >= 1.0;
            stranger || self.index.present[place.index()].iter().any(|a| regular(*a))
        };
        !self.actors[actor.index()].kind.is_irregular() || !self.places[place.index()].holder.is_some_and(kept)
    }
}
