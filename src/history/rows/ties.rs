//! `ties.csv`: every tie in week 0, then whenever it moved.

use super::states;
use crate::{
    domain::Stance,
    history::frame::{self, Dated, Line},
    id::ActorId,
    table::{Field, Table},
    world::{Tie, World},
};

states! {
    /// A tie when it moved.
    #[derive(Clone, Debug)]
    TieRow in Ties, file "ties", one row per "run, variant and tie, when it moved",
    key ["run", "variant", "week", "actor", "other"], from (world: &World, pair: (ActorId, ActorId), tie: &Tie);

    actor: ActorId, text, "Who feels. Ties have a row in week 0 if the two know each other, then whenever affinity or trust moved by 0.05 since the last row, or stance, label or rung changed" = pair.0;
    other: ActorId, text, "About whom" = pair.1;
    affinity: f64, number(4, "-1 to 1"), "Affinity" = tie.affinity;
    trust: f64, number(4, "0 to 1"), "Trust" = tie.trust;
    stance: Stance, text, "Stance" = tie.stance;
    label: bool, yes_no, "Whether the actor refuses to talk with the other" = tie.label;
    rung: u8, whole("rung"), "Highest rung climbed between the two in the last eight weeks" = world.rung(pair.0, pair.1);
}
