//! `escalade verify`: is a result what it was when it was written, and does it come out the same again?

use super::Problem;
use crate::again::verify::{SAMPLE, Verified, Which, verify_watched};
use clap::Args;
use indicatif::ProgressBar;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  escalade verify results/after-kidal-001             every hash, and 16 worlds played again
  escalade verify results/after-kidal-001 --all       every world, and everything counted from them

Worlds are made from manifest.json and inputs/ alone. A sample is the first world, the last, and others between them at equal
steps, in every variant; their rows of runs.csv, draws.csv and the tables are compared. --all makes every file again, the manifest
included, and compares it byte by byte without writing anything.
Exit codes: 0 as it was written, 1 something differs (the first difference of each file is named), 2 no result of this version.";

/// What `verify` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct VerifyArgs {
    /// Folder of results.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Play every world again, and compare every file.
    #[arg(long)]
    all: bool,
    /// How many worlds to play again.
    #[arg(long, value_name = "N", default_value_t = SAMPLE, conflicts_with = "all", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    worlds: u64,
    /// Worker threads for --all; 0 for as many as the machine has.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Print nothing but errors.
    #[arg(long, short)]
    quiet: bool,
}

/// Verifies a result.
///
/// # Errors
/// Whatever differs, or no result of this version.
pub fn verify(args: &VerifyArgs) -> Result<(), Problem> {
    let which = if args.all { Which::All } else { Which::Sample(args.worlds) };
    let bar = if args.quiet { ProgressBar::hidden() } else { ProgressBar::new(0).with_message("verifying worlds") };
    let found = verify_watched(&args.dir, which, args.threads, &mut |done, of| {
        bar.set_length(of);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let found = found?;
    if !found.findings.is_empty() {
        let findings = found.findings.join("\n  ");
        let dir = args.dir.display();
        return Err(Problem::Other(format!(
            "{dir} is not what it was when it was written\n  {findings}{}",
            advice(args, &found)
        )));
    }
    if args.quiet { Ok(()) } else { super::print(&good(args, &found)) }
}

/// What else could be asked, where a sample cannot say where a table differs.
fn advice(args: &VerifyArgs, found: &Verified) -> &'static str {
    let placed = |finding: &String| finding.contains("line ");
    if args.all || found.findings.iter().any(placed) {
        ""
    } else {
        "\n--all plays every world again and says where a table differs"
    }
}

fn good(args: &VerifyArgs, found: &Verified) -> String {
    let variants = match found.variants {
        1 => String::new(),
        n => format!(", in {n} variants each"),
    };
    let same = if args.all { "every file is the same, byte for byte" } else { "their rows are the same" };
    let open = if args.all {
        ""
    } else {
        "  not looked at without --all: the other worlds, and what was counted from all of them\n"
    };
    let never =
        "  not to be seen by anybody: whether inputs/ was written anew, and the whole result made again from it\n";
    format!(
        "{}: as it was written\n  {} files have the length and the SHA-256 of manifest.json; none is missing, none is there beside them\n  \
         {} of {} worlds{variants} played again from inputs/ alone: {same}\n{open}{never}",
        args.dir.display(),
        found.files,
        found.worlds,
        found.of,
    )
}
