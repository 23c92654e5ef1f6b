//! The map: the ground that a run is played on. It is laid out once; of all that is here, only roads open and close.

use super::{Grid, Route, Ways};
use crate::id::{CommunityId, PlaceId, RouteId};

/// Where the places lie, how they are joined, and who lives in them.
#[derive(Debug)]
pub struct Map {
    /// Routes.
    pub routes: Vec<Route>,
    /// Routes that touch each place, with the place at the other end.
    pub roads: Vec<Vec<(RouteId, PlaceId)>>,
    /// Great-circle distance between places, km.
    pub distance: Grid<f64>,
    /// The shortest ways over the open roads.
    pub ways: Ways,
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
            ways: Ways::none(places),
            people: vec![Vec::new(); places],
        }
    }
}
