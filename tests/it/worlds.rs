//! Paired worlds: what is not changed stays as it was, to the byte.

use crate::support::{
    Copied, Files, SEED, SMALL, WEEKLY_FILES, first_difference, folder, rows, study, without_variant,
};
use escalade::inside::{
    history::Tables,
    mechanism::{Settings, default_quantities, parameters},
    parameter::{Draw, Quantity},
    run::Start,
    study::Study,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use tempfile::TempDir;

type Row = BTreeMap<String, String>;

fn week(row: &Row) -> u32 {
    row["week"].parse().unwrap()
}

/// Asserts that the rows of the base before a week are those of the what-if, and that some later row is not.
fn differs_only_from(files: &Files, what_if: &str, start: u32) {
    let mut later = false;
    for name in WEEKLY_FILES {
        let part = |variant: &str, before: bool| {
            without_variant(files, name, |row| row["variant"] == variant && (week(row) < start) == before)
        };
        let (base, changed) = (part("base", true), part(what_if, true));
        assert!(!base.is_empty() || name == "agreements.csv", "{name} has rows before week {start}");
        assert_eq!(first_difference(&base, &changed), None, "{name} before week {start}");
        later |= part("base", false) != part(what_if, false);
    }
    // Causes carry no week: they are those of the effects before it.
    let causes = |variant: &str| {
        let early: Vec<(String, String)> = rows(files, "events.csv")
            .into_iter()
            .filter(|row| row["variant"] == variant && week(row) < start)
            .map(|row| (row["run"].clone(), row["event"].clone()))
            .collect();
        let early: BTreeSet<_> = early.into_iter().collect();
        let is_early = |row: &Row| early.contains(&(row["run"].clone(), row["effect"].clone()));
        without_variant(files, "causes.csv", |row| row["variant"] == variant && is_early(row))
    };
    let (base, changed) = (causes("base"), causes(what_if));
    assert!(!base.is_empty());
    assert_eq!(first_difference(&base, &changed), None, "causes.csv before week {start}");
    let over = |row: &Row| row["ended"].parse::<u32>().is_ok_and(|week| week < start);
    let operations =
        |variant: &str| without_variant(files, "operations.csv", |row| row["variant"] == variant && over(row));
    assert!(!operations("base").is_empty(), "some operations are over before week {start}");
    assert_eq!(first_difference(&operations("base"), &operations(what_if)), None, "operations.csv before week {start}");
    assert!(later, "the inject changes something");
}

#[test]
fn an_inject_in_week_40_leaves_the_weeks_before_it_alone() {
    let copied = Copied::small();
    copied.add(
        "what-ifs/late.toml",
        "base = \"winter-road\"\ntitle = \"A late massacre\"\nquestion = \"?\"\n\n[injects.late]\nweek = 40\n\
         do = \"massacre\"\nactor = \"guard\"\nplace = \"brenhold\"\ncivilian_deaths = 90\n",
    );
    let files = folder(&copied.study(&[], &["late"], None), 16, Tables::ALL, 2);
    differs_only_from(&files, "late", 40);
}

#[test]
fn an_inject_in_week_40_of_the_built_in_case_leaves_the_weeks_before_it_alone() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("late.toml");
    let text = "base = \"after-kidal\"\ntitle = \"A late coup\"\nquestion = \"?\"\n\n[injects.late]\nweek = 40\n\
                do = \"coup\"\nactor = \"junta\"\n\n[injects.late_too]\nweek = 40\ndo = \"rising\"\n\
                actor = \"jnim_north\"\nplace = \"timbuktu\"\nsize = 400\n";
    fs::write(&path, text).unwrap();
    let files = folder(&study("after-kidal", &[], &[path.to_str().unwrap()], Some(45)), 3, Tables::ALL, 2);
    differs_only_from(&files, "late", 40);
}

/// The small case with an island far out at sea: two places, two movements at war with each other, no tie to anybody else.
fn with_island() -> Copied {
    let copied = Copied::small();
    copied.add(
        "places.csv",
        "reef,Reef,,Islands,town,-60,120,8000,0,open,0.4,20,a_fiction\n\
         shoal,Shoal,,Islands,town,-60.5,120.5,5000,0,open,0.3,10,a_fiction",
    );
    copied.add("routes.csv", "reef,shoal,60,track,,a_fiction");
    copied.add(
        "actors.csv",
        "wreckers,Wreckers,,movement,reef,,0.5,400,60,0.7,0.2,0.4,0.5,0.9,0.4,,,,,a_fiction\n\
         divers,Divers,,militia,shoal,,0.5,400,60,0.7,0.2,0.4,0.5,0.9,0.4,,,,,a_fiction",
    );
    copied.add(
        "ties.csv",
        "wreckers,divers,-0.8,0.1,,,war,,0.6,,,,a_fiction\ndivers,wreckers,-0.8,0.1,,,war,,0.6,,,,a_fiction",
    );
    copied.add(
        "control.csv",
        "reef,wreckers,0.6,divers:0.1,0.3,,,,,,,a_fiction\nshoal,divers,0.6,wreckers:0.1,0.3,,,,,,,a_fiction",
    );
    copied.add(
        "forces.csv",
        "reef_band,wreckers,reef,band,140,0.7,0.7,,,,a_fiction\nshoal_band,divers,shoal,band,120,0.7,0.7,,,,a_fiction",
    );
    copied.add(
        "communities.csv",
        "reef_folk,Reef folk,reef,reefers,8000,wreckers:0.4|divers:-0.4,wreckers:0.4,divers:0.3,0.1,0,a_fiction\n\
         shoal_folk,Shoal folk,shoal,shoalers,5000,divers:0.4|wreckers:-0.4,divers:0.4,wreckers:0.3,0.1,0,a_fiction",
    );
    copied
}

/// Whether a row of a table speaks of the island.
fn is_island(row: &Row) -> bool {
    let cell = |name: &str| row.get(name).map_or("", String::as_str);
    ["actor", "target", "place", "other"]
        .iter()
        .any(|c| ["wreckers", "divers", "reef", "shoal"].iter().any(|id| cell(c).starts_with(id)))
}

fn part(files: &Files, name: &str, island: bool) -> Vec<String> {
    let mut kept = rows(files, name);
    kept.retain(|row| is_island(row) == island);
    let line = |mut row: Row| {
        // The number of an event counts those before it, wherever they were.
        row.remove("event");
        format!("{row:?}")
    };
    kept.into_iter().map(line).collect()
}

#[test]
fn one_changed_fact_moves_only_its_consequences() {
    let copied = with_island();
    // Refugees and relief know no shores in this model: without flight and blockades nothing crosses the sea.
    copied.add("winter-road.toml", "[prevents.no_ring]\naction = \"blockade\"\n");
    let of = |sets: &[&str]| {
        let sets = [&["flee.alarm=0", "flee.siege=0"], sets].concat();
        folder(&copied.study(&sets, &[], None), 12, Tables::ALL, 2)
    };
    let base = of(&[]);
    for (set, moves_island) in [
        ("control.brenhold.services=0.9", false),
        ("actors.grey_oath.quality=1.4", false),
        ("control.reef.services=0.9", true),
        ("forces.reef_band.strength=400", true),
    ] {
        let changed = of(&[set]);
        let mut moved = false;
        for name in ["actors.csv", "places.csv", "ties.csv", "agreements.csv", "events.csv"] {
            let still = first_difference(&part(&base, name, !moves_island), &part(&changed, name, !moves_island));
            assert_eq!(still, None, "{set} moved what it has nothing to do with in {name}");
            moved |= part(&base, name, moves_island) != part(&changed, name, moves_island);
        }
        assert!(moved, "{set} moves something");
    }
}

#[test]
fn an_actor_who_does_nothing_changes_nobody() {
    let base = folder(&study(SMALL, &[], &[], None), 8, Tables::ALL, 2);
    let kinds = [
        "government",
        "army",
        "mercenary",
        "coalition",
        "movement",
        "jihadist",
        "militia",
        "peacekeeper",
        "mediator",
        "sponsor",
        "bloc",
        "political",
        "criminal",
    ];
    for (i, kind) in kinds.into_iter().enumerate() {
        // First or last in the list: a place in the order must not matter either.
        let id = ["aa_nobody", "zz_nobody"][i % 2];
        let copied = Copied::small();
        copied.add("actors.csv", &format!("{id},Nobody,,{kind},,none,0,0,0,0.7,0,0.3,0.5,1,0,,,,,a_fiction"));
        let other = folder(&copied.study(&[], &[], None), 8, Tables::ALL, 2);
        for name in WEEKLY_FILES.into_iter().chain(["runs.csv"]) {
            let (was, is) = (others(&base, name, id), others(&other, name, id));
            assert_eq!(first_difference(&was, &is), None, "{kind} changes {name}");
        }
    }
}

/// Rows that do not speak of an actor. The numbers of events count its own too: a coalition without members dissolves.
fn others(files: &Files, name: &str, id: &str) -> Vec<String> {
    let mut kept = rows(files, name);
    kept.retain(|row| {
        let speaks = |column: &str| row.get(column).is_some_and(|cell| cell == id);
        !["actor", "other", "target"].into_iter().any(speaks)
    });
    let line = |mut row: Row| {
        row.remove("event");
        format!("{row:?}")
    };
    kept.into_iter().map(line).collect()
}

/// A text with its rows in another order, the header staying where it is.
fn shuffled(text: &str, by: usize) -> String {
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default().to_owned();
    let mut rows: Vec<&str> = lines.collect();
    rows.reverse();
    if !rows.is_empty() {
        let by = by % rows.len();
        rows.rotate_left(by);
    }
    std::iter::once(header.as_str()).chain(rows).fold(String::new(), |all, line| all + line + "\n")
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let results = |study: &Study| {
        let mut files = folder(study, 16, Tables::ALL, 2);
        // What was read lies beside the results as it was read, and the manifest has its hash.
        files.retain(|name, _| !name.starts_with("inputs/") && name != "manifest.json" && name != "datapackage.json");
        files
    };
    let base = results(&study(SMALL, &[], &["all"], None));
    let copied = Copied::small();
    let tables: Vec<String> =
        escalade::inside::seeds::columns::TABLES.iter().map(|t| format!("{}.csv", t.name)).collect();
    for (i, table) in tables.iter().enumerate() {
        copied.edit(table, |text| shuffled(&text, i));
    }
    let other = results(&copied.study(&[], &["all"], None));
    for (name, bytes) in &base {
        assert!(*bytes == other[name], "{name}");
    }
}

#[test]
fn changing_one_range_moves_no_other_draw() {
    let quantities = default_quantities();
    for number in 0..3 {
        let draw = Draw::new(SEED, number, number);
        let values: Vec<f64> = quantities.iter().map(|q| q.draw(&draw)).collect();
        for (i, parameter) in parameters().enumerate() {
            let mut changed = quantities.clone();
            changed[i] = Quantity { low: parameter.bounds.0.max(1e-6), high: parameter.bounds.1, ..changed[i] };
            let others: Vec<f64> = changed.iter().map(|q| q.draw(&draw)).collect();
            let moved: Vec<usize> = (0..values.len()).filter(|j| values[*j] != others[*j]).collect();
            assert_eq!(moved, [i], "{}", parameter.address);
        }
    }
}

#[test]
fn a_range_in_the_seeds_moves_no_other_number() {
    let start = |sets: &[&str]| Start::new(&study(SMALL, sets, &[], None).variants[0], SEED, 3);
    let (base, other) = (start(&[]), start(&["forces.guard_dunvar.strength=100..200", "notice.learning=0.2..0.3"]));
    let strengths = |s: &Start| -> Vec<f64> { s.world.forces.iter().map(|f| f.strength).collect() };
    let moved = strengths(&base).iter().zip(strengths(&other)).filter(|(a, b)| **a != *b).count();
    assert_eq!(moved, 1);
    let qualities = |s: &Start| -> Vec<f64> { s.world.actors.iter().map(|a| a.quality).collect() };
    assert_eq!(qualities(&base), qualities(&other));
    assert_eq!(base.world.ties, other.world.ties);
    let text = |s: &Settings| format!("{s:?}");
    let differ =
        text(&base.settings).split(", ").zip(text(&other.settings).split(", ")).filter(|(a, b)| a != b).count();
    assert_eq!(differ, 1, "one parameter moves");
}

#[test]
fn scheduled_events_follow_the_claims_and_the_ranges_of_a_draw() {
    let copied = Copied::small();
    copied.edit("events.csv", |text| {
        let changed =
            text.replace("camp_closes,mission,,brenhold,,,,g3_leaves", "clash,mission,,brenhold,,2..20,,g5_rumours");
        assert_ne!(changed, text);
        changed
    });
    let study = copied.study(&[], &[], None);
    let draws = 400;
    let deaths: Vec<f64> = (0..draws)
        .filter_map(|draw| {
            let start = Start::new(&study.variants[0], SEED, draw);
            start.injects.iter().find(|i| i.id == "mission_leaves_brenhold").map(|i| i.given.deaths)
        })
        .collect();
    // Six tenths of the weight lie on that reading; the other scheduled event rests on no rival.
    let share = deaths.len() as f64 / draws as f64;
    assert!((share - 0.6).abs() < 0.08, "{share}");
    assert!(deaths.iter().all(|d| (2.0..=20.0).contains(d)));
    assert!(deaths.iter().any(|d| *d < 6.0) && deaths.iter().any(|d| *d > 16.0));
}

#[test]
fn a_case_with_twelve_rungs_is_played_on_all_of_them() {
    let copied = Copied::small();
    // Two rungs of threats come in below the first shot.
    copied.edit("ladder.csv", |text| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for line in &mut lines[1..] {
            let (rung, rest) = line.split_once(',').unwrap();
            let rung: u8 = rung.parse().unwrap();
            *line = format!("{},{rest}", if rung < 5 { rung } else { rung + 2 });
        }
        lines.extend(["5,Ultimatum,,up,a_fiction", "6,Mobilisation,,up,a_fiction"].map(str::to_owned));
        lines.join("\n") + "\n"
    });
    // Friction and answers in kind, so that the pair in question comes to blows after incidents: else one world in some hundred knows any.
    let quarrelsome = copied.study(&["declare.answer=0.9", "declare.friction=2"], &[], None);
    let files = folder(&quarrelsome, 160, Tables::ALL, 2);
    assert!(rows(&files, "runs.csv").iter().all(|row| row["status"] == "ok"));
    let height = |row: &Row, column: &str| row[column].parse::<u8>().unwrap();
    let events = rows(&files, "events.csv");
    let rungs: BTreeSet<u8> = events.iter().map(|row| height(row, "rung")).collect();
    assert!(rungs.contains(&7) && rungs.contains(&8), "ambushes and raids: {rungs:?}");
    // No action stands on the two: incidents pass them, one step at a time.
    for rung in [5, 6] {
        let there = || events.iter().filter(|row| height(row, "rung") == rung);
        assert!(there().all(|row| row["rule"] == "declare.incident"), "only incidents climb over {rung}");
        assert!(there().next().is_some(), "and some do");
    }
    let shares = rows(&files, "shares.csv");
    assert!(shares.iter().any(|row| row["kind"] == "rung" && height(row, "state") >= 8), "the pair remembers it");
}

#[test]
fn a_ceasefire_on_offer_binds_once_it_is_signed_and_outlives_the_fighting_before() {
    let copied = Copied::new("orvelle", "bridge-town");
    copied.add(
        "agreements.csv",
        "guns_rest,Guns rest,ceasefire,norrey|sulmar,league,league,offered,0.4,0,,2017-03-01,,,b1_treaty",
    );
    copied.add("clauses.csv", "guns_rest,ceasefire,1,,,b1_treaty");
    let files = folder(&copied.study(&[], &[], None), 160, Tables::ALL, 2);
    // State by week of one world after the other.
    let mut lives: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows(&files, "agreements.csv").into_iter().filter(|row| row["agreement"] == "guns_rest") {
        lives.entry(row["run"].clone()).or_default().push(row["state"].clone());
    }
    let (mut signed, mut broken_at_once) = (0, 0);
    for states in lives.values() {
        assert_ne!(states[0], "breached", "nothing binds before it is signed");
        if let Some(week) = states.iter().position(|state| state == "signed") {
            signed += 1;
            broken_at_once += u32::from(states.get(week + 1).is_some_and(|state| state == "breached"));
        }
    }
    assert!(signed > 40, "the two are at war, and many sign: {signed} of {}", lives.len());
    assert_eq!(broken_at_once, 0, "what was done before is no breach");
    let clash = |row: &Row| row["kind"] == "breach" && row["agreement"] == "guns_rest";
    assert!(rows(&files, "events.csv").iter().filter(|row| clash(row)).all(|row| row["week"] != "0"));
}
