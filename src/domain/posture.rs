//! Postures: what an actor does on a front between operations.

use crate::words::words;

words! {
    /// What an actor does against one enemy in one region, from leaving it alone to pressing it.
    pub enum Posture {
        /// Leave it alone where one can.
        Quiet = "quiet",
        /// Patrol, and fight whom one meets.
        Guard = "guard",
        /// Strike small blows as they offer themselves.
        Harass = "harass",
        /// Strike wherever one can.
        Press = "press",
    }
}
