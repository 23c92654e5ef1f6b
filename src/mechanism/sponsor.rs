//! Sponsor: who is paid for protection, who stays, and who goes home?
//!
//! Under a contract of protection in force the client owes the provider a weekly sum. It pays as far as its funds go;
//! what is not paid adds up in weeks of pay, and an order to pay settles arrears ahead of everything else. A paid
//! provider keeps its men up to the number that the sum buys, as far as the power behind it is free for it. The
//! contract ends in a week with probability
//! `1 - exp(-(impatience * max(0, unpaid - patience) + fatigue * max(0, load - endurance)))`, `unpaid` in weeks,
//! `load` the burden of the power behind it plus the provider's losses as a share of its men. Then the provider's men
//! leave over some weeks. Orders hire a new provider, or take back an old one, and end the missions of peacekeepers
//! and outside powers.
//!
//! Source: domain 2.10 (patron supplies capacity against payment; support falls when its own losses or costs pass a
//! threshold); numbers assumed. Reads: contracts, funds, losses, burden, orders. Changes: funds, arrears, contracts,
//! men, camps, guarantees. Leaves out: mining rights and other pay in kind; what guards a government is `govern`'s,
//! what a patron does for confidence `notice`'s.

mod hire;
mod mission;

use super::View;
use crate::{
    chance::{Purpose, laws},
    domain::{Action, AgreementKind, AgreementState, Clause, EventKind, ForceKind, Shock},
    id::{ActorId, AgreementId},
    parameter::settings,
    world::{ActorField, Agreement, Change, Event, Proposals, Slot, TieField, World},
};

settings! { "sponsor" {
    /// Weeks of pay that a provider lets its client owe.
    patience: 8, 4..16, in 0..500, "weeks", "assumed";
    /// Hazard of leaving for each week owed beyond that.
    impatience: 0.03, 0.01..0.08 log, in 0..10, "1/week", "assumed";
    /// Load from which the power behind a provider tires.
    endurance: 0.9, 0.7..1.2, in 0..10, "share", "assumed; threshold after domain 2.10";
    /// Hazard of leaving for load beyond that.
    fatigue: 0.05, 0.01..0.15 log, in 0..10, "1/week", "assumed";
    /// Affinity lost between client and provider in a week without pay.
    sourness: 0.01, 0..0.03, in 0..1, "1/week", "assumed";
    /// Pay of a hired man, of the upkeep of a soldier.
    price: 1.5, 1..2.5, in 0.1..50, "man-weeks", "assumed: what the seeds state of the contract in the case";
    /// Share of missing men whom a free and paid provider replaces in a week.
    rotation: 0.03, 0.01..0.08 log, in 0..1, "1/week", "assumed: a tour of duty";
    /// Men who come with a new contract.
    company: 400, 200..800 log, in 1..1e5, "men", "assumed";
    /// Share of the men of a provider or mission that leaves in a week once it goes.
    departure: 0.25, 0.1..0.5, in 0.01..1, "1/week", "assumed";
    /// Morale and supply of men who come under contract.
    fresh: 0.75, 0.65..0.85, in 0.0..1.0, "share", "assumed";
    /// What is left of a force when it is gone for good.
    remnant: 30.0, 15.0..60.0 log, in 1.0..1e4, "men", "assumed: a platoon";
} }

const LEAVE: Purpose = Purpose::of("sponsor.leave");
/// Pays and serves contracts, ends some, hires, and sends missions home.
pub fn sponsor(view: &View<Settings>, out: &mut Proposals) {
    for (id, pact) in view.world.pacts().filter(|(_, g)| g.kind == AgreementKind::Patronage && g.parties.len() >= 2) {
        if pact.state.is_in_force() {
            pay(view, id, pact, out);
            serve(view, pact, out);
            reconsider(view, id, pact, out);
        } else if pact.state <= AgreementState::Breached {
            withdraw(view, pact, out);
        }
    }
    for order in view.orders(Action::Hire) {
        hire::hire(view, order, out);
    }
    for order in view.orders(Action::EndMission) {
        mission::end(view, order, out);
    }
}

/// Weekly sum of a contract.
fn due(pact: &Agreement) -> f64 {
    pact.clauses.iter().filter(|c| c.clause == Clause::Payment).map(|c| c.amount).sum()
}

/// The week's pay, and arrears where they were ordered paid.
fn pay(view: &View<Settings>, id: AgreementId, pact: &Agreement, out: &mut Proposals) {
    let (client, provider, due) = (pact.parties[0], pact.parties[1], due(pact));
    if due <= 0.0 {
        return;
    }
    let world = view.world;
    let purse = world.actors[client.index()].funds.max(0.0);
    let owed = world.actors[provider.index()].unpaid;
    let order = view.orders(Action::Pay).find(|o| o.actor == client && o.agreement.is_none_or(|g| g == id));
    let barred = view.is_barred(EventKind::Act(Action::Pay), Some(client), Some(provider), None);
    let Some(order) = order.filter(|_| !barred) else {
        let paid = purse.min(due);
        transfer(client, provider, paid, crate::world::EventRef::DRIFT, out);
        let missing = 1.0 - paid / due;
        if missing > 0.0 {
            out.drift(Change::Actor(provider, ActorField::Unpaid, missing));
            out.drift(Change::Tie(provider, client, TieField::Affinity, -view.set.sourness * missing));
        }
        return;
    };
    // Who has decided to pay settles what is due and what is owed, and goes into debt with others for the week's pay.
    let paid = (due * (1.0 + owed)).min(purse.max(due));
    let event = out.event(Event::of_order(order, "sponsor.pay", &world.ladder).on(provider).about(id));
    out.because(event, Slot::Agreement(world.agreements[id.index()].key), 1.0);
    transfer(client, provider, paid, event, out);
    out.change(event, Change::Actor(provider, ActorField::Unpaid, -(paid / due - 1.0).min(owed)));
}

fn transfer(from: ActorId, to: ActorId, sum: f64, event: crate::world::EventRef, out: &mut Proposals) {
    if sum > 0.0 {
        out.change(event, Change::Actor(from, ActorField::Funds, -sum));
        out.change(event, Change::Actor(to, ActorField::Funds, sum));
    }
}

/// Fresh men for a provider that is paid and whose power is free for it.
fn serve(view: &View<Settings>, pact: &Agreement, out: &mut Proposals) {
    let world = view.world;
    let provider = pact.parties[1];
    let behind = pact.guarantor.map_or(0.0, |g| world.actors[g.index()].burden);
    let missing = due(pact) / view.set.price - world.strength(provider);
    let men = view.set.rotation * missing * (1.0 - behind);
    if men < 1.0 || world.actors[provider.index()].unpaid > 0.0 {
        return;
    }
    let bodies = world.standing().map(|id| world.force(id));
    let most = bodies
        .filter(|f| f.actor == provider && f.march.is_none() && f.kind != ForceKind::AirWing)
        .max_by(|a, b| a.strength.total_cmp(&b.strength).then(b.key.cmp(&a.key)));
    if let Some(force) = most {
        let key = force.key.child("rotation", world.week);
        let (place, fresh) = ((force.place, force.kind), view.set.fresh);
        out.drift(Change::muster(key, provider, place, men, (fresh, fresh)));
    }
}

/// Weekly hazard that a provider ends its contract.
fn hazard(view: &View<Settings>, pact: &Agreement) -> f64 {
    let (world, set) = (view.world, view.set);
    let provider = &world.actors[pact.parties[1].index()];
    let men = world.strength(pact.parties[1]);
    let lost = if men + provider.losses > 0.0 { provider.losses / (men + provider.losses) } else { 0.0 };
    let load = pact.guarantor.map_or(provider.burden, |g| world.actors[g.index()].burden) + lost;
    set.impatience * (provider.unpaid - set.patience).max(0.0) + set.fatigue * (load - set.endurance).max(0.0)
}

fn reconsider(view: &View<Settings>, id: AgreementId, pact: &Agreement, out: &mut Proposals) {
    let world = view.world;
    let (client, provider) = (pact.parties[0], pact.parties[1]);
    let kind = EventKind::Shock(Shock::PatronLeaves);
    let whose = world.actors[provider.index()].key.with(world.actors[client.index()].key);
    if !view.chance.happens(LEAVE, whose, laws::within_week(hazard(view, pact)))
        || view.is_barred(kind, Some(provider), Some(client), None)
    {
        return;
    }
    let event = out.event(Event::new(kind, "sponsor.leave").by(provider).on(client).about(id));
    out.because(event, Slot::Actor(provider), 0.5);
    out.because(event, Slot::Agreement(pact.key), 0.5);
    out.change(event, Change::AgreementState(id, AgreementState::Suspended));
}

/// Men of a provider without contract leave over some weeks, unless somebody else pays it.
fn withdraw(view: &View<Settings>, pact: &Agreement, out: &mut Proposals) {
    let provider = pact.parties[1];
    if in_pay(view.world, provider) || view.world.actors[provider.index()].kind != crate::domain::ActorKind::Mercenary {
        return;
    }
    mission::thin_out(view, provider, view.set.departure, out);
}

/// Whether a provider has a contract in force.
fn in_pay(world: &World, provider: ActorId) -> bool {
    world.pacts().any(|(_, g)| {
        g.kind == AgreementKind::Patronage && g.state.is_in_force() && g.parties.get(1) == Some(&provider)
    })
}

#[cfg(test)]
mod tests;
