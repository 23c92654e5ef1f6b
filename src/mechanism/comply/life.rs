//! The life of one agreement: confidence in it, breaches, spoilers, collapse and return.

use super::{Settings, guarantee, has, is_monitored, is_present};
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

/// Lowest rung that breaks an agreement: a skirmish.
const SKIRMISH: u8 = 5;
/// Highest rung of the ladder.
const TOP: f64 = 9.0;

/// What the week means for an agreement.
pub(super) struct Weighed {
    guarantee: f64,
    monitored: bool,
    /// Who broke it, against whom, how badly (0-1).
    breach: Option<(ActorId, ActorId, f64)>,
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
    let weighed = Weighed { guarantee, monitored, breach };
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
    let mut top = SKIRMISH - 1;
    for a in &agreement.parties {
        for b in agreement.parties.iter().filter(|b| *b != a) {
            let climb = world.climbs.at(a.index(), b.index());
            let rung = climb.ago(0).max(climb.ago(1));
            if rung > top {
                top = rung;
                let size = f64::from(rung - SKIRMISH + 1) / (TOP - f64::from(SKIRMISH) + 1.0);
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
            if let Some((by, on)) = broken(view, agreement, week) {
                breach_of(view, id, (by, on), out);
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

/// Who has broken an agreement this week, against whom, if nobody answers for it.
fn broken(view: &View<Settings>, agreement: &Agreement, week: &Weighed) -> Option<(ActorId, ActorId)> {
    let (by, on, _) = week.breach?;
    let barred = view.is_barred(EventKind::Shock(Shock::Breach), Some(by), Some(on), agreement.place);
    let answered = week.monitored && view.chance.happens(ANSWERED, agreement.key, view.set.calm);
    (!barred && !answered).then_some((by, on))
}

fn breach_of(view: &View<Settings>, id: AgreementId, (by, on): (ActorId, ActorId), out: &mut Proposals) {
    let event = out.event(Event::shock(Shock::Breach, "comply.breach").by(by).on(on).about(id));
    out.because(event, Slot::Tie(by, on), 1.0);
    out.change(event, Change::AgreementState(id, AgreementState::Breached));
    out.change(event, Change::Tie(on, by, TieField::Trust, -view.set.breach_cost));
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
    // Parties that like each other, or stand together anyway, had no need of it.
    let apart = |a: ActorId, b: ActorId| {
        let (out, back) = (world.tie(a, b), world.tie(b, a));
        !world.are_friends(a, b) && (out.affinity < 0.0 || back.affinity < 0.0)
    };
    for (i, a) in agreement.parties.iter().enumerate() {
        for b in agreement.parties[i + 1..].iter().filter(|b| apart(*a, **b) && !still_bound(world, id, *a, **b)) {
            make_hostile(world, *a, *b, event, out);
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

/// Brings stances between two actors and all below them down to hostility, allies excepted.
fn make_hostile(world: &World, a: ActorId, b: ActorId, event: EventRef, out: &mut Proposals) {
    for x in world.living().filter(|x| world.belongs_to(*x, a)) {
        for y in world.living().filter(|y| world.belongs_to(*y, b)) {
            for (from, other) in [(x, y), (y, x)] {
                let stance = world.tie(from, other).stance;
                if from != other && stance > Stance::Hostile && !stance.is_ally() {
                    out.change(event, Change::Stance(from, other, Stance::Hostile));
                }
            }
        }
    }
}
