//! The bootstrap over draws: intervals for numbers that have no formula of their own (Efron and Tibshirani 1993, *An Introduction to the Bootstrap*).
//!
//! Draws are taken with replacement, since runs of a draw belong together. Chance is keyed as everywhere: the same result gives the same intervals.

use crate::{
    chance::{Chance, Purpose},
    id::Key,
};

const RESAMPLE: Purpose = Purpose::of("experiment.resample");

/// Fewer units than that say nothing of an interval.
pub const FEWEST: usize = 8;

/// How often each of so many units is in a resample of as many.
pub fn counts(units: usize, resample: u64) -> Vec<f64> {
    let chance = Chance::of_world(0, resample);
    let mut counts = vec![0.0; units];
    for nth in 0..units {
        let at = (chance.unit(RESAMPLE, Key(nth as u64)) * units as f64) as usize;
        counts[at.min(units - 1)] += 1.0;
    }
    counts
}

/// The number below or at which lies the share `q` of these; nothing of none.
pub fn quantile(values: &mut [f64], q: f64) -> Option<f64> {
    let nth = (q * values.len() as f64).ceil().max(1.0) as usize - 1;
    (nth < values.len()).then(|| *values.select_nth_unstable_by(nth, f64::total_cmp).1)
}

/// The middle 95 % of these.
pub fn middle(values: &mut [f64]) -> Option<(f64, f64)> {
    quantile(values, 0.025).zip(quantile(values, 0.975))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_has_as_many_units() {
        let mut seen = vec![0.0; 50];
        for resample in 0..400 {
            let counts = counts(50, resample);
            assert_eq!(counts.iter().sum::<f64>(), 50.0);
            seen.iter_mut().zip(&counts).for_each(|(seen, count)| *seen += count);
        }
        // Each unit 400 times, give or take 20.
        assert!(seen.iter().all(|seen| (320.0..480.0).contains(seen)), "{seen:?}");
        assert_ne!(counts(50, 0), counts(50, 1));
    }

    #[test]
    fn the_middle_leaves_out_a_fortieth_at_either_end() {
        let mut values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(middle(&mut values), Some((5.0, 195.0)));
        assert_eq!(middle(&mut []), None);
    }
}
