//! Who may be struck and by whom: agreements of all kinds, men who are free, aircraft in reach, and what civilians have to fear.

use super::{values::contacts, *};

/// Reds and blues beside the rebels, all at odds with the army.
fn wide() -> Tiny {
    cast()
        .actor("reds", ActorKind::Movement)
        .actor("blues", ActorKind::Movement)
        .tie("army", "reds", -0.8, Stance::War)
        .tie("army", "blues", -0.8, Stance::Hostile)
        .tie("rebels", "blues", -0.4, Stance::Hostile)
        .force("reds", "town", 90.0)
        .force("blues", "hills", 80.0)
}

/// Whether the routine holds two to be bound at a place, of all pairs in this order.
fn bound(tiny: Tiny, at: &str, kind: Option<AgreementState>) -> Vec<bool> {
    let mut stage = tiny.stage();
    if let Some(state) = kind {
        stage.world.agreements[0].state = state;
        stage.world.settle();
    }
    let pairs = [("army", "rebels"), ("rebels", "army"), ("reds", "army"), ("army", "blues"), ("blues", "rebels")];
    let mut routine = contacts(&stage);
    let ask = |(a, b): (&str, &str), routine: &mut Routine| {
        contact::is_bound(&stage.world, routine, (stage.actor(a), stage.actor(b)), stage.place(at))
    };
    let all: Vec<bool> = pairs.into_iter().map(|pair| ask(pair, &mut routine)).collect();
    // What has been looked up once is the same again, and whoever asks first.
    assert_eq!(pairs.into_iter().map(|pair| ask(pair, &mut routine)).collect::<Vec<_>>(), all);
    let mut back: Vec<bool> = pairs.into_iter().rev().map(|pair| ask(pair, &mut contacts(&stage))).collect();
    back.reverse();
    assert_eq!(back, all);
    all
}

#[test]
fn those_who_have_agreed_on_peace_or_on_leaving_each_other_alone_do_not_strike_each_other() {
    use AgreementKind::{Accord, Ceasefire, LocalPact, Truce};
    let agreed = |kind: AgreementKind, clauses: &'static [Clause]| {
        wide().agreement("pact", kind, AgreementState::Signed, &["army", "rebels"], clauses)
    };
    let (both, nobody) = (vec![true, true, false, false, false], vec![false; 5]);
    for kind in [Accord, Ceasefire, Truce] {
        assert_eq!(bound(agreed(kind, &[]), "town", None), both, "{kind:?}");
    }
    for clause in [&[Clause::Ceasefire], &[Clause::NonAggression]] {
        assert_eq!(bound(agreed(LocalPact, clause), "town", None), both, "{clause:?}");
    }
    assert_eq!(bound(agreed(LocalPact, &[Clause::Payment]), "town", None), nobody);
    assert_eq!(bound(agreed(Truce, &[]), "town", Some(AgreementState::Collapsed)), nobody);
    assert_eq!(bound(agreed(Truce, &[]), "town", Some(AgreementState::Breached)), nobody);
    assert_eq!(bound(wide(), "town", None), nobody);
}

#[test]
fn what_is_agreed_for_one_place_binds_there_and_nowhere_else() {
    let local = || {
        wide().agreement_with(
            "pact",
            AgreementKind::LocalPact,
            AgreementState::Signed,
            &["army", "rebels"],
            &[Clause::NonAggression],
            |fact, case| fact.place = case.place("town"),
        )
    };
    assert_eq!(bound(local(), "town", None), [true, true, false, false, false]);
    assert_eq!(bound(local(), "base", None), [false; 5]);
}

#[test]
fn enemies_who_are_free_and_there_are_met_by_those_in_reach_of_them() {
    let stage = wide().stage();
    let met = |stage: &Stage| {
        let name = |id: ActorId| ["army", "rebels", "reds", "blues"].into_iter().find(|who| stage.actor(who) == id);
        let found = contacts(stage).contacts.into_iter().filter(|c| c.place == stage.place("town"));
        let mut all: Vec<_> = found
            .map(|c| (name(c.actor).expect("one of them"), name(c.enemy).expect("one of them"), c.at_war))
            .collect();
        all.sort_unstable();
        all
    };
    let all = [("army", "rebels", true), ("army", "reds", true), ("rebels", "army", true), ("reds", "army", true)];
    assert_eq!(met(&stage), all);
    // Those of an operation that has not reached its goal have something else to do; they can be struck all the same.
    let mut busy = stage;
    busy.operation("rebels", crate::domain::OperationKind::Seize, "town", "base");
    busy.world.settle();
    assert_eq!(met(&busy), [all[0], all[1], all[3]]);
    // And so have those who are on the road.
    let mut gone = wide().stage();
    let (rebels, town) = (gone.actor("rebels"), gone.place("town"));
    let march = crate::world::March::towards(&gone.world, town, gone.place("base"));
    gone.world.forces.iter_mut().filter(|f| f.actor == rebels).for_each(|f| f.march = march);
    gone.world.settle();
    assert!(!met(&gone).contains(&all[2]));
    // What was found for one week leaves nothing behind for the next.
    let mut routine = contacts(&wide().stage());
    gone.look(&Settings::typical(), &Rules::default(), |view| contact::find(view, &mut routine));
    let fresh = contacts(&gone);
    assert_eq!(format!("{:?}", routine.contacts), format!("{:?}", fresh.contacts));
    assert_eq!((routine.free, routine.reach), (fresh.free, fresh.reach));
}

#[test]
fn aircraft_reach_so_far_and_only_those_fly_that_are_promised_to_nobody() {
    let sorties = |degrees: f64, promised: f64| {
        let mut stage = cast()
            .place_with("field", "army", move |fact, _| (fact.lat, fact.lon) = (17.0 + degrees, 0.0))
            .force_of("army", "field", ForceKind::AirWing, 5.0)
            .stage();
        stage.post("army", "base", 60.0);
        let id = stage.operation("army", crate::domain::OperationKind::Raid, "base", "hills");
        stage.world.operations[id.index()].participants[0].sorties = promised;
        stage.world.settle();
        let (army, town) = (stage.actor("army"), stage.place("town"));
        let found = contacts(&stage).contacts.into_iter().find(|c| c.actor == army && c.place == town);
        found.map(|c| c.sorties)
    };
    assert_eq!(sorties(0.5, 0.0), Some(5.0));
    assert_eq!(sorties(0.5, 2.0), Some(3.0));
    assert_eq!(sorties(0.5, 9.0), Some(0.0));
    assert_eq!(sorties(60.0, 0.0), Some(0.0), "too far to fly");
}

#[test]
fn whoever_has_no_men_near_strikes_from_the_air_alone() {
    let mut stage = cast().force_of("army", "base", ForceKind::AirWing, 5.0).stage();
    for place in ["town", "base"] {
        stage.post("army", place, 0.0);
    }
    stage.world.forces.iter_mut().filter(|f| f.kind == ForceKind::AirWing).for_each(|f| f.strength = 5.0);
    stage.world.settle();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    let found = contacts(&stage).contacts.into_iter().find(|c| c.actor == army && c.place == town).expect("a contact");
    assert_eq!((found.men, found.sorties), (0.0, 5.0));
}

#[test]
fn the_tempo_of_a_spell_is_slow_steady_or_fast_by_thirds_of_the_draw() {
    let set = Settings { slow: 0.5, fast: 2.0, spell: 4.0, ..Settings::typical() };
    let mut seen = [0; 3];
    for number in 0..60 {
        let mut stage = cast().stage();
        (stage.number, stage.world.week) = (number, 14);
        stage.look(&set, &Rules::default(), |view| {
            let (army, state) = (stage.actor("army"), stage.actor("state"));
            // Week 14 lies in the fourth spell of four weeks; the government's draw is its army's.
            let u = view.chance.in_week(3).unit(TEMPO, stage.world.actors[state.index()].key);
            let third = if u < 1.0 / 3.0 {
                0
            } else if u < 2.0 / 3.0 {
                1
            } else {
                2
            };
            assert_eq!(tempo(view, army), [0.5, 1.0, 2.0][third], "world {number}");
            seen[third] += 1;
        });
    }
    assert!(seen.iter().all(|n| *n > 0), "{seen:?}");
}

#[test]
fn civilians_have_to_fear_bands_near_their_home_who_are_free_and_at_odds_with_somebody_there() {
    let set = Settings { picks: 1e6, punishments: 0.0, ..steady() };
    let killed = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = cast().community("locals", "town", 1000.0, &[("rebels", -0.5)], &[], &[]).stage();
        let (rebels, army, town) =
            (stage.actor("rebels").index(), stage.actor("army").index(), stage.place("town").index());
        stage.who("rebels").kind = ActorKind::Jihadist;
        *stage.world.control.at_mut(town, rebels) = 0.75;
        *stage.world.control.at_mut(town, army) = 0.25;
        prepare(&mut stage);
        stage.world.settle();
        stage.play(skirmish, &set, &Rules::default());
        stage.world.traffic.orders.iter().any(|o| o.action == Action::SelectiveKilling)
    };
    assert!(killed(&|_| ()));
    assert!(killed(&|s| s.ground("town").residents = 1.0));
    assert!(!killed(&|s| s.ground("town").residents = 0.5), "nobody lives there");
    assert!(killed(&|s| s.post("rebels", "town", 1.0)) && !killed(&|s| s.post("rebels", "town", 0.9)));
    assert!(!killed(&|s| s.post("army", "town", 0.0)), "there is nobody to fight");
    let busy = |s: &mut Stage| {
        s.operation("rebels", crate::domain::OperationKind::Seize, "town", "base");
    };
    assert!(!killed(&busy));
    let barred = |s: &mut Stage| {
        let kind = EventKind::Act(Action::SelectiveKilling);
        s.outside.bars.push(crate::world::outside::Bar { kind, actor: None, target: None, place: None });
    };
    assert!(!killed(&barred));
}

#[test]
fn nothing_is_done_in_a_spell_without_tempo() {
    let set = Settings { slow: 0.0, fast: 0.0, pace: 50.0, ..steady() };
    let mut seen = [0; 2];
    for number in 0..20 {
        let mut stage = cast().stage();
        stage.number = number;
        let (army, mut pace) = (stage.actor("army"), 0.0);
        see(&mut stage, "army", "town", 100.0);
        stage.look(&set, &Rules::default(), |view| pace = tempo(view, army));
        stage.play(skirmish, &set, &Rules::default());
        let strikes = stage.world.traffic.orders.iter().any(|o| o.actor == army);
        assert_eq!(strikes, pace > 0.0, "world {number}");
        seen[usize::from(strikes)] += 1;
    }
    assert!(seen.iter().all(|n| *n > 0), "{seen:?}");
}

#[test]
fn regulars_reach_less_far_than_bands() {
    let mut stage = cast().stage();
    stage.post("army", "base", 200.0);
    let (army, town) = (stage.actor("army"), stage.place("town"));
    let men = |stage: &Stage| {
        contacts(stage).contacts.into_iter().find(|c| c.actor == army && c.place == town).expect("a contact").men
    };
    let near = stage.world.map.ways.near(stage.place("base"), town);
    assert!((men(&stage) - (400.0 + 200.0 * near)).abs() < 1e-9);
    // Half a day is within the reach of bands and beyond that of soldiers.
    stage.warfare.ambush = 0.34;
    assert_eq!(men(&stage), 400.0);
}
