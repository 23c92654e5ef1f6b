//! What reaches a world from outside in one week: injects, scheduled events, forbidden acts, seats played by people.

use super::{ActorField, AgreementField, PlaceField, TieField};
use crate::{
    domain::{Action, AgreementState, Camp, EventKind, Posture, Stance},
    id::{ActorId, AgreementId, Key, PlaceId, RouteId},
};

/// Something put in from outside this week.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Key of the inject or scheduled event, for whatever chance it needs.
    pub key: Key,
    /// What.
    pub kind: EventKind,
    /// By whom.
    pub actor: Option<ActorId>,
    /// To whom.
    pub target: Option<ActorId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Concerning which agreement.
    pub agreement: Option<AgreementId>,
    /// Fighters killed.
    pub deaths: f64,
    /// Civilians killed.
    pub civilian_deaths: f64,
    /// Men, for forces that arrive; sorties a week, for aircraft; effort, for acts.
    pub size: f64,
    /// Values set, for kind `set`.
    pub puts: Vec<Put>,
}

impl Given {
    /// One of this kind and key that names nobody and has no size.
    pub const fn of(key: Key, kind: EventKind) -> Self {
        Self {
            key,
            kind,
            actor: None,
            target: None,
            place: None,
            agreement: None,
            deaths: 0.0,
            civilian_deaths: 0.0,
            size: 0.0,
            puts: Vec::new(),
        }
    }
}

/// A value set from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Put {
    /// A number of an actor.
    Actor(ActorId, ActorField, f64),
    /// A number of the ties from one actor and its members to another and its members.
    Tie(ActorId, ActorId, TieField, f64),
    /// A stance between the same.
    Stance(ActorId, ActorId, Stance),
    /// A label between the same.
    Label(ActorId, ActorId, bool),
    /// A number of a place.
    Place(PlaceId, PlaceField, f64),
    /// Who holds a place.
    Holder(PlaceId, Option<ActorId>),
    /// The state of a camp.
    Camp(PlaceId, Camp),
    /// Who cuts a place off.
    Blockade(PlaceId, Option<ActorId>),
    /// A number of an agreement.
    Agreement(AgreementId, AgreementField, f64),
    /// The state of an agreement.
    AgreementState(AgreementId, AgreementState),
    /// The guarantor of an agreement.
    Guarantor(AgreementId, Option<ActorId>),
    /// Whether a route can be used.
    Route(RouteId, bool),
}

/// Something that may not happen this week. Empty fields match everything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Which action or kind of event.
    pub kind: EventKind,
    /// By whom (members included).
    pub actor: Option<ActorId>,
    /// To whom (members included).
    pub target: Option<ActorId>,
    /// Where.
    pub place: Option<PlaceId>,
}

/// A choice made by a person who plays an actor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decree {
    /// Who.
    pub actor: ActorId,
    /// What.
    pub command: Command,
}

/// What can be ordered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// An act of this week, or an operation that begins in it.
    Act {
        /// What.
        action: Action,
        /// Against or towards whom.
        target: Option<ActorId>,
        /// Where.
        place: Option<PlaceId>,
        /// Concerning which agreement.
        agreement: Option<AgreementId>,
    },
    /// What the actor and those who belong to it do between operations, from this week until it is ordered anew.
    Posture {
        /// What.
        posture: Posture,
        /// Against whom, and those who belong to it.
        enemy: ActorId,
        /// A place of the region; nothing for every region.
        place: Option<PlaceId>,
    },
}

impl Command {
    /// The spelling in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Act { action, .. } => action.word(),
            Self::Posture { posture, .. } => posture.word(),
        }
    }

    /// Against or towards whom, if it says so.
    pub const fn target(self) -> Option<ActorId> {
        match self {
            Self::Act { target, .. } => target,
            Self::Posture { enemy, .. } => Some(enemy),
        }
    }

    /// Where, if it says so.
    pub const fn place(self) -> Option<PlaceId> {
        match self {
            Self::Act { place, .. } | Self::Posture { place, .. } => place,
        }
    }

    /// Concerning which agreement, if it says so.
    pub const fn agreement(self) -> Option<AgreementId> {
        match self {
            Self::Act { agreement, .. } => agreement,
            Self::Posture { .. } => None,
        }
    }
}

/// Everything from outside in one week.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// Injects and scheduled events that are due.
    pub given: Vec<Given>,
    /// What may not happen.
    pub bars: Vec<Bar>,
    /// Actors whose choices are made by people this week.
    pub seats: Vec<ActorId>,
    /// Their choices of this week.
    pub decrees: Vec<Decree>,
}

impl Outside {
    /// Forgets the week, keeping the memory.
    pub fn clear(&mut self) {
        self.given.clear();
        self.bars.clear();
        self.seats.clear();
        self.decrees.clear();
    }
}
