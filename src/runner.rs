//! The runner: plays worlds of one variant, whichever and in whatever order, and hands out what each leaves.
//!
//! It keeps the start of the last draw and the memory of the last run, so that runs which share a draw cost no more than their
//! weeks. What comes out of a run depends on the study, the variant, the seed and its number alone.
//!
//! ```
//! use escalade::{Request, Runner, load};
//!
//! let study = load("tolmarra/winter-road", &Request { weeks: Some(4), ..Request::default() })?;
//! let mut runner = Runner::new(&study, 0, 1);
//! let history = runner.run(17);
//! assert_eq!(history.run, 17);
//! assert_eq!(history.answers.len(), study.variants[0].outcomes.len());
//! # Ok::<(), Vec<escalade::Fault>>(())
//! ```

mod blame;
mod game;
mod guard;

pub use game::{Game, Halt};
pub use guard::quiet_panics;

use crate::{
    chance::Chance,
    history::{History, Recorder, Status, Tables},
    run::{Outcome, Setup, Start, Watcher, Workbench, WorldNumber},
    study::Study,
    world::Ledger,
};
use std::{
    ops::{Deref, Range},
    sync::Arc,
};

/// Plays worlds of one variant of a study. The study may be borrowed (`&study`) or shared (`Arc<Study>`), whichever suits who
/// holds the runner.
#[derive(Clone, Debug)]
pub struct Runner<S> {
    study: S,
    variant: usize,
    seed: u64,
    /// The last draw and its start.
    start: Option<(u64, Arc<Start>)>,
    /// Taken out of its place while in use: after a panic it is not put back, and the next run makes a new one.
    bench: Option<Workbench>,
}

impl<S: Deref<Target = Study>> Runner<S> {
    /// A runner for one variant, by its index in the study (0 is the base; [`Study::variant`] finds a name), and a seed.
    ///
    /// # Panics
    /// The study has no such variant.
    pub fn new(study: S, variant: usize, seed: u64) -> Self {
        let there = study.variants.len();
        assert!(variant < there, "there is no variant {variant}: the study has {there}");
        Self { study, variant, seed, start: None, bench: None }
    }

    /// Plays a run: world `run` of the variant. Whatever happens in it becomes a status of the history.
    pub fn run(&mut self, run: u64) -> History {
        self.run_with(run, Tables::default())
    }

    /// Plays a run that keeps tables. A run that fails leaves what it had until then.
    pub fn run_with(&mut self, run: u64, tables: Tables) -> History {
        let (variant, seed) = (self.variant, self.seed);
        let started = guard::catch(|| {
            let start = self.start(run);
            let bench = self.bench.take().unwrap_or_else(|| Workbench::new(&start));
            (start, bench)
        });
        let (start, mut bench) = match started {
            Ok(started) => started,
            Err(message) => return History::failed(run, variant, Status::Panicked, message),
        };
        let chance = Chance::of_world(seed, WorldNumber::of_run(run).chance);
        let setup = Setup { study: &self.study, variant, start: &start, chance };
        let mut recorder = Recorder::new(&self.study, variant, tables);
        let explain = tables.needs_ledger();
        let played = guard::catch(|| bench.run(setup, explain, &mut recorder));
        let ledger = if explain { bench.take_ledger() } else { Ledger::default() };
        let (answers, failed) = match played {
            Ok(Ok(answers)) => (answers, None),
            Ok(Err(broken)) => (Vec::new(), Some(blame::failed(setup, run, bench.weeks(), Ok(broken)))),
            Err(panic) => (Vec::new(), Some(blame::failed(setup, run, bench.weeks(), Err(panic)))),
        };
        // What a panic left half done may not even be fit to be named; then there are no tables.
        let named = guard::catch(|| recorder.finish(run, (variant, setup.variant()), answers, bench.world(), ledger));
        if failed.as_ref().is_none_or(|failed| failed.status == Status::BrokenLaw) {
            self.bench = Some(bench);
        }
        match (failed, named) {
            (None, Ok(history)) => history,
            (None, Err(message)) => History::failed(run, variant, Status::Panicked, message),
            (Some(failed), named) => History { detail: named.ok().and_then(|history| history.detail), ..failed },
        }
    }

    /// Plays a run for somebody who looks at the world at the end of each week.
    ///
    /// # Errors
    /// The first law of the world that was broken. A panic is not caught: it may be the watcher's own.
    pub fn watch(&mut self, run: u64, watcher: &mut impl Watcher) -> Outcome {
        let start = self.start(run);
        let mut bench = self.bench.take().unwrap_or_else(|| Workbench::new(&start));
        let chance = Chance::of_world(self.seed, WorldNumber::of_run(run).chance);
        let setup = Setup { study: &self.study, variant: self.variant, start: &start, chance };
        let outcome = bench.run(setup, false, watcher);
        self.bench = Some(bench);
        outcome
    }

    /// The histories of a range of runs, each played when it is asked for.
    pub fn runs(&mut self, runs: Range<u64>) -> impl Iterator<Item = History> {
        runs.map(|run| self.run(run))
    }

    /// The start of the draw of a run.
    pub fn start(&mut self, run: u64) -> Arc<Start> {
        let draw = WorldNumber::of_run(run).draw;
        match &self.start {
            Some((kept, start)) if *kept == draw => Arc::clone(start),
            _ => {
                let start = Arc::new(Start::new(&self.study.variants[self.variant], self.seed, draw));
                self.start = Some((draw, Arc::clone(&start)));
                start
            }
        }
    }

    /// Options that actors have weighed in all runs of this runner: a measure of the work.
    pub fn weighed(&self) -> u64 {
        self.bench.as_ref().map_or(0, Workbench::weighed)
    }

    /// The same runner with the memory of another.
    pub(crate) fn on(self, bench: Option<Workbench>) -> Self {
        Self { bench, ..self }
    }

    /// The memory of the runner, for another one.
    pub(crate) fn into_bench(self) -> Option<Workbench> {
        self.bench
    }
}

impl<S: Deref<Target = Study> + Clone> Runner<S> {
    /// Begins a run that is played week by week, by hand. It is a thing of its own: one runner may begin many.
    pub fn begin(&mut self, run: u64) -> Game<S> {
        self.begin_with(run, Tables::default())
    }

    /// The same, with tables kept.
    pub fn begin_with(&mut self, run: u64, tables: Tables) -> Game<S> {
        let start = self.start(run);
        let chance = Chance::of_world(self.seed, WorldNumber::of_run(run).chance);
        Game::new(self.study.clone(), (run, self.variant), start, chance, tables)
    }
}

#[cfg(test)]
mod tests;
