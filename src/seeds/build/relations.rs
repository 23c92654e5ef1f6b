//! The facts between others: memberships, positions, ties, control, agreements.

use super::Maker;
use crate::{
    domain::{
        AgreementFact, AgreementKind, AgreementState, Camp, Clause, ClauseFact, ControlFact, MembershipFact,
        PositionFact, Stance, TieFact,
    },
    parameter::Quantity,
    seeds::{columns::Sheet, values},
};

impl<'a> Maker<'a> {
    pub(super) fn memberships(&'a self) -> Vec<MembershipFact> {
        let make = |line: super::Line| {
            Some(MembershipFact {
                member: line.actor("member")?,
                coalition: line.actor("coalition")?,
                commitment: line.number("commitment"),
                source: line.source(),
            })
        };
        self.live(Sheet::Memberships).filter_map(make).collect()
    }

    pub(super) fn positions(&'a self) -> Vec<PositionFact> {
        let make = |line: super::Line| {
            Some(PositionFact {
                actor: line.actor("actor")?,
                issue: line.issue("issue")?,
                position: line.number("position"),
                salience: line.number("salience"),
                source: line.source(),
            })
        };
        self.live(Sheet::Positions).filter_map(make).collect()
    }

    pub(super) fn ties(&'a self) -> Vec<TieFact> {
        let make = |line: super::Line| {
            Some(TieFact {
                actor: line.actor("actor")?,
                other: line.actor("other")?,
                since: line.since(),
                affinity: line.number("affinity"),
                trust: line.number("trust"),
                kin: line.number("kin"),
                leader: line.number("leader"),
                turf: line.number("turf"),
                stance: line.word("stance", Stance::parse, Stance::ALL),
                label: line.flag("label"),
                source: line.source(),
            })
        };
        self.live(Sheet::Ties).filter_map(make).collect()
    }

    pub(super) fn control(&'a self) -> Vec<ControlFact> {
        let make = |line: super::Line| {
            Some(ControlFact {
                place: line.place("place")?,
                holder: line.actor("holder"),
                share: line.number("share"),
                others: line.weights("others"),
                services: line.number("services"),
                camp: line.word("camp", Camp::parse, Camp::ALL),
                camp_host: line.actor("camp_host"),
                blockaded_by: line.actor("blockaded_by"),
                source: line.source(),
            })
        };
        self.live(Sheet::Control).filter_map(make).collect()
    }

    /// Agreements at the start, and those that a scheduled event will bring: offered, nothing carried out.
    pub(super) fn agreements(&'a self) -> Vec<AgreementFact> {
        let make = |(row, holds): &(&'a crate::seeds::table::Row, bool)| {
            let line = self.line(Sheet::Agreements, row);
            let state = line.word("state", AgreementState::parse, AgreementState::ALL);
            Some(AgreementFact {
                id: line.owned("id"),
                key: line.key(),
                name: line.owned("name"),
                kind: line.word("kind", AgreementKind::parse, AgreementKind::ALL),
                parties: values::items(line.text("parties"))
                    .filter_map(|id| self.index(Sheet::Actors, id).map(Into::into))
                    .collect(),
                guarantor: line.actor("guarantor"),
                mediator: line.actor("mediator"),
                state: if *holds { state } else { AgreementState::Offered },
                since: if *holds { line.since() } else { None },
                trust: line.number("trust"),
                progress: if *holds { line.number("progress") } else { Quantity::fixed(0.0) },
                place: line.place("place"),
                clauses: self.clauses(line.text("id")),
                source: line.source(),
            })
        };
        self.agreements.iter().filter_map(make).collect()
    }

    fn clauses(&'a self, agreement: &str) -> Vec<ClauseFact> {
        let make = |line: super::Line| {
            Some(ClauseFact {
                clause: line.word("clause", Clause::parse, Clause::ALL),
                weight: line.number("weight"),
                bears: line.actor("bears"),
                amount: line.number("amount"),
                source: line.source(),
            })
        };
        self.live(Sheet::Clauses).filter(|line| line.text("agreement") == agreement).filter_map(make).collect()
    }
}
