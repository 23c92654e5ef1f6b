//! Tests of the steps of a stance: what each deed is worth, and how far a pair comes.

use super::*;

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

#[test]
fn an_order_to_betray_is_for_a_living_ally_and_between_the_two_alone() {
    let ordered = |on: &str, stance: Stance, dead: bool| {
        let mut stage = cast();
        stand(&mut stage, stance, 0.5);
        if dead {
            stage.post("zealots", "town", 0.0);
            stage.who("zealots").alive = false;
        }
        stage.order("rebels", Action::Betray, Some(on));
        stage.world.settle();
        let mut found = [false; 4];
        stage.look(&still(), &Rules::default(), |view| {
            found = [("rebels", "zealots"), ("zealots", "rebels"), ("rebels", "rivals"), ("rivals", "rebels")]
                .map(|(a, b)| betray::is_ordered(view, stage.actor(a), stage.actor(b)));
        });
        found
    };
    assert_eq!(ordered("zealots", Stance::Coordination, false), [true, true, false, false]);
    assert_eq!(ordered("zealots", Stance::Tolerant, false), [false; 4], "no ally");
    assert_eq!(ordered("zealots", Stance::Coordination, true), [false; 4], "nobody betrays the dead");
    assert_eq!(ordered("rebels", Stance::Coordination, false), [false; 4], "or itself");
}

#[test]
fn of_two_allies_the_one_with_most_of_the_men_turns() {
    let traitor = |core: f64, zealots: f64| {
        let mut stage = cast();
        stage.post("core", "town", core);
        stage.post("zealots", "town", zealots);
        stand(&mut stage, Stance::Coordination, 0.9);
        (stage.tie("rebels", "state").affinity, stage.tie("zealots", "state").affinity) = (0.0, 0.0);
        stage.world.settle();
        let set = Settings { treachery: 1e6, ..still() };
        let mut out = Proposals::default();
        let (rebels, others) = (stage.actor("rebels"), stage.actor("zealots"));
        let mut ripe = [false; 2];
        stage.look(&set, &Rules::default(), |view| {
            ripe = [(rebels, others), (others, rebels)].map(|(a, b)| betray::ripe(view, a, b, &mut out));
        });
        assert_eq!(ripe[0], ripe[1]);
        out.events.iter().map(|e| e.actor == Some(rebels)).collect::<Vec<_>>()
    };
    assert_eq!(traitor(3900.0, 400.0), [true, true]);
    assert_eq!(traitor(300.0, 4000.0), [false, false]);
    assert!(traitor(900.0, 1000.0).is_empty());
}

#[test]
fn bands_and_governments_that_are_below_nobody_speak_for_themselves() {
    let stage = Tiny::state()
        .actor("front", ActorKind::Coalition)
        .actor("reds", ActorKind::Movement)
        .actor("blues", ActorKind::Jihadist)
        .actor("bandits", ActorKind::Criminal)
        .member("reds", "front", 0.5)
        .stage();
    let root = |who: &str| is_root(&stage.world, stage.actor(who));
    assert_eq!(
        ["state", "army", "front", "reds", "blues", "bandits"].map(root),
        [true, false, true, false, true, false]
    );
}

#[test]
fn a_war_that_cools_is_no_rupture() {
    let mut stage = cast();
    let set = Settings { quiet: 1.0, calming: 1e9, ..still() };
    let events = stage.play(align, &set, &Rules::default());
    let (state, rebels) = (Some(stage.actor("state")), Some(stage.actor("rebels")));
    let shift = events.iter().find(|e| (e.actor, e.target) == (state, rebels)).expect("a shift");
    assert_eq!((shift.rule, stage.tie("state", "rebels").stance), ("align.calm", Stance::Hostile));
}
