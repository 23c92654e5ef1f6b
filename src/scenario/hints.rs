//! The table `[report]` of a base, with its names checked.

use super::node::Node;
use crate::{
    domain::Case,
    fault::{Fault, nearest},
    study::{Group, Hints},
};

/// Texts of a base that can be said in another language, apart from those of outcomes, groups and what-ifs.
const WHOLE: [&str; 2] = ["title", "question"];

/// Reads the table `[report]`.
pub(super) fn hints(base: &Node, case: &Case, faults: &mut Vec<Fault>) -> Hints {
    let Some(report) = base.get("report") else { return Hints::default() };
    let outcomes: Vec<&str> = base.entries_of("outcomes").map(|(id, _)| id).collect();
    let mut known = |node: Option<&Node>, names: &[&str], what: &str| -> Vec<String> {
        let items = node.map(Node::items).unwrap_or_default();
        for item in items.iter().filter(|item| !names.contains(&item.text())) {
            let help = nearest(item.text(), names.iter().copied());
            faults.push(item.at.fault(item.text(), format!("there is no {what} of this name"), help));
        }
        items.iter().map(|item| item.text().to_owned()).collect()
    };
    let places: Vec<&str> = case.places.iter().map(|p| p.id.as_str()).collect();
    let headline = known(report.get("headline"), &outcomes, "outcome");
    let places = known(report.get("places"), &places, "place");
    let mut groups = Vec::new();
    for (id, group) in report.entries_of("groups") {
        groups.push(Group {
            id: id.to_owned(),
            title: group.text_of("title").to_owned(),
            outcomes: known(group.get("outcomes"), &outcomes, "outcome"),
        });
    }
    let mut french = Vec::new();
    for (address, text) in report.entries_of("fr") {
        if let Err(help) = address_is_known(address, &outcomes, &groups) {
            faults.push(text.key.fault(address, "a report has no text of this address", help));
        }
        french.push((address.to_owned(), text.text().to_owned()));
    }
    Hints { headline, places, groups, french }
}

fn address_is_known(address: &str, outcomes: &[&str], groups: &[Group]) -> Result<(), String> {
    let group_ids: Vec<&str> = groups.iter().map(|g| g.id.as_str()).collect();
    match address.split_once('.') {
        None if WHOLE.contains(&address) => Ok(()),
        Some(("outcomes", id)) if outcomes.contains(&id) => Ok(()),
        Some(("outcomes", id)) => Err(nearest(id, outcomes.iter().copied())),
        Some(("groups", id)) if group_ids.contains(&id) => Ok(()),
        Some(("groups", id)) => Err(nearest(id, group_ids)),
        // Which what-ifs there are is not known here: the base may be run without them.
        Some(("what_ifs", _)) => Ok(()),
        _ => {
            Err("one of title, question, \"outcomes.ID\", \"groups.ID\", \"what_ifs.NAME\", \"what_ifs.NAME.question\""
                .to_owned())
        }
    }
}
