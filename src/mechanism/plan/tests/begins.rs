//! Which plan is begun and when, who comes, and what becomes of those who come.

use super::{values::wide, *};
use crate::{
    chance::laws::{gumbel, normal},
    domain::{Action, ForceKind},
    world::Origin,
};

#[test]
fn planners_begin_in_their_own_weeks_and_all_look_about_them_in_the_first() {
    let set = Settings { every: 4.0, reluctance: -9.0, ..eager() };
    for number in 0..9 {
        let mut stage = cast().stage();
        stage.world.week = number;
        let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
        let due = stage.world.actors[state.index()].key.0 % 4 == u64::from(number) % 4;
        week(&mut stage, &set, &Rules::default());
        assert_eq!(!of_planner(&stage, "state").is_empty(), due, "week {number}");
        let looked = *stage.world.prospects.at(state.index(), rebels.index()) > 0.0;
        assert_eq!(looked, due || number == 0, "week {number}");
    }
}

#[test]
fn nobody_plans_for_a_person_in_a_seat() {
    let mut stage = cast().stage();
    let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
    stage.outside.seats.push(state);
    week(&mut stage, &Settings { reluctance: -9.0, ..eager() }, &Rules::default());
    assert!(of_planner(&stage, "state").is_empty());
    assert!(*stage.world.prospects.at(state.index(), rebels.index()) > 0.0, "what could be won is known all the same");
}

#[test]
fn a_planner_has_no_more_operations_of_its_own_than_its_staff_can_lead() {
    let begun = |whose: &str, from: &str, staff: f64| {
        let mut stage = cast().stage();
        stage.operation(whose, OperationKind::Seize, from, "mid");
        let before = of_planner(&stage, "state").len();
        week(&mut stage, &Settings { staff, reluctance: -9.0, ..eager() }, &Rules::default());
        of_planner(&stage, "state").len() - before
    };
    assert_eq!([begun("state", "depot", 1.0), begun("state", "depot", 2.0), begun("rebels", "town", 1.0)], [0, 1, 1]);
}

#[test]
fn of_the_five_best_one_is_taken_by_utility_and_noise_and_begun_if_it_is_worth_its_price() {
    let set = Settings {
        every: 1.0,
        reluctance: -9.0,
        block: 4.0,
        scale: 2.0,
        price: 0.2,
        crowding: 0.4,
        ..Settings::typical()
    };
    let (mut begun, mut kinds) = (0, Vec::new());
    for number in 0..60 {
        let mut stage = wide();
        (stage.number, stage.world.week) = (number, 14);
        stage.operation("state", OperationKind::Seize, "depot", "mid");
        stage.world.settle();
        let (mut desk, mut expected) = (Desk::default(), None);
        let state = stage.actor("state");
        stage.look(&set, &Rules::default(), |view| {
            pool::open(view, state, &mut desk);
            weigh::objectives(view, state, &mut desk);
            desk.objectives.retain(|o| o.open && o.chance >= set.floor);
            let whose = stage.world.actors[state.index()].key;
            let key = |o: &Objective| whose.with(stage.world.places[o.place.index()].key).with(Key(o.kind as u64));
            desk.objectives.sort_by(|a, b| b.utility.total_cmp(&a.utility).then(key(a).cmp(&key(b))));
            desk.objectives.truncate(5);
            // Week 14 lies in the fourth block of four weeks.
            let (block, lambda) = (view.chance.in_week(3), 3.0 / 2.0);
            let score = |o: &Objective| lambda * o.utility + gumbel(block.unit(WHICH, key(o)));
            let first = |a: &&Objective, b: &&Objective| score(a).total_cmp(&score(b)).then(key(a).cmp(&key(b)));
            let best = desk.objectives.iter().max_by(first).expect("an objective");
            let surplus = best.utility - 0.2 * cost::trouble(view, best) - 0.4 * desk.committed / desk.free;
            let seen = set.sight * normal(block.unit(SIGHT, whose));
            if view.chance.happens(ACT, whose, logistic(lambda * (surplus + seen))) {
                expected = Some((best.kind, best.place, surplus));
            }
        });
        week(&mut stage, &set, &Rules::default());
        let of_this_week = of_planner(&stage, "state").into_iter().find(|o| o.begun == 14 && o.surplus.is_some());
        assert_eq!(
            of_this_week.as_ref().map(|o| (o.kind, o.objective)),
            expected.map(|e| (e.0, e.1)),
            "world {number}"
        );
        let surplus = of_this_week.and_then(|o| o.surplus).unwrap_or_default();
        assert!((surplus - expected.map_or(0.0, |e| e.2)).abs() < 1e-9, "world {number}");
        begun += usize::from(expected.is_some());
        kinds.extend(expected.map(|(kind, ..)| kind));
    }
    kinds.sort_unstable_by_key(|kind| *kind as u8);
    kinds.dedup();
    assert!((10..50).contains(&begun) && kinds.len() > 1, "{begun} of 60, {kinds:?}");
}

#[test]
fn a_decision_is_kept_with_its_reasons_and_with_what_was_not_chosen() {
    let (stage, set) = (wide(), Settings { reluctance: -9.0, ..eager() });
    let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
    let decided = |explain: bool| {
        let mut out = Proposals { explain, ..Proposals::default() };
        stage.look(&set, &Rules::default(), |view| plan(view, &mut out));
        let of_state = out.operations.iter().find(|o| o.planner == state).expect("an operation").clone();
        (out, of_state)
    };
    let (out, operation) = decided(true);
    let Origin::Decision(n) = operation.origin else { panic!("{operation:?}") };
    let decision = &out.decisions[n as usize - 1];
    assert_eq!((decision.actor, decision.chosen.place), (state, Some(operation.objective)));
    let same =
        |c: &crate::world::ledger::Choice| (c.action, c.place) == (decision.chosen.action, decision.chosen.place);
    assert!(!decision.rejected.is_empty() && !decision.rejected.iter().any(same));
    let slots: Vec<_> = decision.causes.iter().map(|c| c.slot).collect();
    assert!(slots.contains(&crate::world::Slot::Place(operation.objective)), "{slots:?}");
    assert!(slots.contains(&crate::world::Slot::Tie(state, rebels)), "{slots:?}");
    let (out, operation) = decided(false);
    assert_eq!((out.decisions.len(), operation.origin), (0, Origin::Decision(0)));
}

/// The operation that an order of the army for the town begins.
fn ordered(stage: &mut Stage, action: Action, set: &Settings) -> Option<Operation> {
    let town = stage.place("town");
    stage.order("army", action, Some("rebels")).place = Some(town);
    week(stage, &Settings { price: 99.0, ..set.clone() }, &Rules::default());
    of_planner(stage, "army").pop()
}

#[test]
fn raiders_alone_may_mean_to_linger() {
    let begun = |action: Action, linger: f64| {
        let set = Settings { linger, ..Settings::typical() };
        let operation = ordered(&mut cast().stage(), action, &set).expect("an operation");
        (operation.lingers, operation.stay)
    };
    let set = Settings::typical();
    assert_eq!(begun(Action::Raid, 1.0), (true, set.stay));
    assert_eq!(begun(Action::Raid, 0.0), (false, 0.0));
    assert_eq!(begun(Action::Assault, 1.0), (false, set.consolidate));
}

#[test]
fn soldiers_go_as_a_column_and_bands_as_bands() {
    let kinds = |who: &str, at: &str| {
        let mut stage = cast().stage();
        let (actor, place) = (stage.actor(who), stage.place(at));
        stage.order(who, Action::Raid, None).place = Some(place);
        week(&mut stage, &Settings { price: 99.0, guard: 0.0, ..Settings::typical() }, &Rules::default());
        let sent = stage.world.forces.iter().filter(|f| f.actor == actor && f.operation.is_some());
        sent.map(|f| f.kind).collect::<Vec<_>>()
    };
    let soldiers = kinds("army", "town");
    assert!(!soldiers.is_empty() && soldiers.iter().all(|kind| *kind == ForceKind::Column), "{soldiers:?}");
    assert_eq!(kinds("rebels", "base"), [ForceKind::Band]);
}

#[test]
fn whoever_finds_no_room_among_the_operations_sends_nobody() {
    let mut stage = cast().stage();
    while stage.world.room_for_operations() > 1 {
        stage.operation("rebels", OperationKind::Raid, "mid", "town");
    }
    let (town, mid) = (stage.place("town"), stage.place("mid"));
    for place in [town, mid] {
        stage.order("army", Action::Raid, None).place = Some(place);
    }
    week(&mut stage, &Settings { price: 99.0, ..Settings::typical() }, &Rules::default());
    let begun = of_planner(&stage, "army");
    assert_eq!(begun.len(), 1);
    let sent = stage.world.forces.iter().filter(|f| f.kind == ForceKind::Column);
    assert_eq!(sent.map(|f| f.strength).sum::<f64>(), begun[0].men(), "nobody has left for the other");
}

#[test]
fn whoever_is_ordered_beyond_its_reach_goes_with_what_is_free_and_whoever_stands_in_a_camp_stays() {
    let set = Settings { reach: 0.1, ..Settings::typical() };
    let far = ordered(&mut cast().stage(), Action::Raid, &set).expect("an operation");
    let stage = cast().stage();
    assert_eq!((far.assembly(), far.target), (stage.place("base"), Some(stage.actor("rebels"))));
    let for_camp = |men: f64| {
        let mut stage = cast().camp("town", crate::domain::Camp::Vacated, "rebels").stage();
        stage.post("army", "town", men);
        ordered(&mut stage, Action::SeizeCamp, &Settings::typical()).is_some()
    };
    assert_eq!([for_camp(0.0), for_camp(50.0)], [true, false]);
}

/// What becomes of a raid or a relief of the rebels for which so many men are wanted in the town: they have 300 there, and their allies 200.
fn sent(men: f64, kind: OperationKind, set: &Settings) -> Operation {
    sent_by(cast(), men, kind, set).0
}

/// The same with more actors, and how many men are of the allies.
fn sent_by(cast: Tiny, men: f64, kind: OperationKind, set: &Settings) -> (Operation, f64) {
    let set = Settings { spare: 1.0, guard: 0.0, lend: 1.0, ..set.clone() };
    let mut stage = cast
        .actor("others", ActorKind::Movement)
        .tie("others", "rebels", 0.6, Stance::JointOperations)
        .tie("others", "army", -0.8, Stance::War)
        .force("others", "town", 200.0)
        .stage();
    let id = stage.operation("others", kind, "mid", "base");
    let rebels = stage.actor("rebels");
    stage.world.settle();
    let mut out = Proposals::default();
    stage.look(&set, &Rules::default(), |view| {
        let mut desk = Desk::default();
        pool::open(view, rebels, &mut desk);
        let wanted = Objective {
            kind,
            place: view.world.operation(id).objective,
            target: Some(stage.actor("army")),
            assembly: stage.place("town"),
            flown: false,
            men,
            sorties: 0.0,
            chance: 0.5,
            utility: 0.0,
            surplus: None,
            terms: crate::world::ledger::Terms::default(),
            open: true,
        };
        launch::send(view, rebels, &wanted, Origin::Rule, &mut desk, &mut out);
    });
    let operation = out.operations.pop().expect("an operation, if only one that was called off");
    let others = stage.actor("others");
    let lent = operation.participants.iter().filter(|p| p.actor == others).map(|p| p.men).sum();
    (operation, lent)
}

#[test]
fn an_operation_begins_with_the_quorum_of_its_men_and_relief_with_whoever_comes() {
    use OperationKind::{Raid, Relieve};
    let begins = |men: f64, kind: OperationKind, least: f64| {
        let set = Settings { quorum: 0.5, least, reluctance: -9.0, ..Settings::typical() };
        let operation = sent(men, kind, &set);
        assert_eq!(operation.men(), 500.0);
        operation.end.is_none()
    };
    assert_eq!([begins(1_000.0, Raid, 40.0), begins(1_001.0, Raid, 40.0)], [true, false]);
    assert!(begins(1_001.0, Relieve, 40.0));
    assert_eq!([begins(500.0, Raid, 500.0), begins(500.0, Raid, 501.0)], [true, false]);
    assert_eq!([begins(500.0, Relieve, 500.0), begins(500.0, Relieve, 501.0)], [true, false]);
}

#[test]
fn partners_are_asked_for_their_part_and_nobody_for_less_than_a_man() {
    let asked = |men: f64, reluctance: f64| {
        let operation = sent(men, OperationKind::Raid, &Settings { reluctance, ..Settings::typical() });
        (operation.men(), operation.declined)
    };
    assert_eq!([asked(2.0, 9.0), asked(200.0, 9.0), asked(301.0, 9.0)], [(2.0, 0), (200.0, 1), (300.0, 1)]);
    assert_eq!([asked(301.0, -9.0), asked(400.0, -9.0)], [(301.0, 0), (400.0, 0)]);
}

#[test]
fn partners_bring_their_part_of_the_men_wanted_and_what_is_missing_then() {
    let all = Settings { reluctance: -9.0, ..Settings::typical() };
    let lent = |men: f64| sent_by(cast(), men, OperationKind::Raid, &all).1;
    // They have 200 of 500 free men.
    assert_eq!([lent(100.0), lent(301.0), lent(500.0)], [40.0, 120.0, 200.0]);
    // A wing of 300 men whose bond is too weak does not come: the allies, asked for a quarter, make up for it as far as they can.
    let wing = cast().actor("wing", ActorKind::Movement).member("wing", "rebels", 0.0).force("wing", "town", 300.0);
    let set = Settings { consent: 1e3, own_worth: 0.0, dread: 0.0, worry: 0.0, reluctance: 0.3, ..Settings::typical() };
    let (operation, lent) = sent_by(wing, 480.0, OperationKind::Raid, &set);
    assert_eq!((operation.men(), lent, operation.declined), (480.0, 180.0, 1));
}

#[test]
fn aircraft_come_from_near_of_friends_and_of_whoever_would_take_part() {
    let flown = |whose: &'static str, at: &'static str, reluctance: f64| {
        let mut stage = cast()
            .actor("wings", ActorKind::Army)
            .member("wings", "state", 0.9)
            .actor("strangers", ActorKind::Army)
            .tie("strangers", "rebels", -0.9, Stance::War)
            .place_with("far", "army", |fact, _| fact.lat = 30.0)
            .route("base", "far", 150.0)
            // Sorties are wanted where the planner has some.
            .force_of("army", "depot", ForceKind::AirWing, 2.0)
            .force_of(whose, at, ForceKind::AirWing, 6.0)
            .stage();
        let town = stage.place("town");
        stage.order("state", Action::Raid, Some("rebels")).place = Some(town);
        week(&mut stage, &Settings { price: 99.0, reluctance, ..Settings::typical() }, &Rules::default());
        let begun = of_planner(&stage, "state").pop().expect("an operation");
        let whose = stage.actor(whose);
        begun.participants.iter().filter(|p| p.actor == whose).map(|p| p.sorties).sum::<f64>()
    };
    let share = 6.0 * crate::warfare::Settings::typical().air_share;
    assert_eq!(flown("wings", "base", -9.0), share, "though it has no men there");
    assert_eq!(flown("wings", "far", -9.0), 0.0, "too far");
    assert_eq!(flown("strangers", "base", -9.0), 0.0, "no friends, if enemies of the same enemy");
}
