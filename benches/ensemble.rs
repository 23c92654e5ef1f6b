//! 64 runs of which only the outcomes are kept, one core and all.

use crate::stage::{Nobody, SCENARIO, SEED, study};
use divan::{Bencher, counter::ItemsCount};
use escalade::inside::{
    ensemble::{self, Plan},
    history::Tables,
};

const RUNS: u64 = 64;

#[divan::bench(args = [1, 0], sample_count = 10)]
fn outcomes(bencher: Bencher, threads: usize) {
    let study = study(SCENARIO);
    let plan = Plan { seed: SEED, runs: RUNS, kept: 0, tables: Tables::default(), threads };
    bencher.counter(ItemsCount::new(RUNS)).bench_local(|| ensemble::play(&study, &plan, &mut Nobody).unwrap());
}
