//! Replays: a few worlds, chosen by a stated rule, played again from the inputs of the folder with all their events.

mod pick;
mod reason;
mod tape;

use super::{
    chart::time::Weeks,
    read::Results,
    text::{Lang, Text},
};
use crate::{
    chance::Chance,
    history::{Detail, History, Recorder, Survey, Tables},
    run::{Start, Workbench, WorldNumber},
};
use rayon::prelude::*;
pub(super) use tape::tape;

/// A world chosen.
#[derive(Clone, Debug)]
pub struct Pick {
    /// Its run.
    pub run: u64,
    /// Why it was chosen: a label with what fills it.
    pub why: Vec<(Text, String)>,
}

/// A notable event of a world, told.
#[derive(Clone, Debug)]
pub struct Told {
    /// Week.
    pub week: usize,
    /// Lane of the actor; nothing for one that has none.
    pub lane: Option<usize>,
    /// What happened.
    pub what: String,
    /// Why.
    pub why: String,
    /// Which claims stand behind the rule.
    pub claims: String,
}

/// A world to be replayed.
#[derive(Clone, Debug)]
pub struct World {
    /// Its run.
    pub run: u64,
    /// Its heading.
    pub title: String,
    /// Its notable events, oldest first.
    pub events: Vec<Told>,
}

/// Everything that the replays of a page need.
#[derive(Clone, Debug)]
pub struct Tape {
    /// The worlds.
    pub worlds: Vec<World>,
    /// First days of the weeks.
    pub weeks: Vec<String>,
    /// What the script moves, as JSON.
    pub data: String,
    /// The map on which it moves.
    pub map: super::draw::Drawing,
}

/// What the pictures of a replay stand on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stage<'a> {
    pub(super) results: &'a Results,
    pub(super) lang: Lang,
    pub(super) weeks: &'a Weeks,
    /// Actors with a lane and a place in the network.
    pub(super) cast: &'a [usize],
}

/// The worlds chosen, played again with everything kept; one that now gives other answers than the file is left out.
fn play(results: &Results, picks: &[Pick]) -> Vec<(usize, Box<Detail>)> {
    let survey = Survey::new(&results.study);
    let played: Vec<Option<History>> = picks.par_iter().map(|pick| history(results, &survey, pick.run)).collect();
    let kept = played.into_iter().enumerate().filter_map(|(i, history)| Some((i, history?)));
    kept.filter(|(i, history)| results.runs.agrees(picks[*i].run, &history.answers, results.manifest.weeks))
        .filter_map(|(i, history)| Some((i, history.detail?)))
        .collect()
}

/// Plays one world of the base again and keeps everything; nothing if it broke a law, as failed runs do.
fn history(results: &Results, survey: &Survey, run: u64) -> Option<History> {
    let study = &results.study;
    let seed = results.manifest.asked.seed;
    let world = WorldNumber::of_run(run);
    let start = Start::new(&study.variants[0], seed, world.draw);
    let mut bench = Workbench::new(&start);
    let mut recorder = Recorder::new(survey, 0, study.weeks, Some(Tables::ALL));
    let answers = bench.run(study, 0, &start, Chance::of_world(seed, world.chance), true, &mut recorder).ok()?;
    let ledger = bench.take_ledger();
    Some(recorder.finish(run, (0, &study.variants[0]), answers, bench.world(), ledger))
}
