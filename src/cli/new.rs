//! `escalade new`.

use super::Problem;
use clap::Args;

/// What `new` takes.
#[derive(Debug, Args)]
pub struct NewArgs {}

/// To come.
///
/// # Errors
/// None yet.
pub fn new(_args: &NewArgs) -> Result<(), Problem> {
    Ok(())
}
