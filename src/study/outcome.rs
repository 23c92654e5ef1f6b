//! Outcomes: questions asked of each run. A kind of outcome has a file of its own, which says everything that is peculiar to it.

mod category;
mod home;
mod quantity;
mod week;
mod yes_no;

pub use category::NEVER;
pub use home::{Answer, Ask, Compared, Ends, Home, Number, Question, Reading, Statistic, Take};

use super::condition::Watch;
use crate::{domain::Case, words::words, world::World};
use home::Memory;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Ids that no outcome may have: the names of the columns of `runs.csv` before the answers.
pub const RESERVED: &[&str] = &["run", "chance", "draw", "variant", "status", "message"];

words! {
    /// The kinds of outcomes.
    pub enum Kind {
        /// Whether it is so.
        YesNo = "yes_no",
        /// When it comes.
        Week = "week",
        /// How much it is.
        Quantity = "quantity",
        /// What it is.
        Category = "category",
    }
}

impl Kind {
    /// What it says of itself.
    pub const fn home(self) -> &'static dyn Home {
        match self {
            Self::YesNo => &yes_no::YesNo,
            Self::Week => &week::Week,
            Self::Quantity => &quantity::Quantity,
            Self::Category => &category::Category,
        }
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        Self::parse(&word).ok_or_else(|| D::Error::custom(format!("`{word}` is no kind of outcome")))
    }
}

/// An outcome of a study, resolved in one variant's case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Id.
    pub id: String,
    /// The question in words.
    pub question: String,
    /// Unit of a quantity.
    pub unit: String,
    /// Its kind.
    pub kind: Kind,
    /// What is asked.
    pub ask: Question,
    /// How many condition counters the question needs.
    pub counters: usize,
}

impl Outcome {
    /// The numbers of an answer; `weeks` is the horizon.
    pub fn numbers<'a>(&self, answer: &'a Answer, weeks: u32) -> Vec<Number<'a>> {
        self.kind.home().numbers(answer, self.ask.levels(), weeks)
    }

    /// The least and the most that a number of it can be, but for shares.
    pub fn bounds(&self, case: &Case, weeks: u32) -> (f64, f64) {
        self.kind.home().bounds(&self.ask, case, weeks)
    }
}

/// An outcome being asked, week by week, in one run.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    watch: Watch,
    memory: Memory,
}

impl Asking {
    /// Starts a run.
    pub fn begin(&mut self, outcome: &Outcome) {
        self.watch.reset(outcome.counters);
        self.memory.clear();
    }

    /// Looks at the world at the end of a week.
    pub fn look(&mut self, outcome: &Outcome, world: &World) {
        self.memory.weeks += 1;
        outcome.kind.home().look(&outcome.ask, world, &mut self.watch, &mut self.memory);
    }

    /// The answer as it stands in this world. `name` gives the id of an actor by its index.
    pub fn answer(&self, outcome: &Outcome, world: &World, name: impl Fn(usize) -> String) -> Answer {
        outcome.kind.home().answer(&outcome.ask, &self.memory, world, &name)
    }
}
