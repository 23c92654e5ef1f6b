//! Governments and armed groups: how truces break down, and how war cools. War itself is a decision (`declare`).

use super::{Settings, is_barred, key, shift, stance};
use crate::{
    chance::{Purpose, laws::within_week},
    domain::{Clause, Shock, Stance},
    id::ActorId,
    mechanism::View,
    world::{Event, Proposals, Slot, WEEKS_REMEMBERED, World},
};

const CALM: Purpose = Purpose::of("align.calm");
const RUPTURE: Purpose = Purpose::of("align.rupture");

/// Lowest rung that is fighting.
const SKIRMISH: u8 = 5;

/// Plays the week of a government and an armed group.
pub(super) fn pair(view: &View<Settings>, state: ActorId, group: ActorId, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let (now, fought) = (stance(world, state, group), world.rung_ago(state, group, 0));
    let pair = key(world, state, group);
    let to = if fought >= SKIRMISH {
        match now {
            Stance::War | Stance::Hostile => return,
            // While a ceasefire holds, a breach is the agreement's business.
            _ if world.bound_by(state, group, Clause::Ceasefire).is_some() => return,
            _ if view.chance.happens(RUPTURE, pair, set.rupture) => {
                if now.is_ally() {
                    Stance::Tolerant
                } else {
                    Stance::Hostile
                }
            }
            _ => return,
        }
    } else if now == Stance::War && !wants_war(world, state, group) && calms(view, state, group) {
        Stance::Hostile
    } else {
        return;
    };
    if is_barred(view, state, group) {
        return;
    }
    let rule = match (to, now) {
        (_, Stance::War) => "align.calm",
        _ => "align.rupture",
    };
    let event = out.event(Event::shock(Shock::StanceShift, rule).by(state).on(group));
    out.because(event, Slot::Tie(state, group), 0.5);
    out.because(event, Slot::Tie(group, state), 0.5);
    shift(view, (state, group), to, event, out);
}

/// Whether war cools to hostility this week: nobody has fought for long enough, and the chance comes.
pub(super) fn calms(view: &View<Settings>, a: ActorId, b: ActorId) -> bool {
    quiet_weeks(view.world, a, b) >= view.set.quiet
        && view.chance.happens(CALM, key(view.world, a, b), within_week(view.set.calming))
}

/// Whether one of two still wants the war, as far as it has weighed it.
fn wants_war(world: &World, a: ActorId, b: ActorId) -> bool {
    [(a, b), (b, a)].iter().any(|(x, y)| world.quarrels.at(x.index(), y.index()).urge > 0.0)
}

/// Weeks since the last skirmish, as far back as the ladder's memory goes.
fn quiet_weeks(world: &World, a: ActorId, b: ActorId) -> f64 {
    let loud = (0..WEEKS_REMEMBERED).find(|ago| world.rung_ago(a, b, *ago) >= SKIRMISH);
    f64::from(loud.unwrap_or(WEEKS_REMEMBERED))
}
