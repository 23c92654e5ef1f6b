//! Govern: how does a government stand at home, and does it fall?
//!
//! **Standing** drifts back to what the seeds state and moves with the news: victories as the public hears them, in
//! proportion to the rhetoric that promised them (C9), defeats, civilians killed by the government's side as far as it
//! is held to account, money running out. **Unrest** fades and grows with the grievance of the people at the capital,
//! with defeats (C18), protest, and concessions that they reject (C23; more when rhetoric stood against it, C9).
//! Repression lowers it now and costs standing and grievance.
//!
//! **Coups**, per year:
//! `h = (base + trap * [coup in the last two years]) * (1 + defeat * d) * (1 - guard * p) * (1 + unrest)`, with `d`
//! defeats of late (C18) and `p` whether a patron guards the government; in a week `1 - exp(-h / 52)`. The new
//! leadership starts with borrowed standing and other rhetoric, over an army that is less of one piece, and may see
//! its patron differently.
//!
//! Source: domain 2.10 (Powell & Thyne 2011; Londregan & Poole 1990), 2.1 for audience costs. Reads: losses as
//! claimed, defeats, the public at the government's home, events and orders of the week. Changes: legitimacy, unrest,
//! rhetoric, cohesion of armies, services of the capital. Leaves out: who the leaders are, elections themselves;
//! propaganda, sanctions and the standing that concessions cost are `bargain`'s.

mod coup;

use super::View;
use crate::{
    domain::{Action, ActorKind, EventKind},
    id::{ActorId, CommunityId},
    mechanism::Rule,
    parameter::settings,
    world::{ActorField, Change, Event, Order, Proposals, Slot, World},
};

settings! { "govern" {
    /// Share of the way that standing drifts back in a week to what the seeds state.
    settling: 0.01, 0.005..0.02, in 0..1, "1/week", "assumed";
    /// Standing won in a week by a war that is wholly won, as the public hears it, when rhetoric promised it.
    rally: 0.01, 0.003..0.02, in 0..1, "1/week", "assumed (C9)";
    /// Standing lost in a week to defeats worth the capital.
    disgrace: 0.015, 0.005..0.03, in 0..1, "1/week", "assumed (C18)";
    /// Standing lost in a week of mass killing by a government that is fully held to account.
    shame: 0.02, 0..0.05, in 0..1, "1/week", "assumed";
    /// Standing lost, and unrest gained, in a week without money.
    empty_purse: 0.01, 0.003..0.02, in 0..1, "1/week", "assumed";
    /// Share of unrest that fades in a week.
    calming: 0.04, 0.02..0.08, in 0..1, "1/week", "assumed";
    /// Unrest stirred in a week by a public of full grievance under a government without standing.
    stir: 0.04, 0.015..0.08, in 0..1, "1/week", "assumed";
    /// Unrest stirred in a week by defeats worth the capital.
    defeat_anger: 0.02, 0.005..0.04, in 0..1, "1/week", "assumed (C18)";
    /// Unrest stirred by a protest against a government without standing.
    protest: 0.06, 0.02..0.12, in 0..1, "share", "assumed (C18)";
    /// Unrest stirred by a week of implementing what the public wholly rejects.
    outrage: 0.03, 0.01..0.06, in 0..1, "share", "assumed (C23)";
    /// Share of unrest that a week of repression puts down.
    repression: 0.3, 0.15..0.5, in 0..1, "share", "assumed";
    /// Standing that it costs, and grievance that it leaves at the capital.
    repression_cost: 0.015, 0.005..0.03, in 0..1, "share", "assumed";
    /// Hazard of a coup.
    base: 0.025, 0.02..0.03, in 0..5, "1/year", "domain 2.10 [K]";
    /// Added hazard in the two years after a coup.
    trap: 0.15, 0.1..0.2, in 0..5, "1/year", "domain 2.10; Londregan & Poole 1990";
    /// How much defeats worth the capital raise the hazard.
    defeat: 1.5, 1..2, in 0..20, "factor", "domain 2.10 [K]";
    /// Share of the hazard that a patron's guard takes away.
    guard: 0.5, 0.3..0.7, in 0..1, "share", "domain 2.10 [K]";
    /// How much full unrest raises the hazard.
    unrest: 1, 0.3..2, in 0..20, "factor", "assumed (C18)";
    /// Standing with which a new leadership starts.
    honeymoon: 0.6, 0.45..0.7, in 0..1, "share", "assumed";
    /// Standard deviation of the new leadership's rhetoric and view of its patron against the old.
    turn: 0.2, 0.1..0.35, in 0..1, "share", "assumed";
    /// Cohesion that the army loses in a coup.
    rift: 0.1, 0.03..0.2, in 0..1, "share", "assumed";
    /// Services that the capital loses in a coup.
    disorder: 0.03, 0..0.08, in 0..1, "share", "assumed";
    /// Dead, claimed and lost, that make the news half as loud as it can be.
    news: 100.0, 50.0..200.0 log, in 1.0..1e5, "deaths", "assumed";
    /// Civilians killed in a week that make half of the shame of mass killing.
    scandal: 50.0, 25.0..100.0 log, in 1.0..1e5, "deaths", "assumed";
    /// Share of unrest that is left after a coup.
    unrest_left: 0.3, 0.15..0.45, in 0.0..1.0, "share", "assumed";
} }

/// Moves standing and unrest of every government, and overthrows some.
pub fn govern(view: &View<Settings>, out: &mut Proposals) {
    for id in view.world.index.governments.iter().copied() {
        let record = Record::of(view.world, id);
        stand(view, id, &record, out);
        stir(view, id, &record, out);
        coup::threaten(view, id, out);
    }
    for order in view.orders(Action::Protest) {
        protest(view, order, out);
    }
    for order in view.orders(Action::Repress) {
        repress(view, order, out);
    }
}

/// The people at a government's home.
fn public(world: &World, government: ActorId) -> &[CommunityId] {
    world.actors[government.index()].home.map_or(&[], |home| &world.map.people[home.index()])
}

/// Mean of a feeling over the public, by residents.
fn mean(world: &World, public: &[CommunityId], feeling: impl Fn(CommunityId) -> f64) -> f64 {
    let all: f64 = public.iter().map(|id| world.residents_of(*id)).sum();
    let sum: f64 = public.iter().map(|id| world.residents_of(*id) * feeling(*id)).sum();
    if all > 0.0 { sum / all } else { 0.0 }
}

/// How the war went of late for everybody who fights for a government, hired companies included.
struct Record {
    /// Enemies killed as they believe it.
    claimed: f64,
    /// Own fighters lost.
    lost: f64,
    /// Defeats, one being worth the capital.
    defeats: f64,
}

impl Record {
    fn of(world: &World, government: ActorId) -> Self {
        let side = world.actors.iter().filter(|a| a.alive && a.bloc == government);
        let (claimed, lost, defeats) = side.fold((0.0, 0.0, 0.0), |(claimed, lost, defeats), a| {
            (claimed + a.claimed, lost + a.losses, defeats + a.defeats)
        });
        Self { claimed, lost, defeats: defeats.min(1.0) }
    }
}

fn stand(view: &View<Settings>, id: ActorId, record: &Record, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let us = &world.actors[id.index()];
    let stated = view.case.actors.get(us.origin.index()).map(|a| f64::midpoint(a.legitimacy.low, a.legitimacy.high));
    let mut by = set.settling * (stated.unwrap_or(us.legitimacy) - us.legitimacy);
    if view.rules.on(Rule::RhetoricBinds) {
        let Record { claimed, lost, .. } = *record;
        by += set.rally * us.rhetoric * ((claimed - lost) / (claimed + lost + set.news)).max(0.0);
    }
    by -= set.disgrace * record.defeats;
    let killed: u32 = world
        .traffic
        .events
        .iter()
        .filter(|e| e.civilian_deaths > 0 && e.actor.is_some_and(|a| world.actors[a.index()].bloc == id))
        .map(|e| e.civilian_deaths)
        .sum();
    by -= set.shame * us.accountability * f64::from(killed) / (f64::from(killed) + set.scandal);
    if us.funds < 1.0 {
        by -= set.empty_purse;
    }
    if by != 0.0 {
        out.drift(Change::Actor(id, ActorField::Legitimacy, by));
    }
}

fn stir(view: &View<Settings>, id: ActorId, record: &Record, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let us = &world.actors[id.index()];
    let public = public(world, id);
    let grievance = mean(world, public, |c| world.grievance_against(c, id));
    let mut by = set.stir * grievance * (1.0 - us.legitimacy) - set.calming * us.unrest;
    if us.funds < 1.0 {
        by += set.empty_purse;
    }
    if view.rules.on(Rule::DefeatUnsettlesTheCapital) {
        by += set.defeat_anger * record.defeats;
    }
    if view.rules.on(Rule::CapitalRejectsTheAccord) {
        by += concessions(view, id);
    }
    if by != 0.0 {
        out.drift(Change::Actor(id, ActorField::Unrest, by));
    }
}

/// Unrest over agreements that the government implemented this week with parties whom its public rejects.
fn concessions(view: &View<Settings>, id: ActorId) -> f64 {
    let world = view.world;
    let public = public(world, id);
    let bound = if view.rules.on(Rule::RhetoricBinds) { 1.0 + world.actors[id.index()].rhetoric } else { 1.0 };
    world
        .traffic
        .events
        .iter()
        .filter(|e| e.kind == EventKind::Act(Action::Implement) && e.actor == Some(id))
        .filter_map(|e| e.agreement)
        .map(|g| {
            let others = world.agreements[g.index()].parties.iter().filter(|p| world.actors[p.index()].bloc != id);
            let rejected = others.map(|p| mean(world, public, |c| (-world.support_for(c, *p)).max(0.0)));
            view.set.outrage * bound * rejected.fold(0.0, f64::max)
        })
        .sum()
}

/// A protest against the government of the place, else of the country.
fn protest(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let world = view.world;
    let home = world.actors[order.actor.index()].home;
    let rules_here = |g: &ActorId| {
        let g = &world.actors[g.index()];
        g.kind == ActorKind::Government && home.is_some() && g.home == home
    };
    let Some(target) = order.target.or_else(|| world.living().find(rules_here)).or_else(|| world.ruler()) else {
        return;
    };
    if view.is_barred(EventKind::Act(Action::Protest), Some(order.actor), Some(target), order.place) {
        return;
    }
    let event = Event::of_order(order, "govern.protest", &world.ladder).on(target);
    let event = out.event(Event { place: order.place.or(home), ..event });
    out.because(event, Slot::Actor(target), 1.0);
    if view.rules.on(Rule::DefeatUnsettlesTheCapital) {
        let by = view.set.protest * (1.0 - world.actors[target.index()].legitimacy);
        out.change(event, Change::Actor(target, ActorField::Unrest, by));
    }
}

fn repress(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let (world, id) = (view.world, order.actor);
    if view.is_barred(EventKind::Act(Action::Repress), Some(id), order.target, order.place) {
        return;
    }
    let event = Event::of_order(order, "govern.repress", &world.ladder);
    let event = out.event(Event { place: world.actors[id.index()].home, ..event });
    out.because(event, Slot::Actor(id), 1.0);
    let by = view.set.repression * world.actors[id.index()].unrest;
    out.change(event, Change::Actor(id, ActorField::Unrest, -by));
    out.change(event, Change::Actor(id, ActorField::Legitimacy, -view.set.repression_cost));
    for community in public(world, id) {
        out.change(event, Change::Grievance(*community, id, view.set.repression_cost));
    }
}

#[cfg(test)]
mod tests;
