//! Injects, scheduled events and what is prevented, resolved in the case of one variant.

use super::{
    conditions::Resolver,
    grammar::{self, Shape},
    node::Node,
    puts::{Slot, slots},
    sets::TWICE,
    unread,
};
use crate::{
    domain::{EventFact, EventKind, Shock},
    id::{ActorId, Key},
    parameter::Quantity,
    seeds::values,
    study::{Inject, Prevent, When},
    world::outside::{Bar, Given, Put},
};
use std::collections::BTreeMap;

/// What is wrong with an event of one alone that needs two.
pub(super) const SELF: &str = "the actor and the target are the same";

/// An inject or a prevent, and whether it is the what-if's own rather than the base's.
#[derive(Clone, Debug)]
pub struct Item {
    /// As written, with what `set` changed.
    pub node: Node,
    /// Whether the what-if brought it.
    pub own: bool,
}

/// Names that were given, resolved; `lost` when the variant lacks one of them.
#[derive(Clone, Copy, Debug, Default)]
struct Parties {
    actor: Option<ActorId>,
    target: Option<ActorId>,
    place: Option<crate::id::PlaceId>,
    agreement: Option<crate::id::AgreementId>,
    lost: bool,
}

impl Resolver<'_> {
    /// What comes from outside, sorted by id: injects, and the scheduled events of the case.
    pub fn injects(&mut self, items: &BTreeMap<String, Item>) -> Vec<Inject> {
        let mut all: Vec<Inject> = items.iter().filter_map(|(id, item)| self.inject(id, item)).collect();
        self.at_once(items, &all);
        all.extend(self.case.scheduled.iter().map(|fact| scheduled(fact, self.case.start)));
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    fn inject(&mut self, id: &str, item: &Item) -> Option<Inject> {
        let node = &item.node;
        if !grammar::is_sound(node, grammar::INJECT) {
            return None;
        }
        let known = self.gone.len();
        let parties = self.parties(node);
        let when = self.when(node);
        let kind = match node.text_of("do") {
            "set" => Some(EventKind::Shock(Shock::Set)),
            word => EventKind::parse(word),
        };
        let puts = self.values(id, node, kind == Some(EventKind::Shock(Shock::Set)));
        self.removed(id, item, known);
        let kind = kind?;
        if !parties.lost && self.sound {
            self.able(node, kind, parties.actor);
        }
        self.idle_keys(node, kind);
        let number = |key: &str, otherwise: f64| node.number_of(key).unwrap_or(otherwise);
        let given = Given {
            key: Key::of(&format!("injects.{id}")),
            kind,
            actor: parties.actor,
            target: parties.target,
            place: parties.place,
            agreement: parties.agreement,
            deaths: number("deaths", 0.0),
            civilian_deaths: number("civilian_deaths", 0.0),
            size: number("size", 0.0),
            puts,
        };
        if let Some(target) = node.get("target").filter(|_| given.actor.is_some() && given.actor == given.target) {
            self.faults.push(target.at.fault(target.text(), SELF, "name another, or leave `target` out"));
        }
        if let Some(missing) = lacks(&given).filter(|_| !parties.lost) {
            let message = format!("`{}` changes nothing without `{missing}`", kind.word());
            self.faults.push(node.get("do").unwrap_or(node).at.fault(
                kind.word(),
                message,
                format!("add {missing} = ..."),
            ));
        }
        (!parties.lost).then_some(Inject { id: id.to_owned(), when: when?, given, chance: number("chance", 1.0) })
    }

    /// Two injects of one week that set one address: what comes of it is neither value.
    fn at_once(&mut self, items: &BTreeMap<String, Item>, all: &[Inject]) {
        let mut seen: BTreeMap<(u32, Slot), &str> = BTreeMap::new();
        for inject in all.iter().filter(|inject| inject.chance >= 1.0) {
            let When::Week(week) = inject.when else { continue };
            for slot in inject.given.puts.iter().flat_map(|put| slots(self.case, put)) {
                let other = *seen.entry((week, slot)).or_insert(&inject.id);
                if let Some(item) = items.get(&inject.id).filter(|_| other != inject.id) {
                    let message = format!("it sets in week {week} what the inject {other} sets in that week");
                    self.faults.push(item.node.key.fault(&inject.id, message, TWICE.1));
                    break;
                }
            }
        }
    }

    /// Keys that this kind of event does not read, or would read as something else.
    fn idle_keys(&mut self, node: &Node, kind: EventKind) {
        for (key, value) in node.entries().filter(|(key, _)| unread::keys(kind).contains(key)) {
            let message = unread::said(key, &format!("do = \"{}\"", node.text_of("do")));
            self.faults.push(value.key.fault(key, message, "leave it out"));
        }
        if let Some(size) =
            node.get("size").filter(|size| size.text().parse().is_ok_and(|x| unread::is_no_share(kind, x)))
        {
            self.faults.push(size.at.fault(size.text(), unread::SHARE.0, unread::SHARE.1));
        }
    }

    /// What a what-if puts in or prevents itself may not name what it takes away: nothing would come of it. `known` is how much was
    /// found gone before.
    fn removed(&mut self, id: &str, item: &Item, known: usize) {
        if let Some(gone) = self.gone.get(known).filter(|_| item.own) {
            let message = format!("`{gone}` is named here, and this what-if removes it");
            self.faults.push(item.node.key.fault(id, message, "name only what the what-if leaves in place"));
        }
    }

    /// The values that an inject sets: it has some if and only if setting is what it does.
    fn values(&mut self, id: &str, node: &Node, sets: bool) -> Vec<Put> {
        match (node.get("set"), sets) {
            (Some(set), true) if set.entries().next().is_none() => {
                self.faults.push(set.at.fault("", "the inject sets nothing", "add ADDRESS = VALUE between the braces"));
                Vec::new()
            }
            (Some(set), true) => self.puts(set),
            (Some(set), false) => {
                let message = "values are set only with do = \"set\"";
                self.faults.push(set.key.fault("set", message, "write a second inject for them"));
                Vec::new()
            }
            (None, true) => {
                self.faults.push(node.key.fault(id, "the inject sets nothing", "add set = { ADDRESS = VALUE }"));
                Vec::new()
            }
            (None, false) => Vec::new(),
        }
    }

    fn parties(&mut self, node: &Node) -> Parties {
        let (actor, target) = (node.get("actor"), node.get("target"));
        let (place, agreement) = (node.get("place"), node.get("agreement"));
        let mut parties = Parties {
            actor: actor.and_then(|n| self.actor(n)),
            target: target.and_then(|n| self.actor(n)),
            place: place.and_then(|n| self.place(n)),
            agreement: agreement.and_then(|n| self.agreement(n)),
            lost: false,
        };
        parties.lost = (actor.is_some() && parties.actor.is_none())
            || (target.is_some() && parties.target.is_none())
            || (place.is_some() && parties.place.is_none())
            || (agreement.is_some() && parties.agreement.is_none());
        parties
    }

    /// An action needs an actor of a kind that can do it, or one with such a member.
    fn able(&mut self, node: &Node, kind: EventKind, actor: Option<ActorId>) {
        let EventKind::Act(action) = kind else {
            return;
        };
        let Some(actor) = actor else {
            if node.get("actor").is_none() {
                let message = format!("`{}` is an action: somebody must do it", action.word());
                self.faults.push(node.get("do").unwrap_or(node).at.fault(
                    action.word(),
                    message,
                    "add actor = \"...\"",
                ));
            }
            return;
        };
        let case = self.case;
        let open = |id: ActorId| action.is_open_to(case.actors[id.index()].kind);
        let below = |id: ActorId| case.memberships.iter().any(|m| m.coalition == id && open(m.member));
        if !open(actor) && !below(actor) {
            let fact = &case.actors[actor.index()];
            let message = format!("`{}` is not open to {}", action.word(), fact.kind.one());
            let kinds: Vec<&str> = action.row().who.iter().map(|kind| kind.word()).collect();
            let at = &node.get("actor").unwrap_or(node).at;
            self.faults.push(at.fault(&fact.id, message, format!("it is open to: {}", kinds.join(", "))));
        }
    }

    fn when(&mut self, node: &Node) -> Option<When> {
        let forms = ["week", "date", "every", "when"].into_iter().filter(|key| node.get(key).is_some());
        let forms: Vec<&str> = forms.collect();
        let [form] = forms[..] else {
            let message = "an inject says when in exactly one way: week, date, every or when";
            self.faults.push(node.key.fault(&forms.join(", "), message, "for example week = 30"));
            return None;
        };
        for (key, of) in [("from", "every"), ("until", "every"), ("delay", "when"), ("times", "when")] {
            if let Some(idle) = node.get(key).filter(|_| form != of) {
                self.faults.push(idle.key.fault(key, format!("`{key}` does nothing without `{of}`"), "leave it out"));
            }
        }
        let last = self.weeks.saturating_sub(1);
        match form {
            "week" => self.within(node, "week", node.whole_of("week")).map(When::Week),
            "date" => {
                let date = values::date(node.text_of("date"))?;
                let days = (date - self.case.start).get_days();
                if days < 0 {
                    let found = node.text_of("date");
                    let help = format!("the scenario starts on {}", self.case.start);
                    self.faults.push(node.get("date")?.at.fault(found, "the day lies before the start", help));
                    return None;
                }
                self.within(node, "date", u32::try_from(days / 7).ok()).map(When::Week)
            }
            "every" => {
                let (from, until) = (node.whole_of("from").unwrap_or(0), node.whole_of("until").unwrap_or(last));
                self.beyond(node);
                if from > last {
                    self.within(node, "from", Some(from));
                } else if until < from {
                    let at = &node.get("until").or(node.get("from"))?.at;
                    self.faults.push(at.fault(
                        &until.to_string(),
                        "it ends before it begins",
                        format!("from {from} on"),
                    ));
                }
                Some(When::Every { every: node.whole_of("every")?.max(1), from, until })
            }
            _ => {
                let before = self.faults.len();
                let (condition, counters) = self.condition(node.get("when")?);
                let (delay, times) = (self.lasting(node, "delay").unwrap_or(1), node.whole_of("times").unwrap_or(1));
                let (delay, first) = (delay.max(1), condition.earliest());
                if self.faults.len() == before && first + delay > last {
                    let at = &node.get("delay").or(node.get("when")).unwrap_or(node).at;
                    let message = format!(
                        "it comes true in week {first} at the earliest, and follows {delay} later: after the end"
                    );
                    self.faults.push(at.fault("", message, format!("the last week is week {last}")));
                }
                Some(When::Condition { condition, counters, delay, times: times.max(1) })
            }
        }
    }

    /// A week within the scenario's own horizon; what lies after it would never happen.
    fn within(&mut self, node: &Node, key: &str, week: Option<u32>) -> Option<u32> {
        let (week, weeks) = (week?, self.weeks);
        if week >= weeks {
            let at = &node.get(key).unwrap_or(node).at;
            let help = format!("the last week is week {}", weeks.saturating_sub(1));
            self.faults.push(at.fault(node.text_of(key), "this lies after the end of the scenario", help));
        }
        Some(week)
    }

    /// Says that an `until` lies after the end, which is then as good as none.
    fn beyond(&mut self, node: &Node) {
        let last = self.weeks.saturating_sub(1);
        if let Some(key) = node.get("until").filter(|_| node.whole_of("until").is_some_and(|until| until > last)) {
            let (file, line, until) = (&key.at.file, key.at.line, key.text());
            self.notes.push(format!("{file}:{line}: `until`: week {until} lies after the last week, {last}"));
        }
    }

    /// So many weeks, as many as the scenario has at most: what takes longer never comes about.
    pub(super) fn lasting(&mut self, node: &Node, key: &str) -> Option<u32> {
        let (lasts, weeks) = (node.whole_of(key)?, self.weeks);
        if lasts > weeks {
            let at = &node.get(key).unwrap_or(node).at;
            let message = format!("`{key}`: this is longer than the scenario");
            self.faults.push(at.fault(node.text_of(key), message, format!("it has {weeks} weeks")));
        }
        Some(lasts)
    }

    /// What may not happen, sorted by id.
    pub fn prevents(&mut self, items: &BTreeMap<String, Item>) -> Vec<Prevent> {
        let mut all = Vec::new();
        for (id, item) in items {
            let node = &item.node;
            if !grammar::is_sound(node, grammar::PREVENT) {
                continue;
            }
            let known = self.gone.len();
            let parties = self.parties(node);
            self.removed(id, item, known);
            let Some(kind) = EventKind::parse(node.text_of("action")).filter(|_| !parties.lost) else {
                continue;
            };
            let bar = Bar { kind, actor: parties.actor, target: parties.target, place: parties.place };
            let (from, until) = (node.whole_of("from").unwrap_or(0), node.whole_of("until").unwrap_or(u32::MAX));
            let weeks = self.weeks;
            self.beyond(node);
            if until < from || from >= weeks {
                let at = &node.get("until").or(node.get("from")).unwrap_or(node).at;
                let help = format!("weeks run from 0 to {}", weeks.saturating_sub(1));
                let found = if until == u32::MAX { format!("from {from} on") } else { format!("{from} to {until}") };
                self.faults.push(at.fault(&found, "this prevents nothing in any week", help));
            }
            all.push(Prevent { id: id.clone(), bar, from, until });
        }
        all
    }
}

/// What a kind of event cannot do without, lest it change nothing.
fn lacks(given: &Given) -> Option<&'static str> {
    use Shock::{
        AgreementCollapses, AgreementSigned, AircraftArrive, Announcement, Ban, Breach, CampCloses, Capture, Clash,
        Coup, Defection, ElectionPostponed, Flight, ForceArrives, ForceLeaves, JoinsCoalition, LeaderLost,
        LeavesCoalition, Massacre, MissionEnds, PatronLeaves, Return, Rising, Split, StanceShift,
    };
    let (actor, target, place) = (given.actor.is_some(), given.target.is_some(), given.place.is_some());
    let wanted: &[(bool, &str)] = match given.kind {
        EventKind::Act(action) => return action.lacks(place, target, given.agreement.is_some()),
        EventKind::Shock(shock) => match shock {
            Coup | MissionEnds | LeavesCoalition | ForceLeaves | LeaderLost | Ban | ElectionPostponed
            | Announcement | Split => &[(actor, "actor")],
            CampCloses | Flight | Return => &[(place, "place")],
            ForceArrives | AircraftArrive | Rising => &[(actor, "actor"), (place, "place"), (given.size > 0.0, "size")],
            Defection | StanceShift | JoinsCoalition => &[(actor, "actor"), (target, "target")],
            Capture => &[(actor, "actor"), (place, "place")],
            Clash => &[(actor, "actor"), (given.deaths > 0.0, "deaths")],
            Massacre => &[(actor, "actor"), (place, "place"), (given.civilian_deaths > 0.0, "civilian_deaths")],
            AgreementCollapses | Breach | PatronLeaves => &[(given.agreement.is_some(), "agreement")],
            AgreementSigned => &[(given.agreement.is_some() || (actor && target), "agreement")],
            Shock::Set => &[],
        },
    };
    wanted.iter().find(|(there, _)| !there).map(|(_, name)| *name)
}

/// What a scheduled event cannot do without, and lacks.
pub(super) fn idle(fact: &EventFact, start: jiff::civil::Date) -> Option<&'static str> {
    lacks(&scheduled(fact, start).given)
}

/// An event of the case that the scenario takes as given. Each draw says how many die or come, and whether it happens at all if it
/// rests on a rival claim; what stands here is the middle.
fn scheduled(fact: &EventFact, start: jiff::civil::Date) -> Inject {
    let middle = |q: &Quantity| if q.low == q.high { q.low } else { q.quantile(0.5) };
    let given = Given {
        key: fact.key,
        kind: fact.kind,
        actor: fact.actor,
        target: fact.target,
        place: fact.place,
        agreement: fact.agreement,
        deaths: middle(&fact.deaths),
        civilian_deaths: middle(&fact.civilian_deaths),
        size: middle(&fact.size),
        puts: Vec::new(),
    };
    let week = u32::try_from((fact.date - start).get_days() / 7).unwrap_or(0);
    Inject { id: fact.id.clone(), when: When::Week(week), given, chance: 1.0 }
}

/// Checks the changed value of an inject or of what is prevented; the rest of it was checked with its file.
pub(super) fn field_shape(fields: &'static [grammar::Field], name: &str) -> Option<Shape> {
    fields.iter().find(|field| field.name == name).map(|field| field.shape)
}
