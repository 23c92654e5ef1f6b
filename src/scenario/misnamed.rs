//! Files and folders that are not read, for their names are nearly those of such that would be.

use super::{find::Found, node::Node};
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
        for name in folder.folders().filter(|name| is_toml(name)) {
            say(folder, name, &format!("{what} is a file, and no folder"));
        }
    }
    let is_what_if =
        |name: &&str| is_toml(name) && beside.file(name).is_some_and(|bytes| has_base(&beside, name, bytes));
    for name in beside.names().filter(is_what_if) {
        say(&beside, name, &format!("a what-if belongs into {}", beside.shown(WHAT_IFS)));
    }
    for name in what_ifs.folders().filter(|name| !name.starts_with('.') && !is_toml(name)) {
        say(&what_ifs, name, "what-ifs lie in that folder itself, and not in one within it");
    }
    // What-ifs lie beside the bases of their case, and not beside the folders of all cases.
    if let Some(higher) = found.what_ifs_above() {
        let bases = found.bases();
        let ours = |name: &&str| {
            let text = String::from_utf8_lossy(higher.file(name).unwrap_or_default());
            let node = Node::read(name, &text, &mut Vec::new());
            is_toml(name) && bases.iter().any(|base| base == node.text_of("base"))
        };
        for name in higher.names().filter(ours) {
            say(&higher, name, &format!("a what-if belongs into {}", beside.shown(WHAT_IFS)));
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

/// Whether a name ends as those of scenarios and what-ifs do.
fn is_toml(name: &str) -> bool {
    name.strip_suffix(".toml").is_some()
}

/// Whether a file says on which base it stands, as what-ifs do.
fn has_base(folder: &Folder, name: &str, bytes: &[u8]) -> bool {
    let node = Node::read(&folder.shown(name), &String::from_utf8_lossy(bytes), &mut Vec::new());
    node.get("base").is_some() && node.get("weeks").is_none()
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
