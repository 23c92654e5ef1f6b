//! Section lines that are lost: the keys after one belong to the section before it, where they do not fit. That is one slip.

use super::{
    grammar::{Field, GROUP, INJECT, OUTCOME, PREVENT, REPORT, is_missing},
    node::DUPLICATE,
};
use crate::{fault::Fault, seeds::columns::Sheet};
use std::ops::Range;

/// How many keys that do not fit make a line that is lost.
const MANY: usize = 2;
/// How many keys a message names.
const NAMED: usize = 8;
/// Sections with keys of their own.
const OWN: [(&str, &[Field]); 5] = [
    ("outcomes.NAME", OUTCOME),
    ("injects.NAME", INJECT),
    ("prevents.NAME", PREVENT),
    ("report", REPORT),
    ("report.groups.NAME", GROUP),
];
/// Begins the help of the fault.
const HELP: &str = "the line of their own section, such as";
/// Sections whose keys anybody may choose: what follows has values of another form.
const CHOSEN: [&str; 2] = ["series", "expects"];

/// A stretch of a file below a section line, or before the first.
#[derive(Clone, Debug)]
struct Section {
    name: String,
    lines: Range<usize>,
    /// Its keys with their lines.
    keys: Vec<(usize, String)>,
}

/// The sections of a scenario file.
#[derive(Clone, Debug)]
pub(super) struct Sections {
    file: String,
    all: Vec<Section>,
}

impl Sections {
    /// Those of a text.
    pub(super) fn of(file: &str, text: &str) -> Self {
        let mut all = vec![Section { name: String::new(), lines: 1..usize::MAX, keys: Vec::new() }];
        for (i, line) in text.lines().enumerate() {
            let line = line.trim();
            let Some(last) = all.last_mut() else { break };
            if let Some((name, _)) =
                line.strip_prefix('[').and_then(|rest| rest.split_once(']')).filter(|_| !line.contains("] ="))
            {
                last.lines.end = i + 1;
                all.push(Section { name: name.to_owned(), lines: i + 1..usize::MAX, keys: Vec::new() });
            } else if let Some((key, _)) = line.split_once('=') {
                let key = key.trim().trim_matches('"');
                if !key.is_empty() && !key.contains(['{', '[', '#', '"']) {
                    last.keys.push((i + 1, key.to_owned()));
                }
            }
        }
        Self { file: file.to_owned(), all }
    }

    /// Tells once where a section line is lost, in place of all that is wrong with the keys after it. `read` says whether more than
    /// the form of the file was looked at.
    pub(super) fn tell(&self, read: bool, faults: &mut Vec<Fault>) {
        for section in &self.all {
            let here = |fault: &Fault| fault.file == self.file && section.lines.contains(&fault.line);
            let lost = faults.iter().find(|f| here(f) && is_lost(f)).cloned();
            let mut misfits: Vec<usize> =
                faults.iter().filter(|f| here(f) && section.misfit(f, read)).map(|fault| fault.line).collect();
            misfits.extend(lost.iter().map(|fault| fault.line));
            misfits.sort_unstable();
            misfits.dedup();
            let Some(first) = misfits.first() else { continue };
            let first = match section.foreign(*first).filter(|_| !read) {
                Some(begin) => begin,
                None if lost.is_some() || misfits.len() >= MANY => section.begin(*first, faults),
                None => continue,
            };
            // What was said of these keys, and of the section that has them and its own.
            let head = |fault: &Fault| fault.line == section.lines.start && !is_missing(fault);
            let within =
                |fault: &Fault| here(fault) && (fault.line >= first || (first > section.lines.start && head(fault)));
            let shows = faults.iter().filter(|f| here(f) && f.line >= first).min_by_key(|f| f.line);
            let Some(mut fault) = shows.cloned() else { continue };
            if fault.line > first {
                // Of keys that are fine where anybody may choose them nothing was said.
                fault = Fault { line: first, span: 0..0, found: String::new(), ..fault };
            }
            (fault.message, fault.help) = section.said(first);
            // Whose line it may be is known already.
            fault.help = lost.map_or(fault.help, |lost| lost.help);
            faults.retain(|fault| !within(fault));
            faults.push(fault);
        }
    }

    /// Gives what was said of a name that nobody knows to the one section that is lost, whose name it may be; tells whether it did.
    pub(super) fn blame(&self, name: &str, faults: &mut [Fault]) -> bool {
        let mut lost = faults.iter_mut().filter(|fault| fault.file == self.file && is_lost(fault));
        let (Some(fault), None) = (lost.next(), lost.next()) else { return false };
        fault.help = format!("{HELP} [{name}], is missing before them");
        true
    }

    /// Whether keys stand under `[set]` that are no addresses: a section line after it is lost.
    pub(super) fn is_set_mixed(&self) -> bool {
        let stray = |section: &Section| section.keys.iter().filter(|(_, key)| !key.contains('.')).count();
        self.all.iter().any(|section| section.name == "set" && stray(section) >= MANY)
    }

    /// Whether a section line is lost.
    pub(super) fn lost(&self, faults: &[Fault]) -> bool {
        faults.iter().any(|fault| fault.file == self.file && is_lost(fault))
    }
}

fn is_lost(fault: &Fault) -> bool {
    fault.help.starts_with(HELP)
}

impl Section {
    /// Whether a fault says that a key does not belong here; of one that is like another, it is misspelt.
    fn misfit(&self, fault: &Fault, read: bool) -> bool {
        let Some((_, key)) = self.keys.iter().find(|(line, _)| *line == fault.line) else { return false };
        if fault.message == DUPLICATE {
            return true;
        }
        if self.name == "set" {
            return *key == fault.found && !key.contains('.');
        }
        let at_key = *key == fault.found || (CHOSEN.contains(&self.name.as_str()) && !read);
        // What is there already was not meant.
        let misspelt = fault.help.contains("did you mean")
            && !self.keys.iter().any(|(_, key)| fault.help.ends_with(&format!("did you mean `{key}`?")));
        at_key && !misspelt
    }

    /// The line from which on keys do not fit, if this one does not: also those right before it that are none of this section.
    fn begin(&self, line: usize, faults: &[Fault]) -> usize {
        let wrong = |(line, key): &&(usize, String)| faults.iter().any(|f| f.line == *line && f.found == *key);
        let before = self.keys.iter().rev().skip_while(|(own, _)| *own >= line);
        before.take_while(wrong).last().map_or(line, |(line, _)| *line)
    }

    /// Where the keys of another section begin that stand at the end of one whose keys anybody may choose, if that of this line is among them.
    fn foreign(&self, line: usize) -> Option<usize> {
        let own = |fields: &[Field]| {
            let run = self.keys.iter().rev().take_while(|(_, key)| fields.iter().any(|field| field.name == *key));
            let run: Vec<&(usize, String)> = run.collect();
            // A name that anybody may choose may be that of a key by chance, but hardly that of one that must be there.
            let must =
                fields.iter().filter(|field| field.required).any(|field| run.iter().any(|(_, key)| field.name == *key));
            run.last().map(|(first, _)| *first).filter(|first| must && run.len() >= MANY && *first <= line)
        };
        CHOSEN.contains(&self.name.as_str()).then(|| OWN.iter().find_map(|(_, fields)| own(fields))).flatten()
    }

    /// What is said of the keys from a line on.
    fn said(&self, first: usize) -> (String, String) {
        let keys: Vec<&str> =
            self.keys.iter().filter(|(line, _)| *line >= first).map(|(_, key)| key.as_str()).collect();
        let kind = kind(&keys);
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        let more = if keys.len() > NAMED { format!(" and {} more", keys.len() - NAMED) } else { String::new() };
        let named = keys[..keys.len().min(NAMED)].join(", ");
        let into =
            if self.name.is_empty() { "before the first section".to_owned() } else { format!("in [{}]", self.name) };
        (
            format!("{} keys do not fit {into}: {named}{more}", keys.len()),
            format!("{HELP} [{kind}], may be missing before them"),
        )
    }
}

/// The section to which keys belong, as far as they tell.
fn kind(keys: &[&str]) -> String {
    let own = OWN.iter().find(|(_, fields)| keys.iter().all(|key| fields.iter().any(|field| field.name == *key)));
    let table = || Sheet::ALL.iter().find(|sheet| keys.iter().all(|key| sheet.schema().position(key).is_some()));
    let french = |key: &&str| ["outcomes.", "groups.", "what_ifs."].iter().any(|start| key.starts_with(start));
    match own {
        Some((name, _)) => (*name).to_owned(),
        None if keys.iter().any(french) => "report.fr".to_owned(),
        None if keys.iter().all(|key| key.contains('.')) => "set".to_owned(),
        None => table().map_or("series".to_owned(), |sheet| format!("add.{}.KEY", sheet.word())),
    }
}
