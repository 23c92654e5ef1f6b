//! Changes of scenario files, key by key, wherever a key stands: on a line of its own, indented, or in braces.

use super::{Due, Planted, Slip};
use escalade::inside::scenario::{
    grammar::{BASE, CONDITION, Field, GROUP, INJECT, OUTCOME, PREVENT, REPORT, Shape, WHAT_IF},
    node::{Node, Value},
};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Keys whose texts name something that must be there.
const NAMES: [&str; 19] = [
    "actor",
    "target",
    "place",
    "agreement",
    "value",
    "action",
    "do",
    "kind",
    "base",
    "case",
    "is",
    "is_not",
    "take",
    "claims",
    "document",
    "pairs",
    "scheduled",
    "remove",
    "headline",
];

/// A root of which many faults come: what follows belongs to the section before.
pub(super) const DELETED: &str = "deleted section line";

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Table,
    Text,
    Number,
    Other,
}

impl What {
    fn of(value: &DeValue) -> Self {
        match value {
            DeValue::Table(_) => Self::Table,
            DeValue::String(_) => Self::Text,
            DeValue::Integer(_) | DeValue::Float(_) => Self::Number,
            _ => Self::Other,
        }
    }
}

/// A key with its value, as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its sections and itself.
    pub(super) path: Vec<String>,
    key: Range<usize>,
    value: Range<usize>,
    /// Where the table begins in which it stands: nothing for the file.
    parent: Option<usize>,
    /// Whether it stands in braces.
    inline: bool,
    what: What,
    /// How many texts it lists.
    listed: usize,
}

/// Every key of a text that stands before a value of its own.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let mut found = Vec::new();
    let table = DeTable::parse(text).unwrap();
    walk(text, table.get_ref(), &[], (None, false), &mut found);
    found
}

fn walk(text: &str, table: &DeTable, path: &[String], (parent, inline): (Option<usize>, bool), found: &mut Vec<Entry>) {
    for (key, value) in table {
        let path: Vec<String> = path.iter().cloned().chain([key.get_ref().to_string()]).collect();
        let (at, span) = (key.span(), value.span());
        let written = at.end <= span.start && text[at.end..span.start].trim_matches([' ', '"']) == "=";
        let item = value.get_ref();
        let listed = if let DeValue::Array(items) = item {
            items.iter().filter(|i| What::of(i.get_ref()) == What::Text).count()
        } else {
            0
        };
        if written {
            found.push(Entry {
                path: path.clone(),
                key: at.clone(),
                value: span.clone(),
                parent,
                inline,
                what: What::of(item),
                listed,
            });
        }
        match item {
            DeValue::Table(inner) => {
                let start = if written { span.start } else { at.start };
                walk(text, inner, &path, (Some(start), written), found);
            }
            DeValue::Array(items) => {
                for item in items {
                    if let DeValue::Table(inner) = item.get_ref() {
                        walk(text, inner, &path, (Some(item.span().start), true), found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether the key must be there wherever it may stand.
fn required(key: &str) -> bool {
    let fields: [&[Field]; 8] = [BASE, WHAT_IF, INJECT, PREVENT, OUTCOME, GROUP, REPORT, CONDITION];
    let named: Vec<&Field> = fields.iter().flat_map(|fields| fields.iter()).filter(|field| field.name == key).collect();
    !named.is_empty() && named.iter().all(|field| field.required)
}

/// Whether a key has bounds wherever it may stand.
fn bounded(key: &str) -> bool {
    let fields: [&[Field]; 5] = [BASE, INJECT, PREVENT, OUTCOME, CONDITION];
    let named: Vec<&Field> = fields.iter().flat_map(|fields| fields.iter()).filter(|field| field.name == key).collect();
    !named.is_empty() && named.iter().all(|field| matches!(field.shape, Shape::Whole(..) | Shape::Number(..)))
}

impl Entry {
    fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// Whether its name is one that an author may choose, or an address that no file can be held against.
    fn is_chosen(&self) -> bool {
        let section: Vec<&str> = self.path[..self.path.len() - 1].iter().map(String::as_str).collect();
        matches!(
            section[..],
            ["series" | "injects" | "prevents" | "outcomes"] | ["report", "fr" | "groups"] | ["add", _]
        )
    }

    /// Whether it is the French of another text.
    fn is_french(&self) -> bool {
        self.path.starts_with(&["report".to_owned(), "fr".to_owned()])
    }

    /// Whether a row, an inject or a patch holds it, where what is given besides decides what it means.
    fn is_field(&self) -> bool {
        self.path.len() > 1 || required(self.name())
    }

    /// What can be done to it.
    pub(super) fn kinds(&self) -> Vec<(&'static str, Due)> {
        let mut kinds = vec![("doubled key", Due::Fault), ("wrong type", Due::Fault)];
        kinds.extend(["no value", "no equals sign"].map(|kind| (kind, Due::Fault)));
        if matches!(self.what, What::Text | What::Table) || self.listed > 0 {
            kinds.push(("left open", Due::Fault));
        }
        if !self.is_chosen() {
            kinds.push(("misspelt key", Due::Fault));
        }
        if required(self.name()) && self.is_field() && self.path[0] != "add" {
            // Of a text in French that is not there the page says that it is in English.
            kinds.extend((!self.is_french()).then_some(("missing key", Due::Fault)));
            kinds.push(("empty value", Due::Fault));
        }
        let setting = self.path.iter().any(|part| part == "set");
        if NAMES.contains(&self.name()) && !setting && self.path[0] != "expects" {
            if self.what == What::Text {
                kinds.extend([("dangling", Due::Fault), ("empty value", Due::Fault)]);
            }
            if self.listed > 0 {
                kinds.extend([("dangling in a list", Due::Fault), ("doubled in a list", Due::Fault)]);
            }
        }
        if self.what == What::Number {
            kinds.push(("another number", Due::Other));
            if bounded(self.name()) && !setting {
                kinds.push(("out of range", Due::Fault));
            }
        }
        kinds
    }
}

/// A scenario file with a change in it.
pub(super) fn planted(slip: &Slip, text: &str) -> Option<Planted> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    if slip.kind == "indents" {
        // Within a text of several lines blanks are part of it.
        let mut within = false;
        let indented = text.lines().map(|line| {
            let was = within;
            within ^= line.matches("\"\"\"").count() % 2 == 1;
            if was || line.is_empty() { format!("{line}\n") } else { format!("    {line}\n") }
        });
        return Some(Planted::text(indented.collect(), vec![0]));
    }
    if slip.kind.ends_with("section") || slip.kind == DELETED {
        return sectioned(slip, text);
    }
    let entry = entries(text).into_iter().nth(slip.nth)?;
    let (key, value) = (&text[entry.key.clone()], &text[entry.value.clone()]);
    let with = |range: Range<usize>, new: &str| format!("{}{new}{}", &text[..range.start], &text[range.end..]);
    let mut lines = vec![line(entry.key.start)];
    let parent = entry.parent.map_or(0, line);
    let changed = match slip.kind {
        // Within the quotes of an address, if it has some.
        "misspelt key" => {
            let quoted = key.ends_with('"') || text[entry.key.end..].starts_with('"');
            let end = if quoted && key.ends_with('"') { entry.key.end - 1 } else { entry.key.end };
            lines.push(parent);
            with(end..end, "qz")
        }
        "doubled key" if entry.inline => {
            lines.push(line(entry.value.end));
            with(entry.value.end..entry.value.end, &format!(", {key} = {value}"))
        }
        "doubled key" => {
            lines.push(line(entry.value.end) + 1);
            with(entry.value.end..entry.value.end, &format!("\n{key} = {value}"))
        }
        "no value" => with(entry.value.clone(), ""),
        "no equals sign" => with(entry.key.end..entry.value.start, " "),
        "left open" => {
            lines.extend(lines[0]..=line(entry.value.end) + 1);
            with(entry.value.end - 1..entry.value.end, "")
        }
        "wrong type" => with(entry.value.clone(), if entry.what == What::Table { "7" } else { "{ nonsense = 1 }" }),
        "empty value" => with(entry.value.clone(), "\"\""),
        "dangling" => with(entry.value.clone(), "\"nobody_at_all\""),
        "out of range" => with(entry.value.clone(), "99999999999"),
        "another number" => {
            let number: f64 = value.parse().ok()?;
            let other = if number > 0.0 && number < 1.0 { number / 2.0 } else { number + 1.0 };
            with(entry.value.clone(), &format!("{other}"))
        }
        "dangling in a list" | "doubled in a list" => {
            let open = entry.value.start + 1;
            let new = if slip.kind == "dangling in a list" { "\"nobody_at_all\"" } else { first_text(value)? };
            lines.extend(lines[0]..=line(entry.value.end));
            with(open..open, &format!("{new}, "))
        }
        _ => {
            lines = vec![parent, 0];
            let rest = &text[entry.value.end..];
            let end = entry.value.end + rest.find(|c: char| !", ".contains(c)).unwrap_or(0);
            if entry.inline { with(entry.key.start..end, "") } else { with(entry.key.start..entry.value.end, "") }
        }
    };
    Some(Planted::text(changed, lines))
}

/// The headers of a text: their lines, counted from 0.
pub(super) fn sections(text: &str) -> Vec<(usize, String)> {
    let header = |line: &str| line.strip_prefix('[')?.split(']').next().map(str::to_owned);
    text.lines().enumerate().filter_map(|(i, line)| Some((i, header(line)?))).collect()
}

/// A file with a section that is misspelt, left open, or there twice.
fn sectioned(slip: &Slip, text: &str) -> Option<Planted> {
    let all = sections(text);
    let (start, name) = all.get(slip.nth)?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let end = all.get(slip.nth + 1).map_or(lines.len(), |(next, _)| *next);
    if slip.kind == "doubled section" {
        let again: Vec<String> = lines[*start..end].to_vec();
        lines.splice(end..end, again);
        return Some(Planted::text(lines.join("\n") + "\n", vec![start + 1, end + 1]));
    }
    if slip.kind == DELETED {
        lines.remove(*start);
        return Some(Planted::text(lines.join("\n") + "\n", (start + 1..=end).collect()));
    }
    if slip.kind == "open section" {
        lines[*start] = lines[*start].replacen(']', "", 1);
        return Some(Planted::text(lines.join("\n") + "\n", vec![start + 1]));
    }
    let first = name.split('.').next()?;
    lines[*start] = lines[*start].replacen(first, &format!("{first}qz"), 1);
    Some(Planted::text(lines.join("\n") + "\n", vec![start + 1]))
}

/// The first text of a list, in its quotes.
fn first_text(list: &str) -> Option<&str> {
    let start = list.find('"')?;
    let end = start + 1 + list[start + 1..].find('"')?;
    Some(&list[start..=end])
}

/// Whether a file that was taken says what another reader finds in its bytes.
pub(super) fn is_read(file: &str, bytes: &[u8]) -> bool {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = if text.contains('\n') { text.to_owned() } else { text.replace('\r', "\n") };
    let mut faults = Vec::new();
    let ours = Node::read(file, &text, &mut faults);
    let theirs: toml::Value = toml::Value::Table(toml::from_str(&text).unwrap());
    faults.is_empty() && same(&ours, &theirs)
}

fn same(ours: &Node, theirs: &toml::Value) -> bool {
    match (&ours.value, theirs) {
        (Value::Table(entries), toml::Value::Table(table)) => {
            entries.len() == table.len()
                && entries.iter().all(|(key, node)| table.get(key).is_some_and(|t| same(node, t)))
        }
        (Value::List(items), toml::Value::Array(list)) => {
            items.len() == list.len() && items.iter().zip(list).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Scalar(_, text), toml::Value::String(other)) => text == other,
        (Value::Scalar(_, text), toml::Value::Integer(number)) => text.parse() == Ok(*number),
        (Value::Scalar(_, text), toml::Value::Float(number)) => text.parse() == Ok(*number),
        (Value::Scalar(_, text), toml::Value::Boolean(flag)) => text.parse() == Ok(*flag),
        (Value::Scalar(_, text), toml::Value::Datetime(date)) => *text == date.to_string(),
        _ => false,
    }
}
