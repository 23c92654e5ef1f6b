//! How a war comes about and reaches those on either side: what counts as an attack, what forbids it, who goes along.

use super::{fronts::coalition, *};

fn no_mood() -> Settings {
    Settings { mood: 0.0, quiet: 0.0, friction: 0.0, ..Settings::typical() }
}

/// Whether state and rebels are at war after an attack of the rebels last week.
fn after_attack(prepare: impl Fn(&mut Stage)) -> bool {
    let mut stage = truce(false);
    hope(&mut stage, 0.0, 0.0);
    stage.next_week();
    prepare(&mut stage);
    stage.play(declare, &no_mood(), &Rules::default());
    stage.tie("state", "rebels").stance == Stance::War
}

#[test]
fn only_what_those_of_the_two_sides_do_to_each_other_is_an_attack_of_one_on_the_other() {
    assert!(after_attack(|s| attack(s, "rebels", "army")) && after_attack(|s| attack(s, "army", "rebels")));
    assert!(!after_attack(|_| ()));
    assert!(!after_attack(|s| attack(s, "rebels", "mission")), "a third is attacked");
    assert!(!after_attack(|s| attack(s, "mission", "rebels")), "a third attacks");
    assert!(after_attack(|s| did(s, "rebels", "army", Action::Column)), "from columns on it is force");
    assert!(!after_attack(|s| did(s, "rebels", "army", Action::Ambush)));
}

#[test]
fn nobody_goes_to_war_where_that_is_prevented_on_either_side_or_would_break_what_binds() {
    use AgreementState::{Breached, Signed};
    let war = |shock: Option<Shock>, by: &'static str, on: &'static str, state: AgreementState| {
        after_attack(|stage| {
            attack(stage, "rebels", "army");
            stage.world.agreements[0].state = state;
            let (actor, target) = (Some(stage.actor(by)), Some(stage.actor(on)));
            let bar = |shock| Bar { kind: EventKind::Shock(shock), actor, target, place: None };
            stage.outside.bars.extend(shock.map(bar));
            stage.world.settle();
        })
    };
    assert!(war(None, "rebels", "state", Signed));
    assert!(!war(Some(Shock::StanceShift), "rebels", "state", Signed));
    assert!(!war(Some(Shock::StanceShift), "state", "rebels", Signed));
    assert!(war(Some(Shock::StanceShift), "state", "mission", Signed), "that of others");
    assert!(!war(Some(Shock::Breach), "rebels", "state", Signed));
    assert!(war(Some(Shock::Breach), "rebels", "state", Breached), "what is broken already binds nobody");
}

#[test]
fn a_truce_that_may_not_collapse_is_broken_if_it_was_in_force() {
    use AgreementState::{Breached, Signed, Suspended};
    let after = |state: AgreementState| {
        let mut stage = truce(false);
        hope(&mut stage, 0.0, 0.0);
        stage.next_week();
        stage.world.agreements[0].state = state;
        attack(&mut stage, "rebels", "army");
        let kind = EventKind::Shock(Shock::AgreementCollapses);
        stage.outside.bars.push(Bar { kind, actor: None, target: None, place: None });
        stage.world.settle();
        stage.play(declare, &no_mood(), &Rules::default());
        assert_eq!(stage.tie("state", "rebels").stance, Stance::War);
        stage.world.agreements[0].state
    };
    assert_eq!([Signed, Breached, Suspended].map(after), [Breached, Breached, Suspended]);
}

#[test]
fn at_each_step_up_to_its_coalition_a_member_holds_back_as_far_as_neither_binds_it() {
    let goes = |commitment: f64, cohesion: f64, loose: f64, rules: &Rules| {
        let mut stage = coalition();
        (stage.who("loose").commitment, stage.who("front").cohesion) = (commitment, cohesion);
        stage.post("firm", "hills", 100.0);
        stage.post("loose", "hills", loose);
        // A soldier of the state has no choice, however loose his bond.
        (stage.who("army").commitment, stage.who("state").cohesion) = (0.0, 0.0);
        stage.next_week();
        attack(&mut stage, "firm", "army");
        stage.play(declare, &no_mood(), rules);
        let at_war = ["firm", "front"].map(|who| stage.tie(who, "army").stance == Stance::War);
        assert_eq!((at_war[0], stage.tie("army", "firm").stance), (true, Stance::War));
        let [out, back] = [("loose", "army"), ("army", "loose")].map(|(a, b)| stage.tie(a, b).stance == Stance::War);
        assert_eq!(out, back);
        out
    };
    let rules = Rules::default();
    assert!(!goes(0.0, 0.0, 100.0, &rules), "nothing binds it");
    assert!(goes(1.0, 0.0, 100.0, &rules) && goes(0.0, 1.0, 100.0, &rules));
    assert!(goes(0.0, 0.0, 101.0, &rules), "it brings more than half of the men");
    assert!(goes(0.0, 0.0, 100.0, &rules.without(Rule::WarSplitsCoalitions)));
}

#[test]
fn war_leaves_alliances_across_the_front_alone() {
    let mut stage = coalition();
    stage.who("loose").commitment = 1.0;
    for (a, b) in [("loose", "army"), ("army", "loose")] {
        stage.tie(a, b).stance = Stance::JointOperations;
    }
    stage.next_week();
    attack(&mut stage, "firm", "army");
    stage.play(declare, &no_mood(), &Rules::default());
    assert_eq!((stage.tie("firm", "army").stance, stage.tie("army", "firm").stance), (Stance::War, Stance::War));
    assert_eq!(stage.tie("loose", "army").stance, Stance::JointOperations);
    assert_eq!(stage.tie("army", "loose").stance, Stance::JointOperations);
}

#[test]
fn who_is_drawn_into_a_war_draws_in_those_above_it_once_unless_it_is_prevented_or_they_are_allies() {
    use Stance::{Hostile, JointOperations, War};
    let drawn = |out: Stance, back: Stance, bar: Option<(&'static str, &'static str)>| {
        let mut stage = coalition();
        for (a, b) in [("state", "front"), ("front", "state")] {
            stage.tie(a, b).stance = War;
        }
        (stage.tie("loose", "army").stance, stage.tie("army", "loose").stance) = (out, back);
        for (a, b) in [("front", "army"), ("army", "front")] {
            stage.tie(a, b).stance = Hostile;
        }
        if let Some((by, on)) = bar {
            let (actor, target) = (Some(stage.actor(by)), Some(stage.actor(on)));
            stage.outside.bars.push(Bar { kind: EventKind::Shock(Shock::StanceShift), actor, target, place: None });
        }
        stage.next_week();
        attack(&mut stage, "army", "loose");
        attack(&mut stage, "loose", "army");
        let events = stage.play(declare, &no_mood(), &Rules::default());
        let begun = events.iter().filter(|e| e.rule == "declare.attack").count();
        let pairs = [("loose", "army"), ("army", "loose"), ("front", "army"), ("army", "front")];
        (begun, pairs.map(|(a, b)| stage.tie(a, b).stance))
    };
    assert_eq!(drawn(Hostile, Hostile, None), (1, [War; 4]));
    for (out, back) in [(Hostile, War), (War, Hostile)] {
        assert_eq!(drawn(out, back, None), (1, [War; 4]), "it takes two");
    }
    assert_eq!(drawn(War, War, None), (0, [War, War, Hostile, Hostile]), "it was war already");
    let allies = [JointOperations, JointOperations, Hostile, Hostile];
    assert_eq!(drawn(JointOperations, JointOperations, None), (0, allies));
    assert_eq!(drawn(Hostile, Hostile, Some(("army", "loose"))), (0, [Hostile; 4]));
    assert_eq!(drawn(Hostile, Hostile, Some(("loose", "army"))), (0, [Hostile; 4]));
}
