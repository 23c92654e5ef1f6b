//! Contacts: which enemies can strike each other where.

use super::Settings;
use crate::{
    domain::{Action, AgreementKind, ForceKind, Stance},
    id::{ActorId, PlaceId},
    mechanism::View,
    world::{Contact, Routine, World},
};

impl Routine {
    /// Empties it, keeping the memory.
    pub(super) fn clear(&mut self) {
        self.free.clear();
        self.reach.clear();
        self.near.clear();
        self.contacts.clear();
        self.chosen.clear();
        self.heat.clear();
        self.bound.clear();
        self.spent.clear();
    }
}

/// Finds all contacts of the week: place by place, in order.
pub(super) fn find(view: &View<Settings>, routine: &mut Routine) {
    let world = view.world;
    let actors = world.actors.len();
    routine.clear();
    routine.free.resize(world.places.len() * actors, 0.0);
    routine.reach.resize(actors, 0.0);
    routine.heat.resize(actors * view.case.regions.len(), 0.0);
    routine.bound.resize(actors * actors, 0);
    routine.spent.resize(actors, 0.0);
    count_free(world, routine);
    for place in world.all_places().filter(|p| world.is_contestable(*p)) {
        let there = &world.index.present[place.index()];
        if there.is_empty() {
            continue;
        }
        gather(view, place, routine);
        for enemy in there {
            for actor in world.living() {
                meet(view, routine, (actor, *enemy), place);
            }
        }
    }
}

/// Counts the men at each place who have no other orders.
fn count_free(world: &World, routine: &mut Routine) {
    for force in world.standing().map(|id| world.force(id)) {
        if force.kind != ForceKind::AirWing && force.march.is_none() && world.is_idle(force) {
            routine.free[force.place.index() * world.actors.len() + force.actor.index()] += force.strength;
        }
    }
}

/// Men of everybody who are in reach of a place, by what distance leaves of them.
fn gather(view: &View<Settings>, place: PlaceId, routine: &mut Routine) {
    let (world, actors) = (view.world, view.world.actors.len());
    routine.reach.fill(0.0);
    let farthest = view.warfare.blow(true).max(view.warfare.blow(false));
    for from in world.all_places() {
        let days = world.map.ways.days(from, place);
        if days > farthest {
            continue;
        }
        let near = world.map.ways.near(from, place);
        for actor in &world.index.present[from.index()] {
            let men = routine.free[from.index() * actors + actor.index()];
            if men > 0.0 && days <= view.warfare.blow(world.actors[actor.index()].kind.is_irregular()) {
                routine.reach[actor.index()] += men * near;
            }
        }
    }
}

/// Lists a contact, if one of two has the means, the will and the right to strike the other at a place.
fn meet(view: &View<Settings>, routine: &mut Routine, (actor, enemy): (ActorId, ActorId), place: PlaceId) {
    let world = view.world;
    let men = routine.reach[actor.index()];
    let tie = world.tie(actor, enemy);
    if !world.are_enemies(actor, enemy) || !tie.stance.is_enemy() {
        return;
    }
    let us = &world.actors[actor.index()];
    if !us.kind.fights() || world.is_far_from_home(actor, place, view.warfare.home_range) {
        return;
    }
    let sorties = free_sorties(view, actor, place);
    let able = (men >= 1.0 && Action::Ambush.is_open_to(us.kind)) || sorties > 0.0;
    if !able || is_bound(world, routine, (actor, enemy), place) {
        return;
    }
    let theirs = world.men_at(enemy, place);
    let share = (world.seen.at(actor.index(), place.index()) / world.enemies_at(actor, place).max(1.0)).min(1.0);
    let seen = share * theirs;
    let exposed = exposed(view, enemy, place, seen);
    let region = world.places[place.index()].region;
    let at_war = tie.stance == Stance::War;
    routine.contacts.push(Contact { actor, enemy, place, region, men, sorties, exposed, seen, at_war });
}

/// Enemy men who expose themselves: of a garrison its patrols, posts and convoys, of a column all; of bands those who are seen.
fn exposed(view: &View<Settings>, enemy: ActorId, place: PlaceId, seen: f64) -> f64 {
    let world = view.world;
    if world.actors[enemy.index()].kind.is_irregular() {
        return seen;
    }
    let column = world.committed_to_place(enemy, place);
    let posted = (world.men_at(enemy, place) - column).max(0.0);
    let convoys = view.orders(Action::Convoy).filter(|o| o.actor == enemy && o.place == Some(place)).count();
    column + view.warfare.patrols * posted + (view.set.convoy * convoys as f64).min(posted)
}

/// Sorties of an actor that reach a place and are promised to no operation.
fn free_sorties(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let world = view.world;
    if world.index.wings.is_empty() || !Action::AirStrike.is_open_to(world.actors[actor.index()].kind) {
        return 0.0;
    }
    let near = |at: PlaceId| *world.map.distance.at(at.index(), place.index()) <= view.warfare.air_strike;
    let sorties: f64 = world.own_wings(actor).filter(|f| near(f.place)).map(|f| f.strength).sum();
    if sorties > 0.0 { (sorties - world.sorties_promised(actor)).max(0.0) } else { 0.0 }
}

/// Whether an agreement binds two actors to leave each other alone, everywhere or at this place; what happens between them in
/// spite of it is not routine.
fn is_bound(world: &World, routine: &mut Routine, (a, b): (ActorId, ActorId), place: PlaceId) -> bool {
    let memo = &mut routine.bound[a.index() * world.actors.len() + b.index()];
    if *memo == 0 {
        let everywhere = world.pacts().any(|(_, g)| {
            let peace = matches!(g.kind, AgreementKind::Accord | AgreementKind::Ceasefire | AgreementKind::Truce);
            let clause = [crate::domain::Clause::Ceasefire, crate::domain::Clause::NonAggression];
            let binds = peace || clause.iter().any(|c| g.binds_everywhere(*c));
            binds && g.place.is_none() && g.state.is_in_force() && world.are_parties(g, a, b)
        });
        *memo = 1 + u8::from(everywhere);
    }
    *memo == 2 || world.pact_at(a, b, place).is_some()
}
