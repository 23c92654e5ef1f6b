//! Flee: who leaves, where to, who comes back, and who of them gets help?
//!
//! From a place with danger `D` (deaths of late) leave in a week, of those not rooted there,
//! `people * (1 - exp(-(alarm D / people + siege) (1 + fear)))`, `siege` where somebody cuts it off: a death moves so
//! many people in a large place, and everybody in a small one. They go to places in the proportion
//! `exp(-distance / reach) * safety`, `safety = exp(-unsafe * D)`, zero under blockade and where the
//! product is below `least`; guests of a place that turns dangerous move on in the same way. Where no place draws, people
//! hide near their homes, and guests stay. Where danger is low people come back in
//! waves, on average `back` of the displaced a month. People are conserved: hosts receive exactly those who flee from
//! the start of the run on, and give back the same share as comes home.
//!
//! Aid drifts towards `standing` where no blockade and no danger stop it, and relief ordered this week raises it.
//! Guests and people under blockade are in need; those whom aid does not reach are counted in person-weeks.
//!
//! Source: domain 2.9; the shape follows Flee (Suleimenova, Bell & Groen 2017). Reads: danger, fear, blockades,
//! distances, relief orders. Changes: displaced shares, guests, aid, danger (which fades here), person-weeks. Leaves
//! out: roads and borders closed to refugees, and camps that fill up.

use super::View;
use crate::{
    chance::{
        Purpose,
        laws::{self, exp},
    },
    domain::{Action, EventKind, Shock},
    id::PlaceId,
    parameter::settings,
    world::{Change, CommunityField, Event, EventRef, Grid, PlaceField, Proposals, Slot, World},
};

settings! { "flee" {
    /// People who leave in a week for each death of late, while they are few of those who live there.
    alarm: 4, 1.5..10 log, in 0..1e4, "people/death/week",
        "400,000 displaced (s3 paragraph 26) to some 12,000 killed (UCDP) are 30 and more a death, over six weeks, with fear";
    /// Pull below which a place draws nobody; where no place has as much, people hide near their homes.
    least: 0.02, 0.01..0.04 log, in 0.0001..1, "share", "assumed: a safe place four times as far as the usual one";
    /// Share of a community that stays whatever happens.
    rooted: 0.3, 0.1..0.5, in 0..1, "share", "assumed: the old, the poor, those with herds";
    /// Flight from a place under blockade.
    siege: 0.0015, 0.0005..0.004 log, in 0..1, "1/week", "assumed";
    /// Distance at which the pull of a refuge falls to a third.
    reach: 250, 120..500 log, in 1..1e5, "km", "domain 2.9 (form); assumed size";
    /// Fall of the pull of a place for each death of late there.
    unsafety: 0.05, 0.02..0.1, in 0..10, "1/death", "assumed";
    /// Share of the displaced who come back in a month of calm.
    back: 0.02, 0.01..0.03, in 0..1, "1/month", "domain 2.9";
    /// Weeks between two waves of return.
    wave: 8, 4..13, in 1..200, "weeks", "assumed: people come back together";
    /// Deaths of late among ten thousand people up to which a place counts as calm.
    calm: 1, 0.3..3 log, in 0..1e4, "deaths per 10,000 people", "assumed";
    /// Half-life of danger in the minds of people.
    memory: 4, 2..8, in 0..500, "weeks", "assumed";
    /// Share of needs that standing aid meets where it can work.
    standing: 0.4, 0.2..0.6, in 0..1, "share", "assumed";
    /// Share of the way that aid moves towards that in a week.
    pace: 0.1, 0.05..0.2, in 0..1, "1/week", "assumed";
    /// Share of unmet needs that an act of relief meets.
    relief: 0.3, 0.15..0.5, in 0..1, "share", "assumed";
    /// Support that relief wins.
    thanks: 0.02, 0.005..0.04, in 0..1, "share", "assumed";
} }

const WAVE: Purpose = Purpose::of("flee.wave");

/// Share of a place's people from which a flight or return is told as an event of its own; nothing else depends on it.
const LARGE: f64 = 0.02;
/// Weeks of a month.
const MONTH: f64 = 52.0 / 12.0;

/// What the week's flights go by and add up to, place by place.
struct Flight<'a> {
    /// What danger leaves of a place's pull, and of the aid that works there; nothing where it is cut off.
    safe: &'a [f64],
    /// What distance leaves of it.
    near: &'a Grid<f64>,
    /// Guests who come, less those who go.
    guests: &'a mut [f64],
}

/// Moves people away from danger and back, and counts those in need.
pub fn flee(view: &View<Settings>, out: &mut Proposals) {
    let (mut safe, mut guests) = (std::mem::take(&mut out.scratch.numbers), std::mem::take(&mut out.scratch.others));
    let mut pull = std::mem::take(&mut out.scratch.pull);
    safe.clear();
    safe.extend(view.world.all_places().map(|place| {
        let danger = view.world.places[place.index()].danger;
        if is_cut_off(view.world, place) { 0.0 } else { exp(-view.set.unsafety * danger) }
    }));
    guests.clear();
    guests.resize(view.world.places.len(), 0.0);
    let near = pull.on(&view.world.map.distance, view.set.reach, view.world.week == 0);
    let mut flight = Flight { safe: &safe, near, guests: &mut guests };
    let fade = laws::weekly_decay(view.set.memory) - 1.0;
    for place in view.world.all_places() {
        let push = push(view, place);
        if push > 0.0 {
            leave(view, place, push, &mut flight, out);
        }
        let danger = view.world.places[place.index()].danger;
        if danger > 1e-3 {
            out.drift(Change::Place(place, PlaceField::Danger, fade * danger));
        }
    }
    come_back(view, flight.guests, out);
    for (i, by) in guests.iter().enumerate().filter(|(_, by)| **by != 0.0) {
        out.drift(Change::Place(PlaceId::from(i), PlaceField::Hosted, *by));
    }
    for order in view.orders(Action::Relief) {
        relieve(view, order, out);
    }
    let aidless = view.world.all_places().map(|place| aid(view, place, safe[place.index()], out)).sum();
    out.drift(Change::PersonWeeks([0.0, 0.0, aidless]));
    (out.scratch.numbers, out.scratch.others, out.scratch.pull) = (safe, guests, pull);
}

/// Whether somebody cuts the place off.
fn is_cut_off(world: &World, place: PlaceId) -> bool {
    world.places[place.index()].blockade.is_some()
}

/// Whether few enough die at a place, for its people, to stay or come back.
fn is_calm(view: &View<Settings>, place: PlaceId) -> bool {
    let there = &view.world.places[place.index()];
    there.danger <= view.set.calm * (there.residents + away(view.world, place)) / 10_000.0
}

/// People of a place who have fled.
fn away(world: &World, place: PlaceId) -> f64 {
    let people = world.map.people[place.index()].iter().map(|id| &world.communities[id.index()]);
    people.map(|c| c.population * c.displaced).sum()
}

/// Weekly rate at which people of no particular fear leave.
fn push(view: &View<Settings>, place: PlaceId) -> f64 {
    let there = &view.world.places[place.index()];
    let alarm = if is_calm(view, place) { 0.0 } else { view.set.alarm * there.danger / there.residents.max(1.0) };
    alarm + if is_cut_off(view.world, place) { view.set.siege } else { 0.0 }
}

fn leave(view: &View<Settings>, place: PlaceId, push: f64, flight: &mut Flight, out: &mut Proposals) {
    let world = view.world;
    if view.is_barred(EventKind::Shock(Shock::Flight), None, None, Some(place)) {
        return;
    }
    let there = &world.places[place.index()];
    let share_of = |fear: f64| 1.0 - exp(-push * (1.0 + fear));
    let (mut gone, moving_on, first) = (0.0, there.hosted * share_of(0.0), out.changes.len());
    for id in &world.map.people[place.index()] {
        let community = &world.communities[id.index()];
        let free = 1.0 - community.displaced - view.set.rooted;
        if free > 0.0 {
            let by = free * share_of(community.fear);
            gone += community.population * by;
            out.drift(Change::Community(*id, CommunityField::Displaced, by));
        }
    }
    if gone + moving_on < 1.0 {
        out.changes.truncate(first);
        return;
    }
    // Whether so many leave that it is an event shows only now; what was proposed above is its doing.
    if gone > LARGE * there.residents && there.residents >= 1.0 {
        let event = out.event(Event::shock(Shock::Flight, "flee.flight").at(place));
        out.because(event, Slot::Place(place), 1.0);
        out.changes[first..].iter_mut().for_each(|(by, _)| *by = event);
    }
    settle(view.set, place, gone, moving_on, flight);
}

/// Spreads those who leave over the places that pull. Where none does, they stay near their homes, and guests where they are.
fn settle(set: &Settings, from: PlaceId, gone: f64, moving_on: f64, flight: &mut Flight) {
    let near = flight.near.row(from.index());
    let felt = |pull: f64| if pull >= set.least { pull } else { 0.0 };
    let pulls = || near.iter().zip(flight.safe).map(|(near, safe)| felt(near * safe));
    let sum: f64 = pulls().sum();
    if sum <= 0.0 {
        flight.guests[from.index()] += gone;
        return;
    }
    let per_pull = (gone + moving_on) / sum;
    for (guests, pull) in flight.guests.iter_mut().zip(pulls()) {
        *guests += per_pull * pull;
    }
    flight.guests[from.index()] -= moving_on;
}

/// Waves of return to calm places; hosts give back in proportion.
fn come_back(view: &View<Settings>, guests: &mut [f64], out: &mut Proposals) {
    let world = view.world;
    let fled: f64 = world.communities.iter().map(|c| c.population * c.displaced).sum();
    let hosted: f64 = world.places.iter().map(|p| p.hosted).sum();
    let share = 1.0 - exp(-view.set.back * view.set.wave / MONTH);
    let mut home = 0.0;
    for place in world.all_places() {
        let there = &world.places[place.index()];
        let barred = view.is_barred(EventKind::Shock(Shock::Return), None, None, Some(place));
        if barred || !is_calm(view, place) || is_cut_off(world, place) {
            continue;
        }
        let away = away(world, place);
        if away < 1.0 || !view.chance.happens(WAVE, there.key, 1.0 / view.set.wave) {
            continue;
        }
        let event = if share * away > LARGE * (there.residents + away) {
            let event = out.event(Event::shock(Shock::Return, "flee.return").at(place));
            out.because(event, Slot::Place(place), 1.0);
            event
        } else {
            EventRef::DRIFT
        };
        for id in &world.map.people[place.index()] {
            let by = share * world.communities[id.index()].displaced;
            out.change(event, Change::Community(*id, CommunityField::Displaced, -by));
        }
        home += share * away;
    }
    if home > 0.0 && hosted > 0.0 {
        for (guest, place) in guests.iter_mut().zip(&world.places) {
            *guest -= place.hosted * (home / fled).min(1.0);
        }
    }
}

/// Brings aid to a place that is not cut off, or past whoever cuts it off if that is no enemy.
fn relieve(view: &View<Settings>, order: &crate::world::Order, out: &mut Proposals) {
    let Some(place) = order.place else { return };
    let world = view.world;
    let there = &world.places[place.index()];
    let stopped = there.blockade.is_some_and(|by| world.are_enemies(order.actor, by));
    if stopped || view.is_barred(EventKind::Act(Action::Relief), Some(order.actor), order.target, Some(place)) {
        return;
    }
    let event = out.event(Event::of_order(order, "flee.relief", &world.ladder).at(place));
    out.because(event, Slot::Place(place), 1.0);
    out.change(event, Change::Place(place, PlaceField::Aid, view.set.relief * (1.0 - there.aid)));
    for id in &world.map.people[place.index()] {
        out.change(event, Change::Support(*id, order.actor, view.set.thanks));
    }
}

/// Aid drifts to what can work at a place, less in danger. Returns those in need without it.
fn aid(view: &View<Settings>, place: PlaceId, safe: f64, out: &mut Proposals) -> f64 {
    let there = &view.world.places[place.index()];
    let cut_off = is_cut_off(view.world, place);
    let by = view.set.pace * (view.set.standing * safe - there.aid);
    if by.abs() > 1e-6 {
        out.drift(Change::Place(place, PlaceField::Aid, by));
    }
    (there.hosted + if cut_off { there.residents } else { 0.0 }) * (1.0 - there.aid)
}

#[cfg(test)]
mod tests;
