//! The country, the state and the services of a place, by hand.

use super::*;
use crate::domain::OperationStage;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

#[test]
fn shares_of_the_country_go_their_way_towards_the_influence_of_each() {
    let set = Settings::typical();
    let mut stage = cast(&[("army", -0.4), ("rebels", 0.5)]).stage();
    stage.post("rebels", "town", 60.0);
    rule_country(&mut stage, "army", 0.5);
    rule_country(&mut stage, "rebels", 0.2);
    // The guard has nobody there: its share fades, and only the rest is in dispute.
    rule_country(&mut stage, "guard", 0.1);
    play(&mut stage, &set, &Rules::default());
    let army = 45.0 * set.neutral * 0.6 / (45.0 + set.grip);
    let rebels = 60.0 * (set.neutral + (1.0 - set.neutral) * 0.5) / (60.0 + set.grip);
    // The guard is a friend of the army, whose men are there: its share does not fade.
    close(country(&stage, "guard"), 0.1);
    close(country(&stage, "army"), 0.5 + set.pace * (0.9 * army / (army + rebels) - 0.5));
    close(country(&stage, "rebels"), 0.2 + set.pace * (0.9 * rebels / (army + rebels) - 0.2));
}

#[test]
fn patrols_and_those_who_clear_are_in_the_country() {
    let set = Settings { neutral: 0.3, ..Settings::typical() };
    let moved = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = cast(&[]).stage();
        stage.post("rebels", "town", 90.0);
        rule_country(&mut stage, "army", 0.0);
        rule_country(&mut stage, "rebels", 0.0);
        prepare(&mut stage);
        play(&mut stage, &set, &Rules::default());
        country(&stage, "army")
    };
    let share = |men: f64| {
        let (army, rebels) = (men / (men + set.grip), 90.0 / (90.0 + set.grip));
        set.pace * army / (army + rebels)
    };
    close(moved(&|_| ()), share(45.0));
    let patrol =
        |at: &'static str| move |s: &mut Stage| s.order("army", Action::Patrol, None).place = Some(s.place(at));
    close(moved(&patrol("town")), share(45.0 * set.patrol));
    close(moved(&patrol("capital")), share(45.0));
    let clears = |stage: OperationStage| {
        move |s: &mut Stage| {
            let id = s.operation("state", OperationKind::Clear, "town", "town");
            s.world.operations[id.index()].stage = stage;
        }
    };
    close(moved(&clears(OperationStage::Holding)), share(300.0));
    close(moved(&clears(OperationStage::Advancing)), share(45.0));
}

#[test]
fn people_make_of_men_what_they_feel_for_them() {
    let set = Settings::typical();
    for (liking, worth) in
        [(-1.0, 0.0), (-0.5, 0.5 * set.neutral), (0.0, set.neutral), (0.5, 0.5 + 0.5 * set.neutral), (1.0, 1.0)]
    {
        close(country::welcome(&set, liking), worth);
    }
}

#[test]
fn services_grow_of_what_is_lacking_and_shrink_with_danger_and_in_a_ring() {
    let set = Settings::typical();
    let after = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = stage();
        stage.ground("town").services = 0.4;
        prepare(&mut stage);
        play(&mut stage, &set, &Rules::default());
        stage.ground("town").services
    };
    let administer = |s: &mut Stage| s.order("army", Action::Administer, None).place = Some(s.place("town"));
    close(after(&|_| ()), 0.4);
    close(after(&administer), 0.4 + set.build * 0.6);
    close(after(&|s| s.order("rebels", Action::Administer, None).place = Some(s.place("town"))), 0.4);
    close(after(&|s| s.ground("town").danger = 5.0), 0.4 - set.wreck * 5.0 / set.wreck_danger * 0.4);
    close(after(&|s| s.ground("town").danger = 900.0), 0.4 - set.wreck * 3.0 * 0.4);
    let ring = |s: &mut Stage| {
        s.post("rebels", "town", 500.0);
        s.ground("town").blockade = Some(s.actor("rebels"));
        administer(s);
    };
    close(after(&ring), 0.4 - set.strangle * 0.4);
}

#[test]
fn the_state_of_a_place_is_the_first_that_fits() {
    use PlaceState::{Administered, Contested, GarrisonOnly};
    let set = Settings::typical();
    let state = |services: f64, army: f64, rebels: f64, men: f64| {
        let mut stage = stage();
        stage.post("rebels", "town", men);
        stage.ground("town").services = services;
        rule_country(&mut stage, "army", army);
        rule_country(&mut stage, "rebels", rebels);
        let mut found = Contested;
        stage.look(&set, &Rules::default(), |view| found = state_of(view, stage.place("town"), holder(&stage), false));
        found
    };
    assert_eq!(state(set.minimum_services, 0.4, 0.4, 50.0), Administered);
    assert_eq!(state(0.9 * set.minimum_services, 0.4, 0.4, 50.0), GarrisonOnly);
    assert_eq!(state(1.0, 0.39, 0.4, 50.0), GarrisonOnly, "an island");
    assert_eq!(state(1.0, 0.4, set.contest, 300.0), GarrisonOnly, "as many are not more");
    assert_eq!(state(1.0, 0.4, set.contest, 301.0), Contested);
    assert_eq!(state(1.0, 0.5, 0.9 * set.contest, 301.0), Administered);
}

#[test]
fn of_several_who_came_the_larger_operation_takes_the_town_and_of_its_men_the_planners_own() {
    let taken = |reds: f64, blues: f64| {
        let mut stage = cast(&[])
            .actor("blues", ActorKind::Movement)
            .tie("blues", "state", -0.8, Stance::War)
            .tie("blues", "army", -0.8, Stance::War)
            .stage();
        stage.post("army", "town", 0.0);
        for (who, men) in [("rebels", reds), ("blues", blues)] {
            stage.post(who, "town", men);
            stage.operation(who, OperationKind::Seize, "town", "town");
        }
        play(&mut stage, &Settings::typical(), &Rules::default());
        holder(&stage).map(|h| ["rebels", "blues", "army"].into_iter().find(|who| stage.actor(who) == h).unwrap())
    };
    assert_eq!((taken(90.0, 60.0), taken(60.0, 90.0)), (Some("rebels"), Some("blues")));
    let foothold = Settings::typical().foothold;
    assert_eq!(taken(foothold, 1.0), Some("rebels"));
    assert_eq!(taken(foothold - 1.0, 1.0), Some("army"), "too few to take it");
    // Equals: the lower key, whoever comes first.
    let key = |stage: &Stage, who: &str| {
        let id = stage.world.under_way().find(|(_, o)| o.planner == stage.actor(who)).expect("an operation").0;
        stage.world.operation(id).key
    };
    let mut stage = cast(&[]).actor("blues", ActorKind::Movement).stage();
    for who in ["rebels", "blues"] {
        stage.post(who, "town", 80.0);
        stage.operation(who, OperationKind::Seize, "town", "town");
    }
    stage.world.settle();
    let lower = if key(&stage, "rebels") < key(&stage, "blues") { "rebels" } else { "blues" };
    assert_eq!(taken(80.0, 80.0), Some(lower));
}

#[test]
fn a_capture_moves_confidence_and_defeats_by_what_the_place_is_worth() {
    let mut stage = cast(&[]).stage();
    let set = Settings::typical();
    stage.post("army", "town", 0.0);
    stage.post("rebels", "town", 90.0);
    stage.operation("rebels", OperationKind::Seize, "town", "town");
    stage.ground("town").value = 0.4;
    (stage.who("army").confidence, stage.who("rebels").confidence) = (0.6, 0.5);
    let events = play(&mut stage, &set, &Rules::default());
    assert_eq!(events.iter().filter(|e| e.rule == "hold.capture").count(), 1);
    close(stage.who("army").confidence, 0.6 - set.won_confidence * 0.4);
    close(stage.who("rebels").confidence, 0.5 + set.won_confidence * 0.4);
    close(stage.who("army").defeats, 0.4);
    close(stage.who("rebels").defeats, 0.0);
}

#[test]
fn people_who_are_cut_off_or_unserved_are_counted_by_the_week() {
    let mut stage = stage();
    stage.post("rebels", "town", 500.0);
    rule_country(&mut stage, "army", 0.1);
    rule_country(&mut stage, "rebels", 0.9);
    stage.ground("town").blockade = Some(stage.actor("rebels"));
    let unserved = Settings::typical().minimum_services;
    stage.ground("capital").services = unserved;
    let before = stage.world.totals.clone();
    play(&mut stage, &Settings { slip: 0.0, weary: 0.0, ..Settings::typical() }, &Rules::default());
    let rebels = stage.actor("rebels");
    assert_eq!(stage.ground("town").blockade, Some(rebels));
    let people = stage.ground("town").residents;
    let now = &stage.world.totals;
    close(now.blockade_weeks - before.blockade_weeks, people);
    close(now.unserved_weeks - before.unserved_weeks, people);
}
