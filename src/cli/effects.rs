//! `escalade effects`: what every what-if of a result changes of one outcome, or of those that answer its question.

use super::{
    Problem,
    numbers::{Style, aligned, thousands, wrapped},
};
use crate::{
    counts::{DifferenceRow, SummaryRow},
    experiment::worlds::outcome,
    output::manifest::NOT_A_FORECAST,
    report::read::Results,
    study::{Kind, Statistic, Study},
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
    let study = &results.study;
    let effects = Effects { study, summary: &results.answers, differences: &results.changes };
    let mut text = if let Some(id) = &args.of {
        one(effects, outcome(study, id)?)
    } else {
        let outcomes = if args.all { (0..study.variants[0].outcomes.len()).collect() } else { study.headline() };
        wrapped(&format!("{}. {}", study.title, study.question), "") + &effects.matrix(outcomes, true)
    };
    let _ = write!(
        text,
        "\nEach interval is of 95 %: of twenty what-ifs that change nothing, about one is\ntold apart by chance. All numbers: summary.csv (base), differences.csv in\n  {}\n{NOT_A_FORECAST}\n",
        args.dir.display(),
    );
    super::print(&text)
}

/// The answers of an ensemble and what its what-ifs change, from memory or from a folder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effects<'a> {
    pub(super) study: &'a Study,
    pub(super) summary: &'a [SummaryRow],
    pub(super) differences: &'a [DifferenceRow],
}

impl Effects<'_> {
    /// What-ifs by outcomes: the difference where it is told apart; with the answers of the base, where they stand nowhere else.
    pub(super) fn matrix(self, outcomes: Vec<usize>, base: bool) -> String {
        let measures: Vec<Measure> = outcomes.into_iter().filter_map(|outcome| Measure::main(self, outcome)).collect();
        let mut text = String::new();
        for (block, measures) in measures.chunks(ABREAST).enumerate() {
            let number = |i: usize| (block * ABREAST + i + 1).to_string();
            text.push('\n');
            for (i, measure) in measures.iter().enumerate() {
                let _ = writeln!(text, "{} {}, {}", number(i), measure.name(), measure.unit());
                if base {
                    text += &wrapped(&measure.told(), &" ".repeat(number(i).len() + 1));
                }
            }
            text.push('\n');
            let mut rows = vec![std::iter::once("what-if".to_owned()).chain((0..measures.len()).map(number)).collect()];
            for (index, variant) in self.study.variants.iter().enumerate().skip(1) {
                let mut row = vec![variant.name.clone()];
                row.extend(measures.iter().map(|measure| cell(measure.change(index))));
                rows.push(row);
            }
            text += &aligned(&rows);
        }
        let _ = write!(text, "\n{UNTOLD} not told from no change   {STILL} no world changes\n");
        text
    }
}

/// One number of an outcome that what-ifs can change: a share, a mean, or one level of a category.
struct Measure<'a> {
    of: Effects<'a>,
    /// Its answer in the base.
    base: &'a SummaryRow,
}

impl<'a> Measure<'a> {
    /// Those of an outcome, as the base answers them: of a category every level that some world has.
    fn all(of: Effects<'a>, outcome: usize) -> Vec<Self> {
        let wanted =
            |row: &&SummaryRow| row.variant == 0 && row.outcome == outcome && row.statistic != Statistic::MeanRank;
        // A level that no world has is in no difference.
        let counted = |m: &Self| (1..of.study.variants.len()).any(|variant| m.change(variant).is_some());
        of.summary.iter().filter(wanted).map(|base| Self { of, base }).filter(counted).collect()
    }

    /// The first of them; of a category the level that most worlds have.
    fn main(of: Effects<'a>, outcome: usize) -> Option<Self> {
        let all = Self::all(of, outcome);
        if of.study.variants[0].outcomes[outcome].kind == Kind::Category {
            // Of equals the first level.
            let more = |a: &Self, b: &Self| {
                a.base.estimate.value.total_cmp(&b.base.estimate.value).then(b.base.level.cmp(&a.base.level))
            };
            return all.into_iter().max_by(more);
        }
        all.into_iter().next()
    }

    fn name(&self) -> String {
        let id = &self.of.study.variants[0].outcomes[self.base.outcome].id;
        if self.base.level.is_empty() { id.clone() } else { format!("{id}: {}", self.base.level) }
    }

    /// What is measured, for people.
    fn unit(&self) -> &str {
        match self.base.statistic {
            Statistic::RestrictedMean => "weeks until then, at most the horizon",
            _ => self.base.unit(self.of.study),
        }
    }

    /// What a what-if changes of it, if it is counted there.
    fn change(&self, variant: usize) -> Option<&'a DifferenceRow> {
        let wanted = (self.base.outcome, self.base.level.as_str(), self.base.statistic);
        let same = |row: &&DifferenceRow| (row.outcome, row.level.as_str(), row.statistic) == wanted;
        self.of.differences.iter().filter(|row| row.variant == variant).find(same)
    }

    /// The base in words: the number with both of its ranges.
    fn told(&self) -> String {
        let found = &self.base.estimate;
        let style = Style::of(self.base.statistic, found.interval);
        format!(
            "{} in the base ({}; over assumptions {})",
            style.number(found.value),
            style.range(found.interval),
            style.spread(found.spread)
        )
    }
}

/// The columns that tell a difference, in every table of differences.
pub(super) const TOLD: [&str; 4] = ["difference", "over assumptions", "sampling", "up, down"];

/// Their cells: the difference, both ranges, and the worlds that went up and down.
pub(super) fn told(row: &DifferenceRow) -> [String; 4] {
    let style = Style::of(row.statistic, row.estimate.interval);
    [
        style.signed(row.estimate.value),
        style.spread(row.estimate.spread),
        style.range(row.estimate.interval),
        format!("{}, {}", thousands(row.signs.0), thousands(row.signs.1)),
    ]
}

/// What every what-if changes of one outcome.
fn one(effects: Effects, outcome: usize) -> String {
    let asked = &effects.study.variants[0].outcomes[outcome];
    let mut text = wrapped(&format!("{}: {}", asked.id, asked.question), "");
    for measure in Measure::all(effects, outcome) {
        let level = &measure.base.level;
        let level = if level.is_empty() { String::new() } else { format!("{level}, ") };
        let _ = write!(text, "\n{level}{}\n{}", measure.unit(), wrapped(&measure.told(), "  "));
        text += &ranked(&measure);
    }
    text
}

/// The what-ifs by what they change of one number: those that are told apart, the others, and those that change nothing.
fn ranked(measure: &Measure) -> String {
    let variants = &measure.of.study.variants;
    let (mut moving, mut still): (Vec<&DifferenceRow>, Vec<&str>) = (Vec::new(), Vec::new());
    for change in (1..variants.len()).filter_map(|variant| measure.change(variant)) {
        if change.moves() { moving.push(change) } else { still.push(&variants[change.variant].name) }
    }
    // The largest first; of equals in the order of the question.
    moving.sort_by(|a, b| {
        let size = |row: &DifferenceRow| row.estimate.value.abs();
        b.is_resolved().cmp(&a.is_resolved()).then(size(b).total_cmp(&size(a))).then(a.variant.cmp(&b.variant))
    });
    let head = std::iter::once("  what-if").chain(TOLD);
    let mut rows = vec![head.map(str::to_owned).collect::<Vec<_>>()];
    for change in &moving {
        let name = format!("  {}", variants[change.variant].name);
        rows.push(std::iter::once(name).chain(told(change)).collect());
    }
    let mut lines: Vec<String> = aligned(&rows).lines().map(str::to_owned).collect();
    if let Some(first) = moving.iter().position(|change| !change.is_resolved()) {
        lines.insert(first + 1, "  - not told from no change:".to_owned());
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

/// One difference of the matrix.
fn cell(change: Option<&DifferenceRow>) -> String {
    match change {
        None => "-".to_owned(),
        Some(change) if !change.moves() => STILL.to_owned(),
        Some(change) if !change.is_resolved() => UNTOLD.to_owned(),
        Some(change) => Style::of(change.statistic, change.estimate.interval).signed(change.estimate.value),
    }
}
