//! Outcomes, series and pairs, resolved in the case of one variant.

use super::{conditions::Resolver, node::Node};
use crate::{
    fault::nearest,
    study::{Condition, Outcome, Question, Take, condition::Rule},
    world::observe::{Observable, Scale},
};

/// Keys that ask, by the kind of outcome that they belong to.
const ASKS: [(&str, &[&str]); 4] =
    [("yes_no", &["ever", "at_end"]), ("week", &["first"]), ("quantity", &["value"]), ("category", &["value"])];

impl Resolver<'_> {
    /// The outcomes of a base, sorted by id.
    pub fn outcomes(&mut self, base: &Node) -> Vec<Outcome> {
        let mut all: Vec<Outcome> =
            base.entries_of("outcomes").map(|(id, node)| self.outcome(id, node, base)).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    fn outcome(&mut self, id: &str, node: &Node, base: &Node) -> Outcome {
        let kind = node.text_of("kind");
        let fitting = ASKS.iter().find(|(name, _)| *name == kind).map_or(&[] as &[&str], |(_, keys)| keys);
        self.only_fitting(node, kind, fitting);
        let asked: Vec<&str> = fitting.iter().copied().filter(|key| node.get(key).is_some()).collect();
        let (ask, counters) = if let [key] = asked[..] {
            self.question(node, kind, key, base)
        } else {
            if !fitting.is_empty() {
                let message = format!("an outcome of kind {kind} has exactly one of: {}", fitting.join(", "));
                self.faults.push(node.key.fault(id, message, ""));
            }
            never()
        };
        Outcome {
            id: id.to_owned(),
            question: node.text_of("question").to_owned(),
            unit: node.text_of("unit").to_owned(),
            ask,
            counters,
        }
    }

    /// A key that belongs to another kind of outcome would do nothing.
    fn only_fitting(&mut self, node: &Node, kind: &str, fitting: &[&str]) {
        let has_value = fitting.contains(&"value");
        for (key, value) in node.entries() {
            let idle = match key {
                "ever" | "at_end" | "first" | "value" => !fitting.contains(&key),
                "take" => !has_value,
                "unit" => kind != "quantity",
                "when" => node.text_of("take") != "when",
                _ => false,
            };
            if idle && !fitting.is_empty() {
                let help = format!("leave it out, or change the kind; {kind} takes {}", fitting.join(" or "));
                self.faults.push(value.key.fault(
                    key,
                    format!("`{key}` does nothing in an outcome of kind {kind}"),
                    help,
                ));
            }
        }
    }

    fn question(&mut self, node: &Node, kind: &str, key: &str, base: &Node) -> (Question, usize) {
        let Some(asked) = node.get(key) else {
            return never();
        };
        if key != "value" {
            let (condition, counters) = self.condition(asked);
            let ask = match key {
                "ever" => Question::Ever(condition),
                "at_end" => Question::AtEnd(condition),
                _ => Question::First(condition),
            };
            return (ask, counters);
        }
        let observable = self.observable(asked);
        if kind == "category" && node.text_of("take") == "when" {
            self.fits(asked, kind);
            return self.at_coming(node, observable, base);
        }
        let take = match (kind, node.text_of("take")) {
            ("quantity", "max") => Take::Max,
            ("quantity", "mean") => Take::Mean,
            ("category", "mode") => Take::Mode,
            (_, "" | "end") => Take::End,
            (_, wrong) => {
                let help = if kind == "quantity" { "end, max or mean" } else { "end, mode or when" };
                let at = node.get("take").map_or(&node.at, |take| &take.at);
                self.faults.push(at.fault(wrong, format!("`take` does not fit the kind {kind}"), help));
                Take::End
            }
        };
        self.fits(asked, kind);
        (
            if kind == "quantity" {
                Question::Quantity(observable, take)
            } else {
                Question::Category(observable, take)
            },
            0,
        )
    }

    /// What is observed when an outcome of kind week comes.
    fn at_coming(&mut self, node: &Node, observable: Option<Observable>, base: &Node) -> (Question, usize) {
        let of = node.text_of("when");
        let weeks = || base.entries_of("outcomes").filter(|(_, other)| other.text_of("kind") == "week");
        let Some(first) = weeks().find(|(id, _)| *id == of).and_then(|(_, other)| other.get("first")) else {
            let at = node.get("when").map_or(&node.key, |when| &when.at);
            let help = nearest(of, weeks().map(|(id, _)| id));
            self.faults.push(at.fault(of, "`take = \"when\"` needs `when`, an outcome of kind week", help));
            return never();
        };
        let (condition, counters) = self.condition(first);
        (Question::When(observable, condition, of.to_owned()), counters)
    }

    /// A quantity is a number, a category a word or an actor.
    fn fits(&mut self, asked: &Node, kind: &str) {
        let Ok(observable) = Observable::parse(asked.text(), self.base) else {
            return;
        };
        let number = matches!(observable.scale(), Scale::Count | Scale::Share);
        if number != (kind == "quantity") {
            let (is, help) =
                if number { ("a number", "use kind = \"quantity\"") } else { ("a word", "use kind = \"category\"") };
            self.faults.push(asked.at.fault(asked.text(), format!("this is {is}, which a {kind} cannot be"), help));
        }
    }
}

fn never() -> (Question, usize) {
    (Question::Ever(Condition { rule: Rule::Never, for_weeks: 1, counter: 0 }), 1)
}
