//! The table of a comparison: every number of it, as `compare --csv` writes them.

use super::Row;
use crate::{
    stats::Spread,
    study::{Outcome, Statistic, Study},
    table::{Field, Table},
};

/// A row with the study that names its outcome.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The study of A.
    pub study: &'a Study,
    /// The row.
    pub row: &'a Row,
}

impl Line<'_> {
    fn outcome(&self) -> &Outcome {
        &self.study.variants[0].outcomes[self.row.outcome]
    }
}

/// `compare.csv`, under whichever name.
#[derive(Debug)]
pub struct Compared;

/// Six decimals, in the unit that the row names.
const AS_UNIT: (u8, &str) = (6, "as unit");
/// A share of something else than worlds, or a p value.
const SHARE: (u8, &str) = (6, "");

impl Table for Compared {
    type Row<'a> = Line<'a>;
    const NAME: &'static str = "compare";
    const ROWS: &'static str = "outcome, level and statistic";
    const KEY: &'static [&'static str] = &["outcome", "level", "statistic"];

    fn fields() -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = vec![
            Field::text("outcome", "Outcome of the scenario", |r, to| to.push_str(&r.outcome().id)),
            Field::text("kind", "Kind of outcome", |r, to| to.push_str(r.outcome().kind.word())),
            Field::text("level", "Level of a category", |r, to| to.push_str(&r.row.level)),
            Field::text("statistic", "What is estimated, as in differences.csv", |r, to| {
                to.push_str(r.row.statistic.word());
            }),
            Field::text("unit", "Unit of the estimates", |r, to| {
                to.push_str(r.row.statistic.unit(&r.outcome().unit));
            }),
            Field::whole("n", "worlds", "Worlds counted: those that ended well in A and in B", |r| {
                Some(r.row.difference.n)
            }),
            Field::whole("draws", "draws", "Draws of everything uncertain", |r| Some(r.row.difference.draws)),
        ];
        fields.extend(sides());
        fields.extend(difference());
        fields.extend(worlds());
        fields.extend(significance());
        fields
    }
}

/// A and B, each with its sampling interval.
fn sides() -> [Field<Compared>; 6] {
    [
        Field::number("a", AS_UNIT, "Estimate in A", |r| Some(r.row.a.value)),
        Field::number("a_low", AS_UNIT, "Lower end of its 95 % sampling interval", |r| r.row.a.interval.map(|i| i.0)),
        Field::number("a_high", AS_UNIT, "Upper end", |r| r.row.a.interval.map(|i| i.1)),
        Field::number("b", AS_UNIT, "Estimate in B", |r| Some(r.row.b.value)),
        Field::number("b_low", AS_UNIT, "Lower end of its 95 % sampling interval", |r| r.row.b.interval.map(|i| i.0)),
        Field::number("b_high", AS_UNIT, "Upper end", |r| r.row.b.interval.map(|i| i.1)),
    ]
}

/// B minus A, with both ranges.
fn difference() -> Vec<Field<Compared>> {
    vec![
        Field::number("difference", AS_UNIT, "B minus A, world by world", |r| Some(r.row.difference.value)),
        Field::number("spread_low", AS_UNIT, "Lower end of its spread over assumptions", |r| {
            r.row.difference.spread.map(|spread| spread.low)
        }),
        Field::number("spread_high", AS_UNIT, "Upper end", |r| r.row.difference.spread.map(|spread| spread.high)),
        Field::text("spread_is", "estimated or at_most, as in differences.csv", |r, to| {
            to.push_str(Spread::word(r.row.difference.spread));
        }),
        Field::number("low", AS_UNIT, "Lower end of its 95 % sampling interval", |r| {
            r.row.difference.interval.map(|i| i.0)
        }),
        Field::number("high", AS_UNIT, "Upper end", |r| r.row.difference.interval.map(|i| i.1)),
        Field::number("error", AS_UNIT, "Its standard error", |r| r.row.difference.error),
        Field::text("method", "Interval: student or bonett_price, over the scrambles of the draws", |r, to| {
            to.push_str(if r.row.statistic == Statistic::Probability { "bonett_price" } else { "student" });
        }),
    ]
}

/// In how many worlds what happened.
fn worlds() -> Vec<Field<Compared>> {
    vec![
        Field::whole("up", "worlds", "Worlds that go up from A to B", |r| Some(r.row.signs.0)),
        Field::whole("down", "worlds", "Worlds that go down", |r| Some(r.row.signs.1)),
        Field::whole("both", "worlds", "Of shares: worlds in which it is so in A and in B", |r| {
            r.row.twice.map(|twice| twice.both)
        }),
        Field::whole("only_a", "worlds", "In A alone", |r| r.row.twice.map(|twice| twice.only_a)),
        Field::whole("only_b", "worlds", "In B alone", |r| r.row.twice.map(|twice| twice.only_b)),
        Field::whole("neither", "worlds", "In neither", |r| r.row.twice.map(|twice| twice.neither)),
    ]
}

/// What pairing saved, and p values.
fn significance() -> Vec<Field<Compared>> {
    vec![
        Field::number(
            "saved",
            SHARE,
            "Share of the variance of two ensembles of other worlds that pairing saves",
            |r| r.row.saved.map(|saved| saved.share),
        ),
        Field::number("saved_low", SHARE, "Lower end of its 95 % interval, by the bootstrap over draws", |r| {
            r.row.saved.and_then(|saved| saved.interval).map(|i| i.0)
        }),
        Field::number("saved_high", SHARE, "Upper end", |r| r.row.saved.and_then(|saved| saved.interval).map(|i| i.1)),
        Field::number("p", SHARE, "Two-sided p value of the difference; empty with fewer than two draws", |r| r.row.p),
        Field::number("p_holm", SHARE, "The same after Holm's correction for all rows of the table", |r| r.row.p_holm),
    ]
}
