//! Intervals for proportions and for paired differences of proportions.

/// Wilson's score interval for a share `p` of `n` trials (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212):
/// `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)`.
///
/// `n` need not be whole: for clustered runs it is the effective number (see [`super::Tally::proportion`]).
pub fn wilson(p: f64, n: f64, z: f64) -> (f64, f64) {
    let z2 = z * z;
    let centre = p + z2 / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // At the ends the formula gives exactly 0 and 1 but for rounding.
    let low = if p <= 0.0 { 0.0 } else { ((centre - half) / scale).max(0.0) };
    let high = if p >= 1.0 { 1.0 } else { ((centre + half) / scale).min(1.0) };
    (low, high)
}

/// Interval for the difference of two proportions seen on the same `n` worlds, of which the share `up` went from no to yes and
/// the share `down` from yes to no: the adjusted Wald interval with one world added to each of the two (Bonett and Price 2012,
/// J. Educ. Behav. Stat. 37, 479-488).
pub fn paired(up: f64, down: f64, n: f64, z: f64) -> (f64, f64) {
    let (difference, error) = adjusted(up, down, n);
    let half = z * error;
    ((difference - half).max(-1.0), (difference + half).min(1.0))
}

/// The difference with one world added to each of the two, and its standard error: `d = a - b` and `sqrt((a + b - d²) / (n + 2))`, with
/// `a = (n up + 1) / (n + 2)` and `b` likewise.
pub fn adjusted(up: f64, down: f64, n: f64) -> (f64, f64) {
    let (a, b) = ((up * n + 1.0) / (n + 2.0), (down * n + 1.0) / (n + 2.0));
    let difference = a - b;
    (difference, ((a + b - difference * difference) / (n + 2.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::{super::special::Z95, *};

    #[test]
    fn wilson_meets_the_published_examples() {
        // Newcombe 1998 (Statistics in Medicine 17, 857-872), table I, method 3.
        for (r, n, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let (l, h) = wilson(r / n, n, Z95);
            assert!((l - low).abs() < 6e-5 && (h - high).abs() < 6e-5, "{r}/{n}: {l} {h}");
        }
        assert_eq!(wilson(1.0, 20.0, Z95).1, 1.0);
    }

    #[test]
    fn paired_differences_are_symmetric_and_never_certain() {
        let (low, high) = paired(0.2, 0.05, 100.0, Z95);
        let (l, h) = paired(0.05, 0.2, 100.0, Z95);
        assert!((low + h).abs() < 1e-12 && (high + l).abs() < 1e-12);
        // 20 up, 5 down of 100: (21 - 6) / 102 ± 1.96 √((27/102 - (15/102)²) / 102), worked by hand.
        assert!((low - 0.051_470).abs() < 1e-4 && (high - 0.242_647).abs() < 1e-4, "{low} {high}");
        let (low, high) = paired(0.0, 0.0, 64.0, Z95);
        assert!(low < 0.0 && high > 0.0 && (low + high).abs() < 1e-12);
    }
}
