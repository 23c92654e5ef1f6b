//! `weekly.csv` and `shares.csv`: numbers and states over all worlds, week by week.

use crate::{
    stats::Histogram,
    study::survey::{Series, ShareKind},
    table::{Field, Table, common},
};
use jiff::civil::Date;

/// A row of `weekly.csv`.
#[derive(Clone, Copy, Debug)]
pub struct WeekLine<'a> {
    /// Name of the variant.
    pub variant: &'a str,
    /// Week.
    pub week: u32,
    /// Its first day.
    pub date: Date,
    /// What is followed.
    pub series: &'a Series,
    /// Runs counted.
    pub runs: u64,
    /// Sum over them, in steps of the series.
    pub sum: i128,
    /// Their histogram, in steps of the series.
    pub histogram: &'a Histogram,
}

impl WeekLine<'_> {
    /// Mean over runs.
    pub fn mean(&self) -> f64 {
        self.sum as f64 / self.runs as f64 * self.series.step
    }

    /// What this share of runs lies at or below.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        self.histogram.quantile(q, self.series.bins).map(|steps| steps * self.series.step)
    }
}

/// `weekly.csv`.
#[derive(Debug)]
pub struct WeekNumbers;

impl Table for WeekNumbers {
    type Row<'a> = WeekLine<'a>;
    const NAME: &'static str = "weekly";
    const ROWS: &'static str = "variant, week and series";
    const KEY: &'static [&'static str] = &["variant", "week", "series"];

    fn fields() -> Vec<Field<Self>> {
        const QUANTILE: (u8, &str) = (4, "as unit");
        vec![
            common::variant(|r, to| to.push_str(r.variant)),
            common::week(|r| Some(r.week.into())),
            common::date(|r| Some(r.date)),
            Field::text(
                "series",
                "What is followed; `_per_week` and `people_` are of that week alone, `strength.A` and `places_held.A` count A with those below it, `places_held.A` also what has split from them",
                |r, to| to.push_str(&r.series.name),
            ),
            Field::text("unit", "Unit", |r, to| to.push_str(r.series.unit)),
            Field::whole("n", "runs", "Runs counted", |r| Some(r.runs)),
            Field::number("mean", (6, "as unit"), "Mean over runs", |r| Some(r.mean())),
            Field::number("q05", QUANTILE, "5 % of runs lie at or below this", |r| r.quantile(0.05)),
            Field::number("q25", QUANTILE, "25 %", |r| r.quantile(0.25)),
            Field::number("q50", QUANTILE, "50 %", |r| r.quantile(0.5)),
            Field::number("q75", QUANTILE, "75 %", |r| r.quantile(0.75)),
            Field::number("q95", QUANTILE, "95 %", |r| r.quantile(0.95)),
        ]
    }
}

/// A row of `shares.csv`.
#[derive(Clone, Debug)]
pub struct ShareLine<'a> {
    /// Name of the variant.
    pub variant: &'a str,
    /// Week.
    pub week: u32,
    /// Its first day.
    pub date: Date,
    /// What kind of state.
    pub kind: ShareKind,
    /// Of what.
    pub entity: &'a str,
    /// The state.
    pub state: String,
    /// Runs in it.
    pub worlds: u32,
    /// Runs counted.
    pub runs: u64,
}

/// `shares.csv`.
#[derive(Debug)]
pub struct Shares;

impl Table for Shares {
    type Row<'a> = ShareLine<'a>;
    const NAME: &'static str = "shares";
    const ROWS: &'static str = "variant, week, kind, entity and state";
    const KEY: &'static [&'static str] = &["variant", "week", "kind", "entity", "state"];

    fn fields() -> Vec<Field<Self>> {
        vec![
            common::variant(|r, to| to.push_str(r.variant)),
            common::week(|r| Some(r.week.into())),
            common::date(|r| Some(r.date)),
            Field::text(
                "kind",
                "control (state of a place), holder (bloc that holds it), stance and rung (of a pair), agreement (state of it)",
                |r, to| to.push_str(r.kind.word()),
            ),
            Field::text("entity", "Place, pair or agreement", |r, to| to.push_str(r.entity)),
            Field::text("state", "The state; for holder an actor or nobody", |r, to| to.push_str(&r.state)),
            Field::whole("worlds", "runs", "Runs in that state; states in which no run is have no row", |r| {
                Some(r.worlds.into())
            }),
            Field::whole("n", "runs", "Runs counted", |r| Some(r.runs)),
        ]
    }
}
