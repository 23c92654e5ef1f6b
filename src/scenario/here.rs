//! The cases of the user's own at the place where a command is given.

use super::find::{LEVELS, stems};
use crate::seeds::files::Folder;
use std::path::{Path, PathBuf};

/// A case of the user's own in which, or beside which, the command was given.
#[derive(Clone, Debug)]
pub struct Own {
    /// Its folder of seeds.
    pub seeds: String,
    /// The files of its bases, sorted.
    pub bases: Vec<String>,
}

/// The case of the folder one stands in: that in whose seeds or scenarios one is, else all below the nearest `seeds/`, there or in a folder above.
pub fn cases() -> Vec<Own> {
    let Ok(here) = std::env::current_dir() else { return Vec::new() };
    let level = here.ancestors().take(LEVELS).map(|level| cases_below(&here, level)).find(|cases| !cases.is_empty());
    let (inside, mut beside): (Vec<_>, Vec<_>) = level.unwrap_or_default().into_iter().partition(|(inside, _)| *inside);
    if !inside.is_empty() {
        beside = inside;
    }
    beside.into_iter().map(|(_, case)| case).collect()
}

/// The cases whose seeds lie below a folder, in the order of their names, and whether one stands in that case.
fn cases_below(here: &Path, level: &Path) -> Vec<(bool, Own)> {
    let entries = std::fs::read_dir(level.join("seeds")).into_iter().flatten();
    let mut cases: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    cases.retain(|path| path.join("actors.csv").is_file());
    cases.sort();
    let shown = |path: &Path| match path.strip_prefix(here) {
        Ok(rest) if rest.as_os_str().is_empty() => ".".to_owned(),
        Ok(rest) => rest.to_string_lossy().into_owned(),
        Err(_) => path.to_string_lossy().into_owned(),
    };
    let case = |seeds: PathBuf| {
        let scenarios = level.join("scenarios").join(seeds.file_name()?);
        let folder = Folder::on_disk(&scenarios).unwrap_or_default();
        let bases = stems(&folder).map(|stem| shown(&scenarios.join(format!("{stem}.toml")))).collect();
        Some((here.starts_with(&seeds) || here.starts_with(&scenarios), Own { seeds: shown(&seeds), bases }))
    };
    cases.into_iter().filter_map(case).collect()
}
