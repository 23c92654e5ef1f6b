//! Tables of single runs: actors, places, ties and agreements.

use super::{
    Dates,
    columns::{Layout, layout},
    sheet::{Begin, Csv},
    shelf::{Entry, Refused, Shelf},
    why::Why,
};
use crate::{
    domain::Case,
    history::{Detail, History, Tables},
    id::{ActorId, PlaceId},
    study::Study,
};

/// The files of single runs that were asked for.
#[derive(Debug)]
pub struct Details {
    actors: Option<Csv>,
    places: Option<Csv>,
    ties: Option<Csv>,
    agreements: Option<Csv>,
    why: Why,
}

/// What every row of a run needs.
pub(super) struct Frame<'a> {
    pub(super) run: u64,
    pub(super) variant: &'a str,
    pub(super) case: &'a Case,
    pub(super) detail: &'a Detail,
    pub(super) dates: &'a Dates,
}

impl Frame<'_> {
    /// The first cells of every row.
    pub(super) fn open<'c>(&self, csv: &'c mut Csv, week: u32) -> &'c mut Csv {
        csv.whole(self.run).text(self.variant).whole(week).text(&self.dates[week as usize])
    }

    pub(super) fn actor(&self, id: Option<ActorId>) -> &str {
        id.map_or("", |id| self.detail.name(id))
    }

    pub(super) fn place(&self, id: Option<PlaceId>) -> &str {
        id.map_or("", |id| self.case.places[id.index()].id.as_str())
    }
}

impl Details {
    /// Files for the tables asked, packed or not.
    ///
    /// # Errors
    /// The shelf's.
    pub fn begin(tables: Tables, packed: bool, shelf: &mut dyn Shelf, begin: Begin) -> Result<Self, Refused> {
        let mut open = |name, wanted: bool| {
            wanted.then(|| Csv::begin(shelf, &Layout { packed, ..layout(name) }, begin)).transpose()
        };
        Ok(Self {
            actors: open("actors", tables.actors)?,
            places: open("places", tables.places)?,
            ties: open("ties", tables.ties)?,
            agreements: open("agreements", tables.agreements)?,
            why: Why { events: open("events", tables.events)?, causes: open("causes", tables.causes)? },
        })
    }

    /// Writes what a run kept.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn take(&mut self, study: &Study, dates: &Dates, history: &History) -> Result<(), Refused> {
        let Some(detail) = &history.detail else { return Ok(()) };
        let variant = &study.variants[history.variant];
        let frame = Frame { run: history.run, variant: &variant.name, case: &variant.case, detail, dates };
        if let Some(csv) = &mut self.actors {
            write_actors(csv, &frame)?;
        }
        if let Some(csv) = &mut self.places {
            write_places(csv, &frame)?;
        }
        if let Some(csv) = &mut self.ties {
            write_ties(csv, &frame)?;
        }
        if let Some(csv) = &mut self.agreements {
            write_agreements(csv, &frame)?;
        }
        self.why.take(&frame)
    }

    fn open(&mut self) -> impl Iterator<Item = &mut Option<Csv>> {
        let Self { actors, places, ties, agreements, why } = self;
        [actors, places, ties, agreements, &mut why.events, &mut why.causes].into_iter()
    }

    /// Hands everything written so far to the files.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn flush(&mut self) -> Result<(), Refused> {
        self.open().flatten().try_for_each(Csv::flush)
    }

    /// Makes sure that everything written so far stays, and says what that is.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn settle(&mut self) -> Result<Vec<Entry>, Refused> {
        self.open().flatten().map(Csv::settle).collect()
    }
}

fn write_actors(csv: &mut Csv, frame: &Frame) -> Result<(), Refused> {
    for row in &frame.detail.actors {
        frame.open(csv, row.week).text(frame.actor(Some(row.actor))).text(frame.actor(row.coalition));
        csv.text(frame.actor(Some(row.bloc))).number(row.strength).whole(row.places_held).number(row.funds);
        csv.number(row.cohesion).number(row.commitment).number(row.legitimacy).number(row.rhetoric);
        csv.number(row.confidence).number(row.losses).number(row.unrest).end()?;
    }
    Ok(())
}

fn write_places(csv: &mut Csv, frame: &Frame) -> Result<(), Refused> {
    for row in &frame.detail.places {
        frame.open(csv, row.week).text(frame.place(Some(row.place))).text(row.state.word());
        csv.text(frame.actor(row.holder)).text(frame.actor(row.bloc)).number(row.control).number(row.services);
        csv.number(row.residents).number(row.hosted).text(row.camp.word()).text(frame.actor(row.camp_host));
        csv.text(frame.actor(row.blockade)).whole(row.attacks).number(row.danger).number(row.aid).end()?;
    }
    Ok(())
}

fn write_ties(csv: &mut Csv, frame: &Frame) -> Result<(), Refused> {
    for row in &frame.detail.ties {
        frame.open(csv, row.week).text(frame.actor(Some(row.actor))).text(frame.actor(Some(row.other)));
        csv.number(row.affinity).number(row.trust).text(row.stance.word()).yes_no(row.label).whole(row.rung).end()?;
    }
    Ok(())
}

fn write_agreements(csv: &mut Csv, frame: &Frame) -> Result<(), Refused> {
    for row in &frame.detail.agreements {
        let parties: Vec<&str> = row.parties.iter().map(|p| frame.actor(Some(*p))).collect();
        frame.open(csv, row.week).text(&row.agreement).text(row.kind.word()).text(row.state.word());
        csv.text(&parties.join("|")).text(frame.actor(row.guarantor)).text(frame.actor(row.mediator));
        csv.text(frame.place(row.place)).number(row.trust).number(row.progress).end()?;
    }
    Ok(())
}
