//! `operations.csv`: every operation of a run, from how it was decided to how it ended.

use super::events::{option, separate, terms};
use crate::{
    domain::OperationStage,
    history::frame::Frame,
    id::{Key, OperationId},
    table::{Field, Table, common, number::format_number},
    world::{Ledger, Operation, World, ledger::Decision},
};
use std::collections::BTreeMap;

/// An operation of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationRow {
    /// Its name, unique in the run: planner, kind, objective and week.
    pub id: String,
    /// What is known of it when it is over, or at the end of the run.
    pub operation: Operation,
    /// Where it stood, whenever that changed, while it was under way.
    pub course: Vec<Stood>,
}

/// Where an operation stood from the end of a week on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stood {
    /// Week.
    pub week: u32,
    /// Stage.
    pub stage: OperationStage,
    /// Places along its axis that its men have come; nothing while they are off it.
    pub at: Option<f64>,
}

impl OperationRow {
    /// Week in which it ended; nothing for one that is under way.
    pub fn ended(&self) -> Option<u32> {
        (!self.operation.is_under_way()).then_some(self.operation.since)
    }
}

/// Collects the operations of a run, week by week: a slot of the world is used again when its operation is over.
#[derive(Clone, Debug, Default)]
pub(in crate::history) struct Watch {
    seen: BTreeMap<Key, (Operation, Vec<Stood>)>,
}

impl Watch {
    /// Notes how every operation stands at the end of a week.
    pub(in crate::history) fn week(&mut self, world: &World) {
        for (slot, operation) in world.operations.iter().enumerate().filter(|(_, o)| o.key != Key(0)) {
            let (known, course) = self.seen.entry(operation.key).or_insert_with(|| (operation.clone(), Vec::new()));
            if !known.is_under_way() {
                continue;
            }
            if known != operation {
                known.clone_from(operation);
            }
            if operation.is_under_way() {
                let (stage, at) = (operation.stage, world.reached(OperationId::from(slot)));
                if course.last().is_none_or(|last| (last.stage, last.at) != (stage, at)) {
                    course.push(Stood { week: world.week, stage, at });
                }
            }
        }
    }

    /// The operations of the run in the order in which they began; `name` gives the name of one.
    pub(in crate::history) fn rows(
        mut self,
        ledger: &Ledger,
        name: impl Fn(&Operation) -> String,
    ) -> Vec<OperationRow> {
        let mut rows: Vec<OperationRow> = Vec::new();
        let mut place: BTreeMap<Key, usize> = BTreeMap::new();
        for begun in &ledger.launched {
            // What found no room in the world never began; what was called off at once may have left no trace there.
            let at_once = || (!begun.is_under_way()).then(|| (begun.clone(), Vec::new()));
            let Some((operation, course)) = self.seen.remove(&begun.key).or_else(at_once) else { continue };
            // Two orders of one week for the same are one operation.
            match place.get(&begun.key) {
                Some(at) if rows[*at].operation.is_under_way() => {}
                Some(at) => (rows[*at].operation, rows[*at].course) = (operation, course),
                None => {
                    place.insert(begun.key, rows.len());
                    rows.push(OperationRow { id: name(&operation), operation, course });
                }
            }
        }
        rows
    }
}

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
        let decision = |row: &OperationRow| frame.detail.ledger.decisions.get(row.operation.origin.record()?);
        frame.detail.operations.iter().map(move |row| Self { frame, row, decision: decision(row) })
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
            "How it ended: achieved, beaten, broken_off, called_off (it never set out) or dissolved; empty: it is under way",
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

/// The name of an operation: planner, kind, objective and week, the same in every variant.
pub(in crate::history) fn named(operation: &Operation, actor: &str, place: &str) -> String {
    format!("{actor}:{}:{place}:{}", operation.kind.word(), operation.begun)
}
