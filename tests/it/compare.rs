//! `escalade compare`: two what-ifs world by world, within a result or across two.

use crate::{
    commands::{escalade, fine, small_result},
    support::{is_narrow, table},
};
use std::{collections::BTreeMap, fs};
use tempfile::TempDir;

#[test]
fn a_what_if_against_the_base_is_what_the_result_says_of_it() {
    let dir = TempDir::new().unwrap();
    let out =
        small_result(&dir, "r", &["--runs", "64", "--what-if", "mission-stays", "--what-if", "front-holds-together"]);
    let csv = dir.path().join("pairs.csv").to_str().unwrap().to_owned();
    let told = fine(&["compare", &out, "base", "mission-stays", "--csv", &csv]);
    assert!(
        told.starts_with("A base: ") && told.contains("\nB mission-stays: ") && told.contains("64 worlds of 32 draws")
    );
    assert!(told.contains("Holm's correction for ") && told.contains("They part in week "), "{told}");
    assert!(is_narrow(&told, 80), "{told}");
    let (found, written) = (table(&csv), table(&format!("{out}/differences.csv")));
    let mut compared = 0;
    for row in written.iter().filter(|row| row["variant"] == "mission-stays") {
        let same = |other: &&BTreeMap<String, String>| {
            ["outcome", "level", "statistic"].iter().all(|key| other[*key] == row[*key])
        };
        let own = found.iter().find(same).unwrap_or_else(|| panic!("{row:?}"));
        for column in
            ["n", "draws", "difference", "low", "high", "spread_low", "spread_high", "spread_is", "error", "up", "down"]
        {
            assert_eq!(own[column], row[column], "{column} of {row:?}");
        }
        assert_eq!((&own["a"], &own["method"]), (&row["base"], &row["method"]));
        compared += 1;
        let number = |name: &str| own[name].parse::<f64>().unwrap();
        // Below 0.05 exactly where the interval leaves zero out, and never smaller once corrected.
        if number("low") < number("high") {
            assert_eq!(number("p") < 0.05, number("low") > 0.0 || number("high") < 0.0, "{own:?}");
        }
        assert!(number("p_holm") >= number("p"), "{own:?}");
        if own["statistic"] == "probability" {
            let worlds = ["both", "only_a", "only_b", "neither"].map(number);
            assert_eq!(worlds.iter().sum::<f64>(), 64.0);
            assert!(((worlds[0] + worlds[1]) / 64.0 - number("a")).abs() < 1e-6, "{own:?}");
            assert!(((worlds[0] + worlds[2]) / 64.0 - number("b")).abs() < 1e-6, "{own:?}");
        }
    }
    assert!(compared > 10 && compared == found.len(), "{compared}");
    // The other way round everything is the other way round.
    let back = dir.path().join("back.csv").to_str().unwrap().to_owned();
    fine(&["compare", &out, "mission-stays", "base", "--csv", &back]);
    for (row, back) in found.iter().zip(table(&back)) {
        let number = |row: &BTreeMap<String, String>, name: &str| row[name].parse::<f64>().unwrap();
        assert_eq!((&row["outcome"], &row["up"], &row["p"]), (&back["outcome"], &back["down"], &back["p"]));
        assert!((number(row, "difference") + number(&back, "difference")).abs() < 2e-6, "{row:?}");
    }
    // A table of ours is replaced, nothing else is.
    fine(&["compare", &out, "base", "mission-stays", "--csv", &csv]);
    fs::write(&csv, "mine\n").unwrap();
    let (code, _, err) = escalade(&["compare", &out, "base", "mission-stays", "--csv", &csv]);
    assert!(code == 1 && err.contains("is no table of these columns"), "{err}");
    assert_eq!(fs::read_to_string(&csv).unwrap(), "mine\n");
    let inside = format!("{out}/pairs.csv");
    let (code, _, err) = escalade(&["compare", &out, "base", "mission-stays", "--csv", &inside]);
    assert!(code == 1 && err.contains("cannot write"), "{err}");
}

#[test]
fn one_outcome_is_told_with_its_two_by_two_count() {
    let dir = TempDir::new().unwrap();
    let out = small_result(&dir, "r", &["--runs", "64", "--what-if", "mission-stays"]);
    let told = fine(&["compare", &out, "base", "mission-stays", "--of", "war"]);
    for part in ["\n  worlds ", "in B  not in B", "\n  in A ", "\n  not in A ", "pairing saved ", "\n  p "] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(is_narrow(&told, 80) && !told.contains("They part"), "{told}");
    let deaths = fine(&["compare", &out, "base", "mission-stays", "--of", "deaths"]);
    assert!(deaths.contains("worlds up, down: ") && !deaths.contains("Holm"), "{deaths}");
}

#[test]
fn two_results_of_one_question_are_compared_in_the_worlds_that_both_have() {
    let dir = TempDir::new().unwrap();
    let first = small_result(&dir, "a", &["--runs", "32", "--what-if", "mission-stays"]);
    let second = small_result(&dir, "b", &["--runs", "64", "--set", "decide.rationality=1"]);
    let told = fine(&["compare", &first, &second]);
    assert!(told.contains("32 worlds of 16 draws in both") && told.contains(": 32 worlds\n"), "{told}");
    assert!(told.replace("\n  ", " ").contains("not over the same worlds"), "{told}");
    // The same worlds of another folder are the same worlds.
    let same = small_result(&dir, "c", &["--runs", "32", "--what-if", "mission-stays"]);
    let within = fine(&["compare", &first, "base", "mission-stays", "--of", "deaths"]);
    let across = fine(&["compare", &first, "base", &same, "mission-stays", "--of", "deaths"]);
    let numbers = |told: &str| told.split("\n\n").nth(1).unwrap().to_owned();
    assert_eq!(numbers(&within), numbers(&across));
    let alike = fine(&["compare", &first, &same]);
    assert!(alike.contains("No weekly line differs") && !alike.contains("Told apart"), "{alike}");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let dir = TempDir::new().unwrap();
    let out = small_result(&dir, "r", &["--runs", "2", "--what-if", "mission-stays"]);
    let (code, told, err) = escalade(&["compare", &out, "base", "mission-stay"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(err.contains("no variant of this name") && err.contains("did you mean `mission-stays`?"), "{err}");
    let (code, _, err) = escalade(&["compare", &out, "base", "mission-stays", "--of", "death"]);
    assert!(code == 2 && err.contains("did you mean `deaths`?"), "{err}");
    let (code, _, err) = escalade(&["compare", &out, "base", "base"]);
    assert!(code == 1 && err.contains("compared with itself"), "{err}");
    let (code, _, err) = escalade(&["compare", &out]);
    assert_eq!(code, 2, "{err}");
    let other = small_result(&dir, "s", &["--runs", "2", "--seed", "2"]);
    let (code, _, err) = escalade(&["compare", &out, &other]);
    assert!(code == 2 && err.contains("seed 2 and not 1") && err.contains("--seed 1"), "{err}");
    // Of one draw nothing is known: no interval of a mean, no p value, nothing saved.
    let one = fine(&["compare", &out, "base", "mission-stays", "--of", "deaths"]);
    assert!(one.contains("p: too few draws"), "{one}");
    assert!(!one.contains('%') || one.contains("too few draws for an interval"), "{one}");
    let all = fine(&["compare", &out, "base", "mission-stays"]);
    assert!(!all.contains("Told apart"), "{all}");
}
