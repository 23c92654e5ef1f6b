//! `escalade run`: plays a scenario and its what-ifs many times and writes the results.

mod progress;
pub(super) mod show;
mod work;

use super::Problem;
use crate::{
    chance::MAX_SEED,
    ensemble::BATCH,
    history::Tables,
    output::{
        Asked, Folder, Keep, Refused,
        asked::KEPT,
        excel::Excel,
        journal::Header,
        parquet,
        shard::Shard,
        until::{Target, Until},
    },
    report::text::Lang,
    scenario::{Request, load},
    seeds::at::At,
    stats,
    study::Study,
};
use clap::Args;
use std::path::{Path, PathBuf};
pub(super) use work::study;
use work::{Ended, Taken, Work};

/// The seed when nobody names one.
const SEED: u64 = 1;
/// Where results go when nobody says.
const RESULTS: &str = "results";
/// Runs after which every scramble of the draws has one draw more.
const ROUND: u64 = stats::ROUND as u64;
/// Most runs: beyond this the numbers of files and the patience of users end.
const MOST_RUNS: u64 = 100_000_000;

const EXAMPLES: &str = "Examples:
  escalade run                                            1,000 worlds of the built-in question
  escalade run --what-if all --runs 200                   every what-if of it, compared world by world
  escalade run road-to-kidal --what-if no-drones --seed 7
  escalade run --set decide.rationality=2..4              another range for a parameter
  escalade run my-case/scenarios/tolmarra/winter-road.toml --tables events,causes --keep-runs 10
  escalade run --until 0.01 --of kidal_kept               as many worlds as that share needs to be good to 1 %
  escalade run --resume results/after-kidal-001           goes on with what was interrupted

Ranges: `over assumptions` is the middle 90 % of what the model expects under different draws of everything that is
uncertain; `within` stands before it where draws differ no more than chance makes them, so that only a limit is known.
`sampling` is the 95 % interval of the number itself, which more runs would narrow.
Simulated, not a forecast.";

/// What `run` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct RunArgs {
    /// Scenario: a built-in one by name, or the path of a .toml file.
    #[arg(default_value = "northern-mali/after-kidal", value_parser = super::name())]
    scenario: String,
    /// Runs of each variant; two share a draw of everything uncertain, and after 32 each of the sixteen scrambles of the draws has one more.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=MOST_RUNS))]
    runs: u64,
    /// Number that fixes chance: the same seed gives the same files.
    #[arg(long, default_value_t = SEED, value_parser = clap::value_parser!(u64).range(0..=MAX_SEED))]
    seed: u64,
    /// Horizon in weeks, instead of the scenario's.
    #[arg(long)]
    weeks: Option<u32>,
    /// What-if to compare with the base (repeatable); `all` for every one.
    #[arg(long = "what-if", value_name = "NAME", value_parser = super::name())]
    what_ifs: Vec<String>,
    /// Set a value: ADDRESS=VALUE, or NAME/ADDRESS=VALUE for one variant (repeatable); a value may be a range lo..hi.
    #[arg(long = "set", value_name = "ADDRESS=VALUE")]
    sets: Vec<String>,
    /// Tables of single runs: all, none, or a list of actors, places, ties, agreements, events, causes,
    /// operations, orders; and draws, so that draws.csv has the draws of all runs and not of the first 10,000 only.
    #[arg(long, value_name = "LIST", default_value = "none", value_parser = Tables::parse)]
    tables: Tables,
    /// How many runs have rows in those tables: a number, or all.
    #[arg(long, value_name = "N", requires = "tables", default_value_t = Kept(KEPT), value_parser = Kept::parse)]
    keep_runs: Kept,
    /// Which runs these are: picked (typical, extreme and random ones, chosen when all are known; kept.csv says why), or first
    /// (a sample that nobody chose: take it to count in these tables).
    #[arg(long, value_name = "WHICH", requires = "tables", default_value = "picked", value_parser = keep)]
    keep: Keep,
    /// Pack the tables of single runs: .csv.gz instead of .csv.
    #[arg(long, requires = "tables")]
    gzip: bool,
    /// Copies of all tables as Parquet, in the folder parquet (only where the program was built with the feature parquet).
    #[arg(long)]
    parquet: bool,
    /// Copies of the tables for Excel, in the folder excel: comma (Excel in English) or semicolon (in French and most others).
    #[arg(long, value_name = "SEPARATOR", num_args = 0..=1, require_equals = true, default_missing_value = "comma", value_parser = Excel::parse)]
    excel: Option<Excel>,
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
    /// Add worlds until half the 95 % interval of an outcome is this narrow (0.01: one percentage point), instead of --runs.
    #[arg(long, value_name = "HALF-WIDTH", value_parser = half_width, conflicts_with_all = ["runs", "shard"])]
    until: Option<f64>,
    /// The outcome that --until and the progress bar look at: OUTCOME, or WHAT-IF/OUTCOME for its difference from the base; by
    /// default the first yes-or-no outcome.
    #[arg(long, value_name = "OUTCOME")]
    of: Option<String>,
    /// Where --until gives up, rounded down to whole rounds of 32 runs.
    #[arg(long, value_name = "N", requires = "until", conflicts_with_all = ["runs", "shard"], default_value_t = 100_000,
        value_parser = clap::value_parser!(u64).range(ROUND..=MOST_RUNS))]
    max_runs: u64,
    /// Run the I-th of N contiguous parts only, such as 2/4; `escalade merge` joins parts that ran on several machines.
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// Go on with the folder of this name, which was interrupted or cut off. Everything was said when it began: no other
    /// option but --threads, --report with its --lang, and --quiet goes with it.
    #[arg(long, value_name = "DIR", conflicts_with_all = [
        "scenario", "runs", "seed", "weeks", "what_ifs", "sets", "tables", "keep_runs", "keep", "gzip", "parquet", "excel", "decisions", "out", "force", "until",
        "of", "max_runs", "shard",
    ])]
    resume: Option<PathBuf>,
    /// Write the page that `escalade report` makes, too, beside the folder.
    #[arg(long, conflicts_with = "shard")]
    report: bool,
    /// Language of that page: en or fr.
    #[arg(long, value_name = "LANG", requires = "report", conflicts_with = "shard", default_value = "en", value_parser = Lang::parse)]
    lang: Lang,
    /// Print nothing but errors.
    #[arg(long, short)]
    quiet: bool,
}

/// How many runs keep tables.
#[derive(Clone, Copy, Debug)]
struct Kept(u64);

/// Which runs keep tables.
fn keep(text: &str) -> Result<Keep, String> {
    match text {
        "first" => Ok(Keep::First),
        "picked" => Ok(Keep::Picked),
        _ => Err("first or picked".to_owned()),
    }
}

impl Kept {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self(u64::MAX)),
            number => match number.parse() {
                Ok(0) | Err(_) => Err("a whole number above zero, or `all`".to_owned()),
                Ok(runs) => Ok(Self(runs)),
            },
        }
    }
}

impl std::fmt::Display for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Runs a scenario, or goes on with what was cut off.
///
/// # Errors
/// Faults in the input, results that cannot be written, or an interruption.
#[allow(clippy::needless_pass_by_value, reason = "the command line hands over what it has read")]
pub fn run(args: RunArgs) -> Result<(), Problem> {
    let may_report = |path: &Path| {
        if args.report { super::report::may_replace(&super::report::beside(path)) } else { Ok(()) }
    };
    let work = match &args.resume {
        Some(path) => match Work::resume(path)? {
            Taken::Up(work) => *work,
            Taken::Whole(folder) => {
                may_report(folder.path())?;
                let path = folder.keep(false)?;
                let said = format!("{} was whole but for its name, and has it now\n", path.display());
                return tell(&args, said, Some(&path));
            }
        },
        None => begin(&args)?,
    };
    may_report(work.path())?;
    let (study, ended) = work.finish(args.threads, args.quiet)?;
    match &ended {
        Ended::Whole(found, path) => tell(&args, show::results(&study, found, path), Some(path)),
        Ended::Part(shard, path) => tell(&args, show::part(*shard, path), None),
    }
}

/// Says what came of it, once the report on the folder of a whole result is written, where one is wanted.
fn tell(args: &RunArgs, mut said: String, whole: Option<&Path>) -> Result<(), Problem> {
    if let Some(path) = whole.filter(|_| args.report) {
        said.push_str("Report: ");
        said.push_str(&super::report::page(path, args.lang, args.threads)?.display().to_string());
        said.push('\n');
    }
    if args.quiet { Ok(()) } else { super::print(&said) }
}

fn begin(args: &RunArgs) -> Result<Work, Problem> {
    if parquet::check(args.parquet).is_err() {
        return Err(vec![At::whole("--parquet").fault("", "this program was built without it", parquet::HOW)].into());
    }
    let request = Request {
        what_ifs: args.what_ifs.clone(),
        sets: args.sets.clone(),
        weeks: args.weeks,
        decisions: args.decisions.clone(),
    };
    let study = load(&args.scenario, &request)?;
    if let Some(note) = super::check::own(&args.scenario, &study).filter(|_| !args.quiet) {
        eprintln!("note: {note}");
    }
    if args.until.is_some() && study.variants[0].outcomes.is_empty() {
        let help = "give it an outcome, or say how many worlds with --runs";
        return Err(vec![At::whole("--until").fault("", "the scenario has no outcome to look at", help)].into());
    }
    let target = Target::find(&study, args.of.as_deref()).map_err(|fault| vec![fault])?;
    let header = Header::new(&study, asked(args, &study, target), args.shard, args.force);
    let most = Shard::most(header.asked.runs);
    if args.shard.is_some_and(|shard| shard.of > most) {
        let runs = header.asked.runs;
        let how = if most > 1 { format!("can be cut into {most} parts at most") } else { "cannot be cut".to_owned() };
        return Err(Problem::Other(format!("{runs} runs {how}: parts are whole batches of {BATCH}")));
    }
    let folder = match &args.out {
        Some(path) => Folder::begin(path, args.force)?,
        None => Folder::next(Path::new(RESULTS), study.name.rsplit('/').next().unwrap_or("run"))?,
    };
    Ok(Work::begin(study, header, folder, target))
}

/// Half the width of an interval: above zero.
fn half_width(text: &str) -> Result<f64, String> {
    let width: Option<f64> = text.parse().ok();
    width.filter(|w| w.is_finite() && *w > 0.0).ok_or_else(|| "a number above zero, such as 0.01".to_owned())
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::Other(refused.to_string())
    }
}

/// What was asked, apart from what cannot change a result.
fn asked(args: &RunArgs, study: &Study, target: Target) -> Asked {
    let own = |name: &String| Path::new(name).extension().is_some_and(|end| end == "toml");
    let own_file = own(&args.scenario) || args.what_ifs.iter().any(own);
    // Files of the user's own may be gone by the time; what they said lies in `inputs/`, laid out to be run again.
    let scenario = match study.name.split_once('/') {
        Some((case, base)) if own_file => format!("inputs/scenarios/{case}/{base}.toml"),
        _ => study.name.clone(),
    };
    let all = args.what_ifs.iter().any(|name| name == "all");
    let names = study.variants.iter().skip(1).map(|variant| variant.name.clone());
    let max_runs = args.max_runs - args.max_runs % ROUND;
    let until = |half_width| Until { half_width, of: target.name(study), max_runs };
    let runs = if args.until.is_some() { max_runs } else { args.runs };
    Asked {
        scenario,
        seed: args.seed,
        runs,
        until: args.until.map(until),
        weeks: args.weeks,
        what_ifs: if all && args.what_ifs.len() == 1 { args.what_ifs.clone() } else { names.collect() },
        sets: args.sets.clone(),
        decisions: args.decisions.as_ref().map(|_| "inputs/decisions.csv".to_owned()),
        tables: args.tables,
        kept: if args.tables.any() { args.keep_runs.0.min(runs) } else { 0 },
        // Where all are kept there is nothing to pick.
        keep: if args.tables.any() && args.keep_runs.0 < runs { args.keep } else { Keep::First },
        parquet: args.parquet,
        excel: args.excel,
        gzip: args.gzip && args.tables.any(),
    }
}
