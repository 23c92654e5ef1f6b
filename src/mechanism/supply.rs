//! Supply: what reaches the men of each force, and what do they do when nothing does?
//!
//! `supply += pace * (target - supply)`, shares of a full load. A force whose place is joined to a base of its bloc by open roads through places that no
//! enemy holds or cuts off has `line`, less `toll` of it where an enemy rules country on the way, and `haul` for each day of travel from its home
//! ([`lines`]); cut off, it has what can be flown in (`airlift`, where aircraft can land) or what is left (`stranded`). Bands live off the land,
//! taking or buying what they need, and better where people lean to them and the ground hides them. Unpaid men (funds below zero) get less of everything.
//!
//! **Siege** ([`siege`]). A town that an enemy cuts off lives on `rations` from its stores of `stocks` weeks, of which an airstrip saves `airlift`; then on what is flown in, if
//! anything. Convoys must get through the ring by the law of odds. Hungry men who see no relief coming leave or surrender with chance `despair (1 - supply)` a week.
//!
//! Morale drifts towards `0.3 + 0.6 supply`, less when unpaid; below `breaking` men leave:
//! `strength -= desertion * (1 - morale / breaking)` a week.
//!
//! Source: domain 2.12 (blockade cuts the supply of the army); numbers assumed. Reads: roads, holders, rulers of the country, sieges,
//! support, funds, convoys, relief. Changes: supply, morale and strength of forces, stores of places. Leaves out: fuel, what civilians of a besieged town eat (`flee`
//! counts their need), and the ambush of a convoy in open country, which is `fight`'s.

mod lines;
mod siege;

use super::View;
use crate::{
    domain::{Action, ActorKind, ForceKind, PlaceKind, Terrain},
    id::ForceId,
    parameter::settings,
    world::{Actor, Change, Force, ForceField, Proposals},
};
use lines::{Joint, Lines};

settings! { "supply" {
    /// Share of the way that supply moves towards its target in a week.
    pace: 0.3, 0.15..0.5, in 0..1, "1/week", "assumed: stores for a few weeks";
    /// Supply of a force with an open line to a base.
    line: 0.9, 0.8..1, in 0..1, "share", "assumed";
    /// Share of that which is lost on the way where an enemy rules the country along it.
    toll: 0.3, 0.15..0.45, in 0..1, "share", "assumed: convoys in guarded groups, few of them";
    /// Share of that which is lost for each day of travel from home.
    haul: 0.015, 0.005..0.03, in 0..0.2, "1/day", "assumed: a fifth on the way across a large country";
    /// Supply that can be flown to a force cut off where aircraft can land.
    airlift: 0.35, 0.25..0.45, in 0..1, "share", "assumed: a few flights a week";
    /// Supply of a force cut off from everything.
    stranded: 0.15, 0..0.3, in 0..1, "share", "assumed";
    /// Supply of a band among people who are neither for it nor against it.
    land: 0.5, 0.35..0.65, in 0..1, "share", "assumed: bands eat where they are";
    /// Supply that full support adds to it; from hostile people it is taken.
    hospitality: 0.4, 0.2..0.6, in 0..1, "share", "assumed";
    /// Weeks for which the stores of a besieged town last.
    stocks: 8, 4..16, in 0..520, "weeks", "assumed: one to four months";
    /// Supply of a besieged force while its stores last.
    rations: 0.6, 0.5..0.7, in 0..1, "share", "assumed";
    /// Weeks of stores that are filled again in a week once the ways are open.
    refill: 1, 0.5..2, in 0..52, "weeks", "assumed";
    /// Weekly chance that men without stores and without any supply give up when no relief is coming.
    despair: 0.15, 0.08..0.25, in 0..1, "1/week", "assumed: a few weeks of hunger";
    /// Share of the men of a garrison starved out who do not get away.
    surrender: 0.3, 0.1..0.5, in 0..1, "share", "assumed";
    /// Supply that a convoy brings.
    convoy: 0.35, 0.2..0.5, in 0..1, "share", "assumed";
    /// Men who guard a convoy.
    escort: 150, 80..250, in 1..1e4, "men", "assumed: a company and its vehicles";
    /// Weeks of stores that a convoy brings to a besieged town.
    load: 3, 2..5, in 0..52, "weeks", "assumed";
    /// Supply and morale that men lose whose actor cannot pay.
    unpaid: 0.25, 0.1..0.4, in 0..1, "share", "assumed";
    /// Supply that a force on an operation carries along.
    train: 0.6, 0.5..0.75, in 0..1, "share", "assumed: fuel, water and shells for some weeks";
    /// Share of the way that morale moves towards what supply warrants.
    spirit: 0.2, 0.1..0.35, in 0..1, "1/week", "assumed";
    /// Morale below which men leave.
    breaking: 0.3, 0.2..0.4, in 0..1, "share", "assumed";
    /// Share of men who leave in a week when morale is gone.
    desertion: 0.1, 0.04..0.2, in 0..1, "1/week", "assumed";
} }

/// Moves stores, supply and morale of every force, convoys included; those who starve give up.
pub fn supply(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let lines = Lines::of(world, view.warfare.way_country, std::mem::take(&mut out.scratch.lines));
    for place in world.all_places() {
        siege::stores(view, place, out);
    }
    for actor in world.living() {
        let us = &world.actors[actor.index()];
        let unpaid = if world.purse(actor) < 0.0 { view.set.unpaid } else { 0.0 };
        let wings = world.index.wings.iter().filter(|id| world.force(**id).actor == actor);
        for id in world.index.troops[actor.index()].iter().chain(wings) {
            provide(view, *id, (us, unpaid), &lines, out);
        }
    }
    out.scratch.lines = lines.joined;
    for order in view.orders(Action::Convoy) {
        siege::escort(view, order, out);
    }
}

fn provide(view: &View<Settings>, id: ForceId, (us, unpaid): (&Actor, f64), lines: &Lines, out: &mut Proposals) {
    let force = view.world.force(id);
    let supply = view.set.pace * ((1.0 - unpaid) * target(view, force, us, lines) - force.supply);
    let spirit = (0.3 + 0.6 * force.supply - unpaid).clamp(0.0, 1.0);
    let morale = view.set.spirit * (spirit - force.morale);
    if supply.abs() > 1e-9 || morale.abs() > 1e-9 {
        out.drifts.ready(id, [supply, morale]);
    }
    if force.morale < view.set.breaking && force.kind != ForceKind::AirWing {
        let share = view.set.desertion * (1.0 - force.morale / view.set.breaking);
        out.drift(Change::Force(id, ForceField::Strength, -share * force.strength));
    }
}

/// Supply towards which a force drifts.
fn target(view: &View<Settings>, force: &Force, us: &Actor, lines: &Lines) -> f64 {
    let (world, set) = (view.world, view.set);
    let place = &world.places[force.place.index()];
    let ringed = place.blockade.is_some_and(|by| world.are_enemies(force.actor, by));
    let by_road = if ringed {
        if place.eaten < set.stocks { set.rations } else { 0.0 }
    } else {
        match lines.lead_to(us.bloc, force.place) {
            Joint::Quiet => set.line * hauled(view, us, force),
            Joint::Watched => set.line * (1.0 - set.toll) * hauled(view, us, force),
            Joint::None => set.stranded,
        }
    };
    let by_air = if place.airstrip && !us.kind.is_irregular() { set.airlift } else { 0.0 };
    let found = if force.kind == ForceKind::Band {
        let hides = matches!(place.terrain, Terrain::Mountain) || place.kind == PlaceKind::Refuge;
        set.land + set.hospitality * world.liking(force.place, force.actor).max(0.0) + if hides { 0.1 } else { 0.0 }
    } else {
        0.0
    };
    // A column carries stores of its own; those whom a ring keeps in have eaten them.
    let carried = if force.operation.is_some() && !ringed { set.train } else { 0.0 };
    by_road.max(by_air).max(carried).max(found.clamp(0.0, 1.0)).max(if world_pays(us.kind) { set.line } else { 0.0 })
}

/// What the way from home leaves of supply, 0-1; nobody hauls to those who have no home.
fn hauled(view: &View<Settings>, us: &Actor, force: &Force) -> f64 {
    let days = us.home.map_or(0.0, |home| view.world.map.ways.days(home, force.place));
    let lost = if days.is_finite() { view.set.haul * days } else { 0.0 };
    (1.0 - lost).max(0.0)
}

/// Missions bring their own supply.
const fn world_pays(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Peacekeeper)
}

#[cfg(test)]
mod tests;
