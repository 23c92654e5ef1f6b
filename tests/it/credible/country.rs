//! Territory: how often towns change sides in `after-kidal`, whether that comes in bursts, and whether insurgents keep the country.

use super::{
    line::{Bar, Line},
    play::actor,
    sums,
    truce::changes,
};
use escalade::inside::{domain::Case, id::ActorId, run::Watcher, study::Variant, world::World};

/// Weeks of a year, and of a quarter of one.
const YEAR: usize = 52;
const QUARTER: usize = 13;

/// Towns and country of one world.
#[derive(Clone, Debug)]
pub(super) struct Country {
    insurgents: [ActorId; 2],
    /// Towns that changed sides, week by week.
    changes: Vec<u32>,
    /// Mean share of the hinterlands inside the country that the insurgents rule, at the end of each week.
    ruled: Vec<f64>,
}

impl Country {
    pub(super) fn new(case: &Case) -> Self {
        Self { insurgents: ["jnim", "is"].map(|id| actor(case, id)), changes: Vec::new(), ruled: Vec::new() }
    }

    /// What they rule at the end of each year for one that they ruled at its beginning.
    fn kept(&self) -> Vec<f64> {
        let years = self.ruled.chunks(YEAR).filter(|year| year.len() == YEAR && year[0] > 0.0);
        years.map(|year| year[YEAR - 1] / year[0]).collect()
    }
}

impl Watcher for Country {
    fn week(&mut self, world: &World, _: &Variant) {
        self.changes.push(changes(world));
        let inside: Vec<_> = world.all_places().filter(|p| world.is_contestable(*p)).collect();
        let of = |side: ActorId| inside.iter().map(|p| world.control_of(*p, side)).sum::<f64>() / inside.len() as f64;
        self.ruled.push(self.insurgents.map(of).iter().sum());
    }
}

/// The lines of the base.
pub(super) fn lines(worlds: &[&Country]) -> Vec<Line> {
    let years = |w: &&Country| w.changes.len() as f64 / YEAR as f64;
    let a_year: Vec<f64> = worlds.iter().map(|w| f64::from(w.changes.iter().sum::<u32>()) / years(w)).collect();
    let quarters = |w: &&Country| -> Option<f64> {
        let quarters: Vec<f64> = w.changes.chunks(QUARTER).map(|q| f64::from(q.iter().sum::<u32>())).collect();
        sums::dispersion(&quarters)
    };
    let bursts: Vec<f64> = worlds.iter().filter_map(quarters).collect();
    let kept: Vec<f64> = worlds.iter().flat_map(|w| w.kept()).collect();
    let poor = kept.iter().filter(|k| **k < 0.8).count();
    let most = sums::quantile(a_year.clone(), 0.9).unwrap_or(0.0);
    vec![
        Line::number(
            "towns-after",
            "towns changing sides a year, in the median world of `after-kidal`",
            Bar::AtMost(4.0),
            sums::quantile(a_year, 0.5),
            None,
        )
        .and(format!("one world of ten: {most:.1} or more")),
        Line::number(
            "towns-bursts",
            "variance to mean of these changes a quarter, median world (above one: in bursts)",
            Bar::AtLeast(1.0),
            sums::quantile(bursts, 0.5),
            None,
        ),
        Line::number(
            "hinterland",
            "share of its hinterland that JNIM and IS keep over a year, median of years and worlds",
            Bar::AtLeast(0.8),
            sums::quantile(kept.clone(), 0.5),
            None,
        )
        .and(format!("below 0.8 in {poor} of {} years", kept.len())),
    ]
}
