//! Reading cases, as they are and grown.

use crate::{
    grown::{Axis, grown},
    stage::{SCENARIO, SMALL, study},
};
use divan::Bencher;
use escalade::inside::study::Study;

#[divan::bench(args = [SMALL, SCENARIO])]
fn load(scenario: &str) -> Study {
    study(scenario)
}

#[divan::bench(args = [2, 4, 8], sample_count = 10)]
fn load_more_places(bencher: Bencher, times: u32) {
    bencher.bench(|| grown(Axis::Places, times));
}

#[divan::bench(args = [2, 4, 8], sample_count = 10)]
fn load_more_actors(bencher: Bencher, times: u32) {
    bencher.bench(|| grown(Axis::Actors, times));
}
