//! Drawing: a small writer of SVG. Shapes take a class, and one style sheet says how a class looks on the screen, in the dark
//! and on paper; a drawing that goes out on its own carries that sheet with it.

pub mod look;
pub mod measure;

use measure::wrapped;
use std::fmt::Write;

/// Width of every figure: narrow enough for a telephone, two beside each other on a screen.
pub const WIDTH: f64 = 440.0;

/// What is left free around a drawing that stands by itself.
const MARGIN: f64 = 12.0;

/// Both ends of a straight line.
pub type Straight = ((f64, f64), (f64, f64));

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A drawing under way, or done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    width: f64,
    height: f64,
    body: String,
}

impl Drawing {
    /// An empty drawing.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, body: String::new() }
    }

    /// Its size.
    pub const fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// A rectangle; nothing if it has no width.
    pub fn rect(&mut self, class: &str, (x, y): (f64, f64), (w, h): (f64, f64)) {
        if w > 0.0 && h > 0.0 {
            let _ = write!(
                self.body,
                r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}"/>"#,
                n(x),
                n(y),
                n(w),
                n(h)
            );
        }
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.lines(class, &[(from, to)]);
    }

    /// Straight lines that look alike.
    pub fn lines(&mut self, class: &str, lines: &[Straight]) {
        if lines.is_empty() {
            return;
        }
        let mut d = String::new();
        for ((x1, y1), (x2, y2)) in lines {
            let (x1, y1, x2, y2) = (n(*x1), n(*y1), n(*x2), n(*y2));
            let _ = match (x1 == x2, y1 == y2) {
                (_, true) => write!(d, "M{x1} {y1}H{x2}"),
                (true, _) => write!(d, "M{x1} {y1}V{y2}"),
                _ => write!(d, "M{x1} {y1}L{x2} {y2}"),
            };
        }
        self.shape(class, &d);
    }

    /// A circle.
    pub fn circle(&mut self, class: &str, (x, y): (f64, f64), r: f64) {
        let _ = write!(self.body, r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#, n(x), n(y), n(r));
    }

    /// A circle that a script finds by its name.
    pub fn named_circle(&mut self, id: &str, class: &str, (x, y): (f64, f64), r: f64) {
        let _ = write!(self.body, r#"<circle id="{id}" class="{class}" cx="{}" cy="{}" r="{}"/>"#, n(x), n(y), n(r));
    }

    /// A path along points, closed or open.
    pub fn path(&mut self, class: &str, points: &[(f64, f64)], closed: bool) {
        if points.len() < 2 {
            return;
        }
        let _ = write!(self.body, r#"<path class="{class}" d="{}{}"/>"#, along(points), if closed { "Z" } else { "" });
    }

    /// A path with its own commands.
    pub fn shape(&mut self, class: &str, d: &str) {
        let _ = write!(self.body, r#"<path class="{class}" d="{d}"/>"#);
    }

    /// A path with its own commands around a point.
    pub fn shape_at(&mut self, class: &str, d: &str, (x, y): (f64, f64)) {
        let _ = write!(self.body, r#"<path class="{class}" d="{d}" transform="translate({} {})"/>"#, n(x), n(y));
    }

    /// An empty group that a script finds by its name and fills.
    pub fn named_group(&mut self, id: &str) {
        let _ = write!(self.body, r#"<g id="{id}"></g>"#);
    }

    /// A text; without a class it looks as most do.
    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => "m",
            Anchor::End => "e",
        };
        let classes = match (class, anchor) {
            ("", "") => String::new(),
            ("", one) | (one, "") => format!(r#" class="{one}""#),
            _ => format!(r#" class="{class} {anchor}""#),
        };
        let _ = write!(self.body, r#"<text{classes} x="{}" y="{}">{}</text>"#, n(x), n(y), escape(text));
    }

    /// Something that is drawn once in the page and referred to from here.
    pub fn reference(&mut self, class: &str, id: &str) {
        let _ = write!(self.body, r##"<use class="{class}" href="#{id}"/>"##);
    }

    /// Makes room below.
    pub fn taller(&mut self, by: f64) {
        self.height += by;
    }

    /// The drawing as part of a page. What is read out instead of it is the caption, whose id is `ID-t`, and a description.
    pub fn inline(&self, id: &str, alt: &str) -> String {
        format!(
            r#"<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{id}-t"><desc>{}</desc>{}</svg>"#,
            n(self.width),
            n(self.height),
            escape(alt),
            self.body
        )
    }

    /// The drawing as a file of its own, in the colours of paper, under its title and above its note.
    pub fn alone(&self, title: &str, alt: &str, note: &str, store: &str) -> String {
        let titles = wrapped(title, 14.0, self.width * 0.9);
        let notes = wrapped(note, 10.0, self.width);
        let top = MARGIN + 18.0 * titles.len() as f64 + 4.0;
        let below = top + self.height + 4.0;
        let (width, height) = (self.width + 2.0 * MARGIN, below + 13.0 * notes.len() as f64 + MARGIN);
        let mut frame = Self::new(width, height);
        frame.rect("paper", (0.0, 0.0), (width, height));
        for (i, line) in titles.iter().enumerate() {
            frame.text("title", (MARGIN, MARGIN + 14.0 + 18.0 * i as f64), Anchor::Start, line);
        }
        let _ = write!(frame.body, r#"<g transform="translate({} {})">{}</g>"#, n(MARGIN), n(top), self.body);
        for (i, line) in notes.iter().enumerate() {
            frame.text("s", (MARGIN, below + 10.0 + 13.0 * i as f64), Anchor::Start, line);
        }
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img"><title>{2}</title><desc>{3}</desc><style>{4}</style>{5}<defs>{6}</defs>{7}</svg>
"#,
            n(width),
            n(height),
            escape(title),
            escape(alt),
            look::sheet_of_paper(),
            look::stripes(),
            store,
            frame.body
        )
    }
}

/// The commands of a path along points, each relative to the last, level stretches in one go: shorter than absolute ones.
pub fn along(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    let tenths = |v: f64| if v.is_finite() { (v * 10.0).round() as i64 } else { 0 };
    let mut at = (0, 0);
    let mut level = 0;
    let mut last = ' ';
    let mut go = |d: &mut String, command: char, numbers: &[i64]| {
        // A command of the same kind need not be written again.
        if last != command {
            d.push(command);
        }
        for (i, number) in numbers.iter().enumerate() {
            let text = tenth(*number);
            if !text.starts_with('-') && (i > 0 || last == command) {
                d.push(' ');
            }
            d.push_str(&text);
        }
        last = command;
    };
    for (i, (x, y)) in points.iter().enumerate() {
        let here = (tenths(*x), tenths(*y));
        let (dx, dy) = (here.0 - at.0, here.1 - at.1);
        at = here;
        if i == 0 {
            go(&mut d, 'M', &[here.0, here.1]);
        } else if dy == 0 {
            level += dx;
        } else {
            if level != 0 {
                go(&mut d, 'h', &[level]);
                level = 0;
            }
            if dx == 0 {
                go(&mut d, 'v', &[dy]);
            } else {
                go(&mut d, 'l', &[dx, dy]);
            }
        }
    }
    if level != 0 {
        go(&mut d, 'h', &[level]);
    }
    d
}

fn tenth(tenths: i64) -> String {
    n(tenths as f64 / 10.0)
}

/// A point of a chart on whole pixels across and halves upwards: more cannot be seen, and would only be carried about.
pub fn coarse((x, y): (f64, f64)) -> (f64, f64) {
    (x.round(), (y * 2.0).round() / 2.0)
}

/// A coordinate with one decimal at most.
pub fn n(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0 + 0.0;
    if rounded.is_finite() { rounded.to_string() } else { "0".to_owned() }
}

/// A text as markup wants it.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters have no place in XML.
            c if c.is_control() && c != '\n' && c != '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_and_short() {
        assert_eq!(
            along(&[(1.0, 2.0), (2.0, 2.0), (3.5, 2.0), (3.5, 4.0), (5.0, 1.0), (5.0, 1.0)]),
            "M1 2h2.5v2l1.5-3"
        );
        assert_eq!(along(&[(0.04, 0.0), (1.0, 1.0), (3.0, 2.5), (2.0, 0.5)]), "M0 0l1 1 2 1.5-1-2");
    }

    #[test]
    fn texts_are_escaped_and_numbers_are_finite() {
        let mut drawing = Drawing::new(10.0, 10.0);
        drawing.text("", (f64::NAN, 1.25), Anchor::End, "<b>&\"'\u{7}");
        assert_eq!(drawing.body, r#"<text class="e" x="0" y="1.3">&lt;b&gt;&amp;&quot;&#39; </text>"#);
    }
}
