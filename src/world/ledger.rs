//! The ledger: which event changed what, and what brought each event about. Kept only for the runs somebody will ask about.

use super::{Event, EventRef, Operation, Ordered, Origin, Slot};
use crate::{
    domain::{Action, Hindrance},
    id::{ActorId, AgreementId, PlaceId},
};
use std::collections::BTreeMap;

/// A part of the world that moved an event, with its share among the causes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cause {
    /// Which part.
    pub slot: Slot,
    /// Its share, 0-1.
    pub share: f64,
}

/// The terms of a utility, each about -1 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    /// What it may win.
    pub gain: f64,
    /// What it may lose.
    pub risk: f64,
    /// Civilians whom it would hurt.
    pub harm: f64,
    /// What the actor's public makes of it.
    pub audience: f64,
    /// Affinity and enmity.
    pub tie: f64,
    /// Effort, men and money.
    pub cost: f64,
    /// Losses, grievance and need.
    pub pressure: f64,
}

impl Terms {
    /// Each term with its name.
    pub const fn named(&self) -> [(&'static str, f64); 7] {
        let Self { gain, risk, harm, audience, tie, cost, pressure } = *self;
        [
            ("gain", gain),
            ("risk", risk),
            ("harm", harm),
            ("audience", audience),
            ("tie", tie),
            ("cost", cost),
            ("pressure", pressure),
        ]
    }

    /// The utility: all terms added up.
    pub fn sum(&self) -> f64 {
        self.named().iter().map(|(_, term)| term).sum()
    }

    /// The parts of the world behind the three weightiest reasons for it, the slot of a term by its name.
    pub fn causes(&self, slot: impl Fn(&str) -> Slot) -> Vec<Cause> {
        let mut reasons = self.named().to_vec();
        reasons.retain(|(_, term)| *term > 0.0);
        reasons.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        reasons.truncate(3);
        let total: f64 = reasons.iter().map(|(_, term)| term).sum();
        reasons.into_iter().map(|(name, term)| Cause { slot: slot(name), share: term / total }).collect()
    }
}

/// An option as an actor saw it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// What.
    pub action: Action,
    /// Against or towards whom.
    pub target: Option<ActorId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Concerning which agreement.
    pub agreement: Option<AgreementId>,
    /// Expected utility, about -1 to 1.
    pub utility: f64,
    /// The terms that add up to it.
    pub terms: Terms,
}

/// A decision with the best options that were not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Who decided.
    pub actor: ActorId,
    /// What was chosen.
    pub chosen: Choice,
    /// The best of the rest, best first.
    pub rejected: Vec<Choice>,
    /// What of the world weighed most.
    pub causes: Vec<Cause>,
}

/// An event with its place in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Logged {
    /// Week.
    pub week: u32,
    /// The event.
    pub event: Event,
}

/// One arrow of the graph of causes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Index of the effect among the events.
    pub effect: u32,
    /// Index of the causing event; nothing when the cause is an initial fact.
    pub cause: Option<u32>,
    /// Through which part of the world.
    pub slot: Slot,
    /// Share among the causes of the effect, 0-1.
    pub share: f64,
}

/// What one run leaves for those who ask why.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Whether anything is kept.
    pub on: bool,
    /// Events, oldest first.
    pub events: Vec<Logged>,
    /// Arrows, by effect.
    pub edges: Vec<Edge>,
    /// Operations as they began, those that were called off at once among them, oldest first.
    pub launched: Vec<Operation>,
    /// Why orders from outside were not carried out: week, order, reason.
    pub hindrances: Vec<(u32, Origin, Hindrance)>,
    /// Fronts on which ordered postures held from a week on.
    pub ordered: Vec<(u32, Ordered)>,
    /// Decisions; see [`super::Origin::record`].
    pub decisions: Vec<Decision>,
    last: BTreeMap<Slot, u32>,
}

impl Ledger {
    /// A ledger that keeps everything, or nothing.
    pub fn new(on: bool) -> Self {
        Self { on, ..Self::default() }
    }

    /// Forgets the last run, keeping the memory.
    pub fn clear(&mut self) {
        self.events.clear();
        self.edges.clear();
        self.launched.clear();
        self.hindrances.clear();
        self.ordered.clear();
        self.decisions.clear();
        self.last.clear();
    }

    /// Enters the events of a phase, with their causes, before the changes they bring.
    pub(super) fn enter(&mut self, week: u32, events: &[Event], causes: &[(EventRef, Cause)]) {
        let base = self.events.len() as u32;
        for (i, event) in events.iter().enumerate() {
            let effect = base + i as u32;
            self.events.push(Logged { week, event: *event });
            let decided: &[Cause] = event.origin.record().map_or(&[], |record| &self.decisions[record].causes);
            let stated = causes.iter().filter(|(of, _)| of.0 == Some(i as u32)).map(|(_, cause)| cause);
            let all = stated.chain(decided);
            let total: f64 = all.clone().map(|c| c.share).sum();
            for cause in all {
                let edge = Edge {
                    effect,
                    cause: self.last.get(&cause.slot).copied(),
                    slot: cause.slot,
                    share: cause.share / total.max(1e-12),
                };
                self.edges.push(edge);
            }
        }
    }

    /// The event that last touched a part of the world (of a place, its control too); without one, anything.
    pub fn last_on(&self, part: Option<Slot>) -> Option<&Logged> {
        let is_part = |slot: Slot| match (part, slot) {
            (Some(Slot::Place(place)), Slot::Control(at, _)) => at == place,
            (Some(part), slot) => slot == part,
            (None, _) => true,
        };
        let last = self.last.iter().filter(|(slot, _)| is_part(**slot)).map(|(_, event)| *event).max()?;
        self.events.get(last as usize)
    }

    /// Notes that the `local`-th event of the phase just entered, of `count`, touched a part of the world.
    pub(super) fn touch(&mut self, slot: Slot, local: u32, count: usize) {
        let event = self.events.len() as u32 - count as u32 + local;
        self.last.insert(slot, event);
    }
}
