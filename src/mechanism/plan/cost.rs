//! What an operation costs whoever plans it, by its men and by the weeks for which they are away.
//!
//! `C = money m / (purse + last_reserve + m) + crowding m / free`, with `m` the men times their weeks away, as a multiple of the `consolidate` weeks for which
//! a place that was taken ties them down. Raiders are back within weeks; those who take a town stay in it.

use super::Settings;
use crate::{
    domain::OperationKind,
    id::ActorId,
    mechanism::View,
    world::{Desk, Objective},
};

/// Share of its longest time for which a siege is taken to last.
const MEAN_SIEGE: f64 = 0.5;

/// Weeks for which those who have reached their objective stay at most.
pub(super) const fn stay(set: &Settings, kind: OperationKind, lingers: bool) -> f64 {
    match kind {
        OperationKind::Raid if lingers => set.stay,
        OperationKind::Raid => 0.0,
        OperationKind::Clear => set.sweep,
        OperationKind::Besiege => set.endurance,
        OperationKind::Seize | OperationKind::Relieve | OperationKind::TakeOver => set.consolidate,
    }
}

/// Weeks that so many men take to come together.
pub(super) fn weeks_to_gather(view: &View<Settings>, men: f64) -> u32 {
    (1.0 + (men / view.set.muster).floor()).min(view.set.patience) as u32
}

/// Weeks for which men are away whom an operation takes so many days of travel from where they assemble.
fn weeks_away(view: &View<Settings>, kind: OperationKind, days: f64, men: f64) -> f64 {
    let way = days / view.warfare.marching / view.warfare.season(view.world.month);
    let stay = stay(view.set, kind, false) * if kind == OperationKind::Besiege { MEAN_SIEGE } else { 1.0 };
    let ways = if matches!(kind, OperationKind::Raid | OperationKind::Clear) { 2.0 } else { 1.0 };
    f64::from(weeks_to_gather(view, men)) + ways * way + stay
}

/// The trouble of mounting an operation, against that of one which takes a place and keeps it: by the weeks for which its men are away, at most 1.
pub(super) fn trouble(view: &View<Settings>, objective: &Objective) -> f64 {
    let &Objective { kind, place, assembly, flown, men, .. } = objective;
    let days = if flown { 0.0 } else { view.world.map.ways.days(assembly, place) };
    (weeks_away(view, kind, days, men) / view.set.consolidate.max(1.0)).min(1.0)
}

/// What it costs to send so many men so many days of travel away.
pub(super) fn cost(
    view: &View<Settings>,
    planner: ActorId,
    kind: OperationKind,
    days: f64,
    men: f64,
    desk: &Desk,
) -> f64 {
    let set = view.set;
    let length = weeks_away(view, kind, days, men) / set.consolidate.max(1.0);
    let purse = view.world.purse(planner).max(0.0);
    let spent = men * length;
    set.money * spent / (purse + set.last_reserve + spent) + set.crowding * spent / desk.free.max(men)
}
