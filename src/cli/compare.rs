//! `escalade compare`: what one what-if changes against another, world by world.

use super::{
    Problem,
    numbers::{Style, aligned, count, thousands, wrapped},
    save,
};
use crate::{
    experiment::{
        bootstrap::quantile,
        paired::{Compared, Line, Paired, Row, Side, paired},
        parting::{Parting, partings},
        worlds::{Worlds, outcome},
    },
    output::manifest::NOT_A_FORECAST,
    study::{Statistic, Study},
};
use clap::Args;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "Examples:
  escalade compare results/after-kidal-001 base accord             what the accord changes
  escalade compare results/after-kidal-001 no-drones accord        one what-if against another
  escalade compare results/after-kidal-001 no-drones accord --of kidal_kept
  escalade compare results/mine-001 results/mine-002               the bases of two results, with the same seed
  escalade compare results/mine-001 base results/mine-002 accord   any variant of either

The difference is B minus A, over the same worlds. `over assumptions` and `sampling` are the ranges that `run --help` explains.";

/// Lines of `weekly.csv` that are told.
const LINES: usize = 6;
/// A difference is told apart below this.
const LEVEL: f64 = 0.05;
/// Names that are longer have a line of their own.
const LONG: usize = 25;

/// What `compare` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompareArgs {
    /// DIR A B: two variants of one result; DIR OTHER: the bases of two; DIR A OTHER B: a variant of either.
    #[arg(value_name = "DIR|VARIANT", num_args = 2..=4, required = true)]
    which: Vec<PathBuf>,
    /// The outcome of which to tell everything; without it, all of them in short.
    #[arg(long, value_name = "OUTCOME")]
    of: Option<String>,
    /// Write every number as CSV, in place of an earlier table of this command.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

/// Compares.
///
/// # Errors
/// What is wrong with a folder; an unknown variant or outcome; results of which the worlds are not the same.
pub fn compare(args: &CompareArgs) -> Result<(), Problem> {
    args.csv.iter().try_for_each(|out| save::may_be::<Compared>(out))?;
    let name = |path: &Path| path.to_string_lossy().into_owned();
    let base = || "base".to_owned();
    let (first, other, names) = match args.which.as_slice() {
        [first, other] => (first, Some(other), (base(), base())),
        [first, a, b] => (first, None, (name(a), name(b))),
        [first, a, other, b] => (first, Some(other), (name(a), name(b))),
        _ => return Err(Problem::Other("name a folder and two variants, or two folders".to_owned())),
    };
    let worlds = Worlds::open(first)?;
    let others = other.map(|dir| Worlds::open(dir)).transpose()?;
    let theirs = others.as_ref().unwrap_or(&worlds);
    let a = Side { of: &worlds, variant: worlds.variant(&names.0)? };
    let b = Side { of: theirs, variant: theirs.variant(&names.1)? };
    if others.is_none() && a.variant == b.variant {
        return Err(Problem::Other(format!("{} is compared with itself; name another variant", names.0)));
    }
    let only = args.of.as_ref().map(|id| outcome(&worlds.study, id)).transpose()?;
    let found = paired(a, b, only)?;
    let mut text = heading(a, b, &found);
    text += &match only {
        Some(_) => found.rows.iter().map(|row| one(&worlds.study, row, found.rows.len())).collect::<Vec<_>>().concat(),
        None => all(&worlds.study, &found),
    };
    if only.is_none() {
        text += &weeks(a, b, &found)?;
    }
    if let Some(out) = &args.csv {
        let lines: Vec<Line> = found.rows.iter().map(|row| Line { study: &worlds.study, row }).collect();
        save::table::<Compared>(out, &lines)?;
        let _ = write!(text, "\nAll numbers: {}\n", out.display());
    }
    let _ = write!(text, "\n{NOT_A_FORECAST}\n");
    super::print(&text)
}

/// What is compared, over how many worlds.
fn heading(a: Side, b: Side, found: &Paired) -> String {
    let said = |letter: &str, side: Side| {
        let variant = &side.of.study.variants[side.variant];
        let words = if side.variant == 0 { side.of.study.title.clone() } else { variant.title.clone() };
        let from = if std::ptr::eq(a.of, b.of) { String::new() } else { format!(" in {}", side.of.dir.display()) };
        wrapped(&format!("{letter} {}{from}: {words}", variant.name), "")
    };
    let draws = found.rows.iter().map(|row| row.difference.draws).max().unwrap_or(0);
    let mut text = said("A", a) + &said("B", b);
    let _ = writeln!(
        text,
        "{} of {} in both, seed {}; differences are B minus A, world by world",
        count(found.worlds, "world"),
        count(draws, "draw"),
        a.of.manifest.asked.seed
    );
    if found.excluded > 0 {
        let _ = writeln!(text, "left out, since they failed in one of the two: {}", count(found.excluded, "world"));
    }
    if found.unpaired > 0 {
        let _ = writeln!(text, "left out, since only one of the two has them: {}", count(found.unpaired, "world"));
    }
    text
}

/// The name of a number.
fn name(study: &Study, row: &Row) -> String {
    let id = &study.variants[0].outcomes[row.outcome].id;
    match (row.statistic, row.level.as_str()) {
        (Statistic::RestrictedMean, _) => format!("{id} (weeks)"),
        (Statistic::MeanRank, _) => format!("{id} (place)"),
        (_, "") => id.clone(),
        (_, level) => format!("{id}: {level}"),
    }
}

/// A p value; what is smaller than can be told apart is said to be.
fn p_value(p: Option<f64>) -> String {
    match p {
        None => "-".to_owned(),
        Some(p) if p < 0.001 => "<0.001".to_owned(),
        Some(p) if p < 0.0995 => format!("{p:.3}"),
        Some(p) => format!("{p:.2}"),
    }
}

/// Every number that is told apart, and the names of the others.
fn all(study: &Study, found: &Paired) -> String {
    let tested = found.rows.iter().filter(|row| row.p_holm.is_some()).count();
    let (mut apart, mut alone, mut not, mut still) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in &found.rows {
        match (row.p, row.p_holm) {
            _ if !row.moves() => still.push(name(study, row)),
            (_, Some(p)) if p < LEVEL => apart.push(row),
            (Some(p), _) if p < LEVEL => alone.push(row),
            _ => not.push(name(study, row)),
        }
    }
    let mut text = String::new();
    for (title, rows) in [
        (format!("Told apart, after Holm's correction for {tested} numbers compared"), &apart),
        ("Told apart one by one, but not after that correction".to_owned(), &alone),
    ] {
        if !rows.is_empty() {
            let _ = write!(text, "\n{title}\n{}", table(study, rows));
        }
    }
    for (title, names) in [("Not told apart", not), ("No world differs", still)] {
        if !names.is_empty() {
            text.push('\n');
            text += &wrapped(&format!("{title}: {}", names.join(", ")), "");
        }
    }
    text + &pairing(&apart, &alone)
}

/// Differences with both ranges. A long name has a line of its own; where numbers are so long that lines would be wider than a terminal, all have.
fn table(study: &Study, shown: &[&Row]) -> String {
    let text = lines(study, shown, LONG);
    let is_wide = text.lines().any(|line| line.chars().count() > 80);
    if is_wide { lines(study, shown, 0) } else { text }
}

fn lines(study: &Study, shown: &[&Row], long: usize) -> String {
    let name = |row: &Row| format!("  {}", name(study, row));
    let is_long = |row: &Row| name(row).chars().count() > long;
    let mut rows = vec![["", "difference", "over assumptions", "sampling"].map(str::to_owned).to_vec()];
    for row in shown {
        let style = Style::of(row.statistic, row.difference.interval);
        rows.push(vec![
            if is_long(row) { "    ".to_owned() } else { name(row) },
            style.signed(row.difference.value),
            style.spread(row.difference.spread),
            style.range(row.difference.interval),
        ]);
    }
    let told = aligned(&rows);
    let mut lines = told.lines();
    let mut text = lines.next().map_or_else(String::new, |head| format!("{head}\n"));
    for (row, line) in shown.iter().zip(lines) {
        if is_long(row) {
            text += &(name(row) + "\n");
        }
        text += line;
        text.push('\n');
    }
    text
}

/// What pairing saved of the numbers that are told apart.
fn pairing(apart: &[&Row], alone: &[&Row]) -> String {
    let rows = apart.iter().chain(alone);
    let mut shares: Vec<f64> = rows.filter_map(|row| row.saved).map(|saved| saved.share).collect();
    let mut at = |q| quantile(&mut shares, q).map(|share| format!("{:.0}", share * 100.0));
    let (Some(least), Some(middle), Some(most)) = (at(0.0), at(0.5), at(1.0)) else { return String::new() };
    let words = format!(
        "Pairing saved {least} to {most} % of the variance of these differences, {middle} % in the middle: so much more two ensembles of other worlds would have.",
    );
    format!("\n{}", wrapped(&words, ""))
}

/// Everything of one number.
fn one(study: &Study, row: &Row, tested: usize) -> String {
    let asked = &study.variants[0].outcomes[row.outcome];
    let mut text = format!("\n{}", wrapped(&format!("{}: {}", name(study, row), asked.question), ""));
    let head = [format!("  {}", row.statistic.unit(&asked.unit))];
    let head = head.into_iter().chain(["estimate", "over assumptions", "sampling"].map(str::to_owned));
    let mut rows = vec![head.collect::<Vec<_>>()];
    for (letter, found) in [("A", &row.a), ("B", &row.b), ("B minus A", &row.difference)] {
        let style = Style::of(row.statistic, found.interval);
        let value = if letter.len() > 1 { style.signed(found.value) } else { style.number(found.value) };
        rows.push(vec![format!("  {letter}"), value, style.spread(found.spread), style.range(found.interval)]);
    }
    text += &aligned(&rows);
    if let Some(twice) = row.twice {
        let [both, only_a, only_b, neither] = [twice.both, twice.only_a, twice.only_b, twice.neither].map(thousands);
        let table = [
            ["  worlds", "in B", "not in B"].map(str::to_owned).to_vec(),
            vec!["  in A".to_owned(), both, only_a],
            vec!["  not in A".to_owned(), only_b, neither],
        ];
        text += &aligned(&table);
    } else {
        let _ = writeln!(text, "  worlds up, down: {}, {}", thousands(row.signs.0), thousands(row.signs.1));
    }
    if let Some(saved) = row.saved.filter(|_| row.moves()) {
        let style = Style::of(Statistic::Probability, saved.interval);
        let range = saved.interval.map_or_else(|| "too few draws for an interval".to_owned(), |i| style.range(Some(i)));
        let _ = writeln!(text, "  pairing saved {} of the variance ({range})", style.number(saved.share));
    }
    let _ = match row.p {
        None => writeln!(text, "  p: too few draws"),
        Some(_) if tested > 1 => {
            let (p, holm) = (p_value(row.p), p_value(row.p_holm));
            writeln!(text, "  p {p}; after Holm's correction for {tested} numbers {holm}")
        }
        Some(_) => writeln!(text, "  p {}", p_value(row.p)),
    };
    text
}

/// The weeks in which they part.
fn weeks(a: Side, b: Side, found: &Paired) -> Result<String, Problem> {
    if found.excluded + found.unpaired > 0 {
        let why = "When they part is not told: the weekly lines of the two are not over the same worlds.";
        return Ok(format!("\n{}", wrapped(why, "")));
    }
    let lines = partings(a, b)?;
    let Some(first) = lines.first() else { return Ok("\nNo weekly line differs.\n".to_owned()) };
    let week = |week: u32| format!("{week} ({})", a.of.study.variants[0].case.date(week));
    let mut text = format!("\nThey part in week {}. Lines of weekly.csv that lie farthest apart:\n", week(first.first));
    let mut far: Vec<&Parting> = lines.iter().collect();
    let by = |line: &Parting| line.ranges.unwrap_or(0.0);
    far.sort_by(|x, y| by(y).total_cmp(&by(x)).then_with(|| x.series.cmp(&y.series)));
    let head = ["  mean over worlds, by week", "from", "most in", "A then", "B then"].map(str::to_owned).to_vec();
    let mut rows = vec![head];
    for line in far.into_iter().filter(|line| line.ranges.is_some()).take(LINES) {
        let apart = line.then.1 - line.then.0;
        let style = Style::of(Statistic::Mean, Some((0.0, apart.abs())));
        let series = format!("  {} ({})", line.series, line.unit);
        let numbers = [line.then.0, line.then.1].map(|mean| style.number(mean));
        rows.push([series, line.first.to_string(), line.most.to_string()].into_iter().chain(numbers).collect());
    }
    text += &aligned(&rows);
    Ok(text)
}
