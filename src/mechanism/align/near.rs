//! Irregular groups meet, and step closer and apart by what they do.

use super::{
    Settings, betray,
    deed::{Deeds, Tally},
    enemy::worst_common_enemy,
    is_band, is_barred, is_root, key, record, shift, stance, war,
};
use crate::{
    chance::{
        Purpose,
        laws::{logistic, within_week},
    },
    domain::{Action, Case, EventFact, EventKind, Shock, Stance},
    id::ActorId,
    mechanism::{Rule, View},
    world::{Event, EventRef, Proposals, Slot, World},
};
use libm::{exp, pow};

const MEET: Purpose = Purpose::of("align.meet");
const BECOME: Purpose = Purpose::of("align.become");

/// Groups, and betrayals of old, that are noted; whatever goes beyond is looked up each time.
const GROUPS: usize = 24;
/// Words of 64 places each; a larger map is looked at each time.
const WORDS: usize = 4;

/// What every pair asks of the week, gathered once.
pub(super) struct Week {
    /// Irregular roots, and where the men of each stand, as sets of places.
    roots: [Option<ActorId>; GROUPS],
    places: [[u64; WORDS]; GROUPS],
    /// Who betrayed whom before the start, as the facts have it.
    betrayals: [Option<(ActorId, ActorId)>; GROUPS],
    /// Whether there were more betrayals than are noted.
    many: bool,
    betrayed: bool,
    courted: bool,
    deeds: Deeds,
}

impl Week {
    pub(super) fn of(view: &View<Settings>) -> Self {
        let world = view.world;
        let mut all = Self {
            roots: [None; GROUPS],
            places: [[0; WORDS]; GROUPS],
            betrayals: [None; GROUPS],
            many: false,
            betrayed: view.orders(Action::Betray).next().is_some(),
            courted: view.orders(Action::Coordinate).next().is_some(),
            deeds: Deeds::of(view),
        };
        for (place, present) in world.index.present.iter().enumerate() {
            for root in present.iter().map(|a| world.actors[a.index()].bloc).filter(|r| is_band(world, *r)) {
                let Some(slot) = all.slot(root).or_else(|| all.roots.iter().position(Option::is_none)) else {
                    continue;
                };
                all.roots[slot] = Some(root);
                let at = place % (64 * WORDS);
                all.places[slot][at / 64] |= 1 << (at % 64);
            }
        }
        for (i, fact) in betrayals(view).enumerate() {
            match all.betrayals.get_mut(i) {
                Some(slot) => *slot = fact.actor.zip(fact.target),
                None => all.many = true,
            }
        }
        all
    }

    /// Whether one of two groups betrayed the other before the start.
    fn has_precedent(&self, view: &View<Settings>, a: ActorId, b: ActorId) -> bool {
        let of = |leaf, group| view.world.belongs_to(leaf, group) || view.world.belongs_to(group, leaf);
        let between = |(x, y): (ActorId, ActorId)| of(x, a) && of(y, b) || of(x, b) && of(y, a);
        if self.many {
            return betrayals(view).filter_map(|fact| fact.actor.zip(fact.target)).any(between);
        }
        self.betrayals.iter().flatten().copied().any(between)
    }

    fn slot(&self, root: ActorId) -> Option<usize> {
        self.roots.iter().position(|r| *r == Some(root))
    }

    /// Share of the places of the less widespread group where the other stands as well.
    fn overlap(&self, world: &World, a: ActorId, b: ActorId) -> f64 {
        let bloc = |x: ActorId| world.actors[x.index()].bloc;
        let (Some(i), Some(j)) = (self.slot(bloc(a)), self.slot(bloc(b))) else {
            let is_full = self.roots.iter().all(Option::is_some);
            return if is_full { shared_places(world, bloc(a), bloc(b)) } else { 0.0 };
        };
        if world.places.len() > 64 * WORDS {
            return shared_places(world, bloc(a), bloc(b));
        }
        let count = |f: &dyn Fn(usize) -> u64| (0..WORDS).map(|w| f(w).count_ones()).sum::<u32>();
        let both = count(&|w| self.places[i][w] & self.places[j][w]);
        let least = count(&|w| self.places[i][w]).min(count(&|w| self.places[j][w]));
        if i == j || least == 0 { 0.0 } else { f64::from(both) / f64::from(least) }
    }
}

/// Betrayals before the start, as far as they hold in this world.
fn betrayals<'a>(view: &'a View<Settings>) -> impl Iterator<Item = &'a EventFact> {
    let betrayed = view.case.history.iter().filter(|e| e.kind == EventKind::Act(Action::Betray));
    betrayed.filter(|e| Case::holds(&e.source, &view.world.reading))
}

/// The same share of places, counted place by place.
fn shared_places(world: &World, a: ActorId, b: ActorId) -> f64 {
    let mut counts = [0_u32; 3];
    for present in &world.index.present {
        let here = |bloc| present.iter().any(|x| world.actors[x.index()].bloc == bloc);
        for (count, is) in counts.iter_mut().zip([here(a), here(b), here(a) && here(b)]) {
            *count += u32::from(is);
        }
    }
    let [first, second, both] = counts;
    let least = first.min(second);
    if a == b || least == 0 { 0.0 } else { f64::from(both) / f64::from(least) }
}

/// Whether an enemy calls two groups enemies with whom one does not talk, 0-1, or refused talks with one of them this week.
fn denial(view: &View<Settings>, enemy: ActorId, a: ActorId, b: ActorId) -> f64 {
    let world = view.world;
    let labels = [a, b].iter().filter(|x| world.tie(enemy, **x).label).count() as f64;
    let refused = world.traffic.events.iter().any(|e| {
        !e.success
            && matches!(e.kind, EventKind::Act(Action::OfferTalks | Action::Ceasefire))
            && e.target.is_some_and(|t| world.belongs_to(t, enemy))
            && e.actor.is_some_and(|x| world.belongs_to(x, a) || world.belongs_to(x, b))
    });
    // One label of two is half of the whole.
    (0.5 * labels + if refused { view.set.refusal } else { 0.0 }).min(1.0)
}

/// Weekly rate at which two groups meet.
fn rate(view: &View<Settings>, a: ActorId, b: ActorId, week: &Week) -> f64 {
    let (world, set) = (view.world, view.set);
    if stance(world, a, b) == Stance::War || world.ladder.is_fighting(world.rung(a, b)) {
        return 0.0;
    }
    let (out, back) = (world.tie(a, b), world.tie(b, a));
    let threat = worst_common_enemy(view, a, b);
    let mut x = -set.gap * world.position_gap(a, b) - set.turf * out.turf.max(back.turf);
    if view.rules.on(Rule::CommonEnemyDrawsTogether) {
        x += set.enemy * threat.map_or(0.0, |(_, t)| t) + bonds(view, a, b) + set.borders * week.overlap(world, a, b);
    }
    if let (true, Some((enemy, _))) = (view.rules.on(Rule::LabelsPushTogether), threat) {
        x += set.label * denial(view, enemy, a, b);
    }
    if view.rules.on(Rule::StrongerAllyPushesAside) && week.has_precedent(view, a, b) {
        x -= set.precedent;
    }
    let seeks = |x: ActorId, y: ActorId| view.orders(Action::Coordinate).any(|o| (o.actor, o.target) == (x, Some(y)));
    let courted = if week.courted { i32::from(seeks(a, b)) + i32::from(seeks(b, a)) } else { 0 };
    let sought = if courted > 0 { pow(set.courtship, f64::from(courted)) } else { 1.0 };
    set.meet * exp(x) * sought
}

/// Kin, and respect for the other's leader, each by its weight.
fn bonds(view: &View<Settings>, a: ActorId, b: ActorId) -> f64 {
    let world = view.world;
    let kin = 0.5 * (world.tie(a, b).kin + world.tie(b, a).kin);
    view.set.kin * kin + view.set.leader * world.leader_bond(a, b).max(world.leader_bond(b, a))
}

fn meets(view: &View<Settings>, a: ActorId, b: ActorId, week: &Week) -> bool {
    let rate = rate(view, a, b, week);
    rate > 0.0 && view.chance.happens(MEET, key(view.world, a, b), within_week(rate))
}

/// The closest that two groups can become, drawn once for each world.
pub(super) fn ceiling(view: &View<Settings>, a: ActorId, b: ActorId, week: &Week) -> Stance {
    let (world, set) = (view.world, view.set);
    let turf = world.tie(a, b).turf.max(world.tie(b, a).turf);
    let mut x = set.openness - set.creed * world.position_gap(a, b) - set.rivalry * turf;
    if view.rules.on(Rule::CommonEnemyDrawsTogether) {
        x += bonds(view, a, b);
    }
    if view.rules.on(Rule::StrongerAllyPushesAside) && week.has_precedent(view, a, b) {
        x -= set.precedent;
    }
    let (drawn, may) = (view.chance.in_week(0).unit(BECOME, key(world, a, b)), logistic(x));
    if drawn < set.comrades * may {
        Stance::JointOperations
    } else if drawn < may {
        Stance::Coordination
    } else {
        Stance::NonAggression
    }
}

/// Plays the week of two irregular roots: what they did is entered, and moves them closer or apart; or one betrays the other.
pub(super) fn pair(view: &View<Settings>, (a, b): (ActorId, ActorId), week: &Week, out: &mut Proposals) {
    let (world, now) = (view.world, stance(view.world, a, b));
    if week.betrayed && betray::is_ordered(view, a, b) {
        return;
    }
    let mut tally = week.deeds.between(view.set, a, b);
    let fought = world.rung_ago(a, b, 0);
    if world.ladder.is_fighting(fought) {
        tally.by -= view.set.clash;
    } else if meets(view, a, b, week) {
        tally.by += view.set.meeting;
    }
    record(world, (a, b), tally.by, EventRef::DRIFT, out);
    let to = if fought > world.ladder.fighting() && now == Stance::Hostile {
        Some(Stance::War)
    } else if now == Stance::War {
        war::calms(view, a, b).then_some(Stance::Hostile)
    } else if now.is_ally() && !world.ladder.is_fighting(fought) && betray::ripe(view, a, b, out) {
        return;
    } else {
        step(view, (a, b), tally, week)
    };
    if let Some(to) = to {
        turn(view, (a, b), to, out);
    }
}

/// The stance to which the deeds of two groups bring them, if it is another one.
fn step(view: &View<Settings>, (a, b): (ActorId, ActorId), tally: Tally, week: &Week) -> Option<Stance> {
    let (world, now) = (view.world, stance(view.world, a, b));
    if now == Stance::Merged {
        return None;
    }
    let stock = world.tie(a, b).deeds.min(world.tie(b, a).deeds) + tally.by;
    let mut lasting = now;
    while lasting > Stance::Hostile && stock < lasting.step() - Stance::HOLDS {
        lasting = lasting.further();
    }
    if lasting < now {
        return Some(lasting);
    }
    let next = now.closer();
    let due = tally.by > 0.0 && next > now && stock >= next.step();
    let proven = next < Stance::JointOperations || tally.fought;
    (due && proven && next <= ceiling(view, a, b, week)).then_some(next)
}

/// Two groups take another stance.
fn turn(view: &View<Settings>, (a, b): (ActorId, ActorId), to: Stance, out: &mut Proposals) {
    let world = view.world;
    if is_barred(view, a, b) {
        return;
    }
    let closer = to > stance(world, a, b);
    let rule = if closer { "align.closer" } else { "align.apart" };
    let event = out.event(Event::shock(Shock::StanceShift, rule).by(a).on(b));
    out.because(event, Slot::Tie(a, b), 0.5);
    out.because(event, Slot::Tie(b, a), 0.5);
    if let (true, Some((enemy, threat))) = (closer, worst_common_enemy(view, a, b)) {
        out.because(event, Slot::Tie(a, enemy), 0.25 * threat);
        out.because(event, Slot::Tie(b, enemy), 0.25 * threat);
        out.because(event, Slot::Tie(enemy, a), 0.2 * denial(view, enemy, a, b));
    }
    shift(view, (a, b), to, event, out);
}

/// Carries out orders to seek a meeting. Between roots the pair has been played already; a member that courts on its
/// own moves alone.
pub(super) fn courted(view: &View<Settings>, week: &Week, out: &mut Proposals) {
    let world = view.world;
    for order in view.orders(Action::Coordinate) {
        let Some(b) = order.target else { continue };
        let a = order.actor;
        let fit = a != b && is_band(world, a) && is_band(world, b) && world.actors[b.index()].alive;
        let success = fit && meets(view, a, b, week);
        let event = Event { success, ..Event::of_order(order, "align.coordinate", &world.ladder).on(b) };
        let event = out.event(event);
        out.because(event, Slot::Tie(b, a), 1.0);
        let crossed = view.orders(Action::Coordinate).any(|o| (o.actor, o.target) == (b, Some(a)));
        let leads = !crossed || world.actors[a.index()].key < world.actors[b.index()].key;
        if success && leads && !(is_root(world, a) && is_root(world, b)) {
            let tally = Tally { by: view.set.meeting, fought: false };
            record(world, (a, b), tally.by, event, out);
            if let Some(to) = step(view, (a, b), tally, week) {
                turn(view, (a, b), to, out);
            }
        }
    }
}

#[cfg(test)]
mod tests;
