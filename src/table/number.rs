//! Numbers as texts: rounded, as short as they can be, and the same on every platform.

use std::fmt::Write as _;

/// A number rounded to some decimals, as short as it can be written; nothing for what is no number.
pub fn format_number(out: &mut String, number: f64, decimals: u8) {
    match Digits::of(number, decimals) {
        Some(digits) => out.extend(digits.text().iter().map(|byte| char::from(*byte))),
        // (Adding zero turns a negative zero into a plain one.)
        None if number.is_finite() => _ = write!(out, "{}", number.round() + 0.0),
        None => {}
    }
}

/// The number that the text of a rounded number reads back as.
pub fn rounded(number: f64, decimals: u8) -> f64 {
    if number.abs() >= 1e9 {
        return number.round();
    }
    let scale = SCALES[usize::from(decimals.min(6))];
    // Adding nought takes the sign of minus nought away, as in the text.
    (number * scale).round() / scale + 0.0
}

/// A number with so many decimals, for people: halves go away from zero, as everywhere.
pub fn decimal(number: f64, decimals: usize) -> String {
    format!("{:.decimals$}", rounded(number, decimals.min(6) as u8))
}

/// Powers of ten, which doubles hold exactly.
const SCALES: [f64; 7] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

/// A number written out, from its last digit to its first: at most twenty digits, a point and a sign.
#[derive(Debug)]
pub struct Digits {
    text: [u8; 22],
    at: usize,
}

impl Digits {
    /// A number rounded to some decimals, without zeros at the end; nothing for one so large that a double has no decimals to
    /// round and scaling would lose its last digits, or for what is no number.
    pub fn of(number: f64, decimals: u8) -> Option<Self> {
        if number.is_nan() || number.abs() >= 1e9 {
            return None;
        }
        let mut decimals = usize::from(decimals.min(6));
        let scale = SCALES[decimals];
        // At most fifteen digits, which a double tells apart: the shortest way to write it is the digits without zeros at the end.
        let steps = (number * scale).round();
        let mut digits = steps.abs() as u64;
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        Some(Self::new(steps < 0.0, digits, decimals))
    }

    /// A whole number.
    pub fn whole(number: u64) -> Self {
        Self::new(false, number, 0)
    }

    /// Digits of which the last so many are decimals.
    fn new(negative: bool, mut digits: u64, decimals: usize) -> Self {
        let mut written = Self { text: [b'0'; 22], at: 22 };
        for _ in 0..decimals {
            written.push(b'0' + (digits % 10) as u8);
            digits /= 10;
        }
        if decimals > 0 {
            written.push(b'.');
        }
        loop {
            written.push(b'0' + (digits % 10) as u8);
            digits /= 10;
            if digits == 0 {
                break;
            }
        }
        if negative {
            written.push(b'-');
        }
        written
    }

    fn push(&mut self, byte: u8) {
        self.at -= 1;
        self.text[self.at] = byte;
    }

    /// The text.
    pub fn text(&self) -> &[u8] {
        &self.text[self.at..]
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, format_number, rounded};
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_in_one_way() {
        // A share of 0.605 was 60 % on a terminal and 61 % on the page.
        assert_eq!([60.5, 0.5, -2.5, 12.25].map(|x| decimal(x, 0)), ["61", "1", "-3", "12"]);
        assert_eq!(decimal(12.25, 1), "12.3");
    }

    proptest! {
        /// What the standard library writes for the rounded number, which is the shortest text that reads back as it.
        #[test]
        fn numbers_are_as_short_as_they_can_be(number in -1e9..1e9_f64, small in -2.0..2.0_f64, decimals in 0..7_u8) {
            for number in [number, small, number * small * 1e-3] {
                let scale = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6][usize::from(decimals)];
                let mut out = String::new();
                format_number(&mut out, number, decimals);
                prop_assert_eq!(&out, &format!("{}", (number * scale).round() / scale + 0.0));
                prop_assert_eq!(out.parse(), Ok(rounded(number, decimals)));
            }
        }
    }

    #[test]
    fn numbers_are_rounded_and_short() {
        for (number, decimals, text) in [
            (0.5, 4, "0.5"),
            (1.0 / 3.0, 4, "0.3333"),
            (-0.000_01, 4, "0"),
            (12.0, 6, "12"),
            (0.0, 4, "0"),
            (-0.25, 4, "-0.25"),
            (0.000_1, 4, "0.0001"),
            (1200.0, 2, "1200"),
            (1e15, 2, "1000000000000000"),
            (2.675, 0, "3"),
            (f64::NAN, 2, ""),
            (f64::INFINITY, 2, ""),
        ] {
            let mut out = String::new();
            format_number(&mut out, number, decimals);
            assert_eq!(out, text, "{number}");
        }
    }
}
