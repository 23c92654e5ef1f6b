//! The papers say what the code does: generated pages are current, and the description of the model follows the week.

use assert_cmd::Command;
use escalade::inside::{
    domain::{Hindrance, OrderResult},
    mechanism::{RULES, parameters},
    scenario::{Request, find, load},
    week::PHASES,
};
use std::{fs, path::Path};

fn paper(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The headings of one level, in order, without their hashes.
fn headings<'a>(text: &'a str, level: &str) -> Vec<&'a str> {
    text.lines().filter_map(|line| line.strip_prefix(level)?.strip_prefix(' ')).collect()
}

#[test]
fn generated_pages_are_current() {
    for what in ["actions", "parameters"] {
        let page = format!("docs/{what}.md");
        let output =
            Command::cargo_bin("escalade").unwrap().args(["list", what, "--markdown"]).output().unwrap().stdout;
        let again = format!("cargo run --quiet -- list {what} --markdown > {page}");
        assert!(paper(&page) == String::from_utf8(output).unwrap(), "{page} is not current; make it again:\n  {again}");
    }
}

#[test]
fn every_answer_to_an_order_is_explained() {
    let page = paper("docs/files.md");
    for word in OrderResult::WORDS.iter().chain(Hindrance::WORDS) {
        assert!(page.contains(&format!("`{word}`")), "docs/files.md lacks `{word}`");
    }
}

#[test]
fn every_parameter_and_rule_is_in_the_table() {
    let page = paper("docs/parameters.md");
    for address in parameters().map(|p| p.address.to_owned()).chain((1..=RULES).map(|n| format!("rules.c{n}"))) {
        assert!(page.contains(&format!("| `{address}` |")), "docs/parameters.md lacks {address}");
    }
    let phases = PHASES.iter().map(|phase| phase.name);
    let parts: Vec<&str> = std::iter::once("warfare").chain(phases).chain(["rules"]).collect();
    assert_eq!(headings(&page, "##"), parts);
}

#[test]
fn the_model_is_described_phase_by_phase_in_the_order_of_the_week() {
    let page = paper("docs/odd.md");
    let (_, submodels) = page.split_once("\n## 7. Submodels").expect("docs/odd.md has submodels");
    let phases: Vec<&str> = PHASES.iter().map(|phase| phase.name).collect();
    assert_eq!(headings(submodels, "###"), phases);
    for (phase, section) in PHASES.iter().zip(submodels.split("\n### ").skip(1)) {
        let file = format!("`src/mechanism/{}.rs`", phase.name);
        assert!(section.contains(&file), "the section of {} does not name {file}", phase.name);
        for part in ["Equations.", "Sources.", "Leaves out."] {
            assert!(section.contains(&format!("**{part}**")), "the section of {} lacks `{part}`", phase.name);
        }
    }
    let (_, schedule) = page.split_once("\n## 3. Process overview and scheduling").unwrap();
    let lines: Vec<&str> = schedule.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    for (n, phase) in PHASES.iter().enumerate() {
        let line = format!("| {} | `{}` | {} |", n + 1, phase.name, phase.reason);
        assert_eq!(lines[n], line, "docs/odd.md, section 3");
    }
}

/// Names in backticks that look like parameters have to be parameters: a number that is renamed must be renamed in the text.
#[test]
fn the_description_names_only_parameters_that_exist() {
    let page = paper("docs/odd.md");
    let known: Vec<&str> = parameters().map(|p| p.address).collect();
    for word in page.split('`').skip(1).step_by(2) {
        let Some((mechanism, name)) = word.split_once('.') else { continue };
        let plain = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if plain && name != "rs" && PHASES.iter().any(|phase| phase.name == mechanism) {
            assert!(known.contains(&word), "docs/odd.md names `{word}`, which is no parameter");
        }
    }
}

#[test]
fn every_claim_and_what_if_has_its_place() {
    let claims = paper("docs/claims.md");
    for n in 1..=RULES {
        assert!(claims.contains(&format!("\n## C{n}\n")), "docs/claims.md lacks C{n}");
        assert!(
            claims.contains(&format!("<!-- effect:c{n} -->")),
            "docs/claims.md has no place for the effect of c{n}"
        );
    }
    let page = paper("docs/what-ifs.md");
    for (case, base) in find::built_in().into_iter().filter(|(case, _)| case == "northern-mali") {
        let request = Request { what_ifs: vec!["all".to_owned()], ..Request::default() };
        let study = load(&format!("{case}/{base}"), &request).unwrap();
        // A base without what-ifs is there for scoring only.
        let what_ifs = study.variants.iter().skip(1).map(|v| v.name.as_str());
        for name in what_ifs.chain([base.as_str()]).filter(|_| study.variants.len() > 1) {
            assert!(page.contains(&format!("### `{name}`")), "docs/what-ifs.md lacks {name}; run .ci/measure");
        }
    }
}

#[test]
fn the_readme_starts_with_the_two_commands_and_stays_short() {
    let readme = paper("README.md");
    assert!(readme.lines().count() < 200, "README.md is to be read in five minutes");
    let commands: Vec<&str> = readme.lines().filter(|line| line.starts_with("cargo ")).collect();
    assert!(commands.contains(&"cargo run --release -- run"), "the first command");
    assert_eq!(commands.iter().filter(|line| line.starts_with("cargo test")).count(), 1, "one test command");
}
