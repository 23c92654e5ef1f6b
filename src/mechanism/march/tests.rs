//! Tests of `march`.

use super::*;
use crate::{
    domain::{PlaceKind, Stance},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
};

fn stage() -> Stage {
    Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .tie("army", "rebels", -0.8, Stance::War)
        .place("base", "army")
        .place("town", "rebels")
        .place_with("hills", "", |fact, _| fact.kind = PlaceKind::Refuge)
        .route("base", "town", 350.0)
        .route("town", "hills", 50.0)
        .force("army", "base", 1000.0)
        .force("rebels", "town", 200.0)
        .stage()
}

fn week(stage: &mut Stage) {
    stage.play(march, &Settings::typical(), &Rules::default());
    stage.next_week();
}

#[test]
fn a_column_takes_the_weeks_that_its_road_takes() {
    let mut stage = stage();
    let (army, base, town) = (stage.actor("army"), stage.place("base"), stage.place("town"));
    stage.order("army", Action::Column, None).place = Some(town);
    let events = stage.play(march, &Settings::typical(), &Rules::default());
    assert_eq!(events.len(), 1);
    assert!((stage.world.men_at(army, base) - 400.0).abs() < 1e-9);
    assert!((stage.world.strength(army) - 1000.0).abs() < 1e-9, "nobody is lost on the road");
    stage.next_week();
    week(&mut stage);
    assert_eq!(stage.world.men_at(army, town), 0.0, "350 km at 200 a week take two weeks");
    week(&mut stage);
    assert!((stage.world.men_at(army, town) - 600.0).abs() < 1e-9);
}

#[test]
fn the_rains_slow_everybody() {
    let mut stage = stage();
    let town = stage.place("town");
    stage.order("army", Action::Column, None).place = Some(town);
    stage.play(march, &Settings::typical(), &Rules::default());
    stage.world.month = 8;
    let before = stage.world.forces.iter().find_map(|f| f.march).unwrap().left;
    stage.play(march, &Settings::typical(), &Rules::default());
    let after = stage.world.forces.iter().find_map(|f| f.march).unwrap().left;
    assert!((before - after - 0.6 * 200.0).abs() < 1e-9);
}

#[test]
fn a_withdrawal_saves_the_force_in_a_refuge() {
    let mut stage = stage();
    let (rebels, town, hills) = (stage.actor("rebels"), stage.place("town"), stage.place("hills"));
    stage.order("rebels", Action::Withdraw, None).place = Some(town);
    stage.play(march, &Settings::typical(), &Rules::default());
    assert_eq!(stage.world.men_at(rebels, town), 0.0);
    stage.next_week();
    week(&mut stage);
    assert_eq!(stage.world.men_at(rebels, hills), 200.0);
}

#[test]
fn a_closed_road_holds_everybody_back() {
    let mut stage = stage();
    let town = stage.place("town");
    for route in &mut stage.world.map.routes {
        route.open = false;
    }
    stage.order("army", Action::Column, None).place = Some(town);
    assert!(stage.play(march, &Settings::typical(), &Rules::default()).is_empty());
}

#[test]
fn columns_that_draw_on_one_body_share_it_out() {
    let mut stage = Tiny::new()
        .actor("army", ActorKind::Army)
        .place("base", "army")
        .place("east", "")
        .place("west", "")
        .route("base", "east", 350.0)
        .route("base", "west", 350.0)
        .force("army", "base", 1000.0)
        .stage();
    let army = stage.actor("army");
    for (action, place) in [(Action::Column, "east"), (Action::Garrison, "west")] {
        let place = stage.place(place);
        stage.order("army", action, None).place = Some(place);
    }
    let mut both = stage.clone();
    both.world.traffic.orders[1].action = Action::Column;
    stage.play(march, &Settings::typical(), &Rules::default());
    let left = |stage: &Stage| (stage.world.strength(army), stage.world.men_at(army, stage.place("base")));
    let (all, home) = left(&stage);
    assert!((all - 1000.0).abs() < 1e-9 && (home - 100.0).abs() < 1e-9, "0.6 and 0.3 of them left");
    both.play(march, &Settings::typical(), &Rules::default());
    let (all, home) = left(&both);
    assert!((all - 1000.0).abs() < 1e-9 && home < 1e-9, "0.6 and 0.6 of them are all there are: {all}");
}
