//! What turns an operation back or lets it go on, and what it leaves on its way: each by hand.

use super::*;
use crate::{
    id::Key,
    world::{March, Origin},
};

fn only(stage: &mut Stage, set: &Settings) -> Vec<Event> {
    stage.play(operate, set, &Rules::default())
}

fn all_of(stage: &mut Stage, change: impl Fn(&mut crate::world::Force)) {
    let army = stage.actor("army");
    stage.world.forces.iter_mut().filter(|f| f.actor == army && f.strength > 0.0).for_each(change);
    stage.world.settle();
}

/// The state and the end of an operation of the army.
fn now(stage: &Stage, id: OperationId) -> (OperationStage, Option<OperationEnd>) {
    let operation = stage.world.operation(id);
    (operation.stage, operation.end)
}

#[test]
fn an_operation_that_is_wholly_on_the_road_goes_on() {
    let (mut stage, id) = launched(OperationKind::Seize);
    let march = March::towards(&stage.world, stage.place("base"), stage.place("mid"));
    all_of(&mut stage, |f| f.march = march);
    only(&mut stage, &Settings::typical());
    assert_eq!(now(&stage, id), (OperationStage::Assembling, None));
}

#[test]
fn whoever_sees_no_hope_is_called_off_unless_it_is_ordered_from_outside() {
    let after = |origin: Origin, floor: f64| {
        let (mut stage, id) = launched(OperationKind::Seize);
        let (army, mid) = (stage.actor("army"), stage.place("mid"));
        *stage.world.seen.at_mut(army.index(), mid.index()) = 500.0;
        stage.world.operations[id.index()].origin = origin;
        only(&mut stage, &Settings { floor, ..Settings::typical() });
        now(&stage, id)
    };
    let gone = (OperationStage::Advancing, None);
    assert_eq!(after(Origin::Decision(0), 0.0), gone);
    assert_eq!(after(Origin::Decision(0), 1.0), (OperationStage::Returning, Some(OperationEnd::CalledOff)));
    assert_eq!(after(Origin::Inject(Key(1)), 1.0), gone);
}

#[test]
fn the_rains_give_a_column_more_time() {
    let due = |month: u8| {
        let (mut stage, id) = launched(OperationKind::Seize);
        (stage.warfare.marching, stage.warfare.wet_speed) = (0.5, 0.25);
        stage.world.month = month;
        only(&mut stage, &Settings { floor: 0.0, delay: 6.0, ..Settings::typical() });
        stage.world.operation(id).due
    };
    // Two days of travel are four weeks of marching at half a day a week, sixteen in the rains.
    assert_eq!([due(1), due(8)], [4 + 6, 16 + 6]);
}

#[test]
fn whoever_came_for_the_country_goes_back_when_the_town_falls_or_its_time_is_over() {
    use OperationStage::{Holding, Returning};
    let after = |holder: &str, due: u32| {
        let (mut stage, id) = launched(OperationKind::Clear);
        let town = stage.place("town");
        all_of(&mut stage, |f| f.place = town);
        stage.ground("town").holder = Some(stage.actor(holder));
        let operation = &mut stage.world.operations[id.index()];
        (operation.stage, operation.due) = (OperationStage::Holding, due);
        only(&mut stage, &Settings::typical());
        now(&stage, id)
    };
    assert_eq!(after("army", 1), (Holding, None));
    assert_eq!(after("army", 0), (Returning, Some(OperationEnd::Achieved)));
    assert_eq!(after("rebels", 1), (Returning, Some(OperationEnd::BrokenOff)));
}

#[test]
fn those_who_return_are_free_once_they_have_arrived_or_when_nobody_waits_any_longer() {
    let after = |on_the_road: bool, due: u32| {
        let (mut stage, id) = launched(OperationKind::Seize);
        let march = March::towards(&stage.world, stage.place("base"), stage.place("mid"));
        all_of(&mut stage, |f| f.march = march.filter(|_| on_the_road));
        let operation = &mut stage.world.operations[id.index()];
        (operation.stage, operation.due, operation.end) =
            (OperationStage::Returning, due, Some(OperationEnd::Achieved));
        only(&mut stage, &Settings::typical());
        (now(&stage, id).0, stage.world.forces.iter().any(|f| f.operation.is_some()))
    };
    assert_eq!(after(false, 9), (OperationStage::Over, false));
    assert_eq!(after(true, 9), (OperationStage::Returning, true));
    assert_eq!(after(true, 0), (OperationStage::Over, false));
}

#[test]
fn whoever_has_what_it_came_for_bears_any_loss() {
    use OperationKind::{Clear, Seize, TakeOver};
    use OperationStage::{Advancing, Holding};
    let after = |kind: OperationKind, stage_of: OperationStage, camp: bool| {
        let (mut stage, id) = launched(kind);
        let (army, town) = (stage.actor("army"), stage.place("town"));
        all_of(&mut stage, |f| f.place = town);
        stage.ground("town").holder = Some(army);
        if camp {
            (stage.ground("town").camp, stage.ground("town").camp_host) = (Camp::Handed, Some(army));
        }
        let operation = &mut stage.world.operations[id.index()];
        (operation.stage, operation.due, operation.lost) = (stage_of, 9, 499.0);
        let mut found = None;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            found = review::spoiled(view, id, view.world.operation(id));
        });
        found
    };
    let broken = Some(OperationEnd::BrokenOff);
    assert_eq!([after(Seize, Advancing, false), after(Seize, Holding, false)], [broken, None]);
    assert_eq!([after(Clear, Advancing, false), after(Clear, Holding, false)], [broken, broken]);
    assert_eq!([after(TakeOver, Advancing, false), after(TakeOver, Advancing, true)], [broken, None]);
    assert_eq!(after(Seize, Advancing, true), broken, "the camp is not what it came for");
}

#[test]
fn of_equals_the_one_who_joined_first_leads() {
    let mut stage =
        cast().actor("guard", ActorKind::Militia).member("guard", "state", 0.9).force("guard", "base", 500.0).stage();
    let id = stage.operation("state", OperationKind::Seize, "base", "town");
    stage.world.settle();
    let first = stage.world.operation(id).participants[0].actor;
    assert_eq!(leader(&stage.world, id, stage.world.operation(id)), first);
    stage.world.operations[id.index()].participants.reverse();
    assert_ne!(leader(&stage.world, id, stage.world.operation(id)), first);
}

#[test]
fn a_post_is_left_where_the_side_of_regulars_holds_beyond_where_they_began() {
    let left = |planner: &str, at: &'static str, holder: &str| {
        let mut stage = cast().force("rebels", "base", 400.0).stage();
        let who = if planner == "state" { "army" } else { "rebels" };
        let id = stage.operation(planner, OperationKind::Seize, "base", "town");
        let (actor, place) = (stage.actor(who), stage.place(at));
        for force in stage.world.forces.iter_mut().filter(|f| f.operation == Some(id)) {
            force.place = place;
        }
        for place in ["base", "mid"] {
            stage.ground(place).holder = Some(stage.actor(holder));
        }
        stage.world.settle();
        let men = |stage: &Stage| {
            let own = stage.world.own_forces(actor).filter(|f| f.operation.is_some());
            own.map(|f| f.strength).sum::<f64>()
        };
        let before = men(&stage);
        only(&mut stage, &Settings { post: 50.0, floor: 0.0, ..Settings::typical() });
        before - men(&stage)
    };
    assert_eq!(left("state", "mid", "army"), 50.0);
    assert_eq!(left("state", "base", "army"), 0.0, "where they began");
    assert_eq!(left("state", "mid", "rebels"), 0.0, "an enemy holds it");
    assert_eq!(left("rebels", "mid", "rebels"), 0.0, "bands leave no posts");
}

#[test]
fn of_several_who_wait_for_a_camp_the_one_with_most_men_there_takes_it_over() {
    // Whether the army and the rebels take it over, and whose operation has the lower key.
    let takes = |army: f64, rebels: f64, away: bool| {
        let mut stage = cast().camp("town", Camp::Vacated, "rebels").stage();
        for (who, men) in [("army", army), ("rebels", rebels)] {
            stage.post(who, "base", 0.0);
            stage.post(who, "hills", 0.0);
            stage.post(who, "town", men);
        }
        let ids = ["army", "rebels"].map(|who| stage.operation(who, OperationKind::TakeOver, "town", "town"));
        if away {
            let (army, mid) = (stage.actor("army"), stage.place("mid"));
            stage.world.forces.iter_mut().filter(|f| f.actor == army).for_each(|f| f.place = mid);
        }
        // An operation against another place waits for nothing here.
        let elsewhere = stage.operation("rebels", OperationKind::Seize, "mid", "base");
        stage.world.settle();
        let [first, second] = ids.map(|id| {
            let mut out = Proposals::default();
            stage.look(&Settings::typical(), &Rules::default(), |view| {
                advance::take_over(view, id, view.world.operation(id), &mut out);
            });
            !out.events.is_empty()
        });
        assert!(stage.world.operation(elsewhere).is_under_way());
        (first, second, stage.world.operation(ids[0]).key < stage.world.operation(ids[1]).key)
    };
    let (first, second, lower) = takes(100.0, 99.0, false);
    assert!(first && !second);
    let equals = takes(100.0, 100.0, false);
    assert_eq!((equals.0, equals.1), (lower, !lower));
    let (first, second, _) = takes(99.0, 100.0, false);
    assert!(!first && second);
    let (first, second, _) = takes(100.0, 99.0, true);
    assert!(!first && second, "they are not there yet");
}
