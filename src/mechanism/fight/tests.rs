//! Tests of `fight`.

use super::*;
use crate::{
    domain::{ActorKind, ForceKind, PlaceKind, Stance},
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
};

fn stage(refuge: bool) -> Stage {
    let tiny = Tiny::new()
        .actor("army", ActorKind::Army)
        .actor_with("rebels", ActorKind::Movement, |fact| fact.concealment = crate::parameter::Quantity::fixed(0.6))
        .tie("army", "rebels", -0.8, Stance::War)
        .place("base", "army")
        .place("town", "rebels")
        .force("army", "town", 800.0)
        .force_of("army", "base", ForceKind::AirWing, 6.0)
        .force("rebels", "town", 150.0);
    let tiny = if refuge {
        tiny.place_with("hills", "", |fact, _| fact.kind = PlaceKind::Refuge).route("town", "hills", 50.0)
    } else {
        tiny
    };
    tiny.stage()
}

fn order(stage: &mut Stage, who: &str, action: Action, target: &str, men: f64) {
    let town = stage.place("town");
    let order = stage.order(who, action, Some(target));
    order.place = Some(town);
    order.effort = men;
}

/// Deaths of both sides, and men of the second left in the town, summed over worlds.
fn over_worlds(refuge: bool, action: Action, who: &str, target: &str, rules: &Rules) -> (f64, f64, f64) {
    let mut sums = (0.0, 0.0, 0.0);
    for number in 0..200 {
        let mut stage = stage(refuge);
        stage.number = number;
        for place in 0..stage.world.places.len() {
            *stage.world.seen.at_mut(stage.actor("army").index(), place) = 150.0;
        }
        order(&mut stage, who, action, target, 6.0);
        let before = stage.world.strength(stage.actor(target));
        let events = stage.play(fight, &Settings::typical(), rules);
        let (town, other) = (stage.place("town"), stage.actor(target));
        sums.0 += events.iter().map(|e| f64::from(e.actor_deaths)).sum::<f64>();
        sums.1 += events.iter().map(|e| f64::from(e.target_deaths)).sum::<f64>();
        sums.2 += stage.world.men_at(other, town);
        let lost = before - stage.world.strength(other);
        let died: u32 = events.iter().map(|e| e.target_deaths).sum();
        assert!(lost + 1e-6 >= f64::from(died), "the dead leave the force");
    }
    sums
}

mod after;
mod battles;
mod clears;
mod details;
mod values;

#[test]
fn an_ambush_costs_the_ambushed_more() {
    let (own, theirs, _) = over_worlds(false, Action::Ambush, "rebels", "army", &Rules::default());
    assert!(theirs > 1.4 * own, "{own} and {theirs}");
}

#[test]
fn severities_spread_widely_because_parties_do() {
    let mut tolls = Vec::new();
    for number in 0..2_000 {
        let mut stage = stage(false);
        stage.number = number;
        order(&mut stage, "rebels", Action::Ambush, "army", 150.0);
        let events = stage.play(fight, &Settings::typical(), &Rules::default());
        tolls.push(events[0].deaths());
    }
    tolls.sort_unstable();
    let median = tolls[1_000];
    assert!((1..=8).contains(&median), "{median}");
    assert!(tolls[1_990] > 3 * median, "{} against {median}", tolls[1_990]);
}

#[test]
fn aircraft_decide_less_without_c1() {
    let (_, with, _) = over_worlds(false, Action::AirStrike, "army", "rebels", &Rules::default());
    let (_, without, _) = over_worlds(
        false,
        Action::AirStrike,
        "army",
        "rebels",
        &Rules::default().without(Rule::AirPowerDecidesAndKills),
    );
    assert!(with > 1.5 * without, "{with} and {without}");
}

#[test]
fn a_show_of_force_kills_nobody_and_climbs_a_rung() {
    let mut stage = stage(false);
    order(&mut stage, "army", Action::ShowOfForce, "rebels", 100.0);
    let events = stage.play(fight, &Settings::typical(), &Rules::default());
    assert_eq!((events.len(), events[0].deaths()), (1, 0));
    assert_eq!(stage.world.rung(stage.actor("army"), stage.actor("rebels")), Action::ShowOfForce.row().rung);
}

#[test]
fn two_who_attack_each_other_meet_in_the_open() {
    let exchange = |crossed: bool| {
        let (mut own, mut theirs) = (0, 0);
        for number in 0..300 {
            let mut stage = stage(false);
            stage.number = number;
            order(&mut stage, "rebels", Action::Ambush, "army", 150.0);
            if crossed {
                order(&mut stage, "army", Action::Ambush, "rebels", 300.0);
            }
            let events = stage.play(fight, &Settings::typical(), &Rules::default());
            for event in events.iter().filter(|e| e.actor == Some(stage.actor("rebels"))) {
                own += event.actor_deaths;
                theirs += event.target_deaths;
            }
        }
        f64::from(theirs) / f64::from(own.max(1))
    };
    assert!(exchange(true) < exchange(false));
}

#[test]
fn the_strikes_of_a_week_share_the_sorties() {
    let killed = |strikes: &[&str]| {
        let mut dead = 0;
        for number in 0..600 {
            let mut stage = Tiny::new()
                .actor("army", ActorKind::Army)
                .actor("rebels", ActorKind::Movement)
                .tie("army", "rebels", -0.8, Stance::War)
                .place("base", "army")
                .place("east", "rebels")
                .place("west", "rebels")
                .force_of("army", "base", ForceKind::AirWing, 3.0)
                .force("rebels", "east", 150.0)
                .force("rebels", "west", 150.0)
                .stage();
            stage.number = number;
            for place in 0..stage.world.places.len() {
                *stage.world.seen.at_mut(stage.actor("army").index(), place) = 75.0;
            }
            for at in strikes {
                let at = stage.place(at);
                let order = stage.order("army", Action::AirStrike, Some("rebels"));
                (order.place, order.effort) = (Some(at), 3.0);
            }
            let events = stage.play(fight, &Settings::typical(), &Rules::default());
            dead += events.iter().map(|e| e.target_deaths).sum::<u32>();
        }
        f64::from(dead) / 600.0
    };
    // Three sorties, of which half find their target and kill two each.
    let (one, two) = (killed(&["east"]), killed(&["east", "west"]));
    assert!((one - 3.0).abs() < 0.3, "{one}");
    assert!((two - 3.0).abs() < 0.3, "{two}");
}
