//! Tests of `decide`.

mod words;

use super::{
    race::{HOLD, NOISE},
    *,
};
use crate::{
    chance::laws::gumbel,
    domain::{Action, AgreementKind, AgreementState, Clause, EventKind, ForceKind, Stance},
    id::Key,
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
    world::outside::{Bar, Command, Decree},
};

fn stage() -> Stage {
    cast().stage()
}

fn cast() -> Tiny {
    Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .actor("state", ActorKind::Government)
        .member("army", "state", 0.9)
        .tie("state", "rebels", -0.8, Stance::War)
        .place("capital", "army")
        .place("town", "army")
        .place("hills", "rebels")
        .route("capital", "town", 100.0)
        .route("town", "hills", 100.0)
        .force("army", "capital", 900.0)
        .force("army", "town", 300.0)
        .force("rebels", "hills", 300.0)
        .force("rebels", "town", 100.0)
}

fn orders(stage: &mut Stage, set: &Settings, rules: &Rules) -> Vec<Order> {
    stage.play(decide, set, rules);
    stage.world.traffic.orders.clone()
}

/// How often each actor did something over many worlds.
fn share(set: &Settings, rules: &Rules, wanted: impl Fn(&Order) -> bool) -> f64 {
    let worlds = 300;
    let mut hits = 0;
    for number in 0..worlds {
        let mut stage = stage();
        stage.number = number;
        hits += orders(&mut stage, set, rules).iter().filter(|o| wanted(o)).count();
    }
    hits as f64 / worlds as f64
}

/// T5: with one option worth 1 against nothing worth 0, its share is logistic in the rationality.
#[test]
fn one_option_against_nothing_is_the_logit_rule() {
    for (rationality, expected) in [(0.0, 0.5), (1.0, 0.731_06), (5.0, 0.993_31)] {
        let chance = crate::chance::Chance::of_world(1, 0);
        let n = 40_000;
        let better = (0..n).filter(|i| {
            let whose = Key::of("a").child("n", *i);
            let option = rationality + gumbel(chance.fan(NOISE, whose).nth(0));
            option > gumbel(chance.unit(HOLD, whose))
        });
        let got = better.count() as f64 / f64::from(n);
        assert!((got - expected).abs() < 0.01, "λ={rationality}: {got}");
    }
}

#[test]
fn nobody_spends_more_effort_than_it_has() {
    let set = Settings { inertia: -2.0, ..Settings::typical() };
    for number in 0..50 {
        let mut stage = stage();
        stage.number = number;
        let army = stage.actor("army");
        let orders = orders(&mut stage, &set, &Rules::default());
        let spent: f64 = orders.iter().filter(|o| o.actor == army).map(|o| o.action.row().effort).sum();
        // 1,200 men at four fifths of supply, a quarter of them ready, and the actor's political effort.
        let (cohesion, political) = (stage.who("army").cohesion, stage.who("army").effort);
        assert!(spent <= 0.25 * 12.0 * 0.9 * (0.5 + 0.5 * cohesion) + political + 1e-9, "{spent}");
        assert!(spent > 0.0);
    }
}

#[test]
fn without_the_budget_rule_more_is_done() {
    let set = Settings { inertia: -2.0, ..Settings::typical() };
    let all = |o: &Order| o.action.row().effort > 0.0;
    let bound = share(&set, &Rules::default(), all);
    let free = share(&set, &Rules::default().without(Rule::EffortIsSpentOnce), all);
    assert!(free > 1.5 * bound, "{bound} and {free}");
}

#[test]
fn more_inertia_means_fewer_orders() {
    let few = share(&Settings { inertia: 1.2, ..Settings::typical() }, &Rules::default(), |_| true);
    let many = share(&Settings { inertia: 0.2, ..Settings::typical() }, &Rules::default(), |_| true);
    assert!(few < many);
}

#[test]
fn rhetoric_makes_offers_of_talks_rarer() {
    let mut counts = [0, 0];
    for (i, rules) in [Rules::default(), Rules::default().without(Rule::RhetoricBinds)].iter().enumerate() {
        for number in 0..300 {
            let mut stage = stage();
            stage.number = number;
            stage.who("state").rhetoric = 1.0;
            let set = Settings { audience: 0.5, deliberation: 1.0, ..Settings::typical() };
            let offers = orders(&mut stage, &set, rules).iter().filter(|o| o.action == Action::OfferTalks).count();
            counts[i] += offers;
        }
    }
    assert!(counts[0] < counts[1], "{counts:?}");
}

#[test]
fn what_is_barred_is_not_chosen() {
    let taxes = |o: &Order| o.action == Action::Tax;
    assert!(share(&Settings { inertia: 0.0, ..Settings::typical() }, &Rules::default(), taxes) > 0.0);
    for number in 0..100 {
        let mut stage = stage();
        stage.number = number;
        let kind = EventKind::Act(Action::Tax);
        stage.outside.bars.push(Bar { kind, actor: None, target: None, place: None });
        let set = Settings { inertia: 0.0, ..Settings::typical() };
        assert!(!orders(&mut stage, &set, &Rules::default()).iter().any(taxes));
    }
}

#[test]
fn a_seat_gives_only_the_orders_of_its_player() {
    let mut stage = stage();
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    stage.outside.seats.push(army);
    let command = Command::Act { action: Action::Raid, target: None, place: Some(town), agreement: None };
    stage.outside.decrees.push(Decree { actor: army, command });
    let given = orders(&mut stage, &Settings { inertia: -2.0, ..Settings::typical() }, &Rules::default());
    let own: Vec<&Order> = given.iter().filter(|o| o.actor == army).collect();
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].action, own[0].target, own[0].effort), (Action::Raid, Some(rebels), 300.0));
    assert_eq!(own[0].origin, Origin::Person(0), "the order names the choice that it carries out");
}

#[test]
fn a_decree_is_bound_by_effort_money_and_bars_like_any_choice() {
    let given = |action: Action, prepare: fn(&mut Stage)| {
        let mut stage = stage();
        let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
        stage.outside.seats.push(state);
        let command = Command::Act { action, target: Some(rebels), place: None, agreement: None };
        stage.outside.decrees.push(Decree { actor: state, command });
        prepare(&mut stage);
        orders(&mut stage, &Settings::typical(), &Rules::default()).iter().filter(|o| o.actor == state).count()
    };
    assert_eq!(Action::Repress.row().money, 20.0);
    assert_eq!(given(Action::Repress, |s| (s.who("state").effort, s.who("state").funds) = (9.0, 20.0)), 1);
    assert_eq!(given(Action::Repress, |s| (s.who("state").effort, s.who("state").funds) = (9.0, 19.0)), 0);
    assert_eq!(given(Action::Repress, |s| (s.who("state").effort, s.who("state").funds) = (0.0, 20.0)), 0);
    let barred = |s: &mut Stage| {
        s.who("state").effort = 9.0;
        s.outside.bars.push(Bar { kind: EventKind::Act(Action::OfferTalks), actor: None, target: None, place: None });
    };
    assert_eq!(given(Action::OfferTalks, |s| s.who("state").effort = 9.0), 1);
    assert_eq!(given(Action::OfferTalks, barred), 0);
}

#[test]
fn an_army_recruits_at_home_alone() {
    let recruits = |home: &'static str, holder: &'static str| {
        let mut stage = stage();
        (stage.who("army").effort, stage.who("army").funds) = (50.0, 1e4);
        let (army, home, holder) = (stage.actor("army"), stage.place(home), stage.actor(holder));
        stage.who("army").home = Some(home);
        stage.ground("capital").holder = Some(holder);
        let given = orders(&mut stage, &Settings { inertia: -2.0, ..Settings::typical() }, &Rules::default());
        let own = given.iter().filter(|o| o.actor == army && o.action == Action::Recruit);
        own.map(|o| o.place).collect::<Vec<_>>()
    };
    let capital = stage().place("capital");
    assert_eq!(recruits("capital", "army"), [Some(capital)]);
    assert_eq!(recruits("capital", "rebels"), []);
    assert_eq!(recruits("hills", "army"), []);
}

/// One option more, for one actor, must move nobody else.
#[test]
fn an_idle_newcomer_changes_nobody() {
    let build = |extra: bool| {
        let tiny = Tiny::new()
            .actor("army", ActorKind::Army)
            .actor("rebels", ActorKind::Movement)
            .tie("army", "rebels", -0.8, Stance::War)
            .place("town", "army")
            .force("army", "town", 300.0)
            .force("rebels", "town", 200.0);
        let tiny = if extra { tiny.actor("aaa", ActorKind::Political) } else { tiny };
        let mut stage = tiny.stage();
        if extra {
            stage.who("aaa").effort = 0.0;
        }
        let names = stage.case.actors.iter().map(|a| a.id.clone()).collect::<Vec<_>>();
        stage.number = 4;
        let given = orders(&mut stage, &Settings { inertia: 0.0, ..Settings::typical() }, &Rules::default());
        given
            .iter()
            .map(|o| (names[o.actor.index()].clone(), o.action, o.place))
            .filter(|o| o.0 != "aaa")
            .collect::<Vec<_>>()
    };
    assert_eq!(build(false), build(true));
    assert!(!build(false).is_empty());
}

/// How often rebels offer a pact in a town, by the place of a pact with its village guard that is in force.
fn offers_of_pacts(place: Option<&'static str>) -> usize {
    let mut count = 0;
    for number in 0..300 {
        let mut stage = cast()
            .actor("guard", ActorKind::Militia)
            .tie("guard", "rebels", -0.8, Stance::War)
            .force("guard", "town", 100.0)
            .agreement_with(
                "pact",
                AgreementKind::LocalPact,
                if place.is_some() { AgreementState::Signed } else { AgreementState::Collapsed },
                &["guard", "rebels"],
                &[Clause::NonAggression],
                move |fact, case| fact.place = case.place(place.unwrap_or("town")),
            )
            .stage();
        stage.number = number;
        let (rebels, town) = (stage.actor("rebels"), stage.place("town"));
        let set = Settings { audience: 0.5, inertia: 0.0, ..Settings::typical() };
        for order in orders(&mut stage, &set, &Rules::default()).iter().filter(|o| o.actor == rebels) {
            let here = order.place == Some(town);
            count += usize::from(here && order.action == Action::LocalPact);
        }
    }
    count
}

#[test]
fn a_pact_of_a_place_is_not_offered_again_there() {
    assert!(offers_of_pacts(None) > 0);
    assert_eq!(offers_of_pacts(Some("town")), 0);
    assert_eq!(offers_of_pacts(Some("hills")), offers_of_pacts(None));
}

/// Whether an order of this kind is ever given where everything that can be weighed is worth more than doing nothing.
fn is_done(prepare: impl Fn(&mut Stage), wanted: impl Fn(&Stage, &Order) -> bool) -> bool {
    let set = Settings { inertia: -9.0, deliberation: 1.0, ..Settings::typical() };
    (0..20).any(|number| {
        let mut stage = cast()
            .actor_with("mission", ActorKind::Peacekeeper, |a| a.leverage = Quantity::fixed(0.9))
            .agreement(
                "accord",
                AgreementKind::Accord,
                AgreementState::Collapsed,
                &["state", "rebels"],
                &[Clause::Decentralisation],
            )
            .agreement(
                "ceasefire",
                AgreementKind::Ceasefire,
                AgreementState::Signed,
                &["state", "rebels"],
                &[Clause::Ceasefire],
            )
            .stage();
        stage.number = number;
        for who in ["army", "rebels", "state", "mission"] {
            stage.who(who).effort = 99.0;
        }
        prepare(&mut stage);
        let given = orders(&mut stage, &set, &Rules::default());
        given.iter().any(|o| wanted(&stage, o))
    })
}

#[test]
fn only_a_mission_with_men_mediates() {
    let mediates = |_: &Stage, o: &Order| o.action == Action::Mediate;
    assert!(is_done(|stage| stage.post("mission", "capital", 50.0), mediates));
    assert!(!is_done(|_| (), mediates));
}

#[test]
fn talks_are_offered_beyond_a_ceasefire_until_there_is_an_accord() {
    let quiet = |stage: &mut Stage| {
        for (a, b) in [("state", "rebels"), ("rebels", "state"), ("army", "rebels"), ("rebels", "army")] {
            stage.tie(a, b).stance = Stance::Tolerant;
        }
    };
    let offers = |_: &Stage, o: &Order| o.action == Action::OfferTalks;
    let words = |_: &Stage, o: &Order| matches!(o.action, Action::Ceasefire | Action::Accuse | Action::Label);
    let settled = |state: AgreementState| {
        move |stage: &mut Stage| {
            quiet(stage);
            let accord = stage.agreement("accord").index();
            stage.world.agreements[accord].state = state;
        }
    };
    assert!(is_done(quiet, offers) && !is_done(quiet, words));
    assert!(is_done(settled(AgreementState::Suspended), offers));
    assert!(!is_done(settled(AgreementState::Signed), offers));
    assert!(!is_done(settled(AgreementState::Renegotiated), offers));
    let alone = |stage: &mut Stage| {
        quiet(stage);
        let ceasefire = stage.agreement("ceasefire").index();
        stage.world.agreements[ceasefire].state = AgreementState::Collapsed;
    };
    assert!(!is_done(alone, offers));
}

#[test]
fn a_decree_sends_the_aircraft_that_reach_the_place_and_none_if_none_do() {
    for (place, sorties) in [("hills", Some(8.0)), ("far", None)] {
        let mut stage = Tiny::new()
            .actor("fliers", ActorKind::Army)
            .actor("rebels", ActorKind::Movement)
            .tie("fliers", "rebels", -0.9, Stance::War)
            .place("base", "fliers")
            .place("hills", "rebels")
            .place_with("far", "rebels", |fact, _| fact.lon = 60.0)
            .force("fliers", "hills", 300.0)
            .force_of("fliers", "base", ForceKind::AirWing, 8.0)
            .force("rebels", "hills", 400.0)
            .force("rebels", "far", 400.0)
            .stage();
        stage.who("fliers").effort = 99.0;
        let (fliers, place) = (stage.actor("fliers"), Some(stage.place(place)));
        stage.outside.seats.push(fliers);
        let (action, target) = (Action::AirStrike, None);
        let command = Command::Act { action, target, place, agreement: None };
        stage.outside.decrees.push(Decree { actor: fliers, command });
        let given = orders(&mut stage, &Settings::typical(), &Rules::default());
        assert_eq!(given.iter().find(|o| o.actor == fliers).map(|o| o.effort), sorties);
    }
}

#[test]
fn nobody_denounces_what_the_other_keeps() {
    let denounces = |_: &Stage, o: &Order| o.action == Action::Denounce;
    let kept = |stage: &mut Stage| {
        for (a, b) in [("state", "rebels"), ("rebels", "state"), ("army", "rebels"), ("rebels", "army")] {
            stage.tie(a, b).stance = Stance::NonAggression;
        }
        stage.world.settle();
    };
    assert!(is_done(|_| (), denounces), "with an enemy");
    assert!(!is_done(kept, denounces));
}

#[test]
fn nobody_lifts_the_ring_that_its_own_operation_keeps_up() {
    let lifts = |kept: bool| {
        let lifted = |number: &u64| {
            let mut stage = stage();
            stage.number = *number;
            stage.ground("town").blockade = Some(stage.actor("rebels"));
            if kept {
                stage.operation("rebels", crate::domain::OperationKind::Besiege, "hills", "town");
            }
            let set = Settings { inertia: -9.0, ..Settings::typical() };
            orders(&mut stage, &set, &Rules::default()).iter().any(|o| o.action == Action::LiftBlockade)
        };
        (0..100).filter(lifted).count()
    };
    assert_eq!(lifts(true), 0);
    assert!(lifts(false) > 0);
}
