//! From rows to facts: the [`Case`] of a start date. The rows have been checked; whatever a row refers to exists.

mod people;
mod relations;

use super::{
    Raw,
    columns::Sheet,
    number,
    rows::Days,
    table::{Row, Table},
    values,
};
use crate::{
    domain::{
        Action, ActorKind, Alternative, Case, Claim, Confidence, Document, EventFact, EventKind, PlaceKind, RungFact,
        Source, Uncertain,
    },
    id::{ActorId, AgreementId, ClaimId, IssueId, Key, PlaceId, RegionId},
    parameter::Quantity,
};
use jiff::civil::Date;
use std::{cell::RefCell, collections::BTreeMap};

/// The facts that hold on a day, with the events that the scenario takes as given.
pub fn build(raw: &Raw, start: Date, scheduled: &[String]) -> Case {
    let maker = Maker::new(raw, start, scheduled);
    let mut history = maker.events(|_, days| days.from < start && days.known_on <= start);
    // No draw touches what has happened.
    maker.numbers.take();
    let mut planned = maker.events(|id, days| days.from >= start && scheduled.iter().any(|own| own == id));
    for list in [&mut history, &mut planned] {
        list.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    }
    let mut case = Case {
        id: raw.case.clone(),
        start,
        documents: maker.documents(),
        claims: maker.claims(),
        alternatives: maker.alternatives(),
        regions: maker.regions.iter().map(|r| (*r).to_owned()).collect(),
        actors: maker.actors(),
        memberships: maker.memberships(),
        issues: maker.issues(),
        positions: maker.positions(),
        ties: maker.ties(),
        places: maker.places(),
        control: maker.control(),
        routes: maker.routes(),
        communities: maker.communities(),
        forces: maker.forces(),
        agreements: maker.agreements(),
        ladder: maker.ladder(),
        history,
        scheduled: planned,
        uncertain: Vec::new(),
    };
    case.uncertain = uncertain(maker.numbers.take());
    case
}

/// The numbers of which at least one row states a range, each row that states them once.
fn uncertain(numbers: BTreeMap<String, Vec<(Quantity, Source)>>) -> Vec<Uncertain> {
    let mut all: Vec<Uncertain> = Vec::new();
    for (address, rows) in numbers {
        if rows.iter().any(|(quantity, _)| quantity.low != quantity.high) {
            let first = all.len();
            for (quantity, source) in rows {
                let stated = Uncertain { address: address.clone(), quantity, source };
                // Clauses are read once for each rival row of their agreement.
                if !all[first..].contains(&stated) {
                    all.push(stated);
                }
            }
        }
    }
    all
}

/// Makes facts of rows, with every id resolved to its place in the case.
struct Maker<'a> {
    raw: &'a Raw,
    start: Date,
    ids: Vec<BTreeMap<&'a str, usize>>,
    regions: Vec<&'a str>,
    agreements: Vec<(&'a Row, bool)>,
    /// Every number that was asked for, by address, with the row that states it.
    numbers: RefCell<BTreeMap<String, Vec<(Quantity, Source)>>>,
}

/// One row, read by column.
struct Line<'a> {
    maker: &'a Maker<'a>,
    table: &'a Table,
    row: &'a Row,
    /// Address of the row, `forces.army_kidal`.
    address: String,
}

impl<'a> Maker<'a> {
    fn new(raw: &'a Raw, start: Date, scheduled: &[String]) -> Self {
        let agreements = agreements(raw, start, scheduled);
        let ids = Sheet::ALL.iter().map(|sheet| {
            let table = raw.table(*sheet);
            let mut ids: Vec<&str> = match sheet {
                Sheet::Agreements => agreements.iter().map(|(row, _)| row.text(0)).collect(),
                _ => table.rows.iter().map(|row| row.text(0)).collect(),
            };
            ids.sort_unstable();
            if *sheet != Sheet::Agreements {
                ids.dedup();
            }
            // Rival rows of an agreement share an id; the first of them stands for it.
            ids.iter().enumerate().rev().map(|(i, id)| (*id, i)).collect()
        });
        let places = raw.table(Sheet::Places);
        let mut regions: Vec<&str> = places.rows.iter().map(|row| places.schema.value(row, "region")).collect();
        regions.sort_unstable();
        regions.dedup();
        Self { raw, start, ids: ids.collect(), regions, agreements, numbers: RefCell::default() }
    }

    fn line(&'a self, sheet: Sheet, row: &'a Row) -> Line<'a> {
        let table = self.raw.table(sheet);
        Line { maker: self, table, row, address: format!("{}.{}", sheet.word(), table.schema.key_of(row)) }
    }

    /// The rows of a table that hold at the start, sorted.
    fn live(&'a self, sheet: Sheet) -> impl Iterator<Item = Line<'a>> {
        self.raw.table(sheet).live(self.start).into_iter().map(move |row| self.line(sheet, row))
    }

    fn index(&self, sheet: Sheet, id: &str) -> Option<usize> {
        self.ids[sheet as usize].get(id).copied()
    }

    fn documents(&'a self) -> Vec<Document> {
        let make = |line: Line| Document {
            id: line.owned("id"),
            title: line.owned("title"),
            publisher: line.owned("publisher"),
            published: line.owned("published"),
        };
        self.live(Sheet::Documents).map(make).collect()
    }

    fn claims(&'a self) -> Vec<Claim> {
        let make = |line: Line| {
            Some(Claim {
                id: line.owned("id"),
                document: self.index(Sheet::Documents, line.text("document"))?,
                paragraph: line.owned("paragraph"),
                text: line.owned("text"),
                confidence: line.word("confidence", Confidence::parse, Confidence::ALL),
            })
        };
        self.live(Sheet::Claims).filter_map(make).collect()
    }

    fn alternatives(&'a self) -> Vec<Alternative> {
        let mut found: BTreeMap<String, Vec<(ClaimId, f64)>> = BTreeMap::new();
        for (i, line) in self.live(Sheet::Claims).enumerate() {
            let name = line.text("alternative");
            if !name.is_empty() {
                let weight = line.text("weight").parse().unwrap_or(1.0);
                found.entry(name.to_owned()).or_default().push((ClaimId::from(i), weight));
            }
        }
        let make = |(id, rivals)| Alternative { key: Key::of(&format!("alternatives.{id}")), id, rivals };
        found.into_iter().map(make).collect()
    }

    fn ladder(&'a self) -> Vec<RungFact> {
        let make = |line: Line| {
            Some(RungFact {
                rung: line.text("rung").parse::<f64>().ok()? as u8,
                name: line.owned("name"),
                actions: values::items(line.text("actions")).filter_map(Action::parse).collect(),
                down: line.text("direction") == "down",
                source: line.source(),
            })
        };
        let mut rungs: Vec<RungFact> = self.live(Sheet::Ladder).filter_map(make).collect();
        rungs.sort_by_key(|rung| rung.rung);
        rungs
    }

    fn events(&'a self, take: impl Fn(&str, Days) -> bool) -> Vec<EventFact> {
        let table = self.raw.table(Sheet::Events);
        let make = |row: &'a Row| {
            let line = self.line(Sheet::Events, row);
            let date = values::date(line.text("date"))?;
            let known_on = values::date(line.text("known_on")).unwrap_or(date);
            if !take(line.text("id"), Days { from: date, until: Date::MAX, known_on }) {
                return None;
            }
            Some(EventFact {
                id: line.owned("id"),
                key: Key::of(line.text("id")),
                date,
                known: known_on,
                kind: EventKind::parse(line.text("kind"))?,
                actor: line.actor("actor"),
                target: line.actor("target"),
                place: line.place("place"),
                agreement: line.agreement("agreement"),
                deaths: line.number("deaths"),
                civilian_deaths: line.number("civilian_deaths"),
                size: line.number("size"),
                source: line.source(),
            })
        };
        table.rows.iter().filter_map(make).collect()
    }
}

/// The rows of the agreements of a case, sorted, and whether each holds at the start. One that does not is there because a
/// scheduled event concerns it: its first row after the start, else its last one.
fn agreements<'a>(raw: &'a Raw, start: Date, scheduled: &[String]) -> Vec<(&'a Row, bool)> {
    let (table, events) = (raw.table(Sheet::Agreements), raw.table(Sheet::Events));
    let mut rows: Vec<&Row> = table.live(start);
    let mut expected = Vec::new();
    for event in events.rows.iter().filter(|row| scheduled.iter().any(|id| id == row.text(0))) {
        let id = events.schema.value(event, "agreement");
        let due = values::date(events.schema.value(event, "date")).is_some_and(|date| date >= start);
        if !id.is_empty() && due && !rows.iter().chain(&expected).any(|row| row.text(0) == id) {
            expected.extend(expected_row(table, id, start));
        }
    }
    let live = rows.len();
    rows.append(&mut expected);
    let mut all: Vec<(&Row, bool)> = rows.into_iter().enumerate().map(|(i, row)| (row, i < live)).collect();
    all.sort_by(|a, b| a.0.text(0).cmp(b.0.text(0)));
    all
}

/// The row that says most about an agreement that does not hold at the start.
pub(crate) fn expected_row<'a>(table: &'a Table, id: &'a str, start: Date) -> Option<&'a Row> {
    let mut rows: Vec<&Row> = table.with_key(id).collect();
    table.sort(&mut rows);
    let from = |row: &&Row| Days::of(table.schema, row).from;
    rows.iter().copied().filter(|row| from(row) > start).min_by_key(from).or_else(|| rows.into_iter().max_by_key(from))
}

impl Line<'_> {
    /// The text of a column, or its default.
    fn text(&self, column: &str) -> &str {
        self.table.schema.value(self.row, column)
    }

    /// The word of a column; a wrong one, which is a fault already, counts as the first of the list.
    fn word<T: Copy>(&self, column: &str, parse: fn(&str) -> Option<T>, all: &[T]) -> T {
        parse(self.text(column)).unwrap_or(all[0])
    }

    /// The first day of the row, if it names one.
    fn since(&self) -> Option<Date> {
        Some(Days::of(self.table.schema, self.row).from).filter(|from| *from != Date::MIN)
    }

    fn owned(&self, column: &str) -> String {
        self.text(column).to_owned()
    }

    fn texts(&self, column: &str) -> Vec<String> {
        values::items(self.text(column)).map(str::to_owned).collect()
    }

    fn key(&self) -> Key {
        Key::of(self.text("id"))
    }

    /// A number, tied to its address.
    fn number(&self, column: &str) -> Quantity {
        self.quantity(self.text(column), format!("{}.{column}", self.address))
    }

    /// The number at an address; it is noted which row states it.
    fn quantity(&self, text: &str, address: String) -> Quantity {
        let found = quantity(text, &address);
        self.maker.numbers.borrow_mut().entry(address).or_default().push((found, self.source()));
        found
    }

    fn plain(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or(0.0)
    }

    fn flag(&self, column: &str) -> bool {
        self.text(column) == "1"
    }

    fn actor(&self, column: &str) -> Option<ActorId> {
        self.maker.index(Sheet::Actors, self.text(column)).map(ActorId::from)
    }

    fn place(&self, column: &str) -> Option<PlaceId> {
        self.maker.index(Sheet::Places, self.text(column)).map(PlaceId::from)
    }

    fn issue(&self, column: &str) -> Option<IssueId> {
        self.maker.index(Sheet::Issues, self.text(column)).map(IssueId::from)
    }

    fn agreement(&self, column: &str) -> Option<AgreementId> {
        self.maker.index(Sheet::Agreements, self.text(column)).map(AgreementId::from)
    }

    fn region(&self, column: &str) -> Option<RegionId> {
        self.maker.regions.binary_search(&self.text(column)).ok().map(RegionId::from)
    }

    /// The regions that an actor claims; a government of which nothing is said claims all that have a place inside.
    fn aims(&self) -> Vec<RegionId> {
        let region = |name: &str| self.maker.regions.binary_search(&name).ok().map(RegionId::from);
        let text = self.text("aims");
        let mut aims: Vec<RegionId> = if text.is_empty() && self.text("kind") == ActorKind::Government.word() {
            let places = self.maker.raw.table(Sheet::Places);
            let inside = |row: &&Row| places.schema.value(row, "kind") != PlaceKind::Border.word();
            places.rows.iter().filter(inside).filter_map(|row| region(places.schema.value(row, "region"))).collect()
        } else {
            values::regions(text).filter_map(region).collect()
        };
        aims.sort_unstable();
        aims.dedup();
        aims
    }

    /// A list of actors with numbers, sorted by actor, each tied to its own address.
    fn weights(&self, column: &str) -> Vec<(ActorId, Quantity)> {
        let entry = |(id, number): (&str, &str)| {
            let actor = self.maker.index(Sheet::Actors, id).map(ActorId::from)?;
            Some((actor, self.quantity(number, format!("{}.{column}.{id}", self.address))))
        };
        let mut all: Vec<_> = values::weights(self.text(column)).filter_map(entry).collect();
        all.sort_by_key(|(actor, _)| *actor);
        all
    }

    fn source(&self) -> Source {
        let claim =
            |(column, id): (&str, &str)| Some((column.to_owned(), ClaimId::from(self.maker.index(Sheet::Claims, id)?)));
        Source { claims: values::claims(self.text("claims")).filter_map(claim).collect() }
    }
}

fn quantity(text: &str, address: &str) -> Quantity {
    number::range(text, f64::MIN, f64::MAX).map_or(Quantity::fixed(0.0), |written| Quantity {
        low: written.low,
        high: written.high,
        log: written.log,
        key: Key::of(address),
    })
}
