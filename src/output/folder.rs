//! The result folder: work goes to `DIR.partial` beside it and takes the final name whole, or not at all.
//!
//! The file `lock` in it is locked by whoever is at work there, and by nobody once that process has ended, however it ended.

use super::{
    journal,
    manifest::PROGRAM,
    shelf::{Below, Deed, Refused},
    stray::{self, LOCK, Left, manifest},
};
use crate::{fault::quoted, seeds::files};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// A result folder under way. Dropped before [`Folder::keep`], it stays under its name `DIR.partial` if its journal says how to
/// go on; else it leaves nothing.
#[derive(Debug)]
pub struct Folder {
    last: PathBuf,
    partial: PathBuf,
    replace: bool,
    worth: bool,
    lock: Option<File>,
}

impl Folder {
    /// Starts a folder that will have this name. One that is there already is replaced at the end if `force` says so and it
    /// carries a manifest of ours.
    ///
    /// # Errors
    /// It exists and may not be replaced, somebody else is at work on it, or it cannot be written.
    pub fn begin(path: &Path, force: bool) -> Result<Self, Refused> {
        let refused = |why: String| Deed::Write.refused(path.display(), why);
        let partial = partial_of(path).ok_or_else(|| refused("this is not the name of a folder".to_owned()))?;
        may_take(path, force)?;
        if let Some(parent) = partial.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|e| Refused::io(parent.display(), &e))?;
        }
        match fs::create_dir(&partial) {
            Ok(()) => Self::made(path, partial, force),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                clear(path, &partial).map_err(refused)?;
                Self::made(path, partial, force)
            }
            Err(e) => Err(Refused::io(partial.display(), &e)),
        }
    }

    /// A folder under way that is there and empty, locked.
    fn made(path: &Path, partial: PathBuf, force: bool) -> Result<Self, Refused> {
        let lock = lock(&partial).map_err(|e| Refused::io(partial.display(), &e))?;
        Ok(Self { last: path.to_owned(), partial, replace: force, worth: false, lock: Some(lock) })
    }

    /// Takes up again what was cut off under this name.
    ///
    /// # Errors
    /// There is nothing to take up, somebody is at work on it, or something lies in it that no run put there.
    pub fn resume(path: &Path) -> Result<Self, Refused> {
        // Whoever has the name completed by the shell names what lies there.
        let path = &whole_of(path);
        let refused = |why: &str| Deed::Resume.refused(path.display(), why);
        let partial = partial_of(path).filter(|partial| partial.is_dir()).ok_or_else(|| {
            refused(if path.exists() { "it is whole" } else { "no run under that name was interrupted" })
        })?;
        if is_link(&partial) {
            return Err(Deed::Resume.refused(partial.display(), LINK));
        }
        // Before anything is written: through a link it would go to another file, and a pipe would never take it.
        if let Some(odd) = stray::odd(&partial, Left::Journal).map_err(|e| Refused::io(partial.display(), &e))? {
            return Err(joins(&partial, &odd));
        }
        let lock = match lock(&partial) {
            Ok(lock) => lock,
            Err(e) if e.kind() == ErrorKind::WouldBlock => return Err(refused("another run is at work on it")),
            Err(e) => return Err(Refused::io(partial.display(), &e)),
        };
        Ok(Self { last: path.to_owned(), partial, replace: false, worth: true, lock: Some(lock) })
    }

    /// Starts the next free `PARENT/NAME-NNN`.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn next(parent: &Path, name: &str) -> Result<Self, Refused> {
        fs::create_dir_all(parent).map_err(|e| Refused::io(parent.display(), &e))?;
        let entries = fs::read_dir(parent).map_err(|e| Refused::io(parent.display(), &e))?;
        let taken = entries.filter_map(Result::ok).filter_map(|entry| {
            let file = entry.file_name();
            let rest = file.to_str()?.strip_prefix(name)?.strip_prefix('-')?;
            rest.strip_suffix(".partial").unwrap_or(rest).parse::<u32>().ok()
        });
        let mut number = taken.max().unwrap_or(0) + 1;
        loop {
            let (path, partial) = {
                let name = format!("{name}-{number:03}");
                (parent.join(&name), parent.join(format!("{name}.partial")))
            };
            number += 1;
            match fs::create_dir(&partial) {
                // Somebody was faster, and has ended since.
                Ok(()) if path.exists() => fs::remove_dir(&partial).map_err(|e| Refused::io(partial.display(), &e))?,
                Ok(()) => return Self::made(&path, partial, false),
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
                Err(e) => return Err(Refused::io(partial.display(), &e)),
            }
        }
    }

    /// The name that it will have.
    pub fn path(&self) -> &Path {
        &self.last
    }

    /// Where files go meanwhile.
    pub fn partial(&self) -> &Path {
        &self.partial
    }

    /// Where files go meanwhile, as a shelf.
    pub fn shelf(&self) -> Below {
        Below(self.partial.clone())
    }

    /// From now on it is worth going on with, whatever happens.
    pub fn is_worth_keeping(&mut self) {
        self.worth = true;
    }

    /// Makes the names of all files in it last.
    pub fn settle(&self) {
        sync_tree(&self.partial);
        self.last.parent().into_iter().for_each(sync);
    }

    /// Says whether it holds the files of such a result alone, for one that was taken up again.
    ///
    /// # Errors
    /// There is another, which would become part of the result.
    pub fn holds_only(&self, names: &BTreeSet<String>) -> Result<(), Refused> {
        let other = stray::beside(&self.partial, names).map_err(|e| Refused::io(self.partial.display(), &e))?;
        other.map_or(Ok(()), |other| Err(joins(&self.partial, &other)))
    }

    /// The same for one that lacks nothing but its name, and says itself what it holds.
    ///
    /// # Errors
    /// There is another, or one was changed.
    pub fn holds_its_own(&self) -> Result<(), Refused> {
        stray::foreign(&self.partial, &[LOCK]).map_or(Ok(()), |other| Err(joins(&self.partial, &other)))
    }

    /// Whether nothing but the name is missing.
    pub fn is_whole(&self) -> bool {
        !self.partial.join(journal::NAME).exists() && is_ours(&self.partial)
    }

    /// Says whether a folder of its name may be replaced, for one that was taken up again.
    ///
    /// # Errors
    /// There is one that may not.
    pub fn may_replace(&mut self, force: bool) -> Result<(), Refused> {
        self.replace = force;
        may_take(&self.last, force)
    }

    /// Checks that every file of the manifest is there and as long as it should be: nobody took one away meanwhile.
    fn is_complete(&self) -> Result<(), Refused> {
        for (name, stamp) in manifest(&self.partial)["files"].as_object().into_iter().flatten() {
            let path = self.partial.join(name);
            let length = fs::metadata(&path).map(|there| there.len()).ok();
            if length != stamp["bytes"].as_u64() {
                return Err(Deed::Write.refused(path.display(), "it vanished or was changed meanwhile"));
            }
        }
        Ok(())
    }

    /// Gives the folder its name. The journal goes, unless the folder is a part of an ensemble.
    ///
    /// # Errors
    /// Those of the file system; then nothing changes under the final name.
    pub fn keep(mut self, is_part: bool) -> Result<PathBuf, Refused> {
        let refused = |e: &io::Error| Refused::io(self.last.display(), e);
        self.is_complete()?;
        drop(self.lock.take());
        let helpers = [journal::NAME, LOCK].into_iter().skip(usize::from(is_part));
        for path in helpers.map(|name| self.partial.join(name)).filter(|path| path.exists()) {
            fs::remove_file(&path).map_err(|e| refused(&e))?;
        }
        sync_tree(&self.partial);
        if self.replace && self.last.exists() {
            // Since the beginning somebody may have put something of their own into it.
            may_take(&self.last, true).inspect_err(|_| self.worth = true)?;
            let old = aside(&self.last).map_err(|e| refused(&e))?;
            fs::rename(&self.last, &old).map_err(|e| refused(&e))?;
            if let Err(e) = fs::rename(&self.partial, &self.last) {
                // Put back what was there.
                let _ = fs::rename(&old, &self.last);
                return Err(refused(&e));
            }
            self.worth = true;
            fs::remove_dir_all(&old).map_err(|e| Refused::io(old.display(), &e))?;
        } else if self.last.exists() {
            // Renaming would replace an empty folder that appeared meanwhile.
            return Err(Deed::Write.refused(self.last.display(), "it appeared meanwhile"));
        } else {
            fs::rename(&self.partial, &self.last).map_err(|e| refused(&e))?;
        }
        // The name is given: there is nothing left to clean up.
        self.worth = true;
        if let Some(parent) = self.last.parent() {
            sync(parent);
        }
        Ok(self.last.clone())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.worth {
            // Whatever went wrong has been reported; there is nobody to tell that cleaning up failed as well.
            // What somebody else put there stays.
            let _ = stray::clear(&self.partial).and_then(|()| fs::remove_dir(&self.partial));
        }
    }
}

/// Whether a folder of this name may appear.
fn may_take(path: &Path, force: bool) -> Result<(), Refused> {
    let refused = |why: &str| Err(Deed::Write.refused(path.display(), why));
    if let Some(result) = result_around(path) {
        refused(&inside(&result))
    } else if is_link(path) {
        refused(LINK)
    } else if fs::symlink_metadata(path).is_err() {
        Ok(())
    } else if !force {
        refused("it is there already; choose another --out, or --force to replace it")
    } else if !is_ours(path) {
        refused("it is there already and is no folder of results, which alone are replaced; choose another --out")
    } else if let Some(foreign) = stray::foreign(path, &[]) {
        refused(&format!("{foreign} and would be lost; move it, or choose another --out"))
    } else {
        // The name that it gets for a moment at the end may be longer than any other.
        aside(path).map(drop).map_err(|e| Refused::io(path.display(), &e))
    }
}

/// What is said of a link in place of a folder.
const LINK: &str = "it is a link; name the folder itself";

/// Whether a link lies there. With a `/` at its end a name would speak of what the link leads to.
fn is_link(path: &Path) -> bool {
    path.components().as_path().is_symlink()
}

/// The name under which a folder lies while another takes its place: none that anything has, for that is not ours to take away.
fn aside(path: &Path) -> io::Result<PathBuf> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // No longer than the name under way, which was tried before.
    name.push(".before");
    let mut old = path.with_file_name(name);
    loop {
        match fs::symlink_metadata(&old) {
            Ok(_) => old.as_mut_os_string().push("_"),
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(old),
            Err(e) => return Err(e),
        }
    }
}

/// What is said of something that would be in a result and is none of it.
fn joins(partial: &Path, odd: &str) -> Refused {
    Deed::Resume.refused(partial.display(), format!("{odd} and would become part of the result; move it"))
}

/// Takes over what a command left that was killed before anything could be gone on with.
fn clear(path: &Path, partial: &Path) -> Result<(), String> {
    let (there, last) = (partial.display(), path.display());
    let none = format!("{there} is there and is none of ours; move it, or choose another --out");
    let ours = !is_link(partial) && files::is_plain(&partial.join(LOCK)).is_ok();
    let lock = ours.then(|| File::options().write(true).open(partial.join(LOCK)).ok()).flatten().ok_or(none)?;
    if lock.try_lock().is_err() {
        return Err(format!("another run is at work on it, in {there}; wait for it, or choose another --out"));
    }
    if partial.join(journal::NAME).exists() {
        let name = quoted(&last.to_string());
        return Err(format!(
            "a run was cut off in {there}; `escalade run --resume {name}` goes on with it; else remove it or choose another --out"
        ));
    }
    let failed = |e: io::Error| format!("{there} is left of a command that was cut off, and cannot be cleared: {e}");
    if let Some(odd) = stray::odd(partial, Left::Nothing).map_err(failed)? {
        return Err(format!("{there} is there, and {odd} and would be lost; move it, or choose another --out"));
    }
    stray::clear(partial).map_err(failed)
}

fn lock(partial: &Path) -> io::Result<File> {
    let path = partial.join(LOCK);
    files::may_write(&path)?;
    let file = File::options().write(true).create(true).truncate(false).open(path)?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(ErrorKind::WouldBlock.into()),
        // A file system that has no locks must do without.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(file),
    }
}

/// Ends the name of a folder under way.
const PARTIAL: &str = "partial";

/// The name that a folder has once it is whole.
pub(crate) fn whole_of(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|end| end == PARTIAL) { path.with_extension("") } else { path.to_owned() }
}

/// The name of a folder while it is under way; none where a path has no name.
pub(crate) fn partial_of(path: &Path) -> Option<PathBuf> {
    let mut name = path.file_name()?.to_owned();
    name.push(".");
    name.push(PARTIAL);
    Some(path.with_file_name(name))
}

/// Makes names last, in a folder and in those below it.
fn sync_tree(folder: &Path) {
    let below = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    below.filter(|path| path.is_dir()).for_each(|path| sync_tree(&path));
    sync(folder);
}

/// Makes a renaming last. Not every system can open a folder for that; there it is left to the system.
fn sync(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The result in whose folder, or in a folder of which, something would be written.
pub(crate) fn result_around(path: &Path) -> Option<PathBuf> {
    let real = |folder: &Path| if folder.as_os_str().is_empty() { Path::new(".") } else { folder }.canonicalize().ok();
    let there = path.ancestors().skip(1).find_map(real)?;
    there.ancestors().find(|folder| is_ours(folder)).map(Path::to_owned)
}

/// Why nothing is written there.
pub(crate) fn inside(result: &Path) -> String {
    format!("it lies in the result {}, to which it does not belong; choose another place", result.display())
}

/// Whether a folder carries a manifest of this program.
fn is_ours(path: &Path) -> bool {
    let manifest = manifest(path);
    manifest["program"] == PROGRAM && manifest["files"].is_object()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{manifest::NAME, shelf::put};

    fn fill(folder: &Folder, text: &str) {
        let entry = put(&mut folder.shelf(), "runs.csv", text.as_bytes()).unwrap();
        let stamp = format!(r#"{{ "bytes": {}, "sha256": "{}" }}"#, entry.bytes, entry.sha256);
        let manifest = format!(r#"{{ "program": "escalade", "files": {{ "runs.csv": {stamp} }} }}"#);
        put(&mut folder.shelf(), NAME, manifest.as_bytes()).unwrap();
    }

    #[test]
    fn what_a_killed_command_left_is_taken_over_and_what_can_be_gone_on_with_is_not() {
        let home = tempfile::tempdir().unwrap();
        let (path, partial) = (home.path().join("one"), home.path().join("one.partial"));
        let cut = partial.join("inputs/seeds/land");
        fs::create_dir_all(&cut).unwrap();
        let why = || Folder::begin(&path, false).unwrap_err().to_string();
        assert!(why().contains("none of ours"));
        fs::write(partial.join(LOCK), "").unwrap();
        fs::write(cut.join("half.csv"), "a,").unwrap();
        let folder = Folder::begin(&path, false).unwrap();
        assert!(!partial.join("inputs").exists());
        assert!(why().contains("another run is at work on it"));
        drop(folder);
        fs::create_dir(&partial).unwrap();
        fs::write(partial.join(LOCK), "").unwrap();
        fs::write(partial.join(journal::NAME), "x").unwrap();
        assert!(why().contains("--resume"), "{}", why());
        assert!(partial.join(journal::NAME).exists());
    }

    #[test]
    fn many_at_once_each_get_a_name_of_their_own() {
        let home = tempfile::tempdir().unwrap();
        let begin = || {
            let folder = Folder::next(home.path(), "one").unwrap();
            fill(&folder, "1");
            folder.keep(false).unwrap()
        };
        let names: std::collections::BTreeSet<PathBuf> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..16).map(|_| scope.spawn(begin)).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(names.len(), 16);
    }

    #[test]
    fn hidden_and_edited_files_are_not_thrown_away() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("one");
        let folder = Folder::begin(&path, true).unwrap();
        fill(&folder, "1");
        folder.keep(false).unwrap();
        let why = || Folder::begin(&path, true).unwrap_err().to_string();
        fs::write(path.join(".notes"), "dear").unwrap();
        assert!(why().contains(".notes in it is none of ours"), "{}", why());
        fs::remove_file(path.join(".notes")).unwrap();
        fs::create_dir(path.join("later")).unwrap();
        assert!(why().contains("the folder later in it is none of ours"), "{}", why());
        fs::remove_dir(path.join("later")).unwrap();
        // What the system left there is nobody's.
        fs::write(path.join(".DS_Store"), "window").unwrap();
        drop(Folder::begin(&path, true).unwrap());
        fs::write(path.join("runs.csv"), "2").unwrap();
        assert!(why().contains("runs.csv in it was changed by somebody"), "{}", why());
    }

    #[test]
    fn a_folder_appears_whole_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("deep/one");
        let folder = Folder::begin(&path, false).unwrap();
        fill(&folder, "1");
        assert!(!path.exists());
        drop(folder);
        assert_eq!(fs::read_dir(home.path().join("deep")).unwrap().count(), 0);
        let folder = Folder::begin(&path, false).unwrap();
        fill(&folder, "2");
        assert!(Folder::begin(&path, false).unwrap_err().to_string().contains("at work"));
        assert_eq!(folder.keep(false).unwrap(), path);
        assert_eq!(fs::read_to_string(path.join("runs.csv")).unwrap(), "2");
        assert_eq!(fs::read_dir(home.path().join("deep")).unwrap().count(), 1);
    }

    #[test]
    fn only_our_own_folders_are_replaced_and_only_by_a_whole_one() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("one");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("letter.txt"), "dear").unwrap();
        assert!(Folder::begin(&path, false).unwrap_err().to_string().contains("there already"));
        assert!(Folder::begin(&path, true).unwrap_err().to_string().contains("is no folder of results"));
        fs::remove_dir_all(&path).unwrap();
        let folder = Folder::begin(&path, true).unwrap();
        fill(&folder, "1");
        folder.keep(false).unwrap();
        let again = Folder::begin(&path, true).unwrap();
        fill(&again, "2");
        assert_eq!(fs::read_to_string(path.join("runs.csv")).unwrap(), "1");
        again.keep(false).unwrap();
        assert_eq!(fs::read_to_string(path.join("runs.csv")).unwrap(), "2");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
        // What somebody put beside the results is not thrown away with them.
        fs::create_dir(path.join("notes")).unwrap();
        fs::write(path.join("notes/mine.txt"), "dear").unwrap();
        let refused = Folder::begin(&path, true).unwrap_err().to_string();
        assert!(refused.contains("the folder notes in it is none of ours"), "{refused}");
    }

    #[test]
    fn a_folder_from_which_a_file_vanished_gets_no_name() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("one");
        let mut folder = Folder::begin(&path, false).unwrap();
        folder.is_worth_keeping();
        let manifest =
            r#"{ "program": "escalade", "files": { "runs.csv": { "bytes": 1 }, "draws.csv": { "bytes": 1 } } }"#;
        put(&mut folder.shelf(), "runs.csv", b"1").unwrap();
        put(&mut folder.shelf(), NAME, manifest.as_bytes()).unwrap();
        assert!(
            folder.keep(false).unwrap_err().to_string().ends_with("draws.csv: it vanished or was changed meanwhile")
        );
        assert!(!path.exists() && home.path().join("one.partial/runs.csv").exists());
        // A folder that vanished altogether does not come back half.
        let folder = Folder::begin(&home.path().join("two"), false).unwrap();
        let mut shelf = folder.shelf();
        fs::remove_dir_all(folder.partial()).unwrap();
        assert!(put(&mut shelf, "sub/runs.csv", b"1").is_err() && !folder.partial().exists());
    }

    #[test]
    fn what_was_cut_off_is_taken_up_by_one_at_a_time() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("one");
        assert!(Folder::resume(&path).unwrap_err().to_string().contains("no run under that name was interrupted"));
        let mut folder = Folder::begin(&path, false).unwrap();
        folder.is_worth_keeping();
        assert!(Folder::resume(&path).unwrap_err().to_string().contains("another run is at work on it"));
        drop(folder);
        // The shell completes the name of what lies there.
        let by_its_other_name = Folder::resume(&home.path().join("one.partial")).unwrap();
        assert_eq!(by_its_other_name.path(), path);
        drop(by_its_other_name);
        let folder = Folder::resume(&path).unwrap();
        assert!(!folder.is_whole());
        fill(&folder, "1");
        assert!(folder.is_whole());
        folder.keep(false).unwrap();
        assert!(Folder::resume(&path).unwrap_err().to_string().contains("it is whole"));
        assert_eq!(fs::read_dir(&path).unwrap().count(), 2);
    }

    #[test]
    fn numbers_go_on_from_the_last() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("base-007")).unwrap();
        fs::create_dir(home.path().join("other-009")).unwrap();
        let one = Folder::next(home.path(), "base").unwrap();
        let two = Folder::next(home.path(), "base").unwrap();
        assert!(one.path().ends_with("base-008") && two.path().ends_with("base-009"));
    }

    #[test]
    fn what_is_none_of_ours_is_not_cleared_away() {
        let home = tempfile::tempdir().unwrap();
        let (path, partial) = (home.path().join("one"), home.path().join("one.partial"));
        for (name, text, why) in [
            ("thesis.csv", "keep", "thesis.csv in it is none of ours"),
            ("lock", "mine", "the text of lock in it is none of ours"),
            ("runs.csv", "name,mark", "the text of runs.csv in it is none of ours"),
            ("events.csv.gz", "a,b", "the text of events.csv.gz in it is none of ours"),
            ("inputs/thesis.csv", "keep", "inputs/thesis.csv in it is none of ours"),
            ("excel/thesis.csv", "keep", "excel/thesis.csv in it is none of ours"),
            ("notes/thesis.csv", "keep", "the folder notes in it is none of ours"),
            ("inputs/seeds/land/more/thesis.csv", "keep", "the folder inputs/seeds/land/more in it is none of ours"),
            (".thesis", "keep", ".thesis in it is none of ours"),
        ] {
            fs::create_dir_all(partial.join(name).parent().unwrap()).unwrap();
            fs::write(partial.join(LOCK), "").unwrap();
            fs::write(partial.join(name), text).unwrap();
            let said = Folder::begin(&path, false).unwrap_err().to_string();
            assert!(said.contains(&format!("{why} and would be lost; move it, or choose another --out")), "{said}");
            assert_eq!(fs::read_to_string(partial.join(name)).unwrap(), text);
            fs::remove_dir_all(&partial).unwrap();
        }
        // What is put there meanwhile outlives a run that fails.
        let folder = Folder::begin(&path, false).unwrap();
        put(&mut folder.shelf(), "inputs/seeds/land/places.csv", b"id").unwrap();
        fill(&folder, "1");
        fs::write(partial.join("inputs/thesis.csv"), "keep").unwrap();
        fs::write(partial.join(".DS_Store"), "window").unwrap();
        drop(folder);
        let left: Vec<_> = fs::read_dir(&partial).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["inputs"]);
        assert_eq!(fs::read_dir(partial.join("inputs")).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn the_longest_name_is_tried_before_the_work() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("n".repeat(247));
        for text in ["1", "2"] {
            let folder = Folder::begin(&path, true).unwrap();
            fill(&folder, text);
            folder.keep(false).unwrap();
        }
        for end in [".before", ".before_"] {
            fs::write(home.path().join(format!("{}{end}", "n".repeat(247))), "keep").unwrap();
        }
        let said = Folder::begin(&path, true).unwrap_err().to_string();
        assert!(said.contains("too long"), "{said}");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 3);
    }
}
