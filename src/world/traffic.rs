//! The traffic of a week: what was ordered and what happened, passed from one mechanism to the next.

use super::{Agenda, Event, Order};

/// What passes between the mechanisms within a week, and what of last week reaches everybody in this one.
#[derive(Debug)]
pub struct Traffic {
    /// Choices of this week.
    pub orders: Vec<Order>,
    /// Which of them ask for which action; derived from them.
    pub agenda: Agenda,
    /// What has happened this week so far.
    pub events: Vec<Event>,
    /// What happened last week: the reports that reach everybody this week.
    pub reports: Vec<Event>,
}

impl Default for Traffic {
    fn default() -> Self {
        Self {
            orders: Vec::with_capacity(256),
            agenda: Agenda::default(),
            events: Vec::with_capacity(256),
            reports: Vec::with_capacity(256),
        }
    }
}

impl Traffic {
    /// A new week begins: no choices yet, and what happened becomes the reports.
    pub(super) fn turn(&mut self) {
        self.orders.clear();
        self.agenda.sort(&self.orders);
        std::mem::swap(&mut self.events, &mut self.reports);
        self.events.clear();
    }
}
