//! The map: the ground that a run is played on. It is laid out once; of all that is here, only roads open and close.

use super::Grid;
use crate::{
    domain::Way,
    id::{CommunityId, PlaceId, RouteId},
};

/// A road in this world.
#[derive(Clone, Debug)]
pub struct Route {
    /// One end.
    pub a: PlaceId,
    /// The other.
    pub b: PlaceId,
    /// Length.
    pub km: f64,
    /// Ground.
    pub terrain: Way,
    /// Whether it crosses a border.
    pub border: bool,
    /// Whether it can be used.
    pub open: bool,
}

/// Where the places lie, how they are joined, and who lives in them.
#[derive(Debug)]
pub struct Map {
    /// Routes.
    pub routes: Vec<Route>,
    /// Routes that touch each place, with the place at the other end.
    pub roads: Vec<Vec<(RouteId, PlaceId)>>,
    /// Great-circle distance between places, km.
    pub distance: Grid<f64>,
    /// Communities of each place.
    pub people: Vec<Vec<CommunityId>>,
}

impl Map {
    /// A map of so many places without a road and without anybody.
    pub(super) fn blank(places: usize) -> Self {
        Self {
            routes: Vec::new(),
            roads: vec![Vec::new(); places],
            distance: Grid::filled(places, places, 0.0),
            people: vec![Vec::new(); places],
        }
    }
}
