//! Rates, tolls and feelings of `harm`, by hand.

use super::*;
use crate::{domain::EventKind, warfare::coercion};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

fn near(got: f64, expected: f64) {
    assert!((got - expected).abs() < 0.1 * expected, "{got}, by hand {expected}");
}

/// Events of this many worlds.
fn worlds(stage: &Stage, set: &Settings, n: u64) -> Vec<Vec<Event>> {
    let one = |number: u64| {
        let mut stage = stage.clone();
        stage.number = number;
        stage.play(harm, set, &Rules::default())
    };
    (0..n).map(one).collect()
}

fn mean_dead(events: &[Vec<Event>]) -> f64 {
    let dead: u32 = events.iter().flatten().map(|e| e.civilian_deaths).sum();
    f64::from(dead) / events.len() as f64
}

/// An army that rules 0.2 of the 0.8 that anybody rules around a town of 2,000, of whom one in four is afraid.
fn town() -> Stage {
    let mut stage = Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .actor("mission", ActorKind::Peacekeeper)
        .tie("army", "rebels", -0.8, Stance::War)
        .place("town", "army")
        .force("army", "town", 300.0)
        .community("kin", "town", 2000.0, &[("army", 0.4), ("rebels", 0.3)], &[], &[("army", 0.1)])
        .stage();
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    *stage.world.control.at_mut(town.index(), army.index()) = 0.2;
    *stage.world.control.at_mut(town.index(), rebels.index()) = 0.6;
    let kin = stage.community("kin").index();
    (stage.world.communities[kin].fear, stage.who("army").accountability) = (0.25, 0.5);
    stage.ground("town").shield = 100.0;
    stage.world.settle();
    stage
}

#[test]
fn punishment_kills_those_rounded_up_by_wrath_control_and_restraint() {
    let set = Settings { wrath: 0.9, ..still() };
    let mut stage = town();
    let town = stage.place("town");
    // A party of the smallest size: eight men.
    let order = stage.order("army", Action::CollectivePunishment, Some("rebels"));
    (order.place, order.effort) = (Some(town), set.patrol);
    stage.world.settle();
    let held = libm::exp(-set.protection * 100.0);
    let free = 0.9 * 0.5 * 0.75 * 0.75 * held;
    let events = worlds(&stage, &set, 1_500);
    near(mean_dead(&events), 8.0 * set.grip * free);
    let few = Settings { round_up: 0.01, ..set };
    near(mean_dead(&worlds(&stage, &few, 1_500)), 0.01 * 0.75 * 2000.0 * free);
    let punish = stage.world.ladder.rung(Action::CollectivePunishment);
    for event in events.iter().flatten() {
        assert_eq!(event.success, event.civilian_deaths > 0, "{event:?}");
        let many = event.civilian_deaths >= 10;
        assert_eq!(event.kind == EventKind::Shock(Shock::Massacre), many, "{event:?}");
        assert_eq!((event.rung, event.target), (punish, Some(stage.actor("rebels"))));
    }
    assert!(
        events.iter().flatten().any(|e| e.civilian_deaths == 0)
            && events.iter().flatten().any(|e| e.civilian_deaths > 9)
    );
}

#[test]
fn those_who_are_chosen_die_by_control_and_restraint() {
    let set = still();
    let mut stage = town();
    let town = stage.place("town");
    let order = stage.order("army", Action::SelectiveKilling, None);
    (order.place, order.effort) = (Some(town), 20.0);
    stage.world.settle();
    let rate = coercion::selective(0.25);
    near(mean_dead(&worlds(&stage, &set, 1_500)), set.picks * rate * libm::exp(-set.protection * 100.0));
}

#[test]
fn a_strike_hits_a_gathering_by_what_is_known_and_kills_a_part_of_it() {
    // Nobody can gather but a family of four.
    let set = Settings { market: 0.002, lethality: 0.7, collateral: 0.6, ..still() };
    let mut stage = town();
    act(&mut stage, Action::AirStrike, 0);
    // Four in ten would inform the army, of whom one in four is afraid.
    let mu = set.blind + (set.informed - set.blind) * 0.4 * 0.75;
    let hit = set.collateral * (1.0 - mu) / (1.0 - set.blind) * libm::exp(-set.protection * 100.0);
    near(mean_dead(&worlds(&stage, &set, 2_000)), hit * 4.0 * 0.7);
}

#[test]
fn bystanders_die_at_the_hands_of_both_sides() {
    let set = Settings { crossfire: 0.3, ..still() };
    let mut stage = town();
    let (army, rebels, place) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    let mut event = Event::act(Action::Ambush, "test").by(rebels).on(army).at(place);
    (event.actor_deaths, event.target_deaths) = (30, 10);
    stage.world.traffic.events.push(event);
    let rate = 0.3 * 2000.0 / (2000.0 + set.town) * libm::exp(-set.protection * 100.0);
    let events = worlds(&stage, &set, 2_000);
    near(mean_dead(&events), rate * 10.0);
    let theirs: u32 = events.iter().flatten().map(|e| e.target_civilian_deaths).sum();
    near(f64::from(theirs) / 2_000.0, rate * 30.0);
    for event in events.iter().flatten() {
        let most = event.civilian_deaths.max(event.target_civilian_deaths);
        assert_eq!(event.kind == EventKind::Shock(Shock::Massacre), most >= 10, "{event:?}");
        assert!(event.part && most > 0);
    }
}

#[test]
fn the_bereaved_resent_the_killer_less_if_he_is_their_own_and_fear_spreads_further() {
    let mut stage = town();
    let (army, place, kin) = (stage.actor("army"), stage.place("town"), stage.community("kin"));
    let mut event = Event::shock(Shock::Massacre, "test").by(army).at(place);
    event.civilian_deaths = 3;
    stage.world.traffic.events.push(event);
    let set = still();
    let support = stage.world.support_for(kin, army);
    stage.play(harm, &set, &Rules::default());
    // 900 of 2,000 know a victim; four in ten of the blame is on one of their own.
    let touched = |factor: f64| 1.0 - libm::exp(-factor * 3.0 * set.circle / 2000.0);
    let blame = set.blame * (1.0 - (1.0 - set.own_blame) * 0.4);
    let rise = 0.9 * blame * touched(1.0);
    close(grievance(&stage, "kin", "army"), 0.1 + rise);
    close(grievance(&stage, "kin", "state"), set.command * blame * touched(1.0));
    close(stage.world.communities[kin.index()].fear, 0.25 + 0.75 * touched(set.dread));
    let lost = set.estrangement * (rise + set.command * blame * touched(1.0));
    close(stage.world.support_for(kin, army), support - lost);
    close(stage.ground("town").danger, 3.0);
}

#[test]
fn victims_are_chosen_by_their_number_and_by_how_hostile_they_are_held_to_be() {
    let share = |deed: &dyn Fn(&Stage) -> Event| {
        let (mut kin, worlds) = (0, 1_500);
        for number in 0..worlds {
            let mut stage = Tiny::state()
                .place("town", "army")
                .force("army", "town", 300.0)
                .community("kin", "town", 1000.0, &[("army", -0.2)], &[], &[])
                .community("others", "town", 3000.0, &[("army", 0.5)], &[], &[])
                .stage();
            stage.number = number;
            let event = deed(&stage);
            stage.world.traffic.events.push(event);
            stage.play(harm, &Settings { crossfire: 9.0, ..still() }, &Rules::default());
            kin += u32::from(grievance(&stage, "kin", "army") > 0.0);
        }
        f64::from(kin) / f64::from(worlds as u32)
    };
    let massacre = |s: &Stage| {
        let mut event = Event::shock(Shock::Massacre, "test").by(s.actor("army")).at(s.place("town"));
        event.civilian_deaths = 3;
        event
    };
    // A thousand whom he holds for enemies by 0.25, three thousand by 0.05.
    assert!((share(&massacre) - 250.0 / 400.0).abs() < 0.04, "{}", share(&massacre));
    let crossfire = |s: &Stage| {
        let mut event = Event::act(Action::Assault, "test").by(s.actor("army")).at(s.place("town"));
        event.target_deaths = 40;
        event
    };
    assert!((share(&crossfire) - 0.25).abs() < 0.04, "{}", share(&crossfire));
}

#[test]
fn troops_are_remembered_where_they_are_at_work_from_one_man_on() {
    for (men, noted) in [(1.0, true), (0.5, false)] {
        let mut stage = town();
        let (army, place) = (stage.actor("army"), stage.place("town"));
        stage.post("army", "town", men);
        let id = stage.operation("state", OperationKind::Clear, "town", "town");
        stage.world.operations[id.index()].stage = OperationStage::Holding;
        stage.play(harm, &still(), &Rules::default());
        assert_eq!(stage.world.visitors(army, place, 1.0), if noted { men } else { 0.0 });
    }
}

#[test]
fn without_orders_it_is_done_to_who_holds_the_town_or_rules_more_than_half_of_its_country() {
    let done_to = |share: f64, holder: Option<&str>| {
        let mut stage = town();
        stage.world.week = 20;
        (stage.who("army").accountability, stage.who("army").concealment) = (0.0, 0.0);
        let (rebels, army, place) = (stage.actor("rebels"), stage.actor("army"), stage.place("town"));
        let kin = stage.community("kin").index();
        *stage.world.support.at_mut(kin, army.index()) = -0.9;
        let mut out = Proposals::default();
        out.drift(Change::Support(stage.community("kin"), army, -0.01));
        stage.world.apply(&mut out, &mut crate::world::Ledger::default());
        stage.ground("town").holder = holder.map(|h| stage.actor(h));
        *stage.world.visits.at_mut(place.index(), army.index()) = Visit { men: 500.0, last: 20 };
        *stage.world.control.at_mut(place.index(), army.index()) = 0.1;
        *stage.world.control.at_mut(place.index(), rebels.index()) = share;
        let events = stage.play(harm, &Settings { reprisals: 500.0, ..still() }, &Rules::default());
        events.iter().find(|e| e.rule == "harm.reprisal").map(|e| e.target == Some(rebels))
    };
    assert_eq!(done_to(0.6, Some("army")), Some(true));
    assert_eq!(done_to(0.5, Some("army")), Some(false), "half is not most of it");
    assert_eq!(done_to(0.2, Some("rebels")), Some(true), "whose town it is");
}

#[test]
fn a_garrison_alone_searches_where_its_side_holds() {
    let felt = |by: &str, on: &str, holder: &str, part: bool| {
        let mut stage = small();
        let (by, on, town) = (stage.actor(by), stage.actor(on), stage.place("town"));
        stage.ground("town").holder = Some(stage.actor(holder));
        let event = Event::act(Action::Ambush, "test").by(by).on(on).at(town);
        stage.world.traffic.events.push(if part { event.as_part() } else { event });
        stage.play(harm, &still(), &Rules::default());
        grievance(&stage, "kin", "army") + grievance(&stage, "kin", "rebels")
    };
    assert!(felt("rebels", "army", "army", false) > 0.0);
    assert_eq!(felt("rebels", "army", "rebels", false), 0.0, "a column that passes");
    assert_eq!(felt("rebels", "army", "army", true), 0.0, "a part of another event");
    assert_eq!(felt("army", "rebels", "rebels", false), 0.0, "rebels keep no garrison");
}

#[test]
fn accountability_is_squared_in_the_rate_of_reprisals() {
    let set = Settings { town: 2000.0, ..Settings::typical() };
    let mut stage = town();
    let kin = stage.community("kin");
    let mut out = Proposals::default();
    out.drift(Change::Support(kin, stage.actor("army"), -0.8));
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    // Support of -0.4; nobody informs; three in four do not hide; half of what a town would see.
    let expected = set.reprisals * 250.0 / set.many * 0.25 * 0.4 * 0.75 * 0.5;
    close(rate(&stage, "army", &set, &Rules::default(), 250.0), expected);
}

#[test]
fn those_at_hand_punish_and_nobody_else() {
    let dead = |at: &str, men: f64, action: Action| {
        let mut stage = small();
        stage.post("army", "town", 0.0);
        stage.post("army", at, men);
        (stage.who("army").accountability, stage.ground("town").shield) = (0.0, 0.0);
        let (town, army) = (stage.place("town"), stage.actor("army"));
        stage.world.control.row_mut(town.index()).fill(0.0);
        *stage.world.control.at_mut(town.index(), stage.actor("rebels").index()) = 0.75;
        *stage.world.control.at_mut(town.index(), army.index()) = 0.25;
        for id in 0..2 {
            stage.world.communities[id].fear = 0.0;
        }
        let order = stage.order("army", action, None);
        (order.place, order.effort) = (Some(town), 0.0);
        stage.world.settle();
        let events = worlds(&stage, &Settings { wrath: 1.0, ..still() }, 400);
        events.iter().any(|e| !e.is_empty()).then(|| mean_dead(&events))
    };
    let set = still();
    // Eight men are one party of the smallest size, in the town or half a day away.
    let eight = 8.0 * set.grip * 0.75 * 0.75;
    near(dead("town", 8.0, Action::CollectivePunishment).expect("an event"), eight);
    near(dead("hills", 8.0, Action::CollectivePunishment).expect("an event"), eight);
    near(dead("town", 1.0, Action::SelectiveKilling).expect("an event"), set.picks);
    assert!(dead("town", 0.9, Action::SelectiveKilling).is_none());
    assert!(dead("town", 0.0, Action::CollectivePunishment).is_none());
}
