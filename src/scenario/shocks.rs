//! Events from outside that would change nothing: whatever happens, or as things stand at the start.

mod values;

use super::stand::{is_below, is_ruled, same, stance};
use crate::{
    domain::{
        ActorKind, AgreementKind, AgreementState, Camp, Case, Clause, CommunityFact, ControlFact, EventKind, ForceFact,
        ForceKind, Shock, Stance,
    },
    id::{ActorId, PlaceId},
    study::Inject,
    world::outside::{Given, Put},
};

/// Why an event changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Idle {
    /// Whatever happens: the key that makes it so, and why.
    Never(&'static str, String),
    /// As things stand at the start.
    Now(String),
    /// As things stand at the start, for a part of it.
    Part(String),
}

/// What a case, and all that comes from outside, tell of an event.
#[derive(Clone, Copy)]
struct Stage<'a> {
    case: &'a Case,
    injects: &'a [Inject],
}

/// Why an event of these changes nothing, if it is so.
pub(super) fn idle(case: &Case, injects: &[Inject], inject: &Inject) -> Option<Idle> {
    let EventKind::Shock(shock) = inject.given.kind else { return None };
    Stage { case, injects }.of(inject, shock)
}

/// What is said of an event in which more die, leave or flee than are there at the start.
pub(super) fn too_many(case: &Case, inject: &Inject) -> Option<String> {
    let given = &inject.given;
    let below = |id: ActorId| [given.actor, given.target].into_iter().flatten().any(|root| is_below(case, id, root));
    let there = |place: PlaceId| given.place.is_none_or(|at| at == place);
    let (many, how, all, who) = match given.kind {
        EventKind::Shock(Shock::Massacre) => {
            let here = case.communities.iter().filter(|c| there(c.place));
            (given.civilian_deaths, "die", here.map(|c| c.population.high).sum::<f64>(), "people live there")
        }
        EventKind::Shock(Shock::Clash) => {
            let ours = case.forces.iter().filter(|f| f.kind != ForceKind::AirWing && below(f.actor));
            let at_place = |f: &&ForceFact| given.place.is_none_or(|place| f.place == place);
            let men = |all: Vec<&ForceFact>| all.iter().map(|f| f.strength.high).sum::<f64>();
            if men(ours.clone().filter(at_place).collect()) == 0.0 {
                let word = given.kind.word();
                return Some(format!(
                    "inject {}, {word}: at the start none of those who clash has men there; the dead are counted, and nobody is missing",
                    inject.id
                ));
            }
            (given.deaths, "die", men(ours.collect()), "men of theirs are there at all")
        }
        EventKind::Shock(Shock::ForceLeaves) => {
            let ours = case.forces.iter().filter(|f| f.kind != ForceKind::AirWing && below(f.actor) && there(f.place));
            (given.size, "leave", ours.map(|f| f.strength.high).sum::<f64>(), "men of theirs are there")
        }
        EventKind::Shock(Shock::Flight) => {
            let here = case.communities.iter().filter(|c| there(c.place));
            (given.size, "flee", here.map(|c| c.population.high).sum::<f64>(), "people live there")
        }
        _ => return None,
    };
    // Where nobody is at the start it is said already, or somebody is still to come.
    (all > 0.0 && many > all).then(|| {
        format!("inject {}, {}: {many} {how}, and at the start {} {who}", inject.id, given.kind.word(), all.round())
    })
}

impl Stage<'_> {
    fn of(self, inject: &Inject, shock: Shock) -> Option<Idle> {
        let Given { actor, target, place, .. } = inject.given;
        match shock {
            Shock::Coup => self.coup(actor?),
            Shock::MissionEnds => self.mission(actor?),
            Shock::CampCloses => self.camp(&inject.given, place?),
            Shock::LeavesCoalition => self.leaves(actor?, target),
            Shock::Ban | Shock::ElectionPostponed => self.decree(actor?, shock),
            Shock::JoinsCoalition => self.joins(&inject.given, actor?, target?),
            Shock::ForceLeaves => self.force(actor?, place, |own| is_below(self.case, own, actor.unwrap_or(own))),
            Shock::Defection => self.force(actor?, place, |own| Some(own) == actor),
            Shock::LeaderLost => self.leader(actor?),
            Shock::Split => self.split(actor?),
            Shock::Capture => self.capture(actor?, place?),
            Shock::StanceShift => self.step(actor?, target?),
            Shock::Flight | Shock::Return => self.people(shock, place?),
            Shock::Massacre => self.deaths(place?),
            Shock::AgreementSigned => self.state(&inject.given, AgreementState::Signed),
            Shock::AgreementCollapses => self.state(&inject.given, AgreementState::Collapsed),
            Shock::Breach => self.state(&inject.given, AgreementState::Breached),
            Shock::PatronLeaves => self.state(&inject.given, AgreementState::Suspended),
            Shock::Set => self.set(inject),
            // Men, words and the dead of a clash always change something.
            Shock::ForceArrives | Shock::AircraftArrive | Shock::Rising | Shock::Announcement | Shock::Clash => None,
        }
    }

    fn id(&self, actor: ActorId) -> &str {
        &self.case.actors[actor.index()].id
    }

    fn place_id(&self, place: PlaceId) -> &str {
        &self.case.places[place.index()].id
    }

    fn kind(&self, actor: ActorId) -> ActorKind {
        self.case.actors[actor.index()].kind
    }

    /// Whether something else comes from outside that passes.
    fn comes(&self, passes: impl Fn(&Given, Shock) -> bool) -> bool {
        let shock = |inject: &Inject| match inject.given.kind {
            EventKind::Shock(shock) => passes(&inject.given, shock),
            EventKind::Act(_) => false,
        };
        self.injects.iter().any(shock)
    }

    /// Whether an inject sets something that passes.
    fn puts(&self, passes: impl Fn(&Put) -> bool) -> bool {
        self.injects.iter().flat_map(|inject| &inject.given.puts).any(passes)
    }

    fn control(&self, place: PlaceId) -> impl Iterator<Item = &ControlFact> {
        self.case.control.iter().filter(move |c| c.place == place)
    }

    fn dwellers(&self, place: PlaceId) -> impl Iterator<Item = &CommunityFact> {
        self.case.communities.iter().filter(move |c| c.place == place && c.population.high > 0.0)
    }

    /// A coup ends the rule of a government: of the actor itself, or of the one that it belongs to or serves.
    fn coup(&self, actor: ActorId) -> Option<Idle> {
        if is_ruled(self.case, actor) {
            return None;
        }
        let (id, kind) = (self.id(actor), self.kind(actor));
        let under =
            |m: &crate::domain::MembershipFact| self.kind(m.member).is_irregular() && is_ruled(self.case, m.member);
        // Movements join what has movements; hired men are hired; everybody else goes where the scenario says.
        let may_come = kind == ActorKind::Mercenary
            || (kind.is_irregular() && self.case.memberships.iter().any(under))
            || self.case.agreements.iter().any(|g| g.kind == AgreementKind::Patronage && g.parties.contains(&actor))
            || self.comes(|_, shock| shock == Shock::JoinsCoalition);
        Some(if may_come {
            Idle::Now(format!("{id} is no government, and neither belongs to one nor is in its pay"))
        } else {
            let message = format!("`coup`: {} that belongs to no government has nobody to overthrow", kind.one());
            Idle::Never("actor", message)
        })
    }

    fn mission(&self, actor: ActorId) -> Option<Idle> {
        let (case, fact) = (self.case, &self.case.actors[actor.index()]);
        let own = |id: ActorId| is_below(case, id, actor);
        let has = fact.funds.high > 0.0
            || fact.income.high > 0.0
            || case.forces.iter().any(|f| own(f.actor))
            || case.control.iter().any(|c| c.camp_host.is_some_and(own))
            || case.agreements.iter().any(|g| g.guarantor == Some(actor))
            || self.brings(actor);
        (!has)
            .then(|| Idle::Now(format!("{} has no men, no money and no camp, and stands behind no agreement", fact.id)))
    }

    /// Whether something from outside brings an actor, or those below it, men.
    fn brings(&self, actor: ActorId) -> bool {
        let own = |id: Option<ActorId>| id.is_some_and(|id| is_below(self.case, id, actor));
        self.comes(|given, shock| match shock {
            Shock::ForceArrives | Shock::AircraftArrive | Shock::Rising => own(given.actor),
            Shock::Defection | Shock::JoinsCoalition => own(given.target),
            _ => false,
        })
    }

    /// A camp that closes is one that is run there, or one that stands empty and gets an heir.
    fn camp(&self, given: &Given, place: PlaceId) -> Option<Idle> {
        let id = self.place_id(place);
        let heir = given.target.is_some();
        let is_run = |camp: Camp| matches!(camp, Camp::Open | Camp::Closing);
        let own = |host: ActorId| given.actor.is_none_or(|mission| is_below(self.case, host, mission));
        let becomes = |camp: Camp| is_run(camp) || (heir && camp == Camp::Vacated);
        let closes =
            |c: &ControlFact| (is_run(c.camp) && c.camp_host.is_none_or(own)) || (heir && c.camp == Camp::Vacated);
        if self.control(place).any(closes)
            || self.puts(|put| matches!(put, Put::Camp(at, camp) if *at == place && becomes(*camp)))
        {
            return None;
        }
        let others = self.control(place).any(|c| is_run(c.camp));
        Some(match given.actor.filter(|_| others) {
            Some(mission) => Idle::Now(format!("the camp at {id} is not run by {}", self.id(mission))),
            None => Idle::Never("place", "`camp_closes`: no camp is there to be closed, and none comes".to_owned()),
        })
    }

    /// Forbidding and putting off an election stir the public of a government.
    fn decree(&self, actor: ActorId, shock: Shock) -> Option<Idle> {
        use ActorKind::{Bloc, Mediator, Peacekeeper, Sponsor};
        let (kind, word) = (self.kind(actor), shock.word());
        if is_ruled(self.case, actor) {
            return None;
        }
        Some(if matches!(kind, Bloc | Mediator | Peacekeeper | Sponsor) {
            Idle::Never("actor", format!("`{word}`: {} governs nobody whom it could stir", kind.one()))
        } else {
            Idle::Part(format!("{} belongs to no government: only its own standing moves", self.id(actor)))
        })
    }

    fn leaves(&self, actor: ActorId, target: Option<ActorId>) -> Option<Idle> {
        let joins = self.comes(|given, shock| shock == Shock::JoinsCoalition && given.actor == Some(actor));
        let at_start = self.case.memberships.iter().find(|m| m.member == actor);
        if joins || at_start.is_some() && target.is_none_or(|from| is_below(self.case, actor, from)) {
            return None;
        }
        let (id, kind) = (self.id(actor), self.kind(actor));
        Some(if let Some((from, at)) = target.zip(at_start) {
            Idle::Now(format!("{id} belongs to {}, and not to {}", self.id(at.coalition), self.id(from)))
        } else if kind.is_irregular() {
            Idle::Now(format!("{id} belongs to no coalition"))
        } else {
            let message = format!("it belongs to no coalition, and {} joins none by itself", kind.one());
            Idle::Never("actor", message)
        })
    }

    fn joins(&self, given: &Given, actor: ActorId, target: ActorId) -> Option<Idle> {
        let (id, into) = (self.id(actor), self.id(target));
        if self
            .comes(|given, shock| shock == Shock::LeavesCoalition && [Some(actor), Some(target)].contains(&given.actor))
        {
            return None;
        }
        if is_below(self.case, target, actor) {
            return Some(Idle::Now(format!("{into} belongs to {id}, and nobody joins what belongs to it")));
        }
        let bound = if given.size > 0.0 { given.size } else { 0.5 };
        let already = self.case.memberships.iter().find(|m| m.member == actor && m.coalition == target)?;
        let so = already.commitment.low == bound && already.commitment.high == bound;
        let more = if so { "" } else { "; only how bound it is changes" };
        Some(Idle::Now(format!("{id} belongs to {into} already{more}")))
    }

    /// Men who leave or change sides must be there.
    fn force(&self, actor: ActorId, place: Option<PlaceId>, own: impl Fn(ActorId) -> bool) -> Option<Idle> {
        use ActorKind::{Bloc, Mediator, Peacekeeper, Political, Sponsor};
        let case = self.case;
        let theirs = |at: Option<PlaceId>| case.forces.iter().any(|f| own(f.actor) && at.is_none_or(|p| p == f.place));
        if theirs(place) || self.brings(actor) {
            return None;
        }
        let (id, kind) = (self.id(actor), self.kind(actor));
        // Men of these kinds come from outside the conflict, or to help a partner.
        let unarmed = matches!(kind, Bloc | Mediator | Peacekeeper | Political | Sponsor);
        let helps = case.agreements.iter().any(|g| {
            g.parties.contains(&actor) && g.clauses.iter().any(|clause| clause.clause == Clause::MutualDefence)
        });
        let leads = case.memberships.iter().any(|m| m.coalition == actor);
        Some(if !theirs(None) && unarmed && !helps && !leads {
            Idle::Never("actor", format!("it has no men, and {} gets none by itself", kind.one()))
        } else {
            let there = place.map_or(String::new(), |p| format!(" at {}", case.places[p.index()].id));
            Idle::Now(format!("{id} has no men of its own{there}"))
        })
    }

    fn leader(&self, actor: ActorId) -> Option<Idle> {
        let fact = &self.case.actors[actor.index()];
        let nothing = fact.cohesion.high <= 0.0 && fact.leader_standing.high <= 0.0;
        nothing.then(|| Idle::Now(format!("{} has neither cohesion nor a leader of standing to lose", fact.id)))
    }

    fn split(&self, actor: ActorId) -> Option<Idle> {
        let (case, fact) = (self.case, &self.case.actors[actor.index()]);
        let rules = |c: &ControlFact| c.holder == Some(actor) || c.others.iter().any(|(other, _)| *other == actor);
        let has = fact.funds.high > 0.0
            || fact.income.high > 0.0
            || case.forces.iter().any(|f| f.actor == actor)
            || case.control.iter().any(rules)
            || self.brings(actor);
        (!has).then(|| Idle::Now(format!("{} has no men, no money and no ground of its own to be split", fact.id)))
    }

    fn capture(&self, actor: ActorId, place: PlaceId) -> Option<Idle> {
        let mut there = self.control(place).peekable();
        there.peek()?;
        let (id, at) = (self.id(actor), self.place_id(place));
        if there.all(|c| c.holder == Some(actor)) {
            return Some(Idle::Now(format!("{id} holds {at} already")));
        }
        let stand = |root: Option<ActorId>| {
            let theirs =
                |own: ActorId| root.map_or(!is_below(self.case, own, actor), |root| is_below(self.case, own, root));
            self.case.forces.iter().any(|f| f.kind != ForceKind::AirWing && f.place == place && theirs(f.actor))
        };
        (!stand(Some(actor)) && stand(None) && !self.brings(actor))
            .then(|| Idle::Part(format!("{id} has no men at {at}, and who stands there has it back at once")))
    }

    fn step(&self, actor: ActorId, target: ActorId) -> Option<Idle> {
        let close = |a, b| stance(self.case, a, b) == Stance::JointOperations;
        let (a, b) = (self.id(actor), self.id(target));
        if same(self.case, actor, target) {
            return Some(Idle::Now(format!("{a} and {b} belong together, and are on one side as it is")));
        }
        (close(actor, target) && close(target, actor))
            .then(|| Idle::Now(format!("{a} and {b} stand as close as a step can bring them")))
    }

    fn people(&self, shock: Shock, place: PlaceId) -> Option<Idle> {
        let id = self.place_id(place);
        if self.dwellers(place).next().is_none() {
            return Some(Idle::Never("place", format!("`{}`: no community lives there", shock.word())));
        }
        let away = shock == Shock::Return && self.dwellers(place).all(|c| c.displaced.high <= 0.0);
        let gone = shock == Shock::Flight && self.dwellers(place).all(|c| c.displaced.low >= 1.0);
        let why = if away { "nobody has fled from" } else { "everybody has fled from" };
        (away || gone).then(|| Idle::Now(format!("{why} {id}")))
    }

    fn deaths(&self, place: PlaceId) -> Option<Idle> {
        let id = self.place_id(place);
        let empty = self.dwellers(place).next().is_none();
        empty.then(|| Idle::Part(format!("no community lives at {id}; the dead are counted, and nobody is missing")))
    }

    /// An agreement comes to stand as it does already, or by those who are none of its parties.
    fn state(&self, given: &Given, state: AgreementState) -> Option<Idle> {
        let fact = &self.case.agreements[given.agreement?.index()];
        if fact.state == state || (state == AgreementState::Signed && fact.state.is_in_force()) {
            return Some(Idle::Now(format!("{} is {} already", fact.id, fact.state.word())));
        }
        if state == AgreementState::Suspended && fact.kind != AgreementKind::Patronage {
            return Some(Idle::Part(format!("{} is no contract, and has no patron who could leave it", fact.id)));
        }
        let party =
            |id: ActorId| fact.parties.iter().any(|p| is_below(self.case, id, *p) || is_below(self.case, *p, id));
        let stranger = [given.actor, given.target].into_iter().flatten().find(|id| !party(*id))?;
        Some(Idle::Part(format!("{} is no party to {}", self.id(stranger), fact.id)))
    }
}

#[cfg(test)]
mod tests;
