//! What clauses oblige to, week by week, while an agreement is in force.

use super::Settings;
use crate::{
    chance::Purpose,
    domain::{ActorKind, Clause, ForceKind},
    id::{ActorId, AgreementId, ForceId},
    mechanism::View,
    world::{ActorField, Agreement, AgreementClause, AgreementField, Change, ForceField, PlaceField, Proposals, World},
};

const JOIN: Purpose = Purpose::of("comply.join_army");

/// Carries out the clauses of an agreement in force. Those about fighting, watching and handing over camps work elsewhere.
pub(super) fn carry_out(view: &View<Settings>, id: AgreementId, agreement: &Agreement, out: &mut Proposals) {
    let state = agreement.parties.iter().copied().find(|p| view.world.actors[p.index()].kind == ActorKind::Government);
    for clause in &agreement.clauses {
        match (clause.clause, state) {
            (Clause::Integration, Some(state)) => integrate(view, agreement, clause, state, out),
            (Clause::Decentralisation, Some(state)) => decentralise(view, agreement, clause, state, out),
            (Clause::Amnesty, _) => pardon(view, id, agreement, clause, state, out),
            (Clause::Payment, _) => pay(view, id, agreement, clause, out),
            _ => {}
        }
    }
}

/// Whether an actor is on the side of a party other than this one.
fn is_other_side(world: &World, agreement: &Agreement, actor: ActorId, state: Option<ActorId>) -> bool {
    agreement.parties.iter().any(|p| Some(*p) != state && world.belongs_to(actor, *p))
}

/// Fighters of the other parties join the army at its home, where it trains and posts them, as confidence allows.
fn integrate(
    view: &View<Settings>,
    agreement: &Agreement,
    clause: &AgreementClause,
    state: ActorId,
    out: &mut Proposals,
) {
    let (world, set) = (view.world, view.set);
    let is_army = |a: &ActorId| world.actors[a.index()].kind == ActorKind::Army && world.belongs_to(*a, state);
    let Some(army) = world.living().filter(is_army).min_by_key(|a| world.actors[a.index()].key) else { return };
    let eligible = |f: &crate::world::Force| {
        f.strength > 0.0
            && f.march.is_none()
            && f.kind != ForceKind::AirWing
            && world.actors[f.actor.index()].kind.is_irregular()
            && is_other_side(world, agreement, f.actor, Some(state))
    };
    let men: f64 = world.forces.iter().filter(|f| eligible(f)).map(|f| f.strength).sum();
    if men <= 0.0 || agreement.progress <= 0.0 {
        return;
    }
    let share = (set.integration * agreement.trust * clause.amount / men).min(1.0);
    for (i, force) in world.forces.iter().enumerate().filter(|(_, f)| eligible(f)) {
        let going = (share * force.strength + view.chance.unit(JOIN, force.key)).floor().min(force.strength);
        if going < 1.0 {
            continue;
        }
        enlist(world, i.into(), army, going, out);
        let by = -set.ranks_leave * going / men;
        out.drift(Change::Actor(force.actor, ActorField::Cohesion, by));
    }
}

/// Men of a force join an army at its home; without one, where they stand.
fn enlist(world: &World, id: ForceId, army: ActorId, men: f64, out: &mut Proposals) {
    let force = world.force(id);
    out.drift(Change::Force(id, ForceField::Strength, -men));
    let key = force.key.child("integrate", world.week);
    let place = world.actors[army.index()].home.unwrap_or(force.place);
    out.drift(Change::muster(key, army, (place, ForceKind::Garrison), men, (force.morale, force.supply)));
}

/// Services and goodwill grow where the other parties hold, at some cost in standing for the government.
fn decentralise(
    view: &View<Settings>,
    agreement: &Agreement,
    clause: &AgreementClause,
    state: ActorId,
    out: &mut Proposals,
) {
    let (world, set) = (view.world, view.set);
    let done = clause.weight * agreement.progress;
    if done <= 0.0 {
        return;
    }
    for place in world.all_places() {
        let holder = world.places[place.index()].holder;
        if !holder.is_some_and(|h| is_other_side(world, agreement, h, Some(state))) {
            continue;
        }
        out.drift(Change::Place(place, PlaceField::Services, set.decentralised_services * done));
        for community in &world.map.people[place.index()] {
            if *world.grievance.at(community.index(), state.index()) > 0.0 {
                out.drift(Change::Grievance(*community, state, -set.decentralised_relief * done));
            }
        }
    }
    out.drift(Change::Actor(state, ActorField::Legitimacy, -set.decentralised_cost * done));
}

/// Fighters go home, ranks thin out, and those who keep the promise are trusted more.
fn pardon(
    view: &View<Settings>,
    id: AgreementId,
    agreement: &Agreement,
    clause: &AgreementClause,
    state: Option<ActorId>,
    out: &mut Proposals,
) {
    let (world, set) = (view.world, view.set);
    let share = set.amnesty * clause.weight * agreement.trust;
    for (i, force) in world.forces.iter().enumerate().filter(|(_, f)| f.strength > 0.0 && f.kind == ForceKind::Band) {
        if is_other_side(world, agreement, force.actor, state) {
            out.drift(Change::Force(i.into(), ForceField::Strength, -share * force.strength));
        }
    }
    let led = |a: &ActorId| world.actors[a.index()].kind.is_irregular() && is_other_side(world, agreement, *a, state);
    for actor in world.living().filter(led) {
        out.drift(Change::Actor(actor, ActorField::Cohesion, -set.ranks_leave * share));
    }
    out.drift(Change::Agreement(id, AgreementField::Trust, share));
}

/// One party pays the others; what is not paid costs confidence.
fn pay(view: &View<Settings>, id: AgreementId, agreement: &Agreement, clause: &AgreementClause, out: &mut Proposals) {
    let Some(payer) = clause.bears else { return };
    let others = agreement.parties.iter().filter(|p| **p != payer).count() as f64;
    if clause.amount <= 0.0 || others == 0.0 {
        return;
    }
    if view.world.actors[payer.index()].funds < clause.amount {
        out.drift(Change::Agreement(id, AgreementField::Trust, -view.set.quiet - view.set.frustration * clause.weight));
        return;
    }
    out.drift(Change::Actor(payer, ActorField::Funds, -clause.amount));
    for other in agreement.parties.iter().filter(|p| **p != payer) {
        out.drift(Change::Actor(*other, ActorField::Funds, clause.amount / others));
    }
}
