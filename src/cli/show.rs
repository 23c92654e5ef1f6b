//! Faults, shown with the line that they are about.

use crate::{fault::Fault, seeds::files::text_of};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};
use std::{
    collections::BTreeMap,
    io::{self, IsTerminal, Write},
};

/// Most faults that are shown with their line; the rest follow one a line.
const MOST: usize = 60;

/// Shows all faults on standard error, and how many they are.
pub(super) fn faults(faults: &[Fault]) {
    let mut texts: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut out = String::new();
    for (i, fault) in faults.iter().enumerate() {
        if i >= MOST {
            out.push_str(&format!("{fault}\n"));
            continue;
        }
        let text = texts.entry(&fault.file).or_insert_with(|| text_of(&fault.file));
        out.push_str(&one(fault, text.as_deref()));
    }
    let files: std::collections::BTreeSet<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    out.push_str(&format!(
        "{} in {}; nothing was written\n",
        plural(faults.len(), "fault"),
        plural(files.len(), "file")
    ));
    let _ = io::stderr().lock().write_all(out.as_bytes());
}

fn one(fault: &Fault, text: Option<&str>) -> String {
    let shown = text.filter(|text| fault.line > 0 && text.get(fault.span.clone()).is_some());
    let mut message = fault.message.clone();
    let mut diagnostic = MietteDiagnostic::new("");
    if let (Some(_), false) = (shown, fault.span.is_empty()) {
        diagnostic = diagnostic.with_label(LabeledSpan::at(fault.span.clone(), "here"));
    } else if let Some(text) = shown {
        let start = fault.span.start.min(text.len());
        diagnostic = diagnostic.with_label(LabeledSpan::at_offset(start, "here"));
    } else {
        message = fault.to_string();
        message.truncate(message.len() - if fault.help.is_empty() { 0 } else { fault.help.len() + 2 });
    }
    if shown.is_some() && !fault.found.is_empty() && text.and_then(|t| t.get(fault.span.clone())) != Some(&fault.found)
    {
        message = format!("{message} (found `{}`)", fault.found);
    }
    diagnostic.message = message;
    if !fault.help.is_empty() {
        diagnostic = diagnostic.with_help(fault.help.clone());
    }
    let report = Report::new(diagnostic);
    let report = match shown {
        Some(text) => report.with_source_code(NamedSource::new(&fault.file, text.to_owned())),
        None => report,
    };
    let theme = if io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(110).with_context_lines(0);
    let mut out = String::new();
    match handler.render_report(&mut out, report.as_ref()) {
        Ok(()) => out,
        Err(_) => format!("{fault}\n"),
    }
}
