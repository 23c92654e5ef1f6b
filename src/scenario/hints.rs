//! The table `[report]` of a base, with its names checked.

use super::node::Node;
use crate::{
    domain::Case,
    fault::{Fault, nearest},
    seeds::columns::Sheet,
    study::{Group, Hints},
};
use std::collections::BTreeSet;

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
    let (mut groups, mut empty) = (Vec::new(), Vec::new());
    for (id, group) in report.entries_of("groups") {
        let hollow = |list: &&Node| list.is_list() && list.items().is_empty();
        if let Some(list) = group.get("outcomes").filter(hollow) {
            empty.push(list.at.fault(
                "",
                format!("the group {id} has no outcomes"),
                "name some, or leave the group out",
            ));
        }
        groups.push(Group {
            id: id.to_owned(),
            title: group.text_of("title").to_owned(),
            outcomes: known(group.get("outcomes"), &outcomes, "outcome"),
        });
    }
    // Items of another form were told of, and are gone from the list.
    empty.retain(|fault| !faults.iter().any(|told| (&told.file, told.line) == (&fault.file, fault.line)));
    faults.append(&mut empty);
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
        Some(("what_ifs", rest)) => {
            // Which what-ifs there are is not known here: the base may be run without them.
            let text = rest.split_once('.').map_or("question", |(_, text)| text);
            let table = text.split('.').next().filter(|_| text.matches('.').count() == 2);
            if text == "question" || table.is_some_and(|table| Sheet::parse(table).is_some()) {
                return Ok(());
            }
            Err("\"what_ifs.NAME\", \"what_ifs.NAME.question\" or \"what_ifs.NAME.TABLE.KEY.COLUMN\"".to_owned())
        }
        _ => {
            Err("one of title, question, \"outcomes.ID\", \"groups.ID\", \"what_ifs.NAME\", \"what_ifs.NAME.question\""
                .to_owned())
        }
    }
}

/// What is said of texts in French of what-ifs that do not lie beside the base.
pub(super) fn strangers<'a>(base: &'a Node, what_ifs: &'a [String]) -> impl Iterator<Item = String> + 'a {
    let french = base.get("report").into_iter().flat_map(|report| report.entries_of("fr"));
    let named = french.filter_map(|(address, _)| address.strip_prefix("what_ifs.")?.split('.').next());
    let unknown: BTreeSet<&str> = named.filter(|name| what_ifs.iter().all(|known| known != name)).collect();
    unknown.into_iter().map(|name| {
        let help = nearest(name, what_ifs.iter().map(String::as_str));
        format!("report.fr: there is no what-if `{name}`, and its texts are not read; {help}")
    })
}
