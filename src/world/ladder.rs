//! The ladder of escalation of a case, as mechanisms need it: where each action stands, where fighting begins, how high it goes.

use crate::domain::{Action, Case};

/// The rungs of the actions, and the two that mechanisms ask for. A case may have as many rungs as it likes.
#[derive(Clone, Debug)]
pub struct Ladder {
    rungs: [u8; Action::ALL.len()],
    fighting: u8,
    top: u8,
}

impl Ladder {
    /// The ladder of a case; actions that it does not name stand where the table of actions has them.
    pub fn of(case: &Case) -> Self {
        let mut rungs = [0; Action::ALL.len()];
        for action in Action::ALL {
            rungs[*action as usize] = case.rung(*action);
        }
        let attacks = Action::ALL.iter().filter(|action| action.is_attack());
        // The ground is peace, whatever a case puts there.
        let fighting = attacks.map(|action| rungs[*action as usize]).fold(u8::MAX, u8::min).max(1);
        let named = case.ladder.iter().map(|rung| rung.rung);
        Self { rungs, fighting, top: named.chain(rungs).fold(fighting, u8::max) }
    }

    /// The rung on which an action stands.
    #[inline]
    pub const fn rung(&self, action: Action) -> u8 {
        self.rungs[action as usize]
    }

    /// The lowest rung that is fighting: the lowest on which an attack stands.
    #[inline]
    pub const fn fighting(&self) -> u8 {
        self.fighting
    }

    /// Whether a rung is fighting.
    #[inline]
    pub const fn is_fighting(&self, rung: u8) -> bool {
        rung >= self.fighting
    }

    /// The highest rung.
    #[inline]
    pub const fn top(&self) -> u8 {
        self.top
    }

    /// How high a rung is, as a share of the whole ladder, 0-1.
    #[inline]
    pub fn height(&self, rung: u8) -> f64 {
        f64::from(rung) / f64::from(self.top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanism::testing::Tiny;

    #[test]
    fn a_case_says_where_fighting_begins_and_how_high_its_ladder_goes() {
        let ladder = Ladder::of(&Tiny::state().case());
        assert_eq!((ladder.fighting(), ladder.top(), ladder.rung(Action::Raid)), (5, 9, 6), "the table of actions");
        let mut case = Tiny::state().twelve_rungs().case();
        let ladder = Ladder::of(&case);
        assert_eq!((ladder.fighting(), ladder.top(), ladder.rung(Action::Raid)), (7, 11, 8));
        assert!(!ladder.is_fighting(6) && ladder.is_fighting(7));
        assert_eq!((ladder.height(0), ladder.height(11)), (0.0, 1.0));
        // Whoever puts everything on the ground has peace there all the same.
        case.ladder.truncate(1);
        case.ladder[0].actions = Action::ALL.to_vec();
        let ladder = Ladder::of(&case);
        assert_eq!((ladder.fighting(), ladder.top(), ladder.height(1)), (1, 1, 1.0));
    }
}
