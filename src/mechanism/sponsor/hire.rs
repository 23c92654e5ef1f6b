//! Hiring: a new contract, or an old one taken up again, and the men who come with it.

use super::{Settings, in_pay};
use crate::{
    domain::{Action, ActorKind, AgreementKind, AgreementState, Clause, EventKind, ForceKind},
    id::ActorId,
    mechanism::View,
    world::{ActorField, AgreementClause, Change, Event, Order, Proposals, Slot, World},
};

/// Signs with a provider that serves nobody else; its first men come to the client's home.
pub(super) fn hire(view: &View<Settings>, order: &Order, out: &mut Proposals) {
    let (world, client) = (view.world, order.actor);
    let Some(provider) = order.target.or_else(|| any_provider(world, client)) else { return };
    if in_pay(world, provider)
        || world.actors[provider.index()].kind != ActorKind::Mercenary
        || view.is_barred(EventKind::Act(Action::Hire), Some(client), Some(provider), order.place)
    {
        return;
    }
    let mut event = Event::of_order(order, "sponsor.hire", &world.ladder).on(provider);
    event.place = world.actors[client.index()].home;
    let old = world.pacts().find(|(_, g)| g.kind == AgreementKind::Patronage && g.parties[..] == [client, provider]);
    event.agreement = old.map(|(id, _)| id);
    let event = out.event(event);
    out.because(event, Slot::Tie(client, provider), 1.0);
    match old {
        Some((id, _)) => out.change(event, Change::AgreementState(id, AgreementState::Signed)),
        None => out.change(event, contract(view, client, provider)),
    }
    out.change(event, Change::Actor(provider, ActorField::Unpaid, -world.actors[provider.index()].unpaid));
    if let Some(place) = world.actors[client.index()].home {
        let key = world.actors[provider.index()].key.child("hire", world.week);
        let (company, fresh) = (view.set.company, view.set.fresh);
        out.change(event, Change::muster(key, provider, (place, ForceKind::Garrison), company, (fresh, fresh)));
    }
}

fn contract(view: &View<Settings>, client: ActorId, provider: ActorId) -> Change {
    let world = view.world;
    let payment = AgreementClause {
        clause: Clause::Payment,
        weight: 1.0,
        bears: Some(client),
        amount: view.set.company * view.set.price,
    };
    let (us, them) = (world.actors[client.index()].key, world.actors[provider.index()].key);
    Change::Sign {
        key: us.with(them).child("hire", world.week),
        kind: AgreementKind::Patronage,
        a: client,
        b: provider,
        guarantor: power_behind(world, provider),
        mediator: None,
        place: None,
        trust: world.tie(client, provider).trust,
        clauses: [Some(payment), None, None, None],
    }
}

/// The outside power that is closest to a provider and counts it an ally; of equals the one of the lower key.
fn power_behind(world: &World, provider: ActorId) -> Option<ActorId> {
    let powers = world
        .living()
        .filter(|s| world.actors[s.index()].kind == ActorKind::Sponsor && world.tie(*s, provider).stance.is_ally());
    powers.max_by(|a, b| {
        let (x, y) = (world.tie(*a, provider).affinity, world.tie(*b, provider).affinity);
        x.total_cmp(&y).then(world.actors[b.index()].key.cmp(&world.actors[a.index()].key))
    })
}

/// The free provider that a client likes best.
fn any_provider(world: &World, client: ActorId) -> Option<ActorId> {
    let free = world.living().filter(|p| world.actors[p.index()].kind == ActorKind::Mercenary && !in_pay(world, *p));
    free.max_by(|a, b| {
        let (x, y) = (world.tie(client, *a).affinity, world.tie(client, *b).affinity);
        x.total_cmp(&y).then(world.actors[b.index()].key.cmp(&world.actors[a.index()].key))
    })
}
