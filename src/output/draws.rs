//! `draws.csv` under way: a row for each draw that is new, of the first runs or of all.

use super::{
    csv::Begin,
    sheet::{Copies, Finished, Sheet},
    shelf::{Entry, Refused, Shelf},
};
use crate::{
    history::rows::{DrawLine, Draws, Varied},
    run::WorldNumber,
    study::Study,
};

/// Runs whose draws have rows unless those of all are asked for.
pub const FEW: u64 = 10_000;

/// The table under way.
#[derive(Debug)]
pub struct DrawSheet<'a> {
    study: &'a Study,
    seed: u64,
    /// Whether the draws of all runs have rows.
    all: bool,
    varied: Varied,
    sheet: Sheet<Draws>,
    /// The draw whose row was written last.
    last: Option<u64>,
}

impl<'a> DrawSheet<'a> {
    /// The file, new or taken up again.
    ///
    /// # Errors
    /// The shelf's.
    pub fn begin(study: &'a Study, seed: u64, all: bool, shelf: &mut dyn Shelf, at: Begin) -> Result<Self, Refused> {
        let varied = Varied::of(study);
        let sheet = Sheet::begin(shelf, Draws::of(&varied), false, at)?;
        Ok(Self { study, seed, all, varied, sheet, last: None })
    }

    /// Writes the row of the draw of a run, if it is new. Runs come in order.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn take(&mut self, run: u64) -> Result<(), Refused> {
        let draw = WorldNumber::of_run(run).draw;
        if self.last == Some(draw) || !(self.all || run < FEW) {
            return Ok(());
        }
        self.last = Some(draw);
        self.sheet.row(&DrawLine::new(self.study, &self.varied, self.seed, draw))
    }

    /// Begins copies.
    ///
    /// # Errors
    /// The shelf's, or what is there cannot be read.
    pub fn copy(&mut self, copies: Copies, shelf: &mut dyn Shelf) -> Result<(), Refused> {
        self.sheet.copy(copies, shelf)
    }

    /// Hands everything written so far to the file.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn flush(&mut self) -> Result<(), Refused> {
        self.sheet.flush()
    }

    /// Makes sure that everything written so far stays, and says what that is.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn settle(&mut self) -> Result<Entry, Refused> {
        self.sheet.settle()
    }

    /// Ends the table.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn finish(self) -> Result<Finished, Refused> {
        self.sheet.finish()
    }
}
