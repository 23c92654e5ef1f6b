//! `escalade run`: plays a scenario and its what-ifs many times and writes the results.

mod progress;
pub(super) mod show;
mod work;

use super::Problem;
use crate::{
    ensemble::BATCH,
    output::{
        Asked, Folder, Keep, Refused,
        asked::MOST_RUNS,
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

/// Where results go when nobody says.
const RESULTS: &str = "results";
/// Runs after which every scramble of the draws has one draw more.
const ROUND: u64 = stats::ROUND as u64;

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
    #[command(flatten)]
    asked: Asked,
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
        "scenario", "runs", "seed", "weeks", "what_ifs", "sets", "tables", "kept", "keep", "gzip", "parquet", "excel", "decisions", "out", "force", "until",
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

/// Runs a scenario, or goes on with what was cut off.
///
/// # Errors
/// Faults in the input, results that cannot be written, or an interruption.
pub fn run(args: &RunArgs) -> Result<(), Problem> {
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
                return tell(args, said, Some(&path));
            }
        },
        None => begin(args)?,
    };
    may_report(work.path())?;
    let (study, ended) = work.finish(args.threads, args.quiet)?;
    match &ended {
        Ended::Whole(found, path) => tell(args, show::results(&study, found, path), Some(path)),
        Ended::Part(shard, path) => tell(args, show::part(*shard, path), None),
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
    if parquet::check(args.asked.parquet).is_err() {
        return Err(vec![At::whole("--parquet").fault("", "this program was built without it", parquet::HOW)].into());
    }
    let study = load(&args.scenario, &args.asked.request)?;
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

/// What was asked, as it can be asked again from the results alone.
fn asked(args: &RunArgs, study: &Study, target: Target) -> Asked {
    let (said, request) = (&args.asked, &args.asked.request);
    let own = |name: &String| Path::new(name).extension().is_some_and(|end| end == "toml");
    let own_file = own(&args.scenario) || request.what_ifs.iter().any(own);
    // Files of the user's own may be gone by the time; what they said lies in `inputs/`, laid out to be run again.
    let scenario = match study.name.split_once('/') {
        Some((case, base)) if own_file => format!("inputs/scenarios/{case}/{base}.toml"),
        _ => study.name.clone(),
    };
    let is_all = request.what_ifs == ["all"];
    let names = study.variants.iter().skip(1).map(|variant| variant.name.clone());
    let max_runs = args.max_runs - args.max_runs % ROUND;
    let until = |half_width| Until { half_width, of: target.name(study), max_runs };
    let runs = if args.until.is_some() { max_runs } else { said.runs };
    let has_tables = said.tables.any();
    Asked {
        scenario,
        runs,
        until: args.until.map(until),
        request: Request {
            what_ifs: if is_all { request.what_ifs.clone() } else { names.collect() },
            decisions: request.decisions.as_ref().map(|_| "inputs/decisions.csv".into()),
            ..request.clone()
        },
        kept: if has_tables { said.kept.min(runs) } else { 0 },
        // Where all are kept there is nothing to pick.
        keep: if has_tables && said.kept < runs { said.keep } else { Keep::First },
        gzip: said.gzip && has_tables,
        ..said.clone()
    }
}
