//! Tests on a state, a rebel coalition with two members, and two jihadist rivals.

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

#[test]
fn each_deed_moves_the_stock_by_its_number() {
    let set = still();
    let moved = |set: &Settings, deed: &dyn Fn(&mut Stage)| {
        let mut stage = cast();
        deed(&mut stage);
        let before = stage.tie("core", "zealots").deeds;
        stage.play(align, set, &Rules::default());
        let after = stage.tie("core", "zealots").deeds;
        assert_eq!(after, stage.tie("zealots", "rebels").deeds, "the same for all, in both directions");
        after - before
    };
    let is = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-9, "{found} against {wanted}");
    is(moved(&set, &|_| ()), 0.0);
    is(moved(&Settings { meet: 1e6, ..still() }, &|_| ()), set.meeting);
    is(moved(&set, &spare), set.spared);
    is(moved(&set, &fight_together), set.together);
    is(moved(&set, &|s| set_out(s, true)), set.together);
    let both = |s: &mut Stage| {
        set_out(s, true);
        fight_together(s);
    };
    is(moved(&set, &both), set.together);
    let pass = |turf: f64| {
        move |s: &mut Stage| {
            set_out(s, false);
            for (a, b) in [("rebels", "zealots"), ("zealots", "rebels")] {
                s.tie(a, b).turf = turf;
            }
        }
    };
    is(moved(&set, &pass(0.0)), set.passage);
    is(moved(&set, &pass(1.0)), -set.intrusion);
    let decline = |s: &mut Stage| {
        let (core, zealots) = (s.actor("core"), s.actor("zealots"));
        s.world.operations[0].planner = zealots;
        s.world.operations[0].refused.push(core);
    };
    is(moved(&set, &decline), -set.declined);
    let deal = |s: &mut Stage| {
        let event = Event::shock(Shock::AgreementSigned, "test").by(s.actor("state")).on(s.actor("rebels"));
        tell(s, event);
    };
    is(moved(&set, &deal), -set.deal);
    is(moved(&set, &|s| s.climb("zealots", "rebels", 0, 5)), -set.clash);
    let fades = Settings { fade: 0.01, ..still() };
    is(moved(&fades, &|_| ()), -0.001);
}

#[test]
fn stances_come_and_go_at_their_steps() {
    use Stance::{Coordination, Hostile, JointOperations, NonAggression, Tolerant};
    let after = |stance: Stance, deeds: f64, deed: &dyn Fn(&mut Stage)| {
        let mut stage = cast();
        stand(&mut stage, stance, deeds);
        deed(&mut stage);
        stage.play(align, &still(), &Rules::default());
        let led = stage.tie("rebels", "zealots").stance;
        assert_eq!(led, stage.tie("core", "zealots").stance);
        stage.tie("rebels", "zealots").stance
    };
    let nothing = |_: &mut Stage| ();
    for (stance, deeds, to) in [
        (Hostile, -0.02, Tolerant),
        (Hostile, -0.1, Hostile),
        (Tolerant, 0.16, NonAggression),
        (Tolerant, 0.14, Tolerant),
        (NonAggression, 0.36, Coordination),
        (NonAggression, 0.34, NonAggression),
        (Coordination, 0.9, Coordination),
    ] {
        assert_eq!(after(stance, deeds, &spare), to, "{stance:?} {deeds}");
        assert_eq!(after(stance, deeds, &nothing), stance, "nobody steps closer without a deed");
    }
    assert_eq!(after(Coordination, 0.46, &fight_together), JointOperations);
    assert_eq!(after(Coordination, 0.44, &fight_together), Coordination);
    for (stance, lasts, ends, to) in [
        (JointOperations, 0.51, 0.49, Coordination),
        (Coordination, 0.31, 0.29, NonAggression),
        (NonAggression, 0.11, 0.09, Tolerant),
        (Tolerant, -0.09, -0.11, Hostile),
        (JointOperations, 0.51, 0.05, Tolerant),
    ] {
        assert_eq!(after(stance, lasts, &nothing), stance);
        assert_eq!(after(stance, ends, &nothing), to, "{stance:?}");
    }
}

#[test]
fn what_a_pair_can_become_is_drawn_once_for_each_world() {
    let end = |number: u64, week: u32, set: &Settings| {
        let mut stage = cast();
        stage.number = number;
        stage.world.week = week;
        for _ in 0..8 {
            let now = stage.tie("rebels", "zealots").stance;
            stand(&mut stage, now, 0.9);
            fight_together(&mut stage);
            stage.play(align, set, &Rules::default());
            stage.next_week();
        }
        stage.tie("rebels", "zealots").stance
    };
    let worlds = 400;
    let share = |set: &Settings, stance: Stance| {
        let is = |number: &u64| {
            let now = end(*number, 0, set);
            assert_eq!(now, end(*number, 40, set), "the same in every week");
            now == stance
        };
        (0..worlds).filter(is).count() as f64 / worlds as f64
    };
    let half = Settings { comrades: 0.5, ..still() };
    assert!((share(&half, Stance::JointOperations) - 0.5).abs() < 0.08);
    assert!((share(&half, Stance::Coordination) - 0.5).abs() < 0.08);
    assert_eq!(share(&Settings { openness: -20.0, ..still() }, Stance::NonAggression), 1.0);
}

#[test]
fn members_follow_as_far_as_they_are_bound() {
    let (mut core, mut doves, mut moved) = (0, 0, 0);
    for number in 0..300 {
        let mut stage = cast();
        stage.number = number;
        fight(&mut stage, 8);
        stand(&mut stage, Stance::Tolerant, 0.19);
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
        for (a, b) in [("doves", "zealots"), ("zealots", "doves")] {
            stage.tie(a, b).deeds = 0.19;
        }
        stage.order("doves", Action::Coordinate, Some("zealots"));
        stage.play(align, &Settings { meet: 0.01, courtship: 100.0, ..Settings::typical() }, &Rules::default());
        moved += usize::from(stage.tie("doves", "zealots").stance > Stance::Tolerant);
        assert_eq!(stage.tie("core", "zealots").stance, Stance::Tolerant);
    }
    assert!(moved > 0);
}

#[test]
fn fighting_alone_makes_no_war() {
    let mut stage = cast();
    for (a, b) in [("state", "rebels"), ("rebels", "state")] {
        stage.tie(a, b).stance = Stance::Hostile;
    }
    stage.climb("rebels", "state", 0, 7);
    stage.play(align, &Settings::typical(), &Rules::default());
    assert_eq!(stage.tie("state", "rebels").stance, Stance::Hostile);
}

/// Weeks until a war without fighting has cooled, at most 100.
fn cooling(urge: f64) -> u32 {
    let mut stage = cast();
    let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
    stage.world.quarrels.at_mut(state.index(), rebels.index()).urge = urge;
    let mut weeks = 0;
    while stage.tie("state", "rebels").stance == Stance::War && weeks < 100 {
        stage.next_week();
        stage.play(align, &Settings::typical(), &Rules::default());
        weeks += 1;
    }
    weeks
}

#[test]
fn quiet_weeks_end_a_war_that_nobody_wants() {
    assert!(cooling(-0.1) < 100);
    assert_eq!(cooling(0.1), 100);
}

#[test]
fn clashes_part_allies_and_battles_make_war_of_hostility() {
    use Stance::{Coordination, Hostile, JointOperations, NonAggression, Tolerant, War};
    let mut stage = cast();
    stand(&mut stage, Stance::JointOperations, 0.72);
    let mut seen = Vec::new();
    for _ in 0..6 {
        stage.climb("zealots", "rebels", 0, 8);
        stage.play(align, &still(), &Rules::default());
        seen.push(stage.tie("rebels", "zealots").stance);
        stage.next_week();
    }
    assert_eq!(seen, [JointOperations, Coordination, NonAggression, Tolerant, Hostile, War]);
}

#[test]
fn war_begins_where_the_ladder_of_the_case_has_fighting() {
    for (rung, war) in [(6, false), (7, false), (8, true)] {
        let mut stage = Tiny::state()
            .twelve_rungs()
            .actor("rebels", ActorKind::Movement)
            .actor("rivals", ActorKind::Movement)
            .tie("rebels", "rivals", -0.5, Stance::Hostile)
            .stage();
        stage.climb("rebels", "rivals", 0, rung);
        stage.play(align, &Settings::typical(), &Rules::default());
        assert_eq!(
            stage.tie("rebels", "rivals").stance == Stance::War,
            war,
            "rung {rung} of twelve, fighting from 7 on"
        );
    }
}
