//! Values set from outside: each becomes the difference to the value that stands.

use crate::{
    domain::Camp,
    id::ActorId,
    world::{
        Change, EventRef, Proposals, World,
        outside::{Given, Put},
    },
};

/// Proposes what brings each value to where it is put.
pub(super) fn put_all(world: &World, given: &Given, event: EventRef, out: &mut Proposals) {
    for put in &given.puts {
        match *put {
            Put::Actor(id, field, value) => {
                out.change(event, Change::Actor(id, field, value - world.actors[id.index()].number(field)));
            }
            Put::Tie(a, b, field, value) => pairs(world, a, b, |x, y| {
                out.change(event, Change::Tie(x, y, field, value - world.tie(x, y).number(field)));
            }),
            Put::Stance(a, b, stance) => pairs(world, a, b, |x, y| out.change(event, Change::Stance(x, y, stance))),
            Put::Label(a, b, label) => pairs(world, a, b, |x, y| out.change(event, Change::Label(x, y, label))),
            Put::Place(place, field, value) => {
                let now = world.places[place.index()].number(field);
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
                let now = world.agreements[id.index()].number(field);
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
