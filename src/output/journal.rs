//! The journal of an ensemble under way: what was asked, and line by line how far it has come safely.
//!
//! Each line is a text in JSON, a tab, and the SHA-256 of the text; a line whose hash does not fit was cut off and counts for
//! nothing. The first line is the [`Header`]. Each of the others says how long every file of rows was when it was made safe, with
//! its hash, and everything that was counted up to there: one line is enough to go on from. The journal is taken away before a
//! folder takes its final name; a part of an ensemble keeps its own, with the last line alone, for [`super::parts`] to join.

use super::{
    Asked, Refused, inputs,
    counts::Counts,
    parts::Shard,
    shelf::{Deed, Entry, hex},
};
use crate::study::Study;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{
    fmt,
    fs::{self, File},
    io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    ops::Range,
    path::{Path, PathBuf},
};

/// Its name.
pub const NAME: &str = "journal";
/// Where it is written anew.
const NEXT: &str = "journal.next";
/// Beyond so many bytes of lines, all but the last are dropped.
const LONGEST: u64 = 64 << 20;
/// This version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What an ensemble is safe with: how far each file of rows was written, and what was counted.
pub type Safe = (Vec<Entry>, Counts);

/// The first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the program that began it.
    pub version: String,
    /// What was asked.
    pub asked: Asked,
    /// Which part of it this is.
    pub shard: Option<Shard>,
    /// Whether a folder of the final name may be replaced.
    pub replace: bool,
    /// The copies of everything that was read.
    pub inputs: Vec<Entry>,
}

impl Header {
    /// The header of an ensemble that begins.
    pub fn new(study: &Study, asked: Asked, replace: bool) -> Self {
        Self { version: VERSION.to_owned(), asked, shard: None, replace, inputs: inputs(study) }
    }
}

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    file: File,
    /// Where each line after the header lies.
    lines: Vec<Range<u64>>,
    /// The length of the header.
    head: u64,
}

impl Journal {
    /// Begins the journal of a folder.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn begin(folder: &Path, header: &Header) -> Result<Self, Refused> {
        let path = folder.join(NAME);
        let file = File::options().read(true).write(true).create_new(true).open(&path).map_err(|e| refused(&e))?;
        let mut journal = Self { folder: folder.to_owned(), file, lines: Vec::new(), head: 0 };
        journal.head = journal.write(header).map_err(|e| refused(&e))?.end;
        Ok(journal)
    }

    /// Opens the journal of a folder again.
    ///
    /// # Errors
    /// There is none, it has no whole header, or another version wrote it.
    pub fn open(folder: &Path) -> Result<(Self, Header), Refused> {
        let file = File::options().read(true).write(true).open(folder.join(NAME)).map_err(|e| unreadable(folder, &e))?;
        let mut lines = whole_lines(&file).map_err(|e| unreadable(folder, &e))?;
        if lines.is_empty() {
            let why = "it was cut off before anything was safe; remove it and run again";
            return Err(Deed::Resume.refused(folder.display(), why));
        }
        let head = lines.remove(0).end;
        let mut journal = Self { folder: folder.to_owned(), file, lines, head };
        let Stamp { version } = journal.read(0..head)?;
        if version != VERSION {
            let why = format!("that needs escalade {version}, which began it; this is {VERSION}");
            return Err(Deed::Resume.refused(folder.display(), why));
        }
        let header = journal.read(0..head)?;
        Ok((journal, header))
    }

    /// The last line, and from then on the one before it: for files that were cut shorter than it says.
    pub fn last(&mut self) -> Option<Result<Safe, Refused>> {
        let line = self.lines.last()?.clone();
        Some(self.read(line))
    }

    /// Drops the last line.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn drop_last(&mut self) {
        self.lines.pop();
    }

    /// Notes that the files are safe up to here.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn note(&mut self, rows: &[Entry], counts: &Counts) -> Result<(), Refused> {
        let line = self.write(&(rows, counts)).map_err(|e| refused(&e))?;
        self.lines.push(line);
        if self.end() > LONGEST {
            self.shorten().map_err(|e| refused(&e))?;
        }
        Ok(())
    }

    /// Drops all lines but the header and the last.
    ///
    /// # Errors
    /// Those of the file system; then the longer journal is still there.
    fn shorten(&mut self) -> io::Result<()> {
        let Some(line) = self.lines.last().cloned() else { return Ok(()) };
        let path = self.folder.join(NEXT);
        let mut next = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        for part in [0..self.head, line.clone()] {
            self.file.seek(SeekFrom::Start(part.start))?;
            io::copy(&mut (&self.file).take(part.end - part.start), &mut next)?;
        }
        next.sync_data()?;
        fs::rename(&path, self.folder.join(NAME))?;
        self.file = next;
        self.lines = vec![self.head..self.head + (line.end - line.start)];
        Ok(())
    }

    /// Ends the journal of a part: the header and the last line stay.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn close(mut self) -> Result<(), Refused> {
        self.shorten().map_err(|e| refused(&e))
    }

    fn end(&self) -> u64 {
        self.lines.last().map_or(self.head, |line| line.end)
    }

    /// Writes a line after the last whole one and makes it safe.
    fn write(&mut self, content: &impl Serialize) -> io::Result<Range<u64>> {
        let start = self.end();
        self.file.set_len(start)?;
        self.file.seek(SeekFrom::Start(start))?;
        let mut line = Line { file: BufWriter::with_capacity(1 << 16, &self.file), hash: Sha256::new(), bytes: 0 };
        serde_json::to_writer(&mut line, content)?;
        let hash = hex(line.hash.clone());
        writeln!(line, "\t{hash}")?;
        line.flush()?;
        let end = start + line.bytes;
        drop(line);
        self.file.sync_data()?;
        Ok(start..end)
    }

    fn read<T: DeserializeOwned>(&mut self, line: Range<u64>) -> Result<T, Refused> {
        self.file.seek(SeekFrom::Start(line.start)).map_err(|e| unreadable(&self.folder, &e))?;
        let text = BufReader::new((&self.file).take(line.end - line.start - TAIL));
        serde_json::from_reader(text).map_err(|e| unreadable(&self.folder, &e))
    }
}

/// Tab, hash and line end.
const TAIL: u64 = 66;

/// What every version can read of a header.
#[derive(Deserialize)]
struct Stamp {
    version: String,
}

fn refused(error: &io::Error) -> Refused {
    Refused::io(NAME, error)
}

fn unreadable(folder: &Path, why: &dyn fmt::Display) -> Refused {
    Deed::Read.refused(folder.join(NAME).display(), why)
}

/// A line under way.
struct Line<'a> {
    file: BufWriter<&'a File>,
    hash: Sha256,
    bytes: u64,
}

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Where the whole lines lie, up to the first that is not.
fn whole_lines(file: &File) -> io::Result<Vec<Range<u64>>> {
    let mut reader = BufReader::new(file);
    let (mut lines, mut start, mut line) = (Vec::new(), 0, Vec::new());
    loop {
        line.clear();
        reader.read_until(b'\n', &mut line)?;
        let Some((text, tail)) = line.len().checked_sub(TAIL as usize).map(|end| line.split_at(end)) else {
            return Ok(lines);
        };
        if tail != format!("\t{}\n", hex(Sha256::new_with_prefix(text))).as_bytes() {
            return Ok(lines);
        }
        let end = start + line.len() as u64;
        lines.push(start..end);
        start = end;
    }
}
