//! Totals: what has been counted since the start of a run.

use super::Grid;

/// Running totals since the start.
#[derive(Debug, Default)]
pub struct Totals {
    /// Violent events (rung 5 and above with force used).
    pub events: u64,
    /// Fighters killed.
    pub fighter_deaths: u64,
    /// Civilians killed.
    pub civilian_deaths: u64,
    /// Person-weeks under blockade.
    pub blockade_weeks: f64,
    /// Person-weeks without minimum services.
    pub unserved_weeks: f64,
    /// Person-weeks in need without aid.
    pub aidless_weeks: f64,
    /// Civilians killed, by the origin of the perpetrator.
    pub civilian_by: Vec<u64>,
    /// Deaths of all kinds by region.
    pub by_region: Vec<u64>,
    /// Violent events by place this week.
    pub attacks: Vec<u32>,
    /// Deaths of fighters between two origins, unordered pair at (lower, higher).
    pub between: Grid<u64>,
    /// Events by origin of the actor and kind.
    pub kinds: Grid<u32>,
    /// Events without actor, by kind.
    pub anonymous: Vec<u32>,
}
