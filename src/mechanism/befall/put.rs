//! Values set from outside: each becomes the difference to the value that stands.

use crate::{
    domain::Camp,
    id::ActorId,
    world::{
        ActorField, AgreementField, Change, EventRef, PlaceField, Proposals, TieField, World,
        outside::{Given, Put},
    },
};

/// Proposes what brings each value to where it is put.
pub(super) fn put_all(world: &World, given: &Given, event: EventRef, out: &mut Proposals) {
    for put in &given.puts {
        match *put {
            Put::Actor(id, field, value) => {
                out.change(event, Change::Actor(id, field, value - of_actor(world, id, field)));
            }
            Put::Tie(a, b, field, value) => pairs(world, a, b, |x, y| {
                out.change(event, Change::Tie(x, y, field, value - of_tie(world, x, y, field)));
            }),
            Put::Stance(a, b, stance) => pairs(world, a, b, |x, y| out.change(event, Change::Stance(x, y, stance))),
            Put::Label(a, b, label) => pairs(world, a, b, |x, y| out.change(event, Change::Label(x, y, label))),
            Put::Place(place, field, value) => {
                let now = of_place(world, place.index(), field);
                out.change(event, Change::Place(place, field, value - now));
            }
            Put::Holder(place, holder) => out.change(event, Change::Holder(place, holder)),
            Put::Camp(place, camp) => {
                let host = world.places[place.index()].camp_host;
                let host = if matches!(camp, Camp::None | Camp::Vacated) { None } else { host };
                out.change(event, Change::Camp(place, camp, host));
            }
            Put::Blockade(place, by) => out.change(event, Change::Blockade(place, by)),
            Put::Agreement(id, field, value) => {
                let agreement = &world.agreements[id.index()];
                let now = match field {
                    AgreementField::Trust => agreement.trust,
                    AgreementField::Progress => agreement.progress,
                };
                out.change(event, Change::Agreement(id, field, value - now));
            }
            Put::AgreementState(id, state) => out.change(event, Change::AgreementState(id, state)),
            Put::Guarantor(id, guarantor) => out.change(event, Change::Guarantor(id, guarantor)),
            Put::Route(route, open) => out.change(event, Change::Route(route, open)),
        }
    }
}

/// Both actors themselves and everybody below them in their coalitions.
fn pairs(world: &World, a: ActorId, b: ActorId, mut each: impl FnMut(ActorId, ActorId)) {
    for x in world.leaves(a) {
        for y in world.leaves(b).filter(|y| *y != x) {
            each(x, y);
        }
    }
}

fn of_actor(world: &World, id: ActorId, field: ActorField) -> f64 {
    let actor = &world.actors[id.index()];
    match field {
        ActorField::Funds => actor.funds,
        ActorField::Income => actor.income,
        ActorField::Effort => actor.effort,
        ActorField::Cohesion => actor.cohesion,
        ActorField::Commitment => actor.commitment,
        ActorField::Rhetoric => actor.rhetoric,
        ActorField::Legitimacy => actor.legitimacy,
        ActorField::Accountability => actor.accountability,
        ActorField::Quality => actor.quality,
        ActorField::LeaderStanding => actor.leader_standing,
        ActorField::Leverage => actor.leverage,
        ActorField::Confidence => actor.confidence,
        ActorField::Losses => actor.losses,
        ActorField::Claimed => actor.claimed,
        ActorField::Defeats => actor.defeats,
        ActorField::Unrest => actor.unrest,
        ActorField::Unpaid => actor.unpaid,
        ActorField::Burden => actor.burden,
        ActorField::Concealment => actor.concealment,
    }
}

fn of_tie(world: &World, a: ActorId, b: ActorId, field: TieField) -> f64 {
    let tie = world.tie(a, b);
    match field {
        TieField::Affinity => tie.affinity,
        TieField::Base => tie.base,
        TieField::Trust => tie.trust,
        TieField::Kin => tie.kin,
        TieField::Leader => tie.leader,
        TieField::Turf => tie.turf,
        TieField::Harm => tie.harm,
        TieField::Deeds => tie.deeds,
    }
}

fn of_place(world: &World, place: usize, field: PlaceField) -> f64 {
    let place = &world.places[place];
    match field {
        PlaceField::Services => place.services,
        PlaceField::Hosted => place.hosted,
        PlaceField::Danger => place.danger,
        PlaceField::Aid => place.aid,
        PlaceField::Shield => place.shield,
        PlaceField::Value => place.value,
        PlaceField::Income => place.income,
        PlaceField::Eaten => place.eaten,
    }
}
