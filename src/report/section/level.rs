//! Levels of a category as they are drawn: splinters with those whom they left, rare ones together, each with its filling.

use super::Ground;
use crate::{
    domain::{PlaceState, Stance},
    report::{
        draw::look::{FILLS, NOBODY, OTHERS},
        palette::root_of,
        text::words::word,
    },
};
use std::collections::BTreeMap;

/// A level that is never as frequent as this in any variant is shown with the others.
const RARE: f64 = 0.02;

/// What is drawn as one.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) name: String,
    pub(super) fill: usize,
    /// The levels that belong to it.
    pub(super) levels: Vec<String>,
}

/// What is drawn of these levels, each with its share of worlds in each variant; the others and nobody last.
pub(super) fn drawn(ground: &Ground, variants: &[Vec<(&str, f64)>]) -> Vec<Drawn> {
    let mut found: Vec<Drawn> = Vec::new();
    let mut peaks: BTreeMap<String, f64> = BTreeMap::new();
    for variant in variants {
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for (level, share) in variant {
            let name = ground.level_name(level);
            *sums.entry(name.clone()).or_default() += share;
            match found.iter_mut().find(|drawn| drawn.name == name) {
                Some(drawn) if drawn.levels.iter().any(|known| known == level) => {}
                Some(drawn) => drawn.levels.push((*level).to_owned()),
                None => found.push(Drawn { name, fill: OTHERS, levels: vec![(*level).to_owned()] }),
            }
        }
        for (name, sum) in sums {
            let peak = peaks.entry(name).or_default();
            *peak = peak.max(sum);
        }
    }
    fillings(ground, &mut found, |drawn| peaks.get(&drawn.name).copied().unwrap_or(0.0));
    let mut rest = Drawn { name: word("others", ground.lang), fill: OTHERS, levels: Vec::new() };
    let (rare, mut kept): (Vec<Drawn>, Vec<Drawn>) = found.into_iter().partition(|drawn| drawn.fill == OTHERS);
    rest.levels.extend(rare.into_iter().flat_map(|drawn| drawn.levels));
    if !rest.levels.is_empty() {
        kept.push(rest);
    }
    kept.sort_by_key(|drawn| drawn.fill);
    kept
}

/// Gives each level its filling: that of its place in a closed list or of the holder on the maps, else the next one free. What is
/// rare, or finds none free, stays with the others.
fn fillings(ground: &Ground, found: &mut [Drawn], peak: impl Fn(&Drawn) -> f64) {
    let is = |drawn: &Drawn, level: &str| drawn.levels.iter().any(|l| l == level);
    let never = found.iter().any(|drawn| is(drawn, "never"));
    let closed = [PlaceState::WORDS, Stance::WORDS]
        .into_iter()
        .find(|words| found.iter().all(|drawn| drawn.levels.iter().all(|level| words.contains(&level.as_str()))));
    let own = |drawn: &Drawn| -> Option<usize> {
        let level = drawn.levels.first()?;
        if let Some(words) = closed {
            return words.iter().position(|w| w == level);
        }
        Some(ground.palette.fill(root_of(level))).filter(|fill| *fill < FILLS)
    };
    let mut free = [true; FILLS];
    for drawn in found.iter_mut().filter(|drawn| peak(drawn) >= RARE) {
        if is(drawn, "never") || (is(drawn, "nobody") && !never) {
            drawn.fill = NOBODY;
        } else if let Some(fill) = own(drawn).filter(|fill| free.get(*fill) == Some(&true)) {
            drawn.fill = fill;
            free[fill] = false;
        }
    }
    for drawn in found.iter_mut().filter(|drawn| peak(drawn) >= RARE && drawn.fill == OTHERS) {
        if let Some(fill) = free.iter().position(|free| *free) {
            drawn.fill = fill;
            free[fill] = false;
        }
    }
}
