//! Bystanders, and what holds a hand back.

use super::{Settings, feel};
use crate::{
    chance::{
        Purpose,
        laws::{self, exp},
    },
    domain::{Action, ActorKind, EventKind, Shock},
    id::{ActorId, Key, PlaceId},
    mechanism::{Rule, View},
    world::{Change, Event, PlaceField, Proposals, Slot},
};

const HIT: Purpose = Purpose::of("harm.hit");
const CROWD: Purpose = Purpose::of("harm.crowd");
const CROSSFIRE: Purpose = Purpose::of("harm.crossfire");

/// From so many dead at once it is called a massacre.
pub(super) const MASSACRE: u32 = 10;

/// Civilians who die in somebody else's fight: the `nth` of its kind between these two in that place this week.
pub(super) fn bystanders(view: &View<Settings>, event: &Event, nth: impl FnOnce() -> usize, out: &mut Proposals) {
    let (Some(actor), Some(place)) = (event.actor, event.place) else { return };
    if event.part || event.civilian_deaths > 0 {
        return;
    }
    let name = |id: ActorId| view.world.actors[id.index()].key;
    let whose = || {
        let whose = name(actor).with(event.target.map_or(Key(0), name)).with(view.world.places[place.index()].key);
        whose.with(Key(event.kind.index() as u64)).with(Key(nth() as u64))
    };
    let dead = match event.kind {
        EventKind::Act(Action::AirStrike) if !view.rules.on(Rule::AirPowerDecidesAndKills) => (0, 0),
        EventKind::Act(Action::AirStrike | Action::Shelling) => (struck(view, actor, place, whose()), 0),
        // Where no fighter falls nobody is hit by what killed none.
        _ if event.actor_deaths + event.target_deaths == 0 => return,
        EventKind::Act(Action::Raid | Action::Ambush | Action::Assault | Action::Clear)
        | EventKind::Shock(Shock::Clash) => crossfire(view, event, place, whose()),
        _ => (0, 0),
    };
    if dead.0 + dead.1 == 0 {
        return;
    }
    let kind = if dead.0.max(dead.1) >= MASSACRE { EventKind::Shock(Shock::Massacre) } else { event.kind };
    let mut part = Event::new(kind, "harm.collateral").by(actor).at(place).as_part();
    part.target = event.target;
    (part.civilian_deaths, part.target_civilian_deaths) = dead;
    part.origin = event.origin;
    let part = out.event(part);
    out.because(part, Slot::Place(place), 0.5);
    if let Some(target) = event.target {
        out.because(part, Slot::Tie(actor, target), 0.5);
    }
    out.change(part, Change::Place(place, PlaceField::Danger, f64::from(dead.0 + dead.1)));
    for (side, dead) in [(Some(actor), dead.0), (event.target, dead.1)] {
        if let (Some(side), true) = (side, dead > 0) {
            feel::grieve(view, part, (side, place), dead, feel::Victims::Anybody, out);
        }
    }
}

/// People killed by a strike from afar: a gathering, if it hits one.
fn struck(view: &View<Settings>, actor: ActorId, place: PlaceId, whose: Key) -> u32 {
    let (world, set) = (view.world, view.set);
    let mu = set.blind + (set.informed - set.blind) * world.collaboration(place, actor);
    let chance = set.collateral * (1.0 - mu) / (1.0 - set.blind) * restraint(view, place);
    if people(view, place) < 1.0 || !view.chance.happens(HIT, whose, chance) {
        return 0;
    }
    let (size, toll) = view.chance.pair(CROWD, whose, 0);
    let crowd = laws::pareto(size, set.family, set.market * people(view, place), set.exponent);
    laws::poisson(toll, crowd * set.lethality)
}

/// Bystanders of a fight, killed by the actor and by the target: fire that kills fighters kills others too.
fn crossfire(view: &View<Settings>, event: &Event, place: PlaceId, whose: Key) -> (u32, u32) {
    let (u, v) = view.chance.pair(CROSSFIRE, whose, 0);
    let people = people(view, place);
    let rate = view.set.crossfire * people / (people + view.set.town) * restraint(view, place);
    (laws::poisson(u, rate * f64::from(event.target_deaths)), laws::poisson(v, rate * f64::from(event.actor_deaths)))
}

/// People at a place, guests included.
pub(super) fn people(view: &View<Settings>, place: PlaceId) -> f64 {
    let place = &view.world.places[place.index()];
    place.residents + place.hosted
}

/// Share of the people of a place who do not hide, 0-1: whoever is afraid is gone into the bush before troops come.
pub(super) fn unafraid(view: &View<Settings>, place: PlaceId) -> f64 {
    let (world, all) = (view.world, view.world.places[place.index()].residents);
    let here = world.map.people[place.index()].iter();
    let bold: f64 = here.map(|id| world.residents_of(*id) * (1.0 - world.communities[id.index()].fear)).sum();
    if all > 0.0 { bold / all } else { 0.0 }
}

/// Factor on every rate of deaths at a place: missions and shields protect.
pub(super) fn restraint(view: &View<Settings>, place: PlaceId) -> f64 {
    let world = view.world;
    let mission: f64 = world.index.present[place.index()]
        .iter()
        .filter(|a| world.actors[a.index()].kind == ActorKind::Peacekeeper)
        .map(|a| world.men_at(*a, place))
        .sum();
    let men = mission + view.world.places[place.index()].shield;
    exp(-view.set.protection * men).max(view.set.residue)
}
