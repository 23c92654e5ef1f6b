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
    let mut blocs = std::mem::take(&mut out.scratch.numbers);
    let mut backing = std::mem::take(&mut out.scratch.others);
    men_of_blocs(view.world, &mut blocs);
    back(view.world, &mut backing);
    for id in view.world.living() {
        let actor = &view.world.actors[id.index()];
        let commands = view.world.has_members(id) && view.world.index.troops[id.index()].is_empty();
        let aim = if bears_arms(view.world, id) && !commands {
            evidence(view, id, blocs[actor.bloc.index()], backing[actor.bloc.index()])
        } else {
            belief_of_members(view.world, id, |leaf| {
                let (bloc, confidence) =
                    (view.world.actors[leaf.index()].bloc, view.world.actors[leaf.index()].confidence);
                let first = || evidence(view, leaf, blocs[bloc.index()], backing[bloc.index()]);
                if view.world.week == 0 { first().unwrap_or(confidence) } else { confidence }
            })
        };
        if let Some(aim) = aim {
            // Nobody starts without an opinion: the first look counts in full.
            let share = if view.world.week == 0 && view.set.learning > 0.0 { 1.0 } else { view.set.learning };
            let by = share * (aim - actor.confidence);
            if by != 0.0 {
                out.drift(Change::Actor(id, ActorField::Confidence, by));
            }
        }
    }
    (out.scratch.numbers, out.scratch.others) = (blocs, backing);
}

/// The balance of the bloc's own men and those seen, corrected by the tolls as heard, raised by a patron.
fn evidence(view: &View<Settings>, id: ActorId, own: f64, backing: f64) -> Option<f64> {
    let world = view.world;
    let enemy: f64 = world.seen.row(id.index()).iter().sum();
    if own + enemy <= 0.0 {
        return None;
    }
    let actor = &world.actors[id.index()];
    let tolls = actor.claimed + actor.losses;
    let weight = view.set.score * tolls / (tolls + view.set.evidence);
    let score = if tolls > 0.0 { actor.claimed / tolls } else { 0.5 };
    let belief = (1.0 - weight) * own / (own + enemy) + weight * score;
    let lift = if view.rules.on(Rule::NewPatronRaisesBelief) { view.set.patron * backing } else { 0.0 };
    Some(belief + lift * (1.0 - belief))
}

/// Men of every bloc, weighted by quality, in the place of its root.
fn men_of_blocs(world: &World, men: &mut Vec<f64>) {
    men.clear();
    men.resize(world.actors.len(), 0.0);
    for id in world.living() {
        let actor = &world.actors[id.index()];
        men[actor.bloc.index()] += own_men(world, id) * actor.quality;
    }
}

/// Men of an actor itself, those below it left out.
fn own_men(world: &World, id: ActorId) -> f64 {
    world.own_forces(id).map(|f| f.strength).sum()
}

/// How well everybody is backed from outside: 1 with a contract of protection, 0.5 with a supplier who is an ally.
fn back(world: &World, backing: &mut Vec<f64>) {
    backing.clear();
    backing.resize(world.actors.len(), 0.0);
    for sponsor in world.living().filter(|s| world.actors[s.index()].kind == ActorKind::Sponsor) {
        let ties = world.ties.row(sponsor.index());
        backing.iter_mut().zip(ties).filter(|(_, tie)| tie.stance.is_ally()).for_each(|(backing, _)| *backing = 0.5);
    }
    let contracts = world.pacts().filter(|(_, g)| g.kind == AgreementKind::Patronage && g.state.is_in_force());
    for client in contracts.filter_map(|(_, g)| g.parties.first()) {
        backing[client.index()] = 1.0;
    }
}

/// Those who only command, such as governments and coalitions, believe what their members believe, weighted by men.
fn belief_of_members(world: &World, root: ActorId, belief: impl Fn(ActorId) -> f64) -> Option<f64> {
    let (mut sum, mut men) = (0.0, 0.0);
    if !world.has_members(root) || world.strength(root) <= 0.0 {
        return None;
    }
    for leaf in world.leaves(root).filter(|leaf| *leaf != root) {
        let own = own_men(world, leaf);
        sum += own * belief(leaf);
        men += own;
    }
    (men > 0.0).then(|| sum / men)
}
