//! Tests of `supply`.

mod joints;
mod values;

use super::*;
use crate::{
    domain::{Action, EventKind, OperationKind, Stance},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    warfare::odds::{self, Side},
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
    assert!((supply_of(&open, "army") - by_road(&set)).abs() < 1e-3);
    let mut lost = at_home(small());
    lost.ground("mid").holder = Some(lost.actor("rebels"));
    settle(&mut lost, &set);
    assert!((supply_of(&lost, "army") - set.stranded).abs() < 1e-3);
}

/// What reaches the post from the base, 200 km of road away.
fn by_road(set: &Settings) -> f64 {
    set.line * (1.0 - set.haul * 200.0 / 150.0)
}

#[test]
fn country_that_an_enemy_rules_takes_its_toll_of_what_passes() {
    let set = Settings::typical();
    let mut stage = at_home(small());
    let (rebels, mid) = (stage.actor("rebels"), stage.place("mid"));
    *stage.world.control.at_mut(mid.index(), rebels.index()) = 0.6;
    settle(&mut stage, &set);
    assert!((supply_of(&stage, "army") - (1.0 - set.toll) * by_road(&set)).abs() < 1e-3);
    *stage.world.control.at_mut(mid.index(), rebels.index()) = 0.4;
    settle(&mut stage, &set);
    assert!((supply_of(&stage, "army") - by_road(&set)).abs() < 1e-3);
}

fn ringed() -> Stage {
    let mut stage = at_home(small());
    stage.ground("post").blockade = Some(stage.actor("rebels"));
    stage
}

/// Nobody gives up.
fn steadfast() -> Settings {
    Settings { despair: 0.0, ..Settings::typical() }
}

#[test]
fn a_besieged_town_eats_its_stores_and_then_starves() {
    let set = steadfast();
    let mut stage = ringed();
    for week in 1..=8 {
        stage.play(supply, &set, &Rules::default());
        assert_eq!(stage.ground("post").eaten, f64::from(week));
    }
    let rationed = supply_of(&stage, "army");
    assert!((rationed - set.rations).abs() < 0.05, "{rationed}");
    settle(&mut stage, &set);
    assert!(supply_of(&stage, "army") < 1e-3, "nothing is left");
    stage.ground("post").blockade = None;
    let before = stage.ground("post").eaten;
    settle(&mut stage, &set);
    assert!((stage.ground("post").eaten - (before - 40.0 * set.refill)).abs() < 1e-9, "stores fill again");
    assert!(supply_of(&stage, "army") > 0.8);
}

#[test]
fn an_airstrip_keeps_a_besieged_town_on_less() {
    let set = steadfast();
    let mut stage = ringed();
    stage.ground("post").airstrip = true;
    stage.play(supply, &set, &Rules::default());
    assert!((stage.ground("post").eaten - (1.0 - set.airlift)).abs() < 1e-12, "stores last longer");
    settle(&mut stage, &set);
    assert!((supply_of(&stage, "army") - set.airlift).abs() < 1e-3);
}

#[test]
fn nothing_passes_a_besieged_place() {
    let set = Settings::typical();
    let mut beyond = at_home(small());
    beyond.ground("mid").blockade = Some(beyond.actor("rebels"));
    settle(&mut beyond, &set);
    assert!((supply_of(&beyond, "army") - set.stranded).abs() < 1e-3);
}

fn starving(number: u64) -> Stage {
    let mut stage = ringed();
    stage.number = number;
    stage.ground("post").eaten = 20.0;
    stage.world.forces.iter_mut().for_each(|force| force.supply = 0.0);
    stage
}

#[test]
fn the_starved_give_up_unless_relief_is_coming() {
    let set = Settings::typical();
    let mut gave_up = 0;
    for number in 0..400 {
        let mut stage = starving(number);
        let (army, post) = (stage.actor("army"), stage.place("post"));
        let events = stage.play(supply, &set, &Rules::default());
        if let Some(event) = events.first() {
            gave_up += 1;
            assert_eq!(
                (event.rule, event.actor, event.target),
                ("supply.give_up", Some(army), Some(stage.actor("rebels")))
            );
            assert_eq!(stage.world.men_at(army, post), 0.0, "they have left for their base");
            assert!((stage.world.strength(army) - 100.0 * (1.0 - set.surrender)).abs() < 1e-6);
        }
        let mut barred = starving(number);
        let (kind, actor) = (EventKind::Act(Action::Withdraw), Some(army));
        barred.outside.bars.push(crate::world::outside::Bar { kind, actor, target: None, place: None });
        assert!(barred.play(supply, &set, &Rules::default()).is_empty(), "nobody does what is prevented");
        let mut relieved = starving(number);
        relieved.operation("army", OperationKind::Relieve, "base", "post");
        assert!(relieved.play(supply, &set, &Rules::default()).is_empty(), "they wait");
    }
    // 0.15 of 400, three standard deviations.
    assert!((39..=81).contains(&gave_up), "{gave_up}");
}

#[test]
fn those_who_can_go_nowhere_surrender() {
    let set = Settings { despair: 1.0, ..Settings::typical() };
    let mut stage = starving(0);
    stage.world.map.routes.iter_mut().for_each(|route| route.open = false);
    stage.world.find_ways();
    stage.play(supply, &set, &Rules::default());
    assert_eq!(stage.world.strength(stage.actor("army")), 0.0);
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
    assert!(stage.ground("post").eaten < without.ground("post").eaten);
}

#[test]
fn a_convoy_gets_through_a_ring_by_the_law_of_odds() {
    let set = Settings::typical();
    let (mut through, mut law) = (0, 0.0);
    for number in 0..600 {
        let mut stage = ringed();
        stage.number = number;
        stage.post("rebels", "post", 120.0);
        let (army, rebels, post) = (stage.actor("army"), stage.actor("rebels"), stage.place("post"));
        let rules = Rules::default();
        let war = stage.warfare.clone();
        let guards = Side::of(&war, set.escort, 1.0);
        let watch = Side::of(&war, war.present(false) * 120.0, 1.0 + (war.surprise - 1.0) * 0.4);
        law = odds::chance(&war, &guards, &watch);
        let before = supply_of(&stage, "army");
        stage.order("army", Action::Convoy, None).place = Some(post);
        let events = stage.play(supply, &set, &rules);
        assert_eq!((events[0].actor, events[0].target), (Some(army), Some(rebels)));
        through += u32::from(events[0].success);
        assert_eq!(events[0].success, supply_of(&stage, "army") > before, "what does not get through feeds nobody");
    }
    let share = f64::from(through) / 600.0;
    assert!((share - law).abs() < 0.06, "{share}, by the law {law}");
}

#[test]
fn a_convoy_feeds_nobody_who_has_left() {
    let mut stage = at_home(small());
    let (army, route) = (stage.actor("army"), stage.world.map.roads[stage.place("post").index()][0].0);
    for force in stage.world.forces.iter_mut().filter(|f| f.actor == army) {
        let (from, to) = (force.place, force.place);
        force.march = Some(crate::world::March { from, to, goal: to, route, left: 300.0, retreat: false });
    }
    let mut without = stage.clone();
    stage.order("army", Action::Convoy, None).place = Some(stage.place("post"));
    stage.play(supply, &Settings::typical(), &Rules::default());
    without.play(supply, &Settings::typical(), &Rules::default());
    assert_eq!(supply_of(&stage, "army"), supply_of(&without, "army"));
}
