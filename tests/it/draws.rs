//! What is uncertain, draw by draw: ranges and rival claims are shared out evenly, and `draws.csv` says what each draw took.

use crate::{
    again::{escalade, files},
    support::{Copied, Files, SEED, SMALL, folder, rows, study},
};
use escalade::inside::{
    Tables,
    domain::{Case, case::Reading},
    mechanism::parameters,
    run::{Start, draw},
    stats::{RUNS_PER_DRAW, SCRAMBLES},
    study::Study,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

type Row = BTreeMap<String, String>;

/// `draws.csv` of so many runs.
fn draws(study: &Study, runs: u64) -> Vec<Row> {
    rows(&folder(study, runs, Tables::default(), 2), "draws.csv")
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 5.1e-7
}

/// The numbers of the small case that its seeds or its scenario give as a range.
const FACTS: [&str; 7] = [
    "actors.front.cohesion",
    "actors.grey_oath.leader_standing",
    "actors.guard.quality",
    "actors.hill_league.quality",
    "forces.guard_dunvar.strength",
    "forces.league_brenhold.strength",
    "memberships.river_band:front.commitment",
];

#[test]
fn every_number_that_varies_has_its_column_and_no_other() {
    let mut wanted: BTreeSet<String> = ["draw", "alternatives.road_shared"].map(str::to_owned).into();
    wanted.extend(parameters().filter(|p| p.prior.0 != p.prior.1).map(|p| p.address.to_owned()));
    wanted.extend(FACTS.map(str::to_owned));
    let found = draws(&study(SMALL, &[], &[], Some(1)), 2).remove(0).into_keys().collect();
    assert_eq!(wanted, found);
    // A rule that is tried on and off is one more, and a parameter that is fixed one less.
    wanted.insert("rules.c5".to_owned());
    wanted.remove("decide.rationality");
    let found = draws(&study(SMALL, &["rules.c5=0..1", "decide.rationality=2"], &[], Some(1)), 2).remove(0).into_keys();
    assert_eq!(wanted, found.collect());
}

#[test]
fn a_row_says_what_the_worlds_of_its_draw_have() {
    let study = study(SMALL, &["rules.c5=0..1"], &[], Some(1));
    let variant = &study.variants[0];
    let all = draws(&study, 96);
    assert_eq!(all.len(), 96 / RUNS_PER_DRAW);
    for (n, row) in (0..).zip(&all) {
        assert_eq!(row["draw"], n.to_string());
        let start = Start::new(variant, SEED, n);
        let strength = |id: &str| {
            let at = variant.case.forces.iter().position(|force| force.id == id).unwrap();
            start.world.forces[at].strength
        };
        assert!(near(number(row, "forces.guard_dunvar.strength"), strength("guard_dunvar")));
        assert!(near(
            number(row, "actors.guard.quality"),
            start.world.actors[variant.case.actor("guard").unwrap().index()].quality
        ));
        assert!(near(number(row, "notice.learning"), start.settings.notice.learning));
        let claim = variant.case.claim(&row["alternatives.road_shared"]).unwrap();
        assert!(start.world.reading.takes(claim));
        let five = escalade::inside::mechanism::Rule::CommonEnemyDrawsTogether;
        assert_eq!(number(row, "rules.c5") >= 0.5, start.settings.rules.on(five));
    }
}

#[test]
fn what_if_columns_stand_where_a_what_if_draws_otherwise() {
    let sets = ["mission-stays/decide.rationality=2..4", "mission-stays/forces.guard_dunvar.strength=500"];
    let study = study(SMALL, &sets, &["mission-stays", "merrin-mediates"], Some(1));
    let all = draws(&study, 4);
    let own: Vec<&String> = all[0].keys().filter(|name| name.contains('/')).collect();
    assert_eq!(own, ["mission-stays/decide.rationality", "mission-stays/forces.guard_dunvar.strength"]);
    let what_if = study.variant("mission-stays").unwrap();
    for (n, row) in (0..).zip(&all) {
        let settings = Start::new(&study.variants[what_if], SEED, n).settings;
        assert!(near(number(row, own[0]), settings.decide.rationality));
        assert_eq!(row[own[1]], "", "it is fixed there, and not drawn");
    }
}

#[test]
fn rows_of_fewer_runs_are_the_beginning_of_those_of_more() {
    let study = study(SMALL, &[], &[], Some(1));
    let text = |runs| folder(&study, runs, Tables::default(), 2).remove("draws.csv").unwrap();
    let all = text(160);
    for runs in [1, 2, 31, 64, 100] {
        let some = text(runs);
        assert!(all.starts_with(&some) && some.len() < all.len(), "{runs}");
    }
}

#[test]
fn draws_of_the_first_ten_thousand_runs_have_rows_unless_all_are_asked_for() {
    let study = study(SMALL, &["rules.c5=0..1"], &[], Some(1));
    let few = |tables| {
        let files: Files = folder(&study, 10_016, tables, 2);
        let lines = files["draws.csv"].split(|byte| *byte == b'\n').count() - 2;
        (lines, files.keys().any(|name| name == "actors.csv"))
    };
    assert_eq!(few(Tables::default()), (5_000, false));
    assert_eq!(few(Tables::parse("draws").unwrap()), (5_008, false));
}

#[test]
fn a_changed_row_of_draws_is_found() {
    let home = tempfile::tempdir().unwrap();
    let words = ["run", SMALL, "--weeks", "2", "--runs", "40", "--quiet", "--out", "one"];
    escalade(home.path(), &words).assert().success();
    escalade(home.path(), &["verify", "one"]).assert().success();
    let path = home.path().join("one/draws.csv");
    let text = fs::read_to_string(&path).unwrap();
    let line = text.lines().nth(1).unwrap();
    let changed = text.replacen(line, &line.replacen("0.", "0.9", 1), 1);
    assert_ne!(changed, text);
    fs::write(&path, &changed).unwrap();
    // Whoever adjusts the hash as well hides nothing.
    let manifest = home.path().join("one/manifest.json");
    let hash = |text: &str| {
        let mut shelf = escalade::inside::output::Memory::default();
        escalade::inside::output::shelf::put(&mut shelf, "x", text.as_bytes()).unwrap()
    };
    let (old, new) = (hash(&text), hash(&changed));
    let said = fs::read_to_string(&manifest).unwrap();
    let adjusted = said
        .replace(&old.sha256, &new.sha256)
        .replace(&format!("\"bytes\": {}", old.bytes), &format!("\"bytes\": {}", new.bytes));
    fs::write(&manifest, adjusted).unwrap();
    for all in [&["verify", "one"][..], &["verify", "one", "--all"]] {
        let output = escalade(home.path(), all).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && told.contains("draws.csv, line 2, column "), "{told}");
    }
    assert!(files(&home.path().join("one")).contains_key("draws.csv"));
}

/// Of each scramble, `2^k` draws share out every range, and rivals by their weights.
#[test]
fn draws_of_a_scramble_share_out_ranges_and_rivals() {
    let study = study("northern-mali/after-kidal", &["rules.c5=0..1"], &[], Some(1));
    let variant = &study.variants[0];
    let each: Vec<usize> = (0..16).collect();
    for scramble in 0..SCRAMBLES as u64 {
        let all: Vec<_> = (0..16).map(|n| draw(SEED, scramble + n * SCRAMBLES as u64)).collect();
        let varied = variant.quantities.iter().chain(variant.case.uncertain.iter().map(|number| &number.quantity));
        for quantity in varied.filter(|quantity| quantity.low != quantity.high) {
            let mut parts: Vec<usize> = all.iter().map(|draw| (draw.unit(quantity.key) * 16.0) as usize).collect();
            parts.sort_unstable();
            assert_eq!(parts, each);
        }
        let on = all.iter().filter(|draw| variant.quantities[rule()].draw(draw) >= 0.5).count();
        assert_eq!(on, 8);
        let readings: Vec<Reading> = all.iter().map(|draw| Reading::new(&variant.case, draw)).collect();
        for alternative in &variant.case.alternatives {
            let total: f64 = alternative.rivals.iter().map(|(_, weight)| weight).sum();
            for (claim, weight) in &alternative.rivals {
                let taken = readings.iter().filter(|reading| reading.takes(*claim)).count() as f64;
                assert!((taken - 16.0 * weight / total).abs() < 1.0, "{}: {taken} of 16", alternative.id);
            }
        }
    }
}

/// Where rule C5 stands among the quantities.
fn rule() -> usize {
    escalade::inside::mechanism::quantity_index("rules.c5").unwrap()
}

/// Numbers of other draws and other scrambles know nothing of each other.
#[test]
fn scrambles_and_addresses_are_independent() {
    let keys: Vec<_> = parameters().map(|p| p.quantity().key).take(60).collect();
    let mut sums = [0.0; 3];
    let mut n = 0.0;
    for number in 0..64 {
        let (a, b) = (draw(SEED, number), draw(SEED, number + 1));
        for pair in keys.windows(2) {
            let [x, y] = [pair[0], pair[1]].map(|key| a.unit(key) - 0.5);
            sums[0] += x * y;
            sums[1] += x * (b.unit(pair[0]) - 0.5);
            sums[2] += x * (b.unit(pair[1]) - 0.5);
            n += 1.0;
        }
    }
    // Each product has the standard deviation 1/12.
    assert!(sums.iter().all(|sum| f64::abs(*sum) < 4.0 * f64::sqrt(n) / 12.0), "{sums:?} of {n}");
}

/// The small case with a body of men who rest on one of two rival claims.
fn with_a_rumour() -> Copied {
    let copied = Copied::small();
    copied.edit("forces.csv", |text| {
        let changed =
            text.replacen("450..550,0.75,0.7,,,,n4_brenhold", "450..550,0.75,0.7,,,,n4_brenhold|g5_rumours", 1);
        assert_ne!(changed, text);
        changed
    });
    copied
}

/// A number that rests on a rival claim is missing in the draws that read the other one.
#[test]
fn numbers_of_rows_that_do_not_exist_are_empty() {
    let copied = with_a_rumour();
    let study = copied.study(&[], &[], Some(1));
    let all = draws(&study, 64);
    let case: &Case = &study.variants[0].case;
    assert!(case.alternatives.iter().any(|alternative| alternative.id == "road_shared"));
    for row in &all {
        let there = row["alternatives.road_shared"] == "g5_rumours";
        assert_eq!(row["forces.league_brenhold.strength"].is_empty(), !there);
    }
}

/// So it has a column of its own where a what-if weighs the rivals otherwise, and an empty one where it has no such rivals.
#[test]
fn what_ifs_of_other_rivals_have_columns_of_their_own() {
    let copied = with_a_rumour();
    copied.edit("what-ifs/road-known.toml", |_| {
        r#"base = "winter-road"
title = "The road is known"
question = "What if nobody ever said who uses the road?"
remove = ["claims.g5_rumours", "claims.n8_road_shared", "ties.front:grey_oath", "ties.grey_oath:front"]
"#
        .to_owned()
    });
    let study = copied.study(
        &["mission-stays/claims.g5_rumours.weight=6"],
        &["mission-stays", "road-known", "merrin-mediates"],
        Some(1),
    );
    let all = draws(&study, 64);
    let own = |what_if: &str| -> Vec<&String> { all[0].keys().filter(|name| name.starts_with(what_if)).collect() };
    assert_eq!(own("merrin-mediates/"), [""; 0]);
    let (rivals, strength) =
        ("mission-stays/alternatives.road_shared", "mission-stays/forces.league_brenhold.strength");
    assert_eq!(own("mission-stays/"), [rivals, strength]);
    assert!(all.iter().all(|row| row[strength].is_empty() == (row[rivals] != "g5_rumours")));
    let base = "forces.league_brenhold.strength";
    assert!(all.iter().any(|row| row[base].is_empty() && !row[strength].is_empty()), "other weights, other draws");
    assert!(own("road-known/").iter().any(|name| *name == "road-known/alternatives.road_shared"));
    assert!(all.iter().all(|row| row["road-known/alternatives.road_shared"].is_empty()));
}
