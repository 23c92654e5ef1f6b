//! Whether a condition can be true at all, and whether it can be anything else: its tests together, whatever the world does.

use crate::{
    domain::Case,
    study::{
        Condition, Test,
        condition::{Rule, Words},
    },
    world::observe::{Observable, Scale},
};

/// Most ways in which a condition can be true that are looked at; of one with more nothing is said.
const MOST: usize = 256;

/// A test that passes, or fails, in a week.
type Outcome<'a> = (Observable, &'a Test, bool);

/// Whether a condition is never true (`Some(false)`) or always (`Some(true)`); nothing where it hangs on the world.
pub(super) fn verdict(condition: &Condition, cases: [&Case; 2]) -> Option<bool> {
    let possible = |so| ways(condition, so).is_none_or(|ways| ways.iter().any(|way| fits(way, cases)));
    match (possible(true), possible(false)) {
        (false, _) => Some(false),
        (true, false) => Some(true),
        (true, true) => None,
    }
}

/// Whether every value of an observable passes all of these tests, or none does; nothing where it hangs on the value.
pub(super) fn of_tests(tests: &[Test], seen: Observable, cases: [&Case; 2]) -> Option<bool> {
    let all: Vec<Outcome> = tests.iter().map(|test| (seen, test, true)).collect();
    if all.is_empty() {
        None
    } else if !fits(&all, cases) {
        Some(false)
    } else {
        let fails = |test| fits(&[(seen, test, false)], cases);
        (!tests.iter().any(fails)).then_some(true)
    }
}

/// The least and the most that an observable can be, whichever of the cases is played.
pub(super) fn bounds(seen: Observable, [base, own]: [&Case; 2]) -> (f64, f64) {
    let (of_base, of_own) = (seen.bounds(base), seen.bounds(own));
    (of_base.0.min(of_own.0), of_base.1.max(of_own.1))
}

/// The ways in which a condition is so in a week, each a list of tests; nothing where there are too many. How long it has been so
/// is left out: what lasts is so in its last week, and what is not may only not have lasted.
fn ways(condition: &Condition, so: bool) -> Option<Vec<Vec<Outcome<'_>>>> {
    if !so && condition.for_weeks > 1 {
        return Some(vec![Vec::new()]);
    }
    match &condition.rule {
        Rule::Test(seen, test) => Some(vec![vec![(*seen, test, so)]]),
        Rule::Not(part) => ways(part, !so),
        Rule::All(parts) if so => together(parts, so),
        Rule::Any(parts) if !so => together(parts, so),
        Rule::All(parts) | Rule::Any(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(ways(part, so)?);
            }
            (all.len() <= MOST).then_some(all)
        }
        // What does not exist in this variant may exist in the others.
        Rule::Unknown => Some(vec![Vec::new()]),
    }
}

/// The ways in which all parts are so at once.
fn together(parts: &[Condition], so: bool) -> Option<Vec<Vec<Outcome<'_>>>> {
    let mut all = vec![Vec::new()];
    for part in parts {
        let own = ways(part, so)?;
        if all.len() * own.len() > MOST {
            return None;
        }
        all = all.iter().flat_map(|way| own.iter().map(move |more| [&way[..], &more[..]].concat())).collect();
    }
    Some(all)
}

/// Whether each observable has a value with which all that is asked of it comes out as asked.
fn fits(way: &[Outcome], cases: [&Case; 2]) -> bool {
    let first = |i: &usize| !way[..*i].iter().any(|(other, ..)| is_same(*other, way[*i].0));
    (0..way.len()).filter(first).all(|i| {
        let seen = way[i].0;
        let asked: Vec<Outcome> = way.iter().copied().filter(|(other, ..)| is_same(*other, seen)).collect();
        if seen.scale() == Scale::Actor { has_actor(&asked) } else { has_number(&asked, seen, bounds(seen, cases)) }
    })
}

/// Whether two observables are one number in every world: of some pairs both orders are.
fn is_same(a: Observable, b: Observable) -> bool {
    use Observable::{DeathsBetween, FatalIncidents, Incidents, JointBattles, Rung, Stance};
    let turned = match b {
        Stance(x, y) => Stance(y, x),
        Rung(x, y) => Rung(y, x),
        DeathsBetween(x, y) => DeathsBetween(y, x),
        Incidents(x, y) => Incidents(y, x),
        FatalIncidents(x, y) => FatalIncidents(y, x),
        JointBattles(x, y) => JointBattles(y, x),
        _ => b,
    };
    a == b || a == turned
}

/// Whether some number, or some word, comes out as asked.
fn has_number(asked: &[Outcome], seen: Observable, (least, most): (f64, f64)) -> bool {
    let named = asked.iter().flat_map(|(_, test, _)| match test {
        Test::AtLeast(limit) | Test::AtMost(limit) => std::slice::from_ref(limit),
        Test::Is(words) | Test::IsNot(words) => &words.any_of,
    });
    let values: Vec<f64> = if let Scale::Word(words) = seen.scale() {
        (0..words.len()).map(|i| i as f64).collect()
    } else {
        // Between two numbers that are named nothing changes: one of each stretch will do.
        let whole = seen.is_whole();
        let near = |x: f64| if whole { [x.ceil() - 1.0, x, x.floor() + 1.0] } else { [x - 1e-9, x, x + 1e-9] };
        let around = named.flat_map(|x| near(*x)).chain([least, most]);
        let can_be = |x: &f64| x.is_finite() && (least..=most).contains(x) && !(whole && x.fract() != 0.0);
        around.filter(can_be).collect()
    };
    let passes = |test: &Test, value: &f64| match test {
        Test::AtLeast(limit) => value >= limit,
        Test::AtMost(limit) => value <= limit,
        Test::Is(words) => words.any_of.contains(value),
        Test::IsNot(words) => !words.any_of.contains(value),
    };
    values.iter().any(|value| asked.iter().all(|(_, test, so)| passes(test, value) == *so))
}

/// Whether somebody, or nobody, can be the holder that is asked for. Who counts with whom changes as a world runs: anybody may come to
/// count with anybody, but not with one with whom it must not.
fn has_actor(asked: &[Outcome]) -> bool {
    let split = |wanted: bool| {
        asked.iter().filter_map(move |(_, test, so)| match test {
            Test::Is(words) => (*so == wanted).then_some(words),
            Test::IsNot(words) => (*so != wanted).then_some(words),
            Test::AtLeast(_) | Test::AtMost(_) => None,
        })
    };
    let barred: Vec<f64> = split(false).filter(|words| !words.exactly).flat_map(|words| words.any_of.clone()).collect();
    let is_barred = |value: f64| barred.contains(&value) || split(false).any(|words| words.any_of.contains(&value));
    // Who is named nowhere may hold it as well: a splinter of the run, for one.
    let all = split(true).chain(split(false)).flat_map(|words| words.any_of.iter().copied());
    let may_be = |words: &Words, value: f64| {
        let with = |word: &f64| *word >= 0.0 && value >= 0.0 && !words.exactly && !barred.contains(word);
        words.any_of.contains(&value) || words.any_of.iter().any(with)
    };
    let mut values = all.chain([-1.0, f64::from(u16::MAX)]);
    values.any(|value| !is_barred(value) && split(true).all(|words| may_be(words, value)))
}

#[cfg(test)]
mod tests {
    use crate::{
        fault::Fault,
        scenario::{Request, conditions::Resolver, load, node::Node},
    };

    /// What is said of a condition in Tolmarra: faults and notes.
    fn said(text: &str) -> (Vec<Fault>, Vec<String>) {
        let study = load("tolmarra/winter-road", &Request::default()).expect("the built-in case has no fault");
        let case = &study.variants[0].case;
        let mut faults = Vec::new();
        let node = Node::read("x.toml", &format!("when = {text}"), &mut faults);
        let (gone, notes) = (Vec::new(), Vec::new());
        let mut resolver = Resolver { case, base: case, sound: true, faults: &mut faults, gone, weeks: 52, notes };
        resolver.condition(node.get("when").expect("it is there"));
        let notes = resolver.notes;
        (faults, notes)
    }

    #[test]
    fn tests_that_are_never_passed_together_are_one_fault() {
        let (many, few) = ("{ value = \"totals.deaths\", at_least = 5 }", "{ value = \"totals.deaths\", at_most = 2 }");
        let holder = |test: &str| format!("{{ value = \"places.brenhold.holder\", {test} }}");
        let (council, nobody) = (holder("is = \"council\""), holder("is = \"nobody\""));
        let (not_council, exactly) = (holder("is_not = \"council\""), holder("is = \"council\", exactly = true"));
        for text in [
            format!("{{ all = [{many}, {few}] }}"),
            format!("{{ all = [{many}, {{ all = [{few}], for_weeks = 3 }}] }}"),
            format!("{{ all = [{many}, {{ any = [{few}, {{ not = {many} }}] }}] }}"),
            format!("{{ not = {{ any = [{few}, {{ value = \"totals.deaths\", at_least = 3 }}] }} }}"),
            "{ all = [{ value = \"ties.council:front.stance\", is = \"war\" }, { value = \"ties.front:council.stance\", at_least = \"tolerant\" }] }".to_owned(),
            format!("{{ all = [{council}, {nobody}] }}"),
            format!("{{ all = [{council}, {not_council}] }}"),
            format!("{{ all = [{exactly}, {not_council}] }}"),
        ] {
            let (faults, _) = said(&text);
            assert_eq!(faults.len(), 1, "{text}: {faults:?}");
            assert!(faults[0].to_string().contains("could never be true"), "{text}: {faults:?}");
        }
        for (value, most) in [("actors.front.members", "from 0 to 15"), ("totals.displaced", "from 0 to ")] {
            let (faults, _) = said(&format!("{{ value = \"{value}\", at_least = 900000000 }}"));
            assert!(faults.len() == 1 && faults[0].to_string().contains(most), "{value}: {faults:?}");
        }
    }

    #[test]
    fn what_can_be_is_no_fault_and_what_must_be_is_noted() {
        let (many, few) = ("{ value = \"totals.deaths\", at_least = 5 }", "{ value = \"totals.deaths\", at_most = 5 }");
        let holder = |test: &str| format!("{{ value = \"places.brenhold.holder\", {test} }}");
        let (council, front) = (holder("is = \"council\""), holder("is = \"front\""));
        for (text, notes) in [
            (format!("{{ all = [{many}, {few}] }}"), 0),
            (format!("{{ all = [{council}, {front}] }}"), 0),
            (format!("{{ all = [{council}, {{ not = {front} }}] }}"), 0),
            (format!("{{ all = [{many}, {{ not = {{ value = \"totals.deaths\", at_least = 5, for_weeks = 2 }} }}] }}"), 0),
            ("{ all = [{ value = \"ties.council:front.trust\", at_least = 0.8 }, { value = \"ties.front:council.trust\", at_most = 0.2 }] }".to_owned(), 0),
            ("{ value = \"actors.front.members\", at_least = 7 }".to_owned(), 0),
            ("{ value = \"actors.front.members\", at_least = 9 }".to_owned(), 1),
            (format!("{{ any = [{many}, {few}] }}"), 1),
        ] {
            let (faults, told) = said(&text);
            assert_eq!((faults.len(), told.len()), (0, notes), "{text}: {faults:?} {told:?}");
        }
    }
}
