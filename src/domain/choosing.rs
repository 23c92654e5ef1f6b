//! How actions are chosen: some are planned, some follow a posture, some are weighed each season, the rest each week.

use super::{Action, action::Actions};
use crate::words::words;

words! {
    /// How actors come to do something.
    pub enum ChosenAs {
        /// As an operation that is planned and carried out for weeks.
        Plan = "plan",
        /// At rates that follow the posture of the month on a front.
        Posture = "posture",
        /// As a grave act that is weighed once a season.
        Season = "season",
        /// As an act that is weighed every week.
        Week = "week",
    }
}

impl Action {
    /// How it is chosen: as a plan, with a posture, by the season or by the week.
    pub const fn chosen_as(self) -> ChosenAs {
        match self {
            Self::Garrison
            | Self::Column
            | Self::Raid
            | Self::Assault
            | Self::Blockade
            | Self::LootBase
            | Self::Clear => ChosenAs::Plan,
            Self::Ambush
            | Self::AirStrike
            | Self::Shelling
            | Self::SelectiveKilling
            | Self::CollectivePunishment
            | Self::ShowOfForce => ChosenAs::Posture,
            _ if Self::GRAVE.has(self) => ChosenAs::Season,
            _ => ChosenAs::Week,
        }
    }

    /// Those that bind, break or open relations for long, so that they are weighed by the season.
    pub const GRAVE: Actions = Actions::of(&[
        Self::Label,
        Self::Unlabel,
        Self::OfferTalks,
        Self::Ceasefire,
        Self::Mediate,
        Self::Guarantee,
        Self::Coordinate,
        Self::SuspendTalks,
        Self::Denounce,
        Self::Hire,
        Self::Sanction,
        Self::CloseBorder,
        Self::Leave,
        Self::Join,
        Self::Merge,
        Self::Betray,
        Self::EndMission,
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_plan_is_asked_for_as_one() {
        for action in Action::ALL.iter().filter(|a| a.chosen_as() == ChosenAs::Plan) {
            assert!(crate::domain::OperationKind::asked_by(*action).is_some(), "{action:?}");
            // It binds men; a price of the week beside that would be paid by people alone.
            assert_eq!((action.row().effort, action.row().money), (0.0, 0.0), "{action:?}");
        }
        assert!(ChosenAs::ALL.iter().all(|how| Action::ALL.iter().any(|a| a.chosen_as() == *how)));
    }
}
