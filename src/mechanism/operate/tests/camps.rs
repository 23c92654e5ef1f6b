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
    stage.ground("town").airstrip = true;
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
        *stage.world.seen.at_mut(army.index(), town.index()) = men;
        for _ in 0..2 {
            only_operate(&mut stage);
            stage.next_week();
        }
        assert_eq!(stage_of(&stage, id), OperationStage::Holding);
        stage.ground("town").camp = Camp::Vacated;
        for _ in 0..2 {
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
        week(&mut stage);
        stage.ground("town").camp = Camp::Vacated;
        for _ in 0..2 {
            week(&mut stage);
        }
        stage.world.places[town.index()].holder == Some(army)
    };
    assert!(held(0.0) && !held(200.0));
}

#[test]
fn nobody_lands_where_the_mission_has_gone_and_the_enemy_holds_the_airstrip() {
    let (mut stage, id) = gathered(true, 50.0, Stance::War);
    stage.ground("town").camp = Camp::Vacated;
    only_operate(&mut stage);
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::CalledOff));
    assert!(stage.world.men_at(stage.actor("army"), stage.place("town")) < 1.0);
}

#[test]
fn a_town_is_stormed_once_from_its_camp_and_never_where_that_is_prevented() {
    let storms = |barred: bool| {
        let (mut stage, id) = gathered(true, 50.0, Stance::War);
        if barred {
            let kind = EventKind::Act(Action::Assault);
            stage.outside.bars.push(Bar { kind, actor: None, target: None, place: None });
        }
        for _ in 0..2 {
            only_operate(&mut stage);
            stage.next_week();
        }
        stage.ground("town").camp = Camp::Vacated;
        let mut storms = 0;
        for _ in 0..30 {
            only_operate(&mut stage);
            storms += u32::from(stage_of(&stage, id) == OperationStage::Advancing);
            stage.next_week();
        }
        assert_eq!(stage.world.operation(id).end, Some(OperationEnd::Achieved), "it keeps the camp, and is over");
        storms
    };
    // Nobody fights here, so that the town is never won.
    assert_eq!((storms(false), storms(true)), (1, 0));
}

#[test]
fn whoever_came_for_a_camp_waits_for_a_mission_that_is_known_to_go() {
    let waits = |known: bool, camp: Camp| {
        let (mut stage, id) = gathered(true, 50.0, Stance::Hostile);
        let zero = crate::parameter::Quantity::fixed(0.0);
        let start = stage.case.start;
        let closes = crate::domain::EventFact {
            id: "closes".to_owned(),
            key: crate::id::Key::of("closes"),
            date: start.saturating_add(jiff::Span::new().days(14)),
            known: start,
            kind: EventKind::Shock(crate::domain::Shock::CampCloses),
            actor: Some(stage.actor("mission")),
            target: None,
            place: Some(stage.place("town")),
            agreement: None,
            deaths: zero,
            civilian_deaths: zero,
            size: zero,
            source: crate::domain::Source::default(),
        };
        stage.case.scheduled.extend(known.then_some(closes));
        stage.ground("town").camp = camp;
        stage.world.settle();
        let mut found = false;
        stage.look(&Settings::typical(), &Rules::default(), |view| found = waits(view, view.world.operation(id)));
        found
    };
    assert!(waits(true, Camp::Open));
    assert!(!waits(false, Camp::Open), "nobody knows that it will go");
    assert!(!waits(true, Camp::Vacated), "it has gone");
}

#[test]
fn of_several_who_came_for_a_camp_those_with_most_men_in_it_take_it() {
    let took = |rebels: f64, elsewhere: f64| {
        let (mut stage, id) = gathered(true, 50.0, Stance::Hostile);
        stage.post("rebels", "town", rebels);
        let other = stage.operation("rebels", OperationKind::TakeOver, "town", "town");
        stage.post("army", "base", elsewhere);
        stage.ground("town").camp = Camp::Vacated;
        stage.world.settle();
        let mut out = Proposals::default();
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            for id in [id, other] {
                advance::take_over(view, id, view.world.operation(id), &mut out);
            }
        });
        out.events.iter().map(|e| e.actor == Some(stage.actor("rebels"))).collect::<Vec<_>>()
    };
    assert_eq!(took(80.0, 900.0), [true], "men at their base are not in the camp");
}

#[test]
fn whoever_is_not_let_in_goes_home() {
    let (mut stage, id) = gathered(false, 50.0, Stance::Hostile);
    only_operate(&mut stage);
    stage.world.operations[id.index()].end = Some(OperationEnd::TurnedAway);
    only_operate(&mut stage);
    assert_eq!(stage_of(&stage, id), OperationStage::Returning);
    for _ in 0..13 {
        week(&mut stage);
    }
    let operation = stage.world.operation(id);
    assert_eq!((operation.stage, operation.end), (OperationStage::Over, Some(OperationEnd::TurnedAway)));
}

#[test]
fn a_column_before_a_town_with_which_it_has_come_to_war_waits_for_the_battle_if_it_has_a_chance() {
    let after = |men: f64, camp: Camp, stance: Stance, rest: f64| {
        let (mut stage, id) = gathered(false, men, stance);
        let (army, town) = (stage.actor("army"), stage.place("town"));
        (stage.world.operations[id.index()].stage, stage.world.operations[id.index()].due) =
            (OperationStage::Advancing, 99);
        for force in stage.world.forces.iter_mut().filter(|f| f.operation == Some(id)) {
            (force.place, force.march, force.rest) = (town, None, rest);
        }
        stage.ground("town").camp = camp;
        stage.world.settle();
        *stage.world.seen.at_mut(army.index(), town.index()) = men;
        only_operate(&mut stage);
        stage_of(&stage, id)
    };
    assert_eq!(after(50.0, Camp::Vacated, Stance::War, 0.0), OperationStage::Advancing);
    assert_eq!(after(5_000.0, Camp::Vacated, Stance::War, 0.0), OperationStage::Returning, "no chance");
    assert_eq!(after(50.0, Camp::Vacated, Stance::War, 2.0), OperationStage::Holding, "it has fought already");
    assert_eq!(after(50.0, Camp::Open, Stance::War, 0.0), OperationStage::Holding, "the mission is there");
    assert_eq!(after(50.0, Camp::Vacated, Stance::Tolerant, 0.0), OperationStage::Holding, "no enemies");
}
