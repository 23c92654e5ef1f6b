//! `manifest.json` as far as a report needs it.

use super::rows::fault;
use crate::{fault::Fault, output::manifest::NAME};
use serde::Deserialize;
use std::{collections::BTreeMap, path::Path};

/// What was asked.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// Version of the program.
    pub version: String,
    /// Scenario.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// Its question.
    pub question: String,
    /// Seed.
    pub seed: u64,
    /// Runs of each variant.
    pub runs: u64,
    /// Horizon.
    pub weeks: u32,
    /// Values set on the command line.
    pub sets: Vec<String>,
    /// The base and the what-ifs.
    pub variants: Vec<VariantEntry>,
    /// The outcomes, sorted by id.
    pub outcomes: Vec<OutcomeEntry>,
    /// Things the user should know.
    pub notes: Vec<String>,
    /// The command that repeats the ensemble.
    pub command: String,
    /// Every other file.
    pub files: BTreeMap<String, FileEntry>,
}

/// A variant.
#[derive(Clone, Debug, Deserialize)]
pub struct VariantEntry {
    /// `base`, or the name of the what-if.
    pub name: String,
    /// Title.
    pub title: String,
    /// The question it asks.
    pub question: String,
    /// Runs that failed.
    pub failed_runs: u64,
}

/// An outcome.
#[derive(Clone, Debug, Deserialize)]
pub struct OutcomeEntry {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// The question.
    pub question: String,
}

/// A file.
#[derive(Clone, Debug, Deserialize)]
pub struct FileEntry {
    /// Length.
    pub bytes: u64,
    /// Hash.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn read(folder: &Path) -> Result<Self, Fault> {
        let path = folder.join(NAME);
        let shown = path.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).map_err(|error| {
            let help = "a folder of results that is whole has one; name such a folder";
            fault(&shown, 0, 0..0, "", format!("the file cannot be read: {error}"), help)
        })?;
        let manifest: Self = serde_json::from_str(&text).map_err(|error| {
            let line = error.line();
            let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
            fault(&shown, line, start..start, "", format!("this is no manifest: {error}"), "")
        })?;
        if manifest.variants.is_empty() || manifest.weeks == 0 || manifest.runs == 0 {
            return Err(fault(&shown, 0, 0..0, "", "the manifest names no runs".to_owned(), ""));
        }
        Ok(manifest)
    }
}
