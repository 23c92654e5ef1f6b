use super::*;
use crate::{
    chance::Chance,
    domain::{AgreementKind, AgreementState, Clause, Shock},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
};

fn small() -> Stage {
    Tiny::new()
        .actor_with("state", ActorKind::Government, |a| {
            (a.legitimacy, a.rhetoric) = (Quantity::fixed(0.5), Quantity::fixed(0.8));
        })
        .actor("army", ActorKind::Army)
        .member("army", "state", 0.9)
        .actor("hired", ActorKind::Mercenary)
        .actor("rebels", ActorKind::Movement)
        .actor("parties", ActorKind::Political)
        .place("capital", "army")
        .community("public", "capital", 1000.0, &[("rebels", -0.5)], &[], &[("state", 0.4)])
        .agreement(
            "contract",
            AgreementKind::Patronage,
            AgreementState::Collapsed,
            &["state", "hired"],
            &[Clause::Payment],
        )
        .agreement("accord", AgreementKind::Accord, AgreementState::Signed, &["state", "rebels"], &[Clause::Amnesty])
        .stage()
}

fn at_home(mut stage: Stage) -> Stage {
    let capital = stage.place("capital");
    stage.who("state").home = Some(capital);
    stage.who("parties").home = Some(capital);
    stage
}

fn quiet() -> Settings {
    Settings { base: 0.0, trap: 0.0, stir: 0.0, settling: 0.0, ..Settings::typical() }
}

fn hazard(stage: &Stage, set: &Settings, rules: &Rules) -> f64 {
    let view = View {
        case: &stage.case,
        world: &stage.world,
        set,
        rules,
        chance: Chance::of_world(1, 0),
        outside: &stage.outside,
    };
    coup::hazard(&view, stage.actor("state"))
}

#[test]
fn a_quiet_week_changes_nothing() {
    let mut stage = at_home(small());
    let before = format!("{:?}", stage.world);
    assert!(stage.play(govern, &quiet(), &Rules::default()).is_empty());
    assert_eq!(before, format!("{:?}", stage.world));
}

#[test]
fn the_hazard_of_a_coup_is_the_product_of_the_literature() {
    let (set, all) = (Settings::typical(), Rules::default());
    let mut stage = at_home(small());
    assert!((hazard(&stage, &set, &all) - 0.025).abs() < 1e-12);
    stage.who("state").coup_week = -50;
    assert!((hazard(&stage, &set, &all) - 0.175).abs() < 1e-12);
    stage.who("army").defeats = 1.0;
    assert!((hazard(&stage, &set, &all) - 0.4375).abs() < 1e-12);
    assert!((hazard(&stage, &set, &all.clone().without(Rule::DefeatUnsettlesTheCapital)) - 0.175).abs() < 1e-12);
    let contract = stage.agreement("contract");
    stage.world.agreements[contract.index()].state = AgreementState::Signed;
    assert!((hazard(&stage, &set, &all) - 0.21875).abs() < 1e-12);
    stage.who("state").coup_week = -200;
    assert!((hazard(&stage, &set, &all) - 0.03125).abs() < 1e-12);
}

#[test]
fn coups_come_at_their_hazard_and_bring_a_new_leadership() {
    let stage = at_home(small());
    let set = Settings { base: 5.2, ..quiet() };
    let mut coups = 0;
    for number in 0..1000 {
        let mut stage = stage.clone();
        stage.number = number;
        stage.who("state").unrest = 0.0;
        if stage.play(govern, &set, &Rules::default()).iter().any(|e| e.kind == EventKind::Shock(Shock::Coup)) {
            coups += 1;
            assert_eq!(stage.who("state").coup_week, 0);
            assert!((stage.who("state").legitimacy - 0.6).abs() < 1e-9);
            assert!((stage.who("army").cohesion - 0.6).abs() < 1e-9);
        }
    }
    // 1 - exp(-0.1) = 0.0952 a week.
    assert!((75..116).contains(&coups), "{coups}");
}

#[test]
fn a_coup_from_outside_installs_the_same_leadership() {
    let mut stage = at_home(small());
    let state = stage.actor("state");
    stage.who("state").unrest = 0.5;
    stage.world.traffic.events.push(Event::shock(Shock::Coup, "test").by(state));
    stage.play(govern, &Settings { calming: 0.0, ..quiet() }, &Rules::default());
    assert!((stage.who("state").unrest - 0.15).abs() < 1e-9);
    assert!((stage.who("state").legitimacy - 0.6).abs() < 1e-9);
}

#[test]
fn victories_pay_those_who_promised_them_only_under_c9() {
    let standing = |rules: &Rules| {
        let mut stage = at_home(small());
        stage.who("army").claimed = 100.0;
        stage.play(govern, &quiet(), rules);
        stage.who("state").legitimacy
    };
    assert!((standing(&Rules::default()) - (0.5 + 0.01 * 0.8 * 0.5)).abs() < 1e-12);
    assert_eq!(standing(&Rules::default().without(Rule::RhetoricBinds)), 0.5);
}

#[test]
fn defeats_cost_standing_and_stir_unrest_only_under_c18() {
    let after = |rules: &Rules| {
        let mut stage = at_home(small());
        stage.who("army").defeats = 0.5;
        stage.play(govern, &quiet(), rules);
        (stage.who("state").legitimacy, stage.who("state").unrest)
    };
    let (legitimacy, unrest) = after(&Rules::default());
    assert!((legitimacy - 0.4925).abs() < 1e-12 && (unrest - 0.01).abs() < 1e-12);
    assert_eq!(after(&Rules::default().without(Rule::DefeatUnsettlesTheCapital)).1, 0.0);
}

#[test]
fn a_rejected_accord_stirs_the_capital_only_under_c23() {
    let after = |rules: &Rules| {
        let mut stage = at_home(small());
        let (state, accord) = (stage.actor("state"), stage.agreement("accord"));
        stage.world.traffic.events.push(Event::act(Action::Implement, "test").by(state).about(accord));
        stage.play(govern, &quiet(), rules);
        stage.who("state").unrest
    };
    assert!((after(&Rules::default()) - 0.03 * 1.8 * 0.5).abs() < 1e-12);
    assert!((after(&Rules::default().without(Rule::RhetoricBinds)) - 0.03 * 0.5).abs() < 1e-12);
    assert_eq!(after(&Rules::default().without(Rule::CapitalRejectsTheAccord)), 0.0);
}

#[test]
fn protest_stirs_and_repression_calms_at_a_cost() {
    let mut stage = at_home(small());
    stage.who("state").unrest = 0.4;
    stage.order("parties", Action::Protest, None);
    let events = stage.play(govern, &Settings { calming: 0.0, ..quiet() }, &Rules::default());
    assert_eq!(events[0].target, Some(stage.actor("state")));
    assert!((stage.who("state").unrest - 0.43).abs() < 1e-12);
    stage.next_week();
    stage.order("state", Action::Repress, None);
    stage.play(govern, &Settings { calming: 0.0, ..quiet() }, &Rules::default());
    assert!((stage.who("state").unrest - 0.43 * 0.7).abs() < 1e-12);
    assert!((stage.who("state").legitimacy - 0.485).abs() < 1e-12);
    let public = stage.community("public");
    assert!((stage.world.grievance_against(public, stage.actor("state")) - 0.415).abs() < 1e-12);
}

#[test]
fn killing_civilians_and_an_empty_purse_cost_standing() {
    let mut stage = at_home(small());
    let (army, capital) = (stage.actor("army"), stage.place("capital"));
    let mut event = Event::shock(Shock::Massacre, "test").by(army).at(capital);
    event.civilian_deaths = 50;
    stage.world.traffic.events.push(event);
    stage.who("state").accountability = 1.0;
    stage.who("state").funds = -1.0;
    stage.play(govern, &quiet(), &Rules::default());
    assert!((stage.who("state").legitimacy - (0.5 - 0.01 - 0.01)).abs() < 1e-12);
}
