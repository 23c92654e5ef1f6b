//! Iterates over the rows of many runs of a base and a what-if, and counts in how many worlds the what-if answers otherwise.
//!
//! `cargo run --release --example rows`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use escalade::{Plan, Request, histories, load};

const RUNS: u64 = 32;

fn main() -> Result<(), String> {
    print!("{}", told()?);
    Ok(())
}

/// A line for each outcome.
pub(crate) fn told() -> Result<String, String> {
    let request = Request { what_ifs: vec!["mission-stays".to_owned()], ..Request::default() };
    let study = load("tolmarra/winter-road", &request).map_err(|faults| faults[0].to_string())?;
    let outcomes = &study.variants[0].outcomes;
    let plan = Plan { seed: 1, runs: RUNS, ..Plan::default() };
    let mut moved = vec![0; outcomes.len()];
    let mut base = None;
    for history in histories(&study, &plan).map_err(|error| error.to_string())? {
        // By run, and in each run the base first: world k of the what-if is world k of the base but for what follows from it.
        if history.variant == 0 {
            base = Some(history);
        } else if let Some(base) = base.take() {
            let pairs = base.answers.iter().zip(&history.answers);
            moved.iter_mut().zip(pairs).for_each(|(moved, (a, b))| *moved += u64::from(a != b));
        }
    }
    let lines =
        outcomes.iter().zip(&moved).map(|(outcome, moved)| format!("{}: {moved} of {RUNS} worlds\n", outcome.id));
    Ok(lines.collect())
}
