//! A result folder, read again: its study is made anew from `manifest.json` and `inputs/` alone, so that worlds can be played
//! again without the files, the command or the folder that they came from.

mod compare;
pub mod verify;

use crate::{
    fault::Fault,
    output::{Manifest, folder, journal, manifest::NAME},
    scenario::{find::Inputs, reload},
    seeds::files,
    study::Study,
};
use flate2::read::MultiGzDecoder;
use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

/// A result folder with its study.
#[derive(Debug)]
pub struct Reopened {
    /// The folder.
    pub dir: PathBuf,
    /// What was asked, and the hashes.
    pub manifest: Manifest,
    /// The study, as the command that wrote the folder had it.
    pub study: Study,
}

/// Opens a result folder again.
///
/// # Errors
/// It is none, another version wrote it, or its inputs have faults.
pub fn reopen(dir: &Path) -> Result<Reopened, Vec<Fault>> {
    let manifest = manifest(dir).map_err(|fault| vec![fault])?;
    let study = reload(inputs(dir).map_err(|fault| vec![fault])?)?;
    Ok(Reopened { dir: dir.to_owned(), manifest, study })
}

/// The manifest of a result folder.
///
/// # Errors
/// It cannot be read, another version wrote it, or it is that of a part.
pub fn manifest(dir: &Path) -> Result<Manifest, Fault> {
    let path = dir.join(NAME);
    let text = files::is_plain(&path)
        .and_then(|()| files::open(&path))
        .and_then(|file| io::read_to_string(Lines::of(file.take(LARGEST))))
        .map_err(|error| not_whole(dir).unwrap_or_else(|| unreadable(&path, &error)))?;
    let manifest = Manifest::read(&path.to_string_lossy(), &text)?;
    match manifest.part {
        None => Ok(manifest),
        Some(part) => Err(Fault {
            message: format!("this is part {part} of an ensemble"),
            help: "`escalade merge` checks parts and makes the whole of them".to_owned(),
            ..unreadable(&path, &io::ErrorKind::InvalidData.into())
        }),
    }
}

/// The inputs of a result folder, whole or under way: what [`reload`] takes.
///
/// # Errors
/// A file that cannot be read.
pub fn inputs(dir: &Path) -> Result<Inputs, Fault> {
    let root = dir.join("inputs");
    let mut read = BTreeMap::new();
    for (name, path) in below(&root)? {
        let bytes = files::read(&path).map_err(|error| unreadable(&path, &error))?;
        read.insert(name, bytes);
    }
    Ok(Inputs { shown: root.to_string_lossy().into_owned(), files: read })
}

/// A table of a result folder: packed, if it lies there packed.
pub fn table(dir: &Path, name: &str) -> PathBuf {
    let packed = dir.join(format!("{name}.gz"));
    if packed.is_file() { packed } else { dir.join(name) }
}

/// The text of a file, unpacked if it is packed.
///
/// # Errors
/// Those of the file system.
pub fn text_of(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    let file = files::open(path)?;
    let packed = path.extension().is_some_and(|end| end == "gz");
    Ok(if packed { Box::new(Lines::of(MultiGzDecoder::new(BufReader::new(file)))) } else { Box::new(Lines::of(file)) })
}

/// Most of a manifest that is read: none has more, and what has was made to fill the memory.
const LARGEST: u64 = 64 << 20;
/// Longest line that is read: no table has one, and what has was made to fill the memory.
const LONGEST: usize = 64 << 20;

/// A text that is given up where a line does not end.
struct Lines<R> {
    text: BufReader<R>,
    /// Bytes since the last line end.
    since: usize,
}

impl<R: Read> Lines<R> {
    fn of(text: R) -> Self {
        Self { text: BufReader::new(text), since: 0 }
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > LONGEST {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a line of it has more than 64 MB"));
        }
        self.text.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        let line_end = self.text.buffer()[..n].iter().rposition(|byte| *byte == b'\n');
        self.since = line_end.map_or(self.since + n, |at| n - at - 1);
        self.text.consume(n);
    }
}

/// Every file below a folder, by its name there with `/`. What systems and editors leave (`.name`, `~name`, `Thumbs.db`) is left out.
///
/// # Errors
/// A folder that cannot be read.
pub fn below(root: &Path) -> Result<BTreeMap<String, PathBuf>, Fault> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![(String::new(), root.to_owned())];
    while let Some((prefix, folder)) = waiting.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&folder, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(['.', '~']) || (files::is_litter(&name) && files::is_plain(&entry.path()).is_ok()) {
                continue;
            }
            let name = format!("{prefix}{name}");
            // A link to a folder is no folder: it could lead in a circle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                waiting.push((format!("{name}/"), entry.path()));
            } else {
                found.insert(name, entry.path());
            }
        }
    }
    Ok(found)
}

/// What is said of a run that has not ended, if the folder, or the one where it is under way, is that of one.
fn not_whole(dir: &Path) -> Option<Fault> {
    let last = folder::whole_of(dir);
    let partial = folder::partial_of(&last)?;
    partial.join(journal::NAME).is_file().then(|| Fault {
        message: "this run has not ended".to_owned(),
        help: format!("`escalade run --resume {}` goes on with it", last.display()),
        ..unreadable(dir, &io::ErrorKind::NotFound.into())
    })
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    Fault {
        file: path.to_string_lossy().into_owned(),
        line: 0,
        span: 0..0,
        found: String::new(),
        message: format!("it cannot be read: {error}"),
        help: "name a folder of results, whole and with its inputs".to_owned(),
    }
}
