//! Columns that `summary.csv` and `differences.csv` share, written and read, and the rows that both hang on a study.

use crate::{
    fault::Fault,
    stats::{
        Estimate,
        spread::{self, Spread},
    },
    study::{Outcome, Statistic, Study},
    table::{Field, GetNumber, GetText, GetWhole, Table, read::Reader},
};
use std::io::Read;

/// A row that speaks of a variant and an outcome by their indices, with the study that names them.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a, R> {
    /// The study.
    pub study: &'a Study,
    /// The row.
    pub row: &'a R,
}

impl<R> Told<'_, R> {
    /// The name of a variant.
    pub(super) fn variant(&self, index: usize) -> &str {
        &self.study.variants[index].name
    }

    /// An outcome, as the variant asks for it.
    pub(super) fn outcome(&self, variant: usize, index: usize) -> &Outcome {
        &self.study.variants[variant].outcomes[index]
    }
}

pub(super) fn outcome<T: Table>(get: GetText<T>) -> Field<T> {
    Field::text("outcome", "Outcome of the scenario", get)
}

pub(super) fn kind<T: Table>(get: GetText<T>) -> Field<T> {
    Field::text("kind", "Kind of outcome: yes_no, week, quantity or category", get)
}

pub(super) fn level<T: Table>(get: GetText<T>) -> Field<T> {
    Field::text("level", "Level of a category; empty for other kinds", get)
}

pub(super) fn statistic<T: Table>(get: GetText<T>) -> Field<T> {
    let meaning = "probability (share of worlds), mean, restricted_mean (of weeks, a world in which it never comes counting as the horizon) \
     or mean_rank (place in the ordered list of levels, from 0)";
    Field::text("statistic", meaning, get)
}

pub(super) fn unit<T: Table>(get: GetText<T>) -> Field<T> {
    Field::text("unit", "Unit of the estimate", get)
}

pub(super) fn draws<T: Table>(get: GetWhole<T>) -> Field<T> {
    Field::whole("draws", "draws", "Draws of everything uncertain; up to two runs share one", get)
}

pub(super) fn error<T: Table>(get: GetNumber<T>) -> Field<T> {
    let meaning = "Standard error of the estimate, over the sixteen independent scrambles of the draws (over draws, where there are fewer)";
    Field::number("error", AS_UNIT, meaning, get)
}

pub(super) fn error_chance<T: Table>(get: GetNumber<T>) -> Field<T> {
    let meaning = "Standard error from chance alone: what other dice in the same draws would change";
    Field::number("error_chance", AS_UNIT, meaning, get)
}

pub(super) fn method<T: Table>(get: GetText<T>) -> Field<T> {
    let meaning = "Interval: wilson, student or bonett_price, all over the sixteen scrambles of the draws (over draws, where there are fewer)";
    Field::text("method", meaning, get)
}

pub(super) fn spread_is<T: Table>(get: GetText<T>) -> Field<T> {
    let meaning = "estimated, or at_most: draws differ no more than chance makes them, and both ends of the spread are an upper limit (95 %); \
     empty: nothing tells, with fewer than two draws, one run a draw, or no two worlds that differ";
    Field::text("spread_is", meaning, get)
}

/// Six decimals, in the unit that the row names.
pub(super) const AS_UNIT: (u8, &str) = (6, "as unit");

/// The index of the variant and that of the outcome which a row names.
pub(super) fn whose<R: Read>(row: &Reader<R>, study: &Study) -> Result<(usize, usize), Fault> {
    let variant = study.variant(row.text("variant")?);
    let variant = variant.ok_or_else(|| row.wrong("variant", "the manifest knows no such variant"))?;
    let outcome = row.text("outcome")?;
    let outcome = study.variants[variant].outcomes.iter().position(|own| own.id == outcome);
    Ok((variant, outcome.ok_or_else(|| row.wrong("outcome", "the manifest knows no such outcome"))?))
}

/// What a row estimates.
pub(super) fn read_statistic<R: Read>(row: &Reader<R>) -> Result<Statistic, Fault> {
    let word = row.text("statistic")?;
    Statistic::parse(word).ok_or_else(|| row.wrong("statistic", "there is no such statistic"))
}

/// The estimate of a row, whose value stands in this column, with both of its ranges and errors.
pub(super) fn read_estimate<R: Read>(row: &Reader<R>, value: &str) -> Result<Estimate, Fault> {
    let at_most = row.text("spread_is")? == spread::AT_MOST;
    Ok(Estimate {
        n: row.whole("n")?,
        draws: row.whole("draws")?,
        value: row.number(value)?,
        interval: row.range("low", "high")?,
        error: row.maybe("error")?,
        chance_error: row.maybe("error_chance")?,
        spread: row.range("spread_low", "spread_high")?.map(|(low, high)| Spread { low, high, at_most }),
    })
}
