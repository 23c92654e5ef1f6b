//! Where a force assembles, through whose eyes it is planned, and what is weighed at which place.

use super::{aims::objectives, values::wide, *};
use crate::{
    domain::{ActorKind, Camp, ForceKind},
    warfare::odds::{Side, chance_if_counted},
};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

fn at<'a>(all: &'a [Objective], stage: &Stage, kind: OperationKind, place: &str) -> Option<&'a Objective> {
    all.iter().find(|o| o.kind == kind && o.place == stage.place(place))
}

/// Four armies of the state with as many men each, as far from the town, in places of their own.
fn four() -> Stage {
    let mut tiny = Tiny::state().actor("rebels", ActorKind::Movement).tie("state", "rebels", -0.8, Stance::War);
    tiny = tiny.place("town", "rebels").force("rebels", "town", 50.0);
    for (who, place) in [("first", "a"), ("second", "b"), ("third", "c"), ("fourth", "d")] {
        tiny = tiny
            .actor(who, ActorKind::Army)
            .member(who, "state", 0.9)
            .tie(who, "rebels", -0.8, Stance::War)
            .place(place, who)
            .route(place, "town", 150.0)
            .force(who, place, 300.0);
    }
    tiny.stage()
}

#[test]
fn of_equals_the_one_of_the_lowest_key_leads_and_of_equal_places_men_assemble_in_that_of_the_lowest() {
    let stage = four();
    // No other is within reach of where they assemble: all four are worth the same.
    let set = Settings { gather: 0.5, ..Settings::typical() };
    let desk = desk_of(&stage, "state", &set);
    let who = ["first", "second", "third", "fourth"].map(|id| stage.actor(id));
    let lowest = who.into_iter().min_by_key(|id| stage.world.actors[id.index()].key);
    assert_eq!(desk.lead, lowest);
    let places = ["a", "b", "c", "d"].map(|id| stage.place(id));
    let lowest = places.into_iter().min_by_key(|id| stage.world.places[id.index()].key);
    let raid = at(&desk.objectives, &stage, OperationKind::Raid, "town").expect("a raid");
    assert_eq!(Some(raid.assembly), lowest);
}

#[test]
fn who_brings_most_leads_and_soldiers_assemble_where_their_side_holds_but_bands_anywhere() {
    let mut stage = cast().force("army", "mid", 100.0).force("rebels", "depot", 60.0).stage();
    stage.post("army", "depot", 300.0);
    stage.world.settle();
    let set = Settings { guard: 0.0, ..Settings::typical() };
    let bases = |who: &str| {
        let desk = desk_of(&stage, who, &set);
        let mut places: Vec<_> = desk.bases.iter().map(|(place, _)| *place).collect();
        for (place, root) in &desk.bases {
            close(*root, desk.mass[place.index()].sqrt());
        }
        places.sort_unstable();
        (places, desk.lead)
    };
    let [base, depot, town] = ["base", "depot", "town"].map(|place| stage.place(place));
    assert_eq!(bases("state"), (vec![base, depot], Some(stage.actor("army"))));
    assert_eq!(bases("rebels"), (vec![depot, town], Some(stage.actor("rebels"))));
}

#[test]
fn men_who_were_taken_this_week_are_free_no_more() {
    let stage = cast().stage();
    let set = Settings { guard: 0.0, spare: 0.5, ..Settings::typical() };
    let army = stage.actor("army");
    let id = stage.world.standing().find(|id| stage.world.force(*id).strength == 900.0).expect("those of the depot");
    stage.look(&set, &Rules::default(), |view| {
        let mut desk = Desk::default();
        desk.taken.push((id, 150.0));
        pool::open(view, army, &mut desk);
        assert_eq!(desk.free, 400.0 + 300.0);
    });
}

#[test]
fn nobody_plans_beyond_its_reach_or_with_fewer_than_the_least_or_far_from_home() {
    let stage = cast().stage();
    let days = stage.world.map.ways.days(stage.place("base"), stage.place("town"));
    let found = |set: Settings| {
        let all = objectives(&stage, "state", &set, &Rules::default());
        at(&all, &stage, OperationKind::Raid, "town").map(|o| o.assembly)
    };
    let base = Some(stage.place("base"));
    assert_eq!(found(Settings { reach: days, ..Settings::typical() }), base);
    assert_eq!(found(Settings { reach: 0.999 * days, ..Settings::typical() }), None);
    let most = desk_of(&stage, "state", &Settings::typical()).mass[stage.place("base").index()];
    assert_eq!(found(Settings { least: most, ..Settings::typical() }), base);
    assert_eq!(found(Settings { least: most + 1.0, ..Settings::typical() }), None);
    // A militia that rests in a place looks for bands there only near its home.
    let clears = |home: &'static str| {
        let mut stage = cast()
            .actor("guard", ActorKind::Militia)
            .tie("guard", "rebels", -0.8, Stance::War)
            .tie("guard", "army", 0.6, Stance::JointOperations)
            .force("guard", "depot", 200.0)
            .force("rebels", "depot", 50.0)
            .stage();
        let (guard, depot, home) = (stage.actor("guard"), stage.place("depot"), stage.place(home));
        *stage.world.seen.at_mut(guard.index(), depot.index()) = 50.0;
        let region = stage.ground("depot").region;
        (stage.who("guard").home, stage.who("guard").aims) = (Some(home), std::iter::once(region).collect());
        stage.world.settle();
        let all = objectives(&stage, "guard", &Settings::typical(), &Rules::default());
        at(&all, &stage, OperationKind::Clear, "depot").is_some()
    };
    assert_eq!([clears("depot"), clears("town")], [true, false]);
}

#[test]
fn a_town_is_ringed_only_by_whoever_rules_enough_of_its_country_and_if_nobody_has_ringed_it() {
    let ring = |share: f64, ringed: bool| {
        let mut stage = wide();
        let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
        *stage.world.control.at_mut(town.index(), rebels.index()) = 0.0;
        *stage.world.control.at_mut(town.index(), army.index()) = share;
        stage.ground("town").blockade = ringed.then_some(army);
        stage.world.settle();
        let all = objectives(&stage, "state", &Settings::typical(), &Rules::default());
        at(&all, &stage, OperationKind::Besiege, "town").is_some()
    };
    assert_eq!([ring(1.0, false), ring(1.0, true), ring(0.0, false), ring(0.0, true)], [true, false, false, false]);
}

#[test]
fn relief_goes_where_a_column_of_the_enemy_comes_for_the_place_and_not_for_another() {
    use OperationKind::{Raid, Seize};
    use OperationStage::{Advancing, Assembling};
    let relieved = |kind: OperationKind, objective: &str, stage_of: OperationStage, seen: f64, planner: &str| {
        let mut stage = cast().actor("others", ActorKind::Movement).force("others", "town", 90.0).stage();
        let (army, depot) = (stage.actor("army"), stage.place("depot"));
        *stage.world.seen.at_mut(army.index(), depot.index()) = seen;
        stage.post("army", "depot", 0.0);
        let id = stage.operation(planner, kind, "town", objective);
        stage.world.operations[id.index()].stage = stage_of;
        stage.world.settle();
        let all = objectives(&stage, "state", &Settings::typical(), &Rules::default());
        at(&all, &stage, OperationKind::Relieve, "depot").is_some()
    };
    let least = Settings::typical().least;
    assert!(relieved(Seize, "depot", Advancing, least, "rebels"));
    assert!(!relieved(Seize, "base", Advancing, least, "rebels"), "for another place");
    assert!(!relieved(Seize, "depot", Assembling, least, "rebels"), "it has not set out");
    assert!(!relieved(Raid, "depot", Advancing, least, "rebels"), "raiders are gone before help comes");
    assert!(!relieved(Seize, "depot", Advancing, least - 1.0, "rebels"), "hardly anybody is seen");
    assert!(!relieved(Seize, "depot", Advancing, least, "others"), "no enemies");
}

#[test]
fn a_camp_and_the_country_are_worth_their_shares() {
    let mut stage = cast().camp("mid", Camp::Vacated, "rebels").force("rebels", "depot", 100.0).stage();
    let (army, rebels, depot) = (stage.actor("army"), stage.actor("rebels"), stage.place("depot"));
    *stage.world.seen.at_mut(army.index(), depot.index()) = 100.0;
    *stage.world.control.at_mut(depot.index(), rebels.index()) = 0.25;
    stage.world.settle();
    let set = Settings::typical();
    let all = objectives(&stage, "state", &set, &Rules::default());
    let worth = |place: &str| {
        let desk = desk_of(&stage, "state", &set);
        let mut w = 0.0;
        stage.look(&set, &Rules::default(), |view| {
            w = worth::worth(view, stage.actor("state"), stage.place(place), &desk);
        });
        w
    };
    let camp = at(&all, &stage, OperationKind::TakeOver, "mid").expect("a camp");
    close(camp.terms.gain, camp.chance * set.camp * worth("mid"));
    let clear = at(&all, &stage, OperationKind::Clear, "depot").expect("bands");
    close(clear.terms.gain, clear.chance * set.clear * worth("depot") * 0.25);
}

#[test]
fn whoever_is_let_into_a_camp_in_peace_asks_whether_it_can_be_kept_against_those_outside() {
    let mut stage = cast()
        .camp("town", Camp::Vacated, "rebels")
        .agreement("truce", AgreementKind::Truce, AgreementState::Signed, &["state", "rebels"], &[Clause::Ceasefire])
        .stage();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    *stage.world.seen.at_mut(army.index(), town.index()) = 400.0;
    stage.world.settle();
    let all = objectives(&stage, "state", &Settings::typical(), &Rules::default());
    let camp = at(&all, &stage, OperationKind::TakeOver, "town").expect("a camp");
    let war = &stage.warfare;
    let fed = war.unfed + (1.0 - war.unfed) * 0.8;
    // They have their walls behind them no more: those who came in do.
    let outside = Side { men: war.muster * 400.0, power: 1.0, bears: war.breaking };
    let inside = Side { men: war.present * camp.men, power: war.walls * fed, bears: war.breaking };
    let nerve =
        Settings::typical().overconfidence * (stage.world.actors[stage.actor("state").index()].confidence - 0.5);
    close(camp.chance, 1.0 - chance_if_counted(war, &outside, &inside) + nerve);
}

#[test]
fn gates_are_the_places_on_the_ways_from_where_most_men_stand_to_what_is_claimed_and_not_held() {
    let gates = |claims: bool| {
        let mut stage = cast()
            .place_with("border", "", |fact, _| fact.kind = crate::domain::PlaceKind::Border)
            .route("mid", "border", 10.0)
            .stage();
        if !claims {
            stage.who("state").aims = crate::id::Regions::default();
        }
        let desk = desk_of(&stage, "state", &Settings::typical());
        ["base", "mid", "town", "depot"].map(|place| desk.gate[stage.place(place).index()])
    };
    // To the town and to the place of nobody before it; the border is nobody's to take.
    assert_eq!(gates(true), [1.0, 0.5, 0.0, 0.0]);
    assert_eq!(gates(false), [0.0; 4]);
}

#[test]
fn where_no_place_of_a_region_is_worth_anything_none_is_its_chief() {
    let mut stage = cast().stage();
    for place in ["base", "depot", "mid", "town"] {
        stage.ground(place).value = 0.0;
    }
    let set = Settings { gate: 0.0, ..Settings::typical() };
    let desk = desk_of(&stage, "state", &set);
    stage.look(&set, &Rules::default(), |view| {
        let income = stage.world.places[stage.place("mid").index()].income;
        let w = worth::worth(view, stage.actor("state"), stage.place("mid"), &desk);
        close(w, set.stores * 0.5 * income / (income + set.rich));
    });
}

#[test]
fn the_people_in_the_way_are_those_who_live_there_and_their_guests() {
    let mut stage = cast().stage();
    (stage.ground("town").residents, stage.ground("town").hosted) = (2_000.0, 1_000.0);
    stage.who("army").accountability = 0.5;
    let set = Settings { crowd: 1_000.0, ..Settings::typical() };
    stage.look(&set, &Rules::default(), |view| {
        let harm = |kind| reasons::bystanders(view, stage.actor("army"), stage.place("town"), kind);
        close(harm(OperationKind::Seize), 0.5 * 0.75);
        close(harm(OperationKind::Clear), 0.25 * 0.75);
        close(harm(OperationKind::TakeOver), 0.0);
    });
}

#[test]
fn nobody_else_is_told_of_a_camp_and_only_a_mission_tells() {
    use ActorKind::{Movement, Peacekeeper};
    let told = |planner: &'static str, host: ActorKind, camp: Camp, claims: bool| {
        let mut stage = cast().actor("host", host).camp("town", camp, "host").stage();
        let (host, town) = (stage.actor("host"), stage.place("town"));
        let mut leaves = camps::leaving(&stage, 7);
        (leaves.actor, leaves.place) = (Some(host), Some(town));
        stage.case.scheduled.push(leaves);
        let region = stage.ground("town").region;
        stage.who(planner).aims = claims.then_some(region).into_iter().collect();
        let mut found = (false, false);
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            let planner = stage.actor(planner);
            found = (camp::is_handed_over(view, planner, town), camp::is_news(view, planner, town));
        });
        assert_eq!(found.0, found.1, "in the first week it is news");
        found.0
    };
    assert!(told("state", Peacekeeper, Camp::Open, true) && told("state", Peacekeeper, Camp::Closing, true));
    assert!(!told("rebels", Peacekeeper, Camp::Open, true), "no government");
    assert!(!told("state", Movement, Camp::Open, true), "no mission");
    assert!(!told("state", Peacekeeper, Camp::Vacated, true), "it has gone");
    assert!(!told("state", Peacekeeper, Camp::Open, false), "another's country");
}

#[test]
fn men_fly_from_the_airstrip_of_their_side_where_most_of_their_own_are_free() {
    let from = |depot: f64, held: bool| {
        let mut stage =
            cast().camp("mid", Camp::Vacated, "rebels").force_of("army", "base", ForceKind::AirWing, 4.0).stage();
        stage.post("army", "depot", depot);
        for place in ["base", "depot", "mid"] {
            stage.ground(place).airstrip = true;
        }
        if !held {
            stage.ground("depot").holder = None;
        }
        stage.world.settle();
        let set = Settings { gather: 0.5, ..Settings::typical() };
        let all = objectives(&stage, "state", &set, &Rules::default());
        all.iter().find(|o| o.flown).map(|o| o.assembly)
    };
    let stage = cast().stage();
    let (base, depot) = (stage.place("base"), stage.place("depot"));
    assert_eq!([from(1_500.0, true), from(300.0, true)], [Some(depot), Some(base)]);
    assert_eq!(from(1_500.0, false), Some(base), "not from a strip that is nobody's");
}
