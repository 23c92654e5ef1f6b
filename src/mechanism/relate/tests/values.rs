//! Steps of affinity, trust and harm, by hand.

use super::*;
use crate::{chance::laws::weekly_decay, domain::Shock};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

/// Advances to the week in which it is this actor's turn: one in four.
fn turn_of(stage: &mut Stage, who: &str) {
    while u64::from(stage.world.week) % 4 != stage.who(who).key.0 % 4 {
        stage.next_week();
    }
}

#[test]
fn a_clash_takes_more_the_more_died_of_what_room_is_left_and_less_above() {
    let mut stage = cast().stage();
    stage.tie("reds", "blues").affinity = -0.6;
    let (set, town) = (deeds(), stage.place("town"));
    let mut event = Event::act(Action::Raid, "test").by(stage.actor("blues")).on(stage.actor("reds")).at(town);
    (event.actor_deaths, event.target_deaths) = (2, 5);
    stage.world.traffic.events.push(event);
    let trust = stage.tie("blues", "front").trust;
    stage.play(relate, &set, &Rules::default());
    let by = set.clash * (2.0 - libm::exp(-7.0 / set.clash_deaths));
    close(stage.tie("reds", "blues").affinity, -0.6 - 0.4 * by);
    close(stage.tie("blues", "reds").affinity, -by);
    close(stage.tie("blues", "front").affinity, -set.carry * by);
    close(stage.tie("blues", "front").trust, trust - set.trust_share * set.carry * by);
    // Who lost men remembers who killed them, and so do those above.
    assert_eq!((stage.tie("reds", "blues").harm, stage.tie("blues", "reds").harm), (5.0, 2.0));
    assert_eq!((stage.tie("front", "blues").harm, stage.tie("blues", "front").harm), (5.0, 2.0));
}

#[test]
fn a_killing_is_mourned_by_the_dead_and_by_kin_and_both_sides_may_have_killed() {
    let set = deeds();
    let mut stage = cast().community("others", "town", 500.0, &[], &[("blues", 0.5), ("reds", 0.3)], &[]).stage();
    let (army, blues, town) = (stage.actor("army"), stage.actor("blues"), stage.place("town"));
    for (a, b) in [("reds", "army"), ("blues", "army"), ("front", "army"), ("reds", "blues")] {
        stage.tie(a, b).affinity = 0.2;
    }
    let mut event = Event::shock(Shock::Clash, "test").by(army).on(blues).at(town);
    (event.civilian_deaths, event.target_civilian_deaths) = (6, 1);
    stage.world.traffic.events.push(event);
    let before = ["army", "blues"].map(|killer| stage.tie("reds", killer).affinity);
    stage.play(relate, &set, &Rules::default());
    let by = |deaths: f64| set.massacre * (1.0 - libm::exp(-deaths / set.massacre_deaths));
    // What is said of the same tie at the same time adds up; of two communities the closer kin counts.
    close(stage.tie("reds", "army").affinity, before[0] - by(6.0) * 0.8 * 1.2);
    close(stage.tie("reds", "blues").affinity, before[1] - by(1.0) * 0.8 * 1.2);
    // The blues have also clashed with the army, without a death.
    close(stage.tie("blues", "army").affinity, 0.2 - (by(6.0) * 0.5 + set.clash) * 1.2);
    assert_eq!(stage.tie("army", "reds").affinity, -0.8, "the killer mourns nobody");
}

#[test]
fn a_step_of_balance_is_what_others_say_less_turf_and_goes_back_to_its_base() {
    let mut stage = Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("reds", ActorKind::Movement)
        .actor("blues", ActorKind::Jihadist)
        .actor("greens", ActorKind::Movement)
        .place("town", "army")
        .tie("reds", "army", -0.8, Stance::War)
        .tie("reds", "blues", 0.1, Stance::Tolerant)
        .tie("reds", "greens", 0.5, Stance::Tolerant)
        .tie("blues", "army", -0.6, Stance::War)
        .tie("blues", "greens", -0.2, Stance::Tolerant)
        .stage();
    turn_of(&mut stage, "reds");
    let set = Settings { rivalry: 1.4, ..Settings::typical() };
    let tie = stage.tie("reds", "blues");
    (tie.turf, tie.base, tie.trust, tie.harm) = (0.3, 0.4, 0.9, 8.0);
    // The army and the greens, weighed by what the reds feel for them, against one and all that they feel.
    let said = (-0.8 * -0.6 + 0.5 * -0.2) / (1.0 + 0.8 + 0.1 + 0.5);
    stage.play(relate, &set, &Rules::default());
    let tie = stage.tie("reds", "blues");
    close(tie.affinity, 0.1 + 4.0 * (set.balance * (said - 1.4 * 0.3) + set.decay * 0.3));
    close(tie.trust, 0.9 + 4.0 * set.trust_drift * (0.55 - 0.9));
    close(tie.harm, 8.0 * weekly_decay(set.harm_half_life / 4.0));
}

#[test]
fn nobody_moves_out_of_turn() {
    let mut stage = cast().stage();
    turn_of(&mut stage, "reds");
    stage.next_week();
    stage.tie("reds", "blues").base = 0.9;
    let before = stage.tie("reds", "blues").clone();
    for _ in 0..3 {
        let on_turn = u64::from(stage.world.week) % 4 == stage.who("reds").key.0 % 4;
        assert!(!on_turn);
        stage.play(relate, &Settings::typical(), &Rules::default());
        assert_eq!(stage.tie("reds", "blues").affinity, before.affinity);
        stage.next_week();
    }
    stage.play(relate, &Settings::typical(), &Rules::default());
    assert_ne!(stage.tie("reds", "blues").affinity, before.affinity);
}

#[test]
fn only_force_used_on_purpose_at_one_place_against_one_side_is_a_joint_attack() {
    let drawn = |second: &dyn Fn(&mut Stage) -> Event| {
        let mut stage = cast()
            .actor("others", ActorKind::Army)
            .tie("blues", "others", -0.8, Stance::War)
            .place("hills", "army")
            .stage();
        attack(&mut stage, "reds", "army", 0);
        let event = second(&mut stage);
        stage.world.traffic.events.push(event);
        stage.play(relate, &deeds(), &Rules::default());
        stage.tie("blues", "reds").affinity
    };
    let raid = |on: &'static str, at: &'static str| {
        move |s: &mut Stage| Event::act(Action::Raid, "test").by(s.actor("blues")).on(s.actor(on)).at(s.place(at))
    };
    close(drawn(&raid("army", "town")), deeds().joint);
    assert_eq!(drawn(&raid("army", "hills")), 0.0, "another place");
    assert_eq!(drawn(&raid("others", "town")), 0.0, "another enemy");
    let clash =
        |s: &mut Stage| Event::shock(Shock::Clash, "test").by(s.actor("blues")).on(s.actor("army")).at(s.place("town"));
    assert_eq!(drawn(&clash), 0.0, "met by chance");
    let talks = |s: &mut Stage| {
        Event::act(Action::OfferTalks, "test").by(s.actor("blues")).on(s.actor("army")).at(s.place("town"))
    };
    assert_eq!(drawn(&talks), 0.0, "no force");
}

#[test]
fn a_clash_of_two_members_moves_neither_against_their_coalition() {
    let mut stage = cast().actor("greens", ActorKind::Movement).member("greens", "front", 0.5).stage();
    let pairs = [("reds", "front"), ("front", "reds"), ("greens", "front"), ("front", "greens"), ("front", "front")];
    for (a, b) in pairs {
        let tie = stage.tie(a, b);
        (tie.affinity, tie.trust) = (0.3, 0.6);
    }
    for (a, b) in [("reds", "greens"), ("greens", "reds")] {
        stage.tie(a, b).affinity = 0.0;
    }
    attack(&mut stage, "reds", "greens", 4);
    stage.play(relate, &deeds(), &Rules::default());
    let by = deeds().clash * (2.0 - libm::exp(-4.0 / deeds().clash_deaths));
    close(stage.tie("reds", "greens").affinity, -by);
    close(stage.tie("greens", "reds").affinity, -by);
    for (a, b) in pairs {
        let tie = stage.tie(a, b);
        assert_eq!((tie.affinity, tie.trust), (0.3, 0.6), "{a} to {b}");
    }
}

#[test]
fn only_those_of_different_sides_who_attack_a_third_together_draw_closer() {
    let closer = |attacks: &[(&str, &str)], a: &str, b: &str| {
        let mut stage = cast().actor("wing", ActorKind::Movement).member("wing", "front", 0.5).stage();
        for (by, on) in attacks {
            attack(&mut stage, by, on, 0);
        }
        let before = stage.tie(a, b).affinity;
        stage.play(relate, &deeds(), &Rules::default());
        stage.tie(a, b).affinity - before
    };
    let joint = deeds().joint;
    close(closer(&[("reds", "army"), ("blues", "army")], "reds", "blues"), joint);
    close(closer(&[("blues", "army"), ("reds", "army"), ("reds", "army")], "reds", "blues"), joint);
    close(closer(&[("reds", "army"), ("wing", "army")], "reds", "wing"), 0.0);
    // One of them attacks its own side.
    close(closer(&[("reds", "wing"), ("blues", "wing")], "reds", "blues"), 0.0);
    close(closer(&[("blues", "wing"), ("reds", "wing")], "blues", "reds"), 0.0);
    close(closer(&[("reds", "army"), ("blues", "reds")], "blues", "army"), 0.0);
}
