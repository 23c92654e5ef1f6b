//! Whom two groups have to fear together.

use super::Settings;
use crate::{id::ActorId, mechanism::View};

/// The common enemy that weighs most on two groups, and how much, 0-1.
pub(super) fn worst_common_enemy(view: &View<Settings>, a: ActorId, b: ActorId) -> Option<(ActorId, f64)> {
    let (world, unfought) = (view.world, view.set.unfought);
    let mut worst: Option<(ActorId, f64)> = None;
    world.index.foes.each_in_both(a.index(), b.index(), |enemy| {
        let enemy = ActorId::from(enemy);
        if !world.actors[enemy.index()].alive || world.actors[enemy.index()].bloc != enemy {
            return;
        }
        let hatred = |x: ActorId| (-world.tie(x, enemy).affinity).max(0.0);
        let fight = world.ladder.height(world.rung(a, enemy).min(world.rung(b, enemy)));
        let threat = hatred(a) * hatred(b) * (unfought + (1.0 - unfought) * fight);
        if threat > worst.map_or(0.0, |(_, t)| t) {
            worst = Some((enemy, threat));
        }
    });
    worst
}
