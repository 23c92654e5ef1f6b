//! Tests on a state, a rebel coalition with two members, and two jihadist rivals.

mod steps;
mod values;

use super::*;
use crate::{
    domain::{Action, Alternative, Claim, Confidence, EventFact, OperationStage, Shock, Source, case::Reading},
    id::ClaimId,
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    parameter::{Draw, Quantity},
    world::{Event, Participant, WEEKS_REMEMBERED},
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

/// Settings in which a few meetings are enough.
fn brisk() -> Settings {
    Settings { meeting: 0.1, ..Settings::typical() }
}

/// Settings in which nothing happens but what a test brings about.
fn still() -> Settings {
    Settings {
        meet: 0.0,
        fade: 0.0,
        treachery: 0.0,
        calming: 0.0,
        openness: 20.0,
        comrades: 1.0,
        ..Settings::typical()
    }
}

/// Lets the rebels and all below them stand like this with the zealots, after deeds that come to this much.
fn stand(stage: &mut Stage, stance: Stance, deeds: f64) {
    for who in ["rebels", "core", "doves"] {
        for (a, b) in [(who, "zealots"), ("zealots", who)] {
            (stage.tie(a, b).stance, stage.tie(a, b).deeds) = (stance, deeds);
        }
    }
}

fn tell(stage: &mut Stage, event: Event) {
    stage.world.traffic.events.push(event);
}

/// Prisoners of the rebels are freed by the zealots.
fn spare(stage: &mut Stage) {
    let event = Event::act(Action::ReleasePrisoners, "test").by(stage.actor("zealots")).on(stage.actor("rebels"));
    tell(stage, event);
}

/// Core and zealots attack the state side by side.
fn fight_together(stage: &mut Stage) {
    for who in ["core", "zealots"] {
        let mut event = Event::act(Action::Assault, "test").by(stage.actor(who)).on(stage.actor("state"));
        (event.operation, event.place, event.part) = (Some(Key(7)), Some(stage.place("town")), who == "core");
        tell(stage, event);
    }
}

/// An operation of the zealots sets out, which passes the hills, where the core is at home.
fn set_out(stage: &mut Stage, with_core: bool) {
    let (core, zealots, hills) = (stage.actor("core"), stage.actor("zealots"), stage.place("hills"));
    let (week, town) = (stage.world.week, stage.place("town"));
    stage.ground("hills").holder = (!with_core).then_some(core);
    let operation = &mut stage.world.operations[0];
    (operation.key, operation.planner, operation.stage, operation.since) =
        (Key(9), zealots, OperationStage::Advancing, week);
    (operation.begun, operation.objective) = (week + 1, town);
    operation.axis.extend([hills, town]);
    for actor in [zealots, core].into_iter().take(1 + usize::from(with_core)) {
        operation.participants.push(Participant { actor, men: 50.0, sorties: 0.0 });
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
            stage.play(align, &brisk(), rules);
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
    let weeks = 10;
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
        assert_ne!(share(&other, weeks, &on, friends), share(&stage, weeks, &on, friends));
        assert_eq!(share(&other, weeks, &off, friends), share(&stage, weeks, &off, friends));
    }
}

#[test]
fn a_label_and_talks_refused_draw_together_under_c10() {
    let (on, off) = (Rules::default(), Rules::default().without(Rule::LabelsPushTogether));
    let mut labelled = cast();
    for who in ["rebels", "zealots"] {
        labelled.tie("state", who).label = true;
    }
    let (with, without) = (share(&labelled, 10, &on, friends), share(&cast(), 10, &on, friends));
    assert!(with > without + 0.05, "{with} {without}");
    assert_eq!(share(&labelled, 10, &off, friends), share(&cast(), 10, &off, friends));
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
                (stage.tie(a, b).affinity, stage.tie(a, b).deeds) = (0.5, 0.9);
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
        known: jiff::civil::date(2012, 6, 27),
        kind: EventKind::Act(Action::Betray),
        actor: Some(remembered.actor("zealots")),
        target: Some(remembered.actor("core")),
        place: None,
        agreement: None,
        deaths: zero,
        civilian_deaths: zero,
        size: zero,
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
        disputed.world.reading = Reading::new(&disputed.case, &Draw::new(1, 0, 0));
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
        assert!((stage.tie(by, on).deeds + set.betrayal).abs() < 0.02, "{}", stage.tie(by, on).deeds);
    }
}

#[test]
fn nobody_is_betrayed_but_an_ally() {
    for stance in Stance::ALL.iter().copied().filter(|s| *s != Stance::Merged) {
        let mut stage = cast();
        stand(&mut stage, stance, stance.step() + 0.15);
        stage.order("zealots", Action::Betray, Some("rebels"));
        let events = stage.play(align, &still(), &Rules::default());
        let betrayed = events.iter().any(|e| e.kind == EventKind::Act(Action::Betray));
        assert_eq!(betrayed, stance.is_ally(), "{stance:?}");
        let now = stage.tie("zealots", "rebels").stance;
        assert_eq!(now, if betrayed { Stance::Hostile } else { stance });
    }
}
