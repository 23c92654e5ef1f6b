//! `runs.csv`: every run of every variant with its answers, written and read.

use crate::{
    fault::Fault,
    history::{History, Status},
    run::WorldNumber,
    study::{Answer, Outcome, Study},
    table::{Cell, Column, Field, Layout, Table, common, read::Reader},
};
use std::io::Read;

/// A run of a study.
#[derive(Debug)]
pub struct RunLine<'a> {
    /// The study.
    pub study: &'a Study,
    /// What the run left.
    pub history: &'a History,
}

/// `runs.csv`.
#[derive(Debug)]
pub struct Runs;

impl Table for Runs {
    type Row<'a> = RunLine<'a>;
    const NAME: &'static str = "runs";
    const ROWS: &'static str = "run and variant";
    const KEY: &'static [&'static str] = &["run", "variant"];

    fn fields() -> Vec<Field<Self>> {
        vec![
            common::run(|r| Some(r.history.run)),
            Field::whole("chance", "", "Number that fixes all chance of the world", |r| {
                Some(WorldNumber::of_run(r.history.run).chance)
            }),
            Field::whole("draw", "", "Number that fixes all uncertain numbers and readings of the world", |r| {
                Some(WorldNumber::of_run(r.history.run).draw)
            }),
            common::variant(|r, to| to.push_str(&r.study.variants[r.history.variant].name)),
            Field::text(
                "status",
                "ok; broken_law: the run broke a law of the world and was stopped; panicked: the program failed in it. Such runs count nowhere else",
                |r, to| to.push_str(r.history.status.word()),
            ),
            Field::text("message", "Why, if not ok", |r, to| to.push_str(&r.history.message)),
        ]
    }
}

impl Runs {
    /// The columns with those of the outcomes of a study.
    pub fn of(study: &Study) -> Vec<Field<Self>> {
        let mut fields = Self::fields();
        let answers = outcomes(study).iter().enumerate();
        fields.extend(answers.map(|(n, outcome)| Field::<Self>::nth(column(outcome), n, answer)));
        fields
    }

    /// The layout with the columns of the outcomes of a study.
    pub fn layout_of(study: &Study) -> Layout {
        Layout::of(&Self::of(study))
    }
}

fn outcomes(study: &Study) -> &[Outcome] {
    study.variants.first().map_or(&[], |base| &base.outcomes)
}

/// The column of an outcome, named by its id: a scenario may not use a name that a column before it has.
fn column(outcome: &Outcome) -> Column {
    let (kind, unit) = outcome.kind.home().column(&outcome.unit);
    Column { name: outcome.id.clone(), kind, unit: unit.to_owned(), meaning: outcome.question.clone() }
}

fn answer<'s>(line: &RunLine<'_>, n: usize, scratch: &'s mut String) -> Cell<'s> {
    let outcome = outcomes(line.study).get(n);
    let cell = outcome.zip(line.history.answers.get(n)).map(|(outcome, answer)| outcome.kind.home().cell(answer));
    cell.unwrap_or(Cell::Missing).put_in(scratch)
}

/// A run as `runs.csv` tells of it: numbers have the decimals of their columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    /// Number of the run.
    pub run: u64,
    /// Index of the variant.
    pub variant: usize,
    /// How it ended.
    pub status: Status,
    /// Why, if not well.
    pub message: String,
    /// Answers to the outcomes of the study, in order; none if it did not end well.
    pub answers: Vec<Answer>,
}

impl Ran {
    /// What the file tells of a run.
    pub fn of(study: &Study, history: &History) -> Self {
        let as_written = |(outcome, answer): (&Outcome, &Answer)| {
            let home = outcome.kind.home();
            home.read(home.cell(answer), study.weeks).unwrap_or_else(|_| answer.clone())
        };
        Self {
            run: history.run,
            variant: history.variant,
            status: history.status,
            message: history.message.clone(),
            answers: outcomes(study).iter().zip(&history.answers).map(as_written).collect(),
        }
    }

    /// Reads the row at which a reader of the file stands.
    ///
    /// # Errors
    /// A cell that holds what no run leaves.
    pub fn read<R: Read>(reader: &Reader<R>, study: &Study) -> Result<Self, Fault> {
        let variant = reader.text("variant")?;
        let variant = study.variants.iter().position(|own| own.name == variant);
        let variant = variant.ok_or_else(|| reader.wrong("variant", "the manifest knows no such variant"))?;
        let status = reader.text("status")?;
        let status = Status::parse(status);
        let status = status.ok_or_else(|| reader.wrong("status", "no run ends so"))?;
        let answers = match status {
            Status::Ok => outcomes(study).iter().map(|outcome| read(reader, outcome, study.weeks)).collect(),
            _ => Ok(Vec::new()),
        };
        let message = reader.text("message")?.to_owned();
        Ok(Self { run: reader.whole("run")?, variant, status, message, answers: answers? })
    }
}

/// Reads the answer to an outcome.
fn read<R: Read>(reader: &Reader<R>, outcome: &Outcome, weeks: u32) -> Result<Answer, Fault> {
    outcome.kind.home().read(reader.cell(&outcome.id)?, weeks).map_err(|wrong| reader.wrong(&outcome.id, wrong))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::outcome::RESERVED;

    #[test]
    fn no_outcome_can_have_the_name_of_a_column_before_it() {
        assert_eq!(Layout::of(&Runs::fields()).columns.iter().map(|c| c.name.clone()).collect::<Vec<_>>(), RESERVED);
    }
}
