//! The axis of time under charts of weeks.

use super::scale::Scale;
use crate::{
    domain::case::first_day,
    report::{
        draw::{Anchor, Drawing, WIDTH, measure::width},
        text::{Lang, say},
    },
};
use jiff::civil::Date;

/// Most points of a line: more cannot be told apart at this width.
const MOST_POINTS: usize = 32;

/// The weeks of a study and their dates.
#[derive(Clone, Copy, Debug)]
pub struct Weeks {
    /// First day.
    pub start: Date,
    /// How many.
    pub count: usize,
}

impl Weeks {
    /// The weeks that are drawn: evenly spaced, the first and the last among them.
    pub fn drawn(&self) -> Vec<usize> {
        let step = self.count.div_ceil(MOST_POINTS).max(1);
        let mut weeks: Vec<usize> = (0..self.count).step_by(step).collect();
        if weeks.last() != Some(&(self.count - 1)) {
            weeks.push(self.count - 1);
        }
        weeks
    }

    /// The weeks that a table lists.
    pub fn listed(&self) -> Vec<usize> {
        let step = if self.count > 80 { 26 } else { 8 };
        let mut weeks: Vec<usize> = (0..self.count).step_by(step).collect();
        if weeks.last() != Some(&(self.count - 1)) {
            weeks.push(self.count - 1);
        }
        weeks
    }

    /// First day of a week.
    pub fn date(&self, week: usize) -> Date {
        first_day(self.start, u32::try_from(week).unwrap_or(u32::MAX))
    }

    /// Month and year of a week, for people.
    pub fn month(&self, week: usize, lang: Lang) -> String {
        let date = self.date(week);
        let names = say::MONTHS.to(lang).split(' ').nth(usize::try_from(date.month() - 1).unwrap_or(0));
        format!("{} {}", names.unwrap_or_default(), date.year())
    }

    /// Day, month and year of a week, for people.
    pub fn day(&self, week: usize, lang: Lang) -> String {
        format!("{} {}", self.date(week).day(), self.month(week, lang))
    }
}

/// The place of a plot within a figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Plot {
    pub(super) const fn new(left: f64, top: f64, bottom: f64) -> Self {
        Self { left, right: WIDTH - 10.0, top, bottom }
    }

    pub(super) fn across(&self, weeks: &Weeks) -> Scale {
        Scale::new((0.0, (weeks.count.max(2) - 1) as f64), (self.left, self.right))
    }

    pub(super) fn up(&self, low: f64, high: f64) -> Scale {
        Scale::new((low, high), (self.bottom, self.top))
    }
}

/// Draws the axis below a plot.
pub(super) fn axis(drawing: &mut Drawing, plot: &Plot, weeks: &Weeks, lang: Lang) {
    let across = plot.across(weeks);
    drawing.line("axis", (plot.left, plot.bottom), (plot.right, plot.bottom));
    let steps = [1, 2, 4, 8, 13, 26, 52, 104, 208];
    let room = width("xxx 0000", 10.0) + 14.0;
    let per_week = (plot.right - plot.left) / (weeks.count.max(2) - 1) as f64;
    let step = steps.into_iter().find(|s| f64::from(*s) * per_week >= room).unwrap_or(416) as usize;
    for week in (0..weeks.count).step_by(step) {
        let x = across.at(week as f64);
        drawing.line("axis", (x, plot.bottom), (x, plot.bottom + 4.0));
        let text = weeks.month(week, lang);
        let half = width(&text, 10.0) / 2.0;
        let x = x.clamp(half, WIDTH - half);
        drawing.text("s", (x, plot.bottom + 15.0), Anchor::Middle, &text);
    }
}
