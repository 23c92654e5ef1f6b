//! Where result files are put: a folder, or memory. Every file is hashed on its way.

use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    fs::File,
    io::{self, Write},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// A result that could not be written.
#[derive(Debug)]
pub struct Refused {
    /// File or folder.
    pub what: String,
    /// Why.
    pub why: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write {}: {}", self.what, self.why)
    }
}

impl std::error::Error for Refused {}

impl Refused {
    /// A refusal of the file system.
    pub fn io(what: impl fmt::Display, error: &io::Error) -> Self {
        Self { what: what.to_string(), why: error.to_string() }
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
        self.sync_all()
    }
}

/// A place for files.
pub trait Shelf {
    /// A new file of this name, parents included.
    ///
    /// # Errors
    /// Those of the file system.
    fn page(&mut self, name: &str) -> io::Result<Box<dyn Page>>;
}

/// Files in memory: for tests, for other platforms, for those who embed the program.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Arc<Mutex<Vec<u8>>>>,
}

impl Memory {
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
}

/// Files below a folder that exists.
#[derive(Clone, Debug)]
pub struct Below(pub PathBuf);

impl Shelf for Below {
    fn page(&mut self, name: &str) -> io::Result<Box<dyn Page>> {
        let path = self.0.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        Ok(Box::new(File::create(path)?))
    }
}

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Name relative to the result folder, with `/`.
    pub name: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// A file that is counted and hashed while it is written.
#[derive(Debug)]
pub struct Hashed {
    name: String,
    page: Box<dyn Page>,
    hash: Sha256,
    bytes: u64,
}

impl Hashed {
    /// A new file on a shelf.
    ///
    /// # Errors
    /// The shelf's.
    pub fn new(shelf: &mut dyn Shelf, name: &str) -> Result<Self, Refused> {
        let page = shelf.page(name).map_err(|e| Refused::io(name, &e))?;
        Ok(Self { name: name.to_owned(), page, hash: Sha256::new(), bytes: 0 })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Ends the file.
    ///
    /// # Errors
    /// The shelf's.
    pub fn finish(mut self) -> Result<Entry, Refused> {
        self.page.flush().and_then(|()| self.page.settle()).map_err(|e| Refused::io(&self.name, &e))?;
        let mut sha256 = String::with_capacity(64);
        for byte in self.hash.finalize() {
            let _ = write!(sha256, "{byte:02x}");
        }
        Ok(Entry { name: self.name, bytes: self.bytes, sha256 })
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.page.write(bytes)?;
        self.hash.update(&bytes[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.page.flush()
    }
}

/// Writes a whole file.
///
/// # Errors
/// The shelf's.
pub fn put(shelf: &mut dyn Shelf, name: &str, bytes: &[u8]) -> Result<Entry, Refused> {
    let mut page = Hashed::new(shelf, name)?;
    page.write_all(bytes).map_err(|e| Refused::io(name, &e))?;
    page.finish()
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
}
