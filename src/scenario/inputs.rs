//! The files that a study was made of, so that it can be repeated without the originals.
//!
//! They lie as `escalade new` would lay them out: `seeds/CASE/`, `scenarios/CASE/BASE.toml`, `scenarios/CASE/what-ifs/`, and
//! beside them `question.toml` with what the command line said.

use super::{Files, Request, find::Inputs};
use crate::{fault::Fault, seeds::at::At};
use serde::{Deserialize, Serialize};
use toml::Table;

/// Its name among the inputs.
const QUESTION: &str = "question.toml";
/// Where people's choices lie among the inputs.
const DECISIONS: &str = "decisions.csv";
/// What would be right.
const ALONE: &str = "a result is repeated from its inputs alone";

/// Keys that come first in the file, as they are called in it and elsewhere; others follow under their own names.
const FIRST: [(&str, &str); 3] = [("scenario", "scenario"), ("what_ifs", "what_ifs"), ("set", "sets")];

/// What was asked, with what-ifs by name.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    scenario: String,
    #[serde(flatten)]
    request: Request,
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
    let request = Request {
        what_ifs: files.what_ifs.iter().map(|w| w.text.name.clone()).collect(),
        decisions: files.decisions.as_ref().map(|_| DECISIONS.into()),
        ..request.clone()
    };
    let scenario = format!("scenarios/{}/{}.toml", files.base.node.text_of("case"), files.base.text.name);
    let mut rest = Table::try_from(Question { scenario, request, files: names }).unwrap_or_default();
    let mut table: Table =
        FIRST.iter().filter_map(|(name, field)| Some(((*name).to_owned(), rest.remove(*field)?))).collect();
    table.extend(rest);
    toml::to_string(&table).unwrap_or_default()
}

/// The question that inputs answer: the name of the base among them, and what was asked beside it.
pub(super) fn question(inputs: &Inputs) -> Result<(String, Request), Vec<Fault>> {
    let question = read(inputs)?;
    let faults = missing(inputs, &question.files);
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok((question.scenario, question.request))
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
    let wrong = |error: toml::de::Error| wrong(error.message().to_owned());
    let table: Table = toml::from_str(content).map_err(wrong)?;
    let field =
        |name: String| FIRST.iter().find(|(key, _)| *key == name).map_or(name, |(_, field)| (*field).to_owned());
    let table: Table = table.into_iter().map(|(name, value)| (field(name), value)).collect();
    table.try_into().map_err(wrong)
}

/// What is said of files of which the question speaks and that are missing.
fn missing(inputs: &Inputs, names: &[String]) -> Vec<Fault> {
    let lost = names.iter().filter(|name| !inputs.files.contains_key(*name));
    lost.map(|name| inputs.at(name).fault("", "the file is missing: question.toml names it", ALONE)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fault::Fault, scenario::load};
    use std::collections::BTreeMap;

    #[test]
    fn a_question_is_written_in_the_order_of_old_and_read_again() {
        let request = Request {
            weeks: Some(4),
            what_ifs: vec!["all".to_owned()],
            sets: vec!["decide.inertia=0.1".to_owned()],
            decisions: None,
        };
        let inputs = load("tolmarra/winter-road", &request).unwrap().inputs;
        let text = inputs
            .iter()
            .find(|(name, _)| name == QUESTION)
            .map(|(_, text)| String::from_utf8(text.clone()).unwrap())
            .unwrap();
        let keys: Vec<&str> = text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key).collect();
        assert_eq!(keys, ["scenario", "what_ifs", "set", "weeks", "files"], "{text}");
        let read = |text: String| -> Result<(String, Request), Vec<Fault>> {
            let mut files: BTreeMap<String, Vec<u8>> = inputs.iter().cloned().collect();
            files.insert(QUESTION.to_owned(), text.into_bytes());
            question(&Inputs { shown: String::new(), files })
        };
        let (scenario, again) = read(text.clone()).unwrap();
        assert_eq!(scenario, "scenarios/tolmarra/winter-road.toml");
        assert_eq!((again.sets, again.weeks, again.what_ifs.len()), (request.sets, Some(4), 10));
        let faults = read(text.replace("weeks", "week")).unwrap_err();
        assert!(faults[0].message.contains("week"), "{}", faults[0]);
    }
}
