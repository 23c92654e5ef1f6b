//! How long one run takes, and its parts: `cargo bench --bench week`. Weeks are those of the built-in question.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is read by nobody but its authors")]

use divan::{Bencher, black_box};
use escalade::{
    chance::Chance,
    mechanism::{View, decide},
    run::{Start, Watcher, Workbench, WorldNumber},
    scenario::{self, Request},
    study::{Study, Variant},
    week,
    world::{Ledger, Proposals, World, outside::Outside},
};

const SCENARIO: &str = "northern-mali/after-kidal";
const SEED: u64 = 1;

fn main() {
    divan::main();
}

struct Nobody;

impl Watcher for Nobody {
    fn week(&mut self, _: &World, _: &Variant) {}
}

fn study() -> Study {
    scenario::load(SCENARIO, &Request::default()).unwrap()
}

fn start(study: &Study) -> Start {
    Start::new(&study.variants[0], SEED, WorldNumber::of_run(0).draw)
}

#[divan::bench]
fn load_the_case() -> Study {
    study()
}

#[divan::bench]
fn found_a_world(bencher: Bencher) {
    let study = study();
    bencher.bench(|| start(black_box(&study)));
}

#[divan::bench]
fn one_run(bencher: Bencher) {
    let study = study();
    let start = start(&study);
    let mut bench = Workbench::new(&start);
    let chance = Chance::of_world(SEED, 0);
    bencher.bench_local(|| bench.run(&study, 0, &start, chance, false, &mut Nobody).unwrap());
}

#[divan::bench]
fn one_week(bencher: Bencher) {
    let study = study();
    let start = start(&study);
    let (case, chance, outside) = (&study.variants[0].case, Chance::of_world(SEED, 0), Outside::default());
    let mut proposals = Proposals::default();
    let mut ledger = Ledger::default();
    bencher.with_inputs(|| start.world.clone()).bench_local_refs(|world| {
        week::play(case, &start.settings, chance, &outside, world, &mut proposals, &mut ledger).unwrap();
    });
}

#[divan::bench]
fn decide_alone(bencher: Bencher) {
    let study = study();
    let start = start(&study);
    let outside = Outside::default();
    let view = View {
        case: &study.variants[0].case,
        world: &start.world,
        set: &start.settings.decide,
        rules: &start.settings.rules,
        chance: Chance::of_world(SEED, 0),
        outside: &outside,
    };
    let mut proposals = Proposals::default();
    bencher.bench_local(|| {
        proposals.clear();
        decide::decide(black_box(&view), &mut proposals);
    });
}
