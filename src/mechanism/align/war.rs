//! Governments and armed groups: hostility, war and back.

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

/// Plays the week of a government and an armed group.
pub(super) fn pair(view: &View<Settings>, state: ActorId, group: ActorId, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let (now, fought) = (stance(world, state, group), world.rung_ago(state, group, 0));
    let pair = key(world, state, group);
    let to = if world.ladder.is_fighting(fought) {
        match now {
            Stance::Hostile if fought > world.ladder.fighting() => Stance::War,
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
    } else if now == Stance::War
        && quiet_weeks(world, state, group) >= set.quiet
        && view.chance.happens(CALM, pair, within_week(set.calming))
    {
        Stance::Hostile
    } else {
        return;
    };
    if is_barred(view, state, group) {
        return;
    }
    let rule = match (to, now) {
        (Stance::War, _) => "align.war",
        (_, Stance::War) => "align.calm",
        _ => "align.rupture",
    };
    let event = out.event(Event::shock(Shock::StanceShift, rule).by(state).on(group));
    out.because(event, Slot::Tie(state, group), 0.5);
    out.because(event, Slot::Tie(group, state), 0.5);
    shift(view, (state, group), to, event, out);
}

/// Weeks since the last skirmish, as far back as the ladder's memory goes.
fn quiet_weeks(world: &World, a: ActorId, b: ActorId) -> f64 {
    let loud = (0..WEEKS_REMEMBERED).find(|ago| world.ladder.is_fighting(world.rung_ago(a, b, *ago)));
    f64::from(loud.unwrap_or(WEEKS_REMEMBERED))
}
