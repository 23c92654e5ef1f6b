//! How drawings look: colours that colour-blind eyes tell apart (Okabe and Ito 2008), a pattern for each so that no colour is
//! the only sign, and one style sheet for screen, dark and paper.

use std::fmt::Write;

/// Names of colours with their values by day and by night.
const COLOURS: &[(&str, &str, &str)] = &[
    ("paper", "#ffffff", "#15181c"),
    ("panel", "#f5f6f7", "#1e2329"),
    ("ink", "#1a1d21", "#eceff2"),
    ("faint", "#565e68", "#aab3bd"),
    ("grid", "#d9dde2", "#39414a"),
    ("link", "#00568c", "#7cc4f0"),
    ("mark", "#00568c", "#7cc4f0"),
    ("other", "#9c4a00", "#f0ab66"),
    ("band", "#cfd6de", "#46515d"),
    ("sand", "#f0ede4", "#262a2c"),
    ("c0", "#e69f00", "#b97f00"),
    ("c1", "#56b4e9", "#2f86b8"),
    ("c2", "#009e73", "#007f5d"),
    ("c3", "#cc79a7", "#a65784"),
    ("c4", "#0072b2", "#0a6aa3"),
    ("c5", "#f0e442", "#a39a17"),
    ("c6", "#d55e00", "#b65000"),
    ("c7", "#b8bec5", "#5d6771"),
    ("c8", "#f7f7f5", "#24292f"),
];

/// How many kinds of filling there are for things with a name; two more stand for "others" and "nobody".
pub const FILLS: usize = 7;
/// The filling for all others together.
pub const OTHERS: usize = 7;
/// The filling for nobody.
pub const NOBODY: usize = 8;

const SHAPES: &str = include_str!("../assets/chart.css");

/// Lines over a filling, by its number; each differs from the others in black and white.
const PATTERNS: [&str; 9] = [
    "",
    "M0 0L8 8M-2 6L2 10M6 -2L10 2",
    "M0 8L8 0M-2 2L2 -2M6 10L10 6",
    "M0 2H8M0 6H8",
    "M0 0L8 8M0 8L8 0",
    "M2 0V8M6 0V8",
    "M0 4H8M4 0V8",
    "M3.9 4h.2",
    "",
];

/// The class of a filling.
pub fn fill(kind: usize) -> String {
    format!("f{}", kind.min(NOBODY))
}

/// The patterns to which the classes refer, as a part of a drawing.
pub fn patterns() -> String {
    let mut out = String::from("<defs>");
    for (i, lines) in PATTERNS.iter().enumerate() {
        let _ = write!(
            out,
            r#"<pattern id="p{i}" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="b{i}" width="8" height="8"/><path class="hatch" d="{lines}"/></pattern>"#
        );
    }
    out.push_str("</defs>");
    out
}

/// The style of shapes, for a page that defines the colours as variables.
pub fn sheet() -> String {
    let mut out = SHAPES.to_owned();
    for i in 0..PATTERNS.len() {
        let _ = write!(out, ".b{i}{{fill:var(--c{i})}}.f{i}{{fill:url(#p{i})}}");
    }
    out
}

/// The variables of a page: by day, by night where the reader asks for it, and on paper.
pub fn variables() -> String {
    let list = |night: bool| -> String {
        COLOURS.iter().map(|(name, day, dark)| format!("--{name}:{};", if night { dark } else { day })).collect()
    };
    format!(
        ":root{{color-scheme:light dark;{}}}@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}",
        list(false),
        list(true)
    )
}

/// The style of shapes for a drawing on its own: every variable replaced by its colour on paper.
pub fn sheet_of_paper() -> String {
    let mut out = sheet();
    for (name, day, _) in COLOURS {
        out = out.replace(&format!("var(--{name})"), day);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.1.
    fn luminance(hex: &str) -> f64 {
        let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        let linear = |c: f64| if c <= 0.039_28 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) };
        0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5))
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn texts_can_be_read_by_day_and_by_night() {
        let of = |name: &str| COLOURS.iter().find(|c| c.0 == name).unwrap();
        for ground in ["paper", "panel", "sand"] {
            for text in ["ink", "faint", "link", "mark", "other"] {
                let (ground, text) = (of(ground), of(text));
                assert!(contrast(ground.1, text.1) >= 4.5, "{} on {} by day", text.0, ground.0);
                assert!(contrast(ground.2, text.2) >= 4.5, "{} on {} by night", text.0, ground.0);
            }
        }
    }

    #[test]
    fn every_variable_has_a_colour() {
        assert!(!sheet_of_paper().contains("var("), "{}", sheet_of_paper());
    }
}
