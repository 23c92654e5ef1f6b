//! Tests of whole result folders, in memory.

use super::{shelf::Shelf, *};
use crate::{
    ensemble::{Observer, Plan, Stopped, play, play_part, toy},
    history::{History, Tables},
    study::Study,
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

fn asked(runs: u64, tables: Tables) -> Asked {
    Asked { scenario: "toy/base".to_owned(), seed: 5, runs, tables, kept: 3, ..Asked::default() }
}

fn folder(study: &Study, asked: &Asked, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let mut results = Results::new(study, asked, Memory::default()).unwrap();
    let plan = Plan { seed: asked.seed, runs: asked.runs, kept: asked.kept, tables: asked.tables, threads };
    play(study, &plan, &mut results).unwrap();
    let (memory, _) = results.finish().unwrap();
    memory.files().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let study = toy::study(20, &["broken", "panic"]);
    let asked = asked(72, Tables::ALL);
    let one = folder(&study, &asked, 1);
    assert!(one == folder(&study, &asked, 7));
    let names: Vec<&str> = one.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "actors.csv",
            "agreements.csv",
            "causes.csv",
            "datapackage.json",
            "differences.csv",
            "draws.csv",
            "events.csv",
            "inputs/scenario.toml",
            "manifest.json",
            "operations.csv",
            "orders.csv",
            "places.csv",
            "runs.csv",
            "shares.csv",
            "summary.csv",
            "ties.csv",
            "weekly.csv"
        ]
    );
    assert!(one.values().all(|bytes| bytes.ends_with(b"\n") && !bytes.contains(&b'\r')));
}

#[test]
fn the_files_of_fewer_runs_are_the_beginning_of_those_of_more() {
    let study = toy::study(20, &[]);
    let few = folder(&study, &asked(13, Tables::ALL), 2);
    let many = folder(&study, &asked(40, Tables::ALL), 2);
    for name in [
        "runs.csv",
        "draws.csv",
        "actors.csv",
        "places.csv",
        "ties.csv",
        "agreements.csv",
        "events.csv",
        "causes.csv",
        "operations.csv",
        "orders.csv",
    ] {
        assert!(many[name].starts_with(&few[name]), "{name}");
    }
    assert!(many["runs.csv"].len() > few["runs.csv"].len());
}

#[test]
fn failed_runs_are_rows_with_a_status_and_count_nowhere_else() {
    let study = toy::study(12, &["broken", "panic"]);
    let files = folder(&study, &asked(64, Tables::default()), 2);
    let runs = text(&files, "runs.csv");
    let with = |what: &str| runs.lines().filter(|l| l.contains(what)).count();
    assert_eq!(runs.lines().count(), 1 + 4 * 64);
    assert_eq!(with(",panic,panicked,"), 64);
    let broken = with(",broken,broken_law,week 0: ");
    assert!(broken > 0 && broken < 64);
    let failed = runs.lines().find(|l| l.contains(",panicked,")).unwrap();
    assert!(failed.ends_with(",,,,,"), "{failed}");
    let summary = text(&files, "summary.csv");
    let row = summary.lines().find(|l| l.starts_with("broken,deaths,")).unwrap();
    assert!(row.contains(&format!(",{},{broken},", 64 - broken)), "{row}");
    assert!(!summary.lines().any(|l| l.starts_with("panic,")));
    assert!(text(&files, "manifest.json").contains("\"failed_runs\": 64"));
}

#[test]
fn every_row_has_the_cells_of_its_header_and_every_file_its_hash() {
    let study = toy::study(12, &[]);
    let files = folder(&study, &asked(16, Tables::ALL), 2);
    for (name, bytes) in files.iter().filter(|(name, _)| name.contains(".csv")) {
        let mut rows = ::csv::Reader::from_reader(bytes.as_slice());
        let cells = rows.headers().unwrap().len();
        let count = rows.records().map(|r| assert_eq!(r.unwrap().len(), cells, "{name}")).count();
        assert!(
            count > 0 || ["agreements.csv", "operations.csv", "orders.csv"].contains(&name.as_str()),
            "{name} is empty"
        );
    }
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed: Vec<&String> = manifest["files"].as_object().unwrap().keys().collect();
    let others: Vec<&String> = files.keys().filter(|n| *n != "manifest.json").collect();
    assert_eq!(listed, others);
    let package: serde_json::Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let header = text(&files, resource["path"].as_str().unwrap()).lines().next().unwrap().to_owned();
        let fields: Vec<&str> =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert_eq!(header, fields.join(","));
    }
}

#[test]
fn shares_of_each_thing_sum_to_the_number_of_worlds() {
    let study = toy::study(12, &[]);
    let files = folder(&study, &asked(16, Tables::default()), 2);
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for line in text(&files, "shares.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        *sums.entry(cells[..5].join(",")).or_default() += cells[6].parse::<u64>().unwrap();
        assert_eq!(cells[7], "16");
    }
    assert!(sums.len() > 100 && sums.values().all(|sum| *sum == 16));
}

#[test]
fn what_ifs_are_compared_world_by_world() {
    let study = toy::study(20, &[]);
    let files = folder(&study, &asked(64, Tables::default()), 2);
    let differences = text(&files, "differences.csv");
    let row = differences.lines().find(|l| l.starts_with("more_rebels,army_holds,")).unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    // Cohesion at the start is the same in both; the interval holds zero, as expected.
    assert_eq!((cells[6], cells[8], cells[21]), ("64", "32", "as_expected"), "{row}");
}

/// A shelf that is full after so many bytes.
struct Full(usize);

#[derive(Debug)]
struct Small(usize);

impl Write for Small {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.0 {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.0 -= bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl shelf::Page for Small {
    fn settle(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Shelf for Full {
    fn page(&mut self, _: &str) -> io::Result<Box<dyn shelf::Page>> {
        Ok(Box::new(Small(self.0)))
    }
}

#[test]
fn a_full_disk_ends_the_ensemble_with_a_clear_message() {
    let study = toy::study(12, &[]);
    let asked = asked(640, Tables::default());
    let mut results = Results::new(&study, &asked, Full(100_000)).unwrap();
    let plan = Plan { seed: 1, runs: 640, kept: 0, tables: Tables::default(), threads: 2 };
    let Err(Stopped::Observer(refused)) = play(&study, &plan, &mut results) else { panic!("nothing refused") };
    // Of the files of rows that of the draws is the widest by far, and is full first.
    assert!(refused.to_string().starts_with("cannot write draws.csv: "), "{refused}");
}

/// A shelf in memory that takes so many bytes in all, the last write in part, and then no more.
#[derive(Clone, Debug, Default)]
struct Tight {
    memory: Arc<Mutex<Memory>>,
    left: Arc<AtomicUsize>,
}

#[derive(Debug)]
struct Leaf {
    page: Box<dyn shelf::Page>,
    left: Arc<AtomicUsize>,
}

impl Write for Leaf {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(self.left.load(Ordering::Relaxed));
        if fits == 0 && !bytes.is_empty() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.left.fetch_sub(fits, Ordering::Relaxed);
        self.page.write(&bytes[..fits])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl shelf::Page for Leaf {
    fn settle(&mut self) -> io::Result<()> {
        self.page.settle()
    }
}

impl Tight {
    fn leaf(&self, page: Box<dyn shelf::Page>) -> Box<dyn shelf::Page> {
        Box::new(Leaf { page, left: Arc::clone(&self.left) })
    }
}

impl Shelf for Tight {
    fn page(&mut self, name: &str) -> io::Result<Box<dyn shelf::Page>> {
        Ok(self.leaf(self.memory.lock().unwrap().page(name)?))
    }

    fn beginning(&self, name: &str, bytes: u64) -> io::Result<Box<dyn io::Read>> {
        self.memory.lock().unwrap().beginning(name, bytes)
    }

    fn cut(&mut self, name: &str, bytes: u64) -> io::Result<Box<dyn shelf::Page>> {
        Ok(self.leaf(self.memory.lock().unwrap().cut(name, bytes)?))
    }
}

/// Results that remember, as a journal would, how far they were safe.
struct Remembering<'a> {
    results: Results<'a, Tight>,
    safe: Option<String>,
}

impl Observer for Remembering<'_> {
    type Error = Refused;

    fn take(&mut self, history: History) -> Result<(), Refused> {
        self.results.take(history)
    }

    fn batch(&mut self, runs: u64) -> Result<(), Refused> {
        self.results.batch(runs)?;
        let rows = self.results.settle()?;
        self.safe = serde_json::to_string(&(rows, self.results.counts())).ok();
        Ok(())
    }
}

#[test]
fn a_writer_that_fails_after_any_number_of_bytes_costs_only_what_was_not_safe() {
    let study = toy::study(6, &["broken"]);
    let asked = Asked { kept: 150, ..asked(200, Tables { agreements: true, places: true, ..Tables::default() }) };
    let whole = folder(&study, &asked, 2);
    let all: usize = whole.values().map(Vec::len).sum();
    let (mut from_the_start, mut from_a_line) = (0, 0);
    for bytes in (0..40).map(|i| all * i / 40 + i) {
        let shelf = Tight::default();
        shelf.left.store(bytes, Ordering::Relaxed);
        let mut safe = None;
        let refused = Results::new(&study, &asked, shelf.clone()).and_then(|results| {
            let mut keeper = Remembering { results, safe: None };
            let played = play(&study, &asked.plan(1), &mut keeper);
            safe = keeper.safe;
            match played {
                Err(Stopped::Observer(refused)) => Err(refused),
                _ => keeper.results.finish().map(drop),
            }
        });
        assert!(refused.unwrap_err().to_string().starts_with("cannot write "));
        shelf.left.store(usize::MAX, Ordering::Relaxed);
        let results = if let Some(line) = safe {
            from_a_line += 1;
            Results::again(&study, &asked, shelf.clone(), serde_json::from_str(&line).unwrap())
        } else {
            from_the_start += 1;
            Results::new(&study, &asked, shelf.clone())
        };
        let mut results = results.unwrap();
        let next = results.counts().next;
        play_part(&study, &asked.plan(1), next..asked.runs, &mut results).unwrap();
        results.finish().unwrap();
        let memory = shelf.memory.lock().unwrap().clone();
        let again: BTreeMap<String, Vec<u8>> = memory.files().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
        assert!(again == whole, "after {bytes} bytes");
    }
    assert!(from_the_start > 3 && from_a_line > 10, "{from_the_start} {from_a_line}");
}

#[test]
fn parquet_is_refused_before_the_first_run_where_it_cannot_be_written() {
    let study = toy::study(4, &[]);
    let asked = Asked { parquet: true, ..asked(8, Tables::default()) };
    let begun = Results::new(&study, &asked, Memory::default());
    assert_eq!(begun.is_ok(), cfg!(feature = "parquet"));
    if let Err(refused) = begun {
        assert!(refused.to_string().contains("built without it"), "{refused}");
    }
}

#[test]
fn counts_of_parts_add_up_to_those_of_the_whole() {
    let study = toy::study(8, &["broken"]);
    let asked = asked(256, Tables::default());
    let counted = |runs: std::ops::Range<u64>| {
        let mut results = Results::starting(&study, &asked, Memory::default(), runs.start).unwrap();
        play_part(&study, &asked.plan(1), runs, &mut results).unwrap();
        results.counts
    };
    let mut sum = counted(0..64);
    sum.merge(&counted(64..192));
    sum.merge(&counted(192..256));
    let whole = counted(0..256);
    assert!(sum.fits(&whole) && sum.next == 256);
    assert_eq!(sum.answers.summary(&study), whole.answers.summary(&study));
    assert_eq!(sum.answers.differences(&study), whole.answers.differences(&study));
}
