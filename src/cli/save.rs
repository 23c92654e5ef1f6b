//! Files that a command writes where its user says: whole or not at all.

use super::Problem;
use crate::{
    output::{Memory, csv::Begin, folder, sheet::Sheet},
    seeds::files,
    table::{Layout, Table},
};
use std::{
    ffi::OsString,
    fs,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

/// Writes a file beside its place and moves it there whole, so that a full disk leaves what was there before.
pub(super) fn put(out: &Path, text: impl AsRef<[u8]>) -> Result<(), Problem> {
    if let Some(result) = folder::result_around(out) {
        return Err(Problem::Other(format!("cannot write {}: {}", out.display(), folder::inside(&result))));
    }
    let refused = |error: io::Error| Problem::Other(format!("cannot write {}: {error}", out.display()));
    let partial = partial(out).map_err(refused)?;
    files::may_write(&partial).map_err(refused)?;
    let written = fs::write(&partial, text).and_then(|()| fs::rename(&partial, out));
    written.map_err(|error| {
        // What was refused is told; a beginning is of no use to anybody.
        let _ = fs::remove_file(&partial);
        refused(error)
    })
}

/// The name of a file while it is under way.
pub(super) fn partial(out: &Path) -> io::Result<PathBuf> {
    let mut name = OsString::from(".");
    name.push(out.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    name.push(".partial");
    Ok(out.with_file_name(name))
}

/// Whether a table may be written here: in place of an earlier one with the same columns, and of nothing else.
///
/// # Errors
/// It may not, and why.
pub(super) fn may_be<T: Table>(out: &Path) -> Result<(), Problem> {
    if fs::symlink_metadata(out).is_err() {
        return Ok(());
    }
    let mut first = String::new();
    let read = files::is_plain(out).and_then(|()| files::open(out));
    let read = read.and_then(|file| BufReader::new(io::Read::take(file, 1 << 16)).read_line(&mut first));
    if read.is_ok() && first.trim_end() == header(&T::layout()) {
        return Ok(());
    }
    let message = format!("{} is there already and is no table of these columns", out.display());
    Err(Problem::Other(format!("{message}; move it, or choose another --csv")))
}

fn header(layout: &Layout) -> String {
    layout.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(",")
}

/// Writes a table as CSV.
///
/// # Errors
/// As [`may_be`], or those of the file system.
pub(super) fn table<T: Table>(out: &Path, rows: &[T::Row<'_>]) -> Result<(), Problem> {
    may_be::<T>(out)?;
    let mut memory = Memory::default();
    let mut sheet = Sheet::<T>::begin(&mut memory, T::fields(), false, Begin::Headed)?;
    rows.iter().try_for_each(|row| sheet.row(row))?;
    let name = sheet.finish()?.entry.name;
    put(out, memory.file(&name).unwrap_or_default())
}
