use super::*;
use crate::{
    id::Key,
    scenario::{Request, load, unread},
    study::When,
};

fn inject(case: &Case, shock: Shock, actor: &str, target: &str, place: &str) -> Inject {
    let given = Given {
        actor: case.actor(actor),
        target: case.actor(target),
        place: case.place(place),
        agreement: case.agreement("lantern_contract"),
        ..Given::of(Key::of("injects.extra"), EventKind::Shock(shock))
    };
    Inject { id: "extra".to_owned(), when: When::Week(3), given, chance: 1.0 }
}

#[test]
fn an_event_is_idle_for_ever_only_where_nothing_in_the_world_can_give_it_work() {
    let study = load("tolmarra/winter-road", &Request::default()).expect("the built-in case has no fault");
    let case = &study.variants[0].case;
    let said = |shock, actor: &str, target: &str, place: &str| {
        let injects = [inject(case, shock, actor, target, place)];
        idle(case, &injects, &injects[0]).map(|idle| matches!(idle, Idle::Never(..)))
    };
    let (never, now, works) = (Some(true), Some(false), None);
    for (shock, actor, target, place, told) in [
        (Shock::Coup, "council", "", "", works),
        (Shock::Coup, "lantern", "", "", works),
        (Shock::Coup, "mission", "", "", never),
        (Shock::CampCloses, "mission", "", "brenhold", works),
        (Shock::CampCloses, "council", "", "brenhold", now),
        (Shock::CampCloses, "mission", "", "dunvar", never),
        (Shock::LeavesCoalition, "river_band", "", "", works),
        (Shock::LeavesCoalition, "river_band", "front", "", works),
        (Shock::LeavesCoalition, "river_band", "council", "", now),
        (Shock::LeavesCoalition, "grey_oath", "", "", now),
        (Shock::Ban, "council", "", "", works),
        (Shock::Ban, "guard", "", "", works),
        (Shock::Ban, "front", "", "", now),
        (Shock::ElectionPostponed, "mission", "", "", never),
        (Shock::StanceShift, "river_band", "hill_league", "", now),
        (Shock::StanceShift, "guard", "council", "", now),
        (Shock::LeavesCoalition, "mission", "", "", never),
        (Shock::JoinsCoalition, "grey_oath", "front", "", works),
        (Shock::JoinsCoalition, "front", "river_band", "", now),
        (Shock::ForceLeaves, "front", "", "brenhold", works),
        (Shock::ForceLeaves, "mission", "", "ostrel", now),
        (Shock::Defection, "front", "council", "", now),
        (Shock::Flight, "", "", "brenhold", works),
        (Shock::Flight, "", "", "tesk", never),
        (Shock::MissionEnds, "mission", "", "", works),
        (Shock::Capture, "guard", "", "dunvar", now),
        (Shock::PatronLeaves, "", "", "", works),
        (Shock::Breach, "", "", "", works),
    ] {
        assert_eq!(said(shock, actor, target, place), told, "{shock:?} {actor} {target} {place}");
    }
    let ban = inject(case, Shock::Ban, "council", "front", "");
    assert!(unread::of_inject(case, &ban)[0].contains("does nothing to front"));
    let step = unread::of_inject(case, &inject(case, Shock::StanceShift, "council", "front", ""));
    assert!(step.iter().all(|note| !note.contains("front")), "{step:?}");
}
