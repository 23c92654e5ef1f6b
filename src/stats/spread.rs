//! The spread over draws: how far their expected values lie apart, chance taken out.
//!
//! The variance between draws is estimated by moments (see [`super::cluster`]). Where that gives zero, draws differ no more than chance alone makes
//! them differ, which is not to say that they are alike: an upper limit of 95 % takes its place. So it does below a hundredth of the variance of
//! chance, where the sign of the estimate is an accident: one yes in all runs makes it a billionth more or less than zero. `MSB / MSW` has the distribution of
//! `(1 + n0 τ²/σ²) F(D-1, N-D)`, so that `τ² <= (MSB / F05 - MSW) / n0`, with `F05` the 5 % point (Searle, Casella and others 1992, *Variance Components*,
//! 3.6). That law is one of normal values; for shares the limit comes from how many draws say the rarer answer twice, of those that say it at all ([`super::cluster`]). Where all runs agree there is no variance to start from, and the sampling interval is the limit.

use super::{UNIT, special::beta_quantile};

/// 95 % point of the normal distribution.
const Z90: f64 = 1.644_853_626_951_473;

/// Part of the variance of chance below which an estimate of the variance between draws is none.
const LEAST: f64 = 0.01;

/// What tables say of an upper limit.
pub const AT_MOST: &str = "at_most";

/// The middle 90 % of the draws' expected values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Whether it is an upper limit, because draws differ no more than chance makes them.
    pub at_most: bool,
}

/// The variance between draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Apart {
    /// The estimate, which stands out of chance.
    By(f64),
    /// The upper limit where the estimate is zero or nearly so; zero itself where nothing tells.
    AtMost(f64),
}

/// The variance between draws, from the mean squares between and within them, their degrees of freedom, and runs a draw.
pub(super) fn variance((between, within): (f64, f64), free: (f64, f64), n0: f64) -> Apart {
    let found = (between - within) / n0;
    if found > LEAST * within / n0 {
        return Apart::By(found);
    }
    let x = beta_quantile(0.05, free.0 / 2.0, free.1 / 2.0);
    let least = free.1 * x / (free.0 * (1.0 - x));
    Apart::AtMost(((between / least - within) / n0).max(0.0))
}

/// Of draws of two runs of which `one` says the rarer answer, or `both`, the part that say it twice: its 95 % limit (Clopper & Pearson 1934,
/// Biometrika 26, 404-413); nothing where nobody says it.
pub(super) fn twice((one, both): (f64, f64)) -> Option<f64> {
    let limit = || if one < 0.5 { 1.0 } else { beta_quantile(0.95, both + 1.0, one) };
    (one + both > 0.5).then(limit)
}

/// The variance between draws of a share `p`, of whose draws of two this part `q` says the rarer answer twice, if once at all: `2 p q / (1 + q)` is the
/// expected square of a draw's share.
pub(super) fn most_apart(p: f64, twice: Option<f64>) -> f64 {
    let rarer = p.min(1.0 - p);
    twice.map_or(0.0, |q| (2.0 * rarer * q / (1.0 + q) - rarer * rarer).max(0.0))
}

impl Spread {
    /// Of a share of worlds: over what it may be, with the variance between draws of each.
    pub(super) fn of_shares<const N: usize>(
        shares: [(f64, f64); N],
        at_most: bool,
        interval: Option<(f64, f64)>,
    ) -> Option<Self> {
        let ranges = shares.map(|(share, tau2)| widest(share, tau2));
        let range = ranges.into_iter().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        Self::between(range, at_most).or_else(|| Self::between(interval?, true))
    }

    /// Of an amount or a difference: what was found of the middle of the draws, if anything, else by the normal distribution, within what was seen.
    pub(super) fn of_amounts(
        mean: f64,
        apart: Apart,
        (middle, seen): (Option<(f64, f64)>, (f64, f64)),
        interval: Option<(f64, f64)>,
    ) -> Option<Self> {
        let normal = |tau2: f64| {
            let half = Z90 * tau2.sqrt();
            ((mean - half).max(seen.0), (mean + half).min(seen.1))
        };
        let range = match apart {
            Apart::By(tau2) => {
                middle.and_then(|ends| Self::between(ends, false)).or_else(|| Self::between(normal(tau2), false))
            }
            Apart::AtMost(tau2) => Self::between(normal(tau2), true),
        };
        range.or_else(|| Self::between(interval?, true))
    }

    /// A range between two ends; none of zero width as tables write it, in millionths, which would read as certainty.
    fn between((low, high): (f64, f64), at_most: bool) -> Option<Self> {
        ((low * UNIT).round() < (high * UNIT).round()).then_some(Self { low, high, at_most })
    }

    /// What stands in tables of a spread that is there or not.
    pub fn word(spread: Option<Self>) -> &'static str {
        spread.map_or("", |spread| if spread.at_most { AT_MOST } else { "estimated" })
    }

    /// Both ends.
    pub fn ends(self) -> (f64, f64) {
        (self.low, self.high)
    }
}

/// The middle 90 % of the beta distribution with this mean and variance. That of a rare thing becomes narrower again, and leaves the mean out, where the variance
/// is so large that nearly all draws have none of it: then the widest of those with less variance.
fn widest(mean: f64, most: f64) -> (f64, f64) {
    let (mut low, mut high) = beta_range(mean, most);
    for halved in 1..40 {
        let next = beta_range(mean, most / f64::from(halved).exp2());
        let wider = next.0 < low || next.1 > high;
        if !wider && low <= mean && mean <= high {
            break;
        }
        (low, high) = (low.min(next.0), high.max(next.1));
    }
    (low, high)
}

/// The middle 90 % of the beta distribution with this mean and variance.
fn beta_range(mean: f64, variance: f64) -> (f64, f64) {
    let whole = mean * (1.0 - mean);
    let share = variance / whole;
    if whole <= 0.0 || share < 1e-9 {
        return (mean, mean);
    }
    let size = (1.0 / share.min(0.999) - 1.0).max(1e-3);
    let (a, b) = (mean * size, (1.0 - mean) * size);
    (beta_quantile(0.05, a, b), beta_quantile(0.95, a, b))
}
