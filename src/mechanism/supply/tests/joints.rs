//! Who is joined to whose bases, who is taken to come to help, and who gives up: each by hand.

use super::*;
use crate::domain::OperationStage;

/// A base of the army, a place of nobody, a border and a place beyond it; strangers who are nobody's enemies.
fn wide() -> Stage {
    let mut stage = Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .actor("strangers", ActorKind::Army)
        .actor("zealots", ActorKind::Jihadist)
        .tie("army", "rebels", -0.5, Stance::War)
        .place("base", "army")
        .place("mid", "")
        .place_with("border", "", |fact, _| fact.kind = PlaceKind::Border)
        .route("base", "mid", 100.0)
        .route("mid", "border", 100.0)
        .stage();
    stage.who("army").home = Some(stage.place("base"));
    stage
}

/// How the army, the rebels, the strangers and the zealots are joined to their bases at a place.
fn joints(stage: &mut Stage, at: &str) -> [Joint; 4] {
    stage.world.settle();
    let lines = Lines::of(&stage.world, 0.5, Vec::new());
    ["army", "rebels", "strangers", "zealots"].map(|who| lines.lead_to(stage.actor(who), stage.place(at)))
}

#[test]
fn bases_are_homes_for_those_whose_they_are_and_the_border_for_rebels() {
    use Joint::{None, Quiet, Watched};
    let mut stage = wide();
    assert_eq!(joints(&mut stage, "border"), [Quiet, Quiet, None, Quiet]);
    // No rebel passes what its enemy holds.
    assert_eq!(joints(&mut stage, "base"), [Quiet, None, None, Quiet]);
    // An enemy rules half of the country on the way.
    let (rebels, army, mid) = (stage.actor("rebels"), stage.actor("army"), stage.place("mid"));
    *stage.world.control.at_mut(mid.index(), rebels.index()) = 0.5;
    assert_eq!(joints(&mut stage, "border"), [Watched, Quiet, None, Quiet]);
    *stage.world.control.at_mut(mid.index(), rebels.index()) = 0.49;
    assert_eq!(joints(&mut stage, "border")[0], Quiet);
    // Who is cut off at home has no base, and a border that an enemy holds is none.
    stage.ground("base").blockade = Some(rebels);
    assert_eq!(joints(&mut stage, "mid")[0], None);
    stage.ground("border").holder = Some(army);
    assert_eq!(joints(&mut stage, "mid")[1], None);
}

#[test]
fn supply_moves_though_morale_rests_and_morale_though_supply_rests() {
    let set = Settings::typical();
    let moved = |supply_of: f64, morale: f64| {
        let mut stage = at_home(small());
        let army = stage.actor("army");
        let own = stage.world.forces.iter_mut().filter(|f| f.actor == army);
        own.for_each(|f| (f.supply, f.morale) = (supply_of, morale));
        stage.play(supply, &set, &Rules::default());
        let force = stage.world.own_forces(army).next().expect("a force");
        ((force.supply - supply_of).abs() > 1e-6, (force.morale - morale).abs() > 1e-6)
    };
    let full = by_road(&set);
    assert_eq!(moved(0.5, 0.3 + 0.6 * 0.5), (true, false));
    assert_eq!(moved(full, 0.9), (false, true));
    assert_eq!(moved(full, 0.3 + 0.6 * full), (false, false));
}

#[test]
fn relief_is_coming_if_friends_have_begun_to_relieve_this_place() {
    use OperationKind::{Relieve, Seize};
    use OperationStage::{Advancing, Assembling, Returning};
    let set = Settings { despair: 1.0, ..Settings::typical() };
    let waits = |planner: &str, kind: OperationKind, objective: &str, stage_of: OperationStage| {
        let mut stage = starving(0);
        let id = stage.operation(planner, kind, "base", objective);
        stage.world.operations[id.index()].stage = stage_of;
        stage.play(supply, &set, &Rules::default()).is_empty()
    };
    assert!(waits("army", Relieve, "post", Advancing) && waits("army", Relieve, "post", Assembling));
    assert!(!waits("army", Relieve, "post", Returning), "they go home");
    assert!(!waits("army", Seize, "post", Advancing) && !waits("army", Relieve, "mid", Advancing));
    assert!(!waits("rebels", Relieve, "post", Advancing), "those are the enemy's");
}

#[test]
fn those_inside_give_up_and_nobody_else() {
    let mut stage = starving(0);
    for place in ["base", "mid"] {
        stage.post("army", place, 50.0);
    }
    stage.post("rebels", "post", 70.0);
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    let set = Settings { despair: 1.0, desertion: 0.0, surrender: 0.5, ..Settings::typical() };
    let events = stage.play(supply, &set, &Rules::default());
    assert_eq!(events.len(), 1);
    let mut men: Vec<_> = stage.world.own_forces(army).map(|f| (f.strength, f.march.is_some())).collect();
    men.sort_by_key(|(men, marches)| (men.to_bits(), *marches));
    assert_eq!(men, [(50.0, false), (50.0, false), (50.0, true)]);
    assert!(stage.world.own_forces(rebels).all(|f| f.march.is_none()));
    assert_eq!(stage.world.strength(rebels), 170.0);
}
