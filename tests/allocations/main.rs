//! A week allocates nothing. A binary of its own, because an allocator that counts belongs to a whole program, and the other
//! tests would allocate beside it.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on should stop loudly")]

use escalade::inside::{
    Runner,
    history::{Recorder, Tables},
    run::Watcher,
    scenario::{Request, load},
    study::Variant,
    world::World,
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static COUNTING: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const SEED: u64 = 1;
const RUNS: u64 = 4;

/// Records a run as an ensemble does, and counts what each week allocated, recording included.
struct Count {
    recorder: Recorder,
    region: Region<'static, System>,
    weeks: Vec<usize>,
}

impl Watcher for Count {
    fn week(&mut self, world: &World, variant: &Variant) {
        self.recorder.week(world, variant);
        let change = self.region.change_and_reset();
        self.weeks.push(change.allocations + change.reallocations);
    }
}

/// What each week of each run allocates, on a bench that has played the same runs before.
fn allocations(scenario: &str) -> Vec<Vec<usize>> {
    let study = load(scenario, &Request::default()).unwrap();
    let mut runner = Runner::new(&study, 0, SEED);
    let mut play = |run| {
        let mut count = Count {
            recorder: Recorder::new(&study, 0, Tables::default()),
            region: Region::new(COUNTING),
            weeks: Vec::with_capacity(study.weeks as usize),
        };
        runner.watch(run, &mut count).unwrap();
        count.weeks
    };
    for run in 0..RUNS {
        play(run);
    }
    (0..RUNS).map(play).collect()
}

// One test, so that nothing else runs in this program meanwhile.
#[test]
fn a_week_allocates_nothing() {
    for scenario in ["tolmarra/winter-road", "northern-mali/after-kidal"] {
        for (run, weeks) in allocations(scenario).iter().enumerate() {
            // What the recorder and the answers need for a run, they take in its first week.
            let some: Vec<_> = weeks.iter().enumerate().skip(1).filter(|(_, n)| **n > 0).collect();
            assert!(
                some.is_empty(),
                "{scenario}, run {run}: (week, allocations) {some:?}; the first week {}",
                weeks[0]
            );
        }
    }
}
