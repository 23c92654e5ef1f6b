//! What two sides contest, which camps are about to change hands, and how far a guarantor stands between them.

use super::{Settings, is_government, terms};
use crate::{
    domain::{ActorKind, Camp, Case, Clause, EventKind, Shock},
    id::{ActorId, PlaceId},
    mechanism::{Rule, View},
    world::World,
};

/// What is contested between two sides, the first and the second, and who guards it.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    /// Worth of what is contested.
    pub(super) worth: f64,
    /// What each holds of it.
    pub(super) held: [f64; 2],
    /// Camps about to go to the other side, for each: their number, less what a joint handover takes away.
    pub(super) coming: [f64; 2],
    /// The most valued of them.
    pub(super) prize: [Option<PlaceId>; 2],
    /// The guarantor, if there is one that can do its work.
    pub(super) guarantor: Option<ActorId>,
    /// Share of the contested worth where it stands, 0-1.
    pub(super) share: f64,
    /// Weeks to its announced exit over the horizon, 0-1.
    pub(super) clock: f64,
}

impl Guard {
    /// Looks at every place once; at none, if nobody `weighs` war this week and nobody stands between the two.
    pub(super) fn between(view: &View<Settings>, a: ActorId, b: ActorId, weighs: bool) -> Self {
        let (world, set) = (view.world, view.set);
        let guarantor = guarantor(view, a, b);
        let weeks = guarantor.and_then(|g| exit(view, g));
        let clock = |weeks: f64| (weeks / set.horizon).clamp(0.0, 1.0);
        let mut all = Self { guarantor, clock: weeks.map_or(1.0, clock), ..Self::default() };
        if guarantor.is_none() && !weighs {
            return all;
        }
        let closing = clock(set.notice).min(all.clock);
        let joint = terms(world, a, b)
            .any(|(_, g)| g.state.is_in_force() && g.clauses.iter().any(|c| c.clause == Clause::CampHandover));
        let left = if joint { 1.0 - set.joint_handover } else { 1.0 };
        for place in world.all_places().filter(|p| world.is_contestable(*p)) {
            let there = &world.places[place.index()];
            let holds = |side: ActorId| there.holder.is_some_and(|h| world.belongs_to(h, side));
            let rebels = [a, b].iter().any(|side| !is_government(world, *side) && holds(*side));
            let first = world.control_of(place, a);
            // What one of them does not claim is contested by nobody, and without a camp nothing else is at stake.
            if !rebels && first < set.claim && matches!(there.camp, Camp::None | Camp::Handed) {
                continue;
            }
            let shares = [first, world.control_of(place, b)];
            let claimed = shares.map(|share| share >= set.claim);
            if rebels || claimed == [true, true] {
                let both = shares[0] + shares[1];
                all.worth += there.value;
                for (held, share) in all.held.iter_mut().zip(shares) {
                    *held += if both > 0.0 { there.value * share / both } else { 0.0 };
                }
                if let Some(guarantor) = guarantor
                    && stands_near(view, guarantor, place)
                {
                    // A camp that closes counts as one whose guarantor will be gone.
                    let fading = there.camp == Camp::Closing && all.clock > 0.0;
                    all.share += there.value * if fading { closing / all.clock } else { 1.0 };
                }
            }
            for (side, other) in [(0, b), (1, a)] {
                if claimed[side] && (is_government(world, other) || holds(other)) && is_in_sight(view, place) {
                    all.coming[side] += left;
                    let value = |p: PlaceId| world.places[p.index()].value;
                    all.prize[side] = all.prize[side].filter(|old| value(*old) >= value(place)).or(Some(place));
                }
            }
        }
        all.share = if all.worth > 0.0 { all.share / all.worth } else { 0.0 };
        all
    }

    /// Share of a place in the worth of what is contested, 0-1.
    pub(super) fn share_of(&self, world: &World, place: PlaceId) -> f64 {
        if self.worth > 0.0 { (world.places[place.index()].value / self.worth).min(1.0) } else { 0.0 }
    }

    /// The guarantee over its full value, 0-1, nothing without C19; `clock` says whether its announced exit counts.
    pub(super) fn full(&self, view: &View<Settings>, clock: bool) -> f64 {
        if !view.rules.on(Rule::NobodyMitigatesMistrust) {
            return 0.0;
        }
        self.share * if clock { self.clock } else { 1.0 }
    }
}

/// Who stands behind an agreement of the two: the one with the greatest leverage of those who exist, and if it is a mission have men.
fn guarantor(view: &View<Settings>, a: ActorId, b: ActorId) -> Option<ActorId> {
    let world = view.world;
    let present = |g: &ActorId| {
        let actor = &world.actors[g.index()];
        actor.alive && (actor.kind != ActorKind::Peacekeeper || world.strength(*g) > 0.0)
    };
    let leverage = |g: &ActorId| world.actors[g.index()].leverage;
    let behind = terms(world, a, b).filter_map(|(_, g)| g.guarantor).filter(present);
    behind.max_by(|x, y| {
        leverage(x).total_cmp(&leverage(y)).then(world.actors[y.index()].key.cmp(&world.actors[x.index()].key))
    })
}

/// Weeks until a mission leaves, if it has been said that it will: the day on which it ends, once that is known; else, if it is bound to
/// hand over its camps, the usual notice.
pub(super) fn exit(view: &View<Settings>, host: ActorId) -> Option<f64> {
    let (world, today) = (view.world, view.case.date(view.world.week));
    match planned_end(view, host) {
        Some(end) if end.known <= today => {
            let barred = view.is_barred(end.kind, Some(host), end.target, end.place);
            let days = today.until(end.date).map_or(0, |span| span.get_days());
            (!barred).then(|| f64::from(days) / 7.0)
        }
        Some(_) => None,
        None => world.must_leave_camps(host).then_some(view.set.notice),
    }
}

/// The scheduled end of a mission, known or not.
pub(super) fn planned_end<'a>(view: &View<'a, Settings>, host: ActorId) -> Option<&'a crate::domain::EventFact> {
    let today = view.case.date(view.world.week);
    view.case.scheduled.iter().find(|e| {
        e.kind == EventKind::Shock(Shock::MissionEnds)
            && e.actor == Some(host)
            && e.date >= today
            && Case::holds(&e.source, &view.world.reading)
    })
}

/// Whether a camp is about to go over to somebody: closing, vacated, or of a mission that will leave.
fn is_in_sight(view: &View<Settings>, place: PlaceId) -> bool {
    let there = &view.world.places[place.index()];
    match there.camp {
        Camp::None | Camp::Handed => false,
        Camp::Closing | Camp::Vacated => true,
        Camp::Open => there.camp_host.is_some_and(|host| exit(view, host).is_some()),
    }
}

/// Whether men of a guarantor stand at a place or within its watch.
fn stands_near(view: &View<Settings>, guarantor: ActorId, place: PlaceId) -> bool {
    let world: &World = view.world;
    world
        .own_forces(guarantor)
        .any(|f| f.march.is_none() && (f.place == place || world.map.ways.days(f.place, place) <= view.set.watch))
}
