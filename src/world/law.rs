//! What must hold at the end of every week, in every world.

use super::{Slot, Tie, World};
use crate::{
    domain::Case,
    id::{ActorId, PlaceId},
};

/// A broken law: the run stops, is reported, and does not take others along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which law.
    pub law: &'static str,
    /// What was found.
    pub found: String,
    /// Which part of the world it is about.
    pub slot: Option<Slot>,
}

/// Checks the laws of the world: numbers finite, shares within bounds, people conserved.
///
/// # Errors
/// The first law found broken.
pub fn check(world: &World, case: &Case) -> Result<(), Broken> {
    let broken = |law, found: String, slot| Err(Broken { law, found, slot });
    for (i, actor) in world.actors.iter().enumerate().filter(|(_, a)| a.alive) {
        let slot = Some(Slot::Actor(ActorId(i as u16)));
        let numbers = [actor.funds, actor.cohesion, actor.legitimacy, actor.confidence, actor.losses, actor.rhetoric];
        if numbers.iter().any(|x| !x.is_finite()) {
            return broken("numbers are finite", format!("actor {}", case.actors[actor.origin.index()].id), slot);
        }
        if let Some(coalition) = actor.coalition
            && (coalition.index() == i || !world.actors[coalition.index()].alive)
        {
            return broken("members belong to a living coalition", case.actors[actor.origin.index()].id.clone(), slot);
        }
    }
    for (i, place) in world.places.iter().enumerate() {
        let slot = Some(Slot::Place(PlaceId(i as u16)));
        let row = world.control.row(i);
        let sum: f64 = world.index.rulers[i].iter().map(|id| row[id.index()]).sum();
        if !(0.0..=1.0 + 1e-9).contains(&sum) {
            return broken("control shares sum to at most one", format!("{} at {sum}", case.places[i].id), slot);
        }
        if !place.services.is_finite() || !place.danger.is_finite() || !(0.0..=1.0).contains(&place.services) {
            return broken("services lie between nothing and all", case.places[i].id.clone(), slot);
        }
        if place.holder.is_some_and(|h| !world.actors[h.index()].alive) {
            return broken("places are held by actors that exist", case.places[i].id.clone(), slot);
        }
    }
    let fled: f64 = world.communities.iter().map(|c| c.population * c.displaced).sum();
    let hosted: f64 = world.places.iter().map(|p| p.hosted).sum();
    if hosted > fled + 1.0 {
        return broken("nobody is hosted who has not fled", format!("{hosted} hosted, {fled} fled"), None);
    }
    for force in world.forces.iter().filter(|f| f.strength != 0.0) {
        if !(force.strength + force.morale).is_finite() || !world.actors[force.actor.index()].alive {
            return broken(
                "forces belong to actors that exist",
                format!("{} men", force.strength),
                Some(Slot::Force(force.key)),
            );
        }
    }
    let lawful = |tie: &Tie| tie.affinity.abs() <= 1.0 && (tie.trust - 0.5).abs() <= 0.5;
    for from in world.living() {
        let ties = world.ties.row(from.index());
        if let Some(to) = ties.iter().position(|tie| !lawful(tie)) {
            return broken(
                "affinity and trust stay within their ranges",
                format!("{} and {}", ties[to].affinity, ties[to].trust),
                Some(Slot::Tie(from, ActorId(to as u16))),
            );
        }
    }
    Ok(())
}
