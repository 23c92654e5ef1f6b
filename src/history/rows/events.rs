//! `events.csv`: everything that happened in a run, from its ledger.

use crate::{
    domain::EventKind,
    history::frame::{self, Frame, InRun},
    table::{Field, Table, number::format_number},
    world::{
        Event,
        ledger::{Choice, Decision, Logged},
    },
};

/// An event of a run.
#[derive(Debug)]
pub struct EventLine<'a> {
    frame: &'a Frame<'a>,
    /// Its number within the run.
    number: u64,
    logged: &'a Logged,
    /// What somebody decided who brought it about.
    decision: Option<&'a Decision>,
}

impl<'a> EventLine<'a> {
    /// Every event of a run, oldest first.
    pub fn all(frame: &'a Frame<'a>) -> impl Iterator<Item = Self> {
        let ledger = &frame.chronicle.ledger;
        (0..).zip(&ledger.events).map(move |(number, logged)| {
            let decision = logged.event.origin.record().and_then(|at| ledger.decisions.get(at));
            Self { frame, number, logged, decision }
        })
    }

    fn event(&self) -> &Event {
        &self.logged.event
    }
}

impl InRun for EventLine<'_> {
    fn frame(&self) -> &Frame<'_> {
        self.frame
    }

    fn week(&self) -> u32 {
        self.logged.week
    }
}

/// `events.csv`.
#[derive(Debug)]
pub struct Events;

impl Table for Events {
    type Row<'a> = EventLine<'a>;
    const NAME: &'static str = "events";
    const ROWS: &'static str = "event of a run";
    const KEY: &'static [&'static str] = &["run", "variant", "event"];

    fn fields() -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = frame::columns();
        fields.append(&mut vec![
            Field::whole("event", "", "Number of the event within the run, from 0, oldest first", |r| Some(r.number)),
            Field::text("type", "act (an action of the table that an actor carried out) or shock", |r, to| {
                to.push_str(if matches!(r.event().kind, EventKind::Act(_)) { "act" } else { "shock" });
            }),
            Field::text("kind", "Which action or shock", |r, to| to.push_str(r.event().kind.word())),
            Field::text("rule", "Rule of the model that brought it about", |r, to| to.push_str(r.event().rule)),
            Field::text("actor", "By whom", |r, to| to.push_str(r.frame.actor(r.event().actor))),
            Field::text("target", "To whom", |r, to| to.push_str(r.frame.actor(r.event().target))),
            Field::text("place", "Where", |r, to| to.push_str(r.frame.place(r.event().place))),
            Field::text("agreement", "Concerning which agreement", |r, to| {
                if let Some(agreement) = r.event().agreement {
                    to.push_str(&r.frame.agreement(agreement, r.logged.week));
                }
            }),
            Field::whole("actor_deaths", "people", "Fighters of the actor killed", |r| {
                Some(r.event().actor_deaths.into())
            }),
            Field::whole("target_deaths", "people", "Fighters of the target killed", |r| {
                Some(r.event().target_deaths.into())
            }),
            Field::whole("civilian_deaths", "people", "Civilians killed by the actor", |r| {
                Some(r.event().civilian_deaths.into())
            }),
            Field::whole("target_civilian_deaths", "people", "Civilians killed by the target", |r| {
                Some(r.event().target_civilian_deaths.into())
            }),
            Field::whole("rung", "rung", "Rung of the escalation ladder", |r| Some(r.event().rung.into())),
            Field::yes_no("success", "Whether it came about as intended", |r| Some(r.event().success)),
            Field::yes_no(
                "part",
                "Whether it belongs to an event counted already: its deaths count, the act does not",
                |r| Some(r.event().part),
            ),
            Field::number(
                "utility",
                (4, "about -1 to 1"),
                "Expected utility of the option, if somebody decided on it",
                |r| r.decision.map(|decision| decision.chosen.utility),
            ),
            Field::text("terms", "Terms that add up to it, name=value, separated by |", |r, to| {
                r.decision.iter().for_each(|decision| terms(&decision.chosen, to));
            }),
            Field::text("rejected", "Best options not taken, action>target@place=utility, separated by |", |r, to| {
                r.decision.iter().flat_map(|decision| &decision.rejected).for_each(|other| option(r.frame, other, to));
            }),
            Field::text("operation", "Operation to which it belongs, as in operations.csv", |r, to| {
                let row = r.event().operation.and_then(|key| r.frame.operation(key));
                row.iter().for_each(|row| to.push_str(&row.id));
            }),
            Field::text(
                "inject",
                "Inject or scheduled event that brought it about, itself or by the operation that it ordered",
                |r, to| to.push_str(r.frame.inject_behind(r.event())),
            ),
        ]);
        fields
    }
}

/// The terms of a choice that are not zero.
pub(super) fn terms(choice: &Choice, to: &mut String) {
    for (name, value) in choice.terms.named().into_iter().filter(|(_, value)| *value != 0.0) {
        separate(to);
        to.push_str(name);
        to.push('=');
        format_number(to, value, 4);
    }
}

/// Between two items of a list.
pub(super) fn separate(to: &mut String) {
    if !to.is_empty() {
        to.push('|');
    }
}

/// An option in a few characters: `raid>army@town=0.12`.
pub(super) fn option(frame: &Frame, choice: &Choice, to: &mut String) {
    separate(to);
    to.push_str(choice.action.word());
    for (mark, name) in [('>', frame.actor(choice.target)), ('@', frame.place(choice.place))] {
        if !name.is_empty() {
            to.push(mark);
            to.push_str(name);
        }
    }
    to.push('=');
    format_number(to, choice.utility, 4);
}
