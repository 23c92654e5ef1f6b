//! Where result files are put: a folder, or memory. Every file is hashed on its way.

use crate::seeds::files::{is_plain, may_write, open};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    fmt::{self, Write as _},
    fs::{File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// A result that could not be written, or not be gone on with.
#[derive(Debug)]
pub struct Refused {
    /// What could not be done.
    pub deed: Deed,
    /// File or folder.
    pub what: String,
    /// Why.
    pub why: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.deed.word(), self.what, self.why)
    }
}

impl std::error::Error for Refused {}

impl Refused {
    /// A refusal of the file system.
    pub fn io(what: impl fmt::Display, error: &io::Error) -> Self {
        Deed::Write.refused(what, error)
    }
}

/// What can be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// To write a file or a folder.
    Write,
    /// To read one.
    Read,
    /// To go on with a folder.
    Resume,
    /// To join a part to others.
    Merge,
}

impl Deed {
    const fn word(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Read => "read",
            Self::Resume => "resume",
            Self::Merge => "merge",
        }
    }

    /// Its refusal.
    pub fn refused(self, what: impl fmt::Display, why: impl fmt::Display) -> Refused {
        Refused { deed: self, what: what.to_string(), why: why.to_string() }
    }
}

/// One file under way.
pub trait Page: Write + fmt::Debug + Send {
    /// Makes sure that what was written stays.
    ///
    /// # Errors
    /// Those of the file system.
    fn settle(&mut self) -> io::Result<()>;
}

impl Page for File {
    fn settle(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// A place for files.
pub trait Shelf {
    /// A new file of this name, parents included.
    ///
    /// # Errors
    /// Those of the file system.
    fn page(&mut self, name: &str) -> io::Result<Box<dyn Page>>;

    /// The beginning of a file that is there, as long as given or as there is. A shelf that keeps nothing has none.
    ///
    /// # Errors
    /// Those of the file system.
    fn beginning(&self, _name: &str, _bytes: u64) -> io::Result<Box<dyn Read>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// A file that is there, cut to a length, to be written on from its end.
    ///
    /// # Errors
    /// Those of the file system.
    fn cut(&mut self, _name: &str, _bytes: u64) -> io::Result<Box<dyn Page>> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Files in memory: for tests, for other platforms, for those who embed the program.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Arc<Mutex<Vec<u8>>>>,
}

impl Memory {
    /// The contents of a file.
    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.files.get(name).map(|page| page.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// Every file with its contents, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, Vec<u8>)> {
        self.files.iter().map(|(name, page)| {
            let bytes = page.lock().unwrap_or_else(PoisonError::into_inner).clone();
            (name.as_str(), bytes)
        })
    }
}

#[derive(Debug)]
struct Sheet(Arc<Mutex<Vec<u8>>>);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Page for Sheet {
    fn settle(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Shelf for Memory {
    fn page(&mut self, name: &str) -> io::Result<Box<dyn Page>> {
        let page = self.files.entry(name.to_owned()).or_default();
        page.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(Box::new(Sheet(Arc::clone(page))))
    }

    fn beginning(&self, name: &str, bytes: u64) -> io::Result<Box<dyn Read>> {
        let page = self.files.get(name).ok_or(io::ErrorKind::NotFound)?;
        let text = page.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(Box::new(io::Cursor::new(text).take(bytes)))
    }

    fn cut(&mut self, name: &str, bytes: u64) -> io::Result<Box<dyn Page>> {
        let page = self.files.get(name).ok_or(io::ErrorKind::NotFound)?;
        page.lock().unwrap_or_else(PoisonError::into_inner).truncate(bytes as usize);
        Ok(Box::new(Sheet(Arc::clone(page))))
    }
}

/// Files below a folder that exists.
#[derive(Clone, Debug)]
pub struct Below(pub PathBuf);

impl Shelf for Below {
    fn page(&mut self, name: &str) -> io::Result<Box<dyn Page>> {
        let path = self.0.join(name);
        if !self.0.is_dir() {
            // It vanished: what is written now would be a part of the whole.
            return Err(io::ErrorKind::NotFound.into());
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        may_write(&path)?;
        Ok(Box::new(File::create(path)?))
    }

    fn beginning(&self, name: &str, bytes: u64) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(open(&self.0.join(name))?.take(bytes)))
    }

    fn cut(&mut self, name: &str, bytes: u64) -> io::Result<Box<dyn Page>> {
        let path = self.0.join(name);
        is_plain(&path)?;
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.set_len(bytes)?;
        file.seek(io::SeekFrom::End(0))?;
        Ok(Box::new(file))
    }
}

/// A file, finished or as far as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Name relative to the result folder, with `/`.
    pub name: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// What is said of a file that has changed since.
const NOT_THE_SAME: &str = "it is not what was written";

impl Entry {
    /// What a file of this content would be.
    pub fn of(name: String, bytes: &[u8]) -> Self {
        Self { name, bytes: bytes.len() as u64, sha256: hex(Sha256::new_with_prefix(bytes)) }
    }

    /// Checks that the file below a folder is this one.
    ///
    /// # Errors
    /// It is not, or it cannot be read.
    pub fn check(&self, folder: &Path) -> Result<(), Refused> {
        let path = folder.join(&self.name);
        let refused = |why: &dyn fmt::Display| Deed::Read.refused(path.display(), why);
        let (bytes, hash) = open(&path).and_then(hashed).map_err(|e| refused(&e))?;
        if (bytes, hex(hash)) == (self.bytes, self.sha256.clone()) { Ok(()) } else { Err(refused(&NOT_THE_SAME)) }
    }
}

/// A file that is counted and hashed while it is written.
#[derive(Debug)]
pub struct Hashed {
    name: String,
    /// In a cell, for a writer of tables lends what it writes to, but not for changing.
    page: RefCell<Box<dyn Page>>,
    hash: Sha256,
    bytes: u64,
    /// Whether something was written that may not be safe yet.
    loose: Cell<bool>,
}

impl Hashed {
    /// A new file on a shelf.
    ///
    /// # Errors
    /// The shelf's.
    pub fn new(shelf: &mut dyn Shelf, name: &str) -> Result<Self, Refused> {
        let page = shelf.page(name).map_err(|e| Refused::io(name, &e))?;
        Ok(Self {
            name: name.to_owned(),
            page: RefCell::new(page),
            hash: Sha256::new(),
            bytes: 0,
            loose: Cell::new(true),
        })
    }

    /// A file that is there, to be written on from where it was safe; whatever lies behind that is cut off.
    ///
    /// # Errors
    /// The shelf's, or its beginning is not what was written.
    pub fn again(shelf: &mut dyn Shelf, safe: &Entry) -> Result<Self, Refused> {
        let refused = |why: &dyn fmt::Display| Deed::Read.refused(&safe.name, why);
        let (bytes, hash) = shelf.beginning(&safe.name, safe.bytes).and_then(hashed).map_err(|e| refused(&e))?;
        if (bytes, hex(hash.clone())) != (safe.bytes, safe.sha256.clone()) {
            return Err(refused(&NOT_THE_SAME));
        }
        let page = shelf.cut(&safe.name, bytes).map_err(|e| refused(&e))?;
        Ok(Self { name: safe.name.clone(), page: RefCell::new(page), hash, bytes, loose: Cell::new(true) })
    }

    /// Makes sure that what was written stays, and says what that is.
    ///
    /// # Errors
    /// The shelf's.
    pub fn settle(&self) -> Result<Entry, Refused> {
        if self.loose.replace(false) {
            self.page.borrow_mut().settle().map_err(|e| Refused::io(&self.name, &e))?;
        }
        Ok(Entry { name: self.name.clone(), bytes: self.bytes, sha256: hex(self.hash.clone()) })
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.page.get_mut().write(bytes)?;
        self.hash.update(&bytes[..n]);
        self.bytes += n as u64;
        self.loose.set(true);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.page.get_mut().flush()
    }
}

/// The length and the hash of everything that can be read.
///
/// # Errors
/// Those of the reader.
pub fn hashed(mut from: impl Read) -> io::Result<(u64, Sha256)> {
    let (mut bytes, mut hash, mut buffer) = (0, Sha256::new(), vec![0; 1 << 16]);
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok((bytes, hash)),
            n => {
                bytes += n as u64;
                hash.update(&buffer[..n]);
            }
        }
    }
}

/// A finished hash in hexadecimal digits.
pub fn hex(hash: Sha256) -> String {
    let mut digits = String::with_capacity(64);
    for byte in hash.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Writes a whole file.
///
/// # Errors
/// The shelf's.
pub fn put(shelf: &mut dyn Shelf, name: &str, bytes: &[u8]) -> Result<Entry, Refused> {
    let mut page = Hashed::new(shelf, name)?;
    page.write_all(bytes).map_err(|e| Refused::io(name, &e))?;
    page.settle()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_hashed_on_their_way() {
        let mut memory = Memory::default();
        // FIPS 180-2, appendix B.1.
        let entry = put(&mut memory, "a/b.txt", b"abc").unwrap();
        assert_eq!(entry.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(entry.bytes, 3);
        assert_eq!(memory.files().collect::<Vec<_>>(), [("a/b.txt", b"abc".to_vec())]);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link_or_into_a_pipe() {
        let home = tempfile::tempdir().unwrap();
        let mine = home.path().join("mine.csv");
        std::fs::write(&mine, "keep").unwrap();
        let mut shelf = Below(home.path().to_owned());
        std::os::unix::fs::symlink(&mine, home.path().join("runs.csv")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(home.path().join("draws.csv")).status().unwrap().success());
        for name in ["runs.csv", "draws.csv"] {
            assert!(shelf.page(name).unwrap_err().to_string().contains("it is no file but a link"));
            assert!(shelf.cut(name, 0).unwrap_err().to_string().contains("it is no file but a link"));
        }
        assert_eq!(std::fs::read_to_string(mine).unwrap(), "keep");
    }
}
