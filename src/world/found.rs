//! Founding a world: from the facts of a case and one draw of everything uncertain in them.

pub(crate) mod ties;

use ties::stranger;

use super::{
    Actor, Agreement, AgreementClause, Climb, Community, Force, Grid, Index, Ladder, Map, Operation, Place, Quarrel,
    Route, Totals, Traffic, Visit, WEEKS_OF_DEAD, World, operation, routine::UNCHOSEN, state::MAX_PARTIES,
};
use crate::{
    domain::{ActorKind, AgreementKind, AgreementState, Case, EventKind, ForceKind, PlaceState, case::Reading},
    id::{ActorId, AgreementId, CommunityId, Key, PlaceId, RouteId},
    parameter::Draw,
};
use arrayvec::ArrayVec;
use jiff::civil::Date;

/// Room for splinters born in a run.
pub(super) const SPARE_ACTORS: usize = 8;
/// Room for forces raised in a run before memory must grow.
const SPARE_FORCES: usize = 160;
/// Room for agreements made in a run; when it is full, dead ones make room.
const SPARE_AGREEMENTS: usize = 24;

/// Marks a slot of the actors that nobody has used yet.
pub(super) const UNUSED: ActorId = ActorId(u16::MAX);

impl World {
    /// The world in which this draw's numbers and readings of the documents are true, at the start of week 0.
    pub fn found(case: &Case, draw: &Draw) -> Self {
        let reading = Reading::new(case, draw);
        let actors = case.actors.len() + SPARE_ACTORS;
        let (places, communities, issues) = (case.places.len(), case.communities.len(), case.issues.len());
        let mut world = Self {
            week: 0,
            month: case.start.month() as u8,
            actors: found_actors(case, draw, &reading),
            positions: Grid::filled(actors, issues, 0.0),
            salience: Grid::filled(actors, issues, 0.0),
            ties: Grid::filled(actors, actors, stranger()),
            climbs: Grid::filled(actors, actors, Climb::default()),
            places: found_places(case, draw),
            control: Grid::filled(places, actors, 0.0),
            seen: Grid::filled(actors, places, 0.0),
            communities: Vec::new(),
            support: Grid::filled(communities, actors, 0.0),
            grievance: Grid::filled(communities, actors, 0.0),
            stated_grievance: Grid::filled(communities, actors, 0.0),
            kin: Grid::filled(communities, actors, 0.0),
            forces: Vec::new(),
            agreements: Vec::new(),
            operations: vec![Operation::none(); operation::ROOM],
            prospects: Grid::filled(actors, actors, 0.0),
            quarrels: Grid::filled(actors, actors, Quarrel::default()),
            fronts: Grid::filled(actors, actors * case.regions.len(), UNCHOSEN),
            visits: Grid::filled(places, actors, Visit::default()),
            totals: Totals {
                civilian_by: vec![0; actors],
                by_region: vec![0; case.regions.len()],
                violent_in: vec![0; case.regions.len()],
                attacks: vec![0; places],
                between: Grid::filled(actors, actors, 0),
                incidents: Grid::filled(actors, actors, 0),
                fatal: Grid::filled(actors, actors, 0),
                joint: Grid::filled(actors, actors, 0),
                kinds: Grid::filled(actors, EventKind::COUNT, 0),
                happened: vec![0; EventKind::COUNT],
                ..Totals::default()
            },
            ladder: Ladder::of(case),
            reading: reading.clone(),
            unsound: None,
            map: Map::blank(places),
            index: Index::empty(actors, places, communities),
            traffic: Traffic::default(),
        };
        world.take_positions(case, draw, &reading);
        world.take_ground(case, draw, &reading);
        world.take_people(case, draw, &reading);
        world.take_forces(case, draw, &reading);
        world.take_agreements(case, draw, &reading);
        world.find_blocs();
        world.take_ties(case, draw, &reading);
        world.take_rungs(case, &reading);
        world.settle();
        world.know_the_field();
        world
    }

    fn take_positions(&mut self, case: &Case, draw: &Draw, reading: &Reading) {
        for fact in case.positions.iter().filter(|f| Case::holds(&f.source, reading)) {
            let (row, column) = (fact.actor.index(), fact.issue.index());
            *self.positions.at_mut(row, column) = fact.position.draw(draw);
            *self.salience.at_mut(row, column) = fact.salience.draw(draw);
        }
    }

    fn take_ground(&mut self, case: &Case, draw: &Draw, reading: &Reading) {
        for (i, fact) in case.routes.iter().enumerate() {
            self.map.routes.push(Route {
                a: fact.a,
                b: fact.b,
                km: fact.km.draw(draw),
                terrain: fact.terrain,
                border: fact.border,
                open: true,
            });
            self.map.roads[fact.a.index()].push((RouteId::from(i), fact.b));
            self.map.roads[fact.b.index()].push((RouteId::from(i), fact.a));
        }
        self.find_ways();
        for a in 0..case.places.len() {
            for b in 0..case.places.len() {
                *self.map.distance.at_mut(a, b) = case.distance(PlaceId::from(a), PlaceId::from(b));
            }
        }
        for fact in case.control.iter().filter(|f| Case::holds(&f.source, reading)) {
            let row = fact.place.index();
            let place = &mut self.places[row];
            place.holder = fact.holder;
            place.services = fact.services.draw(draw);
            place.camp = fact.camp;
            place.camp_host = fact.camp_host;
            place.blockade = fact.blockaded_by;
            if let Some(holder) = fact.holder {
                *self.control.at_mut(row, holder.index()) = fact.share.draw(draw);
                let irregular = self.actors[holder.index()].kind.is_irregular();
                place.state = if irregular { PlaceState::RebelHeld } else { PlaceState::GarrisonOnly };
            }
            for (actor, share) in &fact.others {
                *self.control.at_mut(row, actor.index()) = share.draw(draw);
            }
            let sum: f64 = self.control.row(row).iter().sum();
            if sum > 1.0 {
                self.control.row_mut(row).iter_mut().for_each(|share| *share /= sum);
            }
        }
    }

    fn take_people(&mut self, case: &Case, draw: &Draw, reading: &Reading) {
        for (i, fact) in case.communities.iter().enumerate() {
            let here = Case::holds(&fact.source, reading);
            self.communities.push(Community {
                key: fact.key,
                place: fact.place,
                population: if here { fact.population.draw(draw) } else { 0.0 },
                displaced: fact.displaced.draw(draw),
                dead: 0.0,
                fear: fact.fear.draw(draw),
                stated_fear: fact.fear.middle(),
                mobilised: 0.0,
            });
            self.map.people[fact.place.index()].push(CommunityId::from(i));
            for (list, grid) in
                [(&fact.support, &mut self.support), (&fact.grievance, &mut self.grievance), (&fact.kin, &mut self.kin)]
            {
                for (actor, value) in list {
                    *grid.at_mut(i, actor.index()) = value.draw(draw);
                }
            }
            for (actor, value) in &fact.grievance {
                *self.stated_grievance.at_mut(i, actor.index()) = value.middle();
            }
        }
        for place in 0..self.places.len() {
            self.count_residents(PlaceId::from(place));
        }
    }

    fn take_forces(&mut self, case: &Case, draw: &Draw, reading: &Reading) {
        for fact in case.forces.iter().filter(|f| Case::holds(&f.source, reading)) {
            self.forces.push(Force {
                key: fact.key,
                actor: fact.actor,
                place: fact.place,
                kind: fact.kind,
                strength: fact.strength.draw(draw),
                morale: fact.morale.draw(draw),
                supply: fact.supply.draw(draw),
                march: None,
                operation: None,
                left: None,
                rest: 0.0,
            });
        }
        let unused = Force {
            key: Key(0),
            actor: ActorId(0),
            place: PlaceId(0),
            kind: ForceKind::Band,
            strength: 0.0,
            morale: 0.0,
            supply: 0.0,
            march: None,
            operation: None,
            left: None,
            rest: 0.0,
        };
        self.forces.resize(self.forces.len() + SPARE_FORCES, unused);
    }

    /// Rival facts of one agreement lie side by side; the first slot takes the one that holds, so that one id is one slot.
    fn take_agreements(&mut self, case: &Case, draw: &Draw, reading: &Reading) {
        for (i, named) in case.agreements.iter().enumerate() {
            let first = case.agreement(&named.id).is_some_and(|id| id.index() == i);
            let fact = case.agreements.iter().filter(|f| f.id == named.id).find(|f| Case::holds(&f.source, reading));
            let mut agreement = unused_agreement();
            if let (true, Some(fact)) = (first, fact) {
                agreement.key = fact.key;
                agreement.origin = Some(AgreementId::from(i));
                agreement.kind = fact.kind;
                agreement.state = fact.state;
                agreement.since = first_week(case, fact.since);
                agreement.parties.extend(fact.parties.iter().copied().take(MAX_PARTIES));
                agreement.guarantor = fact.guarantor;
                agreement.mediator = fact.mediator;
                agreement.place = fact.place;
                agreement.trust = fact.trust.draw(draw);
                agreement.progress = fact.progress.draw(draw);
                for clause in fact.clauses.iter().filter(|c| Case::holds(&c.source, reading)) {
                    agreement.clauses.push(AgreementClause {
                        clause: clause.clause,
                        weight: clause.weight.draw(draw),
                        bears: clause.bears,
                        amount: clause.amount.draw(draw),
                    });
                }
            } else {
                agreement.origin = Some(AgreementId::from(i));
            }
            self.agreements.push(agreement);
        }
        self.agreements.resize_with(case.agreements.len() + SPARE_AGREEMENTS, unused_agreement);
    }

    /// An actor and the coalitions above it, nearest first.
    pub fn chain(&self, id: ActorId) -> Vec<ActorId> {
        let mut chain = vec![id];
        let mut at = id;
        while let Some(up) = self.actors[at.index()].coalition {
            if chain.contains(&up) {
                break;
            }
            chain.push(up);
            at = up;
        }
        chain
    }
}

fn found_actors(case: &Case, draw: &Draw, reading: &Reading) -> Vec<Actor> {
    let mut actors: Vec<Actor> = case
        .actors
        .iter()
        .enumerate()
        .map(|(i, fact)| Actor {
            key: fact.key,
            origin: ActorId::from(i),
            ordinal: 0,
            kind: fact.kind,
            // A case whose tables were checked has no actor that rests on a rival; one made by hand may.
            alive: Case::holds(&fact.source, reading),
            coalition: None,
            commitment: 0.0,
            bloc: ActorId::from(i),
            home: fact.home,
            aims: fact.aims.iter().copied().collect(),
            effort: fact.effort.draw(draw),
            funds: fact.funds.draw(draw),
            income: fact.income.draw(draw),
            cohesion: fact.cohesion.draw(draw),
            rhetoric: fact.rhetoric.draw(draw),
            rhetoric_base: fact.rhetoric.draw(draw),
            accountability: fact.accountability.draw(draw),
            legitimacy: fact.legitimacy.draw(draw),
            quality: fact.quality.draw(draw),
            concealment: fact.concealment.draw(draw),
            leader_standing: fact.leader_standing.draw(draw),
            leverage: fact.leverage.draw(draw),
            burden: fact.burden.draw(draw),
            confidence: 0.5,
            losses: 0.0,
            claimed: 0.0,
            defeats: 0.0,
            dead: [0; WEEKS_OF_DEAD],
            unrest: 0.0,
            coup_week: i32::MIN / 2,
            unpaid: 0.0,
            splits: 0,
        })
        .collect();
    for fact in case.memberships.iter().filter(|f| Case::holds(&f.source, reading)) {
        let actor = &mut actors[fact.member.index()];
        actor.coalition = Some(fact.coalition);
        actor.commitment = fact.commitment.draw(draw);
    }
    if let Some(first) = actors.first() {
        let unused = Actor {
            key: Key(0),
            origin: UNUSED,
            alive: false,
            coalition: None,
            kind: ActorKind::Movement,
            ..first.clone()
        };
        actors.resize(case.actors.len() + SPARE_ACTORS, unused);
    }
    actors
}

fn found_places(case: &Case, draw: &Draw) -> Vec<Place> {
    case.places
        .iter()
        .map(|fact| Place {
            key: fact.key,
            kind: fact.kind,
            region: fact.region,
            terrain: fact.terrain,
            airstrip: fact.airstrip,
            value: fact.value.draw(draw),
            income: fact.income.draw(draw),
            holder: None,
            former: None,
            turned_away: None,
            taken: -1,
            state: PlaceState::Contested,
            services: 0.0,
            camp: crate::domain::Camp::None,
            camp_host: None,
            blockade: None,
            eaten: 0.0,
            residents: fact.population.draw(draw),
            hosted: 0.0,
            danger: 0.0,
            aid: 0.0,
            shield: 0.0,
        })
        .collect()
}

/// Week in which something began that stands at the start, below nought; -1 where nobody says since when.
pub(super) fn first_week(case: &Case, since: Option<Date>) -> i32 {
    let days = since.map_or(7, |since| case.start.duration_since(since).as_hours() / 24);
    -((days.max(7) / 7) as i32)
}

fn unused_agreement() -> Agreement {
    Agreement {
        key: Key(0),
        origin: None,
        kind: AgreementKind::Accord,
        state: AgreementState::Collapsed,
        parties: ArrayVec::new(),
        guarantor: None,
        mediator: None,
        place: None,
        trust: 0.0,
        progress: 0.0,
        since: -1,
        called: None,
        clauses: ArrayVec::new(),
    }
}
