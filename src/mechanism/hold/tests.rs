//! Tests of `hold`.

use super::*;
use crate::{
    domain::{ActorKind, Stance},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
};

fn stage() -> Stage {
    Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .actor("state", ActorKind::Government)
        .actor("mission", ActorKind::Peacekeeper)
        .member("army", "state", 0.9)
        .tie("state", "rebels", -0.8, Stance::War)
        .place_with("town", "army", |_, control| control.services = crate::parameter::Quantity::fixed(0.0))
        .force("army", "town", 300.0)
        .community("locals", "town", 2000.0, &[], &[], &[])
        .stage()
}

fn weeks(stage: &mut Stage, n: u32, rules: &Rules, orders: impl Fn(&mut Stage)) {
    for _ in 0..n {
        orders(stage);
        stage.play(hold, &Settings::typical(), rules);
        stage.next_week();
    }
}

#[test]
fn a_garrison_without_services_saturates_at_its_weight() {
    let mut stage = stage();
    weeks(&mut stage, 200, &Rules::default(), |_| ());
    let (army, town) = (stage.actor("army"), stage.place("town"));
    assert!((stage.world.control.at(town.index(), army.index()) - 0.6).abs() < 1e-3);
    assert_eq!(stage.ground("town").state, PlaceState::GarrisonOnly);
}

#[test]
fn services_complete_control_and_make_it_administration() {
    let mut stage = stage();
    let town = stage.place("town");
    weeks(&mut stage, 150, &Rules::default(), |s| s.order("army", Action::Administer, None).place = Some(town));
    let army = stage.actor("army");
    assert!(stage.ground("town").services > 0.6);
    assert!(*stage.world.control.at(town.index(), army.index()) > 0.8);
    assert_eq!(stage.ground("town").state, PlaceState::Administered);
}

#[test]
fn without_c2_presence_is_control() {
    let mut stage = stage();
    weeks(&mut stage, 200, &Rules::default().without(Rule::TakingIsNotHolding), |_| ());
    let (army, town) = (stage.actor("army"), stage.place("town"));
    assert!(*stage.world.control.at(town.index(), army.index()) > 0.99);
}

#[test]
fn an_empty_place_falls_to_who_stands_there_but_not_to_a_mission() {
    let mut stage = stage();
    stage.post("army", "town", 0.0);
    stage.post("mission", "town", 300.0);
    assert!(stage.play(hold, &Settings::typical(), &Rules::default()).is_empty());
    let rebels = stage.actor("rebels");
    stage.post("rebels", "town", 80.0);
    let events = stage.play(hold, &Settings::typical(), &Rules::default());
    assert_eq!(events[0].kind, EventKind::Shock(Shock::Capture));
    assert_eq!(stage.ground("town").holder, Some(rebels));
    assert!(stage.who("army").defeats > 0.0);
    assert_eq!(stage.ground("town").state, PlaceState::Contested, "a day does not make a ruler");
}

#[test]
fn a_blockade_cuts_services_and_ends_when_lifted() {
    let mut stage = stage();
    let (rebels, town) = (stage.actor("rebels"), stage.place("town"));
    stage.ground("town").services = 0.5;
    stage.post("rebels", "town", 100.0);
    stage.order("rebels", Action::Blockade, Some("army")).place = Some(town);
    stage.play(hold, &Settings::typical(), &Rules::default());
    assert_eq!(stage.ground("town").blockade, Some(rebels));
    assert_eq!(stage.ground("town").state, PlaceState::Besieged, "from its first week");
    assert_eq!(stage.world.totals.blockade_weeks, 2000.0);
    stage.next_week();
    let before = stage.ground("town").services;
    let army = stage.actor("army");
    stage.order("army", Action::Administer, None).place = Some(town);
    stage.play(hold, &Settings::typical(), &Rules::default());
    assert!(stage.ground("town").services < before, "nothing is built under blockade");
    assert_eq!(stage.ground("town").state, PlaceState::Besieged);
    assert_eq!(stage.ground("town").holder, Some(army));
    assert_eq!(stage.world.totals.blockade_weeks, 4000.0);
    stage.next_week();
    stage.order("rebels", Action::LiftBlockade, None).place = Some(town);
    stage.play(hold, &Settings::typical(), &Rules::default());
    assert_eq!(stage.ground("town").blockade, None);
    assert_ne!(stage.ground("town").state, PlaceState::Besieged, "to its last");
    assert_eq!(stage.world.totals.blockade_weeks, 4000.0);
}

#[test]
fn of_two_who_seize_a_camp_the_stronger_has_it() {
    let mut stage = stage();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    stage.ground("town").camp = Camp::Vacated;
    for (who, men) in [("rebels", 50.0), ("army", 300.0)] {
        let order = stage.order(who, Action::SeizeCamp, None);
        order.place = Some(town);
        order.effort = men;
    }
    let events = stage.play(hold, &Settings::typical(), &Rules::default());
    assert_eq!(events.iter().filter(|e| e.kind == EventKind::Act(Action::SeizeCamp)).count(), 1);
    assert_eq!((stage.ground("town").camp, stage.ground("town").camp_host), (Camp::Handed, Some(army)));
}

#[test]
fn patrols_and_protection_are_felt() {
    let mut stage = stage();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    stage.post("rebels", "town", 300.0);
    let mut other = stage.clone();
    other.order("army", Action::Patrol, None).place = Some(town);
    let protect = other.order("army", Action::Protect, None);
    protect.place = Some(town);
    protect.effort = 300.0;
    stage.play(hold, &Settings::typical(), &Rules::default());
    other.play(hold, &Settings::typical(), &Rules::default());
    let share = |s: &Stage| *s.world.control.at(town.index(), army.index());
    assert!(share(&other) > share(&stage));
    assert_eq!(other.ground("town").shield, 300.0);
}
