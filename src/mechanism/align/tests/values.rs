//! Threats, ripeness for betrayal, quiet weeks and who follows, by hand.

use super::{enemy::worst_common_enemy, *};
use crate::chance::laws::within_week;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

fn threat(stage: &Stage, a: &str, b: &str) -> Option<(ActorId, f64)> {
    let mut found = None;
    stage.look(&Settings::typical(), &Rules::default(), |view| {
        found = worst_common_enemy(view, stage.actor(a), stage.actor(b));
    });
    found
}

#[test]
fn a_common_enemy_weighs_by_the_hatred_of_both_and_how_much_both_fight_him() {
    let set = Settings::typical();
    let mut stage = cast();
    stage.climb("state", "rebels", 0, 8);
    stage.climb("state", "zealots", 0, 5);
    let (state, rivals) = (stage.actor("state"), stage.actor("rivals"));
    let fight = |rung| set.unfought + (1.0 - set.unfought) * stage.world.ladder.height(rung);
    let (who, weight) = threat(&stage, "rebels", "zealots").expect("an enemy");
    assert_eq!(who, state);
    close(weight, 0.85 * 0.9 * fight(5));
    // The rivals are hated by both too, and nobody fights them: they weigh less, until they are fought.
    for (a, b) in [("rebels", "rivals"), ("rivals", "rebels")] {
        (stage.tie(a, b).stance, stage.tie(a, b).affinity) = (Stance::Hostile, -0.8);
    }
    stage.world.settle();
    assert_eq!(threat(&stage, "rebels", "zealots").expect("an enemy").0, state);
    stage.climb("rivals", "rebels", 0, 8);
    stage.climb("rivals", "zealots", 0, 8);
    stage.tie("zealots", "state").affinity = -0.2;
    let ladder = &stage.world.ladder;
    let fought = 0.8 * 0.75 * (set.unfought + (1.0 - set.unfought) * ladder.height(8));
    let (who, weight) = threat(&stage, "rebels", "zealots").expect("an enemy");
    assert_eq!(who, rivals);
    close(weight, fought);
    stage.who("rivals").alive = false;
    assert_eq!(threat(&stage, "rebels", "zealots").expect("an enemy").0, state, "the dead threaten nobody");
}

#[test]
fn an_ally_turns_at_the_rate_of_its_dominance_and_of_the_safety_around() {
    let set = Settings { treachery: 0.9, comrades: 1.0, meet: 0.0, ..Settings::typical() };
    let (mut turned, worlds) = (0, 1_500);
    let mut start = cast();
    start.post("zealots", "town", 3600.0);
    stand(&mut start, Stance::Coordination, 0.9);
    let hatred = 0.2;
    (start.tie("rebels", "state").affinity, start.tie("zealots", "state").affinity) = (-0.85, -hatred);
    start.world.settle();
    for number in 0..worlds {
        let mut stage = start.clone();
        stage.number = number;
        let events = stage.play(align, &set, &Rules::default());
        let betrayal = events.iter().find(|e| e.rule == "align.turn");
        turned += u32::from(betrayal.is_some());
        assert!(betrayal.is_none_or(|e| e.actor == Some(stage.actor("zealots"))), "the stronger turns");
    }
    let mut barred = start.clone();
    let (kind, actor) = (EventKind::Act(Action::Betray), Some(barred.actor("zealots")));
    barred.outside.bars.push(crate::world::outside::Bar { kind, actor, target: None, place: None });
    for number in 0..20 {
        barred.number = number;
        let events = barred.clone().play(align, &set, &Rules::default());
        assert!(events.iter().all(|e| e.rule != "align.turn"), "nobody does what is prevented");
    }
    // Nine in ten of 4,000 men; nobody fights the state of late.
    let threat = 0.85 * hatred * (set.unfought + (1.0 - set.unfought) * start.world.ladder.height(0));
    let rate = set.treachery * (0.9 - set.dominance) / (1.0 - set.dominance) * (1.0 - threat / set.safety);
    let share = f64::from(turned) / worlds as f64;
    assert!((share - within_week(rate)).abs() < 0.04, "{share}, by hand {}", within_week(rate));
}

#[test]
fn war_cools_after_as_many_quiet_weeks_as_are_stated_at_its_rate() {
    let cooled = |quiet: u32| {
        let (mut cooled, worlds) = (0, 600);
        for number in 0..worlds {
            let mut stage = cast();
            stage.number = number;
            stage.climb("state", "rebels", quiet, 8);
            stage.play(align, &Settings { quiet: 5.0, calming: 0.7, ..Settings::typical() }, &Rules::default());
            cooled += u32::from(stage.tie("state", "rebels").stance == Stance::Hostile);
        }
        f64::from(cooled) / worlds as f64
    };
    assert_eq!(cooled(4), 0.0);
    assert!((cooled(5) - within_week(0.7)).abs() < 0.07, "{}", cooled(5));
}

#[test]
fn a_skirmish_ends_a_truce_or_an_alliance_by_a_draw_unless_a_ceasefire_holds() {
    use crate::domain::{AgreementKind, AgreementState, Clause};
    let after = |stance: Stance, signed: bool, rung: u8| {
        let (mut moved, worlds) = (Vec::new(), 300);
        for number in 0..worlds {
            let mut stage = Tiny::state()
                .actor("rebels", ActorKind::Movement)
                .tie("state", "rebels", 0.0, stance)
                .agreement(
                    "truce",
                    AgreementKind::Truce,
                    if signed { AgreementState::Signed } else { AgreementState::Collapsed },
                    &["state", "rebels"],
                    &[Clause::Ceasefire],
                )
                .stage();
            stage.number = number;
            stage.climb("rebels", "state", 0, rung);
            stage.play(align, &Settings { rupture: 0.3, ..Settings::typical() }, &Rules::default());
            let now = stage.tie("state", "rebels").stance;
            moved.extend((now != stance).then_some(now));
        }
        moved.dedup();
        moved
    };
    assert_eq!(after(Stance::Tolerant, false, 8), [Stance::Hostile]);
    assert_eq!(after(Stance::Coordination, false, 8), [Stance::Tolerant]);
    assert_eq!(after(Stance::Tolerant, true, 8), []);
    assert_eq!(after(Stance::Tolerant, false, 0), []);
    assert_eq!(after(Stance::Hostile, false, 8), []);
}

#[test]
fn a_member_is_bound_by_commitment_and_cohesion_all_the_way_up() {
    let mut stage = Tiny::new()
        .actor("union", ActorKind::Coalition)
        .actor("wing", ActorKind::Coalition)
        .actor("band", ActorKind::Movement)
        .member("wing", "union", 0.8)
        .member("band", "wing", 0.5)
        .stage();
    (stage.who("union").cohesion, stage.who("wing").cohesion) = (0.9, 0.7);
    let of = |a: &str, b: &str| bond(&stage.world, stage.actor(a), stage.actor(b));
    close(of("band", "union"), 0.5 * 0.7 * 0.8 * 0.9);
    close(of("band", "wing"), 0.5 * 0.7);
    assert_eq!(of("union", "union"), 1.0);
}

#[test]
fn a_deal_estranges_the_enemies_of_the_other_party_alone() {
    let moved = |signed: &dyn Fn(&Stage) -> Event, who: &str| {
        let mut stage = cast();
        let event = signed(&stage);
        tell(&mut stage, event);
        let before = stage.tie(who, "rebels").deeds;
        stage.play(align, &still(), &Rules::default());
        stage.tie(who, "rebels").deeds - before
    };
    let set = still();
    let pact = |success: bool| {
        move |s: &Stage| {
            let mut event = Event::act(Action::LocalPact, "test").by(s.actor("rebels")).on(s.actor("state"));
            event.success = success;
            event
        }
    };
    close(moved(&pact(true), "zealots"), -set.deal);
    close(moved(&pact(false), "zealots"), 0.0);
    // Nobody is estranged by what was signed with itself.
    let with_zealots =
        |s: &Stage| Event::shock(Shock::AgreementSigned, "test").by(s.actor("zealots")).on(s.actor("rebels"));
    close(moved(&with_zealots, "zealots"), 0.0);
}

#[test]
fn only_prisoners_who_are_freed_and_fights_of_one_operation_count() {
    let set = still();
    let moved = |deed: &dyn Fn(&mut Stage)| {
        let mut stage = cast();
        deed(&mut stage);
        let before = stage.tie("core", "zealots").deeds;
        stage.play(align, &set, &Rules::default());
        stage.tie("core", "zealots").deeds - before
    };
    let freed = |success: bool| {
        move |s: &mut Stage| {
            let mut event = Event::act(Action::ReleasePrisoners, "test").by(s.actor("zealots")).on(s.actor("rebels"));
            event.success = success;
            tell(s, event);
        }
    };
    close(moved(&freed(true)), set.spared);
    close(moved(&freed(false)), 0.0);
    let fights = |keys: [u64; 2], sides: [bool; 2], places: [&'static str; 2]| {
        move |s: &mut Stage| {
            for (n, who) in ["core", "zealots"].into_iter().enumerate() {
                let (who, state) = (s.actor(who), s.actor("state"));
                let (by, on) = if sides[n] { (who, state) } else { (state, who) };
                let mut event = Event::act(Action::Assault, "test").by(by).on(on);
                (event.operation, event.place) = (Some(Key(keys[n])), Some(s.place(places[n])));
                tell(s, event);
            }
        }
    };
    let town = ["town", "town"];
    close(moved(&fights([7, 7], [true, true], town)), set.together);
    close(moved(&fights([7, 7], [false, false], town)), set.together);
    close(moved(&fights([7, 8], [true, true], town)), 0.0);
    close(moved(&fights([7, 7], [true, false], town)), 0.0);
    close(moved(&fights([7, 7], [true, true], ["town", "hills"])), 0.0);
}

#[test]
fn passing_is_judged_by_whose_ground_it_is_and_nobody_passes_to_attack() {
    let set = still();
    let moved = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = cast();
        set_out(&mut stage, false);
        prepare(&mut stage);
        let before = stage.tie("core", "zealots").deeds;
        stage.play(align, &set, &Rules::default());
        stage.tie("core", "zealots").deeds - before
    };
    close(moved(&|_| ()), set.passage);
    close(moved(&|s| s.world.operations[0].target = Some(s.actor("core"))), 0.0);
    close(moved(&|s| s.world.operations[0].since += 1), 0.0);
    close(moved(&|s| s.ground("hills").holder = None), 0.0);
    // To rule the country around it is enough.
    let ruled = |share: f64| {
        move |s: &mut Stage| {
            s.ground("hills").holder = None;
            let (core, hills) = (s.actor("core"), s.place("hills"));
            *s.world.control.at_mut(hills.index(), core.index()) = share;
            s.world.settle();
        }
    };
    close(moved(&ruled(set.zone)), set.passage);
    close(moved(&ruled(0.9 * set.zone)), 0.0);
}

#[test]
fn only_who_courts_or_betrays_somebody_goes_its_own_way_with_him() {
    let alone = |action: Action, by: &str, on: &str| {
        let mut stage = cast();
        stage.order(by, action, Some(on));
        stage.world.settle();
        let mut found = false;
        stage.look(&still(), &Rules::default(), |view| {
            found = goes_its_own_way(view, stage.actor("core"), stage.actor("zealots"));
        });
        found
    };
    for action in [Action::Coordinate, Action::Betray] {
        assert!(alone(action, "core", "zealots") && alone(action, "zealots", "core"), "{action:?}");
        assert!(!alone(action, "core", "rivals") && !alone(action, "doves", "zealots"), "{action:?}");
    }
    assert!(!alone(Action::Raid, "core", "zealots"));
}

#[test]
fn a_deed_is_between_the_two_and_those_below_them_and_nobody_else() {
    let mut stage = cast();
    spare(&mut stage);
    let pairs =
        [("rivals", "zealots"), ("zealots", "rivals"), ("rivals", "core"), ("core", "doves"), ("state", "core")];
    let of = |stage: &mut Stage| pairs.map(|(a, b)| stage.tie(a, b).deeds);
    let before = of(&mut stage);
    stage.play(align, &still(), &Rules::default());
    assert_eq!(of(&mut stage), before);
}

#[test]
fn a_member_that_stands_closer_or_further_already_stays_there() {
    use Stance::{Coordination, Hostile, NonAggression, Tolerant, War};
    let after = |root: Stance, core: Stance, to: Stance| {
        let mut stage = cast();
        stand(&mut stage, root, 0.0);
        for (a, b) in [("core", "zealots"), ("zealots", "core")] {
            stage.tie(a, b).stance = core;
        }
        let mut out = Proposals::default();
        stage.look(&still(), &Rules::default(), |view| {
            let sides = (stage.actor("rebels"), stage.actor("zealots"));
            shift(view, sides, to, EventRef::DRIFT, &mut out);
        });
        stage.world.apply(&mut out, &mut crate::world::Ledger::default());
        [stage.tie("rebels", "zealots").stance, stage.tie("core", "zealots").stance]
    };
    assert_eq!(after(Tolerant, Tolerant, NonAggression), [NonAggression, NonAggression]);
    assert_eq!(after(Tolerant, Coordination, NonAggression), [NonAggression, Coordination]);
    assert_eq!(after(Tolerant, Tolerant, Hostile), [Hostile, Hostile]);
    assert_eq!(after(Tolerant, War, Hostile), [Hostile, War]);
}
