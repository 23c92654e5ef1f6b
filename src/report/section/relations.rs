//! Relations: stances and rungs as shares of worlds, and the network at a few dates.

use super::{
    Ground,
    course::{dates, ordered, stacked},
};
use crate::{
    domain::{ActorKind, Stance},
    report::{
        again::{self, Ties},
        chart::{areas::Layer, network},
        document::{Block, Figure, Section, Table},
        draw::look,
        number::written,
        text::say,
    },
    study::survey::ShareKind,
};

/// Most actors in the network.
const MOST: usize = 12;

pub(super) fn section(ground: &Ground) -> Section {
    let lang = ground.lang;
    let pairs: Vec<Figure> = ground
        .results
        .study
        .pairs
        .iter()
        .flat_map(|pair| [stance(ground, pair), rungs(ground, pair)])
        .flatten()
        .collect();
    let mut blocks = Vec::new();
    if !pairs.is_empty() {
        blocks.push(Block::Heading(say::STANCES.to(lang).to_owned()));
        blocks.push(Block::Text(say::STANCES_INTRO.to(lang).into()));
        blocks.push(Block::Figures(pairs));
    }
    let weeks = dates(ground);
    let ties = again::ties(ground.results, &weeks);
    let cast = cast(ground);
    if ties.worlds > 0 && cast.len() > 1 {
        blocks.push(Block::Heading(say::NETWORK.to(lang).to_owned()));
        blocks.push(Block::Text(say::NETWORK_INTRO.with(lang, &[&ties.worlds.to_string()]).into()));
        let figures = weeks.iter().enumerate().map(|(i, week)| network_at(ground, &cast, &ties, i, *week)).collect();
        blocks.push(Block::Figures(figures));
    }
    Section { id: "relations", title: say::RELATIONS.to(lang).to_owned(), blocks }
}

fn names_of(ground: &Ground, pair: &str) -> (String, String) {
    let (a, b) = pair.split_once(':').unwrap_or((pair, ""));
    (ground.short(a), ground.short(b))
}

fn stance(ground: &Ground, pair: &str) -> Option<Figure> {
    let track = ground.results.shares.of(0, ShareKind::Stance, pair)?;
    let (a, b) = names_of(ground, pair);
    let layers = ordered(ground, track, Stance::WORDS);
    Some(stacked(
        ground,
        format!("st-{}", pair.replace(':', "-")),
        say::STANCE_OF.with(ground.lang, &[&a, &b]),
        &layers,
    ))
}

fn rungs(ground: &Ground, pair: &str) -> Option<Figure> {
    let track = ground.results.shares.of(0, ShareKind::Rung, pair)?;
    let (a, b) = names_of(ground, pair);
    let ladder = &ground.results.study.variants[0].case.ladder;
    let top = ladder.iter().map(|r| r.rung).max().unwrap_or(0);
    let mut found: Vec<u8> = track.states.iter().filter_map(|(s, _)| s.parse().ok()).collect();
    found.sort_unstable();
    let layers: Vec<Layer> = found
        .iter()
        .map(|rung| Layer {
            name: match ladder.iter().find(|r| r.rung == *rung) {
                Some(r) => say::RUNG_NAME.with(ground.lang, &[&rung.to_string(), &r.name]),
                None => rung.to_string(),
            },
            fill: look::rung(*rung, top),
            shares: (0..ground.weeks.count).map(|w| track.share(&rung.to_string(), w)).collect(),
        })
        .collect();
    Some(stacked(ground, format!("ru-{}", pair.replace(':', "-")), say::RUNG_OF.with(ground.lang, &[&a, &b]), &layers))
}

/// The actors of the network: those that stand on their own, armed ones and those named in pairs first, by kind so that like
/// stands beside like.
pub(super) fn cast(ground: &Ground) -> Vec<usize> {
    let case = &ground.results.study.variants[0].case;
    let named: Vec<usize> =
        ground.results.study.variants[0].pairs.iter().flatten().flat_map(|(a, b)| [a.index(), b.index()]).collect();
    let above = |i: usize| case.memberships.iter().any(|m| m.member.index() == i);
    let ties = |i: usize| case.ties.iter().filter(|t| t.actor.index() == i || t.other.index() == i).count();
    let armed = |i: usize| case.forces.iter().any(|f| f.actor.index() == i);
    let mut all: Vec<usize> =
        (0..case.actors.len()).filter(|i| named.contains(i) || (!above(*i) && ties(*i) > 0)).collect();
    all.sort_by_key(|i| (!named.contains(i), !armed(*i), std::cmp::Reverse(ties(*i)), *i));
    all.truncate(MOST);
    let kind = |i: usize| ActorKind::ALL.iter().position(|k| *k == case.actors[i].kind).unwrap_or(0);
    all.sort_by_key(|i| (kind(*i), *i));
    all
}

fn network_at(ground: &Ground, cast: &[usize], ties: &Ties, date: usize, week: usize) -> Figure {
    let lang = ground.lang;
    let case = &ground.results.study.variants[0].case;
    let names: Vec<String> = cast.iter().map(|i| ground.short(&case.actors[*i].id)).collect();
    let n = case.actors.len();
    let mut found: Vec<(usize, usize, f64)> = Vec::new();
    for (i, a) in cast.iter().enumerate() {
        for (j, b) in cast.iter().enumerate().skip(i + 1) {
            let cell = ties.affinity[date][a.min(b) * n + a.max(b)];
            found.extend(cell.map(|affinity| (i, j, affinity)));
        }
    }
    let mut table = Table::new([say::PAIR, say::AFFINITY].map(|t| t.to(lang)), 1);
    let name = |t: &(usize, usize, f64)| say::PAIR_NAME.with(lang, &[&names[t.0], &names[t.1]]);
    let mut order = found.clone();
    order.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    for tie in order.iter().filter(|t| t.2.abs() >= 0.05) {
        table.row([name(tie), written(tie.2, 1, lang)]);
    }
    let (best, worst) = (order.first().map(name).unwrap_or_default(), order.last().map(name).unwrap_or_default());
    Figure {
        id: format!("net-{week}"),
        title: say::NETWORK_AT.with(lang, &[&ground.weeks.day(week, lang)]),
        alt: say::NETWORK_ALT.with(lang, &[&cast.len().to_string(), &best, &worst]),
        drawing: network::network(&names, &found),
        note: String::new(),
        table,
    }
}
