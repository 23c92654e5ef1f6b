//! Tests of `march`.

use super::*;
use crate::{
    domain::{ActorKind, Way},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
};

/// Three places in a row on a road, 300 and 900 km long, in the dry season; the last is a friend's.
fn stage() -> Stage {
    Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("bands", ActorKind::Movement)
        .place("a", "army")
        .place("b", "army")
        .place("c", "bands")
        .route("a", "b", 300.0)
        .route_with("b", "c", 900.0, Way::Road, false)
        .force("army", "a", 300.0)
        .force("bands", "a", 100.0)
        .stage()
}

fn send(stage: &mut Stage, who: &str, to: &str) {
    let (actor, a, to) = (stage.actor(who), stage.place("a"), stage.place(to));
    let march = March::towards(&stage.world, a, to);
    for force in stage.world.forces.iter_mut().filter(|f| f.actor == actor && f.strength > 0.0) {
        force.march = march;
    }
    stage.world.settle();
}

fn week(stage: &mut Stage) {
    stage.play(march, &Settings::typical(), &Rules::default());
    stage.next_week();
}

#[test]
fn a_week_goes_on_from_road_to_road() {
    // Five days of 150 km: two for the first road, three into the second; six more days for the rest of it.
    let mut stage = stage();
    send(&mut stage, "army", "c");
    let (army, b, c) = (stage.actor("army"), stage.place("b"), stage.place("c"));
    week(&mut stage);
    let force = stage.world.own_forces(army).next().unwrap().clone();
    let march = force.march.expect("on the road");
    assert_eq!((force.place, march.to, march.left), (b, c, 450.0));
    week(&mut stage);
    assert_eq!(stage.world.men_at(army, c), 300.0, "three days would have been enough");
}

#[test]
fn bands_are_faster_and_the_rains_slow_everybody() {
    let left = |who: &str, month: u8| {
        let mut stage = stage();
        stage.world.month = month;
        send(&mut stage, who, "c");
        let actor = stage.actor(who);
        stage.play(march, &Settings::typical(), &Rules::default());
        let march = stage.world.own_forces(actor).next().unwrap().march;
        march.map_or(0.0, |m| m.left)
    };
    assert_eq!(left("army", 12), 450.0);
    assert_eq!(left("bands", 12), 1200.0 - 150.0 * 5.0 * 1.5);
    assert!((left("army", 8) - (1200.0 - 150.0 * 5.0 * 0.6)).abs() < 1e-9);
}

#[test]
fn who_finds_the_way_closed_stays_where_it_came_to() {
    let mut stage = stage();
    send(&mut stage, "army", "c");
    stage.world.map.routes[1].open = false;
    stage.world.find_ways();
    week(&mut stage);
    let (army, b) = (stage.actor("army"), stage.place("b"));
    assert_eq!(stage.world.men_at(army, b), 300.0);
}

#[test]
fn those_who_withdraw_go_to_the_nearest_shelter() {
    let mut stage = stage();
    let a = stage.place("a");
    stage.order("army", Action::Withdraw, None).place = Some(a);
    let events = stage.play(march, &Settings::typical(), &Rules::default());
    let (army, b) = (stage.actor("army"), stage.place("b"));
    assert_eq!(events.len(), 1);
    stage.next_week();
    stage.play(march, &Settings::typical(), &Rules::default());
    assert_eq!(stage.world.men_at(army, b), 300.0);
}

#[test]
fn nobody_withdraws_where_all_men_are_on_an_operation() {
    let mut stage = stage();
    let (army, a) = (stage.actor("army"), stage.place("a"));
    let id = stage.operation("army", crate::domain::OperationKind::Seize, "a", "b");
    stage.world.forces.iter_mut().filter(|f| f.actor == army).for_each(|f| f.operation = Some(id));
    stage.order("army", Action::Withdraw, None).place = Some(a);
    assert!(stage.play(march, &Settings::typical(), &Rules::default()).is_empty());
}

#[test]
fn the_tired_recover_a_week_each_week() {
    let mut stage = stage();
    stage.world.forces[0].rest = 1.5;
    week(&mut stage);
    assert_eq!(stage.world.forces[0].rest, 0.5);
    week(&mut stage);
    assert_eq!(stage.world.forces[0].rest, 0.0);
}

/// Who is back in `a`, from where he was driven to `b`, after some weeks.
fn is_back(who: &str, prepare: impl FnOnce(&mut Stage), weeks: u32) -> bool {
    let mut stage = stage();
    let (actor, a, b) = (stage.actor(who), stage.place("a"), stage.place("b"));
    let id = stage.world.bodies(actor, a).next().unwrap();
    let march = March::towards(&stage.world, a, b).map(|march| March { retreat: true, ..march });
    let mut out = Proposals::default();
    out.drift(Change::March(id, march));
    out.drift(Change::Rest(id, 2.0));
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    prepare(&mut stage);
    (0..weeks).for_each(|_| week(&mut stage));
    stage.world.men_at(actor, a) > 0.0
}

#[test]
fn bands_that_were_driven_out_go_back_once_they_are_fit() {
    assert!(!is_back("bands", |_| (), 2), "they rest first");
    assert!(is_back("bands", |_| (), 6), "whoever holds the town");
}

#[test]
fn nobody_goes_back_into_an_operation_of_the_enemy() {
    let swept = |stage: &mut Stage| {
        stage.tie("army", "bands").stance = crate::domain::Stance::War;
        stage.tie("bands", "army").stance = crate::domain::Stance::War;
        stage.world.settle();
        stage.operation("army", crate::domain::OperationKind::Clear, "c", "a");
    };
    assert!(!is_back("bands", swept, 6));
}

#[test]
fn a_garrison_goes_back_to_a_town_that_its_side_has_back() {
    assert!(is_back("army", |_| (), 6));
    let lost = |stage: &mut Stage| stage.ground("a").holder = Some(stage.actor("bands"));
    assert!(!is_back("army", lost, 6));
}

#[test]
fn who_takes_another_task_stays_with_it() {
    let mut stage = stage();
    let (bands, a, b) = (stage.actor("bands"), stage.place("a"), stage.place("b"));
    stage.world.forces.iter_mut().filter(|f| f.actor == bands).for_each(|f| f.left = Some(b));
    let id = stage.world.bodies(bands, a).next().unwrap();
    let operation = stage.operation("bands", crate::domain::OperationKind::Seize, "a", "c");
    let mut out = Proposals::default();
    out.drift(Change::Commit(id, Some(operation)));
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    assert_eq!(stage.world.force(id).left, None);
}
