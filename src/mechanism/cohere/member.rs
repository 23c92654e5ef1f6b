//! Members: commitment, leaving, joining.

use super::{Settings, do_talks_succeed, is_moving, lost, set_stances};
use crate::{
    chance::{Purpose, laws::within_week},
    domain::{Action, ActorKind, EventKind, Shock, Stance},
    id::ActorId,
    mechanism::{Rule, View},
    world::{ActorField, Change, Event, EventRef, Order, Proposals, Slot, TieField, World},
};
use libm::exp;

const LEAVE: Purpose = Purpose::of("cohere.leave");
const JOIN: Purpose = Purpose::of("cohere.join");
const WELCOME: Purpose = Purpose::of("cohere.welcome");

/// Carries out orders to leave and to join.
pub(super) fn carry_out(view: &View<Settings>, out: &mut Proposals) {
    for order in &view.world.traffic.orders {
        match order.action {
            Action::Leave => {
                // Nobody leaves those to whom it does not belong.
                let belongs = |_: &ActorId| order.target.is_none_or(|from| view.world.belongs_to(order.actor, from));
                let Some(coalition) = view.world.actors[order.actor.index()].coalition.filter(belongs) else {
                    continue;
                };
                let rate = view.set.resolve * looseness(view, order.actor, coalition);
                let key = view.world.actors[order.actor.index()].key;
                let success = view.chance.happens(LEAVE, key, within_week(rate));
                let event = carried(view, order, success, out);
                out.because(event, Slot::Tie(order.actor, coalition), 1.0);
                if success {
                    part(view, order.actor, coalition, "cohere.leave", out);
                }
            }
            Action::Join => {
                let Some(coalition) = order.target else { continue };
                let success = may_join(view, order.actor, coalition) && is_welcome(view, order.actor, coalition);
                let event = carried(view, order, success, out);
                out.because(event, Slot::Tie(coalition, order.actor), 1.0);
                if success {
                    enter(view, order.actor, coalition, event, out);
                }
            }
            _ => {}
        }
    }
}

pub(super) fn carried(view: &View<Settings>, order: &Order, success: bool, out: &mut Proposals) -> EventRef {
    let target = order.target.or(view.world.actors[order.actor.index()].coalition);
    out.event(Event { target, success, ..Event::of_order(order, "cohere.order", &view.world.ladder) })
}

/// Calls for each enemy of a coalition that is in none itself.
fn each_enemy(world: &World, coalition: ActorId, mut call: impl FnMut(ActorId)) {
    world.index.foes.each(coalition.index(), |enemy| {
        if world.actors[enemy].alive && world.actors[enemy].coalition.is_none() {
            call(ActorId::from(enemy));
        }
    });
}

/// How loud the war of a coalition with governments is, 0-1: the highest rung in the ladder's memory, against that of an assault.
fn loudness(world: &World, coalition: ActorId) -> f64 {
    let mut top = 0;
    each_enemy(world, coalition, |enemy| {
        if world.actors[enemy.index()].kind == ActorKind::Government {
            top = top.max(world.rung(coalition, enemy));
        }
    });
    let full = world.ladder.rung(Action::Assault).max(world.ladder.fighting());
    if world.ladder.is_fighting(top) { (f64::from(top) / f64::from(full)).min(1.0) } else { 0.0 }
}

/// What strains a member, 0-1: how far it stands from the line of its coalition, how much that matters to it, how loud the line is.
fn strain(view: &View<Settings>, member: ActorId, coalition: ActorId) -> f64 {
    let world = view.world;
    if !view.rules.on(Rule::WarSplitsCoalitions) {
        return 0.0;
    }
    let talks = do_talks_succeed(world, coalition);
    let (line, loud) = if talks { (1.0, 1.0) } else { (-1.0, loudness(world, coalition)) };
    let distance = match view.case.issues.iter().position(|issue| issue.line) {
        Some(issue) => {
            let (position, care) =
                (world.positions.at(member.index(), issue), world.salience.at(member.index(), issue));
            care * (line - position).abs() / 2.0
        }
        None => world.position_gap(member, coalition),
    };
    distance * loud
}

/// Share of a coalition in all men of its war.
fn share_of_war(world: &World, coalition: ActorId) -> f64 {
    let (own, mut enemies) = (world.strength(coalition), 0.0);
    each_enemy(world, coalition, |enemy| enemies += world.strength(enemy));
    if enemies > 0.0 { own / (own + enemies) } else { 0.0 }
}

/// A member's commitment moves; it may leave.
pub(super) fn waver(view: &View<Settings>, (member, coalition): (ActorId, ActorId), out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    // Affinity, from -1 to 1, on the scale of commitment.
    let mut warranted =
        0.5 + 0.5 * world.tie(member, coalition).affinity - set.gap * world.position_gap(member, coalition);
    warranted -= set.losses * lost(world, member);
    warranted -= set.surplus * (share_of_war(world, coalition) - set.fair_share).max(0.0);
    let actor = &world.actors[member.index()];
    let by = set.pace * (warranted.clamp(0.0, 1.0) - actor.commitment);
    out.drift(Change::Actor(member, ActorField::Commitment, by));
    let rate = looseness(view, member, coalition);
    if !is_moving(view, member) && view.chance.happens(LEAVE, actor.key, within_week(rate)) {
        part(view, member, coalition, "cohere.drift_apart", out);
    }
}

/// Weekly rate at which a member leaves of itself.
fn looseness(view: &View<Settings>, member: ActorId, coalition: ActorId) -> f64 {
    let commitment = view.world.actors[member.index()].commitment;
    view.set.leave * exp(view.set.hold * (strain(view, member, coalition) - commitment))
}

/// Whether a coalition takes a newcomer who asks: the likelier the more it likes it.
fn is_welcome(view: &View<Settings>, member: ActorId, coalition: ActorId) -> bool {
    let liking = view.world.tie(coalition, member).affinity - view.set.welcome;
    let probability = liking / (1.0 - view.set.welcome).max(0.01);
    view.chance.happens(WELCOME, view.world.actors[member.index()].key, probability)
}

/// A member leaves. It keeps the ties of its own, but is no longer an ally.
fn part(view: &View<Settings>, member: ActorId, coalition: ActorId, rule: &'static str, out: &mut Proposals) {
    let world = view.world;
    if view.is_barred(EventKind::Shock(Shock::LeavesCoalition), Some(member), Some(coalition), None) {
        return;
    }
    let event = out.event(Event::shock(Shock::LeavesCoalition, rule).by(member).on(coalition));
    out.because(event, Slot::Actor(member), 0.4);
    out.because(event, Slot::Tie(member, coalition), 0.4);
    out.because(event, Slot::Actor(coalition), 0.2);
    out.change(event, Change::Member(member, None));
    out.change(event, Change::Actor(member, ActorField::Commitment, -1.0));
    for (x, y) in [(member, coalition), (coalition, member)] {
        out.change(event, Change::Tie(x, y, TieField::Affinity, -view.set.parting));
        out.change(event, Change::Tie(x, y, TieField::Trust, -view.set.parting));
    }
    let allied = |stance: Stance| stance > Stance::NonAggression;
    let root = world.actors[coalition.index()].bloc;
    set_stances(world, (member, root), Stance::NonAggression, allied, event, out);
}

/// Whether a group may join a coalition: one that exists and has members, in which it is not yet, nor the coalition in it; with whose
/// people it is not at odds, and whose creed it can bear.
fn may_join(view: &View<Settings>, member: ActorId, coalition: ActorId) -> bool {
    let (world, target) = (view.world, &view.world.actors[coalition.index()]);
    let apart = !world.belongs_to(coalition, member) && !world.belongs_to(member, coalition);
    target.alive
        && target.kind.is_irregular()
        && world.actors[member.index()].kind.is_irregular()
        && world.has_members(coalition)
        && apart
        && !is_moving(view, coalition)
        && !world.leaves(coalition).any(|of_them| world.are_enemies(member, of_them))
        && world.tie(coalition, member).affinity >= view.set.welcome
        && world.creed_gap(member, coalition) <= view.set.creed
}

fn enter(view: &View<Settings>, member: ActorId, coalition: ActorId, event: EventRef, out: &mut Proposals) {
    out.change(event, Change::Member(member, Some(coalition)));
    let by = view.set.newcomer - view.world.actors[member.index()].commitment;
    out.change(event, Change::Actor(member, ActorField::Commitment, by));
    let distant = |stance: Stance| stance < Stance::Coordination;
    set_stances(view.world, (member, coalition), Stance::Coordination, distant, event, out);
}

/// A group on its own that is close to a coalition of movements may join it.
pub(super) fn seek(view: &View<Settings>, actor: ActorId, out: &mut Proposals) {
    let world = view.world;
    let kind = world.actors[actor.index()].kind;
    if !matches!(kind, ActorKind::Movement | ActorKind::Militia) || is_moving(view, actor) {
        return;
    }
    let coalitions = world.living().filter(|c| world.actors[c.index()].kind == ActorKind::Coalition);
    let best = coalitions.filter(|c| world.tie(actor, *c).known && may_join(view, actor, *c)).max_by(|a, b| {
        let affinity = |c: &ActorId| world.tie(actor, *c).affinity;
        affinity(a).total_cmp(&affinity(b)).then(world.actors[a.index()].key.cmp(&world.actors[b.index()].key))
    });
    let Some(coalition) = best else { return };
    let rate = view.set.join * world.tie(actor, coalition).affinity.max(0.0);
    let barred = view.is_barred(EventKind::Act(Action::Join), Some(actor), Some(coalition), None);
    if !barred && view.chance.happens(JOIN, world.actors[actor.index()].key, within_week(rate)) {
        let event = out.event(Event::act(Action::Join, "cohere.join").by(actor).on(coalition));
        out.because(event, Slot::Tie(actor, coalition), 1.0);
        enter(view, actor, coalition, event, out);
    }
}

/// A coalition is as cohesive as its members are bound; one without members ends.
pub(super) fn hold_together(view: &View<Settings>, coalition: ActorId, out: &mut Proposals) {
    let world = view.world;
    let actor = &world.actors[coalition.index()];
    if actor.kind != ActorKind::Coalition {
        return;
    }
    if !world.has_members(coalition) {
        if world.strength(coalition) == 0.0 {
            let event = out.event(Event::shock(Shock::Announcement, "cohere.dissolve").by(coalition));
            out.because(event, Slot::Actor(coalition), 1.0);
            out.change(event, Change::Dissolve(coalition, None));
        }
        return;
    }
    let weight = |m: &ActorId| 1.0 + world.strength(*m);
    let (sum, men) = world
        .members(coalition)
        .fold((0.0, 0.0), |(s, n), m| (s + weight(&m) * world.actors[m.index()].commitment, n + weight(&m)));
    let by = view.set.cohesion_pace * (sum / men - actor.cohesion);
    out.drift(Change::Actor(coalition, ActorField::Cohesion, by));
}
