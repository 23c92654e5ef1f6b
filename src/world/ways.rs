//! Ways: the shortest way between any two places, in days of travel, and what distance leaves of power.
//!
//! Days are those of a regular force on dry ground, `km / (km a day)` for each road, by the ground under it. Power falls along the way as
//! `exp(-days / D)` (Boulding's loss of strength, 1962), with a `D` for roads and a smaller one for tracks and sand; the exponents
//! add up. A way is as long and as hard in either direction, to the bit. All pairs are found at once (Floyd 1962) when a run starts and whenever a road opens or closes, and kept from then on.

use super::{Grid, Route};
use crate::{chance::laws::exp, domain::Way, id::PlaceId};

/// How fast a regular force travels on dry ground, and how fast its power fades.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Kilometres a day on a road.
    pub road: f64,
    /// Kilometres a day on a track or along a river.
    pub track: f64,
    /// Kilometres a day through sand or rock.
    pub rough: f64,
    /// Days on roads in which power falls to `1 / e`.
    pub fade_road: f64,
    /// The same on all other ground.
    pub fade_track: f64,
}

impl Pace {
    /// Kilometres a day on this ground.
    pub const fn speed(&self, way: Way) -> f64 {
        match way {
            Way::Road => self.road,
            Way::Track | Way::River => self.track,
            Way::Desert | Way::Mountain => self.rough,
        }
    }

    /// Days that a route takes.
    pub fn days(&self, route: &Route) -> f64 {
        route.km / self.speed(route.terrain)
    }

    /// Exponent by which power fades along a route.
    fn fading(&self, route: &Route) -> f64 {
        let over = if route.terrain == Way::Road { self.fade_road } else { self.fade_track };
        self.days(route) / over
    }
}

/// Before anything is known of speeds: the middle of what is assumed of them.
impl Default for Pace {
    fn default() -> Self {
        Self { road: 150.0, track: 80.0, rough: 50.0, fade_road: 8.0, fade_track: 4.0 }
    }
}

/// The shortest ways between all places.
#[derive(Debug)]
pub struct Ways {
    pub(super) pace: Pace,
    /// Days from a place (row) to another (column); infinite where no open road leads.
    pub(super) days: Grid<f64>,
    /// Exponent by which power has faded on that way.
    pub(super) faded: Grid<f64>,
    /// Share of power that is left at the end of that way, 0-1.
    pub(super) left: Grid<f64>,
    /// First place on that way.
    pub(super) next: Grid<PlaceId>,
}

impl Ways {
    /// Ways between so many places, before any is found.
    pub(super) fn none(places: usize) -> Self {
        Self {
            pace: Pace::default(),
            days: Grid::filled(places, places, f64::INFINITY),
            faded: Grid::filled(places, places, f64::INFINITY),
            left: Grid::filled(places, places, 0.0),
            next: Grid::filled(places, places, PlaceId(0)),
        }
    }

    /// Finds all ways over the open roads. Of two ways of equal length the one found over fewer places stands.
    pub(super) fn find(&mut self, routes: &[Route]) {
        let places = self.days.columns();
        self.days.cells_mut().fill(f64::INFINITY);
        self.faded.cells_mut().fill(f64::INFINITY);
        for place in 0..places {
            *self.days.at_mut(place, place) = 0.0;
            *self.faded.at_mut(place, place) = 0.0;
            *self.next.at_mut(place, place) = PlaceId::from(place);
        }
        for route in routes.iter().filter(|route| route.open) {
            let (days, fading) = (self.pace.days(route), self.pace.fading(route));
            for (from, to) in [(route.a, route.b), (route.b, route.a)] {
                self.shorten(from.index(), to.index(), (days, fading), to);
            }
        }
        for via in 0..places {
            for from in (0..places).filter(|from| *from != via) {
                if self.days.at(from, via).is_finite() {
                    self.lead_over(via, from);
                }
            }
        }
        for (left, faded) in self.left.cells_mut().iter_mut().zip(self.faded.cells()) {
            *left = exp(-faded);
        }
    }

    /// Shortens the ways from a place wherever they are shorter over another.
    fn lead_over(&mut self, via: usize, from: usize) {
        let (first, before) = (*self.days.at(from, via), *self.faded.at(from, via));
        let next = *self.next.at(from, via);
        let (days_on, days) = self.days.pair(via, from);
        let (faded_on, faded) = self.faded.pair(via, from);
        let ways = days.iter_mut().zip(faded).zip(self.next.row_mut(from));
        for (((days, faded), way), (days_on, faded_on)) in ways.zip(days_on.iter().zip(faded_on)) {
            if first + days_on < *days {
                (*days, *faded, *way) = (first + days_on, before + faded_on, next);
            }
        }
    }

    fn shorten(&mut self, from: usize, to: usize, (days, faded): (f64, f64), next: PlaceId) {
        if days < *self.days.at(from, to) {
            *self.days.at_mut(from, to) = days;
            *self.faded.at_mut(from, to) = faded;
            *self.next.at_mut(from, to) = next;
        }
    }

    /// The speeds by which they are measured.
    pub const fn pace(&self) -> &Pace {
        &self.pace
    }

    /// Days of travel of a regular force on dry ground; infinite where no open road leads.
    #[inline]
    pub fn days(&self, from: PlaceId, to: PlaceId) -> f64 {
        *self.days.at(from.index(), to.index())
    }

    /// The same to every place, in order.
    pub fn days_from(&self, from: PlaceId) -> &[f64] {
        self.days.row(from.index())
    }

    /// The share of power that is left at every place, in order.
    pub fn near_from(&self, from: PlaceId) -> &[f64] {
        self.left.row(from.index())
    }

    /// Share of its power, 0-1, that a force based at one place has at another.
    #[inline]
    pub fn near(&self, from: PlaceId, to: PlaceId) -> f64 {
        *self.left.at(from.index(), to.index())
    }

    /// The next place on the way; nothing at the goal, or where no open road leads.
    pub fn next(&self, from: PlaceId, to: PlaceId) -> Option<PlaceId> {
        (from != to && self.days(from, to).is_finite()).then(|| *self.next.at(from.index(), to.index()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PlaceId;

    /// A triangle with a long way round, and an island.
    fn ways(open: bool) -> Ways {
        let route = |a, b, km, terrain, open| Route { a: PlaceId(a), b: PlaceId(b), km, terrain, border: false, open };
        let mut ways = Ways::none(4);
        ways.find(&[
            route(0, 1, 300.0, Way::Road, open),
            route(1, 2, 80.0, Way::Track, true),
            route(0, 2, 200.0, Way::Desert, true),
        ]);
        ways
    }

    #[test]
    fn the_shortest_way_is_that_of_fewest_days() {
        let ways = ways(true);
        let (a, b, c) = (PlaceId(0), PlaceId(1), PlaceId(2));
        // 300 / 150 + 80 / 80 = 3 days by road and track, 200 / 50 = 4 through the sand.
        assert_eq!((ways.days(a, c), ways.next(a, c), ways.next(b, c)), (3.0, Some(b), Some(c)));
        assert_eq!((ways.days(c, a), ways.next(c, a)), (3.0, Some(b)));
        assert_eq!(ways.next(a, a), None);
    }

    #[test]
    fn a_way_is_as_long_and_as_hard_in_either_direction() {
        let route = |a, b, km| Route {
            a: PlaceId(a),
            b: PlaceId(b),
            km,
            terrain: if km > 100.0 { Way::Road } else { Way::Mountain },
            border: false,
            open: true,
        };
        let mut ways = Ways::none(9);
        let chords = (0..9).map(|n| route(n, (n * n + 2) % 9, 37.7 + 29.3 * f64::from(n)));
        let routes: Vec<Route> = (0..8).map(|n| route(n, n + 1, 41.3 + 17.9 * f64::from(n))).chain(chords).collect();
        ways.find(&routes);
        for (a, b) in (0..9).flat_map(|a| (0..9).map(move |b| (PlaceId(a), PlaceId(b)))) {
            let (out, back) = ((ways.days(a, b), ways.near(a, b)), (ways.days(b, a), ways.near(b, a)));
            assert_eq!(out, back, "{a:?} and {b:?}");
            assert_eq!(out, (ways.days_from(a)[b.index()], ways.near_from(a)[b.index()]));
        }
    }

    #[test]
    fn power_fades_along_the_way() {
        let ways = ways(true);
        let expected = exp(-(2.0 / 8.0 + 1.0 / 4.0));
        assert!((ways.near(PlaceId(0), PlaceId(2)) - expected).abs() < 1e-12);
        assert_eq!(ways.near(PlaceId(1), PlaceId(1)), 1.0);
    }

    #[test]
    fn a_closed_road_leads_round_and_an_island_is_out_of_reach() {
        let ways = ways(false);
        assert_eq!((ways.days(PlaceId(0), PlaceId(1)), ways.next(PlaceId(0), PlaceId(1))), (5.0, Some(PlaceId(2))));
        assert!(ways.days(PlaceId(0), PlaceId(3)).is_infinite());
        assert_eq!((ways.next(PlaceId(0), PlaceId(3)), ways.near(PlaceId(0), PlaceId(3))), (None, 0.0));
    }
}
