//! Events: what happens in a week, as the event table and the mechanisms see it.

use super::{Ladder, Order, Origin};
use crate::{
    domain::{Action, EventKind, Shock},
    id::{ActorId, AgreementId, Key, PlaceId},
};

/// The rule of those events by which a side has decided to go to war.
pub const WAR_DECIDED: &str = "declare.war";
/// The rule of those by which two are at war because one has attacked the other.
pub const WAR_BY_ATTACK: &str = "declare.attack";
/// The rule of those by which somebody does not let a column into his town.
pub const COLUMN_REFUSED: &str = "declare.refusal";

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// The rule that brought it about, `mechanism.rule`.
    pub rule: &'static str,
    /// By whom.
    pub actor: Option<ActorId>,
    /// To whom.
    pub target: Option<ActorId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Concerning which agreement.
    pub agreement: Option<AgreementId>,
    /// Fighters of the actor killed.
    pub actor_deaths: u32,
    /// Fighters of the target killed.
    pub target_deaths: u32,
    /// Civilians killed by the actor.
    pub civilian_deaths: u32,
    /// Civilians killed by the target.
    pub target_civilian_deaths: u32,
    /// Rung of the ladder.
    pub rung: u8,
    /// Whether it came about as intended (a raid that won, an offer accepted).
    pub success: bool,
    /// What brought it about.
    pub origin: Origin,
    /// Key of the operation of which it is a part, if any.
    pub operation: Option<Key>,
    /// Whether it belongs to an event counted already (bystanders of a fight): its deaths count, the act does not.
    pub part: bool,
}

impl Event {
    /// An event of this kind under a rule, with nothing else filled in.
    pub const fn new(kind: EventKind, rule: &'static str) -> Self {
        Self {
            kind,
            rule,
            actor: None,
            target: None,
            place: None,
            agreement: None,
            actor_deaths: 0,
            target_deaths: 0,
            civilian_deaths: 0,
            target_civilian_deaths: 0,
            rung: 0,
            success: true,
            origin: Origin::Rule,
            operation: None,
            part: false,
        }
    }

    /// An action of the table that was carried out.
    pub const fn act(action: Action, rule: &'static str) -> Self {
        Self::new(EventKind::Act(action), rule)
    }

    /// The act that carries out an order: by whom it was given, on its rung, with what brought it about. Against whom, where and
    /// about what it is done is left to the rule that carries it out.
    pub const fn of_order(order: &Order, rule: &'static str, ladder: &Ladder) -> Self {
        Self::act(order.action, rule).by(order.actor).on_rung(ladder.rung(order.action)).from(order.origin)
    }

    /// A shock.
    pub const fn shock(shock: Shock, rule: &'static str) -> Self {
        Self::new(EventKind::Shock(shock), rule)
    }

    /// The same event, by this actor.
    #[must_use]
    pub const fn by(mut self, actor: ActorId) -> Self {
        self.actor = Some(actor);
        self
    }

    /// The same event, done to this actor.
    #[must_use]
    pub const fn on(mut self, target: ActorId) -> Self {
        self.target = Some(target);
        self
    }

    /// The same event, at this place.
    #[must_use]
    pub const fn at(mut self, place: PlaceId) -> Self {
        self.place = Some(place);
        self
    }

    /// The same event, about this agreement.
    #[must_use]
    pub const fn about(mut self, agreement: AgreementId) -> Self {
        self.agreement = Some(agreement);
        self
    }

    /// The same event, on this rung of the ladder.
    #[must_use]
    pub const fn on_rung(mut self, rung: u8) -> Self {
        self.rung = rung;
        self
    }

    /// The same event, brought about by this.
    #[must_use]
    pub const fn from(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// The same event, as a part of one that is counted already.
    #[must_use]
    pub const fn as_part(mut self) -> Self {
        self.part = true;
        self
    }

    /// Deaths of all kinds.
    pub const fn deaths(&self) -> u32 {
        self.actor_deaths + self.target_deaths + self.civilian_deaths + self.target_civilian_deaths
    }

    /// Whether it counts as one of its kind. A part does not, except bystanders so many that it is called a massacre; neither
    /// does a change of organisation that did not come about.
    pub fn counts(&self) -> bool {
        let again = self.part && self.kind != EventKind::Shock(Shock::Massacre);
        let failed = !self.success && matches!(self.kind, EventKind::Act(Action::Merge | Action::Join | Action::Leave));
        !again && !failed
    }

    /// Whether it was meant for civilians.
    pub const fn is_against_civilians(&self) -> bool {
        matches!(
            self.kind,
            EventKind::Act(Action::CollectivePunishment | Action::SelectiveKilling) | EventKind::Shock(Shock::Massacre)
        )
    }

    /// Whether force was used: what counts as a violent event.
    pub fn is_violent(&self) -> bool {
        let force_used = match self.kind {
            EventKind::Act(action) => action.is_attack(),
            EventKind::Shock(shock) => matches!(shock, Shock::Clash | Shock::Massacre),
        };
        !self.part && (self.deaths() > 0 || force_used)
    }
}

/// An event of the phase that is being played, by its place in the proposals; or nothing in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventRef(pub Option<u32>);

impl EventRef {
    /// A change without an event: drift, decay, growth.
    pub const DRIFT: Self = Self(None);
}
