//! Loading: faults with their lines, files as Excel saves them, the order of rows, what a start may know, patches.

use crate::support::copy;
use escalade::inside::scenario::grammar::{BASE, CONDITION, INJECT, OUTCOME, PREVENT, WHAT_IF};
use escalade::inside::{
    domain::{AgreementState, Stance, Way},
    fault::Fault,
    id::PlaceId,
    parameter::Draw,
    scenario::{Request, find, load, tables},
    seeds::{
        build::build,
        columns::{FRENCH, Sheet},
    },
    study::{Question, Sign, Study, Take, condition::Rule, outcome::RESERVED},
    world::World,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

const CASE: &str = "two-towns";

/// A copy of the small case of the tests, to be spoiled.
pub(crate) struct Copy {
    dir: TempDir,
}

impl Copy {
    pub(crate) fn new() -> Self {
        let dir = TempDir::new().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worlds"), dir.path());
        Self { dir }
    }

    fn path(&self, file: &str) -> PathBuf {
        let folder =
            if std::path::Path::new(file).extension().is_some_and(|e| e == "csv") { "seeds" } else { "scenarios" };
        self.dir.path().join(folder).join(CASE).join(file)
    }

    pub(crate) fn base(&self) -> String {
        self.path("quiet.toml").to_string_lossy().into_owned()
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(file), text).unwrap();
    }

    pub(crate) fn replace(&self, file: &str, old: &str, new: &str) {
        let text = self.read(file);
        assert!(text.contains(old), "{file} has no `{old}`");
        self.write(file, text.replacen(old, new, 1));
    }

    pub(crate) fn add(&self, file: &str, line: &str) {
        self.write(file, self.read(file) + line + "\n");
    }

    pub(crate) fn load(&self, what_ifs: &[&str], sets: &[&str]) -> Result<Study, Vec<Fault>> {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        load(&self.base(), &Request { what_ifs: owned(what_ifs), sets: owned(sets), ..Request::default() })
    }

    pub(crate) fn faults(&self) -> Vec<Fault> {
        self.load(&["all"], &[]).map(|study| study.name).unwrap_err()
    }
}

pub(crate) fn shown(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Asserts that there is exactly one fault, in this file and line, whose text has these words.
pub(crate) fn one(copy: &Copy, file: &str, line: usize, words: &str) {
    let faults = copy.faults();
    assert_eq!(faults.len(), 1, "{}", shown(&faults));
    let fault = &faults[0];
    assert!(fault.file.ends_with(file) && fault.line == line, "{fault}");
    assert!(fault.to_string().contains(words), "{fault}");
}

#[test]
fn ten_faults_of_different_kinds_give_ten_messages_with_their_lines() {
    let copy = Copy::new();
    copy.replace("actors.csv", "movement,north,1,100", "movment,north,1,100");
    copy.replace("ties.csv", "broker,front,0.2", "broker,frnt,0.2");
    copy.replace("places.csv", "0.5,100,p1", "1.5,100,p1");
    copy.replace("routes.csv", "north,hills,60", "north,hills,sixty");
    copy.replace("forces.csv", "riders_hills,riders,hills,band,100", "riders_hills,front,hills,band,100");
    copy.replace("control.csv", "hills,band,0.5,,0,,,,,,,p1", "hills,band,0.5,,0,,,,,,,");
    copy.replace("claims.csv", "stated,band_size,1", "stated,band_size,0");
    copy.replace("memberships.csv", "riders,front,0.5,,2020-09-01", "riders,front,0.5,2020-09-01,2020-09-01");
    copy.replace("quiet.toml", "weeks = 26", "weeks = 26\nwekks = 26");
    copy.replace("what-ifs/no-riders.toml", "actors.riders", "actors.ridrs");
    let faults = copy.faults();
    let places: Vec<(String, usize)> =
        faults.iter().map(|f| (f.file.rsplit('/').next().unwrap().to_owned(), f.line)).collect();
    let expected = [
        ("quiet.toml", 5),
        ("no-riders.toml", 6),
        ("actors.csv", 5),
        ("claims.csv", 3),
        ("control.csv", 4),
        ("forces.csv", 5),
        ("memberships.csv", 4),
        ("places.csv", 3),
        ("routes.csv", 3),
        ("ties.csv", 5),
    ];
    let expected: Vec<(String, usize)> = expected.iter().map(|(f, l)| ((*f).to_owned(), *l)).collect();
    assert_eq!(places, expected, "{}", shown(&faults));
    assert!(shown(&faults).contains("did you mean `front`?") && shown(&faults).contains("did you mean `weeks`?"));
    assert!(faults.iter().all(|f| f.span.end > f.span.start), "every fault can be shown in its line");
}

#[test]
fn a_file_as_excel_in_french_saves_it_is_read_equal() {
    let (plain, french) = (Copy::new(), Copy::new());
    for file in ["actors", "places", "communities", "claims", "ties", "forces"] {
        let file = format!("{file}.csv");
        let mut reader = csv::Reader::from_path(french.path(&file)).unwrap();
        let mut out =
            csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        out.write_record(reader.headers().unwrap()).unwrap();
        reader.records().for_each(|record| out.write_record(&record.unwrap()).unwrap());
        let bytes = out.into_inner().unwrap();
        french.write(&file, [b"\xef\xbb\xbf".as_slice(), &bytes].concat());
    }
    let case = |copy: &Copy| format!("{:?}", copy.load(&[], &[]).unwrap().variants[0].case);
    assert_eq!(case(&plain), case(&french));
}

#[test]
fn the_order_of_rows_and_columns_does_not_matter() {
    let (plain, turned) = (Copy::new(), Copy::new());
    for entry in fs::read_dir(plain.path("actors.csv").parent().unwrap()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let mut reader = csv::Reader::from_path(plain.path(&name)).unwrap();
        let mut rows: Vec<Vec<String>> =
            reader.records().map(|r| r.unwrap().iter().rev().map(str::to_owned).collect()).collect();
        rows.reverse();
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(reader.headers().unwrap().iter().rev()).unwrap();
        rows.iter().for_each(|row| out.write_record(row).unwrap());
        turned.write(&name, out.into_inner().unwrap());
    }
    let all = |copy: &Copy| format!("{:?}", copy.load(&["all"], &[]).unwrap().variants);
    assert_eq!(all(&plain), all(&turned));
}

#[test]
fn what_is_no_utf8_or_has_decimal_commas_says_how_to_save() {
    let copy = Copy::new();
    let latin: Vec<u8> = copy.read("places.csv").replace("Upper Town", "Haut-é").chars().map(|c| c as u8).collect();
    copy.write("places.csv", latin);
    one(&copy, "places.csv", 3, "CSV UTF-8");
    let copy = Copy::new();
    let french = copy.read("forces.csv").replace(',', ";").replace("0.7", "0,7");
    copy.write("forces.csv", french);
    one(&copy, "forces.csv", 2, "decimal comma");
    assert!(copy.faults()[0].help.contains("0.7"));
}

#[test]
fn two_rows_of_one_key_may_not_hold_on_one_day_unless_they_are_rivals() {
    let copy = Copy::new();
    copy.replace(
        "ties.csv",
        "state,front,-0.8,0.1,,,war,1,0.5,2020-06-01",
        "state,front,-0.8,0.1,,,war,1,0.5,2020-05-31",
    );
    one(&copy, "ties.csv", 3, "line 2");
    // Rivals are there already: the two counts of the band. Without the rivalry they are a fault.
    let copy = Copy::new();
    copy.replace("claims.csv", "stated,band_size,3", "stated,,");
    one(&copy, "forces.csv", 4, "line 3");
    // A member has one coalition at a time.
    let copy = Copy::new();
    copy.add("memberships.csv", "riders,state,0.5,2020-08-31,,,p1");
    one(&copy, "memberships.csv", 5, "one member");
}

#[test]
fn memberships_in_a_circle_dangling_columns_and_files_that_are_missing_are_faults() {
    let copy = Copy::new();
    copy.add("memberships.csv", "front,band,0.5,,,,p1");
    let faults = copy.faults();
    assert!(faults.iter().any(|f| f.message.contains("circle")), "{}", shown(&faults));
    let copy = Copy::new();
    copy.replace("actors.csv", "cohesion:a1", "cohesin:a1");
    one(&copy, "actors.csv", 5, "did you mean `cohesion`?");
    let copy = Copy::new();
    copy.replace("actors.csv", "broker,The Broker,", "broker,The Broker,nf");
    one(&copy, "actors.csv", 7, "already leads to `front`");
    let copy = Copy::new();
    fs::rename(copy.path("clauses.csv"), copy.path("clause.csv")).unwrap();
    let faults = copy.faults();
    assert_eq!(faults.len(), 2, "{}", shown(&faults));
    assert!(shown(&faults).contains("did you mean `clauses`?"));
}

#[test]
fn a_start_reads_only_what_held_and_was_known_on_its_day() {
    let copy = Copy::new();
    let case = copy.load(&[], &[]).unwrap().variants.remove(0).case;
    let ids: Vec<&str> = case.history.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["raid_may"], "the raid of June was not known before September");
    assert!(case.forces.iter().all(|f| f.id != "guard_north"), "the garrison came in August");
    assert_eq!(case.ties.iter().find(|t| t.label).unwrap().stance, Stance::War, "war since June");
    let names: Vec<(&str, AgreementState)> = case.agreements.iter().map(|a| (a.id.as_str(), a.state)).collect();
    assert_eq!(names, [("new_pact", AgreementState::Offered), ("old_pact", AgreementState::Suspended)]);
    copy.replace("quiet.toml", "start = 2020-07-06", "start = 2020-09-07");
    copy.replace("quiet.toml", "scheduled = [\"pact_signed\"]", "");
    copy.replace("quiet.toml", ", \"agreements.old_pact.state\" = \"renegotiated\"", "");
    let later = copy.load(&[], &[]).unwrap().variants.remove(0).case;
    assert_eq!(later.history.len(), 4);
    assert!(later.forces.iter().any(|f| f.id == "guard_north"));
    assert_eq!(later.memberships.len(), 2, "the riders left on the first of September");
    assert_eq!(later.agreements[0].state, AgreementState::Signed);
}

/// Takes out of the tables every row that began, happened or was known after the start, unless the scenario schedules it, and
/// compares: a base that read any of them would change.
#[test]
fn the_built_in_bases_know_nothing_of_their_future() {
    for (case, name) in find::built_in() {
        let study = load(&format!("{case}/{name}"), &Request::default()).unwrap();
        let start = study.variants[0].case.start;
        let day = start.to_string();
        let scheduled: Vec<String> = study.variants[0].case.scheduled.iter().map(|e| e.id.clone()).collect();
        let mut raw = tables(&case).unwrap();
        let whole = format!("{:?}", build(&raw, start, &scheduled));
        let concerned: Vec<String> = raw
            .table(Sheet::Events)
            .rows
            .iter()
            .filter(|row| scheduled.iter().any(|id| id == row.text(0)))
            .map(|row| Sheet::Events.schema().value(row, "agreement").to_owned())
            .collect();
        let mut taken = 0;
        for sheet in Sheet::ALL {
            let schema = sheet.schema();
            let from = if *sheet == Sheet::Events { "date" } else { "from" };
            let table = raw.table_mut(*sheet);
            let before = table.rows.len();
            table.rows.retain(|row| {
                let (began, known) = (schema.value(row, from), schema.value(row, "known_on"));
                let expected = match sheet {
                    Sheet::Events => scheduled.iter().any(|id| id == row.text(0)),
                    Sheet::Agreements => concerned.iter().any(|id| id == row.text(0)),
                    _ => false,
                };
                // An event of the very day of the start has not happened yet; a state that begins on it holds.
                let later = if *sheet == Sheet::Events { began >= day.as_str() } else { began > day.as_str() };
                expected || !(later || known > day.as_str())
            });
            taken += before - table.rows.len();
        }
        assert_eq!(whole, format!("{:?}", build(&raw, start, &scheduled)), "{case}/{name}");
        assert!(taken > 0 || case != "northern-mali", "{case}/{name}: nothing lay in the future");
    }
}

#[test]
fn a_scheduled_event_brings_men_if_it_says_how_many() {
    let scheduled = |size: &str| {
        let copy = Copy::new();
        let events = copy.read("events.csv");
        let wide = |(i, line): (usize, &str)| format!("{line},{}\n", if i == 0 { "size" } else { "" });
        copy.write("events.csv", events.lines().enumerate().map(wide).collect::<String>());
        copy.add("events.csv", &format!("help,2020-08-03,,force_arrives,guard,,south,,,,p1,{size}"));
        copy.replace("quiet.toml", "scheduled = [\"pact_signed\"]", "scheduled = [\"pact_signed\", \"help\"]");
        copy
    };
    let study = scheduled("100..300").load(&[], &[]).unwrap_or_else(|faults| panic!("{}", shown(&faults)));
    let help = study.variants[0].injects.iter().find(|inject| inject.id == "help").unwrap();
    assert!((help.given.size - 200.0).abs() < 1e-9, "the middle, until a draw says more");
    let faults = scheduled("").faults();
    assert!(
        faults.iter().all(|fault| fault.to_string().contains("changes nothing without `size`")),
        "{}",
        shown(&faults)
    );
}

/// Two days and a tenth, at 150 km a day on a road, 80 on a track or along a river, 50 over sand and rock: what takes longer
/// stands in the table of `sources.md` with its reason, and nothing else does.
#[test]
fn stages_of_more_than_two_days_are_listed_with_their_reasons() {
    let case = load("northern-mali/road-to-kidal", &Request::default()).unwrap().variants.remove(0).case;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("seeds/northern-mali/sources.md")).unwrap();
    let (_, section) = text.split_once("\n## Stages of the roads").unwrap();
    let listed = section.split("\n## ").next().unwrap();
    for route in &case.routes {
        let a_day = match route.terrain {
            Way::Road => 150.0,
            Way::Track | Way::River => 80.0,
            Way::Desert | Way::Mountain => 50.0,
        };
        let name = |place: PlaceId| case.places[place.index()].id.as_str();
        let key = format!("`{}:{}`", name(route.a), name(route.b));
        assert_eq!(route.km.low / a_day > 2.2, listed.contains(&key), "{key}: {} km", route.km.low);
    }
}

#[test]
fn what_ifs_patch_the_base_and_nothing_else() {
    let copy = Copy::new();
    let study = copy.load(&["no-riders", "observers"], &[]).unwrap();
    let [base, without, with] = &study.variants[..] else { panic!("three variants") };
    assert_eq!((base.name.as_str(), without.name.as_str()), ("base", "no-riders"));
    assert_eq!(without.expects, [("deaths".to_owned(), Sign::Minus), ("held".to_owned(), Sign::Open)]);
    // Removing an actor takes along its forces, memberships, shares and events.
    assert!(without.case.actor("riders").is_none() && without.case.memberships.len() == 2);
    assert!(without.case.forces.iter().all(|f| f.id != "riders_hills"));
    assert_eq!(without.case.control.iter().map(|c| c.others.len()).sum::<usize>(), 1);
    // Adding one brings everything that it needs; a tie that no row states is added, as strangers have it.
    let observers = with.case.actor("observers").unwrap();
    let tie = with.case.ties.iter().find(|t| t.other == observers).unwrap();
    assert_eq!((tie.affinity.low, tie.trust.low, tie.stance), (0.3, 0.5, Stance::Tolerant));
    let people = &with.case.communities[0].support;
    assert_eq!(people.iter().find(|(a, _)| *a == observers).unwrap().1.low, 0.2);
    // What no patch touches is the same fact with the same key.
    let cohesion =
        |v: &escalade::inside::study::Variant| v.case.actors.iter().find(|a| a.id == "band").unwrap().cohesion;
    assert_eq!((cohesion(base), cohesion(base).low), (cohesion(with), 0.6));
    let draw = Draw::new(1, 0, 0);
    for variant in &study.variants {
        World::found(&variant.case, &draw);
    }
}

/// Gives the actors of the small case a column `aims`.
fn with_aims(copy: &Copy, aims: &[(&str, &str)]) {
    let line = |line: &str| {
        let id = line.split(',').next().unwrap_or_default();
        let cell = aims.iter().find(|(who, _)| *who == id).map_or("", |(_, cell)| *cell);
        format!("{line},{}\n", if id == "id" { "aims" } else { cell })
    };
    copy.write("actors.csv", copy.read("actors.csv").lines().map(line).collect::<String>());
}

#[test]
fn regions_are_claimed_by_an_actor_by_its_members_and_by_a_government_of_which_nothing_is_said() {
    let claimed = |aims: &[(&str, &str)], who: &str| {
        let copy = Copy::new();
        copy.add("places.csv", "gate,The Gate,,Abroad,border,12,0,,0,open,,,p1");
        with_aims(&copy, aims);
        let case = copy.load(&[], &[]).unwrap_or_else(|faults| panic!("{}", shown(&faults))).variants.remove(0).case;
        let aims = World::found(&case, &Draw::new(1, 0, 0)).aims(case.actor(who).unwrap());
        let regions = case.regions.iter().enumerate().filter(|(i, _)| aims.has((*i).into()));
        regions.map(|(_, name)| name.clone()).collect::<Vec<_>>().join(" ")
    };
    let stated = [("front", "North"), ("riders", "South | Abroad"), ("broker", "none")];
    assert_eq!(claimed(&stated, "state"), "North South", "all but what lies across the border");
    assert_eq!(claimed(&stated, "guard"), "North South", "the army shares the claims of its government");
    assert_eq!((claimed(&stated, "front"), claimed(&stated, "band")), ("North".to_owned(), "North".to_owned()));
    assert_eq!(claimed(&stated, "riders"), "Abroad South", "its own come before those of its coalition");
    assert_eq!(claimed(&stated, "broker"), "");
    assert_eq!(claimed(&[("state", "South")], "guard"), "South");
    assert_eq!(claimed(&[("state", "none")], "guard"), "");
    assert_eq!(claimed(&[], "band"), "");
}

#[test]
fn a_region_that_no_place_lies_in_or_that_is_named_twice_cannot_be_claimed() {
    for (cell, words) in [("Nort", "did you mean `North`?"), ("North|North", "twice"), ("North|none", "no place lies")]
    {
        let copy = Copy::new();
        with_aims(&copy, &[("front", cell)]);
        one(&copy, "actors.csv", 4, words);
    }
    let copy = Copy::new();
    for i in 0..63 {
        copy.add("places.csv", &format!("p{i},P{i},,R{i},camp,1,1,,0,open,,,p1"));
    }
    one(&copy, "places.csv", 67, "at most 64 regions");
}

#[test]
fn nobody_claims_a_region_whose_last_place_was_removed() {
    let copy = Copy::new();
    copy.add("places.csv", "gate,The Gate,,Abroad,border,12,0,,0,open,,,p1");
    with_aims(&copy, &[("state", "Abroad"), ("front", "Abroad|North")]);
    copy.write(
        "what-ifs/no-gate.toml",
        "base = \"quiet\"\ntitle = \"x\"\nquestion = \"x\"\nremove = [\"places.gate\"]\n",
    );
    let study = copy.load(&["no-gate"], &[]).unwrap_or_else(|faults| panic!("{}", shown(&faults)));
    let claimed = |variant: usize, who: &str| {
        let case = &study.variants[variant].case;
        case.actors[case.actor(who).unwrap().index()]
            .aims
            .iter()
            .map(|r| case.regions[r.index()].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (claimed(0, "state"), claimed(0, "front")),
        (vec!["Abroad".to_owned()], vec!["Abroad".to_owned(), "North".to_owned()])
    );
    // Not what a government claims of which nothing is said.
    assert_eq!((claimed(1, "state"), claimed(1, "front")), (Vec::new(), vec!["North".to_owned()]));
}

#[test]
fn removing_takes_along_what_cannot_be_without_it() {
    let copy = Copy::new();
    let with = |remove: &str| {
        let text = format!("base = \"quiet\"\ntitle = \"x\"\nquestion = \"x\"\nremove = [{remove}]\n");
        copy.write("what-ifs/without.toml", text);
        copy.load(&["without"], &[]).unwrap().variants.remove(1)
    };
    let case = with("\"places.hills\"").case;
    assert_eq!((case.places.len(), case.routes.len(), case.control.len(), case.forces.len()), (2, 1, 2, 3));
    let case = with("\"actors.front\"").case;
    assert!(case.memberships.len() == 1 && case.agreements.is_empty(), "an accord with one party is none");
    assert!(case.scheduled.is_empty() && case.positions.len() == 2 && case.communities[0].support.len() == 1);
    let case = with("\"claims.p3\"").case;
    assert_eq!(case.forces.iter().filter(|f| f.id == "band_north").count(), 1, "what rests on the claim alone goes");
    let variant = with("\"routes.hills:north\", \"ties.state:front\", \"injects.rain\", \"events.pact_signed\"");
    assert_eq!((variant.case.routes.len(), variant.case.ties.len()), (1, 2));
    assert_eq!(variant.injects.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["talk"]);
}

#[test]
fn a_tie_that_is_not_listed_is_set_as_the_coalitions_have_it() {
    let copy = Copy::new();
    let study = copy.load(&[], &["ties.guard:band.trust=0.4"]).unwrap();
    let case = &study.variants[0].case;
    let (guard, band) = (case.actor("guard").unwrap(), case.actor("band").unwrap());
    let tie = case.ties.iter().find(|t| (t.actor, t.other) == (guard, band)).unwrap();
    assert_eq!((tie.trust.low, tie.affinity.low, tie.stance, tie.label), (0.4, -0.8, Stance::War, true));
}

#[test]
fn settings_come_in_their_order_of_precedence() {
    let copy = Copy::new();
    let at = |study: &Study, variant: usize| {
        let index = escalade::inside::mechanism::quantity_index("decide.rationality").unwrap();
        let q = study.variants[variant].quantities[index];
        (q.low, q.high)
    };
    let study = copy.load(&["no-riders", "observers"], &[]).unwrap();
    assert_eq!((at(&study, 0), at(&study, 1), at(&study, 2)), ((2.0, 4.0), (3.0, 3.0), (2.0, 4.0)));
    let sets = ["decide.rationality=5", "base/actors.band.cohesion=0.1"];
    let study = copy.load(&["no-riders", "observers"], &sets).unwrap();
    assert_eq!((at(&study, 0), at(&study, 1), at(&study, 2)), ((5.0, 5.0), (3.0, 3.0), (5.0, 5.0)));
    assert_eq!(study.notes.len(), 1, "the what-if says that it overrides");
    let study = copy.load(&["no-riders"], &["no-riders/decide.rationality=1..2 log", "injects.rain.week=4"]).unwrap();
    assert_eq!((at(&study, 0), at(&study, 1)), ((2.0, 4.0), (1.0, 2.0)));
    assert!(
        study
            .variants
            .iter()
            .all(|v| v.injects.iter().any(|i| matches!(i.when, escalade::inside::study::When::Week(4))))
    );
}

#[test]
fn bad_settings_are_faults_with_their_range_or_the_nearest_name() {
    let copy = Copy::new();
    for (set, words) in [
        ("decide.rationality=1000", "a number from"),
        ("decide.rationalty=1", "did you mean `decide.rationality`?"),
        ("rules.c26=0", "did you mean `rules.c"),
        ("actors.band.cohesion=1.2", "from 0 to 1"),
        ("actors.bnd.cohesion=0.2", "did you mean `band`?"),
        ("actors.band.cohesio=0.2", "did you mean `cohesion`?"),
        ("actors.band.id=x", "key"),
        ("injects.rain.wek=2", "did you mean `week`?"),
        ("injects.rain.week=99", "after the end"),
        ("nope/actors.band.cohesion=0.2", "no such variant"),
        ("nonsense", "ADDRESS=VALUE"),
        ("forces.guard_north.strength=5", "holds on"),
    ] {
        let faults = copy.load(&[], &[set]).map(|s| s.name).unwrap_err();
        assert!(shown(&faults).contains(words), "{set}: {}", shown(&faults));
        assert!(faults.iter().all(|f| f.file.starts_with("--set")), "{}", shown(&faults));
    }
}

#[test]
fn what_a_variant_lacks_is_never_true_and_what_the_base_lacks_is_a_fault() {
    let copy = Copy::new();
    copy.replace("quiet.toml", "value = \"totals.deaths\"", "value = \"actors.riders.strength\"");
    copy.replace(
        "quiet.toml",
        "at_end = { value = \"places.north.holder\", is = \"state\" }",
        "at_end = { value = \"ties.riders:guard.stance\", is = \"war\" }",
    );
    let study = copy.load(&["no-riders"], &[]).unwrap();
    let without = &study.variants[1].outcomes;
    assert!(matches!(&without[0].ask, Question::Value(None, _)));
    assert!(matches!(&without[1].ask, Question::Holds(c, Take::End) if c.rule == Rule::Unknown));
    copy.replace("quiet.toml", "actors.riders.strength", "actors.ryders.strength");
    let faults = copy.faults();
    assert!(shown(&faults).contains("did you mean `riders`?"), "{}", shown(&faults));
}

#[test]
fn scenario_faults_are_collected_with_the_toml_faults() {
    let copy = Copy::new();
    copy.replace("quiet.toml", "kind = \"week\"", "kind = \"weak\"");
    copy.replace("quiet.toml", "do = \"blockade\"", "do = \"blokade\"");
    copy.replace("quiet.toml", "\"ties.state:front.label\" = 0", "\"ties.state:front.stence\" = 0");
    copy.add("quiet.toml", "[outcomes.x\n");
    let faults = copy.faults();
    assert!(faults.len() >= 4, "{}", shown(&faults));
    for words in ["`week`", "`blockade`", "`stance`", "unclosed"] {
        assert!(shown(&faults).contains(words), "{words}: {}", shown(&faults));
    }
}

#[test]
fn an_outcome_cannot_have_the_name_of_a_column_of_every_run() {
    for id in RESERVED {
        let copy = Copy::new();
        copy.add(
            "quiet.toml",
            &format!("[outcomes.{id}]\nquestion = \"Who?\"\nkind = \"quantity\"\nvalue = \"totals.deaths\""),
        );
        let faults = copy.faults();
        assert_eq!(faults.len(), 1, "{}", shown(&faults));
        assert!(shown(&faults).contains("an outcome cannot have this id"), "{}", shown(&faults));
    }
}

#[test]
fn injects_that_would_change_nothing_are_faults() {
    for (inject, words) in [
        ("week = 1\ndo = \"assault\"\nplace = \"north\"", "somebody must do it"),
        ("week = 1\ndo = \"assault\"\nactor = \"broker\"\nplace = \"north\"", "not open to a mediator"),
        ("do = \"coup\"\nactor = \"state\"", "exactly one way"),
        ("week = 1\nevery = 2\ndo = \"coup\"\nactor = \"state\"", "exactly one way"),
        ("week = 99\ndo = \"coup\"\nactor = \"state\"", "after the end"),
        ("date = 2020-01-01\ndo = \"coup\"\nactor = \"state\"", "before the start"),
        ("week = 1\ndelay = 2\ndo = \"coup\"\nactor = \"state\"", "does nothing without `when`"),
        ("week = 1\ndo = \"force_arrives\"\nactor = \"guard\"\nplace = \"north\"", "without `size`"),
        ("week = 1\ndo = \"set\"", "sets nothing"),
        ("week = 1\ndo = \"set\"\nset = { \"forces.band_north.strength\" = 3 }", "in mid-run"),
        ("week = 1\ndo = \"set\"\nset = { \"actors.band.cohesion\" = 3 }", "outside"),
    ] {
        let copy = Copy::new();
        copy.add("quiet.toml", &format!("[injects.extra]\n{inject}"));
        let faults = copy.load(&[], &[]).map(|s| s.name).unwrap_err();
        assert!(faults.len() == 1 && shown(&faults).contains(words), "{inject}: {}", shown(&faults));
    }
}

#[test]
fn decisions_take_seats_and_their_faults_have_lines() {
    let copy = Copy::new();
    let path = copy.dir.path().join("decisions.csv");
    fs::write(&path, "actor,week,action,target,place\nband,3,raid,guard,north\nband,1,recruit,,north\n").unwrap();
    let request = Request { decisions: Some(path.clone()), ..Request::default() };
    let study = load(&copy.base(), &request).unwrap();
    let decrees = &study.decrees[0];
    assert_eq!(decrees.seats.len(), 1);
    assert_eq!(decrees.choices.iter().map(|(week, _)| *week).collect::<Vec<_>>(), [1, 3]);
    let rows =
        ["bnd,3,raid,,north", "band,99,raid,,north", "band,1,riad,,", "broker,1,assault,,north", "band,1,raid,guard,"];
    fs::write(&path, format!("actor,week,action,target,place\n{}\n", rows.join("\n"))).unwrap();
    let faults = load(&copy.base(), &request).map(|s| s.name).unwrap_err();
    assert_eq!(faults.iter().map(|f| f.line).collect::<Vec<_>>(), [2, 3, 4, 5, 6], "{}", shown(&faults));
    assert!(shown(&faults).contains("`raid` does nothing without `place`"), "{}", shown(&faults));
}

#[test]
fn the_inputs_of_a_study_repeat_it_without_the_originals() {
    let copy = Copy::new();
    let sets = ["decide.rationality=5", "no-riders/actors.band.cohesion=0.2..0.3"];
    let first = copy.load(&["all"], &sets).unwrap();
    let again = TempDir::new().unwrap();
    for (path, bytes) in &first.inputs {
        let path = again.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let base = again.path().join("scenarios/two-towns/quiet.toml").to_string_lossy().into_owned();
    let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
    let request = Request { what_ifs: owned(&["no-riders", "observers"]), sets: owned(&sets), ..Request::default() };
    let second = load(&base, &request).unwrap();
    assert_eq!(format!("{:?}", first.variants), format!("{:?}", second.variants));
    assert_eq!((&first.name, &first.inputs), (&second.name, &second.inputs));
}

#[test]
fn names_of_scenarios_and_what_ifs_that_do_not_exist_give_the_nearest() {
    let faults = load("after-kidl", &Request::default()).map(|s| s.name).unwrap_err();
    assert!(shown(&faults).contains("after-kidal"), "{}", shown(&faults));
    assert!(load("no/such/file.toml", &Request::default()).is_err());
    let copy = Copy::new();
    let faults = copy.load(&["no-ridrs"], &[]).map(|s| s.name).unwrap_err();
    assert!(shown(&faults).contains("did you mean `no-riders`?"), "{}", shown(&faults));
}

#[test]
fn the_documentation_names_every_table_column_and_key() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/files.md")).unwrap();
    let (tables, scenarios) = text.split_once("## scenarios/").unwrap();
    for schema in Sheet::ALL.iter().map(|sheet| sheet.schema()).chain([&FRENCH]) {
        let (_, section) = tables.split_once(&format!("### {}.csv", schema.name)).unwrap();
        let section = section.split("\n### ").next().unwrap();
        for column in schema.columns {
            let marked = format!("{}*", column.name);
            assert!(section.contains(column.name), "{}.{} is not documented", schema.name, column.name);
            let whole = |at: usize| !section[..at].ends_with(char::is_alphabetic);
            let required = section.match_indices(&marked).any(|(at, _)| whole(at));
            assert_eq!(required, column.required, "{}.{}", schema.name, column.name);
        }
    }
    for field in [BASE, WHAT_IF, INJECT, PREVENT, OUTCOME, CONDITION].concat() {
        assert!(scenarios.contains(field.name), "{} is not documented", field.name);
    }
}
