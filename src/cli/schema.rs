//! `escalade schema`.

use super::Problem;
use clap::Args;

/// What `schema` takes.
#[derive(Debug, Args)]
pub struct SchemaArgs {}

/// To come.
///
/// # Errors
/// None yet.
pub fn schema(_args: &SchemaArgs) -> Result<(), Problem> {
    Ok(())
}
