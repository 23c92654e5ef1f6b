//! The toy of `benches/peers/README.md` as a bare loop: `toy RUNS` prints runs a second and the mean number of captures.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement is read by nobody but its authors"
)]

use std::{env, time::Instant};

const ACTORS: usize = 30;
const PLACES: usize = 25;
const OTHERS: usize = 5;
const WEEKS: usize = 156;
const RATIONALITY: f64 = 3.0;

/// A generator of the kind called `SplitMix64`.
struct Chance(u64);

impl Chance {
    /// A uniform number between 0 and 1, neither of them.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ (z >> 31)) >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }
}

/// The option that an actor chooses: a place, or one beyond them.
fn choose(actor: usize, strength: &[f64; ACTORS], holder: &[usize; PLACES], chance: &mut Chance) -> usize {
    let (mut best, mut chosen) = (f64::NEG_INFINITY, 0);
    for option in 0..PLACES + OTHERS {
        let utility = if option < PLACES {
            let value = 0.2 + 0.8 * option as f64 / 24.0;
            if holder[option] == actor {
                0.5 * value
            } else {
                let (own, theirs) = (strength[actor], strength[holder[option]]);
                2.0 * value * own / (own + theirs) - theirs / 100.0
            }
        } else {
            0.2 - 0.05 * (option - PLACES) as f64
        };
        let score = utility - libm::log(-libm::log(chance.unit())) / RATIONALITY;
        if score > best {
            (best, chosen) = (score, option);
        }
    }
    chosen
}

fn run(seed: u64) -> u32 {
    let mut chance = Chance(seed.wrapping_mul(0xd6e8_feb8_6659_fd93));
    let mut strength = [100.0; ACTORS];
    let mut holder: [usize; PLACES] = std::array::from_fn(|place| place);
    let mut captures = 0;
    for _ in 0..WEEKS {
        let chosen: [usize; ACTORS] = std::array::from_fn(|actor| choose(actor, &strength, &holder, &mut chance));
        for (actor, place) in chosen.into_iter().enumerate().filter(|(_, option)| *option < PLACES) {
            let other = holder[place];
            if other != actor {
                let wins = chance.unit() < strength[actor] / (strength[actor] + strength[other]);
                let loser = &mut strength[if wins { other } else { actor }];
                *loser = (*loser - 10.0).max(10.0);
                if wins {
                    holder[place] = actor;
                    captures += 1;
                }
            }
        }
        strength.iter_mut().for_each(|s| *s = (*s + 2.0).min(100.0));
    }
    captures
}

fn main() {
    let runs: u64 = env::args().nth(1).unwrap().parse().unwrap();
    let began = Instant::now();
    let captures: Vec<f64> = (0..runs).map(|seed| f64::from(run(seed + 1))).collect();
    let seconds = began.elapsed().as_secs_f64();
    let mean = captures.iter().sum::<f64>() / runs as f64;
    let variance = captures.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (runs as f64 - 1.0);
    println!(
        "{{ \"ms\": {}, \"mean\": {mean}, \"error\": {} }}",
        1000.0 * seconds / runs as f64,
        (variance / runs as f64).sqrt()
    );
}
