//! Where names stand beside their symbols without lying on each other: the first of a few places around the symbol that is
//! free, the most important names first.

use crate::report::draw::{Anchor, measure::width};

const SIZE: f64 = 9.5;

/// What is taken already.
#[derive(Clone, Debug)]
pub struct Labels {
    room: (f64, f64),
    taken: Vec<[f64; 4]>,
}

impl Labels {
    /// An empty sheet of this size.
    pub const fn new(wide: f64, high: f64) -> Self {
        Self { room: (wide, high), taken: Vec::new() }
    }

    /// Takes the place of a symbol.
    pub fn occupy(&mut self, (x, y): (f64, f64), r: f64) {
        self.taken.push([x - r, y - r, x + r, y + r]);
    }

    /// A free place for a name; nothing if every place around its symbol is taken.
    pub fn place(&mut self, name: &str, (x, y): (f64, f64), r: f64) -> Option<((f64, f64), Anchor)> {
        let (long, gap, up) = (width(name, SIZE), r + 2.5, SIZE * 0.36);
        let slant = 0.75 * gap;
        let candidates = [
            (x + gap, y + up, Anchor::Start),
            (x - gap, y + up, Anchor::End),
            (x, y - gap, Anchor::Middle),
            (x, y + gap + SIZE * 0.75, Anchor::Middle),
            (x + slant, y - slant, Anchor::Start),
            (x + slant, y + slant + SIZE * 0.7, Anchor::Start),
            (x - slant, y - slant, Anchor::End),
            (x - slant, y + slant + SIZE * 0.7, Anchor::End),
        ];
        for (at_x, at_y, anchor) in candidates {
            let left = match anchor {
                Anchor::Start => at_x,
                Anchor::Middle => at_x - long / 2.0,
                Anchor::End => at_x - long,
            };
            let frame = [left, at_y - SIZE * 0.8, left + long, at_y + SIZE * 0.22];
            let inside = frame[0] >= 0.0 && frame[1] >= 0.0 && frame[2] <= self.room.0 && frame[3] <= self.room.1;
            let free = |t: &[f64; 4]| frame[2] <= t[0] || frame[0] >= t[2] || frame[3] <= t[1] || frame[1] >= t[3];
            if inside && self.taken.iter().all(free) {
                self.taken.push(frame);
                return Some(((at_x, at_y), anchor));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_lie_on_each_other() {
        let mut labels = Labels::new(200.0, 100.0);
        let points = [(100.0, 50.0), (112.0, 50.0), (106.0, 58.0)];
        points.iter().for_each(|p| labels.occupy(*p, 5.0));
        let placed: Vec<_> = points.iter().filter_map(|p| labels.place("Tessalit", *p, 5.0)).collect();
        assert!(placed.len() >= 2, "{placed:?}");
        let frames = &labels.taken[3..];
        for (i, a) in frames.iter().enumerate() {
            for b in &labels.taken[..3 + i] {
                assert!(a[2] <= b[0] || a[0] >= b[2] || a[3] <= b[1] || a[1] >= b[3]);
            }
        }
    }
}
