//! Tests of battles: side against side.

use crate::{
    domain::{
        Action, ActorKind, Camp, EventKind, OperationEnd, OperationKind, OperationStage, PlaceKind, Shock, Stance,
    },
    mechanism::{
        Rule, Rules,
        fight::{Settings, fight},
        testing::{Stage, Tiny},
    },
    warfare::odds::{self, Side},
    world::{Event, outside::Bar},
};

/// An army and a militia stand before a town that two movements hold, with hills behind it.
fn stage(army: f64, rebels: f64) -> Stage {
    let plain = |fact: &mut crate::domain::ActorFact| fact.concealment = crate::parameter::Quantity::fixed(0.0);
    Tiny::state()
        .actor_with("guard", ActorKind::Militia, plain)
        .actor("front", ActorKind::Coalition)
        .actor_with("reds", ActorKind::Movement, plain)
        .actor_with("blues", ActorKind::Movement, plain)
        .actor("zealots", ActorKind::Jihadist)
        .member("reds", "front", 0.9)
        .member("blues", "front", 0.9)
        .tie("army", "guard", 0.6, Stance::JointOperations)
        .tie("state", "guard", 0.6, Stance::JointOperations)
        .tie("state", "front", -0.8, Stance::War)
        .tie("state", "reds", -0.8, Stance::War)
        .tie("army", "front", -0.8, Stance::War)
        .tie("army", "reds", -0.8, Stance::War)
        .tie("army", "blues", -0.8, Stance::War)
        .tie("guard", "reds", -0.8, Stance::War)
        .tie("guard", "front", -0.8, Stance::War)
        .tie("guard", "blues", -0.8, Stance::War)
        .tie("army", "zealots", -0.8, Stance::War)
        .tie("reds", "zealots", -0.5, Stance::Hostile)
        .place("base", "army")
        .place("town", "reds")
        .place_with("hills", "", |fact, _| fact.kind = PlaceKind::Refuge)
        .route("base", "town", 30.0)
        .route("town", "hills", 50.0)
        .force("army", "town", army)
        .force("guard", "town", 100.0)
        .force("reds", "town", rebels)
        .force("blues", "town", 100.0)
        .force("zealots", "town", 100.0)
        .stage()
}

/// The army assaults the town; what happened, and the world afterwards.
fn assault(number: u64, army: f64, rebels: f64, rules: &Rules, prepare: impl Fn(&mut Stage)) -> (Stage, Vec<Event>) {
    let mut stage = stage(army, rebels);
    stage.number = number;
    // The army assembled at its base and stands before the town.
    let id = stage.operation("state", OperationKind::Seize, "town", "town");
    let base = stage.place("base");
    stage.world.operations[id.index()].axis.insert(0, base);
    prepare(&mut stage);
    let events = stage.play(fight, &Settings::typical(), rules);
    (stage, events)
}

fn stand_firm() -> Rules {
    Rules::default().without(Rule::WithdrawalSparesForces)
}

fn battle(events: &[Event]) -> Option<&Event> {
    events.iter().find(|e| e.rule == "fight.battle")
}

#[test]
fn who_cannot_hold_leaves_before_the_battle() {
    let (mut left, mut fought) = (0, 0);
    for number in 0..100 {
        let (stage, events) = assault(number, 3_000.0, 200.0, &Rules::default(), |_| ());
        let (reds, town) = (stage.actor("reds"), stage.place("town"));
        if events.iter().any(|e| e.rule == "fight.give_way") {
            left += 1;
            assert!(battle(&events).is_none() && stage.world.men_at(reds, town) == 0.0);
            assert_eq!(stage.world.strength(reds), 200.0, "nobody died");
        }
        let (_, events) = assault(number, 3_000.0, 200.0, &stand_firm(), |_| ());
        fought += usize::from(battle(&events).is_some());
    }
    assert!(left > 90, "{left} of 100 left");
    assert_eq!(fought, 100, "without C13 everybody stands");
}

#[test]
fn a_strong_garrison_stands() {
    let stood = (0..100).filter(|n| battle(&assault(*n, 300.0, 900.0, &Rules::default(), |_| ()).1).is_some());
    assert!(stood.count() > 90);
}

#[test]
fn the_frequency_of_victory_is_that_of_the_law_of_odds() {
    // 0.8 of 1,100 men against 0.4 of 1,100 behind walls, everybody of quality one; 30 km from the base.
    let (mut won, fights) = (0, 600);
    let mut law = 0.0;
    for number in 0..fights {
        let (stage, events) = assault(number, 1_000.0, 1_000.0, &stand_firm(), |_| ());
        let war = &stage.warfare;
        let near = stage.world.map.ways.near(stage.place("base"), stage.place("town"));
        let fed = war.unfed + (1.0 - war.unfed) * 0.8;
        let a = Side { men: 0.8 * 1_000.0 + 0.4 * 100.0, power: near * fed, bears: 1.2 * war.breaking };
        let d = Side { men: 0.4 * 1_100.0, power: war.walls * fed, bears: 1.2 * war.breaking };
        law = odds::chance(war, &a, &d);
        won += u32::from(battle(&events).is_some_and(|e| e.success));
    }
    let share = f64::from(won) / fights as f64;
    assert!((share - law).abs() < 0.06, "won {share}, by the law {law}");
}

#[test]
fn everybody_on_either_side_fights_and_is_named_and_nobody_else() {
    let (stage, events) = assault(1, 1_000.0, 1_000.0, &stand_firm(), |_| ());
    let main = battle(&events).expect("a battle");
    assert_eq!(main.kind, EventKind::Act(Action::Assault));
    let beside: Vec<&Event> = events.iter().filter(|e| e.rule == "fight.beside").collect();
    let named = |who: &str| {
        let id = Some(stage.actor(who));
        main.actor == id || main.target == id || beside.iter().any(|e| (e.actor == id || e.target == id) && e.part)
    };
    for who in ["army", "guard", "reds", "blues"] {
        assert!(named(who), "{who} is not named");
    }
    assert!(!named("zealots"), "a third side looks on");
    let dead = |before: f64, who: &str| before - stage.world.strength(stage.actor(who));
    assert!(dead(100.0, "blues") > 0.0 && dead(100.0, "zealots") == 0.0);
}

#[test]
fn the_beaten_go_and_cannot_come_back_at_once() {
    let (mut won, mut lost) = (0, 0);
    for number in 0..60 {
        let (stage, events) = assault(number, 1_000.0, 1_000.0, &stand_firm(), |_| ());
        let victory = battle(&events).expect("a battle").success;
        let (army, reds, town) = (stage.actor("army"), stage.actor("reds"), stage.place("town"));
        let (_, operation) = stage.world.under_way().next().expect("it returns at least");
        if victory {
            won += 1;
            assert_eq!(stage.world.men_at(reds, town), 0.0, "the town is open");
            assert!(stage.world.men_at(army, town) > 0.0);
            assert!(stage.world.own_forces(army).all(|f| f.rest >= stage.warfare.pause - 1e-9));
            assert!(stage.world.own_forces(reds).all(|f| f.rest >= stage.warfare.refit - 1e-9));
        } else {
            lost += 1;
            assert_eq!((operation.stage, operation.end), (OperationStage::Returning, Some(OperationEnd::Beaten)));
            assert_eq!(stage.world.men_at(army, town), 0.0, "the column is on its way back");
            assert!(stage.world.men_at(reds, town) > 0.0);
        }
        assert!(operation.lost > 0.0);
    }
    assert!(won > 5 && lost > 5, "{won} won, {lost} lost");
}

#[test]
fn a_raid_comes_by_surprise_and_arms_the_raiders() {
    let raid = |rules: &Rules| {
        let (mut gained, mut left_first) = (0.0, 0);
        for number in 0..60 {
            let mut stage = Tiny::state()
                .actor("rebels", ActorKind::Movement)
                .tie("state", "rebels", -0.8, Stance::War)
                .tie("army", "rebels", -0.8, Stance::War)
                .place("post", "army")
                .place("hills", "rebels")
                .route("hills", "post", 50.0)
                .force("army", "post", 60.0)
                .force("rebels", "post", 400.0)
                .stage();
            stage.number = number;
            stage.operation("rebels", OperationKind::Raid, "post", "post");
            let before = stage.who("rebels").quality;
            let events = stage.play(fight, &Settings::typical(), rules);
            left_first += events.iter().filter(|e| e.rule == "fight.give_way").count();
            gained += stage.who("rebels").quality - before;
        }
        (gained, left_first)
    };
    let (armed, left_first) = raid(&Rules::default());
    assert!(armed > 0.1 && left_first == 0, "{armed}, {left_first}");
    assert_eq!(raid(&Rules::default().without(Rule::LootRearms)).0, 0.0);
}

#[test]
fn who_may_not_leave_fights_and_if_beaten_scatters() {
    let bar = |stage: &mut Stage| {
        let kind = EventKind::Act(Action::Withdraw);
        let town = Some(stage.place("town"));
        for who in ["reds", "blues"] {
            stage.outside.bars.push(Bar { kind, actor: Some(stage.actor(who)), target: None, place: town });
        }
    };
    let mut scattered = 0;
    for number in 0..40 {
        let (stage, events) = assault(number, 3_000.0, 200.0, &Rules::default(), bar);
        let main = battle(&events).expect("nobody may leave");
        assert!(
            events.iter().all(|e| e.kind != EventKind::Act(Action::Withdraw) || e.actor != Some(stage.actor("reds")))
        );
        if main.success {
            scattered += 1;
            let left = stage.world.men_at(stage.actor("reds"), stage.place("town"));
            assert!(left < 0.55 * 200.0, "half of those who live scatter: {left}");
        }
    }
    assert!(scattered > 20);
}

#[test]
fn one_side_fights_one_battle_a_week_in_a_place() {
    let twice = |stage: &mut Stage| {
        let id = stage.operation("state", OperationKind::Raid, "base", "town");
        let town = stage.place("town");
        let army = stage.actor("army");
        // A second operation of the same side has come to the same town.
        for force in stage.world.forces.iter_mut().filter(|f| f.actor == army) {
            force.place = town;
        }
        stage.world.operations[id.index()].axis.push(town);
    };
    let (_, events) = assault(3, 800.0, 800.0, &stand_firm(), twice);
    assert_eq!(events.iter().filter(|e| e.rule == "fight.battle").count(), 1);
}

#[test]
fn a_battle_that_is_barred_does_not_take_place() {
    let bar = |stage: &mut Stage| {
        let kind = EventKind::Act(Action::Assault);
        stage.outside.bars.push(Bar { kind, actor: None, target: None, place: Some(stage.place("town")) });
    };
    let (_, events) = assault(1, 800.0, 800.0, &Rules::default(), bar);
    assert!(events.is_empty());
}

#[test]
fn to_take_over_a_camp_against_resistance_is_a_clash_below_an_assault_as_long_as_there_is_no_war() {
    let resisted = |stance: Stance| {
        let mut stage = stage(800.0, 800.0);
        for (a, b) in [("state", "reds"), ("reds", "state")] {
            stage.tie(a, b).stance = stance;
        }
        let id = stage.operation("state", OperationKind::TakeOver, "town", "town");
        assert!(stage.world.operation(id).is_under_way());
        let events = stage.play(fight, &Settings::typical(), &stand_firm());
        let main = battle(&events).expect("it is resisted");
        (main.kind, main.rung)
    };
    let assault = Action::Assault.row().rung;
    let (kind, rung) = resisted(Stance::Hostile);
    assert_eq!(kind, EventKind::Shock(Shock::Clash));
    assert!(rung < assault);
    assert_eq!(resisted(Stance::War), (EventKind::Act(Action::Assault), assault));
}

#[test]
fn relief_that_wins_breaks_the_ring() {
    let mut won = 0;
    for number in 0..40 {
        let mut stage = Tiny::state()
            .actor("reds", ActorKind::Movement)
            .tie("state", "reds", -0.8, Stance::War)
            .place("base", "army")
            .place("town", "army")
            .route("base", "town", 30.0)
            .force("army", "town", 1_500.0)
            .force("reds", "town", 300.0)
            .stage();
        stage.number = number;
        let reds = stage.actor("reds");
        stage.ground("town").blockade = Some(reds);
        stage.operation("state", OperationKind::Relieve, "town", "town");
        let rules = if number % 2 == 0 { stand_firm() } else { Rules::default() };
        let events = stage.play(fight, &Settings::typical(), &rules);
        let wins = battle(&events).map_or_else(|| events.iter().any(|e| e.rule == "fight.give_way"), |e| e.success);
        won += u32::from(wins);
        assert_eq!(stage.ground("town").blockade, if wins { None } else { Some(reds) }, "world {number}");
    }
    assert!(won > 25, "{won}");
}

#[test]
fn raiders_who_do_not_linger_leave_the_town_to_those_whom_they_have_beaten() {
    let raid = |number: u64, lingers: bool| {
        let mut stage = stage(2_000.0, 200.0);
        stage.number = number;
        let id = stage.operation("state", OperationKind::Raid, "town", "town");
        let base = stage.place("base");
        stage.world.operations[id.index()].axis.insert(0, base);
        stage.world.operations[id.index()].lingers = lingers;
        let events = stage.play(fight, &Settings::typical(), &Rules::default());
        let won = battle(&events).is_some_and(|e| e.success);
        let on_the_way = |who: &str| {
            let own = stage.world.own_forces(stage.actor(who)).filter(|f| f.march.is_some());
            own.map(|f| f.strength).sum::<f64>() > 0.0
        };
        (won, on_the_way("army"), on_the_way("reds"), stage.world.operation(id).end)
    };
    for number in 0..20 {
        let ((won, left, fled, end), (_, stayed, routed, _)) = (raid(number, false), raid(number, true));
        assert!(won, "ten against one");
        assert!(left && !fled && end == Some(OperationEnd::Achieved), "gone within the week");
        assert!(!stayed && routed, "who lingers drives the garrison out");
    }
}

#[test]
fn nobody_fights_in_the_camp_of_a_mission_and_a_town_is_stormed_from_a_camp_in_war() {
    let fought = |camp: Camp, host: &'static str| {
        let mut stage = stage(900.0, 200.0);
        let (host, base) = (stage.case.actor(host), stage.place("base"));
        (stage.ground("town").camp, stage.ground("town").camp_host) = (camp, host);
        if let Some(host) = host {
            stage.world.actors[host.index()].kind = ActorKind::Peacekeeper;
        }
        let id = stage.operation("state", OperationKind::TakeOver, "town", "town");
        stage.world.operations[id.index()].axis.insert(0, base);
        let rules = Rules::default().without(Rule::WithdrawalSparesForces);
        let events = stage.play(fight, &Settings::typical(), &rules);
        events.iter().find(|e| e.rule == "fight.battle").map(|e| e.kind)
    };
    assert_eq!(fought(Camp::Closing, "zealots"), None);
    assert_eq!(fought(Camp::Vacated, ""), Some(EventKind::Act(Action::Assault)));
}
