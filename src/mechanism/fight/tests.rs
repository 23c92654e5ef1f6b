//! Tests of `fight`.

use super::*;
use crate::{
    domain::{ActorKind, PlaceKind, Stance},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    world::outside::Bar,
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
fn a_hopeless_garrison_leaves_before_the_assault() {
    let (_, dead, left) = over_worlds(true, Action::Assault, "army", "rebels", &Rules::default());
    assert_eq!((dead, left), (0.0, 0.0));
    let (_, dead, _) =
        over_worlds(true, Action::Assault, "army", "rebels", &Rules::default().without(Rule::WithdrawalSparesForces));
    assert!(dead > 0.0, "without C13 it stays and dies");
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
fn loot_arms_the_winner() {
    let looted = |rules: &Rules| {
        let mut gained = 0.0;
        for number in 0..100 {
            let mut stage = stage(false);
            stage.number = number;
            stage.post("army", "town", 20.0);
            order(&mut stage, "rebels", Action::LootBase, "army", 150.0);
            let before = stage.who("rebels").quality;
            stage.play(fight, &Settings::typical(), rules);
            gained += stage.who("rebels").quality - before;
        }
        gained
    };
    assert!(looted(&Rules::default()) > 0.1);
    assert_eq!(looted(&Rules::default().without(Rule::LootRearms)), 0.0);
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
                order(&mut stage, "army", Action::Raid, "rebels", 300.0);
            }
            let events = stage.play(fight, &Settings::typical(), &Rules::default());
            for event in events.iter().filter(|e| e.kind == EventKind::Act(Action::Ambush)) {
                own += event.actor_deaths;
                theirs += event.target_deaths;
            }
        }
        f64::from(theirs) / f64::from(own.max(1))
    };
    assert!(exchange(true) < exchange(false));
}

#[test]
fn walls_are_for_those_who_stand_where_their_side_holds() {
    let raids = |holder: &str, entrenchment: f64| {
        let mut fell = 0;
        for number in 0..300 {
            let mut stage = stage(false);
            stage.number = number;
            stage.who("rebels").concealment = 0.0;
            stage.ground("town").holder = Some(stage.actor(holder));
            order(&mut stage, "army", Action::Raid, "rebels", 300.0);
            let set = Settings { entrenchment, ..Settings::typical() };
            let events = stage.play(fight, &set, &Rules::default());
            fell += events.iter().map(|e| e.actor_deaths).sum::<u32>();
        }
        fell
    };
    assert_eq!(raids("army", 1.0), raids("army", 3.0), "who hides in the enemy's town has no walls");
    assert!(raids("rebels", 3.0) > raids("rebels", 1.0));
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

#[test]
fn the_beaten_who_may_not_leave_disperse_where_they_stand() {
    for number in 0..50 {
        let mut stage = stage(true);
        stage.number = number;
        let (rebels, town) = (stage.actor("rebels"), stage.place("town"));
        let kind = EventKind::Act(Action::Withdraw);
        stage.outside.bars.push(Bar { kind, actor: Some(rebels), target: None, place: Some(town) });
        order(&mut stage, "army", Action::Assault, "rebels", 800.0);
        let events = stage.play(fight, &Settings::typical(), &Rules::default());
        assert!(events.iter().all(|e| e.kind != kind), "nobody withdraws");
        let won = events.iter().filter(|e| e.success);
        for event in won {
            let left = 150.0 - f64::from(event.target_deaths);
            assert!((stage.world.men_at(rebels, town) - 0.5 * left).abs() < 1e-9, "half of those who live");
        }
    }
}

#[test]
fn who_wins_a_place_from_next_door_moves_in() {
    for rules in [Rules::default(), Rules::default().without(Rule::WithdrawalSparesForces)] {
        let mut taken = 0;
        for number in 0..20 {
            let mut stage = Tiny::new()
                .actor("army", ActorKind::Army)
                .actor("rebels", ActorKind::Movement)
                .tie("army", "rebels", -0.8, Stance::War)
                .place("base", "army")
                .place("town", "rebels")
                .place_with("hills", "", |fact, _| fact.kind = PlaceKind::Refuge)
                .route("base", "town", 100.0)
                .route("town", "hills", 50.0)
                .force("army", "base", 800.0)
                .force("rebels", "town", 150.0)
                .stage();
            stage.number = number;
            let (army, base, town) = (stage.actor("army"), stage.place("base"), stage.place("town"));
            order(&mut stage, "army", Action::Assault, "rebels", 800.0);
            let events = stage.play(fight, &Settings::typical(), &rules);
            let fell: u32 = events.iter().map(|e| e.actor_deaths).sum();
            let (all, at_hand) = (stage.world.strength(army), stage.world.men_at(army, base));
            assert!((all - (800.0 - f64::from(fell))).abs() < 1e-9, "nobody is lost on the way in");
            if events.iter().any(|e| e.kind == EventKind::Act(Action::Column)) {
                assert!((all - at_hand - 150.0).abs() < 1e-9, "as many as were found there");
                let mut way = stage.world.forces.iter().filter_map(|f| f.march.filter(|_| f.actor == army));
                assert!(way.all(|march| march.to == town));
                taken += 1;
            }
        }
        assert!(taken > 10, "{taken}");
    }
}

#[test]
fn a_column_that_meets_the_enemy_is_a_clash_that_nobody_ordered() {
    let mut stage = Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .tie("army", "rebels", -0.8, Stance::War)
        .place("town", "rebels")
        .force_of("army", "town", ForceKind::Column, 300.0)
        .force("rebels", "town", 250.0)
        .stage();
    let events = stage.play(fight, &Settings::typical(), &Rules::default());
    let met = events.iter().find(|e| e.rule == "fight.meet").expect("they stand in one place");
    assert_eq!((met.kind, met.origin), (EventKind::Shock(Shock::Clash), Origin::Rule));
    assert_eq!(met.rung, Action::Column.row().rung);
}
