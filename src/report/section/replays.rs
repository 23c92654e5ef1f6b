//! A few worlds, week by week.

use super::{Ground, relations::cast};
use crate::report::{
    document::{Block, Section},
    draw::look::NOBODY,
    replay::{Stage, tape},
    text::say,
};

pub(super) fn section(ground: &Ground) -> Section {
    let lang = ground.lang;
    let case = &ground.results.study.variants[0].case;
    let cast = cast(ground);
    let names: Vec<String> = cast.iter().map(|i| ground.short(&case.actors[*i].id)).collect();
    let fills: Vec<String> = (0..=NOBODY).map(|fill| ground.fill_name(fill)).collect();
    let stage = Stage { results: ground.results, lang, weeks: &ground.weeks, cast: &cast };
    let main = ground.results.study.headline().first().copied();
    let looks = (&ground.atlas, &ground.palette);
    let tape = main.and_then(|m| tape(stage, looks, (m, |l: &str| ground.level(l)), (&names, &fills)));
    let mut blocks = Vec::new();
    match (main, tape) {
        (Some(main), Some(tape)) => {
            blocks.push(Block::Text(say::REPLAYS_INTRO.with(lang, &[&ground.question(main)]).into()));
            blocks.push(Block::Replay(Box::new(tape)));
        }
        _ => blocks.push(Block::Text(say::NO_REPLAYS.to(lang).into())),
    }
    Section { id: "replays", title: say::REPLAYS.to(lang).to_owned(), blocks }
}
