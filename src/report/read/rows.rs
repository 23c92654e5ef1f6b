//! Tables of a result folder: every row must read well, and the file must be the one that was written.

use crate::{
    fault::Fault,
    output::{Manifest, manifest::Stamp, shelf::hex},
    table::{
        Layout,
        read::{self, DAMAGED, fault},
    },
};
use sha2::{Digest, Sha256};
use std::{
    fmt,
    io::{self, BufRead, Read},
};

/// Opens a file of a result, wherever that lies: what it is called in messages, and its text, unpacked.
pub type Open<'a> = dyn Fn(&str) -> (String, io::Result<Box<dyn BufRead + Send>>) + 'a;

/// A file that is counted and hashed while it is read, unpacked.
pub struct Hashing {
    file: Box<dyn BufRead + Send>,
    hash: Sha256,
    bytes: u64,
}

impl fmt::Debug for Hashing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hashing").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.hash.update(&buffer[..n]);
        self.bytes += n as u64;
        Ok(n)
    }
}

/// The rows of a table.
pub type Rows = read::Reader<Hashing>;

/// Hands over every row of a table, packed or not.
///
/// # Errors
/// The manifest does not have it, it cannot be read, lacks a column, or is not what was written; and those of who takes the rows.
pub fn each(
    open: &Open<'_>,
    manifest: &Manifest,
    layout: &Layout,
    mut take: impl FnMut(&Rows) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let name = layout.file();
    let (shown, file) = open(&name);
    let wrong = |message: String| fault(&shown, 0, 0..0, "", message, DAMAGED);
    let stamp = manifest.files.get(&name).ok_or_else(|| wrong("the manifest does not have it".to_owned()))?;
    let file = file.map_err(|error| wrong(format!("the file cannot be read: {error}")))?;
    let mut rows = Rows::open(&shown, Hashing { file, hash: Sha256::new(), bytes: 0 }, layout)?;
    while rows.advance()? {
        take(&rows)?;
    }
    let read = rows.source();
    let now = Stamp { bytes: read.bytes, sha256: hex(read.hash.clone()) };
    stamp.wrong(&now).map_or(Ok(()), |message| Err(wrong(message)))
}

/// The week of a row, within the horizon.
///
/// # Errors
/// It lies beyond, or is none.
pub fn week(rows: &Rows, manifest: &Manifest) -> Result<usize, Fault> {
    match rows.whole("week")? {
        week if week < u64::from(manifest.weeks) => Ok(week as usize),
        _ => Err(rows.wrong("week", "the week lies after the end")),
    }
}

/// The index of the variant of a row.
///
/// # Errors
/// There is none of this name.
pub fn variant(rows: &Rows, manifest: &Manifest) -> Result<usize, Fault> {
    let name = rows.bytes("variant");
    let found = manifest.variants.iter().position(|v| v.name.as_bytes() == name);
    found.ok_or_else(|| rows.wrong("variant", "the manifest knows no such variant"))
}
