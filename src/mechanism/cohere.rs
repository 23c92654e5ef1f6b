//! Do coalitions and movements hold together?
//!
//! A member's commitment goes, by a share each week, towards what its lot warrants:
//! `0.5 + 0.5*X - gap*D - war*D*W - losses*l - surplus*max(0, S - fair_share) - talks*D*t`, with `X` its affinity to the coalition, `D` in
//! 0-1 the distance of aims, `W` in 0-1 how loud the war is (C12: war pulls the peace-minded and the bellicose apart), `l` its
//! losses against its strength, `S` the coalition's share of all men in the war (who can win anyway need not share: Christia 2012)
//! and `t` whether talks are held this week. It leaves at the weekly rate `leave*exp(-hold*commitment)*(1.5 - cohesion)`.
//!
//! Movements split at a rate that rises after defeats and losses, when the leader is lost and when talks are held (Bakke,
//! Cunningham & Seymour 2012); sister movements that fight side by side for long in the same places may merge. Fighters drift
//! to other groups along kin, towards leaders they respect and towards success (C22). A coalition that has lost all its members
//! is dissolved.
//!
//! Sources: domain 2.4. Reads memberships, ties, positions, strengths, the ladder's memory, orders, talks. Changes commitment,
//! cohesion, memberships, actors, forces. Leaves out quarrels over persons: leaders are attributes of organisations.

mod faction;
mod member;

use super::{Rule, View};
use crate::{
    domain::{Action, EventKind, Shock, Stance},
    id::ActorId,
    parameter::settings,
    world::{Change, Event, EventRef, Proposals, World},
};

settings! { "cohere" {
    /// Share of the way to what its lot warrants that commitment goes in a week.
    pace: 0.04, 0.02..0.08 log, in 0.0..1.0, "per week", "assumed";
    /// Commitment that the greatest distance of aims takes in peace.
    gap: 0.5, 0.2..0.8, in 0.0..5.0, "commitment", "assumed";
    /// Commitment that it takes besides in open war (C12).
    war: 1.0, 0.5..1.5, in 0.0..5.0, "commitment", "assumed";
    /// Commitment that the loss of all one's men takes.
    losses: 0.6, 0.3..1.0, in 0.0..5.0, "commitment", "assumed";
    /// Commitment that a week of talks takes for the greatest distance of aims, while they last.
    talks: 0.5, 0.2..1.0, in 0.0..5.0, "commitment", "Bakke et al. 2012; size assumed";
    /// Share of the men in a war from which a coalition is larger than it need be to win.
    fair_share: 0.6, 0.55..0.7, in 0.0..1.0, "share", "Christia 2012 (domain 2.4)";
    /// Commitment that each unit of share beyond that takes.
    surplus: 0.8, 0.4..1.2, in 0.0..5.0, "commitment per share", "Christia 2012; size assumed";
    /// Weekly rate at which a member without commitment leaves a coalition of middling cohesion.
    leave: 0.05, 0.025..0.1 log, in 0.0..1.0, "per week", "assumed";
    /// How strongly commitment holds it.
    hold: 6.0, 4.0..8.0, in 0.0..20.0, "log", "assumed";
    /// How much likelier a member leaves, or movements that fit merge, in a week in which leaders want to: the ranks must follow.
    resolve: 20.0, 10.0..40.0 log, in 1.0..1000.0, "times", "assumed";
    /// Affinity and trust that a parting takes.
    parting: 0.1, 0.05..0.2, in 0.0..1.0, "affinity", "assumed";
    /// Affinity of a coalition to a newcomer below which it takes none; at affinity 1 it takes all.
    welcome: 0.2, 0.0..0.4, in -1.0..1.0, "affinity", "assumed";
    /// Weekly rate at which a group on its own joins a coalition that would have it, for affinity 1.
    join: 0.004, 0.002..0.008 log, in 0.0..1.0, "per week", "assumed";
    /// Commitment of a newcomer.
    newcomer: 0.5, 0.4..0.6, in 0.0..1.0, "commitment", "assumed";
    /// Affinity that a merger asks for.
    merger_affinity: 0.5, 0.4..0.7, in -1.0..1.0, "affinity", "assumed";
    /// Distance of aims that a merger allows.
    merger_gap: 0.12, 0.08..0.2, in 0.0..1.0, "share", "assumed";
    /// Weeks of joint operations that a merger asks for.
    merger_weeks: 26.0, 13.0..52.0, in 0.0..500.0, "weeks", "assumed";
    /// Weekly rate at which sister movements that fit merge unasked.
    merger: 0.001, 0.0005..0.002 log, in 0.0..20.0, "per week", "assumed";
    /// Weekly rate at which a movement splits when nothing strains it.
    split: 0.0006, 0.0003..0.0012 log, in 0.0..1.0, "per week", "assumed";
    /// Weight of defeats, for the loss of a place of full worth.
    split_defeat: 1.0, 0.5..1.5, in 0.0..10.0, "log", "Bakke et al. 2012; size assumed";
    /// Weight of the loss of all men.
    split_losses: 2.0, 1.0..3.0, in 0.0..10.0, "log", "Bakke et al. 2012; size assumed";
    /// Weight of the loss of the leader.
    split_leader: 3.0, 2.0..4.0, in 0.0..10.0, "log", "Bakke et al. 2012; size assumed";
    /// Weight of talks held.
    split_talks: 1.5, 0.5..2.5, in 0.0..10.0, "log", "Bakke et al. 2012; size assumed";
    /// Weight of cohesion.
    split_cohesion: 3.0, 2.0..4.0, in 0.0..10.0, "log", "assumed";
    /// Men that a movement must have to split.
    split_least: 100.0, 50.0..200.0, in 2.0..10000.0, "men", "assumed";
    /// Mean share that goes.
    split_share: 0.3, 0.2..0.4, in 0.01..0.5, "share", "assumed";
    /// Distance of the splinter's aims from the parent's on every issue.
    split_shift: 0.2, 0.1..0.3, in 0.0..2.0, "position", "assumed";
    /// Share of what its cohesion lacks that a movement regains when those who disagreed are gone.
    split_relief: 0.4, 0.2..0.6, in 0.0..1.0, "share", "assumed";
    /// Weekly rate at which a party of fighters goes over to a group that is full kin and pulls fully (C22).
    drift: 0.03, 0.01..0.06 log, in 0.0..1.0, "per week", "assumed";
    /// Share of a force that goes over at a time.
    drift_share: 0.08, 0.04..0.15, in 0.0..1.0, "share", "assumed";
    /// Share of the way to the mean commitment of its members that a coalition's cohesion goes in a week.
    cohesion_pace: 0.02, 0.01..0.04 log, in 0.0..1.0, "per week", "assumed";
    /// Cohesion below which members split the sooner, and cohesion and morale below which fighters go over.
    unity: 0.7, 0.6..0.8, in 0.0..1.0, "share", "assumed";
    /// Pull on fighters of kin elsewhere when nothing else pulls.
    kin_pull: 0.25, 0.15..0.35, in 0.0..1.0, "share", "assumed";
    /// Pull of full respect for the leader of those kin.
    leader_pull: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";
    /// Share of such pull where the people of the place are no kin to either.
    stranger_pull: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
} }

/// Plays the week of coalitions and movements.
pub fn cohere(view: &View<Settings>, out: &mut Proposals) {
    let week = Week::of(view.world);
    member::carry_out(view, out);
    let merged = faction::merge(view, &week, out);
    for actor in view.world.living().filter(|a| view.world.actors[a.index()].kind.is_irregular()) {
        match view.world.actors[actor.index()].coalition {
            Some(coalition) if view.world.actors[coalition.index()].kind.is_irregular() => {
                member::waver(view, (actor, coalition), &week, out);
            }
            Some(_) => {}
            None => member::seek(view, actor, out),
        }
        member::hold_together(view, actor, out);
    }
    faction::split(view, &week, &merged, out);
    if view.rules.on(Rule::FightersDriftAlongKin) {
        faction::drift(view, &week, &merged, out);
    }
}

/// Most movements that are looked at in a week.
const MOVEMENTS: usize = 64;

/// What kinds of things happen at all this week, so that the rest need not be looked for.
struct Week {
    /// Armed movements without members of their own, in order; more than fit are left as they are.
    movements: [ActorId; MOVEMENTS],
    count: usize,
    talks: bool,
    leader_lost: bool,
}

impl Week {
    fn of(world: &World) -> Self {
        let lost = EventKind::Shock(Shock::LeaderLost);
        let mut movements = [ActorId(0); MOVEMENTS];
        let mut count = 0;
        for (slot, id) in movements.iter_mut().zip(world.living().filter(|a| faction::is_movement(world, *a))) {
            *slot = id;
            count += 1;
        }
        Self {
            movements,
            count,
            talks: world.traffic.events.iter().any(are_talks),
            leader_lost: world.traffic.events.iter().any(|e| e.kind == lost),
        }
    }

    fn movements(&self) -> impl Iterator<Item = ActorId> + '_ {
        self.movements[..self.count].iter().copied()
    }
}

/// Whether an event is an offer of talks, or their fruit.
fn are_talks(event: &Event) -> bool {
    use Action::{Ceasefire, OfferTalks};
    matches!(event.kind, EventKind::Act(OfferTalks | Ceasefire) | EventKind::Shock(Shock::AgreementSigned))
}

/// Whether an actor has been ordered to change where it belongs this week.
fn is_moving(view: &View<Settings>, actor: ActorId) -> bool {
    [Action::Leave, Action::Join, Action::Merge].into_iter().any(|act| view.orders(act).any(|o| o.actor == actor))
}

/// Whether talks with an actor or somebody of its bloc are held this week.
fn are_talks_held(world: &World, actor: ActorId) -> bool {
    let ours = |x: Option<ActorId>| x.is_some_and(|x| world.actors[x.index()].bloc == world.actors[actor.index()].bloc);
    world.traffic.events.iter().any(|e| are_talks(e) && (ours(e.actor) || ours(e.target)))
}

/// Share of the men lost of late by an actor and everybody below it.
fn lost(world: &World, actor: ActorId) -> f64 {
    let losses: f64 = world.leaves(actor).map(|id| world.actors[id.index()].losses).sum();
    losses / (losses + world.strength(actor)).max(1.0)
}

/// Sets the stance between two actors and all below them where it differs and the filter lets it.
fn set_stances(
    world: &World,
    (a, b): (ActorId, ActorId),
    to: Stance,
    change: impl Fn(Stance) -> bool,
    event: EventRef,
    out: &mut Proposals,
) {
    for x in world.living().filter(|x| world.belongs_to(*x, a)) {
        for y in world.living().filter(|y| world.belongs_to(*y, b) && !world.belongs_to(*y, a)) {
            for (from, other) in [(x, y), (y, x)] {
                if from != other && change(world.tie(from, other).stance) {
                    out.change(event, Change::Stance(from, other, to));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
