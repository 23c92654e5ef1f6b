//! In which weeks war is weighed, and what an incident costs.

use super::*;

/// Whether the state weighs war this week, `due` news and a question that arose before given.
fn weighs_now(stage: &mut Stage, resolve: Option<f64>, due: u32, every: f64) -> bool {
    let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
    let quarrel = stage.world.quarrels.at_mut(state.index(), rebels.index());
    (quarrel.resolve, quarrel.due) = (resolve, due);
    let mut found = false;
    let set = Settings { every, ..Settings::typical() };
    stage.look(&set, &Rules::default(), |view| found = weighs(view, state, rebels));
    found
}

#[test]
fn what_two_sides_take_to_heart_is_among_the_events_that_they_are_told() {
    let kinds = Action::ALL.iter().map(|a| EventKind::Act(*a)).chain(Shock::ALL.iter().map(|s| EventKind::Shock(*s)));
    let mut heard = 0;
    for kind in kinds {
        for (rule, by, on) in
            [("test", "state", "rebels"), ("test", "mission", "state"), (incident::RULE, "state", "rebels")]
        {
            let stage = truce(true);
            let agreement = Some(stage.agreement("truce"));
            let event = Event::new(kind, rule).by(stage.actor(by)).on(stage.actor(on)).at(stage.place(TOWNS[0]));
            stage.look(&Settings::typical(), &Rules::default(), |view| {
                let between = Between::of(view, stage.actor("state"), stage.actor("rebels")).expect("a truce");
                for success in [true, false] {
                    let event = Event { agreement, success, ..event };
                    let news = (0..2).any(|side| news::is_news(view, &between, side, &event));
                    let counts = news::weight(view, &between, &event, 1.0) > 0.0 || news;
                    assert!(!counts || news::may_matter(&event), "{kind:?} {rule}");
                    heard += u32::from(counts);
                }
            });
        }
    }
    assert!(heard >= 10, "{heard}");
}

#[test]
fn war_is_weighed_in_weeks_of_ones_own_when_the_question_is_new_and_once_news_are_due() {
    let mut stage = truce(false);
    let own: Vec<u32> = (0..8)
        .map(|_| {
            let now = weighs_now(&mut stage, Some(0.0), 0, 4.0);
            stage.next_week();
            u32::from(now)
        })
        .collect();
    assert_eq!((own.iter().sum::<u32>(), &own[..4]), (2, &own[4..]), "every fourth week, news or not");
    while weighs_now(&mut stage, Some(0.0), 0, 4.0) {
        stage.next_week();
    }
    let week = stage.world.week;
    assert!(weighs_now(&mut stage, None, 0, 4.0), "a new question");
    assert!(weighs_now(&mut stage, Some(0.0), week, 4.0) && weighs_now(&mut stage, Some(0.0), week - 1, 4.0));
    assert!(!weighs_now(&mut stage, Some(0.0), week + 1, 4.0), "not before they are due");
    assert!(weighs_now(&mut stage, Some(0.0), 0, 1.4), "1.4 weeks are one");
}

#[test]
fn a_fatal_incident_kills_as_many_as_are_stated_on_either_side_alike() {
    let set = Settings { quiet: 99.0, bloodless: 1.0, answer: 0.0, toll: 3.0, ..Settings::typical() };
    let (mut first, mut second, mut least, worlds) = (0.0, 0.0, u32::MAX, 600);
    let mut start = truce(false);
    hope(&mut start, 0.0, 0.0);
    for number in 0..worlds {
        let mut stage = start.clone();
        stage.number = number;
        let army = stage.actor("army");
        let before = [stage.world.strength(army), stage.world.strength(stage.actor("rebels"))];
        let danger: f64 = stage.world.places.iter().map(|p| p.danger).sum();
        let events = stage.play(declare, &set, &Rules::default());
        let event = events.iter().find(|e| e.rule == incident::RULE).expect("an incident");
        least = least.min(event.deaths());
        let after = [stage.world.strength(army), stage.world.strength(stage.actor("rebels"))];
        let (by, on) = if event.actor == Some(army) { (0, 1) } else { (1, 0) };
        let lost = [before[by] - after[by], before[on] - after[on]];
        assert!((lost[0] - f64::from(event.actor_deaths)).abs() < 1e-9, "{lost:?}");
        assert!((lost[1] - f64::from(event.target_deaths)).abs() < 1e-9, "{lost:?}");
        let losses = stage.world.actors[event.actor.unwrap().index()].losses;
        assert!((losses - lost[0]).abs() < 1e-9, "{losses}");
        let now: f64 = stage.world.places.iter().map(|p| p.danger).sum();
        assert!((now - danger - f64::from(event.deaths()) - 1.0).abs() < 1e-9);
        first += lost[0] / worlds as f64;
        second += lost[1] / worlds as f64;
    }
    assert_eq!(least, 1);
    assert!((first - 1.5).abs() < 0.2 && (second - 1.5).abs() < 0.2, "{first} and {second}");
}

#[test]
fn what_is_answered_is_answered_in_kind() {
    let set = Settings { quiet: 0.0, friction: 0.0, answer: 1.0, ..Settings::typical() };
    let answer = |deaths: u32| {
        let mut stage = truce(false);
        hope(&mut stage, 0.0, 0.0);
        let mut event = Event::act(Action::ShowOfForce, incident::RULE).by(stage.actor("army"));
        (event.target_deaths, event.success) = (deaths, false);
        let event = event.on(stage.actor("rebels"));
        stage.world.traffic.reports.push(event);
        let events = stage.play(declare, &set, &Rules::default());
        assert_eq!((events.len(), events[0].actor), (1, Some(stage.actor("rebels"))));
        events[0].deaths()
    };
    assert_eq!(answer(0), 0);
    assert!(answer(2) > 0);
}

#[test]
fn moods_are_drawn_for_a_block_of_weeks_and_spread_as_rationality_allows() {
    let urge = |week: u32, mood: f64| {
        let mut stage = truce(false);
        (0..week).for_each(|_| stage.next_week());
        let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
        stage.world.quarrels.at_mut(a, b).resolve = Some(0.0);
        let set = Settings { mood, every: 1.0, quiet: 0.0, friction: 0.0, block: 8.0, ..Settings::typical() };
        stage.play(declare, &set, &Rules::default());
        let draw = crate::chance::Chance::of_world(1, stage.number).in_week(week / 8);
        let key = side(&stage.world, stage.actor("state"), stage.actor("rebels"));
        let unit = draw.unit(crate::chance::Purpose::of("declare.mood"), key);
        (stage.world.quarrels.at(a, b).urge, crate::chance::laws::normal(unit))
    };
    for week in [7, 8] {
        let ((plain, _), (moved, drawn)) = (urge(week, 0.0), urge(week, 0.2));
        let expected = 0.2 / 3.0_f64.sqrt() * drawn;
        assert!((moved - plain - expected).abs() < 1e-9, "{moved} {plain} {expected}");
    }
}

#[test]
fn an_exit_is_news_in_the_week_in_which_it_becomes_known() {
    let due = |known: u32| {
        let mut stage = truce(true);
        (0..5).for_each(|_| stage.next_week());
        announce_exit(&mut stage, 60);
        stage.case.scheduled[0].known = stage.case.date(known);
        stage.play(declare, &Settings::typical(), &Rules::default());
        let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
        stage.world.quarrels.at(a, b).due
    };
    // This is week 5, and news are weighed two weeks after last week.
    assert_eq!([4, 5, 6].map(due), [0, 6, 0]);
}

#[test]
fn war_ends_truces_that_are_broken_and_breaks_accords_that_are_kept() {
    use AgreementState::{Breached, Collapsed, Signed, Suspended};
    let after = |kind: AgreementKind, state: AgreementState| {
        let mut stage = truce(false);
        (stage.world.agreements[0].kind, stage.world.agreements[0].state) = (kind, state);
        stage.world.settle();
        stage.next_week();
        attack(&mut stage, "state", "rebels");
        stage.play(declare, &Settings::typical(), &Rules::default());
        assert_eq!(stage.tie("state", "rebels").stance, Stance::War);
        stage.world.agreements[0].state
    };
    assert_eq!([Signed, Breached].map(|state| after(AgreementKind::Truce, state)), [Collapsed, Collapsed]);
    assert_eq!([Signed, Suspended].map(|state| after(AgreementKind::Accord, state)), [Breached, Suspended]);
}

#[test]
fn whoever_wants_it_more_begins_the_war_and_else_whoever_attacked() {
    let begun = |state: f64, rebels: f64, first: Option<(&str, &str)>| {
        let mut stage = truce(false);
        stage.next_week();
        let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
        stage.world.quarrels.at_mut(a, b).resolve = Some(state);
        stage.world.quarrels.at_mut(b, a).resolve = Some(rebels);
        if let Some((by, on)) = first {
            attack(&mut stage, by, on);
        }
        let set = Settings { every: 1.0, mood: 0.0, ..Settings::typical() };
        let events = stage.play(declare, &set, &Rules::default());
        let war = events.iter().find(|e| e.kind == EventKind::Shock(Shock::StanceShift)).expect("war");
        (war.rule, war.actor == Some(stage.actor("state")))
    };
    assert_eq!(begun(2.0, 3.0, None), ("declare.war", false));
    assert_eq!(begun(4.0, 3.0, None), ("declare.war", true));
    assert_eq!(begun(-3.0, -3.0, Some(("rebels", "state"))), ("declare.attack", false));
    assert_eq!(begun(-3.0, -3.0, Some(("state", "rebels"))), ("declare.attack", true));
}

#[test]
fn a_guarantor_stands_within_its_watch_of_a_place() {
    let urge = |watch: f64| {
        let mut stage = truce(true);
        TOWNS.iter().for_each(|at| stage.post("mission", at, 0.0));
        stage.post("mission", "base", 500.0);
        let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
        stage.world.quarrels.at_mut(a, b).resolve = Some(0.0);
        let set = Settings { every: 1.0, mood: 0.0, watch, ..Settings::typical() };
        stage.play(declare, &set, &Rules::default());
        stage.world.quarrels.at(a, b).urge
    };
    let days = {
        let stage = truce(true);
        stage.world.map.ways.days(stage.place("base"), stage.place("t1"))
    };
    let less = Settings::typical().guard * 0.7;
    assert!((urge(0.9 * days) - urge(1.1 * days) - less).abs() < 1e-9);
    assert!((urge(0.9 * days) - urge(days) - less).abs() < 1e-9, "a day's watch is a day");
}

#[test]
fn a_weighing_replaces_the_last_one_and_ends_the_news_that_were_due() {
    let after = |urge: f64, due: u32| {
        let mut stage = truce(false);
        (0..3).for_each(|_| stage.next_week());
        let (a, b) = (stage.actor("state").index(), stage.actor("rebels").index());
        let quarrel = stage.world.quarrels.at_mut(a, b);
        (quarrel.resolve, quarrel.urge, quarrel.due) = (Some(-1.0), urge, due);
        let set = Settings { every: 1.0, quiet: 0.0, friction: 0.0, ..Settings::typical() };
        stage.play(declare, &set, &Rules::default());
        let now = stage.world.quarrels.at(a, b);
        (now.urge, now.due)
    };
    let (plain, none) = after(0.0, 0);
    assert!((after(0.4, 0).0 - plain).abs() < 1e-9 && plain.abs() > 0.1, "{plain}");
    assert_eq!((none, after(0.0, 2).1, after(0.0, 3).1, after(0.0, 4).1), (0, 0, 0, 4));
}

#[test]
fn incidents_are_answered_the_likelier_the_more_there_were() {
    let set = Settings { quiet: 0.0, friction: 0.0, answer: 0.3, ..Settings::typical() };
    let share = |incidents: usize| {
        let mut answered = 0.0;
        for number in 0..400 {
            let mut stage = truce(false);
            hope(&mut stage, 0.0, 0.0);
            stage.number = number;
            let mut event = Event::act(Action::ShowOfForce, incident::RULE).by(stage.actor("army"));
            event.success = false;
            let event = event.on(stage.actor("rebels"));
            stage.world.traffic.reports.extend(std::iter::repeat_n(event, incidents));
            answered += stage.play(declare, &set, &Rules::default()).len() as f64 / 400.0;
        }
        answered
    };
    assert!((share(1) - 0.3).abs() < 0.07 && (share(2) - 0.6).abs() < 0.07, "{} {}", share(1), share(2));
}

#[test]
fn bandits_and_whoever_belongs_to_others_do_not_decide_on_war() {
    let stage = cast(false)
        .actor("bandits", ActorKind::Criminal)
        .actor("hands", ActorKind::Movement)
        .agreement("pay", AgreementKind::Patronage, AgreementState::Signed, &["state", "hands"], &[])
        .stage();
    let roots =
        ["state", "army", "rebels", "mission", "bandits", "hands"].map(|who| is_root(&stage.world, stage.actor(who)));
    assert_eq!(roots, [true, false, true, false, false, false]);
}

#[test]
fn what_is_agreed_about_one_place_or_is_dead_does_not_stand_between_two() {
    let count = |change: &dyn Fn(&mut Agreement, PlaceId)| {
        let mut stage = truce(false);
        let at = stage.place("t1");
        change(&mut stage.world.agreements[0], at);
        stage.world.settle();
        terms(&stage.world, stage.actor("state"), stage.actor("rebels")).count()
    };
    assert_eq!(count(&|_, _| ()), 1);
    assert_eq!(count(&|g, at| g.place = Some(at)), 0);
    assert_eq!(count(&|g, _| g.kind = AgreementKind::Patronage), 0);
    assert_eq!(count(&|g, _| g.state = AgreementState::Collapsed), 0);
    assert_eq!(count(&|g, _| g.state = AgreementState::Breached), 1);
}

#[test]
fn what_is_done_to_civilians_is_no_attack_in_force() {
    for (action, war) in [
        (Action::Column, true),
        (Action::Assault, true),
        (Action::Raid, false),
        (Action::CollectivePunishment, false),
        (Action::SelectiveKilling, false),
    ] {
        let mut stage = truce(false);
        stage.next_week();
        did(&mut stage, "state", "rebels", action);
        let calm = Settings { quiet: 0.0, friction: 0.0, ..Settings::typical() };
        stage.play(declare, &calm, &Rules::default());
        assert_eq!(stage.tie("state", "rebels").stance == Stance::War, war, "{action:?}");
    }
}
