//! Operations under way: plans that last, who takes part, and where they stand.

use super::Origin;
use crate::{
    domain::{OperationEnd, OperationKind, OperationStage},
    id::{ActorId, Key, PlaceId},
};
use arrayvec::ArrayVec;

/// Most places on the axis of an operation, its beginning and its objective among them.
pub const MAX_AXIS: usize = 24;
/// Weeks that the way back may take, after which whoever is still on the road is free.
const HOMEWARD: u32 = 12;
/// Most actors who take part in one operation.
pub const MAX_PARTICIPANTS: usize = 8;
/// Operations for which a world has room; a planner that finds none waits.
pub(super) const ROOM: usize = 64;

/// What one actor commits to an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// Men at the start.
    pub men: f64,
    /// Sorties a week.
    pub sorties: f64,
}

/// A plan that is carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Key of its making: planner, kind, objective and week.
    pub key: Key,
    /// Who planned it.
    pub planner: ActorId,
    /// What it is for.
    pub kind: OperationKind,
    /// Where.
    pub objective: PlaceId,
    /// Against whom.
    pub target: Option<ActorId>,
    /// The places on the way: where it assembles first, the objective last.
    pub axis: ArrayVec<PlaceId, MAX_AXIS>,
    /// Who takes part.
    pub participants: ArrayVec<Participant, MAX_PARTICIPANTS>,
    /// How many were asked and declined.
    pub declined: u32,
    /// The first of those who declined.
    pub refused: ArrayVec<ActorId, MAX_PARTICIPANTS>,
    /// Where it stands.
    pub stage: OperationStage,
    /// How it ended, or is about to end.
    pub end: Option<OperationEnd>,
    /// Week in which it began.
    pub begun: u32,
    /// Week in which its present stage began.
    pub since: u32,
    /// Week by which its present stage should be over.
    pub due: u32,
    /// Men who reached the objective.
    pub arrived: f64,
    /// Fighters killed.
    pub lost: f64,
    /// Chance of success that its planner believed in.
    pub chance: f64,
    /// Utility beyond the trouble of mounting it; below nought it was begun for reasons that only its planner saw. Nothing if it was ordered.
    pub surplus: Option<f64>,
    /// Whether those who raid mean to hold what they take for a while.
    pub lingers: bool,
    /// Whether its men fly from where they assemble to the objective.
    pub flown: bool,
    /// Weeks for which its men mean to stay at the objective.
    pub stay: f64,
    /// What brought it about.
    pub origin: Origin,
}

impl Operation {
    /// Whether it is under way.
    #[inline]
    pub fn is_under_way(&self) -> bool {
        self.stage != OperationStage::Over
    }

    /// Men committed at the start, of all who take part.
    pub fn men(&self) -> f64 {
        self.participants.iter().map(|p| p.men).sum()
    }

    /// Sorties a week committed, of all who take part.
    pub fn sorties(&self) -> f64 {
        self.participants.iter().map(|p| p.sorties).sum()
    }

    /// Where it assembles.
    pub fn assembly(&self) -> PlaceId {
        self.axis.first().copied().unwrap_or(self.objective)
    }

    /// The place after this one on the axis; nothing at the end or off it.
    pub fn after(&self, place: PlaceId) -> Option<PlaceId> {
        let at = self.axis.iter().position(|p| *p == place)?;
        self.axis.get(at + 1).copied()
    }

    /// Week by which those who turn back in this one are free, wherever they are.
    pub const fn home_by(week: u32) -> u32 {
        week + HOMEWARD
    }

    /// A slot that no operation uses.
    pub(super) fn none() -> Self {
        Self {
            key: Key(0),
            planner: ActorId(0),
            kind: OperationKind::Seize,
            objective: PlaceId(0),
            target: None,
            axis: ArrayVec::new(),
            participants: ArrayVec::new(),
            declined: 0,
            refused: ArrayVec::new(),
            stage: OperationStage::Over,
            end: None,
            begun: 0,
            since: 0,
            due: 0,
            arrived: 0.0,
            lost: 0.0,
            chance: 0.0,
            surplus: None,
            lingers: false,
            flown: false,
            stay: 0.0,
            origin: Origin::Rule,
        }
    }
}
