//! What is left of a scenario file once everything of the wrong form is out of it: that was told, and nothing more can be said of it.

use super::{Field, Shape, scalar};
use crate::{
    fault::nearest,
    scenario::node::{Node, Value},
};

/// Takes out what has the wrong form and would be looked up as a name: items of lists, entries of tables, the case and the base.
/// Injects, what is prevented and outcomes stay, for others may name them.
pub fn keep(node: &mut Node, fields: &'static [Field]) {
    meant(node, fields);
    let Value::Table(entries) = &mut node.value else { return };
    entries.retain_mut(|(name, value)| match fields.iter().find(|field| field.name == name) {
        Some(field) => stays(name, value, field),
        None => true,
    });
}

/// Gives misspelt keys the names that were meant: what stands under them is not missed elsewhere.
fn meant(node: &mut Node, fields: &'static [Field]) {
    let Value::Table(entries) = &mut node.value else { return };
    let unknown = |name: &str| fields.iter().all(|field| field.name != name);
    let (misspelt, known): (Vec<_>, Vec<_>) = std::mem::take(entries).into_iter().partition(|(name, _)| unknown(name));
    *entries = known;
    for (name, value) in misspelt {
        let help = nearest(&name, fields.iter().map(|field| field.name));
        let Some(field) = fields.iter().find(|field| help == format!("did you mean `{}`?", field.name)) else {
            continue;
        };
        match entries.iter_mut().find(|(other, _)| other == field.name) {
            Some((_, there)) => merge(there, value),
            None => entries.push((field.name.to_owned(), value)),
        }
    }
}

/// Puts the entries of one table into another, where they are not there already.
fn merge(there: &mut Node, more: Node) {
    let (Value::Table(there), Value::Table(more)) = (&mut there.value, more.value) else { return };
    for (key, value) in more {
        match there.iter_mut().find(|(other, _)| *other == key) {
            Some((_, own)) => merge(own, value),
            None => there.push((key, value)),
        }
    }
}

/// Whether a value stays, after what is wrong in it has gone.
fn stays(name: &str, value: &mut Node, field: &Field) -> bool {
    let fits = |value: &Node, shape| scalar(name, value, shape).is_none();
    match (field.shape, &mut value.value) {
        (Shape::Text, _) => !["case", "base"].contains(&name) || fits(value, Shape::Text),
        (Shape::Texts, Value::List(items)) => {
            let mut seen: Vec<String> = Vec::new();
            items.retain(|item| {
                let is_new = !seen.iter().any(|text| text == item.text());
                seen.push(item.text().to_owned());
                is_new && fits(item, Shape::Text)
            });
            true
        }
        (Shape::Texts, _) => fits(value, Shape::Text),
        (Shape::TextsById | Shape::TextsByAddress, Value::Table(entries)) => {
            entries.retain(|(_, text)| fits(text, Shape::Text));
            true
        }
        (Shape::Settings, Value::Table(entries)) => {
            entries.retain(|(_, value)| value.as_cell().is_some() && fits(value, Shape::Any));
            true
        }
        (Shape::Table(fields), _) => {
            keep(value, fields);
            true
        }
        (Shape::Tables(fields), Value::Table(entries)) if field.name == "groups" => {
            entries.iter_mut().for_each(|(_, group)| keep(group, fields));
            true
        }
        _ => true,
    }
}
