//! Shares of worlds by level, one bar for each variant: the parts of a bar sum to one.

use crate::report::draw::{
    Anchor, Drawing, WIDTH,
    look::fill,
    measure::{width, wrapped},
};

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Name of the variant.
    pub name: String,
    /// Whether it is the base.
    pub base: bool,
    /// Share of each level, in the order of the levels.
    pub shares: Vec<f64>,
}

const SIZE: f64 = 11.0;
const MOST_NAME: f64 = 178.0;
const ROW: f64 = 24.0;

/// Draws the bars under a key of the levels; `fills` gives the filling of each level.
pub fn levels(names: &[String], fills: &[usize], bars: &[Bar]) -> Drawing {
    let lines: Vec<Vec<String>> = bars.iter().map(|b| wrapped(&b.name, SIZE, MOST_NAME)).collect();
    let left = lines.iter().flatten().map(|l| width(l, SIZE)).fold(0.0, f64::max).min(MOST_NAME) + 10.0;
    let top = key_height(names);
    let heights: Vec<f64> = lines.iter().map(|l| ROW + 9.0 * (l.len().max(1) - 1) as f64).collect();
    let mut drawing = Drawing::new(WIDTH, top + heights.iter().sum::<f64>() + 4.0);
    key(&mut drawing, names, fills, 0.0);
    let mut y = top;
    for ((bar, lines), height) in bars.iter().zip(&lines).zip(heights) {
        let middle = y + height / 2.0;
        let first = middle + 4.0 - 6.5 * (lines.len().max(1) - 1) as f64;
        for (i, line) in lines.iter().enumerate() {
            drawing.text(if bar.base { "b" } else { "" }, (left - 8.0, first + 13.0 * i as f64), Anchor::End, line);
        }
        draw_bar(&mut drawing, bar, fills, (left, middle - 9.0), (WIDTH - left - 2.0, 18.0));
        y += height;
    }
    drawing
}

fn draw_bar(drawing: &mut Drawing, bar: &Bar, fills: &[usize], (left, top): (f64, f64), (long, high): (f64, f64)) {
    let mut x = left;
    for (share, kind) in bar.shares.iter().zip(fills) {
        drawing.rect(&fill(*kind), (x, top), (share * long, high));
        let label = format!("{:.0}", share * 100.0);
        if share * long > width(&label, SIZE) + 6.0 {
            drawing.text("h", (x + share * long / 2.0, top + 13.0), Anchor::Middle, &label);
        }
        if x > left && *share > 0.0 {
            drawing.line("edge", (x, top), (x, top + high));
        }
        x += share * long;
    }
    drawing.rect("rim", (left, top), (long, high));
}

/// Height of the key.
pub fn key_height(names: &[String]) -> f64 {
    key_places(names).last().map_or(0.0, |(_, y)| y + 22.0)
}

fn key_places(names: &[String]) -> Vec<(f64, f64)> {
    let (mut x, mut y) = (0.0, 0.0);
    let mut places = Vec::new();
    for name in names {
        let long = 18.0 + width(name, SIZE) + 12.0;
        if x > 0.0 && x + long > WIDTH {
            (x, y) = (0.0, y + 17.0);
        }
        places.push((x, y));
        x += long;
    }
    places
}

/// Draws a key: a sample of each filling with its name.
pub fn key(drawing: &mut Drawing, names: &[String], fills: &[usize], top: f64) {
    for ((name, kind), (x, y)) in names.iter().zip(fills).zip(key_places(names)) {
        let y = y + top;
        drawing.rect(&format!("{} k", fill(*kind)), (x + 0.5, y + 1.5), (13.0, 12.0));
        drawing.text("", (x + 18.0, y + 11.5), Anchor::Start, name);
    }
}
