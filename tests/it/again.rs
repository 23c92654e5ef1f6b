//! Result folders read again: a study is made anew from what the folder holds, and nothing else.

use crate::support::{SMALL, study};
use assert_cmd::Command;
use escalade::inside::{
    again::reopen,
    ensemble,
    history::{
        Tables,
        rows::{Ran, Runs},
    },
    output::{Asked, Memory, Results},
    scenario::find,
    table::read::Reader,
};
use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
};
use tempfile::TempDir;

pub(crate) fn escalade(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::cargo_bin("escalade").unwrap();
    command.current_dir(home).args(words);
    command
}

/// Every file of a folder, by name.
pub(crate) fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let found = escalade::inside::again::below(dir).unwrap();
    found.into_iter().map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

/// What a folder's study gives when it is made anew: every file, the manifest included.
fn played_again(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let again = reopen(dir).unwrap_or_else(|faults| panic!("{}: {faults:?}", dir.display()));
    let asked = &again.manifest.asked;
    let mut results = Results::new(&again.study, asked, Memory::default()).unwrap();
    ensemble::play(&again.study, &asked.plan(2), &mut results).unwrap();
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

const SHORT: [&str; 6] = ["--weeks", "4", "--runs", "3", "--tables", "all"];

pub(crate) fn run(home: &Path, scenario: &str, out: &str, more: &[&str]) -> PathBuf {
    let words = ["run", scenario, "--out", out, "--quiet", "--keep-runs", "1", "--keep", "first"];
    escalade(home, &words).args(SHORT).args(more).assert().success();
    home.join(out)
}

#[test]
fn every_built_in_scenario_is_made_anew_from_its_folder() {
    let home = TempDir::new().unwrap();
    for (case, base) in find::built_in() {
        let choices = match case.as_str() {
            "tolmarra" => "actor,week,action,target,place,agreement\nguard,1,garrison,,ostrel,\n",
            "orvelle" => "actor,week,action,target,place,agreement\nnorrey_army,1,garrison,,millrace,\n",
            _ => "actor;week;action;target;place;agreement\r\narmy;1;garrison;;gao;\r\n",
        };
        let bare = study(&format!("{case}/{base}"), &[], &["all"], None).variants.len() == 1;
        fs::write(home.path().join("choices of mine.csv"), choices).unwrap();
        let name = format!("{case}/{base}");
        let settings = ["--set", "decide.rationality= 2 .. 3 log", "--set", "base/rules.c5=0", "--seed", "9"];
        let what_ifs: &[&str] = if bare { &[] } else { &["--what-if", "all"] };
        let all = [what_ifs, &["--decisions", "choices of mine.csv"], &settings].concat();
        let dir = run(home.path(), &name, &format!("{base}-all"), &all);
        assert!(dir.join("inputs/decisions.csv").is_file() && (bare || dir.join("differences.csv").is_file()));
        assert_same(&dir);
    }
    assert_same(&run(home.path(), "winter-road", "plain", &[]));
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
        text.replacen(&format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.1.0\"", 1),
    )
    .unwrap();
    assert!(message(&dir).contains("escalade 0.1.0 is needed"), "{}", message(&dir));
    fs::write(&manifest, &text[..text.len() / 2]).unwrap();
    assert!(message(&dir).contains("this is no manifest"), "{}", message(&dir));
    fs::write(&manifest, &text).unwrap();
    fs::remove_file(dir.join("inputs/question.toml")).unwrap();
    assert!(message(&dir).contains("inputs/question.toml: the file is missing"), "{}", message(&dir));
}

/// The rows of one run and variant in a table of runs, headers left out.
fn rows_of(dir: &Path, table: &str, run: u64, variant: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(dir.join(table)).unwrap();
    let named = reader.headers().unwrap().iter().position(|name| name == "variant").unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.filter(|row| row[0] == run.to_string() && row[named] == *variant).collect()
}

#[test]
fn a_world_is_replayed_as_it_was_counted() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &["--what-if", "mission-stays", "--set", "decide.rationality=3"]);
    let told = escalade(home.path(), &["replay", "one", "--run", "0", "--variant", "all"]).assert().success();
    let told = String::from_utf8(told.get_output().stdout.clone()).unwrap();
    for part in ["base: world 0 of 3", "mission-stays: world 0 of 3", "not a forecast", "in one-run-0:"] {
        assert!(told.contains(part), "{told}");
    }
    let again = home.path().join("one-run-0");
    for table in ["runs", "actors", "places", "ties", "agreements", "events", "causes", "operations", "orders"] {
        let table = format!("{table}.csv");
        for variant in ["base", "mission-stays"] {
            let rows = rows_of(&again, &table, 0, variant);
            assert!(
                !rows.is_empty() || ["agreements.csv", "operations.csv", "orders.csv"].contains(&table.as_str()),
                "{table}"
            );
            assert_eq!(rows, rows_of(&dir, &table, 0, variant), "{table}");
        }
    }
    // A run that kept no tables has them now; the folder of an earlier replay is replaced, other folders are not.
    for _ in 0..2 {
        escalade(home.path(), &["replay", "one", "--run", "2", "--quiet"]).assert().success().stdout("");
    }
    assert_eq!(rows_of(&home.path().join("one-run-2"), "runs.csv", 2, "base"), rows_of(&dir, "runs.csv", 2, "base"));
    assert!(!rows_of(&home.path().join("one-run-2"), "events.csv", 2, "base").is_empty());
    escalade(home.path(), &["replay", "one", "--run", "2", "--out", "one"]).assert().code(1);
    let wrong = escalade(home.path(), &["replay", "one", "--run", "3", "--variant", "mission-stay"]).assert().code(2);
    let wrong = String::from_utf8(wrong.get_output().stderr.clone()).unwrap();
    assert!(wrong.contains("its worlds are 0 to 2") && wrong.contains("did you mean `mission-stays`?"), "{wrong}");
    escalade(home.path(), &["replay", "one-run-2", "--run", "2"]).assert().code(2);
    escalade(home.path(), &["replay", "nowhere", "--run", "2"]).assert().code(2);
}

/// What `verify` finds wrong, after checking that it finds something.
pub(crate) fn found(home: &Path, dir: &str, more: &[&str]) -> String {
    let done = escalade(home, &["verify", dir]).args(more).assert().code(1).stdout("");
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

/// Changes a file of a result.
pub(crate) fn edit(path: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(path).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed, "{}", path.display());
    fs::write(path, changed).unwrap();
}

/// Writes the hash and length that a file has now into the manifest.
pub(crate) fn adjust(dir: &Path, name: &str) {
    use sha2::{Digest, Sha256};
    let bytes = fs::read(dir.join(name)).unwrap();
    let digits = |all: String, byte: u8| all + &format!("{byte:02x}");
    let sha256 = Sha256::digest(&bytes).into_iter().fold(String::new(), digits);
    edit(&dir.join("manifest.json"), |text| {
        let mut manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        manifest["files"][name] = serde_json::json!({ "bytes": bytes.len(), "sha256": sha256 });
        serde_json::to_string_pretty(&manifest).unwrap() + "\n"
    });
}

#[test]
fn a_result_is_verified_and_one_changed_byte_is_found() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &["--what-if", "mission-stays"]);
    for more in [&[][..], &["--all"]] {
        let good = escalade(home.path(), &["verify", "one"]).args(more).assert().success();
        let good = String::from_utf8(good.get_output().stdout.clone()).unwrap();
        assert!(
            good.contains("one: as it was written") && good.contains("3 of 3 worlds, in 2 variants each"),
            "{good}"
        );
    }
    let kept = files(&dir);
    let back = |name: &str| fs::write(dir.join(name), &kept[name]).unwrap();

    // One byte of a row of a run, and one of a number that is counted from all of them.
    let last = |text: String| {
        let at = text.rfind(|c: char| c.is_ascii_digit()).unwrap();
        let other = if text.as_bytes()[at] == b'7' { "3" } else { "7" };
        format!("{}{other}{}", &text[..at], &text[at + 1..])
    };
    for (name, line) in [("runs.csv", "line 7, column"), ("events.csv", "events.csv, line "), ("places.csv", "column")]
    {
        edit(&dir.join(name), last);
        let said = found(home.path(), "one", &[]);
        let first = format!("{name}: its bytes are not those that were written");
        assert!(said.contains(&first) && said.contains(line) && said.contains(": expected `"), "{said}");
        back(name);
    }
    for name in ["summary.csv", "weekly.csv", "shares.csv", "differences.csv", "datapackage.json"] {
        edit(&dir.join(name), last);
        adjust(&dir, name);
        escalade(home.path(), &["verify", "one", "--quiet"]).assert().success().stdout("");
        let said = found(home.path(), "one", &["--all"]);
        assert!(said.contains(&format!("{name}, line ")) && said.contains("expected `"), "{said}");
        assert!(said.contains("manifest.json, line "), "{said}");
        back(name);
        back("manifest.json");
    }
    // A row too many, one too few, a file too many, one too few.
    edit(&dir.join("runs.csv"), |text| text + "2,2,1,base,ok,\n");
    assert!(found(home.path(), "one", &[]).contains("expected nothing more"));
    assert!(found(home.path(), "one", &["--all"]).contains("runs.csv, line 8: expected the end of the file"));
    edit(&dir.join("runs.csv"), |text| text.lines().take(6).fold(String::new(), |all, line| all + line + "\n"));
    assert!(found(home.path(), "one", &[]).contains("runs.csv, after line 6: expected `2,2,1,mission-stays"));
    back("runs.csv");
    fs::write(dir.join("inputs/notes.txt"), "mine").unwrap();
    fs::remove_file(dir.join("weekly.csv")).unwrap();
    let said = found(home.path(), "one", &[]);
    assert!(
        said.contains("inputs/notes.txt: it does not belong") && said.contains("weekly.csv: it is missing"),
        "{said}"
    );
    fs::remove_file(dir.join("inputs/notes.txt")).unwrap();
    back("weekly.csv");
    escalade(home.path(), &["verify", "one", "--worlds", "1"]).assert().success();
}

#[test]
fn a_changed_input_is_found_even_under_an_adjusted_hash() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &["--set", "decide.rationality=3"]);
    let (forces, question) = ("inputs/seeds/tolmarra/forces.csv", "inputs/question.toml");
    let kept = files(&dir);
    edit(&dir.join(forces), |text| text.replacen(",garrison,", ",garrison,1", 1));
    let said = found(home.path(), "one", &[]);
    assert!(said.contains(&format!("{forces}: it has")) && said.contains("made of something else"), "{said}");
    assert!(said.contains(".csv, line 2, column "), "{said}");
    adjust(&dir, forces);
    let said = found(home.path(), "one", &[]);
    assert!(!said.contains("SHA-256") && said.contains(".csv, line 2, column "), "{said}");
    // What cannot even be read is a finding beside its hash, and a fault without one.
    edit(&dir.join(forces), |text| text.replacen(",garrison,", ",garisson,", 1));
    assert!(found(home.path(), "one", &[]).contains("no world could be played again"));
    adjust(&dir, forces);
    escalade(home.path(), &["verify", "one"]).assert().code(2);
    for (name, bytes) in &kept {
        fs::write(dir.join(name), bytes).unwrap();
    }
    edit(&dir.join(question), |text| text.replace("rationality=3", "rationality=2"));
    adjust(&dir, question);
    let said = found(home.path(), "one", &[]);
    assert!(said.contains("manifest.json: it does not ask what") && said.contains("expected `"), "{said}");
    // Another version does not judge.
    edit(&dir.join("manifest.json"), |text| text.replacen(env!("CARGO_PKG_VERSION"), "9.9.9", 1));
    let other = escalade(home.path(), &["verify", "one"]).assert().code(2);
    assert!(String::from_utf8_lossy(&other.get_output().stderr).contains("escalade 9.9.9 is needed"));
}

#[test]
fn packed_tables_hold_the_same_text_and_are_verified() {
    let home = TempDir::new().unwrap();
    let sixty_six = |out: &str, more: &[&str]| {
        let words = ["run", "winter-road", "--runs", "66", "--tables", "all", "--keep-runs", "all", "--quiet"];
        escalade(home.path(), &words).args(["--out", out]).args(more).assert().success();
        home.path().join(out)
    };
    let plain = sixty_six("plain", &[]);
    let packed = sixty_six("packed", &["--gzip", "--threads", "1"]);
    let again = sixty_six("again", &["--gzip", "--threads", "3"]);
    assert!(files(&packed) == files(&again));
    for table in ["actors", "places", "ties", "agreements", "events", "causes", "operations", "orders"] {
        let bytes = fs::read(packed.join(format!("{table}.csv.gz"))).unwrap();
        let mut text = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut text).unwrap();
        assert!(text == fs::read(plain.join(format!("{table}.csv"))).unwrap(), "{table}");
        assert!(bytes.len() < text.len() / 3 || text.len() < 3_000, "{table}");
        // The header, the first 64 worlds, the other two.
        let members = bytes.windows(10).filter(|w| w[..4] == [0x1f, 0x8b, 8, 0] && w[4..8] == [0; 4] && w[9] == 255);
        assert!(members.count() == 3 || text.len() < 3_000, "{table}");
    }
    assert!(fs::read_to_string(packed.join("datapackage.json")).unwrap().contains("\"path\": \"events.csv.gz\""));
    for more in [&[][..], &["--all"]] {
        escalade(home.path(), &["verify", "packed"]).args(more).assert().success();
    }
    // Another text in it, with its hash adjusted.
    let events = packed.join("events.csv.gz");
    let text = fs::read_to_string(plain.join("events.csv")).unwrap();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text.replacen(",true,", ",false,", 1).as_bytes()).unwrap();
    fs::write(&events, encoder.finish().unwrap()).unwrap();
    adjust(&packed, "events.csv.gz");
    for more in [&[][..], &["--all"]] {
        let said = found(home.path(), "packed", more);
        assert!(said.contains("events.csv") && said.contains("expected `true`, found `false`"), "{said}");
    }
    // A cut file.
    let bytes = fs::read(&events).unwrap();
    fs::write(&events, &bytes[..bytes.len() / 2]).unwrap();
    adjust(&packed, "events.csv.gz");
    for more in [&[][..], &["--all"]] {
        assert!(found(home.path(), "packed", more).contains("events.csv"));
    }
}

#[test]
fn picked_worlds_keep_tables_however_the_ensemble_came_about() {
    let home = TempDir::new().unwrap();
    let words = ["run", "winter-road", "--weeks", "3", "--runs", "130", "--what-if", "mission-stays", "--quiet"];
    let asked = ["--tables", "events,places", "--keep-runs", "7", "--gzip"];
    let go = |out: &str, more: &[&str]| {
        escalade(home.path(), &words).args(asked).args(["--out", out]).args(more).assert().success();
        home.path().join(out)
    };
    let one = go("one", &["--threads", "1"]);
    assert!(files(&one) == files(&go("two", &["--threads", "3"])));
    // Parts that ran elsewhere keep none; the whole picks when it is put together.
    go("a", &["--shard", "1/2"]);
    go("b", &["--shard", "2/2"]);
    escalade(home.path(), &["merge", "b", "a", "--out", "joined", "--quiet"]).assert().success();
    assert!(files(&one) == files(&home.path().join("joined")));
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_path(one.join("kept.csv")).unwrap().records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 7);
    assert_eq!(rows.iter().filter(|row| row[1].contains("typical")).count(), 3);
    assert_eq!(rows.iter().filter(|row| &row[1] == "random").count(), 2);
    let packed = fs::File::open(one.join("places.csv.gz")).unwrap();
    let mut places = csv::Reader::from_reader(flate2::read::MultiGzDecoder::new(packed));
    let mut runs: Vec<String> = places.records().map(|row| row.unwrap()[0].to_owned()).collect();
    runs.dedup();
    assert_eq!(runs, rows.iter().map(|row| row[0].to_owned()).collect::<Vec<_>>());
    for more in [&[][..], &["--all"]] {
        escalade(home.path(), &["verify", "one"]).args(more).assert().success();
    }
    edit(&one.join("kept.csv"), |text| text.replacen("random", "typical", 1));
    adjust(&one, "kept.csv");
    assert!(found(home.path(), "one", &["--all"]).contains("column why: expected `random`, found `typical`"));
}

#[test]
fn copies_for_excel_have_its_mark_its_line_ends_and_its_separators() {
    let home = TempDir::new().unwrap();
    let comma = run(home.path(), "winter-road", "comma", &["--excel", "--what-if", "mission-stays"]);
    let semicolon = run(home.path(), "winter-road", "semicolon", &["--excel=semicolon", "--what-if", "mission-stays"]);
    for name in ["runs", "summary", "differences", "weekly", "shares"] {
        let plain = fs::read_to_string(comma.join(format!("{name}.csv"))).unwrap();
        let copy = fs::read_to_string(comma.join(format!("excel/{name}.csv"))).unwrap();
        assert_eq!(copy.strip_prefix('\u{feff}').unwrap().replace("\r\n", "\n"), plain, "{name}");
        let french = fs::read_to_string(semicolon.join(format!("excel/{name}.csv"))).unwrap();
        assert!(french.starts_with('\u{feff}') && french.lines().count() == plain.lines().count(), "{name}");
    }
    let french = fs::read_to_string(semicolon.join("excel/weekly.csv")).unwrap();
    let line = french.lines().find(|line| line.contains(',')).unwrap();
    // The name of a series has a point; no number has one.
    let point = |part: &[u8]| part[1] == b'.' && part[0].is_ascii_digit() && part[2].is_ascii_digit();
    assert!(line.contains(";2019-") && !line.as_bytes().windows(3).any(point), "{line}");
    assert!(!comma.join("excel/events.csv").exists());
    escalade(home.path(), &["verify", "semicolon", "--all"]).assert().success();
    escalade(home.path(), &["run", "winter-road", "--excel=tab"]).assert().code(2);
}

#[test]
fn rows_of_runs_are_read_back_as_what_the_runs_left() {
    let study = study(SMALL, &[], &["mission-stays"], Some(6));
    let asked = Asked { scenario: SMALL.to_owned(), seed: 3, runs: 5, ..Asked::default() };
    let mut results = Results::new(&study, &asked, Memory::default()).unwrap();
    ensemble::play(&study, &asked.plan(1), &mut results).unwrap();
    let (memory, _) = results.finish().unwrap();
    let files: BTreeMap<&str, Vec<u8>> = memory.files().collect();
    let mut reader = Reader::open("runs.csv", files["runs.csv"].as_slice(), &Runs::layout_of(&study)).unwrap();
    let mut rows = 0;
    while reader.advance().unwrap() {
        let ran = Ran::read(&reader, &study).unwrap();
        let history = ensemble::single::play(&study, 3, (ran.run, ran.variant), Tables::default());
        assert_eq!(ran, Ran::of(&study, &history));
        assert_eq!(ran.answers.len(), study.variants[0].outcomes.len());
        rows += 1;
    }
    assert_eq!(rows, 10);
}

#[test]
fn a_cell_that_no_run_leaves_is_named_with_its_line() {
    let study = study(SMALL, &[], &[], Some(6));
    let layout = Runs::layout_of(&study);
    let header: Vec<&str> = layout.columns.iter().map(|column| column.name.as_str()).collect();
    let row = |cells: &str| {
        let text = format!("{}\n{cells}{}\n", header.join(","), ",x".repeat(header.len() - 6));
        let mut reader = Reader::open("runs.csv", text.as_bytes(), &layout).unwrap();
        assert!(reader.advance().unwrap());
        Ran::read(&reader, &study).unwrap_err()
    };
    for (cells, message) in [
        ("1,1,0,other,ok,", "`variant`: the manifest knows no such variant"),
        ("1,1,0,base,well,", "`status`: no run ends so"),
        ("-1,1,0,base,panicked,", "`run`: this is not a whole number"),
    ] {
        let fault = row(cells);
        assert_eq!((fault.line, fault.message.as_str()), (2, message));
    }
    let fault = row("1,1,0,base,ok,");
    assert!(fault.message.contains("this is not") || fault.message.contains("this is neither"), "{fault:?}");
    let text = header[1..].join(",");
    let fault = Reader::open("runs.csv", text.as_bytes(), &layout).unwrap_err();
    assert_eq!(fault.message, "the column `run` is missing");
}

#[test]
fn a_replay_tells_of_wars_and_of_columns_that_are_not_let_in() {
    let home = TempDir::new().unwrap();
    // Columns come, and whoever is refused loses no face and hates war.
    let peace = ["--set", "declare.audience=0", "--set", "declare.cost=0.6", "--set", "plan.price=-1"];
    let told_where = |name: &str, more: &[&str], rule: &str, told: &str| {
        let ask = ["run", "northern-mali/road-to-kidal", "--runs", "12", "--keep-runs", "12", "--tables", "events"];
        escalade(home.path(), &[ask.as_slice(), &["--quiet", "--out", name], more].concat()).assert().success();
        let events = fs::read_to_string(home.path().join(name).join("events.csv")).unwrap();
        let row = events.lines().find(|line| line.contains(rule)).expect("one world has it");
        let run = row.split(',').next().unwrap();
        let replay = escalade(home.path(), &["replay", name, "--run", run]).assert().success();
        let text = String::from_utf8(replay.get_output().stdout.clone()).unwrap();
        assert!(text.contains(told), "{told}: {text}");
        text
    };
    told_where("war", &[], ",declare.war,", " goes to war with ");
    let text = told_where("peace", &peace, ",declare.refusal,", " does not let in the column of Malian junta (");
    assert!(text.contains(": turned away"), "{text}");
}
