//! What is seen, claimed and believed, by hand.

use super::*;
use crate::domain::ForceKind;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

#[test]
fn aircraft_lift_a_share_of_what_hides_and_see_where_nobody_stands() {
    let set = exact();
    let mut stage = small();
    let mut out = crate::world::Proposals::default();
    let (army, town) = (stage.actor("army"), stage.place("town"));
    let key = crate::id::Key::of("wing");
    out.drift(crate::world::Change::muster(key, army, (town, ForceKind::AirWing), 4.0, (0.7, 0.8)));
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    stage.play(notice, &set, &Rules::default());
    // Of a hundred forty hide, of whom aircraft find three in ten.
    for at in ["hills", "far"] {
        close(seen(&stage, at), 100.0 - set.learning * 40.0 * (1.0 - set.air));
    }
}

#[test]
fn whoever_holds_a_town_is_seen_wholly_and_several_add_up() {
    let mut stage = Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .actor("band", ActorKind::Jihadist)
        .tie("army", "rebels", -0.5, Stance::War)
        .tie("army", "band", -0.5, Stance::War)
        .place("town", "army")
        .place("hills", "rebels")
        .route("town", "hills", 50.0)
        .force("army", "town", 300.0)
        .force("rebels", "hills", 100.0)
        .force("band", "hills", 50.0)
        .stage();
    let (army, hills) = (stage.actor("army").index(), stage.place("hills").index());
    *stage.world.seen.at_mut(army, hills) = 10.0;
    stage.play(notice, &exact(), &Rules::default());
    // All of the hundred who hold it, three in five of the band.
    close(seen(&stage, "hills"), 10.0 + 0.2 * (100.0 + 30.0 - 10.0));
}

#[test]
fn confidence_is_the_balance_of_men_mixed_with_the_tolls_that_are_heard() {
    let mut stage = small();
    (stage.who("army").losses, stage.who("army").claimed, stage.who("army").quality) = (30.0, 90.0, 1.5);
    stage.who("army").confidence = 0.2;
    stage.world.week = 1;
    let set = Settings { rumour: 0.0, ..exact() };
    stage.play(notice, &set, &Rules::default());
    // 450 in quality against the 200 who are thought of; 120 dead of whom three in four are theirs.
    let weight = set.score * 120.0 / (120.0 + set.evidence);
    let belief = (1.0 - weight) * 450.0 / 650.0 + weight * 0.75;
    close(stage.who("army").confidence, 0.2 + set.learning * (belief - 0.2));
}

#[test]
fn a_contract_closes_a_share_of_the_gap_to_certainty_and_a_supplier_half_of_that() {
    let belief = |signed: bool, supplied: bool| {
        let mut stage = small();
        let contract = stage.agreement("contract").index();
        if signed {
            stage.world.agreements[contract].state = AgreementState::Signed;
        }
        if supplied {
            let hired = stage.actor("hired").index();
            stage.world.actors[hired].kind = ActorKind::Sponsor;
            for (a, b) in [("hired", "state"), ("state", "hired")] {
                stage.tie(a, b).stance = Stance::Coordination;
            }
        }
        stage.play(notice, &exact(), &Rules::default());
        stage.who("army").confidence
    };
    let (set, alone) = (exact(), belief(false, false));
    close(alone, 0.6);
    close(belief(true, false), 0.6 + set.patron * 0.4);
    close(belief(false, true), 0.6 + 0.5 * set.patron * 0.4);
}

#[test]
fn members_are_weighed_by_their_men() {
    let mut stage = Tiny::state()
        .actor("union", ActorKind::Coalition)
        .actor("large", ActorKind::Movement)
        .actor("small", ActorKind::Movement)
        .member("large", "union", 0.9)
        .member("small", "union", 0.9)
        .place("town", "army")
        .force("army", "town", 300.0)
        .force("large", "town", 300.0)
        .force("small", "town", 100.0)
        .tie("state", "union", -0.5, Stance::War)
        .stage();
    stage.world.week = 1;
    (stage.who("large").confidence, stage.who("small").confidence, stage.who("union").confidence) = (0.8, 0.4, 0.5);
    stage.play(notice, &exact(), &Rules::default());
    close(stage.who("union").confidence, 0.5 + 0.2 * (0.7 - 0.5));
}

#[test]
fn claims_and_defeats_halve_in_their_own_time_and_traces_stay() {
    let mut stage = small();
    let us = stage.who("army");
    (us.losses, us.claimed, us.defeats) = (1e-7, 40.0, 2.0);
    let set = Settings { memory: 6.0, defeat_memory: 3.0, ..exact() };
    for _ in 0..6 {
        stage.play(notice, &set, &Rules::default());
    }
    let us = stage.who("army");
    close(us.claimed, 20.0);
    close(us.defeats, 0.5);
    assert_eq!(us.losses, 1e-7);
}

#[test]
fn what_a_side_overstates_has_the_median_that_is_stated() {
    let (mut above, worlds) = (0, 1_000);
    for number in 0..worlds {
        let mut stage = small();
        stage.number = number;
        let (army, rebels) = (stage.actor("army"), stage.actor("rebels"));
        let mut raid = Event::act(Action::Raid, "test").by(rebels).on(army).at(stage.place("town"));
        raid.target_deaths = 20;
        stage.world.traffic.reports.push(raid);
        let set = Settings { bias: 0.5, spread: 0.8, ..exact() };
        stage.play(notice, &set, &Rules::default());
        assert_eq!(stage.who("army").claimed, 0.0, "nobody fell on the other side");
        // One spread above the median lies one world in six.
        above += u32::from(stage.who("rebels").claimed > 20.0 * libm::exp(0.5 + 0.8));
    }
    let share = f64::from(above) / worlds as f64;
    assert!((share - 0.1587).abs() < 0.035, "{share}");
}
