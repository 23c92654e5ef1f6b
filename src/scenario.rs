//! Scenarios: from files and the command line to a [`Study`].
//!
//! A base names a case and a start; a what-if is a patch of the base. Patches act on the raw tables before anything is checked
//! or built, so that every value can be changed and every changed value is checked like any other. Precedence, from the
//! weakest: a mechanism's default, the case, the base, `--set`, the what-if, `--set NAME/...`.

pub mod conditions;
pub mod decisions;
pub mod draft;
pub mod find;
pub mod grammar;
mod hints;
pub mod injects;
mod inputs;
mod names;
pub mod node;
mod odd;
mod outcomes;
mod puts;
mod sets;

use crate::{
    domain::Case,
    fault::{Fault, nearest, told},
    seeds::{
        Raw,
        at::At,
        build::build,
        check::check,
        files::Folder,
        table::{Table, decode},
        values,
    },
    study::{Decrees, Sign, Study, Survey, Variant},
};
use conditions::Resolver;
use draft::Draft;
use find::{Found, Inputs, Text};
use node::Node;
use sets::{Set, overridden, sets};
use std::{borrow::Cow, collections::BTreeMap, path::PathBuf};

/// Most bytes of a scenario file.
const MAX_BYTES: usize = 1 << 20;

/// What is asked for beside the scenario itself.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// What-ifs by name or path; `all` for every what-if of the base.
    pub what_ifs: Vec<String>,
    /// Values set on the command line: `ADDRESS=VALUE`, or `NAME/ADDRESS=VALUE` for one variant.
    pub sets: Vec<String>,
    /// Horizon, instead of the base's.
    pub weeks: Option<u32>,
    /// File of choices of people who play actors.
    pub decisions: Option<PathBuf>,
}

/// A scenario file as read.
#[derive(Clone, Debug)]
struct Document {
    text: Text,
    node: Node,
}

/// Everything read, before variants are made of it.
struct Files {
    found: Found,
    base: Document,
    what_ifs: Vec<Document>,
    seeds: Folder,
    decisions: Option<(Text, Table)>,
    sets: Vec<Set>,
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

fn made(found: Found, request: &Request) -> Result<Study, Vec<Fault>> {
    let mut faults = Vec::new();
    let shown = found.base.shown.clone();
    let study = read(found, request, &mut faults).and_then(|files| study(&files, request, &mut faults));
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
    let raw = Raw::read(case, &folder, &mut faults);
    faults.extend(check(&raw));
    if faults.is_empty() { Ok(raw) } else { Err(told(faults)) }
}

fn read(found: Found, request: &Request, faults: &mut Vec<Fault>) -> Option<Files> {
    let base = document(found.base.clone(), grammar::BASE, faults)?;
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
    Some(Files { found, base, what_ifs, seeds, decisions, sets })
}

fn document(text: Text, fields: &'static [grammar::Field], faults: &mut Vec<Fault>) -> Option<Document> {
    let content = decode(&text.shown, &text.bytes, MAX_BYTES, faults)?;
    let content = with_line_ends(content.strip_prefix('\u{feff}').unwrap_or(content));
    let node = Node::read(&text.shown, &content, faults);
    grammar::check(&node, fields, faults);
    Some(Document { text, node })
}

/// A text whose lines end as TOML wants them, as long as it was: old programs on the Mac end them with CR alone.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') || text.contains('\n') { text.into() } else { text.replace('\r', "\n").into() }
}

/// The what-ifs asked for, in the order asked; `all` stands for those of this base that are not named.
fn what_ifs(found: &Found, names: &[String], faults: &mut Vec<Fault>) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    for name in names {
        let texts = if name == "all" { found.all_what_ifs() } else { found.what_if(name).map(|text| vec![text]) };
        let texts = texts.unwrap_or_else(|fault| {
            faults.push(fault);
            Vec::new()
        });
        for text in texts {
            if text.name.chars().any(char::is_control) {
                let message = "the name has a control character";
                faults.push(At::whole(&text.shown).fault("", message, "rename the file"));
                continue;
            }
            let is_new = !all.iter().any(|other| other.text.name == text.name);
            let (mut own, text_name) = (Vec::new(), text.name.clone());
            let document = document(text, grammar::WHAT_IF, &mut own);
            let base = document.as_ref().and_then(|d| d.node.get("base")).filter(|base| !base.text().is_empty());
            if base.is_none() {
                // Of which base it speaks nobody knows.
                faults.append(&mut own);
                continue;
            }
            let fits = base.is_none_or(|base| base.text() == found.base.name);
            // A what-if of another base is none of this one; of a base that is not there it is one that somebody misses.
            if name == "all" && !fits {
                let bases = found.bases();
                if let Some(base) = base.filter(|base| !bases.iter().any(|name| name == base.text())) {
                    let help = nearest(base.text(), bases.iter().map(String::as_str));
                    faults.push(base.at.fault(base.text(), "there is no base of this name beside the what-if", help));
                }
                continue;
            }
            if let Some(base) = base.filter(|_| !fits) {
                // What it says of another base is none of this one's business.
                let (name, own) = (base.text(), &found.base.name);
                let message = format!("the what-if belongs to the base `{name}`, and not to `{own}`");
                faults.push(base.at.fault(name, message, format!("escalade run {name} --what-if {text_name}")));
                continue;
            }
            faults.append(&mut own);
            if let Some(document) = &document
                && ["all", "base"].contains(&document.text.name.as_str())
            {
                faults.push(At::whole(&document.text.shown).fault(
                    &document.text.name,
                    "the name is reserved",
                    "choose another",
                ));
            }
            all.extend(document.filter(|_| is_new));
        }
    }
    all
}

fn study(files: &Files, request: &Request, faults: &mut Vec<Fault>) -> Option<Study> {
    let base = &files.base.node;
    expectations(&files.what_ifs, base, faults);
    let case = base.text_of("case");
    let before = faults.len();
    let raw = Raw::read(case, &files.seeds, faults);
    let sound = faults.len() == before;
    let (start, own_weeks) = (values::date(base.text_of("start")), base.whole_of("weeks"));
    let (Some(start), Some(own_weeks)) = (start, own_weeks) else {
        faults.extend(check(&raw));
        return None;
    };
    let weeks = request.weeks.unwrap_or(own_weeks);
    if weeks == 0 || f64::from(weeks) > grammar::MAX_WEEKS {
        let help = format!("a whole number from 1 to {}", grammar::MAX_WEEKS);
        faults.push(At::whole("--weeks").fault(&weeks.to_string(), "there is no such horizon", help));
    }
    let french = raw.french.clone();
    let drafts = drafts(files, Draft::new(raw, start), faults);
    // A horizon beyond the limit is a fault already; what follows only has to go on finding others.
    let longest = own_weeks.max(weeks).min(grammar::MAX_WEEKS as u32);
    if let (Some((_, table)), Some((_, first, _))) = (&files.decisions, drafts.first()) {
        decisions::check(table, &first.raw, longest, faults);
    }
    let mut maker = Maker { files, base: None, weeks: longest, sound, faults, notes: Vec::new() };
    let mut made = Vec::new();
    for (name, draft, document) in &drafts {
        made.push(maker.variant(name, draft, document)?);
    }
    let mut notes = maker.notes;
    notes.extend(files.what_ifs.iter().flat_map(|w| overridden(&w.text.name, &w.node, &files.sets)));
    let (variants, decrees): (Vec<Variant>, Vec<Decrees>) = made.into_iter().unzip();
    notes.extend(odd::orders(&variants[0].case, &decrees[0]));
    let odd = drafts.first().map(|(_, draft, _)| odd::facts(&draft.raw, &variants[0].case)).unwrap_or_default();
    let pairs: Vec<String> =
        base.get("pairs").map(Node::items).unwrap_or_default().iter().map(|n| n.text().to_owned()).collect();
    let mut hints = hints::hints(base, &variants[0].case, faults);
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
    common.apply(&files.base.node, false, faults);
    let before = faults.len();
    let every = files.sets.iter().filter(|set| set.variant.is_none());
    every.for_each(|set| common.set(&set.address, &set.value, faults));
    if let Some(what_if) = files.what_ifs.first() {
        let hint = format!("; what only a what-if has is set by --set {}/ADDRESS=VALUE", what_if.text.name);
        faults[before..].iter_mut().for_each(|fault| fault.help.push_str(&hint));
    }
    let mut drafts = vec![("base".to_owned(), common.clone(), &files.base)];
    for what_if in &files.what_ifs {
        let mut draft = common.clone();
        draft.apply(&what_if.node, true, faults);
        drafts.push((what_if.text.name.clone(), draft, what_if));
    }
    for (name, draft, _) in &mut drafts {
        let own = files.sets.iter().filter(|set| set.variant.as_ref() == Some(name));
        own.for_each(|set| draft.set(&set.address, &set.value, faults));
    }
    drafts
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

/// Makes variants; the first is the base, whose case tells what its names may be.
struct Maker<'a> {
    files: &'a Files,
    base: Option<Case>,
    weeks: u32,
    /// Whether every table has the right form.
    sound: bool,
    faults: &'a mut Vec<Fault>,
    /// What is to be known of the variants.
    notes: Vec<String>,
}

impl Maker<'_> {
    fn variant(&mut self, name: &str, draft: &Draft, document: &Document) -> Option<(Variant, Decrees)> {
        let wrong = check(&draft.raw);
        let sound = self.sound && wrong.is_empty();
        self.faults.extend(wrong);
        let scheduled: Vec<String> = draft.scheduled.iter().map(|(id, _)| id.clone()).collect();
        let case = build(&draft.raw, draft.start, &scheduled);
        // What a table that could not be read would have said is not held against the scenario.
        if !draft.raw.is_whole() {
            return None;
        }
        self.horizon(draft, &case);
        let base = self.base.get_or_insert_with(|| case.clone()).clone();
        let node = &self.files.base.node;
        let mut resolver =
            Resolver { case: &case, base: &base, sound, faults: self.faults, gone: Vec::new(), weeks: self.weeks };
        let series = node.entries_of("series").map(|(name, address)| resolver.series(name, address)).collect();
        let pairs = node.get("pairs").map(Node::items).unwrap_or_default();
        let pairs = pairs.iter().map(|pair| resolver.pair(pair)).collect();
        let (outcomes, notes) = resolver.outcomes(node, name);
        self.notes.extend(notes);
        let injects = resolver.injects(&draft.injects);
        let prevents = resolver.prevents(&draft.prevents);
        let never = injects.iter().filter(|inject| inject.chance <= 0.0);
        self.notes.extend(never.map(|inject| format!("in {name} inject {} never happens: its chance is 0", inject.id)));
        let table = self.files.decisions.as_ref().map(|(_, table)| table);
        let decrees = table.map(|table| decisions::decrees(table, &case, self.faults));
        let variant = Variant {
            name: name.to_owned(),
            title: document.node.text_of("title").to_owned(),
            question: document.node.text_of("question").to_owned(),
            expects: document
                .node
                .entries_of("expects")
                .filter_map(|(id, n)| Some((id.to_owned(), Sign::parse(n.text())?)))
                .collect(),
            case,
            quantities: draft.quantities.clone(),
            injects,
            prevents,
            outcomes,
            series,
            pairs,
        };
        Some((variant, decrees.unwrap_or_default()))
    }

    /// A scheduled event after the end would never happen; one that lacks what it needs would change nothing.
    fn horizon(&mut self, draft: &Draft, case: &Case) {
        let end = case.date(self.weeks);
        for fact in &case.scheduled {
            let Some((id, at)) = draft.scheduled.iter().find(|(id, _)| *id == fact.id) else { continue };
            if fact.date >= end {
                let help = format!("the scenario ends on {end}");
                self.faults.push(at.fault(id, format!("the event of {} lies after the end", fact.date), help));
            } else if let Some(missing) = injects::idle(fact, draft.start) {
                let help = format!("fill `{missing}` in events.csv");
                self.faults.push(at.fault(id, format!("the event changes nothing without `{missing}`"), help));
            }
        }
    }
}
