//! Means and proportions of runs in clusters, with both kinds of uncertainty.
//!
//! Runs share draws, and draws are stratified within each of sixteen scrambles, which are independent of each other. So the scramble is
//! the independent unit of the error, and the draw that of the spread. Let draw *d* hold `n_d` runs with the sum `S_d`, and scramble
//! *g* hold `n_g` runs with the sum `S_g`; `N = Σ n_d`, `D` draws, `G` scrambles that have runs, `m = Σ S_d / N`.
//!
//! * Total standard error over scrambles (linearised ratio of cluster totals; Cochran 1977, *Sampling Techniques*, 9A; of independent
//!   replications of a stratified design: Owen 1997, SIAM J. Numer. Anal. 34, 1884-1910): `se² = G/(G-1) · Σ (S_g - n_g m)² / N²`. With
//!   fewer than sixteen draws every scramble holds one, and draws are the units; in between some hold one more than others. Where totals
//!   are the same to the last although runs differ, that is luck, and in their place stands the error of chance or that of as many
//!   independent draws, `sqrt(Σ (S_d/n_d - m)² / (D (D-1)))`, whichever is larger.
//! * Standard error of chance alone, given the draws: `se_chance² = MSW / N`, with `MSW = Σ (x - S_d/n_d)² / (N - D)`.
//! * Variance between draws, by moments: of `B = Σ n_d (S_d/n_d - m)²` the expectation is `N τ² + D σ² - N Var(m)`, however the draws hang
//!   together; so `τ² = max(0, (B + N se² - D MSW) / N)`. Of independent draws of one size this is the usual estimate of one-way random
//!   effects (Searle, Casella and others 1992, *Variance Components*, 3.6).
//!
//! **Means** get `m ± t(G-1) · se`, cut where no value can be. **Proportions** get Wilson's interval with `t(G-1)` for z and an effective number of runs
//! `N p(1-p) / (N se²)` (the effective sample size of Korn and Graubard 1998, Survey Methodology 24, 193-201). Stratified draws can make it larger
//! than N; but counts that agree from scramble to scramble, or nearly, may do so by luck. So a number above 1.5 N is granted only as far as
//! it stands when one run more had gone the other way (`Σ (S_g - n_g m)² + 1`). Where all runs agree, nothing is known about how draws
//! differ and the draws are counted: `D`. **Paired differences of proportions** get the interval of Bonett and Price with the same
//! effective number.
//!
//! **Spread over draws**, 5 % to 95 %: for proportions the quantiles of the beta distribution with mean m and variance τ²
//! (the beta-binomial model by moments; Kleinman 1973, J. Am. Stat. Assoc. 68, 46-54); for paired differences of proportions
//! `m ± 1.645 τ` within what was seen, since draws of two runs have means of -1, -1/2, 0, 1/2 and 1 only; for other means the quantiles
//! of the draws' own means, pulled towards m by `τ / sd(S_d/n_d)`, so that their variance is τ² (Louis 1984, J. Am. Stat. Assoc.
//! 79, 393-398), or `m ± 1.645 τ` as well where most draws are alike and their quantiles tell nothing. Where `τ²` is estimated as zero, draws differ no more than chance makes them, and an upper limit stands in its place ([`spread`]).
//! With one run per draw the two uncertainties cannot be told apart, and the spread is left empty, as it is with fewer than two draws.

use super::{
    Bins, Histogram, RUNS_PER_DRAW, SCRAMBLES, UNIT, interval,
    special::t95,
    spread::{self, Apart, Spread},
};
use serde::{Deserialize, Serialize};

/// No number is larger: the bounds of the tables allow 4e15 person-weeks. A run in which one is has gone wrong.
const LARGEST: f64 = 1e16;
/// Times as many independent runs as there are runs: so many and no more are granted to counts that may agree by luck.
const GRANTED: f64 = 1.5;
/// The bounds of a number that may be any.
pub const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
/// Bins of the histograms of values and of draw means: good to 1/128 of the value.
pub const FINE: Bins = Bins::Doubling(6);

/// Draws with the same number of runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Sized {
    draws: u64,
    sum: i128,
    square: Squares,
}

/// The runs of a scramble.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Scrambled {
    runs: u64,
    sum: i128,
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
    by_scramble: [Scrambled; SCRAMBLES],
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
    /// Its 95 % sampling interval; of a mean nothing with fewer than two draws, which of shares and differences count as one observation.
    pub interval: Option<(f64, f64)>,
    /// Its standard error, over scrambles.
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
    /// Scrambles that have runs.
    g: f64,
    mean: f64,
    /// `Σ (S_g - n_g m)²`
    residual: f64,
    /// `Σ n_d (S_d/n_d - m)²`
    between: f64,
    /// `Σ (S_d/n_d - m)²`
    means: f64,
    /// `Σ (x - S_d/n_d)²`
    within: f64,
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

    /// Ends a draw of this scramble: its runs are in, or as many of them as there are.
    pub fn close(&mut self, scramble: usize) {
        let (n, sum) = std::mem::take(&mut self.open);
        if n > 0 {
            let scrambled = &mut self.by_scramble[scramble];
            scrambled.runs += n as u64;
            scrambled.sum += sum;
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
        for (mine, theirs) in self.by_scramble.iter_mut().zip(&other.by_scramble) {
            mine.runs += theirs.runs;
            mine.sum += theirs.sum;
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
        let (runs, sum) = self
            .by_size
            .iter()
            .zip(1..)
            .fold((0, 0), |(runs, sum), (s, k)| (runs + k * i128::from(s.draws), sum + s.sum));
        let mean = sum as f64 / n;
        let there = self.by_scramble.iter().filter(|scrambled| scrambled.runs > 0);
        // So that totals that agree are seen to do so: rounded, they differ by accident.
        let exact = |s: &Scrambled| s.sum.checked_mul(runs)?.checked_sub(sum.checked_mul(i128::from(s.runs))?);
        let rounded = |s: &Scrambled| s.sum as f64 - s.runs as f64 * mean;
        let apart = |s: &Scrambled| exact(s).map_or_else(|| rounded(s), |exact| exact as f64 / n) / UNIT;
        let residual = there.clone().map(apart).map(|apart| apart * apart).sum();
        let g = there.count() as f64;
        let mut sums = Sums { n, d, g, mean: mean / UNIT, residual, between: 0.0, means: 0.0, within: 0.0 };
        let mut squares = self.squares.total();
        for (i, size) in self.by_size.iter().enumerate().filter(|(_, s)| s.draws > 0) {
            let (k, draws) = (i as f64 + 1.0, size.draws as f64);
            let residual = (size.square.total() - 2.0 * k * mean * size.sum as f64 + draws * k * k * mean * mean)
                .max(0.0)
                / (UNIT * UNIT);
            sums.between += residual / k;
            sums.means += residual / (k * k);
            squares -= size.square.total() / k;
        }
        sums.within = squares.max(0.0) / (UNIT * UNIT);
        Some(sums)
    }

    /// The mean, with Student's interval.
    pub fn mean(&self) -> Option<Estimate> {
        self.mean_within(ANY)
    }

    /// The same of a number that is never less than the one bound or more than the other: neither is the end of an interval of its mean.
    pub fn mean_within(&self, (least, most): (f64, f64)) -> Option<Estimate> {
        let sums = self.sums()?;
        let mut estimate = sums.estimate();
        estimate.interval = estimate.error.map(|error| {
            let half = sums.quantile() * error;
            ((sums.mean - half).max(least), (sums.mean + half).min(most))
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
        estimate.spread = sums.apart().and_then(|apart| match apart {
            Apart::By(tau2) => Spread::of_shares([(p, tau2)], false, estimate.interval),
            Apart::AtMost(_) => {
                let (low, high) = estimate.interval.unwrap_or((p, p));
                let twice = spread::twice(self.pairs(p));
                Spread::of_shares([low, p, high].map(|p| (p, spread::most_apart(p, twice))), true, estimate.interval)
            }
        });
        Some(estimate)
    }

    /// The difference of two proportions on the same worlds, for values of -1, 0 and 1.
    pub fn paired_proportion(&self) -> Option<Estimate> {
        let sums = self.sums()?;
        let mut estimate = sums.estimate();
        let (up, down) = (self.up as f64 / sums.n, self.down as f64 / sums.n);
        let effective = sums.effective(up + down - sums.mean * sums.mean);
        estimate.interval = Some(interval::paired(up, down, effective, sums.quantile()));
        let apart = sums.apart().zip(self.seen());
        estimate.spread =
            apart.and_then(|(apart, seen)| Spread::of_amounts(sums.mean, apart, (None, seen), estimate.interval));
        Some(estimate)
    }

    /// Whole draws of two runs of which one says the rarer answer, and of which both do.
    fn pairs(&self, p: f64) -> (f64, f64) {
        let whole = &self.by_size[RUNS_PER_DRAW - 1];
        let (draws, yes) = (whole.draws as f64, whole.sum as f64 / UNIT);
        let both = (whole.square.total() / (UNIT * UNIT) - yes) / 2.0;
        let one = yes - 2.0 * both;
        (one, if p <= 0.5 { both } else { draws - one - both })
    }

    /// The least and the most of the values.
    fn seen(&self) -> Option<(f64, f64)> {
        let scale = if self.whole { 1.0 } else { UNIT };
        Some((self.values.quantile(0.0, FINE)? / scale, self.values.quantile(1.0, FINE)? / scale))
    }

    /// The 5 % and 95 % points of the draws' means, pulled towards the overall mean until their variance is τ².
    fn pulled(&self, sums: &Sums, interval: Option<(f64, f64)>) -> Option<Spread> {
        let (mean, apart) = (sums.mean, sums.apart()?);
        let middle = match apart {
            Apart::By(tau2) => {
                let raw = sums.means / sums.d + sums.error().map_or(0.0, |error| error * error);
                let pull = (tau2 / raw).sqrt().min(1.0);
                let at = |q| self.means.quantile(q, FINE).map(|own| own / UNIT);
                let middle = at(0.05).zip(at(0.5)).zip(at(0.95));
                // Where most draws are alike, their quantiles say that and no more.
                let told = middle.filter(|((low, half), high)| low < half && half < high);
                let pulled = |own: f64| mean + pull * (own - mean);
                told.map(|((low, _), high)| (pulled(low), pulled(high)))
                    .filter(|(low, high)| *low <= mean && mean <= *high)
            }
            Apart::AtMost(_) => None,
        };
        Spread::of_amounts(mean, apart, (middle, self.seen()?), interval)
    }
}

impl Sums {
    fn estimate(&self) -> Estimate {
        Estimate {
            n: self.n as u64,
            draws: self.d as u64,
            value: self.mean,
            interval: None,
            error: self.error(),
            chance_error: self.chance_error(),
            spread: None,
        }
    }

    /// The standard error over scrambles.
    fn error(&self) -> Option<f64> {
        let by_luck = || self.chance_error().unwrap_or(0.0).max((self.means / (self.d * (self.d - 1.0))).sqrt());
        (self.g >= 2.0).then(|| if self.residual > 0.0 { self.error_of(self.residual) } else { by_luck() })
    }

    /// The part of it that is chance within draws.
    fn chance_error(&self) -> Option<f64> {
        (self.n > self.d).then(|| (self.within / (self.n - self.d) / self.n).sqrt())
    }

    fn error_of(&self, residual: f64) -> f64 {
        (self.g / (self.g - 1.0) * residual).sqrt() / self.n
    }

    /// The number of independent runs that would leave the same error, given the variance of one run.
    fn effective(&self, variance: f64) -> f64 {
        if self.g < 2.0 || variance <= 0.0 {
            return self.d;
        }
        let number = |residual| variance / (self.error_of(residual) * self.error_of(residual));
        number(self.residual).min(number(self.residual + 1.0).max(GRANTED * self.n))
    }

    fn quantile(&self) -> f64 {
        if self.g >= 2.0 { t95(self.g - 1.0) } else { super::special::Z95 }
    }

    /// The variance between draws; nothing where chance and draws cannot be told apart.
    fn apart(&self) -> Option<Apart> {
        if self.d < 2.0 || self.n <= self.d {
            return None;
        }
        let error = self.error().unwrap_or(0.0);
        // What the draws would show around the mean that they err about.
        let between = (self.between + self.n * error * error) / self.d;
        let free = (self.d - 1.0, self.n - self.d);
        Some(spread::variance((between, self.within / free.1), free, self.n / self.d))
    }
}

mod significance;

#[cfg(test)]
mod tests;
