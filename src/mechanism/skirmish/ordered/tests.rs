//! Tests of ordered postures.

use super::{
    super::{posture, rate, skirmish},
    *,
};
use crate::{
    domain::{AgreementKind, AgreementState, Clause, Stance},
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    world::outside::{Bar, Decree},
};

const NORTH: RegionId = RegionId(0);

/// A government with an army and a company in its pay, against two bands of a front around a town.
fn stage() -> Stage {
    let stage = Tiny::state()
        .actor("company", ActorKind::Mercenary)
        .actor("front", ActorKind::Coalition)
        .actor("band", ActorKind::Movement)
        .actor("riders", ActorKind::Movement)
        .actor("friends", ActorKind::Movement)
        .member("band", "front", 0.9)
        .member("riders", "front", 0.9)
        .tie("state", "front", -0.8, Stance::War)
        .tie("army", "band", -0.8, Stance::War)
        .tie("army", "riders", -0.8, Stance::War)
        .tie("company", "band", -0.8, Stance::War)
        .tie("company", "riders", -0.8, Stance::War)
        .agreement("pay", AgreementKind::Patronage, AgreementState::Signed, &["state", "company"], &[Clause::Payment])
        .agreement("truce", AgreementKind::Truce, AgreementState::Collapsed, &["state", "front"], &[])
        .place("town", "army")
        .place("hills", "front")
        .route("town", "hills", 600.0)
        .force("army", "town", 400.0)
        .force("company", "town", 100.0)
        .force("band", "town", 100.0)
        .force("friends", "town", 100.0)
        .force("riders", "hills", 100.0);
    let mut stage = stage.stage();
    for who in ["army", "company"] {
        let (actor, town) = (stage.actor(who).index(), stage.place("town").index());
        *stage.world.seen.at_mut(actor, town) = 100.0;
    }
    stage
}

/// Orders a posture for this week.
fn order(stage: &mut Stage, who: &str, posture: Posture, enemy: &str) {
    let (actor, enemy) = (stage.actor(who), stage.actor(enemy));
    stage.outside.decrees.push(Decree { actor, command: Command::Posture { posture, enemy, place: None } });
    stage.outside.seats.push(actor);
}

/// What becomes of the orders of this week: fronts, and hindrances by the number of the order.
fn told(stage: &Stage) -> (Vec<Ordered>, Vec<(Origin, Hindrance)>) {
    let mut out = Proposals { explain: true, ..Proposals::default() };
    stage.look(&Settings::typical(), &Rules::default(), |view| {
        let mut routine = Routine::default();
        contact::find(view, &mut routine);
        take(view, &mut routine, &mut out);
    });
    (out.ordered, out.hindrances)
}

fn play(stage: &mut Stage) {
    stage.play(skirmish, &Settings::typical(), &Rules::default());
}

fn posture_of(stage: &Stage, who: &str, enemy: &str) -> Posture {
    stage.world.front(stage.actor(who), stage.actor(enemy), NORTH).posture
}

#[test]
fn blows_come_at_the_rate_of_the_posture_that_is_ordered() {
    let set = Settings::typical();
    let rate = |posture: Posture| {
        let mut stage = stage();
        order(&mut stage, "army", posture, "band");
        let (army, mut rate) = (stage.actor("army"), 0.0);
        stage.look(&set, &Rules::default(), |view| {
            let (mut routine, mut out) = (Routine::default(), Proposals::default());
            contact::find(view, &mut routine);
            take(view, &mut routine, &mut out);
            posture::review(view, &mut routine, &mut out);
            let contact = *routine.contacts.iter().find(|c| c.actor == army).expect("they meet in the town");
            rate = rate::blows(view, &contact, posture::of(view, &routine, &contact) * contact.tempo);
        });
        rate
    };
    let guard = rate(Posture::Guard);
    assert!(guard > 0.0);
    for (posture, factor) in [(Posture::Quiet, set.quiet), (Posture::Harass, set.harass), (Posture::Press, set.press)] {
        assert!((rate(posture) / guard - factor).abs() < 1e-12, "{posture:?}");
    }
}

#[test]
fn an_order_reaches_all_who_belong_to_whoever_gives_it_and_all_who_belong_to_the_target() {
    for (who, reached) in [("state", ["army", "company"].as_slice()), ("army", &["army"]), ("company", &["company"])] {
        let mut stage = stage();
        order(&mut stage, who, Posture::Press, "front");
        let (fronts, hindrances) = told(&stage);
        assert!(hindrances.is_empty(), "{who}: {hindrances:?}");
        // The government and the coalition have no men of their own; they are told as well, should any come.
        let armed = |id: ActorId| stage.world.own_forces(id).next().is_some();
        let fronts = fronts.iter().filter(|f| armed(f.actor) && armed(f.enemy));
        let set: Vec<_> = fronts.map(|f| (f.actor, f.enemy, f.met)).collect();
        let expected: Vec<_> = reached
            .iter()
            .flat_map(|actor| {
                let actor = stage.actor(actor);
                // The riders are far away: the posture waits for them.
                [(actor, stage.actor("band"), true), (actor, stage.actor("riders"), false)]
            })
            .collect();
        assert_eq!(set, expected, "{who}");
        play(&mut stage);
        for actor in reached {
            assert_eq!(posture_of(&stage, actor, "riders"), Posture::Press, "{who} {actor}");
        }
    }
    let mut stage = stage();
    order(&mut stage, "front", Posture::Quiet, "company");
    play(&mut stage);
    assert_eq!(posture_of(&stage, "band", "company"), Posture::Quiet);
    assert_eq!(posture_of(&stage, "riders", "army"), Posture::Guard, "nobody said anything of the army");
}

#[test]
fn an_order_holds_until_another_or_until_nobody_plays_the_side() {
    let mut moved = 0;
    for number in 0..12 {
        let mut stage = stage();
        stage.number = number;
        order(&mut stage, "state", Posture::Quiet, "front");
        for week in 0..14 {
            play(&mut stage);
            assert_eq!(posture_of(&stage, "army", "band"), Posture::Quiet, "the model chooses none in week {week}");
            stage.next_week();
            stage.outside.decrees.clear();
        }
        order(&mut stage, "army", Posture::Press, "band");
        play(&mut stage);
        assert_eq!(
            (posture_of(&stage, "army", "band"), posture_of(&stage, "company", "band")),
            (Posture::Press, Posture::Quiet)
        );
        stage.next_week();
        stage.outside.clear();
        play(&mut stage);
        moved += usize::from(posture_of(&stage, "company", "band") != Posture::Quiet);
    }
    assert!(moved > 0, "whoever is given back to the model chooses again");
}

#[test]
fn who_is_played_and_orders_no_posture_keeps_the_one_it_has() {
    for number in 0..12 {
        let mut stage = stage();
        stage.number = number;
        let army = stage.actor("army");
        stage.outside.seats.push(army);
        for _ in 0..10 {
            play(&mut stage);
            assert_eq!(posture_of(&stage, "army", "band"), Posture::Guard);
            stage.next_week();
        }
    }
}

#[test]
fn what_stands_against_an_order_is_said() {
    let why = |who: &str, enemy: &str, prepare: &dyn Fn(&mut Stage)| {
        let mut stage = stage();
        prepare(&mut stage);
        stage.world.settle();
        order(&mut stage, who, Posture::Press, enemy);
        let (fronts, hindrances) = told(&stage);
        (fronts.len(), hindrances.first().map(|(_, why)| *why))
    };
    let bar = |kind: Action| Bar { kind: EventKind::Act(kind), actor: None, target: None, place: None };
    let as_ever = |_: &mut Stage| ();
    assert_eq!(why("army", "band", &as_ever), (1, None));
    assert_eq!(why("army", "friends", &as_ever), (0, Some(Hindrance::NotEnemies)));
    assert_eq!(why("army", "riders", &as_ever), (1, Some(Hindrance::NoMen)), "out of reach");
    assert_eq!(why("army", "band", &|s| s.post("band", "town", 0.0)), (1, Some(Hindrance::NobodyThere)));
    assert_eq!(why("army", "band", &|s| s.post("army", "town", 0.0)), (1, Some(Hindrance::NoMen)));
    let truce = |s: &mut Stage| {
        let id = s.agreement("truce").index();
        s.world.agreements[id].state = AgreementState::Signed;
    };
    assert_eq!(why("army", "band", &truce), (1, Some(Hindrance::NotGiven)));
    let routine = [Action::Ambush, Action::Shelling, Action::AirStrike, Action::ShowOfForce];
    let all = |s: &mut Stage| s.outside.bars.extend(routine.map(bar));
    assert_eq!(why("army", "band", &all), (0, Some(Hindrance::Prevented)));
    let some = |s: &mut Stage| s.outside.bars.extend(routine[1..].iter().map(|kind| bar(*kind)));
    assert_eq!(why("army", "band", &some), (1, None), "ambushes are left");
    let mut stage = stage();
    let army = stage.actor("army").index();
    order(&mut stage, "army", Posture::Press, "band");
    stage.world.actors[army].alive = false;
    assert_eq!(told(&stage), (Vec::new(), Vec::new()), "of those who are no more the end of the week tells");
}

#[test]
fn of_two_orders_for_a_front_the_later_holds() {
    let mut stage = stage();
    order(&mut stage, "state", Posture::Quiet, "band");
    order(&mut stage, "state", Posture::Harass, "front");
    order(&mut stage, "army", Posture::Press, "band");
    let (fronts, hindrances) = told(&stage);
    assert_eq!(hindrances, [(Origin::Person(0), Hindrance::Overruled)]);
    let (army, band) = (stage.actor("army"), stage.actor("band"));
    let by = |order: u32| fronts.iter().filter(move |f| f.order == Origin::Person(order));
    assert!(by(2).count() == 1 && by(1).all(|f| (f.actor, f.enemy) != (army, band)) && by(1).count() > 1);
    play(&mut stage);
    assert_eq!(posture_of(&stage, "army", "band"), Posture::Press);
    assert_eq!(posture_of(&stage, "company", "band"), Posture::Harass);
}
