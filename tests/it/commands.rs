//! The input side of the command line: what it prints, its exit codes, and that it never panics.

use crate::support;
use assert_cmd::Command;
use std::{fs, path::Path};
use tempfile::TempDir;

pub fn escalade(args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("escalade").unwrap().args(args).env("NO_COLOR", "1").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

pub fn fine(args: &[&str]) -> String {
    let (code, out, err) = escalade(args);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    out
}

/// Where a result of 30 weeks of the small case lies that these options ask for.
pub fn small_result(dir: &TempDir, name: &str, args: &[&str]) -> String {
    let out = dir.path().join(name).to_str().unwrap().to_owned();
    fine(&[&["run", "tolmarra/winter-road", "--weeks", "30", "--quiet", "--out", &out], args].concat());
    out
}

#[test]
fn every_built_in_scenario_is_free_of_faults() {
    for (case, base) in escalade::inside::scenario::find::built_in() {
        let out = fine(&["check", &format!("{case}/{base}")]);
        assert!(out.contains("no faults"), "{out}");
    }
}

#[test]
fn faults_are_shown_in_their_lines_and_end_with_code_2() {
    let dir = TempDir::new().unwrap();
    let mine = dir.path().join("mine");
    let mine = mine.to_str().unwrap();
    fine(&["new", mine, "--from", "northern-mali/after-kidal"]);
    let ties = Path::new(mine).join("seeds/northern-mali/ties.csv");
    let text = fs::read_to_string(&ties).unwrap().replacen("joint_operations", "joint_operation", 1);
    fs::write(&ties, text).unwrap();
    let (code, out, err) = escalade(&["check", &format!("{mine}/scenarios/northern-mali/after-kidal.toml")]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("joint_operations") && err.contains("ties.csv:4:") && err.contains("1 fault"), "{err}");
    let (code, _, err) = escalade(&["check", "no-such-scenario"]);
    assert_eq!(code, 2);
    assert!(err.contains("after-kidal"), "{err}");
}

#[test]
fn explain_and_list_know_the_case_of_the_folder_one_stands_in() {
    let dir = TempDir::new().unwrap();
    fine(&["new", dir.path().join("mine").to_str().unwrap()]);
    let here = |folder: &str, args: &[&str]| {
        let mut command = Command::cargo_bin("escalade").unwrap();
        let output = command.current_dir(dir.path().join(folder)).args(args).env("NO_COLOR", "1").output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    for folder in ["mine", "mine/seeds/tolmarra", "mine/scenarios/tolmarra"] {
        assert!(here(folder, &["explain", "grey_oath"]).contains("Grey Oath"), "{folder}");
        assert!(here(folder, &["list", "outcomes"]).contains("accord_holds"), "{folder}");
    }
    let missing = here("mine", &["explain", "jnim"]);
    assert!(missing.contains("--case names another") && missing.contains("seeds/tolmarra"), "{missing}");
    assert!(here("mine", &["list", "scenarios"]).contains("scenarios/tolmarra/winter-road.toml"));
    assert!(here("mine", &["explain", "accord_holds"]).contains("outcome of tolmarra/winter-road"));
    assert!(here("mine", &["explain", "mission-stays"]).contains("what-if of tolmarra/winter-road"));
    assert!(here("", &["explain", "kidal_kept"]).contains("outcome of northern-mali/after-kidal"));
    // Of several cases that of the folder one stands in is meant; beside all of them nobody guesses.
    for part in ["seeds", "scenarios"] {
        support::copy(
            &dir.path().join("mine").join(part).join("tolmarra"),
            &dir.path().join("mine").join(part).join("other"),
        );
    }
    for folder in ["mine/seeds/other", "mine/scenarios/other"] {
        assert!(here(folder, &["explain", "grey_oath"]).contains("Grey Oath"), "{folder}");
        assert!(here(folder, &["list", "outcomes"]).contains("accord_holds"), "{folder}");
    }
    let several = here("mine", &["explain", "grey_oath"]);
    assert!(several.contains("--case names another: seeds/other, seeds/tolmarra"), "{several}");
    assert!(here("mine", &["list", "scenarios"]).contains("scenarios/other/winter-road.toml"));
    // Every path that help names is one that `new` makes.
    for command in [&["--help"][..], &["check", "--help"], &["run", "--help"]] {
        let help = fine(command);
        let paths = help.split_whitespace().filter(|word| word.starts_with("my-case/"));
        for path in paths {
            let there = dir.path().join(path.replacen("my-case", "mine", 1));
            assert!(there.exists(), "{path}");
        }
    }
}

#[test]
fn a_copied_case_is_the_built_in_one_byte_for_byte() {
    let dir = TempDir::new().unwrap();
    let mine = dir.path().join("mine");
    fine(&["new", mine.to_str().unwrap(), "--from", "after-kidal"]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["seeds/northern-mali", "scenarios/northern-mali", "scenarios/northern-mali/what-ifs"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let name = entry.unwrap().file_name();
            if root.join(folder).join(&name).is_file() {
                let (a, b) = (root.join(folder).join(&name), mine.join(folder).join(&name));
                assert_eq!(fs::read(a).unwrap(), fs::read(b).unwrap(), "{folder}/{}", name.to_string_lossy());
            }
        }
    }
    let load = |name: &str| {
        let request = escalade::inside::scenario::Request { what_ifs: vec!["all".to_owned()], ..Default::default() };
        escalade::inside::scenario::load(name, &request).unwrap()
    };
    let (ours, theirs) =
        (load("after-kidal"), load(mine.join("scenarios/northern-mali/after-kidal.toml").to_str().unwrap()));
    assert_eq!(format!("{:?}", ours.variants), format!("{:?}", theirs.variants));
    assert_eq!((ours.name, ours.inputs), (theirs.name, theirs.inputs));
}

#[test]
fn a_new_case_runs_and_is_not_written_over_another() {
    let dir = TempDir::new().unwrap();
    let mine = dir.path().join("mine");
    let out = fine(&["new", mine.to_str().unwrap()]);
    let check = out.lines().find(|line| line.trim().starts_with("escalade check")).unwrap();
    let base = check.trim().trim_start_matches("escalade check ");
    assert!(fs::read_to_string(base).unwrap().contains("# weeks: "), "keys are explained");
    assert!(!mine.join("seeds/tolmarra/french.csv").exists(), "nobody has to keep up what is French");
    fine(&["check", base]);
    let other = dir.path().join("other");
    let (code, _, err) = escalade(&["new", other.to_str().unwrap(), "--from", "northern-mali/road-to-kidl"]);
    assert!(code == 2 && err.contains("did you mean `northern-mali/road-to-kidal`?") && !other.exists(), "{err}");
    let out = fine(&["new", other.to_str().unwrap(), "--from", "road-to-kidal"]);
    assert!(out.contains("northern-mali/road-to-kidal.toml") && !out.contains("after-kidal.toml"), "{out}");
    let (code, _, err) = escalade(&["new", mine.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(err.contains("not empty"), "{err}");
}

#[test]
fn explain_knows_actors_places_agreements_claims_actions_operations_and_parameters() {
    for (args, words) in [
        (vec!["csp"], vec!["CSP-PSD", "memberships.cma:csp", "paragraph", "actors.csp.cohesion"]),
        (vec!["gsim"], vec!["jnim"]),
        (vec!["csp", "jnim"], vec!["csp towards jnim", "jnim towards csp", "rivals about"]),
        (vec!["kidal"], vec!["control.kidal", "from 2023-11-14", "routes."]),
        (vec!["algiers_accord"], vec!["clauses.algiers_accord:integration", "until 2023-11-14"]),
        (vec!["c5"], vec!["rules.c5", "What rests on it"]),
        (vec!["assault"], vec!["open to", "rung", "as an operation of kind seize"]),
        (vec!["besiege"], vec!["a kind of operation", "orders: blockade", "ends: achieved"]),
        (vec!["decide.rationality"], vec!["source", "makes sense"]),
        (vec!["rules.c5"], vec!["switches"]),
        (vec!["decide"], vec!["phase", "decide.rationality"]),
    ] {
        let out = fine(&[&["explain"], args.as_slice()].concat());
        words.iter().for_each(|word| assert!(out.contains(word), "{args:?} lacks {word}: {out}"));
    }
    let (code, _, err) = escalade(&["explain", "kidl"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `kidal`?"), "{err}");
}

#[test]
fn lists_schema_completions_and_help_are_there() {
    for what in ["cases", "scenarios", "what-ifs", "outcomes", "actions", "parameters"] {
        assert!(fine(&["list", what]).lines().count() > 2, "{what}");
    }
    let schema: serde_json::Value = serde_json::from_str(&fine(&["schema"])).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(fine(&["completions", shell]).contains("escalade"));
    }
    for command in ["check", "effects", "explain", "list", "new", "schema", "completions"] {
        assert!(fine(&[command, "--help"]).contains("Examples:"), "{command}");
    }
}

#[test]
fn a_reader_who_has_seen_enough_ends_it_quietly() {
    use std::process::{Command, Stdio};
    let program = assert_cmd::cargo::cargo_bin("escalade");
    let mut child =
        Command::new(program).args(["explain", "csp"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn an_option_that_would_do_nothing_is_refused() {
    for words in [
        "--runs 4 --max-runs 64",
        "--max-runs 64",
        "--shard 1/2 --max-runs 64",
        "--shard 1/2 --lang fr",
        "--lang fr",
        "--force",
        "--gzip --keep-runs 3",
        "--keep first",
    ] {
        let args: Vec<&str> = ["run", "tolmarra/winter-road"].into_iter().chain(words.split(' ')).collect();
        let (code, out, err) = escalade(&args);
        assert_eq!((code, out.as_str()), (2, ""), "{words}: {err}");
    }
}

#[test]
fn words_that_ask_for_nothing_are_faults() {
    for (args, words) in [
        (&["list", "cases", "x"][..], "the same for every scenario"),
        (&["list", "parameters", "after-kidal"], "leave it out"),
        (&["explain", ""], "the name is empty"),
        (&["explain", "csp", " "], "the name is empty"),
        (&["run", "winter-road", "--runs", "2", "--tables", "none,events"], "`none` stands alone"),
        (&["run", "winter-road", "--runs", "2", "--tables", "events,"], "no table ``"),
    ] {
        let (code, out, err) = escalade(args);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{args:?}: {code} {out} {err}");
    }
}

#[test]
fn an_address_is_explained_as_pages_print_it() {
    assert!(fine(&["explain", "ties.csp:jnim"]).contains("jnim"));
    assert!(fine(&["explain", "ties.csp:jnim.stance"]) == fine(&["explain", "csp", "jnim"]));
    assert!(fine(&["explain", "forces.army_bamako"]) == fine(&["explain", "army_bamako"]));
    assert_eq!(escalade(&["explain", "forces.nobody"]).0, 2);
}
