//! Which words and turns are open to whom.

use super::*;
use crate::mechanism::decide::bonds;

#[test]
fn prisoners_are_freed_and_secrets_told_between_those_who_fought_of_late() {
    let words = |_: &Stage, o: &Order| matches!(o.action, Action::ReleasePrisoners | Action::BackChannel);
    let fought = |stage: &mut Stage| {
        let rung = stage.world.ladder.fighting();
        stage.climb("rebels", "state", 2, rung);
    };
    assert!(is_done(fought, words) && !is_done(|_| (), words));
}

#[test]
fn a_label_of_either_side_closes_talks_and_is_not_taken_back_in_the_fighting() {
    let talks = |_: &Stage, o: &Order| matches!(o.action, Action::OfferTalks | Action::BackChannel);
    let labelled = |by: &'static str, other: &'static str| {
        move |stage: &mut Stage| {
            let rung = stage.world.ladder.fighting();
            stage.climb("rebels", "state", 2, rung);
            stage.tie(by, other).label = true;
        }
    };
    let of_rebels = |stage: &Stage, o: &Order| talks(stage, o) && o.actor == stage.actor("rebels");
    assert!(is_done(|_| (), of_rebels));
    assert!(!is_done(labelled("state", "rebels"), of_rebels));
    let lifts = |_: &Stage, o: &Order| o.action == Action::Unlabel;
    assert!(!is_done(labelled("state", "rebels"), lifts));
    assert!(is_done(|stage| stage.tie("state", "rebels").label = true, lifts));
}

#[test]
fn nobody_carries_out_an_accord_with_those_with_whom_it_is_at_war() {
    let carries_out = |_: &Stage, o: &Order| o.action == Action::Implement;
    let signed = |stage: &mut Stage| {
        let state = AgreementState::Suspended;
        stage.world.agreements.iter_mut().filter(|g| g.kind == AgreementKind::Accord).for_each(|g| g.state = state);
    };
    let at_peace = |stage: &mut Stage| {
        signed(stage);
        for (a, b) in [("state", "rebels"), ("rebels", "state"), ("army", "rebels"), ("rebels", "army")] {
            stage.tie(a, b).stance = Stance::Hostile;
        }
    };
    assert!(is_done(at_peace, carries_out) && !is_done(signed, carries_out));
}

#[test]
fn allies_are_betrayed_by_those_who_lead_alone_and_missed_for_their_common_dangers() {
    let look = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = cast()
            .actor("clan", ActorKind::Movement)
            .actor("front", ActorKind::Coalition)
            .tie("rebels", "clan", 0.5, Stance::JointOperations)
            .tie("clan", "rebels", 0.5, Stance::JointOperations)
            .tie("clan", "state", -0.5, Stance::Tolerant)
            .force("clan", "hills", 20.0)
            .stage();
        prepare(&mut stage);
        let (rebels, clan) = (stage.actor("rebels"), stage.actor("clan"));
        let mut found = (false, 0.0);
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            found = (bonds::could_betray(view, rebels, clan), bonds::shared_danger(view, rebels, clan));
        });
        found
    };
    let (open, danger) = look(&|_| ());
    assert!(open && danger > 0.0, "their peace with the state may end: {danger}");
    let front = |stage: &mut Stage| stage.who("rebels").coalition = Some(stage.actor("front"));
    assert!(!look(&front).0);
    assert_eq!(look(&|stage| stage.tie("clan", "state").affinity = 0.5).1, 0.0);
}
