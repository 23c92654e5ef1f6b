//! `summary.csv`: what came out, for each variant and outcome.

use super::columns::{self, AS_UNIT, Told};
use crate::{
    fault::Fault,
    stats::{Estimate, Spread},
    study::{Statistic, Study},
    table::{Field, Table, common, read::Reader},
};
use std::io::Read;

/// One row of `summary.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow {
    /// Index of the variant.
    pub variant: usize,
    /// Index of the outcome.
    pub outcome: usize,
    /// Level of a category.
    pub level: String,
    /// What is estimated.
    pub statistic: Statistic,
    /// Runs left out.
    pub excluded: u64,
    /// Runs in which a week did not come.
    pub censored: Option<u64>,
    /// The estimate.
    pub estimate: Estimate,
    /// 5, 50 and 95 % of worlds, for numbers.
    pub quantiles: Option<[f64; 3]>,
}

impl SummaryRow {
    /// Reads the row at which a reader of the file stands.
    ///
    /// # Errors
    /// A cell that holds what no ensemble of the study leaves.
    pub fn read<R: Read>(row: &Reader<R>, study: &Study) -> Result<Self, Fault> {
        let (variant, outcome) = columns::whose(row, study)?;
        let quantiles = (row.maybe("q05")?, row.maybe("q50")?, row.maybe("q95")?);
        Ok(Self {
            variant,
            outcome,
            level: row.text("level")?.to_owned(),
            statistic: columns::read_statistic(row)?,
            excluded: row.whole("excluded")?,
            censored: if row.text("censored")?.is_empty() { None } else { Some(row.whole("censored")?) },
            estimate: columns::read_estimate(row, "estimate")?,
            quantiles: match quantiles {
                (Some(low), Some(middle), Some(high)) => Some([low, middle, high]),
                _ => None,
            },
        })
    }

    /// The unit of the estimate.
    pub fn unit<'a>(&self, study: &'a Study) -> &'a str {
        self.statistic.unit(&study.variants[self.variant].outcomes[self.outcome].unit)
    }
}

/// `summary.csv`.
#[derive(Debug)]
pub struct Summary;

impl Table for Summary {
    type Row<'a> = Told<'a, SummaryRow>;
    const NAME: &'static str = "summary";
    const ROWS: &'static str = "variant, outcome, level and statistic";
    const KEY: &'static [&'static str] = &["variant", "outcome", "level", "statistic"];

    fn fields() -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = vec![
            common::variant(|r, to| to.push_str(r.variant(r.row.variant))),
            columns::outcome(|r, to| to.push_str(&r.outcome(r.row.variant, r.row.outcome).id)),
            columns::kind(|r, to| to.push_str(r.outcome(r.row.variant, r.row.outcome).kind.word())),
            columns::level(|r, to| to.push_str(&r.row.level)),
            columns::statistic(|r, to| to.push_str(r.row.statistic.word())),
            columns::unit(|r, to| to.push_str(r.row.unit(r.study))),
            Field::whole("n", "runs", "Runs counted; for mean_rank those that have one", |r| Some(r.row.estimate.n)),
            Field::whole("excluded", "runs", "Runs left out because they failed", |r| Some(r.row.excluded)),
            Field::whole(
                "censored",
                "runs",
                "For the probability of kind week: runs counted in which it did not come within the horizon",
                |r| r.row.censored,
            ),
            columns::draws(|r| Some(r.row.estimate.draws)),
            Field::number("estimate", AS_UNIT, "The estimate", |r| Some(r.row.estimate.value)),
        ];
        fields.extend(ranges());
        fields.append(&mut vec![
            columns::error(|r| r.row.estimate.error),
            columns::error_chance(|r| r.row.estimate.chance_error),
            Field::number(
                "q05",
                AS_UNIT,
                "Of quantities, weeks and ranks: 5 % of worlds lie at or below this (whole numbers below 128 exactly, others to 1/128 of themselves; never beyond what was seen)",
                |r| r.row.quantiles.map(|q| q[0]),
            ),
            Field::number("q50", AS_UNIT, "The same for 50 %", |r| r.row.quantiles.map(|q| q[1])),
            Field::number("q95", AS_UNIT, "The same for 95 %", |r| r.row.quantiles.map(|q| q[2])),
            columns::method(|r, to| {
                to.push_str(if r.row.statistic == Statistic::Probability { "wilson" } else { "student" });
            }),
            columns::spread_is(|r, to| to.push_str(Spread::word(r.row.estimate.spread))),
        ]);
        fields
    }
}

/// Both ranges of the estimate.
fn ranges() -> [Field<Summary>; 4] {
    [
        Field::number(
            "spread_low",
            AS_UNIT,
            "Lower end of the spread over assumptions: the middle 90 % of the draws' expected values, chance taken out",
            |r| r.row.estimate.spread.map(|spread| spread.low),
        ),
        Field::number("spread_high", AS_UNIT, "Upper end of the same", |r| {
            r.row.estimate.spread.map(|spread| spread.high)
        }),
        Field::number(
            "low",
            AS_UNIT,
            "Lower end of the 95 % sampling interval: how far the estimate may be off because only so many worlds were run; the value itself where all worlds agree, which tells nothing of that, and never beyond what the number can be",
            |r| r.row.estimate.interval.map(|interval| interval.0),
        ),
        Field::number("high", AS_UNIT, "Upper end of the same", |r| r.row.estimate.interval.map(|interval| interval.1)),
    ]
}
