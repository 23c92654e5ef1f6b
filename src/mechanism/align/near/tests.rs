//! Tests of how groups meet, and of what they can become.

use super::*;
use crate::{
    domain::ActorKind,
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
};

/// Two groups at war with a state; they share one place of two, some kin, a respected leader and turf, and a memory.
fn courting(betrayed: bool) -> Stage {
    let tie = |kin, leader, turf| {
        move |f: &mut crate::domain::TieFact| {
            (f.kin, f.leader, f.turf) = (Quantity::fixed(kin), Quantity::fixed(leader), Quantity::fixed(turf));
        }
    };
    let mut stage = Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("reds", ActorKind::Movement)
        .actor("blues", ActorKind::Jihadist)
        .tie("reds", "state", -0.8, Stance::War)
        .tie("blues", "state", -0.5, Stance::War)
        .tie_from("reds", "blues", 0.0, Stance::Tolerant, tie(0.6, 0.6, 0.3))
        .tie_from("blues", "reds", 0.0, Stance::Tolerant, tie(0.2, 0.1, 0.1))
        .position("reds", "law", 0.4, 1.0)
        .position("blues", "law", -0.2, 1.0)
        .place("town", "")
        .place("hills", "")
        .place("base", "")
        .force("reds", "town", 100.0)
        .force("reds", "hills", 100.0)
        .force("blues", "town", 100.0)
        .force("blues", "base", 100.0)
        .stage();
    stage.who("blues").leader_standing = 0.4;
    stage.tie("state", "reds").label = true;
    for (a, b) in [("state", "reds"), ("state", "blues")] {
        stage.climb(a, b, 0, 5);
    }
    if betrayed {
        let zero = Quantity::fixed(0.0);
        let (actor, target) = (Some(stage.actor("reds")), Some(stage.actor("blues")));
        stage.case.history.push(EventFact {
            id: "old".to_owned(),
            key: crate::id::Key::of("old"),
            date: stage.case.start,
            known: stage.case.start,
            kind: EventKind::Act(Action::Betray),
            actor,
            target,
            place: None,
            agreement: None,
            deaths: zero,
            civilian_deaths: zero,
            size: zero,
            source: crate::domain::Source::default(),
        });
    }
    stage.world.settle();
    stage
}

fn rate_of(stage: &Stage, rules: &Rules) -> f64 {
    let mut found = 0.0;
    stage.look(&Settings::typical(), rules, |view| {
        found = rate(view, stage.actor("reds"), stage.actor("blues"), &Week::of(view));
    });
    found
}

fn close(got: f64, expected: f64) {
    assert!((got / expected - 1.0).abs() < 1e-9, "{got}, by hand {expected}");
}

#[test]
fn groups_meet_by_the_exponential_of_all_that_draws_and_parts_them() {
    let set = Settings::typical();
    let (mut stage, all) = (courting(true), Rules::default());
    let ladder = &stage.world.ladder;
    let threat = 0.8 * 0.5 * (set.unfought + (1.0 - set.unfought) * ladder.height(5));
    // Kin in the mean, the leader who is respected more and stands at 0.4, half of the places.
    let drawn = set.enemy * threat + set.kin * 0.4 + set.leader * 0.6 * 0.7 + set.borders * 0.5;
    let parted = set.gap * 0.3 + set.turf * 0.3;
    let label = 0.5 * set.label;
    close(rate_of(&stage, &all), set.meet * exp(drawn + label - parted - set.precedent));
    let without = |rule| rate_of(&stage, &Rules::default().without(rule));
    close(without(Rule::CommonEnemyDrawsTogether), set.meet * exp(label - parted - set.precedent));
    close(without(Rule::LabelsPushTogether), set.meet * exp(drawn - parted - set.precedent));
    close(without(Rule::StrongerAllyPushesAside), set.meet * exp(drawn + label - parted));
    close(rate_of(&courting(false), &all), set.meet * exp(drawn + label - parted));
    // Talks refused with one of them count on; label and refusal together at most in full.
    let mut refused = Event::act(Action::OfferTalks, "test").by(stage.actor("blues")).on(stage.actor("state"));
    refused.success = false;
    stage.world.traffic.events.push(refused);
    let denied = set.label * (0.5 + set.refusal).min(1.0);
    close(rate_of(&stage, &all), set.meet * exp(drawn + denied - parted - set.precedent));
    stage.order("reds", Action::Coordinate, Some("blues"));
    stage.world.settle();
    let sought = set.meet * set.courtship * exp(drawn + denied - parted - set.precedent);
    close(rate_of(&stage, &all), sought);
    stage.order("blues", Action::Coordinate, Some("reds"));
    stage.world.settle();
    close(rate_of(&stage, &all), set.courtship * sought);
    stage.climb("reds", "blues", 1, 5);
    assert_eq!(rate_of(&stage, &all), 0.0, "nobody meets whom it fought");
}

#[test]
fn what_a_pair_may_become_has_the_odds_of_what_binds_and_parts_it() {
    let set = Settings { openness: 0.2, comrades: 0.4, ..Settings::typical() };
    let (mut stage, worlds) = (courting(true), 2_000);
    let (mut joint, mut at_most) = (0, 0);
    for number in 0..worlds {
        stage.number = number;
        stage.look(&set, &Rules::default(), |view| {
            let most = ceiling(view, stage.actor("reds"), stage.actor("blues"), &Week::of(view));
            joint += u32::from(most == Stance::JointOperations);
            at_most += u32::from(most == Stance::Coordination);
        });
    }
    let x = 0.2 + set.kin * 0.4 + set.leader * 0.6 * 0.7 - set.creed * 0.3 - set.rivalry * 0.3 - set.precedent;
    let share = |n: u32| f64::from(n) / worlds as f64;
    assert!((share(joint) - 0.4 * logistic(x)).abs() < 0.025, "{joint}");
    assert!((share(at_most) - 0.6 * logistic(x)).abs() < 0.025, "{at_most}");
}

/// More groups than are noted, and then a map of more places than one note holds.
#[test]
fn whoever_is_not_noted_is_compared_all_the_same() {
    fn agrees(view: &View<Settings>, _: &mut Proposals) {
        let (world, week) = (view.world, Week::of(view));
        for (a, b) in world.living().flat_map(|a| world.living().map(move |b| (a, b))) {
            assert_eq!(week.overlap(world, a, b), shared_places(world, a, b), "{a:?} and {b:?}");
        }
    }
    for (groups, places) in [(GROUPS + 6, 5), (4, 64 * WORDS + 4)] {
        let named = |kind: char, i: usize| -> &'static str { format!("{kind}{i:03}").leak() };
        let mut tiny = Tiny::new();
        for i in 0..groups {
            tiny = tiny.actor(named('g', i), ActorKind::Movement);
        }
        for i in 0..places {
            tiny = tiny.place(named('p', i), named('g', 0));
        }
        for i in 0..groups {
            tiny = tiny.force(named('g', i), named('p', i % places), 50.0);
            tiny = tiny.force(named('g', i), named('p', places - 1 - (2 * i) % places), 50.0);
        }
        tiny.stage().play(agrees, &Settings::typical(), &Rules::default());
    }
}

#[test]
fn only_a_band_that_lives_can_be_courted() {
    let met = |by: &str, on: &str, dead: bool| {
        let mut stage = courting(false);
        if dead {
            ["town", "base"].iter().for_each(|at| stage.post(on, at, 0.0));
            stage.who(on).alive = false;
        }
        stage.order(by, Action::Coordinate, Some(on));
        let events = stage.play(courts, &Settings { meet: 1e9, ..Settings::typical() }, &Rules::default());
        events.iter().any(|e| e.kind == EventKind::Act(Action::Coordinate) && e.success)
    };
    assert!(met("reds", "blues", false));
    assert!(!met("reds", "blues", true) && !met("reds", "state", false) && !met("reds", "reds", false));
}

fn courts(view: &View<Settings>, out: &mut Proposals) {
    courted(view, &Week::of(view), out);
}

#[test]
fn a_step_closer_is_owed_to_the_tie_and_to_the_common_enemy_as_far_as_he_threatens() {
    let stage = courting(false);
    let (reds, blues, state) = (stage.actor("reds"), stage.actor("blues"), stage.actor("state"));
    let causes = |to: Stance| {
        let mut out = Proposals { explain: true, ..Proposals::default() };
        stage.look(&Settings::typical(), &Rules::default(), |view| turn(view, (reds, blues), to, &mut out));
        let share = |slot: Slot| out.causes.iter().filter(|(_, c)| c.slot == slot).map(|(_, c)| c.share).sum::<f64>();
        [(reds, blues), (blues, reds), (reds, state), (blues, state), (state, reds)]
            .map(|(a, b)| share(Slot::Tie(a, b)))
    };
    let set = Settings::typical();
    let threat = 0.8 * 0.5 * (set.unfought + (1.0 - set.unfought) * stage.world.ladder.height(5));
    let closer = causes(Stance::NonAggression);
    for (got, expected) in closer.into_iter().zip([0.5, 0.5, 0.25 * threat, 0.25 * threat, 0.2 * 0.5]) {
        assert!((got - expected).abs() < 1e-12, "{got}, by hand {expected}");
    }
    assert_eq!(causes(Stance::Hostile), [0.5, 0.5, 0.0, 0.0, 0.0]);
}

#[test]
fn talks_refused_count_where_the_enemy_refused_them_to_one_of_the_two() {
    let set = Settings::typical();
    let denied = |event: &dyn Fn(&Stage) -> Event| {
        let mut stage = courting(false);
        let event = event(&stage);
        stage.world.traffic.events.push(event);
        let (reds, blues, state) = (stage.actor("reds"), stage.actor("blues"), stage.actor("state"));
        let mut found = 0.0;
        stage.look(&set, &Rules::default(), |view| found = denial(view, state, reds, blues));
        found - 0.5
    };
    let talks = |action: Action, by: &'static str, on: &'static str, success: bool| {
        move |s: &Stage| {
            let mut event = Event::act(action, "test").by(s.actor(by)).on(s.actor(on));
            event.success = success;
            event
        }
    };
    let refused = set.refusal.min(0.5);
    close(denied(&talks(Action::OfferTalks, "reds", "state", false)), refused);
    close(denied(&talks(Action::Ceasefire, "blues", "state", false)), refused);
    assert_eq!(denied(&talks(Action::OfferTalks, "reds", "state", true)), 0.0, "granted");
    assert_eq!(denied(&talks(Action::Raid, "reds", "state", false)), 0.0, "no talks");
    assert_eq!(denied(&talks(Action::OfferTalks, "reds", "blues", false)), 0.0, "by somebody else");
    assert_eq!(denied(&talks(Action::OfferTalks, "state", "state", false)), 0.0, "to somebody else");
}
