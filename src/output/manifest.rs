//! `manifest.json`: what was asked, how to repeat it, and the hash of every other file. Written last: a folder with a manifest
//! is whole.

use super::{excel::Excel, parts::Shard, shelf::Entry, until::Until};
use crate::{
    ensemble::Plan,
    fault::Fault,
    history::Tables,
    study::{Sign, Study},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Its name.
pub const NAME: &str = "manifest.json";

/// The sentence that every result carries.
pub const NOT_A_FORECAST: &str =
    "Simulated, not a forecast: what the documents, the stated assumptions and the rules of the model imply together.";

/// What a run of the command asked, apart from what cannot change a result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Scenario: a built-in name, or the name of the file.
    pub scenario: String,
    /// Seed.
    pub seed: u64,
    /// Runs of each variant; with `until`, how many it took.
    pub runs: u64,
    /// How narrow an interval was to become, where that decided the number of runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// Horizon, where it was not the scenario's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u32>,
    /// What-ifs as asked.
    pub what_ifs: Vec<String>,
    /// Settings, `KEY=VALUE`.
    pub sets: Vec<String>,
    /// Name of the decisions file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<String>,
    /// Tables of single runs.
    pub tables: Tables,
    /// How many runs keep them; 0 = none.
    pub kept: u64,
    /// Which.
    #[serde(default, skip_serializing_if = "Keep::is_first")]
    pub keep: Keep,
    /// For which Excel there are copies of the other tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excel: Option<Excel>,
    /// Whether there are copies of all tables as Parquet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub parquet: bool,
    /// Whether the tables of single runs are packed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gzip: bool,
}

/// How many runs keep tables unless somebody says otherwise.
pub const KEPT: u64 = 50;

/// Which runs keep tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// The first, which are as random as any others.
    #[default]
    First,
    /// Typical, extreme and random ones, picked when all are known.
    Picked,
}

impl Keep {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_first(&self) -> bool {
        *self == Self::First
    }
}

impl Asked {
    /// How the ensemble is played on so many threads.
    pub const fn plan(&self, threads: usize) -> Plan {
        // Those that are picked are played again at the end.
        let kept = if matches!(self.keep, Keep::First) { self.kept } else { 0 };
        Plan { seed: self.seed, runs: self.runs, kept, tables: self.tables, threads }
    }

    /// The command that repeats the ensemble.
    pub fn command(&self) -> String {
        let mut words = vec!["escalade run".to_owned(), quoted(&self.scenario)];
        words.push(format!("--seed {}", self.seed));
        words.push(self.until.as_ref().map_or_else(|| format!("--runs {}", self.runs), Until::words));
        words.extend(self.weeks.map(|weeks| format!("--weeks {weeks}")));
        words.extend(self.what_ifs.iter().map(|name| format!("--what-if {}", quoted(name))));
        words.extend(self.sets.iter().map(|set| format!("--set {}", quoted(set))));
        words.extend(self.decisions.iter().map(|file| format!("--decisions {}", quoted(file))));
        if self.tables.any() {
            let names: Vec<&str> = self.tables.names().collect();
            let names = if self.tables == Tables::ALL { "all".to_owned() } else { names.join(",") };
            words.push(format!("--tables {names}"));
            let kept = if self.kept >= self.runs { "all".to_owned() } else { self.kept.to_string() };
            if self.kept != KEPT.min(self.runs) {
                words.push(format!("--keep-runs {kept}"));
            }
            words.extend((self.keep == Keep::First && self.kept < self.runs).then(|| "--keep first".to_owned()));
            words.extend(self.gzip.then(|| "--gzip".to_owned()));
        }
        words.extend(self.parquet.then(|| "--parquet".to_owned()));
        words.extend(self.excel.map(|excel| format!("--excel={}", excel.word())));
        words.join(" ")
    }
}

/// A word as a shell wants it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

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
    pub kind: String,
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
            expects: variant
                .expects
                .iter()
                .map(|(id, sign)| (id.clone(), json!(super::answers::sign_word(*sign))))
                .collect(),
            failed_runs: *failed,
        });
        let outcomes = study.variants.first().map_or(&[][..], |base| &base.outcomes).iter().map(|o| OutcomeNote {
            id: o.id.clone(),
            kind: o.kind().to_owned(),
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

    /// Its text.
    pub(super) fn text(&self) -> String {
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

/// The spelling of signs lives with the answers; this keeps the list of them closed.
const _: [Sign; 4] = [Sign::Plus, Sign::Minus, Sign::Zero, Sign::Open];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_repeats_what_was_asked() {
        let mut asked = Asked {
            scenario: "northern-mali/after-kidal".to_owned(),
            seed: 7,
            runs: 200,
            kept: 50,
            ..Asked::default()
        };
        assert_eq!(asked.command(), "escalade run northern-mali/after-kidal --seed 7 --runs 200");
        asked.what_ifs = vec!["all".to_owned()];
        asked.sets = vec!["actors.csp.cohesion=0.2 .. 0.4".to_owned()];
        asked.tables = Tables::ALL;
        asked.kept = 3;
        let before = "escalade run northern-mali/after-kidal --seed 7 --runs 200 --what-if all \
                      --set 'actors.csp.cohesion=0.2 .. 0.4' --tables all --keep-runs";
        assert_eq!(asked.command(), format!("{before} 3 --keep first"));
        asked.keep = Keep::Picked;
        assert_eq!(asked.command(), format!("{before} 3"));
        (asked.kept, asked.keep) = (200, Keep::First);
        assert_eq!(asked.command(), format!("{before} all"));
    }
}
