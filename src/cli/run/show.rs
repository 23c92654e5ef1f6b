//! What `run` prints at the end: what the what-ifs change of the answer, the outcomes with both ranges, how expected signs came out, and where the files lie.

use crate::{
    cli::{
        effects::{self, Effects},
        numbers::{Style, aligned, count, thousands},
    },
    counts::{DifferenceRow, SummaryRow},
    history::Tables,
    output::{Asked, Found, Keep, manifest::NOT_A_FORECAST, shard::Shard},
    study::{Kind, Reading, Sign, Statistic, Study},
};
use std::{fmt::Write as _, path::Path};

/// What is printed of a part of an ensemble.
pub(super) fn part(shard: Shard, path: &Path) -> String {
    format!("Part {shard} in {}\nAll {} parts together: escalade merge DIR... --out DIR\n", path.display(), shard.of)
}

/// Everything that is printed.
pub(in crate::cli) fn results(study: &Study, found: &Found, path: &Path) -> String {
    let asked = &found.asked;
    let draws = asked.runs.div_ceil(crate::run::CHANCES_PER_DRAW);
    let mut out = format!("{}. {}\n", study.title, study.question);
    let _ = writeln!(
        out,
        "{} of {}, {} of everything uncertain, seed {}",
        count(asked.runs, "world"),
        count(u64::from(study.weeks), "week"),
        count(draws, "draw"),
        asked.seed
    );
    for ((variant, failed), panicked) in study.variants.iter().zip(&found.failed).zip(&found.panicked) {
        out += &left_out(&variant.name, *failed, *panicked);
    }
    for note in &found.notes {
        let _ = writeln!(out, "note: {note}");
    }
    if study.variants.len() > 1 {
        let effects = Effects { study, summary: &found.summary, differences: &found.differences };
        out += "\nWhat each what-if changes of the answer: its difference from the base, over the same worlds\n";
        out += &effects.matrix(study.headline(), false);
    }
    out += &outcomes(study, &found.summary);
    for variant in 1..study.variants.len() {
        out += &changes(study, variant, &found.differences);
    }
    out += &files(study, asked, path);
    out
}

/// How many runs of a variant count nowhere, and why.
fn left_out(variant: &str, failed: u64, panicked: u64) -> String {
    if failed == 0 {
        return String::new();
    }
    let ways = [(failed - panicked, "broke a law of the world"), (panicked, "panicked")];
    let ways = ways.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", thousands(*n)));
    let ways = ways.collect::<Vec<_>>().join(", ");
    let (failed, are) = (count(failed, "run"), if failed == 1 { "is" } else { "are" });
    format!("{failed} of {variant} {are} left out of every number: {ways}; runs.csv says when, and the last cause\n")
}

fn files(study: &Study, asked: &Asked, path: &Path) -> String {
    let mut names = vec!["runs.csv", "draws.csv", "summary.csv", "weekly.csv", "shares.csv"];
    names.extend((study.variants.len() > 1).then_some("differences.csv"));
    let mut line = names.join(" ");
    if asked.tables.any() {
        let of_runs = Tables { draws: false, ..asked.tables };
        let end = if asked.gzip { ".gz" } else { "" };
        let tables: Vec<String> = of_runs.names().map(|n| format!("{n}.csv{end}")).collect();
        let which = match asked.keep {
            Keep::First if asked.kept == asked.runs => "of every run".to_owned(),
            Keep::First if asked.kept == 1 => "of the first run".to_owned(),
            Keep::First => format!("of the first {} runs", thousands(asked.kept)),
            Keep::Picked => format!("of {}, picked as kept.csv says", count(asked.kept, "run")),
        };
        let _ = write!(line, "\n  {which}: {}", tables.join(" "));
    }
    format!(
        "\nIn {}:\n  {line}\n  datapackage.json says what every column means\nAgain: {}\n{NOT_A_FORECAST}\n",
        path.display(),
        command(asked, path)
    )
}

/// The command that asks the same again, from where its user stands: the manifest names the inputs from where it lies.
fn command(asked: &Asked, path: &Path) -> String {
    let mut asked = asked.clone();
    let own = asked.scenario.starts_with("inputs/") || asked.request.decisions.is_some();
    if own && path.to_str().is_none() {
        return "no command can name this folder, whose path is not UTF-8; rename it, and manifest.json has the command".to_owned();
    }
    if asked.scenario.starts_with("inputs/") {
        asked.scenario = path.join(asked.scenario).to_string_lossy().into_owned();
    }
    asked.request.decisions = asked.request.decisions.map(|file| path.join(file));
    asked.command()
}

/// The outcomes of the base, by kind.
fn outcomes(study: &Study, summary: &[SummaryRow]) -> String {
    let base: Vec<&SummaryRow> = summary.iter().filter(|row| row.variant == 0).collect();
    let (shares, amounts): (Vec<Kind>, Vec<Kind>) = Kind::ALL.iter().partition(|kind| kind.home().reading().is_share());
    let mut out = String::new();
    for kind in shares.into_iter().chain(amounts) {
        let (title, reading) = (kind.home().title(), kind.home().reading());
        let estimate = if reading.is_share() { "share of worlds" } else { "mean" };
        let of_kind = |row: &&&SummaryRow| study.variants[0].outcomes[row.outcome].kind == kind;
        let mut rows =
            vec![vec![title.to_owned(), estimate.to_owned(), "over assumptions".to_owned(), "sampling".to_owned()]];
        rows[0].extend((reading == Reading::Amount).then(|| "5 to 95 % of worlds".to_owned()));
        let mut last = None;
        for row in base.iter().filter(of_kind).filter(|row| is_shown(row)) {
            let outcome = &study.variants[0].outcomes[row.outcome];
            let name = match (reading, last == Some(row.outcome)) {
                (Reading::Levels, false) => format!("{}: {}", outcome.id, row.level),
                (Reading::Levels, true) => format!("{}  {}", " ".repeat(outcome.id.len()), row.level),
                (Reading::Amount, _) => format!("{} ({})", outcome.id, outcome.unit),
                _ => outcome.id.clone(),
            };
            last = Some(row.outcome);
            let style = Style::of(row.statistic, row.estimate.interval);
            let mut cells = vec![
                format!("  {name}"),
                style.number(row.estimate.value),
                style.spread(row.estimate.spread),
                style.range(row.estimate.interval),
            ];
            cells.extend(row.quantiles.map(|q| style.worlds((q[0], q[2]), row.estimate.interval)));
            rows.push(cells);
        }
        if rows.len() > 1 {
            out.push('\n');
            out += &aligned(&rows);
        }
    }
    out
}

/// Rows that the table shows: probabilities of what happens at all, and means of quantities; the file has the rest.
fn is_shown(row: &SummaryRow) -> bool {
    match row.statistic {
        Statistic::Probability => row.level.is_empty() || row.estimate.value > 0.0,
        Statistic::Mean => true,
        Statistic::RestrictedMean | Statistic::MeanRank => false,
    }
}

/// What one what-if changes, where it expected something.
fn changes(study: &Study, variant: usize, differences: &[DifferenceRow]) -> String {
    let what_if = &study.variants[variant];
    let head = std::iter::once("").chain(effects::TOLD).chain(["expected", "came out"]);
    let mut rows = vec![head.map(str::to_owned).collect::<Vec<_>>()];
    for row in differences.iter().filter(|row| row.variant == variant) {
        let Some(expected) = row.expected else { continue };
        let came_out = match row.came_out {
            Some(came_out) => came_out.word().replace('_', " "),
            None if expected == Sign::Open => String::new(),
            None => "too few draws".to_owned(),
        };
        let name = format!("  {}", what_if.outcomes[row.outcome].id);
        let cells = std::iter::once(name).chain(effects::told(row)).chain([expected.word().to_owned(), came_out]);
        rows.push(cells.collect());
    }
    let mut out =
        format!("\nWhat if: {}. {} ({})\n", what_if.title.trim_end_matches('.'), what_if.question, what_if.name);
    if rows.len() > 1 {
        out += &aligned(&rows);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_said_with_its_reason() {
        assert_eq!(left_out("base", 0, 0), "");
        let said = left_out("base", 1200, 3);
        assert!(said.starts_with(
            "1,200 runs of base are left out of every number: 1,197 broke a law of the world, 3 panicked;"
        ));
        assert!(!left_out("base", 3, 3).contains("law"));
    }
}
