//! Tests of `flee`.

use super::*;
use crate::{
    domain::ActorKind,
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    world::outside::Bar,
};

fn small() -> Stage {
    Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("helpers", ActorKind::Mediator)
        .place("a_town", "army")
        .place("b_near", "army")
        .place("c_far", "army")
        .community("locals", "a_town", 1000.0, &[], &[], &[])
        .community("neighbours", "b_near", 1000.0, &[], &[], &[])
        .stage()
}

fn plain() -> Settings {
    Settings { alarm: 8.0, back: 0.0, rooted: 0.0, standing: 0.0, memory: 1e300, ..Settings::typical() }
}

fn fled(stage: &Stage) -> f64 {
    stage.world.communities.iter().map(|c| c.population * c.displaced).sum()
}

fn hosted(stage: &Stage) -> f64 {
    stage.world.places.iter().map(|p| p.hosted).sum()
}

#[test]
fn without_alarm_nobody_moves() {
    let mut stage = small();
    stage.ground("a_town").danger = 100.0;
    let before = format!("{:?}", stage.world);
    stage.play(flee, &Settings { alarm: 0.0, ..plain() }, &Rules::default());
    assert_eq!(before, format!("{:?}", stage.world));
}

#[test]
fn flight_follows_its_law_and_people_are_conserved() {
    let mut stage = small();
    stage.ground("a_town").danger = 50.0;
    let locals = stage.community("locals").index();
    stage.world.communities[locals].fear = 0.5;
    let events = stage.play(flee, &plain(), &Rules::default());
    let gone = 1000.0 * (1.0 - exp(-8.0 * 50.0 / 1000.0 * 1.5));
    assert!((fled(&stage) - gone).abs() < 1e-9);
    assert!((hosted(&stage) - gone).abs() < 1e-9);
    assert!(events.iter().any(|e| e.kind == EventKind::Shock(Shock::Flight)));
    let ratio = stage.ground("b_near").hosted / stage.ground("c_far").hosted;
    let (near, far) = (*stage.world.map.distance.at(0, 1), *stage.world.map.distance.at(0, 2));
    assert!((ratio - exp((far - near) / 250.0)).abs() < 1e-9);
}

#[test]
fn nobody_leaves_or_comes_back_where_it_is_prevented() {
    let bar = |shock| Bar { kind: EventKind::Shock(shock), actor: None, target: None, place: None };
    let mut stage = small();
    stage.ground("a_town").danger = 50.0;
    stage.outside.bars = vec![bar(Shock::Flight)];
    stage.play(flee, &plain(), &Rules::default());
    assert_eq!((fled(&stage), hosted(&stage)), (0.0, 0.0));
    stage.outside.bars = vec![bar(Shock::Return)];
    stage.play(flee, &plain(), &Rules::default());
    let gone = fled(&stage);
    assert!(gone > 0.0);
    stage.ground("a_town").danger = 0.0;
    let set = Settings { back: 0.5, wave: 1.0, ..plain() };
    stage.play(flee, &set, &Rules::default());
    assert_eq!(fled(&stage), gone);
    stage.outside.bars.clear();
    stage.play(flee, &set, &Rules::default());
    assert!(fled(&stage) < gone);
}

#[test]
fn the_rooted_stay() {
    let mut stage = small();
    let set = Settings { rooted: 0.4, ..plain() };
    for _ in 0..200 {
        stage.ground("a_town").danger = 500.0;
        stage.play(flee, &set, &Rules::default());
    }
    assert!((fled(&stage) - 600.0).abs() < 1.5);
}

#[test]
fn guests_move_on_when_danger_follows_them() {
    let mut stage = small();
    stage.ground("a_town").danger = 50.0;
    for _ in 0..10 {
        stage.play(flee, &plain(), &Rules::default());
    }
    stage.ground("b_near").danger = 500.0;
    let before = stage.ground("b_near").hosted;
    stage.play(flee, &plain(), &Rules::default());
    assert!(stage.ground("b_near").hosted < before);
    assert!((hosted(&stage) - fled(&stage)).abs() < 1e-6);
}

#[test]
fn people_come_back_to_calm_places_at_the_stated_rate() {
    let mut stage = small();
    stage.ground("a_town").danger = 200.0;
    for _ in 0..10 {
        stage.play(flee, &plain(), &Rules::default());
    }
    stage.ground("a_town").danger = 0.0;
    let (start, mut left) = (fled(&stage), 0.0);
    let set = Settings { back: 0.03, ..plain() };
    for number in 0..40 {
        let mut stage = stage.clone();
        stage.number = number;
        for _ in 0..52 {
            stage.next_week();
            stage.play(flee, &set, &Rules::default());
            assert!((hosted(&stage) - fled(&stage)).abs() < 1e-6);
        }
        left += fled(&stage) / start / 40.0;
    }
    assert!((left - exp(-0.03 * 12.0)).abs() < 0.05, "{left}");
}

#[test]
fn a_blockade_drives_people_out_and_stops_aid() {
    let mut stage = small();
    stage.ground("a_town").blockade = Some(stage.actor("army"));
    stage.ground("a_town").aid = 0.5;
    stage.play(flee, &Settings { standing: 0.5, ..plain() }, &Rules::default());
    assert!(fled(&stage) > 0.0);
    assert!((stage.ground("a_town").aid - 0.45).abs() < 1e-12);
    assert!((stage.world.totals.aidless_weeks - 500.0).abs() < 1e-9);
}

#[test]
fn relief_brings_aid_and_thanks() {
    let mut stage = small();
    let place = stage.place("b_near");
    stage.order("helpers", Action::Relief, None).place = Some(place);
    stage.play(flee, &plain(), &Rules::default());
    assert!((stage.ground("b_near").aid - 0.3).abs() < 1e-12);
    let id = stage.community("neighbours");
    assert!((stage.world.support_for(id, stage.actor("helpers")) - 0.02).abs() < 1e-12);
}
