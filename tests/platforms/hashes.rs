//! SHA-256 of the result files of two ensembles, made in memory: 64 worlds of the small case with all tables, and 8 worlds of
//! the built-in question; and of the pages that are made of the first without a file. Every platform has to print the same lines.
//! Shared by the example, which runs anywhere, and by the test, which holds the committed lines current.

use escalade::inside::{
    ensemble::{self, Plan},
    history::Tables,
    output::{Asked, Memory, Results, shelf::put},
    report::{html, report_of, text::Lang},
    scenario::{Request, load},
};
use std::fmt::Write as _;

const SEED: u64 = 1;
/// Scenario, runs, and those of them that keep all tables.
const ENSEMBLES: [(&str, u64, u64); 2] = [("tolmarra/winter-road", 64, 64), ("northern-mali/after-kidal", 8, 1)];

/// A line for each file, as `sha256sum` prints it.
pub fn hashes(threads: usize) -> String {
    let mut lines = String::new();
    for (scenario, runs, kept) in ENSEMBLES {
        let study = load(scenario, &Request::default()).unwrap_or_else(|faults| panic!("{}", faults[0]));
        let tables = Tables::ALL;
        let asked = Asked { scenario: scenario.to_owned(), seed: SEED, runs, tables, kept, ..Asked::default() };
        let mut results = Results::new(&study, &asked, Memory::default()).expect("memory takes all");
        let plan = Plan { seed: SEED, runs, kept, tables, threads };
        ensemble::play(&study, &plan, &mut results).expect("memory takes all");
        let (memory, _) = results.finish().expect("memory takes all");
        let mut line = |name: &str, bytes: &[u8]| {
            let entry = put(&mut Memory::default(), name, bytes).expect("memory takes all");
            let _ = writeln!(lines, "{}  {scenario}/{name}", entry.sha256);
        };
        for (name, bytes) in memory.files().filter(|(name, _)| !name.starts_with("inputs/")) {
            line(name, &bytes);
        }
        if runs == kept {
            for lang in [Lang::En, Lang::Fr] {
                let report =
                    report_of(study.clone(), &memory, lang, threads).unwrap_or_else(|faults| panic!("{}", faults[0]));
                line(&format!("page in {}", lang.code()), html::page(&report, lang).as_bytes());
            }
        }
    }
    lines
}
