//! The ensemble: many runs of every variant of a study, on any number of threads, with the same result on each.
//!
//! The unit of work is a block of runs of one variant: those of a draw, which share a start, or a single one where runs
//! keep tables. Units are handed out in order and may finish in any; finished runs are handed over in order (run, then
//! variant), and only so many units are ever under way, so that memory does not grow with the number of runs. A run that
//! panics or breaks a law of the world becomes a history with that status; the others go on, and the worker's memory is made
//! anew after a panic.

mod crew;
pub mod single;
#[cfg(feature = "threads")]
mod together;

pub use crew::{Crew, NoThreads};

use crate::{
    history::{History, Tables},
    run::{CHANCES_PER_DRAW, Workbench},
    runner::Runner,
    stats::ROUND,
    study::Study,
};
use std::{fmt, ops::Range};

/// Runs of one batch. After each batch the observer may make safe what it has. Batches are whole rounds of scrambles, so that parts of an
/// ensemble begin with a round, and that whoever looks whether to go on looks at whole rounds.
pub const BATCH: u64 = 64;
const _: () = assert!(BATCH.is_multiple_of(ROUND as u64));

/// How an ensemble is played. Threads change the time it takes and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Fixes all chance and all draws.
    pub seed: u64,
    /// Runs of each variant.
    pub runs: u64,
    /// The first so many runs keep tables.
    pub kept: u64,
    /// Which tables they keep.
    pub tables: Tables,
    /// Worker threads; 0 = as many as the machine has, 1 = the one that asks, for where there is no other.
    pub threads: usize,
}

/// Someone who takes over what runs leave.
pub trait Observer {
    /// What can go wrong; it ends the ensemble.
    type Error;

    /// A run is finished. Called in order: by run, then by variant.
    ///
    /// # Errors
    /// The observer's own.
    fn take(&mut self, history: History) -> Result<(), Self::Error>;

    /// So many runs of every variant are finished: a batch, or the last part of one.
    ///
    /// # Errors
    /// The observer's own.
    fn batch(&mut self, runs: u64) -> Result<(), Self::Error>;
}

/// Why an ensemble ended early.
#[derive(Debug)]
pub enum Stopped<E> {
    /// The threads could not be started.
    Threads(NoThreads),
    /// The observer refused.
    Observer(E),
}

impl<E: fmt::Display> fmt::Display for Stopped<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threads(error) => error.fmt(f),
            Self::Observer(error) => error.fmt(f),
        }
    }
}

/// Plays every run of every variant and hands the histories over.
///
/// # Errors
/// The threads could not be started, or the observer refused.
pub fn play<O: Observer>(study: &Study, plan: &Plan, observer: &mut O) -> Result<(), Stopped<O::Error>> {
    play_part(study, plan, 0..plan.runs, observer)
}

/// Plays some of the runs: from the beginning of a batch up to another, or to the end.
///
/// # Errors
/// The threads could not be started, or the observer refused.
pub fn play_part<O: Observer>(
    study: &Study,
    plan: &Plan,
    part: Range<u64>,
    observer: &mut O,
) -> Result<(), Stopped<O::Error>> {
    #[cfg_attr(not(feature = "threads"), expect(unused_variables, reason = "without threads there is nobody to play"))]
    let crew = Crew::new(plan.threads).map_err(Stopped::Threads)?;
    #[cfg(feature = "threads")]
    if let Some(pool) = crew.pool() {
        return together::together(study, plan, part, observer, pool);
    }
    alone(study, plan, part, observer)
}

/// Plays block after block on the thread that asks.
fn alone<O: Observer>(study: &Study, plan: &Plan, part: Range<u64>, observer: &mut O) -> Result<(), Stopped<O::Error>> {
    let variants = study.variants.len();
    let blocks = Blocks::new(plan, part.clone());
    let mut order = Order { end: part.end, observer };
    let mut bench = None;
    for runs in (0..blocks.count()).map(|block| blocks.runs(block)) {
        let play = |variant| play_block(study, plan, (runs.clone(), variant), &mut bench);
        order.hand_over((0..variants).map(play).collect()).map_err(Stopped::Observer)?;
    }
    Ok(())
}

/// How the runs are cut into blocks: single runs as long as any of their draw keeps tables, for a run with tables is heavy and
/// all variants of a run must be in memory before it can be handed over; whole draws from there on.
#[derive(Clone, Copy, Debug)]
struct Blocks {
    first: u64,
    /// From here on, whole draws.
    whole: u64,
    end: u64,
}

impl Blocks {
    fn new(plan: &Plan, part: Range<u64>) -> Self {
        let kept = if plan.tables.any() { plan.kept.min(part.end) } else { 0 };
        let whole = kept.next_multiple_of(CHANCES_PER_DRAW).max(part.start).min(part.end);
        Self { first: part.start, whole, end: part.end }
    }

    fn count(self) -> u64 {
        self.whole - self.first + (self.end - self.whole).div_ceil(CHANCES_PER_DRAW)
    }

    fn runs(self, block: u64) -> Range<u64> {
        let single = self.whole - self.first;
        if block < single {
            return self.first + block..self.first + block + 1;
        }
        let first = self.whole + (block - single) * CHANCES_PER_DRAW;
        first..(first + CHANCES_PER_DRAW).min(self.end)
    }
}

/// Hands over the runs of a block, by run and then by variant, and counts batches.
struct Order<'a, O> {
    end: u64,
    observer: &'a mut O,
}

impl<O: Observer> Order<'_, O> {
    fn hand_over(&mut self, block: Vec<Vec<History>>) -> Result<(), O::Error> {
        let variants = block.len();
        for (i, history) in (1..).zip(by_run(block)) {
            let done = history.run + 1;
            self.observer.take(history)?;
            if i % variants == 0 && (done % BATCH == 0 || done == self.end) {
                self.observer.batch(done)?;
            }
        }
        Ok(())
    }
}

/// The histories of one block, a list for each variant: by run, then by variant.
fn by_run(block: Vec<Vec<History>>) -> impl Iterator<Item = History> {
    let mut columns: Vec<_> = block.into_iter().map(Vec::into_iter).collect();
    let mut next = 0;
    std::iter::from_fn(move || {
        let column = next;
        next = (next + 1) % columns.len();
        columns[column].next()
    })
}

/// The histories of an ensemble for those who would rather pull than observe: by run, then by variant, as [`play`] has them. A few
/// draws are played ahead on the threads of the plan, so memory stays flat here, too.
///
/// ```
/// use escalade::{Plan, Request, histories, load};
///
/// let study = load("tolmarra/winter-road", &Request { weeks: Some(3), ..Request::default() })?;
/// let plan = Plan { seed: 1, runs: 20, ..Plan::default() };
/// let deaths = histories(&study, &plan).map(|histories| histories.map(|history| history.run).max());
/// assert_eq!(deaths.ok(), Some(Some(19)));
/// # Ok::<(), Vec<escalade::Fault>>(())
/// ```
///
/// # Errors
/// The threads could not be started.
pub fn histories<'a>(study: &'a Study, plan: &Plan) -> Result<impl Iterator<Item = History> + use<'a>, NoThreads> {
    let (crew, plan, variants) = (Crew::new(plan.threads)?, *plan, study.variants.len());
    let blocks = Blocks::new(&plan, 0..plan.runs);
    let ahead = crew.size() as u64;
    Ok((0..blocks.count().div_ceil(ahead)).flat_map(move |turn| {
        let some = turn * ahead..((turn + 1) * ahead).min(blocks.count());
        let units: Vec<(u64, usize)> = some.flat_map(|block| (0..variants).map(move |v| (block, v))).collect();
        let play = |unit: &(u64, usize)| play_block(study, &plan, (blocks.runs(unit.0), unit.1), &mut None);
        let mut played = crew.map(&units, play).into_iter();
        let mut turns = Vec::new();
        while played.len() > 0 {
            turns.extend(by_run(played.by_ref().take(variants).collect()));
        }
        turns
    }))
}

/// Plays the runs of one block of one variant. They are of one draw.
fn play_block(
    study: &Study,
    plan: &Plan,
    (runs, variant): (Range<u64>, usize),
    bench: &mut Option<Workbench>,
) -> Vec<History> {
    let mut runner = Runner::new(study, variant, plan.seed).on(bench.take());
    let tables = |run| if run < plan.kept { plan.tables } else { Tables::default() };
    let histories = runs.map(|run| runner.run_with(run, tables(run))).collect();
    *bench = runner.into_bench();
    histories
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod toy;
