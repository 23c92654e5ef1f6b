//! The world: every number of one history in one week, in flat arrays. Mechanisms read it; only [`apply`] writes it.
//!
//! Four parts: the state (the fields of [`World`] itself), the ground it is played on ([`Map`]), what follows from the state
//! and is kept at hand ([`Index`]), and what passes between the mechanisms within a week ([`Traffic`]).

mod accord;
mod agenda;
mod apply;
mod campaign;
mod carry;
pub mod change;
mod climb;
mod copy;
mod count;
mod derive;
pub mod drift;
pub mod event;
mod feel;
mod found;
mod grid;
pub mod index;
mod ladder;
pub mod law;
pub mod ledger;
mod lives;
mod map;
mod marks;
mod number;
pub mod observe;
mod operation;
mod order;
pub mod outside;
mod presence;
mod quarrel;
mod read;
mod route;
mod routine;
mod scratch;
mod slot;
pub mod state;
mod totals;
mod trace;
mod traffic;
mod ways;

pub use agenda::Agenda;
pub use change::{Change, Proposals, QuarrelField};
pub use climb::{Climb, WEEKS_REMEMBERED};
pub use event::{COLUMN_REFUSED, Event, EventRef, WAR_BY_ATTACK, WAR_DECIDED};
pub(crate) use found::ties::KINDRED;
pub use grid::Grid;
pub use index::Index;
pub use ladder::Ladder;
pub use ledger::{Cause, Ledger, Logged};
pub use map::Map;
pub use marks::Marks;
pub use operation::{MAX_AXIS, MAX_PARTICIPANTS, Operation, Participant};
pub use order::{Order, Origin};
pub use quarrel::Quarrel;
pub use route::Route;
pub use routine::{Chosen, Front, Ordered, Visit, WEEKS_OF_DEAD};
pub use scratch::{
    Body, Contact, Desk, Eyes, Fighter, Foe, Line, Objective, Post, Pull, Routine, Sight, Striker, Survey,
};
pub use slot::Slot;
pub use state::{
    Actor, ActorField, Agreement, AgreementClause, AgreementField, Community, CommunityField, Force, ForceField, March,
    Place, PlaceField, Tie, TieField, World,
};
pub use totals::Totals;
pub use traffic::Traffic;
pub use ways::{Pace, Ways};
