//! Playing: many worlds of one variant, each with somebody who watches it week by week.

use crate::support::study;
use escalade::inside::{
    Runner,
    domain::Case,
    id::{ActorId, PlaceId, RegionId},
    run::{Start, Watcher},
    stats::RUNS_PER_DRAW,
    study::{Answer, Study, Variant},
    world::World,
};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// How many worlds are played, and with which seed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask {
    pub(super) seed: u64,
    pub(super) worlds: u64,
}

/// A base of the built-in case, with values set and what-ifs.
pub(super) fn base(name: &str, sets: &[&str], what_ifs: &[&str]) -> Study {
    study(&format!("northern-mali/{name}"), sets, what_ifs, None)
}

/// Plays worlds of one variant. `make` gives each world its watcher, from the start of its draw and its number.
pub(super) fn play<W: Watcher + Send>(
    study: &Study,
    variant: usize,
    ask: Ask,
    make: impl Fn(&Start, u64) -> W + Sync,
) -> Vec<W> {
    let draws: Vec<u64> = (0..ask.worlds).step_by(RUNS_PER_DRAW).collect();
    let of_draw = |first: u64| {
        let mut runner = Runner::new(study, variant, ask.seed);
        let runs = first..(first + RUNS_PER_DRAW as u64).min(ask.worlds);
        let played = runs.map(|run| {
            let mut watcher = make(&runner.start(run), run);
            runner.watch(run, &mut watcher).unwrap();
            watcher
        });
        played.collect::<Vec<_>>()
    };
    draws.into_par_iter().flat_map_iter(of_draw).collect()
}

/// What many worlds of a base answer.
pub(super) fn answers(study: &Study, ask: Ask) -> Vec<Vec<Answer>> {
    let draws: Vec<u64> = (0..ask.worlds).step_by(RUNS_PER_DRAW).collect();
    let of_draw = |first: u64| -> Vec<Vec<Answer>> {
        let mut runner = Runner::new(study, 0, ask.seed);
        (first..(first + RUNS_PER_DRAW as u64).min(ask.worlds)).map(|run| runner.run(run).answers).collect()
    };
    draws.into_par_iter().flat_map_iter(of_draw).collect()
}

/// Two who watch the same world.
pub(super) struct Both<A, B>(pub(super) A, pub(super) B);

impl<A: Watcher, B: Watcher> Watcher for Both<A, B> {
    fn week(&mut self, world: &World, variant: &Variant) {
        self.0.week(world, variant);
        self.1.week(world, variant);
    }
}

/// An actor of the case by its name.
pub(super) fn actor(case: &Case, id: &str) -> ActorId {
    case.actor(id).unwrap_or_else(|| panic!("the case has no actor {id}"))
}

/// A place of the case by its name.
pub(super) fn place(case: &Case, id: &str) -> PlaceId {
    case.place(id).unwrap_or_else(|| panic!("the case has no place {id}"))
}

/// Regions of the case by their names.
pub(super) fn regions(case: &Case, names: &[&str]) -> Vec<RegionId> {
    let of = |name: &&str| case.regions.iter().position(|r| r == name).map(RegionId::from);
    names.iter().filter_map(of).collect()
}

/// The regions of the north.
pub(super) const NORTH: [&str; 4] = ["Kidal", "Gao", "Menaka", "Tombouctou"];
/// Those of the centre.
pub(super) const CENTRE: [&str; 2] = ["Mopti", "Segou"];
