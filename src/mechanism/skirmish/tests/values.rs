//! The sums and rates of `skirmish`, by hand.

use super::*;
use crate::world::Contact;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

/// What a test sees of the contacts of the week.
pub(super) fn contacts(stage: &Stage) -> Routine {
    let mut routine = Routine::default();
    stage.look(&Settings::typical(), &Rules::default(), |view| contact::find(view, &mut routine));
    routine
}

/// A contact of the rebels with the army in the town.
fn met(stage: &Stage, at_war: bool) -> Contact {
    let (actor, enemy, place) = (stage.actor("rebels"), stage.actor("army"), stage.place("town"));
    Contact {
        actor,
        enemy,
        place,
        region: NORTH,
        front: contact::cell(&stage.world, (actor, enemy, NORTH)),
        men: 100.0,
        sorties: 2.0,
        exposed: 50.0,
        seen: 300.0,
        at_war,
        tempo: 1.0,
    }
}

/// People of whom half would inform the rebels, but for the fear of one in ten.
fn told() -> Stage {
    cast().community("locals", "town", 1000.0, &[("rebels", 0.5), ("army", -0.6)], &[], &[]).stage()
}

#[test]
fn the_drive_is_the_sum_of_its_reasons_each_by_its_weight() {
    let mut stage = cast()
        .community("locals", "town", 1000.0, &[("rebels", 0.6)], &[], &[("army", 0.5)])
        .community("others", "base", 3000.0, &[("rebels", -0.1)], &[], &[("army", 0.5)])
        .stage();
    stage.post("rebels", "town", 200.0);
    stage.post("army", "base", 60.0);
    (stage.tie("rebels", "army").affinity, stage.tie("rebels", "army").harm) = (-0.5, 12.0);
    let us = stage.who("rebels");
    (us.confidence, us.quality, us.defeats) = (0.8, 1.2, 0.5);
    see(&mut stage, "rebels", "town", 150.0);
    see(&mut stage, "rebels", "base", 30.0);
    stage.world.settle();
    let (routine, set) = (contacts(&stage), Settings::typical());
    let front = (stage.actor("rebels"), stage.actor("army"), NORTH);
    let drive_of = |stage: &Stage| {
        let mut found = 0.0;
        stage.look(&set, &Rules::default(), |view| found = drive(view, &routine, front));
        found
    };
    // 200 men of quality 1.2 against all 180 who are seen on the front; confidence is 0.3 above the middle.
    let balance = 240.0 / 420.0 + set.confidence * 0.3;
    let (liking, grief) = ((600.0 - 300.0) / 4000.0, 1000.0 * 0.6 * 0.5 / 4000.0);
    let expected = set.enmity * (0.5 + set.war_enmity)
        + set.sting * 12.0 / (200.0 * set.sore)
        + set.odds * (2.0 * balance - 1.0)
        + set.support * liking
        + set.grief * grief
        + set.spite * 0.5;
    close(drive_of(&stage), expected);
    // An operation of the enemy in the region adds its weight once.
    stage.operation("state", crate::domain::OperationKind::Seize, "hills", "base");
    stage.world.settle();
    close(drive_of(&stage), expected + set.operation);
    stage.who("rebels").defeats = 7.0;
    close(drive_of(&stage), expected + set.operation + set.spite * 0.5);
    let mut off = 0.0;
    let rules = Rules::default().without(crate::mechanism::Rule::LostTownsTurnToGuerrilla);
    stage.look(&set, &rules, |view| off = drive(view, &routine, front));
    close(off, expected + set.operation - set.spite * 0.5);
}

#[test]
fn an_operation_elsewhere_or_of_others_drives_nobody() {
    let mut stage = cast().actor("others", ActorKind::Movement).force("others", "hills", 50.0).stage();
    let (set, front) = (Settings::typical(), (stage.actor("rebels"), stage.actor("army"), NORTH));
    let drive_of = |stage: &Stage| {
        let mut found = 0.0;
        stage.look(&set, &Rules::default(), |view| found = drive(view, &contacts(stage), front));
        found
    };
    let before = drive_of(&stage);
    let id = stage.operation("others", crate::domain::OperationKind::Raid, "hills", "base");
    stage.world.settle();
    close(drive_of(&stage), before);
    // Who takes part counts like who plans.
    let army = stage.actor("army");
    let part = crate::world::Participant { actor: army, men: 1.0, sorties: 0.0 };
    stage.world.operations[id.index()].participants.push(part);
    close(drive_of(&stage), before + set.operation);
}

#[test]
fn a_posture_is_worth_its_drive_less_the_square_of_its_strain() {
    let set = Settings::typical();
    for (posture, x) in
        [(Posture::Quiet, 0.0), (Posture::Guard, 1.0 / 3.0), (Posture::Harass, 2.0 / 3.0), (Posture::Press, 1.0)]
    {
        close(worth(&set, 0.8, posture), 0.8 * x - set.strain * x * x);
    }
}

#[test]
fn blows_follow_men_and_enemies_in_the_open_by_halves_and_what_people_tell() {
    let (stage, set) = (told(), Settings::typical());
    stage.look(&set, &Rules::default(), |view| {
        let met = |at_war| met(&stage, at_war);
        let many = 100.0 / (100.0 + set.half) * 50.0 / (50.0 + set.half);
        let expected = set.pace * 1.5 * many * (0.5 + 0.5 * 0.9);
        close(rate::blows(view, &met(true), 1.5), expected);
        close(rate::blows(view, &met(false), 1.5), set.hostile * expected);
        // One man strikes, and one who is exposed can be struck; less is nobody.
        assert_eq!(rate::blows(view, &Contact { men: 0.9, ..met(true) }, 1.5), 0.0);
        assert_eq!(rate::blows(view, &Contact { exposed: 0.0, ..met(true) }, 1.5), 0.0);
        assert!(rate::blows(view, &Contact { men: 1.0, exposed: 1.0, ..met(true) }, 1.5) > 0.0);
    });
}

#[test]
fn strikes_follow_sorties_and_enemies_seen_by_halves_and_what_people_tell() {
    let (stage, set) = (told(), Settings::typical());
    stage.look(&set, &Rules::default(), |view| {
        let met = |at_war| met(&stage, at_war);
        let many = 2.0 / (2.0 + set.flights) * 300.0 / (300.0 + set.half);
        close(rate::strikes(view, &met(true), 1.5), set.strikes * 1.5 * many * (0.5 + 0.5 * 0.9));
        assert_eq!(rate::strikes(view, &met(false), 1.5), 0.0, "in war alone");
        assert_eq!(rate::strikes(view, &Contact { sorties: 0.0, ..met(true) }, 1.5), 0.0);
        assert_eq!(rate::strikes(view, &Contact { seen: 0.9, ..met(true) }, 1.5), 0.0);
        assert!(rate::strikes(view, &Contact { seen: 1.0, ..met(true) }, 1.5) > 0.0);
    });
}

#[test]
fn violence_against_civilians_has_the_rates_of_kalyvas() {
    let mut stage = Tiny::state()
        .actor_with("band", ActorKind::Jihadist, |a| a.accountability = Quantity::fixed(0.2))
        .tie("army", "band", -0.8, Stance::War)
        .place("town", "army")
        .force("army", "town", 200.0)
        .force("band", "town", 90.0)
        .community("hostile", "town", 1000.0, &[("band", -0.8)], &[], &[])
        .community("kin", "town", 1000.0, &[("band", 0.5)], &[], &[])
        .stage();
    let (band, army, town) = (stage.actor("band"), stage.actor("army"), stage.place("town"));
    *stage.world.control.at_mut(town.index(), band.index()) = 0.3;
    *stage.world.control.at_mut(town.index(), army.index()) = 0.1;
    stage.world.settle();
    let (set, few) = (Settings::typical(), 90.0 / (90.0 + Settings::typical().half));
    stage.look(&set, &Rules::default(), |view| {
        // 0.3 of the 0.4 that anybody rules are three quarters: most who are chosen are chosen there.
        close(rate::picks(view, band, town, 90.0, 2.0), set.picks * 2.0 * few);
        assert_eq!(rate::picks(view, army, town, 90.0, 2.0), 0.0, "a state's troops are another matter");
        // Half of the people dislike the band by 0.8, half would inform it by 0.5 but for the fear of one in ten.
        let (hostile, blind) = (0.8 * 0.8 * 0.4, 0.25 * 0.25 * (1.0 - 0.5 * 0.5 * 0.9));
        close(rate::punishments(view, band, town, 90.0, 2.0), set.punishments * 2.0 * few * hostile * blind);
        assert_eq!(rate::punishments(view, army, town, 90.0, 2.0), 0.0);
    });
}

#[test]
fn of_a_garrison_patrols_and_convoys_are_exposed_of_a_column_all_of_bands_those_who_are_seen() {
    let mut stage = cast().stage();
    stage.post("army", "base", 200.0);
    stage.operation("state", crate::domain::OperationKind::Seize, "base", "hills");
    let (army, town, base) = (stage.actor("army"), stage.place("town"), stage.place("base"));
    for force in stage.world.forces.iter_mut().filter(|f| f.actor == army && f.place == base) {
        force.place = town;
    }
    stage.world.settle();
    see(&mut stage, "rebels", "town", 150.0);
    see(&mut stage, "army", "town", 25.0);
    let of = |stage: &Stage, who: &str| {
        let routine = contacts(stage);
        let contact = routine.contacts.iter().find(|c| c.actor == stage.actor(who) && c.place == town);
        contact.map(|c| (c.exposed, c.seen)).expect("a contact")
    };
    let (set, patrols) = (Settings::typical(), stage.warfare.patrols);
    // A column of 200 beside a garrison of 400, of whom one in four is seen.
    let (exposed, seen) = of(&stage, "rebels");
    close(exposed, 200.0 + patrols * 400.0);
    close(seen, 150.0);
    assert_eq!(of(&stage, "army"), (25.0, 25.0));
    see(&mut stage, "army", "town", 900.0);
    assert_eq!(of(&stage, "army"), (100.0, 100.0), "nobody sees more than there are");
    for _ in 0..2 {
        stage.order("army", Action::Convoy, None).place = Some(town);
    }
    stage.order("army", Action::Convoy, None).place = Some(base);
    stage.world.settle();
    close(of(&stage, "rebels").0, 200.0 + patrols * 400.0 + 2.0 * set.convoy);
    for _ in 0..9 {
        stage.order("army", Action::Convoy, None).place = Some(town);
    }
    stage.world.settle();
    close(of(&stage, "rebels").0, 200.0 + patrols * 400.0 + 400.0);
}

#[test]
fn men_in_reach_count_by_what_distance_leaves_of_them() {
    let mut stage = cast().stage();
    stage.post("rebels", "base", 80.0);
    let (rebels, town, base) = (stage.actor("rebels"), stage.place("town"), stage.place("base"));
    let near = stage.world.map.ways.near(base, town);
    let men = |stage: &Stage| {
        let routine = contacts(stage);
        routine.contacts.iter().find(|c| c.actor == rebels && c.place == town).map(|c| c.men)
    };
    close(men(&stage).expect("a contact"), 100.0 + 80.0 * near);
    // Half a day: bands that move faster strike over three quarters of it within a shorter reach, regulars do not.
    stage.warfare.ambush = 0.34;
    close(men(&stage).expect("a contact"), 100.0 + 80.0 * near);
    stage.warfare.ambush = 0.33;
    close(men(&stage).expect("a contact"), 100.0);
}

#[test]
fn what_is_spent_this_week_is_not_spent_again() {
    let mut stage = cast().stage();
    let (rebels, army, town) = (stage.actor("rebels"), stage.actor("army"), stage.place("town"));
    let money = Action::Ambush.row().money;
    assert!(money > 0.0, "an ambush costs something");
    stage.who("rebels").funds = 2.5 * money;
    let mut out = Proposals::default();
    stage.look(&Settings::typical(), &Rules::default(), |view| {
        let mut routine = contacts(&stage);
        for _ in 0..4 {
            give(view, &mut routine, (rebels, Action::Ambush), Some(army), town, 50.0, &mut out);
        }
        close(routine.spent[rebels.index()], 2.0 * money);
    });
    stage.world.apply(&mut out, &mut crate::world::Ledger::default());
    assert_eq!(stage.world.traffic.orders.len(), 2, "two can be paid for");
    close(stage.who("rebels").funds, 0.5 * money);
}

#[test]
fn shells_reach_as_far_as_guns_do() {
    let set = Settings::typical();
    let far = |degrees: f64| {
        let mut stage = cast().place_with("post", "army", move |fact, _| fact.lat += degrees).stage();
        stage.post("army", "town", 0.0);
        stage.post("army", "post", 300.0);
        stage
    };
    let guns = |stage: &Stage| {
        let mut found = false;
        stage.look(&set, &Rules::default(), |view| {
            let contact = Contact { actor: stage.actor("army"), enemy: stage.actor("rebels"), ..met(stage, true) };
            found = has_guns_near(view, &contacts(stage), &contact);
        });
        found
    };
    // A tenth of a degree are some eleven kilometres, half of one more than fifty.
    assert!(guns(&cast().stage()) && !guns(&far(0.5)));
}

#[test]
fn what_a_blow_is_depends_on_the_stance_the_guns_and_a_draw() {
    let (stage, set) = (cast().stage(), Settings::typical());
    stage.look(&set, &Rules::default(), |view| {
        let kind = |who: &str, at_war: bool, shells: bool, u: f64| {
            kind_of_blow(view, &Contact { actor: stage.actor(who), ..met(&stage, at_war) }, shells, u)
        };
        assert_eq!(kind("army", true, true, 0.9 * set.guns), Action::Shelling);
        assert_eq!(kind("army", true, true, set.guns), Action::Ambush);
        assert_eq!(kind("army", true, false, 0.0), Action::Ambush);
        assert_eq!(kind("army", false, true, 0.9 * set.shows), Action::ShowOfForce);
        assert_eq!(kind("army", false, true, set.shows), Action::Ambush);
    });
}

#[test]
fn who_has_struck_has_the_orders_that_the_draw_and_its_guns_give() {
    let mut stage = cast().place_with("post", "army", |fact, _| fact.lat += 0.5).route("post", "town", 75.0).stage();
    stage.post("army", "town", 0.0);
    stage.post("army", "post", 900.0);
    see(&mut stage, "army", "town", 100.0);
    let orders = weeks(&stage, &Settings { pace: 9.0, guns: 1.0, ..steady() }, 60).concat();
    let (army, town) = (stage.actor("army"), Some(stage.place("town")));
    assert!(orders.iter().any(|o| (o.actor, o.place, o.action) == (army, town, Action::Ambush)));
    assert!(orders.iter().all(|o| o.action != Action::Shelling), "nobody has guns near");
}

#[test]
fn strikes_of_a_week_are_flown_together_by_pairs() {
    let mut stage = cast().force_of("army", "base", ForceKind::AirWing, 5.0).stage();
    see(&mut stage, "army", "town", 100.0);
    let set = Settings { strikes: 30.0, flight: 1.5, ..steady() };
    let orders = weeks(&stage, &set, 200).concat();
    let flown: Vec<f64> = orders.iter().filter(|o| o.action == Action::AirStrike).map(|o| o.effort).collect();
    // One strike are 1.5 sorties, two are three, and more than five there are not.
    let seen = |effort: f64| flown.contains(&effort);
    assert!(seen(1.5) && seen(3.0) && seen(5.0), "{flown:?}");
    assert!(flown.iter().all(|x| [1.5, 3.0, 4.5, 5.0].contains(x)), "{flown:?}");
}

#[test]
fn people_beyond_the_border_or_in_another_region_urge_nobody() {
    let drive_of = |prepare: &dyn Fn(&mut Stage)| {
        let mut stage = cast().community("locals", "base", 1000.0, &[("rebels", 0.6)], &[], &[]).stage();
        prepare(&mut stage);
        let (front, mut found) = ((stage.actor("rebels"), stage.actor("army"), NORTH), 0.0);
        // Nobody is within reach of anybody.
        let apart = Routine { balance: vec![[0.0; 2]; stage.world.fronts.cells().len()], ..Routine::default() };
        stage.look(&Settings::typical(), &Rules::default(), |view| found = drive(view, &apart, front));
        found
    };
    let support = 0.6 * Settings::typical().support;
    let near = drive_of(&|_| ());
    close(near - drive_of(&|s| s.ground("base").kind = PlaceKind::Border), support);
    close(near - drive_of(&|s| s.ground("base").region = RegionId(1)), support);
}
