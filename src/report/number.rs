//! Numbers for people: rounded to what the interval supports, written as the language writes them.

use super::text::{Lang, say};
use crate::{stats::Spread, table::number::decimal};

/// How a number and its ranges are written: the last place that its interval supports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Digits {
    step: f64,
    decimals: usize,
    percent: bool,
    lang: Lang,
}

/// No estimate has more than three meaningful digits after the point.
const MOST_DECIMALS: usize = 3;

impl Digits {
    /// For shares, shown as percentages, with this interval.
    pub fn percent(interval: Option<(f64, f64)>, lang: Lang) -> Self {
        // A tenth of a percent is the last place that anybody needs; a width of several points supports none.
        let narrow = interval.is_some_and(|(low, high)| high - low < 0.02);
        Self { step: if narrow { 0.1 } else { 1.0 }, decimals: usize::from(narrow), percent: true, lang }
    }

    /// For other numbers: two digits of the interval's width.
    pub fn of(interval: Option<(f64, f64)>, lang: Lang) -> Self {
        let width = interval.map_or(0.0, |(low, high)| high - low);
        let place = if width > 0.0 { libm::floor(libm::log10(width)) as i32 - 1 } else { 0 };
        let place = place.max(-(MOST_DECIMALS as i32));
        Self {
            step: libm::pow(10.0, f64::from(place)),
            decimals: usize::try_from(-place).unwrap_or(0),
            percent: false,
            lang,
        }
    }

    /// The number alone.
    pub fn plain(&self, value: f64) -> String {
        let value = if self.percent { value * 100.0 } else { value };
        let rounded = (value / self.step).round() * self.step + 0.0;
        if rounded.abs() >= 1e6 {
            let places = usize::from(self.step < 1e6 && rounded.abs() < 1e8);
            return say::MILLION.with(self.lang, &[&written(rounded / 1e6, places, self.lang)]);
        }
        written(rounded, self.decimals, self.lang)
    }

    /// The number with its sign of percent.
    pub fn number(&self, value: f64) -> String {
        if self.percent { say::PERCENT.with(self.lang, &[&self.plain(value)]) } else { self.plain(value) }
    }

    /// The number of a difference, with its sign; shares in points.
    pub fn signed(&self, value: f64) -> String {
        let text = self.plain(value);
        let zero = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
        if value > 0.0 && !zero { format!("+{text}") } else { text }
    }

    /// Both ends of a range.
    pub fn range(&self, range: Option<(f64, f64)>) -> String {
        self.ends(range, |low| self.plain(low), |high| self.number(high))
    }

    /// From the 5 to the 95 % of worlds; where these are one and the mean tells that not all worlds are alike, most are.
    pub fn worlds(&self, (low, high): (f64, f64), mean: Option<(f64, f64)>) -> String {
        if low >= high && mean.is_some_and(|(low, high)| low < high) {
            return say::MOSTLY.with(self.lang, &[&self.number(high)]);
        }
        self.range(Some((low, high)))
    }

    /// Both ends in words; a range of no width would read as certainty, and only says that all worlds agree.
    fn ends(&self, range: Option<(f64, f64)>, from: impl Fn(f64) -> String, to: impl Fn(f64) -> String) -> String {
        match range {
            None => "–".to_owned(),
            Some((low, high)) if low < high && from(low) == from(high) => say::ABOUT.with(self.lang, &[&to(high)]),
            Some((low, high)) if low < high => say::RANGE.with(self.lang, &[&from(low), &to(high)]),
            Some(_) => say::ALL_ALIKE.to(self.lang).to_owned(),
        }
    }

    /// A spread over assumptions; an upper limit is called one, and of two ends that are written alike there is one.
    pub fn spread(&self, spread: Option<Spread>) -> String {
        spread
            .map_or_else(|| "–".to_owned(), |spread| self.said(spread, |low| self.plain(low), |high| self.number(high)))
    }

    /// A spread of shares of a hundred worlds, without the sign of percent.
    pub fn plain_spread(&self, spread: Spread) -> String {
        self.said(spread, |low| self.plain(low), |high| self.plain(high))
    }

    /// A spread of differences.
    pub fn signed_spread(&self, spread: Option<Spread>) -> String {
        spread.map_or_else(
            || "–".to_owned(),
            |spread| self.said(spread, |low| self.signed(low), |high| self.signed(high)),
        )
    }

    fn said(&self, spread: Spread, low: impl Fn(f64) -> String, high: impl Fn(f64) -> String) -> String {
        let range = if low(spread.low) == low(spread.high) {
            say::ABOUT.with(self.lang, &[&high(spread.high)])
        } else {
            say::RANGE.with(self.lang, &[&low(spread.low), &high(spread.high)])
        };
        if spread.at_most { say::LIMITED.with(self.lang, &[&range]) } else { range }
    }

    /// Both ends of a range of differences.
    pub fn signed_range(&self, range: Option<(f64, f64)>) -> String {
        self.ends(range, |low| self.signed(low), |high| self.signed(high))
    }
}

/// A whole number in groups of three digits.
pub fn whole(number: u64, lang: Lang) -> String {
    grouped(&number.to_string(), lang)
}

/// A number with so many decimals, grouped, with the minus sign of print.
pub fn written(value: f64, decimals: usize, lang: Lang) -> String {
    let text = decimal(value, decimals);
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let sign = if text.chars().all(|c| c == '0' || c == '.') { "" } else { sign };
    match text.split_once('.') {
        None => format!("{sign}{}", grouped(text, lang)),
        Some((whole, rest)) => format!("{sign}{}{}{rest}", grouped(whole, lang), lang.decimal_mark()),
    }
}

fn grouped(digits: &str, lang: Lang) -> String {
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(lang.thousands_mark());
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_the_interval_supports() {
        let wide = Digits::percent(Some((0.31, 0.42)), Lang::En);
        assert_eq!(wide.range(Some((0.314, 0.419))), "31 to 42 %");
        let rungs = Digits::of(Some((1.10, 1.20)), Lang::En);
        assert_eq!(rungs.worlds((1.0, 1.0), Some((1.10, 1.20))), "mostly 1.000");
        assert_eq!(rungs.worlds((1.0, 1.0), Some((1.0, 1.0))), "all worlds alike");
        let narrow = Digits::percent(Some((0.031, 0.035)), Lang::En);
        assert_eq!(narrow.number(0.0333), "3.3 %");
        let deaths = Digits::of(Some((10_559.0, 14_919.0)), Lang::En);
        assert_eq!(deaths.number(12_738.98), "12,700");
        assert_eq!(deaths.signed(-4.0), "0");
        assert_eq!(deaths.signed(-1234.0), "−1,200");
        let weeks = Digits::of(Some((270_999_090.0, 387_643_014.0)), Lang::En);
        assert_eq!(weeks.number(329_321_052.0), "330 million");
        assert_eq!(Digits::of(Some((0.412, 0.433)), Lang::Fr).number(0.4221), "0,422");
        assert_eq!(Digits::of(None, Lang::En).number(3.0), "3");
    }

    #[test]
    fn each_language_groups_in_its_way() {
        assert_eq!(written(-1_234_567.5, 1, Lang::En), "−1,234,567.5");
        assert_eq!(written(1_234.5, 1, Lang::Fr), "1\u{202f}234,5");
        assert_eq!(whole(999, Lang::Fr), "999");
        assert_eq!(written(-0.01, 1, Lang::En), "0.0");
    }
}
