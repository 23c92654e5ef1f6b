//! Who is counted, from whom on, and to whom it is done: the limits of the rules.

use super::*;
use crate::domain::EventKind;

/// What the army of an operation of so many men does in a town whose people hate it and feel so for the rebels who hold it.
fn reprisal(men: f64, liking: &'static [(&'static str, f64)]) -> Option<Event> {
    let mut stage = Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .tie("state", "rebels", -0.8, Stance::War)
        .place("town", "rebels")
        .force("army", "town", men)
        .community("kin", "town", 5000.0, liking, &[], &[])
        .stage();
    stage.operation("army", OperationKind::Seize, "town", "town");
    stage.who("army").accountability = 0.0;
    let set = Settings { reprisals: 1e9, patrol: 8.0, ..still() };
    stage.play(harm, &set, &Rules::default()).into_iter().find(|e| e.rule == "harm.reprisal")
}

#[test]
fn a_patrol_takes_reprisals_and_fewer_do_not() {
    let hated = &[("army", -1.0), ("rebels", 0.5)];
    assert!(reprisal(8.0, hated).is_some() && reprisal(7.0, hated).is_none());
}

#[test]
fn reprisals_are_done_to_the_holder_only_if_people_like_him() {
    let target = |liking| reprisal(100.0, liking).expect("a reprisal").target.is_some();
    assert!(target(&[("army", -1.0), ("rebels", 0.1)]));
    assert!(!target(&[("army", -1.0), ("rebels", 0.0)]) && !target(&[("army", -1.0), ("rebels", -0.1)]));
}

#[test]
fn men_of_an_operation_punish_where_they_stand_if_they_are_told_to() {
    let mut stage = small();
    let town = stage.place("town");
    stage.operation("army", OperationKind::Raid, "town", "hills");
    stage.order("army", Action::CollectivePunishment, Some("rebels")).place = Some(town);
    let events = stage.play(harm, &still(), &Rules::default());
    assert!(events.iter().any(|e| e.rule == "harm.ordered"), "{events:?}");
}

#[test]
fn no_bystander_is_counted_twice() {
    let collateral = |part: bool, dead: u32| {
        let mut stage = small();
        let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
        let mut event = Event::act(Action::Assault, "test").by(army).on(rebels).at(town);
        (event.target_deaths, event.civilian_deaths) = (200, dead);
        stage.world.traffic.events.push(if part { event.as_part() } else { event });
        let events = stage.play(harm, &Settings { crossfire: 2.0, ..still() }, &Rules::default());
        events.iter().any(|e| e.rule == "harm.collateral")
    };
    assert!(collateral(false, 0));
    assert!(!collateral(true, 0), "those of a part of a fight are those of the fight");
    assert!(!collateral(false, 1), "they have been counted");
}

#[test]
fn nobody_mourns_where_nobody_lives() {
    let mut stage = small();
    let town = stage.place("town");
    for community in &mut stage.world.communities {
        community.displaced = 1.0;
    }
    stage.ground("town").residents = 0.0;
    let mut event = Event::shock(Shock::Massacre, "test").by(stage.actor("army")).at(town);
    event.civilian_deaths = 30;
    stage.world.traffic.events.push(event);
    let residents: f64 = ["kin", "others"].map(|id| stage.world.residents_of(stage.community(id))).iter().sum();
    assert_eq!(residents, 0.0);
    let before = stage.world.grievance.clone();
    stage.play(harm, &still(), &Rules::default());
    assert_eq!(format!("{:?}", stage.world.grievance), format!("{before:?}"));
    assert_eq!(EventKind::Shock(Shock::Massacre), stage.world.traffic.events[0].kind);
}
