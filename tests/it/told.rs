//! One slip is told once, where it stands and as what it is; and what the program read, wrote or could not see is not kept from anybody.

use crate::{
    again::{adjust, edit, escalade, files, found, run},
    support::Copied,
};
use escalade::inside::{
    scenario::{Request, load},
    study::Study,
};
use std::{fs, path::Path};
use tempfile::TempDir;

fn said(study: Result<Study, Vec<escalade::inside::fault::Fault>>) -> Result<String, String> {
    let notes = |study: Study| study.notes.into_iter().chain(study.odd).collect::<Vec<_>>().join("\n");
    study.map(notes).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

fn of_copy(copied: &Copied) -> Result<String, String> {
    said(load(&copied.path(), &Request { what_ifs: vec!["all".to_owned()], ..Request::default() }))
}

/// What is said of a what-if with these lines.
fn of_what_if(lines: &str) -> Result<String, String> {
    let copied = Copied::small();
    let head = "title = \"A\"\nbase = \"winter-road\"\nquestion = \"B?\"\n";
    copied.edit("what-ifs/extra.toml", |_| format!("{head}{lines}\n"));
    said(load(&copied.path(), &Request { what_ifs: vec!["extra".to_owned()], ..Request::default() }))
}

/// What `check` prints of a case with faults.
fn checked(copied: &Copied) -> String {
    let output = escalade(Path::new("."), &["check", &copied.path()]).env("NO_COLOR", "1").assert().code(2);
    String::from_utf8(output.get_output().stderr.clone()).unwrap()
}

/// Takes a file of a result away, and its line out of the manifest.
fn forget(dir: &Path, name: &str) {
    fs::remove_file(dir.join(name)).unwrap();
    edit(&dir.join("manifest.json"), |text| {
        let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
        value["files"].as_object_mut().unwrap().shift_remove(name).unwrap();
        serde_json::to_string_pretty(&value).unwrap() + "\n"
    });
}

#[test]
fn an_input_that_is_taken_away_with_its_entry_is_missed() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &["--what-if", "mission-stays"]);
    let kept = files(&dir);
    let inputs = kept.keys().filter(|name| name.starts_with("inputs/") && !name.ends_with("question.toml"));
    for name in inputs {
        forget(&dir, name);
        for more in [&[][..], &["--all"]] {
            let said = found(home.path(), "one", more);
            assert!(said.contains(&format!("{name}: the file is missing")), "{name}: {said}");
        }
        fs::write(dir.join(name), &kept[name]).unwrap();
        fs::write(dir.join("manifest.json"), &kept["manifest.json"]).unwrap();
    }
    // One that was added with an entry of its own is no input of this result either.
    let more = "inputs/seeds/tolmarra/notes.md";
    fs::write(dir.join(more), "x").unwrap();
    adjust(&dir, more);
    let said = found(home.path(), "one", &[]);
    assert!(said.contains("notes.md: question.toml does not name this file"), "{said}");
    fs::remove_file(dir.join(more)).unwrap();
    fs::write(dir.join("manifest.json"), &kept["manifest.json"]).unwrap();
    for (more, words) in [(&[][..], "not looked at without --all"), (&["--all"], "not to be seen by anybody")] {
        let good = escalade(home.path(), &["verify", "one"]).args(more).assert().success();
        let good = String::from_utf8(good.get_output().stdout.clone()).unwrap();
        assert!(good.contains(words) && good.contains("whether inputs/ was written anew"), "{good}");
    }
}

#[test]
fn a_manifest_without_its_last_line_end_is_told_as_that() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let manifest = dir.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    for other in [text.trim_end().to_owned(), text.replace('\n', "\r\n")] {
        fs::write(&manifest, other).unwrap();
        let said = found(home.path(), "one", &[]);
        assert!(said.contains("manifest.json: its lines do not end as they were written"), "{said}");
        assert!(!said.contains("found ``"), "{said}");
    }
    fs::write(&manifest, text + "\n\n").unwrap();
    let said = found(home.path(), "one", &[]);
    assert!(said.contains("expected no such line, found ``"), "{said}");
}

#[test]
fn a_manifest_into_which_somebody_wrote_is_not_replaced() {
    let home = TempDir::new().unwrap();
    let dir = run(home.path(), "winter-road", "one", &[]);
    let manifest = dir.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let again = ["run", "winter-road", "--weeks", "2", "--runs", "2", "--quiet", "--force", "--out", "one"];
    let note = |text: &str| text.replacen("\"notice\": \"Simulated", "\"notice\": \"For Monday. Simulated", 1);
    let key = |text: &str| text.replacen("{\n", "{\n  \"mine\": \"keep\",\n", 1);
    let seed = |text: &str| text.replacen("--seed 1", "--seed 2", 1);
    let end = |text: &str| text.trim_end().to_owned();
    for change in [&note as &dyn Fn(&str) -> String, &key, &seed, &end] {
        fs::write(&manifest, change(&text)).unwrap();
        let before = files(&dir);
        assert!(change(&text) != text);
        let output = escalade(home.path(), &again).assert().failure();
        let said = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(said.contains("manifest.json in it was changed by somebody and would be lost"), "{said}");
        assert!(files(&dir) == before);
    }
    fs::write(&manifest, &text).unwrap();
    escalade(home.path(), &again).assert().success();
    // A single world that was played again has a manifest, too.
    let replay = ["replay", "one", "--run", "1", "--out", "world", "--quiet"];
    escalade(home.path(), &replay).assert().success();
    escalade(home.path(), &replay).arg("--force").assert().success();
    edit(&home.path().join("world/manifest.json"), |text| note(&text));
    let output = escalade(home.path(), &replay).arg("--force").assert().failure();
    let said = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(said.contains("manifest.json in it was changed by somebody"), "{said}");
}

#[test]
fn what_systems_leave_among_the_inputs_is_nothing() {
    let home = TempDir::new().unwrap();
    escalade(home.path(), &["new", "mine"]).assert().success();
    for name in ["Thumbs.db", ".DS_Store", "desktop.ini"] {
        fs::write(home.path().join("mine/seeds/tolmarra").join(name), "x").unwrap();
    }
    let dir = run(home.path(), "mine/scenarios/tolmarra/winter-road.toml", "one", &[]);
    assert!(!dir.join("inputs/seeds/tolmarra/Thumbs.db").exists());
    for name in ["Thumbs.db", "inputs/seeds/tolmarra/Thumbs.db", "inputs/seeds/tolmarra/.DS_Store"] {
        fs::write(dir.join(name), "x").unwrap();
    }
    for more in [&[][..], &["--all"]] {
        escalade(home.path(), &["verify", "one"]).args(more).assert().success();
    }
    escalade(home.path(), &["replay", "one", "--run", "1", "--quiet"]).assert().success();
}

#[test]
fn a_ring_that_nobody_could_keep_is_noted() {
    let of = |by: &str| {
        let copied = Copied::small();
        copied.edit("control.csv", |text| text.replacen("guard,0.9,,0.8,,,,", &format!("guard,0.9,,0.8,,,{by},"), 1));
        of_copy(&copied).unwrap()
    };
    // The Oath has men in Dunvar, which a road joins to Ostrel; the men of the others stand two roads away.
    assert!(!of("grey_oath").contains("no men to cut it off"), "{}", of("grey_oath"));
    for by in ["mission", "front", "river_band"] {
        let note =
            format!("control.ostrel.blockaded_by: {by} has no men to cut it off, there or at the other end of a road");
        assert!(of(by).contains(&note), "{by}: {}", of(by));
    }
}

#[test]
fn a_text_is_a_text() {
    for (lines, words) in [
        ("[set]\n\"actors.guard.name\" = true", "`name`: this is not a text"),
        ("[set]\n\"actors.guard.name\" = 7", "`name`: this is not a text"),
        ("[set]\n\"places.dunvar.region\" = 2019-01-07", "`region`: this is not a text"),
        ("[set]\n\"actors.guard.aliases\" = [\"G\", 3]", "`aliases`: this is not a text"),
        (
            "[add.actors.third]\nname = true\nkind = \"militia\"\nclaims = \"a_fiction\"",
            "`name`: this is not a text (found `true`)",
        ),
        (
            "[add.actors.third]\nname = \"T\"\naliases = [1, 2]\nkind = \"militia\"\nclaims = \"a_fiction\"",
            "`aliases`: this is not a text",
        ),
    ] {
        let told = of_what_if(lines).unwrap_err();
        assert!(told.contains(words) && told.contains("a text in quotes"), "{lines}: {told}");
        assert_eq!(told.lines().count(), 1, "{lines}: {told}");
    }
    for lines in ["[set]\n\"actors.guard.name\" = \"7\"", "[set]\n\"actors.guard.aliases\" = [\"G\", \"H\"]"] {
        assert!(of_what_if(lines).is_ok(), "{lines}");
    }
    let study =
        load("tolmarra/winter-road", &Request { sets: vec!["actors.guard.name=7".to_owned()], ..Request::default() });
    assert!(study.is_ok(), "on the command line all is text");
}

#[test]
fn values_that_nothing_reads_are_noted() {
    for (set, words) in [
        ("\"actors.guard.leverage\" = 0.5", "nobody of its kind mediates, guarantees or sanctions"),
        ("\"ladder.3.direction\" = \"down\"", "it tells readers what a rung means"),
    ] {
        let told = of_what_if(&format!("[set]\n{set}")).unwrap();
        assert!(told.contains(words) && told.contains("it is not read"), "{set}: {told}");
    }
    for (set, words) in [
        ("\"actors.front.unrest\" = 0.5", "only a government has a public that is uneasy"),
        ("\"actors.grey_oath.commitment\" = 0.5", "it belongs to no coalition"),
        ("\"actors.grey_oath.leverage\" = 0.5", "nobody of its kind mediates"),
    ] {
        let inject = format!("[injects.x]\nweek = 3\ndo = \"set\"\nset = {{ {set} }}");
        let told = of_what_if(&inject).unwrap();
        assert!(told.contains(words) && told.contains("it is not read"), "{set}: {told}");
    }
    for set in [
        "\"actors.mission.leverage\" = 0.9",
        "\"actors.mission.burden\" = 0.9",
        "\"actors.guard.burden\" = 0.9",
        "\"memberships.guard:council.commitment\" = 0.9",
        "\"agreements.hill_accord.progress\" = 0.4",
    ] {
        let told = of_what_if(&format!("[set]\n{set}")).unwrap();
        assert!(!told.contains("it is not read"), "{set}: {told}");
    }
    let offered = "[set]\n\"agreements.hill_accord.state\" = \"offered\"\n\"agreements.hill_accord.progress\" = 0.4";
    let told = of_what_if(offered).unwrap();
    assert!(told.contains("agreements.hill_accord.progress: it is not read: it is on offer"), "{told}");
}

#[test]
fn what_no_run_knows_of_any_more_is_noted() {
    let event = |date: &str, more: &str| {
        let row = format!("date = \"{date}\"\nclaims = \"a_fiction\"\n{more}");
        of_what_if(&format!("[add.events.old]\n{row}")).unwrap()
    };
    let raid = "kind = \"raid\"\nactor = \"grey_oath\"\ntarget = \"guard\"\nplace = \"dunvar\"";
    let told = event("2010-03-01", &format!("{raid}\ndeaths = 40"));
    assert!(told.contains("events.old: it lies 462 weeks before the start, and no run knows of it"), "{told}");
    assert!(event("2018-03-01", raid).contains("no run knows of it"), "none died, and its rung is forgotten");
    for (date, more) in [
        ("2018-12-20", raid.to_owned()),
        ("2018-03-01", format!("{raid}\ndeaths = 40")),
        ("2010-03-01", "kind = \"coup\"\nactor = \"council\"".to_owned()),
    ] {
        assert!(!event(date, &more).contains("no run knows of it"), "{date} {more}");
    }
}

#[test]
fn lines_that_end_with_cr_alone_are_shown_as_lines() {
    for (file, from, to, place) in [
        ("places.csv", "dunvar,Dunvar,", "dunvar,\"Dunvar,", "places.csv:3:"),
        ("ties.csv", ",hostile,", ",hostil,", "ties.csv:"),
        ("winter-road.toml", "weeks = 52", "weeks = \"x\"", "winter-road.toml:"),
    ] {
        let copied = Copied::small();
        copied.edit(file, |text| text.replacen(from, to, 1));
        let with_lf = checked(&copied);
        copied.edit(file, |text| text.replace('\n', "\r"));
        let with_cr = checked(&copied);
        assert!(with_lf.contains(place), "{file}: {with_lf}");
        assert_eq!(with_lf, with_cr, "{file}");
    }
    let copied = Copied::small();
    let path = copied.file("places.csv");
    let mut bytes = fs::read_to_string(&path).unwrap().replace('\n', "\r").into_bytes();
    let at = bytes.windows(6).position(|word| word == b"Dunvar").unwrap();
    bytes[at] = 0xff;
    fs::write(&path, bytes).unwrap();
    assert!(checked(&copied).contains("places.csv:3: the file is not UTF-8"), "{}", checked(&copied));
}

#[test]
fn of_a_list_the_bad_part_alone_is_underlined() {
    let marked = |change: &dyn Fn(String) -> String| {
        let copied = Copied::small();
        copied.edit("communities.csv", change);
        let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        let text = fs::read_to_string(copied.file("communities.csv")).unwrap();
        text[faults[0].span.clone()].to_owned()
    };
    let list = "council:0.2|front:-0.1|grey_oath:-0.5|lantern:-0.3";
    for (to, part) in [
        ("council:0.2|front:x|grey_oath:-0.5|lantern:-0.3", "x"),
        ("council:0.2|front:-0.1|grey_oath:-0.5|lantern:0,3", ""),
        ("council:0.2|frnt:-0.1|grey_oath:-0.5|lantern:-0.3", "frnt"),
        ("council:0.2|front:-0.1|grey_oath:-1.5|lantern:-0.3", "-1.5"),
        ("\"council:0.2|front:-0.1|grey_oath: -1.5|lantern:-0.3\"", "-1.5"),
        ("council:0.2|front:-0.1|council:0.2|lantern:-0.3", "council"),
    ] {
        if !part.is_empty() {
            assert_eq!(marked(&|text| text.replacen(list, to, 1)), part, "{to}");
        }
    }
    let copied = Copied::small();
    copied.edit("communities.csv", |text| text.replacen("council:0.2|front:-0.1", "council:0.2|front:y", 1));
    let told = checked(&copied);
    let mark = told.lines().find(|line| line.trim_start().starts_with('·')).unwrap();
    assert_eq!(mark.chars().filter(|c| "─┬▲".contains(*c)).count(), 1, "{told}");
}

#[test]
fn one_root_is_one_message() {
    let one = |copied: &Copied, words: &str| {
        let told = of_copy(copied).unwrap_err();
        assert!(told.contains(words) && told.lines().count() == 1, "{told}");
    };
    let copied = Copied::small();
    let seeds = copied.file("places.csv").parent().unwrap().parent().unwrap().to_owned();
    crate::support::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/orvelle"), &seeds.join("orvelle"));
    copied.edit("winter-road.toml", |text| text.replacen("case = \"tolmarra\"", "case = \"orvelle\"", 1));
    one(&copied, "did you mean `tolmarra`, in whose folder it lies?");
    for first in ["# Our actors, with their kinds", "# id,name,kind", "", "<!DOCTYPE html>\n<html><body>a, b</body>"] {
        let copied = Copied::small();
        copied.edit(
            "actors.csv",
            |text| if first.starts_with('<') { first.to_owned() } else { format!("{first}\n{text}") },
        );
        if first.is_empty() {
            assert!(of_copy(&copied).is_ok(), "an empty line is no line");
        } else {
            one(&copied, "actors.csv:1: ");
        }
    }
    for quotes in [("“", "”"), ("„", "“"), ("«", "»")] {
        let copied = Copied::small();
        let wrap = |cell: &str| if cell.is_empty() { String::new() } else { format!("{}{cell}{}", quotes.0, quotes.1) };
        copied.edit("actors.csv", |text| {
            let row = |line: &str| line.split(',').map(wrap).collect::<Vec<_>>().join(",") + "\n";
            let (head, rest) = text.split_once('\n').unwrap();
            format!("{head}\n{}", rest.lines().map(row).collect::<String>())
        });
        one(&copied, "cells of this row stand in curly quotes");
    }
    // A name may stand in such quotes.
    let copied = Copied::small();
    copied.edit("actors.csv", |text| text.replacen("Grey Oath", "“Grey Oath”", 1));
    assert!(of_copy(&copied).is_ok());
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf8_is_told_as_that() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let copied = Copied::small();
    let name = Path::new(&copied.path()).with_file_name("what-ifs").join(OsStr::from_bytes(b"a\xffb.toml"));
    let what_if = Path::new(&copied.path()).with_file_name("what-ifs").join("mission-stays.toml");
    fs::copy(what_if, &name).unwrap();
    let told = of_copy(&copied).unwrap_err();
    assert!(told.contains("the name of the file is not UTF-8") && told.lines().count() == 1, "{told}");
    let output = escalade(Path::new("."), &["check", &copied.path(), "--what-if"]).arg(&name).assert().code(2);
    let told = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(told.contains("the path is not UTF-8"), "{told}");
    // Nor can a command name a folder of such a name.
    let home = TempDir::new().unwrap();
    escalade(home.path(), &["new", "mine"]).assert().success();
    let words = ["run", "mine/scenarios/tolmarra/winter-road.toml", "--weeks", "2", "--runs", "2", "--out"];
    let output = escalade(home.path(), &words).arg(OsStr::from_bytes(b"caf\xe9")).assert().success();
    let told = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    assert!(told.contains("Again: no command can name this folder, whose path is not UTF-8"), "{told}");
}

#[test]
fn a_long_path_stays_in_one_piece() {
    let home = TempDir::new().unwrap();
    let folder = "a-rather-long-name-of-a-folder-in-which-somebody-keeps-the-conflicts-of-a-whole-year";
    escalade(home.path(), &["new", folder]).assert().success();
    let inside = home.path().join(folder).join("seeds/tolmarra");
    for here in [home.path().join(folder), inside] {
        let output = escalade(&here, &["list", "scenarios"]).assert().success();
        let told = String::from_utf8(output.get_output().stdout.clone()).unwrap();
        assert!(told.lines().any(|line| line.contains("scenarios/tolmarra/winter-road.toml ")), "{told}");
    }
}

#[test]
fn regions_and_injects_can_be_explained() {
    let explained = |words: &[&str]| {
        let output = escalade(Path::new("."), words).assert().success();
        String::from_utf8(output.get_output().stdout.clone()).unwrap()
    };
    let region = explained(&["explain", "Highlands", "--case", "tolmarra"]);
    assert!(region.contains("Highlands: a region with ") && region.contains("brenhold"), "{region}");
    let inject = explained(&["explain", "harvest_grain", "--case", "tolmarra"]);
    assert!(inject.contains("harvest_grain, inject of tolmarra/winter-road\n  relief "), "{inject}");
    assert!(inject.contains("week 34"), "{inject}");
}
