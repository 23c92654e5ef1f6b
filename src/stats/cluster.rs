//! Means and proportions of runs in clusters, with both kinds of uncertainty.
//!
//! Let draw *d* hold `n_d` runs with the sum `S_d`; `N = Σ n_d`, `D` draws, `m = Σ S_d / N`.
//!
//! * Total standard error, robust to clusters (linearised ratio of cluster totals; Cochran 1977, *Sampling Techniques*, 9A):
//!   `se² = D/(D-1) · Σ (S_d - n_d m)² / N²`.
//! * Standard error of chance alone, given the draws: `se_chance² = MSW / N`, with `MSW = Σ (x - S_d/n_d)² / (N - D)`.
//! * Variance between draws, one-way random effects by moments (Searle, Casella and others 1992, *Variance Components*, 3.6):
//!   `τ² = max(0, (MSB - MSW) / n0)`, `MSB = Σ n_d (S_d/n_d - m)² / (D-1)`, `n0 = (N - Σ n_d²/N) / (D-1)`.
//!
//! **Means** get `m ± t(D-1) · se`. **Proportions** get Wilson's interval with `t(D-1)` for z and an effective number of runs
//! `N p(1-p) / (N se²)`, held between D and N (the effective sample size of Korn and Graubard 1998, Survey Methodology 24,
//! 193-201); where all runs agree, nothing is known about how draws differ and the draws are counted: `D`. **Paired
//! differences of proportions** get the interval of Bonett and Price with the same effective number.
//!
//! **Spread over draws**, 5 % to 95 %: for proportions the quantiles of the beta distribution with mean m and variance τ²
//! (the beta-binomial model by moments; Kleinman 1973, J. Am. Stat. Assoc. 68, 46-54); for means and differences the quantiles
//! of the draws' own means, pulled towards m by `τ / sd(S_d/n_d)`, so that their variance is τ² (Louis 1984, J. Am. Stat. Assoc.
//! 79, 393-398). Where `τ²` is estimated as zero, draws differ no more than chance makes them, and an upper limit stands in its place ([`spread`]).
//! With one run per draw the two uncertainties cannot be told apart, and the spread is left empty, as it is with fewer than two draws.

use super::{
    Bins, Histogram, RUNS_PER_DRAW, interval,
    special::t95,
    spread::{self, Apart, Spread},
};
use serde::{Deserialize, Serialize};

/// Values are counted in millionths.
pub const UNIT: f64 = 1e6;
/// No number is larger: the bounds of the tables allow 4e15 person-weeks. A run in which one is has gone wrong.
const LARGEST: f64 = 1e16;
/// Bins of the histograms of values and of draw means: good to 1/128 of the value.
pub const FINE: Bins = Bins::Doubling(6);

/// Draws with the same number of runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Sized {
    draws: u64,
    sum: i128,
    square: Squares,
}

/// Where squares are parted: 2^40.
const HALF: f64 = (1u64 << 40) as f64;

/// A sum of squares that 128 bits may not hold: of `(high·2^40 + low)²` the three parts, each summed exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Squares {
    high: u128,
    cross: u128,
    low: u128,
}

impl Squares {
    fn add(&mut self, value: i128) {
        let (high, low) = (value.unsigned_abs() / HALF as u128, value.unsigned_abs() % HALF as u128);
        self.merge(Self { high: high * high, cross: high * low, low: low * low });
    }

    fn merge(&mut self, other: Self) {
        self.high += other.high;
        self.cross += other.cross;
        self.low += other.low;
    }

    /// The sum as a real number: rounded once where 128 bits hold it, else part by part.
    fn total(self) -> f64 {
        let cross = self.cross.checked_mul(1 << 41);
        let exact = self.high.checked_mul(1 << 80).zip(cross).and_then(|(high, cross)| high.checked_add(cross));
        let parts = [self.high, self.cross, self.low].map(|part| part as f64);
        let rounded = || (parts[0] * HALF + 2.0 * parts[1]) * HALF + parts[2];
        exact.and_then(|sum| sum.checked_add(self.low)).map_or_else(rounded, |sum| sum as f64)
    }
}

/// Everything that is kept of one number asked of every run: whole numbers only, of fixed size but for its histograms, whose
/// bins are fixed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    by_size: [Sized; RUNS_PER_DRAW],
    squares: Squares,
    /// Whether all values are whole numbers, which are then sorted into bins as such.
    whole: bool,
    values: Histogram,
    means: Histogram,
    up: u64,
    down: u64,
    /// The draw that is under way; nothing once it is closed.
    #[serde(skip)]
    open: (usize, i128),
}

/// What a tally says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Runs.
    pub n: u64,
    /// Draws.
    pub draws: u64,
    /// The estimate.
    pub value: f64,
    /// Its 95 % sampling interval; nothing with fewer than two draws.
    pub interval: Option<(f64, f64)>,
    /// Its standard error, robust to clusters.
    pub error: Option<f64>,
    /// The part of the error that is chance within draws.
    pub chance_error: Option<f64>,
    /// How far the draws' expected values lie apart.
    pub spread: Option<Spread>,
}

/// Sums over draws from which all formulas are made, in units of the value.
struct Sums {
    n: f64,
    d: f64,
    mean: f64,
    /// `Σ (S_d - n_d m)²`
    residual: f64,
    /// `Σ n_d (S_d/n_d - m)²`
    between: f64,
    /// `Σ (S_d/n_d - m)²`
    means: f64,
    /// `Σ (x - S_d/n_d)²`
    within: f64,
    /// `Σ n_d²`
    sizes: f64,
}

/// A value in millionths.
pub fn in_units(value: f64) -> i128 {
    (value.clamp(-LARGEST, LARGEST) * UNIT).round() as i128
}

impl Tally {
    /// Nothing counted yet, of values that are whole numbers or not.
    pub fn of_whole(whole: bool) -> Self {
        Self { whole, ..Self::default() }
    }

    /// Millionths in a step of the histogram of values.
    fn step(&self) -> i128 {
        if self.whole { UNIT as i128 } else { 1 }
    }

    /// Counts the value of one run of the draw that is open.
    pub fn add(&mut self, value: i128) {
        self.open.0 += 1;
        self.open.1 += value;
        self.squares.add(value);
        self.values.add(FINE, value / self.step());
        self.up += u64::from(value > 0);
        self.down += u64::from(value < 0);
    }

    /// Ends a draw: its eight runs are in, or as many of them as there are.
    pub fn close(&mut self) {
        let (n, sum) = std::mem::take(&mut self.open);
        if n > 0 {
            let sized = &mut self.by_size[(n - 1).min(RUNS_PER_DRAW - 1)];
            sized.draws += 1;
            sized.sum += sum;
            sized.square.add(sum);
            self.means.add(FINE, sum / n as i128);
        }
    }

    /// Adds another part of the ensemble. Both must have ended their draws.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.by_size.iter_mut().zip(&other.by_size) {
            mine.draws += theirs.draws;
            mine.sum += theirs.sum;
            mine.square.merge(theirs.square);
        }
        self.squares.merge(other.squares);
        self.values.merge(&other.values);
        self.means.merge(&other.means);
        self.up += other.up;
        self.down += other.down;
    }

    /// Runs counted.
    pub fn n(&self) -> u64 {
        self.values.total()
    }

    /// Runs whose value is above zero, and below.
    pub fn signs(&self) -> (u64, u64) {
        (self.up, self.down)
    }

    /// The quantile of the values over runs, good to 1/128 of itself; of whole numbers a whole number, below 128 the very one.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        let steps = self.values.quantile(q, FINE)?;
        Some(if self.whole { steps.floor() } else { steps / UNIT })
    }

    fn sums(&self) -> Option<Sums> {
        let of = |f: fn(f64, &Sized) -> f64| -> f64 {
            self.by_size.iter().enumerate().map(|(i, s)| f(i as f64 + 1.0, s)).sum()
        };
        let n = of(|k, s| k * s.draws as f64);
        if n == 0.0 {
            return None;
        }
        let d = of(|_, s| s.draws as f64);
        // Sums of whole numbers are exact up to here; they turn real once, in a fixed order.
        let mean = self.by_size.iter().map(|s| s.sum).sum::<i128>() as f64 / n;
        let mut sums =
            Sums { n, d, mean: mean / UNIT, residual: 0.0, between: 0.0, means: 0.0, within: 0.0, sizes: 0.0 };
        let mut squares = self.squares.total();
        for (i, size) in self.by_size.iter().enumerate().filter(|(_, s)| s.draws > 0) {
            let (k, draws) = (i as f64 + 1.0, size.draws as f64);
            let residual = (size.square.total() - 2.0 * k * mean * size.sum as f64 + draws * k * k * mean * mean)
                .max(0.0)
                / (UNIT * UNIT);
            sums.residual += residual;
            sums.between += residual / k;
            sums.means += residual / (k * k);
            sums.sizes += draws * k * k;
            squares -= size.square.total() / k;
        }
        sums.within = squares.max(0.0) / (UNIT * UNIT);
        Some(sums)
    }

    /// The mean, with Student's interval.
    pub fn mean(&self) -> Option<Estimate> {
        let sums = self.sums()?;
        let mut estimate = sums.estimate();
        estimate.interval = estimate.error.map(|error| {
            let half = t95(sums.d - 1.0) * error;
            (sums.mean - half, sums.mean + half)
        });
        estimate.spread = self.pulled(&sums, estimate.interval);
        Some(estimate)
    }

    /// The proportion, for values of 0 and 1, with Wilson's interval.
    pub fn proportion(&self) -> Option<Estimate> {
        let sums = self.sums()?;
        let mut estimate = sums.estimate();
        let p = sums.mean;
        estimate.interval = Some(interval::wilson(p, sums.effective(p * (1.0 - p)), sums.quantile()));
        estimate.spread = sums.apart().and_then(|apart| Spread::of_shares(p, apart, estimate.interval));
        Some(estimate)
    }

    /// The difference of two proportions on the same worlds, for values of -1, 0 and 1.
    pub fn paired_proportion(&self) -> Option<Estimate> {
        let sums = self.sums()?;
        let mut estimate = sums.estimate();
        let (up, down) = (self.up as f64 / sums.n, self.down as f64 / sums.n);
        let effective = sums.effective(up + down - sums.mean * sums.mean);
        estimate.interval = Some(interval::paired(up, down, effective, sums.quantile()));
        estimate.spread = self.pulled(&sums, estimate.interval);
        Some(estimate)
    }

    /// The 5 % and 95 % points of the draws' means, pulled towards the overall mean until their variance is τ².
    fn pulled(&self, sums: &Sums, interval: Option<(f64, f64)>) -> Option<Spread> {
        let (mean, apart) = (sums.mean, sums.apart()?);
        let scale = if self.whole { 1.0 } else { UNIT };
        let seen = (self.values.quantile(0.0, FINE)? / scale, self.values.quantile(1.0, FINE)? / scale);
        let middle = match apart {
            Apart::By(tau2) => {
                let pull = (tau2 * (sums.d - 1.0) / sums.means).sqrt().min(1.0);
                let at = |q| self.means.quantile(q, FINE).map(|own| mean + pull * (own / UNIT - mean));
                at(0.05).zip(at(0.95))
            }
            Apart::AtMost(_) => None,
        };
        Spread::of_amounts(mean, apart, (middle, seen), interval)
    }
}

impl Sums {
    fn estimate(&self) -> Estimate {
        let error = (self.d >= 2.0).then(|| (self.d / (self.d - 1.0) * self.residual).sqrt() / self.n);
        let chance_error = (self.n > self.d).then(|| (self.within / (self.n - self.d) / self.n).sqrt());
        Estimate {
            n: self.n as u64,
            draws: self.d as u64,
            value: self.mean,
            interval: None,
            error,
            chance_error,
            spread: None,
        }
    }

    /// The number of independent runs that would leave the same error, given the variance of one run.
    fn effective(&self, variance: f64) -> f64 {
        let robust = self.estimate().error.map_or(0.0, |e| e * e);
        if robust > 0.0 { (variance / robust).clamp(self.d, self.n) } else { self.d }
    }

    fn quantile(&self) -> f64 {
        if self.d >= 2.0 { t95(self.d - 1.0) } else { super::special::Z95 }
    }

    /// The variance between draws; nothing where chance and draws cannot be told apart.
    fn apart(&self) -> Option<Apart> {
        if self.d < 2.0 || self.n <= self.d {
            return None;
        }
        let free = (self.d - 1.0, self.n - self.d);
        let n0 = (self.n - self.sizes / self.n) / free.0;
        Some(spread::variance((self.between / free.0, self.within / free.1), free, n0))
    }
}

#[cfg(test)]
mod tests;
