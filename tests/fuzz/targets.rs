//! What is thrown at reading, and what must hold whatever it is: every fault says something about a place that exists, and what
//! is accepted can be played. Shared by the property tests of the suite and by the coverage-guided targets beside this file.

use escalade::inside::{
    Fault, Runner,
    history::Status,
    scenario::{find::Inputs, reload},
    study::Study,
};
use std::{collections::BTreeMap, fs, path::Path};

/// Weeks that an accepted case is played for.
const WEEKS: u32 = 4;
const BASE: &str = "scenarios/two-towns/quiet.toml";
const PATCH: &str = "scenarios/two-towns/what-ifs/observers.toml";

/// What bytes can be taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A table; its first line is the name of the file.
    Tables,
    /// A base scenario.
    Scenarios,
    /// A what-if.
    Patches,
    /// Settings of the command line, one a line.
    Settings,
}

/// The small case of the tests, in memory.
#[derive(Clone, Debug)]
pub struct Ground {
    files: BTreeMap<String, Vec<u8>>,
}

impl Ground {
    /// Reads it below the root of the repository.
    pub fn new(root: &Path) -> Self {
        let mut files = BTreeMap::new();
        let home = root.join("tests/worlds");
        let mut left = vec![home.clone()];
        while let Some(folder) = left.pop() {
            for entry in fs::read_dir(folder).expect("the case is there") {
                let path = entry.expect("the case can be read").path();
                if path.is_dir() {
                    left.push(path);
                } else {
                    let name = path.strip_prefix(&home).expect("it lies below").to_string_lossy().replace('\\', "/");
                    files.insert(name, fs::read(&path).expect("the case can be read"));
                }
            }
        }
        Self { files }
    }

    /// Puts the bytes in their place and reads everything; `true` if they were accepted.
    pub fn throw(&self, target: Target, bytes: &[u8]) -> bool {
        let mut files = self.files.clone();
        let mut sets = Vec::new();
        match target {
            Target::Tables => {
                let end = bytes.iter().position(|b| *b == b'\n').unwrap_or(bytes.len());
                let name = format!("seeds/two-towns/{}", String::from_utf8_lossy(&bytes[..end]));
                files.insert(name, bytes.get(end + 1..).unwrap_or_default().to_vec());
            }
            Target::Scenarios => _ = files.insert(BASE.to_owned(), bytes.to_vec()),
            Target::Patches => _ = files.insert(PATCH.to_owned(), bytes.to_vec()),
            Target::Settings => sets.extend(String::from_utf8_lossy(bytes).lines().map(str::to_owned)),
        }
        files.insert("question.toml".to_owned(), question(&sets).into_bytes());
        match reload(Inputs { shown: "inputs".to_owned(), files: files.clone() }) {
            Ok(study) => {
                play(&study);
                true
            }
            Err(faults) => {
                faults.iter().for_each(|fault| hold(fault, &files));
                false
            }
        }
    }
}

fn question(sets: &[String]) -> String {
    let list: Vec<String> = sets.iter().map(|set| toml_text(set)).collect();
    format!("scenario = \"{BASE}\"\nwhat_ifs = [\"observers\"]\nset = [{}]\nweeks = {WEEKS}\n", list.join(", "))
}

/// A text as TOML writes it, whatever is in it.
fn toml_text(text: &str) -> String {
    let plain = |c: char| c == ' ' || (c.is_ascii_graphic() && c != '"' && c != '\\');
    let one = |c: char| if plain(c) { c.to_string() } else { format!("\\U{:08X}", c as u32) };
    format!("\"{}\"", text.chars().map(one).collect::<String>())
}

/// A fault says what is wrong, and where in a file that exists.
fn hold(fault: &Fault, files: &BTreeMap<String, Vec<u8>>) {
    assert!(!fault.message.is_empty() && !fault.file.is_empty(), "{fault:?}");
    let Some(bytes) = fault.file.strip_prefix("inputs/").and_then(|name| files.get(name)) else { return };
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.strip_prefix('\u{feff}').filter(|_| fault.file.ends_with("toml")).unwrap_or(text);
        assert!(text.get(fault.span.clone()).is_some(), "{fault:?} points outside of its file");
        // Lines end with LF, CRLF, or CR alone.
        let ends = text.replace("\r\n", "\n").matches(['\n', '\r']).count();
        assert!(fault.line <= ends + 1, "{fault:?}");
    }
}

/// What was accepted can be played.
fn play(study: &Study) {
    for (i, variant) in study.variants.iter().enumerate() {
        let history = Runner::new(study, i, 1).run(0);
        assert_eq!(history.status, Status::Ok, "{}: {}", variant.name, history.message);
    }
}
