//! Founding the ties: what each actor is to each other one at the start, and what they did to each other just before.

use crate::{
    domain::{Case, EventKind, Stance, TieFact, case::Reading},
    id::ActorId,
    parameter::Draw,
    world::{Tie, World, found::first_week},
};

/// Affinity and trust between members of one coalition of whom the seeds say nothing: assumed, as the membership itself
/// states no more than that they act together.
pub(crate) const KINDRED: (f64, f64) = (0.6, 0.6);

impl World {
    /// Every pair takes the tie stated for it, else the tie stated for the coalitions nearest above the two.
    pub(super) fn take_ties(&mut self, case: &Case, draw: &Draw, reading: &Reading) {
        let n = case.actors.len();
        let mut stated: Vec<Option<&TieFact>> = vec![None; n * n];
        for fact in case.ties.iter().filter(|f| Case::holds(&f.source, reading)) {
            stated[fact.actor.index() * n + fact.other.index()] = Some(fact);
        }
        for a in 0..n {
            for b in 0..n {
                if a == b {
                    continue;
                }
                let (up_a, up_b) = (self.chain(ActorId::from(a)), self.chain(ActorId::from(b)));
                let mut found: Option<(usize, &TieFact)> = None;
                for (i, x) in up_a.iter().enumerate() {
                    for (j, y) in up_b.iter().enumerate() {
                        if let Some(fact) = stated[x.index() * n + y.index()]
                            && found.is_none_or(|(steps, _)| i + j < steps)
                        {
                            found = Some((i + j, fact));
                        }
                    }
                }
                let kindred = self.chain(ActorId::from(a)).last() == self.chain(ActorId::from(b)).last();
                let tie = match found {
                    Some((_, fact)) => Tie { since: first_week(case, fact.since), ..drawn_tie(fact, draw) },
                    None if kindred => Tie {
                        affinity: KINDRED.0,
                        base: KINDRED.0,
                        trust: KINDRED.1,
                        stance: Stance::JointOperations,
                        deeds: at_start(Stance::JointOperations),
                        known: true,
                        ..stranger()
                    },
                    None => stranger(),
                };
                *self.ties.at_mut(a, b) = tie;
            }
        }
    }

    /// The rungs climbed in the weeks just before the start.
    pub(super) fn take_rungs(&mut self, case: &Case, reading: &Reading) {
        for fact in case.history.iter().filter(|f| Case::holds(&f.source, reading)) {
            let days = case.start.duration_since(fact.date).as_hours() / 24;
            // The run's first week has not begun: the newest week remembered is the one before it.
            let ago = (days.max(1) as u32 - 1) / 7;
            let (EventKind::Act(action), Some(actor), Some(target)) = (fact.kind, fact.actor, fact.target) else {
                continue;
            };
            let rung = self.ladder.rung(action);
            for a in self.chain(actor) {
                for b in self.chain(target) {
                    if a != b {
                        self.climbs.at_mut(a.index(), b.index()).reach(ago, rung);
                    }
                }
            }
        }
    }

    /// At the start everybody knows roughly where the enemy stands; from then on they must look.
    pub(super) fn know_the_field(&mut self) {
        for observer in 0..self.actors.len() {
            for place in 0..self.places.len() {
                let enemies: f64 = (0..self.actors.len())
                    .filter(|other| self.ties.at(observer, *other).stance.is_enemy())
                    .map(|other| *self.index.men.at(place, other))
                    .sum();
                *self.seen.at_mut(observer, place) = enemies;
            }
        }
    }
}

/// The tie between two who know nothing of each other.
pub(in crate::world) fn stranger() -> Tie {
    Tie {
        affinity: 0.0,
        base: 0.0,
        trust: 0.5,
        kin: 0.0,
        leader: 0.0,
        turf: 0.0,
        stance: Stance::Tolerant,
        label: false,
        known: false,
        since: -1,
        harm: 0.0,
        deeds: 0.0,
    }
}

/// What two must have done for each other to stand as they do at the start: the middle of what the stance bears.
fn at_start(stance: Stance) -> f64 {
    let (low, high) = stance.scale();
    match stance {
        // As if they had clashed of late.
        Stance::Hostile => -0.2,
        Stance::War => -0.4,
        _ => 0.5 * (low + high),
    }
}

fn drawn_tie(fact: &TieFact, draw: &Draw) -> Tie {
    let affinity = fact.affinity.draw(draw);
    Tie {
        affinity,
        base: affinity,
        trust: fact.trust.draw(draw),
        kin: fact.kin.draw(draw),
        leader: fact.leader.draw(draw),
        turf: fact.turf.draw(draw),
        stance: fact.stance,
        deeds: at_start(fact.stance),
        label: fact.label,
        known: true,
        ..stranger()
    }
}
