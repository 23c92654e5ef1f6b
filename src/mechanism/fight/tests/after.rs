//! What a battle is called, and what a blow leaves behind.

use super::*;
use crate::domain::OperationKind;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

#[test]
fn a_battle_is_named_for_what_it_is_about_at_its_objective_alone_and_for_camps_in_war_alone() {
    use OperationKind::{Clear, Raid, Seize, TakeOver};
    let named = |kind: OperationKind, objective: &str, stance: Stance| {
        let mut stage = stage(false);
        stage.operation("army", kind, "town", objective);
        (stage.tie("army", "rebels").stance, stage.tie("rebels", "army").stance) = (stance, stance);
        stage.world.settle();
        let rules = Rules::default().without(Rule::WithdrawalSparesForces);
        let events = stage.play(fight, &Settings::typical(), &rules);
        let battle = events.iter().find(|e| e.rule == "fight.battle").expect("a battle");
        (battle.kind, battle.rung)
    };
    let ladder = stage(false).world.ladder.clone();
    let act = |action: Action| (EventKind::Act(action), ladder.rung(action));
    let clash = |like: Action| (EventKind::Shock(Shock::Clash), ladder.rung(like));
    for (kind, action) in [(Seize, Action::Assault), (Raid, Action::Raid)] {
        assert_eq!(named(kind, "town", Stance::War), act(action));
        assert_eq!(named(kind, "base", Stance::War), clash(Action::Column), "{kind:?} on the way");
    }
    assert_eq!(named(Clear, "base", Stance::War), clash(Action::Column));
    assert_eq!(named(TakeOver, "town", Stance::War), act(Action::Assault));
    assert_eq!(named(TakeOver, "town", Stance::Hostile), clash(Action::Ambush));
}

#[test]
fn the_dead_of_a_blow_leave_their_forces_are_remembered_and_make_the_place_dangerous() {
    let mut stage = stage(false);
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    let mut out = Proposals::default();
    stage.look(&Settings::typical(), &Rules::default(), |view| {
        let mut field = Field::new(Vec::new());
        field.bury(view, &mut out, crate::world::EventRef::DRIFT, (army, 3), (rebels, 2), town);
        close(field.men(view, army, town), 797.0);
        close(field.men(view, rebels, town), 148.0);
    });
    let danger = stage.ground("town").danger;
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    close(stage.ground("town").danger, danger + 6.0);
    close(stage.world.men_at(army, town), 797.0);
    close(stage.world.men_at(rebels, town), 148.0);
    assert_eq!((stage.who("army").losses, stage.who("rebels").losses), (3.0, 2.0));
}

#[test]
fn an_ambush_moves_morale_by_the_part_that_was_in_it() {
    let set = Settings { smallest_party: 30.0, party_exponent: 1e6, ..Settings::typical() };
    let mut met = 0;
    for number in 0..20 {
        let mut stage = stage(false);
        stage.number = number;
        stage.warfare.miscount = 0.0;
        let before = ["army", "rebels"].map(|who| morale(&stage, who));
        order(&mut stage, "rebels", Action::Ambush, "army", 150.0);
        let events = stage.play(fight, &set, &Rules::default());
        if events[0].deaths() == 0 {
            continue;
        }
        met += 1;
        // Thirty of each, of 150 and of 800 men.
        let step = |won: bool| if won { set.heartened * set.shaken } else { -set.shaken };
        let won = events[0].success;
        close(morale(&stage, "rebels"), before[1] + step(won) * 30.0 / 150.0);
        close(morale(&stage, "army"), before[0] + step(!won) * 30.0 / 800.0);
    }
    assert!(met > 0);
}

fn morale(stage: &Stage, who: &str) -> f64 {
    let mut own = stage.world.own_forces(stage.actor(who)).filter(|f| f.place == stage.place("town"));
    own.next().expect("men in the town").morale
}

/// The army has two bodies in the town, of 800 and of 400 men.
fn with_two_bodies(stage: &mut Stage) {
    let (army, town) = (stage.actor("army"), stage.place("town"));
    let mut out = Proposals::default();
    let key = Key::of("second");
    out.drift(crate::world::Change::muster(key, army, (town, ForceKind::Column), 400.0, (0.7, 0.8)));
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    stage.world.settle();
}

#[test]
fn the_dead_of_a_battle_leave_the_bodies_of_an_actor_by_their_men() {
    let mut fell = 0;
    for number in 0..10 {
        let mut stage = stage(false);
        stage.number = number;
        stage.warfare.captured = 0.0;
        with_two_bodies(&mut stage);
        stage.operation("army", OperationKind::Seize, "town", "town");
        let rules = Rules::default().without(Rule::WithdrawalSparesForces);
        let events = stage.play(fight, &Settings::typical(), &rules);
        let battle = events.iter().find(|e| e.rule == "fight.battle").expect("a battle");
        if !battle.success {
            continue;
        }
        fell += battle.actor_deaths;
        let left = 1.0 - f64::from(battle.actor_deaths) / 1200.0;
        let army = stage.actor("army");
        let bodies = stage.world.own_forces(army).filter(|f| f.place == stage.place("town"));
        let mut men: Vec<f64> = bodies.map(|f| f.strength).collect();
        men.sort_by_key(|men| men.to_bits());
        close(men[0], 400.0 * left);
        close(men[1], 800.0 * left);
    }
    assert!(fell > 0);
}

#[test]
fn who_cuts_a_town_off_begins_no_battle_and_nobody_strikes_where_no_enemy_is() {
    let mut ring = stage(false);
    ring.operation("army", OperationKind::Besiege, "town", "town");
    assert!(ring.play(fight, &Settings::typical(), &Rules::default()).is_empty());
    let mut empty = stage(false);
    let base = empty.place("base");
    let strike = empty.order("army", Action::AirStrike, Some("rebels"));
    (strike.place, strike.effort) = (Some(base), 3.0);
    assert!(empty.play(fight, &Settings::typical(), &Rules::default()).is_empty());
}

#[test]
fn a_patrol_meets_nobody_where_clashes_or_its_orders_are_prevented() {
    let events = |kind: Option<EventKind>| {
        let mut stage = stage(false);
        order(&mut stage, "army", Action::Ambush, "rebels", 300.0);
        let bar = |kind| crate::world::outside::Bar { kind, actor: None, target: None, place: None };
        stage.outside.bars.extend(kind.map(bar));
        stage.play(fight, &Settings::typical(), &Rules::default()).len()
    };
    assert_eq!(events(None), 1);
    assert_eq!(events(Some(EventKind::Act(Action::Ambush))), 0);
    assert_eq!(events(Some(EventKind::Shock(Shock::Clash))), 0);
}

#[test]
fn booty_makes_nobody_better_armed_than_its_best() {
    let mut stage = stage(false);
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    let set = Settings { loot_quality: 0.5, ..Settings::typical() };
    stage.who("rebels").quality = set.best_looted - 0.01;
    let mut out = Proposals::default();
    stage.look(&set, &Rules::default(), |view| {
        Field::loot(view, &mut out, crate::world::EventRef::DRIFT, (rebels, army), town, 900.0);
    });
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    close(stage.who("rebels").quality, set.best_looted);
}
