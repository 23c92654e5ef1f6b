//! The floors of the house, for the program, the tests and the benches of this repository, which reach behind the names that the library
//! promises. Nothing here is promised to anybody else.

pub use crate::*;

pub mod again {
    pub use crate::again::*;
}
pub mod chance {
    pub use crate::chance::*;
}
#[cfg(feature = "cli")]
pub mod cli {
    pub use crate::cli::*;
}
pub mod counts {
    pub use crate::counts::*;
}
pub mod domain {
    pub use crate::domain::*;
}
pub mod ensemble {
    pub use crate::ensemble::*;
}
#[cfg(feature = "report")]
pub mod experiment {
    pub use crate::experiment::*;
}
pub mod fault {
    pub use crate::fault::*;
}
pub mod history {
    pub use crate::history::*;
}
pub mod id {
    pub use crate::id::*;
}
pub mod mechanism {
    pub use crate::mechanism::*;
}
pub mod output {
    pub use crate::output::*;
}
pub mod parameter {
    pub use crate::parameter::*;
}
#[cfg(feature = "report")]
pub mod report {
    pub use crate::report::*;
}
pub mod run {
    pub use crate::run::*;
}
pub mod runner {
    pub use crate::runner::*;
}
pub mod scenario {
    pub use crate::scenario::*;
}
pub mod seeds {
    pub use crate::seeds::*;
}
pub mod stats {
    pub use crate::stats::*;
}
pub mod study {
    pub use crate::study::*;
}
pub mod table {
    pub use crate::table::*;
}
pub mod warfare {
    pub use crate::warfare::*;
}
pub mod week {
    pub use crate::week::*;
}
pub mod world {
    pub use crate::world::*;
}
