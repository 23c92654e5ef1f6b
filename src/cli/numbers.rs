//! Numbers as the terminal tells them: as far as their intervals support, and in columns.

use crate::{
    stats::Spread,
    study::Statistic,
    table::places::{Ends, Places},
};
use std::fmt::Write as _;

/// So many of something.
pub(super) fn count(n: u64, what: &str) -> String {
    format!("{} {what}{}", thousands(n), if n == 1 { "" } else { "s" })
}

/// How numbers of a row are written: as far as [`Places`] says.
pub(super) struct Style(Places);

impl Style {
    /// Those of a statistic with this interval.
    pub(super) fn of(statistic: Statistic, interval: Option<(f64, f64)>) -> Self {
        Self(if statistic == Statistic::Probability { Places::percent(interval) } else { Places::of(interval) })
    }

    fn plain(&self, value: f64) -> String {
        let told = self.0.told(value);
        let text = match told.digits.split_once('.') {
            None => grouped(&told.digits),
            Some((whole, rest)) => format!("{}.{rest}", grouped(whole)),
        };
        if told.millions { format!("{text} million") } else { text }
    }

    /// With its unit, if that is percent.
    pub(super) fn number(&self, value: f64) -> String {
        format!("{}{}", self.plain(value), if self.0.is_percent() { " %" } else { "" })
    }

    /// With its sign.
    pub(super) fn signed(&self, value: f64) -> String {
        let text = self.number(value);
        let zero = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
        if value > 0.0 && !zero { format!("+{text}") } else { text }
    }

    /// A spread over assumptions; an upper limit is called one.
    pub(super) fn spread(&self, spread: Option<Spread>) -> String {
        spread.map_or_else(
            || "-".to_owned(),
            |spread| {
                format!("{}{}", if spread.at_most { "within " } else { "" }, self.ends(self.0.spread(spread.ends())))
            },
        )
    }

    /// From the 5 to the 95 % of worlds, beside the interval of their mean.
    pub(super) fn worlds(&self, range: (f64, f64), mean: Option<(f64, f64)>) -> String {
        self.ends(self.0.worlds(range, mean))
    }

    /// An interval.
    pub(super) fn range(&self, range: Option<(f64, f64)>) -> String {
        range.map_or_else(|| "-".to_owned(), |range| self.ends(self.0.range(range)))
    }

    fn ends(&self, ends: Ends) -> String {
        match ends {
            Ends::Alike => "all alike".to_owned(),
            Ends::Mostly(value) => format!("mostly {}", self.number(value)),
            Ends::About(value) => format!("about {}", self.number(value)),
            Ends::Between(low, high) => format!("{} to {}", self.plain(low), self.number(high)),
        }
    }
}

/// With a comma for every thousand.
pub(super) fn thousands(number: u64) -> String {
    grouped(&number.to_string())
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut out = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Rows in columns: the first to the left, the others to the right.
pub(super) fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (i, cell) in row.iter().enumerate() {
            let space = " ".repeat(widths[i] - cell.chars().count());
            let _ = if i == 0 { write!(line, "{cell}{space}") } else { write!(line, "  {space}{cell}") };
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

/// A text in lines of at most 80 columns, with this before the first and two spaces more before the others.
pub(super) fn wrapped(text: &str, before: &str) -> String {
    let (mut lines, mut line) = (String::new(), before.to_owned());
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 && line.chars().count() + 1 + word.chars().count() > 80 {
            lines += &(std::mem::replace(&mut line, format!("{before}  {word}")) + "\n");
        } else {
            line += if i > 0 { " " } else { "" };
            line += word;
        }
    }
    lines + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_the_interval_supports() {
        let wide = Style::of(Statistic::Probability, Some((0.31, 0.42)));
        assert_eq!(wide.range(Some((0.314, 0.419))), "31 to 42 %");
        // Nine worlds of ten are alike, and the mean says that not all are.
        let rungs = Style::of(Statistic::Mean, Some((1.10, 1.20)));
        assert_eq!(rungs.worlds((1.0, 1.0), Some((1.10, 1.20))), "mostly 1.000");
        assert_eq!(rungs.worlds((1.0, 1.0), Some((1.0, 1.0))), "all alike");
        assert_eq!(rungs.worlds((1.0, 2.0), Some((1.10, 1.20))), "1.000 to 2.000");
        let narrow = Style::of(Statistic::Probability, Some((0.031, 0.035)));
        assert_eq!(narrow.number(0.0333), "3.3 %");
        let deaths = Style::of(Statistic::Mean, Some((4310.0, 4520.0)));
        assert_eq!(deaths.number(4412.3), "4,410");
        assert_eq!(deaths.signed(-0.2), "0");
        assert_eq!(Style::of(Statistic::Probability, Some((0.5, 0.7))).number(0.605), "61 %");
        assert_eq!(deaths.signed(1234.0), "+1,230");
        let share = Style::of(Statistic::Mean, Some((0.412, 0.433)));
        assert_eq!(share.number(0.4225), "0.423");
    }

    #[test]
    fn the_terminal_and_the_page_tell_the_same_digits() {
        use crate::report::{number::Digits, text::Lang};
        let values = [
            0.0,
            -0.004,
            0.042,
            0.605,
            0.6049,
            1.0,
            7.25,
            -13.2,
            499.5,
            4412.3,
            12_738.98,
            999_960.0,
            2_449_000.0,
            329_321_052.0,
        ];
        let widths = [0.0, 0.001, 0.0199, 0.02, 0.1, 0.5, 2.0, 7.0, 20.0, 210.0, 4360.0, 9.9e4, 1.2e8];
        let same = |text: String| text.replace("all worlds alike", "all alike").replace(['−', '–'], "-");
        let mut told = 0;
        for value in values {
            for interval in
                widths.map(|width| Some((value - width / 3.0, value + width / 1.5))).into_iter().chain([None])
            {
                for (style, page) in [
                    (Style::of(Statistic::Mean, interval), Digits::of(interval, Lang::En)),
                    (Style::of(Statistic::Probability, interval), Digits::percent(interval, Lang::En)),
                ] {
                    let (low, high) = (value * 0.9, value * 1.1);
                    let at_most = told % 2 == 0;
                    let spread = Some(Spread { low: low.min(high), high: high.max(low), at_most });
                    assert_eq!(style.number(value), same(page.number(value)), "{interval:?}");
                    assert_eq!(style.range(interval), same(page.range(interval)), "{interval:?}");
                    assert_eq!(style.spread(spread), same(page.spread(spread)), "{spread:?} {interval:?}");
                    assert_eq!(style.worlds((value, value), interval), same(page.worlds((value, value), interval)));
                    let difference = style.signed(value);
                    assert_eq!(difference.trim_end_matches(" %"), same(page.signed(value)), "{interval:?}");
                    told += 1;
                }
            }
        }
        assert_eq!(told, 2 * 14 * 14);
    }

    #[test]
    fn columns_are_aligned() {
        let rows = [vec!["a".to_owned(), "1".to_owned()], vec!["bé".to_owned(), "100".to_owned()]];
        assert_eq!(aligned(&rows), "a     1\nbé  100\n");
        assert_eq!(grouped("-1234567"), "-1,234,567");
    }

    #[test]
    fn long_lines_go_on_indented() {
        let text = vec!["eight888"; 20].join(" ");
        let lines: Vec<String> = wrapped(&text, "  ").lines().map(str::to_owned).collect();
        assert!(lines.iter().all(|line| line.chars().count() <= 80), "{lines:?}");
        assert!(lines[0].starts_with("  eight") && lines[1].starts_with("    eight"), "{lines:?}");
        assert_eq!(lines.join(" ").split_whitespace().count(), 20);
        assert_eq!(wrapped("short", ""), "short\n");
    }
}
