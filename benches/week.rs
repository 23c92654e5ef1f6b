//! A run and its parts. Weeks are those of the built-in question, half a year in.

use crate::stage::{Nobody, SCENARIO, SEED, Stage, start, study};
use divan::{Bencher, black_box};
use escalade::inside::Runner;

#[divan::bench]
fn found_a_world(bencher: Bencher) {
    let study = study(SCENARIO);
    bencher.bench(|| start(black_box(&study)));
}

#[divan::bench]
fn one_run(bencher: Bencher) {
    let study = study(SCENARIO);
    let mut runner = Runner::new(&study, 0, SEED);
    bencher.bench_local(|| runner.watch(0, &mut Nobody).unwrap());
}

#[divan::bench]
fn one_week(bencher: Bencher) {
    let mut stage = Stage::new();
    let before = stage.world.clone();
    bencher.bench_local(|| {
        stage.world.clone_from(&before);
        stage.week();
    });
}

/// What one mechanism proposes, with the week played up to it; applying is left out.
#[divan::bench(args = escalade::inside::week::PHASES.iter().map(|phase| phase.name))]
fn mechanism(bencher: Bencher, name: &str) {
    let mut stage = Stage::new();
    stage.up_to(name);
    bencher.bench_local(|| stage.propose(name));
}
