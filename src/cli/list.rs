//! `escalade list`.

use super::Problem;
use clap::Args;

/// What `list` takes.
#[derive(Debug, Args)]
pub struct ListArgs {}

/// To come.
///
/// # Errors
/// None yet.
pub fn list(_args: &ListArgs) -> Result<(), Problem> {
    Ok(())
}
