//! Attrition: who is left when two parties shoot at each other.
//!
//! A pure death chain: while both stand, the next man to fall is one of B with probability `rate_b / (rate_a + rate_b)`, where
//! the rate at which a side loses men is proportional to the men who aim at it (Lanchester's square law), or, when A lies in
//! hiding, for A also to the share of it still there to be hit by unaimed fire (linear law): Deitchman's ambush (1962). A side
//! stops when it has lost the share that it bears.

use crate::chance::Fan;

/// One side of an engagement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// Men at the start.
    pub men: u32,
    /// Men that each of its men puts out of action per unit of time.
    pub fire: f64,
    /// Share of its men that it bears to lose before it breaks off.
    pub resolve: f64,
}

/// How an engagement ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Men lost by the first side.
    pub a_lost: u32,
    /// Men lost by the second side.
    pub b_lost: u32,
    /// Whether the second side broke first.
    pub a_won: bool,
}

/// Most men who can fall in one engagement: a bound on work, far above anything observed.
const MOST_FALLEN: u32 = 4_000;

/// Fights until one side has lost what it bears; the first may fight from hiding, so that fire at it is unaimed. A side without men has lost.
pub fn engage(a: Side, b: Side, hidden: bool, numbers: Fan) -> Outcome {
    let bears = |s: Side| (f64::from(s.men) * s.resolve).max(0.0);
    let (a_bears, b_bears) = (bears(a), bears(b));
    let (mut a_lost, mut b_lost) = (0, 0);
    while a_lost < a.men && b_lost < b.men && a_lost + b_lost < MOST_FALLEN {
        let (a_left, b_left) = (f64::from(a.men - a_lost), f64::from(b.men - b_lost));
        let at_b = a.fire * a_left;
        let at_a = b.fire * b_left * if hidden { a_left / f64::from(a.men) } else { 1.0 };
        if at_a + at_b <= 0.0 {
            break;
        }
        if numbers.nth((a_lost + b_lost) as u16) * (at_a + at_b) < at_b {
            b_lost += 1;
        } else {
            a_lost += 1;
        }
        if f64::from(a_lost) > a_bears || f64::from(b_lost) > b_bears {
            break;
        }
    }
    let share = |lost: u32, side: Side| f64::from(lost) / (f64::from(side.men) * side.resolve).max(1e-9);
    let a_won = a.men > 0 && (b.men == 0 || share(b_lost, b) > share(a_lost, a));
    Outcome { a_lost, b_lost, a_won }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chance::{Chance, Purpose},
        id::Key,
    };

    const TEST: Purpose = Purpose::of("attrition.test");

    fn to_the_end(men: u32) -> Side {
        Side { men, fire: 1.0, resolve: 1.0 }
    }

    fn share_won(a: Side, b: Side, hidden: bool, fights: u32) -> f64 {
        let chance = Chance::of_world(3, 0);
        let won = (0..fights)
            .filter(|i| engage(a, b, hidden, chance.fan(TEST, Key::of("fight").child("n", *i))).a_won)
            .count();
        won as f64 / f64::from(fights)
    }

    /// P(first side wins) of the square-law death chain, by its recursion.
    fn exact(a: u32, b: u32) -> f64 {
        match (a, b) {
            (0, _) => 0.0,
            (_, 0) => 1.0,
            _ => {
                let (x, y) = (f64::from(a), f64::from(b));
                (x * exact(a, b - 1) + y * exact(a - 1, b)) / (x + y)
            }
        }
    }

    #[test]
    fn small_fights_match_the_exact_recursion() {
        for (a, b) in [(5, 4), (10, 8)] {
            let got = share_won(to_the_end(a), to_the_end(b), false, 100_000);
            assert!((got - exact(a, b)).abs() < 0.005, "{a} against {b}: {got} and {}", exact(a, b));
        }
        assert!(share_won(to_the_end(100), to_the_end(80), false, 2_000) > 0.97);
    }

    #[test]
    fn an_ambush_has_its_parity_where_deitchman_puts_it() {
        // dB = -b R, dR = -a B R: parity at (a/2) B0^2 = b R0; with fire_b = a R0 on a hidden side of R0 men.
        let (b0, a, b) = (200u32, 4e-4, 0.05);
        let side = |r: u32| {
            let guerrillas = Side { men: r, fire: b, resolve: 1.0 };
            let regulars = Side { men: b0, fire: a * f64::from(r), resolve: 1.0 };
            share_won(guerrillas, regulars, true, 2_000)
        };
        assert!(side(144) < 0.35, "{}", side(144));
        assert!(side(176) > 0.65, "{}", side(176));
        assert!((side(160) - 0.5).abs() < 0.1, "{}", side(160));
    }

    #[test]
    fn nobody_loses_more_than_it_bears_and_one_man() {
        let chance = Chance::of_world(3, 1);
        for i in 0..200 {
            let a = Side { men: 40, fire: 1.0, resolve: 0.2 };
            let b = Side { men: 30, fire: 1.0, resolve: 0.1 };
            let end = engage(a, b, true, chance.fan(TEST, Key::of("x").child("n", i)));
            assert!(end.a_lost <= 9 && end.b_lost <= 4);
            assert_eq!(end.a_won, end.b_lost == 4, "whoever lost more than it bears has lost");
        }
        let none = engage(to_the_end(0), to_the_end(3), false, chance.fan(TEST, Key::of("none")));
        assert_eq!(none, Outcome { a_lost: 0, b_lost: 0, a_won: false });
    }

    #[test]
    fn whoever_alone_shoots_loses_nobody_and_the_other_what_it_bears_and_one_man() {
        let fan = Chance::of_world(3, 2).fan(TEST, Key::of("one"));
        let side = |fire: f64| Side { men: 10, fire, resolve: 0.2 };
        for hidden in [false, true] {
            let end = engage(side(1.0), side(0.0), hidden, fan);
            assert_eq!(end, Outcome { a_lost: 0, b_lost: 3, a_won: true });
            let end = engage(side(0.0), side(1.0), hidden, fan);
            assert_eq!(end, Outcome { a_lost: 3, b_lost: 0, a_won: false });
            assert_eq!(engage(side(0.0), side(0.0), hidden, fan), Outcome::default());
        }
    }

    #[test]
    fn no_engagement_costs_more_than_the_most_who_fall() {
        let fan = Chance::of_world(3, 3).fan(TEST, Key::of("great"));
        let end = engage(to_the_end(9_000), to_the_end(9_000), false, fan);
        assert_eq!(end.a_lost + end.b_lost, MOST_FALLEN);
    }
}
