//! Movements split and merge, and fighters go over.

use super::{Settings, Week, are_talks_held, is_moving, lost, member::carried};
use crate::{
    chance::{Purpose, laws::within_week},
    domain::{Action, ActorKind, EventKind, ForceKind, Shock, Stance},
    id::{ActorId, ForceId, Key},
    mechanism::View,
    world::{ActorField, Change, Event, EventRef, ForceField, Order, Proposals, Slot, World},
};
use libm::exp;

const MERGE: Purpose = Purpose::of("cohere.merge");
const SPLIT: Purpose = Purpose::of("cohere.split");
const SPLINTER: Purpose = Purpose::of("cohere.splinter");
const DRIFT: Purpose = Purpose::of("cohere.defect");

/// Fewest fighters that go over together.
const PARTY: f64 = 5.0;

/// Whether an actor is an armed movement without members of its own.
pub(super) fn is_movement(world: &World, id: ActorId) -> bool {
    let kind = world.actors[id.index()].kind;
    kind.is_irregular()
        && !matches!(kind, ActorKind::Coalition | ActorKind::Criminal)
        && !world.index.troops[id.index()].is_empty()
        && !world.has_members(id)
}

/// Whether two movements have fought side by side for long, in the same places, and are close enough to become one.
fn are_close(view: &View<Settings>, a: ActorId, b: ActorId) -> bool {
    let (world, set) = (view.world, view.set);
    let (out, back) = (world.tie(a, b), world.tie(b, a));
    out.stance.min(back.stance) >= Stance::JointOperations
        && f64::from(world.week as i32 - out.since.max(back.since)) >= set.merger_weeks
        && out.affinity.min(back.affinity) >= set.merger_affinity
        && world.position_gap(a, b) <= set.merger_gap
        && world.own_forces(a).any(|f| world.men_at(b, f.place) > 0.0)
}

/// Actors that merge this week.
#[derive(Default)]
pub(super) struct Merged {
    actors: [Option<ActorId>; 8],
    count: usize,
}

impl Merged {
    fn has(&self, actor: ActorId) -> bool {
        self.actors.contains(&Some(actor))
    }

    /// The weaker of two goes into the stronger, unless one of them merges already.
    fn unite(&mut self, world: &World, (a, b): (ActorId, ActorId), event: EventRef, out: &mut Proposals) {
        if self.has(a) || self.has(b) || self.count + 2 > self.actors.len() {
            return;
        }
        (self.actors[self.count], self.actors[self.count + 1]) = (Some(a), Some(b));
        self.count += 2;
        let rank = |x: ActorId| (world.strength(x), world.actors[x.index()].key);
        let (gone, heir) = if rank(a) < rank(b) { (a, b) } else { (b, a) };
        out.change(event, Change::Dissolve(gone, Some(heir)));
    }
}

/// Carries out orders to merge, and lets sister movements grow together.
pub(super) fn merge(view: &View<Settings>, week: &Week, out: &mut Proposals) -> Merged {
    let world = view.world;
    let mut merged = Merged::default();
    for order in view.orders(Action::Merge) {
        let Some(b) = order.target.filter(|b| *b != order.actor) else { continue };
        let a = order.actor;
        let others = |o: &&Order| (o.actor, o.target) != (a, Some(b)) && (o.actor, o.target) != (b, Some(a));
        let sought = |o: &Order| [a, b].contains(&o.actor) || o.target.is_some_and(|t| [a, b].contains(&t));
        let free = !view.orders(Action::Merge).filter(others).any(sought);
        let fit = free && is_movement(world, a) && is_movement(world, b) && are_close(view, a, b);
        let agreed = within_week(view.set.resolve * view.set.merger);
        let success = fit && view.chance.happens(MERGE, pair(world, a, b), agreed);
        let event = carried(view, order, success, out);
        out.because(event, Slot::Tie(b, a), 1.0);
        if success {
            merged.unite(world, (a, b), event, out);
        }
    }
    let member = |a: &ActorId| world.actors[a.index()].coalition.is_some();
    for a in week.movements().filter(member) {
        for b in week.movements().filter(|b| *b > a && member(b)) {
            if grow_together(view, a, b) {
                let event = out.event(Event::act(Action::Merge, "cohere.merge").by(a).on(b));
                out.because(event, Slot::Tie(a, b), 0.5);
                out.because(event, Slot::Tie(b, a), 0.5);
                merged.unite(world, (a, b), event, out);
            }
        }
    }
    merged
}

fn pair(world: &World, a: ActorId, b: ActorId) -> Key {
    let (a, b) = (world.actors[a.index()].key, world.actors[b.index()].key);
    a.min(b).with(a.max(b))
}

fn grow_together(view: &View<Settings>, a: ActorId, b: ActorId) -> bool {
    let world = view.world;
    world.actors[a.index()].coalition == world.actors[b.index()].coalition
        && are_close(view, a, b)
        && view.orders(Action::Merge).next().is_none()
        && !is_moving(view, a)
        && !is_moving(view, b)
        && !view.is_barred(EventKind::Act(Action::Merge), Some(a), Some(b), None)
        && view.chance.happens(MERGE, pair(world, a, b), within_week(view.set.merger))
}

/// Movements under strain split.
pub(super) fn split(view: &View<Settings>, week: &Week, merged: &Merged, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    // A slot that nobody has used yet bears no name of the case.
    let mut room = world.actors.iter().filter(|a| !a.alive && a.origin.index() >= view.case.actors.len()).count();
    for id in week.movements() {
        let actor = &world.actors[id.index()];
        if room == 0 || world.strength(id) < set.split_least || merged.has(id) || is_moving(view, id) {
            continue;
        }
        let lost_leader = |e: &Event| e.kind == EventKind::Shock(Shock::LeaderLost) && e.actor.or(e.target) == Some(id);
        let leaderless = week.leader_lost && world.traffic.events.iter().any(lost_leader);
        // More than three defeats shake nobody further.
        let mut x = set.split_defeat * actor.defeats.min(3.0) + set.split_losses * lost(world, id);
        x += if leaderless { set.split_leader } else { 0.0 };
        x += if week.talks && are_talks_held(world, id) { set.split_talks } else { 0.0 };
        x += set.split_cohesion * (set.unity - actor.cohesion);
        let barred = view.is_barred(EventKind::Shock(Shock::Split), Some(id), None, None);
        if barred || !view.chance.happens(SPLIT, actor.key, within_week(set.split * exp(x))) {
            continue;
        }
        room -= 1;
        let (u, v) = view.chance.pair(SPLINTER, actor.key, 0);
        let event = out.event(Event::shock(Shock::Split, "cohere.split").by(id));
        out.because(event, Slot::Actor(id), 1.0);
        let shift = if v < 0.5 { -set.split_shift } else { set.split_shift };
        out.change(event, Change::Split { parent: id, share: set.split_share * (0.5 + u), shift });
        let relief = set.split_relief * (1.0 - actor.cohesion);
        out.change(event, Change::Actor(id, ActorField::Cohesion, relief));
    }
}

/// Fighters go over to kin who stand where they stand, or one road away.
pub(super) fn drift(view: &View<Settings>, week: &Week, merged: &Merged, out: &mut Proposals) {
    let world = view.world;
    for a in week.movements().filter(|a| !merged.has(*a)) {
        let (numbers, ties) = (view.chance.fan(DRIFT, world.actors[a.index()].key), world.ties.row(a.index()));
        for b in week.movements().filter(|b| *b != a && ties[b.index()].kin > 0.0 && !merged.has(*b)) {
            if ties[b.index()].stance == Stance::War || world.tie(b, a).stance == Stance::War {
                continue;
            }
            // No pull is above one: most forces are done with after a draw.
            let most = view.set.drift * ties[b.index()].kin;
            for force in &world.index.troops[a.index()] {
                let u = numbers.of(world.force(*force).key.with(world.actors[b.index()].key));
                if u < most && world.force(*force).march.is_none() {
                    defect(view, *force, b, u, out);
                }
            }
        }
    }
}

/// A party of a force goes over, if the draw is low enough and there is somebody to join there or one open road away.
fn defect(view: &View<Settings>, id: ForceId, b: ActorId, u: f64, out: &mut Proposals) {
    let (world, set, force) = (view.world, view.set, view.world.force(id));
    let (a, at) = (force.actor, force.place);
    let Some(to) = world.reach(b, at).1 else { return };
    let (from, other) = (&world.actors[a.index()], &world.actors[b.index()]);
    let kin = |c: &crate::id::CommunityId| world.kin_with(*c, a).min(world.kin_with(*c, b));
    let local = world.map.people[at.index()].iter().map(kin).fold(0.0, f64::max);
    let tie = world.tie(a, b);
    let pull = set.kin_pull
        + set.leader_pull * world.leader_bond(a, b)
        + (other.confidence - from.confidence).max(0.0)
        + (set.unity - force.morale).max(0.0)
        + (set.unity - from.cohesion).max(0.0);
    let rate = set.drift * tie.kin * (set.stranger_pull + (1.0 - set.stranger_pull) * local) * pull.min(1.0);
    let party = (set.drift_share * force.strength).floor();
    let barred = view.is_barred(EventKind::Shock(Shock::Defection), Some(a), Some(b), Some(at));
    if party < PARTY || barred || u >= within_week(rate) {
        return;
    }
    let event = out.event(Event::shock(Shock::Defection, "cohere.defect").by(a).on(b).at(at));
    out.because(event, Slot::Tie(a, b), 0.6);
    out.because(event, Slot::Force(force.key), 0.4);
    out.change(event, Change::Force(id, ForceField::Strength, -party));
    let key = force.key.child("defect", world.week).with(Key(other.key.0));
    out.change(event, Change::muster(key, b, (to, ForceKind::Band), party, (force.morale, force.supply)));
}
