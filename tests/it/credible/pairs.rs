//! Pairs of enemies: events and deaths a week, against what was recorded.

use super::{
    force::{self, Side, Sides},
    line::{Bar, Line},
    record::{self, INCOMPLETE},
};
use escalade::inside::{domain::Case, run::Watcher, study::Variant, world::World};
use std::{collections::BTreeMap, ops::Range};

/// Fatal events and deaths of each pair in some weeks of one world.
#[derive(Clone, Debug)]
pub(super) struct Pairs {
    sides: Sides,
    weeks: Range<u32>,
    counts: BTreeMap<(Side, Side), (f64, f64)>,
}

impl Pairs {
    pub(super) fn new(case: &Case, weeks: Range<u32>) -> Self {
        Self { sides: Sides::of(case), weeks, counts: BTreeMap::new() }
    }
}

impl Watcher for Pairs {
    fn week(&mut self, world: &World, _: &Variant) {
        if !self.weeks.contains(&world.week) {
            return;
        }
        for force in force::of_week(world, &self.sides).iter().filter(|f| f.is_fatal()) {
            let pair = match force.pair {
                (by, Side::Civilians) => (by, Side::Civilians),
                (a, b) => (a.min(b), a.max(b)),
            };
            let count = self.counts.entry(pair).or_default();
            *count = (count.0 + 1.0, count.1 + f64::from(force.deaths));
        }
    }
}

/// The lines of one window, whose record covers so many weeks.
pub(super) fn lines(worlds: &[&Pairs], window: &str, recorded: f64) -> Vec<Line> {
    let mut lines = Vec::new();
    for pair in record::pairs(window) {
        let sum = |of: &dyn Fn(&(f64, f64)) -> f64| -> f64 {
            worlds.iter().filter_map(|w| w.counts.get(&pair.sides)).map(of).sum()
        };
        let weeks: f64 = worlds.iter().map(|w| f64::from(w.weeks.end - w.weeks.start)).sum();
        for (what, found, there) in [("events", sum(&|c| c.0), pair.events), ("deaths", sum(&|c| c.1), pair.deaths)] {
            let (found, there) = (found / weeks, INCOMPLETE * there / recorded);
            let id = format!("{what}-{}-{window}", pair.name.replace(':', "-"));
            let name = pair.name.replace(':', " and ");
            let text = format!("{name}, {window}: {what} a week against the record");
            let line = Line::number(&id, &text, Bar::From(0.5, 2.0), Some(found / there), None);
            lines.push(line.and(format!("{found:.2} for {there:.2}")));
        }
    }
    lines
}
