//! Whether a place could be kept: against what its enemies could bring back within some weeks.
//!
//! A planner takes its enemies to plan as it does itself, and its own men to stand whatever comes: each of their sides brings together the men who are seen within `counter` days, each by what distance
//! leaves of him, of whom the share `spare` can leave where they are, and no more than are led as one (`lift`, `band` of irregulars, `villages` of militias), with the aircraft at hand. Those who stand in the place
//! itself count by half, as they will have been beaten.

use super::{Settings, pool::led_as_one};
use crate::{
    id::{ActorId, PlaceId},
    mechanism::View,
    warfare::odds::{self, Side},
    world::Desk,
};

/// Part that those have in a counter-attack who were beaten in the place itself.
const BEATEN: f64 = 0.5;
/// Supply that those are taken to have who come back, and those who stay.
const SUPPLY: f64 = 0.8;

/// The strongest side that could come back for a place; nobody, if no enemy is seen near.
pub(super) fn counter_attack(view: &View<Settings>, place: PlaceId, desk: &mut Desk) -> Option<Side> {
    let (world, set, war) = (view.world, view.set, view.warfare);
    desk.sides.clear();
    desk.sides.resize(world.actors.len(), 0.0);
    let (days, left) = (world.map.ways.days_from(place), world.map.ways.near_from(place));
    for foes in desk.foes.chunk_by(|a, b| a.place == b.place) {
        let from = foes[0].place;
        if days[from.index()] <= set.counter {
            let part = if from == place { BEATEN } else { left[from.index()] };
            foes.iter().for_each(|foe| desk.sides[foe.side.index()] += part * foe.seen * foe.share);
        }
    }
    let open = war.air(world.places[place.index()].terrain);
    let side = |(root, men): (usize, &f64)| {
        let most = led_as_one(set, world.actors[root].kind);
        let air = (view.air_support(ActorId::from(root), place), open);
        let men = war.present(false) * (set.spare * men).min(most);
        let side = Side::of(war, men, odds::power(war, 1.0, SUPPLY, 1.0, air));
        (odds::advantage(war, &side, &Side::of(war, 1.0, 1.0)), side)
    };
    let all = desk.sides.iter().enumerate().filter(|(_, men)| **men >= 1.0).map(side);
    let strongest = all.max_by(|(a, x), (b, y)| a.total_cmp(b).then(x.men.total_cmp(&y.men)));
    strongest.map(|(_, side)| side)
}

/// Chance that so many men could keep a place, dug in, against whoever could come back for it.
pub(super) fn could_keep(
    view: &View<Settings>,
    planner: ActorId,
    place: PlaceId,
    men: f64,
    task: (ActorId, Option<Side>),
) -> f64 {
    let (world, war) = (view.world, view.warfare);
    let (lead, Some(counter)) = task else { return 1.0 };
    let air = (view.air_support(planner, place), war.air(world.places[place.index()].terrain));
    let power = war.walls * odds::power(war, world.actors[lead.index()].quality, SUPPLY, 1.0, air);
    1.0 - odds::chance_if_counted(war, &counter, &Side::of(war, war.present(false) * men, power))
}
