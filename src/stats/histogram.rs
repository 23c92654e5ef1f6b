//! Histograms of whole numbers whose bins are fixed before any data is seen.

use serde::{Deserialize, Serialize};

/// How whole numbers are sorted into bins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bins {
    /// Bins of this width, centred on its multiples.
    Even(i32),
    /// Every number up to `2 * 2^k` has a bin of its own; beyond, each doubling is divided into `2^k` bins. Negative numbers
    /// mirror positive ones.
    Doubling(u32),
}

impl Bins {
    /// The bin of a number.
    pub fn bin(self, value: i128) -> i32 {
        match self {
            Self::Even(width) => (value + i128::from(width) / 2).div_euclid(i128::from(width)) as i32,
            Self::Doubling(k) => {
                let size = value.unsigned_abs();
                let bin = if size < 2 << k {
                    size as i32
                } else {
                    let e = size.ilog2();
                    let part = (size >> (e - k)) - (1 << k);
                    (2 << k) + ((e - k - 1) << k) as i32 + part as i32
                };
                if value < 0 { -bin } else { bin }
            }
        }
    }

    /// The middle of a bin.
    pub fn middle(self, bin: i32) -> f64 {
        match self {
            Self::Even(width) => f64::from(bin) * f64::from(width),
            Self::Doubling(k) => {
                let size = bin.unsigned_abs();
                let middle = if size < 2 << k {
                    f64::from(size)
                } else {
                    let (octave, part) = ((size - (2 << k)) >> k, (size - (2 << k)) & ((1 << k) - 1));
                    let width = 2u64 << octave;
                    let low = (u64::from(part) + (1 << k)) * width;
                    low as f64 + (width - 1) as f64 / 2.0
                };
                if bin < 0 { -middle } else { middle }
            }
        }
    }
}

/// How many numbers fell into each bin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Histogram {
    /// Bins that are not empty, in order.
    counts: Vec<(i32, u32)>,
    total: u64,
    /// The least and the most that was counted.
    ends: Option<(i128, i128)>,
}

/// What is written down of a histogram: its bins and its ends.
type Kept = (Vec<(i32, u32)>, Option<(i128, i128)>);

impl From<Kept> for Histogram {
    fn from((counts, ends): Kept) -> Self {
        Self { total: counts.iter().map(|(_, count)| u64::from(*count)).sum(), counts, ends }
    }
}

impl From<Histogram> for Kept {
    fn from(histogram: Histogram) -> Self {
        (histogram.counts, histogram.ends)
    }
}

impl Histogram {
    /// Counts one number.
    #[inline]
    pub fn add(&mut self, bins: Bins, value: i128) {
        self.put(bins.bin(value), 1);
        self.reach((value, value));
    }

    fn reach(&mut self, (low, high): (i128, i128)) {
        let (least, most) = self.ends.unwrap_or((low, high));
        self.ends = Some((least.min(low), most.max(high)));
    }

    fn put(&mut self, bin: i32, count: u32) {
        self.total += u64::from(count);
        match self.counts.binary_search_by_key(&bin, |(b, _)| *b) {
            Ok(i) => self.counts[i].1 += count,
            Err(i) => {
                // Rare, and of as many lists as there are weeks times numbers: none has room to spare.
                self.counts.reserve_exact(1);
                self.counts.insert(i, (bin, count));
            }
        }
    }

    /// How many numbers were counted.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The smallest number below or at which lies the share `q` of all (the inverse of the empirical distribution), as the middle
    /// of its bin, and never beyond the least and the most that was counted; nothing when nothing was.
    pub fn quantile(&self, q: f64, bins: Bins) -> Option<f64> {
        let need = (q * self.total as f64).ceil().max(1.0) as u64;
        let mut seen = 0;
        let (bin, _) = self.counts.iter().find(|(_, count)| {
            seen += u64::from(*count);
            seen >= need
        })?;
        self.ends.map(|(least, most)| bins.middle(*bin).clamp(least as f64, most as f64))
    }

    /// Adds the counts of another part of the ensemble.
    pub fn merge(&mut self, other: &Self) {
        for (bin, count) in &other.counts {
            self.put(*bin, *count);
        }
        if let Some(ends) = other.ends {
            self.reach(ends);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bins_are_in_order_without_gap() {
        for bins in [Bins::Doubling(4), Bins::Doubling(6), Bins::Even(50)] {
            let mut last = bins.bin(-70_000);
            for value in -70_000..70_000 {
                let bin = bins.bin(value);
                assert!(bin == last || bin == last + 1, "{bins:?} {value}");
                last = bin;
            }
        }
        assert_eq!(Bins::Doubling(4).bin(31), 31);
        assert_eq!(Bins::Doubling(4).middle(31), 31.0);
        assert!(Bins::Doubling(6).bin(i128::MAX) < 10_000);
    }

    proptest! {
        #[test]
        fn a_quantile_is_off_by_half_a_bin_at_most(
            mut values in proptest::collection::vec(-3_000_000i128..3_000_000, 1..200), q in 0.0f64..1.0, k in 0usize..3,
        ) {
            let bins = [Bins::Doubling(4), Bins::Doubling(6), Bins::Even(50)][k];
            let mut histogram = Histogram::default();
            values.iter().for_each(|v| histogram.add(bins, *v));
            values.sort_unstable();
            let exact = values[((q * values.len() as f64).ceil().max(1.0) as usize - 1).min(values.len() - 1)] as f64;
            let found = histogram.quantile(q, bins).unwrap();
            prop_assert!((values[0] as f64..=values[values.len() - 1] as f64).contains(&found), "{found} lies outside");
            let bound = match bins {
                Bins::Even(width) => f64::from(width) / 2.0,
                Bins::Doubling(k) => exact.abs() / f64::from(2u32 << k),
            };
            prop_assert!((found - exact).abs() <= bound, "{exact} {found}");
        }

        #[test]
        fn parts_merge_in_any_order(values in proptest::collection::vec(0i128..1000, 0..60), cut in 0usize..60) {
            let cut = cut.min(values.len());
            let of = |part: &[i128]| {
                let mut h = Histogram::default();
                part.iter().for_each(|v| h.add(Bins::Doubling(4), *v));
                h
            };
            let (mut one, mut two) = (of(&values[..cut]), of(&values[cut..]));
            let first = one.clone();
            one.merge(&two);
            two.merge(&first);
            prop_assert_eq!(&one, &of(&values));
            prop_assert_eq!(one, two);
        }
    }
}
