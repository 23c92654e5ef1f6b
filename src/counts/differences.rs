//! `differences.csv`: what each what-if changes, world by world.

use super::columns::{self, AS_UNIT, Told};
use crate::{
    fault::Fault,
    stats::{Estimate, Spread},
    study::{Sign, Statistic, Study},
    table::{Field, Table, common, read::Reader},
    words::words,
};
use std::io::Read;

/// One row of `differences.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// Index of the what-if among the variants.
    pub variant: usize,
    /// Index of the outcome.
    pub outcome: usize,
    /// Level of a category.
    pub level: String,
    /// What is estimated.
    pub statistic: Statistic,
    /// Worlds left out.
    pub excluded: u64,
    /// Estimate in the base.
    pub base: f64,
    /// The difference.
    pub estimate: Estimate,
    /// Worlds that went up and down.
    pub signs: (u64, u64),
    /// Sign expected, if this row answers it.
    pub expected: Option<Sign>,
    /// How that came out.
    pub came_out: Option<CameOut>,
}

impl DifferenceRow {
    /// Reads the row at which a reader of the file stands.
    ///
    /// # Errors
    /// A cell that holds what no ensemble of the study leaves.
    pub fn read<R: Read>(row: &Reader<R>, study: &Study) -> Result<Self, Fault> {
        let (variant, outcome) = columns::whose(row, study)?;
        let (expected, came_out) = (row.text("expected")?, row.text("came_out")?);
        let sign = |word| Sign::parse(word).ok_or_else(|| row.wrong("expected", "there is no such sign"));
        let judged = |word| CameOut::parse(word).ok_or_else(|| row.wrong("came_out", "no sign comes out so"));
        Ok(Self {
            variant,
            outcome,
            level: row.text("level")?.to_owned(),
            statistic: columns::read_statistic(row)?,
            excluded: row.whole("excluded")?,
            base: row.number("base")?,
            estimate: columns::read_estimate(row, "difference")?,
            signs: (row.whole("up")?, row.whole("down")?),
            expected: if expected.is_empty() { None } else { Some(sign(expected)?) },
            came_out: if came_out.is_empty() { None } else { Some(judged(came_out)?) },
        })
    }

    /// The estimate in the what-if, in the worlds counted.
    pub fn what_if(&self) -> f64 {
        self.base + self.estimate.value
    }

    /// Whether the sampling interval leaves zero out.
    pub fn is_resolved(&self) -> bool {
        self.estimate.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }

    /// Whether any world differs.
    pub fn moves(&self) -> bool {
        self.signs != (0, 0) || self.estimate.value != 0.0
    }
}

words! {
    /// How a difference compares with the sign expected.
    pub enum CameOut {
        /// The interval lies on the expected side; for an expected zero, it holds zero.
        AsExpected = "as_expected",
        /// It lies on the other side.
        Opposite = "opposite",
        /// It holds zero.
        Unresolved = "unresolved",
        /// Zero was expected and the interval does not hold it.
        Differs = "differs",
    }
}

impl CameOut {
    /// Judges a sign by the interval of the difference; nothing where nothing was expected.
    pub(super) fn judge(sign: Sign, interval: Option<(f64, f64)>) -> Option<Self> {
        let (low, high) = interval?;
        let holds_zero = low <= 0.0 && high >= 0.0;
        Some(match sign {
            Sign::Open => return None,
            Sign::Zero if holds_zero => Self::AsExpected,
            Sign::Zero => Self::Differs,
            _ if holds_zero => Self::Unresolved,
            Sign::Plus if low > 0.0 => Self::AsExpected,
            Sign::Minus if high < 0.0 => Self::AsExpected,
            _ => Self::Opposite,
        })
    }
}

/// `differences.csv`.
#[derive(Debug)]
pub struct Differences;

impl Table for Differences {
    type Row<'a> = Told<'a, DifferenceRow>;
    const NAME: &'static str = "differences";
    const ROWS: &'static str = "what-if, outcome, level and statistic";
    const KEY: &'static [&'static str] = &["variant", "outcome", "level", "statistic"];

    fn fields() -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = vec![
            common::variant(|r, to| to.push_str(r.variant(r.row.variant))),
            columns::outcome(|r, to| to.push_str(&r.outcome(r.row.variant, r.row.outcome).id)),
            columns::kind(|r, to| to.push_str(r.outcome(r.row.variant, r.row.outcome).kind.word())),
            columns::level(|r, to| to.push_str(&r.row.level)),
            columns::statistic(|r, to| to.push_str(r.row.statistic.word())),
            columns::unit(|r, to| to.push_str(r.row.statistic.unit(&r.outcome(r.row.variant, r.row.outcome).unit))),
            Field::whole(
                "n",
                "worlds",
                "Worlds counted: those that ended well in the base and in the what-if; for mean_rank those that have one in both",
                |r| Some(r.row.estimate.n),
            ),
            Field::whole("excluded", "worlds", "Worlds left out because one of the two failed", |r| {
                Some(r.row.excluded)
            }),
            columns::draws(|r| Some(r.row.estimate.draws)),
            Field::number("base", AS_UNIT, "Estimate in the base, in the worlds counted", |r| Some(r.row.base)),
            Field::number("what_if", AS_UNIT, "Estimate in the what-if, in the worlds counted", |r| {
                Some(r.row.what_if())
            }),
            Field::number("difference", AS_UNIT, "What-if minus base, world by world", |r| Some(r.row.estimate.value)),
        ];
        fields.extend(ranges());
        fields.append(&mut vec![
            columns::error(|r| r.row.estimate.error),
            columns::error_chance(|r| r.row.estimate.chance_error),
        ]);
        fields.extend(moves());
        fields.push(columns::method(|r, to| {
            to.push_str(if r.row.statistic == Statistic::Probability { "bonett_price" } else { "student" });
        }));
        fields.push(columns::spread_is(|r, to| to.push_str(Spread::word(r.row.estimate.spread))));
        fields
    }
}

/// Both ranges of the difference.
fn ranges() -> [Field<Differences>; 4] {
    [
        Field::number(
            "spread_low",
            AS_UNIT,
            "Lower end of the spread over assumptions: the middle 90 % of the draws' expected differences, chance taken out",
            |r| r.row.estimate.spread.map(|spread| spread.low),
        ),
        Field::number("spread_high", AS_UNIT, "Upper end of the same", |r| {
            r.row.estimate.spread.map(|spread| spread.high)
        }),
        Field::number(
            "low",
            AS_UNIT,
            "Lower end of the 95 % sampling interval of the difference; the difference itself where all worlds agree, and never beyond what it can be",
            |r| r.row.estimate.interval.map(|interval| interval.0),
        ),
        Field::number("high", AS_UNIT, "Upper end of the same", |r| r.row.estimate.interval.map(|interval| interval.1)),
    ]
}

/// Worlds that changed each way, and how that compares with what was expected.
fn moves() -> [Field<Differences>; 4] {
    [
        Field::whole(
            "up",
            "worlds",
            "Worlds that went up: from no to yes, to more, to later. This holds under the coupling of worlds by their numbers",
            |r| Some(r.row.signs.0),
        ),
        Field::whole("down", "worlds", "Worlds that went down", |r| Some(r.row.signs.1)),
        Field::text(
            "expected",
            "Sign that the what-if expected, written down before the first ensemble: +, -, 0 or ? (open); empty: nothing was expected",
            |r, to| to.push_str(r.row.expected.map_or("", Sign::word)),
        ),
        Field::text(
            "came_out",
            "as_expected, opposite, unresolved (the interval holds zero), or for an expected 0 as_expected or differs; empty: nothing was expected",
            |r, to| to.push_str(r.row.came_out.map_or("", CameOut::word)),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_judged_by_the_interval() {
        let judge = |sign, low, high| CameOut::judge(sign, Some((low, high)));
        assert_eq!(judge(Sign::Plus, 0.1, 0.3), Some(CameOut::AsExpected));
        assert_eq!(judge(Sign::Minus, 0.1, 0.3), Some(CameOut::Opposite));
        assert_eq!(judge(Sign::Plus, -0.1, 0.3), Some(CameOut::Unresolved));
        assert_eq!(judge(Sign::Zero, -0.1, 0.3), Some(CameOut::AsExpected));
        assert_eq!(judge(Sign::Zero, 0.1, 0.3), Some(CameOut::Differs));
        assert_eq!(judge(Sign::Open, 0.1, 0.3), None);
        assert_eq!(CameOut::judge(Sign::Plus, None), None);
    }
}
