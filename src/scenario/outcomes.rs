//! Outcomes, series and pairs, resolved in the case of one variant.

use super::{conditions::Resolver, grammar, node::Node};
use crate::{
    fault::nearest,
    study::{
        Condition, Kind, Outcome, Question, Reading, Take,
        condition::Rule,
        outcome::{Ask, RESERVED},
        survey::is_common,
    },
    world::observe::{Observable, Scale},
};

/// A key of the files, and how it asks.
type Key = (&'static str, Ask);

impl Resolver<'_> {
    /// A line of `weekly.csv`: its name, and what is read.
    pub fn series(&mut self, name: &str, address: &Node) -> (String, Option<Observable>) {
        if is_common(name) {
            self.faults.push(address.key.fault(name, "weekly.csv has a series of this name already", "choose another"));
        }
        let observable = self.observable(address);
        if observable.is_some_and(|observable| observable.scale() == Scale::Actor) {
            let help = "an outcome of kind category can ask for it, and shares.csv has the holders of all places";
            self.faults.push(address.at.fault(address.text(), "this is an actor, of which there is no mean", help));
        }
        (name.to_owned(), observable)
    }

    /// The outcomes of a base, sorted by id, and a note for each that asks for what the variant lacks.
    pub fn outcomes(&mut self, base: &Node, variant: &str) -> (Vec<Outcome>, Vec<String>) {
        let mut notes = Vec::new();
        let mut one = |(id, node)| {
            self.gone.clear();
            let outcome = self.outcome(id, node, base);
            if let Some(gone) = self.gone.first() {
                notes.push(format!(
                    "what-if {variant} leaves outcome {id} without {gone}: that it differs from the base says so and no more"
                ));
            }
            outcome
        };
        let mut all: Vec<Outcome> = base.entries_of("outcomes").map(&mut one).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        (all, notes)
    }

    fn outcome(&mut self, id: &str, node: &Node, base: &Node) -> Outcome {
        if RESERVED.contains(&id) {
            let help = format!("runs.csv has columns of its own that are called {}", RESERVED.join(", "));
            self.faults.push(node.key.fault(id, "an outcome cannot have this id", help));
        }
        let known = Kind::parse(node.text_of("kind")).filter(|_| grammar::is_sound(node, grammar::OUTCOME));
        let (ask, counters) = known.map_or_else(never, |kind| self.asked(id, node, kind, base));
        Outcome {
            id: id.to_owned(),
            question: node.text_of("question").to_owned(),
            unit: node.text_of("unit").to_owned(),
            kind: known.unwrap_or(Kind::YesNo),
            ask,
            counters,
        }
    }

    fn asked(&mut self, id: &str, node: &Node, kind: Kind, base: &Node) -> (Question, usize) {
        self.only_fitting(node, kind);
        let keys = kind.home().asks();
        let asked: Vec<&Key> = keys.iter().filter(|(key, _)| node.get(key).is_some()).collect();
        let [(key, ask)] = asked[..] else {
            let names: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
            let message = format!("an outcome of kind {} has exactly one of: {}", kind.word(), names.join(", "));
            self.faults.push(node.key.fault(id, message, ""));
            return never();
        };
        let Some(asked) = node.get(key) else { return never() };
        match ask {
            Ask::Holds(take) => {
                let (condition, counters) = self.condition(asked);
                (Question::Holds(condition, *take), counters)
            }
            Ask::Value { number, takes, when } => {
                let observable = self.observable(asked);
                if *when && node.text_of("take") == "when" {
                    self.fits(asked, kind, *number);
                    return self.at_coming(node, observable, base);
                }
                let take = self.take(node, kind, (takes, *when));
                self.fits(asked, kind, *number);
                (Question::Value(observable, take), 0)
            }
        }
    }

    /// A key that belongs to another kind of outcome would do nothing.
    fn only_fitting(&mut self, node: &Node, kind: Kind) {
        let own = kind.home().asks();
        let asks = |key: &str| Kind::ALL.iter().any(|kind| kind.home().asks().iter().any(|(name, _)| *name == key));
        let value = own.iter().any(|(_, ask)| matches!(ask, Ask::Value { .. }));
        for (key, value_of_key) in node.entries() {
            let idle = match key {
                "take" => !value,
                "unit" => kind.home().reading() != Reading::Amount,
                "when" => node.text_of("take") != "when",
                other => asks(other) && own.iter().all(|(name, _)| *name != other),
            };
            if idle {
                let names: Vec<&str> = own.iter().map(|(name, _)| *name).collect();
                let help = format!("leave it out, or change the kind; {} takes {}", kind.word(), names.join(" or "));
                let message = format!("`{key}` does nothing in an outcome of kind {}", kind.word());
                self.faults.push(value_of_key.key.fault(key, message, help));
            }
        }
    }

    /// Which week's value answers; the first that fits where nothing is said.
    fn take(&mut self, node: &Node, kind: Kind, (takes, when): (&[(&str, Take)], bool)) -> Take {
        let wanted = node.text_of("take");
        let found = takes.iter().find(|(word, _)| *word == wanted).or(takes.first().filter(|_| wanted.is_empty()));
        if let Some((_, take)) = found {
            return *take;
        }
        let mut words: Vec<&str> = takes.iter().map(|(word, _)| *word).chain(when.then_some("when")).collect();
        let last = words.pop().unwrap_or_default();
        let at = node.get("take").map_or(&node.at, |take| &take.at);
        let message = format!("`take` does not fit the kind {}", kind.word());
        self.faults.push(at.fault(wanted, message, format!("{} or {last}", words.join(", "))));
        Take::End
    }

    /// What is observed when an outcome of kind week comes.
    fn at_coming(&mut self, node: &Node, observable: Option<Observable>, base: &Node) -> (Question, usize) {
        let of = node.text_of("when");
        let weeks = || base.entries_of("outcomes").filter(|(_, other)| other.text_of("kind") == Kind::Week.word());
        let Some(first) = weeks().find(|(id, _)| *id == of).and_then(|(_, other)| other.get("first")) else {
            let spoiled = |(id, other): (&str, &Node)| id == of && !grammar::is_sound(other, grammar::OUTCOME);
            if base.entries_of("outcomes").any(spoiled) {
                return never();
            }
            let at = node.get("when").map_or(&node.key, |when| &when.at);
            let help = nearest(of, weeks().map(|(id, _)| id));
            self.faults.push(at.fault(of, "`take = \"when\"` needs `when`, an outcome of kind week", help));
            return never();
        };
        let (condition, counters) = self.condition(first);
        (Question::When(observable, condition, of.to_owned()), counters)
    }

    /// A number is a number, anything else a word or an actor.
    fn fits(&mut self, asked: &Node, kind: Kind, wanted: bool) {
        let Ok(observable) = Observable::parse(asked.text(), self.base) else {
            return;
        };
        let number = matches!(observable.scale(), Scale::Count | Scale::Share);
        if number != wanted {
            let takes = |ask: &Ask| matches!(ask, Ask::Value { number: takes, .. } if *takes == number);
            let other = Kind::ALL.iter().find(|kind| kind.home().asks().iter().any(|(_, ask)| takes(ask)));
            let help = other.map_or_else(String::new, |other| format!("use kind = \"{}\"", other.word()));
            let is = if number { "a number" } else { "a word" };
            let message = format!("this is {is}, which a {} cannot be", kind.word());
            self.faults.push(asked.at.fault(asked.text(), message, help));
        }
    }
}

fn never() -> (Question, usize) {
    (Question::Holds(Condition { rule: Rule::Unknown, for_weeks: 1, counter: 0 }, Take::Any), 1)
}
