//! Telling an event: what happened, why, and which claims of which document stand behind the rule.

use super::{Stage, Told};
use crate::{
    domain::{ActorFact, Case, EventKind},
    history::Detail,
    id::{ActorId, PlaceId},
    report::{
        names::{named, short},
        number::written,
        text::{say, words::word},
    },
    world::ledger::Choice,
};

/// Events told of one world.
const MOST: usize = 48;

/// The causal claims that stand behind what happens, by kind of event: the claims whose switch the rule reads.
const BEHIND: &[(&str, &[u8])] = &[
    ("air_strike", &[1]),
    ("assault", &[1, 13]),
    ("withdraw", &[13]),
    ("ambush", &[3]),
    ("raid", &[3]),
    ("administer", &[2]),
    ("capture", &[2]),
    ("loot_base", &[21]),
    ("seize_camp", &[7]),
    ("camp_closes", &[7, 20]),
    ("end_mission", &[20]),
    ("mission_ends", &[7, 20]),
    ("collective_punishment", &[14, 25]),
    ("selective_killing", &[3]),
    ("massacre", &[25]),
    ("coordinate", &[5, 10]),
    ("stance_shift", &[5, 6, 10]),
    ("merge", &[5]),
    ("betray", &[6]),
    ("split", &[12, 22]),
    ("defection", &[22]),
    ("leave", &[12]),
    ("leaves_coalition", &[12]),
    ("coup", &[18, 23]),
    ("protest", &[18]),
    ("repress", &[18]),
    ("assist", &[15]),
    ("breach", &[8, 24]),
    ("agreement_collapses", &[7, 8, 24]),
    ("denounce", &[8, 23]),
    ("suspend_talks", &[9]),
    ("offer_talks", &[9]),
    ("mediate", &[19]),
    ("agreement_signed", &[9, 19, 23]),
    ("label", &[10]),
    ("recruit", &[22]),
    ("propaganda", &[9, 16]),
];

/// Turning points: told before raids with more deaths.
const TURNS: &[&str] = &[
    "capture",
    "coup",
    "split",
    "defection",
    "agreement_signed",
    "agreement_collapses",
    "merge",
    "betray",
    "mission_ends",
    "patron_leaves",
    "massacre",
    "leaves_coalition",
    "joins_coalition",
    "leave",
    "join",
    "seize_camp",
    "withdraw",
    "election_postponed",
];

/// What an actor is called: in full where something is told, short where it is a reason for something else.
pub(super) type Naming = fn(&ActorFact) -> &str;

/// One world being told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling<'a> {
    pub(super) stage: Stage<'a>,
    pub(super) detail: &'a Detail,
}

impl<'a> Telling<'a> {
    fn case(&self) -> &'a Case {
        &self.stage.results.study.variants[0].case
    }

    /// The notable events, oldest first: turning points, then those that cost most lives.
    pub(super) fn events(&self) -> Vec<Told> {
        let events = &self.detail.chronicle.ledger.events;
        let weight = |i: &usize| {
            let event = &events[*i].event;
            let turn = TURNS.contains(&event.kind.word()) && event.success;
            event.deaths() + if turn { 100 } else { 0 }
        };
        let mut order: Vec<usize> = (0..events.len()).filter(|i| !events[*i].event.part && weight(i) > 0).collect();
        order.sort_by(|a, b| weight(b).cmp(&weight(a)).then(a.cmp(b)));
        order.truncate(MOST);
        order.sort_unstable();
        order.into_iter().map(|i| self.told(i)).collect()
    }

    fn told(&self, i: usize) -> Told {
        let logged = &self.detail.chronicle.ledger.events[i];
        Told {
            week: logged.week as usize,
            lane: logged.event.actor.and_then(|a| self.lane(a.index())),
            what: self.what(i, |actor| &actor.name),
            why: self.why(i),
            claims: self.claims(logged.event.kind),
        }
    }

    /// The lane of an actor: its own, or that of the coalition above it.
    pub(super) fn lane(&self, actor: usize) -> Option<usize> {
        let mut at = actor;
        for _ in 0..4 {
            if let Some(lane) = self.stage.cast.iter().position(|c| *c == at) {
                return Some(lane);
            }
            at = self.case().memberships.iter().find(|m| m.member.index() == at)?.coalition.index();
        }
        None
    }

    pub(super) fn actor(&self, id: Option<ActorId>, name: Naming) -> Option<String> {
        let id = id?;
        let splinter = || {
            let id = self.detail.chronicle.name(id);
            named(self.case(), id, self.stage.lang).unwrap_or_else(|| id.to_owned())
        };
        Some(self.case().actors.get(id.index()).map_or_else(splinter, |actor| name(actor).to_owned()))
    }

    pub(super) fn place(&self, id: Option<PlaceId>) -> Option<String> {
        self.case().places.get(id?.index()).map(|p| p.name.clone())
    }

    /// What happened, in a line.
    fn what(&self, i: usize, name: Naming) -> String {
        let (lang, event) = (self.stage.lang, &self.detail.chronicle.ledger.events[i].event);
        let mut text = self.actor(event.actor, name).map_or_else(String::new, |a| say::NAMED.with(lang, &[&a, ""]));
        text.push_str(&word(event.kind.word(), lang));
        text.extend(self.actor(event.target, name).map(|t| format!(" → {t}")));
        text.extend(self.place(event.place).map(|p| format!(", {p}")));
        if event.deaths() > 0 {
            let civilians = event.civilian_deaths + event.target_civilian_deaths;
            let label = if civilians > 0 { say::KILLED } else { say::KILLED_FIGHTERS };
            let numbers = [event.deaths().to_string(), civilians.to_string()];
            text.push_str(&label.with(lang, &numbers.each_ref().map(String::as_str)));
        }
        if !event.success {
            text.push_str(say::FAILED_EVENT.to(lang));
        }
        text
    }

    /// Why it happened: the terms of the decision, and what of the past moved it.
    fn why(&self, i: usize) -> String {
        let (lang, ledger) = (self.stage.lang, &self.detail.chronicle.ledger);
        let event = &ledger.events[i].event;
        let mut parts = Vec::new();
        if let Some(decision) = event.origin.record().and_then(|at| ledger.decisions.get(at)) {
            let mut terms = decision.chosen.terms.named().to_vec();
            terms.retain(|(_, v)| v.abs() >= 0.005);
            terms.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
            let one = |(name, v): &(&str, f64)| {
                format!("{} {}{}", word(name, lang), if *v > 0.0 { "+" } else { "" }, written(*v, 2, lang))
            };
            let said: Vec<String> = terms.iter().take(3).map(one).collect();
            parts.extend((!said.is_empty()).then(|| say::WEIGHED.with(lang, &[&said.join(", ")])));
            parts.extend(decision.rejected.first().map(|c| say::RATHER_THAN.with(lang, &[&self.option(c)])));
        }
        let from = ledger.edges.partition_point(|e| (e.effect as usize) < i);
        let mut edges: Vec<_> = ledger.edges[from..].iter().take_while(|e| e.effect as usize == i).collect();
        edges.sort_by(|a, b| b.share.total_cmp(&a.share).then((a.cause, a.slot).cmp(&(b.cause, b.slot))));
        let mut seen: Vec<usize> = Vec::new();
        for cause in edges.iter().filter_map(|e| e.cause).map(|c| c as usize) {
            if seen.len() < 2 && !seen.contains(&cause) {
                seen.push(cause);
                let week = self.stage.weeks.day(ledger.events[cause].week as usize, lang);
                parts.push(say::AFTER.with(lang, &[&self.what(cause, short), &week]));
            }
        }
        if parts.is_empty() {
            parts.push(say::RULE.with(lang, &[event.rule]));
        }
        parts.join(" ")
    }

    fn option(&self, choice: &Choice) -> String {
        let mut text = word(choice.action.word(), self.stage.lang);
        text.extend(self.actor(choice.target, short).map(|t| format!(" → {t}")));
        text.extend(self.place(choice.place).map(|p| format!(", {p}")));
        text
    }

    /// The claims of the case behind a kind of event, with document and paragraph.
    fn claims(&self, kind: EventKind) -> String {
        let case = self.case();
        let numbers = BEHIND.iter().find(|(word, _)| *word == kind.word()).map_or(&[][..], |(_, numbers)| numbers);
        let found = numbers.iter().filter_map(|n| case.claim(&format!("c{n}")));
        let said: Vec<String> = found
            .map(|id| {
                let claim = &case.claims[id.index()];
                // Its title stands in the list of documents, not fifty times here.
                let document = &case.documents[claim.document].id;
                say::CLAIM_AT.with(self.stage.lang, &[&claim.id, document, &claim.paragraph])
            })
            .collect();
        said.join(say::BREAK.to(self.stage.lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanism::RULES;

    #[test]
    fn every_kind_and_claim_named_exists() {
        for (kind, claims) in BEHIND {
            assert!(EventKind::parse(kind).is_some(), "{kind}");
            assert!(claims.iter().all(|n| (1..=RULES).contains(&usize::from(*n))), "{kind}");
        }
        assert!(TURNS.iter().all(|kind| EventKind::parse(kind).is_some()));
    }
}
