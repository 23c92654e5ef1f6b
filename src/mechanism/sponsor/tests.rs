use super::*;
use crate::{
    domain::{ActorKind, Camp, Stance},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
};

fn small() -> Stage {
    Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("hired", ActorKind::Mercenary)
        .actor("rivals", ActorKind::Mercenary)
        .actor("power", ActorKind::Sponsor)
        .actor("mission", ActorKind::Peacekeeper)
        .place("capital", "")
        .camp("capital", Camp::Open, "mission")
        .force("hired", "capital", 200.0)
        .force("mission", "capital", 100.0)
        .tie("power", "rivals", 0.5, Stance::Coordination)
        .agreement_with(
            "contract",
            AgreementKind::Patronage,
            AgreementState::Implemented,
            &["state", "hired"],
            &[Clause::Payment],
            |fact, case| {
                fact.clauses[0].amount = Quantity::fixed(300.0);
                fact.guarantor = case.actor("power");
            },
        )
        .stage()
}

fn still() -> Settings {
    Settings { impatience: 0.0, fatigue: 0.0, ..Settings::typical() }
}

fn contract(stage: &Stage) -> &Agreement {
    &stage.world.agreements[stage.agreement("contract").index()]
}

#[test]
fn the_client_pays_as_far_as_it_can() {
    let mut stage = small();
    stage.play(sponsor, &still(), &Rules::default());
    assert_eq!((stage.who("state").funds, stage.who("hired").funds), (700.0, 1300.0));
    assert_eq!(stage.who("hired").unpaid, 0.0);
    stage.who("state").funds = 75.0;
    stage.play(sponsor, &still(), &Rules::default());
    assert_eq!((stage.who("state").funds, stage.who("hired").funds), (0.0, 1375.0));
    assert!((stage.who("hired").unpaid - 0.75).abs() < 1e-12);
}

#[test]
fn an_order_to_pay_settles_arrears() {
    let mut stage = small();
    stage.who("hired").unpaid = 2.0;
    let contract = stage.agreement("contract");
    stage.order("state", Action::Pay, None).agreement = Some(contract);
    let events = stage.play(sponsor, &still(), &Rules::default());
    assert_eq!(events.len(), 1);
    assert!((stage.who("hired").unpaid - 0.0).abs() < 1e-12);
    assert_eq!(stage.who("state").funds, 100.0);
}

#[test]
fn a_contract_ends_only_beyond_patience_and_endurance() {
    let set = Settings { impatience: 1e9, fatigue: 1e9, ..Settings::typical() };
    let ends = |unpaid: f64, burden: f64, losses: f64| {
        let mut stage = small();
        stage.who("hired").unpaid = unpaid;
        stage.who("power").burden = burden;
        stage.who("hired").losses = losses;
        stage.play(sponsor, &set, &Rules::default());
        contract(&stage).state == AgreementState::Suspended
    };
    assert!(!ends(7.9, 0.8, 0.0));
    assert!(ends(8.1, 0.8, 0.0));
    assert!(ends(0.0, 0.95, 0.0));
    assert!(ends(0.0, 0.8, 200.0));
}

#[test]
fn a_provider_without_contract_leaves_over_some_weeks() {
    let mut stage = small();
    let hired = stage.actor("hired");
    let id = stage.agreement("contract").index();
    stage.world.agreements[id].state = AgreementState::Suspended;
    let mut weeks = 0;
    let mut gone = false;
    while !gone && weeks < 52 {
        let events = stage.play(sponsor, &still(), &Rules::default());
        gone = events.iter().any(|e| e.kind == EventKind::Shock(Shock::ForceLeaves));
        weeks += 1;
    }
    assert_eq!(stage.world.strength(hired), 0.0);
    // 200 men, a quarter a week, until fewer than 30 would be left: 200 * 0.75^7 = 26.7.
    assert_eq!(weeks, 7);
}

#[test]
fn rotation_fills_up_what_the_pay_buys() {
    let mut stage = small();
    let (id, hired) = (stage.agreement("contract").index(), stage.actor("hired"));
    stage.world.agreements[id].clauses[0].amount = 600.0;
    stage.play(sponsor, &still(), &Rules::default());
    assert!((stage.world.strength(hired) - (200.0 + 0.03 * 200.0)).abs() < 1e-9);
    stage.who("power").burden = 1.0;
    stage.play(sponsor, &still(), &Rules::default());
    assert!((stage.world.strength(hired) - 206.0).abs() < 1e-9);
}

#[test]
fn hiring_signs_with_the_power_behind_and_brings_men() {
    let mut stage = small();
    let (rivals, capital) = (stage.actor("rivals"), stage.place("capital"));
    stage.who("state").home = Some(capital);
    stage.order("state", Action::Hire, Some("rivals"));
    stage.play(sponsor, &still(), &Rules::default());
    assert_eq!(stage.world.men_at(rivals, capital), 400.0);
    let new = stage.world.pacts().find(|(_, g)| g.parties.get(1) == Some(&rivals)).map(|(_, g)| g.clone());
    let new = new.expect("a contract");
    assert_eq!((new.guarantor, due(&new)), (Some(stage.actor("power")), 600.0));
    assert_eq!(stage.world.actors[rivals.index()].bloc, stage.actor("state"));
}

#[test]
fn an_old_contract_is_taken_up_again() {
    let mut stage = small();
    let id = stage.agreement("contract").index();
    stage.world.agreements[id].state = AgreementState::Suspended;
    stage.who("hired").unpaid = 9.0;
    stage.order("state", Action::Hire, Some("hired"));
    stage.play(sponsor, &still(), &Rules::default());
    assert_eq!(contract(&stage).state, AgreementState::Signed);
    assert_eq!(stage.who("hired").unpaid, 0.0);
}

#[test]
fn a_mission_ended_by_order_is_gone() {
    let mut stage = small();
    let mission = stage.actor("mission");
    stage.order("mission", Action::EndMission, None);
    let events = stage.play(sponsor, &still(), &Rules::default());
    assert_eq!(events.len(), 1);
    assert_eq!(stage.world.strength(mission), 0.0);
    assert_eq!(stage.ground("capital").camp, Camp::Vacated);
}

#[test]
fn a_sponsor_that_goes_leaves_what_it_stood_behind_and_peacekeepers_are_missed_later() {
    for (who, left) in [("power", false), ("mission", true)] {
        let mut stage = small();
        let (id, guarantor) = (stage.agreement("contract").index(), stage.actor(who));
        stage.world.agreements[id].kind = AgreementKind::Accord;
        stage.world.agreements[id].guarantor = Some(guarantor);
        stage.order(who, Action::EndMission, None);
        stage.play(sponsor, &still(), &Rules::default());
        assert_eq!(stage.world.agreements[id].guarantor, left.then_some(guarantor));
    }
}
