//! An estimate with both of its ranges: the range over assumptions as a bar, dashed where it is an upper limit, the sampling interval as a thick line, the
//! estimate as a mark.

use super::scale::Scale;
use crate::{report::draw::Drawing, stats::Spread};

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Range over assumptions.
    pub spread: Option<Spread>,
    /// Sampling interval.
    pub interval: Option<(f64, f64)>,
}

impl Estimate {
    /// Every number that is drawn.
    pub(super) fn ends(&self) -> impl Iterator<Item = f64> {
        let ranges = [self.spread.map(Spread::ends), self.interval].into_iter().flatten();
        ranges.flat_map(|(low, high)| [low, high]).chain([self.value])
    }

    /// Draws it at this height: a circle for the base, a diamond for a what-if, an arrowhead for what lies beyond the axis.
    pub(super) fn draw(&self, drawing: &mut Drawing, scale: &Scale, y: f64, base: bool) {
        if let Some(spread) = self.spread {
            let (from, to) = (scale.at(spread.low), scale.at(spread.high));
            drawing.rect(
                if spread.at_most { "limit" } else { "spread" },
                (from, y - 5.0),
                ((to - from).max(1.0), 10.0),
            );
        }
        if let Some((low, high)) = self.interval {
            drawing.line(if base { "sure" } else { "sure2" }, (scale.at(low), y), (scale.at(high), y));
        }
        let x = scale.at(self.value);
        if self.value > scale.high || self.value < scale.low {
            // It lies beyond the axis: an arrowhead points to it.
            let back = if self.value > scale.high { -7.0 } else { 7.0 };
            drawing.path("dot2", &[(x, y), (x + back, y - 4.5), (x + back, y + 4.5)], true);
        } else if base {
            drawing.circle("dot", (x, y), 4.5);
        } else {
            drawing.path("dot2", &[(x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y)], true);
        }
    }
}
