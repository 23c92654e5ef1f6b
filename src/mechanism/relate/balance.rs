//! The slow part: structural balance, decay to the base, trust that follows affinity, harm forgotten.

use super::Settings;
use crate::{
    chance::laws::weekly_decay,
    id::ActorId,
    mechanism::View,
    world::{Proposals, World},
};

/// Actors take turns: each is looked at once in so many weeks, with a step as many times as large.
const TURNS: u64 = 4;
/// Moves smaller than this are not worth proposing.
const LEAST: f64 = 1e-5;

/// Moves the ties of the actors whose turn it is.
pub(super) fn drift(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let forgotten = weekly_decay(view.set.harm_half_life / TURNS as f64) - 1.0;
    let mut said = std::mem::take(&mut out.scratch.numbers);
    for i in world.living() {
        if world.actors[i.index()].key.0 % TURNS != u64::from(world.week) % TURNS {
            continue;
        }
        let norm = 1.0 + listen(world, i.index(), &mut said);
        world.index.known.each(i.index(), |j| step(view, (i, ActorId::from(j)), said[j] / norm, forgotten, out));
    }
    out.scratch.numbers = said;
}

/// What those whom an actor knows say of each other, weighted by what it feels for them; and all it feels together.
fn listen(world: &World, actor: usize, said: &mut Vec<f64>) -> f64 {
    said.clear();
    said.resize(world.actors.len(), 0.0);
    let (own, mut all) = (world.ties.row(actor), 0.0);
    world.index.known.each(actor, |k| {
        let (weight, theirs) = (own[k].affinity, world.ties.row(k));
        let said = &mut said[..theirs.len()];
        all += weight.abs();
        world.index.known.each_in_both(k, actor, |j| said[j] += weight * theirs[j].affinity);
    });
    all
}

/// One step of one tie, given what those between say of it.
fn step(view: &View<Settings>, (i, j): (ActorId, ActorId), balance: f64, forgotten: f64, out: &mut Proposals) {
    let (tie, set) = (view.world.tie(i, j), view.set);
    let turns = TURNS as f64;
    let pull = set.balance * (balance - set.rivalry * tie.turf);
    let affinity = turns * (pull + set.decay * (tie.base - tie.affinity));
    let trust = turns * set.trust_drift * ((0.5 + 0.5 * tie.affinity) - tie.trust);
    let by = [affinity, trust, tie.harm * forgotten];
    if by.iter().any(|x| x.abs() > LEAST) {
        out.drifts.tie(i, j, by);
    }
}
