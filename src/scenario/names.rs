//! Actors, places and agreements that a scenario names, resolved in the case of one variant.

use super::{conditions::Resolver, find::Text, node::Node};
use crate::{
    domain::Case,
    fault::{Fault, nearest},
    id::{ActorId, AgreementId, PlaceId},
    seeds::{at::At, values},
};

/// What is said of the name of a file that no result could repeat.
pub(super) fn odd(file: &Text) -> Option<Fault> {
    let lost = file.name.contains(char::REPLACEMENT_CHARACTER);
    let message = match file.name.chars().any(values::is_control) {
        true if lost => "the name of the file is not UTF-8",
        true => "the name has a control character",
        false => return None,
    };
    Some(At::whole(&file.shown).fault("", message, "rename the file"))
}

impl Resolver<'_> {
    /// An actor; nothing where the variant lacks it or where it is a fault.
    pub fn actor(&mut self, node: &Node) -> Option<ActorId> {
        self.named(node, "actor", Case::actor, |case| case.actors.iter().map(|a| a.id.as_str()).collect())
    }

    /// A place, likewise.
    pub fn place(&mut self, node: &Node) -> Option<PlaceId> {
        self.named(node, "place", Case::place, |case| case.places.iter().map(|p| p.id.as_str()).collect())
    }

    /// An agreement, likewise.
    pub fn agreement(&mut self, node: &Node) -> Option<AgreementId> {
        self.named(node, "agreement", Case::agreement, |case| case.agreements.iter().map(|a| a.id.as_str()).collect())
    }

    fn named<T>(
        &mut self,
        node: &Node,
        what: &str,
        find: impl Fn(&Case, &str) -> Option<T>,
        all: impl Fn(&Case) -> Vec<&str>,
    ) -> Option<T> {
        let found = find(self.case, node.text());
        if found.is_none() && find(self.base, node.text()).is_some() {
            self.gone.push(node.text().to_owned());
        } else if found.is_none() {
            let help = nearest(node.text(), all(self.case));
            self.faults.push(node.at.fault(node.text(), format!("there is no {what} of this name"), help));
        }
        found
    }

    /// Pairs, each once: those of one pair turned round would be counted twice.
    pub fn pairs(&mut self, nodes: &[Node]) -> Vec<Option<(ActorId, ActorId)>> {
        let mut pairs: Vec<Option<(ActorId, ActorId)>> = Vec::new();
        for node in nodes {
            let pair = self.pair(node);
            let turned = pair.map(|(a, b)| (b, a));
            if pair.is_some() && pairs.iter().any(|other| *other == pair || *other == turned) {
                self.faults.push(node.at.fault(node.text(), "`pairs` names it twice", "leave one of the two out"));
            }
            pairs.push(pair);
        }
        pairs
    }

    /// A pair `a:b`.
    pub fn pair(&mut self, node: &Node) -> Option<(ActorId, ActorId)> {
        let Some((a, b)) = node.text().split_once(':') else {
            self.faults.push(node.at.fault(
                node.text(),
                "this is not a pair of actors",
                "write for example \"csp:jnim\"",
            ));
            return None;
        };
        let side = |name: &str| Node {
            value: super::node::Value::Scalar(super::node::Tag::Text, name.to_owned()),
            ..node.clone()
        };
        let (a, b) = (self.actor(&side(a)), self.actor(&side(b)));
        if a.is_some() && a == b {
            self.faults.push(node.at.fault(node.text(), "both are the same actor", "name two different ones"));
        }
        a.zip(b)
    }
}
