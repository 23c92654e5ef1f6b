//! How often every action is chosen and every clause is in force: the page `docs/levers.md`. One command makes it anew:
//!
//! `ESCALADE_REGENERATE=1 cargo test --test it usage -- --ignored`

use crate::support::{SEED, study};
use escalade::{
    Runner,
    domain::{Action, ChosenAs, Clause},
    run::Watcher,
    study::{Study, Variant},
    world::World,
};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::{fmt::Write, fs, path::PathBuf};

/// Worlds of each variant.
const WORLDS: u64 = 32;
const BASES: [&str; 3] = ["tolmarra/winter-road", "northern-mali/road-to-kidal", "northern-mali/after-kidal"];

const HEAD: &str = "# Levers

How often each action is ordered, and in how many weeks each clause is in force, in a year of one world: means over 32 worlds of every base,
seed 7. The last column names the what-if that uses it most, where that is more than any base does. Injects are ordered too, and count; what is planned is an operation and no order.
What the actions need and do stands in [actions.md](actions.md); that each of them changes something is a test (`tests/it/levers.rs`), as are the
clauses, rules, parameters and columns. Made by `ESCALADE_REGENERATE=1 cargo test --test it usage -- --ignored`.
";

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/levers.md")
}

/// Uses of every action, and of every clause.
type Uses = (Vec<f64>, Vec<f64>);

struct Count {
    orders: Vec<u64>,
    clauses: Vec<u64>,
}

impl Watcher for Count {
    fn week(&mut self, world: &World, _: &Variant) {
        for order in &world.traffic.orders {
            self.orders[order.action as usize] += 1;
        }
        for (_, pact) in world.pacts().filter(|(_, g)| g.state.is_in_force()) {
            for clause in &pact.clauses {
                self.clauses[clause.clause as usize] += 1;
            }
        }
    }
}

/// The uses of one variant in a year of one world.
fn uses(study: &Study, variant: usize) -> Uses {
    let mut count = Count { orders: vec![0; Action::ALL.len()], clauses: vec![0; Clause::ALL.len()] };
    let mut runner = Runner::new(study, variant, SEED);
    for run in 0..WORLDS {
        runner.watch(run, &mut count).unwrap();
    }
    let years = WORLDS as f64 * f64::from(study.weeks) / 52.0;
    let rate = |list: &[u64]| list.iter().map(|n| *n as f64 / years).collect();
    (rate(&count.orders), rate(&count.clauses))
}

#[test]
#[ignore = "plays every variant; .ci/run does it"]
fn every_action_and_clause_is_used_somewhere() {
    let studies: Vec<Study> = BASES.iter().map(|base| study(base, &[], &["all"], None)).collect();
    let plan: Vec<(usize, usize)> =
        (0..studies.len()).flat_map(|s| (0..studies[s].variants.len()).map(move |v| (s, v))).collect();
    let found: Vec<_> = plan.into_par_iter().map(|(s, v)| ((s, v), uses(&studies[s], v))).collect();
    let mut text = HEAD.to_owned();
    let mut unused = Vec::new();
    let mut table = |title: &str, words: &[&str], of: &dyn Fn(&Uses, usize) -> f64| {
        let _ = writeln!(text, "\n| {title} | {} | most in a what-if |\n|---|---:|---:|---:|---|", BASES.join(" | "));
        for (i, word) in words.iter().enumerate() {
            let here = |((_, v), counts): &&(_, _)| (*v == 0).then(|| of(counts, i));
            let bases: Vec<f64> = found.iter().filter_map(|f| here(&f)).collect();
            let most = bases.iter().copied().fold(0.0, f64::max);
            let best = found.iter().max_by(|a, b| of(&a.1, i).total_cmp(&of(&b.1, i)));
            let ((s, v), value) = best.map(|(at, counts)| (*at, of(counts, i))).unwrap();
            let more = if value > most && v > 0 {
                format!("{value:.2} `{}`", studies[s].variants[v].name)
            } else {
                String::new()
            };
            let cells: Vec<String> = bases.iter().map(|x| format!("{x:.2}")).collect();
            let _ = writeln!(text, "| `{word}` | {} | {more} |", cells.join(" | "));
            // What is chosen as a plan is an operation; orders for it come from people and injects alone.
            let planned = Action::parse(word).is_some_and(|action| action.chosen_as() == ChosenAs::Plan);
            if value == 0.0 && !planned {
                unused.push((*word).to_owned());
            }
        }
    };
    table("action, orders a year", Action::WORDS, &|counts, i| counts.0[i]);
    table("clause, weeks in force a year", Clause::WORDS, &|counts, i| counts.1[i]);
    if std::env::var_os("ESCALADE_REGENERATE").is_some() {
        fs::write(page(), text).unwrap();
    }
    assert_eq!(unused, [""; 0], "never used in any base or what-if");
}

#[test]
fn every_action_and_clause_has_a_row() {
    let page = fs::read_to_string(page()).unwrap();
    for word in Action::WORDS.iter().chain(Clause::WORDS) {
        assert!(page.lines().any(|line| line.starts_with(&format!("| `{word}` |"))), "docs/levers.md lacks {word}");
    }
}
