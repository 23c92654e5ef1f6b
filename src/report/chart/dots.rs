//! Estimates of one outcome, one row for each variant: the range over assumptions as a bar, the sampling interval as a thick
//! line, the estimate as a mark.

use super::scale::{Scale, labels, ticks};
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
    /// The estimate.
    pub value: f64,
    /// Range over assumptions.
    pub spread: Option<(f64, f64)>,
    /// Sampling interval.
    pub interval: Option<(f64, f64)>,
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
    let marks = ticks(scale.low, scale.high, if percent { 4.0 } else { 3.0 });
    let shown: Vec<f64> = if percent { marks.iter().map(|t| t * 100.0).collect() } else { marks.clone() };
    for (mark, label) in marks.iter().zip(labels(&shown, lang)) {
        let x = scale.at(*mark);
        drawing.line("grid", (x, 2.0), (x, bottom));
        drawing.text("s", (x, bottom + 13.0), Anchor::Middle, &if percent { format!("{label}\u{a0}%") } else { label });
    }
    let mut top = 2.0;
    for ((row, lines), height) in rows.iter().zip(&names).zip(heights) {
        let y = top + height / 2.0;
        let first = y + 4.0 - 6.5 * (lines.len().max(1) - 1) as f64;
        for (i, line) in lines.iter().enumerate() {
            drawing.text(if row.base { "b" } else { "t" }, (left - 8.0, first + 13.0 * i as f64), Anchor::End, line);
        }
        draw_row(&mut drawing, row, &scale, y);
        drawing.text(if row.base { "b" } else { "t" }, (WIDTH - 2.0, y + 4.0), Anchor::End, &row.label);
        top += height;
    }
    drawing
}

fn draw_row(drawing: &mut Drawing, row: &Row, scale: &Scale, y: f64) {
    if let Some((low, high)) = row.spread {
        let (from, to) = (scale.at(low), scale.at(high));
        drawing.rect("spread", (from, y - 5.0), ((to - from).max(1.0), 10.0));
    }
    let (line, mark) = if row.base { ("sure", "dot") } else { ("sure2", "dot2") };
    if let Some((low, high)) = row.interval {
        drawing.line(line, (scale.at(low), y), (scale.at(high), y));
    }
    let x = scale.at(row.value);
    if row.base {
        drawing.circle(mark, (x, y), 4.5);
    } else {
        drawing.path(mark, &[(x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y)], true);
    }
}

/// From the smallest to the largest number shown, zero included where it is near.
fn extent(rows: &[Row]) -> (f64, f64) {
    let all = rows.iter().flat_map(|r| {
        let ends = |range: Option<(f64, f64)>| range.map_or([r.value; 2], |(a, b)| [a, b]);
        ends(r.spread).into_iter().chain(ends(r.interval)).chain([r.value])
    });
    let (low, high) = all.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
    let low = if low > 0.0 && low < high * 0.6 { 0.0 } else { low };
    (low, if high > low { high } else { low + 1.0 })
}
