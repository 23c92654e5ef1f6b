//! One world of one variant, played again by its number: all that it needs is the study and the seed.

use super::{blame, guard};
use crate::{
    chance::Chance,
    history::{History, Recorder, Status, Tables},
    run::{Start, Workbench, WorldNumber},
    study::Study,
    world::Ledger,
};
use rayon::prelude::*;

/// Plays a run with the tables asked for. A run that fails leaves what it had until then.
pub fn play(study: &Study, seed: u64, (run, variant): (u64, usize), tables: Tables) -> History {
    let number = WorldNumber::of_run(run);
    let begun = guard::catch(|| {
        let start = Start::new(&study.variants[variant], seed, number.draw);
        let bench = Workbench::new(&start);
        (start, bench)
    });
    let (start, mut bench) = match begun {
        Ok(begun) => begun,
        Err(message) => return History::failed(run, variant, Status::Panicked, message),
    };
    let mut recorder = Recorder::new(study, variant, Some(tables));
    let chance = Chance::of_world(seed, number.chance);
    let explain = tables.needs_ledger();
    let played = guard::catch(|| bench.run(study, variant, &start, chance, explain, &mut recorder));
    let ledger = if explain { bench.take_ledger() } else { Ledger::default() };
    let named = (variant, &study.variants[variant]);
    let found = match played {
        Ok(Ok(answers)) => return recorder.finish(run, named, answers, bench.world(), ledger),
        Ok(Err(broken)) => Ok(broken),
        Err(panic) => Err(panic),
    };
    let failed = blame::failed(study, (run, variant), &start, chance, &bench, found);
    // What a panic left half done may not even be fit to be named; then there are no tables.
    let left = guard::catch(|| recorder.finish(run, named, Vec::new(), bench.world(), ledger).detail);
    History { detail: left.unwrap_or_default(), ..failed }
}

/// Plays many runs on the threads that there are, and hands them over in order.
///
/// # Errors
/// Whatever `take` returns; it ends the playing.
pub fn play_all<E>(
    study: &Study,
    seed: u64,
    worlds: &[(u64, usize)],
    tables: Tables,
    mut take: impl FnMut(History) -> Result<(), E>,
) -> Result<(), E> {
    // Histories with tables are heavy: few are in memory at a time.
    for some in worlds.chunks(2 * rayon::current_num_threads()) {
        let histories: Vec<History> = some.par_iter().map(|world| play(study, seed, *world, tables)).collect();
        histories.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Observer, Plan, toy};
    use std::convert::Infallible;

    struct Keeper(Vec<History>);

    impl Observer for Keeper {
        type Error = Infallible;

        fn take(&mut self, history: History) -> Result<(), Infallible> {
            self.0.push(history);
            Ok(())
        }

        fn batch(&mut self, _: u64) -> Result<(), Infallible> {
            Ok(())
        }
    }

    #[test]
    fn a_world_by_itself_is_the_world_among_others_and_a_failed_one_leaves_what_it_had() {
        let study = toy::study(10, &["broken", "panic"]);
        let mut keeper = Keeper(Vec::new());
        let plan = Plan { seed: 11, runs: 64, kept: 0, tables: Tables::default(), threads: 2 };
        crate::ensemble::play(&study, &plan, &mut keeper).unwrap();
        let mut failed = [false; 4];
        for there in &keeper.0 {
            let again = play(&study, 11, (there.run, there.variant), Tables::ALL);
            assert_eq!((again.status, &again.message), (there.status, &there.message));
            assert_eq!((&again.answers, &again.series, &again.states), (&there.answers, &there.series, &there.states));
            let detail = again.detail.unwrap();
            assert!(detail.names.contains(&"rebels".to_owned()), "{} {}", there.run, there.variant);
            assert!(!detail.ledger.events.is_empty() || there.status != Status::Ok, "{}", there.run);
            failed[there.variant] |= there.status != Status::Ok;
        }
        assert_eq!(failed, [false, false, true, true]);
    }
}
