//! What an operation is to whoever plans it, and to whoever is asked to take part: values of the equations.

use super::*;

fn assault(stage: &Stage, men: f64, chance: f64) -> Objective {
    let all = aims::objectives(stage, "state", &Settings::typical(), &Rules::default());
    let town = stage.place("town");
    let found =
        all.into_iter().find(|o| o.kind == OperationKind::Seize && o.place == town).expect("the town is wanted");
    Objective { men, chance, ..found }
}

#[test]
fn the_trouble_of_an_operation_grows_with_its_weeks_up_to_that_of_one_which_keeps_a_place() {
    let stage = cast().stage();
    let set = Settings { consolidate: 8.0, muster: 500.0, patience: 5.0, ..Settings::typical() };
    let objective = assault(&stage, 400.0, 0.7);
    stage.look(&set, &Rules::default(), |view| {
        let days = view.world.map.ways.days(objective.assembly, objective.place);
        let way = days / view.warfare.marching / view.warfare.season(view.world.month);
        let raid = Objective { kind: OperationKind::Raid, ..objective };
        // A week to gather, the way there and back.
        assert!((cost::trouble(view, &raid) - (1.0 + 2.0 * way) / 8.0).abs() < 1e-12);
        // Two weeks more for a thousand men more.
        let large = Objective { men: 1_400.0, ..raid };
        assert!((cost::trouble(view, &large) - (3.0 + 2.0 * way) / 8.0).abs() < 1e-12);
        // Whoever stays as long as it takes to keep a place is at full trouble.
        assert_eq!(cost::trouble(view, &objective), 1.0);
    });
}

#[test]
fn whoever_is_asked_weighs_its_own_share_of_the_losses_and_the_threat_to_all_of_its_side_at_home() {
    let mut stage = cast().force("rebels", "mid", 1_500.0).stage();
    let (company, state, mid, base) =
        (stage.actor("company"), stage.actor("state"), stage.place("mid"), stage.place("base"));
    *stage.world.seen.at_mut(company.index(), mid.index()) = 1_500.0;
    stage.world.settle();
    let objective = assault(&stage, 50.0, 0.7);
    let lean = |dread: f64, worry: f64| {
        let set = Settings { dread, worry, guard: 0.0, ..Settings::typical() };
        let mut leaning = 0.0;
        stage.look(&set, &Rules::default(), |view| {
            let mut desk = Desk::default();
            pool::open(view, state, &mut desk);
            leaning = ask::leaning(view, state, company, &objective, &desk);
        });
        leaning
    };
    // Fifty of its two hundred men, of whom three in ten times are beaten.
    assert!((lean(0.0, 0.0) - lean(1.0, 0.0) - 0.3 * 50.0 / 200.0).abs() < 1e-12);
    // The threat stands against the army's eight hundred as well as against its own two hundred.
    let mut threat = 0.0;
    stage.look(&Settings::typical(), &Rules::default(), |view| threat = pool::threat(view, company, base));
    assert!(threat >= 1_500.0 * stage.world.map.ways.near(mid, base));
    assert!((lean(0.0, 0.0) - lean(0.0, 1.0) - threat / (threat + 1_000.0)).abs() < 1e-12);
}
