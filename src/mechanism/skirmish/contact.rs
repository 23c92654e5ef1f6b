//! Contacts: which enemies can strike each other where.

use super::{Settings, tempo};
use crate::{
    domain::{Action, AgreementKind, ForceKind, Stance},
    id::{ActorId, AgreementId, PlaceId},
    mechanism::View,
    world::{Contact, Fighter, Routine, Striker, World},
};

impl Routine {
    /// Empties it, keeping the memory.
    pub(super) fn clear(&mut self) {
        // Only where somebody stood is there anything to forget.
        let actors = self.reach.len();
        for place in self.posts.drain(..) {
            self.free[place.index() * actors..][..actors].fill(0.0);
        }
        self.reach.clear();
        self.fighters.clear();
        self.near.clear();
        self.local.clear();
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
    routine.fighters.extend(world.living().filter_map(|actor| fighter(view, actor)));
    let local = world.pacts().filter(|(_, g)| g.state.is_in_force());
    routine.local.extend(local.filter_map(|(id, g)| g.place.map(|place| (id, place))));
    for place in world.all_places().filter(|p| world.is_contestable(*p)) {
        let there = &world.index.present[place.index()];
        if there.is_empty() {
            continue;
        }
        gather(view, place, routine);
        for enemy in there {
            for i in 0..routine.near.len() {
                meet(view, routine, i, *enemy, place);
            }
        }
    }
}

/// Counts the men at each place who have no other orders.
fn count_free(world: &World, routine: &mut Routine) {
    for force in world.standing().map(|id| world.force(id)) {
        if force.kind != ForceKind::AirWing && force.march.is_none() && world.is_idle(force) {
            routine.free[force.place.index() * world.actors.len() + force.actor.index()] += force.strength;
            if let Err(at) = routine.posts.binary_search(&force.place) {
                routine.posts.insert(at, force.place);
            }
        }
    }
}

/// What an actor can strike with, if it is of the kinds that fight.
fn fighter(view: &View<Settings>, actor: ActorId) -> Option<Fighter> {
    let (world, kind) = (view.world, view.world.actors[actor.index()].kind);
    let flies = Action::AirStrike.is_open_to(kind) && world.own_wings(actor).next().is_some();
    kind.fights().then(|| Fighter {
        actor,
        ambushes: Action::Ambush.is_open_to(kind),
        promised: flies.then(|| world.sorties_promised(actor)),
        tempo: tempo(view, actor),
    })
}

/// Lists who can strike at a place: with men in reach of it, by what distance leaves of them, or from the air.
fn gather(view: &View<Settings>, place: PlaceId, routine: &mut Routine) {
    let (world, actors) = (view.world, view.world.actors.len());
    routine.reach.fill(0.0);
    let farthest = view.warfare.blow(true).max(view.warfare.blow(false));
    for from in routine.posts.iter().copied() {
        let days = world.map.ways.days(from, place);
        if days > farthest {
            continue;
        }
        let near = world.map.ways.near(from, place);
        let free = &routine.free[from.index() * actors..][..actors];
        for actor in &world.index.present[from.index()] {
            let men = free[actor.index()];
            if men > 0.0 && days <= view.warfare.blow(world.actors[actor.index()].kind.is_irregular()) {
                routine.reach[actor.index()] += men * near;
            }
        }
    }
    routine.near.clear();
    for fighter in &routine.fighters {
        let (actor, men) = (fighter.actor, routine.reach[fighter.actor.index()]);
        let sorties = fighter.promised.map_or(0.0, |promised| free_sorties(view, (actor, promised), place));
        let able = (men >= 1.0 && fighter.ambushes) || sorties > 0.0;
        if able && !world.is_far_from_home(actor, place, view.warfare.home_range) {
            routine.near.push(Striker { actor, men, sorties, tempo: fighter.tempo });
        }
    }
}

/// Lists a contact, if the one of those near has the will and the right to strike the other at a place.
fn meet(view: &View<Settings>, routine: &mut Routine, near: usize, enemy: ActorId, place: PlaceId) {
    let world = view.world;
    let Striker { actor, men, sorties, tempo } = routine.near[near];
    if !world.are_enemies(actor, enemy) {
        return;
    }
    let tie = world.tie(actor, enemy);
    if !tie.stance.is_enemy() || is_bound(world, routine, (actor, enemy), place) {
        return;
    }
    let theirs = world.men_at(enemy, place);
    let share = (world.seen.at(actor.index(), place.index()) / world.enemies_at(actor, place).max(1.0)).min(1.0);
    let seen = share * theirs;
    let exposed = exposed(view, enemy, place, seen);
    let region = world.places[place.index()].region;
    let at_war = tie.stance == Stance::War;
    routine.contacts.push(Contact { actor, enemy, place, region, men, sorties, exposed, seen, at_war, tempo });
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
fn free_sorties(view: &View<Settings>, (actor, promised): (ActorId, f64), place: PlaceId) -> f64 {
    let world = view.world;
    let near = |at: PlaceId| *world.map.distance.at(at.index(), place.index()) <= view.warfare.air_strike;
    let sorties: f64 = world.own_wings(actor).filter(|f| near(f.place)).map(|f| f.strength).sum();
    if sorties > 0.0 { (sorties - promised).max(0.0) } else { 0.0 }
}

/// Whether an agreement binds two actors to leave each other alone, everywhere or at this place; what happens between them in
/// spite of it is not routine.
pub(super) fn is_bound(world: &World, routine: &mut Routine, (a, b): (ActorId, ActorId), place: PlaceId) -> bool {
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
    let here =
        |(id, at): &(AgreementId, PlaceId)| *at == place && world.are_parties(&world.agreements[id.index()], a, b);
    *memo == 2 || routine.local.iter().any(here)
}
