//! Declare: is it war, is it peace, and what happens below war?
//!
//! Between two who speak for themselves, one of them a government, war is a decision of its own. Each side weighs it every `every` weeks in
//! weeks of its own, and `reaction` weeks after news that concern it (a camp closes or changes hands, a place is lost, an agreement changes,
//! a guarantor leaves or says that it will). It wants war if
//! `stakes ((1 - s) p - s o) + foresight D + audience R + backlash B + grudge L + members M - cost - guard G - trust T - rents r - fronts F - home N + q + e > 0`
//! (utility) with, all in 0-1 unless said: `p` its chance to take what the other holds as `plan` has left it (confidence and a new patron's arms, C11, are in
//! it, and so is what must stay at home, C4); `o` the other's chance to take what it holds itself; `s` its share of the contested worth; `D` the power that shifts to the other by camps in
//! sight, `camp_shift` each (C7; Fearon 1995, Powell 2006); `R` its rhetoric (C9); `B` how far the public of its capital rejects the other,
//! while an agreement stands (C23); `L` unsettled incidents, a stock in events; `M` how much further from the other its members
//! stand than itself, by their men, -1 to 1 (C12); `G` the guarantee: share of the contested worth where the guarantor stands, times its leverage, times
//! the weeks to its announced exit over `horizon`, at most 1 (C19; Walter 1997, Fortna 2004); `T` the trust in the agreement in force, or broken and not yet dead; `r`
//! what is not yet carried out of an accord, whose rents both sides draw (C8); `F` the share of its other enemies in all men of its wars (C4); `N`
//! unrest at home (C18).
//!
//! `q ~ N(0, resolve)` is drawn once per world and side, cut so that what stands when the question first arises is wanted then, with as many
//! incidents as are usual and the worst of as many moods, swings of incidents and of chances (`fortune`) as it has outlived, before what is in sight (closing
//! camps, an announced exit) has been weighed. A front that is founded takes over the quarrels of those who come together in it. `e ~ N(0, mood / sqrt(l))` stays the same for `block` weeks; `l` is the
//! rationality of all. No weekly draw decides on war. At war the same sum, without incidents and with `weariness` for losses, says who wants
//! peace: talks go by it (`bargain`), and a war cools by itself only where nobody wants it (`align`). Whoever attacks in force (rung 7) without a
//! word has gone to war as well; what is done to civilians is an incident. War binds those below the two, except members that hold back (C12), unless
//! they bring most of the men of their coalition, and until they attack or are attacked; truces between them are dead, an accord
//! is broken.
//!
//! A column that comes for a camp to a town of the other in peace is let in or refused ([`passage`]).
//!
//! Below war there is friction where men of both stand within `touch` days of each other: incidents at the weekly rate `quiet + friction (1 -
//! G')`, settled with probability `settling + mediation G'`, fatal with `bloodless + blood (1 - G')`, with `G'` the guarantee over its full
//! value. They climb the ladder step by step: shots out of a clear sky are not held to be fighting. What is not settled is remembered, and answered in
//! kind with probability `answer` (domain 2.5).
//!
//! Reads: prospects, control, camps, columns, agreements, guarantors, what happened last week, the announced end of missions. Changes: stances, agreements,
//! quarrels, operations that are turned away; men lost in incidents. Leaves out: war between irregular groups, which is `align`'s; ultimatums; passage through a
//! town on the way to another.

mod guard;
mod incident;
mod news;
mod passage;
mod urge;
mod war;

use super::View;
use crate::{
    domain::{ActorKind, AgreementKind, AgreementState, Stance},
    id::{ActorId, AgreementId, Key},
    parameter::settings,
    world::{Agreement, Change, Event, Proposals, QuarrelField, World},
};
use guard::Guard;

settings! { "declare" {
    // When.
    /// Weeks between two times that a side weighs war.
    every: 4.0, 3.0..6.0, in 1.0..52.0, "weeks", "assumed";
    /// Weeks after which news are weighed.
    reaction: 2.0, 1.0..3.0, in 1.0..26.0, "weeks", "assumed";
    /// Weeks for which a mood lasts.
    block: 8.0, 6.0..10.0, in 1.0..52.0, "weeks", "assumed";

    // What speaks for war.
    /// Weight of the contested worth that a war would win, less what it would lose.
    stakes: 0.8, 0.5..0.9, in 0.0..5.0, "utility", "Fearon 1995; size assumed";
    /// Weight of power that is about to shift to the other (C7).
    foresight: 0.9, 0.7..1.0, in 0.0..5.0, "utility", "Powell 2006; size assumed";
    /// Shift of power by one camp that goes to the other (C7).
    camp_shift: 0.035, 0.02..0.05, in 0.0..1.0, "probability of winning", "domain 2.7";
    /// Share of that shift which a joint handover agreed between the two takes away.
    joint_handover: 0.6, 0.3..0.9, in 0.0..1.0, "share", "assumed";
    /// Control share at a place from which a side claims it.
    claim: 0.05, 0.03..0.1, in 0.0..1.0, "share", "assumed";
    /// Weight of full rhetoric (C9).
    audience: 0.15, 0.09..0.21, in 0.0..2.0, "utility", "Fearon 1994; size assumed";
    /// Weight of a capital that wholly rejects the other side, while an agreement with it stands (C23).
    backlash: 0.1, 0.05..0.15, in 0.0..2.0, "utility", "assumed";
    /// Weight of one unsettled incident.
    grudge: 0.06, 0.04..0.08, in 0.0..1.0, "utility", "assumed";
    /// Weeks in which half of the incidents are forgotten.
    memory: 8.0, 6.0..12.0, in 0.0..104.0, "weeks", "assumed";
    /// Weight of members who are further from the other side than their leaders (C12).
    members: 0.4, 0.2..0.6, in 0.0..3.0, "utility", "assumed";

    // What speaks against it.
    /// Cost of a war.
    cost: 0.22, 0.15..0.3, in 0.0..3.0, "utility", "domain 2.7";
    /// Weight of a full guarantee (C19).
    guard: 0.5, 0.3..0.7, in 0.0..5.0, "utility", "Walter 1997; Fortna 2004: the risk is cut by 55 to 85 in 100; size assumed";
    /// Weeks before its announced exit from which a guarantor counts for less.
    horizon: 26.0, 13.0..39.0, in 1.0..260.0, "weeks", "assumed";
    /// Weeks to the exit of a guarantor that must leave on no known day, or whose camp is closing.
    notice: 13.0, 8.0..20.0, in 0.0..260.0, "weeks", "13 camps closed in 26 weeks of 2023";
    /// Days from its men within which a guarantor stands between the two.
    watch: 1.0, 0.5..1.5, in 0.0..30.0, "days", "assumed: a day's patrol";
    /// Weight of full trust in the agreement in force.
    trust: 0.3, 0.2..0.4, in 0.0..3.0, "utility", "assumed";
    /// Weight of the rents of an accord of which nothing is carried out (C8).
    rents: 0.1, 0.05..0.15, in 0.0..2.0, "utility", "assumed";
    /// Weight of other enemies (C4).
    fronts: 0.1, 0.05..0.15, in 0.0..2.0, "utility", "assumed";
    /// Weight of full unrest at home (C18).
    home: 0.1, 0.05..0.15, in 0.0..2.0, "utility", "assumed";
    /// Weight of losses that hurt fully, once it is war.
    weariness: 0.3, 0.2..0.4, in 0.0..3.0, "utility", "Zartman 1989; size assumed";
    /// Losses of late, as a share of men, that hurt fully.
    hurting: 0.1, 0.05..0.2, in 0.001..1.0, "share", "assumed";

    // Who is how.
    /// Spread of resolve between sides and worlds.
    resolve: 0.3, 0.2..0.4, in 0.001..3.0, "utility", "Fearon 1995: private knowledge of one's own resolve; size assumed";
    /// Spread of moods at rationality 1.
    mood: 0.15, 0.1..0.2, in 0.0..3.0, "utility", "assumed";

    /// Spread, over the years of a peace, of a side's chance to win what the other holds.
    fortune: 0.06, 0.03..0.09, in 0.0..0.5, "probability", "computed: the spread within two years of the watched truce in this model, 0.04 to 0.08";

    // Below war.
    /// Weekly rate of incidents that nobody answers to, under a full guarantee.
    quiet: 0.05, 0.025..0.1 log, in 0.0..5.0, "per week", "fitted: incidents of the watched truce, January 2020 to July 2023";
    /// What the rate gains without any guarantee.
    friction: 0.2, 0.1..0.3, in 0.0..5.0, "per week", "fitted: incidents of the watched truce, January 2020 to July 2023";
    /// Days between men of both sides within which they clash.
    touch: 1.0, 0.5..1.5, in 0.0..30.0, "days", "assumed: a day's patrol";
    /// Probability that an incident is settled without a guarantee.
    settling: 0.3, 0.2..0.4, in 0.0..1.0, "probability", "assumed";
    /// What a full guarantee adds to it.
    mediation: 0.6, 0.4..0.7, in 0.0..1.0, "probability", "assumed; Fortna 2004: monitors and mediation keep accidents from growing";
    /// Probability that an incident under a full guarantee is fatal.
    bloodless: 0.03, 0.015..0.06 log, in 0.0..1.0, "probability", "assumed: one fatal event in seven years of the watched truce";
    /// What that probability gains without any guarantee.
    blood: 0.1, 0.05..0.15, in 0.0..1.0, "probability", "assumed";
    /// Mean number of dead of a fatal incident.
    toll: 2.5, 1.5..4.0, in 1.0..50.0, "deaths", "assumed: patrols and posts, not bodies";
    /// Probability that an unsettled incident is answered in kind.
    answer: 0.35, 0.2..0.5, in 0.0..1.0, "probability", "domain 2.5: a response of 0.3 to 0.6 with forgiveness of 0.1 to 0.3";
} }

/// Lets everybody who could be at war with another weigh it, and plays what happens below war.
pub fn declare(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let mut told = std::mem::take(&mut out.scratch.told);
    told.clear();
    told.extend(world.traffic.reports.iter().filter(|event| news::may_matter(event)));
    let mut roots = std::mem::take(&mut out.scratch.actors);
    roots.clear();
    roots.extend(world.living().filter(|a| is_root(world, *a)));
    for (i, a) in roots.iter().copied().enumerate() {
        for b in roots[i + 1..].iter().copied() {
            let known = world.index.known.has(a.index(), b.index()) || world.index.known.has(b.index(), a.index());
            if known && (is_government(world, a) || is_government(world, b)) {
                pair(view, (a, b), &told, out);
            }
        }
    }
    (out.scratch.actors, out.scratch.told) = (roots, told);
}

/// Whether an actor speaks for itself on war: a government, or an irregular group or coalition that is in none.
fn is_root(world: &World, id: ActorId) -> bool {
    let actor = &world.actors[id.index()];
    let band = actor.kind.is_irregular() && actor.kind != ActorKind::Criminal;
    actor.coalition.is_none() && actor.bloc == id && (band || actor.kind == ActorKind::Government)
}

fn is_government(world: &World, id: ActorId) -> bool {
    world.actors[id.index()].kind == ActorKind::Government
}

/// What stands between two sides.
struct Between<'a> {
    /// The sides.
    sides: [ActorId; 2],
    /// Their stance, the more distant of the two.
    stance: Stance,
    /// Weeks for which what stands has stood.
    lasted: u32,
    /// The agreement that covers them and is in force, or broken and may mend: the most trusted.
    agreement: Option<(AgreementId, &'a Agreement)>,
    /// What is contested, and who guards it.
    guard: Guard,
}

impl<'a> Between<'a> {
    /// What stands between two who are enemies or have come to terms; nothing between others.
    fn of(view: &View<'a, Settings>, a: ActorId, b: ActorId) -> Option<Self> {
        let world = view.world;
        let stance = world.tie(a, b).stance.min(world.tie(b, a).stance);
        if stance.is_ally() {
            return None;
        }
        let trusted = |x: &(AgreementId, &Agreement), y: &(AgreementId, &Agreement)| {
            x.1.trust.total_cmp(&y.1.trust).then(y.1.key.cmp(&x.1.key))
        };
        let alive = |g: &Agreement| g.state.is_in_force() || g.state == AgreementState::Breached;
        let agreement = terms(world, a, b).filter(|(_, g)| alive(g)).max_by(trusted);
        if !stance.is_enemy() && agreement.is_none() {
            return None;
        }
        let in_force = terms(world, a, b).filter(|(_, g)| g.state.is_in_force() && !stance.is_enemy());
        let since = in_force.map(|(_, g)| g.since).fold(world.tie(a, b).since.min(world.tie(b, a).since), i32::min);
        let lasted = (world.week as i32 - since).max(0) as u32;
        let asked = || passage::waiting(world, a, b).next().is_some();
        let weighs = weighs(view, a, b) || weighs(view, b, a) || asked();
        Some(Self { sides: [a, b], stance, lasted, agreement, guard: Guard::between(view, a, b, weighs) })
    }

    /// What a side holds of all that is contested, 0-1.
    fn held(&self, me: ActorId) -> f64 {
        let held = self.guard.held[usize::from(me != self.sides[0])];
        if self.guard.worth > 0.0 { held / self.guard.worth } else { 0.0 }
    }

    fn is_war(&self) -> bool {
        self.stance == Stance::War
    }
}

/// Agreements between two sides that are not dead and not about one place only.
fn terms(world: &World, a: ActorId, b: ActorId) -> impl Iterator<Item = (AgreementId, &Agreement)> {
    use AgreementKind::{Accord, Ceasefire, Truce};
    world.pacts().filter(move |(_, g)| {
        matches!(g.kind, Accord | Ceasefire | Truce)
            && g.state != AgreementState::Collapsed
            && g.place.is_none()
            && world.covers(g, a, b)
    })
}

/// Plays the week of two who could be at war with each other, who have been told of these events.
fn pair(view: &View<Settings>, (a, b): (ActorId, ActorId), told: &[Event], out: &mut Proposals) {
    let Some(between) = Between::of(view, a, b) else { return };
    let world = view.world;
    news::take_in(view, &between, told, out);
    let attacker = [(a, b), (b, a)].into_iter().find(|(by, on)| war::attacks(world, *by, *on).next().is_some());
    let mut wants: Option<(ActorId, ActorId, urge::Weighed)> = None;
    for (me, other) in [(a, b), (b, a)] {
        if !weighs(view, me, other) {
            continue;
        }
        let quarrel = world.quarrels.at(me.index(), other.index());
        let first = quarrel.resolve.is_none();
        let weighed = urge::weigh(view, &between, me, other, out);
        let mut set = |field, by: f64| {
            if by != 0.0 {
                out.drift(Change::Quarrel(me, other, field, by));
            }
        };
        set(QuarrelField::Urge, weighed.urge - quarrel.urge);
        if quarrel.due > 0 && quarrel.due <= world.week {
            set(QuarrelField::Due, -f64::from(quarrel.due));
        }
        let stands = first || between.is_war() || view.outside.seats.contains(&me);
        if !stands && weighed.urge > 0.0 && wants.as_ref().is_none_or(|(_, _, most)| weighed.urge > most.urge) {
            wants = Some((me, other, weighed));
        }
    }
    if between.is_war() {
        if attacker.is_some() {
            war::spread(view, a, b, out);
        }
        return;
    }
    if let Some(by) = attacker {
        war::begin(view, &between, by, None, out);
    } else if let Some((me, other, weighed)) = wants {
        war::begin(view, &between, (me, other), Some(&weighed), out);
    } else if !passage::ask(view, &between, out) {
        incident::play(view, &between, out);
    }
}

/// Whether a side weighs war this week: when the question is new, in its own weeks, or because of news.
fn weighs(view: &View<Settings>, me: ActorId, other: ActorId) -> bool {
    let world = view.world;
    let every = view.set.every.round().max(1.0) as u64;
    let quarrel = world.quarrels.at(me.index(), other.index());
    let (first, news) = (quarrel.resolve.is_none(), quarrel.due > 0 && quarrel.due <= world.week);
    first || news || side(world, me, other).0 % every == u64::from(world.week) % every
}

/// The key of one side of a pair.
fn side(world: &World, me: ActorId, other: ActorId) -> Key {
    world.actors[me.index()].key.with(world.actors[other.index()].key)
}

#[cfg(test)]
mod tests;
