//! Tests of sieges: a ring closes when the ways are cut, is given up, or starves the town.

use crate::{
    domain::{ActorKind, OperationEnd, OperationKind, OperationStage, Stance},
    id::OperationId,
    mechanism::{
        Rules, hold, march,
        operate::{Settings, operate},
        supply,
        testing::{Stage, Tiny},
    },
    world::Event,
};

/// Rebels around a town of the army that has two ways in, ruling this share of the country.
fn around(country: f64) -> (Stage, OperationId) {
    let mut stage = Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .tie("state", "rebels", -0.8, Stance::War)
        .place("base", "army")
        .place("town", "army")
        .place("hills", "rebels")
        .route("base", "town", 100.0)
        .route("town", "hills", 100.0)
        .force("army", "town", 200.0)
        .force("rebels", "town", 100.0)
        .stage();
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    *stage.world.control.at_mut(town.index(), army.index()) = 1.0 - country;
    *stage.world.control.at_mut(town.index(), rebels.index()) = country;
    let id = stage.operation("rebels", OperationKind::Besiege, "town", "town");
    (stage, id)
}

/// Plays the operation alone for some weeks.
fn weeks(stage: &mut Stage, n: u32) -> Vec<Event> {
    let mut all = Vec::new();
    for _ in 0..n {
        all.extend(stage.play(operate, &Settings::typical(), &Rules::default()));
        stage.next_week();
    }
    all
}

#[test]
fn a_ring_closes_when_the_ways_are_cut_and_is_given_up_after_a_season() {
    let (mut stage, id) = around(0.7);
    let rebels = stage.actor("rebels");
    let events = weeks(&mut stage, 3);
    assert_eq!(events.iter().filter(|e| e.rule == "operate.besiege").count(), 1);
    assert_eq!(stage.ground("town").blockade, Some(rebels));
    weeks(&mut stage, 14);
    assert_eq!(stage.ground("town").blockade, Some(rebels), "it lasts");
    let events = weeks(&mut stage, 6);
    assert_eq!(events.iter().filter(|e| e.rule == "operate.lift").count(), 1);
    assert_eq!(stage.ground("town").blockade, None);
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::BrokenOff));
}

#[test]
fn without_the_country_no_ring_closes_and_the_besiegers_go() {
    let (mut stage, id) = around(0.3);
    weeks(&mut stage, 5);
    assert_eq!(stage.ground("town").blockade, None);
    assert_eq!(stage.world.operation(id).stage, OperationStage::Holding, "they wait for their chance");
    weeks(&mut stage, 5);
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::BrokenOff));
}

#[test]
fn sieges_end_within_half_a_year_and_most_starve_the_town() {
    let (mut taken, worlds) = (0, 60);
    for number in 0..worlds {
        let (mut stage, id) = around(0.7);
        stage.number = number;
        let rules = Rules::default();
        for _ in 0..30 {
            stage.play(operate, &Settings::typical(), &rules);
            stage.play(march::march, &march::Settings::typical(), &rules);
            stage.play(supply::supply, &supply::Settings::typical(), &rules);
            stage.play(hold::hold, &hold::Settings::typical(), &rules);
            stage.next_week();
        }
        assert_eq!(stage.ground("town").blockade, None, "world {number}");
        let rebels = Some(stage.actor("rebels"));
        let fell = stage.ground("town").holder == rebels;
        taken += u32::from(fell);
        let end = if fell { OperationEnd::Achieved } else { OperationEnd::BrokenOff };
        assert_eq!(stage.world.operation(id).end, Some(end), "world {number}");
    }
    assert!((25..60).contains(&taken), "{taken} of {worlds}");
}
