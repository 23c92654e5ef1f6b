//! `escalade effects`: the what-ifs of a result by what they change.

use crate::{
    commands::{escalade, fine},
    support::is_narrow,
};
use std::{cmp::Reverse, collections::BTreeMap, fs};
use tempfile::TempDir;

/// A result of the small case with all of its what-ifs, and its folder.
fn played(args: &[&str]) -> (TempDir, String) {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("r").to_str().unwrap().to_owned();
    fine(&[&["run", "tolmarra/winter-road", "--runs", "32", "--weeks", "30", "--quiet", "--out", &out], args].concat());
    (dir, out)
}

/// Differences as the file has them: of what-if, outcome and statistic of no level, the difference and the ends of its interval.
fn written(out: &str) -> BTreeMap<(String, String, String), [f64; 3]> {
    let mut reader = csv::Reader::from_path(format!("{out}/differences.csv")).unwrap();
    let head = reader.headers().unwrap().clone();
    let mut all = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        let of = |name: &str| row[head.iter().position(|h| h == name).unwrap()].to_owned();
        if of("level").is_empty() {
            let numbers = ["difference", "low", "high"].map(|name| of(name).parse().unwrap_or(f64::NAN));
            all.insert((of("variant"), of("outcome"), of("statistic")), numbers);
        }
    }
    all
}

#[test]
fn the_what_ifs_are_ranked_by_what_they_change_of_an_outcome() {
    let (_dir, out) = played(&["--what-if", "all"]);
    let told = fine(&["effects", &out, "--of", "deaths"]);
    assert!(told.starts_with("deaths: ") && told.contains(" in the base ("), "{told}");
    assert!(is_narrow(&told, 80), "{told}");
    let written = written(&out);
    let what_ifs: Vec<&String> = written.keys().filter(|k| k.1 == "deaths").map(|k| &k.0).collect();
    assert!(what_ifs.len() > 5, "{what_ifs:?}");
    // Each stands once: in the table, or among those that change nothing.
    let row = |name: &str| told.lines().position(|line| line.trim_start().starts_with(&format!("{name} ")));
    let still = told.split("no world changes: ").nth(1).unwrap_or_default();
    let mut ranks = Vec::new();
    for name in what_ifs {
        let [by, low, high] = written[&(name.clone(), "deaths".to_owned(), "mean".to_owned())];
        match row(name) {
            Some(line) => ranks.push((line, !(low > 0.0 || high < 0.0), by.abs(), name)),
            None => assert!(by == 0.0 && still.contains(name.as_str()), "{name}: {told}"),
        }
    }
    ranks.sort_by_key(|rank| rank.0);
    assert!(ranks.is_sorted_by_key(|rank| (rank.1, Reverse(rank.2.to_bits()))), "{ranks:?}");
    let line = told.lines().find(|line| line.contains("not told from no change"));
    assert_eq!(line.is_some(), ranks.iter().any(|rank| rank.1), "{told}");
}

#[test]
fn without_an_outcome_all_what_ifs_stand_by_those_that_answer_the_question() {
    let (_dir, out) = played(&["--what-if", "all"]);
    let told = fine(&["effects", &out]);
    let all = fine(&["effects", &out, "--all"]);
    let names: Vec<String> = written(&out).into_keys().map(|key| key.0).collect();
    for name in &names {
        assert_eq!(told.lines().filter(|line| line.starts_with(&format!("{name} "))).count(), 1, "{name}: {told}");
        assert!(all.matches(&format!("\n{name} ")).count() > 1, "{name}: {all}");
    }
    assert!(told.contains("1 ") && told.contains("~ not told from no change"), "{told}");
    assert!(is_narrow(&all, 80), "{all}");
}

#[test]
fn the_answer_of_run_starts_with_what_the_what_ifs_change() {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("r").to_str().unwrap().to_owned();
    let told =
        fine(&["run", "tolmarra/winter-road", "--runs", "32", "--weeks", "30", "--what-if", "all", "--out", &out]);
    let rows = |text: &str| -> Vec<String> {
        let table = text.lines().skip_while(|line| !line.starts_with("what-if "));
        table.take_while(|line| !line.starts_with("~ not told")).map(str::to_owned).collect()
    };
    // The very table of `effects`, before any answer of the base.
    let effects = rows(&fine(&["effects", &out]));
    assert!(effects.len() > 10 && rows(&told) == effects, "{told}");
    let at = |part: &str| told.find(part).unwrap_or_else(|| panic!("{part}: {told}"));
    assert!(at("What each what-if changes") < at("\nYes or no ") && at("\nYes or no ") < at("\nWhat if: "), "{told}");
    let alone = fine(&["run", "tolmarra/winter-road", "--runs", "2", "--weeks", "3", "--out", &out, "--force"]);
    assert!(!alone.contains("what-if"), "{alone}");
}

#[test]
fn a_category_is_told_level_by_level_and_a_week_by_share_and_weeks() {
    let (_dir, out) = played(&["--what-if", "all"]);
    let mut reader = csv::Reader::from_path(format!("{out}/summary.csv")).unwrap();
    let head = reader.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|h| h == name).unwrap();
    let (outcome, kind, level) = (column("outcome"), column("kind"), column("level"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let of =
        |word: &str| rows.iter().filter(|row| row[kind] == *word).map(|row| row[outcome].to_owned()).next().unwrap();
    let category = of("category");
    let told = fine(&["effects", &out, "--of", &category]);
    let estimate = column("estimate");
    let levels = rows.iter().filter(|row| row[0] == *"base" && row[outcome] == category && !row[level].is_empty());
    for row in levels.filter(|row| row[estimate].parse::<f64>().unwrap() > 0.0) {
        assert!(told.contains(&format!("\n{}, share of worlds\n", &row[level])), "{}: {told}", &row[level]);
    }
    // No level is told of which there is nothing to tell.
    assert_eq!(told.matches(" in the base (").count(), told.matches("\n  what-if ").count() + bare(&told), "{told}");
    let week = fine(&["effects", &out, "--of", &of("week")]);
    assert!(week.contains("\nshare of worlds\n") && week.contains("\nweeks until then"), "{week}");
}

/// Numbers that change nowhere, and have a line about that alone.
fn bare(told: &str) -> usize {
    let lines: Vec<&str> = told.lines().collect();
    let alone = |pair: &&[&str]| pair[0].contains(" in the base (") && pair[1].starts_with("  no world changes: ");
    lines.windows(2).filter(alone).count()
}

#[test]
fn what_cannot_be_told_is_said() {
    let (_dir, out) = played(&["--what-if", "all"]);
    let (code, told, err) = escalade(&["effects", &out, "--of", "death"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(err.contains("the result has no such outcome") && err.contains("did you mean `deaths`?"), "{err}");
    let (code, _, err) = escalade(&["effects", &out, "--of", "deaths", "--all"]);
    assert_eq!(code, 2, "{err}");
    let (_dir, alone) = played(&[]);
    let (code, told, err) = escalade(&["effects", &alone]);
    assert_eq!((code, told.as_str()), (1, ""));
    assert!(err.contains("has no what-ifs") && err.contains("--what-if all"), "{err}");
    let (code, _, err) = escalade(&["effects", "nowhere"]);
    assert_eq!(code, 2, "{err}");
    fs::write(format!("{out}/differences.csv"), "variant\n").unwrap();
    let (code, _, err) = escalade(&["effects", &out]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("differences.csv"), "{err}");
}
