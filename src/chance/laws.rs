//! Distributions as functions of uniform numbers, on `libm`, so that every platform gives the same bits.

use libm::{cos, exp, log, pow, sqrt};

/// Standard normal number from two uniforms (Box and Muller 1958).
#[inline]
pub fn normal((u, v): (f64, f64)) -> f64 {
    sqrt(-2.0 * log(u)) * cos(std::f64::consts::TAU * v)
}

/// Factor with median 1 and standard deviation `sigma` of its logarithm.
#[inline]
pub fn log_normal(uniforms: (f64, f64), sigma: f64) -> f64 {
    if sigma == 0.0 { 1.0 } else { exp(sigma * normal(uniforms)) }
}

/// Standard Gumbel number: the largest of `utility + gumbel` is a draw from the logit choice rule.
#[inline]
pub fn gumbel(u: f64) -> f64 {
    -log(-log(u))
}

/// Number of events when `mean` are expected, by inversion; means above 500 are taken as 500.
pub fn poisson(u: f64, mean: f64) -> u32 {
    if mean <= 0.0 {
        return 0;
    }
    let mean = mean.min(500.0);
    let mut term = exp(-mean);
    let mut sum = term;
    let mut n = 0u32;
    while u > sum && n < 2000 {
        n += 1;
        term *= mean / f64::from(n);
        sum += term;
    }
    n
}

/// Size between `low` and `high` with density falling as `size^-alpha` (`alpha` above 1): the size of a party drawn from
/// groups that merge and shatter.
pub fn pareto(u: f64, low: f64, high: f64, alpha: f64) -> f64 {
    if high <= low {
        return high.max(0.0);
    }
    let k = alpha - 1.0;
    let (a, b) = (pow(low, -k), pow(high, -k));
    pow(a - u * (a - b), -1.0 / k).clamp(low, high)
}

/// Logistic function.
#[inline]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// Probability that something of constant weekly rate `rate` happens within a week.
#[inline]
pub fn within_week(rate: f64) -> f64 {
    if rate <= 0.0 { 0.0 } else { 1.0 - exp(-rate) }
}

/// Factor that halves a stock every `half_life` weeks; a half-life of zero forgets at once.
#[inline]
pub fn weekly_decay(half_life: f64) -> f64 {
    if half_life <= 0.0 { 0.0 } else { exp(-std::f64::consts::LN_2 / half_life) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chance::{Chance, Purpose},
        id::Key,
    };

    const TEST: Purpose = Purpose::of("laws.test");

    fn draws(n: u32) -> impl Iterator<Item = (f64, f64)> {
        let chance = Chance::of_world(11, 0);
        (0..n).map(move |i| chance.pair(TEST, Key::of("a").child("d", i), 0))
    }

    fn mean(values: impl Iterator<Item = f64>) -> f64 {
        let (sum, n) = values.fold((0.0, 0.0), |(s, n), x| (s + x, n + 1.0));
        sum / n
    }

    #[test]
    fn moments_are_those_of_the_laws() {
        assert!(mean(draws(20_000).map(normal)).abs() < 0.03);
        assert!((mean(draws(20_000).map(|u| normal(u) * normal(u))) - 1.0).abs() < 0.05);
        assert!((mean(draws(20_000).map(|u| gumbel(u.0))) - 0.577).abs() < 0.03);
        assert!((mean(draws(20_000).map(|u| f64::from(poisson(u.0, 3.0)))) - 3.0).abs() < 0.05);
        assert_eq!(poisson(0.9, 0.0), 0);
    }

    #[test]
    fn the_pareto_law_has_its_exponent() {
        // Hill's estimator over sizes far from the cap.
        let logs = mean(draws(50_000).map(|u| log(pareto(u.0, 1.0, 1e9, 2.5))));
        assert!((1.0 + 1.0 / logs - 2.5).abs() < 0.03, "{logs}");
        assert_eq!(pareto(0.3, 5.0, 4.0, 2.5), 4.0);
    }

    #[test]
    fn a_half_life_halves() {
        let mut x = 1.0;
        for _ in 0..12 {
            x *= weekly_decay(12.0);
        }
        assert!((x - 0.5).abs() < 1e-12);
        assert_eq!(weekly_decay(0.0), 0.0);
    }
}
