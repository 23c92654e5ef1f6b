//! How one number hangs on others over draws: rank correlation, regression on ranks, and the first-order index by bins.
//!
//! All take a weight for each draw, 1 or how often a resample has it. A draw of weight 0 is not there.

/// Ranks from 1; equal values have the mean of theirs.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for same in order.chunk_by(|a, b| values[*a] == values[*b]) {
        // Ranks first + 1 to first + n have the mean first + (n + 1) / 2.
        same.iter().for_each(|at| ranks[*at] = first as f64 + f64::midpoint(same.len() as f64, 1.0));
        first += same.len();
    }
    ranks
}

/// The correlation `Σ w (x - x̄)(y - ȳ) / sqrt(Σ w (x - x̄)² Σ w (y - ȳ)²)`; of ranks, that of Spearman (1904, Am. J. Psychol. 15, 72-101). Nothing where one of
/// the two does not vary.
pub fn correlation(x: &[f64], y: &[f64], weights: &[f64]) -> Option<f64> {
    let (mut n, mut sx, mut sy, mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for ((x, y), w) in x.iter().zip(y).zip(weights) {
        n += w;
        sx += w * x;
        sy += w * y;
        xx += w * x * x;
        yy += w * y * y;
        xy += w * x * y;
    }
    let (vx, vy) = (n * xx - sx * sx, n * yy - sy * sy);
    let varies = |v: f64, square: f64| v > 1e-12 * n * square;
    (varies(vx, xx) && varies(vy, yy)).then(|| ((n * xy - sx * sy) / (vx * vy).sqrt()).clamp(-1.0, 1.0))
}

/// Puts draws into at most so many bins of about the same size by a number of theirs; equal numbers share a bin.
pub fn bins(values: &[f64], most: usize) -> Vec<usize> {
    let ranks = ranks(values);
    let part = |rank: f64| ((rank - 0.5) / values.len() as f64 * most as f64) as usize;
    let parts: Vec<usize> = ranks.iter().map(|rank| part(*rank).min(most.max(1) - 1)).collect();
    // Ties leave some empty: the others close up.
    let mut there: Vec<usize> = parts.clone();
    there.sort_unstable();
    there.dedup();
    parts.iter().map(|part| there.binary_search(part).unwrap_or(0)).collect()
}

/// How many bins `M` so many draws fill: their number to the power 0.4, 3 to 32. Of an effect that grows evenly with the number, bins lose `1 / M²`; more of them let in more chance.
pub fn fitting(draws: usize) -> usize {
    (libm::pow(draws as f64, 0.4).ceil() as usize).clamp(3, 32)
}

/// How a number varies between bins of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// The part of the variance of `y` that lies between the means of the bins of `x`, as it is seen: `η² = SSB / SST`.
    pub seen: f64,
    /// The same with what chance puts there taken out: `(SSB - (M - 1) MSW) / SST` with `MSW = (SST - SSB) / (N - M)`, the ε² of Kelley (1935, PNAS 21, 554-559). This estimates the
    /// first-order index `S = Var(E[y | x]) / Var(y)` (Sobol' 1993; from given data by bins: Plischke, Borgonovo and Smith 2013, Eur. J. Oper. Res. 226, 536-550). It can be a little below zero.
    pub index: f64,
}

/// How `y` varies between bins. Nothing where it does not vary, or where there are not two bins with more draws than that.
pub fn between(y: &[f64], bins: &[usize], weights: &[f64]) -> Option<Between> {
    let mut totals = vec![(0.0, 0.0); bins.iter().max().map_or(0, |most| most + 1)];
    let (mut n, mut sum, mut square) = (0.0, 0.0, 0.0);
    for ((y, bin), w) in y.iter().zip(bins).zip(weights) {
        let total = &mut totals[*bin];
        *total = (total.0 + w, total.1 + w * y);
        n += w;
        sum += w * y;
        square += w * y * y;
    }
    let whole = square - sum * sum / n;
    let filled = totals.iter().filter(|(n, _)| *n > 0.0);
    let m = filled.clone().count() as f64;
    if m < 2.0 || n <= m || whole <= 1e-12 * square {
        return None;
    }
    let apart = filled.map(|(n, sum)| sum * sum / n).sum::<f64>() - sum * sum / n;
    let within = (whole - apart).max(0.0) / (n - m);
    Some(Between { seen: apart / whole, index: (apart - (m - 1.0) * within) / whole })
}

/// A regression on standardised numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Regression {
    /// The coefficient of each column: standard deviations of `y` for one of `x`.
    pub coefficients: Vec<f64>,
    /// The part of the variance of `y` that all columns tell together, `R²`.
    pub told: f64,
}

/// Ordinary least squares of `y` on all columns, all standardised: `R b = r`, with the correlations of columns with each other and with `y`. Of ranks, `b` are the
/// standardised rank regression coefficients (Iman and Conover 1979, Technometrics 21, 499-509). Nothing where a column does not vary or follows from others.
pub fn regression(columns: &[&[f64]], y: &[f64], weights: &[f64]) -> Option<Regression> {
    let p = columns.len();
    let with_y = columns.iter().map(|x| correlation(x, y, weights)).collect::<Option<Vec<f64>>>()?;
    // R = L L' (Cholesky), row by row.
    let mut l = vec![vec![0.0; p]; p];
    for i in 0..p {
        for j in 0..=i {
            let r = if i == j { 1.0 } else { correlation(columns[i], columns[j], weights)? };
            let rest = r - (0..j).map(|k| l[i][k] * l[j][k]).sum::<f64>();
            l[i][j] = match i == j {
                true if rest > 1e-9 => rest.sqrt(),
                true => return None,
                false => rest / l[j][j],
            };
        }
    }
    let mut z = with_y.clone();
    for i in 0..p {
        z[i] = (z[i] - (0..i).map(|k| l[i][k] * z[k]).sum::<f64>()) / l[i][i];
    }
    let mut coefficients = z;
    for i in (0..p).rev() {
        let known = (i + 1..p).map(|k| l[k][i] * coefficients[k]).sum::<f64>();
        coefficients[i] = (coefficients[i] - known) / l[i][i];
    }
    let told = coefficients.iter().zip(&with_y).map(|(b, r)| b * r).sum::<f64>().clamp(0.0, 1.0);
    Some(Regression { coefficients, told })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chance::{Chance, Purpose},
        id::Key,
    };
    use std::f64::consts::PI;

    const TEST: Purpose = Purpose::of("stats.ranks.test");

    fn unit(draw: usize, which: u64) -> f64 {
        Chance::of_world(5, draw as u64).unit(TEST, Key(which))
    }

    fn ones(n: usize) -> Vec<f64> {
        vec![1.0; n]
    }

    #[test]
    fn spearman_meets_a_worked_example() {
        // Ten people, intelligence and hours of television a week: 1 - 6 · 194 / 990 = -29/165.
        let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        let found = correlation(&ranks(&iq), &ranks(&hours), &ones(10)).unwrap();
        assert!((found + 29.0 / 165.0).abs() < 1e-12, "{found}");
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(correlation(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0], &ones(3)), None);
    }

    #[test]
    fn weights_are_repetitions() {
        let (x, y, bins) = ([1.0, 2.0, 3.0, 5.0], [2.0, 1.0, 4.0, 3.0], [0, 0, 1, 1]);
        let (more, mine, theirs) = ([1.0, 2.0, 2.0, 5.0], [2.0, 1.0, 1.0, 3.0], [0, 0, 0, 1]);
        let weights = [1.0, 2.0, 0.0, 1.0];
        assert_eq!(correlation(&x, &y, &weights), correlation(&more, &mine, &ones(4)));
        assert_eq!(between(&y, &bins, &weights), between(&mine, &theirs, &ones(4)));
    }

    #[test]
    fn between_bins_is_worked_by_hand() {
        // Bins (1, 3) and (5, 7): of 20 around the mean of 4 the bins' means of 2 and 6 have 16; within lie 4 / 2 = 2.
        let found = between(&[1.0, 3.0, 5.0, 7.0], &[0, 0, 1, 1], &ones(4)).unwrap();
        assert!((found.seen - 0.8).abs() < 1e-12 && (found.index - 0.7).abs() < 1e-12, "{found:?}");
        assert_eq!(between(&[1.0; 4], &[0, 0, 1, 1], &ones(4)), None);
        assert_eq!(between(&[1.0, 2.0], &[0, 0], &ones(2)), None);
        assert_eq!(between(&[1.0, 2.0], &[0, 1], &ones(2)), None);
    }

    #[test]
    fn bins_have_about_the_same_size_and_part_no_equals() {
        let values: Vec<f64> = (0..100).map(|i| f64::from((i * 37) % 100)).collect();
        let found = bins(&values, 5);
        assert!((0..5).all(|bin| found.iter().filter(|own| **own == bin).count() == 20));
        assert_eq!(bins(&[0.0, 1.0, 0.0, 1.0, 1.0], 4), [0, 1, 0, 1, 1]);
        assert_eq!((fitting(10), fitting(512), fitting(1_000_000)), (3, 13, 32));
    }

    /// `sin x + 7 sin² y + z⁴ sin x / 10` of numbers uniform in -π to π (Ishigami and Homma 1990): S is 0.3139, 0.4424 and 0.
    #[test]
    fn the_index_of_ishigami_is_what_is_published() {
        let n = 8192;
        let x: Vec<Vec<f64>> =
            (0..3).map(|which| (0..n).map(|draw| PI * (2.0 * unit(draw, which) - 1.0)).collect()).collect();
        let f = |draw: usize| {
            let [a, b, c] = [0, 1, 2].map(|which: usize| x[which][draw]);
            libm::sin(a) + 7.0 * libm::sin(b) * libm::sin(b) + 0.1 * c * c * c * c * libm::sin(a)
        };
        let y: Vec<f64> = (0..n).map(f).collect();
        for (which, right) in [0.3139, 0.4424, 0.0].into_iter().enumerate() {
            let found = between(&y, &bins(&x[which], fitting(n)), &ones(n)).unwrap().index;
            assert!((found - right).abs() < 0.02, "{which}: {found}");
        }
    }

    #[test]
    fn two_columns_that_hang_together_have_the_coefficients_of_the_textbook() {
        // b = (r1 - r2 r12) / (1 - r12²), and likewise; R² = (r1² + r2² - 2 r1 r2 r12) / (1 - r12²).
        let n = 60;
        let x: Vec<f64> = (0..n).map(|draw| unit(draw, 0)).collect();
        let z: Vec<f64> = (0..n).map(|draw| unit(draw, 1) + x[draw]).collect();
        let y: Vec<f64> = (0..n).map(|draw| x[draw] - 2.0 * z[draw] + unit(draw, 2)).collect();
        let (x, z, y) = (ranks(&x), ranks(&z), ranks(&y));
        let of = |a: &[f64], b: &[f64]| correlation(a, b, &ones(n)).unwrap();
        let (r1, r2, r12) = (of(&x, &y), of(&z, &y), of(&x, &z));
        let found = regression(&[&x, &z], &y, &ones(n)).unwrap();
        let right = [(r1 - r2 * r12) / (1.0 - r12 * r12), (r2 - r1 * r12) / (1.0 - r12 * r12)];
        assert!(found.coefficients.iter().zip(right).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?} {right:?}");
        let told = (r1 * r1 + r2 * r2 - 2.0 * r1 * r2 * r12) / (1.0 - r12 * r12);
        assert!((found.told - told).abs() < 1e-9);
        // A column that is there twice follows from the other.
        assert_eq!(regression(&[&x, &x], &y, &ones(n)), None);
    }
}
