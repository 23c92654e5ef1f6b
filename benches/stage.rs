//! What benches share: the built-in question, a world in the middle of it, and somebody who does not listen.

use escalade::inside::{
    chance::Chance,
    ensemble::Observer,
    history::History,
    run::{Start, Watcher, WorldNumber},
    scenario::{self, Request},
    study::{Study, Variant},
    week::{self, Frame},
    world::{Ledger, Proposals, World, outside::Outside},
};
use std::convert::Infallible;

pub const SCENARIO: &str = "northern-mali/after-kidal";
pub const SMALL: &str = "tolmarra/winter-road";
pub const SEED: u64 = 1;
/// Weeks after which a world is no longer what the seeds made it.
const MIDDLE: u32 = 26;

pub fn study(scenario: &str) -> Study {
    scenario::load(scenario, &Request::default()).unwrap()
}

pub fn start(study: &Study) -> Start {
    Start::new(&study.variants[0], SEED, WorldNumber::of_run(0).draw)
}

/// Looks on and takes everything, and does nothing with it.
pub struct Nobody;

impl Watcher for Nobody {
    fn week(&mut self, _: &World, _: &Variant) {}
}

impl Observer for Nobody {
    type Error = Infallible;

    fn take(&mut self, history: History) -> Result<(), Infallible> {
        divan::black_box(history);
        Ok(())
    }

    fn batch(&mut self, _: u64) -> Result<(), Infallible> {
        Ok(())
    }
}

/// A world in the middle of the built-in question, and what a week of it needs.
pub struct Stage {
    pub study: Study,
    pub start: Start,
    pub world: World,
    pub outside: Outside,
    pub proposals: Proposals,
    pub ledger: Ledger,
}

impl Stage {
    pub fn new() -> Self {
        let study = study(SCENARIO);
        let start = start(&study);
        let world = start.world.clone();
        let (outside, proposals, ledger) = (Outside::default(), Proposals::default(), Ledger::default());
        let mut stage = Self { study, start, world, outside, proposals, ledger };
        for week in 0..MIDDLE {
            stage.world.week = week;
            stage.week();
        }
        stage.world.week = MIDDLE;
        stage
    }

    /// Plays the week that the world is in.
    pub fn week(&mut self) {
        let chance = Chance::of_world(SEED, 0);
        let Self { study, start, world, outside, proposals, ledger } = self;
        week::play(&study.variants[0].case, &start.settings, chance, outside, world, proposals, ledger).unwrap();
    }

    /// Plays a week up to a phase and leaves the world there.
    pub fn up_to(&mut self, phase: &str) {
        let chance = Chance::of_world(SEED, 0).in_week(self.world.week);
        let Self { study, start, world, outside, proposals, ledger } = self;
        let frame = Frame { case: &study.variants[0].case, settings: &start.settings, chance, outside };
        world.begin_week(frame.case);
        for earlier in week::PHASES.iter().take_while(|p| p.name != phase) {
            (earlier.run)(&frame, world, proposals);
            world.apply(proposals, ledger);
        }
    }

    /// Lets a phase propose, and forgets what it proposed.
    pub fn propose(&mut self, phase: &str) {
        let chance = Chance::of_world(SEED, 0).in_week(self.world.week);
        let Self { study, start, world, outside, proposals, .. } = self;
        let frame = Frame { case: &study.variants[0].case, settings: &start.settings, chance, outside };
        let phase = week::PHASES.iter().find(|p| p.name == phase).unwrap();
        (phase.run)(&frame, world, proposals);
        proposals.clear();
    }
}
