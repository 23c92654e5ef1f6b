//! Who looks, from where, and what becomes of what nobody sees any more.

use super::*;
use crate::id::Key;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

/// What somebody believes of a place after a week.
fn learns(stage: &mut Stage, who: &str, at: &str, before: f64, set: &Settings) -> f64 {
    let (who, at) = (stage.actor(who).index(), stage.place(at).index());
    *stage.world.seen.at_mut(who, at) = before;
    stage.play(notice, set, &Rules::default());
    *stage.world.seen.at(who, at)
}

/// An army in a town and rebels in the hills beside it, the road between them stated either way, after so many actors who matter to nobody.
fn after(crowd: usize, back: bool) -> Stage {
    let named = |i: usize| -> &'static str { format!("a{i:03}").leak() };
    let mut tiny = Tiny::new().actor("zouaves", ActorKind::Army).actor("rebels", ActorKind::Movement);
    for i in 0..crowd {
        tiny = tiny.actor(named(i), ActorKind::Political);
    }
    let (from, to) = if back { ("hills", "town") } else { ("town", "hills") };
    tiny.tie("zouaves", "rebels", -0.5, Stance::War)
        .place("far", "")
        .place("hills", "")
        .place("town", "zouaves")
        .route(from, to, 50.0)
        .force("zouaves", "town", 300.0)
        .force("rebels", "hills", 100.0)
        .stage()
}

#[test]
fn whoever_looks_sees_next_door_however_many_actors_there_are_before_it() {
    for (crowd, back) in [(0, false), (0, true), (1, false), (63, false), (70, true), (140, false)] {
        let (army, rebels) = ("zouaves", "rebels");
        // Of a hundred rebels forty hide; the army holds its town and stands in the open.
        close(learns(&mut after(crowd, back), army, "hills", 0.0, &exact()), 0.2 * 60.0);
        close(learns(&mut after(crowd, back), rebels, "town", 50.0, &exact()), 50.0 + 0.2 * 250.0);
    }
}

#[test]
fn those_who_have_gone_are_forgotten_where_somebody_looks() {
    let mut stage = after(3, false);
    stage.post("rebels", "hills", 0.0);
    close(learns(&mut stage, "zouaves", "hills", 100.0, &exact()), 80.0);
    let mut stage = after(3, false);
    stage.post("rebels", "hills", 0.0);
    assert_eq!(learns(&mut stage, "zouaves", "hills", 0.0, &exact()), 0.0);
}

#[test]
fn only_those_who_fight_and_governments_look_about_them() {
    use ActorKind::{Army, Government, Jihadist, Mercenary, Militia, Movement, Peacekeeper, Political, Sponsor};
    let seen = |kind: ActorKind| {
        let mut stage = Tiny::new()
            .actor("watch", kind)
            .actor("friend", ActorKind::Army)
            .actor("rebels", ActorKind::Movement)
            .tie("watch", "friend", 0.8, Stance::JointOperations)
            .tie("watch", "rebels", -0.5, Stance::War)
            .place("town", "friend")
            .place("hills", "")
            .route("town", "hills", 50.0)
            .force("friend", "town", 300.0)
            .force("rebels", "hills", 100.0)
            .stage();
        learns(&mut stage, "watch", "hills", 10.0, &exact()) != 10.0
    };
    for kind in [Army, Government, Jihadist, Mercenary, Militia, Movement] {
        assert!(seen(kind), "{kind:?}");
    }
    for kind in [Peacekeeper, Political, Sponsor] {
        assert!(!seen(kind), "{kind:?}");
    }
}

#[test]
fn a_rumour_is_told_with_one_error_for_eight_weeks() {
    let set = Settings { error: 0.0, hearsay: 0.5, ..Settings::typical() };
    let heard = 1.0 - libm::pow(1.0 - set.rumour, 4.0);
    for first in [16, 20, 24] {
        let mut stage = small();
        let (army, far) = (stage.actor("army"), stage.place("far"));
        let key = stage.world.places[far.index()].key;
        stage.world.week = (first..first + 4).find(|w| u64::from(*w) % 4 == key.0 % 4).expect("one in four");
        let block = stage.world.week / 8;
        let mut tale = 0.0;
        stage.look(&set, &Rules::default(), |view| {
            let whose = stage.world.actors[army.index()].key.with(key);
            tale = laws::log_normal(view.chance.in_week(block).unit(RUMOUR, whose), 0.5);
        });
        // Sixty of a hundred do not hide.
        close(learns(&mut stage, "army", "far", 30.0, &set), 30.0 + heard * (60.0 * tale - 30.0));
        assert_ne!(Key(0), key);
    }
}

#[test]
fn whoever_is_outnumbered_believes_what_the_balance_says() {
    let mut stage = small();
    stage.post("army", "town", 50.0);
    stage.who("army").confidence = 0.5;
    stage.world.week = 1;
    let set = Settings { rumour: 0.0, learning: 1e-12, ..exact() };
    stage.play(notice, &Settings { learning: 0.25, ..set }, &Rules::default());
    // Fifty against the two hundred who are thought of.
    close(stage.who("army").confidence, 0.5 + 0.25 * (50.0 / 250.0 - 0.5));
}
