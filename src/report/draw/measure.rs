//! How wide a text is. No browser is at hand when a margin is chosen, so widths are those of a wide common face (`DejaVu
//! Sans`): what fits with it fits with others.

/// Width of a text in pixels at a size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | '\u{202f}' | '\u{a0}' => 0.29,
        ' ' | ',' | '.' | ':' | ';' => 0.32,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' | '–' | 'J' => 0.4,
        'c' | 's' | 'z' | 'x' | 'v' | 'y' | 'k' => 0.56,
        'm' | '%' | '@' | '+' | '−' | '=' | '<' | '>' | '±' | '→' => 0.92,
        'w' | 'N' | 'H' | 'U' | 'D' | 'O' | 'Q' | 'G' => 0.79,
        'M' | 'W' | '…' => 1.0,
        c if c.is_uppercase() => 0.69,
        _ => 0.635,
    }
}

/// The text in lines no wider than this, broken at blanks.
pub fn wrapped(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_within_their_width() {
        let text = "Does the state (or its partner) hold Kidal at the end?";
        let lines = wrapped(text, 11.0, 120.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 11.0) <= 120.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
        assert_eq!(wrapped("", 11.0, 100.0), Vec::<String>::new());
    }
}
