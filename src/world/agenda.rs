//! The agenda: the week's orders sorted by action, so that who carries out one action need not look at the others.

use super::Order;
use crate::domain::Action;

/// Positions in the list of the week's orders, by action, those of one action in the order of the list.
#[derive(Debug)]
pub struct Agenda {
    pub(super) sorted: Vec<u16>,
    pub(super) ends: [u16; Action::ALL.len()],
}

impl Default for Agenda {
    fn default() -> Self {
        Self { sorted: Vec::with_capacity(256), ends: [0; Action::ALL.len()] }
    }
}

impl Agenda {
    /// Positions of the orders for one action.
    #[inline]
    pub fn of(&self, action: Action) -> &[u16] {
        let action = action as usize;
        let start = if action == 0 { 0 } else { self.ends[action - 1] };
        &self.sorted[usize::from(start)..usize::from(self.ends[action])]
    }

    /// Sorts afresh, by counting.
    pub(super) fn sort(&mut self, orders: &[Order]) {
        let mut next = [0; Action::ALL.len()];
        for order in orders {
            next[order.action as usize] += 1;
        }
        let mut sum = 0;
        for (start, end) in next.iter_mut().zip(&mut self.ends) {
            sum += std::mem::replace(start, sum);
            *end = sum;
        }
        self.sorted.clear();
        self.sorted.resize(orders.len(), 0);
        for (i, order) in orders.iter().enumerate() {
            let place = &mut next[order.action as usize];
            self.sorted[usize::from(*place)] = i as u16;
            *place += 1;
        }
    }
}
