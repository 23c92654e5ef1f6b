//! `escalade report`: one file that people read, from a folder of results.

use super::{
    Problem,
    save::{partial, put},
};
use crate::{
    fault::Fault,
    output::{excel::harmless, folder, shelf::hex},
    report::{
        self,
        document::{Document, Figure},
        html, markdown, seal,
        text::Lang,
    },
    seeds::files,
};
use clap::Args;
use sha2::{Digest, Sha256};
use std::{
    ffi::OsString,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "Examples:
  escalade report results/after-kidal-001                   writes results/after-kidal-001.html
  escalade report results/after-kidal-001 --out aide.html --lang fr
  escalade report results/after-kidal-001 --markdown        the same as Markdown, to paste into a document
  escalade report results/after-kidal-001 --svg slides      every figure as an SVG file
  escalade report results/after-kidal-001 --png slides      the same as PNG pictures, in a build with --features png

The page needs no network and no other file. The same folder gives the same bytes.
A folder for figures has no others than those of this report.
A page or figure that somebody has changed since it was written is not replaced.";

/// The list of the figures in a folder of them.
const LIST: &str = "figures.csv";

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
    /// Write every figure into this folder, as SVG, with figures.csv, which says what each shows; instead of a page.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["markdown", "out"])]
    svg: Option<PathBuf>,
    /// Write every figure into this folder, as PNG, instead of a page; for builds with the feature `png`.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["markdown", "out", "svg"])]
    png: Option<PathBuf>,
    /// Worker threads; 0 for as many as the machine has. They change nothing but the time.
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
}

/// Writes the report.
///
/// # Errors
/// What is wrong with the folder, or a file that cannot be written.
pub fn report(args: &ReportArgs) -> Result<(), Problem> {
    if args.png.is_some() && !cfg!(feature = "png") {
        return Err(Problem::Faults(vec![without_png(args)]));
    }
    let out = match (&args.out, args.markdown) {
        (None, true) => None,
        (Some(out), _) => Some(out.clone()),
        (None, false) => Some(beside(&args.dir)),
    };
    // Before the work, not after it.
    let pictures = args.svg.is_some() || args.png.is_some();
    out.iter().filter(|_| !pictures).try_for_each(|out| may_replace(out))?;
    let document = report::report(&args.dir, args.lang, args.threads)?;
    if let Some(folder) = &args.svg {
        return save(folder, &document, &drawn(&document));
    }
    #[cfg(feature = "png")]
    if let Some(folder) = &args.png {
        return save(folder, &document, &report::png::pictures(&document, args.threads).map_err(Problem::Other)?);
    }
    let text = if args.markdown { markdown::text(&document) } else { html::page(&document, args.lang) };
    let Some(out) = out else { return super::print(&text) };
    replace(&out, &text)?;
    super::print(&format!("{}\n", out.display()))
}

/// Writes the page of a folder beside it, and says where.
///
/// # Errors
/// As [`report()`].
pub(super) fn page(dir: &Path, lang: Lang, threads: usize) -> Result<PathBuf, Problem> {
    let out = beside(dir);
    replace(&out, &html::page(&report::report(dir, lang, threads)?, lang))?;
    Ok(out)
}

/// Writes a file in place of an earlier report.
fn replace(out: &Path, text: &str) -> Result<(), Problem> {
    may_replace(out)?;
    put(out, seal::sealed(text))
}

/// Whether a report may be written here: what else lies there, and what somebody wrote into a report, is not ours to take away.
///
/// # Errors
/// It may not, and why.
pub(super) fn may_replace(out: &Path) -> Result<(), Problem> {
    // Its longest name, and a place that nobody else has.
    let under_way = partial(out).and_then(|partial| files::may_write(&partial));
    under_way.map_err(|error| Problem::Other(format!("cannot write {}: {error}", out.display())))?;
    let Ok(there) = fs::symlink_metadata(out) else { return Ok(()) };
    let mut bytes = Vec::new();
    let read = files::open(out).and_then(|file| file.take(MOST).read_to_end(&mut bytes));
    let found = if there.is_file() && read.is_ok() { seal::found(&bytes) } else { seal::Found::Foreign };
    let what = match found {
        seal::Found::Ours => return Ok(()),
        seal::Found::Changed => "is a report that somebody has changed; move it",
        seal::Found::Foreign => "is there already and is no report; move it",
    };
    Err(Problem::Other(format!("{} {what}, or choose another --out", out.display())))
}

/// More bytes than any page has.
const MOST: u64 = 1 << 30;

/// Every figure as a file of its own, by name.
fn drawn(document: &Document) -> Vec<(String, Vec<u8>)> {
    let file = |figure: &&Figure| (format!("{}.svg", figure.id), figure.alone(&document.store).into_bytes());
    document.figures().iter().map(file).collect()
}

/// Puts the files of a document's figures into a folder, with a list of what each shows, and says so.
fn save(folder: &Path, document: &Document, files: &[(String, Vec<u8>)]) -> Result<(), Problem> {
    if let Some(result) = folder::result_around(&folder.join(LIST)) {
        return Err(Problem::Other(format!("cannot write {}: {}", folder.display(), folder::inside(&result))));
    }
    let refused = |error: io::Error| Problem::Other(format!("cannot write {}: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(refused)?;
    if let Some(name) = stray(folder, files).map_err(refused)? {
        return Err(Problem::Faults(vec![Fault {
            file: folder.to_string_lossy().into_owned(),
            line: 0,
            span: 0..0,
            found: name,
            message: "the folder has a figure that is not of this report".to_owned(),
            help: "name a new folder, so that figures of two reports do not mix".to_owned(),
        }]));
    }
    // A folder without our list has no figures of ours: what is called like one is somebody's own.
    let own =
        |name: &&(String, Vec<u8>)| folder.join(&name.0).symlink_metadata().is_ok() && !folder.join(LIST).exists();
    if let Some((name, _)) = files.iter().find(own) {
        let there = folder.join(name);
        return Err(Problem::Other(format!("{} is there already; name a new folder", there.display())));
    }
    if let Some(name) = changed(folder, files) {
        let there = folder.join(name);
        return Err(Problem::Other(format!(
            "{} was changed by somebody; move it, or name a new folder",
            there.display()
        )));
    }
    files.iter().try_for_each(|(name, bytes)| put(&folder.join(name), bytes))?;
    put(&folder.join(LIST), list(document, files).map_err(|e| refused(e.into()))?)?;
    super::print(&format!("{} figures in {}; {LIST} says what each shows\n", files.len(), folder.display()))
}

/// What each figure shows: its file, its title, and what can be seen in it, for those who cannot see it.
fn list(document: &Document, files: &[(String, Vec<u8>)]) -> csv::Result<Vec<u8>> {
    let mut list = csv::Writer::from_writer(Vec::new());
    list.write_record(["file", "title", "shows", "sha256"])?;
    for (figure, (name, bytes)) in document.figures().iter().zip(files) {
        list.write_record([name, &*harmless(&figure.title), &*harmless(&figure.alt), &digest(bytes)])?;
    }
    let rows: csv::Result<Vec<u8>> = list.into_inner().map_err(|error| error.into_error().into());
    Ok(closed(rows?))
}

fn digest(bytes: &[u8]) -> String {
    hex(Sha256::new_with_prefix(bytes))
}

/// A list with its last row, which says of the rows above what they say of the figures.
fn closed(mut rows: Vec<u8>) -> Vec<u8> {
    let last = format!("{LIST},,,{}\n", digest(&rows));
    rows.extend(last.bytes());
    rows
}

/// The first file of a folder of figures that is not as its list says, or as the list itself was written.
fn changed(folder: &Path, files: &[(String, Vec<u8>)]) -> Option<String> {
    let list = fs::read(folder.join(LIST)).ok()?;
    let end = list.strip_suffix(b"\n").and_then(|rest| rest.iter().rposition(|byte| *byte == b'\n'));
    let rows = &list[..end.map_or(0, |end| end + 1)];
    if closed(rows.to_vec()) != list {
        return Some(LIST.to_owned());
    }
    let mut said = csv::Reader::from_reader(rows);
    let said: Vec<csv::StringRecord> = said.records().filter_map(Result::ok).collect();
    let is_other = |name: &&String| match fs::read(folder.join(name)) {
        Ok(bytes) => !said.iter().any(|row| row.get(0) == Some(name) && row.get(3) == Some(&digest(&bytes))),
        Err(_) => false,
    };
    files.iter().map(|(name, _)| name).find(is_other).cloned()
}

/// The first picture in a folder that is no figure of the report, as SVG or PNG.
fn stray(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<Option<String>> {
    let own = |path: &Path| files.iter().any(|(name, _)| Path::new(name).file_stem() == path.file_stem());
    let drawn =
        |path: &Path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg") || e.eq_ignore_ascii_case("png"));
    let names = fs::read_dir(folder)?.map(|entry| Ok(PathBuf::from(entry?.file_name())));
    let names: Vec<PathBuf> = names.collect::<io::Result<_>>()?;
    let strays = names.iter().filter(|path| drawn(path) && !own(path));
    Ok(strays.min().map(|path| path.to_string_lossy().into_owned()))
}

/// The program was built without what draws PNG.
fn without_png(args: &ReportArgs) -> Fault {
    let folder = args.png.as_deref().unwrap_or(Path::new("slides")).display();
    let (dir, build) = (args.dir.display(), "cargo run --release --features png --");
    Fault {
        file: "--png".to_owned(),
        line: 0,
        span: 0..0,
        found: String::new(),
        message: "this program was built without PNG".to_owned(),
        help: format!("`{build} report {dir} --png {folder}` builds it with PNG; `--svg {folder}` needs nothing"),
    }
}

/// The file beside a folder, under its name.
pub(super) fn beside(dir: &Path) -> PathBuf {
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    // Not as a text: a name need not be UTF-8.
    let mut name = whole.file_name().map_or_else(|| "report".into(), OsString::from);
    name.push(".html");
    let parent = dir.parent().filter(|p| !p.as_os_str().is_empty());
    parent.map_or_else(PathBuf::new, PathBuf::from).join(name)
}
