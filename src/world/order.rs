//! Orders: what is to be done this week, and what brought it about.

use crate::{
    domain::Action,
    id::{ActorId, AgreementId, Key, PlaceId},
};

/// What brought an order or an event about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A rule of the model: nobody decided on it.
    Rule,
    /// The choice of an actor, with the number of the ledger's record of it from 1 on; 0 without a record.
    Decision(u32),
    /// The choice of a person who plays an actor, by its place among the decrees of the week, from 0.
    Person(u32),
    /// An inject of the scenario, by the key of its id.
    Inject(Key),
    /// A scheduled event of the case, by the key of its id.
    Scheduled(Key),
}

impl Origin {
    /// The spelling in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Decision(_) => "decision",
            Self::Person(_) => "person",
            Self::Inject(_) => "inject",
            Self::Scheduled(_) => "scheduled",
        }
    }

    /// Position of the record of the decision among those of the ledger, if there is one.
    pub const fn record(self) -> Option<usize> {
        match self {
            Self::Decision(number) if number > 0 => Some(number as usize - 1),
            _ => None,
        }
    }

    /// The same, when so many decisions were recorded before those of its phase.
    pub(super) const fn after(self, before: u32) -> Self {
        match self {
            Self::Decision(number) if number > 0 => Self::Decision(number + before),
            other => other,
        }
    }

    /// Whether it came from outside: from a person in a seat or from the scenario.
    pub const fn is_from_outside(self) -> bool {
        matches!(self, Self::Person(_) | Self::Inject(_) | Self::Scheduled(_))
    }

    /// The key of what was put in from outside, if it was.
    pub const fn given(self) -> Option<Key> {
        match self {
            Self::Inject(key) | Self::Scheduled(key) => Some(key),
            Self::Rule | Self::Decision(_) | Self::Person(_) => None,
        }
    }
}

/// Something to be done this week, to be carried out by a later mechanism.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Order {
    /// Who.
    pub actor: ActorId,
    /// What.
    pub action: Action,
    /// Against or towards whom.
    pub target: Option<ActorId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Concerning which agreement.
    pub agreement: Option<AgreementId>,
    /// Men or effort put into it.
    pub effort: f64,
    /// What brought it about.
    pub origin: Origin,
}
