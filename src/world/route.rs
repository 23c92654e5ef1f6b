//! Roads.

use crate::{domain::Way, id::PlaceId};

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
