//! `escalade run`: not here yet; loads the study and says how many variants it has.

use super::Problem;
use crate::scenario::{Request, load};
use clap::Args;
use std::path::PathBuf;

/// What `run` takes.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Scenario: a built-in one by name, or the path of a .toml file.
    #[arg(default_value = "northern-mali/after-kidal")]
    scenario: String,
    /// What-if to compare with the base (repeatable); `all` for every one.
    #[arg(long = "what-if", value_name = "NAME")]
    what_ifs: Vec<String>,
    /// Set a value: ADDRESS=VALUE, or NAME/ADDRESS=VALUE for one variant (repeatable).
    #[arg(long = "set", value_name = "ADDRESS=VALUE")]
    sets: Vec<String>,
    /// Horizon in weeks, instead of the scenario's.
    #[arg(long)]
    weeks: Option<u32>,
    /// File of choices of people who play actors.
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
}

/// Runs a scenario.
///
/// # Errors
/// Faults in the input.
pub fn run(args: RunArgs) -> Result<(), Problem> {
    let request = Request { what_ifs: args.what_ifs, sets: args.sets, weeks: args.weeks, decisions: args.decisions };
    let study = load(&args.scenario, &request)?;
    super::print(&format!("{} has {} variants\n", study.name, study.variants.len()))
}
