//! The objectives of a planner: what could be done where, with how many, with what chance, and what it is worth.
//!
//! `U = W K P + enmity + audience - losses (1 - P) share - scruple - money`: worth times the chance of keeping times the chance of the whole for a
//! place to be seized, with `W` alone at its share for a raid, a siege or a camp; for relief what the place is worth times the chance
//! that is won. The chance of the whole is the product over every enemy place on the way; irregular forces go round. Whoever knows that defenders leave
//! whom the odds are against (C13) counts them among the taken.

use super::{
    Settings, ask,
    axis::{count, last_base, passage},
    camp,
    cost::cost,
    keep::{could_keep, counter_attack},
    pool,
    reasons::{audience, bystanders, sting},
    worth::{claims, find_gates, worth},
};
use crate::{
    domain::{Camp, OperationKind, OperationStage},
    id::{ActorId, PlaceId},
    mechanism::View,
    warfare::{
        estimate,
        odds::{self, Side},
        siege,
    },
    world::{Desk, Objective, Operation, World, ledger::Terms},
};

/// Fills the desk with every objective of a planner, open or only thought of, and what it could win of each rival.
pub(super) fn objectives(view: &View<Settings>, planner: ActorId, desk: &mut Desk) {
    let world = view.world;
    find_gates(view, planner, desk);
    for place in world.all_places().filter(|p| world.is_contestable(*p)) {
        let Some(site) = Site::of(view, planner, place, desk) else { continue };
        for kind in kinds_at(view, planner, &site, desk).into_iter().flatten() {
            let open = ask::is_open(view, planner, kind, place, site.target_of(kind));
            // What may not be begun is thought of only where it could win something of a rival.
            if !open && (kind != OperationKind::Seize || site.w <= 0.0) {
                continue;
            }
            if let Some(objective) = objective(view, planner, (kind, open), &site, desk) {
                if kind == OperationKind::Seize
                    && let Some(enemy) = objective.target.map(|t| world.actors[t.index()].bloc)
                {
                    let [all, won] = &mut desk.prospects[enemy.index()];
                    (*all, *won) = (*all + site.w, *won + site.w * objective.chance);
                }
                desk.objectives.push(objective);
            }
            if kind == OperationKind::TakeOver
                && let Some(flight) = site.by_air(view, planner, desk)
                && let Some(flight) = objective(view, planner, (kind, open), &flight, desk)
            {
                desk.objectives.push(flight);
            }
        }
    }
}

/// The kinds of operation that fit a place.
fn kinds_at(view: &View<Settings>, planner: ActorId, site: &Site, desk: &Desk) -> [Option<OperationKind>; 4] {
    use OperationKind::{Besiege, Clear, Raid, Relieve, Seize, TakeOver};
    let &Site { place, quarry, .. } = site;
    let (world, there) = (view.world, &view.world.places[place.index()]);
    let friendly = there.holder.is_some_and(|h| world.are_friends(h, planner));
    let hostile = there.holder.is_some_and(|h| world.are_enemies(h, planner));
    let left = there.camp == Camp::Vacated && world.camp_is_open_to(planner, place);
    let camp =
        !friendly && (left || camp::is_handed_over(view, planner, place)) && !camp::is_shut(view, planner, place);
    let camp = camp.then_some(TakeOver);
    let seen = desk.lead.map_or(0.0, |lead| *world.seen.at(lead.index(), place.index()));
    let clear = (quarry.is_some() && seen >= 1.0).then_some(Clear);
    if friendly {
        // An ally's towns are the ally's affair, except in the regions that one claims.
        let ours = there.holder.is_some_and(|h| world.belongs_to(h, planner)) || claims(world, planner, there.region);
        return if ours { [Some(Relieve), clear, None, None] } else { [None; 4] };
    }
    if there.holder.is_none() {
        return [Some(Seize), camp, clear, None];
    }
    if !hostile {
        // What could be taken of those with whom there is peace is thought of all the same.
        let rival = there.holder.is_some_and(|h| desk.rivals[h.index()]).then_some(Seize);
        return [camp, rival, clear, None];
    }
    // Whoever does not rule the country around a town cannot cut its ways.
    let free = there.blockade.is_none() && siege::could_cut(view.warfare, world, place, planner) >= view.warfare.closed;
    [Some(Seize), Some(Raid), free.then_some(Besiege), camp]
}

/// What a place is to a planner, whatever it would do there.
pub(super) struct Site {
    place: PlaceId,
    /// Through whose eyes it looks.
    lead: ActorId,
    /// Where men would assemble, and whether they would fly from there.
    assembly: PlaceId,
    flown: bool,
    target: Option<ActorId>,
    /// Men of the target, as counted.
    seen: f64,
    /// Sorties in support, its own and the target's.
    air: (f64, f64),
    /// Worth of the place.
    w: f64,
    /// Men who can be brought together there.
    most: f64,
    /// The enemy in the country around it who is looked for there.
    pub(super) quarry: Option<ActorId>,
}

impl Site {
    /// Looks at a place; nothing, if no force of the least size could be brought there.
    pub(super) fn of(view: &View<Settings>, planner: ActorId, place: PlaceId, desk: &Desk) -> Option<Self> {
        let (world, set) = (view.world, view.set);
        let lead = desk.lead?;
        let irregular = world.actors[planner.index()].kind.is_irregular();
        let reach = if irregular { set.irregular_reach } else { set.reach };
        let assembly = assembly(world, place, reach, desk)?;
        let most = pool::at_most(view, planner, (assembly, place), desk);
        if most < set.least || world.is_far_from_home(lead, place, view.warfare.home_range) {
            return None;
        }
        let target = target(world, planner, place, desk);
        let seen = count(view, lead, place, target);
        let air = (view.air_support(planner, place), target.map_or(0.0, |t| view.air_support(t, place)));
        let (w, quarry) = (worth(view, planner, place, desk), world.quarry(planner, place));
        Some(Self { place, lead, assembly, flown: false, target, seen, air, w, most, quarry })
    }

    /// The same place reached by air; nothing, if no force of the least size can fly there.
    fn by_air(&self, view: &View<Settings>, planner: ActorId, desk: &Desk) -> Option<Self> {
        let assembly = camp::airhead(view, planner, self.place, desk)?;
        let most = pool::at_most(view, planner, (assembly, self.place), desk).min(view.set.airlift);
        // Nobody flies to a town of the enemy from which the mission will have gone by then.
        let hostile = view.world.places[self.place.index()].holder.is_some_and(|h| view.world.are_enemies(h, planner));
        let lands = !hostile || camp::is_in_time(view, (assembly, self.place), true, most);
        (lands && most >= view.set.least).then_some(Self { assembly, most, flown: true, ..*self })
    }

    /// Against whom an operation of this kind would be: who is cleared out is who is looked for, and not who may hold the town in peace.
    fn target_of(&self, kind: OperationKind) -> Option<ActorId> {
        match kind {
            OperationKind::Clear => self.quarry,
            OperationKind::Relieve => None,
            _ => self.target,
        }
    }
}

/// One objective at a place.
pub(super) fn objective(
    view: &View<Settings>,
    planner: ActorId,
    (kind, open): (OperationKind, bool),
    site: &Site,
    desk: &mut Desk,
) -> Option<Objective> {
    let (world, set) = (view.world, view.set);
    let &Site { place, lead, assembly, flown, mut target, mut seen, air: (own_air, mut their_air), w, most, .. } = site;
    if kind == OperationKind::Clear {
        (target, seen) = (site.quarry, *world.seen.at(lead.index(), place.index()));
        their_air = view.air_support(target?, place);
    }
    let irregular = world.actors[planner.index()].kind.is_irregular();
    let war = view.warfare;
    let enemy = estimate::defender(war, world, place, (target, seen), their_air);
    let base = if irregular || kind == OperationKind::TakeOver {
        assembly
    } else {
        last_base(world, planner, (assembly, place))
    };
    let near = if flown { 1.0 } else { world.map.ways.near(base, place) };
    let how = (near, own_air, kind == OperationKind::Raid);
    let own = estimate::attacker_fed(war, world, (lead, 1.0, desk.fed), place, how);
    // A ring around a town need not storm its walls.
    let enemy = if kind == OperationKind::Besiege { Side { power: 1.0, ..enemy } } else { enemy };
    // Whole men: who asks for a fraction more than comes would call everything off.
    let want = (odds::men_for(war, own.power, &enemy, set.sure) / war.present(false)).max(set.least).ceil().min(most);
    if kind == OperationKind::Relieve {
        return relief(view, planner, (site, open), want, desk);
    }
    let counter = if kind == OperationKind::Seize { counter_attack(view, place, desk) } else { None };
    let engaged = target.map_or(0.0, |_| seen / (seen + set.garrison));
    // Nobody leaves before a raid, and a ring is not fought for.
    let stays = matches!(kind, OperationKind::Raid | OperationKind::Besiege);
    let wanted = if stays { None } else { view.wanted(place, target) };
    let task =
        Task { kind, place, target, assembly, flown, own, enemy, wanted, sorties: own_air, counter, engaged, w, open };
    let mut best = sized(view, planner, lead, &task, want, desk);
    // A place that is to be kept may ask for more men than it takes to win it.
    if kind == OperationKind::Seize {
        for men in [(2.0 * want).min(most), most].into_iter().filter(|men| *men > want) {
            let larger = sized(view, planner, lead, &task, men, desk);
            if larger.utility > best.utility {
                best = larger;
            }
        }
    }
    Some(best)
}

/// What is the same for a force of any size.
struct Task {
    kind: OperationKind,
    place: PlaceId,
    target: Option<ActorId>,
    assembly: PlaceId,
    flown: bool,
    /// One man of the force.
    own: Side,
    enemy: Side,
    /// Chance of holding that it wants before it stands; none, if it stands in any case.
    wanted: Option<f64>,
    /// Sorties in support.
    sorties: f64,
    /// Who could come back for the place.
    counter: Option<Side>,
    /// How many of the enemy are seen there, against a small garrison, 0-1.
    engaged: f64,
    /// Worth of the place.
    w: f64,
    /// Whether it may be begun now.
    open: bool,
}

/// The objective with a force of so many men.
fn sized(view: &View<Settings>, planner: ActorId, lead: ActorId, task: &Task, men: f64, desk: &Desk) -> Objective {
    let (world, set) = (view.world, view.set);
    let &Task { kind, place, target, assembly, flown, w, open, .. } = task;
    let own = Side { men: view.warfare.present(false) * men, ..task.own };
    let peaceful = || world.must_spare_holder(planner, place) || camp::is_in_time(view, (assembly, place), flown, men);
    let chance = if kind == OperationKind::TakeOver && peaceful() {
        // Whoever meets nobody on arrival asks whether the camp can be kept.
        could_keep(view, planner, place, men, (lead, Some(Side { power: 1.0, ..task.enemy })))
    } else {
        view.chance_to_take(&own, &task.enemy, task.wanted)
    };
    let on_the_way = if flown || world.actors[planner.index()].kind.is_irregular() {
        1.0
    } else {
        // Whoever only comes for a camp is let pass by those with whom there is no war.
        let camp = kind == OperationKind::TakeOver;
        let fights = |at: PlaceId, h: ActorId| world.are_at_war(planner, h) && !world.must_spare(planner, h, at);
        let resists = |at: PlaceId, h: ActorId| if camp { fights(at, h) } else { desk.rivals[h.index()] };
        passage(view, planner, (lead, men, desk.fed), (assembly, place), resists)
    };
    let nerve = set.overconfidence * (world.actors[planner.index()].confidence - 0.5);
    let chance = (chance * on_the_way + nerve).clamp(0.0, 1.0);
    let gain = match kind {
        OperationKind::Raid => set.raid * w,
        OperationKind::Besiege => set.siege * w,
        OperationKind::TakeOver => set.camp * w,
        OperationKind::Clear => set.clear * w * lost_country(world, planner, place),
        // A tenth are lost on the way and in the fight.
        _ => w * could_keep(view, planner, place, 0.9 * men, (lead, task.counter)),
    };
    let all = desk.strength.max(1.0);
    let days = if flown { 0.0 } else { world.map.ways.days(assembly, place) };
    let mut terms = Terms {
        gain: chance * gain,
        risk: -set.losses * (1.0 - chance) * (men / all).min(1.0),
        harm: -set.scruple * bystanders(view, lead, place, kind),
        cost: -cost(view, planner, kind, days, men, desk),
        audience: set.audience * audience(view, planner, kind, target, place),
        ..Terms::default()
    };
    if let Some(target) = target {
        // Revenge is taken on those who are there.
        let blow = chance * task.engaged * set.revenge;
        terms.tie = blow * (-world.tie(planner, target).affinity).max(0.0);
        terms.pressure = blow * sting(view, planner, target, desk.strength);
    }
    let utility = terms.sum();
    let sorties = task.sorties;
    Objective { kind, place, target, assembly, flown, men, sorties, chance, utility, surplus: None, terms, open }
}

/// Relief of a place of one's own side: what it is worth, times how much more likely it is kept with these men.
fn relief(
    view: &View<Settings>,
    planner: ActorId,
    (site, open): (&Site, bool),
    men: f64,
    desk: &Desk,
) -> Option<Objective> {
    let (world, set) = (view.world, view.set);
    let &Site { place, lead, assembly, w, .. } = site;
    let threat = pool::threat(view, lead, place);
    let besieged = world.places[place.index()].blockade.is_some();
    // Enemies are somewhere near nearly always: relief goes where a place is cut off, or a column of theirs comes for it.
    let comes = |o: &Operation| o.objective == place && o.stage == OperationStage::Advancing;
    let seen = |o: &Operation| o.kind != OperationKind::Raid && world.are_enemies(o.planner, planner);
    let awaited = || threat >= set.least && world.under_way().any(|(_, o)| comes(o) && seen(o));
    if assembly == place || !(besieged || awaited()) {
        return None;
    }
    let here = world.friends_at(planner, place);
    let power = world.actors[lead.index()].quality * view.warfare.walls;
    let holds = |men: f64| {
        1.0 - odds::chance_if_counted(
            view.warfare,
            &Side::of(view.warfare, threat, 1.0),
            &Side::of(view.warfare, men, power),
        )
    };
    let (before, after) = (holds(here), holds(here + men));
    let siege = if besieged { set.siege } else { 0.0 };
    let kind = OperationKind::Relieve;
    let cost = cost(view, planner, kind, world.map.ways.days(assembly, place), men, desk);
    let terms = Terms { gain: w * (after - before + siege * after), cost: -cost, ..Terms::default() };
    let utility = terms.sum();
    Some(Objective {
        kind,
        place,
        target: None,
        assembly,
        flown: false,
        men,
        sorties: 0.0,
        chance: after,
        utility,
        surplus: None,
        terms,
        open,
    })
}

/// Where to assemble: the place of one's own men from which most free men can be brought with most of their power left.
fn assembly(world: &World, to: PlaceId, reach: f64, desk: &Desk) -> Option<PlaceId> {
    let (days, left) = (world.map.ways.days_from(to), world.map.ways.near_from(to));
    let mut best: Option<(f64, PlaceId)> = None;
    for (at, root) in desk.bases.iter().copied() {
        if days[at.index()] > reach {
            continue;
        }
        // The square root: twice the men are worth a longer way, but not any way.
        let score = root * left[at.index()];
        let first = |other: PlaceId| world.places[at.index()].key < world.places[other.index()].key;
        if best.is_none_or(|(most, place)| score > most || (score == most && first(place))) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The enemy in view, or who could become one: who holds the place, else the strongest enemy who stands there.
fn target(world: &World, planner: ActorId, place: PlaceId, desk: &Desk) -> Option<ActorId> {
    let holder = world.places[place.index()].holder.filter(|h| desk.rivals[h.index()]);
    holder.or_else(|| world.with_most_men(world.enemies_present(planner, place), place))
}

/// Share of the country around a place that enemies of a planner rule, 0-1.
fn lost_country(world: &World, planner: ActorId, place: PlaceId) -> f64 {
    let rulers = world.index.rulers[place.index()].iter();
    rulers.filter(|r| world.are_enemies(planner, **r)).map(|r| world.control.at(place.index(), r.index())).sum()
}
