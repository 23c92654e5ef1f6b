//! Distributions as functions of uniform numbers. Only sums, products, quotients and roots of `f64` and `libm`, so that every
//! platform gives the same bits.

use libm::log;

/// `e^x`, off by at most two units in the last place: `2^k e^r` with `|r|` at most half of ln 2, and the series of `e^r` to
/// the twelfth power. Four times as fast as the general function, and the same bits everywhere.
#[inline]
pub fn exp(x: f64) -> f64 {
    /// Adding and taking it away rounds to the nearest whole number.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    /// ln 2 in two parts: the first has zeros at its end, so that `k` times it is exact.
    const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
    if x.abs() <= 700.0 {
        let rounded = x * std::f64::consts::LOG2_E + ROUND;
        let k = rounded - ROUND;
        let r = (x - k * LN_2[0]) - k * LN_2[1];
        // The last bits of what was rounded are k, and need no conversion to a whole number.
        f64::from_bits((rounded.to_bits() + 1023) << 52) * polynomial(&SERIES, r)
    } else {
        libm::exp(x)
    }
}

/// A polynomial, lowest power first.
#[inline]
fn polynomial<const N: usize>(coefficients: &[f64; N], x: f64) -> f64 {
    coefficients.iter().rev().copied().reduce(|sum, c| sum * x + c).unwrap_or(0.0)
}

/// `1 / n!` for n from 0 to 12.
const SERIES: [f64; 13] = {
    let mut series = [1.0; 13];
    let mut n = 1;
    while n < series.len() {
        series[n] = series[n - 1] / n as f64;
        n += 1;
    }
    series
};

/// The number below which a standard normal number lies with probability `u` (Wichura 1988, algorithm AS 241): off by some
/// 1e-16 of itself.
pub fn normal(u: f64) -> f64 {
    const CENTRE: ([f64; 8], [f64; 8]) = (
        [
            3.387_132_872_796_366_5,
            133.141_667_891_784_38,
            1_971.590_950_306_551_3,
            13_731.693_765_509_46,
            45_921.953_931_549_87,
            67_265.770_927_008_7,
            33_430.575_583_588_13,
            2_509.080_928_730_122_7,
        ],
        [
            1.0,
            42.313_330_701_600_91,
            687.187_007_492_057_9,
            5_394.196_021_424_751,
            21_213.794_301_586_597,
            39_307.895_800_092_71,
            28_729.085_735_721_943,
            5_226.495_278_852_854,
        ],
    );
    const SHOULDER: ([f64; 8], [f64; 8]) = (
        [
            1.423_437_110_749_683_5,
            4.630_337_846_156_546,
            5.769_497_221_460_691,
            3.647_848_324_763_204_5,
            1.270_458_252_452_368_4,
            0.241_780_725_177_450_6,
            0.022_723_844_989_269_184,
            7.745_450_142_783_414e-4,
        ],
        [
            1.0,
            2.053_191_626_637_759,
            1.676_384_830_183_803_8,
            0.689_767_334_985_1,
            0.148_103_976_427_480_08,
            0.015_198_666_563_616_457,
            5.475_938_084_995_345e-4,
            1.050_750_071_644_416_9e-9,
        ],
    );
    const TAIL: ([f64; 8], [f64; 8]) = (
        [
            6.657_904_643_501_103,
            5.463_784_911_164_114,
            1.784_826_539_917_291_3,
            0.296_560_571_828_504_87,
            0.026_532_189_526_576_124,
            0.001_242_660_947_388_078_4,
            2.711_555_568_743_487_6e-5,
            2.010_334_399_292_288_1e-7,
        ],
        [
            1.0,
            0.599_832_206_555_887_9,
            0.136_929_880_922_735_8,
            0.014_875_361_290_850_615,
            7.868_691_311_456_133e-4,
            1.846_318_317_510_054_8e-5,
            1.421_511_758_316_446e-7,
            2.044_263_103_389_939_8e-15,
        ],
    );
    let from_middle = u - 0.5;
    if from_middle.abs() <= 0.425 {
        return from_middle * ratio(&CENTRE, 0.180_625 - from_middle * from_middle);
    }
    let depth = (-log(u.min(1.0 - u))).sqrt();
    let size = if depth <= 5.0 { ratio(&SHOULDER, depth - 1.6) } else { ratio(&TAIL, depth - 5.0) };
    size.copysign(from_middle)
}

/// The quotient of two polynomials, lowest power first.
#[inline]
fn ratio((over, under): &([f64; 8], [f64; 8]), x: f64) -> f64 {
    polynomial(over, x) / polynomial(under, x)
}

/// Factor with median 1 and standard deviation `sigma` of its logarithm.
#[inline]
pub fn log_normal(u: f64, sigma: f64) -> f64 {
    if sigma == 0.0 { 1.0 } else { exp(sigma * normal(u)) }
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
    // e^-mean is at least 1 - mean.
    if u <= 1.0 - mean {
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
    let above = exp(-k * log(high / low));
    (low * exp(-log(1.0 - u * (1.0 - above)) / k)).clamp(low, high)
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
        assert!(mean(draws(20_000).map(|u| normal(u.0))).abs() < 0.03);
        assert!((mean(draws(20_000).map(|u| normal(u.0) * normal(u.0))) - 1.0).abs() < 0.05);
        assert!((mean(draws(20_000).map(|u| gumbel(u.0))) - 0.577).abs() < 0.03);
        assert!((mean(draws(20_000).map(|u| f64::from(poisson(u.0, 3.0)))) - 3.0).abs() < 0.05);
        assert_eq!(poisson(0.9, 0.0), 0);
    }

    #[test]
    fn the_exponential_is_that_of_libm() {
        for i in -7000..7000 {
            let x = f64::from(i) * 0.100_3;
            let (got, right) = (exp(x), libm::exp(x));
            assert!((got - right).abs() <= 4e-16 * right, "{x}: {got} and {right}");
        }
        assert_eq!((exp(0.0), exp(f64::INFINITY), exp(f64::NEG_INFINITY)), (1.0, f64::INFINITY, 0.0));
        assert!(exp(f64::NAN).is_nan());
    }

    #[test]
    fn normal_numbers_meet_the_printed_table() {
        for (u, z) in [
            (0.5, 0.0),
            (0.75, 0.674_489_750_196_081_7),
            (0.975, 1.959_963_984_540_054),
            (1e-6, -4.753_424_308_822_899),
            (1e-15, -7.941_345_326_170_998),
        ] {
            assert!((normal(u) - z).abs() < 1e-13, "{u}: {}", normal(u));
            assert!((normal(1.0 - u) + z).abs() < 1e-13 || u < 0.1);
        }
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
