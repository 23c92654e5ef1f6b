//! A variant: the base of a study, or a what-if, with every name resolved in its own case.

use super::{Inject, Outcome, Prevent};
use crate::{domain::Case, id::ActorId, parameter::Quantity, words::words, world::observe::Observable};

words! {
    /// The sign that a what-if is expected to give an outcome, written down before the first ensemble.
    pub enum Sign {
        /// More, likelier, later.
        Plus = "+",
        /// Less, less likely, earlier.
        Minus = "-",
        /// No difference.
        Zero = "0",
        /// Open.
        Open = "?",
    }
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
