//! Rows of a result file, one at a time, with faults that name file and line.

use crate::{
    again::{table, text_of},
    fault::{Fault, nearest},
    output::{Manifest, manifest::Stamp, shelf::hex},
};
use sha2::{Digest, Sha256};
use std::{
    fmt,
    io::{self, BufRead, Read},
    ops::Range,
    path::Path,
};

/// A file that is counted and hashed while it is read, unpacked.
struct Hashing {
    file: Box<dyn BufRead + Send>,
    hash: Sha256,
    bytes: u64,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.hash.update(&buffer[..n]);
        self.bytes += n as u64;
        Ok(n)
    }
}

/// A result file being read.
pub struct Reader {
    shown: String,
    csv: csv::Reader<Hashing>,
    /// What was written.
    stamp: Stamp,
    record: csv::ByteRecord,
    columns: Vec<usize>,
    names: Vec<String>,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("shown", &self.shown).field("record", &self.record).finish_non_exhaustive()
    }
}

/// A fault in a file of the folder.
pub fn fault(file: &str, line: usize, span: Range<usize>, found: &str, message: String, help: &str) -> Fault {
    Fault { file: file.to_owned(), line, span, found: found.to_owned(), message, help: help.to_owned() }
}

/// What may have happened to a file that cannot be read.
pub const DAMAGED: &str = "the file was changed or damaged after it was written; `inputs/` repeats the run";

impl Reader {
    /// Opens a file, packed or not, and finds the columns wanted.
    ///
    /// # Errors
    /// The manifest does not have it, it cannot be read, or lacks a column.
    pub fn open(folder: &Path, manifest: &Manifest, name: &str, wanted: &[&str]) -> Result<Self, Fault> {
        let path = table(folder, name);
        let shown = path.to_string_lossy().into_owned();
        let stamp = manifest.files.get(name).cloned();
        let stamp =
            stamp.ok_or_else(|| fault(&shown, 0, 0..0, "", "the manifest does not have it".to_owned(), DAMAGED))?;
        let file = text_of(&path)
            .map_err(|error| fault(&shown, 0, 0..0, "", format!("the file cannot be read: {error}"), DAMAGED))?;
        let mut csv = csv::ReaderBuilder::new().buffer_capacity(1 << 18).from_reader(Hashing {
            file,
            hash: Sha256::new(),
            bytes: 0,
        });
        let headers = csv.byte_headers().map_err(|error| refused(&shown, &error))?.clone();
        let find = |name: &&str| {
            headers.iter().position(|header| header == name.as_bytes()).ok_or_else(|| {
                let known: Vec<String> = headers.iter().map(|h| String::from_utf8_lossy(h).into_owned()).collect();
                let help = nearest(name, known.iter().map(String::as_str));
                fault(&shown, 1, 0..0, "", format!("the column `{name}` is missing"), &help)
            })
        };
        let columns = wanted.iter().map(find).collect::<Result<_, _>>()?;
        Ok(Self {
            shown,
            csv,
            stamp,
            record: csv::ByteRecord::new(),
            columns,
            names: wanted.iter().map(|name| (*name).to_owned()).collect(),
        })
    }

    /// Goes on to the next row; false at the end.
    ///
    /// # Errors
    /// The row has another number of cells, or cannot be read; at the end, the file is not what was written.
    pub fn advance(&mut self) -> Result<bool, Fault> {
        if self.csv.read_byte_record(&mut self.record).map_err(|error| refused(&self.shown, &error))? {
            return Ok(true);
        }
        let read = self.csv.get_ref();
        let now = Stamp { bytes: read.bytes, sha256: hex(read.hash.clone()) };
        self.stamp.wrong(&now).map_or(Ok(false), |wrong| Err(fault(&self.shown, 0, 0..0, "", wrong, DAMAGED)))
    }

    /// The bytes of a cell.
    pub fn bytes(&self, at: usize) -> &[u8] {
        self.record.get(self.columns[at]).unwrap_or_default()
    }

    /// A cell as text.
    ///
    /// # Errors
    /// It is not UTF-8.
    pub fn text(&self, at: usize) -> Result<&str, Fault> {
        std::str::from_utf8(self.bytes(at)).map_err(|_| self.wrong(at, "this is not UTF-8"))
    }

    /// A cell as a number.
    ///
    /// # Errors
    /// It is none.
    pub fn number(&self, at: usize) -> Result<f64, Fault> {
        let number = self.text(at)?.parse::<f64>().ok().filter(|n| n.is_finite());
        number.ok_or_else(|| self.wrong(at, "this is not a number"))
    }

    /// A cell as a number, if it holds anything.
    ///
    /// # Errors
    /// It holds something else.
    pub fn maybe(&self, at: usize) -> Result<Option<f64>, Fault> {
        if self.bytes(at).is_empty() { Ok(None) } else { self.number(at).map(Some) }
    }

    /// A cell as a whole number.
    ///
    /// # Errors
    /// It is none.
    pub fn whole(&self, at: usize) -> Result<u64, Fault> {
        let bytes = self.bytes(at);
        let fits = !bytes.is_empty() && bytes.len() < 19 && bytes.iter().all(u8::is_ascii_digit);
        if !fits {
            return Err(self.wrong(at, "this is not a whole number"));
        }
        Ok(bytes.iter().fold(0, |n, digit| n * 10 + u64::from(digit - b'0')))
    }

    /// A cell as a week within the horizon.
    ///
    /// # Errors
    /// It is none.
    pub fn week(&self, at: usize, manifest: &Manifest) -> Result<usize, Fault> {
        let week = self.whole(at)?;
        if week < u64::from(manifest.weeks) {
            Ok(week as usize)
        } else {
            Err(self.wrong(at, "the week lies after the end"))
        }
    }

    /// A cell as the index of a variant.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn variant(&self, at: usize, manifest: &Manifest) -> Result<usize, Fault> {
        let name = self.bytes(at);
        let found = manifest.variants.iter().position(|v| v.name.as_bytes() == name);
        found.ok_or_else(|| self.wrong(at, "the manifest knows no such variant"))
    }

    /// A cell as the index of an outcome.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn outcome(&self, at: usize, manifest: &Manifest) -> Result<usize, Fault> {
        let name = self.bytes(at);
        let found = manifest.outcomes.iter().position(|o| o.id.as_bytes() == name);
        found.ok_or_else(|| self.wrong(at, "the manifest knows no such outcome"))
    }

    /// What is wrong with a cell of this row.
    pub fn wrong(&self, at: usize, message: &str) -> Fault {
        let (line, start) = self.record.position().map_or((0, 0), |p| (p.line() as usize, p.byte() as usize));
        let found = String::from_utf8_lossy(self.bytes(at)).into_owned();
        fault(&self.shown, line, start..start, &found, format!("`{}`: {message}", self.names[at]), DAMAGED)
    }
}

fn refused(shown: &str, error: &csv::Error) -> Fault {
    let (line, start) = error.position().map_or((0, 0), |p| (p.line() as usize, p.byte() as usize));
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} cells, the header has {expected_len}")
        }
        csv::ErrorKind::Io(error) => format!("the file cannot be read: {error}"),
        _ => format!("the row cannot be read: {error}"),
    };
    fault(shown, line, start..start, "", message, DAMAGED)
}
