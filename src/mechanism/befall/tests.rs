use super::*;
use crate::{
    domain::{
        Action, ActorKind, AgreementKind, AgreementState, Camp, Clause, EventFact, EventKind, ForceKind, Shock, Source,
        Stance,
    },
    id::{ActorId, Key},
    mechanism::{
        Rule, Rules, comply,
        testing::{Stage, Tiny},
    },
    parameter::Quantity,
    world::{
        ActorField, TieField,
        outside::{Bar, Given, Put},
    },
};

fn small() -> Stage {
    small_with(|tiny| tiny)
}

fn small_with(more: impl Fn(Tiny) -> Tiny) -> Stage {
    let tiny = Tiny::state()
        .actor("front", ActorKind::Coalition)
        .actor("rebels", ActorKind::Movement)
        .member("rebels", "front", 0.7)
        .actor("mission", ActorKind::Peacekeeper)
        .place("town", "army")
        .place("camp", "army")
        .camp("camp", Camp::Open, "mission")
        .force("army", "town", 300.0)
        .force("rebels", "camp", 100.0)
        .force("mission", "camp", 200.0)
        .community("locals", "town", 1000.0, &[], &[], &[])
        .agreement_with(
            "accord",
            AgreementKind::Accord,
            AgreementState::Signed,
            &["state", "front"],
            &[Clause::Guarantee],
            |fact, case| fact.guarantor = case.actor("mission"),
        );
    more(tiny).stage()
}

fn given(kind: EventKind) -> Given {
    Given::of(Key::of("inject"), kind)
}

fn happen(stage: &mut Stage, given: Given) -> Vec<crate::world::Event> {
    stage.outside.given = vec![given];
    stage.play(befall, &Settings::typical(), &Rules::default())
}

#[test]
fn a_quiet_week_brings_nothing() {
    let mut stage = small();
    let before = format!("{:?}", stage.world);
    assert!(stage.play(befall, &Settings::typical(), &Rules::default()).is_empty());
    assert_eq!(before, format!("{:?}", stage.world));
}

#[test]
fn an_act_becomes_an_order_of_the_member_that_can_do_it() {
    let mut stage = small();
    let act = Given {
        actor: Some(stage.actor("front")),
        place: Some(stage.place("camp")),
        ..given(EventKind::Act(Action::Raid))
    };
    happen(&mut stage, act);
    let order = stage.world.traffic.orders[0];
    assert_eq!((order.actor, order.action, order.effort), (stage.actor("rebels"), Action::Raid, 100.0));
}

#[test]
fn an_act_in_the_field_goes_to_the_strongest_member_that_may_do_it() {
    let doer = |who: &str, action: Action, at: &str, bar: Option<&str>| {
        let mut stage = small_with(|tiny| {
            tiny.actor("airmen", ActorKind::Mercenary)
                .member("airmen", "state", 0.9)
                .force_of("airmen", "town", ForceKind::AirWing, 4.0)
                .actor("riders", ActorKind::Movement)
                .member("riders", "front", 0.7)
                .force("riders", "town", 40.0)
                .place("hills", "rebels")
        });
        let kind = EventKind::Act(action);
        let barred = bar.map(|bar| Bar { kind, actor: Some(stage.actor(bar)), target: None, place: None });
        stage.outside.bars = barred.into_iter().collect();
        let (actor, place) = (Some(stage.actor(who)), Some(stage.place(at)));
        happen(&mut stage, Given { actor, place, ..given(kind) });
        stage.world.traffic.orders.first().map(|o| (stage.case.actors[o.actor.index()].id.clone(), o.effort))
    };
    let by = |who: &str, effort: f64| Some((who.to_owned(), effort));
    assert_eq!(doer("state", Action::Assault, "town", None), by("army", 300.0), "a government has no men");
    assert_eq!(doer("state", Action::AirStrike, "town", None), by("airmen", 4.0), "who has aircraft strikes");
    assert_eq!(doer("state", Action::Relief, "town", None), by("state", 0.0), "no soldier may do it instead");
    assert_eq!(doer("front", Action::Raid, "town", None), by("riders", 40.0), "who is there goes first");
    assert_eq!(
        doer("front", Action::Raid, "hills", None),
        by("rebels", 0.0),
        "else the strongest, never the front itself"
    );
    assert_eq!(doer("state", Action::Assault, "town", Some("army")), None, "it is barred for the one who would do it");
    assert_eq!(doer("state", Action::Assault, "town", Some("airmen")), by("army", 300.0));
}

#[test]
fn what_is_barred_does_not_happen() {
    let mut stage = small();
    let army = Some(stage.actor("army"));
    let kind = EventKind::Act(Action::AirStrike);
    stage.outside.bars = vec![Bar { kind, actor: None, target: None, place: None }];
    happen(&mut stage, Given { actor: army, ..given(kind) });
    assert!(stage.world.traffic.orders.is_empty());
}

#[test]
fn a_mission_that_ends_leaves_its_camps_and_its_guarantee() {
    let mut stage = small();
    let mission = stage.actor("mission");
    let events = happen(&mut stage, Given { actor: Some(mission), ..given(EventKind::Shock(Shock::MissionEnds)) });
    assert_eq!(events.len(), 1);
    assert_eq!(stage.world.strength(mission), 0.0);
    assert!(stage.world.actors[mission.index()].alive);
    assert_eq!(stage.ground("camp").camp, Camp::Vacated);
    assert_eq!(stage.world.strength(stage.actor("rebels")), 100.0);
}

#[test]
fn the_exit_of_a_mission_that_stood_behind_an_accord_shakes_it_under_c7() {
    let trust = |ends: bool, rules: &Rules| {
        let mut stage = small();
        let mission = stage.actor("mission");
        if ends {
            happen(&mut stage, Given { actor: Some(mission), ..given(EventKind::Shock(Shock::MissionEnds)) });
        }
        let set = comply::Settings { unguarded: 0.0, ..comply::Settings::typical() };
        stage.play(comply::comply, &set, rules);
        let accord = &stage.world.agreements[stage.agreement("accord").index()];
        assert_eq!(accord.guarantor, (!ends).then_some(mission));
        accord.trust
    };
    let (on, off) = (Rules::default(), Rules::default().without(Rule::GuarantorExitIsABreach));
    let exit = comply::Settings::typical().guarantor_exit;
    assert!((trust(false, &on) - trust(true, &on) - exit).abs() < 1e-12);
    assert_eq!(trust(false, &off), trust(true, &off));
}

#[test]
fn to_sign_what_is_in_force_takes_nothing_from_it() {
    for (state, after) in [
        (AgreementState::Monitored, AgreementState::Monitored),
        (AgreementState::Breached, AgreementState::Signed),
        (AgreementState::Suspended, AgreementState::Signed),
    ] {
        let mut stage = small();
        let accord = stage.case.agreement("accord").unwrap();
        stage.world.agreements[accord.index()].state = state;
        let sign = Given { agreement: Some(accord), ..given(EventKind::Shock(Shock::AgreementSigned)) };
        let events = happen(&mut stage, sign);
        assert_eq!(stage.world.agreements[accord.index()].state, after);
        assert_eq!(events[0].success, state != AgreementState::Monitored);
    }
}

#[test]
fn a_camp_may_be_handed_to_an_heir() {
    let mut stage = small();
    let (camp, army) = (stage.place("camp"), stage.actor("army"));
    let close = Given { place: Some(camp), target: Some(army), ..given(EventKind::Shock(Shock::CampCloses)) };
    happen(&mut stage, close);
    assert_eq!((stage.ground("camp").camp, stage.ground("camp").camp_host), (Camp::Handed, Some(army)));
    assert_eq!(stage.world.men_at(stage.actor("mission"), camp), 0.0);
}

#[test]
fn a_camp_that_is_no_longer_the_missions_does_not_close_again() {
    let mut stage = small();
    let (camp, mission, army) = (stage.place("camp"), stage.actor("mission"), stage.actor("army"));
    let close = Given { actor: Some(mission), place: Some(camp), ..given(EventKind::Shock(Shock::CampCloses)) };
    stage.post("army", "camp", 250.0);
    for state in [Camp::Handed, Camp::Open] {
        (stage.ground("camp").camp, stage.ground("camp").camp_host) = (state, Some(army));
        assert!(happen(&mut stage, close.clone()).is_empty());
        assert_eq!((stage.ground("camp").camp, stage.ground("camp").camp_host), (state, Some(army)));
        assert_eq!(stage.world.men_at(army, camp), 250.0);
    }
    (stage.ground("camp").camp, stage.ground("camp").camp_host) = (Camp::Vacated, None);
    assert!(happen(&mut stage, close.clone()).is_empty());
    assert_eq!(happen(&mut stage, Given { target: Some(army), ..close }).len(), 1);
    assert_eq!((stage.ground("camp").camp, stage.ground("camp").camp_host), (Camp::Handed, Some(army)));
}

#[test]
fn values_are_put_exactly_and_ties_on_all_members() {
    let mut stage = small();
    let (state, front, army) = (stage.actor("state"), stage.actor("front"), stage.actor("army"));
    let puts = vec![
        Put::Actor(army, ActorField::Cohesion, 0.25),
        Put::Tie(state, front, TieField::Affinity, -0.4),
        Put::Stance(state, front, Stance::War),
    ];
    happen(&mut stage, Given { puts, ..given(EventKind::Shock(Shock::Set)) });
    assert!((stage.who("army").cohesion - 0.25).abs() < 1e-12);
    for (a, b) in [("state", "front"), ("army", "rebels"), ("army", "front")] {
        assert!((stage.tie(a, b).affinity + 0.4).abs() < 1e-12);
        assert_eq!(stage.tie(a, b).stance, Stance::War);
    }
    assert_eq!(stage.tie("front", "state").stance, Stance::Tolerant);
}

#[test]
fn men_arrive_and_leave() {
    let mut stage = small();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    let come =
        Given { actor: Some(army), place: Some(town), size: 150.0, ..given(EventKind::Shock(Shock::ForceArrives)) };
    happen(&mut stage, come.clone());
    assert!((stage.world.men_at(army, town) - 450.0).abs() < 1e-9);
    happen(&mut stage, Given { kind: EventKind::Shock(Shock::ForceLeaves), size: 50.0, ..come });
    assert!((stage.world.men_at(army, town) - 400.0).abs() < 1e-9);
}

#[test]
fn whoever_joins_is_a_member_as_bound_as_it_is_said_and_never_above_its_coalition() {
    let mut stage = two_rebels();
    let members = |stage: &Stage, id| stage.world.members(id).count();
    let front = stage.actor("front");
    let all: Vec<ActorId> = stage.world.members(front).collect();
    let leaver = all[0];
    happen(&mut stage, Given { actor: Some(leaver), ..given(EventKind::Shock(Shock::LeavesCoalition)) });
    assert_eq!(members(&stage, front), all.len() - 1);
    let other = Given {
        actor: Some(all[1]),
        target: stage.case.actor("state"),
        ..given(EventKind::Shock(Shock::LeavesCoalition))
    };
    happen(&mut stage, other);
    assert_eq!(members(&stage, front), all.len() - 1, "nobody leaves a coalition to which he does not belong");
    let back =
        Given { actor: Some(leaver), target: Some(front), size: 0.8, ..given(EventKind::Shock(Shock::JoinsCoalition)) };
    happen(&mut stage, back.clone());
    assert_eq!(members(&stage, front), all.len());
    assert!((stage.world.actors[leaver.index()].commitment - 0.8).abs() < 1e-9);
    happen(&mut stage, Given { actor: Some(front), target: Some(leaver), ..back });
    assert_eq!(stage.world.actors[front.index()].coalition, None, "a coalition does not join its own member");
}

#[test]
fn aircraft_come_to_whoever_flies_or_fights() {
    let mut stage = small();
    let (state, army, town) = (stage.actor("state"), stage.actor("army"), stage.place("town"));
    let before: f64 = stage.world.own_wings(army).map(|f| f.strength).sum();
    let men = stage.world.men_at(army, town);
    let come =
        Given { actor: Some(state), place: Some(town), size: 3.0, ..given(EventKind::Shock(Shock::AircraftArrive)) };
    let events = happen(&mut stage, come);
    assert_eq!(events.len(), 1);
    let after: f64 = stage.world.own_wings(army).map(|f| f.strength).sum();
    assert!((after - before - 3.0).abs() < 1e-9, "sorties of the army, which fights for the state");
    assert!((stage.world.men_at(army, town) - men).abs() < 1e-9, "no man more");
}

#[test]
fn an_election_put_off_costs_standing_only_under_c18() {
    let put_off = |who: &str, rules: &Rules| {
        let mut stage = small();
        let who = Some(stage.actor(who));
        stage.outside.given = vec![Given { actor: who, ..given(EventKind::Shock(Shock::ElectionPostponed)) }];
        stage.play(befall, &Settings::typical(), rules);
        (stage.who("state").unrest, stage.who("state").legitimacy)
    };
    // What an army puts off counts with the public of its government.
    for who in ["state", "army"] {
        let (unrest, legitimacy) = put_off(who, &Rules::default());
        assert!((unrest - 0.05).abs() < 1e-12 && (legitimacy - 0.48).abs() < 1e-12, "{who}");
    }
    assert_eq!(put_off("state", &Rules::default().without(Rule::DefeatUnsettlesTheCapital)), (0.0, 0.5));
}

/// A raid one half-life before the start, in the town, with forty fighters and ten civilians killed.
fn past(stage: &Stage, by: &str, on: &str) -> EventFact {
    EventFact {
        id: "past".to_owned(),
        key: Key::of("past"),
        date: stage.case.start.saturating_sub(jiff::Span::new().days(18 * 7)),
        known: stage.case.start,
        kind: EventKind::Act(Action::Raid),
        actor: Some(stage.actor(by)),
        target: Some(stage.actor(on)),
        place: Some(stage.place("town")),
        agreement: None,
        deaths: Quantity::fixed(40.0),
        civilian_deaths: Quantity::fixed(10.0),
        size: Quantity::fixed(0.0),
        source: Source::default(),
    }
}

#[test]
fn the_past_leaves_half_after_a_half_life() {
    let mut stage = small();
    let fact = past(&stage, "rebels", "army");
    stage.case.history = vec![fact.clone(), EventFact { kind: EventKind::Shock(Shock::Coup), ..fact }];
    stage.case.history[1].actor = Some(stage.actor("state"));
    (stage.case.history[1].deaths, stage.case.history[1].civilian_deaths) =
        (Quantity::fixed(0.0), Quantity::fixed(0.0));
    stage.play(befall, &Settings::typical(), &Rules::default());
    assert!((stage.who("army").losses - 10.0).abs() < 1e-9);
    assert!((stage.ground("town").danger - 25.0).abs() < 1e-9);
    assert!((stage.tie("army", "rebels").harm - 10.0).abs() < 1e-9);
    let grievance = *stage.world.grievance.at(0, stage.actor("rebels").index());
    assert!((grievance - 0.05).abs() < 1e-9, "{grievance}");
    assert_eq!(stage.who("state").coup_week, -18);
}

fn two_rebels() -> Stage {
    small_with(|tiny| {
        tiny.actor("riders", ActorKind::Movement).member("riders", "front", 0.7).force("riders", "town", 300.0)
    })
}

#[test]
fn the_past_of_a_coalition_is_that_of_its_fighters() {
    let mut stage = two_rebels();
    stage.case.history = vec![past(&stage, "front", "state")];
    let mut bare = stage.clone();
    stage.play(befall, &Settings::typical(), &Rules::default());
    let losses = ["army", "rebels", "riders", "front", "state"].map(|who| stage.who(who).losses);
    for (left, right) in losses.into_iter().zip([10.0, 2.5, 7.5, 0.0, 0.0]) {
        assert!((left - right).abs() < 1e-9, "{losses:?}");
    }
    for (a, b, harm) in [("army", "riders", 7.5), ("riders", "state", 7.5), ("state", "front", 10.0)] {
        assert!((stage.tie(a, b).harm - harm).abs() < 1e-9, "{a} of {b}");
    }
    bare.post("rebels", "camp", 0.0);
    bare.post("riders", "town", 0.0);
    bare.play(befall, &Settings::typical(), &Rules::default());
    assert!((bare.who("rebels").losses - 5.0).abs() < 1e-9, "evenly where nobody has men");
}

#[test]
fn the_dead_of_a_clash_are_the_losses_of_those_who_were_there() {
    let mut stage = two_rebels();
    let (front, army) = (stage.actor("front"), stage.actor("army"));
    let clash = Given {
        actor: Some(front),
        target: Some(army),
        place: Some(stage.place("town")),
        deaths: 60.0,
        ..given(EventKind::Shock(Shock::Clash))
    };
    happen(&mut stage, clash);
    assert_eq!(["front", "rebels", "riders", "army"].map(|who| stage.who(who).losses), [0.0, 0.0, 30.0, 30.0]);
    assert_eq!(stage.world.strength(stage.actor("riders")), 270.0);
}
