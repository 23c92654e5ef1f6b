//! Operations: the kinds of plans that last, and the stages that they pass.

use super::Action;
use crate::words::words;

words! {
    /// What an operation is for.
    pub enum OperationKind {
        /// Take a place from an enemy and stay.
        Seize = "seize",
        /// Strike a garrison by surprise, take what can be carried, and leave.
        Raid = "raid",
        /// Bring men to a place of one's own side that is threatened or cut off.
        Relieve = "relieve",
        /// Cut off a place that an enemy holds.
        Besiege = "besiege",
        /// Take over a camp that its host has left.
        TakeOver = "take_over",
        /// Look for an enemy in the country around a place, and drive him out of it.
        Clear = "clear",
    }
}

impl OperationKind {
    /// The action that stands for it in orders, bars, on the ladder and in the table of actions.
    pub const fn action(self) -> Action {
        match self {
            Self::Seize => Action::Assault,
            Self::Raid => Action::Raid,
            Self::Relieve => Action::Garrison,
            Self::Besiege => Action::Blockade,
            Self::TakeOver => Action::SeizeCamp,
            Self::Clear => Action::Clear,
        }
    }

    /// The kind of operation that an order for this action asks for, if it asks for one.
    pub const fn asked_by(action: Action) -> Option<Self> {
        match action {
            Action::Assault | Action::Column => Some(Self::Seize),
            Action::Raid | Action::LootBase => Some(Self::Raid),
            Action::Garrison => Some(Self::Relieve),
            Action::Blockade => Some(Self::Besiege),
            Action::SeizeCamp => Some(Self::TakeOver),
            Action::Clear => Some(Self::Clear),
            _ => None,
        }
    }

    /// Whether it is aimed at an enemy.
    pub const fn is_offensive(self) -> bool {
        matches!(self, Self::Seize | Self::Raid | Self::Besiege | Self::Clear)
    }

    /// Whether those who carry it out mean to stay.
    pub const fn stays(self) -> bool {
        !matches!(self, Self::Raid | Self::Clear)
    }
}

words! {
    /// Where an operation stands.
    pub enum OperationStage {
        /// Men gather where it begins.
        Assembling = "assembling",
        /// They advance along the axis.
        Advancing = "advancing",
        /// They have reached the objective and hold it, or keep it cut off.
        Holding = "holding",
        /// They go back.
        Returning = "returning",
        /// It is over; the slot may be used again.
        Over = "over",
    }
}

words! {
    /// How an operation ended.
    pub enum OperationEnd {
        /// It did what it was for.
        Achieved = "achieved",
        /// It was beaten.
        Beaten = "beaten",
        /// It was broken off before it was decided.
        BrokenOff = "broken_off",
        /// It never set out.
        CalledOff = "called_off",
        /// Nobody is left to carry it out.
        Dissolved = "dissolved",
        /// Whoever holds its objective did not let it in, and it went home in peace.
        TurnedAway = "turned_away",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_asked_for_by_its_action() {
        for kind in OperationKind::ALL {
            assert_eq!(OperationKind::asked_by(kind.action()), Some(*kind));
        }
        assert_eq!(OperationKind::asked_by(Action::Patrol), None);
    }
}
