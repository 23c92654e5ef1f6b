//! The files that a study was made of, so that it can be repeated without the originals.
//!
//! They lie as `escalade new` would lay them out: `seeds/CASE/`, `scenarios/CASE/BASE.toml`, `scenarios/CASE/what-ifs/`, and
//! beside them `question.toml` with what the command line said.

use super::{Files, Request, find::Inputs};
use crate::{fault::Fault, seeds::at::At};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Its name among the inputs.
const QUESTION: &str = "question.toml";
/// Where people's choices lie among the inputs.
const DECISIONS: &str = "decisions.csv";
/// What would be right.
const ALONE: &str = "a result is repeated from its inputs alone";

/// What the command line said, with what-ifs by name.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    scenario: String,
    what_ifs: Vec<String>,
    set: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weeks: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decisions: Option<String>,
    /// Every other file of the inputs, so that none goes without being missed; nothing in those of before.
    #[serde(default)]
    files: Vec<String>,
}

pub(super) fn inputs(files: &Files, request: &Request) -> Vec<(String, Vec<u8>)> {
    let case = files.base.node.text_of("case");
    let base = &files.base.text;
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for name in files.seeds.names() {
        if let Some(bytes) = files.seeds.file(name) {
            all.push((format!("seeds/{case}/{name}"), bytes.to_vec()));
        }
    }
    all.push((format!("scenarios/{case}/{}.toml", base.name), base.bytes.clone()));
    for what_if in &files.what_ifs {
        all.push((format!("scenarios/{case}/what-ifs/{}.toml", what_if.text.name), what_if.text.bytes.clone()));
    }
    if let Some((text, _)) = &files.decisions {
        all.push((DECISIONS.to_owned(), text.bytes.clone()));
    }
    all.sort();
    let names = all.iter().map(|(name, _)| name.clone()).collect();
    all.push((QUESTION.to_owned(), asked(files, request, names).into_bytes()));
    all.sort();
    all
}

/// The text of the question.
fn asked(files: &Files, request: &Request, names: Vec<String>) -> String {
    let question = Question {
        scenario: format!("scenarios/{}/{}.toml", files.base.node.text_of("case"), files.base.text.name),
        what_ifs: files.what_ifs.iter().map(|w| w.text.name.clone()).collect(),
        set: request.sets.clone(),
        weeks: request.weeks,
        decisions: files.decisions.as_ref().map(|_| DECISIONS.to_owned()),
        files: names,
    };
    toml::to_string(&question).unwrap_or_default()
}

/// The question that inputs answer: the name of the base among them, and what was asked beside it.
pub(super) fn question(inputs: &Inputs) -> Result<(String, Request), Vec<Fault>> {
    let question = read(inputs)?;
    let faults = missing(inputs, &question.files);
    if !faults.is_empty() {
        return Err(faults);
    }
    let request = Request {
        what_ifs: question.what_ifs,
        sets: question.set,
        weeks: question.weeks,
        decisions: question.decisions.map(PathBuf::from),
    };
    Ok((question.scenario, request))
}

/// What is said of inputs that are not those of which their question speaks; nothing if that cannot be read.
pub(super) fn strays(inputs: &Inputs) -> Vec<Fault> {
    let Ok(Question { files, .. }) = read(inputs) else { return Vec::new() };
    let is_other = |name: &&String| !files.is_empty() && *name != QUESTION && !files.contains(name);
    let more = inputs.files.keys().filter(is_other);
    let more = more.map(|name| inputs.at(name).fault("", "question.toml does not name this file", ALONE));
    missing(inputs, &files).into_iter().chain(more).collect()
}

fn read(inputs: &Inputs) -> Result<Question, Vec<Fault>> {
    let text = inputs.text(QUESTION).map_err(|fault| vec![fault])?;
    let wrong = |why: String| vec![At::whole(&text.shown).fault("", why, ALONE)];
    let content = std::str::from_utf8(&text.bytes).map_err(|error| wrong(error.to_string()))?;
    toml::from_str(content).map_err(|error| wrong(error.message().to_owned()))
}

/// What is said of files of which the question speaks and that are missing.
fn missing(inputs: &Inputs, names: &[String]) -> Vec<Fault> {
    let lost = names.iter().filter(|name| !inputs.files.contains_key(*name));
    lost.map(|name| inputs.at(name).fault("", "the file is missing: question.toml names it", ALONE)).collect()
}
