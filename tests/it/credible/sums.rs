//! Sums: shares and means of worlds with their intervals, and what else a line needs to be a number.

use escalade::inside::{
    run::WorldNumber,
    stats::{Estimate, Tally, cluster::in_units, interval},
};

/// What is known of something in every world, world by world; nothing where the question does not arise.
pub(super) fn tally(values: impl IntoIterator<Item = Option<f64>>) -> Tally {
    let mut tally = Tally::default();
    let mut last = WorldNumber::of_run(0);
    for (run, value) in (0..).zip(values) {
        let world = WorldNumber::of_run(run);
        if world.draw != last.draw {
            tally.close(last.scramble());
        }
        last = world;
        if let Some(value) = value {
            tally.add(in_units(value));
        }
    }
    tally.close(last.scramble());
    tally
}

/// The share of worlds in which something is so, among those in which the question arises.
pub(super) fn share(values: impl IntoIterator<Item = Option<bool>>) -> Option<Estimate> {
    tally(values.into_iter().map(|x| x.map(|x| f64::from(u8::from(x))))).proportion()
}

/// A part of a whole with its interval (Wilson); nothing of nothing.
pub(super) fn part(so: usize, all: usize) -> Option<(f64, (f64, f64))> {
    let (share, n) = (so as f64 / all as f64, all as f64);
    (all > 0).then(|| (share, interval::wilson(share, n, 1.96)))
}

/// The mean over worlds.
pub(super) fn mean(values: impl IntoIterator<Item = f64>) -> Option<Estimate> {
    tally(values.into_iter().map(Some)).mean()
}

/// The quantile of a list, between its neighbours where it falls between them; nothing of nothing.
pub(super) fn quantile(mut values: Vec<f64>, q: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = q * last as f64;
    let (low, high) = (at.floor() as usize, at.ceil() as usize);
    Some(values[low] + (at - low as f64) * (values[high] - values[low]))
}

/// Mean and variance (of a whole, not of a sample).
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n)
}

/// Variance to mean; nothing where all is nought.
pub(super) fn dispersion(values: &[f64]) -> Option<f64> {
    let (mean, variance) = moments(values);
    (mean > 0.0).then(|| variance / mean)
}

/// Correlation of a series with itself one step later; nothing where it never changes.
pub(super) fn lag(values: &[f64]) -> Option<f64> {
    let (mean, variance) = moments(values);
    let sum: f64 = values.windows(2).map(|w| (w[0] - mean) * (w[1] - mean)).sum();
    (variance > 0.0).then(|| sum / variance / values.len() as f64)
}

/// Slope of the line through points by least squares, with its 95 % interval; nothing for fewer than three.
pub(super) fn slope(points: &[(f64, f64)]) -> Option<(f64, (f64, f64))> {
    let n = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.0 / n, y + p.1 / n));
    let spread: f64 = points.iter().map(|p| (p.0 - x) * (p.0 - x)).sum();
    if points.len() < 3 || spread <= 0.0 {
        return None;
    }
    let slope = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum::<f64>() / spread;
    let left: f64 = points.iter().map(|p| p.1 - y - slope * (p.0 - x)).map(|gap| gap * gap).sum();
    let half = 1.96 * (left / (n - 2.0) / spread).sqrt();
    Some((slope, (slope - half, slope + half)))
}

/// The median of how long things last, some of which were still going on when the world ended (Kaplan and Meier 1958); nothing
/// while more than half of them last.
pub(super) fn median_life(mut spans: Vec<(u32, bool)>) -> Option<f64> {
    spans.sort_unstable();
    let (mut alive, mut left) = (spans.len() as f64, 1.0);
    for (weeks, ended) in spans {
        if ended {
            left *= 1.0 - 1.0 / alive;
        }
        alive -= 1.0;
        if left <= 0.5 {
            return Some(f64::from(weeks));
        }
    }
    None
}

/// Exponent of the tail of sizes from `least` on: the maximum of the likelihood of a power law of whole numbers (Clauset and others 2009,
/// equation 3.7).
pub(super) fn tail(sizes: &[f64], least: f64) -> Option<f64> {
    let logs: Vec<f64> = sizes.iter().filter(|x| **x >= least).map(|x| libm::log(x / (least - 0.5))).collect();
    let sum: f64 = logs.iter().sum();
    (sum > 0.0).then(|| 1.0 + logs.len() as f64 / sum)
}

#[test]
fn sums_match_what_is_worked_by_hand() {
    assert_eq!(quantile(vec![3.0, 1.0, 2.0, 10.0], 0.5), Some(2.5));
    assert_eq!(quantile(Vec::new(), 0.5), None);
    assert_eq!(dispersion(&[0.0, 2.0, 0.0, 2.0]), Some(1.0));
    assert_eq!(lag(&[0.0, 2.0, 0.0, 2.0]), Some(-0.75));
    assert_eq!(slope(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]).map(|s| s.0), Some(2.0));
    // Of four sieges one goes on after three weeks: 1, then 3/4, then 3/4 × 1/2 at the fourth week.
    assert_eq!(median_life(vec![(2, true), (4, true), (3, false), (9, true)]), Some(4.0));
    assert_eq!(median_life(vec![(2, true), (4, false), (3, false)]), None);
    let alpha = tail(&[9.5 * libm::exp(2.0), 9.0], 10.0).unwrap();
    assert!((alpha - 1.5).abs() < 1e-12);
}

#[test]
fn a_share_asks_only_where_the_question_arises() {
    let asked = share([Some(true), None, Some(false), Some(true), Some(true)]).unwrap();
    assert_eq!((asked.n, asked.value), (4, 0.75));
    assert!(share([None, None]).is_none());
}
