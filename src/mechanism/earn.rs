//! Earn: what comes in, what the men cost, and who ends up unable to pay?
//!
//! In man-weeks of upkeep a week:
//! `funds += outside income + sum over places (rents * share of the country) + taxes ordered - men * quality * upkeep`, the
//! upkeep of irregulars being a share of that of regulars, men on an operation costing more and a sortie so many man-weeks. Rents (gold, tolls,
//! trafficking) and taxes are those of the country around a town: they flow by the shares of it that each rules (C17; off: only taxes and outside
//! income); what works in the town raises what can be taxed. What an act costs is taken
//! when it is decided. A government makes good what its army lacks, as far as its own reserve goes. Debts to one's own
//! men stop at a few weeks of pay: then they no longer wait. A part of every reserve seeps away.
//!
//! Source: domain 2.12 (revenue = sum over places of rents times control), C17. Reads: rulers of the country, incomes, services,
//! forces, tax orders. Changes: funds; grievance where taxes are raised. Leaves out: prices, harvests, trade between
//! actors. What unpaid men do is `supply`'s, what patrons are owed `sponsor`'s.

use super::View;
use crate::{
    domain::{Action, ActorKind, EventKind, ForceKind},
    id::ActorId,
    mechanism::Rule,
    parameter::settings,
    world::{ActorField, Change, Event, Order, Proposals, Slot, World},
};

settings! { "earn" {
    /// Upkeep of a man of an irregular group, of that of a regular of the same quality.
    irregular: 0.8, 0.6..1, in 0..5, "share", "assumed: fuel, arms and families; incomes of the seeds then carry the men of the seeds";
    /// Upkeep of a man who is out on an operation, against one at home.
    field: 2, 1.5..3, in 1..10, "times", "assumed: fuel, repairs and rations of a column";
    /// Upkeep of aircraft for each sortie a week.
    sortie: 20, 10..40 log, in 0..1000, "man-weeks", "assumed";
    /// Rents that reach whoever rules the country around a place, of those the seeds state.
    rents: 1, 0.7..1.3, in 0..10, "factor", "seeds (places.income); domain 2.12";
    /// Taxes raised in a week from a thousand people whom the state serves fully and one controls fully.
    tax: 2, 0.5..5 log, in 0..1000, "man-weeks", "assumed";
    /// People whom the collectors of one act reach at most; what a state raises beyond is income that the seeds state.
    collectors: 50000, 20000..100_000 log, in 1..1e9, "people", "assumed";
    /// Grievance that a week of taxes leaves.
    resentment: 0.004, 0.001..0.01, in 0..1, "share", "assumed";
    /// Share of its reserve that a coalition hands on to its fighting members in a week.
    handed_on: 0.05, 0.02..0.1, in 0..1, "1/week", "assumed";
    /// Share of a reserve that seeps away in a week.
    leakage: 0.005, 0.001..0.02 log, in 0..1, "1/week", "assumed";
    /// Weeks of pay that an actor may owe its men.
    arrears: 4, 2..8, in 0..100, "weeks", "assumed";
    /// Share of its yield that a place pays where nothing works: no market, no office.
    unserved: 0.33, 0.2..0.5, in 0.0..1.0, "share", "assumed: a third";
} }

/// Closes the accounts of the week.
pub fn earn(view: &View<Settings>, out: &mut Proposals) {
    let (mut change, mut upkeep) = (std::mem::take(&mut out.scratch.numbers), std::mem::take(&mut out.scratch.others));
    for list in [&mut change, &mut upkeep] {
        list.clear();
        list.resize(view.world.actors.len(), 0.0);
    }
    for force in view.world.forces.iter().filter(|f| f.strength > 0.0) {
        upkeep[force.actor.index()] += cost_of(view, force);
    }
    if view.rules.on(Rule::RoutesSustainGroups) {
        take_rents(view, &mut change);
    }
    for order in view.orders(Action::Tax) {
        change[order.actor.index()] += raise_taxes(view, order, out);
    }
    for id in view.world.living() {
        let actor = &view.world.actors[id.index()];
        change[id.index()] += actor.income - upkeep[id.index()] - view.set.leakage * actor.funds.max(0.0);
    }
    cover_armies(view.world, &mut change);
    share_out(view, &mut change);
    for id in view.world.living() {
        let funds = view.world.actors[id.index()].funds;
        let floor = -view.set.arrears * upkeep[id.index()];
        let by = change[id.index()].max(floor - funds);
        if by != 0.0 {
            out.drift(Change::Actor(id, ActorField::Funds, by));
        }
    }
    (out.scratch.numbers, out.scratch.others) = (change, upkeep);
}

/// Weekly upkeep of a force.
fn cost_of(view: &View<Settings>, force: &crate::world::Force) -> f64 {
    let actor = &view.world.actors[force.actor.index()];
    if force.kind == ForceKind::AirWing {
        return view.set.sortie * force.strength;
    }
    let share = if actor.kind.is_irregular() { view.set.irregular } else { 1.0 };
    let field = if force.operation.is_some() { view.set.field } else { 1.0 };
    force.strength * actor.quality * share * field
}

fn take_rents(view: &View<Settings>, change: &mut [f64]) {
    for (p, place) in view.world.places.iter().enumerate().filter(|(_, place)| place.income > 0.0) {
        let row = view.world.control.row(p);
        for ruler in &view.world.index.rulers[p] {
            change[ruler.index()] += view.set.rents * place.income * row[ruler.index()];
        }
    }
}

/// Taxes, tolls or zakat from the people of a place: money now, some grievance.
fn raise_taxes(view: &View<Settings>, order: &Order, out: &mut Proposals) -> f64 {
    let world = view.world;
    let Some(place) = order.place else { return 0.0 };
    if view.is_barred(EventKind::Act(Action::Tax), Some(order.actor), order.target, Some(place)) {
        return 0.0;
    }
    let there = &world.places[place.index()];
    let control = *world.control.at(place.index(), order.actor.index());
    // Markets that work can be taxed.
    let works = view.set.unserved + (1.0 - view.set.unserved) * there.services;
    let base = there.residents.min(view.set.collectors) / 1000.0 * works;
    let event = out.event(Event::of_order(order, "earn.tax", &world.ladder).at(place));
    out.because(event, Slot::Control(place, order.actor), 1.0);
    for id in &world.map.people[place.index()] {
        let by = view.set.resentment * (1.0 - world.grievance_against(*id, order.actor));
        if by > 0.0 {
            out.change(event, Change::Grievance(*id, order.actor, by));
        }
    }
    view.set.tax * base * control
}

/// A government with money pays what its army lacks.
fn cover_armies(world: &World, change: &mut [f64]) {
    for id in world.living() {
        let army = &world.actors[id.index()];
        let Some(payer) = payer(world, id).filter(|_| army.kind == ActorKind::Army) else { continue };
        let lack = -(army.funds + change[id.index()]);
        let purse = world.actors[payer.index()].funds + change[payer.index()];
        let paid = lack.min(purse);
        if paid > 0.0 {
            change[id.index()] += paid;
            change[payer.index()] -= paid;
        }
    }
}

/// A coalition without men of its own hands what it does not need on to its members who have, by their men.
fn share_out(view: &View<Settings>, change: &mut [f64]) {
    let world = view.world;
    for id in world.living() {
        let root = &world.actors[id.index()];
        let led = root.kind.is_irregular() && world.index.troops[id.index()].is_empty();
        let surplus = view.set.handed_on * (root.funds + change[id.index()]);
        if !led || surplus <= 0.0 || world.strength(id) <= 0.0 {
            continue;
        }
        change[id.index()] -= surplus;
        for member in world.leaves(id) {
            let men: f64 = world.own_forces(member).map(|f| f.strength).sum();
            change[member.index()] += surplus * men / world.strength(id);
        }
    }
}

fn payer(world: &World, army: ActorId) -> Option<ActorId> {
    world.government_of(army).filter(|g| *g != army)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::OperationId,
        mechanism::{
            Rules,
            testing::{Stage, Tiny},
        },
        parameter::Quantity,
    };

    fn small() -> Stage {
        Tiny::new()
            .actor_with("state", ActorKind::Government, |a| a.funds = Quantity::fixed(500.0))
            .actor_with("army", ActorKind::Army, |a| {
                (a.funds, a.quality) = (Quantity::fixed(0.0), Quantity::fixed(0.8));
            })
            .member("army", "state", 0.9)
            .actor("rebels", ActorKind::Movement)
            .place("town", "army")
            .force("army", "town", 300.0)
            .force("rebels", "town", 100.0)
            .community("locals", "town", 3000.0, &[], &[], &[])
            .stage()
    }

    fn tight() -> Settings {
        Settings { leakage: 0.0, ..Settings::typical() }
    }

    #[test]
    fn men_on_an_operation_cost_more() {
        let mut stage = small();
        let mut out = stage.clone();
        let rebels = out.actor("rebels");
        out.world.forces.iter_mut().filter(|f| f.actor == rebels).for_each(|f| f.operation = Some(OperationId(0)));
        let set = Settings { field: 3.0, ..tight() };
        stage.play(earn, &set, &Rules::default());
        out.play(earn, &set, &Rules::default());
        let more = stage.who("rebels").funds - out.who("rebels").funds;
        assert!((more - 2.0 * 100.0 * set.irregular).abs() < 1e-9, "{more}");
    }

    #[test]
    fn the_accounts_are_exact() {
        let mut stage = small();
        stage.play(earn, &tight(), &Rules::default());
        // Army: 100 from outside + 0.6 * 50 rents - 300 * 0.8; its government makes good the 110 that lack.
        assert!((stage.who("army").funds - 0.0).abs() < 1e-9);
        assert!((stage.who("state").funds - (500.0 + 100.0 - 110.0)).abs() < 1e-9);
        // Rebels: 1000 + 100 - 100 men at four fifths of upkeep.
        assert!((stage.who("rebels").funds - 1020.0).abs() < 1e-9);
    }

    #[test]
    fn rents_flow_to_controllers_only_under_c17() {
        let (mut on, mut off) = (small(), small());
        on.play(earn, &tight(), &Rules::default());
        off.play(earn, &tight(), &Rules::default().without(Rule::RoutesSustainGroups));
        assert!((on.who("state").funds - off.who("state").funds - 30.0).abs() < 1e-9);
        assert_eq!(on.who("rebels").funds, off.who("rebels").funds);
    }

    #[test]
    fn who_cannot_pay_falls_into_debt_but_not_for_ever() {
        let mut stage = small();
        stage.who("state").funds = -1e6;
        for _ in 0..100 {
            stage.play(earn, &tight(), &Rules::default());
        }
        assert!((stage.who("army").funds + 4.0 * 240.0).abs() < 1e-6);
    }

    #[test]
    fn taxes_bring_money_and_grievance() {
        let (mut stage, mut without) = (small(), small());
        let town = stage.place("town");
        stage.order("army", Action::Tax, None).place = Some(town);
        let events = stage.play(earn, &tight(), &Rules::default());
        without.play(earn, &tight(), &Rules::default());
        assert_eq!(events.len(), 1);
        let raised = stage.who("state").funds - without.who("state").funds;
        assert!((raised - 2.0 * 3.0 * (0.33 + 0.67 * 0.3) * 0.6).abs() < 1e-9, "{raised}");
        let locals = stage.community("locals");
        assert!((stage.world.grievance_against(locals, stage.actor("army")) - 0.004).abs() < 1e-12);
    }

    #[test]
    fn reserves_seep_away() {
        let mut stage = small();
        stage.play(earn, &Settings { leakage: 0.01, ..tight() }, &Rules::default());
        assert!((stage.who("rebels").funds - 1010.0).abs() < 1e-9);
    }
}
