//! Curves from 0 to 1 over time, one for each variant: the base stands out, and the what-ifs that end furthest from it are
//! named.

use super::time::{Plot, Weeks, axis};
use crate::report::{
    draw::{
        Anchor, Drawing, WIDTH, coarse,
        measure::{width, wrapped},
    },
    text::Lang,
};

/// One curve.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Name.
    pub name: String,
    /// Whether it is the base.
    pub base: bool,
    /// Value by week.
    pub shares: Vec<f64>,
}

const HIGH: f64 = 160.0;
/// Names at the ends of curves keep this distance.
const GAP: f64 = 12.0;
/// Longest line of a name at the end of a curve.
const MOST_NAME: f64 = 120.0;

/// Draws the curves.
pub fn lines(curves: &[Curve], weeks: &Weeks, lang: Lang) -> Drawing {
    let named = named(curves);
    let room = named.iter().flat_map(|c| lines_of(c)).map(|line| width(&line, 10.0)).fold(0.0, f64::max) + 8.0;
    let mut plot = Plot::new(width("100\u{a0}%", 10.0) + 8.0, 8.0, 8.0 + HIGH);
    plot.right = WIDTH - room;
    let mut drawing = Drawing::new(WIDTH, plot.bottom + 20.0);
    let (across, up) = (plot.across(weeks), plot.up(0.0, 1.0));
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = up.at(share);
        drawing.line("grid", (plot.left, y), (plot.right, y));
        drawing.text("s", (plot.left - 5.0, y + 3.5), Anchor::End, &format!("{}\u{a0}%", share * 100.0));
    }
    axis(&mut drawing, &plot, weeks, lang);
    let drawn = weeks.drawn();
    for curve in curves.iter().filter(|c| !c.base).chain(curves.iter().filter(|c| c.base)) {
        let points: Vec<(f64, f64)> = drawn
            .iter()
            .map(|w| coarse((across.at(*w as f64), up.at(curve.shares.get(*w).copied().unwrap_or(0.0)))))
            .collect();
        drawing.path(if curve.base { "mid" } else { "alt" }, &points, false);
    }
    let mut ends: Vec<(f64, &Curve)> =
        named.into_iter().map(|c| (up.at(c.shares.last().copied().unwrap_or(0.0)), c)).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let mut free = f64::MIN;
    for (y, curve) in &mut ends {
        *y = y.max(free);
        free = *y + GAP * lines_of(curve).len() as f64;
    }
    let over = (free - GAP - plot.bottom).max(0.0);
    for (y, curve) in ends {
        for (i, line) in lines_of(curve).iter().enumerate() {
            let at = (plot.right + 5.0, y - over + 3.5 + GAP * i as f64);
            drawing.text(if curve.base { "sb" } else { "s" }, at, Anchor::Start, line);
        }
    }
    drawing
}

/// The base and the what-ifs that end furthest from it.
fn named(curves: &[Curve]) -> Vec<&Curve> {
    let end = |c: &Curve| c.shares.last().copied().unwrap_or(0.0);
    let base = curves.iter().find(|c| c.base).map_or(0.0, end);
    let mut others: Vec<&Curve> = curves.iter().filter(|c| !c.base && (end(c) - base).abs() > 0.02).collect();
    others.sort_by(|a, b| (end(b) - base).abs().total_cmp(&(end(a) - base).abs()).then_with(|| a.name.cmp(&b.name)));
    curves.iter().filter(|c| c.base).chain(others.into_iter().take(4)).collect()
}

/// The name of a curve in lines that fit beside the plot.
fn lines_of(curve: &Curve) -> Vec<String> {
    wrapped(&curve.name, 10.0, MOST_NAME)
}
