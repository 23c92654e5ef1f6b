//! `escalade report`: one file that people read, from a folder of results.

use super::Problem;
use crate::report::{self, html, text::Lang};
use clap::Args;
use std::{fs, path::PathBuf};

const EXAMPLES: &str = "Examples:
  escalade report results/after-kidal-001                   writes results/after-kidal-001.html
  escalade report results/after-kidal-001 --out aide.html
  escalade report results/after-kidal-001 --lang fr

The page needs no network and no other file. The same folder gives the same bytes.";

/// What `report` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReportArgs {
    /// Folder of results, as `run` writes it.
    dir: PathBuf,
    /// File to write; by default beside the folder, under its name.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Language of the labels.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

/// Writes the report.
///
/// # Errors
/// What is wrong with the folder, or a file that cannot be written.
pub fn report(args: &ReportArgs) -> Result<(), Problem> {
    let document = report::report(&args.dir, args.lang)?;
    let out = args.out.clone().unwrap_or_else(|| beside(&args.dir));
    fs::write(&out, html::page(&document, args.lang))
        .map_err(|error| Problem::Other(format!("cannot write {}: {error}", out.display())))?;
    super::print(&format!("{}\n", out.display()))
}

/// The file beside a folder, under its name.
fn beside(dir: &std::path::Path) -> PathBuf {
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let name = whole.file_name().map_or_else(|| "report".into(), |n| n.to_string_lossy().into_owned());
    dir.parent()
        .filter(|p| !p.as_os_str().is_empty())
        .map_or_else(PathBuf::new, PathBuf::from)
        .join(format!("{name}.html"))
}
