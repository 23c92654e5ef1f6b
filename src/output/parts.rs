//! Parts of an ensemble that ran on different machines, and how they are joined.
//!
//! A part holds the rows of its runs, the inputs, and its journal with the last line alone: what was counted. Parts begin and end
//! with batches, and only the first has headers in its tables; so the rows of the whole are those of the parts one after the
//! other, and its counts are their sum.

use super::{
    asked::Asked,
    inputs::{inputs, write_inputs},
    journal::{self, Header, Journal},
    manifest::{Manifest, NAME},
    results::Results,
    shard::Shard,
    shelf::{Deed, Entry, Hashed, Refused, Shelf, put},
};
use crate::{counts::Counts, seeds::files::open, study::Study};
use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// Ends a part: what was counted goes into its journal, and the manifest is written.
///
/// # Errors
/// The shelf's.
pub fn seal<S: Shelf>(header: &Header, mut results: Results<S>, mut journal: Journal) -> Result<(), Refused> {
    let rows = results.settle()?;
    // Whether it may replace another folder is nothing that others should see.
    let header = Header { replace: false, ..header.clone() };
    journal.shorten(&header, &rows, results.counts())?;
    let mut entries = [rows, inputs(results.study), vec![journal.entry()?]].concat();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let failed = results.counts.answers.failed();
    let mut manifest = Manifest::new(results.study, &header.asked, failed, &entries);
    manifest.command += &header.shard.map_or_else(String::new, |shard| format!(" --shard {shard}"));
    manifest.part = header.shard;
    put(&mut results.shelf, NAME, manifest.text().as_bytes())?;
    Ok(())
}

/// A part that is whole.
#[derive(Debug)]
pub struct Part {
    dir: PathBuf,
    shard: Shard,
    header: Header,
    rows: Vec<Entry>,
    counts: Counts,
}

impl Part {
    /// Opens a part.
    ///
    /// # Errors
    /// It is none, it is not whole, or another version wrote it.
    pub fn open(dir: &Path) -> Result<Self, Refused> {
        let refused = |why: &str| Deed::Merge.refused(dir.display(), why);
        if !dir.join(NAME).is_file() {
            return Err(refused("it is no folder of results that is whole"));
        }
        if !dir.join(journal::NAME).is_file() {
            return Err(refused("it is no part of an ensemble"));
        }
        let (mut journal, header) = Journal::open(dir, Deed::Merge)?;
        let shard = header.shard.ok_or_else(|| refused("it is no part of an ensemble"))?;
        header.inputs.iter().try_for_each(|entry| entry.check(dir))?;
        let (rows, counts) = journal.last().ok_or_else(|| refused("its journal was cut off"))??;
        if counts.next != shard.runs(header.asked.runs).end {
            return Err(refused("its runs are not complete"));
        }
        Ok(Self { dir: dir.to_owned(), shard, header, rows, counts })
    }

    /// What was asked, and of what.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Where it lies.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn refused(&self, why: impl fmt::Display) -> Refused {
        Deed::Merge.refused(self.dir.display(), why)
    }
}

/// Puts parts in order, and checks that they belong together and are all there.
///
/// # Errors
/// Which part does not fit, or is missing.
pub fn in_order(mut parts: Vec<Part>) -> Result<Vec<Part>, Refused> {
    parts.sort_by_key(|part| part.shard);
    let Some(first) = parts.first() else {
        return Err(Deed::Merge.refused("parts", "there are none"));
    };
    for part in &parts {
        let (mine, theirs) = (part.header.asked.command(), first.header.asked.command());
        if mine != theirs {
            return Err(part.refused(format!("it answers `{mine}`; {} answers `{theirs}`", first.dir.display())));
        }
        let differs = part.header.inputs.iter().zip(&first.header.inputs).find(|(mine, theirs)| mine != theirs);
        if differs.is_some() || part.header.inputs.len() != first.header.inputs.len() {
            let name = differs.map_or("inputs", |(mine, _)| &mine.name);
            return Err(part.refused(format!("its {name} is not that of {}", first.dir.display())));
        }
        if part.shard.of != first.shard.of {
            return Err(part.refused(format!(
                "it is part {}; {} is part {}",
                part.shard,
                first.dir.display(),
                first.shard
            )));
        }
    }
    for (number, i) in (1..=first.shard.of).zip(0..) {
        match parts.get(i).map(|part| part.shard.number) {
            Some(found) if found == number => {}
            Some(found) if found < number => {
                return Err(parts[i].refused(format!(
                    "part {} is there twice: {} too",
                    parts[i].shard,
                    parts[i - 1].dir.display()
                )));
            }
            _ => return Err(first.refused(format!("part {number} of {} is missing", first.shard.of))),
        }
    }
    match parts.get(first.shard.of as usize) {
        Some(part) => Err(part.refused(format!("part {} is there twice", part.shard))),
        None => Ok(parts),
    }
}

/// Joins parts that are in order. What comes out can be finished as if one machine had played it all.
///
/// # Errors
/// A file that cannot be read, is not what was written, or cannot be written.
pub fn join<'a, S: Shelf>(
    parts: Vec<Part>,
    study: &'a Study,
    asked: &'a Asked,
    mut shelf: S,
) -> Result<Results<'a, S>, Refused> {
    write_inputs(study, &mut shelf)?;
    let names: Vec<String> =
        parts.first().map_or_else(Vec::new, |part| part.rows.iter().map(|e| e.name.clone()).collect());
    let mut rows = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let mut page = Hashed::new(&mut shelf, name)?;
        for part in &parts {
            copy(part, part.rows.get(i).filter(|entry| entry.name == *name), &mut page)?;
        }
        rows.push(page.settle()?);
    }
    let counts = parts.into_iter().map(|part| part.counts).reduce(|mut sum, part| {
        sum.merge(&part);
        sum
    });
    let counts = counts.unwrap_or_else(|| Counts::new(study, 0));
    Results::again(study, asked, shelf, (rows, counts))
}

/// Copies a file of a part to the end of that of the whole.
fn copy(part: &Part, entry: Option<&Entry>, page: &mut Hashed) -> Result<(), Refused> {
    let Some(entry) = entry else { return Err(part.refused("it has other tables than the first part")) };
    entry.check(&part.dir)?;
    let path = part.dir.join(&entry.name);
    let mut file = open(&path).map_err(|e| Deed::Read.refused(path.display(), e))?;
    io::copy(&mut file, page).map_err(|e| Refused::io(&entry.name, &e))?;
    Ok(())
}
