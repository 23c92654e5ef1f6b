//! Single worlds, played again by their numbers: all that they need is the study and the seed.

use super::Crew;
use crate::{
    history::{History, Tables},
    runner::Runner,
    study::Study,
};

/// Plays a run with the tables asked for. A run that fails leaves what it had until then.
pub fn play(study: &Study, seed: u64, (run, variant): (u64, usize), tables: Tables) -> History {
    Runner::new(study, variant, seed).run_with(run, tables)
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
    crew: &Crew,
    mut take: impl FnMut(History) -> Result<(), E>,
) -> Result<(), E> {
    // Histories with tables are heavy: few are in memory at a time.
    for some in worlds.chunks(2 * crew.size()) {
        let histories = crew.map(some, |world| play(study, seed, *world, tables));
        histories.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ensemble::{Observer, Plan, toy},
        history::Status,
    };
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
            assert!(detail.chronicle.names.contains(&"rebels".to_owned()), "{} {}", there.run, there.variant);
            assert!(!detail.chronicle.ledger.events.is_empty() || there.status != Status::Ok, "{}", there.run);
            failed[there.variant] |= there.status != Status::Ok;
        }
        assert_eq!(failed, [false, false, true, true]);
    }
}
