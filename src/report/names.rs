//! How things are called: short names; and the texts of a case and its scenario in French, put where their own stand, so that
//! whatever the report says of them is in French.

use super::{
    read::Results,
    text::{Lang, say},
};
use crate::{
    domain::{ActorFact, Case},
    run::splinter,
    seeds::values::items,
};
use std::collections::BTreeMap;

/// The short name of an actor: an alias that is its id (in whatever case), else its shortest name.
pub(super) fn short(actor: &ActorFact) -> &str {
    let same = actor.aliases.iter().find(|alias| alias.eq_ignore_ascii_case(&actor.id));
    let all = std::iter::once(&actor.name).chain(&actor.aliases);
    same.or_else(|| all.min_by_key(|name| name.chars().count())).unwrap_or(&actor.name)
}

/// The name of an actor of the case or of a splinter of one.
pub(super) fn named(case: &Case, id: &str, lang: Lang) -> Option<String> {
    let actor = |id: &str| case.actor(id).map(|a| &case.actors[a.index()]);
    match splinter(id) {
        Some((root, number)) => actor(root).map(|actor| say::SPLINTER.with(lang, &[short(actor), &number])),
        None => actor(id).map(|actor| actor.name.clone()),
    }
}

impl Results {
    /// The same results with every text in French that the case and the scenario have in French. The others stay as their
    /// author wrote them.
    pub fn in_french(mut self) -> Self {
        let known: BTreeMap<&str, &str> =
            self.study.hints.french.iter().map(|(address, text)| (address.as_str(), text.as_str())).collect();
        let mut missing = false;
        let mut say = |address: String, text: &mut String| match known.get(address.as_str()) {
            Some(french) => (*french).clone_into(text),
            None => missing |= !text.is_empty(),
        };
        say("title".to_owned(), &mut self.manifest.title);
        say("question".to_owned(), &mut self.manifest.question);
        for outcome in &mut self.manifest.outcomes {
            say(format!("outcomes.{}", outcome.id), &mut outcome.question);
        }
        for variant in self.manifest.variants.iter_mut().skip(1) {
            say(format!("what_ifs.{}", variant.name), &mut variant.title);
            say(format!("what_ifs.{}.question", variant.name), &mut variant.question);
        }
        for group in &mut self.study.hints.groups {
            say(format!("groups.{}", group.id), &mut group.title);
        }
        let case = &mut self.study.variants[0].case;
        for claim in &mut case.claims {
            say(format!("claims.{}.text", claim.id), &mut claim.text);
        }
        for rung in &mut case.ladder {
            say(format!("ladder.{}.name", rung.rung), &mut rung.name);
        }
        names(case, &known);
        self.untranslated = missing;
        self
    }
}

/// Names and titles: many are the same in every language, so that none of them is missed.
fn names(case: &mut Case, known: &BTreeMap<&str, &str>) {
    let say = |address: String, text: &mut String| {
        if let Some(french) = known.get(address.as_str()) {
            (*french).clone_into(text);
        }
    };
    for document in &mut case.documents {
        say(format!("documents.{}.title", document.id), &mut document.title);
        say(format!("documents.{}.publisher", document.id), &mut document.publisher);
    }
    for actor in &mut case.actors {
        say(format!("actors.{}.name", actor.id), &mut actor.name);
        if let Some(french) = known.get(format!("actors.{}.aliases", actor.id).as_str()) {
            actor.aliases = items(french).map(str::to_owned).collect();
        }
    }
    for place in &mut case.places {
        say(format!("places.{}.name", place.id), &mut place.name);
    }
}
