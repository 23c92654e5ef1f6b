//! Parts of an ensemble on several machines, and ensembles that grow until a number is narrow enough.

use crate::running::{folder, program};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

const ASKED: &str = "run tolmarra/winter-road --what-if mission-stays --runs 300 --weeks 10 --tables ties,agreements --keep-runs 100 \
                     --keep first --seed 4 --quiet";

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn run(home: &Path, more: &str) {
    let output = program(home).args(words(ASKED)).args(words(more)).output().unwrap();
    assert!(output.status.success(), "{more}: {output:?}");
}

fn refusal(home: &Path, command: &str) -> String {
    let output = program(home).args(words(command)).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), b"".as_slice()), "{command}: {output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// Writes the first line of a journal anew with something replaced.
fn change_header(journal: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(journal).unwrap();
    let (header, rest) = text.split_once('\t').unwrap();
    let changed = header.replacen(from, to, 1);
    assert_ne!(changed, header);
    let hash = Sha256::digest(&changed).iter().fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    fs::write(journal, format!("{changed}\t{hash}{}", &rest[64..])).unwrap();
}

#[test]
fn parts_make_the_folder_that_one_machine_would_have_written() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    run(home.path(), "--out whole");
    run(home.path(), "--shard 1/3 --threads 1 --out a");
    run(home.path(), "--shard 2/3 --threads 3 --out b");
    run(home.path(), "--shard 3/3 --out c");
    let joined = program(home.path()).args(["merge", "c", "a", "b", "--out", "all", "--quiet"]).output().unwrap();
    assert!(joined.status.success(), "{joined:?}");
    assert!(folder(&at("all")) == folder(&at("whole")));
    // A part is the same on any number of threads, too.
    run(home.path(), "--shard 2/3 --threads 1 --out again");
    assert!(folder(&at("again")) == folder(&at("b")));

    let output = program(home.path()).args(["verify", "a"]).output().unwrap();
    assert!(output.status.code() == Some(2) && String::from_utf8_lossy(&output.stderr).contains("this is part 1/3"));
    assert!(refusal(home.path(), "merge a c --out no").contains("part 2 of 3 is missing"));
    assert!(refusal(home.path(), "merge a b --out no").contains("part 3 of 3 is missing"));
    assert!(refusal(home.path(), "merge a b again c --out no").contains("is there twice"));
    assert!(refusal(home.path(), "merge whole a --out no").contains("whole: it is no part"));
    assert!(
        refusal(home.path(), "merge a b c.partial --out no")
            .contains("c.partial: it is no folder of results that is whole")
    );
    run(home.path(), "--shard 2/3 --set decide.rationality=2 --out other");
    assert!(refusal(home.path(), "merge a other c --out no").contains("it answers `escalade run"));
    run(home.path(), "--shard 2/4 --out fourth");
    assert!(refusal(home.path(), "merge a fourth c --out no").contains("it is part 2/4"));
    change_header(&at("fourth/journal"), "\"version\":\"", "\"version\":\"0.0.9+");
    assert!(refusal(home.path(), "merge a fourth c --out no").contains("that needs escalade 0.0.9+"));
    let ties = at("again/ties.csv");
    let mut bytes = fs::read(&ties).unwrap();
    bytes[1000] ^= 1;
    fs::write(&ties, bytes).unwrap();
    assert!(
        refusal(home.path(), "merge a again c --out no")
            .contains("cannot read again/ties.csv: it is not what was written")
    );
    fs::remove_file(&ties).unwrap();
    assert!(refusal(home.path(), "merge a again c --out no").contains("cannot read again/ties.csv"));
    assert!(refusal(home.path(), &format!("{ASKED} --shard 1/6 --out no")).contains("5 parts at most"));
    assert!(!at("no").exists() && !at("no.partial").exists());
}

#[test]
fn an_ensemble_grows_until_the_interval_is_narrow() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let asked = "run tolmarra/winter-road --what-if mission-stays --weeks 10 --seed 4";
    let grow = |more: &str| {
        let output = program(home.path()).args(words(asked)).args(words(more)).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let said = grow("--until 0.4 --of accord_holds --out narrow --threads 3");
    assert!(said.contains("note: stopped at 256 runs: the interval of accord_holds is 0."), "{said}");
    grow("--until 0.4 --of accord_holds --out again --threads 1");
    assert!(folder(&at("narrow")) == folder(&at("again")));
    grow("--runs 256 --out fixed");
    for name in
        ["runs.csv", "draws.csv", "summary.csv", "differences.csv", "weekly.csv", "shares.csv", "datapackage.json"]
    {
        assert!(fs::read(at("narrow").join(name)).unwrap() == fs::read(at("fixed").join(name)).unwrap(), "{name}");
    }
    let said = grow("--until 0.000001 --of mission-stays/deaths --max-runs 320 --out never");
    assert!(said.contains("not narrow enough after 320 runs, the most allowed"), "{said}");
    let said = grow("--until 0.000001 --of mission-stays/dunvar_cut_off --max-runs 80 --out never2");
    assert!(said.contains("after 64 runs"), "whole rounds: {said}");
    assert!(said.contains("the difference stays unresolved: its interval holds zero"), "{said}");
    let output = program(home.path()).args(words(asked)).args(["--of", "deathz"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("did you mean `deaths`?"));
}

#[test]
fn another_version_does_not_go_on() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), "--shard 1/3 --out part");
    // A part that lacks nothing but its name: the journal of one that was cut off looks the same.
    fs::rename(home.path().join("part"), home.path().join("part.partial")).unwrap();
    change_header(&home.path().join("part.partial/journal"), "\"version\":\"", "\"version\":\"9.");
    assert!(refusal(home.path(), "run --resume part").contains("cannot resume part.partial: that needs escalade 9."));
    change_header(&home.path().join("part.partial/journal"), "\"version\":\"9.", "\"version\":\"");
    let question = home.path().join("part.partial/inputs/question.toml");
    fs::write(&question, fs::read_to_string(&question).unwrap() + "\n").unwrap();
    assert!(refusal(home.path(), "run --resume part").contains("question.toml: it is not what was written"));
}
