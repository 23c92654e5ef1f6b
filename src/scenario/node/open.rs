//! What is still open at a place of a TOML text: a brace, a bracket or a quote that was meant to be closed earlier.

/// How a text of several lines begins and ends.
const LONG: [&str; 2] = ["\"\"\"", "'''"];

/// Where that stands which is open at a byte and not closed in its section either; nothing if all is closed in the end.
pub(super) fn unclosed(text: &str, at: usize) -> Option<usize> {
    let open = open_at(text, at)?;
    let mut end = open;
    for line in text[open..].split_inclusive('\n') {
        if end > open && line.starts_with('[') && line.trim_end().ends_with(']') && !line.contains(['=', ',']) {
            break;
        }
        end += line.len();
    }
    open_at(text, end.max(at)).filter(|still| *still == open)
}

/// Where the outermost of those stands that are open at a byte; nothing if all are closed.
fn open_at(text: &str, at: usize) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut i = 0;
    while i < at.min(text.len()) {
        let rest = &text[i..];
        let sign = rest.chars().next()?;
        if let Some(quote) = LONG.iter().find(|quote| rest.starts_with(**quote)) {
            match end_of(&rest[3..], quote) {
                Some(length) if i + 3 + length < at => i += 3 + length + 3,
                _ => return Some(open.first().copied().unwrap_or(i)),
            }
            continue;
        }
        match sign {
            '"' | '\'' => {
                // A quote that is not closed ends with its line, and is told there.
                let line = rest[1..].split('\n').next().unwrap_or_default();
                i += 1 + end_of(line, &rest[..1]).map_or(line.len(), |length| length + 1);
                continue;
            }
            '#' => {
                i += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            // A header is no list.
            '[' if open.is_empty() && text[..i].rsplit('\n').next().is_none_or(|line| line.trim().is_empty()) => {
                i += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '[' | '{' => open.push(i),
            ']' | '}' => _ = open.pop(),
            _ => {}
        }
        i += sign.len_utf8();
    }
    open.first().copied()
}

/// How far a text goes until its quote; of a text in double quotes, `\` takes the sign after it along.
fn end_of(text: &str, quote: &str) -> Option<usize> {
    let mut i = 0;
    while i < text.len() {
        if text[i..].starts_with(quote) {
            return Some(i);
        }
        let mut signs = text[i..].chars();
        let first = signs.next()?;
        i += first.len_utf8();
        if first == '\\' && quote.starts_with('"') {
            i += signs.next().map_or(0, char::len_utf8);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::open_at;

    #[test]
    fn the_outermost_that_is_open_is_found() {
        for (text, open) in [
            ("a = { b = [1, 2] }\nc = 1\n", None),
            ("a = { b = [1, 2]\nc = 1\n", Some(4)),
            ("a = { b = [1, 2 }\nc = 1\n", Some(4)),
            ("[a]\nb = \"}\" # }\nc = { d = '{'\n", Some(20)),
            ("[a]\n  [b]\nc = 1\n", None),
            ("a = \"\"\"one\ntwo\n", Some(4)),
            ("a = \"\"\"one \\\"\"\" two\"\"\"\nb = [\n", Some(27)),
            ("a = \"x\\\"{\"\nb = 'é[' # [\n", None),
            ("a = \"open {\nb = 1\n", None),
        ] {
            assert_eq!(open_at(text, text.len()), open, "{text}");
        }
        assert_eq!(open_at("a = { b = 1 }", 8), Some(4));
    }
}
