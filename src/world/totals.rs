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
    /// Civilians killed by an actor and whoever belonged to it at the time.
    pub civilian_by: Vec<u64>,
    /// Deaths of all kinds by region.
    pub by_region: Vec<u64>,
    /// Violent events by region.
    pub violent_in: Vec<u64>,
    /// Violent events by place this week.
    pub attacks: Vec<u32>,
    /// Deaths of fighters between two actors, with whoever belonged to them at the time: unordered pair at (lower, higher).
    pub between: Grid<u64>,
    /// Violent events between two actors, counted in the same way.
    pub incidents: Grid<u32>,
    /// Of these, those in which anybody died.
    pub fatal: Grid<u32>,
    /// Battles in which two actors fought on one side, counted in the same way.
    pub joint: Grid<u32>,
    /// Events by kind (column) of an actor (row) and whoever belonged to it at the time.
    pub kinds: Grid<u32>,
    /// Events by kind, whoever brought them about.
    pub happened: Vec<u32>,
}
