//! Tests of `recruit`.

use super::*;
use crate::{
    mechanism::{
        Rules,
        testing::{Stage, Tiny},
    },
    world::outside::Bar,
};

fn small() -> Stage {
    Tiny::state()
        .actor("rebels", ActorKind::Movement)
        .actor("faithful", ActorKind::Jihadist)
        .place("capital", "army")
        .place("hills", "rebels")
        .force("rebels", "hills", 100.0)
        .force("faithful", "hills", 100.0)
        .tie("state", "rebels", -0.5, Stance::War)
        .tie("state", "faithful", -0.5, Stance::War)
        .tie("rebels", "faithful", 0.0, Stance::Tolerant)
        .community("public", "capital", 100_000.0, &[], &[], &[])
        .community("kin", "hills", 20_000.0, &[], &[("rebels", 0.5), ("faithful", 0.5)], &[("state", 0.5)])
        .stage()
}

fn men(stage: &Stage, who: &str) -> f64 {
    stage.world.strength(stage.actor(who))
}

fn mean_men(stage: &Stage, who: &str, set: &Settings, rules: &Rules) -> f64 {
    let one = |number: u64| {
        let mut stage = stage.clone();
        stage.number = number;
        stage.play(recruit, set, rules);
        men(&stage, who)
    };
    (0..400).map(one).sum::<f64>() / 400.0
}

fn only_volunteers() -> Settings {
    Settings { rate: 2.0, spend: 0.0, drift: 0.0, army_rate: 0.0, ..Settings::typical() }
}

#[test]
fn with_zero_rates_nobody_joins() {
    let mut stage = small();
    let before = format!("{:?}", stage.world);
    stage.play(recruit, &Settings { rate: 0.0, ..only_volunteers() }, &Rules::default());
    assert_eq!(before, format!("{:?}", stage.world));
}

#[test]
fn recruits_follow_grievance_and_kin_and_without_c22_only_support() {
    let stage = small();
    // 2.0 * 20 thousand * 0.5 * (0.7 * 0.5) = 7 in the mean.
    let mean = mean_men(&stage, "rebels", &only_volunteers(), &Rules::default());
    assert!((mean - 107.0).abs() < 0.5, "{mean}");
    assert_eq!(
        mean_men(&stage, "rebels", &only_volunteers(), &Rules::default().without(Rule::FightersDriftAlongKin)),
        100.0
    );
    let mut calm = stage.clone();
    calm.world.grievance.cells_mut().fill(0.0);
    assert_eq!(mean_men(&calm, "rebels", &only_volunteers(), &Rules::default()), 100.0);
}

#[test]
fn where_a_rising_is_prevented_nobody_joins_unless_called() {
    let mut stage = small();
    let (rebels, hills) = (stage.actor("rebels"), stage.place("hills"));
    let kind = EventKind::Shock(Shock::Rising);
    stage.outside.bars.push(Bar { kind, actor: Some(rebels), target: None, place: None });
    let set = Settings { rate: 20.0, ..only_volunteers() };
    assert_eq!(mean_men(&stage, "rebels", &set, &Rules::default()), 100.0);
    assert!(mean_men(&stage, "faithful", &set, &Rules::default()) > 100.0);
    stage.order("rebels", Action::Recruit, None).place = Some(hills);
    assert!(mean_men(&stage, "rebels", &set, &Rules::default()) > 100.0);
}

#[test]
fn a_rising_goes_back_to_what_the_enemy_did() {
    fn causes_of_rising(view: &View<Settings>, out: &mut Proposals) {
        recruit(view, out);
        let rising = |e: &Event| e.kind == EventKind::Shock(Shock::Rising);
        let state = view.case.actor("state").map(|state| Slot::Feeling(CommunityId::from(0), state));
        for (i, event) in out.events.iter().enumerate().filter(|(_, e)| rising(e)) {
            let of = |cause: &Slot| out.causes.iter().any(|(e, c)| e.0 == Some(i as u32) && c.slot == *cause);
            assert!(state.as_ref().is_some_and(of), "{event:?}");
        }
        assert!(out.events.iter().any(rising));
    }
    let set = Settings { rate: 50.0, ..only_volunteers() };
    let mut stage = small();
    assert_eq!(stage.community("kin"), CommunityId::from(0));
    stage.play(causes_of_rising, &set, &Rules::default());
}

#[test]
fn an_order_drives_recruitment() {
    let mut stage = small();
    let hills = stage.place("hills");
    stage.order("rebels", Action::Recruit, None).place = Some(hills);
    let mean = mean_men(&stage, "rebels", &only_volunteers(), &Rules::default());
    assert!((mean - 121.0).abs() < 1.0, "{mean}");
}

#[test]
fn money_beyond_the_reserve_buys_men() {
    let set = Settings { rate: 0.0, drift: 0.0, army_rate: 0.0, ..Settings::typical() };
    let mut rich = small();
    rich.who("rebels").funds = 20_000.0;
    let gained = mean_men(&rich, "rebels", &set, &Rules::default()) - 100.0;
    let expected = set.spend * (20_000.0 - 800.0) / set.bounty;
    assert!((gained - expected).abs() < 0.7, "{gained} and {expected}");
    let mut poor = small();
    poor.who("rebels").funds = 700.0;
    assert_eq!(mean_men(&poor, "rebels", &set, &Rules::default()), 100.0);
}

#[test]
fn better_men_need_a_larger_reserve() {
    let set = Settings { rate: 0.0, drift: 0.0, army_rate: 0.0, ..Settings::typical() };
    let mut stage = small();
    (stage.who("rebels").funds, stage.who("rebels").quality) = (2_000.0, 2.0);
    assert!(2_000.0 > set.reserve * 100.0);
    let gained = mean_men(&stage, "rebels", &set, &Rules::default()) - 100.0;
    let expected = set.spend * (2_000.0 - 2.0 * 800.0) / set.bounty;
    assert!((gained - expected).abs() < 0.15, "{gained} and {expected}");
}

#[test]
fn a_treasury_pays_for_its_army_and_nobody_spends_more_than_there_is() {
    let set = Settings { army_rate: 1.0, ..only_volunteers() };
    let mut stage = small();
    let capital = stage.place("capital");
    stage.who("army").home = Some(capital);
    (stage.who("army").funds, stage.who("state").funds) = (0.0, 1e6);
    stage.post("rebels", "capital", 100.0);
    stage.world.kin.cells_mut().fill(0.5);
    stage.world.grievance.cells_mut().fill(0.5);
    stage.who("rebels").funds = 20.0;
    let before = [men(&stage, "army"), men(&stage, "rebels")];
    let events = stage.play(recruit, &set, &Rules::default());
    let joined = [men(&stage, "army") - before[0], men(&stage, "rebels") - before[1]];
    assert!(joined[0] > 0.0 && joined[1] > 40.0, "{joined:?} {events:?}");
    assert!((stage.who("army").funds + set.outfit * joined[0]).abs() < 1e-6);
    assert_eq!(stage.who("rebels").funds, 0.0);
}

#[test]
fn no_community_gives_more_than_its_ceiling() {
    let mut stage = small();
    let set = Settings { rate: 50.0, ..only_volunteers() };
    for _ in 0..60 {
        stage.next_week();
        stage.play(recruit, &set, &Rules::default());
    }
    let joined = men(&stage, "rebels") + men(&stage, "faithful") - 200.0;
    let most = 20_000.0 * set.of_age * set.ceiling;
    assert!(joined > 0.8 * most && joined < 1.4 * most, "{joined} of {most}");
}

#[test]
fn fighters_drift_to_the_likelier_winner_only_under_c22() {
    let mut stage = small();
    stage.who("rebels").confidence = 0.1;
    stage.who("faithful").confidence = 0.9;
    let set = Settings { rate: 0.0, army_rate: 0.0, spend: 0.0, drift: 0.5, ..Settings::typical() };
    let mean = mean_men(&stage, "faithful", &set, &Rules::default());
    // 0.5 * 0.25 * 0.8 * 100 = 10 men.
    assert!((mean - 110.0).abs() < 0.7, "{mean}");
    assert_eq!(mean_men(&stage, "faithful", &set, &Rules::default().without(Rule::FightersDriftAlongKin)), 100.0);
    for (stance, men) in [(Stance::Hostile, mean), (Stance::War, 100.0)] {
        let mut rivals = stage.clone();
        rivals.tie("faithful", "rebels").stance = stance;
        assert_eq!(mean_men(&rivals, "faithful", &set, &Rules::default()), men, "{stance:?}");
    }
    let mut drifted = stage.clone();
    drifted.play(recruit, &set, &Rules::default());
    assert!((men(&drifted, "rebels") + men(&drifted, "faithful") - 200.0).abs() < 1e-9);
}

#[test]
fn an_army_follows_an_order_for_its_home_alone() {
    let mut stage = small();
    let (capital, hills) = (stage.place("capital"), stage.place("hills"));
    stage.who("army").home = Some(capital);
    let set = Settings { rate: 0.0, drift: 0.0, spend: 0.0, ..Settings::typical() };
    let unordered = mean_men(&stage, "army", &set, &Rules::default());
    let ordered = |place: PlaceId, funds: f64| {
        let mut stage = stage.clone();
        (stage.who("army").funds, stage.who("state").funds) = (funds, 0.0);
        stage.order("army", Action::Recruit, None).place = Some(place);
        (mean_men(&stage, "army", &set, &Rules::default()), stage.play(recruit, &set, &Rules::default()))
    };
    let (men, told) = ordered(capital, 1e4);
    assert!(men > 2.0 * unordered && told.len() == 1 && told[0].place == Some(capital), "{men} {told:?}");
    assert_eq!(ordered(hills, 1e4), (unordered, Vec::new()));
    // Who is not paid does not come, and the order has failed.
    let (men, told) = ordered(capital, -1.0);
    assert!(men == 0.0 && told.len() == 1 && !told[0].success, "{men} {told:?}");
}

#[test]
fn an_army_grows_while_it_can_pay() {
    let mut stage = small();
    let capital = stage.place("capital");
    stage.who("army").home = Some(capital);
    let set = Settings { rate: 0.0, drift: 0.0, ..Settings::typical() };
    assert!(mean_men(&stage, "army", &set, &Rules::default()) > 0.0);
    (stage.who("army").funds, stage.who("state").funds) = (-1.0, 0.0);
    assert_eq!(mean_men(&stage, "army", &set, &Rules::default()), 0.0);
}
