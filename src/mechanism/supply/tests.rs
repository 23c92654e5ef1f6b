//! Tests of `supply`.

use super::*;
use crate::{
    domain::Stance,
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
};

fn small() -> Stage {
    Tiny::new()
        .actor_with("army", ActorKind::Army, |_| ())
        .actor("rebels", ActorKind::Movement)
        .place("base", "army")
        .place("mid", "")
        .place("post", "army")
        .place("hills", "rebels")
        .route("base", "mid", 100.0)
        .route("mid", "post", 100.0)
        .force("army", "post", 100.0)
        .force("rebels", "hills", 100.0)
        .tie("army", "rebels", -0.5, Stance::War)
        .community("herders", "hills", 1000.0, &[("rebels", 0.5)], &[], &[])
        .stage()
}

fn at_home(mut stage: Stage) -> Stage {
    let base = stage.place("base");
    stage.who("army").home = Some(base);
    stage
}

fn supply_of(stage: &Stage, who: &str) -> f64 {
    let actor = stage.actor(who);
    stage.world.own_forces(actor).next().map_or(0.0, |f| f.supply)
}

fn settle(stage: &mut Stage, set: &Settings) {
    for _ in 0..40 {
        stage.play(supply, set, &Rules::default());
    }
}

#[test]
fn without_pace_and_desertion_nothing_moves() {
    let mut stage = at_home(small());
    let silent = Settings { pace: 0.0, spirit: 0.0, desertion: 0.0, ..Settings::typical() };
    let before = format!("{:?}", stage.world.forces);
    stage.play(supply, &silent, &Rules::default());
    assert_eq!(before, format!("{:?}", stage.world.forces));
}

#[test]
fn an_open_line_fills_and_a_lost_road_starves() {
    let set = Settings::typical();
    let mut open = at_home(small());
    settle(&mut open, &set);
    assert!((supply_of(&open, "army") - set.line).abs() < 1e-3);
    let mut lost = at_home(small());
    lost.ground("mid").holder = Some(lost.actor("rebels"));
    settle(&mut lost, &set);
    assert!((supply_of(&lost, "army") - set.stranded).abs() < 1e-3);
}

#[test]
fn a_blockade_starves_and_an_airstrip_helps() {
    let set = Settings::typical();
    let mut ringed = at_home(small());
    ringed.ground("post").blockade = Some(ringed.actor("rebels"));
    let mut flown = ringed.clone();
    flown.ground("post").airstrip = true;
    settle(&mut ringed, &set);
    settle(&mut flown, &set);
    assert!((supply_of(&ringed, "army") - set.line * (1.0 - set.cut)).abs() < 1e-3);
    assert!((supply_of(&flown, "army") - set.airlift).abs() < 1e-3);
}

#[test]
fn nothing_passes_a_blockaded_place() {
    let set = Settings::typical();
    let mut beyond = at_home(small());
    beyond.ground("mid").blockade = Some(beyond.actor("rebels"));
    settle(&mut beyond, &set);
    assert!((supply_of(&beyond, "army") - set.stranded).abs() < 1e-3);
    let mut lost = at_home(small());
    lost.ground("mid").holder = Some(lost.actor("rebels"));
    lost.ground("post").blockade = Some(lost.actor("rebels"));
    settle(&mut lost, &set);
    assert!((supply_of(&lost, "army") - set.stranded * (1.0 - set.cut)).abs() < 1e-3);
}

#[test]
fn bands_live_off_people_who_lean_to_them() {
    let set = Settings::typical();
    let mut stage = small();
    settle(&mut stage, &set);
    assert!((supply_of(&stage, "rebels") - (set.land + 0.5 * set.hospitality)).abs() < 1e-3);
}

#[test]
fn hungry_and_unpaid_men_lose_heart_and_leave() {
    let mut stage = small();
    stage.who("army").funds = -1.0;
    let army = stage.actor("army");
    settle(&mut stage, &Settings::typical());
    let force = stage.world.own_forces(army).next().expect("still there");
    assert!(force.morale < 0.35 && force.strength < 100.0, "{force:?}");
}

#[test]
fn a_convoy_breaks_through() {
    let mut stage = at_home(small());
    stage.ground("post").blockade = Some(stage.actor("rebels"));
    let mut without = stage.clone();
    stage.order("army", Action::Convoy, None).place = Some(stage.place("post"));
    let events = stage.play(supply, &Settings::typical(), &Rules::default());
    without.play(supply, &Settings::typical(), &Rules::default());
    assert_eq!(events.len(), 1);
    assert!(supply_of(&stage, "army") > supply_of(&without, "army"));
}

#[test]
fn a_convoy_feeds_nobody_who_has_left() {
    let mut stage = at_home(small());
    let (army, route) = (stage.actor("army"), stage.world.map.roads[stage.place("post").index()][0].0);
    for force in stage.world.forces.iter_mut().filter(|f| f.actor == army) {
        force.march = Some(crate::world::March { to: force.place, route, left: 300.0 });
    }
    let mut without = stage.clone();
    stage.order("army", Action::Convoy, None).place = Some(stage.place("post"));
    stage.play(supply, &Settings::typical(), &Rules::default());
    without.play(supply, &Settings::typical(), &Rules::default());
    assert_eq!(supply_of(&stage, "army"), supply_of(&without, "army"));
}
