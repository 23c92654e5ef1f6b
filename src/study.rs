//! A study: what somebody asks. A base scenario, its what-ifs as variants, and the outcomes asked of every run.

pub mod condition;
mod hints;
pub mod outcome;
pub mod schedule;

pub use condition::{Condition, Test, Watch};
pub use hints::{Group, Hints};
pub use outcome::{Answer, Outcome, Question, Take};
pub use schedule::{Inject, Prevent, When};

use crate::{
    domain::Case,
    id::ActorId,
    parameter::Quantity,
    world::{observe::Observable, outside::Decree},
};

/// The sign that a what-if is expected to give an outcome, written down before the first ensemble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// More, likelier, later.
    Plus,
    /// Less, less likely, earlier.
    Minus,
    /// No difference.
    Zero,
    /// Open.
    Open,
}

/// One variant of a study: the base, or a what-if.
#[derive(Clone, Debug)]
pub struct Variant {
    /// `base`, or the what-if's name.
    pub name: String,
    /// Title.
    pub title: String,
    /// The question it asks.
    pub question: String,
    /// Expected sign by outcome id.
    pub expects: Vec<(String, Sign)>,
    /// The facts, patched.
    pub case: Case,
    /// Every parameter and rule, in the order of [`crate::mechanism::quantity_index`].
    pub quantities: Vec<Quantity>,
    /// What comes from outside, scheduled events of the case included.
    pub injects: Vec<Inject>,
    /// What may not happen.
    pub prevents: Vec<Prevent>,
    /// The outcomes of the study, with ids resolved in this variant's case.
    pub outcomes: Vec<Outcome>,
    /// Lines of `weekly.csv`: name and what is read; the same names in every variant.
    pub series: Vec<(String, Option<Observable>)>,
    /// Pairs whose stance and rung are counted in `shares.csv`; nothing where the variant lacks an actor.
    pub pairs: Vec<Option<(ActorId, ActorId)>>,
}

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
    /// Seats taken out of the model's hands, per variant.
    pub decrees: Vec<Decrees>,
    /// Everything needed to repeat the study, as files to write under `inputs/`.
    pub inputs: Vec<(String, Vec<u8>)>,
    /// How the report of the study should read.
    pub hints: Hints,
    /// Things the user should know that are no faults (a what-if that overrides a `--set`).
    pub notes: Vec<String>,
}
