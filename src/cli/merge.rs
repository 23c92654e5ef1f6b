//! `escalade merge`: joins the parts of an ensemble that ran on several machines.

use super::{
    Problem,
    run::{show, study},
};
use crate::output::{
    Folder, parquet,
    parts::{Part, in_order, join},
    shelf::Deed,
};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  escalade run --runs 100000 --shard 1/2 --out first      on one machine
  escalade run --runs 100000 --shard 2/2 --out second     on another, with the same version
  escalade merge first second --out results/together      the files that one machine would have written

Parts must be whole, of one question and one seed, made from the same files, and all there.";

/// What `merge` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct MergeArgs {
    /// Folders of the parts, in any order.
    #[arg(value_name = "DIR", required = true)]
    parts: Vec<PathBuf>,
    /// Folder of the whole.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Replace the folder if it holds results of ours, once the new ones are whole.
    #[arg(long)]
    force: bool,
    /// Print nothing but errors.
    #[arg(long, short)]
    quiet: bool,
}

/// Joins parts.
///
/// # Errors
/// Parts that do not fit, or results that cannot be written.
pub fn merge(args: &MergeArgs) -> Result<(), Problem> {
    let parts = args.parts.iter().map(|dir| Part::open(dir)).collect::<Result<Vec<_>, _>>()?;
    let parts = in_order(parts)?;
    let header = parts[0].header().clone();
    parquet::check(header.asked.parquet)?;
    let study = study(&header, parts[0].dir(), Deed::Merge)?;
    let same = |part: &PathBuf| part.canonicalize().ok().is_some_and(|part| args.out.canonicalize().ok() == Some(part));
    if let Some(part) = args.parts.iter().find(|part| same(part)) {
        return Err(Deed::Write.refused(part.display(), "it is one of the parts; choose another --out").into());
    }
    let folder = Folder::begin(&args.out, args.force)?;
    let results = join(parts, &study, &header.asked, folder.shelf())?;
    let (_, found) = results.finish()?;
    let path = folder.keep(false)?;
    if args.quiet { Ok(()) } else { super::print(&show::results(&study, &found, &path)) }
}
