//! Tests on invented pairs: a state and its rebels, at peace, with or without a guarantor whose camps lie among them.

mod fronts;
mod guarded;
mod passage;
mod quarrels;
mod values;
mod wars;
mod weeks;

use super::*;
use crate::{
    domain::{Action, Camp, Clause, EventFact, EventKind, Shock, Source},
    id::PlaceId,
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
    world::{Event, outside::Bar},
};

const TOWNS: [&str; 6] = ["t1", "t2", "t3", "t4", "t5", "t6"];
/// Worlds of one question.
const WORLDS: u64 = 200;
/// Weeks of five years.
const FIVE_YEARS: u32 = 260;

/// A truce between state and rebels over six towns of the rebels, each a day from one of the army; a mission at all of them if wanted.
fn truce(guarded: bool) -> Stage {
    let mut stage = cast(guarded).stage();
    hope(&mut stage, 0.4, 0.6);
    let towns = TOWNS.map(|id| stage.place(id));
    let army = stage.actor("army");
    for place in towns {
        *stage.world.control.at_mut(place.index(), army.index()) = 0.2;
        stage.world.index.rulers[place.index()].push(army);
        stage.world.index.rulers[place.index()].sort_unstable();
    }
    stage
}

/// Its facts.
fn cast(guarded: bool) -> Tiny {
    let mut tiny = Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .actor_with("mission", ActorKind::Peacekeeper, |a| a.leverage = Quantity::fixed(0.7))
        .member("army", "state", 0.9)
        .place("base", "army")
        .force("army", "base", 1000.0)
        .tie("state", "rebels", -0.5, Stance::Hostile)
        .tie("army", "rebels", -0.5, Stance::Hostile)
        .tie("state", "mission", 0.0, Stance::Tolerant)
        .tie("rebels", "mission", 0.2, Stance::Tolerant)
        .agreement_with(
            "truce",
            AgreementKind::Truce,
            AgreementState::Signed,
            &["state", "rebels"],
            &[Clause::Ceasefire],
            move |fact, case| {
                fact.trust = Quantity::fixed(0.25);
                fact.guarantor = case.actor("mission").filter(|_| guarded);
            },
        );
    for id in TOWNS {
        tiny = tiny.place(id, "rebels").route("base", id, 100.0).force("rebels", id, 100.0);
        if guarded {
            tiny = tiny.camp(id, Camp::Open, "mission").force("mission", id, 200.0);
        }
    }
    tiny
}

/// What state and rebels believe of their best plans.
fn hope(stage: &mut Stage, state: f64, rebels: f64) {
    let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
    *stage.world.prospects.at_mut(a, b) = state;
    *stage.world.prospects.at_mut(b, a) = rebels;
}

fn announce_exit(stage: &mut Stage, weeks: i64) {
    let zero = Quantity::fixed(0.0);
    let start = stage.case.start;
    stage.case.scheduled.push(EventFact {
        id: "exit".to_owned(),
        key: Key::of("exit"),
        date: start.saturating_add(jiff::Span::new().days(7 * weeks)),
        known: start,
        kind: EventKind::Shock(Shock::MissionEnds),
        actor: Some(stage.actor("mission")),
        target: None,
        place: None,
        agreement: None,
        deaths: zero,
        civilian_deaths: zero,
        size: zero,
        source: Source::default(),
    });
}

/// One stormed a town of the other last week.
fn attack(stage: &mut Stage, by: &str, on: &str) {
    did(stage, by, on, Action::Assault);
}

/// What one did to the other last week.
fn did(stage: &mut Stage, by: &str, on: &str, action: Action) {
    let rung = stage.world.ladder.rung(action);
    let event = Event::act(action, "test").by(stage.actor(by)).on(stage.actor(on)).on_rung(rung);
    stage.world.traffic.reports.push(event);
}

fn week(stage: &mut Stage, set: &Settings, rules: &Rules) -> Vec<Event> {
    let events = stage.play(declare, set, rules);
    stage.next_week();
    events
}

/// What all worlds together leave: wars, other incidents and fatal ones, world-years of peace.
#[derive(Debug, Default)]
struct Tally {
    wars: u32,
    incidents: u32,
    fatal: u32,
    years: f64,
}

fn play(start: &Stage, weeks: u32, set: &Settings, rules: &Rules) -> Tally {
    let mut all = Tally::default();
    for number in 0..WORLDS {
        let mut stage = start.clone();
        stage.number = number;
        for _ in 0..weeks {
            let events = week(&mut stage, set, rules);
            all.years += 1.0 / 52.0;
            for event in &events {
                match event.rule {
                    "declare.war" => all.wars += 1,
                    incident::RULE if event.deaths() > 0 => all.fatal += 1,
                    _ => all.incidents += 1,
                }
            }
            if stage.tie("state", "rebels").stance == Stance::War {
                break;
            }
        }
    }
    all
}

fn wars(start: &Stage, weeks: u32, rules: &Rules) -> f64 {
    f64::from(play(start, weeks, &Settings::typical(), rules).wars) / WORLDS as f64
}

#[test]
fn a_guarantor_cuts_the_rate_of_war() {
    let rules = Rules::default();
    let pair = |guarded: bool| {
        let mut stage = truce(guarded);
        hope(&mut stage, 0.15, 0.5);
        stage
    };
    let (alone, guarded) = (wars(&pair(false), FIVE_YEARS, &rules), wars(&pair(true), FIVE_YEARS, &rules));
    assert!((0.25..0.75).contains(&alone), "{alone}");
    let rate = |share: f64| -libm::log(1.0 - share);
    assert!(rate(guarded) < 0.5 * rate(alone), "{guarded} against {alone}");
    let off = wars(&pair(true), FIVE_YEARS, &rules.without(Rule::NobodyMitigatesMistrust));
    assert!(off > guarded + 0.1, "{off} {guarded}");
}

#[test]
fn a_watched_truce_has_few_incidents_and_fewer_dead() {
    let (watched, alone) = (truce(true), truce(false));
    let rules = Rules::default();
    let quiet = play(&watched, FIVE_YEARS, &Settings::typical(), &rules);
    let loud = play(&alone, FIVE_YEARS, &Settings::typical(), &rules);
    let a_year = |count: u32, tally: &Tally| f64::from(count) / tally.years;
    assert!((0.05..0.5).contains(&a_year(quiet.fatal, &quiet)), "{quiet:?}");
    assert!(a_year(quiet.incidents, &quiet) >= 2.0, "{quiet:?}");
    assert!(
        a_year(loud.incidents + loud.fatal, &loud) > 3.0 * a_year(quiet.incidents + quiet.fatal, &quiet),
        "{loud:?}"
    );
}

#[test]
fn an_announced_exit_with_camps_in_sight_brings_war_under_c7() {
    let rules = Rules::default();
    let mut leaves = truce(true);
    announce_exit(&mut leaves, 21);
    let soon = wars(&leaves, 15, &rules);
    assert!((0.3..0.9).contains(&soon), "{soon}");
    let stays = wars(&truce(true), 15, &rules);
    assert!(stays < 0.5 * soon, "{stays} against {soon}");
    let blind = wars(&leaves, 15, &rules.clone().without(Rule::GuarantorExitIsABreach));
    assert!(blind < soon - 0.02 && blind > stays, "{blind} between {stays} and {soon}");
    leaves.outside.bars.push(Bar {
        kind: EventKind::Shock(Shock::MissionEnds),
        actor: None,
        target: None,
        place: None,
    });
    assert_eq!(wars(&leaves, 15, &rules), stays);
}

#[test]
fn nobody_knows_of_an_exit_before_it_is_announced() {
    let mut leaves = truce(true);
    announce_exit(&mut leaves, 21);
    leaves.case.scheduled[0].known = leaves.case.date(16);
    assert_eq!(wars(&leaves, 15, &Rules::default()), wars(&truce(true), 15, &Rules::default()));
}

#[test]
fn who_sees_no_plan_begins_no_war() {
    let mut stage = truce(false);
    hope(&mut stage, 0.0, 0.0);
    assert_eq!(wars(&stage, 104, &Rules::default()), 0.0);
}

/// A resolve that falls a little short of war in a watched truce.
const NEAR: f64 = 0.45;

/// How often a war is begun within two years by a side with this resolve, at this rationality.
fn at(lambda: f64, resolve: f64) -> u32 {
    let mut stage = truce(true);
    let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
    for (x, y) in [(a, b), (b, a)] {
        stage.world.quarrels.at_mut(x, y).resolve = Some(resolve);
    }
    stage.rationality = lambda;
    play(&stage, 104, &Settings { friction: 0.0, quiet: 0.0, ..Settings::typical() }, &Rules::default()).wars
}

#[test]
fn more_rational_sides_go_to_war_more_surely_where_it_pays_and_less_where_it_does_not() {
    assert_eq!((at(8.0, 1.5), at(1.0, -1.5)), (WORLDS as u32, 0));
    // Between the two, what is not quite worth it tempts the less rational more often.
    assert!(at(8.0, NEAR) < at(1.0, NEAR), "{} {}", at(8.0, NEAR), at(1.0, NEAR));
}

#[test]
fn rhetoric_rents_and_unrest_move_the_decision_under_their_claims() {
    let base = truce(false);
    let urge = |prepare: fn(&mut Stage), rules: &Rules| {
        let mut stage = base.clone();
        let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
        stage.world.quarrels.at_mut(a, b).resolve = Some(0.0);
        prepare(&mut stage);
        for _ in 0..4 {
            stage.play(declare, &Settings { mood: 0.0, friction: 0.0, quiet: 0.0, ..Settings::typical() }, rules);
            stage.next_week();
        }
        stage.world.quarrels.at(a, b).urge
    };
    let plain: fn(&mut Stage) = |_| ();
    let set = Settings::typical();
    let none = urge(plain, &Rules::default());
    for (rule, by) in [(Rule::RhetoricBinds, -0.2 * set.audience), (Rule::DelayFeedsRebellion, set.rents)] {
        let off = urge(plain, &Rules::default().without(rule));
        assert!((off - none - by).abs() < 1e-9, "{rule:?}: {off} {none}");
    }
    let unrest: fn(&mut Stage) = |s| s.who("state").unrest = 1.0;
    assert!((urge(unrest, &Rules::default()) - none + set.home).abs() < 1e-9);
    assert!((urge(unrest, &Rules::default().without(Rule::DefeatUnsettlesTheCapital)) - none).abs() < 1e-9);
    let trust: fn(&mut Stage) = |s| s.world.agreements[0].trust = 1.0;
    assert!((urge(trust, &Rules::default()) - none + 0.75 * set.trust).abs() < 1e-9);
}

#[test]
fn war_ends_the_truce_and_a_bar_on_breach_keeps_it() {
    let outcome = |barred: bool| {
        let mut stage = truce(false);
        let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
        stage.world.quarrels.at_mut(a, b).resolve = Some(2.0);
        if barred {
            let kind = EventKind::Shock(Shock::Breach);
            stage.outside.bars.push(Bar { kind, actor: None, target: None, place: None });
        }
        for _ in 0..5 {
            week(&mut stage, &Settings::typical(), &Rules::default());
        }
        (stage.tie("army", "rebels").stance, stage.world.agreements[0].state)
    };
    assert_eq!(outcome(false), (Stance::War, AgreementState::Collapsed));
    assert_eq!(outcome(true), (Stance::Hostile, AgreementState::Signed));
}

#[test]
fn an_incident_stays_in_mind_unless_it_is_settled() {
    let after = |settled: bool| {
        let mut stage = truce(false);
        let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
        let mut event = Event::act(Action::ShowOfForce, incident::RULE).by(stage.actor("army")).on(rebels);
        event.success = settled;
        stage.world.traffic.events.push(event);
        stage.next_week();
        let set = Settings { quiet: 0.0, friction: 0.0, answer: 1.0, ..Settings::typical() };
        let answers = stage.play(declare, &set, &Rules::default()).len();
        (stage.world.quarrels.at(state.index(), rebels.index()).incidents, answers)
    };
    assert_eq!(after(true), (0.0, 0));
    assert_eq!(after(false), (1.0, 1));
}

#[test]
fn there_is_no_incident_where_the_two_do_not_meet() {
    let mut stage = truce(false);
    let far: Vec<PlaceId> = TOWNS.iter().map(|id| stage.place(id)).collect();
    assert!(far.iter().all(|p| stage.world.map.ways.days(stage.place("base"), *p) <= 1.0));
    let set = Settings { touch: 0.0, ..Settings::typical() };
    let events: usize = (0..52).map(|_| week(&mut stage, &set, &Rules::default()).len()).sum();
    assert!(events <= 1, "but for the war itself: {events}");
}

#[test]
fn a_peace_that_has_stood_for_long_outlives_more_moods() {
    let wars_of = |weeks: i32| {
        let mut stage = truce(false);
        for (a, b) in [("state", "rebels"), ("rebels", "state")] {
            stage.tie(a, b).since = -weeks;
        }
        wars(&stage, 52, &Rules::default())
    };
    assert!(wars_of(400) < wars_of(9), "{} and {}", wars_of(400), wars_of(9));
}
