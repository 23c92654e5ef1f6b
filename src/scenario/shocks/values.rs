//! Values that an inject sets and that are so already.

use super::{Idle, Stage};
use crate::{
    domain::Camp,
    id::ActorId,
    parameter::Quantity,
    scenario::{
        puts::slots,
        stand::{is_below, one_side, stance, tie},
    },
    study::{Inject, When},
    world::{ActorField, AgreementField, PlaceField, outside::Put},
};

impl Stage<'_> {
    /// Values that are so at the start, where nothing else from outside changes them. Numbers move by themselves.
    pub(super) fn set(&self, inject: &Inject) -> Option<Idle> {
        let puts = &inject.given.puts;
        let others = || self.injects.iter().filter(|other| other.id != inject.id).flat_map(|other| &other.given.puts);
        let own = |put: &Put| slots(self.case, put);
        let alone = |put: &Put| {
            let slots = own(put);
            !others().any(|other| own(other).iter().any(|slot| slots.contains(slot)))
        };
        // Numbers move by themselves from the first week on.
        let first = matches!(inject.when, When::Week(0));
        let so = |put: &Put| self.is_so(put) || (first && self.is_number(put));
        let stands = !puts.is_empty() && puts.iter().all(|put| so(put) && alone(put));
        if stands {
            return Some(Idle::Now("all that it sets is so already".to_owned()));
        }
        let ruled = |put: &Put| matches!(put, Put::Holder(..));
        let told = puts.iter().filter(|put| alone(put) && !self.puts(ruled)).find_map(|put| self.own_ring(put))?;
        Some(if puts.len() == 1 { Idle::Now(told) } else { Idle::Part(told) })
    }

    /// Whoever holds a place does not cut it off.
    fn own_ring(&self, put: &Put) -> Option<String> {
        let Put::Blockade(place, Some(by)) = *put else { return None };
        let own = self.control(place).any(|c| c.holder.is_some_and(|holder| one_side(self.case, holder, by)));
        own.then(|| format!("the side of {} holds {}, which it would cut off", self.id(by), self.place_id(place)))
    }

    /// Whether a number is that of the start, in every draw.
    fn is_number(&self, put: &Put) -> bool {
        let is = |written: &Quantity, x: f64| written.low == x && written.high == x;
        match *put {
            Put::Actor(id, field, x) => {
                let fact = &self.case.actors[id.index()];
                let written = match field {
                    ActorField::Effort => &fact.effort,
                    ActorField::Funds => &fact.funds,
                    ActorField::Income => &fact.income,
                    ActorField::Cohesion => &fact.cohesion,
                    ActorField::Rhetoric => &fact.rhetoric,
                    ActorField::Accountability => &fact.accountability,
                    ActorField::Legitimacy => &fact.legitimacy,
                    ActorField::Quality => &fact.quality,
                    ActorField::Concealment => &fact.concealment,
                    ActorField::LeaderStanding => &fact.leader_standing,
                    ActorField::Leverage => &fact.leverage,
                    ActorField::Burden => &fact.burden,
                    _ => return false,
                };
                is(written, x)
            }
            Put::Place(id, field, x) => match field {
                PlaceField::Value => is(&self.case.places[id.index()].value, x),
                PlaceField::Income => is(&self.case.places[id.index()].income, x),
                PlaceField::Services => self.control(id).all(|c| is(&c.services, x)),
                _ => false,
            },
            Put::Agreement(id, field, x) => {
                let fact = &self.case.agreements[id.index()];
                match field {
                    AgreementField::Trust => is(&fact.trust, x),
                    AgreementField::Progress => is(&fact.progress, x),
                }
            }
            _ => false,
        }
    }

    /// Whether a value stands already; that of a tie between all who belong to the two.
    fn is_so(&self, put: &Put) -> bool {
        let bodies = |root: ActorId| {
            let leads = |id: ActorId| self.case.memberships.iter().any(|m| m.coalition == id);
            let all = (0..self.case.actors.len()).map(ActorId::from);
            all.filter(move |id| !leads(*id) && is_below(self.case, *id, root))
        };
        let pairs = |a: ActorId, b: ActorId, is_so: &dyn Fn(ActorId, ActorId) -> bool| {
            bodies(a).all(|x| bodies(b).filter(|y| *y != x).all(|y| is_so(x, y)))
        };
        match *put {
            Put::Holder(place, holder) => {
                self.control(place).all(|c| c.holder == holder)
                    && (holder.is_none() || self.control(place).next().is_some())
            }
            Put::Camp(place, camp) => {
                self.control(place).all(|c| c.camp == camp)
                    && (camp == Camp::None || self.control(place).next().is_some())
            }
            Put::Blockade(place, by) => {
                self.control(place).all(|c| c.blockaded_by == by)
                    && (by.is_none() || self.control(place).next().is_some())
            }
            Put::AgreementState(id, state) => self.case.agreements[id.index()].state == state,
            Put::Guarantor(id, guarantor) => self.case.agreements[id.index()].guarantor == guarantor,
            Put::Route(_, open) => open,
            Put::Label(a, b, label) => pairs(a, b, &|x, y| tie(self.case, x, y).is_some_and(|tie| tie.label) == label),
            Put::Stance(a, b, wanted) => pairs(a, b, &|x, y| stance(self.case, x, y) == wanted),
            Put::Actor(..) | Put::Tie(..) | Put::Place(..) | Put::Agreement(..) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Idle, idle};
    use crate::{
        domain::{EventKind, Shock, Stance},
        id::Key,
        scenario::{Request, load},
        study::{Inject, When},
        world::{
            ActorField,
            outside::{Given, Put},
        },
    };

    #[test]
    fn values_that_stand_already_and_rings_around_what_one_holds_are_told() {
        let study = load("tolmarra/winter-road", &Request::default()).expect("the built-in case has no fault");
        let case = &study.variants[0].case;
        let of = |id: &str| case.actor(id).expect("it is there");
        let said = |puts: Vec<Put>| {
            let given = Given { puts, ..Given::of(Key::of("injects.extra"), EventKind::Shock(Shock::Set)) };
            let injects = [Inject { id: "extra".to_owned(), when: When::Week(3), given, chance: 1.0 }];
            idle(case, &injects, &injects[0])
        };
        let already = |idle: &Option<Idle>| matches!(idle, Some(Idle::Now(why)) if why.contains("is so already"));
        let own_ring = |why: &str| why.contains("which it would cut off");
        // Between coalitions it stands if it does between all who belong to them.
        let towards = |a: &str, b: &str, stance| said(vec![Put::Stance(of(a), of(b), stance)]);
        assert!(already(&towards("council", "front", Stance::Tolerant)));
        assert_eq!(towards("council", "front", Stance::Hostile), None);
        assert!(already(&towards("river_band", "hill_league", Stance::JointOperations)));
        let brenhold = case.place("brenhold").expect("it is there");
        for by in ["front", "hill_league"] {
            let ring = Put::Blockade(brenhold, Some(of(by)));
            assert!(matches!(said(vec![ring]), Some(Idle::Now(why)) if own_ring(&why)), "{by}");
            let more = Put::Actor(of("front"), ActorField::Cohesion, 0.4);
            assert!(matches!(said(vec![ring, more]), Some(Idle::Part(why)) if own_ring(&why)), "{by}");
            // Whoever takes the place from them first may be cut off.
            assert_eq!(said(vec![ring, Put::Holder(brenhold, Some(of("council")))]), None, "{by}");
        }
        assert_eq!(said(vec![Put::Blockade(brenhold, Some(of("guard")))]), None);
    }
}
