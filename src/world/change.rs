//! Changes: what mechanisms propose. The list is closed, and [`super::apply`] is the only code that carries them out.
//!
//! Numbers are changed by differences, so that proposals of one phase add up in any order; states are set, and a mechanism
//! proposes at most one new state for one thing in a phase.

use super::{
    ActorField, AgreementClause, AgreementField, Cause, CommunityField, Desk, Event, EventRef, Eyes, ForceField, Front,
    Line, March, Operation, Order, Ordered, Origin, PlaceField, Pull, Routine, Sight, Survey, TieField,
};
use super::{drift::Drifts, ledger::Choice, slot::Slot};
use crate::{
    domain::{
        AgreementKind, AgreementState, Camp, ForceKind, Hindrance, OperationEnd, OperationStage, PlaceState, Stance,
    },
    id::{ActorId, AgreementId, CommunityId, ForceId, Key, OperationId, PlaceId, RegionId, RouteId},
};

/// Numbers of a quarrel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuarrelField {
    /// Its resolve; adding makes it drawn.
    Resolve,
    /// Unsettled incidents.
    Incidents,
    /// What war is worth against peace.
    Urge,
    /// Week in which news are weighed.
    Due,
}

/// One proposed change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Add to a number of an actor.
    Actor(ActorId, ActorField, f64),
    /// Add to a number of a tie, from the first to the second.
    Tie(ActorId, ActorId, TieField, f64),
    /// What all did to each other fades by this share.
    FadeDeeds(f64),
    /// Add to a number of a place.
    Place(PlaceId, PlaceField, f64),
    /// Add to a number of a community.
    Community(CommunityId, CommunityField, f64),
    /// Add to the support of a community for an actor.
    Support(CommunityId, ActorId, f64),
    /// Add to the grievance of a community against an actor.
    Grievance(CommunityId, ActorId, f64),
    /// All grievance and fear fade by these shares of what exceeds the lasting part of what the seeds state.
    Soothe {
        /// Share of grievance.
        grievance: f64,
        /// Share of fear.
        fear: f64,
        /// Part of what the seeds state that does not fade.
        lasting: f64,
    },
    /// Add to a number of a force.
    Force(ForceId, ForceField, f64),
    /// Add to a number of an agreement.
    Agreement(AgreementId, AgreementField, f64),
    /// Add to person-weeks: blockade, without services, without aid.
    PersonWeeks([f64; 3]),

    /// A choice for this week.
    Order(Order),
    /// A stance, from the first to the second.
    Stance(ActorId, ActorId, Stance),
    /// A label, from the first on the second.
    Label(ActorId, ActorId, bool),
    /// Who holds a town; who held it so far is remembered.
    Holder(PlaceId, Option<ActorId>),
    /// Who commands a place and how well.
    PlaceState(PlaceId, PlaceState),
    /// A camp and its host.
    Camp(PlaceId, Camp, Option<ActorId>),
    /// Who cuts a place off.
    Blockade(PlaceId, Option<ActorId>),
    /// A route opens or closes.
    Route(RouteId, bool),
    /// A force sets out, turns or stops.
    March(ForceId, Option<March>),
    /// A force arrives.
    Arrive(ForceId, PlaceId),
    /// Add to the weeks that a force needs to be fit again.
    Rest(ForceId, f64),
    /// A force is committed to an operation, or free again.
    Commit(ForceId, Option<OperationId>),
    /// An operation begins: the one of this number among those proposed in the phase.
    Launch(u32),
    /// An operation passes to another stage.
    Stage {
        /// Which.
        operation: OperationId,
        /// Next stage; over: everybody is free.
        stage: OperationStage,
        /// Week by which it should end.
        due: u32,
        /// How the operation ended or will have ended; nothing leaves it open.
        end: Option<OperationEnd>,
    },
    /// An operation is not let in at its objective: it is about to go home, and its planner knows it.
    TurnAway(OperationId),
    /// Add to the fighters that an operation has lost.
    OperationLost(OperationId, f64),
    /// Add to the chance of its best plan against another, as a planner believes.
    Prospect(ActorId, ActorId, f64),
    /// Add to a number of a quarrel, of the first with the second.
    Quarrel(ActorId, ActorId, QuarrelField, f64),
    /// The posture of an actor on the front against another in a region.
    Posture(ActorId, ActorId, RegionId, Front),
    /// So many men of an actor's operations are at a place this week.
    Visit(PlaceId, ActorId, f64),
    /// A force changes its owner.
    Owner(ForceId, ActorId),
    /// Men take the field: a new force, or more men for the force of that actor, place and kind.
    Muster {
        /// Key of the force if it is new.
        key: Key,
        /// Whose.
        actor: ActorId,
        /// Where.
        place: PlaceId,
        /// Kind.
        kind: ForceKind,
        /// Men.
        strength: f64,
        /// 0-1.
        morale: f64,
        /// 0-1.
        supply: f64,
        /// Where it is going at once, if anywhere.
        march: Option<March>,
        /// Key of the operation to which they are committed, if any.
        operation: Option<Key>,
    },
    /// A member joins or leaves a coalition.
    Member(ActorId, Option<ActorId>),
    /// A splinter is born: it takes this share of the parent's forces, funds, income, losses and control.
    Split {
        /// The parent.
        parent: ActorId,
        /// Share that goes, 0-1.
        share: f64,
        /// Shift of its positions against the parent's, added to each.
        shift: f64,
    },
    /// An actor is dissolved into another, or disappears.
    Dissolve(ActorId, Option<ActorId>),
    /// A new state of an agreement.
    AgreementState(AgreementId, AgreementState),
    /// Parties of an agreement call for help this week, in a war that began for it in the stated week.
    Call(AgreementId, u32),
    /// A guarantor of an agreement.
    Guarantor(AgreementId, Option<ActorId>),
    /// A new agreement.
    Sign {
        /// Key of its making.
        key: Key,
        /// Kind.
        kind: AgreementKind,
        /// First party.
        a: ActorId,
        /// Second party.
        b: ActorId,
        /// Who stands behind it.
        guarantor: Option<ActorId>,
        /// Who brought it about.
        mediator: Option<ActorId>,
        /// Place it concerns.
        place: Option<PlaceId>,
        /// Confidence at birth.
        trust: f64,
        /// Clauses; unused entries are `None`.
        clauses: [Option<AgreementClause>; 4],
    },
    /// A coup, so many weeks ago: the week is remembered.
    Coup(ActorId, u32),
}

impl Change {
    /// Men who take the field and stay where they are, with this morale and supply (0-1).
    pub const fn muster(
        key: Key,
        actor: ActorId,
        (place, kind): (PlaceId, ForceKind),
        strength: f64,
        (morale, supply): (f64, f64),
    ) -> Self {
        Self::Muster { key, actor, place, kind, strength, morale, supply, march: None, operation: None }
    }
}

/// An option with its place in an actor's ranking: scratch memory of `decide`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The option.
    pub choice: Choice,
    /// Men at hand for it.
    pub men: f64,
    /// What the ranking goes by.
    pub score: f64,
    /// Whether it was chosen.
    pub taken: bool,
}

impl Scored {
    /// Whether having taken this option rules the other out: the same act against the same object, or two ways of moving the
    /// same men.
    pub fn taken_with(&self, other: &Choice) -> bool {
        let (a, b) = (&self.choice, other);
        a.place.is_some() && a.place == b.place && a.action.moves_men() && b.action.moves_men()
    }
}

/// Memory lent to mechanisms, so that a week needs none of its own.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// Options being ranked (`decide`).
    pub options: Vec<Scored>,
    /// What is looked up once for all (`decide`).
    pub survey: Survey,
    /// Acts in their order of play (`fight`).
    pub acts: Vec<(f64, Order)>,
    /// Men fallen in this phase, by actor and place (`fight`).
    pub fallen: Vec<(ActorId, PlaceId, f64)>,
    /// A number for each actor or place (whoever needs one).
    pub numbers: Vec<f64>,
    /// Another (`flee`).
    pub others: Vec<f64>,
    /// Actors (whoever needs a list).
    pub actors: Vec<ActorId>,
    /// Events of last week that may matter to somebody (`declare`).
    pub told: Vec<Event>,
    /// Who sees what of each place (`notice`).
    pub eyes: Vec<Eyes>,
    /// What there is to be counted at each place (`notice`).
    pub sights: Vec<Sight>,
    /// Everybody at each place, with its men and how many of them hide (`notice`).
    pub bodies: Vec<(ActorId, f64, f64)>,
    /// What a planner has before it (`plan`).
    pub desk: Desk,
    /// Who can reach whom for a small blow (`skirmish`).
    pub routine: Routine,
    /// Lines of supply to each place (`supply`).
    pub lines: Vec<Line>,
    /// What distance leaves of the pull of places (`flee`).
    pub pull: Pull,
}

/// What one phase proposes: events, and the changes that each brings.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    /// Events, in the order proposed.
    pub events: Vec<Event>,
    /// What drifts, with nothing behind it.
    pub drifts: Drifts,
    /// Changes with the event behind each.
    pub changes: Vec<(EventRef, Change)>,
    /// Causes of the events, filled only when somebody keeps them.
    pub causes: Vec<(EventRef, Cause)>,
    /// Operations that begin.
    pub operations: Vec<Operation>,
    /// Why orders from outside were not carried out, filled only when somebody keeps it.
    pub hindrances: Vec<(Origin, Hindrance)>,
    /// Fronts on which ordered postures hold from now on, filled only when somebody keeps them.
    pub ordered: Vec<Ordered>,
    /// Decisions with their terms, filled only when somebody keeps them.
    pub decisions: Vec<super::ledger::Decision>,
    /// Memory that mechanisms reuse from week to week; empty between phases.
    pub scratch: Scratch,
    /// Whether causes and decisions are wanted. Nothing else may depend on it.
    pub explain: bool,
    /// Options that actors have weighed since this began: a measure of the work, for those who measure. It is never cleared.
    pub weighed: u64,
}

impl Proposals {
    /// Proposes an event and returns a handle for its changes and causes.
    pub fn event(&mut self, event: Event) -> EventRef {
        self.events.push(event);
        EventRef(Some(self.events.len() as u32 - 1))
    }

    /// Proposes a change brought by an event.
    #[inline]
    pub fn change(&mut self, event: EventRef, change: Change) {
        self.changes.push((event, change));
    }

    /// Proposes a change that no event brings.
    #[inline]
    pub fn drift(&mut self, change: Change) {
        self.changes.push((EventRef::DRIFT, change));
    }

    /// Proposes an operation that begins.
    pub fn launch(&mut self, operation: Operation) {
        self.operations.push(operation);
        self.drift(Change::Launch(self.operations.len() as u32 - 1));
    }

    /// Names a part of the world as a cause of an event, with its share (0-1) among the causes.
    #[inline]
    pub fn because(&mut self, event: EventRef, slot: Slot, share: f64) {
        if self.explain && share > 0.0 {
            self.causes.push((event, Cause { slot, share }));
        }
    }

    /// Says why an order from outside was not carried out.
    pub fn hinder(&mut self, order: Origin, why: Hindrance) {
        if self.explain && order.is_from_outside() {
            self.hindrances.push((order, why));
        }
    }

    /// Says on which front an ordered posture holds from now on.
    pub fn stand(&mut self, front: Ordered) {
        if self.explain {
            self.ordered.push(front);
        }
    }

    /// Forgets everything, keeping the memory.
    pub fn clear(&mut self) {
        self.events.clear();
        self.drifts.clear();
        self.changes.clear();
        self.causes.clear();
        self.operations.clear();
        self.hindrances.clear();
        self.ordered.clear();
        self.decisions.clear();
    }
}
