//! Escalade: what could happen next in an armed conflict, thousands of times, week by week.
//!
//! What the library promises are the names of this page: load a study ([`load`], [`load_from`]), play whichever worlds of it
//! ([`Runner`], [`Game`], [`histories`], [`play`]), and read what they leave ([`History`], [`World`]). `examples/` shows each. All
//! else is the inside of the house, which changes from one version to the next.
//!
//! The house has floors, and imports only go down:
//!
//! | floor | modules | what |
//! |---|---|---|
//! | 0 | [`id`], `words`, [`fault`], [`table`], [`parameter`], [`chance`], [`stats`] | the ground: names, tables, numbers, chance, intervals |
//! | 1 | [`domain`] | the nouns of a conflict, as the seeds state them |
//! | 2 | [`world`] | the state of one world, and the only code that changes it |
//! | 3 | [`warfare`] | the laws of force that all mechanisms share: odds, battles, distance |
//! | 4 | [`mechanism`] | one rule family each, a verb, a file |
//! | 5 | [`week`] | the phases in order |
//! | 6 | [`study`] | what is asked: variants, conditions, outcomes, the schedule |
//! | 7 | [`run`] | one world of one variant, from its start to the horizon |
//! | 8 | [`seeds`] | the files of a case, read and checked |
//! | 9 | [`scenario`] | from scenario files and the command line to a study |
//! | 10 | [`history`] | what one run leaves |
//! | 11 | [`counts`] | what is counted over many runs |
//! | 12 | [`runner`] | whichever worlds of one variant, whole or week by week |
//! | 13 | [`ensemble`] | many runs on many threads |
//! | 14 | [`output`] | result files |
//! | 15 | [`again`] | a result folder, read again |
//! | 16 | [`report`] | one file that people read, from a folder of results |
//! | 17 | [`experiment`] | questions asked of what has been played: pairs of what-ifs, and what an outcome hangs on |
//! | 18 | `cli` | the door: one file per command; only with the feature `cli` |

mod again;
mod chance;
#[cfg(feature = "cli")]
mod cli;
mod counts;
mod domain;
mod ensemble;
#[cfg(feature = "report")]
mod experiment;
mod fault;
mod history;
mod id;
#[doc(hidden)]
pub mod inside;
mod mechanism;
mod output;
mod parameter;
#[cfg(feature = "report")]
mod report;
mod run;
mod runner;
mod scenario;
mod seeds;
mod stats;
mod study;
mod table;
mod warfare;
mod week;
mod words;
mod world;

pub use domain::{Action, Posture};
pub use ensemble::{Observer, Plan, histories, play};
pub use fault::Fault;
pub use history::{History, Status, Tables};
pub use id::{ActorId, AgreementId, PlaceId};
pub use run::Watcher;
pub use runner::{Game, Halt, Runner, quiet_panics};
pub use scenario::{Request, load, load_from};
pub use study::{Answer, Outcome, Study, Variant};
pub use world::{
    World,
    outside::{Command, Decree},
};
