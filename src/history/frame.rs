//! The run in which a row stands: what turns its indices into the names that files have.

use super::chronicle::{Chronicle, OperationRow};
use crate::{
    domain::{AgreementKind, AgreementState, Camp, Case, PlaceState, Stance},
    id::{ActorId, AgreementId, Key, PlaceId},
    study::{Study, Variant, schedule::Inject},
    table::{Field, Table, common},
    world::{Event, Origin},
};
use jiff::civil::Date;

/// First days of the weeks of a study.
pub type Dates = Vec<Date>;

/// First days of the weeks of a study.
pub fn dates(study: &Study) -> Dates {
    let case = study.variants.first().map(|base| &base.case);
    case.map_or_else(Vec::new, |case| (0..study.weeks).map(|week| case.date(week)).collect())
}

/// A run of a variant, with what it kept.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Number of the run.
    pub run: u64,
    /// Name of the variant.
    pub variant: &'a str,
    /// Its case.
    pub case: &'a Case,
    /// What comes from outside in it, scheduled events included.
    pub injects: &'a [Inject],
    /// By what the run is told.
    pub chronicle: &'a Chronicle,
    /// First days of the weeks.
    pub dates: &'a [Date],
}

impl<'a> Frame<'a> {
    /// The frame of a run.
    pub fn new(run: u64, variant: &'a Variant, chronicle: &'a Chronicle, dates: &'a [Date]) -> Self {
        Self { run, variant: &variant.name, case: &variant.case, injects: &variant.injects, chronicle, dates }
    }

    /// The id of an actor; nothing for nobody.
    pub fn actor(&self, id: Option<ActorId>) -> &'a str {
        id.map_or("", |id| self.chronicle.name(id))
    }

    /// The id of a place; nothing for nowhere.
    pub fn place(&self, id: Option<PlaceId>) -> &'a str {
        id.map_or("", |id| self.case.places[id.index()].id.as_str())
    }

    /// The id of a force of the seeds; of one raised in the run, its key.
    pub fn force(&self, key: Key) -> String {
        let known = self.case.forces.iter().find(|force| force.key == key);
        known.map_or_else(|| made_name(key, "raised"), |force| force.id.clone())
    }

    /// The operation with this key.
    pub fn operation(&self, key: Key) -> Option<&'a OperationRow> {
        self.chronicle.operation(key)
    }

    /// The id of the inject or scheduled event that brought something about; nothing if none did.
    pub fn inject(&self, origin: Origin) -> &'a str {
        let given = origin.given().and_then(|key| self.injects.iter().find(|inject| inject.given.key == key));
        given.map_or("", |inject| inject.id.as_str())
    }

    /// The inject behind an event: its own, or that of the operation to which it belongs.
    pub fn inject_behind(&self, event: &Event) -> &'a str {
        let ordered = event.operation.and_then(|key| self.operation(key)).map(|row| row.operation.origin);
        let both = [Some(event.origin), ordered].into_iter().flatten();
        both.map(|origin| self.inject(origin)).find(|id| !id.is_empty()).unwrap_or_default()
    }

    /// The agreement that an event of this week is about.
    pub fn agreement(&self, id: AgreementId, week: u32) -> String {
        let Some((key, what)) = self.chronicle.pacts.at(id.index(), week) else {
            return self.case.agreements.get(id.index()).map_or_else(String::new, |pact| pact.id.clone());
        };
        agreement_name(self.case, key, what)
    }
}

/// The id of an agreement of the seeds; of one made in the run, its kind and the key of its making.
pub fn agreement_name(case: &Case, key: Key, kind: &str) -> String {
    let known = case.agreements.iter().find(|pact| pact.key == key);
    known.map_or_else(|| made_name(key, kind), |pact| pact.id.clone())
}

/// The name of something made in the run, the same in every variant: what it is and eight digits of its key.
pub fn made_name(key: Key, what: &str) -> String {
    format!("{what}_{:08x}", key.0 >> 32)
}

/// A row of a run, within it.
#[derive(Debug)]
pub struct Line<'a, R> {
    /// The run.
    pub frame: &'a Frame<'a>,
    /// The row.
    pub row: &'a R,
}

/// A row that has a week.
pub trait Dated {
    /// Its week.
    fn week(&self) -> u32;
}

/// A row that belongs to a run.
pub(super) trait InRun {
    fn frame(&self) -> &Frame<'_>;
    fn week(&self) -> u32;
}

impl<R: Dated> InRun for Line<'_, R> {
    fn frame(&self) -> &Frame<'_> {
        self.frame
    }

    fn week(&self) -> u32 {
        self.row.week()
    }
}

/// The first columns of every table of single runs.
pub(super) fn columns<T: Table>() -> Vec<Field<T>>
where
    for<'a> T::Row<'a>: InRun,
{
    vec![
        common::run(|r| Some(r.frame().run)),
        common::variant(|r, to| to.push_str(r.frame().variant)),
        common::week(|r| Some(u64::from(r.week()))),
        common::date(|r| r.frame().dates.get(r.week() as usize).copied()),
    ]
}

/// A value that stands in a column of whole numbers.
pub(super) trait Whole {
    fn whole(&self) -> u64;
}

macro_rules! wholes {
    ($($of:ty),+) => {$(
        impl Whole for $of {
            fn whole(&self) -> u64 {
                u64::from(*self)
            }
        }
    )+};
}
wholes!(u8, u32);

/// A value that stands in a column of texts.
pub(super) trait Said {
    /// Puts it at the end of a text.
    fn say(&self, frame: &Frame, to: &mut String);
}

macro_rules! said_as_words {
    ($($of:ty),+) => {$(
        impl Said for $of {
            fn say(&self, _: &Frame, to: &mut String) {
                to.push_str(self.word());
            }
        }
    )+};
}
said_as_words!(PlaceState, Camp, Stance, AgreementKind, AgreementState);

impl Said for ActorId {
    fn say(&self, frame: &Frame, to: &mut String) {
        to.push_str(frame.actor(Some(*self)));
    }
}

impl Said for PlaceId {
    fn say(&self, frame: &Frame, to: &mut String) {
        to.push_str(frame.place(Some(*self)));
    }
}

impl<S: Said> Said for Option<S> {
    fn say(&self, frame: &Frame, to: &mut String) {
        if let Some(there) = self {
            there.say(frame, to);
        }
    }
}

impl<S: Said> Said for Vec<S> {
    fn say(&self, frame: &Frame, to: &mut String) {
        for (i, one) in self.iter().enumerate() {
            if i > 0 {
                to.push('|');
            }
            one.say(frame, to);
        }
    }
}

impl Said for String {
    fn say(&self, _: &Frame, to: &mut String) {
        to.push_str(self);
    }
}
