//! A number over time with its spread over worlds: half of the worlds in the dark band, nine of ten in the pale one.

use super::{
    scale::{labels, ticks},
    time::{Plot, Weeks, axis},
};
use crate::report::{
    draw::{Anchor, Drawing, WIDTH, coarse, measure::width},
    read::weekly::Numbers,
    text::Lang,
};

const HIGH: f64 = 150.0;

/// Draws one line with its bands.
pub fn fan(numbers: &[Numbers], weeks: &Weeks, lang: Lang) -> Drawing {
    let drawn: Vec<usize> = weeks.drawn().into_iter().filter(|w| *w < numbers.len()).collect();
    let of = |quantile: usize| drawn.iter().map(move |w| f64::from(numbers[*w][quantile]));
    let most = of(5).fold(0.0, f64::max);
    let least = of(1).fold(0.0, f64::min);
    let marks = ticks(least, if most > least { most } else { least + 1.0 }, 4.0);
    let texts = labels(&marks, lang);
    let left = texts.iter().map(|t| width(t, 10.0)).fold(0.0, f64::max) + 8.0;
    let plot = Plot::new(left, 8.0, 8.0 + HIGH);
    let up = plot.up(least, most.max(marks.last().copied().unwrap_or(most)));
    let across = plot.across(weeks);
    let mut drawing = Drawing::new(WIDTH, plot.bottom + 20.0);
    for (mark, text) in marks.iter().zip(&texts) {
        let y = up.at(*mark);
        drawing.line("grid", (plot.left, y), (plot.right, y));
        drawing.text("s", (plot.left - 5.0, y + 3.5), Anchor::End, text);
    }
    let line = |quantile: usize| -> Vec<(f64, f64)> {
        drawn.iter().zip(of(quantile)).map(|(w, v)| coarse((across.at(*w as f64), up.at(v)))).collect()
    };
    for (class, low, high) in [("nine", 1, 5), ("half", 2, 4)] {
        let mut edge = line(high);
        edge.extend(line(low).into_iter().rev());
        drawing.path(class, &edge, true);
    }
    drawing.path("mid", &line(3), false);
    axis(&mut drawing, &plot, weeks, lang);
    drawing
}
