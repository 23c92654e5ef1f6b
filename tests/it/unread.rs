//! What is written and not read is a fault or a note, and one cause is told once.

use crate::support::Copied;
use escalade::inside::{
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

fn said(study: Result<Study, Vec<escalade::inside::fault::Fault>>) -> Result<String, String> {
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

#[test]
fn names_that_an_event_does_without_are_noted() {
    for (lines, words) in [
        ("do = \"coup\"\nactor = \"guard\"\nplace = \"ostrel\"", "injects.x.place: `coup` does nothing at ostrel"),
        (
            "do = \"split\"\nactor = \"front\"\nagreement = \"front_charter\"",
            "injects.x.agreement: `split` does nothing about front_charter",
        ),
        (
            "do = \"protect\"\nactor = \"guard\"\nplace = \"dunvar\"\ntarget = \"front\"",
            "`protect` does nothing to front",
        ),
        ("do = \"accuse\"\nactor = \"council\"\ntarget = \"front\"\nplace = \"dunvar\"", "does nothing at dunvar"),
        (
            "do = \"implement\"\nactor = \"council\"\nagreement = \"hill_accord\"\ntarget = \"front\"",
            "`implement` does nothing to front",
        ),
        (
            "do = \"raid\"\nactor = \"grey_oath\"\nplace = \"dunvar\"\nagreement = \"hill_accord\"",
            "`raid` does nothing about hill_accord",
        ),
    ] {
        let told = of_what_if(&format!("[injects.x]\nweek = 3\n{lines}")).unwrap();
        assert!(told.contains(words), "{lines}: {told}");
    }
    for lines in [
        "do = \"column\"\nactor = \"guard\"\nplace = \"dunvar\"\ntarget = \"grey_oath\"",
        // It climbs a rung of the ladder with the other.
        "do = \"patrol\"\nactor = \"guard\"\nplace = \"dunvar\"\ntarget = \"grey_oath\"",
        "do = \"propaganda\"\nactor = \"council\"\ntarget = \"front\"",
        "do = \"defection\"\nactor = \"river_band\"\ntarget = \"grey_oath\"\nplace = \"mirrow_hills\"",
        "do = \"agreement_signed\"\nactor = \"council\"\ntarget = \"grey_oath\"\nplace = \"dunvar\"",
    ] {
        let told = of_what_if(&format!("[injects.x]\nweek = 3\n{lines}")).unwrap();
        assert!(!told.contains("injects.x"), "{lines}: {told}");
    }
}

#[test]
fn what_stands_in_nobodys_way_is_noted() {
    for (lines, words) in [
        ("action = \"set\"", "`set` comes from outside alone, and nothing here brings it, and it prevents nothing"),
        ("action = \"ban\"\nactor = \"council\"", "`ban` comes from outside alone"),
        ("action = \"raid\"\nactor = \"guard\"\ntarget = \"guard\"", "guard does nothing to itself"),
        ("action = \"label\"\nplace = \"dunvar\"", "`label` happens at no place"),
        ("action = \"protest\"", "`protest` is open to nobody here"),
        ("action = \"leaves_coalition\"\nactor = \"mission\"", "it belongs to no coalition"),
        ("action = \"camp_closes\"\nplace = \"ostrel\"", "`camp_closes`: no camp is there"),
        ("action = \"coup\"\nactor = \"front\"", "`coup`: a coalition that belongs to no government"),
        ("action = \"hire\"\nactor = \"council\"\ntarget = \"front\"", "`hire`: the target is nobody who can be hired"),
        ("action = \"recruit\"\nactor = \"guard\"\nplace = \"brenhold\"", "`recruit`: an army recruits at its home"),
        ("action = \"coup\"\ntarget = \"guard\"", "`coup` is done to nobody"),
        ("action = \"flight\"\nactor = \"guard\"", "`flight` is nobody's doing"),
        ("action = \"stance_shift\"\nplace = \"dunvar\"", "`stance_shift` happens at no place"),
        ("action = \"leader_lost\"\nactor = \"grey_oath\"", "`leader_lost` comes from outside alone"),
        ("action = \"mission_ends\"\nuntil = 5", "`mission_ends` comes from outside alone"),
        ("action = \"tax\"\n[prevents.w]\naction = \"tax\"", "it says what prevents.w says"),
    ] {
        let told = of_what_if(&format!("[prevents.x]\n{lines}")).unwrap();
        assert!(told.contains(&format!("prevents.x: {words}")), "{lines}: {told}");
    }
    for lines in [
        "action = \"mission_ends\"",
        "action = \"stance_shift\"\nactor = \"council\"\ntarget = \"grey_oath\"",
        "action = \"flight\"\nplace = \"dunvar\"",
        "action = \"raid\"\nactor = \"front\"\ntarget = \"front\"",
        // Its members may.
        "action = \"merge\"\nactor = \"front\"",
    ] {
        let told = of_what_if(&format!("[prevents.x]\n{lines}")).unwrap();
        assert!(!told.contains("prevents.x"), "{lines}: {told}");
    }
    let late = of_what_if("[prevents.x]\naction = \"raid\"\nfrom = 60").unwrap_err();
    assert!(late.contains("prevents nothing in any week (found `from 60 on`)"), "{late}");
}

#[test]
fn values_that_count_for_nothing_in_this_case_are_noted() {
    for (set, words) in [
        ("\"places.dunvar.population\" = 70000", "those who live there are listed in communities.csv"),
        ("\"places.tesk.income\" = 5", "nobody holds a border crossing"),
        ("\"actors.council.concealment\" = 0.5", "it has no men at the start"),
        ("\"clauses.hill_accord:ceasefire.amount\" = 3", "only payments and men to be taken in have an amount"),
    ] {
        let told = of_what_if(&format!("[set]\n{set}")).unwrap();
        assert!(told.contains(words) && told.contains("it is not read"), "{set}: {told}");
    }
    for set in ["\"places.tesk.population\" = 70000", "\"actors.guard.concealment\" = 0.5"] {
        let told = of_what_if(&format!("[set]\n{set}")).unwrap();
        assert!(!told.contains("it is not read"), "{set}: {told}");
    }
}

#[test]
fn acts_that_could_never_be_carried_out_are_faults() {
    for (lines, words) in [
        ("do = \"recruit\"\nactor = \"guard\"\nplace = \"dunvar\"", "an army recruits at its home alone"),
        ("do = \"tax\"\nactor = \"grey_oath\"\nplace = \"tesk\"", "nobody taxes there"),
    ] {
        let told = of_what_if(&format!("[injects.x]\nweek = 3\n{lines}")).unwrap_err();
        assert!(told.contains(words) && told.lines().count() == 1, "{lines}: {told}");
    }
    let other = "[injects.x]\nweek = 3\ndo = \"leave\"\nactor = \"river_band\"\ntarget = \"council\"";
    let told = of_what_if(other).unwrap();
    assert!(told.contains("it does not belong to that coalition"), "{told}");
}

#[test]
fn a_word_that_stands_twice_in_a_test_is_a_fault() {
    let copied = Copied::small();
    copied.edit("winter-road.toml", |text| text.replacen("is = \"council\" }", "is = [\"council\", \"council\"] }", 1));
    let told = said(load(&copied.path(), &Request::default())).unwrap_err();
    assert!(told.contains("`is` names this twice") && told.lines().count() == 1, "{told}");
}

#[test]
fn a_what_if_that_lies_elsewhere_is_missed_by_nobody() {
    let copied = Copied::small();
    let beside = |name: &str| std::path::Path::new(&copied.path()).with_file_name(name);
    let notes = || said(load(&copied.path(), &Request::default())).unwrap();
    fs::rename(beside("what-ifs/mission-stays.toml"), beside("mission-stays.toml")).unwrap();
    assert!(notes().contains("mission-stays.toml is not read: a what-if belongs into"), "{}", notes());
    fs::create_dir(beside("what-ifs/old")).unwrap();
    fs::rename(beside("mission-stays.toml"), beside("what-ifs/old/mission-stays.toml")).unwrap();
    assert!(notes().contains("what-ifs/old is not read: what-ifs lie in that folder itself"), "{}", notes());
}

#[test]
fn a_what_if_that_takes_an_actor_away_is_no_fault_of_the_tests_that_name_it() {
    let told = of_what_if("remove = [\"actors.council\"]").unwrap_or_else(|faults| panic!("{faults}"));
    assert!(told.contains("council"), "{told}");
}

#[test]
fn choices_after_the_end_of_a_shorter_run_are_told() {
    let copied = Copied::small();
    let path = std::path::Path::new(&copied.path()).with_file_name("decisions.csv");
    fs::write(&path, "week,actor,action\n3,council,propaganda\n10,council,propaganda\n20,council,propaganda\n")
        .unwrap();
    let asked = |weeks| Request { decisions: Some(path.clone()), weeks, ..Request::default() };
    let told = said(load(&copied.path(), &asked(Some(4)))).unwrap();
    assert!(told.contains("2 decisions would come in week 10 or later, and the run ends with week 3"), "{told}");
    assert!(!said(load(&copied.path(), &asked(None))).unwrap().contains("decisions would come"));
}

#[test]
fn namesakes_and_a_client_in_the_wrong_place_are_noted() {
    let copied = Copied::small();
    copied.edit("places.csv", |text| text.replacen("dunvar,Dunvar", "dunvar,Ostrel", 1));
    copied.edit("agreements.csv", |text| text.replacen("patronage,council|lantern", "patronage,lantern|council", 1));
    let told = said(load(&copied.path(), &Request::default())).unwrap();
    assert!(told.contains("places.ostrel.name: dunvar has the name `Ostrel` as well"), "{told}");
    assert!(told.contains("agreements.lantern_contract.parties: the client stands first"), "{told}");
}

/// What is said of the small case where its base has these lines at its end.
fn of_base(lines: &str) -> Result<String, String> {
    let copied = Copied::small();
    copied.edit("winter-road.toml", |text| format!("{text}\n{lines}\n"));
    said(load(&copied.path(), &Request::default()))
}

#[test]
fn events_that_nothing_brings_are_noted_where_they_are_asked_for() {
    let ask = |value: &str| {
        format!("[outcomes.a]\nquestion = \"Q?\"\nkind = \"quantity\"\nvalue = \"{value}\"\ntake = \"end\"")
    };
    for (value, words) in [
        ("events.election_postponed", "it comes from outside alone, and nothing here brings it"),
        ("events.mission_ends:council", "it comes from outside alone, and nothing here brings it"),
        ("events.raid:grey_oath", ""),
        ("events.air_strike:grey_oath", "nobody who is meant could do it"),
    ] {
        let notes = of_base(&ask(value)).unwrap_or_else(|told| panic!("{value}: {told}"));
        assert!(notes.lines().any(|line| line.contains(value) && line.contains(words)) != words.is_empty(), "{notes}");
    }
    // The case schedules the end of the mission, and a what-if may bring what the base does not.
    assert!(!of_base(&ask("events.mission_ends")).unwrap().contains("events.mission_ends"));
    let copied = Copied::small();
    copied.edit("winter-road.toml", |text| format!("{text}\n{}\n", ask("events.election_postponed")));
    let brings = "[injects.x]\nweek = 3\ndo = \"election_postponed\"\nactor = \"council\"";
    copied.edit("what-ifs/extra.toml", |_| {
        format!("title = \"A\"\nbase = \"winter-road\"\nquestion = \"B?\"\n{brings}\n")
    });
    let all = Request { what_ifs: vec!["all".to_owned()], ..Request::default() };
    let notes = said(load(&copied.path(), &all)).unwrap();
    assert!(!notes.contains("events.election_postponed"), "{notes}");
}

#[test]
fn the_one_unknown_key_beside_the_one_that_is_missing_stands_for_it() {
    let told = of_base("[prevents.a]\ndo = \"assault\"\nactor = \"council\"").unwrap_err();
    assert!(told.contains("found `do`") && told.contains("did you mean `action`, which is missing?"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    // Of two unknown ones nobody knows which.
    let told = of_base("[prevents.a]\ndo = \"assault\"\nwhy = \"x\"").unwrap_err();
    assert!(told.contains("the key `action` is missing") && told.lines().count() == 2, "{told}");
}

#[test]
fn what_comes_once_and_what_bars_nobody_is_noted() {
    let every = "[injects.x]\nevery = 60\nfrom = 3\ndo = \"relief\"\nactor = \"council\"\nplace = \"dunvar\"";
    let notes = of_base(every).unwrap();
    assert!(notes.contains("it comes in week 3 and not again: 60 weeks later is after week 51"), "{notes}");
    assert!(!of_base(&every.replace("60", "40")).unwrap().contains("not again"));
    let notes = of_base("[prevents.a]\naction = \"relief\"\nactor = \"council\"\ntarget = \"front\"").unwrap();
    assert!(notes.contains("prevents.a: `relief` is done to nobody, and it prevents nothing"), "{notes}");
}

#[test]
fn what_ifs_beside_the_folders_of_all_cases_are_told() {
    let copied = Copied::small();
    let above = std::path::Path::new(&copied.path()).parent().unwrap().parent().unwrap().join("what-ifs");
    fs::create_dir(&above).unwrap();
    let what_if = |base: &str| format!("title = \"A\"\nbase = \"{base}\"\nquestion = \"B?\"\n");
    fs::write(above.join("mine.toml"), what_if("winter-road")).unwrap();
    fs::write(above.join("other.toml"), what_if("another")).unwrap();
    let notes = said(load(&copied.path(), &Request::default())).unwrap();
    assert!(notes.contains("what-ifs/mine.toml is not read: a what-if belongs into"), "{notes}");
    assert!(!notes.contains("other.toml"), "{notes}");
}

#[test]
fn what_other_rows_name_rests_on_no_rival() {
    for (file, row) in [("actors.csv", "hill_league,"), ("places.csv", "mirrow_hills,"), ("issues.csv", "charter,")] {
        let copied = Copied::small();
        copied.edit(file, |text| {
            let line = text.lines().find(|line| line.starts_with(row)).unwrap();
            text.replace(line, &format!("{line}|n8_road_shared"))
        });
        let told = said(load(&copied.path(), &Request::default())).unwrap_err();
        assert!(told.contains("`n8_road_shared` has rivals") && told.lines().count() == 1, "{file}: {told}");
    }
}

#[test]
fn what_is_said_of_an_event_is_no_more_than_is_so() {
    let at =
        |lines: &str| of_what_if(&format!("[injects.x]\nweek = 3\n{lines}")).unwrap_or_else(|told| panic!("{told}"));
    // People are not there, and yet some die; a movement has no public, and yet its standing moves.
    for (lines, words) in [
        ("do = \"massacre\"\nactor = \"grey_oath\"\nplace = \"tesk\"\ncivilian_deaths = 50", "nobody is missing"),
        ("do = \"election_postponed\"\nactor = \"front\"", "only its own standing moves"),
        ("do = \"breach\"\nagreement = \"hill_accord\"\nactor = \"lantern\"", "lantern is no party to hill_accord"),
        ("do = \"patron_leaves\"\nagreement = \"hill_accord\"", "hill_accord is no contract"),
        ("do = \"capture\"\nactor = \"council\"\nplace = \"mirrow_hills\"", "council has no men at mirrow_hills"),
    ] {
        let notes = at(lines);
        let told: Vec<&str> = notes.lines().filter(|line| line.contains("inject x")).collect();
        assert!(told.len() == 1 && told[0].contains(words) && !told[0].contains("changes nothing"), "{lines}: {notes}");
    }
    for (lines, words) in [
        (
            "do = \"clash\"\nactor = \"grey_oath\"\ntarget = \"guard\"\nplace = \"tesk\"\ndeaths = 50",
            "none of those who clash has men there",
        ),
        ("do = \"flight\"\nplace = \"dunvar\"\nsize = 900000", "900000 flee, and at the start"),
        ("do = \"force_leaves\"\nactor = \"guard\"\nplace = \"dunvar\"\nsize = 50000", "50000 leave, and at the start"),
        (
            "do = \"recruit\"\nactor = \"grey_oath\"\nplace = \"dunvar\"\ntarget = \"council\"",
            "`recruit` does nothing to council",
        ),
    ] {
        assert!(at(lines).contains(words), "{lines}: {}", at(lines));
    }
    let notes = of_what_if("[injects.x]\nweek = 0\ndo = \"set\"\nset = { \"actors.front.quality\" = 0.9 }").unwrap();
    assert!(notes.contains("actors.front.quality: it is not read"), "{notes}");
    // A number that is so at the start is set to nothing new then, and to what it was later.
    for (week, told) in [(0, true), (5, false)] {
        let set = "set = { \"actors.council.income\" = 300, \"places.brenhold.value\" = 0.8 }";
        let notes = of_what_if(&format!("[injects.x]\nweek = {week}\ndo = \"set\"\n{set}")).unwrap();
        assert_eq!(notes.contains("all that it sets is so already"), told, "{notes}");
    }
}

#[test]
fn an_end_after_the_end_and_a_group_without_outcomes_are_told() {
    for lines in [
        "[injects.x]\nevery = 4\nuntil = 400\ndo = \"relief\"\nactor = \"council\"\nplace = \"dunvar\"",
        "[prevents.x]\naction = \"assault\"\nuntil = 400",
    ] {
        let notes = of_base(lines).unwrap();
        assert!(notes.contains("`until`: week 400 lies after the last week, 51"), "{notes}");
    }
    let told = of_base("[report.groups.g9]\ntitle = \"Nothing\"\noutcomes = []").unwrap_err();
    assert!(told.contains("the group g9 has no outcomes") && told.lines().count() == 1, "{told}");
    let bar = "[prevents.x]\naction = \"close_border\"\nplace = \"ostrel\"";
    assert!(of_base(bar).unwrap().contains("no road crosses a border there"), "{:?}", of_base(bar));
}

#[test]
fn a_horizon_that_is_none_is_told_of_its_key_alone() {
    for weeks in ["0", "1041"] {
        let copied = Copied::small();
        copied.edit("winter-road.toml", |text| text.replace("weeks = 52", &format!("weeks = {weeks}")));
        let told = said(load(&copied.path(), &Request::default())).unwrap_err();
        assert!(told.contains("`weeks`") && !told.contains("--weeks") && told.lines().count() == 1, "{told}");
    }
}

#[test]
fn french_of_a_what_if_that_is_not_there_is_told() {
    let of = |address: &str| of_base(&format!("\"{address}\" = \"x\""));
    let notes = of("what_ifs.misson-stays").unwrap();
    assert!(notes.contains("there is no what-if `misson-stays`") && notes.contains("`mission-stays`?"), "{notes}");
    for address in ["what_ifs.mission-stays.questoin", "what_ifs.mission-stays.foo.wolves.name"] {
        let told = of(address).unwrap_err();
        assert!(told.contains("what_ifs.NAME.question") && told.lines().count() == 1, "{told}");
    }
    assert!(!of("what_ifs.mission-stays.actors.wolves.name").unwrap().contains("report.fr"));
}

#[test]
fn what_is_said_of_a_row_stands_at_that_row() {
    let row = "actor = \"river_band\"\nplace = \"brenhold\"\nkind = \"band\"\nstrength = 100";
    let notes = of_what_if(&format!("[add.forces.zz]\n{row}\nfrom = \"2019-05-01\"\nclaims = \"a_fiction\"")).unwrap();
    assert!(notes.contains("zz") && !notes.contains("forces.csv, lines"), "{notes}");
    let told =
        of_what_if("[add.actors.mission]\nname = \"M\"\nkind = \"militia\"\nclaims = \"a_fiction\"").unwrap_err();
    assert!(told.contains("the key is there already, in") && told.contains("actors.csv:"), "{told}");
    let copied = Copied::small();
    copied.edit("places.csv", |text| {
        let at = text.lines().next().unwrap().split(',').position(|name| name == "region").unwrap();
        let without = |line: &str| {
            let cells: Vec<&str> =
                line.split(',').enumerate().filter(|(i, _)| *i != at).map(|(_, cell)| cell).collect();
            cells.join(",") + "\n"
        };
        text.lines().map(without).collect()
    });
    let told = said(load(&copied.path(), &Request::default())).unwrap_err();
    assert!(told.contains("the column `region` is missing") && told.lines().count() == 1, "{told}");
}
