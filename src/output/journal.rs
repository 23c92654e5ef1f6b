//! The journal of an ensemble under way: what was asked, and line by line how far it has come safely.
//!
//! Each line is a text in JSON, a tab, and the SHA-256 of the text; a line whose hash does not fit was cut off and counts for
//! nothing. The first line is the [`Header`]. Each of the others says how long every file of rows was when it was made safe, with
//! its hash, and everything that was counted up to there: one line is enough to go on from. The journal is taken away before a
//! folder takes its final name; a part of an ensemble keeps its own, with the last line alone, for the parts to be joined.

use super::{
    asked::Asked,
    inputs::inputs,
    manifest::VERSION,
    shard::Shard,
    shelf::{Deed, Entry, Refused, hashed, hex},
};
use crate::{counts::Counts, study::Study};
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
pub(super) const NEXT: &str = "journal.next";
/// Beyond so many bytes of lines, all but the last are dropped.
const LONGEST: u64 = 64 << 20;

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
    pub fn new(study: &Study, asked: Asked, shard: Option<Shard>, replace: bool) -> Self {
        Self { version: VERSION.to_owned(), asked, shard, replace, inputs: inputs(study) }
    }

    /// The runs that are played: all that were asked, or those of the part.
    pub fn runs(&self) -> Range<u64> {
        self.shard.map_or(0..self.asked.runs, |shard| shard.runs(self.asked.runs))
    }
}

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    file: File,
    /// The length of the header.
    head: u64,
    /// Where each line after the header lies.
    lines: Vec<Range<u64>>,
}

impl Journal {
    /// Begins the journal of a folder.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn begin(folder: &Path, header: &Header) -> Result<Self, Refused> {
        Self::create(folder, NAME, header).map_err(|e| refused(&e))
    }

    fn create(folder: &Path, name: &str, header: &Header) -> io::Result<Self> {
        let file = File::options().read(true).write(true).create(true).truncate(true).open(folder.join(name))?;
        let mut journal = Self { folder: folder.to_owned(), file, head: 0, lines: Vec::new() };
        journal.head = journal.write(header)?.end;
        Ok(journal)
    }

    /// Opens the journal of a folder again, to go on with it or to read it only.
    ///
    /// # Errors
    /// There is none, it has no whole header, or another version wrote it.
    pub fn open(folder: &Path, deed: Deed) -> Result<(Self, Header), Refused> {
        let too_early =
            || deed.refused(folder.display(), "it was cut off before anything was safe; remove it and run again");
        let unreadable = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound => too_early(),
            _ => unreadable(folder, &e),
        };
        let write = deed == Deed::Resume;
        let file = File::options().read(true).write(write).open(folder.join(NAME)).map_err(unreadable)?;
        let mut lines = whole_lines(&file).map_err(unreadable)?;
        if lines.is_empty() && deed == Deed::Merge {
            let why = "its journal is damaged, so that nobody can tell what was counted; its rows may be whole: bring another copy of the \
                       part, or run it again beside this one";
            return Err(deed.refused(folder.display(), why));
        }
        if lines.is_empty() {
            return Err(too_early());
        }
        if write {
            // What a kill may have left between two names.
            let _ = fs::remove_file(folder.join(NEXT));
        }
        let head = lines.remove(0).end;
        let mut journal = Self { folder: folder.to_owned(), file, head, lines };
        let Stamp { version } = journal.read(0..head)?;
        if version != VERSION {
            let why = format!("that needs escalade {version}, which began it; this is {VERSION}");
            return Err(deed.refused(folder.display(), why));
        }
        let header = journal.read(0..head)?;
        Ok((journal, header))
    }

    /// What the last line says.
    pub fn last(&mut self) -> Option<Result<Safe, Refused>> {
        let line = self.lines.last()?.clone();
        Some(self.read(line))
    }

    /// Drops the last line: files were cut shorter than it says.
    pub fn drop_last(&mut self) {
        self.lines.pop();
    }

    /// Notes that the files are safe up to here.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn note(&mut self, header: &Header, rows: &[Entry], counts: &Counts) -> Result<(), Refused> {
        if self.end() > LONGEST {
            return self.shorten(header, rows, counts);
        }
        let line = self.write(&(rows, counts)).map_err(|e| refused(&e))?;
        self.lines.push(line);
        Ok(())
    }

    /// Writes it anew with the header and one line.
    ///
    /// # Errors
    /// Those of the file system; then the longer journal is still there.
    pub fn shorten(&mut self, header: &Header, rows: &[Entry], counts: &Counts) -> Result<(), Refused> {
        let mut anew = || -> io::Result<()> {
            let mut next = Self::create(&self.folder, NEXT, header)?;
            let line = next.write(&(rows, counts))?;
            next.lines.push(line);
            fs::rename(self.folder.join(NEXT), self.folder.join(NAME))?;
            *self = next;
            Ok(())
        };
        anew().map_err(|e| refused(&e))
    }

    /// What it is as a file.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn entry(&mut self) -> Result<Entry, Refused> {
        let read = self.file.rewind().and_then(|()| hashed(&self.file));
        let (bytes, hash) = read.map_err(|e| unreadable(&self.folder, &e))?;
        Ok(Entry { name: NAME.to_owned(), bytes, sha256: hex(hash) })
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
