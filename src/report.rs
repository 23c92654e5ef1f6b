//! The report: one file that people read, from a folder of results.
//!
//! [`read`] takes the folder in; each file of `section` says one part of what there is to say, as blocks of a [`document`];
//! `chart` draws with the small module [`draw`]; [`html`] and [`markdown`] write the document out. Every sentence stands in
//! [`text`], in each language. The same folder gives the same bytes: no clock, no chance, nothing that depends on threads.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "pages are put together from small texts; clarity is worth an allocation"
)]

mod again;
pub mod chart;
pub mod document;
pub mod draw;
pub mod html;
pub mod map;
pub mod markdown;
mod names;
pub mod number;
mod palette;
#[cfg(feature = "png")]
pub mod png;
pub mod read;
pub mod replay;
pub mod seal;
mod section;
pub mod text;

use crate::{fault::Fault, output::Memory, study::Study};
use document::Document;
use read::Results;
use std::path::Path;
use text::Lang;

/// The report on a folder of results, in a language. The worlds that it shows are played again on so many threads.
///
/// # Errors
/// What is wrong with the folder, with file and line.
pub fn report(folder: &Path, lang: Lang, threads: usize) -> Result<Document, Vec<Fault>> {
    Ok(said(Results::read(folder, threads)?, lang))
}

/// The same on results in memory and the study that they are of, without a file system: what [`crate::output::Results::finish`] gives.
///
/// # Errors
/// The files are not those of a whole result.
pub fn report_of(study: Study, files: &Memory, lang: Lang, threads: usize) -> Result<Document, Vec<Fault>> {
    Ok(said(Results::of(study, files, threads)?, lang))
}

fn said(results: Results, lang: Lang) -> Document {
    let results = if lang == Lang::Fr { results.in_french() } else { results };
    section::document(&results, lang)
}
