//! The ground on which everybody decides: what all have in common this week, looked up once, and what one of them can reach.

use super::{Settings, regard};
use crate::{
    domain::{AgreementKind, AgreementState, Clause},
    id::{ActorId, PlaceId},
    mechanism::View,
    world::{Agreement, Post, Survey, World},
};

/// Displaced people whom a place hosts without help: below them aid is not weighed.
const FEW_GUESTS: f64 = 500.0;

/// What is known before anything is weighed, in memory lent by the phase.
pub(super) struct Ground {
    pub(super) week: Survey,
    /// Columns of the table of control.
    actors: usize,
    /// Whether the actor whose turn it is has aircraft.
    pub(super) flies: bool,
    /// Its own men, and their mean supply.
    pub(super) men: f64,
    pub(super) mean_supply: f64,
}

impl Ground {
    /// Looks up what is the same for all.
    pub(super) fn survey(view: &View<Settings>, mut week: Survey) -> Self {
        let world = view.world;
        week.posts.resize(world.places.len(), Post::default());
        share_control(world, &mut week.control);
        count_blocs(world, &mut week);
        list_agreements(world, &mut week);
        week.needy.clear();
        for (place, there) in world.places.iter().enumerate() {
            if there.hosted > FEW_GUESTS || (there.blockade.is_some() && there.residents > 0.0) {
                week.needy.push((PlaceId::from(place), regard::need_of_aid(view.set, there)));
            }
        }
        Self { week, actors: world.actors.len(), flies: false, men: 0.0, mean_supply: 1.0 }
    }

    /// Turns to what an actor has and can reach.
    pub(super) fn turn_to(&mut self, view: &View<Settings>, actor: ActorId) {
        let (world, set) = (view.world, view.set);
        let Survey { posts, reached, .. } = &mut self.week;
        posts.fill(Post::default());
        reached.clear();
        let (mut all, mut supply) = (0.0, 0.0);
        for force in world.own_forces(actor) {
            all += force.strength;
            supply += force.supply * force.strength;
            if force.march.is_some() {
                continue;
            }
            let post = &mut posts[force.place.index()];
            post.supply += force.supply * force.strength;
            // Another force in the same place has been met already, and `men_at` counts both.
            if post.here > 0.0 {
                continue;
            }
            if post.near == 0.0 {
                reached.push(force.place);
            }
            let men = world.men_at(actor, force.place);
            post.here = men;
            for (route, place) in &world.map.roads[force.place.index()] {
                if world.map.routes[route.index()].open {
                    let post = &mut posts[place.index()];
                    if post.here == 0.0 && post.near == 0.0 {
                        reached.push(*place);
                    }
                    post.near = post.near.max(men);
                }
            }
        }
        (self.men, self.mean_supply) = (all, if all > 0.0 { supply / all } else { 1.0 });
        self.flies = world.own_wings(actor).next().is_some();
        if self.flies {
            reached.clear();
            reached.extend(world.all_places());
        }
        let state = &world.actors[actor.index()];
        if let Some(centre) = state.campaign {
            for (_, place) in &world.map.roads[centre.index()] {
                posts[place.index()].pull = set.campaign * (set.campaign_near * state.momentum);
            }
            posts[centre.index()].pull = set.campaign * state.momentum;
        }
    }

    /// Control share of a bloc at a place.
    #[inline]
    pub(super) fn control(&self, place: PlaceId, bloc: ActorId) -> f64 {
        self.week.control[place.index() * self.actors + bloc.index()]
    }

    /// Fighters that a bloc has lost of late, and men that it has.
    #[inline]
    pub(super) fn toll(&self, bloc: ActorId) -> (f64, f64) {
        (self.week.losses[bloc.index()], self.week.men[bloc.index()])
    }

    /// Whether two actors (or those above them) are bound everywhere by a ceasefire, and by a pact of non-aggression.
    pub(super) fn bonds(&self, world: &World, a: ActorId, b: ActorId) -> [bool; 2] {
        let mut bonds = [false; 2];
        for (id, [ceasefire, peace]) in &self.week.truces {
            if world.are_parties(&world.agreements[id.index()], a, b) {
                bonds = [bonds[0] || *ceasefire, bonds[1] || *peace];
            }
        }
        bonds
    }

    /// Whether a ceasefire binds two actors everywhere that no accord of theirs, in force or on the table, has followed yet.
    pub(super) fn lacks_accord(&self, world: &World, a: ActorId, b: ActorId) -> bool {
        let settled = |pact: &Agreement| {
            let open = pact.state.is_in_force() || pact.state == AgreementState::Renegotiated;
            pact.kind == AgreementKind::Accord && open && world.covers(pact, a, b)
        };
        let [ceasefire, _] = self.bonds(world, a, b);
        ceasefire && !self.week.peace.iter().any(|id| settled(&world.agreements[id.index()]))
    }

    /// Whether two actors (or those above them) are bound at a place by a pact of that place.
    #[inline]
    pub(super) fn has_pact(&self, world: &World, a: ActorId, b: ActorId, place: PlaceId) -> bool {
        let mut here = self.week.local.iter().filter(|(_, at)| *at == place);
        here.any(|(id, _)| world.are_parties(&world.agreements[id.index()], a, b))
    }
}

/// Adds up control by bloc.
fn share_control(world: &World, control: &mut Vec<f64>) {
    let actors = world.actors.len();
    control.resize(world.places.len() * actors, 0.0);
    for (place, rulers) in world.index.rulers.iter().enumerate() {
        let (shares, row) = (world.control.row(place), &mut control[place * actors..][..actors]);
        row.fill(0.0);
        for ruler in rulers {
            row[world.actors[ruler.index()].bloc.index()] += shares[ruler.index()];
        }
    }
}

/// Counts losses and men by bloc.
fn count_blocs(world: &World, week: &mut Survey) {
    for sums in [&mut week.losses, &mut week.men] {
        sums.clear();
        sums.resize(world.actors.len(), 0.0);
    }
    for id in world.living() {
        let actor = &world.actors[id.index()];
        week.losses[actor.bloc.index()] += actor.losses;
        if actor.coalition.is_none() {
            week.men[actor.bloc.index()] += world.strength(id);
        }
    }
}

/// Lists the agreements that bind the hands of enemies, and those about which somebody may do something.
fn list_agreements(world: &World, week: &mut Survey) {
    let Survey { truces, local, signed, peace, .. } = week;
    truces.clear();
    local.clear();
    signed.clear();
    peace.clear();
    for (id, pact) in world.pacts() {
        let bonds = [Clause::Ceasefire, Clause::NonAggression].map(|clause| pact.binds_everywhere(clause));
        if bonds.contains(&true) {
            truces.push((id, bonds));
        }
        if let Some(place) = pact.place.filter(|_| pact.state.is_in_force()) {
            local.push((id, place));
        }
        let acting = match pact.kind {
            AgreementKind::Accord | AgreementKind::Ceasefire | AgreementKind::Truce => {
                peace.push(id);
                &pact.parties[..]
            }
            // A provider of men has its say by leaving.
            AgreementKind::Patronage if pact.state.is_in_force() => &pact.parties[..1],
            AgreementKind::Alliance if pact.state.is_in_force() => &pact.parties[..],
            _ => &[],
        };
        signed.extend(acting.iter().map(|party| (*party, id)));
    }
}
