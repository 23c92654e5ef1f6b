//! What people feel: grief and anger at the killer, fear, and how both fade.

use super::Settings;
use crate::{
    chance::{
        Purpose,
        laws::{self, exp},
    },
    domain::{Action, ActorKind, EventKind},
    id::{ActorId, CommunityId, Key, PlaceId},
    mechanism::{Rule, View},
    world::{Change, CommunityField, Event, EventRef, Proposals},
};

const VICTIM: Purpose = Purpose::of("harm.victim");

/// Who is killed: whoever is near, or those held to side with the enemy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Victims {
    Anybody,
    Hostile,
}

/// Lets the people of a place feel deaths at the hands of an actor.
pub(super) fn grieve(
    view: &View<Settings>,
    event: EventRef,
    (killer, place): (ActorId, PlaceId),
    dead: u32,
    victims: Victims,
    out: &mut Proposals,
) {
    let world = view.world;
    let circle = view.set.circle * f64::from(dead);
    if view.rules.on(Rule::CommunitiesDiffer) {
        if let Some(victim) = victim(view, killer, place, victims) {
            mourn(view, event, (killer, victim), circle / world.residents_of(victim).max(1.0), out);
        }
    } else {
        let per_head = circle / world.places[place.index()].residents.max(1.0);
        for id in &world.map.people[place.index()] {
            mourn(view, event, (killer, *id), per_head, out);
        }
    }
}

/// The community whose people died: by its size, and by how hostile the killer finds it.
fn victim(view: &View<Settings>, killer: ActorId, place: PlaceId, victims: Victims) -> Option<CommunityId> {
    let world = view.world;
    let here = &world.map.people[place.index()];
    let weight = |id: CommunityId| {
        let hostile = match victims {
            Victims::Anybody => 1.0,
            Victims::Hostile => 0.05 + (-world.support_for(id, killer)).max(0.0),
        };
        world.residents_of(id) * hostile
    };
    let all: f64 = here.iter().map(|id| weight(*id)).sum();
    let whose = world.actors[killer.index()].key.with(world.places[place.index()].key).with(Key(victims as u64));
    let mut left = view.chance.unit(VICTIM, whose) * all;
    here.iter().copied().filter(|id| weight(*id) > 0.0).find(|id| {
        left -= weight(*id);
        left <= 0.0
    })
}

fn mourn(
    view: &View<Settings>,
    event: EventRef,
    (killer, id): (ActorId, CommunityId),
    per_head: f64,
    out: &mut Proposals,
) {
    let (world, set) = (view.world, view.set);
    let bond = world.kin_with(id, killer).max(world.support_for(id, killer)).max(0.0);
    let blame = set.blame * (1.0 - (1.0 - set.own_blame) * bond);
    let touched = 1.0 - exp(-per_head);
    resent(view, event, (id, killer), blame * touched, out);
    let bloc = world.actors[killer.index()].bloc;
    if bloc != killer {
        resent(view, event, (id, bloc), set.command * blame * touched, out);
    }
    let fear = world.communities[id.index()].fear;
    let by = (1.0 - fear) * (1.0 - exp(-set.dread * per_head));
    out.change(event, Change::Community(id, CommunityField::Fear, by));
}

/// Raises grievance by a share of what is left to raise, and lowers support with it.
fn resent(
    view: &View<Settings>,
    event: EventRef,
    (id, actor): (CommunityId, ActorId),
    share: f64,
    out: &mut Proposals,
) {
    let grievance = *view.world.grievance.at(id.index(), actor.index());
    let by = (1.0 - grievance) * share;
    if by > 0.0 {
        out.change(event, Change::Grievance(id, actor, by));
        out.change(event, Change::Support(id, actor, -view.set.estrangement * by));
    }
}

/// After a guerrilla attack on a garrison soldiers search and arrest among the people of the attackers (C3).
pub(super) fn sweep(view: &View<Settings>, event: &Event, out: &mut Proposals) {
    let attack =
        matches!(event.kind, EventKind::Act(Action::Raid | Action::Ambush | Action::Assault | Action::LootBase));
    let (Some(actor), Some(target), Some(place)) = (event.actor, event.target, event.place) else { return };
    let world = view.world;
    let garrison = matches!(world.actors[target.index()].kind, ActorKind::Army | ActorKind::Mercenary);
    let holds = world.places[place.index()].holder.is_some_and(|h| world.are_friends(h, target));
    let guerrilla = world.actors[actor.index()].kind.is_irregular();
    if !attack || event.part || !garrison || !holds || !guerrilla || !view.rules.on(Rule::LostTownsTurnToGuerrilla) {
        return;
    }
    for id in &world.map.people[place.index()] {
        let side = world.kin_with(*id, actor).max(world.support_for(*id, actor));
        if side > 0.0 {
            resent(view, EventRef::DRIFT, (*id, target), view.set.sweep * side, out);
        }
    }
}

/// Grievance and fear fade towards what lasts of the seeds' statement.
pub(super) fn fade(view: &View<Settings>, out: &mut Proposals) {
    let fades = |half_life: f64| 1.0 - laws::weekly_decay(half_life);
    out.drift(Change::Soothe {
        grievance: fades(view.set.memory),
        fear: fades(view.set.fear_memory),
        lasting: view.set.lasting,
    });
}
