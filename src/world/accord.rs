//! What agreements bind whom, and where.

use super::{Agreement, Operation, World};
use crate::{
    domain::{ActorKind, AgreementKind, Camp, Clause, OperationKind, Stance},
    id::{ActorId, AgreementId, PlaceId},
};

impl World {
    /// Agreements that are not unused slots.
    pub fn pacts(&self) -> impl Iterator<Item = (AgreementId, &Agreement)> {
        self.index.pacts.iter().map(|id| (*id, &self.agreements[id.index()]))
    }

    /// The agreement in force that binds two actors (or those above them) by this clause everywhere; pacts of one place do
    /// not, see [`World::pact_at`].
    pub fn bound_by(&self, a: ActorId, b: ActorId, clause: Clause) -> Option<AgreementId> {
        self.pacts().find(|(_, g)| g.binds_by(self, a, b, clause)).map(|(id, _)| id)
    }

    /// The agreement in force by which two actors (or those above them) leave each other alone at this place.
    pub fn pact_at(&self, a: ActorId, b: ActorId, place: PlaceId) -> Option<AgreementId> {
        self.pacts()
            .find(|(_, g)| g.state.is_in_force() && g.place == Some(place) && self.are_parties(g, a, b))
            .map(|(id, _)| id)
    }

    /// Whether an agreement in force forbids two actors to attack each other at this place: one of the place between them or those above
    /// them, or one for everywhere between those above or below them, as what a member has signed its coalition does not break either.
    pub fn must_spare(&self, a: ActorId, b: ActorId, place: PlaceId) -> bool {
        let spares = |clause: Clause| matches!(clause, Clause::Ceasefire | Clause::NonAggression);
        let forbids = |g: &Agreement| match g.place {
            None => g.clauses.iter().any(|c| spares(c.clause)) && self.covers(g, a, b),
            Some(at) => at == place && self.are_parties(g, a, b),
        };
        self.pacts().any(|(_, g)| g.state.is_in_force() && forbids(g))
    }

    /// Whether an agreement protects the holder of a place from a side.
    pub fn must_spare_holder(&self, side: ActorId, place: PlaceId) -> bool {
        self.places[place.index()].holder.is_some_and(|holder| self.must_spare(side, holder, place))
    }

    /// Whether an operation goes round a place on its way that an enemy holds: bands do, and so does a column that is to take over a camp where it has
    /// no war with the holder, or an agreement protects him.
    pub fn goes_round(&self, operation: &Operation, place: PlaceId) -> bool {
        let planner = operation.planner;
        let at_war = || self.places[place.index()].holder.is_some_and(|h| self.are_at_war(planner, h));
        let lets_pass = || !at_war() || self.must_spare_holder(planner, place);
        let irregular = self.actors[planner.index()].kind.is_irregular();
        irregular || operation.kind == OperationKind::TakeOver && lets_pass()
    }

    /// Whether one of two actors, or one above them, refuses to talk with the other.
    pub fn are_labelled(&self, a: ActorId, b: ActorId) -> bool {
        let (up_a, up_b) = (self.actors[a.index()].bloc, self.actors[b.index()].bloc);
        let pairs = [(a, b), (a, up_b), (up_a, b), (up_a, up_b)];
        pairs.into_iter().any(|(x, y)| self.tie(x, y).label || self.tie(y, x).label)
    }

    /// Whether two actors are at open war.
    pub fn are_at_war(&self, a: ActorId, b: ActorId) -> bool {
        self.tie(a, b).stance.min(self.tie(b, a).stance) == Stance::War
    }

    /// The enemy in the country around a place whom an actor may look for: of those with whom it is at war and whom no agreement
    /// protects the one with most men; nobody where an enemy holds the town.
    pub fn quarry(&self, actor: ActorId, place: PlaceId) -> Option<ActorId> {
        let held = self.places[place.index()].holder.is_some_and(|h| self.are_enemies(h, actor));
        let open = |other: &ActorId| self.are_at_war(actor, *other) && !self.must_spare(actor, *other, place);
        if held { None } else { self.with_most_men(self.enemies_present(actor, place).filter(open), place) }
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

    /// Whether a foreign mission still keeps its camp at a place: nobody fights in it.
    pub fn is_mission_there(&self, place: PlaceId) -> bool {
        let there = &self.places[place.index()];
        let mission = there.camp_host.is_some_and(|host| self.actors[host.index()].kind == ActorKind::Peacekeeper);
        mission && matches!(there.camp, Camp::Open | Camp::Closing)
    }

    /// Whether those who come for the camp at a place meet nobody who fights for the town: a foreign mission keeps the camp, or an agreement protects the holder.
    pub fn is_camp_open(&self, side: ActorId, place: PlaceId) -> bool {
        self.is_mission_there(place) || self.must_spare_holder(side, place)
    }

    /// Whether aircraft of a side can land at a place: not where an enemy holds the airstrip, unless a foreign mission keeps its camp there.
    pub fn can_land(&self, side: ActorId, place: PlaceId) -> bool {
        let there = &self.places[place.index()];
        let hostile = there.holder.is_some_and(|h| self.are_enemies(h, side));
        there.airstrip && (!hostile || self.is_mission_there(place))
    }

    /// Whether the camp at a place was handed over to a side.
    pub fn has_camp(&self, side: ActorId, place: PlaceId) -> bool {
        let there = &self.places[place.index()];
        there.camp == Camp::Handed && there.camp_host.is_some_and(|h| self.are_friends(h, side))
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

impl World {
    /// Men at a place who would hold it for its holder against somebody: those of the holder's side whose enemy that is, too.
    pub fn defenders_at(&self, place: PlaceId, holder: ActorId, against: ActorId) -> f64 {
        let there = self.index.present[place.index()].iter();
        let stands = |who: &&ActorId| self.are_friends(**who, holder) && self.are_enemies(**who, against);
        there.filter(stands).map(|who| self.men_at(*who, place)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::AgreementState, mechanism::testing::Tiny};

    fn cast() -> Tiny {
        Tiny::state()
            .actor("guard", ActorKind::Militia)
            .actor("bands", ActorKind::Jihadist)
            .tie("guard", "army", 0.6, Stance::JointOperations)
            .tie("army", "bands", -0.8, Stance::War)
            .tie("guard", "bands", -0.8, Stance::War)
            .place("town", "army")
            .place("village", "guard")
            .force("guard", "town", 100.0)
            .force("guard", "village", 100.0)
    }

    #[test]
    fn a_militia_leaves_the_camp_of_a_garrisoned_town_to_its_army() {
        let mut stage = cast().stage();
        let (guard, bands, town) = (stage.actor("guard"), stage.actor("bands"), stage.place("town"));
        assert!(stage.world.camp_is_open_to(guard, town), "nobody else is there");
        assert!(!stage.world.camp_is_open_to(bands, town), "its own side keeps others out");
        stage.post("army", "town", 50.0);
        assert!(!stage.world.camp_is_open_to(guard, town));
        assert!(stage.world.camp_is_open_to(stage.actor("army"), town));
        assert!(stage.world.camp_is_open_to(guard, stage.place("village")));
    }

    #[test]
    fn whoever_is_looked_for_is_at_war_unprotected_and_not_in_a_town_of_his_own() {
        let quarry = |state: AgreementState, holder: &'static str| {
            let parties = &["army", "bands"];
            let truce =
                |tiny: Tiny| tiny.agreement("truce", AgreementKind::Truce, state, parties, &[Clause::Ceasefire]);
            let mut stage = truce(cast().place("field", holder)).stage();
            stage.post("bands", "field", 80.0);
            stage.world.quarry(stage.actor("army"), stage.place("field")) == Some(stage.actor("bands"))
        };
        assert!(quarry(AgreementState::Collapsed, "army"));
        assert!(!quarry(AgreementState::Signed, "army"), "a truce protects them");
        assert!(!quarry(AgreementState::Collapsed, "bands"), "they hold the town");
    }
}
