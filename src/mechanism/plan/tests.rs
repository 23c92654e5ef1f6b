//! Tests of `plan`.

mod aims;
mod begins;
mod camps;
mod parts;
mod prices;
mod sites;
mod values;

use super::*;
use crate::{
    domain::{
        AgreementKind, AgreementState, Clause, EventKind, Hindrance, OperationEnd, OperationKind, OperationStage,
        Stance,
    },
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    world::{Operation, outside::Bar},
};

/// A government with an army in two places and a company in its pay, at war with rebels in a town three days off.
fn cast() -> Tiny {
    Tiny::state()
        .actor("company", ActorKind::Mercenary)
        .actor("rebels", ActorKind::Movement)
        .tie("state", "rebels", -0.8, Stance::War)
        .tie("army", "rebels", -0.8, Stance::War)
        .tie("company", "rebels", -0.8, Stance::War)
        .tie("company", "state", 0.6, Stance::JointOperations)
        .tie("company", "army", 0.6, Stance::JointOperations)
        .place("base", "army")
        .place("depot", "army")
        .place("mid", "")
        .place("town", "rebels")
        .route("depot", "base", 150.0)
        .route("base", "mid", 225.0)
        .route("mid", "town", 225.0)
        .force("army", "base", 800.0)
        .force("army", "depot", 900.0)
        .force("company", "base", 200.0)
        .force("rebels", "town", 300.0)
        .agreement("contract", AgreementKind::Patronage, AgreementState::Signed, &["state", "company"], &[])
        .community("townsfolk", "town", 5000.0, &[("state", 0.5)], &[], &[])
}

fn week(stage: &mut Stage, set: &Settings, rules: &Rules) {
    stage.play(plan, set, rules);
}

/// Settings in which whoever has a good plan carries it out.
fn eager() -> Settings {
    Settings { price: -5.0, every: 1.0, ..Settings::typical() }
}

fn of_planner(stage: &Stage, who: &str) -> Vec<Operation> {
    let planner = stage.actor(who);
    let begun = stage.world.operations.iter().filter(|o| o.planner == planner && o.key != Key(0));
    begun.cloned().collect()
}

#[test]
fn a_good_plan_pools_the_army_and_the_company_and_sizes_the_force_to_the_task() {
    let mut stage = cast().stage();
    week(&mut stage, &Settings { reluctance: -9.0, ..eager() }, &Rules::default());
    let operations = of_planner(&stage, "state");
    assert_eq!(operations.len(), 1, "{operations:?}");
    let operation = &operations[0];
    assert_eq!((operation.kind, operation.objective), (OperationKind::Seize, stage.place("town")));
    assert_eq!(operation.stage, OperationStage::Assembling);
    let part = |who: &str| operation.participants.iter().find(|p| p.actor == stage.actor(who)).map_or(0.0, |p| p.men);
    assert!(part("army") > 0.0, "{operation:?}");
    // Enough to win and to keep, and no more than the staff can move.
    assert!((100.0..=1_500.0).contains(&operation.men()), "{}", operation.men());
    let committed: f64 = stage.world.forces.iter().filter(|f| f.operation.is_some()).map(|f| f.strength).sum();
    assert!((committed - operation.men()).abs() < 1e-9, "men are committed, and nobody is made");
    let all: f64 = stage.world.forces.iter().map(|f| f.strength).sum();
    assert!((all - 2_200.0).abs() < 1e-9);
    assert_eq!(operation.axis.as_slice(), [operation.assembly(), stage.place("mid"), stage.place("town")]);
}

#[test]
fn nobody_begins_against_whom_an_agreement_binds_or_without_war() {
    let bound = cast().agreement(
        "truce",
        AgreementKind::Truce,
        AgreementState::Signed,
        &["state", "rebels"],
        &[Clause::Ceasefire],
    );
    let mut bound = bound.stage();
    week(&mut bound, &eager(), &Rules::default());
    let against_party = |o: &Operation| o.target.is_some();
    assert!(!of_planner(&bound, "state").iter().any(against_party));
    assert!(!of_planner(&bound, "rebels").iter().any(against_party));
    let mut hostile = cast().stage();
    for (a, b) in [("state", "rebels"), ("rebels", "state")] {
        hostile.tie(a, b).stance = Stance::Hostile;
    }
    week(&mut hostile, &eager(), &Rules::default());
    assert!(of_planner(&hostile, "state").iter().all(|o| o.target.is_none()), "a raid is war, too");
    // What could be done is known all the same.
    let (state, rebels) = (hostile.actor("state"), hostile.actor("rebels"));
    assert!(*hostile.world.prospects.at(state.index(), rebels.index()) > 0.5);
}

#[test]
fn a_bar_forbids_a_kind_or_a_place() {
    let mut stage = cast().stage();
    let kind = EventKind::Act(OperationKind::Seize.action());
    let (state, town) = (stage.actor("state"), stage.place("town"));
    stage.outside.bars.push(Bar { kind, actor: Some(state), target: None, place: Some(town) });
    week(&mut stage, &eager(), &Rules::default());
    assert!(of_planner(&stage, "state").iter().all(|o| o.kind != OperationKind::Seize || o.objective != town));
}

#[test]
fn a_place_under_threat_keeps_its_men_under_c4() {
    let free = |rules: &Rules| {
        let mut stage = cast().force("rebels", "mid", 1_500.0).stage();
        let (army, mid) = (stage.actor("army"), stage.place("mid"));
        *stage.world.seen.at_mut(army.index(), mid.index()) = 1_500.0;
        let mut desk = Desk::default();
        stage.world.settle();
        let set = Settings::typical();
        let (case, world, outside) = (&stage.case, &stage.world, &stage.outside);
        let chance = crate::chance::Chance::of_world(1, 0);
        let view = View { case, world, set: &set, warfare: &stage.warfare, rationality: 3.0, rules, chance, outside };
        pool::open(&view, stage.actor("state"), &mut desk);
        desk.free
    };
    let (with, without) = (free(&Rules::default()), free(&Rules::default().without(Rule::EffortIsSpentOnce)));
    assert!(with < 0.7 * without, "{with} of {without}");
}

#[test]
fn those_who_are_asked_may_decline() {
    let mut declined = 0;
    for number in 0..100 {
        let mut stage = cast().stage();
        stage.number = number;
        // A task for which the army alone is too small.
        stage.post("rebels", "town", 2_500.0);
        let (army, town) = (stage.actor("army"), stage.place("town"));
        *stage.world.seen.at_mut(army.index(), town.index()) = 900.0;
        week(&mut stage, &Settings { reluctance: 1.5, floor: 0.0, ..eager() }, &Rules::default());
        declined += of_planner(&stage, "state").iter().map(|o| o.declined).sum::<u32>();
    }
    assert!(declined > 20, "{declined}");
}

#[test]
fn a_force_that_cannot_be_brought_together_is_called_off() {
    let mut called_off = 0;
    for number in 0..60 {
        let mut stage = cast().stage();
        stage.number = number;
        // An army is not asked, but here a company has nearly all of the men.
        let army = stage.actor("army");
        stage.world.forces.iter_mut().filter(|f| f.actor == army).for_each(|f| f.strength *= 0.03);
        stage.post("company", "base", 1_500.0);
        let town = stage.place("town");
        for who in ["army", "company"].map(|who| stage.actor(who)) {
            *stage.world.seen.at_mut(who.index(), town.index()) = 900.0;
        }
        stage.world.settle();
        week(&mut stage, &Settings { reluctance: 9.0, ..eager() }, &Rules::default());
        for operation in of_planner(&stage, "state") {
            assert_eq!((operation.stage, operation.end), (OperationStage::Over, Some(OperationEnd::CalledOff)));
            assert!(stage.world.forces.iter().all(|f| f.operation.is_none()));
            called_off += 1;
        }
    }
    assert!(called_off > 30, "{called_off}");
}

/// Share of planning rounds in which the state acts.
fn acts(set: &Settings, rationality: f64) -> f64 {
    let worlds = 400;
    let mut acted = 0;
    for number in 0..worlds {
        let mut stage = cast().stage();
        (stage.number, stage.rationality) = (number, rationality);
        week(&mut stage, set, &Rules::default());
        acted += usize::from(!of_planner(&stage, "state").is_empty());
    }
    acted as f64 / worlds as f64
}

#[test]
fn which_and_whether_follow_the_logit() {
    let set = Settings { every: 1.0, sight: 0.0, reluctance: -9.0, ..Settings::typical() };
    // What the planner sees, by hand.
    let stage = cast().stage();
    let mut desk = Desk::default();
    let (case, world, outside, rules) = (&stage.case, &stage.world, &stage.outside, &Rules::default());
    let chance = crate::chance::Chance::of_world(1, 0);
    let view = View { case, world, set: &set, warfare: &stage.warfare, rationality: 3.0, rules, chance, outside };
    pool::open(&view, stage.actor("state"), &mut desk);
    weigh::objectives(&view, stage.actor("state"), &mut desk);
    let price = |o: &Objective| set.price * cost::trouble(&view, o);
    let mut utilities: Vec<(f64, f64)> =
        desk.objectives.iter().filter(|o| o.open && o.chance >= set.floor).map(|o| (o.utility, price(o))).collect();
    utilities.sort_by(|a, b| b.0.total_cmp(&a.0));
    utilities.truncate(5);
    assert!(!utilities.is_empty());
    for lambda in [1.0, 3.0, 8.0] {
        let sharp = lambda / set.scale;
        let weight = |(u, _): &(f64, f64)| libm::exp(sharp * u);
        let all: f64 = utilities.iter().map(weight).sum();
        let expected: f64 = utilities.iter().map(|o| weight(o) / all * logistic(sharp * (o.0 - o.1))).sum();
        let got = acts(&set, lambda);
        assert!((got - expected).abs() < 0.08, "lambda {lambda}: {got}, by the logit {expected}");
    }
}

#[test]
fn what_a_planner_sees_in_its_situation_is_not_scaled_by_its_rationality() {
    let dear = Settings { every: 1.0, price: 5.0, sight: 4.0, reluctance: -9.0, ..Settings::typical() };
    assert!(acts(&dear, 8.0) > 0.05, "some see what makes it worth the while");
    assert_eq!(acts(&Settings { sight: 0.0, ..dear }, 8.0), 0.0);
}

#[test]
fn a_militia_stays_near_its_home() {
    let stage = |km: f64| {
        Tiny::state()
            .actor_with("guard", ActorKind::Militia, |_| ())
            .actor("rebels", ActorKind::Movement)
            .tie("guard", "rebels", -0.8, Stance::War)
            .place("village", "guard")
            .place("town", "rebels")
            .route("village", "town", km)
            .force("guard", "village", 400.0)
            .force("rebels", "town", 60.0)
            .stage()
    };
    for (km, goes) in [(150.0, true), (450.0, false)] {
        let at_home = || {
            let mut stage = stage(km);
            stage.who("guard").home = Some(stage.place("village"));
            stage
        };
        let mut free = at_home();
        week(&mut free, &eager(), &Rules::default());
        assert_eq!(!of_planner(&free, "guard").is_empty(), goes, "{km} km");
        // Nor does it go further when it is ordered to, and the order says why.
        let mut told = at_home();
        let town = told.place("town");
        let order = told.order("guard", crate::domain::Action::Raid, Some("rebels"));
        (order.place, order.origin) = (Some(town), crate::world::Origin::Person(0));
        let mut out = Proposals { explain: true, ..Proposals::default() };
        told.look(&Settings::typical(), &Rules::default(), |view| plan(view, &mut out));
        let why: Vec<Hindrance> = out.hindrances.iter().map(|(_, why)| *why).collect();
        assert_eq!((out.operations.len() == 1, why), (goes, if goes { vec![] } else { vec![Hindrance::OutOfRange] }));
    }
}

#[test]
fn an_order_is_carried_out_without_being_weighed() {
    let mut stage = cast().stage();
    let town = stage.place("town");
    stage.order("army", crate::domain::Action::Raid, Some("rebels")).place = Some(town);
    week(&mut stage, &Settings { price: 99.0, ..Settings::typical() }, &Rules::default());
    let operations = of_planner(&stage, "army");
    assert_eq!(operations.len(), 1);
    assert_eq!((operations[0].kind, operations[0].objective), (OperationKind::Raid, town));
    assert!(operations[0].participants.iter().all(|p| p.actor == stage.actor("army")), "others were not ordered");
}

#[test]
fn an_order_that_nobody_can_reach_begins_nothing() {
    let mut stage = cast().place("island", "rebels").stage();
    let island = stage.place("island");
    stage.order("army", crate::domain::Action::Assault, Some("rebels")).place = Some(island);
    week(&mut stage, &Settings { price: 99.0, ..Settings::typical() }, &Rules::default());
    assert!(of_planner(&stage, "army").is_empty());
}

#[test]
fn an_actor_more_moves_no_plan_of_others() {
    let begun = |more: bool| {
        let one = |number: u64| {
            let cast =
                if more { cast().actor("aaa", ActorKind::Movement).actor("zzz", ActorKind::Political) } else { cast() };
            let mut stage = cast.stage();
            stage.number = number;
            week(&mut stage, &Settings { every: 1.0, ..Settings::typical() }, &Rules::default());
            of_planner(&stage, "state").iter().map(|o| (o.key, o.men().to_bits())).collect::<Vec<_>>()
        };
        (0..60).map(one).collect::<Vec<_>>()
    };
    assert_eq!(begun(false), begun(true));
}

/// What a planner has before it, with every objective.
fn desk_of(stage: &Stage, who: &str, set: &Settings) -> Desk {
    let mut desk = Desk::default();
    stage.look(set, &Rules::default(), |view| {
        pool::open(view, stage.actor(who), &mut desk);
        weigh::objectives(view, stage.actor(who), &mut desk);
    });
    desk
}

#[test]
fn men_are_taken_once_however_many_plan() {
    // Two orders of one week for the same men.
    let mut stage = cast().place("other", "rebels").route("base", "other", 150.0).stage();
    let (town, other) = (stage.place("town"), stage.place("other"));
    for place in [town, other] {
        stage.order("army", crate::domain::Action::Raid, Some("rebels")).place = Some(place);
    }
    let before: f64 = stage.world.forces.iter().map(|f| f.strength).sum();
    week(&mut stage, &Settings { price: 99.0, ..Settings::typical() }, &Rules::default());
    let all: f64 = stage.world.forces.iter().map(|f| f.strength).sum();
    assert!((all - before).abs() < 1e-9 && stage.world.forces.iter().all(|f| f.strength >= 0.0));
    let planned: f64 = of_planner(&stage, "army").iter().map(Operation::men).sum();
    let committed: f64 = stage.world.forces.iter().filter(|f| f.operation.is_some()).map(|f| f.strength).sum();
    assert!((planned - committed).abs() < 1e-9, "{planned} were promised, {committed} are there");
}

#[test]
fn a_capital_keeps_most_of_its_men() {
    let free = |capital: bool| {
        let mut stage = cast().stage();
        if capital {
            stage.ground("base").kind = crate::domain::PlaceKind::Capital;
        }
        desk_of(&stage, "state", &Settings::typical()).free
    };
    let set = Settings::typical();
    let lost = (set.spare - set.spare_capital) * 1_000.0;
    // The company lends itself whole: it is in the pay of the state.
    assert!((free(false) - free(true) - lost).abs() < 1e-6, "{} and {}", free(false), free(true));
}

#[test]
fn a_region_is_wanted_for_its_chief_town_first() {
    let mut stage = cast().place("hamlet", "rebels").route("town", "hamlet", 50.0).stage();
    let regions: crate::id::Regions = [stage.world.places[stage.place("town").index()].region].into_iter().collect();
    stage.who("state").aims = regions;
    (stage.ground("town").value, stage.ground("hamlet").value) = (0.8, 0.1);
    let set = Settings { people: 0.0, gate: 0.0, stores: 0.0, threat: 0.0, hostile: 0.0, ..Settings::typical() };
    stage.look(&set, &Rules::default(), |view| {
        let mut desk = Desk::default();
        pool::open(view, stage.actor("state"), &mut desk);
        let w = |place: &str| worth::worth(view, stage.actor("state"), stage.place(place), &desk);
        assert!((w("town") - set.aim).abs() < 1e-12 && (w("hamlet") - set.aim / 8.0).abs() < 1e-12);
    });
}

#[test]
fn enemies_come_back_together_and_those_who_hold_may_go_on() {
    let kept = |also: f64| {
        let mut stage =
            cast().place("camp", "rebels").route("town", "camp", 75.0).force("rebels", "camp", also).stage();
        for (place, men) in [("town", 300.0), ("camp", also)] {
            let (army, at) = (stage.actor("army"), stage.place(place));
            *stage.world.seen.at_mut(army.index(), at.index()) = men;
        }
        let mut chance = 0.0;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            let (state, town, mut desk) = (stage.actor("state"), stage.place("town"), Desk::default());
            pool::open(view, state, &mut desk);
            let counter = keep::counter_attack(view, town, &mut desk);
            chance = keep::could_keep(view, state, town, 300.0, (stage.actor("army"), counter));
        });
        chance
    };
    assert!(
        kept(1.0) > kept(400.0) + 0.1 && kept(400.0) > kept(1_200.0) + 0.1,
        "{} {} {}",
        kept(1.0),
        kept(400.0),
        kept(1_200.0)
    );
    let free = |stage: &Stage| desk_of(stage, "state", &Settings::typical()).free;
    let mut stage = cast().stage();
    let before = free(&stage);
    let id = stage.operation("state", OperationKind::Seize, "depot", "town");
    assert!(free(&stage) < before - 500.0, "men on their way are not free");
    stage.world.operations[id.index()].stage = OperationStage::Holding;
    assert_eq!(free(&stage), before);
}

#[test]
fn what_could_be_taken_is_thought_of_in_peace_as_well() {
    let prospect = |agreed: bool| {
        let tiny = if agreed {
            cast().agreement(
                "truce",
                AgreementKind::Truce,
                AgreementState::Signed,
                &["state", "rebels"],
                &[Clause::Ceasefire],
            )
        } else {
            cast()
        };
        let mut stage = tiny.stage();
        for (a, b) in [
            ("state", "rebels"),
            ("rebels", "state"),
            ("army", "rebels"),
            ("rebels", "army"),
            ("company", "rebels"),
            ("rebels", "company"),
        ] {
            stage.tie(a, b).stance = Stance::NonAggression;
        }
        stage.world.settle();
        week(&mut stage, &eager(), &Rules::default());
        let town = stage.place("town");
        assert!(of_planner(&stage, "state").iter().all(|o| o.objective != town), "nobody begins it");
        *stage.world.prospects.at(stage.actor("state").index(), stage.actor("rebels").index())
    };
    assert!(prospect(true) > 0.3, "{}", prospect(true));
    assert_eq!(prospect(false), 0.0, "strangers who have nothing between them are no rivals");
}
