//! Stratified numbers: for each key a sequence that fills the interval evenly at every length, and that can be read at any place.
//!
//! The van der Corput sequence writes the bits of an index behind the binary point, lowest bit first, so that each `2^k` of its
//! numbers lie one in each of `2^k` equal intervals. Nested uniform scrambling (Owen 1995, in *Monte Carlo and Quasi-Monte Carlo
//! Methods in Scientific Computing*, 299-317) flips each digit by a coin that hangs on all digits before it: each number is then
//! uniform, and the intervals stay as evenly filled. The coins are a hash of the key and of what they hang on (Burley 2020, J. Computer
//! Graphics Techniques 9(4), 1-20, section 3). So that two keys know nothing of each other, the order is shuffled likewise (section 4
//! there): the coin hangs on the higher bits of the index, too. With `b` the bits of the index `n` from the lowest,
//!
//! `d_j = b_j xor coin(key, j, d_1 .. d_(j-1), n >> j)`.
//!
//! Given the higher bits, `d_k .. d_1` give back `b_k .. b_1`; so `2^k` indices that begin at a multiple of `2^k` have all values of the
//! first `k` digits, whatever the coins. Digits beyond those of an index are hashed from the number so far.

use crate::id::Key;

/// Digits that are kept apart by the index.
const DIGITS: u32 = u32::BITS;

/// The `n`-th number of a key, in the open interval (0, 1).
pub(super) fn nth(key: Key, n: u64) -> f64 {
    // Beyond 2^32 numbers a new sequence begins.
    let (key, n) = (key.with(Key(n >> DIGITS)), n & u64::from(u32::MAX));
    let mut digits = 0;
    for j in 1..=DIGITS {
        // The digits before and the bits above fill 31 bits between them, each at its place.
        let hangs_on = u64::from(j) << DIGITS | digits << (DIGITS - j) | n >> j;
        let coin = key.with(Key(hangs_on)).0 >> 63;
        digits = digits << 1 | ((n >> (j - 1) & 1) ^ coin);
    }
    let rest = key.with(Key(digits)).0 >> (64 - REST);
    ((digits << REST | rest) as f64 + 0.5) * (1.0 / (1u64 << (DIGITS + REST)) as f64)
}

/// Digits beyond: 52 in all, at the centres of their cells, so that neither 0 nor 1 can come out.
const REST: u32 = 52 - DIGITS;

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(n: u64) -> impl Iterator<Item = Key> {
        (0..n).map(|i| Key::of("strata.test").with(Key(i)))
    }

    /// Which of `2^k` equal intervals each of some numbers falls into, sorted.
    fn intervals(key: Key, from: u64, k: u32) -> Vec<u64> {
        let cell = |n| (nth(key, n) * (1u64 << k) as f64) as u64;
        let mut cells: Vec<u64> = (from..from + (1 << k)).map(cell).collect();
        cells.sort_unstable();
        cells
    }

    #[test]
    fn each_power_of_two_numbers_fill_as_many_intervals() {
        for key in keys(20) {
            for k in 0..=12 {
                let each: Vec<u64> = (0..1 << k).collect();
                assert_eq!(intervals(key, 0, k), each);
                assert_eq!(intervals(key, 5 << k, k), each, "wherever a block begins");
                assert_eq!(intervals(key, (1 << 32) + (3 << k), k), each, "in the next sequence, too");
            }
        }
    }

    #[test]
    fn numbers_of_any_index_are_uniform_over_keys() {
        for n in [0, 1, 2, 3, 14, 1000, u64::from(u32::MAX), 1 << 40] {
            let (mut sum, mut square, mut low) = (0.0, 0.0, 0);
            for key in keys(20_000) {
                let u = nth(key, n);
                assert!(u > 0.0 && u < 1.0);
                sum += u / 20_000.0;
                square += u * u / 20_000.0;
                low += u32::from(u < 0.05);
            }
            assert!((sum - 0.5).abs() < 0.01 && (square - 1.0 / 3.0).abs() < 0.01, "{n}: {sum} {square}");
            assert!((850..1150).contains(&low), "{n}: {low}");
        }
    }

    /// The first `2^k` numbers of two keys, as permutations of intervals, have every pair of places equally often.
    #[test]
    fn keys_know_nothing_of_each_other() {
        const SIDE: usize = 4;
        let mut seen = [[0u32; SIDE * SIDE]; SIDE];
        let (mut product, mut both) = (0.0, 0.0);
        for key in keys(8000) {
            let (a, b) = (key.with(Key(1)), key.with(Key(2)));
            for n in 0..SIDE as u64 {
                let (x, y) = (nth(a, n), nth(b, n));
                let cell = |u: f64| (u * SIDE as f64) as usize;
                seen[n as usize][cell(x) * SIDE + cell(y)] += 1;
                product += (x - 0.5) * (y - 0.5) / 32_000.0;
                both += (nth(a, n) - 0.5) * (nth(b, n + 1) - 0.5) / 32_000.0;
            }
        }
        // 500 of 8000 are expected in each, give or take 22.
        assert!(seen.iter().flatten().all(|count| (400..600).contains(count)), "{seen:?}");
        assert!(f64::abs(product) < 0.002 && f64::abs(both) < 0.002, "{product} {both}");
    }

    /// Owen's variance: the mean of a smooth function over `2^k` numbers errs by some `n^-1.5` instead of `n^-0.5`.
    #[test]
    fn means_of_smooth_functions_err_little() {
        for k in [3, 5, 7] {
            let n = 1u64 << k;
            let error = |key| (0..n).map(|i| nth(key, i) * nth(key, i)).sum::<f64>() / n as f64 - 1.0 / 3.0;
            let variance = keys(400).map(|key| error(key) * error(key)).sum::<f64>() / 400.0;
            // Of the function's slope in its own interval, x + e with e uniform: (4/3) / (12 n^3).
            let right = 4.0 / 36.0 / (n * n * n) as f64;
            assert!((0.7..1.4).contains(&(variance / right)), "{k}: {}", variance / right);
        }
    }
}
