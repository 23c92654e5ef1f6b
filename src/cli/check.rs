//! `escalade check`: every fault of a scenario, its what-ifs and its case, or a summary of what was read.

use super::Problem;
use crate::{
    scenario::{Request, find, here, load},
    study::Study,
};
use clap::Args;
use std::{fmt::Write, path::Path};

const EXAMPLES: &str = "Examples:
  escalade check                                   the built-in scenario after-kidal
  escalade check my-case/scenarios/tolmarra/winter-road.toml
  escalade check after-kidal --set actors.csp.cohesion=0.3..0.5";

/// What `check` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("what_ifs", |arg| arg.help("Check only these what-ifs instead of all (repeatable)")))]
pub struct CheckArgs {
    /// Scenario: a built-in one by name, or the path of a .toml file.
    #[arg(default_value = "northern-mali/after-kidal", value_parser = super::name())]
    scenario: String,
    #[command(flatten)]
    request: Request,
}

/// Checks a scenario.
///
/// # Errors
/// All faults.
pub fn check(args: &CheckArgs) -> Result<(), Problem> {
    let mut request = args.request.clone();
    if request.what_ifs.is_empty() {
        request.what_ifs.push("all".to_owned());
    }
    let study = load(&args.scenario, &request)?;
    let mine = own(&args.scenario, &study).map_or_else(String::new, |note| format!("  note: {note}\n"));
    super::print(&(summary(&study) + &mine))
}

/// What is said to somebody who names a built-in scenario where another of that name lies.
pub(super) fn own(scenario: &str, study: &Study) -> Option<String> {
    let (case, base) =
        find::built_in().into_iter().find(|(case, base)| *base == scenario || format!("{case}/{base}") == scenario)?;
    let is_mine = |path: &String| Path::new(path).file_stem().is_some_and(|stem| *stem == *base);
    let mine = here::cases().into_iter().flat_map(|here| here.bases).find(is_mine)?;
    // What-ifs are asked for one by one.
    let is_base =
        |name: &str| name.starts_with(&format!("seeds/{case}/")) || name == format!("scenarios/{case}/{base}.toml");
    let files = |study: &Study| study.inputs.iter().filter(|(name, _)| is_base(name)).cloned().collect::<Vec<_>>();
    let same = load(&mine, &Request::default()).is_ok_and(|own| files(&own) == files(study));
    (!same).then(|| format!("this is the built-in {scenario}; yours is {mine}"))
}

fn summary(study: &Study) -> String {
    let mut out = String::new();
    let base = &study.variants[0];
    let case = &base.case;
    let end = case.date(study.weeks);
    let _ = writeln!(out, "{}: no faults", study.name);
    let _ = writeln!(out, "  {}", study.question);
    let _ = writeln!(out, "  {} to {end}, {} weeks", case.start, study.weeks);
    let counts = [
        (case.documents.len(), "documents"),
        (case.claims.len(), "claims"),
        (case.actors.len(), "actors"),
        (case.memberships.len(), "memberships"),
        (case.positions.len(), "positions"),
        (case.ties.len(), "ties"),
        (case.places.len(), "places"),
        (case.routes.len(), "routes"),
        (case.communities.len(), "communities"),
        (case.forces.len(), "forces"),
        (case.agreements.len(), "agreements"),
        (case.history.len(), "past events"),
        (case.scheduled.len(), "scheduled events"),
    ];
    let counts: Vec<String> = counts.iter().map(|(n, what)| format!("{n} {what}")).collect();
    let _ = writeln!(out, "  at the start: {}", counts.join(", "));
    let uncertain = base.quantities.iter().filter(|q| q.low < q.high).count();
    let rivals = case.alternatives.len();
    let _ = writeln!(out, "  {uncertain} parameters with a range, {rivals} disagreements among claims");
    let _ = writeln!(
        out,
        "  {} outcomes, {} series, {} injects",
        base.outcomes.len(),
        base.series.len(),
        base.injects.len()
    );
    for variant in &study.variants[1..] {
        let _ = writeln!(out, "  what-if {}: {}", variant.name, variant.question);
    }
    for note in study.notes.iter().chain(&study.odd) {
        let _ = writeln!(out, "  note: {note}");
    }
    out
}
