//! Verifying a result folder: are its files those that were written, and do its worlds come out the same from `inputs/` alone?
//!
//! Every file has the length and the hash that the manifest says, none is missing, none is there beside them. Then the study is
//! made anew from the inputs, and worlds are played again: either a sample, whose rows in `runs.csv` and in the tables are
//! compared cell by cell; or all of them, and then every file is compared byte by byte while it is made again, and nothing is
//! written. A hash that somebody adjusted hides nothing from the worlds.

use super::{Reopened, below, compare, inputs, manifest};
use crate::{
    ensemble::{self, single},
    fault::Fault,
    history::{Status, Tables},
    output::{
        Keep, Manifest, Memory, Refused, Results,
        kept::Kept,
        manifest::{NAME, Stamp},
        shelf::{Deed, hashed, hex},
        worlds::Worlds,
    },
    scenario::{question, reload},
    table::{Table, read::Reader},
};
use std::{collections::BTreeSet, fmt, fs::File, io, path::Path};

/// How many worlds a sample has.
pub const SAMPLE: u64 = 16;

/// What was looked at, and what is not as it should be.
#[derive(Debug, Default)]
pub struct Verified {
    /// Files whose length and hash were compared.
    pub files: usize,
    /// Worlds played again.
    pub worlds: u64,
    /// Worlds of the result.
    pub of: u64,
    /// Variants of each.
    pub variants: usize,
    /// Everything wrong, each with its file and place.
    pub findings: Vec<String>,
}

/// Which worlds are played again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// So many, the first and the last and between them at equal steps.
    Sample(u64),
    /// All of them, and everything that is counted from them.
    All,
}

/// Verifies a result folder on so many threads.
///
/// # Errors
/// It is no result of this version.
pub fn verify(dir: &Path, which: Which, threads: usize) -> Result<Verified, Vec<Fault>> {
    let whole = |fault| vec![fault];
    let manifest = manifest(dir).map_err(whole)?;
    let mut found = Verified { of: manifest.asked.runs, variants: manifest.variants.len(), ..Verified::default() };
    files(dir, &manifest, &mut found).map_err(whole)?;
    let study = inputs(dir).map_err(whole).and_then(|inputs| {
        let (_, request) = question(&inputs)?;
        if request.sets != manifest.asked.sets || request.weeks != manifest.asked.weeks {
            found.findings.push(format!("{NAME}: it does not ask what inputs/question.toml asks"));
        }
        reload(inputs)
    });
    let study = match study {
        Ok(study) => study,
        // What was found before says why the inputs have faults.
        Err(faults) if found.findings.is_empty() => return Err(faults),
        Err(faults) => {
            found.findings.extend(faults.iter().map(ToString::to_string));
            found.findings.push("no world could be played again from these inputs".to_owned());
            return Ok(found);
        }
    };
    let names = study.variants.iter().map(|variant| variant.name.as_str());
    if manifest.variants.iter().map(|variant| variant.name.as_str()).ne(names) {
        found.findings.push(format!("{NAME}: its variants are not those of inputs/question.toml"));
        return Ok(found);
    }
    let again = Reopened { dir: dir.to_owned(), manifest, study };
    let played = match which {
        Which::All => all(&again, threads, &mut found),
        Which::Sample(worlds) => {
            sample(&again, picked(found.of, worlds), &mut found).map_err(|refused| refused.to_string())
        }
    };
    found.findings.extend(played.err());
    Ok(found)
}

/// So many runs: the first, the last, and between them at equal steps.
fn picked(runs: u64, worlds: u64) -> BTreeSet<u64> {
    let (last, steps) = (u128::from(runs.saturating_sub(1)), u128::from(worlds.max(2) - 1));
    (0..u128::from(worlds)).map(|i| (last * i / steps) as u64).collect()
}

/// Compares lengths and hashes, and looks for files that are missing or do not belong here.
fn files(dir: &Path, manifest: &Manifest, found: &mut Verified) -> Result<(), Fault> {
    let mut there = below(dir)?;
    there.remove(NAME);
    for (name, stamp) in &manifest.files {
        found.files += 1;
        let wrong = match there.remove(name).map(|path| stamped(&path)) {
            None => Some("it is missing".to_owned()),
            Some(Err(error)) => Some(format!("it cannot be read: {error}")),
            Some(Ok(now)) => stamp.wrong(&now),
        };
        let Some(wrong) = wrong else { continue };
        let meaning = if name.starts_with("inputs/") { ": the ensemble was made of something else" } else { "" };
        found.findings.push(format!("{name}: {wrong}{meaning}"));
    }
    found.findings.extend(there.keys().map(|name| format!("{name}: it does not belong to the result")));
    Ok(())
}

/// Length and hash of a file.
fn stamped(path: &Path) -> io::Result<Stamp> {
    let (bytes, hash) = hashed(File::open(path)?)?;
    Ok(Stamp { bytes, sha256: hex(hash) })
}

/// The runs that have rows in the tables of single runs.
fn kept(again: &Reopened) -> Result<BTreeSet<u64>, Refused> {
    let asked = &again.manifest.asked;
    if asked.keep == Keep::First {
        return Ok((0..asked.kept).collect());
    }
    let refused = |why: &dyn fmt::Display| Deed::Read.refused("kept.csv", why);
    let file = File::open(again.dir.join("kept.csv")).map_err(|error| refused(&error))?;
    let mut reader = Reader::open("kept.csv", file, &Kept::layout()).map_err(|fault| refused(&fault.message))?;
    let mut runs = BTreeSet::new();
    while reader.advance().map_err(|fault| refused(&fault.message))? {
        runs.insert(reader.whole("run").map_err(|fault| refused(&fault.message))?);
    }
    Ok(runs)
}

/// Plays some worlds again and compares their rows.
fn sample(again: &Reopened, mut runs: BTreeSet<u64>, found: &mut Verified) -> Result<(), Refused> {
    let (study, asked) = (&again.study, &again.manifest.asked);
    let kept = kept(again)?;
    runs.extend(kept.first());
    let mut memory = Memory::default();
    let mut worlds = Worlds::new(study, asked.tables, &mut memory)?;
    for run in &runs {
        let tables = if kept.contains(run) { asked.tables } else { Tables::default() };
        for variant in 0..study.variants.len() {
            let mut history = single::play(study, asked.seed, (*run, variant), tables);
            if history.status != Status::Ok {
                // An ensemble keeps no tables of runs that failed.
                history.detail = None;
            }
            worlds.take(&history)?;
        }
    }
    worlds.finish()?;
    found.worlds = runs.len() as u64;
    for (name, expected) in memory.files() {
        found.findings.extend(compare::rows(&again.dir, name, &expected, &runs));
    }
    Ok(())
}

/// Plays everything again and compares every file while it is made.
fn all(again: &Reopened, threads: usize, found: &mut Verified) -> Result<(), String> {
    let (study, asked) = (&again.study, &again.manifest.asked);
    let refused = |refused: Refused| refused.to_string();
    let mut results =
        Results::new(study, asked, compare::Against::new(&again.dir)).map_err(refused)?.on_threads(threads);
    ensemble::play(study, &asked.plan(threads), &mut results).map_err(|stopped| stopped.to_string())?;
    let (shelf, _) = results.finish().map_err(refused)?;
    found.worlds = asked.runs;
    found.findings.extend(shelf.findings());
    Ok(())
}
