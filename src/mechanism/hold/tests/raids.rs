//! What was taken for a while goes back.

use super::*;
use crate::domain::OperationStage;

#[test]
fn what_was_taken_of_late_and_left_again_falls_back() {
    let raided = |ago: i32| {
        let mut stage = stage();
        let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
        stage.world.week = 20;
        stage.post("army", "town", 0.0);
        stage.post("army", "capital", 100.0);
        let town = stage.ground("town");
        (town.holder, town.former, town.taken) = (Some(rebels), Some(army), 20 - ago);
        let events = play(&mut stage, &Settings::typical(), &Rules::default());
        (holder(&stage) == Some(army), events.first().map(|e| e.rule))
    };
    assert_eq!(raided(2), (true, Some("hold.return")));
    assert_eq!(raided(12), (false, None), "by now it is theirs");
}

#[test]
fn bands_of_the_country_do_not_keep_a_town_for_raiders_who_go_home() {
    let back = |stage_of: OperationStage| {
        let mut stage = stage();
        let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
        stage.world.week = 20;
        stage.post("army", "town", 0.0);
        stage.post("army", "capital", 100.0);
        stage.post("rebels", "town", 300.0);
        let id = stage.operation("rebels", OperationKind::Raid, "town", "town");
        let raid = &mut stage.world.operations[id.index()];
        (raid.stage, raid.lingers, raid.begun, raid.since) = (stage_of, true, 16, 19);
        let town = stage.ground("town");
        (town.holder, town.former, town.taken) = (Some(rebels), Some(army), 18);
        play(&mut stage, &Settings::typical(), &Rules::default());
        holder(&stage) == Some(army)
    };
    assert!(back(OperationStage::Returning));
    assert!(!back(OperationStage::Holding), "as long as they are there");
}

#[test]
fn no_town_changes_hands_where_that_is_prevented() {
    let after = |barred: bool| {
        let mut stage = stage();
        stage.post("army", "town", 0.0);
        stage.post("rebels", "town", 300.0);
        stage.operation("rebels", OperationKind::Seize, "town", "town");
        if barred {
            let kind = crate::domain::EventKind::Shock(crate::domain::Shock::Capture);
            let bar = crate::world::outside::Bar { kind, actor: None, target: None, place: None };
            stage.outside.bars.push(bar);
        }
        play(&mut stage, &Settings::typical(), &Rules::default());
        holder(&stage) == Some(stage.actor("rebels"))
    };
    assert!(after(false) && !after(true));
}

#[test]
fn a_ring_is_lifted_once_nobody_is_left_to_keep_it() {
    let kept = |men: f64| {
        let mut stage = stage();
        stage.post("rebels", "town", men);
        stage.ground("town").blockade = Some(stage.actor("rebels"));
        let set = Settings { slip: 0.0, weary: 0.0, ..Settings::typical() };
        let events = play(&mut stage, &set, &Rules::default());
        (stage.ground("town").blockade.is_some(), events.iter().any(|e| e.rule == "hold.lift"))
    };
    assert_eq!(kept(300.0), (true, false));
    assert_eq!(kept(0.0), (false, true));
}
