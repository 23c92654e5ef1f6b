//! Sites: the places within an actor's reach, as it sees them.

use super::{Settings, menu::Menu};
use crate::{
    chance::Fan,
    id::{ActorId, PlaceId},
    mechanism::View,
    world::{Place, World},
};
use std::iter::once;

/// What an actor knows of a place in reach.
pub(super) struct Site<'a> {
    pub(super) place: PlaceId,
    pub(super) there: &'a Place,
    /// Own men in the place.
    pub(super) here: f64,
    /// Own men that can act there.
    pub(super) men: f64,
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
        let here = world.men_at(actor, place);
        let men = menu.ground.reach(here, place);
        let sorties = if menu.flies { sorties(view, actor, place) } else { 0.0 };
        if men <= 0.0 && sorties <= 0.0 {
            return None;
        }
        menu.turn_to_place(place);
        let there = &world.places[place.index()];
        Some(Self {
            place,
            there,
            here,
            men,
            seen: *world.seen.at(actor.index(), place.index()),
            foe: foe_at(world, actor, place, menu.race.fan),
            control: menu.ground.control(place, menu.state.bloc),
            is_ours: there.holder.is_some_and(|h| world.are_friends(actor, h)),
            is_theirs: there.holder.is_some_and(|h| world.are_enemies(actor, h)),
            sorties,
            prize: view.set.prize * there.value,
            pull: view.set.campaign * pull(menu, place),
            bystanders: there.residents / (there.residents + view.set.crowd),
        })
    }
}

/// How far a place lies within the actor's campaign: at its centre, next to it, or not.
fn pull(menu: &Menu, place: PlaceId) -> f64 {
    match menu.state.campaign {
        Some(centre) if centre == place => menu.state.momentum,
        Some(centre) if menu.view.world.roads[centre.index()].iter().any(|(_, p)| *p == place) => {
            menu.view.set.campaign_near * menu.state.momentum
        }
        _ => 0.0,
    }
}

fn sorties(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let world = view.world;
    let own = world.wings.iter().map(|id| world.force(*id)).filter(|f| f.actor == actor);
    own.filter(|f| *world.distance.at(f.place.index(), place.index()) <= view.set.air_reach).map(|f| f.strength).sum()
}

/// Whom an actor meets at a place: one of the enemies there, each as likely as it is strong.
pub(super) fn foe_at(world: &World, actor: ActorId, place: PlaceId, numbers: Fan) -> Option<ActorId> {
    let mut there = world.present[place.index()].iter().copied().filter(|o| world.are_enemies(actor, *o));
    let one = there.next()?;
    let Some(another) = there.next() else { return Some(one) };
    // A race of exponential clocks: the first to ring is drawn in proportion to its rate.
    let rings = |o: ActorId| -libm::log(numbers.of(world.actors[o.index()].key)) / world.men_at(o, place);
    let key = |o: ActorId| world.actors[o.index()].key;
    let all = once(one).chain(once(another)).chain(there).map(|o| (rings(o), o));
    all.min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| key(a.1).cmp(&key(b.1)))).map(|(_, foe)| foe)
}
