//! Battles: do they end, do sieges end, and do those who attack know what they do?

use super::{
    line::{Bar, Line},
    sums,
};
use escalade::inside::{
    domain::{OperationKind, OperationStage},
    id::{ActorId, Key, PlaceId},
    run::Watcher,
    study::Variant,
    world::{Operation, World},
};
use std::collections::{BTreeMap, BTreeSet};

/// Weeks within which a battle for a town has to end.
const SOON: u32 = 2;
/// Weeks in which battles between the same sides at one place are counted.
const SPAN: u32 = 10;

/// A battle for a town: an operation that means to take it has met somebody there.
#[derive(Clone, Copy, Debug)]
struct Fought {
    operation: Key,
    place: PlaceId,
    planner: ActorId,
    week: u32,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Open,
    Decided,
    Siege,
    /// Still open after the weeks that it has.
    Late,
}

/// The battles and sieges of one world.
#[derive(Clone, Debug, Default)]
pub(super) struct Battles {
    fought: Vec<Fought>,
    /// Weeks of battles by place and pair of sides.
    weeks: BTreeMap<(PlaceId, ActorId, ActorId), Vec<u32>>,
    /// Sieges under way: place and the week in which they began; nothing for those of the start.
    rings: BTreeMap<PlaceId, Option<u32>>,
    /// Sieges: weeks, and whether they ended before the horizon.
    sieges: Vec<(u32, bool)>,
    /// Operations whose first meeting with the enemy has been noted.
    noted: BTreeSet<Key>,
    /// Believed chance and outcome of what was fought out at the objective.
    beliefs: Vec<(f64, f64)>,
    /// The same, places that were left before the battle being won.
    prospects: Vec<(f64, f64)>,
    week: u32,
}

fn operation_of(world: &World, key: Key) -> Option<&Operation> {
    world.operations.iter().find(|o| o.key == key)
}

impl Battles {
    fn note(&mut self, world: &World) {
        for event in world.traffic.events.iter().filter(|e| !e.part) {
            let fought = event.rule == "fight.battle";
            let left = event.rule == "fight.give_way";
            let (Some(place), Some(key), true) = (event.place, event.operation, fought || left) else { continue };
            let Some(operation) = operation_of(world, key) else { continue };
            if let (true, Some(a), Some(b)) = (fought, event.actor, event.target) {
                let bloc = |id: ActorId| world.actors[id.index()].bloc;
                let (a, b) = (bloc(a), bloc(b));
                self.weeks.entry((place, a.min(b), a.max(b))).or_default().push(world.week);
            }
            if place != operation.objective {
                continue;
            }
            let attacks = matches!(operation.kind, OperationKind::Seize | OperationKind::Raid);
            if attacks && self.noted.insert(key) {
                let won = f64::from(u8::from(left || event.success));
                self.prospects.push((operation.chance, won));
                if fought {
                    self.beliefs.push((operation.chance, won));
                }
            }
            let known = self.fought.iter().any(|f| f.operation == key && f.place == place);
            if fought && operation.kind == OperationKind::Seize && !known {
                let (planner, week, end) = (operation.planner, world.week, End::Open);
                self.fought.push(Fought { operation: key, place, planner, week, end });
            }
        }
    }

    fn decide(&mut self, world: &World) {
        for fought in self.fought.iter_mut().filter(|f| f.end == End::Open) {
            let place = &world.places[fought.place.index()];
            let friend = |id: ActorId| world.are_friends(id, fought.planner);
            let gone = operation_of(world, fought.operation)
                .is_none_or(|o| matches!(o.stage, OperationStage::Returning | OperationStage::Over));
            if place.holder.is_some_and(friend) || gone {
                fought.end = End::Decided;
            } else if place.blockade.is_some_and(friend) {
                fought.end = End::Siege;
            } else if world.week >= fought.week + SOON {
                fought.end = End::Late;
            }
        }
    }

    fn watch_rings(&mut self, world: &World) {
        for place in world.all_places() {
            let ringed = world.places[place.index()].blockade.is_some();
            match (ringed, self.rings.get(&place).copied()) {
                (true, None) => _ = self.rings.insert(place, (world.week > 0).then_some(world.week)),
                (false, Some(began)) => {
                    self.rings.remove(&place);
                    self.sieges.extend(began.map(|began| (world.week - began, true)));
                }
                _ => {}
            }
        }
    }

    fn sieges(&self) -> Vec<(u32, bool)> {
        let open = self.rings.values().filter_map(|began| began.map(|began| (self.week + 1 - began, false)));
        self.sieges.iter().copied().chain(open).collect()
    }

    /// Most battles between the same sides at one place in ten weeks.
    pub(super) fn most(&self) -> usize {
        let most = |weeks: &Vec<u32>| {
            let within = |i: usize| weeks[i..].iter().take_while(|w| **w < weeks[i] + SPAN).count();
            (0..weeks.len()).map(within).max().unwrap_or(0)
        };
        self.weeks.values().map(most).max().unwrap_or(0)
    }
}

impl Watcher for Battles {
    fn week(&mut self, world: &World, _: &Variant) {
        self.week = world.week;
        self.note(world);
        self.decide(world);
        self.watch_rings(world);
    }
}

/// The lines, over the battles of many worlds, wherever they were played.
pub(super) fn lines(worlds: &[&Battles]) -> Vec<Line> {
    let ends: Vec<End> =
        worlds.iter().flat_map(|b| b.fought.iter().map(|f| f.end)).filter(|e| *e != End::Open).collect();
    let of = |is: &dyn Fn(End) -> bool| sums::part(ends.iter().filter(|e| is(**e)).count(), ends.len());
    let (ended, decided) = (of(&|e| matches!(e, End::Decided | End::Siege)), of(&|e| e == End::Decided));
    let spans: Vec<(u32, bool)> = worlds.iter().flat_map(|b| b.sieges()).collect();
    let beliefs: Vec<(f64, f64)> = worlds.iter().flat_map(|b| b.beliefs.iter().copied()).collect();
    let prospects: Vec<(f64, f64)> = worlds.iter().flat_map(|b| b.prospects.iter().copied()).collect();
    let most = worlds.iter().map(|b| b.most()).max().unwrap_or(0);
    let above = worlds.iter().filter(|b| b.most() > 6).count();
    let life = sums::median_life(spans.clone());
    let still = life.is_none() && !spans.is_empty();
    let sieges = Line::number("sieges-end", "median length of a siege, weeks", Bar::AtMost(26.0), life, None);
    let slope = sums::slope(&beliefs);
    let gained = sums::slope(&prospects).map_or_else(String::new, |s| {
        format!("{:.2} over {}, where a place left before the battle counts as won", s.0, prospects.len())
    });
    vec![
        Line::number(
            "battles-end",
            "share of the battles for a town that are decided or a siege within two weeks",
            Bar::AtLeast(0.95),
            ended.map(|e| e.0),
            ended.map(|e| e.1),
        )
        .and(format!("{} battles", ends.len())),
        Line::number(
            "battles-decided",
            "share of them that are decided",
            Bar::AtLeast(0.5),
            decided.map(|e| e.0),
            decided.map(|e| e.1),
        ),
        if still { sieges.and("more than half of them last") } else { sieges }.and(format!("{} sieges", spans.len())),
        Line::number(
            "belief-slope",
            "slope of the outcome of a battle on the chance that the attacker believed in",
            Bar::From(0.7, 1.3),
            slope.map(|s| s.0),
            slope.map(|s| s.1),
        )
        .and(format!("{} battles", beliefs.len()))
        .and(gained),
        Line::number(
            "battles-again",
            "most battles between the same sides at one place in ten weeks, in any world",
            Bar::AtMost(6.0),
            Some(most as f64),
            None,
        )
        .and(format!("above six in {above} of {} worlds", worlds.len())),
    ]
}

#[test]
fn battles_at_one_place_are_counted_in_any_ten_weeks() {
    let sides = (PlaceId(3), ActorId(1), ActorId(2));
    let weeks = vec![0, 3, 9, 10, 11, 12, 30];
    let battles = Battles { weeks: BTreeMap::from([(sides, weeks)]), ..Battles::default() };
    assert_eq!(battles.most(), 5, "from week 3 to week 12");
}
