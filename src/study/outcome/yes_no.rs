//! Yes or no: whether something is ever so, or is so at the end.

use super::home::{Answer, Ask, Compared, Ends, Home, Memory, Number, Question, Reading, Statistic, Take};
use crate::{
    domain::Case,
    study::condition::Watch,
    table::{Cell, Kind as Holds},
    world::World,
};

/// The kind.
#[derive(Debug)]
pub(super) struct YesNo;

impl Home for YesNo {
    fn title(&self) -> &'static str {
        "Yes or no"
    }

    fn reading(&self) -> Reading {
        Reading::Yes
    }

    fn asks(&self) -> &'static [(&'static str, Ask)] {
        &[("ever", Ask::Holds(Take::Any)), ("at_end", Ask::Holds(Take::End))]
    }

    fn look(&self, question: &Question, world: &World, watch: &mut Watch, memory: &mut Memory) {
        if let Question::Holds(condition, take) = question {
            let holds = condition.holds(world, watch);
            memory.yes = holds || (*take == Take::Any && memory.yes);
        }
    }

    fn answer(&self, _: &Question, memory: &Memory, _: &World, _: &dyn Fn(usize) -> String) -> Answer {
        Answer::YesNo(memory.yes)
    }

    fn column<'a>(&self, unit: &'a str) -> (Holds, &'a str) {
        (Holds::YesNo, unit)
    }

    fn cell<'a>(&self, answer: &'a Answer) -> Cell<'a> {
        if let Answer::YesNo(yes) = answer { Cell::YesNo(*yes) } else { Cell::Missing }
    }

    fn read(&self, cell: Cell<'_>, _: u32) -> Result<Answer, &'static str> {
        if let Cell::YesNo(yes) = cell { Ok(Answer::YesNo(yes)) } else { Err("this is neither true nor false") }
    }

    fn signed(&self) -> Statistic {
        Statistic::Probability
    }

    fn numbers<'a>(&self, answer: &'a Answer, _: &[&str], _: u32) -> Vec<Number<'a>> {
        if let Answer::YesNo(yes) = answer { vec![Number::share(*yes)] } else { Vec::new() }
    }

    fn bounds(&self, _: &Question, _: &Case, _: u32) -> (f64, f64) {
        (0.0, 1.0)
    }

    fn compared<'a>(&self, answer: &'a Answer, _: u32) -> Compared<'a> {
        Compared::Word(self.group(answer))
    }

    fn ends(&self) -> Ends {
        Ends::Rarest
    }

    fn group<'a>(&self, answer: &'a Answer) -> &'a str {
        match answer {
            Answer::YesNo(true) => "true",
            Answer::YesNo(false) => "false",
            _ => "",
        }
    }

    fn said(&self, answer: &Answer, _: &str) -> String {
        if *answer == Answer::YesNo(true) { "yes" } else { "no" }.to_owned()
    }
}
