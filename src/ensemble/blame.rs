//! What a run that failed leaves: which law, or which panic, in which week, and the last cause. To find that, the run is played
//! once more with the ledger open, which changes nothing in it.

use super::guard;
use crate::{
    chance::Chance,
    history::{History, Status},
    run::{Start, Watcher, Workbench},
    study::{Study, Variant},
    world::{World, law::Broken},
};

/// Watches nothing.
struct Nobody;

impl Watcher for Nobody {
    fn week(&mut self, _: &World, _: &Variant) {}
}

/// The history of a run that broke a law, or panicked with a message; its bench is as that left it.
pub(super) fn failed(
    study: &Study,
    (run, variant): (u64, usize),
    start: &Start,
    chance: Chance,
    bench: &Workbench,
    found: Result<Broken, String>,
) -> History {
    let cause = last_cause(study, variant, start, chance);
    let week = bench.world().week;
    let (status, what) = match found {
        Ok(Broken { law, found, .. }) => (Status::BrokenLaw, format!("{law}: {found}")),
        Err(panic) => (Status::Panicked, panic),
    };
    History::failed(run, variant, status, format!("week {week}: {what}{cause}"))
}

/// The last event that touched what a law found; before a panic, the last of all.
fn last_cause(study: &Study, variant: usize, start: &Start, chance: Chance) -> String {
    let mut bench = Workbench::new(start);
    let ended = guard::catch(|| bench.run(study, variant, start, chance, true, &mut Nobody));
    let last = match ended {
        Ok(Err(broken)) => bench.ledger().last_on(broken.slot),
        Ok(Ok(_)) | Err(_) => bench.ledger().events.last(),
    };
    match last {
        Some(logged) => format!("; last cause: {} in week {}", logged.event.rule, logged.week),
        None => "; no event had touched it".to_owned(),
    }
}
