//! Comparing what is made again with what lies in a folder: rows of single worlds, and whole files while they are written.

use super::{table, text_of};
use crate::{
    output::shelf::{Page, Shelf},
    seeds::files::open,
    table::read::Records,
};
use csv::{ByteRecord, ReaderBuilder};
use flate2::write;
use std::{
    collections::BTreeSet,
    fmt,
    io::{self, BufRead, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// Longest piece of a line that is kept for comparing cells.
const LONGEST: usize = 1 << 16;
/// Longest piece of a line that is shown.
const SHOWN: usize = 160;

/// The first difference between the rows of some runs or draws in a file and those expected, if any. Both have a column of this name for
/// their numbers.
pub(super) fn rows(dir: &Path, name: &str, expected: &[u8], of: (&str, &BTreeSet<u64>)) -> Option<String> {
    match first_row(dir, name, expected, of) {
        Ok(difference) => difference.map(|difference| format!("{name}, {difference}")),
        Err(error) => Some(format!("{name}: it cannot be read: {error}")),
    }
}

fn records<R: Read>(from: R) -> Records<R> {
    Records::of(from, ReaderBuilder::new().has_headers(false).flexible(true))
}

fn first_row(
    dir: &Path,
    name: &str,
    expected: &[u8],
    (column, runs): (&str, &BTreeSet<u64>),
) -> csv::Result<Option<String>> {
    let mut there = records(text_of(&table(dir, name))?);
    let mut expected = records(expected);
    let (mut found, mut wanted) = (ByteRecord::new(), ByteRecord::new());
    there.read(&mut found)?;
    expected.read(&mut wanted)?;
    let header = wanted.clone();
    if found != wanted {
        return Ok(Some(difference(1, &header, &wanted, &found)));
    }
    let of_run = header.iter().position(|name| name == column.as_bytes()).unwrap_or(0);
    let mut line = 1;
    while there.read(&mut found)? {
        line = found.position().map_or(line + 1, csv::Position::line);
        let run = found.get(of_run).and_then(|cell| std::str::from_utf8(cell).ok()).and_then(|cell| cell.parse().ok());
        if run.is_some_and(|run| !runs.contains(&run)) {
            continue;
        }
        if !expected.read(&mut wanted)? {
            return Ok(Some(format!("line {line}: expected nothing more, found `{}`", shown(&found))));
        }
        if found != wanted {
            return Ok(Some(difference(line, &header, &wanted, &found)));
        }
    }
    let missing = expected.read(&mut wanted)?;
    Ok(missing.then(|| format!("after line {line}: expected `{}`, found nothing", shown(&wanted))))
}

fn shown(record: &ByteRecord) -> String {
    piece(&record.iter().collect::<Vec<_>>().join(&b','))
}

/// The beginning of some bytes as one line of text.
fn piece(bytes: &[u8]) -> String {
    let beginning = &bytes[..bytes.len().min(4 * SHOWN)];
    let text = String::from_utf8_lossy(beginning);
    text.trim().chars().take(SHOWN).map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Where two rows first differ.
fn difference(line: u64, header: &ByteRecord, wanted: &ByteRecord, found: &ByteRecord) -> String {
    let text = |record: &ByteRecord, i| piece(record.get(i).unwrap_or_default());
    match (0..wanted.len().min(found.len())).find(|i| wanted.get(*i) != found.get(*i)) {
        Some(i) => {
            let column = if line == 1 { (i + 1).to_string() } else { text(header, i) };
            let (wanted, found) = (text(wanted, i), text(found, i));
            format!("line {line}, column {column}: expected `{wanted}`, found `{found}`")
        }
        None => format!("line {line}: expected {} cells, found {}", wanted.len(), found.len()),
    }
}

/// A place for files that keeps none: each is compared with the one of its name in a folder, byte by byte, while it is made.
#[derive(Debug)]
pub(super) struct Against {
    dir: PathBuf,
    findings: Arc<Mutex<Vec<String>>>,
}

impl Against {
    pub(super) fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), findings: Arc::default() }
    }

    /// The first difference of each file, by file.
    pub(super) fn findings(&self) -> Vec<String> {
        let mut findings = self.findings.lock().unwrap_or_else(PoisonError::into_inner).clone();
        findings.sort();
        findings
    }
}

impl Shelf for Against {
    fn beginning(&self, name: &str, bytes: u64) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(open(&self.dir.join(name))?.take(bytes)))
    }

    fn page(&mut self, name: &str) -> io::Result<Box<dyn Page>> {
        let path = self.dir.join(name);
        // A file that is missing was found to be so with the hashes.
        let there = text_of(&path).ok();
        let text = Text { line: 1, wanted: Vec::new(), differs: false, done: there.is_none() };
        let packed = path.extension().is_some_and(|end| end == "gz");
        let compared = Compared { name: name.to_owned(), path, there, text, findings: Arc::clone(&self.findings) };
        // Texts are compared, for they have lines; the packed bytes have their hash in the manifest, which is compared, too.
        Ok(if packed {
            Box::new(Unpacked { text: write::MultiGzDecoder::new(compared), ended: false })
        } else {
            Box::new(compared)
        })
    }
}

/// A packed file that is compared; it may be looked at more than once after its end.
#[derive(Debug)]
struct Unpacked {
    text: write::MultiGzDecoder<Compared>,
    ended: bool,
}

impl Write for Unpacked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.ended { Ok(()) } else { self.text.flush() }
    }
}

impl Page for Unpacked {
    fn settle(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.ended, true) {
            self.text.try_finish()?;
        }
        self.text.get_mut().settle()
    }
}

/// A file that is compared.
struct Compared {
    name: String,
    path: PathBuf,
    there: Option<Box<dyn BufRead + Send>>,
    text: Text,
    findings: Arc<Mutex<Vec<String>>>,
}

impl fmt::Debug for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compared").field("name", &self.name).field("text", &self.text).finish_non_exhaustive()
    }
}

/// How far the comparison has come: up to the end of the first line that differs.
#[derive(Debug)]
struct Text {
    line: u64,
    /// What was made of the line.
    wanted: Vec<u8>,
    differs: bool,
    done: bool,
}

impl Text {
    /// Compares the next bytes with those that are there; there are fewer at the end of the file.
    fn go_on(&mut self, wanted: &[u8], there: &[u8]) {
        for (i, byte) in wanted.iter().enumerate() {
            self.differs |= there.get(i) != Some(byte);
            if *byte != b'\n' {
                if self.wanted.len() < LONGEST {
                    self.wanted.push(*byte);
                }
            } else if self.differs {
                self.done = true;
                return;
            } else {
                self.line += 1;
                self.wanted.clear();
            }
        }
    }
}

impl Write for Compared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(there) = self.there.as_mut().filter(|_| !self.text.done) {
            let mut buffer = Vec::with_capacity(bytes.len());
            // What cannot be read, or not be unpacked, is as if it ended there.
            let _ = there.take(bytes.len() as u64).read_to_end(&mut buffer);
            self.text.go_on(bytes, &buffer);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Page for Compared {
    fn settle(&mut self) -> io::Result<()> {
        let line = self.text.line;
        let Some(there) = &mut self.there else { return Ok(()) };
        let said = if self.text.differs {
            self.said()?
        } else if there.read(&mut [0]).unwrap_or(0) > 0 {
            format!("line {line}: expected the end of the file, but it goes on")
        } else {
            return Ok(());
        };
        self.findings.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{}, {said}", self.name));
        Ok(())
    }
}

impl Compared {
    /// The first line that differs, read again, with its column where it is a table.
    fn said(&self) -> io::Result<String> {
        let mut lines = text_of(&self.path)?;
        let (mut header, mut found) = (Vec::new(), Vec::new());
        for line in 1..=self.text.line {
            found.clear();
            if let Err(error) = lines.read_until(b'\n', &mut found) {
                return Ok(format!("line {line}: it cannot be read: {error}"));
            }
            if line == 1 {
                header.clone_from(&found);
            }
        }
        let cells = |line: &[u8]| {
            let mut record = ByteRecord::new();
            records(line).read(&mut record).map(|_| record).unwrap_or_default()
        };
        let (wanted, there) = (cells(&self.text.wanted), cells(&found));
        if !self.name.ends_with("json") && wanted != there {
            return Ok(difference(self.text.line, &cells(&header), &wanted, &there));
        }
        Ok(format!("line {}: expected `{}`, found `{}`", self.text.line, piece(&self.text.wanted), piece(&found)))
    }
}
