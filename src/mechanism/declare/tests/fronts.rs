//! Coalitions at war: who presses its leaders, who holds back, who is drawn in (C12).

use super::*;

/// A state at odds with a coalition of a firm member and a loose, bellicose one.
pub(super) fn coalition() -> Stage {
    let mut stage = Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("army", ActorKind::Army)
        .actor("front", ActorKind::Coalition)
        .actor("firm", ActorKind::Movement)
        .actor("loose", ActorKind::Movement)
        .member("army", "state", 0.9)
        .member("firm", "front", 1.0)
        .member("loose", "front", 0.2)
        .place("base", "army")
        .place("hills", "firm")
        .force("army", "base", 1000.0)
        .force("firm", "hills", 100.0)
        .force("loose", "hills", 300.0)
        .tie("state", "front", -0.5, Stance::Hostile)
        .tie("army", "firm", -0.5, Stance::Hostile)
        .tie("army", "loose", -0.5, Stance::Hostile)
        .position("state", "law", -1.0, 1.0)
        .position("front", "law", 0.0, 1.0)
        .position("firm", "law", 0.0, 1.0)
        .position("loose", "law", 1.0, 1.0)
        .stage();
    let (a, b) = (stage.actor("state").index(), stage.actor("front").index());
    *stage.world.prospects.at_mut(b, a) = 0.9;
    stage.world.quarrels.at_mut(b, a).resolve = Some(0.0);
    stage.who("front").cohesion = 0.4;
    stage
}

#[test]
fn bellicose_members_press_their_leaders_under_c12() {
    let urge = |rules: &Rules| {
        let mut stage = coalition();
        let (a, b) = (stage.actor("front").index(), stage.actor("state").index());
        for _ in 0..4 {
            stage.play(declare, &Settings { mood: 0.0, quiet: 0.0, friction: 0.0, ..Settings::typical() }, rules);
            stage.next_week();
        }
        stage.world.quarrels.at(a, b).urge
    };
    assert!(urge(&Rules::default()) > urge(&Rules::default().without(Rule::WarSplitsCoalitions)) + 0.1);
}

#[test]
fn whoever_is_loosely_bound_may_hold_back_from_a_war_under_c12() {
    let counts = |rules: &Rules| {
        let (mut firm, mut loose) = (0, 0);
        for number in 0..100 {
            let mut stage = coalition();
            stage.number = number;
            stage.post("firm", "hills", 400.0);
            stage.next_week();
            attack(&mut stage, "firm", "army");
            stage.play(declare, &Settings::typical(), rules);
            assert_eq!(stage.tie("state", "front").stance, Stance::War);
            firm += u32::from(stage.tie("firm", "army").stance == Stance::War);
            loose += u32::from(stage.tie("loose", "army").stance == Stance::War);
        }
        (firm, loose)
    };
    let (firm, loose) = counts(&Rules::default());
    assert!(firm == 100 && (30..75).contains(&loose), "{firm} {loose}");
    assert_eq!(counts(&Rules::default().without(Rule::WarSplitsCoalitions)), (100, 100));
}

#[test]
fn whoever_brings_most_of_the_men_does_not_hold_back_from_its_own_war() {
    for number in 0..50 {
        let mut stage = coalition();
        stage.number = number;
        stage.next_week();
        attack(&mut stage, "firm", "army");
        stage.play(declare, &Settings::typical(), &Rules::default());
        assert_eq!(stage.tie("loose", "army").stance, Stance::War, "world {number}");
    }
}

#[test]
fn whoever_held_back_is_at_war_once_it_is_attacked_or_attacks() {
    for (by, on, action, joins) in [
        ("army", "loose", Action::Assault, true),
        ("loose", "army", Action::Assault, true),
        ("army", "loose", Action::Ambush, false),
        ("army", "loose", Action::CollectivePunishment, false),
    ] {
        let mut stage = coalition();
        for (a, b) in [("state", "front"), ("army", "firm")] {
            stage.tie(a, b).stance = Stance::War;
            stage.tie(b, a).stance = Stance::War;
        }
        stage.next_week();
        did(&mut stage, by, on, action);
        did(&mut stage, by, on, action);
        let events = stage.play(declare, &Settings::typical(), &Rules::default());
        assert_eq!(stage.tie("loose", "army").stance == Stance::War, joins, "{by} {action:?}");
        assert_eq!(events.iter().filter(|e| e.rule == "declare.attack").count(), usize::from(joins));
    }
}
