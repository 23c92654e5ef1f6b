//! Numbers as users write them: `0.5`, `2..8`, `1..8 log`.

/// A number or a range, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    /// Lower end.
    pub low: f64,
    /// Upper end; equal to `low` for a plain number.
    pub high: f64,
    /// Whether the logarithm is uniform.
    pub log: bool,
}

/// What is wrong with a number, and what would be right.
pub type Wrong = (String, String);

/// Reads a number or a range within bounds (both included).
///
/// # Errors
/// What is wrong, and what would be right.
pub fn range(text: &str, min: f64, max: f64) -> Result<Written, Wrong> {
    let (body, log) = match text.trim().strip_suffix("log") {
        Some(body) if body.ends_with(' ') => (body.trim(), true),
        _ => (text.trim(), false),
    };
    let (low, high) = match body.split_once("..") {
        Some((low, high)) => (plain(low, min, max)?, plain(high, min, max)?),
        None if log => return Err(("`log` belongs to a range".to_owned(), "write for example `1..8 log`".to_owned())),
        None => plain(body, min, max).map(|value| (value, value))?,
    };
    if low > high {
        let help = format!("write the smaller number first: `{high}..{low}`");
        return Err(("the range runs downwards".to_owned(), help));
    }
    if log && low <= 0.0 {
        return Err(("a `log` range starts above zero".to_owned(), "raise its lower end, or drop `log`".to_owned()));
    }
    Ok(Written { low, high, log })
}

/// Reads a plain number within bounds (both included).
///
/// # Errors
/// What is wrong, and what would be right.
pub fn plain(text: &str, min: f64, max: f64) -> Result<f64, Wrong> {
    let text = text.trim();
    let usual = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    let value = if usual { text.parse::<f64>().ok().filter(|v| v.is_finite()) } else { None };
    let Some(value) = value else {
        return Err(not_a_number(text, min, max));
    };
    if value < min || value > max {
        return Err((format!("{text} lies outside what makes sense"), bounds(min, max)));
    }
    Ok(if value == 0.0 { 0.0 } else { value })
}

fn not_a_number(text: &str, min: f64, max: f64) -> Wrong {
    let comma = text.contains(',') && text.bytes().all(|b| b.is_ascii_digit() || b"+-.,".contains(&b));
    if comma && is_grouped(text) {
        let (whole, dot) = (text.replace(',', ""), text.replacen(',', ".", 1));
        let help = format!("write `{whole}`, or `{dot}` where the comma was a decimal one");
        return ("the comma may part thousands or decimals".to_owned(), help);
    }
    if comma {
        let dot = text.replace(',', ".");
        return (
            "the number has a decimal comma".to_owned(),
            format!(
                "write `{dot}`; in Excel set the decimal separator to a point (Options, Advanced) and save as \"CSV UTF-8\""
            ),
        );
    }
    ("this is not a number".to_owned(), bounds(min, max))
}

/// Whether commas stand where thousands are parted: `62,500`, `1,200,000`.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.trim_start_matches(['+', '-']).split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len())
        && digits(first)
        && first != "0"
        && groups.all(|group| group.len() == 3 && digits(group))
}

/// The bounds in words.
pub fn bounds(min: f64, max: f64) -> String {
    format!("a number from {min} to {max}, or a range such as `{min}..{max}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_are_read() {
        assert_eq!(range("0.5", 0.0, 1.0), Ok(Written { low: 0.5, high: 0.5, log: false }));
        assert_eq!(range(" 1..8 log", 0.0, 9.0), Ok(Written { low: 1.0, high: 8.0, log: true }));
        assert_eq!(range("-0.9..-0.2", -1.0, 1.0), Ok(Written { low: -0.9, high: -0.2, log: false }));
        assert_eq!(range("2e3", 0.0, 1e4).map(|w| w.low), Ok(2000.0));
        assert!(plain("-0", -1.0, 1.0).is_ok_and(f64::is_sign_positive));
    }

    #[test]
    fn what_is_no_number_says_why() {
        for bad in ["", "x", "nan", "inf", "1e999", "1..", "..2", "2..1", "0..3 log", "3 log", "1.5", "0x1", "1 000"] {
            assert!(range(bad, 0.0, 1.0).is_err(), "{bad}");
        }
        assert!(
            range("0,5", 0.0, 1.0).is_err_and(|(message, help)| message.contains("comma") && help.contains("UTF-8"))
        );
        assert!(range("0,5..0,7", 0.0, 1.0).is_err_and(|(message, _)| message.contains("comma")));
    }

    #[test]
    fn a_comma_that_may_part_thousands_is_not_taken_for_a_decimal_one() {
        let told = |text: &str| plain(text, 0.0, 1e9).unwrap_err();
        for (text, help) in
            [("62,500", "write `62500`, or `62.500`"), ("1,200,000", "write `1200000`"), ("400,000", "`400000`")]
        {
            assert!(told(text).0.contains("thousands or decimals") && told(text).1.contains(help), "{:?}", told(text));
        }
        for text in ["0,7", "0,125", "62,5", "1,25", "1234,500", "12,34,567"] {
            assert!(told(text).0.contains("decimal comma"), "{:?}", told(text));
        }
    }
}
