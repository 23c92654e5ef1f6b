//! `manifest.json`: what was asked, how to repeat it, and the hash of every other file. Written last: a folder with a manifest
//! is whole.

use super::shelf::Entry;
use crate::{
    ensemble::Plan,
    history::Tables,
    study::{Sign, Study},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Its name.
pub const NAME: &str = "manifest.json";

/// The sentence that every result carries.
pub const NOT_A_FORECAST: &str =
    "Simulated, not a forecast: what the documents, the stated assumptions and the rules of the model imply together.";

/// What a run of the command asked, apart from what cannot change a result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Scenario: a built-in name, or the name of the file.
    pub scenario: String,
    /// Seed.
    pub seed: u64,
    /// Runs of each variant.
    pub runs: u64,
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
}

/// How many runs keep tables unless somebody says otherwise.
pub const KEPT: u64 = 50;

impl Asked {
    /// How the ensemble is played on so many threads.
    pub const fn plan(&self, threads: usize) -> Plan {
        Plan { seed: self.seed, runs: self.runs, kept: self.kept, tables: self.tables, threads }
    }

    /// The command that repeats the ensemble.
    pub fn command(&self) -> String {
        let mut words = vec!["escalade run".to_owned(), quoted(&self.scenario)];
        words.push(format!("--seed {} --runs {}", self.seed, self.runs));
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
        }
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

/// The manifest. It holds nothing that cannot change a result: no time, no threads, no folder.
pub(super) fn manifest(study: &Study, asked: &Asked, failed: &[u64], entries: &[Entry]) -> String {
    let variants: Vec<Value> = study
        .variants
        .iter()
        .zip(failed)
        .map(|(variant, failed)| {
            let expects: Map<String, Value> = variant
                .expects
                .iter()
                .map(|(outcome, sign)| (outcome.clone(), json!(super::answers::sign_word(*sign))))
                .collect();
            json!({
                "name": variant.name,
                "title": variant.title,
                "question": variant.question,
                "expects": expects,
                "failed_runs": failed,
            })
        })
        .collect();
    let outcomes: Vec<Value> = study.variants.first().map_or_else(Vec::new, |base| {
        base.outcomes.iter().map(|o| json!({ "id": o.id, "kind": o.kind(), "question": o.question })).collect()
    });
    let files: Map<String, Value> =
        entries.iter().map(|e| (e.name.clone(), json!({ "bytes": e.bytes, "sha256": e.sha256 }))).collect();
    let manifest = json!({
        "program": "escalade",
        "version": env!("CARGO_PKG_VERSION"),
        "notice": NOT_A_FORECAST,
        "scenario": study.name,
        "title": study.title,
        "question": study.question,
        "seed": asked.seed,
        "runs": asked.runs,
        "weeks": study.weeks,
        "what_ifs": asked.what_ifs,
        "sets": asked.sets,
        "decisions": asked.decisions.is_some(),
        "tables": asked.tables.names().collect::<Vec<_>>(),
        "kept_runs": if asked.tables.any() { asked.kept } else { 0 },
        "variants": variants,
        "outcomes": outcomes,
        "notes": study.notes,
        "command": asked.command(),
        "guarantees": [
            "The same version, seed and inputs give the same bytes, on any number of threads.",
            "Run k of every variant is the same world: each draw is keyed by what it is for.",
            "The files of N runs are the beginning of those of more, where a row belongs to a run.",
            "Two ranges stand beside each estimate: the spread over assumptions and the sampling error.",
        ],
        "files": files,
    });
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    text
}

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
        assert_eq!(
            asked.command(),
            "escalade run northern-mali/after-kidal --seed 7 --runs 200 --what-if all \
             --set 'actors.csp.cohesion=0.2 .. 0.4' --tables all --keep-runs 3"
        );
    }
}
