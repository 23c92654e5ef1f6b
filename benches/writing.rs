//! Each writer, on what one run left; and a bare `csv` writer of the same rows, which is as fast as it gets.

use crate::stage::{SCENARIO, SEED, study};
use divan::{Bencher, counter::BytesCount};
use escalade::inside::{
    ensemble::{self, Observer, Plan},
    history::{History, Tables},
    output::{Asked, Memory, Results},
    study::Study,
};
use std::convert::Infallible;

/// Keeps the one history.
struct Keeper(Option<History>);

impl Observer for Keeper {
    type Error = Infallible;

    fn take(&mut self, history: History) -> Result<(), Infallible> {
        self.0 = Some(history);
        Ok(())
    }

    fn batch(&mut self, _: u64) -> Result<(), Infallible> {
        Ok(())
    }
}

fn tables(name: &str) -> Tables {
    Tables::parse(name).unwrap()
}

fn history(study: &Study, tables: Tables) -> History {
    let mut keeper = Keeper(None);
    let plan = Plan { seed: SEED, runs: 1, kept: 1, tables, threads: 1 };
    ensemble::play(study, &plan, &mut keeper).unwrap();
    keeper.0.unwrap()
}

/// The bytes of a table of one run.
fn written(study: &Study, name: &str, history: History) -> Vec<u8> {
    let asked =
        Asked { scenario: SCENARIO.to_owned(), seed: SEED, runs: 1, tables: tables(name), kept: 1, ..Asked::default() };
    let mut results = Results::new(study, &asked, Memory::default()).unwrap();
    results.take(history).unwrap();
    let (memory, _) = results.finish().unwrap();
    let file = format!("{name}.csv");
    memory.files().find(|(other, _)| *other == file).unwrap().1
}

/// Everything that writing a result folder of one run costs, with one table or none.
#[divan::bench(args = ["none", "actors", "places", "ties", "agreements", "events", "causes", "operations", "orders"])]
fn table(bencher: Bencher, name: &str) {
    let study = study(SCENARIO);
    let history = history(&study, tables(name));
    let asked =
        Asked { scenario: SCENARIO.to_owned(), seed: SEED, runs: 1, tables: tables(name), kept: 1, ..Asked::default() };
    bencher.with_inputs(|| history.clone()).bench_values(|history| {
        let mut results = Results::new(&study, &asked, Memory::default()).unwrap();
        results.take(history).unwrap();
        results.finish().unwrap()
    });
}

/// The same rows, their cells already texts, through the `csv` crate into memory.
#[divan::bench(args = ["actors", "places", "ties", "agreements", "events", "causes", "operations", "orders"])]
fn bare(bencher: Bencher, name: &str) {
    let study = study(SCENARIO);
    let bytes = written(&study, name, history(&study, tables(name)));
    let records: Vec<csv::StringRecord> =
        csv::Reader::from_reader(bytes.as_slice()).records().map(Result::unwrap).collect();
    bencher.counter(BytesCount::new(bytes.len())).bench(|| {
        let mut writer = csv::Writer::from_writer(Vec::with_capacity(bytes.len()));
        records.iter().for_each(|record| writer.write_record(record).unwrap());
        writer.into_inner().unwrap()
    });
}
