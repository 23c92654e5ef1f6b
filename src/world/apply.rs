//! The only writer: carries out what a phase proposed.

use super::{
    ActorField, Agreement, AgreementField, Change, CommunityField, Event, Force, ForceField, Ledger, PlaceField,
    Proposals, TieField, World, trace,
};
use crate::{
    domain::{AgreementKind, AgreementState, Stance},
    id::ActorId,
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
        }
        let mut moved = Moved::default();
        for (_, change) in &proposals.changes {
            self.make(change, &mut moved);
        }
        if moved.blocs {
            self.find_blocs();
            self.find_sides();
        }
        if moved.forces {
            self.find_troops();
        }
        if moved.forces || moved.men || moved.members {
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
        proposals.clear();
    }

    /// Enters an event into the week, the totals and the ladder.
    fn record(&mut self, event: &Event) {
        self.traffic.events.push(*event);
        self.count(event);
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
    fn make(&mut self, change: &Change, moved: &mut Moved) {
        match *change {
            Change::Actor(id, field, by) => self.add_to_actor(id, field, by),
            Change::Tie(a, b, field, by) => self.add_to_tie(a, b, field, by),
            Change::TieDrift(a, b, by) => self.drift_tie(a, b, by),
            Change::Place(id, field, by) => {
                let place = &mut self.places[id.index()];
                match field {
                    PlaceField::Services => add(&mut place.services, by, 0.0, 1.0),
                    PlaceField::Hosted => add(&mut place.hosted, by, 0.0, 1e9),
                    PlaceField::Danger => add(&mut place.danger, by, 0.0, 1e6),
                    PlaceField::Aid => add(&mut place.aid, by, 0.0, 1.0),
                    PlaceField::Shield => add(&mut place.shield, by, 0.0, 1e6),
                    PlaceField::Value => add(&mut place.value, by, 0.0, 1.0),
                    PlaceField::Income => add(&mut place.income, by, 0.0, 1e6),
                }
            }
            Change::Control(place, actor, by) => {
                let share = self.control.at_mut(place.index(), actor.index());
                if *share == 0.0 {
                    enlist(&mut self.index.rulers[place.index()], actor);
                }
                add(share, by, 0.0, 1.0);
                moved.control = true;
            }
            Change::Seen(actor, place, by) => add(self.seen.at_mut(actor.index(), place.index()), by, 0.0, 1e6),
            Change::Community(id, field, by) => {
                let community = &mut self.communities[id.index()];
                match field {
                    CommunityField::Displaced => {
                        add(&mut community.displaced, by, 0.0, 1.0);
                        self.count_residents(self.communities[id.index()].place);
                    }
                    CommunityField::Fear => add(&mut community.fear, by, 0.0, 1.0),
                    CommunityField::Mobilised => add(&mut community.mobilised, by, 0.0, 1.0),
                }
            }
            Change::Support(community, actor, by) => {
                add(self.support.at_mut(community.index(), actor.index()), by, -1.0, 1.0);
                self.find_backing(community, actor);
            }
            Change::Grievance(community, actor, by) => {
                let grievance = self.grievance.at_mut(community.index(), actor.index());
                if *grievance == 0.0 {
                    enlist(&mut self.index.grudges[community.index()], actor);
                }
                add(grievance, by, 0.0, 1.0);
            }
            Change::Soothe { grievance, fear, lasting } => self.soothe(grievance, fear, lasting),
            Change::Ready(id, [supply, morale]) => {
                let force = &mut self.forces[id.index()];
                moved.men |= force.strength < 1.0;
                add(&mut force.supply, supply, 0.0, 1.0);
                add(&mut force.morale, morale, 0.0, 1.0);
                self.vanish_if_few(id);
            }
            Change::Force(id, field, by) => {
                let force = &mut self.forces[id.index()];
                // Morale and supply move nobody, except that what is left of a force too small to count goes with any change.
                moved.men |= field == ForceField::Strength || force.strength < 1.0;
                match field {
                    ForceField::Strength => add(&mut force.strength, by, 0.0, 1e6),
                    ForceField::Morale => add(&mut force.morale, by, 0.0, 1.0),
                    ForceField::Supply => add(&mut force.supply, by, 0.0, 1.0),
                }
                self.vanish_if_few(id);
            }
            Change::Agreement(id, field, by) => {
                let agreement = &mut self.agreements[id.index()];
                match field {
                    AgreementField::Trust => add(&mut agreement.trust, by, 0.0, 1.0),
                    AgreementField::Progress => add(&mut agreement.progress, by, 0.0, 1.0),
                }
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
            Change::Campaign(id, place) => self.actors[id.index()].campaign = place,
            Change::Stance(a, b, stance) => self.set_stance(a, b, stance),
            Change::Label(a, b, label) => {
                let tie = self.ties.at_mut(a.index(), b.index());
                tie.label = label;
                tie.known = true;
                self.face(a.index(), b.index());
            }
            Change::Holder(place, holder) => self.places[place.index()].holder = holder,
            Change::PlaceState(place, state) => self.places[place.index()].state = state,
            Change::Camp(place, camp, host) => {
                let place = &mut self.places[place.index()];
                place.camp = camp;
                place.camp_host = host;
            }
            Change::Blockade(place, by) => self.places[place.index()].blockade = by,
            Change::Route(route, open) => self.map.routes[route.index()].open = open,
            Change::March(id, march) => {
                moved.men = true;
                self.forces[id.index()].march = march;
            }
            Change::Arrive(id, place) => {
                moved.men = true;
                let force = &mut self.forces[id.index()];
                force.place = place;
                force.march = None;
                self.join_with_own(id);
            }
            Change::Owner(id, actor) => {
                moved.forces = true;
                if self.actors[actor.index()].alive {
                    self.forces[id.index()].actor = actor;
                    self.enroll(id);
                    self.join_with_own(id);
                } else {
                    self.forces[id.index()].strength = 0.0;
                }
            }
            Change::Muster { key, actor, place, kind, strength, morale, supply, march } => {
                let force = Force { key, actor, place, kind, strength, morale, supply, march };
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
                    agreement.clauses.clear();
                    agreement.clauses.extend(clauses.into_iter().flatten());
                }
            }
            Change::Coup(id, weeks_ago) => {
                let week = self.week as i32 - weeks_ago as i32;
                let last = &mut self.actors[id.index()].coup_week;
                *last = week.max(*last);
            }
        }
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

    fn add_to_actor(&mut self, id: ActorId, field: ActorField, by: f64) {
        let actor = &mut self.actors[id.index()];
        let (value, low, high) = match field {
            ActorField::Funds => (&mut actor.funds, -1e7, 1e7),
            ActorField::Income => (&mut actor.income, 0.0, 1e7),
            ActorField::Effort => (&mut actor.effort, 0.0, 1e4),
            ActorField::Cohesion => (&mut actor.cohesion, 0.0, 1.0),
            ActorField::Commitment => (&mut actor.commitment, 0.0, 1.0),
            ActorField::Rhetoric => (&mut actor.rhetoric, 0.0, 1.0),
            ActorField::Legitimacy => (&mut actor.legitimacy, 0.0, 1.0),
            ActorField::Accountability => (&mut actor.accountability, 0.0, 1.0),
            ActorField::Quality => (&mut actor.quality, 0.1, 3.0),
            ActorField::LeaderStanding => (&mut actor.leader_standing, 0.0, 1.0),
            ActorField::Leverage => (&mut actor.leverage, 0.0, 1.0),
            ActorField::Confidence => (&mut actor.confidence, 0.0, 1.0),
            ActorField::Losses => (&mut actor.losses, 0.0, 1e6),
            ActorField::Claimed => (&mut actor.claimed, 0.0, 1e6),
            ActorField::Defeats => (&mut actor.defeats, 0.0, 100.0),
            ActorField::Momentum => (&mut actor.momentum, 0.0, 1.0),
            ActorField::Unrest => (&mut actor.unrest, 0.0, 1.0),
            ActorField::Unpaid => (&mut actor.unpaid, 0.0, 1e4),
            ActorField::Burden => (&mut actor.burden, 0.0, 1.0),
            ActorField::Concealment => (&mut actor.concealment, 0.0, 1.0),
        };
        add(value, by, low, high);
    }

    /// The slow drift of a tie: affinity, trust and harm together.
    fn drift_tie(&mut self, a: ActorId, b: ActorId, [affinity, trust, harm]: [f64; 3]) {
        let tie = self.ties.at_mut(a.index(), b.index());
        add(&mut tie.affinity, affinity, -1.0, 1.0);
        add(&mut tie.trust, trust, 0.0, 1.0);
        add(&mut tie.harm, harm, 0.0, 1e6);
    }

    fn add_to_tie(&mut self, a: ActorId, b: ActorId, field: TieField, by: f64) {
        let tie = self.ties.at_mut(a.index(), b.index());
        let (value, low, high) = match field {
            TieField::Affinity => (&mut tie.affinity, -1.0, 1.0),
            TieField::Base => (&mut tie.base, -1.0, 1.0),
            TieField::Trust => (&mut tie.trust, 0.0, 1.0),
            TieField::Kin => (&mut tie.kin, 0.0, 1.0),
            TieField::Leader => (&mut tie.leader, 0.0, 1.0),
            TieField::Turf => (&mut tie.turf, 0.0, 1.0),
            TieField::Harm => (&mut tie.harm, 0.0, 1e6),
        };
        add(value, by, low, high);
    }

    fn set_stance(&mut self, a: ActorId, b: ActorId, stance: Stance) {
        let tie = self.ties.at_mut(a.index(), b.index());
        tie.known = true;
        if tie.stance != stance {
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

#[inline]
pub(super) fn add(value: &mut f64, by: f64, low: f64, high: f64) {
    *value = (*value + by).clamp(low, high);
}
