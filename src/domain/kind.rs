//! What can happen: acts and shocks, in one list.

use super::{Action, Shock, action::Aim};

/// What an event is: an action of an actor, or a shock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// An actor did this.
    Act(Action),
    /// This happened.
    Shock(Shock),
}

impl EventKind {
    /// The spelling in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Act(action) => action.word(),
            Self::Shock(shock) => shock.word(),
        }
    }

    /// The kind with this spelling.
    pub fn parse(word: &str) -> Option<Self> {
        Action::parse(word).map(Self::Act).or_else(|| Shock::parse(word).map(Self::Shock))
    }

    /// Every spelling, actions first.
    pub fn all_words() -> impl Iterator<Item = &'static str> {
        Action::ALL.iter().map(|a| a.word()).chain(Shock::ALL.iter().map(|s| s.word()))
    }

    /// Dense number of the kind, for counting.
    pub const fn index(self) -> usize {
        match self {
            Self::Act(action) => action as usize,
            Self::Shock(shock) => Action::ALL.len() + shock as usize,
        }
    }

    /// How many kinds there are.
    pub const COUNT: usize = Action::ALL.len() + Shock::ALL.len();
}

impl Action {
    /// What it cannot do without, given whether it has a place, a target and an agreement.
    pub fn lacks(self, place: bool, target: bool, agreement: bool) -> Option<&'static str> {
        match self.row().aim {
            Aim::Enemy | Aim::Here | Aim::There => (!place).then_some("place"),
            Aim::Other => (!target).then_some("target"),
            Aim::Coalition => (self == Self::Join && !target).then_some("target"),
            // A client pays whom it owes; a mediator may be told one side alone.
            Aim::Agreement if self == Self::Pay => None,
            Aim::Agreement => (!(agreement || self == Self::Mediate && target)).then_some("agreement"),
            Aim::Own => None,
        }
    }
}
