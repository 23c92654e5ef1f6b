//! Tests on a state, its rebels, a mission and a group that was left out.

use super::*;
use crate::{
    domain::{Action, AgreementState, Camp, Clause, EventKind, Shock, Stance},
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
    world::{Event, outside::Bar},
};

const CAMPS: [&str; 5] = ["camp1", "camp2", "camp3", "camp4", "camp5"];

/// A truce between state and rebels; a mission with camps at five places of the rebels.
fn truce(camp: Camp, clauses: &'static [Clause], kind: AgreementKind) -> Tiny {
    let mut tiny = Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .actor_with("mission", ActorKind::Peacekeeper, |a| a.leverage = Quantity::fixed(0.6))
        .member("army", "state", 0.9)
        .place("town", "army")
        .force("army", "town", 1000.0)
        .tie("state", "rebels", -0.3, Stance::NonAggression)
        .tie("army", "rebels", -0.3, Stance::NonAggression)
        .tie("state", "mission", 0.2, Stance::Tolerant)
        .tie("rebels", "mission", 0.2, Stance::Tolerant)
        .agreement_with("truce", kind, AgreementState::Signed, &["state", "rebels"], clauses, |fact, case| {
            fact.guarantor = case.actor("mission");
        });
    for id in CAMPS {
        tiny =
            tiny.place(id, "rebels").camp(id, camp, "mission").force("mission", id, 300.0).force("rebels", id, 100.0);
    }
    tiny
}

fn week(stage: &mut Stage, set: &Settings, rules: &Rules) -> Vec<Event> {
    let events = stage.play(comply, set, rules);
    stage.next_week();
    events
}

/// Share of worlds in which something is true after so many weeks.
fn share(start: &Stage, weeks: u32, set: &Settings, rules: &Rules, is: impl Fn(&mut Stage) -> bool) -> f64 {
    let worlds = 200;
    let hits = (0..worlds).filter(|number| {
        let mut stage = start.clone();
        stage.number = *number;
        for _ in 0..weeks {
            week(&mut stage, set, rules);
        }
        is(&mut stage)
    });
    hits.count() as f64 / worlds as f64
}

fn at_odds(stage: &mut Stage) -> bool {
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    stage.world.are_enemies(army, rebels)
}

/// Settings in which nothing dies of itself.
fn lasting() -> Settings {
    Settings { collapse: 0.0, camp_exit: 0.0, ..Settings::typical() }
}

#[test]
fn fighting_hastens_the_exit_of_the_mission_under_c20() {
    let mut stage = truce(Camp::Closing, &[Clause::Ceasefire], AgreementKind::Truce).stage();
    stage.ground("camp3").danger = 60.0;
    let gone = |s: &mut Stage| s.world.men_at(s.actor("mission"), s.place("camp3")) == 0.0;
    let set = Settings::typical();
    let (on, off) = (Rules::default(), Rules::default().without(Rule::FightingHastensExit));
    let (fast, slow) = (share(&stage, 5, &set, &on, gone), share(&stage, 5, &set, &off, gone));
    assert!(fast > slow + 0.2, "{fast} {slow}");
    let quiet = truce(Camp::Closing, &[Clause::Ceasefire], AgreementKind::Truce).stage();
    assert_eq!(share(&quiet, 5, &set, &on, gone), slow);
}

#[test]
fn unmet_obligations_wear_an_accord_out_under_c8() {
    let stage = truce(Camp::None, &[Clause::Decentralisation, Clause::Integration], AgreementKind::Accord)
        .community("kin", "camp1", 1000.0, &[("rebels", 0.8)], &[], &[])
        .stage();
    let set = Settings { collapse: 0.02, ..Settings::typical() };
    let (on, off) = (Rules::default(), Rules::default().without(Rule::DelayFeedsRebellion));
    assert!(share(&stage, 104, &set, &on, at_odds) > share(&stage, 104, &set, &off, at_odds) + 0.05);
    let grievance = |rules: &Rules| {
        let mut stage = stage.clone();
        week(&mut stage, &set, rules);
        *stage.world.grievance.at(0, stage.actor("state").index())
    };
    assert!(grievance(&on) > 0.0);
    assert_eq!(grievance(&off), 0.0);
}

#[test]
fn those_left_out_spoil_under_c24_unless_included() {
    let end = |clauses: &'static [Clause], rules: &Rules| {
        let mut stage = truce(Camp::None, clauses, AgreementKind::Ceasefire)
            .actor("outsiders", ActorKind::Jihadist)
            .force("outsiders", "town", 1500.0)
            .tie("state", "outsiders", -0.9, Stance::War)
            .stage();
        stage.world.agreements[0].progress = 1.0;
        share(&stage, 104, &Settings { collapse: 0.02, ..Settings::typical() }, rules, at_odds)
    };
    let (on, off) = (Rules::default(), Rules::default().without(Rule::LeftOutSpoil));
    let (spoiled, left) = (end(&[Clause::Ceasefire], &on), end(&[Clause::Ceasefire], &off));
    assert!(spoiled > left + 0.1, "{spoiled} {left}");
    assert!(end(&[Clause::Ceasefire, Clause::Inclusion], &on) < spoiled);
}

#[test]
fn a_guarantee_lengthens_the_life_of_an_agreement_while_the_mission_is_there() {
    let mut stage = truce(Camp::Open, &[Clause::Ceasefire, Clause::Guarantee], AgreementKind::Truce).stage();
    let (on, set) = (Rules::default(), Settings { collapse: 0.04, ..Settings::typical() });
    let guarded = share(&stage, 40, &set, &on, at_odds);
    for force in &mut stage.world.forces {
        if stage.case.actors[force.actor.index()].kind == ActorKind::Peacekeeper {
            force.strength = 0.0;
        }
    }
    let alone = share(&stage, 40, &set, &on, at_odds);
    assert!(alone > guarded + 0.1, "{alone} {guarded}");
    week(&mut stage, &set, &on);
    assert_eq!(stage.world.agreements[0].guarantor, None);
}

#[test]
fn violence_breaches_and_a_monitor_calms() {
    let breached = |clauses| {
        let mut stage = truce(Camp::Open, clauses, AgreementKind::Truce).stage();
        stage.climb("state", "rebels", 0, 6);
        share(&stage, 1, &lasting(), &Rules::default(), |s| s.world.agreements[0].state == AgreementState::Breached)
    };
    assert_eq!(breached(&[Clause::Ceasefire]), 1.0);
    let watched = breached(&[Clause::Ceasefire, Clause::Monitoring]);
    assert!((watched - 0.4).abs() < 0.12, "{watched}");
}

#[test]
fn an_agreement_denounced_brings_the_stances_down_but_makes_no_war() {
    let mut stage = truce(Camp::None, &[Clause::Ceasefire], AgreementKind::Truce).stage();
    stage.world.agreements[0].state = AgreementState::Collapsed;
    stage.world.agreements[0].since = 0;
    stage.tie("army", "rebels").affinity = -0.9;
    week(&mut stage, &lasting(), &Rules::default());
    assert_eq!(stage.tie("army", "rebels").stance, Stance::Hostile);
    assert_eq!(stage.tie("rebels", "army").stance, Stance::Hostile);
    let mut old = truce(Camp::None, &[Clause::Ceasefire], AgreementKind::Truce).stage();
    old.world.agreements[0].state = AgreementState::Collapsed;
    assert!(week(&mut old, &lasting(), &Rules::default()).is_empty());
}

#[test]
fn the_end_of_an_accord_leaves_friends_and_those_in_their_pay_alone() {
    let mut stage = truce(Camp::None, &[Clause::Ceasefire], AgreementKind::Truce).stage();
    for (a, b) in [("state", "rebels"), ("rebels", "state")] {
        stage.tie(a, b).stance = Stance::Coordination;
        stage.tie(a, b).affinity = 0.4;
    }
    stage.world.agreements[0].state = AgreementState::Collapsed;
    stage.world.agreements[0].since = 0;
    week(&mut stage, &lasting(), &Rules::default());
    assert_eq!(stage.tie("army", "rebels").stance, Stance::NonAggression);
}

#[test]
fn fighters_join_the_army_and_nobody_is_lost() {
    let mut stage = truce(Camp::None, &[Clause::Integration], AgreementKind::Accord).stage();
    stage.world.agreements[0].clauses[0].amount = 2000.0;
    stage.world.agreements[0].progress = 0.3;
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    let (all, before) = (stage.world.strength(army) + stage.world.strength(rebels), stage.who("rebels").cohesion);
    for _ in 0..20 {
        week(&mut stage, &lasting(), &Rules::default());
    }
    assert!(stage.world.strength(army) > 1020.0);
    assert_eq!(stage.world.strength(army) + stage.world.strength(rebels), all);
    assert!(stage.who("rebels").cohesion < before);
}

#[test]
fn who_joins_the_army_is_posted_at_its_home() {
    let mut stage = truce(Camp::None, &[Clause::Integration], AgreementKind::Accord).stage();
    let home = stage.place("town");
    stage.who("army").home = Some(home);
    stage.world.agreements[0].clauses[0].amount = 20_000.0;
    stage.world.agreements[0].progress = 0.3;
    let army = stage.actor("army");
    let elsewhere = |stage: &Stage| {
        let forces = stage.world.own_forces(army).filter(|f| f.place != home);
        forces.map(|f| f.strength).sum::<f64>()
    };
    let (before, men) = (elsewhere(&stage), stage.world.men_at(army, home));
    for _ in 0..20 {
        week(&mut stage, &lasting(), &Rules::default());
    }
    assert!(stage.world.men_at(army, home) > men + 20.0);
    assert_eq!(elsewhere(&stage), before, "nobody stands where he fought");
}

#[test]
fn every_other_clause_does_what_it_says() {
    let clauses = &[Clause::Decentralisation, Clause::Payment, Clause::Amnesty];
    let mut stage = truce(Camp::None, clauses, AgreementKind::Accord).stage();
    let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
    let agreement = &mut stage.world.agreements[0];
    agreement.progress = 0.5;
    agreement.clauses[1].bears = Some(state);
    agreement.clauses[1].amount = 100.0;
    let services = stage.ground("camp1").services;
    week(&mut stage, &lasting(), &Rules::default());
    assert!(stage.ground("camp1").services > services && stage.ground("town").services == services);
    assert_eq!((stage.who("state").funds, stage.who("rebels").funds), (900.0, 1100.0));
    assert!(stage.world.strength(rebels) < 500.0);
    assert!(stage.who("state").legitimacy < 0.5);
}

#[test]
fn talks_over_an_older_accord_can_bring_it_back_or_stall() {
    let mut stage = truce(Camp::None, &[Clause::Decentralisation], AgreementKind::Accord).stage();
    stage.world.agreements[0].state = AgreementState::Renegotiated;
    let back = |s: &mut Stage| s.world.agreements[0].state.is_in_force();
    let good = share(&stage, 10, &lasting(), &Rules::default(), back);
    stage.world.agreements[0].trust = 0.0;
    stage.world.agreements[0].guarantor = None;
    assert!(good > share(&stage, 10, &lasting(), &Rules::default(), back) + 0.2);
}

#[test]
fn implementing_spares_the_week_its_frustration() {
    let trust = |implemented: bool| {
        let mut stage = truce(Camp::None, &[Clause::Decentralisation], AgreementKind::Accord).stage();
        if implemented {
            let event = Event::act(Action::Implement, "test").about(stage.agreement("truce"));
            stage.world.traffic.events.push(event);
        }
        week(&mut stage, &lasting(), &Rules::default());
        stage.world.agreements[0].trust
    };
    assert!((trust(true) - trust(false) - Settings::typical().frustration).abs() < 1e-12);
}

#[test]
fn what_was_signed_this_week_is_not_broken_by_what_was_done_before() {
    let state = |since: i32| {
        let mut stage = truce(Camp::None, &[Clause::Ceasefire], AgreementKind::Truce).stage();
        stage.next_week();
        stage.world.agreements[0].since = since;
        stage.climb("state", "rebels", 1, 6);
        week(&mut stage, &lasting(), &Rules::default());
        stage.world.agreements[0].state
    };
    assert_eq!(state(1), AgreementState::Signed);
    assert_eq!(state(0), AgreementState::Breached);
}

#[test]
fn no_breach_of_any_kind_happens_where_it_is_barred() {
    let breaches = |clauses: &'static [Clause], prepare: fn(&mut Stage), barred: bool| {
        let mut stage = truce(Camp::None, clauses, AgreementKind::Ceasefire)
            .actor("outsiders", ActorKind::Jihadist)
            .force("outsiders", "town", 1500.0)
            .tie("state", "outsiders", -0.9, Stance::War)
            .stage();
        let breach = EventKind::Shock(Shock::Breach);
        if barred {
            stage.outside.bars.push(Bar { kind: breach, actor: None, target: None, place: None });
        }
        let mut seen = 0;
        for _ in 0..26 {
            prepare(&mut stage);
            seen += week(&mut stage, &lasting(), &Rules::default()).iter().filter(|e| e.kind == breach).count();
        }
        seen
    };
    let quiet: fn(&mut Stage) = |_| ();
    let violent: fn(&mut Stage) = |stage| stage.climb("state", "rebels", 0, 6);
    for prepare in [quiet, violent] {
        assert!(breaches(&[Clause::Ceasefire], prepare, false) > 0);
        assert_eq!(breaches(&[Clause::Ceasefire], prepare, true), 0);
    }
}

#[test]
fn a_camp_that_has_a_day_is_not_left_long_before_it() {
    let gone = |weeks: i64| {
        let mut stage = truce(Camp::Closing, &[Clause::Ceasefire], AgreementKind::Truce).stage();
        let (camp, zero) = (stage.place("camp3"), Quantity::fixed(0.0));
        let start = stage.case.start;
        stage.case.scheduled.push(crate::domain::EventFact {
            id: "day".to_owned(),
            key: crate::id::Key::of("day"),
            date: start.saturating_add(jiff::Span::new().days(7 * weeks)),
            known: start,
            kind: EventKind::Shock(Shock::CampCloses),
            actor: Some(stage.actor("mission")),
            target: None,
            place: Some(camp),
            agreement: None,
            deaths: zero,
            civilian_deaths: zero,
            size: zero,
            source: crate::domain::Source::default(),
        });
        let set = Settings { camp_exit: 5.0, ..lasting() };
        share(&stage, 1, &set, &Rules::default(), |s| s.world.men_at(s.actor("mission"), s.place("camp3")) == 0.0)
    };
    assert_eq!(gone(20), 0.0);
    assert!(gone(2) > 0.9);
}
