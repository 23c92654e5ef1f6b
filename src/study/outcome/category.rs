//! Category: a word or an actor that is observed, at the end, most of the time, or when something comes.

use super::home::{Answer, Ask, Compared, Ends, Home, Memory, Number, Question, Reading, Statistic, Take};
use crate::{
    domain::Case,
    study::condition::Watch,
    table::{Cell, Kind as Holds},
    world::{
        World,
        observe::{Observable, Scale},
    },
};
use std::cmp::Reverse;

/// The kind.
#[derive(Debug)]
pub(super) struct Category;

/// The answer where it is read when something comes that never came.
pub const NEVER: &str = "never";

impl Home for Category {
    fn title(&self) -> &'static str {
        "Which state"
    }

    fn reading(&self) -> Reading {
        Reading::Levels
    }

    fn asks(&self) -> &'static [(&'static str, Ask)] {
        const TAKES: &[(&str, Take)] = &[("end", Take::End), ("mode", Take::Mode)];
        &[("value", Ask::Value { number: false, takes: TAKES, when: true })]
    }

    fn look(&self, question: &Question, world: &World, watch: &mut Watch, memory: &mut Memory) {
        match question {
            Question::When(observable, condition, _) if memory.first.is_none() && condition.holds(world, watch) => {
                memory.first = Some(world.week);
                memory.then = read(*observable, world);
            }
            Question::Value(observable, Take::Mode) => {
                let level = (read(*observable, world) + 1.0) as usize;
                if memory.counts.len() <= level {
                    memory.counts.resize(level + 1, 0);
                }
                memory.counts[level] += 1;
            }
            _ => {}
        }
    }

    fn answer(&self, question: &Question, memory: &Memory, world: &World, name: &dyn Fn(usize) -> String) -> Answer {
        // Of levels seen as often, the first.
        let most = memory.counts.iter().enumerate().max_by_key(|(i, n)| (**n, Reverse(*i)));
        Answer::Category(match (question, most) {
            (Question::When(..), _) if memory.first.is_none() => NEVER.to_owned(),
            (Question::When(observable, ..), _) => level(*observable, memory.then, name),
            (Question::Value(observable, Take::Mode), Some((most, _))) => level(*observable, most as f64 - 1.0, name),
            (Question::Value(observable, _), _) => level(*observable, read(*observable, world), name),
            (Question::Holds(..), _) => String::new(),
        })
    }

    fn column<'a>(&self, unit: &'a str) -> (Holds, &'a str) {
        (Holds::Text, unit)
    }

    fn cell<'a>(&self, answer: &'a Answer) -> Cell<'a> {
        match answer {
            Answer::Category(level) if !level.is_empty() => Cell::Text(level),
            _ => Cell::Missing,
        }
    }

    fn read(&self, cell: Cell<'_>, _: u32) -> Result<Answer, &'static str> {
        match cell {
            Cell::Missing => Ok(Answer::Category(String::new())),
            Cell::Text(level) => Ok(Answer::Category(level.to_owned())),
            _ => Err("this is no level"),
        }
    }

    fn signed(&self) -> Statistic {
        Statistic::MeanRank
    }

    fn numbers<'a>(&self, answer: &'a Answer, levels: &[&str], _: u32) -> Vec<Number<'a>> {
        let Answer::Category(level) = answer else { return Vec::new() };
        let rank = levels.iter().position(|known| known == level);
        let mut numbers = vec![Number { level: Some((level, rank)), ..Number::share(true) }];
        numbers.extend(rank.map(|rank| Number::of(Statistic::MeanRank, rank as f64)));
        numbers
    }

    fn bounds(&self, question: &Question, _: &Case, _: u32) -> (f64, f64) {
        (0.0, question.levels().len().saturating_sub(1) as f64)
    }

    fn compared<'a>(&self, answer: &'a Answer, _: u32) -> Compared<'a> {
        Compared::Word(self.group(answer))
    }

    fn ends(&self) -> Ends {
        Ends::Rarest
    }

    fn group<'a>(&self, answer: &'a Answer) -> &'a str {
        if let Answer::Category(level) = answer { level } else { "" }
    }

    fn said(&self, answer: &Answer, _: &str) -> String {
        self.group(answer).to_owned()
    }
}

/// What is seen; the variant may lack it.
fn read(observable: Option<Observable>, world: &World) -> f64 {
    observable.map_or(0.0, |observable| observable.read(world))
}

/// A level as a word.
fn level(observable: Option<Observable>, level: f64, name: &dyn Fn(usize) -> String) -> String {
    match observable.map(Observable::scale) {
        Some(Scale::Word(words)) => words.get(level as usize).copied().unwrap_or_default().to_owned(),
        Some(Scale::Actor) if level < 0.0 => "nobody".to_owned(),
        Some(Scale::Actor) => name(level as usize),
        Some(_) => format!("{level}"),
        None => "absent".to_owned(),
    }
}
