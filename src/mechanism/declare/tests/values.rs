//! The sum that decides on war, by hand: each reason by its weight.

use super::*;
use crate::{
    chance::laws::{normal, weekly_decay},
    domain::{ActorKind, PlaceKind},
    world::Quarrel,
};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

fn quarrel<'a>(stage: &'a mut Stage, a: &str, b: &str) -> &'a mut Quarrel {
    let (a, b) = (stage.actor(a).index(), stage.actor(b).index());
    stage.world.quarrels.at_mut(a, b)
}

/// No moods, and everybody weighs in every week.
fn plain() -> Settings {
    Settings { mood: 0.0, every: 1.0, ..Settings::typical() }
}

/// The six towns under a mission, a capital that rejects the rebels, and zealots with whom the state is at war.
fn wide(guarded: bool) -> Stage {
    let mut stage = cast(guarded)
        .place_with("capital", "army", |fact, _| fact.kind = PlaceKind::Capital)
        .community("public", "capital", 2000.0, &[("rebels", -0.6)], &[], &[("rebels", 0.3)])
        .community("others", "capital", 1000.0, &[("rebels", 0.5)], &[], &[])
        .actor("zealots", ActorKind::Jihadist)
        .tie("state", "zealots", -0.9, Stance::War)
        .place("hills", "zealots")
        .force("zealots", "hills", 300.0)
        .stage();
    hope(&mut stage, 0.4, 0.6);
    let army = stage.actor("army");
    for at in TOWNS {
        let place = stage.place(at);
        *stage.world.control.at_mut(place.index(), army.index()) = 0.2;
    }
    (stage.who("state").rhetoric, stage.who("state").unrest) = (0.5, 0.4);
    stage.who("rebels").rhetoric = 0.9;
    let truce = stage.agreement("truce").index();
    stage.world.agreements[truce].progress = 0.4;
    for (a, b) in [("state", "rebels"), ("rebels", "state")] {
        *quarrel(&mut stage, a, b) = Quarrel { resolve: Some(0.0), incidents: 2.0, ..Quarrel::default() };
    }
    stage
}

/// What war is worth to the state and to the rebels, their resolve apart.
fn urges(stage: &Stage, set: &Settings, rules: &Rules) -> [f64; 2] {
    let mut stage = stage.clone();
    stage.play(declare, set, rules);
    [quarrel(&mut stage, "state", "rebels").urge, quarrel(&mut stage, "rebels", "state").urge]
}

#[test]
fn war_is_worth_the_sum_of_its_reasons() {
    let (mut stage, set) = (wide(true), plain());
    (stage.ground("t1").camp, stage.ground("t2").camp) = (Camp::Closing, Camp::Vacated);
    // Both lack two camps in sight; of the six towns one counts by half as its camp is closing, 13 of 26 weeks.
    let shared = set.foresight * set.camp_shift * 2.0 + set.grudge * 2.0
        - set.cost
        - set.guard * 0.7 * 5.5 / 6.0
        - set.trust * 0.25
        - set.rents * 0.6;
    // The army has 0.2 of the 0.8 that anybody rules; 300 zealots beside 1,000 soldiers; two thirds of the capital reject by 0.6.
    let state = set.stakes * (0.75 * 0.4 - 0.25 * 0.6) + set.audience * 0.5 + set.backlash * 0.4
        - set.home * 0.4
        - set.fronts * 300.0 / 1300.0;
    let rebels = set.stakes * (0.25 * 0.6 - 0.75 * 0.4) + set.audience * 0.9;
    let [of_state, of_rebels] = urges(&stage, &set, &Rules::default());
    close(of_state, state + shared);
    close(of_rebels, rebels + shared);
    for (rule, less) in [
        (Rule::GuarantorExitIsABreach, set.foresight * set.camp_shift * 2.0),
        (Rule::RhetoricBinds, set.audience * 0.5),
        (Rule::CapitalRejectsTheAccord, set.backlash * 0.4),
        (Rule::DelayFeedsRebellion, -set.rents * 0.6),
        (Rule::EffortIsSpentOnce, -set.fronts * 300.0 / 1300.0),
        (Rule::DefeatUnsettlesTheCapital, -set.home * 0.4),
        (Rule::NobodyMitigatesMistrust, -set.guard * 0.7 * 5.5 / 6.0),
    ] {
        close(urges(&stage, &set, &Rules::default().without(rule))[0], state + shared - less);
    }
}

#[test]
fn an_announced_exit_runs_the_guarantee_down_and_puts_every_camp_in_sight() {
    let (mut stage, set) = (wide(true), plain());
    let before = urges(&stage, &set, &Rules::default())[0];
    announce_exit(&mut stage, 13);
    let after = urges(&stage, &set, &Rules::default())[0];
    // Half of the horizon is left, and six camps go.
    close(after - before, set.guard * 0.7 * 0.5 + set.foresight * set.camp_shift * 6.0);
    // A joint handover takes most of the shift away.
    let truce = stage.agreement("truce").index();
    stage.world.agreements[truce].clauses.iter_mut().for_each(|c| c.clause = Clause::CampHandover);
    let joint = urges(&stage, &set, &Rules::default())[0];
    close(joint - before, set.guard * 0.7 * 0.5 + set.foresight * set.camp_shift * 6.0 * (1.0 - set.joint_handover));
}

#[test]
fn at_war_losses_weary_and_incidents_do_not_count() {
    let (mut stage, set) = (wide(false), plain());
    for (a, b) in [("state", "rebels"), ("rebels", "state"), ("army", "rebels"), ("rebels", "army")] {
        stage.tie(a, b).stance = Stance::War;
    }
    let truce = stage.agreement("truce").index();
    stage.world.agreements[truce].state = AgreementState::Collapsed;
    (stage.who("state").losses, stage.who("army").losses) = (10.0, 20.0);
    let [state, rebels] = urges(&stage, &set, &Rules::default());
    let pain = 30.0 / (set.hurting * 1030.0);
    let fronts = set.fronts * 300.0 / 1300.0;
    let sum = set.stakes * (0.75 * 0.4 - 0.25 * 0.6) + set.audience * 0.5 - set.cost - set.home * 0.4 - fronts;
    close(state, sum - set.weariness * pain);
    close(rebels, set.stakes * (0.25 * 0.6 - 0.75 * 0.4) + set.audience * 0.9 - set.cost);
    stage.who("army").losses = 900.0;
    close(urges(&stage, &set, &Rules::default())[0], sum - set.weariness);
}

#[test]
fn members_press_by_how_much_further_they_stand_from_the_other_by_their_men() {
    let mut stage = Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("front", ActorKind::Coalition)
        .actor("hawks", ActorKind::Movement)
        .actor("doves", ActorKind::Movement)
        .actor("talkers", ActorKind::Political)
        .member("hawks", "front", 0.9)
        .member("doves", "front", 0.9)
        .member("talkers", "front", 0.9)
        .tie("state", "front", -0.5, Stance::Hostile)
        .position("state", "law", -1.0, 1.0)
        .position("front", "law", 0.2, 1.0)
        .position("hawks", "law", 0.8, 1.0)
        .position("doves", "law", -0.4, 1.0)
        .position("talkers", "law", -1.0, 1.0)
        .place("town", "hawks")
        .place("base", "state")
        .force("hawks", "town", 300.0)
        .force("doves", "town", 100.0)
        .stage();
    let set = Settings { audience: 0.0, ..plain() };
    let urge = |stage: &mut Stage, rules: &Rules| {
        *quarrel(stage, "front", "state") = Quarrel { resolve: Some(0.0), ..Quarrel::default() };
        stage.play(declare, &set, rules);
        quarrel(stage, "front", "state").urge
    };
    let off = urge(&mut stage.clone(), &Rules::default().without(Rule::WarSplitsCoalitions));
    // They stand 0.9 and 0.3 from the state, by their men 0.75; the front itself 0.6.
    close(urge(&mut stage, &Rules::default()) - off, set.members * 0.15);
}

#[test]
fn incidents_are_forgotten_by_half_lives_and_come_in_as_far_as_nobody_settles_them() {
    let set = plain();
    let stock = |guarded: bool, event: &dyn Fn(&mut Stage) -> Option<Event>| {
        let mut stage = wide(guarded);
        hope(&mut stage, 0.0, 0.0);
        let event = event(&mut stage);
        stage.world.traffic.reports.extend(event);
        stage.play(declare, &set, &Rules::default());
        let both = ["rebels", "state"].map(|me| {
            let other = if me == "state" { "rebels" } else { "state" };
            quarrel(&mut stage, me, other).incidents
        });
        assert_eq!(both[0], both[1], "both count the same");
        both[0] - 2.0 * weekly_decay(set.memory)
    };
    let open = 1.0 - set.settling;
    let event = |rule: &'static str, action: Action, by: &'static str, on: &'static str, success: bool| {
        move |stage: &mut Stage| {
            let mut event = Event::act(action, rule).by(stage.actor(by)).on(stage.actor(on)).at(stage.place("t1"));
            event.success = success;
            Some(event)
        }
    };
    close(stock(false, &|_| None), 0.0);
    close(stock(false, &event(incident::RULE, Action::ShowOfForce, "army", "rebels", false)), 1.0);
    close(stock(false, &event(incident::RULE, Action::ShowOfForce, "army", "rebels", true)), 0.0);
    close(stock(false, &event(incident::RULE, Action::ShowOfForce, "army", "zealots", false)), 0.0);
    close(stock(false, &event("test", Action::Raid, "rebels", "army", false)), open);
    close(stock(false, &event("test", Action::Raid, "rebels", "zealots", false)), 0.0);
    close(stock(true, &event("test", Action::Raid, "rebels", "army", false)), open - set.mediation);
    close(stock(false, &event("test", Action::SeizeCamp, "army", "mission", true)), open);
    close(stock(false, &event("test", Action::SeizeCamp, "army", "mission", false)), 0.0);
    close(stock(false, &event("test", Action::SeizeCamp, "zealots", "mission", true)), 0.0);
    let breach = |by: &'static str, on: &'static str| {
        move |stage: &mut Stage| {
            let mut event = Event::shock(Shock::Breach, "test").by(stage.actor(by)).on(stage.actor(on));
            event.agreement = Some(stage.agreement("truce"));
            Some(event)
        }
    };
    close(stock(false, &breach("zealots", "state")), open);
    close(stock(false, &breach("rebels", "state")), 0.0);
}

#[test]
fn a_new_question_brings_the_usual_incidents_and_no_more_resolve_than_peace_could_outlive() {
    let set = Settings { mood: 0.15, ..plain() };
    let unguarded = |number: u64| {
        let mut stage = wide(false);
        stage.number = number;
        for (a, b) in [("state", "rebels"), ("rebels", "state")] {
            *quarrel(&mut stage, a, b) = Quarrel::default();
            stage.tie(a, b).since = -160;
        }
        let truce = stage.agreement("truce").index();
        stage.world.agreements[truce].since = -160;
        stage.play(declare, &set, &Rules::default());
        *quarrel(&mut stage, "rebels", "state")
    };
    // Seven in ten are open; each open one is answered by 0.35.
    let open = 1.0 - set.settling;
    let weekly = (set.quiet + set.friction) * open / (1.0 - set.answer * open);
    let usual = weekly / (1.0 - weekly_decay(set.memory));
    let all: Vec<Quarrel> = (0..400).map(unguarded).collect();
    close(all[0].incidents, usual);
    let standing =
        set.stakes * (0.25 * 0.6 - 0.75 * 0.4) + set.audience * 0.9 - set.cost - set.trust * 0.25 - set.rents * 0.6
            + set.grudge * usual;
    // The worst of twenty swings of mood (at rationality 3), of incidents and of chances.
    let swing = set.mood * set.mood / 3.0
        + set.grudge * set.grudge * usual / (1.0 + weekly_decay(set.memory))
        + (set.stakes * set.fortune) * (set.stakes * set.fortune) * (0.25 * 0.25 + 0.75 * 0.75);
    let cut = -(standing + swing.sqrt() * normal((20.0 - 0.375) / 20.25));
    let most = all.iter().filter_map(|q| q.resolve).fold(f64::NEG_INFINITY, f64::max);
    assert!(most <= cut + 1e-9 && most > cut - 0.02, "{most}, cut at {cut}");
}

#[test]
fn news_are_weighed_by_those_whom_they_concern_after_the_time_it_takes() {
    let set = Settings { reaction: 3.0, ..plain() };
    let hear = |event: &dyn Fn(&Stage) -> Event| {
        let mut stage = wide(false);
        let event = event(&stage);
        stage.world.traffic.reports.push(event);
        stage.play(declare, &set, &Rules::default());
        ["state", "rebels"].map(|me| {
            let other = if me == "state" { "rebels" } else { "state" };
            quarrel(&mut stage, me, other).due
        })
    };
    let shock = |shock: Shock, by: &'static str, on: &'static str, at: &'static str| {
        move |s: &Stage| {
            let mut event = Event::shock(shock, "test").by(s.actor(by)).on(s.actor(on)).at(s.place(at));
            event.agreement = Some(s.agreement("truce"));
            event
        }
    };
    let act = |action: Action, by: &'static str, at: &'static str| {
        move |s: &Stage| Event::act(action, "test").by(s.actor(by)).at(s.place(at))
    };
    // What is heard this week happened last week: two weeks are left of three.
    assert_eq!(hear(&shock(Shock::CampCloses, "mission", "zealots", "t1")), [2, 2]);
    assert_eq!(hear(&shock(Shock::CampCloses, "mission", "zealots", "base")), [2, 0], "the rebels have no part of it");
    assert_eq!(hear(&act(Action::SeizeCamp, "zealots", "base")), [2, 0]);
    assert_eq!(hear(&act(Action::EndMission, "mission", "t1")), [2, 2]);
    assert_eq!(hear(&act(Action::EndMission, "zealots", "t1")), [0, 0]);
    assert_eq!(hear(&shock(Shock::Capture, "zealots", "army", "base")), [2, 0]);
    assert_eq!(hear(&shock(Shock::Capture, "rebels", "army", "base")), [2, 2]);
    assert_eq!(hear(&shock(Shock::Capture, "zealots", "mission", "base")), [0, 0]);
    assert_eq!(hear(&shock(Shock::AgreementCollapses, "zealots", "mission", "base")), [2, 2]);
    assert_eq!(hear(&shock(Shock::Split, "rebels", "state", "t1")), [0, 0]);
}

#[test]
fn incidents_break_out_wherever_the_two_meet_and_by_either() {
    let set = Settings { quiet: 9.0, answer: 0.0, ..plain() };
    let mut seen = std::collections::BTreeSet::new();
    for number in 0..120 {
        let mut stage = wide(false);
        hope(&mut stage, 0.0, 0.0);
        stage.number = number;
        let events = stage.play(declare, &set, &Rules::default());
        seen.extend(events.iter().filter(|e| e.rule == incident::RULE).map(|e| (e.actor, e.place)));
    }
    let names = wide(false);
    let (army, rebels) = (Some(names.actor("army")), Some(names.actor("rebels")));
    for at in TOWNS {
        assert!(seen.contains(&(army, Some(names.place(at)))), "the army at {at}");
    }
    assert!(seen.contains(&(rebels, Some(names.place("base")))));
}

#[test]
fn incidents_come_are_fatal_and_are_settled_by_what_is_missing_of_a_guarantee() {
    let set = plain();
    let shares = |guarded: bool| {
        let (mut came, mut fatal, mut settled, worlds) = (0.0, 0.0, 0.0, 3_000);
        let mut start = wide(guarded);
        hope(&mut start, 0.0, 0.0);
        for number in 0..worlds {
            let mut stage = start.clone();
            stage.number = number;
            let events = stage.play(declare, &set, &Rules::default());
            if let Some(event) = events.iter().find(|e| e.rule == incident::RULE) {
                came += 1.0;
                fatal += f64::from(u8::from(event.deaths() > 0));
                settled += f64::from(u8::from(event.success));
            }
        }
        [came / worlds as f64, fatal / came, settled / came]
    };
    let near = |got: [f64; 3], expected: [f64; 3]| {
        for (got, expected) in got.into_iter().zip(expected) {
            assert!((got - expected).abs() < 0.045, "{got}, by hand {expected}");
        }
    };
    let week = crate::chance::laws::within_week;
    near(shares(false), [week(set.quiet + set.friction), set.bloodless + set.blood, set.settling]);
    near(shares(true), [week(set.quiet), set.bloodless, set.settling + set.mediation]);
}

#[test]
fn a_war_that_stands_is_wanted_even_in_the_worst_of_its_swings() {
    let set = Settings { mood: 0.15, ..plain() };
    let at_war = |number: u64| {
        let mut stage = wide(false);
        stage.number = number;
        *quarrel(&mut stage, "rebels", "state") = Quarrel::default();
        for (a, b) in [("state", "rebels"), ("rebels", "state")] {
            (stage.tie(a, b).stance, stage.tie(a, b).since) = (Stance::War, -160);
        }
        let truce = stage.agreement("truce").index();
        stage.world.agreements[truce].state = AgreementState::Collapsed;
        stage.play(declare, &set, &Rules::default());
        let now = *quarrel(&mut stage, "rebels", "state");
        assert_eq!(now.incidents, 0.0, "in war nobody counts them");
        now.resolve.expect("drawn")
    };
    let all: Vec<f64> = (0..400).map(at_war).collect();
    let standing = set.stakes * (0.25 * 0.6 - 0.75 * 0.4) + set.audience * 0.9 - set.cost;
    let chances = set.stakes * set.fortune * libm::hypot(0.25, 0.75);
    let swing = (set.mood * set.mood / 3.0 + chances * chances).sqrt() * normal((20.0 - 0.375) / 20.25);
    let cut = swing - standing;
    let least = all.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(least >= cut - 1e-9 && least < cut + 0.02, "{least}, cut at {cut}");
    // What is left of the normal law is drawn evenly: half of it lies above its middle.
    let below = |x: f64| crate::warfare::odds::normal_below(x / set.resolve);
    let mean = all.iter().map(|x| below(*x)).sum::<f64>() / 400.0;
    assert!((mean - f64::midpoint(1.0, below(cut))).abs() < 0.01, "{mean}");
}
