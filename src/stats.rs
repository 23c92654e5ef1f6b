//! Statistics of runs that come in clusters: two chances share a draw of everything uncertain, and draws belong to scrambles.
//!
//! Three questions are kept apart:
//!
//! * **How far could the number be off because only so many worlds were run?** The sampling interval, 95 %. Its standard
//!   error treats the scramble, not the run, as the independent unit ([`cluster`]).
//! * **How much of that is chance?** The standard error within draws: what other dice in the same draws would change.
//! * **How much does the number depend on what we do not know?** The spread over draws: the range that holds the middle
//!   90 % of the draws' own expected values, with the noise of having only two chances per draw taken out.
//!
//! Everything is accumulated in whole numbers, so that parts of an ensemble merge exactly and in any order.

pub mod cluster;
pub mod histogram;
pub mod interval;
pub mod ranks;
pub mod several;
mod special;
pub mod spread;

pub use cluster::{ANY, Estimate, Tally};
pub use histogram::{Bins, Histogram};
pub use spread::Spread;

/// Values are counted in millionths.
pub const UNIT: f64 = 1e6;

/// Runs that share a draw of everything uncertain: the size of a whole cluster. Two tell chance and draws apart, and more would buy
/// little: what varies most between runs is what the draws assume.
pub const RUNS_PER_DRAW: usize = 2;

/// Independent scrambles of the stratified draws: draw `d` belongs to scramble `d mod 16`.
pub const SCRAMBLES: usize = 16;

/// Runs after which every scramble has one draw more: a whole round.
pub const ROUND: usize = SCRAMBLES * RUNS_PER_DRAW;
