//! The house rules as tests: floors, sizes, one doc a file, and that every number that is declared is read.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Top-level modules from the ground up. A file may import from lower floors or from its own module.
const FLOORS: &[&[&str]] = &[
    &["id", "words", "fault"],
    &["table"],
    &["parameter", "chance", "stats"],
    &["domain"],
    &["world"],
    &["warfare"],
    &["mechanism"],
    &["week"],
    &["study"],
    &["run"],
    &["seeds"],
    &["scenario"],
    &["history"],
    &["counts"],
    &["runner"],
    &["ensemble"],
    &["output"],
    &["again"],
    &["report"],
    &["experiment"],
    &["cli"],
];

/// Files that stand on no floor: they only name what others have.
pub(crate) const DOORS: [&str; 3] = ["lib", "main", "inside"];

/// Most production lines of a file.
const CEILING: usize = 400;

/// Files that may be longer, with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with its module path from `src/` and its production part.
pub(crate) fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found
        .into_iter()
        .filter(|path| !path.file_stem().is_some_and(|stem| stem == "tests" || stem == "testing"))
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            let production = text.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
            (name, production)
        })
        .collect()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// Modules named after `crate::`, in `use` trees and in paths.
fn imports(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + 7..];
        if let Some(tree) = rest.strip_prefix('{') {
            let (mut depth, mut word, mut fresh) = (1, String::new(), true);
            for c in tree.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                if c.is_alphanumeric() || c == '_' {
                    if depth == 1 && fresh {
                        word.push(c);
                    }
                } else {
                    if !word.is_empty() {
                        names.push(std::mem::take(&mut word));
                    }
                    fresh = if c == ',' && depth == 1 { true } else { fresh && c.is_whitespace() };
                }
            }
            names.extend((!word.is_empty()).then_some(word));
        } else {
            names.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    names
}

#[test]
fn imports_only_go_down_the_floors() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let own = name.split('/').next().unwrap().to_owned();
        if DOORS.contains(&own.as_str()) {
            continue;
        }
        let Some(here) = floor(&own) else {
            wrong.push(format!("{own} stands on no floor"));
            continue;
        };
        for other in imports(&text).into_iter().filter(|o| *o != own) {
            match floor(&other) {
                Some(there) if there < here => {}
                Some(_) => wrong.push(format!("{name} imports {other} from above or beside")),
                None if other.chars().next().is_some_and(char::is_uppercase) => {}
                None => wrong.push(format!("{name} imports {other}, which stands on no floor")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Most names that the library promises.
const PROMISED: usize = 32;

#[test]
fn the_library_promises_few_names_and_hides_the_rest() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lib = fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let modules: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")).collect();
    assert_eq!(modules, ["inside;"], "a module is part of what the library promises");
    assert!(lib.contains("#[doc(hidden)]\npub mod inside;"), "what is inside stands in no documentation");
    let uses = lib.split("pub use ").skip(1).map(|rest| rest.split(';').next().unwrap());
    let words = uses.flat_map(|tree| tree.split(|c: char| !c.is_alphanumeric() && c != '_'));
    let names: Vec<&str> =
        words.filter(|word| !word.is_empty() && floor(word).is_none() && *word != "outside").collect();
    assert!((20..=PROMISED).contains(&names.len()), "{} names: {names:?}", names.len());
    // The examples show that these names are enough.
    for example in fs::read_dir(root.join("examples")).unwrap().map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&example).unwrap_or_default();
        assert!(!text.contains("inside::"), "{}", example.display());
    }
    for (name, text) in files().into_iter().filter(|(name, _)| !DOORS.contains(&name.as_str())) {
        assert!(!text.contains("crate::inside"), "{name} reaches in from outside");
    }
}

#[test]
fn mechanisms_never_meet() {
    let all: Vec<String> = escalade::inside::week::PHASES.iter().map(|p| p.name.to_owned()).collect();
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let Some(own) = name.strip_prefix("mechanism/").map(|n| n.split('/').next().unwrap()) else { continue };
        for other in all.iter().filter(|m| *m != own) {
            for form in [format!("mechanism::{other}"), format!("super::{other}::"), format!("super::super::{other}")] {
                if text.contains(&form) {
                    wrong.push(format!("{name} reaches into {other}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_small_and_open_with_a_doc() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let lines = text.lines().count();
        if lines > CEILING && !EXCEPTIONS.iter().any(|(file, _)| *file == name) {
            wrong.push(format!("{name} has {lines} production lines, {CEILING} is the ceiling"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{name} does not open with a doc"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stands in the brackets that open at the start of the text.
fn bracketed(text: &str) -> &str {
    let mut depth = 0;
    let end = text.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &text[..end.unwrap_or(text.len())]
}

/// Numbers can tie, and then the order of a file or of a slot would decide.
#[test]
fn sorts_by_a_number_have_a_second_key() {
    let mut wrong = Vec::new();
    // The report sorts rows of files, whose order is fixed, and its sorts are stable.
    for (name, text) in files().into_iter().filter(|(name, _)| !name.starts_with("report")) {
        for call in ["sort_by(", "sort_unstable_by(", "max_by(", "min_by("] {
            for (at, _) in text.match_indices(call) {
                let keys = bracketed(&text[at + call.len() - 1..]);
                if keys.contains("partial_cmp") || (keys.contains("total_cmp") && !keys.contains(".then")) {
                    wrong.push(format!("{name}: {}", keys.split_whitespace().collect::<Vec<_>>().join(" ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A `usize` has another width elsewhere; a length and a position have another value in another world. Kinds of events are a
/// fixed list, so their number is a name.
#[test]
fn no_position_is_drawn_or_hashed() {
    let mut wrong = Vec::new();
    for (name, text) in files().into_iter().filter(|(name, _)| name != "id") {
        for call in ["Key(", "Key::of(", ".child("] {
            for (at, _) in text.match_indices(call) {
                let key = bracketed(&text[at + call.len() - 1..]).replace("kind.index() as u64", "");
                let named = key.replace("index()]", "");
                if ["usize", "len()", "slot", "index()"].iter().any(|word| named.contains(word)) {
                    wrong.push(format!("{name}: {call}{key}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_parameter_is_read_and_has_a_source() {
    let mut text_of: BTreeMap<String, String> = BTreeMap::new();
    for (name, text) in files() {
        if let Some(rest) = name.strip_prefix("mechanism/").or(name.starts_with("warfare").then_some(&name)) {
            let mechanism = rest.split('/').next().unwrap().to_owned();
            text_of.entry(mechanism).or_default().push_str(&text);
        }
    }
    let mut wrong = Vec::new();
    for parameter in escalade::inside::mechanism::parameters() {
        let (mechanism, field) = parameter.address.split_once('.').unwrap();
        // What all mechanisms share is read by them as well.
        let shared = mechanism == "warfare";
        let text: String =
            text_of.iter().filter(|(name, _)| shared || *name == mechanism).map(|(_, text)| &**text).collect();
        let forms =
            [format!("set.{field}"), format!("settings.{field}"), format!("war.{field}"), format!("warfare.{field}")];
        let read = forms[..if shared { 4 } else { 2 }].iter().any(|form| {
            text.match_indices(form.as_str())
                .any(|(at, _)| !text[at + form.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        });
        if !read {
            wrong.push(format!("{} is read by nobody", parameter.address));
        }
        let (low, high) = parameter.prior;
        let (min, max) = parameter.bounds;
        let inside = min <= low && low <= parameter.typical && parameter.typical <= high && high <= max;
        if parameter.source.is_empty() || parameter.unit.is_empty() || parameter.meaning.trim().is_empty() || !inside {
            wrong.push(format!("{} lacks a source, a unit, a meaning or order in its numbers", parameter.address));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn version_and_changelog_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let log = fs::read_to_string(root.join("CHANGELOG.md")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(log.contains(&format!("## {version}")), "CHANGELOG.md says nothing of {version}");
}
