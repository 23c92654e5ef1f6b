//! Worlds of the base played again for what the files do not hold: ties at chosen dates.

use super::read::Results;
use crate::{run::Watcher, runner::Runner, study::Variant, world::World};

/// Worlds over which ties are averaged.
pub const SAMPLE: u64 = 16;

/// Mean affinity between actors of the case, by date and pair.
#[derive(Clone, Debug)]
pub struct Ties {
    /// Worlds played.
    pub worlds: usize,
    /// By date: mean over worlds of the affinity of both directions, `a * actors + b`; nothing where the two do not know each
    /// other in most worlds.
    pub affinity: Vec<Vec<Option<f64>>>,
}

/// Adds up ties at the end of chosen weeks.
#[derive(Debug)]
struct Tally<'a> {
    weeks: &'a [usize],
    actors: usize,
    sums: Vec<Vec<(f64, u32)>>,
}

impl Watcher for Tally<'_> {
    fn week(&mut self, world: &World, _: &Variant) {
        let Some(date) = self.weeks.iter().position(|w| *w == world.week as usize) else { return };
        let n = self.actors;
        for a in world.living().filter(|a| a.index() < n) {
            for b in world.living().filter(|b| b.index() < n && *b > a) {
                let (there, back) = (world.tie(a, b), world.tie(b, a));
                if there.known || back.known {
                    let cell = &mut self.sums[date][a.index() * n + b.index()];
                    cell.0 += f64::midpoint(there.affinity, back.affinity);
                    cell.1 += 1;
                }
            }
        }
    }
}

/// Plays a few worlds of the base, evenly spaced, and averages their ties at these weeks.
pub fn ties(results: &Results, weeks: &[usize]) -> Ties {
    let (runs, seed) = (results.runs.worlds, results.manifest.asked.seed);
    let study = &results.study;
    let actors = study.variants[0].case.actors.len();
    let spaced = (0..SAMPLE.min(runs)).map(|i| i * runs / SAMPLE.min(runs));
    let chosen: Vec<u64> = spaced.filter(|run| !results.runs.failed.contains(run)).collect();
    let play = |run: &u64| {
        let mut tally = Tally { weeks, actors, sums: vec![vec![(0.0, 0); actors * actors]; weeks.len()] };
        Runner::new(study, 0, seed).watch(*run, &mut tally).ok().map(|_| tally.sums)
    };
    let played: Vec<Vec<Vec<(f64, u32)>>> = results.crew().map(&chosen, play).into_iter().flatten().collect();
    // Added up in the order of the runs, whatever thread played them.
    let mut affinity = vec![vec![None; actors * actors]; weeks.len()];
    for (date, cells) in affinity.iter_mut().enumerate() {
        for (i, cell) in cells.iter_mut().enumerate() {
            let (sum, n) = played.iter().fold((0.0, 0), |(s, n), p| (s + p[date][i].0, n + p[date][i].1));
            *cell = (2 * n as usize > played.len()).then(|| sum / f64::from(n));
        }
    }
    Ties { worlds: played.len(), affinity }
}
