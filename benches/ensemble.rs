//! How long 64 runs take of which only the outcomes are kept, one core and all: `cargo bench --bench ensemble`.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is read by nobody but its authors")]

use divan::{Bencher, counter::ItemsCount};
use escalade::{
    ensemble::{self, Observer, Plan},
    history::{History, Survey, Tables},
    scenario::{self, Request},
};
use std::convert::Infallible;

const RUNS: u64 = 64;

fn main() {
    divan::main();
}

/// Takes the histories and lets them go.
struct Nobody;

impl Observer for Nobody {
    type Error = Infallible;

    fn take(&mut self, history: History) -> Result<(), Infallible> {
        divan::black_box(history);
        Ok(())
    }

    fn batch(&mut self, _: u64) -> Result<(), Infallible> {
        Ok(())
    }
}

#[divan::bench(args = [1, 0], sample_count = 10)]
fn outcomes(bencher: Bencher, threads: usize) {
    let study = scenario::load("northern-mali/after-kidal", &Request::default()).unwrap();
    let survey = Survey::new(&study);
    let plan = Plan { seed: 1, runs: RUNS, kept: 0, tables: Tables::default(), threads };
    bencher.counter(ItemsCount::new(RUNS)).bench_local(|| ensemble::play(&study, &survey, &plan, &mut Nobody).unwrap());
}
