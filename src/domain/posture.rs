//! Postures: what an actor does on a front between operations.

use super::{Action, ActorKind};
use crate::words::words;

words! {
    /// What an actor does against one enemy in one region, from leaving it alone to pressing it.
    pub enum Posture {
        /// Leave it alone where one can.
        Quiet = "quiet",
        /// Patrol, and fight whom one meets.
        Guard = "on_guard",
        /// Strike small blows as they offer themselves.
        Harass = "harass",
        /// Strike wherever one can.
        Press = "press",
    }
}

impl Posture {
    /// Whether an actor of this kind can order one: it fights, or leads those who do.
    pub const fn is_open_to(kind: ActorKind) -> bool {
        kind.fights() || matches!(kind, ActorKind::Coalition)
    }
}

/// Everything that a person who plays an actor can order, as files spell it: the actions, then the postures.
pub const COMMANDS: &[&str] = &{
    let mut words = [""; Action::WORDS.len() + Posture::WORDS.len()];
    let mut i = 0;
    while i < words.len() {
        words[i] = if i < Action::WORDS.len() { Action::WORDS[i] } else { Posture::WORDS[i - Action::WORDS.len()] };
        i += 1;
    }
    words
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_ordered_has_one_meaning_a_word() {
        assert_eq!(COMMANDS.len(), Action::ALL.len() + Posture::ALL.len());
        for word in COMMANDS {
            assert!(Action::parse(word).is_some() != Posture::parse(word).is_some(), "{word}");
        }
    }
}
