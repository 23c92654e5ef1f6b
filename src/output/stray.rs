//! What lies in a folder of results, whole or under way, and is none of ours: it is named, and not taken away.

use super::{
    columns::layouts,
    inputs::INPUTS,
    journal,
    manifest::{self, Manifest, NAME},
    shelf::{hashed, hex},
};
use crate::{
    scenario::{find::Inputs, reload},
    seeds::files::{self, is_litter, is_plain},
};
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// The file that is locked.
pub(super) const LOCK: &str = "lock";

/// More bytes than any manifest has.
const MOST: u64 = 64 << 20;

/// The manifest of a folder; nothing where there is none.
pub(super) fn manifest(path: &Path) -> serde_json::Value {
    let text = files::open(&path.join(NAME)).and_then(|file| io::read_to_string(file.take(MOST)));
    serde_json::from_str(&text.unwrap_or_default()).unwrap_or_default()
}

/// Something in a folder, or in one of the folders in it.
struct There {
    /// Its name in the folder, with `/`.
    name: String,
    path: PathBuf,
    is_folder: bool,
}

impl There {
    /// What the system left is nobody's.
    fn is_litter(&self) -> bool {
        is_litter(&self.name) && is_plain(&self.path).is_ok()
    }

    /// What is said of it where it does not belong.
    fn is_none_of_ours(&self) -> String {
        let what = if self.is_folder { "the folder " } else { "" };
        format!("{what}{} in it is none of ours", self.name)
    }
}

/// Everything in a folder; a folder stands before what lies in it. Links are not followed.
fn within(folder: &Path) -> io::Result<Vec<There>> {
    let (mut found, mut waiting) = (Vec::new(), vec![(String::new(), folder.to_owned())]);
    while let Some((prefix, folder)) = waiting.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let (path, is_folder) = (entry.path(), entry.file_type()?.is_dir());
            if is_folder {
                waiting.push((format!("{name}/"), path.clone()));
            }
            found.push(There { name, path, is_folder });
        }
    }
    Ok(found)
}

/// A file in a folder of results that is not as its manifest says: put there by somebody, hidden or not, or changed since; or a folder
/// in which it has none. Files of the names in `also` may lie there too.
pub(super) fn foreign(path: &Path, also: &[&str]) -> Option<String> {
    let manifest = manifest(path);
    let stamp = |name: &str| &manifest["files"][name];
    let known = |name: &str| name == NAME || name == journal::NAME || also.contains(&name) || !stamp(name).is_null();
    let changed = |there: &There| {
        let stamp = stamp(&there.name);
        let now = files::open(&there.path).and_then(hashed).map(|(bytes, hash)| (bytes, hex(hash)));
        !stamp.is_null() && now.is_ok_and(|(bytes, hash)| stamp["bytes"] != bytes || stamp["sha256"] != hash.as_str())
    };
    let listed: BTreeSet<String> =
        manifest["files"].as_object().into_iter().flat_map(|all| all.keys().cloned()).collect();
    let folders = above(&listed);
    let all = match within(path) {
        Ok(all) => all,
        Err(error) => return Some(format!("what lies in it cannot be read ({error})")),
    };
    let found = all.iter().filter(|there| !there.is_litter()).find_map(|there| {
        let known = if there.is_folder { folders.contains(there.name.as_str()) } else { known(&there.name) };
        if !known {
            Some(there.is_none_of_ours())
        } else if !there.is_folder && is_plain(&there.path).is_err() {
            Some(no_file(there))
        } else if !there.is_folder && changed(there) {
            Some(by_somebody(&there.name))
        } else {
            None
        }
    });
    found.or_else(|| is_rewritten(path, &all).then(|| by_somebody(NAME)))
}

fn by_somebody(name: &str) -> String {
    format!("{name} in it was changed by somebody")
}

/// Whether the manifest of a folder, whose files are as it says, is not what the program writes. Of that of another version, or of inputs that this program reads
/// otherwise, nobody can tell.
fn is_rewritten(path: &Path, all: &[There]) -> bool {
    let text = files::open(&path.join(NAME)).and_then(|file| io::read_to_string(file.take(MOST))).unwrap_or_default();
    let made = match Manifest::read(NAME, &text) {
        Ok(manifest) => {
            let inputs = all.iter().filter(|there| !there.is_folder && !there.is_litter()).filter_map(|there| {
                let name = there.name.strip_prefix(INPUTS)?.strip_prefix('/')?;
                Some((name.to_owned(), files::read(&there.path).ok()?))
            });
            let study = reload(Inputs { shown: INPUTS.to_owned(), files: inputs.collect() });
            study.ok().map(|study| manifest.remade(&study).text())
        }
        Err(_) => manifest::replayed_again(&text),
    };
    made.is_some_and(|made| made != text)
}

/// The folders in which files of these names lie.
fn above(names: &BTreeSet<String>) -> BTreeSet<&str> {
    names.iter().flat_map(|name| name.match_indices('/').map(|(end, _)| &name[..end])).collect()
}

fn no_file(there: &There) -> String {
    format!("{} in it is no file but a link, a pipe or a device", there.name)
}

/// What a command left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// A journal, by which a run goes on.
    Journal,
    /// Nothing but beginnings of files.
    Nothing,
}

/// The first thing in a folder under way that no command of ours puts there.
pub(super) fn odd(partial: &Path, left: Left) -> io::Result<Option<String>> {
    for there in within(partial)?.iter().filter(|there| !there.is_litter()) {
        if there.is_folder && !is_folder_of_ours(&there.name) {
            return Ok(Some(there.is_none_of_ours()));
        }
        if there.is_folder {
            continue;
        }
        let Some(beginning) = beginning(&there.name) else { return Ok(Some(there.is_none_of_ours())) };
        if is_plain(&there.path).is_err() {
            return Ok(Some(no_file(there)));
        }
        // Of parts that can be gone on with only the first has headers; what is in them the journal says.
        let is_lock = there.name == LOCK;
        if (is_lock || left == Left::Nothing) && !begins(&there.path, &beginning, is_lock)? {
            return Ok(Some(format!("the text of {} in it is none of ours", there.name)));
        }
    }
    Ok(None)
}

/// The first thing in a folder under way that is none of these files, nor what goes with one that is under way.
pub(super) fn beside(partial: &Path, names: &BTreeSet<String>) -> io::Result<Option<String>> {
    let folders = above(names);
    let known = |there: &There| {
        let name = there.name.as_str();
        let helps = [NAME, LOCK, journal::NAME, journal::NEXT].contains(&name);
        if there.is_folder { folders.contains(name) } else { helps || names.contains(name) }
    };
    Ok(within(partial)?.iter().find(|there| !there.is_litter() && !known(there)).map(There::is_none_of_ours))
}

/// Takes away what a command of ours puts into a folder under way, and nothing else.
pub(super) fn clear(partial: &Path) -> io::Result<()> {
    // What lies in a folder stands behind it.
    for there in within(partial)?.iter().rev() {
        let name = &there.name;
        if there.is_folder && is_folder_of_ours(name) {
            match fs::remove_dir(&there.path) {
                // What somebody put into it stays.
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
                told => told?,
            }
        } else if !there.is_folder && (there.is_litter() || beginning(name).is_some() && is_plain(&there.path).is_ok())
        {
            fs::remove_file(&there.path)?;
        }
    }
    Ok(())
}

/// Whether a command of ours makes such a folder in one under way.
fn is_folder_of_ours(name: &str) -> bool {
    match name.split('/').collect::<Vec<_>>()[..] {
        [top] => [INPUTS, "excel", "parquet"].contains(&top),
        [top, "seeds" | "scenarios"] | [top, "seeds" | "scenarios", _] | [top, "scenarios", _, "what-ifs"] => {
            top == INPUTS
        }
        _ => false,
    }
}

/// What a file begins with that a command of ours puts under this name into a folder under way; nothing if none does.
fn beginning(name: &str) -> Option<Vec<u8>> {
    let layout = |file: &str, end: &str| layouts().find(|layout| file.strip_suffix(end) == Some(layout.name));
    let has_end = |file: &str, end: &str| Path::new(file).extension().is_some_and(|there| there == end);
    let hidden = |file: &str| file.starts_with(['.', '~']);
    match name.split('/').collect::<Vec<_>>()[..] {
        [LOCK] => Some(Vec::new()),
        [NAME | "datapackage.json" | journal::NAME | journal::NEXT] => Some(b"{".to_vec()),
        [file] if has_end(file, "gz") => layout(file, ".csv.gz").map(|_| vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
        [file] => layout(file, ".csv").map(|layout| {
            let header: Vec<String> = layout.columns.into_iter().map(|column| column.name).collect();
            header.join(",").into_bytes()
        }),
        ["excel", file] => layout(file, ".csv").map(|_| "\u{feff}".as_bytes().to_vec()),
        ["parquet", file] => layout(file, ".parquet").map(|_| b"PAR1".to_vec()),
        [INPUTS, "question.toml" | "decisions.csv"] => Some(Vec::new()),
        [INPUTS, "seeds", _, file] if !hidden(file) => Some(Vec::new()),
        [INPUTS, "scenarios", _, file] | [INPUTS, "scenarios", _, "what-ifs", file] if has_end(file, "toml") => {
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Whether a file begins so, as far as it goes, or is so and no longer.
fn begins(path: &Path, beginning: &[u8], whole: bool) -> io::Result<bool> {
    let mut text = Vec::new();
    files::open(path)?.take(beginning.len() as u64 + u64::from(whole)).read_to_end(&mut text)?;
    Ok(beginning.starts_with(&text))
}
