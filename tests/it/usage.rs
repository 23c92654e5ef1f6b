//! How often every action is ordered, every kind of operation begun and every clause in force: the page `docs/levers.md`. One command makes it anew:
//!
//! `ESCALADE_REGENERATE=1 cargo test --test it usage -- --ignored`

use crate::support::{SEED, study};
use escalade::inside::{
    Runner,
    domain::{Action, ChosenAs, Clause, OperationKind},
    run::{CHANCES_PER_DRAW, Watcher},
    study::{Study, Variant},
    world::World,
};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::{fmt::Write, fs, path::PathBuf};

/// Worlds of each variant, each with a draw of its own.
const WORLDS: u64 = 16;
const BASES: [&str; 5] = [
    "tolmarra/winter-road",
    "orvelle/bridge-town",
    "northern-mali/truce-frays",
    "northern-mali/road-to-kidal",
    "northern-mali/after-kidal",
];

const HEAD: &str = "# Levers

How often each action is ordered, how many operations of each kind begin, and in how many weeks each clause is in force, in a year of one world:
means over sixteen draws of every base, seed 7. The last column names the what-if that uses it most, where that is more than any base does. What is
planned is counted as the operation that it becomes; orders for it come from people and injects alone.
What the actions need and do stands in [actions.md](actions.md); that each of them changes something is a test (`tests/it/levers.rs`), as are the
clauses, rules, parameters and columns. Made by `ESCALADE_REGENERATE=1 cargo test --test it usage -- --ignored`.
";

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/levers.md")
}

/// What is counted: a title, and the words that have a row each.
const COUNTED: [(&str, &[&str]); 3] = [
    ("action, orders a year", Action::WORDS),
    ("operation, begun a year", OperationKind::WORDS),
    ("clause, weeks in force a year", Clause::WORDS),
];

/// How often each word of each table was seen.
#[derive(Clone)]
struct Uses([Vec<f64>; COUNTED.len()]);

impl Uses {
    fn none() -> Self {
        Self(COUNTED.map(|(_, words)| vec![0.0; words.len()]))
    }

    /// Adds another's, each counted so many times.
    fn add(&mut self, other: &Self, times: f64) {
        for (own, theirs) in self.0.iter_mut().zip(&other.0) {
            own.iter_mut().zip(theirs).for_each(|(own, theirs)| *own += times * theirs);
        }
    }

    /// Whether an action is used: ordered, or planned as the kind of operation that it stands for.
    fn of_action(&self, action: Action) -> f64 {
        let planned = OperationKind::asked_by(action).filter(|_| action.chosen_as() == ChosenAs::Plan);
        self.0[0][action as usize] + planned.map_or(0.0, |kind| self.0[1][kind as usize])
    }
}

impl Watcher for Uses {
    fn week(&mut self, world: &World, _: &Variant) {
        let [orders, operations, clauses] = &mut self.0;
        for order in &world.traffic.orders {
            orders[order.action as usize] += 1.0;
        }
        for (_, operation) in world.under_way().filter(|(_, operation)| operation.begun == world.week) {
            operations[operation.kind as usize] += 1.0;
        }
        for (_, pact) in world.pacts().filter(|(_, g)| g.state.is_in_force()) {
            for clause in &pact.clauses {
                clauses[clause.clause as usize] += 1.0;
            }
        }
    }
}

/// A base and one of its variants, by index.
type At = (usize, usize);

/// The uses of each variant of each base in a year of one world.
fn count(studies: &[Study]) -> Vec<(At, Uses)> {
    let variants: Vec<At> =
        (0..studies.len()).flat_map(|s| (0..studies[s].variants.len()).map(move |v| (s, v))).collect();
    let worlds: Vec<(At, u64)> = variants.iter().flat_map(|at| (0..WORLDS).map(|world| (*at, world))).collect();
    let played: Vec<Uses> = worlds
        .par_iter()
        .map(|((s, v), world)| {
            let mut uses = Uses::none();
            Runner::new(&studies[*s], *v, SEED).watch(world * CHANCES_PER_DRAW, &mut uses).unwrap();
            uses
        })
        .collect();
    let of_variant = |(at, played): (&At, &[Uses])| {
        let years = WORLDS as f64 * f64::from(studies[at.0].weeks) / 52.0;
        let mut sum = Uses::none();
        played.iter().for_each(|uses| sum.add(uses, 1.0 / years));
        (*at, sum)
    };
    variants.iter().zip(played.chunks(WORLDS as usize)).map(of_variant).collect()
}

#[test]
#[ignore = "plays every variant; .ci/run does it"]
fn every_action_operation_and_clause_is_used_somewhere() {
    let studies: Vec<Study> = BASES.iter().map(|base| study(base, &[], &["all"], None)).collect();
    let found = count(&studies);
    let mut text = HEAD.to_owned();
    for (t, (title, words)) in COUNTED.iter().enumerate() {
        let _ = writeln!(
            text,
            "\n| {title} | {} | most in a what-if |\n|---|{}---|",
            BASES.join(" | "),
            "---:|".repeat(BASES.len())
        );
        for (i, word) in words.iter().enumerate() {
            let bases = found.iter().filter(|((_, v), _)| *v == 0).map(|(_, uses)| uses.0[t][i]);
            let most = bases.clone().fold(0.0, f64::max);
            let best = found.iter().max_by(|a, b| a.1.0[t][i].total_cmp(&b.1.0[t][i]));
            let ((s, v), value) = best.map(|(at, uses)| (*at, uses.0[t][i])).unwrap();
            let more = if value > most && v > 0 {
                format!("{value:.2} `{}`", studies[s].variants[v].name)
            } else {
                String::new()
            };
            let cells: Vec<String> = bases.map(|x| format!("{x:.2}")).collect();
            let _ = writeln!(text, "| `{word}` | {} | {more} |", cells.join(" | "));
        }
    }
    if std::env::var_os("ESCALADE_REGENERATE").is_some() {
        fs::write(page(), text).unwrap();
    }
    let mut all = Uses::none();
    found.iter().for_each(|(_, uses)| all.add(uses, 1.0));
    let actions = Action::ALL.iter().filter(|action| all.of_action(**action) == 0.0).map(|action| action.word());
    let others = [1, 2].into_iter().flat_map(|t| COUNTED[t].1.iter().zip(&all.0[t]));
    let unused: Vec<&str> = actions.chain(others.filter(|(_, n)| **n == 0.0).map(|(word, _)| *word)).collect();
    assert_eq!(unused, [""; 0], "never used in any base or what-if");
}

#[test]
fn every_action_operation_and_clause_has_a_row() {
    let page = fs::read_to_string(page()).unwrap();
    let mut lines = page.lines();
    for (title, words) in COUNTED {
        assert!(lines.any(|line| line.starts_with(&format!("| {title} |"))), "docs/levers.md lacks the table {title}");
        assert!(lines.next().is_some_and(|line| line.starts_with("|---|")));
        for word in words {
            let row = lines.next().unwrap_or_default();
            assert!(row.starts_with(&format!("| `{word}` |")), "docs/levers.md lacks {word}");
        }
    }
}
