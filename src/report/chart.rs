//! The charts, one file each: numbers in, a drawing out.

pub mod areas;
pub mod dots;
pub mod estimate;
pub mod fan;
pub mod forest;
pub mod levels;
pub mod lines;
pub mod network;
mod scale;
pub mod time;
