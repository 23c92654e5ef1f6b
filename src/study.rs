//! A study: what somebody asks. A base scenario, its what-ifs as variants, and the outcomes asked of every run.

pub mod condition;
mod hints;
pub mod outcome;
pub mod schedule;
pub mod survey;
mod variant;

pub use condition::{Condition, Test, Watch};
pub use hints::{Group, Hints};
pub use outcome::{Answer, Kind, Number, Outcome, Question, Reading, Statistic, Take};
pub use schedule::{Inject, Prevent, When};
pub use survey::Survey;
pub use variant::{Sign, Variant};

use crate::{id::ActorId, world::outside::Decree};

/// A seat played by a person or a file: choices by week.
#[derive(Clone, Debug, Default)]
pub struct Decrees {
    /// The actors so played, sorted.
    pub seats: Vec<ActorId>,
    /// Week and choice, sorted by week.
    pub choices: Vec<(u32, Decree)>,
}

/// A question put to many worlds.
#[derive(Clone, Debug)]
pub struct Study {
    /// Name of the base scenario, `case/base` for built-in ones.
    pub name: String,
    /// Title.
    pub title: String,
    /// The question of the base.
    pub question: String,
    /// Horizon.
    pub weeks: u32,
    /// Pairs of `shares.csv`, as written (`csp:jnim`).
    pub pairs: Vec<String>,
    /// The base first, then the what-ifs in the order asked.
    pub variants: Vec<Variant>,
    /// What is written down of every run, as follows from the variants.
    pub survey: Survey,
    /// Seats taken out of the model's hands, per variant.
    pub decrees: Vec<Decrees>,
    /// Everything needed to repeat the study, as files to write under `inputs/`.
    pub inputs: Vec<(String, Vec<u8>)>,
    /// How the report of the study should read.
    pub hints: Hints,
    /// Things the user should know that are no faults (a what-if that overrides a `--set`).
    pub notes: Vec<String>,
    /// What is odd but legal in the base, for whoever checks it.
    pub odd: Vec<String>,
}

impl Study {
    /// The index of the variant of this name: `base`, or a what-if's.
    pub fn variant(&self, name: &str) -> Option<usize> {
        self.variants.iter().position(|variant| variant.name == name)
    }

    /// The outcomes that answer the question: those that the scenario names, else the first that is a yes or no, else the first.
    pub fn headline(&self) -> Vec<usize> {
        let outcomes = self.variants.first().map_or(&[][..], |base| &base.outcomes);
        let named = self.hints.headline.iter();
        let mut found: Vec<usize> = named.filter_map(|id| outcomes.iter().position(|o| o.id == *id)).collect();
        if found.is_empty() {
            found.extend(outcomes.iter().position(|o| o.kind == Kind::YesNo).or((!outcomes.is_empty()).then_some(0)));
        }
        found
    }
}
