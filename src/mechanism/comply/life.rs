//! The life of one agreement: confidence in it, breaches, spoilers, collapse and return.

use super::{Settings, camp, guarantee, has, is_monitored, is_present};
use crate::{
    chance::{
        Purpose,
        laws::{exp, within_week},
    },
    domain::{Action, ActorKind, AgreementKind, AgreementState, Clause, EventKind, Shock, Stance},
    id::{ActorId, AgreementId},
    mechanism::{Rule, View},
    world::{Agreement, AgreementField, Change, Event, EventRef, Proposals, Slot, TieField, World},
};

const ANSWERED: Purpose = Purpose::of("comply.answered");
const COLLAPSE: Purpose = Purpose::of("comply.collapse");
const MEND: Purpose = Purpose::of("comply.mend");
const STALL: Purpose = Purpose::of("comply.stall");
const SPOIL: Purpose = Purpose::of("comply.spoil");
const CAMPS: Purpose = Purpose::of("comply.camps");

/// What the week means for an agreement.
pub(super) struct Weighed {
    guarantee: f64,
    monitored: bool,
    /// Who broke it, against whom, how badly (0-1).
    breach: Option<(ActorId, ActorId, f64)>,
    /// Who breaks it over camps, against whom.
    camps: Option<camp::Shift>,
}

/// Works out what the week means for an agreement, and moves the confidence in it.
pub(super) fn weigh(view: &View<Settings>, id: AgreementId, agreement: &Agreement, out: &mut Proposals) -> Weighed {
    let (world, set) = (view.world, view.set);
    let monitored = is_monitored(world, agreement);
    let guarantee = guarantee(world, set, agreement);
    let open = agreement.state > AgreementState::Collapsed;
    // What was signed this week is not broken by what was done before: the fighting of a week follows its words.
    let bound = agreement.state.is_in_force() && agreement.since < world.week as i32;
    let breach =
        if bound || agreement.state == AgreementState::Breached { worst_breach(world, set, agreement) } else { None };
    let camps = if open && view.rules.on(Rule::GuarantorExitIsABreach) { camp::shift(view, agreement) } else { None };
    let weighed = Weighed { guarantee, monitored, breach, camps };
    if !open {
        return weighed;
    }
    let mut by = 0.0;
    match breach {
        Some((_, _, size)) => by -= set.breach_cost * size * if monitored { 1.0 - set.calm } else { 1.0 },
        None if agreement.state.is_in_force() => by += set.quiet,
        None => {}
    }
    if agreement.state.is_in_force() {
        by -= set.unguarded * (1.0 - guarantee);
    }
    if view.rules.on(Rule::DelayFeedsRebellion) {
        by -= frustrate(view, agreement, out);
    }
    if let Some(shift) = &weighed.camps {
        by -= shift.excess;
    }
    by -= orphan(view, id, agreement, out);
    if by != 0.0 {
        out.drift(Change::Agreement(id, AgreementField::Trust, by));
    }
    spoil(view, id, agreement, out);
    weighed
}

/// A guarantor who is gone stands behind nothing any more; what its exit takes from confidence.
fn orphan(view: &View<Settings>, id: AgreementId, agreement: &Agreement, out: &mut Proposals) -> f64 {
    if agreement.guarantor.is_none_or(|g| is_present(view.world, g)) {
        return 0.0;
    }
    out.drift(Change::Guarantor(id, None));
    if view.rules.on(Rule::GuarantorExitIsABreach) { view.set.guarantor_exit } else { 0.0 }
}

/// The worst violence between parties in last week's and this week's memory of the ladder.
fn worst_breach(world: &World, set: &Settings, agreement: &Agreement) -> Option<(ActorId, ActorId, f64)> {
    let of_parties = |x: Option<ActorId>| x.is_some_and(|x| agreement.parties.iter().any(|p| world.belongs_to(x, *p)));
    let mut there = world.traffic.reports.iter().filter(|e| e.place == agreement.place && e.is_violent());
    if agreement.place.is_some() && !there.any(|e| of_parties(e.actor) && of_parties(e.target)) {
        return None;
    }
    let binding = has(agreement, Clause::Ceasefire)
        || has(agreement, Clause::NonAggression)
        || matches!(agreement.kind, AgreementKind::Truce | AgreementKind::Ceasefire);
    let mut worst = None;
    let fighting = world.ladder.fighting();
    let mut least = fighting;
    for a in &agreement.parties {
        for b in agreement.parties.iter().filter(|b| *b != a) {
            let climb = world.climbs.at(a.index(), b.index());
            let rung = climb.ago(0).max(climb.ago(1));
            if rung >= least {
                least = rung + 1;
                let size = f64::from(rung - fighting + 1) / f64::from(world.ladder.top() - fighting + 1);
                worst = Some((*a, *b, if binding { size } else { set.unbound * size }));
            }
        }
    }
    worst
}

/// Share of an agreement that must be carried out, beyond not fighting.
fn obligations(agreement: &Agreement) -> f64 {
    use Clause::{Amnesty, CampHandover, Decentralisation, Inclusion, Integration, Payment};
    let owed = [Amnesty, CampHandover, Decentralisation, Inclusion, Integration, Payment];
    agreement.clauses.iter().filter(|c| owed.contains(&c.clause)).map(|c| c.weight).sum::<f64>().min(1.0)
}

/// Obligations unmet disappoint the side that waits, and its people; what it takes from confidence.
fn frustrate(view: &View<Settings>, agreement: &Agreement, out: &mut Proposals) -> f64 {
    let world = view.world;
    let left = obligations(agreement) * (1.0 - agreement.progress);
    let id = agreement.key;
    let moving = world.traffic.events.iter().any(|e| {
        e.kind == EventKind::Act(Action::Implement)
            && e.success
            && e.agreement.is_some_and(|g| world.agreements[g.index()].key == id)
    });
    if left <= 0.0 || moving || agreement.kind != AgreementKind::Accord {
        return 0.0;
    }
    let state = agreement.parties.iter().find(|p| world.actors[p.index()].kind == ActorKind::Government);
    for party in agreement.parties.iter().filter(|p| state.is_some() && Some(*p) != state) {
        let root = world.actors[party.index()].bloc;
        for (i, community) in world.communities.iter().enumerate() {
            let support = world.support.at(i, party.index()).max(*world.support.at(i, root.index()));
            if let Some(state) = state
                && support > 0.0
                && community.population > 0.0
            {
                let by = view.set.frustration_grievance * left * support;
                out.drift(Change::Grievance(i.into(), *state, by));
            }
        }
    }
    view.set.frustration * left
}

/// Armed groups that were left out and are enemies of a party strike at what was agreed.
fn spoil(view: &View<Settings>, id: AgreementId, agreement: &Agreement, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let spoilable = matches!(agreement.kind, AgreementKind::Accord | AgreementKind::Ceasefire);
    if !view.rules.on(Rule::LeftOutSpoil) || !spoilable || !agreement.state.is_in_force() {
        return;
    }
    let (mut within, mut without) = (0.0, 0.0);
    let mut strongest: Option<(ActorId, f64)> = None;
    for owner in world.living().filter(|x| !world.index.troops[x.index()].is_empty()) {
        let men: f64 = world.own_forces(owner).map(|f| f.strength).sum();
        if agreement.parties.iter().any(|p| world.belongs_to(owner, *p)) {
            within += men;
        } else if world.actors[owner.index()].kind.is_irregular()
            && agreement.parties.iter().any(|p| world.are_enemies(owner, *p))
        {
            without += men;
            if strongest.is_none_or(|(_, s)| men > s) {
                strongest = Some((owner, men));
            }
        }
    }
    let Some((spoiler, _)) = strongest else { return };
    let mut pressure = without / (without + within);
    if has(agreement, Clause::Inclusion) {
        pressure *= 1.0 - set.inclusion * (set.promised + (1.0 - set.promised) * agreement.progress);
    }
    let barred = view.is_barred(EventKind::Shock(Shock::Breach), Some(spoiler), None, None);
    if !barred && view.chance.happens(SPOIL, agreement.key, within_week(set.spoiling * pressure)) {
        let event = Event::shock(Shock::Breach, "comply.spoil").by(spoiler).about(id);
        let event = out.event(event);
        out.because(event, Slot::Agreement(agreement.key), 0.5);
        out.because(event, Slot::Actor(spoiler), 0.5);
        out.change(event, Change::Agreement(id, AgreementField::Trust, -set.spoiler_blow));
    }
}

/// Moves an agreement to the next stage of its life, if the week brings one.
pub(super) fn go_on(
    view: &View<Settings>,
    id: AgreementId,
    agreement: &Agreement,
    week: &Weighed,
    out: &mut Proposals,
) {
    use AgreementState::{Breached, Collapsed, Implemented, Monitored, Offered, Renegotiated, Signed, Suspended};
    let set = view.set;
    let rate = set.collapse * exp(-set.guarantee * week.guarantee - set.confidence * agreement.trust);
    let bond = agreement.trust + week.guarantee;
    let happens = |purpose, rate| view.chance.happens(purpose, agreement.key, within_week(rate));
    let mut state = |new| out.drift(Change::AgreementState(id, new));
    match agreement.state {
        // Set aside or denounced earlier this week, or ended from outside: its stances fall now.
        Collapsed if agreement.since == view.world.week as i32 => fall(view, id, agreement, None, out),
        Collapsed => {}
        Signed | Monitored | Implemented => {
            let slower = if agreement.state == Implemented { set.dormant } else { 1.0 };
            if let Some(breach) = broken(view, agreement, week) {
                breach_of(view, id, breach, out);
            } else if may_die(agreement) && happens(COLLAPSE, rate * slower) {
                fall(view, id, agreement, Some(week), out);
            } else if stage(set, agreement, week) != agreement.state {
                state(stage(set, agreement, week));
            }
        }
        Breached => {
            if happens(COLLAPSE, rate * set.breached) {
                fall(view, id, agreement, Some(week), out);
            } else if week.breach.is_none() && happens(MEND, set.mend * bond) {
                state(Signed);
            }
        }
        Suspended => {
            if happens(COLLAPSE, rate * set.dormant) {
                fall(view, id, agreement, Some(week), out);
            }
        }
        Renegotiated | Offered => {
            if happens(MEND, set.resume * bond) {
                state(Signed);
            } else if happens(STALL, set.stall) {
                state(Suspended);
            }
        }
    }
}

/// The stage of an agreement in force that nothing shakes.
fn stage(set: &Settings, agreement: &Agreement, week: &Weighed) -> AgreementState {
    let done = agreement.progress >= set.done && obligations(agreement) > 0.0;
    if done || agreement.state == AgreementState::Implemented {
        AgreementState::Implemented
    } else if week.monitored {
        AgreementState::Monitored
    } else {
        AgreementState::Signed
    }
}

/// Deals end by their terms or by a breach, never by mere doubt.
fn may_die(agreement: &Agreement) -> bool {
    agreement.kind != AgreementKind::Deal
}

/// A breach of this week that is not answered: by violence, or over camps.
struct Breach {
    by: ActorId,
    on: ActorId,
    camps: Option<camp::Shift>,
}

fn broken(view: &View<Settings>, agreement: &Agreement, week: &Weighed) -> Option<Breach> {
    let barred = |by, on, place| view.is_barred(EventKind::Shock(Shock::Breach), Some(by), Some(on), place);
    if let Some((by, on, _)) = week.breach
        && !barred(by, on, agreement.place)
        && !(week.monitored && view.chance.happens(ANSWERED, agreement.key, view.set.calm))
    {
        return Some(Breach { by, on, camps: None });
    }
    let shift = week.camps.as_ref()?;
    let rate = view.set.prevention * shift.excess;
    (!barred(shift.by, shift.on, Some(shift.place)) && view.chance.happens(CAMPS, agreement.key, within_week(rate)))
        .then(|| Breach { by: shift.by, on: shift.on, camps: Some(shift.clone()) })
}

fn breach_of(view: &View<Settings>, id: AgreementId, breach: Breach, out: &mut Proposals) {
    let rule = if breach.camps.is_some() { "comply.camps" } else { "comply.breach" };
    let mut event = Event::shock(Shock::Breach, rule).by(breach.by).on(breach.on).about(id);
    event.place = breach.camps.as_ref().map(|shift| shift.place);
    let event = out.event(event);
    out.change(event, Change::AgreementState(id, AgreementState::Breached));
    out.change(event, Change::Tie(breach.on, breach.by, TieField::Trust, -view.set.breach_cost));
    let Some(shift) = breach.camps else {
        out.because(event, Slot::Tie(breach.by, breach.on), 1.0);
        return;
    };
    out.because(event, Slot::Place(shift.place), 0.7);
    out.because(event, Slot::Agreement(view.world.agreements[id.index()].key), 0.3);
    // Those who see the balance tip prepare to strike while they can.
    lower(view.world, shift.on, shift.by, |_, _| Stance::Hostile, event, out);
}

/// An agreement dies; the stances of its parties fall unless another one still binds them.
fn fall(view: &View<Settings>, id: AgreementId, agreement: &Agreement, week: Option<&Weighed>, out: &mut Proposals) {
    let world = view.world;
    let kind = EventKind::Shock(Shock::AgreementCollapses);
    let (first, second) = (agreement.parties.first().copied(), agreement.parties.get(1).copied());
    if week.is_some() && view.is_barred(kind, first, second, agreement.place) {
        return;
    }
    let mut event = Event::shock(Shock::AgreementCollapses, "comply.collapse").about(id);
    event.place = agreement.place;
    (event.actor, event.target) = (first, second);
    if let Some((by, on, _)) = week.and_then(|w| w.breach) {
        event = event.by(by).on(on);
    }
    let event = out.event(event);
    out.because(event, Slot::Agreement(agreement.key), 1.0);
    if week.is_some() {
        out.change(event, Change::AgreementState(id, AgreementState::Collapsed));
    }
    if agreement.place.is_some() || agreement.kind == AgreementKind::Deal {
        return;
    }
    let hatred = |x, y| if world.tie(x, y).affinity < view.set.war_affinity { Stance::War } else { Stance::Hostile };
    // Parties that like each other, or stand together anyway, had no need of it.
    let apart = |a: ActorId, b: ActorId| {
        let (out, back) = (world.tie(a, b), world.tie(b, a));
        !world.are_friends(a, b) && (out.affinity < 0.0 || back.affinity < 0.0)
    };
    for (i, a) in agreement.parties.iter().enumerate() {
        for b in agreement.parties[i + 1..].iter().filter(|b| apart(*a, **b) && !still_bound(world, id, *a, **b)) {
            lower(world, *a, *b, hatred, event, out);
        }
    }
}

fn still_bound(world: &World, without: AgreementId, a: ActorId, b: ActorId) -> bool {
    world.pacts().any(|(id, g)| {
        let holds = |x: ActorId| g.parties.iter().any(|p| world.belongs_to(x, *p));
        id != without
            && g.state.is_in_force()
            && g.place.is_none()
            && (has(g, Clause::Ceasefire) || has(g, Clause::NonAggression))
            && holds(a)
            && holds(b)
    })
}

/// Brings stances between two actors and all below them down to a level, allies excepted.
fn lower(
    world: &World,
    a: ActorId,
    b: ActorId,
    to: impl Fn(ActorId, ActorId) -> Stance,
    event: EventRef,
    out: &mut Proposals,
) {
    for x in world.living().filter(|x| world.belongs_to(*x, a)) {
        for y in world.living().filter(|y| world.belongs_to(*y, b)) {
            for (from, other) in [(x, y), (y, x)] {
                let (stance, new) = (world.tie(from, other).stance, to(from, other));
                if from != other && stance > new && !stance.is_ally() {
                    out.change(event, Change::Stance(from, other, new));
                }
            }
        }
    }
}
