//! Supply, morale and desertion, by hand.

use super::*;
use crate::world::Proposals;

fn close(got: f64, expected: f64) {
    assert!((got - expected).abs() < 1e-9, "{got}, by hand {expected}");
}

/// Supply, morale and men of the army's only force after one week.
fn after(stage: &mut Stage, set: &Settings) -> (f64, f64, f64) {
    let army = stage.actor("army");
    stage.play(supply, set, &Rules::default());
    let force = stage.world.own_forces(army).next().expect("a force");
    (force.supply, force.morale, force.strength)
}

#[test]
fn supply_and_morale_go_their_share_of_the_way_and_less_without_pay() {
    let set = Settings::typical();
    let (supply, morale, men) = after(&mut at_home(small()), &set);
    close(supply, 0.8 + set.pace * (by_road(&set) - 0.8));
    close(morale, 0.7 + set.spirit * (0.3 + 0.6 * 0.8 - 0.7));
    close(men, 100.0);
    let mut poor = at_home(small());
    poor.who("army").funds = -1.0;
    let (supply, morale, _) = after(&mut poor, &set);
    close(supply, 0.8 + set.pace * ((1.0 - set.unpaid) * by_road(&set) - 0.8));
    close(morale, 0.7 + set.spirit * (0.3 + 0.6 * 0.8 - set.unpaid - 0.7));
    let mut even = at_home(small());
    even.who("army").funds = 0.0;
    close(after(&mut even, &set).0, 0.8 + set.pace * (by_road(&set) - 0.8));
}

#[test]
fn men_leave_by_how_far_morale_is_below_the_breaking_point() {
    let set = Settings::typical();
    for (morale, share) in [(0.1, set.desertion * (1.0 - 0.1 / set.breaking)), (0.31, 0.0), (0.3, 0.0)] {
        let mut stage = at_home(small());
        let army = stage.actor("army");
        stage.world.forces.iter_mut().filter(|f| f.actor == army).for_each(|f| f.morale = morale);
        close(after(&mut stage, &set).2, 100.0 * (1.0 - share));
    }
}

#[test]
fn columns_carry_stores_and_airstrips_and_hills_feed() {
    let set = Settings { pace: 1.0, ..Settings::typical() };
    let mut stranded = at_home(small());
    let hills = stranded.place("hills");
    stranded.ground("mid").holder = Some(stranded.actor("rebels"));
    close(after(&mut stranded.clone(), &set).0, set.stranded);
    let mut column = stranded.clone();
    column.operation("army", OperationKind::Raid, "post", "hills");
    close(after(&mut column, &set).0, set.train);
    let mut flown = stranded.clone();
    flown.ground("post").airstrip = true;
    close(after(&mut flown, &set).0, set.airlift);
    let mut besieged = ringed();
    besieged.operation("army", OperationKind::Raid, "post", "hills");
    close(after(&mut besieged, &set).0, set.rations);
    besieged.ground("post").eaten = set.stocks;
    close(after(&mut besieged, &Settings { despair: 0.0, ..set.clone() }).0, 0.0);
    let band = |stage: &mut Stage| {
        let rebels = stage.actor("rebels");
        stage.play(supply, &set, &Rules::default());
        stage.world.own_forces(rebels).next().expect("a band").supply
    };
    let land = set.land + 0.5 * set.hospitality;
    close(band(&mut small()), land);
    let mut hidden = small();
    hidden.world.places[hills.index()].terrain = Terrain::Mountain;
    close(band(&mut hidden), land + 0.1);
    let mut mission = small();
    mission.who("army").kind = ActorKind::Peacekeeper;
    close(after(&mut mission, &set).0, set.line);
}

#[test]
fn a_convoy_brings_a_share_of_what_is_lacking_and_stores_into_a_ring() {
    let set = Settings { pace: 0.0, ..steadfast() };
    let mut stage = ringed();
    stage.ground("post").eaten = 7.0;
    let army = stage.actor("army");
    stage.world.forces.iter_mut().filter(|f| f.actor == army).for_each(|f| f.supply = 0.2);
    stage.order("army", Action::Convoy, None).place = Some(stage.place("post"));
    let events = stage.play(supply, &set, &Rules::default());
    assert!(events[0].success, "nobody watches the ring");
    close(supply_of(&stage, "army"), 0.2 + set.convoy * 0.8);
    close(stage.ground("post").eaten, 7.0 + 1.0 - set.load);
}

#[test]
fn the_guards_of_a_convoy_meet_those_who_watch_one_way() {
    let mut stage = ringed();
    stage.post("rebels", "post", 60.0);
    stage.post("rebels", "mid", 40.0);
    stage.world.settle();
    (stage.who("army").quality, stage.who("rebels").quality) = (1.2, 0.8);
    let (army, rebels, post) = (stage.actor("army"), stage.actor("rebels"), stage.place("post"));
    let set = Settings::typical();
    stage.look(&set, &Rules::default(), |view| {
        let war = view.warfare;
        let guards = Side::of(war, set.escort, 1.2);
        let hidden = 1.0 + (war.surprise - 1.0) * 0.4;
        // One way leads into the post: all hundred watch it.
        let watch = |men: f64| Side::of(war, war.present * men, hidden * 0.8);
        close(siege::passes(view, army, rebels, post), odds::chance(war, &guards, &watch(100.0)));
        // Two ways lead to the middle: at each of them half of those who stand there and next to it.
        close(siege::passes(view, army, rebels, stage.place("mid")), odds::chance(war, &guards, &watch(50.0)));
    });
}

#[test]
fn the_starved_give_up_the_likelier_the_hungrier_by_men() {
    let set = Settings { despair: 0.8, ..Settings::typical() };
    let (mut gave_up, worlds) = (0, 1_000);
    for number in 0..worlds {
        let mut stage = starving(number);
        let (army, post) = (stage.actor("army"), stage.place("post"));
        let mut out = Proposals::default();
        let kind = ForceKind::Garrison;
        out.drift(Change::muster(crate::id::Key::of("more"), army, (post, kind), 300.0, (0.7, 0.6)));
        stage.world.apply(&mut out, &mut crate::world::Ledger::default());
        gave_up += u32::from(!stage.play(supply, &set, &Rules::default()).is_empty());
    }
    // 300 of 400 men have 0.6 of their supply: the mean is 0.45.
    let share = f64::from(gave_up) / worlds as f64;
    assert!((share - 0.8 * 0.55).abs() < 0.05, "{share}");
}

#[test]
fn lines_are_found_for_more_actors_than_one_word_holds() {
    let named = |i: usize| -> &'static str { format!("a{i:03}").leak() };
    let mut tiny = Tiny::new().actor("zouaves", ActorKind::Army);
    for i in 0..70 {
        tiny = tiny.actor(named(i), ActorKind::Political);
    }
    let mut stage = tiny
        .place("base", "zouaves")
        .place("mid", "")
        .place("post", "zouaves")
        .route("base", "mid", 100.0)
        .route("mid", "post", 100.0)
        .force("zouaves", "post", 100.0)
        .stage();
    stage.who("zouaves").home = Some(stage.place("base"));
    let set = Settings { pace: 1.0, ..Settings::typical() };
    stage.play(supply, &set, &Rules::default());
    close(supply_of(&stage, "zouaves"), by_road(&set));
}
