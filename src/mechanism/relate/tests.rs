//! Tests on rivals with a common enemy.

mod values;

use super::*;
use crate::{
    domain::{Action, ActorKind, Stance},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    world::Event,
};

/// Two movements and a wing of the first, at war with one army.
fn cast() -> Tiny {
    Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("front", ActorKind::Coalition)
        .actor("reds", ActorKind::Movement)
        .actor("blues", ActorKind::Jihadist)
        .member("reds", "front", 0.8)
        .place("town", "army")
        .tie("reds", "army", -0.8, Stance::War)
        .tie("blues", "army", -0.8, Stance::War)
        .tie("reds", "blues", 0.0, Stance::Tolerant)
        .community("kin", "town", 1000.0, &[], &[("reds", 0.8)], &[])
}

fn attack(stage: &mut Stage, by: &str, on: &str, deaths: u32) {
    let mut event = Event::act(Action::Raid, "test").by(stage.actor(by)).on(stage.actor(on)).at(stage.place("town"));
    event.target_deaths = deaths;
    stage.world.traffic.events.push(event);
}

/// Deeds alone.
fn deeds() -> Settings {
    Settings { balance: 0.0, decay: 0.0, trust_drift: 0.0, harm_half_life: 1e9, ..Settings::typical() }
}

#[test]
fn a_clash_takes_what_is_stated_and_harm_is_remembered() {
    let mut stage = cast().stage();
    attack(&mut stage, "blues", "reds", 1000);
    stage.play(relate, &deeds(), &Rules::default());
    let twice = 2.0 * deeds().clash;
    assert!((stage.tie("reds", "blues").affinity + twice).abs() < 1e-9);
    assert!((stage.tie("front", "blues").affinity + twice * deeds().carry).abs() < 1e-9);
    assert_eq!(stage.tie("reds", "blues").harm, 1000.0);
    assert_eq!(stage.tie("front", "blues").harm, 1000.0);
    assert_eq!(stage.tie("blues", "reds").harm, 0.0);
    assert!(stage.tie("reds", "blues").trust < 0.5);
}

#[test]
fn a_joint_attack_draws_together_once() {
    let mut stage = cast().stage();
    for _ in 0..3 {
        attack(&mut stage, "reds", "army", 0);
        attack(&mut stage, "blues", "army", 0);
    }
    stage.play(relate, &deeds(), &Rules::default());
    assert!((stage.tie("blues", "reds").affinity - deeds().joint).abs() < 1e-9);
    let mut alone = cast().stage();
    attack(&mut alone, "reds", "army", 0);
    alone.play(relate, &deeds(), &Rules::default());
    assert_eq!(alone.tie("blues", "reds").affinity, 0.0);
}

#[test]
fn the_kin_of_the_dead_turn_against_the_killer() {
    let mut stage = cast().stage();
    stage.tie("reds", "army").affinity = 0.0;
    stage.tie("blues", "army").affinity = 0.0;
    let mut event = Event::act(Action::CollectivePunishment, "test").by(stage.actor("army")).at(stage.place("town"));
    event.civilian_deaths = 1000;
    stage.world.traffic.events.push(event);
    stage.play(relate, &deeds(), &Rules::default());
    assert!((stage.tie("reds", "army").affinity + 0.8 * deeds().massacre).abs() < 1e-9);
    assert_eq!(stage.tie("blues", "army").affinity, 0.0);
}

fn after(stage: &mut Stage, weeks: u32) -> f64 {
    for _ in 0..weeks {
        stage.play(relate, &Settings::typical(), &Rules::default());
        stage.next_week();
    }
    stage.tie("reds", "blues").affinity
}

#[test]
fn an_enemys_enemy_draws_near_unless_turf_is_shared() {
    assert!(after(&mut cast().stage(), 52) > 0.03);
    let mut rivals = cast().stage();
    for (a, b) in [("reds", "blues"), ("blues", "reds")] {
        rivals.tie(a, b).turf = 0.85;
    }
    assert!(after(&mut rivals, 52) < -0.05);
}

#[test]
fn a_stranger_changes_nothing() {
    let more = cast().actor("aaa_stranger", ActorKind::Movement).actor("zzz_stranger", ActorKind::Political);
    assert_eq!(after(&mut more.stage(), 40), after(&mut cast().stage(), 40));
}

#[test]
fn without_deeds_and_balance_ties_go_back_to_their_base() {
    let mut stage = cast().stage();
    stage.tie("reds", "army").affinity = 0.5;
    stage.tie("reds", "army").harm = 100.0;
    let set = Settings { balance: 0.0, ..Settings::typical() };
    for _ in 0..200 {
        stage.play(relate, &set, &Rules::default());
        stage.next_week();
    }
    let left = (stage.tie("reds", "army").affinity + 0.8) / 1.3;
    assert!((left - libm::pow(0.98, 50.0)).abs() < 1e-6, "{left}");
    let halvings = 200.0 / set.harm_half_life;
    assert!((stage.tie("reds", "army").harm / 100.0 - libm::pow(0.5, halvings)).abs() < 1e-9);
}
