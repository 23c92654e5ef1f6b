//! `actors.csv`: every living actor at the end of every week.

use super::states;
use crate::{
    history::frame::{self, Dated, Line},
    id::ActorId,
    table::{Field, Table},
    world::{Actor, World},
};

states! {
    /// An actor at the end of a week.
    #[derive(Clone, Debug)]
    ActorRow in Actors, file "actors", one row per "run, variant, week and living actor",
    key ["run", "variant", "week", "actor"], from (world: &World, id: ActorId, actor: &Actor);

    actor: ActorId, text, "Actor; splinters born in the run are named after their origin, `_s` and a number" = id;
    coalition: Option<ActorId>, text, "Coalition of which it is a member" = actor.coalition;
    bloc: ActorId, text, "Root of its coalitions; of a hired provider, that of its client" = actor.bloc;
    strength: f64, number(1, "men"), "Men, with those of its members" = world.strength(id);
    places_held: u32, whole("places"), "Places held by it, its members, those in its pay and what has split from them" = world.held_by(id) as u32;
    funds: f64, number(1, "man-weeks of upkeep"), "Reserve" = actor.funds;
    cohesion: f64, number(4, "0 to 1"), "How well members and ranks follow" = actor.cohesion;
    commitment: f64, number(4, "0 to 1"), "How bound it is to its coalition" = actor.commitment;
    legitimacy: f64, number(4, "0 to 1"), "Standing with its own public" = actor.legitimacy;
    rhetoric: f64, number(4, "0 to 1"), "How far it has tied itself to not conceding" = actor.rhetoric;
    confidence: f64, number(4, "0 to 1"), "Belief in its chance to win by force" = actor.confidence;
    losses: f64, number(2, "men"), "Own fighters lost of late, a fading memory" = actor.losses;
    unrest: f64, number(4, "0 to 1"), "Unrest among its public" = actor.unrest;
}
