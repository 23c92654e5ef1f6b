//! `escalade run` as a user meets it: folders that appear whole, the same bytes again, and clear refusals.

use assert_cmd::Command;
use std::{fs, path::Path, process};

/// The program, at work in a folder.
pub(crate) fn program(home: &Path) -> process::Command {
    let mut command = process::Command::new(assert_cmd::cargo::cargo_bin("escalade"));
    command.current_dir(home);
    command
}

/// The small case, few runs.
fn run(home: &Path, more: &[&str]) -> Command {
    let mut command = Command::cargo_bin("escalade").unwrap();
    command.current_dir(home).args(["run", "tolmarra/winter-road", "--runs", "16"]).args(more);
    command
}

/// Every file of a folder, by name.
pub(crate) fn folder(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut left = vec![path.to_owned()];
    while let Some(dir) = left.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let at = entry.unwrap().path();
            if at.is_dir() {
                left.push(at);
            } else {
                files.push((at.strip_prefix(path).unwrap().to_string_lossy().into_owned(), fs::read(at).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn refusal(mut command: Command) -> String {
    let output = command.assert().code(1).get_output().clone();
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn threads_and_folders_change_no_byte_and_the_manifest_repeats_itself() {
    let home = tempfile::tempdir().unwrap();
    let asked = ["--what-if", "all", "--tables", "all", "--keep-runs", "2", "--seed", "7"];
    run(home.path(), &asked).args(["--threads", "1", "--out", "deep/one"]).assert().success();
    run(home.path(), &asked).args(["--threads", "3", "--quiet"]).assert().success().stdout("");
    let one = folder(&home.path().join("deep/one"));
    assert!(one == folder(&home.path().join("results/winter-road-001")));
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(home.path().join("deep/one/manifest.json")).unwrap()).unwrap();
    let command: Vec<&str> = manifest["command"].as_str().unwrap().split(' ').skip(1).collect();
    Command::cargo_bin("escalade").unwrap().current_dir(home.path()).args(command).assert().success();
    assert!(one == folder(&home.path().join("results/winter-road-002")));
    assert_eq!(fs::read_dir(home.path().join("results")).unwrap().count(), 2);
}

#[test]
fn the_inputs_are_enough_to_repeat_everything() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), &["--quiet", "--out", "one"]).assert().success();
    let one = home.path().join("one");
    let mut again = Command::cargo_bin("escalade").unwrap();
    let scenario = "inputs/scenarios/tolmarra/winter-road.toml";
    again.current_dir(&one).args(["run", scenario, "--runs", "16", "--quiet", "--out", "../two"]).assert().success();
    for name in ["runs.csv", "draws.csv", "weekly.csv", "shares.csv", "summary.csv"] {
        assert!(fs::read(one.join(name)).unwrap() == fs::read(home.path().join("two").join(name)).unwrap(), "{name}");
    }
}

#[test]
fn a_folder_is_replaced_only_when_it_is_ours_and_asked_for() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), &["--quiet", "--out", "mine"]).assert().success();
    let before = folder(&home.path().join("mine"));
    assert!(refusal(run(home.path(), &["--out", "mine"])).contains("--force"));
    assert!(before == folder(&home.path().join("mine")));
    run(home.path(), &["--quiet", "--out", "mine", "--force", "--seed", "2"]).assert().success();
    assert!(before != folder(&home.path().join("mine")));
    fs::create_dir(home.path().join("letters")).unwrap();
    assert!(refusal(run(home.path(), &["--out", "letters", "--force"])).contains("no folder of results"));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
}

#[test]
fn what_cannot_be_written_is_said_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "").unwrap();
    assert!(refusal(run(home.path(), &["--out", "file/below"])).contains("cannot write file"));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    // Faults of the input come first, and nothing is written for them either.
    run(home.path(), &["--what-if", "no-such"]).assert().code(2);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn an_option_that_would_say_nothing_is_refused() {
    let home = tempfile::tempdir().unwrap();
    for idle in [&["--gzip"][..], &["--keep-runs", "3"], &["--keep", "first"]] {
        let output = run(home.path(), idle).assert().code(2).get_output().clone();
        assert!(String::from_utf8(output.stderr).unwrap().contains("--tables <LIST>"), "{idle:?}");
    }
    run(home.path(), &["--tables", "events", "--keep-runs", "0"]).assert().code(2);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}
