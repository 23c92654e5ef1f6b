//! A battle: two sides lose men until one of them breaks.
//!
//! The numbers give the logarithm of the odds `x` ([`super::odds::advantage`]); what nobody can foresee adds `e ~ N(0, friction)` once. The
//! next casualty is the defender's with probability `r N_D / (r N_D + N_A)`, `r = exp(x + e)`: then the *shares* lost by the two stand as
//! `r` to one. A side breaks when its casualties pass its breaking point, log-normal around `bears`, at most `breaking_most`.
//! Of the casualties a part is killed; the loser also leaves prisoners and men who scatter.
//!
//! Source: the chain after Brown 1963; breaking points after Helmbold 1971 and Clark 1954.

use super::{
    Settings,
    odds::{self, Side},
};
use crate::chance::{
    Fan,
    laws::{log_normal, normal},
};
use libm::exp;

/// How a battle ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Killed and wounded of the attacker.
    pub attacker_casualties: u32,
    /// Killed and wounded of the defender.
    pub defender_casualties: u32,
    /// Whether the defender broke first.
    pub attacker_won: bool,
}

/// Most casualties of one battle: a bound on work, above anything that forces of a case could lose in a week.
const MOST: u32 = 20_000;

/// Fights until one side breaks. A side without men has lost; between two without men nothing happens.
pub fn fight(set: &Settings, attacker: &Side, defender: &Side, numbers: Fan) -> Ending {
    let luck = set.friction * normal(numbers.nth(0));
    let ratio = exp(odds::advantage(set, attacker, defender) + luck);
    let a_breaks = attacker.men * breaking_point(set, attacker.bears, numbers.nth(1));
    let d_breaks = defender.men * breaking_point(set, defender.bears, numbers.nth(2));
    let at_defender = ratio * defender.men / (ratio * defender.men + attacker.men).max(1e-9);
    let mut end = Ending { attacker_casualties: 0, defender_casualties: 0, attacker_won: defender.men < 1.0 };
    if attacker.men < 1.0 || defender.men < 1.0 {
        end.attacker_won = attacker.men >= 1.0;
        return end;
    }
    for n in 0..MOST {
        if numbers.child(crate::id::Key(u64::from(n) + 1)).nth(0) < at_defender {
            end.defender_casualties += 1;
            if f64::from(end.defender_casualties) >= d_breaks {
                end.attacker_won = true;
                break;
            }
        } else {
            end.attacker_casualties += 1;
            if f64::from(end.attacker_casualties) >= a_breaks {
                break;
            }
        }
    }
    end
}

/// Share of casualties at which a side breaks: the quantile `u` of a log-normal law with this median.
fn breaking_point(set: &Settings, median: f64, u: f64) -> f64 {
    (median * log_normal(u, set.breaking_spread)).min(set.breaking_most)
}

/// How many of so many casualties are killed: their share, rounded by `u` so that the mean is right.
pub fn killed(set: &Settings, casualties: u32, u: f64) -> u32 {
    let exact = set.killed * f64::from(casualties);
    ((exact + u).floor() as u32).min(casualties)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chance::{Chance, Purpose},
        id::Key,
    };

    const TEST: Purpose = Purpose::of("battle.test");

    fn battles(set: &Settings, a: &Side, d: &Side, n: u32) -> Vec<Ending> {
        let chance = Chance::of_world(3, 0);
        (0..n).map(|i| fight(set, a, d, chance.fan(TEST, Key::of("fight").child("n", i)))).collect()
    }

    fn share_won(ends: &[Ending]) -> f64 {
        ends.iter().filter(|e| e.attacker_won).count() as f64 / ends.len() as f64
    }

    /// Settings without friction in which every side breaks at its median.
    fn exact_law() -> Settings {
        Settings { friction: 0.0, breaking_spread: 0.0, ..Settings::typical() }
    }

    /// P(the defender's `d` th casualty comes before the attacker's `a` th), by the recursion of the race.
    fn race(a: u32, d: u32, q: f64) -> f64 {
        let mut row: Vec<f64> = vec![0.0; d as usize + 1];
        row[0] = 1.0;
        for _ in 0..a {
            for j in 1..=d as usize {
                let without = row[j];
                row[j] = q * row[j - 1] + (1.0 - q) * without;
            }
        }
        row[d as usize]
    }

    #[test]
    fn small_battles_match_the_exact_recursion() {
        let set = exact_law();
        for (a_men, d_men) in [(50.0, 40.0), (100.0, 100.0), (80.0, 120.0)] {
            let (a, d) = (Side::of(&set, a_men, 1.0), Side::of(&set, d_men, 1.1));
            let ratio = exp(odds::advantage(&set, &a, &d));
            let q = ratio * d_men / (ratio * d_men + a_men);
            let point = |men: f64| (men * set.breaking).ceil() as u32;
            let expected = race(point(a_men), point(d_men), q);
            let got = share_won(&battles(&set, &a, &d, 100_000));
            assert!((got - expected).abs() < 0.005, "{a_men} against {d_men}: {got}, not {expected}");
        }
    }

    #[test]
    fn the_believed_chance_is_the_frequency() {
        let set = Settings::typical();
        for men in [150.0, 300.0, 600.0, 1200.0] {
            let (a, d) = (Side::of(&set, men, 1.0), Side::of(&set, 400.0, set.walls));
            let (believed, got) = (odds::chance(&set, &a, &d), share_won(&battles(&set, &a, &d, 20_000)));
            assert!((believed - got).abs() < 0.03, "{men} men: believed {believed}, won {got}");
        }
    }

    #[test]
    fn breaking_points_follow_their_law() {
        let set = Settings::typical();
        let (a, d) = (Side::of(&set, 5_000.0, 50.0), Side::of(&set, 1_000.0, 1.0));
        let mut lost: Vec<f64> =
            battles(&set, &a, &d, 4_000).iter().map(|e| f64::from(e.defender_casualties) / 1_000.0).collect();
        lost.sort_by(f64::total_cmp);
        let quantile = |u: f64| lost[(u * lost.len() as f64) as usize];
        assert!((quantile(0.5) - 0.12).abs() < 0.006, "{}", quantile(0.5));
        let ninth = 0.12 * exp(0.6 * normal(0.9));
        assert!((quantile(0.9) - ninth).abs() < 0.015, "{} and {ninth}", quantile(0.9));
        assert!(lost[lost.len() - 1] <= set.breaking_most + 1e-9);
    }

    #[test]
    fn shares_lost_stand_as_the_odds() {
        let set = Settings { breaking_spread: 0.0, friction: 0.0, ..Settings::typical() };
        let (a, d) = (Side::of(&set, 2_000.0, 1.0), Side::of(&set, 1_000.0, 1.0));
        let ends = battles(&set, &a, &d, 300);
        let share = |of: fn(&Ending) -> u32, men: f64| ends.iter().map(|e| f64::from(of(e))).sum::<f64>() / men;
        let ratio = share(|e| e.defender_casualties, 1_000.0) / share(|e| e.attacker_casualties, 2_000.0);
        assert!((ratio / exp(1.5 * libm::log(2.0)) - 1.0).abs() < 0.03, "{ratio}");
    }

    #[test]
    fn nobody_fights_alone() {
        let set = Settings::typical();
        let (none, some) = (Side::of(&set, 0.0, 1.0), Side::of(&set, 30.0, 1.0));
        let alone = battles(&set, &some, &none, 1)[0];
        assert_eq!(alone, Ending { attacker_casualties: 0, defender_casualties: 0, attacker_won: true });
        assert!(!battles(&set, &none, &some, 1)[0].attacker_won);
    }

    #[test]
    fn a_quarter_to_a_third_of_casualties_are_killed() {
        let set = Settings::typical();
        let all: u32 = (0..1_000).map(|i| killed(&set, 7, f64::from(i) / 1_000.0)).sum();
        assert!((f64::from(all) / 7_000.0 - set.killed).abs() < 0.002, "{all}");
        assert_eq!(killed(&set, 0, 0.999), 0);
    }

    #[test]
    fn a_side_breaks_at_its_median_times_its_luck_and_at_most_at_the_largest_share() {
        let set = Settings::typical();
        for (median, luck) in [(0.1, 0.2), (0.1, 0.5), (0.1, 0.8), (0.5, 0.9)] {
            let share = (median * log_normal(luck, set.breaking_spread)).min(set.breaking_most);
            assert!((breaking_point(&set, median, luck) - share).abs() < 1e-12, "{median} {luck}");
        }
    }

    #[test]
    fn one_man_fights_and_a_part_of_a_man_does_not() {
        let set = exact_law();
        let end = |a: f64, d: f64| battles(&set, &Side::of(&set, a, 1.0), &Side::of(&set, d, 1.0), 1)[0];
        let fell = |end: Ending| end.attacker_casualties + end.defender_casualties;
        assert_eq!(fell(end(1.0, 1.0)), 1);
        assert_eq!((fell(end(0.9, 1.0)), end(0.9, 1.0).attacker_won), (0, false));
        assert_eq!((fell(end(1.0, 0.9)), end(1.0, 0.9).attacker_won), (0, true));
        assert_eq!((fell(end(0.9, 0.9)), end(0.9, 0.9).attacker_won), (0, false));
    }
}
