//! Tests of `skirmish`.

mod binding;
mod values;

use super::{posture::*, *};
use crate::{
    chance::Chance,
    domain::{ActorKind, AgreementKind, AgreementState, Clause, ForceKind, PlaceKind, Posture, Stance},
    id::RegionId,
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
    world::Operation,
};

const NORTH: RegionId = RegionId(0);

/// Rebels around a town that the army holds, a base of the army half a day off, hills a day and a half off.
fn cast() -> Tiny {
    Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .tie("state", "rebels", -0.8, Stance::War)
        .tie("army", "rebels", -0.8, Stance::War)
        .place("town", "army")
        .place("base", "army")
        .place("hills", "rebels")
        .route("town", "base", 75.0)
        .route("base", "hills", 300.0)
        .force("army", "town", 400.0)
        .force("rebels", "town", 100.0)
}

/// Postures do not change by themselves, and no tempo does.
fn steady() -> Settings {
    Settings { slow: 1.0, fast: 1.0, quiet: 1.0, harass: 1.0, press: 1.0, ..Settings::typical() }
}

/// Orders of one week in this many worlds, by world.
fn weeks(stage: &Stage, set: &Settings, worlds: u64) -> Vec<Vec<Order>> {
    let one = |number: u64| {
        let mut stage = stage.clone();
        stage.number = number;
        stage.play(skirmish, set, &Rules::default());
        stage.world.traffic.orders.clone()
    };
    (0..worlds).map(one).collect()
}

fn see(stage: &mut Stage, who: &str, at: &str, men: f64) {
    let (actor, place) = (stage.actor(who).index(), stage.place(at).index());
    *stage.world.seen.at_mut(actor, place) = men;
}

#[test]
fn ambushes_come_at_the_rate_of_the_formula() {
    let stage = cast().stage();
    let (rebels, n) = (stage.actor("rebels"), 4_000);
    let orders = weeks(&stage, &steady(), n);
    let counts =
        orders.iter().map(|o| o.iter().filter(|o| o.actor == rebels && o.action == Action::Ambush).count() as f64);
    let mean = counts.sum::<f64>() / n as f64;
    // 100 rebels in the town, patrols of 400 soldiers, nobody who informs.
    let exposed = 0.15 * 400.0;
    let expected = 0.35 * 100.0 / 250.0 * exposed / (exposed + 150.0) * 0.5;
    assert!((mean - expected).abs() < 3.0 * (expected / n as f64).sqrt(), "{mean} and {expected}");
}

#[test]
fn a_day_of_travel_is_as_far_as_blows_reach() {
    let struck = |from: &'static str| {
        let mut stage = cast().stage();
        stage.post("rebels", "town", 0.0);
        stage.post("rebels", from, 2_000.0);
        let rebels = stage.actor("rebels");
        let town = stage.place("town");
        weeks(&stage, &Settings { pace: 5.0, ..steady() }, 60)
            .concat()
            .iter()
            .any(|o| (o.actor, o.place) == (rebels, Some(town)))
    };
    assert!(struck("base"));
    assert!(!struck("hills"), "375 km are two and a half days");
}

#[test]
fn nobody_strikes_where_it_may_not() {
    let blows = |prepare: fn(&mut Stage)| {
        let mut stage = cast()
            .agreement(
                "accord",
                AgreementKind::Accord,
                AgreementState::Collapsed,
                &["state", "rebels"],
                &[Clause::Ceasefire],
            )
            .agreement_with(
                "pact",
                AgreementKind::LocalPact,
                AgreementState::Collapsed,
                &["state", "rebels"],
                &[Clause::NonAggression],
                |fact, case| {
                    fact.place = case.place("town");
                },
            )
            .stage();
        see(&mut stage, "army", "town", 100.0);
        prepare(&mut stage);
        let set = Settings { pace: 5.0, ..steady() };
        weeks(&stage, &set, 40).concat().iter().filter(|o| o.target.is_some()).count()
    };
    assert!(blows(|_| ()) > 0);
    assert_eq!(blows(|s| s.ground("town").kind = PlaceKind::Border), 0, "foreign ground");
    assert_eq!(blows(|s| revive_named(s, "accord")), 0);
    assert_eq!(blows(|s| revive_named(s, "pact")), 0);
}

fn revive_named(stage: &mut Stage, name: &str) {
    let id = stage.agreement(name).index();
    stage.world.agreements[id].state = AgreementState::Signed;
}

#[test]
fn militias_fight_near_home() {
    let blows = |home: &'static str| {
        let mut stage = cast()
            .actor("guards", ActorKind::Militia)
            .tie("guards", "rebels", -0.8, Stance::War)
            .force("guards", "town", 200.0)
            .stage();
        see(&mut stage, "guards", "town", 100.0);
        let (guards, home) = (stage.actor("guards"), stage.place(home));
        stage.who("guards").home = Some(home);
        let set = Settings { pace: 5.0, ..steady() };
        weeks(&stage, &set, 40).concat().iter().filter(|o| o.actor == guards && o.target.is_some()).count()
    };
    assert!(blows("base") > 0);
    assert_eq!(blows("hills"), 0);
}

#[test]
fn the_hostile_strike_less_and_only_those_at_war_shell() {
    let blows = |stance: Stance| {
        let mut stage = cast().stage();
        for (a, b) in [("army", "rebels"), ("rebels", "army")] {
            stage.tie(a, b).stance = stance;
        }
        see(&mut stage, "army", "town", 100.0);
        let orders = weeks(&stage, &Settings { pace: 3.0, ..steady() }, 600).concat();
        let count = |action: Action| orders.iter().filter(|o| o.action == action).count() as f64;
        [count(Action::Ambush), count(Action::Shelling), count(Action::ShowOfForce)]
    };
    let (war, hostile) = (blows(Stance::War), blows(Stance::Hostile));
    assert!(war[1] > 0.0 && hostile[1] == 0.0 && war[2] == 0.0 && hostile[2] > 0.0, "{war:?} {hostile:?}");
    let (war, hostile): (f64, f64) = (war.iter().sum(), hostile.iter().sum());
    assert!((hostile / war - 0.3).abs() < 0.05, "{hostile} of {war}");
}

#[test]
fn aircraft_strike_what_is_seen_with_sorties_that_nobody_was_promised() {
    let strikes = |seen: f64, promised: f64| {
        let mut stage = cast().force_of("army", "base", ForceKind::AirWing, 8.0).stage();
        see(&mut stage, "army", "town", seen);
        let (army, base) = (stage.actor("army"), stage.place("base"));
        if promised > 0.0 {
            let free = stage.world.operations.iter_mut().find(|o| !o.is_under_way()).unwrap();
            *free = Operation {
                stage: crate::domain::OperationStage::Assembling,
                planner: army,
                objective: base,
                ..free.clone()
            };
            free.participants.push(crate::world::Participant { actor: army, men: 0.0, sorties: promised });
        }
        let set = Settings { strikes: 5.0, ..steady() };
        let orders = weeks(&stage, &set, 100).concat();
        let flown: Vec<f64> = orders.iter().filter(|o| o.action == Action::AirStrike).map(|o| o.effort).collect();
        assert!(flown.iter().all(|sorties| *sorties <= 8.0 - promised));
        flown.len()
    };
    assert!(strikes(100.0, 0.0) > strikes(100.0, 6.0) && strikes(100.0, 6.0) > 0);
    assert_eq!((strikes(0.0, 0.0), strikes(100.0, 8.0)), (0, 0));
}

/// The share of each posture over many worlds is the logit's.
#[test]
fn postures_are_chosen_by_the_logit_rule() {
    let stage = cast().stage();
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    let (set, n) = (Settings::typical(), 6_000_u32);
    let mut drive_of = 0.0;
    stage.look(&set, &Rules::default(), |view| {
        let mut routine = Routine::default();
        contact::find(view, &mut routine);
        drive_of = drive(view, &routine, (rebels, army, NORTH));
    });
    let weight = |p: Posture| libm::exp(3.0 * worth(&set, drive_of, p));
    let all: f64 = Posture::ALL.iter().map(|p| weight(*p)).sum();
    let mut counts = [0.0; 4];
    for number in 0..n {
        let mut stage = stage.clone();
        stage.number = u64::from(number);
        stage.play(skirmish, &set, &Rules::default());
        counts[stage.world.front(rebels, army, NORTH).posture as usize] += 1.0 / f64::from(n);
    }
    for posture in Posture::ALL {
        let (got, expected) = (counts[*posture as usize], weight(*posture) / all);
        assert!((got - expected).abs() < 3.5 * (expected / f64::from(n)).sqrt(), "{posture:?}: {got} and {expected}");
    }
}

#[test]
fn a_posture_lasts_for_the_month_and_a_newcomer_moves_nobody() {
    let build = |extra: bool| {
        let tiny = cast();
        let tiny = if extra {
            tiny.actor("aaa", ActorKind::Jihadist).tie("aaa", "army", -0.5, Stance::War).force("aaa", "base", 50.0)
        } else {
            tiny
        };
        tiny.stage()
    };
    for number in 0..20 {
        let [mut one, mut other] = [build(false), build(true)];
        (one.number, other.number) = (number, number);
        let mut chosen = Vec::new();
        // Nothing else changes in these weeks; they begin in three months.
        for _ in 0..12 {
            for stage in [&mut one, &mut other] {
                stage.play(skirmish, &Settings::typical(), &Rules::default());
            }
            let of = |s: &Stage| s.world.front(s.actor("rebels"), s.actor("army"), NORTH);
            assert_eq!(of(&one), of(&other));
            chosen.push(of(&one));
            one.next_week();
            other.next_week();
        }
        chosen.dedup();
        assert_eq!(chosen.len(), 3);
    }
}

/// Weekly counts of blows in a region of several fronts, over years: variance to mean.
fn dispersion(set: &Settings) -> f64 {
    let (mut sum, mut square, mut n) = (0.0, 0.0, 0.0);
    for number in 0..40 {
        let mut stage = cast().stage();
        stage.number = number;
        (stage.who("rebels").funds, stage.who("army").funds, stage.who("state").funds) = (1e6, 1e6, 1e6);
        see(&mut stage, "army", "town", 100.0);
        for _ in 0..100 {
            stage.play(skirmish, set, &Rules::default());
            let blows = stage.world.traffic.orders.iter().filter(|o| o.target.is_some()).count() as f64;
            (sum, square, n) = (sum + blows, square + blows * blows, n + 1.0);
            stage.next_week();
        }
    }
    let mean = sum / n;
    (square / n - mean * mean) / mean
}

#[test]
fn postures_and_tempo_make_weeks_cluster() {
    let set = |steady: Settings| Settings { pace: 6.0, ..steady };
    let (alone, together) = (dispersion(&set(steady())), dispersion(&set(Settings::typical())));
    assert!((alone - 1.0).abs() < 0.1, "{alone}");
    assert!(together > 1.3, "{together}");
}

#[test]
fn killing_follows_control() {
    let killings = |control: f64, action: Action, kind: ActorKind| {
        let mut stage = Tiny::state()
            .actor_with("band", kind, |a| a.accountability = Quantity::fixed(0.0))
            .tie("army", "band", -0.8, Stance::War)
            .place("town", "army")
            .force("army", "town", 200.0)
            .force("band", "town", 200.0)
            .community("locals", "town", 1000.0, &[("band", -1.0)], &[], &[])
            .stage();
        let (band, army, town) = (stage.actor("band"), stage.actor("army"), stage.place("town").index());
        *stage.world.control.at_mut(town, band.index()) = control;
        *stage.world.control.at_mut(town, army.index()) = 1.0 - control;
        let set = Settings { picks: 0.5, punishments: 0.5, ..steady() };
        let orders = weeks(&stage, &set, 400).concat();
        orders.iter().filter(|o| o.actor == band && o.action == action).count()
    };
    let (chosen, any) = (Action::SelectiveKilling, Action::CollectivePunishment);
    assert_eq!(killings(0.5, chosen, ActorKind::Jihadist), 0);
    assert!(killings(0.75, chosen, ActorKind::Jihadist) > 0);
    assert!(killings(0.1, any, ActorKind::Jihadist) > 2 * killings(0.6, any, ActorKind::Jihadist));
    assert_eq!(killings(0.1, chosen, ActorKind::Movement) + killings(0.1, any, ActorKind::Movement), 0);
}

#[test]
fn a_tempo_is_common_to_a_planner_and_its_members() {
    let stage = cast().stage();
    let (army, state) = (stage.actor("army"), stage.actor("state"));
    let mut all = [0; 3];
    for number in 0..300 {
        let mut stage = stage.clone();
        stage.number = number;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            assert_eq!(tempo(view, army), tempo(view, state));
            let at = [0.6, 1.0, 1.8].iter().position(|t| *t == tempo(view, army)).unwrap();
            all[at] += 1;
            let later = View { chance: Chance::of_world(1, number).in_week(3), ..*view };
            assert_eq!(tempo(view, army), tempo(&later, army), "of the spell, not of the week");
        });
    }
    assert!(all.iter().all(|n| (70..=130).contains(n)), "{all:?}");
}
