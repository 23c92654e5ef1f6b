//! Quantity: a number that is observed, at the end, at its largest, or on average.

use super::home::{Answer, Ask, Compared, Ends, Home, Memory, Number, Question, Reading, Statistic, Take};
use crate::{
    domain::Case,
    stats::ANY,
    study::condition::Watch,
    table::{
        Cell, Kind as Holds,
        number::{format_number, rounded},
    },
    world::World,
};

/// The kind.
#[derive(Debug)]
pub(super) struct Quantity;

/// Decimals of its column.
const DECIMALS: u8 = 6;

impl Home for Quantity {
    fn title(&self) -> &'static str {
        "How much"
    }

    fn reading(&self) -> Reading {
        Reading::Amount
    }

    fn asks(&self) -> &'static [(&'static str, Ask)] {
        const TAKES: &[(&str, Take)] = &[("end", Take::End), ("max", Take::Max), ("mean", Take::Mean)];
        &[("value", Ask::Value { number: true, takes: TAKES, when: false })]
    }

    fn look(&self, question: &Question, world: &World, _: &mut Watch, memory: &mut Memory) {
        // What is read at the end is not looked at before: most outcomes of a scenario are of this kind.
        if let Question::Value(Some(observable), take) = question
            && *take != Take::End
        {
            memory.see(observable.read(world));
        }
    }

    fn answer(&self, question: &Question, memory: &Memory, world: &World, _: &dyn Fn(usize) -> String) -> Answer {
        Answer::Quantity(match question {
            Question::Value(_, Take::Max) => memory.max.unwrap_or(0.0),
            Question::Value(_, Take::Mean) => memory.sum / f64::from(memory.weeks.max(1)),
            Question::Value(Some(observable), _) => observable.read(world),
            _ => 0.0,
        })
    }

    fn column<'a>(&self, unit: &'a str) -> (Holds, &'a str) {
        (Holds::Number(DECIMALS), unit)
    }

    fn cell<'a>(&self, answer: &'a Answer) -> Cell<'a> {
        match answer {
            Answer::Quantity(number) if number.is_finite() => Cell::Number(*number, DECIMALS),
            _ => Cell::Missing,
        }
    }

    fn read(&self, cell: Cell<'_>, _: u32) -> Result<Answer, &'static str> {
        match cell {
            Cell::Number(number, decimals) => Ok(Answer::Quantity(rounded(number, decimals))),
            _ => Err("this is not a number"),
        }
    }

    fn signed(&self) -> Statistic {
        Statistic::Mean
    }

    fn numbers<'a>(&self, answer: &'a Answer, _: &[&str], _: u32) -> Vec<Number<'a>> {
        if let Answer::Quantity(number) = answer { vec![Number::of(Statistic::Mean, *number)] } else { Vec::new() }
    }

    fn bounds(&self, question: &Question, case: &Case, _: u32) -> (f64, f64) {
        let observed = if let Question::Value(observable, _) = question { *observable } else { None };
        observed.map_or(ANY, |observable| observable.bounds(case))
    }

    fn compared<'a>(&self, answer: &'a Answer, _: u32) -> Compared<'a> {
        if let Answer::Quantity(number) = answer { Compared::Number(*number) } else { Compared::Word("") }
    }

    fn ends(&self) -> Ends {
        Ends::Both
    }

    fn group<'a>(&self, _: &'a Answer) -> &'a str {
        ""
    }

    fn said(&self, answer: &Answer, unit: &str) -> String {
        let Answer::Quantity(number) = answer else { return String::new() };
        let mut text = String::new();
        format_number(&mut text, *number, if number.abs() < 100.0 { 2 } else { 0 });
        format!("{text} {unit}").trim_end().to_owned()
    }
}
