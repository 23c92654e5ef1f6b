//! Values that an inject sets in mid-run: which addresses can change then, and to what.

use super::{conditions::Resolver, node::Node};
use crate::{
    domain::{AgreementState, Camp, Case, Stance},
    fault::nearest,
    id::RouteId,
    seeds::{
        columns::{Kind, Sheet},
        number,
    },
    world::{ActorField, AgreementField, PlaceField, TieField, outside::Put},
};

/// Numbers of an actor that can be set in mid-run.
const OF_ACTORS: [(&str, ActorField); 19] = [
    ("accountability", ActorField::Accountability),
    ("burden", ActorField::Burden),
    ("claimed", ActorField::Claimed),
    ("cohesion", ActorField::Cohesion),
    ("commitment", ActorField::Commitment),
    ("concealment", ActorField::Concealment),
    ("confidence", ActorField::Confidence),
    ("defeats", ActorField::Defeats),
    ("effort", ActorField::Effort),
    ("funds", ActorField::Funds),
    ("income", ActorField::Income),
    ("leader_standing", ActorField::LeaderStanding),
    ("legitimacy", ActorField::Legitimacy),
    ("leverage", ActorField::Leverage),
    ("losses", ActorField::Losses),
    ("quality", ActorField::Quality),
    ("rhetoric", ActorField::Rhetoric),
    ("unpaid", ActorField::Unpaid),
    ("unrest", ActorField::Unrest),
];

/// Numbers of a tie, likewise.
const OF_TIES: [(&str, TieField); 5] = [
    ("affinity", TieField::Affinity),
    ("kin", TieField::Kin),
    ("leader", TieField::Leader),
    ("trust", TieField::Trust),
    ("turf", TieField::Turf),
];

/// Numbers of a place, likewise.
const OF_PLACES: [(&str, PlaceField); 2] = [("income", PlaceField::Income), ("value", PlaceField::Value)];

/// Numbers of an agreement, likewise.
const OF_AGREEMENTS: [(&str, AgreementField); 2] =
    [("progress", AgreementField::Progress), ("trust", AgreementField::Trust)];

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
    /// The values of a `set` table.
    pub fn puts(&mut self, set: &Node) -> Vec<Put> {
        set.entries().filter_map(|(address, value)| self.put(address, value)).collect()
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
                let field = self.field(&OF_ACTORS, column, value)?;
                self.number(Sheet::Actors, column, value).map(|x| Put::Actor(actor, field, x))
            }
            "ties" => self.put_tie(&name, column, value),
            "places" => {
                let place = self.place(&name)?;
                let field = self.field(&OF_PLACES, column, value)?;
                self.number(Sheet::Places, column, value).map(|x| Put::Place(place, field, x))
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
                let Some((_, field)) = OF_TIES.iter().find(|(name, _)| *name == column) else {
                    return self.no_column(
                        column,
                        value,
                        &["affinity", "trust", "kin", "leader", "turf", "stance", "label"],
                    );
                };
                self.number(Sheet::Ties, column, value).map(|x| Put::Tie(a, b, *field, x))
            }
        }
    }

    fn put_control(&mut self, name: &Node, column: &str, value: &Node) -> Option<Put> {
        let place = self.place(name)?;
        match column {
            "services" => {
                self.number(Sheet::Control, column, value).map(|x| Put::Place(place, PlaceField::Services, x))
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
                let Some((_, field)) = OF_AGREEMENTS.iter().find(|(name, _)| *name == column) else {
                    return self.no_column(column, value, &["state", "trust", "progress", "guarantor"]);
                };
                self.number(Sheet::Agreements, column, value).map(|x| Put::Agreement(agreement, *field, x))
            }
        }
    }

    fn no_column<T>(&mut self, column: &str, value: &Node, valid: &[&str]) -> Option<T> {
        let help = format!("{}; in mid-run can change: {}", nearest(column, valid.iter().copied()), valid.join(", "));
        self.faults.push(value.key.fault(column, "an inject cannot set this in mid-run", help));
        None
    }

    fn field<T: Copy>(&mut self, fields: &[(&str, T)], column: &str, value: &Node) -> Option<T> {
        let found = fields.iter().find(|(name, _)| *name == column).map(|(_, field)| *field);
        let valid: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        found.or_else(|| self.no_column(column, value, &valid))
    }

    /// A number within the bounds of the column, or of a share where no table has such a column.
    fn number(&mut self, sheet: Sheet, column: &str, value: &Node) -> Option<f64> {
        let (min, max) = match sheet.schema().column(column).map(|c| c.kind) {
            Some(Kind::Number(min, max) | Kind::Plain(min, max)) => (min, max),
            _ if ["losses", "claimed", "defeats", "unpaid"].contains(&column) => (0.0, 1_000_000.0),
            _ => (0.0, 1.0),
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
        if value.text() == "nobody" || value.text().is_empty() { Some(None) } else { self.actor(value).map(Some) }
    }

    fn route(&mut self, name: &Node) -> Option<RouteId> {
        let found = route(self.case, name.text());
        if found.is_none() && route(self.base, name.text()).is_none() {
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

fn route(case: &Case, pair: &str) -> Option<RouteId> {
    let (a, b) = pair.split_once(':')?;
    let (a, b) = (case.place(a)?, case.place(b)?);
    let joins = |r: &crate::domain::RouteFact| (r.a, r.b) == (a, b) || (r.a, r.b) == (b, a);
    case.routes.iter().position(joins).map(RouteId::from)
}
