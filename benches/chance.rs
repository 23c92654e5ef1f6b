//! Draws and laws.

use divan::{Bencher, black_box};
use escalade::inside::{
    chance::{Chance, Purpose, laws},
    id::Key,
};

const BENCH: Purpose = Purpose::of("bench.draw");

#[divan::bench]
fn unit(bencher: Bencher) {
    let (chance, key) = (Chance::of_world(1, 0), Key::of("somebody"));
    bencher.bench(|| black_box(chance).unit(BENCH, black_box(key)));
}

#[divan::bench]
fn world() -> Chance {
    Chance::of_world(black_box(1), black_box(7))
}

#[divan::bench]
fn gumbel() -> f64 {
    laws::gumbel(black_box(0.3))
}

#[divan::bench]
fn normal() -> f64 {
    laws::normal(black_box(0.3))
}

#[divan::bench(args = [0.3, 30.0])]
fn poisson(mean: f64) -> u32 {
    laws::poisson(black_box(0.3), mean)
}
