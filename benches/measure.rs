//! One run after the other on one thread, outcomes only: what `.ci/performance` puts under `valgrind`.
//!
//! `measure SCENARIO RUNS` or `measure actors|places|weeks TIMES RUNS` prints what there is of each in an average week;
//! `measure bare FILE.csv TIMES` writes the rows of a file into memory so often, with the `csv` crate and nothing else.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement is read by nobody but its authors")]

mod grown;

use escalade::inside::{
    Runner,
    run::Watcher,
    scenario::{Request, load},
    study::{Study, Variant},
    world::World,
};
use grown::{Axis, grown};
use std::{env, fs};

const SEED: u64 = 1;

/// Counts, week by week.
#[derive(Debug, Default)]
struct Count {
    weeks: usize,
    actors: usize,
    forces: usize,
    orders: usize,
    events: usize,
    /// Options weighed.
    options: u64,
}

impl Watcher for Count {
    fn week(&mut self, world: &World, _: &Variant) {
        self.weeks += 1;
        self.actors += world.living().count();
        self.forces += world.standing().count();
        self.orders += world.traffic.orders.len();
        self.events += world.traffic.events.len();
    }
}

fn play(study: &Study, runs: u64) -> Count {
    let mut count = Count::default();
    let mut runner = Runner::new(study, 0, SEED);
    for run in 0..runs {
        runner.watch(run, &mut count).unwrap();
    }
    count.options = runner.weighed();
    count
}

fn bare(file: &str, times: u32) {
    let bytes = fs::read(file).unwrap();
    let records: Vec<csv::StringRecord> =
        csv::Reader::from_reader(bytes.as_slice()).records().map(Result::unwrap).collect();
    let mut writer = csv::Writer::from_writer(Vec::with_capacity(bytes.len() * times as usize));
    for _ in 0..times {
        records.iter().for_each(|record| writer.write_record(record).unwrap());
    }
    println!("{}", writer.into_inner().unwrap().len());
}

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let last = words.last().unwrap().parse().unwrap();
    if words[0] == "bare" {
        return bare(&words[1], last as u32);
    }
    let axis = match words[0].as_str() {
        "actors" => Some(Axis::Actors),
        "places" => Some(Axis::Places),
        "weeks" => Some(Axis::Weeks),
        _ => None,
    };
    let study = match axis {
        Some(axis) => grown(axis, words[1].parse().unwrap()),
        None => load(&words[0], &Request::default()).unwrap(),
    };
    let Count { weeks, actors, forces, orders, events, options } = play(&study, last);
    let mean = |n: usize| n as f64 / weeks as f64;
    println!(
        "{{ \"actors\": {:.1}, \"forces\": {:.1}, \"options\": {:.0}, \"orders\": {:.1}, \"events\": {:.1}, \"places\": {}, \
         \"weeks\": {} }}",
        mean(actors),
        mean(forces),
        mean(options as usize),
        mean(orders),
        mean(events),
        study.variants[0].case.places.len(),
        study.weeks
    );
}
