//! Conditions: yes or no about a world in a week.

use crate::{
    id::ActorId,
    world::{World, observe::Observable},
};

/// A test of one observed number. Words have been turned into their place in the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// At least this much, or this far up the list.
    AtLeast(f64),
    /// At most this much, or this far up the list.
    AtMost(f64),
    /// One of these.
    Is(Vec<f64>),
    /// None of these.
    IsNot(Vec<f64>),
}

/// A condition on a world, possibly over several weeks running.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What must be true.
    pub rule: Rule,
    /// For how many weeks running (at least 1).
    pub for_weeks: u32,
    /// Its counter among those of a [`Watch`].
    pub counter: usize,
}

/// The forms of a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// An observable passes a test.
    Test(Observable, Test),
    /// All are true.
    All(Vec<Condition>),
    /// At least one is true.
    Any(Vec<Condition>),
    /// It is not true.
    Not(Box<Condition>),
    /// Never true: something it speaks of does not exist in this variant.
    Never,
}

/// For how many weeks running each condition of a study has been true.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    weeks: Vec<u32>,
}

impl Watch {
    /// Counters for this many conditions, all at zero.
    pub fn reset(&mut self, conditions: usize) {
        self.weeks.clear();
        self.weeks.resize(conditions, 0);
    }
}

impl Condition {
    /// Whether the condition holds now, counting this week. Call it exactly once a week.
    pub fn holds(&self, world: &World, watch: &mut Watch) -> bool {
        let now = match &self.rule {
            Rule::Test(observable, test) => test.passes(*observable, world),
            // Every part is asked every week, or its weeks would not be counted.
            Rule::All(parts) => parts.iter().filter(|part| part.holds(world, watch)).count() == parts.len(),
            Rule::Any(parts) => parts.iter().filter(|part| part.holds(world, watch)).count() > 0,
            Rule::Not(part) => !part.holds(world, watch),
            Rule::Never => false,
        };
        let counter = &mut watch.weeks[self.counter];
        *counter = if now { *counter + 1 } else { 0 };
        *counter >= self.for_weeks
    }
}

impl Test {
    fn passes(&self, observable: Observable, world: &World) -> bool {
        let value = observable.read(world);
        match self {
            Self::AtLeast(limit) => value >= *limit,
            Self::AtMost(limit) => value <= *limit,
            Self::Is(words) => words.iter().any(|word| is(observable, value, *word, world)),
            Self::IsNot(words) => !words.iter().any(|word| is(observable, value, *word, world)),
        }
    }
}

/// A holder is also whoever it belongs to; everything else is itself.
fn is(observable: Observable, value: f64, word: f64, world: &World) -> bool {
    match observable {
        Observable::Holder(_) if value >= 0.0 && word >= 0.0 => {
            world.belongs_to(ActorId::from(value as usize), ActorId::from(word as usize))
        }
        _ => value == word,
    }
}
