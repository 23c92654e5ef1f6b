//! What must hold at the end of every week, in every world.

use super::{Slot, World};
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

/// Checks the laws of the world: numbers are numbers, shares add up, people are conserved, and nobody belongs to who is gone. That
/// a number stays within its bounds is seen to where it is written.
///
/// # Errors
/// The first law found broken.
pub fn check(world: &World, case: &Case) -> Result<(), Broken> {
    let broken = |law, found: String, slot| Err(Broken { law, found, slot });
    if world.unsound.is_some() {
        return broken("numbers are numbers", "something that is none".to_owned(), world.unsound);
    }
    for (i, actor) in world.actors.iter().enumerate().filter(|(_, a)| a.alive) {
        let slot = Some(Slot::Actor(ActorId(i as u16)));
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
        if !world.actors[force.actor.index()].alive {
            return broken(
                "forces belong to actors that exist",
                format!("{} men", force.strength),
                Some(Slot::Force(force.key)),
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{AgreementKind, AgreementState, ForceKind},
        id::{AgreementId, CommunityId, ForceId, Key},
        mechanism::testing::Tiny,
        world::{
            ActorField, AgreementField, Change, CommunityField, ForceField, Ledger, PlaceField, Proposals, TieField,
        },
    };

    #[test]
    fn what_is_no_number_is_found_where_it_is_written() {
        let stage = Tiny::state()
            .place("town", "army")
            .force_of("army", "town", ForceKind::Garrison, 100.0)
            .community("locals", "town", 1000.0, &[], &[], &[])
            .agreement("truce", AgreementKind::Truce, AgreementState::Signed, &["army", "state"], &[])
            .stage();
        let (army, state, town) = (stage.actor("army"), stage.actor("state"), stage.place("town"));
        let (force, locals, truce) = (ForceId::from(0), CommunityId::from(0), AgreementId::from(0));
        let (nan, garrison) = (f64::NAN, Slot::Force(stage.world.forces[0].key));
        let changes = [
            (Change::Actor(army, ActorField::Funds, nan), Slot::Actor(army)),
            (Change::Tie(army, state, TieField::Base, nan), Slot::Tie(army, state)),
            (Change::Place(town, PlaceField::Danger, nan), Slot::Place(town)),
            (Change::Community(locals, CommunityField::Fear, nan), Slot::Community(locals)),
            (Change::Support(locals, army, nan), Slot::Feeling(locals, army)),
            (Change::Grievance(locals, army, nan), Slot::Feeling(locals, army)),
            (Change::Force(force, ForceField::Morale, nan), garrison),
            (Change::Agreement(truce, AgreementField::Trust, nan), Slot::Agreement(Key::of("truce"))),
        ];
        let mut all: Vec<(Proposals, Slot)> = Vec::new();
        for (change, slot) in changes {
            let mut out = Proposals::default();
            out.drift(change);
            all.push((out, slot));
        }
        for (drift, slot) in
            [(0, Slot::Actor(army)), (1, Slot::Control(town, army)), (2, garrison), (3, Slot::Tie(army, state))]
        {
            let mut out = Proposals::default();
            match drift {
                0 => out.drifts.seen(army, town, nan),
                1 => out.drifts.control(town, army, nan),
                2 => out.drifts.ready(force, [nan, 0.1]),
                _ => out.drifts.tie(army, state, [0.1, nan, 0.0]),
            }
            all.push((out, slot));
        }
        for (mut out, slot) in all {
            let mut world = stage.world.clone();
            assert_eq!(check(&world, &stage.case), Ok(()));
            world.apply(&mut out, &mut Ledger::default());
            assert_eq!(check(&world, &stage.case).map_err(|broken| broken.slot), Err(Some(slot)));
        }
    }
}
