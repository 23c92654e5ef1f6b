//! Who takes over a camp that is left.

use super::*;

#[test]
fn of_two_who_seize_a_camp_the_stronger_has_it() {
    let mut stage = stage();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    stage.post("rebels", "town", 50.0);
    stage.ground("town").camp = Camp::Vacated;
    for (who, men) in [("rebels", 50.0), ("army", 300.0)] {
        let order = stage.order(who, Action::SeizeCamp, None);
        (order.place, order.effort) = (Some(town), men);
    }
    let events = play(&mut stage, &Settings::typical(), &Rules::default());
    assert_eq!(events.iter().filter(|e| e.kind == EventKind::Act(Action::SeizeCamp)).count(), 1);
    assert_eq!((stage.ground("town").camp, stage.ground("town").camp_host), (Camp::Handed, Some(army)));
}

#[test]
fn bands_take_no_camp_from_under_a_garrison() {
    let taken = |soldiers: f64| {
        let mut stage = stage();
        let town = stage.place("town");
        stage.post("army", "town", soldiers);
        stage.post("rebels", "town", 500.0);
        stage.ground("town").camp = Camp::Vacated;
        let order = stage.order("rebels", Action::SeizeCamp, None);
        (order.place, order.effort) = (Some(town), 500.0);
        let still = Settings { lapse: 0.0, ..Settings::typical() };
        play(&mut stage, &still, &Rules::default()).iter().any(|e| e.kind == EventKind::Act(Action::SeizeCamp))
    };
    assert!(!taken(100.0) && taken(0.0));
}
