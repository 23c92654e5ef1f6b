//! Faults, shown with the line that they are about.

use crate::{
    fault::Fault,
    seeds::{files::text_of, values::is_control},
};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, MietteError, MietteSpanContents, Report,
    SourceCode, SourceSpan, SpanContents,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::{self, IsTerminal, Write},
    ops::Range,
};

/// Most faults that are shown with their line; the rest follow one a line.
const MOST: usize = 60;
/// Characters of a line that are shown.
const WIDTH: usize = 100;

/// Shows all faults on standard error, and how many they are.
pub(super) fn faults(faults: &[Fault]) {
    let mut texts: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut out = String::new();
    for (i, fault) in faults.iter().enumerate() {
        if i >= MOST {
            let _ = writeln!(out, "{fault}");
            continue;
        }
        let text = texts.entry(&fault.file).or_insert_with(|| text_of(&fault.file));
        out.push_str(&one(fault, text.as_deref()));
    }
    let files: BTreeSet<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let _ = writeln!(out, "{} in {}; nothing was written", plural(faults.len(), "fault"), plural(files.len(), "place"));
    let _ = io::stderr().lock().write_all(out.as_bytes());
}

fn one(fault: &Fault, text: Option<&str>) -> String {
    let excerpt = text.and_then(|text| Excerpt::of(fault, text));
    let mut message = fault.message.clone();
    if excerpt.is_none() {
        let file = harmless(&fault.file);
        let at = if fault.line > 0 { format!("{file}:{}", fault.line) } else { file };
        message = format!("{at}: {message}");
    }
    let seen = excerpt.as_ref().is_some_and(|e| fault.found.is_empty() || e.text.contains(&fault.found));
    if !seen && !fault.found.is_empty() {
        message = format!("{message} (found `{}`)", harmless(&fault.found));
    }
    let mut diagnostic = MietteDiagnostic::new(message);
    if !fault.help.is_empty() {
        diagnostic = diagnostic.with_help(fault.help.clone());
    }
    let report = match excerpt {
        Some(excerpt) => {
            let label = LabeledSpan::new(None, excerpt.mark.start, excerpt.mark.len());
            Report::new(diagnostic.with_label(label)).with_source_code(excerpt)
        }
        None => Report::new(diagnostic),
    };
    let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let theme = if colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(WIDTH).with_wrap_lines(false);
    let mut out = String::new();
    match handler.render_report(&mut out, report.as_ref()) {
        Ok(()) => out,
        Err(_) => format!("{fault}\n"),
    }
}

/// The line of a fault, or the part of a long line that lies around it.
#[derive(Debug)]
struct Excerpt {
    file: String,
    text: String,
    /// The offending bytes within the text.
    mark: Range<usize>,
    /// Line and column, from 0.
    place: (usize, usize),
}

impl Excerpt {
    fn of(fault: &Fault, text: &str) -> Option<Self> {
        let start = fault.span.start;
        if fault.line == 0 || !text.is_char_boundary(start) {
            return None;
        }
        let begin = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let end = text[start..].find(['\r', '\n']).map_or(text.len(), |i| start + i);
        let stop = boundary(text, fault.span.end.clamp(start, end).min(start + WIDTH));
        let from = boundary(text, begin.max(start.saturating_sub(WIDTH / 2)));
        let to = boundary(text, end.min(stop.max(from) + WIDTH / 2)).min(end);
        let excerpt = harmless(text.get(from..to)?);
        // A mark of no width at the end of a line needs something to stand under.
        let excerpt = if stop == to && start == stop { excerpt + " " } else { excerpt };
        let mark = start - from..boundary(text, stop) - from;
        Some(Self { file: harmless(&fault.file), text: excerpt, mark, place: (fault.line - 1, start - begin) })
    }
}

/// A text that moves no cursor and sets no colour: spaces stand for control characters, as wide in bytes.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_control(letter) && letter != '\t' {
            out.extend(std::iter::repeat_n(' ', letter.len_utf8()));
        } else {
            out.push(letter);
        }
    }
    out
}

/// The nearest character boundary at or before a byte.
fn boundary(text: &str, mut byte: usize) -> usize {
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from((0, self.text.len()));
        let (line, column) = self.place;
        let contents = MietteSpanContents::new_named(self.file.clone(), self.text.as_bytes(), whole, line, column, 1);
        Ok(Box::new(contents))
    }
}
