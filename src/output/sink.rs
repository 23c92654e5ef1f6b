//! Where rows go: one format of one table under way.

use super::shelf::{Entry, Refused};
use crate::table::Cell;
use std::fmt;

/// A format under way. It takes cells in the order of the columns and hears where a row ends.
pub trait Sink: fmt::Debug + Send {
    /// The next cell of the row under way.
    fn cell(&mut self, cell: Cell<'_>);

    /// Ends the row.
    ///
    /// # Errors
    /// The file cannot be written, or a cell of the row was none that the format can hold.
    fn end(&mut self) -> Result<(), Refused>;

    /// Ends the file.
    ///
    /// # Errors
    /// The file cannot be written.
    fn finish(self: Box<Self>) -> Result<Entry, Refused>;
}
