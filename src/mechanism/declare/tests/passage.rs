//! A column before a town of the other side in peace: who lets it in, who turns back, when it comes to war.

use super::*;
use crate::{
    domain::{OperationEnd, OperationKind, OperationStage},
    id::OperationId,
    world::Origin,
};

/// Nothing happens by itself, and nobody weighs war but before the town.
fn calm() -> Settings {
    Settings { mood: 0.0, quiet: 0.0, friction: 0.0, answer: 0.0, every: 50.0, ..Settings::typical() }
}

/// Four hundred men of the state before a town that a hundred rebels hold, with what war is worth to either in the end.
fn before_the_town(state: f64, rebels: f64) -> (Stage, OperationId) {
    let mut stage = truce(false);
    let id = stage.operation("state", OperationKind::TakeOver, "base", "t1");
    let town = stage.place("t1");
    for force in &mut stage.world.forces {
        if force.operation == Some(id) {
            (force.place, force.strength) = (town, 400.0);
        }
    }
    stage.who("state").rhetoric = 0.4;
    // Weeks in which neither weighs war by itself.
    stage.world.week = 3;
    for (me, other) in [("state", "rebels"), ("rebels", "state")] {
        resolve(&mut stage, me, other, Some(0.0));
    }
    let [now, then] = [("state", "rebels"), ("rebels", "state")].map(|(me, other)| worth(&stage, me, other));
    resolve(&mut stage, "state", "rebels", Some(state - now));
    resolve(&mut stage, "rebels", "state", Some(rebels - then));
    (stage, id)
}

fn resolve(stage: &mut Stage, me: &str, other: &str, to: Option<f64>) {
    let (me, other) = (stage.actor(me).index(), stage.actor(other).index());
    stage.world.quarrels.at_mut(me, other).resolve = to;
}

/// What war is worth to a side now, whatever week it is.
fn worth(stage: &Stage, me: &str, other: &str) -> f64 {
    let mut stage = stage.clone();
    stage.world.settle();
    let (me, other, mut urge) = (stage.actor(me), stage.actor(other), 0.0);
    stage.look(&calm(), &Rules::default(), |view| {
        let between = Between::of(view, stage.actor("state"), stage.actor("rebels")).unwrap();
        urge = urge::weigh(view, &between, me, other, &mut Proposals::default()).urge;
    });
    urge
}

/// What came of it: whether the column was turned away, whether it is war, and the event of the refusal.
fn answer(stage: &mut Stage, id: OperationId, rules: &Rules) -> (bool, bool, Option<Event>) {
    let events = stage.play(declare, &calm(), rules);
    let away = stage.world.operation(id).end == Some(OperationEnd::TurnedAway);
    let war = stage.tie("state", "rebels").stance == Stance::War;
    (away, war, events.into_iter().find(|e| e.rule == "declare.refusal"))
}

fn outcome(state: f64, rebels: f64) -> (bool, bool, bool) {
    let (mut stage, id) = before_the_town(state, rebels);
    let (away, war, event) = answer(&mut stage, id, &Rules::default());
    (away, war, event.is_some())
}

#[test]
fn a_holder_refuses_where_the_town_is_worth_the_risk_and_whoever_is_refused_attacks_or_turns_back() {
    // An attack is unlikely, or war would not be so bad.
    assert_eq!(outcome(-0.9, -0.3), (true, false, true), "refused and turned back");
    assert_eq!(outcome(-0.01, -0.1), (false, true, true), "whoever turns back loses face");
    assert_eq!(outcome(-0.01, -9.0), (false, false, false), "let in for fear of war");
    assert_eq!(outcome(0.1, -0.1), (false, true, true), "whoever wants war has a reason");
}

#[test]
fn the_bounds_are_those_of_the_formula() {
    let set = calm();
    let (stage, _) = before_the_town(-0.3, 0.0);
    // One of six towns of equal worth; four hundred men come to a hundred.
    let loss = set.stakes / 6.0 * 400.0 / 500.0;
    let face = set.audience * 0.4;
    let below = |x: f64| crate::warfare::odds::normal_below(x / set.resolve);
    let known =
        -0.3 - stage.world.quarrels.at(stage.actor("state").index(), stage.actor("rebels").index()).resolve.unwrap();
    let attack = (below(-known) - below(-known - face)) / below(-known);
    assert!(attack > 0.02 && attack < 0.6, "{attack}");
    let bound = -loss / attack;
    assert!(outcome(-0.3, bound + 1e-6).2 && !outcome(-0.3, bound - 1e-6).2);
    let at_home = |rebels: f64| {
        let (mut stage, id) = before_the_town(-0.3, rebels);
        stage.who("rebels").home = Some(stage.place("t1"));
        answer(&mut stage, id, &Rules::default()).2.is_some()
    };
    // Of what is contested the rebels have three quarters, and everything with their home.
    let bound = bound * 6.0 * 0.75;
    assert!(at_home(bound + 1e-6) && !at_home(bound - 1e-6));
    assert!(outcome(-face + 1e-6, 0.0).1 && !outcome(-face - 1e-6, 0.0).1);
}

#[test]
fn rhetoric_binds_whoever_is_refused_only_under_its_rule() {
    let rules = Rules::default().without(Rule::RhetoricBinds);
    let (mut stage, id) = before_the_town(-0.01, -0.1);
    let (away, war, _) = answer(&mut stage, id, &rules);
    assert!(away && !war);
}

#[test]
fn a_refusal_is_an_incident_unless_a_guarantor_settles_it() {
    let incidents = |stage: &mut Stage| {
        stage.next_week();
        stage.play(declare, &calm(), &Rules::default());
        stage.world.quarrels.at(stage.actor("state").index(), stage.actor("rebels").index()).incidents
    };
    let (mut stage, id) = before_the_town(-0.9, -0.3);
    let (_, _, event) = answer(&mut stage, id, &Rules::default());
    let event = event.unwrap();
    assert_eq!((event.actor, event.target), (Some(stage.actor("rebels")), Some(stage.actor("state"))));
    assert_eq!((event.place, event.operation), (Some(stage.place("t1")), Some(stage.world.operation(id).key)));
    assert_eq!(event.deaths(), 0);
    let (quiet, weight) = (event.success, incidents(&mut stage));
    assert!(if quiet { weight < 1e-9 } else { weight > 0.5 }, "{quiet} {weight}");
    let settled = (0..200).filter(|number| {
        let (mut stage, id) = before_the_town(0.1, -0.1);
        stage.number = *number;
        let (away, war, event) = answer(&mut stage, id, &Rules::default());
        assert_eq!(away, !war, "who is refused turns back or attacks");
        let event = event.unwrap();
        assert_eq!(event.success, away, "nobody attacks once it is settled");
        away
    });
    let share = settled.count() as f64 / 200.0;
    assert!((share - calm().settling).abs() < 0.1, "{share}: no guarantor here");
}

fn of(stage: &mut Stage, id: OperationId) -> &mut crate::world::Operation {
    &mut stage.world.operations[id.index()]
}

#[test]
fn only_columns_that_stand_before_a_town_in_peace_ask() {
    let asked = |prepare: &dyn Fn(&mut Stage, OperationId)| {
        let (mut stage, id) = before_the_town(-0.9, -0.3);
        prepare(&mut stage, id);
        answer(&mut stage, id, &Rules::default()).2.is_some()
    };
    assert!(asked(&|_, _| ()));
    assert!(!asked(&|s, id| of(s, id).flown = true), "whoever flies lands in the camp");
    assert!(!asked(&|s, id| of(s, id).stage = OperationStage::Holding), "it is in already");
    assert!(!asked(&|s, id| of(s, id).kind = OperationKind::Clear), "only camps");
    assert!(!asked(&|s, id| of(s, id).axis[0] = s.place("t1")), "nobody sets out for where he stands");
    assert!(!asked(&|s, _| s.post("rebels", "t1", 0.0)), "nobody is there");
    assert!(!asked(&|s, _| resolve(s, "rebels", "state", None)), "the question is new");
    let elsewhere = |s: &mut Stage, _| {
        let base = s.place("base");
        s.world.forces.iter_mut().filter(|f| f.operation.is_some()).for_each(|f| f.place = base);
    };
    assert!(!asked(&elsewhere), "on the way");
    let war = |s: &mut Stage, _| {
        for (a, b) in [("state", "rebels"), ("rebels", "state")] {
            s.tie(a, b).stance = Stance::War;
        }
    };
    assert!(!asked(&war), "in war nobody asks");
    let seat = |s: &mut Stage, _| {
        let rebels = s.actor("rebels");
        s.outside.seats.push(rebels);
    };
    assert!(!asked(&seat), "a person decides");
    let kind = EventKind::Act(Action::ShowOfForce);
    let bar = |s: &mut Stage, _| s.outside.bars.push(Bar { kind, actor: None, target: None, place: None });
    assert!(!asked(&bar), "prevented");
}

#[test]
fn what_is_ordered_from_outside_goes_on_and_a_seat_attacks_nobody_unasked() {
    let (mut stage, id) = before_the_town(-0.9, -0.3);
    stage.world.operations[id.index()].origin = Origin::Inject(Key::of("injects.column"));
    let (away, war, event) = answer(&mut stage, id, &Rules::default());
    assert!(!away && war && event.is_some());
    let (mut stage, id) = before_the_town(0.1, -0.1);
    let state = stage.actor("state");
    stage.outside.seats.push(state);
    let (away, war, _) = answer(&mut stage, id, &Rules::default());
    assert!(away && !war);
    let (mut stage, id) = before_the_town(0.1, -0.1);
    let kind = EventKind::Shock(Shock::StanceShift);
    stage.outside.bars.push(Bar { kind, actor: None, target: None, place: None });
    let (away, war, _) = answer(&mut stage, id, &Rules::default());
    assert!(away && !war, "where war may not come it turns back");
}

#[test]
fn who_was_turned_away_is_remembered_until_the_town_changes_hands() {
    let (mut stage, id) = before_the_town(-0.9, -0.3);
    answer(&mut stage, id, &Rules::default());
    let state = stage.actor("state");
    assert_eq!(stage.ground("t1").turned_away, Some((state, 3)));
    let (town, army) = (stage.place("t1"), stage.actor("army"));
    let mut out = Proposals::default();
    out.drift(Change::Holder(town, Some(army)));
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    assert_eq!(stage.ground("t1").turned_away, None);
}
