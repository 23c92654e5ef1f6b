//! What is counted in memory of an ensemble under way: everything that is not the row of a run. Whole numbers only, so that
//! parts merge exactly, in any order.

pub mod answers;
mod columns;
pub mod differences;
pub mod panel;
pub mod summary;
pub mod weekly;
pub mod weeks;

pub use answers::Answers;
pub use columns::Told;
pub use differences::{CameOut, DifferenceRow, Differences};
pub use summary::{Summary, SummaryRow};
pub use weekly::Weekly;
pub use weeks::{Shares, WeekNumbers};

use crate::{history::History, study::Study};
use serde::{Deserialize, Serialize};

/// The counts of a range of runs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Counts {
    /// The first run that is not counted yet.
    pub next: u64,
    /// What is counted of the answers.
    pub answers: Answers,
    /// What is counted week by week.
    pub weekly: Weekly,
}

impl Counts {
    /// Nothing counted yet; runs will come from this one on.
    pub fn new(study: &Study, first: u64) -> Self {
        Self { next: first, answers: Answers::new(study), weekly: Weekly::new(study) }
    }

    /// Counts a run. Runs come in order: by run, then by variant.
    pub fn take(&mut self, study: &Study, history: &History) {
        self.answers.take(study, history);
        self.weekly.take(study, history);
        self.next = history.run + 1;
    }

    /// Adds the part of the ensemble that follows. Both must have ended their draws.
    pub fn merge(&mut self, following: &Self) {
        self.answers.merge(&following.answers);
        self.weekly.merge(&following.weekly);
        self.next = following.next;
    }

    /// Whether these are counts of the same things: variants, outcomes, weeks, series and states.
    pub fn fits(&self, other: &Self) -> bool {
        (self.answers.shape(), self.weekly.shape()) == (other.answers.shape(), other.weekly.shape())
    }
}
