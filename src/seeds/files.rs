//! Where files come from: a folder on disk, or the cases that travel in the program.

use super::at::with_line_ends;
use include_dir::{Dir, include_dir};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, Read},
    path::Path,
};

static SEEDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/seeds");
static SCENARIOS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// How built-in files are shown, so that nobody looks for them on disk.
pub const BUILT_IN: &str = "built-in:";

/// What systems leave in folders that somebody looked at.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Whether a file of this name, with the folders in which it lies, is one that a system leaves.
pub fn is_litter(name: &str) -> bool {
    LITTER.contains(&name.rsplit('/').next().unwrap_or_default())
}

/// The files of one folder, read into memory.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    shown: String,
    files: BTreeMap<String, Cow<'static, [u8]>>,
    folders: BTreeSet<String>,
}

impl Folder {
    /// A folder of these files.
    pub fn new(shown: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(name, bytes)| (name, Cow::Owned(bytes))).collect();
        Self { shown: shown.to_owned(), files, ..Self::default() }
    }

    /// A folder on disk, without the folders in it. Files too large to be read are cut just above the limit. What systems and editors leave
    /// (`.name`, `~name`, `Thumbs.db`) is left out.
    ///
    /// # Errors
    /// What the system says, with the name; something in it is a pipe, a device or a link that leads nowhere.
    pub fn on_disk(path: &Path) -> io::Result<Self> {
        let (mut files, mut folders) = (BTreeMap::new(), BTreeSet::new());
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(['.', '~']) || is_litter(&name) {
                continue;
            }
            if entry.path().is_dir() {
                folders.insert(name);
            } else {
                let bytes =
                    read(&entry.path()).map_err(|error| io::Error::new(error.kind(), format!("{name}: {error}")))?;
                files.insert(name, Cow::Owned(bytes));
            }
        }
        Ok(Self { shown: path.to_string_lossy().into_owned(), files, folders })
    }

    /// A folder below `seeds/` or `scenarios/` that travels in the program, without the folders in it.
    pub fn built_in(path: &str) -> Option<Self> {
        let (root, rest) = path.split_once('/')?;
        let root = if root == "seeds" { &SEEDS } else { &SCENARIOS };
        let dir = root.get_dir(rest)?;
        let files = dir.files().filter_map(|file| {
            let name = file.path().file_name()?.to_string_lossy().into_owned();
            Some((name, Cow::Borrowed(file.contents())))
        });
        Some(Self { shown: format!("{BUILT_IN}{path}"), files: files.collect(), ..Self::default() })
    }

    /// The same folder under another name for the user.
    pub fn shown_as(self, shown: &str) -> Self {
        Self { shown: shown.to_owned(), ..self }
    }

    /// How a file of the folder is shown to the user.
    pub fn shown(&self, name: &str) -> String {
        format!("{}/{name}", self.shown)
    }

    /// The bytes of a file.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(AsRef::as_ref)
    }

    /// The names of the folders in it, of which nothing is read, sorted.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// The names of the files, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// Opens a file to read it, or what a link leads to. A pipe or a device would never end, or never begin.
///
/// # Errors
/// What the system says, or it is no file.
pub fn open(path: &Path) -> io::Result<File> {
    let kind = std::fs::metadata(path)?;
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a pipe or a device, and no file"));
    }
    File::open(path)
}

/// Says whether a file lies there, and no link to one.
///
/// # Errors
/// What the system says, or it is something else.
pub fn is_plain(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_file() {
        return Ok(());
    }
    let why = "it is no file but a link, a folder, a pipe or a device";
    Err(io::Error::new(io::ErrorKind::InvalidInput, why))
}

/// Says whether a file may be written there: one is there, or nothing. What is written to a link goes to another file, and a
/// pipe may never take it.
///
/// # Errors
/// Those of [`is_plain`].
pub fn may_write(path: &Path) -> io::Result<()> {
    match is_plain(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        told => told,
    }
}

/// A file on disk, cut just above the size that is read.
///
/// # Errors
/// What the system says.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(super::table::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Names of the built-in cases that have scenarios, and of those that have seeds, sorted.
pub fn built_in_cases() -> Vec<String> {
    let names = |dir: &'static Dir<'static>| dir.dirs().map(|d| d.path().to_string_lossy().into_owned());
    let mut all: Vec<String> = names(&SEEDS).chain(names(&SCENARIOS)).collect();
    all.sort();
    all.dedup();
    all
}

/// The text of a file that a fault names, for showing the line.
pub fn text_of(shown: &str) -> Option<String> {
    let bytes = match shown.strip_prefix(BUILT_IN) {
        Some(path) => {
            let (folder, name) = path.rsplit_once('/')?;
            Folder::built_in(folder)?.file(name)?.to_vec()
        }
        None => read(Path::new(shown)).ok()?,
    };
    let text = String::from_utf8(bytes).ok()?;
    // The spans of a scenario do not count the byte order mark that some editors put before it.
    let text = text.strip_prefix('\u{feff}').filter(|_| shown.ends_with("toml")).unwrap_or(&text);
    Some(with_line_ends(text).into_owned())
}
