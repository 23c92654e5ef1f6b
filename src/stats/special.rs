//! The few special functions that the intervals need.

use libm::{exp, lgamma, log};

/// 97.5 % point of the normal distribution.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// 97.5 % point of Student's t with `df` degrees of freedom.
pub(super) fn t95(df: f64) -> f64 {
    // P(|T| > t) = I_x(df/2, 1/2) with x = df / (df + t^2) (Abramowitz and Stegun 1964, 26.7.1).
    if df > 1e6 {
        return Z95;
    }
    let x = beta_quantile(0.05, df / 2.0, 0.5);
    (df * (1.0 - x) / x).sqrt()
}

/// The chance that Student's t with `df` degrees of freedom lies at least as far from zero as this (Abramowitz and Stegun 1964, 26.7.1).
pub(super) fn t_beyond(t: f64, df: f64) -> f64 {
    beta_cdf(df / (df + t * t), df / 2.0, 0.5)
}

/// The regularised incomplete beta function: P(X <= x) for X ~ Beta(a, b).
pub(super) fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The continued fraction converges fast on this side of the mean; the other side follows by symmetry.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_cdf(1.0 - x, b, a);
    }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * libm::log1p(-x)) / a;
    front * beta_fraction(x, a, b)
}

/// The continued fraction of the incomplete beta function (Abramowitz and Stegun 1964, 26.5.8), from the front.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut step = 1.0;
        for term in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + term * d);
            c = away_from_zero(1.0 + term / c);
            step = c * d;
            value *= step;
        }
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// The number below which lies the share `p` of Beta(a, b), to about 1e-14.
pub(super) fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if beta_cdf(middle, a, b) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_t_meets_the_printed_table() {
        for (df, t) in [(1.0, 12.706_205), (2.0, 4.302_653), (10.0, 2.228_139), (30.0, 2.042_272), (124.0, 1.979_280)] {
            assert!((t95(df) - t).abs() < 1e-5, "{df}: {}", t95(df));
        }
        assert!((t95(1e9) - Z95).abs() < 1e-9);
        for df in [1.0, 2.0, 15.0, 124.0] {
            assert!((t_beyond(t95(df), df) - 0.05).abs() < 1e-9 && (t_beyond(-t95(df), df) - 0.05).abs() < 1e-9);
        }
        assert_eq!(t_beyond(0.0, 15.0), 1.0);
    }

    #[test]
    fn beta_meets_closed_forms() {
        // Beta(1, b) has the distribution function 1 - (1-x)^b, Beta(a, 1) x^a.
        assert!((beta_cdf(0.3, 1.0, 4.0) - (1.0 - 0.7f64 * 0.7 * 0.7 * 0.7)).abs() < 1e-13);
        assert!((beta_cdf(0.8, 3.0, 1.0) - 0.512).abs() < 1e-13);
        assert!((beta_quantile(0.5, 7.0, 7.0) - 0.5).abs() < 1e-12);
        // The arcsine law: the quarter point of Beta(1/2, 1/2) is sin^2(pi/8).
        assert!((beta_quantile(0.25, 0.5, 0.5) - 0.146_446_609_406_726).abs() < 1e-12);
    }
}
