//! Rings around towns: how a siege ends. An operation closes it (`operate`), hunger may decide it (`supply`), relief may break it (`fight`).

use super::{Settings, View};
use crate::{
    chance::Purpose,
    domain::{Action, OperationKind, OperationStage},
    id::{ActorId, PlaceId},
    warfare::siege,
    world::{Change, Event, Origin, Proposals, Slot},
};

const SLIP: Purpose = Purpose::of("hold.slip");
const WEARY: Purpose = Purpose::of("hold.weary");

/// Keeps a ring, or lets it end: when the town is no enemy's any more, when nobody is left to keep it, by order, by weariness where no operation keeps it
/// up, or because it slips: too few men or too little country for the ways that must be cut. Returns whether the town is cut off from now on.
pub(super) fn keep(view: &View<Settings>, out: &mut Proposals, place: PlaceId, holder: Option<ActorId>) -> bool {
    let (world, set) = (view.world, view.set);
    let there = &world.places[place.index()];
    let Some(by) = there.blockade else { return false };
    let men = world.friends_at(by, place) + world.near_friends(by, place);
    let over = men < 1.0 || holder.is_none_or(|h| world.are_friends(h, by) || !world.are_enemies(h, by));
    let lifted = view.orders(Action::LiftBlockade).find(|o| o.actor == by && o.place == Some(place));
    let key = world.actors[by.index()].key.with(there.key);
    let inside = holder.map_or(0.0, |h| world.friends_at(h, place));
    let weak = || men < set.ring * inside || !siege::is_closed(view.warfare, world, place, by);
    let kept = || {
        world.under_way().any(|(_, o)| {
            (o.kind, o.stage, o.objective) == (OperationKind::Besiege, OperationStage::Holding, place)
                && world.are_friends(o.planner, by)
        })
    };
    let ends = over
        || lifted.is_some()
        || view.chance.happens(SLIP, key, set.slip) && weak()
        || view.chance.happens(WEARY, key, set.weary) && !kept();
    if ends {
        let mut event = Event::act(Action::LiftBlockade, "hold.lift").by(by).at(place);
        event.origin = lifted.map_or(Origin::Rule, |o| o.origin);
        let event = out.event(event);
        out.because(event, Slot::Control(place, by), 1.0);
        out.change(event, Change::Blockade(place, None));
    }
    !ends
}
