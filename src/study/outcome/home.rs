//! What every kind of outcome has to say of itself: how it is asked, watched, answered, written, counted, compared and shown.

use crate::{
    domain::Case,
    study::condition::{Condition, Watch},
    table::{Cell, Kind as Holds},
    words::words,
    world::{
        World,
        observe::{Observable, Scale},
    },
};
use std::fmt;

/// Which weeks answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The last one.
    End,
    /// Any of them.
    Any,
    /// The first in which it is so.
    First,
    /// That with the largest value.
    Max,
    /// All of them, as a mean.
    Mean,
    /// The most frequent value (the earliest of equals).
    Mode,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum Question {
    /// Whether or when a condition is true.
    Holds(Condition, Take),
    /// What is observed; nothing where the variant lacks it.
    Value(Option<Observable>, Take),
    /// What was observed in the first week in which a condition was true; the outcome of kind week that asks for it.
    When(Option<Observable>, Condition, String),
}

impl Question {
    /// Whether the number that answers is whole: a week, a place in a list, or what is counted by heads or by events.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::Value(Some(observable), take) => *take != Take::Mean && observable.is_whole(),
            _ => true,
        }
    }

    /// The words that can answer, in order; empty for an actor or a number.
    pub fn levels(&self) -> &'static [&'static str] {
        match self {
            Self::Value(Some(observable), _) | Self::When(Some(observable), ..) => match observable.scale() {
                Scale::Word(words) => words,
                _ => &[],
            },
            _ => &[],
        }
    }
}

/// The answer of one run.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Yes or no.
    YesNo(bool),
    /// A week, from 0; nothing when it did not come within the horizon.
    Week(Option<u32>),
    /// A number.
    Quantity(f64),
    /// A word, or an actor's id, or `nobody`.
    Category(String),
}

/// How the files of a scenario ask for a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A condition.
    Holds(Take),
    /// Something observed.
    Value {
        /// Whether it must be a number; else a word or an actor.
        number: bool,
        /// The words of `take`; the first one where none is written.
        takes: &'static [(&'static str, Take)],
        /// Whether `take = "when"` fits: what is so when an outcome of kind week comes.
        when: bool,
    },
}

/// How the number that answers is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A share of worlds: those in which it is so.
    Yes,
    /// A share of worlds: those in which it comes within the horizon.
    Comes,
    /// Shares of worlds by level.
    Levels,
    /// A mean.
    Amount,
}

impl Reading {
    /// Whether it is a share of worlds.
    pub const fn is_share(self) -> bool {
        !matches!(self, Self::Amount)
    }

    /// The statistic that is read.
    pub const fn statistic(self) -> Statistic {
        if self.is_share() { Statistic::Probability } else { Statistic::Mean }
    }
}

words! {
    /// What an estimate is of.
    #[derive(serde::Serialize, serde::Deserialize)]
    pub enum Statistic {
        /// Share of worlds.
        Probability = "probability",
        /// Mean.
        Mean = "mean",
        /// Mean week, a world in which it never comes counting as the horizon.
        RestrictedMean = "restricted_mean",
        /// Mean place in the ordered list of levels.
        MeanRank = "mean_rank",
    }
}

impl Statistic {
    /// The unit, given that of the outcome.
    pub const fn unit(self, of_outcome: &str) -> &str {
        match self {
            Self::Probability => "share of worlds",
            Self::Mean => of_outcome,
            Self::RestrictedMean => "weeks",
            Self::MeanRank => "place in the list, from 0",
        }
    }
}

/// One number of an answer, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number<'a> {
    /// What is estimated from it.
    pub statistic: Statistic,
    /// Level of a category with its place in the list; nothing for others.
    pub level: Option<(&'a str, Option<usize>)>,
    /// The number.
    pub value: f64,
}

impl Number<'_> {
    /// A number without a level.
    pub const fn of(statistic: Statistic, value: f64) -> Self {
        Self { statistic, level: None, value }
    }

    /// Whether it is so, as a number of which the mean is a share.
    pub const fn share(yes: bool) -> Self {
        Self::of(Statistic::Probability, if yes { 1.0 } else { 0.0 })
    }
}

/// An answer as it is compared with those of other worlds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Compared<'a> {
    /// By how far it is away.
    Number(f64),
    /// By whether it is the same.
    Word(&'a str),
}

/// Which worlds are extremes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// That with the largest and that with the smallest number.
    Both,
    /// That in which it comes first.
    Earliest,
    /// That with the rarest answer.
    Rarest,
}

/// What is remembered within one run.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Whether it was so.
    pub yes: bool,
    /// The first week in which it was so.
    pub first: Option<u32>,
    /// The value in that week.
    pub then: f64,
    /// The largest value; nothing before the first.
    pub max: Option<f64>,
    /// The sum of values.
    pub sum: f64,
    /// Weeks looked at.
    pub weeks: u32,
    /// Weeks by level; the first for nobody.
    pub counts: Vec<u32>,
}

impl Memory {
    /// Forgets everything, and keeps the room.
    pub fn clear(&mut self) {
        let mut counts = std::mem::take(&mut self.counts);
        counts.clear();
        *self = Self { counts, ..Self::default() };
    }

    /// Remembers a value.
    pub fn see(&mut self, value: f64) {
        self.max = Some(self.max.map_or(value, |max| max.max(value)));
        self.sum += value;
    }
}

/// A kind of outcome. An answer of another kind says nothing anywhere.
pub trait Home: fmt::Debug + Sync {
    /// Heading under which outcomes of this kind stand on a terminal.
    fn title(&self) -> &'static str;

    /// How the number that answers is read.
    fn reading(&self) -> Reading;

    /// The keys of a scenario's file that ask, one of which must be there.
    fn asks(&self) -> &'static [(&'static str, Ask)];

    /// Looks at the end of a week.
    fn look(&self, question: &Question, world: &World, watch: &mut Watch, memory: &mut Memory);

    /// The answer as it stands: what is read at the end is read of this world. `name` gives the id of an actor by its index.
    fn answer(&self, question: &Question, memory: &Memory, world: &World, name: &dyn Fn(usize) -> String) -> Answer;

    /// What its column holds, and the unit of it, given that of the outcome.
    fn column<'a>(&self, unit: &'a str) -> (Holds, &'a str);

    /// An answer as a cell.
    fn cell<'a>(&self, answer: &'a Answer) -> Cell<'a>;

    /// An answer from a cell.
    ///
    /// # Errors
    /// What is wrong with it.
    fn read(&self, cell: Cell<'_>, weeks: u32) -> Result<Answer, &'static str>;

    /// The statistic of which a what-if expects a sign: likelier, more, later, further up the list.
    fn signed(&self) -> Statistic;

    /// The numbers of an answer; `levels` are the words that can answer, `weeks` is the horizon.
    fn numbers<'a>(&self, answer: &'a Answer, levels: &[&str], weeks: u32) -> Vec<Number<'a>>;

    /// The least and the most that a number of it can be, but for shares, in a case and within the horizon.
    fn bounds(&self, question: &Question, case: &Case, weeks: u32) -> (f64, f64);

    /// An answer as it is compared with those of other worlds.
    fn compared<'a>(&self, answer: &'a Answer, weeks: u32) -> Compared<'a>;

    /// Which worlds are extremes.
    fn ends(&self) -> Ends;

    /// The group of worlds that gave this answer, of which a typical one is shown; empty where answers are not told apart.
    fn group<'a>(&self, answer: &'a Answer) -> &'a str;

    /// An answer as people read it.
    fn said(&self, answer: &Answer, unit: &str) -> String;
}
