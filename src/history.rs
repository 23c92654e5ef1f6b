//! What one run leaves: answers, weekly numbers, weekly states, and on request tables and the ledger.
//!
//! A [`Recorder`] watches the run. **Week w is the state at the end of the week that begins on the w-th date**, so week 0 is
//! the world after its first week, and flows (deaths per week) are those of that week.

pub mod chronicle;
pub mod detail;
pub mod frame;
mod orders;
pub mod rows;
pub mod tables;

pub use chronicle::Chronicle;
pub use detail::Detail;
pub use frame::{Dates, Frame, Line, dates};
pub use tables::Tables;

use std::sync::Arc;

use crate::{
    run::{Watcher, actor_name},
    study::{
        Answer, Study, Variant,
        survey::{self, Lens},
    },
    words::words,
    world::{Ledger, World, outside::Outside},
};

words! {
    /// How a run ended.
    pub enum Status {
        /// It reached the horizon.
        Ok = "ok",
        /// It broke a law of the world and was stopped.
        BrokenLaw = "broken_law",
        /// The program failed in it.
        Panicked = "panicked",
    }
}

/// What one run leaves. All but the first four fields is empty unless it reached the horizon.
#[derive(Clone, Debug)]
pub struct History {
    /// Number of the run.
    pub run: u64,
    /// Index of the variant in the study.
    pub variant: usize,
    /// How it ended.
    pub status: Status,
    /// Why, if not well.
    pub message: String,
    /// Answers to the outcomes of the study, in order.
    pub answers: Vec<Answer>,
    /// Weekly numbers: week by week, the series of the survey in order, in whole steps of `Series::step`.
    pub series: Vec<i64>,
    /// Weekly states as codes: week by week, the items of the survey in order.
    pub states: Vec<u16>,
    /// Ids of the actors born in the run, by their slots after those of the case.
    pub splinters: Vec<String>,
    /// Tables and ledger, for runs that keep them.
    pub detail: Option<Box<Detail>>,
}

impl History {
    /// A run that did not reach the horizon.
    pub fn failed(run: u64, variant: usize, status: Status, message: String) -> Self {
        Self {
            run,
            variant,
            status,
            message,
            answers: Vec::new(),
            series: Vec::new(),
            states: Vec::new(),
            splinters: Vec::new(),
            detail: None,
        }
    }
}

/// Watches a run and writes down what the survey asks.
#[derive(Clone, Debug)]
pub struct Recorder {
    lens: Arc<Lens>,
    scratch: survey::Scratch,
    series: Vec<i64>,
    states: Vec<u16>,
    detail: Option<Box<Detail>>,
}

impl Recorder {
    /// A recorder for runs of one variant of the study, which keep these tables beside the numbers of the week.
    pub fn new(study: &Study, variant: usize, tables: Tables) -> Self {
        let (survey, weeks) = (&study.survey, study.weeks);
        let lens = Arc::clone(&survey.lenses[variant]);
        Self {
            scratch: survey::Scratch::default(),
            series: Vec::with_capacity(survey.series.len() * weeks as usize),
            states: Vec::with_capacity(lens.items() * weeks as usize),
            detail: tables.any().then(|| Box::new(Detail::new(tables))),
            lens,
        }
    }

    /// The history of a run that reached the horizon. `ledger` is what the run left, if it kept one.
    pub fn finish(
        mut self,
        run: u64,
        variant: (usize, &Variant),
        answers: Vec<Answer>,
        end: &World,
        ledger: Ledger,
    ) -> History {
        let mut names: Vec<String> = (0..end.actors.len()).map(|i| actor_name(end, variant.1, i)).collect();
        let splinters = names.split_off(variant.1.case.actors.len());
        if let Some(detail) = &mut self.detail {
            names.extend(splinters.iter().cloned());
            detail.finish(&variant.1.case, names, ledger);
        }
        History {
            run,
            variant: variant.0,
            status: Status::Ok,
            message: String::new(),
            answers,
            series: self.series,
            states: self.states,
            splinters,
            detail: self.detail,
        }
    }
}

impl Watcher for Recorder {
    fn week(&mut self, world: &World, variant: &Variant) {
        self.lens.read_series(world, &mut self.scratch, &mut self.series);
        self.lens.read_states(world, &mut self.states);
        if let Some(detail) = &mut self.detail {
            detail.week(world, variant);
        }
    }

    fn outside(&mut self, outside: &Outside, world: &World, variant: &Variant) {
        if let Some(detail) = &mut self.detail {
            detail.outside(outside, world, variant);
        }
    }
}
