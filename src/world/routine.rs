//! What lasts of the routine of war: postures on fronts, where the men of operations were, and the dead of the last weeks.

use super::Origin;
use crate::{
    domain::Posture,
    id::{ActorId, RegionId},
};

/// The posture of an actor on a front, and how it came to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front {
    /// What it does there.
    pub posture: Posture,
    /// How it came to that.
    pub chosen: Chosen,
}

/// How an actor came to its posture on a front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// It has chosen none yet.
    Never,
    /// It chose it for this month of the calendar, counted from year 0.
    For(u16),
    /// A person who plays the actor, or one to which it belongs, ordered it.
    Ordered,
}

/// Nobody has chosen anything yet.
pub(super) const UNCHOSEN: Front = Front { posture: Posture::Guard, chosen: Chosen::Never };

/// A front on which an ordered posture holds from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// By which order.
    pub order: Origin,
    /// Whose posture.
    pub actor: ActorId,
    /// Against whom.
    pub enemy: ActorId,
    /// Where.
    pub region: RegionId,
    /// The posture before.
    pub before: Posture,
    /// The posture that was ordered.
    pub posture: Posture,
    /// Whether the one could strike the other there in that week.
    pub met: bool,
}

/// Men of an actor's operations who were at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Visit {
    /// Men, when they were last there.
    pub men: f64,
    /// Week in which they were last there, counted from 1; 0: never.
    pub last: u32,
}

/// Weeks for which the dead of each week are remembered, this one included.
pub const WEEKS_OF_DEAD: usize = 5;
