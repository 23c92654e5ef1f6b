mod edges;
mod values;

use super::{coerce::*, *};
use crate::{
    domain::{Action, ActorKind, OperationKind, OperationStage, Shock, Stance},
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    warfare::coercion,
    world::{Change, Proposals, Visit},
};

fn small() -> Stage {
    Tiny::state()
        .actor_with("hired", ActorKind::Mercenary, |a| a.accountability = crate::parameter::Quantity::fixed(0.0))
        .actor("rebels", ActorKind::Movement)
        .actor("mission", ActorKind::Peacekeeper)
        .place("town", "army")
        .place("hills", "rebels")
        .route("town", "hills", 50.0)
        .force("army", "town", 300.0)
        .force("rebels", "hills", 100.0)
        .tie("state", "rebels", -0.5, Stance::War)
        .community("kin", "town", 5000.0, &[("rebels", 0.8), ("army", -0.5), ("hired", -1.0)], &[("rebels", 0.5)], &[])
        .community("others", "town", 5000.0, &[("army", 0.5)], &[], &[])
        .stage()
}

/// Nothing kills of its own accord.
fn still() -> Settings {
    Settings { reprisals: 0.0, memory: 1e300, fear_memory: 1e300, ..Settings::typical() }
}

fn act(stage: &mut Stage, action: Action, dead: u32) {
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    let mut event = Event::act(action, "test").by(army).on(rebels).at(town);
    event.target_deaths = dead;
    stage.world.traffic.events.push(event);
}

fn toll(stage: &Stage, set: &Settings, rules: &Rules, worlds: u64) -> u64 {
    let one = |number: u64| {
        let mut stage = stage.clone();
        stage.number = number;
        stage.play(harm, set, rules);
        stage.world.totals.civilian_deaths
    };
    (0..worlds).map(one).sum()
}

#[test]
fn with_zero_rates_nobody_is_harmed() {
    let mut stage = small();
    act(&mut stage, Action::AirStrike, 10);
    act(&mut stage, Action::Assault, 100);
    let set = Settings { collateral: 0.0, crossfire: 0.0, ..still() };
    let before = format!("{:?}", stage.world);
    assert!(stage.play(harm, &set, &Rules::default()).is_empty());
    assert_eq!(before, format!("{:?}", stage.world));
}

#[test]
fn strikes_hit_people_only_under_c1_and_less_with_informers() {
    let mut stage = small();
    act(&mut stage, Action::AirStrike, 5);
    let blind = toll(&stage, &still(), &Rules::default(), 300);
    assert!(blind > 0);
    assert_eq!(toll(&stage, &still(), &Rules::default().without(Rule::AirPowerDecidesAndKills), 300), 0);
    let army = stage.actor("army").index();
    for i in 0..2 {
        *stage.world.support.at_mut(i, army) = 1.0;
        stage.world.communities[i].fear = 0.0;
    }
    let informed = toll(&stage, &Settings { informed: 1.0, ..still() }, &Rules::default(), 300);
    assert_eq!(informed, 0);
}

#[test]
fn crossfire_follows_the_fighters_killed() {
    let mut stage = small();
    act(&mut stage, Action::Assault, 100);
    // 0.08 * 100 * 10,000 / 15,000 deaths in the mean.
    let mean = toll(&stage, &still(), &Rules::default(), 600) as f64 / 600.0;
    assert!((mean - 16.0 / 3.0).abs() < 0.4, "{mean}");
}

#[test]
fn the_mission_protects_down_to_a_residue() {
    let mut stage = small();
    act(&mut stage, Action::Assault, 100);
    let bare = toll(&stage, &still(), &Rules::default(), 400) as f64;
    let mut guarded = stage.clone();
    guarded.post("mission", "town", 1000.0);
    let ratio = toll(&guarded, &still(), &Rules::default(), 400) as f64 / bare;
    assert!((ratio - libm::exp(-0.5)).abs() < 0.08, "{ratio}");
    guarded.ground("town").shield = 1e6;
    let ratio = toll(&guarded, &still(), &Rules::default(), 400) as f64 / bare;
    assert!((ratio - 0.2).abs() < 0.05, "{ratio}");
}

#[test]
fn a_part_of_a_fight_is_not_another_event() {
    let mut stage = small();
    act(&mut stage, Action::Assault, 200);
    let events = stage.play(harm, &still(), &Rules::default());
    assert!(events.iter().any(|e| e.civilian_deaths > 0) && events.iter().all(|e| !e.is_violent()));
    assert_eq!(stage.world.totals.events, 0);
}

#[test]
fn selective_killing_has_its_trough_at_parity() {
    assert_eq!(coercion::selective(0.5), 0.0);
    assert_eq!(coercion::selective(1.0), 0.0);
    assert!((coercion::selective(0.75) - 1.0).abs() < 1e-12);
    assert!((coercion::selective(0.25) - 1.0).abs() < 1e-12);
    assert_eq!(coercion::indiscriminate(1.0), 0.0);
    assert_eq!(coercion::indiscriminate(0.0), 1.0);
}

#[test]
fn punishment_by_order_kills_where_control_is_weak() {
    let with_control = |share: f64| {
        let mut stage = small();
        let (town, army, rebels) = (stage.place("town"), stage.actor("army"), stage.actor("rebels"));
        *stage.world.control.at_mut(town.index(), army.index()) = share;
        *stage.world.control.at_mut(town.index(), rebels.index()) = 1.0 - share;
        stage.order("army", Action::CollectivePunishment, Some("rebels")).place = Some(town);
        toll(&stage, &still(), &Rules::default(), 200)
    };
    assert!(with_control(0.2) > 2 * with_control(0.6));
    assert_eq!(with_control(1.0), 0);
}

fn wronged(rules: &Rules) -> Stage {
    let mut stage = small();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    let mut event = Event::shock(Shock::Massacre, "test").by(army).at(town);
    event.civilian_deaths = 20;
    stage.world.traffic.events.push(event);
    stage.play(harm, &still(), rules);
    stage
}

fn grievance(stage: &Stage, community: &str, actor: &str) -> f64 {
    *stage.world.grievance.at(stage.community(community).index(), stage.actor(actor).index())
}

#[test]
fn a_massacre_is_felt_by_the_victims_their_killer_and_his_commander() {
    let stage = wronged(&Rules::default());
    let share = 1.0 - libm::exp(-300.0 * 20.0 / 5000.0);
    let (kin, others) = (grievance(&stage, "kin", "army"), grievance(&stage, "others", "army"));
    assert!((kin.max(others) - 0.6 * share).abs() < 1e-9 || (kin.max(others) - 0.45 * share).abs() < 1e-9);
    assert_eq!(kin.min(others), 0.0);
    let state = grievance(&stage, "kin", "state").max(grievance(&stage, "others", "state"));
    assert!((state - 0.6 * kin.max(others)).abs() < 1e-9);
    assert!(stage.world.communities.iter().any(|c| c.fear > 0.5));
}

#[test]
fn without_c25_the_whole_place_feels_alike() {
    let stage = wronged(&Rules::default().without(Rule::CommunitiesDiffer));
    let (kin, others) = (grievance(&stage, "kin", "army"), grievance(&stage, "others", "army"));
    assert!(kin > 0.0 && others > 0.0);
}

#[test]
fn guerrilla_attacks_sour_relations_only_under_c3() {
    let mut stage = small();
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    stage.world.traffic.events.push(Event::act(Action::Raid, "test").by(rebels).on(army).at(town));
    let mut off = stage.clone();
    stage.play(harm, &still(), &Rules::default());
    off.play(harm, &still(), &Rules::default().without(Rule::LostTownsTurnToGuerrilla));
    assert!((grievance(&stage, "kin", "army") - 0.02 * 0.8).abs() < 1e-12);
    assert_eq!(grievance(&stage, "others", "army"), 0.0);
    assert_eq!(grievance(&off, "kin", "army"), 0.0);
}

/// Men of an operation of this actor were in the town so many weeks ago.
fn visited(stage: &mut Stage, who: &str, men: f64, ago: u32) {
    let (actor, town) = (stage.actor(who).index(), stage.place("town").index());
    *stage.world.visits.at_mut(town, actor) = Visit { men, last: stage.world.week + 1 - ago };
    // Where they rule everything they know whom to look for.
    let rebels = stage.actor("rebels").index();
    stage.world.control.row_mut(town).iter_mut().for_each(|share| *share *= 0.3);
    *stage.world.control.at_mut(town, rebels) = 0.7;
    stage.world.settle();
}

/// Reprisals of an actor in the town a week, as the rate says.
fn rate(stage: &Stage, who: &str, set: &Settings, rules: &Rules, men: f64) -> f64 {
    let mut rate = 0.0;
    stage.look(set, rules, |view| rate = reprisals(view, stage.actor(who), stage.place("town"), men));
    rate
}

#[test]
fn reprisals_follow_losses_of_two_to_four_weeks_ago() {
    let set = still();
    // A village is not yet a town: half of the rate, where the people are as many as `town` says.
    let set = Settings { reprisals: 0.8, town: small().ground("town").residents, ..set };
    let after = |ago: usize, dead: u32, rules: &Rules| {
        let mut stage = small();
        stage.who("army").accountability = 0.0;
        stage.who("army").dead[ago] = dead;
        rate(&stage, "army", &set, rules, 500.0)
    };
    // Half of the people dislike the army by a half, half of the others would help it but for their fear, and one in ten hides.
    let still = 0.4 * 0.25 * (1.0 - 0.25 * 0.9) * 0.9;
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} and {b}");
    close(after(0, 0, &Rules::default()), still);
    close(after(1, 20, &Rules::default()), still);
    close(after(3, 20, &Rules::default()), 2.0 * still);
    close(after(3, 900, &Rules::default()), 4.0 * still);
    close(after(3, 900, &Rules::default().without(Rule::LostTownsTurnToGuerrilla)), still);
}

#[test]
fn whoever_is_afraid_hides_from_reprisals() {
    let with = |kin: f64, others: f64| {
        let mut stage = small();
        stage.who("army").accountability = 0.0;
        let (fears, town) = ([("kin", kin), ("others", others)], stage.place("town"));
        fears.iter().for_each(|(name, fear)| {
            let id = stage.community(name).index();
            stage.world.communities[id].fear = *fear;
        });
        let mut bold = 0.0;
        stage.look(&still(), &Rules::default(), |view| bold = hurt::unafraid(view, town));
        (bold, rate(&stage, "army", &Settings { reprisals: 0.8, ..still() }, &Rules::default(), 500.0))
    };
    // Both are as many.
    assert!((with(0.5, 0.0).0 - 0.75).abs() < 1e-9);
    let ((_, all), (_, half), nobody) = (with(0.0, 0.0), with(1.0, 0.0), with(1.0, 1.0));
    assert!(all > half && half > 0.0 && nobody == (0.0, 0.0));
}

#[test]
fn men_are_at_work_where_they_fight_and_hold_what_they_took_and_not_where_they_gather_or_wait() {
    let at_work = |kind: OperationKind, stage_of: OperationStage| {
        let mut stage = small();
        let (army, town, hills) = (stage.actor("army"), stage.place("town"), stage.place("hills"));
        stage.post("army", "hills", 300.0);
        let id = stage.operation("state", kind, "town", "hills");
        stage.world.operations[id.index()].stage = stage_of;
        stage.world.forces.iter_mut().filter(|f| f.actor == army).for_each(|f| f.operation = Some(id));
        stage.world.settle();
        (stage.world.at_work(army, town), stage.world.at_work(army, hills))
    };
    assert_eq!(at_work(OperationKind::Seize, OperationStage::Assembling), (0.0, 0.0));
    assert_eq!(at_work(OperationKind::Seize, OperationStage::Advancing), (0.0, 300.0), "not where it gathered");
    assert_eq!(at_work(OperationKind::Seize, OperationStage::Holding).1, 300.0);
    assert_eq!(at_work(OperationKind::TakeOver, OperationStage::Holding).1, 0.0);
    assert_eq!(at_work(OperationKind::Seize, OperationStage::Returning), (0.0, 0.0));
}

#[test]
fn reprisals_are_done_to_whoever_rules_there_and_is_liked() {
    let done_to = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = small();
        stage.world.week = 20;
        stage.who("army").accountability = 0.0;
        visited(&mut stage, "army", 500.0, 1);
        prepare(&mut stage);
        let events = stage.play(harm, &Settings { reprisals: 50.0, ..still() }, &Rules::default());
        events.iter().find(|e| e.rule == "harm.reprisal").map(|e| e.target == Some(stage.actor("rebels")))
    };
    assert_eq!(done_to(&|_| ()), Some(true), "they rule the country, and half of the people like them");
    let hated = |stage: &mut Stage| {
        let (kin, rebels) = (stage.community("kin").index(), stage.actor("rebels").index());
        *stage.world.support.at_mut(kin, rebels) = -0.8;
    };
    assert_eq!(done_to(&hated), Some(false));
}

#[test]
fn reprisals_happen_where_operations_are_or_were() {
    let after = |ago: Option<u32>| {
        let mut stage = small();
        stage.world.week = 20;
        stage.who("army").accountability = 0.0;
        if let Some(ago) = ago {
            visited(&mut stage, "army", 500.0, ago);
        }
        let set = Settings { reprisals: 5.0, ..still() };
        toll(&stage, &set, &Rules::default(), 100)
    };
    assert!(after(Some(4)) > 0);
    assert_eq!((after(Some(5)), after(None)), (0, 0));
}

#[test]
fn mercenaries_take_reprisals_only_under_c14() {
    let set = Settings { reprisals: 0.4, ..still() };
    let mut stage = small();
    let of = |stage: &Stage, rules: &Rules| rate(stage, "hired", &set, rules, 500.0);
    let mercenary = of(&stage, &Rules::default());
    assert_eq!(of(&stage, &Rules::default().without(Rule::MercenariesAbuse)), 0.0);
    stage.who("hired").kind = ActorKind::Army;
    assert!((mercenary - 2.0 * of(&stage, &Rules::default())).abs() < 1e-9 && mercenary > 0.0);
}

#[test]
fn the_dead_of_the_last_weeks_are_remembered() {
    let mut stage = small();
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    let mut event = Event::act(Action::Ambush, "test").by(rebels).on(army);
    (event.actor_deaths, event.target_deaths) = (1, 3);
    let mut out = Proposals::default();
    out.event(event);
    out.drift(Change::Visit(stage.place("town"), army, 70.0));
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    assert_eq!((stage.who("army").dead[0], stage.who("rebels").dead[0]), (3, 1));
    (0..3).for_each(|_| stage.next_week());
    assert_eq!(stage.who("army").dead, [0, 0, 0, 3, 0]);
    let town = stage.place("town");
    assert_eq!((stage.world.visitors(army, town, 3.0), stage.world.visitors(army, town, 2.0)), (70.0, 0.0));
    (0..2).for_each(|_| stage.next_week());
    assert_eq!(stage.who("army").dead, [0; 5]);
}

#[test]
fn grievance_and_fear_halve() {
    let mut stage = small();
    let (kin, army) = (stage.community("kin").index(), stage.actor("army").index());
    *stage.world.grievance.at_mut(kin, army) = 0.4;
    let set = Settings { memory: 10.0, fear_memory: 5.0, lasting: 0.0, ..still() };
    stage.world.communities[kin].fear = 0.4;
    for _ in 0..10 {
        stage.play(harm, &set, &Rules::default());
    }
    assert!((grievance(&stage, "kin", "army") - 0.2).abs() < 1e-9);
    assert!((stage.world.communities[kin].fear - 0.1).abs() < 1e-9);
}

#[test]
fn a_massacre_from_outside_makes_its_place_as_dangerous_as_any_other() {
    let mut stage = wronged(&Rules::default());
    assert_eq!(stage.ground("town").danger, 20.0);
}

#[test]
fn protection_counts_once_against_what_nobody_ordered() {
    let abused = |shield: f64| {
        let mut stage = small();
        let hired = stage.actor("hired");
        stage.world.week = 20;
        visited(&mut stage, "hired", 200.0, 1);
        stage.ground("town").shield = shield;
        // So many die each time that the toll hardly varies but for the party, whose size is the same with and without.
        let set = Settings { reprisals: 50.0, wrath: 1.0, ..still() };
        let one = |number: u64| {
            let mut stage = stage.clone();
            stage.number = number;
            let events = stage.play(harm, &set, &Rules::default());
            let deaths = events.iter().filter(|e| e.actor == Some(hired)).map(|e| f64::from(e.civilian_deaths));
            deaths.sum::<f64>()
        };
        (0..600).map(one).sum::<f64>()
    };
    let ratio = abused(1e6) / abused(0.0);
    assert!((ratio - 0.2).abs() < 0.04, "{ratio}");
}

#[test]
fn the_dead_are_missed() {
    let mut stage = small();
    let (town, army) = (stage.place("town"), stage.actor("army"));
    let before = stage.ground("town").residents;
    let mut out = crate::world::Proposals::default();
    let mut event = Event::act(Action::CollectivePunishment, "test").by(army).at(town);
    event.civilian_deaths = 40;
    let _ = out.event(event);
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    assert!((before - stage.ground("town").residents - 40.0).abs() < 1e-9);
    let people: f64 = stage.world.map.people[town.index()].iter().map(|id| stage.world.residents_of(*id)).sum();
    assert!((people - stage.ground("town").residents).abs() < 1e-9);
}
