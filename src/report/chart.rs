//! The charts, one file each: numbers in, a drawing out.

pub mod dots;
pub mod forest;
pub mod levels;
mod scale;
