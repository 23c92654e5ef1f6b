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

/// The first sign that steers a device and is no text, such as NUL, ESC or those of C1; line ends and tabs are text.
pub fn control(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_control() && !"\n\r\t".contains(*c))
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
    fn cells_fall_into_their_parts() {
        assert!(date("2023-12-04").is_some());
        for bad in
            ["", "2023-13-01", "20231204", "04/12/2023", "2023-12-04T00:00", "2023-02-30", "0012-01-01", "9999-12-31"]
        {
            assert!(date(bad).is_none(), "{bad}");
        }
        assert_eq!(items("").count(), 0);
        assert_eq!(items("a | b").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(weights("csp:0.6..0.8|is").collect::<Vec<_>>(), [("csp", "0.6..0.8"), ("is", "")]);
        assert_eq!(claims("c1|trust:c2").collect::<Vec<_>>(), [("", "c1"), ("trust", "c2")]);
    }
}
