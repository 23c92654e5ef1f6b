//! Conditions and observables of a scenario, resolved in the case of one variant.
//!
//! What the base knows and the variant lacks makes its condition neither true nor false; an id that the base does not know is a
//! fault.

use super::{grammar, node::Node, possible};
use crate::{
    domain::Case,
    fault::{Fault, nearest},
    study::{
        Condition, Test,
        condition::{Rule, Words},
    },
    world::observe::{Observable, Scale},
};

/// Resolves names in one variant.
#[derive(Debug)]
pub struct Resolver<'a> {
    /// The variant's case.
    pub case: &'a Case,
    /// The base's case.
    pub base: &'a Case,
    /// Whether the tables are free of faults, so that what they say of an actor can be held against the scenario.
    pub sound: bool,
    /// What is wrong.
    pub faults: &'a mut Vec<Fault>,
    /// What was asked for that the base knows and the variant lacks.
    pub gone: Vec<String>,
    /// Weeks of the scenario.
    pub weeks: u32,
    /// What is odd, but no fault.
    pub notes: Vec<String>,
}

impl Resolver<'_> {
    /// What an address observes; nothing where the variant lacks it or where it is a fault.
    pub fn observable(&mut self, node: &Node) -> Option<Observable> {
        match Observable::parse(node.text(), self.case) {
            Ok(observable) => Some(observable),
            Err((message, help)) => {
                if Observable::parse(node.text(), self.base).is_err() {
                    self.faults.push(node.at.fault(node.text(), message, help));
                } else {
                    self.gone.push(node.text().to_owned());
                }
                None
            }
        }
    }

    /// A condition, and how many counters it needs.
    pub fn condition(&mut self, node: &Node) -> (Condition, usize) {
        let (mut counters, before) = (0, self.faults.len());
        let condition = self.part(node, &mut counters);
        let (first, weeks) = (condition.earliest(), self.weeks);
        if self.faults.len() == before && first >= weeks {
            let message = format!("it can be true from week {first} on, which lies after the end of the scenario");
            self.faults.push(node.at.fault("", message, format!("the last week is week {}", weeks.saturating_sub(1))));
        }
        (condition, counters)
    }

    fn part(&mut self, node: &Node, counters: &mut usize) -> Condition {
        let counter = *counters;
        *counters += 1;
        let before = (self.faults.len(), self.notes.len());
        let for_weeks = self.lasting(node, "for_weeks").unwrap_or(1).max(1);
        let forms = ["value", "all", "any", "not"].into_iter().filter(|form| node.get(form).is_some());
        let rule = match forms.collect::<Vec<_>>()[..] {
            ["value"] => self.tests(node, counters),
            ["all"] => Rule::All(self.parts(node, "all", counters)),
            ["any"] => Rule::Any(self.parts(node, "any", counters)),
            ["not"] => match node.get("not") {
                Some(part) => Rule::Not(Box::new(self.part(part, counters))),
                None => Rule::Unknown,
            },
            _ => {
                let message = "a condition has one of `value`, `all`, `any`, `not`";
                self.faults.push(node.at.fault("", message, grammar::describe(grammar::Shape::Condition)));
                Rule::Unknown
            }
        };
        let condition = Condition { rule, for_weeks, counter };
        if node.get("value").is_none() && before.0 == self.faults.len() {
            self.whole(node, &condition, before.1 == self.notes.len());
        }
        condition
    }

    /// What can be said of a condition of several parts as a whole; of one that says nothing only where that is `new`.
    fn whole(&mut self, node: &Node, condition: &Condition, new: bool) {
        match possible::verdict(condition, [self.base, self.case]) {
            Some(false) => {
                let message = "its tests are never passed together: the condition could never be true";
                self.faults.push(node.at.fault("", message, "change one of its tests"));
            }
            Some(true) if new => {
                let (file, line) = (&node.at.file, node.at.line);
                self.notes
                    .push(format!("{file}:{line}: the condition is true whatever happens, so that it says nothing"));
            }
            _ => {}
        }
    }

    fn parts(&mut self, node: &Node, key: &str, counters: &mut usize) -> Vec<Condition> {
        let Some(list) = node.get(key) else {
            return Vec::new();
        };
        if list.items().is_empty() {
            self.faults.push(list.at.fault("", format!("`{key}` needs at least one condition"), ""));
        }
        list.items().iter().map(|part| self.part(part, counters)).collect()
    }

    fn tests(&mut self, node: &Node, counters: &mut usize) -> Rule {
        let Some(value) = node.get("value") else {
            return Rule::Unknown;
        };
        let observable = self.observable(value);
        // What the variant lacks is still checked, as the base sees it.
        let as_seen = observable.or_else(|| Observable::parse(value.text(), self.base).ok());
        let Some(seen) = as_seen else { return Rule::Unknown };
        let scale = seen.scale();
        let exactly = node.get("exactly");
        if let Some(key) = exactly.filter(|_| scale != Scale::Actor) {
            let help = "leave it out: only a holder is also whoever counts with it";
            self.faults.push(key.key.fault("exactly", "`exactly` does nothing here", help));
        }
        let exactly = exactly.is_some_and(|flag| flag.text() == "true");
        let (mut tests, before) = (Vec::new(), self.faults.len());
        for name in ["is", "is_not", "at_least", "at_most"] {
            if let Some(wanted) = node.get(name) {
                tests.extend(self.test(name, wanted, seen, exactly));
            }
        }
        if ["is", "is_not", "at_least", "at_most"].iter().all(|name| node.get(name).is_none()) {
            let help = "add is, is_not, at_least or at_most";
            self.faults.push(value.at.fault(value.text(), "the condition tests nothing", help));
        }
        let before_verdict = self.faults.len();
        let cases = [self.base, self.case];
        let unnamed = |test: &Test| matches!(test, Test::Is(words) | Test::IsNot(words) if words.any_of.is_empty());
        let lacks = tests.iter().any(unnamed);
        match possible::of_tests(&tests, seen, cases).filter(|_| before == before_verdict && !lacks) {
            Some(false) => {
                let help = "it could never be true: change one of its tests";
                self.faults.push(value.at.fault(value.text(), "no value passes all tests of the condition", help));
            }
            Some(true) => self.notes.push(format!(
                "{}:{}: every value of {} passes the tests of the condition, so that it says nothing",
                value.at.file,
                value.at.line,
                value.text()
            )),
            None => self.notes.extend(crowded(&tests, seen, cases).map(|others| {
                let (file, line, what) = (&value.at.file, value.at.line, value.text());
                format!(
                    "{file}:{line}: {what}: the case has {others} other actors; only splinters can make more members"
                )
            })),
        }
        // Where nothing is left to compare with, the variant lacks it.
        let Some(observable) = observable.filter(|_| !lacks) else {
            return Rule::Unknown;
        };
        let mut rules = tests.into_iter().map(|test| Rule::Test(observable, test));
        match (rules.next(), rules.next()) {
            (None, _) => Rule::Unknown,
            (Some(only), None) => only,
            (Some(first), Some(second)) => {
                let all = [first, second].into_iter().chain(rules);
                let part = |rule| {
                    *counters += 1;
                    Condition { rule, for_weeks: 1, counter: *counters - 1 }
                };
                Rule::All(all.map(part).collect())
            }
        }
    }

    fn test(&mut self, name: &str, wanted: &Node, seen: Observable, exactly: bool) -> Option<Test> {
        if wanted.items().is_empty() && name.starts_with("is") {
            self.faults.push(wanted.at.fault("", format!("`{name}` names nothing"), "one value, or several in a list"));
            return None;
        }
        if let Some(again) = twice(wanted.items()) {
            let message = format!("`{name}` names this twice");
            self.faults.push(again.at.fault(again.text(), message, "leave one of the two out"));
        }
        let values: Vec<f64> = wanted.items().iter().filter_map(|item| self.value(item, seen)).collect();
        match name {
            "is" => Some(Test::Is(Words { any_of: values, exactly })),
            "is_not" => Some(Test::IsNot(Words { any_of: values, exactly })),
            _ if seen.scale() == Scale::Actor => {
                self.faults.push(wanted.at.fault(
                    wanted.text(),
                    format!("actors have no order for `{name}`"),
                    "use is or is_not",
                ));
                None
            }
            _ if wanted.is_list() => {
                self.faults.push(wanted.at.fault("", format!("`{name}` takes one value"), "use is for a list"));
                None
            }
            "at_least" => values.first().copied().map(Test::AtLeast),
            _ => values.first().copied().map(Test::AtMost),
        }
    }

    /// A value to compare with, as the number that the observable gives.
    fn value(&mut self, node: &Node, seen: Observable) -> Option<f64> {
        let text = node.text();
        match seen.scale() {
            Scale::Word(words) => {
                let place = words.iter().position(|word| *word == text);
                if place.is_none() {
                    let help = nearest(text, words.iter().copied());
                    self.faults.push(node.at.fault(text, "this is none of the words that it can be", help));
                }
                place.map(|i| i as f64)
            }
            Scale::Actor if text == "nobody" => Some(-1.0),
            Scale::Actor => self.actor(node).map(|actor| f64::from(actor.0)),
            Scale::Count | Scale::Share => {
                let (least, most) = possible::bounds(seen, [self.base, self.case]);
                let (message, _) = match crate::seeds::number::plain(text, least.max(-1e16), most.min(1e16)) {
                    Ok(value) => return Some(value),
                    Err(wrong) => wrong,
                };
                let within = match (least.is_finite(), most.is_finite()) {
                    (true, true) => format!(", from {least} to {most}"),
                    (true, false) => format!(", from {least} up"),
                    _ => String::new(),
                };
                self.faults.push(node.at.fault(text, message, format!("a number is compared here{within}")));
                None
            }
        }
    }
}

/// How many other actors there are, where more members are asked for than that.
fn crowded(tests: &[Test], seen: Observable, cases: [&Case; 2]) -> Option<usize> {
    let others = cases.iter().map(|case| case.actors.len()).max()?.saturating_sub(1);
    let more = |test: &Test| matches!(test, Test::AtLeast(limit) if *limit > others as f64);
    (matches!(seen, Observable::Members(_)) && tests.iter().any(more)).then_some(others)
}

/// The first item of a list that stands there before.
fn twice(items: &[Node]) -> Option<&Node> {
    let before = |i: usize| items[..i].iter().any(|other| other.text() == items[i].text());
    (1..items.len()).find(|i| before(*i)).map(|i| &items[i])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Request, load};

    fn compiled(text: &str) -> (Condition, usize, Vec<Fault>) {
        let study = load("tolmarra/winter-road", &Request::default()).expect("the built-in case has no fault");
        let case = &study.variants[0].case;
        let mut faults = Vec::new();
        let node = Node::read("x.toml", &format!("when = {text}"), &mut faults);
        let mut resolver = Resolver {
            case,
            base: case,
            sound: true,
            faults: &mut faults,
            gone: Vec::new(),
            weeks: 52,
            notes: Vec::new(),
        };
        let (condition, counters) = resolver.condition(node.get("when").expect("it is there"));
        (condition, counters, faults)
    }

    fn counters(condition: &Condition, found: &mut Vec<usize>) {
        found.push(condition.counter);
        match &condition.rule {
            Rule::All(parts) | Rule::Any(parts) => parts.iter().for_each(|part| counters(part, found)),
            Rule::Not(part) => counters(part, found),
            Rule::Test(..) | Rule::Unknown => {}
        }
    }

    #[test]
    fn every_part_has_a_counter_of_its_own() {
        let text = r#"{ any = [
            { value = "totals.deaths", at_least = 1, at_most = 9, for_weeks = 2 },
            { not = { value = "places.brenhold.holder", is = ["council", "nobody"] } },
        ] }"#;
        let (condition, count, faults) = compiled(text);
        assert!(faults.is_empty(), "{faults:?}");
        let mut found = Vec::new();
        counters(&condition, &mut found);
        found.sort_unstable();
        assert_eq!(found, (0..count).collect::<Vec<_>>());
        let Rule::Any(parts) = &condition.rule else { panic!("any") };
        assert_eq!((parts[0].for_weeks, parts[1].for_weeks), (2, 1));
    }

    #[test]
    fn tests_that_make_no_sense_are_faults() {
        for (text, words) in [
            (r#"{ value = "places.brenhold.state", is = "administred" }"#, "did you mean `administered`?"),
            (r#"{ value = "places.brenhold.holder", at_least = "council" }"#, "no order"),
            (r#"{ value = "totals.deaths" }"#, "tests nothing"),
            (r#"{ value = "totals.deaths", is = "many" }"#, "not a number"),
            (r#"{ value = "totals.deaths", at_least = [1, 2] }"#, "one value"),
            ("{ is = 3 }", "one of `value`"),
            (r#"{ value = "totals.deaths", at_least = 1, all = [] }"#, "one of `value`"),
        ] {
            let (_, _, faults) = compiled(text);
            assert!(faults.iter().any(|f| f.to_string().contains(words)), "{text}: {faults:?}");
        }
    }
}
