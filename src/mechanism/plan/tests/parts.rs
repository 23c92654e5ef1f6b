//! Who is free, who is asked and comes, and what alarms a planner: each by hand.

use super::*;
use crate::{
    domain::{Action, ActorKind, Shock},
    world::Event,
};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

#[test]
fn a_place_keeps_men_by_the_threat_that_is_seen_near_it() {
    let mut stage = cast().force("rebels", "mid", 500.0).stage();
    let (army, base, mid) = (stage.actor("army"), stage.place("base"), stage.place("mid"));
    for (at, seen) in [("mid", 400.0), ("base", 60.0), ("town", 0.0)] {
        let at = stage.place(at);
        *stage.world.seen.at_mut(army.index(), at.index()) = seen;
    }
    stage.world.settle();
    let set = Settings::typical();
    let id = crate::id::ForceId::from(
        stage.world.forces.iter().position(|f| f.actor == army && f.place == base).expect("a garrison"),
    );
    stage.look(&set, &Rules::default(), |view| {
        let threat = 60.0 + 400.0 * stage.world.map.ways.near(mid, base);
        close(pool::threat(view, army, base), threat);
        // The army has 800 of the 1,000 friends at the base.
        close(pool::free_men(view, id), (800.0 - set.guard * threat * 0.8).min(set.spare * 800.0));
        close(pool::threat(view, army, mid), 0.0);
    });
    let calm = Settings { alarm: 1.0, ..Settings::typical() };
    stage.look(&calm, &Rules::default(), |view| {
        close(pool::threat(view, army, base), 60.0);
        close(pool::free_men(view, id), set.spare * 800.0);
    });
    let fearful = Settings { guard: 2.0, ..Settings::typical() };
    stage.look(&fearful, &Rules::default(), |view| {
        let threat = 60.0 + 400.0 * stage.world.map.ways.near(mid, base);
        close(pool::free_men(view, id), 800.0 - 2.0 * threat * 0.8);
    });
}

#[test]
fn foes_are_listed_by_their_part_of_all_who_stand_there() {
    let mut stage = cast()
        .actor("others", ActorKind::Jihadist)
        .tie("others", "state", -0.8, Stance::War)
        .tie("others", "army", -0.8, Stance::War)
        .tie("others", "rebels", 0.0, Stance::Tolerant)
        .force("others", "town", 100.0)
        .stage();
    let (army, rebels, others, town) =
        (stage.actor("army"), stage.actor("rebels"), stage.actor("others"), stage.place("town"));
    *stage.world.seen.at_mut(army.index(), town.index()) = 200.0;
    stage.world.settle();
    let desk = desk_of(&stage, "state", &Settings::typical());
    let foe = |who: ActorId| desk.foes.iter().find(|f| f.side == who && f.place == town).expect("a foe");
    close(foe(rebels).share, 0.75);
    close(foe(others).share, 0.25);
    close(foe(others).seen, 200.0);
    // Two sides do not come back as one: the larger does.
    let mut keeps = (0.0, 0.0);
    let set = Settings::typical();
    stage.look(&set, &Rules::default(), |view| {
        let mut desk = desk.clone();
        let side = keep::counter_attack(view, town, &mut desk).expect("somebody");
        let war = view.warfare;
        keeps = (side.men, war.present * set.spare * 0.5 * 0.75 * 200.0);
    });
    close(keeps.0, keeps.1);
}

#[test]
fn the_last_men_of_a_band_are_led_as_one_up_to_a_limit() {
    let mut stage = cast().stage();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    *stage.world.seen.at_mut(army.index(), town.index()) = 30_000.0;
    stage.world.settle();
    let set = Settings::typical();
    stage.look(&set, &Rules::default(), |view| {
        let mut desk = desk_of(&stage, "state", &set);
        let side = keep::counter_attack(view, town, &mut desk).expect("somebody");
        close(side.men, view.warfare.present * set.band);
    });
    let most = [ActorKind::Movement, ActorKind::Army, ActorKind::Militia].map(|kind| pool::led_as_one(&set, kind));
    assert_eq!(most, [set.band, set.lift, set.villages]);
}

/// Share of so many who are asked that come.
fn come(stage: &Stage, who: &str, objective: &Objective, set: &Settings) -> f64 {
    let (asked, mut came) = (20_000, 0);
    let desk = desk_of(stage, "state", set);
    stage.look(set, &Rules::default(), |view| {
        for n in 0..asked {
            let key = Key::of("asked").child("n", n);
            let comes = ask::consents(view, stage.actor("state"), stage.actor(who), objective, key, &desk);
            came += u32::from(comes);
        }
    });
    f64::from(came) / f64::from(asked)
}

#[test]
fn who_is_asked_comes_by_its_bond_its_pay_its_dread_and_its_worries() {
    let mut stage = cast()
        .actor("guard", ActorKind::Militia)
        .tie_from("guard", "state", 0.4, Stance::JointOperations, |_| ())
        .tie_from("state", "guard", 0.9, Stance::JointOperations, |_| ())
        .tie("guard", "army", 0.6, Stance::JointOperations)
        .tie("guard", "rebels", -0.8, Stance::War)
        .force("guard", "base", 300.0)
        .stage();
    for who in ["army", "company", "guard"] {
        let (actor, base, town) = (stage.actor(who), stage.place("base"), stage.place("town"));
        *stage.world.seen.at_mut(actor.index(), base.index()) = 100.0;
        *stage.world.seen.at_mut(actor.index(), town.index()) = 0.0;
    }
    stage.who("army").commitment = 0.45;
    (stage.tie("company", "state").trust, stage.tie("company", "state").affinity) = (0.35, 0.9);
    stage.tie("company", "rebels").stance = Stance::War;
    stage.world.settle();
    let set = Settings { own_worth: 1.0, worry: 1.0, ..Settings::typical() };
    let mut objective = desk_of(&stage, "state", &set).objectives[0];
    (objective.place, objective.men, objective.chance) = (stage.place("town"), 400.0, 0.9);
    for (who, bond, pay, men) in
        [("army", 0.45, 0.0, 1700.0), ("company", 0.35, set.pay, 200.0), ("guard", 0.4, 0.0, 300.0)]
    {
        let desk = desk_of(&stage, "state", &set);
        let mut w = 0.0;
        stage.look(&set, &Rules::default(), |view| {
            w = worth::worth(view, stage.actor(who), objective.place, &desk);
        });
        // Company and guard stand in the base with the army's eight hundred, and are no friends of each other; the army's depot, where
        // nine hundred stand, is in more danger than the base.
        let near = 100.0 * stage.world.map.ways.near(stage.place("base"), stage.place("depot"));
        let worry = if who == "army" { near / (near + 900.0) } else { 100.0 / (900.0 + men) };
        let actor = stage.actor(who);
        let sent = desk.bodies.iter().filter(|b| b.actor == actor).map(|b| b.free).sum::<f64>().min(400.0);
        let x = bond + w + pay - set.dread * 0.1 * sent / men - worry - set.reluctance;
        let (got, expected) = (come(&stage, who, &objective, &set), logistic(set.consent * x));
        stage.look(&set, &Rules::default(), |view| {
            close(ask::leaning(view, stage.actor("state"), actor, &objective, &desk), x);
        });
        if who == "army" {
            assert_eq!(got, 1.0, "an army is not asked");
            continue;
        }
        assert!((0.1..0.9).contains(&expected), "{who}: {expected} tells little");
        assert!((got - expected).abs() < 0.015, "{who}: {got}, by hand {expected}");
    }
}

#[test]
fn news_alarm_those_whom_they_concern_and_nobody_else() {
    let alarmed = |who: &str, event: &dyn Fn(&Stage) -> Event, prepare: &dyn Fn(&mut Stage)| {
        let mut stage = cast()
            .actor("others", ActorKind::Movement)
            .actor("mission", ActorKind::Peacekeeper)
            .agreement("truce", AgreementKind::Truce, AgreementState::Signed, &["state", "rebels"], &[])
            .stage();
        prepare(&mut stage);
        let event = event(&stage);
        stage.world.traffic.reports.push(event);
        let mut found = false;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            found = alarm::is_alarmed(view, stage.actor(who), &view.world.traffic.reports);
        });
        found
    };
    let shock = |shock: Shock, by: &'static str, on: &'static str| {
        move |s: &Stage| {
            let mut event = Event::shock(shock, "test").by(s.actor(by)).on(s.actor(on)).at(s.place("town"));
            event.agreement = Some(s.agreement("truce"));
            event
        }
    };
    let act = |action: Action, by: &'static str, on: &'static str, success: bool| {
        move |s: &Stage| {
            let mut event = Event::act(action, "test").by(s.actor(by)).on(s.actor(on)).at(s.place("town"));
            event.success = success;
            event
        }
    };
    let none = |_: &mut Stage| ();
    let hears = |event: &dyn Fn(&Stage) -> Event| ["state", "rebels", "others"].map(|who| alarmed(who, event, &none));
    for kind in [Shock::Capture, Shock::JoinsCoalition, Shock::LeavesCoalition, Shock::Split] {
        assert_eq!(hears(&shock(kind, "army", "rebels")), [true, true, false], "{kind:?}");
        assert_eq!(hears(&shock(kind, "others", "mission")), [false, false, true], "{kind:?}");
    }
    assert_eq!(hears(&shock(Shock::StanceShift, "state", "rebels")), [true, true, false]);
    let peace = |stage: &mut Stage| stage.tie("state", "rebels").stance = Stance::Hostile;
    assert!(!alarmed("state", &shock(Shock::StanceShift, "state", "rebels"), &peace), "no war, no alarm");
    // Of the three only the government claims the region.
    assert_eq!(hears(&shock(Shock::CampCloses, "mission", "others")), [true, false, false]);
    assert_eq!(hears(&shock(Shock::MissionEnds, "mission", "others")), [true; 3]);
    assert_eq!(hears(&shock(Shock::MissionEnds, "army", "others")), [false; 3]);
    assert_eq!(hears(&act(Action::EndMission, "mission", "others", true)), [true; 3]);
    for kind in [Shock::AgreementSigned, Shock::AgreementCollapses, Shock::Breach] {
        assert_eq!(hears(&shock(kind, "others", "mission")), [true, true, false], "{kind:?}");
    }
    assert_eq!(hears(&act(Action::Join, "army", "rebels", true)), [true, true, false]);
    assert_eq!(hears(&act(Action::Join, "army", "rebels", false)), [false; 3]);
    assert_eq!(hears(&act(Action::Column, "army", "rebels", true)), [false, true, false]);
    assert_eq!(hears(&act(Action::Raid, "army", "rebels", true)), [false; 3]);
}

#[test]
fn who_decided_on_war_goes_against_that_enemy_and_all_below_it() {
    let gone = |rule: &'static str, by: &str, on: &str, target: &str| {
        let mut stage = cast().actor("wing", ActorKind::Movement).member("wing", "rebels", 0.9).stage();
        let event = Event::shock(Shock::StanceShift, rule).by(stage.actor(by)).on(stage.actor(on));
        stage.world.traffic.reports.push(event);
        alarm::has_gone_to_war(&stage.world, stage.actor("state"), stage.actor(target))
    };
    let war = crate::world::WAR_DECIDED;
    assert!(gone(war, "state", "rebels", "rebels") && gone(war, "state", "rebels", "wing"));
    assert!(!gone("test", "state", "rebels", "rebels") && !gone(war, "army", "rebels", "rebels"));
    assert!(!gone(war, "state", "company", "company") && !gone(war, "state", "rebels", "company"));
}

#[test]
fn sorties_are_promised_by_what_is_not_promised_yet_and_at_most_by_half() {
    let mut stage = cast().force_of("army", "base", crate::domain::ForceKind::AirWing, 10.0).stage();
    let town = stage.place("town");
    let set = Settings { reluctance: -9.0, price: 99.0, ..Settings::typical() };
    stage.order("army", Action::Raid, Some("rebels")).place = Some(town);
    stage.order("army", Action::Assault, Some("rebels")).place = Some(town);
    let mid = stage.place("mid");
    stage.order("army", Action::Assault, None).place = Some(mid);
    week(&mut stage, &set, &Rules::default());
    let flown: Vec<f64> = of_planner(&stage, "army").iter().map(Operation::sorties).collect();
    assert_eq!(flown.iter().sum::<f64>(), 10.0, "{flown:?}");
    assert_eq!(flown[..2], [5.0, 5.0], "half of ten, and half of ten again; nothing is left for a third");
}

#[test]
fn governments_and_bands_that_are_below_nobody_plan() {
    let stage = cast()
        .actor("front", ActorKind::Coalition)
        .actor("reds", ActorKind::Movement)
        .actor("bandits", ActorKind::Criminal)
        .actor("hands", ActorKind::Movement)
        .agreement("pay", AgreementKind::Patronage, AgreementState::Signed, &["state", "hands"], &[])
        .member("reds", "front", 0.5)
        .stage();
    let plans = |who: &str| is_planner(&stage.world, stage.actor(who));
    assert_eq!(["state", "rebels", "front"].map(plans), [true; 3]);
    assert_eq!(["army", "company", "reds", "bandits", "hands"].map(plans), [false; 5]);
}

#[test]
fn firmness_counts_by_the_town_that_is_taken_from_somebody_and_for_a_government_by_the_camp() {
    let mut stage = cast().stage();
    stage.ground("town").value = 0.4;
    (stage.who("state").rhetoric, stage.who("rebels").rhetoric) = (0.5, 0.6);
    let (state, rebels, town) = (stage.actor("state"), stage.actor("rebels"), stage.place("town"));
    let counts = |planner: ActorId, kind: OperationKind, target: Option<ActorId>| {
        let mut found = 0.0;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            found = reasons::audience(view, planner, kind, target, town);
        });
        found
    };
    close(counts(state, OperationKind::Seize, Some(rebels)), 0.5 * 0.4);
    close(counts(state, OperationKind::Seize, None), 0.0);
    close(counts(state, OperationKind::Raid, Some(rebels)), 0.0);
    close(counts(state, OperationKind::TakeOver, None), 0.5);
    close(counts(rebels, OperationKind::TakeOver, None), 0.0);
}

#[test]
fn a_town_in_a_region_that_nobody_claims_is_worth_its_aim_less() {
    let worth_of = |claimed: bool| {
        let mut stage = cast().stage();
        if !claimed {
            stage.who("state").aims = crate::id::Regions::default();
        }
        let set = Settings { people: 0.0, gate: 0.0, hostile: 0.0, ..Settings::typical() };
        let desk = desk_of(&stage, "state", &set);
        let mut found = 0.0;
        stage.look(&set, &Rules::default(), |view| {
            found = worth::worth(view, stage.actor("state"), stage.place("town"), &desk);
        });
        found
    };
    let aim = Settings::typical().aim;
    assert!((worth_of(true) - worth_of(false) - aim).abs() < 1e-9, "{} {}", worth_of(true), worth_of(false));
}
