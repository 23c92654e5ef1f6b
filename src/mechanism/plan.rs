//! Plan: who begins an operation, where, and with whom?
//!
//! Planners are governments that claim something on the map (for army, air force, companies in their pay and allied militias), coalitions (for their members) and groups
//! (for their wings). Each plans every `every` weeks in weeks of its own, and at once after news that
//! concern it ([`alarm`]); who has just decided on war begins the best against that enemy. It looks at the
//! objectives that its interests name ([`weigh`]): places to seize, to raid, to besiege, to relieve, country to clear, camps to take over. For each it
//! finds where to assemble and how many men the task needs, taken from those beyond what its own places need against the
//! threat seen there (C4, [`pool`]), and what chance the whole has by the law of odds ([`crate::warfare::odds`]).
//!
//! Of the five best objectives whose chance is above `floor` it takes one by quantal response (McKelvey and Palfrey 1995): with probability
//! proportional to `exp(l U)`, `U` its utility, `l` the rationality divided by `scale`, as prizes of operations are small against those of which
//! rationality speaks. It then mounts that one with probability `1 / (1 + exp(-l (U - m + z)))`, `m = price t + crowding * men committed / men free`, `t` the
//! weeks for which its men are away as a share of those for which a place that was taken ties them down, at most 1: the prize says which, the trouble of
//! mounting it says whether, and five poor objectives are no better than one. `z ~ N(0, sight)` is what the planner sees and we do not: it is not divided by `l`, so that a more
//! rational planner is not thereby a more peaceful one. Noise is keyed by (planner, objective, kind, block of `block` weeks), so that a plan
//! more or less moves no other.
//!
//! Partners are asked for their part of the men, members for the rest, in each round the nearest first; all may decline ([`launch`]). The mean chance to take what a rival holds, by what its places are
//! worth, is kept as the *prospect* against it, for those who decide on war; rivals are enemies and those with whom there is an agreement of peace.
//!
//! Reads: what is believed of the enemy, men, places, ties, agreements. Changes: operations, forces committed to them, prospects.
//! Leaves out: deception, several axes, plans for more than one objective.

mod alarm;
mod ask;
mod axis;
mod camp;
mod cost;
mod keep;
mod launch;
mod orders;
mod pool;
mod reasons;
mod settings;
mod weigh;
mod worth;

use super::View;
use crate::{
    chance::{
        Purpose,
        laws::{gumbel, normal},
    },
    domain::ActorKind,
    id::{ActorId, Key},
    warfare::odds::logistic,
    world::{Change, Desk, Event, Objective, Proposals, World},
};
pub use settings::Settings;

const ACT: Purpose = Purpose::of("plan.act");
const SIGHT: Purpose = Purpose::of("plan.sight");
const TURN: Purpose = Purpose::of("plan.turn");
const WHICH: Purpose = Purpose::of("plan.which");

/// Objectives that compete for a planner's attention.
const BEST: usize = 5;

/// Carries out orders for operations, and lets every planner whose turn it is weigh its own.
pub fn plan(view: &View<Settings>, out: &mut Proposals) {
    let mut desk = std::mem::take(&mut out.scratch.desk);
    desk.open_phase();
    orders::carry_out(view, &mut desk, out);
    take_turns(view, &mut desk);
    desk.news.extend(view.world.traffic.reports.iter().filter(|event| alarm::is_news(event)));
    for turn in 0..desk.turns.len() {
        let planner = desk.turns[turn].1;
        let first = view.world.week == 0;
        let due = is_due(view, planner, &desk.news);
        if !first && !due {
            continue;
        }
        pool::open(view, planner, &mut desk);
        if desk.bodies.is_empty() {
            continue;
        }
        weigh::objectives(view, planner, &mut desk);
        out.weighed += desk.objectives.len() as u64;
        foresee(view, planner, &desk, out);
        if due && !view.outside.seats.contains(&planner) {
            choose(view, planner, &mut desk, out);
        }
    }
    desk.clear();
    out.scratch.desk = desk;
}

/// Draws in which order planners take men: what one has taken the next finds gone.
fn take_turns(view: &View<Settings>, desk: &mut Desk) {
    let world = view.world;
    let turn = |a: ActorId| (view.chance.unit(TURN, world.actors[a.index()].key), a);
    desk.turns.extend(world.living().filter(|a| is_planner(world, *a)).map(turn));
    let key = |a: ActorId| world.actors[a.index()].key;
    desk.turns.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(key(a.1).cmp(&key(b.1))));
}

/// Whether an actor plans for itself and others: a government that claims something here, or an irregular group or coalition that is in none itself. A government that
/// claims nothing is a guest: its men serve under whomever they came to help.
fn is_planner(world: &World, id: ActorId) -> bool {
    let actor = &world.actors[id.index()];
    let band = actor.kind.is_irregular() && actor.kind != ActorKind::Criminal;
    actor.coalition.is_none()
        && actor.bloc == id
        && (band || actor.kind == ActorKind::Government && !actor.aims.is_empty())
}

/// Whether a planner weighs its plans this week: in its own weeks, and after news that concern it.
fn is_due(view: &View<Settings>, planner: ActorId, news: &[Event]) -> bool {
    let (world, every) = (view.world, view.set.every.round().max(1.0) as u64);
    let turn = world.actors[planner.index()].key.0 % every;
    u64::from(world.week) % every == turn || alarm::is_alarmed(view, planner, news)
}

/// Keeps what the planner believes that it could take of what each rival holds: the mean chance, by what places are worth.
fn foresee(view: &View<Settings>, planner: ActorId, desk: &Desk, out: &mut Proposals) {
    let world = view.world;
    for (enemy, [all, won]) in desk.prospects.iter().enumerate() {
        let chance = if *all > 0.0 { won / all } else { 0.0 };
        let by = chance - world.prospects.at(planner.index(), enemy);
        if by != 0.0 {
            out.drift(Change::Prospect(planner, ActorId::from(enemy), by));
        }
    }
}

/// Chance of a planner's calendar block: the same for all weeks of it.
fn block(view: &View<Settings>) -> crate::chance::Chance {
    let weeks = view.set.block.round().max(1.0) as u32;
    view.chance.in_week(view.world.week / weeks)
}

/// Decides whether to act, and on what; begins it.
fn choose(view: &View<Settings>, planner: ActorId, desk: &mut Desk, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let whose = world.actors[planner.index()].key;
    let under_way = world.under_way().filter(|(_, o)| o.planner == planner).count();
    desk.objectives.retain(|o| o.open && o.chance >= set.floor);
    if desk.objectives.is_empty() || under_way as f64 >= set.staff.round() {
        return;
    }
    // Whoever has decided on war has weighed already whether to act.
    let attacks =
        |o: &Objective| o.kind.is_offensive() && o.target.is_some_and(|t| alarm::has_gone_to_war(world, planner, t));
    let resolved = alarm::wars(world, planner).next().is_some() && desk.objectives.iter().any(attacks);
    if resolved {
        desk.objectives.retain(attacks);
    }
    let lambda = view.rationality.max(1e-3) / set.scale.max(0.01);
    let key = |o: &Objective| whose.with(world.places[o.place.index()].key).with(Key(o.kind as u64));
    desk.objectives.sort_unstable_by(|a, b| b.utility.total_cmp(&a.utility).then_with(|| key(a).cmp(&key(b))));
    desk.objectives.truncate(BEST);
    let score = |o: &Objective| lambda * o.utility + gumbel(block(view).unit(WHICH, key(o)));
    let best = desk.objectives.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b)).then(key(a).cmp(&key(b))));
    let Some(best) = best else { return };
    // The prize says which, the trouble of mounting it says whether.
    let price = set.price * cost::trouble(view, &best) + set.crowding * desk.committed / desk.free.max(1.0);
    let seen = set.sight * normal(block(view).unit(SIGHT, whose));
    let surplus = best.utility - price;
    if resolved || view.chance.happens(ACT, whose, logistic(lambda * (surplus + seen))) {
        launch::begin(view, planner, &Objective { surplus: Some(surplus), ..best }, desk, out);
    }
}

#[cfg(test)]
mod tests;
