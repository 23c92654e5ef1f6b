//! Irregular groups step closer and apart.

use super::{Settings, betray, is_band, is_barred, is_root, key, shift, stance};
use crate::{
    chance::{Purpose, laws::within_week},
    domain::{Action, Case, EventFact, EventKind, Shock, Stance},
    id::ActorId,
    mechanism::{Rule, View},
    world::{Event, Proposals, Slot, World},
};
use libm::{exp, pow};

const STEP: Purpose = Purpose::of("align.step");
const COOL: Purpose = Purpose::of("align.cool");
const RUPTURE: Purpose = Purpose::of("align.rupture");

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

/// The common enemy that weighs most on two groups, and how much, 0-1.
pub(super) fn common_threat(view: &View<Settings>, a: ActorId, b: ActorId) -> Option<(ActorId, f64)> {
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

/// Weekly rate of a step closer.
fn approach(view: &View<Settings>, a: ActorId, b: ActorId, week: &Week) -> f64 {
    let (world, set) = (view.world, view.set);
    if stance(world, a, b) >= Stance::JointOperations
        || world.ladder.is_fighting(world.rung(a, b))
        || is_barred(view, a, b)
    {
        return 0.0;
    }
    let (out, back) = (world.tie(a, b), world.tie(b, a));
    let threat = common_threat(view, a, b);
    let mut x = -set.gap * world.position_gap(a, b) - set.turf * out.turf.max(back.turf);
    if view.rules.on(Rule::CommonEnemyDrawsTogether) {
        x += set.enemy * threat.map_or(0.0, |(_, t)| t) + set.kin * 0.5 * (out.kin + back.kin);
        x +=
            set.leader * world.leader_bond(a, b).max(world.leader_bond(b, a)) + set.borders * week.overlap(world, a, b);
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
    set.step * exp(x) * sought
}

fn steps_closer(view: &View<Settings>, a: ActorId, b: ActorId, week: &Week) -> bool {
    let rate = approach(view, a, b, week);
    rate > 0.0 && view.chance.happens(STEP, key(view.world, a, b), within_week(rate))
}

fn closer(view: &View<Settings>, a: ActorId, b: ActorId, out: &mut Proposals) {
    let world = view.world;
    let event = out.event(Event::shock(Shock::StanceShift, "align.closer").by(a).on(b));
    out.because(event, Slot::Tie(a, b), 0.3);
    out.because(event, Slot::Tie(b, a), 0.2);
    if let Some((enemy, threat)) = common_threat(view, a, b) {
        out.because(event, Slot::Tie(a, enemy), 0.25 * threat);
        out.because(event, Slot::Tie(b, enemy), 0.25 * threat);
        out.because(event, Slot::Tie(enemy, a), 0.2 * denial(view, enemy, a, b));
    }
    shift(view, (a, b), stance(world, a, b).closer(), event, out);
}

/// Plays the week of two irregular roots: a clash parts them, else a betrayal, a step closer, or a step apart.
pub(super) fn pair(view: &View<Settings>, (a, b): (ActorId, ActorId), week: &Week, out: &mut Proposals) {
    let (world, now) = (view.world, stance(view.world, a, b));
    if week.betrayed && betray::is_ordered(view, a, b) {
        return;
    }
    let fought = world.rung_ago(a, b, 0);
    let parted = if world.ladder.is_fighting(fought) {
        let breaks =
            fought > world.ladder.fighting() + 1 || view.chance.happens(RUPTURE, key(world, a, b), view.set.rupture);
        let to = if now > Stance::Hostile { Stance::Hostile } else { Stance::War };
        (breaks && (now > Stance::Hostile || fought > world.ladder.fighting())).then_some(to)
    } else if now.is_ally() && betray::ripe(view, a, b, out) {
        return;
    } else if steps_closer(view, a, b, week) {
        return closer(view, a, b, out);
    } else {
        cools(view, a, b, now).then(|| now.further())
    };
    if let Some(to) = parted.filter(|to| *to < now && !is_barred(view, a, b)) {
        let event = out.event(Event::shock(Shock::StanceShift, "align.apart").by(a).on(b));
        out.because(event, Slot::Tie(a, b), 0.5);
        out.because(event, Slot::Tie(b, a), 0.5);
        shift(view, (a, b), to, event, out);
    }
}

/// Affinity that a stance needs to last.
fn needed(set: &Settings, stance: Stance) -> f64 {
    match stance {
        Stance::War | Stance::Hostile => f64::NEG_INFINITY,
        Stance::Tolerant => set.tolerance_needs,
        Stance::NonAggression => set.truce_needs,
        Stance::Coordination => set.coordination_needs,
        Stance::JointOperations | Stance::Merged => set.joint_needs,
    }
}

fn cools(view: &View<Settings>, a: ActorId, b: ActorId, now: Stance) -> bool {
    if now <= Stance::Hostile || now == Stance::Merged {
        return false;
    }
    let (out, back) = (view.world.tie(a, b), view.world.tie(b, a));
    let set = view.set;
    let distrust = set.distrust * (0.5 - out.trust.min(back.trust));
    let short = needed(set, now) - out.affinity.min(back.affinity) + distrust;
    let rate = view.set.cooling * exp(view.set.cooling_slope * short);
    view.chance.happens(COOL, key(view.world, a, b), within_week(rate))
}

/// Carries out orders to seek a closer stance. Between roots the pair has been played already; a member that courts on its
/// own moves alone.
pub(super) fn courted(view: &View<Settings>, week: &Week, out: &mut Proposals) {
    let world = view.world;
    for order in view.orders(Action::Coordinate) {
        let Some(b) = order.target else { continue };
        let a = order.actor;
        let fit = a != b && is_band(world, a) && is_band(world, b) && world.actors[b.index()].alive;
        let success = fit && steps_closer(view, a, b, week);
        let event = Event { success, ..Event::of_order(order, "align.coordinate", &world.ladder).on(b) };
        let event = out.event(event);
        out.because(event, Slot::Tie(b, a), 1.0);
        let crossed = view.orders(Action::Coordinate).any(|o| (o.actor, o.target) == (b, Some(a)));
        let leads = !crossed || world.actors[a.index()].key < world.actors[b.index()].key;
        if success && leads && !(is_root(world, a) && is_root(world, b)) {
            closer(view, a, b, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::ActorKind,
        mechanism::{Rules, testing::Tiny},
    };

    /// More groups than are noted, and then a map of more places than one note holds.
    #[test]
    fn whoever_is_not_noted_is_compared_all_the_same() {
        fn agrees(view: &View<Settings>, _: &mut Proposals) {
            let (world, week) = (view.world, Week::of(view));
            for (a, b) in world.living().flat_map(|a| world.living().map(move |b| (a, b))) {
                assert_eq!(week.overlap(world, a, b), shared_places(world, a, b), "{a:?} and {b:?}");
            }
        }
        for (groups, places) in [(GROUPS + 6, 5), (4, 64 * WORDS + 4)] {
            let named = |kind: char, i: usize| -> &'static str { format!("{kind}{i:03}").leak() };
            let mut tiny = Tiny::new();
            for i in 0..groups {
                tiny = tiny.actor(named('g', i), ActorKind::Movement);
            }
            for i in 0..places {
                tiny = tiny.place(named('p', i), named('g', 0));
            }
            for i in 0..groups {
                tiny = tiny.force(named('g', i), named('p', i % places), 50.0);
                tiny = tiny.force(named('g', i), named('p', places - 1 - (2 * i) % places), 50.0);
            }
            tiny.stage().play(agrees, &Settings::typical(), &Rules::default());
        }
    }
}
