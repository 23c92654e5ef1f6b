//! Belief in one's chance to win by force.

use super::{Settings, bears_arms};
use crate::{
    domain::{ActorKind, AgreementKind},
    id::ActorId,
    mechanism::{Rule, View},
    world::{ActorField, Change, Proposals, World},
};

/// Moves the confidence of everybody who has men, or members with men, towards the evidence.
pub(super) fn weigh(view: &View<Settings>, out: &mut Proposals) {
    for id in view.world.living() {
        let now = view.world.actors[id.index()].confidence;
        let aim = if bears_arms(view.world, id) { evidence(view, id) } else { belief_of_members(view.world, id) };
        if let Some(aim) = aim {
            let by = view.set.learning * (aim - now);
            if by != 0.0 {
                out.drift(Change::Actor(id, ActorField::Confidence, by));
            }
        }
    }
}

/// The balance of men as seen, corrected by the tolls as heard, raised by a patron.
fn evidence(view: &View<Settings>, id: ActorId) -> Option<f64> {
    let world = view.world;
    let enemy: f64 = world.seen.row(id.index()).iter().sum();
    let own = men_of_bloc(world, id);
    if own + enemy <= 0.0 {
        return None;
    }
    let actor = &world.actors[id.index()];
    let tolls = actor.claimed + actor.losses;
    let weight = view.set.score * tolls / (tolls + view.set.evidence);
    let score = if tolls > 0.0 { actor.claimed / tolls } else { 0.5 };
    let belief = (1.0 - weight) * own / (own + enemy) + weight * score;
    let lift = if view.rules.on(Rule::C11) { view.set.patron * backing(world, id) } else { 0.0 };
    Some(belief + lift * (1.0 - belief))
}

/// Men of the actor's bloc, weighted by quality.
fn men_of_bloc(world: &World, id: ActorId) -> f64 {
    let bloc = world.actors[id.index()].bloc;
    let ours = world.living().filter(|a| world.actors[a.index()].bloc == bloc);
    ours.map(|a| own_men(world, a) * world.actors[a.index()].quality).sum()
}

/// Men of an actor itself, those below it left out.
fn own_men(world: &World, id: ActorId) -> f64 {
    world.own_forces(id).map(|f| f.strength).sum()
}

/// How well an actor is backed from outside: 1 with a contract of protection, 0.5 with a supplier who is an ally.
fn backing(world: &World, id: ActorId) -> f64 {
    let client = world.actors[id.index()].bloc;
    let protected = world.pacts().any(|(_, g)| {
        g.kind == AgreementKind::Patronage && g.state.is_in_force() && g.parties.first() == Some(&client)
    });
    if protected {
        return 1.0;
    }
    let supplied = world
        .living()
        .any(|s| world.actors[s.index()].kind == ActorKind::Sponsor && world.tie(s, client).stance.is_ally());
    if supplied { 0.5 } else { 0.0 }
}

/// Governments and coalitions believe what their members believe, weighted by men.
fn belief_of_members(world: &World, root: ActorId) -> Option<f64> {
    let (mut sum, mut men) = (0.0, 0.0);
    if world.strength(root) <= 0.0 {
        return None;
    }
    for leaf in world.leaves(root).filter(|leaf| *leaf != root) {
        let own = own_men(world, leaf);
        sum += own * world.actors[leaf.index()].confidence;
        men += own;
    }
    (men > 0.0).then(|| sum / men)
}
