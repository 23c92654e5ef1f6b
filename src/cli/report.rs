//! `escalade report`: one file that people read, from a folder of results.

use super::Problem;
use crate::report::{self, document::Document, html, markdown, text::Lang};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "Examples:
  escalade report results/after-kidal-001                   writes results/after-kidal-001.html
  escalade report results/after-kidal-001 --out aide.html --lang fr
  escalade report results/after-kidal-001 --markdown        the same as Markdown, to paste into a document
  escalade report results/after-kidal-001 --svg slides      every figure as an SVG file

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
    /// Language of the page: en or fr; texts of the case are in French where the case has them.
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = Lang::parse)]
    lang: Lang,
    /// Write Markdown instead of a page; without --out it is printed.
    #[arg(long)]
    markdown: bool,
    /// Write every figure into this folder, as SVG, instead of a page.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["markdown", "out"])]
    svg: Option<PathBuf>,
}

/// Writes the report.
///
/// # Errors
/// What is wrong with the folder, or a file that cannot be written.
pub fn report(args: &ReportArgs) -> Result<(), Problem> {
    let document = report::report(&args.dir, args.lang)?;
    if let Some(folder) = &args.svg {
        return figures(&document, folder);
    }
    let text = if args.markdown { markdown::text(&document) } else { html::page(&document, args.lang) };
    match (&args.out, args.markdown) {
        (None, true) => super::print(&text),
        (Some(out), _) => write(out, &text),
        (None, false) => write(&beside(&args.dir), &text),
    }
}

/// Writes the page of a folder beside it, and says where.
///
/// # Errors
/// As [`report()`].
pub(super) fn page(dir: &Path, lang: Lang) -> Result<PathBuf, Problem> {
    let out = beside(dir);
    put(&out, &html::page(&report::report(dir, lang)?, lang))?;
    Ok(out)
}

fn write(out: &Path, text: &str) -> Result<(), Problem> {
    put(out, text)?;
    super::print(&format!("{}\n", out.display()))
}

fn put(out: &Path, text: &str) -> Result<(), Problem> {
    fs::write(out, text).map_err(|error| Problem::Other(format!("cannot write {}: {error}", out.display())))
}

/// Every figure as a file of its own.
fn figures(document: &Document, folder: &Path) -> Result<(), Problem> {
    fs::create_dir_all(folder)
        .map_err(|error| Problem::Other(format!("cannot write {}: {error}", folder.display())))?;
    let figures = document.figures();
    for figure in &figures {
        let text = figure.drawing.alone(&figure.title, &figure.alt, &document.store);
        put(&folder.join(format!("{}.svg", figure.id)), &text)?;
    }
    super::print(&format!("{} figures in {}\n", figures.len(), folder.display()))
}

/// The file beside a folder, under its name.
fn beside(dir: &Path) -> PathBuf {
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let name = whole.file_name().map_or_else(|| "report".into(), |n| n.to_string_lossy().into_owned());
    let parent = dir.parent().filter(|p| !p.as_os_str().is_empty());
    parent.map_or_else(PathBuf::new, PathBuf::from).join(format!("{name}.html"))
}
