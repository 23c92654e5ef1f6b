//! No import circle anywhere: of the modules that lie side by side in a module, none imports another that leads back to it. What
//! lies below a module counts for it; between a module and its own parts, the door may look in and the parts may look out.

use crate::house::{DOORS, files};
use std::collections::{BTreeMap, BTreeSet};

type Path = Vec<String>;

/// What a file imports, and what it passes on under its own name.
#[derive(Default)]
struct Imports {
    own: Vec<Path>,
    passed_on: BTreeMap<String, Path>,
}

/// The paths of a `use` tree.
fn leaves(tree: &str, before: &[String], found: &mut Vec<Path>) {
    let (mut depth, mut start) = (0, 0);
    let mut branches = Vec::new();
    for (at, c) in tree.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            branches.push(&tree[start..at]);
            start = at + 1;
        }
    }
    branches.push(&tree[start..]);
    for branch in branches.into_iter().map(str::trim).filter(|branch| !branch.is_empty()) {
        let (path, rest) = branch.split_once('{').map_or((branch, None), |(path, rest)| (path, Some(rest)));
        let path = path.split(" as ").next().unwrap();
        let words = path.split("::").map(str::trim).filter(|word| !word.is_empty() && *word != "self");
        let own = path.starts_with("self").then(|| "self".to_owned()).filter(|_| before.is_empty());
        let whole: Path = before.iter().cloned().chain(own).chain(words.map(str::to_owned)).collect();
        match rest {
            Some(rest) => leaves(rest.rsplit_once('}').unwrap().0, &whole, found),
            None => found.push(whole),
        }
    }
}

/// A path from the root of the crate; nothing for what is not ours.
fn from_root(file: &str, path: &[String], modules: &BTreeSet<String>) -> Option<Path> {
    let here: Path = file.split('/').map(str::to_owned).collect();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "super" | "self" => {
            let ups = path.iter().take_while(|word| ["super", "self"].contains(&word.as_str()));
            let (all, up) = ups.fold((0, 0), |(all, up), word| (all + 1, up + usize::from(word == "super")));
            Some(here[..here.len() - up].iter().chain(&path[all..]).cloned().collect())
        }
        child => {
            modules.contains(&format!("{file}/{child}")).then(|| here.into_iter().chain(path.iter().cloned()).collect())
        }
    }
}

fn imports(file: &str, text: &str, modules: &BTreeSet<String>) -> Imports {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let (mut found, mut body) = (Imports::default(), String::new());
    let mut statement = String::new();
    for line in code {
        let line = line.trim();
        let begins =
            ["use ", "pub use ", "pub(crate) use ", "pub(super) use "].iter().any(|word| line.starts_with(word));
        if !begins && statement.is_empty() {
            body.push_str(line);
            body.push('\n');
            continue;
        }
        statement.push_str(line);
        if let Some(whole) = statement.strip_suffix(';') {
            let (visible, tree) = whole.split_once("use ").unwrap();
            let mut paths = Vec::new();
            leaves(tree, &[], &mut paths);
            for path in paths.iter().filter_map(|path| from_root(file, path, modules)) {
                match path.last().filter(|_| !visible.is_empty()) {
                    Some(name) => _ = found.passed_on.insert(name.clone(), path.clone()),
                    None => found.own.push(path),
                }
            }
            statement.clear();
        }
    }
    // Paths that are written out where they are used.
    for word in body.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).filter(|word| word.contains("::"))
    {
        let path: Path = word.split("::").filter(|word| !word.is_empty()).map(str::to_owned).collect();
        found.own.extend(from_root(file, &path, modules));
    }
    found
}

/// The file in which a path ends: the one that defines what is passed on under other names.
fn home(path: &[String], all: &BTreeMap<String, Imports>) -> Option<String> {
    let mut path = path.to_vec();
    // Nobody passes a name on through more doors than this.
    for _ in 0..8 {
        let known = (1..=path.len()).rev().find(|n| all.contains_key(&path[..*n].join("/")))?;
        let file = path[..known].join("/");
        match path.get(known).and_then(|name| all[&file].passed_on.get(name)) {
            Some(further) => path = further.iter().chain(&path[known + 1..]).cloned().collect(),
            None => return Some(file),
        }
    }
    None
}

/// Modules side by side that import each other in a circle, each with the module that they lie in.
fn circles(files: &[(String, String)]) -> Vec<String> {
    let modules: BTreeSet<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let all: BTreeMap<String, Imports> =
        files.iter().map(|(name, text)| (name.clone(), imports(name, text, &modules))).collect();
    let mut beside: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (file, imports) in &all {
        for there in imports.own.iter().filter_map(|path| home(path, &all)) {
            let (a, b): (Vec<&str>, Vec<&str>) = (file.split('/').collect(), there.split('/').collect());
            let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
            if let (Some(from), Some(to)) = (a.get(same), b.get(same)) {
                let graph = beside.entry(a[..same].join("/")).or_default();
                graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
            }
        }
    }
    let mut found = Vec::new();
    for (parent, graph) in &beside {
        let reached = |from: &str| {
            let (mut seen, mut waiting) = (BTreeSet::new(), vec![from.to_owned()]);
            while let Some(at) = waiting.pop() {
                waiting.extend(graph.get(&at).into_iter().flatten().filter(|to| seen.insert((*to).clone())).cloned());
            }
            seen
        };
        let round: Vec<&str> = graph.keys().map(String::as_str).filter(|name| reached(name).contains(*name)).collect();
        if !round.is_empty() {
            found.push(format!("{parent}: {}", round.join(", ")));
        }
    }
    found
}

#[test]
fn no_module_imports_itself_by_way_of_its_neighbours() {
    let files: Vec<(String, String)> =
        files().into_iter().filter(|(name, _)| !DOORS.contains(&name.as_str())).collect();
    let found = circles(&files);
    assert!(found.is_empty(), "import circles:\n{}", found.join("\n"));
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let circle = |a: &str, b: &str| {
        let door = "mod one;\nmod two;\npub use two::{Two, deep::Three};\n";
        let text = [("house", door), ("house/one", a), ("house/two", b), ("house/two/deep", "pub struct Three;\n")];
        circles(&text.map(|(name, text)| (name.to_owned(), text.to_owned())))
    };
    let back = "use super::one::One;\n";
    for there in [
        "use super::two::Two;\n",
        "use crate::{\n    house::{self, Two},\n};\n",
        "fn f() { super::two::g(); }\n",
        "use super::Three;\n",
    ] {
        assert_eq!(circle(there, back), ["house: one, two"], "{there}");
        assert!(circle(there, "use std::fmt;\n// use super::one::One;\n").is_empty(), "{there}");
    }
}
