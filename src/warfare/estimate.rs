//! Estimates: the two sides of a battle as somebody takes them to be who has counted men from afar.
//!
//! Men who are seen are not men who fight: of a garrison or a column `present` take part, of bands that are attacked where they live only `muster`. Power falls
//! with the days of travel from the base of a force: the nearest place that its side holds.

use super::{
    Settings,
    odds::{self, Side},
};
use crate::{
    id::{ActorId, PlaceId},
    world::{Operation, World},
};

/// Supply that an enemy is taken to have.
const ENEMY_SUPPLY: f64 = 0.8;

/// A force of so many men of an actor that attacks a place, `near` (0-1) being what distance leaves of its power, with these sorties in support;
/// from hiding, if it is a raid.
pub fn attacker(
    set: &Settings,
    world: &World,
    (actor, men): (ActorId, f64),
    place: PlaceId,
    (near, sorties, hidden): (f64, f64, bool),
) -> Side {
    attacker_fed(set, world, (actor, men, supply(world, actor)), place, (near, sorties, hidden))
}

/// The same for whoever knows already what supply the actor's men have on average.
pub fn attacker_fed(
    set: &Settings,
    world: &World,
    (actor, men, supply): (ActorId, f64, f64),
    place: PlaceId,
    (near, sorties, hidden): (f64, f64, bool),
) -> Side {
    let us = &world.actors[actor.index()];
    let surprise = if hidden { 1.0 + (set.surprise - 1.0) * us.concealment } else { 1.0 };
    let open = set.air(world.places[place.index()].terrain);
    let power = odds::power(set, surprise * us.quality, supply, near, (sorties, open));
    Side::of(set, set.present(false) * men, power)
}

/// The enemies counted at a place, led by this one: dug in where its side holds, with these sorties in support.
pub fn defender(
    set: &Settings,
    world: &World,
    place: PlaceId,
    (target, seen): (Option<ActorId>, f64),
    sorties: f64,
) -> Side {
    let Some(target) = target else { return Side::of(set, set.present(false) * seen, 1.0) };
    let them = &world.actors[target.index()];
    let holds = world.places[place.index()].holder.is_some_and(|h| world.are_friends(h, target));
    let walls = if holds { set.walls } else { 1.0 };
    let open = set.air(world.places[place.index()].terrain);
    let power = walls * odds::power(set, 1.0, ENEMY_SUPPLY, 1.0, (sorties, open));
    Side::of(set, set.present(them.kind.is_irregular()) * seen, power)
}

/// Chance of holding at which half of those stand who defend a place under this leader: less for regulars, who are told to hold, and more for irregulars among
/// people of their own, whom a battle in the streets would cost lives (C13).
pub fn wanted(set: &Settings, world: &World, place: PlaceId, leader: ActorId) -> f64 {
    if !world.actors[leader.index()].kind.is_irregular() {
        return set.stand - set.told;
    }
    let there = &world.places[place.index()];
    // Whoever is met in the country, or keeps a ring, fights in no street.
    if !there.holder.is_some_and(|h| world.are_friends(h, leader)) {
        return set.stand;
    }
    let people = there.residents;
    set.stand + set.spared * world.liking(place, leader).max(0.0) * people / (people + set.town)
}

/// Idle men of an actor who can strike a small blow at a place, and from where: those in it, else the largest body within a day of travel.
pub fn at_hand(set: &Settings, world: &World, actor: ActorId, place: PlaceId) -> (f64, Option<PlaceId>) {
    let irregular = world.actors[actor.index()].kind.is_irregular();
    world.within(actor, place, set.blow(irregular))
}

/// Mean supply of the men of an actor.
pub fn supply(world: &World, actor: ActorId) -> f64 {
    let (supply, men) =
        world.own_forces(actor).fold((0.0, 0.0), |(s, n), f| (s + f.supply * f.strength, n + f.strength));
    if men > 0.0 { supply / men } else { ENEMY_SUPPLY }
}

/// Share of its power that a force has at a place, based on the nearest place that its side holds, that one itself apart; at least what is left
/// over the way from `start`.
pub fn nearness(world: &World, actor: ActorId, place: PlaceId, start: PlaceId) -> f64 {
    let ways = &world.map.ways;
    let held = |p: &PlaceId| *p != place && world.places[p.index()].holder.is_some_and(|h| world.are_friends(h, actor));
    world.all_places().filter(held).map(|p| ways.near(p, place)).fold(ways.near(start, place), f64::max)
}

/// Share of its power that an operation has at a place: all of it where it has flown, else what distance leaves.
pub fn near(world: &World, operation: &Operation, place: PlaceId) -> f64 {
    if operation.flown { 1.0 } else { nearness(world, operation.planner, place, operation.assembly()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{ActorKind, Stance},
        mechanism::testing::{Stage, Tiny},
    };

    fn stage() -> Stage {
        Tiny::new()
            .actor("army", ActorKind::Army)
            .actor("rebels", ActorKind::Movement)
            .tie("army", "rebels", -0.8, Stance::War)
            .place("base", "army")
            .place("mid", "rebels")
            .place("town", "rebels")
            .route("base", "mid", 600.0)
            .route("mid", "town", 600.0)
            .force("army", "base", 800.0)
            .force("rebels", "town", 1000.0)
            .stage()
    }

    #[test]
    fn men_who_live_at_home_do_not_all_muster_and_walls_are_for_who_holds() {
        let (set, stage) = (Settings::typical(), stage());
        let (town, base) = (stage.place("town"), stage.place("base"));
        let rebels = Some(stage.actor("rebels"));
        let at_home = defender(&set, &stage.world, town, (rebels, 1000.0), 0.0);
        let abroad = defender(&set, &stage.world, base, (rebels, 1000.0), 0.0);
        assert_eq!(at_home.men, 1000.0 * set.muster);
        assert!((at_home.power / abroad.power - set.walls).abs() < 1e-12);
    }

    #[test]
    fn regulars_are_told_to_hold_and_bands_spare_people_of_their_own() {
        let set = Settings::typical();
        let stage = Tiny::new()
            .actor("army", ActorKind::Army)
            .actor("rebels", ActorKind::Movement)
            .place("town", "rebels")
            .place("waste", "rebels")
            .community("kin", "town", 5000.0, &[("rebels", 0.6)], &[], &[])
            .community("others", "town", 5000.0, &[("rebels", -0.2)], &[], &[])
            .stage();
        let wanted = |who: &str, at: &str| super::wanted(&set, &stage.world, stage.place(at), stage.actor(who));
        assert_eq!(wanted("army", "town"), set.stand - set.told);
        assert_eq!(wanted("rebels", "waste"), set.stand, "nobody lives there");
        let people = 10_000.0 / (10_000.0 + set.town);
        assert!((wanted("rebels", "town") - (set.stand + set.spared * 0.2 * people)).abs() < 1e-12);
    }

    #[test]
    fn power_is_that_of_the_nearest_base() {
        let mut stage = stage();
        let (army, base, mid, town) =
            (stage.actor("army"), stage.place("base"), stage.place("mid"), stage.place("town"));
        let near = |stage: &Stage| nearness(&stage.world, army, town, base);
        let far = near(&stage);
        assert_eq!(far, stage.world.map.ways.near(base, town));
        stage.ground("mid").holder = Some(army);
        assert_eq!(near(&stage), stage.world.map.ways.near(mid, town));
        assert!(near(&stage) > 1.5 * far);
    }

    #[test]
    fn those_at_hand_are_the_idle_in_a_place_or_else_the_largest_body_within_a_days_travel() {
        let at_hand = |km: f64, here: f64, busy: bool| {
            let mut stage = Tiny::new()
                .actor("army", ActorKind::Army)
                .actor("rebels", ActorKind::Movement)
                .tie("army", "rebels", -0.8, Stance::War)
                .place("base", "army")
                .place("town", "rebels")
                .place("camp", "army")
                .route("base", "town", km)
                .route("camp", "town", km)
                .force("army", "base", 200.0)
                .force("army", "camp", 300.0)
                .stage();
            stage.post("army", "town", here);
            if busy {
                stage.operation("army", crate::domain::OperationKind::Raid, "town", "town");
            }
            stage.world.settle();
            let found = super::at_hand(&stage.warfare, &stage.world, stage.actor("army"), stage.place("town"));
            (found.0, found.1.map(|at| ["base", "town", "camp"].into_iter().find(|id| stage.place(id) == at).unwrap()))
        };
        assert_eq!(at_hand(30.0, 50.0, false), (50.0, Some("town")));
        assert_eq!(at_hand(30.0, 0.0, false), (300.0, Some("camp")));
        assert_eq!(at_hand(30.0, 50.0, true), (300.0, Some("camp")), "the others have something else to do");
        assert_eq!(at_hand(3_000.0, 0.0, false), (0.0, None));
    }

    #[test]
    fn distance_leaves_all_of_the_power_of_those_who_have_flown() {
        let mut stage = stage();
        let id = stage.operation("army", crate::domain::OperationKind::Seize, "base", "town");
        let (base, town) = (stage.place("base"), stage.place("town"));
        let by_road = near(&stage.world, stage.world.operation(id), town);
        assert_eq!(by_road, stage.world.map.ways.near(base, town));
        assert!(by_road > 0.0 && by_road < 1.0);
        stage.world.operations[id.index()].flown = true;
        assert_eq!(near(&stage.world, stage.world.operation(id), town), 1.0);
    }
}
