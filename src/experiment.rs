//! Questions asked of an ensemble that has been played: how two what-ifs differ, and on which uncertain numbers an outcome hangs.
//!
//! Nothing is played for them but the first world, which shows that the folder still is what was written. The estimators are in [`crate::stats`].

pub mod bootstrap;
pub mod factors;
pub mod paired;
pub mod parting;
pub mod sensitivity;
pub mod worlds;
