//! Decide: what does each actor do this week, under one budget of effort?
//!
//! Every actor weighs the options open to it ([`options`]) by expected utility ([`worth`]), about -1 to 1, and chooses by
//! quantal response (McKelvey and Palfrey 1995): with rationality `λ`, an option of utility `U` is preferred to others with
//! probability proportional to `exp(λ U)`. Doing nothing is an option too, of utility `inertia`. An actor does several things a
//! week: it goes down its ranking until it would rather do nothing or its effort is spent, which is the same choice made
//! again and again without replacement (Luce 1959). The ranking is that of `λ U + g` with a standard Gumbel number `g` keyed by
//! actor, action and place, so that one option more or less moves no other.
//!
//! Chosen here is what is done where one's men stand (patrols, taxes, services, shelter for civilians, convoys, pacts of one place), what is said, and
//! acts at home. Operations are `plan`'s, small blows between enemies `skirmish`'s; which is chosen how stands in the table of actions.
//!
//! Effort is a hard budget: `readiness × men / 100` for those who have men, plus political effort (C4); with the rule off, every act
//! may draw on all of it. Nor does anybody spend money that it, or for an army its government, does not have.
//!
//! Grave acts (offers of talks, labels, denunciations, joining, leaving, hiring, ending a mission) are weighed once a season, each
//! actor and act in its own week: what binds for years is not decided afresh every Monday.
//!
//! Reads: everything an actor can know, with enemies as *believed* (`seen`). Changes: orders, funds spent.
//! Leaves out: bargaining inside an organisation, learning of the rule itself.

mod bonds;
mod ground;
mod menu;
mod options;
mod race;
mod regard;
mod settings;
mod site;
mod worth;

use super::{Rule, View};
use crate::{
    domain::{Action, ActorKind, EventKind, Hindrance},
    id::{ActorId, PlaceId},
    warfare::estimate,
    world::{
        ActorField, Change, Order, Origin, Proposals, Slot, World,
        change::Scored,
        ledger::{Cause, Choice, Decision},
        outside::Command,
    },
};
use ground::Ground;
use menu::Menu;
use race::Race;
pub use settings::Settings;

/// Lets every actor choose its orders of the week; actors whose seats people play get the orders of their decrees.
pub fn decide(view: &View<Settings>, out: &mut Proposals) {
    let mut scored = std::mem::take(&mut out.scratch.options);
    let ground = Ground::survey(view, std::mem::take(&mut out.scratch.survey));
    for actor in view.world.living() {
        if view.outside.seats.contains(&actor) {
            obey(view, out, actor);
            continue;
        }
        scored.clear();
        let race = Race::new(view, actor, out.explain);
        let mut menu = Menu::new(view, &ground, actor, race, &mut scored);
        options::open_to(&mut menu);
        out.weighed += menu.race.weighed;
        let (hold, whole) = (menu.race.hold, menu.budget);
        race::rank(&mut scored);
        choose(view, out, actor, (hold, whole), &mut scored);
    }
    scored.clear();
    out.scratch.options = scored;
    out.scratch.survey = ground.week;
}

/// Effort that an actor has this week, in units of the table of actions.
fn budget(view: &View<Settings>, actor: ActorId) -> f64 {
    let state = &view.world.actors[actor.index()];
    let readiness = match state.kind {
        ActorKind::Army | ActorKind::Mercenary | ActorKind::Peacekeeper => view.set.readiness_regular,
        _ => view.set.readiness_irregular,
    };
    let least = view.set.effort_floor;
    let usable = |share: f64| least + (1.0 - least) * share;
    // A hundred men for a week are the unit of effort in the table of actions.
    let men: f64 = view.world.own_forces(actor).map(|f| f.strength * usable(f.supply) / 100.0).sum();
    readiness * men * usable(state.cohesion) + state.effort
}

/// Goes down the ranking until doing nothing is better (`hold`) or the effort is spent (of `whole`).
fn choose(
    view: &View<Settings>,
    out: &mut Proposals,
    actor: ActorId,
    (hold, whole): (f64, f64),
    ranked: &mut [Scored],
) {
    let mut left = whole;
    let mut purse = view.world.purse(actor).max(0.0);
    for i in 0..ranked.len() {
        if ranked[i].score <= hold {
            break;
        }
        let choice = ranked[i].choice;
        let (effort, money) = (choice.action.row().effort, choice.action.row().money);
        // Without C4 no place competes with another: only a single act may exceed what the actor has.
        let fits = if view.rules.on(Rule::EffortIsSpentOnce) { effort <= left } else { effort <= whole };
        if !fits || money > purse || ranked[..i].iter().any(|s| s.taken && s.taken_with(&choice)) {
            continue;
        }
        left -= effort;
        purse -= money;
        ranked[i].taken = true;
    }
    for option in ranked.iter().filter(|s| s.taken) {
        let choice = &option.choice;
        let row = choice.action.row();
        let decision = note(view.world, out, actor, option, ranked);
        out.drift(Change::Order(Order {
            actor,
            action: choice.action,
            target: choice.target,
            place: choice.place,
            agreement: choice.agreement,
            effort: if option.men > 0.0 { option.men } else { row.effort },
            origin: Origin::Decision(decision),
        }));
        out.drift(Change::Actor(actor, ActorField::Funds, -row.money));
    }
}

/// Keeps the decision with its best alternatives, if anybody asked; returns its number in this phase, from 1.
fn note(world: &World, out: &mut Proposals, actor: ActorId, taken: &Scored, ranked: &[Scored]) -> u32 {
    if !out.explain {
        return 0;
    }
    let chosen = taken.choice;
    let others = ranked.iter().filter(|s| !s.taken).take(3).map(|s| s.choice).collect();
    out.decisions.push(Decision { actor, chosen, rejected: others, causes: causes(world, actor, &chosen) });
    out.decisions.len() as u32
}

/// The parts of the world behind the weightiest terms of a utility.
fn causes(world: &World, actor: ActorId, choice: &Choice) -> Vec<Cause> {
    choice.terms.causes(|term| match (term, choice.place, choice.target) {
        ("gain", Some(place), _) => Slot::Place(place),
        ("tie" | "pressure", _, Some(target)) => Slot::Tie(actor, target),
        _ => choice.agreement.map_or(Slot::Actor(actor), |id| Slot::Agreement(world.agreements[id.index()].key)),
    })
}

/// Turns the decrees of a seat into orders, as far as its effort and money go and nothing forbids them.
fn obey(view: &View<Settings>, out: &mut Proposals, actor: ActorId) {
    let (mut left, mut purse) = (budget(view, actor), view.world.purse(actor).max(0.0));
    for (number, decree) in view.outside.decrees.iter().enumerate().filter(|(_, d)| d.actor == actor) {
        // A posture costs nothing by itself; `skirmish` takes it up.
        let Command::Act { action, target, place, agreement } = decree.command else { continue };
        let origin = Origin::Person(number as u32);
        let (effort, money) = (action.row().effort, action.row().money);
        let numbers = race::numbers(view, view.world.actors[actor.index()].key);
        let at = |place: PlaceId| numbers.child(view.world.places[place.index()].key);
        let met = || place.and_then(|place| site::foe_at(view.world, actor, place, at(place)));
        let target = target.or_else(met);
        let barred = view.is_barred(EventKind::Act(action), Some(actor), target, place);
        let strike = action == Action::AirStrike;
        let men = place.map_or(0.0, |place| {
            if strike {
                site::sorties(view, actor, place)
            } else {
                estimate::at_hand(view.warfare, view.world, actor, place).0
            }
        });
        let hindrances = [
            (barred, Hindrance::Prevented),
            (effort > left, Hindrance::NoEffort),
            (money > purse, Hindrance::NoMoney),
            (strike && men <= 0.0, Hindrance::NoAircraft),
        ];
        if let Some((_, why)) = hindrances.into_iter().find(|(hinders, _)| *hinders) {
            out.hinder(origin, why);
            continue;
        }
        left -= effort;
        purse -= money;
        out.drift(Change::Order(Order {
            actor,
            action,
            target,
            place,
            agreement,
            effort: if men > 0.0 { men } else { effort },
            origin,
        }));
        out.drift(Change::Actor(actor, ActorField::Funds, -money));
    }
}

#[cfg(test)]
mod tests;
