//! What single mechanisms work out and keep in memory that is lent to them.

use super::Grid;
use crate::{
    chance::{Fan, laws::exp},
    id::PlaceId,
};
use std::ops::Range;

/// Which blocs can pass a place, and which are joined to it from a base of theirs; one bit for each (`supply`).
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Who can pass.
    pub passable: u64,
    /// Who is joined.
    pub joined: u64,
}

/// What there is of an actor at a place, one bit for each actor (`notice`).
#[derive(Clone, Copy, Debug, Default)]
pub struct Eyes {
    /// Who has enemies there.
    pub foes: u64,
    /// Who has friends there.
    pub friends: u64,
    /// Who has eyes there: friends at it or one open route away.
    pub near: u64,
    /// Whose bloc has aircraft in the region.
    pub air: u64,
}

/// What there is to be counted at a place (`notice`).
#[derive(Clone, Debug)]
pub struct Sight {
    /// Which.
    pub place: PlaceId,
    /// Chance of every count.
    pub errors: Fan,
    /// Where those who stand there lie in the list of all.
    pub bodies: Range<usize>,
}

/// What distance leaves of the pull of a place (column) on those who leave another (row), kept while neither the map nor the
/// reach changes (`flee`).
#[derive(Clone, Debug, Default)]
pub struct Pull {
    map: Grid<f64>,
    reach: f64,
    left: Grid<f64>,
}

impl Pull {
    /// `e^(-distance / reach)` for every way of this map; no place pulls its own. The map is looked at when a run starts.
    pub fn on(&mut self, map: &Grid<f64>, reach: f64, starts: bool) -> &Grid<f64> {
        if self.reach != reach || starts && self.map != *map {
            self.reach = reach;
            self.map.clone_from(map);
            self.left.clone_from(map);
            self.left.cells_mut().iter_mut().for_each(|cell| *cell = exp(-*cell / reach));
            (0..map.columns()).for_each(|place| *self.left.at_mut(place, place) = 0.0);
        }
        &self.left
    }
}
