//! Tests of camps that are handed over: by road, by air, and of the town around them.

use super::*;

/// An army that has gathered for the camp of a mission in the rebels' town.
fn gathered(flown: bool, men: f64, stance: Stance) -> (Stage, OperationId) {
    let mut stage = cast()
        .actor("mission", ActorKind::Peacekeeper)
        .camp("town", Camp::Closing, "mission")
        .tie("state", "rebels", -0.5, stance)
        .tie("army", "rebels", -0.5, stance)
        .force("rebels", "town", men)
        .stage();
    let id = stage.operation("state", OperationKind::TakeOver, "base", "town");
    let operation = &mut stage.world.operations[id.index()];
    (operation.stage, operation.due, operation.flown) = (OperationStage::Assembling, 0, flown);
    stage.world.settle();
    (stage, id)
}

fn only_operate(stage: &mut Stage) -> Vec<Event> {
    stage.play(operate, &Settings::typical(), &Rules::default())
}

#[test]
fn who_flies_is_there_at_once_and_waits_for_the_mission_to_leave() {
    let (mut stage, id) = gathered(true, 50.0, Stance::Hostile);
    let (army, town) = (stage.actor("army"), stage.place("town"));
    only_operate(&mut stage);
    assert!(stage.world.men_at(army, town) > 400.0, "flown in");
    stage.next_week();
    let events = only_operate(&mut stage);
    assert_eq!(stage_of(&stage, id), OperationStage::Holding);
    assert!(events.iter().all(|e| e.kind != EventKind::Act(Action::SeizeCamp)), "the mission is still there");
    stage.ground("town").camp = Camp::Vacated;
    stage.next_week();
    let events = only_operate(&mut stage);
    assert!(events.iter().any(|e| e.rule == "operate.take_over"), "{events:?}");
    assert_eq!((stage.ground("town").camp, stage.ground("town").camp_host), (Camp::Handed, Some(army)));
}

#[test]
fn a_camp_that_somebody_else_has_taken_is_no_success() {
    let (mut stage, id) = gathered(true, 50.0, Stance::Hostile);
    let rebels = stage.actor("rebels");
    for _ in 0..2 {
        only_operate(&mut stage);
        stage.next_week();
    }
    (stage.ground("town").camp, stage.ground("town").camp_host) = (Camp::Handed, Some(rebels));
    for _ in 0..12 {
        only_operate(&mut stage);
        stage.next_week();
    }
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::BrokenOff));
}

#[test]
fn who_has_the_camp_storms_the_town_once_it_is_war_and_there_is_a_chance() {
    let storms = |men: f64, stance: Stance| {
        let (mut stage, id) = gathered(true, men, stance);
        let (army, town) = (stage.actor("army"), stage.place("town"));
        stage.ground("town").camp = Camp::Vacated;
        *stage.world.seen.at_mut(army.index(), town.index()) = men;
        for _ in 0..3 {
            only_operate(&mut stage);
            stage.next_week();
        }
        stage_of(&stage, id) == OperationStage::Advancing
    };
    assert!(storms(50.0, Stance::War));
    assert!(!storms(50.0, Stance::Hostile), "no war");
    assert!(!storms(5_000.0, Stance::War), "no chance");
}

#[test]
fn the_town_around_a_camp_falls_to_who_took_it_over_when_the_enemy_has_left() {
    let held = |men: f64| {
        let (mut stage, _) = gathered(true, men, Stance::War);
        let (army, town) = (stage.actor("army"), stage.place("town"));
        stage.ground("town").camp = Camp::Vacated;
        for _ in 0..2 {
            week(&mut stage);
        }
        stage.world.places[town.index()].holder == Some(army)
    };
    assert!(held(0.0) && !held(200.0));
}
