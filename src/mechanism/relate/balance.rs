//! The slow part: structural balance, decay to the base, trust that follows affinity, harm forgotten.

use super::Settings;
use crate::{
    chance::laws::weekly_decay,
    id::ActorId,
    mechanism::View,
    world::{Change, Proposals, TieField},
};

/// Actors take turns: each is looked at once in so many weeks, with a step as many times as large.
const TURNS: u64 = 4;
/// Columns worked on at a time, on the stack.
const CHUNK: usize = 64;
/// Moves smaller than this are not worth proposing.
const LEAST: f64 = 1e-5;

/// Moves the ties of the actors whose turn it is.
pub(super) fn drift(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let forgotten = weekly_decay(view.set.harm_half_life / TURNS as f64) - 1.0;
    for i in world.living() {
        if world.actors[i.index()].key.0 % TURNS != u64::from(world.week) % TURNS {
            continue;
        }
        let known = |k: &ActorId| *k != i && world.tie(i, *k).known;
        let norm = 1.0 + world.living().filter(known).map(|k| world.tie(i, k).affinity.abs()).sum::<f64>();
        let columns = world.actors.len();
        for start in (0..columns).step_by(CHUNK) {
            let end = (start + CHUNK).min(columns);
            let mut sums = [0.0; CHUNK];
            for k in world.living().filter(known) {
                let weight = world.tie(i, k).affinity;
                for (sum, tie) in sums.iter_mut().zip(&world.ties.row(k.index())[start..end]) {
                    if tie.known {
                        *sum += weight * tie.affinity;
                    }
                }
            }
            for j in (start..end).map(ActorId::from).filter(known).filter(|j| world.actors[j.index()].alive) {
                step(view, (i, j), sums[j.index() - start] / norm, forgotten, out);
            }
        }
    }
}

/// One step of one tie, given what those between say of it.
fn step(view: &View<Settings>, (i, j): (ActorId, ActorId), balance: f64, forgotten: f64, out: &mut Proposals) {
    let (tie, set) = (view.world.tie(i, j), view.set);
    let turns = TURNS as f64;
    let pull = set.balance * (balance - set.rivalry * tie.turf);
    let affinity = turns * (pull + set.decay * (tie.base - tie.affinity));
    let trust = turns * set.trust_drift * ((0.5 + 0.5 * tie.affinity) - tie.trust);
    let harm = tie.harm * forgotten;
    for (field, by) in [(TieField::Affinity, affinity), (TieField::Trust, trust), (TieField::Harm, harm)] {
        if by.abs() > LEAST {
            out.drift(Change::Tie(i, j, field, by));
        }
    }
}
