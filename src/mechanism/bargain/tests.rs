//! Tests on a state, its rebels and a neighbour who may mediate.

use super::*;
use crate::{
    domain::{AgreementKind, AgreementState, Clause, EventKind, PlaceKind, Shock, Stance},
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    world::{Event, outside::Bar},
};

/// A war that hurts both sides; the neighbour has leverage and stands between them.
fn war() -> Stage {
    let mut stage = case().stage();
    for who in ["army", "rebels"] {
        stage.who(who).losses = 200.0;
    }
    for who in ["state", "rebels"] {
        stage.who(who).confidence = 0.4;
    }
    stage
}

fn case() -> Tiny {
    Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .actor_with("neighbour", ActorKind::Mediator, |a| a.leverage = crate::parameter::Quantity::fixed(0.9))
        .member("army", "state", 0.9)
        .place_with("capital", "army", |p, _| p.kind = PlaceKind::Capital)
        .place_with("town", "rebels", |p, _| p.income = crate::parameter::Quantity::fixed(500.0))
        .force("army", "capital", 1000.0)
        .force("army", "town", 300.0)
        .force("rebels", "town", 400.0)
        .tie("state", "rebels", -0.5, Stance::War)
        .tie("army", "rebels", -0.5, Stance::War)
        .tie("state", "neighbour", 0.3, Stance::Tolerant)
        .tie("rebels", "neighbour", 0.3, Stance::Tolerant)
        .community("crowd", "capital", 1e6, &[("rebels", -0.8)], &[], &[])
        .agreement(
            "accord",
            AgreementKind::Accord,
            AgreementState::Signed,
            &["state", "rebels"],
            &[Clause::Decentralisation],
        )
}

fn play(stage: &mut Stage, rules: &Rules) -> Vec<Event> {
    stage.play(bargain, &Settings::typical(), rules)
}

/// Share of worlds in which the two are bound by a ceasefire after the orders that `ask` gives.
fn peace(rules: &Rules, ask: impl Fn(&mut Stage)) -> f64 {
    let worlds = 200;
    let quiet = (0..worlds).filter(|number| {
        let mut stage = war();
        stage.number = *number;
        ask(&mut stage);
        play(&mut stage, rules);
        let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
        stage.world.bound_by(army, rebels, Clause::Ceasefire).is_some() && !stage.world.are_enemies(army, rebels)
    });
    quiet.count() as f64 / worlds as f64
}

fn offer(stage: &mut Stage) {
    stage.order("state", Action::Ceasefire, Some("rebels"));
}

#[test]
fn without_a_third_party_mistrust_stays_unless_c19_is_off() {
    let on = Rules::default();
    let off = Rules::default().without(Rule::NobodyMitigatesMistrust);
    let mediated = |stage: &mut Stage| {
        offer(stage);
        stage.order("neighbour", Action::Mediate, Some("rebels"));
    };
    assert!(peace(&on, mediated) > peace(&on, offer) + 0.2, "{} {}", peace(&on, mediated), peace(&on, offer));
    assert!(peace(&off, offer) > peace(&on, offer) + 0.2);
    assert_eq!(peace(&off, mediated), peace(&off, offer));
}

#[test]
fn pain_opens_and_attacks_close() {
    let on = Rules::default().without(Rule::NobodyMitigatesMistrust);
    let attack = |stage: &mut Stage| {
        offer(stage);
        stage.order("army", Action::Raid, Some("rebels"));
    };
    let unhurt = |stage: &mut Stage| {
        offer(stage);
        stage.who("army").losses = 0.0;
    };
    assert!(peace(&on, attack) < peace(&on, offer) - 0.2);
    assert!(peace(&on, unhurt) < peace(&on, offer) - 0.2);
}

#[test]
fn through_a_mediator_one_talks_to_those_whom_one_has_labelled_and_takes_the_label_back_on_signing() {
    let on = Rules::default();
    let labelled = |s: &mut Stage| s.tie("state", "rebels").label = true;
    let mediated = |s: &mut Stage| {
        labelled(s);
        s.order("neighbour", Action::Mediate, Some("state"));
    };
    assert_eq!(
        peace(&on, |s| {
            labelled(s);
            s.order("rebels", Action::OfferTalks, Some("state"));
        }),
        0.0
    );
    assert!(peace(&on, mediated) > 0.0);
    // Whoever has signed has taken it back, towards all who belong to the other.
    for number in 0..200 {
        let mut stage = war();
        stage.number = number;
        mediated(&mut stage);
        let signed = play(&mut stage, &on).iter().any(|e| e.kind == EventKind::Shock(Shock::AgreementSigned));
        assert_eq!(stage.tie("state", "rebels").label, !signed, "world {number}");
    }
}

#[test]
fn a_label_closes_talks_and_taking_it_back_opens_them() {
    let on = Rules::default();
    let mut stage = war();
    stage.order("state", Action::Label, Some("rebels"));
    play(&mut stage, &on);
    assert!(stage.tie("state", "rebels").label);
    let labelled = |s: &mut Stage| {
        s.tie("state", "rebels").label = true;
        s.order("rebels", Action::OfferTalks, Some("state"));
    };
    assert_eq!(peace(&Rules::default().without(Rule::NobodyMitigatesMistrust), labelled), 0.0);
    stage.next_week();
    stage.order("state", Action::Unlabel, Some("rebels"));
    play(&mut stage, &on);
    assert!(!stage.tie("state", "rebels").label);
}

#[test]
fn a_rejected_mediator_brings_nobody_together() {
    let alone = |rejected: bool| {
        move |stage: &mut Stage| {
            if rejected {
                stage.tie("state", "neighbour").affinity = -0.5;
            }
            stage.order("neighbour", Action::Mediate, Some("rebels"));
        }
    };
    assert_eq!(peace(&Rules::default(), alone(true)), 0.0);
    assert!(peace(&Rules::default(), alone(false)) > 0.1);
}

#[test]
fn offers_that_cross_are_one_talk() {
    for number in 0..40 {
        let mut stage = war();
        stage.number = number;
        stage.order("state", Action::Ceasefire, Some("rebels"));
        stage.order("rebels", Action::OfferTalks, Some("state"));
        let before = stage.world.pacts().count();
        let events = play(&mut stage, &Rules::default().without(Rule::NobodyMitigatesMistrust));
        let talks: Vec<bool> = events.iter().filter(|e| e.rule == "bargain.talk").map(|e| e.success).collect();
        assert_eq!(talks.len(), 2);
        assert_eq!(talks[0], talks[1]);
        assert_eq!(stage.world.pacts().count() - before, usize::from(talks[0]));
    }
}

#[test]
fn an_accord_set_aside_comes_back_to_the_table() {
    let mut seen = false;
    for number in 0..40 {
        let mut stage = war();
        stage.number = number;
        let accord = stage.agreement("accord");
        stage.order("rebels", Action::Denounce, None).agreement = Some(accord);
        play(&mut stage, &Rules::default());
        assert_eq!(stage.world.agreements[accord.index()].state, AgreementState::Collapsed);
        stage.next_week();
        stage.order("state", Action::OfferTalks, Some("rebels"));
        let events = play(&mut stage, &Rules::default().without(Rule::NobodyMitigatesMistrust));
        let success = events.iter().any(|e| e.rule == "bargain.talk" && e.success);
        let state = stage.world.agreements[accord.index()].state;
        assert_eq!(state == AgreementState::Renegotiated, success);
        seen |= success;
    }
    assert!(seen);
}

#[test]
fn implementing_against_the_capital_costs_standing_under_c23() {
    let standing = |rules: &Rules| {
        let mut stage = case().stage();
        let accord = stage.agreement("accord");
        stage.order("state", Action::Implement, None).agreement = Some(accord);
        play(&mut stage, rules);
        assert!(stage.world.agreements[accord.index()].progress > 0.0);
        stage.who("state").legitimacy
    };
    let cost = 0.5 - standing(&Rules::default());
    assert!((cost - 0.8 * Settings::typical().implement_backlash).abs() < 1e-9, "{cost}");
    assert_eq!(standing(&Rules::default().without(Rule::CapitalRejectsTheAccord)), 0.5);
}

#[test]
fn rents_hold_implementation_back_under_c8() {
    let progress = |rules: &Rules| {
        let mut stage = case().stage();
        let accord = stage.agreement("accord");
        stage.order("rebels", Action::Implement, None).agreement = Some(accord);
        play(&mut stage, rules);
        stage.world.agreements[accord.index()].progress
    };
    assert!(progress(&Rules::default()) < 0.7 * progress(&Rules::default().without(Rule::DelayFeedsRebellion)));
}

#[test]
fn a_local_pact_lifts_the_blockade_and_binds_only_there() {
    let mut seen = false;
    for number in 0..40 {
        let mut stage = with_guard();
        stage.number = number;
        let (town, rebels, guard) = (stage.place("town"), stage.actor("rebels"), stage.actor("guard"));
        stage.ground("town").blockade = Some(rebels);
        stage.order("rebels", Action::LocalPact, Some("guard")).place = Some(town);
        let success = play(&mut stage, &Rules::default())[0].success;
        assert_eq!(stage.ground("town").blockade.is_none(), success);
        assert_eq!(stage.world.pact_at(rebels, guard, town).is_some(), success);
        assert_eq!(stage.world.pact_at(rebels, guard, stage.place("capital")), None);
        assert_eq!(stage.world.bound_by(rebels, guard, Clause::NonAggression), None);
        seen |= success;
    }
    assert!(seen);
}

/// The case with a village guard in the town, as strong as the rebels.
fn with_guard() -> Stage {
    let tiny = case().actor("guard", ActorKind::Militia).tie("guard", "rebels", -0.5, Stance::War);
    tiny.force("guard", "town", 400.0).place("village", "guard").stage()
}

#[test]
fn an_army_makes_no_pact_of_one_place() {
    for number in 0..40 {
        let mut stage = with_guard();
        stage.number = number;
        let town = stage.place("town");
        stage.order("rebels", Action::LocalPact, Some("army")).place = Some(town);
        assert!(!play(&mut stage, &Rules::default())[0].success);
    }
}

#[test]
fn a_guarantor_needs_the_trust_of_the_parties() {
    for (trust, taken) in [(0.1, false), (0.6, true)] {
        let mut stage = case().stage();
        let (accord, neighbour) = (stage.agreement("accord"), stage.actor("neighbour"));
        stage.tie("rebels", "neighbour").trust = trust;
        stage.order("neighbour", Action::Guarantee, None).agreement = Some(accord);
        play(&mut stage, &Rules::default());
        assert_eq!(stage.world.agreements[accord.index()].guarantor, taken.then_some(neighbour));
    }
}

#[test]
fn gestures_move_what_they_say() {
    let mut stage = case().stage();
    stage.order("state", Action::ReleasePrisoners, Some("rebels"));
    stage.order("state", Action::Propaganda, None);
    stage.order("neighbour", Action::Sanction, Some("state"));
    stage.order("rebels", Action::Accuse, Some("army"));
    let (rhetoric, funds) = (stage.who("state").rhetoric, stage.who("state").funds);
    play(&mut stage, &Rules::default());
    assert!(stage.tie("rebels", "state").trust > 0.5);
    assert!(stage.who("state").rhetoric > rhetoric && stage.who("state").funds < funds);
    assert!(stage.tie("army", "rebels").affinity < -0.5);
}

#[test]
fn a_closed_border_opens_again() {
    let mut stage = Tiny::new()
        .actor("state", ActorKind::Government)
        .place("here", "")
        .place("across", "")
        .route_with("here", "across", 20.0, crate::domain::Way::Track, true)
        .stage();
    let here = stage.place("here");
    stage.order("state", Action::CloseBorder, None).place = Some(here);
    play(&mut stage, &Rules::default());
    assert!(!stage.world.map.routes[0].open);
    let mut weeks = 0;
    while !stage.world.map.routes[0].open && weeks < 200 {
        stage.next_week();
        play(&mut stage, &Rules::default());
        weeks += 1;
    }
    assert!((1..200).contains(&weeks));
}

#[test]
fn there_is_always_room_for_a_new_agreement_once_old_ones_are_dead() {
    let mut stage = case().stage();
    stage.who("neighbour").leverage = 1.0;
    let set = Settings { openness: 50.0, ..Settings::typical() };
    for _ in 0..60 {
        for agreement in &mut stage.world.agreements {
            agreement.state = AgreementState::Collapsed;
        }
        stage.order("state", Action::Ceasefire, Some("rebels"));
        stage.play(bargain, &set, &Rules::default());
        let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
        assert!(stage.world.bound_by(army, rebels, Clause::Ceasefire).is_some());
        assert_eq!(stage.world.agreements[0].kind, AgreementKind::Accord);
        stage.next_week();
    }
}

#[test]
fn a_bar_on_signing_holds_whichever_side_it_names_first() {
    let rules = Rules::default().without(Rule::NobodyMitigatesMistrust);
    for [actor, target] in [["state", "rebels"], ["rebels", "state"]] {
        let barred = |stage: &mut Stage| {
            offer(stage);
            let (actor, target) = (Some(stage.actor(actor)), Some(stage.actor(target)));
            let kind = EventKind::Shock(Shock::AgreementSigned);
            stage.outside.bars.push(Bar { kind, actor, target, place: None });
        };
        assert_eq!(peace(&rules, barred), 0.0);
    }
}

#[test]
fn one_mediator_with_two_agreements_of_one_pair_brings_one_new_agreement() {
    let set = Settings { openness: 50.0, ..Settings::typical() };
    let mut stage = case()
        .agreement("truce", AgreementKind::Truce, AgreementState::Collapsed, &["state", "rebels"], &[Clause::Ceasefire])
        .stage();
    for id in ["accord", "truce"] {
        let agreement = stage.agreement(id);
        stage.order("neighbour", Action::Mediate, None).agreement = Some(agreement);
    }
    let before = stage.world.pacts().count();
    let events = stage.play(bargain, &set, &Rules::default());
    assert_eq!(events.iter().filter(|e| e.kind == EventKind::Shock(Shock::AgreementSigned)).count(), 1);
    assert_eq!(stage.world.pacts().count() - before, 1);
}

#[test]
fn an_operation_on_its_way_weighs_on_talks() {
    let on = Rules::default().without(Rule::NobodyMitigatesMistrust);
    let advance = |stage: &mut Stage| {
        offer(stage);
        stage.operation("state", crate::domain::OperationKind::Seize, "capital", "town");
    };
    assert!(peace(&on, advance) < peace(&on, offer) - 0.2);
}

#[test]
fn what_was_said_is_forgotten_by_the_season() {
    let mut stage = war();
    let set = Settings::typical();
    (stage.who("state").rhetoric, stage.who("state").rhetoric_base) = (0.9, 0.4);
    for _ in 0..set.propaganda_memory as u32 {
        stage.play(bargain, &set, &Rules::default());
        stage.next_week();
    }
    assert!((stage.who("state").rhetoric - 0.65).abs() < 1e-9, "half of it: {}", stage.who("state").rhetoric);
    assert_eq!(stage.who("state").rhetoric_base, 0.4, "what it stands for does not move");
}

#[test]
fn nobody_takes_up_an_accord_without_the_government_that_signed_it() {
    let accord = |parties: &'static [&'static str]| {
        let tiny = case().actor("loyalists", ActorKind::Militia);
        tiny.agreement("other", AgreementKind::Accord, AgreementState::Suspended, parties, &[]).stage()
    };
    let found = |stage: &Stage, a: &str, b: &str| {
        talk::older_accord(&stage.world, stage.actor(a), stage.actor(b)).map(|(id, _)| id)
    };
    let three = accord(&["state", "rebels", "loyalists"]);
    assert_eq!(found(&three, "rebels", "loyalists"), None);
    assert_eq!(found(&three, "state", "loyalists"), Some(three.agreement("other")));
    // Among irregulars alone an accord is theirs.
    let two = accord(&["rebels", "loyalists"]);
    assert_eq!(found(&two, "rebels", "loyalists"), Some(two.agreement("other")));
}
