//! War: who goes, who follows, and what becomes of the agreements.

use super::{Between, Settings, is_government, terms, urge::Weighed};
use crate::{
    chance::Purpose,
    domain::{Action, AgreementKind, AgreementState, EventKind, Shock, Stance},
    id::ActorId,
    mechanism::{Rule, View},
    world::{Change, Event, EventRef, Proposals, Slot, WAR_BY_ATTACK, WAR_DECIDED, World},
};
use arrayvec::ArrayVec;

const HOLD_BACK: Purpose = Purpose::of("declare.hold_back");

/// What somebody of one side did in force to somebody of the other last week, which is war, whatever was said: columns that attack, towns
/// stormed. What is done to civilians is an incident.
pub(super) fn attacks(world: &World, by: ActorId, on: ActorId) -> impl Iterator<Item = (ActorId, ActorId)> + '_ {
    let force = world.ladder.rung(Action::Column);
    let done = world.traffic.reports.iter().filter(move |e| e.rung >= force && !e.is_against_civilians());
    let between = done.filter_map(|e| e.actor.zip(e.target));
    between.filter(move |(x, y)| world.belongs_to(*x, by) && world.belongs_to(*y, on))
}

/// One side goes to war with the other, by decision or because it has attacked; unless something from outside forbids it. Whether it has.
pub(super) fn begin(
    view: &View<Settings>,
    between: &Between,
    (by, on): (ActorId, ActorId),
    why: Option<&Weighed>,
    out: &mut Proposals,
) -> bool {
    let barred = |shock, by, on, place| view.is_barred(EventKind::Shock(shock), Some(by), Some(on), place);
    let bound = between.agreement.is_some_and(|(_, agreement)| agreement.state.is_in_force());
    if barred(Shock::StanceShift, by, on, None)
        || barred(Shock::StanceShift, on, by, None)
        || (bound && barred(Shock::Breach, by, on, None))
    {
        return false;
    }
    let rule = if why.is_some() { WAR_DECIDED } else { WAR_BY_ATTACK };
    let event = out.event(Event::shock(Shock::StanceShift, rule).by(by).on(on));
    match why {
        Some(weighed) => weighed.reasons(by, on).for_each(|(slot, share)| out.because(event, slot, share)),
        None => out.because(event, Slot::Tie(by, on), 1.0),
    }
    turn(view, by, on, event, out);
    break_terms(view, by, on, event, out);
    true
}

/// Everybody on either side who follows is at war with everybody on the other who does.
fn turn(view: &View<Settings>, by: ActorId, on: ActorId, event: EventRef, out: &mut Proposals) {
    let world = view.world;
    for x in world.living().filter(|x| world.belongs_to(*x, by) && follows(view, *x, by, on)) {
        for y in world.living().filter(|y| world.belongs_to(*y, on) && follows(view, *y, on, by)) {
            for (from, other) in [(x, y), (y, x)] {
                let stance = world.tie(from, other).stance;
                if from != other && stance > Stance::War && !stance.is_ally() {
                    out.change(event, Change::Stance(from, other, Stance::War));
                }
            }
        }
    }
}

/// Those who held back and have attacked, or were attacked, are at war as the others of their side are, and so are those above them.
pub(super) fn spread(view: &View<Settings>, a: ActorId, b: ActorId, out: &mut Proposals) {
    let world = view.world;
    let barred = |by, on| view.is_barred(EventKind::Shock(Shock::StanceShift), Some(by), Some(on), None);
    // More than fight each other in a week; whoever found no room would only be told twice.
    let mut drawn_in = ArrayVec::<(ActorId, ActorId), 256>::new();
    for (by, on) in attacks(world, a, b).chain(attacks(world, b, a)) {
        let stances = [world.tie(by, on).stance, world.tie(on, by).stance];
        let stands = stances.iter().all(|s| *s == Stance::War) || stances.iter().any(|s| s.is_ally());
        let known = drawn_in.contains(&(by, on)) || drawn_in.contains(&(on, by));
        if stands || known || barred(by, on) || barred(on, by) {
            continue;
        }
        let _ = drawn_in.try_push((by, on));
        let event = out.event(Event::shock(Shock::StanceShift, WAR_BY_ATTACK).by(by).on(on));
        out.because(event, Slot::Tie(by, on), 1.0);
        for x in world.lineage(by) {
            let apart = |y: &ActorId| [world.tie(x, *y), world.tie(*y, x)].iter().any(|tie| tie.stance > Stance::War);
            for y in world.lineage(on).filter(apart) {
                out.change(event, Change::Stance(x, y, Stance::War));
                out.change(event, Change::Stance(y, x, Stance::War));
            }
        }
    }
}

/// Whether somebody below a side goes along with its war: at each step up to a coalition it holds back the likelier, the less it is bound
/// and the less that coalition holds together (C12). Whoever serves a government has no choice, and whoever brings most of the men of its
/// coalition has decided with it.
fn follows(view: &View<Settings>, member: ActorId, root: ActorId, other: ActorId) -> bool {
    let world = view.world;
    if !view.rules.on(Rule::WarSplitsCoalitions) || is_government(world, root) {
        return true;
    }
    let mut at = member;
    while let Some(up) = world.actors[at.index()].coalition.filter(|_| at != root) {
        let (us, whole) = (&world.actors[at.index()], &world.actors[up.index()]);
        let loose = (1.0 - us.commitment) * (1.0 - whole.cohesion);
        let leads = world.strength(at) > 0.5 * world.strength(up);
        if !leads && view.chance.happens(HOLD_BACK, us.key.with(world.actors[other.index()].key), loose) {
            return false;
        }
        at = up;
    }
    true
}

/// Truces and ceasefires between the two are dead, an accord in force is broken.
fn break_terms(view: &View<Settings>, by: ActorId, on: ActorId, event: EventRef, out: &mut Proposals) {
    for (id, agreement) in terms(view.world, by, on) {
        let (first, second) = (agreement.parties.first().copied(), agreement.parties.get(1).copied());
        let dies = agreement.kind != AgreementKind::Accord
            && !view.is_barred(EventKind::Shock(Shock::AgreementCollapses), first, second, agreement.place);
        let state = if dies { AgreementState::Collapsed } else { AgreementState::Breached };
        if dies || agreement.state.is_in_force() {
            out.change(event, Change::AgreementState(id, state));
        }
    }
}
