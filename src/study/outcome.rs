//! Outcomes: questions asked of each run.

use super::{Condition, Watch};
use crate::world::{
    World,
    observe::{Observable, Scale},
};

/// Which week's value answers a quantity or a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The last week's.
    End,
    /// The largest.
    Max,
    /// The mean over weeks.
    Mean,
    /// The most frequent (the earliest of equals).
    Mode,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum Question {
    /// `yes_no`: true in any week.
    Ever(Condition),
    /// `yes_no`: true in the last week.
    AtEnd(Condition),
    /// week: the first week in which it is true.
    First(Condition),
    /// quantity.
    Quantity(Option<Observable>, Take),
    /// category.
    Category(Option<Observable>, Take),
    /// category: what was observed in the first week in which a condition was true; the outcome of kind week that asks for it.
    When(Option<Observable>, Condition, String),
}

/// The answer of a category that is read when something comes that never came.
pub const NEVER: &str = "never";

/// An outcome of a study, resolved in one variant's case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Id.
    pub id: String,
    /// The question in words.
    pub question: String,
    /// Unit of a quantity.
    pub unit: String,
    /// What is asked.
    pub ask: Question,
    /// How many condition counters the question needs.
    pub counters: usize,
}

/// The answer of one run.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// `yes_no`.
    YesNo(bool),
    /// week: from 0; nothing when it did not come within the horizon.
    Week(Option<u32>),
    /// quantity.
    Quantity(f64),
    /// category: a word, or an actor's id, or `nobody`.
    Category(String),
}

impl Outcome {
    /// The kind's word in files.
    pub const fn kind(&self) -> &'static str {
        match self.ask {
            Question::Ever(_) | Question::AtEnd(_) => "yes_no",
            Question::First(_) => "week",
            Question::Quantity(..) => "quantity",
            Question::Category(..) | Question::When(..) => "category",
        }
    }

    /// The words a category can answer with, in order; empty for an actor or another kind.
    pub fn levels(&self) -> &'static [&'static str] {
        match self.ask {
            Question::Category(Some(observable), _) | Question::When(Some(observable), ..) => {
                match observable.scale() {
                    Scale::Word(words) => words,
                    _ => &[],
                }
            }
            _ => &[],
        }
    }
}

/// An outcome being asked, week by week, in one run.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    watch: Watch,
    yes: bool,
    first: Option<u32>,
    last: f64,
    max: f64,
    sum: f64,
    weeks: u32,
    counts: Vec<u32>,
}

impl Asking {
    /// Starts a run.
    pub fn begin(&mut self, outcome: &Outcome) {
        self.watch.reset(outcome.counters);
        (self.yes, self.first, self.last, self.max, self.sum, self.weeks) = (false, None, 0.0, f64::MIN, 0.0, 0);
        self.counts.clear();
    }

    /// Looks at the world at the end of a week; `last` says that it is the last one.
    pub fn look(&mut self, outcome: &Outcome, world: &World, last: bool) {
        self.weeks += 1;
        match &outcome.ask {
            Question::Ever(condition) => self.yes |= condition.holds(world, &mut self.watch),
            Question::AtEnd(condition) => self.yes = condition.holds(world, &mut self.watch),
            Question::First(condition) => {
                if condition.holds(world, &mut self.watch) && self.first.is_none() {
                    self.first = Some(world.week);
                }
            }
            Question::When(observable, condition, _) => {
                if self.first.is_none() && condition.holds(world, &mut self.watch) {
                    self.first = Some(world.week);
                    self.last = observable.map_or(0.0, |o| o.read(world));
                }
            }
            // What is read at the end is read at the end only: most outcomes of a scenario are of this kind.
            Question::Quantity(_, Take::End) | Question::Category(_, Take::End) if !last => {}
            Question::Quantity(observable, _) | Question::Category(observable, _) => {
                self.last = observable.map_or(0.0, |o| o.read(world));
                self.max = self.max.max(self.last);
                self.sum += self.last;
                if let Question::Category(..) = outcome.ask {
                    let level = (self.last + 1.0) as usize;
                    if self.counts.len() <= level {
                        self.counts.resize(level + 1, 0);
                    }
                    self.counts[level] += 1;
                }
            }
        }
    }

    /// The answer at the end of the run. `name` gives the id of an actor by its index.
    pub fn answer(&self, outcome: &Outcome, name: impl Fn(usize) -> String) -> Answer {
        match &outcome.ask {
            Question::Ever(_) | Question::AtEnd(_) => Answer::YesNo(self.yes),
            Question::First(_) => Answer::Week(self.first),
            Question::Quantity(_, take) => Answer::Quantity(match take {
                Take::Max => self.max,
                Take::Mean => self.sum / f64::from(self.weeks.max(1)),
                Take::End | Take::Mode => self.last,
            }),
            Question::Category(observable, take) => {
                let most = self.counts.iter().enumerate().max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)));
                let level = match (take, most) {
                    (Take::Mode, Some((level, _))) => level as f64 - 1.0,
                    _ => self.last,
                };
                Answer::Category(said(*observable, level, name))
            }
            Question::When(..) if self.first.is_none() => Answer::Category(NEVER.to_owned()),
            Question::When(observable, ..) => Answer::Category(said(*observable, self.last, name)),
        }
    }
}

/// A level as a word.
fn said(observable: Option<Observable>, level: f64, name: impl Fn(usize) -> String) -> String {
    match observable.map(Observable::scale) {
        Some(Scale::Word(words)) => words.get(level as usize).copied().unwrap_or_default().to_owned(),
        Some(Scale::Actor) if level < 0.0 => "nobody".to_owned(),
        Some(Scale::Actor) => name(level as usize),
        Some(_) => format!("{level}"),
        None => "absent".to_owned(),
    }
}
