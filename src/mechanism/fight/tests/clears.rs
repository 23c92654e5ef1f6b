//! Tests of operations that look for bands in the country around a place.

use crate::{
    domain::{
        Action, ActorKind, AgreementKind, AgreementState, Clause, EventKind, OperationEnd, OperationKind,
        OperationStage, Stance,
    },
    id::OperationId,
    mechanism::{
        Rule, Rules,
        fight::{Settings, fight},
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
    world::Event,
};

/// An army in its town, bands in the country around it who hide well, hills in which they have a hold.
fn stage(army: f64, bands: f64) -> (Stage, OperationId) {
    let mut stage = Tiny::state()
        .actor_with("bands", ActorKind::Jihadist, |a| a.concealment = Quantity::fixed(1.0))
        .tie("state", "bands", -0.8, Stance::War)
        .tie("army", "bands", -0.8, Stance::War)
        .place("town", "army")
        .place("hills", "bands")
        .route("town", "hills", 60.0)
        .force("army", "town", army)
        .stage();
    let id = stage.operation("state", OperationKind::Clear, "town", "town");
    stage.post("bands", "town", bands);
    stage.post("bands", "hills", 40.0);
    stage.world.operations[id.index()].stage = OperationStage::Holding;
    stage.world.settle();
    (stage, id)
}

fn sweep(number: u64, (army, bands): (f64, f64), seen: f64, rules: &Rules) -> (Stage, OperationId, Vec<Event>) {
    let (mut stage, id) = stage(army, bands);
    stage.number = number;
    let (who, town) = (stage.actor("army"), stage.place("town"));
    *stage.world.seen.at_mut(who.index(), town.index()) = seen;
    let events = stage.play(fight, &Settings::typical(), rules);
    (stage, id, events)
}

fn stand_firm() -> Rules {
    Rules::default().without(Rule::WithdrawalSparesForces)
}

#[test]
fn bands_are_found_as_far_as_they_are_seen() {
    let found = |seen: f64| {
        let met = |n: &u64| sweep(*n, (600.0, 100.0), seen, &stand_firm()).2.iter().any(|e| e.rule == "fight.battle");
        (0..400).filter(met).count() as f64 / 400.0
    };
    assert_eq!(found(100.0), 1.0, "who is seen wholly is met");
    let (unseen, half) = (found(0.0), found(50.0));
    let contact = Settings::typical().contact;
    assert!((unseen - contact).abs() < 0.05, "{unseen}");
    assert!((half - (1.0 - 0.5 * (1.0 - contact))).abs() < 0.08, "{half}");
}

#[test]
fn a_sweep_that_wins_drives_the_bands_out_of_the_country() {
    let (stage, id, events) = sweep(1, (1_500.0, 60.0), 60.0, &stand_firm());
    let won = events.iter().find(|e| e.rule == "fight.battle").unwrap();
    assert!(won.success && won.kind == EventKind::Act(Action::Clear));
    let (bands, town) = (stage.actor("bands"), stage.place("town"));
    assert!(stage.world.own_forces(bands).all(|f| f.place != town || f.march.is_some()), "they are on their way");
    assert_eq!(stage.world.operation(id).stage, OperationStage::Holding, "the sweep goes on");
}

#[test]
fn bands_slip_away_from_a_force_that_they_see_coming() {
    let left = (0..50).filter(|n| {
        let (_, _, events) = sweep(*n, (1_500.0, 60.0), 60.0, &Rules::default());
        events.iter().any(|e| e.rule == "fight.give_way") && events.iter().all(|e| e.rule != "fight.battle")
    });
    assert!(left.count() > 45);
}

#[test]
fn a_beaten_garrison_goes_back_behind_its_walls() {
    let mut beaten = 0;
    for number in 0..40 {
        let (stage, id, _) = sweep(number, (60.0, 1_500.0), 1_500.0, &stand_firm());
        let (army, town) = (stage.actor("army"), stage.place("town"));
        if stage.world.operation(id).end == Some(OperationEnd::Beaten) {
            beaten += 1;
            assert!(stage.world.own_forces(army).all(|f| f.place == town && f.march.is_none()));
        }
    }
    assert!(beaten > 30, "{beaten} of 40");
}

#[test]
fn a_sweep_spares_those_whom_an_agreement_protects_and_finds_the_others() {
    let met = |pact: bool, named: bool| {
        let mut stage = Tiny::state()
            .actor("bands", ActorKind::Jihadist)
            .actor("movement", ActorKind::Movement)
            .tie("state", "bands", -0.8, Stance::War)
            .tie("army", "bands", -0.8, Stance::War)
            .tie("state", "movement", -0.5, if pact { Stance::Hostile } else { Stance::War })
            .tie("army", "movement", -0.5, if pact { Stance::Hostile } else { Stance::War })
            .place("town", "army")
            .force("army", "town", 800.0)
            .agreement(
                "truce",
                AgreementKind::Truce,
                if pact { AgreementState::Signed } else { AgreementState::Collapsed },
                &["state", "movement"],
                &[Clause::Ceasefire],
            )
            .stage();
        let id = stage.operation("state", OperationKind::Clear, "town", "town");
        stage.post("bands", "town", 60.0);
        stage.post("movement", "town", 200.0);
        let (army, town, bands) = (stage.actor("army"), stage.place("town"), stage.actor("bands"));
        *stage.world.seen.at_mut(army.index(), town.index()) = 260.0;
        stage.world.operations[id.index()].stage = OperationStage::Holding;
        stage.world.operations[id.index()].target = named.then_some(bands);
        stage.world.settle();
        let events = stage.play(fight, &Settings::typical(), &stand_firm());
        let target = events.iter().find(|e| e.rule == "fight.battle").and_then(|e| e.target);
        target.map(|t| if t == bands { "bands" } else { "movement" })
    };
    assert_eq!(met(false, false), Some("movement"), "the strongest of its enemies");
    assert_eq!(met(false, true), Some("bands"), "whoever was named");
    assert_eq!(met(true, false), Some("bands"), "the truce protects the movement");
}

#[test]
fn those_who_lose_a_sweep_around_their_own_town_go_back_behind_its_walls() {
    let flees = |home: bool| {
        let (mut lost, mut fled) = (0, 0);
        for number in 0..30 {
            let (mut stage, _) = stage(60.0, 900.0);
            stage.number = number;
            let (army, town) = (stage.actor("army"), stage.place("town"));
            *stage.world.seen.at_mut(army.index(), town.index()) = 900.0;
            if !home {
                stage.ground("town").holder = None;
            }
            let events = stage.play(fight, &Settings::typical(), &stand_firm());
            let beaten = events.iter().any(|e| e.rule == "fight.battle" && !e.success);
            lost += u32::from(beaten);
            let left = stage.world.own_forces(army).map(|f| f.strength).sum::<f64>();
            // Without a shelter half of the beaten scatter; those who go home only bury their dead and miss prisoners.
            fled += u32::from(beaten && left < 0.55 * 60.0);
        }
        (lost, fled)
    };
    let (lost, fled) = flees(true);
    assert!(lost > 20 && fled == 0, "{lost} lost, {fled} fled");
    let (lost, fled) = flees(false);
    assert!(lost > 20 && fled == lost, "{lost} lost, {fled} fled");
}
