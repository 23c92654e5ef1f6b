//! `escalade replay`: one world of a result, played again with everything kept, and told.

mod operations;
mod tell;

use super::Problem;
use crate::{
    again::{Reopened, reopen, verify},
    ensemble::single,
    fault::{Fault, nearest},
    history::Tables,
    output::{Folder, shelf::Deed, worlds},
};
use clap::Args;
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "Examples:
  escalade replay results/after-kidal-001 --run 17
  escalade replay results/after-kidal-001 --run 17 --variant no-drones
  escalade replay results/after-kidal-001 --run 17 --variant all --out kidal-17

The world is made from manifest.json and inputs/ alone, so it is the one that was counted. The folder gets its row of runs.csv,
that of its draw of draws.csv, and every table: actors, places, ties, agreements, events, causes, operations, orders. A run
that failed is played as far as it came.
Simulated, not a forecast.";

/// What `replay` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReplayArgs {
    /// Folder of results.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Number of the world, as in runs.csv.
    #[arg(long, value_name = "N")]
    run: u64,
    /// Variant: base, or a what-if of the result (repeatable); `all` for every one.
    #[arg(long = "variant", value_name = "NAME", default_value = "base")]
    variants: Vec<String>,
    /// Folder for the tables; by default DIR-run-N, which a later replay of this world replaces.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the folder if it holds results of ours.
    #[arg(long, requires = "out")]
    force: bool,
    /// Print nothing but errors.
    #[arg(long, short)]
    quiet: bool,
}

/// Plays a world again.
///
/// # Errors
/// The folder cannot be read again, has no such world, or the tables cannot be written.
pub fn replay(args: &ReplayArgs) -> Result<(), Problem> {
    let again = reopen(&args.dir)?;
    verify::rely(&again)?;
    let variants = chosen(args, &again)?;
    let same = |out: &Path| out.canonicalize().ok().is_some_and(|out| args.dir.canonicalize().ok() == Some(out));
    if let Some(out) = args.out.as_ref().filter(|out| same(out)) {
        let why = "it is the result that is read; choose another --out";
        return Err(Deed::Write.refused(out.display(), why).into());
    }
    let folder = match &args.out {
        Some(path) => Folder::begin(path, args.force)?,
        None => Folder::begin(&beside(&args.dir, args.run), true)?,
    };
    let (study, asked) = (&again.study, &again.manifest.asked);
    let play = |variant| single::play(study, asked.seed, (args.run, variant), Tables::ALL);
    let histories: Vec<_> = variants.into_iter().map(play).collect();
    worlds::alone(study, asked, args.run, &histories, &mut folder.shelf())?;
    let path = folder.keep(false)?;
    if args.quiet { Ok(()) } else { super::print(&tell::told(study, asked, &histories, &path)) }
}

/// The variants asked for, in the order of the study.
fn chosen(args: &ReplayArgs, again: &Reopened) -> Result<Vec<usize>, Vec<Fault>> {
    let fault = |option: &str, found: &str, message: String, help: String| Fault {
        file: option.to_owned(),
        line: 0,
        span: 0..0,
        found: found.to_owned(),
        message,
        help,
    };
    let (runs, mut faults) = (again.manifest.asked.runs, Vec::new());
    if args.run >= runs {
        let help = format!("its worlds are 0 to {}", runs.saturating_sub(1));
        faults.push(fault("--run", &args.run.to_string(), "the result has no such world".to_owned(), help));
    }
    let names = || again.study.variants.iter().map(|variant| variant.name.as_str());
    for name in args.variants.iter().filter(|name| *name != "all" && !names().any(|known| known == *name)) {
        let help = nearest(name, names().chain(["all"]));
        faults.push(fault("--variant", name, "the result has no such variant".to_owned(), help));
    }
    let wanted = |name: &str| args.variants.iter().any(|asked| asked == "all" || asked == name);
    if faults.is_empty() {
        Ok(names().enumerate().filter(|(_, name)| wanted(name)).map(|(i, _)| i).collect())
    } else {
        Err(faults)
    }
}

/// `DIR-run-N`, beside the result.
fn beside(dir: &Path, run: u64) -> PathBuf {
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    // Not as a text: a name need not be UTF-8.
    let mut name = whole.file_name().map(OsString::from).unwrap_or_default();
    name.push(format!("-run-{run}"));
    let path = whole.with_file_name(name);
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).map(Path::to_owned).unwrap_or(path)
}
