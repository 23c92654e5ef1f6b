//! `manifest.json`: what was asked, how to repeat it, and the hash of every other file. Written last: a folder with a manifest
//! is whole.

use super::{asked::Asked, shard::Shard, shelf::Entry};
use crate::{
    fault::Fault,
    study::{Kind, Study},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Its name.
pub const NAME: &str = "manifest.json";

/// The sentence that every result carries.
pub const NOT_A_FORECAST: &str =
    "Simulated, not a forecast: what the documents, the stated assumptions and the rules of the model imply together.";

/// The manifest of a result. It holds nothing that cannot change a result: no time, no threads, no folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// `escalade`.
    pub program: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// What the numbers are and are not.
    pub notice: String,
    /// Name of the base scenario.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// Its question.
    pub question: String,
    /// Weeks of each run.
    pub weeks: u32,
    /// What was asked.
    pub asked: Asked,
    /// The command that repeats the ensemble.
    pub command: String,
    /// Which part of the ensemble this is, if it is not the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Shard>,
    /// The base, then the what-ifs.
    pub variants: Vec<VariantNote>,
    /// Questions asked of every run.
    pub outcomes: Vec<OutcomeNote>,
    /// Things to know that are no faults.
    pub notes: Vec<String>,
    /// What holds of every result.
    pub guarantees: Vec<String>,
    /// Every other file, by name.
    pub files: BTreeMap<String, Stamp>,
}

/// A variant in the manifest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VariantNote {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Question.
    pub question: String,
    /// Expected sign by outcome.
    pub expects: Map<String, Value>,
    /// Runs that did not reach the horizon.
    pub failed_runs: u64,
}

/// An outcome in the manifest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutcomeNote {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: Kind,
    /// Question.
    pub question: String,
}

/// Length and hash of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Length.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl Stamp {
    /// What is wrong with a file that has another stamp now; nothing if it is the same.
    pub fn wrong(&self, now: &Self) -> Option<String> {
        if self.bytes != now.bytes {
            return Some(format!("it has {} bytes; {} were written", now.bytes, self.bytes));
        }
        (self != now).then(|| "its bytes are not those that were written (SHA-256)".to_owned())
    }
}

const GUARANTEES: [&str; 4] = [
    "The same version, seed and inputs give the same bytes, on any number of threads.",
    "Run k of every variant is the same world: each draw is keyed by what it is for.",
    "The files of N runs are the beginning of those of more, where a row belongs to a run.",
    "Two ranges stand beside each estimate: the spread over assumptions and the sampling error.",
];

impl Manifest {
    /// The manifest of an ensemble.
    pub(super) fn new(study: &Study, asked: &Asked, failed: &[u64], entries: &[Entry]) -> Self {
        let variants = study.variants.iter().zip(failed).map(|(variant, failed)| VariantNote {
            name: variant.name.clone(),
            title: variant.title.clone(),
            question: variant.question.clone(),
            expects: variant.expects.iter().map(|(id, sign)| (id.clone(), json!(sign.word()))).collect(),
            failed_runs: *failed,
        });
        let outcomes = study.variants.first().map_or(&[][..], |base| &base.outcomes).iter().map(|o| OutcomeNote {
            id: o.id.clone(),
            kind: o.kind,
            question: o.question.clone(),
        });
        Self {
            program: PROGRAM.to_owned(),
            version: VERSION.to_owned(),
            notice: NOT_A_FORECAST.to_owned(),
            scenario: study.name.clone(),
            title: study.title.clone(),
            question: study.question.clone(),
            weeks: study.weeks,
            asked: asked.clone(),
            command: asked.command(),
            part: None,
            variants: variants.collect(),
            outcomes: outcomes.collect(),
            notes: study.notes.clone(),
            guarantees: GUARANTEES.map(str::to_owned).to_vec(),
            files: stamps(entries),
        }
    }

    /// The manifest that the study and what was asked make. What only all worlds together can tell is taken over: which runs
    /// failed, the files, and how an ensemble that stops by itself has ended.
    pub(crate) fn remade(&self, study: &Study) -> Self {
        let failed: Vec<u64> = self.variants.iter().map(|variant| variant.failed_runs).collect();
        let mut made = Self::new(study, &self.asked, &failed, &[]);
        made.files.clone_from(&self.files);
        made.part = self.part;
        if self.asked.until.is_some() && self.notes.len() == made.notes.len() + 1 {
            made.notes.extend(self.notes.last().cloned());
        }
        made
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        pretty(self)
    }

    /// Reads a manifest that this version of the program wrote.
    ///
    /// # Errors
    /// It is none, or that of another version.
    pub fn read(shown: &str, text: &str) -> Result<Self, Fault> {
        let wrong = |found: &str, message: String, help: String| Fault {
            file: shown.to_owned(),
            line: 0,
            span: 0..0,
            found: found.to_owned(),
            message,
            help,
        };
        let none = |error: serde_json::Error| {
            let help = "a folder of results has one that the program wrote".to_owned();
            Fault { line: error.line(), ..wrong("", format!("this is no manifest: {error}"), help) }
        };
        let value: Value = serde_json::from_str(text).map_err(none)?;
        let version = value["version"].as_str().unwrap_or_default();
        if value["program"] == PROGRAM && version != VERSION {
            let help = format!("escalade {version} is needed; this is escalade {VERSION}");
            return Err(wrong(version, "another version of the program wrote this result".to_owned(), help));
        }
        if value["program"] == PROGRAM && value["replay"].is_object() {
            let help = "name the folder that it was played again from".to_owned();
            return Err(wrong("", "this folder holds a single world, not an ensemble".to_owned(), help));
        }
        serde_json::from_value(value).map_err(none)
    }
}

/// The manifest of a folder with one world played again. `of` says which world of what.
pub(super) fn replayed(of: &Value, entries: &[Entry]) -> String {
    pretty(&json!({
        "program": PROGRAM,
        "version": VERSION,
        "notice": NOT_A_FORECAST,
        "replay": of,
        "files": stamps(entries),
    }))
}

/// The text that such a folder has with what this manifest says of which world it is and of its files; nothing if it is that of no world, or of another version.
pub(super) fn replayed_again(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    let own = value["program"] == PROGRAM && value["version"] == VERSION && value["replay"].is_object();
    let made = || {
        json!({
            "program": PROGRAM,
            "version": VERSION,
            "notice": NOT_A_FORECAST,
            "replay": value["replay"],
            "files": value["files"],
        })
    };
    own.then(|| pretty(&made()))
}

fn stamps(entries: &[Entry]) -> BTreeMap<String, Stamp> {
    entries.iter().map(|e| (e.name.clone(), Stamp { bytes: e.bytes, sha256: e.sha256.clone() })).collect()
}

fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The program's own name in manifests.
pub const PROGRAM: &str = "escalade";
/// The version that writes and reads them.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
