//! Nothing is accepted that does nothing, and one slip is one message: the kinds of which a reader of the rest found more.

use crate::{
    faults::{decided, of_base},
    loading::{Copy, one, shown},
    support::Copied,
};
use escalade::inside::{Request, load};
use std::fs;

#[test]
fn a_name_in_a_what_if_is_either_unknown_or_taken_away() {
    let talks = "week = 3\ndo = \"offer_talks\"\nactor = \"state\"\ntarget = ";
    let when = "when = { value = \"actors.riders.strength\", at_most = 10 }\ndo = \"offer_talks\"\nactor = \"state\"\ntarget = \"front\"";
    for (lines, words) in [
        (format!("[injects.extra]\n{talks}\"frnt\""), "there is no actor of this name"),
        (format!("[injects.extra]\n{talks}\"riders\""), "`riders` is named here, and this what-if removes it"),
        (format!("[injects.extra]\n{when}"), "`actors.riders.strength` is named here, and this what-if removes it"),
        (
            "[injects.extra]\nweek = 3\ndo = \"set\"\nset = { \"ties.riders:state.trust\" = 1 }".to_owned(),
            "`riders` is named here, and this what-if removes it",
        ),
        ("[prevents.extra]\naction = \"raid\"\nactor = \"ridrs\"".to_owned(), "there is no actor of this name"),
        ("[prevents.extra]\naction = \"raid\"\nactor = \"riders\"".to_owned(), "this what-if removes it"),
    ] {
        let copy = Copy::new();
        copy.add("what-ifs/no-riders.toml", &lines);
        let faults = copy.faults();
        assert!(faults.len() == 1 && shown(&faults).contains(words), "{lines}: {}", shown(&faults));
    }
}

#[test]
fn a_value_of_the_wrong_type_is_one_fault() {
    for (old, new) in [
        ("north = \"control.north:state\"", "north = 3"),
        ("north = \"control.north:state\"", "north = [\"control.north:state\"]"),
        ("[\"state:front\"]", "[3]"),
        ("[\"state:front\"]", "3"),
        ("[\"state:front\"]", "[[\"state:front\"]]"),
        ("[\"pact_signed\"]", "[\"pact_signed\", 3]"),
        ("\"decide.rationality\" = \"2..4 log\"", "\"decide.rationality\" = { a = 3 }"),
        ("\"decide.rationality\" = \"2..4 log\"", "\"decide.rationality\" = [[3]]"),
        ("case = \"two-towns\"", "case = 3"),
        ("case = \"two-towns\"", "case = [\"two-towns\"]"),
        ("[set]", "remove = [3]\n[set]"),
        ("[set]", "report = { headline = [3] }\n[set]"),
        ("[set]", "report = { groups = { a = { title = \"A\", outcomes = [3] } } }\n[set]"),
        ("[set]", "report = { fr = { title = 3 } }\n[set]"),
        ("value = \"totals.deaths\"", "value = 3"),
        ("week = 10", "week = \"ten\""),
    ] {
        let copy = Copy::new();
        copy.replace("quiet.toml", old, new);
        let faults = copy.faults();
        assert_eq!(faults.len(), 1, "{new}: {}", shown(&faults));
    }
    for (old, new) in
        [("base = \"quiet\"", "base = 3"), ("deaths = \"-\"", "deaths = 3"), ("[\"actors.riders\"]", "[7]")]
    {
        let copy = Copy::new();
        copy.replace("what-ifs/no-riders.toml", old, new);
        let faults = copy.faults();
        assert_eq!(faults.len(), 1, "{new}: {}", shown(&faults));
    }
}

#[test]
fn text_of_wide_signs_is_told_once_as_what_it_is() {
    let copy = Copy::new();
    let wide = |text: &str, little: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    for file in ["actors.csv", "issues.csv", "quiet.toml", "what-ifs/no-riders.toml"] {
        let text = copy.read(file);
        for (little, mark) in [(false, false), (true, false), (false, true), (true, true)] {
            copy.write(file, wide(&text, little, mark));
            one(&copy, file, 1, "the file is UTF-16 text, and not UTF-8");
        }
        copy.write(file, text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>());
        one(&copy, file, 1, "the file is UTF-32 text");
        copy.write(file, text);
    }
    copy.load(&["all"], &[]).unwrap();
}

#[test]
fn what_is_true_of_every_variant_is_noted_once() {
    let copied = Copied::small();
    copied.add(
        "winter-road.toml",
        "[injects.extra]\nweek = 3\nchance = 0\ndo = \"offer_talks\"\nactor = \"council\"\ntarget = \"front\"",
    );
    let request = Request { what_ifs: vec!["all".to_owned()], ..Request::default() };
    let study = load(&copied.path(), &request).unwrap();
    let told: Vec<&String> = study.notes.iter().filter(|note| note.contains("extra")).collect();
    assert!(study.variants.len() > 8 && told.len() == 1, "{told:?}");
    assert_eq!(told[0], "inject extra never happens: its chance is 0");
    // What a what-if makes so is its own.
    let copy = Copy::new();
    copy.replace("what-ifs/no-riders.toml", "[set]", "[set]\n\"injects.rain.chance\" = 0");
    let notes = copy.load(&["all"], &[]).unwrap().notes;
    assert_eq!(notes, ["what-if no-riders: inject rain never happens: its chance is 0"]);
}

#[test]
fn what_could_follow_only_after_the_end_is_a_fault() {
    let two = "do = \"offer_talks\"\nactor = \"state\"\ntarget = \"front\"";
    let value = "value = \"totals.deaths\", at_least = 1";
    for (when, fine) in [
        (format!("{{ {value} }}\ndelay = 26"), false),
        (format!("{{ {value} }}\ndelay = 25"), true),
        (format!("{{ {value}, for_weeks = 26 }}"), false),
        (format!("{{ {value}, for_weeks = 25 }}"), true),
        (format!("{{ {value}, for_weeks = 20 }}\ndelay = 7"), false),
        (format!("{{ all = [{{ {value}, for_weeks = 20 }}], for_weeks = 7 }}"), false),
        (format!("{{ any = [{{ {value}, for_weeks = 26 }}, {{ {value} }}] }}"), true),
        (format!("{{ not = {{ {value}, for_weeks = 26 }} }}"), true),
    ] {
        let copy = Copy::new();
        copy.add("quiet.toml", &format!("[injects.extra]\nwhen = {when}\n{two}"));
        let faults = copy.load(&[], &[]).map(|_| ()).err().unwrap_or_default();
        assert_eq!(faults.len(), usize::from(!fine), "{when}: {}", shown(&faults));
    }
    // An outcome may ask for the whole of it, and for no more.
    for (weeks, fine) in [((20, 7), true), ((20, 8), false)] {
        let copy = Copy::new();
        let asked = format!("all = [{{ {value}, for_weeks = {} }}], for_weeks = {}", weeks.0, weeks.1);
        copy.replace("quiet.toml", "value = \"places.north.holder\", is = \"state\"", &asked);
        let faults = copy.load(&[], &[]).map(|_| ()).err().unwrap_or_default();
        assert_eq!(faults.len(), usize::from(!fine), "{asked}: {}", shown(&faults));
    }
}

#[test]
fn a_comparison_that_no_value_can_pass_is_a_fault_and_one_that_all_pass_a_note() {
    let told = |test: &str| {
        let copy = Copy::new();
        copy.replace("quiet.toml", "value = \"places.north.holder\", is = \"state\"", test);
        copy.load(&[], &[]).map_or_else(|faults| (faults.len(), shown(&faults)), |study| (0, study.notes.join("\n")))
    };
    for (test, words) in [
        ("value = \"places.north.holder\", is = []", "`is` names nothing"),
        ("value = \"places.north.holder\", is_not = []", "`is_not` names nothing"),
        ("value = \"places.north.blockaded\", at_least = 2", "from 0 to 1"),
        ("value = \"places.north.blockaded\", is = 0.5", "no value passes"),
        ("value = \"actors.band.present\", at_most = -1", "from 0 to 1"),
        ("value = \"control.north:band\", at_least = -0.5", "from 0 to 1"),
        ("value = \"actors.state.held\", at_least = 4", "from 0 to 3"),
        ("value = \"ties.state:front.rung\", at_least = 10", "from 0 to 9"),
        ("value = \"ties.state:front.affinity\", at_least = 1.1", "from -1 to 1"),
        ("value = \"totals.deaths\", at_most = -1", "from 0 up"),
        ("value = \"totals.deaths\", is = 1.5", "no value passes"),
        ("value = \"totals.deaths\", at_least = [5]", "`at_least` takes one value"),
        ("value = \"totals.deaths\", at_most = []", "`at_most` takes one value"),
        (
            "value = \"ties.state:front.stance\", at_least = \"war\", is_not = [\"war\", \"hostile\", \"tolerant\", \"non_aggression\", \"coordination\", \"joint_operations\", \"merged\"]",
            "no value passes",
        ),
        ("value = \"ties.front:front.rung\", at_least = 1", "both are the same actor"),
    ] {
        let (count, said) = told(test);
        assert!(count == 1 && said.contains(words), "{test}: {said}");
    }
    for test in [
        "value = \"totals.deaths\", at_least = 0",
        "value = \"places.north.blockaded\", is = [0, 1]",
        "value = \"ties.state:front.stance\", at_least = \"war\"",
        "value = \"control.north:band\", at_most = 1",
    ] {
        let (count, said) = told(test);
        assert!(count == 0 && said.contains("passes the tests of the condition"), "{test}: {said}");
        assert_eq!(said.matches("passes the tests").count(), 1, "{test}: {said}");
    }
    for test in [
        "value = \"places.north.blockaded\", is = 1",
        "value = \"totals.deaths\", at_least = 2.5",
        "value = \"actors.band.funds\", at_most = -5",
        "value = \"places.north.holder\", is_not = \"state\"",
    ] {
        assert_eq!(told(test), (0, String::new()), "{test}");
    }
}

#[test]
fn what_is_named_twice_is_a_fault() {
    for (old, new, words) in [
        ("[\"state:front\"]", "[\"state:front\", \"state:front\"]", "`pairs` names it twice"),
        ("[\"state:front\"]", "[\"state:front\", \"front:state\"]", "`pairs` names it twice"),
        ("[\"pact_signed\"]", "[\"pact_signed\", \"pact_signed\"]", "`scheduled` names it twice"),
        ("[set]", "report = { headline = [\"held\", \"held\"] }\n[set]", "`headline` names it twice"),
    ] {
        let copy = Copy::new();
        copy.replace("quiet.toml", old, new);
        assert!(of_base(&copy).contains(words), "{new}: {}", of_base(&copy));
    }
    let copy = Copy::new();
    copy.replace(
        "what-ifs/no-riders.toml",
        "[\"actors.riders\"]",
        "[\"actors.riders\"]\nscheduled = [\"pact_signed\"]",
    );
    one(&copy, "no-riders.toml", 7, "the base schedules the event already");
    let told = decided(&Copy::new(), "guard,3,raid,band,north\nguard,3,raid,band,north");
    assert!(told.len() == 1 && told[0].contains("the decision in line 2 stands there 2 times"), "{told:?}");
}

#[test]
fn a_rival_without_a_rival_is_noted_and_a_misspelt_one_is_one_fault() {
    let copy = Copy::new();
    copy.add("claims.csv", "p4,press,4,The band sleeps.,stated,band_mood,1");
    let odd = copy.load(&["all"], &[]).unwrap().odd.join("\n");
    assert_eq!(odd.matches("claims.p4.alternative: no other claim has it").count(), 1, "{odd}");
    for (old, line) in [("near its end.\",stated,band_size", 4), ("it grows.,stated,band_size", 4)] {
        let copy = Copy::new();
        copy.replace("claims.csv", old, &old.replace("band_size", "band_sise"));
        let faults = copy.faults();
        assert!(
            faults.len() == 1 && faults[0].line == line && shown(&faults).contains("did you mean"),
            "{}",
            shown(&faults)
        );
    }
    // Who takes a rival away means to.
    let copy = Copy::new();
    copy.replace("what-ifs/no-riders.toml", "[\"actors.riders\"]", "[\"actors.riders\", \"claims.p2\"]");
    let odd = copy.load(&["all"], &[]).unwrap().odd.join("\n");
    assert!(odd.contains("what-if no-riders: claims.p3.alternative: no other claim has it"), "{odd}");
}

#[test]
fn orders_that_cannot_be_carried_out_at_the_start_are_noted() {
    for (row, words) in [
        ("state,3,offer_talks,guard,", "the two belong together"),
        ("front,3,ceasefire,band,", "the two belong together"),
        ("front,3,back_channel,riders,", "the two belong together"),
        ("state,3,label,front,", "the target has that label already"),
        ("guard,3,raid,riders,north", "the target has no men there"),
        ("guard,3,patrol,,hills", "its side has no men there"),
        ("guard,3,administer,,north", "its side does not hold the place"),
        ("band,3,lift_blockade,,south", "its side does not cut the place off"),
        ("guard,3,seize_camp,,south", "no camp is there"),
        ("state,3,hire,front,", "the target is nobody who can be hired"),
        ("state,3,pay,,", "it has a contract with nobody"),
        ("broker,3,close_border,,north", "no road crosses a border there"),
        ("front,3,leave,,", "it belongs to no coalition"),
        ("riders,3,join,front,", "it belongs to that coalition already"),
        ("riders,3,join,band,", "the target is no coalition"),
    ] {
        let told = decided(&Copy::new(), row);
        assert!(told.len() == 1 && told[0].contains(words), "{row}: {told:?}");
    }
    // What an act cannot do without is a fault; before, such an order vanished.
    for (row, words) in [
        ("state,3,denounce,,", "does nothing without `agreement`"),
        ("riders,3,join,,", "does nothing without `target`"),
        ("broker,3,mediate,,", "does nothing without `agreement`"),
    ] {
        let told = decided(&Copy::new(), row);
        assert!(told.len() == 1 && told[0].contains(words), "{row}: {told:?}");
    }
    for row in
        ["state,3,offer_talks,front,", "guard,3,raid,band,north", "broker,3,mediate,front,", "guard,3,column,,north"]
    {
        assert!(decided(&Copy::new(), row).is_empty(), "{row}: {:?}", decided(&Copy::new(), row));
    }
    // An order that injects give is no other.
    let copy = Copy::new();
    copy.add("quiet.toml", "[injects.extra]\nweek = 3\ndo = \"offer_talks\"\nactor = \"state\"\ntarget = \"guard\"");
    let odd = copy.load(&["all"], &[]).unwrap().odd.join("\n");
    assert_eq!(
        odd.matches("inject extra, offer_talks by state: at the start the two belong together").count(),
        1,
        "{odd}"
    );
    // A decision that one variant cannot have is left out there, and said so.
    let copy = Copy::new();
    let path = copy.base().replace("quiet.toml", "decisions.csv");
    fs::write(&path, "actor,week,action,target,place\nguard,3,raid,riders,hills\n").unwrap();
    let request = Request { decisions: Some(path.into()), what_ifs: vec!["all".to_owned()], ..Request::default() };
    let notes = load(&copy.base(), &request).unwrap().notes;
    assert_eq!(notes, ["what-if no-riders: the decision in line 2 is left out: there is no riders"]);
}

#[test]
fn a_list_or_an_empty_text_is_no_value() {
    for (line, words) in [
        ("\"actors.band.cohesion\" = [0.5]", "`cohesion` takes a single value"),
        ("\"decide.rationality\" = [3]", "not a number"),
        ("\"ties.band:state.stance\" = [\"war\"]", "`stance` takes a single value"),
        ("\"communities.northerners.support.front\" = [0.5]", "`support` takes a single value"),
        ("\"injects.rain.week\" = [3]", "takes a single value"),
        ("\"actors.band.cohesion\" = \"\"", "an empty cell means `0.7`"),
        ("\"actors.band.name\" = \"\"", "must be filled"),
        ("\"actors.band.leader\" = \"\"", "nothing there that could be taken out"),
        ("\"communities.northerners.support.guard\" = \"\"", "nothing there that could be taken out"),
        ("\"decide.rationality\" = \"\"", "not a number"),
    ] {
        let copy = Copy::new();
        copy.replace("what-ifs/no-riders.toml", "[set]\n\"decide.rationality\" = 3", &format!("[set]\n{line}"));
        one(&copy, "no-riders.toml", 9, words);
    }
    for (value, words) in [("[\"state\"]", "names nobody in particular"), ("\"\"", "names nobody in particular")] {
        let copy = Copy::new();
        copy.add(
            "quiet.toml",
            &format!("[injects.extra]\nweek = 3\ndo = \"set\"\nset = {{ \"control.north.holder\" = {value} }}"),
        );
        assert!(of_base(&copy).contains(words), "{value}: {}", of_base(&copy));
    }
    let copy = Copy::new();
    copy.replace("what-ifs/observers.toml", "kind = \"garrison\"", "kind = [\"garrison\"]");
    one(&copy, "observers.toml", 15, "`kind` takes a single value");
    // What empties something says so.
    let copy = Copy::new();
    let lines = "[set]\n\"actors.state.leader\" = \"\"\n\"actors.front.aliases\" = []\n\"communities.northerners.support.front\" = \"\"";
    copy.replace("what-ifs/no-riders.toml", "[set]\n\"decide.rationality\" = 3", lines);
    let study = copy.load(&["no-riders"], &[]).unwrap();
    let actor =
        |variant: usize, id: &str| study.variants[variant].case.actors.iter().find(|a| a.id == id).unwrap().clone();
    assert_eq!((actor(0, "front").aliases.len(), actor(1, "front").aliases.len()), (2, 0));
    assert_eq!((actor(0, "state").leader, actor(1, "state").leader), ("president".to_owned(), String::new()));
}

#[test]
fn odd_numbers_are_noted_wherever_they_stand() {
    let copy = Copy::new();
    copy.replace("forces.csv", "riders_hills,riders,hills,band,100", "riders_hills,riders,hills,band,3");
    copy.add("forces.csv", "guard_wing,guard,south,air_wing,40,,,,,,p1");
    copy.replace("ties.csv", "front,state,-0.7..-0.5,0.1,,,hostile", "front,state,0.3..0.5,0.1,,,hostile");
    let lines = "\"actors.state.income\" = 90000\n\"ties.broker:front.stance\" = \"merged\"\n\"forces.guard_south.strength\" = 80000";
    copy.replace("what-ifs/no-riders.toml", "[set]", &format!("[set]\n{lines}"));
    copy.add(
        "what-ifs/no-riders.toml",
        "[injects.extra]\nweek = 3\ndo = \"force_arrives\"\nactor = \"guard\"\nplace = \"south\"\nsize = 9000",
    );
    let odd = copy.load(&["all"], &[]).unwrap().odd;
    for words in [
        "forces.riders_hills.strength: 3 is less than any of a built-in case (15)",
        "forces.guard_wing.strength: 40 is more than any of a built-in case (6)",
        "ties.front:state: front has `hostile` and affinity 0.3..0.5; in the built-in cases it is -0.95 to -0.2 then",
        "what-if no-riders: actors.state.income: 90000 is more than any of a built-in case (14000)",
        "what-if no-riders: forces.guard_south.strength: 80000 is more than any of a built-in case (4600)",
        "what-if no-riders: ties.broker:front: broker has `merged` and affinity 0.2; in the built-in cases it is 0.65 to 0.95 then",
        "what-if no-riders: injects.extra.size: 9000 is more than any of a built-in case (4600)",
    ] {
        assert_eq!(odd.iter().filter(|note| *note == words).count(), 1, "{words}: {odd:#?}");
    }
}

#[test]
fn what_is_advised_is_there() {
    let copy = Copy::new();
    copy.replace("what-ifs/observers.toml", "base = \"quiet\"", "base = \"quite\"");
    let faults = copy.load(&["observers"], &[]).map(|study| study.name).unwrap_err();
    assert!(faults.len() == 1 && shown(&faults).contains("did you mean `quiet`?"), "{}", shown(&faults));
    assert!(!shown(&faults).contains("escalade run"), "{}", shown(&faults));
    copy.write("quite.toml", copy.read("quiet.toml"));
    let faults = copy.load(&["observers"], &[]).map(|study| study.name).unwrap_err();
    let there = copy.base().replace("quiet.toml", "quite.toml");
    let advised = format!("escalade run {there} --what-if observers");
    assert!(faults.len() == 1 && shown(&faults).contains(&advised), "{}", shown(&faults));
    let request = Request { what_ifs: vec!["observers".to_owned()], ..Request::default() };
    load(&there, &request).unwrap();
}

#[test]
fn seeds_that_are_lent_are_said_to_be() {
    let copied = Copied::small();
    assert!(load(&copied.path(), &Request::default()).unwrap().notes.is_empty());
    fs::remove_dir_all(copied.file("actors.csv").parent().unwrap()).unwrap();
    let notes = load(&copied.path(), &Request::default()).unwrap().notes;
    assert!(notes.len() == 1 && notes[0].contains("those of the built-in case tolmarra are read"), "{notes:?}");
    assert!(load("tolmarra/winter-road", &Request::default()).unwrap().notes.is_empty());
}

#[test]
fn a_section_that_is_there_twice_is_one_fault() {
    for (section, times) in [
        ("[outcomes.deaths]\nquestion = \"?\"\nkind = \"quantity\"\nvalue = \"totals.deaths\"", 1),
        ("[set]\n\"decide.rationality\" = 3\n\n[injects.rain]\nweek = 3\ndo = \"blockade\"", 2),
        ("[injects.new]\nweek = 3\nweek = 4\ndo = \"set\"\nset = { \"control.north.services\" = 1 }", 1),
    ] {
        let copy = Copy::new();
        copy.add("quiet.toml", section);
        let faults = copy.faults();
        assert_eq!(faults.len(), times, "{section}: {}", shown(&faults));
        assert!(faults.iter().all(|fault| fault.message == "duplicate key"), "{}", shown(&faults));
    }
}

#[test]
fn of_a_row_with_a_cell_too_many_nothing_else_is_said() {
    for (file, old, new, line) in [
        ("claims.csv", "near its end.\",stated,band_size,1", "near its end.\",stated,,1,more", 3),
        ("control.csv", "south,guard,0.9,", "south,guard,0.9,band:0.9,0.1,", 2),
        ("routes.csv", "north,hills,60", "south,north,60,1", 3),
        ("memberships.csv", "riders,front,0.5", "riders,riders,0.5,1", 4),
    ] {
        let copy = Copy::new();
        copy.replace(file, old, new);
        one(&copy, file, line, "cells where the header has");
    }
}

#[test]
fn a_key_that_an_inject_does_not_read_is_a_fault() {
    for (inject, words) in [
        ("do = \"raid\"\nactor = \"band\"\nplace = \"south\"\ndeaths = 5", "`deaths` does nothing with do = \"raid\""),
        ("do = \"raid\"\nactor = \"band\"\nplace = \"south\"\ncivilian_deaths = 5", "`civilian_deaths` does nothing"),
        ("do = \"coup\"\nactor = \"guard\"\nsize = 5", "`size` does nothing with do = \"coup\""),
        (
            "do = \"set\"\nactor = \"guard\"\nset = { \"control.north.services\" = 1 }",
            "`actor` does nothing with do = \"set\"",
        ),
        ("do = \"joins_coalition\"\nactor = \"band\"\ntarget = \"front\"\nsize = 3", "`size` is a share here"),
        ("do = \"split\"\nactor = \"band\"\nsize = 3", "`size` is a share here"),
    ] {
        let copy = Copy::new();
        copy.add("quiet.toml", &format!("[injects.extra]\nweek = 3\n{inject}"));
        assert!(of_base(&copy).contains(words), "{inject}: {}", of_base(&copy));
    }
}

#[test]
fn what_changes_nothing_is_noted() {
    let copy = Copy::new();
    copy.replace(
        "what-ifs/no-riders.toml",
        "\"decide.rationality\" = 3",
        "\"decide.rationality\" = \"2..4 log\"\n\"actors.guard.cohesion\" = 0.7\n\"actors.guard.rhetoric\" = 0",
    );
    copy.add("what-ifs/no-riders.toml", "[prevents.no_wings]\naction = \"air_strike\"\nactor = \"front\"");
    let late = "actor = \"guard\"\nplace = \"south\"\nkind = \"garrison\"\nstrength = 90\nfrom = \"2020-12-01\"\nclaims = \"p1\"";
    copy.add("what-ifs/no-riders.toml", &format!("[add.forces.late]\n{late}"));
    let odd = copy.load(&["all"], &[]).unwrap().odd;
    for words in [
        "decide.rationality is set to what it is already",
        "actors.guard.cohesion is set to what it is already",
        "actors.guard.rhetoric is set to what it is already",
        "prevents.no_wings: `air_strike` is open to nobody of front, and it prevents nothing",
        "[add.forces.\"late\"] does not hold on 2020-07-06, or is not known then: it is not read",
    ] {
        let whole = format!("what-if no-riders: {words}");
        assert_eq!(odd.iter().filter(|note| **note == whole).count(), 1, "{words}: {odd:#?}");
    }
    let copy = Copy::new();
    copy.write("what-ifs/nothing.toml", "base = \"quiet\"\ntitle = \"Nothing\"\nquestion = \"What of it?\"\n");
    assert_eq!(copy.load(&["nothing"], &[]).unwrap().notes, ["what-if nothing: it changes nothing"]);
    assert!(copy.load(&["nothing"], &["nothing/decide.rationality=1"]).unwrap().notes.is_empty());
}

#[test]
fn what_has_not_the_form_of_a_scenario_is_told_once_and_the_rest_all_the_same() {
    let slips = [
        ("quiet.toml", "title = \"A quiet summer\"", "title = \"A quiet summer", 1),
        ("quiet.toml", "weeks = 26", "weeks = ", 4),
        ("quiet.toml", "weeks = 26", "weeks 26", 4),
        ("quiet.toml", "[series]", "[series", 13),
        ("quiet.toml", "[series]", "[series]]", 13),
        ("quiet.toml", "is = \"state\" }", "is = \"state\"", 35),
        ("quiet.toml", "kind = \"yes_no\"", "kind = yes_no", 34),
        ("quiet.toml", "[\"state:front\"]", "[\"state:front\"", 6),
        ("quiet.toml", "case = \"two-towns\"", "case = ", 2),
        ("quiet.toml", "value = \"places.north.holder\", is = [\"state\"]", "\nvalue = , is = [\"state\"]", 41),
        ("what-ifs/observers.toml", "strength = \"50..80\"", "strength = ", 16),
        ("what-ifs/observers.toml", "[add.claims.guessed]", "[add.claims.guessed", 19),
        ("what-ifs/no-riders.toml", "[\"actors.riders\"]", "[\"actors.riders\"", 6),
        ("what-ifs/no-riders.toml", "why = \"Fewer men fight.\"", "why = \"\"\"Fewer men fight.", 5),
    ];
    for (file, old, new, line) in slips {
        let copy = Copy::new();
        copy.replace(file, old, new);
        one(&copy, file, line, "toml.io");
        // Other files are looked at all the same.
        copy.replace("claims.csv", "stated,band_size,1", "stated,band_size,0");
        if new != "case = " {
            let faults = copy.faults();
            assert_eq!(faults.len(), 2, "{new}: {}", shown(&faults));
        }
    }
}

#[test]
fn an_outcome_whose_section_line_is_lost_after_the_series_is_one_fault() {
    let copied = Copied::small();
    // The first outcome comes right after the series, whose keys anybody may choose.
    copied.edit("winter-road.toml", |text| {
        let (before, after) = text.split_once("[injects.harvest_grain]").unwrap();
        let after = after.split_once("[outcomes.accord_holds]\n").unwrap().1;
        format!("{before}{after}").replace("# Put in from outside", "#")
    });
    let faults = load(&copied.path(), &Request::default()).map(|_| ()).unwrap_err();
    let told = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(told.contains("`question`, `kind`, `at_end`") && faults.len() == 1, "{told}");
}

#[test]
fn what_stands_in_a_misspelt_section_is_missed_by_nobody() {
    for (old, new, line) in [
        ("[outcomes.deaths]", "[outcoms.deaths]", 42),
        ("[injects.rain]", "[inject.rain]", 16),
        ("[report.groups.first]", "[reprot.groups.first]", 54),
        ("weeks = 26", "weks = 26", 4),
        ("case = \"two-towns\"", "cse = \"two-towns\"", 2),
    ] {
        let copy = Copy::new();
        let groups =
            "[report.groups.first]\ntitle = \"A\"\noutcomes = [\"held\"]\n[report.fr]\n\"groups.first\" = \"A\"";
        copy.add("quiet.toml", &format!("[report]\nheadline = [\"deaths\"]\n{groups}\n[report.groups.second]\ntitle = \"B\"\noutcomes = [\"held\"]"));
        copy.replace("what-ifs/no-riders.toml", "[set]", "[set]\n\"injects.rain.week\" = 3");
        copy.load(&["all"], &[]).unwrap();
        copy.replace("quiet.toml", old, new);
        one(&copy, "quiet.toml", line, "there is no such key");
    }
}

#[test]
fn rows_with_separators_of_their_own_are_one_slip() {
    let copy = Copy::new();
    let text = copy.read("communities.csv").replace("People of Southtown", "\"People; of Southtown\"");
    let (header, rows) = text.split_once('\n').unwrap();
    for separator in [";", "\t"] {
        let mixed = format!("{header}\n{}", rows.replace(',', separator));
        for end in ["\n", "\r", "\r\n"] {
            copy.write("communities.csv", mixed.replace('\n', end));
            one(&copy, "communities.csv", 2, "the row has other separators than the header");
        }
    }
}

#[test]
fn of_an_actor_whose_kind_is_misspelt_nothing_is_held_against_it() {
    let copy = Copy::new();
    copy.add(
        "what-ifs/observers.toml",
        "[injects.shield]\nweek = 3\ndo = \"protect\"\nactor = \"observers\"\nplace = \"north\"",
    );
    copy.load(&["all"], &[]).unwrap();
    copy.replace("what-ifs/observers.toml", "kind = \"peacekeeper\"", "knd = \"peacekeeper\"");
    one(&copy, "observers.toml", 9, "did you mean `kind`?");
}

#[test]
fn a_row_whose_key_is_spoiled_is_missed_by_nobody() {
    for patch in ["remove = [\"memberships.band:front\"]", "[set]\n\"memberships.band:front.commitment\" = 0.1"] {
        let copy = Copy::new();
        copy.write("what-ifs/new.toml", format!("base = \"quiet\"\ntitle = \"New\"\nquestion = \"?\"\n{patch}\n"));
        copy.load(&["all"], &[]).unwrap();
        copy.replace("memberships.csv", "band,front", "band,frnt");
        one(&copy, "memberships.csv", 3, "did you mean `front`?");
    }
}

#[test]
fn a_column_of_french_that_is_missing_is_told_once() {
    let copied = Copied::small();
    let first = |text: String| text.lines().map(|line| line.split(',').next().unwrap().to_owned()).collect::<Vec<_>>();
    copied.edit("french.csv", |text| first(text).join("\n") + "\n");
    let faults = load(&copied.path(), &Request::default()).map(|study| study.name).unwrap_err();
    assert!(faults.len() == 1 && shown(&faults).contains("the column `text` is missing"), "{}", shown(&faults));
}

#[test]
fn an_address_that_is_set_twice_is_a_fault_however_it_is_spelt() {
    let set = |lines: &str| {
        let copy = Copy::new();
        copy.replace("quiet.toml", "[set]", &format!("[set]\n{lines}"));
        of_base(&copy)
    };
    let list = "a list and one of its entries are both set";
    for (lines, words) in [
        ("\"routes.south:north.km\" = 55\n\"routes.north:south.km\" = 77", "the address is set twice"),
        ("\"communities.northerners.support\" = \"front:0.3\"\n\"communities.northerners.support.front\" = 0.1", list),
        ("\"control.north.others.guard\" = 0.1\n\"control.north.others\" = \"guard:0.3\"", list),
        ("\"injects.rain.week\" = 12", "the same file states this value already"),
        ("\"injects.talk.set.ties.state:front.label\" = 1", "the same file states this value already"),
    ] {
        let told = set(lines);
        assert!(told.contains(words), "{lines}: {told}");
    }
    for sets in [
        ["control.north.others.guard=0.01", "control.north.others=guard:0.3"],
        ["communities.northerners.support=front:0.3", "communities.northerners.support.front=0.1"],
        ["no-riders/control.north.others=guard:0.3", "no-riders/control.north.others.guard=0.01"],
        ["routes.south:north.km=55", "routes.north:south.km=77"],
        ["injects.talk.set.routes.south:north.open=1", "injects.talk.set.routes.north:south.open=0"],
    ] {
        let faults = Copy::new().load(&["all"], &sets).map(|study| study.name).unwrap_err();
        assert_eq!(faults.len(), 1, "{sets:?}: {}", shown(&faults));
        assert!(shown(&faults).contains("set twice") || shown(&faults).contains(list), "{}", shown(&faults));
    }
    // A row that a what-if adds says what it says.
    let copy = Copy::new();
    copy.replace("what-ifs/observers.toml", "[set]", "[set]\n\"actors.observers.kind\" = \"army\"");
    one(&copy, "observers.toml", 30, "the same file states this value already");
    // Two entries of one list, and an entry of a list that others state, are two values and one.
    let copy = Copy::new();
    copy.load(&[], &["control.north.others.guard=0.01", "control.north.others.riders=0.01"]).unwrap();
    // A what-if that sets a whole list leaves nothing of its entry on the command line.
    copy.replace("what-ifs/no-riders.toml", "[set]", "[set]\n\"communities.northerners.support\" = \"front:0.3\"");
    let notes = copy.load(&["all"], &["communities.northerners.support.front=0.2"]).unwrap().notes;
    assert!(notes.iter().any(|note| note.contains("so --set communities.northerners.support.front does not reach it")));
}

#[test]
fn an_inject_sets_a_value_once() {
    for (set, words) in [
        ("\"routes.south:north.open\" = 1, \"routes.north:south.open\" = 0", "the address is set twice"),
        ("\"ties.NF:state.trust\" = 1, \"ties.front:state.trust\" = 0", "the address is set twice"),
        ("\"ties.band:state.trust\" = 1, \"ties.front:state.trust\" = 0", "the address is set twice"),
        ("\"places.north.value\" = 1, \"places.Upper Town.value\" = 0", "the address is set twice"),
    ] {
        let copy = Copy::new();
        copy.add("quiet.toml", &format!("[injects.extra]\nweek = 3\ndo = \"set\"\nset = {{ {set} }}"));
        assert!(of_base(&copy).contains(words), "{set}: {}", of_base(&copy));
    }
    // What two of one week set comes to neither.
    let inject = |name: &str, week: u32, more: &str| {
        format!(
            "[injects.{name}]\nweek = {week}\ndo = \"set\"\nset = {{ \"control.north.services\" = 0.{week} }}{more}\n"
        )
    };
    let copy = Copy::new();
    copy.add("quiet.toml", &(inject("one", 3, "") + &inject("two", 3, "")));
    assert!(of_base(&copy).contains("in week 3 what the inject one sets in that week"), "{}", of_base(&copy));
    for (week, more) in [(4, ""), (3, "\nchance = 0.5")] {
        let copy = Copy::new();
        copy.add("quiet.toml", &(inject("one", 3, "") + &inject("two", week, more)));
        copy.load(&[], &[]).unwrap();
    }
}

#[test]
fn tests_that_never_pass_together_are_a_fault_and_members_beyond_the_case_a_note() {
    let told = |test: &str| {
        let copy = Copy::new();
        copy.replace("quiet.toml", "value = \"places.north.holder\", is = \"state\"", test);
        copy.load(&["all"], &[])
            .map_or_else(|faults| (faults.len(), shown(&faults)), |study| (0, study.notes.join("\n")))
    };
    let deaths = |test: &str| format!("{{ value = \"totals.deaths\", {test} }}");
    let (many, few) = (deaths("at_least = 5"), deaths("at_most = 2"));
    for test in [
        format!("all = [{many}, {few}]"),
        format!("all = [{many}, {{ all = [{few}, {{ value = \"places.north.blockaded\", is = 1 }}] }}]"),
        format!("any = [{few}, {{ all = [{many}, {few}], for_weeks = 2 }}]"),
    ] {
        let (count, said) = told(&test);
        assert!(count == 1 && said.contains("quiet.toml:35") && said.contains("could never be true"), "{test}: {said}");
    }
    let (count, said) = told("value = \"actors.front.members\", at_least = 9");
    assert!(count == 0 && said.contains("the case has 6 other actors; only splinters"), "{said}");
    let (count, said) = told("value = \"actors.front.members\", at_least = 15");
    assert!(count == 1 && said.contains("from 0 to 1"), "{said}");
    let (count, said) = told("value = \"totals.displaced\", at_least = 70001");
    assert!(count == 1 && said.contains("from 0 to 70000"), "{said}");
    assert_eq!(told(&format!("any = [{many}, {few}]")), (0, String::new()));
}

/// What is said of an inject of two towns: one fault, or the notes of the check that name it.
fn of_inject(copy: &Copy, lines: &str) -> (bool, String) {
    copy.add("quiet.toml", &format!("[injects.extra]\nweek = 3\n{lines}"));
    match copy.load(&[], &[]) {
        Ok(study) => {
            let odd: Vec<String> = study.odd.into_iter().filter(|note| note.contains("extra")).collect();
            (false, odd.join("\n"))
        }
        Err(faults) => {
            assert_eq!(faults.len(), 1, "{lines}: {}", shown(&faults));
            (true, shown(&faults))
        }
    }
}

#[test]
fn an_inject_that_can_never_change_anything_is_a_fault_and_one_that_changes_nothing_yet_a_note() {
    for (lines, fault, words) in [
        ("do = \"set\"\nset = {}", true, "the inject sets nothing"),
        ("do = \"camp_closes\"\nplace = \"north\"", true, "no camp is there to be closed"),
        ("do = \"coup\"\nactor = \"band\"", true, "belongs to no government"),
        ("do = \"coup\"\nactor = \"broker\"", true, "belongs to no government"),
        ("do = \"leaves_coalition\"\nactor = \"broker\"", true, "a mediator joins none by itself"),
        ("do = \"leaves_coalition\"\nactor = \"front\"", false, "front belongs to no coalition"),
        (
            "do = \"joins_coalition\"\nactor = \"band\"\ntarget = \"front\"",
            false,
            "band belongs to front already; only how bound",
        ),
        ("do = \"joins_coalition\"\nactor = \"front\"\ntarget = \"band\"", false, "nobody joins what belongs to it"),
        ("do = \"force_leaves\"\nactor = \"broker\"", true, "a mediator gets none by itself"),
        ("do = \"force_leaves\"\nactor = \"guard\"\nplace = \"hills\"", false, "guard has no men of its own at hills"),
        ("do = \"defection\"\nactor = \"state\"\ntarget = \"front\"", false, "state has no men of its own"),
        ("do = \"flight\"\nplace = \"hills\"", true, "no community lives there"),
        ("do = \"return\"\nplace = \"hills\"", true, "no community lives there"),
        ("do = \"return\"\nplace = \"south\"", false, "nobody has fled from south"),
        (
            "do = \"massacre\"\nactor = \"band\"\nplace = \"hills\"\ncivilian_deaths = 3",
            false,
            "no community lives at hills",
        ),
        ("do = \"stance_shift\"\nactor = \"band\"\ntarget = \"riders\"", false, "band and riders belong together"),
        ("do = \"ban\"\nactor = \"front\"", false, "front belongs to no government"),
        ("do = \"election_postponed\"\nactor = \"broker\"", true, "a mediator governs nobody"),
        (
            "do = \"leaves_coalition\"\nactor = \"band\"\ntarget = \"state\"",
            false,
            "band belongs to front, and not to state",
        ),
        ("do = \"set\"\nset = { \"ties.band:riders.stance\" = \"joint_operations\" }", false, "is so already"),
        ("do = \"set\"\nset = { \"control.south.blockaded_by\" = \"guard\" }", false, "which it would cut off"),
        (
            "do = \"raid\"\nactor = \"band\"\nplace = \"south\"\n[prevents.no_raid]\naction = \"raid\"\nactor = \"front\"",
            false,
            "prevents.no_raid forbids it: it never happens",
        ),
        ("do = \"ban\"\nactor = \"state\"\ntarget = \"front\"", false, "`ban` does nothing to front"),
        ("do = \"capture\"\nactor = \"guard\"\nplace = \"south\"", false, "guard holds south already"),
        ("do = \"patron_leaves\"\nagreement = \"old_pact\"", false, "old_pact is suspended already"),
        (
            "do = \"set\"\nset = { \"agreements.old_pact.guarantor\" = \"nobody\" }",
            false,
            "all that it sets is so already",
        ),
        ("do = \"hire\"\nactor = \"state\"\ntarget = \"front\"", true, "nobody who can be hired"),
        ("do = \"merge\"\nactor = \"band\"\ntarget = \"front\"", true, "only movements merge"),
        ("do = \"pay\"\nactor = \"state\"\nagreement = \"old_pact\"", true, "no contract of protection"),
    ] {
        let told = of_inject(&Copy::new(), lines);
        assert!(told.0 == fault && told.1.contains(words), "{lines}: {told:?}");
        assert!(fault || told.1.lines().count() == 1, "{lines}: {told:?}");
    }
    for lines in [
        "do = \"coup\"\nactor = \"guard\"",
        "do = \"leaves_coalition\"\nactor = \"band\"",
        "do = \"leaves_coalition\"\nactor = \"band\"\ntarget = \"front\"",
        "do = \"force_leaves\"\nactor = \"front\"\nplace = \"hills\"",
        "do = \"flight\"\nplace = \"north\"",
        "do = \"return\"\nplace = \"north\"",
        "do = \"stance_shift\"\nactor = \"state\"\ntarget = \"front\"",
        "do = \"mission_ends\"\nactor = \"broker\"",
        "do = \"split\"\nactor = \"band\"",
        "do = \"leader_lost\"\nactor = \"state\"",
        "do = \"set\"\nset = { \"control.north.services\" = 0.3 }",
    ] {
        assert_eq!(of_inject(&Copy::new(), lines), (false, String::new()), "{lines}");
    }
}

#[test]
fn what_another_inject_brings_is_counted_on() {
    let first = |lines: &str| {
        let copy = Copy::new();
        copy.add("quiet.toml", &format!("[injects.first]\nweek = 1\n{lines}"));
        copy
    };
    for (before, lines) in [
        ("do = \"set\"\nset = { \"control.north.camp\" = \"open\" }", "do = \"camp_closes\"\nplace = \"north\""),
        (
            "do = \"joins_coalition\"\nactor = \"broker\"\ntarget = \"front\"",
            "do = \"leaves_coalition\"\nactor = \"broker\"",
        ),
        (
            "do = \"leaves_coalition\"\nactor = \"band\"",
            "do = \"joins_coalition\"\nactor = \"band\"\ntarget = \"front\"",
        ),
        (
            "do = \"force_arrives\"\nactor = \"broker\"\nplace = \"south\"\nsize = 50",
            "do = \"force_leaves\"\nactor = \"broker\"",
        ),
    ] {
        let told = of_inject(&first(before), lines);
        assert_eq!(told, (false, String::new()), "{before} {lines}");
    }
    // Scheduled events are held to the same, where they are scheduled.
    let copy = Copy::new();
    copy.add("events.csv", "camp_ends,2020-09-01,,camp_closes,broker,,north,,,,p1");
    copy.replace("quiet.toml", "[\"pact_signed\"]", "[\"pact_signed\", \"camp_ends\"]");
    let told = of_base(&copy);
    assert!(told.contains("quiet.toml:7") && told.contains("no camp is there to be closed"), "{told}");
    // A camp that somebody else runs; one that a what-if takes away is no fault of the base's inject.
    let copy = Copy::new();
    copy.replace("control.csv", "south,guard,0.9,,0.7,,,", "south,guard,0.9,,0.7,open,broker,");
    let told = of_inject(&copy, "do = \"camp_closes\"\nactor = \"state\"\nplace = \"south\"");
    assert!(!told.0 && told.1.contains("the camp at south is not run by state"), "{told:?}");
    copy.replace("quiet.toml", "actor = \"state\"\nplace = \"south\"", "place = \"south\"");
    assert!(copy.load(&[], &[]).unwrap().odd.iter().all(|note| !note.contains("extra")));
    let gone = "[set]\n\"control.south.camp\" = \"none\"\n\"control.south.camp_host\" = \"\"";
    copy.replace("what-ifs/no-riders.toml", "[set]", gone);
    let odd = copy.load(&["all"], &[]).unwrap().odd.join("\n");
    assert!(odd.contains("what-if no-riders: inject extra, camp_closes: `camp_closes`: no camp is there"), "{odd}");
}

#[test]
fn orders_that_can_never_be_carried_out_are_faults_and_hopeless_ones_noted() {
    let copy = |payment: bool| {
        let copy = Copy::new();
        copy.add("actors.csv", "company,The Company,,mercenary,south,1,,,,,,,,,,,,,p1");
        copy.add("agreements.csv", "hired,The Contract,patronage,state|company,,,signed,0.5,,,,,,p1");
        copy.add("clauses.csv", if payment { "hired,payment,1,state,100,p1" } else { "hired,guarantee,1,,,p1" });
        copy.add("forces.csv", "company_north,company,north,garrison,50,,,,,,p1");
        copy.add("places.csv", "east,Eastmoor,,North,refuge,12,0,,0,open,,,p1");
        copy.add("routes.csv", "hills,east,60,track,,p1");
        copy
    };
    let told = |copy: &Copy, row: &str| {
        let path = copy.base().replace("quiet.toml", "decisions.csv");
        fs::write(&path, format!("actor,week,action,target,place,agreement\n{row}\n")).unwrap();
        let request = Request { decisions: Some(path.into()), ..Request::default() };
        load(&copy.base(), &request).map_or_else(|faults| (faults.len(), shown(&faults)), |s| (0, s.notes.join("\n")))
    };
    for (row, faults, words) in [
        ("state,3,pay,,,old_pact", 1, "decisions.csv:2: the agreement is no contract of protection"),
        ("state,3,merge,front,,", 1, "not open"),
        ("band,3,merge,front,,", 1, "only movements merge"),
        ("state,3,hire,front,,", 1, "nobody who can be hired"),
        ("band,3,coordinate,guard,,", 1, "only groups of irregulars draw closer"),
        ("state,3,hire,company,,", 0, "the target's contract stands"),
        ("band,3,betray,broker,,", 0, "the two are no allies"),
        ("guard,3,assault,,east,", 0, "nobody is there"),
        ("guard,3,raid,company,north,", 0, "the two are on one side"),
        ("company,3,assault,,south,", 0, "its own side holds the place"),
        ("company,3,assault,guard,south,", 0, "the two are on one side"),
    ] {
        let (count, said) = told(&copy(true), row);
        assert!(count == faults && said.contains(words), "{row}: {count} {said}");
    }
    for row in
        ["state,3,pay,,,hired", "band,3,betray,riders,,", "guard,3,assault,,north,", "guard,3,assault,band,north,"]
    {
        assert_eq!(told(&copy(true), row), (0, String::new()), "{row}");
    }
    let (count, said) = told(&copy(false), "state,3,pay,,,hired");
    assert!(count == 1 && said.contains("the agreement has no payment clause"), "{said}");
    // What only a what-if takes away is a note.
    let copy = copy(true);
    copy.replace("what-ifs/no-riders.toml", "[\"actors.riders\"]", "[\"actors.riders\", \"clauses.hired:payment\"]");
    let path = copy.base().replace("quiet.toml", "decisions.csv");
    fs::write(&path, "actor,week,action,agreement\nstate,3,pay,hired\n").unwrap();
    let request = Request { decisions: Some(path.into()), what_ifs: vec!["all".to_owned()], ..Request::default() };
    let notes = load(&copy.base(), &request).unwrap().notes;
    let words = "what-if no-riders: decision in week 3, pay by state: the agreement has no payment clause";
    assert!(notes.len() == 1 && notes[0].starts_with(words), "{notes:?}");
}

#[test]
fn days_that_no_scenario_can_reach_are_told() {
    let odd = |change: &dyn Fn(&Copied)| {
        let copied = Copied::small();
        change(&copied);
        copied.study(&[], &["all"], None).odd.join("\n")
    };
    let quiet = odd(&|_| {});
    assert!(!quiet.contains("no run reads it") && !quiet.contains("century"), "{quiet}");
    let told = odd(&|copied| copied.edit("forces.csv", |text| text.replace("2018-11-12", "2918-11-12")));
    assert_eq!(told.matches("lies more than a century from the start").count(), 2, "{told}");
    assert!(
        told.contains("forces.csv:3: `until` 2918-11-12") && told.contains("forces.csv:4: `from` 2918-11-12"),
        "{told}"
    );
    let told =
        odd(&|copied| copied.edit("memberships.csv", |text| text + "lantern,front,0.5,2020-01-06,,,a_fiction\n"));
    assert!(told.contains("no run reads it: it holds and is known from 2020-01-06 on"), "{told}");
    // Another base of the case may read it.
    let told = odd(&|copied| {
        copied.edit("memberships.csv", |text| text + "lantern,front,0.5,2020-01-06,,,a_fiction\n");
        let base = fs::read_to_string(copied.path()).unwrap();
        copied.edit("next-winter.toml", |_| base.replace("2019-01-07", "2020-01-13"));
    });
    assert!(!told.contains("no run reads it"), "{told}");
    // What begins while a scenario runs is read by one that starts later, or by none.
    let march = |copied: &Copied| {
        copied.edit("forces.csv", |text| text + "oath_later,grey_oath,dunvar,band,40,0.7,0.7,2019-03-01,,,a_fiction\n");
    };
    let words = "they hold from a day within a scenario on";
    assert!(odd(&march).contains(words), "{}", odd(&march));
    let told = odd(&|copied| {
        march(copied);
        let base = fs::read_to_string(copied.path()).unwrap();
        copied.edit("spring.toml", |_| base.replace("2019-01-07", "2019-03-04"));
    });
    assert!(!told.contains(words) && !quiet.contains(words), "{told}");
    let told = odd(&|copied| copied.edit("events.csv", |text| text.replacen(",2018-", ",1018-", 1)));
    assert!(told.contains("`date` 1018-"), "{told}");
    let told = odd(&|copied| {
        copied.edit("documents.csv", |text| {
            let (head, rows) = text.split_once('\n').unwrap();
            let (first, rest) = rows.split_once('\n').unwrap();
            let mut cells: Vec<&str> = first.split(',').collect();
            cells[head.split(',').position(|name| name == "published").unwrap()] = "2918";
            format!("{head}\n{}\n{rest}", cells.join(","))
        });
    });
    assert!(told.contains("documents.csv:2: `published` 2918 lies more than a century"), "{told}");
}

#[test]
fn what_is_not_read_because_of_its_name_is_told() {
    let copied = Copied::small();
    let (scenarios, seeds) = (std::path::PathBuf::from(copied.path()), copied.file("places.csv"));
    let (scenarios, seeds) = (scenarios.parent().unwrap(), seeds.parent().unwrap());
    assert!(copied.study(&[], &["all"], None).notes.is_empty());
    fs::create_dir(scenarios.join("what-if")).unwrap();
    fs::create_dir(scenarios.join("notes")).unwrap();
    fs::create_dir(scenarios.join("what-ifs/held.toml")).unwrap();
    for name in ["what-ifs/a.tml", "what-ifs/b.toml.txt", "what-ifs/c.toml.bak", "what-ifs/notes.md", "summer.tolm"] {
        fs::write(scenarios.join(name), "").unwrap();
    }
    for name in ["Map.GeoJSON", "map.geojson.txt", "sources.txt", "french.txt"] {
        fs::write(seeds.join(name), "").unwrap();
    }
    fs::create_dir(seeds.join("map.geojson")).unwrap();
    let notes = copied.study(&[], &["all"], None).notes;
    for (name, right) in [
        ("what-if", "what-ifs belong into "),
        ("what-ifs/held.toml", "a what-if is a file"),
        ("what-ifs/a.tml", "a what-if ends in .toml"),
        ("what-ifs/b.toml.txt", "a what-if ends in .toml"),
        ("summer.tolm", "a scenario ends in .toml"),
        ("Map.GeoJSON", "the outline of a map"),
        ("map.geojson.txt", "the outline of a map"),
        ("map.geojson", "it is a folder"),
        ("french.txt", "the texts in French"),
    ] {
        let told = notes.iter().filter(|note| note.contains(&format!("/{name} is not read: {right}")));
        assert_eq!(told.count(), 1, "{name}: {notes:?}");
    }
    assert_eq!(notes.len(), 9, "{notes:?}");
}

#[test]
fn odd_blockades_routes_and_texts_like_formulas_are_told() {
    let copied = Copied::small();
    let lines = ["cuts off", "km apart", "formula"];
    let odd = copied.study(&[], &["all"], None).odd.join("\n");
    assert!(!lines.iter().any(|words| odd.contains(words)), "{odd}");
    copied.edit("control.csv", |text| text.replacen("0.8,,,,,,,n2", "0.8,,,guard,,,,n2", 1));
    copied.edit("routes.csv", |text| text.replacen("brenhold,mirrow_hills,90", "brenhold,mirrow_hills,9000", 1));
    copied.edit("routes.csv", |text| text.replacen("ostrel,dunvar,140", "ostrel,dunvar,14", 1));
    copied.edit("actors.csv", |text| text.replacen(",Grey Oath,", ",=1+1,", 1));
    copied.edit("winter-road.toml", |text| {
        text.replacen("\"The winter road\"", "\"@SUM(A1)\"", 1).replacen("unit = \"people\"", "unit = \"+men\"", 1)
    });
    copied.edit("what-ifs/mission-stays.toml", |text| text.replacen("title = \"", "title = \"-", 1));
    let odd = copied.study(&[], &["all"], None).odd;
    for words in [
        "control.ostrel.blockaded_by: guard cuts off what its own side holds",
        "routes.brenhold:mirrow_hills.km: 9000 km between places that lie 74 km apart",
        "routes.ostrel:dunvar.km: 14 km between places that lie 113 km apart",
        "title: it begins like a formula, `@SUM(A1)`",
        "outcomes.deaths.unit: it begins like a formula, `+men`",
        "what-if mission-stays: title: it begins like a formula, `-",
        "actors.grey_oath.name: it begins like a formula, `=1+1`",
    ] {
        assert_eq!(odd.iter().filter(|note| note.contains(words)).count(), 1, "{words}: {odd:?}");
    }
}
