//! Hold: who controls a place, and does the state work there?
//!
//! Control is a share per actor and place that follows slowly (Kalyvas 2006 in the form of domain 2.3):
//! `κ += η (0.6 presence + 0.4 services - κ)`, presence being the actor's share of the armed men there (those in hiding count in
//! part, and as much as people like them), services counting for the holder only. So a garrison without services saturates at
//! 0.6: taking a town is not holding it (C2; off: presence alone counts, fully). Patrols add to presence. Services grow when they
//! are administered, shrink with danger, and stop under blockade.
//!
//! Who holds: the holder keeps a place while men of its bloc stand in it; when none do, the strongest other who stands there takes
//! it; a place with nobody in it stays with its holder until control falls below `lost_grip`. The five states follow in [`state_of`].
//!
//! Reads: men, orders, support, services. Changes: control, holder, state, services, blockades, camps, shields, person-weeks.

use super::{Rule, View};
use crate::{
    domain::{Action, Camp, EventKind, PlaceState, Shock},
    id::{ActorId, PlaceId},
    parameter::settings,
    world::{ActorField, Change, Event, Order, PlaceField, Proposals, Slot, World},
};
use std::cmp::Ordering;

settings! { "hold" {
    /// How fast control follows presence and services.
    pace: 0.07, 0.05..0.1, in 0.0..1.0, "1/week", "domain 2.3: 0.05 to 0.1";
    /// Weight of presence; services have the rest.
    presence_weight: 0.6, 0.5..0.7, in 0.0..1.0, "share", "domain 2.3, from Kalyvas 2006";
    /// How much men in hiding count towards presence, before people's liking.
    shadow: 0.4, 0.3..0.5, in 0.0..1.0, "share", "assumed: those in hiding rule by night";
    /// How much people's support moves what men in hiding count.
    harbour: 0.4, 0.2..0.6, in 0.0..1.0, "share", "assumed; collaboration, domain 2.3";
    /// Weight of a patrol, in men who patrol for each who is there.
    patrol: 0.5, 0.3..0.7, in 0.0..5.0, "share", "assumed";
    /// Growth of services while they are administered, of what is still lacking.
    build: 0.0075, 0.005..0.01, in 0.0..1.0, "1/week", "domain 2.3: 0.5 to 1 percent a week";
    /// Loss of services with ten deaths of late.
    wreck: 0.01, 0.005..0.02, in 0.0..1.0, "1/week", "assumed";
    /// Loss of services under blockade.
    strangle: 0.03, 0.02..0.05, in 0.0..1.0, "1/week", "assumed; zero growth under blockade, domain 2.3";
    /// Services from which a place counts as administered.
    minimum_services: 0.3, 0.25..0.35, in 0.0..1.0, "share", "assumed: the lower third of what the capital has";
    /// Control share of an enemy from which a place is contested.
    contest: 0.3, 0.25..0.35, in 0.0..1.0, "share", "assumed";
    /// Men needed to take a place that nobody defends.
    foothold: 20.0, 10.0..40.0, in 1.0..1000.0, "men", "assumed: a platoon";
    /// Weekly chance that a blockade whose men are too few to keep it up ends.
    slip: 0.15, 0.1..0.25, in 0.0..1.0, "1/week", "assumed";
    /// Men for each man of the garrison below which a blockade cannot be kept up.
    ring: 0.15, 0.1..0.2, in 0.0..5.0, "ratio", "assumed: blockades here are of roads, not of walls";
    /// Confidence that taking a place of full worth from an enemy gives, and losing it takes.
    won_confidence: 0.2, 0.1..0.3, in 0.0..1.0, "confidence", "assumed";
    /// Share of control below which nobody counts as holding a place any more.
    lost_grip: 0.1, 0.05..0.15, in 0.0..0.5, "share", "assumed";
    /// Danger at which services are wrecked at the stated rate.
    wreck_danger: 10.0, 5.0..20.0 log, in 0.1..1000.0, "deaths", "assumed";
} }

const SLIP: crate::chance::Purpose = crate::chance::Purpose::of("hold.slip");

/// Moves control, holders, services and blockades of every contested place.
pub fn hold(view: &View<Settings>, out: &mut Proposals) {
    let mut weights = std::mem::take(&mut out.scratch.numbers);
    let (mut cut_off, mut unserved) = (0.0, 0.0);
    for place in view.world.all_places().filter(|p| view.world.is_contestable(*p)) {
        let holder = change_hands(view, out, place);
        weights.clear();
        weights.extend(view.world.index.present[place.index()].iter().map(|a| weight(view, place, *a, holder)));
        control(view, out, place, holder, &weights);
        services(view, out, place, holder);
        let ringed = blockade(view, out, place, holder).is_some();
        let state = state_of(view, place, holder, ringed);
        if state != view.world.places[place.index()].state {
            out.drift(Change::PlaceState(place, state));
        }
        let there = &view.world.places[place.index()];
        let people = there.residents + there.hosted;
        cut_off += if ringed { people } else { 0.0 };
        unserved += if there.services < view.set.minimum_services { people } else { 0.0 };
    }
    out.scratch.numbers = weights;
    out.drift(Change::PersonWeeks([cut_off, unserved, 0.0]));
    for order in view.orders(Action::Protect) {
        if let Some(place) = order.place {
            out.drift(Change::Place(place, PlaceField::Shield, order.effort));
        }
    }
    for order in view.orders(Action::SeizeCamp) {
        seize(view, out, order);
    }
}

/// Who holds the place now, and a capture if that is news.
fn change_hands(view: &View<Settings>, out: &mut Proposals, place: PlaceId) -> Option<ActorId> {
    let world = view.world;
    let holder = world.places[place.index()].holder;
    let defended = holder.is_some_and(|h| world.friends_at(h, place) >= 1.0);
    if defended {
        let own = holder.filter(|h| world.men_at(*h, place) >= 1.0);
        let next = own.or_else(|| {
            strongest(world, place, |a| may_rule(world, a) && holder.is_some_and(|h| world.are_friends(h, a)))
                .or(holder)
        });
        if next != holder {
            out.drift(Change::Holder(place, next));
        }
        return next;
    }
    let taker = strongest(world, place, |a| world.men_at(a, place) >= view.set.foothold && may_rule(world, a));
    if let Some(taker) = taker
        && !view.is_barred(EventKind::Shock(Shock::Capture), Some(taker), holder, Some(place))
    {
        capture(view, out, place, holder, taker);
        return Some(taker);
    }
    if let Some(h) = holder
        && world.control_of(place, world.actors[h.index()].bloc) < view.set.lost_grip
    {
        out.drift(Change::Holder(place, None));
        return None;
    }
    holder
}

/// Peacekeepers and mediators stand in places without ruling them.
fn may_rule(world: &World, actor: ActorId) -> bool {
    use crate::domain::ActorKind::{Army, Jihadist, Mercenary, Militia, Movement};
    matches!(world.actors[actor.index()].kind, Army | Jihadist | Mercenary | Militia | Movement)
}

/// The actor with most men at a place among those that qualify.
fn strongest(world: &World, place: PlaceId, qualifies: impl Fn(ActorId) -> bool) -> Option<ActorId> {
    let mut best: Option<(f64, ActorId)> = None;
    for actor in world.index.present[place.index()].iter().copied().filter(|a| qualifies(*a)) {
        let men = world.men_at(actor, place);
        if best.is_none_or(|(most, _)| men > most) {
            best = Some((men, actor));
        }
    }
    best.map(|(_, actor)| actor)
}

fn capture(view: &View<Settings>, out: &mut Proposals, place: PlaceId, from: Option<ActorId>, taker: ActorId) {
    let mut event = Event::shock(Shock::Capture, "hold.capture").by(taker).at(place);
    event.target = from;
    let event = out.event(event);
    out.because(event, Slot::Place(place), 0.6);
    out.because(event, Slot::Control(place, taker), 0.4);
    out.change(event, Change::Holder(place, Some(taker)));
    let enemy = from.filter(|f| view.world.are_enemies(*f, taker));
    if let Some(loser) = enemy {
        let value = view.world.places[place.index()].value;
        out.change(event, Change::Actor(loser, ActorField::Defeats, value));
        out.change(event, Change::Actor(taker, ActorField::Confidence, view.set.won_confidence * value));
        out.change(event, Change::Actor(loser, ActorField::Confidence, -view.set.won_confidence * value));
    }
}

/// What the men of an actor count at a place: all in the open, part in hiding, patrols more.
fn weight(view: &View<Settings>, place: PlaceId, actor: ActorId, holder: Option<ActorId>) -> f64 {
    let world = view.world;
    let men = world.men_at(actor, place);
    let guest = world.actors[actor.index()].kind == crate::domain::ActorKind::Government;
    if men <= 0.0 || !(guest || may_rule(world, actor)) {
        return 0.0;
    }
    let on_top = holder.is_some_and(|h| world.are_friends(h, actor));
    let seen =
        if on_top { 1.0 } else { (view.set.shadow + view.set.harbour * world.liking(place, actor)).clamp(0.0, 1.0) };
    let patrols = view.orders(Action::Patrol).any(|o| o.actor == actor && o.place == Some(place));
    men * seen * if patrols { 1.0 + view.set.patrol } else { 1.0 }
}

/// Moves the shares of those who stand there, with these weights, and of those who no longer do.
fn control(view: &View<Settings>, out: &mut Proposals, place: PlaceId, holder: Option<ActorId>, weights: &[f64]) {
    let (world, set) = (view.world, view.set);
    let (row, services) = (world.control.row(place.index()), world.places[place.index()].services);
    let c2 = view.rules.on(Rule::TakingIsNotHolding);
    let mut follow = |actor: ActorId, presence: f64| {
        let share = row[actor.index()];
        let aim = match (c2, holder == Some(actor)) {
            (true, true) => set.presence_weight * presence + (1.0 - set.presence_weight) * services,
            (true, false) => set.presence_weight * presence,
            (false, _) => presence,
        };
        let by = set.pace * (aim - share);
        if by.abs() > 1e-9 && (presence > 0.0 || share > 0.0) {
            out.drifts.control(place, actor, by);
        }
    };
    let all: f64 = weights.iter().sum();
    let present = &world.index.present[place.index()];
    for (actor, own) in present.iter().zip(weights) {
        follow(*actor, if all > 0.0 { own / all } else { 0.0 });
    }
    for actor in world.index.rulers[place.index()].iter().filter(|a| world.men_at(**a, place) <= 0.0) {
        follow(*actor, 0.0);
    }
}

fn services(view: &View<Settings>, out: &mut Proposals, place: PlaceId, holder: Option<ActorId>) {
    let (set, there) = (view.set, &view.world.places[place.index()]);
    // At most three times that rate: what lies in ruins is not wrecked again.
    let mut by = -set.wreck * (there.danger / set.wreck_danger).min(3.0) * there.services;
    if there.blockade.is_some() {
        by -= set.strangle * there.services;
    } else {
        let rules = |actor: ActorId| holder.is_some_and(|h| view.world.are_friends(h, actor));
        let served = view.orders(Action::Administer).find(|o| o.place == Some(place) && rules(o.actor));
        if let Some(order) = served {
            let event = out.event(Event::of_order(order, "hold.administer", &view.world.ladder).at(place));
            out.change(event, Change::Place(place, PlaceField::Services, set.build * (1.0 - there.services)));
        }
    }
    if by < -1e-9 {
        out.drift(Change::Place(place, PlaceField::Services, by));
    }
}

/// Blockades begin by order, end by order, when the blockader holds the place or is gone, or slip when its men are too few.
/// Returns who cuts the place off from now on.
fn blockade(view: &View<Settings>, out: &mut Proposals, place: PlaceId, holder: Option<ActorId>) -> Option<ActorId> {
    let world = view.world;
    let there = &world.places[place.index()];
    if let Some(by) = there.blockade {
        let men = world.friends_at(by, place) + world.near_friends(by, place);
        let garrison = world.enemies_at(by, place);
        let over = men < 1.0 || holder.is_none_or(|h| world.are_friends(h, by) || !world.are_enemies(h, by));
        let lifted = view.orders(Action::LiftBlockade).find(|o| o.actor == by && o.place == Some(place));
        let key = world.actors[by.index()].key.with(there.key);
        let slips = men < view.set.ring * garrison && view.chance.happens(SLIP, key, view.set.slip);
        if over || slips || lifted.is_some() {
            let event = match lifted {
                Some(order) => Event::of_order(order, "hold.lift", &world.ladder),
                None => Event::act(Action::LiftBlockade, "hold.lift").by(by),
            };
            let event = out.event(event.at(place));
            out.because(event, Slot::Control(place, by), 1.0);
            out.change(event, Change::Blockade(place, None));
            return None;
        }
        return Some(by);
    }
    let first = view.orders(Action::Blockade).filter(|o| {
        o.place == Some(place)
            && holder.is_some_and(|h| {
                let ring = world.friends_at(o.actor, place) + world.near_friends(o.actor, place);
                world.are_enemies(o.actor, h) && ring >= view.set.ring * world.friends_at(h, place)
            })
    });
    // Of several who would cut a place off, the one with most men there does.
    let order = first.max_by(|a, b| by_men(world, a, b));
    let (order, holder) = order.zip(holder)?;
    let event = out.event(Event::of_order(order, "hold.blockade", &world.ladder).on(holder).at(place));
    out.change(event, Change::Blockade(place, Some(order.actor)));
    Some(order.actor)
}

/// Who commands a place, cut off or not, and how well: the five states of the case's outcomes.
fn state_of(view: &View<Settings>, place: PlaceId, holder: Option<ActorId>, ringed: bool) -> PlaceState {
    let world = view.world;
    let there = &world.places[place.index()];
    let Some(holder) = holder else { return PlaceState::Contested };
    let bloc = |id: &ActorId| world.actors[id.index()].bloc;
    let own = world.control_of(place, bloc(&holder));
    let enemies = world.index.rulers[place.index()].iter().filter(|id| world.are_enemies(holder, **id));
    let (mut strongest_enemy, mut last): (f64, _) = (0.0, None);
    for enemy in enemies.map(bloc) {
        if last.replace(enemy) != Some(enemy) {
            strongest_enemy = strongest_enemy.max(world.control_of(place, enemy));
        }
    }
    if world.government_of(holder).is_none() {
        return if strongest_enemy > own { PlaceState::Contested } else { PlaceState::RebelHeld };
    }
    if ringed {
        PlaceState::Besieged
    } else if strongest_enemy >= view.set.contest || strongest_enemy > own {
        PlaceState::Contested
    } else if there.services >= view.set.minimum_services {
        PlaceState::Administered
    } else {
        PlaceState::GarrisonOnly
    }
}

/// Who comes with more men; of equals the one of the lower key.
fn by_men(world: &World, a: &Order, b: &Order) -> Ordering {
    let key = |order: &Order| world.actors[order.actor.index()].key;
    a.effort.total_cmp(&b.effort).then_with(|| key(b).cmp(&key(a)))
}

/// Occupies a vacated camp: of several who would, the one with most men there.
fn seize(view: &View<Settings>, out: &mut Proposals, order: &Order) {
    let Some(place) = order.place else { return };
    let world = view.world;
    let rivals = view.orders(Action::SeizeCamp).filter(|o| o.place == Some(place));
    let first = rivals.max_by(|a, b| by_men(world, a, b));
    let there = &world.places[place.index()];
    if there.camp != Camp::Vacated || first.is_none_or(|o| o.actor != order.actor) {
        return;
    }
    let event = Event::of_order(order, "hold.seize_camp", &world.ladder).at(place);
    let event = out.event(Event { target: there.camp_host, ..event });
    out.change(event, Change::Camp(place, Camp::Handed, Some(order.actor)));
}

#[cfg(test)]
mod tests;
