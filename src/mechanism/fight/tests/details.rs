//! Who leads, who meets whom, who stands or goes, and how the dead and the booty are shared: each by hand.

use super::*;
use crate::{
    domain::{AgreementKind, AgreementState, Camp, Clause, OperationKind, OperationStage},
    mechanism::fight::host::{gather as muster, of, share_out},
    world::{EventRef, Origin},
};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

fn stand_firm() -> Rules {
    Rules::default().without(Rule::WithdrawalSparesForces)
}

#[test]
fn of_several_with_most_men_the_one_of_the_lowest_key_leads_a_host() {
    let leader = |men: [f64; 4]| {
        let mut tiny = Tiny::state().actor("rebels", ActorKind::Movement).tie("state", "rebels", -0.8, Stance::War);
        tiny = tiny.place("town", "rebels").force("rebels", "town", 50.0);
        for (who, men) in ["first", "second", "third", "fourth"].into_iter().zip(men) {
            tiny = tiny.actor(who, ActorKind::Army).member(who, "state", 0.9).tie(who, "rebels", -0.8, Stance::War);
            tiny = if men > 0.0 { tiny.force(who, "town", men) } else { tiny };
        }
        let stage = tiny.stage();
        let (state, rebels, town) = (stage.actor("state"), stage.actor("rebels"), stage.place("town"));
        let mut found = None;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            let field = Field::new(Vec::new());
            found = muster(view, &field, town, (state, rebels), (false, 0.0, 1.0), None).map(|host| host.leader);
        });
        let leader = found.expect("a host");
        let all = ["first", "second", "third", "fourth"].map(|who| (who, stage.actor(who)));
        let lowest = all.into_iter().min_by_key(|(_, id)| stage.world.actors[id.index()].key).expect("four").0;
        (all.into_iter().find(|(_, id)| *id == leader).expect("one of them").0, lowest)
    };
    let (found, lowest) = leader([100.0; 4]);
    assert_eq!(found, lowest);
    assert_eq!(leader([100.0, 100.0, 101.0, 100.0]).0, "third");
    assert_eq!(leader([101.0, 100.0, 100.0, 100.0]).0, "first");
    assert_eq!(leader([100.0, 100.0, 100.0, 101.0]).0, "fourth");
}

/// The town with a second body of the army, of 400 beside 800, and a militia of 300.
fn bodies() -> Stage {
    let mut stage = Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("guard", ActorKind::Militia)
        .actor("rebels", ActorKind::Movement)
        .tie("army", "guard", 0.6, Stance::JointOperations)
        .tie("army", "rebels", -0.8, Stance::War)
        .tie("guard", "rebels", -0.8, Stance::War)
        .place("town", "rebels")
        .force("army", "town", 800.0)
        .force("guard", "town", 300.0)
        .force("rebels", "town", 150.0)
        .stage();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    let mut out = Proposals::default();
    let key = Key::of("second");
    out.drift(crate::world::Change::muster(key, army, (town, ForceKind::Column), 400.0, (0.7, 0.8)));
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    stage.world.settle();
    stage
}

#[test]
fn the_killed_of_an_actor_are_those_of_all_its_bodies_and_leave_them_by_their_men() {
    let mut stage = bodies();
    let (army, guard, rebels, town) =
        (stage.actor("army"), stage.actor("guard"), stage.actor("rebels"), stage.place("town"));
    let mut out = Proposals::default();
    stage.look(&Settings::typical(), &Rules::default(), |view| {
        let mut field = Field::new(Vec::new());
        let host = muster(view, &field, town, (army, rebels), (false, 0.0, 1.0), None).expect("a host");
        let toll = share_out(view.world, &host, 10);
        assert_eq!((of(&toll, army), of(&toll, guard)), (8, 2));
        field.bury(view, &mut out, EventRef::DRIFT, (army, 3), (rebels, 0), town);
        // Whoever has gone fights no more.
        field.vacate(view, town, &host.forces);
        assert_eq!([field.men(view, army, town), field.men(view, guard, town)], [0.0, 0.0]);
        close(field.men(view, rebels, town), 150.0);
    });
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    let mut men: Vec<f64> = stage.world.own_forces(army).map(|f| f.strength).collect();
    men.sort_by_key(|men| men.to_bits());
    close(men[0], 399.0);
    close(men[1], 798.0);
}

/// Whether the army of an operation in the town has a battle there.
fn fights(kind: OperationKind, prepare: impl Fn(&mut Stage), bound: bool) -> bool {
    let mut tiny = Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .actor("mission", ActorKind::Peacekeeper)
        .tie("army", "rebels", -0.8, Stance::War)
        .place("base", "army")
        .place("town", "rebels")
        .route("base", "town", 30.0)
        .camp("town", Camp::Vacated, "mission")
        .force("army", "town", 800.0)
        .force("rebels", "town", 150.0);
    if bound {
        let clauses = &[Clause::Ceasefire];
        tiny = tiny.agreement("truce", AgreementKind::Truce, AgreementState::Signed, &["army", "rebels"], clauses);
    }
    let mut stage = tiny.stage();
    stage.operation("army", kind, "town", "town");
    prepare(&mut stage);
    stage.play(fight, &Settings::typical(), &stand_firm()).iter().any(|e| e.rule == "fight.battle")
}

#[test]
fn who_comes_for_a_camp_fights_once_the_mission_has_gone_and_spares_whom_an_agreement_protects_unless_ordered() {
    let meets = |outside: bool, mission: bool, bound: bool| {
        let prepare = |stage: &mut Stage| {
            if outside {
                stage.world.operations.iter_mut().for_each(|o| o.origin = Origin::Inject(Key(1)));
            }
            if mission {
                stage.ground("town").camp = Camp::Open;
            }
        };
        fights(OperationKind::TakeOver, prepare, bound)
    };
    assert!(meets(false, false, false) && meets(true, false, false));
    assert!(!meets(false, true, false) && !meets(true, true, false));
    assert!(!meets(false, false, true) && meets(true, false, true));
}

#[test]
fn the_tired_begin_no_battle() {
    let rest = |weeks: f64| move |stage: &mut Stage| stage.world.forces.iter_mut().for_each(|f| f.rest = weeks);
    assert!(fights(OperationKind::Seize, rest(0.0), false) && !fights(OperationKind::Seize, rest(1.0), false));
}

#[test]
fn the_cornered_bear_more_before_they_break() {
    // Nothing is left to luck but who falls next, and whoever is hit is killed: the loser breaks at its share and one man.
    let fallen = |shelter: bool| {
        let mut fell = Vec::new();
        for number in 0..10 {
            let mut stage = stage(shelter);
            stage.number = number;
            (stage.warfare.friction, stage.warfare.breaking_spread, stage.warfare.killed) = (0.0, 0.0, 1.0);
            stage.warfare.breaking = 0.2;
            stage.operation("army", OperationKind::Seize, "town", "town");
            let events = stage.play(fight, &Settings::typical(), &stand_firm());
            let battle = events.iter().find(|e| e.rule == "fight.battle").expect("a battle");
            assert!(battle.success, "800 against 60");
            fell.push(battle.target_deaths);
        }
        fell.dedup();
        fell
    };
    // Of 150 rebels sixty muster; at a morale of 0.7 they bear 0.2 times 1.2 of them, cornered half as much again.
    assert_eq!(fallen(true), [15]);
    assert_eq!(fallen(false), [22]);
}

#[test]
fn raiders_carry_off_all_the_stores_and_those_who_stay_a_part() {
    let lost = |kind: OperationKind| {
        let set = Settings { raid_booty: 0.5, ..Settings::typical() };
        for number in 0.. {
            let mut stage = stage(true);
            stage.number = number;
            stage.operation("army", kind, "town", "town");
            let events = stage.play(fight, &set, &stand_firm());
            let rebels = stage.actor("rebels");
            if events.iter().any(|e| e.rule == "fight.battle" && e.success) {
                return (0.8 - stage.world.own_forces(rebels).next().expect("some").supply) / set.loot_supply;
            }
        }
        unreachable!("the army wins at last")
    };
    // Of 150 rebels sixty were there to lose their stores.
    close(lost(OperationKind::Raid), 60.0 / 150.0);
    close(lost(OperationKind::Seize), 0.5 * 60.0 / 150.0);
    close(lost(OperationKind::TakeOver), 0.0);
}

/// How often of so many worlds the defenders of the town leave before an assault by so many.
fn leave(army: f64, kind: ActorKind, change: impl Fn(&mut crate::warfare::Settings)) -> usize {
    leave_if(army, kind, change, |_| {})
}

/// The same in a world that was prepared.
fn leave_if(
    army: f64,
    kind: ActorKind,
    change: impl Fn(&mut crate::warfare::Settings),
    prepare: impl Fn(&mut Stage),
) -> usize {
    let left = |number: &u64| {
        let mut stage = Tiny::new()
            .actor("army", ActorKind::Army)
            .actor_with("holders", kind, |fact| fact.concealment = crate::parameter::Quantity::fixed(0.0))
            .tie("army", "holders", -0.8, Stance::War)
            .place("base", "army")
            .place("town", "holders")
            .place("refuge", "holders")
            .route("base", "town", 30.0)
            .route("town", "refuge", 30.0)
            .force("army", "town", army)
            .force("holders", "town", 400.0)
            .stage();
        stage.number = *number;
        change(&mut stage.warfare);
        stage.operation("army", OperationKind::Seize, "town", "town");
        prepare(&mut stage);
        let events = stage.play(fight, &Settings::typical(), &Rules::default());
        events.iter().any(|e| e.rule == "fight.give_way")
    };
    (0..60).filter(left).count()
}

#[test]
fn whoever_miscounts_what_comes_leaves_before_too_few_and_regulars_are_told_to_hold() {
    let sure = |war: &mut crate::warfare::Settings| (war.miscount, war.nerve) = (0.0, 0.001);
    let blind = |war: &mut crate::warfare::Settings| (war.miscount, war.nerve) = (3.0, 0.001);
    assert_eq!(leave(100.0, ActorKind::Movement, sure), 0);
    let fooled = leave(100.0, ActorKind::Movement, blind);
    assert!((5..50).contains(&fooled), "{fooled}");
    // The chance of holding lies between the threshold of those who are told to hold and that of the others.
    let even = |war: &mut crate::warfare::Settings| {
        (war.miscount, war.nerve, war.stand, war.told, war.muster) = (0.0, 0.001, 0.9, 0.8, war.present);
    };
    assert_eq!([leave(700.0, ActorKind::Movement, even), leave(700.0, ActorKind::Army, even)], [60, 0]);
}

#[test]
fn whoever_is_about_to_be_relieved_stands_with_a_smaller_chance() {
    // Between what they want with relief on its way and without.
    let even = |war: &mut crate::warfare::Settings| {
        (war.miscount, war.nerve, war.stand, war.relieved, war.muster) = (0.0, 0.001, 0.9, 0.8, war.present);
    };
    let relief = |by: &'static str, at: &'static str, stage: OperationStage| {
        leave_if(700.0, ActorKind::Movement, even, move |world| {
            let id = world.operation(by, OperationKind::Relieve, "refuge", at);
            world.world.operations[id.index()].stage = stage;
        })
    };
    let (advancing, assembling, returning) =
        (OperationStage::Advancing, OperationStage::Assembling, OperationStage::Returning);
    assert_eq!(relief("holders", "town", advancing), 0);
    assert_eq!(relief("holders", "town", assembling), 0);
    assert_eq!(relief("holders", "town", returning), 60, "it goes home");
    assert_eq!(relief("holders", "refuge", advancing), 60, "elsewhere");
    assert_eq!(relief("army", "town", advancing), 60, "the enemy's");
}

#[test]
fn a_patrol_of_regulars_is_a_clash_and_bands_lie_in_ambush() {
    let kind = |who: &str, target: &str| {
        let mut stage = stage(false);
        order(&mut stage, who, Action::Ambush, target, 150.0);
        stage.play(fight, &Settings::typical(), &Rules::default())[0].kind
    };
    assert_eq!(kind("army", "rebels"), EventKind::Shock(Shock::Clash));
    assert_eq!(kind("rebels", "army"), EventKind::Act(Action::Ambush));
}

#[test]
fn one_man_is_struck_from_afar_and_met_by_a_patrol_and_a_part_of_a_man_is_not() {
    let struck = |action: Action, men: f64| {
        let mut stage = stage(false);
        stage.post("rebels", "town", men);
        order(&mut stage, "army", action, "rebels", 2.0);
        stage.play(fight, &Settings::typical(), &Rules::default()).len()
    };
    for action in [Action::AirStrike, Action::Shelling, Action::Ambush] {
        assert_eq!([struck(action, 1.0), struck(action, 0.9)], [1, 0], "{action:?}");
    }
}
