//! From values to places on an axis.

use crate::report::{draw::measure::width, number::written, text::Lang};

/// A straight axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    pub(super) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    /// Where a value lies; values outside lie at the end.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + share * (self.to - self.from)
    }
}

/// Round numbers on an axis with their labels, as many as there is room for between the labels.
pub(super) fn marks(scale: &Scale, write: impl Fn(&[f64]) -> Vec<String>) -> Vec<(f64, String)> {
    let fitting = [6.0, 5.0, 4.0, 3.0, 2.0].into_iter().map(|steps| {
        let at = ticks(scale.low, scale.high, steps);
        let texts = write(&at);
        at.into_iter().zip(texts).collect::<Vec<_>>()
    });
    let fits = |marks: &Vec<(f64, String)>| {
        marks.windows(2).all(|two| {
            let room = (scale.at(two[1].0) - scale.at(two[0].0)).abs();
            room >= f64::midpoint(width(&two[0].1, 10.0), width(&two[1].1, 10.0)) + 10.0
        })
    };
    let mut last = Vec::new();
    for marks in fitting {
        if fits(&marks) {
            return marks;
        }
        last = marks;
    }
    last
}

/// Round numbers between two ends, about so many steps.
pub(super) fn ticks(low: f64, high: f64, steps: f64) -> Vec<f64> {
    let rough = (high - low) / steps;
    if rough <= 0.0 || !rough.is_finite() {
        return vec![low];
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough * 0.999).unwrap_or(rough);
    let first = (low / step - 1e-9).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    (first..=last).map(|i| i as f64 * step).collect()
}

/// How the numbers of an axis are written: as short as their steps allow.
pub(super) fn labels(ticks: &[f64], lang: Lang) -> Vec<String> {
    let most = ticks.iter().fold(0.0, |m: f64, t| m.max(t.abs()));
    let step = if ticks.len() > 1 { (ticks[1] - ticks[0]).abs() } else { most };
    let (by, end) = if most >= 1e7 { (1e6, "\u{a0}M") } else { (1.0, "") };
    let decimals = (0..4).find(|d| {
        let scaled = step / by * libm::pow(10.0, f64::from(*d));
        (scaled - scaled.round()).abs() < 1e-6
    });
    ticks.iter().map(|t| format!("{}{end}", written(t / by, decimals.unwrap_or(4) as usize, lang))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 1.0, 4.0), [0.0, 0.5, 1.0]);
        assert_eq!(ticks(-3.0, 17.0, 4.0), [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(labels(&[0.0, 0.5, 1.0], Lang::Fr), ["0,0", "0,5", "1,0"]);
        assert_eq!(labels(&[0.0, 2e7], Lang::En), ["0\u{a0}M", "20\u{a0}M"]);
        assert_eq!(ticks(2.0, 2.0, 4.0), [2.0]);
    }
}
