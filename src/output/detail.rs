//! Tables of single runs under way.

use super::{
    csv::Begin,
    sheet::{Copies, Finished, Sheet},
    shelf::{Entry, Refused, Shelf},
};
use crate::{
    history::{
        Frame, History, Line, Tables,
        rows::{
            Actors, Agreements, Causes, EventLine, Events, OperationLine, Operations, OrderLine, Orders, Places, Ties,
            causes,
        },
    },
    study::Study,
    table::Table,
};
use jiff::civil::Date;

/// The files of single runs that were asked for.
#[derive(Debug)]
pub struct Details {
    actors: Option<Sheet<Actors>>,
    places: Option<Sheet<Places>>,
    ties: Option<Sheet<Ties>>,
    agreements: Option<Sheet<Agreements>>,
    events: Option<Sheet<Events>>,
    causes: Option<Sheet<Causes>>,
    operations: Option<Sheet<Operations>>,
    orders: Option<Sheet<Orders>>,
}

/// A table under way, whatever its rows are.
trait Under {
    fn copy(&mut self, copies: Copies, shelf: &mut dyn Shelf) -> Result<(), Refused>;
    fn flush(&mut self) -> Result<(), Refused>;
    fn settle(&mut self) -> Result<Entry, Refused>;
}

impl<T: Table> Under for Sheet<T> {
    fn copy(&mut self, copies: Copies, shelf: &mut dyn Shelf) -> Result<(), Refused> {
        Self::copy(self, copies, shelf)
    }

    fn flush(&mut self) -> Result<(), Refused> {
        Self::flush(self)
    }

    fn settle(&mut self) -> Result<Entry, Refused> {
        Self::settle(self)
    }
}

fn under<T: Table>(sheet: &mut Option<Sheet<T>>) -> Option<&mut dyn Under> {
    sheet.as_mut().map(|sheet| sheet as &mut dyn Under)
}

fn begin<T: Table>(
    wanted: bool,
    packed: bool,
    shelf: &mut dyn Shelf,
    begin: Begin,
) -> Result<Option<Sheet<T>>, Refused> {
    wanted.then(|| Sheet::begin(shelf, T::fields(), packed, begin)).transpose()
}

/// Writes rows of a run into their table, where that was asked for.
fn lines<'a, R: 'a, T>(sheet: &mut Option<Sheet<T>>, frame: &'a Frame<'a>, rows: &'a [R]) -> Result<(), Refused>
where
    T: for<'r> Table<Row<'r> = Line<'r, R>>,
{
    sheet.iter_mut().try_for_each(|sheet| rows.iter().try_for_each(|row| sheet.row(&Line { frame, row })))
}

impl Details {
    /// Files for the tables asked, packed or not.
    ///
    /// # Errors
    /// The shelf's.
    pub fn begin(tables: Tables, packed: bool, shelf: &mut dyn Shelf, at: Begin) -> Result<Self, Refused> {
        Ok(Self {
            actors: begin(tables.actors, packed, shelf, at)?,
            places: begin(tables.places, packed, shelf, at)?,
            ties: begin(tables.ties, packed, shelf, at)?,
            agreements: begin(tables.agreements, packed, shelf, at)?,
            events: begin(tables.events, packed, shelf, at)?,
            causes: begin(tables.causes, packed, shelf, at)?,
            operations: begin(tables.operations, packed, shelf, at)?,
            orders: begin(tables.orders, packed, shelf, at)?,
        })
    }

    /// Writes what a run kept.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn take(&mut self, study: &Study, dates: &[Date], history: &History) -> Result<(), Refused> {
        let Some(detail) = &history.detail else { return Ok(()) };
        let frame = &Frame::new(history.run, &study.variants[history.variant], &detail.chronicle, dates);
        lines(&mut self.actors, frame, &detail.actors)?;
        lines(&mut self.places, frame, &detail.places)?;
        lines(&mut self.ties, frame, &detail.ties)?;
        lines(&mut self.agreements, frame, &detail.agreements)?;
        if let Some(events) = &mut self.events {
            EventLine::all(frame).try_for_each(|event| events.row(&event))?;
        }
        self.causes.iter_mut().try_for_each(|sheet| causes(frame, |cause| sheet.row(cause)))?;
        if let Some(operations) = &mut self.operations {
            OperationLine::all(frame).try_for_each(|operation| operations.row(&operation))?;
        }
        self.orders
            .iter_mut()
            .try_for_each(|sheet| OrderLine::all(frame, &detail.orders).try_for_each(|order| sheet.row(&order)))
    }

    fn open(&mut self) -> impl Iterator<Item = &mut dyn Under> {
        let Self { actors, places, ties, agreements, events, causes, operations, orders } = self;
        let all = [
            under(actors),
            under(places),
            under(ties),
            under(agreements),
            under(events),
            under(causes),
            under(operations),
            under(orders),
        ];
        all.into_iter().flatten()
    }

    /// Begins copies of every table.
    ///
    /// # Errors
    /// The shelf's, or what is there cannot be read.
    pub fn copy(&mut self, copies: Copies, shelf: &mut dyn Shelf) -> Result<(), Refused> {
        self.open().try_for_each(|sheet| sheet.copy(copies, shelf))
    }

    /// Hands everything written so far to the files.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn flush(&mut self) -> Result<(), Refused> {
        self.open().try_for_each(Under::flush)
    }

    /// Makes sure that everything written so far stays, and says what that is.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn settle(&mut self) -> Result<Vec<Entry>, Refused> {
        self.open().map(Under::settle).collect()
    }

    /// Ends the tables.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn finish(self) -> Result<Vec<Finished>, Refused> {
        let Self { actors, places, ties, agreements, events, causes, operations, orders } = self;
        let all = [
            actors.map(Sheet::finish),
            places.map(Sheet::finish),
            ties.map(Sheet::finish),
            agreements.map(Sheet::finish),
            events.map(Sheet::finish),
            causes.map(Sheet::finish),
            operations.map(Sheet::finish),
            orders.map(Sheet::finish),
        ];
        all.into_iter().flatten().collect()
    }
}
