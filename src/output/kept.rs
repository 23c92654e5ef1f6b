//! Tables of worlds that are picked once all are known: each is played again by its number.

use super::{
    Results,
    columns::layout,
    manifest::Keep,
    pick::{Wish, pick},
    sheet::Csv,
    shelf::{Entry, Refused, Shelf},
};
use crate::{ensemble::single, history::Status};

impl<S: Shelf> Results<'_, S> {
    /// Picks worlds, writes which and why, and adds their rows to the tables of single runs; nothing unless it was asked for.
    pub(super) fn keep_picked(&mut self) -> Result<Option<Entry>, Refused> {
        if self.asked.keep == Keep::First {
            return Ok(None);
        }
        let runs = self.runs.settle()?;
        let wish = Wish::worlds(self.asked.kept as usize);
        let picked = pick(self.study, self.asked.seed, wish, || self.shelf.beginning(&runs.name, runs.bytes))?;
        let mut csv = Csv::new(&mut self.shelf, &layout("kept"))?;
        for world in &picked {
            let whys: Vec<String> = world.whys.iter().map(ToString::to_string).collect();
            csv.whole(world.run).text(&whys.join("|")).number(world.distance).end()?;
        }
        let variants = 0..self.study.variants.len();
        let worlds: Vec<(u64, usize)> =
            picked.iter().flat_map(|world| variants.clone().map(|variant| (world.run, variant))).collect();
        let (study, asked) = (self.study, self.asked);
        single::play_all(study, asked.seed, &worlds, asked.tables, |history| {
            if history.status == Status::Ok { self.details.take(study, &self.dates, &history) } else { Ok(()) }
        })?;
        csv.finish().map(Some)
    }
}
