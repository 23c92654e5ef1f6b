//! How drawings look: colours that colour-blind eyes tell apart (Okabe and Ito 2008), stripes for each so that no colour is
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
    ("c4", "#0072b2", "#0b4673"),
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

/// The first filling of the steps of a ladder, which go on from it: the higher the step, the further from the ground.
const LADDER: usize = 9;
/// Fillings of steps.
const STEPS: usize = 10;

/// The filling of a rung of a ladder that goes up to this one; a ladder with more rungs than fillings is drawn in fewer.
pub fn rung(rung: u8, top: u8) -> usize {
    LADDER + usize::from(rung) * (STEPS - 1) / usize::from(top).max(STEPS - 1)
}
/// The first, the middle and the last step, by day and by night.
const CLIMB: [[&str; 2]; 3] = [["#fdf4dc", "#33373b"], ["#e8853a", "#a4562b"], ["#5f0f16", "#ffb08f"]];

/// Stripes across a filling.
#[derive(Clone, Copy, Debug)]
struct Stripes {
    /// From one to the next, across them.
    step: (f64, f64),
    /// Their width as a share of the step.
    share: f64,
    /// Share of ink in their colour.
    ink: f64,
}

/// Stripes by the number of the filling; each differs from the others in black and white. They are gradients that repeat, not
/// patterns: browsers print patterns as pictures of the whole page, one for each shape.
const STRIPES: [Option<Stripes>; 9] = [
    None,
    Some(thin(4.0, -4.0)),
    Some(thin(4.0, 4.0)),
    Some(thin(0.0, 4.5)),
    Some(broad(4.5, -4.5)),
    Some(thin(4.5, 0.0)),
    Some(broad(0.0, 7.0)),
    Some(broad(4.5, 4.5)),
    None,
];

const fn thin(x: f64, y: f64) -> Stripes {
    Stripes { step: (x, y), share: 0.2, ink: 0.5 }
}

const fn broad(x: f64, y: f64) -> Stripes {
    Stripes { step: (x, y), share: 0.5, ink: 0.25 }
}

/// Part of a step over which a stripe fades, so that slanted edges look smooth.
const FADE: f64 = 0.08;

/// The class of a filling.
pub fn fill(kind: usize) -> String {
    match kind.checked_sub(LADDER) {
        Some(step) => format!("g{}", step.min(STEPS - 1)),
        None => format!("f{kind}"),
    }
}

/// The stripes to which the classes refer, as a part of a drawing.
pub fn stripes() -> String {
    let mut out = String::from("<defs>");
    for (i, stripes) in STRIPES.iter().enumerate() {
        let Some(Stripes { step: (x, y), share, .. }) = stripes else { continue };
        let (from, to) = ((1.0 - share) / 2.0, f64::midpoint(1.0, *share));
        let stop = |class: char, at: f64| format!(r#"<stop class="{class}{i}" offset="{at:.2}"/>"#);
        let _ = write!(
            out,
            r#"<linearGradient id="p{i}" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="{x}" y2="{y}" spreadMethod="repeat">{}{}{}{}</linearGradient>"#,
            stop('b', from - FADE),
            stop('d', from + FADE),
            stop('d', to - FADE),
            stop('b', to + FADE)
        );
    }
    out.push_str("</defs>");
    out
}

/// Every colour with its values by day and by night: those of fillings have one for their stripes, too.
fn colours() -> Vec<(String, String, String)> {
    let mut all: Vec<_> =
        COLOURS.iter().map(|(name, day, night)| ((*name).to_owned(), (*day).to_owned(), (*night).to_owned())).collect();
    let find = |name: &str| COLOURS.iter().find(|colour| colour.0 == name);
    for (i, stripes) in STRIPES.iter().enumerate() {
        if let (Some(stripes), Some(under), Some(ink)) = (stripes, find(&format!("c{i}")), find("ink")) {
            let by = stripes.ink;
            all.push((format!("d{i}"), mixed(under.1, ink.1, by), mixed(under.2, ink.2, by)));
        }
    }
    for step in 0..STEPS {
        let far = 2.0 * step as f64 / (STEPS - 1) as f64;
        let (low, high, share) = if far < 1.0 { (CLIMB[0], CLIMB[1], far) } else { (CLIMB[1], CLIMB[2], far - 1.0) };
        all.push((format!("g{step}"), mixed(low[0], high[0], share), mixed(low[1], high[1], share)));
    }
    all
}

/// A colour with a share of another.
fn mixed(under: &str, over: &str, share: f64) -> String {
    let part =
        |hex: &str, at: usize| f64::from(hex.get(at..at + 2).and_then(|h| u8::from_str_radix(h, 16).ok()).unwrap_or(0));
    let mut out = String::from("#");
    for at in [1, 3, 5] {
        let _ = write!(out, "{:02x}", (part(under, at) * (1.0 - share) + part(over, at) * share).round() as u8);
    }
    out
}

/// The style of shapes, for a page that defines the colours as variables.
pub fn sheet() -> String {
    let mut out = SHAPES.to_owned();
    for (i, stripes) in STRIPES.iter().enumerate() {
        let _ = match stripes {
            Some(_) => {
                write!(out, ".b{i}{{stop-color:var(--c{i})}}.d{i}{{stop-color:var(--d{i})}}.f{i}{{fill:url(#p{i})}}")
            }
            None => write!(out, ".f{i}{{fill:var(--c{i})}}"),
        };
    }
    for step in 0..STEPS {
        let _ = write!(out, ".g{step}{{fill:var(--g{step})}}");
    }
    out
}

/// The variables of a page: by day, by night where the reader asks for it, and on paper.
pub fn variables() -> String {
    let list = |night: bool| -> String {
        colours().iter().map(|(name, day, dark)| format!("--{name}:{};", if night { dark } else { day })).collect()
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
    for (name, day, _) in &colours() {
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
