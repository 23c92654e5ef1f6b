//! `escalade effects`: what every what-if of a result changes of one outcome, or of those that answer its question.

use super::{
    Problem,
    numbers::{Style, aligned, thousands},
};
use crate::{
    fault::{Fault, nearest},
    output::manifest::NOT_A_FORECAST,
    report::read::{Answer, Change, Results},
    study::{Kind, Statistic},
};
use clap::Args;
use std::{fmt::Write as _, path::PathBuf};

const EXAMPLES: &str = "Examples:
  escalade effects results/after-kidal-001                        what-ifs by the outcomes that answer the question
  escalade effects results/after-kidal-001 --all                  by every outcome
  escalade effects results/after-kidal-001 --of kidal_kept        what changes this one, the most first

A difference is the what-if minus the base, over the same worlds; of shares it is in points. An end of an interval that reads 0 may lie beside it:
summary.csv (base) and differences.csv have all digits.";

/// Outcomes side by side in one table of at most 80 columns.
const ABREAST: usize = 5;
/// What stands for a difference that cannot be told from none, and for none at all.
const UNTOLD: &str = "~";
const STILL: &str = "0";

/// What `effects` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EffectsArgs {
    /// Folder of results with what-ifs.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The outcome of which to tell; without it, those that answer the question of the scenario.
    #[arg(long, value_name = "OUTCOME")]
    of: Option<String>,
    /// Every outcome, and not only those that answer the question.
    #[arg(long, conflicts_with = "of")]
    all: bool,
}

/// Prints the effects.
///
/// # Errors
/// What is wrong with the folder; it has no what-ifs, or no such outcome.
pub fn effects(args: &EffectsArgs) -> Result<(), Problem> {
    let results = Results::read(&args.dir, 1)?;
    if results.manifest.variants.len() < 2 {
        let message = format!("{} has no what-ifs; `--what-if all` plays those of a scenario", args.dir.display());
        return Err(Problem::Other(message));
    }
    let mut text = match &args.of {
        Some(id) => one(&results, outcome(&results, id)?),
        None => matrix(&results, args.all),
    };
    let _ = write!(
        text,
        "\nEach interval is of 95 %: of twenty what-ifs that change nothing, about one is\ntold apart by chance. All numbers: summary.csv (base), differences.csv in\n  {}\n{NOT_A_FORECAST}\n",
        args.dir.display(),
    );
    super::print(&text)
}

/// The index of an outcome.
fn outcome(results: &Results, id: &str) -> Result<usize, Vec<Fault>> {
    let ids = || results.manifest.outcomes.iter().map(|outcome| outcome.id.as_str());
    let unknown = || {
        vec![Fault {
            file: "--of".to_owned(),
            line: 0,
            span: 0..0,
            found: id.to_owned(),
            message: "the result has no such outcome".to_owned(),
            help: nearest(id, ids()),
        }]
    };
    ids().position(|known| known == id).ok_or_else(unknown)
}

/// One number of an outcome that what-ifs can change: a share, a mean, or one level of a category.
struct Measure<'a> {
    outcome: usize,
    level: &'a str,
    statistic: Statistic,
    /// Its answer in the base.
    base: &'a Answer,
}

impl<'a> Measure<'a> {
    /// Those of an outcome, as the base answers them: of a category every level that some world has.
    fn all(results: &'a Results, outcome: usize) -> Vec<Self> {
        let wanted = |a: &&Answer| a.variant == 0 && a.outcome == outcome && a.statistic != Statistic::MeanRank;
        let measure = |base: &'a Answer| Self { outcome, level: &base.level, statistic: base.statistic, base };
        // A level that no world has is in no difference.
        let counted =
            |m: &Self| (1..results.manifest.variants.len()).any(|variant| m.change(results, variant).is_some());
        results.answers.iter().filter(wanted).map(measure).filter(counted).collect()
    }

    /// The first of them; of a category the level that most worlds have.
    fn main(results: &'a Results, outcome: usize) -> Option<Self> {
        let all = Self::all(results, outcome);
        if results.manifest.outcomes[outcome].kind == Kind::Category {
            // Of equals the first level.
            let more =
                |a: &Self, b: &Self| a.base.found.value.total_cmp(&b.base.found.value).then(b.level.cmp(a.level));
            return all.into_iter().max_by(more);
        }
        all.into_iter().next()
    }

    fn name(&self, results: &Results) -> String {
        let id = &results.manifest.outcomes[self.outcome].id;
        if self.level.is_empty() { id.clone() } else { format!("{id}: {}", self.level) }
    }

    /// What is measured, for people.
    fn unit(&self) -> &str {
        match self.statistic {
            Statistic::Probability => "share of worlds",
            Statistic::RestrictedMean => "weeks until then, at most the horizon",
            _ => &self.base.unit,
        }
    }

    /// What a what-if changes of it, if it is counted there.
    fn change(&self, results: &'a Results, variant: usize) -> Option<&'a Change> {
        let same =
            |c: &&Change| (c.outcome, c.level.as_str(), c.statistic) == (self.outcome, self.level, self.statistic);
        results.changes.iter().filter(|c| c.variant == variant).find(same)
    }

    /// The base in words: the number with both of its ranges.
    fn told(&self) -> String {
        let found = &self.base.found;
        let style = Style::of(self.statistic, found.interval);
        format!(
            "{} in the base ({}; over assumptions {})",
            style.number(found.value),
            style.range(found.interval),
            style.spread(found.spread)
        )
    }
}

/// Whether worlds differ at all.
fn moves(change: &Change) -> bool {
    change.moved != (0, 0) || change.found.value != 0.0
}

/// What every what-if changes of one outcome.
fn one(results: &Results, outcome: usize) -> String {
    let asked = &results.manifest.outcomes[outcome];
    let mut text = wrapped(&format!("{}: {}", asked.id, asked.question), "");
    for measure in Measure::all(results, outcome) {
        let level = if measure.level.is_empty() { String::new() } else { format!("{}, ", measure.level) };
        let _ = write!(text, "\n{level}{}: {}\n", measure.unit(), measure.told());
        text += &ranked(results, &measure);
    }
    text
}

/// The what-ifs by what they change of one number: those that are told apart, the others, and those that change nothing.
fn ranked(results: &Results, measure: &Measure) -> String {
    let names = |variant: usize| results.manifest.variants[variant].name.as_str();
    let variants = 1..results.manifest.variants.len();
    let (mut moving, mut still): (Vec<(usize, &Change)>, Vec<&str>) = (Vec::new(), Vec::new());
    for variant in variants {
        match measure.change(results, variant) {
            Some(change) if moves(change) => moving.push((variant, change)),
            Some(_) => still.push(names(variant)),
            None => {}
        }
    }
    // The largest first; of equals in the order of the question.
    moving.sort_by(|(i, a), (j, b)| {
        let size = |change: &Change| change.found.value.abs();
        b.is_resolved().cmp(&a.is_resolved()).then(size(b).total_cmp(&size(a))).then(i.cmp(j))
    });
    let head = ["  what-if", "difference", "sampling", "over assumptions", "up, down"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut untold = None;
    for (variant, change) in &moving {
        if !change.is_resolved() && untold.is_none() {
            untold = Some(rows.len());
        }
        let style = Style::of(measure.statistic, change.found.interval);
        rows.push(vec![
            format!("  {}", names(*variant)),
            style.signed(change.found.value),
            style.range(change.found.interval),
            style.spread(change.found.spread),
            format!("{}, {}", thousands(change.moved.0), thousands(change.moved.1)),
        ]);
    }
    let mut lines: Vec<String> = aligned(&rows).lines().map(str::to_owned).collect();
    if let Some(at) = untold {
        lines.insert(at, "  - not told from no change:".to_owned());
    }
    if moving.is_empty() {
        lines.clear();
    }
    let mut text = lines.iter().map(|line| format!("{line}\n")).collect::<Vec<_>>().concat();
    if !still.is_empty() {
        text += &wrapped(&format!("no world changes: {}", still.join(", ")), "  ");
    }
    text
}

/// What-ifs by outcomes: the difference where it is told apart.
fn matrix(results: &Results, all: bool) -> String {
    let outcomes = if all { (0..results.manifest.outcomes.len()).collect() } else { results.headline() };
    let measures: Vec<Measure> = outcomes.into_iter().filter_map(|outcome| Measure::main(results, outcome)).collect();
    let mut text = wrapped(&format!("{}. {}", results.manifest.title, results.manifest.question), "");
    for (block, measures) in measures.chunks(ABREAST).enumerate() {
        let number = |i: usize| (block * ABREAST + i + 1).to_string();
        text.push('\n');
        for (i, measure) in measures.iter().enumerate() {
            let _ = writeln!(text, "{} {}, {}", number(i), measure.name(results), measure.unit());
            let _ = writeln!(text, "{} {}", " ".repeat(number(i).len()), measure.told());
        }
        text.push('\n');
        let mut rows = vec![std::iter::once("what-if".to_owned()).chain((0..measures.len()).map(number)).collect()];
        for (variant, note) in results.manifest.variants.iter().enumerate().skip(1) {
            let mut row = vec![note.name.clone()];
            row.extend(measures.iter().map(|measure| cell(measure, measure.change(results, variant))));
            rows.push(row);
        }
        text += &aligned(&rows);
    }
    let _ = write!(text, "\n{UNTOLD} not told from no change   {STILL} no world changes\n");
    text
}

/// One difference of the matrix.
fn cell(measure: &Measure, change: Option<&Change>) -> String {
    match change {
        None => "-".to_owned(),
        Some(change) if !moves(change) => STILL.to_owned(),
        Some(change) if !change.is_resolved() => UNTOLD.to_owned(),
        Some(change) => Style::of(measure.statistic, change.found.interval).signed(change.found.value),
    }
}

/// A text in lines of at most 80 columns, with this before the first and two spaces more before the others.
fn wrapped(text: &str, before: &str) -> String {
    let (mut lines, mut line) = (String::new(), before.to_owned());
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 && line.chars().count() + 1 + word.chars().count() > 80 {
            lines += &(std::mem::replace(&mut line, format!("{before}  {word}")) + "\n");
        } else {
            line += if i > 0 { " " } else { "" };
            line += word;
        }
    }
    lines + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_go_on_indented() {
        let text = vec!["eight888"; 20].join(" ");
        let lines: Vec<String> = wrapped(&text, "  ").lines().map(str::to_owned).collect();
        assert!(lines.iter().all(|line| line.chars().count() <= 80), "{lines:?}");
        assert!(lines[0].starts_with("  eight") && lines[1].starts_with("    eight"), "{lines:?}");
        assert_eq!(lines.join(" ").split_whitespace().count(), 20);
        assert_eq!(wrapped("short", ""), "short\n");
    }
}
