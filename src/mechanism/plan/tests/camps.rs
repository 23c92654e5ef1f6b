//! Camps that a mission hands over, men who fly there, what news alarm a planner, and what an operation costs.

use super::{aims::objectives, *};
use crate::{
    domain::{Action, Camp, EventFact, ForceKind, Shock, Source},
    parameter::Quantity,
    world::Event,
};

/// A camp of a mission in the rebels' town, with an airstrip, which it leaves in so many days; aircraft and an airstrip at the base of the army, and peace.
fn camp(days: i64) -> Stage {
    let mut stage = cast()
        .actor("mission", ActorKind::Peacekeeper)
        .tie("mission", "state", 0.3, Stance::NonAggression)
        .camp("town", Camp::Open, "mission")
        .force("mission", "town", 100.0)
        .force_of("army", "base", ForceKind::AirWing, 4.0)
        .stage();
    let leaves = leaving(&stage, days);
    let (mission, town) = (stage.actor("mission"), stage.place("town"));
    stage.case.scheduled.push(EventFact { actor: Some(mission), place: Some(town), ..leaves });
    for place in ["base", "town"] {
        stage.ground(place).airstrip = true;
    }
    let region = stage.world.places[town.index()].region;
    stage.who("state").aims = std::iter::once(region).collect();
    stage
}

/// The closing of a camp in so many days, by nobody and nowhere yet.
pub(super) fn leaving(stage: &Stage, days: i64) -> EventFact {
    let zero = Quantity::fixed(0.0);
    EventFact {
        id: "leaves".to_owned(),
        key: Key::of("leaves"),
        date: stage.case.start.saturating_add(jiff::Span::new().days(days)),
        known: stage.case.start,
        kind: EventKind::Shock(Shock::CampCloses),
        actor: None,
        target: None,
        place: None,
        agreement: None,
        deaths: zero,
        civilian_deaths: zero,
        size: zero,
        source: Source::default(),
    }
}

fn take_overs(stage: &Stage, who: &str) -> Vec<Objective> {
    let all = objectives(stage, who, &Settings::typical(), &Rules::default());
    all.into_iter().filter(|o| o.kind == OperationKind::TakeOver).collect()
}

#[test]
fn a_mission_tells_the_government_alone_and_some_weeks_before() {
    let told = 7 * Settings::typical().handover as i64;
    assert!(!take_overs(&camp(told), "state").is_empty());
    assert!(take_overs(&camp(told + 1), "state").is_empty(), "not yet");
    assert!(take_overs(&camp(told), "rebels").is_empty(), "nobody else");
    let mut elsewhere = camp(told);
    elsewhere.who("state").aims = crate::id::Regions::default();
    assert!(take_overs(&elsewhere, "state").is_empty(), "not the government of the country");
}

#[test]
fn men_fly_where_aircraft_can_land_and_no_more_than_are_flown() {
    let flown = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = camp(20);
        prepare(&mut stage);
        take_overs(&stage, "state").into_iter().find(|o| o.flown)
    };
    let flight = flown(&|_| ()).expect("a flight");
    assert!(flight.men <= Settings::typical().airlift, "{flight:?}");
    assert_eq!(flight.assembly, camp(20).place("base"));
    assert!(flown(&|s| s.ground("town").airstrip = false).is_none(), "nowhere to land");
    assert!(flown(&|s| s.ground("base").airstrip = false).is_none(), "nowhere to start");
    let grounded = |s: &mut Stage| {
        s.world.forces.iter_mut().filter(|f| f.kind == ForceKind::AirWing).for_each(|f| f.strength = 0.0);
        s.world.settle();
    };
    assert!(flown(&grounded).is_none(), "no aircraft");
    // The enemy holds the town: once the mission has gone nobody lands there.
    assert!(flown(&|s| s.ground("town").camp = Camp::Vacated).is_none());
}

#[test]
fn who_is_there_before_the_mission_leaves_meets_nobody_on_arrival() {
    let chance = |days: i64| {
        let stage = camp(days);
        let (army, town) = (stage.actor("army"), stage.place("town"));
        let mut stage = stage;
        *stage.world.seen.at_mut(army.index(), town.index()) = 300.0;
        let all = take_overs(&stage, "state");
        all.iter().find(|o| !o.flown).map(|o| (o.chance, o.men)).expect("a way by road")
    };
    let (in_time, late) = (chance(27), chance(3));
    assert!(in_time.0 > late.0, "who comes late has to fight for it: {in_time:?} {late:?}");
}

#[test]
fn a_camp_that_is_about_to_be_handed_over_is_news_once() {
    let told = 7 * Settings::typical().handover as i64;
    let mut stage = camp(told + 14);
    let mut news = Vec::new();
    for _ in 0..6 {
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            news.push(alarm::is_alarmed(view, stage.actor("state"), &view.world.traffic.reports));
        });
        stage.next_week();
    }
    assert_eq!(news, [false, false, true, false, false, false]);
}

/// Whether a planner is alarmed by an event of last week.
fn alarms(who: &str, event: impl Fn(&Stage) -> Event) -> bool {
    let mut stage = camp(300);
    let event = event(&stage);
    stage.world.traffic.reports.push(event);
    let mut is = false;
    stage.look(&Settings::typical(), &Rules::default(), |view| {
        is = alarm::is_alarmed(view, stage.actor(who), &view.world.traffic.reports);
    });
    is
}

#[test]
fn what_alarms_anybody_is_among_the_news_that_all_are_told() {
    let kinds = Action::ALL.iter().map(|a| EventKind::Act(*a)).chain(Shock::ALL.iter().map(|s| EventKind::Shock(*s)));
    let mut alarming = 0;
    for kind in kinds {
        for (by, on) in [("army", "rebels"), ("rebels", "army"), ("mission", "state")] {
            let event = |s: &Stage| {
                let agreement = (!s.world.agreements.is_empty()).then_some(crate::id::AgreementId(0));
                Event { agreement, ..Event::new(kind, "test").by(s.actor(by)).on(s.actor(on)).at(s.place("town")) }
            };
            let heard = ["state", "rebels"].into_iter().any(|who| alarms(who, event));
            assert!(!heard || alarm::is_news(&event(&camp(300))), "{kind:?}");
            alarming += u32::from(heard);
        }
    }
    assert!(alarming >= 10, "{alarming}");
}

#[test]
fn news_that_concern_a_planner_alarm_it() {
    let by = |kind: EventKind, who: &'static str, on: &'static str| {
        move |s: &Stage| Event::new(kind, "test").by(s.actor(who)).on(s.actor(on)).at(s.place("town"))
    };
    let column = EventKind::Act(Action::Column);
    assert!(alarms("rebels", by(column, "army", "rebels")), "a column comes");
    assert!(!alarms("state", by(column, "army", "rebels")), "its own column");
    let shock = EventKind::Shock;
    for kind in [Shock::Capture, Shock::LeavesCoalition, Shock::JoinsCoalition, Shock::StanceShift] {
        assert!(alarms("state", by(shock(kind), "army", "rebels")), "{kind:?}");
        assert!(!alarms("state", by(shock(kind), "rebels", "mission")) || kind == Shock::StanceShift, "{kind:?}");
    }
    assert!(alarms("rebels", by(shock(Shock::MissionEnds), "mission", "state")));
    assert!(alarms("state", by(shock(Shock::CampCloses), "mission", "state")));
    assert!(!alarms("rebels", by(shock(Shock::CampCloses), "mission", "state")), "rebels claim nothing there");
    assert!(!alarms("state", by(shock(Shock::Flight), "army", "rebels")));
}

#[test]
fn whoever_has_decided_on_war_begins_an_operation_against_that_enemy() {
    let begun = |rule: &'static str| {
        let mut stage = cast().stage();
        if !rule.is_empty() {
            let (state, rebels) = (stage.actor("state"), stage.actor("rebels"));
            stage.world.traffic.reports.push(Event::shock(Shock::StanceShift, rule).by(state).on(rebels));
        }
        // A price that nobody pays for anything else.
        week(&mut stage, &Settings { price: 50.0, reluctance: -9.0, ..Settings::typical() }, &Rules::default());
        of_planner(&stage, "state").into_iter().map(|o| (o.objective, o.target)).collect::<Vec<_>>()
    };
    let stage = cast().stage();
    assert_eq!(begun(""), []);
    assert_eq!(begun("declare.attack"), [], "nobody has decided on that");
    assert_eq!(begun(crate::world::WAR_DECIDED), [(stage.place("town"), Some(stage.actor("rebels")))]);
}

#[test]
fn an_operation_costs_its_men_for_the_weeks_for_which_they_are_away() {
    let stage = camp(300);
    let way = 6.0;
    let cost = |kind: OperationKind, way: f64, men: f64| {
        let mut cost = 0.0;
        let mut desk = Desk::default();
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            pool::open(view, stage.actor("state"), &mut desk);
            cost = cost::cost(view, stage.actor("state"), kind, way, men, &desk);
        });
        cost
    };
    let (raid, seizure) = (cost(OperationKind::Raid, way, 200.0), cost(OperationKind::Seize, way, 200.0));
    assert!(0.0 < raid && raid < 0.7 * seizure, "raiders are back soon: {raid} {seizure}");
    assert!(cost(OperationKind::Raid, 2.0, 200.0) < raid, "a shorter way costs less");
    assert!(cost(OperationKind::Seize, way, 400.0) > 1.5 * seizure);
}

#[test]
fn of_allies_no_more_men_come_than_of_the_planners_own_side() {
    let shares = |own: f64, lent: f64| {
        let mut stage = cast()
            .actor("guard", ActorKind::Militia)
            .tie("guard", "state", 0.9, Stance::JointOperations)
            .force("guard", "base", lent)
            .stage();
        stage.post("army", "base", own);
        stage.post("company", "base", 0.0);
        let id = stage.operation("state", OperationKind::Raid, "base", "town");
        let mut operation = stage.world.operation(id).clone();
        let (army, guard) = (stage.actor("army"), stage.actor("guard"));
        operation.participants.clear();
        let mut sent = arrayvec::ArrayVec::new();
        for (actor, men) in [(guard, lent), (army, own)] {
            operation.participants.push(crate::world::Participant { actor, men, sorties: 0.0 });
            let force = stage.world.standing().find(|f| stage.world.force(*f).actor == actor).expect("a body");
            sent.push((force, men));
        }
        launch::share_the_lead(&stage.world, &mut operation, &mut sent);
        let men = |who| operation.participants.iter().filter(|p| p.actor == who).map(|p| p.men).sum::<f64>();
        assert_eq!(sent.iter().map(|s| s.1).sum::<f64>(), men(army) + men(guard), "who is sent takes part");
        (men(army), men(guard))
    };
    assert_eq!(shares(94.0, 235.0), (94.0, 94.0));
    assert_eq!(shares(235.0, 94.0), (235.0, 94.0));
}

#[test]
fn nobody_is_told_of_a_closing_that_is_prevented() {
    let mut stage = camp(14);
    assert!(!take_overs(&stage, "state").is_empty());
    stage.outside.bars.push(Bar { kind: EventKind::Shock(Shock::CampCloses), actor: None, target: None, place: None });
    assert!(take_overs(&stage, "state").is_empty());
}

#[test]
fn no_militia_is_part_of_what_assembles_far_from_its_home() {
    let comes = |home: &'static str| {
        let mut stage = cast()
            .actor("guard", ActorKind::Militia)
            .tie("guard", "state", 0.9, Stance::JointOperations)
            .tie("guard", "army", 0.9, Stance::JointOperations)
            .tie("guard", "rebels", -0.9, Stance::War)
            .force("guard", "base", 200.0)
            .stage();
        // They rest far from their village; the town is in its range.
        let home = stage.place(home);
        stage.who("guard").home = Some(home);
        let raid = objectives(&stage, "state", &Settings::typical(), &Rules::default())
            .into_iter()
            .find(|o| o.kind == OperationKind::Raid)
            .expect("the town can be raided");
        assert_eq!(raid.assembly, stage.place("base"));
        let mut asked = false;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            asked = ask::is_invited(view, stage.actor("state"), (stage.actor("guard"), raid.assembly), &raid);
        });
        asked
    };
    assert!(comes("mid") && !comes("town"));
}

#[test]
fn who_is_protected_by_an_agreement_is_no_obstacle_on_the_way_to_a_camp() {
    let chance = |bound: bool| {
        let mut cast = cast().camp("town", Camp::Vacated, "rebels");
        if bound {
            let clauses = &[Clause::Ceasefire];
            cast = cast.agreement("truce", AgreementKind::Truce, AgreementState::Signed, &["state", "rebels"], clauses);
        }
        let mut stage = cast.stage();
        let (army, town) = (stage.actor("army"), stage.place("town"));
        *stage.world.seen.at_mut(army.index(), town.index()) = 300.0;
        take_overs(&stage, "state")[0].chance
    };
    assert!(chance(true) > chance(false), "{} {}", chance(true), chance(false));
}

#[test]
fn the_merely_hostile_raid_each_other_where_no_government_is_a_side() {
    let open = |who: &'static str| {
        let mut stage = cast()
            .actor("clan", ActorKind::Movement)
            .tie("clan", "rebels", -0.8, Stance::Hostile)
            .tie("rebels", "clan", -0.8, Stance::Hostile)
            .stage();
        stage.tie("army", "rebels").stance = Stance::Hostile;
        stage.tie("rebels", "army").stance = Stance::Hostile;
        let (who, rebels, town) = (stage.actor(who), stage.actor("rebels"), stage.place("town"));
        let mut open = false;
        stage.look(&Settings::typical(), &Rules::default(), |view| {
            open = ask::is_open(view, who, OperationKind::Raid, town, Some(rebels));
        });
        open
    };
    assert!(open("clan") && !open("army"));
}

#[test]
fn nobody_comes_again_of_late_to_a_town_from_which_his_column_was_turned_away_in_peace() {
    let set = Settings::typical();
    let comes = |who: &str, week: u32, stance: Stance| {
        let mut stage = camp(i64::from(7 * week) + 14);
        stage.ground("town").turned_away = Some((stage.actor(who), 0));
        for (a, b) in [("state", "rebels"), ("army", "rebels")] {
            (stage.tie(a, b).stance, stage.tie(b, a).stance) = (stance, stance);
        }
        stage.world.week = week;
        !take_overs(&stage, "state").is_empty()
    };
    let later = set.rebuffed as u32;
    assert!(!comes("state", later - 1, Stance::Hostile) && comes("state", later, Stance::Hostile));
    assert!(comes("rebels", 1, Stance::Hostile), "another was turned away");
    assert!(comes("state", 1, Stance::War), "in war nobody asks");
}
