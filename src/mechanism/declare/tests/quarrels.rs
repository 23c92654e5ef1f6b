//! What two sides bring along: the quarrels of those who come together, steps of the ladder, agreements that are broken and not dead.

use super::*;
use crate::world::{Change, Ledger};

/// The truce without a mission, and a front that nobody has joined yet.
fn with_front() -> Stage {
    let front = |tiny: Tiny| tiny.actor("front", ActorKind::Coalition).tie("state", "front", -0.5, Stance::Tolerant);
    let mut stage = front(cast(false)).stage();
    hope(&mut stage, 0.4, 0.6);
    stage
}

fn quarrel(stage: &Stage, a: &str, b: &str) -> crate::world::Quarrel {
    *stage.world.quarrels.at(stage.actor(a).index(), stage.actor(b).index())
}

#[test]
fn a_front_takes_over_the_quarrels_of_those_who_found_it() {
    let mut stage = with_front();
    let set = Settings::typical();
    week(&mut stage, &set, &Rules::default());
    let (state, rebels, front) = (stage.actor("state"), stage.actor("rebels"), stage.actor("front"));
    stage.world.quarrels.at_mut(state.index(), rebels.index()).incidents = 3.0;
    let mut out = Proposals::default();
    out.drift(Change::Member(rebels, Some(front)));
    stage.world.apply(&mut out, &mut Ledger::default());
    stage.world.settle();
    for (a, b) in [("state", "front"), ("front", "state")] {
        assert!(quarrel(&stage, a, b).resolve.is_none(), "the question has not arisen yet");
    }
    week(&mut stage, &set, &Rules::default());
    let (old, new) = (quarrel(&stage, "state", "rebels"), quarrel(&stage, "state", "front"));
    assert!(old.resolve.is_some() && old.resolve == new.resolve);
    assert_eq!(new.incidents, 3.0);
    assert_eq!(quarrel(&stage, "front", "state").resolve, quarrel(&stage, "rebels", "state").resolve);
}

#[test]
fn a_question_without_forerunners_has_a_resolve_of_its_own() {
    let drawn = |number: u64| {
        let mut stage = truce(false);
        stage.number = number;
        week(&mut stage, &Settings::typical(), &Rules::default());
        quarrel(&stage, "state", "rebels").resolve.unwrap()
    };
    let all: Vec<f64> = (0..20).map(drawn).collect();
    assert!(all.iter().any(|x| *x != all[0]));
}

#[test]
fn the_ladder_is_climbed_one_step_at_a_time() {
    let mut stage = truce(false);
    let sides = (stage.actor("state"), stage.actor("rebels"));
    let rung = |stage: &Stage, like| incident::rung(&stage.world, sides, like);
    let ladder = stage.world.ladder.clone();
    let show = ladder.rung(Action::ShowOfForce);
    assert_eq!(rung(&stage, Action::Ambush), show, "shots out of a clear sky");
    assert_eq!(rung(&stage, Action::ShowOfForce), show);
    stage.climb("rebels", "state", 2, show);
    assert_eq!(rung(&stage, Action::Ambush), show + 1);
    assert!(!ladder.is_fighting(show + 1));
    stage.climb("state", "rebels", 1, show + 1);
    assert_eq!(rung(&stage, Action::Ambush), ladder.rung(Action::Ambush), "answered, it is fighting");
    stage.climb("state", "rebels", 1, ladder.top());
    assert_eq!(rung(&stage, Action::Ambush), ladder.rung(Action::Ambush), "and no more than it is");
}

#[test]
fn a_broken_agreement_binds_until_it_is_dead() {
    let urge = |state: AgreementState| {
        let mut stage = truce(false);
        let set = Settings { every: 1.0, mood: 0.0, ..Settings::typical() };
        week(&mut stage, &set, &Rules::default());
        let truce = stage.agreement("truce");
        stage.world.agreements[truce.index()].state = state;
        stage.world.settle();
        stage.play(declare, &set, &Rules::default());
        quarrel(&stage, "state", "rebels").urge
    };
    let (kept, broken) = (urge(AgreementState::Signed), urge(AgreementState::Breached));
    assert!((kept - broken).abs() < 1e-9, "{kept} {broken}");
    assert!(urge(AgreementState::Suspended) > kept + 0.05, "what is set aside holds nobody back");
}

#[test]
fn whoever_has_outlived_swings_of_fortune_is_further_from_war() {
    let mean = |fortune: f64| {
        let set = Settings { fortune, mood: 0.0, ..Settings::typical() };
        let drawn = |number: u64| {
            let mut stage = truce(false);
            stage.number = number;
            let truce = stage.agreement("truce");
            stage.world.agreements[truce.index()].since = -520;
            for (a, b) in [("state", "rebels"), ("rebels", "state")] {
                stage.tie(a, b).since = -520;
            }
            week(&mut stage, &set, &Rules::default());
            quarrel(&stage, "state", "rebels").resolve.unwrap()
        };
        (0..100).map(drawn).sum::<f64>() / 100.0
    };
    assert!(mean(0.2) < mean(0.0) - 0.02, "{} {}", mean(0.2), mean(0.0));
}
