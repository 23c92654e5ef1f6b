//! Tests on a state, a rebel coalition with two members, and two jihadist rivals.

use super::*;
use crate::{
    domain::{Action, Alternative, Claim, Confidence, EventFact, Source, case::Reading},
    id::ClaimId,
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    parameter::{Draw, Quantity},
    world::WEEKS_REMEMBERED,
};

/// Everybody fights the state; rebels and zealots share kin, a respected leader and places, but not aims.
fn cast() -> Stage {
    let near = |f: &mut crate::domain::TieFact| {
        f.kin = Quantity::fixed(0.6);
        f.leader = Quantity::fixed(0.6);
    };
    let mut stage = Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("rebels", ActorKind::Coalition)
        .actor("core", ActorKind::Movement)
        .actor("doves", ActorKind::Movement)
        .actor("zealots", ActorKind::Jihadist)
        .actor("rivals", ActorKind::Jihadist)
        .member("core", "rebels", 1.0)
        .member("doves", "rebels", 0.2)
        .place("town", "")
        .place("hills", "")
        .force("core", "town", 300.0)
        .force("doves", "hills", 100.0)
        .force("zealots", "town", 400.0)
        .force("rivals", "hills", 400.0)
        .tie("state", "rebels", -0.85, Stance::War)
        .tie("state", "zealots", -0.9, Stance::War)
        .tie("state", "rivals", -0.9, Stance::War)
        .tie_from("rebels", "zealots", 0.0, Stance::Tolerant, near)
        .tie_from("zealots", "rebels", 0.0, Stance::Tolerant, near)
        .tie_from("zealots", "rivals", -0.75, Stance::Hostile, |f| f.turf = Quantity::fixed(0.85))
        .tie_from("rivals", "zealots", -0.75, Stance::Hostile, |f| f.turf = Quantity::fixed(0.85))
        .position("rebels", "law", -0.1, 0.4)
        .position("zealots", "law", 0.9, 1.0)
        .stage();
    stage.who("rebels").cohesion = 1.0;
    stage
}

/// The war goes on, as loudly as this.
fn fight(stage: &mut Stage, rung: u8) {
    for who in ["rebels", "zealots", "rivals", "core", "doves"] {
        (0..WEEKS_REMEMBERED).for_each(|ago| stage.climb("state", who, ago, rung));
    }
}

fn share(start: &Stage, weeks: u32, rules: &Rules, is: impl Fn(&Stage) -> bool) -> f64 {
    let worlds = 200;
    let hits = (0..worlds).filter(|number| {
        let mut stage = start.clone();
        stage.number = *number;
        let mut hit = false;
        for _ in 0..weeks {
            fight(&mut stage, 8);
            stage.play(align, &Settings::typical(), rules);
            hit |= is(&stage);
            stage.next_week();
        }
        hit
    });
    hits.count() as f64 / worlds as f64
}

fn friends(stage: &Stage) -> bool {
    stage.world.are_friends(stage.actor("core"), stage.actor("zealots"))
}

#[test]
fn common_enemy_leader_kin_and_borders_draw_together_under_c5() {
    let stage = cast();
    let (on, off) = (Rules::default(), Rules::default().without(Rule::CommonEnemyDrawsTogether));
    let (with, without) = (share(&stage, 52, &on, friends), share(&stage, 52, &off, friends));
    assert!(with > without + 0.2, "{with} {without}");
    for take in [
        |s: &mut Stage| (s.tie("rebels", "zealots").kin, s.tie("zealots", "rebels").kin) = (0.0, 0.0),
        |s: &mut Stage| (s.tie("rebels", "zealots").leader, s.tie("zealots", "rebels").leader) = (0.0, 0.0),
        |s: &mut Stage| {
            (s.tie("rebels", "state").stance, s.tie("state", "rebels").stance) = (Stance::Tolerant, Stance::Tolerant);
        },
        |s: &mut Stage| s.world.forces.iter_mut().filter(|f| f.actor == ActorId(5)).for_each(|f| f.strength = 0.0),
    ] {
        let mut other = cast();
        take(&mut other);
        assert_ne!(share(&other, 26, &on, friends), share(&stage, 26, &on, friends));
        assert_eq!(share(&other, 26, &off, friends), share(&stage, 26, &off, friends));
    }
}

#[test]
fn a_label_and_talks_refused_draw_together_under_c10() {
    let (on, off) = (Rules::default(), Rules::default().without(Rule::LabelsPushTogether));
    let mut labelled = cast();
    for who in ["rebels", "zealots"] {
        labelled.tie("state", who).label = true;
    }
    let (with, without) = (share(&labelled, 20, &on, friends), share(&cast(), 20, &on, friends));
    assert!(with > without + 0.1, "{with} {without}");
    assert_eq!(share(&labelled, 20, &off, friends), share(&cast(), 20, &off, friends));
}

#[test]
fn rivals_over_turf_hardly_ever_fight_side_by_side() {
    let joint = |s: &Stage| s.world.tie(s.actor("zealots"), s.actor("rivals")).stance >= Stance::JointOperations;
    assert!(share(&cast(), 156, &Rules::default(), joint) < 0.05);
}

#[test]
fn a_far_stronger_ally_turns_when_the_threat_fades_under_c6() {
    let turned = |rules: &Rules, men: f64, war: bool| {
        let mut hits = 0;
        for number in 0..100 {
            let mut stage = cast();
            stage.number = number;
            stage.world.forces.iter_mut().filter(|f| f.actor == ActorId(5)).for_each(|f| f.strength = men);
            for (a, b) in [("rebels", "zealots"), ("zealots", "rebels"), ("core", "zealots"), ("zealots", "core")] {
                stage.tie(a, b).stance = Stance::Coordination;
                stage.tie(a, b).affinity = 0.5;
            }
            for _ in 0..52 {
                fight(&mut stage, if war { 8 } else { 0 });
                stage.play(align, &Settings::typical(), rules);
                stage.next_week();
            }
            let (core, zealots) = (stage.actor("core"), stage.actor("zealots"));
            if stage.world.are_enemies(core, zealots) {
                hits += 1;
                assert!(stage.tie("core", "zealots").affinity < 0.1);
            }
        }
        hits
    };
    let on = Rules::default();
    assert_eq!(cast().actor("zealots"), ActorId(5));
    assert!(turned(&on, 4000.0, false) > 10);
    assert_eq!(turned(&on, 4000.0, true), 0);
    assert_eq!(turned(&on, 400.0, false), 0);
    assert_eq!(turned(&on.clone().without(Rule::StrongerAllyPushesAside), 4000.0, false), 0);
}

/// The cast, whose zealots betrayed the core years ago.
fn betrayed_before() -> Stage {
    let mut remembered = cast();
    let zero = Quantity::fixed(0.0);
    remembered.case.history.push(EventFact {
        id: "old".to_owned(),
        key: Key::of("old"),
        date: jiff::civil::date(2012, 6, 27),
        kind: EventKind::Act(Action::Betray),
        actor: Some(remembered.actor("zealots")),
        target: Some(remembered.actor("core")),
        place: None,
        agreement: None,
        deaths: zero,
        civilian_deaths: zero,
        source: Source::default(),
    });
    remembered
}

#[test]
fn an_old_betrayal_slows_rapprochement_under_c6() {
    let remembered = betrayed_before();
    let (on, off) = (Rules::default(), Rules::default().without(Rule::StrongerAllyPushesAside));
    assert!(share(&remembered, 52, &on, friends) < share(&cast(), 52, &on, friends));
    assert_eq!(share(&remembered, 52, &off, friends), share(&cast(), 52, &off, friends));
}

#[test]
fn a_betrayal_told_by_a_rival_claim_slows_nobody_where_the_claim_does_not_hold() {
    let (told, other) = (ClaimId::from(0), ClaimId::from(1));
    let mut disputed = betrayed_before();
    disputed.case.claims = ["told", "other"].map(claim).to_vec();
    disputed.case.history[0].source.claims.push((String::new(), told));
    for (weight, holds) in [(1.0, true), (0.0, false)] {
        let rivals = vec![(told, weight), (other, 1.0 - weight)];
        disputed.case.alternatives = vec![Alternative { id: "2012".to_owned(), key: Key::of("2012"), rivals }];
        disputed.world.reading = Reading::new(&disputed.case, &Draw::new(1, 0));
        let like = if holds { betrayed_before() } else { cast() };
        let rules = Rules::default();
        assert_eq!(share(&disputed, 52, &rules, friends), share(&like, 52, &rules, friends));
    }
}

fn claim(id: &str) -> Claim {
    let confidence = Confidence::ALL[0];
    Claim { id: id.to_owned(), document: 0, paragraph: String::new(), text: String::new(), confidence }
}

#[test]
fn a_betrayal_estranges_all_who_belong_to_either() {
    for (by, on) in [("zealots", "rebels"), ("rebels", "zealots")] {
        let mut stage = cast();
        for who in ["rebels", "core", "doves"] {
            for (a, b) in [(who, "zealots"), ("zealots", who)] {
                (stage.tie(a, b).stance, stage.tie(a, b).affinity, stage.tie(a, b).trust) =
                    (Stance::Coordination, 0.5, 0.9);
            }
        }
        stage.order(by, Action::Betray, Some(on));
        let set = Settings::typical();
        stage.play(align, &set, &Rules::default());
        for who in ["rebels", "core", "doves"] {
            let (traitor, victim) = if by == "zealots" { ("zealots", who) } else { (who, "zealots") };
            let (hurt, sorry) = (stage.tie(victim, traitor).clone(), stage.tie(traitor, victim).clone());
            assert!((hurt.affinity - 0.5 + set.betrayal).abs() < 1e-9, "{victim} to {traitor}");
            assert!((hurt.trust - 0.9 + set.betrayal).abs() < 1e-9, "{victim} to {traitor}");
            assert!((sorry.affinity - 0.5 + set.remorse * set.betrayal).abs() < 1e-9, "{traitor} to {victim}");
        }
        assert_eq!(stage.tie(by, on).stance, Stance::Hostile);
    }
}

#[test]
fn nobody_betrays_an_enemy() {
    for stance in [Stance::War, Stance::Hostile] {
        let mut stage = cast();
        for (a, b) in [("rebels", "zealots"), ("zealots", "rebels")] {
            stage.tie(a, b).stance = stance;
        }
        stage.order("zealots", Action::Betray, Some("rebels"));
        let still = Settings { step: 0.0, ..Settings::typical() };
        let events = stage.play(align, &still, &Rules::default());
        assert!(events.iter().all(|e| e.kind != EventKind::Act(Action::Betray)));
        assert_eq!(stage.tie("zealots", "rebels").stance, stance);
    }
}

#[test]
fn members_follow_as_far_as_they_are_bound() {
    let (mut core, mut doves, mut moved) = (0, 0, 0);
    for number in 0..300 {
        let mut stage = cast();
        stage.number = number;
        fight(&mut stage, 8);
        stage.order("rebels", Action::Coordinate, Some("zealots"));
        let events = stage.play(align, &Settings::typical(), &Rules::default());
        let success = events.iter().any(|e| e.kind == EventKind::Act(Action::Coordinate) && e.success);
        assert_eq!(stage.tie("rebels", "zealots").stance == Stance::NonAggression, success);
        moved += usize::from(success);
        core += usize::from(stage.tie("core", "zealots").stance == Stance::NonAggression);
        doves += usize::from(stage.tie("doves", "zealots").stance == Stance::NonAggression);
    }
    assert!(moved > 20 && core == moved && doves < moved / 2, "{moved} {core} {doves}");
}

#[test]
fn a_member_that_courts_moves_alone() {
    let mut moved = 0;
    for number in 0..200 {
        let mut stage = cast();
        stage.number = number;
        stage.order("doves", Action::Coordinate, Some("zealots"));
        stage.play(
            align,
            &Settings { step: 0.0001, courtship: 100.0, cooling: 0.0, ..Settings::typical() },
            &Rules::default(),
        );
        moved += usize::from(stage.tie("doves", "zealots").stance > Stance::Tolerant);
        assert_eq!(stage.tie("core", "zealots").stance, Stance::Tolerant);
    }
    assert!(moved > 0);
}

#[test]
fn fighting_makes_war_and_quiet_weeks_end_it() {
    let mut stage = cast();
    for (a, b) in [("state", "rebels"), ("rebels", "state"), ("state", "core"), ("core", "state")] {
        stage.tie(a, b).stance = Stance::Hostile;
    }
    stage.climb("rebels", "state", 0, 7);
    stage.play(align, &Settings::typical(), &Rules::default());
    assert_eq!(stage.tie("state", "core").stance, Stance::War);
    let mut weeks = 0;
    while stage.tie("state", "rebels").stance == Stance::War && weeks < 200 {
        stage.next_week();
        stage.play(align, &Settings::typical(), &Rules::default());
        weeks += 1;
    }
    assert!((8..200).contains(&weeks), "{weeks}");
}

#[test]
fn a_clash_parts_allies() {
    let mut stage = cast();
    for (a, b) in [("rebels", "zealots"), ("zealots", "rebels")] {
        stage.tie(a, b).stance = Stance::JointOperations;
    }
    stage.climb("zealots", "rebels", 0, 8);
    stage.play(align, &Settings::typical(), &Rules::default());
    assert_eq!(stage.tie("rebels", "zealots").stance, Stance::Hostile);
}

#[test]
fn war_begins_where_the_ladder_of_the_case_has_fighting() {
    for (rung, war) in [(6, false), (7, false), (8, true)] {
        let mut stage = Tiny::state()
            .twelve_rungs()
            .actor("rebels", ActorKind::Movement)
            .tie("state", "rebels", -0.5, Stance::Hostile)
            .stage();
        stage.climb("rebels", "state", 0, rung);
        stage.play(align, &Settings::typical(), &Rules::default());
        assert_eq!(
            stage.tie("state", "rebels").stance == Stance::War,
            war,
            "rung {rung} of twelve, fighting from 7 on"
        );
    }
}
