//! Files and folders that are not read, for their names are nearly those of such that would be.

use super::find::Found;
use crate::seeds::{files::Folder, french, is_csv, outline};

/// How what editors keep of a file before it was changed ends.
const KEPT: [&str; 4] = ["~", ".bak", ".orig", ".swp"];
/// The folder of what-ifs.
const WHAT_IFS: &str = "what-ifs";

/// What lies in the folders of a scenario and of its case and is passed over.
pub(super) fn notes(found: &Found, seeds: &Folder) -> Vec<String> {
    let mut notes = Vec::new();
    let mut say = |folder: &Folder, name: &str, right: &str| {
        notes.push(format!("{} is not read: {right}", folder.shown(name)));
    };
    for name in seeds.names().filter(|name| !is_csv(name)) {
        let small = name.to_lowercase();
        let begins = |with: &str| small.strip_prefix(with).is_some_and(|rest| rest.starts_with('.'));
        if name != outline::FILE && (small.ends_with("json") || begins(outline::FILE) || slip(&small, outline::FILE)) {
            say(seeds, name, "the outline of a map is called map.geojson, in small letters");
        } else if small.starts_with("french.") || slip(&small, french::FILE) {
            say(seeds, name, "the texts in French are called french.csv");
        }
    }
    for name in seeds.folders().filter(|name| [outline::FILE, french::FILE].contains(name)) {
        say(seeds, name, "it is a folder, and no file");
    }
    let Some((beside, what_ifs)) = found.folders() else { return notes };
    for (folder, what) in [(&beside, "a scenario"), (&what_ifs, "a what-if")] {
        for name in folder.names().filter(|name| is_nearly_toml(&name.to_lowercase())) {
            say(folder, name, &format!("{what} ends in .toml, in small letters"));
        }
        for name in folder.folders().filter(|name| name.strip_suffix(".toml").is_some()) {
            say(folder, name, &format!("{what} is a file, and no folder"));
        }
    }
    // Some systems take large letters for small ones: there the folder was read.
    let read = what_ifs.names().next().is_some() && !beside.folders().any(|name| name == WHAT_IFS);
    for name in beside.folders().filter(|name| *name != WHAT_IFS) {
        let small = name.to_lowercase();
        let letters: String = small.chars().filter(|letter| letter.is_alphanumeric()).collect();
        if slip(&letters, "whatifs") && !(read && small == WHAT_IFS) {
            say(&beside, name, &format!("what-ifs belong into {}", beside.shown(WHAT_IFS)));
        }
    }
    notes
}

/// Whether a name may be a slip of another.
fn slip(name: &str, meant: &str) -> bool {
    strsim::damerau_levenshtein(name, meant) <= 2
}

/// Whether a file would be a scenario but for the end of its name, and is no copy that an editor keeps.
fn is_nearly_toml(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let near = end != "toml" && strsim::damerau_levenshtein(end, "toml") <= 1;
    (near || name.contains(".toml.")) && !KEPT.iter().any(|kept| name.ends_with(kept))
}
