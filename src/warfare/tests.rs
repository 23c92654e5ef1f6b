//! What the laws of force lend to all: the season, reach, who is present, and sides as they are believed to be.

use super::*;
use crate::{
    domain::{ActorKind, Stance},
    mechanism::testing::Tiny,
    warfare::odds::Side,
};

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

#[test]
fn the_rains_last_from_their_first_to_their_last_month_over_the_turn_of_the_year_too() {
    let wet = |from: f64, until: f64| -> Vec<u8> {
        let set = Settings { wet_from: from, wet_until: until, ..Settings::typical() };
        (1..=12).filter(|month| set.season(*month) == set.wet_speed).collect()
    };
    assert_eq!(wet(7.0, 9.0), [7, 8, 9]);
    assert_eq!(wet(11.0, 2.0), [1, 2, 11, 12]);
    assert_eq!(wet(5.0, 5.0), [5]);
    assert_eq!(Settings::typical().season(1), 1.0);
}

#[test]
fn ways_are_measured_by_the_numbers_that_are_stated() {
    let set = Settings { road: 1.0, track: 2.0, rough: 3.0, fade_road: 4.0, fade_track: 5.0, ..Settings::typical() };
    let pace = set.pace();
    assert_eq!([pace.road, pace.track, pace.rough, pace.fade_road, pace.fade_track], [1.0, 2.0, 3.0, 4.0, 5.0]);
}

#[test]
fn bands_strike_further_and_muster_fewer_and_cover_hides_from_the_air() {
    let set = Settings::typical();
    close(set.blow(true), set.ambush * set.band);
    close(set.blow(false), set.ambush);
    assert_eq!((set.present(true), set.present(false)), (set.muster, set.present));
    let air = [Terrain::Open, Terrain::River, Terrain::Town, Terrain::Mountain].map(|ground| set.air(ground));
    assert_eq!(air, [set.air_open, set.air_river, set.air_cover, set.air_cover]);
}

#[test]
fn sides_are_believed_by_their_men_quality_supply_and_aircraft() {
    let mut stage = Tiny::new()
        .actor("army", ActorKind::Army)
        .actor("rebels", ActorKind::Movement)
        .tie("army", "rebels", -0.8, Stance::War)
        .place("base", "army")
        .place_with("town", "rebels", |fact, _| fact.terrain = Terrain::River)
        .route("base", "town", 150.0)
        .force("army", "base", 300.0)
        .force("army", "town", 100.0)
        .force("rebels", "town", 200.0)
        .stage();
    let (army, rebels, base, town) =
        (stage.actor("army"), stage.actor("rebels"), stage.place("base"), stage.place("town"));
    stage.world.forces.iter_mut().filter(|f| f.actor == army && f.place == base).for_each(|f| f.supply = 0.4);
    (stage.who("army").quality, stage.who("army").concealment) = (1.2, 0.3);
    let set = Settings::typical();
    let flown = |sorties: f64| 1.0 + set.air_river * (1.0 - libm::exp(-sorties / set.sorties));
    let fed = |supply: f64| set.unfed + (1.0 - set.unfed) * supply;
    let attacks = |hidden: bool| estimate::attacker(&set, &stage.world, (army, 250.0), town, (0.9, 3.0, hidden));
    // 300 men with 0.4 of their supply, 100 with 0.8.
    let power = 1.2 * fed(0.5) * 0.9 * flown(3.0);
    let is = |got: Side, men: f64, power: f64| {
        close(got.men, men);
        close(got.power, power);
        close(got.bears, set.breaking);
    };
    is(attacks(false), set.present * 250.0, power);
    is(attacks(true), set.present * 250.0, power * (1.0 + (set.surprise - 1.0) * 0.3));
    let defends = |who| estimate::defender(&set, &stage.world, town, (who, 200.0), 2.0);
    is(defends(Some(rebels)), set.muster * 200.0, set.walls * fed(0.8) * flown(2.0));
    is(defends(Some(army)), set.present * 200.0, fed(0.8) * flown(2.0));
    is(defends(None), set.present * 200.0, 1.0);
}

#[test]
fn one_man_is_somebody_and_the_odds_of_few_are_grainy() {
    let set = Settings { friction: 0.3, breaking_spread: 0.2, ..Settings::typical() };
    let (few, many) = (Side::of(&set, 50.0, 1.3), Side::of(&set, 80.0, 0.9));
    let x = set.exponent * libm::log(50.0 / 80.0) + libm::log(1.3 / 0.9);
    let grain = 1.0 / (set.breaking * 50.0) + 1.0 / (set.breaking * 80.0);
    let spread = (0.3 * 0.3 + 2.0 * 0.2 * 0.2 + grain).sqrt();
    close(odds::chance(&set, &few, &many), odds::normal_below(x / spread));
    // Who bears twice as much is as strong as if its power were twice as large, and its grain is finer.
    let firm = Side { bears: 2.0 * set.breaking, ..few };
    let grain = 1.0 / (2.0 * set.breaking * 50.0) + 1.0 / (set.breaking * 80.0);
    let spread = (0.3 * 0.3 + 2.0 * 0.2 * 0.2 + grain).sqrt();
    close(odds::chance(&set, &firm, &many), odds::normal_below((x + libm::log(2.0)) / spread));
    let one = Side::of(&set, 1.0, 1.0);
    assert!(odds::chance(&set, &one, &one) == 0.5 && odds::chance(&set, &many, &one) < 1.0);
    // Nobody needs more than one man against nobody, and against one man as many as the chance asks for.
    assert_eq!(odds::men_for(&set, 1.0, &Side::of(&set, 0.9, 1.0), 0.9), 1.0);
    assert!(odds::men_for(&set, 1.0, &one, 0.9) > 2.0);
}

#[test]
fn the_men_asked_for_are_those_of_the_formula() {
    let set = Settings::typical();
    let enemy = Side::of(&set, 200.0, 1.5);
    let grain = 1.0 / (set.breaking * 200.0);
    let miscount = set.miscount * set.exponent;
    let spread = (set.friction * set.friction
        + 2.0 * set.breaking_spread * set.breaking_spread
        + 2.0 * grain
        + miscount * miscount)
        .sqrt();
    let x = crate::chance::laws::normal(0.8) * spread;
    let expected = 200.0 * libm::exp((x - libm::log(1.1 / 1.5)) / set.exponent);
    close(odds::men_for(&set, 1.1, &enemy, 0.8), expected);
}

#[test]
fn defenders_stand_by_the_logistic_curve_of_what_they_see() {
    let set = Settings::typical();
    close(odds::stands(&set, 0.4, 0.35), odds::logistic(0.05 / set.nerve));
    close(odds::stands(&set, 0.4, 0.5), odds::logistic(-0.1 / set.nerve));
    close(odds::logistic(1.0), 1.0 / (1.0 + libm::exp(-1.0)));
    close(odds::normal_below(1.0), 0.841_344_746_068_542_9);
}

#[test]
fn violence_follows_control() {
    // Chosen victims: most at a quarter and at three quarters, half as many at 0.4 of the way, none at parity.
    for (control, rate) in [(0.25, 1.0), (0.75, 1.0), (0.1, 8.0 * 0.8 * 0.1), (0.6, 8.0 * 0.2 * 0.4), (0.5, 0.0)] {
        close(coercion::selective(control), rate);
    }
    for (control, rate) in [(0.0, 1.0), (0.3, 0.49), (1.0, 0.0)] {
        close(coercion::indiscriminate(control), rate);
    }
}

#[test]
fn the_killed_are_their_share_rounded_by_a_draw_and_never_more_than_fell() {
    let set = Settings { killed: 0.3, ..Settings::typical() };
    // 0.3 of seven are 2.1.
    assert_eq!([0.0, 0.89, 0.91].map(|u| battle::killed(&set, 7, u)), [2, 2, 3]);
    let all = Settings { killed: 1.0, ..set };
    assert_eq!(battle::killed(&all, 3, 0.999), 3);
}
