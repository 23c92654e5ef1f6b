//! `escalade sensitivity`: on which uncertain numbers an outcome hangs.

use crate::{
    commands::{escalade, fine, small_result},
    support::{is_narrow, table},
};
use std::collections::BTreeSet;
use tempfile::TempDir;

#[test]
fn the_numbers_that_an_outcome_hangs_on_are_ranked_with_their_intervals() {
    let dir = TempDir::new().unwrap();
    let out = small_result(&dir, "r", &["--runs", "256", "--what-if", "mission-stays"]);
    let csv = dir.path().join("hangs.csv").to_str().unwrap().to_owned();
    let told = fine(&["sensitivity", &out, "--of", "deaths", "--csv", &csv]);
    assert!(told.starts_with("deaths: ") && told.contains("in base; 256 worlds of 128 draws"), "{told}");
    assert!(told.contains("Chance makes up about ") && told.contains("told from a dummy"), "{told}");
    assert!(is_narrow(&told, 80), "{told}");
    let rows = table(&csv);
    let numbers: Vec<_> = rows.iter().filter(|row| row["what"] == "number").collect();
    // Everything that varies is there once, as draws.csv has it for the base.
    let varied = table(&format!("{out}/draws.csv"));
    let columns: BTreeSet<&String> = varied[0].keys().filter(|name| *name != "draw" && !name.contains('/')).collect();
    let named: BTreeSet<&String> = numbers.iter().map(|row| &row["name"]).collect();
    assert!(named.len() == numbers.len() && named.is_subset(&columns), "{}", named.len());
    assert!(named.len() * 10 > columns.len() * 9, "{} of {}", named.len(), columns.len());
    for row in &rows {
        for (number, from) in [("index", 0.0), ("spearman", -1.0), ("srrc", -2.0)] {
            let of = |end: &str| row[&format!("{number}{end}")].parse::<f64>().ok();
            let (value, low, high) = (of(""), of("_low"), of("_high"));
            assert_eq!((value.is_some(), low.is_some()), (low.is_some(), high.is_some()), "{row:?}");
            if let (Some(value), Some(low), Some(high)) = (value, low, high) {
                assert!(from <= low && low <= high && high <= -from.min(-1.0) && value >= from, "{number}: {row:?}");
            }
        }
        let is_standing = row["stands_out"] == "true";
        assert!(row["srrc"].is_empty() || is_standing, "{row:?}");
    }
    let parts: f64 =
        rows.iter().filter(|row| row["what"] == "part").map(|row| row["members"].parse::<f64>().unwrap()).sum();
    assert_eq!(parts, numbers.len() as f64);
    // The same folder gives the same answer; the what-if has one of its own.
    assert_eq!(told, fine(&["sensitivity", &out, "--of", "deaths", "--csv", &csv]));
    let other = fine(&["sensitivity", &out, "--of", "deaths", "--variant", "mission-stays"]);
    assert!(other.contains("in mission-stays; ") && other != told, "{other}");
}

#[test]
fn what_cannot_be_told_is_said() {
    let dir = TempDir::new().unwrap();
    let out = small_result(&dir, "r", &["--runs", "64"]);
    let alike = fine(&["sensitivity", &out, "--of", "dunvar_cut_off"]);
    assert!(alike.contains("no draw differs from another") && !alike.contains('%'), "{alike}");
    let (code, told, err) = escalade(&["sensitivity", &out, "--of", "death"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(err.contains("did you mean `deaths`?"), "{err}");
    let (code, _, err) = escalade(&["sensitivity", &out, "--of", "deaths", "--variant", "bse"]);
    assert!(code == 2 && err.contains("did you mean `base`?"), "{err}");
    let (code, _, err) = escalade(&["sensitivity", &out, "--of", "deaths", "--level", "x"]);
    assert!(code == 2 && err.contains("the outcome has no levels"), "{err}");
    let (code, _, err) = escalade(&["sensitivity", &out, "--of", "brenhold", "--level", "rebel_hold"]);
    assert!(code == 2 && err.contains("did you mean `rebel_held`?"), "{err}");
    let level = fine(&["sensitivity", &out, "--of", "brenhold", "--level", "rebel_held"]);
    assert!(level.contains("rebel_held, share of worlds, in base; 64 worlds of 32 draws"), "{level}");
    let few = small_result(&dir, "s", &["--runs", "62"]);
    let few = fine(&["sensitivity", &few, "--of", "deaths"]);
    assert!(few.contains("Too few draws to tell: 31 draws") && few.contains("64 runs"), "{few}");
}
