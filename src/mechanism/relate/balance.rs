//! The slow part: structural balance, decay to the base, trust that follows affinity, harm forgotten.

use super::Settings;
use crate::{
    chance::laws::weekly_decay,
    id::ActorId,
    mechanism::View,
    world::{Change, Proposals, World},
};

/// Actors take turns: each is looked at once in so many weeks, with a step as many times as large.
const TURNS: u64 = 4;
/// Moves smaller than this are not worth proposing.
const LEAST: f64 = 1e-5;

/// Moves the ties of the actors whose turn it is.
pub(super) fn drift(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let forgotten = weekly_decay(view.set.harm_half_life / TURNS as f64) - 1.0;
    let mut felt = std::mem::take(&mut out.scratch.sums[0]);
    let mut said = std::mem::take(&mut out.scratch.sums[1]);
    feel(world, &mut felt);
    let columns = world.actors.len();
    for i in world.living() {
        if world.actors[i.index()].key.0 % TURNS != u64::from(world.week) % TURNS {
            continue;
        }
        let own = &felt[i.index() * columns..][..columns];
        let norm = 1.0 + own.iter().map(|x| x.abs()).sum::<f64>();
        said.clear();
        said.resize(columns, 0.0);
        for (k, weight) in own.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
            for (sum, affinity) in said.iter_mut().zip(&felt[k * columns..][..columns]) {
                *sum += weight * affinity;
            }
        }
        for j in world.living().filter(|j| *j != i && world.tie(i, *j).known) {
            step(view, (i, j), said[j.index()] / norm, forgotten, out);
        }
    }
    out.scratch.sums[0] = felt;
    out.scratch.sums[1] = said;
}

/// What each feels for each other whom it knows; nothing for strangers, the dead and oneself.
fn feel(world: &World, felt: &mut Vec<f64>) {
    felt.clear();
    for (i, row) in world.actors.iter().enumerate() {
        let ties = world.ties.row(i).iter().zip(&world.actors).enumerate();
        felt.extend(ties.map(
            |(j, (tie, other))| {
                if row.alive && other.alive && tie.known && i != j { tie.affinity } else { 0.0 }
            },
        ));
    }
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
        out.drift(Change::TieDrift(i, j, by));
    }
}
