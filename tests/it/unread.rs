//! What is written and not read is a fault or a note, and one cause is told once.

use crate::support::Copied;
use escalade::{
    scenario::{Request, load},
    study::Study,
};
use std::fs;

/// What is said of a what-if with these lines: faults, else everything that is noted of it.
fn of_what_if(lines: &str) -> Result<String, String> {
    let copied = Copied::small();
    let head = "title = \"A\"\nbase = \"winter-road\"\nquestion = \"B?\"\n";
    copied.edit("what-ifs/extra.toml", |_| format!("{head}{lines}\n"));
    let request = Request { what_ifs: vec!["extra".to_owned()], ..Request::default() };
    said(load(&copied.path(), &request))
}

fn said(study: Result<Study, Vec<escalade::fault::Fault>>) -> Result<String, String> {
    let notes = |study: Study| study.notes.into_iter().chain(study.odd).collect::<Vec<_>>().join("\n");
    study.map(notes).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

#[test]
fn numbers_that_an_event_does_not_read_are_faults() {
    let scheduled = |lines: &str| {
        format!("scheduled = [\"s1\"]\n[add.events.s1]\ndate = \"2019-03-04\"\nclaims = \"a_fiction\"\n{lines}")
    };
    for (lines, words) in [
        ("do = \"coup\"\nactor = \"council\"\ndeaths = 7", "`deaths` does nothing with do = \"coup\""),
        (
            "do = \"assault\"\nactor = \"guard\"\nplace = \"brenhold\"\nsize = 30",
            "`size` does nothing with do = \"assault\"",
        ),
        (
            "do = \"massacre\"\nactor = \"guard\"\nplace = \"dunvar\"\ncivilian_deaths = 3\ndeaths = 2",
            "`deaths` does nothing",
        ),
    ] {
        let told = of_what_if(&format!("[injects.x]\nweek = 3\n{lines}")).unwrap_err();
        assert!(told.contains(words) && told.lines().count() == 1, "{lines}: {told}");
    }
    for (lines, words) in [
        (
            "kind = \"raid\"\nactor = \"grey_oath\"\ntarget = \"guard\"\nplace = \"dunvar\"\ndeaths = 20",
            "`deaths` does nothing with `raid`",
        ),
        ("kind = \"coup\"\nactor = \"council\"\nsize = 5", "`size` does nothing with `coup`"),
        ("kind = \"split\"\nactor = \"front\"\nsize = 5", "`size` is a share here"),
    ] {
        let told = of_what_if(&scheduled(lines)).unwrap_err();
        assert!(told.contains(words) && told.lines().count() == 1, "{lines}: {told}");
    }
    let fine = "[injects.x]\nweek = 3\ndo = \"implement\"\nactor = \"council\"\nagreement = \"hill_accord\"\nsize = 2";
    assert_eq!(of_what_if(fine).map(|notes| notes.contains("extra")), Ok(false));
}

#[test]
fn rules_are_on_or_off() {
    for wrong in ["0.49", "\"0.2..0.4\"", "\"0.6..1\""] {
        let told = of_what_if(&format!("[set]\n\"rules.c14\" = {wrong}")).unwrap_err();
        assert!(told.contains("a rule is on or off"), "{wrong}: {told}");
    }
    for right in ["0", "false", "\"0..1\""] {
        assert!(of_what_if(&format!("[set]\n\"rules.c14\" = {right}")).is_ok(), "{right}");
    }
}

#[test]
fn what_is_not_read_is_noted() {
    for (lines, words) in [
        (
            "[set]\n\"forces.guard_dunvar.until\" = \"2019-01-07\"",
            "forces.guard_dunvar does not hold on 2019-01-07 with this `until`",
        ),
        ("[set]\n\"memberships.guard:council.from\" = \"2019-06-01\"", "does not hold on 2019-01-07 with this `from`"),
        (
            "[add.events.s1]\ndate = \"2019-03-04\"\nkind = \"coup\"\nactor = \"council\"\nclaims = \"a_fiction\"",
            "`scheduled` does not name it",
        ),
        ("[set]", "it changes nothing"),
        ("scheduled = []", "it changes nothing"),
        ("[injects]\n[prevents]", "it changes nothing"),
        (
            "[injects.x]\nweek = 3\ndo = \"massacre\"\nactor = \"guard\"\nplace = \"dunvar\"\ncivilian_deaths = 1000000",
            "1000000 die, and at the start 95000 people live there",
        ),
        (
            "[injects.x]\nweek = 3\ndo = \"clash\"\nactor = \"guard\"\ndeaths = 10000",
            "10000 die, and at the start 1500 men",
        ),
    ] {
        let notes = of_what_if(lines).unwrap_or_else(|faults| panic!("{lines}: {faults}"));
        assert!(notes.lines().any(|note| note.contains(words)), "{lines}: {notes}");
    }
}

#[test]
fn whoever_is_removed_takes_the_share_of_what_it_held_along() {
    assert!(of_what_if("remove = [\"actors.guard\"]").is_ok());
}

#[test]
fn a_shorter_run_says_what_it_will_not_see() {
    let notes = |weeks| {
        let request = Request { weeks: Some(weeks), ..Request::default() };
        said(load(&Copied::small().path(), &request)).unwrap()
    };
    let late = "inject harvest_grain, relief: it would come in week 34, and the run ends with week 19";
    assert!(notes(20).contains(late) && !notes(52).contains("it would come"));
}

#[test]
fn a_file_of_choices_says_a_slip_once_and_that_nobody_is_played() {
    let of_choices = |rows: &str| {
        let copied = Copied::small();
        let path = std::path::Path::new(&copied.path()).with_file_name("decisions.csv");
        fs::write(&path, format!("week,actor,action,target,place\n{rows}")).unwrap();
        said(load(&copied.path(), &Request { decisions: Some(path), ..Request::default() }))
    };
    let told =
        of_choices("1,gray_oath,raid,,dunvar\n2,gray_oath,raid,,dunvar\n3,gray_oath,raid,,dunvar\n").unwrap_err();
    assert!(told.contains("gray_oath") && told.lines().count() == 1, "{told}");
    assert!(of_choices("").unwrap().contains("has no rows: nobody is played"));
}

#[test]
fn a_what_if_or_an_empty_file_in_place_of_a_scenario_is_one_fault() {
    let copied = Copied::small();
    let beside = |name: &str| std::path::Path::new(&copied.path()).with_file_name(name).to_string_lossy().into_owned();
    let told = |path: &str| said(load(path, &Request::default())).unwrap_err();
    let what_if = told(&beside("what-ifs/mission-stays.toml"));
    assert!(what_if.contains("this is a what-if") && what_if.lines().count() == 1, "{what_if}");
    fs::write(beside("empty.toml"), " \n").unwrap();
    let empty = told(&beside("empty.toml"));
    assert!(empty.contains("the file is empty") && empty.lines().count() == 1, "{empty}");
}
