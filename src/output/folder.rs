//! The result folder: work goes to `DIR.partial` beside it and takes the final name whole, or not at all.

use super::{
    manifest::NAME,
    shelf::{Below, Refused},
};
use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

/// A result folder under way. Dropped before [`Folder::keep`], it leaves nothing.
#[derive(Debug)]
pub struct Folder {
    last: PathBuf,
    partial: PathBuf,
    replace: bool,
    kept: bool,
}

impl Folder {
    /// Starts a folder that will have this name. One that is there already is replaced at the end if `force` says so and it
    /// carries a manifest of ours.
    ///
    /// # Errors
    /// It exists and may not be replaced, somebody else is at work on it, or it cannot be written.
    pub fn begin(path: &Path, force: bool) -> Result<Self, Refused> {
        let refused = |why: String| Refused { what: path.display().to_string(), why };
        if fs::symlink_metadata(path).is_ok() {
            if !force {
                return Err(refused("it is there already; choose another --out, or --force to replace it".to_owned()));
            }
            if !is_ours(path) {
                return Err(refused("--force replaces only a folder with a manifest.json of ours".to_owned()));
            }
        }
        let partial = partial_of(path).ok_or_else(|| refused("this is not the name of a folder".to_owned()))?;
        if let Some(parent) = partial.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|e| Refused::io(parent.display(), &e))?;
        }
        match fs::create_dir(&partial) {
            Ok(()) => Ok(Self { last: path.to_owned(), partial, replace: force, kept: false }),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(refused(format!(
                "{} is there: another run is at work on it, or one was cut off; remove it or choose another --out",
                partial.display()
            ))),
            Err(e) => Err(Refused::io(partial.display(), &e)),
        }
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
            let path = parent.join(format!("{name}-{number:03}"));
            let clash = partial_of(&path).is_some_and(|p| p.exists());
            match Self::begin(&path, false) {
                // Somebody took the number in the meantime.
                Err(_) if path.exists() || (!clash && partial_of(&path).is_some_and(|p| p.exists())) => number += 1,
                other => return other,
            }
        }
    }

    /// The name that it will have.
    pub fn path(&self) -> &Path {
        &self.last
    }

    /// Where files go meanwhile.
    pub fn shelf(&self) -> Below {
        Below(self.partial.clone())
    }

    /// Gives the folder its name.
    ///
    /// # Errors
    /// Those of the file system; then nothing changes under the final name.
    pub fn keep(mut self) -> Result<PathBuf, Refused> {
        let refused = |e: &std::io::Error| Refused::io(self.last.display(), e);
        sync(&self.partial);
        if self.replace && self.last.exists() {
            let old = self.last.with_file_name(format!("{}.replaced", file_name(&self.last)));
            fs::rename(&self.last, &old).map_err(|e| refused(&e))?;
            if let Err(e) = fs::rename(&self.partial, &self.last) {
                // Put back what was there.
                let _ = fs::rename(&old, &self.last);
                return Err(refused(&e));
            }
            self.kept = true;
            fs::remove_dir_all(&old).map_err(|e| Refused::io(old.display(), &e))?;
        } else if self.last.exists() {
            // Renaming would replace an empty folder that appeared meanwhile.
            return Err(Refused { what: self.last.display().to_string(), why: "it appeared meanwhile".to_owned() });
        } else {
            fs::rename(&self.partial, &self.last).map_err(|e| refused(&e))?;
            self.kept = true;
        }
        if let Some(parent) = self.last.parent() {
            sync(parent);
        }
        Ok(self.last.clone())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.kept {
            // Whatever went wrong has been reported; there is nobody to tell that cleaning up failed as well.
            let _ = fs::remove_dir_all(&self.partial);
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn partial_of(path: &Path) -> Option<PathBuf> {
    let mut name = path.file_name()?.to_owned();
    name.push(".partial");
    Some(path.with_file_name(name))
}

/// Makes a renaming last. Not every system can open a folder for that; there it is left to the system.
fn sync(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Whether a folder carries a manifest of this program.
fn is_ours(path: &Path) -> bool {
    let manifest = fs::read_to_string(path.join(NAME)).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_default();
    manifest["program"] == "escalade" && manifest["files"].is_object()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::shelf::put;

    fn fill(folder: &Folder, text: &str) {
        let manifest = r#"{ "program": "escalade", "files": {} }"#;
        put(&mut folder.shelf(), "a.txt", text.as_bytes()).unwrap();
        put(&mut folder.shelf(), NAME, manifest.as_bytes()).unwrap();
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
        assert_eq!(folder.keep().unwrap(), path);
        assert_eq!(fs::read_to_string(path.join("a.txt")).unwrap(), "2");
        assert_eq!(fs::read_dir(home.path().join("deep")).unwrap().count(), 1);
    }

    #[test]
    fn only_our_own_folders_are_replaced_and_only_by_a_whole_one() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("one");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("letter.txt"), "dear").unwrap();
        assert!(Folder::begin(&path, false).unwrap_err().to_string().contains("there already"));
        assert!(Folder::begin(&path, true).unwrap_err().to_string().contains("only a folder"));
        fs::remove_dir_all(&path).unwrap();
        let folder = Folder::begin(&path, true).unwrap();
        fill(&folder, "1");
        folder.keep().unwrap();
        let again = Folder::begin(&path, true).unwrap();
        fill(&again, "2");
        assert_eq!(fs::read_to_string(path.join("a.txt")).unwrap(), "1");
        again.keep().unwrap();
        assert_eq!(fs::read_to_string(path.join("a.txt")).unwrap(), "2");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
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
}
