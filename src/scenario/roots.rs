//! Outcomes and groups that many places name and the base lacks: told once, where the slip most likely is, and taken as given from then
//! on.

use super::{
    Files, Request,
    node::{Node, Value},
};
use crate::{
    fault::{Fault, near},
    seeds::{
        at::At,
        roots::{MANY, listed, slip},
    },
};
use std::collections::BTreeMap;

/// Where names are used.
type Uses = BTreeMap<String, Vec<At>>;

/// Tells which outcomes and groups many places name though there are none, and puts them right.
pub(super) fn mend(files: &mut Files, faults: &mut Vec<Fault>) {
    if files.base.broken {
        return;
    }
    let (outcomes, groups) = uses(files);
    for (path, used) in [(&["outcomes"][..], outcomes), (&["report", "groups"], groups)] {
        let table = path.iter().try_fold(&files.base.node, |node, key| node.get(key));
        let known: Vec<(String, At)> =
            table.into_iter().flat_map(Node::entries).map(|(id, node)| (id.to_owned(), node.key.clone())).collect();
        let unknown = used.iter().filter(|(id, _)| known.iter().all(|(own, _)| own != *id));
        let unknown: Vec<(&String, Vec<&At>)> = unknown.map(|(id, places)| (id, places.iter().collect())).collect();
        for (id, places) in &unknown {
            let idle = known.iter().map(|(own, _)| own.as_str()).filter(|own| !used.contains_key(*own));
            let misspelt = near(id, idle, slip);
            let at = known.iter().find(|(own, _)| Some(own.as_str()) == misspelt).map(|(_, at)| at);
            let section = format!("{}.{id}", path.join("."));
            if let (Some(misspelt), Some(at), true) = (misspelt, at, places.len() >= MANY) {
                let message = format!("nobody names it, and {} places name the unknown `{id}`", places.len());
                faults.push(at.fault(misspelt, message, format!("did you mean `{id}`? {}", listed(places))));
            } else if unknown.len() == 1 && misspelt.is_none() && files.base.sections.blame(&section, faults) {
                // The line of its section is lost.
            } else if places.len() >= MANY {
                let message = format!("{} places name the unknown `{id}`: there is no [{section}]", places.len());
                faults.push(places[0].fault(id, message, listed(places)));
            } else {
                continue;
            }
            // What is told means nothing that could be judged further.
            let empty = Node { at: places[0].clone(), key: places[0].clone(), value: Value::Table(Vec::new()) };
            files.base.node.put_under(path, id, empty);
        }
    }
}

/// What is said of a scenario that names another case than the one in whose folder it lies, where with the seeds of that one nothing is wrong with it.
pub(super) fn of_another_case(files: &mut Files, request: &Request, faults: usize) -> Option<Fault> {
    let case = files.base.node.get("case").cloned()?;
    let own = files.found.folder_name().filter(|own| own != case.text() && faults >= MANY)?;
    let seeds = files.found.seeds(&own, &case.at).ok()?;
    let named = std::mem::replace(&mut files.seeds, seeds);
    let mut wrong = Vec::new();
    let fits = super::study(files, request, &mut wrong).is_some() && wrong.is_empty();
    files.seeds = named;
    let message = format!("{faults} names of the scenario and its what-ifs are not there in this case");
    let help = format!("did you mean `{own}`, in whose folder it lies?");
    fits.then(|| case.at.fault(case.text(), message, help))
}

/// Where outcomes and groups are named.
fn uses(files: &Files) -> (Uses, Uses) {
    let (mut outcomes, mut groups) = (Uses::new(), Uses::new());
    let base = &files.base.node;
    let mut outcome = |id: &str, at: &At| outcomes.entry(id.to_owned()).or_default().push(at.clone());
    let report = base.get("report");
    let lists = report.into_iter().flat_map(|report| {
        let of_groups = report.entries_of("groups").filter_map(|(_, group)| group.get("outcomes"));
        report.get("headline").into_iter().chain(of_groups)
    });
    let whens = base.entries_of("outcomes").filter_map(|(_, outcome)| outcome.get("when"));
    lists.flat_map(Node::items).chain(whens).for_each(|node| {
        if !node.text().is_empty() {
            outcome(node.text(), &node.at);
        }
    });
    for (address, text) in report.into_iter().flat_map(|report| report.entries_of("fr")) {
        match address.split_once('.') {
            Some(("outcomes", id)) => outcome(id, &text.key),
            Some(("groups", id)) => groups.entry(id.to_owned()).or_default().push(text.key.clone()),
            _ => {}
        }
    }
    for what_if in &files.what_ifs {
        what_if.node.entries_of("expects").for_each(|(id, sign)| outcome(id, &sign.key));
    }
    (outcomes, groups)
}
