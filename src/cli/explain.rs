//! `escalade explain`.

use super::Problem;
use clap::Args;

/// What `explain` takes.
#[derive(Debug, Args)]
pub struct ExplainArgs {}

/// To come.
///
/// # Errors
/// None yet.
pub fn explain(_args: &ExplainArgs) -> Result<(), Problem> {
    Ok(())
}
