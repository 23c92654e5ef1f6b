//! `escalade run`: plays a scenario and its what-ifs many times and writes the results.

mod show;

use super::Problem;
use crate::{
    chance::MAX_SEED,
    ensemble::{self, Observer},
    history::{History, Survey, Tables},
    output::{Asked, Folder, Refused, Results, manifest::KEPT},
    scenario::{Request, load},
    study::Study,
};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};

/// The seed when nobody names one.
const SEED: u64 = 1;
/// Where results go when nobody says.
const RESULTS: &str = "results";
/// Most runs: beyond this the numbers of files and the patience of users end.
const MOST_RUNS: u64 = 100_000_000;

const EXAMPLES: &str = "Examples:
  escalade run                                            1,000 worlds of the built-in question
  escalade run --what-if all --runs 200                   every what-if of it, compared world by world
  escalade run road-to-kidal --what-if no-drones --seed 7
  escalade run --set decide.rationality=2..4              another range for a parameter
  escalade run my-case/scenarios/my-case/winter-road.toml --tables events,causes --keep-runs 10

Ranges: `over assumptions` is the middle 90 % of what the model expects under different draws of everything that is
uncertain; `sampling` is the 95 % interval of the number itself, which more runs would narrow.
Simulated, not a forecast.";

/// What `run` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RunArgs {
    /// Scenario: a built-in one by name, or the path of a .toml file.
    #[arg(default_value = "northern-mali/after-kidal")]
    scenario: String,
    /// Runs of each variant; eight runs share a draw of everything uncertain.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=MOST_RUNS))]
    runs: u64,
    /// Number that fixes chance: the same seed gives the same files.
    #[arg(long, default_value_t = SEED, value_parser = clap::value_parser!(u64).range(0..=MAX_SEED))]
    seed: u64,
    /// Horizon in weeks, instead of the scenario's.
    #[arg(long)]
    weeks: Option<u32>,
    /// What-if to compare with the base (repeatable); `all` for every one.
    #[arg(long = "what-if", value_name = "NAME")]
    what_ifs: Vec<String>,
    /// Set a value: ADDRESS=VALUE, or NAME/ADDRESS=VALUE for one variant (repeatable); a value may be a range lo..hi.
    #[arg(long = "set", value_name = "ADDRESS=VALUE")]
    sets: Vec<String>,
    /// Tables of single runs: all, none, or a list of actors, places, ties, agreements, events, causes.
    #[arg(long, value_name = "LIST", default_value = "none", value_parser = Tables::parse)]
    tables: Tables,
    /// How many runs, from the first, have rows in those tables: a number, or all.
    #[arg(long, value_name = "N", default_value_t = Kept(KEPT), value_parser = Kept::parse)]
    keep_runs: Kept,
    /// File of choices of people who play actors (actor, week, action, target).
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Worker threads; 0 for as many as the machine has. They change nothing but the time.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Folder of the results; by default the next free results/SCENARIO-NNN.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the folder if it holds results of ours, once the new ones are whole.
    #[arg(long, requires = "out")]
    force: bool,
    /// Write the page that `escalade report` makes, too, beside the folder.
    #[arg(long)]
    report: bool,
    /// Print nothing but errors.
    #[arg(long, short)]
    quiet: bool,
}

/// How many runs keep tables.
#[derive(Clone, Copy, Debug)]
struct Kept(u64);

impl Kept {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self(u64::MAX)),
            "none" => Ok(Self(0)),
            number => number.parse().map(Self).map_err(|_| "a whole number, or `all`".to_owned()),
        }
    }
}

impl std::fmt::Display for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Runs a scenario.
///
/// # Errors
/// Faults in the input, or results that cannot be written.
#[allow(clippy::needless_pass_by_value, reason = "the command line hands over what it has read")]
pub fn run(args: RunArgs) -> Result<(), Problem> {
    let request = Request {
        what_ifs: args.what_ifs.clone(),
        sets: args.sets.clone(),
        weeks: args.weeks,
        decisions: args.decisions.clone(),
    };
    let study = load(&args.scenario, &request)?;
    let asked = asked(&args, &study);
    let folder = match &args.out {
        Some(path) => Folder::begin(path, args.force)?,
        None => Folder::next(Path::new(RESULTS), study.name.rsplit('/').next().unwrap_or("run"))?,
    };
    let survey = Survey::new(&study);
    let bar = progress(&args, asked.runs * study.variants.len() as u64);
    let results = Results::new(&study, &survey, &asked, folder.shelf())?;
    let mut shown = Shown { results, bar };
    ensemble::play(&study, &survey, &asked.plan(args.threads), &mut shown)
        .map_err(|stopped| Problem::Other(stopped.to_string()))?;
    let Shown { results, bar } = shown;
    let (_, found) = results.finish()?;
    let path = folder.keep()?;
    bar.finish_and_clear();
    let page = if args.report { Some(super::report::page(&path)?) } else { None };
    if args.quiet {
        return Ok(());
    }
    let said = page.map_or_else(String::new, |page| format!("Report: {}\n", page.display()));
    super::print(&(show::results(&study, &asked, &found, &path) + &said))
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::Other(refused.to_string())
    }
}

/// What was asked, apart from what cannot change a result.
fn asked(args: &RunArgs, study: &Study) -> Asked {
    let own = |name: &String| Path::new(name).extension().is_some_and(|end| end == "toml");
    let own_file = own(&args.scenario) || args.what_ifs.iter().any(own);
    // Files of the user's own may be gone by the time; what they said lies in `inputs/`, laid out to be run again.
    let scenario = match study.name.split_once('/') {
        Some((case, base)) if own_file => format!("inputs/scenarios/{case}/{base}.toml"),
        _ => study.name.clone(),
    };
    let all = args.what_ifs.iter().any(|name| name == "all");
    let names = study.variants.iter().skip(1).map(|variant| variant.name.clone());
    Asked {
        scenario,
        seed: args.seed,
        runs: args.runs,
        weeks: args.weeks,
        what_ifs: if all && args.what_ifs.len() == 1 { args.what_ifs.clone() } else { names.collect() },
        sets: args.sets.clone(),
        decisions: args.decisions.as_ref().map(|_| "inputs/decisions.csv".to_owned()),
        tables: args.tables,
        kept: if args.tables.any() { args.keep_runs.0.min(args.runs) } else { 0 },
    }
}

/// A progress bar with its rate; nothing where standard error is no terminal.
fn progress(args: &RunArgs, runs: u64) -> ProgressBar {
    let bar = if args.quiet { ProgressBar::hidden() } else { ProgressBar::new(runs) };
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} runs  {per_sec}  {eta} left");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

/// Results with a progress bar beside them.
struct Shown<R> {
    results: R,
    bar: ProgressBar,
}

impl<R: Observer> Observer for Shown<R> {
    type Error = R::Error;

    fn take(&mut self, history: History) -> Result<(), R::Error> {
        self.bar.inc(1);
        self.results.take(history)
    }

    fn batch(&mut self, runs: u64) -> Result<(), R::Error> {
        self.results.batch(runs)
    }
}
