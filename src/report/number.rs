//! Numbers for people: rounded to what the interval supports, written as the language writes them.

use super::text::{Lang, say};
use crate::{
    stats::Spread,
    table::{
        number::decimal,
        places::{Ends, Places},
    },
};

/// How a number and its ranges are written: as far as [`Places`] says, with the marks and words of a language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Digits {
    places: Places,
    lang: Lang,
}

impl Digits {
    /// For shares, shown as percentages, with this interval.
    pub fn percent(interval: Option<(f64, f64)>, lang: Lang) -> Self {
        Self { places: Places::percent(interval), lang }
    }

    /// For other numbers.
    pub fn of(interval: Option<(f64, f64)>, lang: Lang) -> Self {
        Self { places: Places::of(interval), lang }
    }

    /// The number alone.
    pub fn plain(&self, value: f64) -> String {
        let told = self.places.told(value);
        let text = marked(&told.digits, self.lang);
        if told.millions { say::MILLION.with(self.lang, &[&text]) } else { text }
    }

    /// The number with its sign of percent.
    pub fn number(&self, value: f64) -> String {
        let text = self.plain(value);
        if self.places.is_percent() { say::PERCENT.with(self.lang, &[&text]) } else { text }
    }

    /// The number of a difference, with its sign; shares in points.
    pub fn signed(&self, value: f64) -> String {
        let text = self.plain(value);
        let zero = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
        if value > 0.0 && !zero { format!("+{text}") } else { text }
    }

    /// Both ends of a range.
    pub fn range(&self, range: Option<(f64, f64)>) -> String {
        self.ends(range.map(|range| self.places.range(range)), Self::plain, Self::number)
    }

    /// From the 5 to the 95 % of worlds, beside the interval of their mean.
    pub fn worlds(&self, range: (f64, f64), mean: Option<(f64, f64)>) -> String {
        self.ends(Some(self.places.worlds(range, mean)), Self::plain, Self::number)
    }

    /// Both ends in words.
    fn ends(&self, ends: Option<Ends>, from: fn(&Self, f64) -> String, to: fn(&Self, f64) -> String) -> String {
        match ends {
            None => "–".to_owned(),
            Some(Ends::Alike) => say::ALL_ALIKE.to(self.lang).to_owned(),
            Some(Ends::Mostly(value)) => say::MOSTLY.with(self.lang, &[&to(self, value)]),
            Some(Ends::About(value)) => say::ABOUT.with(self.lang, &[&to(self, value)]),
            Some(Ends::Between(low, high)) => say::RANGE.with(self.lang, &[&from(self, low), &to(self, high)]),
        }
    }

    /// A spread over assumptions; an upper limit is called one, and of two ends that are written alike there is one.
    pub fn spread(&self, spread: Option<Spread>) -> String {
        spread.map_or_else(|| "–".to_owned(), |spread| self.said(spread, Self::plain, Self::number))
    }

    /// A spread of shares of a hundred worlds, without the sign of percent.
    pub fn plain_spread(&self, spread: Spread) -> String {
        self.said(spread, Self::plain, Self::plain)
    }

    /// A spread of differences.
    pub fn signed_spread(&self, spread: Option<Spread>) -> String {
        spread.map_or_else(|| "–".to_owned(), |spread| self.said(spread, Self::signed, Self::signed))
    }

    fn said(&self, spread: Spread, low: fn(&Self, f64) -> String, high: fn(&Self, f64) -> String) -> String {
        let range = self.ends(Some(self.places.spread(spread.ends())), low, high);
        if spread.at_most { say::LIMITED.with(self.lang, &[&range]) } else { range }
    }

    /// Both ends of a range of differences.
    pub fn signed_range(&self, range: Option<(f64, f64)>) -> String {
        self.ends(range.map(|range| self.places.range(range)), Self::signed, Self::signed)
    }
}

/// A whole number in groups of three digits.
pub fn whole(number: u64, lang: Lang) -> String {
    grouped(&number.to_string(), lang)
}

/// A number with so many decimals, grouped, with the minus sign of print.
pub fn written(value: f64, decimals: usize, lang: Lang) -> String {
    marked(&decimal(value, decimals), lang)
}

/// Digits with the marks of a language.
fn marked(text: &str, lang: Lang) -> String {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("−", rest));
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
