//! What a scenario says about how its report should read. It changes no run.

/// Outcomes that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Ids of outcomes, in the order in which they are shown.
    pub outcomes: Vec<String>,
}

/// The order and the words of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Outcomes that answer the question of the scenario, the first one first.
    pub headline: Vec<String>,
    /// Places that the reader should see first.
    pub places: Vec<String>,
    /// Groups of outcomes; those in no group come last.
    pub groups: Vec<Group>,
    /// Texts in French by address. Of the scenario: `title`, `question`, `outcomes.ID`, `groups.ID`, `what_ifs.NAME` and
    /// `what_ifs.NAME.question`; of the case: `TABLE.KEY.COLUMN`.
    pub french: Vec<(String, String)>,
}
