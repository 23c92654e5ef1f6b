//! What the script of a replay moves: places, operations, ties and deaths of each world, as changes from week to week.

use super::{Stage, Tape, World, operations, play, reason, reason::Telling};
use crate::{
    domain::PlaceState,
    history::Detail,
    output::pick::Why,
    report::{
        chart::{levels, network::ring},
        draw::{Drawing, look::NOBODY},
        map::Atlas,
        palette::Palette,
        text::{say, words::word},
    },
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Steps in which ties are shown: five to either side of zero.
const STEPS: f64 = 5.0;

/// The replays of a folder; nothing if no world could be played again. `main` is the outcome that answers the question,
/// `names` are those of the cast, `fills` say what each filling stands for.
pub(in super::super) fn tape(
    stage: Stage,
    (atlas, palette): (&Atlas, &Palette),
    (main, level): (usize, impl Fn(&str) -> String),
    (names, fills): (&[String], &[String]),
) -> Option<Tape> {
    let lang = stage.lang;
    let reading = stage.results.manifest.outcomes[main].kind.home().reading();
    let mut worlds = Vec::new();
    let mut moves = Vec::new();
    let (mut seen, mut kinds) = ([false; NOBODY + 1], BTreeSet::new());
    // Typical ones first, as the reader looks for them.
    let mut played = play(stage.results);
    played.sort_by_key(|(picked, _)| !matches!(picked.whys[..], [Why::Typical(_), ..]));
    for (picked, detail) in &played {
        let why = reason(picked, reading, &level, lang);
        let title = say::REPLAY_OF.with(lang, &[&picked.ran.run.to_string(), &why]);
        let telling = Telling { stage, detail };
        let (holds, operations) = (holds(stage, detail, palette), operations::moves(&telling, palette));
        holds.iter().chain(&operations).filter_map(|row| row[2].as_u64()).for_each(|fill| seen[fill as usize] = true);
        moves.push(json!({
            "holds": holds, "ties": ties(stage, detail), "shots": shots(&telling), "operations": operations,
        }));
        kinds.extend(operations::kinds(&telling));
        let (events, operations) = (telling.events(), operations::list(&telling));
        worlds.push(World { run: picked.ran.run, title, events, operations });
    }
    if worlds.is_empty() {
        return None;
    }
    let weeks: Vec<String> = (0..stage.weeks.count).map(|w| stage.weeks.day(w, lang)).collect();
    let states: Vec<String> = PlaceState::WORDS.iter().map(|w| word(w, lang)).collect();
    let places: Vec<&str> = stage.results.study.variants[0].case.places.iter().map(|p| p.name.as_str()).collect();
    let ring: Vec<Value> = ring(names).iter().map(|(x, y)| json!([x.round(), y.round()])).collect();
    let data = json!({
        "weeks": weeks, "states": states, "places": places, "names": names, "ring": ring, "worlds": moves,
        "operations": operations::words(lang),
    });
    let shown: Vec<usize> = (0..=NOBODY).filter(|fill| seen[*fill]).collect();
    let named: Vec<String> = shown.iter().filter_map(|fill| fills.get(*fill).cloned()).collect();
    let mut map = map(atlas, (&shown, &named));
    operations::key(&mut map, &kinds, lang);
    let columns = operations::columns(lang);
    // `<` must not open a tag within a script.
    Some(Tape { worlds, columns, weeks, data: data.to_string().replace('<', "\\u003c"), map })
}

/// The map on which the script moves: lines of operations go below the places, their shapes above all; then who has which filling.
fn map(atlas: &Atlas, (shown, named): (&[usize], &[String])) -> Drawing {
    let mut map = atlas.sheet();
    map.named_group("ro");
    for (i, spot) in atlas.spots.iter().enumerate() {
        map.named_circle(&format!("rp{i}"), "f8 k", spot.at, spot.radius + 1.0);
    }
    atlas.names(&mut map);
    map.named_group("rs");
    levels::key(&mut map, named, shown, atlas.height + 6.0);
    map.taller(levels::key_height(named) + 6.0);
    map
}

/// Who holds what, whenever it changes: week, place, filling, state, holder.
fn holds(stage: Stage, detail: &Detail, palette: &Palette) -> Vec<Value> {
    let mut last = vec![None; stage.results.study.variants[0].case.places.len()];
    let mut found = Vec::new();
    for row in &detail.places {
        let holder = row.bloc.map_or("", |b| detail.chronicle.name(b));
        let now = (palette.fill(holder), row.state as usize);
        if let Some(before) = last.get_mut(row.place.index()).filter(|b| **b != Some(now)) {
            *before = Some(now);
            found.push(json!([row.week, row.place.index(), now.0, now.1]));
        }
    }
    found
}

/// Ties of the cast in steps, whenever a step changes: week, both ends, step.
fn ties(stage: Stage, detail: &Detail) -> Vec<Value> {
    let at = |id: usize| stage.cast.iter().position(|c| *c == id);
    let count = stage.cast.len();
    let mut both = vec![[0.0; 2]; count * count];
    let mut last = vec![0; count * count];
    let mut found = Vec::new();
    for row in &detail.ties {
        let (Some(a), Some(b)) = (at(row.actor.index()), at(row.other.index())) else { continue };
        let (low, high) = (a.min(b), a.max(b));
        let cell = low * count + high;
        both[cell][usize::from(a > b)] = row.affinity;
        let step = (f64::midpoint(both[cell][0], both[cell][1]) * STEPS).round() as i64;
        if step != last[cell] {
            last[cell] = step;
            found.push(json!([row.week, low, high, step]));
        }
    }
    found
}

/// Deaths by week and lane.
fn shots(telling: &Telling) -> Vec<Value> {
    let mut found: Vec<(u32, usize, u32)> = Vec::new();
    for logged in telling.detail.chronicle.ledger.events.iter().filter(|logged| logged.event.deaths() > 0) {
        let Some(lane) = logged.event.actor.and_then(|a| telling.lane(a.index())) else { continue };
        match found.iter_mut().rev().take_while(|f| f.0 == logged.week).find(|f| f.1 == lane) {
            Some(cell) => cell.2 += logged.event.deaths(),
            None => found.push((logged.week, lane, logged.event.deaths())),
        }
    }
    found.into_iter().map(|(week, lane, deaths)| json!([week, lane, deaths])).collect()
}
