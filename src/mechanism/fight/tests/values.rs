//! What sides are worth, what a strike kills and what a battle leaves, by hand.

use super::*;
use crate::{
    domain::{OperationKind, Terrain},
    mechanism::fight::host::{gather as muster, of, share_out},
    world::Operation,
};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

/// An army with its militia before a town of two movements.
fn town() -> Stage {
    let mut stage = Tiny::state()
        .actor("guard", ActorKind::Militia)
        .actor("rebels", ActorKind::Movement)
        .actor("others", ActorKind::Movement)
        .tie("guard", "army", 0.6, Stance::JointOperations)
        .tie("guard", "state", 0.6, Stance::JointOperations)
        .tie("rebels", "others", 0.6, Stance::JointOperations)
        .tie("guard", "rebels", -0.8, Stance::War)
        .tie("guard", "others", -0.8, Stance::War)
        .tie("state", "rebels", -0.8, Stance::War)
        .tie("state", "others", -0.8, Stance::War)
        .tie("army", "rebels", -0.8, Stance::War)
        .tie("army", "others", -0.8, Stance::War)
        .place("base", "army")
        .place("town", "rebels")
        .route("base", "town", 75.0)
        .force("army", "town", 500.0)
        .force("guard", "town", 100.0)
        .force("rebels", "town", 200.0)
        .force("others", "town", 100.0)
        .stage();
    (stage.who("army").quality, stage.who("rebels").quality) = (1.2, 0.9);
    for (who, morale, supply) in [("army", 0.6, 0.8), ("guard", 0.9, 0.4), ("rebels", 0.7, 0.5), ("others", 0.5, 0.8)] {
        let actor = stage.actor(who);
        for force in stage.world.forces.iter_mut().filter(|f| f.actor == actor) {
            (force.morale, force.supply) = (morale, supply);
        }
    }
    stage
}

fn with_field(stage: &Stage, see: impl FnOnce(&View<Settings>, &Field)) {
    stage.look(&Settings::typical(), &Rules::default(), |view| see(view, &Field::new(Vec::new())));
}

#[test]
fn a_host_is_worth_its_men_by_power_and_bears_by_its_morale() {
    let mut stage = town();
    let id = stage.operation("state", OperationKind::Raid, "town", "town");
    let guard = stage.actor("guard");
    stage.world.forces.iter_mut().filter(|f| f.actor == guard).for_each(|f| f.operation = None);
    stage.world.settle();
    let (state, army, rebels, town) =
        (stage.actor("state"), stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    let war = stage.warfare.clone();
    let fed = |supply: f64| war.unfed + (1.0 - war.unfed) * supply;
    with_field(&stage, |view, field| {
        let raid = Some(view.world.operation(id));
        let flown = 1.0 + war.air_open * (1.0 - libm::exp(-2.0 / war.sorties));
        let host = muster(view, field, town, (state, rebels), (false, 2.0, 0.9), raid).expect("a host");
        // Soldiers of an operation are all present but the train, militiamen who live there muster. Bands hide: they strike from hiding.
        let (a, g) = (war.present * 500.0, war.muster * 100.0);
        let hidden = 1.0 + (war.surprise - 1.0) * 0.4;
        let power = 0.9 * flown * (a * 1.2 * fed(0.8) + g * hidden * fed(0.4)) / (a + g);
        close(host.side.men, a + g);
        close(host.side.power, power);
        close(host.side.bears, war.breaking * (0.5 + (a * 0.6 + g * 0.9) / (a + g)));
        assert_eq!((host.leader, host.forces.len()), (army, 2));
        let storm = Operation { kind: OperationKind::Seize, ..view.world.operation(id).clone() };
        let host = muster(view, field, town, (state, rebels), (false, 2.0, 0.9), Some(&storm)).expect("a host");
        close(host.side.power, 0.9 * flown * (a * 1.2 * fed(0.8) + g * fed(0.4)) / (a + g));
        // Behind walls, without surprise: two movements of whom two in five muster.
        let host = muster(view, field, town, (rebels, state), (true, 0.0, 1.0), None).expect("a host");
        let (r, o) = (war.muster * 200.0, war.muster * 100.0);
        close(host.side.men, r + o);
        close(host.side.power, war.walls * (r * 0.9 * fed(0.5) + o * fed(0.8)) / (r + o));
        assert_eq!(host.leader, rebels);
    });
}

#[test]
fn men_who_fell_before_fight_no_more() {
    let stage = town();
    let (state, rebels, town) = (stage.actor("state"), stage.actor("rebels"), stage.place("town"));
    stage.look(&Settings::typical(), &Rules::default(), |view| {
        let mut field = Field::new(Vec::new());
        field.note(rebels, town, 50.0);
        close(field.men(view, rebels, town), 150.0);
        let host = muster(view, &field, town, (rebels, state), (false, 0.0, 1.0), None).expect("a host");
        close(host.side.men, view.warfare.muster * 250.0);
        // Regulars are there whoever attacks, militiamen come together.
        let host = muster(view, &field, town, (state, rebels), (false, 0.0, 1.0), None).expect("a host");
        close(host.side.men, view.warfare.present * 500.0 + view.warfare.muster * 100.0);
        field.note(rebels, town, 500.0);
        close(field.men(view, rebels, town), 0.0);
    });
}

#[test]
fn the_killed_are_shared_out_by_men_and_the_last_go_to_the_largest_remainders() {
    let stage = town();
    let (state, army, guard, rebels, town) =
        (stage.actor("state"), stage.actor("army"), stage.actor("guard"), stage.actor("rebels"), stage.place("town"));
    with_field(&stage, |view, field| {
        let host = muster(view, field, town, (state, rebels), (false, 0.0, 1.0), None).expect("a host");
        // 500 and 100 men: of ten killed 8.3 and 1.7, of fourteen 11.7 and 2.3.
        for (killed, soldiers, guards) in [(10, 8, 2), (14, 12, 2), (0, 0, 0), (6, 5, 1)] {
            let toll = share_out(view.world, &host, killed);
            assert_eq!((of(&toll, army), of(&toll, guard)), (soldiers, guards), "of {killed}");
        }
    });
}

#[test]
fn a_blow_meets_its_enemy_as_far_as_he_does_not_hide_or_is_seen() {
    let mut stage = town();
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    *stage.world.seen.at_mut(army.index(), town.index()) = 75.0;
    stage.who("rebels").concealment = 0.6;
    let met = |stage: &Stage| {
        let mut found = 0.0;
        with_field(stage, |view, _| found = contact(view, army, rebels, town));
        found
    };
    assert_eq!(met(&stage), 1.0, "whoever holds a town stands in it");
    stage.ground("town").holder = Some(army);
    // 75 of 300 enemies are seen.
    close(met(&stage), 1.0 - 0.6 * (1.0 - Settings::typical().contact) * 0.75);
    *stage.world.seen.at_mut(army.index(), town.index()) = 900.0;
    assert_eq!(met(&stage), 1.0);
}

#[test]
fn the_parties_of_an_ambush_shoot_and_bear_by_what_they_are() {
    let mut stage = town();
    stage.ground("town").holder = Some(stage.actor("army"));
    stage.who("rebels").concealment = 0.6;
    let (army, place) = (stage.actor("army"), stage.place("town"));
    stage.order("rebels", Action::Ambush, Some("army")).place = Some(place);
    let order = stage.world.traffic.orders[0];
    let (set, war) = (Settings::typical(), stage.warfare.clone());
    let fed = |supply: f64| war.unfed + (1.0 - war.unfed) * supply;
    // What each bears differs between fights as in battles.
    let luck = |view: &View<Settings>, n: u16| {
        crate::chance::laws::log_normal(view.chance.fan(super::super::PARTY, Key(1)).nth(n), war.breaking_spread)
    };
    with_field(&stage, |view, _| {
        let (a, b, hidden) = sides(view, &order, army, place, Key(1), (200.0, 500.0));
        close(a.fire, 0.9 * (1.0 + (war.surprise - 1.0) * 0.6) * fed(0.5));
        close(a.resolve, set.attack_resolve * (0.5 + 0.7) * luck(view, 2));
        // Fire at those who hide is not aimed, as far as they hide.
        close(b.fire, 1.2 * fed(0.8) * (1.0 - (1.0 - set.unaimed) * 0.6));
        close(b.resolve, set.defence_resolve * (0.5 + 0.6) * luck(view, 3));
        assert!(hidden);
    });
    // Both lie in wait for each other: they meet in the open.
    stage.order("army", Action::Ambush, Some("rebels")).place = Some(place);
    stage.world.settle();
    with_field(&stage, |view, _| {
        let (a, b, hidden) = sides(view, &order, army, place, Key(1), (200.0, 500.0));
        close(a.fire, 0.9 * fed(0.5));
        close(b.fire, 1.2 * fed(0.8));
        assert!(!hidden);
    });
}

#[test]
fn a_party_goes_for_one_of_its_size_as_it_counts_the_enemy_and_no_more_than_there_are() {
    let stage = town();
    let (set, war) = (Settings::typical(), stage.warfare.clone());
    with_field(&stage, |view, _| {
        let drawn = |key: u64, theirs: f64| {
            super::super::parties(view, view.chance.fan(super::super::PARTY, Key(key)), (200.0, theirs))
        };
        let logs: Vec<f64> = (0..4_000).map(|i| drawn(i, 1e9)).map(|(own, other)| libm::log(other / own)).collect();
        let mean = logs.iter().sum::<f64>() / 4_000.0;
        let spread = (logs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 4_000.0).sqrt();
        assert!(mean.abs() < 0.03 && (spread - war.miscount).abs() < 0.02, "{mean} and {spread}");
        for key in 0..400 {
            let (own, other) = drawn(key, 12.0);
            assert!((set.smallest_party..=200.0).contains(&own) && (1.0..=12.0).contains(&other));
        }
    });
}

#[test]
fn no_party_bears_more_than_any_side_of_a_battle() {
    let war = crate::warfare::Settings::typical();
    close(super::super::bears(&war, 0.2, 0.5), 0.2);
    close(super::super::bears(&war, 0.2, 1.0 - 1e-9), war.breaking_most);
    let one = crate::chance::laws::log_normal(0.841_344_746, war.breaking_spread);
    close(super::super::bears(&war, 0.1, 0.841_344_746), 0.1 * one);
}

/// Mean number killed by one order from afar, over so many worlds; whoever kills somebody has succeeded.
fn killed(action: Action, terrain: Terrain, effort: f64, rules: &Rules) -> f64 {
    let mut dead = 0;
    for number in 0..1_500 {
        let mut stage = Tiny::state()
            .actor("rebels", ActorKind::Movement)
            .tie("army", "rebels", -0.8, Stance::War)
            .place("base", "army")
            .place_with("town", "rebels", move |fact, _| fact.terrain = terrain)
            .force_of("army", "base", ForceKind::AirWing, 3.0)
            .force("army", "base", 300.0)
            .force("rebels", "town", 150.0)
            .stage();
        stage.number = number;
        let (army, town) = (stage.actor("army"), stage.place("town"));
        *stage.world.seen.at_mut(army.index(), town.index()) = 75.0;
        let order = stage.order("army", action, Some("rebels"));
        (order.place, order.effort) = (Some(town), effort);
        let events = stage.play(fight, &Settings::typical(), rules);
        assert_eq!((events.len(), events[0].success), (1, events[0].target_deaths > 0));
        dead += events[0].target_deaths;
        let set = Settings::typical();
        let morale = stage.world.own_forces(stage.actor("rebels")).next().expect("a force").morale;
        close(morale, 0.7 - set.strike_shock * set.shaken);
    }
    f64::from(dead) / 1_500.0
}

#[test]
fn a_strike_kills_by_its_shots_what_they_find_and_what_the_ground_hides() {
    let set = Settings::typical();
    let no_c1 = Rules::default().without(Rule::AirPowerDecidesAndKills);
    // Half of them are seen.
    let shot = set.air_lethality * 0.5;
    let near = |got: f64, expected: f64| assert!((got - expected).abs() < 0.12 + 0.03 * expected, "{got}, {expected}");
    near(killed(Action::AirStrike, Terrain::Open, 2.5, &Rules::default()), 2.5 * shot);
    near(killed(Action::AirStrike, Terrain::River, 3.0, &Rules::default()), 3.0 * shot * set.open_by_river);
    near(killed(Action::AirStrike, Terrain::Mountain, 3.0, &Rules::default()), 3.0 * shot * set.open_in_cover);
    near(killed(Action::AirStrike, Terrain::Open, 3.0, &no_c1), 3.0 * shot * set.salvo_power);
    let reach = set.salvo_reach + (1.0 - set.salvo_reach) * set.open_in_cover;
    near(killed(Action::Shelling, Terrain::Town, 99.0, &Rules::default()), 2.0 * shot * set.salvo_power * reach);
}

#[test]
fn a_battle_moves_morale_takes_prisoners_and_makes_the_place_dangerous() {
    let set = Settings::typical();
    let (mut won, mut lost) = (0, 0);
    for number in 0..30 {
        let mut stage = town();
        stage.number = number;
        stage.warfare.captured = 0.2;
        stage.operation("state", OperationKind::Seize, "town", "town");
        let rules = Rules::default().without(Rule::WithdrawalSparesForces);
        let events = stage.play(fight, &set, &rules);
        let main = events.iter().find(|e| e.rule == "fight.battle").expect("a battle");
        let dead = |who: &str| {
            let id = Some(stage.actor(who));
            let of = |e: &&Event| e.actor == id || e.target == id;
            let own = |e: &Event| if e.actor == id { e.actor_deaths } else { e.target_deaths };
            events.iter().filter(|e| matches!(e.rule, "fight.battle" | "fight.beside")).filter(of).map(own).sum::<u32>()
        };
        let all = ["army", "guard", "rebels", "others"].map(|who| f64::from(dead(who)));
        close(stage.world.places[stage.place("town").index()].danger, all.iter().sum::<f64>() + 1.0);
        (won, lost) = (won + u32::from(main.success), lost + u32::from(!main.success));
        for (i, (who, men, morale)) in
            [("army", 500.0, 0.6), ("guard", 100.0, 0.9), ("rebels", 200.0, 0.7), ("others", 100.0, 0.5)]
                .into_iter()
                .enumerate()
        {
            let victor = main.success == (i < 2);
            let force = stage.world.own_forces(stage.actor(who)).next().expect("some are left");
            let prisoners = if victor { 0.0 } else { stage.warfare.captured * men };
            let moved: f64 = if victor { set.heartened * set.shaken } else { -set.shaken };
            close(force.morale, (morale + moved).min(1.0));
            close(stage.world.actors[stage.actor(who).index()].losses, all[i]);
            close(force.strength, men - all[i] - prisoners);
        }
        let operation = stage.world.operations.iter().find(|o| o.key != Key(0)).expect("the operation");
        close(operation.lost, all[0] + all[1]);
    }
    assert!(won > 0 && lost > 0, "{won} won, {lost} lost");
}

#[test]
fn booty_goes_round_as_far_as_it_reaches() {
    let mut stage = town();
    let (rebels, army, place) = (stage.actor("rebels"), stage.actor("army"), stage.place("town"));
    let set = Settings::typical();
    let mut out = Proposals::default();
    stage.look(&set, &Rules::default(), |view| {
        // The stores of 50 men for 200 winners and 500 losers.
        Field::loot(view, &mut out, crate::world::EventRef::DRIFT, (rebels, army), place, 50.0);
    });
    let before = stage.who("rebels").quality;
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    let supply = |stage: &Stage, who: ActorId| stage.world.own_forces(who).next().expect("a force").supply;
    close(supply(&stage, rebels), 0.5 + set.loot_supply * 0.25);
    close(supply(&stage, army), 0.8 - set.loot_supply * 0.1);
    close(stage.who("rebels").quality - before, set.loot_quality * 0.25);
}

#[test]
fn morale_moves_by_the_part_that_was_in_it() {
    let mut stage = town();
    let (rebels, army, place) = (stage.actor("rebels"), stage.actor("army"), stage.place("town"));
    let set = Settings::typical();
    let mut out = Proposals::default();
    stage.look(&set, &Rules::default(), |view| {
        let event = crate::world::EventRef::DRIFT;
        Field::shake(view, &mut out, event, (rebels, army, true), place, (0.5, 0.1));
    });
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    let morale = |who: ActorId| stage.world.own_forces(who).next().expect("a force").morale;
    close(morale(rebels), 0.7 + set.heartened * set.shaken * 0.5);
    close(morale(army), 0.6 - set.shaken * 0.1);
}

#[test]
fn a_show_of_force_shakes_those_whom_it_is_shown_to() {
    let (mut stage, set) = (town(), Settings::typical());
    let place = stage.place("town");
    stage.order("army", Action::ShowOfForce, Some("rebels")).place = Some(place);
    let events = stage.play(fight, &set, &Rules::default());
    assert_eq!((events.len(), events[0].rule), (1, "fight.show"));
    let morale = |who: &str| stage.world.own_forces(stage.actor(who)).next().expect("a force").morale;
    close(morale("rebels"), 0.7 - set.show_shock * set.shaken);
    close(morale("others"), 0.5);
    close(morale("army"), 0.6);
}
