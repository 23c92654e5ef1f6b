//! What a planner makes of bands in the country, of camps that are left, and of towns in which it sees nobody.

use super::*;
use crate::domain::Camp;

pub(super) fn objectives(stage: &Stage, who: &str, set: &Settings, rules: &Rules) -> Vec<Objective> {
    let mut desk = Desk::default();
    stage.look(set, rules, |view| {
        pool::open(view, stage.actor(who), &mut desk);
        weigh::objectives(view, stage.actor(who), &mut desk);
    });
    desk.objectives
}

fn objective(stage: &Stage, who: &str, kind: OperationKind, at: &str) -> Option<Objective> {
    let all = objectives(stage, who, &Settings::typical(), &Rules::default());
    all.into_iter().find(|o| o.kind == kind && o.place == stage.place(at))
}

/// The cast, with bands of the rebels in the country around the depot.
fn with_bands(seen: f64) -> Stage {
    let mut stage = cast().force("rebels", "depot", 100.0).stage();
    let (army, rebels, depot) = (stage.actor("army"), stage.actor("rebels"), stage.place("depot"));
    *stage.world.seen.at_mut(army.index(), depot.index()) = seen;
    *stage.world.control.at_mut(depot.index(), rebels.index()) = 0.5;
    stage.world.index.rulers[depot.index()].push(rebels);
    stage.world.index.rulers[depot.index()].sort_unstable();
    stage.world.settle();
    stage
}

#[test]
fn bands_that_are_seen_are_looked_for_where_no_enemy_holds_the_town() {
    let clear = objective(&with_bands(100.0), "state", OperationKind::Clear, "depot").unwrap();
    assert_eq!(clear.target, Some(with_bands(100.0).actor("rebels")));
    assert!(clear.chance > 0.5 && clear.terms.gain > 0.0, "{clear:?}");
    assert!(objective(&with_bands(0.0), "state", OperationKind::Clear, "depot").is_none(), "nobody is seen");
    assert!(objective(&with_bands(100.0), "state", OperationKind::Clear, "town").is_none(), "the town is to be seized");
}

#[test]
fn clearing_is_worth_the_country_that_enemies_rule() {
    let worth = |share: f64| {
        let mut stage = with_bands(100.0);
        let (rebels, depot) = (stage.actor("rebels"), stage.place("depot"));
        *stage.world.control.at_mut(depot.index(), rebels.index()) = share;
        let clear = objective(&stage, "state", OperationKind::Clear, "depot").unwrap();
        clear.terms.gain / clear.chance
    };
    assert!(worth(0.2) > 0.0 && (worth(0.6) - 3.0 * worth(0.2)).abs() < 1e-12);
}

#[test]
fn a_camp_that_is_left_counts_before_the_public_of_a_government() {
    let audience = |rules: &Rules| {
        let mut stage = cast().camp("mid", Camp::Vacated, "rebels").stage();
        stage.who("state").rhetoric = 0.8;
        let all = objectives(&stage, "state", &Settings::typical(), rules);
        let camp = all.iter().find(|o| o.kind == OperationKind::TakeOver).expect("a camp to take over");
        camp.terms.audience
    };
    assert!((audience(&Rules::default()) - 0.8 * Settings::typical().audience).abs() < 1e-12);
    assert_eq!(audience(&Rules::default().without(Rule::RhetoricBinds)), 0.0);
}

#[test]
fn of_a_town_that_is_held_nobody_believes_that_it_is_empty() {
    let chance = |seen: f64| {
        let mut stage = cast().stage();
        let (army, town) = (stage.actor("army"), stage.place("town"));
        *stage.world.seen.at_mut(army.index(), town.index()) = seen;
        objective(&stage, "state", OperationKind::Raid, "town").unwrap().chance
    };
    let least = Settings::typical().least;
    assert_eq!(chance(0.0), chance(least));
    assert!(chance(least) > chance(10.0 * least));
}

#[test]
fn a_force_of_the_least_size_sets_out_whatever_the_fraction() {
    for least in [40.0, 40.3, 40.9] {
        let mut stage = cast().stage();
        let (army, town) = (stage.actor("army"), stage.place("town"));
        *stage.world.seen.at_mut(army.index(), town.index()) = 0.0;
        stage.tie("state", "company").trust = 0.0;
        let set = Settings { least, floor: 0.0, ..eager() };
        stage.play(plan, &set, &Rules::default());
        let begun = of_planner(&stage, "state");
        assert!(!begun.is_empty());
        assert!(begun.iter().all(|o| o.end.is_none() && o.men() >= least), "{least}: {begun:?}");
    }
}

#[test]
fn the_towns_of_allies_are_relieved_and_cleared_only_in_regions_that_one_claims() {
    let open = |claims: bool, coming: bool| {
        let mut stage = cast()
            .actor("guard", ActorKind::Militia)
            .tie("guard", "army", 0.6, Stance::JointOperations)
            .tie("guard", "state", 0.6, Stance::JointOperations)
            .tie("guard", "rebels", -0.8, Stance::War)
            .force("guard", "base", 200.0)
            .force("rebels", "depot", 100.0)
            .stage();
        if coming {
            let id = stage.operation("rebels", OperationKind::Seize, "town", "depot");
            stage.world.operations[id.index()].stage = OperationStage::Advancing;
        }
        let (guard, depot) = (stage.actor("guard"), stage.place("depot"));
        *stage.world.seen.at_mut(guard.index(), depot.index()) = 100.0;
        let region = stage.ground("depot").region;
        stage.who("guard").aims = claims.then_some(region).into_iter().collect();
        stage.world.settle();
        let kinds = [OperationKind::Relieve, OperationKind::Clear];
        kinds.map(|kind| objective(&stage, "guard", kind, "depot").is_some())
    };
    assert_eq!(open(true, true), [true, true]);
    assert_eq!(open(true, false), [false, true], "enemies are near nearly everywhere");
    assert_eq!(open(false, true), [false, false]);
}

#[test]
fn an_order_names_who_is_looked_for_and_finds_nobody_around_an_enemys_town() {
    let begun = |at: &str| {
        let mut stage = with_bands(100.0);
        let place = stage.place(at);
        stage.order("army", crate::domain::Action::Clear, Some("rebels")).place = Some(place);
        stage.play(plan, &Settings { price: 99.0, ..Settings::typical() }, &Rules::default());
        of_planner(&stage, "army").into_iter().next().map(|o| o.target == Some(stage.actor("rebels")))
    };
    assert_eq!(begun("depot"), Some(true));
    assert_eq!(begun("town"), None, "who holds a town is found in it");
}

#[test]
fn allies_lend_no_more_than_the_planner_brings() {
    let free = |own: f64, lent: f64| {
        let mut stage = cast()
            .actor("guard", ActorKind::Militia)
            .actor("others", ActorKind::Militia)
            .tie("guard", "others", 0.6, Stance::JointOperations)
            .tie("guard", "army", 0.6, Stance::JointOperations)
            .tie("guard", "state", 0.6, Stance::JointOperations)
            .tie("guard", "rebels", -0.8, Stance::War)
            .stage();
        stage.post("guard", "base", own);
        stage.post("others", "base", lent);
        stage.post("others", "depot", lent);
        stage.post("army", "base", 500.0);
        let guard = stage.actor("guard");
        let mut found = (0.0, 0.0);
        stage.look(&Settings { spare: 1.0, lend: 1.0, guard: 0.0, ..Settings::typical() }, &Rules::default(), |view| {
            let mut desk = Desk::default();
            pool::open(view, guard, &mut desk);
            let brings = |own: bool| desk.bodies.iter().filter(|b| b.own == own).map(|b| b.free).sum::<f64>();
            found = (brings(true), brings(false));
            assert_eq!(desk.free, found.0 + found.1);
        });
        found
    };
    assert_eq!(free(200.0, 50.0), (200.0, 100.0), "all that they have, and no soldier: a militia commands no army");
    assert_eq!(free(200.0, 500.0), (200.0, 200.0), "half of those who come, and by halves");
}

#[test]
fn irregulars_mass_fewer_men_and_only_those_whose_range_it_is() {
    let most = |planner: &str, claimed: usize| {
        let mut stage = cast().stage();
        stage.post("rebels", "town", 900.0);
        stage.post("army", "town", 900.0);
        let (who, town, depot) = (stage.actor(planner), stage.place("town"), stage.place("depot"));
        stage.who("rebels").aims = [crate::id::RegionId::from(claimed)].into_iter().collect();
        let mut found = 0.0;
        stage.look(
            &Settings { spare: 1.0, guard: 0.0, band: 300.0, lift: 700.0, ..Settings::typical() },
            &Rules::default(),
            |view| {
                let mut desk = Desk::default();
                pool::open(view, who, &mut desk);
                found = pool::at_most(view, who, (town, depot), &desk);
            },
        );
        found
    };
    assert_eq!(most("rebels", 0), 300.0);
    assert_eq!(most("rebels", 1), 0.0, "the depot lies in another region");
    assert_eq!(most("army", 0), 700.0);
}

#[test]
fn a_government_that_claims_nothing_here_is_a_guest_whose_men_serve_under_others() {
    let begun = |claims: bool| {
        let mut stage = cast()
            .actor("neighbour", ActorKind::Government)
            .actor("legion", ActorKind::Army)
            .member("legion", "neighbour", 0.9)
            .tie("neighbour", "rebels", -0.8, Stance::War)
            .tie("legion", "rebels", -0.8, Stance::War)
            .tie("neighbour", "army", 0.8, Stance::JointOperations)
            .tie("neighbour", "state", 0.8, Stance::JointOperations)
            .tie("state", "neighbour", 0.8, Stance::JointOperations)
            .tie("legion", "army", 0.8, Stance::JointOperations)
            .tie("legion", "state", 0.8, Stance::JointOperations)
            .tie("state", "legion", 0.8, Stance::JointOperations)
            .force("legion", "base", 500.0)
            .stage();
        stage.post("army", "base", 400.0);
        stage.post("company", "base", 0.0);
        let region = stage.ground("town").region;
        for who in ["neighbour", "legion"] {
            stage.who(who).aims = claims.then_some(region).into_iter().collect();
        }
        let (legion, town) = (stage.actor("legion"), stage.place("town"));
        *stage.world.seen.at_mut(legion.index(), town.index()) = 50.0;
        if claims {
            // The state leaves it the men and the town.
            stage.outside.seats.push(stage.actor("state"));
        }
        week(&mut stage, &Settings { reluctance: -9.0, ..eager() }, &Rules::default());
        let helps = of_planner(&stage, "state").iter().any(|o| o.participants.iter().any(|p| p.actor == legion));
        (of_planner(&stage, "neighbour").len(), helps)
    };
    let (alone, _) = begun(true);
    assert!(alone > 0, "it plans where it claims something");
    assert_eq!(begun(false), (0, true));
}
