//! Laws of whole runs: what may not depend on how they are played, and what may never happen in one.

use crate::support::{Files, SMALL, WEEKLY_FILES, first_difference, folder, histories, study, without_variant};
use escalade::inside::{
    history::{Status, Tables},
    mechanism::{RULES, default_quantities, parameters},
    parameter::Quantity,
    scenario::find::built_in,
    study::Answer,
};
use proptest::{prelude::*, test_runner::Config};

#[test]
fn threads_change_no_byte_of_a_real_folder() {
    let study = study(SMALL, &[], &["merrin-mediates", "mission-stays"], None);
    let of = |threads: usize| folder(&study, 20, Tables::ALL, threads);
    assert!(of(1) == of(4));
}

#[test]
fn tables_and_the_ledger_change_no_outcome() {
    let study = study(SMALL, &[], &["mission-stays"], None);
    let all = folder(&study, 16, Tables::ALL, 2);
    let asked = ["none", "actors", "places,ties", "events", "causes", "agreements,events", "operations", "orders"];
    for (tables, threads) in asked.into_iter().zip((1..=3).cycle()) {
        let some = folder(&study, 16, Tables::parse(tables).unwrap(), threads);
        for name in ["runs.csv", "draws.csv", "summary.csv", "weekly.csv", "shares.csv", "differences.csv"] {
            assert!(some[name] == all[name], "--tables {tables} --threads {threads} changes {name}");
        }
        for name in tables.split(',').filter(|t| *t != "none").map(|t| format!("{t}.csv")) {
            assert!(some[&name] == all[&name], "--tables {tables} changes {name}");
        }
    }
}

#[test]
fn the_files_of_n_runs_begin_those_of_twice_as_many() {
    let study = study(SMALL, &[], &["mission-stays"], None);
    let (few, many) = (folder(&study, 12, Tables::ALL, 2), folder(&study, 24, Tables::ALL, 2));
    for name in [
        "runs.csv",
        "actors.csv",
        "places.csv",
        "ties.csv",
        "agreements.csv",
        "events.csv",
        "causes.csv",
        "operations.csv",
    ] {
        assert!(many[name].starts_with(&few[name]) && many[name].len() > few[name].len(), "{name}");
    }
}

#[test]
fn a_half_year_is_the_first_half_of_the_year() {
    let of = |weeks: u32| folder(&study(SMALL, &[], &["company-goes-home"], Some(weeks)), 12, Tables::ALL, 2);
    let (half, whole) = (of(26), of(52));
    let rows = |files: &Files, name: &str| without_variant(files, name, |row| row["week"].parse::<u32>().unwrap() < 26);
    for name in WEEKLY_FILES {
        assert_eq!(first_difference(&rows(&half, name), &rows(&whole, name)), None, "{name}");
    }
}

#[test]
fn no_law_is_broken_in_64_worlds_of_any_base() {
    for (case, base) in built_in() {
        let study = study(&format!("{case}/{base}"), &[], &[], None);
        for history in histories(&study, 64, Tables::default()) {
            assert_eq!(history.status, Status::Ok, "{base}, run {}: {}", history.run, history.message);
            let finite = |answer: &Answer| !matches!(answer, Answer::Quantity(x) if !x.is_finite());
            assert!(history.answers.iter().all(finite), "{base}, run {}", history.run);
        }
    }
}

#[test]
fn no_law_is_broken_in_any_what_if() {
    for (case, base) in built_in() {
        let study = study(&format!("{case}/{base}"), &[], &["all"], None);
        for history in histories(&study, 2, Tables::default()) {
            let name = &study.variants[history.variant].name;
            assert_eq!(history.status, Status::Ok, "{base} {name}, run {}: {}", history.run, history.message);
        }
    }
}

/// A parameter and where in its bounds it is put: often at an end.
fn settings() -> impl Strategy<Value = Vec<(usize, f64)>> {
    let where_to = prop_oneof![Just(0.0), Just(1.0), 0.0..1.0];
    prop::collection::vec((0..parameters().count(), where_to), 1..40)
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_settings_within_bounds_panic_or_break_a_law(
        chosen in settings(),
        rules in prop::collection::vec(any::<bool>(), RULES),
    ) {
        let mut study = study(SMALL, &[], &[], Some(40));
        study.variants[0].quantities = default_quantities();
        let quantities = &mut study.variants[0].quantities;
        let all: Vec<_> = parameters().collect();
        let mut said = Vec::new();
        for (i, u) in &chosen {
            let (min, max) = all[*i].bounds;
            quantities[*i] = Quantity::fixed(min + u * (max - min));
            said.push(format!("--set {}={}", all[*i].address, min + u * (max - min)));
        }
        for (i, on) in rules.iter().enumerate() {
            quantities[all.len() + i] = Quantity::fixed(f64::from(u8::from(*on)));
        }
        for history in histories(&study, 2, Tables::default()) {
            prop_assert_eq!(history.status, Status::Ok, "{}: {}", history.message, said.join(" "));
        }
    }
}
