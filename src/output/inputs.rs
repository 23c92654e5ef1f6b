//! The folder of everything that was read, copied so that an ensemble can be repeated from its results alone.

use super::shelf::{Entry, Refused, Shelf, put};
use crate::study::Study;

/// Its name.
pub const INPUTS: &str = "inputs";

/// Writes the copies.
///
/// # Errors
/// The shelf's.
pub(super) fn write_inputs(study: &Study, shelf: &mut dyn Shelf) -> Result<(), Refused> {
    study.inputs.iter().try_for_each(|(name, bytes)| put(shelf, &format!("{INPUTS}/{name}"), bytes).map(drop))
}

/// The copies of everything that a study was made of.
pub fn inputs(study: &Study) -> Vec<Entry> {
    study.inputs.iter().map(|(name, bytes)| Entry::of(format!("{INPUTS}/{name}"), bytes)).collect()
}
