//! Who is close to whom: actors on a fixed ring, ties between them by sign and strength.

use crate::report::draw::{Anchor, Drawing, WIDTH, measure::width};

const HIGH: f64 = 330.0;
/// Ties weaker than this are not drawn.
const WEAK: f64 = 0.2;

/// Where each actor stands: on a ring that leaves room for the names beside it.
pub fn ring(names: &[String]) -> Vec<(f64, f64)> {
    let longest = names.iter().map(|name| width(name, 11.0)).fold(0.0, f64::max);
    let across = (WIDTH / 2.0 - longest - 14.0).clamp(80.0, 138.0);
    let turn = std::f64::consts::TAU;
    let at = |i: usize| {
        let angle = turn * (i as f64 + 0.5) / names.len().max(1) as f64;
        (WIDTH / 2.0 + across * libm::sin(angle), HIGH / 2.0 - 132.0 * libm::cos(angle))
    };
    (0..names.len()).map(at).collect()
}

/// Draws the network; `ties` are pairs of actors with their affinity.
pub fn network(names: &[String], ties: &[(usize, usize, f64)]) -> Drawing {
    let mut drawing = Drawing::new(WIDTH, HIGH);
    let places = ring(names);
    let mut drawn: Vec<&(usize, usize, f64)> = ties.iter().filter(|t| t.2.abs() >= WEAK).collect();
    drawn.sort_by(|a, b| a.2.abs().total_cmp(&b.2.abs()).then((a.0, a.1).cmp(&(b.0, b.1))));
    for (a, b, affinity) in drawn {
        let strength = (affinity.abs() * 4.0).round().clamp(1.0, 4.0);
        let class = format!("{} w{strength}", if *affinity > 0.0 { "good" } else { "bad" });
        // Bent towards the middle, so that neighbours on the ring do not hide behind the rim.
        let ((x1, y1), (x2, y2)) = (places[*a], places[*b]);
        let (mx, my) = (f64::midpoint(x1, x2), f64::midpoint(y1, y2));
        let (cx, cy) = (mx + (WIDTH / 2.0 - mx) * 0.35, my + (HIGH / 2.0 - my) * 0.35);
        let n = crate::report::draw::n;
        drawing.shape(&class, &format!("M{} {}Q{} {} {} {}", n(x1), n(y1), n(cx), n(cy), n(x2), n(y2)));
    }
    for (name, (x, y)) in names.iter().zip(&places) {
        drawing.circle("node", (*x, *y), 6.0);
        let (side, long) = (x - WIDTH / 2.0, width(name, 11.0));
        // At the top and the bottom of the ring names stand above and below their circles, away from the middle.
        let (shift, rise) =
            if side.abs() < 75.0 { (4.0, if *y < HIGH / 2.0 { -10.0 } else { 18.0 }) } else { (10.0, 4.0) };
        let (tx, ty, anchor) = if side > 0.0 {
            ((x + shift).min(WIDTH - long), y + rise, Anchor::Start)
        } else {
            ((x - shift).max(long), y + rise, Anchor::End)
        };
        drawing.text("h", (tx, ty), anchor, name);
    }
    drawing
}
