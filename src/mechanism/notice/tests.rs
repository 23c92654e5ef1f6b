mod eyes;
mod values;

use super::*;
use crate::{
    domain::{Action, ActorKind, AgreementKind, AgreementState, Clause, Stance},
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    world::Event,
};

fn small() -> Stage {
    Tiny::state()
        .actor("hired", ActorKind::Mercenary)
        .actor("rebels", ActorKind::Movement)
        .place("town", "army")
        .place("hills", "")
        .place("far", "")
        .route("town", "hills", 50.0)
        .force("army", "town", 300.0)
        .force("rebels", "hills", 100.0)
        .force("rebels", "far", 100.0)
        .tie("state", "rebels", -0.5, Stance::War)
        .community("locals", "hills", 1000.0, &[("state", 0.0)], &[], &[])
        .agreement(
            "contract",
            AgreementKind::Patronage,
            AgreementState::Collapsed,
            &["state", "hired"],
            &[Clause::Payment],
        )
        .stage()
}

fn exact() -> Settings {
    Settings { error: 0.0, hearsay: 0.0, ..Settings::typical() }
}

fn seen(stage: &Stage, at: &str) -> f64 {
    *stage.world.seen.at(stage.actor("army").index(), stage.place(at).index())
}

#[test]
fn without_learning_and_rumours_nothing_moves() {
    let mut stage = small();
    let silent = Settings { learning: 0.0, rumour: 0.0, ..Settings::typical() };
    let before = format!("{:?}", stage.world);
    stage.play(notice, &silent, &Rules::default());
    assert_eq!(before, format!("{:?}", stage.world));
}

#[test]
fn counts_move_a_fifth_of_the_way_to_the_men_who_show() {
    let mut stage = small();
    stage.play(notice, &exact(), &Rules::default());
    // Concealment 0.4 hides 40 of 100; the belief moves from 100 by 0.2 of the gap.
    assert!((seen(&stage, "hills") - 92.0).abs() < 1e-9);
}

#[test]
fn what_lies_beyond_sight_is_rumoured_once_a_month() {
    let mut stage = small();
    let mut moves = 0;
    for _ in 0..4 {
        let before = seen(&stage, "far");
        stage.play(notice, &exact(), &Rules::default());
        moves += u32::from(seen(&stage, "far") != before);
        stage.next_week();
    }
    // Four weeks of rumours at once, towards the 60 who do not hide.
    let expected = 100.0 + (1.0 - libm::pow(0.95, 4.0)) * (60.0 - 100.0);
    assert_eq!(moves, 1);
    assert!((seen(&stage, "far") - expected).abs() < 1e-9, "{}", seen(&stage, "far"));
}

#[test]
fn rumours_keep_their_error_for_two_months_and_never_fade_to_nothing() {
    let (mut high, mut low) = (0, 0);
    for number in 0..200 {
        let mut stage = small();
        stage.number = number;
        for _ in 0..104 {
            stage.play(notice, &Settings::typical(), &Rules::default());
            stage.next_week();
        }
        let far = seen(&stage, "far");
        assert!(far > 15.0, "{far}");
        high += u32::from(far > 75.0);
        low += u32::from(far < 60.0);
    }
    assert!(high > 15 && low > 15, "{high} above 75, {low} below 60");
}

#[test]
fn people_who_lean_to_the_observer_point_the_enemy_out() {
    let mut stage = small();
    let (locals, state) = (stage.community("locals").index(), stage.actor("state").index());
    *stage.world.support.at_mut(locals, state) = 1.0;
    stage.world.communities[locals].fear = 0.0;
    let mut ruled = stage.clone();
    let set = Settings { informers: 1.0, ..exact() };
    stage.play(notice, &set, &Rules::default());
    // Where the observer rules nothing of the country four of ten dare: 24 of the 40 stay hidden.
    assert!((seen(&stage, "hills") - (100.0 - 0.2 * 24.0)).abs() < 1e-9);
    let (army, rebels, hills) = (ruled.actor("army"), ruled.actor("rebels"), ruled.place("hills"));
    *ruled.world.control.at_mut(hills.index(), rebels.index()) = 0.0;
    *ruled.world.control.at_mut(hills.index(), army.index()) = 1.0;
    ruled.play(notice, &set, &Rules::default());
    assert!((seen(&ruled, "hills") - 100.0).abs() < 1e-9);
}

#[test]
fn the_error_of_a_count_has_median_one() {
    let mut above = 0;
    for number in 0..400 {
        let mut stage = small();
        stage.number = number;
        stage.play(notice, &Settings { learning: 1.0, ..Settings::typical() }, &Rules::default());
        above += u32::from(seen(&stage, "hills") > 60.0);
    }
    assert!((160..240).contains(&above), "{above}");
}

fn after_a_fight(rules: &Rules) -> Stage {
    let mut stage = small();
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    let mut raid = Event::act(Action::Raid, "test").by(rebels).on(army).at(stage.place("town"));
    (raid.actor_deaths, raid.target_deaths) = (10, 20);
    stage.world.traffic.reports.push(raid);
    stage.play(notice, &Settings { spread: 0.0, bias: std::f64::consts::LN_2, ..exact() }, rules);
    stage
}

#[test]
fn each_side_overstates_the_other_sides_dead_only_under_c16() {
    let mut partisan = after_a_fight(&Rules::default());
    assert!((partisan.who("rebels").claimed - 40.0).abs() < 1e-9);
    assert!((partisan.who("army").claimed - 20.0).abs() < 1e-9);
    let mut honest = after_a_fight(&Rules::default().without(Rule::InformationIsContested));
    assert!((honest.who("rebels").claimed - 20.0).abs() < 1e-9);
}

#[test]
fn a_patron_raises_confidence_only_under_c11() {
    let belief = |state: AgreementState, rules: &Rules| {
        let mut stage = small();
        let contract = stage.agreement("contract");
        stage.world.agreements[contract.index()].state = state;
        stage.play(notice, &exact(), rules);
        stage.who("army").confidence
    };
    let alone = belief(AgreementState::Collapsed, &Rules::default());
    let off = Rules::default().without(Rule::NewPatronRaisesBelief);
    assert!(belief(AgreementState::Signed, &Rules::default()) > alone);
    assert_eq!(belief(AgreementState::Signed, &off), belief(AgreementState::Collapsed, &off));
}

#[test]
fn a_government_comes_to_believe_what_its_army_believes() {
    let mut stage = small();
    stage.who("army").confidence = 0.9;
    stage.next_week();
    stage.play(notice, &exact(), &Rules::default());
    assert!((stage.who("state").confidence - (0.5 + 0.2 * 0.4)).abs() < 1e-9);
}

#[test]
fn losses_halve_in_a_half_life() {
    let mut stage = small();
    stage.who("army").losses = 80.0;
    for _ in 0..12 {
        stage.play(notice, &Settings::typical(), &Rules::default());
    }
    assert!((stage.who("army").losses - 40.0).abs() < 1e-9);
}

#[test]
fn a_government_with_men_of_its_own_sees_what_they_see() {
    let mut stage = Tiny::new()
        .actor("neighbour", ActorKind::Government)
        .actor("rebels", ActorKind::Movement)
        .place("border", "neighbour")
        .place("hills", "")
        .route("border", "hills", 50.0)
        .force("neighbour", "border", 300.0)
        .force("rebels", "hills", 100.0)
        .tie("neighbour", "rebels", -0.5, Stance::War)
        .stage();
    let (neighbour, hills) = (stage.actor("neighbour"), stage.place("hills"));
    stage.post("rebels", "hills", 1000.0);
    let seen = |stage: &Stage| *stage.world.seen.at(neighbour.index(), hills.index());
    let before = seen(&stage);
    stage.play(notice, &exact(), &Rules::default());
    assert!((seen(&stage) - (before + 0.2 * (600.0 - before))).abs() < 1e-9);
}

#[test]
fn a_movement_that_is_only_the_sum_of_its_members_believes_what_they_believe() {
    let mut stage = Tiny::state()
        .actor("union", ActorKind::Jihadist)
        .actor("band", ActorKind::Jihadist)
        .member("band", "union", 0.9)
        .place("town", "army")
        .force("army", "town", 300.0)
        .force("band", "town", 100.0)
        .tie("state", "union", -0.5, Stance::War)
        .stage();
    stage.who("band").confidence = 0.9;
    stage.next_week();
    stage.play(notice, &exact(), &Rules::default());
    assert!((stage.who("union").confidence - (0.5 + 0.2 * 0.4)).abs() < 1e-9);
}

#[test]
fn the_first_look_counts_in_full() {
    let mut stage = small();
    stage.play(notice, &exact(), &Rules::default());
    let (army, state) = (stage.who("army").confidence, stage.who("state").confidence);
    // 300 soldiers against 200 rebels.
    assert!((army - state).abs() < 1e-9 && (army - 0.6).abs() < 1e-9, "{army} and {state}");
}
