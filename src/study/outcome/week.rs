//! Week: the first one in which something is so. It may not come within the horizon.

use super::home::{Answer, Ask, Compared, Ends, Home, Memory, Number, Question, Reading, Statistic, Take};
use crate::{
    domain::Case,
    study::condition::Watch,
    table::{Cell, Kind as Holds},
    world::World,
};

/// The kind.
#[derive(Debug)]
pub(super) struct Week;

impl Home for Week {
    fn title(&self) -> &'static str {
        "Comes within the horizon"
    }

    fn reading(&self) -> Reading {
        Reading::Comes
    }

    fn asks(&self) -> &'static [(&'static str, Ask)] {
        &[("first", Ask::Holds(Take::First))]
    }

    fn look(&self, question: &Question, world: &World, watch: &mut Watch, memory: &mut Memory) {
        if let Question::Holds(condition, _) = question
            && condition.holds(world, watch)
            && memory.first.is_none()
        {
            memory.first = Some(world.week);
        }
    }

    fn answer(&self, _: &Question, memory: &Memory, _: &World, _: &dyn Fn(usize) -> String) -> Answer {
        Answer::Week(memory.first)
    }

    fn column<'a>(&self, _: &'a str) -> (Holds, &'a str) {
        (Holds::Whole, "week, from 0; empty: not within the horizon")
    }

    fn cell<'a>(&self, answer: &'a Answer) -> Cell<'a> {
        if let Answer::Week(Some(week)) = answer { Cell::Whole(u64::from(*week)) } else { Cell::Missing }
    }

    fn read(&self, cell: Cell<'_>, weeks: u32) -> Result<Answer, &'static str> {
        match cell {
            Cell::Missing => Ok(Answer::Week(None)),
            Cell::Whole(week) if week < u64::from(weeks) => Ok(Answer::Week(Some(week as u32))),
            _ => Err("the week lies after the end"),
        }
    }

    fn signed(&self) -> Statistic {
        Statistic::RestrictedMean
    }

    fn numbers<'a>(&self, answer: &'a Answer, _: &[&str], weeks: u32) -> Vec<Number<'a>> {
        let Answer::Week(week) = answer else { return Vec::new() };
        let counted = f64::from(week.unwrap_or(weeks));
        vec![Number::share(week.is_some()), Number::of(Statistic::RestrictedMean, counted)]
    }

    fn bounds(&self, _: &Question, _: &Case, weeks: u32) -> (f64, f64) {
        (0.0, f64::from(weeks))
    }

    /// A week that does not come counts as the horizon.
    fn compared<'a>(&self, answer: &'a Answer, weeks: u32) -> Compared<'a> {
        let Answer::Week(week) = answer else { return Compared::Word("") };
        Compared::Number(f64::from(week.unwrap_or(weeks)))
    }

    fn ends(&self) -> Ends {
        Ends::Earliest
    }

    fn group<'a>(&self, answer: &'a Answer) -> &'a str {
        match answer {
            Answer::Week(Some(_)) => "comes",
            Answer::Week(None) => "never",
            _ => "",
        }
    }

    fn said(&self, answer: &Answer, _: &str) -> String {
        match answer {
            Answer::Week(Some(week)) => format!("week {week}"),
            _ => "not within the horizon".to_owned(),
        }
    }
}
