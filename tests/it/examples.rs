//! The examples run, and what they print is what they promise.

#![allow(dead_code, reason = "an example is a program: its `main` is called by nobody here")]

#[path = "../../examples/decision.rs"]
mod decision;
#[path = "../../examples/memory.rs"]
mod memory;
#[path = "../../examples/rows.rs"]
mod rows;
#[path = "../../examples/share.rs"]
mod share;

#[test]
fn a_built_in_case_gives_a_share() {
    let told = share::told().unwrap();
    let (held, all) = told.split_once("In ").and_then(|(_, rest)| rest.split_once(" of ")).unwrap();
    assert!(told.starts_with("Is the accord still in force at the end? In "), "{told}");
    assert!(all.starts_with("64 worlds.") && (1..64).contains(&held.parse::<u32>().unwrap()), "{told}");
}

#[test]
fn a_case_is_loaded_from_memory_and_its_faults_have_their_place() {
    let told = memory::told().unwrap();
    assert!(
        told.starts_with("Variants: base, mission-stays. World 0 of mission-stays ended ok after 26 weeks."),
        "{told}"
    );
    let fault = told.lines().nth(2).unwrap();
    assert!(fault.starts_with("seeds/tolmarra/actors.csv") && fault.contains("`7`"), "{fault}");
    assert_eq!(told.lines().count(), 3, "{told}");
}

#[test]
fn a_decision_that_is_changed_moves_what_comes_after_it() {
    let told = decision::told().unwrap();
    let deaths = |line: &str| -> Vec<String> {
        line.split([' ', ',']).filter(|w| w.parse::<u64>().is_ok()).map(str::to_owned).collect()
    };
    let differ = |line: &str| deaths(line)[0] != deaths(line)[1];
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines.len() == 5 && !differ(lines[0]) && lines[1..].iter().any(|line| differ(line)), "{told}");
}

#[test]
fn rows_of_many_runs_are_compared_in_pairs() {
    let told = rows::told().unwrap();
    assert!(told.lines().count() >= 4 && told.starts_with("accord_holds: "), "{told}");
    assert!(told.lines().any(|line| !line.contains(": 0 of ")), "{told}");
}
