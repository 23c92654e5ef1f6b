//! How unlikely a difference would be if there were none: two-sided p values, below 0.05 exactly where the 95 % interval leaves zero out.

use super::{
    super::{interval, special::t_beyond},
    Tally,
};

impl Tally {
    /// Of a mean: `t = m / se` over scrambles has Student's distribution with `G - 1` degrees of freedom (see [`super`]). Where every run differs by the
    /// same, there is no error to divide by and the sign test stands in its place, with draws as units: `2 / 2^D`. Nothing with fewer than two scrambles.
    pub fn mean_p(&self) -> Option<f64> {
        let sums = self.sums()?;
        let error = sums.error()?;
        Some(match (error > 0.0, sums.mean) {
            (true, mean) => t_beyond(mean / error, sums.g - 1.0),
            (false, 0.0) => 1.0,
            (false, _) => 2.0 * libm::exp2(-sums.d),
        })
    }

    /// Of a paired difference of proportions: the adjusted difference over its standard error ([`interval::adjusted`]), with the effective number of runs,
    /// against the same distribution.
    pub fn paired_p(&self) -> Option<f64> {
        let sums = self.sums()?;
        let (up, down) = (self.up as f64 / sums.n, self.down as f64 / sums.n);
        let (difference, error) = interval::adjusted(up, down, sums.effective(up + down - sums.mean * sums.mean));
        (sums.g >= 2.0).then(|| t_beyond(difference / error, sums.g - 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{SCRAMBLES, cluster::in_units};

    fn tally(draws: &[&[f64]]) -> Tally {
        let mut tally = Tally::default();
        for (number, draw) in draws.iter().enumerate() {
            draw.iter().for_each(|x| tally.add(in_units(*x)));
            tally.close(number % SCRAMBLES);
        }
        tally
    }

    #[test]
    fn a_paired_difference_meets_the_sleep_of_student() {
        // Hours of sleep that ten patients gained by the one drug more than by the other (Student 1908, Biometrika 6, 1-25): t = 4.0621, p = 0.002833,
        // 95 % interval 0.7001 to 2.4599.
        let hours = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let draws: Vec<&[f64]> = hours.iter().map(std::slice::from_ref).collect();
        let sleep = tally(&draws);
        let (low, high) = sleep.mean().unwrap().interval.unwrap();
        assert!((low - 0.7001).abs() < 5e-5 && (high - 2.4599).abs() < 5e-5, "{low} {high}");
        assert!((sleep.mean_p().unwrap() - 0.002_833).abs() < 5e-7, "{:?}", sleep.mean_p());
    }

    #[test]
    fn p_values_and_intervals_say_the_same() {
        let pattern = |seed: usize, draw: usize, run: usize| ((draw * 7 + run * 3 + seed * draw * draw) % 11) as f64;
        let mut told = [0; 2];
        for seed in 0..60 {
            let shift = seed as f64 / 20.0;
            let draws: Vec<[f64; 2]> = (0..40).map(|d| [0, 1].map(|run| pattern(seed, d, run) - 5.0 - shift)).collect();
            let signs: Vec<[f64; 2]> =
                draws.iter().map(|draw| draw.map(|x| if x.abs() < 3.0 { 0.0 } else { x.signum() })).collect();
            let of = |draws: &[[f64; 2]]| tally(&draws.iter().map(<[f64; 2]>::as_slice).collect::<Vec<_>>());
            let (means, shares) = (of(&draws), of(&signs));
            for (which, p, found) in
                [(0, means.mean_p(), means.mean()), (1, shares.paired_p(), shares.paired_proportion())]
            {
                let (low, high) = found.unwrap().interval.unwrap();
                assert_eq!(p.unwrap() < 0.05, low > 0.0 || high < 0.0, "{seed}: {p:?} {low} {high}");
                told[which] += usize::from(p.unwrap() < 0.05);
            }
        }
        assert!(told.iter().all(|told| (5..60).contains(told)), "{told:?}");
    }

    #[test]
    fn nothing_is_told_from_nothing() {
        assert_eq!(Tally::default().mean_p(), None);
        assert_eq!((tally(&[&[1.0, 2.0]]).mean_p(), tally(&[&[1.0, 0.0]]).paired_p()), (None, None));
        let same = tally(&[&[0.0; 2][..]; 20]);
        assert_eq!((same.mean_p(), same.paired_p()), (Some(1.0), Some(1.0)));
        assert_eq!(tally(&[&[3.0; 2][..]; 5]).mean_p(), Some(0.0625));
    }
}
