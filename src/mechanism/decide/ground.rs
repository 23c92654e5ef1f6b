//! The ground on which everybody decides: what all have in common this week, looked up once, and what one of them can reach.

use super::Settings;
use crate::{
    domain::{AgreementKind, AgreementState, Clause},
    id::{ActorId, PlaceId},
    mechanism::View,
    world::{Agreement, Place, Post, Survey, World},
};

/// Losses count against this many men at least: one unit of effort, so that a handful does not take fright at one death.
pub(super) const FEW: f64 = 100.0;
/// Displaced people whom a place hosts without help: below them aid is not weighed.
const FEW_GUESTS: f64 = 500.0;

/// What is known before anything is weighed, in memory lent by the phase.
pub(super) struct Ground {
    pub(super) week: Survey,
    /// Columns of the table of control.
    actors: usize,
}

impl Ground {
    /// Looks up what is the same for all.
    pub(super) fn survey(view: &View<Settings>, mut week: Survey) -> Self {
        let world = view.world;
        share_control(world, &mut week.control);
        count_blocs(world, &mut week);
        list_agreements(world, &mut week);
        week.needy.clear();
        for (place, there) in world.places.iter().enumerate() {
            if there.hosted > FEW_GUESTS || (there.blockade.is_some() && there.residents > 0.0) {
                week.needy.push((PlaceId::from(place), need_of_aid(view.set, there)));
            }
        }
        week.posts.clear();
        let mut ground = Self { week, actors: world.actors.len() };
        for actor in world.living() {
            ground.list_posts(world, actor);
        }
        ground
    }

    /// Lists the places where men of an actor stand, each once, in the order of its forces.
    fn list_posts(&mut self, world: &World, actor: ActorId) {
        let first = self.week.posts.len();
        let bloc = world.actors[actor.index()].bloc;
        for force in world.own_forces(actor).filter(|f| f.march.is_none() && f.strength > 0.0) {
            let met = self.week.posts[first..].iter_mut().find(|post| post.place == force.place);
            let supply = force.supply * force.strength / world.men_at(actor, force.place);
            if let Some(post) = met {
                post.supply += supply;
                continue;
            }
            let there = &world.places[force.place.index()];
            self.week.posts.push(Post {
                actor,
                place: force.place,
                key: there.key,
                here: world.men_at(actor, force.place),
                supply,
                seen: *world.seen.at(actor.index(), force.place.index()),
                control: self.control(force.place, bloc),
                is_ours: there.holder.is_some_and(|h| world.are_friends(actor, h)),
                is_theirs: there.holder.is_some_and(|h| world.are_enemies(actor, h)),
            });
        }
    }

    /// Where an actor's men stand.
    pub(super) fn posts(&self, actor: ActorId) -> &[Post] {
        let posts = &self.week.posts;
        let first = posts.partition_point(|post| post.actor < actor);
        let count = posts[first..].partition_point(|post| post.actor == actor);
        &posts[first..first + count]
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

/// How much the war hurts a bloc, 0-1: men lost of late against men left.
pub(super) fn hurt(view: &View<Settings>, (lost, men): (f64, f64)) -> f64 {
    (lost / (men.max(FEW) * view.set.hurt)).min(1.0)
}

/// What aid to a place is worth to whoever can bring it.
fn need_of_aid(set: &Settings, there: &Place) -> f64 {
    let need = there.hosted + if there.blockade.is_some() { there.residents } else { 0.0 };
    set.aid * set.rule * (need / (need + set.crowd)) * (1.0 - there.aid)
}
