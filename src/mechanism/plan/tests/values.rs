//! What objectives are worth and cost, and with what chance, by hand.

use super::{aims::objectives, *};
use crate::warfare::odds::{self, Side, chance_if_counted};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

/// The cast with aircraft, a hamlet beyond the town, and people who are kin or against the state.
pub(super) fn wide() -> Stage {
    let mut stage = cast()
        .force_of("army", "base", crate::domain::ForceKind::AirWing, 6.0)
        .place("hamlet", "rebels")
        .route("town", "hamlet", 75.0)
        .force("rebels", "hamlet", 100.0)
        .community("kinfolk", "town", 3000.0, &[("state", -0.2)], &[("state", 0.9)], &[])
        .stage();
    let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
    for (place, seen) in [("town", 240.0), ("hamlet", 120.0)] {
        let at = stage.place(place);
        *stage.world.seen.at_mut(army.index(), at.index()) = seen;
        *stage.world.control.at_mut(at.index(), rebels.index()) = 0.3;
    }
    (stage.ground("town").value, stage.ground("base").value) = (0.4, 0.8);
    let us = stage.who("state");
    (us.confidence, us.accountability, us.rhetoric) = (0.7, 0.6, 0.5);
    stage.who("army").quality = 1.2;
    stage.who("army").accountability = 0.6;
    stage.tie("state", "rebels").harm = 60.0;
    stage.world.settle();
    stage
}

fn objective(stage: &Stage, kind: OperationKind, at: &str, set: &Settings) -> Objective {
    let found = objectives(stage, "state", set, &Rules::default());
    found.into_iter().find(|o| o.kind == kind && o.place == stage.place(at)).expect("an objective")
}

fn worth_of(stage: &Stage, at: &str, set: &Settings) -> f64 {
    let desk = desk_of(stage, "state", set);
    let mut found = 0.0;
    stage.look(set, &Rules::default(), |view| {
        found = worth::worth(view, stage.actor("state"), stage.place(at), &desk);
    });
    found
}

#[test]
fn worth_adds_aim_people_gate_stores_and_threat_and_takes_off_who_is_hostile() {
    let (mut stage, set) = (wide(), Settings::typical());
    let there = stage.ground("town").clone();
    let near = stage.world.map.ways.near(stage.place("town"), stage.place("base"));
    let many = there.residents / (there.residents + set.crowd);
    let rents = there.income / (there.income + set.rich);
    let others = set.aim * 0.5
        // From the depot, where most men are, one of three ways to what an enemy or nobody holds leads through the town.
        + set.gate / 3.0
        + set.stores * (0.4 + rents) / 2.0
        + set.threat * near * 240.0 / (240.0 + set.garrison);
    // 3,000 of 8,000 are kin by 0.9; support is 0.5 of 5,000 and -0.2 of 3,000.
    close(worth_of(&stage, "town", &set), others + many * set.people * 0.9 * 3.0 / 8.0);
    let (townsfolk, state) = (stage.community("townsfolk").index(), stage.actor("state").index());
    *stage.world.support.at_mut(townsfolk, state) = 0.9;
    stage.world.settle();
    let stage = refelt(stage);
    close(worth_of(&stage, "town", &set), others + many * set.people * (4.5 - 0.6) / 8.0);
    let mut hated = stage;
    *hated.world.support.at_mut(townsfolk, state) = -0.6;
    let hated = refelt(hated);
    let feelings = set.people * 0.9 * 3.0 / 8.0 - set.hostile * (3.0 + 0.6) / 8.0;
    close(worth_of(&hated, "town", &set), others + many * feelings);
    let spite = Settings { hostile: 9.0, ..set };
    assert_eq!(worth_of(&hated, "town", &spite), 0.0, "no place is worth less than nothing");
}

/// The stage after a change of what people feel has been handed on.
fn refelt(mut stage: Stage) -> Stage {
    let mut out = Proposals::default();
    for community in ["townsfolk", "kinfolk"] {
        let id = stage.community(community);
        out.drift(Change::Support(id, stage.actor("state"), 0.0));
    }
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    stage.world.settle();
    stage
}

/// The sides of an attack of so many men on the town, as the state sees them: with three sorties, against walls or not.
fn sides(stage: &Stage, men: f64, near: f64, walls: f64) -> (Side, Side) {
    let war = &stage.warfare;
    let fed = war.unfed + (1.0 - war.unfed) * 0.8;
    let flown = 1.0 + war.air_open * (1.0 - libm::exp(-3.0 / war.sorties));
    let own = Side { men: war.present * men, power: 1.2 * fed * near * flown, bears: war.breaking };
    let enemy = Side { men: war.muster * 240.0, power: walls * fed, bears: war.breaking };
    (own, enemy)
}

/// What it costs to be away for so many weeks, against the eight for which a place that was taken ties men down.
fn cost_of(stage: &Stage, set: &Settings, men: f64, weeks: f64) -> f64 {
    let (spent, free) = (men * weeks / set.consolidate, desk_of(stage, "state", set).free);
    set.money * spent / (1000.0 + set.last_reserve + spent) + set.crowding * spent / free
}

#[test]
fn a_raid_is_sized_for_the_chance_that_is_wanted_and_weighs_all_its_reasons() {
    let (stage, set) = (wide(), Settings { sure: 0.8, ..Settings::typical() });
    let raid = objective(&stage, OperationKind::Raid, "town", &set);
    let (war, town) = (&stage.warfare, stage.place("town"));
    // The last place before the town from which regulars live is the one that the state will have taken.
    let near = stage.world.map.ways.near(raid.assembly, town);
    let (one, enemy) = sides(&stage, 1.0, near, war.walls);
    let want = (odds::men_for(war, one.power, &enemy, 0.8) / war.present).ceil();
    assert!(want > set.least && raid.men == want, "{} and {want}", raid.men);
    let (own, enemy) = sides(&stage, want, near, war.walls);
    let chance = chance_if_counted(war, &own, &enemy) + set.overconfidence * 0.2;
    close(raid.chance, chance);
    close(raid.terms.gain, chance * set.raid * worth_of(&stage, "town", &set));
    let strength = stage.world.bloc_strength(stage.actor("state"));
    close(raid.terms.risk, -set.losses * (1.0 - chance) * want / strength);
    let people = stage.world.places[town.index()].residents;
    close(raid.terms.harm, -set.scruple * 0.5 * 0.6 * people / (people + set.crowd));
    let days = stage.world.map.ways.days(raid.assembly, town);
    let weeks = 1.0 + (want / set.muster).floor() + 2.0 * days / war.marching;
    close(raid.terms.cost, -cost_of(&stage, &set, want, weeks));
    let blow = chance * 240.0 / (240.0 + set.garrison) * set.revenge;
    close(raid.terms.tie, blow * 0.8);
    close(raid.terms.pressure, blow * 60.0 / (strength * set.sting));
    assert_eq!(raid.terms.audience, 0.0);
    close(raid.utility, raid.terms.sum());
    assert_eq!((raid.sorties, raid.target), (3.0, Some(stage.actor("rebels"))));
}

#[test]
fn a_ring_need_not_storm_walls_and_is_worth_its_share() {
    let (mut stage, set) = (wide(), Settings::typical());
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    *stage.world.control.at_mut(town.index(), rebels.index()) = 0.2;
    *stage.world.control.at_mut(town.index(), army.index()) = 0.8;
    stage.world.settle();
    let ring = objective(&stage, OperationKind::Besiege, "town", &set);
    let near = stage.world.map.ways.near(ring.assembly, town);
    let (own, enemy) = sides(&stage, ring.men, near, 1.0);
    let chance = chance_if_counted(&stage.warfare, &own, &Side { power: 1.0, ..enemy }) + set.overconfidence * 0.2;
    close(ring.chance, chance);
    close(ring.terms.gain, chance * set.siege * worth_of(&stage, "town", &set));
    let days = stage.world.map.ways.days(ring.assembly, town);
    let weeks = 1.0 + days / stage.warfare.marching + 0.5 * set.endurance;
    close(ring.terms.cost, -cost_of(&stage, &set, ring.men, weeks));
}

#[test]
fn a_town_is_seized_for_what_it_is_worth_times_the_chance_to_keep_it() {
    let (stage, set) = (wide(), Settings { aim: 3.0, ..Settings::typical() });
    let seize = objective(&stage, OperationKind::Seize, "town", &set);
    let (war, town, hamlet) = (&stage.warfare, stage.place("town"), stage.place("hamlet"));
    let near = stage.world.map.ways.near(seize.assembly, town);
    let (own, enemy) = sides(&stage, seize.men, near, war.walls);
    // They leave, or stand and lose: their people are for them by nobody's word.
    let taken = crate::warfare::odds::taken_if_counted(war, &own, &enemy, war.stand);
    let chance = (taken + set.overconfidence * 0.2).min(1.0);
    close(seize.chance, chance);
    // Those of the town come back by halves, those of the hamlet by what the way leaves of them; of all seven in ten.
    let back = set.spare * (0.5 * 240.0 + stage.world.map.ways.near(hamlet, town) * 120.0);
    let fed = war.unfed + (1.0 - war.unfed) * 0.8;
    let counter = Side { men: war.present * back, power: fed, bears: war.breaking };
    let flown = 1.0 + war.air_open * (1.0 - libm::exp(-3.0 / war.sorties));
    let keeps = |men: f64| {
        let own = Side { men: war.present * men, power: war.walls * 1.2 * fed * flown, bears: war.breaking };
        1.0 - chance_if_counted(war, &counter, &own)
    };
    // A tenth will have been lost.
    close(seize.terms.gain, chance * worth_of(&stage, "town", &set) * keeps(0.9 * seize.men));
    close(seize.terms.audience, set.audience * 0.5 * 0.4);
    let people = stage.world.places[town.index()].residents;
    close(seize.terms.harm, -set.scruple * 0.6 * people / (people + set.crowd));
    let days = stage.world.map.ways.days(seize.assembly, town);
    let weeks = 1.0 + (seize.men / set.muster).floor() + days / war.marching + set.consolidate;
    close(seize.terms.cost, -cost_of(&stage, &set, seize.men, weeks));
    // It is worth so much that more men are asked for than it takes to win it.
    let raid = objective(&stage, OperationKind::Raid, "town", &Settings { aim: 3.0, ..Settings::typical() });
    assert!(seize.men > 1.5 * raid.men, "{} and {}", seize.men, raid.men);
}

#[test]
fn the_way_leads_through_every_town_of_the_enemy() {
    let (mut stage, set) = (wide(), Settings::typical());
    let (rebels, army, mid, base) =
        (stage.actor("rebels"), stage.actor("army"), stage.place("mid"), stage.place("base"));
    stage.ground("mid").holder = Some(rebels);
    *stage.world.seen.at_mut(army.index(), mid.index()) = 90.0;
    stage.world.settle();
    let raid = objective(&stage, OperationKind::Raid, "town", &set);
    let (war, town) = (&stage.warfare, stage.place("town"));
    assert_eq!(raid.assembly, base);
    // From the town on the way, once taken, to the goal.
    let (own, enemy) = sides(&stage, raid.men, stage.world.map.ways.near(mid, town), war.walls);
    let at_goal = chance_if_counted(war, &own, &enemy);
    let (own, enemy) = sides(&stage, raid.men, stage.world.map.ways.near(base, mid), war.walls);
    // A column on its way comes as no surprise: those of the town there may leave before.
    let there = Side { men: war.muster * 90.0, ..enemy };
    let on_the_way = crate::warfare::odds::taken_if_counted(war, &own, &there, war.stand);
    close(raid.chance, at_goal * on_the_way + set.overconfidence * 0.2);
}

#[test]
fn relief_is_worth_how_much_more_likely_the_place_is_kept() {
    let (mut stage, set) = (wide(), Settings::typical());
    let (rebels, army, depot) = (stage.actor("rebels"), stage.actor("army"), stage.place("depot"));
    stage.post("army", "depot", 150.0);
    stage.post("rebels", "depot", 300.0);
    *stage.world.seen.at_mut(army.index(), depot.index()) = 300.0;
    stage.ground("depot").blockade = Some(rebels);
    stage.world.settle();
    let relief = objective(&stage, OperationKind::Relieve, "depot", &set);
    let war = &stage.warfare;
    let ways = &stage.world.map.ways;
    let from = |at: &str, seen: f64| seen * ways.near(stage.place(at), depot);
    let reach = |at: &str| ways.days(stage.place(at), depot) <= set.alarm;
    assert!(!reach("town"), "beyond three days nobody threatens");
    let threat = from("depot", 300.0);
    let holds =
        |men: f64| 1.0 - chance_if_counted(war, &Side::of(war, threat, 1.0), &Side::of(war, men, 1.2 * war.walls));
    let (before, after) = (holds(150.0), holds(150.0 + relief.men));
    close(relief.chance, after);
    close(relief.terms.gain, worth_of(&stage, "depot", &set) * (after - before + set.siege * after));
    let weeks =
        1.0 + (relief.men / set.muster).floor() + ways.days(relief.assembly, depot) / war.marching + set.consolidate;
    close(relief.terms.cost, -cost_of(&stage, &set, relief.men, weeks));
    close(relief.utility, relief.terms.gain + relief.terms.cost);
}

#[test]
fn men_are_away_for_gathering_the_way_and_their_stay_and_the_rains_slow_the_way() {
    let (mut stage, set) = (wide(), Settings::typical());
    let weeks = |stage: &Stage, kind: OperationKind, men: f64| {
        let desk = desk_of(stage, "state", &set);
        let mut found = 0.0;
        stage.look(&set, &Rules::default(), |view| {
            found = cost::cost(view, stage.actor("state"), kind, 10.0, men, &desk);
        });
        found
    };
    // Ten days of travel are two weeks of marching.
    close(weeks(&stage, OperationKind::Clear, 400.0), cost_of(&stage, &set, 400.0, 1.0 + 4.0 + set.sweep));
    close(weeks(&stage, OperationKind::Seize, 1100.0), cost_of(&stage, &set, 1100.0, 3.0 + 2.0 + set.consolidate));
    close(weeks(&stage, OperationKind::Raid, 400.0), cost_of(&stage, &set, 400.0, 1.0 + 4.0));
    stage.world.month = 8;
    close(weeks(&stage, OperationKind::Raid, 400.0), cost_of(&stage, &set, 400.0, 1.0 + 4.0 / stage.warfare.wet_speed));
    stage.look(&set, &Rules::default(), |view| {
        let weeks = |men: f64| cost::weeks_to_gather(view, men);
        assert_eq!([weeks(499.0), weeks(500.0), weeks(1_499.0), weeks(90_000.0)], [1, 2, 3, 5]);
    });
    for (kind, lingers, stays) in [
        (OperationKind::Raid, true, set.stay),
        (OperationKind::Raid, false, 0.0),
        (OperationKind::Besiege, false, set.endurance),
        (OperationKind::TakeOver, false, set.consolidate),
    ] {
        assert_eq!(cost::stay(&set, kind, lingers), stays);
    }
}

#[test]
fn what_could_be_won_of_a_rival_is_the_mean_chance_by_what_its_places_are_worth() {
    let (mut stage, set) = (wide(), Settings { price: 99.0, ..Settings::typical() });
    let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
    let (mut all, mut won) = (0.0, 0.0);
    for at in ["town", "hamlet"] {
        let w = worth_of(&stage, at, &set);
        (all, won) = (all + w, won + w * objective(&stage, OperationKind::Seize, at, &set).chance);
    }
    week(&mut stage, &set, &Rules::default());
    close(*stage.world.prospects.at(state.index(), rebels.index()), won / all);
}

#[test]
fn whoever_comes_for_a_camp_is_let_pass_by_those_with_whom_there_is_no_war() {
    let chance = |kind: OperationKind, stance: Option<Stance>| {
        let between = stance.unwrap_or(Stance::Hostile);
        let mut stage = cast()
            .actor("others", crate::domain::ActorKind::Movement)
            .tie("state", "others", -0.5, between)
            .tie("army", "others", -0.5, between)
            .force("others", "mid", 900.0)
            .camp("town", crate::domain::Camp::Vacated, "rebels")
            .stage();
        let (army, others, mid) = (stage.actor("army"), stage.actor("others"), stage.place("mid"));
        stage.ground("mid").holder = stance.map(|_| others);
        *stage.world.seen.at_mut(army.index(), mid.index()) = 9_000.0;
        stage.world.settle();
        objective(&stage, kind, "town", &Settings::typical()).chance
    };
    let take_over = |stance| chance(OperationKind::TakeOver, stance);
    assert_eq!(take_over(Some(Stance::Hostile)), take_over(None));
    assert!(take_over(None) > 0.2 && take_over(Some(Stance::War)) < 0.01);
    assert!(chance(OperationKind::Raid, Some(Stance::Hostile)) < 0.01, "raiders are not let pass");
}
