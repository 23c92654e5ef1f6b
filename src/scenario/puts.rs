//! Values that an inject sets in mid-run: which addresses can change then, and to what.

use super::{conditions::Resolver, node::Node, sets::TWICE};
use crate::{
    domain::{AgreementState, Camp, Case, Stance},
    fault::nearest,
    id::{ActorId, RouteId},
    seeds::{
        columns::{Kind, Sheet},
        number,
    },
    world::{ActorField, AgreementField, PlaceField, TieField, outside::Put},
};
use std::collections::BTreeSet;

/// Numbers of a tie that can be set in mid-run; of an actor and of an agreement, all can.
const OF_TIES: [TieField; 5] = [TieField::Affinity, TieField::Trust, TieField::Kin, TieField::Leader, TieField::Turf];

/// Numbers of a place, likewise.
const OF_PLACES: [PlaceField; 2] = [PlaceField::Income, PlaceField::Value];

/// What can be set in mid-run, table by table, for messages.
const TABLES: [(&str, &str); 6] = [
    ("actors", "actors.ACTOR.COLUMN"),
    ("agreements", "agreements.AGREEMENT.{state,trust,progress,guarantor}"),
    ("control", "control.PLACE.{services,holder,camp,blockaded_by}"),
    ("places", "places.PLACE.{value,income}"),
    ("routes", "routes.A:B.open"),
    ("ties", "ties.A:B.{affinity,trust,kin,leader,turf,stance,label}"),
];

impl Resolver<'_> {
    /// The values of a `set` table, each address once, whatever name it goes by.
    pub fn puts(&mut self, set: &Node) -> Vec<Put> {
        let (mut puts, mut seen) = (Vec::new(), BTreeSet::new());
        for (address, value) in set.entries() {
            let Some(put) = self.put(address, value) else { continue };
            if !slots(self.case, &put).into_iter().all(|slot| seen.insert(slot)) {
                self.faults.push(value.key.fault(address, TWICE.0, TWICE.1));
            }
            puts.push(put);
        }
        puts
    }

    fn put(&mut self, address: &str, value: &Node) -> Option<Put> {
        let parts = address.split_once('.').and_then(|(table, rest)| Some((table, rest.rsplit_once('.')?)));
        let Some((table, (key, column))) = parts.filter(|(t, _)| TABLES.iter().any(|(name, _)| name == t)) else {
            let help = TABLES.iter().map(|(_, form)| *form).collect::<Vec<_>>().join(", ");
            self.faults.push(value.key.fault(
                address,
                "an inject cannot set this in mid-run",
                format!("it can set {help}"),
            ));
            return None;
        };
        let name = super::node::Node { at: value.key.clone(), ..Node::loose(key, &value.key) };
        match table {
            "actors" => {
                let actor = self.actor(&name)?;
                let field = self.field(ActorField::ALL, ActorField::word, &[], column, value)?;
                self.number(Sheet::Actors, column, field.bounds(), value).map(|x| Put::Actor(actor, field, x))
            }
            "ties" => self.put_tie(&name, column, value),
            "places" => {
                let place = self.place(&name)?;
                let field = self.field(&OF_PLACES, PlaceField::word, &[], column, value)?;
                self.number(Sheet::Places, column, field.bounds(), value).map(|x| Put::Place(place, field, x))
            }
            "control" => self.put_control(&name, column, value),
            "agreements" => self.put_agreement(&name, column, value),
            _ => {
                if column != "open" {
                    return self.no_column(column, value, &["open"]);
                }
                let route = self.route(&name)?;
                self.flag(value).map(|open| Put::Route(route, open))
            }
        }
    }

    fn put_tie(&mut self, name: &Node, column: &str, value: &Node) -> Option<Put> {
        let (a, b) = self.pair(name)?;
        match column {
            "stance" => self.word(value, Stance::parse, Stance::WORDS).map(|stance| Put::Stance(a, b, stance)),
            "label" => self.flag(value).map(|label| Put::Label(a, b, label)),
            _ => {
                let field = self.field(&OF_TIES, TieField::word, &["stance", "label"], column, value)?;
                self.number(Sheet::Ties, column, field.bounds(), value).map(|x| Put::Tie(a, b, field, x))
            }
        }
    }

    fn put_control(&mut self, name: &Node, column: &str, value: &Node) -> Option<Put> {
        let place = self.place(name)?;
        match column {
            "services" => {
                let field = PlaceField::Services;
                self.number(Sheet::Control, column, field.bounds(), value).map(|x| Put::Place(place, field, x))
            }
            "holder" => self.somebody(value).map(|actor| Put::Holder(place, actor)),
            "blockaded_by" => self.somebody(value).map(|actor| Put::Blockade(place, actor)),
            "camp" => self.word(value, Camp::parse, Camp::WORDS).map(|camp| Put::Camp(place, camp)),
            _ => self.no_column(column, value, &["services", "holder", "camp", "blockaded_by"]),
        }
    }

    fn put_agreement(&mut self, name: &Node, column: &str, value: &Node) -> Option<Put> {
        let agreement = self.agreement(name)?;
        match column {
            "state" => self
                .word(value, AgreementState::parse, AgreementState::WORDS)
                .map(|state| Put::AgreementState(agreement, state)),
            "guarantor" => self.somebody(value).map(|actor| Put::Guarantor(agreement, actor)),
            _ => {
                let (all, word) = (AgreementField::ALL, AgreementField::word);
                let field = self.field(all, word, &["state", "guarantor"], column, value)?;
                self.number(Sheet::Agreements, column, field.bounds(), value)
                    .map(|x| Put::Agreement(agreement, field, x))
            }
        }
    }

    fn no_column<T>(&mut self, column: &str, value: &Node, valid: &[&str]) -> Option<T> {
        let help = format!("{}; in mid-run can change: {}", nearest(column, valid.iter().copied()), valid.join(", "));
        self.faults.push(value.key.fault(column, "an inject cannot set this in mid-run", help));
        None
    }

    /// One of these numbers by its spelling; `others` is what else can be set beside them.
    fn field<T: Copy>(
        &mut self,
        fields: &[T],
        word: fn(T) -> &'static str,
        others: &[&str],
        column: &str,
        value: &Node,
    ) -> Option<T> {
        let found = fields.iter().copied().find(|field| word(*field) == column);
        let valid = || fields.iter().map(|field| word(*field)).chain(others.iter().copied()).collect::<Vec<_>>();
        found.or_else(|| self.no_column(column, value, &valid()))
    }

    /// A number within the bounds of the column; of the number itself where no table has such a column.
    fn number(&mut self, sheet: Sheet, column: &str, bounds: (f64, f64), value: &Node) -> Option<f64> {
        let (min, max) = match sheet.schema().column(column).map(|c| c.kind) {
            Some(Kind::Number(min, max) | Kind::Plain(min, max)) => (min, max),
            _ => bounds,
        };
        match number::plain(value.text(), min, max) {
            Ok(x) => Some(x),
            Err((message, _)) => {
                let help = format!("one number from {min} to {max}; ranges belong into [set]");
                self.faults.push(value.at.fault(value.text(), message, help));
                None
            }
        }
    }

    fn flag(&mut self, value: &Node) -> Option<bool> {
        match value.text() {
            "1" | "true" => Some(true),
            "0" | "false" => Some(false),
            other => {
                self.faults.push(value.at.fault(other, "this is neither 1 nor 0", "1 for yes, 0 for no"));
                None
            }
        }
    }

    fn word<T>(&mut self, value: &Node, parse: fn(&str) -> Option<T>, words: &[&str]) -> Option<T> {
        let found = parse(value.text());
        if found.is_none() {
            let help = nearest(value.text(), words.iter().copied());
            self.faults.push(value.at.fault(value.text(), "there is no such word", help));
        }
        found
    }

    /// An actor, or nobody.
    #[allow(clippy::option_option, reason = "nobody is an answer, no answer is a fault")]
    fn somebody(&mut self, value: &Node) -> Option<Option<crate::id::ActorId>> {
        if value.text().is_empty() {
            self.faults.push(value.at.fault("", "this names nobody in particular", "one actor, or \"nobody\""));
            return None;
        }
        if value.text() == "nobody" { Some(None) } else { self.actor(value).map(Some) }
    }

    fn route(&mut self, name: &Node) -> Option<RouteId> {
        let found = route(self.case, name.text());
        if found.is_none() && route(self.base, name.text()).is_some() {
            self.gone.push(name.text().to_owned());
        } else if found.is_none() {
            let ends = |r: &crate::domain::RouteFact| {
                format!("{}:{}", self.case.places[r.a.index()].id, self.case.places[r.b.index()].id)
            };
            let all: Vec<String> = self.case.routes.iter().map(ends).collect();
            let help = nearest(name.text(), all.iter().map(String::as_str));
            self.faults.push(name.at.fault(name.text(), "there is no route between two such places", help));
        }
        found
    }
}

/// One number or word that can be set: its table and column, and the rows that it belongs to.
pub(super) type Slot = (&'static str, &'static str, usize, usize);

/// What a value is written into. That of a tie reaches all who belong to either side at the start.
pub(super) fn slots(case: &Case, put: &Put) -> Vec<Slot> {
    let tie = |a: ActorId, b: ActorId, column: &'static str| {
        let (on, of) = (below(case, a), below(case, b));
        let pairs = on.iter().flat_map(|x| of.iter().map(move |y| (*x, *y)));
        pairs.filter(|(x, y)| x != y).map(|(x, y)| ("ties", column, x, y)).collect()
    };
    match *put {
        Put::Actor(id, field, _) => vec![("actors", field.word(), id.index(), 0)],
        Put::Tie(a, b, field, _) => tie(a, b, field.word()),
        Put::Stance(a, b, _) => tie(a, b, "stance"),
        Put::Label(a, b, _) => tie(a, b, "label"),
        Put::Place(id, field, _) => vec![("places", field.word(), id.index(), 0)],
        Put::Holder(id, _) => vec![("control", "holder", id.index(), 0)],
        Put::Camp(id, _) => vec![("control", "camp", id.index(), 0)],
        Put::Blockade(id, _) => vec![("control", "blockaded_by", id.index(), 0)],
        Put::Agreement(id, field, _) => vec![("agreements", field.word(), id.index(), 0)],
        Put::AgreementState(id, _) => vec![("agreements", "state", id.index(), 0)],
        Put::Guarantor(id, _) => vec![("agreements", "guarantor", id.index(), 0)],
        Put::Route(id, _) => vec![("routes", "open", id.index(), 0)],
    }
}

/// An actor and all who belong to it at the start, however far below.
fn below(case: &Case, root: ActorId) -> Vec<usize> {
    let mut found = vec![root.index()];
    let mut next = 0;
    while let Some(at) = found.get(next).copied() {
        for membership in case.memberships.iter().filter(|m| m.coalition.index() == at) {
            if !found.contains(&membership.member.index()) {
                found.push(membership.member.index());
            }
        }
        next += 1;
    }
    found
}

fn route(case: &Case, pair: &str) -> Option<RouteId> {
    let (a, b) = pair.split_once(':')?;
    let (a, b) = (case.place(a)?, case.place(b)?);
    let joins = |r: &crate::domain::RouteFact| (r.a, r.b) == (a, b) || (r.a, r.b) == (b, a);
    case.routes.iter().position(joins).map(RouteId::from)
}
