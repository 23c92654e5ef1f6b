//! Tests of `operate`: an operation from its assembly to its end, together with `march` and `hold`.

mod camps;
mod sieges;
mod turns;
mod values;

use super::*;
use crate::{
    domain::{ActorKind, AgreementKind, AgreementState, Camp, Clause, EventKind, Stance},
    mechanism::{
        Rules, hold, march,
        testing::{Stage, Tiny},
    },
    world::{Ledger, outside::Bar},
};

/// An army at its base, an empty post on the way, a town of the rebels.
fn cast() -> Tiny {
    Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .tie("state", "rebels", -0.8, Stance::War)
        .tie("army", "rebels", -0.8, Stance::War)
        .place("base", "army")
        .place("mid", "rebels")
        .place("town", "rebels")
        .place("hills", "rebels")
        .route("base", "mid", 150.0)
        .route("mid", "town", 150.0)
        .route("town", "hills", 100.0)
        .force("army", "base", 500.0)
        .force("rebels", "hills", 50.0)
}

fn launched(kind: OperationKind) -> (Stage, OperationId) {
    let mut stage = cast().stage();
    let id = stage.operation("state", kind, "base", "town");
    stage.world.operations[id.index()].stage = OperationStage::Assembling;
    stage.world.operations[id.index()].due = 0;
    stage.world.settle();
    (stage, id)
}

fn week(stage: &mut Stage) {
    stage.play(operate, &Settings::typical(), &Rules::default());
    stage.play(march::march, &march::Settings::typical(), &Rules::default());
    stage.play(hold::hold, &hold::Settings::typical(), &Rules::default());
    stage.next_week();
}

fn stage_of(stage: &Stage, id: OperationId) -> OperationStage {
    stage.world.operation(id).stage
}

#[test]
fn a_column_takes_an_undefended_road_leaves_a_post_and_keeps_the_town() {
    let (mut stage, id) = launched(OperationKind::Seize);
    let (army, mid, town) = (stage.actor("army"), stage.place("mid"), stage.place("town"));
    for _ in 0..8 {
        week(&mut stage);
    }
    assert_eq!(stage_of(&stage, id), OperationStage::Holding);
    let arrived = stage.world.operation(id).arrived;
    assert!(arrived >= 0.8 * 500.0, "{arrived} of 500 arrived unopposed");
    assert_eq!(stage.world.places[mid.index()].holder, Some(army), "the post keeps the road");
    assert!(stage.world.men_at(army, mid) >= Settings::typical().post - 1.0);
    assert_eq!(stage.world.places[town.index()].holder, Some(army));
    for _ in 0..12 {
        week(&mut stage);
    }
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::Achieved));
    assert!(stage.world.forces.iter().all(|f| f.operation.is_none()), "the column has become a garrison");
    assert!(stage.world.men_at(army, town) > 350.0);
}

#[test]
fn how_far_a_column_has_come_along_its_axis_is_known() {
    let (mut stage, id) = launched(OperationKind::Seize);
    assert_eq!(stage.world.reached(id), Some(0.0), "it gathers where it begins");
    let mut came = vec![0.0];
    while stage.world.operation(id).stage != OperationStage::Holding && came.len() < 12 {
        week(&mut stage);
        came.extend(stage.world.reached(id));
    }
    let last = stage.world.operation(id).axis.len() - 1;
    assert!(came.is_sorted() && came.last() == Some(&(last as f64)), "{came:?}");
    let body = stage.world.committed_to(id).next().unwrap();
    stage.world.forces[body.index()].place = stage.place("hills");
    stage.world.settle();
    assert_eq!(stage.world.reached(id), None, "off the axis it is nowhere on it");
}

#[test]
fn raiders_leave_by_their_plan() {
    let (mut stage, id) = launched(OperationKind::Raid);
    let (army, base) = (stage.actor("army"), stage.place("base"));
    for _ in 0..12 {
        week(&mut stage);
    }
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::Achieved));
    assert!(stage.world.men_at(army, base) > 350.0, "they are back");
}

#[test]
fn an_agreement_signed_on_the_march_turns_the_column_back() {
    let truce = cast().agreement(
        "truce",
        AgreementKind::Truce,
        AgreementState::Collapsed,
        &["state", "rebels"],
        &[Clause::Ceasefire],
    );
    let mut stage = truce.stage();
    let id = stage.operation("state", OperationKind::Seize, "base", "town");
    stage.world.settle();
    week(&mut stage);
    let truce = stage.agreement("truce");
    stage.world.agreements[truce.index()].state = AgreementState::Signed;
    week(&mut stage);
    assert_eq!(stage_of(&stage, id), OperationStage::Returning);
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::BrokenOff));
    for _ in 0..6 {
        week(&mut stage);
    }
    assert_eq!(stage.world.men_at(stage.actor("army"), stage.place("base")), 500.0);
}

#[test]
fn a_closed_road_a_bar_and_heavy_losses_break_it_off() {
    let ends = |spoil: &dyn Fn(&mut Stage, OperationId)| {
        let (mut stage, id) = launched(OperationKind::Seize);
        week(&mut stage);
        spoil(&mut stage, id);
        for _ in 0..3 {
            week(&mut stage);
        }
        stage.world.operation(id).end
    };
    assert_eq!(ends(&|_, _| ()), None);
    let bar = |stage: &mut Stage, _| {
        let kind = EventKind::Act(OperationKind::Seize.action());
        stage.outside.bars.push(Bar { kind, actor: None, target: None, place: Some(stage.place("town")) });
    };
    assert_eq!(ends(&bar), Some(OperationEnd::BrokenOff));
    let bleed = |stage: &mut Stage, id: OperationId| stage.world.operations[id.index()].lost = 200.0;
    assert_eq!(ends(&bleed), Some(OperationEnd::BrokenOff));
    let close = |stage: &mut Stage, _| {
        stage.world.map.routes[1].open = false;
        stage.world.find_ways();
    };
    assert_eq!(ends(&close), Some(OperationEnd::BrokenOff));
}

#[test]
fn an_operation_ends_with_its_planner_or_its_last_man() {
    let (mut stage, id) = launched(OperationKind::Seize);
    stage.who("state").alive = false;
    stage.who("army").coalition = None;
    week(&mut stage);
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::Dissolved));
    let (mut stage, id) = launched(OperationKind::Seize);
    stage.post("army", "base", 0.0);
    week(&mut stage);
    assert_eq!(
        (stage_of(&stage, id), stage.world.operation(id).end),
        (OperationStage::Over, Some(OperationEnd::Dissolved))
    );
}

#[test]
fn who_splits_from_a_participant_takes_its_share_out_of_the_operation() {
    let (mut stage, id) = launched(OperationKind::Seize);
    let army = stage.actor("army");
    let mut out = Proposals::default();
    out.drift(Change::Split { parent: army, share: 0.4, shift: 0.0 });
    stage.world.apply(&mut out, &mut Ledger::default());
    let committed: f64 = stage.world.committed_to(id).map(|f| stage.world.force(f).strength).sum();
    assert!((committed - 300.0).abs() < 1e-9, "{committed}");
}

#[test]
fn a_partner_that_ends_leaves_the_operation() {
    let (mut stage, id) = launched(OperationKind::Seize);
    let army = stage.actor("army");
    let mut out = Proposals::default();
    out.drift(Change::Dissolve(army, None));
    stage.world.apply(&mut out, &mut Ledger::default());
    assert_eq!(stage.world.committed_to(id).count(), 0);
    week(&mut stage);
    assert_eq!(stage_of(&stage, id), OperationStage::Over);
}

#[test]
fn a_vacated_camp_is_taken_over_on_arrival() {
    let taken_over = |stance: Stance| {
        let mut stage = cast().camp("town", Camp::Vacated, "rebels").stage();
        for (a, b) in [("state", "rebels"), ("rebels", "state"), ("army", "rebels"), ("rebels", "army")] {
            stage.tie(a, b).stance = stance;
        }
        stage.operation("state", OperationKind::TakeOver, "base", "town");
        stage.world.settle();
        let mut seized = false;
        for _ in 0..8 {
            let events = stage.play(operate, &Settings::typical(), &Rules::default());
            seized |= events.iter().any(|e| e.rule == "operate.take_over");
            stage.play(march::march, &march::Settings::typical(), &Rules::default());
            stage.next_week();
        }
        let (army, town, mid) = (stage.actor("army"), stage.place("town"), stage.place("mid"));
        let there = &stage.world.places[town.index()];
        assert_eq!(seized, there.camp == Camp::Handed && there.camp_host == Some(army));
        (seized, stage.world.men_at(army, mid) > 0.0)
    };
    assert_eq!(taken_over(Stance::Hostile), (true, false));
    assert_eq!(taken_over(Stance::War), (false, true), "in war nobody is let pass: here nobody fights for the way");
}

#[test]
fn who_sees_no_chance_at_the_next_place_turns_back() {
    let (mut stage, id) = launched(OperationKind::Seize);
    let (army, town) = (stage.actor("army"), stage.place("town"));
    week(&mut stage);
    *stage.world.seen.at_mut(army.index(), town.index()) = 20_000.0;
    for _ in 0..6 {
        week(&mut stage);
    }
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::BrokenOff));
}

#[test]
fn those_who_clear_the_country_stay_for_weeks_count_in_it_and_go_home() {
    let share = |kind: OperationKind| {
        let mut stage = cast().force("rebels", "town", 80.0).stage();
        let army = stage.actor("army");
        stage.ground("town").holder = Some(army);
        let id = stage.operation("state", kind, "base", "town");
        stage.world.settle();
        let mut stays = 0;
        for _ in 0..20 {
            week(&mut stage);
            stays += u32::from(stage_of(&stage, id) == OperationStage::Holding);
        }
        let there = stage.world.country_of(stage.place("town"), army);
        let operation = stage.world.operation(id);
        (there, stays, operation.stay, operation.end, stage.world.men_at(army, stage.place("base")))
    };
    let (cleared, stays, meant, end, home) = share(OperationKind::Clear);
    assert_eq!((f64::from(stays), end), (meant, Some(OperationEnd::Achieved)));
    assert!(home > 400.0, "they are back: {home}");
    let (garrisoned, ..) = share(OperationKind::Relieve);
    assert!(cleared > 0.0 && garrisoned > 0.0, "{cleared} {garrisoned}");
    // Week by week they win more of the country than a garrison that patrols.
    assert!(cleared / f64::from(stays) > 1.5 * garrisoned / 15.0, "{cleared} {garrisoned}");
}

#[test]
fn nobody_clears_the_country_of_a_town_that_has_fallen() {
    let mut stage = cast().force("rebels", "town", 50.0).stage();
    let id = stage.operation("state", OperationKind::Clear, "base", "town");
    stage.world.settle();
    for _ in 0..8 {
        week(&mut stage);
    }
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::BrokenOff));
}

#[test]
fn whoever_stood_at_the_objective_has_arrived_though_he_did_not_stay() {
    let (mut stage, id) = launched(OperationKind::Raid);
    for _ in 0..12 {
        week(&mut stage);
    }
    assert!(!stage.world.operation(id).lingers && stage.world.operation(id).arrived > 350.0);
    let (mut stage, id) = launched(OperationKind::Seize);
    week(&mut stage);
    stage.world.operations[id.index()].lost = 400.0;
    week(&mut stage);
    assert_eq!(
        (stage.world.operation(id).end, stage.world.operation(id).arrived),
        (Some(OperationEnd::BrokenOff), 0.0)
    );
}

#[test]
fn raiders_of_an_army_who_do_not_linger_take_no_town_on_their_way_out() {
    let (mut stage, id) = launched(OperationKind::Raid);
    let (army, mid, town) = (stage.actor("army"), stage.place("mid"), stage.place("town"));
    for _ in 0..12 {
        week(&mut stage);
    }
    assert_eq!(stage.world.operation(id).end, Some(OperationEnd::Achieved));
    assert_eq!(stage.world.places[mid.index()].holder, Some(army), "the road is theirs");
    assert_ne!(stage.world.places[town.index()].holder, Some(army), "the empty town is not");
}
