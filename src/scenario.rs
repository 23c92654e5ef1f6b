//! Scenarios: from files and the command line to a [`Study`].
//!
//! A base names a case and a start; a what-if is a patch of the base. Patches act on the raw tables before anything is checked
//! or built, so that every value can be changed and every changed value is checked like any other. Precedence, from the
//! weakest: a mechanism's default, the case, the base, `--set`, the what-if, `--set NAME/...`.

mod bars;
mod chosen;
pub mod conditions;
mod days;
pub mod decisions;
pub mod draft;
pub mod find;
pub mod grammar;
pub mod here;
mod hints;
pub mod injects;
mod inputs;
mod lost;
mod maker;
mod misnamed;
mod names;
mod never;
pub mod node;
mod notes;
mod odd;
mod orders;
mod outcomes;
mod past;
mod possible;
mod postures;
mod puts;
mod request;
mod roots;
mod sets;
mod shocks;
mod stand;
mod unread;

use crate::{
    domain::case::first_day,
    fault::{Fault, nearest, told},
    seeds::{
        Raw,
        at::At,
        check::check,
        columns::Sheet,
        files::Folder,
        table::{Table, decode},
        values,
    },
    study::{Decrees, Study, Survey, Variant},
};
use chosen::what_ifs;
use draft::Draft;
use find::{Found, Inputs, Text};
use lost::Sections;
use maker::Maker;
use node::Node;
use notes::Notes;
pub use request::Request;
#[cfg(feature = "cli")]
pub(crate) use request::name;
use sets::{Set, overridden, sets};
use std::{borrow::Cow, collections::BTreeMap};

/// Most bytes of a scenario file.
const MAX_BYTES: usize = 1 << 20;

/// A scenario file as read.
#[derive(Clone, Debug)]
struct Document {
    text: Text,
    node: Node,
    /// Whether the text has not the form of a scenario file.
    broken: bool,
    sections: Sections,
}

/// Everything read, before variants are made of it.
struct Files {
    found: Found,
    base: Document,
    what_ifs: Vec<Document>,
    seeds: Folder,
    decisions: Option<(Text, Table)>,
    sets: Vec<Set>,
    /// That the seeds are not the scenario's own, if they are not.
    seeds_note: Option<String>,
}

impl Files {
    /// The base and its what-ifs.
    fn documents(&self) -> impl Iterator<Item = &Document> {
        std::iter::once(&self.base).chain(&self.what_ifs)
    }
}

/// Loads a study: a built-in scenario by name (`northern-mali/after-kidal` or `after-kidal`) or one of the user's own by path.
///
/// # Errors
/// All faults of all files, sorted by file and line.
pub fn load(name_or_path: &str, request: &Request) -> Result<Study, Vec<Fault>> {
    let found = find::base(name_or_path).map_err(|fault| vec![fault])?;
    made(found, request)
}

/// Loads a study from files in memory and from nothing else: neither the disk nor the built-in cases are looked at.
///
/// Files are named as `escalade new` lays them out, with `/`: `scenarios/CASE/BASE.toml`, `scenarios/CASE/what-ifs/NAME.toml`,
/// `seeds/CASE/TABLE.csv`. `name` is the base among them, `CASE/BASE` or `BASE`; what the request names as a file of decisions is
/// one of the files, too.
///
/// # Errors
/// There is no such base among the files, or all faults of all files, sorted by file and line.
pub fn load_from(files: BTreeMap<String, Vec<u8>>, name: &str, request: &Request) -> Result<Study, Vec<Fault>> {
    let inputs = Inputs { shown: String::new(), files };
    let found = inputs.named(name).map_err(|fault| vec![fault])?;
    made(found, request)
}

/// Loads the study of a result again, from the files that it was made of and from nothing else.
///
/// # Errors
/// All faults of all files.
pub fn reload(inputs: Inputs) -> Result<Study, Vec<Fault>> {
    let (base, request) = question(&inputs)?;
    let found = inputs.base(&base).map_err(|fault| vec![fault])?;
    made(found, &request)
}

/// The question that inputs answer: the name of the base among them, and what was asked beside it.
///
/// # Errors
/// It is not there, or cannot be read.
pub fn question(inputs: &Inputs) -> Result<(String, Request), Vec<Fault>> {
    inputs::question(inputs)
}

/// What is said of inputs that are not those of which their question speaks: one is missing, or there is another.
pub fn strays(inputs: &Inputs) -> Vec<Fault> {
    inputs::strays(inputs)
}

fn made(found: Found, request: &Request) -> Result<Study, Vec<Fault>> {
    let mut faults = Vec::new();
    let shown = found.base.shown.clone();
    let study = read(found, request, &mut faults).and_then(|mut files| {
        roots::mend(&mut files, &mut faults);
        let before = faults.len();
        let study = study(&files, request, &mut faults);
        if let Some(fault) = roots::of_another_case(&mut files, request, faults.len() - before) {
            faults.truncate(before);
            faults.push(fault);
        }
        files.documents().for_each(|file| file.sections.tell(true, &mut faults));
        study
    });
    match study {
        Some(study) if faults.is_empty() => Ok(study),
        _ => {
            if faults.is_empty() {
                faults.push(At::whole(&shown).fault("", "the scenario cannot be read", ""));
            }
            Err(told(faults))
        }
    }
}

/// The tables of the case of a scenario, checked, for looking things up.
///
/// # Errors
/// All faults of its tables.
pub fn tables(case: &str) -> Result<Raw, Vec<Fault>> {
    let mut faults = Vec::new();
    let folder = match find::seeds(case) {
        Ok(folder) => folder,
        Err(fault) => return Err(vec![fault]),
    };
    let raw = Raw::read(case, &folder, &[], &mut faults);
    faults.extend(check(&raw));
    if faults.is_empty() { Ok(raw) } else { Err(told(faults)) }
}

fn read(found: Found, request: &Request, faults: &mut Vec<Fault>) -> Option<Files> {
    if let Some(fault) = no_base(&found.base) {
        faults.push(fault);
        return None;
    }
    let base = document(found.base.clone(), grammar::BASE, faults)?;
    faults.extend(names::odd(&found.base));
    let what_ifs = what_ifs(&found, &request.what_ifs, faults);
    let decisions = request.decisions.as_ref().and_then(|path| {
        let text = found.decisions(path).map_err(|fault| faults.push(fault)).ok()?;
        let table = decisions::read(&text.shown, &text.bytes, faults);
        Some((text, table))
    });
    let names: Vec<&str> = what_ifs.iter().map(|what_if| what_if.text.name.as_str()).collect();
    let sets = sets(&request.sets, &names, faults);
    let case = base.node.get("case")?;
    let seeds = found.seeds(case.text(), &case.at).map_err(|fault| faults.push(fault)).ok()?;
    let seeds_note = found.lent(&seeds).then(|| {
        let case = case.text();
        format!(
            "{} has no seeds of its own: those of the built-in case {case} are read; its own belong into seeds/{case}",
            found.base.shown
        )
    });
    Some(Files { found, base, what_ifs, seeds, decisions, sets, seeds_note })
}

/// What is said of a file that is no base at all: an empty one, or a what-if.
fn no_base(text: &Text) -> Option<Fault> {
    let (at, content) = (At::whole(&text.shown), String::from_utf8_lossy(&text.bytes));
    if content.trim_start_matches('\u{feff}').trim().is_empty() && text.bytes.iter().all(u8::is_ascii) {
        return Some(at.fault(
            "",
            "the file is empty",
            "a scenario begins with title, case, start, weeks and question",
        ));
    }
    let node = Node::read(&text.shown, &content, &mut Vec::new());
    let base = node.get("base").filter(|_| node.get("case").is_none() && node.get("start").is_none())?;
    let help = format!("name its base, {}, and add --what-if {}", base.text(), text.name);
    Some(base.key.fault(base.text(), "this is a what-if, and no scenario", help))
}

fn document(text: Text, fields: &'static [grammar::Field], faults: &mut Vec<Fault>) -> Option<Document> {
    let content = decode(&text.shown, &text.bytes, MAX_BYTES, faults)?;
    let content = with_line_ends(content.strip_prefix('\u{feff}').unwrap_or(content));
    let before = faults.len();
    let sections = Sections::of(&text.shown, &content);
    let mut node = Node::read(&text.shown, &content, faults);
    let broken = faults[before..].iter().find(|fault| fault.message != node::DUPLICATE).map(|fault| fault.line);
    if let Some(line) = broken {
        // What stands in that section or after it may be read as anything, and what is missed may stand there.
        let adds = node.get("add").is_some();
        node.cut(if adds { 0 } else { node::section_line(&content, line) }, &["case", "base"]);
        let mut own = Vec::new();
        grammar::check(&node, fields, &mut own);
        faults.extend(own.into_iter().filter(|fault| !grammar::is_missing(fault)));
    } else {
        grammar::check(&node, fields, faults);
        sections.tell(false, faults);
    }
    grammar::keep(&mut node, fields);
    Some(Document { text, node, broken: broken.is_some(), sections })
}

/// A text whose lines end as TOML wants them, as long as it was: old programs on the Mac end them with CR alone.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') || text.contains('\n') { text.into() } else { text.replace('\r', "\n").into() }
}

fn study(files: &Files, request: &Request, faults: &mut Vec<Fault>) -> Option<Study> {
    let base = &files.base.node;
    if !files.base.broken {
        expectations(&files.what_ifs, base, faults);
    }
    let case = base.text_of("case");
    let before = faults.len();
    let rows = base.entries_of("add").filter_map(|(sheet, rows)| Some((Sheet::parse(sheet)?, rows)));
    let added: Vec<(Sheet, String)> =
        rows.flat_map(|(sheet, rows)| rows.entries().map(move |(id, _)| (sheet, id.to_owned()))).collect();
    let raw = Raw::read(case, &files.seeds, &added, faults);
    let sound = faults.len() == before;
    let (start, own_weeks) = (values::date(base.text_of("start")), base.whole_of("weeks"));
    let (Some(start), Some(own_weeks)) = (start, own_weeks) else {
        faults.extend(check(&raw));
        return None;
    };
    let is_horizon = |weeks: u32| weeks > 0 && f64::from(weeks) <= grammar::MAX_WEEKS;
    if !is_horizon(own_weeks) {
        // Told of its key; nothing else can be held against a horizon that is none.
        faults.extend(check(&raw));
        return None;
    }
    let weeks = request.weeks.unwrap_or(own_weeks);
    if !is_horizon(weeks) {
        let help = format!("a whole number from 1 to {}", grammar::MAX_WEEKS);
        faults.push(At::whole("--weeks").fault(&weeks.to_string(), "there is no such horizon", help));
    }
    let (french, outline_notes) = (raw.french.clone(), raw.outline.clone());
    let drafts = drafts(files, Draft::new(raw, start), faults);
    // A horizon beyond the limit is a fault already; what follows only has to go on finding others.
    let longest = own_weeks.max(weeks).min(grammar::MAX_WEEKS as u32);
    if let (Some((_, table)), Some((_, first, _))) = (&files.decisions, drafts.first()) {
        decisions::check(table, &first.raw, longest, faults);
    }
    let (notes, odd) = (Notes::default(), Notes::default());
    let scenarios = days::all(&files.found, case, (start, first_day(start, longest)));
    let mut maker = Maker { files, base: None, weeks: longest, asked: weeks, scenarios, sound, faults, notes, odd };
    let mut made = Vec::new();
    // Each draft is dropped once its variant is made: a what-if is held once, not twice.
    for (name, draft, document) in drafts {
        made.push(maker.variant(&name, &draft, document)?);
    }
    let (mut notes, mut odd) = (maker.notes.told(), maker.odd.told());
    notes.extend(files.seeds_note.clone());
    notes.extend(misnamed::notes(&files.found, &files.seeds));
    notes.extend(files.what_ifs.iter().flat_map(|w| overridden(&w.text.name, &w.node, &files.sets)));
    odd.extend(outline_notes);
    let (variants, decrees): (Vec<Variant>, Vec<Decrees>) = made.into_iter().unzip();
    odd.extend(files.documents().flat_map(|file| never::notes(&file.node, &variants)));
    let pairs: Vec<String> =
        base.get("pairs").map(Node::items).unwrap_or_default().iter().map(|n| n.text().to_owned()).collect();
    let mut hints = hints::hints(base, &variants[0].case, faults);
    // A result has only the what-ifs that were asked for; beside a base on disk lie all of them.
    if let Some(all) = files.found.folders().and_then(|_| files.found.all_what_ifs().ok()) {
        let names: Vec<String> = all.into_iter().map(|text| text.name).collect();
        odd.extend(hints::strangers(base, &names));
    }
    hints.french.extend(french);
    Some(Study {
        name: format!("{case}/{}", files.found.base.name),
        title: base.text_of("title").to_owned(),
        question: base.text_of("question").to_owned(),
        weeks,
        survey: Survey::new(&variants, &pairs),
        pairs,
        variants,
        decrees,
        inputs: inputs::inputs(files, request),
        hints,
        odd,
        notes,
    })
}

/// The base and every what-if, patched in the order of precedence.
fn drafts<'a>(files: &'a Files, mut common: Draft, faults: &mut Vec<Fault>) -> Vec<(String, Draft, &'a Document)> {
    patch(&mut common, &files.base, false, faults);
    let before = faults.len();
    let every = files.sets.iter().filter(|set| set.variant.is_none());
    every.for_each(|set| common.set(&set.address, &set.value, faults));
    if let Some(what_if) = files.what_ifs.first() {
        let hint = format!("; what only a what-if has is set by --set {}/ADDRESS=VALUE", what_if.text.name);
        faults[before..].iter_mut().for_each(|fault| fault.help.push_str(&hint));
    }
    let mut drafts = vec![("base".to_owned(), common.clone(), &files.base)];
    // What a base that cannot be read to its end would have brought is not held against what-ifs.
    for what_if in files.what_ifs.iter().filter(|what_if| !files.base.broken && !what_if.broken) {
        let mut draft = common.clone();
        patch(&mut draft, what_if, true, faults);
        drafts.push((what_if.text.name.clone(), draft, what_if));
    }
    for (name, draft, _) in &mut drafts {
        let own = files.sets.iter().filter(|set| set.variant.as_ref() == Some(name));
        own.for_each(|set| draft.set(&set.address, &set.value, faults));
    }
    drafts
}

/// Applies a scenario file. What it lost with the line of a section is told there.
fn patch(draft: &mut Draft, document: &Document, own: bool, faults: &mut Vec<Fault>) {
    draft.rows(&document.node, faults);
    document.sections.tell(true, faults);
    let mut unknown = Vec::new();
    let lost = document.sections.lost(faults) || document.sections.is_set_mixed();
    let rows = draft.raw.mend(lost, &mut unknown);
    draft.apply(&document.node, own, faults);
    document.sections.tell(true, faults);
    match (&rows[..], unknown.len()) {
        ([row], 1) if document.sections.blame(&format!("add.{row}"), faults) => {}
        _ => faults.extend(unknown),
    }
}

fn expectations(what_ifs: &[Document], base: &Node, faults: &mut Vec<Fault>) {
    for what_if in what_ifs {
        for (id, sign) in what_if.node.entries_of("expects") {
            if !base.entries_of("outcomes").any(|(outcome, _)| outcome == id) {
                let help = nearest(id, base.entries_of("outcomes").map(|(outcome, _)| outcome));
                faults.push(sign.key.fault(id, "the base has no such outcome", help));
            }
        }
    }
}
