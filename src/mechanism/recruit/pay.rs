//! Recruits for pay: what an irregular actor's money is for.
//!
//! Whoever has more than a reserve of some weeks' upkeep spends a share of the rest on recruits, each at the price of a bounty: a Poisson
//! number with mean `spend * surplus / bounty` joins its largest body from the people there. So rents from gold, tolls and
//! trafficking turn into men (C17, through `earn`), and a group that is better off grows faster than it bleeds.

use super::{ForceKind, Settings, View, mobilise, takes_volunteers};
use crate::{
    chance::{Purpose, laws},
    id::ActorId,
    world::{ActorField, Change, EventRef, Proposals},
};

const HIRE: Purpose = Purpose::of("recruit.hire");

/// Raises men for money wherever the largest body of an irregular actor stands.
pub(super) fn raise(view: &View<Settings>, actor: ActorId, out: &mut Proposals) {
    let world = view.world;
    let us = &world.actors[actor.index()];
    if !takes_volunteers(us.kind) {
        return;
    }
    let bodies = world.index.troops[actor.index()].iter().map(|id| world.force(*id)).filter(|f| f.march.is_none());
    let Some(largest) = bodies.max_by(|a, b| a.strength.total_cmp(&b.strength).then(b.key.cmp(&a.key))) else { return };
    let place = largest.place;
    // Good men cost more; the share of it that irregulars are content with is known to `earn`.
    let upkeep: f64 = world.own_forces(actor).map(|f| f.strength * us.quality).sum();
    let surplus = us.funds - view.set.reserve * upkeep;
    // The largest community of the place is the market; the smaller ones would not change the price.
    let market = world.map.people[place.index()]
        .iter()
        .max_by(|a, b| world.residents_of(**a).total_cmp(&world.residents_of(**b)).then(b.cmp(a)));
    let Some(market) = market.filter(|_| surplus > 0.0) else { return };
    let left = (1.0 - world.communities[market.index()].mobilised / view.set.ceiling).max(0.0);
    let mean = view.set.spend * surplus / view.set.bounty * left;
    let men = f64::from(laws::poisson(view.chance.unit(HIRE, us.key), mean));
    if men > 0.0 {
        out.drift(Change::Actor(actor, ActorField::Funds, -men * view.set.bounty));
        mobilise(view, *market, men, EventRef::DRIFT, out);
        let key = us.key.with(world.places[place.index()].key).child("recruit.hire", world.week);
        out.drift(Change::muster(key, actor, (place, ForceKind::Band), men, (view.set.raw, view.set.raw)));
    }
}
