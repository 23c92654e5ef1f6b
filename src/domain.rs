//! The nouns of a conflict: what the seeds state about actors, places, ties and agreements, before any world exists.
//!
//! A [`Case`] is checked and immutable; its numbers are [`Quantity`](crate::parameter::Quantity)s, so that each draw may take its own.

pub mod action;
pub mod case;
mod choosing;
pub mod facts;
mod kind;
mod operation;
mod order;
mod posture;
pub mod words;

pub use action::Action;
pub use case::{Case, Uncertain};
pub use choosing::ChosenAs;
pub use facts::{
    ActorFact, AgreementFact, Alternative, Claim, ClauseFact, CommunityFact, ControlFact, Document, EventFact,
    ForceFact, Issue, MembershipFact, PlaceFact, PositionFact, RouteFact, RungFact, Source, TieFact,
};
pub use kind::EventKind;
pub use operation::{OperationEnd, OperationKind, OperationStage};
pub use order::{Hindrance, OrderResult};
pub use posture::{COMMANDS, Posture};
pub use words::{
    ActorKind, AgreementKind, AgreementState, Camp, Clause, Confidence, ForceKind, PlaceKind, PlaceState, Shock,
    Stance, Terrain, Way,
};
