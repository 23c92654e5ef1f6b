//! `orders.csv`: what became of every order that came from outside, from people in seats or from the scenario.

use super::events::separate;
use crate::{
    domain::{Hindrance, OrderResult},
    history::frame::{self, Frame, InRun},
    id::{ActorId, Key},
    table::{Field, Table},
    world::{Ordered, Origin, outside::Command},
};
use std::fmt::Write as _;

/// An order of a run, with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderRow {
    /// Week in which it was given.
    pub week: u32,
    /// Who gave it.
    pub origin: Origin,
    /// Who was to do it.
    pub actor: Option<ActorId>,
    /// What.
    pub command: Command,
    /// What became of it.
    pub result: OrderResult,
    /// Why it was not carried out, or not in full.
    pub why: Option<Hindrance>,
    /// Who declined.
    pub who: Vec<ActorId>,
    /// The operation that it began.
    pub operation: Option<Key>,
    /// The events of its week that carried it out, by their numbers.
    pub events: Vec<u32>,
    /// The fronts on which an ordered posture holds from then on and the two could strike each other in its week.
    pub fronts: Vec<Ordered>,
}

/// An order within its run.
#[derive(Debug)]
pub struct OrderLine<'a> {
    frame: &'a Frame<'a>,
    /// Its number within the run.
    number: u64,
    row: &'a OrderRow,
}

impl<'a> OrderLine<'a> {
    /// Every order of a run, oldest first.
    pub fn all(frame: &'a Frame<'a>, rows: &'a [OrderRow]) -> impl Iterator<Item = Self> {
        (0..).zip(rows).map(move |(number, row)| Self { frame, number, row })
    }
}

impl InRun for OrderLine<'_> {
    fn frame(&self) -> &Frame<'_> {
        self.frame
    }

    fn week(&self) -> u32 {
        self.row.week
    }
}

/// `orders.csv`.
#[derive(Debug)]
pub struct Orders;

impl Table for Orders {
    type Row<'a> = OrderLine<'a>;
    const NAME: &'static str = "orders";
    const ROWS: &'static str = "order from a person in a seat or from an inject, in a run";
    const KEY: &'static [&'static str] = &["run", "variant", "order"];

    fn fields() -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = frame::columns();
        fields.append(&mut vec![
            Field::whole("order", "", "Number of the order within the run, from 0, oldest first", |r| Some(r.number)),
            Field::text(
                "given_by",
                "person (a row of the decisions), inject (of the scenario or a what-if) or scheduled (an event of the case)",
                |r, to| to.push_str(r.row.origin.word()),
            ),
            Field::text("inject", "Which inject or scheduled event", |r, to| to.push_str(r.frame.inject(r.row.origin))),
            Field::text("actor", "Who was to do it", |r, to| to.push_str(r.frame.actor(r.row.actor))),
            Field::text("action", "Which action or posture", |r, to| to.push_str(r.row.command.word())),
            Field::text("target", "Against or towards whom, if the order says so", |r, to| {
                to.push_str(r.frame.actor(r.row.command.target()));
            }),
            Field::text("place", "Where, if the order says so; of a posture, a place of the region", |r, to| {
                to.push_str(r.frame.place(r.row.command.place()));
            }),
            Field::text("agreement", "Concerning which agreement, if the order says so", |r, to| {
                let agreement = r.row.command.agreement();
                agreement.iter().for_each(|id| to.push_str(&r.frame.agreement(*id, r.row.week)));
            }),
            Field::text(
                "result",
                "carried_out; unchanged (the posture was so already); stands (the posture holds from then on; in that week there was nobody whom it could reach); failed (done, not as intended); begun (an operation set out); in_part (it set out without some who were asked); refused (those asked declined); barred (the scenario prevents it); impossible; too_late (actor or target is no more)",
                |r, to| to.push_str(r.row.result.word()),
            ),
            Field::text(
                "why",
                "Why not, or not in full: prevented, no_effort, no_money, no_aircraft, no_men, too_few_men, out_of_range, no_way, nobody_there, not_enemies, overruled (a later order of the week), declined, actor_gone, target_gone or not_given (what the action needs was not there)",
                |r, to| r.row.why.iter().for_each(|why| to.push_str(why.word())),
            ),
            Field::text("who", "Who declined, separated by |", |r, to| {
                for actor in &r.row.who {
                    separate(to);
                    to.push_str(r.frame.actor(Some(*actor)));
                }
            }),
            Field::text("operation", "Operation that it began, as in operations.csv", |r, to| {
                let row = r.row.operation.and_then(|key| r.frame.operation(key));
                row.iter().for_each(|row| to.push_str(&row.id));
            }),
            Field::text("events", "Events of its week that carried it out, as in events.csv, separated by |", |r, to| {
                for event in &r.row.events {
                    separate(to);
                    let _ = write!(to, "{event}");
                }
            }),
            Field::text(
                "fronts",
                "Fronts on which an ordered posture holds from then on and that had contact in that week, as ACTOR:ENEMY:REGION, separated by |",
                |r, to| {
                    for front in &r.row.fronts {
                        separate(to);
                        let (actor, enemy) = (r.frame.actor(Some(front.actor)), r.frame.actor(Some(front.enemy)));
                        let _ = write!(to, "{actor}:{enemy}:{}", r.frame.case.regions[front.region.index()]);
                    }
                },
            ),
            Field::text("before", "Posture before the order on each of these fronts, separated by |", |r, to| {
                for front in &r.row.fronts {
                    separate(to);
                    to.push_str(front.before.word());
                }
            }),
        ]);
        fields
    }
}
