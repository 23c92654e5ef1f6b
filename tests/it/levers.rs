//! Every lever is alive: each parameter, rule, column, action, shock and clause changes some byte of what some
//! built-in case leaves in 32 paired worlds. A run is compared by its answers, weekly numbers and weekly states; whoever copies
//! a number into a table and does nothing with it stays dead.
//!
//! The full walk takes minutes; `cargo test --test it levers -- --ignored --nocapture` takes it and prints what is dead; with
//! `ESCALADE_LEVERS=decide.pay,sponsor` it walks only parameters whose address begins so. The default suite walks the mechanisms, the
//! tables, the clauses and most actions.
//!
//! What showed last that a lever is alive (base, change and world) stands in `tests/golden/levers/` and is tried first; a lever without one, or with one that
//! shows nothing any more, is looked for in every base. `ESCALADE_REGENERATE=1` writes the file anew.

use crate::support::{SEED, Trace, trace};
use crate::witness::{Shown, Witnesses};
use escalade::inside::{
    Runner,
    domain::{Action, Clause, ClauseFact, EventKind, Shock, Source, action::Aim},
    fault::Fault,
    id::{ActorId, AgreementId, Key, PlaceId},
    mechanism::{RULES, parameters},
    parameter::Quantity,
    scenario::{Request, load, tables},
    seeds::columns::{Kind, Sheet},
    study::{Inject, Study, Survey, When},
    world::outside::Given,
};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::OnceLock,
};

/// Paired worlds, as the promise counts them.
const WORLDS: u64 = 32;

/// A variant with what its worlds leave: a base, with values set, or one of its what-ifs.
struct Base {
    name: &'static str,
    sets: &'static [&'static str],
    what_if: Option<&'static str>,
    weeks: u32,
    study: Study,
    /// What each world leaves, played when it is first asked for.
    traces: Vec<OnceLock<Trace>>,
}

impl Base {
    fn new(name: &'static str, weeks: u32, worlds: u64) -> Self {
        Self::with(name, &[], weeks, worlds)
    }

    /// A base with values set.
    fn with(name: &'static str, sets: &'static [&'static str], weeks: u32, worlds: u64) -> Self {
        Self::of(name, sets, None, weeks, worlds)
    }

    /// A what-if of a base.
    fn what_if(name: &'static str, what_if: &'static str, weeks: u32, worlds: u64) -> Self {
        Self::of(name, &[], Some(what_if), weeks, worlds)
    }

    fn of(
        name: &'static str,
        sets: &'static [&'static str],
        what_if: Option<&'static str>,
        weeks: u32,
        worlds: u64,
    ) -> Self {
        let study = alone(name, sets, what_if, None, weeks).unwrap();
        let traces = (0..worlds).map(|_| OnceLock::new()).collect();
        Self { name, sets, what_if, weeks, study, traces }
    }

    /// Names it among all bases of a test.
    fn label(&self) -> String {
        let what_if = format!("with {}", self.what_if.unwrap_or("nothing"));
        [&[self.name, &what_if], self.sets, &[&format!("for {} weeks", self.weeks)]].concat().join(" ")
    }

    /// The same variant with one more value set, unless the checks refuse it.
    fn also(&self, set: &str) -> Option<Study> {
        alone(self.name, self.sets, self.what_if, Some(set), self.weeks).ok()
    }

    /// The first of these paired worlds in which another study leaves something else.
    fn differs(&self, other: &Study, worlds: Range<usize>) -> Option<usize> {
        let mut runner = Runner::new(other, 0, SEED);
        let mut worlds = worlds.start..worlds.end.min(self.traces.len());
        worlds.find(|run| {
            let own = || trace(&mut Runner::new(&self.study, 0, SEED), *run as u64);
            trace(&mut runner, *run as u64) != *self.traces[*run].get_or_init(own)
        })
    }

    /// The same, as what shows that a lever is alive.
    fn shows(&self, change: &str, other: &Study, worlds: Range<usize>) -> Option<Shown> {
        let world = self.differs(other, worlds)?;
        Some(Shown { base: self.label(), change: change.to_owned(), world })
    }
}

/// The study of one variant alone.
fn alone(
    name: &str,
    sets: &[&str],
    what_if: Option<&str>,
    also: Option<&str>,
    weeks: u32,
) -> Result<Study, Vec<Fault>> {
    let sets = sets.iter().copied().chain(also).map(str::to_owned).collect();
    let what_ifs = what_if.into_iter().map(str::to_owned).collect();
    let mut study = load(name, &Request { sets, what_ifs, weeks: Some(weeks), ..Request::default() })?;
    let last = study.variants.len() - 1;
    study.variants.drain(..last);
    study.decrees.drain(..last);
    study.survey = Survey::new(&study.variants, &study.pairs);
    Ok(study)
}

/// The built-in bases, and what-ifs that reach what they do not; smallest first.
fn bases() -> Vec<Base> {
    let small = "tolmarra/winter-road";
    let what_if = |name| Base::what_if(small, name, 52, WORLDS);
    vec![
        Base::new(small, 52, WORLDS),
        Base::new("northern-mali/road-to-kidal", 21, WORLDS),
        what_if("treasury-empty"),
        what_if("riders-for-hire"),
        what_if("oath-loses-its-preacher"),
        what_if("accord-for-all"),
        what_if("talks-with-the-oath"),
        what_if("volunteers-come"),
        what_if("merrin-mediates"),
        // An accord that is on the table again, and one that has been taken up.
        Base::with(small, &["agreements.hill_accord.state=renegotiated"], 52, WORLDS),
        Base::with("northern-mali/road-to-kidal", &["agreements.algiers_accord.state=signed"], 21, WORLDS),
        Base::what_if("northern-mali/road-to-kidal", "camps-handed-over-jointly", 21, WORLDS),
        Base::new("northern-mali/after-kidal", 80, WORLDS),
        Base::what_if("northern-mali/after-kidal", "patron-overburdened", 80, WORLDS),
        Base::what_if("northern-mali/after-kidal", "ceasefire", 80, WORLDS),
        // What comes late or seldom: coups, help from abroad, accords by talks.
        Base::what_if("northern-mali/after-kidal", "coup-in-bamako", 80, WORLDS),
        Base::what_if("northern-mali/after-kidal", "aes-sends-troops", 80, WORLDS),
        Base::what_if("northern-mali/after-kidal", "algeria-mediates", 156, WORLDS),
        // Coups one after another, which unrest brings on; camps whose closing weighs much.
        Base::with(small, &["govern.base=3", "govern.unrest=20"], 52, WORLDS),
        Base::of(
            "northern-mali/road-to-kidal",
            &["declare.camp_shift=0.3"],
            Some("camps-handed-over-jointly"),
            21,
            WORLDS,
        ),
        // Sieges, convoys through a ring, and garrisons without a way out.
        Base::new("orvelle/bridge-town", 52, WORLDS),
        // Men who may not leave a place, and who are attacked there.
        Base::of(
            "northern-mali/road-to-kidal",
            // Few enough to be beaten.
            &["plan.price=-1", "plan.floor=0", "forces.mnla_main.strength=200", "forces.hcua_main.strength=100"],
            Some("rebels-defend-the-town"),
            21,
            WORLDS,
        ),
        // Convoys that get through the ring around Timbuktu, whose stores are low.
        Base::with(
            "northern-mali/after-kidal",
            &["supply.escort=5000", "supply.stocks=2", "hold.weary=0", "hold.slip=0", "hold.ring=0"],
            40,
            WORLDS,
        ),
        // Two groups that coordinate, and stand side by side in a town that is attacked.
        Base::with(
            small,
            &[
                "ties.front:grey_oath.stance=coordination",
                "ties.grey_oath:front.stance=coordination",
                "ties.front:grey_oath.affinity=0.6",
                "ties.grey_oath:front.affinity=0.6",
                "ties.council:front.stance=war",
                "ties.front:council.stance=war",
                "agreements.hill_accord.state=collapsed",
                "forces.oath_hills.place=brenhold",
                "align.openness=9",
                "align.together=1",
                "plan.price=-1",
                "plan.floor=0",
            ],
            52,
            WORLDS,
        ),
        // Partners who speak for their ally at every loss, and do no more.
        Base::with(
            "northern-mali/after-kidal",
            &[
                "assist.call=1",
                "assist.peace=1",
                "assist.reliability=1",
                "assist.air=0",
                "assist.troops=0",
                "assist.resolve=1",
            ],
            52,
            WORLDS,
        ),
        // Sides whom every loss hurts, so that it counts how far they doubt that they can win.
        Base::with(
            "northern-mali/after-kidal",
            &["bargain.stalemate=10", "bargain.hurting_losses=0.001", "bargain.mistrust=0"],
            52,
            WORLDS,
        ),
        // A camp that closes on no known day, under the guarantor's eyes.
        Base::with(
            small,
            &["control.brenhold.camp=closing", "comply.camp_exit=0.002", "comply.camp_flight=0", "declare.guard=2"],
            52,
            WORLDS,
        ),
        // Columns that nobody lets in, who loses no face by turning back, and that may come again.
        Base::with(
            "northern-mali/road-to-kidal",
            &["declare.audience=0", "declare.cost=0.6", "plan.price=-1"],
            21,
            WORLDS,
        ),
        // A company that goes unpaid for years.
        Base::with("northern-mali/after-kidal", &["actors.junta.funds=0", "actors.junta.income=0"], 156, WORLDS),
    ]
}

/// The same, played once for all tests.
fn all_bases() -> &'static [Base] {
    static BASES: OnceLock<Vec<Base>> = OnceLock::new();
    BASES.get_or_init(bases)
}

/// Worlds in the order in which they are tried: a few of every base before many of one, as what is alive shows soon somewhere.
const TIERS: [Range<usize>; 3] = [0..2, 2..8, 8..WORLDS as usize];

/// What none of these meets. Each is a defect to be argued away or mended; none may be added in silence.
const RARE: &[(&str, &str)] = &[];

fn with_quantity(study: &Study, index: usize, value: f64) -> Study {
    let mut other = study.clone();
    other.variants[0].quantities[index] = Quantity::fixed(value);
    other
}

/// What shows that a quantity is alive in one of the bases, at some of these values.
fn quantity_lives(bases: &[Base], index: usize, values: &[f64]) -> Option<Shown> {
    let lives_in = |base: &Base, worlds: &Range<usize>| {
        let other = |value: &&f64| Quantity::fixed(**value) != base.study.variants[0].quantities[index];
        let shows =
            |value: &f64| base.shows(&value.to_string(), &with_quantity(&base.study, index, *value), worlds.clone());
        values.iter().filter(other).find_map(shows)
    };
    TIERS.iter().find_map(|worlds| bases.iter().find_map(|base| lives_in(base, worlds)))
}

/// The same, looked at first where it showed last.
fn quantity_shows(known: &Witnesses, bases: &[Base], (index, address): (usize, &str), values: &[f64]) -> bool {
    let again = |shown: &Shown| {
        let value = shown.change.parse().ok()?;
        let base = bases.iter().find(|base| base.label() == shown.base)?;
        base.shows(&shown.change, &with_quantity(&base.study, index, value), shown.world..shown.world + 1)
    };
    known.hold(address, again, || quantity_lives(bases, index, values))
}

#[test]
fn every_mechanism_is_alive() {
    let bases = [
        Base::new("tolmarra/winter-road", 40, 4),
        Base::what_if("tolmarra/winter-road", "treasury-empty", 52, 4),
        Base::new("northern-mali/after-kidal", 40, 4),
    ];
    let mechanism = |index: usize| parameters().nth(index).unwrap().address.split_once('.').unwrap().0;
    let all: BTreeSet<&str> = (0..parameters().count()).map(mechanism).collect();
    let live = |base: &Base, name: &str| {
        let own = (0..parameters().count()).filter(|i| mechanism(*i) == name);
        own.flat_map(|i| [(i, parameters().nth(i).unwrap().bounds.1), (i, parameters().nth(i).unwrap().bounds.0)])
            .any(|(i, end)| base.differs(&with_quantity(&base.study, i, end), 0..base.traces.len()).is_some())
    };
    let dead: Vec<&str> = all.into_iter().filter(|name| !bases.iter().any(|base| live(base, name))).collect();
    assert_eq!(dead, [""; 0]);
}

#[test]
#[ignore = "the full walk takes minutes; .ci/run does it"]
fn every_parameter_is_alive() {
    let (bases, known) = (all_bases(), Witnesses::read("parameters"));
    let only = std::env::var("ESCALADE_LEVERS").unwrap_or_default();
    let picked: Vec<usize> = parameters()
        .enumerate()
        .filter(|(_, p)| only.split(',').any(|start| p.address.starts_with(start)))
        .map(|(i, _)| i)
        .collect();
    let dead: Vec<&str> = picked
        .into_par_iter()
        .map(|i| (i, parameters().nth(i).unwrap()))
        .filter(|(i, p)| {
            // The ends of its prior, then those of its bounds.
            let ends = [p.prior.1, p.prior.0, p.bounds.1, p.bounds.0];
            !quantity_shows(&known, bases, (*i, p.address), &ends)
        })
        .map(|(_, p)| p.address)
        .filter(|address| !RARE.iter().any(|(rare, _)| rare == address))
        .collect();
    if only.is_empty() {
        known.write();
    }
    assert_eq!(dead, [""; 0]);
}

#[test]
#[ignore = "the full walk takes minutes; .ci/run does it"]
fn every_rule_is_alive() {
    let (bases, known) = (all_bases(), Witnesses::read("rules"));
    let index = |rule: usize| parameters().count() + rule - 1;
    let lives = |rule: &usize| quantity_shows(&known, bases, (index(*rule), &format!("rules.c{rule}")), &[0.0]);
    let dead: Vec<usize> = (1..=RULES).into_par_iter().filter(|rule| !lives(rule)).collect();
    known.write();
    assert_eq!(dead, [0; 0]);
}

/// Columns that say something to people and nothing to the model, and keys.
const SILENT: &[&str] = &[
    "claims.confidence",
    "claims.document",
    "claims.paragraph",
    "communities.group",
    "ladder.direction",
    "places.region",
];

/// Other values that a cell could have.
fn others(kind: Kind, now: &str, ids: &BTreeMap<&'static str, Vec<String>>) -> Vec<String> {
    let number = |now: &str, min: f64, max: f64| -> Vec<String> {
        let low: f64 = now.split("..").next().and_then(|x| x.parse().ok()).unwrap_or(0.0);
        let far = if max - min <= 2.0 { [min, max] } else { [low * 0.2, low * 4.0 + 200.0] };
        far.iter().map(|x| x.clamp(min, max)).filter(|x| *x != low).map(|x| format!("{x}")).collect()
    };
    match kind {
        Kind::Number(min, max) | Kind::Plain(min, max) | Kind::Whole(min, max) => number(now, min, max),
        Kind::Flag => vec![(if now == "1" { "0" } else { "1" }).to_owned()],
        Kind::Word(words) => words.iter().filter(|w| **w != now).map(|w| (*w).to_owned()).collect(),
        Kind::Ref(sheet) => ids[sheet.word()].iter().filter(|id| *id != now).cloned().collect(),
        Kind::Regions => vec!["none".to_owned()],
        Kind::EventKind => ["massacre", "raid", "coup", "betray", "clash"].map(str::to_owned).into(),
        _ => Vec::new(),
    }
}

/// Settings that change one column, row by row.
fn settings_of(case: &str, sheet: Sheet, column: usize) -> Vec<String> {
    let raw = tables(case).unwrap();
    let ids: BTreeMap<&'static str, Vec<String>> = Sheet::ALL
        .iter()
        .map(|s| {
            let rows = raw.table(*s).rows.iter();
            (s.word(), rows.map(|r| r.cells[s.schema().key.first().copied().unwrap_or(0)].text.clone()).collect())
        })
        .collect();
    let schema = sheet.schema();
    let spec = &schema.columns[column];
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &raw.table(sheet).rows {
        let key: Vec<&str> = schema.key.iter().map(|i| row.cells[*i].text.as_str()).collect();
        let address = format!("{}.{}.{}", schema.name, key.join(":"), spec.name);
        if !seen.insert(address.clone()) {
            continue;
        }
        let now = row.cells[column].text.as_str();
        if let Kind::Weights(_, min, max) = spec.kind {
            for item in now.split('|').filter(|item| !item.is_empty()) {
                let (id, weight) = item.split_once(':').unwrap();
                // Both ends: shares that together are more than the whole are refused.
                let low = weight.parse::<f64>().unwrap_or(0.0) <= f64::midpoint(min, max);
                let ends = if low { [max, min] } else { [min, max] };
                all.extend(ends.iter().map(|far| format!("{address}.{id}={far}")));
            }
        }
        let values = others(spec.kind, if now.is_empty() { spec.default } else { now }, &ids);
        all.extend(values.iter().map(|value| format!("{address}={value}")));
    }
    all
}

/// What shows that a column is alive in some of these worlds of a base; most rows are not tried, once one is.
fn column_lives(base: &Base, sheet: Sheet, column: usize, most: usize, worlds: Range<usize>) -> Option<Shown> {
    let case = base.name.split('/').next().unwrap();
    let all = settings_of(case, sheet, column);
    // Spread over the table rather than its first rows.
    let step = (all.len() / most).max(1);
    // What the checks refuse cannot be set, and so is no lever.
    all.iter().step_by(step).find_map(|set| base.shows(set, &base.also(set)?, worlds.clone()))
}

fn is_lever(sheet: Sheet, column: usize) -> bool {
    let schema = sheet.schema();
    let spec = &schema.columns[column];
    let address = format!("{}.{}", schema.name, spec.name);
    !schema.key.contains(&column)
        && !SILENT.contains(&address.as_str())
        && !matches!(
            spec.kind,
            Kind::Id | Kind::Text | Kind::Texts | Kind::Claims | Kind::Date | Kind::Period | Kind::Refs(_)
        )
        && !matches!(spec.kind, Kind::Actions)
}

fn dead_columns(known: &Witnesses, bases: &[&Base]) -> Vec<String> {
    let columns = |sheet: Sheet| (0..sheet.schema().columns.len()).map(move |column| (sheet, column));
    let levers =
        Sheet::ALL.iter().flat_map(|sheet| columns(*sheet)).filter(|(sheet, column)| is_lever(*sheet, *column));
    let picked: Vec<(Sheet, usize)> = levers.collect();
    let address = |(sheet, column): (Sheet, usize)| format!("{}.{}", sheet.word(), sheet.schema().columns[column].name);
    let dead = picked.into_par_iter().filter(|(sheet, column)| {
        let again = |shown: &Shown| {
            let base = bases.iter().find(|base| base.label() == shown.base)?;
            base.shows(&shown.change, &base.also(&shown.change)?, shown.world..shown.world + 1)
        };
        // A few rows in a few worlds of every base first, then many rows in more.
        let search = || {
            [(10, 0..3), (60, 0..12)].into_iter().find_map(|(most, worlds)| {
                bases.iter().find_map(|base| column_lives(base, *sheet, *column, most, worlds.clone()))
            })
        };
        !known.hold(&address((*sheet, *column)), again, search)
    });
    dead.map(address).collect()
}

#[test]
fn every_table_is_alive() {
    let bases = [Base::new("tolmarra/winter-road", 40, 4), Base::new("northern-mali/after-kidal", 40, 4)];
    let dead: Vec<&str> = Sheet::ALL
        .iter()
        .filter(|sheet| !matches!(sheet, Sheet::Documents | Sheet::Issues | Sheet::Ladder))
        .filter(|sheet| {
            let levers = (0..sheet.schema().columns.len()).filter(|column| is_lever(**sheet, *column));
            let live = |column: usize| bases.iter().any(|base| column_lives(base, **sheet, column, 10, 0..4).is_some());
            !levers.into_iter().any(live)
        })
        .map(|sheet| sheet.word())
        .collect();
    assert_eq!(dead, [""; 0]);
}

#[test]
#[ignore = "the full walk takes minutes; .ci/run does it"]
fn every_column_is_alive() {
    // A scheduled event that is about an agreement.
    let sets = &["events.mission_ends.kind=agreement_collapses"];
    // Scheduled men and aircraft, who come in some number.
    let more = [Base::with("tolmarra/winter-road", sets, 52, WORLDS), Base::new("orvelle/bridge-town", 26, 12)];
    let bases: Vec<&Base> = all_bases().iter().chain(&more).collect();
    let known = Witnesses::read("columns");
    let dead = dead_columns(&known, &bases);
    known.write();
    assert_eq!(dead, [""; 0]);
}

/// What an act or shock could be aimed at: every sensible set of names in a case.
fn aims(study: &Study, kind: EventKind) -> Vec<Given> {
    let case = &study.variants[0].case;
    let actors: Vec<Option<ActorId>> = (0..case.actors.len()).map(|i| Some(ActorId::from(i))).collect();
    let places: Vec<Option<PlaceId>> = (0..case.places.len()).map(|i| Some(PlaceId::from(i))).collect();
    let pacts: Vec<Option<AgreementId>> = (0..case.agreements.len()).map(|i| Some(AgreementId::from(i))).collect();
    let (nobody, nowhere, nothing) = (vec![None], vec![None], vec![None]);
    let lists = match kind {
        EventKind::Act(action) => match action.row().aim {
            Aim::Enemy => vec![(&actors, &places, &nothing)],
            Aim::Here | Aim::There => vec![(&nobody, &places, &nothing), (&actors, &places, &nothing)],
            Aim::Other | Aim::Coalition => vec![(&actors, &nowhere, &nothing), (&actors, &nowhere, &pacts)],
            Aim::Agreement => vec![(&nobody, &nowhere, &pacts), (&actors, &nowhere, &pacts)],
            Aim::Own => vec![(&nobody, &nowhere, &nothing)],
        },
        EventKind::Shock(_) => vec![
            (&nobody, &places, &nothing),
            (&actors, &nowhere, &nothing),
            (&nobody, &nowhere, &pacts),
            (&actors, &places, &nothing),
        ],
    };
    let mut all = Vec::new();
    for actor in &actors {
        let open = |a: ActorId| match kind {
            EventKind::Act(action) => action.is_open_to(case.actors[a.index()].kind),
            EventKind::Shock(_) => true,
        };
        for (targets, places, pacts) in &lists {
            for (target, place) in targets.iter().flat_map(|t| places.iter().map(move |p| (*t, *p))) {
                all.extend(pacts.iter().filter(|_| actor.is_some_and(open) && target != *actor).map(|pact| Given {
                    key: Key::of("injects.probe"),
                    kind,
                    actor: *actor,
                    target,
                    place,
                    agreement: *pact,
                    deaths: 40.0,
                    civilian_deaths: 40.0,
                    size: if matches!(kind, EventKind::Act(_)) { 0.0 } else { 300.0 },
                    puts: Vec::new(),
                }));
            }
        }
    }
    all
}

/// All numbers below this one, neighbours far from each other: what few aims of a kind show is found soon.
fn spread_out(all: usize) -> Vec<usize> {
    let mut step = all * 5 / 8;
    while (2..=step).any(|by| step.is_multiple_of(by) && all.is_multiple_of(by)) {
        step += 1;
    }
    (0..all).map(|k| k * step.max(1) % all).collect()
}

#[test]
fn numbers_that_are_spread_out_are_all_there() {
    for all in [0, 1, 2, 3, 8, 40, 97, 1240] {
        let mut numbers = spread_out(all);
        numbers.sort_unstable();
        assert!(numbers.into_iter().eq(0..all), "{all}");
    }
}

/// What shows that an act is in time for an effect, ordered every week from the first on: one of its aims, by number, or the one that is asked for.
fn event_lives(base: &Base, kind: EventKind, worlds: &Range<usize>, only: Option<usize>) -> Option<Shown> {
    let aims = aims(&base.study, kind);
    let numbers: Vec<usize> = only.map_or_else(|| spread_out(aims.len()), |only| vec![only]);
    numbers.into_iter().filter(|number| *number < aims.len()).find_map(|number| {
        let given = aims[number].clone();
        let mut other = base.study.clone();
        let when = When::Every { every: 1, from: 1, until: base.weeks };
        other.variants[0].injects.push(Inject { id: "probe".to_owned(), when, given, chance: 1.0 });
        base.shows(&number.to_string(), &other, worlds.clone())
    })
}

fn dead_events(known: &Witnesses, bases: &[Base]) -> Vec<&'static str> {
    let acts = Action::ALL.iter().map(|a| EventKind::Act(*a));
    let shocks = Shock::ALL.iter().filter(|s| **s != Shock::Set).map(|s| EventKind::Shock(*s));
    let kinds: Vec<EventKind> = acts.chain(shocks).collect();
    let dead = kinds.into_par_iter().filter(|kind| {
        let again = |shown: &Shown| {
            let base = bases.iter().find(|base| base.label() == shown.base)?;
            event_lives(base, *kind, &(shown.world..shown.world + 1), shown.change.parse().ok())
        };
        // One world of every base before many of one.
        let search = || {
            [0..1, 1..2, 2..8]
                .iter()
                .find_map(|worlds| bases.iter().find_map(|base| event_lives(base, *kind, worlds, None)))
        };
        !known.hold(kind.word(), again, search)
    });
    dead.map(EventKind::word).collect()
}

#[test]
fn most_actions_and_shocks_show_in_one_world_of_the_small_case() {
    let dead = dead_events(&Witnesses::none(), &[Base::new("tolmarra/winter-road", 40, 2)]);
    assert!(dead.len() < (Action::ALL.len() + Shock::ALL.len()) / 4, "{dead:?}");
}

#[test]
#[ignore = "the full walk takes minutes; .ci/run does it"]
fn every_action_and_every_shock_is_alive() {
    let bases = [
        Base::new("tolmarra/winter-road", 30, 1),
        // Nobody can be hired who is in pay already, and there are no arrears to settle as long as there is money.
        Base::what_if("tolmarra/winter-road", "riders-for-hire", 30, 1),
        Base::with("tolmarra/winter-road", &["actors.council.funds=0", "actors.council.income=100"], 52, 2),
        Base::new("northern-mali/road-to-kidal", 21, 1),
        Base::new("northern-mali/after-kidal", 60, 8),
        Base::new("orvelle/bridge-town", 26, 4),
    ];
    let known = Witnesses::read("events");
    let dead = dead_events(&known, &bases);
    known.write();
    assert_eq!(dead, [""; 0]);
}

/// Whether a clause does something: taken out of the agreements that have it, or put into those that lack it.
fn clause_lives(base: &Base, clause: Clause) -> bool {
    (0..base.study.variants[0].case.agreements.len()).any(|i| {
        let parties = base.study.variants[0].case.agreements[i].parties.clone();
        let bearers = std::iter::once(None).chain(parties.into_iter().map(Some));
        bearers.into_iter().any(|bears| {
            let mut other = base.study.clone();
            let clauses = &mut other.variants[0].case.agreements[i].clauses;
            if clauses.iter().any(|c| c.clause == clause) {
                clauses.retain(|c| c.clause != clause);
            } else {
                clauses.push(ClauseFact {
                    clause,
                    weight: Quantity::fixed(0.6),
                    bears,
                    amount: Quantity::fixed(300.0),
                    source: Source::default(),
                });
            }
            base.differs(&other, 0..8).is_some()
        })
    })
}

#[test]
fn every_clause_is_alive() {
    let bases = [
        Base::new("tolmarra/winter-road", 52, 8),
        Base::new("northern-mali/road-to-kidal", 21, 8),
        Base::new("northern-mali/after-kidal", 40, 8),
    ];
    let lives = |clause: &Clause| bases.iter().any(|base| clause_lives(base, *clause));
    let dead: Vec<&str> = Clause::ALL.iter().filter(|c| !lives(c)).map(|c| c.word()).collect();
    assert_eq!(dead, [""; 0]);
}
