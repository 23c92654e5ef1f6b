//! The worked patches of `CONTRIBUTING.md`: each fits the source as it is, changes no more source files than the page says, and
//! builds.

use crate::support::copy;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A patch of `docs/patches`, how many source files it may touch, and the test that it makes pass.
const PATCHES: &[(&str, usize, &str)] = &[
    ("action", 4, "men_who_rest_take_heart"),
    ("mechanism", 3, "weary::"),
    ("column", 1, "every_column_has_its_french"),
    ("outcome-kind", 3, "nothing_is_so_for_longer_than_a_run_lasts"),
];

/// A part of a file as it was and as it becomes.
type Hunk = (String, String);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files that a patch changes, with its hunks.
fn read(name: &str) -> BTreeMap<PathBuf, Vec<Hunk>> {
    let text = fs::read_to_string(root().join("docs/patches").join(format!("{name}.patch"))).unwrap();
    let mut files: BTreeMap<PathBuf, Vec<Hunk>> = BTreeMap::new();
    let mut file = PathBuf::new();
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("+++ b/") {
            file = path.into();
            files.entry(file.clone()).or_default();
        } else if line.starts_with("@@") {
            files.get_mut(&file).unwrap().push(Hunk::default());
        } else if let Some((old, new)) = files.get_mut(&file).and_then(|hunks| hunks.last_mut()) {
            let mark = if line.is_empty() { " " } else { &line[..1] };
            let rest = line.get(1..).unwrap_or_default();
            if mark != "+" && !line.starts_with("diff") && !line.starts_with("index") && !line.starts_with("---") {
                old.push_str(rest);
                old.push('\n');
            }
            if mark == "+" || mark == " " {
                new.push_str(rest);
                new.push('\n');
            }
        }
        if line.starts_with("diff ") {
            file = PathBuf::new();
        }
    }
    files
}

/// A file with a patch applied: every hunk must be found in it, once.
fn patched(text: &str, hunks: &[Hunk]) -> Result<String, String> {
    let mut text = text.to_owned();
    for (old, new) in hunks {
        match text.matches(old.as_str()).count() {
            1 => text = text.replacen(old.as_str(), new, 1),
            _ if old.is_empty() && text.is_empty() => text.clone_from(new),
            n => return Err(format!("found {n} times:\n{old}")),
        }
    }
    Ok(text)
}

/// Every file of a patch as it becomes.
fn apply(name: &str) -> BTreeMap<PathBuf, String> {
    let change = |(path, hunks): (PathBuf, Vec<Hunk>)| {
        let text = fs::read_to_string(root().join(&path)).unwrap_or_default();
        let text =
            patched(&text, &hunks).unwrap_or_else(|e| panic!("{name}.patch no longer fits {}: {e}", path.display()));
        (path, text)
    };
    read(name).into_iter().map(change).collect()
}

/// Whether a file counts: code that is neither a test nor a French text.
fn counts(path: &Path) -> bool {
    path.starts_with("src") && !path.starts_with("src/report/text") && !path.ends_with("tests.rs")
}

#[test]
fn the_worked_patches_fit_and_touch_few_files() {
    let page = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    for (name, most, _) in PATCHES {
        let files = apply(name);
        let touched: Vec<_> = files.keys().filter(|path| counts(path)).collect();
        assert!(!touched.is_empty() && touched.len() <= *most, "{name}: {touched:?}");
        assert!(page.contains(&format!("docs/patches/{name}.patch")), "CONTRIBUTING.md does not speak of {name}");
        for path in touched {
            assert!(page.contains(&*path.to_string_lossy()), "CONTRIBUTING.md does not name {}", path.display());
        }
    }
    let there = fs::read_dir(root().join("docs/patches")).unwrap().count();
    assert_eq!(there, PATCHES.len(), "every patch is tested");
}

#[test]
#[ignore = "builds the program once for each patch; part of .ci/run"]
fn the_worked_patches_build_and_pass_their_own_tests() {
    for (name, _, test) in PATCHES {
        let dir = tempfile::tempdir().unwrap();
        for part in ["src", "seeds", "scenarios", "tests", "benches", "docs", "examples"] {
            copy(&root().join(part), &dir.path().join(part));
        }
        for file in ["Cargo.toml", "Cargo.lock", "build.rs", "README.md"] {
            fs::copy(root().join(file), dir.path().join(file)).unwrap();
        }
        for (path, text) in apply(name) {
            fs::write(dir.path().join(path), text).unwrap();
        }
        let done = Command::new(env!("CARGO"))
            .current_dir(dir.path())
            .env("CARGO_TARGET_DIR", root().join("target/contributing"))
            .args(["--config", "profile.test.package.escalade.opt-level=0", "test", "--lib", "--quiet", test])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && said.contains("1 passed"), "{name}: {said}");
    }
}
