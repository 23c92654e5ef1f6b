//! Shares of worlds over time, stacked: at every date they sum to one.

use super::{
    levels::{key, key_height},
    time::{Plot, Weeks, axis},
};
use crate::report::{
    draw::{Anchor, Drawing, WIDTH, coarse, look::fill, measure::width},
    text::Lang,
};

/// One layer, from the bottom up.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Name.
    pub name: String,
    /// Filling.
    pub fill: usize,
    /// Share by week.
    pub shares: Vec<f64>,
}

const HIGH: f64 = 170.0;

/// Draws the layers.
pub fn areas(layers: &[Layer], weeks: &Weeks, lang: Lang) -> Drawing {
    let names: Vec<String> = layers.iter().map(|l| l.name.clone()).collect();
    let fills: Vec<usize> = layers.iter().map(|l| l.fill).collect();
    let top = key_height(&names) + 4.0;
    let plot = Plot::new(width("100\u{a0}%", 10.0) + 8.0, top, top + HIGH);
    let mut drawing = Drawing::new(WIDTH, plot.bottom + 20.0);
    key(&mut drawing, &names, &fills, 0.0);
    let (across, up) = (plot.across(weeks), plot.up(0.0, 1.0));
    let drawn = weeks.drawn();
    let sum = |upto: usize, week: usize| -> f64 {
        layers[..=upto].iter().map(|l| l.shares.get(week).copied().unwrap_or(0.0)).sum()
    };
    // Each layer reaches from the bottom to its upper edge; the lower ones are painted over the higher.
    for i in (0..layers.len()).rev() {
        let mut edge: Vec<(f64, f64)> =
            drawn.iter().map(|w| coarse((across.at(*w as f64), up.at(sum(i, *w))))).collect();
        drawing_layer(&mut drawing, &mut edge, &plot, layers[i].fill);
    }
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = up.at(share);
        drawing.text("s", (plot.left - 5.0, y + 3.5), Anchor::End, &format!("{}\u{a0}%", share * 100.0));
        drawing.line("axis", (plot.left - 3.0, y), (plot.left, y));
    }
    axis(&mut drawing, &plot, weeks, lang);
    name_layers(&mut drawing, layers, &drawn, |week, share| (across.at(week as f64), up.at(share)));
    drawing
}

fn drawing_layer(drawing: &mut Drawing, edge: &mut Vec<(f64, f64)>, plot: &Plot, kind: usize) {
    let flat = edge.iter().all(|(_, y)| (*y - plot.bottom).abs() < 0.05);
    if flat {
        return;
    }
    edge.push((plot.right.round(), plot.bottom));
    edge.push((plot.left.round(), plot.bottom));
    drawing.path(&format!("{} k", fill(kind)), edge, true);
}

/// Writes the name of a layer into it where it is thick enough, so that nobody has to match colours.
fn name_layers(drawing: &mut Drawing, layers: &[Layer], drawn: &[usize], at: impl Fn(usize, f64) -> (f64, f64)) {
    for (i, layer) in layers.iter().enumerate() {
        let half = width(&layer.name, 11.0) / 2.0 + 4.0;
        let below = |week: usize| -> f64 { layers[..i].iter().map(|l| l.shares[week]).sum() };
        let best = drawn
            .iter()
            .filter(|w| {
                let x = at(**w, 0.0).0;
                let (left, right) = (at(drawn[0], 0.0).0, at(drawn[drawn.len() - 1], 0.0).0);
                x - half > left && x + half < right
            })
            // The name must fit where it stands: the layer has to be thick over its whole length.
            .map(|w| {
                let x = at(*w, 0.0).0;
                let near = drawn.iter().filter(|o| (at(**o, 0.0).0 - x).abs() <= half);
                let floor = near.clone().map(|o| below(*o)).fold(0.0, f64::max);
                let ceiling = near.map(|o| below(*o) + layer.shares[*o]).fold(1.0, f64::min);
                (*w, floor, ceiling)
            })
            // Of places that are as good, the one nearest to the middle.
            .max_by(|a, b| {
                let room = |c: &(usize, f64, f64)| ((c.2 - c.1) * 20.0).floor();
                let middle = drawn[drawn.len() / 2];
                room(a).total_cmp(&room(b)).then(b.0.abs_diff(middle).cmp(&a.0.abs_diff(middle)))
            });
        if let Some((week, floor, ceiling)) = best
            && (ceiling - floor) * HIGH > 15.0
        {
            let (x, y) = at(week, f64::midpoint(floor, ceiling));
            drawing.text("h", (x, y + 4.0), Anchor::Middle, &layer.name);
        }
    }
}
