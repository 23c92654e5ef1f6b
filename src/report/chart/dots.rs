//! Estimates of one outcome, one row for each variant.

use super::{
    estimate::Estimate,
    scale::{Scale, labels, marks},
};
use crate::report::{
    draw::{
        Anchor, Drawing, WIDTH,
        measure::{width, wrapped},
    },
    text::Lang,
};

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Name of the variant.
    pub name: String,
    /// Whether it is the base.
    pub base: bool,
    /// The estimate and its ranges.
    pub estimate: Estimate,
    /// The estimate in words, at the end of the row.
    pub label: String,
}

const SIZE: f64 = 11.0;
const MOST_NAME: f64 = 178.0;

/// Draws the rows; `percent` says that values are shares.
pub fn dots(rows: &[Row], percent: bool, lang: Lang) -> Drawing {
    let names: Vec<Vec<String>> = rows.iter().map(|r| wrapped(&r.name, SIZE, MOST_NAME)).collect();
    let left = names.iter().flatten().map(|l| width(l, SIZE)).fold(0.0, f64::max).min(MOST_NAME) + 10.0;
    let right = rows.iter().map(|r| width(&r.label, SIZE)).fold(0.0, f64::max) + 10.0;
    let heights: Vec<f64> = names.iter().map(|lines| 6.0 + 13.0 * lines.len().max(1) as f64).collect();
    let bottom = 4.0 + heights.iter().sum::<f64>();
    let ends = if percent { (0.0, 1.0) } else { extent(rows) };
    let scale = Scale::new(ends, (left, WIDTH - right - 6.0));
    let mut drawing = Drawing::new(WIDTH, bottom + 18.0);
    let by = if percent { 100.0 } else { 1.0 };
    let shown = |at: &[f64]| {
        let texts = labels(&at.iter().map(|t| t * by).collect::<Vec<_>>(), lang);
        texts.into_iter().map(|text| if percent { format!("{text}\u{a0}%") } else { text }).collect()
    };
    let marks = marks(&scale, shown);
    let grid: Vec<_> = marks.iter().map(|(at, _)| ((scale.at(*at), 2.0), (scale.at(*at), bottom))).collect();
    drawing.lines("grid", &grid);
    for (at, text) in &marks {
        drawing.text("s", (scale.at(*at), bottom + 13.0), Anchor::Middle, text);
    }
    let mut top = 2.0;
    for ((row, lines), height) in rows.iter().zip(&names).zip(heights) {
        let y = top + height / 2.0;
        let first = y + 4.0 - 6.5 * (lines.len().max(1) - 1) as f64;
        for (i, line) in lines.iter().enumerate() {
            drawing.text(if row.base { "b" } else { "" }, (left - 8.0, first + 13.0 * i as f64), Anchor::End, line);
        }
        row.estimate.draw(&mut drawing, &scale, y, row.base);
        drawing.text(if row.base { "b" } else { "" }, (WIDTH - 2.0, y + 4.0), Anchor::End, &row.label);
        top += height;
    }
    drawing
}

/// From the smallest to the largest number shown, zero included where it is near.
fn extent(rows: &[Row]) -> (f64, f64) {
    let all = rows.iter().flat_map(|r| r.estimate.ends());
    let (low, high) = all.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
    let low = if low > 0.0 && low < high * 0.6 { 0.0 } else { low };
    (low, if high > low { high } else { low + 1.0 })
}
