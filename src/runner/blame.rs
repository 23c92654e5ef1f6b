//! What a run that failed leaves: which law, or which panic, in which week, and the last cause. To find that, the run is played
//! once more with the ledger open, which changes nothing in it.

use super::guard;
use crate::{
    history::{History, Status},
    run::{Setup, Watcher, Workbench},
    study::Variant,
    world::{Logged, World, law::Broken},
};

/// Watches nothing.
struct Nobody;

impl Watcher for Nobody {
    fn week(&mut self, _: &World, _: &Variant) {}
}

/// The history of a run that broke a law, or panicked with a message, in this week.
pub(super) fn failed(setup: Setup, run: u64, week: u32, found: Result<Broken, String>) -> History {
    history((run, setup.variant), week, found, &last_cause(setup))
}

/// The history of a run that failed, with its last cause in words.
pub(super) fn history((run, variant): (u64, usize), week: u32, found: Result<Broken, String>, cause: &str) -> History {
    let (status, what) = match found {
        Ok(Broken { law, found, .. }) => (Status::BrokenLaw, format!("{law}: {found}")),
        Err(panic) => (Status::Panicked, panic),
    };
    History::failed(run, variant, status, format!("week {week}: {what}{cause}"))
}

/// The last event that touched what went wrong, in words.
pub(super) fn cause(last: Option<&Logged>) -> String {
    match last {
        Some(logged) => format!("; last cause: {} in week {}", logged.event.rule, logged.week),
        None => "; no event had touched it".to_owned(),
    }
}

/// The last event that touched what a law found; before a panic, the last of all.
fn last_cause(setup: Setup) -> String {
    let mut bench = Workbench::new(setup.start);
    let ended = guard::catch(|| bench.run(setup, true, &mut Nobody));
    let last = match ended {
        Ok(Err(broken)) => bench.ledger().last_on(broken.slot),
        Ok(Ok(_)) | Err(_) => bench.ledger().events.last(),
    };
    cause(last)
}
