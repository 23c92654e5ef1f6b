//! What tests of whole runs share: loading with a patch, playing, result folders in memory, rows without their variant.

use escalade::inside::{
    Runner,
    ensemble::{self, Observer, Plan},
    history::{History, Status, Tables},
    output::{Asked, Memory, Results},
    scenario::{Request, load},
    study::{Answer, Study},
};
use std::{collections::BTreeMap, convert::Infallible, fs, path::Path};
use tempfile::TempDir;

/// The small fictional case.
pub(crate) const SMALL: &str = "tolmarra/winter-road";
/// The seed of every test here; which one it is must not matter.
pub(crate) const SEED: u64 = 7;

/// The files of a result folder, by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Loads a scenario with values set, what-ifs and a horizon.
pub(crate) fn study(name: &str, sets: &[&str], what_ifs: &[&str], weeks: Option<u32>) -> Study {
    let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
    let request = Request { what_ifs: owned(what_ifs), sets: owned(sets), weeks, ..Request::default() };
    load(name, &request).unwrap_or_else(|faults| {
        let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{name}: {}", shown.join("\n"))
    })
}

#[derive(Default)]
struct Keeper(Vec<History>);

impl Observer for Keeper {
    type Error = Infallible;

    fn take(&mut self, history: History) -> Result<(), Infallible> {
        self.0.push(history);
        Ok(())
    }

    fn batch(&mut self, _: u64) -> Result<(), Infallible> {
        Ok(())
    }
}

/// What so many runs of every variant leave, with the tables asked for.
pub(crate) fn histories(study: &Study, runs: u64, tables: Tables) -> Vec<History> {
    let mut keeper = Keeper::default();
    let plan = Plan { seed: SEED, runs, kept: runs, tables, threads: 1 };
    ensemble::play(study, &plan, &mut keeper).unwrap();
    keeper.0
}

/// The result folder of so many runs, all of which keep their tables.
pub(crate) fn folder(study: &Study, runs: u64, tables: Tables, threads: usize) -> Files {
    let asked = Asked { scenario: study.name.clone(), seed: SEED, runs, tables, kept: runs, ..Asked::default() };
    let mut results = Results::new(study, &asked, Memory::default()).unwrap();
    ensemble::play(study, &Plan { seed: SEED, runs, kept: runs, tables, threads }, &mut results).unwrap();
    let (memory, _) = results.finish().unwrap();
    memory.files().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

/// The rows of a CSV file, cells by column name.
pub(crate) fn rows(files: &Files, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(files[name].as_slice());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| header.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// Tables in which a run leaves rows, and those of the ensemble that have weeks.
pub(crate) const WEEKLY_FILES: [&str; 7] =
    ["actors.csv", "places.csv", "ties.csv", "agreements.csv", "events.csv", "weekly.csv", "shares.csv"];

/// The rows that pass, their variant taken out, one text each.
pub(crate) fn without_variant(
    files: &Files,
    name: &str,
    keep: impl Fn(&BTreeMap<String, String>) -> bool,
) -> Vec<String> {
    let mut kept = rows(files, name);
    kept.retain(keep);
    let line = |mut row: BTreeMap<String, String>| {
        row.remove("variant");
        format!("{row:?}")
    };
    kept.into_iter().map(line).collect()
}

/// The first line in which two lists differ, for messages.
pub(crate) fn first_difference(a: &[String], b: &[String]) -> Option<String> {
    let end = a.len().max(b.len());
    (0..end).find(|i| a.get(*i) != b.get(*i)).map(|i| format!("row {i}:\n  {:?}\n  {:?}", a.get(i), b.get(i)))
}

/// What of a run is compared when one asks whether a lever is alive: answers, weekly numbers, weekly states.
pub(crate) type Trace = (Vec<Answer>, Vec<i64>, Vec<u16>);

/// The trace of one world.
pub(crate) fn trace(runner: &mut Runner<&Study>, run: u64) -> Trace {
    let history = runner.run(run);
    assert_eq!(history.status, Status::Ok, "run {run}: {}", history.message);
    (history.answers, history.series, history.states)
}

/// A built-in case copied to disk, to be changed.
pub(crate) struct Copied {
    dir: TempDir,
    case: &'static str,
    base: &'static str,
}

impl Copied {
    pub(crate) fn new(case: &'static str, base: &'static str) -> Self {
        let dir = TempDir::new().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["seeds", "scenarios"] {
            copy(&root.join(part).join(case), &dir.path().join(part).join(case));
        }
        Self { dir, case, base }
    }

    pub(crate) fn small() -> Self {
        Self::new("tolmarra", "winter-road")
    }

    /// The path of the base.
    pub(crate) fn path(&self) -> String {
        let path = self.dir.path().join("scenarios").join(self.case).join(format!("{}.toml", self.base));
        path.to_string_lossy().into_owned()
    }

    /// The path of a table.
    pub(crate) fn file(&self, table: &str) -> std::path::PathBuf {
        self.dir.path().join("seeds").join(self.case).join(table)
    }

    /// Changes the text of a file of the case: a table, the base, or a what-if that need not be there yet.
    pub(crate) fn edit(&self, file: &str, change: impl FnOnce(String) -> String) {
        let part =
            if std::path::Path::new(file).extension().is_some_and(|e| e == "csv") { "seeds" } else { "scenarios" };
        let path = self.dir.path().join(part).join(self.case).join(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, change(text)).unwrap();
    }

    /// Adds lines at the end of a file.
    pub(crate) fn add(&self, file: &str, lines: &str) {
        self.edit(file, |text| text + lines + "\n");
    }

    /// Loads it.
    pub(crate) fn study(&self, sets: &[&str], what_ifs: &[&str], weeks: Option<u32>) -> Study {
        study(&self.path(), sets, what_ifs, weeks)
    }
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Whether a text fits a terminal, but for the path of a folder and the notice of every result.
pub(crate) fn is_narrow(told: &str, columns: usize) -> bool {
    let long = |line: &&str| line.chars().count() > columns;
    told.lines()
        .filter(long)
        .all(|line| line.starts_with("Simulated") || line.trim_start().starts_with(std::path::MAIN_SEPARATOR))
}

/// The rows of a CSV file, each by the names of its columns.
pub(crate) fn table(path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |row: csv::StringRecord| head.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|found| row(found.unwrap())).collect()
}
