//! Verifying a result folder: are its files those that were written, and do its worlds come out the same from `inputs/` alone?
//!
//! Every file has the length and the hash that the manifest says, none is missing, none is there beside them. Then the study is
//! made anew from the inputs, and worlds are played again: either a sample, whose rows in `runs.csv` and in the tables are
//! compared cell by cell; or all of them, and then every file is compared byte by byte while it is made again, and nothing is
//! written. A hash that somebody adjusted hides nothing from the worlds.

use super::{Reopened, below, compare, inputs, manifest};
use crate::{
    ensemble::{self, Observer, single},
    fault::{Fault, quoted},
    history::{History, Status, Tables, rows::Runs},
    output::{
        Asked, Keep, Manifest, Memory, Refused, Results,
        kept::Kept,
        manifest::{NAME, Stamp},
        shelf::{Deed, hashed, hex},
        worlds::Worlds,
    },
    run::WorldNumber,
    scenario::{Request, question, reload, strays},
    seeds::files,
    study::Study,
    table::{Table, read::Reader},
};
use std::{collections::BTreeSet, fmt, io, path::Path};

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
    verify_watched(dir, which, threads, &mut |_, _| ())
}

/// The same; `watch` is told how many worlds of how many are done.
///
/// # Errors
/// Those of [`verify`].
pub fn verify_watched(
    dir: &Path,
    which: Which,
    threads: usize,
    watch: &mut dyn FnMut(u64, u64),
) -> Result<Verified, Vec<Fault>> {
    let whole = |fault| vec![fault];
    let manifest = manifest(dir).map_err(whole)?;
    let mut found = Verified { of: manifest.asked.runs, variants: manifest.variants.len(), ..Verified::default() };
    stamps(dir, &manifest, &mut found).map_err(whole)?;
    let study = inputs(dir).map_err(whole).and_then(|inputs| {
        found.findings.extend(strays(&inputs).iter().map(ToString::to_string));
        let (_, request) = question(&inputs)?;
        let asked = &manifest.asked;
        // What-ifs stand there by name, and are compared below; choices lie there under one name.
        let (what_ifs, decisions) = (request.what_ifs.clone(), request.decisions.clone());
        let same = Request { what_ifs, decisions, ..asked.request.clone() } == request;
        if !same || request.decisions.is_some() != asked.request.decisions.is_some() {
            found.findings.push(format!("{NAME}: it does not ask what inputs/question.toml asks"));
        }
        reload(inputs)
    });
    let study = match study {
        Ok(study) => study,
        // What was found before says why the inputs have faults.
        Err(faults) if found.findings.is_empty() => return Err(faults),
        Err(faults) => {
            let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
            found.findings.retain(|finding| !told.contains(finding));
            found.findings.extend(told);
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
    let told = said(&again, &mut found).and_then(|()| counted(&again));
    if let Err(wrong) = told {
        // A manifest that speaks of other worlds than there are could keep anybody busy for ever.
        found.findings.push(wrong);
        return Ok(found);
    }
    found.findings.extend(rows(&again).err());
    let played = match which {
        Which::All => all(&again, threads, &mut found, watch),
        Which::Sample(worlds) => {
            let worlds = picked(found.of, worlds);
            sample(&again, worlds, &mut found, watch).map_err(|refused| refused.to_string())
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
fn stamps(dir: &Path, manifest: &Manifest, found: &mut Verified) -> Result<(), Fault> {
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

/// Whether a folder is what was written, as far as whoever plays its worlds again relies on it: its inputs, its manifest and its first world.
///
/// # Errors
/// What is not as it was written.
pub fn rely(again: &Reopened) -> Result<(), Vec<Fault>> {
    let mut found = Verified::default();
    for (name, stamp) in again.manifest.files.iter().filter(|(name, _)| name.starts_with("inputs/")) {
        let now = stamped(&again.dir.join(name)).map_err(|error| error.to_string());
        let wrong = now.map_or_else(Some, |now| stamp.wrong(&now));
        found.findings.extend(wrong.map(|wrong| format!("{name}: {wrong}")));
    }
    let told = if found.findings.is_empty() { said(again, &mut found) } else { Ok(()) };
    let told = told.and_then(|()| if found.findings.is_empty() { rows(again) } else { Ok(()) });
    let told = told.and_then(|()| if found.findings.is_empty() { first(again, &mut found) } else { Ok(()) });
    found.findings.extend(told.err());
    let Some(message) = found.findings.first().cloned() else { return Ok(()) };
    let file = again.dir.to_string_lossy().into_owned();
    let help = format!("it was changed after the run; escalade verify {} says all that was", quoted(&file));
    Err(vec![Fault { file, line: 0, span: 0..0, found: String::new(), message, help }])
}

/// Plays the first world again and compares its rows.
fn first(again: &Reopened, found: &mut Verified) -> Result<(), String> {
    let (study, asked) = (&again.study, &again.manifest.asked);
    let runs: BTreeSet<u64> = (0..asked.runs.min(1)).collect();
    let mut memory = Memory::default();
    let mut rows = || -> Result<(), Refused> {
        let mut worlds = Worlds::new(study, asked.seed, Tables::default(), &mut memory)?;
        for run in &runs {
            for variant in 0..study.variants.len() {
                worlds.take(&single::play(study, asked.seed, (*run, variant), Tables::default()))?;
            }
        }
        worlds.finish()?;
        Ok(())
    };
    rows().map_err(|refused| refused.to_string())?;
    for (name, expected) in memory.files().filter(|(name, _)| *name == "runs.csv") {
        found.findings.extend(compare::rows(&again.dir, name, &expected, ("run", &runs)));
    }
    Ok(())
}

/// Compares what the manifest says with what the study and the question make of it: its words, and which files there are.
fn said(again: &Reopened, found: &mut Verified) -> Result<(), String> {
    let (study, manifest) = (&again.study, &again.manifest);
    let text = files::open(&again.dir.join(NAME)).and_then(io::read_to_string).map_err(|error| error.to_string())?;
    let (made, names) = made(study, manifest).map_err(|refused| refused.to_string())?;
    found.findings.extend(otherwise(&made, &text).map(|how| format!("{NAME}{how}")));
    let listed = |name: &String| manifest.files.contains_key(name);
    for name in names.iter().filter(|name| !listed(name)) {
        found.findings.push(format!("{name}: such a result has it, and {NAME} does not name it"));
    }
    for name in manifest.files.keys().filter(|name| !names.contains(*name)) {
        found.findings.push(format!("{name}: {NAME} names it, and no such result has it"));
    }
    Ok(())
}

/// How a text differs from what was to be there: the first line that does, or the line ends alone.
fn otherwise(made: &str, there: &str) -> Option<String> {
    let mut lines = (1..).zip(made.lines().map(Some).chain(std::iter::repeat(None)));
    let mut others = there.lines().map(Some).chain(std::iter::repeat(None));
    let most = made.lines().count().max(there.lines().count());
    let differs = lines.by_ref().take(most).zip(others.by_ref()).find(|((_, made), there)| made != there);
    match differs {
        Some(((line, made), there)) => {
            let said = |text: Option<&str>| text.map_or("no such line".to_owned(), |text| format!("`{}`", text.trim()));
            Some(format!(", line {line}: expected {}, found {}", said(made), said(there)))
        }
        None => (made != there).then(|| ": its lines do not end as they were written".to_owned()),
    }
}

/// The text of the manifest as the study and the question make it, and the names of all files; what only
/// all worlds together can tell is taken over.
fn made(study: &Study, manifest: &Manifest) -> Result<(String, BTreeSet<String>), Refused> {
    // Which files there are does not depend on how many worlds are in them.
    let asked = Asked { runs: 0, kept: 0, parquet: false, ..manifest.asked.clone() };
    let (memory, _) = Results::new(study, &asked, Memory::default())?.finish()?;
    let mut names: BTreeSet<String> =
        memory.files().map(|(name, _)| name.to_owned()).filter(|name| name != NAME).collect();
    if manifest.asked.parquet {
        // Not every program can write such a copy, but each table has one.
        let table = |name: &String| Some(name.strip_suffix(".gz").unwrap_or(name).strip_suffix(".csv")?.to_owned());
        let tables: Vec<String> = names.iter().filter(|name| !name.contains('/')).filter_map(table).collect();
        names.extend(tables.into_iter().map(|table| format!("parquet/{table}.parquet")));
    }
    let text = manifest.remade(study).text();
    Ok((text, names))
}

/// Bytes that the shortest row of `runs.csv` has.
const LEAST: u128 = 10;

/// Holds the worlds that the manifest speaks of against the size of `runs.csv`, before anybody plays them.
fn counted(again: &Reopened) -> Result<(), String> {
    let (asked, variants) = (&again.manifest.asked, again.study.variants.len() as u128);
    let size =
        again.dir.join("runs.csv").metadata().map_err(|error| format!("runs.csv: it cannot be read: {error}"))?.len();
    if asked.kept > asked.runs {
        return Err(format!("{NAME}: it keeps tables of {} worlds of {}", asked.kept, asked.runs));
    }
    if u128::from(asked.runs) * variants * LEAST > u128::from(size) {
        return Err(format!(
            "{NAME}: it speaks of {} worlds, which do not fit into runs.csv with its {size} bytes",
            asked.runs
        ));
    }
    Ok(())
}

/// Holds how many worlds each variant has, and how many failed, against the rows of `runs.csv`.
fn rows(again: &Reopened) -> Result<(), String> {
    let (asked, variants) = (&again.manifest.asked, &again.manifest.variants);
    // A table that cannot be read is told of by its hash; one that somebody packed is not there.
    let Some(counts) = counts(again) else { return Ok(()) };
    for (variant, (all, failed)) in variants.iter().zip(counts) {
        let (name, said) = (&variant.name, variant.failed_runs);
        if all != asked.runs {
            return Err(format!("{NAME}: it speaks of {} worlds of {name}, and runs.csv has {all}", asked.runs));
        }
        if failed != said {
            return Err(format!("{NAME}: it speaks of {said} worlds of {name} that failed, and runs.csv has {failed}"));
        }
    }
    Ok(())
}

/// How many rows `runs.csv` has of each variant, and how many of them failed; nothing if it cannot be read.
fn counts(again: &Reopened) -> Option<Vec<(u64, u64)>> {
    let variants = &again.manifest.variants;
    let file = files::open(&again.dir.join("runs.csv")).ok()?;
    let mut reader = Reader::open("runs.csv", file, &Runs::layout_of(&again.study)).ok()?;
    let mut counts = vec![(0, 0); variants.len()];
    while reader.advance().ok()? {
        let name = reader.text("variant").ok()?;
        if let Some(at) = variants.iter().position(|variant| variant.name == name) {
            counts[at].0 += 1;
            counts[at].1 += u64::from(reader.text("status").ok()? != Status::Ok.word());
        }
    }
    Some(counts)
}

/// Length and hash of a file.
fn stamped(path: &Path) -> io::Result<Stamp> {
    // A link is no file that was written, wherever it leads.
    files::is_plain(path)?;
    let (bytes, hash) = hashed(files::open(path)?)?;
    Ok(Stamp { bytes, sha256: hex(hash) })
}

/// The runs that have rows in the tables of single runs.
fn kept(again: &Reopened) -> Result<BTreeSet<u64>, Refused> {
    let asked = &again.manifest.asked;
    if asked.keep == Keep::First {
        return Ok((0..asked.kept).collect());
    }
    let refused = |why: &dyn fmt::Display| Deed::Read.refused("kept.csv", why);
    let file = files::open(&again.dir.join("kept.csv")).map_err(|error| refused(&error))?;
    let mut reader = Reader::open("kept.csv", file, &Kept::layout()).map_err(|fault| refused(&fault.message))?;
    let mut runs = BTreeSet::new();
    while reader.advance().map_err(|fault| refused(&fault.message))? {
        runs.insert(reader.whole("run").map_err(|fault| refused(&fault.message))?);
    }
    Ok(runs)
}

/// Plays some worlds again and compares their rows.
fn sample(
    again: &Reopened,
    mut runs: BTreeSet<u64>,
    found: &mut Verified,
    watch: &mut dyn FnMut(u64, u64),
) -> Result<(), Refused> {
    let (study, asked) = (&again.study, &again.manifest.asked);
    let kept = kept(again)?;
    runs.extend(kept.first());
    let mut memory = Memory::default();
    let mut worlds = Worlds::new(study, asked.seed, asked.tables, &mut memory)?;
    for (done, run) in (0..).zip(&runs) {
        watch(done, runs.len() as u64);
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
    let draws = runs.iter().map(|run| WorldNumber::of_run(*run).draw).collect();
    for (name, expected) in memory.files() {
        let of = if name == "draws.csv" { ("draw", &draws) } else { ("run", &runs) };
        found.findings.extend(compare::rows(&again.dir, name, &expected, of));
    }
    Ok(())
}

/// Plays everything again and compares every file while it is made.
fn all(again: &Reopened, threads: usize, found: &mut Verified, watch: &mut dyn FnMut(u64, u64)) -> Result<(), String> {
    let (study, asked) = (&again.study, &again.manifest.asked);
    let refused = |refused: Refused| refused.to_string();
    let results = Results::new(study, asked, compare::Against::new(&again.dir)).map_err(refused)?.on_threads(threads);
    let mut watched = Watched { results, watch, of: asked.runs };
    ensemble::play(study, &asked.plan(threads), &mut watched).map_err(|stopped| stopped.to_string())?;
    let (shelf, _) = watched.results.finish().map_err(refused)?;
    found.worlds = asked.runs;
    found.findings.extend(shelf.findings());
    Ok(())
}

/// Results under way, and who is told how far they are.
struct Watched<'a, 'w> {
    results: Results<'a, compare::Against>,
    watch: &'w mut dyn FnMut(u64, u64),
    of: u64,
}

impl Observer for Watched<'_, '_> {
    type Error = Refused;

    fn take(&mut self, history: History) -> Result<(), Refused> {
        self.results.take(history)
    }

    fn batch(&mut self, runs: u64) -> Result<(), Refused> {
        (self.watch)(runs, self.of);
        self.results.batch(runs)
    }
}
