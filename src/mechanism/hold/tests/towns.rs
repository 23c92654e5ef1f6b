//! Which town comes to whom: by operations that stand in it or pass, by bands who rule its country, and back to who held it before.

use super::*;
use crate::{
    domain::{AgreementKind, AgreementState, OperationStage},
    world::March,
};

fn holder_after(stage: &mut Stage, set: &Settings) -> Option<&'static str> {
    play(stage, set, &Rules::default());
    let all = ["army", "rebels", "guard", "wardens", "company", "second", "others", "mission"];
    let held = holder(stage).expect("somebody holds it");
    all.into_iter().find(|id| stage.case.actor(id) == Some(held))
}

#[test]
fn regulars_take_an_empty_town_on_their_way_and_others_only_the_one_they_came_for_to_stay() {
    use OperationKind::{Clear, Raid, Relieve, Seize};
    let taken = |by: &str, kind: OperationKind, objective: &str, off: bool| {
        let mut stage = cast(&[]).stage();
        let from = if by == "army" { "rebels" } else { "army" };
        let loser = stage.actor(from);
        stage.post("army", "town", 0.0);
        stage.post(by, "town", 90.0);
        for place in ["town", "capital"] {
            stage.ground(place).holder = Some(loser);
        }
        let id = stage.operation(by, kind, "town", objective);
        if off {
            let capital = stage.place("capital");
            stage.world.operations[id.index()].axis = std::iter::once(capital).collect();
        }
        holder_after(&mut stage, &Settings { lapse: 0.0, ..Settings::typical() }) == Some(by)
    };
    assert!(taken("army", Seize, "capital", false) && taken("army", Raid, "capital", false));
    assert!(taken("army", Relieve, "town", false), "relief opens what it comes through");
    assert!(!taken("army", Raid, "town", false) && !taken("army", Clear, "town", false), "they do not mean to stay");
    assert!(!taken("army", Seize, "capital", true), "it does not lie on their way");
    assert!(!taken("rebels", Seize, "capital", false), "bands go round");
    assert!(taken("rebels", Seize, "town", false) && !taken("rebels", Raid, "town", false));
}

#[test]
fn a_town_is_taken_by_those_who_stand_in_it_and_not_by_those_elsewhere_or_on_the_road() {
    let taken = |elsewhere: bool, road: bool| {
        let mut stage = cast(&[]).stage();
        stage.post("army", "town", 0.0);
        stage.post("rebels", "town", 90.0);
        let id = stage.operation("rebels", OperationKind::Seize, "town", "town");
        let (town, capital, rebels) = (stage.place("town"), stage.place("capital"), stage.actor("rebels"));
        let march = March::towards(&stage.world, capital, town);
        for force in stage.world.forces.iter_mut().filter(|f| f.actor == rebels) {
            force.operation = Some(id);
            force.place = if elsewhere { capital } else { town };
            force.march = march.filter(|_| road);
        }
        holder_after(&mut stage, &Settings { lapse: 0.0, ..Settings::typical() })
    };
    assert_eq!(taken(false, false), Some("rebels"));
    assert_eq!([taken(true, false), taken(false, true), taken(true, true)], [Some("army"); 3]);
}

#[test]
fn the_flag_is_the_planners_own_armys_before_its_militias_its_hirelings_and_its_allies_if_they_are_a_good_part() {
    let flag = |men: &[(&'static str, f64)]| {
        let mut stage = cast(&[])
            .actor("second", ActorKind::Army)
            .member("second", "state", 0.9)
            .actor("wardens", ActorKind::Militia)
            .member("wardens", "state", 0.9)
            .actor("company", ActorKind::Mercenary)
            .agreement("pay", AgreementKind::Patronage, AgreementState::Signed, &["state", "company"], &[])
            .stage();
        let rebels = stage.actor("rebels");
        stage.ground("town").holder = Some(rebels);
        stage.post("army", "town", 0.0);
        for (who, men) in men {
            stage.post(who, "town", *men);
        }
        let id = stage.operation("state", OperationKind::Seize, "town", "town");
        let (guard, town) = (stage.actor("guard"), stage.place("town"));
        let men = stage.world.men_at(guard, town);
        stage.world.operations[id.index()].participants.push(Participant { actor: guard, men, sorties: 0.0 });
        stage.world.forces.iter_mut().filter(|f| f.actor == guard).for_each(|f| f.operation = Some(id));
        holder_after(&mut stage, &Settings::typical())
    };
    assert_eq!(flag(&[("army", 100.0), ("wardens", 120.0), ("company", 130.0), ("guard", 140.0)]), Some("army"));
    assert_eq!(flag(&[("wardens", 120.0), ("company", 130.0), ("guard", 140.0)]), Some("wardens"));
    assert_eq!(flag(&[("company", 130.0), ("guard", 140.0)]), Some("company"));
    assert_eq!(flag(&[("army", 50.0), ("guard", 150.0)]), Some("army"), "a third is a good part");
    assert_eq!(flag(&[("army", 49.0), ("guard", 150.0)]), Some("guard"));
    assert_eq!(flag(&[("army", 100.0), ("second", 101.0)]), Some("second"));
    assert_eq!(flag(&[("army", 101.0), ("second", 100.0)]), Some("army"));
    let stage = cast(&[]).actor("second", ActorKind::Army).stage();
    let key = |who: &str| stage.world.actors[stage.actor(who).index()].key;
    let lower = if key("army") < key("second") { "army" } else { "second" };
    assert_eq!(flag(&[("army", 100.0), ("second", 100.0)]), Some(lower));
}

#[test]
fn into_an_empty_town_moves_an_enemy_of_its_holder_with_men_enough_who_rules_its_country() {
    let set = Settings { lapse: 1.0, pace: 0.0, ..Settings::typical() };
    let moves_in = |who: &'static str, men: f64, share: f64| {
        let mut stage = cast(&[]).actor("others", ActorKind::Movement).stage();
        stage.post("army", "town", 0.0);
        stage.post(who, "town", men);
        rule_country(&mut stage, "army", 0.0);
        rule_country(&mut stage, who, share);
        holder_after(&mut stage, &set) == Some(who)
    };
    let (foothold, contest) = (set.foothold, set.contest);
    assert!(moves_in("rebels", foothold, contest));
    assert!(!moves_in("rebels", foothold - 1.0, contest) && !moves_in("rebels", foothold, 0.99 * contest));
    assert!(!moves_in("others", foothold, contest), "no enemy of the holder");
    assert!(!moves_in("mission", foothold, contest), "it does not fight for towns");
    // Of two the one with more men.
    let of_two = |reds: f64, blues: f64| {
        let mut stage = cast(&[])
            .actor("others", ActorKind::Movement)
            .tie("others", "army", -0.8, Stance::War)
            .tie("others", "rebels", 0.8, Stance::JointOperations)
            .stage();
        stage.post("army", "town", 0.0);
        stage.post("rebels", "town", reds);
        stage.post("others", "town", blues);
        rule_country(&mut stage, "army", 0.0);
        rule_country(&mut stage, "rebels", 0.4);
        rule_country(&mut stage, "others", 0.4);
        holder_after(&mut stage, &set)
    };
    assert_eq!([of_two(60.0, 50.0), of_two(50.0, 60.0)], [Some("rebels"), Some("others")]);
}

#[test]
fn a_town_falls_back_to_a_living_holder_who_is_no_friend_of_the_new_one_is_near_and_finds_nobody_in_it() {
    let set = Settings { lapse: 0.0, ..Settings::typical() };
    let returned = |near: f64, enemies: f64, ago: i32, prepare: &dyn Fn(&mut Stage)| {
        let mut stage = cast(&[]).actor("others", ActorKind::Movement).tie("others", "army", -0.8, Stance::War).stage();
        let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
        stage.world.week = 20;
        stage.post("army", "town", 0.0);
        stage.post("army", "capital", near);
        stage.post("others", "town", enemies);
        let town = stage.ground("town");
        (town.holder, town.former, town.taken) = (Some(rebels), Some(army), 20 - ago);
        prepare(&mut stage);
        play(&mut stage, &set, &Rules::default());
        holder(&stage) == Some(army)
    };
    let (none, foothold, brief) = (|_: &mut Stage| (), set.foothold, set.brief as i32);
    assert!(returned(foothold, 0.0, brief, &none) && returned(foothold, foothold - 1.0, brief, &none));
    assert!(!returned(foothold - 1.0, 0.0, brief, &none), "too few are near");
    assert!(!returned(foothold, 0.0, brief + 1, &none), "by now it is theirs");
    assert!(!returned(foothold, foothold, brief, &none), "enemies are in it");
    assert!(!returned(foothold, 0.0, 21, &none), "it was never taken");
    // Friends of the former holder are near: he must live to have it back.
    let friends_near = |lives: bool| {
        move |s: &mut Stage| {
            s.post("army", "capital", 0.0);
            s.post("guard", "capital", 20.0);
            s.ground("capital").holder = None;
            s.who("army").alive = lives;
        }
    };
    assert!(returned(0.0, 0.0, brief, &friends_near(true)) && !returned(0.0, 0.0, brief, &friends_near(false)));
    let friends = |s: &mut Stage| s.ground("town").holder = Some(s.actor("guard"));
    assert!(!returned(foothold, 0.0, brief, &friends), "the new holder is a friend");
}

#[test]
fn what_the_absent_rule_is_not_in_dispute_but_without_c2_it_is_lost_to_those_who_stand_there() {
    let after = |rules: &Rules| {
        let mut stage = cast(&[]).actor("others", ActorKind::Movement).stage();
        stage.post("rebels", "town", 45.0);
        rule_country(&mut stage, "army", 0.3);
        rule_country(&mut stage, "rebels", 0.1);
        rule_country(&mut stage, "others", 0.4);
        play(&mut stage, &Settings::typical(), rules);
        ["army", "rebels", "others"].map(|who| country(&stage, who))
    };
    let set = Settings::typical();
    let close = |got: [f64; 3], expected: [f64; 3]| {
        assert!(got.iter().zip(expected).all(|(got, by_hand)| (got - by_hand).abs() < 1e-9), "{got:?}, {expected:?}");
    };
    // 45 patrols and 45 rebels go halves in six tenths.
    let half = |share: f64, pool: f64| share + set.pace * (pool / 2.0 - share);
    close(after(&Rules::default()), [half(0.3, 0.6), half(0.1, 0.6), 0.4 * (1.0 - set.fade)]);
    // Without C2 whole garrisons count, and all of the country is in dispute.
    let (army, rebels) = (300.0 / (300.0 + set.grip), 45.0 / (45.0 + set.grip));
    let of = |part: f64, share: f64| share + set.pace * (part / (army + rebels) - share);
    let no_c2 = Rules::default().without(Rule::TakingIsNotHolding);
    close(after(&no_c2), [of(army, 0.3), of(rebels, 0.1), 0.4 * (1.0 - set.pace)]);
}

#[test]
fn a_ring_slips_only_below_the_men_that_it_needs_for_each_inside() {
    let set = Settings { slip: 1.0, weary: 0.0, pace: 0.0, ring: 0.25, ..Settings::typical() };
    let kept = |men: f64, inside: f64| {
        let mut stage = ringed();
        stage.post("rebels", "town", men);
        stage.post("army", "town", inside);
        play(&mut stage, &set, &Rules::default());
        stage.ground("town").blockade.is_some()
    };
    assert_eq!([kept(100.0, 400.0), kept(100.0, 401.0)], [true, false]);
}

#[test]
fn a_ring_without_an_operation_that_holds_it_is_wearied_of() {
    use OperationKind::{Besiege, Raid};
    use OperationStage::{Advancing, Holding};
    let set = Settings { slip: 0.0, weary: 1.0, pace: 0.0, ..Settings::typical() };
    let kept = |kind: OperationKind, stage_of: OperationStage, objective: &str, planner: &str| {
        let mut stage = ringed();
        let id = stage.operation(planner, kind, "town", objective);
        stage.world.operations[id.index()].stage = stage_of;
        play(&mut stage, &set, &Rules::default());
        stage.ground("town").blockade.is_some()
    };
    assert!(kept(Besiege, Holding, "town", "rebels"));
    assert!(!kept(Besiege, Advancing, "town", "rebels") && !kept(Raid, Holding, "town", "rebels"));
    assert!(!kept(Besiege, Holding, "capital", "rebels") && !kept(Besiege, Holding, "town", "guard"));
}

#[test]
fn who_takes_over_a_camp_takes_it_from_its_host() {
    let mut stage = cast(&[]).camp("town", Camp::Vacated, "mission").stage();
    let (mission, town) = (stage.actor("mission"), stage.place("town"));
    stage.order("army", Action::SeizeCamp, None).place = Some(town);
    let events = play(&mut stage, &Settings::typical(), &Rules::default());
    let seized = events.iter().find(|e| e.kind == EventKind::Act(Action::SeizeCamp)).expect("a camp is taken over");
    assert_eq!(seized.target, Some(mission));
}
