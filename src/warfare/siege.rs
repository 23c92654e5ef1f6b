//! Sieges: which ways into a place are cut, and is it cut off?
//!
//! A way is cut where the side of the besieger rules `way_country` of the hinterland, of the place itself or of the next one, and has `way_men`
//! men for it: those in the next place, else those around the place, who can watch one way for every `way_men` of them, the widest first. Ways count by the
//! speed of their ground: a road carries more than a track. A place is cut off when `closed` of its ways are.
//!
//! Source: assumed; a ring begins with the roads, river and air come later. Leaves out: the river boat by night, and smugglers.

use super::Settings;
use crate::{
    id::{ActorId, PlaceId},
    world::World,
};
use arrayvec::ArrayVec;

/// Most ways into one place.
const WAYS: usize = 16;

/// Share of the ways into a place, by weight, that the side of an actor cuts, 0-1; nothing where no way leads.
pub fn cut(set: &Settings, world: &World, place: PlaceId, by: ActorId) -> f64 {
    share(set, world, place, by, false)
}

/// The same if it had as many men as it takes: what the country around allows.
pub fn could_cut(set: &Settings, world: &World, place: PlaceId, by: ActorId) -> f64 {
    share(set, world, place, by, true)
}

/// Whether the side of an actor cuts a place off.
pub fn is_closed(set: &Settings, world: &World, place: PlaceId, by: ActorId) -> bool {
    cut(set, world, place, by) >= set.closed
}

fn share(set: &Settings, world: &World, place: PlaceId, by: ActorId, enough: bool) -> f64 {
    let ruled = |at: PlaceId| world.country_of(at, by) >= set.way_country;
    let here = ruled(place);
    let (mut all, mut cut) = (0.0, 0.0);
    // Ways for which men around the place itself are needed.
    let mut watched: ArrayVec<(f64, PlaceId), WAYS> = ArrayVec::new();
    for (route, near) in &world.map.roads[place.index()] {
        let way = &world.map.routes[route.index()];
        if !way.open {
            continue;
        }
        let weight = world.map.ways.pace().speed(way.terrain);
        all += weight;
        if !here && !ruled(*near) {
            continue;
        }
        if enough || world.friends_at(by, *near) >= set.way_men {
            cut += weight;
        } else {
            // More ways than fit here stay open.
            let _ = watched.try_push((weight, *near));
        }
    }
    watched.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut men = world.friends_at(by, place);
    for (weight, _) in watched {
        men -= set.way_men;
        if men < 0.0 {
            break;
        }
        cut += weight;
    }
    if all > 0.0 { cut / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{ActorKind, Stance, Way},
        mechanism::testing::{Stage, Tiny},
    };

    /// A town with a road to the east and a track to the west.
    fn stage() -> Stage {
        Tiny::new()
            .actor("army", ActorKind::Army)
            .actor("rebels", ActorKind::Movement)
            .tie("army", "rebels", -0.8, Stance::War)
            .place("east", "army")
            .place("town", "army")
            .place("west", "army")
            .route("town", "east", 100.0)
            .route_with("town", "west", 100.0, Way::Track, false)
            .force("army", "town", 300.0)
            .force("rebels", "town", 50.0)
            .stage()
    }

    fn rule(stage: &mut Stage, at: &str, share: f64) {
        let (rebels, army, place) = (stage.actor("rebels"), stage.actor("army"), stage.place(at));
        *stage.world.control.at_mut(place.index(), army.index()) = 1.0 - share;
        *stage.world.control.at_mut(place.index(), rebels.index()) = share;
        stage.world.settle();
    }

    #[test]
    fn a_way_needs_the_country_and_the_men_and_the_road_counts_most() {
        let set = Settings::typical();
        let mut stage = stage();
        let (rebels, town) = (stage.actor("rebels"), stage.place("town"));
        assert_eq!(cut(&set, &stage.world, town, rebels), 0.0, "men without the country");
        rule(&mut stage, "town", 0.6);
        let road = set.road / (set.road + set.track);
        assert!((cut(&set, &stage.world, town, rebels) - road).abs() < 1e-9, "fifty men watch one way, the road");
        assert!(!is_closed(&set, &stage.world, town, rebels));
        assert_eq!(could_cut(&set, &stage.world, town, rebels), 1.0);
        stage.post("rebels", "town", 2.0 * set.way_men);
        assert_eq!(cut(&set, &stage.world, town, rebels), 1.0, "just enough for both");
        stage.post("rebels", "town", set.way_men - 1.0);
        assert_eq!(cut(&set, &stage.world, town, rebels), 0.0, "too few for one");
        stage.post("rebels", "town", 90.0);
        assert!(is_closed(&set, &stage.world, town, rebels), "ninety watch both");
    }

    #[test]
    fn a_way_can_be_cut_at_its_other_end() {
        let set = Settings::typical();
        let mut stage = stage();
        let (rebels, town) = (stage.actor("rebels"), stage.place("town"));
        stage.post("rebels", "town", 0.0);
        stage.post("rebels", "west", 60.0);
        rule(&mut stage, "west", 0.7);
        let track = set.track / (set.road + set.track);
        assert!((cut(&set, &stage.world, town, rebels) - track).abs() < 1e-9);
        let (army, east) = (stage.actor("army"), stage.place("east"));
        assert_eq!(cut(&set, &stage.world, east, army), 1.0, "the road ends where three hundred stand");
        stage.post("army", "town", 0.0);
        assert_eq!(cut(&set, &stage.world, east, army), 0.0, "a side cuts nobody off where it has no men around");
    }
}
