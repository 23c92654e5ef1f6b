//! What two groups did for each other and against each other this week, read from events and operations.

use super::{Settings, is_band, key};
use crate::{
    chance::Purpose,
    domain::{Action, EventKind, OperationStage, Shock},
    id::{ActorId, Key, PlaceId},
    mechanism::View,
    world::{Event, Operation, World},
};
use arrayvec::ArrayVec;

const GRANTED: Purpose = Purpose::of("align.granted");

/// Most deeds of a week that count, and most who fight in its battles; the rest goes unnoticed.
const MOST: usize = 96;

/// What one did for the other, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Prisoners of the other were spared.
    Spared,
    /// An operation passed through the other's ground in peace.
    Passage,
    /// Both take part in an operation that sets out.
    Invited,
    /// Both fought on one side of a battle.
    Fought,
    /// An invitation was declined.
    Declined,
    /// An operation passed through the other's ground, and was not welcome.
    Intrusion,
    /// One made a deal with an enemy of the other.
    Deal,
}

/// A deed between two roots.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Deed {
    pair: (ActorId, ActorId),
    kind: Kind,
}

/// The deeds of a week, each kind once for a pair.
#[derive(Debug, Default)]
pub(super) struct Deeds(ArrayVec<Deed, MOST>);

/// What the deeds of a week come to for one pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    /// What they add to the stock.
    pub(super) by: f64,
    /// Whether the two fought side by side.
    pub(super) fought: bool,
}

impl Deeds {
    /// Everything of this week.
    pub(super) fn of(view: &View<Settings>) -> Self {
        let mut all = Self::default();
        for event in &view.world.traffic.events {
            all.spared(view.world, event);
            all.dealt(view.world, event);
        }
        all.fought(view.world);
        for operation in &view.world.operations {
            all.invited(view.world, operation);
            all.passed(view, operation);
        }
        all
    }

    /// What the deeds come to between two roots.
    pub(super) fn between(&self, set: &Settings, a: ActorId, b: ActorId) -> Tally {
        let mut tally = Tally::default();
        for deed in self.0.iter().filter(|d| d.pair == (a, b) || d.pair == (b, a)) {
            tally.by += match deed.kind {
                Kind::Spared => set.spared,
                Kind::Passage => set.passage,
                Kind::Invited | Kind::Fought => set.together,
                Kind::Declined => -set.declined,
                Kind::Intrusion => -set.intrusion,
                Kind::Deal => -set.deal,
            };
            tally.fought |= deed.kind == Kind::Fought;
        }
        // A battle within an operation of both is one deed.
        let has = |kind| self.has(a, b, kind);
        if has(Kind::Invited) && has(Kind::Fought) {
            tally.by -= set.together;
        }
        tally
    }

    fn has(&self, a: ActorId, b: ActorId, kind: Kind) -> bool {
        self.0.iter().any(|d| d.kind == kind && (d.pair == (a, b) || d.pair == (b, a)))
    }

    /// Enters a deed between the groups of two actors, if they are two groups and it is not entered yet.
    fn enter(&mut self, world: &World, x: ActorId, y: ActorId, kind: Kind) {
        let (a, b) = (world.actors[x.index()].bloc, world.actors[y.index()].bloc);
        if a != b && is_band(world, a) && is_band(world, b) && !self.has(a, b, kind) {
            // Beyond the room nothing is noticed.
            let _ = self.0.try_push(Deed { pair: (a, b), kind });
        }
    }

    fn spared(&mut self, world: &World, event: &Event) {
        let spared = event.kind == EventKind::Act(Action::ReleasePrisoners) && event.success;
        if let (true, Some(x), Some(y)) = (spared, event.actor, event.target) {
            self.enter(world, x, y, Kind::Spared);
        }
    }

    /// Whoever signs something with somebody estranges those whose enemy that is.
    fn dealt(&mut self, world: &World, event: &Event) {
        let signed = match event.kind {
            EventKind::Shock(Shock::AgreementSigned) => true,
            EventKind::Act(Action::LocalPact) => event.success,
            _ => false,
        };
        let (true, Some(x), Some(y)) = (signed, event.actor, event.target) else { return };
        for (party, other) in [(x, y), (y, x)] {
            let other = world.actors[other.index()].bloc;
            for third in world.living().filter(|t| world.actors[t.index()].bloc == *t) {
                if world.are_enemies(third, other) && !world.belongs_to(party, third) {
                    self.enter(world, party, third, Kind::Deal);
                }
            }
        }
    }

    /// Who fought on one side of one battle: all who attacked, and all who were attacked.
    fn fought(&mut self, world: &World) {
        let mut there: ArrayVec<(Key, Option<PlaceId>, bool, ActorId), MOST> = ArrayVec::new();
        for event in &world.traffic.events {
            let (Some(operation), Some(x), Some(y)) = (event.operation, event.actor, event.target) else { continue };
            for (attacks, who) in [(true, x), (false, y)] {
                let entry = (operation, event.place, attacks, world.actors[who.index()].bloc);
                if !there.contains(&entry) {
                    let _ = there.try_push(entry);
                }
            }
        }
        for (i, (operation, place, attacks, a)) in there.iter().enumerate() {
            for (_, _, _, b) in there[i + 1..].iter().filter(|e| (e.0, e.1, e.2) == (*operation, *place, *attacks)) {
                self.enter(world, *a, *b, Kind::Fought);
            }
        }
    }

    /// Who takes part in an operation that sets out this week, and who declined one that began.
    fn invited(&mut self, world: &World, operation: &Operation) {
        if sets_out(world, operation) {
            for (i, a) in operation.participants.iter().enumerate() {
                for b in &operation.participants[i + 1..] {
                    self.enter(world, a.actor, b.actor, Kind::Invited);
                }
            }
        }
        if operation.begun == world.week {
            for who in &operation.refused {
                self.enter(world, *who, operation.planner, Kind::Declined);
            }
        }
    }

    /// Through whose ground an operation that sets out this week will pass: welcome the less, the more the two claim the same.
    fn passed(&mut self, view: &View<Settings>, operation: &Operation) {
        let world = view.world;
        if !sets_out(world, operation) || !is_band(world, operation.planner) {
            return;
        }
        for host in world.living().filter(|h| world.actors[h.index()].bloc == *h && is_band(world, *h)) {
            let attacked = operation.target.is_some_and(|t| world.belongs_to(t, host));
            let crossed = operation.axis.iter().any(|place| is_ground_of(view, host, *place));
            if attacked || !crossed {
                continue;
            }
            let turf = world.tie(operation.planner, host).turf.max(world.tie(host, operation.planner).turf);
            let whose = operation.key.with(key(world, operation.planner, host));
            let enemies = world.are_enemies(operation.planner, host);
            let unwelcome = enemies || view.chance.happens(GRANTED, whose, turf);
            self.enter(world, operation.planner, host, if unwelcome { Kind::Intrusion } else { Kind::Passage });
        }
    }
}

/// Whether an operation sets out this week.
fn sets_out(world: &World, operation: &Operation) -> bool {
    operation.stage == OperationStage::Advancing && operation.since == world.week
}

/// Whether a group holds a place, or rules the country around it.
fn is_ground_of(view: &View<Settings>, group: ActorId, place: PlaceId) -> bool {
    let holder = view.world.places[place.index()].holder;
    holder.is_some_and(|h| view.world.belongs_to(h, group)) || view.world.control_of(place, group) >= view.set.zone
}
