//! Hold: who holds each town, who rules the country around it, and does the state work there?
//!
//! **Hinterland** ([`country`]). The shares of the country move where enemies contend: `h += pace (pool i / sum i - h)`, `i = M g(s) / (M' + grip)`, `M` an
//! actor's men in the country (bands and those who clear it whole, of garrisons and other columns those who patrol), `M'` those of its side there, `pool` what the others do not
//! rule, `g` 1 where people are all for it, `neutral` where they do not care, 0 where all are against it. Elsewhere nothing moves, except that shares of those
//! who have nobody there fade by `fade`, and that country which nobody rules comes to a holder who serves his town, by `attract`.
//!
//! **Town** ([`town`]). The holder keeps the town while men of its side stand there, against an operation while some of them are its enemies. A town without them is taken by an operation: one that seizes or
//! besieges it, raiders who linger, or regulars on their way; the leader of the planner's own men becomes the holder, not whoever stands there with most. Bands that live in the country around do not drift
//! into the streets: an empty town falls to an enemy who rules the country with chance `lapse` a week. What was taken less than `brief` weeks ago and
//! left again falls back to whoever held it before, if its men are near.
//!
//! **Siege** ([`ring`]): how a ring ends; it is closed by an operation. **Services** grow when they are administered, shrink with danger and stop under siege.
//!
//! **State** of a place, the first that fits. Nobody holds it: contested. The state's side holds it and is cut off: besieged. An enemy rules `contest` of the
//! country and has more men there than the holder's side: contested. Another side than the state's holds it: rebel-held. Served, and no enemy rules more of the
//! country than the holder: administered. Else garrison only: a town without its country is an island, whatever stands in it (C2). To rule the
//! country is not yet to contest the town. An ally of the state holds for the state.
//!
//! C2 off: taking a town is holding it: whole garrisons count in the country, liking does not, and shares move wherever anybody stands.
//!
//! Source: Kalyvas 2006 (control follows presence and people); numbers assumed. Reads: men, operations, orders, support, services. Changes: shares
//! of the country, holders, states, services, sieges, camps, shields, person-weeks. Leaves out: neighbourhoods, courts and schools one by one.

mod country;
mod ring;
mod town;

use super::View;
use crate::{
    domain::{Action, Camp, PlaceState},
    id::{ActorId, PlaceId},
    parameter::settings,
    world::{Change, Event, Order, PlaceField, Proposals, World},
};
use std::cmp::Ordering;

settings! { "hold" {
    /// How fast shares of the country move where enemies contend for it.
    pace: 0.04, 0.02..0.08, in 0.0..1.0, "1/week", "assumed: half of the way in four months";
    /// Share of what they rule that those lose in a week who have nobody there.
    fade: 0.003, 0.001..0.006, in 0.0..1.0, "1/week", "assumed: a seventh in a year";
    /// How much an order to patrol raises the share of garrisons and columns that is out on patrol.
    patrol: 2.0, 1.5..3.0, in 1.0..10.0, "factor", "assumed";
    /// Men in the country with whom a side has half of the influence of very many.
    grip: 80.0, 50.0..120.0 log, in 1.0..1e5, "men", "assumed: two platoons";
    /// Influence of men among people who do not care, against people who are all for them.
    neutral: 0.3, 0.2..0.4, in 0.0..1.0, "share", "assumed; form after Kalyvas 2006";
    /// Share of the country ruled by nobody that comes in a week to the holder of a town served in full.
    attract: 0.01, 0.005..0.02, in 0.0..1.0, "1/week", "assumed; services, domain 2.3";
    /// Growth of services while they are administered, of what is still lacking.
    build: 0.0075, 0.005..0.01, in 0.0..1.0, "1/week", "domain 2.3: 0.5 to 1 percent a week";
    /// Loss of services with ten deaths of late.
    wreck: 0.01, 0.005..0.02, in 0.0..1.0, "1/week", "assumed";
    /// Loss of services under blockade.
    strangle: 0.03, 0.02..0.05, in 0.0..1.0, "1/week", "assumed; zero growth under blockade, domain 2.3";
    /// Services from which a place counts as administered.
    minimum_services: 0.3, 0.25..0.35, in 0.0..1.0, "share", "assumed: the lower third of what the capital has";
    /// Share of the country with which an enemy who outnumbers the garrison contests a place, and from which it may move into an empty town.
    contest: 0.5, 0.4..0.6, in 0.0..1.0, "share", "assumed: half";
    /// Men needed to take a place that nobody defends.
    foothold: 20.0, 10.0..40.0, in 1.0..1000.0, "men", "assumed: a platoon";
    /// Weekly chance that a town without a garrison falls to an enemy who rules the country around it.
    lapse: 0.04, 0.02..0.08 log, in 0.0..1.0, "1/week", "assumed: half a year";
    /// Weeks within which a town that was taken and left again falls back to whoever held it before.
    brief: 8.0, 4.0..13.0, in 0.0..520.0, "weeks", "assumed: two months";
    /// Weekly chance that a ring whose men or country no longer suffice opens.
    slip: 0.15, 0.1..0.25, in 0.0..1.0, "1/week", "assumed";
    /// Men for each man inside below which a ring cannot be kept up.
    ring: 0.15, 0.1..0.2, in 0.0..5.0, "ratio", "assumed: blockades here are of roads, not of walls";
    /// Weekly chance that a ring which no operation keeps up is given up.
    weary: 0.04, 0.02..0.08 log, in 0.0..1.0, "1/week", "assumed: half a year";
    /// Confidence that taking a place of full worth from an enemy gives, and losing it takes.
    won_confidence: 0.2, 0.1..0.3, in 0.0..1.0, "confidence", "assumed";
    /// Danger at which services are wrecked at the stated rate.
    wreck_danger: 10.0, 5.0..20.0 log, in 0.1..1000.0, "deaths", "assumed";
} }

/// Moves holders, shares of the country, services and sieges of every place within the country at war.
pub fn hold(view: &View<Settings>, out: &mut Proposals) {
    let (mut cut_off, mut unserved) = (0.0, 0.0);
    for place in view.world.all_places().filter(|p| view.world.is_contestable(*p)) {
        let holder = town::change_hands(view, out, place);
        country::contend(view, out, place, holder);
        services(view, out, place, holder);
        let ringed = ring::keep(view, out, place, holder);
        let state = state_of(view, place, holder, ringed);
        if state != view.world.places[place.index()].state {
            out.drift(Change::PlaceState(place, state));
        }
        let there = &view.world.places[place.index()];
        let people = there.residents + there.hosted;
        cut_off += if ringed { people } else { 0.0 };
        unserved += if there.services < view.set.minimum_services { people } else { 0.0 };
    }
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

/// Who commands a place, cut off or not, and how well: the five states of the case's outcomes.
fn state_of(view: &View<Settings>, place: PlaceId, holder: Option<ActorId>, ringed: bool) -> PlaceState {
    let (world, set) = (view.world, view.set);
    let there = &world.places[place.index()];
    let Some(holder) = holder else { return PlaceState::Contested };
    // The enemy side that rules most of the country.
    let enemies = world.index.rulers[place.index()].iter().filter(|id| world.are_enemies(holder, **id));
    let theirs = enemies.map(|id| (world.country_of(place, *id), *id)).max_by(|a, b| {
        a.0.total_cmp(&b.0).then_with(|| world.actors[b.1.index()].key.cmp(&world.actors[a.1.index()].key))
    });
    let strongest = theirs.map_or(0.0, |(share, _)| share);
    let outnumbered = theirs.is_some_and(|(_, id)| world.friends_at(id, place) > world.friends_at(holder, place));
    let for_state = world.holds_for_state(holder);
    if ringed && for_state {
        PlaceState::Besieged
    } else if strongest >= set.contest && outnumbered {
        PlaceState::Contested
    } else if !for_state {
        PlaceState::RebelHeld
    } else if there.services >= set.minimum_services && world.country_of(place, holder) >= strongest {
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
    // Whoever is not there sends an operation, which takes it over when it arrives.
    let open = |o: &&Order| world.men_at(o.actor, place) > 0.0 && world.camp_is_open_to(o.actor, place);
    let stands = |o: &&Order| o.place == Some(place) && open(o);
    let rivals = view.orders(Action::SeizeCamp).filter(stands);
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
