//! A tiny world that mechanisms are played on, week by week, and the short names with which tests reach into it.

use super::{Tiny, actor, place};
use crate::{
    chance::Chance,
    domain::{Action, ActorKind, AgreementKind, AgreementState, Case, Clause, ForceKind, Stance},
    id::{ActorId, AgreementId, CommunityId, Key, PlaceId},
    mechanism::{Rules, View},
    world::{
        Actor, Change, Event, Ledger, Order, Origin, Place, Proposals, Tie, World,
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

    /// Plays one mechanism on the world, carries out what it proposes, checks the laws and returns its events.
    pub(crate) fn play<S>(&mut self, mechanism: fn(&View<S>, &mut Proposals), set: &S, rules: &Rules) -> Vec<Event> {
        self.world.settle();
        let mut out = Proposals { explain: true, ..Proposals::default() };
        let view = View {
            case: &self.case,
            world: &self.world,
            set,
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
