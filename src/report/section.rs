//! What the report says, section by section.

mod answer;
mod assumptions;
mod changes;
mod course;
mod dictionary;
mod incidence;
mod level;
mod outcomes;
mod places;
mod relations;
mod replays;

use super::{
    chart::time::Weeks,
    document::{Document, Line},
    draw::look::{NOBODY, OTHERS},
    map::Atlas,
    names::{named, short},
    number::whole,
    palette::{Palette, root_of},
    read::Results,
    text::{Lang, say, words::word},
};
use crate::{counts::SummaryRow, domain::ActorFact, run::CHANCES_PER_DRAW, study::Statistic};

/// Everything that a section looks at.
#[derive(Clone, Debug)]
pub(super) struct Ground<'a> {
    pub(super) results: &'a Results,
    pub(super) lang: Lang,
    pub(super) palette: Palette,
    pub(super) atlas: Atlas,
    pub(super) weeks: Weeks,
}

/// The whole report.
pub(super) fn document(results: &Results, lang: Lang) -> Document {
    let case = &results.study.variants[0].case;
    let weeks = Weeks { start: case.start, count: results.manifest.weeks.max(1) as usize };
    let first = first_places(results);
    let atlas = Atlas::new(case, &results.study.inputs, &first);
    let ground = Ground { results, lang, palette: Palette::new(results), atlas, weeks };
    let manifest = &results.manifest;
    let mut under_title = vec![Line::from(manifest.question.as_str()), Line::from(ground.size())];
    under_title.extend(results.untranslated.then(|| say::UNTRANSLATED.to(lang).into()));
    for variant in manifest.variants.iter().filter(|v| v.failed_runs > 0) {
        under_title.push(say::FAILED.with(lang, &[&whole(variant.failed_runs, lang), &variant.title]).into());
    }
    let sections = [
        answer::section,
        outcomes::section,
        changes::section,
        places::section,
        relations::section,
        replays::section,
        assumptions::section,
    ];
    Document {
        title: manifest.title.clone(),
        under_title,
        warning: say::NOT_A_FORECAST.to(lang).to_owned(),
        sections: sections.iter().map(|section| section(&ground)).collect(),
        store: ground.atlas.definition(),
        foot: say::FOOT.with(lang, &[&manifest.version]),
    }
}

/// The places that the reader sees first: those that the scenario names, else the two that are worth most.
fn first_places(results: &Results) -> Vec<usize> {
    let places = &results.study.variants[0].case.places;
    let named = &results.study.hints.places;
    let mut first: Vec<usize> = named.iter().filter_map(|id| places.iter().position(|p| p.id == *id)).collect();
    if first.is_empty() {
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by(|a, b| places[*b].value.high.total_cmp(&places[*a].value.high).then(a.cmp(b)));
        first = order.into_iter().take(2).collect();
    }
    first
}

impl Ground<'_> {
    /// The places that the reader sees first.
    pub(super) fn first_places(&self) -> Vec<usize> {
        first_places(self.results)
    }

    /// A holder as people say it.
    pub(super) fn holder(&self, id: &str) -> String {
        if ["nobody", "others"].contains(&id) { word(id, self.lang) } else { self.short(root_of(id)) }
    }

    /// What a filling stands for where places are held.
    pub(super) fn fill_name(&self, fill: usize) -> String {
        match fill {
            NOBODY => self.holder("nobody"),
            OTHERS => self.holder("others"),
            _ => self.palette.holders().get(fill).map_or_else(String::new, |id| self.holder(id)),
        }
    }

    /// The short name of an actor, or the id of one that the case does not have.
    pub(super) fn short(&self, id: &str) -> String {
        let case = &self.results.study.variants[0].case;
        let own = case.actor(id).map(|a| short(&case.actors[a.index()]).to_owned());
        own.or_else(|| self.brought(id, short)).unwrap_or_else(|| id.to_owned())
    }

    /// What an actor is called that a what-if brings in.
    fn brought(&self, id: &str, called: impl Fn(&ActorFact) -> &str) -> Option<String> {
        self.results.study.variants.iter().skip(1).find_map(|variant| {
            let actor = &variant.case.actors[variant.case.actor(id)?.index()];
            let french = self.french(&format!("what_ifs.{}.actors.{id}.name", variant.name));
            Some(french.unwrap_or_else(|| called(actor)).to_owned())
        })
    }

    /// A text that is in French in the scenario or the case, by address; nothing in a report in another language.
    pub(super) fn french(&self, address: &str) -> Option<&str> {
        let known = self.results.study.hints.french.iter().find(|(known, _)| known == address);
        known.map(|(_, text)| text.as_str()).filter(|_| self.lang == Lang::Fr)
    }

    /// The question of an outcome.
    pub(super) fn question(&self, outcome: usize) -> String {
        self.results.manifest.outcomes[outcome].question.clone()
    }

    /// The name of a variant for people.
    pub(super) fn variant(&self, variant: usize) -> String {
        if variant == 0 {
            return say::BASE.to(self.lang).to_owned();
        }
        self.results.manifest.variants[variant].title.trim_end_matches('.').to_owned()
    }

    /// A level of a category as people say it: the name of an actor, or a word.
    pub(super) fn level(&self, level: &str) -> String {
        let own = named(&self.results.study.variants[0].case, level, self.lang);
        own.or_else(|| self.brought(level, |actor| &actor.name)).unwrap_or_else(|| word(level, self.lang))
    }

    /// A level of a category in few words: the short name of an actor, of a splinter that of those whom it left, or a word.
    pub(super) fn level_name(&self, level: &str) -> String {
        self.level_actor(level).map_or_else(|| word(level, self.lang), |root| self.short(root))
    }

    /// The actor that a level counts with, if it is one: itself, or of a splinter those whom it left.
    pub(super) fn level_actor<'l>(&self, level: &'l str) -> Option<&'l str> {
        let mut cases = self.results.study.variants.iter().map(|v| &v.case);
        Some(root_of(level)).filter(|root| cases.any(|case| case.actor(root).is_some()))
    }

    /// How many worlds, how long, from when to when.
    fn size(&self) -> String {
        let (manifest, lang) = (&self.results.manifest, self.lang);
        let runs = self.results.runs.worlds;
        let draws = runs.div_ceil(CHANCES_PER_DRAW);
        let (from, to) = (self.results.date(0), self.results.date(manifest.weeks));
        let number = |n: u64| whole(n, lang);
        let (weeks, seed) = (manifest.weeks.to_string(), manifest.asked.seed.to_string());
        say::UNDER_TITLE.with(lang, &[&number(runs), &weeks, &from, &to, &number(draws), &seed])
    }

    /// The estimate of an outcome in a variant.
    pub(super) fn answer(&self, variant: usize, outcome: usize, statistic: Statistic) -> Option<&SummaryRow> {
        self.results.of_outcome(outcome, statistic).find(|a| a.variant == variant && a.level.is_empty())
    }
}
