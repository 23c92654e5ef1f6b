//! The race of an actor's options: which of them have any part in its ranking, and with what score.
//!
//! The score of an option is `λ U + g` with a standard Gumbel number `g` keyed by actor, object and action. Whoever goes down
//! the ranking stops at the score of doing nothing, so that an option below it need neither be kept nor sorted; and most are
//! seen to fall short before any logarithm is taken. The ranking above that score is the same, bit for bit.

#![allow(clippy::inline_always, reason = "a thousand options a week are summed in registers and thrown away")]

use super::Settings;
use crate::{
    chance::{Fan, Purpose, laws::gumbel},
    domain::Action,
    id::{ActorId, Key},
    mechanism::View,
    world::change::Scored,
};

pub(super) const NOISE: Purpose = Purpose::of("decide.noise");
pub(super) const HOLD: Purpose = Purpose::of("decide.hold");

/// Options that fell short and are wanted all the same, as alternatives not taken.
const SPARE: usize = 3;

/// The race of one actor in one week.
pub(super) struct Race {
    rationality: f64,
    /// Score of doing nothing.
    pub(super) hold: f64,
    /// Score from which an option is kept.
    bar: f64,
    /// The best scores so far of those below `hold`, best first, if somebody wants to see alternatives.
    spare: Option<[f64; SPARE]>,
    /// The numbers of the actor; those about an object are their child.
    own: Fan,
    /// Options that were weighed.
    pub(super) weighed: u64,
}

impl Race {
    pub(super) fn new(view: &View<Settings>, actor: ActorId, explain: bool) -> Self {
        let key = view.world.actors[actor.index()].key;
        let own = numbers(view, key);
        let rationality = view.set.rationality;
        let hold = rationality * view.set.inertia + gumbel(view.chance.unit(HOLD, key));
        let spare = explain.then_some([f64::NEG_INFINITY; SPARE]);
        let bar = if explain { f64::NEG_INFINITY } else { hold };
        Self { rationality, hold, bar, spare, own, weighed: 0 }
    }

    /// Whether somebody wants to see what was not chosen.
    pub(super) fn shows_alternatives(&self) -> bool {
        self.spare.is_some()
    }

    /// The numbers about one object: a place, another actor, an agreement, or (no key) what is at home.
    #[inline(always)]
    pub(super) fn about(&self, object: Key) -> Fan {
        self.own.child(object)
    }

    /// The number of an option about an object, unless it surely has no part in the ranking.
    #[inline(always)]
    pub(super) fn enters(&mut self, action: Action, object: Key, utility: f64) -> Option<f64> {
        self.weighed += 1;
        let u = self.about(object).nth(action as u16);
        let missing = self.bar - self.rationality * utility;
        (!falls_short(u, missing)).then_some(u)
    }

    /// The score of an option that came so far, if it is above the bar; the bar rises with the alternatives already seen.
    pub(super) fn finish(&mut self, utility: f64, u: f64) -> Option<f64> {
        let score = self.rationality * utility + gumbel(u);
        if score <= self.bar {
            return None;
        }
        if let Some(spare) = self.spare.as_mut().filter(|_| score <= self.hold) {
            let rank = spare.partition_point(|s| *s >= score);
            spare[rank..].rotate_right(1);
            spare[rank] = score;
            self.bar = spare[SPARE - 1];
        }
        Some(score)
    }
}

/// The numbers of an actor; those about an object are their child.
pub(super) fn numbers(view: &View<Settings>, actor: Key) -> Fan {
    view.chance.fan(NOISE, actor)
}

/// Whether a Gumbel number surely lies below `x`: it lies above with probability `1 - exp(-y)`, `y = exp(-x)`, which is less
/// than `2 y / (2 + y)` and so than one over `1 / 2` and the first terms of the series of `exp(x)`, by far more than rounding
/// could blur.
#[inline(always)]
fn falls_short(u: f64, x: f64) -> bool {
    x > 0.0 && (1.0 - u) * (1.0 / 2.0 + 1.0 + x * (1.0 + x * (1.0 / 2.0 + x * (1.0 / 6.0 + x * (1.0 / 24.0))))) >= 1.0
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
