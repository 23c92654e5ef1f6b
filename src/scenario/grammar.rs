//! What a scenario file may say: the one description from which it is read, checked, explained and turned into a JSON
//! Schema.

mod sections;
mod sound;

use super::node::{Node, Tag, Value};
use crate::{
    domain::EventKind,
    fault::{Fault, nearest},
    id,
    seeds::{columns::Sheet, number, values},
    study::Sign,
};
pub use sections::{BASE, CONDITION, GROUP, INJECT, MAX_WEEKS, OUTCOME, PREVENT, REPORT, WHAT_IF};
pub(super) use sound::keep;

/// What a key may hold.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text.
    Text,
    /// A whole number within bounds.
    Whole(f64, f64),
    /// A number within bounds.
    Number(f64, f64),
    /// A date.
    Date,
    /// `true` or `false`.
    Flag,
    /// A list of texts, or one.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// An action or kind of event, or one of these words.
    Kind(&'static [&'static str]),
    /// A single value or a list of such.
    Any,
    /// A single value, whatever it is.
    One,
    /// A condition.
    Condition,
    /// A list of conditions.
    Conditions,
    /// A table with these keys.
    Table(&'static [Field]),
    /// Tables with these keys, by id.
    Tables(&'static [Field]),
    /// Texts by id.
    TextsById,
    /// Texts by address.
    TextsByAddress,
    /// Values by address.
    Settings,
    /// Signs by outcome.
    Signs,
    /// Rows by table and key.
    Rows,
}

/// A key of a scenario file.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Name.
    pub name: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// Meaning.
    pub meaning: &'static str,
}

/// Collects the faults of a file against the description.
pub fn check(node: &Node, fields: &'static [Field], faults: &mut Vec<Fault>) {
    let Value::Table(entries) = &node.value else {
        faults.push(node.at.fault(node.text(), "a table of keys is expected here", names(fields)));
        return;
    };
    let before = faults.len();
    let mut misspelt: Vec<&Field> = Vec::new();
    for (name, value) in entries {
        if let Some(field) = fields.iter().find(|field| field.name == name) {
            let before = faults.len();
            shape(name, value, field.shape, faults);
            if field.required && matches!(field.shape, Shape::Text) && value.text().is_empty() && faults.len() == before
            {
                faults.push(value.at.fault("", format!("`{name}` says nothing"), field.meaning));
            }
        } else {
            let help = nearest(name, fields.iter().map(|f| f.name));
            misspelt.extend(fields.iter().find(|field| help == format!("did you mean `{}`?", field.name)));
            faults.push(value.key.fault(name, UNKNOWN, help));
        }
    }
    let missing = |field: &&Field| {
        field.required && node.get(field.name).is_none() && misspelt.iter().all(|other| other.name != field.name)
    };
    let missing: Vec<&Field> = fields.iter().filter(missing).collect();
    // The one key that is not known beside the one that is missing stands for it.
    let mut unknown = faults[before..].iter_mut().filter(|fault| fault.message == UNKNOWN);
    if let ([field], Some(fault), None) = (&missing[..], unknown.next(), unknown.next())
        && !fault.help.starts_with("did you mean")
    {
        fault.help = format!("did you mean `{}`, which is missing?", field.name);
        return;
    }
    for field in missing {
        faults.push(node.at.fault("", format!("the key `{}` {MISSING}", field.name), field.meaning));
    }
}

/// What is said of a key that nobody reads.
const UNKNOWN: &str = "there is no such key";
/// Ends what is said of a key that is not there.
const MISSING: &str = "is missing";

/// Whether a fault is that of a key that is not there.
pub(super) fn is_missing(fault: &Fault) -> bool {
    fault.message.starts_with("the key `") && fault.message.ends_with(MISSING)
}

/// Whether a table has the right form. What has not was told so, and means nothing that could be judged further.
pub fn is_sound(node: &Node, fields: &'static [Field]) -> bool {
    let mut faults = Vec::new();
    check(node, fields, &mut faults);
    faults.is_empty()
}

fn names(fields: &[Field]) -> String {
    format!("with keys out of {}", fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", "))
}

/// Collects the faults of one value.
pub fn shape(name: &str, node: &Node, shape: Shape, faults: &mut Vec<Fault>) {
    let found = node.text();
    match shape {
        Shape::Table(fields) => check(node, fields, faults),
        Shape::Tables(fields) => by_id(name, node, faults, |node, faults| check(node, fields, faults)),
        Shape::TextsById => by_id(name, node, faults, |node, faults| self::shape(name, node, Shape::Text, faults)),
        Shape::TextsByAddress => {
            for (name, node) in table(name, node, faults) {
                let before = faults.len();
                self::shape(name, node, Shape::Text, faults);
                if node.text().is_empty() && faults.len() == before {
                    faults.push(node.at.fault("", format!("`{name}` says nothing"), "a text, or no line at all"));
                }
            }
        }
        Shape::Signs => by_id(name, node, faults, |node, faults| {
            if Sign::parse(node.text()).is_none() {
                let signs: Vec<String> = Sign::WORDS.iter().map(|sign| format!("\"{sign}\"")).collect();
                faults.push(node.at.fault(node.text(), "this is no sign", format!("one of {}", signs.join(", "))));
            }
        }),
        Shape::Settings => {
            table(name, node, faults).iter().for_each(|(name, node)| self::shape(name, node, Shape::Any, faults));
        }
        Shape::Rows => rows(name, node, faults),
        Shape::Condition => check(node, CONDITION, faults),
        Shape::Conditions => match &node.value {
            Value::List(items) => items.iter().for_each(|item| check(item, CONDITION, faults)),
            _ => faults.push(node.at.fault(
                found,
                format!("`{name}` is a list of conditions"),
                "put them between [ and ]",
            )),
        },
        Shape::Any if node.as_cell().is_none() => {
            let help = "a number, a text such as \"1..8 log\", a date or a list; an address with dots stands in quotes";
            faults.push(node.at.fault(found, format!("`{name}` takes a single value"), help));
        }
        Shape::Texts => {
            if node.items().is_empty() && !matches!(node.value, Value::List(_)) {
                faults.push(node.at.fault(found, format!("`{name}` is a list of texts"), "put them between [ and ]"));
            }
            node.items().iter().for_each(|item| self::shape(name, item, Shape::Text, faults));
            doubled(name, node, faults);
        }
        _ => faults.extend(scalar(name, node, shape)),
    }
}

/// A list that names something twice: nobody knows what the second one was meant to be.
fn doubled(name: &str, list: &Node, faults: &mut Vec<Fault>) {
    let items = list.items();
    let twice =
        |(i, item): &(usize, &Node)| !item.text().is_empty() && items[..*i].iter().any(|o| o.text() == item.text());
    for (_, item) in items.iter().enumerate().filter(twice) {
        faults.push(item.at.fault(item.text(), format!("`{name}` names it twice"), "leave one of the two out"));
    }
}

/// What is wrong with a single value.
fn scalar(name: &str, node: &Node, shape: Shape) -> Option<Fault> {
    let text = node.text();
    let Value::Scalar(tag, _) = node.value else {
        return match shape {
            Shape::Any => None,
            Shape::One => Some(node.at.fault("", format!("`{name}` takes one value"), "use is for a list")),
            _ => Some(node.at.fault("", format!("`{name}` takes a single value"), describe(shape))),
        };
    };
    let is = |wanted| tag == wanted || tag == Tag::Loose;
    let wrong = |message: &str| Some(node.at.fault(text, format!("`{name}`: {message}"), describe(shape)));
    if let Some(sign) = values::control(text) {
        let message = format!("`{name}`: the text has a control character, {}", sign.escape_unicode());
        return Some(node.at.fault("", message, "leave it out"));
    }
    match shape {
        Shape::Text if !is(Tag::Text) => wrong("this is not a text"),
        Shape::Date if !(is(Tag::Date) || is(Tag::Text)) || values::date(text).is_none() => wrong("this is not a date"),
        Shape::Flag if tag != Tag::Flag => wrong("this is neither true nor false"),
        Shape::Whole(..) | Shape::Number(..) if !is(Tag::Number) => wrong("this is not a number"),
        Shape::Whole(min, max) => match number::plain(text, min, max) {
            Ok(value) if value.fract() == 0.0 => None,
            Ok(_) => wrong("this is not a whole number"),
            Err((message, _)) => wrong(&message),
        },
        Shape::Number(min, max) => number::plain(text, min, max).err().and_then(|(message, _)| wrong(&message)),
        Shape::Word(words) if !words.contains(&text) => {
            Some(node.at.fault(text, format!("`{name}` has no such word"), nearest(text, words.iter().copied())))
        }
        Shape::Kind(more) if !more.contains(&text) && EventKind::parse(text).is_none() => {
            let all = EventKind::all_words().chain(more.iter().copied());
            Some(node.at.fault(text, format!("`{name}`: no action or kind of event has this name"), nearest(text, all)))
        }
        _ => None,
    }
}

/// A shape in words.
pub fn describe(shape: Shape) -> String {
    match shape {
        Shape::Text => "a text in quotes".to_owned(),
        Shape::Whole(min, max) => format!("a whole number from {min} to {max}"),
        Shape::Number(min, max) => format!("a number from {min} to {max}"),
        Shape::Date => "a date such as 2023-12-04, of the years 1000 to 2999".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Texts => "a list of texts".to_owned(),
        Shape::Word(words) => format!("one of {}", words.join(", ")),
        Shape::Kind(_) => "an action or a kind of event".to_owned(),
        Shape::Any | Shape::One => "a value".to_owned(),
        Shape::Condition => "a condition such as { value = \"places.kidal.state\", is = \"administered\" }".to_owned(),
        Shape::Conditions => "a list of conditions".to_owned(),
        Shape::Table(_)
        | Shape::Tables(_)
        | Shape::TextsById
        | Shape::TextsByAddress
        | Shape::Settings
        | Shape::Signs
        | Shape::Rows => "a table".to_owned(),
    }
}

fn table<'a>(name: &str, node: &'a Node, faults: &mut Vec<Fault>) -> &'a [(String, Node)] {
    if let Value::Table(entries) = &node.value {
        return entries;
    }
    faults.push(node.at.fault(
        node.text(),
        format!("`{name}` is a table"),
        format!("write [{name}] on a line of its own"),
    ));
    &[]
}

fn by_id(name: &str, node: &Node, faults: &mut Vec<Fault>, each: impl Fn(&Node, &mut Vec<Fault>)) {
    for (id, value) in table(name, node, faults) {
        if !id::is_valid(id) {
            faults.push(value.key.fault(
                id,
                "this is not a valid id",
                "small letters, digits and `_`, a letter first, 64 at most",
            ));
        }
        each(value, faults);
    }
}

fn rows(name: &str, node: &Node, faults: &mut Vec<Fault>) {
    for (sheet, keys) in table(name, node, faults) {
        if Sheet::parse(sheet).is_none() {
            faults.push(keys.key.fault(sheet, "no table has this name", nearest(sheet, Sheet::WORDS.iter().copied())));
            continue;
        }
        for (key, row) in table(sheet, keys, faults) {
            for (column, value) in table(key, row, faults) {
                shape(column, value, Shape::Any, faults);
            }
        }
    }
}
