//! The only writer: carries out what a phase proposed.

use super::{
    Agreement, Change, CommunityField, Event, Force, ForceField, Ledger, Operation, Proposals, QuarrelField, Slot,
    Visit, World, number::add, trace,
};
use crate::{
    domain::{AgreementKind, AgreementState, ForceKind, OperationEnd, OperationStage, Stance},
    id::{ActorId, PlaceId},
};
use std::cmp::Reverse;

/// What has to be derived afresh after a phase.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each says what must be derived anew; they are independent")]
struct Moved {
    /// Which forces are whose: many have changed hands.
    forces: bool,
    /// Who is where with how many men.
    men: bool,
    /// Who stands in which bloc.
    blocs: bool,
    /// Who is a member of whom, or exists.
    members: bool,
    /// Control shares.
    control: bool,
    /// Orders of the week.
    orders: bool,
    /// Which roads are open.
    roads: bool,
}

impl World {
    /// Carries out the proposals of one phase: first its events, then its changes, in the order proposed.
    pub fn apply(&mut self, proposals: &mut Proposals, ledger: &mut Ledger) {
        let decisions_before = ledger.decisions.len() as u32;
        if ledger.on {
            ledger.decisions.append(&mut proposals.decisions);
            ledger.enter(self.week, &proposals.events, &proposals.causes);
        }
        for event in &proposals.events {
            self.record(event);
        }
        if ledger.on {
            trace::trace(self, proposals, ledger, decisions_before);
            ledger.launched.extend_from_slice(&proposals.operations);
            ledger.hindrances.extend(proposals.hindrances.iter().map(|(order, why)| (self.week, *order, *why)));
            ledger.ordered.extend(proposals.ordered.iter().map(|front| (self.week, *front)));
        }
        let carried = self.carry(&proposals.drifts);
        let mut moved = Moved { men: carried.men, control: carried.control, ..Moved::default() };
        for (_, change) in &proposals.changes {
            self.make(change, &proposals.operations, &mut moved);
        }
        if moved.blocs {
            self.find_blocs();
            self.find_sides();
        }
        if moved.forces {
            self.find_troops();
        }
        if moved.forces || moved.men || moved.blocs {
            self.count_men();
        }
        if moved.members {
            self.find_feelings();
            self.find_rulers();
        } else if moved.control {
            self.share_control();
        }
        if moved.orders {
            self.traffic.agenda.sort(&self.traffic.orders);
        }
        if moved.roads {
            self.find_ways();
        }
        proposals.clear();
    }

    /// Enters an event into the week, the totals and the ladder.
    fn record(&mut self, event: &Event) {
        self.traffic.events.push(*event);
        self.count(event);
        if let Some(place) = event.place {
            self.bury(place, event.civilian_deaths + event.target_civilian_deaths);
        }
        for (side, dead) in [(event.actor, event.actor_deaths), (event.target, event.target_deaths)] {
            if let Some(side) = side {
                self.actors[side.index()].dead[0] += dead;
            }
        }
        if let (Some(actor), Some(target)) = (event.actor, event.target) {
            self.climb(actor, target, event.rung);
        }
    }

    /// Remembers the rung of an act against another, for both and for everybody above them.
    fn climb(&mut self, actor: ActorId, target: ActorId, rung: u8) {
        let mut a = Some(actor);
        while let Some(i) = a {
            let mut t = Some(target);
            while let Some(j) = t {
                if i != j {
                    self.climbs.at_mut(i.index(), j.index()).reach(0, rung);
                }
                t = self.above(j);
            }
            a = self.above(i);
        }
    }

    #[allow(clippy::too_many_lines, reason = "one arm per kind of change; splitting would hide the list")]
    fn make(&mut self, change: &Change, proposed: &[Operation], moved: &mut Moved) {
        match *change {
            Change::Actor(id, field, by) => {
                let sound = self.actors[id.index()].add(field, by);
                self.see_to(sound, Slot::Actor(id));
            }
            Change::Tie(a, b, field, by) => {
                let sound = self.ties.at_mut(a.index(), b.index()).add(field, by);
                self.see_to(sound, Slot::Tie(a, b));
            }
            Change::FadeDeeds(share) => self.ties.cells_mut().iter_mut().for_each(|tie| tie.deeds *= 1.0 - share),
            Change::Place(id, field, by) => {
                let sound = self.places[id.index()].add(field, by);
                self.see_to(sound, Slot::Place(id));
            }
            Change::Community(id, field, by) => {
                let community = &mut self.communities[id.index()];
                let (sound, place) = (community.add(field, by), community.place);
                self.see_to(sound, Slot::Community(id));
                if field == CommunityField::Displaced {
                    self.count_residents(place);
                }
            }
            Change::Support(community, actor, by) => {
                let sound = add(self.support.at_mut(community.index(), actor.index()), by, -1.0, 1.0);
                self.see_to(sound, Slot::Feeling(community, actor));
                self.find_backing(community, actor);
            }
            Change::Grievance(community, actor, by) => {
                let grievance = self.grievance.at_mut(community.index(), actor.index());
                if *grievance == 0.0 {
                    enlist(&mut self.index.grudges[community.index()], actor);
                }
                let sound = add(grievance, by, 0.0, 1.0);
                self.see_to(sound, Slot::Feeling(community, actor));
            }
            Change::Soothe { grievance, fear, lasting } => self.soothe(grievance, fear, lasting),
            Change::Force(id, field, by) => {
                let force = &mut self.forces[id.index()];
                // Morale and supply move nobody, except that what is left of a force too small to count goes with any change.
                moved.men |= field == ForceField::Strength || force.strength < 1.0;
                let (sound, slot) = (force.add(field, by), Slot::Force(force.key));
                self.see_to(sound, slot);
                self.vanish_if_few(id);
            }
            Change::Agreement(id, field, by) => {
                let agreement = &mut self.agreements[id.index()];
                let (sound, slot) = (agreement.add(field, by), Slot::Agreement(agreement.key));
                self.see_to(sound, slot);
            }
            Change::PersonWeeks([blockade, unserved, aidless]) => {
                self.totals.blockade_weeks += blockade;
                self.totals.unserved_weeks += unserved;
                self.totals.aidless_weeks += aidless;
            }
            Change::Order(order) => {
                moved.orders = true;
                self.traffic.orders.push(order);
            }
            Change::Stance(a, b, stance) => self.set_stance(a, b, stance),
            Change::Label(a, b, label) => {
                let tie = self.ties.at_mut(a.index(), b.index());
                tie.label = label;
                tie.known = true;
                self.face(a.index(), b.index());
            }
            Change::Holder(place, holder) => {
                let (week, place) = (self.week as i32, &mut self.places[place.index()]);
                if place.holder != holder {
                    // Whoever has it back leaves nobody a claim to have it back in turn.
                    let back = holder.is_some() && place.former == holder;
                    place.former = if back { None } else { place.holder };
                    (place.holder, place.taken, place.turned_away) = (holder, week, None);
                }
            }
            Change::PlaceState(place, state) => self.places[place.index()].state = state,
            Change::Camp(place, camp, host) => {
                let place = &mut self.places[place.index()];
                place.camp = camp;
                place.camp_host = host;
            }
            Change::Blockade(place, by) => self.places[place.index()].blockade = by,
            Change::Route(route, open) => {
                let road = &mut self.map.routes[route.index()];
                moved.roads |= road.open != open;
                road.open = open;
            }
            Change::March(id, march) => {
                moved.men = true;
                let force = &mut self.forces[id.index()];
                let posted = force.kind != ForceKind::AirWing && force.operation.is_none();
                if posted && march.is_some_and(|march| march.retreat) {
                    force.left = force.left.or(Some(force.place));
                }
                force.march = march;
                force.place = march.map_or(force.place, |march| march.from);
            }
            Change::Arrive(id, place) => {
                moved.men = true;
                let force = &mut self.forces[id.index()];
                force.place = place;
                force.march = None;
                force.left = force.left.filter(|left| *left != place);
                self.join_with_own(id);
            }
            Change::Owner(id, actor) => {
                moved.forces = true;
                if self.actors[actor.index()].alive {
                    self.forces[id.index()].actor = actor;
                    // Who changes sides leaves the operations of the old one.
                    self.forces[id.index()].operation = None;
                    self.enroll(id);
                    self.join_with_own(id);
                } else {
                    self.forces[id.index()].strength = 0.0;
                }
            }
            Change::Rest(id, by) => {
                let force = &mut self.forces[id.index()];
                let (sound, slot) = (force.add(ForceField::Rest, by), Slot::Force(force.key));
                self.see_to(sound, slot);
            }
            Change::Commit(id, operation) => {
                moved.men = true;
                self.commit(id, operation);
            }
            Change::Launch(number) => self.launch(&proposed[number as usize]),
            Change::Stage { operation, stage, due, end } => {
                // Those who are let go may join others of their own.
                moved.men |= stage == OperationStage::Over;
                self.pass_to(operation, stage, due, end);
            }
            Change::TurnAway(id) => {
                let operation = &mut self.operations[id.index()];
                operation.end = Some(OperationEnd::TurnedAway);
                self.places[operation.objective.index()].turned_away = Some((operation.planner, self.week));
            }
            Change::OperationLost(id, by) => {
                let operation = &mut self.operations[id.index()];
                operation.lost += by;
                let (sound, slot) = (operation.lost.is_finite(), Slot::Operation(operation.key));
                self.see_to(sound, slot);
            }
            Change::Posture(actor, enemy, region, front) => {
                let column = self.front_of(enemy, region);
                *self.fronts.at_mut(actor.index(), column) = front;
            }
            Change::Visit(place, actor, men) => {
                *self.visits.at_mut(place.index(), actor.index()) = Visit { men, last: self.week + 1 };
            }
            Change::Prospect(a, b, by) => {
                let sound = add(self.prospects.at_mut(a.index(), b.index()), by, 0.0, 1.0);
                self.see_to(sound, Slot::Tie(a, b));
            }
            Change::Quarrel(a, b, field, by) => self.add_to_quarrel(a, b, field, by),
            Change::Muster { key, actor, place, kind, strength, morale, supply, march, operation } => {
                let operation = operation.and_then(|key| self.operation_of(key));
                let (left, rest) = (None, 0.0);
                let force = Force { key, actor, place, kind, march, operation, left, strength, morale, supply, rest };
                moved.men = true;
                self.muster(force);
            }
            Change::Member(member, coalition) => {
                (moved.blocs, moved.members) = (true, true);
                self.actors[member.index()].coalition = coalition;
            }
            Change::Split { parent, share, shift } => {
                (moved.forces, moved.blocs, moved.members) = (true, true, true);
                self.split(parent, share, shift);
            }
            Change::Dissolve(id, into) => {
                (moved.forces, moved.blocs, moved.members, moved.orders) = (true, true, true, true);
                self.dissolve(id, into);
            }
            Change::AgreementState(id, state) => {
                let agreement = &mut self.agreements[id.index()];
                moved.blocs |= agreement.kind == AgreementKind::Patronage;
                agreement.state = state;
                agreement.since = self.week as i32;
            }
            Change::Call(id, begun) => self.agreements[id.index()].called = Some((begun, self.week)),
            Change::Guarantor(id, guarantor) => self.agreements[id.index()].guarantor = guarantor,
            Change::Sign { key, kind, a, b, guarantor, mediator, place, trust, clauses } => {
                moved.blocs |= kind == AgreementKind::Patronage;
                if let Some(slot) = self.free_agreement() {
                    let agreement: &mut Agreement = &mut self.agreements[slot];
                    agreement.parties.clear();
                    agreement.key = key;
                    agreement.origin = None;
                    agreement.kind = kind;
                    agreement.state = AgreementState::Signed;
                    agreement.parties.extend([a, b]);
                    agreement.guarantor = guarantor;
                    agreement.mediator = mediator;
                    agreement.place = place;
                    agreement.trust = trust.clamp(0.0, 1.0);
                    agreement.progress = 0.0;
                    agreement.since = self.week as i32;
                    agreement.called = None;
                    agreement.clauses.clear();
                    agreement.clauses.extend(clauses.into_iter().flatten());
                    self.find_pacts();
                }
            }
            Change::Coup(id, weeks_ago) => {
                let week = self.week as i32 - weeks_ago as i32;
                let last = &mut self.actors[id.index()].coup_week;
                *last = week.max(*last);
            }
        }
    }

    /// Remembers the first part of the world in which what was written is no number.
    #[inline]
    pub(super) fn see_to(&mut self, sound: bool, slot: Slot) {
        if !sound && self.unsound.is_none() {
            self.unsound = Some(slot);
        }
    }

    /// Adds to the control share of an actor at a place.
    pub(super) fn add_control(&mut self, place: PlaceId, actor: ActorId, by: f64) {
        let share = self.control.at_mut(place.index(), actor.index());
        if *share == 0.0 {
            enlist(&mut self.index.rulers[place.index()], actor);
        }
        let sound = add(share, by, 0.0, 1.0);
        self.see_to(sound, Slot::Control(place, actor));
    }

    /// A slot for a new agreement: an unused one, else that of the agreement made in the run that has been dead the longest.
    /// The slots of the case's own agreements stay theirs, used or not.
    fn free_agreement(&self) -> Option<usize> {
        let made = |g: &Agreement| g.origin.is_none();
        let unused = self.agreements.iter().position(|g| made(g) && g.parties.is_empty());
        let dead = |g: &Agreement| made(g) && g.state == AgreementState::Collapsed;
        let oldest = self.agreements.iter().enumerate().filter(|(_, g)| dead(g));
        unused.or_else(|| oldest.min_by_key(|(_, g)| (g.since, Reverse(g.key))).map(|(slot, _)| slot))
    }

    fn add_to_quarrel(&mut self, a: ActorId, b: ActorId, field: QuarrelField, by: f64) {
        let quarrel = self.quarrels.at_mut(a.index(), b.index());
        let sound = match field {
            QuarrelField::Resolve => {
                let resolve = quarrel.resolve.unwrap_or(0.0) + by;
                quarrel.resolve = Some(resolve);
                resolve.is_finite()
            }
            QuarrelField::Incidents => add(&mut quarrel.incidents, by, 0.0, 1e4),
            QuarrelField::Urge => add(&mut quarrel.urge, by, -100.0, 100.0),
            QuarrelField::Due => {
                quarrel.due = (f64::from(quarrel.due) + by).max(0.0) as u32;
                by.is_finite()
            }
        };
        self.see_to(sound, Slot::Tie(a, b));
    }

    fn set_stance(&mut self, a: ActorId, b: ActorId, stance: Stance) {
        let tie = self.ties.at_mut(a.index(), b.index());
        tie.known = true;
        if tie.stance != stance {
            // Whoever sets a stance has done what it takes.
            let (low, high) = stance.scale();
            let low = if stance > tie.stance { low } else { low - Stance::HOLDS };
            tie.deeds = tie.deeds.clamp(low.max(-1.0), high);
            tie.stance = stance;
            tie.since = self.week as i32;
        }
        self.face(a.index(), b.index());
    }
}

/// Puts an actor in its place in a list.
fn enlist(list: &mut Vec<ActorId>, actor: ActorId) {
    if let Err(at) = list.binary_search(&actor) {
        list.insert(at, actor);
    }
}
