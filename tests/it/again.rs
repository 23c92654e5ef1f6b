//! Result folders read again: a study is made anew from what the folder holds, and nothing else.

use assert_cmd::Command;
use escalade::{
    again::reopen,
    ensemble,
    history::Survey,
    output::{Memory, Results},
    scenario::find,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

fn escalade(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::cargo_bin("escalade").unwrap();
    command.current_dir(home).args(words);
    command
}

/// Every file of a folder, by name.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let found = escalade::again::below(dir).unwrap();
    found.into_iter().map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

/// What a folder's study gives when it is made anew: every file, the manifest included.
fn played_again(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let again = reopen(dir).unwrap_or_else(|faults| panic!("{}: {faults:?}", dir.display()));
    let survey = Survey::new(&again.study);
    let asked = &again.manifest.asked;
    let mut results = Results::new(&again.study, &survey, asked, Memory::default()).unwrap();
    ensemble::play(&again.study, &survey, &asked.plan(2), &mut results).unwrap();
    let (memory, _) = results.finish().unwrap();
    memory.files().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

fn assert_same(dir: &Path) {
    let (there, again) = (files(dir), played_again(dir));
    assert_eq!(there.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (name, bytes) in &there {
        assert!(*bytes == again[name], "{}/{name}", dir.display());
    }
}

const SHORT: [&str; 6] = ["--weeks", "6", "--runs", "3", "--tables", "all"];

fn run(home: &Path, scenario: &str, out: &str, more: &[&str]) -> PathBuf {
    let words = ["run", scenario, "--out", out, "--quiet", "--keep-runs", "1"];
    escalade(home, &words).args(SHORT).args(more).assert().success();
    home.join(out)
}

#[test]
fn every_built_in_scenario_is_made_anew_from_its_folder() {
    let home = TempDir::new().unwrap();
    for (case, base) in find::built_in() {
        let choices = if case == "tolmarra" {
            "actor,week,action,target,place,agreement\nguard,1,garrison,,ostrel,\n"
        } else {
            "actor;week;action;target;place;agreement\r\narmy;1;garrison;;gao;\r\n"
        };
        fs::write(home.path().join("choices of mine.csv"), choices).unwrap();
        let name = format!("{case}/{base}");
        let settings = ["--set", "decide.rationality= 2 .. 3 log", "--set", "base/rules.c5=0", "--seed", "9"];
        let all = [&["--what-if", "all", "--decisions", "choices of mine.csv"][..], &settings].concat();
        let dir = run(home.path(), &name, &format!("{base}-all"), &all);
        assert!(dir.join("inputs/decisions.csv").is_file() && dir.join("differences.csv").is_file());
        assert_same(&dir);
        assert_same(&run(home.path(), &name, &format!("{base}-plain"), &[]));
    }
}

#[test]
fn files_of_ones_own_may_be_gone() {
    let home = TempDir::new().unwrap();
    escalade(home.path(), &["new", "mine"]).assert().success();
    let found = files(&home.path().join("mine"));
    let base = found.keys().find(|name| name.starts_with("scenarios/") && name.ends_with("winter-road.toml")).unwrap();
    let what_if =
        "base = \"winter-road\"\ntitle = \"Elsewhere\"\nquestion = \"?\"\n\n[set]\n\"decide.rationality\" = 2\n";
    fs::write(home.path().join("elsewhere.toml"), what_if).unwrap();
    let more = ["--what-if", "elsewhere.toml", "--what-if", "all", "--set", "elsewhere/rules.c5=0"];
    let dir = run(home.path(), &format!("mine/{base}"), "out", &more);
    fs::remove_dir_all(home.path().join("mine")).unwrap();
    fs::remove_file(home.path().join("elsewhere.toml")).unwrap();
    let moved = home.path().join("a b/c");
    fs::create_dir(home.path().join("a b")).unwrap();
    fs::rename(dir, &moved).unwrap();
    assert_same(&moved);
    // A built-in case of the same name does not stand in for what is missing.
    fs::remove_file(
        moved
            .join("inputs/seeds")
            .join(fs::read_dir(moved.join("inputs/seeds")).unwrap().next().unwrap().unwrap().file_name())
            .join("actors.csv"),
    )
    .unwrap();
    let faults = reopen(&moved).unwrap_err();
    assert!(
        faults.iter().any(|fault| fault.file.ends_with("actors.csv") && fault.message.contains("missing")),
        "{faults:?}"
    );
}

#[test]
fn what_is_no_result_of_this_version_is_refused() {
    let home = TempDir::new().unwrap();
    let message = |dir: &Path| reopen(dir).unwrap_err()[0].to_string();
    assert!(message(home.path()).contains("manifest.json: it cannot be read"));
    let dir = run(home.path(), "winter-road", "one", &[]);
    let manifest = dir.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(
        &manifest,
        text.replacen(&format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.0.9\"", 1),
    )
    .unwrap();
    assert!(message(&dir).contains("escalade 0.0.9 is needed"), "{}", message(&dir));
    fs::write(&manifest, &text[..text.len() / 2]).unwrap();
    assert!(message(&dir).contains("this is no manifest"), "{}", message(&dir));
    fs::write(&manifest, &text).unwrap();
    fs::remove_file(dir.join("inputs/question.toml")).unwrap();
    assert!(message(&dir).contains("inputs/question.toml: the file is missing"), "{}", message(&dir));
}
