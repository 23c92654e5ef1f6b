//! When an operation moves on, waits or turns back: each number by hand.

use super::*;
use crate::warfare::odds::{Side, chance_if_counted};

fn only(stage: &mut Stage, set: &Settings) -> Vec<Event> {
    stage.play(operate, set, &Rules::default())
}

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

/// An army on its way, in the place between its base and the town.
fn underway(kind: OperationKind) -> (Stage, OperationId) {
    let mut stage = cast().stage();
    let id = stage.operation("state", kind, "base", "town");
    let (army, mid) = (stage.actor("army"), stage.place("mid"));
    all_of(&mut stage, |f| f.place = mid);
    stage.ground("mid").holder = Some(army);
    stage.world.settle();
    (stage, id)
}

/// Changes every force of the army that stands.
fn all_of(stage: &mut Stage, change: impl Fn(&mut crate::world::Force)) {
    let army = stage.actor("army");
    stage.world.forces.iter_mut().filter(|f| f.actor == army && f.strength > 0.0).for_each(change);
}

fn marches(stage: &Stage) -> bool {
    stage.world.own_forces(stage.actor("army")).any(|f| f.march.is_some())
}

#[test]
fn whoever_is_tired_or_still_comes_together_does_not_move_on() {
    let (mut stage, _) = underway(OperationKind::Seize);
    let mut rested = stage.clone();
    all_of(&mut stage, |f| f.rest = 1.0);
    only(&mut stage, &Settings::typical());
    assert!(!marches(&stage), "they rest");
    only(&mut rested, &Settings::typical());
    assert!(marches(&rested));
}

#[test]
fn an_operation_of_less_than_one_man_is_dissolved() {
    for (men, end) in [(1.0, None), (0.6, Some(OperationEnd::Dissolved))] {
        let (mut stage, id) = underway(OperationKind::Seize);
        let set = Settings { floor: 0.0, culmination: 1.0, ..Settings::typical() };
        all_of(&mut stage, |f| f.strength = men);
        stage.world.operations[id.index()].participants[0].men = men;
        stage.world.settle();
        only(&mut stage, &set);
        assert_eq!(stage.world.operation(id).end, end, "{men}");
    }
}

#[test]
fn a_post_takes_its_men_from_every_force_and_at_most_a_fifth_of_each() {
    let left = |men: f64, post: f64, at: &str| {
        let (mut stage, _) = underway(OperationKind::Seize);
        let (army, place) = (stage.actor("army"), stage.place("mid"));
        all_of(&mut stage, |f| f.strength = men);
        stage.ground("mid").holder = Some(stage.actor(at));
        stage.world.settle();
        only(&mut stage, &Settings { post, floor: 0.0, ..Settings::typical() });
        let garrison = stage.world.own_forces(army).filter(|f| f.operation.is_none()).map(|f| f.strength).sum::<f64>();
        close(stage.world.strength(army), men);
        assert!(stage.world.own_forces(army).all(|f| f.place == place));
        garrison
    };
    close(left(500.0, 60.0, "army"), 60.0);
    close(left(200.0, 60.0, "army"), 40.0);
    close(left(500.0, 60.7, "army"), 60.0);
    close(left(4.0, 60.0, "army"), 0.0);
    close(left(500.0, 60.0, "rebels"), 0.0);
}

#[test]
fn no_second_post_is_left_where_enough_stand() {
    let left = |there: f64| {
        let (mut stage, _) = underway(OperationKind::Seize);
        let army = stage.actor("army");
        all_of(&mut stage, |f| f.strength = 300.0);
        let mut out = Proposals::default();
        let (mid, kind) = (stage.place("mid"), crate::domain::ForceKind::Garrison);
        out.drift(Change::muster(crate::id::Key::of("there"), army, (mid, kind), there, (0.7, 0.8)));
        stage.world.apply(&mut out, &mut Ledger::default());
        stage.world.settle();
        only(&mut stage, &Settings { floor: 0.0, ..Settings::typical() });
        stage.world.own_forces(army).filter(|f| f.operation.is_none()).map(|f| f.strength).sum::<f64>()
    };
    let post = Settings::typical().post;
    close(left(post), post);
    close(left(post - 1.0), 2.0 * post - 1.0);
}

#[test]
fn a_column_breaks_off_when_its_losses_or_its_time_are_more_than_it_bears() {
    let ends = |lost: f64, week: u32, kind: OperationKind| {
        let (mut stage, id) = underway(kind);
        let set = Settings { floor: 0.0, ..Settings::typical() };
        stage.world.operations[id.index()].lost = lost;
        stage.world.operations[id.index()].due = 5;
        stage.world.week = week;
        only(&mut stage, &set);
        stage.world.operation(id).end
    };
    // 500 men were promised, of whom a quarter may be lost.
    let most = Settings::typical().culmination * 500.0;
    assert_eq!(ends(most, 0, OperationKind::Seize), None);
    assert_eq!(ends(most + 1.0, 0, OperationKind::Seize), Some(OperationEnd::BrokenOff));
    assert_eq!(ends(0.0, 4, OperationKind::Seize), None);
    assert_eq!(ends(0.0, 5, OperationKind::Seize), Some(OperationEnd::BrokenOff));
}

#[test]
fn the_chance_that_a_column_sees_is_the_law_of_odds_by_what_it_has_and_counts() {
    let (mut stage, id) = underway(OperationKind::Raid);
    let (army, town, mid) = (stage.actor("army"), stage.place("town"), stage.place("mid"));
    *stage.world.seen.at_mut(army.index(), town.index()) = 400.0;
    stage.world.operations[id.index()].participants[0].sorties = 2.0;
    (stage.who("army").concealment, stage.who("army").quality) = (0.3, 1.1);
    stage.world.settle();
    let war = stage.warfare.clone();
    let fed = war.unfed + (1.0 - war.unfed) * 0.8;
    let near = stage.world.map.ways.near(mid, town);
    let flown = 1.0 + war.air_open * (1.0 - libm::exp(-2.0 / war.sorties));
    let hidden = 1.0 + (war.surprise - 1.0) * 0.3;
    let side = |men: f64, power: f64| Side { men, power, bears: war.breaking };
    let own = side(war.present * 500.0, 1.1 * hidden * fed * near * flown);
    let enemy = side(war.muster * 400.0, war.walls * fed);
    stage.look(&Settings::typical(), &Rules::default(), |view| {
        let got = review::chance_at(view, id, view.world.operation(id), town);
        close(got, chance_if_counted(&war, &own, &enemy));
    });
}

#[test]
fn whoever_has_gathered_sets_out_in_time_for_the_way_and_leaves_who_is_late() {
    let (mut stage, id) = launched(OperationKind::Seize);
    let (army, base) = (stage.actor("army"), stage.place("base"));
    let set = Settings { floor: 0.0, ..Settings::typical() };
    stage.world.operations[id.index()].due = 3;
    only(&mut stage, &set);
    assert_eq!(stage_of(&stage, id), OperationStage::Assembling, "it is not time");
    let route = stage.world.map.roads[base.index()][0].0;
    let late = stage.world.forces.iter().position(|f| f.actor == army).expect("a force");
    let march = crate::world::March { from: base, to: base, goal: base, route, left: 300.0, retreat: false };
    let mut out = Proposals::default();
    out.drift(Change::muster(
        crate::id::Key::of("late"),
        army,
        (base, crate::domain::ForceKind::Column),
        70.0,
        (0.7, 0.8),
    ));
    stage.world.apply(&mut out, &mut Ledger::default());
    let second = stage.world.forces.iter().position(|f| f.strength == 70.0).expect("those who are late");
    assert_ne!(late, second);
    (stage.world.forces[second].operation, stage.world.forces[second].march) = (Some(id), Some(march));
    stage.world.settle();
    for week in [3, 4] {
        stage.world.week = week;
        only(&mut stage, &set);
        assert_eq!(stage_of(&stage, id), OperationStage::Assembling, "they are waited for");
    }
    stage.world.week = 5;
    only(&mut stage, &set);
    let operation = stage.world.operation(id);
    assert_eq!(operation.stage, OperationStage::Advancing);
    // 300 km are two days: less than half a week of marching, and six weeks of delay.
    assert_eq!(operation.due, 5 + (2.0 / stage.warfare.marching + set.delay).round() as u32);
    assert!(stage.world.forces[second].operation.is_none());
    assert!(stage.world.forces[late].operation.is_some());
}

#[test]
fn a_column_is_an_offensive_only_if_it_is_to_seize_a_place_and_raiders_are_not_seen() {
    let heard = |kind: OperationKind| {
        let (mut stage, _) = launched(kind);
        let events = only(&mut stage, &Settings { floor: 0.0, ..Settings::typical() });
        events.iter().find(|e| e.rule == "operate.set_out").map(|e| e.rung)
    };
    let ladder = cast().stage().world.ladder.clone();
    assert_eq!(heard(OperationKind::Seize), Some(ladder.rung(Action::Column)));
    assert_eq!(heard(OperationKind::Besiege), Some(ladder.rung(Action::ShowOfForce)));
    assert_eq!(heard(OperationKind::Raid), None);
}

#[test]
fn what_happens_on_arrival_depends_on_who_is_found_there() {
    use OperationKind::{Besiege, Clear, Raid, Relieve, Seize};
    use OperationStage::{Advancing, Holding, Returning};
    let arrives = |kind: OperationKind, enemy: bool, lingers: bool, men: f64| {
        let (mut stage, id) = underway(kind);
        let town = stage.place("town");
        all_of(&mut stage, |f| f.place = town);
        stage.ground("town").holder = Some(stage.actor(if enemy { "rebels" } else { "army" }));
        stage.post("rebels", "town", men);
        stage.world.operations[id.index()].lingers = lingers;
        stage.world.settle();
        only(&mut stage, &Settings::typical());
        let operation = stage.world.operation(id);
        (operation.stage, operation.end)
    };
    assert_eq!(arrives(Seize, true, false, 0.0), (Advancing, None), "`hold` takes it first");
    assert_eq!(arrives(Seize, false, false, 0.0), (Holding, None));
    assert_eq!(arrives(Raid, true, true, 0.0), (Advancing, None));
    assert_eq!(arrives(Raid, true, false, 0.0), (Returning, Some(OperationEnd::Achieved)));
    assert_eq!(arrives(Raid, true, false, 50.0), (Advancing, None), "they fight first");
    assert_eq!(arrives(Raid, false, true, 0.0), (Holding, None));
    assert_eq!(arrives(Besiege, true, false, 50.0), (Holding, None));
    assert_eq!(arrives(Clear, true, false, 0.0), (Returning, Some(OperationEnd::BrokenOff)));
    assert_eq!(arrives(Clear, false, false, 0.0), (Holding, None));
    assert_eq!(arrives(Relieve, false, false, 0.0), (Holding, None));
}

#[test]
fn the_leader_of_an_operation_has_most_of_its_men() {
    let led_by = |army: f64, guard: f64| {
        let mut stage = cast()
            .actor("guard", ActorKind::Militia)
            .member("guard", "state", 0.9)
            .force("guard", "base", 10.0)
            .stage();
        stage.post("army", "base", army);
        stage.post("guard", "base", guard);
        let id = stage.operation("state", OperationKind::Seize, "base", "town");
        stage.world.settle();
        leader(&stage.world, id, stage.world.operation(id)) == stage.actor("army")
    };
    assert!(led_by(300.0, 200.0) && !led_by(200.0, 300.0));
}

#[test]
fn an_advance_is_late_at_its_time_and_an_assembly_never() {
    let spoiled = |stage_of: OperationStage, due: u32| {
        let mut stage = cast().stage();
        stage.world.week = 5;
        let id = stage.operation("state", OperationKind::Seize, "base", "town");
        let operation = &mut stage.world.operations[id.index()];
        (operation.stage, operation.due) = (stage_of, due);
        let mut found = None;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            found = review::spoiled(view, id, view.world.operation(id));
        });
        found
    };
    assert_eq!(spoiled(OperationStage::Advancing, 6), None);
    assert_eq!(spoiled(OperationStage::Advancing, 5), Some(OperationEnd::BrokenOff));
    assert_eq!(spoiled(OperationStage::Assembling, 5), None);
    assert_eq!(spoiled(OperationStage::Holding, 5), None);
}
