//! What a run that failed was doing last. The run is played once more with the ledger open, which changes nothing in it.

use super::guard;
use crate::{
    chance::Chance,
    run::{Start, Watcher, Workbench},
    study::{Study, Variant},
    world::World,
};

/// Watches nothing.
struct Nobody;

impl Watcher for Nobody {
    fn week(&mut self, _: &World, _: &Variant) {}
}

/// The last cause of what a law found, as the end of a message; of a panic, the last thing that happened before.
pub(super) fn last_cause(study: &Study, variant: usize, start: &Start, chance: Chance) -> String {
    let mut bench = Workbench::new(start);
    let ended = guard::catch(|| bench.run(study, variant, start, chance, true, &mut Nobody));
    let last = match ended {
        Ok(Err(broken)) => bench.ledger().last_on(broken.slot),
        Ok(Ok(_)) | Err(_) => bench.ledger().events.last(),
    };
    match last {
        Some(logged) => format!("; last cause: {} in week {}", logged.event.rule, logged.week),
        None => "; no cause: so it was at the start".to_owned(),
    }
}
