//! TOML as a tree in which every value knows where it stands.

mod open;

use crate::{
    fault::Fault,
    seeds::at::{At, Lines},
};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// What kind of scalar a text was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A string.
    Text,
    /// An integer or a float.
    Number,
    /// `true` or `false`.
    Flag,
    /// A date or time.
    Date,
    /// From the command line, where everything is text.
    Loose,
}

/// A value of a scenario file.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A single value, as text.
    Scalar(Tag, String),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the file.
    Table(Vec<(String, Node)>),
}

/// A value, and where it and its key stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value stands.
    pub at: At,
    /// Where its key stands.
    pub key: At,
    /// The value.
    pub value: Value,
}

impl Node {
    /// Reads a TOML file. Keys that are there twice become faults; where the text has not the form of such a file, the first place
    /// does, and nothing is said of what comes after it.
    pub fn read(file: &str, text: &str, faults: &mut Vec<Fault>) -> Self {
        let lines = Lines::new(file, text);
        let (table, mut errors) = DeTable::parse_recoverable(text);
        if let Some(first) = errors.iter().position(|error| error.message() != DUPLICATE) {
            errors = vec![errors.swap_remove(first)];
        }
        // Where the section ends that is there twice: of its keys nothing need be said.
        let mut twice = 0;
        for error in errors {
            let span = error.span().unwrap_or_default();
            if error.message() == DUPLICATE {
                if span.start < twice {
                    continue;
                }
                twice = section_end(text, span.start).unwrap_or(twice);
            }
            let found = text.get(span.clone()).unwrap_or_default();
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            let at = lines.at(span.clone());
            // What was to be closed lines before is told where it was opened.
            let opened = open::unclosed(text, span.start).filter(|_| message != DUPLICATE);
            match opened.map(|open| lines.at(open..open + 1)).filter(|opened| opened.line < at.line) {
                Some(opened) => {
                    let found = &text[opened.span.clone()];
                    faults.push(opened.fault(found, format!("this is not closed where it should be: {message}"), FORM));
                }
                None => faults.push(at.fault(found, message, FORM)),
            }
        }
        let at = At::whole(file);
        Self { key: at.clone(), at, value: Value::Table(entries(table.get_ref(), &lines)) }
    }

    /// Takes out what begins in a line or after it, but for what the keys name.
    pub fn cut(&mut self, line: usize, but: &[&str]) {
        if let Value::Table(entries) = &mut self.value {
            entries
                .retain(|(key, node)| node.key.line < line || (but.contains(&key.as_str()) && !node.text().is_empty()));
            entries.iter_mut().for_each(|(_, node)| node.cut(line, &[]));
        }
    }

    /// A value given on the command line.
    pub fn loose(text: &str, at: &At) -> Self {
        Self { at: at.clone(), key: at.clone(), value: Value::Scalar(Tag::Loose, text.to_owned()) }
    }

    /// The entry of a table.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().find(|(name, _)| *name == key).map(|(_, node)| node)
    }

    /// The entries of a table, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let entries: &[(String, Self)] = if let Value::Table(entries) = &self.value { entries } else { &[] };
        entries.iter().map(|(name, node)| (name.as_str(), node))
    }

    /// The entries of the table under a key.
    pub fn entries_of(&self, key: &str) -> impl Iterator<Item = (&str, &Self)> {
        self.get(key).into_iter().flat_map(Self::entries)
    }

    /// The items of a list; a single value is a list of one.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Scalar(..) => std::slice::from_ref(self),
            Value::Table(_) => &[],
        }
    }

    /// Whether it is a table or a list without anything in it.
    pub fn is_hollow(&self) -> bool {
        match &self.value {
            Value::Table(entries) => entries.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Scalar(..) => false,
        }
    }

    /// The text of a scalar; empty for anything else.
    pub fn text(&self) -> &str {
        if let Value::Scalar(_, text) = &self.value { text } else { "" }
    }

    /// The text under a key; empty when there is none.
    pub fn text_of(&self, key: &str) -> &str {
        self.get(key).map_or("", Self::text)
    }

    /// The number under a key.
    pub fn number_of(&self, key: &str) -> Option<f64> {
        self.text_of(key).parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The whole number under a key.
    pub fn whole_of(&self, key: &str) -> Option<u32> {
        self.number_of(key).filter(|v| v.fract() == 0.0 && (0.0..=4e9).contains(v)).map(|v| v as u32)
    }

    /// Puts a value into the table under a path of keys, which is made where there is none.
    pub fn put_under(&mut self, path: &[&str], key: &str, node: Self) {
        let Some((first, rest)) = path.split_first() else { return self.put(key, node) };
        let empty = || Self { at: node.at.clone(), key: node.key.clone(), value: Value::Table(Vec::new()) };
        let mut inner = self.get(first).cloned().unwrap_or_else(empty);
        inner.put_under(rest, key, node);
        self.put(first, inner);
    }

    /// Puts a value into a table, in place of what stood there.
    pub fn put(&mut self, key: &str, node: Self) {
        if let Value::Table(entries) = &mut self.value {
            match entries.iter_mut().find(|(name, _)| name == key) {
                Some((_, old)) => *old = node,
                None => entries.push((key.to_owned(), node)),
            }
        }
    }

    /// The value as a cell of a table: lists are joined by `|`, and have no lists in them.
    pub fn as_cell(&self) -> Option<String> {
        let single = |node: &Self| match &node.value {
            Value::Scalar(_, text) => Some(text.trim().to_owned()),
            Value::List(_) | Value::Table(_) => None,
        };
        match &self.value {
            Value::List(items) => {
                let cells: Option<Vec<String>> = items.iter().map(single).collect();
                cells.map(|cells| cells.join("|"))
            }
            _ => single(self),
        }
    }

    /// Whether it is a text, and no number, date or flag.
    pub fn is_text(&self) -> bool {
        matches!(self.value, Value::Scalar(Tag::Text | Tag::Loose, _))
    }

    /// Whether it is a list, be it of one.
    pub fn is_list(&self) -> bool {
        matches!(self.value, Value::List(_))
    }
}

/// What a cell of a column of flags says in a scenario: `true` is 1. Elsewhere it is no number.
pub fn flag(text: String) -> String {
    match text.as_str() {
        "true" => "1".to_owned(),
        "false" => "0".to_owned(),
        _ => text,
    }
}

/// What would be right.
const FORM: &str = "see https://toml.io for the form of such files";

/// What the reader says of a key that is there already.
pub(super) const DUPLICATE: &str = "duplicate key";

/// The line of the header of the section in which a line stands; that line itself where there is none.
pub(super) fn section_line(text: &str, line: usize) -> usize {
    let headers = text.lines().enumerate().take(line).filter(|(_, text)| text.trim_start().starts_with('['));
    headers.last().map_or(line, |(i, _)| i + 1)
}

/// Where the section ends in whose header a byte stands; nothing for a byte elsewhere.
fn section_end(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let is_header = |line: &str| line.trim_start().starts_with('[') && !line.contains('=');
    let mut lines = text[start..].split_inclusive('\n').scan(start, |end, line| {
        let from = *end;
        *end += line.len();
        Some((from, line))
    });
    lines.next().filter(|(_, line)| is_header(line))?;
    Some(lines.find(|(_, line)| is_header(line)).map_or(text.len(), |(from, _)| from))
}

fn entries(table: &DeTable, lines: &Lines) -> Vec<(String, Node)> {
    let entry = |(key, value): (&Spanned<std::borrow::Cow<str>>, &Spanned<DeValue>)| {
        (key.get_ref().to_string(), node(value, lines.at(key.span()), lines))
    };
    table.iter().map(entry).collect()
}

fn node(spanned: &Spanned<DeValue>, key: At, lines: &Lines) -> Node {
    let at = lines.at(spanned.span());
    let value = match spanned.get_ref() {
        DeValue::String(text) => Value::Scalar(Tag::Text, text.to_string()),
        DeValue::Integer(number) => {
            let text = i128::from_str_radix(number.as_str(), number.radix());
            Value::Scalar(Tag::Number, text.map_or_else(|_| number.as_str().to_owned(), |n| n.to_string()))
        }
        DeValue::Float(number) => Value::Scalar(Tag::Number, number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Scalar(Tag::Flag, flag.to_string()),
        DeValue::Datetime(date) => Value::Scalar(Tag::Date, date.to_string()),
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| node(item, lines.at(item.span()), lines)).collect())
        }
        DeValue::Table(table) => Value::Table(entries(table, lines)),
    };
    Node { at, key, value }
}
