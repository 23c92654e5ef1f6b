//! What a battle is called, and what a blow leaves behind.

use super::*;
use crate::domain::OperationKind;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

#[test]
fn a_battle_is_named_for_what_it_is_about_at_its_objective_alone_and_for_camps_in_war_alone() {
    use OperationKind::{Raid, Seize, TakeOver};
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
