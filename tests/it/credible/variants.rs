//! Lines that need worlds of another kind: other rationality, a barred north, other names.

use super::{
    force::{self, Side, Sides},
    line::{Bar, Line},
    operations::Operations,
    play::{self, Ask, CENTRE, NORTH, regions},
    sums,
};
use crate::support::{Copied, study};
use escalade::inside::{
    domain::Case,
    id::RegionId,
    run::Watcher,
    stats::Estimate,
    study::{Answer, Study, Variant},
    world::World,
};
use std::{collections::BTreeMap, fmt::Write, fs};
use tempfile::TempDir;

const BASE: &str = "road-to-kidal";

/// Operations begun and violent events of one world.
struct Busy {
    operations: Operations,
    events: u64,
    weeks: u32,
}

impl Watcher for Busy {
    fn week(&mut self, world: &World, variant: &Variant) {
        self.operations.week(world, variant);
        self.events = world.totals.events;
        self.weeks += 1;
    }
}

/// More rational, not less warlike: operations begun and events a week at λ = 8 against λ = 3.
pub(super) fn rationality(ask: Ask) -> Vec<Line> {
    let of = |lambda: &str| {
        let study = play::base(BASE, &[&format!("decide.rationality={lambda}")], &[]);
        let case = &study.variants[0].case;
        let busy = play::play(&study, 0, ask, |_, _| Busy { operations: Operations::new(case), events: 0, weeks: 0 });
        let weeks: f64 = busy.iter().map(|b| f64::from(b.weeks)).sum();
        let begun: f64 = busy.iter().map(|b| b.operations.begun()).sum();
        let decided = busy.iter().map(|b| b.operations.decided()).fold((0, 0), |(n, m), (a, b)| (n + a, m + b));
        (begun / weeks, busy.iter().map(|b| b.events as f64).sum::<f64>() / weeks, decided)
    };
    let (some, more) = (of("3"), of("8"));
    let third = Bar::From(2.0 / 3.0, 4.0 / 3.0);
    let line = |id: &str, what: &str, (more, some): (f64, f64)| {
        Line::number(id, what, third, Some(more / some), None).and(format!("{more:.2} for {some:.2} a week"))
    };
    let choice = |id: &str, lambda: &str, bar: f64, (all, beat): (usize, usize)| {
        let what = format!("share of the operations begun at λ = {lambda} that beat staying put without noise");
        let share = sums::part(beat, all);
        Line::number(id, &what, Bar::AtLeast(bar), share.map(|s| s.0), share.map(|s| s.1))
            .and(format!("{all} operations"))
    };
    vec![
        line("rational-operations", "operations begun at λ = 8 for one at λ = 3, `road-to-kidal`", (more.0, some.0)),
        line("rational-events", "violent events at λ = 8 for one at λ = 3", (more.1, some.1)),
        choice("rational-choice", "3", 0.35, some.2),
        choice("rational-choice-8", "8", 0.55, more.2),
        Line::nothing(
            "rational-war",
            "war rises with λ where it pays and falls where it does not, in standing worlds",
            Bar::AtLeast(1.0),
            "a unit test of `declare` holds it (`more_rational_sides_go_to_war_more_surely_where_it_pays_and_less_where_it_does_not`)",
        ),
    ]
}

/// Fights of the state with JNIM in the centre.
struct Centre {
    sides: Sides,
    regions: Vec<RegionId>,
    fights: u32,
}

impl Centre {
    fn new(case: &Case) -> Self {
        Self { sides: Sides::of(case), regions: regions(case, &CENTRE), fights: 0 }
    }
}

impl Watcher for Centre {
    fn week(&mut self, world: &World, _: &Variant) {
        let all = force::of_week(world, &self.sides);
        let theirs = all.iter().filter(|f| f.pair == (Side::State, Side::Jnim) && self.regions.contains(&f.region));
        self.fights += theirs.count() as u32;
    }
}

/// A what-if in which the state may begin no offensive in the north.
fn barred(case: &Case) -> String {
    let mut text =
        format!("base = \"{BASE}\"\ntitle = \"No offensive in the north\"\nquestion = \"Whom does C4 spare?\"\n");
    let north = regions(case, &NORTH);
    for place in case.places.iter().filter(|p| north.contains(&p.region)) {
        for action in ["assault", "raid", "blockade", "seize_camp"] {
            let id = format!("{action}_{}", place.id);
            let _ =
                write!(text, "\n[prevents.{id}]\naction = \"{action}\"\nactor = \"junta\"\nplace = \"{}\"\n", place.id);
        }
    }
    text
}

/// C4: with operations in the north barred the army meets JNIM in the centre more often, in the same worlds.
pub(super) fn one_budget(ask: Ask) -> Vec<Line> {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("north-barred.toml");
    fs::write(&path, barred(&play::base(BASE, &[], &[]).variants[0].case)).unwrap();
    let study = play::base(BASE, &[], &[path.to_str().unwrap()]);
    let of = |variant: usize| play::play(&study, variant, ask, |_, _| Centre::new(&study.variants[variant].case));
    let pairs: Vec<(f64, f64)> =
        of(0).iter().zip(&of(1)).map(|(base, barred)| (f64::from(base.fights), f64::from(barred.fights))).collect();
    let base = pairs.iter().map(|p| p.0).sum::<f64>() / pairs.len() as f64;
    let more = sums::mean(pairs.iter().map(|p| p.1 - p.0));
    let ratio = |by: f64| 1.0 + by / base;
    let between = more.and_then(|m| m.interval).map(|(low, high)| (ratio(low), ratio(high)));
    vec![
        Line::number(
            "c4",
            "fights of state and JNIM in Mopti and Ségou with operations in the north barred, for one without the bar",
            Bar::AtLeast(1.2),
            more.map(|m| ratio(m.value)),
            between,
        )
        .and(format!("{base:.1} a world without the bar")),
        Line::number("c4-interval", "lower end of its paired interval", Bar::AtLeast(1.0), between.map(|b| b.0), None),
    ]
}

/// Shares of the outcomes that are asked with yes or no, or with a week.
fn shares(study: &Study, ask: Ask) -> BTreeMap<String, Estimate> {
    let worlds = play::answers(study, ask);
    let mut found = BTreeMap::new();
    for (i, outcome) in study.variants[0].outcomes.iter().enumerate() {
        let yes = |answers: &Vec<Answer>| match &answers[i] {
            Answer::YesNo(yes) => Some(*yes),
            Answer::Week(week) => Some(week.is_some()),
            _ => None,
        };
        if let Some(share) = sums::share(worlds.iter().map(yes)) {
            found.insert(outcome.id.clone(), share);
        }
    }
    found
}

/// Whether a letter belongs to a name.
const fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// A text with every whole word that is a key replaced.
fn renamed(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        out += names.get(&rest[..word]).map_or(&rest[..word], String::as_str);
        rest = &rest[word..];
        let gap = rest.find(is_of_name).unwrap_or(rest.len());
        out += &rest[..gap];
        rest = &rest[gap..];
    }
    out
}

/// A table with names replaced in all columns but those that hold words of the language or texts.
fn renamed_table(text: &str, names: &BTreeMap<String, String>) -> String {
    const KEPT: [&str; 9] = ["name", "aliases", "kind", "title", "text", "region", "terrain", "actions", "state"];
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        let cells = record.iter().zip(&header);
        let cell =
            |(cell, column): (&str, &str)| if KEPT.contains(&column) { cell.to_owned() } else { renamed(cell, names) };
        writer.write_record(cells.map(cell).collect::<Vec<_>>()).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// A scenario with names replaced in what stands in quotes; keys and words of its own stay.
fn renamed_scenario(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut parts = Vec::new();
    for (i, part) in text.split('"').enumerate() {
        parts.push(if i % 2 == 1 { renamed(part, names) } else { part.to_owned() });
    }
    parts.join("\"")
}

/// A copy of the case in which every actor and every place has another name.
fn another_name() -> Study {
    let copied = Copied::new("northern-mali", BASE);
    let case = &study(&copied.path(), &[], &[], None).variants[0].case;
    let ids = case.actors.iter().map(|a| &a.id).chain(case.places.iter().map(|p| &p.id));
    let names: BTreeMap<String, String> =
        ids.enumerate().map(|(i, id)| (id.clone(), format!("q{}z", 997 * (i + 1) % 1009))).collect();
    for table in escalade::inside::seeds::columns::TABLES {
        let change = |text: String| renamed_table(&text, &names);
        copied.edit(&format!("{}.csv", table.name), |text| if text.is_empty() { text } else { change(text) });
    }
    // Texts of the report are no part of the model.
    copied.edit("french.csv", |text| text.lines().next().unwrap_or_default().to_owned() + "\n");
    copied.edit(&format!("{BASE}.toml"), |text| renamed_scenario(text.split("\n[report").next().unwrap(), &names));
    copied.study(&[], &[], None)
}

/// Names carry no weight: the same shares under other names, within what chance allows.
pub(super) fn names(ask: Ask) -> Vec<Line> {
    let here = shares(&play::base(BASE, &[], &[]), ask);
    let there = shares(&another_name(), ask);
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    let error = |e: &Estimate| e.error.map_or(0.0, |error| error * error);
    let apart = |id: &String| {
        let (a, b) = (&here[id], &there[id]);
        let error = (error(a) + error(b)).sqrt();
        if a.value == b.value { 0.0 } else { (a.value - b.value).abs() / error.max(1e-9) }
    };
    let worst = here.keys().max_by(|a, b| apart(a).total_cmp(&apart(b))).unwrap();
    let (a, b) = (100.0 * here[worst].value, 100.0 * there[worst].value);
    // The largest of so many differences is rarely above this (Bonferroni, one in twenty).
    vec![
        Line::number(
            "names",
            "largest difference of an outcome's share in a copy of `road-to-kidal` with other names, in standard errors",
            Bar::AtMost(3.0),
            Some(apart(worst)),
            None,
        )
        .and(format!("of {} outcomes `{worst}`: {a:.1} and {b:.1} of 100", here.len())),
    ]
}

#[test]
fn whole_words_alone_are_renamed() {
    let names = BTreeMap::from([("is".to_owned(), "x".to_owned()), ("kidal".to_owned(), "y".to_owned())]);
    assert_eq!(renamed("ties.is:jnim in kidal_is|kidal", &names), "ties.x:jnim in kidal_is|y");
    assert_eq!(renamed_scenario("is = \"is\"", &names), "is = \"x\"");
    assert_eq!(renamed_table("id,kind\nis,is\n", &names), "id,kind\nx,is\n");
}
