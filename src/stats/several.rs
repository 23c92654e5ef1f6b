//! Many comparisons at once: of twenty differences that are none, one is told apart at the 5 % level by chance.

/// The p values after Holm's correction (Holm 1979, Scand. J. Stat. 6, 65-70): of `m` values sorted upwards, `p'(i) = max over j <= i of min(1, (m - j + 1) p(j))`,
/// in the order in which they were given. To call a difference told apart where `p'` is below 0.05 errs in any of them with a chance of at most 5 %, however they hang together.
pub fn holm(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
    let (mut corrected, mut most) = (vec![1.0; values.len()], 0.0_f64);
    for (before, index) in order.iter().enumerate() {
        most = most.max(((values.len() - before) as f64 * values[*index]).min(1.0));
        corrected[*index] = most;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: &[f64], right: &[f64]) {
        assert_eq!(found.len(), right.len());
        assert!(found.iter().zip(right).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?} {right:?}");
    }

    #[test]
    fn holm_meets_worked_examples() {
        // Four hypotheses at 0.01, 0.04, 0.03 and 0.005: the first and the last are rejected at 0.05, the others are not.
        near(&holm(&[0.01, 0.04, 0.03, 0.005]), &[0.03, 0.06, 0.06, 0.02]);
        // What `p.adjust(1:5 / 100, "holm")` of R gives.
        near(&holm(&[0.01, 0.02, 0.03, 0.04, 0.05]), &[0.05, 0.08, 0.09, 0.09, 0.09]);
        near(&holm(&[0.9, 0.8]), &[1.0, 1.0]);
        near(&holm(&[]), &[]);
    }
}
