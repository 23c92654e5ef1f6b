//! Nothing of anybody's is lost, and nothing that lies in a folder can keep a command busy for ever.

use crate::again::{adjust, edit, escalade, files, found, run};
use std::{fs, io::Write, path::Path};
use tempfile::TempDir;

fn refused(home: &Path, words: &[&str]) -> String {
    let output = escalade(home, words).assert().failure();
    String::from_utf8(output.get_output().stderr.clone()).unwrap()
}

#[test]
fn a_report_replaces_reports_alone() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let before = files(&dir);
    fs::write(home.path().join("letter.html"), "<p>dear</p>").unwrap();
    for out in ["one/runs.csv", "one/manifest.json", "letter.html", "one/inputs"] {
        for more in [&[][..], &["--markdown"]] {
            let said = refused(home.path(), &[&["report", "one", "--out", out], more].concat());
            assert!(said.contains("is no report"), "{out}: {said}");
        }
    }
    assert!(files(&dir) == before);
    for words in [&["report", "one"][..], &["report", "one"], &["report", "one", "--out", "one.html", "--markdown"]] {
        escalade(home.path(), words).assert().success();
    }
    // A page into which somebody wrote stays as it is.
    for (name, more) in [("one.html", &[][..]), ("one.md", &["--markdown"])] {
        let words = [&["report", "one", "--out", name], more].concat();
        let path = home.path().join(name);
        let _ = fs::remove_file(&path);
        escalade(home.path(), &words).assert().success();
        escalade(home.path(), &words).assert().success();
        edit(&path, |text| text.replacen("winter", "summer", 1));
        let mine = fs::read(&path).unwrap();
        assert!(refused(home.path(), &words).contains("is a report that somebody has changed"));
        assert!(fs::read(&path).unwrap() == mine);
    }
    let again = ["run", "winter-road", "--weeks", "2", "--runs", "2", "--quiet", "--force", "--out", "one", "--report"];
    assert!(refused(home.path(), &again).contains("is a report that somebody has changed"));
    assert!(files(&dir) == before, "it is said before the run");
    let left: Vec<String> =
        fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.contains("partial")), "{left:?}");
    // Figures do not take the place of somebody's drawing of the same name.
    fs::create_dir(home.path().join("slides")).unwrap();
    escalade(home.path(), &["report", "one", "--svg", "first"]).assert().success();
    let name = fs::read_dir(home.path().join("first")).unwrap().map(|e| e.unwrap().file_name()).min().unwrap();
    fs::write(home.path().join("slides").join(name), "mine").unwrap();
    assert!(refused(home.path(), &["report", "one", "--svg", "slides"]).contains("is there already"));
    escalade(home.path(), &["report", "one", "--svg", "first"]).assert().success();
}

#[test]
fn a_manifest_says_what_was_asked_and_names_every_table() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &["--what-if", "mission-stays"]);
    let kept = files(&dir);
    let manifest = dir.join("manifest.json");
    for (from, to) in [
        ("question", "\"question\": \"Will it rain?\""),
        ("\"weeks\": 4,\n  \"asked\"", "\"weeks\": 5,\n  \"asked\""),
        ("Simulated, not a forecast", "A forecast"),
        ("\"command\": \"escalade run", "\"command\": \"escalade walk"),
    ] {
        let text = fs::read_to_string(&manifest).unwrap();
        let from = if from == "question" { question(&text) } else { from.to_owned() };
        assert!(text.contains(&from), "{from}");
        edit(&manifest, |text| text.replacen(&from, to, 1));
        let said = found(home.path(), "one", &[]);
        assert!(said.contains("manifest.json, line ") && said.contains("expected `"), "{to}: {said}");
        fs::write(&manifest, &kept["manifest.json"]).unwrap();
    }
    // A table and what names it are taken away together.
    fs::remove_file(dir.join("weekly.csv")).unwrap();
    edit(&manifest, |text| {
        let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
        value["files"].as_object_mut().unwrap().remove("weekly.csv");
        serde_json::to_string_pretty(&value).unwrap() + "\n"
    });
    let said = found(home.path(), "one", &[]);
    assert!(said.contains("weekly.csv: such a result has it"), "{said}");
    fs::write(dir.join("weekly.csv"), &kept["weekly.csv"]).unwrap();
    fs::write(&manifest, &kept["manifest.json"]).unwrap();
    let good = escalade(home.path(), &["verify", "one"]).assert().success();
    let good = String::from_utf8(good.get_output().stdout.clone()).unwrap();
    assert!(good.contains("not looked at without --all"), "{good}");
}

/// The question of a manifest, as it is written there.
fn question(text: &str) -> String {
    let line = text.lines().find(|line| line.trim_start().starts_with("\"question\"")).unwrap();
    line.trim().trim_end_matches(',').to_owned()
}

#[test]
fn a_manifest_that_claims_more_than_there_is_ends_at_once() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let kept = files(&dir);
    for (from, to) in [("\"runs\": 3", "\"runs\": 100000000"), ("\"kept\": 1", "\"kept\": 18446744073709551615")] {
        edit(&dir.join("manifest.json"), |text| text.replacen(from, to, 1));
        for more in [&[][..], &["--all"]] {
            let said = found(home.path(), "one", more);
            assert!(said.contains("do not fit into runs.csv") || said.contains("keeps tables of"), "{to}: {said}");
        }
        fs::write(dir.join("manifest.json"), &kept["manifest.json"]).unwrap();
    }
}

#[test]
fn a_line_without_an_end_does_not_fill_the_memory() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &["--gzip"]);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"run,variant,").unwrap();
    (0..80).for_each(|_| packed.write_all(&vec![b'x'; 1 << 20]).unwrap());
    fs::write(dir.join("events.csv.gz"), packed.finish().unwrap()).unwrap();
    adjust(&dir, "events.csv.gz");
    for more in [&[][..], &["--all"]] {
        let said = found(home.path(), "one", more);
        assert!(said.contains("of it has more than 64 MB"), "{said}");
    }
}

#[test]
fn nothing_is_written_into_a_result() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let before = files(&dir);
    for words in [
        &["report", "one", "--out", "one/page.html"][..],
        &["report", "one", "--out", "one/inputs/page.html"],
        &["report", "one", "--svg", "one"],
        &["report", "one", "--svg", "one/figures"],
        &["replay", "one", "--run", "1", "--out", "one/world"],
        &["run", "tolmarra/winter-road", "--runs", "8", "--out", "one/again"],
        &["new", "one/mine"],
        &["new", "one/inputs/mine"],
    ] {
        let said = refused(home.path(), words);
        assert!(said.contains("to which it does not belong"), "{words:?}: {said}");
        assert!(files(&dir) == before, "{words:?}");
    }
}

#[test]
fn a_world_that_is_played_again_replaces_no_ensemble() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let before = files(&dir);
    for out in ["one", "one/../one"] {
        let said = refused(home.path(), &["replay", "one", "--run", "1", "--out", out, "--force"]);
        assert!(said.contains("it is the result that is read") && files(&dir) == before, "{out}: {said}");
    }
}

#[test]
fn a_manifest_speaks_of_as_many_worlds_as_there_are_and_is_no_link() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let (manifest, kept) = (dir.join("manifest.json"), files(&dir));
    let text = String::from_utf8(kept["manifest.json"].clone()).unwrap();
    let runs = text.lines().find(|line| line.trim_start().starts_with("\"runs\": ")).unwrap();
    let number: u64 = runs.trim().trim_end_matches(',').rsplit(' ').next().unwrap().parse().unwrap();
    let fewer = text
        .replace(runs, &runs.replace(&number.to_string(), &(number / 2).to_string()))
        .replace(&format!("--runs {number}"), &format!("--runs {}", number / 2));
    for (text, words) in [
        (fewer, format!("it speaks of {} worlds of base, and runs.csv has {number}", number / 2)),
        (text.replacen("\"failed_runs\": 0", "\"failed_runs\": 3", 1), "3 worlds of base that failed".to_owned()),
    ] {
        fs::write(&manifest, &text).unwrap();
        let said = found(home.path(), "one", &[]);
        assert!(said.contains(&words), "{said}");
        let said = refused(home.path(), &["report", "one"]);
        assert!(said.contains("manifest.json") && said.contains("it was changed after the run"), "{said}");
    }
    fs::write(&manifest, &kept["manifest.json"]).unwrap();
    #[cfg(unix)]
    {
        fs::rename(&manifest, home.path().join("m.json")).unwrap();
        std::os::unix::fs::symlink("../m.json", &manifest).unwrap();
        assert!(refused(home.path(), &["verify", "one"]).contains("manifest.json"));
    }
}

#[test]
fn a_manifest_without_end_is_not_read_to_it() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let text = fs::read_to_string(dir.join("manifest.json")).unwrap();
    fs::write(dir.join("manifest.json"), text.replacen('{', &format!("{{{}", " ".repeat(80 << 20)), 1)).unwrap();
    let said = refused(home.path(), &["verify", "one"]);
    assert!(said.contains("manifest.json") && said.len() < 2000, "{}", said.len());
}

#[test]
fn a_cell_of_many_lines_does_not_fill_the_memory_either() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let runs = fs::read_to_string(dir.join("runs.csv")).unwrap();
    let (header, rest) = runs.split_once('\n').unwrap();
    let cell = "x\n".repeat(40 << 20);
    fs::write(dir.join("runs.csv"), format!("{header}\n\"{cell}\"{rest}")).unwrap();
    adjust(&dir, "runs.csv");
    for said in [found(home.path(), "one", &[]), refused(home.path(), &["report", "one"])] {
        assert!(said.contains("a row of it has more than 64 MB") && said.len() < 2000, "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_a_device_or_a_link_in_place_of_a_file_is_told_and_not_read() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let pipe = |path: &Path| {
        fs::remove_file(path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let summary = fs::read(dir.join("summary.csv")).unwrap();
    pipe(&dir.join("summary.csv"));
    assert!(found(home.path(), "one", &[]).contains("summary.csv: it cannot be read: it is no file"));
    assert!(refused(home.path(), &["report", "one"]).contains("a pipe or a device"));
    fs::remove_file(dir.join("summary.csv")).unwrap();
    fs::write(home.path().join("elsewhere.csv"), &summary).unwrap();
    std::os::unix::fs::symlink(home.path().join("elsewhere.csv"), dir.join("summary.csv")).unwrap();
    assert!(found(home.path(), "one", &[]).contains("it is no file but a link"));
    pipe(&dir.join("manifest.json"));
    for words in [&["verify", "one"][..], &["report", "one"], &["check", "base.toml"]] {
        if words[0] == "check" {
            fs::write(home.path().join("base.toml"), "").unwrap();
            pipe(&home.path().join("base.toml"));
        }
        assert!(refused(home.path(), words).contains("a pipe or a device"), "{words:?}");
    }
}

#[test]
fn a_merge_or_replay_that_was_killed_stands_in_nobodys_way() {
    let home = TempDir::new().unwrap();
    run(home.path(), "winter-road", "one", &[]);
    for name in ["one-run-1.partial", "two.partial"] {
        fs::create_dir(home.path().join(name)).unwrap();
        fs::write(home.path().join(name).join("lock"), "").unwrap();
        fs::write(home.path().join(name).join("events.csv"), "run,").unwrap();
    }
    escalade(home.path(), &["replay", "one", "--run", "1", "--quiet"]).assert().success();
    escalade(home.path(), &["replay", "one", "--run", "2", "--quiet", "--out", "two"]).assert().success();
}

#[test]
fn a_part_with_a_damaged_journal_is_not_to_be_deleted() {
    let home = TempDir::new().unwrap();
    for part in ["1/2", "2/2"] {
        let out = &part[..1];
        let words = ["run", "winter-road", "--weeks", "2", "--runs", "128", "--quiet", "--shard", part, "--out", out];
        escalade(home.path(), &words).assert().success();
    }
    edit(&home.path().join("1/journal"), |text| text.replacen("version", "Version", 1));
    let said = refused(home.path(), &["merge", "1", "2", "--out", "both"]);
    assert!(said.contains("its journal is damaged") && !said.contains("remove it"), "{said}");
}

#[test]
fn growing_until_an_interval_is_narrow_needs_an_outcome() {
    let home = TempDir::new().unwrap();
    escalade(home.path(), &["new", "mine"]).assert().success();
    let base = home.path().join("mine/scenarios/tolmarra/winter-road.toml");
    edit(&base, |text| text.split("[outcomes.").next().unwrap().to_owned());
    for name in fs::read_dir(home.path().join("mine/scenarios/tolmarra/what-ifs")).unwrap() {
        fs::remove_file(name.unwrap().path()).unwrap();
    }
    let said = refused(home.path(), &["run", "mine/scenarios/tolmarra/winter-road.toml", "--until", "0.1"]);
    assert!(said.contains("no outcome to look at"), "{said}");
}

/// A share of 0.605 is one number wherever it is read.
#[test]
fn a_terminal_and_a_page_round_alike() {
    use escalade::inside::report::{number::Digits, text::Lang};
    let digits = Digits::percent(Some((0.5, 0.7)), Lang::En);
    assert_eq!([0.605, 0.615, 0.625].map(|share| digits.number(share)), ["61 %", "62 %", "63 %"]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_utf8_stay_what_they_are() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let home = TempDir::new().unwrap();
    run(home.path(), "winter-road", "plain", &[]);
    let name = |end: &str| [b"caf\xe9".as_slice(), end.as_bytes()].concat();
    let path = |end: &str| home.path().join(OsStr::from_bytes(&name(end)));
    fs::rename(home.path().join("plain"), path("")).unwrap();
    for words in [&["verify"][..], &["report"], &["replay", "--run", "1", "--quiet"]] {
        escalade(home.path(), words).arg(path("").file_name().unwrap()).assert().success();
    }
    assert!(path(".html").is_file() && path("-run-1").is_dir());
}

/// The two parts of an ensemble, as `1` and `2`.
fn parts(home: &Path) {
    for part in ["1/2", "2/2"] {
        let words = ["run", "winter-road", "--weeks", "2", "--runs", "128", "--quiet", "--shard", part];
        escalade(home, &words).args(["--out", &part[..1]]).assert().success();
    }
}

#[test]
fn a_folder_under_way_that_is_somebodys_is_not_cleared() {
    let home = TempDir::new().unwrap();
    run(home.path(), "winter-road", "one", &[]);
    parts(home.path());
    let partial = home.path().join("w.partial");
    fs::create_dir(&partial).unwrap();
    fs::write(partial.join("lock"), "").unwrap();
    fs::write(partial.join("thesis.csv"), "keep").unwrap();
    for words in [
        &["run", "winter-road", "--runs", "8", "-q", "--out", "w"][..],
        &["run", "winter-road", "--runs", "8", "-q", "--out", "w", "--force"],
        &["replay", "one", "--run", "1", "--out", "w"],
        &["merge", "1", "2", "--out", "w"],
    ] {
        let said = refused(home.path(), words);
        assert!(said.contains("thesis.csv in it is none of ours and would be lost; move it"), "{words:?}: {said}");
        assert_eq!(fs::read_to_string(partial.join("thesis.csv")).unwrap(), "keep");
    }
    fs::remove_file(partial.join("thesis.csv")).unwrap();
    escalade(home.path(), &["merge", "1", "2", "--out", "w", "-q"]).assert().success();
    escalade(home.path(), &["verify", "w"]).assert().success();
}

#[test]
fn nothing_of_anybodys_becomes_part_of_a_run_that_is_taken_up() {
    let home = TempDir::new().unwrap();
    parts(home.path());
    let whole = files(&home.path().join("1"));
    fs::rename(home.path().join("1"), home.path().join("q.partial")).unwrap();
    run(home.path(), "winter-road", "one", &[]);
    fs::rename(home.path().join("one"), home.path().join("r.partial")).unwrap();
    for (of, name) in [
        ("q", "thesis.csv"),
        ("q", "events.csv"),
        ("q", "summary.csv"),
        ("q", "excel/runs.csv"),
        ("q", "inputs/seeds/tolmarra/thesis.md"),
        ("q", "inputs/scenarios/tolmarra/what-ifs/thesis.toml"),
        ("q", ".thesis"),
        ("r", "thesis.csv"),
        ("r", "inputs/seeds/tolmarra/thesis.md"),
    ] {
        let partial = home.path().join(format!("{of}.partial"));
        let folder = partial.join(name).parent().unwrap().to_owned();
        let is_new = !folder.exists();
        fs::create_dir_all(&folder).unwrap();
        fs::write(partial.join(name), "keep").unwrap();
        let before = files(&partial);
        let said = refused(home.path(), &["run", "--resume", of]);
        assert!(said.contains(&format!("cannot resume {of}.partial: ")), "{name}: {said}");
        assert!(said.contains(" in it is none of ours and would become part of the result; move it"), "{said}");
        let named = if is_new { folder.file_name().unwrap().to_str().unwrap() } else { name };
        assert!(said.contains(named), "{said}");
        fs::remove_file(partial.join("lock")).unwrap_or_default();
        assert!(before.into_iter().filter(|(name, _)| name != "lock").eq(files(&partial)), "{name}");
        fs::remove_file(partial.join(name)).unwrap();
        if is_new {
            fs::remove_dir(folder).unwrap();
        }
    }
    fs::write(home.path().join("q.partial/.DS_Store"), "window").unwrap();
    for of in ["q", "r"] {
        escalade(home.path(), &["run", "--resume", of, "-q"]).assert().success();
    }
    assert!(files(&home.path().join("q")) == whole);
    escalade(home.path(), &["verify", "r"]).assert().success();
}

#[cfg(unix)]
#[test]
fn a_run_is_not_taken_up_through_a_link_or_a_pipe() {
    let home = TempDir::new().unwrap();
    parts(home.path());
    let (partial, precious) = (home.path().join("q.partial"), home.path().join("precious.csv"));
    fs::rename(home.path().join("1"), &partial).unwrap();
    fs::write(&precious, "keep").unwrap();
    let aside = home.path().join("aside");
    for name in ["draws.csv", "runs.csv", "journal", "journal.next", "lock", "manifest.json", "inputs/question.toml"] {
        let path = partial.join(name);
        let was_there = path.exists();
        if was_there {
            fs::rename(&path, &aside).unwrap();
        }
        for kind in ["link", "pipe"] {
            if kind == "link" {
                std::os::unix::fs::symlink(&precious, &path).unwrap();
            } else {
                assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
            }
            let mut resume = escalade(home.path(), &["run", "--resume", "q"]);
            let output = resume.timeout(std::time::Duration::from_secs(60)).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.contains(&format!("{name} in it is no file but a link")), "{kind} {name}: {said}");
            assert_eq!(fs::read_to_string(&precious).unwrap(), "keep");
            fs::remove_file(&path).unwrap();
        }
        if was_there {
            fs::rename(&aside, &path).unwrap();
        }
    }
    // A whole folder behind a link.
    fs::rename(&partial, &aside).unwrap();
    std::os::unix::fs::symlink(&aside, &partial).unwrap();
    assert!(refused(home.path(), &["run", "--resume", "q"]).contains("it is a link; name the folder itself"));
    assert!(aside.join("runs.csv").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_result_is_not_replaced() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let before = files(&dir);
    std::os::unix::fs::symlink(&dir, home.path().join("link")).unwrap();
    for (out, force) in [("link", true), ("link/", true), ("link", false)] {
        let words = ["run", "winter-road", "--runs", "8", "-q", "--out", out, "--force"];
        let said = refused(home.path(), &words[..words.len() - usize::from(!force)]);
        assert!(said.contains("it is a link; name the folder itself"), "{out}: {said}");
        assert!(home.path().join("link").is_symlink() && files(&dir) == before);
    }
    // A pipe in place of a manifest keeps nobody waiting.
    fs::create_dir(home.path().join("two")).unwrap();
    assert!(
        std::process::Command::new("mkfifo").arg(home.path().join("two/manifest.json")).status().unwrap().success()
    );
    for out in ["two", "two/three"] {
        let mut command = escalade(home.path(), &["run", "winter-road", "--runs", "8", "--weeks", "2", "-q"]);
        command.args(["--force", "--out", out]).timeout(std::time::Duration::from_secs(60));
        let code = command.output().unwrap().status.code();
        assert_eq!(code, Some(i32::from(out == "two")), "{out}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_too_long_is_told_before_the_run() {
    let home = TempDir::new().unwrap();
    let go = |length: usize, more: &[&str]| {
        let name = "n".repeat(length);
        let words = ["run", "winter-road", "--runs", "8", "--weeks", "2", "-q", "--force", "--out", &name];
        escalade(home.path(), &words).args(more).assert()
    };
    go(247, &[]).success();
    go(247, &[]).success();
    let left = || fs::read_dir(home.path()).unwrap().count();
    assert_eq!(left(), 1);
    for (length, more) in [(248, &[][..]), (242, &["--report"])] {
        let done = go(length, more).failure();
        let said = String::from_utf8(done.get_output().stderr.clone()).unwrap();
        assert!(said.contains("too long"), "{length}: {said}");
        assert_eq!(left(), 1, "{length}");
    }
    go(241, &["--report"]).success();
    assert_eq!(left(), 3);
}

#[test]
fn what_a_system_leaves_in_a_folder_is_no_finding() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "r", &[]);
    for name in ["Thumbs.db", "desktop.ini", "inputs/.DS_Store"] {
        fs::write(dir.join(name), "x").unwrap();
    }
    escalade(home.path(), &["verify", "r"]).assert().success();
    fs::write(dir.join("Thumbs.csv"), "x").unwrap();
    assert!(refused(home.path(), &["verify", "r"]).contains("Thumbs.csv: it does not belong"));
}

#[test]
fn a_run_that_is_taken_up_says_before_it_that_its_report_cannot_be_written() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "r", &[]);
    // Whole but for its name.
    let (partial, page) = (home.path().join("r.partial"), home.path().join("r.html"));
    fs::rename(&dir, &partial).unwrap();
    fs::write(&page, "a page of somebody").unwrap();
    let resume = ["run", "--resume", "r", "--report"];
    let told = refused(home.path(), &resume);
    assert!(told.contains("is no report") && partial.exists(), "{told}");
    fs::remove_file(&page).unwrap();
    escalade(home.path(), &resume).assert().success();
    assert!(fs::read_to_string(&page).unwrap().contains("<svg") && dir.exists());
}

#[test]
fn nobody_is_shown_worlds_of_inputs_that_were_changed() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "r", &["--seed", "1"]);
    let (forces, manifest) = ("inputs/seeds/tolmarra/forces.csv", "manifest.json");
    for (name, old, new, words) in [
        (forces, ",600,", ",980,", "forces.csv: its bytes are not those that were written"),
        (manifest, "\"seed\": 1", "\"seed\": 2", "manifest.json, line"),
        (manifest, "The observers leave", "Nobody leaves", "manifest.json, line"),
    ] {
        let before = fs::read(dir.join(name)).unwrap();
        edit(&dir.join(name), |text| text.replacen(old, new, 1));
        for words_of in [&["replay", "r", "--run", "0"][..], &["report", "r"]] {
            let told = refused(home.path(), words_of);
            assert!(told.contains(words) && told.contains("escalade verify r"), "{name}: {told}");
        }
        fs::write(dir.join(name), before).unwrap();
    }
    escalade(home.path(), &["replay", "r", "--run", "0"]).assert().success();
    escalade(home.path(), &["report", "r"]).assert().success();
}

#[test]
fn commands_that_are_advised_can_be_copied() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("my case");
    fs::create_dir(&dir).unwrap();
    let said = |words: &[&str]| String::from_utf8(escalade(home.path(), words).output().unwrap().stdout).unwrap();
    let told = said(&["new", "my case/a b"]);
    assert!(told.contains("escalade check 'my case/a b/scenarios/tolmarra/winter-road.toml'"), "{told}");
    let told = said(&[
        "run",
        "my case/a b/scenarios/tolmarra/winter-road.toml",
        "--runs",
        "2",
        "--weeks",
        "2",
        "--out",
        "r 1",
    ]);
    assert!(told.contains("Again: escalade run 'r 1/inputs/"), "{told}");
}

#[test]
fn whoever_has_a_case_of_that_name_hears_that_the_built_in_one_was_meant() {
    let home = TempDir::new().unwrap();
    escalade(home.path(), &["new", "mine"]).assert().success();
    let here = home.path().join("mine");
    let notes = || String::from_utf8(escalade(&here, &["check", "winter-road"]).output().unwrap().stdout).unwrap();
    edit(&here.join("seeds/tolmarra/forces.csv"), |text| text.replacen(",600,", ",610,", 1));
    assert!(
        notes().contains("note: this is the built-in winter-road; yours is scenarios/tolmarra/winter-road.toml"),
        "{}",
        notes()
    );
}
