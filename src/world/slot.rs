//! Slots: the parts of the world through which causes are traced.

use crate::id::{ActorId, CommunityId, Key, PlaceId};

/// What of the world a change touches or a decision reads: the nodes through which causes are traced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Confidence, losses, defeats, standing of an actor.
    Actor(ActorId),
    /// The tie from one to another.
    Tie(ActorId, ActorId),
    /// A place: services, camp, blockade, holder, danger.
    Place(PlaceId),
    /// Control of a place by an actor.
    Control(PlaceId, ActorId),
    /// A community's fear and flight.
    Community(CommunityId),
    /// A community's grievance or support with respect to an actor.
    Feeling(CommunityId, ActorId),
    /// A force, by its name: another may stand in its place among the forces once it is gone.
    Force(Key),
    /// An agreement, by its name.
    Agreement(Key),
    /// An operation, by its key.
    Operation(Key),
}
