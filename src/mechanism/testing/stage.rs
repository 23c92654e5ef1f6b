//! A tiny world that mechanisms are played on, week by week, and the short names with which tests reach into it.

use super::{Tiny, actor, place};
use crate::{
    chance::Chance,
    domain::{
        Action, ActorKind, AgreementKind, AgreementState, Case, Clause, ForceKind, OperationKind, OperationStage,
        Stance,
    },
    id::{ActorId, AgreementId, CommunityId, Key, OperationId, PlaceId},
    mechanism::{Rules, View},
    warfare,
    world::{
        Actor, Change, Event, Ledger, Objective, Operation, Order, Origin, Participant, Place, Proposals, Tie, World,
        law::{self, Broken},
        outside::Outside,
    },
};

/// A tiny world that mechanisms are played on.
#[derive(Clone)]
pub(crate) struct Stage {
    /// The facts.
    pub(crate) case: Case,
    /// The world, free to be changed by the test.
    pub(crate) world: World,
    /// What comes from outside.
    pub(crate) outside: Outside,
    /// Number of the world: fixes all chance.
    pub(crate) number: u64,
    /// Rationality of everybody who chooses.
    pub(crate) rationality: f64,
    /// The laws of force.
    pub(crate) warfare: warfare::Settings,
}

impl Stage {
    /// The actor with this id.
    pub(crate) fn actor(&self, id: &str) -> ActorId {
        actor(&self.case, id)
    }

    /// The place with this id.
    pub(crate) fn place(&self, id: &str) -> PlaceId {
        place(&self.case, id)
    }

    /// The community with this id.
    pub(crate) fn community(&self, id: &str) -> CommunityId {
        self.case.community(id).unwrap_or_else(|| panic!("no community {id}"))
    }

    /// The agreement with this id.
    pub(crate) fn agreement(&self, id: &str) -> AgreementId {
        self.case.agreement(id).unwrap_or_else(|| panic!("no agreement {id}"))
    }

    /// The numbers of an actor.
    pub(crate) fn who(&mut self, id: &str) -> &mut Actor {
        let at = self.actor(id).index();
        &mut self.world.actors[at]
    }

    /// The numbers of a place.
    pub(crate) fn ground(&mut self, id: &str) -> &mut Place {
        let at = self.place(id).index();
        &mut self.world.places[at]
    }

    /// The tie from one to another.
    pub(crate) fn tie(&mut self, a: &str, b: &str) -> &mut Tie {
        let (a, b) = (self.actor(a).index(), self.actor(b).index());
        self.world.ties.at_mut(a, b)
    }

    /// Lets an actor have climbed to a rung against another so many weeks ago.
    pub(crate) fn climb(&mut self, a: &str, b: &str, ago: u32, rung: u8) {
        let (a, b) = (self.actor(a).index(), self.actor(b).index());
        self.world.climbs.at_mut(a, b).reach(ago, rung);
    }

    /// Puts men of an actor at a place, in place of those it has there; none takes them away.
    pub(crate) fn post(&mut self, who: &str, at: &str, men: f64) {
        let (actor, place) = (self.actor(who), self.place(at));
        for force in &mut self.world.forces {
            if (force.actor, force.place) == (actor, place) {
                force.strength = 0.0;
            }
        }
        let kind =
            if self.world.actors[actor.index()].kind.is_irregular() { ForceKind::Band } else { ForceKind::Garrison };
        let key = Key::of("post").with(Key::of(who)).with(Key::of(at));
        let mut out = Proposals::default();
        out.drift(Change::muster(key, actor, (place, kind), men, (0.7, 0.8)));
        self.world.apply(&mut out, &mut Ledger::default());
        self.world.settle();
    }

    /// Gives an order for this week; the caller may fill in place and agreement.
    pub(crate) fn order(&mut self, who: &str, action: Action, target: Option<&str>) -> &mut Order {
        let order = Order {
            actor: self.actor(who),
            action,
            target: target.map(|t| self.actor(t)),
            place: None,
            agreement: None,
            effort: action.row().effort,
            origin: Origin::Rule,
        };
        self.world.traffic.orders.push(order);
        self.world.traffic.orders.last_mut().expect("just pushed")
    }

    /// Commits every man of a planner's side at a place to an operation of this kind that stands there and advances on the objective.
    pub(crate) fn operation(&mut self, planner: &str, kind: OperationKind, at: &str, objective: &str) -> OperationId {
        let (planner, at, objective) = (self.actor(planner), self.place(at), self.place(objective));
        let target = self.world.places[objective.index()].holder.filter(|h| self.world.are_enemies(*h, planner));
        let plan = Objective {
            kind,
            place: objective,
            target,
            assembly: at,
            flown: false,
            men: 0.0,
            sorties: 0.0,
            chance: 0.5,
            utility: 0.0,
            surplus: None,
            terms: crate::world::ledger::Terms::default(),
            open: true,
        };
        let key = Key::of("test operation").with(self.world.places[objective.index()].key).with(Key(planner.0.into()));
        let mut operation = Operation::at_start(key, planner, &plan, self.world.week);
        operation.axis.push(at);
        let mut here = at;
        while let Some(next) = self.world.map.ways.next(here, objective) {
            operation.axis.push(next);
            here = next;
        }
        operation.stage = OperationStage::Advancing;
        operation.stay = match kind {
            OperationKind::Raid => 1.0,
            OperationKind::Clear => 3.0,
            OperationKind::Besiege => 20.0,
            OperationKind::Seize | OperationKind::Relieve | OperationKind::TakeOver => 8.0,
        };
        operation.due = self.world.week + 20;
        let slot = self.world.operations.iter().position(|o| !o.is_under_way()).expect("room");
        let world = &mut self.world;
        for i in 0..world.forces.len() {
            let (actor, place, men) = (world.forces[i].actor, world.forces[i].place, world.forces[i].strength);
            if men > 0.0 && place == at && world.belongs_to(actor, planner) {
                world.forces[i].operation = Some(OperationId::from(slot));
                match operation.participants.iter_mut().find(|p| p.actor == actor) {
                    Some(part) => part.men += men,
                    None => operation.participants.push(Participant { actor, men, sorties: 0.0 }),
                }
            }
        }
        world.operations[slot] = operation;
        OperationId::from(slot)
    }

    /// Plays one mechanism on the world, carries out what it proposes, checks the laws and returns its events.
    pub(crate) fn play<S>(&mut self, mechanism: fn(&View<S>, &mut Proposals), set: &S, rules: &Rules) -> Vec<Event> {
        self.world.settle();
        let mut out = Proposals { explain: true, ..Proposals::default() };
        let view = View {
            case: &self.case,
            world: &self.world,
            set,
            warfare: &self.warfare,
            rationality: self.rationality,
            rules,
            chance: Chance::of_world(1, self.number).in_week(self.world.week),
            outside: &self.outside,
        };
        mechanism(&view, &mut out);
        let events = out.events.clone();
        self.world.apply(&mut out, &mut Ledger::new(true));
        assert_eq!(self.laws(), Ok(()));
        events
    }

    /// Shows a test what a mechanism would look at.
    pub(crate) fn look<S>(&self, set: &S, rules: &Rules, see: impl FnOnce(&View<S>)) {
        see(&View {
            case: &self.case,
            world: &self.world,
            set,
            warfare: &self.warfare,
            rationality: 3.0,
            rules,
            chance: Chance::of_world(1, self.number).in_week(self.world.week),
            outside: &self.outside,
        });
    }

    /// Whether the laws of the world hold.
    pub(crate) fn laws(&self) -> Result<(), Broken> {
        law::check(&self.world, &self.case)
    }

    /// Turns the calendar to the next week: orders and events of the past one are gone.
    pub(crate) fn next_week(&mut self) {
        self.world.week += 1;
        self.world.begin_week(&self.case);
    }
}

#[test]
fn a_tiny_world_is_as_stated() {
    let mut stage = Tiny::new()
        .actor("rebels", ActorKind::Movement)
        .actor("army", ActorKind::Army)
        .actor("state", ActorKind::Government)
        .member("army", "state", 0.9)
        .place("town", "army")
        .force("army", "town", 300.0)
        .tie("state", "rebels", -0.5, Stance::War)
        .community("locals", "town", 1000.0, &[("rebels", 0.4)], &[], &[])
        .agreement("truce", AgreementKind::Truce, AgreementState::Signed, &["state", "rebels"], &[Clause::Ceasefire])
        .stage();
    let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
    assert!(stage.world.are_enemies(army, rebels));
    assert_eq!(stage.world.men_at(army, town), 300.0);
    assert_eq!(stage.world.bound_by(army, rebels, Clause::Ceasefire), Some(stage.agreement("truce")));
    stage.order("army", Action::Raid, Some("rebels")).place = Some(town);
    assert_eq!(stage.world.traffic.orders.len(), 1);
    stage.next_week();
    assert!(stage.world.traffic.orders.is_empty());
    assert_eq!(stage.laws(), Ok(()));
}
