//! Each causal claim, C1 to C25, on a standing world that isolates it: whole weeks are played with the rule on and off in the same
//! worlds, every other rule being off unless the claim needs it, and an outcome is compared that the rule's own files never write.
//! Some worlds turn a parameter far up, so that the claim shows in a few dozen worlds and whatever the others are tuned to.

use crate::support::{Copied, SEED};
use escalade::inside::{
    Runner,
    domain::Stance,
    mechanism::{RULES, parameters},
    parameter::Quantity,
    run::{Watcher, WorldNumber},
    stats::{ROUND, SCRAMBLES},
    study::{Study, Variant},
    world::World,
};
use std::collections::{BTreeMap, BTreeSet};

/// A standing world: the small fictional case, patched.
struct Standing {
    /// Number of the claim.
    claim: usize,
    /// Rules without which it could not show.
    with: &'static [usize],
    /// Values set.
    sets: &'static [&'static str],
    /// Lines added to the scenario.
    scenario: &'static str,
    /// Lines added to tables.
    tables: &'static [(&'static str, &'static str)],
    weeks: u32,
}

impl Standing {
    fn study(&self) -> Study {
        let copied = Copied::small();
        copied.add("winter-road.toml", self.scenario);
        for (table, lines) in self.tables {
            copied.add(table, lines);
        }
        let mut study = copied.study(self.sets, &[], Some(self.weeks));
        let first = parameters().count();
        for rule in 1..=RULES {
            let on = rule == self.claim || self.with.contains(&rule);
            study.variants[0].quantities[first + rule - 1] = Quantity::fixed(f64::from(u8::from(on)));
        }
        study
    }
}

/// Everything that the claims are measured by, in one run.
#[derive(Default)]
struct Panel {
    values: BTreeMap<String, f64>,
    /// Operations seen, by the keys of their making.
    begun: BTreeSet<u64>,
}

impl Panel {
    fn add(&mut self, name: String, by: f64) {
        *self.values.entry(name).or_default() += by;
    }

    fn put(&mut self, name: String, value: f64) {
        self.values.insert(name, value);
    }

    fn sum(&self, names: &[&str]) -> f64 {
        names.iter().map(|name| self.values.get(*name).copied().unwrap_or(0.0)).sum()
    }

    /// Operations begun, the men in them and the chance that their planners saw; weeks for which they run.
    fn operations(&mut self, world: &World, variant: &Variant) {
        for (_, operation) in world.under_way() {
            let planner = &variant.case.actors[world.actors[operation.planner.index()].origin.index()].id;
            let what = format!("{}.{planner}", operation.kind.action().word());
            self.add(format!("busy.{what}"), 1.0);
            if self.begun.insert(operation.key.0) {
                self.add(format!("begun.{what}"), 1.0);
                self.add(format!("men.{what}"), operation.men());
                self.add(format!("believed.{what}"), operation.chance);
                for part in operation.participants.iter().filter(|p| p.men > 0.0) {
                    let with = &variant.case.actors[world.actors[part.actor.index()].origin.index()].id;
                    self.add(format!("part.{planner}.{with}"), 1.0);
                }
            }
        }
    }

    /// What happened in the week: events by kind and actor, and the civilians whom an actor killed.
    fn events(&mut self, world: &World, variant: &Variant) {
        for event in &world.traffic.events {
            let Some(actor) = event.actor else { continue };
            let actor = &variant.case.actors[world.actors[actor.index()].origin.index()].id;
            self.add(format!("event.{}.{actor}", event.kind.word()), 1.0);
            if !event.success {
                self.add(format!("failed.{}.{actor}", event.kind.word()), 1.0);
            }
            self.add(format!("civilians.{actor}"), f64::from(event.civilian_deaths + event.target_civilian_deaths));
        }
    }

    /// What council and Front think of war with each other.
    fn quarrel(&mut self, world: &World, variant: &Variant) {
        let id = |name: &str| variant.case.actor(name).unwrap();
        for (me, other) in [("council", "front"), ("front", "council"), ("council", "grey_oath")] {
            let (a, b) = (id(me).index(), id(other).index());
            self.add(format!("urge.{me}:{other}"), world.quarrels.at(a, b).urge);
            self.add(format!("prospect.{me}:{other}"), *world.prospects.at(a, b));
            let war = world.tie(id(me), id(other)).stance == Stance::War;
            self.add(format!("war.{me}:{other}"), f64::from(u8::from(war)));
        }
    }

    /// What is made of other entries, and how the Front feels about the council.
    fn derived(&mut self, world: &World, variant: &Variant) {
        for enemy in ["guard", "grey_oath"] {
            let parts = [format!("between.{enemy}:hill_league"), format!("between.{enemy}:river_band")];
            let dead = self.sum(&[&parts[0], &parts[1]]);
            self.put(format!("between.{enemy}:fronts"), dead);
        }
        let id = |name: &str| variant.case.actor(name).unwrap();
        self.add("trust.front:council".to_owned(), world.tie(id("front"), id("council")).trust);
    }
}

impl Watcher for Panel {
    fn week(&mut self, world: &World, variant: &Variant) {
        let case = &variant.case;
        let t = &world.totals;
        self.put("deaths.fighters".to_owned(), t.fighter_deaths as f64);
        self.put("deaths.civilians".to_owned(), t.civilian_deaths as f64);
        self.put("events".to_owned(), t.events as f64);
        let fled: f64 = world.communities.iter().map(|c| c.population * c.displaced).sum();
        self.add("displaced".to_owned(), fled);
        for (i, a) in case.actors.iter().enumerate() {
            let s = &world.actors[i];
            self.put(format!("strength.{}", a.id), world.strength(i.into()));
            self.put(format!("funds.{}", a.id), s.funds);
            self.add(format!("confidence.{}", a.id), s.confidence);
            self.add(format!("cohesion.{}", a.id), s.cohesion);
            self.add(format!("legitimacy.{}", a.id), s.legitimacy);
            self.add(format!("unrest.{}", a.id), s.unrest);
            for (p, place) in case.places.iter().enumerate() {
                self.add(format!("control.{}:{}", place.id, a.id), world.control_of(p.into(), i.into()));
            }
            for (j, b) in case.actors.iter().enumerate().skip(i + 1) {
                self.put(format!("between.{}:{}", a.id, b.id), *t.between.at(i, j) as f64);
            }
            let support: f64 = (0..world.communities.len()).map(|c| *world.support.at(c, i)).sum();
            let grievance: f64 = (0..world.communities.len()).map(|c| *world.grievance.at(c, i)).sum();
            self.add(format!("support.{}", a.id), support);
            self.add(format!("grievance.{}", a.id), grievance);
        }
        for (p, place) in case.places.iter().enumerate() {
            self.add(format!("services.{}", place.id), world.places[p].services);
            self.add(format!("hosted.{}", place.id), world.places[p].hosted);
        }
        for order in &world.traffic.orders {
            self.add(format!("orders.{}", order.action.word()), 1.0);
            if order.action.is_offensive() {
                self.add(
                    format!("offensive.{}", case.actors[world.actors[order.actor.index()].origin.index()].id),
                    1.0,
                );
            }
        }
        for (i, a) in case.agreements.iter().enumerate() {
            self.add(format!("trust.{}", a.id), world.agreements[i].trust);
            self.add(format!("force.{}", a.id), f64::from(u8::from(world.agreements[i].state.is_in_force())));
        }
        self.operations(world, variant);
        self.events(world, variant);
        self.quarrel(world, variant);
        self.derived(world, variant);
        self.add("pacts".to_owned(), world.pacts().filter(|(_, g)| g.state.is_in_force()).count() as f64);
        self.put("actors".to_owned(), world.living().count() as f64);
    }
}

/// The panel of one world with the rule on or off.
fn panel(study: &Study, run: u64) -> Panel {
    let mut panel = Panel::default();
    Runner::new(study, 0, SEED).watch(run, &mut panel).unwrap();
    panel
}

/// Differences, on minus off, of everything measured: mean, standard error over scrambles.
fn differences(standing: &Standing, worlds: u64) -> BTreeMap<String, (f64, f64)> {
    let on = standing.study();
    let mut off = on.clone();
    off.variants[0].quantities[parameters().count() + standing.claim - 1] = Quantity::fixed(0.0);
    let mut all: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for run in 0..worlds {
        let (a, b) = (panel(&on, run).values, panel(&off, run).values);
        for name in a.keys().chain(b.keys()).collect::<BTreeSet<_>>() {
            let value = |panel: &BTreeMap<String, f64>| panel.get(name).copied().unwrap_or(0.0);
            let by = value(&a) - value(&b);
            let sign = f64::from(i8::from(by > 0.0) - i8::from(by < 0.0));
            // Tolls and flight have heavy tails: beside the mean stands in how many more worlds it goes up than down.
            for (name, by) in [(name.clone(), by), (format!("worlds.{name}"), sign)] {
                let series = all.entry(name).or_insert_with(|| vec![0.0; SCRAMBLES]);
                series[WorldNumber::of_run(run).scramble()] += by * SCRAMBLES as f64 / worlds as f64;
            }
        }
    }
    all.into_iter()
        .map(|(name, x)| {
            let n = x.len() as f64;
            let mean = x.iter().sum::<f64>() / n;
            let variance = x.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / (n - 1.0);
            (name, (mean, (variance / n).sqrt()))
        })
        .collect()
}

/// Which way an outcome goes when the rule is on.
#[derive(Clone, Copy, Debug)]
enum Goes {
    Up,
    Down,
}

/// Asserts that an outcome goes the way of the claim, beyond two standard errors over scrambles.
fn shows(standing: &Standing, outcome: &str, goes: Goes) {
    shows_in(WORLDS, standing, outcome, goes);
}

/// The same in so many worlds, for what is small against the noise.
fn shows_in(worlds: u64, standing: &Standing, outcome: &str, goes: Goes) {
    let found = differences(standing, worlds);
    let (mean, error) = found[outcome];
    eprintln!("C{}: {outcome} {mean:.4}, {:.1} standard errors", standing.claim, mean / error);
    let signed = match goes {
        Goes::Up => mean,
        Goes::Down => -mean,
    };
    // What moves most, for who looks why it does not.
    let mut others: Vec<(f64, &String)> = found.iter().map(|(name, (by, se))| (by / se.max(1e-12), name)).collect();
    others.retain(|(by, _)| by.is_finite());
    others.sort_unstable_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
    others.truncate(12);
    let claim = standing.claim;
    assert!(signed > 2.0 * error, "C{claim}: {outcome} {goes:?}: {mean} ± {error}; what moves most: {others:?}");
}

/// Worlds of each test: three draws of each scramble.
const WORLDS: u64 = 3 * ROUND as u64;

#[test]
fn the_docs_name_the_test_of_every_claim() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = std::fs::read_to_string(root.join("docs/claims.md")).unwrap();
    let here = std::fs::read_to_string(root.join("tests/it/claims.rs")).unwrap();
    for claim in 1..=RULES {
        let name = here.lines().find_map(|l| l.strip_prefix("fn ").filter(|l| l.starts_with(&format!("c{claim}_"))));
        let name = name.and_then(|l| l.split('(').next()).unwrap();
        let row = docs.lines().find(|l| l.starts_with(&format!("| [`c{claim}`]"))).unwrap();
        assert!(row.contains(&format!("`{name}`")), "docs/claims.md does not name {name}");
    }
}

#[test]
#[ignore = "prints every outcome that a claim moves, for those who look for a better test"]
fn explore() {
    let only: Vec<usize> =
        std::env::var("ONLY").unwrap_or_default().split(',').filter_map(|n| n.parse().ok()).collect();
    for standing in all().iter().filter(|s| only.is_empty() || only.contains(&s.claim)) {
        let found = differences(standing, WORLDS);
        let mut rows: Vec<_> = found.into_iter().filter(|(_, (m, _))| *m != 0.0).collect();
        rows.sort_by(|a, b| (b.1.0 / b.1.1).abs().total_cmp(&(a.1.0 / a.1.1).abs()));
        eprintln!("== C{}: {} outcomes differ", standing.claim, rows.len());
        for (name, (mean, error)) in rows.iter().take(30) {
            eprintln!("   {name:40} {mean:12.4} t {:8.2}", mean / error);
        }
    }
}

const fn standing(claim: usize, sets: &'static [&'static str], scenario: &'static str) -> Standing {
    Standing { claim, with: &[], sets, scenario, tables: &[], weeks: 40 }
}

fn all() -> Vec<Standing> {
    vec![
        world_1(),
        world_2(),
        world_3(),
        world_4(),
        world_5(),
        world_6(),
        world_7(),
        world_8(),
        world_9(),
        world_10(),
        world_11(),
        world_12(),
        world_13(),
        world_14(),
        world_15(),
        world_16(),
        world_17(),
        world_18(),
        world_19(),
        world_20(),
        world_21(),
        world_22(),
        world_23(),
        world_24(),
        world_25(),
    ]
}

fn world_1() -> Standing {
    Standing {
        weeks: 20,
        ..standing(
            1,
            &[
                "agreements.hill_accord.state=collapsed",
                "ties.council:front.stance=war",
                "ties.front:council.stance=war",
                "forces.guard_air.strength=14",
                "forces.guard_dunvar.strength=1200",
                "forces.league_brenhold.strength=1200",
            ],
            "[injects.march]\nevery = 2\nfrom = 1\nuntil = 30\ndo = \"assault\"\nactor = \"guard\"\ntarget = \"hill_league\"\nplace = \"brenhold\"\n",
        )
    }
}

/// The guard assaults an even enemy in Brenhold again and again with drones above: it wins, and commands more of the town (`hold`).
#[test]
fn c1_air_power_decides_the_open_fight() {
    shows(&world_1(), "control.brenhold:guard", Goes::Up);
}

fn world_2() -> Standing {
    Standing { with: &[17], ..standing(2, &["places.brenhold.income=2000", "control.brenhold.services=0"], "") }
}

/// Brenhold is rich and nobody serves it: a garrison that holds it only by arms draws less of its rents (`earn`).
#[test]
fn c2_a_town_without_services_pays_less() {
    shows(&world_2(), "funds.hill_league", Goes::Down);
}

fn world_3() -> Standing {
    standing(
        3,
        &[
            "agreements.hill_accord.state=collapsed",
            "ties.council:front.stance=war",
            "ties.front:council.stance=war",
            "actors.guard.accountability=0",
            "harm.reprisals=20",
        ],
        "[injects.beaten]\nevery = 2\nfrom = 1\nuntil = 39\ndo = \"set\"\nset = { \"actors.hill_league.defeats\" = 2, \"actors.river_band.defeats\" = 2 }\n",
    )
}

/// Rebels who keep losing towns, a guard that answers to nobody: people flee (`flee`).
#[test]
fn c3_beaten_rebels_and_revenge_drive_people_out() {
    shows(&world_3(), "worlds.displaced", Goes::Up);
}

fn world_4() -> Standing {
    standing(
        4,
        &[
            "forces.oath_dunvar.strength=500",
            "agreements.hill_accord.state=collapsed",
            "ties.council:front.stance=war",
            "ties.front:council.stance=war",
        ],
        "",
    )
}

/// The guard is at war with Front and Grey Oath: whom the one binds at Dunvar, the other does not meet (`fight`).
#[test]
fn c4_one_budget_spares_the_other_enemy() {
    shows_in(4 * WORLDS, &world_4(), "between.guard:fronts", Goes::Down);
}

fn world_5() -> Standing {
    standing(
        5,
        &[
            "ties.council:front.stance=war",
            "ties.front:council.stance=war",
            "ties.front:grey_oath.stance=tolerant",
            "ties.grey_oath:front.stance=tolerant",
            "ties.front:grey_oath.affinity=0.2",
            "ties.grey_oath:front.affinity=0.2",
            "ties.front:grey_oath.kin=0.9",
            "ties.grey_oath:front.kin=0.9",
            "align.meet=0.4",
            "align.meeting=0.1",
        ],
        "",
    )
}

/// Front and Grey Oath share an enemy, kin and ground: as friends, the men of the Oath come to stand guard over Brenhold (`march`,
/// `hold`).
#[test]
fn c5_common_enemy_and_kin_make_friends() {
    shows(&world_5(), "control.brenhold:grey_oath", Goes::Up);
}

fn world_6() -> Standing {
    standing(
        6,
        &[
            "ties.front:grey_oath.stance=joint_operations",
            "ties.grey_oath:front.stance=joint_operations",
            "ties.council:grey_oath.stance=tolerant",
            "ties.grey_oath:council.stance=tolerant",
            "forces.oath_dunvar.strength=1500",
            "forces.oath_hills.strength=1500",
        ],
        "",
    )
}

/// The Grey Oath is many times stronger than its ally, and nobody threatens them: in the end they shoot at each other (`fight`).
#[test]
fn c6_the_stronger_ally_turns() {
    shows(&world_6(), "between.grey_oath:fronts", Goes::Up);
}

fn world_7() -> Standing {
    standing(7, &["declare.camp_shift=1", "forces.league_brenhold.strength=2500"], "")
}

/// The observers' camp at Brenhold is about to go to the council: a Front that could fight is at war sooner (`declare/war`).
#[test]
fn c7_camps_to_one_side_bring_war() {
    shows(&world_7(), "war.front:council", Goes::Up);
}

fn world_8() -> Standing {
    standing(
        8,
        &["clauses.hill_accord:integration.weight=0.6", "comply.frustration=0.05", "comply.frustration_grievance=0.03"],
        "",
    )
}

/// Nothing of the accord is done: it dies of it, and the two sides fight more (`fight`).
#[test]
fn c8_an_accord_not_carried_out_feeds_rebellion() {
    shows_in(4 * WORLDS, &world_8(), "between.guard:fronts", Goes::Up);
}

fn world_9() -> Standing {
    standing(
        9,
        &[
            "actors.council.rhetoric=1",
            "agreements.hill_accord.state=collapsed",
            "ties.council:front.stance=war",
            "ties.front:council.stance=war",
        ],
        "",
    )
}

/// At war, a council bound by its words sends the guard on more columns (`operate`), and each concession costs it: fewer agreements
/// come into force, though those are signed where the rule is read (`bargain`).
#[test]
fn c9_rhetoric_sends_the_army_on_and_makes_agreements_rare() {
    shows(&world_9(), "event.column.guard", Goes::Up);
    // Agreements are rare with it or without.
    shows_in(4 * WORLDS, &world_9(), "pacts", Goes::Down);
}

fn world_10() -> Standing {
    standing(
        10,
        &[
            "agreements.hill_accord.state=collapsed",
            "ties.council:front.stance=war",
            "ties.front:council.stance=war",
            "ties.council:front.label=1",
            "align.label=4",
            "align.meet=0.3",
            "align.meeting=0.15",
            "align.openness=6",
            "align.comrades=1",
            "ties.front:grey_oath.stance=tolerant",
            "ties.grey_oath:front.stance=tolerant",
            "ties.front:grey_oath.affinity=0.2",
            "ties.grey_oath:front.affinity=0.2",
        ],
        "",
    )
}

/// The council calls both enemies with whom one does not talk: they step closer, and men of the Oath come to stand guard over
/// Brenhold (`march`, `hold`).
#[test]
fn c10_a_shared_label_draws_together() {
    shows(&world_10(), "control.brenhold:grey_oath", Goes::Up);
}

fn world_11() -> Standing {
    standing(
        11,
        &["notice.patron=1", "decide.rationality=6", "ties.council:front.stance=war", "ties.front:council.stance=war"],
        "",
    )
}

/// With the company in its pay the guard takes the offensive more often (`decide`).
#[test]
fn c11_a_patron_makes_bold() {
    shows(&world_11(), "offensive.guard", Goes::Up);
}

fn world_12() -> Standing {
    standing(
        12,
        &[
            "agreements.hill_accord.state=collapsed",
            "ties.council:front.stance=war",
            "ties.front:council.stance=war",
            "actors.front.cohesion=0.3",
            "positions.river_band:charter.position=-0.9",
        ],
        "",
    )
}

/// The River Band wants what the council wants: a Front that loses it believes less in victory (`notice`).
#[test]
fn c12_war_tells_on_the_coalition() {
    shows(&world_12(), "confidence.front", Goes::Down);
}

fn world_13() -> Standing {
    standing(
        13,
        &["ties.council:front.stance=war", "ties.front:council.stance=war", "forces.guard_dunvar.strength=4000"],
        "[injects.march]\nevery = 2\nfrom = 1\nuntil = 30\ndo = \"assault\"\nactor = \"guard\"\ntarget = \"hill_league\"\nplace = \"brenhold\"\n",
    )
}

/// An overwhelming guard marches on Brenhold: where the Front leaves in time fewer people flee (`flee`).
#[test]
fn c13_withdrawal_spares_the_residents() {
    shows(&world_13(), "displaced", Goes::Down);
}

fn world_14() -> Standing {
    standing(
        14,
        &[
            "forces.lantern_dunvar.strength=900",
            "actors.lantern.accountability=0",
            "harm.reprisals=20",
            "harm.brutality=20",
        ],
        "[injects.sweep]\nevery = 4\nfrom = 1\nuntil = 39\ndo = \"clear\"\nactor = \"lantern\"\ntarget = \"grey_oath\"\nplace = \"dunvar\"\n",
    )
}

/// A large company that answers to nobody sweeps the country around Dunvar: people flee (`flee`).
#[test]
fn c14_mercenaries_drive_people_out() {
    shows(&world_14(), "worlds.displaced", Goes::Up);
}

fn world_15() -> Standing {
    Standing {
        tables: &[
            ("actors.csv", "merrin,Merrin,,government,tesk,none,2,4000,300,0.9,0.2,0.5,0.6,,,,,,0,a_fiction"),
            ("ties.csv", MERRINS_TIES),
            ("agreements.csv", "river_pact,River Pact,alliance,council|merrin,,,signed,0.7,0.5,,,,,a_fiction"),
            ("clauses.csv", "river_pact,mutual_defence,1,,,a_fiction"),
        ],
        ..standing(15, &["assist.call=1", "assist.contingent=400"], "")
    }
}

const MERRINS_TIES: &str = "council,merrin,0.7,0.8,,,coordination,,,,,,a_fiction
merrin,council,0.7,0.8,,,coordination,,,,,,a_fiction
merrin,grey_oath,-0.8,0.1,,,war,,,,,,a_fiction
grey_oath,merrin,-0.8,0.1,,,war,,,,,,a_fiction";

/// A partner without troubles of its own comes to help: the Grey Oath commands less of Dunvar in more worlds (`hold`).
#[test]
fn c15_a_partner_helps_to_hold() {
    shows(&world_15(), "worlds.control.dunvar:grey_oath", Goes::Down);
}

fn world_16() -> Standing {
    standing(
        16,
        &[
            "agreements.hill_accord.state=collapsed",
            "ties.council:front.stance=war",
            "ties.front:council.stance=war",
            "notice.bias=2",
            "notice.score=1",
            "plan.overconfidence=2",
            "skirmish.pace=2",
        ],
        "",
    )
}

/// Whoever believes in seven times the enemy's dead sets out to take more towns (`plan`).
#[test]
fn c16_inflated_tolls_make_bold() {
    shows(&world_16(), "begun.assault.council", Goes::Up);
}

fn world_17() -> Standing {
    standing(17, &["places.brenhold.income=2000", "places.mirrow_hills.income=500"], "")
}

/// Brenhold and the hills are rich: the Front that holds them recruits more (`recruit`).
#[test]
fn c17_rents_pay_for_men() {
    shows(&world_17(), "strength.front", Goes::Up);
}

fn world_18() -> Standing {
    standing(
        18,
        &["govern.base=2", "govern.rift=0.2", "govern.unrest=5"],
        "[injects.banned]\nevery = 2\nfrom = 1\nuntil = 39\ndo = \"ban\"\nactor = \"council\"\n\n[injects.beaten]\nevery = 2\nfrom = 1\nuntil = 39\ndo = \"set\"\nset = { \"actors.guard.defeats\" = 2 }\n",
    )
}

/// Bans and defeats bring unrest and coups, coups rend the guard, and a guard that is not of one piece serves its capital less (`hold`).
#[test]
fn c18_unrest_and_coups_cripple_the_army() {
    shows(&world_18(), "services.ostrel", Goes::Down);
}

fn world_19() -> Standing {
    standing(
        19,
        &[
            "agreements.hill_accord.state=collapsed",
            "ties.council:front.stance=war",
            "ties.front:council.stance=war",
            "ties.council:front.trust=0",
            "ties.front:council.trust=0",
            "bargain.openness=2",
            "bargain.mistrust=10",
        ],
        "[injects.offer]\nevery = 3\nfrom = 1\nuntil = 39\ndo = \"ceasefire\"\nactor = \"front\"\ntarget = \"council\"\n",
    )
}

/// The Front offers a ceasefire every third week to a council that does not trust it: without one they fight on (`fight`).
#[test]
fn c19_mistrust_without_a_third_party_prolongs_the_war() {
    shows_in(4 * WORLDS, &world_19(), "worlds.between.guard:fronts", Goes::Up);
}

fn world_20() -> Standing {
    standing(
        20,
        &["control.brenhold.camp=closing", "comply.camp_exit=0.002", "comply.camp_flight=2"],
        "[injects.burning]\nevery = 3\nfrom = 1\nuntil = 39\ndo = \"massacre\"\nactor = \"grey_oath\"\nplace = \"brenhold\"\ncivilian_deaths = 30\n",
    )
}

/// Killings around a camp that is to close: once the observers have left, confidence in the accord falls in more worlds (`comply/life`).
#[test]
fn c20_fighting_drives_the_guarantor_out() {
    shows(&world_20(), "worlds.trust.hill_accord", Goes::Down);
}

fn world_21() -> Standing {
    standing(
        21,
        &["warfare.home_range=20", "actors.grey_oath.quality=0.6", "forces.oath_dunvar.strength=500"],
        "[injects.loot]\nevery = 2\nfrom = 1\nuntil = 20\ndo = \"loot_base\"\nactor = \"grey_oath\"\ntarget = \"guard\"\nplace = \"dunvar\"\n",
    )
}

/// The Grey Oath loots the depot of Dunvar: the better armed believe more in victory (`notice`).
#[test]
fn c21_loot_makes_rebels_believe() {
    // Few of its raids on the depot succeed.
    shows_in(4 * WORLDS, &world_21(), "confidence.grey_oath", Goes::Up);
}

fn world_22() -> Standing {
    standing(
        22,
        &[
            "communities.dunvar_drovers.kin.grey_oath=1",
            "communities.dunvar_rivermen.kin.river_band=1",
            "recruit.kinship=3",
            "recruit.rate=0.2",
        ],
        "",
    )
}

/// The drovers are kin of the Grey Oath: it finds men among them and commands more of Dunvar (`hold`).
#[test]
fn c22_kin_opens_a_town_to_recruiters() {
    shows(&world_22(), "control.dunvar:grey_oath", Goes::Up);
}

fn world_23() -> Standing {
    Standing {
        with: &[18],
        ..standing(
            23,
            &["govern.base=1", "govern.outrage=0.3"],
            "[injects.implement]\nevery = 1\nfrom = 1\nuntil = 39\ndo = \"implement\"\nactor = \"council\"\nagreement = \"hill_accord\"\n",
        )
    }
}

/// The council carries out what its capital rejects: the unrest brings coups, and coups rend the guard (`govern/coup`).
#[test]
fn c23_an_accord_that_the_capital_rejects_brings_coups() {
    shows(&world_23(), "cohesion.guard", Goes::Down);
}

fn world_24() -> Standing {
    standing(
        24,
        &[
            "forces.oath_dunvar.strength=600",
            "forces.oath_hills.strength=900",
            "forces.guard_dunvar.strength=2000",
            "comply.spoiling=2",
            "comply.spoiler_blow=0.3",
            "declare.trust=3",
        ],
        "",
    )
}

/// A strong Grey Oath has signed nothing: nobody trusts the accord any more, and council and Front are at war more (`declare/war`).
#[test]
fn c24_those_left_out_bring_the_war_back() {
    shows(&world_24(), "war.council:front", Goes::Up);
}

fn world_25() -> Standing {
    standing(
        25,
        &[],
        "[injects.burning]\nevery = 6\nfrom = 1\nuntil = 39\ndo = \"massacre\"\nactor = \"guard\"\nplace = \"dunvar\"\ncivilian_deaths = 60\n",
    )
}

/// Villages around Dunvar burn: only the people of the victims are afraid, so that fewer flee (`flee`).
#[test]
fn c25_grief_that_is_not_shared_moves_fewer() {
    shows(&world_25(), "displaced", Goes::Down);
}
