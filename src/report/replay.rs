//! Replays: a few worlds, picked by a stated rule, played again from the inputs of the folder with all their events.

mod operations;
mod reason;
mod tape;

use super::{
    chart::time::Weeks,
    read::Results,
    text::{Lang, say},
};
use crate::{
    ensemble::single,
    history::{Detail, Tables, rows::Ran},
    output::pick::{Picked, Why},
    study::Reading,
};
use std::convert::Infallible;
pub(super) use tape::tape;

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
    /// Its operations, the cells of a row for each.
    pub operations: Vec<Vec<String>>,
}

/// Everything that the replays of a page need.
#[derive(Clone, Debug)]
pub struct Tape {
    /// The worlds.
    pub worlds: Vec<World>,
    /// What the cells of an operation say.
    pub columns: Vec<String>,
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

/// The worlds picked, played again with everything kept; one that now gives another row than the file is left out.
fn play(results: &Results) -> Vec<(&Picked, Box<Detail>)> {
    let (study, seed) = (&results.study, results.manifest.asked.seed);
    let worlds: Vec<(u64, usize)> = results.picked.iter().map(|picked| (picked.ran.run, 0)).collect();
    let mut played = Vec::new();
    let taken = single::play_all(study, seed, &worlds, Tables::ALL, &results.crew(), |history| {
        let ran = Ran::of(study, &history);
        if let Some(picked) = results.picked.iter().find(|picked| picked.ran == ran) {
            played.extend(history.detail.map(|detail| (picked, detail)));
        }
        Ok::<(), Infallible>(())
    });
    let Ok(()) = taken;
    played
}

/// Why a world was picked, in words; `level` says the answers of a category.
fn reason(picked: &Picked, reading: Reading, level: &impl Fn(&str) -> String, lang: Lang) -> String {
    let one = |why: &Why| match (why, reading) {
        (Why::Random, _) => say::PICK_LOT.to(lang).to_owned(),
        (Why::Extreme(_), _) => say::PICK_EXTREME.to(lang).to_owned(),
        (Why::Typical(answer), _) if answer.is_empty() => say::PICK_ALL.to(lang).to_owned(),
        (Why::Typical(answer), Reading::Yes) if answer == "true" => say::PICK_YES.to(lang).to_owned(),
        (Why::Typical(_), Reading::Yes) => say::PICK_NO.to(lang).to_owned(),
        (Why::Typical(answer), Reading::Comes) if answer == "comes" => say::PICK_COMES.to(lang).to_owned(),
        (Why::Typical(_), Reading::Comes) => say::PICK_NEVER.to(lang).to_owned(),
        (Why::Typical(answer), _) => say::PICK_LEVEL.with(lang, &[&level(answer)]),
    };
    let mut said: Vec<String> = picked.whys.iter().map(one).collect();
    said.dedup();
    said.join(say::BREAK.to(lang))
}
