//! Tests of the ensemble: order, threads, and runs that fail.

use super::{toy, *};
use crate::history::Status;
use std::convert::Infallible;

/// Keeps everything.
#[derive(Default)]
struct Keeper {
    histories: Vec<History>,
    batches: Vec<u64>,
}

impl Observer for Keeper {
    type Error = Infallible;

    fn take(&mut self, history: History) -> Result<(), Infallible> {
        self.histories.push(history);
        Ok(())
    }

    fn batch(&mut self, runs: u64) -> Result<(), Infallible> {
        self.batches.push(runs);
        Ok(())
    }
}

fn plan(runs: u64, threads: usize) -> Plan {
    Plan { seed: 11, runs, kept: 3, tables: Tables::ALL, threads }
}

fn played(extra: &[&str], plan: &Plan) -> Keeper {
    let study = toy::study(10, extra);
    let mut keeper = Keeper::default();
    play(&study, plan, &mut keeper).unwrap();
    keeper
}

#[test]
fn histories_come_by_run_and_then_by_variant() {
    let keeper = played(&[], &plan(77, 2));
    let found: Vec<(u64, usize)> = keeper.histories.iter().map(|h| (h.run, h.variant)).collect();
    let expected: Vec<(u64, usize)> = (0..77).flat_map(|run| [(run, 0), (run, 1)]).collect();
    assert_eq!(found, expected);
    assert_eq!(keeper.batches, [64, 77]);
    assert!(keeper.histories.iter().all(|h| h.detail.is_some() == (h.run < 3)));
}

#[test]
fn histories_that_are_pulled_are_those_that_are_handed_over() {
    let study = toy::study(10, &["broken"]);
    for threads in [1, 3] {
        let plan = plan(77, threads);
        let mut keeper = Keeper::default();
        play(&study, &plan, &mut keeper).unwrap();
        let told = |h: &History| (h.run, h.variant, h.status, h.series.clone(), h.detail.is_some());
        let pulled: Vec<_> = histories(&study, &plan).unwrap().map(|h| told(&h)).collect();
        assert_eq!(pulled, keeper.histories.iter().map(told).collect::<Vec<_>>());
        assert_eq!(histories(&study, &plan).unwrap().take(3).count(), 3);
    }
}

#[test]
fn threads_change_nothing_and_more_runs_only_add() {
    let bare = |k: &Keeper| -> Vec<_> {
        k.histories.iter().map(|h| (h.answers.clone(), h.series.clone(), h.states.clone())).collect()
    };
    let one = bare(&played(&[], &plan(40, 1)));
    assert_eq!(one, bare(&played(&[], &plan(40, 5))));
    let fewer = bare(&played(&[], &plan(19, 2)));
    assert_eq!(fewer, one[..38]);
}

#[test]
fn a_failing_run_takes_no_other_along() {
    let keeper = played(&["broken", "panic"], &plan(64, 2));
    let with = |variant: usize, status: Status| {
        keeper.histories.iter().filter(|h| h.variant == variant && h.status == status).count()
    };
    assert_eq!((with(0, Status::Ok), with(1, Status::Ok)), (64, 64));
    assert_eq!(with(3, Status::Panicked), 64);
    // Of the two draws of a scramble one has the claim that breaks the law, and the other its rival.
    assert_eq!((with(2, Status::BrokenLaw), with(2, Status::Ok)), (32, 32));
    let message = |variant: usize, status: Status| {
        keeper.histories.iter().find(|h| h.variant == variant && h.status == status).unwrap().message.clone()
    };
    assert!(message(2, Status::BrokenLaw).starts_with("week 0: members belong to a living coalition: "));
    assert!(
        message(2, Status::BrokenLaw).contains("; last cause: ")
            || message(2, Status::BrokenLaw).contains("; no event")
    );
    assert!(message(3, Status::Panicked).starts_with("week 0: index out of bounds"));
    assert!(message(3, Status::Panicked).contains("; last cause: "), "{}", message(3, Status::Panicked));
}

#[test]
fn keeping_tables_changes_no_outcome() {
    let answers = |tables| -> Vec<_> {
        played(&[], &Plan { tables, ..plan(8, 1) }).histories.into_iter().map(|h| h.answers).collect()
    };
    assert_eq!(answers(Tables::ALL), answers(Tables::default()));
}

#[test]
fn an_observer_that_refuses_ends_the_ensemble() {
    struct Refuses(u32);
    impl Observer for Refuses {
        type Error = &'static str;
        fn take(&mut self, _: History) -> Result<(), Self::Error> {
            self.0 += 1;
            if self.0 > 5 { Err("full") } else { Ok(()) }
        }
        fn batch(&mut self, _: u64) -> Result<(), Self::Error> {
            Ok(())
        }
    }
    let study = toy::study(10, &[]);
    let ended = play(&study, &plan(500, 2), &mut Refuses(0));
    assert!(matches!(ended, Err(Stopped::Observer("full"))));
}
