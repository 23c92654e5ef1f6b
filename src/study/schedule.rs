//! The schedule: when what comes from outside is due, and what may not happen when.

use super::{Condition, Watch};
use crate::{
    chance::{Chance, Purpose},
    world::{
        World,
        outside::{Bar, Given, Outside},
    },
};

const HAPPENS: Purpose = Purpose::of("schedule.happens");

/// When an inject is due.
#[derive(Clone, Debug)]
pub enum When {
    /// In this week.
    Week(u32),
    /// Every so many weeks, between two weeks (both included).
    Every {
        /// Interval in weeks, at least 1.
        every: u32,
        /// First week.
        from: u32,
        /// Last week.
        until: u32,
    },
    /// When a condition comes true at the end of a week, some weeks later, at most so often.
    Condition {
        /// The condition.
        condition: Condition,
        /// Counters it needs.
        counters: usize,
        /// Weeks between the condition and the event, at least 1.
        delay: u32,
        /// How often at most; a condition that stays true counts once.
        times: u32,
    },
}

/// An event put in from outside.
#[derive(Clone, Debug)]
pub struct Inject {
    /// Id.
    pub id: String,
    /// When.
    pub when: When,
    /// What.
    pub given: Given,
    /// Probability that it happens when due.
    pub chance: f64,
}

/// Something that may not happen, between two weeks (both included).
#[derive(Clone, Debug)]
pub struct Prevent {
    /// Id.
    pub id: String,
    /// What.
    pub bar: Bar,
    /// First week.
    pub from: u32,
    /// Last week.
    pub until: u32,
}

/// What the schedule must remember within one run.
#[derive(Clone, Debug, Default)]
pub struct Diary {
    watches: Vec<Watch>,
    was_true: Vec<bool>,
    fired: Vec<u32>,
    /// For conditions that came true: the inject and the week in which it is due.
    due: Vec<(usize, u32)>,
}

impl Diary {
    /// Starts a run.
    pub fn begin(&mut self, injects: &[Inject]) {
        self.watches.resize_with(injects.len(), Watch::default);
        for (watch, inject) in self.watches.iter_mut().zip(injects) {
            if let When::Condition { counters, .. } = inject.when {
                watch.reset(counters);
            }
        }
        self.was_true.clear();
        self.was_true.resize(injects.len(), false);
        self.fired.clear();
        self.fired.resize(injects.len(), 0);
        self.due.clear();
    }

    /// Fills in what is due in the week that begins.
    pub fn open(&self, injects: &[Inject], prevents: &[Prevent], week: u32, chance: Chance, outside: &mut Outside) {
        let chance = chance.in_week(week);
        for (i, inject) in injects.iter().enumerate() {
            let due = match inject.when {
                When::Week(at) => at == week,
                When::Every { every, from, until } => {
                    (from..=until).contains(&week) && (week - from).is_multiple_of(every.max(1))
                }
                When::Condition { .. } => self.due.contains(&(i, week)),
            };
            if due && (inject.chance >= 1.0 || chance.happens(HAPPENS, inject.given.key, inject.chance)) {
                outside.given.push(inject.given.clone());
            }
        }
        outside.bars.extend(prevents.iter().filter(|p| (p.from..=p.until).contains(&week)).map(|p| p.bar));
    }

    /// Looks at the world at the end of a week for conditions that came true.
    pub fn close(&mut self, injects: &[Inject], world: &World) {
        for (i, inject) in injects.iter().enumerate() {
            if let When::Condition { condition, delay, times, .. } = &inject.when {
                let now = condition.holds(world, &mut self.watches[i]);
                if now && !self.was_true[i] && self.fired[i] < *times {
                    self.fired[i] += 1;
                    self.due.push((i, world.week + (*delay).max(1)));
                }
                self.was_true[i] = now;
            }
        }
    }
}
