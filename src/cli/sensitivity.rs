//! `escalade sensitivity`: on which uncertain numbers an outcome hangs, from the worlds of a result.

use super::{
    Problem,
    numbers::{aligned, count, thousands, wrapped},
    save,
};
use crate::{
    experiment::{
        factors::By,
        sensitivity::{Asked, FEWEST, Found, Group, Hangs, Line, MOST, Sensitivity, Told, Untold, sensitivity},
        worlds::{Worlds, outcome},
    },
    fault::{Fault, nearest},
    output::manifest::NOT_A_FORECAST,
    stats::RUNS_PER_DRAW,
    study::{Answer, Kind},
};
use clap::Args;
use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

const EXAMPLES: &str = "Examples:
  escalade sensitivity results/after-kidal-001 --of kidal_held
  escalade sensitivity results/after-kidal-001 --of kidal_state --level rebel_held
  escalade sensitivity results/after-kidal-001 --of deaths_total --variant no-drones --csv hangs-on.csv

index            the share of the variance between draws that a number tells alone (first-order index, by bins)
rank correlation from -1 to 1 (Spearman): whether the outcome goes up or down with the number
regression       the same with the others that stand out held fixed (standardised rank regression coefficient)
In brackets 95 % intervals, by the bootstrap over blocks of draws. What stays within what outcomes show that are dealt out to the draws
anew cannot be told from a dummy.";

/// Numbers that are told one by one.
const SHOWN: usize = 12;
/// Those after them that are named.
const NEXT: usize = 5;

/// What `sensitivity` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SensitivityArgs {
    /// Folder of results.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The outcome of which to tell.
    #[arg(long, value_name = "OUTCOME")]
    of: String,
    /// Of a category, the level whose share is asked for; by default that which most worlds have.
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    /// In the base, or in this what-if.
    #[arg(long, value_name = "NAME", default_value = "base")]
    variant: String,
    /// Write every number and group as CSV, in place of an earlier table of this command.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

/// Tells on what an outcome hangs.
///
/// # Errors
/// What is wrong with the folder; an unknown outcome, level or variant.
pub fn tell(args: &SensitivityArgs) -> Result<(), Problem> {
    args.csv.iter().try_for_each(|out| save::may_be::<Hangs>(out))?;
    let worlds = Worlds::open(&args.dir)?;
    let (outcome, variant) = (outcome(&worlds.study, &args.of)?, worlds.variant(&args.variant)?);
    let asked = &worlds.study.variants[variant].outcomes[outcome];
    let level = level(&worlds, (variant, outcome), args.level.as_deref())?;
    let statistic = asked.kind.home().reading().statistic();
    let found = sensitivity(&worlds, &Asked { variant, outcome, statistic, level: &level })?;
    let mut text = wrapped(&format!("{}: {}", asked.id, asked.question), "");
    let what = if level.is_empty() { String::new() } else { format!("{level}, ") };
    let _ = write!(text, "{what}{}, in {}; ", statistic.unit(&asked.unit), args.variant);
    match &found {
        Err(untold) => text += &untold_words(untold, &worlds),
        Ok(found) => {
            text += &told(found);
            if let Some(out) = &args.csv {
                let lines = found.found.iter().map(Line::One).chain(found.groups.iter().map(Line::Group));
                save::table::<Hangs>(out, &lines.collect::<Vec<_>>())?;
                let _ = write!(text, "\nAll numbers: {}\n", out.display());
            }
        }
    }
    let _ = write!(text, "\n{NOT_A_FORECAST}\n");
    super::print(&text)
}

/// The level that is asked for: of a category the one that is named, else the one that most worlds have (of equals the first by name).
fn level(worlds: &Worlds, (variant, outcome): (usize, usize), named: Option<&str>) -> Result<String, Problem> {
    let wrong = |message: &str, help: String| {
        let found = named.unwrap_or_default().to_owned();
        vec![Fault { file: "--level".to_owned(), line: 0, span: 0..0, found, message: message.to_owned(), help }]
    };
    if worlds.study.variants[variant].outcomes[outcome].kind != Kind::Category {
        let help = "only outcomes of kind category have some".to_owned();
        return named.map_or_else(|| Ok(String::new()), |_| Err(wrong("the outcome has no levels", help).into()));
    }
    let mut worlds_of = BTreeMap::<String, u64>::new();
    worlds.each(variant, |ran| {
        if let Some(Answer::Category(level)) = ran.answers.get(outcome) {
            *worlds_of.entry(level.clone()).or_default() += 1;
        }
    })?;
    let most = || worlds_of.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(level, _)| level.clone());
    match named {
        None => Ok(most().unwrap_or_default()),
        Some(named) if worlds_of.contains_key(named) => Ok(named.to_owned()),
        Some(named) => {
            let help = nearest(named, worlds_of.keys().map(String::as_str));
            Err(wrong("no world has this level", help).into())
        }
    }
}

/// Why nothing is told.
fn untold_words(untold: &Untold, worlds: &Worlds) -> String {
    let runs = count(worlds.manifest.asked.runs, "world");
    let why = match untold {
        Untold::Few(draws) => {
            let (draws, fewest) = (count(*draws as u64, "draw"), thousands((FEWEST * RUNS_PER_DRAW) as u64));
            format!(
                "Too few draws to tell: {draws} with an answer, and at least {FEWEST} are wanted, of {fewest} runs."
            )
        }
        Untold::Alike => "Nothing to tell: no draw differs from another.".to_owned(),
        Untold::Fixed => "Nothing to tell: nothing uncertain varies in enough draws.".to_owned(),
    };
    format!("{runs}\n\n{}", wrapped(&why, ""))
}

/// A share in per cent.
fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

fn share(told: Option<Told>) -> String {
    told.map_or_else(
        || "-".to_owned(),
        |told| {
            let (low, high) = told.interval;
            format!("{} % ({} to {})", percent(told.value), percent(low), percent(high))
        },
    )
}

fn coefficient(told: Option<Told>) -> String {
    told.map_or_else(
        || "-".to_owned(),
        |told| {
            let (low, high) = told.interval;
            format!("{:+.2} ({low:+.2} to {high:+.2})", told.value)
        },
    )
}

/// Everything that is told.
fn told(found: &Sensitivity) -> String {
    let mut text = format!("{} of {}\n", count(found.runs, "world"), count(found.draws as u64, "draw"));
    if found.draws == MOST {
        let _ = writeln!(text, "These are the first {} draws; more are not looked at.", thousands(MOST as u64));
    }
    text += &match found.chance {
        None => wrapped("With one run a draw chance and assumptions cannot be told apart.", ""),
        Some(chance) => wrapped(
            &format!(
                "Chance makes up about {} % of the variance between draws, of which the index is a share; the numbers share the rest.",
                percent(chance)
            ),
            "",
        ),
    };
    let standing: Vec<&Found> = found.found.iter().filter(|found| found.stands_out).collect();
    let all = count(found.found.len() as u64, "number");
    if standing.is_empty() {
        let _ = write!(text, "\n{}", wrapped(&format!("None of {all} that vary can be told from a dummy."), ""));
    } else {
        let _ = write!(text, "\n{} of {all} that vary can be told from a dummy:\n", thousands(standing.len() as u64));
        text += &numbers(&standing[..standing.len().min(SHOWN)]);
        if let Some(told) = found.told {
            let words = format!(
                "A regression on the ranks of {} tells {} % of the variance of its ranks (R²).",
                count(found.found.iter().filter(|found| found.coefficient.is_some()).count() as u64, "number"),
                percent(told)
            );
            text += &wrapped(&words, "");
        }
        let more: Vec<&str> = standing.iter().skip(SHOWN).map(|found| found.address.as_str()).collect();
        if !more.is_empty() {
            text += &wrapped(&format!("and {} more: {}", more.len(), more.join(", ")), "");
        }
    }
    let next: Vec<&str> =
        found.found.iter().filter(|found| !found.stands_out).take(NEXT).map(|found| found.address.as_str()).collect();
    if !next.is_empty() {
        let words = format!("Nearest to it of those that cannot: {}", next.join(", "));
        let _ = write!(text, "\n{}", wrapped(&words, ""));
    }
    text + &grouped(&found.groups)
}

/// Numbers one by one: a line for the name, one for what is told.
fn numbers(shown: &[&Found]) -> String {
    let mut rows = vec![["", "index", "rank correlation", "regression"].map(str::to_owned).to_vec()];
    let cells = |found: &&Found| {
        vec![String::new(), share(found.index), coefficient(found.correlation), coefficient(found.coefficient)]
    };
    rows.extend(shown.iter().map(cells));
    let told = aligned(&rows);
    let mut lines = told.lines();
    let mut text = lines.next().map_or_else(String::new, |head| format!("    {head}\n"));
    for (found, line) in shown.iter().zip(lines) {
        let higher = found.higher.as_ref().map_or_else(String::new, |claim| format!(" (+: {claim})"));
        let _ = write!(text, "  {}{higher}\n    {line}\n", found.address);
    }
    text
}

/// Groups that stand out, kind by kind.
fn grouped(groups: &[Group]) -> String {
    let mut text = String::new();
    for (by, title) in [
        (By::Part, "By mechanism, or table of the seeds"),
        (By::Actor, "By actor, numbers of the seeds"),
        (By::Claim, "By claim that numbers rest on"),
    ] {
        let own: Vec<&Group> = groups.iter().filter(|group| group.by == by).collect();
        let standing: Vec<&&Group> = own.iter().filter(|group| group.stands_out).take(SHOWN).collect();
        if own.is_empty() {
            continue;
        }
        if standing.is_empty() {
            let _ = write!(text, "\n{title}: none of {} can be told from dummies.\n", count(own.len() as u64, "group"));
            continue;
        }
        let mut rows = vec![[title, "numbers", "sum of indices"].map(str::to_owned).to_vec()];
        for group in standing {
            rows.push(vec![format!("  {}", group.name), thousands(group.size as u64), share(Some(group.index))]);
        }
        let _ = write!(text, "\n{}", aligned(&rows));
    }
    text
}
