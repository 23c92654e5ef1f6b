//! Variants made of drafts: every name resolved, everything that is wrong or odd told.

use super::{
    Document, Files, bars, conditions::Resolver, days, decisions, draft::Draft, injects, node::Node, notes::Notes, odd,
    orders, past, shocks, unread,
};
use crate::{
    domain::Case,
    fault::Fault,
    seeds::{build::build, check::check},
    study::{Decrees, Inject, Sign, Variant, When},
};
use shocks::Idle;

/// Makes variants; the first is the base, whose case tells what its names may be.
pub(super) struct Maker<'a> {
    pub(super) files: &'a Files,
    pub(super) base: Option<Case>,
    /// Weeks that can be named: those of the scenario, or of the run where it is longer.
    pub(super) weeks: u32,
    /// Weeks of the run.
    pub(super) asked: u32,
    /// The days of all scenarios of the case.
    pub(super) scenarios: Vec<days::Stretch>,
    /// Whether every table has the right form.
    pub(super) sound: bool,
    pub(super) faults: &'a mut Vec<Fault>,
    /// What is to be known of the variants.
    pub(super) notes: Notes,
    /// What is odd about their facts.
    pub(super) odd: Notes,
}

impl Maker<'_> {
    pub(super) fn variant(&mut self, name: &str, draft: &Draft, document: &Document) -> Option<(Variant, Decrees)> {
        let wrong = check(&draft.raw);
        let sound = self.sound && wrong.is_empty() && !draft.raw.is_ragged();
        self.faults.extend(wrong);
        let scheduled: Vec<String> = draft.scheduled.iter().map(|(id, _)| id.clone()).collect();
        let case = build(&draft.raw, draft.start, &scheduled);
        // What a table that could not be read would have said is not held against the scenario.
        if !draft.raw.is_whole() {
            return None;
        }
        self.horizon(draft, &case);
        let base = self.base.get_or_insert_with(|| case.clone()).clone();
        let node = &self.files.base.node;
        let mut resolver = Resolver {
            case: &case,
            base: &base,
            sound,
            faults: self.faults,
            gone: Vec::new(),
            weeks: self.weeks,
            notes: Vec::new(),
        };
        let series = node.entries_of("series").map(|(name, address)| resolver.series(name, address)).collect();
        let pairs = node.get("pairs").map(Node::items).unwrap_or_default();
        let pairs = resolver.pairs(pairs);
        let (outcomes, gone) = resolver.outcomes(node, name);
        let injects = resolver.injects(&draft.injects);
        let prevents = resolver.prevents(&draft.prevents);
        let patches = ["set", "add", "remove", "scheduled", "injects", "prevents"];
        let own_set = self.files.sets.iter().any(|set| set.variant.as_deref() == Some(name));
        if name != "base"
            && !own_set
            && patches.iter().all(|patch| document.node.get(patch).is_none_or(Node::is_hollow))
        {
            self.notes.of(name).add("it changes nothing".to_owned());
        }
        self.notes.everywhere(gone.into_iter().chain(resolver.notes));
        let table = self.files.decisions.as_ref().map(|(_, table)| table);
        let decrees =
            table.map(|table| decisions::decrees(table, (&case, &base), &mut self.notes.of(name), self.faults));
        let decrees = decrees.unwrap_or_default();
        self.notes.everywhere(table.into_iter().flat_map(decisions::doubled));
        self.notes.everywhere(table.and_then(decisions::none));
        self.notes
            .of(name)
            .extend(orders::never(&injects).chain(orders::once(&injects)).chain(orders::of_people(&case, &decrees)));
        let late: Vec<String> = injects.iter().filter_map(|inject| self.too_late(inject)).collect();
        self.notes.of(name).extend(late);
        self.notes.everywhere(self.unplayed(&decrees));
        if sound {
            let told = self.idle(name, draft, &case, &injects);
            self.odd.of(name).extend(told);
        }
        let odd = [
            odd::facts(&draft.raw, &case, name == "base"),
            days::odd(&draft.raw, &case, &self.scenarios),
            odd::formulas(&draft.raw, &document.node, name),
            odd::arrivals(&case, &injects),
            orders::of_injects(&case, &injects),
            bars::idle(&case, &prevents, &injects),
            bars::barred(&case, name, draft, &injects, (&prevents, &decrees)),
            draft.idle.clone(),
            unread::values(&case, &draft.changed),
            past::notes(&case, &draft.quantities, &draft.changed),
        ];
        self.odd.of(name).extend(odd.into_iter().flatten());
        let variant = Variant {
            name: name.to_owned(),
            title: document.node.text_of("title").to_owned(),
            question: document.node.text_of("question").to_owned(),
            expects: document
                .node
                .entries_of("expects")
                .filter_map(|(id, n)| Some((id.to_owned(), Sign::parse(n.text())?)))
                .collect(),
            case,
            quantities: draft.quantities.clone(),
            injects,
            prevents,
            outcomes,
            series,
            pairs,
        };
        Some((variant, decrees))
    }

    /// What is said of an event that would come after the last week of a run that is asked to be shorter.
    fn too_late(&self, inject: &Inject) -> Option<String> {
        let first = match inject.when {
            When::Week(week) => week,
            When::Every { from, .. } => from,
            When::Condition { .. } => 0,
        };
        let last = self.asked.saturating_sub(1);
        (first > last).then(|| {
            format!(
                "inject {}, {}: it would come in week {first}, and the run ends with week {last}",
                inject.id,
                inject.given.kind.word()
            )
        })
    }

    /// What is said of choices for weeks after the last one of a run that is asked to be shorter.
    fn unplayed(&self, decrees: &Decrees) -> Option<String> {
        let last = self.asked.saturating_sub(1);
        let late = decrees.choices.iter().filter(|(week, _)| *week > last).count();
        let first = decrees.choices.iter().map(|(week, _)| *week).find(|week| *week > last)?;
        Some(format!("{late} decisions would come in week {first} or later, and the run ends with week {last}"))
    }

    /// What is said of events that change nothing. Where that is so whatever happens it is a fault of whoever wrote it: the base, or the
    /// what-if that brings the event.
    fn idle(&mut self, name: &str, draft: &Draft, case: &Case, injects: &[Inject]) -> Vec<String> {
        let mut notes: Vec<String> = Vec::new();
        for inject in injects {
            let item = draft.injects.get(&inject.id);
            let scheduled = draft.scheduled.iter().find(|(id, _)| item.is_none() && *id == inject.id).map(|(_, at)| at);
            let own = name == "base" || item.is_some_and(|item| item.own);
            let what = format!("inject {}, {}", inject.id, inject.given.kind.word());
            notes.extend(item.iter().flat_map(|_| unread::of_inject(case, inject)));
            notes.extend(shocks::too_many(case, inject));
            match shocks::idle(case, injects, inject).or_else(|| orders::idle(case, inject)) {
                Some(Idle::Never(key, why)) if own => {
                    let node = item.map(|item| item.node.get(key).or(item.node.get("do")).unwrap_or(&item.node));
                    let found = node.map_or(inject.id.as_str(), Node::text);
                    if let Some(at) = node.map(|node| &node.at).or(scheduled) {
                        let message = format!("{why}: the event would change nothing, whatever happens");
                        self.faults.push(at.fault(found, message, "name another, or leave it out"));
                    }
                }
                Some(Idle::Never(_, why)) => notes.push(format!("{what}: {why}: it changes nothing")),
                Some(Idle::Now(why)) => {
                    notes.push(format!("{what}: at the start {why}; as things stand it changes nothing"));
                }
                Some(Idle::Part(why)) => notes.push(format!("{what}: at the start {why}")),
                None => {}
            }
        }
        notes
    }

    /// A scheduled event after the end would never happen; one that lacks what it needs would change nothing.
    fn horizon(&mut self, draft: &Draft, case: &Case) {
        let end = case.date(self.weeks);
        for fact in &case.scheduled {
            let Some((id, at)) = draft.scheduled.iter().find(|(id, _)| *id == fact.id) else { continue };
            if fact.date >= end {
                let help = format!("the scenario ends on {end}");
                self.faults.push(at.fault(id, format!("the event of {} lies after the end", fact.date), help));
            } else if let Some(missing) = injects::idle(fact, draft.start) {
                let help = format!("fill `{missing}` in events.csv");
                self.faults.push(at.fault(id, format!("the event changes nothing without `{missing}`"), help));
            } else if let Some((key, message)) = unread::of_scheduled(fact) {
                let help = format!("leave `{key}` empty in events.csv, or do not schedule it");
                self.faults.push(at.fault(id, message, help));
            }
        }
    }
}
