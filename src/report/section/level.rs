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
    // What counts as one: an actor with its splinters, by its id, for two actors may have one name.
    fn root<'l>(ground: &Ground, level: &'l str) -> &'l str {
        ground.level_actor(level).unwrap_or(level)
    }
    let mut found: Vec<Drawn> = Vec::new();
    let mut peaks: BTreeMap<&str, f64> = BTreeMap::new();
    for variant in variants {
        let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
        for (level, share) in variant {
            let own = root(ground, level);
            *sums.entry(own).or_default() += share;
            match found.iter_mut().find(|drawn| root(ground, &drawn.levels[0]) == own) {
                Some(drawn) if drawn.levels.iter().any(|known| known == level) => {}
                Some(drawn) => drawn.levels.push((*level).to_owned()),
                None => {
                    let name = ground.level_name(level);
                    found.push(Drawn { name, fill: OTHERS, levels: vec![(*level).to_owned()] });
                }
            }
        }
        for (own, sum) in sums {
            let peak = peaks.entry(own).or_default();
            *peak = peak.max(sum);
        }
    }
    let peak = |drawn: &Drawn| peaks.get(root(ground, &drawn.levels[0])).copied().unwrap_or(0.0);
    fillings(ground, &mut found, peak);
    found.retain(|drawn| peak(drawn) > 0.0);
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
    // Where something is read when it comes, that it never comes stands beside any closed list.
    let listed = |level: &String, words: &[&str]| level == "never" || words.contains(&level.as_str());
    let closed = [PlaceState::WORDS, Stance::WORDS]
        .into_iter()
        .find(|words| found.iter().all(|drawn| drawn.levels.iter().all(|level| listed(level, words))));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        output::{Asked, Manifest},
        report::{
            chart::time::Weeks,
            map::Atlas,
            palette::Palette,
            read::{Results, Runs, Shares, Weekly},
            text::Lang,
        },
        scenario::{Request, load},
    };
    use serde_json::json;

    /// The levels as they are drawn, for people: name, filling and what belongs to each; the case may be changed before.
    fn of(change: impl Fn(&mut Results), variant: &[(&str, f64)]) -> Vec<(String, usize, String)> {
        let manifest = json!({
            "program": "escalade", "version": env!("CARGO_PKG_VERSION"), "notice": "", "scenario": "", "title": "",
            "question": "", "weeks": 1, "command": "", "variants": [], "outcomes": [], "notes": [], "guarantees": [],
            "files": {}, "asked": Asked::default(),
        });
        let mut results = Results {
            manifest: Manifest::read("manifest.json", &manifest.to_string()).unwrap(),
            answers: Vec::new(),
            changes: Vec::new(),
            weekly: Weekly::default(),
            shares: Shares::default(),
            runs: Runs::default(),
            picked: Vec::new(),
            study: load("tolmarra/winter-road", &Request::default()).unwrap(),
            threads: 1,
            untranslated: false,
        };
        change(&mut results);
        let case = &results.study.variants[0].case;
        let ground = Ground {
            results: &results,
            lang: Lang::En,
            palette: Palette::new(&results),
            atlas: Atlas::new(case, &[], &[]),
            weeks: Weeks { start: case.start, count: 1 },
        };
        let all = drawn(&ground, &[variant.to_vec()]);
        all.into_iter().map(|drawn| (drawn.name, drawn.fill, drawn.levels.join(" "))).collect()
    }

    #[test]
    fn actors_of_one_name_stay_two_and_splinters_count_with_their_root() {
        let one_name = |results: &mut Results| {
            for actor in &mut results.study.variants[0].case.actors {
                "Force".clone_into(&mut actor.name);
                actor.aliases.clear();
            }
        };
        let found = of(one_name, &[("guard", 0.5), ("front", 0.3), ("front_s1", 0.2)]);
        assert_eq!(found, [("Force".into(), 0, "guard".into()), ("Force".into(), 1, "front front_s1".into())]);
    }

    #[test]
    fn what_never_is_so_is_not_drawn_and_what_is_rare_is() {
        let names = |variant: &[(&str, f64)]| -> Vec<String> { of(|_| (), variant).into_iter().map(|d| d.2).collect() };
        assert_eq!(names(&[("guard", 1.0), ("front", 0.0), ("council", 0.0)]), ["guard"]);
        assert_eq!(names(&[("guard", 0.99), ("front", 0.01), ("council", 0.0)]), ["guard", "front"]);
    }

    #[test]
    fn states_keep_the_fillings_of_the_maps_beside_never() {
        let found = of(|_| (), &[("rebel_held", 0.5), ("besieged", 0.3), ("never", 0.2)]);
        let fills: Vec<(usize, &str)> = found.iter().map(|(_, fill, levels)| (*fill, levels.as_str())).collect();
        assert_eq!(fills, [(2, "besieged"), (4, "rebel_held"), (NOBODY, "never")]);
    }
}
