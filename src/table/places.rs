//! To how many places a number is told: as far as its interval supports, in one way for the terminal and for the page.
//!
//! Nothing here knows a language: whoever prints groups the digits, sets the marks and says the words.

use super::number::decimal;

/// How many digits a number and its ranges have: two of the width of the interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Places {
    /// The power of ten that is told last.
    last: i32,
    /// Whether nothing speaks against the digits that the number has.
    open: bool,
    percent: bool,
}

/// A number as far as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Digits with `.` between them, and `-` before them; of a percentage, those of a hundred.
    pub digits: String,
    /// Whether they count millions.
    pub millions: bool,
}

/// What is to be said of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ends {
    /// It has no width, which would read as certainty: all worlds agree.
    Alike,
    /// It has none, and yet not all worlds agree.
    Mostly(f64),
    /// Both ends have the same digits.
    About(f64),
    /// From one to the other.
    Between(f64, f64),
}

/// No number has more meaningful digits after the point.
const MOST: i32 = 3;
/// What is as large as that is counted in millions.
const MILLION: f64 = 1e6;

impl Places {
    /// For shares, which are told as percentages, with this interval.
    pub fn percent(interval: Option<(f64, f64)>) -> Self {
        // A tenth of a percent is the last place that anybody needs; a width of several points supports none.
        let narrow = interval.is_some_and(|(low, high)| high - low < 0.02);
        Self { last: -i32::from(narrow), open: false, percent: true }
    }

    /// For other numbers. Without an interval, or where all worlds agree, a number has the digits that it has.
    pub fn of(interval: Option<(f64, f64)>) -> Self {
        let width = interval.map_or(0.0, |(low, high)| high - low);
        let last = if width > 0.0 { (libm::floor(libm::log10(width)) as i32 - 1).max(-MOST) } else { -MOST };
        Self { last, open: width <= 0.0, percent: false }
    }

    /// Whether percentages are told.
    pub fn is_percent(self) -> bool {
        self.percent
    }

    /// A number as far as it is told; none is less than nothing that has only noughts.
    pub fn told(self, value: f64) -> Told {
        let value = if self.percent { value * 100.0 } else { value };
        let step = libm::pow(10.0, f64::from(self.last));
        let rounded = if self.last > 0 { (value / step).round() * step } else { value };
        let millions = rounded.abs() >= MILLION;
        let (number, last) = if millions { (rounded / MILLION, self.last - 6) } else { (rounded, self.last) };
        let mut digits = decimal(number, (-last).clamp(0, MOST) as usize);
        if self.open && digits.contains('.') {
            digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
        }
        if !digits.contains(|c: char| c.is_ascii_digit() && c != '0') {
            digits = digits.trim_start_matches('-').to_owned();
        }
        Told { digits, millions }
    }

    /// What is to be said of a range.
    pub fn range(self, (low, high): (f64, f64)) -> Ends {
        if low >= high { Ends::Alike } else { self.spread((low, high)) }
    }

    /// The same of a spread over assumptions, which tells of no world, so that its width says nothing of their being alike.
    pub fn spread(self, (low, high): (f64, f64)) -> Ends {
        if self.told(low) == self.told(high) { Ends::About(high) } else { Ends::Between(low, high) }
    }

    /// The same of the 5 to 95 % of worlds; where these are one and the interval of the mean tells that not all worlds are alike, most are.
    pub fn worlds(self, (low, high): (f64, f64), mean: Option<(f64, f64)>) -> Ends {
        if low >= high && mean.is_some_and(|(low, high)| low < high) {
            return Ends::Mostly(high);
        }
        self.range((low, high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(places: Places, value: f64) -> String {
        let told = places.told(value);
        told.digits + if told.millions { " million" } else { "" }
    }

    #[test]
    fn numbers_have_the_digits_that_the_interval_supports() {
        for (interval, value, text) in [
            (Some((4310.0, 4520.0)), 4412.3, "4410"),
            (Some((10_559.0, 14_919.0)), 12_738.98, "12700"),
            (Some((270_999_090.0, 387_643_014.0)), 329_321_052.0, "330 million"),
            (Some((329_316_000.0, 329_326_000.0)), 329_321_052.0, "329.321 million"),
            (Some((2_000_000.0, 2_900_000.0)), 2_449_000.0, "2.45 million"),
            (Some((999_000.0, 1_000_500.0)), 999_960.0, "1.000 million"),
            (Some((0.412, 0.433)), 0.4225, "0.423"),
            (Some((4310.0, 4520.0)), -4.0, "0"),
            (Some((0.1, 0.3)), -0.004, "0.00"),
            // All worlds agree, or nothing tells how sure a number is: it was `0` on the page, and `0.4` in the terminal.
            (Some((0.42, 0.42)), 0.42, "0.42"),
            (None, 0.42, "0.42"),
            (None, 3.0, "3"),
            (None, 4412.5, "4412.5"),
            (None, 5000.0, "5000"),
            (None, 3_000_000.0, "3 million"),
        ] {
            assert_eq!(told(Places::of(interval), value), text, "{interval:?} {value}");
        }
        for (interval, value, text) in [
            ((0.31, 0.42), 0.314, "31"),
            ((0.031, 0.035), 0.0333, "3.3"),
            ((0.5, 0.7), 0.605, "61"),
            ((0.0, 0.5), -0.001, "0"),
        ] {
            assert_eq!(told(Places::percent(Some(interval)), value), text, "{interval:?} {value}");
        }
    }

    #[test]
    fn a_range_without_width_is_no_certainty() {
        let rungs = Places::of(Some((1.0, 1.5)));
        assert_eq!(rungs.worlds((1.0, 1.0), Some((1.0, 1.5))), Ends::Mostly(1.0));
        assert_eq!(rungs.worlds((1.0, 1.0), Some((1.0, 1.0))), Ends::Alike);
        assert_eq!(rungs.worlds((1.0, 2.0), Some((1.0, 1.5))), Ends::Between(1.0, 2.0));
        assert_eq!(rungs.range((1.0, 1.001)), Ends::About(1.001));
        assert_eq!(rungs.spread((1.0, 1.0)), Ends::About(1.0));
    }
}
