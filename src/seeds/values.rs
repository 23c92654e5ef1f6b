//! The values of cells: dates, lists, weighted lists, claims.

use jiff::civil::Date;

/// Years of which dates make sense: what lies outside is misspelt, or stands for "never".
pub const YEARS: std::ops::RangeInclusive<i16> = 1000..=2999;

/// An ISO date, `2023-12-04` and nothing else.
pub fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
    let date: Option<Date> = if shape { text.parse().ok() } else { None };
    date.filter(|date| YEARS.contains(&date.year()))
}

/// Whether a text is an ISO date, or the month or the year of one.
pub fn is_period(text: &str) -> bool {
    let rest = "0000-01-01".get(text.len()..).filter(|_| [4, 7, 10].contains(&text.len()));
    rest.is_some_and(|rest| date(&format!("{text}{rest}")).is_some())
}

/// Signs that nobody sees, which turn the direction of a text, end its line, fill a place or have no width: a name with one looks like
/// one without. The last stands for a letter that was lost when a file was written.
const UNSEEN: [(char, char); 17] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e007f}'),
    ('\u{fffd}', '\u{fffd}'),
];
/// Two of them part letters or join them, and belong to words of Persian and of Indian scripts.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Whether a sign steers a device or a text and is none itself.
pub fn is_control(sign: char) -> bool {
    sign.is_control() || UNSEEN.iter().any(|(first, last)| (*first..=*last).contains(&sign))
}

/// The first sign that steers a device or a text and is none, such as NUL, ESC, those of C1, or one that nobody sees; line ends and tabs are text.
pub fn control(text: &str) -> Option<char> {
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    let foreign = |letter: char| !letter.is_ascii() && !letter.is_whitespace() && !is_control(letter);
    while let Some(sign) = rest.next() {
        let within = JOINERS.contains(&sign) && foreign(before) && rest.peek().is_some_and(|next| foreign(*next));
        if is_control(sign) && !"\n\r\t".contains(sign) && !within {
            return Some(sign);
        }
        before = sign;
    }
    None
}

/// Whether Excel would take a text for a formula and carry it out; a sign alone is none.
pub fn is_formula(text: &str) -> bool {
    text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The items of a list.
pub fn items(text: &str) -> impl Iterator<Item = &str> {
    let all = if text.is_empty() { None } else { Some(text.split('|').map(str::trim)) };
    all.into_iter().flatten()
}

/// The word of a list of regions that stands for none at all.
pub const NO_REGION: &str = "none";

/// The names of a list of regions.
pub fn regions(text: &str) -> impl Iterator<Item = &str> {
    items(if text == NO_REGION { "" } else { text })
}

/// The entries of a weighted list: id and number, the number empty when there is none.
pub fn weights(text: &str) -> impl Iterator<Item = (&str, &str)> {
    items(text).map(|item| item.split_once(':').map_or((item, ""), |(id, number)| (id.trim(), number.trim())))
}

/// The claims of a cell: the column (empty: the whole row) and the claim.
pub fn claims(text: &str) -> impl Iterator<Item = (&str, &str)> {
    items(text).map(|item| item.split_once(':').map_or(("", item), |(column, id)| (column.trim(), id.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_nobody_sees_are_told() {
        let unseen = [
            '\0',
            '\u{1b}',
            '\u{85}',
            '\u{ad}',
            '\u{61c}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{2028}',
            '\u{2029}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{feff}',
            '\u{e0041}',
            '\u{34f}',
            '\u{115f}',
            '\u{3164}',
            '\u{2800}',
            '\u{ffa0}',
            '\u{fffd}',
        ];
        for sign in unseen {
            assert_eq!(control(&format!("Ost{sign}rel")), Some(sign), "{sign:?}");
        }
        // Narrow blanks of French, and joiners within words that are written with them.
        for text in ["two\nlines\tand", "Quoi\u{202f}?", "a\u{a0}b", "می\u{200c}خواهم", "Ménaka", "क\u{200d}ष"]
        {
            assert_eq!(control(text), None, "{text}");
        }
    }

    #[test]
    fn cells_fall_into_their_parts() {
        assert!(date("2023-12-04").is_some());
        for bad in
            ["", "2023-13-01", "20231204", "04/12/2023", "2023-12-04T00:00", "2023-02-30", "0012-01-01", "9999-12-31"]
        {
            assert!(date(bad).is_none(), "{bad}");
        }
        assert!(["2023-12-04", "2023-12", "2023", "1000"].into_iter().all(is_period));
        assert!(
            !["", "x!", "2023-", "2023-13", "23", "December 2023", "0999", "2023-2", "2é23"].into_iter().any(is_period)
        );
        assert_eq!(items("").count(), 0);
        assert_eq!(items("a | b").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(weights("csp:0.6..0.8|is").collect::<Vec<_>>(), [("csp", "0.6..0.8"), ("is", "")]);
        assert_eq!(claims("c1|trust:c2").collect::<Vec<_>>(), [("", "c1"), ("trust", "c2")]);
    }
}
