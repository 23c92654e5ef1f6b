//! Agreements of a tiny world.

use super::{Tiny, actor, fixed};
use crate::{
    domain::{AgreementFact, AgreementKind, AgreementState, Case, Clause, ClauseFact, Source},
    id::Key,
};

impl Tiny {
    /// An agreement with clauses of equal weight and trust one half.
    pub(crate) fn agreement(
        self,
        id: &'static str,
        kind: AgreementKind,
        state: AgreementState,
        parties: &'static [&'static str],
        clauses: &'static [Clause],
    ) -> Self {
        self.agreement_with(id, kind, state, parties, clauses, |_, _| ())
    }

    /// An agreement with facts of its own.
    pub(crate) fn agreement_with(
        self,
        id: &'static str,
        kind: AgreementKind,
        state: AgreementState,
        parties: &'static [&'static str],
        clauses: &'static [Clause],
        change: impl FnOnce(&mut AgreementFact, &Case) + 'static,
    ) -> Self {
        self.then(move |case| {
            let weight = fixed(1.0 / clauses.len().max(1) as f64);
            let mut fact = AgreementFact {
                id: id.to_owned(),
                key: Key::of(id),
                name: id.to_owned(),
                kind,
                parties: parties.iter().map(|p| actor(case, p)).collect(),
                guarantor: None,
                mediator: None,
                state,
                since: None,
                trust: fixed(0.5),
                progress: fixed(0.0),
                place: None,
                clauses: clauses
                    .iter()
                    .map(|clause| ClauseFact {
                        clause: *clause,
                        weight,
                        bears: None,
                        amount: fixed(0.0),
                        source: Source::default(),
                    })
                    .collect(),
                source: Source::default(),
            };
            change(&mut fact, case);
            case.agreements.push(fact);
        })
    }
}
