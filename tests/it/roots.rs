//! What many faults come of is told once, and hides nothing else that is wrong.

use crate::{
    loading::{Copy, one, shown},
    support::Copied,
};
use escalade::inside::scenario::{Request, load};

/// Asserts that the faults are these: files with lines, and words of each, in the order in which they are told.
fn all(copy: &Copy, expected: &[(&str, usize, &str)]) {
    let faults = copy.faults();
    let said = shown(&faults);
    assert_eq!(faults.len(), expected.len(), "{said}");
    for (fault, (file, line, words)) in faults.iter().zip(expected) {
        assert!(fault.file.ends_with(file) && fault.line == *line, "{file}:{line} {words}\n{said}");
        assert!(fault.to_string().contains(words), "{words}: {fault}");
    }
}

#[test]
fn an_id_that_is_misspelt_in_its_own_table_is_told_there() {
    for (file, old, line, words) in [
        ("actors.csv", "band,The", 5, "places name the unknown `band`"),
        ("places.csv", "north,North", 3, "places name the unknown `north`"),
        ("issues.csv", "rule,Rule", 2, "3 places name the unknown `rule`"),
        ("claims.csv", "p1,press", 2, "did you mean `p1`? it is named in "),
    ] {
        let copy = Copy::new();
        let (id, rest) = old.split_once(',').unwrap();
        copy.replace(file, &format!("\n{old}"), &format!("\n{id}x,{rest}"));
        one(&copy, file, line, words);
    }
    // Which is wrong nobody can say where one place alone names it: both are told, in one message.
    let copy = Copy::new();
    copy.replace("claims.csv", "p1,press", "p1,pres");
    copy.replace("claims.csv", "p2,press", "p2,pres");
    copy.replace("claims.csv", "p3,press", "p3,pres");
    one(&copy, "documents.csv", 2, "3 places name the unknown `pres`");
}

#[test]
fn an_id_that_is_nowhere_is_told_at_its_first_use() {
    let copy = Copy::new();
    let rows = copy.read("actors.csv");
    copy.write(
        "actors.csv",
        rows.lines().filter(|row| !row.starts_with("band,")).collect::<Vec<_>>().join("\n") + "\n",
    );
    let faults = copy.faults();
    assert_eq!(faults.len(), 1, "{}", shown(&faults));
    assert!(
        faults[0].to_string().contains("places name the unknown `band`: actors.csv has no such id"),
        "{}",
        faults[0]
    );
    assert_eq!(faults[0].found, "band");
}

#[test]
fn a_table_without_rows_is_told_as_a_whole() {
    for table in ["documents", "claims", "actors", "places", "issues", "agreements", "events"] {
        let (copy, file) = (Copy::new(), format!("{table}.csv"));
        copy.write(&file, copy.read(&file).lines().next().unwrap().to_owned() + "\n");
        one(&copy, &file, 0, "the table has no rows");
    }
    // Of what nobody names there need be none.
    let copy = Copy::new();
    copy.write("positions.csv", copy.read("positions.csv").lines().next().unwrap().to_owned() + "\n");
    assert!(copy.load(&["all"], &[]).is_ok());
}

#[test]
fn a_section_line_that_is_lost_is_told_at_the_first_key_that_does_not_fit() {
    for (file, section, line, words) in [
        ("quiet.toml", "[series]\n", 13, "there is no such key"),
        ("quiet.toml", "[outcomes.deaths]\n", 42, "[outcomes.deaths], is missing before them"),
        ("quiet.toml", "[outcomes.north]\n", 48, "3 keys do not fit in [outcomes.deaths]: `question`, `kind`, `value`"),
        ("quiet.toml", "[prevents.no_assault]\n", 27, "there is no such key (found `action`)"),
        (
            "what-ifs/observers.toml",
            "[add.forces.observers_north]\n",
            12,
            "5 keys do not fit in [add.actors.observers]",
        ),
        ("what-ifs/observers.toml", "[add.actors.observers]\n", 7, "[add.actors.observers], is missing before them"),
    ] {
        let copy = Copy::new();
        copy.replace(file, section, "");
        let told = shown(&copy.faults());
        if section == "[series]\n" {
            // A single key that does not fit is told as such.
            assert!(copy.faults().len() == 1 && told.contains("this is not an address"), "{told}");
            continue;
        }
        one(&copy, file.rsplit('/').next().unwrap(), line, words);
    }
}

#[test]
fn a_lost_line_and_the_names_that_miss_its_section_are_one_fault() {
    // After `[set]` its keys are no addresses, and whoever names the row that it began finds none.
    for (what_if, section, words) in [
        ("aes-sends-troops", "add.actors.burkina_army", "13 keys do not fit in [set]"),
        ("guarantor-with-observers", "add.actors.observers", "16 keys do not fit in [set]"),
    ] {
        let copied = Copied::new("northern-mali", "after-kidal");
        let line = format!("[{section}]\n");
        copied.edit(&format!("what-ifs/{what_if}.toml"), |text| text.replace(&line, ""));
        let request = Request { what_ifs: vec![what_if.to_owned()], ..Request::default() };
        let faults = load(&copied.path(), &request).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        let told = faults[0].to_string();
        assert!(told.contains(words), "{told}");
        assert!(faults[0].help.contains(&format!("[{section}], is missing before them")), "{:?}", faults[0]);
    }
}

#[test]
fn an_outcome_that_many_name_is_told_once() {
    let copy = Copy::new();
    copy.replace("quiet.toml", "[outcomes.deaths]", "[outcomes.deathszq]");
    one(&copy, "quiet.toml", 42, "2 places name the unknown `deaths`");
    let copy = Copy::new();
    copy.replace("quiet.toml", "[outcomes.deaths]", "[outcomes.killed]");
    one(&copy, "no-riders.toml", 4, "2 places name the unknown `deaths`: there is no [outcomes.deaths]");
}

#[test]
fn several_mistakes_are_told_each() {
    // Two roots in tables, a cell, a key and an address, and none hides another.
    let copy = Copy::new();
    copy.replace("actors.csv", "\nband,The", "\nbandx,The");
    copy.replace("issues.csv", "\nrule,Rule", "\nrulex,Rule");
    copy.replace("control.csv", "south,guard,0.9", "south,gourd,0.9");
    copy.replace("places.csv", "10,0,50000", "10,0,many");
    copy.replace("quiet.toml", "weeks = 26", "weeks = 26\nwekks = 26");
    copy.replace("quiet.toml", "control.north:state", "control.nort:state");
    all(
        &copy,
        &[
            ("quiet.toml", 5, "there is no such key"),
            ("quiet.toml", 15, "nort"),
            ("actors.csv", 5, "places name the unknown `band`"),
            ("control.csv", 2, "did you mean `guard`?"),
            ("issues.csv", 2, "3 places name the unknown `rule`"),
            ("places.csv", 2, "not a number"),
        ],
    );
    // An empty table, and another one with a slip that does not hang on it.
    let copy = Copy::new();
    copy.write("issues.csv", copy.read("issues.csv").lines().next().unwrap().to_owned() + "\n");
    copy.replace("actors.csv", "\nband,The", "\nbandx,The");
    all(&copy, &[("actors.csv", 5, "places name the unknown `band`"), ("issues.csv", 0, "the table has no rows")]);
    // Two lines of sections, and a name besides.
    let copy = Copy::new();
    copy.replace("quiet.toml", "[outcomes.north]\n", "");
    copy.replace("quiet.toml", "[prevents.no_assault]\n", "");
    copy.replace("quiet.toml", "actor = \"band\"", "actor = \"bend\"");
    all(
        &copy,
        &[
            ("quiet.toml", 19, "did you mean `band`?"),
            ("quiet.toml", 27, "there is no such key (found `action`)"),
            ("quiet.toml", 47, "3 keys do not fit in [outcomes.deaths]"),
        ],
    );
    // Two keys that are misspelt are no line that is lost, and two names that are unknown are two.
    let copy = Copy::new();
    copy.replace("quiet.toml", "value = \"totals.deaths\"\nunit", "valeu = \"totals.deaths\"\nunti");
    copy.replace("ties.csv", "\nbroker,front", "\nnobody,front");
    copy.add("ties.csv", "somebody,front,0.2,0.5,,,,,,,,,p1");
    all(
        &copy,
        &[
            ("quiet.toml", 45, "did you mean `value`?"),
            ("quiet.toml", 46, "did you mean `unit`?"),
            ("ties.csv", 5, "nobody"),
            ("ties.csv", 6, "somebody"),
        ],
    );
}
