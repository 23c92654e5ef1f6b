//! Golden files: the result folder of the small case, to the byte, and the hashes of larger ones, on every platform.
//!
//! A change that means to change results regenerates them with
//! `ESCALADE_REGENERATE=1 cargo test --test it golden`
//! and shows the difference in the same commit. A change that does not mean to has a bug.

use crate::support::{Files, SMALL, study};
use escalade::inside::{
    ensemble::{self, Plan},
    history::Tables,
    output::{Asked, Memory, Results},
    scenario::Request,
};
use std::{env, fs, path::PathBuf};

#[path = "../platforms/hashes.rs"]
mod hashes;

const RUNS: u64 = 16;
/// Runs that keep their tables: the files stay small.
const KEPT: u64 = 2;
const WEEKS: u32 = 26;

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tolmarra")
}

/// The folder that `escalade run tolmarra/winter-road --what-if mission-stays --runs 16 --weeks 26 --seed 1 --tables all
/// --keep-runs 2 --keep first` writes, without the copies of what was read.
fn results() -> Files {
    let study = study(SMALL, &[], &["mission-stays"], Some(WEEKS));
    let (seed, tables) = (1, Tables::ALL);
    let asked = Asked {
        scenario: SMALL.to_owned(),
        seed,
        runs: RUNS,
        request: Request { weeks: Some(WEEKS), what_ifs: vec!["mission-stays".to_owned()], ..Request::default() },
        tables,
        kept: KEPT,
        ..Asked::default()
    };
    let mut results = Results::new(&study, &asked, Memory::default()).unwrap();
    ensemble::play(&study, &Plan { seed, runs: RUNS, kept: KEPT, tables, threads: 2 }, &mut results).unwrap();
    let (memory, _) = results.finish().unwrap();
    let files = memory.files().filter(|(name, _)| !name.starts_with("inputs/"));
    files.map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

#[test]
fn the_small_case_gives_the_golden_bytes() {
    let results = results();
    if env::var_os("ESCALADE_REGENERATE").is_some() {
        let _ = fs::remove_dir_all(home());
        fs::create_dir_all(home()).unwrap();
        for (name, bytes) in &results {
            fs::write(home().join(name), bytes).unwrap();
        }
    }
    let help = "if it was meant, run ESCALADE_REGENERATE=1 cargo test --test it golden";
    for (name, bytes) in &results {
        let golden = fs::read(home().join(name)).unwrap_or_default();
        let lines = |text: &[u8]| -> Vec<String> { String::from_utf8_lossy(text).lines().map(str::to_owned).collect() };
        let first = crate::support::first_difference(&lines(&golden), &lines(bytes));
        assert!(golden == *bytes, "{name} is not what it was: {}; {help}", first.unwrap_or_default());
    }
    let mut there: Vec<String> =
        fs::read_dir(home()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    there.sort();
    assert_eq!(there, results.keys().cloned().collect::<Vec<_>>(), "{help}");
    assert!(results.values().map(Vec::len).sum::<usize>() < 1_000_000, "golden files stay small");
}

#[test]
fn larger_ensembles_give_the_golden_hashes() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/platforms.txt");
    let found = hashes::hashes(2);
    if env::var_os("ESCALADE_REGENERATE").is_some() {
        fs::write(&file, &found).unwrap();
    }
    let golden = fs::read_to_string(&file).unwrap();
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let first = crate::support::first_difference(&lines(&golden), &lines(&found));
    let help = "if it was meant, run ESCALADE_REGENERATE=1 cargo test --test it golden";
    assert_eq!(first, None, "other bytes than before; {help}");
}
