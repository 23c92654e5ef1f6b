//! Nothing is mended, dropped or read as something else without a word: what cannot be meant is a fault, what is odd a note.

use crate::{
    loading::{Copy, one, shown},
    support::{folder, rows},
};
use escalade::inside::{Request, Tables, load, seeds::columns::Sheet};
use std::{collections::BTreeMap, fs};

#[test]
fn control_shares_that_are_no_shares_are_faults_and_are_not_rescaled() {
    for (row, words) in [
        ("north,band,0.9,guard:0.5,0.3,,,,,,,p1", "come to 1.4"),
        ("north,band,0.6,guard:0.2|riders:0.05..0.3,0.3,,,,,,,p1", "come to 1.1"),
        ("north,band,0.6,guard:0.2|band:0.1,0.3,,,,,,,p1", "the holder stands among `others`"),
        ("north,,0.5,guard:0.2,0.3,,,,,,,p1", "nobody holds the place"),
    ] {
        let copy = Copy::new();
        copy.replace("control.csv", "north,band,0.6,guard:0.2|riders:0.05..0.1,0.3,,,,,,,p1", row);
        one(&copy, "control.csv", 3, words);
    }
}

#[test]
fn exactly_is_a_flag_and_belongs_to_a_holder() {
    for (condition, words) in [
        ("{ value = \"places.north.state\", is = \"contested\", exactly = true }", "does nothing here"),
        ("{ value = \"places.north.holder\", is = \"state\", exactly = \"yes\" }", "neither true nor false"),
    ] {
        let copy = Copy::new();
        copy.replace("quiet.toml", "{ value = \"places.north.holder\", is = \"state\" }", condition);
        let faults = copy.load(&[], &[]).map(|study| study.name).unwrap_err();
        assert!(faults.len() == 1 && shown(&faults).contains(words), "{}", shown(&faults));
    }
}

#[test]
fn a_difference_that_only_says_what_was_removed_has_a_note() {
    let copy = Copy::new();
    assert!(copy.load(&["all"], &[]).unwrap().notes.is_empty());
    copy.replace("quiet.toml", "value = \"totals.deaths\"", "value = \"control.north:riders\"");
    let notes = copy.load(&["all"], &[]).unwrap().notes;
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("no-riders leaves outcome deaths without control.north:riders"), "{notes:?}");
}

/// The faults of the base alone.
pub(crate) fn of_base(copy: &Copy) -> String {
    let faults = copy.load(&[], &[]).map(|study| study.name).unwrap_err();
    assert_eq!(faults.len(), 1, "{}", shown(&faults));
    shown(&faults)
}

#[test]
fn a_what_if_of_a_base_that_is_not_there_does_not_vanish() {
    let copy = Copy::new();
    copy.replace("what-ifs/observers.toml", "base = \"quiet\"", "base = \"quite\"");
    one(&copy, "observers.toml", 1, "did you mean `quiet`?");
    // That of another base that is there is not meant.
    copy.write("quite.toml", copy.read("quiet.toml"));
    assert_eq!(copy.load(&["all"], &[]).unwrap().variants.len(), 2);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_does_not_vanish() {
    // A link that leads nowhere, and a name that would be passed over.
    let copy = Copy::new();
    let folder = std::path::PathBuf::from(copy.base()).with_file_name("what-ifs");
    std::os::unix::fs::symlink("nowhere.toml", folder.join("lost.toml")).unwrap();
    let told = |copy: &Copy| shown(&copy.load(&["all"], &[]).map(|study| study.name).unwrap_err());
    assert!(told(&copy).contains("the what-ifs cannot be read: lost.toml"), "{}", told(&copy));
    fs::remove_file(folder.join("lost.toml")).unwrap();
    copy.write("what-ifs/ANOTHER.TOML", copy.read("what-ifs/observers.toml"));
    assert!(told(&copy).contains("a what-if ends in .toml, in small letters"), "{}", told(&copy));
}

#[test]
fn no_text_of_a_user_moves_the_cursor() {
    let copy = Copy::new();
    copy.write("what-ifs/a\u{1b}b.toml", copy.read("what-ifs/observers.toml"));
    let faults = copy.load(&["all"], &[]).map(|study| study.name).unwrap_err();
    assert!(shown(&faults).contains("the name has a control character"), "{}", shown(&faults));
    let copied = crate::support::Copied::new("northern-mali", "after-kidal");
    copied.edit("french.csv", |text| text.replacen("Mali", "Ma\u{1b}[31mli", 1));
    let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
    assert!(faults.len() == 1 && shown(&faults).contains("control character"), "{}", shown(&faults));
    // What is shown of a line with one cannot be told from any other.
    let output = assert_cmd::Command::cargo_bin("escalade").unwrap().args(["check", &copied.path()]).output().unwrap();
    assert!(!output.stderr.contains(&0x1b), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_case_of_ones_own_is_never_replaced_by_the_built_in_one() {
    let copied = crate::support::Copied::small();
    fs::rename(copied.file("actors.csv"), copied.file("Actors.csv")).unwrap();
    let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
    assert!(shown(&faults).contains("actors.csv") && shown(&faults).contains("missing"), "{}", shown(&faults));
}

#[test]
fn a_case_without_its_tables_is_one_fault() {
    let copied = crate::support::Copied::small();
    let gone = ["actors", "claims", "control", "events", "forces", "routes"];
    gone.iter().for_each(|table| fs::remove_file(copied.file(&format!("{table}.csv"))).unwrap());
    let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
    assert_eq!(faults.len(), 1, "{}", shown(&faults));
    let words = format!("6 of the {} tables of a case are missing here; claims.csv, actors.csv", Sheet::ALL.len());
    assert!(shown(&faults).contains(&words), "{}", shown(&faults));
    // No seeds at all: the key that names them is at fault, wherever the files come from.
    let base = b"\ncase = \"mine\"\ntitle = \"t\"\nquestion = \"q\"\nstart = \"2023-01-02\"\nweeks = 4\n".to_vec();
    let files = BTreeMap::from([("scenarios/mine/base.toml".to_owned(), base)]);
    let faults = shown(&escalade::inside::load_from(files, "mine/base", &Request::default()).map(|_| ()).unwrap_err());
    assert!(faults.starts_with("scenarios/mine/base.toml:2: there are no seeds of this case"), "{faults}");
    assert_eq!(faults.lines().count(), 1, "{faults}");
}

#[test]
fn a_series_that_could_not_be_written_is_a_fault() {
    for (series, words) in [
        ("displaced = \"totals.deaths\"", "a series of this name already"),
        ("deaths_per_week = \"totals.deaths\"", "a series of this name already"),
        ("who = \"places.north.holder\"", "of which there is no mean"),
    ] {
        let copy = Copy::new();
        copy.replace("quiet.toml", "[series]", &format!("[series]\n{series}"));
        assert!(of_base(&copy).contains(words), "{series}");
    }
}

#[test]
fn what_would_never_come_about_is_a_fault() {
    let two = "actor = \"state\"\ntarget = \"front\"";
    for (inject, words) in [
        (format!("every = 4\nfrom = 100\ndo = \"offer_talks\"\n{two}"), "after the end"),
        (
            format!("when = {{ value = \"totals.deaths\", at_least = 1 }}\ndelay = 1000\ndo = \"offer_talks\"\n{two}"),
            "longer than the scenario",
        ),
        (
            format!(
                "when = {{ value = \"totals.deaths\", at_least = 1, for_weeks = 400 }}\ndo = \"offer_talks\"\n{two}"
            ),
            "longer than the scenario",
        ),
        (
            format!("when = {{ value = \"totals.deaths\", at_least = 5, at_most = 2 }}\ndo = \"offer_talks\"\n{two}"),
            "no value passes all tests",
        ),
        (
            format!("when = {{ value = \"control.north:band\", at_least = 40 }}\ndo = \"offer_talks\"\n{two}"),
            "outside what makes sense",
        ),
        ("week = 3\ndo = \"offer_talks\"\nactor = \"state\"\ntarget = \"state\"".to_owned(), "are the same"),
    ] {
        let copy = Copy::new();
        copy.add("quiet.toml", &format!("[injects.extra]\n{inject}"));
        assert!(of_base(&copy).contains(words), "{inject}: {}", of_base(&copy));
    }
    let copy = Copy::new();
    copy.add("quiet.toml", &format!("[injects.extra]\nweek = 3\nchance = 0\ndo = \"offer_talks\"\n{two}"));
    let notes = copy.load(&[], &[]).unwrap().notes;
    assert_eq!(notes, ["inject extra never happens: its chance is 0"]);
}

#[test]
fn cells_that_would_be_read_as_something_else_are_faults() {
    for (file, old, new, line, words) in [
        ("claims.csv", "nobody wrote.,assumed,,", "nobody wrote.,assumed,,3", 5, "the claim has no rival"),
        ("events.csv", "raid,band,guard,north,,3..5", "raid,band,band,north,,3..5", 2, "are the same"),
        ("events.csv", "raid_may,2020-05-20", "raid_may,0012-05-20", 2, "not a date"),
        ("forces.csv", "2020-08-01,,2020-08-05", "2020-08-01,9999-12-31,2020-08-05", 6, "not a date"),
        ("actors.csv", "The Band", "The \u{1b}[2JBand", 5, "control character, \\u{1b}"),
        ("actors.csv", "The Band", "The \0Band", 5, "control character"),
        ("actors.csv", "The Band", "The \u{9b}Band", 5, "control character"),
        ("actors.csv", "The Band", "The \u{202e}Band", 5, "control character, \\u{202e}"),
        ("actors.csv", "The Band", "The\u{200b}Band", 5, "control character, \\u{200b}"),
        ("actors.csv", "The Band", "The\u{2028}Band", 5, "control character, \\u{2028}"),
        ("actors.csv", "The Band", "\u{feff}The Band", 5, "control character, \\u{feff}"),
        ("quiet.toml", "A quiet summer", "A \u{2066}quiet summer", 1, "control character, \\u{2066}"),
        ("documents.csv", "2020-01-01", "x!", 2, "`published`: this is no date, month or year"),
        ("quiet.toml", "title = \"A quiet summer\"", "title = \"A \\u001b quiet\"", 1, "control character"),
        ("what-ifs/no-riders.toml", "\"decide.rationality\" = 3", "\"actors.band.funds\" = true", 9, "a number"),
        ("what-ifs/no-riders.toml", "\"decide.rationality\" = 3", "\"decide.rationality\" = true", 9, "a number"),
    ] {
        let copy = Copy::new();
        copy.replace(file, old, new);
        one(&copy, file, line, words);
    }
    // A flag may be said as one, a rule too.
    let copy = Copy::new();
    copy.replace("quiet.toml", "[set]", "[set]\n\"ties.front:state.label\" = true\n\"rules.c1\" = false");
    copy.load(&[], &[]).unwrap();
}

#[test]
fn two_values_for_one_address_are_a_fault() {
    let copy = Copy::new();
    let sets = ["decide.rationality=2", "no-riders/decide.rationality=2", "decide.rationality=3"];
    let faults = copy.load(&["no-riders"], &sets).map(|study| study.name).unwrap_err();
    assert!(faults.len() == 1 && shown(&faults).contains("set twice"), "{}", shown(&faults));
}

/// What a file of decisions with this row is told: faults, else notes.
pub(crate) fn decided(copy: &Copy, row: &str) -> Vec<String> {
    let path = copy.base().replace("quiet.toml", "decisions.csv");
    fs::write(&path, format!("actor,week,action,target,place\n{row}\n")).unwrap();
    let request = Request { decisions: Some(path.into()), ..Request::default() };
    match load(&copy.base(), &request) {
        Ok(study) => study.notes,
        Err(faults) => vec![shown(&faults)],
    }
}

#[test]
fn orders_that_nobody_could_carry_out_are_told() {
    for (row, words) in [
        ("state,3,offer_talks,state,", "the actor and the target are the same"),
        ("guard,3,assault,band,south", "at the start its own side holds the place"),
        ("guard,3,air_strike,band,north", "at the start its side has no aircraft"),
    ] {
        let told = decided(&Copy::new(), row);
        assert!(told.len() == 1 && told[0].contains(words), "{row}: {told:?}");
    }
    let copy = Copy::new();
    assert!(decided(&copy, "guard,3,assault,band,north").is_empty());
    copy.replace("forces.csv", "guard_south,guard", "guard_south,band");
    copy.replace("forces.csv", "guard_north,guard", "guard_north,band");
    assert!(decided(&copy, "guard,3,assault,band,north")[0].contains("its side has no men"));
}

#[test]
fn postures_that_nobody_could_take_are_told() {
    for (row, words) in [
        ("guard,3,pres,band,", "did you mean `press`?"),
        ("guard,3,press,,north", "`press` does nothing without `target`"),
        ("guard,3,press,guard,", "the actor and the target are the same"),
        ("guard,3,press,band,nrth", "places.csv has no such id"),
        ("broker,3,press,band,", "no posture is open to a mediator"),
        ("broker,3,press,band,", "postures are open to: government, army, mercenary, coalition"),
        ("guard,3,press,band,abroad", "its region has border posts alone, and nobody fights there"),
        ("guard,3,quiet,state,", "at the start the two are on one side"),
        ("band,3,quiet,riders,", "at the start the two are on one side"),
        ("band,3,on_guard,broker,", "at the start the two are no enemies"),
        ("band,3,harass,state,hills", "at the start the target has no men in that region"),
    ] {
        let copy = Copy::new();
        copy.add("places.csv", "abroad,Abroadtown,,Abroad,border,12,0,,0,open,,,p1");
        copy.add("routes.csv", "hills,abroad,60,track,,p1");
        copy.replace("forces.csv", "guard_north,guard,north", "guard_north,guard,south");
        let told = decided(&copy, row);
        assert!(told.len() == 1 && told[0].contains(words), "{row}: {told:?}");
    }
    for row in ["guard,3,press,band,", "state,3,quiet,front,north", "front,0,harass,state,south"] {
        assert!(decided(&Copy::new(), row).is_empty(), "{row}: {:?}", decided(&Copy::new(), row));
    }
    let told = decided(&Copy::new(), "guard,3,press,band,north\nguard,3,quiet,band,\nguard,4,press,band,hills");
    assert!(
        told.len() == 1 && told[0].contains("week 3, press by guard: a later line of that week says quiet"),
        "{told:?}"
    );
    let told = decided(&Copy::new(), "guard,3,quiet,band,\nguard,3,press,band,north");
    assert!(told.is_empty(), "an exception stands after its rule: {told:?}");
    let copy = Copy::new();
    let path = copy.base().replace("quiet.toml", "decisions.csv");
    fs::write(&path, "actor,week,action,target,agreement\nguard,3,press,band,old_pact\n").unwrap();
    let request = Request { decisions: Some(path.into()), ..Request::default() };
    let faults = load(&copy.base(), &request).map(|study| study.name).unwrap_err();
    assert!(
        faults.len() == 1 && shown(&faults).contains("`agreement` does nothing with `press`"),
        "{}",
        shown(&faults)
    );
}

#[test]
fn what_is_odd_but_legal_is_said_by_check() {
    let copy = Copy::new();
    let odd = copy.load(&[], &[]).unwrap().odd;
    assert!(odd.iter().any(|note| note.starts_with("agreements.new_pact: it is on offer from the start")), "{odd:?}");
    copy.replace("forces.csv", "guard_south,guard,south,garrison,800", "guard_south,guard,south,garrison,80000");
    copy.replace("actors.csv", "army,south,1,1000,800", "army,south,1,1000,80000");
    copy.replace("ties.csv", "state,front,-0.8,0.1,,,war", "state,front,0.8,0.1,,,war");
    copy.replace("control.csv", "south,guard,0.9,,0.7,,,,", "south,guard,0.9,,0.7,,,broker,");
    copy.replace("actors.csv", "broker,The Broker,,mediator,,1", "broker,The Broker,,mediator,,0");
    copy.add("claims.csv", "p9,press,9,Nobody needs this.,stated,,");
    let odd = copy.load(&[], &[]).unwrap().odd.join("\n");
    for words in [
        "forces.guard_south.strength: 80000 is more than any",
        "actors.guard.income: 80000 is more than any",
        "ties.state:front: state is at war with those whom it likes",
        "control.south.blockaded_by: broker has no men",
        "actors.broker: it has no men, no members and no effort",
        "1 claims on which nothing rests: p9",
    ] {
        assert!(odd.contains(words), "{words}: {odd}");
    }
}

/// Every table of the small case with its text.
fn tables(copy: &Copy) -> impl Iterator<Item = (String, String)> {
    Sheet::ALL.iter().map(|sheet| format!("{}.csv", sheet.word())).map(|file| (file.clone(), copy.read(&file)))
}

#[test]
fn one_slip_in_the_form_of_a_table_is_told_once() {
    let copy = Copy::new();
    let whole: Vec<(String, String)> = tables(&copy).collect();
    for (file, text) in &whole {
        let latin = [text.as_bytes(), b"\xe9"].concat();
        copy.write(file, latin);
        one(&copy, file, text.matches('\n').count() + 1, "not UTF-8");
        copy.write(file, text.replace(',', "\t"));
        one(&copy, file, 1, "separated by tabs");
        copy.write(file, text.replace(',', "|"));
        one(&copy, file, 1, "separated by something else");
        copy.write(file, text.trim_end().to_owned() + ",\"");
        let last = text.trim_end().matches('\n').count() + 1;
        one(&copy, file, last, "the quote is never closed");
        let required = Sheet::parse(file.strip_suffix(".csv").unwrap()).unwrap().schema();
        for column in required.columns.iter().filter(|column| column.required) {
            let (header, rows) = text.split_once('\n').unwrap();
            let misspelt: Vec<String> = header
                .split(',')
                .map(|name| if name == column.name { format!("{name}s") } else { name.to_owned() })
                .collect();
            copy.write(file, format!("{}\n{rows}", misspelt.join(",")));
            one(&copy, file, 1, &format!("did you mean `{}`?", column.name));
        }
        copy.write(file, text);
    }
    copy.load(&["all"], &[]).unwrap();
}

#[test]
fn lines_that_end_with_cr_alone_are_counted() {
    let copy = Copy::new();
    let text = copy.read("places.csv").replace("0.5,100,p1", "1.5,100,p1");
    for end in ["\r", "\r\n", "\n"] {
        copy.write("places.csv", text.replace('\n', end));
        one(&copy, "places.csv", 3, "outside what makes sense");
    }
}

#[test]
fn one_bad_cell_is_told_once_whatever_the_variants() {
    let copy = Copy::new();
    for (weight, words) in [("-1", "outside what makes sense"), ("0", "no draw can take"), ("x", "not a number")] {
        copy.replace("claims.csv", "stated,band_size,1", &format!("stated,band_size,{weight}"));
        one(&copy, "claims.csv", 3, words);
        copy.replace("claims.csv", &format!("stated,band_size,{weight}"), "stated,band_size,1");
    }
}

#[test]
fn a_what_if_of_another_base_names_that_base_and_nothing_else() {
    let request = Request { what_ifs: vec!["no-drones".to_owned()], ..Request::default() };
    let faults = load("after-kidal", &request).map(|study| study.name).unwrap_err();
    assert_eq!(faults.len(), 1, "{}", shown(&faults));
    assert!(shown(&faults).contains("escalade run road-to-kidal --what-if no-drones"), "{}", shown(&faults));
}

#[test]
fn totals_of_a_large_country_are_the_same_in_every_table() {
    let copy = Copy::new();
    for (file, old, new) in [
        ("communities.csv", "lowland,50000", "lowland,1000000000"),
        ("control.csv", "south,guard,0.9,,0.7", "south,guard,0.9,,0"),
        ("quiet.toml", "[series]", "[series]\nunserved = \"totals.unserved_weeks\""),
        ("quiet.toml", "value = \"totals.deaths\"", "value = \"totals.unserved_weeks\""),
        ("quiet.toml", "[set]", "[set]\n\"hold.build\" = 0"),
    ] {
        copy.replace(file, old, new);
    }
    let files = folder(&copy.load(&[], &[]).unwrap(), 8, Tables::default(), 1);
    let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    let runs = rows(&files, "runs.csv");
    let mean = runs.iter().map(|row| number(row, "deaths")).sum::<f64>() / runs.len() as f64;
    assert!(mean > 2e10, "{mean}");
    let summary = rows(&files, "summary.csv");
    let told = summary.iter().find(|row| row["outcome"] == "deaths").unwrap();
    let weekly = rows(&files, "weekly.csv");
    let last = weekly.iter().rfind(|row| row["series"] == "unserved").unwrap();
    for (table, told) in [("summary.csv", number(told, "estimate")), ("weekly.csv", number(last, "mean"))] {
        assert!((told / mean - 1.0).abs() < 1e-9, "{table}: {told}, {mean}");
    }
    assert!(number(told, "q95") <= runs.iter().map(|row| number(row, "deaths")).fold(0.0, f64::max));
}

/// A text whose cells stand between curly quotes.
fn curly(text: &str) -> String {
    let mut open = false;
    let turn = |sign| match sign {
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        other => other,
    };
    text.chars().map(turn).collect()
}

#[test]
fn a_quote_that_runs_on_is_told_where_it_opens() {
    for line in [3, 5, 9] {
        let copied = crate::support::Copied::small();
        copied.edit("claims.csv", |text| {
            let quoted = |(i, row): (usize, &str)| format!("{row}{}\n", if i + 1 == line { "\"" } else { "" });
            text.lines().enumerate().map(quoted).collect()
        });
        let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
        assert!(faults.len() == 1 && faults[0].line == line, "{line}: {}", shown(&faults));
        assert!(shown(&faults).contains("closed on another line only"), "{}", shown(&faults));
    }
}

/// Spoils a table, given its text and its header.
type Spoil = fn(&str, &str) -> String;

#[test]
fn what_is_wrong_with_a_table_as_a_whole_is_told_once() {
    let header = |text: &str| text.lines().next().unwrap().to_owned();
    let spoil: [(&str, &str, Spoil, &str); 12] = [
        ("places.csv", "comment", |text, _| format!("# my places\n{text}"), "a comment, which a table cannot have"),
        ("ties.csv", "page", |text, _| format!("<!DOCTYPE html>\n<table>\n{text}"), "this is a page of the web"),
        ("claims.csv", "title", |text, _| format!("All claims\n{text}"), "names none of the columns"),
        ("claims.csv", "curly", |text, _| curly(text), "straight double quotes"),
        ("french.csv", "bare", |text, _| text.replace(' ', ", "), "more rows do not fit it: lines"),
        ("actors.csv", "sep", |text, _| format!("sep=,\n{text}"), "names a separator and no columns"),
        ("actors.csv", "none", |text, _| text.split_once('\n').unwrap().1.to_owned(), "names none of the columns"),
        ("ties.csv", "twice", |text, header| format!("{text}{header}\n"), "the header stands twice"),
        ("documents.csv", "twice", |text, header| format!("{text}{header}\n"), "the header stands twice"),
        (
            "places.csv",
            "conflict",
            |text, _| format!("{text}<<<<<<< mine\na\n=======\nb\n>>>>>>> theirs\n"),
            "two versions",
        ),
        ("control.csv", "holder", |text, _| text.replacen("holder", "hodler", 1), "did you mean `holder`"),
        ("claims.csv", "rival", |text, _| text.replacen("alternative", "altrenative", 1), "did you mean `alternative`"),
    ];
    for (file, how, change, words) in spoil {
        for (case, base) in [("tolmarra", "winter-road"), ("northern-mali", "after-kidal")] {
            let copied = crate::support::Copied::new(case, base);
            copied.edit(file, |text| change(&text, &header(&text)));
            let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
            assert!(faults.len() == 1 && shown(&faults).contains(words), "{case}, {file}, {how}: {}", shown(&faults));
        }
    }
}

#[test]
fn a_row_that_stands_twice_is_told_whatever_columns_the_table_leaves_out() {
    let tables = [("issues.csv", "creed", "line"), ("places.csv", "dunvar", ""), ("ties.csv", "front,council", "")];
    for (file, key, left_out) in tables {
        let copied = crate::support::Copied::small();
        copied.edit(file, |text| {
            let named = |line: &str| line.split(',').any(|name| name == left_out);
            assert!(left_out.is_empty() || !named(text.lines().next().unwrap()), "{file} has no `{left_out}`");
            let row = text.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
            format!("{text}{row}\n")
        });
        let faults = shown(&load(&copied.path(), &Request::default()).map(|_| ()).unwrap_err());
        assert!(
            faults.lines().count() == 1 && (faults.contains(", in line") || faults.contains("of line")),
            "{file}: {faults}"
        );
    }
}

#[test]
fn a_rung_that_stands_twice_is_one_slip() {
    for (case, base) in [("orvelle", "bridge-town"), ("tolmarra", "winter-road")] {
        for line in 1..10 {
            let copied = crate::support::Copied::new(case, base);
            copied.edit("ladder.csv", |text| format!("{text}{}\n", text.lines().nth(line).unwrap()));
            let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
            assert!(faults.len() <= 3, "{case}, line {line}: {}", shown(&faults));
        }
    }
}

#[test]
fn a_scenario_whose_lines_end_with_cr_is_read() {
    let copied = crate::support::Copied::small();
    copied.edit("winter-road.toml", |text| text.replace('\n', "\r"));
    load(&copied.path(), &Request::default()).map(|study| study.name).unwrap();
    copied.edit("winter-road.toml", |text| text.replacen("weeks", "weks", 1));
    let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
    assert!(faults.iter().any(|fault| fault.line > 1), "{}", shown(&faults));
}

#[test]
fn a_road_has_one_name_from_either_end() {
    let sets = ["routes.ostrel:dunvar.km=100", "routes.dunvar:ostrel.km=900"].map(str::to_owned).to_vec();
    let asked = Request { sets, ..Request::default() };
    let faults = load("tolmarra/winter-road", &asked).map(|study| study.name).unwrap_err();
    assert!(faults.len() == 1 && shown(&faults).contains("set twice"), "{}", shown(&faults));
}
