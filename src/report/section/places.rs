//! When and where: who holds what over time, when things come, how numbers spread, and the map.

use super::{
    Ground,
    course::{dates, ordered, stacked},
    incidence,
};
use crate::{
    report::{
        chart::{areas, fan, levels},
        document::{Block, Figure, Section, Table},
        draw::look::{NOBODY, fill},
        map,
        number::{Digits, written},
        text::{say, words::word},
    },
    study::survey::ShareKind,
};

/// Series that every folder has and that people ask for first.
const FANS: [&str; 3] = ["events_per_week", "deaths_per_week", "displaced"];

pub(super) fn section(ground: &Ground) -> Section {
    let lang = ground.lang;
    let places = &ground.results.study.variants[0].case.places;
    let mut blocks =
        vec![Block::Heading(say::WHO_HOLDS.to(lang).to_owned()), Block::Text(say::WHO_HOLDS_INTRO.to(lang).into())];
    let first = ground.first_places();
    let shown: Vec<Figure> =
        first.iter().take(1).flat_map(|p| [holders(ground, 0, *p), states(ground, *p)]).flatten().collect();
    blocks.push(Block::Figures(shown));
    if let Some(place) = first.first() {
        let each: Vec<Figure> =
            (1..ground.results.manifest.variants.len()).filter_map(|v| holders(ground, v, *place)).collect();
        if !each.is_empty() {
            blocks.push(Block::More(
                say::IN_EACH_WHAT_IF.with(lang, &[&places[*place].name]),
                vec![Block::Figures(each)],
            ));
        }
    }
    let others: Vec<Figure> = first.iter().skip(1).filter_map(|p| holders(ground, 0, *p)).collect();
    blocks.push(Block::Figures(others));
    let rest: Vec<Block> = (0..places.len())
        .filter(|p| !first.contains(p))
        .filter_map(|p| Some(Block::More(places[p].name.clone(), vec![Block::Figures(vec![holders(ground, 0, p)?])])))
        .collect();
    if !rest.is_empty() {
        blocks.push(Block::More(say::OTHER_PLACES.to(lang).to_owned(), rest));
    }
    blocks.extend(incidence::blocks(ground));
    blocks.push(Block::Heading(say::HOW_MUCH.to(lang).to_owned()));
    blocks.push(Block::Text(say::HOW_MUCH_INTRO.to(lang).into()));
    blocks.push(Block::Figures(FANS.iter().filter_map(|name| fan_of(ground, 0, name)).collect()));
    for variant in 1..ground.results.manifest.variants.len() {
        let fans: Vec<Figure> = FANS.iter().filter_map(|name| fan_of(ground, variant, name)).collect();
        blocks.push(Block::More(ground.variant(variant), vec![Block::Figures(fans)]));
    }
    blocks.push(Block::Heading(say::MAPS.to(lang).to_owned()));
    blocks.push(Block::Text(say::MAPS_INTRO.to(lang).into()));
    blocks.push(Block::Figures(dates(ground).into_iter().map(|week| map_of(ground, week)).collect()));
    Section { id: "places", title: say::PLACES.to(lang).to_owned(), blocks }
}

fn holders(ground: &Ground, variant: usize, place: usize) -> Option<Figure> {
    let lang = ground.lang;
    let place = &ground.results.study.variants[0].case.places[place];
    let track = ground.results.shares.of(variant, ShareKind::Holder, &place.id)?;
    let layers: Vec<areas::Layer> = ground
        .palette
        .layers(track, ground.weeks.count)
        .into_iter()
        .map(|(id, fill, shares)| areas::Layer { name: ground.holder(&id), fill, shares })
        .collect();
    let title = if variant == 0 {
        say::HOLDER_OF.with(lang, &[&place.name])
    } else {
        say::HOLDER_OF_IN.with(lang, &[&place.name, &ground.variant(variant)])
    };
    Some(stacked(ground, format!("h{variant}-{}", place.id), title, &layers))
}

fn states(ground: &Ground, place: usize) -> Option<Figure> {
    let place = &ground.results.study.variants[0].case.places[place];
    let track = ground.results.shares.of(0, ShareKind::Control, &place.id)?;
    let layers = ordered(ground, track, crate::domain::PlaceState::WORDS);
    Some(stacked(ground, format!("s-{}", place.id), say::STATE_OF.with(ground.lang, &[&place.name]), &layers))
}

fn fan_of(ground: &Ground, variant: usize, name: &str) -> Option<Figure> {
    let lang = ground.lang;
    let series = ground.results.weekly.named(name)?;
    let numbers = series.numbers.get(variant).filter(|n| !n.is_empty())?;
    let mut table = Table::new([say::WEEK_OF, say::MEDIAN, say::HALF, say::NINE_IN_TEN].map(|t| t.to(lang)), 1);
    let last = numbers[numbers.len() - 1].map(f64::from);
    for week in ground.weeks.listed() {
        let q = numbers[week.min(numbers.len() - 1)].map(f64::from);
        let own = Digits::of(Some((q[1], q[5])), lang);
        table.row([
            ground.weeks.day(week, lang),
            own.number(q[3]),
            own.range(Some((q[2], q[4]))),
            own.range(Some((q[1], q[5]))),
        ]);
    }
    let own = Digits::of(Some((last[1], last[5])), lang);
    let label = word(name, lang);
    Some(Figure {
        id: format!("w{variant}-{name}"),
        title: if variant == 0 { label.clone() } else { say::NAMED.with(lang, &[&label, &ground.variant(variant)]) },
        alt: say::FAN_ALT.with(lang, &[&own.number(last[3]), &own.range(Some((last[1], last[5])))]),
        drawing: fan::fan(numbers, &ground.weeks, lang),
        note: word(&series.unit, lang),
        table,
    })
}

/// The map at the end of a week: each place cut into the shares of those who hold it.
fn map_of(ground: &Ground, week: usize) -> Figure {
    let lang = ground.lang;
    let places = &ground.results.study.variants[0].case.places;
    let mut present = [false; NOBODY + 1];
    let mut drawing = ground.atlas.sheet();
    let mut table = Table::new([say::PLACE, say::HELD_BY].map(|t| t.to(lang)), 9);
    let mut said = Vec::new();
    for (place, spot) in places.iter().zip(&ground.atlas.spots) {
        let Some(track) = ground.results.shares.of(0, ShareKind::Holder, &place.id) else { continue };
        let layers = ground.palette.layers(track, ground.weeks.count);
        let slices: Vec<(String, f64)> = layers.iter().map(|(_, kind, shares)| (fill(*kind), shares[week])).collect();
        map::pie(&mut drawing, spot.at, spot.radius, &slices);
        let mut shares: Vec<(String, f64)> =
            layers.iter().filter(|l| l.2[week] > 0.0).map(|(id, _, s)| (ground.holder(id), s[week])).collect();
        layers.iter().filter(|l| l.2[week] > 0.0).for_each(|l| present[l.1] = true);
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        let text: Vec<String> = shares
            .iter()
            .map(|(n, s)| format!("{n} {}", say::PERCENT.with(lang, &[&written(s * 100.0, 0, lang)])))
            .collect();
        if said.len() < 6 {
            said.push(say::NAMED.with(lang, &[&place.name, text.first().map_or("", String::as_str)]));
        }
        table.row([place.name.clone(), text.join(", ")]);
    }
    ground.atlas.names(&mut drawing);
    let kinds: Vec<usize> = (0..=NOBODY).filter(|k| present[*k]).collect();
    let names: Vec<String> = kinds.iter().map(|k| ground.fill_name(*k)).collect();
    drawing.taller(levels::key_height(&names) + 6.0);
    levels::key(&mut drawing, &names, &kinds, ground.atlas.height + 6.0);
    Figure {
        id: format!("map-{week}"),
        title: say::MAP_AT.with(lang, &[&ground.weeks.day(week, lang)]),
        alt: say::MAP_ALT.with(lang, &[&said.join(say::BREAK.to(lang))]),
        drawing,
        note: String::new(),
        table,
    }
}
