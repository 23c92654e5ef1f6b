//! The law of odds: what chance has an attack?
//!
//! With `N` men of power `e` a man (1: a regular soldier, fed, near home, in the open) and `b` the median share of casualties at which a
//! side breaks,
//!
//! `x = p ln(N_A / N_D) + ln(e_A / e_D)`, `P = Phi((x + ln(b_A / b_D)) / s)`,
//! `s^2 = friction^2 + 2 spread^2 + 1 / (b_A N_A) + 1 / (b_D N_D)`, and `(miscount p)^2` more for those who only count the enemy.
//!
//! `p` lies between Lanchester's linear law (1) and his square law (2); Brown 1963 found some 1.5 for small forces. The formula
//! is the normal approximation of the chain in [`super::battle`]: first to lose `b N` men of a race in which the logarithm of the
//! rates' ratio is `x` plus friction; they agree within 0.03.

use super::Settings;
use libm::{erfc, exp, log};

/// One side of a battle, as it is or as somebody believes it to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// Men who take part.
    pub men: f64,
    /// Power a man.
    pub power: f64,
    /// Median share of casualties at which it breaks, 0-1.
    pub bears: f64,
}

/// Keeps logarithms of nobody finite.
const ONE_MAN: f64 = 1.0;
/// Keeps logarithms of the powerless finite.
const LEAST_POWER: f64 = 1e-3;

impl Side {
    /// A side of this size and power that breaks where most do.
    pub const fn of(set: &Settings, men: f64, power: f64) -> Self {
        Self { men, power, bears: set.breaking }
    }
}

/// Power a man of a force: quality, times what its supply leaves of it, times what distance leaves (0-1), times what the
/// sorties in support add on ground that lies open to the air by `open` (see [`Settings::air`]).
pub fn power(set: &Settings, quality: f64, supply: f64, near: f64, (sorties, open): (f64, f64)) -> f64 {
    let fed = set.unfed + (1.0 - set.unfed) * supply;
    quality * fed * near * (1.0 + open * (1.0 - exp(-sorties / set.sorties)))
}

/// Logarithm of the odds that the numbers alone give the attacker.
pub fn advantage(set: &Settings, attacker: &Side, defender: &Side) -> f64 {
    let men = log(attacker.men.max(ONE_MAN) / defender.men.max(ONE_MAN));
    set.exponent * men + log(attacker.power.max(LEAST_POWER) / defender.power.max(LEAST_POWER))
}

/// Spread of the outcome on the same scale; `counted` for those who know the enemy's number only by counting.
fn spread(set: &Settings, attacker: &Side, defender: &Side, counted: bool) -> f64 {
    let grain = |side: &Side| 1.0 / (side.bears * side.men.max(ONE_MAN)).max(0.1);
    let known = set.friction * set.friction + 2.0 * set.breaking_spread * set.breaking_spread;
    let miscount = if counted { set.miscount * set.exponent } else { 0.0 };
    (known + grain(attacker) + grain(defender) + miscount * miscount).sqrt()
}

/// Chance that the attacker wins, for somebody who knows both sides.
pub fn chance(set: &Settings, attacker: &Side, defender: &Side) -> f64 {
    believed(set, attacker, defender, false)
}

/// Chance that the attacker wins, for somebody who has only counted the enemy.
pub fn chance_if_counted(set: &Settings, attacker: &Side, defender: &Side) -> f64 {
    believed(set, attacker, defender, true)
}

fn believed(set: &Settings, attacker: &Side, defender: &Side, counted: bool) -> f64 {
    if attacker.men < ONE_MAN {
        return 0.0;
    }
    if defender.men < ONE_MAN {
        return 1.0;
    }
    let x = advantage(set, attacker, defender) + log(attacker.bears / defender.bears);
    normal_below(x / spread(set, attacker, defender, counted).max(1e-6))
}

/// Men whom an attacker of this power needs for a chance `wanted` (0-1, exclusive) against a defender whom it has counted.
pub fn men_for(set: &Settings, power: f64, defender: &Side, wanted: f64) -> f64 {
    if defender.men < ONE_MAN {
        return ONE_MAN;
    }
    // The grain of the attacker depends on the answer; the defender's own stands in for it.
    let attacker = Side { men: defender.men, power, bears: defender.bears };
    let x = crate::chance::laws::normal(wanted) * spread(set, &attacker, defender, true);
    let rest = log(power.max(LEAST_POWER) / defender.power.max(LEAST_POWER));
    defender.men * exp((x - rest) / set.exponent)
}

/// Probability that a standard normal number lies below `z`.
pub fn normal_below(z: f64) -> f64 {
    0.5 * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The logistic curve.
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// Chance that a defender who sees a chance of holding stands, if half of those stand who see the chance `wanted`.
pub fn stands(set: &Settings, hold: f64, wanted: f64) -> f64 {
    logistic((hold - wanted) / set.nerve)
}

/// Chance to take a place, for somebody who has only counted the enemy: its defender, who stands by [`stands`] and has only counted who comes, leaves or loses
/// (C13).
///
/// The mean over the errors of both counts, normal on the scale of the odds with the standard deviation `miscount p`, by Gauss and Hermite's three points.
pub fn taken_if_counted(set: &Settings, attacker: &Side, defender: &Side, wanted: f64) -> f64 {
    const POINTS: [(usize, f64); 3] = [(1, 1.0 / 6.0), (2, 2.0 / 3.0), (3, 1.0 / 6.0)];
    if attacker.men < ONE_MAN {
        return 0.0;
    }
    if defender.men < ONE_MAN {
        return 1.0;
    }
    let x = advantage(set, attacker, defender) + log(attacker.bears / defender.bears);
    let known = spread(set, attacker, defender, false).max(1e-6);
    let step = 3.0_f64.sqrt() * set.miscount * set.exponent;
    // The chance to win a battle at as many steps of error from what was counted: two below to two above.
    let won = [-2.0, -1.0, 0.0, 1.0, 2.0].map(|steps| normal_below((x + steps * step) / known));
    let mut taken = 0.0;
    for (own, a) in POINTS {
        for (theirs, b) in POINTS {
            taken += a * b * (1.0 - stands(set, 1.0 - won[own + theirs - 2], wanted) * (1.0 - won[own]));
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walled(set: &Settings) -> Side {
        Side::of(set, 400.0, set.walls)
    }

    fn attack(set: &Settings, men: f64) -> f64 {
        chance(set, &Side::of(set, men, 1.0), &walled(set))
    }

    #[test]
    fn walls_cost_what_the_figures_say() {
        let set = Settings::typical();
        for (ratio, wins) in [(1.0, 0.34), (2.0, 0.74), (3.0, 0.89)] {
            let p = attack(&set, ratio * 400.0);
            assert!((p - wins).abs() < 0.01, "{ratio} to one: {p}");
        }
    }

    #[test]
    fn equal_sides_have_equal_chances_and_the_two_add_up() {
        let set = Settings::typical();
        let (a, b) = (Side::of(&set, 300.0, 1.2), Side::of(&set, 500.0, 0.9));
        assert_eq!(chance(&set, &a, &a), 0.5);
        assert!((chance(&set, &a, &b) + chance(&set, &b, &a) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_exponent_trades_men_for_power() {
        let set = Settings::typical();
        let twice_the_men = advantage(&set, &Side::of(&set, 200.0, 1.0), &Side::of(&set, 100.0, 1.0));
        let power = advantage(&set, &Side::of(&set, 100.0, libm::pow(2.0, 1.5)), &Side::of(&set, 100.0, 1.0));
        assert!((twice_the_men - power).abs() < 1e-12);
    }

    #[test]
    fn who_has_only_counted_is_less_sure() {
        let set = Settings::typical();
        let (a, d) = (Side::of(&set, 1200.0, 1.0), walled(&set));
        let (known, counted) = (chance(&set, &a, &d), chance_if_counted(&set, &a, &d));
        assert!(known > counted && counted > 0.5, "{known} and {counted}");
        let spread = |counted| super::spread(&set, &a, &d, counted);
        let more = spread(true) * spread(true) - spread(false) * spread(false);
        assert!((more - 0.36).abs() < 1e-12, "0.4 times 1.5, squared: {more}");
    }

    #[test]
    fn the_men_asked_for_give_the_chance_that_was_wanted() {
        let set = Settings::typical();
        for wanted in [0.4, 0.6, 0.75] {
            let men = men_for(&set, 1.0, &walled(&set), wanted);
            let p = chance_if_counted(&set, &Side::of(&set, men, 1.0), &walled(&set));
            assert!((p - wanted).abs() < 0.005, "{men} men: {p}, not {wanted}");
        }
    }

    #[test]
    fn power_is_quality_fed_near_and_flown_for() {
        let set = Settings::typical();
        assert!((power(&set, 1.0, 1.0, 1.0, (0.0, 1.0)) - 1.0).abs() < 1e-12);
        assert!((power(&set, 1.0, 0.0, 1.0, (0.0, 1.0)) - set.unfed).abs() < 1e-12);
        assert!((power(&set, 0.8, 1.0, 0.5, (0.0, 1.0)) - 0.4).abs() < 1e-12);
        let flown = power(&set, 1.0, 1.0, 1.0, (set.sorties, set.air_open));
        assert!((flown - (1.0 + set.air_open * (1.0 - exp(-1.0)))).abs() < 1e-12);
    }

    #[test]
    fn nobody_wins_without_men_and_against_nobody_everybody_does() {
        let set = Settings::typical();
        assert_eq!(chance(&set, &Side::of(&set, 0.0, 1.0), &walled(&set)), 0.0);
        assert_eq!(chance(&set, &Side::of(&set, 50.0, 1.0), &Side::of(&set, 0.0, 1.0)), 1.0);
    }

    #[test]
    fn defenders_stand_by_half_at_the_chance_that_they_want() {
        let set = Settings::typical();
        assert!((stands(&set, set.stand, set.stand) - 0.5).abs() < 1e-12);
        assert!(stands(&set, 0.1, set.stand) < 0.05 && stands(&set, 0.6, set.stand) > 0.95);
    }

    #[test]
    fn places_are_taken_of_those_who_leave_and_of_those_who_lose() {
        use crate::chance::laws::log_normal;
        let set = Settings::typical();
        let defender = walled(&set);
        let middle = |i: u32, n: u32| (f64::from(i) + 0.5) / f64::from(n);
        for men in [200.0, 700.0, 1_200.0, 2_500.0] {
            let attacker = Side::of(&set, men, 1.0);
            // By brute force: the enemy is not as many as he was counted, and he counts those who come.
            let (n, mut sum) = (200, 0.0);
            for i in 0..n {
                let truly = Side { men: 400.0 * log_normal(middle(i, n), set.miscount), ..defender };
                let won = chance(&set, &attacker, &truly);
                for k in 0..n {
                    let seen = Side { men: men * log_normal(middle(k, n), set.miscount), ..attacker };
                    sum += 1.0 - stands(&set, 1.0 - chance(&set, &seen, &truly), set.stand) * (1.0 - won);
                }
            }
            let expected = sum / f64::from(n * n);
            let got = taken_if_counted(&set, &attacker, &defender, set.stand);
            assert!((got - expected).abs() < 0.03, "{men} men: {got}, by brute force {expected}");
            // Of those who stand in any case as many places are taken as battles are won.
            let stays = taken_if_counted(&set, &attacker, &defender, -9.0);
            assert!((stays - chance_if_counted(&set, &attacker, &defender)).abs() < 0.02, "{men} men: {stays}");
        }
        let (some, nobody) = (Side::of(&set, 50.0, 1.0), Side::of(&set, 0.0, 1.0));
        assert_eq!(taken_if_counted(&set, &nobody, &some, set.stand), 0.0);
        assert_eq!(taken_if_counted(&set, &some, &nobody, set.stand), 1.0);
    }
}
