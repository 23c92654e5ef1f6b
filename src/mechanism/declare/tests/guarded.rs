//! What is contested, who guards it, which camps are in sight, and from whom a question is taken over: each by hand.

use super::*;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

/// What stands between the state and the rebels.
fn guard(stage: &mut Stage, set: &Settings) -> Guard {
    stage.world.settle();
    let mut found = Guard::default();
    stage.look(set, &Rules::default(), |view| {
        found = Guard::between(view, stage.actor("state"), stage.actor("rebels"), true);
    });
    found
}

fn control(stage: &mut Stage, at: &str, who: &str, share: f64) {
    let (at, who) = (stage.place(at), stage.actor(who));
    *stage.world.control.at_mut(at.index(), who.index()) = share;
}

#[test]
fn what_the_rebels_hold_or_both_claim_is_contested_and_held_by_shares() {
    let set = Settings::typical();
    let mut stage = truce(false);
    // Six towns worth a half, of which the rebels rule 0.6 and the army 0.2.
    let all = guard(&mut stage, &set);
    close(all.worth, 3.0);
    close(all.held[0], 0.75);
    close(all.held[1], 2.25);
    // A town that the rebels hold without anybody ruling the country is contested and held by nobody.
    control(&mut stage, "t1", "rebels", 0.0);
    control(&mut stage, "t1", "army", 0.0);
    let all = guard(&mut stage, &set);
    assert_eq!(all.worth, 3.0);
    close(all.held[0] + all.held[1], 2.5);
    // Of what the army holds the rebels claim from so much on.
    control(&mut stage, "base", "army", 0.45);
    control(&mut stage, "base", "rebels", set.claim);
    let all = guard(&mut stage, &set);
    close(all.worth, 3.5);
    close(all.held[1], 5.0 * 0.375 + 0.05);
    control(&mut stage, "base", "rebels", 0.99 * set.claim);
    close(guard(&mut stage, &set).worth, 3.0);
}

#[test]
fn nobody_looks_at_what_is_contested_if_nobody_guards_it_and_nobody_weighs_war() {
    let look = |guarded: bool, weighs: bool| {
        let mut stage = truce(guarded);
        stage.world.settle();
        let mut worth = 0.0;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            worth = Guard::between(view, stage.actor("state"), stage.actor("rebels"), weighs).worth;
        });
        worth
    };
    assert_eq!([look(false, false), look(false, true), look(true, false), look(true, true)], [0.0, 3.0, 3.0, 3.0]);
}

#[test]
fn a_guarantor_counts_where_it_stands_and_less_where_its_camp_closes() {
    let set = Settings { watch: 0.0, notice: 13.0, horizon: 26.0, ..Settings::typical() };
    let share = |closing: bool, gone: bool, exit: Option<i64>| {
        let mut stage = truce(true);
        if closing {
            stage.ground("t1").camp = Camp::Closing;
        }
        if gone {
            stage.post("mission", "t2", 0.0);
        }
        if let Some(weeks) = exit {
            announce_exit(&mut stage, weeks);
        }
        let all = guard(&mut stage, &set);
        (all.share, all.clock)
    };
    let close = |got: (f64, f64), share: f64, clock: f64| {
        assert!((got.0 - share).abs() + (got.1 - clock).abs() < 1e-9, "{got:?}");
    };
    close(share(false, false, None), 1.0, 1.0);
    close(share(false, true, None), 5.0 / 6.0, 1.0);
    // Half a year's horizon, of which the usual notice is half.
    close(share(true, false, None), 5.5 / 6.0, 1.0);
    close(share(true, false, Some(13)), 1.0, 0.5);
    close(share(true, false, Some(20)), (5.0 + 13.0 / 20.0) / 6.0, 20.0 / 26.0);
    close(share(true, false, Some(0)), 1.0, 0.0);
}

#[test]
fn camps_in_sight_go_to_whoever_may_take_what_the_other_claims_and_the_most_valued_is_the_prize() {
    let set = Settings::typical();
    let mut stage = truce(true);
    (stage.ground("t1").camp, stage.ground("t2").camp, stage.ground("t3").camp) =
        (Camp::Closing, Camp::Vacated, Camp::Handed);
    let all = guard(&mut stage, &set);
    assert_eq!((all.coming, all.prize), ([2.0, 2.0], [Some(stage.place("t1")); 2]));
    stage.ground("t2").value = 0.6;
    assert_eq!(guard(&mut stage, &set).prize, [Some(stage.place("t2")); 2]);
    // The army claims too little of one to lose it, and the rebels who do not hold the other cannot have it.
    control(&mut stage, "t1", "army", 0.99 * set.claim);
    assert_eq!(guard(&mut stage, &set).coming, [1.0, 2.0]);
    stage.ground("t2").holder = None;
    assert_eq!(guard(&mut stage, &set).coming, [0.0, 2.0]);
    let clause = crate::world::AgreementClause { clause: Clause::CampHandover, ..stage.world.agreements[0].clauses[0] };
    stage.world.agreements[0].clauses.push(clause);
    let both = guard(&mut stage, &set).coming;
    close(both[1], 2.0 * (1.0 - set.joint_handover));
}

#[test]
fn a_full_guarantee_leaves_few_incidents_in_mind() {
    let set = Settings { watch: 0.0, ..Settings::typical() };
    let usual = |men: f64| {
        let mut stage = truce(true);
        TOWNS[..3].iter().for_each(|at| stage.post("mission", at, men));
        stage.world.settle();
        let mut found = 0.0;
        stage.look(&set, &Rules::default(), |view| {
            let between = Between::of(view, stage.actor("state"), stage.actor("rebels")).expect("a truce");
            found = incident::usual(view, &between);
        });
        found
    };
    let by_hand = |full: f64| {
        let open = 1.0 - set.settling - set.mediation * full;
        let weekly = (set.quiet + set.friction * (1.0 - full)) * open / (1.0 - set.answer * open);
        weekly / (1.0 - crate::chance::laws::weekly_decay(set.memory))
    };
    close(usual(200.0), by_hand(1.0));
    close(usual(0.0), by_hand(0.5));
}

#[test]
fn of_those_with_most_men_whose_quarrel_a_front_takes_over_the_lowest_key_decides() {
    let found = |men: [f64; 4]| {
        let names = ["ants", "bees", "cats", "dogs"];
        let mut tiny = Tiny::new().actor("state", ActorKind::Government).actor("front", ActorKind::Coalition);
        tiny = tiny.place("hills", "ants").tie("state", "front", -0.5, Stance::Hostile);
        for (who, men) in names.into_iter().zip(men) {
            tiny = tiny.actor(who, ActorKind::Movement).member(who, "front", 0.9).force(who, "hills", men);
            tiny = tiny.tie("state", who, -0.5, Stance::Hostile);
        }
        let mut stage = tiny.stage();
        let state = stage.actor("state");
        for (i, who) in names.into_iter().enumerate() {
            let who = stage.actor(who);
            stage.world.quarrels.at_mut(who.index(), state.index()).resolve = Some(i as f64);
        }
        stage.play(declare, &Settings { mood: 0.0, ..Settings::typical() }, &Rules::default());
        let lowest = names.into_iter().min_by_key(|who| side(&stage.world, stage.actor(who), state)).expect("four");
        let resolve = stage.world.quarrels.at(stage.actor("front").index(), state.index()).resolve.expect("drawn");
        (names[resolve.round() as usize], lowest)
    };
    let (taken, lowest) = found([100.0; 4]);
    assert_eq!(taken, lowest);
    assert_eq!(found([100.0, 101.0, 100.0, 100.0]).0, "bees");
    assert_eq!(found([100.0, 100.0, 100.0, 101.0]).0, "dogs");
    assert_eq!(found([101.0, 100.0, 100.0, 100.0]).0, "ants");
}

#[test]
fn whoever_sees_nothing_that_it_could_take_wants_no_war() {
    let urge = |prospect: f64, contested: bool| {
        let mut stage = truce(false);
        hope(&mut stage, prospect, 0.0);
        let (state, rebels, army) = (stage.actor("state").index(), stage.actor("rebels").index(), stage.actor("army"));
        for at in TOWNS.iter().filter(|_| !contested) {
            control(&mut stage, at, "rebels", 0.0);
            stage.ground(at).holder = Some(army);
        }
        stage.world.quarrels.at_mut(state, rebels).resolve = Some(5.0);
        stage.world.settle();
        let set = Settings { every: 1.0, mood: 0.0, ..Settings::typical() };
        stage.play(declare, &set, &Rules::default());
        stage.world.quarrels.at(state, rebels).urge
    };
    assert!(urge(0.4, true) > 1.0);
    assert_eq!([urge(0.0, true), urge(0.4, false), urge(0.0, false)], [0.0; 3]);
}
