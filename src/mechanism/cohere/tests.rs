//! Tests on a coalition of a hawkish core and a peace-minded sister, with zealots beside them.

use super::*;
use crate::{
    domain::ActorKind,
    mechanism::{
        Rule, Rules,
        testing::{Stage, Tiny},
    },
    world::{Event, WEEKS_REMEMBERED},
};

fn cast() -> Tiny {
    let kin = |f: &mut crate::domain::TieFact| f.kin = crate::parameter::Quantity::fixed(0.8);
    Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("army", ActorKind::Army)
        .actor("front", ActorKind::Coalition)
        .actor("core", ActorKind::Movement)
        .actor("doves", ActorKind::Movement)
        .actor("zealots", ActorKind::Jihadist)
        .member("army", "state", 0.9)
        .member("core", "front", 0.8)
        .member("doves", "front", 0.6)
        .place("town", "core")
        .place("hills", "core")
        .route("town", "hills", 50.0)
        .force("army", "town", 900.0)
        .force("core", "hills", 400.0)
        .force("doves", "hills", 200.0)
        .force("zealots", "town", 300.0)
        .tie("state", "front", -0.8, Stance::War)
        .tie("core", "front", 0.7, Stance::JointOperations)
        .tie("doves", "front", 0.5, Stance::JointOperations)
        .tie("core", "doves", 0.5, Stance::JointOperations)
        .tie_from("core", "zealots", 0.0, Stance::Tolerant, kin)
        .tie_from("zealots", "core", 0.0, Stance::Tolerant, kin)
        .position("front", "talks", -0.5, 0.8)
        .position("core", "talks", -0.5, 0.8)
        .position("doves", "talks", 0.5, 0.8)
}

/// Settings in which only what a test asks for happens.
fn still() -> Settings {
    Settings { leave: 0.0, join: 0.0, merger: 0.0, split: 0.0, drift: 0.0, ..Settings::typical() }
}

/// The same, with orders that always come through.
fn obeyed() -> Settings {
    Settings { leave: 1e-6, resolve: 1e12, welcome: 0.0, merger: 1e-6, merger_weeks: 0.0, ..still() }
}

fn weeks(stage: &mut Stage, n: u32, rung: u8, set: &Settings, rules: &Rules) -> Vec<Event> {
    let mut events = Vec::new();
    for _ in 0..n {
        (0..WEEKS_REMEMBERED).for_each(|ago| stage.climb("state", "front", ago, rung));
        events.extend(stage.play(cohere, set, rules));
        stage.next_week();
    }
    events
}

fn share(set: &Settings, rules: &Rules, rung: u8, prepare: impl Fn(&mut Stage), is: impl Fn(&Stage) -> bool) -> f64 {
    let worlds = 200;
    let hits = (0..worlds).filter(|number| {
        let mut stage = cast().stage();
        stage.number = *number;
        prepare(&mut stage);
        weeks(&mut stage, 52, rung, set, rules);
        is(&stage)
    });
    hits.count() as f64 / worlds as f64
}

fn apart(stage: &Stage) -> bool {
    !stage.world.are_friends(stage.actor("core"), stage.actor("doves"))
}

#[test]
fn war_drives_the_peace_minded_out_under_c12() {
    let set = Settings { leave: 0.05, ..still() };
    let (on, off) = (Rules::default(), Rules::default().without(Rule::WarSplitsCoalitions));
    let war = share(&set, &on, 8, |_| (), apart);
    assert!(war > share(&set, &on, 0, |_| (), apart) + 0.15);
    assert_eq!(share(&set, &off, 8, |_| (), apart), share(&set, &on, 0, |_| (), apart));
    let core = |s: &Stage| s.world.actors[s.actor("core").index()].coalition.is_none();
    assert!(share(&set, &on, 8, |_| (), core) < 0.1);
}

#[test]
fn a_coalition_that_wins_anyway_and_one_that_bleeds_lose_members() {
    let set = Settings { leave: 0.05, ..still() };
    let on = Rules::default();
    let base = share(&set, &on, 0, |_| (), apart);
    let strong = |s: &mut Stage| s.post("army", "town", 20.0);
    let bled = |s: &mut Stage| s.who("doves").losses = 400.0;
    assert!(share(&set, &on, 0, strong, apart) > base + 0.1);
    assert!(share(&set, &on, 0, bled, apart) > base + 0.1);
}

#[test]
fn a_leaver_stands_alone_and_keeps_its_ties() {
    let mut stage = cast().stage();
    stage.order("doves", Action::Leave, None);
    let events = weeks(&mut stage, 1, 0, &obeyed(), &Rules::default());
    assert!(events.iter().any(|e| e.kind == EventKind::Shock(Shock::LeavesCoalition)));
    assert_eq!(stage.who("doves").coalition, None);
    assert_eq!(stage.tie("doves", "core").stance, Stance::NonAggression);
    assert!(stage.tie("doves", "front").affinity < 0.5);
    stage.tie("front", "doves").affinity = 1.0;
    stage.order("doves", Action::Join, Some("front"));
    weeks(&mut stage, 1, 0, &obeyed(), &Rules::default());
    let front = stage.actor("front");
    assert_eq!(stage.who("doves").coalition, Some(front));
    assert!((stage.who("doves").commitment - Settings::typical().newcomer).abs() < 0.02);
    assert!(!apart(&stage));
}

#[test]
fn two_who_fight_side_by_side_become_one() {
    let mut stage = cast().position("doves", "other", 0.0, 0.0).stage();
    stage.world.positions.cells_mut().fill(0.0);
    let (core, all) = (stage.actor("core"), stage.world.strength(stage.actor("front")));
    stage.order("doves", Action::Merge, Some("core"));
    weeks(&mut stage, 1, 0, &obeyed(), &Rules::default());
    assert!(!stage.who("doves").alive);
    assert_eq!(stage.world.strength(core), all);
    let mut distant = cast().stage();
    distant.order("doves", Action::Merge, Some("core"));
    weeks(&mut distant, 1, 0, &obeyed(), &Rules::default());
    assert!(distant.who("doves").alive);
    let mut slow = cast().stage();
    slow.world.positions.cells_mut().fill(0.0);
    weeks(&mut slow, 30, 0, &Settings { merger: 20.0, ..still() }, &Rules::default());
    assert!(!slow.who("doves").alive);
}

#[test]
fn the_ranks_of_a_committed_member_do_not_follow_leaders_who_leave() {
    let left = |commitment: f64| {
        let mut n = 0;
        for number in 0..200 {
            let mut stage = cast().stage();
            stage.number = number;
            stage.who("doves").commitment = commitment;
            stage.order("doves", Action::Leave, None);
            stage.play(cohere, &Settings::typical(), &Rules::default());
            n += usize::from(stage.who("doves").coalition.is_none());
        }
        n
    };
    assert!(left(0.1) > 50 && left(0.9) < 10);
}

#[test]
fn defeat_talks_and_the_loss_of_the_leader_split_movements() {
    let set = Settings { split: 0.01, ..still() };
    let splits = |prepare: &dyn Fn(&mut Stage)| {
        let mut n = 0;
        for number in 0..300 {
            let mut stage = cast().stage();
            stage.number = number;
            prepare(&mut stage);
            let core = stage.actor("core");
            let before = stage.world.strength(core);
            let events = stage.play(cohere, &set, &Rules::default());
            let split = events.iter().any(|e| e.kind == EventKind::Shock(Shock::Split) && e.actor == Some(core));
            assert_eq!(stage.world.strength(core) < before, split);
            n += usize::from(split);
        }
        n
    };
    let base = splits(&|_| ());
    let leader = |s: &mut Stage| {
        let event = Event::shock(Shock::LeaderLost, "test").by(s.actor("core"));
        s.world.traffic.events.push(event);
    };
    let talks = |s: &mut Stage| {
        let event = Event::act(Action::OfferTalks, "test").by(s.actor("state")).on(s.actor("front"));
        s.world.traffic.events.push(event);
    };
    assert!(splits(&|s| s.who("core").defeats = 3.0) > base + 5);
    assert!(splits(&|s| s.who("core").losses = 4000.0) > base);
    assert!(splits(&leader) > base + 5);
    assert!(splits(&talks) > base);
}

#[test]
fn a_splinter_takes_its_share_and_there_is_room_for_so_many() {
    let mut stage = cast().stage();
    let men: f64 = stage.world.index.strengths.iter().sum();
    weeks(&mut stage, 40, 0, &Settings { split: 5.0, split_least: 20.0, ..still() }, &Rules::default());
    assert!(stage.world.living().count() > 6 + 3);
    let leaves: f64 = stage.world.forces.iter().map(|f| f.strength).sum();
    assert!((leaves - 1800.0).abs() < 40.0, "{leaves} of {men}");
}

#[test]
fn fighters_drift_along_kin_under_c22() {
    let set = Settings { drift: 0.3, ..still() };
    let gained = |rules: &Rules| {
        let mut stage = cast().stage();
        for (who, confidence) in [("zealots", 0.9), ("core", 0.2)] {
            stage.who(who).confidence = confidence;
        }
        let before: f64 = stage.world.forces.iter().map(|f| f.strength).sum();
        weeks(&mut stage, 52, 0, &set, rules);
        assert_eq!(stage.world.forces.iter().map(|f| f.strength).sum::<f64>(), before);
        stage.world.strength(stage.actor("zealots")) - 300.0
    };
    assert!(gained(&Rules::default()) > 20.0);
    assert_eq!(gained(&Rules::default().without(Rule::FightersDriftAlongKin)), 0.0);
}

#[test]
fn a_coalition_without_members_ends() {
    let mut stage = cast().stage();
    stage.order("doves", Action::Leave, None);
    stage.order("core", Action::Leave, None);
    weeks(&mut stage, 1, 0, &obeyed(), &Rules::default());
    assert!(stage.who("front").alive);
    weeks(&mut stage, 1, 0, &obeyed(), &Rules::default());
    assert!(!stage.who("front").alive);
}

#[test]
fn nothing_happens_when_all_rates_are_zero_and_lots_are_warranted() {
    let mut stage = cast().stage();
    assert!(weeks(&mut stage, 20, 8, &Settings { pace: 0.0, ..still() }, &Rules::default()).is_empty());
    assert_eq!(stage.who("doves").commitment, 0.6);
}

#[test]
fn what_a_coalition_lost_is_what_its_members_lost() {
    let mut stage = cast().stage();
    let (front, core) = (stage.actor("front"), stage.actor("core"));
    (stage.who("core").losses, stage.who("doves").losses) = (400.0, 200.0);
    stage.world.settle();
    assert!((lost(&stage.world, front) - 0.5).abs() < 1e-12);
    assert!((lost(&stage.world, core) - 0.5).abs() < 1e-12);
}
