//! What becomes of orders from outside: noted week by week, judged when the run is over.
//!
//! An order leaves events of its week, begins an operation, sets a posture, or is hindered. Some mechanisms say why they do not carry one out
//! (`Proposals::hinder`); of the rest the end of the week tells: who is no more, who has no men there, where no enemy stands.

use super::rows::OrderRow;
use crate::{
    domain::{Action, EventKind, Hindrance, OrderResult, action::Aim},
    id::{ActorId, Key, PlaceId},
    world::{
        Event, Ledger, Operation, Ordered, Origin, World,
        outside::{Command, Outside},
    },
};

/// Notes the orders of a week from what came from outside, with what the end of the week shows against them.
pub(super) fn note(world: &World, outside: &Outside, scheduled: impl Fn(Key) -> bool, rows: &mut Vec<OrderRow>) {
    let row = |origin, actor, command| OrderRow {
        week: world.week,
        origin,
        actor,
        command,
        result: OrderResult::Impossible,
        why: against(world, origin, actor, command),
        who: Vec::new(),
        operation: None,
        events: Vec::new(),
        fronts: Vec::new(),
    };
    for given in &outside.given {
        if let EventKind::Act(action) = given.kind {
            let origin = if scheduled(given.key) { Origin::Scheduled(given.key) } else { Origin::Inject(given.key) };
            let (target, place, agreement) = (given.target, given.place, given.agreement);
            rows.push(row(origin, given.actor, Command::Act { action, target, place, agreement }));
        }
    }
    for (number, decree) in outside.decrees.iter().enumerate() {
        rows.push(row(Origin::Person(number as u32), Some(decree.actor), decree.command));
    }
}

/// What the end of the week shows against an order that left no event; nothing for an act that was done and never leaves one.
fn against(world: &World, origin: Origin, named: Option<ActorId>, command: Command) -> Option<Hindrance> {
    let is_gone = |id: Option<ActorId>| id.is_some_and(|id| !world.actors[id.index()].alive);
    if is_gone(named) {
        return Some(Hindrance::ActorGone);
    }
    if is_gone(command.target()) {
        return Some(Hindrance::TargetGone);
    }
    match command {
        Command::Act { action, target, place, .. } => undone(world, origin, (named, action, target, place)),
        // Of a posture its mechanism tells.
        Command::Posture { .. } => Some(Hindrance::NotGiven),
    }
}

/// What the end of the week shows against an act of those who live.
fn undone(
    world: &World,
    origin: Origin,
    (named, action, target, place): (Option<ActorId>, Action, Option<ActorId>, Option<PlaceId>),
) -> Option<Hindrance> {
    // Who was sent by the one who is named.
    let sent = world.traffic.orders.iter().find(|order| order.origin == origin);
    let actor = sent.map(|order| order.actor).or(named);
    let (Some(actor), Some(place)) = (actor, place) else { return Some(Hindrance::NotGiven) };
    if matches!(action, Action::Patrol | Action::Protect) {
        let done = sent.is_some() && world.men_at(actor, place) >= 1.0;
        return (!done).then_some(Hindrance::NoMen);
    }
    let aim = action.row().aim;
    if !matches!(aim, Aim::Enemy | Aim::Here) {
        return Some(Hindrance::NotGiven);
    }
    if action != Action::AirStrike && world.reach(actor, place).0 < 1.0 {
        return Some(Hindrance::NoMen);
    }
    let is_foe =
        |other: &&ActorId| target.map_or_else(|| world.are_enemies(actor, **other), |t| world.belongs_to(**other, t));
    if aim == Aim::Enemy && !world.index.present[place.index()].iter().any(|other| is_foe(&other)) {
        return Some(Hindrance::NobodyThere);
    }
    Some(Hindrance::NotGiven)
}

/// Judges every order by what the run left; `began` says whether an operation found room in the world.
pub(super) fn judge(rows: &mut [OrderRow], ledger: &Ledger, began: impl Fn(&Operation) -> bool) {
    for row in rows {
        let hindered = ledger.hindrances.iter().find(|(week, order, _)| (*week, *order) == (row.week, row.origin));
        if let Some((.., why)) = hindered {
            row.why = Some(*why);
        }
        let Command::Act { action, .. } = row.command else {
            takes_up(row, ledger);
            continue;
        };
        let is_its = |o: &&Operation| o.begun == row.week && o.origin == row.origin;
        if let Some(operation) = ledger.launched.iter().find(is_its).filter(|o| began(o)) {
            begins(row, operation);
        } else {
            carries_out(row, action, ledger);
        }
    }
}

/// The order for a posture: the fronts on which it holds from then on.
fn takes_up(row: &mut OrderRow, ledger: &Ledger) {
    let its = || {
        let its = ledger.ordered.iter().filter(|(week, front)| (*week, front.order) == (row.week, row.origin));
        its.map(|(_, front)| *front)
    };
    let moves = |front: &Ordered| front.before != front.posture;
    let (holds, waits) = (its().next().is_some(), its().any(|front| moves(&front)));
    let fronts: Vec<Ordered> = its().filter(|front| front.met).collect();
    // What stands in the way of blows is told of a posture that nobody feels yet, and of nothing else.
    row.why = row.why.filter(|_| fronts.is_empty());
    row.result = if !holds {
        row.why.map_or(OrderResult::Impossible, Hindrance::result)
    } else if fronts.is_empty() {
        if waits { OrderResult::Stands } else { OrderResult::Unchanged }
    } else if fronts.iter().any(moves) {
        OrderResult::CarriedOut
    } else {
        OrderResult::Unchanged
    };
    row.fronts = fronts;
}

/// The order for an operation: it set out with all, with some, or not at all.
fn begins(row: &mut OrderRow, operation: &Operation) {
    row.operation = Some(operation.key);
    row.who = operation.refused.to_vec();
    let declined = (operation.declined > 0).then_some(Hindrance::Declined);
    (row.result, row.why) = match (operation.is_under_way(), declined) {
        (true, None) => (OrderResult::Begun, None),
        (true, declined) => (OrderResult::InPart, declined),
        (false, None) => (OrderResult::Impossible, Some(Hindrance::TooFewMen)),
        (false, declined) => (OrderResult::Refused, declined),
    };
}

/// The order for an act: the events of its week that carried it out.
fn carries_out(row: &mut OrderRow, action: Action, ledger: &Ledger) {
    // What an operation does is told by the operation; it may have been ordered in an earlier week, by the same or by another.
    let is_its = |event: &Event| event.origin == row.origin && event.operation.is_none();
    let from = ledger.events.partition_point(|logged| logged.week < row.week);
    let week = ledger.events[from..].iter().take_while(|logged| logged.week == row.week);
    let mut success = None;
    for (number, logged) in (from as u32..).zip(week).filter(|(_, logged)| is_its(&logged.event)) {
        row.events.push(number);
        if !logged.event.part {
            success = Some(success.unwrap_or(false) || logged.event.success);
        }
        if !logged.event.success && is_asked(action) {
            row.who.extend(logged.event.target);
        }
    }
    match success {
        None => row.result = row.why.map_or(OrderResult::CarriedOut, Hindrance::result),
        Some(true) => (row.result, row.why) = (OrderResult::CarriedOut, None),
        Some(false) if is_asked(action) => {
            (row.result, row.why) = (OrderResult::Refused, Some(Hindrance::Declined));
        }
        Some(false) => (row.result, row.why) = (OrderResult::Failed, None),
    }
}

/// Whether an action only comes about if another agrees.
fn is_asked(action: Action) -> bool {
    use Action::{Assist, Ceasefire, Coordinate, Guarantee, Hire, Join, LocalPact, Mediate, Merge, OfferTalks};
    matches!(
        action,
        OfferTalks | Ceasefire | LocalPact | Mediate | Guarantee | Hire | Join | Merge | Coordinate | Assist
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{ActorKind, OperationKind, OperationStage, Posture, Stance},
        id::RegionId,
        mechanism::testing::{Stage, Tiny},
        world::{Logged, outside::Decree},
    };

    fn stage() -> Stage {
        Tiny::state()
            .actor("rebels", ActorKind::Movement)
            .tie("army", "rebels", -0.8, Stance::War)
            .place("town", "army")
            .place("hills", "rebels")
            .place("desert", "")
            .route("town", "desert", 30.0)
            .force("army", "town", 300.0)
            .force("rebels", "hills", 200.0)
            .stage()
    }

    /// The row of an order of the army, judged by what a run left.
    fn judged(stage: &Stage, action: Action, place: &str, ledger: &Ledger) -> OrderRow {
        let mut outside = Outside::default();
        let command = Command::Act { action, target: None, place: Some(stage.place(place)), agreement: None };
        outside.decrees.push(Decree { actor: stage.actor("army"), command });
        let mut rows = Vec::new();
        note(&stage.world, &outside, |_| false, &mut rows);
        judge(&mut rows, ledger, |_| true);
        rows.remove(0)
    }

    fn found(row: &OrderRow) -> (OrderResult, Option<Hindrance>) {
        (row.result, row.why)
    }

    #[test]
    fn the_end_of_the_week_tells_why_nothing_came_of_an_order() {
        let (mut stage, nothing) = (stage(), Ledger::default());
        let tell = |stage: &Stage, place| found(&judged(stage, Action::Ambush, place, &nothing));
        assert_eq!(tell(&stage, "hills"), (OrderResult::Impossible, Some(Hindrance::NoMen)), "too far away");
        assert_eq!(tell(&stage, "desert"), (OrderResult::Impossible, Some(Hindrance::NobodyThere)));
        stage.post("rebels", "town", 20.0);
        assert_eq!(tell(&stage, "town"), (OrderResult::Impossible, Some(Hindrance::NotGiven)));
        stage.who("army").alive = false;
        assert_eq!(tell(&stage, "town"), (OrderResult::TooLate, Some(Hindrance::ActorGone)));
    }

    #[test]
    fn acts_without_events_are_done_where_men_stand() {
        let mut stage = stage();
        let tell = |stage: &Stage, place| found(&judged(stage, Action::Patrol, place, &Ledger::default()));
        assert_eq!(tell(&stage, "town").1, Some(Hindrance::NoMen), "the order never came");
        stage.order("army", Action::Patrol, None).origin = Origin::Person(0);
        assert_eq!(tell(&stage, "town"), (OrderResult::CarriedOut, None));
        assert_eq!(tell(&stage, "desert"), (OrderResult::Impossible, Some(Hindrance::NoMen)));
    }

    #[test]
    fn a_posture_holds_changes_nothing_waits_or_is_hindered() {
        let stage = stage();
        let (actor, enemy) = (stage.actor("army"), stage.actor("rebels"));
        let told = |fronts: &[(Posture, bool)], why: Option<Hindrance>| {
            let mut outside = Outside::default();
            let command = Command::Posture { posture: Posture::Press, enemy, place: None };
            outside.decrees.push(Decree { actor, command });
            let mut rows = Vec::new();
            note(&stage.world, &outside, |_| false, &mut rows);
            let (week, order) = (stage.world.week, Origin::Person(0));
            let mut ledger = Ledger::default();
            ledger.ordered.extend(fronts.iter().map(|(before, met)| {
                let (region, posture) = (RegionId(0), Posture::Press);
                (week, Ordered { order, actor, enemy, region, before: *before, posture, met: *met })
            }));
            ledger.hindrances.extend(why.map(|why| (week, order, why)));
            judge(&mut rows, &ledger, |_| true);
            (found(&rows[0]), rows[0].fronts.len())
        };
        let (quiet, press, nobody) = (Posture::Quiet, Posture::Press, Some(Hindrance::NobodyThere));
        assert_eq!(told(&[(quiet, true), (press, true)], None), ((OrderResult::CarriedOut, None), 2));
        assert_eq!(told(&[(press, true), (quiet, false)], None), ((OrderResult::Unchanged, None), 1));
        assert_eq!(told(&[(press, true)], None), ((OrderResult::Unchanged, None), 1));
        assert_eq!(told(&[(press, false)], nobody), ((OrderResult::Unchanged, nobody), 0));
        assert_eq!(told(&[(quiet, false)], nobody), ((OrderResult::Stands, nobody), 0));
        let (barred, peace) = (Some(Hindrance::Prevented), Some(Hindrance::NotEnemies));
        assert_eq!(told(&[], barred), ((OrderResult::Barred, barred), 0));
        assert_eq!(told(&[], peace), ((OrderResult::Impossible, peace), 0));
    }

    #[test]
    fn what_a_mechanism_says_counts_for_more() {
        let stage = stage();
        let mut ledger = Ledger::default();
        ledger.hindrances.push((stage.world.week, Origin::Person(0), Hindrance::Prevented));
        ledger.hindrances.push((stage.world.week, Origin::Person(1), Hindrance::NoMoney));
        let row = judged(&stage, Action::Patrol, "town", &ledger);
        assert_eq!(found(&row), (OrderResult::Barred, Some(Hindrance::Prevented)));
    }

    #[test]
    fn events_of_the_week_say_whether_it_came_about() {
        let stage = stage();
        let rebels = stage.actor("rebels");
        let with = |action: Action, success: bool, origin, week| {
            let mut event = Event::act(action, "test").on(rebels).from(origin);
            event.success = success;
            let mut ledger = Ledger::default();
            ledger.events.push(Logged { week, event });
            judged(&stage, action, "town", &ledger)
        };
        let (week, own) = (stage.world.week, Origin::Person(0));
        let done = with(Action::Patrol, true, own, week);
        assert_eq!((found(&done), done.events), ((OrderResult::CarriedOut, None), vec![0]));
        assert_eq!(found(&with(Action::Ambush, false, own, week)), (OrderResult::Failed, None));
        let refused = with(Action::LocalPact, false, own, week);
        assert_eq!(found(&refused), (OrderResult::Refused, Some(Hindrance::Declined)));
        assert_eq!(refused.who, [rebels]);
        let mut other = Event::act(Action::Raid, "test").from(own);
        other.operation = Some(Key(7));
        let mut ledger = Ledger::default();
        ledger.events.push(Logged { week, event: other });
        assert!(judged(&stage, Action::Ambush, "town", &ledger).events.is_empty(), "an earlier order's operation");
        for (origin, week) in [(Origin::Person(1), week), (Origin::Rule, week), (own, week + 1)] {
            assert!(with(Action::Patrol, true, origin, week).events.is_empty(), "{origin:?} {week}");
        }
    }

    #[test]
    fn an_operation_sets_out_whole_in_part_or_not_at_all() {
        let mut stage = stage();
        let id = stage.operation("army", OperationKind::Seize, "town", "hills");
        let refuser = stage.actor("state");
        let with = |declined: u32, under_way: bool| {
            let mut operation = stage.world.operation(id).clone();
            operation.origin = Origin::Person(0);
            operation.declined = declined;
            operation.refused.extend((0..declined).map(|_| refuser));
            if !under_way {
                operation.stage = OperationStage::Over;
            }
            let mut ledger = Ledger::default();
            ledger.launched.push(operation);
            let row = judged(&stage, Action::Assault, "hills", &ledger);
            assert!(row.operation.is_some() && row.who.len() == declined as usize);
            found(&row)
        };
        assert_eq!(with(0, true), (OrderResult::Begun, None));
        assert_eq!(with(1, true), (OrderResult::InPart, Some(Hindrance::Declined)));
        assert_eq!(with(1, false), (OrderResult::Refused, Some(Hindrance::Declined)));
        assert_eq!(with(0, false), (OrderResult::Impossible, Some(Hindrance::TooFewMen)));
    }
}
