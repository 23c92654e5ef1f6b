//! The race of an actor's options: which of them have any part in its ranking, and with what score.
//!
//! The score of an option is `λ U + g` with a standard Gumbel number `g` keyed by actor, object and action. Whoever goes down
//! the ranking stops at the score of doing nothing, so that an option below it need neither be kept nor sorted; and most are
//! seen to fall short before any logarithm is taken. The ranking above that score is the same, bit for bit.

use super::Settings;
use crate::{
    chance::{Purpose, laws::gumbel},
    domain::Action,
    id::{ActorId, Key, PlaceId},
    mechanism::View,
    world::{change::Scored, ledger::Choice},
};

pub(super) const NOISE: Purpose = Purpose::of("decide.noise");
pub(super) const HOLD: Purpose = Purpose::of("decide.hold");

/// Numbers that come with one draw.
const LANES: usize = 4;
/// Draws that give every action its number.
const BLOCKS: usize = Action::ALL.len().div_ceil(LANES);

/// The race of one actor in one week.
pub(super) struct Race<'a, 'v> {
    pub(super) view: &'a View<'v, Settings>,
    key: Key,
    /// Score of doing nothing.
    pub(super) hold: f64,
    /// Whether those who fall short are wanted too, as alternatives not taken.
    keep_all: bool,
    /// The object at hand, the numbers drawn for it, and which of them are, one bit a draw.
    place: Option<PlaceId>,
    whose: Key,
    numbers: [[f64; LANES]; BLOCKS],
    drawn: u32,
}

impl<'a, 'v> Race<'a, 'v> {
    pub(super) fn new(view: &'a View<'v, Settings>, actor: ActorId, keep_all: bool) -> Self {
        let key = view.world.actors[actor.index()].key;
        let hold = view.set.rationality * view.set.inertia + gumbel(view.chance.unit(HOLD, key));
        Self { view, key, hold, keep_all, place: None, whose: key, numbers: [[0.0; LANES]; BLOCKS], drawn: 0 }
    }

    /// The score of an option, if it has a part in the ranking.
    pub(super) fn run(&mut self, choice: &Choice) -> Option<f64> {
        let worth = self.view.set.rationality * choice.utility;
        let u = self.number(choice);
        if !self.keep_all && falls_short(u, self.hold - worth) {
            return None;
        }
        let score = worth + gumbel(u);
        (self.keep_all || score > self.hold).then_some(score)
    }

    fn number(&mut self, choice: &Choice) -> f64 {
        if choice.place.is_none() || choice.place != self.place {
            self.turn_to(choice);
        }
        let (block, lane) = (choice.action as usize / LANES, choice.action as usize % LANES);
        if self.drawn & 1 << block == 0 {
            self.drawn |= 1 << block;
            self.numbers[block] = self.view.chance.four(NOISE, self.whose, block as u16);
        }
        self.numbers[block][lane]
    }

    fn turn_to(&mut self, choice: &Choice) {
        let whose = self.key.with(object(self.view, choice));
        self.place = choice.place;
        if whose != self.whose {
            self.whose = whose;
            self.drawn = 0;
        }
    }
}

/// Whether a Gumbel number surely lies below `x`: it lies above with probability `1 - exp(-exp(-x))`, which is less than
/// `exp(-x)` and so than one over the first terms of the series of `exp(x)`, by far more than rounding could blur.
fn falls_short(u: f64, x: f64) -> bool {
    x > 0.0 && (1.0 - u) * (1.0 + x * (1.0 + x * (1.0 / 2.0 + x * (1.0 / 6.0 + x * (1.0 / 24.0))))) >= 1.0
}

/// The key of what an option is aimed at.
fn object(view: &View<Settings>, choice: &Choice) -> Key {
    let place = choice.place.map_or(Key(1), |p| view.world.places[p.index()].key);
    // An attack aims at whoever is met at the place; the pair of actors matters only where there is no place.
    let other = match (choice.place, choice.target, choice.agreement) {
        (None, Some(t), _) => view.world.actors[t.index()].key,
        (None, None, Some(g)) => view.world.agreements[g.index()].key,
        _ => Key(0),
    };
    place.with(other)
}

/// Sorts the options in the ranking, best first.
pub(super) fn rank(scored: &mut [Scored]) {
    scored.sort_unstable_by(|a, b| {
        let order = |s: &Scored| (s.choice.action, s.choice.place, s.choice.target, s.choice.agreement);
        b.score.total_cmp(&a.score).then_with(|| order(a).cmp(&order(b)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_falls_short_would_have_lost() {
        for i in 0..2000 {
            let u = (f64::from(i) + 0.5) / 2000.0;
            for j in -20..200 {
                let x = f64::from(j) / 10.0;
                assert!(!falls_short(u, x) || gumbel(u) < x, "{u} {x}");
            }
        }
        assert!(falls_short(0.5, 3.0) && !falls_short(0.99, 3.0));
    }
}
