//! Runs a built-in case and prints a share: in how many worlds the first question is answered with yes.
//!
//! `cargo run --release --example share`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use escalade::{Answer, Plan, Request, Study, histories, load};

const RUNS: u64 = 64;

fn main() -> Result<(), String> {
    println!("{}", told()?);
    Ok(())
}

/// The question and the share.
pub(crate) fn told() -> Result<String, String> {
    let study = load("tolmarra/winter-road", &Request::default()).map_err(|faults| faults[0].to_string())?;
    let plan = Plan { seed: 1, runs: RUNS, ..Plan::default() };
    let histories = histories(&study, &plan).map_err(|error| error.to_string())?;
    // A run that failed has no answers, and is not counted.
    let answers: Vec<bool> = histories.filter_map(|history| yes(history.answers.first()?)).collect();
    let held = answers.iter().filter(|yes| **yes).count();
    Ok(format!("{} In {held} of {} worlds. Simulated, not a forecast.", question(&study), answers.len()))
}

fn question(study: &Study) -> &str {
    &study.variants[0].outcomes[0].question
}

fn yes(answer: &Answer) -> Option<bool> {
    if let Answer::YesNo(yes) = answer { Some(*yes) } else { None }
}
