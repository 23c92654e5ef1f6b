//! Differences to the base around a zero line, largest first.

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

/// One difference.
#[derive(Clone, Debug)]
pub struct Row {
    /// The question.
    pub name: String,
    /// The difference and its ranges.
    pub estimate: Estimate,
    /// The difference in words.
    pub label: String,
    /// Worlds that moved, in words.
    pub moved: String,
}

const SIZE: f64 = 11.0;

/// Draws the rows. Names stand above their rows: questions are long. No end of the axis is further from zero than `limit`; what
/// lies beyond it has an arrowhead at the edge.
pub fn forest(rows: &[Row], limit: f64, lang: Lang) -> Drawing {
    let names: Vec<Vec<String>> = rows.iter().map(|r| wrapped(&r.name, SIZE, WIDTH - 4.0)).collect();
    let label = rows.iter().map(|r| width(&r.label, SIZE)).fold(0.0, f64::max);
    let moved = rows.iter().map(|r| width(&r.moved, 10.0)).fold(0.0, f64::max);
    let right = label + moved + 24.0;
    let most = rows.iter().flat_map(|r| r.estimate.ends()).fold(0.0, |most: f64, end| most.max(end.abs()));
    let most = most.min(limit);
    let scale = Scale::new((-most, most), (6.0, WIDTH - right));
    let heights: Vec<f64> = names.iter().map(|lines| 13.0 * lines.len() as f64 + 22.0).collect();
    let bottom = heights.iter().sum::<f64>() + 2.0;
    let mut drawing = Drawing::new(WIDTH, bottom + 18.0);
    let signed = |at: &[f64]| {
        let texts = labels(at, lang).into_iter().zip(at);
        texts.map(|(text, at)| if *at > 0.0 { format!("+{text}") } else { text }).collect()
    };
    let marks = marks(&scale, signed);
    for (at, text) in &marks {
        let half = width(text, 10.0) / 2.0;
        drawing.text("s", (scale.at(*at).clamp(half, WIDTH - half), bottom + 13.0), Anchor::Middle, text);
    }
    let (mut grid, mut zero, mut middles) = (Vec::new(), Vec::new(), Vec::new());
    let mut top = 2.0;
    for ((row, lines), height) in rows.iter().zip(&names).zip(heights) {
        for (i, line) in lines.iter().enumerate() {
            drawing.text("", (2.0, top + 11.0 + 13.0 * i as f64), Anchor::Start, line);
        }
        let y = top + height - 12.0;
        for (at, _) in &marks {
            let x = scale.at(*at);
            if *at == 0.0 { &mut zero } else { &mut grid }.push(((x, y - 8.0), (x, y + 8.0)));
        }
        middles.push(y);
        drawing.text("b", (WIDTH - moved - 12.0, y + 4.0), Anchor::End, &row.label);
        drawing.text("s", (WIDTH - 2.0, y + 4.0), Anchor::End, &row.moved);
        top += height;
    }
    drawing.lines("grid", &grid);
    drawing.lines("zero", &zero);
    for (row, y) in rows.iter().zip(middles) {
        row.estimate.draw(&mut drawing, &scale, y, false);
    }
    drawing
}
