//! Contacts: which enemies can strike each other where.

use super::{Settings, tempo};
use crate::{
    domain::{Action, AgreementKind, Clause, ForceKind, Posture, Stance},
    id::{ActorId, AgreementId, PlaceId, RegionId},
    mechanism::View,
    world::{Agreement, Contact, Fighter, Marks, Routine, Striker, World},
};

impl Routine {
    /// Empties it, keeping the memory.
    pub(super) fn clear(&mut self) {
        // Only where somebody stood or struck is there anything to forget.
        let actors = self.reach.len();
        for place in self.posts.drain(..) {
            self.free[place.index() * actors..][..actors].fill(0.0);
        }
        for contact in self.contacts.drain(..) {
            let regions = self.heat.len() / actors;
            self.heat[contact.actor.index() * regions + contact.region.index()] = 0.0;
            self.balance[contact.front] = [0.0; 2];
        }
        self.roster.clear();
        self.flyers.clear();
        self.near.clear();
        self.local.clear();
        self.everywhere.clear();
        self.fronts.drain(..).for_each(|front| self.chosen[front] = None);
        self.bound.clear();
        self.spent.clear();
    }

    /// Keeps what an actor has chosen for a front, by its cell.
    pub(super) fn choose(&mut self, cell: usize, posture: Posture) {
        self.chosen[cell] = Some(posture);
        self.fronts.push(cell);
    }
}

/// Cell of a front in the tables of all.
pub(super) fn cell(world: &World, (actor, enemy, region): (ActorId, ActorId, RegionId)) -> usize {
    actor.index() * world.fronts.columns() + world.front_of(enemy, region)
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
    routine.balance.resize(actors * world.fronts.columns(), [0.0; 2]);
    routine.chosen.resize(actors * world.fronts.columns(), None);
    count_free(world, routine);
    if routine.able.words() < world.index.foes.words() {
        routine.able = Marks::none(1, actors);
    }
    routine.roster.extend((0..actors).map(|actor| fighter(view, ActorId::from(actor))));
    let flies = |(actor, fighter): (usize, &Option<Fighter>)| {
        fighter.is_some_and(|f| f.promised.is_some()).then(|| ActorId::from(actor))
    };
    routine.flyers.extend(routine.roster.iter().enumerate().filter_map(flies));
    for (id, pact) in world.pacts().filter(|(_, g)| g.state.is_in_force()) {
        match pact.place {
            Some(place) => routine.local.push((id, place)),
            None if keeps_apart(pact) => routine.everywhere.push(id),
            None => {}
        }
    }
    for place in world.all_places().filter(|p| world.is_contestable(*p)) {
        let there = &world.index.present[place.index()];
        if there.is_empty() {
            continue;
        }
        gather(view, place, routine);
        for enemy in there.iter().copied() {
            let open = exposed(view, enemy, place);
            for i in 0..routine.near.len() {
                meet(view, routine, i, (enemy, open), place);
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

/// What an actor can strike with, if it is of the kinds that fight and has men or aircraft.
fn fighter(view: &View<Settings>, actor: ActorId) -> Option<Fighter> {
    let (world, kind) = (view.world, view.world.actors[actor.index()].kind);
    let flies = Action::AirStrike.is_open_to(kind) && world.own_wings(actor).next().is_some();
    let armed = flies || !world.index.troops[actor.index()].is_empty();
    (kind.fights() && armed).then(|| Fighter {
        ambushes: Action::Ambush.is_open_to(kind),
        promised: flies.then(|| world.sorties_promised(actor)),
        tempo: tempo(view, actor),
    })
}

/// Lists who can strike at a place: with men in reach of it, by what distance leaves of them, or from the air.
fn gather(view: &View<Settings>, place: PlaceId, routine: &mut Routine) {
    let (world, actors) = (view.world, view.world.actors.len());
    let Routine { able, flyers, reach, free, posts, roster, near, .. } = routine;
    able.clear();
    flyers.iter().for_each(|flyer| able.set(0, flyer.index(), true));
    let farthest = view.warfare.blow(true).max(view.warfare.blow(false));
    let (days_from, near_from) = (world.map.ways.days_from(place), world.map.ways.near_from(place));
    for from in posts.iter().copied() {
        let days = days_from[from.index()];
        if days > farthest {
            continue;
        }
        let left = near_from[from.index()];
        let free = &free[from.index() * actors..][..actors];
        for actor in &world.index.present[from.index()] {
            let men = free[actor.index()];
            if men > 0.0 && days <= view.warfare.blow(world.actors[actor.index()].kind.is_irregular()) {
                reach[actor.index()] += men * left;
                able.set(0, actor.index(), true);
            }
        }
    }
    near.clear();
    able.each(0, |at| {
        let (actor, men) = (ActorId::from(at), std::mem::take(&mut reach[at]));
        let Some(fighter) = &roster[at] else { return };
        let sorties = fighter.promised.map_or(0.0, |promised| free_sorties(view, (actor, promised), place));
        let strikes = (men >= 1.0 && fighter.ambushes) || sorties > 0.0;
        if strikes && !world.is_far_from_home(actor, place, view.warfare.home_range) {
            near.push(Striker { actor, men, sorties, tempo: fighter.tempo });
        }
    });
}

/// Lists a contact, if the one of those near has the will and the right to strike the other at a place.
fn meet(
    view: &View<Settings>,
    routine: &mut Routine,
    near: usize,
    (enemy, open): (ActorId, Option<f64>),
    place: PlaceId,
) {
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
    let exposed = open.unwrap_or(seen);
    let region = world.places[place.index()].region;
    let at_war = tie.stance == Stance::War;
    let front = cell(world, (actor, enemy, region));
    let [most, all_seen] = &mut routine.balance[front];
    (*most, *all_seen) = (most.max(men), *all_seen + seen);
    routine.contacts.push(Contact { actor, enemy, place, region, front, men, sorties, exposed, seen, at_war, tempo });
}

/// Enemy men who expose themselves, whoever looks: of a garrison its patrols, posts and convoys, of a column all; nothing of bands, of whom those do
/// who are seen.
fn exposed(view: &View<Settings>, enemy: ActorId, place: PlaceId) -> Option<f64> {
    let world = view.world;
    if world.actors[enemy.index()].kind.is_irregular() {
        return None;
    }
    let column = world.committed_to_place(enemy, place);
    let posted = (world.men_at(enemy, place) - column).max(0.0);
    let convoys = view.orders(Action::Convoy).filter(|o| o.actor == enemy && o.place == Some(place)).count();
    Some(column + view.warfare.patrols * posted + (view.set.convoy * convoys as f64).min(posted))
}

/// Sorties of an actor that reach a place and are promised to no operation.
fn free_sorties(view: &View<Settings>, (actor, promised): (ActorId, f64), place: PlaceId) -> f64 {
    let world = view.world;
    let near = |at: PlaceId| *world.map.distance.at(at.index(), place.index()) <= view.warfare.air_strike;
    let sorties: f64 = world.own_wings(actor).filter(|f| near(f.place)).map(|f| f.strength).sum();
    if sorties > 0.0 { (sorties - promised).max(0.0) } else { 0.0 }
}

/// Whether an agreement keeps its parties from routine: it is one of peace, or has a clause of peace.
fn keeps_apart(pact: &Agreement) -> bool {
    let peace = matches!(pact.kind, AgreementKind::Accord | AgreementKind::Ceasefire | AgreementKind::Truce);
    peace || [Clause::Ceasefire, Clause::NonAggression].iter().any(|clause| pact.binds_everywhere(*clause))
}

/// Whether an agreement binds two actors to leave each other alone, everywhere or at this place; what happens between them in
/// spite of it is not routine.
pub(super) fn is_bound(world: &World, routine: &mut Routine, (a, b): (ActorId, ActorId), place: PlaceId) -> bool {
    let memo = &mut routine.bound[a.index() * world.actors.len() + b.index()];
    if *memo == 0 {
        let mut pacts = routine.everywhere.iter().map(|id| &world.agreements[id.index()]);
        *memo = 1 + u8::from(pacts.any(|pact| world.are_parties(pact, a, b)));
    }
    let here =
        |(id, at): &(AgreementId, PlaceId)| *at == place && world.are_parties(&world.agreements[id.index()], a, b);
    *memo == 2 || routine.local.iter().any(here)
}
