//! Orders and operations: what became of each order from outside, and which operation and inject stand behind an event.

use crate::{
    again::{escalade, files},
    support::{Copied, Files, folder, rows, study},
};
use escalade::inside::{
    history::Tables,
    scenario::{Request, load},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

type Row = BTreeMap<String, String>;

/// The run of a row and a cell of it.
fn at(row: &Row, column: &str) -> (String, String) {
    (row["run"].clone(), row[column].clone())
}

/// The operations of a folder by run and id.
fn operations(files: &Files) -> BTreeMap<(String, String), Row> {
    let all = rows(files, "operations.csv");
    let count = all.len();
    let by_id: BTreeMap<_, _> = all.into_iter().map(|row| (at(&row, "id"), row)).collect();
    assert_eq!(by_id.len(), count, "ids are unique in a run");
    by_id
}

#[test]
fn every_choice_of_a_person_has_a_row_that_says_what_became_of_it() {
    let copied = Copied::small();
    copied.add("winter-road.toml", "[prevents.no_tax]\naction = \"tax\"\nactor = \"guard\"\n");
    let decisions = std::path::Path::new(&copied.path()).with_file_name("decisions.csv");
    let mut lines = vec!["actor,week,action,target,place".to_owned()];
    lines.push("guard,1,garrison,,dunvar".to_owned());
    lines.push("guard,2,patrol,,dunvar".to_owned());
    lines.push("guard,3,air_strike,,tesk".to_owned());
    lines.push("guard,4,tax,,dunvar".to_owned());
    lines.push("council,5,ceasefire,grey_oath,".to_owned());
    lines.push("hill_league,6,assault,,dunvar".to_owned());
    // More than any army has effort for.
    lines.extend((0..60).map(|_| "guard,7,patrol,,ostrel".to_owned()));
    fs::write(&decisions, lines.join("\n") + "\n").unwrap();
    let request = Request { decisions: Some(decisions), weeks: Some(10), ..Request::default() };
    let study = load(&copied.path(), &request).unwrap_or_else(|faults| panic!("{faults:?}"));
    let runs = 8;
    let files = folder(&study, runs, Tables::ALL, 2);
    let (orders, operations) = (rows(&files, "orders.csv"), operations(&files));
    assert_eq!(orders.len() as u64, runs * (lines.len() as u64 - 1), "one row for each choice and run");
    let events: BTreeMap<_, _> =
        rows(&files, "events.csv").into_iter().map(|event| (at(&event, "event"), event)).collect();
    for order in &orders {
        assert_eq!(order["given_by"], "person");
        let done: Vec<&Row> = order["events"]
            .split('|')
            .filter(|number| !number.is_empty())
            .map(|number| &events[&(order["run"].clone(), number.to_owned())])
            .collect();
        assert!(done.iter().all(|event| event["week"] == order["week"]), "{order:?}");
        let (result, why) = (order["result"].as_str(), order["why"].as_str());
        match result {
            "carried_out" => {
                assert!(why.is_empty() && (order["action"] == "patrol" || !done.is_empty()), "{order:?}");
            }
            "begun" | "in_part" => {
                let operation = &operations[&at(order, "operation")];
                assert_eq!((operation["decision"].as_str(), &operation["begun"]), ("person", &order["week"]));
            }
            _ => assert!(!why.is_empty() || result == "failed", "{order:?}"),
        }
    }
    let of = |week: &str| -> Vec<(&str, &str)> {
        let week = orders.iter().filter(|order| order["week"] == week);
        week.map(|order| (order["result"].as_str(), order["why"].as_str())).collect()
    };
    assert!(of("1").iter().any(|(result, _)| ["begun", "in_part"].contains(result)), "{:?}", of("1"));
    assert!(of("2").iter().all(|found| *found == ("carried_out", "")), "{:?}", of("2"));
    assert!(
        of("3").iter().all(|(result, why)| *result == "impossible" && ["nobody_there", "no_aircraft"].contains(why))
    );
    assert!(of("4").iter().all(|found| *found == ("barred", "prevented")), "{:?}", of("4"));
    assert!(of("5").iter().all(|(result, _)| ["carried_out", "refused"].contains(result)), "{:?}", of("5"));
    // An assault costs no effort of the week: it asks for men.
    assert!(
        of("6").iter().all(|(_, why)| ["", "declined", "too_few_men", "out_of_range"].contains(why)),
        "{:?}",
        of("6")
    );
    assert!(of("6").iter().any(|(result, _)| ["begun", "in_part"].contains(result)), "{:?}", of("6"));
    let last = of("7");
    assert!(last.iter().any(|(result, _)| *result == "carried_out"));
    assert!(last.iter().any(|(_, why)| ["no_effort", "no_money"].contains(why)), "{last:?}");
}

/// The tables of a few worlds, played by the program with these decisions.
fn played(copied: &Copied, name: &str, decisions: &[&str]) -> Files {
    let base = copied.path();
    let home = std::path::Path::new(&base).parent().unwrap();
    let file = format!("{name}.csv");
    fs::write(home.join(&file), format!("actor,week,action,target,place\n{}\n", decisions.join("\n"))).unwrap();
    let words = ["run", &base, "--decisions", &file, "--runs", "24", "--weeks", "30", "--seed", "7"];
    let tables = ["--tables", "orders,events", "--keep-runs", "all", "--out", name];
    let output = escalade(home, &[&words[..], &tables].concat()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files(&home.join(name))
}

#[test]
fn a_posture_that_is_ordered_says_what_became_of_it_and_moves_nothing_before() {
    let copied = Copied::small();
    for action in ["ambush", "air_strike", "shelling", "show_of_force"] {
        copied.add("winter-road.toml", &format!("[prevents.no_{action}]\naction = \"{action}\"\nfrom = 20\n"));
    }
    // Both sides are played: nobody else opens fire, and nobody chooses a posture.
    let seats = ["council,29,propaganda,,", "guard,29,patrol,,ostrel", "grey_oath,29,patrol,,mirrow_hills"];
    let alone = played(&copied, "alone", &seats);
    let ordered = [
        "council,6,press,grey_oath,dunvar",
        "guard,7,press,grey_oath,dunvar",
        "guard,8,harass,front,",
        "guard,9,press,grey_oath,ostrel",
        "guard,9,quiet,grey_oath,",
        "guard,22,press,grey_oath,",
    ];
    let pressed = played(&copied, "pressed", &[&seats[..], &ordered].concat());
    let orders = rows(&pressed, "orders.csv");
    let of = |week: &str, action: &str| -> BTreeSet<(String, String)> {
        let mine = orders.iter().filter(|order| (&*order["week"], &*order["action"]) == (week, action));
        mine.map(|order| (order["result"].clone(), order["why"].clone())).collect()
    };
    let only = |result: &str, why: &str| BTreeSet::from([(result.to_owned(), why.to_owned())]);
    assert_eq!(of("6", "press"), only("carried_out", ""));
    assert_eq!(of("7", "press"), only("unchanged", ""));
    assert_eq!(of("8", "harass"), only("impossible", "not_enemies"));
    assert_eq!(of("9", "press"), only("impossible", "overruled"));
    assert_eq!(of("9", "quiet"), only("carried_out", ""));
    assert_eq!(of("22", "press"), only("barred", "prevented"));
    for order in orders.iter().filter(|order| order["week"] == "6") {
        let fronts: Vec<&str> = order["fronts"].split('|').collect();
        assert!(fronts.contains(&"guard:grey_oath:Lowlands"), "{order:?}");
        assert!(fronts.iter().all(|front| front.ends_with(":Lowlands")), "{order:?}");
        let before: Vec<&str> = order["before"].split('|').collect();
        let kept = fronts.iter().zip(&before).find(|(front, _)| front.starts_with("guard:"));
        assert_eq!((before.len(), kept.map(|(_, before)| *before)), (fronts.len(), Some("on_guard")), "{order:?}");
    }
    // The same worlds up to the first order; more blows after it.
    let weeks = |files: &Files, inside: std::ops::Range<u32>| -> Vec<Row> {
        let all = rows(files, "events.csv").into_iter();
        all.filter(|event| inside.contains(&event["week"].parse().unwrap())).collect()
    };
    assert_eq!(weeks(&alone, 0..6), weeks(&pressed, 0..6));
    let blows = |files: &Files| {
        let struck =
            |event: &&Row| event["actor"] == "guard" && event["target"] == "grey_oath" && event["kind"] != "patrol";
        weeks(files, 6..9).iter().filter(struck).count()
    };
    assert!(blows(&pressed) > blows(&alone), "{} {}", blows(&pressed), blows(&alone));
}

#[test]
fn an_operation_and_its_events_name_the_inject_that_ordered_it() {
    let copied = Copied::small();
    copied.add(
        "winter-road.toml",
        "[injects.guard_marches]\nweek = 2\ndo = \"assault\"\nactor = \"council\"\nplace = \"brenhold\"\n",
    );
    let files = folder(&copied.study(&[], &[], Some(52)), 8, Tables::ALL, 2);
    let operations = operations(&files);
    let orders = rows(&files, "orders.csv");
    let given: Vec<&Row> = orders.iter().filter(|order| order["inject"] == "guard_marches").collect();
    assert_eq!(given.len(), 8);
    assert!(given.iter().all(|order| order["given_by"] == "inject" && order["actor"] == "council"));
    assert!(given.iter().any(|order| ["begun", "in_part"].contains(&order["result"].as_str())), "{given:?}");
    let ordered: BTreeSet<_> =
        given.iter().filter(|order| !order["operation"].is_empty()).map(|order| at(order, "operation")).collect();
    assert!(!ordered.is_empty(), "{given:?}");
    for id in &ordered {
        let row = &operations[id];
        let found = [row["decision"].as_str(), &row["inject"], &row["objective"], &row["begun"]];
        assert_eq!(found, ["inject", "guard_marches", "brenhold", "2"]);
    }
    let mut marked = BTreeSet::new();
    let mut with_operation = 0;
    for event in rows(&files, "events.csv") {
        if !event["operation"].is_empty() {
            with_operation += 1;
            let operation = &operations[&at(&event, "operation")];
            let weeks = operation["begun"].parse::<u32>().unwrap()..=operation["ended"].parse().unwrap_or(u32::MAX);
            assert!(weeks.contains(&event["week"].parse().unwrap()), "{event:?} of {operation:?}");
            assert_eq!(event["inject"] == "guard_marches", ordered.contains(&at(&event, "operation")), "{event:?}");
        }
        if event["inject"] == "guard_marches" {
            marked.insert(at(&event, "event"));
        }
    }
    assert!(with_operation > marked.len() && !marked.is_empty());
    for cause in rows(&files, "causes.csv") {
        assert_eq!(cause["inject"] == "guard_marches", marked.contains(&at(&cause, "effect")), "{cause:?}");
    }
}

#[test]
fn operations_say_who_takes_part_and_how_they_ended() {
    let files = folder(&study("after-kidal", &[], &[], Some(40)), 2, Tables::parse("operations").unwrap(), 2);
    let operations = operations(&files);
    let mut ends = BTreeSet::new();
    for row in operations.values() {
        let name = [row["planner"].as_str(), &row["kind"], &row["objective"], &row["begun"]].join(":");
        assert_eq!(row["id"], name);
        assert_eq!(row["ended"].is_empty(), row["how"].is_empty(), "{row:?}");
        let parts = row["participants"].split('|').filter_map(|part| part.split_once(':'));
        let men: f64 = parts.map(|(_, men)| men.parse::<f64>().unwrap()).sum();
        assert!((men - row["men"].parse::<f64>().unwrap()).abs() < 4.0, "{row:?}");
        assert!(row["axis"].split('|').next_back() == Some(row["objective"].as_str()), "{row:?}");
        assert_eq!(row["decision"] == "decision", !row["utility"].is_empty(), "{row:?}");
        ends.insert(row["how"].clone());
    }
    assert!(ends.len() > 2, "operations end in several ways: {ends:?}");
}
