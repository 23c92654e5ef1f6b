//! Sites: the places within an actor's reach, as it sees them.

use super::{Settings, menu::Menu};
use crate::{
    chance::Fan,
    id::{ActorId, PlaceId},
    mechanism::View,
    world::{Place, Post, World},
};
use std::iter::once;

/// What an actor knows of a place in reach.
pub(super) struct Site<'a> {
    pub(super) place: PlaceId,
    pub(super) there: &'a Place,
    /// Own men in the place.
    pub(super) here: f64,
    /// Own men that can act there: those in it, else the largest body one open route away.
    pub(super) men: f64,
    /// The largest body of own men one open route away.
    pub(super) near: f64,
    /// Supply of own men in the place, summed over them.
    pub(super) supply: f64,
    /// Believed enemy men.
    pub(super) seen: f64,
    /// The enemy one would meet.
    pub(super) foe: Option<ActorId>,
    /// Own bloc's control share.
    pub(super) control: f64,
    pub(super) is_ours: bool,
    pub(super) is_theirs: bool,
    /// Own sorties in reach.
    pub(super) sorties: f64,
    /// What holding it is worth, as utility.
    pub(super) prize: f64,
    /// Pull of the campaign under way, as utility.
    pub(super) pull: f64,
    /// Rough number of civilians who may be hurt, 0-1.
    pub(super) bystanders: f64,
}

impl<'a> Site<'a> {
    /// The place as an actor sees it, if it can do anything there; the menu turns to it.
    #[inline]
    pub(super) fn of(menu: &mut Menu<'a, '_>, place: PlaceId) -> Option<Self> {
        let (view, world, actor) = (menu.view, menu.view.world, menu.actor);
        let Post { here, near, supply, pull } = menu.ground.week.posts[place.index()];
        let men = if here > 0.0 { here } else { near };
        let sorties = if menu.ground.flies { sorties(view, actor, place) } else { 0.0 };
        if men <= 0.0 && sorties <= 0.0 {
            return None;
        }
        let there = &world.places[place.index()];
        menu.turn_to(there.key);
        Some(Self {
            place,
            there,
            here,
            men,
            near,
            supply,
            seen: *world.seen.at(actor.index(), place.index()),
            foe: foe_at(world, actor, place, menu.race.fan),
            control: menu.ground.control(place, menu.state.bloc),
            is_ours: there.holder.is_some_and(|h| world.are_friends(actor, h)),
            is_theirs: there.holder.is_some_and(|h| world.are_enemies(actor, h)),
            sorties,
            prize: view.set.prize * there.value,
            pull,
            bystanders: there.residents / (there.residents + view.set.crowd),
        })
    }

    /// What the walls of the enemy are worth to him, where his side holds the place.
    #[inline]
    pub(super) fn walls(&self, set: &Settings) -> f64 {
        if self.is_theirs { set.entrenchment } else { 1.0 }
    }
}

/// Sorties of an actor's own that reach a place.
pub(super) fn sorties(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let world = view.world;
    let own = world.own_wings(actor);
    own.filter(|f| *world.map.distance.at(f.place.index(), place.index()) <= view.set.air_reach)
        .map(|f| f.strength)
        .sum()
}

/// Whom an actor meets at a place: one of the enemies there, each as likely as it is strong.
pub(super) fn foe_at(world: &World, actor: ActorId, place: PlaceId, numbers: Fan) -> Option<ActorId> {
    let mut there = world.enemies_present(actor, place);
    let one = there.next()?;
    let Some(another) = there.next() else { return Some(one) };
    // A race of exponential clocks: the first to ring is drawn in proportion to its rate.
    let key = |o: ActorId| world.actors[o.index()].key;
    let rings = |o: ActorId| -libm::log(numbers.of(key(o))) / world.men_at(o, place);
    let (mut first, mut soonest) = (one, rings(one));
    for other in once(another).chain(there) {
        let time = rings(other);
        if time < soonest || (time == soonest && key(other) < key(first)) {
            (first, soonest) = (other, time);
        }
    }
    Some(first)
}
