//! Events that are asked for and that could never happen: nothing brings them, or nobody could do them.

use super::{bars::GIVEN, node::Node, stand::is_below};
use crate::{
    domain::{ActorKind, EventKind},
    id::ActorId,
    study::Variant,
    world::observe::Observable,
};

/// What is said of the addresses `events.KIND` and `events.KIND:ACTOR` of a file that are 0 in every world of all variants.
pub(super) fn notes<'a>(file: &'a Node, variants: &'a [Variant]) -> impl Iterator<Item = String> + 'a {
    asked(file).into_iter().filter_map(move |node| {
        let seen = |variant: &Variant| match Observable::parse(node.text(), &variant.case) {
            Ok(Observable::Happened(kind, by)) => Some((kind, can(variant, kind, by))),
            _ => None,
        };
        let found: Vec<(EventKind, bool)> = variants.iter().filter_map(seen).collect();
        let (kind, _) = *found.first().filter(|_| found.iter().all(|(_, can)| !can))?;
        let why = match kind {
            EventKind::Act(_) => "nobody who is meant could do it",
            EventKind::Shock(_) => "it comes from outside alone, and nothing here brings it",
        };
        Some(format!("{}:{}: {}: {why}, so that it is 0 in every world", node.at.file, node.at.line, node.text()))
    })
}

/// The addresses that a file asks for: those of its series, and each `value` however deep it stands.
fn asked(file: &Node) -> Vec<&Node> {
    fn below<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
        for (key, inner) in node.entries() {
            if key == "value" && inner.text().starts_with("events.") {
                found.push(inner);
            }
            below(inner, found);
        }
        if node.is_list() {
            node.items().iter().for_each(|item| below(item, found));
        }
    }
    let mut found: Vec<&Node> = file.entries_of("series").map(|(_, address)| address).collect();
    for part in ["outcomes", "injects"] {
        file.entries_of(part).for_each(|(_, node)| below(node, &mut found));
    }
    found
}

/// Whether an event could happen in a variant, by anybody or by those below an actor. Anybody may come to stand below a coalition.
fn can(variant: &Variant, kind: EventKind, by: Option<ActorId>) -> bool {
    let case = &variant.case;
    match kind {
        EventKind::Shock(shock) => {
            let meant = |who: Option<ActorId>| by.is_none_or(|by| who.is_some_and(|who| is_below(case, who, by)));
            !GIVEN.contains(&shock) || variant.injects.iter().any(|i| i.given.kind == kind && meant(i.given.actor))
        }
        EventKind::Act(action) => {
            let open = by.is_some_and(|by| case.actors[by.index()].kind == ActorKind::Coalition);
            let meant = |id: ActorId| open || by.is_none_or(|by| is_below(case, id, by));
            case.actors.iter().enumerate().any(|(i, fact)| action.is_open_to(fact.kind) && meant(ActorId::from(i)))
        }
    }
}
