//! Tests of `hold`.

mod camps;
mod raids;
mod towns;
mod values;

use super::*;
use crate::{
    domain::{ActorKind, EventKind, OperationKind, PlaceKind, Shock, Stance},
    id::OperationId,
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
    world::Participant,
};

fn cast(support: &'static [(&'static str, f64)]) -> Tiny {
    Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .actor("guard", ActorKind::Militia)
        .actor("mission", ActorKind::Peacekeeper)
        .tie("state", "rebels", -0.8, Stance::War)
        .tie("guard", "rebels", -0.8, Stance::War)
        .tie("guard", "state", 0.7, Stance::JointOperations)
        .tie("guard", "army", 0.7, Stance::JointOperations)
        .place_with("capital", "army", |fact, _| fact.kind = PlaceKind::Capital)
        .place_with("town", "army", |_, control| control.services = Quantity::fixed(0.0))
        .route("capital", "town", 100.0)
        .force("army", "town", 300.0)
        .community("locals", "town", 2000.0, support, &[], &[])
}

fn stage() -> Stage {
    cast(&[]).stage()
}

fn play(stage: &mut Stage, set: &Settings, rules: &Rules) -> Vec<Event> {
    stage.play(hold, set, rules)
}

fn weeks(stage: &mut Stage, n: u32, rules: &Rules, orders: impl Fn(&mut Stage)) -> Vec<Event> {
    let mut all = Vec::new();
    for _ in 0..n {
        orders(stage);
        all.extend(play(stage, &Settings::typical(), rules));
        stage.next_week();
    }
    all
}

fn country(stage: &Stage, who: &str) -> f64 {
    *stage.world.control.at(stage.place("town").index(), stage.actor(who).index())
}

fn holder(stage: &Stage) -> Option<ActorId> {
    stage.world.places[stage.place("town").index()].holder
}

fn rule_country(stage: &mut Stage, who: &str, share: f64) {
    let (town, actor) = (stage.place("town"), stage.actor(who));
    *stage.world.control.at_mut(town.index(), actor.index()) = share;
    stage.world.settle();
}

#[test]
fn a_disliked_garrison_of_300_loses_the_country_to_60_who_are_liked_and_keeps_it_without_c2() {
    let rural = || {
        let mut stage = cast(&[("army", -0.5), ("rebels", 0.5)]).stage();
        stage.post("rebels", "town", 60.0);
        stage
    };
    let set = Settings::typical();
    let mut on = rural();
    weeks(&mut on, 300, &Rules::default(), |_| ());
    // Of 300 men 45 patrol.
    let army = 45.0 * 0.5 * set.neutral / (45.0 + set.grip);
    let rebels = 60.0 * (0.5 + 0.5 * set.neutral) / (60.0 + set.grip);
    let expected = rebels / (army + rebels);
    assert!(expected > 0.8 && (country(&on, "rebels") - expected).abs() < 1e-3, "{}", country(&on, "rebels"));
    assert_eq!(holder(&on), Some(on.actor("army")), "the town is still theirs");
    let mut off = rural();
    weeks(&mut off, 300, &Rules::default().without(Rule::TakingIsNotHolding), |_| ());
    assert!(country(&off, "army") > 0.6, "{}", country(&off, "army"));
}

#[test]
fn men_of_one_side_count_together_and_have_their_parts() {
    let mut stage = cast(&[]).stage();
    stage.post("rebels", "town", 90.0);
    stage.post("guard", "town", 45.0);
    weeks(&mut stage, 300, &Rules::default(), |_| ());
    // 45 patrols and 45 of the guard are one side of 90.
    assert!((country(&stage, "rebels") - 0.5).abs() < 1e-3);
    assert!((country(&stage, "army") - 0.25).abs() < 1e-3 && (country(&stage, "guard") - 0.25).abs() < 1e-3);
}

#[test]
fn no_country_moves_where_only_one_side_has_men_but_what_is_left_alone_fades() {
    let mut stage = stage();
    rule_country(&mut stage, "rebels", 0.3);
    weeks(&mut stage, 52, &Rules::default(), |_| ());
    assert_eq!(country(&stage, "army"), 0.6);
    let left = 0.3 * libm::pow(1.0 - Settings::typical().fade, 52.0);
    assert!((country(&stage, "rebels") - left).abs() < 1e-9 && left > 0.8 * 0.3);
}

#[test]
fn who_serves_his_town_gains_the_country_that_nobody_rules() {
    let mut stage = stage();
    stage.ground("town").services = 0.5;
    play(&mut stage, &Settings::typical(), &Rules::default());
    assert!((country(&stage, "army") - (0.6 + 0.01 * 0.5 * 0.4)).abs() < 1e-12);
    stage.post("rebels", "town", 10.0);
    rule_country(&mut stage, "army", 0.6);
    play(&mut stage, &Settings::typical(), &Rules::default());
    assert!(country(&stage, "rebels") > 0.0, "disputed country is not given");
}

#[test]
fn without_c2_whoever_stands_there_alone_comes_to_rule_all_of_it() {
    let mut stage = stage();
    rule_country(&mut stage, "rebels", 0.4);
    weeks(&mut stage, 200, &Rules::default().without(Rule::TakingIsNotHolding), |_| ());
    assert!(country(&stage, "army") > 0.99 && country(&stage, "rebels") < 0.01);
}

#[test]
fn patrols_and_protection_are_felt() {
    let mut stage = stage();
    let town = stage.place("town");
    stage.post("rebels", "town", 300.0);
    let mut other = stage.clone();
    other.order("army", Action::Patrol, None).place = Some(town);
    let protect = other.order("army", Action::Protect, None);
    (protect.place, protect.effort) = (Some(town), 300.0);
    play(&mut stage, &Settings::typical(), &Rules::default());
    play(&mut other, &Settings::typical(), &Rules::default());
    assert!(country(&other, "army") > country(&stage, "army"));
    assert_eq!(other.ground("town").shield, 300.0);
}

#[test]
fn a_town_does_not_change_hands_because_its_garrison_left_for_a_week() {
    for number in 0..100 {
        let mut stage = stage();
        stage.number = number;
        stage.post("rebels", "town", 80.0);
        stage.post("army", "town", 0.0);
        stage.post("mission", "town", 300.0);
        assert!(weeks(&mut stage, 10, &Rules::default(), |_| ()).is_empty(), "they live in the country");
        assert_eq!(holder(&stage), Some(stage.actor("army")));
    }
}

#[test]
fn an_empty_town_falls_in_half_a_year_to_who_rules_the_country() {
    let mut fell = 0;
    for number in 0..200 {
        let mut stage = stage();
        stage.number = number;
        stage.post("rebels", "town", 80.0);
        stage.post("army", "town", 0.0);
        rule_country(&mut stage, "army", 0.2);
        rule_country(&mut stage, "rebels", 0.7);
        let events = weeks(&mut stage, 26, &Rules::default(), |_| ());
        if let Some(event) = events.first() {
            fell += 1;
            assert_eq!((event.kind, event.rule), (EventKind::Shock(Shock::Capture), "hold.lapse"));
            assert!(stage.who("army").defeats > 0.0);
        }
    }
    // 1 - 0.96^26 = 0.654 of 200, three standard deviations.
    assert!((110..=151).contains(&fell), "{fell}");
}

/// An operation of the state that stands in the town, a militia with more men than the army among those who take part.
fn entered(kind: OperationKind) -> (Stage, OperationId) {
    let mut stage = stage();
    let (rebels, guard) = (stage.actor("rebels"), stage.actor("guard"));
    stage.ground("town").holder = Some(rebels);
    stage.post("guard", "town", 400.0);
    let id = stage.operation("state", kind, "town", "town");
    let men = 400.0;
    stage.world.operations[id.index()].participants.push(Participant { actor: guard, men, sorties: 0.0 });
    stage.world.forces.iter_mut().filter(|f| f.actor == guard).for_each(|f| f.operation = Some(id));
    (stage, id)
}

#[test]
fn an_operation_takes_an_empty_town_and_the_planners_own_leader_holds_it() {
    let (mut stage, _) = entered(OperationKind::Seize);
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    let events = play(&mut stage, &Settings::typical(), &Rules::default());
    assert_eq!((events[0].rule, events[0].actor, events[0].target), ("hold.capture", Some(army), Some(rebels)));
    let town = stage.ground("town");
    assert_eq!((town.holder, town.former, town.taken), (Some(army), Some(rebels), 0));
    // Its men gone on, the militia keeps it for the army.
    stage.post("army", "town", 0.0);
    assert!(weeks(&mut stage, 3, &Rules::default(), |_| ()).is_empty());
    assert_eq!(holder(&stage), Some(army));
}

#[test]
fn nobody_takes_a_town_that_is_defended_or_without_war_a_town_whose_camp_alone_was_meant() {
    let (mut defended, _) = entered(OperationKind::Seize);
    defended.post("rebels", "town", 5.0);
    assert!(play(&mut defended, &Settings::typical(), &Rules::default()).is_empty());
    let taken = |stance: Stance| {
        let (mut camp, _) = entered(OperationKind::TakeOver);
        for (a, b) in [("state", "rebels"), ("rebels", "state")] {
            camp.tie(a, b).stance = stance;
        }
        !play(&mut camp, &Settings { lapse: 0.0, ..Settings::typical() }, &Rules::default()).is_empty()
    };
    assert!(!taken(Stance::Hostile) && taken(Stance::War));
}

#[test]
fn whoever_will_not_fight_for_a_town_does_not_keep_it() {
    let taken = |stance: Stance| {
        let mut stage = stage();
        let (rebels, guard) = (stage.actor("rebels"), stage.actor("guard"));
        stage.ground("town").holder = Some(rebels);
        stage.post("guard", "town", 40.0);
        // The guard likes the rebels; with the state it has peace, or war.
        for other in ["rebels", "state", "army"] {
            let mood = if other == "rebels" { Stance::Coordination } else { stance };
            stage.tie("guard", other).stance = mood;
            stage.tie(other, "guard").stance = mood;
        }
        stage.world.settle();
        stage.operation("state", OperationKind::Seize, "town", "town");
        assert_eq!(stage.world.friends_at(rebels, stage.place("town")), 40.0);
        let would = stage.world.defenders_at(stage.place("town"), rebels, stage.actor("state"));
        assert_eq!(would > 0.0, stage.world.are_enemies(guard, stage.actor("state")));
        play(&mut stage, &Settings::typical(), &Rules::default()).iter().any(|e| e.rule == "hold.capture")
    };
    assert!(taken(Stance::NonAggression), "bystanders keep nobody's town");
    assert!(!taken(Stance::War), "whoever is at war with those who come defends it");
}

#[test]
fn the_states_of_a_place() {
    let state = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = stage();
        prepare(&mut stage);
        // Nothing moves but the state.
        let still = Settings { pace: 0.0, slip: 0.0, weary: 0.0, lapse: 0.0, ..Settings::typical() };
        play(&mut stage, &still, &Rules::default());
        stage.ground("town").state
    };
    let rebels_in_the_country = |stage: &mut Stage, men: f64| {
        stage.ground("town").services = 0.5;
        rule_country(stage, "army", 0.3);
        rule_country(stage, "rebels", 0.6);
        stage.post("rebels", "town", men);
    };
    assert_eq!(state(&|_| ()), PlaceState::GarrisonOnly, "nothing works");
    assert_eq!(state(&|s| s.ground("town").services = 0.5), PlaceState::Administered);
    let island = |s: &mut Stage| rebels_in_the_country(s, 100.0);
    assert_eq!(state(&island), PlaceState::GarrisonOnly, "an island, though it is served");
    assert_eq!(state(&|s| rebels_in_the_country(s, 400.0)), PlaceState::Contested);
    let besieged = |s: &mut Stage| {
        rebels_in_the_country(s, 400.0);
        s.ground("town").blockade = Some(s.actor("rebels"));
    };
    assert_eq!(state(&besieged), PlaceState::Besieged);
    let held = |s: &mut Stage, by: &str| {
        s.post("army", "town", 0.0);
        s.post(by, "town", 200.0);
        s.ground("town").holder = Some(s.actor(by));
    };
    assert_eq!(state(&|s| held(s, "rebels")), PlaceState::RebelHeld);
    assert_eq!(state(&|s| held(s, "guard")), PlaceState::GarrisonOnly, "an ally of the state holds it for the state");
    assert_eq!(state(&|s| s.ground("town").holder = None), PlaceState::Contested);
}

/// A town cut off by men who rule the country and watch its only road.
fn ringed() -> Stage {
    let mut stage = stage();
    let rebels = stage.actor("rebels");
    stage.post("rebels", "town", 100.0);
    rule_country(&mut stage, "army", 0.2);
    rule_country(&mut stage, "rebels", 0.7);
    stage.ground("town").services = 0.5;
    stage.ground("town").blockade = Some(rebels);
    stage
}

#[test]
fn a_siege_cuts_services_and_ends_when_lifted() {
    let untiring = Settings { weary: 0.0, ..Settings::typical() };
    let mut stage = ringed();
    let (rebels, town) = (stage.actor("rebels"), stage.place("town"));
    let before = stage.ground("town").services;
    stage.order("army", Action::Administer, None).place = Some(town);
    play(&mut stage, &untiring, &Rules::default());
    assert_eq!((stage.ground("town").blockade, stage.ground("town").state), (Some(rebels), PlaceState::Besieged));
    assert_eq!(stage.world.totals.blockade_weeks, 2000.0);
    assert!(stage.ground("town").services < before, "nothing is built under siege");
    stage.next_week();
    stage.order("rebels", Action::LiftBlockade, None).place = Some(town);
    play(&mut stage, &untiring, &Rules::default());
    assert_eq!(stage.ground("town").blockade, None);
    assert_ne!(stage.ground("town").state, PlaceState::Besieged, "to its last");
    assert_eq!(stage.world.totals.blockade_weeks, 2000.0);
}

#[test]
fn a_ring_slips_when_men_or_country_no_longer_suffice() {
    let slipped = |men: f64, share: f64| {
        let untiring = Settings { weary: 0.0, pace: 0.0, ..Settings::typical() };
        let slips = |number: &u64| {
            let mut stage = ringed();
            stage.number = *number;
            stage.post("rebels", "town", men);
            rule_country(&mut stage, "rebels", share);
            play(&mut stage, &untiring, &Rules::default());
            stage.ground("town").blockade.is_none()
        };
        (0..400).filter(slips).count()
    };
    assert_eq!(slipped(100.0, 0.7), 0);
    // 0.15 of 400, three standard deviations.
    for (men, share) in [(30.0, 0.7), (42.0, 0.7), (100.0, 0.4)] {
        let slipped = slipped(men, share);
        assert!((39..=81).contains(&slipped), "{men} men, {share} of the country: {slipped}");
    }
}

#[test]
fn a_ring_that_no_operation_keeps_up_is_given_up_in_time() {
    let ended = |kept: bool| {
        let ends = |number: &u64| {
            let mut stage = ringed();
            stage.number = *number;
            if kept {
                let id = stage.operation("rebels", OperationKind::Besiege, "town", "town");
                stage.world.operations[id.index()].stage = crate::domain::OperationStage::Holding;
            }
            let set = Settings { pace: 0.0, ..Settings::typical() };
            for _ in 0..26 {
                play(&mut stage, &set, &Rules::default());
                stage.next_week();
            }
            stage.ground("town").blockade.is_none()
        };
        (0..200).filter(ends).count()
    };
    assert_eq!(ended(true), 0);
    let tired = ended(false);
    assert!((110..=151).contains(&tired), "{tired}");
}

#[test]
fn whoever_has_a_town_back_keeps_it() {
    let mut stage = stage();
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    stage.world.week = 20;
    stage.post("army", "town", 0.0);
    stage.post("army", "capital", 100.0);
    stage.post("rebels", "capital", 0.0);
    let town = stage.ground("town");
    (town.holder, town.former, town.taken) = (Some(rebels), Some(army), 18);
    play(&mut stage, &Settings::typical(), &Rules::default());
    assert_eq!((holder(&stage), stage.ground("town").former), (Some(army), None));
    // The rebels are near and the army is not: nothing gives them the town back.
    stage.post("army", "capital", 0.0);
    stage.post("rebels", "capital", 100.0);
    stage.next_week();
    assert!(play(&mut stage, &Settings { lapse: 0.0, ..Settings::typical() }, &Rules::default()).is_empty());
    assert_eq!(holder(&stage), Some(army));
}

#[test]
fn a_militia_with_nearly_all_the_men_holds_what_it_took() {
    let (mut stage, _) = entered(OperationKind::Seize);
    let guard = stage.actor("guard");
    stage.world.forces.iter_mut().filter(|f| f.actor == guard).for_each(|f| f.strength = 2_000.0);
    stage.world.settle();
    let events = play(&mut stage, &Settings::typical(), &Rules::default());
    assert_eq!(events[0].actor, Some(guard), "300 soldiers are no good part beside 2,000");
}
