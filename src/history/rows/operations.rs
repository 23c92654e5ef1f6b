//! `operations.csv`: every operation of a run, from how it was decided to how it ended.

use super::events::{option, separate, terms};
use crate::{
    domain::OperationStage,
    history::{chronicle::OperationRow, frame::Frame},
    table::{Field, Table, common, number::format_number},
    world::{Operation, ledger::Decision},
};

/// An operation within its run.
#[derive(Debug)]
pub struct OperationLine<'a> {
    frame: &'a Frame<'a>,
    row: &'a OperationRow,
    /// What its planner decided, if it did.
    decision: Option<&'a Decision>,
}

impl<'a> OperationLine<'a> {
    /// Every operation of a run, in the order in which they began.
    pub fn all(frame: &'a Frame<'a>) -> impl Iterator<Item = Self> {
        let decision = |row: &OperationRow| frame.chronicle.ledger.decisions.get(row.operation.origin.record()?);
        frame.chronicle.operations.iter().map(move |row| Self { frame, row, decision: decision(row) })
    }

    fn operation(&self) -> &Operation {
        &self.row.operation
    }
}

/// `operations.csv`.
#[derive(Debug)]
pub struct Operations;

impl Table for Operations {
    type Row<'a> = OperationLine<'a>;
    const NAME: &'static str = "operations";
    const ROWS: &'static str = "operation that began in a run, or was called off at once";
    const KEY: &'static [&'static str] = &["run", "variant", "id"];

    fn fields() -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = vec![
            common::run(|r| Some(r.frame.run)),
            common::variant(|r, to| to.push_str(r.frame.variant)),
            Field::text("id", "Operation: planner, kind, objective and week of its beginning, joined by :", |r, to| {
                to.push_str(&r.row.id);
            }),
        ];
        fields.append(&mut plan());
        fields.append(&mut course());
        fields.append(&mut choice());
        fields
    }
}

/// What was planned, and with whom.
fn plan() -> Vec<Field<Operations>> {
    vec![
        Field::text("planner", "Who planned it", |r, to| to.push_str(r.frame.actor(Some(r.operation().planner)))),
        Field::text("kind", "What it is for: seize, raid, relieve, besiege or take_over", |r, to| {
            to.push_str(r.operation().kind.word());
        }),
        Field::text("objective", "Place at which it aims", |r, to| {
            to.push_str(r.frame.place(Some(r.operation().objective)));
        }),
        Field::text("target", "Against whom", |r, to| to.push_str(r.frame.actor(r.operation().target))),
        Field::text("axis", "Places on its way, from where it assembles to the objective, separated by |", |r, to| {
            for place in &r.operation().axis {
                separate(to);
                to.push_str(r.frame.place(Some(*place)));
            }
        }),
        Field::text(
            "participants",
            "Who takes part with how many men at the start, actor:men, separated by |",
            |r, to| {
                for part in &r.operation().participants {
                    separate(to);
                    to.push_str(r.frame.actor(Some(part.actor)));
                    to.push(':');
                    format_number(to, part.men, 0);
                }
            },
        ),
        Field::whole("declined", "", "How often somebody who was asked to take part declined", |r| {
            Some(r.operation().declined.into())
        }),
        Field::text("refused", "Who declined, at most the first eight, separated by |", |r, to| {
            for actor in &r.operation().refused {
                separate(to);
                to.push_str(r.frame.actor(Some(*actor)));
            }
        }),
        Field::number("men", (0, "men"), "Men at the start, of all who take part", |r| Some(r.operation().men())),
        Field::number("aircraft", (1, "sorties a week"), "Sorties promised, of all who take part", |r| {
            Some(r.operation().sorties())
        }),
        Field::number(
            "chance",
            (4, "probability"),
            "Chance of success in which its planner believed; empty where nobody weighed it",
            |r| {
                let weighed = r.operation().chance;
                (weighed > 0.0).then_some(weighed)
            },
        ),
    ]
}

/// How it went.
fn course() -> Vec<Field<Operations>> {
    vec![
        Field::whole("begun", "weeks", "Week in which it began", |r| Some(r.operation().begun.into())),
        Field::whole(
            "ended",
            "weeks",
            "Week in which it was over; empty: it is under way at the end of the run",
            |r| r.row.ended().map(u64::from),
        ),
        Field::text(
            "how",
            "How it ended: achieved, beaten, broken_off, called_off (it never set out), dissolved or turned_away (it was not let in); empty: it is under way",
            |r, to| {
                let end = r.operation().end.filter(|_| r.operation().stage == OperationStage::Over);
                end.into_iter().for_each(|end| to.push_str(end.word()));
            },
        ),
        Field::number("arrived", (0, "men"), "Men who reached the objective", |r| Some(r.operation().arrived)),
        Field::number("lost", (0, "people"), "Fighters who were killed in it", |r| Some(r.operation().lost)),
    ]
}

/// What brought it about.
fn choice() -> Vec<Field<Operations>> {
    vec![
        Field::text(
            "decision",
            "Who decided on it: decision (its planner), person (somebody who plays the planner), inject or scheduled (an event put in), rule",
            |r, to| to.push_str(r.operation().origin.word()),
        ),
        Field::text("inject", "Inject or scheduled event that ordered it", |r, to| {
            to.push_str(r.frame.inject(r.operation().origin));
        }),
        Field::number(
            "utility",
            (4, "about -1 to 1"),
            "Expected utility of the operation, if its planner decided on it",
            |r| r.decision.map(|decision| decision.chosen.utility),
        ),
        Field::text("terms", "Terms that add up to it, name=value, separated by |", |r, to| {
            r.decision.iter().for_each(|decision| terms(&decision.chosen, to));
        }),
        Field::text("rejected", "Best objectives not taken, action>target@place=utility, separated by |", |r, to| {
            r.decision.iter().flat_map(|decision| &decision.rejected).for_each(|other| option(r.frame, other, to));
        }),
        Field::yes_no("lingers", "Whether those who raid meant to hold what they took beyond the week", |r| {
            Some(r.operation().lingers)
        }),
        Field::number(
            "surplus",
            (4, "about -1 to 1"),
            "Utility beyond the trouble of mounting it, if its planner decided on it; below nought for reasons that only the planner saw",
            |r| r.operation().surplus,
        ),
        Field::yes_no("flown", "Whether its men flew to the objective", |r| Some(r.operation().flown)),
    ]
}
